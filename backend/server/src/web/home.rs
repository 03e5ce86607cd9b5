//! The pages of parents, supporters and students.

use super::{Web, answer, messages, staff::Asked, visitor::Caller};
use app::{
    Problem,
    questions::{HomeOf, HomePart, OwnLine, ToDo},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{
    actor::Role,
    grammar::Command,
    ids::{CommandId, PersonId},
    line::CareerQuestion,
    person::student::OpenEntries,
};
use frontend::screens::{
    coded::Coded,
    home::{child as home_screen, done},
    line::own as line_screen,
};
use serde::Deserialize;
use uuid::Uuid;

/// Which child a page is about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Child {
    kind: String,
}

impl Child {
    pub fn id(&self) -> Option<PersonId> {
        self.kind.parse().ok()
    }
}

/// The child that the address names, or the only one there is.
pub async fn child_of(web: &Web, caller: &Caller, child: &Child) -> Result<PersonId, Problem> {
    if let Some(child) = child.id() {
        return Ok(child);
    }
    web.app().children(caller.principal()).await?.first().copied().ok_or(Problem::NotFound)
}

/// Notes that the reader has something before them. Whatever comes of it the page stands: what could not be noted now is
/// noted when it is opened again.
pub async fn note<C>(web: &Web, caller: &Caller, opened: C)
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    if let Err(problem) = web.app().carry_out(caller.principal(), CommandId(Uuid::new_v4()), opened).await {
        tracing::warn!(command = C::NAME, ?problem, "what was opened was not noted");
    }
}

pub async fn home(State(web): State<Web>, caller: Caller, Query(child): Query<Child>, Query(asked): Query<Asked>) -> Response {
    home_page(&web, &caller, &child, None, &asked).await
}

/// Only the messages, the assignments or the agreements.
pub async fn part_messages(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Query(asked): Query<Asked>,
) -> Response {
    home_page(&web, &caller, &child, Some(HomePart::Messages), &asked).await
}

pub async fn assignments(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Query(asked): Query<Asked>,
) -> Response {
    home_page(&web, &caller, &child, Some(HomePart::Assignments), &asked).await
}

pub async fn agreements(
    State(web): State<Web>,
    caller: Caller,
    Query(child): Query<Child>,
    Query(asked): Query<Asked>,
) -> Response {
    home_page(&web, &caller, &child, Some(HomePart::Agreements), &asked).await
}

async fn home_page(web: &Web, caller: &Caller, child: &Child, part: Option<HomePart>, asked: &Asked) -> Response {
    let (visit, before) = (&caller.visit, asked.before());
    match web.app().ask_own(caller.principal(), HomeOf { child: child.id(), part, before }, None).await {
        Ok(Some(answered)) => {
            // What is shown whole has arrived: on the line, and as the one thing to do now.
            let page = &answered.answer;
            let card = page.to_do.first().and_then(ToDo::message);
            messages::deliver(web, caller, page.child, page.timeline.entries.iter().chain(card)).await;
            answer::ok(visit, home_screen::page(visit, &answered, before))
        }
        Ok(None) => match visit.role() {
            Some(Role::Parent | Role::Supporter) => answer::ok(visit, home_screen::without_child(visit)),
            _ => answer::problem(visit, Problem::NotFound),
        },
        Err(problem) => answer::problem(visit, problem),
    }
}

/// Which of the five questions the line is about, as `?vraag=` names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AboutQuestion {
    vraag: String,
}

pub async fn own_line(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(about): Query<AboutQuestion>,
) -> Response {
    let visit = &caller.visit;
    let Some(student) = visit.me() else { return answer::problem(visit, Problem::NotFound) };
    let before = asked.before();
    match web.app().ask(caller.principal(), OwnLine { student, asked: CareerQuestion::parse(&about.vraag), before }, None).await {
        Ok(answered) => {
            // Home need not wait any longer for what the student has before them. The same page twice is one opening, for it is
            // decided on what was opened before.
            let news = &answered.answer.news;
            if !news.is_empty() {
                note(&web, &caller, OpenEntries { student, entries: news.clone() }).await;
            }
            answer::ok(visit, line_screen::page(visit, &answered, before, asked.gedaan.as_deref()))
        }
        Err(problem) => answer::problem(visit, problem),
    }
}

/// What was done, as `?wat=` names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct What {
    wat: String,
}

/// After an action at home: a whole page that says it worked, and who will read it.
pub async fn done(caller: Caller, Query(what): Query<What>, Query(child): Query<Child>) -> Response {
    match done::Done::parse(caller.visit.role(), &what.wat) {
        Some(what) => answer::ok(&caller.visit, done::page(&caller.visit, what, child.id())),
        None => answer::problem(&caller.visit, Problem::NotFound),
    }
}
