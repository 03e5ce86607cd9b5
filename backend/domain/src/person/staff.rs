//! Staff (nl: medewerkers): who works at the school, and as what.

mod appoint_staff;
mod correct_name;
mod end_role;

pub use appoint_staff::{AppointStaff, StaffAppointed};
pub use correct_name::{CorrectStaffName, StaffNameCorrected};
pub use end_role::{EndRole, StaffRoleEnded};

use crate::{
    actor::Role,
    facts::Fact,
    grammar::Story,
    ids::{PersonId, Stream, StreamKind},
};
use std::collections::BTreeSet;

crate::refusals! {
    /// Why something about a member of staff is refused.
    pub enum StaffRefusal {
        NotThere = "staff-not-there",
        /// Somebody new has a name.
        NoName = "staff-no-name" at "name",
        /// A student, parent or supporter is not appointed.
        NotAStaffRole = "staff-not-a-staff-role" at "role",
        /// Nobody opens a door for themselves: an admin who became a mentor would read every family's words.
        OwnRole = "staff-own-role" at "role",
        /// A school is never left without somebody who manages it.
        OwnLastAdmin = "staff-own-admin-role" at "role",
    }
}

fn stream_of(person: PersonId) -> Stream {
    Stream::of(StreamKind::Staff, person.0)
}

/// Somebody's roles at the school, now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Staff {
    pub known: bool,
    pub roles: BTreeSet<Role>,
}

impl Story for Staff {
    fn evolve(mut self, fact: &Fact) -> Staff {
        match fact {
            Fact::StaffAppointed(fact) => {
                self.known = true;
                self.roles.insert(fact.role);
            }
            Fact::StaffRoleEnded(fact) => {
                self.roles.remove(&fact.role);
            }
            _ => {}
        }
        self
    }
}
