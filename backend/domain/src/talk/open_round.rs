use super::{
    RoundKind, Rounds, Talk, TalkRefusal, Times, Venue, asking, invitees, is_left_out, round_stream, stream_of, tags_of,
};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Stream, Tag, TalkId},
    policy::{About, deeds},
    views::StudentCard,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Opens a round for a class, with an invitation for every student (nl: gesprekken plannen). All or nothing: as long as one
/// student has nobody to invite there is no round. Only an adult can be without: see `talk::is_left_out`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenRound {
    pub round: RoundId,
    pub class: ClassId,
    pub kind: RoundKind,
    pub times: Times,
    pub venues: Vec<Venue>,
    /// Students whose parents come each at a time of their own (nl: apart uitnodigen).
    pub apart: Vec<PersonId>,
}

/// A round of talks began (nl: gespreksronde geopend).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundOpened {
    pub round: RoundId,
    pub class: ClassId,
    pub kind: RoundKind,
    pub times: Times,
    pub venues: Vec<Venue>,
}

holds_personal!(RoundOpened {});

impl IsFact for RoundOpened {
    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round), Tag::class(self.class)]
    }
}

/// A student's home has an invitation to a talk (nl: uitnodiging voor een gesprek).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkInvited {
    pub talk: TalkId,
    pub round: RoundId,
    pub class: ClassId,
    pub student: PersonId,
    pub kind: RoundKind,
    /// The parents, or else the supporters, who are asked to come; never empty.
    pub invited: Vec<PersonId>,
    /// The day of the invitation.
    pub on: NaiveDate,
}

holds_personal!(TalkInvited {});

impl IsFact for TalkInvited {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &self.invited)
    }
}

impl TalkId {
    /// The talk of a round about this student. `party`: 0 for a home that comes together; parents who come at a time
    /// of their own are counted from 0. The id follows from these three, so a round never has the same talk twice.
    pub fn of(round: RoundId, student: PersonId, party: u8) -> TalkId {
        let digest = Sha256::new_with_prefix(b"talk").chain_update(round.0.as_bytes()).chain_update(student.0.as_bytes());
        let mut id = [0u8; 16];
        id.copy_from_slice(&digest.chain_update([party]).finalize()[..16]);
        TalkId(uuid::Builder::from_custom_bytes(id).into_uuid())
    }
}

impl OpenRound {
    fn checked(&self, rounds: &Rounds, context: &Context<'_>) -> Result<(), TalkRefusal> {
        if rounds.0.iter().any(|known| known.round == self.round) {
            return Err(TalkRefusal::AlreadyOpen);
        }
        self.times.check(context)?;
        if self.venues.is_empty() {
            return Err(TalkRefusal::NoVenue);
        }
        if rounds.others_run(self.round, self.kind, &self.times) {
            return Err(TalkRefusal::KindRunning);
        }
        Ok(())
    }

    /// One talk for a home, or one for each parent when they come apart.
    fn invitations(&self, card: &StudentCard, context: &Context<'_>) -> Vec<TalkInvited> {
        let invited = invitees(card);
        let parties: Vec<Vec<PersonId>> = if self.apart.contains(&card.student) {
            invited.into_iter().map(|person| vec![person]).collect()
        } else {
            vec![invited]
        };
        let (round, class, student, kind, on) = (self.round, self.class, card.student, self.kind, context.now.today);
        let parties = parties.into_iter().filter(|party| !party.is_empty());
        let invited =
            |(party, invited)| TalkInvited { talk: TalkId::of(round, student, party), round, class, student, kind, invited, on };
        (0..).zip(parties).map(invited).collect()
    }
}

impl Command for OpenRound {
    type Story = Rounds;
    type Deed = deeds::OpenRound;

    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    /// Somebody who comes into the class in this very moment is invited as well.
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::class(self.class)]
    }

    fn decide(&self, rounds: &Rounds, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        self.checked(rounds, context)?;
        let cards: Vec<_> = context.relations.students.iter().filter(|card| is_in(card, self.class)).collect();
        if cards.is_empty() {
            return Err(TalkRefusal::ClassEmpty.into());
        }
        let cards: Vec<_> = cards.into_iter().filter(|card| !is_left_out(card)).collect();
        if cards.is_empty() {
            return Err(TalkRefusal::NobodyAtHome.into());
        }
        let invitations: Vec<Vec<TalkInvited>> = cards.iter().map(|card| self.invitations(card, context)).collect();
        if invitations.iter().any(Vec::is_empty) {
            return Err(TalkRefusal::NobodyAtHome.into());
        }
        let invitations: Vec<TalkInvited> = invitations.into_iter().flatten().collect();
        if self.times.slots().len() < invitations.len() {
            return Err(TalkRefusal::TooFewTimes.into());
        }
        let (round, class, kind) = (self.round, self.class, self.kind);
        let opened = RoundOpened { round, class, kind, times: self.times.clone(), venues: sorted(&self.venues) };
        Ok(std::iter::once(context.new_fact(opened))
            .chain(invitations.into_iter().map(|invited| context.new_fact(invited).first()))
            .collect())
    }
}

fn is_in(card: &StudentCard, class: ClassId) -> bool {
    card.is_enrolled() && card.class == Some(class)
}

fn sorted(venues: &[Venue]) -> Vec<Venue> {
    let mut venues = venues.to_vec();
    venues.sort_unstable();
    venues.dedup();
    venues
}

/// Invites the home of a student who came into the class after the round was opened (nl: alsnog uitnodigen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InviteLate {
    pub round: RoundId,
    pub class: ClassId,
    pub student: PersonId,
}

impl InviteLate {
    fn talk(&self) -> TalkId {
        TalkId::of(self.round, self.student, 0)
    }
}

impl Command for InviteLate {
    type Story = Talk;
    type Deed = deeds::OpenRound;

    fn stream(&self) -> Stream {
        stream_of(self.talk())
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let round = asking(context, self.round)?;
        let card = context.relations.enrolled(self.student).filter(|card| is_in(card, self.class));
        let card = card.filter(|_| round.class == self.class).ok_or(TalkRefusal::StudentGone)?;
        if talk.invited.is_some() || round.talks.iter().any(|talk| talk.student == self.student) {
            return Err(TalkRefusal::AlreadyInvited.into());
        }
        let invited = invitees(card);
        if invited.is_empty() {
            return Err(TalkRefusal::NobodyAtHome.into());
        }
        let (kind, round, class, student) = (round.kind, self.round, self.class, self.student);
        Ok(vec![context.new_fact(TalkInvited { talk: self.talk(), round, class, student, kind, invited, on: context.now.today })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::Block;
    use super::*;
    use crate::{
        facts::Fact,
        person::{
            parent::Authority,
            supporter::{Admission, Kinship},
        },
        spec::{talk::*, *},
        views::{StudentCard, SupporterTie},
    };
    use chrono::NaiveTime;

    /// With Milan's mother at home, so that everybody has somebody.
    fn class() -> GivenFacts {
        given([]).knowing(|relations| *relations = after(&[milans_mother()]))
    }

    fn after(facts: &[Fact]) -> crate::policy::Relations {
        relations_after(&recorded(cast().into_iter().chain(facts.to_vec()).collect()))
    }

    fn but(change: impl FnOnce(&mut OpenRound)) -> OpenRound {
        let mut command = open_round();
        change(&mut command);
        command
    }

    fn card_of(relations: &mut crate::policy::Relations, student: PersonId) -> &mut StudentCard {
        relations.students.iter_mut().find(|card| card.student == student).unwrap()
    }

    #[test]
    fn a_round_opens_with_an_invitation_for_every_student_at_once() {
        class().when(&open_round()).then([
            round_opened(),
            talk_invited(AMIRA, &[MOTHER, FATHER]),
            talk_invited(MILAN, &[MOTHER]),
        ]);
    }

    /// As long as one student lacks an invitation there is no round.
    #[test]
    fn no_round_opens_while_a_student_has_nobody_to_invite() {
        given([]).when(&open_round()).then_refused(TalkRefusal::NobodyAtHome);
        let without_authority = |relations: &mut crate::policy::Relations| {
            card_of(relations, MILAN).parents[0].authority = Authority::OnRequest;
        };
        class().knowing(without_authority).when(&open_round()).then_refused(TalkRefusal::NobodyAtHome);
    }

    /// A student of eighteen decides who is asked: as long as they name nobody, the round is for the others.
    #[test]
    fn an_adult_without_a_supporter_does_not_keep_the_others_waiting() {
        let eighteen = |relations: &mut crate::policy::Relations| card_of(relations, MILAN).eighteen = true;
        class().knowing(eighteen).when(&open_round()).then([round_opened(), talk_invited(AMIRA, &[MOTHER, FATHER])]);
        let alone = |relations: &mut crate::policy::Relations| {
            for card in &mut relations.students {
                card.eighteen = true;
                card.supporters.clear();
            }
        };
        class().knowing(alone).when(&open_round()).then_refused(TalkRefusal::NobodyAtHome);
    }

    #[test]
    fn a_supporter_is_invited_where_no_parent_can_be() {
        let with_uncle = |relations: &mut crate::policy::Relations| {
            let card = card_of(relations, MILAN);
            card.eighteen = true;
            let (kinship, admission) = (Kinship::Uncle, Admission::LetIn { knowing: vec![] });
            card.supporters.push(SupporterTie { person: UNCLE, kinship, admission, by_student: false });
        };
        class().knowing(with_uncle).when(&open_round()).then([
            round_opened(),
            talk_invited(AMIRA, &[MOTHER, FATHER]),
            talk_invited(MILAN, &[UNCLE]),
        ]);
    }

    #[test]
    fn parents_who_come_apart_each_have_a_talk_of_their_own() {
        let apart = but(|round| round.apart = vec![AMIRA]);
        class().when(&apart).then_facts(|facts| {
            let parties: Vec<_> = facts
                .iter()
                .filter_map(|fact| match fact {
                    Fact::TalkInvited(fact) if fact.student == AMIRA => Some((fact.talk, fact.invited.clone())),
                    _ => None,
                })
                .collect();
            parties == [(TalkId::of(ROUND, AMIRA, 0), vec![MOTHER]), (TalkId::of(ROUND, AMIRA, 1), vec![FATHER])]
        });
    }

    #[test]
    fn there_are_times_for_everybody() {
        let until = |hour, minute| but(|round| round.times.blocks[0].until = NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        class().when(&until(19, 44)).then_refused(TalkRefusal::TooFewTimes);
        class().when(&until(19, 45)).then_facts(|facts| facts.len() == 3);
        class().when(&until(19, 0)).then_refused(TalkRefusal::TimesBackwards);
        class().when(&but(|round| round.times.blocks.clear())).then_refused(TalkRefusal::NoTimes);
        class().when(&but(|round| round.times.blocks = vec![round.times.blocks[0]; 21])).then_refused(TalkRefusal::NoTimes);
        class().when(&but(|round| round.times.blocks[0].on = YESTERDAY)).then_refused(TalkRefusal::TimesPast);
        for minutes in [0, 4, 121] {
            class().when(&but(|round| round.times.minutes = minutes)).then_refused(TalkRefusal::MinutesOdd);
        }
        class().when(&but(|round| round.times.buffer = 61)).then_refused(TalkRefusal::BufferOdd);
        class().when(&but(|round| round.venues.clear())).then_refused(TalkRefusal::NoVenue);
    }

    #[test]
    fn times_come_one_after_another_with_air_between() {
        let at = |hour, minute| tomorrow_at(hour, minute);
        assert_eq!(times().slots(), [at(19, 0), at(19, 25), at(19, 50), at(20, 15)]);
        let block = |from: (u32, u32), until: (u32, u32)| Block {
            on: TOMORROW,
            from: NaiveTime::from_hms_opt(from.0, from.1, 0).unwrap(),
            until: NaiveTime::from_hms_opt(until.0, until.1, 0).unwrap(),
        };
        let two = Times { blocks: vec![block((20, 0), (20, 20)), block((19, 0), (19, 20)), block((19, 0), (19, 19))], ..times() };
        assert_eq!(two.slots(), [at(19, 0), at(20, 0)]);
    }

    #[test]
    fn a_round_is_opened_once_and_none_of_its_kind_beside_it() {
        let opened = || given([round_opened()]).knowing(|relations| *relations = after(&opened()));
        opened().when(&open_round()).then_refused(TalkRefusal::AlreadyOpen);
        let beside = but(|round| round.round = OTHER_ROUND);
        opened().when(&beside).then_refused(TalkRefusal::KindRunning);
        opened()
            .when(&but(|round| (round.round, round.kind) = (OTHER_ROUND, RoundKind::Introduction)))
            .then_facts(|facts| facts.len() == 3);
        let later = but(|round| {
            round.round = OTHER_ROUND;
            round.times.blocks[0].on = TOMORROW.succ_opt().unwrap();
        });
        opened().when(&later).then_facts(|facts| facts.len() == 3);
    }

    #[test]
    fn a_closed_round_makes_room_for_another_of_its_kind() {
        let closed = given([round_opened(), round_closed()]).knowing(|relations| *relations = after(&opened()));
        closed.when(&but(|round| round.round = OTHER_ROUND)).then_facts(|facts| facts.len() == 3);
    }

    #[test]
    fn an_empty_class_has_no_round() {
        let empty = but(|round| round.class = CLASS_3C);
        class().when(&empty).then_refused(TalkRefusal::ClassEmpty);
    }

    #[test]
    fn who_comes_later_is_invited_as_well_and_once() {
        let came = || {
            let facts = [milans_mother(), round_opened(), talk_invited(AMIRA, &[MOTHER, FATHER])];
            given([]).knowing(move |relations| *relations = after(&facts))
        };
        let late = InviteLate { round: ROUND, class: CLASS_3B, student: MILAN };
        came().when(&late).then([talk_invited(MILAN, &[MOTHER])]);
        given_talk([]).when(&late).then_refused(TalkRefusal::AlreadyInvited);
        came().when(&InviteLate { student: STRANGER, ..late.clone() }).then_refused(TalkRefusal::StudentGone);
        came().when(&InviteLate { class: CLASS_3C, ..late.clone() }).then_refused(TalkRefusal::StudentGone);
        came().when(&InviteLate { round: OTHER_ROUND, ..late.clone() }).then_refused(TalkRefusal::NotThere);
        let closed = |relations: &mut crate::policy::Relations| relations.rounds[0].closed_on = Some(TODAY);
        came().knowing(closed).when(&late).then_refused(TalkRefusal::RoundClosed);
        let nobody = |relations: &mut crate::policy::Relations| card_of(relations, MILAN).parents.clear();
        came().knowing(nobody).when(&late).then_refused(TalkRefusal::NobodyAtHome);
    }
}
