//! What a reader sees of a talk.

use super::viewer::Viewer;
use crate::{
    actor::{Actor, Role},
    agreement::Party,
    views::{AnswerKind, TalkRow},
};

/// A talk's words as this reader finds them; `None` for those who read none of them.
///
/// Staff and the student read all three voices. Home reads them when it was invited, but never what the student does not
/// want to talk about. Home reads what school says once the student has seen it or the school's hours are over. That
/// somebody cannot come, or wants to be called, was said to the mentor: neither the student nor the other parent reads it.
pub fn talk_as_seen(viewer: &Viewer, mut talk: TalkRow) -> Option<TalkRow> {
    let Actor::Person { person, role, .. } = &viewer.actor else { return None };
    if !role.is_staff() {
        talk.answer = talk.answer.filter(|answer| answer.by == *person || !matches!(answer.what, AnswerKind::OtherAnswer(_)));
    }
    match role {
        Role::Mentor | Role::CareerLead => Some(talk),
        Role::Student => (talk.student == *person).then_some(talk),
        Role::Parent | Role::Supporter if talk.invited.contains(person) => {
            let opened = talk.school_voice_is_opened();
            talk.voices.retain(|voice| voice.party != Party::School || opened || viewer.hours_are_over(voice.recorded_at));
            for voice in &mut talk.voices {
                voice.avoids = None;
            }
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
        let voices = Party::ALL.map(|party| voice_given(party, "Zo zie ik het."));
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
    }
}
