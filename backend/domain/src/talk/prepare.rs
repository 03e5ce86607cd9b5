use super::{Party, Talk, TalkRefusal, here, stream_of, tags_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, RoundId, Stream, Tag, TalkId},
    personal::Personal,
    policy::{About, deeds},
    values::Words,
};
use serde::{Deserialize, Serialize};

/// The student's own words with the invitation (nl: groet).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Greet {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub words: Option<Words>,
}

/// The student greeted home with the invitation (nl: groet van de leerling).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkGreeted {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub words: Personal<Words>,
}

holds_personal!(TalkGreeted { words });

impl IsFact for TalkGreeted {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[])
    }
}

impl Command for Greet {
    type Story = Talk;
    type Deed = deeds::PrepareTalk;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        here(context, self.student)?;
        if context.actor.role().is_some_and(|role| role != Role::Student) {
            return Err(TalkRefusal::VoiceOfAnother.into());
        }
        talk.to_come(self.round, self.student)?;
        let words = self.words.clone().ok_or(TalkRefusal::NothingSaid)?;
        let (talk, round, student) = (self.talk, self.round, self.student);
        Ok(vec![context.new_fact(TalkGreeted { talk, round, student, words: Personal::open(student, words) })])
    }
}

/// One of the three voices of a talk, in their own words (nl: wat vind ik, wat ziet thuis, wat ziet school). Until the talk
/// is over it can be said anew; what was said before stays in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GiveVoice {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub party: Party,
    /// What they see, or want to show.
    pub says: Option<Words>,
    /// What they want to ask.
    pub asks: Option<Words>,
    /// What the student does not want to talk about: only the mentors read it.
    pub avoids: Option<Words>,
    /// May the others of home who come to this talk read it? Only somebody at home says so, of their own words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_home: bool,
}

/// Somebody prepared the talk in their own words (nl: stem gegeven).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoiceGiven {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub party: Party,
    /// Whose voice it is, when it is one of home's: each has their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// May the others of home who come to this talk read it?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_home: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Personal<Words>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Personal<Words>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avoids: Option<Personal<Words>>,
}

holds_personal!(VoiceGiven { says, asks, avoids });

impl IsFact for VoiceGiven {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, self.by.as_slice())
    }
}

impl GiveVoice {
    fn is_their_own(&self, context: &Context<'_>) -> bool {
        context.actor.role().is_none_or(|role| match self.party {
            Party::Student => role == Role::Student,
            Party::Home => matches!(role, Role::Parent | Role::Supporter),
            Party::School => matches!(role, Role::Mentor | Role::CareerLead),
        })
    }
}

impl Command for GiveVoice {
    type Story = Talk;
    type Deed = deeds::PrepareTalk;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        here(context, self.student)?;
        let invited = talk.to_come(self.round, self.student)?;
        if !self.is_their_own(context) || (self.avoids.is_some() && self.party != Party::Student) {
            return Err(TalkRefusal::VoiceOfAnother.into());
        }
        let is_home = self.party == Party::Home && context.actor.role().is_some();
        if is_home && !context.actor.person().is_some_and(|me| invited.people.contains(&me)) {
            return Err(TalkRefusal::NotInvited.into());
        }
        if [&self.says, &self.asks, &self.avoids].into_iter().all(Option::is_none) {
            return Err(TalkRefusal::NothingSaid.into());
        }
        let (talk, round, student, party) = (self.talk, self.round, self.student, self.party);
        let own = |words: &Option<Words>| words.clone().map(|words| Personal::open(student, words));
        let (says, asks, avoids) = (own(&self.says), own(&self.asks), own(&self.avoids));
        let by = context.actor.person().filter(|_| is_home);
        let with_home = self.with_home && is_home;
        Ok(vec![context.new_fact(VoiceGiven { talk, round, student, party, by, with_home, says, asks, avoids })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::{talk::*, *};

    fn greet(text: &str) -> Greet {
        Greet { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, words: words(text) }
    }

    fn voice(party: Party, says: &str) -> GiveVoice {
        let (talk, round, student, says) = (talk_of(AMIRA), ROUND, AMIRA, words(says));
        GiveVoice { talk, round, student, party, says, asks: None, avoids: None, with_home: false }
    }

    #[test]
    fn the_student_greets_home() {
        let words = Personal::open(AMIRA, words("Komen jullie?").unwrap());
        let greeted = TalkGreeted { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, words }.into();
        given_talk([]).by(AMIRA, Role::Student).when(&greet("Komen jullie?")).then([greeted]);
        given_talk([]).by(AMIRA, Role::Student).when(&greet(" ")).then_refused(TalkRefusal::NothingSaid);
        given_talk([]).by(MOTHER, Role::Parent).when(&greet("Dag")).then_refused(TalkRefusal::VoiceOfAnother);
        given_talk([]).when(&greet("Dag")).then_refused(TalkRefusal::VoiceOfAnother);
        given_talk([talk_held(TODAY)]).by(AMIRA, Role::Student).when(&greet("Dag")).then_refused(TalkRefusal::Over);
    }

    #[test]
    fn each_gives_their_own_voice_and_no_others() {
        let speakers =
            [(Party::Student, AMIRA, Role::Student), (Party::Home, MOTHER, Role::Parent), (Party::School, MENTOR, Role::Mentor)];
        for (own, person, role) in speakers {
            for party in Party::ALL {
                let then = given_talk([]).by(person, role).when(&voice(party, "Ze kan goed koken."));
                if party == own {
                    then.then([match own {
                        Party::Home => voice_of(MOTHER, "Ze kan goed koken."),
                        own => voice_given(own, "Ze kan goed koken."),
                    }]);
                } else {
                    then.then_refused(TalkRefusal::VoiceOfAnother);
                }
            }
        }
        given_talk([]).by(UNCLE, Role::Supporter).when(&voice(Party::Home, "Dag")).then_refused(TalkRefusal::NotInvited);
    }

    #[test]
    fn only_the_student_says_what_not_to_talk_about() {
        let avoids = |party| GiveVoice { avoids: words("Mijn cijfers."), ..voice(party, "") };
        given_talk([]).by(AMIRA, Role::Student).when(&avoids(Party::Student)).then_facts(|facts| facts.len() == 1);
        given_talk([]).by(MOTHER, Role::Parent).when(&avoids(Party::Home)).then_refused(TalkRefusal::VoiceOfAnother);
    }

    #[test]
    fn a_voice_says_something_before_the_talk_is_over() {
        given_talk([]).by(AMIRA, Role::Student).when(&voice(Party::Student, "")).then_refused(TalkRefusal::NothingSaid);
        let late = voice(Party::School, "Ze werkt netjes.");
        given_talk([talk_held(TODAY)]).when(&late).then_refused(TalkRefusal::Over);
        given([]).when(&late).then_refused(TalkRefusal::NotThere);
        given_talk([]).knowing(|known| known.students.clear()).when(&late).then_refused(TalkRefusal::StudentGone);
    }
}
