//! Schools whose log holds an event of a type or version that this program does not know: their views stop there. Only such a school
//! stands still, so the program is ready all the same; but whoever runs it must hear of it without reading its log.

use crate::{
    Store,
    database::{Database, error::StoreError, tenant::TenantTx},
};
use domain::{
    facts::Fact,
    ids::{Position, SchoolId},
};
use sqlx::query_as;
use std::collections::{BTreeMap, HashMap};

/// Positions of one school that are looked at when somebody asks: a few hundredths of a second.
const POSITIONS_PER_LOOK: i64 = 50_000;

/// An event that this program does not know. Nothing of it is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEvent {
    /// Where it is in the log of its school.
    pub pos: Position,
    /// Its stored name.
    pub type_name: String,
    /// The version of its body.
    pub schema_ver: i16,
}

/// How far the logs were looked at.
#[derive(Default)]
pub(crate) struct KnownUpTo(HashMap<SchoolId, i64>);

impl Store {
    /// The first unknown event of each school, as far as the logs were looked at: each time that somebody asks, the next part of what
    /// was added since.
    ///
    /// # Errors
    /// When the logs cannot be read.
    pub async fn unknown_events(&self) -> Result<BTreeMap<SchoolId, UnknownEvent>, StoreError> {
        // Nobody is signed in for every school.
        let db = self.db.unattended();
        let mut known = self.known_up_to.lock().await;
        let mut found = BTreeMap::new();
        for (school, head) in self.heads().await? {
            let from = known.0.get(&school).copied().unwrap_or(0);
            // A log that was put back is looked at from the start.
            let from = if from > head.0 { 0 } else { from };
            let up_to = head.0.min(from + POSITIONS_PER_LOOK);
            let unknown = if from < up_to { first_unknown(&db, school, from, up_to).await? } else { None };
            known.0.insert(school, unknown.as_ref().map_or(up_to, |event| event.pos.0 - 1));
            found.extend(unknown.map(|event| (school, event)));
        }
        Ok(found)
    }
}

async fn first_unknown(db: &Database, school: SchoolId, from: i64, up_to: i64) -> Result<Option<UnknownEvent>, StoreError> {
    const SQL: &str = "select pos, type, schema_ver from event
        where tenant_id = $1 and pos > $2 and pos <= $3
          and (type, schema_ver) not in (select * from unnest($4::text[], $5::int2[]))
        order by pos limit 1";
    let (known, versions): (Vec<&str>, Vec<i16>) = Fact::known().map(|(name, version)| (name, version as i16)).unzip();
    let mut tx = TenantTx::begin(db, school).await?;
    let read = query_as(SQL).bind(school.0).bind(from).bind(up_to).bind(known).bind(versions);
    let event: Option<(i64, String, i16)> = read.fetch_optional(tx.conn()).await?;
    tx.rollback().await?;
    Ok(event.map(|(pos, type_name, schema_ver)| UnknownEvent { pos: Position(pos), type_name, schema_ver }))
}
