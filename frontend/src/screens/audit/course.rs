//! The course of a school year, drawn on one axis of days: contacts and attempts week by week, who began and why month by month,
//! and the line of one family. Plain SVG without script; what a drawing shows stands in a table behind it.

use app::questions::{EvolutionPage, Figure, LineKind, LineMoment, MonthLine, WeekLine};
use chrono::{Datelike, Days, NaiveDate};
use domain::time::SchoolYear;
use leptos::prelude::*;

use crate::{
    parts::{Align, Row, Table},
    say,
    screens::coded::Coded,
    wording::{self, Language},
};

/// A family that nobody spoke with for so many days is drawn as silent.
const SILENT_DAYS: i64 = 28;

/// The axis that all strips of a page share: the days of a school year, in hundredths of the width.
#[derive(Clone, Copy)]
struct Axis {
    first: NaiveDate,
    days: f64,
}

impl Axis {
    fn of(year: SchoolYear) -> Axis {
        let (first, last) = (year.first_day(), year.last_day());
        Axis { first, days: (last - first).num_days() as f64 + 1.0 }
    }

    fn x(self, day: NaiveDate) -> f64 {
        (100.0 * (day - self.first).num_days() as f64 / self.days).clamp(0.0, 100.0)
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// The whole share of a hundred; nothing of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<usize> {
    (whole > 0).then(|| (100 * part + whole / 2) / whole)
}

/// The year of a school or a class, week by week and month by month.
pub fn of_many(t: Language, page: &EvolutionPage, today: NaiveDate) -> AnyView {
    let axis = Axis::of(page.year);
    view! {
        <figure class="course">
            <figcaption>{began_words(t, page)}</figcaption>
            {strip(say!(t, "course-weeks"), weeks_legend(t, page).into_any(), weeks(t, axis, &page.weeks, today), "tall")}
            {strip(say!(t, "course-began"), began_legend(t).into_any(), months(axis, &page.months, began), "low")}
            {strip(say!(t, "course-reasons"), reasons_legend(t).into_any(), reasons_by_month(axis, &page.months), "low")}
            {strip(say!(t, "course-changed"), ().into_any(), changed(axis, &page.months), "thin")}
            {strip(String::new(), ().into_any(), month_words(t, axis, page.year, today), "thin")}
            <p class="small soft">{say!(t, "course-changed-note")}</p>
            <details><summary>{say!(t, "course-table-weeks")}</summary>{week_table(t, &page.weeks)}</details>
            <details><summary>{say!(t, "course-table-months")}</summary>{month_table(t, &page.months)}</details>
        </figure>
    }
    .into_any()
}

/// The line of one family: every attempt, contact, talk and return on its day, and the silences between.
pub fn of_family(t: Language, page: &EvolutionPage, today: NaiveDate) -> AnyView {
    let axis = Axis::of(page.year);
    let silences = silences(page.silent_from, &page.line, page.year, today);
    let rows = LineKind::ALL.into_iter().map(|kind| {
        let of_kind: Vec<&LineMoment> = page.line.iter().filter(|moment| moment.kind == kind).collect();
        let legend = view! { <span class="num">{wording::number(t, of_kind.len() as i64)}</span> };
        let quiet = silences.iter().map(|(from, until)| quiet(axis, *from, *until)).collect_view();
        let marks = of_kind.into_iter().map(|moment| mark(axis, moment)).collect_view();
        let drawing = view! {
            {quiet}
            <line class="rail" x1="0" x2="100%" y1="50%" y2="50%"></line>
            {marks}
            {now_line(axis, today)}
        };
        strip_with(view! { {sample(kind)}{kind_word(t, kind)} }.into_any(), legend.into_any(), drawing.into_any(), "rail")
    });
    let rows = rows.collect_view();
    let words = silences.iter().map(|(from, until)| {
        let days = wording::days(t, (*until - *from).num_days());
        view! { <li>{say!(t, "course-silence", days = days, from = wording::date(t, *from), until = wording::date(t, *until))}</li> }
    });
    let words = (!silences.is_empty()).then(|| view! { <ul class="silences">{words.collect_view()}</ul> });
    view! {
        <figure class="course">
            <figcaption>{say!(t, "course-family")}</figcaption>
            {rows}
            {strip(String::new(), ().into_any(), month_words(t, axis, page.year, today), "thin")}
            {words}
            <details><summary>{say!(t, "course-table-days")}</summary>{line_table(t, &page.line)}</details>
        </figure>
    }
    .into_any()
}

fn strip(name: String, legend: AnyView, drawing: AnyView, height: &'static str) -> AnyView {
    strip_with(name.into_any(), legend, drawing, height)
}

fn strip_with(name: AnyView, legend: AnyView, drawing: AnyView, height: &'static str) -> AnyView {
    view! {
        <div class="strip">
            <div class="strip-name"><b>{name}</b>{legend}</div>
            <svg class=height aria-hidden="true">{drawing}</svg>
        </div>
    }
    .into_any()
}

/// "In september begon thuis 6 van de 100 contacten, in mei 27."
fn began_words(t: Language, page: &EvolutionPage) -> String {
    let told: Vec<(&MonthLine, usize)> =
        page.months.iter().filter_map(|month| Some((month, share(month.own.begun_by_home, month.own.contacts)?))).collect();
    // A month that is not over, or has a handful of contacts, says nothing of a share.
    let is_over = |month: &MonthLine| month.on.succ_opt().is_some_and(|next| next.day() == 1);
    let many: Vec<_> = told.into_iter().filter(|(month, _)| is_over(month) && month.own.contacts >= 20).collect();
    match (many.first(), many.last()) {
        (Some((from, begun)), Some((until, ends))) if from.on != until.on => say!(
            t,
            "course-began-words",
            from = month_long(t, from.on),
            begun = *begun,
            until = month_long(t, until.on),
            ends = *ends
        ),
        _ => say!(t, "course-caption"),
    }
}

fn month_long(t: Language, on: NaiveDate) -> String {
    say!(t, "month-long", month = on.month())
}

fn month_short(t: Language, on: NaiveDate) -> String {
    say!(t, "month-short", month = on.month())
}

fn legend(entries: Vec<(&'static str, String)>) -> impl IntoView {
    let entries = entries.into_iter().map(|(class, word)| {
        view! { <li><svg class="swatch" aria-hidden="true"><rect class=class width="100%" height="100%"></rect></svg>{word}</li> }
    });
    view! { <ul class="keys">{entries.collect_view()}</ul> }
}

fn weeks_legend(t: Language, page: &EvolutionPage) -> impl IntoView + use<> {
    let of = |figure: Figure| format!("{} {}", figure.word(t), wording::number(t, page.figures.of(figure) as i64));
    legend(vec![("open", of(Figure::Attempts)), ("full", of(Figure::Contacts))])
}

fn began_legend(t: Language) -> impl IntoView {
    legend(vec![("pale", say!(t, "course-by-school")), ("full", say!(t, "course-by-home"))])
}

fn reasons_legend(t: Language) -> impl IntoView {
    legend(vec![
        ("much", Figure::Introduction.word(t)),
        ("some", Figure::Positive.word(t)),
        ("hatched", Figure::Concern.word(t)),
        ("pale", say!(t, "course-no-reason")),
    ])
}

/// A light bar for what was tried, and within it a narrower dark one for what came to a conversation.
fn weeks(t: Language, axis: Axis, weeks: &[WeekLine], today: NaiveDate) -> AnyView {
    let most = weeks.iter().map(|week| week.attempts.max(week.contacts)).max().unwrap_or_default().max(1);
    let height = |count: usize| 84.0 * count as f64 / most as f64;
    let width = 700.0 / axis.days;
    let bar = |class: &'static str, x: f64, width: f64, count: usize| {
        let (y, tall) = (percent(100.0 - height(count)), percent(height(count)));
        (count > 0).then(|| view! { <rect class=class x=percent(x) width=percent(width) y=y height=tall></rect> })
    };
    let bars = weeks.iter().map(|week| {
        let x = axis.x(week.monday);
        view! { {bar("open", x + width * 0.1, width * 0.8, week.attempts)}{bar("full", x + width * 0.3, width * 0.4, week.contacts)} }
    });
    let bars = bars.collect_view();
    view! {
        <line class="rail" x1="0" x2="100%" y1="16%" y2="16%"></line>
        {bars}
        <line class="ground" x1="0" x2="100%" y1="100%" y2="100%"></line>
        {now_line(axis, today)}
        <text x="100%" y="16%" dy="-5" text-anchor="end">{say!(t, "course-most", count = wording::number(t, most as i64))}</text>
    }
    .into_any()
}

/// The running month has no number before so many days of it are over: its bar is too narrow.
const NUMBER_DAYS_MIN: u32 = 8;

/// A stacked bar for each month that had contacts, by the shares of its contacts, from the ground up.
fn months(axis: Axis, months: &[MonthLine], shares: fn(&MonthLine) -> Vec<(&'static str, usize)>) -> AnyView {
    let month = |month: &MonthLine| {
        let first = month.on.with_day(1).unwrap_or(month.on);
        let next = month.on.succ_opt().unwrap_or(month.on);
        let (x, width) = (axis.x(first) + 0.15, (axis.x(next) - axis.x(first) - 0.3).max(0.1));
        let mut top = 100.0;
        let parts = shares(month).into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| {
            let tall = 76.0 * count as f64 / month.own.contacts as f64;
            top -= tall;
            view! { <rect class=class x=percent(x) width=percent(width) y=percent(top) height=percent(tall)></rect> }
        });
        parts.collect_view()
    };
    let bars = months.iter().filter(|month| month.own.contacts > 0).map(month).collect_view();
    let numbers = months.iter().filter_map(|month| {
        let (class, part) = shares(month).into_iter().next()?;
        let said = share(part, month.own.contacts).filter(|_| class == "full" && month.on.day() >= NUMBER_DAYS_MIN)?;
        let middle = month.on.with_day(month.on.day().div_ceil(2)).unwrap_or(month.on);
        Some(view! { <text x=percent(axis.x(middle)) y="18%" text-anchor="middle">{said}</text> })
    });
    view! { {bars}{numbers.collect_view()} }.into_any()
}

fn began(month: &MonthLine) -> Vec<(&'static str, usize)> {
    let home = month.own.begun_by_home;
    vec![("full", home), ("pale", month.own.contacts - home)]
}

fn reasons(month: &MonthLine) -> Vec<(&'static str, usize)> {
    let own = &month.own;
    let other = own.contacts.saturating_sub(own.introduction + own.positive + own.concern);
    vec![("much", own.introduction), ("some", own.positive), ("hatched", own.concern), ("pale", other)]
}

/// The reasons, with the pattern of one of them: once on the page, its legend uses it too.
fn reasons_by_month(axis: Axis, of: &[MonthLine]) -> AnyView {
    view! {
        <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect class="hatch-ground" width="6" height="6"></rect>
                <rect class="hatch-line" width="2.5" height="6"></rect>
            </pattern>
        </defs>
        {months(axis, of, reasons)}
    }
    .into_any()
}

/// A triangle under a number, at each month of which something was heard or changed after it was over.
fn changed(axis: Axis, months: &[MonthLine]) -> AnyView {
    let marks = months.iter().filter(|month| month.own.changed_since > 0).map(|month| {
        let middle = month.on.with_day(month.on.day().div_ceil(2)).unwrap_or(month.on);
        let number = month.own.changed_since.to_string();
        view! {
            <svg class="mark-at" x=percent(axis.x(middle)) y="50%">
                <path class="later" d="M-4.5 11 L0 3 L4.5 11 Z"></path>
                <text text-anchor="middle">{number}</text>
            </svg>
        }
    });
    view! { <line class="rail" x1="0" x2="100%" y1="98%" y2="98%"></line>{marks.collect_view()} }.into_any()
}

fn month_words(t: Language, axis: Axis, year: SchoolYear, today: NaiveDate) -> AnyView {
    let ends = year.month_ends(year.last_day());
    let words = ends.into_iter().map(|end| {
        let middle = end.with_day(15).unwrap_or(end);
        let now = (end.year(), end.month()) == (today.year(), today.month());
        let class = if now {
            "now"
        } else if end.month() % 2 != today.month() % 2 {
            "between"
        } else {
            ""
        };
        view! { <text class=class x=percent(axis.x(middle)) y="70%" text-anchor="middle">{month_short(t, end)}</text> }
    });
    view! { {words.collect_view()} }.into_any()
}

fn now_line(axis: Axis, today: NaiveDate) -> impl IntoView {
    let x = percent(axis.x(today.succ_opt().unwrap_or(today)));
    view! { <line class="ground" x1=x.clone() x2=x y1="0" y2="100%"></line> }
}

fn quiet(axis: Axis, from: NaiveDate, until: NaiveDate) -> impl IntoView {
    let (x, width) = (axis.x(from), axis.x(until) - axis.x(from));
    view! { <rect class="quiet" x=percent(x) width=percent(width) y="0" height="100%"></rect> }
}

fn mark(axis: Axis, moment: &LineMoment) -> impl IntoView + use<> {
    view! { <svg class="mark-at" x=percent(axis.x(moment.on)) y="50%">{shape(moment.kind)}</svg> }
}

/// The same mark beside its word.
fn sample(kind: LineKind) -> impl IntoView {
    view! { <svg class="sample" viewBox="-8 -8 16 16" aria-hidden="true">{shape(kind)}</svg> }
}

/// Each sort has a form of its own, so that no colour has to tell them apart.
fn shape(kind: LineKind) -> AnyView {
    match kind {
        LineKind::Attempt => view! { <circle class="tried" r="4.5"></circle> }.into_any(),
        LineKind::Contact => view! { <circle class="spoken" r="5"></circle> }.into_any(),
        LineKind::Talk => view! { <rect class="spoken" x="-5.5" y="-5.5" width="11" height="11"></rect> }.into_any(),
        LineKind::Returned => view! { <path class="returned" d="M0 -6 L6.5 5.5 L-6.5 5.5 Z"></path> }.into_any(),
        LineKind::ToldByStudent => view! { <path class="tried" d="M0 -6 L6.5 5.5 L-6.5 5.5 Z"></path> }.into_any(),
    }
}

fn kind_word(t: Language, kind: LineKind) -> String {
    match kind {
        LineKind::Attempt => say!(t, "course-attempt"),
        LineKind::Contact => say!(t, "course-contact"),
        LineKind::Talk => say!(t, "course-talk"),
        LineKind::Returned => say!(t, "course-returned"),
        LineKind::ToldByStudent => say!(t, "course-told-by-student"),
    }
}

/// From one conversation to the next, or to the day of the page, when that was long. `from`: since when it was silent as the year
/// began, so that the line of a family that nobody reached is one silence.
fn silences(from: Option<NaiveDate>, line: &[LineMoment], year: SchoolYear, today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let spoken = line.iter().filter(|moment| matches!(moment.kind, LineKind::Contact | LineKind::Talk)).map(|moment| moment.on);
    let days: Vec<NaiveDate> = from.into_iter().chain(spoken).chain([today.min(year.last_day())]).collect();
    let pairs = days.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(from, until)| (*until - *from).num_days() >= SILENT_DAYS).collect()
}

fn week_table(t: Language, weeks: &[WeekLine]) -> AnyView {
    let number = |count: usize| wording::number(t, count as i64);
    let table = Table::new(say!(t, "course-table-weeks"))
        .column(say!(t, "course-week"), Align::Start)
        .column(Figure::Attempts.word(t), Align::End)
        .column(Figure::Contacts.word(t), Align::End);
    table.show(weeks.iter().map(|week| {
        let sunday = week.monday.checked_add_days(Days::new(6)).unwrap_or(week.monday);
        let words =
            say!(t, "course-week-days", from = wording::date_short(t, week.monday), until = wording::date_short(t, sunday));
        Row::new().cell(words).cell(number(week.attempts)).cell(number(week.contacts))
    }))
}

/// The number of homes stands in it: a school that grows or shrinks is no school that spoke with more or fewer.
fn month_table(t: Language, months: &[MonthLine]) -> AnyView {
    let number = |count: usize| wording::number(t, count as i64);
    let of = |part: usize, whole: usize| match share(part, whole) {
        Some(said) => say!(t, "course-of", count = number(part), share = said),
        None => "–".to_owned(),
    };
    let table = Table::new(say!(t, "course-table-months"))
        .column(say!(t, "course-month"), Align::Start)
        .column(say!(t, "evolution-families"), Align::End)
        .column(Figure::InView.word(t), Align::End)
        .column(Figure::Attempts.word(t), Align::End)
        .column(Figure::Contacts.word(t), Align::End)
        .column(Figure::BegunByHome.word(t), Align::End)
        .column(Figure::Introduction.word(t), Align::End)
        .column(Figure::Positive.word(t), Align::End)
        .column(Figure::Concern.word(t), Align::End)
        .column(say!(t, "course-changed"), Align::End);
    table.show(months.iter().map(|month| {
        let own = &month.own;
        Row::new()
            .cell(say!(t, "course-month-year", month = month_long(t, month.on), year = month.on.year().to_string()))
            .cell(number(month.homes))
            .cell(of(month.figures.of(Figure::InView), month.homes))
            .cell(number(own.attempts))
            .cell(number(own.contacts))
            .cell(of(own.begun_by_home, own.contacts))
            .cell(of(own.introduction, own.contacts))
            .cell(of(own.positive, own.contacts))
            .cell(of(own.concern, own.contacts))
            .cell(number(own.changed_since))
    }))
}

fn line_table(t: Language, line: &[LineMoment]) -> AnyView {
    let table = Table::new(say!(t, "course-table-days"))
        .column(say!(t, "course-day"), Align::Start)
        .column(say!(t, "events-what"), Align::Start)
        .column(say!(t, "course-began-column"), Align::Start);
    table.show(line.iter().map(|moment| {
        let began = match (moment.kind, moment.begun_by_home) {
            (LineKind::ToldByStudent, _) => say!(t, "course-by-student"),
            (LineKind::Returned, _) | (_, true) => say!(t, "course-by-home"),
            (_, false) => say!(t, "course-by-school"),
        };
        Row::new().cell(wording::date(t, moment.on)).cell(kind_word(t, moment.kind)).cell(began)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(if month >= 8 { 2025 } else { 2026 }, month, day).unwrap()
    }

    #[test]
    fn all_strips_stand_on_the_days_of_one_school_year() {
        let axis = Axis::of(SchoolYear(2025));
        assert_eq!((axis.x(day(8, 1)), axis.x(day(7, 28)) < 100.0), (0.0, true));
        assert_eq!(axis.x(NaiveDate::from_ymd_opt(2025, 7, 28).unwrap()), 0.0, "the first week began before the year");
        assert!(axis.x(day(12, 1)) < axis.x(day(1, 1)));
    }

    #[test]
    fn a_share_is_whole_and_nothing_of_nothing() {
        assert_eq!((share(54, 859), share(1, 2), share(0, 3), share(0, 0)), (Some(6), Some(50), Some(0), None));
    }

    #[test]
    fn a_silence_is_from_one_conversation_to_the_next_and_an_attempt_does_not_break_it() {
        let at = |month, on, kind| LineMoment { on: day(month, on), kind, begun_by_home: false };
        let line = [
            at(9, 1, LineKind::Contact),
            at(9, 20, LineKind::Attempt),
            at(10, 10, LineKind::Talk),
            at(10, 30, LineKind::Contact),
            at(11, 2, LineKind::Returned),
        ];
        let year = SchoolYear(2025);
        assert_eq!(silences(None, &line, year, day(12, 1)), [(day(9, 1), day(10, 10)), (day(10, 30), day(12, 1))]);
        assert_eq!(silences(Some(day(8, 1)), &line, year, day(12, 1))[0], (day(8, 1), day(9, 1)));
        assert_eq!(silences(Some(day(8, 1)), &[], year, day(12, 1)), [(day(8, 1), day(12, 1))], "nobody reached them");
    }

    #[test]
    fn the_shares_of_a_month_are_all_its_contacts() {
        let own = app::questions::MonthOwn {
            contacts: 10,
            begun_by_home: 3,
            introduction: 2,
            positive: 4,
            concern: 1,
            ..Default::default()
        };
        let month = MonthLine { on: day(11, 30), homes: 4, figures: app::questions::Figures::default(), own };
        let sum = |shares: Vec<(&str, usize)>| shares.into_iter().map(|(_, count)| count).sum::<usize>();
        assert_eq!((sum(began(&month)), sum(reasons(&month))), (10, 10));
    }
}
