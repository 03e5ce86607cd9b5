use super::{CareerQuestion, LineRefusal, Own, Piece, Voice, Why, here, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::{OwnWords, Title},
};
use serde::{Deserialize, Serialize};

/// Tells something on one's own line anew (nl: iets op mijn lijn verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectEntry {
    pub entry: EntryId,
    pub student: PersonId,
    pub title: Title,
    pub words: Option<OwnWords>,
    pub questions: Vec<CareerQuestion>,
    pub why: Why,
    /// The revision that the writer saw: how often it had been told. `None`: they did not look at it.
    pub seen: Option<u32>,
}

/// (nl: verbeterd) The link to what it came from stays as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryCorrected {
    pub entry: EntryId,
    pub student: PersonId,
    pub piece: Piece,
    pub why: Why,
}

holds_personal!(EntryCorrected { piece });

impl IsFact for EntryCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl Command for CorrectEntry {
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
        if thing.voice != Voice::Student {
            return Err(LineRefusal::NotYours.into());
        }
        here(context, self.student)?;
        if thing.changed_since(self.seen) {
            return Err(LineRefusal::ChangedMeanwhile.into());
        }
        let piece = Piece::of(self.student, &self.title, self.words.as_ref(), &self.questions);
        Ok(vec![context.new_fact(EntryCorrected { entry: self.entry, student: self.student, piece, why: self.why })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{policy::Relations, spec::line::*, spec::*};

    fn tell_anew() -> CorrectEntry {
        let questions = vec![CareerQuestion::Work];
        CorrectEntry {
            entry: ENTRY,
            student: AMIRA,
            title: title("Mijn tweede brood"),
            words: None,
            questions,
            why: Why::Mistake,
            seen: Some(1),
        }
    }

    #[test]
    fn the_student_tells_it_anew() {
        given([experience()]).when(&tell_anew()).then([corrected_entry()]);
        given([setback(Voice::Student)]).when(&tell_anew()).then([corrected_entry()]);
    }

    #[test]
    fn nobody_corrects_anothers_words() {
        for told in [setback(Voice::School), quality(Voice::Home)] {
            given([told]).when(&tell_anew()).then_refused(LineRefusal::NotYours);
        }
        given([]).when(&tell_anew()).then_refused(LineRefusal::NotThere);
        given([experience(), withdrawn()]).when(&tell_anew()).then_refused(LineRefusal::Withdrawn);
        given([experience(), corrected_entry()]).when(&tell_anew()).then_refused(LineRefusal::ChangedMeanwhile);
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        given([experience()]).knowing(left).when(&tell_anew()).then_refused(LineRefusal::StudentGone);
    }
}
