//! Rounds of talks: the mentor opens and keeps them, home answers, the student prepares.

use super::{
    Web,
    answer::{PageResult, ProblemPage, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    home::done_at_home,
    path_ids::PathIds,
};
use app::{
    Problem,
    questions::{ClassRounds, OneTalk, RoundsPage, TalkPage},
};
use axum::{Router, extract::Query, routing::get};
use domain::{
    actor::Role,
    ids::{ClassId, PersonId, RoundId, Tag, TalkId},
    person::student::OpenEntries,
    talk::{OpenInvitation, Party, RecordTalks, TalkRefusal},
};
use frontend::{
    addresses::{self, PageQuery, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::{
        form::{Again, command_id},
        talk,
    },
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::talk_rounds, get(rounds).post(open_round))
        .route(route::talk_round, get(round).post(mark))
        .route(route::talk, get(sheet).post(keep))
        .route(route::home_talk, get(at_home).post(reply))
        .route(route::own_talk, get(own).post(prepare))
}

// The rounds of a class.

async fn ask_rounds(caller: &Caller, class: ClassId, round: Option<RoundId>) -> Result<RoundsPage, ProblemPage> {
    caller.ask(ClassRounds { class, round }).await
}

async fn rounds(caller: Caller, PathIds(class): PathIds<ClassId>) -> PageResult {
    let rounds = ask_rounds(&caller, class, None).await?;
    FormState::begun(talk::rounds::begin(&rounds)).show(&caller.visit, &rounds, talk::rounds::page)
}

async fn open_round(caller: Caller, PathIds(class): PathIds<ClassId>, Fields(typed): Fields) -> PageResult {
    let outcome = match talk::rounds::parse(class, &typed) {
        Ok(command) => {
            let round = command.round;
            caller.carry_out(&typed, command, round).await?
        }
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(round) => see(addresses::talk_round(class, round).done(Done::RoundOpened)),
        FormOutcome::Again(form) => form.show(&caller.visit, &ask_rounds(&caller, class, None).await?, talk::rounds::page),
    }
}

async fn round(
    caller: Caller,
    PathIds((class, round)): PathIds<(ClassId, RoundId)>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    let rounds = ask_rounds(&caller, class, Some(round)).await?;
    round_page(&caller, &rounds, round, FormState::default(), query.done())
}

async fn mark(caller: Caller, PathIds((class, round)): PathIds<(ClassId, RoundId)>, Fields(typed): Fields) -> PageResult {
    use talk::round::RoundCommand;
    let before = ask_rounds(&caller, class, Some(round)).await?;
    let outcome = match talk::round::parse(class, round, &before, &typed) {
        Ok(RoundCommand::Invited(command)) => caller.carry_out(&typed, command, Done::Invited).await?,
        Ok(RoundCommand::Held(command)) => caller.carry_out(&typed, command, Done::TalkHeld).await?,
        Ok(RoundCommand::Late(command)) => caller.carry_out(&typed, command, Done::InvitedLate).await?,
        Ok(RoundCommand::More(command)) => caller.carry_out(&typed, command, Done::TimesAdded).await?,
        Ok(RoundCommand::Closed(command)) => caller.carry_out(&typed, command, Done::RoundClosed).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::talk_round(class, round).done(done)),
        FormOutcome::Again(form) => round_page(&caller, &ask_rounds(&caller, class, Some(round)).await?, round, form, None),
    }
}

fn round_page(caller: &Caller, rounds: &RoundsPage, round: RoundId, form: FormState, done: Option<Done>) -> PageResult {
    let row = rounds.round(round).ok_or_else(|| caller.problem(Problem::NotFound))?;
    form.show(&caller.visit, rounds, |visit, rounds, typed, again| talk::round::page(visit, rounds, row, typed, again, done))
}

// One talk, by staff.

async fn ask_talk(caller: &Caller, student: PersonId, talk: TalkId) -> Result<TalkPage, ProblemPage> {
    let siblings = match caller.visit.role() {
        Some(Role::Parent | Role::Supporter) => caller.children().await?,
        _ => vec![],
    };
    caller.ask(OneTalk { student, talk, siblings }).await
}

async fn sheet(
    caller: Caller,
    PathIds((student, talk)): PathIds<(PersonId, TalkId)>,
    Query(query): Query<PageQuery>,
) -> PageResult {
    caller.me_as(Role::is_staff)?;
    let talk = ask_talk(&caller, student, talk).await?;
    let form = FormState::begun(talk::sheet::begin(&talk, &caller.visit.now));
    sheet_page(&caller, &talk, form, query.done())
}

fn sheet_page(caller: &Caller, talk: &TalkPage, form: FormState, done: Option<Done>) -> PageResult {
    form.show(&caller.visit, talk, |visit, talk, typed, again| talk::sheet::page(visit, talk, typed, again, done))
}

async fn keep(caller: Caller, PathIds((student, id)): PathIds<(PersonId, TalkId)>, Fields(typed): Fields) -> PageResult {
    use talk::sheet::SheetCommand;
    caller.me_as(Role::is_staff)?;
    let talk = ask_talk(&caller, student, id).await?;
    let outcome = match talk::sheet::parse(&talk, &typed, &caller.visit.now) {
        Ok(SheetCommand::Voice(command)) => caller.carry_out(&typed, command, Done::VoiceGiven).await?,
        Ok(SheetCommand::Book(command)) => caller.carry_out(&typed, command, Done::TimeChosen).await?,
        Ok(SheetCommand::Answer(command)) => caller.carry_out(&typed, command, Done::TalkAnswered).await?,
        Ok(SheetCommand::Cancel(command)) => caller.carry_out(&typed, command, Done::TimeCancelled).await?,
        Ok(SheetCommand::Record(command)) => record_first(&caller, &typed, command).await?,
        Ok(SheetCommand::Correct(command)) => caller.carry_out(&typed, command, Done::ContactCorrected).await?,
        Ok(SheetCommand::Withdraw(command)) => caller.carry_out(&typed, command, Done::TalkWithdrawn).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::talk(student, id).done(done)),
        FormOutcome::Again(form) => sheet_page(&caller, &ask_talk(&caller, student, id).await?, form, None),
    }
}

/// The first report of a talk. When somebody reported it meanwhile, the page is shown anew with what was typed: by then it
/// is a correction.
async fn record_first(caller: &Caller, typed: &Typed, command: RecordTalks) -> Result<FormOutcome<Done>, ProblemPage> {
    let Some(id) = command_id(typed) else { return Ok(caller.incomplete(typed)) };
    let done = if typed.value("action") == "missed" { Done::TalkNotHeld } else { Done::TalkHeld };
    match caller.web.app().carry_out(caller.principal(), id, command).await {
        Ok(_) => Ok(FormOutcome::Done(done)),
        Err(Problem::Refused(refusal)) if refusal == TalkRefusal::Over.into() => {
            Ok(FormOutcome::Again(FormState::conflict(typed, Again::Stale)))
        }
        Err(problem) => caller.came_back(typed, problem),
    }
}

// At home.

fn is_home(role: Role) -> bool {
    matches!(role, Role::Parent | Role::Supporter)
}

async fn at_home(caller: Caller, PathIds(talk): PathIds<TalkId>, Query(query): Query<PageQuery>) -> PageResult {
    let me = caller.me_as(is_home)?;
    let child = query.child().ok_or_else(|| caller.problem(Problem::NotFound))?;
    let talk = ask_talk(&caller, child, talk).await?;
    deliver_invitation(&caller, &talk).await;
    FormState::begun(talk::prepare::begin(&talk, Some(me))).show(&caller.visit, &talk, talk::at_home::page)
}

/// Once its reader has opened the invitation it was delivered.
async fn deliver_invitation(caller: &Caller, page: &TalkPage) {
    let me = caller.visit.me();
    if !page.talk.delivered.iter().any(|one| Some(one.to) == me) {
        caller.note(OpenInvitation { talk: page.talk.talk, round: page.talk.round, student: page.student }).await;
    }
}

async fn reply(
    caller: Caller,
    PathIds(id): PathIds<TalkId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    use talk::at_home::FromHome;
    let me = caller.me_as(is_home)?;
    let child = query.child().ok_or_else(|| caller.problem(Problem::NotFound))?;
    let talk = ask_talk(&caller, child, id).await?;
    let outcome = match talk::at_home::parse(&talk, me, &typed) {
        Ok(FromHome::Book(command)) => caller.carry_out(&typed, command, DoneAtHome::TimeChosen).await?,
        Ok(FromHome::Answer(command)) => caller.carry_out(&typed, command, DoneAtHome::TalkAnswered).await?,
        Ok(FromHome::Cancel(command)) => caller.carry_out(&typed, command, DoneAtHome::TimeCancelled).await?,
        Ok(FromHome::Apart(command)) => caller.carry_out(&typed, command, DoneAtHome::ComesApart).await?,
        Ok(FromHome::Voice(command)) => caller.carry_out(&typed, command, DoneAtHome::VoiceGiven).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(done_at_home(&caller, child, done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &ask_talk(&caller, child, id).await?, talk::at_home::page),
    }
}

// The student.

fn is_student(role: Role) -> bool {
    role == Role::Student
}

async fn own(caller: Caller, PathIds(talk): PathIds<TalkId>) -> PageResult {
    let me = caller.me_as(is_student)?;
    let talk = ask_talk(&caller, me, talk).await?;
    deliver_voice(&caller, &talk).await;
    FormState::begun(talk::prepare::begin(&talk, None)).show(&caller.visit, &talk, talk::own::page)
}

/// Once the student has opened what the school says, home need not wait for it any longer.
async fn deliver_voice(caller: &Caller, page: &TalkPage) {
    let Some(voice) = page.talk.voice(Party::School).filter(|_| !page.talk.school_voice_is_opened()) else { return };
    let entries = vec![(Tag::talk(page.talk.talk), voice.recorded_at)];
    caller.note(OpenEntries { student: page.student, entries }).await;
}

async fn prepare(caller: Caller, PathIds(id): PathIds<TalkId>, Fields(typed): Fields) -> PageResult {
    use talk::own::FromStudent;
    let me = caller.me_as(is_student)?;
    let talk = ask_talk(&caller, me, id).await?;
    let outcome = match talk::own::parse(&talk, &typed) {
        Ok(FromStudent::Greeting(command)) => caller.carry_out(&typed, command, DoneAtHome::Greeted).await?,
        Ok(FromStudent::Voice(command)) => caller.carry_out(&typed, command, DoneAtHome::VoiceGiven).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(done_at_home(&caller, me, done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &ask_talk(&caller, me, id).await?, talk::own::page),
    }
}
