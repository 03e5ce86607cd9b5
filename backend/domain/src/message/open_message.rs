use super::{Message, MessageRefusal, Side, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{MessageId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// The page on which the addressee finds the words was opened (nl: bericht openen). Only for what the school wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenMessage {
    pub message: MessageId,
    pub student: PersonId,
}

/// What the school said is there (nl: bericht aangekomen). Whether it was read is nobody's to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageDelivered {
    pub message: MessageId,
    pub student: PersonId,
    pub with: PersonId,
}

holds_personal!(MessageDelivered {});

impl IsFact for MessageDelivered {
    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.message, self.student, self.with)
    }
}

impl Command for OpenMessage {
    type Story = Message;
    type Deed = deeds::OpenMessage;

    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let sent = message.standing(self.student)?;
        if sent.side_of(context.actor) != Some(Side::Home) {
            return Err(MessageRefusal::NotThere.into());
        }
        if sent.delivered {
            return Ok(vec![]);
        }
        Ok(vec![context.new_fact(MessageDelivered { message: self.message, student: self.student, with: sent.with })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, spec::*};

    const OPEN: OpenMessage = OpenMessage { message: MESSAGE, student: AMIRA };

    #[test]
    fn what_the_addressee_opens_has_arrived_once() {
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&OPEN).then([delivered(MOTHER)]);
        given([message_to(MOTHER), delivered(MOTHER)]).by(MOTHER, Role::Parent).when(&OPEN).then([]);
        given([message_to(AMIRA)]).by(AMIRA, Role::Student).when(&OPEN).then([delivered(AMIRA)]);
    }

    #[test]
    fn nobody_opens_what_is_not_for_them() {
        given([message_to(MOTHER)]).by(FATHER, Role::Parent).when(&OPEN).then_refused(MessageRefusal::NotThere);
        given([message_to(MOTHER)]).by(AMIRA, Role::Student).when(&OPEN).then_refused(MessageRefusal::NotThere);
        given([message_to(MOTHER)]).by(MENTOR, Role::Mentor).when(&OPEN).then_refused(MessageRefusal::NotThere);
        given([]).by(MOTHER, Role::Parent).when(&OPEN).then_refused(MessageRefusal::NotThere);
        let of_milan = OpenMessage { student: MILAN, ..OPEN };
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&of_milan).then_refused(MessageRefusal::NotThere);
    }

    #[test]
    fn nobody_watches_whether_the_school_opens_what_home_wrote() {
        given([message_from(MOTHER)]).by(MENTOR, Role::Mentor).when(&OPEN).then_refused(MessageRefusal::NotThere);
        given([message_from(MOTHER)]).by(MOTHER, Role::Parent).when(&OPEN).then([]);
    }

    #[test]
    fn what_the_school_answers_arrives_as_well() {
        let thanks = answered(MOTHER, Side::School, super::super::Ready::Thanks);
        given([message_from(MOTHER), thanks.clone()]).by(MOTHER, Role::Parent).when(&OPEN).then([delivered(MOTHER)]);
        given([message_from(MOTHER), thanks, delivered(MOTHER)]).by(MOTHER, Role::Parent).when(&OPEN).then([]);
    }

    #[test]
    fn what_was_taken_back_does_not_arrive() {
        given([message_to(MOTHER), message_withdrawn()])
            .by(MOTHER, Role::Parent)
            .when(&OPEN)
            .then_refused(MessageRefusal::Withdrawn);
    }
}
