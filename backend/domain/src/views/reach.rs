//! Reach (nl: in beeld): how far school and home have come with each other this year. A pure function of what is known,
//! never ticked by hand. The state is a work list for staff, not a judgement.

#[cfg(test)]
mod means_table;
#[cfg(test)]
mod oracle;

use super::{MomentKind, PersonRow, StudentCard};
use crate::{
    contact::{AttemptOutcome, Reason},
    ids::PersonId,
    policy::may_approach,
    time::SchoolYear,
    values::Channel,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The reach ladder (nl: trap). The highest rung reached this school year counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// No working way to reach anyone at home (nl: geen gegevens).
    NoDetails,
    /// Reachable, and nothing arrived yet this year (nl: nog niets gestuurd).
    NotApproached,
    /// A message or invitation was delivered (nl: uitgenodigd).
    Invited,
    /// Somebody at home answered, though not yet about school and work (nl: reageert).
    Responded,
    /// Two-way contact about LOB (nl: in beeld).
    InContact,
    /// A talk with student, home and school together (nl: samen gesproken).
    TalkedTogether,
    /// Somebody at home told that they talked (nl: thuis gepraat). Reached by assignments that come back, never by the
    /// student's word alone.
    HomeTalkShown,
}

impl Rung {
    /// From the lowest to the highest.
    pub const ALL: [Rung; 7] = [
        Rung::NoDetails,
        Rung::NotApproached,
        Rung::Invited,
        Rung::Responded,
        Rung::InContact,
        Rung::TalkedTogether,
        Rung::HomeTalkShown,
    ];
    /// Strict: only two-way contact about LOB counts as in beeld.
    pub fn is_in_contact(self) -> bool {
        self >= Rung::InContact
    }
}

/// The rung on which a moment puts a home by itself.
pub fn rung_of(kind: &MomentKind) -> Option<Rung> {
    match kind {
        MomentKind::HomeTalkShown { .. } => Some(Rung::HomeTalkShown),
        MomentKind::Talked { student_present: true, .. } => Some(Rung::TalkedTogether),
        MomentKind::Talked { student_present: false, .. } => Some(Rung::InContact),
        MomentKind::Responded { .. } => Some(Rung::Responded),
        MomentKind::Invited { .. } => Some(Rung::Invited),
        MomentKind::Attempt { outcome: AttemptOutcome::MessageLeft | AttemptOutcome::DidNotCome, .. } => Some(Rung::Invited),
        MomentKind::Attempt { outcome: AttemptOutcome::NoAnswer | AttemptOutcome::WrongDetails, .. } => None,
        MomentKind::StudentTold { .. } => None,
        MomentKind::Made { career: false, .. } => Some(Rung::Responded),
        MomentKind::Made { career: true, student_present: false, .. } => Some(Rung::InContact),
        MomentKind::Made { career: true, student_present: true, .. } => Some(Rung::TalkedTogether),
    }
}

/// Where a student's home stands on this day. `home`: the rows of the parents and supporters.
pub fn rung(card: &StudentCard, home: &[&PersonRow], on: NaiveDate) -> Rung {
    let reached = this_year(card, on).filter_map(|moment| rung_of(&moment.kind)).max();
    let floor = if approachable(card, home).next().is_some() { Rung::NotApproached } else { Rung::NoDetails };
    reached.unwrap_or(floor)
}

/// Those at home whom the school may approach and has a working way to.
fn approachable<'a>(card: &'a StudentCard, home: &'a [&PersonRow]) -> impl Iterator<Item = PersonId> + 'a {
    home.iter().filter(|row| row.is_reachable()).map(|row| row.person).filter(|person| may_approach(card, *person))
}

/// Through whom home is in beeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Through {
    Parent,
    /// Only through a supporter; counts, and is shown apart.
    Supporter,
}

/// With whom, when this moment by itself brings home in beeld.
fn in_contact_with(kind: &MomentKind) -> Option<&[PersonId]> {
    if let MomentKind::HomeTalkShown { with } = kind {
        return Some(with);
    }
    kind.two_way().filter(|talk| talk.career).map(|talk| talk.with)
}

/// Through whom home came in beeld this year, if it did.
pub fn through(card: &StudentCard, on: NaiveDate) -> Option<Through> {
    let mut found = None;
    for moment in this_year(card, on) {
        let Some(with) = in_contact_with(&moment.kind) else { continue };
        // Ties that ended were ties all the same: who never was a parent is a supporter.
        if with.iter().any(|person| card.is_or_was_parent(*person)) {
            return Some(Through::Parent);
        }
        found = Some(Through::Supporter);
    }
    found
}

/// The last two-way contact, about whatever, on or before this day.
pub fn last_contact(card: &StudentCard, on: NaiveDate) -> Option<&super::Moment> {
    card.standing(on).filter(|moment| moment.kind.two_way().is_some()).last()
}

/// Days since the last two-way contact; without any, since the school year began or the student came (nl: stilte).
pub fn silence_days(card: &StudentCard, on: NaiveDate) -> i64 {
    let begin = SchoolYear::of(on).first_day().max(card.enrolled_on).min(on);
    let since = last_contact(card, on).map_or(begin, |moment| moment.on);
    (on - since).num_days()
}

/// What somebody at home did last since the last conversation of this year: an answer, or what they told of an assignment.
/// Whoever wrote yesterday was heard, however long ago school spoke with them.
pub fn heard_since(card: &StudentCard, on: NaiveDate) -> Option<&super::Moment> {
    let spoken_on = last_contact(card, on).map(|moment| moment.on);
    let is_heard = |kind: &MomentKind| matches!(kind, MomentKind::Responded { .. } | MomentKind::HomeTalkShown { .. });
    this_year(card, on).filter(|moment| is_heard(&moment.kind) && spoken_on.is_none_or(|spoken| spoken < moment.on)).last()
}

/// The last day of this year on which the student told that they talked at home. It brings nobody in beeld.
pub fn student_told(card: &StudentCard, on: NaiveDate) -> Option<NaiveDate> {
    let told = this_year(card, on).filter(|moment| matches!(moment.kind, MomentKind::StudentTold { .. }));
    told.last().map(|moment| moment.on)
}

/// The moments of this school year that still stand, oldest first.
fn this_year(card: &StudentCard, on: NaiveDate) -> impl Iterator<Item = &super::Moment> {
    let first_day = SchoolYear::of(on).first_day();
    card.standing(on).filter(move |moment| moment.on >= first_day)
}

/// Calls of this year that nobody answered.
pub fn calls_in_vain(card: &StudentCard, on: NaiveDate) -> usize {
    this_year(card, on)
        .filter(|moment| matches!(moment.kind, MomentKind::Attempt { outcome: AttemptOutcome::NoAnswer, .. }))
        .count()
}

/// Was all contact of this year about trouble? Contact should not only come with worries.
pub fn only_concern(card: &StudentCard, on: NaiveDate) -> bool {
    let mut reasons = this_year(card, on).filter_map(|moment| moment.kind.two_way()).map(|talk| talk.reason).peekable();
    reasons.peek().is_some() && reasons.all(|reason| reason == Some(Reason::Concern))
}

/// What the mentor could try next (nl: wat nu) for a home that is not in beeld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextTry {
    /// Ask the student for a number that works.
    AskForDetails,
    /// Call the parent.
    Call(PersonId),
    /// Everybody was called in vain twice: leave a message.
    SendMessage(PersonId),
    /// Parents do not answer: somebody else at home can be called.
    CallSupporter(PersonId),
    /// Everything else was tried: go and see them.
    HomeVisit,
    /// They answered: talk about school and work.
    TalkAboutCareer(PersonId),
}

/// The next rung to try: from what costs least to what asks most. Each person is
/// called twice before somebody else is tried; who has no phone that works gets a message.
pub fn next_try(card: &StudentCard, home: &[&PersonRow], on: NaiveDate) -> NextTry {
    let approachable: Vec<PersonId> = approachable(card, home).collect();
    let can = |person: &PersonId| approachable.contains(person);
    let has_phone = |person: &PersonId| home.iter().any(|row| row.person == *person && row.has_working(Channel::Phone));
    let to_call = |person: &PersonId| can(person) && has_phone(person) && calls_in_vain_to(*person, card, on) < 2;
    let parents = || card.parents.iter().map(|tie| tie.person);
    let supporters = || card.supporters.iter().map(|tie| tie.person);

    if let Some(person) = spoken_with(card, on).into_iter().find(can) {
        return NextTry::TalkAboutCareer(person);
    }
    if approachable.is_empty() {
        return NextTry::AskForDetails;
    }
    if let Some(parent) = parents().find(to_call) {
        return NextTry::Call(parent);
    }
    if let Some(supporter) = supporters().find(to_call) {
        return NextTry::CallSupporter(supporter);
    }
    match parents().find(can) {
        Some(parent) if !message_was_left(card, on) => NextTry::SendMessage(parent),
        _ => NextTry::HomeVisit,
    }
}

/// Those at home who answered this year, the last one first.
fn spoken_with(card: &StudentCard, on: NaiveDate) -> Vec<PersonId> {
    let mut spoken: Vec<PersonId> = this_year(card, on)
        .flat_map(|moment| match &moment.kind {
            MomentKind::Responded { with } => std::slice::from_ref(with),
            kind => kind.two_way().map_or(&[][..], |talk| talk.with),
        })
        .copied()
        .collect();
    spoken.reverse();
    spoken
}

/// Calls in vain to this person, or to nobody in particular at home.
fn calls_in_vain_to(person: PersonId, card: &StudentCard, on: NaiveDate) -> usize {
    let at = |with: Option<PersonId>| with.is_none_or(|with| with == person);
    this_year(card, on)
        .filter(|moment| matches!(moment.kind, MomentKind::Attempt { outcome: AttemptOutcome::NoAnswer, with, .. } if at(with)))
        .count()
}

fn message_was_left(card: &StudentCard, on: NaiveDate) -> bool {
    let is_message = |kind: &MomentKind| {
        matches!(kind, MomentKind::Attempt { outcome: AttemptOutcome::MessageLeft, .. } | MomentKind::Invited { .. })
    };
    this_year(card, on).any(|moment| is_message(&moment.kind))
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        contact::{ContactAttempted, ContactMade, Means, Topic},
        facts::Fact,
        ids::{ContactId, Tag},
        person::{
            details::DetailsChanged,
            parent::{Authority, EndReason, ParentAuthorityChanged, ParentLinkEnded},
            supporter::SupporterEnded,
        },
        personal::Personal,
        spec::*,
        values::{CustodyNote, Reachable},
        views::Moment,
    };
    use chrono::Days;
    use uuid::Uuid;

    const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2025, 8, 1) {
        Some(day) => day,
        None => panic!("a day"),
    };
    const LAST_DAY_BEFORE: NaiveDate = match FIRST_DAY.pred_opt() {
        Some(day) => day,
        None => panic!("a day"),
    };

    /// Amira's card and the rows of her mother, father and uncle after these facts.
    fn known(facts: &[Fact]) -> (StudentCard, [PersonRow; 3]) {
        (amiras_card(facts.to_vec()), [MOTHER, FATHER, UNCLE].map(|person| person_row(person, facts.to_vec())))
    }

    fn rung_on(on: NaiveDate, facts: &[Fact]) -> Rung {
        let (card, home) = known(facts);
        rung(&card, &home.each_ref(), on)
    }

    fn next(facts: &[Fact]) -> NextTry {
        let (card, home) = known(facts);
        next_try(&card, &home.each_ref(), TODAY)
    }

    fn made(change: impl FnOnce(&mut ContactMade)) -> Fact {
        let mut made = spoke(CONTACT, TODAY);
        change(&mut made);
        made.into()
    }

    fn about_school(made: &mut ContactMade) {
        made.account.topics = vec![Topic::School];
    }

    /// An attempt with this outcome, each time another one.
    fn tried(n: u128, outcome: AttemptOutcome, with: Option<PersonId>) -> Fact {
        ContactAttempted { outcome, with, ..attempt(ContactId(Uuid::from_u128(0xA000 + n)), TODAY) }.into()
    }

    fn mail_address(person: PersonId) -> Fact {
        let address = Reachable::parse(Channel::Email, "demir@ouders.example").unwrap();
        DetailsChanged { person, channel: Channel::Email, reachable: Personal::open(person, address) }.into()
    }

    fn authority(parent: PersonId, authority: Authority) -> Fact {
        let because = Personal::open(AMIRA, CustodyNote::parse("Uitspraak.").unwrap().unwrap());
        ParentAuthorityChanged { parent, student: AMIRA, authority, because }.into()
    }

    #[test]
    fn each_rung_is_reached_by_what_happened() {
        let number = || phone_number(MOTHER);
        for (facts, reached) in [
            (vec![], Rung::NoDetails),
            (vec![number(), phone_failed(MOTHER)], Rung::NoDetails),
            (vec![number()], Rung::NotApproached),
            (vec![number(), tried(1, AttemptOutcome::NoAnswer, Some(MOTHER))], Rung::NotApproached),
            (vec![number(), tried(1, AttemptOutcome::WrongDetails, Some(MOTHER)), phone_failed(MOTHER)], Rung::NoDetails),
            (vec![number(), tried(1, AttemptOutcome::MessageLeft, None)], Rung::Invited),
            (vec![number(), tried(1, AttemptOutcome::DidNotCome, Some(MOTHER))], Rung::Invited),
            (vec![number(), made(about_school)], Rung::Responded),
            (vec![number(), contact_made()], Rung::InContact),
            (vec![number(), made(|made| made.account.student_present = true)], Rung::TalkedTogether),
        ] {
            assert_eq!(rung_on(TODAY, &facts), reached, "{facts:#?}");
            assert_eq!(reached.is_in_contact(), reached == Rung::InContact || reached == Rung::TalkedTogether);
        }
    }

    /// Amira's card with these moments of one talk, all today.
    fn with_moments(kinds: Vec<MomentKind>) -> StudentCard {
        let thing = Tag::moment(Uuid::from_u128(7));
        let moment = |kind| Moment {
            thing,
            on: TODAY,
            kind,
            corrected: false,
            withdrawn: false,
            told_at: Default::default(),
            changed_at: None,
        };
        StudentCard { moments: kinds.into_iter().map(moment).collect(), ..amiras_card([]) }
    }

    fn talked(with: PersonId, student_present: bool) -> MomentKind {
        MomentKind::Talked { means: Means::AtSchool, with: vec![with], student_present, introduction: false }
    }

    #[test]
    fn invitations_answers_talks_and_what_comes_home_each_reach_their_rung() {
        let (invited, responded) = (MomentKind::Invited { with: MOTHER }, MomentKind::Responded { with: MOTHER });
        let shown = MomentKind::HomeTalkShown { with: vec![UNCLE] };
        let cases = [
            (vec![invited.clone()], Rung::Invited, None),
            (vec![invited.clone(), responded.clone()], Rung::Responded, None),
            (vec![responded.clone(), talked(MOTHER, false)], Rung::InContact, Some(Through::Parent)),
            (vec![talked(UNCLE, true)], Rung::TalkedTogether, Some(Through::Supporter)),
            (vec![shown.clone()], Rung::HomeTalkShown, Some(Through::Supporter)),
            (vec![shown, talked(FATHER, true)], Rung::HomeTalkShown, Some(Through::Parent)),
        ];
        for (kinds, reached, via) in cases {
            let card = with_moments(kinds);
            assert_eq!((rung(&card, &[], TODAY), through(&card, TODAY)), (reached, via), "{:?}", card.moments);
        }
    }

    #[test]
    fn a_talk_breaks_the_silence_and_an_invitation_does_not() {
        let last = |kind| last_contact(&with_moments(vec![kind]), TODAY).is_some();
        assert!(last(talked(MOTHER, true)));
        let other = [
            MomentKind::Invited { with: MOTHER },
            MomentKind::Responded { with: MOTHER },
            MomentKind::HomeTalkShown { with: vec![MOTHER] },
            MomentKind::StudentTold { with: vec![MOTHER] },
        ];
        assert!(!other.into_iter().any(last));
        let everybody_has_it = with_moments(vec![talked(MOTHER, true)]);
        assert!(!only_concern(&everybody_has_it, TODAY), "a talk that everybody has is no worry");
    }

    #[test]
    fn who_answered_an_invitation_is_the_one_to_talk_with() {
        let (card, home) = known(&[phone_number(MOTHER), phone_number(FATHER)]);
        let answered = StudentCard { moments: with_moments(vec![MomentKind::Responded { with: FATHER }]).moments, ..card };
        assert_eq!(next_try(&answered, &home.each_ref(), TODAY), NextTry::TalkAboutCareer(FATHER));
    }

    #[test]
    fn the_highest_rung_counts_whatever_comes_after() {
        let facts = [contact_made(), tried(1, AttemptOutcome::MessageLeft, None), tried(2, AttemptOutcome::NoAnswer, None)];
        assert_eq!(rung_on(TODAY, &facts), Rung::InContact);
    }

    #[test]
    fn a_talk_with_the_student_about_school_alone_is_an_answer_and_no_more() {
        let facts = [made(|made| {
            about_school(made);
            made.account.student_present = true;
        })];
        assert_eq!(rung_on(TODAY, &facts), Rung::Responded);
    }

    #[test]
    fn what_is_withdrawn_or_corrected_away_no_longer_counts() {
        assert_eq!(rung_on(TODAY, &[contact_made(), contact_withdrawn()]), Rung::NoDetails);
        let mut school_only = spoke(CONTACT, TODAY);
        about_school(&mut school_only);
        assert_eq!(rung_on(TODAY, &[contact_made(), corrected(school_only)]), Rung::Responded);
        let later = [made(|made| made.occurred.on = YESTERDAY), corrected(spoke(CONTACT, TODAY))];
        assert_eq!((rung_on(YESTERDAY, &later), rung_on(TODAY, &later)), (Rung::NoDetails, Rung::InContact));
    }

    #[test]
    fn the_ladder_begins_anew_on_the_first_of_august() {
        let last_year = [made(|made| made.occurred.on = LAST_DAY_BEFORE)];
        assert_eq!(rung_on(LAST_DAY_BEFORE, &last_year), Rung::InContact);
        assert_eq!(rung_on(FIRST_DAY, &last_year), Rung::NoDetails);
        let this_year = [made(|made| made.occurred.on = FIRST_DAY)];
        assert_eq!(rung_on(LAST_DAY_BEFORE, &this_year), Rung::NoDetails);
        assert_eq!(rung_on(FIRST_DAY, &this_year), Rung::InContact);
        assert_eq!(rung_on(FIRST_DAY + Days::new(364), &this_year), Rung::InContact);
        assert_eq!(rung_on(FIRST_DAY + Days::new(365), &this_year), Rung::NoDetails);
    }

    #[test]
    fn the_number_of_a_parent_without_full_authority_is_no_way_to_reach_home() {
        let facts = [phone_number(FATHER), authority(FATHER, Authority::OnRequest)];
        assert_eq!((rung_on(TODAY, &facts), next(&facts)), (Rung::NoDetails, NextTry::AskForDetails));
    }

    #[test]
    fn home_is_in_beeld_through_a_parent_or_only_through_a_supporter() {
        let on_today = |facts: &[Fact]| through(&amiras_card(facts.to_vec()), TODAY);
        let with_uncle = || made(|made| made.account.with = vec![UNCLE]);
        assert_eq!(on_today(&[]), None);
        assert_eq!(on_today(&[made(about_school)]), None);
        assert_eq!(on_today(&[with_uncle()]), Some(Through::Supporter));
        assert_eq!(on_today(&[with_uncle(), spoke(OTHER_CONTACT, YESTERDAY).into()]), Some(Through::Parent));
        assert_eq!(on_today(&[made(|made| made.account.with = vec![MOTHER, UNCLE])]), Some(Through::Parent));
        let ended = SupporterEnded { supporter: UNCLE, student: AMIRA }.into();
        assert_eq!(on_today(&[with_uncle(), ended]), Some(Through::Supporter));
        assert_eq!(on_today(&[made(|made| made.occurred.on = LAST_DAY_BEFORE)]), None);
    }

    #[test]
    fn who_was_spoken_with_as_a_parent_counts_as_one_also_after_the_link_ended() {
        let with_father = || made(|made| made.account.with = vec![FATHER]);
        let mut counted = 0;
        for reason in EndReason::ALL {
            let ended = ParentLinkEnded { parent: FATHER, student: AMIRA, reason }.into();
            let facts = [with_father(), ended];
            let expected = if reason == EndReason::Mistake { Through::Supporter } else { Through::Parent };
            assert_eq!(rung_on(TODAY, &facts), Rung::InContact, "{reason:?}");
            assert_eq!(through(&amiras_card(facts.to_vec()), TODAY), Some(expected), "{reason:?}");
            counted += 1;
        }
        assert!(counted > 1);
    }

    #[test]
    fn what_the_student_tells_alone_is_shown_apart_and_brings_nobody_in_beeld() {
        use crate::spec::assignment::*;
        let told = [assignment_given(), returned_by_amira()];
        let card = amiras_card(told.to_vec());
        assert_eq!((rung_on(TODAY, &told), through(&card, TODAY)), (Rung::NoDetails, None));
        assert_eq!((student_told(&card, TODAY), heard_since(&card, TODAY)), (Some(TODAY), None));
        assert_eq!(student_told(&card, FIRST_DAY + Days::new(365)), None, "last year's");
        let both = [assignment_given(), returned_by_amira(), returned_by_father()];
        assert_eq!(rung_on(TODAY, &both), Rung::HomeTalkShown);
    }

    #[test]
    fn who_wrote_since_the_last_conversation_was_heard() {
        let answer = |on| Moment { on, ..with_moments(vec![MomentKind::Responded { with: MOTHER }]).moments.remove(0) };
        let spoken = |on| Moment { on, ..with_moments(vec![talked(MOTHER, true)]).moments.remove(0) };
        let heard =
            |moments: Vec<Moment>| heard_since(&StudentCard { moments, ..amiras_card([]) }, TODAY).map(|moment| moment.on);
        assert_eq!(heard(vec![answer(YESTERDAY)]), Some(YESTERDAY), "though nobody ever spoke with her");
        assert_eq!(heard(vec![spoken(LONG_AGO), answer(YESTERDAY), answer(TODAY)]), Some(TODAY));
        assert_eq!(heard(vec![answer(YESTERDAY), spoken(TODAY)]), None, "they spoke since");
        assert_eq!(heard(vec![answer(LAST_DAY_BEFORE)]), None, "last year's");
    }

    #[test]
    fn silence_counts_from_the_last_conversation_about_whatever() {
        let days = |on, facts: &[Fact]| silence_days(&amiras_card(facts.to_vec()), on);
        let ten_days_ago = TODAY - Days::new(10);
        let talk = made(|made| {
            about_school(made);
            made.occurred.on = ten_days_ago;
        });
        assert_eq!(days(TODAY, std::slice::from_ref(&talk)), 10);
        assert_eq!(days(TODAY, &[talk.clone(), attempt(OTHER_CONTACT, YESTERDAY).into()]), 10);
        assert_eq!(days(ten_days_ago, std::slice::from_ref(&talk)), 0);
        assert_eq!(days(TODAY, &[talk, contact_withdrawn()]), 0, "enrolled today, and nothing stands");
    }

    #[test]
    fn without_any_conversation_silence_counts_from_the_school_year_or_from_the_enrolment() {
        let card = amiras_card([]);
        assert_eq!(silence_days(&card, TODAY + Days::new(7)), 7, "she came today");
        let earlier = StudentCard { enrolled_on: LONG_AGO, ..card };
        assert_eq!(silence_days(&earlier, FIRST_DAY + Days::new(7)), 7);
        assert_eq!(silence_days(&earlier, LAST_DAY_BEFORE), (LAST_DAY_BEFORE - LONG_AGO).num_days());
        assert_eq!(silence_days(&StudentCard { enrolled_on: TOMORROW, ..earlier }, TODAY), 0);
    }

    #[test]
    fn calls_and_reasons_are_those_of_this_year() {
        let card = |facts: &[Fact]| amiras_card(facts.to_vec());
        let last_year = attempt(OTHER_CONTACT, LAST_DAY_BEFORE).into();
        assert_eq!(
            calls_in_vain(&card(&[contact_attempted(), last_year, tried(1, AttemptOutcome::MessageLeft, None)]), TODAY),
            1
        );
        let worry = || made(|made| made.account.reason = Some(Reason::Concern));
        assert!(only_concern(&card(&[worry()]), TODAY));
        assert!(!only_concern(&card(&[worry(), spoke(OTHER_CONTACT, YESTERDAY).into()]), TODAY));
        assert!(!only_concern(&card(&[contact_attempted()]), TODAY), "no contact at all is no mix at all");
    }

    #[test]
    fn the_next_rung_to_try() {
        let phone = phone_number;
        let silent = |n, person| tried(n, AttemptOutcome::NoAnswer, Some(person));
        let left = tried(9, AttemptOutcome::MessageLeft, None);
        let all_silent = |person, n| vec![silent(n, person), silent(n + 1, person)];
        let mut everybody = vec![phone(MOTHER), phone(UNCLE)];
        everybody.extend(all_silent(MOTHER, 1));
        let mut also_uncle = everybody.clone();
        also_uncle.extend(all_silent(UNCLE, 3));
        let but = |facts: &[Fact], more: &[Fact]| [facts, more].concat();
        let cases: Vec<(&str, Vec<Fact>, NextTry)> = vec![
            ("no number", vec![], NextTry::AskForDetails),
            ("a number that failed", vec![phone(MOTHER), phone_failed(MOTHER)], NextTry::AskForDetails),
            ("a number", vec![phone(MOTHER)], NextTry::Call(MOTHER)),
            ("the first parent's failed", vec![phone(MOTHER), phone(FATHER), phone_failed(MOTHER)], NextTry::Call(FATHER)),
            ("called once", vec![phone(MOTHER), silent(1, MOTHER)], NextTry::Call(MOTHER)),
            ("the other parent", but(&all_silent(MOTHER, 1), &[phone(MOTHER), phone(FATHER)]), NextTry::Call(FATHER)),
            ("called twice, uncle can", everybody.clone(), NextTry::CallSupporter(UNCLE)),
            (
                "calls at nobody in particular",
                vec![phone(MOTHER), tried(1, AttemptOutcome::NoAnswer, None), tried(2, AttemptOutcome::NoAnswer, None)],
                NextTry::SendMessage(MOTHER),
            ),
            ("only uncle", vec![phone(UNCLE)], NextTry::CallSupporter(UNCLE)),
            ("everybody called twice", also_uncle.clone(), NextTry::SendMessage(MOTHER)),
            ("and a message left", but(&also_uncle, std::slice::from_ref(&left)), NextTry::HomeVisit),
            ("only uncle, in vain", but(&all_silent(UNCLE, 1), &[phone(UNCLE)]), NextTry::HomeVisit),
            ("only mail", vec![mail_address(MOTHER)], NextTry::SendMessage(MOTHER)),
            ("only mail, mailed", vec![mail_address(MOTHER), left], NextTry::HomeVisit),
            (
                "answered",
                vec![
                    phone(MOTHER),
                    phone(FATHER),
                    made(|made| {
                        about_school(made);
                        made.account.with = vec![FATHER];
                    }),
                ],
                NextTry::TalkAboutCareer(FATHER),
            ),
            (
                "answered, and the number failed since",
                vec![phone(MOTHER), made(about_school), phone_failed(MOTHER), phone(FATHER)],
                NextTry::Call(FATHER),
            ),
            ("answered last year", vec![phone(MOTHER), made(|made| made.occurred.on = LAST_DAY_BEFORE)], NextTry::Call(MOTHER)),
            (
                "no authority any more",
                vec![phone(MOTHER), phone(FATHER), authority(MOTHER, Authority::None)],
                NextTry::Call(FATHER),
            ),
        ];
        for (case, facts, expected) in cases {
            assert_eq!(next(&facts), expected, "{case}");
        }
    }
}
