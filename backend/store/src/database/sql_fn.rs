//! Calls of the functions in `migrations/log/functions`. Such a function names its school itself, and outside a transaction
//! the call is a transaction of its own: one message there and one back, and no lock is held while either travels.

use super::error::StoreError;
use sqlx::{Arguments, AssertSqlSafe, Encode, Postgres, Type, postgres::PgArguments, query::Query, query_with};

/// A call that is being put together: its arguments, in their order.
#[derive(Default)]
pub(crate) struct SqlFn(PgArguments);

impl SqlFn {
    pub(crate) fn with<'q>(mut self, value: impl Encode<'q, Postgres> + Type<Postgres>) -> Result<Self, StoreError> {
        self.0.add(value).map_err(|error| StoreError::Database(sqlx::Error::Encode(error)))?;
        Ok(self)
    }

    /// The call of the function of this name.
    pub(crate) fn call<'q>(self, function: &'static str) -> Query<'q, Postgres, PgArguments> {
        let places: Vec<String> = (1..=self.0.len()).map(|n| format!("${n}")).collect();
        query_with(AssertSqlSafe(format!("select * from {function}({})", places.join(", "))), self.0)
    }
}
