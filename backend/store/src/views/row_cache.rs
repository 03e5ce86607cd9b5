//! Rows of views that this process read or wrote before, kept in memory as of a moment of their school's log.
//!
//! A row follows from the log alone, so it stands for as long as the head of the log stands where it stood. Whoever uses rows
//! from here has read the head first, and is given those of that moment or none. Whoever appends takes a school's rows along
//! to the new head; when another process appended, they are forgotten. Envelopes stay closed in here, as in the database.

use crate::{
    log::chain::Hash,
    views::wanted::{PageOf, WantedRow},
};
use domain::{
    ids::{Position, SchoolId, Tag},
    views::{AnyRow, Place},
};
use hashlink::LruCache;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Bytes of stored bodies whose rows are kept, of all schools together. In memory a row takes about twice as much.
const ROOM: usize = 16 << 20;
/// What keeping anything costs besides its body.
const EACH: usize = 200;
/// Pages of one list, at most: somebody who reads on and on pushes out only their own.
const PAGES: usize = 8;

/// A moment of a school's log: the same chain is the same log, and the same epoch the same versions of its views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub pos: Position,
    pub chain: Hash,
    pub view_epoch: i32,
}

/// A row as it was found, and the length of its stored body; `None` where there is no such row.
pub(crate) type FoundRow = Option<(AnyRow, usize)>;

/// A page of a list as it was found: each row with its key.
pub(crate) type FoundPage = Vec<(Tag, AnyRow, usize)>;

/// How an append changed a row.
pub(crate) struct Change {
    pub view: &'static str,
    pub key: Tag,
    pub row: FoundRow,
    /// There was none before. Nobody has asked for it yet, so it does not push out what somebody asked for.
    pub is_new: bool,
    /// Where it stood, and where it stands now.
    pub places: [Option<Place>; 2],
}

#[derive(Default)]
pub(crate) struct AtHand(Mutex<Shelves>);

impl AtHand {
    /// As of which moment there are rows of a school, and those of the wanted ones that are here.
    pub(crate) fn newest(&self, school: SchoolId, wanted: &[WantedRow]) -> Option<(Moment, Vec<Option<FoundRow>>)> {
        let mut shelves = self.shelves();
        let moment = shelves.schools.get(&school)?.moment;
        Some((moment, wanted.iter().map(|row| shelves.row(school, row.view, row.key)).collect()))
    }

    /// A row as of this moment. `None`: it must be read.
    pub(crate) fn row(&self, school: SchoolId, moment: Moment, view: &'static str, key: Tag) -> Option<FoundRow> {
        let mut shelves = self.shelves();
        if !shelves.is_at(school, moment) {
            return None;
        }
        shelves.row(school, view, key)
    }

    /// A page of a list as of this moment.
    pub(crate) fn page(&self, school: SchoolId, moment: Moment, page: &PageOf) -> Option<FoundPage> {
        let mut shelves = self.shelves();
        if !shelves.is_at(school, moment) {
            return None;
        }
        shelves.page(school, page)
    }

    /// Keeps what was read at this moment. That of an older one is forgotten, and an older one comes too late.
    pub(crate) fn keep(
        &self,
        school: SchoolId,
        moment: Moment,
        rows: impl IntoIterator<Item = (&'static str, Tag, FoundRow)>,
        pages: impl IntoIterator<Item = (PageOf, FoundPage)>,
    ) {
        let mut shelves = self.shelves();
        if shelves.schools.get(&school).is_none_or(|standing| standing.moment.is_before(moment)) {
            shelves.begin(school, moment);
        }
        if !shelves.is_at(school, moment) {
            return;
        }
        for (view, key, row) in rows {
            shelves.put_row(school, view, key, row);
        }
        for (page, rows) in pages {
            shelves.put_page(school, page, rows);
        }
    }

    /// An append brought the school from one moment to the next, and changed these rows.
    pub(crate) fn advance(&self, school: SchoolId, before: Moment, after: Moment, changes: Vec<Change>) {
        let mut shelves = self.shelves();
        if shelves.is_at(school, before) {
            // What did not change is as it was.
            for change in &changes {
                shelves.forget(school, change);
            }
            if let Some(standing) = shelves.schools.get_mut(&school) {
                standing.moment = after;
            }
        }
        drop(shelves);
        let asked_for = changes.into_iter().filter(|change| !change.is_new);
        self.keep(school, after, asked_for.map(|change| (change.view, change.key, change.row)), []);
    }

    /// Nothing panics while it holds this lock.
    fn shelves(&self) -> MutexGuard<'_, Shelves> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Moment {
    /// Of a log that went back to a backup nothing is kept until it is as long again as it was, and then it is another log.
    fn is_before(self, other: Moment) -> bool {
        self != other && (self.pos, self.view_epoch) <= (other.pos, other.view_epoch)
    }
}

struct Shelves {
    schools: HashMap<SchoolId, Standing>,
    kept: LruCache<(SchoolId, What), Kept>,
    weight: usize,
    generations: u64,
}

/// As of which moment the rows of a school are: those of its generation.
struct Standing {
    moment: Moment,
    generation: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    Row(&'static str, Tag),
    /// All pages of a list that were read.
    List(&'static str, Tag),
}

struct Kept {
    generation: u64,
    weight: usize,
    it: It,
}

enum It {
    Row(FoundRow),
    Pages(Vec<(PageOf, FoundPage)>),
}

impl Default for Shelves {
    fn default() -> Shelves {
        Shelves { schools: HashMap::new(), kept: LruCache::new_unbounded(), weight: 0, generations: 0 }
    }
}

impl Shelves {
    fn is_at(&self, school: SchoolId, moment: Moment) -> bool {
        self.schools.get(&school).is_some_and(|standing| standing.moment == moment)
    }

    /// Forgets what there is of a school.
    fn begin(&mut self, school: SchoolId, moment: Moment) {
        self.generations += 1;
        self.schools.insert(school, Standing { moment, generation: self.generations });
    }

    fn generation(&self, school: SchoolId) -> Option<u64> {
        self.schools.get(&school).map(|standing| standing.generation)
    }

    fn get(&mut self, school: SchoolId, what: What) -> Option<&It> {
        let generation = self.generation(school)?;
        self.kept.get(&(school, what)).filter(|kept| kept.generation == generation).map(|kept| &kept.it)
    }

    fn row(&mut self, school: SchoolId, view: &'static str, key: Tag) -> Option<FoundRow> {
        match self.get(school, What::Row(view, key))? {
            It::Row(row) => Some(row.clone()),
            It::Pages(_) => None,
        }
    }

    fn page(&mut self, school: SchoolId, page: &PageOf) -> Option<FoundPage> {
        match self.get(school, What::List(page.view, page.list))? {
            It::Pages(pages) => pages.iter().find(|(known, _)| known == page).map(|(_, rows)| rows.clone()),
            It::Row(_) => None,
        }
    }

    fn put_row(&mut self, school: SchoolId, view: &'static str, key: Tag, row: FoundRow) {
        let weight = row.as_ref().map_or(0, |(_, length)| *length);
        self.put(school, What::Row(view, key), weight, It::Row(row));
    }

    fn put_page(&mut self, school: SchoolId, page: PageOf, rows: FoundPage) {
        let what = What::List(page.view, page.list);
        let mut pages = match self.get(school, what) {
            Some(It::Pages(pages)) => pages.clone(),
            _ => vec![],
        };
        pages.retain(|(known, _)| *known != page);
        pages.drain(..pages.len().saturating_sub(PAGES - 1));
        pages.push((page, rows));
        let weight = pages.iter().flat_map(|(_, rows)| rows).map(|(.., length)| length + EACH).sum();
        self.put(school, what, weight, It::Pages(pages));
    }

    fn put(&mut self, school: SchoolId, what: What, weight: usize, it: It) {
        let Some(generation) = self.generation(school) else { return };
        let weight = weight + EACH;
        self.weight += weight;
        if let Some(before) = self.kept.insert((school, what), Kept { generation, weight, it }) {
            self.weight -= before.weight;
        }
        while self.weight > ROOM
            && let Some((_, oldest)) = self.kept.remove_lru()
        {
            self.weight -= oldest.weight;
        }
    }

    /// A row as it was, and the lists that it stood or stands in.
    fn forget(&mut self, school: SchoolId, change: &Change) {
        let lists = change.places.iter().flatten().map(|place| What::List(change.view, place.list));
        for what in lists.chain([What::Row(change.view, change.key)]) {
            if let Some(kept) = self.kept.remove(&(school, what)) {
                self.weight -= kept.weight;
            }
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use chrono::NaiveDate;
    use std::sync::Arc;
    use uuid::Uuid;

    const SCHOOL: SchoolId = SchoolId(Uuid::from_u128(1));
    const OTHER: SchoolId = SchoolId(Uuid::from_u128(2));
    const VIEW: &str = "timeline";

    fn at(pos: i64) -> Moment {
        Moment { pos: Position(pos), chain: [pos as u8; 32], view_epoch: 1 }
    }
    fn key(n: u128) -> Tag {
        Tag::moment(Uuid::from_u128(n))
    }
    fn list(n: u128) -> PageOf {
        PageOf { view: VIEW, list: key(n), before: None, limit: 9 }
    }
    fn row(text: &'static str) -> FoundRow {
        Some((Arc::new(text), text.len()))
    }
    fn shown(found: Option<FoundRow>) -> Option<Option<&'static str>> {
        found.map(|row| row.map(|(row, _)| *row.downcast_ref::<&str>().unwrap()))
    }
    /// As of position 1: Amira's row under 1, none under 2, and a list of one under 7.
    fn with_a_row() -> AtHand {
        let at_hand = AtHand::default();
        let page = vec![(key(1), row("Amira").unwrap().0, 5)];
        at_hand.keep(SCHOOL, at(1), [(VIEW, key(1), row("Amira")), (VIEW, key(2), None)], [(list(7), page)]);
        at_hand
    }
    fn change(key: Tag, row: FoundRow, is_new: bool, lists: [Option<u128>; 2]) -> Change {
        let place = |list| Place { list: self::key(list), on: NaiveDate::MIN, pos: Position(1) };
        Change { view: VIEW, key, row, is_new, places: lists.map(|list| list.map(place)) }
    }

    #[test]
    fn a_row_is_there_as_of_its_moment_and_of_no_other_and_for_its_school() {
        let at_hand = with_a_row();
        assert_eq!(shown(at_hand.row(SCHOOL, at(1), VIEW, key(1))), Some(Some("Amira")));
        assert_eq!(shown(at_hand.row(SCHOOL, at(1), VIEW, key(2))), Some(None), "known not to be");
        assert_eq!(shown(at_hand.row(SCHOOL, at(1), VIEW, key(3))), None);
        assert_eq!(shown(at_hand.row(SCHOOL, at(2), VIEW, key(1))), None);
        assert_eq!(shown(at_hand.row(OTHER, at(1), VIEW, key(1))), None);
        let elsewhere = Moment { view_epoch: 2, ..at(1) };
        assert_eq!(shown(at_hand.row(SCHOOL, elsewhere, VIEW, key(1))), None);
    }

    #[test]
    fn a_newer_moment_forgets_the_older_and_an_older_one_comes_too_late() {
        let at_hand = with_a_row();
        at_hand.keep(SCHOOL, at(3), [(VIEW, key(3), row("Milan"))], []);
        assert_eq!(shown(at_hand.row(SCHOOL, at(3), VIEW, key(1))), None);
        assert_eq!(shown(at_hand.row(SCHOOL, at(3), VIEW, key(3))), Some(Some("Milan")));
        at_hand.keep(SCHOOL, at(2), [(VIEW, key(3), row("older"))], []);
        assert_eq!(shown(at_hand.row(SCHOOL, at(3), VIEW, key(3))), Some(Some("Milan")));
    }

    #[test]
    fn a_log_that_went_back_and_on_again_is_another_one() {
        let at_hand = with_a_row();
        let restored = Moment { chain: [99; 32], ..at(1) };
        at_hand.keep(SCHOOL, restored, [], []);
        assert_eq!(shown(at_hand.row(SCHOOL, restored, VIEW, key(1))), None);
    }

    #[test]
    fn an_append_takes_along_what_it_did_not_change() {
        let at_hand = with_a_row();
        at_hand.keep(SCHOOL, at(1), [(VIEW, key(4), row("Noor"))], [(list(8), vec![]), (list(9), vec![])]);
        let changes = vec![
            change(key(4), row("Noortje"), false, [Some(7), Some(8)]),
            change(key(2), row("new"), true, [None, None]),
            change(key(5), row("new"), true, [None, None]),
        ];
        at_hand.advance(SCHOOL, at(1), at(2), changes);
        let now = |n| shown(at_hand.row(SCHOOL, at(2), VIEW, key(n)));
        assert_eq!((now(1), now(4)), (Some(Some("Amira")), Some(Some("Noortje"))));
        assert_eq!((now(2), now(5)), (None, None), "to be read by whoever asks");
        let page = |n| at_hand.page(SCHOOL, at(2), &list(n)).is_some();
        assert_eq!((page(7), page(8), page(9)), (false, false, true), "the lists that it left and came to are read anew");
    }

    #[test]
    fn an_append_that_followed_another_process_takes_nothing_along() {
        let at_hand = with_a_row();
        at_hand.advance(SCHOOL, at(2), at(3), vec![change(key(4), row("Noor"), false, [None, None])]);
        assert_eq!(shown(at_hand.row(SCHOOL, at(3), VIEW, key(1))), None);
        assert_eq!(shown(at_hand.row(SCHOOL, at(3), VIEW, key(4))), Some(Some("Noor")));
    }

    #[test]
    fn the_least_used_goes_when_there_is_no_room() {
        let at_hand = with_a_row();
        let large = || Some((Arc::new("large") as AnyRow, ROOM / 4));
        for n in 10..13 {
            at_hand.keep(SCHOOL, at(1), [(VIEW, key(n), large())], []);
            assert!(at_hand.row(SCHOOL, at(1), VIEW, key(1)).is_some(), "used again and again");
        }
        at_hand.keep(SCHOOL, at(1), [(VIEW, key(13), large())], []);
        assert!(at_hand.row(SCHOOL, at(1), VIEW, key(10)).is_none());
        assert!(at_hand.row(SCHOOL, at(1), VIEW, key(1)).is_some());
        assert!(at_hand.shelves().weight <= ROOM);
    }
}
