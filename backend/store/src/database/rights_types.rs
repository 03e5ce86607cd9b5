//! Which facts count in the views that rights are read from, as SQL. `later_events` looks for these alone.

use domain::policy::RIGHTS_VIEWS;
use std::sync::LazyLock;

/// A view by name, and the stored names of the facts that count in it as PostgreSQL reads an array.
static RIGHTS_TYPES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let types = RIGHTS_VIEWS.iter().map(|view| (view.as_str(), format!("{{{}}}", view.fact_types().join(","))));
    types.collect()
});

/// Those of one view. `None`: rights are not read from it.
pub(crate) fn of(view: &str) -> Option<&'static str> {
    RIGHTS_TYPES.iter().find(|(name, _)| *name == view).map(|(_, types)| types.as_str())
}

/// Those of all of them, as rows of a view and its types.
pub(crate) fn values() -> String {
    let rows: Vec<String> = RIGHTS_TYPES.iter().map(|(view, types)| format!("('{view}'::text, '{types}'::text[])")).collect();
    format!("values {}", rows.join(", "))
}
