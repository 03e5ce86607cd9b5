//! `/mijn-klas` (`?klas=`): who is in beeld, why the others are not yet, and what to try next. The mentor's start.

use app::{
    Answered, Past,
    questions::{AssignmentCounts, ClassListRow, ClassPage, LastContact, NextStep, TieToStudent},
};
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    contact::Means,
    ids::ClassId,
    policy::Deed,
    views::{
        RoundRow,
        reach::{NextTry, Rung},
    },
};
use leptos::{either::Either, prelude::*};

use crate::{
    addresses::{self, Address, key},
    done::Done,
    islands::FilterList,
    parts::{
        Align, Back, BarShare, Card, Empty, Head, Hidden, Icon, Kind, Ladder, LinkButton, LookAt, Notice, Pill, Row, Status,
        Strong, Table, Todo, TodoList, Tone,
    },
    say,
    screens::{
        agreement::entry::state_word,
        class::heard::{heard, student_told},
        coded::{Coded, rung_shade},
        done::DoneLine,
        naming::{called, full_name, short_name, whom},
        talk::words::standing,
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// How many waiting families are in sight at once; the others are one tap away, so that the class itself stays in sight.
const IN_SIGHT: usize = 6;
/// Rounds of talks in the table: a year has about three, and one that is still to come.
const ROUNDS_IN_SIGHT: usize = 4;
/// A talk is prepared in the week before it.
const NEAR: Days = Days::new(6);

pub fn page(visit: &Visit, answered: &Answered<ClassPage>, done: Option<Done>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let title = say!(t, "class-title", class = page.class.name.as_str());
    let writes = past.is_none() && visit.may(Deed::RecordContact);
    let evening = (writes && !page.rows.is_empty()).then(|| {
        let class = page.class.class;
        let give = visit.may(Deed::GiveAssignment).then(|| {
            view! { <LinkButton href=addresses::class_assignment_new(class) kind=Kind::Quiet icon=Icon::Task>{say!(t, "assignment-form-title")}</LinkButton> }
        });
        let talks = addresses::talk_rounds(class);
        view! {
            {give}
            <LinkButton href=talks kind=Kind::Quiet icon=Icon::Calendar>{say!(t, "rounds-title")}</LinkButton>
            <LinkButton href=addresses::class_evening(class) kind=Kind::Quiet icon=Icon::People>{say!(t, "evening-short")}</LinkButton>
        }
    });
    // What a mentor reads and a career lead does not, is counted for the mentor alone.
    let unanswered = if past.is_none() && visit.may(Deed::ReadMessages) { page.unanswered } else { 0 };
    let visit = &visit.with_waiting(unanswered);
    visit.show(title.clone(), past, || {
        view! {
            <DoneLine t done/>
            {above(visit, page, past)}
            <Head title=title lede=lede(t, page)>{evening}</Head>
            {if page.rows.is_empty() { empty(t) } else { class(visit, answered, writes) }}
            <LookAt t action=addresses::my_class() day=answered.today today=visit.now.today keep=vec![(key::CLASS.into(), page.class.class.to_string())]/>
        }
    })
}

/// What a mentor sees who has no class (any more).
pub fn without_class(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "nav-my-class"), None, || {
        view! {
            <Notice icon=Icon::People heading=say!(t, "class-none-title")>
                <p>{say!(t, "class-none-text")}</p>
                <LinkButton href=addresses::school() kind=Kind::Quiet>{say!(t, "class-none-school")}</LinkButton>
            </Notice>
        }
    })
}

/// The way to the other classes: a mentor switches between their own, others came from the school.
fn above(visit: &Visit, page: &ClassPage, past: Option<Past>) -> AnyView {
    if !page.own.iter().any(|own| own.class == page.class.class) {
        return view! { <Back href=addresses::school().keeping(past) word=say!(visit.t, "nav-school")/> }.into_any();
    }
    if page.own.len() < 2 {
        return ().into_any();
    }
    let classes = page.own.iter().map(|own| {
        let here = (own.class == page.class.class).then_some("page");
        let href = addresses::my_class().of_class(own.class).keeping(past);
        view! { <a href=href aria-current=here>{wording::name(visit.t, &own.name)}</a> }
    });
    view! { <nav class="children" aria-label=say!(visit.t, "class-switch")>{classes.collect_view()}</nav> }.into_any()
}

fn lede(t: Language, page: &ClassPage) -> AnyView {
    let year = page.class.school_year.0;
    let years = say!(t, "school-year", from = year.to_string(), to = (year + 1).to_string());
    if page.rows.is_empty() {
        return years.into_any();
    }
    let words = say!(t, "class-in-view", seen = page.in_view(), all = page.homes(), years = years);
    let hidden = (!page.hidden.is_empty()).then(|| {
        view! { <br/><span class="soft">{say!(t, "class-hidden", count = page.hidden.len())}</span> }
    });
    view! { <Strong words/>{hidden} }.into_any()
}

fn empty(t: Language) -> AnyView {
    view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any()
}

fn class(visit: &Visit, answered: &Answered<ClassPage>, writes: bool) -> AnyView {
    let (t, page, today, past) = (visit.t, &answered.answer, answered.today, answered.past);
    view! {
        <Ladder t shares=shares(t, page)/>
        {waiting(visit, page, today, past)}
        {not_yet(t, page, today, past, writes)}
        <FilterList rows="klas".into() label=say!(t, "class-filter") none=say!(t, "filter-none")/>
        {table(t, page, today, past, writes)}
    }
    .into_any()
}

/// Who waits for an answer, which talks are near, what came back from home and what is overdue: the way to the lists, with how much
/// there is; and to all that was handed out.
fn waiting(visit: &Visit, page: &ClassPage, today: NaiveDate, past: Option<Past>) -> impl IntoView + use<> {
    let t = visit.t;
    let open: usize = page.rows.iter().map(|row| row.assignments.open).sum();
    let lying: usize = page.rows.iter().map(|row| row.overdue).sum();
    let class = page.class.class;
    // What came back is read now or not at all: in the past there is nothing to use.
    let open = (open > 0 && past.is_none()).then(|| {
        view! { <a href=addresses::class_assignments_back(class)>{Icon::Home}<span>{say!(t, "returned-count", count = open)}</span></a> }
    });
    let lying = (lying > 0).then(|| {
        view! { <a href=addresses::class_overdue(class).keeping(past)>{Icon::Clock}<span>{say!(t, "overdue-count", count = lying)}</span></a> }
    });
    let handed = page.rows.iter().any(|row| row.assignments.given > 0);
    let handed = handed.then(|| view! { <a href=addresses::class_assignments(class).keeping(past)>{Icon::Task}<span>{say!(t, "given-title")}</span></a> });
    let unanswered = (visit.waiting > 0).then(|| {
        let href = addresses::inbox().of_class(class);
        view! { <a href=href>{Icon::Talk}<span>{say!(t, "class-unanswered", count = visit.waiting)}</span></a> }
    });
    let near = if past.is_none() { talks_near(page, today) } else { 0 };
    let near = (near > 0).then(|| {
        view! { <a href=addresses::talk_rounds(class)>{Icon::Calendar}<span>{say!(t, "class-talks-near", count = near)}</span></a> }
    });
    (unanswered.is_some() || near.is_some() || open.is_some() || lying.is_some() || handed.is_some()).then(|| {
        view! { <nav class="waiting" aria-label=say!(t, "class-waiting")>{unanswered}{near}{open}{lying}{handed}</nav> }
    })
}

/// How many talks are planned for this day and the six after it.
fn talks_near(page: &ClassPage, today: NaiveDate) -> usize {
    let days = today..=today + NEAR;
    let talks = page.rounds.iter().flat_map(|round| &round.talks);
    talks.filter(|talk| talk.over.is_none() && talk.at.is_some_and(|at| days.contains(&at.date()))).count()
}

/// How many assignments came back, of how many.
fn assignments(t: Language, row: &ClassListRow) -> impl IntoView + use<> {
    let AssignmentCounts { given, back, open } = row.assignments;
    if given == 0 {
        return Either::Left(none());
    }
    let open = (open > 0).then(|| view! { " "<Pill word=say!(t, "class-assignments-open", count = open)/> });
    Either::Right(
        view! { <span><span class="num">{say!(t, "class-assignments-back", back = back, given = given)}</span>{open}</span> },
    )
}

/// Where the newest agreement stands.
fn agreement(t: Language, row: &ClassListRow) -> impl IntoView + use<> {
    match row.agreement {
        Some(state) => Either::Right(state_word(t, state)),
        None => Either::Left(none()),
    }
}

/// The ladder from the highest rung down, without the rungs on which nobody stands.
fn shares(t: Language, page: &ClassPage) -> Vec<BarShare> {
    let rungs = page.ladder().into_iter().filter(|(_, count)| *count > 0);
    rungs.map(|(rung, count)| BarShare { shade: rung_shade(rung), word: rung.word(t), count: count as u32 }).collect()
}

/// Those who are not in beeld yet, the longest silence first, each with why and what to try.
fn not_yet(t: Language, page: &ClassPage, today: NaiveDate, past: Option<Past>, writes: bool) -> impl IntoView + use<> {
    let mut waiting: Vec<Todo> = page
        .not_in_view()
        .into_iter()
        .enumerate()
        .map(|(i, row)| Todo {
            who: view! { <a href=student_page(row, past)>{full_name(t, &row.name)}</a> }.into_any(),
            why: view! { {why(t, row, today)}" "<span class="silent soft num">"— "{silent(t, row)}</span> }.into_any(),
            act: if writes { act(t, row, page.class.class, i == 0) } else { ().into_any() },
        })
        .collect();
    let later = waiting.split_off(waiting.len().min(IN_SIGHT));
    let more = (!later.is_empty()).then(|| {
        let words = say!(t, "class-more", count = later.len());
        view! { <details class="more"><summary>{words}</summary><TodoList todos=later/></details> }
    });
    (!waiting.is_empty()).then(|| {
        view! { <Card tone=Tone::Attention heading=say!(t, "class-not-yet")><TodoList todos=waiting/>{more}</Card> }
    })
}

/// Why a home is not in beeld: what was tried and what came of it.
fn why(t: Language, row: &ClassListRow, today: NaiveDate) -> String {
    let calls = (row.calls_in_vain > 0).then(|| say!(t, "why-calls", count = row.calls_in_vain));
    let wrong = row.details_wrong_since.map(|since| say!(t, "why-wrong", day = wording::short_date(t, since, today)));
    let reached = match row.rung {
        Rung::Responded => Some(say!(t, "why-responded")),
        Rung::Invited => Some(say!(t, "why-invited")),
        Rung::NoDetails if wrong.is_none() => Some(say!(t, "why-no-details")),
        Rung::NotApproached if calls.is_none() => Some(say!(t, "why-not-approached")),
        _ => None,
    };
    let heard = row.heard.as_ref().map(|it| heard(t, it, today));
    let told = row.student_told.map(|on| student_told(t, on, today));
    let other = row.next.as_ref().filter(|next| matches!(next.what, NextTry::CallSupporter(_)));
    let other = other.map(|next| say!(t, "why-supporter", who = name_of(t, next)));
    let reasons: Vec<_> = [reached, heard, told, calls, wrong, other].into_iter().flatten().collect();
    capital(&reasons.join(" · "))
}

fn silent(t: Language, row: &ClassListRow) -> String {
    say!(t, "class-silent", days = wording::days(t, row.silence_days))
}

/// The next thing to try, as a button to the form with everything known filled in.
fn act(t: Language, row: &ClassListRow, class: ClassId, first: bool) -> AnyView {
    let Some(next) = &row.next else { return ().into_any() };
    let contact = addresses::contact_new(row.student).of_class(class);
    let by = |person, means: Means| contact.clone().with_person(person).by(means);
    let (href, words, icon) = match next.what {
        NextTry::Call(person) | NextTry::CallSupporter(person) | NextTry::TalkAboutCareer(person) => {
            (by(person, Means::Phone), say!(t, "try-call", who = call_name(t, next)), Icon::Phone)
        }
        NextTry::SendMessage(person) => (by(person, Means::Text), say!(t, "try-message"), Icon::Talk),
        NextTry::HomeVisit => (contact.by(Means::HomeVisit), say!(t, "try-visit"), Icon::Home),
        NextTry::AskForDetails => (addresses::student(row.student).at("thuis"), say!(t, "try-ask"), Icon::Question),
    };
    let kind = if first { Kind::SlimMain } else { Kind::Slim };
    let about = full_name(t, &row.name);
    view! { <LinkButton href=href kind=kind icon=icon>{words}<Hidden words=format!(" ({about})")/></LinkButton> }.into_any()
}

/// "zus Naima"
fn name_of(t: Language, next: &NextStep) -> String {
    next.whom.map_or_else(|| say!(t, "somebody"), |whom| called(t, whom, next.name.as_ref()))
}

/// "Naima" for a supporter; a parent is "moeder", for first names do not fit there.
fn call_name(t: Language, next: &NextStep) -> String {
    match (next.whom, &next.name) {
        (Some(TieToStudent::Supporter(_)), Some(name)) => short_name(t, name),
        _ => name_of(t, next),
    }
}

/// Everybody, by name.
fn table(t: Language, page: &ClassPage, today: NaiveDate, past: Option<Past>, writes: bool) -> AnyView {
    let table = Table::new(say!(t, "class-title", class = page.class.name.as_str()))
        .rows_id("klas")
        .column(say!(t, "class-student"), Align::Start)
        .column(say!(t, "class-home"), Align::Start)
        .column(say!(t, "class-last"), Align::Start)
        .column(say!(t, "class-silence"), Align::End);
    let rounds = page.rounds.iter().rev().take(ROUNDS_IN_SIGHT).rev().collect::<Vec<_>>();
    let table = if rounds.is_empty() { table } else { table.column(say!(t, "rounds-title"), Align::Start) };
    let table = table.column(say!(t, "class-assignments"), Align::Start).column(say!(t, "class-agreement"), Align::Start);
    let table = if writes { table.column(say!(t, "class-talk"), Align::End) } else { table };
    table.show(page.rows.iter().map(|row| {
        let name = full_name(t, &row.name);
        let cells = Row::new()
            .cell(view! { <a href=student_page(row, past)>{name.clone()}</a> })
            .cell(home(t, row, today))
            .cell(last(t, row, today))
            .cell(wording::days(t, row.silence_days));
        let cells = if rounds.is_empty() { cells } else { cells.cell(talks(t, row, &rounds, today)) };
        let cells = cells.cell(assignments(t, row)).cell(agreement(t, row));
        if writes { cells.cell(talk(t, row, page.class.class, name)) } else { cells }
    }))
}

/// The year's rounds of talks in one cell: what was, each with its month, and below it what is still to come.
fn talks(t: Language, row: &ClassListRow, rounds: &[&RoundRow], today: NaiveDate) -> impl IntoView + use<> {
    // The first talk of a round, when the parents come apart.
    let talks: Vec<_> = rounds.iter().filter_map(|round| round.of(row.student).next()).collect();
    if talks.is_empty() {
        return Either::Left(none());
    }
    let (over, to_come): (Vec<_>, Vec<_>) = talks.into_iter().partition(|talk| talk.over.is_some());
    let over = over.into_iter().map(|talk| {
        let held = talk.over.is_some_and(|over| over.held);
        let month = say!(t, "month-short", month = talk.over.map_or(talk.on, |over| over.on).month());
        let (class, icon) = if held { ("was held", Icon::Check) } else { ("was", Icon::Minus) };
        let words = standing(t, talk, today);
        view! { <span class=class title=words.clone()>{icon}<span aria-hidden="true">{month}</span><Hidden words=format!("{words}. ")/></span> }
    });
    let to_come = to_come.into_iter().map(|talk| view! { <span class="to-come">{standing(t, talk, today)}</span> });
    Either::Right(view! { <span class="talks">{over.collect_view()}{to_come.collect_view()}</span> })
}

/// Nothing to show.
fn none() -> impl IntoView {
    view! { <span class="soft none">"–"</span> }
}

fn student_page(row: &ClassListRow, past: Option<Past>) -> Address {
    addresses::student(row.student).keeping(past)
}

/// The rung, through whom, and quietly whether it was only ever about trouble.
fn home(t: Language, row: &ClassListRow, today: NaiveDate) -> impl IntoView + use<> {
    let via = row.via.as_ref().map(|via| say!(t, "class-via", who = called(t, via.whom, via.name.as_ref())));
    let via = via.map(|words| view! { " "<span class="soft">{words}</span> });
    let told = row.student_told.filter(|_| row.rung < Rung::HomeTalkShown).map(|on| student_told(t, on, today));
    let told = told.map(|words| view! { " "<span class="soft">{words}</span> });
    let concern = row.only_concern.then(|| view! { " "<Pill word=say!(t, "class-only-concern")/> });
    view! { <span><Status shade=rung_shade(row.rung) word=row.rung.word(t)/>{via}{concern}{told}</span> }
}

/// From so long a silence on, a row says what home did since: after a talk of last week it would say nothing new.
const SILENCE_DAYS_MIN: i64 = 28;

/// The last conversation, and after a long silence what home did since.
fn last(t: Language, row: &ClassListRow, today: NaiveDate) -> impl IntoView + use<> {
    let heard_since = row.heard.as_ref().filter(|_| row.silence_days >= SILENCE_DAYS_MIN);
    let since = heard_since.map(|it| view! { <br/><span class="soft">{capital(&heard(t, it, today))}</span> });
    view! { <span class="last-contact">{last_talk(t, row, today)}{since}</span> }
}

fn last_talk(t: Language, row: &ClassListRow, today: NaiveDate) -> impl IntoView + use<> {
    let Some(last) = &row.last else {
        return Either::Left(view! { <span class="soft">{say!(t, "class-never")}</span> });
    };
    let LastContact { on, means, with, student_present } = last;
    let student = student_present.then(|| short_name(t, &row.name));
    let with: Vec<_> = with.iter().map(|who| whom(t, *who)).chain(student).collect();
    Either::Right(format!("{}, {}, {}", wording::short_date(t, *on, today), means.word(t), wording::list(t, &with)))
}

fn talk(t: Language, row: &ClassListRow, class: ClassId, name: String) -> impl IntoView + use<> {
    let href = addresses::contact_new(row.student).of_class(class);
    view! { <LinkButton href=href kind=Kind::Slim icon=Icon::Phone>{say!(t, "class-talk-short")}<Hidden words=format!(": {name}")/></LinkButton> }
}
