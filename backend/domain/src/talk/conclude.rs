use super::{
    ReportedOutcome, RoundKind, Talk, TalkAccount, TalkOutcome, TalkRefusal, Times, here, round_of, stream_of, tags_of, talk_in,
};
use crate::{
    facts::{Fact, IsFact},
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Stream, StreamKind, Tag, TalkId},
    personal::Personal,
    policy::{About, deeds},
    talk::WhyMissed,
    time::Occurred,
    values::{Interpreter, Words},
    views::StudentCard,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A planned talk took place (nl: gesprek gehouden).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkHeld {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub kind: RoundKind,
    pub occurred: Occurred,
    pub account: TalkAccount,
}

holds_personal!(TalkHeld { account });

impl IsFact for TalkHeld {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &self.account.with)
    }
}

/// A planned talk did not take place (nl: gesprek niet doorgegaan).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkMissed {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub occurred: Occurred,
    /// Sealed under the student's key: it may be their health.
    pub why: Personal<WhyMissed>,
}

holds_personal!(TalkMissed { why });

impl IsFact for TalkMissed {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &[])
    }
}

/// What came of one talk, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkConcluded {
    pub talk: TalkId,
    pub student: PersonId,
    pub came: WhatCame,
}

/// When it was and how it went, as somebody tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WhatCame {
    pub occurred: Occurred,
    pub outcome: ReportedOutcome,
}

impl WhatCame {
    /// Can this be true of a talk with this student?
    fn check(&self, card: &StudentCard, context: &Context<'_>) -> Result<(), TalkRefusal> {
        if self.occurred.is_after(&context.now) {
            return Err(TalkRefusal::InFuture);
        }
        let ReportedOutcome::Held(account) = &self.outcome else { return Ok(()) };
        if account.with.is_empty() {
            return Err(TalkRefusal::WithNobody);
        }
        if !account.with.iter().all(|person| card.has_at_home(*person)) {
            return Err(TalkRefusal::WithStranger);
        }
        if account.minutes.is_some_and(|minutes| minutes == 0 || minutes > 2 * Times::LONGEST) {
            return Err(TalkRefusal::MinutesLong);
        }
        Ok(())
    }

    /// As it is kept: what says something of health or origin is sealed under the key of whom it is about.
    fn told(&self, student: PersonId) -> TalkOutcome {
        let report = match &self.outcome {
            ReportedOutcome::Held(report) => report,
            ReportedOutcome::Missed(why) => return TalkOutcome::Missed(Personal::open(student, *why)),
        };
        let mut with = report.with.clone();
        with.sort_unstable();
        with.dedup();
        let from_home = with.first().copied().unwrap_or(student);
        TalkOutcome::Held(TalkAccount {
            venue: report.venue,
            with,
            student_absent: report.student_absent.map(|why| Personal::open(student, why)),
            interpreter: Personal::open(from_home, Interpreter(report.interpreter)),
            minutes: report.minutes,
        })
    }
}

/// Writes down what came of talks: one, or all that were held on an evening (nl: gehouden).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordTalks {
    pub class: ClassId,
    pub round: RoundId,
    pub talks: Vec<TalkConcluded>,
}

impl RecordTalks {
    fn concluded(&self, one: &TalkConcluded, context: &Context<'_>) -> Result<NewFact, TalkRefusal> {
        let row = round_of(context, self.round)?;
        let talk = talk_in(row, one.talk)?;
        let card = here(context, one.student)?;
        if talk.student != one.student || row.class != self.class {
            return Err(TalkRefusal::NotThere);
        }
        if talk.over.is_some() {
            return Err(TalkRefusal::Over);
        }
        if one.came.occurred.on < talk.on {
            return Err(TalkRefusal::BeforeRound);
        }
        one.came.check(card, context)?;
        let (round, kind, occurred) = (self.round, row.kind, one.came.occurred);
        let (talk, student) = (one.talk, one.student);
        let fact: Fact = match one.came.told(student) {
            TalkOutcome::Held(account) => TalkHeld { talk, round, student, kind, occurred, account }.into(),
            TalkOutcome::Missed(why) => TalkMissed { talk, round, student, occurred, why }.into(),
        };
        Ok(NewFact::on(occurred, fact).next())
    }
}

impl Command for RecordTalks {
    type Story = Talk;
    type Deed = deeds::KeepRound;

    /// Of all the talks only the first one's stream is loaded.
    fn stream(&self) -> Stream {
        self.talks.first().map_or_else(|| Stream::of(StreamKind::TalkRound, self.class.0), |first| stream_of(first.talk))
    }
    fn about(&self) -> About {
        About::Class(self.class)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, _: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if self.talks.is_empty() {
            return Err(TalkRefusal::NobodyTicked.into());
        }
        let distinct: BTreeSet<TalkId> = self.talks.iter().map(|one| one.talk).collect();
        if distinct.len() < self.talks.len() {
            return Err(TalkRefusal::Over.into());
        }
        self.talks.iter().map(|one| self.concluded(one, context).map_err(Into::into)).collect()
    }
}

/// Tells anew what came of a talk, with the reason (nl: gesprek verbeteren).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectTalk {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub came: WhatCame,
    pub because: Option<Words>,
    /// The revision that the writer saw: how often it had been told. `None`: they did not look at it.
    pub seen: Option<u32>,
}

/// What came of a talk was told anew (nl: gesprek verbeterd).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkCorrected {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub kind: RoundKind,
    pub occurred: Occurred,
    pub outcome: TalkOutcome,
    /// Those of whom it was said before that they were there. It touches them as well.
    pub formerly_with: Vec<PersonId>,
    pub because: Personal<Words>,
}

holds_personal!(TalkCorrected { outcome, because });

impl IsFact for TalkCorrected {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut people = self.formerly_with.clone();
        people.extend(with_in(&self.outcome));
        tags_of(self.talk, self.round, self.student, &people)
    }
}

fn with_in(outcome: &TalkOutcome) -> Vec<PersonId> {
    match outcome {
        TalkOutcome::Held(account) => account.with.clone(),
        TalkOutcome::Missed(_) => vec![],
    }
}

impl Command for CorrectTalk {
    type Story = Talk;
    type Deed = deeds::CorrectTalk;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        vec![Tag::round(self.round)]
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        let card = here(context, self.student)?;
        let invited = talk.invited(self.round, self.student)?;
        let Some((_, outcome)) = &talk.outcome else { return Err(TalkRefusal::NotOver.into()) };
        if self.seen.is_some_and(|seen| seen != talk.revision) {
            return Err(TalkRefusal::ChangedMeanwhile.into());
        }
        if self.came.occurred.on < invited.on {
            return Err(TalkRefusal::BeforeRound.into());
        }
        self.came.check(card, context)?;
        // Whether a sealed reason is another one cannot be told here, so what is told again counts as told anew.
        let told = self.came.told(self.student);
        let because = self.because.clone().ok_or(TalkRefusal::NoReason)?;
        let kind = round_of(context, self.round)?.kind;
        let corrected = TalkCorrected {
            talk: self.talk,
            round: self.round,
            student: self.student,
            kind,
            occurred: self.came.occurred,
            outcome: told,
            formerly_with: with_in(outcome),
            because: Personal::open(self.student, because),
        };
        Ok(vec![NewFact::on(self.came.occurred, corrected)])
    }
}

/// Takes back what was written down by mistake: the talk is still to come (nl: gesprek intrekken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawTalk {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    pub because: Option<Words>,
    /// The revision that the writer saw: how often it had been told. `None`: they did not look at it.
    pub seen: Option<u32>,
}

/// What came of a talk was taken back (nl: gesprek ingetrokken). It counts nowhere from now on, and the talk can still be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TalkReopened {
    pub talk: TalkId,
    pub round: RoundId,
    pub student: PersonId,
    /// Those of whom it was said that they were there. It touches them as well.
    pub formerly_with: Vec<PersonId>,
    pub because: Personal<Words>,
}

holds_personal!(TalkReopened { because });

impl IsFact for TalkReopened {
    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.talk, self.round, self.student, &self.formerly_with)
    }
}

impl Command for WithdrawTalk {
    type Story = Talk;
    type Deed = deeds::CorrectTalk;

    fn stream(&self) -> Stream {
        stream_of(self.talk)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, talk: &Talk, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        here(context, self.student)?;
        talk.invited(self.round, self.student)?;
        let Some((_, outcome)) = &talk.outcome else { return Err(TalkRefusal::NotOver.into()) };
        if self.seen.is_some_and(|seen| seen != talk.revision) {
            return Err(TalkRefusal::ChangedMeanwhile.into());
        }
        let because = self.because.clone().ok_or(TalkRefusal::NoReason)?;
        let (talk, round, student) = (self.talk, self.round, self.student);
        let because = Personal::open(student, because);
        Ok(vec![context.new_fact(TalkReopened { talk, round, student, formerly_with: with_in(outcome), because })])
    }
}

#[cfg(test)]
mod specs {
    use super::super::{Absence, TalkReport, Venue};
    use super::*;
    use crate::{
        personal::HoldsPersonal,
        spec::{talk::*, *},
    };
    use chrono::NaiveDate;

    fn held(on: NaiveDate) -> WhatCame {
        WhatCame { occurred: Occurred::on(on), outcome: ReportedOutcome::Held(talk_report(&[MOTHER])) }
    }

    fn missed() -> WhatCame {
        WhatCame { occurred: Occurred::on(TODAY), outcome: ReportedOutcome::Missed(WhyMissed::NobodyCame) }
    }

    fn with(change: impl FnOnce(&mut TalkReport)) -> WhatCame {
        let mut report = talk_report(&[MOTHER]);
        change(&mut report);
        WhatCame { outcome: ReportedOutcome::Held(report), ..held(TODAY) }
    }

    fn record(came: &[(PersonId, WhatCame)]) -> RecordTalks {
        let one = |(student, came): &(PersonId, WhatCame)| TalkConcluded {
            talk: talk_of(*student),
            student: *student,
            came: came.clone(),
        };
        RecordTalks { class: CLASS_3B, round: ROUND, talks: came.iter().map(one).collect() }
    }

    fn correct(came: WhatCame) -> CorrectTalk {
        let because = words("Het was iemand anders.");
        CorrectTalk { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, came, because, seen: None }
    }

    fn withdraw() -> WithdrawTalk {
        let because = words("Bij de verkeerde leerling.");
        WithdrawTalk { talk: talk_of(AMIRA), round: ROUND, student: AMIRA, because, seen: None }
    }

    #[test]
    fn talks_are_written_down_one_by_one_or_a_whole_evening_at_once() {
        given_talk([]).when(&record(&[(AMIRA, held(TODAY))])).then_on([(TODAY, talk_held(TODAY))]);
        given_talk([]).when(&record(&[(AMIRA, missed())])).then([talk_missed(TODAY)]);
        given_talk([]).when(&record(&[(AMIRA, held(TODAY)), (MILAN, missed())])).then_facts(|facts| {
            matches!(facts, [Fact::TalkHeld(held), Fact::TalkMissed(missed)] if (held.student, missed.student) == (AMIRA, MILAN))
        });
    }

    #[test]
    fn who_was_there_is_told_once_each() {
        let twice = with(|account| account.with = vec![FATHER, MOTHER, FATHER]);
        let then = given_talk([]).when(&record(&[(AMIRA, twice)]));
        then.then_facts(|facts| matches!(facts, [Fact::TalkHeld(fact)] if fact.account.with == [MOTHER, FATHER]));
        let with_uncle = with(|account| account.with = vec![UNCLE]);
        given_talk([]).when(&record(&[(AMIRA, with_uncle)])).then_facts(|facts| facts.len() == 1);
    }

    #[test]
    fn a_talk_without_the_student_says_why() {
        let ill = with(|account| (account.student_absent, account.venue) = (Some(Absence::Ill), Venue::Phone));
        given_talk([])
            .when(&record(&[(AMIRA, ill)]))
            .then_facts(|facts| matches!(facts, [Fact::TalkHeld(fact)] if fact.account.student_absent == Some(Personal::open(AMIRA, Absence::Ill))));
    }

    #[test]
    fn what_says_something_of_health_or_origin_is_sealed_for_whom_it_is_about() {
        let told = with(|account| (account.interpreter, account.student_absent) = (true, Some(Absence::Ill)));
        let sealed = |fact: &Fact| {
            let mut found = vec![];
            fact.clone().each_personal(&mut |field, personal| found.push((field, personal.of())));
            found
        };
        given_talk([])
            .when(&record(&[(AMIRA, told)]))
            .then_facts(|facts| sealed(&facts[0]) == [("student_absent", AMIRA), ("interpreter", MOTHER)]);
        given_talk([]).when(&record(&[(AMIRA, missed())])).then_facts(|facts| sealed(&facts[0]) == [("why", AMIRA)]);
    }

    #[test]
    fn what_cannot_be_true_is_refused() {
        let refused = |came, refusal: TalkRefusal| given_talk([]).when(&record(&[(AMIRA, came)])).then_refused(refusal);
        refused(held(TOMORROW), TalkRefusal::InFuture);
        refused(held(YESTERDAY), TalkRefusal::BeforeRound);
        refused(with(|account| account.with.clear()), TalkRefusal::WithNobody);
        refused(with(|account| account.with = vec![STRANGER]), TalkRefusal::WithStranger);
        refused(with(|account| account.minutes = Some(0)), TalkRefusal::MinutesLong);
        refused(with(|account| account.minutes = Some(241)), TalkRefusal::MinutesLong);
    }

    #[test]
    fn a_talk_is_over_once() {
        for over in [talk_held(TODAY), talk_missed(TODAY)] {
            given_talk([over]).when(&record(&[(AMIRA, held(TODAY))])).then_refused(TalkRefusal::Over);
        }
        given_talk([]).when(&record(&[(AMIRA, held(TODAY)), (AMIRA, missed())])).then_refused(TalkRefusal::Over);
        given_talk([talk_held(TODAY), talk_reopened()]).when(&record(&[(AMIRA, missed())])).then([talk_missed(TODAY)]);
    }

    #[test]
    fn what_is_written_down_is_a_talk_of_this_round() {
        given_talk([]).when(&record(&[])).then_refused(TalkRefusal::NobodyTicked);
        let elsewhere = RecordTalks { class: CLASS_3C, ..record(&[(AMIRA, held(TODAY))]) };
        given_talk([]).when(&elsewhere).then_refused(TalkRefusal::NotThere);
        let mut of_another = record(&[(AMIRA, held(TODAY))]);
        of_another.talks[0].student = MILAN;
        given_talk([]).when(&of_another).then_refused(TalkRefusal::NotThere);
        let gone = |known: &mut crate::policy::Relations| known.students.clear();
        given_talk([]).knowing(gone).when(&record(&[(AMIRA, held(TODAY))])).then_refused(TalkRefusal::StudentGone);
    }

    #[test]
    fn a_correction_tells_anew_with_its_reason() {
        let with_father = with(|account| account.with = vec![FATHER]);
        let told = TalkOutcome::Held(talk_account(&[FATHER]));
        given_talk([talk_held(TODAY)]).when(&correct(with_father)).then_on([(TODAY, talk_corrected(TODAY, told))]);
        given_talk([talk_held(TODAY)]).when(&correct(missed())).then_facts(|facts| facts.len() == 1);
        given_talk([talk_missed(TODAY)]).when(&correct(held(TODAY))).then_facts(|facts| facts.len() == 1);
        given_talk([talk_held(TODAY)]).when(&correct(held(TODAY))).then_facts(|facts| facts.len() == 1);
        given_talk([]).when(&correct(held(TODAY))).then_refused(TalkRefusal::NotOver);
        let silent = CorrectTalk { because: None, ..correct(missed()) };
        given_talk([talk_held(TODAY)]).when(&silent).then_refused(TalkRefusal::NoReason);
        given_talk([talk_held(TODAY)]).when(&correct(held(YESTERDAY))).then_refused(TalkRefusal::BeforeRound);
        given_talk([talk_held(TODAY)]).when(&correct(held(TOMORROW))).then_refused(TalkRefusal::InFuture);
    }

    #[test]
    fn a_correction_that_did_not_see_the_last_telling_is_refused() {
        let seen = |seen| CorrectTalk { seen: Some(seen), ..correct(missed()) };
        given_talk([talk_held(TODAY)]).when(&seen(1)).then_facts(|facts| facts.len() == 1);
        let told = || talk_corrected(TODAY, TalkOutcome::Missed(Personal::open(AMIRA, WhyMissed::NobodyCame)));
        given_talk([talk_held(TODAY), told()])
            .when(&CorrectTalk { came: held(TODAY), ..seen(1) })
            .then_refused(TalkRefusal::ChangedMeanwhile);
        let withdraw_late = WithdrawTalk { seen: Some(1), ..withdraw() };
        given_talk([talk_held(TODAY), told()]).when(&withdraw_late).then_refused(TalkRefusal::ChangedMeanwhile);
    }

    #[test]
    fn what_was_written_by_mistake_is_taken_back_and_the_talk_is_still_to_come() {
        given_talk([talk_held(TODAY)]).when(&withdraw()).then([talk_reopened()]);
        given_talk([]).when(&withdraw()).then_refused(TalkRefusal::NotOver);
        given_talk([talk_held(TODAY)]).when(&WithdrawTalk { because: None, ..withdraw() }).then_refused(TalkRefusal::NoReason);
        given([]).when(&withdraw()).then_refused(TalkRefusal::NotThere);
        let gone = |known: &mut crate::policy::Relations| known.students.clear();
        given_talk([talk_held(TODAY)]).knowing(gone).when(&withdraw()).then_refused(TalkRefusal::StudentGone);
    }
}
