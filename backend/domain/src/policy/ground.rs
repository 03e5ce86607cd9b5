//! The legal ground on which somebody sees personal data, for the access log.

use super::grid::ActorKind;
use crate::actor::Role;

/// Why the law lets somebody see personal data (nl: grondslag). AVG is the Dutch name of the GDPR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LegalGround {
    /// One's own data, article 15 of the AVG (nl: inzage in eigen gegevens).
    DataSubject,
    /// A child's data, because a school must inform parents, article 2.97 of the WVO 2020 (nl: informatieplicht).
    Representative,
    /// The student, or a parent with authority, let them, article 6(1)(a) of the AVG (nl: toestemming).
    Consent,
    /// What the law asks of a school, guidance in choosing study and work, article 6(1)(e) of the AVG (nl: wettelijke taak).
    PublicTask,
    /// A school must be able to show what it did, article 5(2) of the AVG (nl: verantwoordingsplicht).
    Accountability,
    /// Whoever runs the platform, on the school's behalf, article 28 of the AVG (nl: verwerker).
    Processor,
}

impl LegalGround {
    /// Every ground.
    pub const ALL: [LegalGround; 6] = [
        LegalGround::DataSubject,
        LegalGround::Representative,
        LegalGround::Consent,
        LegalGround::PublicTask,
        LegalGround::Accountability,
        LegalGround::Processor,
    ];

    /// It follows from who looks: what each may see of whom is the grid's.
    pub fn of(who: ActorKind) -> LegalGround {
        match who {
            ActorKind::Role(Role::Student) => LegalGround::DataSubject,
            ActorKind::Role(Role::Parent) => LegalGround::Representative,
            ActorKind::Role(Role::Supporter) => LegalGround::Consent,
            ActorKind::Role(Role::Mentor | Role::CareerLead | Role::SchoolAdmin) | ActorKind::Job => LegalGround::PublicTask,
            ActorKind::Role(Role::Auditor) => LegalGround::Accountability,
            ActorKind::Operator => LegalGround::Processor,
        }
    }

    /// The name under which the access log keeps it, for ever.
    pub fn name(self) -> &'static str {
        match self {
            LegalGround::DataSubject => "data_subject",
            LegalGround::Representative => "representative",
            LegalGround::Consent => "consent",
            LegalGround::PublicTask => "public_task",
            LegalGround::Accountability => "accountability",
            LegalGround::Processor => "processor",
        }
    }
}
