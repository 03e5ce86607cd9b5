//! Statements that every connection to the log prepares by name. So they are planned once, although they travel in one message
//! with a `begin` before them or a `commit` behind them, which takes no parameters.

use super::{rights_types, sql_literal::SqlLiteral};
use chrono::{DateTime, Utc};
use domain::ids::{PersonId, Position, SchoolId, Tag};
use uuid::Uuid;

/// What a connection to the log prepares.
///
/// `view_rows`: the head of the log, with the next event where the log goes on after its head, and then the asked rows of views,
/// each with its index among what was asked, its proof, and where events come after it that may touch it (`log::row_check`). A row
/// that is in memory as of this very head is not sent again. A row that does not exist is answered without a body. A row of a
/// view that does not follow the appends is not answered at all. `note`: adds a row to the access log.
pub(crate) fn prepare() -> String {
    let rights = rights_types::values();
    format!(
        "
    prepare view_rows (uuid, bytea, integer, text[], smallint[], text[], boolean[]) as
        with head as (select pos, view_epoch, chain_hash from tenant_head where tenant_id = $1),
             rights (view, types) as ({rights})
        select 0::bigint, pos, view_epoch, chain_hash, null::bytea,
               array(select e.pos from event e where e.tenant_id = $1 and e.pos = head.pos + 1 limit 1)
          from head
        union all
        select wanted.n, r.last_pos, null, r.body, r.mac,
               later_events($1, wanted.key, coalesce(r.last_pos, 0), rights.types)
          from head, unnest($4, $5, $6, $7) with ordinality as wanted (view, version, key, in_memory, n)
          join view_tenant t on t.tenant_id = $1 and t.name = wanted.view and t.version = wanted.version and t.mode = 'inline'
          left join view_row r
            on r.tenant_id = $1 and r.view = wanted.view and r.version = wanted.version and r.key = wanted.key
          left join rights on rights.view = wanted.view
         where not (wanted.in_memory and head.chain_hash = $2 and head.view_epoch = $3)
         order by 1;
    prepare note (uuid, timestamptz, uuid, text, text, text, text, text, uuid, bigint) as
        insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, ground, screen, about_kind, about_id, pos)
        values ($1, coalesce($2, clock_timestamp()), $3, $4, $5, $6, $7, $8, $9, $10)"
    )
}

/// A row of a view that is asked for.
#[derive(Clone, Copy)]
pub(crate) struct AskedRow {
    pub view: &'static str,
    pub version: i16,
    pub key: Tag,
    /// Is it in memory, as of the known head?
    pub in_memory: bool,
}

/// Asks for rows of views. `known`: chain hash and view epoch of the head as of which there are rows in memory.
pub(crate) fn view_rows(school: SchoolId, known: Option<([u8; 32], i32)>, asked: &[AskedRow]) -> String {
    let school = SqlLiteral::uuid(school.0);
    let chain = SqlLiteral::or_null(known.map(|(chain, _)| SqlLiteral::bytes(&chain)));
    let epoch = SqlLiteral::or_null(known.map(|(_, epoch)| SqlLiteral::integer(epoch)));
    let views = SqlLiteral::array(asked.iter().map(|row| row.view));
    let versions = SqlLiteral::array(asked.iter().map(|row| row.version));
    let keys = SqlLiteral::array(asked.iter().map(|row| row.key));
    let in_memory = SqlLiteral::array(asked.iter().map(|row| row.in_memory));
    format!("execute view_rows({school}, {chain}, {epoch}, {views}, {versions}, {keys}, {in_memory})")
}

/// Who saw what, for the access log.
pub(crate) struct AccessNote<'a> {
    /// `None`: now, by the database's clock.
    pub seen_at: Option<DateTime<Utc>>,
    pub person: Option<PersonId>,
    pub role: &'a str,
    pub purpose: &'a str,
    pub ground: &'a str,
    pub screen: &'a str,
    pub about_kind: &'a str,
    pub about: Option<Uuid>,
    /// Up to where the log was shown.
    pub pos: Position,
}

/// Adds a row to the access log.
pub(crate) fn note(school: SchoolId, note: &AccessNote<'_>) -> String {
    let school = SqlLiteral::uuid(school.0);
    let seen_at = SqlLiteral::or_null(note.seen_at.map(|at| SqlLiteral::text(at.to_rfc3339())));
    let person = SqlLiteral::or_null(note.person.map(|person| SqlLiteral::uuid(person.0)));
    let [role, purpose, ground, screen, about_kind] =
        [note.role, note.purpose, note.ground, note.screen, note.about_kind].map(SqlLiteral::text);
    let about = SqlLiteral::or_null(note.about.map(SqlLiteral::uuid));
    let pos = SqlLiteral::integer(note.pos.0);
    format!("execute note({school}, {seen_at}, {person}, {role}, {purpose}, {ground}, {screen}, {about_kind}, {about}, {pos})")
}
