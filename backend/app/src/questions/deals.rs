//! What a mentor needs to hand out assignments and make agreements, and what of them waits for the mentor.

use super::{
    people::{Brief, People, at_home, named_in, rows_of},
    student_page::{card_of, cards_in, class_of, entry_of},
    to_do::ToDo,
};
use crate::{Asking, Problem, Question};
use chrono::{Days, NaiveDate};
use domain::{
    agreement::{Answer, Party},
    assignment::AssignmentKind,
    holds_personal,
    ids::{ClassId, GivingId, PersonId, Tag},
    personal::{Personal, PersonalSlot},
    policy::{About, DeedType, as_seen, deeds, may_approach},
    talk::Outcome,
    values::PersonName,
    views::{
        AgreementRow, AgreementState, AgreementTold, Agreements, AssignmentRow, AssignmentState, AssignmentTold, Assignments,
        ClassRow, ClassRows, Entry, OneAgreement, OneAssignment, StudentCard, Timeline, Told,
    },
};
use store::PageReader;

/// The students of a class, to hand them an assignment.
#[derive(Clone, Copy, Debug)]
pub struct GiveToClass {
    pub class: ClassId,
}

/// A form for a class or for one student.
#[derive(Clone, Debug, PartialEq)]
pub struct GivePage {
    /// The class it is for; for one student, the class they are in.
    pub class: Option<ClassRow>,
    pub whole_class: bool,
    /// Whom it can be for, in the Dutch order of names.
    pub students: Vec<Named>,
    /// What happened lately with the one student, to build on.
    pub lately: Vec<Entry>,
    pub people: People,
}

holds_personal!(GivePage { students, lately, people });

#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub student: PersonId,
    pub name: Personal<PersonName>,
}

holds_personal!(Named { name });

impl Question for GiveToClass {
    type Deed = deeds::ReadClass;
    type Answer = GivePage;
    const SCREEN: &'static str = "give-assignment";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<GivePage, Problem> {
        let (class, cards) = class_of_cards(reader, asking, self.class).await?;
        let students = cards.into_iter().map(|card| Named { student: card.student, name: card.name }).collect();
        let people = People::default();
        let mut page = GivePage { class: Some(class), whole_class: true, students, lately: vec![], people };
        reader.open(&mut page).await?;
        page.students.sort_by_cached_key(|named| named.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}

/// One student, to hand them an assignment or make an agreement with.
#[derive(Clone, Copy, Debug)]
pub struct GiveToStudent {
    pub student: PersonId,
}

/// Entries that one may build on: enough to choose from, and few enough to read.
const LATELY: usize = 8;

impl Question for GiveToStudent {
    type Deed = deeds::ReadStudent;
    type Answer = GivePage;
    const SCREEN: &'static str = "give-assignment";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<GivePage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let lately = lately(reader, asking, self.student, can_be_built_on).await?;
        let rows = rows_of(reader, named_in(&lately)).await?;
        let people = People::around(&card, &rows);
        let students = vec![Named { student: card.student, name: card.name }];
        let mut page = GivePage { class, whole_class: false, students, lately, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// What happened lately of this sort, as it stands.
async fn lately(
    reader: &mut PageReader<deeds::ReadStudent>,
    asking: &Asking,
    student: PersonId,
    is: fn(&Told) -> bool,
) -> Result<Vec<Entry>, Problem> {
    let read = reader.page::<Timeline>(Tag::student(student), None, 4 * LATELY).await?;
    let seen = read.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry));
    Ok(seen.filter(|entry| entry.withdrawn.is_none() && is(&entry.told)).take(LATELY).collect())
}

/// What others know of as well: home must understand what something builds on. A message is of the two who exchange it.
fn can_be_built_on(told: &Told) -> bool {
    is_talk(told) || matches!(told, Told::Assignment(_) | Told::Agreement(_) | Told::Own(_))
}

/// Was somebody at home spoken with?
fn is_talk(told: &Told) -> bool {
    match told {
        Told::ContactMade(_) => true,
        Told::Talk(talk) => matches!(talk.outcome, Some(Outcome::Held(_))),
        _ => false,
    }
}

/// What is needed to make an agreement with a student, or to adjust one.
#[derive(Clone, Copy, Debug)]
pub struct WriteAgreement {
    pub student: PersonId,
    pub agreement: Option<Tag>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AgreementSheet {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Those at home who can have the home part.
    pub home: Vec<Brief>,
    pub lately: Vec<Entry>,
    /// The agreement as it stands now.
    pub entry: Option<Entry>,
    pub people: People,
}

holds_personal!(AgreementSheet { name, home, lately, entry, people });

impl Question for WriteAgreement {
    type Deed = deeds::ReadStudent;
    type Answer = AgreementSheet;
    const SCREEN: &'static str = "agreement-sheet";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<AgreementSheet, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let entry = match self.agreement {
            None => None,
            Some(key) => {
                let entry = entry_of(reader, asking, self.student, key).await?;
                let is_agreement = |entry: &Entry| matches!(entry.told, Told::Agreement(_));
                Some(entry.filter(is_agreement).ok_or(Problem::NotFound)?)
            }
        };
        let lately = lately(reader, asking, self.student, is_talk).await?;
        let mut named = named_in(&lately);
        named.extend(named_in(entry.as_slice()));
        named.extend(at_home(&card));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let approachable = at_home(&card).filter(|person| may_approach(&card, *person));
        let home = people.briefs(approachable);
        let mut sheet = AgreementSheet { student: self.student, name: card.name, class, home, lately, entry, people };
        reader.open(&mut sheet).await?;
        Ok(sheet)
    }
}

/// What came back from home and was not used yet (nl: Terug van thuis).
#[derive(Clone, Copy, Debug)]
pub struct CameBack {
    pub class: ClassId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CameBackPage {
    pub class: ClassRow,
    /// The newest handing out first.
    pub givings: Vec<Giving>,
    pub people: Vec<(PersonId, People)>,
}

impl domain::personal::HoldsPersonal for CameBackPage {
    fn each_personal(&mut self, see: &mut domain::personal::EachPersonal<'_>) {
        self.givings.walk("givings", see);
        for (_, people) in &mut self.people {
            people.each_personal(see);
        }
    }
}

/// One assignment of a class with everything that lies open of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Giving {
    pub giving: GivingId,
    pub kind: AssignmentKind,
    pub on: NaiveDate,
    /// How many students of the class have it, and of how many it came back.
    pub given: usize,
    pub back: usize,
    pub open: Vec<OpenBack>,
}

holds_personal!(Giving { open });

/// What came back of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenBack {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub key: Tag,
    pub told: Box<AssignmentTold>,
    /// Has it lain longer than the three weeks in which it should be used? (S97)
    pub long: bool,
}

holds_personal!(OpenBack { name, told });

impl Question for CameBack {
    type Deed = deeds::ReadClass;
    type Answer = CameBackPage;
    const SCREEN: &'static str = "came-back";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<CameBackPage, Problem> {
        let (class, cards) = class_of_cards(reader, asking, self.class).await?;
        let keys: Vec<Tag> = cards.iter().map(|card| Tag::student(card.student)).collect();
        let rows = reader.rows::<Assignments>(&keys).await?;
        let today = asking.today;
        let open = |one: &&OneAssignment| one.state(today) == AssignmentState::Back;
        let keys: Vec<Tag> =
            rows.iter().flat_map(|row| row.all.iter().filter(open)).map(|one| Tag::assignment(one.assignment)).collect();
        let entries = reader.rows::<Timeline>(&keys).await?;
        let mut people = Vec::new();
        for card in cards.iter().filter(|card| entries.iter().any(|entry| entry.student == card.student)) {
            let mut named: std::collections::BTreeSet<PersonId> = at_home(card).collect();
            named.insert(card.student);
            let rows = rows_of(reader, named).await?;
            people.push((card.student, People::around(card, &rows)));
        }
        let mut page = CameBackPage { class, givings: givings(&rows, &cards, entries, today), people };
        reader.open(&mut page).await?;
        for giving in &mut page.givings {
            giving.open.sort_by_cached_key(|open| open.name.value().map(PersonName::sort_key));
        }
        Ok(page)
    }
}

fn givings(rows: &[AssignmentRow], cards: &[StudentCard], entries: Vec<Entry>, today: NaiveDate) -> Vec<Giving> {
    let mut givings: Vec<Giving> = Vec::new();
    for entry in entries {
        let (Told::Assignment(told), Some(card)) = (entry.told, cards.iter().find(|card| card.student == entry.student)) else {
            continue;
        };
        let mine = |one: &&OneAssignment| one.giving == told.giving && !one.withdrawn;
        let of_all = rows.iter().flat_map(|row| &row.all).filter(mine);
        let long = of_all.clone().any(|one| Tag::assignment(one.assignment) == entry.key && one.lies_unused(today));
        let at = givings.iter().position(|giving| giving.giving == told.giving).unwrap_or_else(|| {
            givings.push(Giving {
                giving: told.giving,
                kind: told.kind,
                on: entry.occurred.on,
                given: of_all.clone().count(),
                back: of_all.clone().filter(|one| one.back.is_some()).count(),
                open: vec![],
            });
            givings.len() - 1
        });
        givings[at].open.push(OpenBack { student: card.student, name: card.name.clone(), key: entry.key, told, long });
    }
    givings.sort_by_key(|giving| std::cmp::Reverse((giving.on, giving.giving)));
    givings
}

/// A class with the cards of those whom this reader may be shown.
pub(super) async fn class_of_cards(
    reader: &mut PageReader<deeds::ReadClass>,
    asking: &Asking,
    class: ClassId,
) -> Result<(ClassRow, Vec<StudentCard>), Problem> {
    let class = reader.row::<ClassRows>(Tag::class(class)).await?.ok_or(Problem::NotFound)?;
    let cards = cards_in(reader, asking, &class).await?;
    Ok((class, cards))
}

/// A student's assignments and agreements in a class list, of one school year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DealsBrief {
    pub given: usize,
    pub back: usize,
    /// Came back and lies open.
    pub open: usize,
    /// Lies longer than it should (nl: Blijft liggen).
    pub lying: usize,
    /// The newest agreement that is not over.
    pub agreement: Option<AgreementState>,
}

impl DealsBrief {
    pub(super) fn of(
        assignments: Option<&AssignmentRow>,
        agreements: Option<&AgreementRow>,
        lying: usize,
        from: NaiveDate,
        today: NaiveDate,
    ) -> DealsBrief {
        let year = |on: NaiveDate| on >= from && on <= today;
        let all = assignments.into_iter().flat_map(|row| &row.all).filter(|one| !one.withdrawn && year(one.on));
        let mut deals = agreements.into_iter().flat_map(|row| &row.all).filter(|one| year(one.on));
        let count = |holds: &dyn Fn(&OneAssignment) -> bool| all.clone().filter(|one| holds(one)).count();
        DealsBrief {
            given: count(&|_| true),
            back: count(&|one| one.back.is_some()),
            open: count(&|one| one.state(today) == AssignmentState::Back),
            lying,
            agreement: deals.rfind(|one| one.ended.is_none()).map(|one| one.state(today)),
        }
    }
}

/// What of an agreement waits for this person: an answer, or the word that their part is done.
fn asks_of(one: &OneAgreement, person: PersonId, today: NaiveDate) -> Option<(Party, bool)> {
    let party = one.parts.party_of(person).filter(|_| one.is_open())?;
    let soon = one.parts.of(party).due.checked_sub_days(Days::new(SOON_DAYS)).is_some_and(|from| from <= today);
    match one.answer(party) {
        Answer::None => Some((party, false)),
        Answer::Yes if soon && one.done_on(party).is_none() => Some((party, true)),
        _ => None,
    }
}

/// Days before its day from which somebody is asked whether their part is done.
const SOON_DAYS: u64 = 3;
/// Days after its day in which home is still asked for an assignment. Then it rests: home is not chased.
const ASK_LATE_DAYS: u64 = 21;

#[derive(Clone, Debug, PartialEq)]
pub struct AssignmentToDo {
    pub student: PersonId,
    pub key: Tag,
    pub told: Box<AssignmentTold>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AgreementToDo {
    pub student: PersonId,
    pub key: Tag,
    pub told: Box<AgreementTold>,
    /// The reader's own part, and by when.
    pub party: Party,
    pub due: NaiveDate,
    /// Asked is whether it is done; else, whether they say yes.
    pub done: bool,
}

/// The assignments and agreements that wait for this reader about this student: for those at home, and for the student.
pub(super) async fn deals_waiting<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<Vec<ToDo>, Problem> {
    let (Some(me), today) = (asking.principal.actor().person(), asking.today) else { return Ok(vec![]) };
    let key = Tag::student(student);
    let assignments = reader.row::<Assignments>(key).await?;
    let agreements = reader.row::<Agreements>(key).await?;
    let asked = |one: &&OneAssignment| {
        let is_open = matches!(one.state(today), AssignmentState::Given | AssignmentState::Opened | AssignmentState::Late);
        is_open && one.due.checked_add_days(Days::new(ASK_LATE_DAYS)).is_some_and(|last| today <= last)
    };
    let mut keys: Vec<Tag> =
        assignments.iter().flat_map(|row| &row.all).filter(asked).map(|one| Tag::assignment(one.assignment)).collect();
    let asking_of = agreements.iter().flat_map(|row| &row.all).filter_map(|one| Some((one, asks_of(one, me, today)?)));
    let asking_of: Vec<_> = asking_of.collect();
    keys.extend(asking_of.iter().map(|(one, _)| Tag::agreement(one.agreement)));
    if keys.is_empty() {
        return Ok(vec![]);
    }
    let entries = reader.rows::<Timeline>(&keys).await?;
    let seen = entries.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry));
    let to_do = |entry: Entry| {
        let key = entry.key;
        Some(match entry.told {
            Told::Assignment(told) => ToDo::Assignment(AssignmentToDo { student, key, told }),
            Told::Agreement(told) => {
                let (one, (party, done)) = asking_of.iter().find(|(one, _)| Tag::agreement(one.agreement) == key)?;
                let (party, done, due) = (*party, *done, one.parts.of(*party).due);
                ToDo::Agreement(AgreementToDo { student, key, told, party, due, done })
            }
            _ => return None,
        })
    };
    Ok(seen.filter_map(to_do).collect())
}
