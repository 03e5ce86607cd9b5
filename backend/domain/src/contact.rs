//! Contact (nl: contactmoment): a two-way conversation between school and home about one student, or an attempt at one.
//!
//! An attempt is not a contact: a call that nobody answers tells how hard the school tries, never that a parent is in
//! beeld. Nor is a letter, mail or message that was sent: it becomes a contact when home answers. Nothing is edited: a
//! correction and a withdrawal are facts of their own, with a reason.

mod correct_contact;
mod record_attempt;
mod record_contact;
mod withdraw_contact;

pub use correct_contact::{ContactCorrected, CorrectContact};
pub use record_attempt::{AttemptOutcome, ContactAttempted, RecordAttempt};
pub use record_contact::{ContactMade, RecordContact, RecordEvening, SpokeWith};
pub use withdraw_contact::{ContactWithdrawn, WithdrawContact};

use crate::{
    facts::Fact,
    grammar::Story,
    holds_personal,
    ids::{ContactId, PersonId, Stream, StreamKind, Tag},
    personal::Personal,
    time::{Now, Occurred},
    values::{Channel, Words},
    views::StudentCard,
};
use chrono::Days;
use serde::{Deserialize, Serialize};

/// How school and home met (nl: manier van contact).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// (nl: telefoon)
    Phone,
    /// A talk at school (nl: gesprek op school).
    AtSchool,
    /// (nl: huisbezoek)
    HomeVisit,
    /// (nl: videogesprek)
    Video,
    /// (nl: ouderavond)
    Evening,
    /// At the school gate, in the street (nl: onderweg).
    InPassing,
    /// Text message or app (nl: app of sms).
    Text,
    /// (nl: mail)
    Email,
    /// (nl: brief)
    Letter,
}

impl Means {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Means; 9] = [
        Means::Phone,
        Means::AtSchool,
        Means::HomeVisit,
        Means::Video,
        Means::Evening,
        Means::InPassing,
        Means::Text,
        Means::Email,
        Means::Letter,
    ];
    /// Do people hear or see each other? Only then can a student "be there".
    pub fn is_a_talk(self) -> bool {
        !matches!(self, Means::Text | Means::Email | Means::Letter)
    }
}

/// Why there was contact (nl: reden van contact). The mix is shown to the mentor: contact should not only be about trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// (nl: kennismaking)
    Introduction,
    /// (nl: positief)
    Positive,
    /// (nl: zorg)
    Concern,
}

impl Reason {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Reason; 3] = [Reason::Introduction, Reason::Positive, Reason::Concern];
}

/// What was talked about (nl: onderwerp).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Choosing for later (nl: kiezen voor later).
    Future,
    /// What the student likes and wants (nl: wat wil ik).
    Motives,
    /// What the student is good at (nl: waar ben ik goed in).
    Qualities,
    /// Companies, open days, internships (nl: werk en opleidingen bekijken).
    Exploring,
    /// The next step (nl: volgende stap).
    NextStep,
    /// Who can help (nl: wie helpt).
    Helpers,
    /// How it goes at school (nl: hoe het gaat op school).
    School,
}

impl Topic {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Topic; 7] =
        [Topic::Future, Topic::Motives, Topic::Qualities, Topic::Exploring, Topic::NextStep, Topic::Helpers, Topic::School];
    /// Is this about career orientation (LOB)? Only such contact brings home *in beeld*.
    pub fn is_career(self) -> bool {
        self != Topic::School
    }
}

/// Who took the first step (nl: wie begon).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Initiative {
    School,
    Home,
}

/// What a contact was like, as told by who was there. A correction tells it anew, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactAccount {
    pub means: Means,
    /// The parents and supporters who were spoken with; never empty.
    pub with: Vec<PersonId>,
    pub student_present: bool,
    pub initiative: Initiative,
    /// Why there was contact, when somebody chose to say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    pub topics: Vec<Topic>,
    /// A sentence or two, about the student and under the student's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(ContactAccount { words });

impl ContactAccount {
    /// Two-way contact about LOB: the only thing that brings home in beeld.
    pub fn is_about_career(&self) -> bool {
        self.topics.iter().any(|topic| topic.is_career())
    }
}

/// What somebody types about a contact: an account before it is a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactReport {
    pub occurred: Occurred,
    pub means: Means,
    pub with: Vec<PersonId>,
    pub student_present: bool,
    pub initiative: Initiative,
    pub reason: Option<Reason>,
    pub topics: Vec<Topic>,
    pub words: Option<Words>,
}

impl ContactReport {
    /// The account of this telling about that student, or why it cannot be true.
    fn account(&self, student: PersonId, card: &StudentCard, now: &Now) -> Result<ContactAccount, ContactRefusal> {
        check_moment(&self.occurred, now)?;
        if self.with.is_empty() {
            return Err(ContactRefusal::WithNobody);
        }
        if !self.with.iter().all(|person| card.has_at_home(*person)) {
            return Err(ContactRefusal::WithStranger);
        }
        if self.topics.is_empty() {
            return Err(ContactRefusal::AboutNothing);
        }
        if self.student_present && !self.means.is_a_talk() {
            return Err(ContactRefusal::StudentInALetter);
        }
        Ok(ContactAccount {
            means: self.means,
            with: sorted(&self.with),
            student_present: self.student_present,
            initiative: self.initiative,
            reason: self.reason,
            topics: sorted(&self.topics),
            words: self.words.clone().map(|words| Personal::open(student, words)),
        })
    }
}

fn sorted<T: Ord + Copy>(items: &[T]) -> Vec<T> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    items
}

/// The longest time after which something may still be told: a year. Older is a slip of the finger.
const OLDEST_DAYS: u64 = 366;

fn check_moment(occurred: &Occurred, now: &Now) -> Result<(), ContactRefusal> {
    if occurred.is_after(now) {
        return Err(ContactRefusal::InFuture);
    }
    if now.today.checked_sub_days(Days::new(OLDEST_DAYS)).is_some_and(|oldest| occurred.on < oldest) {
        return Err(ContactRefusal::TooLongAgo);
    }
    Ok(())
}

fn stream_of(contact: ContactId) -> Stream {
    Stream::of(StreamKind::Contact, contact.0)
}

/// Everyone a contact touches: the student it is about, and who was spoken with.
fn tags_of(contact: ContactId, student: PersonId, with: &[PersonId]) -> Vec<Tag> {
    let mut tags = vec![Tag::contact(contact), Tag::student(student)];
    tags.extend(with.iter().map(|person| Tag::person(*person)));
    tags
}

/// "Nummer klopt niet" says something of the number as well: whose, and by which channel.
fn wrong_details(means: Means, outcome: AttemptOutcome, with: Option<PersonId>) -> Option<(PersonId, Channel)> {
    let channel = match means {
        Means::Phone | Means::Text | Means::Video => Channel::Phone,
        Means::Email => Channel::Email,
        Means::AtSchool | Means::HomeVisit | Means::Evening | Means::InPassing | Means::Letter => return None,
    };
    with.filter(|_| outcome == AttemptOutcome::WrongDetails).map(|person| (person, channel))
}

crate::refusals! {
    /// Why something about a contact is refused.
    pub enum ContactRefusal {
        /// The student is not, or no longer, at this school; after an evening: in this class.
        StudentGone = "contact-student-gone",
        /// This contact was recorded before, with another form.
        AlreadyTold = "contact-already-told",
        /// There is nothing to correct or withdraw.
        NotThere = "contact-not-there",
        /// It was withdrawn; tell it anew.
        Withdrawn = "contact-withdrawn",
        /// An attempt can only be withdrawn; it has no account to correct.
        OnlyAnAttempt = "contact-only-an-attempt",
        InFuture = "contact-in-future" at "occurred_on",
        TooLongAgo = "contact-too-long-ago" at "occurred_on",
        WithNobody = "contact-with-nobody" at "with",
        /// Somebody who is no parent or supporter of this student.
        WithStranger = "contact-with-stranger" at "with",
        AboutNothing = "contact-about-nothing" at "topics",
        /// The student cannot be present in a letter, mail or text message.
        StudentInALetter = "contact-student-in-a-letter" at "student_present",
        /// A correction or withdrawal needs a reason.
        NoReason = "contact-no-reason" at "because",
        /// Somebody told it anew since this form was opened.
        ChangedMeanwhile = "contact-changed-meanwhile" => LookAgain,
        /// The correction says what was said already.
        NothingNew = "contact-nothing-new",
        /// Nobody was ticked in the list.
        NobodyTicked = "contact-nobody-ticked" at "spoke",
    }
}

impl Contact {
    fn told(student: PersonId, occurred: Occurred, account: &ContactAccount, revision: u32) -> Contact {
        Contact::Made { student, occurred, account: account.clone(), revision }
    }

    /// How often it was told so far.
    fn revision(&self) -> u32 {
        match self {
            Contact::Untold => 0,
            Contact::Attempted { .. } => 1,
            Contact::Made { revision, .. } => *revision,
            Contact::Withdrawn => 1,
        }
    }

    /// Was it told anew since somebody looked? `seen`: the revision that they saw; `None`: they did not look, and cannot have
    /// missed anything.
    fn changed_since(&self, seen: Option<u32>) -> bool {
        seen.is_some_and(|seen| seen != self.revision())
    }
}

/// One contact, from the first telling on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Contact {
    #[default]
    Untold,
    Attempted {
        student: PersonId,
        /// Whose number or address the attempt found not to work.
        broke: Option<(PersonId, Channel)>,
    },
    Made {
        student: PersonId,
        occurred: Occurred,
        account: ContactAccount,
        /// How often it was told: once, and once more for each correction.
        revision: u32,
    },
    Withdrawn,
}

impl Story for Contact {
    fn evolve(self, fact: &Fact) -> Contact {
        match (self, fact) {
            (_, Fact::ContactAttempted(fact)) => {
                let broke = wrong_details(fact.means, fact.outcome, fact.with);
                Contact::Attempted { student: fact.student, broke }
            }
            (_, Fact::ContactMade(fact)) => Contact::told(fact.student, fact.occurred, &fact.account, 1),
            (contact, Fact::ContactCorrected(fact)) => {
                Contact::told(fact.student, fact.occurred, &fact.account, contact.revision() + 1)
            }
            (_, Fact::ContactWithdrawn(_)) => Contact::Withdrawn,
            (contact, _) => contact,
        }
    }
}
