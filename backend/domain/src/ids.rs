//! One typed id per noun. People and things get random v4 ids, so that an id tells nothing about time; the door makes them.

#![warn(missing_docs)]

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map($name)
            }
        }
    )+};
}

ids! {
    /// A school, the tenant (nl: school): one location, one log.
    SchoolId,
    /// A class in one school year (nl: klas).
    ClassId,
    /// A person in one school (nl: persoon). Never shared between schools.
    PersonId,
    /// One contact or attempt about one student (nl: contactmoment).
    ContactId,
    /// One handing out of an assignment, to a class or to a student: made with the form.
    GivingId,
    /// An assignment as one student got it (nl: opdracht voor thuis).
    AssignmentId,
    /// A promise of student, home and school (nl: afspraak).
    AgreementId,
    /// One message about one student, with what was answered (nl: bericht).
    MessageId,
    /// A round of talks with every home of a class (nl: gespreksronde).
    RoundId,
    /// One planned talk between school, home and student (nl: gesprek).
    TalkId,
    /// One thing on a student's line, or about it (nl: moment op de lijn).
    EntryId,
    /// A command, made together with the form that sends it.
    CommandId,
    /// An event; a version 7 id, made by the door.
    EventId,
}

impl AssignmentId {
    /// What this student got when it was handed out. A class gets as many assignments as it has students, so their ids
    /// follow from the one that came with the form.
    pub fn of(giving: GivingId, student: PersonId) -> AssignmentId {
        let digest = Sha256::new_with_prefix(giving.0.as_bytes()).chain_update(student.0.as_bytes()).finalize();
        let mut id = [0u8; 16];
        id.copy_from_slice(&digest[..16]);
        AssignmentId(uuid::Builder::from_custom_bytes(id).into_uuid())
    }
}

/// A position in a school's log: 1 for the first event, without gaps, in the order of commits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Position(pub i64);

/// What sort of thing a stream is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StreamKind {
    /// A school: its opening and its settings.
    School,
    /// A class and its mentors.
    Class,
    /// One person's roles at the school.
    Staff,
    /// A student's enrolment, class, details and age.
    Student,
    /// A parent and the children they are linked with.
    Parent,
    /// A supporter and the students they support.
    Supporter,
    /// How to reach one person, and what they wish.
    Details,
    /// A contact or an attempt, with what was corrected in it.
    Contact,
    /// A message, with what was answered.
    Message,
    /// What a student has opened of what there is about them.
    Reading,
    /// An assignment as one student got it.
    Assignment,
    /// An agreement and what each of the three said and did.
    Agreement,
    /// All rounds of talks of one class.
    TalkRound,
    /// One talk, from its invitation until what came of it.
    Talk,
    /// One thing on a student's line.
    Line,
    /// Who helps a student with what.
    Support,
    /// One digest of the access log.
    AccessLog,
}

impl StreamKind {
    /// The stored name, for ever.
    pub fn name(self) -> &'static str {
        match self {
            StreamKind::School => "school",
            StreamKind::Class => "class",
            StreamKind::Staff => "staff",
            StreamKind::Student => "student",
            StreamKind::Parent => "parent",
            StreamKind::Supporter => "supporter",
            StreamKind::Details => "details",
            StreamKind::Contact => "contact",
            StreamKind::Message => "message",
            StreamKind::TalkRound => "talk_round",
            StreamKind::Talk => "talk",
            StreamKind::Reading => "reading",
            StreamKind::Assignment => "assignment",
            StreamKind::Agreement => "agreement",
            StreamKind::Line => "line",
            StreamKind::Support => "support",
            StreamKind::AccessLog => "access_log",
        }
    }
}

/// A stream: the events of one thing with a life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stream {
    /// What sort of thing it is about.
    pub kind: StreamKind,
    /// Made from the kind and the thing, as `of` does. It is never the id of the thing itself.
    pub id: Uuid,
}

impl Stream {
    /// The stream of this kind about this thing. One person can have several streams (as a parent, as somebody with contact
    /// details), so the id is derived from the kind and the thing, and two kinds never collide.
    pub fn of(kind: StreamKind, thing: Uuid) -> Stream {
        let digest = Sha256::new_with_prefix(kind.name()).chain_update(thing.as_bytes()).finalize();
        let mut id = [0u8; 16];
        id.copy_from_slice(&digest[..16]);
        Stream { kind, id: uuid::Builder::from_custom_bytes(id).into_uuid() }
    }
}

/// What sort of thing a tag names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// A school as a whole.
    School,
    /// A class.
    Class,
    /// The student whom it is about.
    Student,
    /// Somebody whom it touches, in whatever role.
    Person,
    /// A contact or an attempt.
    Contact,
    /// An assignment as one student got it.
    Assignment,
    /// An agreement.
    Agreement,
    /// A message with its answers.
    Message,
    /// A moment on a timeline that is not a contact, such as an enrolment.
    Moment,
    /// A round of talks.
    TalkRound,
    /// One talk of a round.
    Talk,
    /// One thing on a student's line.
    Entry,
}

impl TagKind {
    /// Every kind: a written tag is recognised by its name.
    pub const ALL: [TagKind; 12] = [
        TagKind::School,
        TagKind::Class,
        TagKind::Student,
        TagKind::Person,
        TagKind::Contact,
        TagKind::Assignment,
        TagKind::Agreement,
        TagKind::Message,
        TagKind::Moment,
        TagKind::TalkRound,
        TagKind::Talk,
        TagKind::Entry,
    ];

    /// The stored name, for ever.
    pub fn name(self) -> &'static str {
        match self {
            TagKind::School => "school",
            TagKind::Class => "class",
            TagKind::Student => "student",
            TagKind::Person => "person",
            TagKind::Contact => "contact",
            TagKind::Assignment => "assignment",
            TagKind::Agreement => "agreement",
            TagKind::Message => "message",
            TagKind::TalkRound => "talk_round",
            TagKind::Talk => "talk",
            TagKind::Moment => "moment",
            TagKind::Entry => "entry",
        }
    }
}

/// An opaque label on an event: timelines, view rows and conditions find events by it. Never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tag {
    /// What sort of thing it names.
    pub kind: TagKind,
    /// The id of the thing itself, unlike that of a stream.
    pub id: Uuid,
}

impl Tag {
    /// On what concerns the school as a whole: its settings, classes and staff.
    pub fn school(id: SchoolId) -> Tag {
        Tag { kind: TagKind::School, id: id.0 }
    }
    /// On what concerns a class: its mentors, its students and their talks.
    pub fn class(id: ClassId) -> Tag {
        Tag { kind: TagKind::Class, id: id.0 }
    }
    /// On everything that is about this student. It gathers the student's timeline.
    pub fn student(id: PersonId) -> Tag {
        Tag { kind: TagKind::Student, id: id.0 }
    }
    /// On what touches this person themselves: their details, their ties, what they took part in.
    pub fn person(id: PersonId) -> Tag {
        Tag { kind: TagKind::Person, id: id.0 }
    }
    /// On every telling of one contact or attempt.
    pub fn contact(id: ContactId) -> Tag {
        Tag { kind: TagKind::Contact, id: id.0 }
    }
    /// On all that happened with one student's assignment.
    pub fn assignment(id: AssignmentId) -> Tag {
        Tag { kind: TagKind::Assignment, id: id.0 }
    }
    /// On all that happened with one agreement.
    pub fn agreement(id: AgreementId) -> Tag {
        Tag { kind: TagKind::Agreement, id: id.0 }
    }
    /// On a message and its answers.
    pub fn message(id: MessageId) -> Tag {
        Tag { kind: TagKind::Message, id: id.0 }
    }
    /// On a round of talks and on each talk in it.
    pub fn round(id: RoundId) -> Tag {
        Tag { kind: TagKind::TalkRound, id: id.0 }
    }
    /// On one talk, from its invitation until what came of it.
    pub fn talk(id: TalkId) -> Tag {
        Tag { kind: TagKind::Talk, id: id.0 }
    }
    /// On one thing on a student's line and on what became of it.
    pub fn entry(id: EntryId) -> Tag {
        Tag { kind: TagKind::Entry, id: id.0 }
    }
    /// On a moment that has no id of its own. An enrolment bears the student's.
    pub fn moment(id: Uuid) -> Tag {
        Tag { kind: TagKind::Moment, id }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.id)
    }
}

impl FromStr for Tag {
    type Err = NoTag;

    fn from_str(text: &str) -> Result<Tag, NoTag> {
        let (kind, id) = text.split_once(':').ok_or(NoTag)?;
        let kind = TagKind::ALL.into_iter().find(|known| known.name() == kind).ok_or(NoTag)?;
        Ok(Tag { kind, id: id.parse().map_err(|_| NoTag)? })
    }
}

/// A text that is no tag of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoTag;

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn one_person_has_a_stream_per_kind() {
        let person = Uuid::from_u128(7);
        assert_ne!(Stream::of(StreamKind::Parent, person).id, Stream::of(StreamKind::Details, person).id);
        assert_eq!(Stream::of(StreamKind::Parent, person), Stream::of(StreamKind::Parent, person));
    }

    #[test]
    fn a_tag_is_read_as_it_is_written() {
        for kind in TagKind::ALL {
            let tag = Tag { kind, id: Uuid::from_u128(7) };
            assert_eq!(tag.to_string().parse(), Ok(tag));
        }
        assert_eq!("person:nobody".parse::<Tag>(), Err(NoTag));
        assert_eq!("person".parse::<Tag>(), Err(NoTag));
    }

    #[test]
    fn each_student_of_a_class_gets_an_assignment_of_their_own() {
        let (giving, one, two) = (GivingId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)), PersonId(Uuid::from_u128(3)));
        assert_ne!(AssignmentId::of(giving, one), AssignmentId::of(giving, two));
        assert_eq!(AssignmentId::of(giving, one), AssignmentId::of(giving, one));
    }
}
