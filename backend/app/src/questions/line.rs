//! What a student needs to add to their own line, to change what is there, and to see it through another's eyes.

use super::{
    TimelinePage,
    people::{Brief, People, at_home, named_in, rows_of},
    student_page::{card_of, class_of, entry_of, sources_of, timeline},
};
use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{EntryId, PersonId, Tag},
    line::{CareerQuestion, ShareWith},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, DeedType, OpensEnvelopes, Viewer, as_seen, deeds, may_share_with},
    values::PersonName,
    views::{ClassRow, Entry, LineRow, StudentCard, Timeline, Told, What},
};
use std::collections::{BTreeMap, BTreeSet};
use store::PageReader;

/// One of the five questions, with what answers it so far this school year.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswersTo {
    pub question: CareerQuestion,
    pub count: usize,
    /// The last thing that helped to answer it.
    pub last: Option<Entry>,
}

holds_personal!(AnswersTo { last });

/// The five questions and the planned steps of a line, with their entries read at once.
pub(super) async fn answers<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    line: &LineRow,
) -> Result<(Vec<AnswersTo>, Vec<Entry>), Problem> {
    let last = |question| line.answers(question, asking.today).max_by_key(|thing| thing.on).map(|thing| Tag::entry(thing.entry));
    let steps: BTreeSet<Tag> = line.open(What::Step).map(|thing| Tag::entry(thing.entry)).collect();
    let keys: BTreeSet<Tag> = CareerQuestion::ALL.into_iter().filter_map(last).chain(steps.iter().copied()).collect();
    let found = reader.rows::<Timeline>(&keys.into_iter().collect::<Vec<_>>()).await?;
    let found: BTreeMap<Tag, Entry> = found.into_iter().map(|entry| (entry.key, entry)).collect();
    let questions = CareerQuestion::ALL.into_iter().map(|question| AnswersTo {
        question,
        count: line.answers(question, asking.today).count(),
        last: last(question).and_then(|key| found.get(&key).cloned()),
    });
    let questions = questions.collect();
    let mut steps: Vec<Entry> = steps.iter().filter_map(|key| found.get(key).cloned()).collect();
    steps.sort_by_key(|step| (due(step).is_none(), due(step), step.pos));
    Ok((questions, steps))
}

fn due(step: &Entry) -> Option<chrono::NaiveDate> {
    match &step.told {
        Told::Own(own) => match own.kind {
            domain::views::OwnKind::Step { by } => by,
            _ => None,
        },
        _ => None,
    }
}

/// The sheet on which a student adds something, or goes on with something that is there (nl: zet erbij).
#[derive(Clone, Copy, Debug)]
pub struct WriteLine {
    pub student: PersonId,
    pub entry: Option<EntryId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LineSheet {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Whom it can be shared with, besides the school: parents first, then supporters.
    pub around: Vec<Brief>,
    /// What is there now, when it is about something that is.
    pub entry: Option<Entry>,
    /// What something new can come from: the newest things on the line.
    pub recent: Vec<Entry>,
    pub people: People,
}

holds_personal!(LineSheet { name, around, entry, recent, people });

/// So many things to choose from, when something new comes from something that is there.
const RECENT: usize = 20;

impl Question for WriteLine {
    type Deed = deeds::ReadOwnLine;
    type Answer = LineSheet;
    const SCREEN: &'static str = "line-sheet";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<LineSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = match self.entry {
            None => None,
            Some(entry) => {
                let entry = entry_of(reader, asking, self.student, Tag::entry(entry)).await?;
                Some(entry.ok_or(Problem::NotFound)?)
            }
        };
        let mut recent = match self.entry {
            None => timeline(reader, asking, self.student, None).await?.entries,
            Some(_) => vec![],
        };
        recent.retain(|entry| !matches!(entry.told, Told::Enrolled { .. }));
        recent.truncate(RECENT);
        let mut named = named_in(entry.as_slice());
        named.extend(named_in(&recent));
        let ties = around(&card);
        named.extend(&ties);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let around = people.briefs(ties);
        let mut sheet = LineSheet { student: self.student, name: card.name, class, around, entry, recent, people };
        reader.open(&mut sheet).await?;
        Ok(sheet)
    }
}

/// Those around a student who may be shown something of them: parents first, then supporters.
pub(super) fn around(card: &StudentCard) -> Vec<PersonId> {
    let mut seen = BTreeSet::new();
    at_home(card).filter(|person| may_share_with(card, *person) && seen.insert(*person)).collect()
}

/// A student's line as somebody else sees it now (nl: zo ziet thuis het).
#[derive(Clone, Copy, Debug)]
pub struct AsSeenBy {
    pub student: PersonId,
    /// Through whose eyes; none: the first at home.
    pub eyes: Option<ShareWith>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AsSeenByPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    /// Through whose eyes it is shown; none when there is nobody at home to look.
    pub eyes: Option<ShareWith>,
    pub around: Vec<Brief>,
    pub timeline: TimelinePage,
    pub people: People,
}

holds_personal!(AsSeenByPage { name, around, people });

impl Question for AsSeenBy {
    type Deed = deeds::ReadOwnLine;
    type Answer = AsSeenByPage;
    const SCREEN: &'static str = "line-as-seen";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<AsSeenByPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let ties = around(&card);
        let eyes = self.eyes.or_else(|| ties.first().copied().map(ShareWith::Person));
        let viewer = match eyes {
            None => None,
            Some(eyes) => Some(asking.viewer().through(&card, eyes).ok_or(Problem::NotFound)?),
        };
        let timeline = match viewer {
            None => TimelinePage { entries: vec![], older: None, classes: vec![], sources: vec![] },
            Some(viewer) => seen_through(reader, asking, self.student, &viewer).await?,
        };
        let mut named = named_in(&timeline.entries);
        named.extend(named_in(&timeline.sources));
        named.extend(&ties);
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let around = people.briefs(ties);
        let mut page = AsSeenByPage { student: self.student, name: card.name, eyes, around, timeline, people };
        open(reader, &mut page).await?;
        Ok(page)
    }
}

/// What student and other both see, as the other finds it: what is not the student's to see, such as the school's attempts,
/// is not shown to them by this door either.
async fn seen_through<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    viewer: &Viewer,
) -> Result<TimelinePage, Problem> {
    let own = timeline(reader, asking, student, None).await?;
    let through = |entries: Vec<Entry>| entries.into_iter().filter_map(|entry| as_seen(viewer, entry)).collect::<Vec<_>>();
    let entries = through(own.entries);
    let sources = through(sources_of(reader, asking, &entries).await?);
    Ok(TimelinePage { entries, older: None, classes: own.classes, sources })
}

async fn open<D: OpensEnvelopes>(reader: &mut PageReader<D>, page: &mut AsSeenByPage) -> Result<(), Problem> {
    struct Both<'a>(&'a mut AsSeenByPage);
    impl HoldsPersonal for Both<'_> {
        fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
            self.0.each_personal(see);
            self.0.timeline.each_personal(see);
        }
    }
    Ok(reader.open(&mut Both(page)).await?)
}

/// A student with one entry of theirs, as staff see it: to note a setback, or to turn one.
#[derive(Clone, Copy, Debug)]
pub struct OneEntry {
    pub student: PersonId,
    pub entry: Option<EntryId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OneEntryPage {
    pub name: Personal<PersonName>,
    pub entry: Option<Entry>,
}

holds_personal!(OneEntryPage { name, entry });

impl Question for OneEntry {
    type Deed = deeds::WriteSetback;
    type Answer = OneEntryPage;
    const SCREEN: &'static str = "setback";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::WriteSetback>, asking: &Asking) -> Result<OneEntryPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let entry = match self.entry {
            None => None,
            Some(entry) => {
                let entry = entry_of(reader, asking, self.student, Tag::entry(entry)).await?;
                let is_setback = |entry: &Entry| matches!(&entry.told, Told::Own(own) if own.is_setback());
                Some(entry.filter(is_setback).ok_or(Problem::NotFound)?)
            }
        };
        let mut page = OneEntryPage { name: card.name, entry };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// What a child is called, for a form of home about them.
#[derive(Clone, Copy, Debug)]
pub struct ChildName {
    pub student: PersonId,
}

impl Question for ChildName {
    type Deed = deeds::ReadHome;
    type Answer = Personal<PersonName>;
    const SCREEN: &'static str = "home-form";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, _: &Asking) -> Result<Personal<PersonName>, Problem> {
        let mut card = card_of(reader, self.student).await?;
        reader.open(&mut card).await?;
        Ok(card.name)
    }
}
