//! What specs say about assignments for home.

use super::*;
use crate::{
    assignment::{
        AssignmentDraft, AssignmentGiven, AssignmentKind, AssignmentOpened, AssignmentParked, AssignmentReturned, AssignmentUsed,
        AssignmentWithdrawn, BringBack, Brought, GiveAssignment, UsedIn,
    },
    ids::{AssignmentId, GivingId},
    values::{Line, Sheet},
};
use chrono::Days;

pub const GIVING: GivingId = GivingId(Uuid::from_u128(6));

/// The id of what Amira gets when it is handed out.
pub fn its_id() -> AssignmentId {
    AssignmentId::of(GIVING, AMIRA)
}

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap().unwrap()
}

pub fn draft() -> AssignmentDraft {
    AssignmentDraft {
        kind: AssignmentKind::Together,
        title: Some(line("Waar ben ik goed in?")),
        why: Some(line("Thuis zien ze dingen die school niet ziet.")),
        then: Some(line("We kiezen samen een bedrijf om te bezoeken.")),
        builds_on: None,
        after: Some(line("Bezoek aan de garage")),
        steps: vec![line("Ga samen zitten."), line("Vertel: wat kan je kind goed?")],
        minutes: 15,
        without_writing: true,
        due: TODAY + Days::new(14),
    }
}

pub fn to_amira() -> GiveAssignment {
    GiveAssignment { giving: GIVING, class: None, students: vec![AMIRA], draft: draft() }
}

pub fn given_as(kind: AssignmentKind) -> Fact {
    let AssignmentDraft { title, why, then, after, steps, minutes, due, .. } = draft();
    let sheet = Sheet { title: title.unwrap(), why: why.unwrap(), then: then.unwrap(), after, steps };
    AssignmentGiven {
        assignment: its_id(),
        giving: GIVING,
        student: AMIRA,
        class: None,
        kind,
        minutes,
        due,
        builds_on: None,
        sheet: Personal::open(AMIRA, sheet),
    }
    .into()
}

pub fn assignment_given() -> Fact {
    given_as(AssignmentKind::Together)
}

/// The same, meant for somebody else than a parent.
pub fn given_for_others() -> Fact {
    given_as(AssignmentKind::ImportantOthers)
}

pub fn assignment_opened(by: PersonId) -> Fact {
    AssignmentOpened { assignment: its_id(), student: AMIRA, by }.into()
}

/// Done with her mother; it brought something she is good at.
pub fn bring_back() -> BringBack {
    BringBack {
        assignment: its_id(),
        student: AMIRA,
        with: vec![MOTHER],
        others: false,
        brought: vec![Brought::Quality],
        words: words("Mama zegt dat ik geduldig ben."),
    }
}

pub fn returned_by_amira() -> Fact {
    AssignmentReturned {
        assignment: its_id(),
        student: AMIRA,
        by: AMIRA,
        with: vec![MOTHER],
        others: false,
        brought: vec![Brought::Quality],
        words: words("Mama zegt dat ik geduldig ben.").map(|words| Personal::open(AMIRA, words)),
    }
    .into()
}

/// One tap by her father, who adds what he thinks.
pub fn returned_by_father() -> Fact {
    AssignmentReturned {
        assignment: its_id(),
        student: AMIRA,
        by: FATHER,
        with: vec![FATHER],
        others: false,
        brought: vec![],
        words: words("Ze kan goed luisteren.").map(|words| Personal::open(AMIRA, words)),
    }
    .into()
}

pub fn assignment_used() -> Fact {
    let said = words("We maakten er een muur van.").map(|words| Personal::open(AMIRA, words));
    AssignmentUsed { assignment: its_id(), student: AMIRA, used_in: UsedIn::Lesson, words: said }.into()
}

pub fn assignment_parked() -> Fact {
    let because = Personal::open(AMIRA, words("De stage is al geregeld.").unwrap());
    AssignmentParked { assignment: its_id(), student: AMIRA, because }.into()
}

pub fn assignment_withdrawn() -> Fact {
    let because = Personal::open(AMIRA, words("De open dag gaat niet door.").unwrap());
    AssignmentWithdrawn { assignment: its_id(), student: AMIRA, because }.into()
}
