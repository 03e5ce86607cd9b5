use super::{RoundKind, Talk, TalkInvited, TalkRefusal, asking, here, may_answer, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, RoundId, Stream, Tag, TalkId},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Somebody who is invited together with others would rather come alone (nl: liever apart). They get a talk of their own, of which
/// the others see nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComeApart {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub by: PersonId,
}

/// Somebody comes to this talk no longer, and has one of their own (nl: apart uitgenodigd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkParted {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub person: PersonId,
}

holds_personal!(TalkParted {});

impl IsFact for TalkParted {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[self.person])
    }
}

impl Command for ComeApart {
    type Story = Talk;
    type Deed = deeds::AnswerInvitation;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }
    /// Two who ask at one moment each get a talk of their own.
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        here(context, self.student)?;
        let invited = talk.to_come(self.round, self.student)?;
        may_answer(context, invited, self.by)?;
        if invited.people.len() < 2 || talk.answers.is_booked_by(self.by) {
            return Err(TalkRefusal::AloneAlready.into());
        }
        let row = asking(context, self.round)?;
        let is_new = |id: &TalkId| row.talks.iter().all(|known| known.talk != *id);
        let own = (0..=u8::MAX).map(|party| TalkId::of(self.round, self.student, party)).find(is_new);
        let own = own.ok_or(TalkRefusal::NotThere)?;
        let (round, student, person, kind): (_, _, _, RoundKind) = (self.round, self.student, self.by, row.kind);
        let parted = TalkParted { talk: self.talk, round, student, person };
        let (invited, class, on) = (vec![person], row.class, context.now.today);
        let asked = TalkInvited { talk: own, round, class, student, kind, invited, on };
        Ok(vec![context.new_fact(parted), context.new_fact(asked).first()])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        facts::Fact,
        spec::{talk::*, *},
        talk::OtherAnswer,
    };

    fn apart(by: PersonId) -> ComeApart {
        ComeApart { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, by }
    }

    fn parted(person: PersonId) -> Fact {
        TalkParted { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, person }.into()
    }

    fn asked_alone(person: PersonId, party: u8) -> Fact {
        let Fact::TalkInvited(asked) = talk_invited(AMIRA, &[person]) else { panic!("an invitation") };
        TalkInvited { talk: TalkId::of(ROUND, AMIRA, party), ..asked }.into()
    }

    #[test]
    fn who_would_rather_come_alone_has_a_talk_of_their_own() {
        given_talk([]).by(FATHER, Role::Parent).when(&apart(FATHER)).then([parted(FATHER), asked_alone(FATHER, 1)]);
        let booked = talk_booked(AMIRA, booking(MOTHER, tomorrow_at(19, 0)));
        given_talk([booked]).by(FATHER, Role::Parent).when(&apart(FATHER)).then([parted(FATHER), asked_alone(FATHER, 1)]);
        given_talk([]).when(&apart(FATHER)).then_facts(|facts| facts.len() == 2);
    }

    #[test]
    fn who_is_alone_or_holds_the_time_does_not_part() {
        let booked = talk_booked(AMIRA, booking(FATHER, tomorrow_at(19, 0)));
        given_talk([booked]).by(FATHER, Role::Parent).when(&apart(FATHER)).then_refused(TalkRefusal::AloneAlready);
        given_talk([parted(MOTHER)]).by(FATHER, Role::Parent).when(&apart(FATHER)).then_refused(TalkRefusal::AloneAlready);
        given_talk([parted(FATHER)]).by(FATHER, Role::Parent).when(&apart(FATHER)).then_refused(TalkRefusal::NotInvited);
        given_talk([]).by(FATHER, Role::Parent).when(&apart(MOTHER)).then_refused(TalkRefusal::NotInvited);
        given_talk([talk_held(TODAY)]).by(FATHER, Role::Parent).when(&apart(FATHER)).then_refused(TalkRefusal::Over);
    }

    #[test]
    fn whoever_left_reads_no_answer_of_the_others() {
        let answered = [talk_answered(FATHER, OtherAnswer::NotNow), parted(FATHER)];
        let row = rows::<crate::views::TalkRows>(&recorded(opened().into_iter().chain(answered).collect()));
        let row = &row[&Tag::talk(talk_of(AMIRA))];
        assert_eq!((row.invited.as_slice(), row.answers.others.len()), (&[MOTHER][..], 0));
    }
}
