//! Who looked at what: one row for each page of personal data, in the transaction that reads the page (NEN 7513).

use crate::{
    Clock, StoreError,
    reader::{Ahead, Found, read_ahead, reading},
    tenant::TenantTx,
};
use domain::{
    ids::Position,
    policy::{About, Granted},
};
use uuid::Uuid;

/// Which page, and the earlier position up to which it shows the log; none: the head.
pub(crate) struct Seen {
    pub screen: &'static str,
    pub as_of: Option<Position>,
}

/// Writes down who is about to see which page. Answers the head, and what the page reads ahead, in the same round trip. When
/// the row cannot be written, nothing is read.
pub(crate) async fn note(
    tx: &mut TenantTx,
    clock: &Clock,
    pass: &Granted,
    seen: Seen,
    ahead: &Ahead,
    found: &mut Found,
) -> Result<Position, StoreError> {
    const SQL: &str = concat!(
        "with head as (
            select pos from tenant_head where tenant_id = $1
        ), noted as (
            insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, screen, about_kind, about_id, pos)
            select $1, coalesce($13, clock_timestamp()), $14, $15, $16, $17, $18, $19, coalesce($20, pos) from head
        )
        select 0::smallint, pos, null::bytea from head union all ",
        read_ahead!()
    );
    let simulated = match clock {
        Clock::Database => None,
        Clock::Simulated(now) => Some(now()),
    };
    let author = pass.actor().author();
    let (about_kind, about_id) = about(pass.about());
    let answered = reading(SQL, tx, ahead)
        .bind(simulated)
        .bind(author.person.map(|person| person.0))
        .bind(author.role)
        .bind(pass.deed().name())
        .bind(seen.screen)
        .bind(about_kind)
        .bind(about_id)
        .bind(seen.as_of.map(|position| position.0))
        .fetch_all(tx.conn())
        .await?;
    found.take(&answered, ahead)?.ok_or(StoreError::NoSchool)
}

fn about(about: About) -> (&'static str, Option<Uuid>) {
    match about {
        About::School => ("school", None),
        About::Class(class) => ("class", Some(class.0)),
        About::Student(student) => ("student", Some(student.0)),
        About::Person(person) => ("person", Some(person.0)),
    }
}
