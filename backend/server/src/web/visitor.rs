//! Anybody who asks for a page, signed in or not, with what their browser says of itself.

use super::{
    Web,
    answer::{self, ProblemPage},
    cookies, form_token,
    languages::Languages,
    looks,
    sessions::SessionEnd,
};
use app::Problem;
use axum::{
    extract::{FromRequestParts, Query},
    http::{HeaderMap, request::Parts},
};
use chrono::{NaiveDate, Utc};
use domain::actor::Actor;
use frontend::{
    addresses::{DayAsked, PageQuery, route},
    parts::Typed,
    screens::visit::Visit,
    wording::Audience,
};
use store::ActiveSession;
use uuid::Uuid;

pub struct Visitor {
    pub web: Web,
    /// Somebody with a role at a school.
    pub signed_in: Option<ActiveSession>,
    pub languages: Languages,
    /// Path and query, to come back to.
    pub path: String,
    /// What was typed in the form that is asked, if it is one: whatever goes wrong, it is shown again.
    pub typed: Typed,
    /// What the forms of the answer carry.
    form_token: Option<String>,
    /// Whether somebody opened this by hand, so that what it shows was before them.
    pub is_opened: bool,
}

impl Visitor {
    /// What the pages before signing in know.
    pub fn visit(&self, audience: Audience) -> Visit {
        Visit { form_token: self.form_token.clone(), ..anonymous_visit(&self.web, &self.languages, audience, &self.path) }
    }

    /// The page for a problem on the way in or out.
    pub fn problem(&self, found: Problem) -> ProblemPage {
        answer::problem_after(&self.visit(Audience::Home), found, &self.typed)
    }

    /// As if the first page had been asked for: an address that takes forms alone is no page to come back to.
    pub fn at_start(self) -> Visitor {
        Visitor { path: route::start.to_owned(), ..self }
    }
}

/// For an answer that is given before any handler is asked, or after one gave none.
pub fn visit_without_handler(web: &Web, headers: &HeaderMap, path: &str) -> Visit {
    let visit = anonymous_visit(web, &Languages::of(headers), Audience::Home, path);
    Visit { form_token: cookies::session(web, headers).as_ref().and_then(form_token::fresh), ..visit }
}

fn anonymous_visit(web: &Web, languages: &Languages, audience: Audience, path: &str) -> Visit {
    let now = web.app().now();
    Visit {
        t: languages.language(audience, None),
        assets: web.assets().clone(),
        form_token: None,
        path: path.to_owned(),
        asked: day_asked(path, now.today),
        reader: None,
        circle: Default::default(),
        now,
        waiting: 0,
        fresh: Uuid::new_v4,
    }
}

/// Which day the address asks its page to show.
fn day_asked(path: &str, today: NaiveDate) -> DayAsked {
    let query = path.parse().ok().and_then(|uri| Query::<PageQuery>::try_from_uri(&uri).ok());
    query.map_or(DayAsked::Now, |Query(query)| query.day_asked(today))
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = ProblemPage;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Visitor, ProblemPage> {
        let path = parts.uri.path_and_query().map_or_else(|| route::start.to_owned(), ToString::to_string);
        let is_opened = looks::is_opened_by_hand(&parts.method, &parts.headers);
        let languages = Languages::of(&parts.headers);
        let typed = parts.extensions.get::<Typed>().cloned().unwrap_or_default();
        let mut visitor = Visitor { web: web.clone(), signed_in: None, languages, path, typed, form_token: None, is_opened };
        if let Some(secret) = cookies::session(web, &parts.headers) {
            visitor.form_token = form_token::fresh(&secret);
            let found = web.app().store().session(&secret, Utc::now()).await.map_err(|error| visitor.problem(error.into()))?;
            visitor.signed_in = found.filter(|found| matches!(found.principal.actor(), Actor::Person { .. }));
            if let (None, Some(ended)) = (&visitor.signed_in, parts.extensions.get::<SessionEnd>()) {
                ended.note();
            }
        }
        Ok(visitor)
    }
}
