use super::{Contact, ContactAccount, ContactRefusal, ContactReport, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, ContactId, PersonId, Stream, StreamKind, Tag},
    policy::{About, deeds},
    time::Occurred,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Tells of a conversation with home about one student (nl: gesprek met ouder).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordContact {
    pub contact: ContactId,
    pub student: PersonId,
    pub report: ContactReport,
}

/// School and home spoke about a student (nl: contactmoment vastgelegd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactMade {
    pub contact: ContactId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub account: ContactAccount,
}

holds_personal!(ContactMade { account });

impl IsFact for ContactMade {
    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.contact, self.student, &self.account.with)
    }
}

impl Command for RecordContact {
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
        Ok(vec![made(self.contact, self.student, &self.report, context)?])
    }
}

/// Tells of many conversations at once, after an evening at school (nl: meer tegelijk): one contact per student.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordEvening {
    pub class: ClassId,
    pub spoke: Vec<SpokeWith>,
}

/// One family spoken with on an evening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpokeWith {
    pub contact: ContactId,
    pub student: PersonId,
    pub report: ContactReport,
}

impl Command for RecordEvening {
    type Story = Contact;
    type Deed = deeds::RecordEvening;

    /// Of all the contacts only the first one's stream is loaded. When the same form comes again, that one has been told.
    fn stream(&self) -> Stream {
        self.spoke.first().map_or_else(|| Stream::of(StreamKind::Class, self.class.0), |first| stream_of(first.contact))
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn decide(&self, contact: &Contact, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.spoke.is_empty() {
            return Err(ContactRefusal::NobodyTicked.into());
        }
        if *contact != Contact::Untold {
            return Err(ContactRefusal::AlreadyTold.into());
        }
        if self.tells_something_twice(context) {
            return Err(ContactRefusal::AlreadyTold.into());
        }
        if !self
            .spoke
            .iter()
            .all(|spoke| context.relations.enrolled(spoke.student).is_some_and(|card| card.class == Some(self.class)))
        {
            return Err(ContactRefusal::StudentGone.into());
        }
        self.spoke.iter().map(|spoke| made(spoke.contact, spoke.student, &spoke.report, context)).collect()
    }
}

impl RecordEvening {
    /// Was one of these contacts told before, or is it in the form twice? Only the first one's stream was loaded, so the
    /// students' cards say it of the others. A contact that is recorded twice would replace what stood there, without a reason.
    fn tells_something_twice(&self, context: &Context<'_>) -> bool {
        let told = context.relations.students.iter().flat_map(|card| &card.moments).map(|moment| moment.thing);
        let mut seen: BTreeSet<Tag> = told.collect();
        !self.spoke.iter().all(|spoke| seen.insert(Tag::contact(spoke.contact)))
    }
}

fn made(contact: ContactId, student: PersonId, report: &ContactReport, context: &Context<'_>) -> Result<NewFact, Refusal> {
    let card = context.relations.enrolled(student).ok_or(ContactRefusal::StudentGone)?;
    let account = report.account(student, card, &context.now)?;
    let occurred = report.occurred;
    Ok(NewFact::on(occurred, ContactMade { contact, student, occurred, account }).first())
}

#[cfg(test)]
mod specs {
    use super::super::Means;
    use super::*;
    use crate::{spec::*, time::Occurred, values::Words};

    fn spoke_with_mother() -> RecordContact {
        RecordContact { contact: CONTACT, student: AMIRA, report: report() }
    }

    fn but(change: impl Fn(&mut ContactReport)) -> RecordContact {
        let mut command = spoke_with_mother();
        change(&mut command.report);
        command
    }

    #[test]
    fn a_conversation_with_a_parent_is_contact() {
        given([]).when(&spoke_with_mother()).then([contact_made()]);
    }

    #[test]
    fn a_supporter_counts_as_home() {
        let command = but(|report| report.with = vec![UNCLE]);
        given([]).when(&command).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn words_are_about_the_student_and_sealed_under_the_students_key() {
        let command = but(|report| report.words = Words::parse("Ze wil bakker worden.").unwrap());
        given([]).when(&command).then_facts(|facts| match &facts[0] {
            crate::facts::Fact::ContactMade(made) => made.account.words.as_ref().is_some_and(|words| words.of == AMIRA),
            _ => false,
        });
    }

    #[test]
    fn the_same_contact_is_told_once() {
        given([contact_made()]).when(&spoke_with_mother()).then_refused(ContactRefusal::AlreadyTold);
    }

    #[test]
    fn what_cannot_be_is_refused_and_the_sentence_knows_its_field() {
        let cases: [(RecordContact, ContactRefusal); 7] = [
            (RecordContact { student: ZUS_NAIMA, ..spoke_with_mother() }, ContactRefusal::StudentGone),
            (but(|report| report.occurred = Occurred::on(TOMORROW)), ContactRefusal::InFuture),
            (but(|report| report.occurred = Occurred::on(LONG_AGO)), ContactRefusal::TooLongAgo),
            (but(|report| report.with.clear()), ContactRefusal::WithNobody),
            (but(|report| report.with.push(STRANGER)), ContactRefusal::WithStranger),
            (but(|report| report.topics.clear()), ContactRefusal::AboutNothing),
            (
                but(|report| {
                    report.means = Means::Letter;
                    report.student_present = true;
                }),
                ContactRefusal::StudentInALetter,
            ),
        ];
        for (command, refusal) in cases {
            given([]).when(&command).then_refused(refusal);
        }
    }

    fn evening<const N: usize>(spoke: [(ContactId, PersonId); N]) -> RecordEvening {
        let spoke = spoke.map(|(contact, student)| SpokeWith { contact, student, report: report() });
        RecordEvening { class: CLASS_3B, spoke: spoke.to_vec() }
    }

    #[test]
    fn an_evening_gives_one_contact_for_each_family_that_was_ticked() {
        given([]).when(&evening([(CONTACT, AMIRA)])).then([contact_made()]);
        given([])
            .knowing(|relations| relations.students[1].parents = relations.students[0].parents.clone())
            .when(&evening([(CONTACT, AMIRA), (OTHER_CONTACT, MILAN)]))
            .then_facts(|facts| facts.len() == 2 && facts[0] == contact_made());
        given([]).when(&evening([])).then_refused(ContactRefusal::NobodyTicked);
    }

    #[test]
    fn one_family_that_cannot_be_told_about_stops_the_whole_evening() {
        given([]).when(&evening([(CONTACT, AMIRA), (OTHER_CONTACT, MILAN)])).then_refused(ContactRefusal::WithStranger);
        given([]).when(&evening([(CONTACT, AMIRA), (OTHER_CONTACT, STRANGER)])).then_refused(ContactRefusal::StudentGone);
    }

    #[test]
    fn an_evening_is_about_this_class_and_no_other() {
        given([])
            .knowing(|relations| relations.students[0].class = Some(CLASS_3C))
            .when(&evening([(CONTACT, AMIRA)]))
            .then_refused(ContactRefusal::StudentGone);
    }

    #[test]
    fn no_contact_of_an_evening_was_told_before() {
        given([contact_made()]).when(&evening([(CONTACT, AMIRA)])).then_refused(ContactRefusal::AlreadyTold);
        given([]).when(&evening([(CONTACT, AMIRA), (CONTACT, AMIRA)])).then_refused(ContactRefusal::AlreadyTold);
        let told = amiras_card([contact_made()]);
        given([])
            .knowing(|relations| relations.students[0] = told)
            .when(&evening([(OTHER_CONTACT, AMIRA), (CONTACT, AMIRA)]))
            .then_refused(ContactRefusal::AlreadyTold);
    }
}
