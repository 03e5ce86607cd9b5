use super::{
    Before, PAGE, TimelinePage,
    people::{AtHome, People, at_home, named_in, people_ahead, rows_of},
};
use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, DeedType, as_seen, deeds, sees, still_shown},
    values::PersonName,
    views::{
        ClassRow, ClassRows, Entry, StudentCard, StudentCards, SupportRow, SupportRows, Timeline, Told,
        reach::{self, Rung, Through},
    },
};
use store::{Ahead, PageReader, WantedRow};

/// A student's timeline for staff.
#[derive(Clone, Copy, Debug)]
pub struct StudentTimeline {
    pub student: PersonId,
    pub before: Option<Before>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StudentPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    pub left: bool,
    pub home: Vec<AtHome>,
    pub rung: Rung,
    pub through: Option<Through>,
    pub silence_days: i64,
    /// Who helps with what, and how far the student steers.
    pub support: SupportRow,
    pub timeline: TimelinePage,
    pub people: People,
}

impl HoldsPersonal for StudentPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        for person in &mut self.home {
            person.each_personal(see);
        }
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

holds_personal!(TimelinePage { entries, sources });

impl Question for StudentTimeline {
    type Deed = deeds::ReadStudent;
    type Answer = StudentPage;
    const SCREEN: &'static str = "student";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn ahead(&self, asking: &Asking) -> Ahead {
        let support = Ahead::default().rows([WantedRow::of::<SupportRows>(Tag::student(self.student))]);
        timeline_ahead(people_ahead(support, asking, self.student), self.student, self.before)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<StudentPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let timeline = timeline(reader, asking, self.student, self.before).await?;
        let support = support_of(reader, self.student).await?;
        let mut named = named_in(&timeline.entries);
        named.extend(named_in(&timeline.sources));
        named.extend(at_home(&card));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let home: Vec<_> = rows.iter().filter(|row| card.has_at_home(row.person)).collect();
        let today = asking.relations.student(self.student);
        let mut page = StudentPage {
            student: self.student,
            name: card.name.clone(),
            class,
            left: !card.is_enrolled(),
            home: AtHome::of(&card, &rows).into_iter().map(|person| person.by_todays_ties(today)).collect(),
            rung: reach::rung(&card, &home, asking.today),
            through: reach::through(&card, asking.today),
            silence_days: reach::silence_days(&card, asking.today),
            support,
            timeline,
            people: People::around(&card, &rows),
        };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

pub(super) async fn card_of<D: DeedType>(reader: &mut PageReader<D>, student: PersonId) -> Result<StudentCard, Problem> {
    reader.row::<StudentCards>(Tag::student(student)).await?.ok_or(Problem::NotFound)
}

/// The cards of those of a class, as it was, whom this reader may be shown.
pub(super) async fn cards_in<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    class: &ClassRow,
) -> Result<Vec<StudentCard>, Problem> {
    Ok(reader.rows::<StudentCards>(&students_of(asking, class)).await?)
}

/// Those of a class, as it was, whom this reader may be shown.
pub(super) fn students_of(asking: &Asking, class: &ClassRow) -> Vec<Tag> {
    still_shown(&asking.principal, &asking.relations, class).into_iter().map(Tag::student).collect()
}

pub(super) async fn support_of<D: DeedType>(reader: &mut PageReader<D>, student: PersonId) -> Result<SupportRow, Problem> {
    Ok(reader.row::<SupportRows>(Tag::student(student)).await?.unwrap_or_else(|| SupportRow::none(student)))
}

pub(super) async fn class_of<D: DeedType>(reader: &mut PageReader<D>, card: &StudentCard) -> Result<Option<ClassRow>, Problem> {
    let Some(class) = card.class else { return Ok(None) };
    Ok(reader.row::<ClassRows>(Tag::class(class)).await?)
}

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
/// no longer does, or took away since, is on no page of the past either (I6).
pub(super) async fn seen<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    entries: Vec<Entry>,
) -> Result<Vec<Entry>, Problem> {
    let viewer = asking.viewer();
    let mut entries: Vec<Entry> = entries.into_iter().filter_map(|entry| as_seen(&viewer, entry)).collect();
    if asking.is_past() {
        let is_own = |entry: &Entry| matches!(entry.told, Told::Own(_));
        let keys: Vec<Tag> = entries.iter().filter(|entry| is_own(entry)).map(|entry| entry.key).collect();
        let now = reader.rows_now::<Timeline>(&keys).await?;
        entries.retain(|entry| !is_own(entry) || now.iter().any(|now| now.key == entry.key && sees(&viewer, now)));
    }
    Ok(entries)
}

/// What `timeline` reads first.
pub(super) fn timeline_ahead(ahead: Ahead, student: PersonId, before: Option<Before>) -> Ahead {
    ahead.page::<Timeline>(Tag::student(student), before.map(|at| (at.on, at.pos)), PAGE + 1)
}

/// One page of what this reader may see of a student's timeline, newest first.
///
/// Entries that the reader may not see are left out after reading, so pages are read until one is full.
pub(super) async fn timeline<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    before: Option<Before>,
) -> Result<TimelinePage, Problem> {
    timeline_of(reader, asking, student, before, |_| true).await
}

/// The same, of some kinds of entries only.
pub(super) async fn timeline_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    before: Option<Before>,
    shown: impl Fn(&Told) -> bool,
) -> Result<TimelinePage, Problem> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut cursor = before;
    loop {
        let read = reader.page::<Timeline>(Tag::student(student), cursor.map(|at| (at.on, at.pos)), PAGE + 1).await?;
        let was_last = read.len() <= PAGE;
        cursor = read.last().map(|entry| Before { on: entry.occurred.on, pos: entry.pos });
        let read = read.into_iter().filter(|entry| shown(&entry.told)).collect();
        entries.extend(seen(reader, asking, read).await?);
        if was_last || entries.len() > PAGE {
            break;
        }
    }
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).map(|entry| Before { on: entry.occurred.on, pos: entry.pos });
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
        Told::Own(own) => own.piece.builds_on,
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
        Told::Enrolled { class } => Some(Tag::class(class)),
        _ => None,
    };
    let named: Vec<Tag> = entries.iter().filter_map(class).collect();
    if named.is_empty() { Ok(vec![]) } else { Ok(reader.rows::<ClassRows>(&named).await?) }
}
