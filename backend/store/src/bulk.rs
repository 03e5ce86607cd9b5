//! Many rows for many tables in one statement: each column goes over as one array, and the text of the statement depends
//! only on which tables and columns there are, so the server prepares it once.

use domain::{
    ids::Tag,
    views::{AnyView, StoredRow},
};
use sqlx::{
    Arguments, AssertSqlSafe, Encode, Postgres, Type, error::BoxDynError, postgres::PgArguments, query::Query, query_with,
};
use std::fmt::Write;
use uuid::Uuid;

use crate::StoreError;

/// A statement in the making. `$1` is the school.
pub(crate) struct Bulk {
    sql: String,
    arguments: PgArguments,
}

impl Bulk {
    pub(crate) fn of(school: Uuid) -> Result<Bulk, StoreError> {
        let mut bulk = Bulk { sql: String::with_capacity(2500), arguments: PgArguments::default() };
        bulk.bind(school)?;
        Ok(bulk)
    }

    /// Binds a value and says by which name: `$2`, `$3` …
    pub(crate) fn bind<'q>(&mut self, value: impl Encode<'q, Postgres> + Type<Postgres>) -> Result<String, StoreError> {
        self.arguments.add(value).map_err(unwritable)?;
        Ok(format!("${}", self.arguments.len()))
    }

    /// Rows of this school for a table.
    pub(crate) fn insert_into(&mut self, table: &'static str) -> Insert<'_> {
        Insert { bulk: self, table, names: "tenant_id".into(), values: "$1".into() }
    }

    /// The statement: everything so far, and then this.
    pub(crate) fn ending<'q>(mut self, last: &str) -> Query<'q, Postgres, PgArguments> {
        self.sql.push_str(last);
        query_with(AssertSqlSafe(self.sql), self.arguments)
    }

    fn part(&mut self, name: &str, sql: &str) {
        let before = if self.sql.is_empty() { "with" } else { "," };
        // Writing to a string does not fail.
        _ = writeln!(self.sql, "{before} {name} as ({sql})");
    }
}

/// Rows for one table.
pub(crate) struct Insert<'b> {
    bulk: &'b mut Bulk,
    table: &'static str,
    names: String,
    values: String,
}

impl Insert<'_> {
    /// A column of all rows. `unnest` in the list of columns walks all arrays in step, and unlike in `from` keeps no copy.
    pub(crate) fn column<'q>(self, name: &str, values: impl Encode<'q, Postgres> + Type<Postgres>) -> Result<Self, StoreError> {
        let bound = self.bulk.bind(values)?;
        Ok(self.computed(name, &format!("unnest({bound})")))
    }

    /// A column that is computed from what is bound.
    pub(crate) fn computed(mut self, name: &str, sql: &str) -> Self {
        _ = write!(self.names, ", {name}");
        _ = write!(self.values, ", {sql}");
        self
    }

    pub(crate) fn bind<'q>(&mut self, value: impl Encode<'q, Postgres> + Type<Postgres>) -> Result<String, StoreError> {
        self.bulk.bind(value)
    }

    pub(crate) fn done(self) {
        self.or("");
    }

    /// With what happens when a row is there already.
    pub(crate) fn or(self, on_conflict: &str) {
        let Insert { bulk, table, names, values } = self;
        bulk.part(&format!("to_{table}"), &format!("insert into {table} ({names}) select {values} {on_conflict}"));
    }
}

/// Rows of views to write over what is there, and rows that are gone.
#[derive(Default)]
pub(crate) struct RowColumns<'a> {
    kept: Vec<(&'a AnyView, Tag, &'a StoredRow)>,
    gone: Vec<(&'a AnyView, Tag)>,
}

impl<'a> RowColumns<'a> {
    pub(crate) fn push(&mut self, view: &'a AnyView, key: Tag, row: Option<&'a StoredRow>) {
        match row {
            Some(row) => self.kept.push((view, key, row)),
            None => self.gone.push((view, key)),
        }
    }

    pub(crate) fn put_in(&self, bulk: &mut Bulk) -> Result<(), StoreError> {
        if !self.gone.is_empty() {
            let views = bulk.bind(self.gone.iter().map(|(view, _)| view.name).collect::<Vec<_>>())?;
            let versions = bulk.bind(self.gone.iter().map(|(view, _)| view.version).collect::<Vec<_>>())?;
            let keys = bulk.bind(self.gone.iter().map(|(_, key)| key.to_string()).collect::<Vec<_>>())?;
            let sql = format!(
                "delete from view_row r using (select unnest({views}), unnest({versions}), unnest({keys})) g (view, version, key)
                  where r.tenant_id = $1 and r.view = g.view and r.version = g.version and r.key = g.key"
            );
            bulk.part("gone", &sql);
        }
        if !self.kept.is_empty() {
            let rows = || self.kept.iter().map(|(.., row)| *row);
            bulk.insert_into("view_row")
                .column("view", self.kept.iter().map(|(view, ..)| view.name).collect::<Vec<_>>())?
                .column("version", self.kept.iter().map(|(view, ..)| view.version).collect::<Vec<_>>())?
                .column("key", self.kept.iter().map(|(_, key, _)| key.to_string()).collect::<Vec<_>>())?
                .column("list", rows().map(|row| row.place.map(|place| place.list.to_string())).collect::<Vec<_>>())?
                .column("occurred_on", rows().map(|row| row.place.map(|place| place.on)).collect::<Vec<_>>())?
                .column("pos", rows().map(|row| row.place.map(|place| place.pos.0)).collect::<Vec<_>>())?
                .column("body", rows().map(|row| row.body.as_slice()).collect::<Vec<_>>())?
                .or("on conflict (tenant_id, view, version, key) do update
                     set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body");
        }
        Ok(())
    }
}

fn unwritable(error: BoxDynError) -> StoreError {
    StoreError::Database(sqlx::Error::Encode(error))
}
