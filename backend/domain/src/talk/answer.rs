use super::{Booking, OtherAnswer, Talk, TalkRefusal, Venue, asking, here, may_answer, may_move, on_behalf, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{PersonId, RoundId, Stream, Tag, TalkId},
    personal::Personal,
    policy::{About, deeds},
    values::Interpreter,
    views::RoundRow,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Chooses a time, or another one (nl: ja, ik kom). Home does it themselves, or the mentor for them on the phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookTime {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    /// Who comes.
    pub by: PersonId,
    pub at: NaiveDateTime,
    pub venue: Venue,
    pub interpreter: bool,
}

/// A talk has its time (nl: tijd gekozen). A later one replaces it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkBooked {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub booking: Booking,
}

holds_personal!(TalkBooked { booking });

impl IsFact for TalkBooked {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[self.booking.by])
    }
}

impl BookTime {
    /// Is the time one of the round's, still to come, and nobody else's?
    fn check_time(&self, round: &RoundRow, context: &Context<'_>) -> Result<(), TalkRefusal> {
        if !round.times.slots().contains(&self.at) {
            return Err(TalkRefusal::TimeUnknown);
        }
        if self.at < context.now.today.and_time(context.now.time) {
            return Err(TalkRefusal::TimePast);
        }
        if round.talks.iter().any(|other| other.talk != self.talk && other.at == Some(self.at)) {
            return Err(TalkRefusal::TimeTaken);
        }
        if !round.venues.contains(&self.venue) {
            return Err(TalkRefusal::VenueNotOffered);
        }
        Ok(())
    }
}

impl Command for BookTime {
    type Story = Talk;
    type Deed = deeds::AnswerInvitation;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }
    /// Two homes never get one time: what another talk of the round took meanwhile is news.
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let card = here(context, self.student)?;
        let invited = talk.to_come(self.round, self.student)?;
        may_answer(context, invited, self.by)?;
        if !may_move(context, card, talk) {
            return Err(TalkRefusal::BookedByAnother.into());
        }
        self.check_time(asking(context, self.round)?, context)?;
        // Whether they asked for an interpreter before is sealed, so who chooses the same time again says it again.
        let interpreter = Personal::open(self.by, Interpreter(self.interpreter));
        let (at, venue, by) = (self.at, self.venue, self.by);
        let booking = Booking { at, venue, interpreter, by, on_behalf: on_behalf(context, by) };
        let (talk, round, student) = (self.talk, self.round, self.student);
        Ok(vec![context.new_fact(TalkBooked { talk, round, student, booking })])
    }
}

/// Answers without a time (nl: bel mij, ik kan niet, nu even niet), or to the time that another at home chose (nl: ik kom ook,
/// ik kan dan niet). A time comes free only when who chose it answers otherwise. Heard also when the round was closed: who
/// booked may still be unable to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerOtherwise {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub by: PersonId,
    pub what: OtherAnswer,
}

/// Home answered without choosing a time (nl: antwoord op de uitnodiging).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkAnswered {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub by: PersonId,
    pub what: OtherAnswer,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}

holds_personal!(TalkAnswered {});

impl IsFact for TalkAnswered {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[self.by])
    }
}

impl Command for AnswerOtherwise {
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
        let invited = talk.to_come(self.round, self.student)?;
        may_answer(context, invited, self.by)?;
        let holds = talk.answers.is_booked_by(self.by);
        if self.what.is_about_anothers_time() && (holds || talk.answers.booking.is_none()) {
            return Err(TalkRefusal::NothingBooked.into());
        }
        if talk.answers.of(self.by) == Some(self.what) && !holds {
            return Ok(vec![]);
        }
        let on_behalf = on_behalf(context, self.by);
        let (talk, round, student, by, what) = (self.talk, self.round, self.student, self.by, self.what);
        Ok(vec![context.new_fact(TalkAnswered { talk, round, student, by, what, on_behalf })])
    }
}

/// Gives a chosen time back, to choose another one later (nl: tijd afzeggen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelTime {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub by: PersonId,
}

/// A chosen time was given back (nl: tijd afgezegd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BookingCancelled {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub by: PersonId,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_behalf: bool,
}

holds_personal!(BookingCancelled {});

impl IsFact for BookingCancelled {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[self.by])
    }
}

impl Command for CancelTime {
    type Story = Talk;
    type Deed = deeds::AnswerInvitation;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let card = here(context, self.student)?;
        let invited = talk.to_come(self.round, self.student)?;
        may_answer(context, invited, self.by)?;
        if talk.answers.booking.is_none() {
            return Err(TalkRefusal::NothingBooked.into());
        }
        if !may_move(context, card, talk) {
            return Err(TalkRefusal::BookedByAnother.into());
        }
        let on_behalf = on_behalf(context, self.by);
        let (talk, round, student, by) = (self.talk, self.round, self.student, self.by);
        Ok(vec![context.new_fact(BookingCancelled { talk, round, student, by, on_behalf })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        actor::Role,
        facts::Fact,
        spec::{talk::*, *},
    };

    fn book(at: NaiveDateTime) -> BookTime {
        let (talk, round, student, by) = (talk_of(AMIRA), ROUND, AMIRA, MOTHER);
        BookTime { talk, round, student, by, at, venue: Venue::School, interpreter: false }
    }

    fn seven() -> NaiveDateTime {
        tomorrow_at(19, 0)
    }

    fn answer(what: OtherAnswer) -> AnswerOtherwise {
        AnswerOtherwise { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, by: MOTHER, what }
    }

    fn cancel() -> CancelTime {
        CancelTime { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, by: MOTHER }
    }

    #[test]
    fn a_parent_chooses_a_time_and_another_one() {
        let at_seven = || talk_booked(AMIRA, booking(MOTHER, seven()));
        given_talk([]).by(MOTHER, Role::Parent).when(&book(seven())).then([at_seven()]);
        given_talk([at_seven()]).by(MOTHER, Role::Parent).when(&book(seven())).then([at_seven()]);
        let later = talk_booked(AMIRA, booking(MOTHER, tomorrow_at(19, 25)));
        given_talk([at_seven()]).by(MOTHER, Role::Parent).when(&book(tomorrow_at(19, 25))).then([later]);
    }

    #[test]
    fn the_mentor_chooses_for_a_parent_on_the_phone_and_that_is_marked() {
        let on_behalf = Booking { on_behalf: true, ..booking(MOTHER, seven()) };
        given_talk([]).when(&book(seven())).then([talk_booked(AMIRA, on_behalf)]);
    }

    #[test]
    fn two_homes_never_have_one_time() {
        let milans = || talk_booked(MILAN, booking(MOTHER, seven()));
        given_talk([milans()]).by(MOTHER, Role::Parent).when(&book(seven())).then_refused(TalkRefusal::TimeTaken);
        given_talk([milans()]).when(&book(tomorrow_at(19, 25))).then_facts(|facts| facts.len() == 1);
        assert_eq!(book(seven()).consistency_tags(), [Tag::round(ROUND)], "what is taken in the meantime is news");
    }

    #[test]
    fn a_time_is_one_of_the_rounds_and_still_to_come() {
        given_talk([]).when(&book(tomorrow_at(19, 10))).then_refused(TalkRefusal::TimeUnknown);
        let passed = |known: &mut crate::policy::Relations| known.rounds[0].times.blocks[0].on = TODAY;
        let this_morning = TODAY.and_hms_opt(9, 0, 0).unwrap();
        given_talk([])
            .knowing(passed)
            .knowing(|known| known.rounds[0].times.blocks[0].from = this_morning.time())
            .when(&book(this_morning))
            .then_refused(TalkRefusal::TimePast);
        let at_home = BookTime { venue: Venue::Home, ..book(seven()) };
        given_talk([]).when(&at_home).then_refused(TalkRefusal::VenueNotOffered);
    }

    #[test]
    fn no_time_is_chosen_in_a_closed_round_and_what_was_chosen_can_be_given_back() {
        let booked = || talk_booked(AMIRA, booking(MOTHER, seven()));
        given_talk([round_closed()]).by(MOTHER, Role::Parent).when(&book(seven())).then_refused(TalkRefusal::RoundClosed);
        let closed = given_talk([booked(), round_closed()]).by(MOTHER, Role::Parent);
        closed.when(&book(tomorrow_at(19, 25))).then_refused(TalkRefusal::RoundClosed);
        let closed = given_talk([booked(), round_closed()]).by(MOTHER, Role::Parent);
        closed.when(&answer(OtherAnswer::CannotCome)).then([talk_answered(MOTHER, OtherAnswer::CannotCome)]);
        given_talk([booked(), round_closed()]).by(MOTHER, Role::Parent).when(&cancel()).then([booking_cancelled(MOTHER)]);
    }

    #[test]
    fn a_time_that_was_added_can_be_chosen() {
        let evening = times().blocks[0];
        let added = times_added(&[super::super::Block { from: evening.until, until: tomorrow_at(21, 0).time(), ..evening }]);
        let at = tomorrow_at(20, 40);
        let then = given_talk([added]).by(MOTHER, Role::Parent).when(&book(at));
        then.then([talk_booked(AMIRA, booking(MOTHER, at))]);
    }

    #[test]
    fn only_who_was_invited_answers_and_only_for_themselves() {
        given_talk([]).by(FATHER, Role::Parent).when(&book(seven())).then_refused(TalkRefusal::NotInvited);
        let uncle = BookTime { by: UNCLE, ..book(seven()) };
        given_talk([]).by(UNCLE, Role::Supporter).when(&uncle).then_refused(TalkRefusal::NotInvited);
        given_talk([]).by(FATHER, Role::Parent).when(&answer(OtherAnswer::CallMe)).then_refused(TalkRefusal::NotInvited);
        given_talk([]).by(FATHER, Role::Parent).when(&cancel()).then_refused(TalkRefusal::NotInvited);
    }

    #[test]
    fn another_answer_gives_the_time_free() {
        for what in OtherAnswer::WITHOUT_TIME {
            let booked = talk_booked(AMIRA, booking(MOTHER, seven()));
            given_talk([booked]).by(MOTHER, Role::Parent).when(&answer(what)).then([talk_answered(MOTHER, what)]);
            given_talk([talk_answered(MOTHER, what)]).by(MOTHER, Role::Parent).when(&answer(what)).then([]);
        }
        given_talk([])
            .when(&answer(OtherAnswer::NotNow))
            .then_facts(|facts| matches!(facts, [Fact::TalkAnswered(fact)] if fact.on_behalf));
    }

    #[test]
    fn a_time_is_given_back() {
        let booked = talk_booked(AMIRA, booking(MOTHER, seven()));
        given_talk([booked]).by(MOTHER, Role::Parent).when(&cancel()).then([booking_cancelled(MOTHER)]);
        given_talk([]).by(MOTHER, Role::Parent).when(&cancel()).then_refused(TalkRefusal::NothingBooked);
    }

    #[test]
    fn a_time_belongs_to_who_chose_it() {
        let at_seven = || talk_booked(AMIRA, booking(MOTHER, seven()));
        let father = |more: Fact| given_talk([more]).by(FATHER, Role::Parent);
        let his = BookTime { by: FATHER, ..book(tomorrow_at(19, 25)) };
        father(at_seven()).when(&his).then_refused(TalkRefusal::BookedByAnother);
        father(at_seven()).when(&CancelTime { by: FATHER, ..cancel() }).then_refused(TalkRefusal::BookedByAnother);
        for what in OtherAnswer::ALL {
            let says = AnswerOtherwise { by: FATHER, ..answer(what) };
            father(at_seven()).when(&says).then([talk_answered(FATHER, what)]);
        }
        let freed = [at_seven(), booking_cancelled(MOTHER)];
        given_talk(freed).by(FATHER, Role::Parent).when(&his).then_facts(|facts| facts.len() == 1);
        given_talk([at_seven()]).when(&his).then_facts(|facts| facts.len() == 1);
        given_talk([at_seven()]).when(&CancelTime { by: FATHER, ..cancel() }).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_time_of_somebody_who_may_come_no_longer_binds_nobody() {
        let at_seven = talk_booked(AMIRA, booking(MOTHER, seven()));
        let his = BookTime { by: FATHER, ..book(tomorrow_at(19, 25)) };
        let without = |known: &mut crate::policy::Relations| {
            known.students.iter_mut().for_each(|card| card.parents.retain(|tie| tie.person != MOTHER));
        };
        given_talk([at_seven]).knowing(without).by(FATHER, Role::Parent).when(&his).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn who_says_i_come_too_says_it_to_anothers_time_and_again_when_it_changed() {
        let too = AnswerOtherwise { by: FATHER, ..answer(OtherAnswer::ComesToo) };
        given_talk([]).by(FATHER, Role::Parent).when(&too).then_refused(TalkRefusal::NothingBooked);
        let at = |when| talk_booked(AMIRA, booking(MOTHER, when));
        let said = || talk_answered(FATHER, OtherAnswer::ComesToo);
        given_talk([at(seven()), said()]).by(FATHER, Role::Parent).when(&too).then([]);
        given_talk([at(seven()), said(), at(tomorrow_at(19, 25))]).by(FATHER, Role::Parent).when(&too).then([said()]);
        let own = answer(OtherAnswer::ComesToo);
        given_talk([at(seven())]).by(MOTHER, Role::Parent).when(&own).then_refused(TalkRefusal::NothingBooked);
    }

    #[test]
    fn what_is_over_or_was_never_there_cannot_be_answered() {
        for over in [talk_held(TODAY), talk_missed(TODAY)] {
            given_talk([over.clone()]).when(&book(seven())).then_refused(TalkRefusal::Over);
            given_talk([over.clone()]).when(&answer(OtherAnswer::CallMe)).then_refused(TalkRefusal::Over);
            given_talk([over]).when(&cancel()).then_refused(TalkRefusal::Over);
        }
        given([]).when(&book(seven())).then_refused(TalkRefusal::NotThere);
        let milan = BookTime { student: MILAN, ..book(seven()) };
        given_talk([]).when(&milan).then_refused(TalkRefusal::NotThere);
        let gone = |known: &mut crate::policy::Relations| known.students.clear();
        given_talk([]).knowing(gone).when(&book(seven())).then_refused(TalkRefusal::StudentGone);
    }
}
