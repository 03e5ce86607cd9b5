//! The pages of mentors, career leads and school admins.

use super::{
    Web, answer,
    visitor::{Caller, Id},
};
use app::{
    Answered, Problem, Question,
    questions::{ClassList, OfMyClass, SchoolOverview, StudentTimeline, TimelineCursor},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use chrono::NaiveDate;
use domain::{
    actor::Role,
    ids::{ClassId, PersonId},
    time::day_in_address,
};
use frontend::screens::{
    class::my_class as class_screen,
    person::student as student_screen,
    school::classes as school_screen,
    visit::{Visit, before_of},
};
use serde::Deserialize;

/// What an address may ask of a page besides itself. What makes no sense is as if it were not there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    op: String,
    voor: String,
    klas: String,
    pub gedaan: Option<String>,
}

impl Asked {
    /// The day that the page is about.
    pub fn day(&self) -> Option<NaiveDate> {
        day_in_address(&self.op)
    }
    /// The class that the page is about.
    pub fn class(&self) -> Option<ClassId> {
        self.klas.parse().ok()
    }
    /// Where the page of a timeline begins.
    pub fn before(&self) -> Option<TimelineCursor> {
        before_of(&self.voor)
    }
}

pub async fn my_class(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match ask_class(&web, &caller, &asked, |class| ClassList { class }).await {
        Ok(Some(answered)) => answer::ok(visit, class_screen::page(visit, &answered, asked.gedaan.as_deref())),
        // A career lead has no class of their own and comes from the school's list.
        Ok(None) if visit.role() == Some(Role::CareerLead) => answer::see("/school"),
        Ok(None) => without_class(visit),
        Err(problem) => answer::problem(visit, problem),
    }
}

/// Asks about the class that the address names, or else about the mentor's own.
pub async fn ask_class<Q: Question>(
    web: &Web,
    caller: &Caller,
    asked: &Asked,
    question: fn(ClassId) -> Q,
) -> Result<Option<Answered<Q::Answer>>, Problem> {
    match asked.class() {
        Some(class) => web.app().ask(caller.principal(), question(class), asked.day()).await.map(Some),
        None => web.app().ask_own(caller.principal(), OfMyClass(question), asked.day()).await,
    }
}

/// For whoever has no class: a mentor may get one.
pub fn without_class(visit: &Visit) -> Response {
    match visit.role() {
        Some(Role::Mentor) => answer::ok(visit, class_screen::without_class(visit)),
        _ => answer::not_theirs(visit),
    }
}

pub async fn student(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(asked): Query<Asked>) -> Response {
    let (visit, before) = (&caller.visit, asked.before());
    match web.app().ask(caller.principal(), StudentTimeline { student, before }, asked.day()).await {
        Ok(answered) => answer::ok(visit, student_screen::page(visit, &answered, before, asked.gedaan.as_deref())),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn school(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.principal(), SchoolOverview, asked.day()).await {
        Ok(answered) => answer::ok(visit, school_screen::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}
