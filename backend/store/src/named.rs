//! Statements that every connection prepares by name, so that they can travel in one message with a `begin` before them or a
//! `commit` behind them and still are planned once. Their parameters stand in the text, so they take ids, numbers and names
//! that this program gives, and nothing that somebody typed.

use domain::ids::SchoolId;
use std::fmt::Display;
use uuid::Uuid;

/// Locks the head of a school's log. What is read after it in the same message, is read from a snapshot taken under the lock.
const LOCK_HEAD: &str = "prepare lock_head (uuid) as
    select pos, chain_hash, last_recorded_at, view_epoch, clock_timestamp() from tenant_head where tenant_id = $1 for update";

/// Everything that decides over a batch: one statement, one snapshot, several kinds of row, each of which fills the columns
/// that it needs. `limit 1` and `max` keep each look-up a look-up by key, whatever the planner thinks of the size of a table.
const KNOWN: &str = "prepare known (uuid, uuid[], uuid[], text[], int2[], text[], text[]) as
    select 0::int2, w.id, null::text, c.digest, c.first_pos, c.last_pos
      from (select unnest($2)) w (id),
           lateral (select digest, first_pos, last_pos from command where tenant_id = $1 and command_id = w.id limit 1) c
    union all
    select 1::int2, s.id, null, null, v.ver, 0
      from (select unnest($3)) s (id),
           lateral (select max(e.stream_ver) from event e where e.tenant_id = $1 and e.stream_id = s.id) v (ver)
     where v.ver is not null
    union all
    select 2::int2, null, null, r.body, w.n, 0
      from unnest($4, $5, $6) with ordinality w (view, version, key, n),
           lateral (select body from view_row r
                     where r.tenant_id = $1 and r.view = w.view and r.version = w.version and r.key = w.key limit 1) r
    union all
    select 3::int2, null, t.tag, null, p.pos, 0
      from (select unnest($7)) t (tag),
           lateral (select max(g.pos) from event_tag g where g.tenant_id = $1 and g.tag = t.tag) p (pos)
     where p.pos is not null";

/// A stream's events with their sealed fields, the head of the log, the database's clock and what is known of a command. The
/// head first, so that a stream without events still gives its row. Ordered and limited, so that its key finds the stream also
/// when this is planned before the log holds anything.
const STREAM: &str = "prepare stream (uuid, uuid, uuid) as
    select e.pos, e.event_id, e.type, e.schema_ver, e.occurred_on, e.occurred_at, e.occurred_precision,
           e.recorded_at, e.actor_id, e.actor_role, e.body, s.n, s.person_id, s.retention_class, s.field, s.envelope,
           h.pos, clock_timestamp(), e.stream_ver, c.digest, c.last_pos
      from tenant_head h
      left join command c on c.tenant_id = h.tenant_id and c.command_id = $3
      left join lateral (select * from event
                          where tenant_id = $1 and stream_id = $2 order by stream_ver limit 1000000) e on true
      left join event_sealed s on s.tenant_id = e.tenant_id and s.pos = e.pos
     where h.tenant_id = $1
     order by e.stream_ver, s.n";

/// Rows of views, in the order in which they are wanted. A view whose rows do not follow every append joins with nothing, and
/// so is told from a row that is not there.
macro_rules! select_rows {
    () => {
        "select r.body
           from unnest($2::text[], $3::smallint[], $4::text[]) with ordinality as wanted (view, version, key, n)
           join view_tenant t on t.tenant_id = $1 and t.name = wanted.view and t.version = wanted.version and t.mode = 'inline'
           left join view_row r
             on r.tenant_id = $1 and r.view = wanted.view and r.version = wanted.version and r.key = wanted.key
          order by wanted.n"
    };
}

/// The same for many or long rows, which had better come as bytes.
pub(crate) const SELECT_ROWS: &str = select_rows!();

const ROWS: &str = concat!("prepare view_rows (uuid, text[], smallint[], text[]) as ", select_rows!());

/// What a connection to the log prepares.
pub(crate) fn all() -> String {
    [LOCK_HEAD, KNOWN, STREAM, ROWS].join("; ")
}

pub(crate) fn lock_head(school: SchoolId) -> String {
    format!("execute lock_head('{school}')")
}

/// The streams, the view rows (view, version, key) and the tags that decide over these commands.
pub(crate) fn known<'a>(
    school: SchoolId,
    commands: &[Uuid],
    streams: &[Uuid],
    rows: impl Iterator<Item = (&'a str, i16, String)>,
    tags: &[String],
) -> String {
    let (views, versions, keys) = rows.collect::<(Vec<_>, Vec<_>, Vec<_>)>();
    let [commands, streams] = [array(commands), array(streams)];
    let [views, versions, keys, tags] = [array(&views), array(&versions), array(&keys), array(tags)];
    format!("execute known('{school}', {commands}, {streams}, {views}, {versions}, {keys}, {tags})")
}

pub(crate) fn stream(school: SchoolId, stream: Uuid, command: Uuid) -> String {
    format!("execute stream('{school}', '{stream}', '{command}')")
}

pub(crate) fn view_rows<'a>(school: SchoolId, rows: impl Iterator<Item = (&'a str, i16, String)>) -> String {
    let (views, versions, keys) = rows.collect::<(Vec<_>, Vec<_>, Vec<_>)>();
    format!("execute view_rows('{school}', {}, {}, {})", array(&views), array(&versions), array(&keys))
}

/// An array of what needs no quotes: hexadecimal, letters, digits, hyphens, underscores and colons.
fn array<T: Display>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    debug_assert!(items.iter().all(|item| item.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))));
    format!("'{{{}}}'", items.join(","))
}
