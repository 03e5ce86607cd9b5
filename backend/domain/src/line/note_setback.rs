use super::{LineRefusal, Own, Piece, Voice, check_moment, here, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
    time::Occurred,
    values::{OwnWords, Title},
};
use serde::{Deserialize, Serialize};

/// The mentor notes with the student that something did not work out (nl: tegenvaller). The student sees it first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteSetback {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub title: Title,
    pub words: Option<OwnWords>,
}

/// Something did not work out (nl: dat viel tegen). It stays open until something new comes of it, or the student lets it rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SetbackNoted {
    pub entry: EntryId,
    pub student: PersonId,
    pub occurred: Occurred,
    pub voice: Voice,
    pub piece: Piece,
}

holds_personal!(SetbackNoted { piece });

impl IsFact for SetbackNoted {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl Command for NoteSetback {
    type Story = Own;
    type Deed = deeds::NoteSetback;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *own != Own::Untold {
            return Err(LineRefusal::AlreadyTold.into());
        }
        here(context, self.student)?;
        check_moment(&self.occurred, context)?;
        let NoteSetback { entry, student, occurred, .. } = *self;
        let piece = Piece::of(student, &self.title, self.words.as_ref(), &[]);
        let fact = SetbackNoted { entry, student, occurred, voice: Voice::School, piece };
        Ok(vec![NewFact::on(occurred, fact)])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{spec::line::*, spec::*};

    fn no_place() -> NoteSetback {
        NoteSetback {
            entry: ENTRY,
            student: AMIRA,
            occurred: Occurred::on(YESTERDAY),
            title: title("Geen stageplek"),
            words: None,
        }
    }

    #[test]
    fn a_mentor_notes_what_did_not_work_out() {
        given([]).when(&no_place()).then_on([(YESTERDAY, setback(Voice::School))]);
    }

    #[test]
    fn once_about_somebody_here_and_not_about_tomorrow() {
        given([setback(Voice::School)]).when(&no_place()).then_refused(LineRefusal::AlreadyTold);
        given([]).when(&NoteSetback { student: ZUS_NAIMA, ..no_place() }).then_refused(LineRefusal::StudentGone);
        let at = |day| NoteSetback { occurred: Occurred::on(day), ..no_place() };
        given([]).when(&at(TOMORROW)).then_refused(LineRefusal::InFuture);
        given([]).when(&at(date(2020, 1, 1))).then_refused(LineRefusal::TooLongAgo);
    }
}
