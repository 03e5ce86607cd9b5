use super::{CareerQuestion, LineRefusal, Own, Piece, Voice, here, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
    values::{OwnWords, Title},
};
use serde::{Deserialize, Serialize};

/// Somebody at home or at school says what the student is good at (nl: kwaliteit van thuis). It comes on the
/// student's line; only the student and who said it see it, until the student shares it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameQuality {
    pub entry: EntryId,
    pub student: PersonId,
    pub title: Title,
    /// When that showed: a moment is worth more than a compliment.
    pub words: Option<OwnWords>,
}

/// (nl: kwaliteit genoemd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QualityNamed {
    pub entry: EntryId,
    pub student: PersonId,
    pub by: PersonId,
    pub voice: Voice,
    pub piece: Piece,
}

holds_personal!(QualityNamed { piece });

impl IsFact for QualityNamed {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.entry, self.student);
        tags.push(Tag::person(self.by));
        tags
    }
}

impl Command for NameQuality {
    type Story = Own;
    type Deed = deeds::NameQuality;

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
        // A job or the operator cannot know what somebody is good at.
        let by = context.actor.person().ok_or(LineRefusal::NotYours)?;
        let piece = Piece::of(self.student, &self.title, self.words.as_ref(), &[CareerQuestion::Qualities]);
        let (entry, student, voice) = (self.entry, self.student, Voice::of(context));
        Ok(vec![context.new_fact(QualityNamed { entry, student, by, voice, piece })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::{Actor, Role},
        spec::line::*,
        spec::*,
    };

    fn patient() -> NameQuality {
        NameQuality { entry: ENTRY, student: AMIRA, title: title("Geduldig"), words: None }
    }

    #[test]
    fn home_and_school_say_what_a_student_is_good_at() {
        given([]).by(MOTHER, Role::Parent).when(&patient()).then([quality(Voice::Home)]);
        given([]).by(MENTOR, Role::Mentor).when(&patient()).then_facts(|facts| {
            matches!(&facts[0], crate::facts::Fact::QualityNamed(fact) if fact.voice == Voice::School && fact.by == MENTOR)
        });
    }

    #[test]
    fn once_by_a_person_about_somebody_here() {
        given([quality(Voice::Home)]).when(&patient()).then_refused(LineRefusal::AlreadyTold);
        given([]).when(&NameQuality { student: ZUS_NAIMA, ..patient() }).then_refused(LineRefusal::StudentGone);
        let job = Actor::Job { school: SCHOOL, name: "ages" };
        given([]).acting(job).when(&patient()).then_refused(LineRefusal::NotYours);
    }
}
