//! The sealed fields of one event, held against the digests that the event keeps of them.

use super::side_rows::SideRows;
use crate::{
    database::error::StoreError,
    log::chain::{Hash, sealed_digest},
};

/// What is wrong with the sealed fields of the current event, if anything.
pub(super) fn wrong_with(sealed: &SideRows<'_>, pos: i64, digests: &[Hash]) -> Result<Option<&'static str>, StoreError> {
    let mut there = vec![false; digests.len()];
    for (_, row) in &sealed.here {
        let mut columns = row.columns();
        let (_, n): (i64, i16) = (columns.next()?, columns.next()?);
        let digest = sealed_digest(columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        let n = n as usize;
        if digests.get(n) != Some(&digest) {
            return Ok(Some("a sealed field was changed"));
        }
        there[n] = true;
    }
    let taken = (0..).zip(there).any(|(n, there)| !there && !removal_is_told(pos, n));
    Ok(taken.then_some("a sealed field is gone, and no fact says that it was removed"))
}

/// Does a fact say that this field was removed, at erasure or because its time was over? No fact of ours does so yet, so
/// whatever is missing was taken away. A fact that removes fields is to be asked here.
const fn removal_is_told(_pos: i64, _n: u16) -> bool {
    false
}
