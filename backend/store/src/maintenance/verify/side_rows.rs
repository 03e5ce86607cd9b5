//! Rows that belong to events, read along with them.

use crate::{
    database::error::StoreError,
    maintenance::copy_out::{CopiedRow, CopyOut},
};

/// Rows in the order of positions. Each begins with its position.
pub(super) struct SideRows<'a> {
    rows: CopyOut<'a>,
    next: Option<(i64, CopiedRow)>,
    /// Those of the current event.
    pub here: Vec<(i64, CopiedRow)>,
    /// The first position before the current one that had a row and no event.
    pub stray: Option<i64>,
}

impl SideRows<'_> {
    pub(super) fn of(rows: CopyOut<'_>) -> SideRows<'_> {
        SideRows { rows, next: None, here: vec![], stray: None }
    }

    /// Goes on to the rows of a position.
    pub(super) async fn go_to(&mut self, pos: i64) -> Result<(), StoreError> {
        self.here.clear();
        while let Some((at, row)) = self.read().await? {
            if at > pos {
                self.next = Some((at, row));
                return Ok(());
            }
            if at == pos {
                self.here.push((at, row));
            } else {
                self.stray.get_or_insert(at);
            }
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<Option<(i64, CopiedRow)>, StoreError> {
        if let Some(next) = self.next.take() {
            return Ok(Some(next));
        }
        let Some(row) = self.rows.next().await? else { return Ok(None) };
        Ok(Some((row.columns().next()?, row)))
    }

    /// Reads the rest, because the connection is free only then. What is left belongs to no event.
    pub(super) async fn finish(&mut self) -> Result<(), StoreError> {
        while let Some((at, _)) = self.read().await? {
            self.stray.get_or_insert(at);
        }
        Ok(())
    }
}
