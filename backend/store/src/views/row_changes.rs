//! Rows of views as they are sent to be written.

use super::row_proof::RowProver;
use crate::database::{error::StoreError, sql_fn::SqlFn, table_rows::ViewRow};
use domain::{
    ids::{SchoolId, Tag},
    views::{AnyView, StoredRow},
};

/// Rows to write over what is there, and rows that go: the arguments of `log_put_rows`.
pub(crate) struct RowChanges<'a> {
    school: SchoolId,
    prover: &'a RowProver,
    kept: Vec<ViewRow<'a>>,
    gone: Vec<ViewRow<'a>>,
}

impl<'a> RowChanges<'a> {
    pub(crate) fn of(school: SchoolId, prover: &'a RowProver) -> Self {
        RowChanges { school, prover, kept: vec![], gone: vec![] }
    }

    /// `row`: as it is from now on; `None` when it goes.
    pub(crate) fn push(&mut self, view: &AnyView, key: Tag, row: Option<&'a StoredRow>) {
        let place = row.and_then(|row| row.place);
        let whole = ViewRow {
            tenant_id: self.school.0,
            view: view.name,
            version: view.version,
            key: key.to_string(),
            list: place.map(|place| place.list.to_string()),
            occurred_on: place.map(|place| place.on),
            pos: place.map(|place| place.pos.0),
            body: row.map(|row| row.body.as_slice()),
            last_pos: row.map(|row| row.last.0),
            mac: row.map(|row| self.prover.mac(view, key, row.last, &row.body)),
        };
        if row.is_some() { self.kept.push(whole) } else { self.gone.push(whole) }
    }

    /// `assumed_absent`: keys without a row, as the writer believes though it did not look. The database checks it.
    pub(crate) fn add_to(&self, call: SqlFn, assumed_absent: impl Iterator<Item = Tag>) -> Result<SqlFn, StoreError> {
        let assumed_absent: Vec<String> = assumed_absent.map(|key| key.to_string()).collect();
        call.with(&self.kept)?.with(assumed_absent)?.with(&self.gone)
    }
}
