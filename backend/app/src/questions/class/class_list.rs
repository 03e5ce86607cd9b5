use super::{heard::HeardSince, overdue::ClassRecords};
use crate::{
    Asking, OwnPage, Problem, Question,
    questions::{
        message::waiting_for_school,
        person::{PersonBrief, TieToStudent, at_home, rows_of},
        rows::{own_classes, students_of},
        talk::{rounds_ahead, rounds_of},
    },
};
use chrono::NaiveDate;
use domain::{
    contact::Means,
    holds_personal,
    ids::{ClassId, PersonId, Tag},
    personal::Personal,
    policy::{About, Principal, deeds},
    time::SchoolYear,
    values::{Channel, PersonName, Reachable},
    views::{
        AgreementRow, AgreementState, AssignmentRow, AssignmentState, ClassRow, ClassRows, Mailboxes, Moment, MomentKind,
        PersonRow, RoundRow, SchoolClass, SchoolRow, SchoolRows, StudentCard, StudentCards,
        reach::{self, NextTry, Rung, Through},
    },
};
use store::{Ahead, PageReader, PageTransaction, WantedRow};

/// Who is in beeld, and why not (nl: Mijn klas).
#[derive(Clone, Copy, Debug)]
pub struct ClassList {
    pub class: ClassId,
}

/// The class list: the mentor's home screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassPage {
    pub school_name: String,
    pub class: ClassRow,
    /// The reader's own classes of the class's school year, to switch between.
    pub own: Vec<SchoolClass>,
    /// In the Dutch order of names.
    pub rows: Vec<ClassListRow>,
    /// How far those are of the class of that day whom this reader may not see any more: they moved or left since.
    pub hidden: Vec<Rung>,
    /// The year's rounds of talks, the oldest first: a column each.
    pub rounds: Vec<RoundRow>,
    /// How many messages from home or from students wait for the school.
    pub unanswered: usize,
}

holds_personal!(ClassPage { rows });

/// A student of the class, with how far school and home have come and what there is to do.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassListRow {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub rung: Rung,
    /// Through whom home is in beeld.
    pub through: Option<Through>,
    /// The supporter, when home is in beeld only through one.
    pub via: Option<PersonBrief>,
    pub last: Option<LastContact>,
    pub silence_days: i64,
    /// What home did since then.
    pub heard: Option<HeardSince>,
    /// The last day on which the student alone told of a talk at home.
    pub student_told: Option<NaiveDate>,
    /// Calls this year that nobody answered.
    pub calls_in_vain: usize,
    /// Since when a number or address at home is known to be wrong.
    pub details_wrong_since: Option<NaiveDate>,
    /// What to try, for a home that is not in beeld.
    pub next: Option<NextStep>,
    /// Has all contact of this year been about trouble?
    pub only_concern: bool,
    /// Of the school year.
    pub assignments: AssignmentCounts,
    /// The newest agreement of the school year that is not over.
    pub agreement: Option<AgreementState>,
    /// How many things are overdue (nl: Blijft liggen).
    pub overdue: usize,
}

holds_personal!(ClassListRow { name, via, next });

/// A student's assignments in one school year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AssignmentCounts {
    pub given: usize,
    pub back: usize,
    /// Came back and was not used yet.
    pub open: usize,
}

impl AssignmentCounts {
    fn of(row: Option<&AssignmentRow>, today: NaiveDate) -> AssignmentCounts {
        let from = SchoolYear::of(today).first_day();
        let all = row.into_iter().flat_map(|row| &row.all);
        let all = all.filter(|one| !one.withdrawn && (from..=today).contains(&one.on));
        AssignmentCounts {
            given: all.clone().count(),
            back: all.clone().filter(|one| one.back.is_some()).count(),
            open: all.filter(|one| one.state(today) == AssignmentState::Back).count(),
        }
    }
}

/// The last two-way contact.
#[derive(Clone, Debug, PartialEq)]
pub struct LastContact {
    pub on: NaiveDate,
    pub means: Means,
    pub with: Vec<TieToStudent>,
    pub student_present: bool,
}

/// What the mentor could try next, with whom and how.
#[derive(Clone, Debug, PartialEq)]
pub struct NextStep {
    pub what: NextTry,
    pub whom: Option<TieToStudent>,
    pub name: Option<Personal<PersonName>>,
    pub phone: Option<Personal<Reachable>>,
}

holds_personal!(NextStep { name, phone });

impl ClassPage {
    /// How many homes stand on each rung, from the highest rung down.
    pub fn ladder(&self) -> Vec<(Rung, usize)> {
        let count = |rung| self.rungs().filter(|other| *other == rung).count();
        Rung::ALL.into_iter().rev().map(|rung| (rung, count(rung))).collect()
    }
    /// How many homes are in beeld.
    pub fn in_view(&self) -> usize {
        self.rungs().filter(|rung| rung.is_in_contact()).count()
    }
    /// How many homes the class had, also those that the reader may not see any more.
    pub fn homes(&self) -> usize {
        self.rungs().count()
    }
    /// A class on a day has one answer, whoever asks: so those who are hidden count.
    fn rungs(&self) -> impl Iterator<Item = Rung> {
        self.rows.iter().map(|row| row.rung).chain(self.hidden.iter().copied())
    }
    /// Those not in beeld, the longest silence first.
    pub fn not_in_view(&self) -> Vec<&ClassListRow> {
        let mut rows: Vec<_> = self.rows.iter().filter(|row| !row.rung.is_in_contact()).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.silence_days));
        rows
    }
}

/// A page of the mentor's class of this school year; of the last one they were given, when they have several.
pub struct OfMyClass<Q>(pub fn(ClassId) -> Q);

impl<Q: Question> OwnPage for OfMyClass<Q> {
    type Question = Q;

    async fn choose(self, principal: &Principal, today: NaiveDate, tx: &mut PageTransaction) -> Result<Option<Q>, Problem> {
        let Some(me) = principal.actor().person() else { return Ok(None) };
        let me = tx.relations(principal, About::Person(me)).await?.actor;
        let mine = me.map(|row| row.mentor_of).unwrap_or_default();
        // With one class there is nothing to choose, so nothing is read about it.
        let several = if mine.len() > 1 { &mine[..] } else { &[] };
        for class in several.iter().rev() {
            let relations = tx.relations(principal, About::Class(*class)).await?;
            if relations.class(*class).is_some_and(|row| row.school_year == SchoolYear::of(today)) {
                return Ok(Some(self.0(*class)));
            }
        }
        Ok(mine.last().map(|class| self.0(*class)))
    }
}

impl Question for ClassList {
    type Deed = deeds::ReadClass;
    type Answer = ClassPage;
    const SCREEN: &'static str = "class";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn ahead(&self, asking: &Asking) -> Ahead {
        let students = asking.relations.class(self.class).map(|class| students_of(asking, class)).unwrap_or_default();
        let cards = students.iter().map(|student| WantedRow::of::<StudentCards>(*student));
        let cards = cards.chain(students.iter().map(|student| WantedRow::of::<Mailboxes>(*student)));
        let school = WantedRow::of::<SchoolRows>(Tag::school(asking.principal.school()));
        rounds_ahead(Ahead::default().rows(cards.chain(ClassRecords::wanted(&students)).chain([school])), self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<ClassPage, Problem> {
        // On a day before it was made, a class is there and has nobody in it yet.
        let not_yet =
            || asking.relations.class(self.class).map(|class| ClassRow { students: vec![], former: vec![], ..class.clone() });
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.or_else(not_yet).ok_or(Problem::NotFound)?;
        let students = students_of(asking, &class);
        let school: Option<SchoolRow> = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?;
        let cards = reader.rows::<StudentCards>(&students).await?;
        let mailboxes = reader.rows::<Mailboxes>(&students).await?;
        let unanswered = waiting_for_school(&cards, &mailboxes);
        let records = ClassRecords::read(reader, asking, &students).await?;
        let home = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let hidden = hidden(reader, &class, &students, asking.today).await?;
        let rows = cards.iter().map(|card| row(card, &home, &records, asking.today)).collect();
        let (school_name, classes) = school.map(|school| (school.name, school.classes)).unwrap_or_default();
        let own = own_classes(classes, asking, &class);
        let mut rounds = rounds_of(reader, asking, self.class).await?;
        // What a closed round no longer asks for is not to come.
        for round in &mut rounds {
            let talks = std::mem::take(&mut round.talks);
            round.talks = talks.into_iter().filter(|talk| round.keeps(talk)).collect();
        }
        let mut page = ClassPage { school_name, class, own, rows, hidden, rounds, unanswered };
        reader.open(&mut page).await?;
        page.rows.sort_by_cached_key(|row| row.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}

/// How far the homes of those are who were in the class and are not shown. Nothing else is read of them.
async fn hidden(
    reader: &mut PageReader<deeds::ReadClass>,
    class: &ClassRow,
    shown: &[Tag],
    today: NaiveDate,
) -> Result<Vec<Rung>, Problem> {
    let hidden: Vec<Tag> =
        class.students.iter().map(|student| Tag::student(*student)).filter(|student| !shown.contains(student)).collect();
    if hidden.is_empty() {
        return Ok(vec![]);
    }
    let cards = reader.rows::<StudentCards>(&hidden).await?;
    let people = rows_of(reader, cards.iter().flat_map(at_home)).await?;
    let home = |card: &StudentCard| people.iter().filter(|row| card.has_at_home(row.person)).collect::<Vec<_>>();
    Ok(cards.iter().map(|card| reach::rung(card, &home(card), today)).collect())
}

fn row(card: &StudentCard, people: &[PersonRow], records: &ClassRecords, today: NaiveDate) -> ClassListRow {
    let home: Vec<&PersonRow> = at_home(card).filter_map(|person| people.iter().find(|row| row.person == person)).collect();
    let rung = reach::rung(card, &home, today);
    let through = reach::through(card, today);
    let wrong = home.iter().flat_map(|row| &row.channels).filter_map(|channel| channel.failed().map(|(_, since)| since)).max();
    ClassListRow {
        student: card.student,
        name: card.name.clone(),
        rung,
        through,
        via: supporter_of(card, &home, today).filter(|_| through == Some(Through::Supporter)),
        last: reach::last_contact(card, today).and_then(|moment| last_contact(card, moment)),
        silence_days: reach::silence_days(card, today),
        heard: HeardSince::of(card, today),
        student_told: reach::student_told(card, today),
        calls_in_vain: reach::calls_in_vain(card, today),
        details_wrong_since: wrong,
        next: (!rung.is_in_contact()).then(|| next_step(card, &home, today)),
        only_concern: reach::only_concern(card, today),
        assignments: AssignmentCounts::of(records.assignments_of(card.student), today),
        agreement: records.agreements_of(card.student).and_then(|row| newest_agreement(row, today)),
        overdue: records.overdue_of(card, today).len(),
    }
}

/// Where the newest agreement of the school year stands that is not over.
fn newest_agreement(row: &AgreementRow, today: NaiveDate) -> Option<AgreementState> {
    let from = SchoolYear::of(today).first_day();
    let newest = row.all.iter().rfind(|one| (from..=today).contains(&one.on) && one.ended.is_none());
    newest.map(|one| one.state(today))
}

/// The supporter with whom there was contact last.
fn supporter_of(card: &StudentCard, home: &[&PersonRow], today: NaiveDate) -> Option<PersonBrief> {
    let spoken: Vec<PersonId> = card.standing(today).filter_map(spoken_with).flatten().copied().collect();
    let person = spoken.into_iter().rev().find(|person| card.is_supported_by(*person))?;
    let name = home.iter().find(|row| row.person == person).and_then(|row| row.name.clone());
    Some(PersonBrief { person, whom: whom(card, person), name })
}

fn spoken_with(moment: &Moment) -> Option<&[PersonId]> {
    match &moment.kind {
        MomentKind::HomeTalkShown { with } => Some(with),
        kind => kind.two_way().map(|talk| talk.with),
    }
}

fn last_contact(card: &StudentCard, moment: &Moment) -> Option<LastContact> {
    let talk = moment.kind.two_way()?;
    let with = talk.with.iter().map(|person| whom(card, *person)).collect();
    Some(LastContact { on: moment.on, means: talk.means, with, student_present: talk.student_present })
}

pub(super) fn whom(card: &StudentCard, person: PersonId) -> TieToStudent {
    let parent = card.parents.iter().find(|tie| tie.person == person).map(|tie| TieToStudent::Parent(tie.relation));
    let supporter = || card.supporters.iter().find(|tie| tie.person == person).map(|tie| TieToStudent::Supporter(tie.kinship));
    parent.or_else(supporter).unwrap_or(TieToStudent::Former)
}

fn next_step(card: &StudentCard, home: &[&PersonRow], today: NaiveDate) -> NextStep {
    let what = reach::next_try(card, home, today);
    let person = match what {
        NextTry::AskForDetails | NextTry::HomeVisit => None,
        NextTry::Call(person)
        | NextTry::SendMessage(person)
        | NextTry::CallSupporter(person)
        | NextTry::TalkAboutCareer(person) => Some(person),
    };
    let row = person.and_then(|person| home.iter().find(|row| row.person == person));
    let phone = row.and_then(|row| row.reachable(Channel::Phone)).filter(|channel| channel.failed().is_none());
    NextStep {
        what,
        whom: person.map(|person| whom(card, person)),
        name: row.and_then(|row| row.name.clone()),
        phone: phone.map(|channel| channel.reachable.clone()),
    }
}
