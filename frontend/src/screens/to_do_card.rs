//! One thing that waits for home or for the student: a card, or a line in a list.

use leptos::prelude::*;

use crate::{addresses::Address, parts::Icon};

/// How one thing to do reads.
pub struct ToDoCard {
    pub icon: Icon,
    pub heading: String,
    /// What one needs to know to answer.
    pub words: AnyView,
    /// The answers, each one tap: a form or links.
    pub answers: AnyView,
    /// Where it can be answered when it is not the card.
    pub href: Address,
}
