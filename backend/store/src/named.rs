//! Statements that every connection prepares by name, so that they can travel in one message with a `begin` before them or a
//! `commit` behind them and still are planned once. Their parameters stand in the text, so they take ids, numbers and names
//! that this program gives, and nothing that somebody typed.

use chrono::{DateTime, Utc};
use domain::ids::{PersonId, Position, SchoolId};
use std::fmt::Display;
use uuid::Uuid;

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

/// What a connection to the log prepares. The second adds a row to the access log.
pub(crate) const PREPARE: &str = concat!(
    "prepare view_rows (uuid, text[], smallint[], text[]) as ",
    select_rows!(),
    "; prepare note (uuid, timestamptz, uuid, text, text, text, text, uuid, bigint) as
        insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, screen, about_kind, about_id, pos)
        values ($1, coalesce($2, clock_timestamp()), $3, $4, $5, $6, $7, $8, $9)"
);

pub(crate) fn view_rows<'a>(school: SchoolId, rows: impl Iterator<Item = (&'a str, i16, String)>) -> String {
    let (views, versions, keys) = rows.collect::<(Vec<_>, Vec<_>, Vec<_>)>();
    format!("execute view_rows('{school}', {}, {}, {})", array(&views), array(&versions), array(&keys))
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

/// An array of what needs no quotes: hexadecimal, letters, digits, hyphens, underscores and colons.
fn array<T: Display>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(T::to_string).collect();
    debug_assert!(items.iter().all(|item| item.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))));
    format!("'{{{}}}'", items.join(","))
}
