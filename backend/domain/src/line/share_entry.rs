use super::{Own, Share, ShareWith, check_shares, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Says who sees something on one's own line (nl: iets op mijn lijn delen): these, until then, and nobody else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShareEntry {
    pub entry: EntryId,
    pub student: PersonId,
    pub share: Vec<Share>,
}

/// (nl: gedeeld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryShared {
    pub entry: EntryId,
    pub student: PersonId,
    pub share: Share,
}

/// (nl: niet meer gedeeld)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryUnshared {
    pub entry: EntryId,
    pub student: PersonId,
    pub with: ShareWith,
}

holds_personal!(EntryShared {});
holds_personal!(EntryUnshared {});

/// Whoever it is shared with is touched as well.
fn tags_with(entry: EntryId, student: PersonId, with: ShareWith) -> Vec<Tag> {
    let mut tags = tags_of(entry, student);
    if let ShareWith::Person(person) = with {
        tags.push(Tag::person(person));
    }
    tags
}

impl IsFact for EntryShared {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_with(self.entry, self.student, self.share.with)
    }
}

impl IsFact for EntryUnshared {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_with(self.entry, self.student, self.with)
    }
}

impl Command for ShareEntry {
    type Story = Own;
    type Deed = deeds::KeepLine;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let thing = own.of(self.student)?;
        let new: Vec<Share> = self.share.iter().copied().filter(|share| !thing.shared.contains(share)).collect();
        check_shares(&new, self.student, context)?;
        let (entry, student) = (self.entry, self.student);
        let stays = |old: &&Share| self.share.iter().any(|share| share.with == old.with);
        let gone = thing.shared.iter().filter(|old| !stays(old));
        let unshared = gone.map(|old| context.new_fact(EntryUnshared { entry, student, with: old.with }));
        let shared = new.iter().map(|share| context.new_fact(EntryShared { entry, student, share: *share }));
        Ok(unshared.chain(shared).collect())
    }
}

#[cfg(test)]
mod specs {
    use super::super::LineRefusal;
    use super::*;
    use crate::{policy::Relations, spec::line::*, spec::*};
    use chrono::NaiveDate;

    const AT_SCHOOL: ShareWith = ShareWith::School;
    const WITH_MOTHER: ShareWith = ShareWith::Person(MOTHER);

    fn seen_by(shares: &[(ShareWith, Option<NaiveDate>)]) -> ShareEntry {
        let share = shares.iter().map(|&(with, until)| Share { with, until }).collect();
        ShareEntry { entry: ENTRY, student: AMIRA, share }
    }

    #[test]
    fn sharing_says_what_changes_and_nothing_else() {
        given([experience()]).when(&seen_by(&[(WITH_MOTHER, Some(TOMORROW))])).then([shared_with(WITH_MOTHER, Some(TOMORROW))]);
        let shared = || shared_with(WITH_MOTHER, Some(TOMORROW));
        given([experience(), shared()]).when(&seen_by(&[(WITH_MOTHER, Some(TOMORROW))])).then([]);
        given([experience(), shared()]).when(&seen_by(&[(WITH_MOTHER, None)])).then([shared_with(WITH_MOTHER, None)]);
        given([experience(), shared()])
            .when(&seen_by(&[(AT_SCHOOL, None)]))
            .then([EntryUnshared { entry: ENTRY, student: AMIRA, with: WITH_MOTHER }.into(), shared_with(AT_SCHOOL, None)]);
        given([experience(), shared()]).when(&seen_by(&[])).then([EntryUnshared {
            entry: ENTRY,
            student: AMIRA,
            with: WITH_MOTHER,
        }
        .into()]);
    }

    #[test]
    fn a_share_that_ended_or_whose_person_left_need_not_be_valid_to_stay() {
        let over = shared_with(WITH_MOTHER, Some(YESTERDAY));
        given([experience(), over]).when(&seen_by(&[(WITH_MOTHER, Some(YESTERDAY))])).then([]);
    }

    #[test]
    fn only_with_people_around_the_student_and_not_for_days_gone_by() {
        given([experience()]).when(&seen_by(&[(ShareWith::Person(STRANGER), None)])).then_refused(LineRefusal::ShareWithStranger);
        given([experience()]).when(&seen_by(&[(AT_SCHOOL, Some(YESTERDAY))])).then_refused(LineRefusal::ShareIsOver);
        given([]).when(&seen_by(&[])).then_refused(LineRefusal::NotThere);
        given([experience(), withdrawn()]).when(&seen_by(&[])).then_refused(LineRefusal::Withdrawn);
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        given([experience()]).knowing(left).when(&seen_by(&[(AT_SCHOOL, None)])).then_refused(LineRefusal::StudentGone);
    }
}
