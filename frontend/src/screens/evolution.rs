//! `/verloop` (`?klas=`, `?gezin=`, `?op=`): how contact with home evolved over a school year. The auditor's start: numbers
//! and pseudonyms, and behind each number its events.

pub(super) mod address;

pub use address::Asked;

use app::{
    Answered, Past,
    questions::{ClassLine, EvolutionPage, FamilyLine, Figure, Figures, MonthLine, Scope},
};
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

use super::{Coded, Visit, choice::rung_shade, on_day};
use crate::{
    parts::{
        Align, Back, Card, Chart, Empty, Facts, Head, Hidden, Icon, Kind, LinkButton, LookAt, Pill, Row, Series, Shade, Shape, Status,
        Table,
    },
    tell,
    told::{self, Tongue},
};

/// The share of parents who came to introductory talks on fifteen schools (guide; domain.md S104), in percent.
const REFERENCE: usize = 95;

pub fn page(visit: &Visit, answered: &Answered<EvolutionPage>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let title = title(t, page);
    visit.show(title.clone(), past, || {
        view! {
            {above(t, page, past)}
            <Head title=title lede=lede(t, page)><Pill icon=Icon::Lock word=tell!(t, "evolution-hidden")/></Head>
            {if is_empty(page) { empty(visit, answered) } else { course(visit, answered) }}
            {(!page.classes.is_empty()).then(|| classes(t, page, past))}
            {matches!(page.scope, Scope::Class(_)).then(|| families(t, page, past))}
        }
    })
}

fn title(t: Tongue, page: &EvolutionPage) -> String {
    match (&page.scope, &page.class) {
        (Scope::Family(pseudonym), _) => family(t, pseudonym),
        (_, Some((_, class))) => tell!(t, "evolution-title-class", class = class.as_str()),
        _ => tell!(t, "evolution-title"),
    }
}

/// What a scope is called, as a link back to its numbers.
pub(super) fn scope_word(t: Tongue, scope: &Scope, class: Option<&str>) -> String {
    match (scope, class) {
        (Scope::Family(pseudonym), _) => family(t, pseudonym),
        (Scope::Class(_), Some(class)) => tell!(t, "class-title", class = class),
        _ => tell!(t, "evolution-school"),
    }
}

fn family(t: Tongue, pseudonym: &str) -> String {
    tell!(t, "evolution-family", family = pseudonym)
}

/// From a family to its class, from a class to the school.
fn above(t: Tongue, page: &EvolutionPage, past: Option<Past>) -> impl IntoView + use<> {
    let class = page.class.as_ref().filter(|_| matches!(page.scope, Scope::Family(_)));
    let scope = class.map_or(Scope::School, |(class, _)| Scope::Class(*class));
    let word = scope_word(t, &scope, class.map(|(_, name)| name.as_str()));
    (page.scope != Scope::School).then(|| view! { <Back href=address::evolution(&scope, past) word=word/> })
}

fn lede(t: Tongue, page: &EvolutionPage) -> AnyView {
    match page.scope {
        Scope::Family(_) => tell!(t, "evolution-lede-family").into_any(),
        Scope::School | Scope::Class(_) => tell!(t, "evolution-lede", homes = page.homes).into_any(),
    }
}

fn is_empty(page: &EvolutionPage) -> bool {
    page.homes == 0 && page.months.iter().all(|month| month.homes == 0)
}

fn empty(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let words = tell!(visit.t, "evolution-empty");
    view! { <Empty icon=Icon::Chart words=words/>{days(visit, answered)} }.into_any()
}

/// The year so far, with the figures of the day beside it.
fn course(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let (t, page, today, past) = (visit.t, &answered.answer, answered.today, answered.past);
    view! {
        <div class="split end">
            <Card>{chart(t, page, today, past)}{days(visit, answered)}</Card>
            <Card heading=tell!(t, "evolution-day") over=told::date(t, today)>{figures_of_day(t, page, past)}</Card>
        </div>
    }
    .into_any()
}

/// The ladder as it grew. For one family it is a ladder indeed: a step for each rung that was reached.
fn chart(t: Tongue, page: &EvolutionPage, today: NaiveDate, past: Option<Past>) -> AnyView {
    let (columns, series) = (columns(t, page, today), series(t, page, today, past));
    if let Scope::Family(_) = page.scope {
        let (caption, whole) = (tell!(t, "evolution-caption-family"), Figure::LADDER.len() as u32);
        return view! { <Chart t shape=Shape::Bars caption=caption columns=columns series=series whole=whole/> }.into_any();
    }
    let (seen, day) = (page.figures.of(Figure::InView), told::short_date(t, today, today));
    let caption = tell!(t, "evolution-caption", seen = seen, homes = page.homes, day = day);
    let whole = page.months.iter().map(|month| month.homes).max().unwrap_or_default();
    let goal = ((page.homes * REFERENCE).div_ceil(100) as u32, tell!(t, "evolution-reference", share = REFERENCE));
    view! {
        <Chart t shape=Shape::Area caption=caption columns=columns series=series whole=whole as u32 goal=goal/>
        <p class="small soft">{tell!(t, "evolution-source", share = REFERENCE)}</p>
    }
    .into_any()
}

/// The months of the whole school year; the running one by the day itself.
fn columns(t: Tongue, page: &EvolutionPage, today: NaiveDate) -> Vec<String> {
    let ends = page.year.month_ends(page.year.last_day()).into_iter();
    let word = |end: NaiveDate| match (end.year(), end.month()) == (today.year(), today.month()) {
        true => tell!(t, "month-day-short", day = today.day(), month = month_short(t, today)),
        false => month_short(t, end),
    };
    ends.map(word).collect()
}

fn month_short(t: Tongue, on: NaiveDate) -> String {
    tell!(t, "month-short", month = on.month())
}

fn series(t: Tongue, page: &EvolutionPage, today: NaiveDate, past: Option<Past>) -> Vec<Series> {
    let shades = [Shade::Begun, Shade::Some, Shade::Much, Shade::Full];
    let layer = |(figure, shade): (Figure, Shade)| {
        let link = |month: &MonthLine| {
            let on = Some(month.on).filter(|on| *on != today);
            address::events(&page.scope, figure, on, None, past)
        };
        Series {
            shade,
            word: figure.word(t),
            values: page.months.iter().map(|month| month.figures.of(figure) as u32).collect(),
            links: page.months.iter().map(link).collect(),
        }
    };
    Figure::LADDER.into_iter().zip(shades).map(layer).collect()
}

/// To another day: a week back or on, or the day one names.
fn days(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let (t, page, day, today) = (visit.t, &answered.answer, answered.today, visit.now.today);
    let here = |day: NaiveDate| match day < today {
        true => on_day(day, address::evolution(&page.scope, None)),
        false => address::evolution(&page.scope, None),
    };
    // Before the year begins there is another year, with other classes; before the school began there is nothing.
    let goes_back = |to: &NaiveDate| page.year.contains(*to) || (page.scope == Scope::School && !is_empty(page));
    let back = day.checked_sub_days(Days::new(7)).filter(goes_back).map(|to| {
        view! { <LinkButton href=here(to) kind=Kind::Slim icon=Icon::Back>{tell!(t, "evolution-week-back")}</LinkButton> }
    });
    let on = day.checked_add_days(Days::new(7)).filter(|_| day < today).map(|to| {
        view! { <LinkButton href=here(to) kind=Kind::Slim icon=Icon::Next>{tell!(t, "evolution-week-on")}</LinkButton> }
    });
    let keep = address::asked(&page.scope).into_iter().collect::<Vec<_>>();
    view! { <div class="days">{back}<LookAt t action="/verloop" day=day today=today keep=keep/>{on}</div> }.into_any()
}

fn figures_of_day(t: Tongue, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let numbers = Numbers { t, scope: &page.scope, figures: &page.figures, past };
    let fact = |figure: Figure| (figure.word(t), numbers.show(figure, None));
    let homes = match (&page.scope, page.families.first()) {
        (Scope::Family(_), Some(line)) => vec![
            (tell!(t, "evolution-rung"), view! { <Status shade=rung_shade(line.rung) word=line.rung.word(t)/> }.into_any()),
            (tell!(t, "evolution-silence"), told::days(t, line.silence_days).into_any()),
        ],
        _ => Figure::LADDER.into_iter().chain([Figure::NeverReached]).map(fact).collect(),
    };
    let began = (Figure::BegunByHome.word(t), numbers.show(Figure::BegunByHome, Some(begun_by_home(t, &page.figures))));
    let reasons = [Figure::Introduction, Figure::Positive, Figure::Concern].map(fact);
    let contact = [fact(Figure::Attempts), fact(Figure::Contacts), began].into_iter().chain(reasons).collect();
    let later = [Figure::Corrected, Figure::Withdrawn].map(fact).to_vec_facts();
    let everything = address::events(&page.scope, Figure::Everything, None, None, past);
    view! {
        <Facts facts=homes/>
        <h3>{tell!(t, "evolution-contact")}</h3>
        <Facts facts=contact/>
        <h3>{tell!(t, "evolution-later")}</h3>
        <Facts facts=later/>
        <p><a href=everything>{tell!(t, "evolution-everything")}</a></p>
    }
    .into_any()
}

/// "31 %", of all contacts.
fn begun_by_home(t: Tongue, figures: &Figures) -> String {
    let (began, contacts) = (figures.of(Figure::BegunByHome), figures.of(Figure::Contacts));
    tell!(t, "evolution-percent", share = (100 * began + contacts / 2) / contacts.max(1))
}

/// The numbers of one scope, each with the way to what is behind it.
struct Numbers<'a> {
    t: Tongue,
    scope: &'a Scope,
    figures: &'a Figures,
    past: Option<Past>,
}

impl Numbers<'_> {
    /// The number, or what is shown instead of it. Zero opens nothing: there is nothing behind it. A link is heard on its
    /// own, so it says what it counts, and of whom when that is not the whole page.
    fn show(&self, figure: Figure, instead: Option<String>) -> AnyView {
        self.show_of(None, figure, instead)
    }

    fn show_of(&self, whom: Option<&str>, figure: Figure, instead: Option<String>) -> AnyView {
        let (t, count) = (self.t, self.figures.of(figure));
        let shown = instead.unwrap_or_else(|| told::number(t, count as i64));
        if count == 0 {
            return shown.into_any();
        }
        let whom = whom.map(|whom| format!("{whom}, ")).unwrap_or_default();
        let href = address::events(self.scope, figure, None, None, self.past);
        view! {
            <a href=href>
                <Hidden words=format!("{whom}{}: ", figure.word(t))/>{shown}<Hidden words=tell!(t, "evolution-opens")/>
            </a>
        }
        .into_any()
    }
}
