use super::{Details, DetailsRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    lookup::{LookupChange, LookupKind},
    policy::{About, deeds},
    values::Channel,
};
use serde::{Deserialize, Serialize};

/// Removes a phone number or mail address that is no longer theirs (nl: contactgegeven weghalen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemoveDetails {
    pub person: PersonId,
    pub channel: Channel,
}

/// (nl: contactgegeven vervallen)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailsRemoved {
    pub person: PersonId,
    pub channel: Channel,
}

holds_personal!(DetailsRemoved {});

impl IsFact for DetailsRemoved {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
    fn lookups(&self) -> Vec<LookupChange> {
        vec![LookupChange::remove_all(LookupKind::of(self.channel), self.person)]
    }
}

impl Command for RemoveDetails {
    type Story = Details;
    type Deed = deeds::ChangeDetails;

    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn about(&self) -> About {
        About::Person(self.person)
    }

    fn decide(&self, details: &Details, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if !details.channels.contains_key(&self.channel) {
            return Err(DetailsRefusal::NothingThere.into());
        }
        Ok(vec![context.new_fact(DetailsRemoved { person: self.person, channel: self.channel })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{facts::Fact, spec::*};

    const PHONE: RemoveDetails = RemoveDetails { person: MOTHER, channel: Channel::Phone };

    #[test]
    fn only_what_is_there_is_removed() {
        let removed: Fact = DetailsRemoved { person: MOTHER, channel: Channel::Phone }.into();
        given([phone_number(MOTHER)]).when(&PHONE).then([removed.clone()]);
        given([phone_number(MOTHER), removed]).when(&PHONE).then_refused(DetailsRefusal::NothingThere);
        given([]).when(&PHONE).then_refused(DetailsRefusal::NothingThere);
    }
}
