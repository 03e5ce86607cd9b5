use super::{LineRefusal, Own, Stage, here, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::OwnWords,
};
use serde::{Deserialize, Serialize};

/// A planned step was taken, or the student lets it go (nl: gedaan, of toch niet). Both say something; neither is a failure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndStep {
    pub entry: EntryId,
    pub student: PersonId,
    pub taken: bool,
    /// How it went, or why not.
    pub words: Option<OwnWords>,
}

/// (nl: stap gezet)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepTaken {
    pub entry: EntryId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<OwnWords>>,
}

/// (nl: stap losgelaten)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepDropped {
    pub entry: EntryId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<OwnWords>>,
}

holds_personal!(StepTaken { words });
holds_personal!(StepDropped { words });

impl IsFact for StepTaken {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl IsFact for StepDropped {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl Command for EndStep {
    type Story = Own;
    type Deed = deeds::KeepLine;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        match own.of(self.student)?.stage {
            Stage::Step { open: true } => {}
            Stage::Step { open: false } => return Err(LineRefusal::StepEnded.into()),
            _ => return Err(LineRefusal::OtherKind.into()),
        }
        here(context, self.student)?;
        let EndStep { entry, student, taken, .. } = *self;
        let words = self.words.clone().map(|words| Personal::open(student, words));
        let ended = if taken {
            context.new_fact(StepTaken { entry, student, words })
        } else {
            context.new_fact(StepDropped { entry, student, words })
        };
        Ok(vec![ended])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{policy::Relations, spec::line::*, spec::*};

    fn done() -> EndStep {
        EndStep { entry: ENTRY, student: AMIRA, taken: true, words: None }
    }

    #[test]
    fn a_step_is_taken_or_let_go_once() {
        given([step()]).when(&done()).then([step_taken()]);
        let let_go = EndStep { taken: false, words: own_words("Toch niets voor mij."), ..done() };
        let words = own_words("Toch niets voor mij.").map(|words| Personal::open(AMIRA, words));
        given([step()]).when(&let_go).then([StepDropped { entry: ENTRY, student: AMIRA, words }.into()]);
        given([step(), step_taken()]).when(&let_go).then_refused(LineRefusal::StepEnded);
    }

    #[test]
    fn only_a_step_of_this_student_ends() {
        given([]).when(&done()).then_refused(LineRefusal::NotThere);
        given([choice()]).when(&done()).then_refused(LineRefusal::OtherKind);
        given([step(), withdrawn()]).when(&done()).then_refused(LineRefusal::Withdrawn);
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        given([step()]).knowing(left).when(&done()).then_refused(LineRefusal::StudentGone);
    }
}
