//! Details (nl: contactgegevens en wensen): where a person can be reached, what of it works, and how they wish to be
//! spoken and written to.

mod change_details;
mod remove_details;
mod report_failed;
mod set_wishes;

pub use change_details::{ChangeDetails, DetailsChanged};
pub use remove_details::{DetailsRemoved, RemoveDetails};
pub use report_failed::{DetailsFailed, Failure, FailureTakenBack, ReportFailed};
pub use set_wishes::{SetWishes, WishesSet};

use crate::{
    facts::Fact,
    grammar::Story,
    ids::{ContactId, PersonId, Stream, StreamKind},
    values::Channel,
};
use std::collections::BTreeMap;

crate::refusals! {
    /// Why something about contact details is refused.
    pub enum DetailsRefusal {
        /// Nobody here has that id.
        NobodyThere = "details-nobody-there",
        /// There is no such number or address to fail or to remove.
        NothingThere = "details-nothing-there",
    }
}

fn stream_of(person: PersonId) -> Stream {
    Stream::of(StreamKind::Details, person.0)
}

/// Which channels a person has, and what was said to be wrong with each and still stands, the last one last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    pub channels: BTreeMap<Channel, Vec<(Failure, Option<ContactId>)>>,
}

impl Story for Details {
    fn evolve(mut self, fact: &Fact) -> Details {
        match fact {
            Fact::DetailsChanged(fact) => {
                self.channels.insert(fact.channel, vec![]);
            }
            // A call to a number that we do not have can fail as well; then there is nothing to remember.
            Fact::DetailsFailed(fact) => {
                self.channels.entry(fact.channel).and_modify(|said| said.push((fact.failure, fact.attempt)));
            }
            Fact::FailureTakenBack(fact) => {
                let stands = |said: &(Failure, Option<ContactId>)| said.1 != Some(fact.attempt);
                self.channels.entry(fact.channel).and_modify(|said| said.retain(stands));
            }
            Fact::DetailsRemoved(fact) => {
                self.channels.remove(&fact.channel);
            }
            _ => {}
        }
        self
    }
}
