//! Schools to measure with, and what happens in them.

use anyhow::Result;
use app::{App, batch::Batch};
use chrono::Utc;
use domain::{
    actor::{Actor, Role, Via},
    assignment::{AssignmentGiven, AssignmentKind},
    class::{AssignMentor, OpenClass},
    contact::{ContactAccount, ContactMade, Initiative, Means, Reason, Topic},
    facts::Fact,
    ids::{
        AssignmentId, ClassId, CommandId, ContactId, EntryId, GivingId, MessageId, PersonId, Position, SchoolId, Stream,
        StreamKind,
    },
    line::{CareerQuestion, ExperienceKind, ExperienceRecorded, Piece},
    message::{MessageSent, Side},
    person::{
        parent::{Authority, LinkParent, Relation},
        staff::AppointStaff,
        student::EnrolStudent,
    },
    personal::Personal,
    policy::{About, Pass, Principal, deeds, permit},
    school::OpenSchool,
    time::{Occurred, SchoolYear},
    values::{Line, PersonName, Sheet, StudentNumber, Title, Words},
};
use store::{Expected, NewCommand, NewEvent};
use uuid::Uuid;

const CLASS: usize = 24;

pub struct School {
    pub mentor: Principal,
    pub classes: Vec<ClassId>,
    pub students: Vec<(PersonId, PersonId)>,
    pub pass: Pass<deeds::RecordContact>,
}

/// A school with so many students, each with a parent, in classes of a mentor.
pub async fn school(app: &App, n: usize, count: usize) -> Result<School> {
    let school = SchoolId(Uuid::new_v4());
    let operator = Principal::as_actor(Actor::Operator { school });
    let id = || CommandId(Uuid::new_v4());
    let open = OpenSchool { school, name: format!("School {n}"), city: "Meetstad".into() };
    let opened = app.open_school(&operator, id(), &format!("school-{n}"), open).await.map_err(problem)?;
    let mentor = PersonId(Uuid::new_v4());
    let name = |last: &str| PersonName::new("", "", last).map_err(|invalid| anyhow::anyhow!(invalid.0));
    let mut batch = Batch::begin(app, opened.last.unwrap_or(Position(0)));
    batch
        .carry_out(&operator, id(), &AppointStaff { person: mentor, name: Some(name("Mentor")?), role: Role::Mentor })
        .await
        .map_err(problem)?;
    let year = SchoolYear::of(Utc::now().date_naive());
    let (mut classes, mut students) = (Vec::new(), Vec::new());
    let mut class = ClassId(Uuid::nil());
    for k in 0..count {
        if k % CLASS == 0 {
            class = ClassId(Uuid::new_v4());
            classes.push(class);
            let open = OpenClass { class, name: format!("{}", k / CLASS), school_year: year, year: Some(3), track: None };
            batch.carry_out(&operator, id(), &open).await.map_err(problem)?;
            batch.carry_out(&operator, id(), &AssignMentor { class, mentor }).await.map_err(problem)?;
        }
        let (student, parent) = (PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
        let number = StudentNumber::parse(&k.to_string()).map_err(|invalid| anyhow::anyhow!(invalid.0))?;
        batch
            .carry_out(&operator, id(), &EnrolStudent { student, class, number, name: name("Leerling")?, birth_date: None })
            .await
            .map_err(problem)?;
        let link =
            LinkParent { parent, name: Some(name("Ouder")?), student, relation: Relation::Parent, authority: Authority::Full };
        batch.carry_out(&operator, id(), &link).await.map_err(problem)?;
        students.push((student, parent));
    }
    for answer in batch.commit(&operator).await.map_err(problem)? {
        answer?;
    }
    let mentor =
        Principal::as_actor(Actor::Person { school, person: mentor, role: Role::Mentor, via: Via::Session, on_behalf_of: None });
    let about = About::Student(students[0].0);
    let relations = app.store().relations(&mentor, about).await?;
    let pass = permit(&mentor, &relations, about).map_err(|denied| anyhow::anyhow!("{denied:?}"))?;
    Ok(School { mentor, classes, students, pass })
}

pub fn problem(problem: app::Problem) -> anyhow::Error {
    anyhow::anyhow!("{problem:?}")
}

fn account(student: PersonId, parent: PersonId) -> ContactAccount {
    let words =
        Words::parse("Ze wil graag een dag meelopen in de bakkerij van haar oom, en haar moeder gaat mee.").ok().flatten();
    ContactAccount {
        means: Means::Phone,
        with: vec![parent],
        student_present: false,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: vec![Topic::Future, Topic::Motives],
        words: words.map(|words| Personal::open(student, words)),
    }
}

/// A contact with a sealed sentence, three tags, and three view rows to fold.
pub fn contact(school: &School, contact: ContactId, n: u64) -> NewEvent {
    let (student, parent) = school.students[n as usize % school.students.len()];
    let occurred = Occurred::on(Utc::now().date_naive());
    let fact = ContactMade { contact, student, occurred, account: account(student, parent) };
    let stream = Stream::of(StreamKind::Contact, contact.0);
    NewEvent { stream, expected: Expected::NoStream, occurred, fact: fact.into() }
}

/// The same, when its stream holds so many events already.
pub fn again(event: NewEvent, version: u32) -> NewEvent {
    NewEvent { expected: Expected::Exactly(version), ..event }
}

/// An event of the nth student of a school, in a stream of its own.
pub type MakeEvent = fn(&School, u64) -> NewEvent;

pub fn new_contact(school: &School, n: u64) -> NewEvent {
    contact(school, ContactId(Uuid::new_v4()), n)
}

pub fn without_words(school: &School, n: u64) -> NewEvent {
    let mut event = new_contact(school, n);
    if let Fact::ContactMade(fact) = &mut event.fact {
        fact.account.words = None;
    }
    event
}

pub fn message(school: &School, n: u64) -> NewEvent {
    let (student, with) = school.students[n as usize % school.students.len()];
    let words = Words::parse("Kunt u donderdag om tien over vier even bellen over de stage?").ok().flatten();
    let words = Personal::open(student, words.unwrap_or_else(|| unreachable!("a sentence")));
    begins(MessageSent { message: MessageId(Uuid::new_v4()), student, with, by: Side::School, asks: true, words })
}

pub fn assignment(school: &School, n: u64) -> NewEvent {
    let (student, _) = school.students[n as usize % school.students.len()];
    let line = |text: &str| Line::parse(text).ok().flatten().unwrap_or_else(|| unreachable!("a line"));
    let sheet = Sheet {
        title: line("Waar ben je goed in?"),
        why: line("Thuis zien ze andere dingen dan op school."),
        then: line("We leggen het naast wat jij zelf noemde."),
        after: Some(line("De les over kwaliteiten")),
        steps: vec![line("Vraag iemand thuis waar jij goed in bent."), line("Vraag wanneer dat te zien was.")],
    };
    let giving = GivingId(Uuid::new_v4());
    begins(AssignmentGiven {
        assignment: AssignmentId::of(giving, student),
        giving,
        student,
        class: None,
        kind: AssignmentKind::Together,
        minutes: 10,
        due: Utc::now().date_naive(),
        builds_on: None,
        sheet: Personal::open(student, sheet),
    })
}

pub fn experience(school: &School, n: u64) -> NewEvent {
    let (student, _) = school.students[n as usize % school.students.len()];
    let title = Title::parse("Een dag mee in de bakkerij").unwrap_or_else(|_| unreachable!("a title"));
    let questions = vec![CareerQuestion::Work];
    let piece = Piece { title: Personal::open(student, title), words: None, questions, builds_on: None };
    let (entry, occurred) = (EntryId(Uuid::new_v4()), Occurred::on(Utc::now().date_naive()));
    begins(ExperienceRecorded { entry, student, occurred, kind: ExperienceKind::Visit, proud: false, piece })
}

fn begins(fact: impl Into<Fact>) -> NewEvent {
    let (fact, occurred) = (fact.into(), Occurred::on(Utc::now().date_naive()));
    NewEvent { stream: fact.stream(), expected: Expected::NoStream, occurred, fact }
}

pub fn command(school: &School, events: Vec<NewEvent>) -> NewCommand {
    NewCommand {
        command_id: CommandId(Uuid::new_v4()),
        digest: [7; 32],
        actor: school.mentor.actor().author(),
        events,
        consistency_tags: vec![],
        seen: Position(0),
        lookups: vec![],
        effects: vec![],
        recorded_at: None,
    }
}
