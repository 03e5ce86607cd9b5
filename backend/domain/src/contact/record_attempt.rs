use super::{Contact, ContactRefusal, Means, check_moment, stream_of, tags_of, wrong_details};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ContactId, PersonId, Stream, Tag},
    person::details::{DetailsFailed, Failure},
    personal::Personal,
    policy::{About, deeds},
    time::Occurred,
    values::Words,
};
use serde::{Deserialize, Serialize};

/// What came of an attempt (nl: uitkomst).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptOutcome {
    /// (nl: niet opgenomen)
    NoAnswer,
    /// (nl: nummer klopt niet, mail komt niet aan)
    WrongDetails,
    /// A message was left or delivered; nobody answered yet (nl: bericht achtergelaten).
    MessageLeft,
    /// Invited, and did not come (nl: niet gekomen).
    DidNotCome,
}

impl AttemptOutcome {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [AttemptOutcome; 4] =
        [AttemptOutcome::NoAnswer, AttemptOutcome::WrongDetails, AttemptOutcome::MessageLeft, AttemptOutcome::DidNotCome];
}

/// Tells of an attempt to speak with home that came to nothing (nl: niet gelukt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordAttempt {
    pub contact: ContactId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub means: Means,
    pub outcome: AttemptOutcome,
    /// Whom the school tried to reach; nobody in particular after a letter to the family.
    pub with: Option<PersonId>,
    pub words: Option<Words>,
}

/// The school tried to reach home (nl: poging). Never counts as contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactAttempted {
    pub contact: ContactId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub means: Means,
    pub outcome: AttemptOutcome,
    pub with: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<Words>>,
}

holds_personal!(ContactAttempted { words });

impl IsFact for ContactAttempted {
    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.contact, self.student, self.with.as_slice())
    }
}

impl Command for RecordAttempt {
    type Story = Contact;
    type Deed = deeds::RecordContact;

    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, contact: &Contact, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *contact != Contact::Untold {
            return Err(ContactRefusal::AlreadyTold.into());
        }
        let card = context.relations.enrolled(self.student).ok_or(ContactRefusal::StudentGone)?;
        check_moment(&self.occurred, &context.now)?;
        if self.with.is_some_and(|person| !card.has_at_home(person)) {
            return Err(ContactRefusal::WithStranger.into());
        }
        let attempted = ContactAttempted {
            contact: self.contact,
            student: self.student,
            occurred: self.occurred,
            means: self.means,
            outcome: self.outcome,
            with: self.with,
            words: self.words.clone().map(|words| Personal::open(self.student, words)),
        };
        let mut said = vec![NewFact::on(self.occurred, attempted)];
        said.extend(self.found_wrong().map(|fact| context.new_fact(fact).next()));
        Ok(said)
    }
}

impl RecordAttempt {
    /// From now on that number or address is known not to work.
    fn found_wrong(&self) -> Option<DetailsFailed> {
        let (person, channel) = wrong_details(self.means, self.outcome, self.with)?;
        Some(DetailsFailed { person, channel, failure: Failure::Wrong, attempt: Some(self.contact) })
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{spec::*, values::Channel};

    fn nobody_answered() -> RecordAttempt {
        RecordAttempt {
            contact: CONTACT,
            student: AMIRA,
            occurred: Occurred::on(TODAY),
            means: Means::Phone,
            outcome: AttemptOutcome::NoAnswer,
            with: Some(MOTHER),
            words: None,
        }
    }

    #[test]
    fn an_attempt_is_recorded_as_an_attempt() {
        given([]).when(&nobody_answered()).then([contact_attempted()]);
    }

    #[test]
    fn an_attempt_can_be_at_nobody_in_particular() {
        given([]).when(&RecordAttempt { with: None, ..nobody_answered() }).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_wrong_number_is_known_not_to_work_from_then_on() {
        let wrong = RecordAttempt { outcome: AttemptOutcome::WrongDetails, ..nobody_answered() };
        let failed = DetailsFailed { person: MOTHER, channel: Channel::Phone, failure: Failure::Wrong, attempt: Some(CONTACT) };
        given([]).when(&wrong).then_facts(|facts| facts.len() == 2 && facts[1] == failed.clone().into());
        let letter = RecordAttempt { means: Means::Letter, ..wrong };
        given([]).when(&letter).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let cases = [
            (RecordAttempt { student: ZUS_NAIMA, ..nobody_answered() }, ContactRefusal::StudentGone),
            (RecordAttempt { occurred: Occurred::on(TOMORROW), ..nobody_answered() }, ContactRefusal::InFuture),
            (RecordAttempt { occurred: Occurred::on(LONG_AGO), ..nobody_answered() }, ContactRefusal::TooLongAgo),
            (RecordAttempt { with: Some(STRANGER), ..nobody_answered() }, ContactRefusal::WithStranger),
        ];
        for (command, refusal) in cases {
            given([]).when(&command).then_refused(refusal);
        }
        given([contact_attempted()]).when(&nobody_answered()).then_refused(ContactRefusal::AlreadyTold);
    }
}
