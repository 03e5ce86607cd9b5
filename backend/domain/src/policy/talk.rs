//! What a reader sees of a talk.

use super::viewer::Viewer;
use crate::{
    actor::{Actor, Role},
    agreement::Party,
    views::TalkRow,
};

/// A talk's words as this reader finds them; `None` for those who read none of them.
///
/// Staff and the student read all voices, but what the student does not want to talk about is between student and mentors. Of
/// those at home who were invited each reads their own voice and the student's, and another's only where that other said so.
/// They read what school says once the student has seen it or the school's hours are over. That somebody cannot come, or wants
/// to be called, was said to the school: neither the student nor the other parent reads it.
pub fn talk_as_seen(viewer: &Viewer, mut talk: TalkRow) -> Option<TalkRow> {
    let Actor::Person { person, role, .. } = &viewer.actor else { return None };
    if !role.is_staff() {
        talk.answers = talk.answers.seen_by(Some(*person));
    }
    if !matches!(role, Role::Student | Role::Mentor) {
        talk.voices.iter_mut().for_each(|voice| voice.avoids = None);
        talk.voices.retain(|voice| voice.says.is_some() || voice.asks.is_some());
    }
    match role {
        Role::Mentor | Role::CareerLead => Some(talk),
        Role::Student => (talk.student == *person).then_some(talk),
        Role::Parent | Role::Supporter if talk.invited.contains(person) => {
            let opened = talk.school_voice_is_opened();
            talk.voices.retain(|voice| match voice.party {
                Party::Student => true,
                Party::Home => voice.by == Some(*person) || voice.with_home,
                Party::School => opened || viewer.hours_are_over(voice.recorded_at),
            });
            talk.delivered.retain(|delivered| delivered.to == *person);
            Some(talk)
        }
        Role::Parent | Role::Supporter | Role::SchoolAdmin | Role::Auditor => None,
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    /// Amira's talk after her mother was invited and all three spoke.
    fn talk_with_voices() -> TalkRow {
        use crate::spec::talk::*;
        let says = "Zo zie ik het.";
        let voices = [voice_given(Party::Student, says), voice_of(MOTHER, says), voice_given(Party::School, says)];
        let facts = [vec![talk_invited(AMIRA, &[MOTHER])], voices.to_vec()].concat();
        let mut row = rows::<crate::views::TalkRows>(&recorded(facts)).into_values().next().unwrap();
        row.voices[0].avoids = row.voices[0].says.clone();
        row
    }

    #[test]
    fn home_reads_the_talk_it_was_invited_to_and_school_last() {
        let voices = |viewer: &Viewer| {
            talk_as_seen(viewer, talk_with_voices()).map(|talk| talk.voices.iter().map(|voice| voice.party).collect::<Vec<_>>())
        };
        let (all, without_school) = (Some(Party::ALL.to_vec()), Some(vec![Party::Student, Party::Home]));
        let mother = viewer(MOTHER, Role::Parent);
        assert_eq!(voices(&mother), without_school, "the student sees it first");
        assert_eq!(voices(&after(24, mother)), all);
        let opened = TalkRow { opened: Some(mother.now), ..talk_with_voices() };
        assert_eq!(talk_as_seen(&mother, opened).unwrap().voices.len(), 3);
        for (person, role) in [(MENTOR, Role::Mentor), (MENTOR, Role::CareerLead), (AMIRA, Role::Student)] {
            assert_eq!(voices(&viewer(person, role)), all, "{role:?}");
        }
        for (person, role) in [
            (FATHER, Role::Parent),
            (UNCLE, Role::Supporter),
            (MILAN, Role::Student),
            (ADMIN, Role::SchoolAdmin),
            (AUDITOR, Role::Auditor),
        ] {
            assert_eq!(voices(&after(24, viewer(person, role))), None, "{role:?}");
        }
    }

    #[test]
    fn what_the_student_does_not_want_to_talk_about_home_never_reads() {
        let avoids = |person, role| {
            let seen = talk_as_seen(&after(99, viewer(person, role)), talk_with_voices()).unwrap();
            seen.voices.iter().filter(|voice| voice.avoids.is_some()).count()
        };
        assert_eq!((avoids(MOTHER, Role::Parent), avoids(AMIRA, Role::Student), avoids(MENTOR, Role::Mentor)), (0, 1, 1));
        assert_eq!(avoids(OTHER_MENTOR, Role::CareerLead), 0);
    }

    #[test]
    fn what_one_parent_says_the_other_reads_only_when_told_so() {
        use crate::spec::talk::*;
        let asked = talk_invited(AMIRA, &[MOTHER, FATHER]);
        let seen = |voice: crate::talk::VoiceGiven, person| {
            let row = rows::<crate::views::TalkRows>(&recorded(vec![asked.clone(), voice.into()])).into_values().next().unwrap();
            talk_as_seen(&after(99, viewer(person, Role::Parent)), row).unwrap().voices.len()
        };
        let crate::facts::Fact::VoiceGiven(hers) = voice_of(MOTHER, "Ze is rustig.") else { panic!("a voice") };
        assert_eq!((seen(hers.clone(), MOTHER), seen(hers.clone(), FATHER)), (1, 0));
        let told = crate::talk::VoiceGiven { with_home: true, ..hers };
        assert_eq!((seen(told.clone(), MOTHER), seen(told, FATHER)), (1, 1));
    }

    #[test]
    fn what_one_parent_answers_the_other_does_not_read_but_the_time_is_of_both() {
        use crate::{spec::talk::*, talk::OtherAnswer};
        let facts = vec![
            talk_invited(AMIRA, &[MOTHER, FATHER]),
            talk_booked(AMIRA, booking(MOTHER, tomorrow_at(19, 0))),
            talk_answered(FATHER, OtherAnswer::CannotThen),
        ];
        let row = rows::<crate::views::TalkRows>(&recorded(facts)).into_values().next().unwrap();
        let seen = |person, role| talk_as_seen(&viewer(person, role), row.clone()).unwrap().answers;
        assert_eq!(seen(MOTHER, Role::Parent).others, []);
        assert_eq!(seen(AMIRA, Role::Student).others, []);
        assert_eq!(seen(FATHER, Role::Parent).of(FATHER), Some(OtherAnswer::CannotThen));
        assert_eq!(seen(MENTOR, Role::Mentor).of(FATHER), Some(OtherAnswer::CannotThen));
        assert!([MOTHER, FATHER].iter().all(|parent| seen(*parent, Role::Parent).booking.is_some()));
    }
}
