//! Who looked at what: one row for each page of personal data, in the transaction that reads the page (NEN 7513).

use crate::{Clock, StoreError, tenant::TenantTx};
use domain::{
    ids::Position,
    policy::{About, Granted},
};
use sqlx::query_scalar;
use uuid::Uuid;

/// Writes down who is about to see which page, up to which position: the head, or an earlier one. Answers the head, in the
/// same round trip. When the row cannot be written, nothing is read.
pub(crate) async fn note(
    tx: &mut TenantTx,
    clock: &Clock,
    pass: &Granted,
    screen: &str,
    as_of: Option<Position>,
) -> Result<Position, StoreError> {
    const SQL: &str = "with head as (
            select pos from tenant_head where tenant_id = $1
        ), noted as (
            insert into access_log (tenant_id, seen_at, actor_id, actor_role, purpose, screen, about_kind, about_id, pos)
            select $1, coalesce($2, clock_timestamp()), $3, $4, $5, $6, $7, $8, coalesce($9, pos) from head
        )
        select pos from head";
    let simulated = match clock {
        Clock::Database => None,
        Clock::Simulated(now) => Some(now()),
    };
    let author = pass.actor().author();
    let (about_kind, about_id) = about(pass.about());
    let head: Option<i64> = query_scalar(SQL)
        .bind(tx.school().0)
        .bind(simulated)
        .bind(author.person.map(|person| person.0))
        .bind(author.role)
        .bind(pass.deed().name())
        .bind(screen)
        .bind(about_kind)
        .bind(about_id)
        .bind(as_of.map(|position| position.0))
        .fetch_optional(tx.conn())
        .await?;
    head.map(Position).ok_or(StoreError::NoSchool)
}

fn about(about: About) -> (&'static str, Option<Uuid>) {
    match about {
        About::School => ("school", None),
        About::Class(class) => ("class", Some(class.0)),
        About::Student(student) => ("student", Some(student.0)),
        About::Person(person) => ("person", Some(person.0)),
    }
}
