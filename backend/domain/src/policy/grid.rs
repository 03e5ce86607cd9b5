//! The grid: how far each deed reaches for each kind of actor. Deny by default.

use super::deed::Deed;
use crate::actor::{Actor, Role};

/// How far a deed reaches for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
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
pub enum Column {
    Role(Role),
    Job,
    Operator,
}

impl Column {
    pub fn of(actor: &Actor) -> Column {
        match actor {
            Actor::Person { role, .. } => Column::Role(*role),
            Actor::Job { .. } => Column::Job,
            Actor::Operator { .. } => Column::Operator,
        }
    }
    pub fn all() -> Vec<Column> {
        Role::ALL.into_iter().map(Column::Role).chain([Column::Job, Column::Operator]).collect()
    }
}

/// The grid. Deny by default; the operator manages the registry at the command line and sees no content.
pub fn scope(who: Column, deed: Deed) -> Scope {
    use Column::{Job, Operator, Role as R};
    use Role::*;
    match deed {
        Deed::OpenSchool => match who {
            Operator => Scope::School,
            _ => Scope::Never,
        },
        Deed::ChangeSettings => match who {
            R(SchoolAdmin) => Scope::School,
            _ => Scope::Never,
        },
        Deed::OpenClass
        | Deed::AssignMentor
        | Deed::AppointStaff
        | Deed::EnrolStudent
        | Deed::LinkParent
        | Deed::ChangeAuthority
        | Deed::CommitBatch
        | Deed::ReadRoster => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            _ => Scope::Never,
        },
        Deed::StateAge => match who {
            Job => Scope::School,
            _ => Scope::Never,
        },
        Deed::ChangeDetails => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::SetWishes => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            R(Mentor) => Scope::OwnClass,
            R(Parent) | R(Supporter) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::NameSupporter => match who {
            Operator => Scope::School,
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::RecordContact | Deed::RecordEvening | Deed::CorrectContact | Deed::ReadClass | Deed::ReadStudent => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        // Assignments for home.
        Deed::GiveAssignment | Deed::UseAssignment => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReturnAssignment => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        // Agreements. Who may say yes to which part is in the decision: it is the owner's.
        Deed::MakeAgreement => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::LapseAgreement => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) | Job => Scope::School,
            _ => Scope::Never,
        },
        Deed::AnswerAgreement | Deed::DoAgreementPart => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReadOverdue => match who {
            Job => Scope::School,
            _ => Scope::Never,
        },
        // No envelope opens for an auditor, not even the one with their own name.
        Deed::ReadSelf => match who {
            R(Auditor) | Job | Operator => Scope::Never,
            R(_) => Scope::Self_,
        },
        // Messages.
        Deed::SendMessage | Deed::SendToClass | Deed::WithdrawMessage | Deed::ReadMessages => match who {
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::WriteToSchool | Deed::OpenMessage => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        Deed::AnswerMessage => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        // Talk rounds.
        Deed::OpenRound | Deed::KeepRound | Deed::CorrectTalk | Deed::ReadRound => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::AnswerInvitation => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::PrepareTalk | Deed::ReadTalk => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        // The student's line.
        Deed::OpenEntries | Deed::KeepLine => match who {
            R(Student) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::NoteSetback | Deed::NameLevel => match who {
            R(Student) => Scope::Self_,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::WriteSetback => match who {
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::NameQuality => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ExamineSupport => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ReadOwnLine => match who {
            R(Student) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::ReadHome => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        Deed::ReadDetails => match who {
            R(SchoolAdmin) => Scope::School,
            R(Mentor) => Scope::OwnClass,
            R(Parent) | R(Supporter) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::ReadSupporters => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ReadSchool => match who {
            R(Mentor) | R(CareerLead) | R(SchoolAdmin) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReadEvolution => match who {
            R(Auditor) => Scope::School,
            _ => Scope::Never,
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
        for column in Column::all() {
            let title = match column {
                Column::Role(role) => role.name().to_owned(),
                Column::Job => "job".into(),
                Column::Operator => "operator".into(),
            };
            grid += &format!("{title:<13}");
        }
        grid = grid.trim_end().to_owned() + "\n";
        for deed in Deed::ALL {
            grid += &format!("{:<16}", deed.name());
            for column in Column::all() {
                let cell = match scope(column, *deed) {
                    Scope::Never => "-",
                    Scope::Self_ => "self",
                    Scope::OwnChild => "own child",
                    Scope::Supported => "supported",
                    Scope::OwnClass => "own class",
                    Scope::School => "school",
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
