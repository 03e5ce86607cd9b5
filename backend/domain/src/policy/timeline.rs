//! What a reader sees of an entry on a student's timeline.

use super::{own_line::sees_own, viewer::Viewer};
use crate::{
    actor::{Actor, Role},
    agreement::Party,
    assignment::AssignmentKind,
    contact::ContactAccount,
    ids::PersonId,
    line::ShareWith,
    views::{Entry, EntryContent, Exchange},
};

/// Who sees an entry on a student's timeline, decided at read time.
///
/// Attempts are the school's own effort and stay with staff. A contact is seen by the student it is about and by those who
/// took part; the other parent sees nothing of it, because what one parent told is not the other's to read.
pub fn sees(viewer: &Viewer, entry: &Entry) -> bool {
    let Actor::Person { person, role, .. } = &viewer.actor else { return false };
    if waits_for_the_student(viewer, *person, *role, entry) {
        return false;
    }
    if let EntryContent::Message(exchange) = &entry.told {
        return is_of_the_two(*person, *role, exchange) && (*role == Role::Mentor || still_stands(entry));
    }
    if let EntryContent::Own(own) = &entry.told {
        return sees_own(viewer, *person, *role, entry, own);
    }
    match role {
        Role::Mentor | Role::CareerLead => true,
        Role::SchoolAdmin | Role::Auditor => false,
        Role::Student => match &entry.told {
            EntryContent::ContactAttempted(_) | EntryContent::Message(_) => false,
            EntryContent::ContactMade(_) | EntryContent::Enrolled { .. } => still_stands(entry),
            EntryContent::Assignment(_) | EntryContent::Agreement(_) => still_stands(entry),
            EntryContent::Talk(_) => true,
            EntryContent::Own(_) => false,
        },
        Role::Parent | Role::Supporter => match &entry.told {
            EntryContent::ContactMade(account) if took_part(*person, account) => still_stands(entry),
            EntryContent::ContactMade(_) | EntryContent::ContactAttempted(_) | EntryContent::Message(_) => false,
            // Assignments are addressed to home. A supporter finds those that are meant for important others …
            EntryContent::Assignment(told) => still_stands(entry) && (*role == Role::Parent || is_for_helpers(told.kind)),
            // … and the agreements they have a part in; both parents know what was agreed about their child.
            EntryContent::Agreement(told) => *role == Role::Parent || told.parts.home.owner == *person,
            EntryContent::Enrolled { .. } if *role == Role::Parent => true,
            EntryContent::Enrolled { .. } | EntryContent::Own(_) => false,
            // A talk that was planned apart, or held with the other parent alone, is not theirs to read.
            EntryContent::Talk(talk) => talk.people().any(|one| one == *person),
        },
    }
}

/// Must this reader wait, because a student sees news about themselves first?
///
/// It is a short delay for those at home and never a block: it ends when the student opens the entry, or when the school's
/// hours are over, whichever comes first. The author knows it already, and what the student wrote is no news to the student.
/// Staff do not wait: they wrote it, or guide the student through it.
fn waits_for_the_student(viewer: &Viewer, reader: PersonId, role: Role, entry: &Entry) -> bool {
    if !entry.student_first || !matches!(role, Role::Parent | Role::Supporter) {
        return false;
    }
    if [Some(reader), Some(entry.student)].contains(&entry.author.person) {
        return false;
    }
    !entry.is_opened() && !viewer.hours_are_over(entry.recorded_at)
}

/// Does a supporter find this assignment too? Of assignments, only those for important others are addressed to them.
pub fn is_for_helpers(kind: AssignmentKind) -> bool {
    kind == AssignmentKind::ImportantOthers
}

/// A message is private to the two who exchange it: a mentor of the class, and one person at home or the student. The career
/// lead sees in numbers that there was one, and not what it says.
fn is_of_the_two(person: PersonId, role: Role, exchange: &Exchange) -> bool {
    match role {
        Role::Mentor => true,
        Role::Student | Role::Parent | Role::Supporter => exchange.with == person,
        Role::CareerLead | Role::SchoolAdmin | Role::Auditor => false,
    }
}

/// What was told by mistake, perhaps about another family, is for staff only.
pub(super) fn still_stands(entry: &Entry) -> bool {
    entry.withdrawn.is_none()
}

fn took_part(person: PersonId, account: &ContactAccount) -> bool {
    account.with.contains(&person)
}

/// The entry as this reader finds it, if at all. What stood there before a correction may be about another family or what
/// the other parent told: like what was withdrawn, it stays with staff.
pub fn as_seen(viewer: &Viewer, mut entry: Entry) -> Option<Entry> {
    if !sees(viewer, &entry) {
        return None;
    }
    if !viewer.actor.role().is_some_and(Role::is_staff) {
        // The author is the one who spoke with home, also when somebody else corrected the words later.
        if let Some(first) = entry.earlier.drain(..).next() {
            entry.author = first.author;
        }
        keep_own_words(viewer.actor.person(), entry.student, &mut entry.told);
    }
    // Why somebody wants it otherwise they told the mentors, and not the whole school.
    if viewer.actor.role() == Some(Role::CareerLead) {
        let told = entry.earlier.iter_mut().map(|earlier| &mut earlier.told).chain([&mut entry.told]);
        told.for_each(|told| keep_reasons(viewer.actor.person(), told));
    }
    // With whom else somebody shares, and what they took back, is theirs alone.
    if let EntryContent::Own(own) = &mut entry.told
        && viewer.actor.role() != Some(Role::Student)
    {
        let reader = viewer.actor.person();
        own.shared.retain(|share| matches!(share.with, ShareWith::Person(person) if Some(person) == reader));
        own.before.clear();
    }
    Some(entry)
}

/// What one person at home told school is not another's to read: each finds what the student brought back and what they
/// brought back themselves, of an agreement only their own words, and of an invitation only their own answer. The student finds
/// all that came back about them.
fn keep_own_words(reader: Option<PersonId>, student: PersonId, told: &mut EntryContent) {
    match told {
        EntryContent::Assignment(told) if reader != Some(student) => {
            told.returned.retain(|back| back.by == student || Some(back.by) == reader);
            told.opened.retain(|by| Some(*by) == reader);
        }
        EntryContent::Assignment(told) => told.opened.retain(|by| *by == student),
        EntryContent::Talk(told) => told.answers.others.retain(|answer| Some(answer.by) == reader),
        EntryContent::Agreement(_) => keep_reasons(reader, told),
        _ => {}
    }
}

/// Of an agreement only this reader's own words.
fn keep_reasons(reader: Option<PersonId>, told: &mut EntryContent) {
    let EntryContent::Agreement(told) = told else { return };
    for party in Party::ALL {
        if Some(told.parts.of(party).owner) != reader {
            told.lanes[party as usize].words = None;
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{policy::Relations, school::STUDENT_FIRST_HOURS_MAX, spec::*};
    use chrono::TimeDelta;

    #[test]
    fn a_parent_reads_the_contacts_they_took_part_in_and_no_others() {
        let entry = contact_entry();
        assert!(sees(&viewer(MOTHER, Role::Parent), &entry));
        assert!(!sees(&viewer(FATHER, Role::Parent), &entry));
        assert!(!sees(&viewer(UNCLE, Role::Supporter), &entry));
        assert!(sees(&viewer(AMIRA, Role::Student), &entry));
        assert!(sees(&viewer(MENTOR, Role::Mentor), &entry));
        assert!(!sees(&viewer(ADMIN, Role::SchoolAdmin), &entry));
        assert!(!sees(&viewer(AUDITOR, Role::Auditor), &entry));
    }

    #[test]
    fn assignments_are_for_home_and_a_supporter_finds_those_for_important_others() {
        use crate::spec::assignment::*;
        let seen = |facts: Vec<crate::facts::Fact>, person, role| {
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            as_seen(&viewer(person, role), entry)
        };
        for (person, role) in [(AMIRA, Role::Student), (MOTHER, Role::Parent), (FATHER, Role::Parent), (MENTOR, Role::Mentor)] {
            assert!(seen(vec![assignment_given()], person, role).is_some(), "{role:?}");
        }
        for (person, role) in [(UNCLE, Role::Supporter), (ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor)] {
            assert!(seen(vec![assignment_given()], person, role).is_none(), "{role:?}");
        }
        assert!(seen(vec![given_for_others()], UNCLE, Role::Supporter).is_some());
        for (person, role) in [(AMIRA, Role::Student), (MOTHER, Role::Parent), (UNCLE, Role::Supporter)] {
            assert!(seen(vec![given_for_others(), assignment_withdrawn()], person, role).is_none(), "{role:?}");
        }
    }

    #[test]
    fn what_one_parent_brought_back_is_not_the_others_to_read() {
        use crate::spec::assignment::*;
        let returns = |person, role| {
            let facts = vec![
                assignment_given(),
                assignment_opened(MOTHER),
                assignment_opened(FATHER),
                returned_by_amira(),
                returned_by_father(),
            ];
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            let Some(Entry { told: EntryContent::Assignment(told), .. }) = as_seen(&viewer(person, role), entry) else {
                panic!("an assignment")
            };
            (told.returned.iter().map(|back| back.by).collect::<Vec<_>>(), told.opened)
        };
        assert_eq!(returns(MENTOR, Role::Mentor), (vec![AMIRA, FATHER], vec![MOTHER, FATHER]));
        assert_eq!(returns(AMIRA, Role::Student), (vec![AMIRA, FATHER], vec![]));
        assert_eq!(returns(FATHER, Role::Parent), (vec![AMIRA, FATHER], vec![FATHER]));
        assert_eq!(returns(MOTHER, Role::Parent), (vec![AMIRA], vec![MOTHER]));
    }

    #[test]
    fn an_agreement_is_known_to_all_it_concerns_and_words_stay_with_who_said_them() {
        use crate::spec::agreement::*;
        let lanes = |person, role| {
            let facts = vec![agreement_made(), declined(Party::Home)];
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            match as_seen(&viewer(person, role), entry)?.told {
                EntryContent::Agreement(told) => Some(told.lane(Party::Home).words.is_some()),
                _ => None,
            }
        };
        assert_eq!(lanes(MENTOR, Role::Mentor), Some(true));
        assert_eq!(lanes(MOTHER, Role::Parent), Some(true));
        assert_eq!(lanes(AMIRA, Role::Student), Some(false));
        assert_eq!(lanes(FATHER, Role::Parent), Some(false));
        for (person, role) in [(UNCLE, Role::Supporter), (ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor)] {
            assert_eq!(lanes(person, role), None, "{role:?}");
        }
        let with_uncle = entries([agreement_made(), agreement_adjusted()]).remove(0);
        assert!(sees(&viewer(UNCLE, Role::Supporter), &with_uncle), "it is his part now");
    }

    #[test]
    fn attempts_and_what_was_withdrawn_stay_with_staff() {
        let mut entry = contact_entry();
        entry.withdrawn = Some(withdrawal());
        assert!(!sees(&viewer(MOTHER, Role::Parent), &entry));
        assert!(!sees(&viewer(AMIRA, Role::Student), &entry));
        assert!(sees(&viewer(MENTOR, Role::Mentor), &entry));
        let attempt = attempt_entry();
        assert!(!sees(&viewer(MOTHER, Role::Parent), &attempt));
        assert!(!sees(&viewer(AMIRA, Role::Student), &attempt));
    }

    #[test]
    fn what_stood_there_before_a_correction_stays_with_staff() {
        let mut with_father = spoke(CONTACT, TODAY);
        with_father.account.with = vec![FATHER];
        let entry = entries([contact_made(), corrected(with_father)]).remove(0);
        let earlier = |person, role| as_seen(&viewer(person, role), entry.clone()).map(|seen| seen.earlier.len());
        assert_eq!(earlier(MENTOR, Role::Mentor), Some(1));
        assert_eq!(earlier(AMIRA, Role::Student), Some(0));
        assert_eq!(earlier(FATHER, Role::Parent), Some(0), "what the mother told is not his to read");
        assert_eq!(earlier(MOTHER, Role::Parent), None, "it was not she");
    }

    #[test]
    fn home_finds_who_spoke_and_not_who_mended_the_words() {
        let mut entry = entries([contact_made(), corrected(spoke(CONTACT, TODAY))]).remove(0);
        entry.author.person = Some(ADMIN);
        let author = |person, role| as_seen(&viewer(person, role), entry.clone()).and_then(|seen| seen.author.person);
        assert_eq!(author(MENTOR, Role::Mentor), Some(ADMIN), "beside the first, which stays");
        assert_eq!(author(MOTHER, Role::Parent), entry.earlier[0].author.person);
        assert_ne!(author(MOTHER, Role::Parent), Some(ADMIN));
    }

    #[test]
    fn a_talk_on_the_timeline_is_for_who_was_invited_or_came() {
        use crate::spec::talk::*;
        let entry = entries([talk_invited(AMIRA, &[FATHER]), talk_held(TODAY)]).remove(0);
        for (person, role, seen) in [
            (MOTHER, Role::Parent, true),
            (FATHER, Role::Parent, true),
            (UNCLE, Role::Supporter, false),
            (AMIRA, Role::Student, true),
            (MENTOR, Role::Mentor, true),
            (ADMIN, Role::SchoolAdmin, false),
            (AUDITOR, Role::Auditor, false),
        ] {
            assert_eq!(sees(&viewer(person, role), &entry), seen, "{role:?}");
        }
    }

    /// A conversation with both parents that is news to the student, recorded now by the mentor.
    fn news() -> Entry {
        let mut with_both = spoke(CONTACT, TODAY);
        with_both.account.with = vec![MOTHER, FATHER, UNCLE];
        Entry { student_first: true, ..entries([with_both.into()]).remove(0) }
    }

    #[test]
    fn the_student_sees_news_first_and_home_when_the_hours_are_over() {
        let news = news();
        for (person, role) in [(MOTHER, Role::Parent), (FATHER, Role::Parent), (UNCLE, Role::Supporter)] {
            let reader = viewer(person, role);
            assert!(!sees(&reader, &news), "{role:?} waits");
            assert!(!sees(&Viewer { now: after(24, reader).now - TimeDelta::microseconds(1), ..reader }, &news));
            assert!(sees(&after(24, reader), &news));
        }
    }

    #[test]
    fn nobody_else_waits_and_nobody_sees_more_because_of_it() {
        let news = news();
        for (person, role) in [(AMIRA, Role::Student), (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)] {
            assert!(sees(&viewer(person, role), &news), "{role:?}");
        }
        for (person, role) in [(ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor), (STRANGER, Role::Parent)] {
            assert!(!sees(&after(24, viewer(person, role)), &news), "{role:?}");
        }
        let withdrawn = Entry { withdrawn: Some(withdrawal()), ..news };
        assert!(!sees(&after(24, viewer(MOTHER, Role::Parent)), &withdrawn));
    }

    #[test]
    fn what_the_student_opened_home_sees_at_once_and_what_is_told_anew_waits_again() {
        let mother = viewer(MOTHER, Role::Parent);
        let opened = Entry { opened: Some(now().recorded_at), ..news() };
        assert!(sees(&mother, &opened));
        let told_anew = Entry { recorded_at: now().recorded_at + TimeDelta::microseconds(1), ..opened };
        assert!(!sees(&mother, &told_anew));
    }

    #[test]
    fn who_wrote_it_does_not_wait_and_what_the_student_wrote_is_no_news() {
        let by = |person, role| Entry { author: actor(person, role).author(), ..news() };
        let (mother, father) = (viewer(MOTHER, Role::Parent), viewer(FATHER, Role::Parent));
        assert!(sees(&mother, &by(MOTHER, Role::Parent)) && !sees(&father, &by(MOTHER, Role::Parent)));
        assert!(sees(&mother, &by(AMIRA, Role::Student)));
        let nobody = Entry { author: crate::actor::Author { person: None, role: "job:ages".into() }, ..news() };
        assert!(!sees(&mother, &nobody));
    }

    #[test]
    fn a_school_may_let_news_wait_for_nothing_or_three_days_and_no_longer() {
        let (news, mother) = (news(), viewer(MOTHER, Role::Parent));
        let waiting = |hours| Viewer { student_first_hours: hours, ..mother };
        assert!(sees(&waiting(0), &news));
        assert!(!sees(&after(71, waiting(72)), &news) && sees(&after(72, waiting(72)), &news));
        assert!(sees(&after(72, waiting(255)), &news), "a delay, never a block");
        let unread = Viewer::new(&principal(MOTHER, Role::Parent), &relations(), &now());
        assert_eq!(unread.student_first_hours, STUDENT_FIRST_HOURS_MAX);
        let read = Relations { student_first_hours: Some(6), ..relations() };
        assert_eq!(Viewer::new(&principal(MOTHER, Role::Parent), &read, &now()).student_first_hours, 6);
    }

    #[test]
    fn what_is_not_news_about_the_student_waits_for_nobody() {
        assert!(sees(&viewer(MOTHER, Role::Parent), &contact_entry()));
    }

    #[test]
    fn a_message_is_private_to_the_two_who_exchange_it() {
        use crate::{facts::Fact, views::Timeline};
        let entry = |facts: &[Fact]| rows::<Timeline>(&recorded(facts.to_vec())).into_values().next().unwrap();
        let to_mother = entry(&[message_to(MOTHER), delivered(MOTHER)]);
        let readers = [
            (MOTHER, Role::Parent),
            (FATHER, Role::Parent),
            (UNCLE, Role::Supporter),
            (AMIRA, Role::Student),
            (MENTOR, Role::Mentor),
            (MENTOR, Role::CareerLead),
            (ADMIN, Role::SchoolAdmin),
            (AUDITOR, Role::Auditor),
        ];
        let who = |entry: &Entry| readers.map(|(person, role)| sees(&viewer(person, role), entry));
        assert_eq!(who(&to_mother), [true, false, false, false, true, false, false, false]);
        assert_eq!(who(&entry(&[message_to(AMIRA)])), [false, false, false, true, true, false, false, false]);
        let taken_back = entry(&[message_to(MOTHER), message_withdrawn()]);
        assert_eq!(who(&taken_back), [false, false, false, false, true, false, false, false]);
    }
}
