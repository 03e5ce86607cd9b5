//! Assignments for home and agreements: handing out, bringing back, using; making, answering, adjusting.

use super::{
    Web, answer,
    forms::{self, Fields, Sent, begun, carry_out, form_id, form_over, send, wrong},
    home::{Child, child_of, note},
    staff::Asked,
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{
        AgreementSheet, CameBack, GivePage, GiveToClass, GiveToStudent, HandedOut, OneEntry, OneEntryPage, Overdue,
        WriteAgreement,
    },
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    actor::Role,
    assignment::{AssignmentRefusal, OpenAssignment},
    grammar::{Command, Refusal},
    ids::{AgreementId, AssignmentId, ClassId, CommandId, GivingId, PersonId, Tag},
    policy::{OpensEnvelopes, deeds},
};
use frontend::{
    parts::Typed,
    screens::{
        agreement::make as agreement_form,
        assignment::{
            at_home as deals_home,
            give::{self as assignment_form, For},
            given as handed_out, returned as came_back,
        },
        class::overdue as left_lying,
        line::own as own_line,
    },
};
use serde::Deserialize;
use uuid::Uuid;

/// With which example, or from which talk, a form begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    voorbeeld: Option<String>,
    uit: Option<String>,
}

// Handing out.

async fn give_page(web: &Web, caller: &Caller, whom: For) -> Result<GivePage, Problem> {
    match whom {
        For::Class(class) => web.app().ask(caller.principal(), GiveToClass { class }, None).await.map(|found| found.answer),
        For::Student(student) => {
            web.app().ask(caller.principal(), GiveToStudent { student }, None).await.map(|found| found.answer)
        }
    }
}

async fn give_form(web: &Web, caller: &Caller, whom: For, begin: &Begin) -> Response {
    let visit = &caller.visit;
    match give_page(web, caller, whom).await {
        Ok(page) => {
            let typed = assignment_form::begin(visit, &page, begin.voorbeeld.as_deref());
            answer::form(StatusCode::OK, visit, assignment_form::page(visit, &page, whom, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

async fn give(web: &Web, caller: &Caller, whom: For, typed: &Typed) -> Response {
    let read = assignment_form::parse(whom, typed, &caller.visit.now);
    match send(web, caller, typed, read).await {
        Sent::Done => {
            let back = whom.back();
            let joint = if back.contains('?') { '&' } else { '?' };
            answer::see(&format!("{back}{joint}gedaan=opdracht"))
        }
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let page = give_page(web, caller, whom).await;
            form_over(&caller.visit, page, again, |visit, page, typed, again| {
                assignment_form::page(visit, page, whom, typed, again)
            })
        }
    }
}

pub async fn to_class(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Query(begin): Query<Begin>) -> Response {
    give_form(&web, &caller, For::Class(class), &begin).await
}

pub async fn give_to_class(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    give(&web, &caller, For::Class(class), &typed).await
}

pub async fn to_student(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Query(begin): Query<Begin>,
) -> Response {
    give_form(&web, &caller, For::Student(student), &begin).await
}

pub async fn give_to_student(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Fields(typed): Fields,
) -> Response {
    give(&web, &caller, For::Student(student), &typed).await
}

/// One thing of a student, when it is of the right sort.
async fn thing<D: OpensEnvelopes>(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    key: Tag,
    is_meant: fn(&OneEntryPage) -> bool,
) -> Result<OneEntryPage, Problem> {
    let page = web.app().ask(caller.principal(), OneEntry::<D>::of(student, key), None).await?.answer;
    if is_meant(&page) { Ok(page) } else { Err(Problem::NotFound) }
}

async fn assignment_of(web: &Web, caller: &Caller, student: PersonId, id: AssignmentId) -> Result<OneEntryPage, Problem> {
    thing::<deeds::ReadStudent>(web, caller, student, Tag::assignment(id), assignment_form::is_assignment).await
}

pub async fn withdrawal(State(web): State<Web>, caller: Caller, Ids(student, id): Ids<PersonId, AssignmentId>) -> Response {
    let page = assignment_of(&web, &caller, student, id).await;
    form_over(&caller.visit, page, begun(Typed::default()), assignment_form::withdraw_page)
}

pub async fn withdraw(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AssignmentId>,
    Fields(typed): Fields,
) -> Response {
    let read = assignment_form::parse_withdrawal(student, id, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=opdracht-ingetrokken")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let page = assignment_of(&web, &caller, student, id).await;
            form_over(&caller.visit, page, again, assignment_form::withdraw_page)
        }
    }
}

pub async fn handed_out(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), HandedOut { class }, asked.day()).await {
        Ok(answered) => answer::ok(visit, handed_out::page(visit, &answered, asked.gedaan.as_deref())),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn withdrawal_of_all(State(web): State<Web>, caller: Caller, Ids(class, giving): Ids<ClassId, GivingId>) -> Response {
    match web.app().ask(caller.principal(), HandedOut { class }, None).await.map(|found| found.answer) {
        // Nobody has it any more: who went back after taking it from everybody, finds the list.
        Ok(page) if page.handed(giving).is_none() => answer::see(&handed_out::path(class)),
        page => form_over(&caller.visit, page, begun(Typed::default()), |visit, page, typed, again| {
            handed_out::withdraw_page(visit, page, giving, typed, again)
        }),
    }
}

pub async fn withdraw_all(
    State(web): State<Web>,
    caller: Caller,
    Ids(class, giving): Ids<ClassId, GivingId>,
    Fields(typed): Fields,
) -> Response {
    let page = match web.app().ask(caller.principal(), HandedOut { class }, None).await {
        Ok(found) => found.answer,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    let sent = match handed_out::parse_withdrawal(&typed) {
        Ok(all) => each(&web, &caller, &typed, all, |one| one.assignment).await,
        Err(errors) => wrong(&caller.visit, &typed, errors),
    };
    match sent {
        Sent::Done => answer::see(&format!("{}?gedaan=opdracht-ingetrokken", handed_out::path(class))),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(&caller.visit, Ok(page), again, |visit, page, typed, again| {
            handed_out::withdraw_page(visit, page, giving, typed, again)
        }),
    }
}

// What came back.

pub async fn came_back(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), CameBack { class }, None).await {
        Ok(found) => {
            let typed = came_back::begin(&found.answer);
            let html = came_back::page(visit, &found.answer, &typed, None, asked.gedaan.as_deref());
            answer::form(StatusCode::OK, visit, html)
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn use_back(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    let visit = &caller.visit;
    // Asked first, so that nobody learns from a form that a class is there.
    let page = match web.app().ask(caller.principal(), CameBack { class }, None).await {
        Ok(found) => found.answer,
        Err(problem) => return answer::problem(visit, problem),
    };
    match use_or_park(&web, &caller, &typed).await {
        (Sent::Done, done) => answer::see(&format!("/mijn-klas/{class}/terug?gedaan={done}")),
        (Sent::Answered(response), _) => response,
        (Sent::ShowAgain(again), _) => {
            form_over(visit, Ok(page), again, |visit, page, typed, again| came_back::page(visit, page, typed, again, None))
        }
    }
}

pub async fn one_back(State(web): State<Web>, caller: Caller, Ids(student, id): Ids<PersonId, AssignmentId>) -> Response {
    let visit = &caller.visit;
    match assignment_of(&web, &caller, student, id).await {
        Ok(page) => {
            let typed = came_back::begin_one(&page);
            answer::form(StatusCode::OK, visit, came_back::one_page(visit, &page, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn use_one(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AssignmentId>,
    Fields(typed): Fields,
) -> Response {
    let visit = &caller.visit;
    let page = match assignment_of(&web, &caller, student, id).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(visit, problem),
    };
    match use_or_park(&web, &caller, &typed).await {
        (Sent::Done, done) => answer::see(&format!("/leerlingen/{student}?gedaan={done}")),
        (Sent::Answered(response), _) => response,
        (Sent::ShowAgain(again), _) => form_over(visit, Ok(page), again, came_back::one_page),
    }
}

/// Uses or parks everything that was ticked, and says what was done.
async fn use_or_park(web: &Web, caller: &Caller, typed: &Typed) -> (Sent, &'static str) {
    match came_back::parse(typed) {
        Ok(came_back::Act::Use(all)) => (each(web, caller, typed, all, |one| one.assignment).await, "gebruikt"),
        Ok(came_back::Act::Park(all)) => (each(web, caller, typed, all, |one| one.assignment).await, "opzij"),
        Err(errors) => (wrong(&caller.visit, typed, errors), ""),
    }
}

/// Carries out what one form asks of many assignments, each by a command of its own: what a colleague or home did just
/// before is passed over.
async fn each<C>(web: &Web, caller: &Caller, typed: &Typed, all: Vec<C>, assignment_of: fn(&C) -> AssignmentId) -> Sent
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    let form = match form_id(typed) {
        Ok(form) => form,
        Err(errors) => return wrong(&caller.visit, typed, errors),
    };
    for command in all {
        // The form's id mixed with that of what each is about, so that the form sent twice repeats each of them.
        let id = CommandId(Uuid::from_u128(form.0.as_u128() ^ assignment_of(&command).0.as_u128()));
        match web.app().carry_out(caller.principal(), id, command).await {
            Err(Problem::Refused(refusal)) if is_done_already(refusal) => {}
            Ok(_) => {}
            Err(problem) => return forms::came_back(&caller.visit, typed, problem),
        }
    }
    Sent::Done
}

fn is_done_already(refusal: Refusal) -> bool {
    let done: [Refusal; 3] =
        [AssignmentRefusal::AlreadyUsed.into(), AssignmentRefusal::AlreadyParked.into(), AssignmentRefusal::AlreadyBack.into()];
    done.contains(&refusal)
}

pub async fn left_lying(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), Overdue { class }, asked.day()).await {
        Ok(answered) => answer::ok(visit, left_lying::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}

// At home.

/// One thing at the address of those at home, or at that of the student: the policy says whose each address is.
async fn at_home(
    web: &Web,
    caller: &Caller,
    child: &Child,
    key: Tag,
    is_meant: fn(&OneEntryPage) -> bool,
) -> Result<OneEntryPage, Problem> {
    if caller.visit.path.starts_with(own_line::PATH) {
        let me = caller.visit.me().ok_or(Problem::NotFound)?;
        return thing::<deeds::ReadOwnLine>(web, caller, me, key, is_meant).await;
    }
    let child = child_of(web, caller, child).await?;
    thing::<deeds::ReadHome>(web, caller, child, key, is_meant).await
}

pub async fn assignment(
    State(web): State<Web>,
    caller: Caller,
    Id(id): Id<AssignmentId>,
    Query(child): Query<Child>,
) -> Response {
    let visit = &caller.visit;
    let page = match at_home(&web, &caller, &child, Tag::assignment(id), assignment_form::is_assignment).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(visit, problem),
    };
    note(&web, &caller, OpenAssignment { assignment: id, student: page.student }).await;
    form_over(visit, Ok(page), begun(Typed::default()), deals_home::assignment_page)
}

pub async fn bring_back(
    State(web): State<Web>,
    caller: Caller,
    Id(id): Id<AssignmentId>,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    let visit = &caller.visit;
    let page = match at_home(&web, &caller, &child, Tag::assignment(id), assignment_form::is_assignment).await {
        Ok(page) => page,
        Err(problem) => return withdrawn_meanwhile(&web, &caller, child.id().or(visit.me()), id, &typed, problem).await,
    };
    let read = deals_home::parse_back(page.student, id, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => done_at_home(&caller, page.student, "opdracht"),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(visit, Ok(page), again, deals_home::assignment_page),
    }
}

/// The page lay open while school took the assignment back: its reader is told so. To everybody else it does not exist.
async fn withdrawn_meanwhile(
    web: &Web,
    caller: &Caller,
    student: Option<PersonId>,
    assignment: AssignmentId,
    typed: &Typed,
    problem: Problem,
) -> Response {
    let visit = &caller.visit;
    let read = student.and_then(|student| deals_home::parse_back(student, assignment, typed).ok());
    let (Some(command), Ok(id)) = (read, form_id(typed)) else { return answer::problem(visit, problem) };
    match web.app().carry_out(caller.principal(), id, command).await {
        Err(Problem::Refused(refusal)) if refusal == AssignmentRefusal::Withdrawn.into() => {
            answer::problem_with(visit, Problem::Refused(refusal), typed)
        }
        _ => answer::problem(visit, problem),
    }
}

pub async fn agreement(State(web): State<Web>, caller: Caller, Id(id): Id<AgreementId>, Query(child): Query<Child>) -> Response {
    let page = at_home(&web, &caller, &child, Tag::agreement(id), agreement_form::is_agreement).await;
    form_over(&caller.visit, page, begun(Typed::default()), deals_home::agreement_page)
}

pub async fn reply(
    State(web): State<Web>,
    caller: Caller,
    Id(id): Id<AgreementId>,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    let visit = &caller.visit;
    let page = match at_home(&web, &caller, &child, Tag::agreement(id), agreement_form::is_agreement).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(visit, problem),
    };
    let (sent, done) = match deals_home::parse_reply(page.student, id, &typed) {
        Ok(reply) => {
            let done = reply.done();
            let sent = match reply {
                deals_home::Reply::Yes(command) => carry_out(&web, &caller, &typed, command).await,
                deals_home::Reply::Otherwise(command) => carry_out(&web, &caller, &typed, command).await,
                deals_home::Reply::Done(command) => carry_out(&web, &caller, &typed, command).await,
            };
            (sent, done)
        }
        Err(errors) => (wrong(visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => done_at_home(&caller, page.student, done),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            // As it stands by now: who was overtaken answers to what it has become.
            let page = at_home(&web, &caller, &child, Tag::agreement(id), agreement_form::is_agreement).await;
            form_over(visit, page, again, deals_home::agreement_page)
        }
    }
}

fn done_at_home(caller: &Caller, student: PersonId, what: &str) -> Response {
    match caller.visit.role() {
        Some(Role::Student) => answer::see(&format!("/mijn-lijn/gelukt?wat={what}")),
        _ => answer::see(&format!("/thuis/gelukt?wat={what}&kind={student}")),
    }
}

// Agreements, for staff.

/// What is needed to make an agreement, or to adjust this one, as it stands by now.
async fn agreement_sheet(
    web: &Web,
    caller: &Caller,
    student: PersonId,
    agreement: Option<AgreementId>,
) -> Result<AgreementSheet, Problem> {
    let agreement = agreement.map(Tag::agreement);
    web.app().ask(caller.principal(), WriteAgreement { student, agreement }, None).await.map(|found| found.answer)
}

pub async fn agree(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(begin): Query<Begin>) -> Response {
    let visit = &caller.visit;
    match agreement_sheet(&web, &caller, student, None).await {
        Ok(sheet) => {
            let typed = agreement_form::begin(visit, &sheet, begin.uit.as_deref());
            answer::form(StatusCode::OK, visit, agreement_form::page(visit, &sheet, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn make_agreement(
    State(web): State<Web>,
    caller: Caller,
    Id(student): Id<PersonId>,
    Fields(typed): Fields,
) -> Response {
    let read = agreement_form::parse(student, &typed, &caller.visit.now);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=afspraak")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let sheet = agreement_sheet(&web, &caller, student, None).await;
            form_over(&caller.visit, sheet, again, agreement_form::page)
        }
    }
}

async fn agreement_of(web: &Web, caller: &Caller, student: PersonId, id: AgreementId) -> Result<OneEntryPage, Problem> {
    thing::<deeds::ReadStudent>(web, caller, student, Tag::agreement(id), agreement_form::is_agreement).await
}

pub async fn one_agreement(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AgreementId>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = agreement_of(&web, &caller, student, id).await;
    form_over(&caller.visit, page, begun(Typed::default()), |visit, page, typed, again| {
        agreement_form::one_page(visit, page, typed, again, asked.gedaan.as_deref())
    })
}

pub async fn part_done(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AgreementId>,
    Fields(typed): Fields,
) -> Response {
    let read = agreement_form::parse_done(student, id, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}/afspraak/{id}?gedaan=afspraak-deel")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let page = agreement_of(&web, &caller, student, id).await;
            form_over(&caller.visit, page, again, |visit, page, typed, again| {
                agreement_form::one_page(visit, page, typed, again, None)
            })
        }
    }
}

pub async fn adjustment(State(web): State<Web>, caller: Caller, Ids(student, id): Ids<PersonId, AgreementId>) -> Response {
    let visit = &caller.visit;
    match agreement_sheet(&web, &caller, student, Some(id)).await {
        Ok(sheet) => {
            let typed = agreement_form::begin_adjusting(&sheet);
            answer::form(StatusCode::OK, visit, agreement_form::adjust_page(visit, &sheet, id, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn adjust(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AgreementId>,
    Fields(typed): Fields,
) -> Response {
    let visit = &caller.visit;
    let before = match agreement_sheet(&web, &caller, student, Some(id)).await {
        Ok(sheet) => sheet,
        Err(problem) => return answer::problem(visit, problem),
    };
    let read = agreement_form::parse_adjusting(student, id, &typed, agreement_form::parts_of(&before), &visit.now);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=afspraak-aangepast")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let sheet = agreement_sheet(&web, &caller, student, Some(id)).await;
            form_over(visit, sheet, again, |visit, sheet, typed, again| {
                agreement_form::adjust_page(visit, sheet, id, typed, again)
            })
        }
    }
}

pub async fn stopping(State(web): State<Web>, caller: Caller, Ids(student, id): Ids<PersonId, AgreementId>) -> Response {
    let page = agreement_of(&web, &caller, student, id).await;
    form_over(&caller.visit, page, begun(Typed::default()), agreement_form::stop_page)
}

pub async fn stop(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, id): Ids<PersonId, AgreementId>,
    Fields(typed): Fields,
) -> Response {
    let sent = match agreement_form::parse_end(student, id, &typed) {
        Ok(agreement_form::End::Cancel(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(agreement_form::End::Lapse(command)) => carry_out(&web, &caller, &typed, command).await,
        Err(errors) => wrong(&caller.visit, &typed, errors),
    };
    match sent {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=afspraak-gestopt")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            form_over(&caller.visit, agreement_of(&web, &caller, student, id).await, again, agreement_form::stop_page)
        }
    }
}
