//! The tags of one event after the other, from rows that are nearly in that order. A row is for each of a run of events.
//!
//! An event has all its tags when its leaf hash is the stored one. Until then more of its tags are looked for further on, and what
//! comes before them is kept for later. A tag that comes after its event was found right is a stray. Every row is read, so each
//! tag is in a leaf or is a stray, in whatever order the rows are. Only the memory that it takes depends on the order.

use crate::{
    database::error::StoreError,
    maintenance::copy_out::{CopiedRow, CopyOut},
};
use std::{cmp::Ordering, collections::HashMap};

pub(super) struct EventTags<'a> {
    rows: CopyOut<'a>,
    next: Option<(i64, CopiedRow)>,
    early: HashMap<i64, Vec<CopiedRow>>,
    first_stray: Option<i64>,
    pos: i64,
    /// The tags of the current event, as far as they were found.
    here: Vec<CopiedRow>,
    /// Those of them that later events have too, each up to and including a position.
    running: Vec<(i64, CopiedRow)>,
}

impl EventTags<'_> {
    pub(super) fn of(rows: CopyOut<'_>) -> EventTags<'_> {
        EventTags { rows, next: None, early: HashMap::new(), first_stray: None, pos: 0, here: vec![], running: vec![] }
    }

    /// Goes on to the tags of a position: those of a run that goes on, those that came early, and those that are next.
    pub(super) async fn go_to(&mut self, pos: i64) -> Result<(), StoreError> {
        self.pos = pos;
        self.running.retain(|(last, _)| *last >= pos);
        self.here.clear();
        self.here.extend(self.running.iter().map(|(_, row)| row.clone()));
        if !self.early.is_empty() {
            for row in self.early.remove(&pos).into_iter().flatten() {
                self.take(row)?;
            }
        }
        self.take_next().await
    }

    /// Takes a row whose first event is the current one.
    fn take(&mut self, row: CopiedRow) -> Result<(), StoreError> {
        let mut columns = row.columns();
        let (first, span): (i64, i32) = (columns.next()?, columns.next()?);
        if span > 1 {
            self.running.push((first + i64::from(span) - 1, row.clone()));
        }
        if span > 0 {
            self.here.push(row);
        }
        Ok(())
    }

    /// Looks further on for more tags of this position. False: there are none.
    pub(super) async fn find_more(&mut self) -> Result<bool, StoreError> {
        let found = self.here.len();
        while self.here.len() == found {
            match self.next.take() {
                Some((pos, row)) => self.early.entry(pos).or_default().push(row),
                None => return Ok(false),
            }
            self.take_next().await?;
        }
        Ok(true)
    }

    /// Takes rows up to the next one of a later position.
    async fn take_next(&mut self) -> Result<(), StoreError> {
        while let Some((pos, row)) = self.read().await? {
            match pos.cmp(&self.pos) {
                Ordering::Less => self.note_stray(pos),
                Ordering::Equal => self.take(row)?,
                Ordering::Greater => {
                    self.next = Some((pos, row));
                    break;
                }
            }
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<Option<(i64, CopiedRow)>, StoreError> {
        if self.next.is_some() {
            return Ok(self.next.take());
        }
        let Some(row) = self.rows.next().await? else { return Ok(None) };
        Ok(Some((row.columns().next()?, row)))
    }

    /// Reads the rest, once it has gone to one past the last event. Returns the first place with a tag that no event had when it
    /// was written: a tag of an event that was right without it, of no event, or of a run that goes on past the last one.
    pub(super) async fn first_stray(&mut self) -> Result<Option<i64>, StoreError> {
        while let Some((pos, _)) = self.read().await? {
            self.note_stray(pos);
        }
        let early = self.early.keys().min().copied();
        let past = (!self.here.is_empty()).then_some(self.pos);
        Ok(self.first_stray.into_iter().chain(early).chain(past).min())
    }

    fn note_stray(&mut self, pos: i64) {
        self.first_stray = Some(self.first_stray.map_or(pos, |first| first.min(pos)));
    }

    /// In the order of their bytes, in which they are hashed.
    pub(super) fn in_order<'t>(&'t self) -> Result<Vec<&'t str>, StoreError> {
        let tag = |row: &'t CopiedRow| {
            let mut columns = row.columns();
            let _: (i64, i32) = (columns.next()?, columns.next()?);
            columns.next()
        };
        let mut tags = self.here.iter().map(tag).collect::<Result<Vec<&str>, _>>()?;
        tags.sort_unstable();
        Ok(tags)
    }
}
