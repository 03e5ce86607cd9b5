//! The read path, top to bottom: policy, find, answer. The same question with or without a day: the past is a parameter.

use crate::{App, Problem, calendar};
use chrono::NaiveDate;
use domain::{
    ids::Position,
    policy::{About, Circle, DeedType, Pass, Principal, Relations, Viewer, permit},
    time::Now,
};
use std::future::Future;
use store::{Ahead, PageReader, PageTransaction, detached};

/// Something a screen asks. One question per screen; the answer has the screen's shape and only what this reader may see.
pub trait Question: Send + 'static {
    /// What the policy is asked; the pass for it is the one that `find` reads with.
    type Deed: DeedType;
    /// What the screen shows.
    type Answer: Send + 'static;
    /// The screen's name in the access log.
    const SCREEN: &'static str;

    /// Whom or what it concerns, for the policy.
    fn about(&self) -> About;
    /// The rows that `find` will read in any case, as far as the relations name them. They are fetched in one round trip, for
    /// speed only: what is not named here is read when `find` asks for it.
    fn ahead(&self, _asking: &Asking) -> Ahead {
        Ahead::default()
    }
    /// Reads what the answer needs, and makes the answer.
    ///
    /// # Errors
    ///
    /// `Problem::NotFound` when there is no such thing for this reader, and what reading meets.
    fn find(
        self,
        reader: &mut PageReader<Self::Deed>,
        asking: &Asking,
    ) -> impl Future<Output = Result<Self::Answer, Problem>> + Send;
}

/// A page that the address leaves open: who asks decides which question it is.
pub trait OwnPage: Send + 'static {
    /// The question that it turns out to be.
    type Question: Question;

    /// None when nothing is theirs to ask about. `today` also when the page will show the past.
    fn choose(
        self,
        principal: &Principal,
        today: NaiveDate,
        tx: &mut PageTransaction,
    ) -> impl Future<Output = Result<Option<Self::Question>, Problem>> + Send;
}

/// Who asks, and as of when.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who asks.
    pub principal: Principal,
    /// Ties of today, also when the page shows the past: the past moves the content, never the rights.
    pub relations: Relations,
    /// The day the answer is about: today, or the day asked for.
    pub today: NaiveDate,
    /// The real moment, also when the page shows the past.
    pub now: Now,
}

impl Asking {
    /// Is the answer about a day that is over?
    pub fn is_past(&self) -> bool {
        self.today < self.now.today
    }

    /// Who reads, for the policy: today's rights at the real moment.
    pub fn viewer(&self) -> Viewer {
        Viewer::new(&self.principal, &self.relations, &self.now)
    }

    /// Those around whom it is about, by the ties of today.
    pub(crate) fn circle(&self, about: About) -> Option<Circle> {
        match about {
            About::Student(student) => self.relations.student(student).map(|card| Circle::around(card, &self.viewer())),
            About::Person(_) => Some(Circle::at_school(&self.viewer())),
            About::Class(_) | About::School => None,
        }
    }
}

/// An answer with the moment it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered<A> {
    /// What the screen shows.
    pub answer: A,
    /// The day that it is about.
    pub today: NaiveDate,
    /// Set when that day is over.
    pub past: Option<Past>,
    /// Who may read what a form of the page writes; none on a page about a class or the school.
    pub circle: Option<Circle>,
}

/// The page shows the school's log as it stood at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day that was asked for.
    pub day: NaiveDate,
    /// The last position of that day: what came later is left out.
    pub position: Position,
    /// The end of the log now.
    pub head: Position,
}

impl App {
    /// Answers a question, as it is now or as it was at the end of `as_of`. A day that is not over yet is now.
    ///
    /// # Errors
    ///
    /// `Problem::NotFound` and `NotAllowed` as the policy says, and what the question itself meets.
    pub async fn ask<Q: Question>(
        &self,
        principal: &Principal,
        question: Q,
        as_of: Option<NaiveDate>,
    ) -> Result<Answered<Q::Answer>, Problem> {
        let (app, principal) = (self.clone(), *principal);
        detached(async move { app.find(&principal, question, as_of).await }).await
    }

    /// Answers the question that somebody's page turns out to be, chosen in the transaction that answers it.
    pub async fn ask_own<O: OwnPage>(
        &self,
        principal: &Principal,
        page: O,
        as_of: Option<NaiveDate>,
    ) -> Result<Option<Answered<<O::Question as Question>::Answer>>, Problem> {
        let (app, principal) = (self.clone(), *principal);
        detached(async move { app.choose(&principal, page, as_of).await }).await
    }

    async fn choose<O: OwnPage>(
        &self,
        principal: &Principal,
        page: O,
        as_of: Option<NaiveDate>,
    ) -> Result<Option<Answered<<O::Question as Question>::Answer>>, Problem> {
        let Some(me) = principal.actor().person() else { return Ok(None) };
        let mut tx = self.store.begin_page(principal, About::Person(me)).await?;
        match page.choose(principal, self.now().today, &mut tx).await? {
            Some(question) => self.answer(principal, question, as_of, tx).await.map(Some),
            None => {
                tx.rollback().await?;
                Ok(None)
            }
        }
    }

    async fn find<Q: Question>(
        &self,
        principal: &Principal,
        question: Q,
        as_of: Option<NaiveDate>,
    ) -> Result<Answered<Q::Answer>, Problem> {
        let tx = self.store.begin_page(principal, question.about()).await?;
        self.answer(principal, question, as_of, tx).await
    }

    async fn answer<Q: Question>(
        &self,
        principal: &Principal,
        question: Q,
        as_of: Option<NaiveDate>,
        mut tx: PageTransaction,
    ) -> Result<Answered<Q::Answer>, Problem> {
        let about = question.about();
        let relations = tx.relations(principal, about).await?;
        let now = self.now();
        let day = as_of.filter(|day| *day < now.today);
        let asking = Asking { principal: *principal, relations, today: day.unwrap_or(now.today), now };
        let pass: Pass<Q::Deed> = match permit(principal, &asking.relations, about) {
            Ok(pass) => pass,
            Err(denied) => {
                tx.rollback().await?;
                return Err(denied.into());
            }
        };
        let ahead = question.ahead(&asking);
        let mut reader = tx.open(&pass, Q::SCREEN, day.map(calendar::end_of), ahead).await?;
        let past = day.map(|day| Past { day, position: reader.position(), head: reader.head() });
        if past.is_some_and(|past| past.position == Position::default()) {
            // Nothing was read, so nothing is noted: the reader rolls back.
            return Err(Problem::BeforeSchool);
        }
        let answer = question.find(&mut reader, &asking).await?;
        reader.finish().await?;
        Ok(Answered { answer, today: asking.today, past, circle: asking.circle(about) })
    }
}
