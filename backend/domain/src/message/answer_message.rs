use super::{Message, MessageRefusal, Ready, Side, stream_of, tags_of};
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

/// The one who has the turn answers, in one tap or in own words (nl: antwoorden).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerMessage {
    pub message: MessageId,
    pub student: PersonId,
    pub ready: Option<Ready>,
    pub words: Option<Words>,
}

/// (nl: antwoord)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageAnswered {
    pub message: MessageId,
    pub student: PersonId,
    pub with: PersonId,
    /// Who answers: the other side than the one that spoke last.
    pub by: Side,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Ready>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(MessageAnswered { words });

impl IsFact for MessageAnswered {
    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.message, self.student, self.with)
    }
}

impl Command for AnswerMessage {
    type Story = Message;
    type Deed = deeds::AnswerMessage;

    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let sent = message.standing(self.student)?;
        let side = sent.side_of(context.actor).ok_or(MessageRefusal::NotThere)?;
        if self.ready.is_none() && self.words.is_none() {
            return Err(MessageRefusal::NoAnswer.into());
        }
        if self.ready.is_some_and(|ready| !Ready::of(side).contains(&ready)) {
            return Err(MessageRefusal::NotYourAnswer.into());
        }
        if sent.last == side {
            // The same tap twice, on two pages, says nothing new.
            let same = self.ready.is_some() && sent.answer == Some(self.ready) && self.words.is_none();
            return if same { Ok(vec![]) } else { Err(MessageRefusal::AlreadyAnswered.into()) };
        }
        let words = self.words.clone().map(|words| Personal::open(self.student, words));
        let (message, student, ready) = (self.message, self.student, self.ready);
        Ok(vec![context.new_fact(MessageAnswered { message, student, with: sent.with, by: side, ready, words })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Role, spec::*};

    fn good() -> AnswerMessage {
        AnswerMessage { message: MESSAGE, student: AMIRA, ready: Some(Ready::Good), words: None }
    }

    #[test]
    fn a_parent_answers_with_one_tap() {
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&good()).then([answered(MOTHER, Side::Home, Ready::Good)]);
    }

    #[test]
    fn a_mentor_answers_what_home_wrote() {
        let thanks = AnswerMessage { ready: Some(Ready::Thanks), ..good() };
        given([message_from(MOTHER)]).when(&thanks).then([answered(MOTHER, Side::School, Ready::Thanks)]);
        given([message_from(AMIRA)]).by(OTHER_MENTOR, Role::Mentor).when(&thanks).then([answered(
            AMIRA,
            Side::School,
            Ready::Thanks,
        )]);
    }

    #[test]
    fn own_words_are_an_answer_and_sealed_under_the_students_key() {
        let own = AnswerMessage { ready: None, words: words("Ja, graag."), ..good() };
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&own).then_facts(|facts| match &facts[0] {
            crate::facts::Fact::MessageAnswered(fact) => fact.words.as_ref().is_some_and(|words| words.of == AMIRA),
            _ => false,
        });
    }

    #[test]
    fn they_answer_in_turn() {
        let good_from_home = || answered(MOTHER, Side::Home, Ready::Good);
        given([message_to(MOTHER), good_from_home()]).by(MOTHER, Role::Parent).when(&good()).then([]);
        for second in
            [AnswerMessage { ready: Some(Ready::CallMe), ..good() }, AnswerMessage { words: words("Tot dan."), ..good() }]
        {
            given([message_to(MOTHER), good_from_home()])
                .by(MOTHER, Role::Parent)
                .when(&second)
                .then_refused(MessageRefusal::AlreadyAnswered);
        }
        let thanks = AnswerMessage { ready: Some(Ready::Thanks), ..good() };
        let thanked = || answered(MOTHER, Side::School, Ready::Thanks);
        given([message_to(MOTHER), good_from_home()]).when(&thanks).then([thanked()]);
        given([message_to(MOTHER), good_from_home(), thanked()]).when(&thanks).then([]);
        given([message_to(MOTHER)]).when(&thanks).then_refused(MessageRefusal::AlreadyAnswered);
        given([message_from(MOTHER)]).by(MOTHER, Role::Parent).when(&good()).then_refused(MessageRefusal::AlreadyAnswered);
    }

    #[test]
    fn only_the_two_of_them_answer() {
        for (person, role) in [(FATHER, Role::Parent), (AMIRA, Role::Student), (ADMIN, Role::SchoolAdmin)] {
            given([message_to(MOTHER)]).by(person, role).when(&good()).then_refused(MessageRefusal::NotThere);
        }
        given([]).by(MOTHER, Role::Parent).when(&good()).then_refused(MessageRefusal::NotThere);
    }

    #[test]
    fn an_answer_says_something_that_its_side_can_say() {
        let nothing = AnswerMessage { ready: None, ..good() };
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&nothing).then_refused(MessageRefusal::NoAnswer);
        let will_call = AnswerMessage { ready: Some(Ready::WillCall), ..good() };
        given([message_to(MOTHER)]).by(MOTHER, Role::Parent).when(&will_call).then_refused(MessageRefusal::NotYourAnswer);
        given([message_to(MOTHER), message_withdrawn()])
            .by(MOTHER, Role::Parent)
            .when(&good())
            .then_refused(MessageRefusal::Withdrawn);
    }
}
