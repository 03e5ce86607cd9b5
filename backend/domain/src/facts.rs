//! Everything that can ever have happened, in one list. The stored name of a fact is for ever; its Rust name is free.

#![warn(missing_docs)]

use crate::{
    actor::Author,
    ids::{EventId, Position, Stream, Tag},
    lookup::LookupChange,
    personal::{EachPersonal, HoldsPersonal},
    time::Occurred,
};
use chrono::{DateTime, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

mod retired;

/// What every fact says of itself, besides its content.
pub trait IsFact: Serialize + DeserializeOwned + HoldsPersonal {
    /// The stream it belongs to.
    fn stream(&self) -> Stream;
    /// Everyone and everything it touches; timelines, view rows and conditions find it by these.
    fn tags(&self) -> Vec<Tag>;
    /// What it changes in the index by which people are found. Most facts change nothing in it.
    fn lookups(&self) -> Vec<LookupChange> {
        vec![]
    }
}

/// A recorded fact with its envelope, as read from a school's log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the school's log.
    pub pos: Position,
    /// Its own id, which its envelopes are bound to.
    pub id: EventId,
    /// When it happened in the world, as somebody told it.
    pub occurred: Occurred,
    /// When it was written down, by the clock of the database.
    pub recorded_at: DateTime<Utc>,
    /// Who wrote it down.
    pub author: Author,
    /// What happened.
    pub fact: Fact,
}

/// A stored fact that this program cannot read: newer than the program, or never known. Whoever folds it stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The stored name.
    pub type_name: String,
    /// The version of its body's shape.
    pub schema_ver: u16,
    /// What is wrong with it, for whoever runs the program.
    pub why: String,
}

/// Lifts a stored body from one schema version to the next.
type Upcaster = fn(Value) -> Value;

/// `(type, from version, to the next)`: retired shapes, and how they read today. Append-only.
const UPCASTERS: &[(&str, u16, Upcaster)] = &[
    ("school.settings_changed", 1, retired::unreasoned_v1),
    ("class.mentor_relieved", 1, retired::unreasoned_v1),
    ("staff.role_ended", 1, retired::unreasoned_v1),
    ("student.moved", 1, retired::unreasoned_v1),
    ("student.details_corrected", 1, retired::unreasoned_v1),
    ("parent.name_corrected", 1, retired::unreasoned_v1),
    ("talk.booked", 1, retired::booked_v1),
    ("talk.held", 1, retired::held_v1),
    ("talk.missed", 1, retired::missed_v1),
    ("talk.corrected", 1, retired::corrected_v1),
];

macro_rules! facts {
    ($( $($module:ident)::+ { $( $(#[$doc:meta])* $name:ident = $stored:literal v $version:literal, )+ } )+) => {
        $( use crate::$($module)::+::{$( $name ),+}; )+

        /// Something that happened.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Fact { $($( $(#[$doc])* $name($name), )+)+ }

        /// What happened, without its content.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKind { $($( $(#[$doc])* $name, )+)+ }

        impl FactKind {
            /// Every kind, in the order of this list.
            pub const ALL: &'static [FactKind] = &[$($( FactKind::$name, )+)+];

            /// The stored name, for ever.
            pub const fn type_name(self) -> &'static str {
                match self { $($( FactKind::$name => $stored, )+)+ }
            }
        }

        $($( impl From<$name> for Fact { fn from(fact: $name) -> Fact { Fact::$name(fact) } } )+)+

        impl Fact {
            /// Every stored name with its current schema version.
            pub const TYPES: &'static [(&'static str, u16)] = &[$($( ($stored, $version), )+)+];

            /// What happened, without its content.
            pub fn kind(&self) -> FactKind {
                match self { $($( Fact::$name(_) => FactKind::$name, )+)+ }
            }
            /// The stored name, for ever.
            pub fn type_name(&self) -> &'static str {
                self.kind().type_name()
            }
            /// The version of the shape in which its body is written today.
            pub fn schema_ver(&self) -> u16 {
                match self { $($( Fact::$name(_) => $version, )+)+ }
            }
            /// The stream it belongs to. It need not be that of the command that it follows from.
            pub fn stream(&self) -> Stream {
                match self { $($( Fact::$name(fact) => fact.stream(), )+)+ }
            }
            /// Everyone and everything it touches, sorted and each once.
            pub fn tags(&self) -> Vec<Tag> {
                let mut tags = match self { $($( Fact::$name(fact) => fact.tags(), )+)+ };
                tags.sort_unstable();
                tags.dedup();
                tags
            }
            /// What it changes in the index by which people are found, read from its open values before they are sealed.
            pub fn lookups(&self) -> Vec<LookupChange> {
                match self { $($( Fact::$name(fact) => fact.lookups(), )+)+ }
            }
            /// The stored body. Fails when a personal field is still open.
            pub fn encode(&self) -> serde_json::Result<Vec<u8>> {
                match self { $($( Fact::$name(fact) => serde_json::to_vec(fact), )+)+ }
            }

            fn read_current(type_name: &str, body: &[u8]) -> Option<serde_json::Result<Fact>> {
                match type_name {
                    $($( $stored => Some(serde_json::from_slice::<$name>(body).map(Fact::from)), )+)+
                    _ => None,
                }
            }
        }

        impl HoldsPersonal for Fact {
            fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
                match self { $($( Fact::$name(fact) => fact.each_personal(see), )+)+ }
            }
        }
    };
}

facts! {
    access_log {
        /// (nl: inzagelog verzegeld)
        AccessLogSealed = "access_log.sealed" v 1,
        /// (nl: inzagelog opgeschoond)
        AccessLogPruned = "access_log.pruned" v 1,
    }
    school {
        /// (nl: school geopend)
        SchoolOpened = "school.opened" v 1,
        /// (nl: instellingen gewijzigd)
        SchoolSettingsChanged = "school.settings_changed" v 2,
    }
    class {
        /// (nl: klas gemaakt)
        ClassOpened = "class.opened" v 1,
        /// (nl: klas verbeterd)
        ClassCorrected = "class.corrected" v 1,
        /// (nl: klas ingetrokken)
        ClassWithdrawn = "class.withdrawn" v 1,
        /// (nl: mentor aangewezen)
        MentorAssigned = "class.mentor_assigned" v 1,
        /// (nl: mentor gestopt)
        MentorRelieved = "class.mentor_relieved" v 2,
    }
    person::staff {
        /// (nl: medewerker aangesteld)
        StaffAppointed = "staff.appointed" v 1,
        /// (nl: rol beëindigd)
        StaffRoleEnded = "staff.role_ended" v 2,
        /// (nl: naam van medewerker verbeterd)
        StaffNameCorrected = "staff.name_corrected" v 1,
    }
    person::student {
        /// (nl: leerling ingeschreven)
        StudentEnrolled = "student.enrolled" v 1,
        /// (nl: van klas gewisseld)
        StudentMoved = "student.moved" v 2,
        /// (nl: gegevens verbeterd)
        StudentDetailsCorrected = "student.details_corrected" v 2,
        /// (nl: van school)
        StudentLeft = "student.left" v 1,
        /// (nl: weer op school)
        StudentReturned = "student.returned" v 1,
        /// (nl: zestien geworden)
        StudentTurnedSixteen = "student.turned_sixteen" v 1,
        /// (nl: achttien geworden)
        StudentTurnedEighteen = "student.turned_eighteen" v 1,
        /// (nl: meekijken gewijzigd)
        ParentsFollowingChanged = "student.parents_following_changed" v 1,
        /// (nl: door de leerling geopend)
        EntryOpened = "entry.opened" v 1,
    }
    person::parent {
        /// (nl: ouder opgenomen)
        ParentRegistered = "parent.registered" v 1,
        /// (nl: ouder gekoppeld)
        ParentLinked = "parent.linked" v 1,
        /// (nl: gezag gewijzigd)
        ParentAuthorityChanged = "parent.authority_changed" v 1,
        /// (nl: koppeling beëindigd)
        ParentLinkEnded = "parent.link_ended" v 1,
        /// (nl: naam verbeterd)
        ParentNameCorrected = "parent.name_corrected" v 2,
        /// (nl: relatie verbeterd)
        ParentRelationCorrected = "parent.relation_corrected" v 1,
    }
    person::supporter {
        /// (nl: steunfiguur genoemd)
        SupporterNamed = "supporter.named" v 1,
        /// (nl: steunfiguur toegelaten)
        SupporterConfirmed = "supporter.confirmed" v 1,
        /// (nl: steunfiguur geweigerd)
        SupporterRefused = "supporter.refused" v 1,
        /// (nl: steun gestopt)
        SupporterEnded = "supporter.ended" v 1,
        /// (nl: steunfiguur verbeterd)
        SupporterCorrected = "supporter.corrected" v 1,
    }
    person::details {
        /// (nl: contactgegeven gewijzigd)
        DetailsChanged = "details.changed" v 1,
        /// (nl: contactgegeven werkt niet)
        DetailsFailed = "details.failed" v 1,
        /// (nl: storing ingetrokken)
        FailureTakenBack = "details.failure_taken_back" v 1,
        /// (nl: contactgegeven vervallen)
        DetailsRemoved = "details.removed" v 1,
        /// (nl: wensen vastgelegd)
        WishesSet = "details.wishes_set" v 1,
    }
    contact {
        /// (nl: poging)
        ContactAttempted = "contact.attempted" v 1,
        /// (nl: contactmoment vastgelegd)
        ContactMade = "contact.made" v 1,
        /// (nl: contactmoment verbeterd)
        ContactCorrected = "contact.corrected" v 1,
        /// (nl: contactmoment ingetrokken)
        ContactWithdrawn = "contact.withdrawn" v 1,
    }
    message {
        /// (nl: bericht gestuurd)
        MessageSent = "message.sent" v 1,
        /// (nl: bericht aangekomen)
        MessageDelivered = "message.delivered" v 1,
        /// (nl: antwoord)
        MessageAnswered = "message.answered" v 1,
        /// (nl: bericht ingetrokken)
        MessageWithdrawn = "message.withdrawn" v 1,
    }
    talk {
        /// (nl: gespreksronde geopend)
        RoundOpened = "talk_round.opened" v 1,
        /// (nl: tijden erbij)
        TimesAdded = "talk_round.times_added" v 1,
        /// (nl: gespreksronde gesloten)
        RoundClosed = "talk_round.closed" v 1,
        /// (nl: uitnodiging voor een gesprek)
        TalkInvited = "talk.invited" v 1,
        /// (nl: uitgenodigd)
        InvitationDelivered = "talk.invitation_delivered" v 1,
        /// (nl: tijd gekozen)
        TalkBooked = "talk.booked" v 2,
        /// (nl: antwoord op de uitnodiging)
        TalkAnswered = "talk.answered" v 1,
        /// (nl: tijd afgezegd)
        BookingCancelled = "talk.booking_cancelled" v 1,
        /// (nl: apart uitgenodigd)
        TalkParted = "talk.parted" v 1,
        /// (nl: groet van de leerling)
        TalkGreeted = "talk.greeted" v 1,
        /// (nl: stem gegeven)
        VoiceGiven = "talk.voice_given" v 1,
        /// (nl: gesprek gehouden)
        TalkHeld = "talk.held" v 2,
        /// (nl: gesprek niet doorgegaan)
        TalkMissed = "talk.missed" v 2,
        /// (nl: gesprek verbeterd)
        TalkCorrected = "talk.corrected" v 2,
        /// (nl: gesprek ingetrokken)
        TalkReopened = "talk.reopened" v 1,
    }
    assignment {
        /// (nl: opdracht meegegeven)
        AssignmentGiven = "assignment.given" v 1,
        /// (nl: thuis geopend)
        AssignmentOpened = "assignment.opened" v 1,
        /// (nl: terug van thuis)
        AssignmentReturned = "assignment.returned" v 1,
        /// (nl: gebruikt op school)
        AssignmentUsed = "assignment.used" v 1,
        /// (nl: opzij gelegd)
        AssignmentParked = "assignment.parked" v 1,
        /// (nl: opdracht ingetrokken)
        AssignmentWithdrawn = "assignment.withdrawn" v 1,
    }
    agreement {
        /// (nl: afspraak gemaakt)
        AgreementMade = "agreement.made" v 1,
        /// (nl: ja gezegd)
        AgreementConfirmed = "agreement.confirmed" v 1,
        /// (nl: anders gezegd)
        AgreementDeclined = "agreement.declined" v 1,
        /// (nl: deel gedaan)
        AgreementPartDone = "agreement.part_done" v 1,
        /// (nl: afspraak aangepast)
        AgreementAdjusted = "agreement.adjusted" v 1,
        /// (nl: afspraak verlopen)
        AgreementLapsed = "agreement.lapsed" v 1,
        /// (nl: afspraak gestopt)
        AgreementCancelled = "agreement.cancelled" v 1,
    }
    line {
        /// (nl: ervaring)
        ExperienceRecorded = "experience.recorded" v 1,
        /// (nl: gedachte)
        ReflectionWritten = "reflection.written" v 1,
        /// (nl: keuze)
        ChoiceStated = "choice.stated" v 1,
        /// (nl: keuze veranderd)
        ChoiceRevised = "choice.revised" v 1,
        /// (nl: volgende stap)
        StepPlanned = "step.planned" v 1,
        /// (nl: stap gezet)
        StepTaken = "step.taken" v 1,
        /// (nl: stap losgelaten)
        StepDropped = "step.dropped" v 1,
        /// (nl: kwaliteit genoemd)
        QualityNamed = "quality.named" v 1,
        /// (nl: dat viel tegen)
        SetbackNoted = "setback.noted" v 1,
        /// (nl: nieuw idee)
        SetbackTurned = "setback.turned" v 1,
        /// (nl: tegenvaller afgesloten)
        SetbackClosed = "setback.closed" v 1,
        /// (nl: gedeeld)
        EntryShared = "entry.shared" v 1,
        /// (nl: niet meer gedeeld)
        EntryUnshared = "entry.unshared" v 1,
        /// (nl: verbeterd)
        EntryCorrected = "entry.corrected" v 1,
        /// (nl: weggehaald)
        EntryWithdrawn = "entry.withdrawn" v 1,
    }
    support {
        /// (nl: steun bekeken)
        SupportExamined = "support.examined" v 1,
        /// (nl: antwoord op de vraag om hulp)
        HelpAnswered = "support.help_answered" v 1,
        /// (nl: regie genoemd)
        LevelNamed = "support.level_named" v 1,
    }
}

impl Fact {
    /// Every stored name with each version of its body that this program can read, today's and the retired ones.
    pub fn known() -> impl Iterator<Item = (&'static str, u16)> {
        Fact::TYPES.iter().flat_map(|(name, current)| (1..=*current).map(move |version| (*name, version)))
    }
    /// Reads a stored body, lifting retired shapes to today's.
    pub fn decode(type_name: &str, schema_ver: u16, body: &[u8]) -> Result<Fact, Unreadable> {
        let unreadable = |why: String| Unreadable { type_name: type_name.to_owned(), schema_ver, why };
        let current = Fact::TYPES.iter().find(|(name, _)| *name == type_name).map(|(_, version)| *version);
        let Some(current) = current else { return Err(unreadable("unknown type".into())) };
        if schema_ver > current {
            return Err(unreadable("newer than this program".into()));
        }
        let read = if schema_ver == current {
            Fact::read_current(type_name, body)
        } else {
            let lifted = lift(type_name, schema_ver, current, body).map_err(unreadable)?;
            Fact::read_current(type_name, &lifted)
        };
        match read {
            Some(fact) => fact.map_err(|error| unreadable(error.to_string())),
            None => Err(unreadable("unknown type".into())),
        }
    }
}

fn lift(type_name: &str, from: u16, to: u16, body: &[u8]) -> Result<Vec<u8>, String> {
    let mut value: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    for version in from..to {
        let step = UPCASTERS.iter().find(|(name, at, _)| *name == type_name && *at == version);
        let Some((_, _, step)) = step else { return Err(format!("no upcaster from version {version}")) };
        value = step(value);
    }
    serde_json::to_vec(&value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod specs {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn stored_names_are_unique_and_name_their_story() {
        let names: BTreeSet<_> = Fact::TYPES.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), Fact::TYPES.len());
        assert!(names.iter().all(|name| name.split('.').count() == 2));
    }

    #[test]
    fn every_retired_version_can_be_lifted() {
        for (name, current) in Fact::TYPES {
            for version in 1..*current {
                assert!(UPCASTERS.iter().any(|(n, v, _)| n == name && *v == version), "{name} v{version}");
            }
        }
    }

    #[test]
    fn what_is_unknown_or_newer_is_not_read() {
        assert_eq!(Fact::decode("pupil.sang", 1, b"{}").unwrap_err().why, "unknown type");
        assert_eq!(Fact::decode("contact.made", 99, b"{}").unwrap_err().why, "newer than this program");
    }
}
