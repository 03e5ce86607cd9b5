//! Rounds of talks: the mentor opens and keeps them, home answers, the student prepares.

use super::{
    Web, answer,
    forms::{Fields, Sent, ShowAgain, begun, came_back, carry_out, conflict, form_id, form_over, send, wrong},
    home::{Child, note},
    staff::Asked,
    visitor::{Caller, Id, Ids},
};
use app::{
    Problem,
    questions::{ClassRounds, OneTalk, RoundsPage, TalkPage},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use chrono::{DateTime, Utc};
use domain::{
    actor::Role,
    ids::{ClassId, PersonId, RoundId, Tag, TalkId},
    person::student::OpenEntries,
    talk::{OpenInvitation, Party, RecordTalks, TalkRefusal},
};
use frontend::{
    parts::Typed,
    screens::{
        form::Again,
        talk::{at_home as talk_screen, rounds as talk_round, sheet as talk_sheet},
    },
};

async fn ask_rounds(web: &Web, caller: &Caller, class: ClassId, round: Option<RoundId>) -> Result<RoundsPage, Problem> {
    web.app().ask(caller.principal(), ClassRounds { class, round }, None).await.map(|found| found.answer)
}

pub async fn rounds(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>) -> Response {
    match ask_rounds(&web, &caller, class, None).await {
        Ok(page) => {
            let typed = talk_round::begin(&page);
            answer::form(StatusCode::OK, &caller.visit, talk_round::page(&caller.visit, &page, &typed, None))
        }
        Err(problem) => answer::problem(&caller.visit, problem),
    }
}

pub async fn open(State(web): State<Web>, caller: Caller, Id(class): Id<ClassId>, Fields(typed): Fields) -> Response {
    let read = talk_round::parse(class, &typed);
    let round = read.as_ref().map(|open| open.round).ok();
    match send(&web, &caller, &typed, read).await {
        Sent::Done => {
            let round = round.map(|round| format!("/{round}")).unwrap_or_default();
            answer::see(&format!("{}{round}?gedaan=ronde-open", talk_round::path(class)))
        }
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(&caller.visit, ask_rounds(&web, &caller, class, None).await, again, talk_round::page),
    }
}

pub async fn round(
    State(web): State<Web>,
    caller: Caller,
    Ids(class, round): Ids<ClassId, RoundId>,
    Query(asked): Query<Asked>,
) -> Response {
    round_page(&web, &caller, class, round, begun(Typed::default()), asked.gedaan.as_deref()).await
}

pub async fn mark(
    State(web): State<Web>,
    caller: Caller,
    Ids(class, round): Ids<ClassId, RoundId>,
    Fields(typed): Fields,
) -> Response {
    let page = match ask_rounds(&web, &caller, class, Some(round)).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    use talk_round::Marked;
    let (sent, done) = match talk_round::parse_marks(class, round, &page, &typed) {
        Ok(Marked::Invited(command)) => (carry_out(&web, &caller, &typed, command).await, "uitgenodigd"),
        Ok(Marked::Held(command)) => (carry_out(&web, &caller, &typed, command).await, "gehouden"),
        Ok(Marked::Late(command)) => (carry_out(&web, &caller, &typed, command).await, "alsnog-uitgenodigd"),
        Ok(Marked::More(command)) => (carry_out(&web, &caller, &typed, command).await, "tijden-erbij"),
        Ok(Marked::Closed(command)) => (carry_out(&web, &caller, &typed, command).await, "ronde-dicht"),
        Err(errors) => (wrong(&caller.visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("{}/{round}?gedaan={done}", talk_round::path(class))),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => round_page(&web, &caller, class, round, again, None).await,
    }
}

async fn round_page(
    web: &Web,
    caller: &Caller,
    class: ClassId,
    round: RoundId,
    ShowAgain { status, typed, again }: ShowAgain,
    done: Option<&str>,
) -> Response {
    let visit = &caller.visit;
    match ask_rounds(web, caller, class, Some(round)).await {
        Ok(page) => match page.round(round) {
            Some(row) => answer::form(status, visit, talk_round::overview(visit, &page, row, &typed, again, done)),
            None => answer::problem(visit, Problem::NotFound),
        },
        Err(problem) => answer::problem(visit, problem),
    }
}

async fn ask_talk(web: &Web, caller: &Caller, student: PersonId, talk: TalkId) -> Result<TalkPage, Problem> {
    let siblings = match caller.visit.role() {
        Some(Role::Parent | Role::Supporter) => web.app().children(caller.principal()).await?,
        _ => vec![],
    };
    web.app().ask(caller.principal(), OneTalk { student, talk, siblings }, None).await.map(|found| found.answer)
}

pub async fn sheet(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, talk): Ids<PersonId, TalkId>,
    Query(asked): Query<Asked>,
) -> Response {
    let visit = &caller.visit;
    if !is_staff(&caller) {
        return answer::problem(visit, Problem::NotFound);
    }
    match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => {
            let typed = talk_sheet::begin(&page, &visit.now);
            answer::form(StatusCode::OK, visit, talk_sheet::page(visit, &page, &typed, None, asked.gedaan.as_deref()))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// Each page of a talk is for one side of the table: staff, home or the student.
fn is_staff(caller: &Caller) -> bool {
    caller.visit.role().is_some_and(Role::is_staff)
}

fn is_home(caller: &Caller) -> bool {
    matches!(caller.visit.role(), Some(Role::Parent | Role::Supporter))
}

pub async fn keep(
    State(web): State<Web>,
    caller: Caller,
    Ids(student, talk): Ids<PersonId, TalkId>,
    Fields(typed): Fields,
) -> Response {
    if !is_staff(&caller) {
        return answer::problem(&caller.visit, Problem::NotFound);
    }
    let page = match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(&caller.visit, problem),
    };
    use talk_sheet::Sent as On;
    let (sent, done) = match talk_sheet::parse(&page, &typed, &caller.visit.now) {
        Ok(On::Voice(command)) => (carry_out(&web, &caller, &typed, command).await, "stem"),
        Ok(On::Book(command)) => (carry_out(&web, &caller, &typed, command).await, "tijd-gekozen"),
        Ok(On::Answer(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-antwoord"),
        Ok(On::Cancel(command)) => (carry_out(&web, &caller, &typed, command).await, "tijd-afgezegd"),
        Ok(On::Record(command)) => (tell_first(&web, &caller, &typed, command).await, recorded(&typed)),
        Ok(On::Correct(command)) => (carry_out(&web, &caller, &typed, command).await, "verbeterd"),
        Ok(On::Withdraw(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-terug"),
        Err(errors) => (wrong(&caller.visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("{}?gedaan={done}", talk_sheet::path(&page))),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => {
            let page = ask_talk(&web, &caller, student, talk).await;
            form_over(&caller.visit, page, again, |visit, page, typed, again| talk_sheet::page(visit, page, typed, again, None))
        }
    }
}

/// A first telling. When somebody told it meanwhile, the page is shown anew with what was typed: it is a correction by now.
async fn tell_first(web: &Web, caller: &Caller, typed: &Typed, command: RecordTalks) -> Sent {
    let id = match form_id(typed) {
        Ok(id) => id,
        Err(errors) => return wrong(&caller.visit, typed, errors),
    };
    match web.app().carry_out(caller.principal(), id, command).await {
        Ok(_) => Sent::Done,
        Err(Problem::Refused(refusal)) if refusal == TalkRefusal::Over.into() => conflict(typed, Again::Stale),
        Err(problem) => came_back(&caller.visit, typed, problem),
    }
}

fn recorded(typed: &Typed) -> &'static str {
    if typed.value("doen") == "niet-doorgegaan" { "niet-doorgegaan" } else { "gehouden" }
}

pub async fn invitation(State(web): State<Web>, caller: Caller, Id(talk): Id<TalkId>, Query(child): Query<Child>) -> Response {
    let visit = &caller.visit;
    let Some(student) = child.id().filter(|_| is_home(&caller)) else { return answer::problem(visit, Problem::NotFound) };
    match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => {
            opened(&web, &caller, &page).await;
            let typed = talk_screen::begin(&page, Party::Home);
            answer::form(StatusCode::OK, visit, talk_screen::home_page(visit, &page, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// The invitation is before its reader, so it was delivered.
async fn opened(web: &Web, caller: &Caller, page: &TalkPage) {
    let me = caller.visit.me();
    if page.talk.delivered.iter().any(|one| Some(one.to) == me) {
        return;
    }
    note(web, caller, OpenInvitation { talk: page.talk.talk, round: page.talk.round, student: page.student }).await;
}

pub async fn answered(
    State(web): State<Web>,
    caller: Caller,
    Id(talk): Id<TalkId>,
    Query(child): Query<Child>,
    Fields(typed): Fields,
) -> Response {
    let visit = &caller.visit;
    let (Some(student), Some(me)) = (child.id().filter(|_| is_home(&caller)), visit.me()) else {
        return answer::problem(visit, Problem::NotFound);
    };
    let page = match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(visit, problem),
    };
    use talk_screen::FromHome as From;
    let (sent, done) = match talk_screen::parse_home(&page, me, &typed) {
        Ok(From::Book(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-tijd"),
        Ok(From::Answer(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-antwoord"),
        Ok(From::Cancel(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-afgezegd"),
        Ok(From::Voice(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-woorden"),
        Err(errors) => (wrong(visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("/thuis/gelukt?wat={done}&kind={student}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(visit, ask_talk(&web, &caller, student, talk).await, again, talk_screen::home_page),
    }
}

pub async fn own(State(web): State<Web>, caller: Caller, Id(talk): Id<TalkId>) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me().filter(|_| visit.role() == Some(Role::Student)) else {
        return answer::problem(visit, Problem::NotFound);
    };
    match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => {
            seen(&web, &caller, &page).await;
            let typed = talk_screen::begin(&page, Party::Student);
            answer::form(StatusCode::OK, visit, talk_screen::own_page(visit, &page, &typed, None))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// The student has what school said before them, so home need not wait for it any longer.
async fn seen(web: &Web, caller: &Caller, page: &TalkPage) {
    let Some(voice) = page.talk.voice(Party::School).filter(|_| !page.talk.school_voice_is_opened()) else { return };
    let entries: Vec<(Tag, DateTime<Utc>)> = vec![(Tag::talk(page.talk.talk), voice.recorded_at)];
    note(web, caller, OpenEntries { student: page.student, entries }).await;
}

pub async fn prepared(State(web): State<Web>, caller: Caller, Id(talk): Id<TalkId>, Fields(typed): Fields) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me().filter(|_| visit.role() == Some(Role::Student)) else {
        return answer::problem(visit, Problem::NotFound);
    };
    let page = match ask_talk(&web, &caller, student, talk).await {
        Ok(page) => page,
        Err(problem) => return answer::problem(visit, problem),
    };
    use talk_screen::FromStudent as From;
    let (sent, done) = match talk_screen::parse_own(&page, &typed) {
        Ok(From::Greeting(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-groet"),
        Ok(From::Voice(command)) => (carry_out(&web, &caller, &typed, command).await, "gesprek-woorden"),
        Err(errors) => (wrong(visit, &typed, errors), ""),
    };
    match sent {
        Sent::Done => answer::see(&format!("/mijn-lijn/gelukt?wat={done}")),
        Sent::Answered(response) => response,
        Sent::ShowAgain(again) => form_over(visit, ask_talk(&web, &caller, student, talk).await, again, talk_screen::own_page),
    }
}
