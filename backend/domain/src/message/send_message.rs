use super::{Message, MessageRefusal, Side, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, MessageId, PersonId, Stream, StreamKind, Tag},
    personal::Personal,
    policy::{About, deeds, may_write_to},
    values::Words,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A mentor writes to somebody at home, or to the student (nl: bericht sturen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendMessage {
    pub message: MessageId,
    pub student: PersonId,
    pub to: Option<PersonId>,
    /// Would the mentor like an answer?
    pub asks: bool,
    pub words: Option<Words>,
}

/// A mentor writes the same to many of one class (nl: bericht aan de klas): one message for each of them, private to each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendToClass {
    pub class: ClassId,
    pub to: Vec<ToOne>,
    pub asks: bool,
    pub words: Option<Words>,
}

/// One of those to whom a message to a class goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToOne {
    pub message: MessageId,
    pub student: PersonId,
    pub with: PersonId,
}

/// Somebody at home, or the student, writes to the mentor (nl: bericht aan school sturen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WriteToSchool {
    pub message: MessageId,
    pub student: PersonId,
    pub words: Option<Words>,
}

/// (nl: bericht gestuurd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageSent {
    pub message: MessageId,
    pub student: PersonId,
    /// The one with whom the school exchanges it: somebody at home, or the student.
    pub with: PersonId,
    pub by: Side,
    /// Is an answer asked for?
    pub asks: bool,
    pub words: Personal<Words>,
}

holds_personal!(MessageSent { words });

impl IsFact for MessageSent {
    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.message, self.student, self.with)
    }
}

impl Command for SendMessage {
    type Story = Message;
    type Deed = deeds::SendMessage;

    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *message != Message::Unsent {
            return Err(MessageRefusal::AlreadySent.into());
        }
        let to = self.to.ok_or(MessageRefusal::ToNobody)?;
        let words = self.words.as_ref().ok_or(MessageRefusal::NoWords)?;
        let to = ToOne { message: self.message, student: self.student, with: to };
        Ok(vec![sent(to, self.asks, words, context)?])
    }
}

impl Command for SendToClass {
    type Story = Message;
    type Deed = deeds::SendToClass;

    /// Of all the messages only the first one's stream is loaded. When the same form comes again, that one was sent.
    fn stream(&self) -> Stream {
        self.to.first().map_or_else(|| Stream::of(StreamKind::Class, self.class.0), |first| stream_of(first.message))
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.to.is_empty() {
            return Err(MessageRefusal::ToNobody.into());
        }
        let mut seen = BTreeSet::new();
        if *message != Message::Unsent || !self.to.iter().all(|to| seen.insert(to.message)) {
            return Err(MessageRefusal::AlreadySent.into());
        }
        let in_class = |student| context.relations.enrolled(student).is_some_and(|card| card.class == Some(self.class));
        if !self.to.iter().all(|to| in_class(to.student)) {
            return Err(MessageRefusal::StudentGone.into());
        }
        let words = self.words.as_ref().ok_or(MessageRefusal::NoWords)?;
        self.to.iter().map(|to| sent(*to, self.asks, words, context).map_err(Refusal::from)).collect()
    }
}

fn sent(to: ToOne, asks: bool, words: &Words, context: &Context<'_>) -> Result<NewFact, MessageRefusal> {
    let ToOne { message, student, with: person } = to;
    let card = context.relations.enrolled(student).ok_or(MessageRefusal::StudentGone)?;
    if !may_write_to(card, person) {
        return Err(MessageRefusal::ToStranger);
    }
    let words = Personal::open(student, words.clone());
    Ok(context.new_fact(MessageSent { message, student, with: person, by: Side::School, asks, words }).first())
}

impl Command for WriteToSchool {
    type Story = Message;
    type Deed = deeds::WriteToSchool;

    fn stream(&self) -> Stream {
        stream_of(self.message)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, message: &Message, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *message != Message::Unsent {
            return Err(MessageRefusal::AlreadySent.into());
        }
        let card = context.relations.enrolled(self.student).ok_or(MessageRefusal::StudentGone)?;
        let me = context.actor.person().ok_or(MessageRefusal::ToNobody)?;
        let class = card.class.and_then(|class| context.relations.class(class));
        if class.is_none_or(|class| class.mentors.is_empty()) {
            return Err(MessageRefusal::NobodyReads.into());
        }
        let words = self.words.clone().ok_or(MessageRefusal::NoWords)?;
        let words = Personal::open(self.student, words);
        let (message, student) = (self.message, self.student);
        Ok(vec![context.new_fact(MessageSent { message, student, with: me, by: Side::Home, asks: true, words })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::{Actor, Role, Via},
        facts::Fact,
        message::check_hour,
        person::parent::Authority,
        spec::*,
        time::Occurred,
    };

    fn to_mother() -> SendMessage {
        SendMessage { message: MESSAGE, student: AMIRA, to: Some(MOTHER), asks: true, words: words("Komt u woensdag?") }
    }

    #[test]
    fn a_mentor_writes_to_a_parent_a_supporter_or_the_student() {
        for person in [MOTHER, FATHER, UNCLE, AMIRA] {
            given([]).when(&SendMessage { to: Some(person), ..to_mother() }).then([message_to(person)]);
        }
    }

    #[test]
    fn what_is_written_is_sealed_under_the_students_key() {
        given([]).when(&to_mother()).then_facts(|facts| match &facts[0] {
            Fact::MessageSent(sent) => sent.words.of == AMIRA,
            _ => false,
        });
    }

    #[test]
    fn what_cannot_be_sent_is_refused_and_the_sentence_knows_its_field() {
        let cases: [(SendMessage, MessageRefusal); 5] = [
            (SendMessage { student: ZUS_NAIMA, ..to_mother() }, MessageRefusal::StudentGone),
            (SendMessage { to: None, ..to_mother() }, MessageRefusal::ToNobody),
            (SendMessage { to: Some(STRANGER), ..to_mother() }, MessageRefusal::ToStranger),
            (SendMessage { to: Some(MILAN), ..to_mother() }, MessageRefusal::ToStranger),
            (SendMessage { words: None, ..to_mother() }, MessageRefusal::NoWords),
        ];
        for (command, refusal) in cases {
            given([]).when(&command).then_refused(refusal);
        }
        given([message_to(MOTHER)]).when(&to_mother()).then_refused(MessageRefusal::AlreadySent);
    }

    #[test]
    fn nobody_is_written_to_who_may_not_read_it() {
        given([])
            .knowing(|relations| relations.students[0].parents[0].authority = Authority::OnRequest)
            .when(&to_mother())
            .then_refused(MessageRefusal::ToStranger);
        given([])
            .knowing(|relations| relations.students[0].eighteen = true)
            .when(&to_mother())
            .then_refused(MessageRefusal::ToStranger);
        let to_uncle = SendMessage { to: Some(UNCLE), ..to_mother() };
        given([]).knowing(|relations| relations.students[0].eighteen = true).when(&to_uncle).then([message_to(UNCLE)]);
    }

    fn to_class<const N: usize>(to: [(MessageId, PersonId, PersonId); N]) -> SendToClass {
        let to = to.map(|(message, student, with)| ToOne { message, student, with }).to_vec();
        SendToClass { class: CLASS_3B, to, asks: true, words: words("Komt u woensdag?") }
    }

    #[test]
    fn a_message_to_a_class_is_one_private_message_for_each() {
        given([])
            .when(&to_class([(MESSAGE, AMIRA, MOTHER), (OTHER_MESSAGE, AMIRA, FATHER), (THIRD_MESSAGE, MILAN, MILAN)]))
            .then_facts(|facts| facts.len() == 3 && facts[0] == message_to(MOTHER));
    }

    #[test]
    fn one_who_may_not_be_written_to_stops_the_whole_message_to_a_class() {
        given([]).when(&to_class([])).then_refused(MessageRefusal::ToNobody);
        given([])
            .when(&to_class([(MESSAGE, AMIRA, MOTHER), (OTHER_MESSAGE, MILAN, MOTHER)]))
            .then_refused(MessageRefusal::ToStranger);
        given([])
            .knowing(|relations| relations.students[0].class = Some(CLASS_3C))
            .when(&to_class([(MESSAGE, AMIRA, MOTHER)]))
            .then_refused(MessageRefusal::StudentGone);
        given([])
            .when(&SendToClass { words: None, ..to_class([(MESSAGE, AMIRA, MOTHER)]) })
            .then_refused(MessageRefusal::NoWords);
    }

    #[test]
    fn no_message_to_a_class_is_sent_twice() {
        given([message_to(MOTHER)]).when(&to_class([(MESSAGE, AMIRA, MOTHER)])).then_refused(MessageRefusal::AlreadySent);
        given([]).when(&to_class([(MESSAGE, AMIRA, MOTHER), (MESSAGE, AMIRA, FATHER)])).then_refused(MessageRefusal::AlreadySent);
    }

    #[test]
    fn home_and_the_student_write_to_the_mentor() {
        let write = WriteToSchool { message: MESSAGE, student: AMIRA, words: words("Mag ik u bellen?") };
        for (person, role) in [(MOTHER, Role::Parent), (UNCLE, Role::Supporter), (AMIRA, Role::Student)] {
            given([]).by(person, role).when(&write).then([message_from(person)]);
        }
        given([message_from(MOTHER)]).by(MOTHER, Role::Parent).when(&write).then_refused(MessageRefusal::AlreadySent);
        let silent = WriteToSchool { words: None, ..write.clone() };
        given([]).by(MOTHER, Role::Parent).when(&silent).then_refused(MessageRefusal::NoWords);
        let gone = WriteToSchool { student: STRANGER, ..write.clone() };
        given([]).by(MOTHER, Role::Parent).when(&gone).then_refused(MessageRefusal::StudentGone);
        given([]).acting(crate::actor::Actor::Operator { school: SCHOOL }).when(&write).then_refused(MessageRefusal::ToNobody);
    }

    #[test]
    fn nobody_writes_to_a_class_without_a_mentor() {
        let write = WriteToSchool { message: MESSAGE, student: AMIRA, words: words("Mag ik u bellen?") };
        given([])
            .knowing(|relations| relations.classes.iter_mut().for_each(|class| class.mentors.clear()))
            .by(MOTHER, Role::Parent)
            .when(&write)
            .then_refused(MessageRefusal::NobodyReads);
    }

    #[test]
    fn somebody_at_home_sends_twenty_in_an_hour_and_a_mentor_writes_to_whole_classes() {
        let one = |n: usize| -> Vec<NewFact> { (0..n).map(|_| NewFact::on(Occurred::on(TODAY), message_to(MOTHER))).collect() };
        let too_many = |role, before, n| {
            let actor = Actor::Person { school: SCHOOL, person: MOTHER, role, via: Via::Session, on_behalf_of: None };
            check_hour(&actor, before, &one(n)).is_err()
        };
        for role in [Role::Parent, Role::Supporter, Role::Student] {
            assert!(!too_many(role, 19, 1) && too_many(role, 20, 1) && !too_many(role, 20, 0), "{role:?}");
        }
        assert!(!too_many(Role::Mentor, 300, 100) && too_many(Role::Mentor, 300, 101));
    }
}
