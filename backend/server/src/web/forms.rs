//! Every form goes the same way: read it, carry it out, and go on; or show it again with all that was typed.

use super::{Web, answer, visitor::Caller};
use app::Problem;
use axum::{
    extract::{Form, FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    grammar::{Command, Refusal},
    ids::CommandId,
};
use frontend::{
    parts::Typed,
    screens::{
        form::{Again, Errors, command_id},
        visit::Visit,
    },
};

/// A form's fields as they were typed, in their order.
pub struct Fields(pub Typed);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Fields, Response> {
        let read: Result<Form<Vec<(String, String)>>, FormRejection> = Form::from_request(request, state).await;
        read.map(|Form(values)| Fields(Typed::new(values))).map_err(IntoResponse::into_response)
    }
}

/// How a form is shown: as it begins, or again and why.
pub struct ShowAgain {
    pub status: StatusCode,
    /// As typed, with what is wrong beside its fields.
    pub typed: Typed,
    pub again: Option<Again>,
}

/// A form as it begins.
pub fn begun(typed: Typed) -> ShowAgain {
    ShowAgain { status: StatusCode::OK, typed, again: None }
}

/// A form over what was asked for it; or, when that could not be had, why not.
pub fn form_over<P>(
    visit: &Visit,
    asked: Result<P, Problem>,
    ShowAgain { status, typed, again }: ShowAgain,
    screen: impl FnOnce(&Visit, &P, &Typed, Option<Again>) -> String,
) -> Response {
    match asked {
        Ok(page) => answer::form(status, visit, screen(visit, &page, &typed, again)),
        Err(problem) => answer::problem(visit, problem),
    }
}

/// What came of a form.
pub enum Sent {
    Done,
    ShowAgain(ShowAgain),
    Answered(Response),
}

/// Carries out what a form asks for.
pub async fn send<C>(web: &Web, caller: &Caller, typed: &Typed, read: Result<C, Errors>) -> Sent
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    match read {
        Ok(command) => carry_out(web, caller, typed, command).await,
        Err(errors) => wrong(&caller.visit, typed, errors),
    }
}

/// Carries out a command of a form that was read well.
pub async fn carry_out<C>(web: &Web, caller: &Caller, typed: &Typed, command: C) -> Sent
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    let id = match form_id(typed) {
        Ok(id) => id,
        Err(errors) => return wrong(&caller.visit, typed, errors),
    };
    match web.app().carry_out(caller.principal(), id, command).await {
        Ok(_) => Sent::Done,
        Err(problem) => came_back(&caller.visit, typed, problem),
    }
}

/// The id under which a form is carried out. A form without one goes back, and brings one along the next time.
pub fn form_id(typed: &Typed) -> Result<CommandId, Errors> {
    command_id(typed).ok_or_else(|| {
        let mut errors = Errors::default();
        errors.add("", "form-incomplete");
        errors
    })
}

/// What comes of a form that was not carried out.
pub fn came_back(visit: &Visit, typed: &Typed, problem: Problem) -> Sent {
    match problem {
        Problem::Refused(refusal) if was_overtaken(refusal) => conflict(typed, Again::Stale),
        Problem::Refused(refusal) => wrong(visit, typed, refusal.into()),
        Problem::Stale => conflict(typed, Again::Stale),
        Problem::ReusedForm => conflict(typed, Again::Reused),
        problem => Sent::Answered(answer::problem_with(visit, problem, typed)),
    }
}

/// Refused because somebody told it anew since the form was made: each story ends that refusal's code the same way.
fn was_overtaken(refusal: Refusal) -> bool {
    refusal.code.ends_with("-changed-meanwhile")
}

pub fn wrong(visit: &Visit, typed: &Typed, errors: Errors) -> Sent {
    let typed = errors.told(visit.t, typed.clone());
    Sent::ShowAgain(ShowAgain { status: StatusCode::UNPROCESSABLE_ENTITY, typed, again: None })
}

pub fn conflict(typed: &Typed, again: Again) -> Sent {
    Sent::ShowAgain(ShowAgain { status: StatusCode::CONFLICT, typed: typed.clone(), again: Some(again) })
}
