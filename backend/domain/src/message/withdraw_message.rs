use super::{Message, MessageRefusal, Side, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{MessageId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Takes back what the school wrote by mistake, with the reason (nl: bericht intrekken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawMessage {
    pub message: MessageId,
    pub student: PersonId,
    pub because: Option<Words>,
}

/// (nl: bericht ingetrokken) It counts nowhere from now on, and its addressee no longer finds it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageWithdrawn {
    pub message: MessageId,
    pub student: PersonId,
    pub with: PersonId,
    pub because: Personal<Words>,
}

holds_personal!(MessageWithdrawn { because });

impl IsFact for MessageWithdrawn {
    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.message, self.student, self.with)
    }
}

impl Command for WithdrawMessage {
    type Story = Message;
    type Deed = deeds::WithdrawMessage;

    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let sent = match message.standing(self.student) {
            Err(MessageRefusal::Withdrawn) => return Ok(vec![]), // asking twice changes nothing
            found => found?,
        };
        if sent.by != Side::School {
            return Err(MessageRefusal::NotThere.into());
        }
        if sent.answer.is_some() {
            return Err(MessageRefusal::AlreadyAnswered.into());
        }
        let because = self.because.clone().ok_or(MessageRefusal::NoReason)?;
        let because = Personal::open(self.student, because);
        Ok(vec![context.new_fact(MessageWithdrawn { message: self.message, student: self.student, with: sent.with, because })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn take_back() -> WithdrawMessage {
        WithdrawMessage { message: MESSAGE, student: AMIRA, because: words("Aan de verkeerde ouder.") }
    }

    #[test]
    fn what_the_school_wrote_is_taken_back_with_a_reason_once() {
        given([message_to(MOTHER)]).when(&take_back()).then([message_withdrawn()]);
        given([message_to(MOTHER), message_withdrawn()]).when(&take_back()).then([]);
        given([message_to(MOTHER)])
            .when(&WithdrawMessage { because: None, ..take_back() })
            .then_refused(MessageRefusal::NoReason);
    }

    #[test]
    fn what_was_answered_stands() {
        let good = answered(MOTHER, Side::Home, super::super::Ready::Good);
        given([message_to(MOTHER), good]).when(&take_back()).then_refused(MessageRefusal::AlreadyAnswered);
    }

    #[test]
    fn what_home_wrote_is_not_the_schools_to_take_back() {
        given([message_from(MOTHER)]).when(&take_back()).then_refused(MessageRefusal::NotThere);
        given([]).when(&take_back()).then_refused(MessageRefusal::NotThere);
        given([message_to(MOTHER)])
            .when(&WithdrawMessage { student: MILAN, ..take_back() })
            .then_refused(MessageRefusal::NotThere);
    }
}
