//! The pages of mentors, career leads and school admins.

use super::{
    Web, answer,
    visitor::{Caller, Id},
};
use app::{
    Problem,
    questions::{Before, ClassList, SchoolOverview, StudentTimeline},
};
use axum::{
    extract::{Query, State},
    response::Response,
};
use chrono::NaiveDate;
use domain::{
    actor::Role,
    ids::{ClassId, PersonId},
    policy::{About, Entered},
    time::{SchoolYear, day_in_address},
};
use frontend::screens::{before_of, my_class as class_screen, school as school_screen, student as student_screen};
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
    pub fn before(&self) -> Option<Before> {
        before_of(&self.voor)
    }
}

pub async fn my_class(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    let class = match class_of(&web, &caller, &asked).await {
        Ok(Some(class)) => class,
        // A career lead has no class of their own and comes from the school's list.
        Ok(None) if visit.role() == Some(Role::CareerLead) => return answer::see("/school"),
        Ok(None) if visit.role() == Some(Role::Mentor) => return answer::ok(visit, class_screen::without_class(visit)),
        Ok(None) => return answer::not_theirs(visit),
        Err(problem) => return answer::problem(visit, problem),
    };
    match web.app().ask(caller.entered(), ClassList { class }, asked.day()).await {
        Ok(answered) => answer::ok(visit, class_screen::page(visit, &answered, asked.gedaan.as_deref())),
        Err(problem) => answer::problem(visit, problem),
    }
}

/// The class that the address names, or else the mentor's own.
pub async fn class_of(web: &Web, caller: &Caller, asked: &Asked) -> Result<Option<ClassId>, Problem> {
    match asked.class() {
        Some(class) => Ok(Some(class)),
        None => first_class(web, caller.entered()).await,
    }
}

/// The mentor's class of this school year; the last one they were given, when they have several.
async fn first_class(web: &Web, entered: &Entered) -> Result<Option<ClassId>, Problem> {
    let store = web.app().store();
    let mine = store.own_row(entered).await?.map(|row| row.mentor_of).unwrap_or_default();
    if mine.len() < 2 {
        return Ok(mine.first().copied());
    }
    let year = SchoolYear::of(web.app().now().today);
    for class in mine.iter().rev() {
        let (relations, doorstep) = store.relations_to_read(entered, About::Class(*class)).await?;
        doorstep.leave().await?;
        if relations.class(*class).is_some_and(|row| row.school_year == year) {
            return Ok(Some(*class));
        }
    }
    Ok(mine.last().copied())
}

pub async fn student(State(web): State<Web>, caller: Caller, Id(student): Id<PersonId>, Query(asked): Query<Asked>) -> Response {
    let (visit, before) = (&caller.visit, asked.before());
    match web.app().ask(caller.entered(), StudentTimeline { student, before }, asked.day()).await {
        Ok(answered) => answer::ok(visit, student_screen::page(visit, &answered, before, asked.gedaan.as_deref())),
        Err(problem) => answer::problem(visit, problem),
    }
}

pub async fn school(State(web): State<Web>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    let visit = &caller.visit;
    match web.app().ask(caller.entered(), SchoolOverview, asked.day()).await {
        Ok(answered) => answer::ok(visit, school_screen::page(visit, &answered)),
        Err(problem) => answer::problem(visit, problem),
    }
}
