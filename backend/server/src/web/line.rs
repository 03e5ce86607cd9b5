//! The student's line: what a student adds, shares, corrects and does next, a setback that the mentor notes, and what home
//! says that the student is good at.

use super::{
    Web,
    answer::{PageResult, ProblemPage, page, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    path_ids::PathIds,
};
use app::{
    Problem,
    questions::{AsSeenBy, ChildName, LineSheet, OwnLine, SetbackEntry, WriteLine},
};
use axum::{Router, extract::Query, routing::get};
use domain::{
    ids::{EntryId, PersonId},
    line::EndStep,
    person::student::OpenEntries,
};
use frontend::{
    addresses::{self, PageQuery, key, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::{
        form::Again,
        line::{self, AboutStudent, correct::LineCorrection, go_on::GoOn},
        naming::short_name,
        visit::Visit,
    },
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::own_line, get(own_line))
        .route(route::own_line_seen, get(seen))
        .route(route::own_entry_new, get(new).post(add))
        .route(route::own_entry_sharing, get(sharing).post(share))
        .route(route::own_entry_next, get(next).post(go_on))
        .route(route::own_entry_correction, get(correction).post(correct))
        .route(route::setback_new, get(new_setback).post(note_setback))
        .route(route::setback, get(setback).post(turn_setback))
        .route(route::home_quality, get(quality).post(name_quality))
}

async fn own_line(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let (student, before) = (caller.me()?, query.before());
    let answered = caller.ask_now(OwnLine { student, asked: query.question(), before }).await?;
    // Home need not wait any longer for what the student has before them. The same page twice is one opening, for it is
    // decided on what was opened before.
    let news = &answered.answer.news;
    if !news.is_empty() {
        caller.note(OpenEntries { student, entries: news.clone() }).await;
    }
    page(line::own::page(&caller.visit, &answered, before, query.done()))
}

async fn seen(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    let seen_by = line::as_seen_by::asked(query.get(key::SEEN_BY).unwrap_or_default());
    let answered = caller.ask_now(AsSeenBy { student: caller.me()?, seen_by }).await?;
    page(line::as_seen_by::page(&caller.visit, &answered))
}

// The student's forms.

type LineScreen = fn(&Visit, &LineSheet, &Typed, Option<Again>) -> String;

async fn sheet(caller: &Caller, entry: Option<EntryId>) -> Result<LineSheet, ProblemPage> {
    caller.ask(WriteLine { student: caller.me()?, entry }).await
}

async fn form_of(caller: &Caller, entry: EntryId, begin: fn(&LineSheet) -> Typed, screen: LineScreen) -> PageResult {
    let sheet = sheet(caller, Some(entry)).await?;
    FormState::begun(begin(&sheet)).show(&caller.visit, &sheet, screen)
}

/// After a form of the line: the line, or the form again over what stands there by now.
async fn after(caller: &Caller, outcome: FormOutcome<Done>, entry: Option<EntryId>, screen: LineScreen) -> PageResult {
    match outcome {
        FormOutcome::Done(done) => see(addresses::own_line().done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &sheet(caller, entry).await?, screen),
    }
}

async fn new(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    // Asked for the page of choices too: somebody who keeps no line has none.
    let sheet = sheet(&caller, None).await?;
    match query.get(key::SORT).filter(|sort| line::add::KINDS.contains(sort)) {
        Some(sort) => {
            let form = FormState::begun(line::add::begin(&caller.visit, sort));
            form.show(&caller.visit, &sheet, line::add::page)
        }
        None => page(line::add::kinds_page(&caller.visit)),
    }
}

async fn add(caller: Caller, Fields(typed): Fields) -> PageResult {
    let read = line::add::parse(caller.me()?, &typed, &caller.visit.now);
    let outcome = caller.send(&typed, read, Done::EntryAdded).await?;
    after(&caller, outcome, None, line::add::page).await
}

async fn sharing(caller: Caller, PathIds(entry): PathIds<EntryId>) -> PageResult {
    form_of(&caller, entry, line::share::begin, line::share::page).await
}

async fn share(caller: Caller, PathIds(entry): PathIds<EntryId>, Fields(typed): Fields) -> PageResult {
    let read = line::share::parse(caller.me()?, entry, &typed, &caller.visit.now);
    let outcome = caller.send(&typed, read, Done::EntryShared).await?;
    after(&caller, outcome, Some(entry), line::share::page).await
}

async fn next(caller: Caller, PathIds(entry): PathIds<EntryId>) -> PageResult {
    form_of(&caller, entry, line::go_on::begin, line::go_on::page).await
}

async fn go_on(caller: Caller, PathIds(entry): PathIds<EntryId>, Fields(typed): Fields) -> PageResult {
    let outcome = match line::go_on::parse(caller.me()?, entry, &typed) {
        Ok(GoOn::Step(command @ EndStep { taken: true, .. })) => caller.carry_out(&typed, command, Done::StepTaken).await?,
        Ok(GoOn::Step(command)) => caller.carry_out(&typed, command, Done::StepDropped).await?,
        Ok(GoOn::Choice(command)) => caller.carry_out(&typed, command, Done::ChoiceChanged).await?,
        Ok(GoOn::Turn(command)) => caller.carry_out(&typed, command, Done::IdeaFound).await?,
        Ok(GoOn::Close(command)) => caller.carry_out(&typed, command, Done::EntryClosed).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    after(&caller, outcome, Some(entry), line::go_on::page).await
}

async fn correction(caller: Caller, PathIds(entry): PathIds<EntryId>) -> PageResult {
    form_of(&caller, entry, line::correct::begin, line::correct::page).await
}

async fn correct(caller: Caller, PathIds(entry): PathIds<EntryId>, Fields(typed): Fields) -> PageResult {
    let outcome = match line::correct::parse(caller.me()?, entry, &typed) {
        Ok(LineCorrection::Correct(command)) => caller.carry_out(&typed, command, Done::EntryCorrected).await?,
        Ok(LineCorrection::Withdraw(command)) => caller.carry_out(&typed, command, Done::EntryWithdrawn).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    after(&caller, outcome, Some(entry), line::correct::page).await
}

// A setback, by the mentor.

async fn new_setback(caller: Caller, PathIds(student): PathIds<PersonId>) -> PageResult {
    new_setback_page(&caller, student, FormState::default()).await
}

async fn note_setback(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    let read = line::setback::parse(student, &typed, &caller.visit.now);
    match caller.send(&typed, read, Done::SetbackNoted).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => new_setback_page(&caller, student, form).await,
    }
}

async fn new_setback_page(caller: &Caller, student: PersonId, form: FormState) -> PageResult {
    let found = caller.ask(SetbackEntry { student, entry: None }).await?;
    let about = AboutStudent { student, name: short_name(caller.visit.t, &found.name) };
    form.show(&caller.visit, &about, line::setback::page)
}

async fn setback(caller: Caller, PathIds((student, entry)): PathIds<(PersonId, EntryId)>) -> PageResult {
    setback_page(&caller, student, entry, FormState::default()).await
}

async fn turn_setback(
    caller: Caller,
    PathIds((student, entry)): PathIds<(PersonId, EntryId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = line::setback::parse_idea(student, entry, &typed);
    match caller.send(&typed, read, Done::SetbackTurned).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => setback_page(&caller, student, entry, form).await,
    }
}

async fn setback_page(caller: &Caller, student: PersonId, entry: EntryId, form: FormState) -> PageResult {
    let found = caller.ask(SetbackEntry { student, entry: Some(entry) }).await?;
    let about = AboutStudent { student, name: short_name(caller.visit.t, &found.name) };
    let entry = found.entry.ok_or_else(|| caller.problem(Problem::NotFound))?;
    form.show(&caller.visit, &about, |visit, about, typed, again| line::setback::idea_page(visit, about, &entry, typed, again))
}

// What home says that a student is good at.

async fn quality(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    quality_page(&caller, caller.child(&query).await?, FormState::default()).await
}

async fn name_quality(caller: Caller, Query(query): Query<PageQuery>, Fields(typed): Fields) -> PageResult {
    let child = caller.child(&query).await?;
    match caller.send(&typed, line::quality::parse(child, &typed), DoneAtHome::QualityNamed).await? {
        FormOutcome::Done(done) => see(addresses::home_done().what(done).of_child(child)),
        FormOutcome::Again(form) => quality_page(&caller, child, form).await,
    }
}

async fn quality_page(caller: &Caller, student: PersonId, form: FormState) -> PageResult {
    let name = short_name(caller.visit.t, &caller.ask(ChildName { student }).await?);
    form.show(&caller.visit, &AboutStudent { student, name }, line::quality::page)
}
