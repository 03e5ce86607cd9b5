//! Every form goes the same way: read it, carry it out, and go on; or show it again with all that was typed.

use super::{
    answer::{self, PageResult, ProblemPage},
    caller::Caller,
};
use app::Problem;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use domain::{
    grammar::{Command, Refusal, Remedy},
    ids::CommandId,
};
use frontend::{
    parts::Typed,
    screens::{
        form::{Again, Errors, command_id},
        visit::Visit,
    },
};
use std::convert::Infallible;
use uuid::Uuid;

/// A form's fields as they were typed, in their order. They were taken in before any handler began (`limits.rs`).
pub struct Fields(pub Typed);

impl<S: Send + Sync> FromRequestParts<S> for Fields {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Fields, Infallible> {
        Ok(Fields(parts.extensions.get::<Typed>().cloned().unwrap_or_default()))
    }
}

/// How a form is shown: as it begins, or again and why.
#[derive(Default)]
pub struct FormState {
    status: StatusCode,
    /// As typed, with what is wrong beside its fields.
    typed: Typed,
    again: Option<Again>,
}

impl FormState {
    /// A form as it begins.
    pub fn begun(typed: Typed) -> FormState {
        FormState { typed, ..FormState::default() }
    }

    pub fn wrong(visit: &Visit, typed: &Typed, errors: Errors) -> FormState {
        FormState { status: StatusCode::UNPROCESSABLE_ENTITY, typed: errors.render(visit.t, typed.clone()), again: None }
    }

    pub fn conflict(typed: &Typed, again: Again) -> FormState {
        FormState { status: StatusCode::CONFLICT, typed: typed.clone(), again: Some(again) }
    }

    /// The form on its screen, over what the page knows by now.
    pub fn show<P>(
        self,
        visit: &Visit,
        page: &P,
        screen: impl FnOnce(&Visit, &P, &Typed, Option<Again>) -> String,
    ) -> PageResult {
        answer::form(self.status, screen(visit, page, &self.typed, self.again))
    }
}

/// What came of a form.
pub enum FormOutcome<D> {
    /// It was carried out; `D` names what was done.
    Done(D),
    Again(FormState),
}

impl Caller {
    /// Carries out what a form asks for, if it was read well.
    pub async fn send<C, D>(&self, typed: &Typed, read: Result<C, Errors>, done: D) -> Result<FormOutcome<D>, ProblemPage>
    where
        C: Command + Send + 'static,
    {
        match read {
            Ok(command) => self.carry_out(typed, command, done).await,
            Err(errors) => Ok(self.wrong(typed, errors)),
        }
    }

    /// Carries out a command of a form that was read well.
    pub async fn carry_out<C, D>(&self, typed: &Typed, command: C, done: D) -> Result<FormOutcome<D>, ProblemPage>
    where
        C: Command + Send + 'static,
    {
        let Some(id) = command_id(typed) else { return Ok(self.incomplete(typed)) };
        match self.web.app().carry_out(self.principal(), id, command).await {
            Ok(_) => Ok(FormOutcome::Done(done)),
            Err(problem) => self.came_back(typed, problem),
        }
    }

    /// Carries out the commands of one form, each about something of its own. What `is_done` says was done just before by
    /// somebody else, is passed over.
    pub async fn carry_out_each<C, D>(
        &self,
        typed: &Typed,
        commands: Vec<C>,
        about: fn(&C) -> Uuid,
        is_done: fn(Refusal) -> bool,
        done: D,
    ) -> Result<FormOutcome<D>, ProblemPage>
    where
        C: Command + Send + 'static,
    {
        let Some(form) = command_id(typed) else { return Ok(self.incomplete(typed)) };
        for command in commands {
            // The form's id mixed with that of what each is about, so that the form sent twice repeats each of them.
            let id = CommandId(Uuid::from_u128(form.0.as_u128() ^ about(&command).as_u128()));
            match self.web.app().carry_out(self.principal(), id, command).await {
                Err(Problem::Refused(refusal)) if is_done(refusal) => {}
                Ok(_) => {}
                Err(problem) => return self.came_back(typed, problem),
            }
        }
        Ok(FormOutcome::Done(done))
    }

    pub fn wrong<D>(&self, typed: &Typed, errors: Errors) -> FormOutcome<D> {
        FormOutcome::Again(FormState::wrong(&self.visit, typed, errors))
    }

    /// A form without the id under which it is carried out. It goes back, and brings one along the next time.
    pub fn incomplete<D>(&self, typed: &Typed) -> FormOutcome<D> {
        let mut errors = Errors::default();
        errors.add("", "form-incomplete");
        self.wrong(typed, errors)
    }

    /// What comes of a form that was not carried out.
    pub fn came_back<D>(&self, typed: &Typed, problem: Problem) -> Result<FormOutcome<D>, ProblemPage> {
        let form = match problem {
            Problem::Refused(refusal) => match refusal.remedy {
                Remedy::LookAgain => FormState::conflict(typed, Again::Stale),
                Remedy::Correct => FormState::wrong(&self.visit, typed, refusal.into()),
            },
            Problem::Stale => FormState::conflict(typed, Again::Stale),
            Problem::ReusedForm => FormState::conflict(typed, Again::Reused),
            problem => return Err(self.problem(problem)),
        };
        Ok(FormOutcome::Again(form))
    }
}
