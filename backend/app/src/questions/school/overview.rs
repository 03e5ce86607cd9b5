use crate::{
    Asking, Problem, Question,
    questions::{
        class::{ClassRecords, is_late, lines_known},
        person::{at_home, rows_of},
    },
};
use chrono::{Days, NaiveDate};
use domain::{
    ids::{ClassId, PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, ActorKind, Deed, DeedScope, deeds, scope},
    time::SchoolYear,
    values::PersonName,
    views::{
        AgreementRow, AgreementState, Agreements, AssignmentRow, Assignments, ClassRow, ClassRows, LineRow, Mailbox, Mailboxes,
        PersonRow, SchoolRow, SchoolRows, StudentCard, StudentCards, TURN_WITHIN, reach,
    },
};
use std::collections::{BTreeMap, BTreeSet};
use store::{PageReader, WantedRow};

/// The school's classes and who mentors them (nl: School).
#[derive(Clone, Copy, Debug)]
pub struct SchoolOverview;

/// The school with its classes of this year.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolPage {
    pub school: SchoolRow,
    /// The classes of this school year, by name.
    pub classes: Vec<ClassSummary>,
}

/// A class with its mentors, as the school lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassSummary {
    pub class: ClassId,
    pub name: String,
    pub students: usize,
    pub mentors: Vec<(PersonId, Option<Personal<PersonName>>)>,
    /// For who reads the whole school: how far the class is, and what is left lying in it.
    pub course: Option<ClassProgress>,
}

/// A class beside its own past, never beside another's families: numbers, no names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassProgress {
    /// Homes of students who are in the class on the day, and how many of them are in beeld.
    pub homes: usize,
    pub in_view: usize,
    /// How many of these same homes were in beeld four weeks earlier.
    pub in_view_before: usize,
    /// Messages from home and from students that wait for an answer.
    pub messages: usize,
    /// Assignments that came back weeks ago and were not used.
    pub unused: usize,
    /// Setbacks that school knows of and of which nothing new came in four weeks.
    pub setbacks: usize,
    /// Agreements of which a part is overdue or that should be otherwise.
    pub agreements: usize,
}

/// A class is compared with itself four weeks earlier.
const FOUR_WEEKS: Days = Days::new(28);

impl HoldsPersonal for SchoolPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        for class in &mut self.classes {
            for (_, name) in &mut class.mentors {
                if let Some(name) = name {
                    see("name", name);
                }
            }
        }
    }
}

impl Question for SchoolOverview {
    type Deed = deeds::ReadSchool;
    type Answer = SchoolPage;
    const SCREEN: &'static str = "school";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadSchool>, asking: &Asking) -> Result<SchoolPage, Problem> {
        let key = Tag::school(asking.principal.school());
        let school = reader.row::<SchoolRows>(key).await?.ok_or(Problem::NotFound)?;
        let year = SchoolYear::of(asking.today);
        let keys: Vec<Tag> =
            school.classes.iter().filter(|class| class.school_year == year).map(|class| Tag::class(class.class)).collect();
        let rows: Vec<ClassRow> = reader.rows::<ClassRows>(&keys).await?;
        let mentors = rows_of(reader, rows.iter().flat_map(|class| class.mentors.iter().copied())).await?;
        let courses = if reads_everybody(asking) { Some(SchoolRecords::read(reader, asking, &rows).await?) } else { None };
        let name_of = |person: PersonId| mentors.iter().find(|row| row.person == person).and_then(|row| row.name.clone());
        let summary = |class: ClassRow| ClassSummary {
            class: class.class,
            students: class.students.len(),
            mentors: class.mentors.iter().map(|mentor| (*mentor, name_of(*mentor))).collect(),
            course: courses.as_ref().map(|known| known.course(&class, asking.today)),
            name: class.name,
        };
        let mut page = SchoolPage { school, classes: rows.into_iter().map(summary).collect() };
        page.classes.sort_by(|a, b| a.name.cmp(&b.name));
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// May this reader open every class? Then the page says how each of them is doing.
fn reads_everybody(asking: &Asking) -> bool {
    scope(ActorKind::of(asking.principal.actor()), Deed::ReadClass) == DeedScope::School
}

/// What is known of the students of these classes.
struct SchoolRecords {
    cards: Vec<StudentCard>,
    home: BTreeMap<PersonId, PersonRow>,
    mailboxes: Vec<Mailbox>,
    assignments: Vec<AssignmentRow>,
    agreements: Vec<AgreementRow>,
    lines: Vec<LineRow>,
}

impl SchoolRecords {
    async fn read(
        reader: &mut PageReader<deeds::ReadSchool>,
        asking: &Asking,
        classes: &[ClassRow],
    ) -> Result<SchoolRecords, Problem> {
        let keys: Vec<Tag> = classes.iter().flat_map(|class| &class.students).map(|student| Tag::student(*student)).collect();
        let more = |key: &Tag| [WantedRow::of::<StudentCards>(*key), WantedRow::of::<Mailboxes>(*key)];
        reader.ahead(keys.iter().flat_map(more).chain(ClassRecords::wanted(&keys)).collect()).await?;
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let home: BTreeSet<PersonId> = cards.iter().flat_map(at_home).collect();
        let home = rows_of(reader, home).await?.into_iter().map(|row| (row.person, row)).collect();
        Ok(SchoolRecords {
            cards,
            home,
            mailboxes: reader.rows::<Mailboxes>(&keys).await?,
            assignments: reader.rows::<Assignments>(&keys).await?,
            agreements: reader.rows::<Agreements>(&keys).await?,
            lines: lines_known(reader, asking, &keys).await?,
        })
    }

    fn course(&self, class: &ClassRow, today: NaiveDate) -> ClassProgress {
        let before = today.checked_sub_days(FOUR_WEEKS).unwrap_or(today);
        let is_here = |student: PersonId| class.students.contains(&student);
        let cards: Vec<&StudentCard> = self.cards.iter().filter(|card| is_here(card.student)).collect();
        let in_view = |day: NaiveDate| cards.iter().filter(|card| self.is_in_contact(card, day)).count();
        let waits = |mailbox: &Mailbox| {
            let card = cards.iter().find(|card| card.student == mailbox.student);
            card.map_or(0, |card| mailbox.letters.iter().filter(|letter| letter.waits_for_school_since(card).is_some()).count())
        };
        let assignments = self.assignments.iter().filter(|row| is_here(row.student)).flat_map(|row| &row.all);
        let agreements = self.agreements.iter().filter(|row| is_here(row.student)).flat_map(|row| &row.all);
        let setbacks = self.lines.iter().filter(|row| is_here(row.student)).flat_map(|row| row.unturned(today));
        ClassProgress {
            homes: cards.len(),
            in_view: in_view(today),
            in_view_before: in_view(before),
            messages: self.mailboxes.iter().map(waits).sum(),
            unused: assignments.filter(|one| one.lies_unused(today)).count(),
            setbacks: setbacks.filter(|thing| is_late(thing, TURN_WITHIN, today)).count(),
            agreements: agreements.filter(|one| waits_for_somebody(one.state(today))).count(),
        }
    }

    fn is_in_contact(&self, card: &StudentCard, day: NaiveDate) -> bool {
        let home: Vec<&PersonRow> = at_home(card).filter_map(|person| self.home.get(&person)).collect();
        reach::rung(card, &home, day).is_in_contact()
    }
}

fn waits_for_somebody(state: AgreementState) -> bool {
    matches!(state, AgreementState::Otherwise(_) | AgreementState::Overdue(_))
}
