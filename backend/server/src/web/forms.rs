//! Every form goes the same way: read it, carry it out, and go on; or show it again with all that was typed.

use super::{Web, answer, visitor::SignedIn};
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
    screens::{Again, Errors, Visit, command_id},
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

/// Why a form is shown again.
pub struct ShowAgain {
    pub status: StatusCode,
    /// As typed, with what is wrong beside its fields.
    pub typed: Typed,
    pub again: Option<Again>,
}

/// What came of a form.
pub enum Sent {
    Done,
    ShowAgain(ShowAgain),
    Answered(Response),
}

/// Carries out what a form asks for.
pub async fn send<C>(web: &Web, signed_in: &SignedIn, visit: &Visit, typed: &Typed, read: Result<C, Errors>) -> Sent
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    let command = match read {
        Ok(command) => command,
        Err(errors) => return wrong(visit, typed, errors),
    };
    let Some(id) = command_id(typed) else {
        let mut errors = Errors::default();
        errors.add("", "form-incomplete");
        return wrong(visit, typed, errors);
    };
    carry_out(web, signed_in, visit, typed, id, command).await
}

/// Carries out one command of a form that asks for several; each has an id of its own.
pub async fn carry_out<C>(web: &Web, signed_in: &SignedIn, visit: &Visit, typed: &Typed, id: CommandId, command: C) -> Sent
where
    C: Command + Send + 'static,
    C::Story: Send,
{
    match web.app().carry_out(&signed_in.entered, id, command).await {
        Ok(_) => Sent::Done,
        Err(problem) => came_back(visit, typed, problem),
    }
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

fn conflict(typed: &Typed, again: Again) -> Sent {
    Sent::ShowAgain(ShowAgain { status: StatusCode::CONFLICT, typed: typed.clone(), again: Some(again) })
}
