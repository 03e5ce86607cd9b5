use super::{StudentCard, View, ViewName};
use crate::{
    actor::Author,
    facts::{Event, Fact},
    holds_personal,
    ids::{MessageId, PersonId, Tag},
    message::{MessageSent, Ready, Side},
    personal::Personal,
    time::counted,
    values::Words,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The messages about a student, without their words: who has the turn, and since when.
pub struct Mailboxes;

/// All messages about one student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mailbox {
    pub student: PersonId,
    /// In the order in which they were sent.
    pub letters: Vec<Letter>,
}

holds_personal!(Mailbox {});

/// One message with what was answered, as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub message: MessageId,
    /// The parent, supporter or student with whom the school exchanges it.
    pub with: PersonId,
    pub by: Side,
    pub asks: bool,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    /// Since when all that the school said is there; what home wrote is there at once.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "counted")]
    pub arrived: Option<NaiveDate>,
    /// What was answered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<LetterAnswer>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// The last answer to a message, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterAnswer {
    pub by: Side,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    /// A code, or own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Ready>,
}

/// A message as it stands on a timeline: what was written, and what was answered since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    pub with: PersonId,
    pub by: Side,
    pub asks: bool,
    pub words: Personal<Words>,
    /// Is all that the school said there?
    pub arrived: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Reply>,
}

holds_personal!(Exchange { words, answers });

/// One answer to a message, as it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub by: Side,
    pub author: Author,
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Ready>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(Reply { words });

impl Exchange {
    pub(super) fn of(fact: &MessageSent) -> Exchange {
        let (with, by, asks, words) = (fact.with, fact.by, fact.asks, fact.words.clone());
        Exchange { with, by, asks, words, arrived: by == Side::Home, answers: vec![] }
    }

    /// What a later fact makes of it.
    pub(super) fn hear(&mut self, event: &Event) {
        match &event.fact {
            Fact::MessageDelivered(_) => self.arrived = true,
            Fact::MessageAnswered(fact) => {
                self.arrived = fact.by == Side::Home;
                let (by, ready, words) = (fact.by, fact.ready, fact.words.clone());
                self.answers.push(Reply { by, author: event.author.clone(), recorded_at: event.recorded_at, ready, words });
            }
            _ => {}
        }
    }

    /// Does the one who wrote wait for the school to say something?
    pub fn waits_for_school(&self) -> bool {
        match self.answers.last() {
            None => self.by == Side::Home,
            Some(reply) => reply.by == Side::Home && reply.ready.is_none_or(Ready::asks),
        }
    }

    /// Whose turn it is to answer: the side that did not speak last.
    pub fn turn(&self) -> Side {
        match self.answers.last().map_or(self.by, |answer| answer.by) {
            Side::School => Side::Home,
            Side::Home => Side::School,
        }
    }
}

impl Letter {
    /// Is somebody at home, or the student, asked for something: to open it, or to answer?
    pub fn waits_for_home(&self) -> bool {
        let asked = self.asks && self.by == Side::School && self.answer.is_none();
        !self.withdrawn && (self.arrived.is_none() || asked)
    }

    /// Since when the school has been asked for something, if it has. Who was spoken with since then has been answered.
    pub fn waits_for_school_since(&self, card: &StudentCard) -> Option<NaiveDate> {
        let since = match self.answer {
            None => (self.by == Side::Home).then_some(self.on),
            Some(LetterAnswer { by: Side::School, .. }) => None,
            Some(LetterAnswer { on, ready, .. }) => ready.is_none_or(Ready::asks).then_some(on),
        };
        since.filter(|since| !self.withdrawn && !self.spoken_since(card, *since))
    }

    fn spoken_since(&self, card: &StudentCard, since: NaiveDate) -> bool {
        let later = card.moments.iter().filter(|moment| !moment.withdrawn && moment.on >= since);
        later.filter_map(|moment| moment.kind.two_way()).any(|talk| talk.with.contains(&self.with))
    }
}

impl Mailbox {
    /// What waits for this parent, supporter or student.
    pub fn waiting_for(&self, person: PersonId) -> impl Iterator<Item = &Letter> {
        self.letters.iter().filter(move |letter| letter.with == person && letter.waits_for_home())
    }

    fn change(&mut self, message: MessageId, change: impl Fn(&mut Letter)) {
        self.letters.iter_mut().filter(|letter| letter.message == message).for_each(change);
    }
}

impl View for Mailboxes {
    type Row = Mailbox;
    const VIEW: ViewName = ViewName::Mailbox;
    const VERSION: i16 = 2;

    fn keys(event: &Event) -> Vec<Tag> {
        let student = match &event.fact {
            Fact::MessageSent(fact) => fact.student,
            Fact::MessageDelivered(fact) => fact.student,
            Fact::MessageAnswered(fact) => fact.student,
            Fact::MessageWithdrawn(fact) => fact.student,
            _ => return vec![],
        };
        vec![Tag::student(student)]
    }

    fn fold(row: Option<Mailbox>, key: Tag, event: &Event) -> Option<Mailbox> {
        let on = event.occurred.on;
        if let Fact::MessageSent(fact) = &event.fact {
            let mut row = row.unwrap_or_else(|| Mailbox { student: PersonId(key.id), letters: vec![] });
            // A message is sent once.
            if row.letters.iter().all(|letter| letter.message != fact.message) {
                let arrived = (fact.by == Side::Home).then_some(on);
                let (message, with, by, asks) = (fact.message, fact.with, fact.by, fact.asks);
                row.letters.push(Letter { message, with, by, asks, on, arrived, answer: None, withdrawn: false });
            }
            return Some(row);
        }
        let mut row = row?;
        match &event.fact {
            Fact::MessageDelivered(fact) => row.change(fact.message, |letter| letter.arrived = letter.arrived.or(Some(on))),
            Fact::MessageAnswered(fact) => row.change(fact.message, |letter| {
                letter.answer = Some(LetterAnswer { by: fact.by, on, ready: fact.ready });
                // Who answers has it before them; what the school answers has yet to arrive.
                letter.arrived = if fact.by == Side::Home { letter.arrived.or(Some(on)) } else { None };
            }),
            Fact::MessageWithdrawn(fact) => row.change(fact.message, |letter| letter.withdrawn = true),
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        spec::*,
        views::{EntryContent, MomentKind, Timeline},
    };

    fn mailbox(facts: impl IntoIterator<Item = Fact>) -> Mailbox {
        rows::<Mailboxes>(&recorded(facts.into_iter().collect())).remove(&Tag::student(AMIRA)).unwrap()
    }

    fn letter(facts: impl IntoIterator<Item = Fact>) -> Letter {
        mailbox(facts).letters.remove(0)
    }

    fn waits(facts: impl IntoIterator<Item = Fact>) -> (bool, Option<NaiveDate>) {
        let letter = letter(facts);
        (letter.waits_for_home(), letter.waits_for_school_since(&amiras_card([])))
    }

    #[test]
    fn a_question_waits_for_home_until_it_is_answered_or_taken_back() {
        let good = || answered(MOTHER, Side::Home, Ready::Good);
        assert_eq!(waits([message_to(MOTHER)]), (true, None));
        assert_eq!(waits([message_to(MOTHER), delivered(MOTHER)]), (true, None));
        assert_eq!(waits([message_to(MOTHER), delivered(MOTHER), good()]), (false, None));
        assert_eq!(waits([message_to(MOTHER), good()]), (false, None), "who answers has it before them");
        assert_eq!(waits([message_to(MOTHER), message_withdrawn()]), (false, None));
    }

    #[test]
    fn news_waits_until_it_arrives() {
        let Fact::MessageSent(mut news) = message_to(MOTHER) else { panic!("a message") };
        news.asks = false;
        assert_eq!(waits([news.clone().into()]), (true, None));
        assert_eq!(waits([news.into(), delivered(MOTHER)]), (false, None));
    }

    #[test]
    fn what_home_asks_waits_for_the_school_until_it_answers() {
        let thanks = || answered(MOTHER, Side::School, Ready::Thanks);
        assert_eq!(waits([message_from(MOTHER)]), (false, Some(TODAY)));
        assert_eq!(waits([message_from(MOTHER), thanks()]), (true, None), "the answer has yet to arrive");
        assert_eq!(waits([message_from(MOTHER), thanks(), delivered(MOTHER)]), (false, None));
        let call_me = || answered(MOTHER, Side::Home, Ready::CallMe);
        assert_eq!(waits([message_to(MOTHER), call_me()]), (false, Some(TODAY)));
        assert_eq!(waits([message_to(MOTHER), answered_in_words(MOTHER, Side::Home)]), (false, Some(TODAY)));
        assert_eq!(waits([message_to(MOTHER), call_me(), thanks()]), (true, None));
    }

    #[test]
    fn who_was_spoken_with_since_has_been_answered() {
        let letter = letter([message_from(MOTHER)]);
        let since = |facts: Vec<Fact>| letter.waits_for_school_since(&amiras_card(facts));
        assert_eq!(since(vec![spoke(CONTACT, YESTERDAY).into()]), Some(TODAY));
        assert_eq!(since(vec![spoke(CONTACT, TODAY).into()]), None);
        assert_eq!(since(vec![contact_made(), contact_withdrawn()]), Some(TODAY));
        let mut with_father = spoke(CONTACT, TODAY);
        with_father.account.with = vec![FATHER];
        assert_eq!(since(vec![with_father.into()]), Some(TODAY));
    }

    #[test]
    fn each_finds_only_what_waits_for_them() {
        let row = mailbox([message_to(MOTHER)]);
        assert_eq!((row.waiting_for(MOTHER).count(), row.waiting_for(FATHER).count()), (1, 0));
    }

    #[test]
    fn on_the_timeline_a_message_grows_with_its_answers() {
        let entry = |facts: Vec<Fact>| {
            let entry = rows::<Timeline>(&recorded(facts)).remove(&Tag::message(MESSAGE)).unwrap();
            let EntryContent::Message(exchange) = entry.told else { panic!("a message") };
            (exchange, entry.withdrawn.is_some())
        };
        let good = || answered(MOTHER, Side::Home, Ready::Good);
        let (sent, _) = entry(vec![message_to(MOTHER)]);
        assert_eq!((sent.with, sent.by, sent.asks, sent.arrived, sent.turn()), (MOTHER, Side::School, true, false, Side::Home));
        assert_eq!(Some(unsealed(&sent.words)), words("Komt u woensdag?"));
        assert!(entry(vec![message_to(MOTHER), delivered(MOTHER)]).0.arrived);
        let thanks = answered(MOTHER, Side::School, Ready::Thanks);
        let (answered, _) = entry(vec![message_to(MOTHER), good(), thanks]);
        assert_eq!(
            answered.answers.iter().map(|reply| reply.ready).collect::<Vec<_>>(),
            [Some(Ready::Good), Some(Ready::Thanks)]
        );
        assert_eq!((answered.turn(), answered.arrived), (Side::Home, false));
        assert!(entry(vec![message_to(MOTHER), message_withdrawn()]).1);
        assert_eq!(entry(vec![message_to(MOTHER), message_from(FATHER)]).0.with, MOTHER, "a message is sent once");
    }

    #[test]
    fn messages_with_home_count_towards_reach_and_those_with_the_student_do_not() {
        let kinds = |facts: Vec<Fact>| -> Vec<MomentKind> {
            amiras_card(facts).standing(TODAY).map(|moment| moment.kind.clone()).collect()
        };
        let (invited, responded) = (MomentKind::Invited { with: MOTHER }, MomentKind::Responded { with: MOTHER });
        let good = || answered(MOTHER, Side::Home, Ready::Good);
        let thanks = || answered(MOTHER, Side::School, Ready::Thanks);
        assert_eq!(kinds(vec![message_to(MOTHER)]), []);
        assert_eq!(kinds(vec![message_to(MOTHER), delivered(MOTHER)]), std::slice::from_ref(&invited));
        let all = vec![message_to(MOTHER), delivered(MOTHER), good(), thanks(), delivered(MOTHER), good()];
        assert_eq!(kinds(all), [invited, responded.clone()], "each counts once");
        assert_eq!(kinds(vec![message_from(MOTHER)]), [responded]);
        assert_eq!(kinds(vec![message_to(MOTHER), delivered(MOTHER), message_withdrawn()]), []);
        assert_eq!(kinds(vec![message_from(AMIRA), message_to(AMIRA), delivered(AMIRA)]), []);
    }

    #[test]
    fn a_second_sending_of_the_same_message_changes_nothing() {
        assert_eq!(mailbox([message_to(MOTHER), message_to(FATHER)]), mailbox([message_to(MOTHER)]));
        assert!(rows::<Mailboxes>(&recorded(vec![delivered(MOTHER), message_withdrawn()])).is_empty());
    }
}
