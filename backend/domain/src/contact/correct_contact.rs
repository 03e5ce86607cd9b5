use super::{Contact, ContactAccount, ContactRefusal, ContactReport, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ContactId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    time::Occurred,
    values::Words,
};
use serde::{Deserialize, Serialize};

/// Tells a contact anew, with the reason (nl: contactmoment verbeteren). The first telling stays one click away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectContact {
    pub contact: ContactId,
    pub student: PersonId,
    pub report: ContactReport,
    pub because: Option<Words>,
    /// The revision that the writer saw: how often it had been told. A correction tells the whole anew, and would undo what they
    /// did not see.
    pub seen: Option<u32>,
}

/// A contact was told anew (nl: contactmoment verbeterd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactCorrected {
    pub contact: ContactId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub account: ContactAccount,
    /// Those who were spoken with in the earlier telling: it touches them as well.
    pub formerly_with: Vec<PersonId>,
    pub because: Personal<Words>,
}

holds_personal!(ContactCorrected { account, because });

impl IsFact for ContactCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.contact, self.student, &self.account.with);
        tags.extend(self.formerly_with.iter().map(|person| Tag::person(*person)));
        tags
    }
}

impl Command for CorrectContact {
    type Story = Contact;
    type Deed = deeds::CorrectContact;

    fn stream(&self) -> Stream {
        stream_of(self.contact)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, contact: &Contact, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let (occurred, before) = match contact {
            Contact::Untold => return Err(ContactRefusal::NotThere.into()),
            Contact::Withdrawn => return Err(ContactRefusal::Withdrawn.into()),
            Contact::Attempted { .. } => return Err(ContactRefusal::OnlyAnAttempt.into()),
            Contact::Made { student, .. } if *student != self.student => return Err(ContactRefusal::NotThere.into()),
            Contact::Made { occurred, account, .. } => (occurred, account),
        };
        if contact.changed_since(self.seen) {
            return Err(ContactRefusal::ChangedMeanwhile.into());
        }
        let card = context.relations.enrolled(self.student).ok_or(ContactRefusal::StudentGone)?;
        let account = self.report.account(self.student, card, &context.now)?;
        let because = self.because.clone().ok_or(ContactRefusal::NoReason)?;
        if self.says_the_same(occurred, before, &account) {
            return Err(ContactRefusal::NothingNew.into());
        }
        let fact = ContactCorrected {
            contact: self.contact,
            student: self.student,
            occurred: self.report.occurred,
            formerly_with: before.with.clone(),
            account,
            because: Personal::open(self.student, because),
        };
        // The correction itself happened today; what it is about happened when the account says.
        Ok(vec![context.new_fact(fact)])
    }
}

impl CorrectContact {
    /// Words count as changed whenever there are any: what was written before is sealed, and a decision never looks inside.
    fn says_the_same(&self, occurred: &Occurred, before: &ContactAccount, after: &ContactAccount) -> bool {
        let wordless = |account: &ContactAccount| ContactAccount { words: None, ..account.clone() };
        let words_stay_away = before.words.is_none() && after.words.is_none();
        words_stay_away && *occurred == self.report.occurred && wordless(before) == wordless(after)
    }
}

#[cfg(test)]
mod specs {
    use super::super::{Means, Reason};
    use super::*;
    use crate::{facts::Fact, spec::*};

    fn it_was_a_home_visit() -> CorrectContact {
        let mut report = report();
        report.means = Means::HomeVisit;
        CorrectContact {
            contact: CONTACT,
            student: AMIRA,
            report,
            because: Words::parse("Verkeerd aangeklikt.").unwrap(),
            seen: Some(1),
        }
    }

    #[test]
    fn a_correction_tells_the_whole_anew_and_names_who_was_named_before() {
        let mut command = it_was_a_home_visit();
        command.report.with = vec![UNCLE];
        given([contact_made()]).when(&command).then_facts(|facts| match &facts[0] {
            Fact::ContactCorrected(fact) => fact.formerly_with == [MOTHER] && fact.account.with == [UNCLE],
            _ => false,
        });
    }

    #[test]
    fn only_what_was_told_and_still_stands_is_corrected() {
        given([]).when(&it_was_a_home_visit()).then_refused(ContactRefusal::NotThere);
        given([contact_made(), contact_withdrawn()]).when(&it_was_a_home_visit()).then_refused(ContactRefusal::Withdrawn);
        given([contact_attempted()]).when(&it_was_a_home_visit()).then_refused(ContactRefusal::OnlyAnAttempt);
    }

    #[test]
    fn a_contact_about_another_student_is_not_there() {
        let other = CorrectContact { student: MILAN, ..it_was_a_home_visit() };
        given([contact_made()]).when(&other).then_refused(ContactRefusal::NotThere);
    }

    #[test]
    fn a_correction_obeys_the_rules_of_a_first_telling() {
        let mut tomorrow = it_was_a_home_visit();
        tomorrow.report.occurred = Occurred::on(TOMORROW);
        given([contact_made()]).when(&tomorrow).then_refused(ContactRefusal::InFuture);
        given([contact_made()])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .when(&it_was_a_home_visit())
            .then_refused(ContactRefusal::StudentGone);
    }

    #[test]
    fn the_correction_happened_today_whenever_the_conversation_was() {
        let mut yesterday = it_was_a_home_visit();
        yesterday.report = ContactReport { occurred: Occurred::on(YESTERDAY), ..report() };
        let Fact::ContactMade(made) = contact_made() else { panic!("a contact") };
        let corrected = ContactCorrected {
            contact: CONTACT,
            student: AMIRA,
            occurred: Occurred::on(YESTERDAY),
            account: made.account,
            formerly_with: vec![MOTHER],
            because: Personal::open(AMIRA, yesterday.because.clone().unwrap()),
        };
        given([contact_made()]).when(&yesterday).then_on([(TODAY, corrected.into())]);
    }

    #[test]
    fn words_that_are_sealed_may_always_be_told_anew() {
        let mut first = report();
        first.words = words("Ze wil bakker worden.");
        let Fact::ContactMade(mut made) = contact_made() else { panic!("a contact") };
        made.account.words = first.words.clone().map(|words| Personal::open(AMIRA, words));
        let same = CorrectContact { report: first, ..it_was_a_home_visit() };
        given([made.into()]).when(&same).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn who_was_overtaken_is_told_so_and_undoes_nothing() {
        let mut second = it_was_a_home_visit();
        second.report.reason = Some(Reason::Concern);
        let corrected = given([contact_made()]).when(&it_was_a_home_visit()).facts();
        let told_twice = || given([contact_made(), corrected[0].clone()]);
        told_twice().when(&second).then_refused(ContactRefusal::ChangedMeanwhile);
        told_twice().when(&CorrectContact { seen: Some(2), ..second.clone() }).then_facts(|facts| facts.len() == 1);
        told_twice().when(&CorrectContact { seen: None, ..second }).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_correction_has_a_reason_and_says_something_new() {
        given([contact_made()])
            .when(&CorrectContact { because: None, ..it_was_a_home_visit() })
            .then_refused(ContactRefusal::NoReason);
        let same = CorrectContact { report: report(), ..it_was_a_home_visit() };
        given([contact_made()]).when(&same).then_refused(ContactRefusal::NothingNew);
        let mut other_reason = same;
        other_reason.report.reason = Some(Reason::Concern);
        given([contact_made()]).when(&other_reason).then_facts(|facts| facts.len() == 1);
    }
}
