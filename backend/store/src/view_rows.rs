//! Rows of views on their way into the database, a column at a time, as `unnest` takes them.

use chrono::NaiveDate;
use domain::{
    ids::Tag,
    views::{AnyView, StoredRow},
};
use sqlx::{Postgres, postgres::PgArguments, query::Query};

/// Seven arrays: view, version, key, list, occurred_on, pos, body.
#[derive(Default)]
pub(crate) struct RowColumns<'a> {
    views: Vec<&'static str>,
    versions: Vec<i16>,
    keys: Vec<String>,
    lists: Vec<Option<String>>,
    days: Vec<Option<NaiveDate>>,
    positions: Vec<Option<i64>>,
    bodies: Vec<&'a [u8]>,
}

impl<'a> RowColumns<'a> {
    /// Adds a row of this view, in a copy of this version.
    pub(crate) fn push(&mut self, view: &AnyView, version: i16, key: Tag, row: &'a StoredRow) {
        self.views.push(view.name);
        self.versions.push(version);
        self.keys.push(key.to_string());
        self.lists.push(row.place.map(|place| place.list.to_string()));
        self.days.push(row.place.map(|place| place.on));
        self.positions.push(row.place.map(|place| place.pos.0));
        self.bodies.push(&row.body);
    }

    pub(crate) fn bind<'q>(self, query: Query<'q, Postgres, PgArguments>) -> Query<'q, Postgres, PgArguments>
    where
        'a: 'q,
    {
        let query = query.bind(self.views).bind(self.versions).bind(self.keys).bind(self.lists);
        query.bind(self.days).bind(self.positions).bind(self.bodies)
    }
}

/// Rows that are gone: three arrays, view, version and key.
#[derive(Default)]
pub(crate) struct GoneColumns {
    views: Vec<&'static str>,
    versions: Vec<i16>,
    keys: Vec<String>,
}

impl GoneColumns {
    pub(crate) fn push(&mut self, view: &AnyView, version: i16, key: Tag) {
        self.views.push(view.name);
        self.versions.push(version);
        self.keys.push(key.to_string());
    }

    pub(crate) fn bind<'q>(self, query: Query<'q, Postgres, PgArguments>) -> Query<'q, Postgres, PgArguments> {
        query.bind(self.views).bind(self.versions).bind(self.keys)
    }
}

/// Writes these rows over what is there, and removes those that are gone. Takes the arrays from `$first` on; `$1` is the
/// school. The appending statement carries the same two parts.
macro_rules! write_rows {
    ($gone:literal, $rows:literal) => {
        concat!(
            "gone as (
            delete from view_row r using unnest(",
            $gone,
            ") g (view, version, key)
             where r.tenant_id = $1 and r.view = g.view and r.version = g.version and r.key = g.key
        ), rows as (
            insert into view_row select $1, * from unnest(",
            $rows,
            ")
            on conflict (tenant_id, view, version, key) do update
               set list = excluded.list, occurred_on = excluded.occurred_on, pos = excluded.pos, body = excluded.body
        )"
        )
    };
}
pub(crate) use write_rows;
