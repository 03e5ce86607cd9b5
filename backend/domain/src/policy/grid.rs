//! The grid: how far each deed reaches for each kind of actor. Deny by default.

use super::deed::Deed;
use crate::actor::{Actor, Role};

/// How far a deed reaches for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeedScope {
    Never,
    /// Only about themselves.
    Self_,
    /// A child they have full authority over, and who is not yet eighteen.
    OwnChild,
    /// A student they support.
    Supported,
    /// The classes they mentor, the students in them and those students' homes.
    OwnClass,
    /// Everything in their school.
    School,
}

/// Who is asking, as a column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    Role(Role),
    Job,
    Operator,
}

impl ActorKind {
    pub fn of(actor: &Actor) -> ActorKind {
        match actor {
            Actor::Person { role, .. } => ActorKind::Role(*role),
            Actor::Job { .. } => ActorKind::Job,
            Actor::Operator { .. } => ActorKind::Operator,
        }
    }
    pub fn all() -> Vec<ActorKind> {
        Role::ALL.into_iter().map(ActorKind::Role).chain([ActorKind::Job, ActorKind::Operator]).collect()
    }
}

/// The grid. Deny by default; the operator manages the registry at the command line and sees no content.
pub fn scope(who: ActorKind, deed: Deed) -> DeedScope {
    use ActorKind::{Job, Operator, Role as R};
    use Role::*;
    match deed {
        Deed::OpenSchool => match who {
            Operator => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::ChangeSettings => match who {
            R(SchoolAdmin) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::OpenClass
        | Deed::AssignMentor
        | Deed::AppointStaff
        | Deed::EnrolStudent
        | Deed::LinkParent
        | Deed::ChangeAuthority
        | Deed::CommitBatch
        | Deed::ReadRoster => match who {
            R(SchoolAdmin) | Operator => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::StateAge => match who {
            Job => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::ChangeDetails => match who {
            R(SchoolAdmin) | Operator => DeedScope::School,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::SetWishes => match who {
            R(SchoolAdmin) | Operator => DeedScope::School,
            R(Mentor) => DeedScope::OwnClass,
            R(Parent) | R(Supporter) => DeedScope::Self_,
            _ => DeedScope::Never,
        },
        Deed::NameSupporter => match who {
            Operator => DeedScope::School,
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::RecordContact | Deed::RecordEvening | Deed::CorrectContact | Deed::ReadClass | Deed::ReadStudent => match who {
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        // Assignments for home.
        Deed::GiveAssignment | Deed::UseAssignment => match who {
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::ReturnAssignment => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            _ => DeedScope::Never,
        },
        // Agreements. Who may say yes to which part is in the decision: it is the owner's.
        Deed::MakeAgreement => match who {
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::LapseAgreement => match who {
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) | Job => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::AnswerAgreement | Deed::DoAgreementPart => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::ReadOverdue => match who {
            Job => DeedScope::School,
            _ => DeedScope::Never,
        },
        // No envelope opens for an auditor, not even the one with their own name.
        Deed::ReadSelf => match who {
            R(Auditor) | Job | Operator => DeedScope::Never,
            R(_) => DeedScope::Self_,
        },
        // Messages.
        Deed::SendMessage | Deed::SendToClass | Deed::WithdrawMessage | Deed::ReadMessages => match who {
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::WriteToSchool | Deed::OpenMessage => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            _ => DeedScope::Never,
        },
        Deed::AnswerMessage => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        // Talk rounds.
        Deed::OpenRound | Deed::KeepRound | Deed::CorrectTalk | Deed::ReadRound => match who {
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::AnswerInvitation => match who {
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::PrepareTalk | Deed::ReadTalk => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            R(Mentor) => DeedScope::OwnClass,
            R(CareerLead) => DeedScope::School,
            _ => DeedScope::Never,
        },
        // The student's line.
        Deed::OpenEntries | Deed::KeepLine => match who {
            R(Student) => DeedScope::Self_,
            _ => DeedScope::Never,
        },
        Deed::NoteSetback | Deed::NameLevel => match who {
            R(Student) => DeedScope::Self_,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::WriteSetback => match who {
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::NameQuality => match who {
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::ExamineSupport => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::ReadOwnLine => match who {
            R(Student) => DeedScope::Self_,
            _ => DeedScope::Never,
        },
        Deed::ReadHome => match who {
            R(Parent) => DeedScope::OwnChild,
            R(Supporter) => DeedScope::Supported,
            _ => DeedScope::Never,
        },
        Deed::ReadDetails => match who {
            R(SchoolAdmin) => DeedScope::School,
            R(Mentor) => DeedScope::OwnClass,
            R(Parent) | R(Supporter) => DeedScope::Self_,
            _ => DeedScope::Never,
        },
        Deed::ReadSupporters => match who {
            R(Student) => DeedScope::Self_,
            R(Parent) => DeedScope::OwnChild,
            R(Mentor) => DeedScope::OwnClass,
            _ => DeedScope::Never,
        },
        Deed::ReadSchool => match who {
            R(Mentor) | R(CareerLead) | R(SchoolAdmin) => DeedScope::School,
            _ => DeedScope::Never,
        },
        Deed::ReadEvolution => match who {
            R(Auditor) => DeedScope::School,
            _ => DeedScope::Never,
        },
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_grid_is_printed_for_everyone_to_read() {
        let mut grid = String::from(
            "Who may do what. Written by a test from backend/domain/src/policy/grid.rs; a change of policy is a changed cell.\n\n",
        );
        grid += &format!("{:<16}", "");
        for column in ActorKind::all() {
            let title = match column {
                ActorKind::Role(role) => role.name().to_owned(),
                ActorKind::Job => "job".into(),
                ActorKind::Operator => "operator".into(),
            };
            grid += &format!("{title:<13}");
        }
        grid = grid.trim_end().to_owned() + "\n";
        for deed in Deed::ALL {
            grid += &format!("{:<16}", format!("{deed:?}"));
            for column in ActorKind::all() {
                let cell = match scope(column, *deed) {
                    DeedScope::Never => "-",
                    DeedScope::Self_ => "self",
                    DeedScope::OwnChild => "own child",
                    DeedScope::Supported => "supported",
                    DeedScope::OwnClass => "own class",
                    DeedScope::School => "school",
                };
                grid += &format!("{cell:<13}");
            }
            grid = grid.trim_end().to_owned() + "\n";
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/WHO-MAY-WHAT.txt");
        if std::env::var_os("WRITE_GRID").is_some() {
            std::fs::write(path, &grid).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), grid, "run with WRITE_GRID=1 and look at the difference");
    }
}
