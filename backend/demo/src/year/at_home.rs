//! Who at home takes part in an assignment or an agreement, and in which homes anything comes of it.

use super::{
    super::schools::{DemoAdult, DemoStudent, FamilyYear},
    Book,
};
use chrono::{Days, NaiveDate};
use domain::{
    actor::{Actor, Role},
    values::Line,
};

pub(super) fn line(text: &str) -> Option<Line> {
    Line::parse(text).ok().flatten()
}

/// Does anything come back from this home? Nobody reaches some, and of those drawn by hand only these answer.
pub(super) fn answers(student: &DemoStudent) -> bool {
    match student.course {
        FamilyYear::Silent(_) => false,
        FamilyYear::Drawn => is_drawn(student),
        FamilyYear::Ordinary | FamilyYear::ThroughSupporter | FamilyYear::OnlyTrouble => true,
    }
}

/// Those of whom everything that comes back is told by hand.
pub(super) fn is_drawn(student: &DemoStudent) -> bool {
    ["amira", "milan", "selin"].contains(&student.key)
}

/// Does somebody at home sit down for it? In the other homes the student does it alone, if at all.
pub(super) fn sits_down(student: &DemoStudent) -> bool {
    is_drawn(student) || student.course == FamilyYear::ThroughSupporter || student.person.0.as_u128() % 100 < 58
}

/// With whom a student talks at home: where parents do not answer, with the supporter.
pub(super) fn company(student: &DemoStudent, day: NaiveDate) -> Option<&DemoAdult> {
    let through_supporter = student.course == FamilyYear::ThroughSupporter || student.key == "selin";
    let adult = if through_supporter { student.supporter(day) } else { student.parents(day).next() };
    adult.filter(|adult| still_acts(student, adult, day))
}

/// From eighteen on a parent finds nothing any more.
pub(super) fn still_acts(student: &DemoStudent, adult: &DemoAdult, day: NaiveDate) -> bool {
    adult.is_partner(day) && (!adult.is_parent() || day + Days::new(1) < student.born.turns(18))
}

pub(super) fn from_home(book: &Book<'_>, adult: &DemoAdult) -> Actor {
    book.actor(adult.person, if adult.is_parent() { Role::Parent } else { Role::Supporter })
}
