//! The numbers and what each rests on, by the same rules, so that a number and the events behind it cannot differ.

use chrono::NaiveDate;
use domain::{
    contact::{Initiative, Reason},
    time::SchoolYear,
    views::{
        Moment, MomentKind, PersonRow, StudentCard,
        reach::{self, Rung},
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
    /// Homes without any two-way contact.
    NeverReached,
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
    /// Assignments by which home showed that they talked.
    Shown,
    /// Contacts and attempts that were corrected later.
    Corrected,
    /// Contacts and attempts that were withdrawn, and count nowhere else.
    Withdrawn,
    /// Everything that was written down, also what was withdrawn.
    Everything,
}

impl Figure {
    /// In the order in which `Figures` keeps their numbers.
    pub const ALL: [Figure; 18] = [
        Figure::Invited,
        Figure::InView,
        Figure::TalkedTogether,
        Figure::HomeTalkShown,
        Figure::NeverReached,
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
        Figure::Corrected,
        Figure::Withdrawn,
        Figure::Everything,
    ];
    /// The rungs that are shown as they grow, from the lowest up.
    pub const LADDER: [Figure; 4] = [Figure::Invited, Figure::InView, Figure::TalkedTogether, Figure::HomeTalkShown];

    /// Does it count homes? The others count contacts and attempts.
    pub fn counts_homes(self) -> bool {
        self == Figure::NeverReached || self.rung().is_some()
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
            (Figure::Everything | Figure::NeverReached, _) => true,
            (Figure::Corrected, _) => moment.corrected,
            (Figure::Withdrawn, _) => moment.withdrawn,
            _ if moment.withdrawn => false,
            (Figure::Attempts, kind) => matches!(kind, MomentKind::Attempt { .. }),
            (Figure::Delivered, kind) => matches!(kind, MomentKind::Invited { .. }),
            (Figure::Answers, kind) => matches!(kind, MomentKind::Responded { .. }),
            (Figure::Talks, kind) => matches!(kind, MomentKind::Talked { .. }),
            (Figure::Shown, kind) => matches!(kind, MomentKind::HomeTalkShown { .. }),
            (Figure::Contacts, kind) => kind.two_way().is_some(),
            (Figure::BegunByHome, kind) => kind.two_way().is_some_and(|talk| talk.initiative == Initiative::Home),
            (Figure::Introduction, kind) => is_for(kind, Reason::Introduction),
            (Figure::Positive, kind) => is_for(kind, Reason::Positive),
            (Figure::Concern, kind) => is_for(kind, Reason::Concern),
            (figure, kind) => figure.rung().is_some_and(|rung| reach::rung_of(kind) >= Some(rung)),
        }
    }
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
    /// How this home stood on a day; nothing when the student was not there.
    pub fn on(&self, day: NaiveDate) -> Option<HomeOnDay<'_>> {
        let was_there = self.card.enrolled_on <= day && self.card.left_on.is_none_or(|left| day < left);
        let rung = || reach::rung(&self.card, &self.home.iter().collect::<Vec<_>>(), day);
        was_there.then(|| HomeOnDay { card: &self.card, day, rung: rung() })
    }
}

/// A home as it stood on a day.
pub(super) struct HomeOnDay<'a> {
    pub card: &'a StudentCard,
    pub rung: Rung,
    day: NaiveDate,
}

impl<'a> HomeOnDay<'a> {
    pub fn silence_days(&self) -> i64 {
        reach::silence_days(self.card, self.day)
    }

    /// The moments of this school year that the number rests on, oldest first.
    pub fn moments(&self, figure: Figure) -> impl Iterator<Item = &'a Moment> + use<'a> {
        let days = SchoolYear::of(self.day).first_day()..=self.day;
        self.card.moments.iter().filter(move |moment| days.contains(&moment.on) && figure.rests_on(moment))
    }

    /// Is this home behind the number?
    pub fn is_behind(&self, figure: Figure) -> bool {
        match figure.rung() {
            Some(rung) => self.rung >= rung,
            None if figure == Figure::NeverReached => self.moments(Figure::Contacts).next().is_none(),
            None => self.moments(figure).next().is_some(),
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
    };
    use uuid::Uuid;

    pub const CLASS_3A: ClassId = ClassId(Uuid::from_u128(3));
    pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
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
            enrolled_on: NaiveDate::from_ymd_opt(2024, 8, 1).unwrap(),
            left_on: None,
            sixteen: false,
            eighteen: false,
            parents: vec![],
            supporters: vec![],
            moments,
        };
        FamilyHome { card, home: vec![] }
    }

    fn erased<T: PersonalValue>(of: PersonId) -> Personal<T> {
        Personal { of, content: Content::Erased }
    }

    fn moment(on: NaiveDate, kind: MomentKind) -> Moment {
        Moment { thing: Tag::contact(ContactId(Uuid::from_u128(40))), on, kind, corrected: false, withdrawn: false }
    }

    /// A phone call about the future, without the student, begun by school, to get to know each other.
    pub fn call(on: NaiveDate) -> Moment {
        let (initiative, reason) = (Initiative::School, Reason::Introduction);
        moment(
            on,
            MomentKind::Made { means: Means::Phone, with: vec![], career: true, student_present: false, initiative, reason },
        )
    }

    pub fn message(on: NaiveDate) -> Moment {
        moment(on, MomentKind::Attempt { means: Means::Text, outcome: AttemptOutcome::MessageLeft, with: None })
    }

    fn made(of: &mut Moment) -> (&mut bool, &mut bool, &mut Initiative, &mut Reason) {
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
        Figures::count(&families.iter().filter_map(|family| family.on(DAY)).collect::<Vec<_>>())
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
        assert_eq!(figures.of(Figure::NeverReached), 2, "a message is no contact");
    }

    #[test]
    fn contacts_are_counted_by_who_began_and_why() {
        let began = changed(call(november(5)), |talk| *made(talk).2 = Initiative::Home);
        let worry = changed(call(november(6)), |talk| *made(talk).3 = Reason::Concern);
        let good = changed(call(november(7)), |talk| *made(talk).3 = Reason::Positive);
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
        ];
        let mut moments: Vec<Moment> = kinds.into_iter().map(|kind| moment(november(5), kind)).collect();
        moments.push(message(november(6)));
        let figures = figures(&[family(moments)]);
        use Figure::*;
        let counted = [Attempts, Delivered, Answers, Talks, Shown, Contacts, Introduction, HomeTalkShown];
        assert_eq!(numbers(&figures, counted), [1; 8]);
    }

    #[test]
    fn what_was_withdrawn_is_counted_as_that_and_nowhere_else() {
        let withdrawn = changed(call(november(5)), |talk| talk.withdrawn = true);
        let corrected = changed(message(november(6)), |attempt| attempt.corrected = true);
        let figures = figures(&[family(vec![withdrawn, corrected])]);
        use Figure::*;
        let counted = [Withdrawn, Corrected, Contacts, InView, Attempts, NeverReached, Everything];
        assert_eq!(numbers(&figures, counted), [1, 1, 0, 0, 1, 1, 2]);
    }

    #[test]
    fn only_this_school_year_up_to_the_day_counts() {
        let figures = figures(&[family(vec![call(LAST_YEAR), call(DAY), call(DAY.succ_opt().unwrap())])]);
        assert_eq!(numbers(&figures, [Figure::Contacts, Figure::InView]), [1, 1]);
    }

    #[test]
    fn a_student_who_came_later_or_left_is_not_there() {
        let mut came = family(vec![]);
        came.card.enrolled_on = DAY.succ_opt().unwrap();
        let mut left = family(vec![]);
        left.card.left_on = Some(DAY);
        assert!(came.on(DAY).is_none() && left.on(DAY).is_none());
        assert!(left.on(november(30)).is_some());
    }

    #[test]
    fn every_home_behind_a_rung_has_a_moment_that_brought_it_there() {
        let together = changed(call(november(3)), |talk| *made(talk).1 = true);
        let homes = [vec![message(november(1)), call(november(2)), together], vec![message(november(1))]].map(family);
        for home in homes.iter().filter_map(|family| family.on(DAY)) {
            for figure in Figure::LADDER {
                assert_eq!(home.moments(figure).next().is_some(), home.is_behind(figure), "{figure:?}");
            }
        }
        let behind = |figure| homes[0].on(DAY).unwrap().moments(figure).count();
        assert_eq!(Figure::LADDER.map(behind), [3, 2, 1, 0]);
    }
}
