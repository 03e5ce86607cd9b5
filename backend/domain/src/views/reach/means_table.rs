//! What brings a home in beeld, as a table: every means with every outcome and every topic, with and without the student, told of
//! a parent and of a supporter.

use super::{Rung, Through, rung, through};
use crate::{
    contact::{AttemptOutcome, ContactReport, Initiative, Means, RecordAttempt, RecordContact, Topic},
    facts::Fact,
    grammar::Refusal,
    ids::PersonId,
    spec::{AMIRA, CONTACT, MOTHER, TODAY, UNCLE, amiras_card, given, person_row},
    time::Occurred,
};

/// What school tells of one try: it came to nothing, or it came to a conversation about this.
#[derive(Clone, Copy, Debug)]
enum CameTo {
    Nothing(AttemptOutcome),
    Talk(Topic, bool),
}

fn tell(means: Means, came_to: CameTo, with: PersonId) -> Result<Vec<Fact>, Refusal> {
    let (contact, student, occurred) = (CONTACT, AMIRA, Occurred::on(TODAY));
    match came_to {
        CameTo::Nothing(outcome) => {
            let attempt = RecordAttempt { contact, student, occurred, means, outcome, with: Some(with), words: None };
            given([]).when(&attempt).outcome()
        }
        CameTo::Talk(topic, student_present) => {
            let (initiative, reason, words) = (Initiative::School, None, None);
            let (with, topics) = (vec![with], vec![topic]);
            let report = ContactReport { occurred, means, with, student_present, initiative, reason, topics, words };
            given([]).when(&RecordContact { contact, student, report }).outcome()
        }
    }
}

/// Only a conversation about something other than school counts, whatever it was held by.
fn expected(came_to: CameTo) -> Rung {
    match came_to {
        CameTo::Nothing(AttemptOutcome::MessageLeft | AttemptOutcome::DidNotCome) => Rung::Invited,
        CameTo::Nothing(AttemptOutcome::NoAnswer | AttemptOutcome::WrongDetails) => Rung::NoDetails,
        CameTo::Talk(Topic::School, _) => Rung::Responded,
        CameTo::Talk(_, true) => Rung::TalkedTogether,
        CameTo::Talk(_, false) => Rung::InContact,
    }
}

#[test]
fn every_means_with_every_outcome_and_topic() {
    let nothing = AttemptOutcome::ALL.map(CameTo::Nothing);
    let talks = Topic::ALL.into_iter().flat_map(|topic| [true, false].map(|student| CameTo::Talk(topic, student)));
    let all: Vec<CameTo> = nothing.into_iter().chain(talks).collect();
    let (mut counted, mut refused) = (0, 0);
    for means in Means::ALL {
        for (came_to, with, via) in all.iter().flat_map(|it| [(*it, MOTHER, Through::Parent), (*it, UNCLE, Through::Supporter)]) {
            let case = format!("{means:?} {came_to:?} {via:?}");
            let Ok(facts) = tell(means, came_to, with) else {
                assert!(matches!(came_to, CameTo::Talk(_, true)) && !means.is_a_talk(), "{case}: refused");
                refused += 1;
                continue;
            };
            let (card, row) = (amiras_card(facts.clone()), person_row(with, facts));
            let reached = rung(&card, &[&row], TODAY);
            assert_eq!(reached, expected(came_to), "{case}");
            assert_eq!(through(&card, TODAY), reached.is_in_contact().then_some(via), "{case}");
            counted += 1;
        }
    }
    // Nine means: four outcomes and seven topics, the student there or not, with two persons. A letter has no student beside it.
    assert_eq!((counted, refused), (9 * 18 * 2 - 42, 3 * 7 * 2));
}
