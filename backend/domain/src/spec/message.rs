//! Messages about Amira, in the words of the specs.

use super::*;
use crate::{
    ids::MessageId,
    message::{MessageAnswered, MessageDelivered, MessageSent, MessageWithdrawn, Ready, Side},
};

pub const MESSAGE: MessageId = MessageId(Uuid::from_u128(0x501));
pub const OTHER_MESSAGE: MessageId = MessageId(Uuid::from_u128(0x502));
pub const THIRD_MESSAGE: MessageId = MessageId(Uuid::from_u128(0x503));

fn said(text: &str) -> Personal<Words> {
    Personal::open(AMIRA, words(text).unwrap())
}

/// Amira's mentor asks this person something.
pub fn message_to(with: PersonId) -> Fact {
    let words = said("Komt u woensdag?");
    MessageSent { message: MESSAGE, student: AMIRA, with, by: Side::School, asks: true, words }.into()
}

/// This person writes to Amira's mentor.
pub fn message_from(with: PersonId) -> Fact {
    let words = said("Mag ik u bellen?");
    MessageSent { message: MESSAGE, student: AMIRA, with, by: Side::Home, asks: true, words }.into()
}

pub fn delivered(with: PersonId) -> Fact {
    MessageDelivered { message: MESSAGE, student: AMIRA, with }.into()
}

pub fn answered(with: PersonId, by: Side, ready: Ready) -> Fact {
    MessageAnswered { message: MESSAGE, student: AMIRA, with, by, ready: Some(ready), words: None }.into()
}

pub fn answered_in_words(with: PersonId, by: Side) -> Fact {
    MessageAnswered { message: MESSAGE, student: AMIRA, with, by, ready: None, words: Some(said("Ja, graag.")) }.into()
}

pub fn message_withdrawn() -> Fact {
    MessageWithdrawn { message: MESSAGE, student: AMIRA, with: MOTHER, because: said("Aan de verkeerde ouder.") }.into()
}
