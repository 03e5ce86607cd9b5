//! What goes wrong on the way in is counted in the database, over all nodes and restarts: for the person, the code and the address. The
//! limits stand in `migrations/log/functions/failure_wait.sql`.

use super::sign_in::SignInSecret;
use crate::{
    Store,
    database::{error::StoreError, tenant::TenantTx},
};
use chrono::{DateTime, Utc};
use sqlx::query_scalar;
use std::time::Duration;

/// What came of something that may go wrong only so often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tried<T> {
    /// It was done, or found out.
    Answer(T),
    /// It went wrong too often before. Nothing was done, whatever it was, and it is too early for this long.
    TooOften(Duration),
}

impl<T> Tried<T> {
    pub(super) fn after(wait_seconds: i32, answer: T) -> Tried<T> {
        match wait_seconds {
            0 => Tried::Answer(answer),
            wait => Tried::TooOften(Duration::from_secs(wait.unsigned_abs().into())),
        }
    }
}

impl Store {
    /// Counts a form that came with this session and without its token. `from`: the address that it came from.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn count_forged_form(
        &self,
        session: &SignInSecret,
        from: &str,
        now: DateTime<Utc>,
    ) -> Result<Tried<()>, StoreError> {
        const SQL: &str = "select failure_of_form($1, $2, $3)";
        let mut tx = TenantTx::outside(&self.db.sign_in).await?;
        let wait = query_scalar(SQL).bind(session.hash().0).bind(from).bind(now).fetch_one(tx.conn()).await?;
        tx.commit().await?;
        Ok(Tried::after(wait, ()))
    }
}
