//! A day that is over beside a later one, or beside now. Every row adds up.

use app::{
    Answered, Past,
    questions::{Compared, ComparedFigure, EvolutionPage, Figure},
};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;

use crate::{
    addresses::{self, DayAsked, key},
    parts::{Align, AskDay, DayField, Icon, Row, Table},
    say,
    screens::{audit::address, coded::Coded, visit::Visit},
    wording::{self, Language},
};

/// The two days in words and in numbers, and the way to another later day. `asked` is the day that the address names.
pub fn section(visit: &Visit, answered: &Answered<EvolutionPage>, compared: &Compared, asked: DayAsked) -> AnyView {
    let t = visit.t;
    view! {
        <section class="listed compared">
            <h2>{say!(t, "compared-title")}</h2>
            {in_words(t, answered.today, compared).map(|words| view! { <p>{words}</p> })}
            <p class="soft">{say!(t, "compared-note")}</p>
            {table(t, answered, compared)}
            {another_day(visit, answered, compared, asked)}
        </section>
    }
    .into_any()
}

/// "Op 31 maart wist de school van 611 contacten. Over dezelfde tijd zijn er nu 612 bekend."
fn in_words(t: Language, day: NaiveDate, compared: &Compared) -> Option<String> {
    let line = compared.figures.iter().find(|line| line.figure == Figure::Contacts)?;
    let (day, then, same_time) = (wording::date(t, day), line.then, line.then + line.heard);
    Some(match compared.later {
        None => say!(t, "compared-words-now", day = day, then = then, same = same_time),
        Some(later) => say!(t, "compared-words", day = day, then = then, later = wording::date(t, later), same = same_time),
    })
}

fn table(t: Language, answered: &Answered<EvolutionPage>, compared: &Compared) -> AnyView {
    let scope = &answered.answer.scope;
    let known = |day: NaiveDate| say!(t, "compared-known", day = wording::date_short(t, day));
    let table = Table::new(say!(t, "compared-title"))
        .column(say!(t, "compared-figure"), Align::Start)
        .column(known(answered.today), Align::End)
        .column(say!(t, "compared-heard"), Align::End)
        .column(say!(t, "compared-since"), Align::End)
        .column(compared.later.map_or_else(|| say!(t, "compared-now"), known), Align::End);
    let opens = |figure: Figure, number: i64, day: Option<NaiveDate>| {
        let shown = wording::number(t, number);
        let href = || match day {
            Some(day) => address::events(scope, figure, None, None, None).on_day(day),
            None => address::events(scope, figure, None, None, None),
        };
        if number == 0 { shown.into_any() } else { view! { <a href=href()>{shown}</a> }.into_any() }
    };
    let row = |line: &ComparedFigure| {
        Row::new()
            .cell(line.figure.word(t))
            .cell(opens(line.figure, line.then, answered.past.map(|Past { day, .. }| day)))
            .cell(difference(t, line.heard))
            .cell(difference(t, line.since))
            .cell(opens(line.figure, line.later, compared.later))
    };
    table.show(compared.figures.iter().map(row)).into_any()
}

/// Asks for another later day. A day that cannot be held beside this one is said in words, and then it is now.
fn another_day(visit: &Visit, answered: &Answered<EvolutionPage>, compared: &Compared, asked: DayAsked) -> Option<AnyView> {
    let (t, day, today) = (visit.t, answered.today, visit.now.today);
    let (first, last) = (day.checked_add_days(Days::new(1))?, today.pred_opt()?);
    if last < first {
        return None;
    }
    let note = match (asked, compared.later) {
        (DayAsked::Now, _) | (DayAsked::Past(_), Some(_)) => None,
        (DayAsked::NoDay, _) => Some(say!(t, "compared-no-day")),
        (DayAsked::NotOver(_) | DayAsked::Past(_), _) => {
            Some(say!(t, "compared-other-day", first = wording::date(t, first), last = wording::date(t, last)))
        }
    };
    let scope = address::scope_field(&answered.answer.scope);
    let keep = scope.into_iter().chain([(key::DAY, day.to_string())]).map(|(name, value)| (name.to_owned(), value)).collect();
    let (first, label) = (Some(first), say!(t, "compared-look"));
    let field = DayField { name: key::BESIDE, label, day: compared.later, first, last };
    Some(
        view! {
            {note.map(|words| view! { <p class="day-note">{Icon::Calendar}<span>{words}</span></p> })}
            <AskDay t action=addresses::evolution() field keep/>
        }
        .into_any(),
    )
}

/// "+6", "−2", or a zero that is plain.
fn difference(t: Language, number: i64) -> String {
    match number {
        0 => wording::number(t, 0),
        less if less < 0 => format!("−{}", wording::number(t, -less)),
        more => format!("+{}", wording::number(t, more)),
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use app::questions::AuditScope;

    const THEN: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
    const LATER: NaiveDate = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();

    fn compared(later: Option<NaiveDate>) -> Compared {
        let figure = |figure| ComparedFigure { figure, then: 611, heard: 1, since: 40, later: 652 };
        Compared { later, figures: vec![figure(Figure::Contacts)] }
    }

    #[test]
    fn the_same_time_is_said_in_words_as_it_was_known_then_and_later() {
        let words = in_words(Language::Nl, THEN, &compared(None)).unwrap();
        assert!(words.contains("dinsdag 31 maart 2026") && words.contains("611") && words.contains("612 bekend"), "{words}");
        let words = in_words(Language::Nl, THEN, &compared(Some(LATER))).unwrap();
        assert!(words.contains("1 mei 2026"), "{words}");
    }

    #[test]
    fn less_is_written_with_a_minus_and_nothing_without_a_sign() {
        assert_eq!([-2, 0, 6].map(|number| difference(Language::Nl, number)), ["−2", "0", "+6"]);
    }

    #[test]
    fn the_address_of_the_later_day_is_read_back() {
        let page = address::evolution(&AuditScope::School, None).on_day(THEN).beside(LATER);
        assert_eq!(page.as_str(), format!("{}?op=2026-03-31&naast=2026-05-01", addresses::evolution()));
    }
}
