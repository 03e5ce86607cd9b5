//! A statement that every connection prepares by name, so that it can travel in one message with a `begin` before it or a
//! `commit` behind it and still is planned once. Its parameters stand in the text, so it takes ids, numbers and names that this
//! program gives, and nothing that somebody typed.

use domain::ids::SchoolId;
use std::fmt::Display;

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

/// What a connection to the log prepares.
pub(crate) const PREPARE: &str = concat!("prepare view_rows (uuid, text[], smallint[], text[]) as ", select_rows!());

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
