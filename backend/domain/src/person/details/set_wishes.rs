use super::{Details, DetailsRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::Wishes,
};
use serde::{Deserialize, Serialize};

/// Sets how a person wishes to be spoken and written to (nl: wensen vastleggen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetWishes {
    pub person: PersonId,
    pub wishes: Wishes,
}

/// (nl: wensen vastgelegd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WishesSet {
    pub person: PersonId,
    pub wishes: Personal<Wishes>,
}

holds_personal!(WishesSet { wishes });

impl IsFact for WishesSet {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
}

impl Command for SetWishes {
    type Story = Details;
    type Deed = deeds::SetWishes;

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
        Ok(vec![context.new_fact(WishesSet { person: self.person, wishes: Personal::open(self.person, self.wishes) })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        spec::*,
        values::{Reading, SpokenLanguage},
    };

    #[test]
    fn wishes_are_sealed_and_belong_to_somebody() {
        let wishes = Wishes { language: SpokenLanguage::Turkish, reading: Reading::Listen, interpreter: true };
        let set = WishesSet { person: MOTHER, wishes: Personal::open(MOTHER, wishes) };
        given([]).when(&SetWishes { person: MOTHER, wishes }).then([set.into()]);
        given([]).when(&SetWishes { person: STRANGER, wishes }).then_refused(DetailsRefusal::NobodyThere);
    }
}
