//! Nothing wrong is for ever: for everything that a school may have wrong there is a command that puts it right; the pages show what is
//! right from then on, and the pages of before show what was known then.

use crate::{
    App, Problem, Receipt,
    questions::{AtHome, ClassList, KnownIds, KnownRoster, SchoolOverview, StudentTimeline},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::{Actor, Role},
    class::{AssignMentor, CorrectClass, OpenClass, RelieveMentor, Track, WithdrawClass},
    grammar::Command,
    ids::{ClassId, CommandId, PersonId},
    person::{
        details::{ChangeDetails, RemoveDetails},
        parent::{Authority, ChangeAuthority, CorrectParentName, CorrectRelation, EndLink, EndReason, LinkParent, Relation},
        staff::{AppointStaff, CorrectStaffName, EndRole},
        student::{CorrectStudentDetails, EnrolStudent, LeaveReason, MoveStudent, RecordLeft, ReturnStudent},
        supporter::{CorrectSupporter, EndSupport, Kinship},
    },
    personal::Personal,
    policy::Principal,
    school::{ChangeSettings, ParentsFollowUntil},
    time::SchoolYear,
    values::{BirthDate, ChangeReason, Channel, CustodyNote, PersonName, Reachable, StudentNumber},
};
use std::{
    collections::BTreeSet,
    fmt::Write,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};
use testing::{TestPeople, TestSchool, TestStore, day, enrolled};
use uuid::Uuid;

const MISTAKE: ChangeReason = ChangeReason::Mistake;

type Done = Pin<Box<dyn Future<Output = Result<Receipt, Problem>>>>;

/// Something wrong, what is shown of it, and how it is put right.
struct Wrong {
    what: &'static str,
    /// What a page says as long as it is wrong; empty when it lacks something.
    was: &'static str,
    /// What a page says from then on; empty when something went.
    is: &'static str,
    put_right: Box<dyn FnOnce(App, Principal) -> Done>,
}

fn wrong<C: Command + Send + 'static>(what: &'static str, was: &'static str, is: &'static str, command: C) -> Wrong {
    let put_right = |app: App, who: Principal| -> Done {
        Box::pin(async move { app.carry_out(&who, CommandId(Uuid::new_v4()), command).await })
    };
    Wrong { what, was, is, put_right: Box::new(put_right) }
}

/// A school with people in it, and what else can be wrong at one.
struct Ground<'a> {
    app: App,
    school: TestSchool<'a>,
    people: TestPeople,
    operator: Principal,
    lead: Principal,
    /// A class that nobody is in, and one that was opened by mistake.
    empty: ClassId,
    mistaken: ClassId,
    /// Somebody who left.
    sam: PersonId,
}

impl Ground<'_> {
    async fn on(store: &TestStore) -> Ground<'_> {
        let school = store.school().await;
        let people = school.with_people().await;
        let operator = Principal::as_actor(Actor::Operator { school: school.id });
        let (app, sam, lead) = (App::new(store.store.clone()), PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()));
        let [empty, mistaken] = [(); 2].map(|()| ClassId(Uuid::new_v4()));
        let lead_role = school.principal(lead, Role::CareerLead);
        school.append([enrolled(sam, people.class, "Sam", "1003")]).await;
        let ground = Ground { app, school, people, operator, lead: lead_role, empty, mistaken, sam };
        ground.does(AppointStaff { person: lead, name: Some(name("Lot", "Prins")), role: Role::CareerLead }).await;
        ground.does(open(empty, "3X")).await;
        ground.does(open(mistaken, "Totaal")).await;
        ground.does(RecordLeft { student: sam, on: day(4), reason: LeaveReason::Moved }).await;
        ground
    }

    async fn does<C: Command + Send + 'static>(&self, command: C) {
        self.app.carry_out(&self.operator, CommandId(Uuid::new_v4()), command).await.unwrap();
    }

    /// All that these pages say, on this day or now.
    async fn pages(&self, on: Option<NaiveDate>) -> String {
        let mut text = String::new();
        let school = self.app.ask(&self.lead, SchoolOverview, on).await.unwrap().answer;
        writeln!(text, "school {} in {}", school.school.name, school.school.city).unwrap();
        writeln!(text, "waits {} follow {:?}", school.school.student_first_hours, school.school.parents_follow_until).unwrap();
        for class in &school.classes {
            let mentors: Vec<_> = class.mentors.iter().map(|(_, name)| name.as_ref().map_or("?".into(), full)).collect();
            writeln!(text, "class {} of {}, mentors {mentors:?}", class.name, class.students).unwrap();
        }
        let class = self.app.ask(&self.lead, ClassList { class: self.people.class }, on).await.unwrap().answer;
        let students: Vec<_> = class.rows.iter().map(|row| full(&row.name)).collect();
        writeln!(text, "list {:?} {:?} {students:?}", class.class.year, class.class.track).unwrap();
        for student in [self.people.amira, self.people.milan, self.sam] {
            let page = StudentTimeline { student, before: None };
            let page = self.app.ask(&self.lead, page, on).await.unwrap().answer;
            let class = page.class.map(|class| class.name);
            writeln!(text, "student {} in {class:?}, left {}", full(&page.name), page.left).unwrap();
            for home in &page.home {
                writeln!(text, "  {}", at_home(home)).unwrap();
            }
        }
        let ids = self.app.ask(&self.operator, KnownIds, on).await.unwrap().answer;
        for staff in ids.staff {
            let who = [self.people.mentor, self.people.admin, self.people.auditor].iter().position(|one| *one == staff.person);
            writeln!(text, "staff {who:?} {:?}", staff.roles).unwrap();
        }
        let known = self.app.ask(&self.operator, KnownRoster { also: BTreeSet::new() }, on).await.unwrap().answer;
        for student in known.students.iter() {
            writeln!(text, "number {} born {:?} of {}", student.number.as_str(), student.born, student.name.full()).unwrap();
        }
        text
    }

    /// Everything that can be wrong at a school. Words that a parent or student wrote are theirs to correct, and what happened
    /// has its own pages.
    fn everything(&self) -> Vec<Wrong> {
        let TestPeople { class, mentor, admin, amira, milan, mother, father, uncle, .. } = self.people;
        let settings = ChangeSettings {
            school: self.school.id,
            name: None,
            city: None,
            student_first_hours: None,
            parents_follow_until: None,
            reason: MISTAKE,
        };
        let label = CorrectClass { class, name: None, school_year: None, year: None, track: None, reason: MISTAKE };
        let details =
            CorrectStudentDetails { student: amira, name: None, number: None, birth_date: None, reason: ChangeReason::Request };
        let supporter = CorrectSupporter { supporter: uncle, student: amira, name: None, kinship: None, reason: MISTAKE };
        let born = BirthDate(NaiveDate::from_ymd_opt(2011, 5, 17).unwrap());
        let (number, because) = (StudentNumber::parse("00101").unwrap(), CustodyNote::parse("Uitspraak.").unwrap());
        let reachable = Reachable::parse(Channel::Phone, "06 0000 0044").unwrap();
        vec![
            wrong("the school's name", "school Het Kompas", "school Zuidrand", {
                ChangeSettings { name: Some("Zuidrand".into()), ..settings.clone() }
            }),
            wrong("its city", "in Almere", "in Schiedam", ChangeSettings { city: Some("Schiedam".into()), ..settings.clone() }),
            wrong(
                "what it lets wait",
                "waits 24",
                "waits 48",
                ChangeSettings { student_first_hours: Some(48), ..settings.clone() },
            ),
            wrong("until when parents follow", "follow Eighteen", "follow Sixteen", {
                ChangeSettings { parents_follow_until: Some(ParentsFollowUntil::Sixteen), ..settings }
            }),
            wrong("a class's name", "class 3B of", "class 3K of", CorrectClass { name: Some("3K".into()), ..label.clone() }),
            wrong("a class's year", "list Some(3)", "list Some(4)", CorrectClass { year: Some(4), ..label.clone() }),
            wrong("a class's track", "list Some(3) None", "list Some(3) Some(Middle)", {
                CorrectClass { track: Some(Track::Middle), ..label.clone() }
            }),
            wrong("a class's school year", "class 3X", "", {
                CorrectClass { class: self.empty, school_year: Some(SchoolYear(2026)), ..label }
            }),
            wrong("a class that never was", "class Totaal", "", WithdrawClass { class: self.mistaken, reason: MISTAKE }),
            wrong("a class that is lacking", "", "class 3Z of 0", open(ClassId(Uuid::new_v4()), "3Z")),
            wrong("a mentor who is lacking", "class 3X of 0, mentors []", "class 3X of 0, mentors [\"Joke de Vries\"]", {
                AssignMentor { class: self.empty, mentor }
            }),
            wrong("a mentor who is none", "mentors [\"Joke de Vries\"]", "class 3B of 2, mentors []", {
                RelieveMentor { class, mentor, reason: MISTAKE }
            }),
            wrong("the name of staff", "Joke de Vries", "Joke Visser", {
                CorrectStaffName { person: mentor, name: name("Joke", "Visser"), reason: ChangeReason::Changed }
            }),
            wrong("a role that is lacking", "staff Some(1) {SchoolAdmin}", "staff Some(1) {CareerLead, SchoolAdmin}", {
                AppointStaff { person: admin, name: None, role: Role::CareerLead }
            }),
            wrong("a role that is none", "staff Some(0) {Mentor}", "staff Some(0) {}", {
                EndRole { person: mentor, role: Role::Mentor, reason: ChangeReason::Changed }
            }),
            wrong("a student's name", "student Amira Demir", "student Aamira Demir", {
                CorrectStudentDetails { name: Some(name("Aamira", "Demir")), ..details.clone() }
            }),
            wrong("a student's number", "number 1001", "number 00101", {
                CorrectStudentDetails { number: Some(number.clone()), ..details.clone() }
            }),
            wrong("a birth date", "number 1001 born None", "number 1001 born Some(BirthDate(2011-05-17))", {
                CorrectStudentDetails { birth_date: Some(born), ..details }
            }),
            wrong("a student's class", "Milan Demir in Some(\"3B\")", "Milan Demir in Some(\"3X\")", {
                MoveStudent { student: milan, to: self.empty, reason: MISTAKE }
            }),
            wrong(
                "a student who is here no more",
                "Milan Demir in Some(\"3B\"), left false",
                "Milan Demir in Some(\"3B\"), left true",
                RecordLeft { student: milan, on: day(9), reason: LeaveReason::OtherSchool },
            ),
            wrong("a student who never left", "Sam Demir in Some(\"3B\"), left true", "Sam Demir in Some(\"3B\"), left false", {
                ReturnStudent { student: self.sam, class, reason: MISTAKE }
            }),
            wrong("a student who is lacking", "", "Noor Bos", {
                let (student, name) = (PersonId(Uuid::new_v4()), name("Noor", "Bos"));
                EnrolStudent { student, class, number, name, birth_date: None }
            }),
            wrong("a parent's name", "Elif Demir", "Elif Kaya", {
                CorrectParentName { parent: mother, name: name("Elif", "Kaya"), reason: ChangeReason::Changed }
            }),
            wrong("what a parent is", "Parent(Mother)", "Parent(StepParent)", {
                CorrectRelation { parent: mother, student: amira, relation: Relation::StepParent, reason: MISTAKE }
            }),
            wrong("a parent's authority", "Parent(Father) Some(Full)", "Parent(Father) Some(None)", {
                ChangeAuthority { parent: father, student: amira, authority: Authority::None, because }
            }),
            wrong("a parent who is none", "Cem Demir", "", {
                EndLink { parent: father, student: amira, reason: EndReason::Mistake }
            }),
            wrong("a parent who is lacking", "", "Parent(Guardian) Some(Full) Ewa Nowak", {
                let (parent, name) = (PersonId(Uuid::new_v4()), Some(name("Ewa", "Nowak")));
                LinkParent { parent, name, student: milan, relation: Relation::Guardian, authority: Authority::Full }
            }),
            wrong("a link with one more child", "", "student Milan Demir in Some(\"3B\"), left false\n  Parent(Mother)", {
                let (relation, authority) = (Relation::Mother, Authority::Full);
                LinkParent { parent: mother, name: None, student: milan, relation, authority }
            }),
            wrong("a supporter's name", "Kemal Demir", "Kamil Demir", {
                CorrectSupporter { name: Some(name("Kamil", "Demir")), ..supporter.clone() }
            }),
            wrong("what a supporter is", "Supporter(Uncle)", "Supporter(Brother)", {
                CorrectSupporter { kinship: Some(Kinship::Brother), ..supporter }
            }),
            wrong("a supporter who is none", "Supporter(Uncle)", "", EndSupport { supporter: uncle, student: amira }),
            wrong("a phone number", "0012", "0044", ChangeDetails { person: mother, reachable }),
            wrong("a phone number that is nobody's", "0012", "", RemoveDetails { person: mother, channel: Channel::Phone }),
        ]
    }
}

fn open(class: ClassId, name: &str) -> OpenClass {
    OpenClass { class, name: name.into(), school_year: SchoolYear(2025), year: Some(3), track: None }
}

fn name(first: &str, last: &str) -> PersonName {
    PersonName::new(first, "", last).unwrap()
}

fn full(name: &Personal<PersonName>) -> String {
    name.value().map(PersonName::full).unwrap_or_default()
}

fn at_home(home: &AtHome) -> String {
    let reach = home.channels.iter().filter_map(|channel| Some(channel.reachable.value()?.as_str().to_owned()));
    let name = home.name.as_ref().map(full).unwrap_or_default();
    format!("{:?} {:?} {name} {:?}", home.whom, home.authority, reach.collect::<Vec<_>>())
}

#[tokio::test]
async fn everything_that_is_wrong_is_put_right_and_the_past_shows_what_was_known_then() {
    let days = Arc::new(AtomicI64::new(0));
    let clock = days.clone();
    let begin: DateTime<Utc> = day(4).and_hms_opt(9, 0, 0).unwrap().and_utc();
    let store = TestStore::demo(move || begin + chrono::TimeDelta::days(clock.load(Ordering::SeqCst))).await;
    let cases = Ground::on(&store).await.everything().len();
    for case in 0..cases {
        days.store(0, Ordering::SeqCst);
        let ground = Ground::on(&store).await;
        let Wrong { what, was, is, put_right } = ground.everything().swap_remove(case);
        let then = ground.pages(None).await;
        assert!(then.contains(was) && (is.is_empty() || !then.contains(is)), "{what}, before: {then}");
        days.store(6, Ordering::SeqCst);
        let receipt = put_right(ground.app.clone(), ground.operator).await.unwrap();
        assert!(receipt.last.is_some(), "{what}: nothing was written");
        let now = ground.pages(None).await;
        assert!(now.contains(is), "{what}, after: {now}");
        assert!(was.is_empty() || !now.contains(was), "{what}, after: {now}");
        assert_eq!(ground.pages(Some(day(4))).await, then, "{what}, as of then");
    }
    assert_eq!(cases, 33);
}
