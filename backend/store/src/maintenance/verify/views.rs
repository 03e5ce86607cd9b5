//! The rows of views, folded again from the log and compared. Nothing is written. One pass over the keys of all views together: each
//! key of a row is a tag of every event that touches it, so a range of tags has everything that its rows follow from, and memory
//! holds no more than that.

use super::findings::{Findings, VerifiedPart};
use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
    log::read::{self, SealedFields},
    maintenance::{
        progress::LogProgress,
        view_fold::{ViewState, is_same},
    },
    views::row_proof::RowProver,
};
use domain::{
    facts::{Event, Fact},
    ids::{Position, Tag},
    views::{self, AnyView, StoredRow},
};
use futures::TryStreamExt;
use sqlx::{Row, query, query_scalar};
use std::collections::{HashMap, HashSet};

/// Tags whose events are read together: of two hundred students, some twenty thousand.
const TAGS_PER_READ: i64 = 200;

/// Rows by the name of their view and their key, as they are stored.
type RowsSaid = HashMap<(&'static str, String), (Tag, StoredRow)>;

/// Returns how many rows follow from the log.
pub(super) async fn check(
    store: &Store,
    tx: &mut TenantTx,
    head: Position,
    findings: &mut Findings,
    not_checked: &mut Vec<String>,
    progress: &mut impl FnMut(LogProgress),
) -> Result<u64, StoreError> {
    let views = kept(tx, findings, not_checked).await?;
    let prover = RowProver::of(&store.keys, tx.school()).await?;
    let all = count_tags(tx).await?;
    let (mut after, mut rows, mut tags_done) = (String::new(), 0, 0);
    loop {
        let tags = tags_after(tx, &after).await?;
        let up_to = tags.last().filter(|_| tags.len() as i64 == TAGS_PER_READ).cloned();
        let said = fold(tx, &views, &tags, head).await?;
        rows += said.len() as u64;
        compare(tx, &views, &prover, (&after, up_to.as_deref()), said, findings).await?;
        tags_done += tags.len() as i64;
        progress(LogProgress { done: Position(head.0 * tags_done / all.max(1)), of: head });
        match up_to {
            Some(last) => after = last,
            None => return Ok(rows),
        }
    }
}

/// The views that have rows to compare. One that was never built has none, and nothing is wrong with that.
async fn kept(
    tx: &mut TenantTx,
    findings: &mut Findings,
    not_checked: &mut Vec<String>,
) -> Result<Vec<&'static AnyView>, StoreError> {
    let mut kept = Vec::new();
    for view in views::ALL {
        match ViewState::of(tx, view).await? {
            ViewState::InUse => {}
            ViewState::Dropped => findings.add(VerifiedPart::Views, None, format!("view {} is not kept", view.name)),
            ViewState::Missing => {
                not_checked.push(format!("view {} is not built yet; the program does it when it serves", view.name));
                continue;
            }
        }
        kept.push(view);
    }
    Ok(kept)
}

async fn count_tags(tx: &mut TenantTx) -> Result<i64, StoreError> {
    const SQL: &str = "select count(*) from (select distinct tag from event_tag where tenant_id = $1) tags";
    Ok(query_scalar(SQL).bind(tx.school().0).fetch_one(tx.conn()).await?)
}

async fn tags_after(tx: &mut TenantTx, after: &str) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "select distinct tag from event_tag where tenant_id = $1 and tag > $2 order by tag limit $3";
    Ok(query_scalar(SQL).bind(tx.school().0).bind(after).bind(TAGS_PER_READ).fetch_all(tx.conn()).await?)
}

/// The rows under these tags. A tag that is none of ours makes no row.
async fn fold(tx: &mut TenantTx, views: &[&'static AnyView], tags: &[String], head: Position) -> Result<RowsSaid, StoreError> {
    let keys: HashSet<Tag> = tags.iter().filter_map(|tag| tag.parse().ok()).collect();
    let types: Vec<&str> = Fact::TYPES.iter().map(|(name, _)| *name).collect();
    let events = read::tagged(tx, &keys.iter().copied().collect::<Vec<_>>(), &types, head, SealedFields::Read).await?;
    let mut said = HashMap::new();
    for view in views {
        let mut touching: HashMap<Tag, Vec<&Event>> = HashMap::new();
        for event in events.iter().filter(|event| view.listens_to(event)) {
            for key in (view.keys)(event).into_iter().filter(|key| keys.contains(key)) {
                touching.entry(key).or_default().push(event);
            }
        }
        for (key, events) in touching {
            if let Some(row) = (view.fold)(None, key, &events)? {
                said.insert((view.name, key.to_string()), (key, row));
            }
        }
    }
    Ok(said)
}

/// Holds the stored rows of a range of keys against what the log says of them. The end is open after the last tag.
async fn compare(
    tx: &mut TenantTx,
    views: &[&'static AnyView],
    prover: &RowProver,
    (after, up_to): (&str, Option<&str>),
    mut said: RowsSaid,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    const SQL: &str = "select r.key, r.body, r.list, r.occurred_on, r.pos, r.last_pos, r.mac, r.view
          from unnest($2::text[], $3::int2[]) wanted (view, version)
          join view_row r on r.tenant_id = $1 and r.view = wanted.view and r.version = wanted.version
         where r.key > $4 and ($5::text is null or r.key <= $5)";
    let (names, versions): (Vec<&str>, Vec<i16>) = views.iter().map(|view| (view.name, view.version)).unzip();
    let read = query(SQL).bind(tx.school().0).bind(names).bind(versions).bind(after).bind(up_to);
    let mut stored = read.fetch(tx.conn());
    while let Some(row) = stored.try_next().await? {
        let (key, name): (String, &str) = (row.try_get("key")?, row.try_get("view")?);
        let Some(view) = views.iter().find(|view| view.name == name) else { continue };
        match said.remove(&(view.name, key.clone())) {
            Some((key, expected)) if is_same(&row, view, key, &expected, prover)? => {}
            Some(_) => wrong(findings, view.name, &key),
            None => findings.add(VerifiedPart::Views, None, format!("row {key:?} of view {name} follows from no event")),
        }
    }
    let mut gone: Vec<(&str, String)> = said.into_keys().collect();
    gone.sort_unstable();
    gone.iter().for_each(|(view, key)| wrong(findings, view, key));
    Ok(())
}

fn wrong(findings: &mut Findings, view: &str, key: &str) {
    findings.add(VerifiedPart::Views, None, format!("row {key} of view {view} is not what the log says"));
}
