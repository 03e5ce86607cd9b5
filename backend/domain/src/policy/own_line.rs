//! What a reader sees of a student's own line.

use super::{timeline::still_stands, viewer::Viewer};
use crate::{
    actor::Role,
    ids::PersonId,
    line::{ShareWith, Voice},
    views::{Entry, OwnEntry, OwnThing},
};
use chrono::NaiveDate;

/// Who sees what is on a student's own line. It is private until the student shares it: then those it is shared with see it,
/// for as long as the share lasts. The one who said it sees it too. What the school noted is known at school; who else hears of
/// it the student chooses, as with their own. What was taken away is gone for everybody.
pub(super) fn sees_own(viewer: &Viewer, person: PersonId, role: Role, entry: &Entry, own: &OwnEntry) -> bool {
    if !still_stands(entry) || own.taken_away {
        return false;
    }
    let by_school = own.voice == Voice::School;
    let said_it = entry.author.person == Some(person);
    match role {
        Role::Student => entry.student == person,
        Role::Mentor | Role::CareerLead => by_school || own.is_shared(ShareWith::School, viewer.today),
        Role::Parent | Role::Supporter => said_it || own.is_shared(ShareWith::Person(person), viewer.today),
        Role::SchoolAdmin | Role::Auditor => false,
    }
}

/// Do those who guide the student at school know of this thing on the line today? What they know of and is still open is
/// their work too. What the student keeps private is not counted anywhere.
pub fn school_knows(thing: &OwnThing, today: NaiveDate) -> bool {
    thing.voice == Voice::School || thing.is_shared(ShareWith::School, today)
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        facts::Fact,
        policy::{as_seen, may_share_with, sees, viewer::Viewer},
        spec::{line::*, *},
        views::{EntryContent, reach},
    };
    use chrono::TimeDelta;

    /// Everybody who could ask, each in their role.
    const READERS: [(PersonId, Role); 10] = [
        (AMIRA, Role::Student),
        (MILAN, Role::Student),
        (MOTHER, Role::Parent),
        (FATHER, Role::Parent),
        (UNCLE, Role::Supporter),
        (STRANGER, Role::Supporter),
        (MENTOR, Role::Mentor),
        (MENTOR, Role::CareerLead),
        (ADMIN, Role::SchoolAdmin),
        (AUDITOR, Role::Auditor),
    ];

    /// The entry that these facts make, told by somebody.
    fn entry(by: (PersonId, Role), facts: Vec<Fact>) -> Entry {
        let mut events = recorded(facts);
        events[0].author = actor(by.0, by.1).author();
        rows::<crate::views::Timeline>(&events).into_values().next().unwrap()
    }

    fn who_sees_of(entry: &Entry, change: impl Fn(Viewer) -> Viewer) -> Vec<(PersonId, Role)> {
        READERS.into_iter().filter(|(person, role)| sees(&change(viewer(*person, *role)), entry)).collect()
    }

    fn who_sees(facts: Vec<Fact>) -> Vec<(PersonId, Role)> {
        who_sees_of(&entry((AMIRA, Role::Student), facts), |viewer| viewer)
    }

    const ME: (PersonId, Role) = (AMIRA, Role::Student);

    #[test]
    fn private_means_nobody_else() {
        for told in [experience(), choice(), step(), setback(Voice::Student)] {
            assert_eq!(who_sees(vec![told]), [ME]);
        }
    }

    #[test]
    fn each_share_shows_it_to_one_more_and_to_nobody_besides() {
        let mother = shared_with(ShareWith::Person(MOTHER), None);
        let uncle = shared_with(ShareWith::Person(UNCLE), None);
        let school = shared_with(ShareWith::School, None);
        assert_eq!(who_sees(vec![experience(), mother.clone()]), [ME, (MOTHER, Role::Parent)]);
        assert_eq!(who_sees(vec![experience(), uncle]), [ME, (UNCLE, Role::Supporter)]);
        assert_eq!(who_sees(vec![experience(), school]), [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)]);
        let back = crate::line::EntryUnshared { entry: ENTRY, student: AMIRA, with: ShareWith::Person(MOTHER) };
        assert_eq!(who_sees(vec![experience(), mother, back.into()]), [ME]);
    }

    #[test]
    fn the_school_counts_only_what_it_knows_of() {
        let thing = |facts: Vec<Fact>| {
            let row = rows::<crate::views::LineRows>(&recorded(facts)).into_values().next().unwrap();
            school_knows(&row.things[0], TODAY)
        };
        assert!(!thing(vec![setback(Voice::Student)]) && thing(vec![setback(Voice::School)]));
        assert!(thing(vec![setback(Voice::Student), shared_with(ShareWith::School, Some(TODAY))]));
        assert!(!thing(vec![setback(Voice::Student), shared_with(ShareWith::School, Some(YESTERDAY))]));
    }

    #[test]
    fn a_share_ends_with_its_last_day() {
        let shared = entry(ME, vec![experience(), shared_with(ShareWith::Person(MOTHER), Some(TODAY))]);
        let mother = viewer(MOTHER, Role::Parent);
        assert!(sees(&mother, &shared));
        assert!(!sees(&Viewer { today: TOMORROW, ..mother }, &shared));
    }

    #[test]
    fn what_was_taken_away_is_gone_for_everybody() {
        let shared = [shared_with(ShareWith::Person(MOTHER), None), shared_with(ShareWith::School, None)];
        assert_eq!(who_sees([vec![experience()], shared.to_vec(), vec![withdrawn()]].concat()), []);
    }

    #[test]
    fn with_whom_else_it_is_shared_and_what_stood_there_before_is_the_students_alone() {
        let shares = [ShareWith::Person(MOTHER), ShareWith::Person(FATHER), ShareWith::School];
        let shared = shares.iter().map(|with| shared_with(*with, None));
        let told = entry(ME, [experience(), corrected_entry()].into_iter().chain(shared).collect());
        let seen = |person, role| match as_seen(&viewer(person, role), told.clone()).map(|entry| entry.told) {
            Some(EntryContent::Own(own)) => (own.shared.iter().map(|share| share.with).collect(), own.before.len()),
            _ => panic!("{role:?} sees it"),
        };
        assert_eq!(seen(AMIRA, Role::Student), (shares.to_vec(), 1));
        assert_eq!(seen(MOTHER, Role::Parent), (vec![ShareWith::Person(MOTHER)], 0));
        assert_eq!(seen(MENTOR, Role::Mentor), (vec![], 0));
    }

    #[test]
    fn who_names_a_quality_sees_it_and_others_when_the_student_shares_it() {
        let mother = (MOTHER, Role::Parent);
        let named = entry(mother, vec![quality(Voice::Home)]);
        assert_eq!(who_sees_of(&named, |viewer| viewer), [ME, mother]);
        let shared = entry(mother, vec![quality(Voice::Home), shared_with(ShareWith::School, None)]);
        assert!(sees(&viewer(MENTOR, Role::Mentor), &shared) && !sees(&viewer(FATHER, Role::Parent), &shared));
        let at_school = entry((MENTOR, Role::Mentor), vec![quality(Voice::School)]);
        assert_eq!(who_sees_of(&at_school, |r| r), [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)]);
    }

    #[test]
    fn a_setback_that_the_school_noted_is_known_at_school_and_to_whom_the_student_tells_it() {
        let noted = entry((MENTOR, Role::Mentor), vec![setback(Voice::School)]);
        let at_school = [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)];
        assert_eq!(who_sees_of(&noted, |viewer| after(99, viewer)), at_school);
        let told = entry((MENTOR, Role::Mentor), vec![setback(Voice::School), shared_with(ShareWith::Person(MOTHER), None)]);
        let opened = Entry { opened: Some(told.recorded_at), ..told };
        let with_mother = [ME, (MOTHER, Role::Parent), (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)];
        assert_eq!(who_sees_of(&opened, |viewer| viewer), with_mother);
    }

    #[test]
    fn a_mentors_new_idea_about_it_is_news_again() {
        let shared = shared_with(ShareWith::Person(MOTHER), None);
        let mut events = recorded(vec![setback(Voice::School), turned(Voice::School), shared]);
        events[1].recorded_at += TimeDelta::hours(1);
        let turned = rows::<crate::views::Timeline>(&events).into_values().next().unwrap();
        let opened = Entry { opened: Some(events[0].recorded_at), ..turned };
        assert!(!sees(&after(2, viewer(MOTHER, Role::Parent)), &opened));
        assert!(sees(&after(25, viewer(MOTHER, Role::Parent)), &opened));
    }

    #[test]
    fn the_student_is_shown_exactly_what_each_of_them_sees() {
        let card = relations().students.remove(0);
        let mine = viewer(AMIRA, Role::Student);
        let through = |with| mine.through(&card, with).map(|viewer| (viewer.actor.person(), viewer.actor.role()));
        assert_eq!(through(ShareWith::Person(MOTHER)), Some((Some(MOTHER), Some(Role::Parent))));
        assert_eq!(through(ShareWith::Person(UNCLE)), Some((Some(UNCLE), Some(Role::Supporter))));
        assert_eq!(through(ShareWith::School).map(|(_, role)| role), Some(Some(Role::Mentor)));
        assert_eq!(through(ShareWith::Person(STRANGER)), None);
        assert_eq!(through(ShareWith::Person(MILAN)), None);
        let mut grown_up = card.clone();
        grown_up.eighteen = true;
        assert_eq!(mine.through(&grown_up, ShareWith::Person(MOTHER)), None);
        assert!(!may_share_with(&grown_up, MOTHER) && may_share_with(&grown_up, UNCLE));
    }

    #[test]
    fn what_is_on_the_line_does_not_bring_home_in_beeld() {
        let card = amiras_card([experience(), shared_with(ShareWith::Person(MOTHER), None), quality(Voice::Home)]);
        assert!(!reach::rung(&card, &[], TODAY).is_in_contact());
    }
}
