//! What an auditor sees.

use std::sync::Arc;

use app::{
    Answered, Past,
    questions::{
        AuditScope, ClassLine, Compared, ComparedFigure, EventLine, EventsPage, EvolutionPage, FamilyLine, Figure, Figures,
        MonthLine,
    },
};
use chrono::{Days, NaiveDate};
use domain::{
    actor::Role,
    audit::EventDetails,
    contact::{AttemptOutcome, Means, Reason},
    facts::FactKind,
    ids::{ClassId, Position},
    time::SchoolYear,
    views::reach::Rung,
};
use frontend::{addresses::DayAsked, screens::audit, shell::Assets, wording::Language};
use uuid::Uuid;

use super::{TODAY, at, named, past, visit};

const FAMILY: &str = "k7h2m9qa";

pub fn screens(t: Language, assets: &Arc<Assets>) -> Vec<(&'static str, String)> {
    let auditor = |path: &str| visit(t, assets, Role::Auditor, (9, "Rik Hofstra"), path);
    let evolution = |page: EvolutionPage| audit::evolution::page(&auditor("/verloop"), &now(page), DayAsked::Now);
    let events = |page: EventsPage| audit::events::page(&auditor("/verloop/gebeurtenissen?getal=in-beeld"), &now(page));
    let empty = EvolutionPage { months: vec![], homes: 0, figures: Figures::default(), classes: vec![], ..school() };
    let day = TODAY - Days::new(20);
    let earlier = EvolutionPage {
        months: school().months.into_iter().take(3).collect(),
        figures: figures([322, 251, 130, 0], 412),
        ..school()
    };
    let earlier = EvolutionPage { compared: Some(compared()), ..earlier };
    let then = Answered { answer: earlier, today: day, past: past().map(|past| Past { day, ..past }), circle: None };
    vec![
        ("verloop", evolution(school())),
        ("verloop-toen", audit::evolution::page(&auditor("/verloop?op=2025-10-20"), &then, DayAsked::Now)),
        ("verloop-leeg", evolution(empty)),
        ("verloop-klas", evolution(class())),
        ("verloop-gezin", evolution(family())),
        ("gebeurtenissen", events(behind())),
        (
            "gebeurtenissen-geen",
            events(EventsPage { number: 3, homes: 3, total: Some(0), events: vec![], newer: None, older: None, ..behind() }),
        ),
    ]
}

fn now<A>(answer: A) -> Answered<A> {
    Answered { answer, today: TODAY, past: None, circle: None }
}

fn class_3a() -> (ClassId, String) {
    (ClassId(Uuid::from_u128(31)), named("3A"))
}

/// The ladder as given, with fitting other numbers.
fn figures(ladder: [usize; 4], homes: usize) -> Figures {
    let contacts = ladder[1] * 3 / 2 + 11;
    let others = [
        (Figure::NotSpokenWith, homes.saturating_sub(ladder[1] + 5)),
        (Figure::Contacts, contacts),
        (Figure::BegunByHome, contacts * 31 / 100),
        (Figure::Introduction, contacts / 2),
        (Figure::Positive, contacts / 3),
        (Figure::Concern, contacts / 6),
        (Figure::Attempts, contacts * 2 / 3),
        (Figure::Corrected, homes / 45),
        (Figure::Withdrawn, homes / 90),
    ];
    Figure::LADDER.into_iter().zip(ladder).chain(others).collect()
}

fn months(of: [[usize; 4]; 4], homes: usize) -> Vec<MonthLine> {
    let ends = SchoolYear(2025).month_ends(TODAY).into_iter().zip(of);
    ends.map(|(on, ladder)| MonthLine { on, homes, figures: figures(ladder, homes), own: Default::default() }).collect()
}

fn school() -> EvolutionPage {
    let line = |(n, name, homes, ladder, longest_silence_days): (u128, &str, usize, [usize; 4], i64)| {
        let class = ClassId(Uuid::from_u128(n));
        ClassLine { class, name: named(name), homes, figures: figures(ladder, homes), longest_silence_days }
    };
    let classes = [
        (31, "3A", 25, [25, 22, 17, 0], 34),
        (32, "3B", 24, [22, 19, 15, 0], 41),
        (33, "3C", 26, [26, 24, 20, 0], 18),
        (34, "4A", 23, [12, 0, 0, 0], 100),
    ];
    EvolutionPage {
        scope: AuditScope::School,
        class: None,
        year: SchoolYear(2025),
        months: months([[60, 18, 4, 0], [201, 118, 41, 0], [322, 251, 130, 0], [391, 342, 247, 0]], 412),
        homes: 412,
        figures: figures([391, 342, 247, 0], 412),
        classes: classes.into_iter().map(line).collect(),
        families: vec![],
        not_spoken_with: vec![],
        gone: vec![],
        weeks: vec![],
        line: vec![],
        silent_from: None,
        compared: None,
    }
}

fn compared() -> Compared {
    let line = |(figure, then, heard, since)| ComparedFigure { figure, then, heard, since, later: then + heard + since };
    let figures = [
        (Figure::Contacts, 611, 1, 240),
        (Figure::Attempts, 804, 3, 310),
        (Figure::InView, 251, 2, 89),
        (Figure::TalkedTogether, 130, 0, 117),
        (Figure::NotSpokenWith, 90, -2, -40),
    ];
    Compared { later: None, figures: figures.map(line).to_vec() }
}

fn class() -> EvolutionPage {
    let families = [
        ("v4n8wqxt", Rung::NotApproached, [0, 0, 0, 0], 100),
        ("b2jd5m7e", Rung::Invited, [1, 0, 0, 0], 100),
        (FAMILY, Rung::TalkedTogether, [1, 1, 1, 0], 6),
    ];
    let line = |(pseudonym, rung, ladder, silence_days): (&str, Rung, [usize; 4], i64)| FamilyLine {
        pseudonym: pseudonym.into(),
        rung,
        figures: figures(ladder, 1),
        silence_days,
    };
    let months = months([[6, 2, 0, 0], [18, 11, 4, 0], [22, 17, 9, 0], [25, 22, 17, 0]], 25);
    EvolutionPage {
        scope: AuditScope::Class(class_3a().0),
        class: Some(class_3a()),
        months,
        homes: 25,
        figures: figures([25, 22, 17, 0], 25),
        classes: vec![],
        families: families.into_iter().map(line).collect(),
        not_spoken_with: vec![],
        ..school()
    }
}

fn family() -> EvolutionPage {
    let families = class().families.into_iter().filter(|line| line.pseudonym == FAMILY).collect();
    EvolutionPage {
        scope: AuditScope::Family(FAMILY.into()),
        months: months([[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0]], 1),
        homes: 1,
        figures: figures([1, 1, 1, 0], 1),
        families,
        not_spoken_with: vec![],
        ..class()
    }
}

fn behind() -> EventsPage {
    let talk = EventDetails {
        means: Some(Means::HomeVisit),
        reason: Some(Reason::Introduction),
        career: true,
        student_present: true,
        begun_by_home: true,
        ..EventDetails::default()
    };
    let attempt = EventDetails { means: Some(Means::Phone), outcome: Some(AttemptOutcome::NoAnswer), ..EventDetails::default() };
    let day = |day| NaiveDate::from_ymd_opt(2025, 10, day).unwrap_or(TODAY);
    let line = |(pos, kind, said, occurred_on, recorded, days_late, by): (i64, _, _, _, _, _, &str)| EventLine {
        pos: Position(pos),
        kind,
        said,
        occurred_on,
        recorded_at: at(recorded),
        days_late,
        by: by.into(),
        pseudonym: FAMILY.into(),
        correction: None,
    };
    let events = [
        (14_203, FactKind::ContactMade, talk, TODAY, TODAY, None, "mentor"),
        (14_187, FactKind::ContactWithdrawn, EventDetails::default(), day(28), day(28), None, "career_lead"),
        (14_102, FactKind::ContactCorrected, talk, day(24), day(24), None, "mentor"),
        (13_990, FactKind::ContactMade, talk, day(2), day(25), Some(23), "mentor"),
        (13_871, FactKind::ContactAttempted, attempt, day(1), day(1), None, "mentor"),
    ];
    EventsPage {
        scope: AuditScope::School,
        class: None,
        figure: Figure::InView,
        on: TODAY,
        number: 342,
        homes: 342,
        total: Some(612),
        events: events.into_iter().map(line).collect(),
        newer: Some(Position(15_000)),
        older: Some(Position(13_860)),
    }
}
