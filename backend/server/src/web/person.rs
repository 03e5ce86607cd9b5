//! People: a student's timeline, how to reach somebody, their wishes, and who supports a student.

use super::{
    Web,
    answer::{self, PageResult, ProblemPage, page, see},
    caller::Caller,
    cookies,
    forms::{Fields, FormOutcome, FormState},
    path_ids::PathIds,
};
use app::questions::{Admissions, PersonDetails, StudentTimeline, Supporters, WaitingSupporters};
use axum::{Router, extract::Query, http::header, response::IntoResponse, routing::get};
use domain::{actor::Role, ids::PersonId};
use frontend::{
    addresses::{self, PageQuery, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::person::{self, supporter::SupporterCommand},
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::student, get(student))
        .route(route::details, get(details).post(change_details))
        .route(route::home_wishes, get(wishes).post(set_wishes))
        .route(route::student_supporters, get(supporters).post(change_supporters))
        .route(route::admissions, get(admissions))
        .route(route::admission, get(admission).post(change_admission))
        .route(route::home_supporters, get(supporters_at_home).post(change_supporters_at_home))
        .route(route::own_supporters, get(own_supporters).post(change_own_supporters))
}

async fn student(caller: Caller, PathIds(student): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    let before = query.before();
    let answered = caller.ask_then(StudentTimeline { student, before }).await?;
    page(person::student::page(&caller.visit, &answered, before, query.done()))
}

// How to reach somebody.

async fn details(caller: Caller, PathIds(person): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    details_page(&caller, person, query.student(), FormState::default(), query.done()).await
}

async fn change_details(
    caller: Caller,
    PathIds(person): PathIds<PersonId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    use person::details::DetailsCommand;
    let outcome = match person::details::parse(person, &typed) {
        Ok(DetailsCommand::Change(command)) => caller.carry_out(&typed, command, Done::DetailsChanged).await?,
        Ok(DetailsCommand::Remove(command)) => caller.carry_out(&typed, command, Done::DetailRemoved).await?,
        Ok(DetailsCommand::Fail(command)) => caller.carry_out(&typed, command, Done::DetailFailed).await?,
        Ok(DetailsCommand::Wish(command)) => caller.carry_out(&typed, command, Done::WishesSet).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::details(person).done(done).from_student(query.student())),
        FormOutcome::Again(form) => details_page(&caller, person, query.student(), form, None).await,
    }
}

async fn details_page(
    caller: &Caller,
    person: PersonId,
    student: Option<PersonId>,
    form: FormState,
    done: Option<Done>,
) -> PageResult {
    let details = caller.ask(PersonDetails { person }).await?;
    form.show(&caller.visit, &details, |visit, details, typed, again| {
        person::details::page(visit, details, student, typed, again, done)
    })
}

// The wishes of a parent or supporter. Nobody else has them at this address.

fn who_wishes(caller: &Caller) -> Result<PersonId, ProblemPage> {
    let me = caller.visit.me().filter(|_| matches!(caller.visit.role(), Some(Role::Parent | Role::Supporter)));
    me.ok_or_else(|| answer::not_for_role(&caller.visit))
}

async fn wishes(caller: Caller) -> PageResult {
    wishes_page(&caller, who_wishes(&caller)?, FormState::default()).await
}

async fn set_wishes(caller: Caller, Fields(typed): Fields) -> PageResult {
    let me = who_wishes(&caller)?;
    match caller.send(&typed, person::wishes::parse(me, &typed), DoneAtHome::WishesSet).await? {
        FormOutcome::Done(done) => {
            // From now on their pages are as they wish, also where another language was chosen before.
            caller.web.reader_cards().forget(caller.session());
            let language = [(header::SET_COOKIE, cookies::clear_language(&caller.web))];
            Ok((language, see(addresses::home_done().what(done))).into_response())
        }
        FormOutcome::Again(form) => wishes_page(&caller, me, form).await,
    }
}

async fn wishes_page(caller: &Caller, person: PersonId, form: FormState) -> PageResult {
    form.show(&caller.visit, &caller.ask(PersonDetails { person }).await?, person::wishes::page)
}

// Who supports a student.

/// What was done: named, ended, let in, turned away.
const DONE: [Done; 4] = [Done::SupporterNamed, Done::SupportEnded, Done::SupporterAdmitted, Done::SupporterRefused];
const DONE_AT_HOME: [DoneAtHome; 4] =
    [DoneAtHome::SupporterNamed, DoneAtHome::SupportEnded, DoneAtHome::SupporterAdmitted, DoneAtHome::SupporterRefused];

async fn supporters(caller: Caller, PathIds(student): PathIds<PersonId>) -> PageResult {
    supporters_page(&caller, student, FormState::default()).await
}

async fn change_supporters(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    match change(&caller, student, &typed, DONE).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => supporters_page(&caller, student, form).await,
    }
}

async fn supporters_at_home(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    supporters_page(&caller, caller.child(&query).await?, FormState::default()).await
}

async fn change_supporters_at_home(caller: Caller, Query(query): Query<PageQuery>, Fields(typed): Fields) -> PageResult {
    let child = caller.child(&query).await?;
    match change(&caller, child, &typed, DONE_AT_HOME).await? {
        FormOutcome::Done(done) => see(addresses::home_done().what(done).of_child(child)),
        FormOutcome::Again(form) => supporters_page(&caller, child, form).await,
    }
}

async fn own_supporters(caller: Caller) -> PageResult {
    supporters_page(&caller, caller.me()?, FormState::default()).await
}

async fn change_own_supporters(caller: Caller, Fields(typed): Fields) -> PageResult {
    let me = caller.me()?;
    match change(&caller, me, &typed, DONE_AT_HOME).await? {
        FormOutcome::Done(done) => see(addresses::own_done().what(done)),
        FormOutcome::Again(form) => supporters_page(&caller, me, form).await,
    }
}

// The same for a school admin, who only decides.

async fn admissions(caller: Caller, Query(query): Query<PageQuery>) -> PageResult {
    page(person::waiting::page(&caller.visit, &caller.ask(WaitingSupporters).await?, query.done()))
}

async fn admission(caller: Caller, PathIds(student): PathIds<PersonId>) -> PageResult {
    admission_page(&caller, student, FormState::default()).await
}

async fn change_admission(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    match change(&caller, student, &typed, DONE).await? {
        FormOutcome::Done(done) => see(addresses::admissions().done(done)),
        FormOutcome::Again(form) => admission_page(&caller, student, form).await,
    }
}

async fn admission_page(caller: &Caller, student: PersonId, form: FormState) -> PageResult {
    form.show(&caller.visit, &caller.ask(Admissions { student }).await?, person::supporter::page)
}

/// Names a supporter, ends their support, lets them in or turns them away.
async fn change<D>(
    caller: &Caller,
    student: PersonId,
    typed: &Typed,
    [named, ended, admitted, refused]: [D; 4],
) -> Result<FormOutcome<D>, ProblemPage> {
    match person::supporter::parse(student, typed) {
        Ok(SupporterCommand::Admit(command)) => caller.carry_out(typed, command, admitted).await,
        Ok(SupporterCommand::Refuse(command)) => caller.carry_out(typed, command, refused).await,
        Ok(SupporterCommand::Name(command)) => caller.carry_out(typed, command, named).await,
        Ok(SupporterCommand::End(command)) => caller.carry_out(typed, command, ended).await,
        Err(errors) => Ok(caller.wrong(typed, errors)),
    }
}

async fn supporters_page(caller: &Caller, student: PersonId, form: FormState) -> PageResult {
    form.show(&caller.visit, &caller.ask(Supporters { student }).await?, person::supporter::page)
}
