//! A second answer to *in beeld*, found in the most obvious way there is: read every fact, remember what was last said of
//! each contact, take the highest rung. It shares nothing with `reach` but the names of the rungs.
//!
//! The rule is the guide's (Lusse, Kuijpers and Strijk, "Ouderbetrokkenheid bij studiekeuze en loopbaanoriëntatie", 2016): keep
//! in view on the class list which homes school has contact with about the student's future, through a parent or another
//! supporter, so that not all attention goes to parents who come easily. What was sent is no contact. What counts beside it is
//! that somebody at home told what came of an assignment; the student's word alone does not.

use super::{Rung, Through};
use crate::{
    agreement::Party,
    contact::{AttemptOutcome, ContactAccount},
    facts::{Event, Fact},
    ids::{AssignmentId, ContactId, MessageId, PersonId, Tag, TalkId},
    message::Side,
    person::parent::{Authority, EndReason},
    spec::{AMIRA, MILAN, histories, rows},
    talk,
    values::{ChangeReason, Channel},
    views::{PersonRows, StudentCards, reach},
};
use chrono::{Datelike, Days, Months, NaiveDate};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What was last said of one contact or attempt.
enum Last {
    Tried(NaiveDate, AttemptOutcome),
    Spoke(NaiveDate, ContactAccount),
}

/// What came of an assignment or an agreement at home.
enum Heard {
    Delivered(AssignmentId),
    Answered,
    Shown(Vec<PersonId>),
}

/// What is known of one student's home after all these facts.
#[derive(Default)]
struct KnownHome {
    last: BTreeMap<ContactId, Last>,
    heard: Vec<(NaiveDate, Heard)>,
    /// When messages with home arrived, and when home wrote.
    arrived: Vec<(MessageId, NaiveDate)>,
    written: Vec<(MessageId, NaiveDate)>,
    /// What was last said of each planned talk that stands as held.
    talks: BTreeMap<TalkId, (NaiveDate, talk::TalkAccount)>,
    /// Since when each person has the invitation to a talk, and since when they have answered it.
    invited: BTreeMap<(TalkId, PersonId), NaiveDate>,
    answered: BTreeMap<(TalkId, PersonId), NaiveDate>,
    came: Option<NaiveDate>,
    parents: BTreeMap<PersonId, Authority>,
    /// Who ever was a parent, unless somebody was taken for one by mistake.
    ever_parents: BTreeSet<PersonId>,
    supporters: BTreeSet<PersonId>,
    /// The numbers and addresses there are, each with what was said against it: by an attempt, or not.
    numbers: BTreeMap<(PersonId, Channel), Vec<Option<ContactId>>>,
}

fn known(student: PersonId, events: &[Event]) -> KnownHome {
    let mut known = KnownHome::default();
    for event in events {
        match &event.fact {
            Fact::StudentEnrolled(fact) if fact.student == student => known.came = Some(event.occurred.on),
            Fact::StudentReturned(fact) if fact.student == student && fact.reason != ChangeReason::Mistake => {
                known.came = Some(event.occurred.on);
            }
            Fact::ParentLinked(fact) if fact.student == student => {
                known.parents.insert(fact.parent, fact.authority);
                known.ever_parents.insert(fact.parent);
            }
            Fact::ParentAuthorityChanged(fact) if fact.student == student => {
                known.parents.insert(fact.parent, fact.authority);
            }
            Fact::ParentLinkEnded(fact) if fact.student == student => {
                known.parents.remove(&fact.parent);
                if fact.reason == EndReason::Mistake {
                    known.ever_parents.remove(&fact.parent);
                }
            }
            Fact::SupporterConfirmed(fact) if fact.student == student => {
                known.supporters.insert(fact.supporter);
            }
            // Who was only named is not approached.
            Fact::SupporterNamed(fact) if fact.student == student => {
                known.supporters.remove(&fact.supporter);
            }
            Fact::SupporterRefused(fact) if fact.student == student => {
                known.supporters.remove(&fact.supporter);
            }
            Fact::SupporterEnded(fact) if fact.student == student => {
                known.supporters.remove(&fact.supporter);
            }
            Fact::DetailsChanged(fact) => {
                known.numbers.insert((fact.person, fact.channel), vec![]);
            }
            Fact::DetailsFailed(fact) => {
                known.numbers.entry((fact.person, fact.channel)).and_modify(|against| against.push(fact.attempt));
            }
            Fact::FailureTakenBack(fact) => {
                let other = |attempt: &Option<ContactId>| *attempt != Some(fact.attempt);
                known.numbers.entry((fact.person, fact.channel)).and_modify(|against| against.retain(other));
            }
            Fact::DetailsRemoved(fact) => {
                known.numbers.remove(&(fact.person, fact.channel));
            }
            Fact::ContactAttempted(fact) if fact.student == student => {
                known.last.insert(fact.contact, Last::Tried(fact.occurred.on, fact.outcome));
            }
            Fact::ContactMade(fact) if fact.student == student => {
                known.last.insert(fact.contact, Last::Spoke(fact.occurred.on, fact.account.clone()));
            }
            Fact::ContactCorrected(fact) if fact.student == student => {
                known.last.insert(fact.contact, Last::Spoke(fact.occurred.on, fact.account.clone()));
            }
            Fact::ContactWithdrawn(fact) if fact.student == student => {
                known.last.remove(&fact.contact);
            }
            Fact::AssignmentOpened(fact) if fact.student == student && fact.by != student => {
                known.heard.push((event.occurred.on, Heard::Delivered(fact.assignment)));
            }
            Fact::AssignmentWithdrawn(fact) if fact.student == student => {
                let other = |heard: &Heard| !matches!(heard, Heard::Delivered(assignment) if *assignment == fact.assignment);
                known.heard.retain(|(_, heard)| other(heard));
            }
            // Who tells of it, but not of anybody at home, tells nothing of home.
            Fact::AssignmentReturned(fact)
                if fact.student == student && fact.by != student && (!fact.with.is_empty() || fact.others) =>
            {
                known.heard.push((event.occurred.on, Heard::Shown(fact.with.clone())));
            }
            Fact::AgreementConfirmed(fact) if fact.student == student && fact.party == Party::Home => {
                known.heard.push((event.occurred.on, Heard::Answered));
            }
            Fact::AgreementDeclined(fact) if fact.student == student && fact.party == Party::Home => {
                known.heard.push((event.occurred.on, Heard::Answered));
            }
            Fact::MessageDelivered(fact) if fact.student == student && fact.with != student => {
                known.arrived.push((fact.message, event.occurred.on));
            }
            Fact::MessageSent(fact) if fact.student == student && fact.with != student && fact.by == Side::Home => {
                known.written.push((fact.message, event.occurred.on));
            }
            Fact::MessageAnswered(fact) if fact.student == student && fact.with != student && fact.by == Side::Home => {
                known.written.push((fact.message, event.occurred.on));
            }
            Fact::MessageWithdrawn(fact) if fact.student == student => {
                known.arrived.retain(|(message, _)| *message != fact.message);
                known.written.retain(|(message, _)| *message != fact.message);
            }
            // Talk rounds.
            Fact::InvitationDelivered(fact) if fact.student == student => {
                for to in &fact.to {
                    since(&mut known.invited, (fact.talk, *to), event.occurred.on);
                }
            }
            Fact::TalkBooked(fact) if fact.student == student => {
                since(&mut known.answered, (fact.talk, fact.booking.by), event.occurred.on);
            }
            Fact::TalkAnswered(fact) if fact.student == student => {
                since(&mut known.answered, (fact.talk, fact.by), event.occurred.on);
            }
            Fact::BookingCancelled(fact) if fact.student == student => {
                since(&mut known.answered, (fact.talk, fact.by), event.occurred.on);
            }
            Fact::TalkHeld(fact) if fact.student == student => {
                known.talks.insert(fact.talk, (fact.occurred.on, fact.account.clone()));
            }
            Fact::TalkCorrected(fact) if fact.student == student => match &fact.outcome {
                talk::TalkOutcome::Held(account) => {
                    known.talks.insert(fact.talk, (fact.occurred.on, account.clone()));
                }
                talk::TalkOutcome::Missed(_) => {
                    known.talks.remove(&fact.talk);
                }
            },
            Fact::TalkReopened(fact) if fact.student == student => {
                known.talks.remove(&fact.talk);
            }
            _ => {}
        }
    }
    known
}

/// It has been so since the first day on which it was so.
fn since(known: &mut BTreeMap<(TalkId, PersonId), NaiveDate>, who: (TalkId, PersonId), on: NaiveDate) {
    let first = known.entry(who).or_insert(on);
    *first = on.min(*first);
}

/// Five months on, a school year is a calendar year.
fn school_year(day: NaiveDate) -> i32 {
    (day + Months::new(5)).year()
}

fn is_this_year(day: NaiveDate, on: NaiveDate) -> bool {
    day <= on && school_year(day) == school_year(on)
}

impl KnownHome {
    /// The conversations up to this day.
    fn spoken(&self, until: NaiveDate) -> impl Iterator<Item = (NaiveDate, &ContactAccount)> {
        self.last.values().filter_map(move |last| match last {
            Last::Spoke(day, account) if *day <= until => Some((*day, account)),
            _ => None,
        })
    }

    fn about_later_this_year(&self, on: NaiveDate) -> impl Iterator<Item = &ContactAccount> {
        let this_year = self.spoken(on).filter(move |(day, _)| school_year(*day) == school_year(on));
        this_year.map(|(_, account)| account).filter(|account| account.topics.iter().any(|topic| topic.is_career()))
    }

    fn heard_this_year(&self, on: NaiveDate) -> impl Iterator<Item = &Heard> {
        let this_year = self.heard.iter().filter(move |(day, _)| is_this_year(*day, on));
        this_year.map(|(_, heard)| heard)
    }

    /// The planned talks of this year; their subject is always later.
    fn talks_this_year(&self, on: NaiveDate) -> impl Iterator<Item = &talk::TalkAccount> {
        self.talks.values().filter(move |(day, _)| is_this_year(*day, on)).map(|(_, account)| account)
    }

    /// The guide's sentence: did school and somebody at home speak about later this year, or did somebody at home tell of it?
    fn is_in_beeld(&self, on: NaiveDate) -> bool {
        let spoke_about_later = self.about_later_this_year(on).any(|account| !account.with.is_empty());
        let held_a_talk = self.talks_this_year(on).next().is_some();
        spoke_about_later || held_a_talk || self.heard_this_year(on).any(|heard| matches!(heard, Heard::Shown(_)))
    }

    fn rung(&self, on: NaiveDate) -> Rung {
        if self.heard_this_year(on).any(|heard| matches!(heard, Heard::Shown(_))) {
            return Rung::HomeTalkShown;
        }
        let with_student = |account: &talk::TalkAccount| account.student_absent.is_none();
        if self.about_later_this_year(on).any(|account| account.student_present) || self.talks_this_year(on).any(with_student) {
            return Rung::TalkedTogether;
        }
        if self.about_later_this_year(on).next().is_some() || self.talks_this_year(on).next().is_some() {
            return Rung::InContact;
        }
        let wrote = self.written.iter().any(|(_, day)| is_this_year(*day, on));
        let answered = wrote
            || self.answered.values().any(|day| is_this_year(*day, on))
            || self.heard_this_year(on).any(|heard| matches!(heard, Heard::Answered));
        if answered || self.spoken(on).any(|(day, _)| school_year(day) == school_year(on)) {
            return Rung::Responded;
        }
        if self.invited.values().any(|day| is_this_year(*day, on)) {
            return Rung::Invited;
        }
        let invited = self.last.values().any(|last| match last {
            Last::Tried(day, AttemptOutcome::MessageLeft | AttemptOutcome::DidNotCome) => {
                *day <= on && school_year(*day) == school_year(on)
            }
            _ => false,
        });
        let arrived = self.arrived.iter().any(|(_, day)| is_this_year(*day, on));
        if invited || arrived || self.heard_this_year(on).any(|heard| matches!(heard, Heard::Delivered(_))) {
            return Rung::Invited;
        }
        let may_be_called = |person: &PersonId| match self.parents.get(person) {
            Some(authority) => *authority == Authority::Full,
            None => self.supporters.contains(person),
        };
        let works = |((person, _), against): (&(PersonId, Channel), &Vec<_>)| against.is_empty() && may_be_called(person);
        if self.numbers.iter().any(works) { Rung::NotApproached } else { Rung::NoDetails }
    }

    fn through(&self, on: NaiveDate) -> Option<Through> {
        let mut spoken_with: BTreeSet<PersonId> =
            self.about_later_this_year(on).flat_map(|account| account.with.clone()).collect();
        spoken_with.extend(self.talks_this_year(on).flat_map(|account| account.with.clone()));
        let mut shown = false;
        for heard in self.heard_this_year(on) {
            if let Heard::Shown(with) = heard {
                shown = true;
                spoken_with.extend(with);
            }
        }
        if spoken_with.is_empty() && !shown {
            return None;
        }
        let with_parent = spoken_with.iter().any(|person| self.ever_parents.contains(person));
        Some(if with_parent { Through::Parent } else { Through::Supporter })
    }

    fn silence_days(&self, on: NaiveDate) -> i64 {
        let talked = self.talks.values().map(|(day, _)| *day).filter(|day| *day <= on);
        if let Some(last) = self.spoken(on).map(|(day, _)| day).chain(talked).max() {
            return (on - last).num_days();
        }
        let first_of_august = |day: &NaiveDate| (day.day(), day.month()) == (1, 8);
        let Some(year_began) = on.iter_days().rev().find(first_of_august) else { panic!("every year has an August") };
        let since = self.came.map_or(year_began, |came| came.max(year_began));
        (on - since).num_days().max(0)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Of any history, as it was known at any moment, asked about any day.
    #[test]
    fn the_ladder_agrees_with_the_obvious_way(
        asked in histories::asked(),
        until in any::<prop::sample::Index>(),
        days in prop::collection::vec(histories::any_day(), 20),
    ) {
        let events = histories::history(&asked);
        // The cast is enrolled at the start of every history.
        let start = histories::history(&[]).len();
        let events = &events[..start + until.index(events.len() - start + 1)];
        let (cards, persons) = (rows::<StudentCards>(events), rows::<PersonRows>(events));
        for student in [AMIRA, MILAN] {
            let (card, known) = (&cards[&Tag::student(student)], known(student, events));
            let home: Vec<_> = persons.values().filter(|row| card.has_at_home(row.person)).collect();
            for on in &days {
                prop_assert_eq!(reach::rung(card, &home, *on), known.rung(*on), "rung on {}", on);
                prop_assert_eq!(reach::rung(card, &home, *on).is_in_contact(), known.is_in_beeld(*on), "in beeld on {}", on);
                prop_assert_eq!(reach::through(card, *on), known.through(*on), "through on {}", on);
                prop_assert_eq!(reach::silence_days(card, *on), known.silence_days(*on), "silence on {}", on);
            }
        }
    }
}

/// The comparison says something only when random histories stand on every rung that there is.
#[test]
fn random_histories_reach_every_rung() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..400 {
        let asked = histories::asked().new_tree(&mut runner).unwrap().current();
        let events = histories::history(&asked);
        let days = (0..histories::DAYS).step_by(20).map(|days| histories::FIRST + Days::new(days));
        reached.extend(days.flat_map(|on| [AMIRA, MILAN].map(|student| known(student, &events).rung(on))));
    }
    assert!(Rung::ALL.into_iter().all(|rung| reached.contains(&rung)), "{reached:?}");
}
