//! `/mijn-klas/{class}/gesprekken`: the rounds of a class and the form to open one; `…/{round}`: how a round stands, and what
//! can be marked for many at once.

use app::questions::{Brief, Invitable, RoundsPage};
use chrono::{NaiveDate, NaiveTime};
use domain::{
    ids::{ClassId, PersonId, RoundId, TalkId},
    policy::Deed,
    talk::{
        Account, Block, Delivery, InviteLate, MarkInvited, OpenRound, Outcome, RecordTalks, RoundKind, TalkConcluded,
        TalkRefusal, Times, Venue, WhatCame,
    },
    time::Occurred,
    views::{Answered, RoundRow, RoundTalk, Standing, TalkRow},
};
use leptos::prelude::*;

use super::{
    Again, Coded, DoneLine, Errors, FormTop, Visit,
    naming::{called, capital, full_name},
};
use crate::{
    parts::{
        Align, Back, Button, Card, Choice, Empty, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Pill, Row, Strong, Table,
        Tone, Typed,
    },
    tell,
    told::{self, Tongue},
};

/// Days with hours that the form has room for.
const BLOCKS: [(&str, &str, &str); 4] =
    [("on1", "from1", "until1"), ("on2", "from2", "until2"), ("on3", "from3", "until3"), ("on4", "from4", "until4")];

pub fn path(class: ClassId) -> String {
    format!("/mijn-klas/{class}/gesprekken")
}

/// The form before anyone typed: twenty minutes and some air, at school or by phone.
pub fn begin(page: &RoundsPage) -> Typed {
    let kind = if page.rounds.is_empty() { RoundKind::Introduction } else { RoundKind::Progress };
    Typed::default()
        .with("kind", kind.code())
        .with("minutes", Times::MINUTES.to_string())
        .with("buffer", Times::BUFFER.to_string())
        .with("venues", Venue::School.code())
        .with("venues", Venue::Phone.code())
        .with("from1", "16:00")
        .with("until1", "21:00")
}

pub fn parse(class: ClassId, typed: &Typed) -> Result<OpenRound, Errors> {
    let mut errors = Errors::default();
    let (round, kind) = (errors.take_id(typed, "round"), errors.choose(typed, "kind"));
    let minutes = number(typed, "minutes").or_else(|| refused(&mut errors, TalkRefusal::MinutesOdd));
    let buffer = number(typed, "buffer").or_else(|| refused(&mut errors, TalkRefusal::BufferOdd));
    let blocks: Vec<Block> = BLOCKS.into_iter().filter_map(|names| block(typed, names, &mut errors)).collect();
    if blocks.is_empty() && errors.is_empty() {
        errors.refuse(TalkRefusal::NoTimes);
    }
    let venues: Vec<Venue> = typed.all("venues").filter_map(Venue::parse).collect();
    if venues.is_empty() {
        errors.refuse(TalkRefusal::NoVenue);
    }
    let apart = typed.all("apart").filter_map(|id| id.parse().ok()).collect();
    let (Some(round), Some(kind), Some(minutes), Some(buffer)) = (round, kind, minutes, buffer) else { return Err(errors) };
    let times = Times { minutes, buffer, blocks };
    if errors.is_empty() { Ok(OpenRound { round, class, kind, times, venues, apart }) } else { Err(errors) }
}

fn number(typed: &Typed, field: &str) -> Option<u16> {
    typed.value(field).parse().ok()
}

fn refused<T>(errors: &mut Errors, refusal: TalkRefusal) -> Option<T> {
    errors.refuse(refusal);
    None
}

/// A day with its hours. A row without a day is a row that nobody needed.
fn block(typed: &Typed, (on, from, until): (&'static str, &'static str, &'static str), errors: &mut Errors) -> Option<Block> {
    if typed.value(on).is_empty() {
        return None;
    }
    let day = NaiveDate::parse_from_str(typed.value(on), "%Y-%m-%d").ok();
    let time =
        |field: &str| ["%H:%M", "%H.%M", "%H:%M:%S"].iter().find_map(|f| NaiveTime::parse_from_str(typed.value(field), f).ok());
    if day.is_none() {
        errors.add(on, "check-date");
    }
    for field in [from, until] {
        if time(field).is_none() {
            errors.add(field, "check-time");
        }
    }
    Some(Block { on: day?, from: time(from)?, until: time(until)? })
}

/// The rounds there were, and the form for a new one.
pub fn page(visit: &Visit, page: &RoundsPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = tell!(t, "rounds-title");
    let class = tell!(t, "class-title", class = page.class.name.as_str());
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=format!("/mijn-klas?klas={}", page.class.class) word=class.clone()/>
            <Head title=title lede=class.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {rounds(visit, page)}
            {if page.families.is_empty() {
                view! { <Empty icon=Icon::People words=tell!(t, "class-empty")/> }.into_any()
            } else if visit.may(Deed::OpenRound) {
                open_form(visit, page, typed, again).into_any()
            } else {
                ().into_any()
            }}
        }
    })
}

fn rounds(visit: &Visit, page: &RoundsPage) -> impl IntoView + use<> {
    let t = visit.t;
    let lines: Vec<_> = page
        .rounds
        .iter()
        .map(|round| {
            let href = format!("{}/{}", path(page.class.class), round.round);
            let (held, all) =
                (round.talks.iter().filter(|talk| talk.over.is_some_and(|over| over.held)).count(), round.talks.len());
            let words = tell!(t, "rounds-held", held = held, all = all);
            view! { <li><a href=href>{name_of(t, round, visit.now.today)}</a>" "<span class="soft num">{words}</span></li> }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="rounds">{lines}</ul> })
}

/// "Voortgangsgesprek · vanaf 3 februari"
pub fn name_of(t: Tongue, round: &RoundRow, today: NaiveDate) -> String {
    let kind = capital(&round.kind.word(t));
    match round.times.first_day() {
        Some(day) => tell!(t, "round-name", kind = kind, day = told::short_date(t, day, today)),
        None => kind,
    }
}

fn open_form(visit: &Visit, page: &RoundsPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let lacking: Vec<_> = page
        .families
        .iter()
        .filter(|family| family.invitees.is_empty())
        .map(|family| {
            let href = format!("/leerlingen/{}/steun", family.student);
            view! { <li><a href=href>{full_name(t, &family.name)}</a></li> }
        })
        .collect();
    let lacking = (!lacking.is_empty()).then(|| {
        view! { <Card tone=Tone::Attention heading=tell!(t, "round-lacking")><p>{tell!(t, "round-lacking-why")}</p><ul>{lacking}</ul></Card> }
    });
    let blocks = BLOCKS.map(|(on, from, until)| {
        view! {
            <div class="at">
                {Field::new(t, on, tell!(t, "round-day"), typed).date(None)}
                {Field::new(t, from, tell!(t, "round-from"), typed).time()}
                {Field::new(t, until, tell!(t, "round-until"), typed).time()}
            </div>
        }
    });
    let apart: Vec<Choice> = page
        .families
        .iter()
        .filter(|family| family.invitees.len() > 1)
        .map(|family| Choice::new(family.student.to_string(), full_name(t, &family.name)))
        .collect();
    let apart = (!apart.is_empty()).then(|| {
        view! { <details class="more"><summary>{tell!(t, "round-apart")}</summary>{Field::new(t, "apart", tell!(t, "round-apart-who"), typed).any_of(apart)}</details> }
    });
    let (homes, class) = (page.families.len(), page.class.class);
    let hidden = vec![("round", visit.id(typed, "round", again).to_string())];
    let ask_kind = Field::new(t, "kind", tell!(t, "round-kind"), typed).one_of(RoundKind::choices(t));
    let ask_minutes = Field::new(t, "minutes", tell!(t, "round-minutes"), typed).text(3);
    let ask_buffer = Field::new(t, "buffer", tell!(t, "round-buffer"), typed).text(2);
    let ask_venues = Field::new(t, "venues", tell!(t, "round-venues"), typed).any_of(venues(t, Venue::EACH));
    view! {
        <h2>{tell!(t, "round-new")}</h2>
        {lacking}
        <Form action=path(class) command=visit.command(typed, again) hidden>
            {ask_kind}
            <fieldset class="blocks" id="blocks"><legend>{tell!(t, "round-times")}</legend>{blocks.collect_view()}</fieldset>
            <div class="at">
                {ask_minutes}
                {ask_buffer}
            </div>
            {ask_venues}
            {apart}
            <p class="soft">{tell!(t, "round-promise", count = homes)}</p>
            <div class="actions">
                <Button icon=Icon::Calendar>{tell!(t, "round-open", count = homes)}</Button>
                <LinkButton href=format!("/mijn-klas?klas={}", class) kind=Kind::Quiet>{tell!(t, "form-leave")}</LinkButton>
            </div>
        </Form>
    }
}

/// Places to meet, in the words of whoever chooses.
pub(super) fn venues(t: Tongue, venues: &[Venue]) -> Vec<Choice> {
    let icon = |venue: Venue| match venue {
        Venue::School => Icon::School,
        Venue::Home => Icon::Home,
        Venue::Phone => Icon::Phone,
        Venue::Video => Icon::Talk,
    };
    venues.iter().map(|venue| Choice::new(venue.code(), capital(&venue.word(t))).icon(icon(*venue))).collect()
}

/// What the bulk form asks for.
pub enum Marked {
    Invited(MarkInvited),
    Held(RecordTalks),
    Late(InviteLate),
}

/// Reads the bulk form of a round. `doen` says which of its buttons was pressed.
pub fn parse_marks(class: ClassId, round: RoundId, page: &RoundsPage, typed: &Typed) -> Result<Marked, Errors> {
    let mut errors = Errors::default();
    if let Some(student) = typed.value("alsnog").parse().ok().filter(|_| typed.value("doen").is_empty()) {
        return Ok(Marked::Late(InviteLate { round, class, student }));
    }
    let talks: Vec<TalkId> = typed.all("talks").filter_map(|id| id.parse().ok()).collect();
    if talks.is_empty() {
        errors.refuse(TalkRefusal::NobodyTicked);
    }
    match typed.value("doen") {
        "uitgenodigd" => {
            let by = errors.choose::<Delivery>(typed, "by");
            let marked = by.map(|by| Marked::Invited(MarkInvited { class, round, talks, by, again: true }));
            marked.filter(|_| errors.is_empty()).ok_or(errors)
        }
        "gehouden" => {
            let held: Vec<_> = page.talks.iter().filter(|talk| talks.contains(&talk.talk)).filter_map(held_as_booked).collect();
            if held.len() < talks.len() {
                errors.add("talks", "round-held-unbooked");
            }
            if errors.is_empty() { Ok(Marked::Held(RecordTalks { class, round, talks: held })) } else { Err(errors) }
        }
        _ => {
            errors.add("", "form-incomplete");
            Err(errors)
        }
    }
}

/// It went as was booked: who booked came, with the student.
fn held_as_booked(talk: &TalkRow) -> Option<TalkConcluded> {
    let booking = talk.booking()?;
    let (venue, interpreter) = (booking.venue, booking.interpreter);
    let account = Account { venue, with: vec![booking.by], student_absent: None, interpreter, minutes: None };
    let came = WhatCame { occurred: Occurred::at(booking.at.date(), booking.at.time()), outcome: Outcome::Held(account) };
    Some(TalkConcluded { talk: talk.talk, student: talk.student, came })
}

/// How a round stands: invitations, answers and times, for the whole class.
pub fn overview(
    visit: &Visit,
    page: &RoundsPage,
    round: &RoundRow,
    typed: &Typed,
    again: Option<Again>,
    done: Option<&str>,
) -> String {
    let t = visit.t;
    let title = name_of(t, round, visit.now.today);
    let count = |is: fn(&Standing) -> bool| round.talks.iter().filter(|talk| is(&talk.standing())).count();
    let answered = count(|standing| matches!(standing, Standing::Answered(_) | Standing::Booked(_)));
    let held = count(|standing| matches!(standing, Standing::Over(over) if over.held));
    let missed = count(|standing| matches!(standing, Standing::Over(over) if !over.held));
    let lede = tell!(t, "round-lede", all = round.talks.len(), answered = answered, held = held, missed = missed);
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=path(page.class.class) word=tell!(t, "rounds-title")/>
            <DoneLine t done=done.map(str::to_owned)/>
            <Head title=title lede=view! { <Strong words=lede/> }.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {round.times.last_day().is_none_or(|day| day >= visit.now.today).then(|| late(visit, page, round))}
            {marks(visit, page, round, typed, again)}
        }
    })
}

/// Who came into the class since: invited in one tap.
fn late(visit: &Visit, page: &RoundsPage, round: &RoundRow) -> impl IntoView + use<> {
    let t = visit.t;
    let invited = |family: &&Invitable| round.of(family.student).next().is_none();
    let late: Vec<_> = page.families.iter().filter(invited).map(|family| {
        let hidden = vec![("alsnog", family.student.to_string())];
        let name = full_name(t, &family.name);
        let action = format!("{}/{}", path(page.class.class), round.round);
        view! {
            <li>{name.clone()}" "
                <Form action command=(visit.fresh)() hidden><Button kind=Kind::Slim>{tell!(t, "round-late")}<Hidden words=format!(": {name}")/></Button></Form>
            </li>
        }
    }).collect();
    (!late.is_empty())
        .then(|| view! { <Card tone=Tone::Attention heading=tell!(t, "round-late-title")><ul class="plain">{late}</ul></Card> })
}

fn marks(visit: &Visit, page: &RoundsPage, round: &RoundRow, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let table = Table::new(tell!(t, "round-who"))
        .rows_id("gesprekken")
        .column(tell!(t, "class-student"), Align::Start)
        .column(tell!(t, "round-invited"), Align::Start)
        .column(tell!(t, "round-answer"), Align::Start)
        .column(tell!(t, "talk-sheet-open"), Align::End);
    // In the order of the families: those with several children first.
    let of = |family: &Invitable| round.of(family.student).cloned().collect::<Vec<_>>();
    let rows = page.families.iter().flat_map(|family| of(family).into_iter().map(move |talk| (family, talk)));
    let rows = rows.map(|(family, talk)| row(visit, page, family, &talk, typed));
    let boxes = table.show(rows);
    let ticks = Field::new(t, "talks", tell!(t, "round-who"), typed).around(boxes);
    // Of a round that is over there is nothing left to mark.
    let open = round.talks.iter().any(|talk| talk.over.is_none());
    let by: Vec<Choice> = Delivery::BY_HAND.iter().map(|by| by.choice(t)).collect();
    let by_typed =
        if typed.value("by").is_empty() { Typed::default().with("by", Delivery::Letter.code()) } else { typed.clone() };
    let ask_by = Field::new(t, "by", tell!(t, "round-by"), &by_typed).select(by);
    view! {
        <Form action=format!("{}/{}", path(page.class.class), round.round) command=visit.command(typed, again)>
            {ticks}
            <div class="bulk" hidden=!open>
                {ask_by}
                <div class="actions">
                    <Button icon=Icon::Check name="doen" value="uitgenodigd">{tell!(t, "round-mark-invited")}</Button>
                    <Button kind=Kind::Quiet icon=Icon::Talk name="doen" value="gehouden">{tell!(t, "round-mark-held")}</Button>
                </div>
                <p class="soft small">{tell!(t, "round-held-means")}</p>
            </div>
        </Form>
    }
}

fn row(visit: &Visit, page: &RoundsPage, family: &Invitable, talk: &RoundTalk, typed: &Typed) -> Row {
    let t = visit.t;
    let name = full_name(t, &family.name);
    let row = page.talks.iter().find(|row| row.talk == talk.talk);
    let ticked = typed.all("talks").any(|id| id == talk.talk.to_string());
    let over = talk.over.is_some();
    let tick = if over {
        view! { <span>{name.clone()}</span> }.into_any()
    } else {
        view! { <label class="tick"><input type="checkbox" name="talks" value=talk.talk.to_string() checked=ticked/><span>{name.clone()}</span></label> }.into_any()
    };
    let siblings = family.siblings.then(|| view! { " "<Pill icon=Icon::People word=tell!(t, "round-siblings")/> });
    let several = page.talks.iter().filter(|other| other.student == family.student).count() > 1;
    let who = several.then(|| view! { " "<span class="soft">{invited_words(t, family, &talk.invited)}</span> });
    let href = format!("/leerlingen/{}/gesprekken/{}", family.student, talk.talk);
    Row::new()
        .cell(view! { <span>{tick}{who}{siblings}</span> })
        .cell(delivered(t, row, visit.now.today))
        .cell(answer(t, family, row, talk, visit.now.today))
        .cell(view! { <LinkButton href=href kind=Kind::Slim>{tell!(t, "talk-sheet-open")}<Hidden words=format!(": {name}")/></LinkButton> })
}

fn invited_words(t: Tongue, family: &Invitable, invited: &[PersonId]) -> String {
    let names = family.invitees.iter().filter(|brief| invited.contains(&brief.person));
    told::list(t, &names.map(|brief| called(t, brief.whom, brief.name.as_ref())).collect::<Vec<_>>())
}

fn delivered(t: Tongue, row: Option<&TalkRow>, today: NaiveDate) -> impl IntoView + use<> {
    let last = row
        .and_then(|row| row.delivered.last())
        .map(|last| format!("{}, {}", told::short_date(t, last.on, today), last.by.word(t)));
    let times = row.map_or(0, |row| {
        row.delivered.iter().map(|one| (one.on, one.by.code())).collect::<std::collections::BTreeSet<_>>().len()
    });
    let again = (times > 1).then(|| view! { " "<span class="soft">{tell!(t, "round-times-invited", count = times)}</span> });
    match last {
        Some(words) => view! { <span>{words}{again}</span> }.into_any(),
        None => view! { <span class="soft">{tell!(t, "round-not-yet")}</span> }.into_any(),
    }
}

/// What home said, and when the talk is or was.
fn answer(t: Tongue, family: &Invitable, row: Option<&TalkRow>, talk: &RoundTalk, today: NaiveDate) -> impl IntoView + use<> {
    let words = standing(t, talk, today);
    let booking = row.and_then(TalkRow::booking);
    let venue = booking.filter(|_| talk.over.is_none()).map(|booking| booking.venue.word(t));
    let interpreter =
        booking.is_some_and(|booking| booking.interpreter).then(|| view! { " "<Pill word=tell!(t, "talk-with-interpreter")/> });
    let on_behalf =
        row.and_then(|row| row.answer.as_ref()).filter(|answer| answer.on_behalf && !matches!(answer.what, Answered::Cancelled));
    let on_behalf = on_behalf.map(|answer| {
        let who = family.invitees.iter().find(|brief| brief.person == answer.by).map(|brief: &Brief| called(t, brief.whom, None));
        view! { " "<span class="soft">{tell!(t, "round-on-behalf", who = who.unwrap_or_default())}</span> }
    });
    let words = venue.into_iter().fold(words, |words, venue| format!("{words}, {venue}"));
    view! { <span>{words}{interpreter}{on_behalf}</span> }
}

/// Where a talk stands, in a few words.
pub fn standing(t: Tongue, talk: &RoundTalk, today: NaiveDate) -> String {
    match talk.standing() {
        Standing::NotDelivered => tell!(t, "standing-not-delivered"),
        Standing::Invited => tell!(t, "standing-invited"),
        Standing::Answered(answer) => answer.word(t),
        Standing::Booked(at) => format!("{}, {}", told::short_date(t, at.date(), today), told::clock(t, at.time())),
        Standing::Over(over) if !over.held => tell!(t, "standing-missed"),
        Standing::Over(over) if over.without_student => {
            tell!(t, "standing-held-without", day = told::short_date(t, over.on, today))
        }
        Standing::Over(over) => tell!(t, "standing-held", day = told::short_date(t, over.on, today)),
    }
}
