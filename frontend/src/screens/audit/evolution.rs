//! `/verloop` (`?klas=`, `?gezin=`, `?op=`): how contact with home evolved over a school year. The auditor's start: numbers
//! and pseudonyms, and behind each number its events.

use app::{
    Answered, Past,
    questions::{AuditScope, ClassLine, EvolutionPage, FamilyLine, Figure, Figures, ListedFamily, MonthLine},
};
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

use crate::{
    addresses::{self, DayAsked},
    parts::{
        Align, Back, Card, Chart, Empty, Facts, Head, Hidden, Icon, Kind, LinkButton, LookAt, Pill, Row, Series, Shade, Shape,
        Status, Table,
    },
    say,
    screens::{
        audit::{address, compared, course},
        coded::{Coded, rung_shade},
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// In percent: so many parents came to introductory talks on fifteen schools, and to a well prepared parents' evening at one.
/// Source: Lusse, Kuijpers and Strijk, "Ouderbetrokkenheid bij studiekeuze en loopbaanoriëntatie" (2016).
const REFERENCES: [usize; 2] = [95, 93];
/// The numbers that count homes. The first three hold every home once.
const HOMES: [Figure; 7] = [
    Figure::InView,
    Figure::SpokenWith,
    Figure::NotSpokenWith,
    Figure::Invited,
    Figure::TalkedTogether,
    Figure::HomeTalkShown,
    Figure::InViewBySupporter,
];
/// How many families that nobody spoke with are in sight at once.
const IN_SIGHT: usize = 12;

/// `asked` is the later day that the address names beside the page's own.
pub fn page(visit: &Visit, answered: &Answered<EvolutionPage>, asked: DayAsked) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let title = title(t, page);
    visit.show(title.clone(), past, || {
        view! {
            {above(t, page, past)}
            <Head title=title lede=lede(t, page)><Pill icon=Icon::Lock word=say!(t, "evolution-hidden")/></Head>
            {if is_empty(page) { empty(visit, answered) } else { course(visit, answered) }}
            {(!is_empty(page)).then(|| how_it_went(t, answered))}
            {page.compared.as_ref().map(|compared| compared::section(visit, answered, compared, asked))}
            {(!page.classes.is_empty()).then(|| classes(t, page, past))}
            {(!page.not_spoken_with.is_empty()).then(|| not_spoken_with(t, page, past))}
            {matches!(page.scope, AuditScope::Class(_)).then(|| families(t, page, past))}
            {(!page.gone.is_empty()).then(|| gone(t, page, past))}
        }
    })
}

fn title(t: Language, page: &EvolutionPage) -> String {
    match (&page.scope, &page.class) {
        (AuditScope::Family(pseudonym), _) => family(t, pseudonym),
        (_, Some((_, class))) => say!(t, "evolution-title-class", class = class.as_str()),
        _ => say!(t, "evolution-title"),
    }
}

/// What a scope is called, as a link back to its numbers.
pub(crate) fn scope_word(t: Language, scope: &AuditScope, class: Option<&str>) -> String {
    match (scope, class) {
        (AuditScope::Family(pseudonym), _) => family(t, pseudonym),
        (AuditScope::Class(_), Some(class)) => say!(t, "class-title", class = class),
        _ => say!(t, "evolution-school"),
    }
}

fn family(t: Language, pseudonym: &str) -> String {
    say!(t, "evolution-family", family = pseudonym)
}

/// From a family to its class, from a class to the school.
fn above(t: Language, page: &EvolutionPage, past: Option<Past>) -> impl IntoView + use<> {
    let class = page.class.as_ref().filter(|_| matches!(page.scope, AuditScope::Family(_)));
    let scope = class.map_or(AuditScope::School, |(class, _)| AuditScope::Class(*class));
    let word = scope_word(t, &scope, class.map(|(_, name)| name.as_str()));
    (page.scope != AuditScope::School).then(|| view! { <Back href=address::evolution(&scope, past) word=word/> })
}

fn lede(t: Language, page: &EvolutionPage) -> AnyView {
    match page.scope {
        AuditScope::Family(_) => say!(t, "evolution-lede-family").into_any(),
        AuditScope::School | AuditScope::Class(_) => say!(t, "evolution-lede", homes = page.homes).into_any(),
    }
}

fn is_empty(page: &EvolutionPage) -> bool {
    page.homes == 0 && page.months.iter().all(|month| month.homes == 0)
}

fn empty(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let words = say!(visit.t, "evolution-empty");
    view! { <Empty icon=Icon::Chart words=words/>{days(visit, answered)} }.into_any()
}

/// The year so far, with the figures of the day beside it.
fn course(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let (t, today) = (visit.t, answered.today);
    let year = view! { {chart(visit, answered)}{days(visit, answered)} };
    let figures = figures_of_day(t, &answered.answer, answered.past);
    view! {
        <div class="split end">
            <Card>{year}</Card>
            <Card heading=say!(t, "evolution-day") over=wording::date(t, today)>{figures}</Card>
        </div>
    }
    .into_any()
}

/// The ladder as it grew. For one family it is a ladder indeed: a step for each rung that was reached.
fn chart(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let (t, page, today, past) = (visit.t, &answered.answer, answered.today, answered.past);
    let (columns, series) = (columns(t, page, today), series(t, page, today, past));
    let day = wording::short_date(t, today, visit.now.today);
    if let AuditScope::Family(_) = page.scope {
        let (caption, whole) = (caption_of_family(t, page, day), Figure::LADDER.len() as u32);
        if series.iter().all(|series| series.values.iter().all(|value| *value == 0)) {
            return view! { <Empty icon=Icon::Chart words=caption/> }.into_any();
        }
        return view! { <Chart t shape=Shape::Bars caption=caption columns=columns series=series whole=whole/> }.into_any();
    }
    let caption = say!(t, "evolution-caption", seen = page.figures.of(Figure::InView), homes = page.homes, day = day);
    let whole = page.months.iter().map(|month| month.homes).max().unwrap_or_default();
    let goal = |share: usize| ((page.homes * share).div_ceil(100) as u32, say!(t, "evolution-reference", share = share));
    let [talks, evening] = REFERENCES;
    view! {
        <Chart t shape=Shape::Area caption=caption columns=columns series=series whole=whole as u32 goals=REFERENCES.map(goal).to_vec()/>
        <p class="small soft">{say!(t, "evolution-source", talks = talks, evening = evening)}</p>
    }
    .into_any()
}

/// Where the family stands; how far it came, when the student is not there on the day.
fn caption_of_family(t: Language, page: &EvolutionPage, day: String) -> String {
    let Some(line) = page.families.first() else { return say!(t, "evolution-caption-gone") };
    let (rung, silence) = (capital(&line.rung.word(t)), wording::days(t, line.silence_days));
    say!(t, "evolution-caption-family", rung = rung, silence = silence, day = day)
}

/// The months of the whole school year; the running one by the day itself.
fn columns(t: Language, page: &EvolutionPage, today: NaiveDate) -> Vec<String> {
    let ends = page.year.month_ends(page.year.last_day()).into_iter();
    let word = |end: NaiveDate| match (end.year(), end.month()) == (today.year(), today.month()) {
        true => say!(t, "month-day-short", day = today.day(), month = month_short(t, today)),
        false => month_short(t, end),
    };
    ends.map(word).collect()
}

fn month_short(t: Language, on: NaiveDate) -> String {
    say!(t, "month-short", month = on.month())
}

fn series(t: Language, page: &EvolutionPage, today: NaiveDate, past: Option<Past>) -> Vec<Series> {
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
            links: page.months.iter().map(link).map(String::from).collect(),
        }
    };
    Figure::LADDER.into_iter().zip(shades).map(layer).collect()
}

/// To another day: a week back or on, or the day one names.
fn days(visit: &Visit, answered: &Answered<EvolutionPage>) -> AnyView {
    let (t, page, day, today) = (visit.t, &answered.answer, answered.today, visit.now.today);
    let here = |day: NaiveDate| match day < today {
        true => address::evolution(&page.scope, None).on_day(day),
        false => address::evolution(&page.scope, None),
    };
    // Before the year begins there is another year, with other classes; before the school began there is nothing.
    let goes_back = |to: &NaiveDate| page.year.contains(*to) || (page.scope == AuditScope::School && !is_empty(page));
    let back = day.checked_sub_days(Days::new(7)).filter(goes_back).map(|to| {
        view! { <LinkButton href=here(to) kind=Kind::Slim icon=Icon::Back>{say!(t, "evolution-week-back")}</LinkButton> }
    });
    let on = day.checked_add_days(Days::new(7)).filter(|_| day < today).map(|to| {
        view! { <LinkButton href=here(to) kind=Kind::Slim icon=Icon::Next>{say!(t, "evolution-week-on")}</LinkButton> }
    });
    let keep = address::scope_field(&page.scope).map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<Vec<_>>();
    view! {
        <div class="days">
            <div class="actions">{back}{on}</div>
            <LookAt t action=addresses::evolution() day=day today=today keep=keep/>
        </div>
    }
    .into_any()
}

fn figures_of_day(t: Language, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let numbers = Numbers { t, scope: &page.scope, figures: &page.figures, whom: None, past };
    let fact = |figure: Figure| (figure.word(t), numbers.show(figure));
    // Of homes the share is said as well, so that nobody has to divide.
    let of_homes = |figure: Figure| {
        let share = course::share(page.figures.of(figure), page.homes).map(|share| say!(t, "evolution-share", share = share));
        (figure.word(t), view! { {numbers.show(figure)}" "<small class="soft num">{share}</small> }.into_any())
    };
    let homes = match page.scope {
        AuditScope::Family(_) => None,
        AuditScope::School | AuditScope::Class(_) => Some(HOMES.into_iter().map(of_homes).collect()),
    };
    let began = (Figure::BegunByHome.word(t), numbers.show_as(Figure::BegunByHome, begun_by_home(t, &page.figures)));
    let reasons = [Figure::Introduction, Figure::Positive, Figure::Concern].map(fact);
    let tried = [Figure::Attempts, Figure::Delivered, Figure::Answers, Figure::Contacts].map(fact);
    let came = [Figure::Talks, Figure::Shown, Figure::ToldByStudent].map(fact);
    let contact = tried.into_iter().chain([began]).chain(reasons).chain(came).collect();
    let late = course::share(page.figures.of(Figure::ToldLate), page.figures.of(Figure::Everything));
    let late = late.map(|share| view! { <small class="soft num">{say!(t, "evolution-share", share = share)}</small> });
    let late = (Figure::ToldLate.word(t), view! { {numbers.show(Figure::ToldLate)}" "{late} }.into_any());
    let later = vec![late, fact(Figure::Corrected), fact(Figure::Withdrawn)];
    let everything = address::events(&page.scope, Figure::Everything, None, None, past);
    view! {
        {homes.map(|facts| view! { <Facts facts/> })}
        {definitions(t)}
        <h3>{say!(t, "evolution-contact")}</h3>
        <Facts facts=contact/>
        <h3>{say!(t, "evolution-later")}</h3>
        <Facts facts=later/>
        <p><a href=everything>{say!(t, "evolution-everything")}</a></p>
    }
    .into_any()
}

/// What each word means, one tap away.
fn definitions(t: Language) -> AnyView {
    let terms = HOMES.into_iter().chain([Figure::Contacts, Figure::Attempts, Figure::BegunByHome, Figure::ToldLate]);
    let terms = terms.map(|figure| {
        let about = wording::say(t, &format!("about-{}", figure.code()), &[]);
        view! { <dt>{figure.word(t)}</dt><dd>{about}</dd> }
    });
    view! { <details class="more terms"><summary>{say!(t, "evolution-terms")}</summary><dl>{terms.collect_view()}</dl></details> }
        .into_any()
}

/// The course of the year on one axis; for one family its line.
fn how_it_went(t: Language, answered: &Answered<EvolutionPage>) -> AnyView {
    let (page, today) = (&answered.answer, answered.today);
    let (heading, drawing) = match page.scope {
        AuditScope::Family(_) => (say!(t, "course-title-family"), course::of_family(t, page, today)),
        _ => (say!(t, "course-title"), course::of_many(t, page, today)),
    };
    view! { <Card heading=heading>{drawing}</Card> }.into_any()
}

/// Who left, or is in another class now: their part of the year stays in the accounts, and here it opens.
fn gone(t: Language, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let sum = |figure: Figure| page.gone.iter().map(|line| line.family.figures.of(figure)).sum::<usize>();
    let (count, contacts, attempts) = (page.gone.len(), sum(Figure::Contacts), sum(Figure::Attempts));
    let words = match page.scope {
        AuditScope::Class(_) => say!(t, "evolution-gone-class", count = count, contacts = contacts, attempts = attempts),
        _ => say!(t, "evolution-gone", count = count, contacts = contacts, attempts = attempts),
    };
    let table = Table::new(words.clone())
        .column(say!(t, "evolution-family-column"), Align::Start)
        .column(say!(t, "evolution-class-last"), Align::Start)
        .column(Figure::Contacts.word(t), Align::End)
        .column(Figure::Attempts.word(t), Align::End);
    let row = |ListedFamily { family, class }: &ListedFamily| {
        Row::new()
            .cell(pseudonym(t, &family.pseudonym, past))
            .cell(class.as_ref().map_or_else(String::new, |(_, name)| wording::name(t, name)))
            .cell(wording::number(t, family.figures.of(Figure::Contacts) as i64))
            .cell(wording::number(t, family.figures.of(Figure::Attempts) as i64))
    };
    let table = table.show(page.gone.iter().map(row));
    view! { <section class="listed"><details class="more"><summary>{words}</summary>{table}</details></section> }.into_any()
}

fn status(t: Language, line: &FamilyLine) -> AnyView {
    view! { <Status shade=rung_shade(line.rung) word=line.rung.word(t)/> }.into_any()
}

/// "31 %" of all contacts.
fn begun_by_home(t: Language, figures: &Figures) -> String {
    let (began, contacts) = (figures.of(Figure::BegunByHome), figures.of(Figure::Contacts));
    say!(t, "evolution-percent", share = (100 * began + contacts / 2) / contacts.max(1))
}

/// The numbers of one scope, each with the way to what is behind it.
struct Numbers<'a> {
    t: Language,
    scope: &'a AuditScope,
    figures: &'a Figures,
    /// Whom they are about, when that is not the whole page.
    whom: Option<&'a str>,
    past: Option<Past>,
}

impl Numbers<'_> {
    fn show(&self, figure: Figure) -> AnyView {
        self.show_as(figure, wording::number(self.t, self.figures.of(figure) as i64))
    }

    /// Zero opens nothing, for there is nothing behind it. A link can be heard on its own, so it says what it counts.
    fn show_as(&self, figure: Figure, shown: String) -> AnyView {
        if self.figures.of(figure) == 0 {
            return shown.into_any();
        }
        let about: Vec<_> = self.whom.map(str::to_owned).into_iter().chain([figure.word(self.t)]).collect();
        let (about, opens) = (format!("{}: ", about.join(", ")), say!(self.t, "evolution-opens"));
        let href = address::events(self.scope, figure, None, None, self.past);
        view! { <a href=href><Hidden words=about/>{shown}<Hidden words=opens/></a> }.into_any()
    }
}

fn classes(t: Language, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let heading = say!(t, "evolution-classes");
    let table = Table::new(heading.clone())
        .column(say!(t, "evolution-class"), Align::Start)
        .column(say!(t, "evolution-students"), Align::End);
    let table = Figure::LADDER.into_iter().fold(table, |table, figure| table.column(figure.word(t), Align::End));
    let table = table.column(Figure::NotSpokenWith.word(t), Align::End).column(say!(t, "evolution-longest-silence"), Align::End);
    let row = |class: &ClassLine| {
        let scope = AuditScope::Class(class.class);
        let word = scope_word(t, &scope, Some(&class.name));
        let numbers = Numbers { t, scope: &scope, figures: &class.figures, whom: Some(&word), past };
        let row = Row::new()
            .cell(view! { <a href=address::evolution(&scope, past)>{wording::name(t, &class.name)}</a> })
            .cell(wording::number(t, class.homes as i64));
        let row = Figure::LADDER.into_iter().fold(row, |row, figure| row.cell(numbers.show(figure)));
        row.cell(numbers.show(Figure::NotSpokenWith)).cell(wording::days(t, class.longest_silence_days))
    };
    let table = table.show(page.classes.iter().map(row));
    view! { <section class="listed"><h2>{heading}</h2>{table}</section> }.into_any()
}

fn families(t: Language, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let heading = say!(t, "evolution-families");
    let table = Table::new(heading.clone())
        .column(say!(t, "evolution-family-column"), Align::Start)
        .column(say!(t, "evolution-rung"), Align::Start)
        .column(Figure::Attempts.word(t), Align::End)
        .column(Figure::Contacts.word(t), Align::End)
        .column(say!(t, "evolution-silence"), Align::End);
    let row = |line: &FamilyLine| {
        let scope = AuditScope::Family(line.pseudonym.clone());
        let word = scope_word(t, &scope, None);
        let numbers = Numbers { t, scope: &scope, figures: &line.figures, whom: Some(&word), past };
        Row::new()
            .cell(pseudonym(t, &line.pseudonym, past))
            .cell(status(t, line))
            .cell(numbers.show(Figure::Attempts))
            .cell(numbers.show(Figure::Contacts))
            .cell(wording::days(t, line.silence_days))
    };
    let table = table.show(page.families.iter().map(row));
    view! { <section class="listed"><h2>{heading}</h2>{table}</section> }.into_any()
}

/// Families that nobody spoke with this year, and for how long: what was tried stands behind each.
fn not_spoken_with(t: Language, page: &EvolutionPage, past: Option<Past>) -> AnyView {
    let heading = say!(t, "evolution-never-reached");
    let mut rows: Vec<Row> = page.not_spoken_with.iter().map(|line| unreached(t, line, past)).collect();
    let more = rows.split_off(rows.len().min(IN_SIGHT));
    let table = |caption: String| {
        Table::new(caption)
            .column(say!(t, "evolution-family-column"), Align::Start)
            .column(say!(t, "evolution-class"), Align::Start)
            .column(say!(t, "evolution-rung"), Align::Start)
            .column(Figure::Attempts.word(t), Align::End)
            .column(Figure::Delivered.word(t), Align::End)
            .column(say!(t, "evolution-silence"), Align::End)
    };
    let more = (!more.is_empty()).then(|| {
        let words = say!(t, "evolution-never-reached-more", count = more.len());
        view! { <details class="more"><summary>{words.clone()}</summary>{table(words).show(more)}</details> }
    });
    let first = table(heading.clone()).show(rows);
    view! { <section class="listed"><h2>{heading}</h2><p class="soft">{say!(t, "evolution-never-reached-note")}</p>{first}{more}</section> }
        .into_any()
}

fn unreached(t: Language, ListedFamily { family: line, class }: &ListedFamily, past: Option<Past>) -> Row {
    let scope = AuditScope::Family(line.pseudonym.clone());
    let word = scope_word(t, &scope, None);
    let numbers = Numbers { t, scope: &scope, figures: &line.figures, whom: Some(&word), past };
    let class = class.as_ref().map_or_else(String::new, |(_, name)| wording::name(t, name));
    Row::new()
        .cell(pseudonym(t, &line.pseudonym, past))
        .cell(class)
        .cell(status(t, line))
        .cell(numbers.show(Figure::Attempts))
        .cell(numbers.show(Figure::Delivered))
        .cell(wording::days(t, line.silence_days))
}

/// A family without its name, as a link to how contact with it evolved.
pub(crate) fn pseudonym(t: Language, pseudonym: &str, past: Option<Past>) -> AnyView {
    let href = address::evolution(&AuditScope::Family(pseudonym.to_owned()), past);
    let word = say!(t, "evolution-family-column");
    view! { <a class="pseudonym" translate="no" href=href><Hidden words=format!("{word} ")/>{pseudonym.to_owned()}</a> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{screens::visit::Reader, shell::Assets};
    use chrono::NaiveTime;
    use domain::{
        actor::{Actor, Role, Via},
        ids::{ClassId, PersonId, Position, SchoolId},
        time::{Now, SchoolYear},
        views::reach::Rung,
    };
    use uuid::Uuid;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
    const CLASS_3A: ClassId = ClassId(Uuid::from_u128(3));

    fn auditor() -> Visit {
        let (school, person) = (SchoolId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let actor = Actor::Person { school, person, role: Role::Auditor, via: Via::Session, on_behalf_of: None };
        Visit {
            t: Language::Nl,
            assets: Assets { css: "site.css".into(), js: "site.js".into(), wasm: "site.wasm".into(), start: "start.js".into() }
                .into(),
            form_token: None,
            path: addresses::evolution().into(),
            asked: addresses::DayAsked::Now,
            reader: Some(Reader { actor, name: "Rik Hofstra".into(), school: "Noordrand College".into(), elsewhere: vec![] }),
            circle: Default::default(),
            now: Now { recorded_at: TODAY.and_time(NaiveTime::MIN).and_utc(), today: TODAY, time: NaiveTime::MIN },
            waiting: 0,
            fresh: Uuid::nil,
        }
    }

    fn school() -> EvolutionPage {
        let figures: Figures = [(Figure::InView, 342), (Figure::Contacts, 200), (Figure::BegunByHome, 61)].into_iter().collect();
        let months =
            vec![MonthLine { on: TODAY.pred_opt().unwrap(), homes: 412, figures: figures.clone(), own: Default::default() }];
        let class =
            ClassLine { class: CLASS_3A, name: "3A".into(), homes: 25, figures: figures.clone(), longest_silence_days: 34 };
        let (scope, year) = (AuditScope::School, SchoolYear(2025));
        EvolutionPage {
            scope,
            class: None,
            year,
            months,
            homes: 412,
            figures,
            classes: vec![class],
            families: vec![],
            not_spoken_with: vec![],
            gone: vec![],
            weeks: vec![],
            line: vec![],
            silent_from: None,
            compared: None,
        }
    }

    fn shown(answer: EvolutionPage, day: NaiveDate) -> String {
        let past = (day < TODAY).then_some(Past { day, position: Position(7), head: Position(9) });
        page(&auditor(), &Answered { answer, today: day, past, circle: None }, DayAsked::Now)
    }

    /// What a link leads to, and how it is heard.
    fn links(html: &str) -> Vec<(String, String)> {
        let link = |rest: &str| {
            let (tag, rest) = rest.split_once('>')?;
            let href = tag.split_once("href=\"")?.1.split_once('"')?.0.replace("&amp;", "&");
            let heard: String = rest
                .split_once("</a>")?
                .0
                .split('<')
                .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
                .collect();
            Some((href, heard.replace("<!>", "")))
        };
        html.split("<a ").skip(1).filter_map(link).collect()
    }

    #[test]
    fn a_number_is_a_link_that_says_what_it_counts_and_of_whom() {
        let links = links(&shown(school(), TODAY));
        let heard = |href: &str| links.iter().find(|(to, _)| to == href).map(|(_, heard)| heard.as_str());
        let behind = addresses::evolution_events().of_figure(Figure::InView);
        assert_eq!(heard(behind.as_str()), Some("In beeld: 342, bekijk de gebeurtenissen"));
        assert_eq!(heard(&format!("{behind}&klas={CLASS_3A}")), Some("Klas 3A, In beeld: 342, bekijk de gebeurtenissen"));
        assert_eq!(heard(&format!("{behind}&tot=2025-11-30")), Some("In beeld, aug: 342"));
        assert_eq!(
            heard(addresses::evolution_events().of_figure(Figure::BegunByHome).as_str()),
            Some("Ouder begon: 31 %, bekijk de gebeurtenissen")
        );
    }

    #[test]
    fn zero_leads_nowhere() {
        let html = shown(school(), TODAY);
        assert!(html.contains("<dt>Thuis gepraat</dt><dd>0"), "{html}");
        assert!(!html.contains("getal=thuis-gepraat"));
    }

    #[test]
    fn in_the_past_every_link_stays_there_but_those_that_name_a_day() {
        let day = NaiveDate::from_ymd_opt(2025, 11, 26).unwrap();
        let html = shown(school(), day);
        assert!(html.contains("Zoals het was op woensdag 26 november 2025") && html.contains("gebeurtenis 7 van 9"));
        let links = links(&html);
        let leads = |href: &str| links.iter().any(|(to, _)| to == href);
        assert!(leads(&format!("{}&op=2025-11-26", addresses::evolution_events().of_figure(Figure::InView))), "{links:?}");
        assert!(leads(&format!("{}?klas={CLASS_3A}&op=2025-11-26", addresses::evolution())));
        assert!(leads(&format!("{}?op=2025-11-19", addresses::evolution())), "a week back");
        assert!(links.contains(&(addresses::evolution().into(), "Week verder".into())), "a week on is now");
    }

    #[test]
    fn a_class_shows_its_families_by_pseudonym_and_a_family_leads_back_to_its_class() {
        let family =
            FamilyLine { pseudonym: "k7h2m9qa".into(), rung: Rung::Invited, figures: Figures::default(), silence_days: 9 };
        let class = Some((CLASS_3A, "3A".to_owned()));
        let in_class =
            EvolutionPage { scope: AuditScope::Class(CLASS_3A), class, classes: vec![], families: vec![family], ..school() };
        let of_class = shown(in_class.clone(), TODAY);
        assert!(of_class.contains("Hoe het contact met ouders groeide in klas 3A"));
        assert!(
            links(&of_class).contains(&(format!("{}?gezin=k7h2m9qa", addresses::evolution()), "Gezin k7h2m9qa".into())),
            "{of_class}"
        );
        let of_family = shown(EvolutionPage { scope: AuditScope::Family("k7h2m9qa".into()), ..in_class }, TODAY);
        assert!(of_family.contains("Uitgenodigd · 9 dagen stil · vandaag") && !of_family.contains("412"), "{of_family}");
        assert!(links(&of_family).contains(&(format!("{}?klas={CLASS_3A}", addresses::evolution()), "Klas 3A".into())));
    }

    #[test]
    fn before_there_were_students_there_is_only_the_way_to_another_day() {
        let nothing = EvolutionPage { months: vec![], homes: 0, figures: Figures::default(), classes: vec![], ..school() };
        let html = shown(nothing, NaiveDate::from_ymd_opt(2025, 8, 3).unwrap());
        assert!(html.contains("Op deze dag waren er nog geen leerlingen."));
        assert!(html.contains("name=\"op\"") && html.contains("Week verder") && !html.contains("Week terug"));
    }
}
