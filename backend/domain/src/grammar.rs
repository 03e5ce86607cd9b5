//! The grammar of every story: what a story, a command, a decision and a refusal are.
//!
//! A **story** is the stream of facts about one thing; a **command** asks; `decide` answers with facts or a **refusal**;
//! `evolve` remembers. Rules live in `decide`; `evolve` never fails and never checks.

#![warn(missing_docs)]

use crate::{
    actor::Actor,
    commands::NamedCommand,
    facts::Fact,
    ids::{Stream, Tag},
    policy::{About, DeedType, Relations},
    time::{Now, Occurred},
};
use serde::Serialize;

/// What is remembered of one thing to decide about it: a fold over its facts.
pub trait Story: Default + Clone + std::fmt::Debug + PartialEq {
    /// Remembers a fact. Facts of other stories pass by unseen.
    fn evolve(self, fact: &Fact) -> Self;
}

/// Something a person, a job or the operator asks for. Its serialised form is what a repeat is recognised by.
pub trait Command: NamedCommand + Serialize + Sync {
    /// What is remembered of the command's stream, to decide on.
    type Story: Story;
    /// What the policy is asked.
    type Deed: DeedType;

    /// The stream to load and to decide on.
    fn stream(&self) -> Stream;
    /// Whom or what it concerns, for the policy.
    fn about(&self) -> About;
    /// Tags that the decision depends on besides its own stream. A fact under one of them that was added since the stream was
    /// loaded makes the decision stale, and it is made again once.
    fn consistency_tags(&self) -> Vec<Tag> {
        Vec::new()
    }
    /// The facts that follow, or why not. No facts: it was so already.
    fn decide(&self, story: &Self::Story, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal>;
}

/// What a decision may know besides its own story.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The moment of the decision.
    pub now: Now,
    /// Who asks.
    pub actor: &'a Actor,
    /// What is known of the person, class or school that the command is about.
    pub relations: &'a Relations,
}

impl Context<'_> {
    /// A fact that became true today, because somebody said so.
    pub fn new_fact(&self, fact: impl Into<Fact>) -> NewFact {
        NewFact::on(Occurred::on(self.now.today), fact)
    }
}

/// A fact with the moment at which it happened in the world, and what its stream must hold before it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFact {
    /// What happened.
    pub fact: Fact,
    /// When that was, as somebody told it.
    pub occurred: Occurred,
    /// What its stream must hold when it is added.
    pub expectation: Expectation,
}

/// What the stream of a new fact must hold, for the decision to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// What was loaded to decide on. Every fact of the command's own stream expects it.
    Decided,
    /// Nothing: the fact begins another stream than the command's.
    First,
    /// Anything: the fact goes on another stream than the command's, and is true whatever that holds.
    Next,
}

impl NewFact {
    /// A fact of the command's own stream that became true at this moment.
    pub fn on(occurred: Occurred, fact: impl Into<Fact>) -> NewFact {
        NewFact { fact: fact.into(), occurred, expectation: Expectation::Decided }
    }
    /// The same fact, as the one that begins its stream when that is not the command's own.
    pub fn first(self) -> NewFact {
        NewFact { expectation: Expectation::First, ..self }
    }
    /// The same fact, after whatever its stream holds when that is not the command's own.
    pub fn next(self) -> NewFact {
        NewFact { expectation: Expectation::Next, ..self }
    }
}

/// Why a command is refused: expected, and told to the person in their language. Made from a story's own refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Names its sentence in the catalogue (`refused-…`). Stable: clients may rely on it.
    pub code: &'static str,
    /// The field of the form that the sentence belongs to, when it is about one.
    pub field: Option<&'static str>,
    /// What the person can do about it.
    pub remedy: Remedy,
}

/// What somebody can do about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Ask for something else: the same form with what is wrong beside it.
    Correct,
    /// Look at how it stands now: somebody changed it since the form was opened.
    LookAgain,
}

/// A story's refusals: the code of each, the field that it is about, and its remedy when that is not to correct the form.
///
/// `refusals! { pub enum ContactRefusal { InFuture = "contact-in-future" at "occurred_on", … } }`
#[macro_export]
macro_rules! refusals {
    ($(#[$doc:meta])* pub enum $name:ident {
        $( $(#[$vdoc:meta])* $variant:ident = $code:literal $(at $field:literal)? $(=> $remedy:ident)? ),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$vdoc])* $variant ),+ }

        impl $name {
            /// Every refusal of this story, for the catalogue's completeness test.
            pub const ALL: &'static [$name] = &[$( $name::$variant ),+];
        }

        impl From<$name> for $crate::grammar::Refusal {
            fn from(refusal: $name) -> $crate::grammar::Refusal {
                match refusal { $( $name::$variant => $crate::grammar::Refusal {
                    code: $code,
                    field: $crate::refusals!(@field $($field)?),
                    remedy: $crate::refusals!(@remedy $($remedy)?),
                } ),+ }
            }
        }
    };
    (@field $field:literal) => { Some($field) };
    (@field) => { None };
    (@remedy $remedy:ident) => { $crate::grammar::Remedy::$remedy };
    (@remedy) => { $crate::grammar::Remedy::Correct };
}
