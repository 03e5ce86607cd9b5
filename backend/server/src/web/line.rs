//! The student's line: what a student adds and shares, a setback that the mentor notes, what home says, and who helps.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, begun, carry_out, send, wrong},
    home::{Child, child_of},
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{AsSeenBy, ChildName, LineSheet, SetbackEntry, WhoHelps, WriteLine},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::ids::{EntryId, PersonId};
use frontend::{
    parts::Typed,
    screens::{
        form::Again,
        line::{
            add::{self as line_form, AboutStudent, GoOn, Mend},
            as_seen_by as line_seen,
        },
        naming::short_name,
        support::examine as support_form,
        visit::Visit,
    },
};
use serde::Deserialize;

/// What is added, as `?soort=` names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sort {
    soort: String,
}

/// Through whose eyes, as `?wie=` names them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Eyes {
    wie: String,
}

/// Which part of support, as `?deel=` names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Part {
    deel: String,
}

type Shown = fn(&Visit, &LineSheet, &Typed, Option<Again>) -> String;

/// A form of the student's line, over what stands there by now.
async fn sheet(
    web: &Web,
    caller: &Caller,
    entry: Option<EntryId>,
    begin: impl FnOnce(&LineSheet) -> ShowAgain,
    page: Shown,
) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    match web.app().ask(caller.principal(), WriteLine { student, entry }, None).await {
        Ok(found) => {
            let ShowAgain { status, typed, again } = begin(&found.answer);
            answer::form(status, visit, page(visit, &found.answer, &typed, again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// What came of a form of the student's line: their line, or the form again.
async fn after(web: &Web, caller: &Caller, sent: Sent, done: &str, entry: Option<EntryId>, page: Shown) -> Response {
    match sent {
        Sent::Done => answer::see(&format!("/mijn-lijn?gedaan={done}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => sheet(web, caller, entry, |_| again, page).await,
    }
}

pub async fn add_form(State(web): State<Web>, caller: Caller, Query(sort): Query<Sort>) -> Response {
    let (visit, kind) = (&caller.visit, sort.soort);
    if line_form::KINDS.contains(&kind.as_str()) {
        return sheet(&web, &caller, None, |_| begun(line_form::begin_new(visit, &kind)), line_form::new_page).await;
    }
    // Asked all the same: who keeps no line finds no page to choose on either.
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    match web.app().ask(caller.principal(), WriteLine { student, entry: None }, None).await {
        Ok(_) => answer::ok(visit, line_form::kinds_page(visit)),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn add(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let Some(student) = caller.visit.me() else { return answer::problem(&caller.visit, Problem::NotFound) };
    let read = line_form::parse_new(student, &typed, &caller.visit.now);
    let sent = send(&web, &caller, &typed, read).await;
    after(&web, &caller, sent, "erbij", None, line_form::new_page).await
}

pub async fn share_form(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>) -> Response {
    sheet(&web, &caller, Some(entry), |sheet| begun(line_form::begin_share(sheet)), line_form::share_page).await
}

pub async fn share(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>, Fields(typed): Fields) -> Response {
    let Some(student) = caller.visit.me() else { return answer::problem(&caller.visit, Problem::NotFound) };
    let read = line_form::parse_share(student, entry, &typed, &caller.visit.now);
    let sent = send(&web, &caller, &typed, read).await;
    after(&web, &caller, sent, "gedeeld", Some(entry), line_form::share_page).await
}

pub async fn go_on_form(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>) -> Response {
    sheet(&web, &caller, Some(entry), |sheet| begun(line_form::begin_on(sheet)), line_form::on_page).await
}

pub async fn go_on(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>, Fields(typed): Fields) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    let read = line_form::parse_on(student, entry, &typed);
    let done = read.as_ref().map(GoOn::done).unwrap_or_default();
    let sent = match read {
        Ok(GoOn::Step(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(GoOn::Choice(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(GoOn::Turn(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(GoOn::Close(command)) => carry_out(&web, &caller, &typed, command).await,
        Err(errors) => wrong(visit, &typed, errors),
    };
    after(&web, &caller, sent, done, Some(entry), line_form::on_page).await
}

pub async fn mend_form(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>) -> Response {
    sheet(&web, &caller, Some(entry), |sheet| begun(line_form::begin_mend(sheet)), line_form::mend_page).await
}

pub async fn mend(State(web): State<Web>, caller: Caller, Id(entry): Id<EntryId>, Fields(typed): Fields) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    let read = line_form::parse_mend(student, entry, &typed);
    let done = read.as_ref().map(Mend::done).unwrap_or_default();
    let sent = match read {
        Ok(Mend::Correct(command)) => carry_out(&web, &caller, &typed, command).await,
        Ok(Mend::Withdraw(command)) => carry_out(&web, &caller, &typed, command).await,
        Err(errors) => wrong(visit, &typed, errors),
    };
    after(&web, &caller, sent, done, Some(entry), line_form::mend_page).await
}

pub async fn as_seen(State(web): State<Web>, caller: Caller, Query(eyes): Query<Eyes>) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    match web.app().ask(caller.principal(), AsSeenBy { student, eyes: line_seen::eyes(&eyes.wie) }, None).await {
        Ok(answered) => answer::ok(visit, line_seen::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}

// A setback, by the mentor.

pub async fn setback_form(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>) -> Response {
    setback_page(&web, &caller, student, begun(Typed::default())).await
}

pub async fn note_setback(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Fields(typed): Fields) -> Response {
    let read = line_form::parse_setback(student, &typed, &caller.visit.now);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=tegenvaller")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => setback_page(&web, &caller, student, again).await,
    }
}

async fn setback_page(web: &Web, caller: &Caller, student: PersonId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), SetbackEntry { student, entry: None }, None).await {
        Ok(found) => {
            let about = AboutStudent { student, name: short_name(visit.t, &found.answer.name) };
            answer::form(shown.status, visit, line_form::setback_page(visit, &about, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn turn_form(State(web): State<Web>, caller: Caller, Ids(student, entry): Ids<PersonId, EntryId>) -> Response {
    turn_page(&web, &caller, student, entry, begun(Typed::default())).await
}

pub async fn turn(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, entry): Ids<PersonId, EntryId>,
    Fields(typed): Fields,
) -> Response {
    let read = line_form::parse_turn(student, entry, &typed);
    match send(&web, &caller, &typed, read).await {
        Sent::Done => answer::see(&format!("/leerlingen/{student}?gedaan=idee")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => turn_page(&web, &caller, student, entry, again).await,
    }
}

async fn turn_page(web: &Web, caller: &Caller, student: PersonId, entry: EntryId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), SetbackEntry { student, entry: Some(entry) }, None).await {
        Ok(found) => {
            let about = AboutStudent { student, name: short_name(visit.t, &found.answer.name) };
            let Some(entry) = &found.answer.entry else { return answer::problem(visit, Problem::NotFound) };
            answer::form(shown.status, visit, line_form::turn_page(visit, &about, entry, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

// What home says that a student is good at.

pub async fn quality_form(State(web): State<Web>, caller: Caller, Query(child): Query<Child>) -> Response {
    match child_of(&web, &caller, &child).await {
        Ok(student) => quality_page(&web, &caller, student, begun(Typed::default())).await,
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn name_quality(State(web): State<Web>, caller: Caller, Query(child): Query<Child>, Fields(typed): Fields) -> Response {
    let visit = &caller.visit;
    let student = match child_of(&web, &caller, &child).await {
        Ok(student) => student,
        Err(problem) => return answer::problem(visit, problem),
    };
    match send(&web, &caller, &typed, line_form::parse_quality(student, &typed)).await {
        Sent::Done => answer::see(&format!("/thuis/gelukt?wat=goed-in&kind={student}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => quality_page(&web, &caller, student, again).await,
    }
}

async fn quality_page(web: &Web, caller: &Caller, student: PersonId, shown: ShowAgain) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), ChildName { student }, None).await {
        Ok(found) => {
            let about = AboutStudent { student, name: short_name(visit.t, &found.answer) };
            answer::form(shown.status, visit, line_form::quality_page(visit, &about, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

// Who helps with what, and who steers: one page for student, parent and mentor.

/// Whose page it is, and what comes after a form of it.
struct Helps {
    student: PersonId,
    done: fn(PersonId, &str) -> String,
}

fn own(caller: &Caller) -> Result<Helps, Problem> {
    let student = caller.visit.me().ok_or(Problem::NotFound)?;
    Ok(Helps { student, done: |_, what| format!("/mijn-lijn/helpt?gedaan={what}") })
}

fn of_staff(student: PersonId) -> Helps {
    Helps { student, done: |student, what| format!("/leerlingen/{student}?gedaan={what}") }
}

async fn of_child(web: &Web, caller: &Caller, child: &Child) -> Result<Helps, Problem> {
    let student = child_of(web, caller, child).await?;
    Ok(Helps { student, done: |student, what| format!("/thuis/gelukt?wat={what}&kind={student}") })
}

pub async fn own_helps_form(State(web): State<Web>, caller: Caller, Query(part): Query<Part>) -> Response {
    helps_page(&web, &caller, own(&caller), Begin::At(part.deel)).await
}

pub async fn own_helps(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let helps = own(&caller);
    examine(&web, &caller, helps, typed).await
}

pub async fn own_level(State(web): State<Web>, caller: Caller, Fields(typed): Fields) -> Response {
    let helps = own(&caller);
    level(&web, &caller, helps, typed).await
}

pub async fn helps_form(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(part): Query<Part>) -> Response {
    helps_page(&web, &caller, Ok(of_staff(student)), Begin::At(part.deel)).await
}

pub async fn helps(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Fields(typed): Fields) -> Response {
    examine(&web, &caller, Ok(of_staff(student)), typed).await
}

pub async fn set_level(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Fields(typed): Fields) -> Response {
    level(&web, &caller, Ok(of_staff(student)), typed).await
}

pub async fn home_helps_form(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Query(part): Query<Part>,
) -> Response {
    let helps = of_child(&web, &caller, &child).await;
    helps_page(&web, &caller, helps, Begin::At(part.deel)).await
}

pub async fn home_helps(State(web): State<Web>, caller: Caller, Query(child): Query<Child>, Fields(typed): Fields) -> Response {
    let helps = of_child(&web, &caller, &child).await;
    examine(&web, &caller, helps, typed).await
}

enum Begin {
    At(String),
    Again(ShowAgain),
}

async fn examine(web: &Web, caller: &Caller, helps: Result<Helps, Problem>, typed: Typed) -> Response {
    let helps = match helps {
        Ok(helps) => helps,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    let read = support_form::parse(helps.student, &typed);
    match send(web, caller, &typed, read).await {
        Sent::Done => answer::see(&(helps.done)(helps.student, "helpt")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => helps_page(web, caller, Ok(helps), Begin::Again(again)).await,
    }
}

async fn level(web: &Web, caller: &Caller, helps: Result<Helps, Problem>, typed: Typed) -> Response {
    let helps = match helps {
        Ok(helps) => helps,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    let read = support_form::parse_level(helps.student, &typed);
    match send(web, caller, &typed, read).await {
        Sent::Done => answer::see(&(helps.done)(helps.student, "regie")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => helps_page(web, caller, Ok(helps), Begin::Again(again)).await,
    }
}

async fn helps_page(web: &Web, caller: &Caller, helps: Result<Helps, Problem>, begin: Begin) -> Response {
    let visit = &caller.visit;
    let asked = match helps {
        Ok(Helps { student, .. }) => web.app().ask(caller.principal(), WhoHelps { student }, None).await,
        Err(problem) => Err(problem),
    };
    match asked {
        Ok(found) => {
            let shown = match begin {
                Begin::At(part) => begun(support_form::begin(&found.answer, &part)),
                Begin::Again(again) => again,
            };
            answer::form(shown.status, visit, support_form::page(visit, &found.answer, &shown.typed, shown.again))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}
