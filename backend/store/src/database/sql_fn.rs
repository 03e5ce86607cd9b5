//! Calls of the functions of the log (`migrations/log/functions`). Each names its school
//! itself, and outside a transaction is one of its own: a message there, a message back, and nothing is locked while either
//! travels.

use crate::database::{error::StoreError, table_rows::ViewRow};
use domain::{
    ids::{SchoolId, Tag},
    views::{AnyView, StoredRow},
};
use sqlx::{Arguments, AssertSqlSafe, Encode, Postgres, Type, postgres::PgArguments, query::Query, query_with};

/// A call in the making: its arguments, in their order.
#[derive(Default)]
pub(crate) struct Call(PgArguments);

impl Call {
    pub(crate) fn with<'q>(mut self, value: impl Encode<'q, Postgres> + Type<Postgres>) -> Result<Self, StoreError> {
        self.0.add(value).map_err(|error| StoreError::Database(sqlx::Error::Encode(error)))?;
        Ok(self)
    }

    pub(crate) fn of<'q>(self, function: &str) -> Query<'q, Postgres, PgArguments> {
        let places: Vec<String> = (1..=self.0.len()).map(|n| format!("${n}")).collect();
        query_with(AssertSqlSafe(format!("select * from {function}({})", places.join(", "))), self.0)
    }
}

/// Rows of views to write over what is there, and rows that are gone: what `log_put_rows` takes.
pub(crate) struct RowChanges<'a> {
    school: SchoolId,
    kept: Vec<ViewRow<'a>>,
    gone: Vec<ViewRow<'a>>,
}

impl<'a> RowChanges<'a> {
    pub(crate) fn of(school: SchoolId) -> Self {
        RowChanges { school, kept: vec![], gone: vec![] }
    }

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
        };
        if row.is_some() { self.kept.push(whole) } else { self.gone.push(whole) }
    }

    /// `unseen`: where no row is thought to be, though nobody looked.
    pub(crate) fn add_to(&self, call: Call, unseen: impl Iterator<Item = Tag>) -> Result<Call, StoreError> {
        let unseen: Vec<String> = unseen.map(|key| key.to_string()).collect();
        call.with(&self.kept)?.with(unseen)?.with(&self.gone)
    }
}
