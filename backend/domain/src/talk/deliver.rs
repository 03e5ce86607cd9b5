use super::{Delivery, Talk, TalkRefusal, asking, here, stream_of, tags_of, talk_in};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Stream, StreamKind, Tag, TalkId},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// An invitation reached people at home, and by which way (nl: uitgenodigd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvitationDelivered {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub to: Vec<PersonId>,
    pub by: Delivery,
}

holds_personal!(InvitationDelivered {});

impl IsFact for InvitationDelivered {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &self.to)
    }
}

/// Marks invitations as handed over, for as many students as were ticked (nl: als uitgenodigd noteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkInvited {
    pub class: ClassId,
    pub round: RoundId,
    pub talks: Vec<TalkId>,
    pub by: Delivery,
    /// Also those who were reached before: they were invited once more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

impl Command for MarkInvited {
    type Story = Talk;
    type Deed = deeds::KeepRound;

    /// Of all the talks only the first one's stream is loaded.
    fn stream(&self) -> Stream {
        self.talks.first().map_or_else(|| Stream::of(StreamKind::TalkRound, self.class.0), |first| stream_of(*first))
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, _: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.talks.is_empty() || self.by == Delivery::Opened {
            return Err(TalkRefusal::NobodyTicked.into());
        }
        let round = asking(context, self.round)?;
        if round.class != self.class {
            return Err(TalkRefusal::NotThere.into());
        }
        let mut said = Vec::new();
        for id in &self.talks {
            let talk = talk_in(round, *id)?;
            let to: Vec<_> =
                talk.invited.iter().copied().filter(|person| self.again || !talk.delivered.contains(person)).collect();
            if !to.is_empty() {
                let (talk, round, student, by) = (*id, self.round, talk.student, self.by);
                said.push(context.new_fact(InvitationDelivered { talk, round, student, to, by }).next());
            }
        }
        // The fact of the stream that was loaded comes first.
        said.sort_by_key(|said| said.fact.stream() != self.stream());
        Ok(said)
    }
}

/// Somebody at home has the invitation before them (nl: uitnodiging openen). Nobody types this; the page sends it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenInvitation {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
}

impl Command for OpenInvitation {
    type Story = Talk;
    type Deed = deeds::AnswerInvitation;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        here(context, self.student)?;
        let invited = talk.invited(self.round, self.student)?;
        let Some(me) = context.actor.person().filter(|me| invited.people.contains(me)) else {
            return Err(TalkRefusal::NotInvited.into());
        };
        if talk.delivered.contains(&me) {
            return Ok(vec![]);
        }
        let (talk, round, student) = (self.talk, self.round, self.student);
        Ok(vec![context.new_fact(InvitationDelivered { talk, round, student, to: vec![me], by: Delivery::Opened })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        spec::{talk::*, *},
    };

    fn mark(students: &[PersonId]) -> MarkInvited {
        let talks = students.iter().map(|student| talk_of(*student)).collect();
        MarkInvited { class: CLASS_3B, round: ROUND, talks, by: Delivery::Letter, again: false }
    }

    #[test]
    fn invitations_are_handed_over_to_a_whole_class_at_once() {
        given_talk([]).when(&mark(&[AMIRA, MILAN])).then([
            invitation_delivered(AMIRA, &[MOTHER, FATHER], Delivery::Letter),
            invitation_delivered(MILAN, &[MOTHER], Delivery::Letter),
        ]);
    }

    #[test]
    fn who_was_reached_before_is_reached_again_only_when_that_is_meant() {
        let mother_opened = || given_talk([invitation_delivered(AMIRA, &[MOTHER], Delivery::Opened)]);
        mother_opened().when(&mark(&[AMIRA])).then([invitation_delivered(AMIRA, &[FATHER], Delivery::Letter)]);
        let again = MarkInvited { again: true, ..mark(&[AMIRA]) };
        mother_opened().when(&again).then([invitation_delivered(AMIRA, &[MOTHER, FATHER], Delivery::Letter)]);
        let both = invitation_delivered(AMIRA, &[MOTHER, FATHER], Delivery::Letter);
        given_talk([both]).when(&mark(&[AMIRA])).then([]);
    }

    #[test]
    fn what_is_marked_is_a_talk_of_this_round_and_class() {
        given_talk([]).when(&mark(&[])).then_refused(TalkRefusal::NobodyTicked);
        given_talk([]).when(&MarkInvited { by: Delivery::Opened, ..mark(&[AMIRA]) }).then_refused(TalkRefusal::NobodyTicked);
        given_talk([]).when(&mark(&[STRANGER])).then_refused(TalkRefusal::NotThere);
        given_talk([]).when(&MarkInvited { class: CLASS_3C, ..mark(&[AMIRA]) }).then_refused(TalkRefusal::NotThere);
        given_talk([]).when(&MarkInvited { round: OTHER_ROUND, ..mark(&[AMIRA]) }).then_refused(TalkRefusal::NotThere);
        given_talk([round_closed()]).when(&mark(&[AMIRA])).then_refused(TalkRefusal::RoundClosed);
    }

    #[test]
    fn a_parent_who_opens_the_invitation_has_it() {
        let open = OpenInvitation { talk: talk_of(AMIRA), round: ROUND, student: AMIRA };
        let delivered = || invitation_delivered(AMIRA, &[MOTHER], Delivery::Opened);
        given_talk([]).by(MOTHER, Role::Parent).when(&open).then([delivered()]);
        given_talk([delivered()]).by(MOTHER, Role::Parent).when(&open).then([]);
        given_talk([]).by(UNCLE, Role::Supporter).when(&open).then_refused(TalkRefusal::NotInvited);
        let other_round = OpenInvitation { round: OTHER_ROUND, ..open.clone() };
        given_talk([]).by(MOTHER, Role::Parent).when(&other_round).then_refused(TalkRefusal::NotThere);
        given_talk([]).knowing(|known| known.students.clear()).when(&open).then_refused(TalkRefusal::StudentGone);
    }
}
