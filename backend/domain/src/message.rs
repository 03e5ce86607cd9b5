//! Message (nl: bericht): a few lines between the school and one person, about one student.
//!
//! The person is somebody at home or the student; the school is whoever mentors the class. A message is private to these
//! two: another parent never sees it. They answer in turn, with a ready answer or in own words. That something arrived is
//! noted for what the school wrote only: nobody at school is watched. Nothing is edited: a message is taken back,
//! with a reason, as long as nobody answered.

mod answer_message;
mod open_message;
mod send_message;
mod withdraw_message;

pub use answer_message::{AnswerMessage, MessageAnswered};
pub use open_message::{MessageDelivered, OpenMessage};
pub use send_message::{MessageSent, SendMessage, SendToClass, ToOne, WriteToSchool};
pub use withdraw_message::{MessageWithdrawn, WithdrawMessage};

use crate::{
    actor::{Actor, Role},
    facts::Fact,
    grammar::{NewFact, Story},
    ids::{MessageId, PersonId, Stream, StreamKind, Tag},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Who of the two speaks (nl: kant).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// A mentor, for the school.
    School,
    /// The other one: a parent, a supporter or the student.
    Home,
}

impl Side {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Side; 2] = [Side::School, Side::Home];

    fn of(actor: &Actor) -> Option<Side> {
        match actor.role()? {
            Role::Mentor => Some(Side::School),
            Role::Student | Role::Parent | Role::Supporter => Some(Side::Home),
            Role::CareerLead | Role::SchoolAdmin | Role::Auditor => None,
        }
    }
}

/// How many messages somebody at home, or the student, may send in an hour. Nobody has so much to say; a script has.
const HOME_HOUR_MESSAGES_MAX: u32 = 20;
/// The same for a mentor: some messages to a whole class, with all who are around each student.
const SCHOOL_HOUR_MESSAGES_MAX: u32 = 400;

/// Refuses what would be too many messages of one person in an hour. `before`: those that they sent in the hour before.
pub fn check_hour(actor: &Actor, before: u32, said: &[NewFact]) -> Result<(), MessageRefusal> {
    let sent = said.iter().filter(|new| matches!(new.fact, Fact::MessageSent(_) | Fact::MessageAnswered(_))).count();
    let most = match Side::of(actor) {
        Some(Side::Home) => HOME_HOUR_MESSAGES_MAX,
        _ => SCHOOL_HOUR_MESSAGES_MAX,
    };
    let all = before.saturating_add(u32::try_from(sent).unwrap_or(u32::MAX));
    if sent > 0 && all > most { Err(MessageRefusal::TooMany) } else { Ok(()) }
}

/// An answer in one tap (nl: kant-en-klaar antwoord), a code that each language has its own sentence for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ready {
    /// (nl: Goed)
    Good,
    /// (nl: Ik heb een vraag)
    Question,
    /// (nl: Bel mij)
    CallMe,
    /// (nl: Dank u wel)
    Thanks,
    /// The school will call (nl: Ik bel u).
    WillCall,
}

impl Ready {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Ready; 5] = [Ready::Good, Ready::Question, Ready::CallMe, Ready::Thanks, Ready::WillCall];

    /// The answers this side can give, in the order in which they are offered.
    pub fn of(side: Side) -> &'static [Ready] {
        match side {
            Side::Home => &[Ready::Good, Ready::Question, Ready::CallMe, Ready::Thanks],
            Side::School => &[Ready::Thanks, Ready::Good, Ready::WillCall],
        }
    }
    /// Does it ask something of the other side?
    pub fn asks(self) -> bool {
        matches!(self, Ready::Question | Ready::CallMe)
    }
}

impl MessageId {
    /// The id of the message to one of many, made from the id that the form brought along: the same form names the same
    /// messages however often it comes.
    pub fn to_each(self, student: PersonId, with: PersonId) -> MessageId {
        let digest = Sha256::new_with_prefix("message to each").chain_update(self.0).chain_update(student.0).chain_update(with.0);
        let mut id = [0u8; 16];
        id.copy_from_slice(&digest.finalize()[..16]);
        MessageId(uuid::Builder::from_random_bytes(id).into_uuid())
    }
}

fn stream_of(message: MessageId) -> Stream {
    Stream::of(StreamKind::Message, message.0)
}

/// Whom a message touches: the student it is about, and the one it is exchanged with.
fn tags_of(message: MessageId, student: PersonId, with: PersonId) -> Vec<Tag> {
    vec![Tag::message(message), Tag::student(student), Tag::person(with)]
}

crate::refusals! {
    /// Why something about a message is refused.
    pub enum MessageRefusal {
        /// The student is not, or no longer, at this school; to a class: not in this class.
        StudentGone = "message-student-gone",
        /// This message was sent before, with another form.
        AlreadySent = "message-already-sent",
        /// Nobody was ticked in the list.
        ToNobody = "message-to-nobody" at "to",
        /// Somebody whom the school may not write to about this student, or not any more.
        ToStranger = "message-to-stranger" at "to",
        /// The class has no mentor who could read it.
        NobodyReads = "message-nobody-reads",
        NoWords = "message-no-words" at "words",
        /// There is no such message for this reader to answer, open or take back.
        NotThere = "message-not-there",
        /// It was taken back.
        Withdrawn = "message-withdrawn",
        /// The other side has the turn: this side spoke last. To take back: somebody answered.
        AlreadyAnswered = "message-already-answered",
        /// Neither a ready answer nor words.
        NoAnswer = "message-no-answer" at "words",
        /// A ready answer that is not for this side to give.
        NotYourAnswer = "message-not-your-answer",
        /// More than one person sends in an hour.
        TooMany = "message-too-many",
        /// Taking back needs a reason.
        NoReason = "message-no-reason" at "because",
    }
}

/// One message, from its sending on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Message {
    #[default]
    Unsent,
    Sent(Sent),
}

/// What is remembered of a message that was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sent {
    student: PersonId,
    with: PersonId,
    by: Side,
    /// Who spoke last.
    last: Side,
    /// What the last answer was, when there was one: a code, or own words.
    answer: Option<Option<Ready>>,
    /// Has all that the school said arrived?
    delivered: bool,
    withdrawn: bool,
}

impl Message {
    /// The message when it is about this student and still stands.
    fn standing(&self, student: PersonId) -> Result<Sent, MessageRefusal> {
        match self {
            Message::Sent(sent) if sent.student != student => Err(MessageRefusal::NotThere),
            Message::Sent(sent) if sent.withdrawn => Err(MessageRefusal::Withdrawn),
            Message::Sent(sent) => Ok(*sent),
            Message::Unsent => Err(MessageRefusal::NotThere),
        }
    }
    fn but(self, change: impl FnOnce(&mut Sent)) -> Message {
        match self {
            Message::Sent(mut sent) => {
                change(&mut sent);
                Message::Sent(sent)
            }
            Message::Unsent => Message::Unsent,
        }
    }
}

impl Sent {
    /// The side of this exchange on which somebody stands, if on any.
    fn side_of(&self, actor: &Actor) -> Option<Side> {
        match Side::of(actor)? {
            Side::Home => (actor.person() == Some(self.with)).then_some(Side::Home),
            // Policy has seen to it that this mentor has the student in class.
            Side::School => Some(Side::School),
        }
    }
}

impl Story for Message {
    fn evolve(self, fact: &Fact) -> Message {
        match fact {
            Fact::MessageSent(fact) => Message::Sent(Sent {
                student: fact.student,
                with: fact.with,
                by: fact.by,
                last: fact.by,
                answer: None,
                delivered: fact.by == Side::Home,
                withdrawn: false,
            }),
            Fact::MessageDelivered(_) => self.but(|sent| sent.delivered = true),
            Fact::MessageAnswered(fact) => self.but(|sent| {
                sent.last = fact.by;
                sent.answer = Some(fact.ready);
                sent.delivered = fact.by == Side::Home;
            }),
            Fact::MessageWithdrawn(_) => self.but(|sent| sent.withdrawn = true),
            _ => self,
        }
    }
}
