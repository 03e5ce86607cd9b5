//! A student's timeline as a reader may see it: one page of it, one entry, and what entries come from.

use crate::{Asking, Problem};
use chrono::NaiveDate;
use domain::{
    holds_personal,
    ids::{PersonId, Position, Tag},
    policy::{DeedType, as_seen, deeds, sees},
    talk::TalkOutcome,
    views::{ClassRow, ClassRows, Entry, EntryContent, Timeline},
};
use store::{Ahead, PageReader};

/// Where an older page of a timeline starts: before this entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineCursor {
    pub on: NaiveDate,
    pub pos: Position,
}

/// Entries on one page of a timeline.
pub const PAGE_ENTRIES: usize = 50;

/// One page of a timeline, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelinePage {
    pub entries: Vec<Entry>,
    /// Where the next, older page starts, when there is one.
    pub older: Option<TimelineCursor>,
    /// The classes that the entries name, former ones too.
    pub classes: Vec<ClassRow>,
    /// What entries of this page come from, as far as it stands on another page and this reader may see it.
    pub sources: Vec<Entry>,
}

holds_personal!(TimelinePage { entries, sources });

/// The entry under this key, if it is this student's and this reader may see it.
pub(super) async fn entry_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    key: Tag,
) -> Result<Option<Entry>, Problem> {
    let entry = reader.row::<Timeline>(key).await?.filter(|entry| entry.student == student);
    Ok(seen(reader, asking, entry.into_iter().collect()).await?.pop())
}

/// What of these entries this reader may see. The past moves the content, never the rights: what the student shared then and
/// no longer does, or took away since, is on no page of the past either.
pub(super) async fn seen<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, Problem> {
    let viewer = asking.viewer();
    let mut entries: Vec<Entry> = entries.into_iter().filter_map(|entry| as_seen(&viewer, entry)).collect();
    if asking.is_past() {
        let is_own = |entry: &Entry| matches!(entry.told, EntryContent::Own(_));
        let keys: Vec<Tag> = entries.iter().filter(|entry| is_own(entry)).map(|entry| entry.key).collect();
        let now = reader.rows_now::<Timeline>(&keys).await?;
        entries.retain(|entry| !is_own(entry) || now.iter().any(|now| now.key == entry.key && sees(&viewer, now)));
    }
    Ok(entries)
}

/// What `timeline` reads first.
pub(super) fn timeline_ahead(ahead: Ahead, student: PersonId, before: Option<TimelineCursor>) -> Ahead {
    ahead.page::<Timeline>(Tag::student(student), before.map(|at| (at.on, at.pos)), PAGE_ENTRIES + 1)
}

/// One page of what this reader may see of a student's timeline, newest first.
///
/// Entries that the reader may not see are left out after reading, so pages are read until one is full.
pub(super) async fn timeline<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    before: Option<TimelineCursor>,
) -> Result<TimelinePage, Problem> {
    timeline_of(reader, asking, student, before, |_| true).await
}

/// The same, of some kinds of entries only.
pub(super) async fn timeline_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    before: Option<TimelineCursor>,
    shown: impl Fn(&EntryContent) -> bool,
) -> Result<TimelinePage, Problem> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut cursor = before;
    loop {
        let read = reader.page::<Timeline>(Tag::student(student), cursor.map(|at| (at.on, at.pos)), PAGE_ENTRIES + 1).await?;
        let was_last = read.len() <= PAGE_ENTRIES;
        cursor = read.last().map(|entry| TimelineCursor { on: entry.occurred.on, pos: entry.pos });
        let read = read.into_iter().filter(|entry| shown(&entry.told)).collect();
        entries.extend(seen(reader, asking, read).await?);
        if was_last || entries.len() > PAGE_ENTRIES {
            break;
        }
    }
    let more = entries.len() > PAGE_ENTRIES;
    entries.truncate(PAGE_ENTRIES);
    let older = entries.last().filter(|_| more).map(|entry| TimelineCursor { on: entry.occurred.on, pos: entry.pos });
    let classes = classes_in(reader, &entries).await?;
    let sources = sources_of(reader, asking, &entries).await?;
    Ok(TimelinePage { entries, older, classes, sources })
}

/// What these entries come from and that is not among them, as this reader sees it. A link to what they may not see leads
/// nowhere, as does one to another student's.
pub(super) async fn sources_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    entries: &[Entry],
) -> Result<Vec<Entry>, Problem> {
    let Some(student) = entries.first().map(|entry| entry.student) else { return Ok(vec![]) };
    let is_here = |key: &Tag| entries.iter().any(|entry| entry.key == *key);
    let builds_on = |entry: &Entry| match &entry.told {
        EntryContent::Own(own) => own.piece.builds_on,
        _ => None,
    };
    let mut keys: Vec<Tag> = entries.iter().filter_map(builds_on).filter(|key| !is_here(key)).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.is_empty() {
        return Ok(vec![]);
    }
    let found = reader.rows::<Timeline>(&keys).await?.into_iter().filter(|entry| entry.student == student).collect();
    seen(reader, asking, found).await
}

async fn classes_in<D: DeedType>(reader: &mut PageReader<D>, entries: &[Entry]) -> Result<Vec<ClassRow>, Problem> {
    let class = |entry: &Entry| match entry.told {
        EntryContent::Enrolled { class } => Some(Tag::class(class)),
        _ => None,
    };
    let named: Vec<Tag> = entries.iter().filter_map(class).collect();
    if named.is_empty() { Ok(vec![]) } else { Ok(reader.rows::<ClassRows>(&named).await?) }
}

/// Entries that one may build on: enough to choose from, and few enough to read.
const LATELY: usize = 8;

/// What happened lately of this sort, as it stands.
pub(super) async fn lately(
    reader: &mut PageReader<deeds::ReadStudent>,
    asking: &Asking,
    student: PersonId,
    is: fn(&EntryContent) -> bool,
) -> Result<Vec<Entry>, Problem> {
    let read = reader.page::<Timeline>(Tag::student(student), None, 4 * LATELY).await?;
    let seen = read.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry));
    Ok(seen.filter(|entry| entry.withdrawn.is_none() && is(&entry.told)).take(LATELY).collect())
}

/// Was somebody at home spoken with?
pub(super) fn is_talk(told: &EntryContent) -> bool {
    match told {
        EntryContent::ContactMade(_) => true,
        EntryContent::Talk(talk) => matches!(talk.outcome, Some(TalkOutcome::Held(_))),
        _ => false,
    }
}
