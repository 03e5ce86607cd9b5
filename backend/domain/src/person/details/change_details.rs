use super::{Details, DetailsRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    lookup::{LookupChange, LookupKind},
    personal::Personal,
    policy::{About, deeds},
    values::{Channel, Reachable},
};
use serde::{Deserialize, Serialize};

/// Gives a person a new phone number or mail address (nl: contactgegeven wijzigen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeDetails {
    pub person: PersonId,
    pub reachable: Reachable,
}

/// (nl: contactgegeven gewijzigd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailsChanged {
    pub person: PersonId,
    pub channel: Channel,
    pub reachable: Personal<Reachable>,
}

holds_personal!(DetailsChanged { reachable });

impl IsFact for DetailsChanged {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
    fn lookups(&self) -> Vec<LookupChange> {
        let kind = LookupKind::of(self.channel);
        let added = self.reachable.value().map(|reachable| LookupChange::add(kind, reachable.as_str(), self.person));
        std::iter::once(LookupChange::remove_all(kind, self.person)).chain(added).collect()
    }
}

impl Command for ChangeDetails {
    type Story = Details;
    type Deed = deeds::ChangeDetails;

    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn about(&self) -> About {
        About::Person(self.person)
    }

    fn decide(&self, _: &Details, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.person(self.person).is_none() {
            return Err(DetailsRefusal::NobodyThere.into());
        }
        // The same number again is worth a fact: somebody checked that it still works.
        Ok(vec![context.new_fact(DetailsChanged {
            person: self.person,
            channel: self.reachable.channel(),
            reachable: Personal::open(self.person, self.reachable.clone()),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    fn new_number(person: PersonId) -> ChangeDetails {
        ChangeDetails { person, reachable: Reachable::parse(Channel::Phone, "06 0000 0012").unwrap() }
    }

    #[test]
    fn a_new_number_is_kept_under_the_key_of_whose_it_is() {
        given([]).when(&new_number(MOTHER)).then([phone_number(MOTHER)]);
    }

    #[test]
    fn the_same_number_again_says_that_it_still_works() {
        given([phone_number(MOTHER), phone_failed(MOTHER)]).when(&new_number(MOTHER)).then([phone_number(MOTHER)]);
    }

    #[test]
    fn there_is_somebody_to_reach() {
        given([]).when(&new_number(STRANGER)).then_refused(DetailsRefusal::NobodyThere);
    }
}
