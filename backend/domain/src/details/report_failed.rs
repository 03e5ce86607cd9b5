use super::{Details, DetailsRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Refusal, Said, With},
    holds_personal,
    ids::{PersonId, Stream, Tag},
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
}

holds_personal!(DetailsFailed {});

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

    fn decide(&self, details: &Details, with: &With<'_>) -> Result<Vec<Said>, Refusal> {
        let Some(known) = details.channels.get(&self.channel) else { return Err(DetailsRefusal::NothingThere.into()) };
        if *known == Some(self.failure) {
            return Ok(vec![]);
        }
        Ok(vec![with.says(DetailsFailed { person: self.person, channel: self.channel, failure: self.failure })])
    }
}
