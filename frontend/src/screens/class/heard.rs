//! What home did since school last spoke with them, in words.

use app::questions::{HeardHow, HeardSince};
use chrono::NaiveDate;

use crate::{
    say,
    screens::naming::whom,
    wording::{self, Language},
};

/// "gisteren een bericht van moeder"
pub fn heard(t: Language, heard: &HeardSince, today: NaiveDate) -> String {
    let names: Vec<_> = heard.who.iter().map(|who| whom(t, *who)).collect();
    let (day, who) = (wording::short_date(t, heard.on, today), wording::list(t, &names));
    match heard.how {
        HeardHow::Message => say!(t, "heard-message", day = day, who = who),
        HeardHow::Invitation => say!(t, "heard-invitation", day = day, who = who),
        HeardHow::Agreement => say!(t, "heard-agreement", day = day, who = who),
        HeardHow::Assignment => say!(t, "heard-assignment", day = day, who = who),
    }
}

/// "volgens de leerling is thuis gepraat (3 feb)"
pub fn student_told(t: Language, on: NaiveDate, today: NaiveDate) -> String {
    say!(t, "class-student-told", day = wording::short_date(t, on, today))
}
