//! Rows of views that this process read or wrote before, kept in memory.
//!
//! A row follows from the log alone, so it is right as long as the log has not changed. A reader reads the head of the log
//! first, and then gets rows as of exactly that state, or none. An append brings a school's rows along to the new state. When
//! another process appended, they are forgotten. Personal fields stay sealed in here, as they are in the database.

use super::wanted::{ListPage, WantedRow};
use domain::{
    ids::{Position, SchoolId, Tag},
    views::{AnyRow, ListPlace},
};
use hashlink::LruCache;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Stored bodies whose rows are kept, of all schools together. In memory a row takes about twice as much.
const CACHED_BODY_BYTES_MAX: usize = 16 << 20;
/// What keeping an entry costs besides its body.
const ENTRY_OVERHEAD_BYTES: usize = 200;
/// Pages of one list that are kept, so that a reader who goes on and on displaces only pages of that list.
const PAGES_PER_LIST_MAX: usize = 8;

/// The state of a school's log: the same chain hash is the same log, and the same epoch the same versions of its views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LogState {
    pub pos: Position,
    pub chain: [u8; 32],
    /// Counts the rebuilds of views.
    pub view_epoch: i32,
}

impl LogState {
    /// A log that was restored from a backup is another log. Nothing of it is kept until it is as long as the one before.
    fn is_before(self, other: LogState) -> bool {
        self != other && (self.pos, self.view_epoch) <= (other.pos, other.view_epoch)
    }
}

/// A row as it was found, and the length of its stored body in bytes. `None`: there is no such row.
pub(crate) type FoundRow = Option<(AnyRow, usize)>;

/// A page of a list as it was found: each row with its key and the length of its stored body in bytes.
pub(crate) type FoundPage = Vec<(Tag, AnyRow, usize)>;

/// How an append changed a row.
pub(crate) struct RowChange {
    pub view: &'static str,
    pub key: Tag,
    pub row: FoundRow,
    /// There was none before. Nobody has asked for it yet, so it is not cached in place of something that was asked for.
    pub is_new: bool,
    /// Its place in a list, before and after.
    pub places: [Option<ListPlace>; 2],
}

/// The cached rows of all schools.
#[derive(Default)]
pub(crate) struct RowCache(Mutex<CachedRows>);

impl RowCache {
    /// The state as of which a school's rows are cached, and those of the wanted rows that are.
    pub(crate) fn newest(&self, school: SchoolId, wanted: &[WantedRow]) -> Option<(LogState, Vec<Option<FoundRow>>)> {
        let mut cached = self.cached();
        let state = cached.schools.get(&school)?.state;
        Some((state, wanted.iter().map(|row| cached.row(school, row.view.name, row.key)).collect()))
    }

    /// A row as of this state. The outer `None`: it is not cached.
    pub(crate) fn row(&self, school: SchoolId, state: LogState, view: &'static str, key: Tag) -> Option<FoundRow> {
        let mut cached = self.cached();
        if !cached.is_at(school, state) {
            return None;
        }
        cached.row(school, view, key)
    }

    /// A page of a list as of this state.
    pub(crate) fn page(&self, school: SchoolId, state: LogState, page: &ListPage) -> Option<FoundPage> {
        let mut cached = self.cached();
        if !cached.is_at(school, state) {
            return None;
        }
        cached.page(school, page)
    }

    /// Caches what was read as of this state. Rows of an older state are forgotten; what is read of an older state is not cached.
    pub(crate) fn keep(
        &self,
        school: SchoolId,
        state: LogState,
        rows: impl IntoIterator<Item = (&'static str, Tag, FoundRow)>,
        pages: impl IntoIterator<Item = (ListPage, FoundPage)>,
    ) {
        let mut cached = self.cached();
        if cached.schools.get(&school).is_none_or(|school| school.state.is_before(state)) {
            cached.begin(school, state);
        }
        if !cached.is_at(school, state) {
            return;
        }
        for (view, key, row) in rows {
            cached.put_row(school, view, key, row);
        }
        for (page, rows) in pages {
            cached.put_page(school, page, rows);
        }
    }

    /// An append brought the school from one state to the next, and changed these rows. All other rows are as they were.
    pub(crate) fn advance(&self, school: SchoolId, before: LogState, after: LogState, changes: Vec<RowChange>) {
        let mut cached = self.cached();
        if cached.is_at(school, before) {
            for change in &changes {
                cached.forget(school, change);
            }
            if let Some(school) = cached.schools.get_mut(&school) {
                school.state = after;
            }
        }
        drop(cached);
        let asked_for = changes.into_iter().filter(|change| !change.is_new);
        self.keep(school, after, asked_for.map(|change| (change.view, change.key, change.row)), []);
    }

    /// Nothing panics while it holds this lock.
    fn cached(&self) -> MutexGuard<'_, CachedRows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct CachedRows {
    schools: HashMap<SchoolId, CachedSchool>,
    entries: LruCache<(SchoolId, CacheKey), CacheEntry>,
    bytes: usize,
    generations: u64,
}

/// As of which state a school's rows are cached. Only entries of its generation count; older ones are forgotten.
struct CachedSchool {
    state: LogState,
    generation: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum CacheKey {
    Row(&'static str, Tag),
    /// All pages of a list that were read.
    List(&'static str, Tag),
}

struct CacheEntry {
    generation: u64,
    bytes: usize,
    value: CacheValue,
}

enum CacheValue {
    Row(FoundRow),
    Pages(Vec<(ListPage, FoundPage)>),
}

impl Default for CachedRows {
    fn default() -> CachedRows {
        CachedRows { schools: HashMap::new(), entries: LruCache::new_unbounded(), bytes: 0, generations: 0 }
    }
}

impl CachedRows {
    fn is_at(&self, school: SchoolId, state: LogState) -> bool {
        self.schools.get(&school).is_some_and(|cached| cached.state == state)
    }

    /// Begins a new generation, and so forgets what there is of a school.
    fn begin(&mut self, school: SchoolId, state: LogState) {
        self.generations += 1;
        self.schools.insert(school, CachedSchool { state, generation: self.generations });
    }

    fn generation(&self, school: SchoolId) -> Option<u64> {
        self.schools.get(&school).map(|cached| cached.generation)
    }

    fn get(&mut self, school: SchoolId, key: CacheKey) -> Option<&CacheValue> {
        let generation = self.generation(school)?;
        self.entries.get(&(school, key)).filter(|entry| entry.generation == generation).map(|entry| &entry.value)
    }

    fn row(&mut self, school: SchoolId, view: &'static str, key: Tag) -> Option<FoundRow> {
        match self.get(school, CacheKey::Row(view, key))? {
            CacheValue::Row(row) => Some(row.clone()),
            CacheValue::Pages(_) => None,
        }
    }

    fn page(&mut self, school: SchoolId, page: &ListPage) -> Option<FoundPage> {
        match self.get(school, CacheKey::List(page.view, page.list))? {
            CacheValue::Pages(pages) => pages.iter().find(|(known, _)| known == page).map(|(_, rows)| rows.clone()),
            CacheValue::Row(_) => None,
        }
    }

    fn put_row(&mut self, school: SchoolId, view: &'static str, key: Tag, row: FoundRow) {
        let bytes = row.as_ref().map_or(0, |(_, length)| *length);
        self.put(school, CacheKey::Row(view, key), bytes, CacheValue::Row(row));
    }

    fn put_page(&mut self, school: SchoolId, page: ListPage, rows: FoundPage) {
        let key = CacheKey::List(page.view, page.list);
        let mut pages = match self.get(school, key) {
            Some(CacheValue::Pages(pages)) => pages.clone(),
            _ => vec![],
        };
        pages.retain(|(known, _)| *known != page);
        pages.drain(..pages.len().saturating_sub(PAGES_PER_LIST_MAX - 1));
        pages.push((page, rows));
        let bytes = pages.iter().flat_map(|(_, rows)| rows).map(|(.., length)| length + ENTRY_OVERHEAD_BYTES).sum();
        self.put(school, key, bytes, CacheValue::Pages(pages));
    }

    fn put(&mut self, school: SchoolId, key: CacheKey, bytes: usize, value: CacheValue) {
        let Some(generation) = self.generation(school) else { return };
        let bytes = bytes + ENTRY_OVERHEAD_BYTES;
        self.bytes += bytes;
        if let Some(before) = self.entries.insert((school, key), CacheEntry { generation, bytes, value }) {
            self.bytes -= before.bytes;
        }
        while self.bytes > CACHED_BODY_BYTES_MAX
            && let Some((_, oldest)) = self.entries.remove_lru()
        {
            self.bytes -= oldest.bytes;
        }
    }

    /// Forgets a row as it was, and the lists that it was or is in.
    fn forget(&mut self, school: SchoolId, change: &RowChange) {
        let lists = change.places.iter().flatten().map(|place| CacheKey::List(change.view, place.list));
        for key in lists.chain([CacheKey::Row(change.view, change.key)]) {
            if let Some(entry) = self.entries.remove(&(school, key)) {
                self.bytes -= entry.bytes;
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

    fn at(pos: i64) -> LogState {
        LogState { pos: Position(pos), chain: [pos as u8; 32], view_epoch: 1 }
    }
    fn key(n: u128) -> Tag {
        Tag::moment(Uuid::from_u128(n))
    }
    fn list(n: u128) -> ListPage {
        ListPage { view: VIEW, list: key(n), before: None, limit: 9 }
    }
    fn row(text: &'static str) -> FoundRow {
        Some((Arc::new(text), text.len()))
    }
    fn shown(found: Option<FoundRow>) -> Option<Option<&'static str>> {
        found.map(|row| row.map(|(row, _)| *row.downcast_ref::<&str>().unwrap()))
    }
    /// As of position 1: Amira's row under 1, none under 2, and a list of one under 7.
    fn with_a_row() -> RowCache {
        let cache = RowCache::default();
        let page = vec![(key(1), row("Amira").unwrap().0, 5)];
        cache.keep(SCHOOL, at(1), [(VIEW, key(1), row("Amira")), (VIEW, key(2), None)], [(list(7), page)]);
        cache
    }
    fn change(key: Tag, row: FoundRow, is_new: bool, lists: [Option<u128>; 2]) -> RowChange {
        let place = |list| ListPlace { list: self::key(list), on: NaiveDate::MIN, pos: Position(1) };
        RowChange { view: VIEW, key, row, is_new, places: lists.map(|list| list.map(place)) }
    }

    #[test]
    fn a_row_is_cached_as_of_its_state_and_no_other_and_for_its_school() {
        let cache = with_a_row();
        assert_eq!(shown(cache.row(SCHOOL, at(1), VIEW, key(1))), Some(Some("Amira")));
        assert_eq!(shown(cache.row(SCHOOL, at(1), VIEW, key(2))), Some(None), "known not to be");
        assert_eq!(shown(cache.row(SCHOOL, at(1), VIEW, key(3))), None);
        assert_eq!(shown(cache.row(SCHOOL, at(2), VIEW, key(1))), None);
        assert_eq!(shown(cache.row(OTHER, at(1), VIEW, key(1))), None);
        let rebuilt = LogState { view_epoch: 2, ..at(1) };
        assert_eq!(shown(cache.row(SCHOOL, rebuilt, VIEW, key(1))), None);
    }

    #[test]
    fn a_newer_state_forgets_the_older_and_an_older_one_is_not_cached() {
        let cache = with_a_row();
        cache.keep(SCHOOL, at(3), [(VIEW, key(3), row("Milan"))], []);
        assert_eq!(shown(cache.row(SCHOOL, at(3), VIEW, key(1))), None);
        assert_eq!(shown(cache.row(SCHOOL, at(3), VIEW, key(3))), Some(Some("Milan")));
        cache.keep(SCHOOL, at(2), [(VIEW, key(3), row("older"))], []);
        assert_eq!(shown(cache.row(SCHOOL, at(3), VIEW, key(3))), Some(Some("Milan")));
    }

    #[test]
    fn a_log_that_went_back_and_on_again_is_another_one() {
        let cache = with_a_row();
        let restored = LogState { chain: [99; 32], ..at(1) };
        cache.keep(SCHOOL, restored, [], []);
        assert_eq!(shown(cache.row(SCHOOL, restored, VIEW, key(1))), None);
    }

    #[test]
    fn an_append_keeps_what_it_did_not_change() {
        let cache = with_a_row();
        cache.keep(SCHOOL, at(1), [(VIEW, key(4), row("Noor"))], [(list(8), vec![]), (list(9), vec![])]);
        let changes = vec![
            change(key(4), row("Noortje"), false, [Some(7), Some(8)]),
            change(key(2), row("new"), true, [None, None]),
            change(key(5), row("new"), true, [None, None]),
        ];
        cache.advance(SCHOOL, at(1), at(2), changes);
        let now = |n| shown(cache.row(SCHOOL, at(2), VIEW, key(n)));
        assert_eq!((now(1), now(4)), (Some(Some("Amira")), Some(Some("Noortje"))));
        assert_eq!((now(2), now(5)), (None, None), "not cached before somebody asks");
        let page = |n| cache.page(SCHOOL, at(2), &list(n)).is_some();
        assert_eq!((page(7), page(8), page(9)), (false, false, true), "the lists that it left and came to are read anew");
    }

    #[test]
    fn an_append_after_another_process_keeps_nothing() {
        let cache = with_a_row();
        cache.advance(SCHOOL, at(2), at(3), vec![change(key(4), row("Noor"), false, [None, None])]);
        assert_eq!(shown(cache.row(SCHOOL, at(3), VIEW, key(1))), None);
        assert_eq!(shown(cache.row(SCHOOL, at(3), VIEW, key(4))), Some(Some("Noor")));
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let cache = with_a_row();
        let large = || Some((Arc::new("large") as AnyRow, CACHED_BODY_BYTES_MAX / 4));
        for n in 10..13 {
            cache.keep(SCHOOL, at(1), [(VIEW, key(n), large())], []);
            assert!(cache.row(SCHOOL, at(1), VIEW, key(1)).is_some(), "used again and again");
        }
        cache.keep(SCHOOL, at(1), [(VIEW, key(13), large())], []);
        assert!(cache.row(SCHOOL, at(1), VIEW, key(10)).is_none());
        assert!(cache.row(SCHOOL, at(1), VIEW, key(1)).is_some());
        assert!(cache.cached().bytes <= CACHED_BODY_BYTES_MAX);
    }
}
