//! What proves a stored row of a view: an HMAC that only a holder of the school's key can make.
//!
//! The runtime role may write rows of views, because it writes them with each append. So whoever holds that role could write
//! that a parent has authority. The key is in no database, so a row that another hand wrote, or moved to another key or school,
//! has no proof. A row as it was once, with its proof of then, is told by the events after it (`log::row_check`).

use crate::{
    database::{error::StoreError, world::MacKey},
    keys::data_keys::Keys,
};
use domain::{
    ids::{Position, SchoolId, Tag},
    views::AnyView,
};

/// Makes and checks the proofs of one school's rows.
pub(crate) struct RowProver {
    school: SchoolId,
    key: MacKey,
}

impl RowProver {
    /// The key may be read from the keys database, so it is not asked for under the lock of the log.
    pub(crate) async fn of(keys: &Keys, school: SchoolId) -> Result<RowProver, StoreError> {
        let key = keys.school_key(school, "view_row").await?;
        let key = MacKey::of(&key[..]).ok_or_else(|| StoreError::Damaged("a school's key is no key".into()))?;
        Ok(RowProver { school, key })
    }

    pub(crate) fn mac(&self, view: &AnyView, key: Tag, last: Position, body: &[u8]) -> [u8; 32] {
        self.labelled(view, key, last, body, |labels| self.key.mac(labels))
    }

    /// Was it written by this program, for this row?
    pub(crate) fn proves(&self, view: &AnyView, key: Tag, last: Position, body: &[u8], mac: &[u8]) -> bool {
        self.labelled(view, key, last, body, |labels| self.key.verifies(labels, mac))
    }

    /// All that a proof is about. The place in a list is not among it, because it follows from the body.
    fn labelled<T>(&self, view: &AnyView, key: Tag, last: Position, body: &[u8], then: impl FnOnce(&[&[u8]]) -> T) -> T {
        let (version, last) = (view.version.to_be_bytes(), last.0.to_be_bytes());
        let school = self.school.0.as_bytes();
        then(&[school, view.name.as_bytes(), &version, key.kind.name().as_bytes(), key.id.as_bytes(), &last, body])
    }
}
