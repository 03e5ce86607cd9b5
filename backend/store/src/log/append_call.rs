//! The call of `log_append`: everything that the accepted commands add, in one message.

use super::{append_rows::*, cached_writer::Credentials, decide::Decided, pending::PendingCommand};
use crate::{
    database::{error::StoreError, sql_fn::SqlFn},
    views::row_changes::RowChanges,
};
use domain::{ids::SchoolId, views};
use sqlx::{Postgres, postgres::PgArguments, query::Query};

/// The call, its arguments in the order of `migrations/log/functions/log_append.sql`.
pub(super) fn append_call<'q>(
    school: SchoolId,
    by: &Credentials,
    decided: &Decided,
    commands: &[PendingCommand],
) -> Result<Query<'q, Postgres, PgArguments>, StoreError> {
    let (before, after) = (&decided.before, &decided.after);
    let accepted = decided.accepted(commands);
    let (streams, held) = continued(&accepted);
    let (lost, found) = lookup_rows(school, accepted.iter().flat_map(|command| &command.lookups));
    let mut changes = RowChanges::of(school, &by.prover);
    decided.rows.iter().for_each(|row| changes.push(&views::ALL[row.view], row.key, row.after.as_ref()));
    let call = SqlFn::default()
        .with(school.0)?
        .with(by.ticket.as_str())?
        .with(before.pos.0)?
        .with(before.chain)?
        .with(after.view_epoch)?
        .with(after.pos.0)?
        .with(after.chain)?
        .with(after.recorded_at)?
        .with(streams)?
        .with(held)?
        .with(event_rows(school.0, &accepted))?
        .with(sealed_rows(school.0, &accepted))?
        .with(tag_rows(school.0, &accepted))?
        .with(command_rows(school.0, &accepted))?
        .with(effect_rows(school.0, &accepted))?;
    let call = changes.add_to(call, decided.assumed_absent.iter().map(|(_, key)| *key))?;
    Ok(call.with(lost)?.with(found)?.call("log_append"))
}
