//! Statements that every connection prepares by name, so that they can travel in one message with a `begin` before them or a
//! `commit` behind them and still are planned once. Their parameters stand in the text, so they take ids, numbers and names
//! that this program gives, and nothing that somebody typed.

use crate::views::{row_cache::Moment, wanted::WantedRow};
use chrono::{DateTime, Utc};
use domain::ids::{PersonId, Position, SchoolId};
use std::fmt::Display;
use uuid::Uuid;

/// What a connection to the log prepares.
///
/// `view_rows`: the head of the log, and then rows of views by their place among the wanted. What is at hand as of this very
/// head is not sent again. A view whose rows do not follow every append joins with nothing, and so is told from a row that is
/// not there. `note`: adds a row to the access log.
pub(crate) const PREPARE: &str = "
    prepare view_rows (uuid, bytea, integer, text[], smallint[], text[], boolean[]) as
        with head as (select pos, view_epoch, chain_hash from tenant_head where tenant_id = $1)
        select 0::bigint, pos, view_epoch, chain_hash from head
        union all
        select wanted.n, null, null, r.body
          from head, unnest($4, $5, $6, $7) with ordinality as wanted (view, version, key, at_hand, n)
          join view_tenant t on t.tenant_id = $1 and t.name = wanted.view and t.version = wanted.version and t.mode = 'inline'
          left join view_row r
            on r.tenant_id = $1 and r.view = wanted.view and r.version = wanted.version and r.key = wanted.key
         where not (wanted.at_hand and head.chain_hash = $2 and head.view_epoch = $3)
         order by 1;
    prepare note (uuid, timestamptz, uuid, text, text, text, text, uuid, bigint) as
        insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, screen, about_kind, about_id, pos)
        values ($1, coalesce($2, clock_timestamp()), $3, $4, $5, $6, $7, $8, $9)";

/// Rows to find, each with whether it is at hand as of the known moment.
pub(crate) fn view_rows<'a>(
    school: SchoolId,
    known: Option<Moment>,
    wanted: impl Iterator<Item = (&'a WantedRow, bool)> + Clone,
) -> String {
    let chain = or_null(known.map(|moment| format!("\\x{}", hex(&moment.chain))));
    let epoch = or_null(known.map(|moment| moment.view_epoch));
    let views = array(wanted.clone().map(|(row, _)| row.view));
    let versions = array(wanted.clone().map(|(row, _)| row.version));
    let keys = array(wanted.clone().map(|(row, _)| row.key));
    let at_hand = array(wanted.map(|(_, at_hand)| at_hand));
    format!("execute view_rows('{school}', {chain}, {epoch}, {views}, {versions}, {keys}, {at_hand})")
}

/// Who saw something, and when, none being now; their role, the deed, the screen and the kind of what it is about; and which.
pub(crate) fn note(
    school: SchoolId,
    at: Option<DateTime<Utc>>,
    person: Option<PersonId>,
    names: [&str; 4],
    about: Option<Uuid>,
    pos: Position,
) -> String {
    let at = or_null(at.map(|at| at.to_rfc3339()));
    let names = names.map(quoted).join(", ");
    format!("execute note('{school}', {at}, {}, {names}, {}, {})", or_null(person), or_null(about), pos.0)
}

fn or_null(value: Option<impl Display>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| format!("'{value}'"))
}

fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An array of what needs no quotes: hexadecimal, letters, digits, hyphens, underscores and colons.
fn array<T: Display>(items: impl Iterator<Item = T>) -> String {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    debug_assert!(items.iter().all(|item| item.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))));
    format!("'{{{}}}'", items.join(","))
}
