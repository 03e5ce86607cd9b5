//! Reading the events of a log: everything under some tags, or all of it, a part at a time.

use crate::database::{error::StoreError, tenant::TenantTx};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    actor::Author,
    facts::{Event, Fact},
    ids::{EventId, PersonId, Position, SchoolId, Tag},
    personal::{Envelope, HoldsPersonal, RetentionClass},
    time::{Occurred, Precision},
};
use sqlx::{Row, postgres::PgRow, query, query_as, query_scalar};
use uuid::Uuid;

/// Of these types, or of a type or version that this program does not know: a fold must stop at such an event, because it
/// may well count in the view, and a filter that left it out would drop it in silence.
macro_rules! counted_or_unknown {
    ($types:literal, $known:literal, $versions:literal) => {
        concat!(
            "(e.type = any($",
            $types,
            ") or (e.type, e.schema_ver) not in (select * from unnest($",
            $known,
            "::text[], $",
            $versions,
            "::int2[])))"
        )
    };
}

/// What this program can read, for `counted_or_unknown`.
fn known() -> (Vec<&'static str>, Vec<i16>) {
    Fact::known().map(|(name, version)| (name, version as i16)).unzip()
}

/// The columns that make an event, with at most one of its sealed fields per row: an event with three sealed fields is three
/// consecutive rows. PostgreSQL joins them by a merge of the two primary keys.
macro_rules! select_events {
    ($($where:expr),+) => {
        concat!(
            "select e.pos, e.recorded_at, e.event_id, e.type, e.schema_ver, e.occurred_on, e.occurred_at, e.occurred_precision, ",
            "e.actor_id, e.actor_role, e.body, s.n, s.person_id, s.retention_class, s.field, s.envelope ",
            "from event e left join event_sealed s on s.tenant_id = e.tenant_id and s.pos = e.pos ",
            "where e.tenant_id = $1 and ",
            $($where,)+
            " order by e.pos, s.n"
        )
    };
}

/// The same columns for a page that opens no envelope: sealed fields are half of what a log weighs.
macro_rules! select_unsealed_events {
    ($($where:expr),+) => {
        concat!(
            "select e.pos, e.recorded_at, e.event_id, e.type, e.schema_ver, e.occurred_on, e.occurred_at, e.occurred_precision, ",
            "e.actor_id, e.actor_role, e.body, null::int2 from event e where e.tenant_id = $1 and ",
            $($where,)+
            " order by e.pos"
        )
    };
}

/// Whether sealed fields are read along. Those that are not come out as erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SealedFields {
    Read,
    LeftOut,
}

/// Where the events under any of the tags are, up to and including a position, oldest first.
pub(crate) async fn positions(tx: &mut TenantTx, tags: &[Tag], up_to: Position) -> Result<Vec<Position>, StoreError> {
    const RUNS: &str = "select t.pos, least(t.pos + t.span - 1, $3)
          from unnest($2::text[]) as wanted (tag)
          join event_tag t on t.tenant_id = $1 and t.tag = wanted.tag and t.pos <= $3";
    let tags: Vec<String> = tags.iter().map(Tag::to_string).collect();
    let runs: Vec<(i64, i64)> = query_as(RUNS).bind(tx.school().0).bind(tags).bind(up_to.0).fetch_all(tx.conn()).await?;
    let mut positions: Vec<Position> = runs.into_iter().flat_map(|(first, last)| first..=last).map(Position).collect();
    positions.sort_unstable();
    positions.dedup();
    Ok(positions)
}

/// Events under any of the tags and of one of the types, up to and including a position, oldest first.
pub(crate) async fn tagged(
    tx: &mut TenantTx,
    tags: &[Tag],
    types: &[&str],
    up_to: Position,
    sealed: SealedFields,
) -> Result<Vec<Event>, StoreError> {
    // In two statements, because the planner cannot know how long a run is and would read the whole log.
    const SQL: &str = select_events!("e.pos = any($2) and ", counted_or_unknown!("3", "4", "5"));
    const UNSEALED_SQL: &str = select_unsealed_events!("e.pos = any($2) and ", counted_or_unknown!("3", "4", "5"));
    let sql = if sealed == SealedFields::Read { SQL } else { UNSEALED_SQL };
    let positions: Vec<i64> = positions(tx, tags, up_to).await?.into_iter().map(|pos| pos.0).collect();
    let (known, versions) = known();
    let read = query(sql).bind(tx.school().0).bind(positions).bind(types).bind(known).bind(versions);
    let rows = read.fetch_all(tx.conn()).await?;
    events_of(tx.school(), &rows)
}

/// The events at these positions, oldest first, their sealed fields left out.
pub(crate) async fn at(tx: &mut TenantTx, positions: &[Position]) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = select_unsealed_events!("e.pos = any($2)");
    if positions.is_empty() {
        return Ok(vec![]);
    }
    let positions: Vec<i64> = positions.iter().map(|pos| pos.0).collect();
    let rows = query(SQL).bind(tx.school().0).bind(positions).fetch_all(tx.conn()).await?;
    events_of(tx.school(), &rows)
}

/// The events after one position, up to and including another, oldest first, their sealed fields left out.
pub(crate) async fn between(tx: &mut TenantTx, after: Position, up_to: Position) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = select_unsealed_events!("e.pos > $2 and e.pos <= $3");
    let rows = query(SQL).bind(tx.school().0).bind(after.0).bind(up_to.0).fetch_all(tx.conn()).await?;
    events_of(tx.school(), &rows)
}

/// The events of these types at the next `positions` positions of the log after one, oldest first.
pub(crate) async fn after(tx: &mut TenantTx, after: Position, positions: i64, types: &[&str]) -> Result<Vec<Event>, StoreError> {
    const SQL: &str = select_events!("e.pos > $2 and e.pos <= $3 and ", counted_or_unknown!("4", "5", "6"));
    let school = tx.school().0;
    let (known, versions) = known();
    let read = query(SQL).bind(school).bind(after.0).bind(after.0 + positions).bind(types).bind(known).bind(versions);
    let rows = read.fetch_all(tx.conn()).await?;
    events_of(tx.school(), &rows)
}

/// The end of the school's log.
pub(crate) async fn head(tx: &mut TenantTx) -> Result<Position, StoreError> {
    const SQL: &str = "select pos from tenant_head where tenant_id = $1";
    let pos = query_scalar(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
    pos.map(Position).ok_or(StoreError::NoSchool)
}

/// The last position recorded before a moment; 0 when there is none. Recorded time never goes back and positions have no gaps, so
/// a binary search finds it with one look-up by key per step. `limit 1` keeps it that, whatever the planner believes.
pub(crate) async fn position_at(tx: &mut TenantTx, moment: DateTime<Utc>) -> Result<Position, StoreError> {
    const SQL: &str = "with recursive halving (low, high) as (
            select 0::bigint, pos from tenant_head where tenant_id = $1
          union all
            select case when e.recorded_at < $2 then e.pos else low end,
                   case when e.recorded_at < $2 then high else e.pos - 1 end
            from halving, lateral (
                select pos, recorded_at from event where tenant_id = $1 and pos = (low + high + 1) / 2 limit 1) e
            where low < high)
        select low from halving where low = high";
    let pos = query_scalar(SQL).bind(tx.school().0).bind(moment).fetch_optional(tx.conn()).await?;
    pos.map(Position).ok_or(StoreError::NoSchool)
}

/// Rows in the order of positions and of sealed fields, as events with their envelopes in place.
fn events_of(school: SchoolId, rows: &[PgRow]) -> Result<Vec<Event>, StoreError> {
    let mut events = Vec::with_capacity(rows.len());
    let mut rows = rows.iter().peekable();
    while let Some(first) = rows.next() {
        let mut event = event_of(first).inspect_err(|why| tell(school, why))?;
        let mut sealed: Vec<Envelope> = envelope_of(first, event.id)?.into_iter().collect();
        while let Some(row) = rows.next_if(|row| row.try_get::<i64, _>(0).is_ok_and(|pos| pos == event.pos.0)) {
            sealed.extend(envelope_of(row, event.id)?);
        }
        attach(&mut event.fact, sealed);
        events.push(event);
    }
    Ok(events)
}

/// Whoever runs the program must hear which school's views stand still, and at which event. Nothing of it is personal.
fn tell(school: SchoolId, why: &StoreError) {
    if let StoreError::Unreadable { pos, why } = why {
        let (school, pos, kind, version) = (school.0, pos.0, &why.type_name, why.schema_ver);
        tracing::error!(%school, pos, kind, version, "an event of this school cannot be read, so its views stop there");
    }
}

/// An event from the first eleven columns, its personal fields not attached.
fn event_of(row: &PgRow) -> Result<Event, StoreError> {
    let pos = Position(row.try_get(0)?);
    let (type_name, schema_ver, body): (&str, i16, &[u8]) = (row.try_get(3)?, row.try_get(4)?, row.try_get(10)?);
    let fact = Fact::decode(type_name, schema_ver.unsigned_abs(), body).map_err(|why| StoreError::Unreadable { pos, why })?;
    let (on, at): (NaiveDate, Option<NaiveTime>) = (row.try_get(5)?, row.try_get(6)?);
    let precision = precision_named(row.try_get(7)?)?;
    let person: Option<Uuid> = row.try_get(8)?;
    Ok(Event {
        pos,
        id: EventId(row.try_get(2)?),
        occurred: Occurred { on, at, precision },
        recorded_at: row.try_get(1)?,
        author: Author { person: person.map(PersonId), role: row.try_get(9)? },
        fact,
    })
}

fn envelope_of(row: &PgRow, event: EventId) -> Result<Option<Envelope>, StoreError> {
    let Some(n) = row.try_get::<Option<i16>, _>(11)? else { return Ok(None) };
    envelope(event, n, row.try_get(12)?, row.try_get(13)?, row.try_get(14)?, row.try_get(15)?).map(Some)
}

/// A sealed field from its columns.
pub(crate) fn envelope(
    event: EventId,
    n: i16,
    person: Uuid,
    class: &str,
    field: &str,
    bytes: &[u8],
) -> Result<Envelope, StoreError> {
    let class = RetentionClass::parse(class).ok_or_else(|| StoreError::Damaged(format!("no retention class {class}")))?;
    let (field, bytes) = (field.to_owned(), bytes.to_vec());
    Ok(Envelope { event, n: n.unsigned_abs(), person: PersonId(person), class, field, bytes })
}

/// Puts each envelope in its field. A field whose envelope was pruned is erased.
pub(crate) fn attach(fact: &mut Fact, mut sealed: Vec<Envelope>) {
    fact.each_personal(&mut |_, field| {
        let Some(n) = field.slot() else { return };
        match sealed.iter().position(|envelope| envelope.n == n) {
            Some(at) => field.put_envelope(sealed.swap_remove(at)),
            None => field.put_erased(),
        }
    });
}

pub(crate) fn precision_name(precision: Precision) -> &'static str {
    match precision {
        Precision::Minute => "minute",
        Precision::Day => "day",
        Precision::Week => "week",
    }
}

fn precision_named(name: &str) -> Result<Precision, StoreError> {
    match name {
        "minute" => Ok(Precision::Minute),
        "day" => Ok(Precision::Day),
        "week" => Ok(Precision::Week),
        _ => Err(StoreError::Damaged(format!("no precision {name}"))),
    }
}
