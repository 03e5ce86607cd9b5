//! `/verloop/gebeurtenissen` (`?getal=`, and the scope and day of `/verloop`): the events behind a number, newest first.

use app::{
    Answered, Past,
    questions::{AuditScope, Correction, EventLine, EventsPage, Figure},
};
use chrono::NaiveDate;
use domain::{actor::Role, audit::EventDetails, facts::FactKind, ids::Position};
use leptos::prelude::*;

use crate::{
    addresses::Address,
    parts::{Align, Back, Empty, Head, Icon, Pager, Pill, Row, Table},
    say,
    screens::{
        audit::{
            address,
            evolution::{pseudonym, scope_word},
        },
        coded::Coded,
        visit::Visit,
    },
    wording::{self, Language},
};

pub fn page(visit: &Visit, answered: &Answered<EventsPage>) -> String {
    let (t, page, today, past) = (visit.t, &answered.answer, answered.today, answered.past);
    let scope = scope_word(t, &page.scope, page.class.as_ref().map(|(_, name)| name.as_str()));
    let title = title(t, page);
    let beside = |from: Option<Position>| from.map(|from| events_from(page, today, from, past));
    visit.show(format!("{title} · {scope}"), past, || {
        view! {
            <Back href=address::evolution(&page.scope, past) word=scope/>
            <Head title=title lede=lede(t, page)><Pill icon=Icon::Lock word=say!(t, "evolution-hidden")/></Head>
            {if page.events.is_empty() { empty(t) } else { table(t, page, past) }}
            <Pager t newer=beside(page.newer).map(String::from) older=beside(page.older).map(String::from)/>
        }
    })
}

/// The number, and in the heading of all events the number of events: what the table below it counts. Of a whole school they
/// are not counted.
fn title(t: Language, page: &EventsPage) -> String {
    let number = if page.figure == Figure::Everything { page.total } else { Some(page.number) };
    let figure = page.figure.word(t);
    number.map_or_else(|| figure.clone(), |number| say!(t, "events-title", figure = figure.clone(), number = number))
}

/// What the number counts, up to when, and what is behind it.
fn lede(t: Language, page: &EventsPage) -> AnyView {
    let about = wording::say(t, &format!("about-{}", page.figure.code()), &[]);
    let day = wording::date(t, page.on);
    let counted = match page.total {
        Some(events) => say!(t, "events-counted", day = day, homes = page.homes, events = events),
        None => say!(t, "events-counted-homes", day = day, homes = page.homes),
    };
    let all = page.events.iter().any(|event| event.occurred_on > page.on).then(|| say!(t, "events-all"));
    let all = all.map(|all| view! { <br/>{all} });
    view! { {about}<br/>{counted}{all} }.into_any()
}

fn empty(t: Language) -> AnyView {
    view! { <Empty icon=Icon::Search words=say!(t, "events-none")/> }.into_any()
}

/// The same number, with the page that begins at this event.
fn events_from(page: &EventsPage, today: NaiveDate, from: Position, past: Option<Past>) -> Address {
    let on = Some(page.on).filter(|on| *on != today);
    address::events(&page.scope, page.figure, on, Some(from), past)
}

fn table(t: Language, page: &EventsPage, past: Option<Past>) -> AnyView {
    let one_family = matches!(page.scope, AuditScope::Family(_));
    let table = Table::new(title(t, page))
        .column(say!(t, "events-position"), Align::Start)
        .column(say!(t, "events-what"), Align::Start)
        .column(say!(t, "events-occurred"), Align::Start)
        .column(say!(t, "events-recorded"), Align::Start)
        .column(say!(t, "events-by"), Align::Start);
    let table = if one_family { table } else { table.column(say!(t, "evolution-family-column"), Align::Start) };
    table.show(page.events.iter().map(|event| {
        let row = Row::new()
            .cell(view! { <span class="num">{wording::number(t, event.pos.0)}</span> })
            .cell(what(t, event))
            .cell(wording::date_short(t, event.occurred_on))
            .cell(recorded(t, event))
            .cell(by(t, &event.by));
        if one_family { row } else { row.cell(pseudonym(t, &event.pseudonym, past)) }
    }))
}

/// What it was, and what makes it count: "Contact" with "huisbezoek · kennismaking · over later · leerling erbij".
fn what(t: Language, event: &EventLine) -> impl IntoView + use<> {
    let EventDetails { means, outcome, reason, career, student_present, begun_by_home } = event.said;
    let traits = [
        means.map(|means| means.word(t)),
        outcome.map(|outcome| outcome.word(t)),
        reason.map(|reason| reason.word(t)),
        career.then(|| say!(t, "events-career")),
        student_present.then(|| say!(t, "events-student-present")),
        begun_by_home.then(|| say!(t, "events-begun-by-home")),
    ];
    let traits: Vec<_> = traits.into_iter().flatten().collect();
    let traits = (!traits.is_empty()).then(|| view! { <small class="soft">{traits.join(" · ")}</small> });
    view! { <span class="what">{wording::say(t, &fact_key(event.kind), &[])}{traits}{event.correction.as_ref().map(|one| corrects(t, one))}</span> }
}

/// "Verbetert nr. 1.204 van 3 november 2025: dag, onderwerp". Which fields, and never what stood in them.
fn corrects(t: Language, correction: &Correction) -> impl IntoView + use<> {
    let (of, day) = (wording::number(t, correction.of.0), wording::date_short(t, correction.occurred_before));
    let fields: Vec<String> = correction.changed.iter().map(|field| field.word(t)).collect();
    let words = match fields.is_empty() {
        true => say!(t, "events-about", of = of, day = day),
        false => say!(t, "events-corrects", of = of, day = day, fields = wording::list(t, &fields)),
    };
    view! { <small>{words}</small> }
}

/// What a fact is called: `contact.made` has the key `fact-contact-made`.
fn fact_key(kind: FactKind) -> String {
    format!("fact-{}", kind.type_name().replace(['.', '_'], "-"))
}

/// Evidence says its whole day: on paper, next month, "yesterday" is another day.
fn recorded(t: Language, event: &EventLine) -> impl IntoView + use<> {
    let at = wording::amsterdam(event.recorded_at);
    let words = say!(t, "day-and-clock", day = wording::date_short(t, at.date()), clock = wording::clock(t, at.time()));
    let late = event.days_late.map(|days| {
        let words = say!(t, "events-late", days = wording::days(t, days));
        view! { " "<Pill icon=Icon::Clock word=words/> }
    });
    view! { <span class="recorded">{words}{late}</span> }
}

/// The role in which somebody wrote it down; the platform does some things by itself.
fn by(t: Language, author: &str) -> String {
    match Role::parse(author) {
        Some(role) => role.word(t),
        None if author.starts_with("job:") => say!(t, "events-by-job"),
        None => say!(t, "events-by-operator"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Audience;

    #[test]
    fn every_number_says_what_it_counts() {
        for figure in Figure::ALL {
            let key = format!("about-{}", figure.code());
            assert_ne!(wording::say(Language::Nl, &key, &[]), key);
        }
    }

    /// A new fact is asked for its name, unless it is of the administration: no number rests on that.
    #[test]
    fn every_fact_that_can_be_behind_a_number_has_its_name_in_every_language_of_staff() {
        const ADMINISTRATION: [&str; 8] =
            ["access_log.", "school.", "class.", "staff.", "student.", "parent.", "supporter.", "details."];
        let is_administration = |kind: &FactKind| ADMINISTRATION.iter().any(|room| kind.type_name().starts_with(room));
        for t in Language::released(Audience::Staff) {
            for kind in FactKind::ALL.iter().filter(|kind| !is_administration(kind)) {
                assert_ne!(wording::say(t, &fact_key(*kind), &[]), fact_key(*kind));
            }
        }
    }

    #[test]
    fn who_wrote_it_down_is_a_role_and_never_a_person() {
        let nl = |author| by(Language::Nl, author);
        assert_eq!([nl("career_lead"), nl("job:ages"), nl("operator")], ["decaan", "automatisch", "beheerder van het platform"]);
    }
}
