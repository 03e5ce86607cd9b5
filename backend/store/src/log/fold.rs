//! Folding the events of a batch into the view rows that they change.

use super::pending::PendingCommand;
use crate::{
    database::error::StoreError,
    views::{ViewRowKey, row_cache::RowChange},
};
use domain::{
    facts::Event,
    ids::Tag,
    views::{self, AnyRow, StoredRow},
};
use std::collections::{BTreeMap, HashMap};

/// A view row that the accepted commands change.
pub(crate) struct FoldedRow {
    pub view: usize,
    pub key: Tag,
    before: Option<AnyRow>,
    /// `None`: the row goes.
    pub after: Option<StoredRow>,
}

impl FoldedRow {
    pub(crate) fn into_change(self) -> RowChange {
        let view = &views::ALL[self.view];
        let place_before = self.before.as_ref().and_then(view.place);
        let place_after = self.after.as_ref().and_then(|row| row.place);
        RowChange {
            view: view.name,
            key: self.key,
            row: self.after.map(|row| (row.row, row.body.len())),
            is_new: self.before.is_none(),
            places: [place_before, place_after],
        }
    }
}

/// The view rows that change, as they are after the accepted commands. `rows`: as they were. `inline`: which of `views::ALL`
/// follow each append.
pub(crate) fn fold<'a>(
    rows: &HashMap<ViewRowKey, AnyRow>,
    accepted: impl Iterator<Item = &'a PendingCommand>,
    inline: &[bool],
) -> Result<Vec<FoldedRow>, StoreError> {
    let mut touching: BTreeMap<ViewRowKey, Vec<&Event>> = BTreeMap::new();
    for event in accepted.flat_map(|command| &command.events) {
        for touched in event.touches.iter().filter(|(view, _)| inline[*view]) {
            touching.entry(*touched).or_default().push(&event.event);
        }
    }
    let mut folded = Vec::with_capacity(touching.len());
    for ((view, key), events) in touching {
        let before = rows.get(&(view, key));
        let after = (views::ALL[view].fold)(before, key, &events)?;
        if after.is_some() || before.is_some() {
            folded.push(FoldedRow { view, key, before: before.cloned(), after });
        }
    }
    Ok(folded)
}
