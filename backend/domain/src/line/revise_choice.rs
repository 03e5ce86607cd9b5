use super::{LineRefusal, Own, Stage, here, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::{OwnWords, Title},
};
use serde::{Deserialize, Serialize};

/// Wants something else than before (nl: mijn keuze verandert). Growth, not an error: what was wanted before stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviseChoice {
    pub entry: EntryId,
    pub student: PersonId,
    pub title: Title,
    /// Where the new choice comes from.
    pub because: Option<OwnWords>,
    /// The revision that the writer saw: how often it had been told. `None`: they did not look at it.
    pub seen: Option<u32>,
}

/// (nl: keuze veranderd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChoiceRevised {
    pub entry: EntryId,
    pub student: PersonId,
    pub title: Personal<Title>,
    pub because: Personal<OwnWords>,
}

holds_personal!(ChoiceRevised { title, because });

impl IsFact for ChoiceRevised {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl Command for ReviseChoice {
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
        if thing.stage != Stage::Choice {
            return Err(LineRefusal::OtherKind.into());
        }
        here(context, self.student)?;
        if thing.changed_since(self.seen) {
            return Err(LineRefusal::ChangedMeanwhile.into());
        }
        let because = self.because.clone().ok_or(LineRefusal::NoReason)?;
        Ok(vec![context.new_fact(ChoiceRevised {
            entry: self.entry,
            student: self.student,
            title: Personal::open(self.student, self.title.clone()),
            because: Personal::open(self.student, because),
        })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{policy::Relations, spec::line::*, spec::*};

    fn cook_instead() -> ReviseChoice {
        ReviseChoice { entry: ENTRY, student: AMIRA, title: title("Kok"), because: own_words("Ik kook liever."), seen: Some(1) }
    }

    #[test]
    fn a_choice_grows_with_its_reason() {
        given([choice()]).when(&cook_instead()).then([revised("Kok")]);
        let again = ReviseChoice { seen: Some(2), ..cook_instead() };
        given([choice(), revised("Kok")]).when(&again).then([revised("Kok")]);
    }

    #[test]
    fn what_cannot_grow_is_refused() {
        given([]).when(&cook_instead()).then_refused(LineRefusal::NotThere);
        given([experience()]).when(&cook_instead()).then_refused(LineRefusal::OtherKind);
        given([choice(), withdrawn()]).when(&cook_instead()).then_refused(LineRefusal::Withdrawn);
        given([choice()]).when(&ReviseChoice { student: MILAN, ..cook_instead() }).then_refused(LineRefusal::NotThere);
        given([choice()]).when(&ReviseChoice { because: None, ..cook_instead() }).then_refused(LineRefusal::NoReason);
        given([choice(), revised("Kok")]).when(&cook_instead()).then_refused(LineRefusal::ChangedMeanwhile);
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        given([choice()]).knowing(left).when(&cook_instead()).then_refused(LineRefusal::StudentGone);
    }
}
