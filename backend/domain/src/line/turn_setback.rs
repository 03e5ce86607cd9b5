use super::{LineRefusal, Own, Stage, Thing, Voice, here, stream_of, tags_of};
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

/// Something new came of a setback (nl: nieuw idee, nieuw perspectief): told by the student, or by the mentor with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TurnSetback {
    pub entry: EntryId,
    pub student: PersonId,
    pub idea: Option<OwnWords>,
}

/// (nl: nieuw idee)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetbackTurned {
    pub entry: EntryId,
    pub student: PersonId,
    pub voice: Voice,
    pub idea: Personal<OwnWords>,
}

/// The student lets a setback rest (nl: laten rusten). Only the student does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloseSetback {
    pub entry: EntryId,
    pub student: PersonId,
}

/// (nl: tegenvaller afgesloten)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetbackClosed {
    pub entry: EntryId,
    pub student: PersonId,
}

holds_personal!(SetbackTurned { idea });
holds_personal!(SetbackClosed {});

impl IsFact for SetbackTurned {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl IsFact for SetbackClosed {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

/// The setback, while it is open.
fn open(own: &Own, student: PersonId) -> Result<&Thing, LineRefusal> {
    let thing = own.of(student)?;
    match thing.stage {
        Stage::Setback { open: true } => Ok(thing),
        Stage::Setback { open: false } => Err(LineRefusal::SetbackEnded),
        _ => Err(LineRefusal::OtherKind),
    }
}

impl Command for TurnSetback {
    type Story = Own;
    type Deed = deeds::NoteSetback;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let voice = Voice::of(context);
        // What the student keeps to themselves is not there for the school.
        if voice != Voice::Student && !own.of(self.student)?.is_known_at_school(context.now.today) {
            return Err(LineRefusal::NotThere.into());
        }
        open(own, self.student)?;
        here(context, self.student)?;
        let idea = Personal::open(self.student, self.idea.clone().ok_or(LineRefusal::NoIdea)?);
        Ok(vec![context.new_fact(SetbackTurned { entry: self.entry, student: self.student, voice, idea })])
    }
}

impl Command for CloseSetback {
    type Story = Own;
    type Deed = deeds::KeepLine;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        open(own, self.student)?;
        Ok(vec![context.new_fact(SetbackClosed { entry: self.entry, student: self.student })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::ShareWith;
    use super::*;
    use crate::{actor::Role, policy::Relations, spec::line::*, spec::*};

    fn ask_uncle() -> TurnSetback {
        TurnSetback { entry: ENTRY, student: AMIRA, idea: own_words("Vragen bij oom Kemal.") }
    }

    const LET_REST: CloseSetback = CloseSetback { entry: ENTRY, student: AMIRA };

    #[test]
    fn something_new_comes_of_a_setback_by_the_student_or_by_the_mentor_who_knows_of_it() {
        given([setback(Voice::Student)]).by(AMIRA, Role::Student).when(&ask_uncle()).then([turned(Voice::Student)]);
        given([setback(Voice::School)]).by(AMIRA, Role::Student).when(&ask_uncle()).then([turned(Voice::Student)]);
        given([setback(Voice::School)]).when(&ask_uncle()).then([turned(Voice::School)]);
        given([setback(Voice::Student), shared_with(ShareWith::School, None)]).when(&ask_uncle()).then([turned(Voice::School)]);
    }

    #[test]
    fn what_the_student_keeps_private_is_not_there_for_the_mentor() {
        given([setback(Voice::Student)]).when(&ask_uncle()).then_refused(LineRefusal::NotThere);
        given([setback(Voice::Student), shared_with(ShareWith::School, Some(YESTERDAY))])
            .when(&ask_uncle())
            .then_refused(LineRefusal::NotThere);
        given([setback(Voice::Student), shared_with(ShareWith::Person(MOTHER), None)])
            .when(&ask_uncle())
            .then_refused(LineRefusal::NotThere);
    }

    #[test]
    fn a_setback_stays_open_until_it_is_turned_or_the_student_lets_it_rest() {
        given([setback(Voice::School)]).by(AMIRA, Role::Student).when(&LET_REST).then([setback_closed()]);
        for ended in [turned(Voice::Student), setback_closed()] {
            given([setback(Voice::School), ended.clone()]).when(&ask_uncle()).then_refused(LineRefusal::SetbackEnded);
            given([setback(Voice::School), ended]).when(&LET_REST).then_refused(LineRefusal::SetbackEnded);
        }
    }

    #[test]
    fn only_a_setback_and_only_with_an_idea() {
        given([choice()]).by(AMIRA, Role::Student).when(&ask_uncle()).then_refused(LineRefusal::OtherKind);
        given([choice()]).when(&LET_REST).then_refused(LineRefusal::OtherKind);
        given([]).when(&LET_REST).then_refused(LineRefusal::NotThere);
        given([setback(Voice::Student), withdrawn()]).when(&LET_REST).then_refused(LineRefusal::Withdrawn);
        let silent = TurnSetback { idea: None, ..ask_uncle() };
        given([setback(Voice::School)]).when(&silent).then_refused(LineRefusal::NoIdea);
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        given([setback(Voice::School)]).knowing(left).when(&ask_uncle()).then_refused(LineRefusal::StudentGone);
    }
}
