use super::{Block, RoundOfClass, Rounds, TalkRefusal, Times, round_stream};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, RoundId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Offers more times in a round that runs (nl: tijden toevoegen). Nobody who chose a time loses it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddTimes {
    pub round: RoundId,
    pub class: ClassId,
    pub blocks: Vec<Block>,
}

/// A round got more times (nl: tijden erbij).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimesAdded {
    pub round: RoundId,
    pub class: ClassId,
    pub blocks: Vec<Block>,
}

holds_personal!(TimesAdded {});

impl IsFact for TimesAdded {
    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round), Tag::class(self.class)]
    }
}

impl Rounds {
    /// The round, when it can still be changed.
    fn running(&self, round: RoundId, context: &Context<'_>) -> Result<&RoundOfClass, TalkRefusal> {
        let round = self.0.iter().find(|known| known.round == round).ok_or(TalkRefusal::NotThere)?;
        if round.closed {
            return Err(TalkRefusal::RoundClosed);
        }
        if round.times.last_day().is_some_and(|last| last < context.now.today) {
            return Err(TalkRefusal::RoundOver);
        }
        Ok(round)
    }
}

impl AddTimes {
    /// The round's times with these added; hours that a mentor would have twice are refused.
    fn added(&self, round: &RoundOfClass, context: &Context<'_>) -> Result<Times, TalkRefusal> {
        if self.blocks.is_empty() {
            return Err(TalkRefusal::NoTimes);
        }
        let mut times = Times { blocks: vec![], ..round.times.clone() };
        for block in &self.blocks {
            if round.times.blocks.iter().chain(&times.blocks).any(|known| known.meets(block)) {
                return Err(TalkRefusal::TimesTwice);
            }
            times.blocks.push(*block);
        }
        times.check(context)?;
        if self.blocks.iter().any(|block| !times.fit_in(block)) {
            return Err(TalkRefusal::TimesShort);
        }
        times.blocks = round.times.blocks.iter().chain(&self.blocks).copied().collect();
        if times.blocks.len() > Times::MOST_BLOCKS { Err(TalkRefusal::NoTimes) } else { Ok(times) }
    }
}

impl Command for AddTimes {
    type Story = Rounds;
    type Deed = deeds::OpenRound;

    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn decide(&self, rounds: &Rounds, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let round = rounds.running(self.round, context)?;
        let times = self.added(round, context)?;
        if rounds.others_run(self.round, round.kind, &times) {
            return Err(TalkRefusal::DaysTaken.into());
        }
        let (round, class, blocks) = (self.round, self.class, self.blocks.clone());
        Ok(vec![context.new_fact(TimesAdded { round, class, blocks })])
    }
}

/// Closes a round before its last day (nl: ronde sluiten). What was booked or held stays; who did not answer is no longer
/// asked, and no more times are chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloseRound {
    pub round: RoundId,
    pub class: ClassId,
}

/// A round was closed before its last day (nl: gespreksronde gesloten).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundClosed {
    pub round: RoundId,
    pub class: ClassId,
}

holds_personal!(RoundClosed {});

impl IsFact for RoundClosed {
    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round), Tag::class(self.class)]
    }
}

impl Command for CloseRound {
    type Story = Rounds;
    type Deed = deeds::OpenRound;

    fn stream(&self) -> Stream {
        round_stream(self.class)
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }

    fn decide(&self, rounds: &Rounds, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        rounds.running(self.round, context)?;
        let (round, class) = (self.round, self.class);
        Ok(vec![context.new_fact(RoundClosed { round, class })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::{OpenRound, RoundKind, RoundOpened};
    use super::*;
    use crate::{
        facts::Fact,
        spec::{talk::*, *},
    };
    use chrono::{Days, NaiveDate, NaiveTime};

    const DAY_AFTER: NaiveDate = date(2026, 3, 12);

    fn block(on: NaiveDate, from: (u32, u32), until: (u32, u32)) -> Block {
        let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        Block { on, from: time(from), until: time(until) }
    }

    fn add(blocks: &[Block]) -> AddTimes {
        AddTimes { round: ROUND, class: CLASS_3B, blocks: blocks.to_vec() }
    }

    fn close() -> CloseRound {
        CloseRound { round: ROUND, class: CLASS_3B }
    }

    fn more() -> Block {
        block(DAY_AFTER, (16, 0), (17, 0))
    }

    /// A round of class 3B with these times on another day than the first one's.
    fn other_round(kind: RoundKind, on: NaiveDate) -> Fact {
        let OpenRound { class, venues, mut times, .. } = open_round();
        times.blocks[0].on = on;
        RoundOpened { round: OTHER_ROUND, class, kind, times, venues }.into()
    }

    #[test]
    fn a_round_gets_more_times_on_its_own_days_and_on_others() {
        given([round_opened()]).when(&add(&[more()])).then([times_added(&[more()])]);
        let earlier = block(TOMORROW, (16, 0), (19, 0));
        given([round_opened()]).when(&add(&[earlier, more()])).then([times_added(&[earlier, more()])]);
        let next = block(DAY_AFTER, (17, 0), (18, 0));
        given([round_opened(), times_added(&[more()])]).when(&add(&[next])).then([times_added(&[next])]);
    }

    #[test]
    fn added_times_are_there_to_come_and_long_enough() {
        let short = block(DAY_AFTER, (16, 0), (16, 19));
        let backwards = block(DAY_AFTER, (17, 0), (16, 0));
        let this_morning = block(TODAY, (8, 0), (10, 0));
        for (blocks, refusal) in [
            (vec![], TalkRefusal::NoTimes),
            (vec![Block { on: YESTERDAY, ..more() }], TalkRefusal::TimesPast),
            (vec![more(), this_morning], TalkRefusal::TimesPast),
            (vec![backwards], TalkRefusal::TimesBackwards),
            (vec![more(), short], TalkRefusal::TimesTwice),
            (vec![short], TalkRefusal::TimesShort),
        ] {
            given([round_opened()]).when(&add(&blocks)).then_refused(refusal);
        }
        given([round_opened()]).when(&add(&[block(TODAY, (9, 0), (11, 0))])).then_facts(|facts| facts.len() == 1);
        let many: Vec<_> = (1..=20).map(|n| Block { on: DAY_AFTER + Days::new(n), ..more() }).collect();
        given([round_opened()]).when(&add(&many)).then_refused(TalkRefusal::NoTimes);
        given([round_opened()]).when(&add(&many[1..])).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_mentor_never_has_one_hour_twice() {
        for (from, until) in [((19, 0), (20, 40)), ((18, 0), (19, 1)), ((20, 0), (22, 0)), ((19, 30), (20, 0))] {
            given([round_opened()]).when(&add(&[block(TOMORROW, from, until)])).then_refused(TalkRefusal::TimesTwice);
        }
        given([round_opened()]).when(&add(&[more(), more()])).then_refused(TalkRefusal::TimesTwice);
        given([round_opened(), times_added(&[more()])]).when(&add(&[more()])).then_refused(TalkRefusal::TimesTwice);
    }

    #[test]
    fn added_days_do_not_run_into_another_round_of_the_kind() {
        let there = |kind| given([round_opened(), other_round(kind, DAY_AFTER)]);
        there(RoundKind::Progress).when(&add(&[more()])).then_refused(TalkRefusal::DaysTaken);
        there(RoundKind::Introduction).when(&add(&[more()])).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_round_closes_once() {
        given([round_opened()]).when(&close()).then([round_closed()]);
        given([round_opened(), round_closed()]).when(&close()).then_refused(TalkRefusal::RoundClosed);
        given([round_opened(), round_closed()]).when(&add(&[more()])).then_refused(TalkRefusal::RoundClosed);
    }

    #[test]
    fn a_round_that_is_over_or_was_never_there_does_not_change() {
        let over = || given([other_round(RoundKind::Progress, YESTERDAY)]);
        over().when(&CloseRound { round: OTHER_ROUND, ..close() }).then_refused(TalkRefusal::RoundOver);
        over().when(&AddTimes { round: OTHER_ROUND, ..add(&[more()]) }).then_refused(TalkRefusal::RoundOver);
        over().when(&close()).then_refused(TalkRefusal::NotThere);
        over().when(&add(&[more()])).then_refused(TalkRefusal::NotThere);
        let on_its_last_day = given([other_round(RoundKind::Progress, TODAY)]);
        on_its_last_day.when(&CloseRound { round: OTHER_ROUND, ..close() }).then_facts(|facts| facts.len() == 1);
    }
}
