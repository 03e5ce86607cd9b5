//! The numbers and what each rests on, by the same rules, so that a number and the events behind it cannot differ.

use crate::calendar;
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    contact::{Initiative, Reason},
    ids::ClassId,
    time::SchoolYear,
    views::{
        Moment, MomentKind, PersonRow, StudentCard,
        reach::{self, Rung, Through},
    },
};

/// A number about a school year up to a day (nl: getal).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Homes that something was delivered to, or that came further.
    Invited,
    /// Homes in beeld: on the strict rung, or further.
    InView,
    /// Homes that school, student and parent talked with together, or further.
    TalkedTogether,
    /// Homes that showed that they talked.
    HomeTalkShown,
    /// Homes in beeld through nobody but supporters: counted in beeld as well.
    InViewBySupporter,
    /// Homes that school spoke with, though not yet about later.
    SpokenWith,
    /// Homes that are not in beeld and that nobody spoke with.
    NotSpokenWith,
    /// Two-way contacts.
    Contacts,
    /// Two-way contacts that home began.
    BegunByHome,
    /// Two-way contacts to get to know each other.
    Introduction,
    /// Two-way contacts about something good.
    Positive,
    /// Two-way contacts about a worry.
    Concern,
    /// Attempts that came to no contact.
    Attempts,
    /// Messages, invitations and assignments that arrived at home.
    Delivered,
    /// Answers from home: a message, a time that was chosen, a yes to an agreement.
    Answers,
    /// Talks of a round that were held; each is also a two-way contact.
    Talks,
    /// Assignments by which somebody at home told that they talked.
    Shown,
    /// Assignments of which the student alone told that they talked at home: they bring nobody in beeld.
    ToldByStudent,
    /// Contacts and attempts that were corrected later.
    Corrected,
    /// Contacts and attempts that were withdrawn, and count nowhere else.
    Withdrawn,
    /// What was written down more than a week after it happened.
    ToldLate,
    /// Everything that was written down, also what was withdrawn.
    Everything,
}

impl Figure {
    /// In the order in which `Figures` keeps their numbers.
    pub const ALL: [Figure; 22] = [
        Figure::Invited,
        Figure::InView,
        Figure::TalkedTogether,
        Figure::HomeTalkShown,
        Figure::InViewBySupporter,
        Figure::SpokenWith,
        Figure::NotSpokenWith,
        Figure::Contacts,
        Figure::BegunByHome,
        Figure::Introduction,
        Figure::Positive,
        Figure::Concern,
        Figure::Attempts,
        Figure::Delivered,
        Figure::Answers,
        Figure::Talks,
        Figure::Shown,
        Figure::ToldByStudent,
        Figure::Corrected,
        Figure::Withdrawn,
        Figure::ToldLate,
        Figure::Everything,
    ];
    /// The rungs that are shown as they grow, from the lowest up.
    pub const LADDER: [Figure; 4] = [Figure::Invited, Figure::InView, Figure::TalkedTogether, Figure::HomeTalkShown];

    /// How far school and homes have come. Every home is in exactly one of the three.
    pub const STANDING: [Figure; 3] = [Figure::InView, Figure::SpokenWith, Figure::NotSpokenWith];

    /// Does it count homes? The others count contacts and attempts.
    pub fn counts_homes(self) -> bool {
        matches!(self, Figure::InViewBySupporter | Figure::SpokenWith | Figure::NotSpokenWith) || self.rung().is_some()
    }

    /// The lowest rung on which a home is counted.
    fn rung(self) -> Option<Rung> {
        match self {
            Figure::Invited => Some(Rung::Invited),
            Figure::InView => Some(Rung::InContact),
            Figure::TalkedTogether => Some(Rung::TalkedTogether),
            Figure::HomeTalkShown => Some(Rung::HomeTalkShown),
            _ => None,
        }
    }

    /// Does the number rest on this moment? That nobody was reached rests on all that was tried.
    fn rests_on(self, moment: &Moment) -> bool {
        match (self, &moment.kind) {
            (Figure::Everything | Figure::NotSpokenWith, _) => true,
            (Figure::ToldLate, _) => days_late(moment).is_some(),
            (Figure::Corrected, _) => moment.corrected,
            (Figure::Withdrawn, _) => moment.withdrawn,
            _ if moment.withdrawn => false,
            (Figure::Attempts, kind) => matches!(kind, MomentKind::Attempt { .. }),
            (Figure::Delivered, kind) => matches!(kind, MomentKind::Invited { .. }),
            (Figure::Answers, kind) => matches!(kind, MomentKind::Responded { .. }),
            (Figure::Talks, kind) => matches!(kind, MomentKind::Talked { .. }),
            (Figure::Shown, kind) => matches!(kind, MomentKind::HomeTalkShown { .. }),
            (Figure::ToldByStudent, kind) => matches!(kind, MomentKind::StudentTold { .. }),
            (Figure::Contacts | Figure::SpokenWith, kind) => kind.two_way().is_some(),
            (Figure::InViewBySupporter, kind) => reach::rung_of(kind).is_some_and(Rung::is_in_contact),
            (Figure::BegunByHome, kind) => kind.two_way().is_some_and(|talk| talk.initiative == Initiative::Home),
            (Figure::Introduction, kind) => is_for(kind, Reason::Introduction),
            (Figure::Positive, kind) => is_for(kind, Reason::Positive),
            (Figure::Concern, kind) => is_for(kind, Reason::Concern),
            (figure, kind) => figure.rung().is_some_and(|rung| reach::rung_of(kind) >= Some(rung)),
        }
    }
}

/// What is written down after more days than these may be remembered otherwise.
const LATE_AFTER_DAYS: i64 = 7;

/// How many days later it was written down, when that is late.
pub(super) fn days_late(moment: &Moment) -> Option<i64> {
    late(moment.on, moment.told_at)
}

/// How many days after it happened something was written down, when that is late.
pub(super) fn late(on: NaiveDate, told_at: DateTime<Utc>) -> Option<i64> {
    Some((calendar::now_at(told_at).today - on).num_days()).filter(|days| *days > LATE_AFTER_DAYS)
}

fn is_for(kind: &MomentKind, reason: Reason) -> bool {
    kind.two_way().is_some_and(|talk| talk.reason == Some(reason))
}

/// Every figure with its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures([usize; Figure::ALL.len()]);

impl Figures {
    /// The number of this figure.
    pub fn of(&self, figure: Figure) -> usize {
        self.0[figure as usize]
    }

    pub(super) fn count<'a>(homes: impl IntoIterator<Item = &'a HomeOnDay<'a>>) -> Figures {
        let mut figures = Figures::default();
        for home in homes {
            for figure in Figure::ALL {
                figures.0[figure as usize] += home.adds(figure);
            }
        }
        figures
    }
}

impl FromIterator<(Figure, usize)> for Figures {
    fn from_iter<I: IntoIterator<Item = (Figure, usize)>>(numbers: I) -> Figures {
        let mut figures = Figures::default();
        for (figure, number) in numbers {
            figures.0[figure as usize] = number;
        }
        figures
    }
}

/// One home with everything the numbers need.
pub(super) struct FamilyHome {
    pub card: StudentCard,
    pub home: Vec<PersonRow>,
}

impl FamilyHome {
    /// How this home stood on a day, seen from the school or from one class; nothing when the student was not there this year.
    /// Who left or moved stays in the accounts of the year: what was done with them was done.
    pub fn on(&self, day: NaiveDate, class: Option<ClassId>) -> Option<HomeOnDay<'_>> {
        let in_class = self.card.class_on(day);
        let is_there = in_class.is_some() && class.is_none_or(|class| in_class == Some(class));
        let home: Vec<&PersonRow> = self.home.iter().collect();
        let (rung, through) = (reach::rung(&self.card, &home, day), reach::through(&self.card, day));
        let seen = HomeOnDay { card: &self.card, day, rung, through, class, is_there };
        (is_there || seen.was_there()).then_some(seen)
    }
}

/// A home as it stood on a day.
pub(super) struct HomeOnDay<'a> {
    pub card: &'a StudentCard,
    pub rung: Rung,
    through: Option<Through>,
    day: NaiveDate,
    /// Seen from this class: only what happened while the student was in it counts as its work.
    class: Option<ClassId>,
    /// Was the student there on the day itself? Only then the home counts as a home.
    pub is_there: bool,
}

impl<'a> HomeOnDay<'a> {
    pub fn silence_days(&self) -> i64 {
        reach::silence_days(self.card, self.day)
    }

    /// Was the student there before the day, in this school year?
    fn was_there(&self) -> bool {
        let first = SchoolYear::of(self.day).first_day();
        self.card.stays.iter().any(|stay| {
            let in_scope = self.class.is_none_or(|class| stay.class == class);
            in_scope && stay.from <= self.day && stay.until.is_none_or(|until| first < until)
        })
    }

    /// The moments of this school year that the number rests on, oldest first. How far a home came is its own, whatever class
    /// it came there in; a contact belongs to the class of its day.
    pub fn moments(&self, figure: Figure) -> impl Iterator<Item = &'a Moment> + use<'a> {
        let days = SchoolYear::of(self.day).first_day()..=self.day;
        let (card, class) = (self.card, self.class.filter(|_| !figure.counts_homes()));
        let in_class = move |moment: &Moment| class.is_none_or(|class| card.class_of_day(moment.on) == Some(class));
        card.moments.iter().filter(move |moment| days.contains(&moment.on) && figure.rests_on(moment) && in_class(moment))
    }

    /// Is this home behind the number?
    pub fn is_behind(&self, figure: Figure) -> bool {
        if figure.counts_homes() && !self.is_there {
            return false;
        }
        let spoken = || self.moments(Figure::SpokenWith).next().is_some();
        match figure {
            Figure::InViewBySupporter => self.rung.is_in_contact() && self.through == Some(Through::Supporter),
            Figure::SpokenWith => !self.rung.is_in_contact() && spoken(),
            Figure::NotSpokenWith => !self.rung.is_in_contact() && !spoken(),
            figure => match figure.rung() {
                Some(rung) => self.rung >= rung,
                None => self.moments(figure).next().is_some(),
            },
        }
    }

    fn adds(&self, figure: Figure) -> usize {
        if figure.counts_homes() { usize::from(self.is_behind(figure)) } else { self.moments(figure).count() }
    }
}

#[cfg(test)]
pub(super) mod specs {
    use super::*;
    use domain::{
        contact::{AttemptOutcome, Means},
        ids::{ClassId, ContactId, PersonId, Tag},
        personal::{Content, Personal, PersonalValue},
        views::ClassStay,
    };
    use uuid::Uuid;

    pub const CLASS_3A: ClassId = ClassId(Uuid::from_u128(3));
    pub const CLASS_3B: ClassId = ClassId(Uuid::from_u128(4));
    pub const CAME: NaiveDate = NaiveDate::from_ymd_opt(2024, 8, 1).unwrap();
    pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    const NOON: chrono::NaiveTime = chrono::NaiveTime::from_hms_opt(11, 0, 0).unwrap();
    pub const LAST_YEAR: NaiveDate = NaiveDate::from_ymd_opt(2025, 7, 31).unwrap();

    pub fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, day).unwrap()
    }

    /// A home in 3A that nobody can be reached at, with these moments.
    pub fn family(moments: Vec<Moment>) -> FamilyHome {
        let student = PersonId(Uuid::from_u128(20));
        let card = StudentCard {
            student,
            name: erased(student),
            number: erased(student),
            class: Some(CLASS_3A),
            stays: vec![ClassStay { class: CLASS_3A, from: CAME, until: None }],
            enrolled_on: CAME,
            left_on: None,
            sixteen: false,
            eighteen: false,
            parents_stopped: false,
            parents: vec![],
            supporters: vec![],
            turned_away: vec![],
            former_supporters: vec![],
            former_parents: vec![],
            moments,
        };
        FamilyHome { card, home: vec![] }
    }

    fn erased<T: PersonalValue>(of: PersonId) -> Personal<T> {
        Personal { of, content: Content::Erased }
    }

    fn moment(on: NaiveDate, kind: MomentKind) -> Moment {
        Moment {
            thing: Tag::contact(ContactId(Uuid::from_u128(40))),
            on,
            kind,
            corrected: false,
            withdrawn: false,
            told_at: on.and_time(NOON).and_utc(),
            changed_at: None,
        }
    }

    /// A phone call about the future, without the student, begun by school, to get to know each other.
    pub fn call(on: NaiveDate) -> Moment {
        let (initiative, reason) = (Initiative::School, Some(Reason::Introduction));
        moment(
            on,
            MomentKind::Made { means: Means::Phone, with: vec![], career: true, student_present: false, initiative, reason },
        )
    }

    pub fn message(on: NaiveDate) -> Moment {
        moment(on, MomentKind::Attempt { means: Means::Text, outcome: AttemptOutcome::MessageLeft, with: None })
    }

    fn made(of: &mut Moment) -> (&mut bool, &mut bool, &mut Initiative, &mut Option<Reason>) {
        match &mut of.kind {
            MomentKind::Made { career, student_present, initiative, reason, .. } => (career, student_present, initiative, reason),
            other => panic!("no contact: {other:?}"),
        }
    }

    fn changed(mut moment: Moment, change: impl FnOnce(&mut Moment)) -> Moment {
        change(&mut moment);
        moment
    }

    fn figures(families: &[FamilyHome]) -> Figures {
        Figures::count(&families.iter().filter_map(|family| family.on(DAY, None)).collect::<Vec<_>>())
    }

    fn numbers<const N: usize>(figures: &Figures, of: [Figure; N]) -> [usize; N] {
        of.map(|figure| figures.of(figure))
    }

    #[test]
    fn the_list_of_figures_is_in_the_order_in_which_they_are_kept() {
        for (at, figure) in Figure::ALL.into_iter().enumerate() {
            assert_eq!(figure as usize, at);
        }
    }

    #[test]
    fn a_home_counts_on_its_rung_and_on_every_rung_below() {
        let together = changed(call(november(3)), |talk| *made(talk).1 = true);
        let about_school = changed(call(november(3)), |talk| *made(talk).0 = false);
        let homes = [
            vec![together, message(november(4))],
            vec![call(november(3))],
            vec![about_school],
            vec![message(november(3))],
            vec![],
        ];
        let figures = figures(&homes.map(family));
        assert_eq!(numbers(&figures, Figure::LADDER), [4, 2, 1, 0]);
        assert_eq!(figures.of(Figure::NotSpokenWith), 2, "a message is no contact");
    }

    #[test]
    fn contacts_are_counted_by_who_began_and_why() {
        let began = changed(call(november(5)), |talk| *made(talk).2 = Initiative::Home);
        let worry = changed(call(november(6)), |talk| *made(talk).3 = Some(Reason::Concern));
        let good = changed(call(november(7)), |talk| *made(talk).3 = Some(Reason::Positive));
        let figures = figures(&[family(vec![began, worry, good, message(november(8))])]);
        use Figure::*;
        let counted = [Contacts, BegunByHome, Introduction, Positive, Concern, Attempts, Everything];
        assert_eq!(numbers(&figures, counted), [3, 1, 1, 1, 1, 1, 4]);
    }

    #[test]
    fn what_arrived_what_was_answered_and_what_home_showed_are_counted_apart() {
        let with = PersonId(Uuid::from_u128(30));
        let talked = MomentKind::Talked { means: Means::AtSchool, with: vec![with], student_present: true, introduction: true };
        let kinds = [
            MomentKind::Invited { with },
            MomentKind::Responded { with },
            talked,
            MomentKind::HomeTalkShown { with: vec![with] },
            MomentKind::StudentTold { with: vec![with] },
        ];
        let mut moments: Vec<Moment> = kinds.into_iter().map(|kind| moment(november(5), kind)).collect();
        moments.push(message(november(6)));
        let figures = figures(&[family(moments)]);
        use Figure::*;
        let counted = [Attempts, Delivered, Answers, Talks, Shown, ToldByStudent, Contacts, Introduction, HomeTalkShown];
        assert_eq!(numbers(&figures, counted), [1; 9]);
    }

    #[test]
    fn what_was_withdrawn_is_counted_as_that_and_nowhere_else() {
        let withdrawn = changed(call(november(5)), |talk| talk.withdrawn = true);
        let corrected = changed(message(november(6)), |attempt| attempt.corrected = true);
        let figures = figures(&[family(vec![withdrawn, corrected])]);
        use Figure::*;
        let counted = [Withdrawn, Corrected, Contacts, InView, Attempts, NotSpokenWith, Everything];
        assert_eq!(numbers(&figures, counted), [1, 1, 0, 0, 1, 1, 2]);
    }

    #[test]
    fn only_this_school_year_up_to_the_day_counts() {
        let figures = figures(&[family(vec![call(LAST_YEAR), call(DAY), call(DAY.succ_opt().unwrap())])]);
        assert_eq!(numbers(&figures, [Figure::Contacts, Figure::InView]), [1, 1]);
    }

    /// In 3A from the day they came until this day.
    pub fn left_on(mut family: FamilyHome, day: NaiveDate) -> FamilyHome {
        (family.card.left_on, family.card.stays[0].until) = (Some(day), Some(day));
        family
    }

    /// From 3A to 3B on this day.
    fn moved_on(mut family: FamilyHome, day: NaiveDate) -> FamilyHome {
        family.card.stays[0].until = Some(day);
        family.card.stays.push(ClassStay { class: CLASS_3B, from: day, until: None });
        family.card.class = Some(CLASS_3B);
        family
    }

    #[test]
    fn who_left_counts_no_home_and_stays_in_the_accounts_of_the_year() {
        let mut came = family(vec![]);
        came.card.stays[0].from = DAY.succ_opt().unwrap();
        assert!(came.on(DAY, None).is_none());
        let left = left_on(family(vec![call(november(3)), message(november(4))]), november(20));
        let figures = Figures::count(&[left.on(DAY, None).unwrap()]);
        use Figure::*;
        assert_eq!(numbers(&figures, [Contacts, Attempts, Everything, InView, NotSpokenWith]), [1, 1, 2, 0, 0]);
        assert!(left.on(november(19), None).unwrap().is_there && !left.on(DAY, None).unwrap().is_there);
        let last_year = left_on(family(vec![call(LAST_YEAR)]), LAST_YEAR);
        assert!(last_year.on(DAY, None).is_none(), "who left last year is in no account of this one");
    }

    #[test]
    fn who_moves_takes_along_how_far_home_came_and_leaves_the_contacts_where_they_were_made() {
        let moved = moved_on(family(vec![call(november(3)), call(november(25))]), november(17));
        let of = |class| Figures::count(&[moved.on(DAY, Some(class)).unwrap()]);
        assert_eq!(numbers(&of(CLASS_3A), [Figure::Contacts, Figure::InView]), [1, 0]);
        assert_eq!(numbers(&of(CLASS_3B), [Figure::Contacts, Figure::InView]), [1, 1]);
        assert_eq!(numbers(&Figures::count(&[moved.on(DAY, None).unwrap()]), [Figure::Contacts, Figure::InView]), [2, 1]);
        assert!(moved.on(november(16), Some(CLASS_3B)).is_none() && moved.on(november(16), Some(CLASS_3A)).unwrap().is_there);
    }

    #[test]
    fn every_home_stands_in_exactly_one_place() {
        let about_school = changed(call(november(3)), |talk| *made(talk).0 = false);
        let shown = moment(november(4), MomentKind::HomeTalkShown { with: vec![PersonId(Uuid::from_u128(30))] });
        let told = moment(november(4), MomentKind::StudentTold { with: vec![PersonId(Uuid::from_u128(30))] });
        let homes = [vec![shown], vec![call(november(3))], vec![about_school], vec![message(november(3))], vec![told], vec![]];
        let figures = figures(&homes.map(family));
        assert_eq!(numbers(&figures, Figure::STANDING), [2, 1, 3]);
        assert_eq!(figures.of(Figure::InViewBySupporter), 2, "nobody of them is a parent");
    }

    #[test]
    fn what_is_written_down_more_than_a_week_later_is_late() {
        let late = |day| {
            let told = changed(call(november(3)), |moment| moment.told_at = november(day).and_time(NOON).and_utc());
            figures(&[family(vec![told])]).of(Figure::ToldLate)
        };
        assert_eq!([late(3), late(10), late(11)], [0, 0, 1]);
    }

    #[test]
    fn every_home_behind_a_rung_has_a_moment_that_brought_it_there() {
        let together = changed(call(november(3)), |talk| *made(talk).1 = true);
        let homes = [vec![message(november(1)), call(november(2)), together], vec![message(november(1))]].map(family);
        for home in homes.iter().filter_map(|family| family.on(DAY, None)) {
            for figure in Figure::LADDER {
                assert_eq!(home.moments(figure).next().is_some(), home.is_behind(figure), "{figure:?}");
            }
        }
        let behind = |figure| homes[0].on(DAY, None).unwrap().moments(figure).count();
        assert_eq!(Figure::LADDER.map(behind), [3, 2, 1, 0]);
    }
}
