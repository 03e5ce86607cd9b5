//! Somebody who is signed in: what a page's handler asks for, and through whom it asks and acts.

use super::{
    Web,
    answer::{self, ProblemPage},
    reader_cards::ReaderCard,
    visitor::Visitor,
};
use app::{Answered, OwnPage, Problem, Question, questions::OwnProfile};
use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::NaiveDate;
use domain::{
    actor::Role,
    grammar::Command,
    ids::{CommandId, PersonId},
    policy::Principal,
    values::PersonName,
};
use frontend::{
    addresses::{PageQuery, route},
    parts::Typed,
    say,
    screens::visit::{Reader, Visit},
    shell::Elsewhere,
    wording::Audience,
};
use store::{ActiveSession, Membership, SessionHash};
use uuid::Uuid;

/// As a parameter it means: somebody is signed in, else the visitor goes to the first page.
pub struct Caller {
    pub web: Web,
    pub signed_in: ActiveSession,
    /// What their pages know of them.
    pub visit: Visit,
    /// Whether they opened this page by hand, or sent a form.
    is_opened: bool,
    /// What they typed, when they sent a form.
    typed: Typed,
}

impl FromRequestParts<Web> for Caller {
    type Rejection = ProblemPage;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Caller, ProblemPage> {
        let mut visitor = Visitor::from_request_parts(parts, web).await?;
        let signed_in = visitor.signed_in.take().ok_or_else(|| answer::redirect(route::start))?;
        let visit = visit_of(&visitor, &signed_in).await?;
        Ok(Caller { web: visitor.web, signed_in, visit, is_opened: visitor.is_opened, typed: visitor.typed })
    }
}

impl Caller {
    pub fn principal(&self) -> &Principal {
        &self.signed_in.principal
    }

    pub fn session(&self) -> SessionHash {
        self.signed_in.session
    }

    /// The page for a problem that this reader met, with what they typed.
    pub fn problem(&self, found: Problem) -> ProblemPage {
        answer::problem_after(&self.visit, found, &self.typed)
    }

    /// Answers a question as it is now.
    pub async fn ask<Q: Question>(&self, question: Q) -> Result<Q::Answer, ProblemPage> {
        Ok(self.ask_now(question).await?.answer)
    }

    /// The same, with the day that the answer is about.
    pub async fn ask_now<Q: Question>(&self, question: Q) -> Result<Answered<Q::Answer>, ProblemPage> {
        self.ask_as_of(question, None).await
    }

    /// Answers a question as it was at the end of the day that the address asks for, or as it is now.
    pub async fn ask_then<Q: Question>(&self, question: Q) -> Result<Answered<Q::Answer>, ProblemPage> {
        self.ask_as_of(question, self.visit.asked.past()).await
    }

    async fn ask_as_of<Q: Question>(&self, question: Q, day: Option<NaiveDate>) -> Result<Answered<Q::Answer>, ProblemPage> {
        let answered = self.web.app().ask(self.principal(), question, day).await.map_err(|problem| self.problem(problem))?;
        self.visit.is_around(answered.circle.as_ref());
        Ok(answered)
    }

    /// Answers the question that this reader's own page turns out to be; nothing when they have no such page.
    pub async fn ask_own<O: OwnPage>(&self, page: O) -> Result<Option<Answered<<O::Question as Question>::Answer>>, ProblemPage> {
        self.ask_own_as_of(page, None).await
    }

    /// The same on the day that the address asks for.
    pub async fn ask_own_then<O: OwnPage>(
        &self,
        page: O,
    ) -> Result<Option<Answered<<O::Question as Question>::Answer>>, ProblemPage> {
        self.ask_own_as_of(page, self.visit.asked.past()).await
    }

    async fn ask_own_as_of<O: OwnPage>(
        &self,
        page: O,
        day: Option<NaiveDate>,
    ) -> Result<Option<Answered<<O::Question as Question>::Answer>>, ProblemPage> {
        let answered = self.web.app().ask_own(self.principal(), page, day).await.map_err(|problem| self.problem(problem))?;
        self.visit.is_around(answered.as_ref().and_then(|answered| answered.circle.as_ref()));
        Ok(answered)
    }

    pub fn me(&self) -> Result<PersonId, ProblemPage> {
        self.visit.me().ok_or_else(|| self.problem(Problem::NotFound))
    }

    /// Themselves, when this is their role.
    pub fn me_as(&self, is_meant: impl Fn(Role) -> bool) -> Result<PersonId, ProblemPage> {
        let me = self.visit.me().filter(|_| self.visit.role().is_some_and(is_meant));
        me.ok_or_else(|| self.problem(Problem::NotFound))
    }

    /// The child that the address names, or the first of their children.
    pub async fn child(&self, query: &PageQuery) -> Result<PersonId, ProblemPage> {
        if let Some(child) = query.child() {
            return Ok(child);
        }
        let children = self.children().await?;
        children.first().copied().ok_or_else(|| self.problem(Problem::NotFound))
    }

    pub async fn children(&self) -> Result<Vec<PersonId>, ProblemPage> {
        self.web.app().children(self.principal()).await.map_err(|problem| self.problem(problem))
    }

    /// Notes that the reader has opened something, if it was really before them. When that fails the page is shown all the
    /// same: it is noted when it is opened again.
    pub async fn note<C: Command + Send + 'static>(&self, opened: C) {
        if !self.is_opened {
            return;
        }
        if let Err(problem) = self.web.app().carry_out(self.principal(), CommandId(Uuid::new_v4()), opened).await {
            tracing::warn!(command = C::NAME, ?problem, "what was opened was not noted");
        }
    }
}

/// What the pages of somebody who is signed in know of them.
async fn visit_of(visitor: &Visitor, signed_in: &ActiveSession) -> Result<Visit, ProblemPage> {
    let (actor, audience) = (*signed_in.principal.actor(), audience_of(signed_in));
    let mut visit = visitor.visit(audience);
    let card = card_of(visitor, signed_in).await.map_err(|problem| answer::problem_after(&visit, problem, &visitor.typed))?;
    visit.t = visitor.languages.language(audience, card.wishes);
    let is_active = |one: &Membership| Some(one.person) == actor.person() && Some(one.role) == actor.role();
    let school = signed_in.memberships.iter().find(|one| one.school == signed_in.principal.school());
    let elsewhere = signed_in.memberships.iter().filter(|one| !is_active(one)).cloned().map(elsewhere).collect();
    visit.reader = Some(Reader {
        actor,
        name: card.name,
        school: school.map(|school| school.school_name.clone()).unwrap_or_default(),
        elsewhere,
    });
    Ok(visit)
}

fn audience_of(signed_in: &ActiveSession) -> Audience {
    let is_staff = signed_in.principal.actor().role().is_some_and(Role::is_staff);
    if is_staff { Audience::Staff } else { Audience::Home }
}

fn elsewhere(Membership { school, school_name, person, role }: Membership) -> Elsewhere {
    Elsewhere { school, school_name, person, role }
}

async fn card_of(visitor: &Visitor, signed_in: &ActiveSession) -> Result<ReaderCard, Problem> {
    let cards = visitor.web.reader_cards();
    if let Some(card) = cards.get(signed_in.session) {
        return Ok(card);
    }
    let actor = signed_in.principal.actor();
    let Some(person) = actor.person() else { return Ok(ReaderCard::default()) };
    if actor.role() == Some(Role::Auditor) {
        // No envelope opens for an auditor, so the role stands where a name would.
        let name = say!(visitor.languages.language(Audience::Staff, None), "role-auditor");
        return Ok(ReaderCard { name, wishes: None });
    }
    let found = visitor.web.app().ask(&signed_in.principal, OwnProfile { person }, None).await?.answer;
    let name = found.as_ref().and_then(|own| own.name.as_ref()?.value()).map(PersonName::full).unwrap_or_default();
    let card = ReaderCard { name, wishes: found.and_then(|own| own.wishes?.value().copied()) };
    cards.keep(signed_in.session, card.clone());
    Ok(card)
}

/// The page for an address that is not ours.
pub async fn not_found(visitor: Visitor) -> ProblemPage {
    let visit = match &visitor.signed_in {
        Some(signed_in) => visit_of(&visitor, signed_in).await,
        None => Ok(visitor.visit(Audience::Home)),
    };
    visit.map_or_else(|problem| problem, |visit| answer::problem(&visit, Problem::NotFound))
}
