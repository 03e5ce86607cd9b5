//! Folding the rows of views again and comparing, a little at a time, while the school goes on working. Nothing is written.
//!
//! What was right once is not folded twice. Of the rows that the log touched since, the whole past is folded. All others must
//! have their proof, and be as many as they were, with the same sum of last positions: a row that was removed, or put back from
//! before, makes these less, and nothing makes them more, because a row never goes and nobody can prove a later one.

use super::view_fold::{is_in_use, is_same, stands_at};
use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
    log::read::{self, SealedFields},
    views::row_proof::RowProver,
};
use domain::{
    facts::Event,
    ids::{Position, SchoolId, Tag},
    views::{self, AnyView},
};
use sqlx::{Row, postgres::PgRow, query, query_as, query_scalar, raw_sql};
use std::{
    collections::{BTreeSet, HashMap},
    time::{Duration, Instant},
};

/// How much is in memory at once: positions of the log, keys whose past is folded, and stored rows.
const POSITIONS_PER_READ: i64 = 1000;
const KEYS_PER_READ: usize = 25;
const ROWS_PER_READ: i64 = 200;
/// Between two readings others have the machine for three times as long as the last one took, and for this long at most.
const PAUSE_MAX: Duration = Duration::from_secs(1);
/// How many wrong rows of a view are named. Whoever has more builds the view again.
const NAMED_PER_VIEW: usize = 50;

/// Up to where the rows of a school's views are known to be what its log says.
#[derive(Debug, Default)]
pub struct ProvedRows(HashMap<&'static str, ProvedView>);

/// The same of one view.
#[derive(Clone, Copy, Debug, Default)]
struct ProvedView {
    pos: Position,
    /// The chain's link there. Another one is another log.
    link: [u8; 32],
    totals: RowTotals,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct RowTotals {
    rows: i64,
    /// Of the last positions of all rows.
    last_sum: i64,
}

impl Store {
    /// Folds again what came since `proved`, takes the proof of every row, and says which are wrong. It takes its time, so that
    /// no page waits for it. `proved` is brought up to now, except for views with wrong rows, which are folded whole next time.
    ///
    /// # Errors
    /// When the log cannot be read, or holds an event that this program does not know.
    pub async fn prove_rows(&self, school: SchoolId, proved: &mut ProvedRows) -> Result<Vec<String>, StoreError> {
        let prover = RowProver::of(&self.keys, school).await?;
        let mut wrong = Vec::new();
        for view in views::ALL {
            let from = proved.0.remove(view.name).unwrap_or_default();
            let mut outcome = ViewProof::outcome(self, school, view, &prover, from).await?;
            if outcome.is_err() && from.pos > Position(0) {
                // That something is missing is known; from the beginning it has a name.
                outcome = ViewProof::outcome(self, school, view, &prover, ProvedView::default()).await?;
            }
            match outcome {
                Ok(now) => _ = proved.0.insert(view.name, now),
                Err(rows) => wrong.extend(rows),
            }
        }
        Ok(wrong)
    }
}

/// A view that is being proved, in one snapshot.
struct ViewProof<'a> {
    view: &'static AnyView,
    prover: &'a RowProver,
    tx: TenantTx,
    from: Position,
    head: Position,
    /// What the log says that there is.
    totals: RowTotals,
    wrong: BTreeSet<String>,
    read_at: Instant,
}

impl ViewProof<'_> {
    /// What is proved now, or what is wrong.
    async fn outcome(
        store: &Store,
        school: SchoolId,
        view: &'static AnyView,
        prover: &RowProver,
        from: ProvedView,
    ) -> Result<Result<ProvedView, Vec<String>>, StoreError> {
        let mut tx = TenantTx::begin(&store.db, school).await?;
        raw_sql("set transaction isolation level repeatable read").execute(tx.conn()).await?;
        let (head, link) = end_of_log(&mut tx).await?;
        let from = if goes_on_from(&mut tx, &from).await? { from } else { ProvedView::default() };
        if !is_in_use(&mut tx, view).await? {
            tx.rollback().await?;
            return Ok(Err(vec![format!("view {} is not kept", view.name)]));
        }
        let (totals, wrong, read_at) = (from.totals, BTreeSet::new(), Instant::now());
        let mut proof = ViewProof { view, prover, tx, from: from.pos, head, totals, wrong, read_at };
        proof.fold_touched().await?;
        let stored = proof.check_stored().await?;
        proof.tx.rollback().await?;
        if proof.wrong.is_empty() && stored == proof.totals {
            return Ok(Ok(ProvedView { pos: head, link, totals: stored }));
        }
        if proof.wrong.is_empty() {
            proof.wrong.insert(format!("view {} has rows too many, or lacks some, or has some from before", view.name));
        }
        Ok(Err(proof.wrong.into_iter().collect()))
    }

    /// Folds the rows that the log touched since.
    async fn fold_touched(&mut self) -> Result<(), StoreError> {
        let types = self.view.view.fact_types();
        let mut done = self.from;
        while done < self.head {
            let events = read::after(&mut self.tx, done, POSITIONS_PER_READ, &types).await?;
            done = self.head.min(Position(done.0 + POSITIONS_PER_READ));
            let touched: BTreeSet<Tag> = events.iter().flat_map(self.view.keys).collect();
            let touched: Vec<Tag> = touched.into_iter().collect();
            for keys in touched.chunks(KEYS_PER_READ) {
                self.fold_keys(keys, done).await?;
                self.pause().await;
            }
        }
        Ok(())
    }

    /// Folds the whole past of these keys and compares. A row that events touch later still is left for then.
    async fn fold_keys(&mut self, keys: &[Tag], done: Position) -> Result<(), StoreError> {
        const SQL: &str = "select key, body, list, occurred_on, pos, last_pos, mac from view_row
            where tenant_id = $1 and view = $2 and version = $3 and key = any($4)";
        let names: Vec<String> = keys.iter().map(Tag::to_string).collect();
        let stored = query(SQL).bind(self.tx.school().0).bind(self.view.name).bind(self.view.version).bind(names);
        let mut rows: HashMap<Tag, PgRow> = HashMap::new();
        for row in stored.fetch_all(self.tx.conn()).await? {
            rows.extend(key_of(&row)?.map(|key| (key, row)));
        }
        let mut due = Vec::with_capacity(keys.len());
        for key in keys {
            let last = rows.get(key).map(|row| row.try_get::<i64, _>(5)).transpose()?;
            due.extend(last.is_none_or(|last| last <= done.0).then_some(*key));
        }
        let events = read::tagged(&mut self.tx, &due, &self.view.view.fact_types(), self.head, SealedFields::Read).await?;
        let mut touching: HashMap<Tag, Vec<&Event>> = HashMap::new();
        for event in &events {
            for key in (self.view.keys)(event) {
                touching.entry(key).or_default().push(event);
            }
        }
        due.iter().try_for_each(|key| self.compare(*key, touching.get(key).map_or(&[], Vec::as_slice), rows.get(key)))
    }

    /// `events`: all that touch the row, oldest first.
    fn compare(&mut self, key: Tag, events: &[&Event], stored: Option<&PgRow>) -> Result<(), StoreError> {
        let (before, since) = events.split_at(events.partition_point(|event| event.pos <= self.from));
        let was = (self.view.fold)(None, key, before)?;
        let now = (self.view.fold)(was.as_ref().map(|was| &was.row), key, since)?;
        let is_right = match (stored, &now) {
            (Some(stored), Some(now)) => is_same(stored, self.view, key, now, self.prover)?,
            (None, None) => true,
            _ => false,
        };
        if !is_right {
            self.name(format!("row {key} of view {} is not what the log says", self.view.name));
        }
        if let Some(now) = now {
            self.totals.rows += i64::from(was.is_none());
            self.totals.last_sum += now.last.0 - was.map_or(0, |was| was.last.0);
        }
        Ok(())
    }

    /// Takes the proof of every row, and counts them.
    async fn check_stored(&mut self) -> Result<RowTotals, StoreError> {
        const SQL: &str = "select key, body, list, occurred_on, pos, last_pos, mac from view_row
            where tenant_id = $1 and view = $2 and version = $3 and key > $4 order by key limit $5";
        let mut totals = RowTotals::default();
        let mut after = String::new();
        loop {
            let rows = query(SQL).bind(self.tx.school().0).bind(self.view.name).bind(self.view.version).bind(&after);
            let rows = rows.bind(ROWS_PER_READ).fetch_all(self.tx.conn()).await?;
            let Some(last) = rows.last() else { return Ok(totals) };
            after = last.try_get(0)?;
            for row in &rows {
                totals.rows += 1;
                totals.last_sum = totals.last_sum.saturating_add(row.try_get(5)?);
                if !self.is_proved(row)? {
                    self.name(format!("row {} of view {} has no proof", row.try_get::<&str, _>(0)?, self.view.name));
                }
            }
            self.pause().await;
        }
    }

    fn is_proved(&self, row: &PgRow) -> Result<bool, StoreError> {
        let Some(key) = key_of(row)? else { return Ok(false) };
        let body: &[u8] = row.try_get(1)?;
        if !self.prover.proves(self.view, key, Position(row.try_get(5)?), body, row.try_get(6)?) {
            return Ok(false);
        }
        match (self.view.read)(body) {
            Ok(read) => stands_at(row, (self.view.place)(&read)),
            Err(_) => Ok(false),
        }
    }

    fn name(&mut self, wrong: String) {
        if self.wrong.len() < NAMED_PER_VIEW {
            self.wrong.insert(wrong);
        }
    }

    /// Pages come first.
    async fn pause(&mut self) {
        tokio::time::sleep((self.read_at.elapsed() * 3).min(PAUSE_MAX)).await;
        self.read_at = Instant::now();
    }
}

/// `None`: no row of ours has such a key. The same id written otherwise would be a second row with the same proof.
fn key_of(row: &PgRow) -> Result<Option<Tag>, StoreError> {
    let name: &str = row.try_get(0)?;
    Ok(name.parse().ok().filter(|key: &Tag| key.to_string() == name))
}

async fn end_of_log(tx: &mut TenantTx) -> Result<(Position, [u8; 32]), StoreError> {
    const SQL: &str = "select pos, chain_hash from tenant_head where tenant_id = $1";
    let head: Option<(i64, [u8; 32])> = query_as(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
    head.map(|(pos, link)| (Position(pos), link)).ok_or(StoreError::NoSchool)
}

/// Is this still the log of which that was proved?
async fn goes_on_from(tx: &mut TenantTx, proved: &ProvedView) -> Result<bool, StoreError> {
    const SQL: &str = "select exists (select from event where tenant_id = $1 and pos = $2 and chain_hash = $3)";
    let is_there = query_scalar(SQL).bind(tx.school().0).bind(proved.pos.0).bind(proved.link);
    Ok(is_there.fetch_one(tx.conn()).await?)
}
