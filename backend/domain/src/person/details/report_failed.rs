use super::{Details, DetailsRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ContactId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::Channel,
};
use serde::{Deserialize, Serialize};

/// What is wrong with a number or address (nl: wat klopt er niet).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// It is not theirs, or does not exist (nl: klopt niet).
    Wrong,
    /// Messages come back (nl: komt niet aan).
    Bounced,
    /// They asked not to be reached this way (nl: wil dit niet).
    OptedOut,
}

/// Reports that somebody cannot be reached this way (nl: nummer klopt niet).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportFailed {
    pub person: PersonId,
    pub channel: Channel,
    pub failure: Failure,
}

/// (nl: contactgegeven werkt niet)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailsFailed {
    pub person: PersonId,
    pub channel: Channel,
    pub failure: Failure,
    /// The attempt that found it out, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<ContactId>,
}

holds_personal!(DetailsFailed {});

/// The attempt that found a number or address not to work was taken back, and so is that (nl: storing ingetrokken). What others said
/// of the same number stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FailureTakenBack {
    pub person: PersonId,
    pub channel: Channel,
    pub attempt: ContactId,
}

holds_personal!(FailureTakenBack {});

impl IsFact for FailureTakenBack {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
}

impl IsFact for DetailsFailed {
    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.person)]
    }
}

impl Command for ReportFailed {
    type Story = Details;
    type Deed = deeds::ChangeDetails;

    fn stream(&self) -> Stream {
        stream_of(self.person)
    }
    fn about(&self) -> About {
        About::Person(self.person)
    }

    fn decide(&self, details: &Details, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let Some(known) = details.channels.get(&self.channel) else { return Err(DetailsRefusal::NothingThere.into()) };
        if known.last().is_some_and(|(failure, _)| *failure == self.failure) {
            return Ok(vec![]);
        }
        let (person, channel, failure) = (self.person, self.channel, self.failure);
        Ok(vec![context.new_fact(DetailsFailed { person, channel, failure, attempt: None })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    const WRONG: ReportFailed = ReportFailed { person: MOTHER, channel: Channel::Phone, failure: Failure::Wrong };

    #[test]
    fn the_same_failure_is_reported_once_and_another_one_again() {
        given([phone_number(MOTHER)]).when(&WRONG).then([phone_failed(MOTHER)]);
        given([phone_number(MOTHER), phone_failed(MOTHER)]).when(&WRONG).then([]);
        let opted_out = ReportFailed { failure: Failure::OptedOut, ..WRONG };
        given([phone_number(MOTHER), phone_failed(MOTHER)]).when(&opted_out).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn what_is_not_there_cannot_fail_also_not_after_a_call_to_a_number_we_never_had() {
        given([]).when(&WRONG).then_refused(DetailsRefusal::NothingThere);
        given([phone_failed(MOTHER)]).when(&WRONG).then_refused(DetailsRefusal::NothingThere);
        let mail = ReportFailed { channel: Channel::Email, ..WRONG };
        given([phone_number(MOTHER)]).when(&mail).then_refused(DetailsRefusal::NothingThere);
    }
}
