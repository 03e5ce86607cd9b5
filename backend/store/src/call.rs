//! Calls of the functions of the log (`migrations/log/0013_log_functions.sql`, `0014_one_message.sql`). Each names its school itself, and outside a
//! transaction is one of its own: a message there, a message back, and nothing is locked while either travels.

use crate::StoreError;
use domain::{
    ids::Tag,
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

/// Rows of views to write over what is there, and rows that are gone: the last arguments of `log_put_rows`.
#[derive(Default)]
pub(crate) struct RowColumns<'a> {
    unseen: Vec<String>,
    kept: Vec<(&'a AnyView, Tag, &'a StoredRow)>,
    gone: Vec<(&'a AnyView, Tag)>,
}

impl<'a> RowColumns<'a> {
    /// Where no row is thought to be, though nobody looked.
    pub(crate) fn unseen(keys: impl Iterator<Item = Tag>) -> Self {
        RowColumns { unseen: keys.map(|key| key.to_string()).collect(), ..RowColumns::default() }
    }

    pub(crate) fn push(&mut self, view: &'a AnyView, key: Tag, row: Option<&'a StoredRow>) {
        match row {
            Some(row) => self.kept.push((view, key, row)),
            None => self.gone.push((view, key)),
        }
    }

    pub(crate) fn add_to(&self, call: Call) -> Result<Call, StoreError> {
        let rows = || self.kept.iter().map(|(.., row)| *row);
        call.with(self.kept.iter().map(|(view, ..)| view.name).collect::<Vec<_>>())?
            .with(self.kept.iter().map(|(view, ..)| view.version).collect::<Vec<_>>())?
            .with(self.kept.iter().map(|(_, key, _)| key.to_string()).collect::<Vec<_>>())?
            .with(rows().map(|row| row.place.map(|place| place.list.to_string())).collect::<Vec<_>>())?
            .with(rows().map(|row| row.place.map(|place| place.on)).collect::<Vec<_>>())?
            .with(rows().map(|row| row.place.map(|place| place.pos.0)).collect::<Vec<_>>())?
            .with(rows().map(|row| row.body.as_slice()).collect::<Vec<_>>())?
            .with(&self.unseen)?
            .with(self.gone.iter().map(|(view, _)| view.name).collect::<Vec<_>>())?
            .with(self.gone.iter().map(|(view, _)| view.version).collect::<Vec<_>>())?
            .with(self.gone.iter().map(|(_, key)| key.to_string()).collect::<Vec<_>>())
    }
}
