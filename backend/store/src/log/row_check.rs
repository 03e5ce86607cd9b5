//! Rows of views as the database answers them, and the check that each passes before anything is made of it.
//!
//! Each must have its proof. Of the views that rights are read from, the last state must be there too: no event after it that
//! touches the row, and no row missing that events make. Otherwise an old row put back, or a row removed, would give back what
//! was taken away.

use super::read;
use crate::{
    database::{error::StoreError, tenant::TenantTx},
    keys::data_keys::Keys,
    views::{row_cache::FoundRow, row_proof::RowProver},
};
use domain::{
    facts::Event,
    ids::{Position, SchoolId, Tag},
    views::{AnyView, BrokenRow},
};

/// What is stored of a row.
pub(crate) struct StoredBody {
    pub body: Vec<u8>,
    /// The position of the last event folded into it.
    pub last: Position,
    pub mac: Vec<u8>,
}

/// A row of a view as the database answered it.
pub(crate) struct AnsweredRow {
    pub view: &'static AnyView,
    pub key: Tag,
    /// `None`: there is no such row.
    pub stored: Option<StoredBody>,
    /// Where events come after it that may touch it. Only asked of the views that rights are read from.
    pub later: Vec<i64>,
}

impl AnsweredRow {
    /// Before the database answered.
    pub(crate) fn none(view: &'static AnyView, key: Tag) -> AnsweredRow {
        AnsweredRow { view, key, stored: None, later: vec![] }
    }

    pub(crate) fn read(&self) -> Result<FoundRow, StoreError> {
        let Some(StoredBody { body, .. }) = &self.stored else { return Ok(None) };
        let broken = |why| BrokenRow { view: self.view.name, key: self.key, why };
        Ok(Some(((self.view.read)(body).map_err(broken)?, body.len())))
    }

    /// Whoever runs the program must hear of it. Nothing in it is personal.
    fn refused(&self, school: SchoolId, why: &str) -> StoreError {
        let (school, view, key) = (school.0, self.view.name, self.key);
        tracing::error!(alarm = "row-refused", %school, view, %key, why, "a stored row is not what was written");
        StoreError::Damaged(format!("row {key} of view {view} is not what was written: {why}"))
    }
}

/// Checks the proof of each row.
pub(crate) async fn check_proofs(keys: &Keys, school: SchoolId, rows: &[AnsweredRow]) -> Result<(), StoreError> {
    if rows.iter().all(|row| row.stored.is_none()) {
        return Ok(());
    }
    let prover = RowProver::of(keys, school).await?;
    let proved = |row: &AnsweredRow| {
        row.stored.as_ref().is_none_or(|stored| prover.proves(row.view, row.key, stored.last, &stored.body, &stored.mac))
    };
    match rows.iter().find(|row| !proved(row)) {
        None => Ok(()),
        Some(row) => Err(row.refused(school, "it has no proof")),
    }
}

/// Must events be read to know whether these are the last states?
pub(crate) fn may_be_behind(rows: &[AnsweredRow]) -> bool {
    rows.iter().any(|row| !row.later.is_empty())
}

/// Checks that no row is behind the log, and none missing. What is at a position does not change, so any transaction can tell.
pub(crate) async fn check_last_states(tx: &mut TenantTx, rows: &[AnsweredRow]) -> Result<(), StoreError> {
    let mut later: Vec<Position> = rows.iter().flat_map(|row| &row.later).copied().map(Position).collect();
    later.sort_unstable();
    later.dedup();
    let events = read::at(tx, &later).await?;
    for row in rows {
        let touches = |event: &&Event| row.later.contains(&event.pos.0) && (row.view.keys)(event).contains(&row.key);
        let touching: Vec<&Event> = events.iter().filter(touches).collect();
        match row.stored {
            Some(_) if !touching.is_empty() => return Err(row.refused(tx.school(), "it is older than the log")),
            None if (row.view.fold)(None, row.key, &touching)?.is_some() => {
                return Err(row.refused(tx.school(), "it was removed"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Checks that rows found in a list stand in it. What a row holds says in which one.
pub(crate) fn check_list(school: SchoolId, list: Tag, rows: &[AnsweredRow], found: &[FoundRow]) -> Result<(), StoreError> {
    for (row, found) in rows.iter().zip(found) {
        let place = found.as_ref().and_then(|(found, _)| (row.view.place)(found));
        if place.is_none_or(|place| place.list != list) {
            return Err(row.refused(school, "it stands in another list"));
        }
    }
    Ok(())
}
