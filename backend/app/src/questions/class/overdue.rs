//! What is overdue in a class, the oldest first (nl: Blijft liggen): what came back and was not used, agreements that wait,
//! setbacks without anything new, and experiences that nobody spoke of.

use crate::{
    Asking, Problem, Question,
    questions::{rows::class_with_cards, timeline::seen},
};
use chrono::{Days, NaiveDate};
use domain::{
    holds_personal,
    ids::{ClassId, EntryId, PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot},
    policy::{About, DeedType, deeds, school_knows},
    values::PersonName,
    views::{
        AgreementContent, AgreementRow, AgreementState, Agreements, AssignmentContent, AssignmentRow, Assignments, ClassRow,
        EntryContent, LineRow, LineRows, OneAgreement, OwnEntry, OwnThing, StudentCard, TALK_WITHIN, TURN_WITHIN, Timeline,
    },
};
use std::collections::HashSet;
use store::{PageReader, WantedRow};

/// What is overdue in a class.
#[derive(Clone, Copy, Debug)]
pub struct Overdue {
    pub class: ClassId,
}

/// Everything that is overdue in a class.
#[derive(Clone, Debug, PartialEq)]
pub struct OverduePage {
    pub class: ClassRow,
    /// The oldest first.
    pub items: Vec<OverdueItem>,
}

holds_personal!(OverduePage { items });

/// One thing that should have gone on by now.
#[derive(Clone, Debug, PartialEq)]
pub struct OverdueItem {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    /// Since when it waits.
    pub since: NaiveDate,
    pub what: OverdueKind,
}

holds_personal!(OverdueItem { name, what });

/// Why something is overdue, with what it is about. `key`: its entry on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub enum OverdueKind {
    /// It came back more than three weeks ago, and school did nothing with it.
    Unused { key: Tag, told: Box<AssignmentContent> },
    /// Somebody wants an agreement otherwise, a part of it passed its day, or nobody answers.
    Agreement { key: Tag, told: Box<AgreementContent>, state: AgreementState },
    /// Nothing new came of it in four weeks.
    Setback { key: Tag, told: Box<OwnEntry> },
    /// The student shared it with school, and in two weeks nobody spoke with them.
    Unspoken { told: Box<OwnEntry> },
}

impl PersonalSlot for OverdueKind {
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>) {
        match self {
            OverdueKind::Unused { told, .. } => told.walk(name, see),
            OverdueKind::Agreement { told, .. } => HoldsPersonal::each_personal(told.as_mut(), see),
            OverdueKind::Setback { told, .. } | OverdueKind::Unspoken { told } => {
                HoldsPersonal::each_personal(told.as_mut(), see)
            }
        }
    }
}

/// The rows of the students of a class in which something can be overdue.
pub(in crate::questions) struct ClassRecords {
    pub assignments: Vec<AssignmentRow>,
    pub agreements: Vec<AgreementRow>,
    pub lines: Vec<LineRow>,
}

impl ClassRecords {
    /// What is to be read for it.
    pub fn wanted(students: &[Tag]) -> Vec<WantedRow> {
        let of =
            |key: &Tag| [WantedRow::of::<Assignments>(*key), WantedRow::of::<Agreements>(*key), WantedRow::of::<LineRows>(*key)];
        students.iter().flat_map(of).collect()
    }

    pub async fn read(
        reader: &mut PageReader<deeds::ReadClass>,
        asking: &Asking,
        students: &[Tag],
    ) -> Result<ClassRecords, Problem> {
        Ok(ClassRecords {
            assignments: reader.rows::<Assignments>(students).await?,
            agreements: reader.rows::<Agreements>(students).await?,
            lines: lines_known(reader, asking, students).await?,
        })
    }

    pub fn assignments_of(&self, student: PersonId) -> Option<&AssignmentRow> {
        self.assignments.iter().find(|row| row.student == student)
    }

    pub fn agreements_of(&self, student: PersonId) -> Option<&AgreementRow> {
        self.agreements.iter().find(|row| row.student == student)
    }

    /// What is overdue of this student, and since when; never longer than school knows of it. The class list counts what the
    /// page of overdue things shows.
    pub fn overdue_of(&self, card: &StudentCard, today: NaiveDate) -> Vec<(Tag, NaiveDate)> {
        let unused = self.assignments_of(card.student).into_iter().flat_map(|row| &row.all);
        let unused = unused.filter(|one| one.lies_unused(today));
        let unused = unused.map(|one| (Tag::assignment(one.assignment), one.back.unwrap_or(one.on)));
        let waiting = self.agreements_of(card.student).into_iter().flat_map(|row| &row.all);
        let waiting = waiting.filter_map(|one| Some((Tag::agreement(one.agreement), overdue_since(one, today)?)));
        let line = || self.lines.iter().filter(|row| row.student == card.student);
        let setbacks = line().flat_map(|row| row.unturned(today)).filter(|thing| is_late(thing, TURN_WITHIN, today));
        let unspoken = line().flat_map(|row| row.to_talk_about(card, today)).filter(|thing| is_late(thing, TALK_WITHIN, today));
        // One reason to talk is enough: the newest.
        let things = setbacks.chain(unspoken.max_by_key(|thing| thing.on));
        let things = things.map(|thing| (Tag::entry(thing.entry), thing.known_at_school_since()));
        unused.chain(waiting).chain(things).collect()
    }
}

/// What is on these students' lines that school knows of, on the day and today: what the student no longer shares is counted
/// on no page of the past either.
pub(in crate::questions) async fn lines_known<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    students: &[Tag],
) -> Result<Vec<LineRow>, Problem> {
    let mut lines = reader.rows::<LineRows>(students).await?;
    for row in &mut lines {
        row.things.retain(|thing| school_knows(thing, asking.today));
    }
    if asking.is_past() {
        let now = reader.rows_now::<LineRows>(students).await?;
        let known: HashSet<EntryId> = now
            .iter()
            .flat_map(|row| &row.things)
            .filter(|thing| school_knows(thing, asking.now.today))
            .map(|thing| thing.entry)
            .collect();
        for row in &mut lines {
            row.things.retain(|thing| known.contains(&thing.entry));
        }
    }
    Ok(lines)
}

/// Does school know of it for longer than it may wait?
pub(in crate::questions) fn is_late(thing: &OwnThing, within: Days, today: NaiveDate) -> bool {
    thing.known_at_school_since() + within <= today
}

/// Days in which student and home may answer before the mentor is told that nobody did.
const ANSWER_DAYS: u64 = 14;

/// Since when an agreement is overdue, if it is.
fn overdue_since(one: &OneAgreement, today: NaiveDate) -> Option<NaiveDate> {
    match one.state(today) {
        AgreementState::Otherwise(_) => Some(one.on),
        AgreementState::Overdue(party) => Some(one.parts.of(party).due),
        AgreementState::Asked(_) => one.on.checked_add_days(Days::new(ANSWER_DAYS)).filter(|last| *last < today),
        _ => None,
    }
}

impl Question for Overdue {
    type Deed = deeds::ReadClass;
    type Answer = OverduePage;
    const SCREEN: &'static str = "overdue";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<OverduePage, Problem> {
        let (class, cards) = class_with_cards(reader, asking, self.class).await?;
        let students: Vec<Tag> = cards.iter().map(|card| Tag::student(card.student)).collect();
        reader.ahead(ClassRecords::wanted(&students)).await?;
        let records = ClassRecords::read(reader, asking, &students).await?;
        let overdue: Vec<(Tag, NaiveDate)> = cards.iter().flat_map(|card| records.overdue_of(card, asking.today)).collect();
        let keys: Vec<Tag> = overdue.iter().map(|(key, _)| *key).collect();
        let entries = reader.rows::<Timeline>(&keys).await?;
        let mut items: Vec<OverdueItem> = seen(reader, asking, entries)
            .await?
            .into_iter()
            .filter_map(|entry| {
                let card = cards.iter().find(|card| card.student == entry.student)?;
                let (_, since) = overdue.iter().find(|(key, _)| *key == entry.key)?;
                let what = kind(&records, entry.key, entry.told, asking.today)?;
                Some(OverdueItem { student: card.student, name: card.name.clone(), since: *since, what })
            })
            .collect();
        items.sort_by_key(|item| item.since);
        let mut page = OverduePage { class, items };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

fn kind(records: &ClassRecords, key: Tag, told: EntryContent, today: NaiveDate) -> Option<OverdueKind> {
    Some(match told {
        EntryContent::Assignment(told) => OverdueKind::Unused { key, told },
        EntryContent::Agreement(told) => {
            let one = records.agreements.iter().flat_map(|row| &row.all).find(|one| Tag::agreement(one.agreement) == key)?;
            OverdueKind::Agreement { key, told, state: one.state(today) }
        }
        EntryContent::Own(told) if told.is_setback() => OverdueKind::Setback { key, told },
        EntryContent::Own(told) => OverdueKind::Unspoken { told },
        _ => return None,
    })
}
