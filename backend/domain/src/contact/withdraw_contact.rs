use super::{Contact, ContactRefusal, stream_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ContactId, PersonId, Stream, Tag},
    person::details::FailureTakenBack,
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Takes back a contact or an attempt that was told by mistake, with the reason (nl: contactmoment intrekken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawContact {
    pub contact: ContactId,
    pub student: PersonId,
    pub because: Option<Words>,
    /// The revision that the writer saw: how often it had been told. `None`: they did not look at it.
    pub seen: Option<u32>,
}

/// A contact or attempt was taken back (nl: contactmoment ingetrokken). It counts nowhere from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactWithdrawn {
    pub contact: ContactId,
    pub student: PersonId,
    pub because: Personal<Words>,
}

holds_personal!(ContactWithdrawn { because });

impl IsFact for ContactWithdrawn {
    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::contact(self.contact), Tag::student(self.student)]
    }
}

impl Command for WithdrawContact {
    type Story = Contact;
    type Deed = deeds::CorrectContact;

    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, contact: &Contact, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match contact {
            Contact::Untold => return Err(ContactRefusal::NotThere.into()),
            Contact::Withdrawn => return Ok(vec![]), // asking twice changes nothing
            Contact::Attempted { student, .. } | Contact::Made { student, .. } if *student != self.student => {
                return Err(ContactRefusal::NotThere.into());
            }
            Contact::Attempted { .. } | Contact::Made { .. } => {}
        }
        if contact.changed_since(self.seen) {
            return Err(ContactRefusal::ChangedMeanwhile.into());
        }
        let because = self.because.clone().ok_or(ContactRefusal::NoReason)?;
        let because = Personal::open(self.student, because);
        let withdrawn = ContactWithdrawn { contact: self.contact, student: self.student, because };
        let mut said = vec![context.new_fact(withdrawn)];
        if let Contact::Attempted { broke: Some((person, channel)), .. } = *contact {
            let taken_back = FailureTakenBack { person, channel, attempt: self.contact };
            said.push(context.new_fact(taken_back).next());
        }
        Ok(said)
    }
}

#[cfg(test)]
mod specs {
    use super::super::{AttemptOutcome, ContactAttempted, Means};
    use super::*;
    use crate::{spec::*, values::Channel};

    fn never_happened() -> WithdrawContact {
        WithdrawContact {
            contact: CONTACT,
            student: AMIRA,
            because: Words::parse("Bij de verkeerde leerling.").unwrap(),
            seen: Some(1),
        }
    }

    #[test]
    fn contacts_and_attempts_can_be_withdrawn() {
        given([contact_made()]).when(&never_happened()).then([contact_withdrawn()]);
        given([contact_attempted()]).when(&never_happened()).then([contact_withdrawn()]);
    }

    #[test]
    fn a_number_that_was_found_wrong_by_mistake_works_again() {
        let wrong = ContactAttempted { outcome: AttemptOutcome::WrongDetails, ..attempt(CONTACT, TODAY) };
        let again = FailureTakenBack { person: MOTHER, channel: Channel::Phone, attempt: CONTACT };
        given([wrong.clone().into()]).when(&never_happened()).then([contact_withdrawn(), again.into()]);
        let letter = ContactAttempted { means: Means::Letter, ..wrong };
        given([letter.into()]).when(&never_happened()).then([contact_withdrawn()]);
    }

    #[test]
    fn withdrawing_twice_changes_nothing() {
        given([contact_made(), contact_withdrawn()]).when(&never_happened()).then([]);
    }

    #[test]
    fn who_was_overtaken_is_told_so() {
        let overtaken = WithdrawContact { seen: Some(0), ..never_happened() };
        given([contact_made()]).when(&overtaken).then_refused(ContactRefusal::ChangedMeanwhile);
    }

    #[test]
    fn it_must_be_there_and_have_a_reason() {
        given([]).when(&never_happened()).then_refused(ContactRefusal::NotThere);
        given([contact_made()])
            .when(&WithdrawContact { student: MILAN, ..never_happened() })
            .then_refused(ContactRefusal::NotThere);
        given([contact_made()])
            .when(&WithdrawContact { because: None, ..never_happened() })
            .then_refused(ContactRefusal::NoReason);
    }
}
