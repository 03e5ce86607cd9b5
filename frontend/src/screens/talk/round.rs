//! `/mijn-klas/{class}/gesprekken/{round}`: how a round stands, and what can be marked for many at once.

use app::questions::{Invitable, PersonBrief, RoundsPage};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId, RoundId, TalkId},
    policy::Deed,
    talk::{
        AddTimes, Booking, CloseRound, Delivery, InviteLate, MarkInvited, RecordTalks, ReportedOutcome, TalkConcluded,
        TalkRefusal, TalkReport, WhatCame,
    },
    time::Occurred,
    views::{RoundRow, RoundTalk, Standing, TalkRow},
};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{
        Align, Back, Button, Card, Choice, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Pill, Row, Strong, Table, Tone,
        Typed,
    },
    say,
    screens::{
        coded::Coded,
        done::DoneLine,
        form::{Again, Errors, FormTop},
        naming::{called, full_name},
        talk::{
            blocks::{ask_blocks, parse_blocks},
            words::{name_of, standing},
        },
        visit::Visit,
    },
    wording::{self, Language},
};

/// `action` of the form with more times.
const MORE: &str = "more-times";

/// What one of the forms of a round asks for.
pub enum RoundCommand {
    Invited(MarkInvited),
    Held(RecordTalks),
    Late(InviteLate),
    More(AddTimes),
    Closed(CloseRound),
}

/// Reads whichever form of a round it was. `action` says which button was pressed.
pub fn parse(class: ClassId, round: RoundId, page: &RoundsPage, typed: &Typed) -> Result<RoundCommand, Errors> {
    let mut errors = Errors::default();
    if let Some(student) = typed.value("invite_late").parse().ok().filter(|_| typed.value("action").is_empty()) {
        return Ok(RoundCommand::Late(InviteLate { round, class, student }));
    }
    match typed.value("action") {
        MORE => {
            let blocks = parse_blocks(typed, &mut errors);
            return if errors.is_empty() { Ok(RoundCommand::More(AddTimes { round, class, blocks })) } else { Err(errors) };
        }
        "close" => return Ok(RoundCommand::Closed(CloseRound { round, class })),
        _ => {}
    }
    if typed.value("action") == ALL_INVITED {
        let talks: Vec<TalkId> = page.round(round).into_iter().flat_map(not_reached).map(|talk| talk.talk).collect();
        let by = errors.choose::<Delivery>(typed, "by");
        let marked = by.map(|by| RoundCommand::Invited(MarkInvited { class, round, talks, by, again: false }));
        return marked.ok_or(errors);
    }
    let talks: Vec<TalkId> = typed.all("talks").filter_map(|id| id.parse().ok()).collect();
    if talks.is_empty() {
        errors.refuse(TalkRefusal::NobodyTicked);
    }
    match typed.value("action") {
        "invited" => {
            let by = errors.choose::<Delivery>(typed, "by");
            let marked = by.map(|by| RoundCommand::Invited(MarkInvited { class, round, talks, by, again: true }));
            marked.filter(|_| errors.is_empty()).ok_or(errors)
        }
        "held" => {
            let held: Vec<_> = page.talks.iter().filter(|talk| talks.contains(&talk.talk)).filter_map(held_as_booked).collect();
            if held.len() < talks.len() {
                errors.add("talks", "round-held-unbooked");
            }
            if errors.is_empty() { Ok(RoundCommand::Held(RecordTalks { class, round, talks: held })) } else { Err(errors) }
        }
        _ => {
            errors.add("", "form-incomplete");
            Err(errors)
        }
    }
}

/// The button that marks everybody who was not reached yet.
const ALL_INVITED: &str = "all-invited";

/// The talks of a round whose invitation reached nobody yet, and that are still asked for.
fn not_reached(round: &RoundRow) -> impl Iterator<Item = &RoundTalk> {
    round.talks.iter().filter(|talk| talk.standing() == Standing::NotDelivered && round.keeps(talk))
}

/// It went as was booked: who booked came, with the student.
fn held_as_booked(talk: &TalkRow) -> Option<TalkConcluded> {
    let booking = talk.booking()?;
    let (venue, interpreter) = (booking.venue, booking.has_interpreter());
    let report = TalkReport { venue, with: vec![booking.by], student_absent: None, interpreter, minutes: None };
    let came = WhatCame { occurred: Occurred::at(booking.at.date(), booking.at.time()), outcome: ReportedOutcome::Held(report) };
    Some(TalkConcluded { talk: talk.talk, student: talk.student, came })
}

/// How a round stands: invitations, answers and times, for the whole class.
pub fn page(
    visit: &Visit,
    page: &RoundsPage,
    round: &RoundRow,
    typed: &Typed,
    again: Option<Again>,
    done: Option<Done>,
) -> String {
    let t = visit.t;
    let title = name_of(t, round, visit.now.today);
    let count = |is: fn(&Standing) -> bool| round.talks.iter().filter(|talk| is(&talk.standing())).count();
    let answered = count(|standing| matches!(standing, Standing::Answered(_) | Standing::Booked(_)));
    let held = count(|standing| matches!(standing, Standing::Over(over) if over.held));
    let missed = count(|standing| matches!(standing, Standing::Over(over) if !over.held));
    let lede = say!(t, "round-lede", all = round.talks.len(), answered = answered, held = held, missed = missed);
    let closed = round.closed_on.map(|day| {
        let words = say!(t, "round-closed", day = wording::short_date(t, day, visit.now.today));
        view! { <p>{words}</p> }
    });
    let runs = round.runs(visit.now.today);
    // What was typed into one form of this page is not for the other.
    let adding = typed.value("action") == MORE;
    let changes = runs && visit.may(Deed::OpenRound);
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=addresses::talk_rounds(page.class.class) word=say!(t, "rounds-title")/>
            <DoneLine t done/>
            <Head title=title lede=view! { <Strong words=lede/> }.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {closed}
            {runs.then(|| late(visit, page, round))}
            {if adding { marks(visit, page, round, &Typed::default(), None).into_any() } else { marks(visit, page, round, typed, again).into_any() }}
            {changes.then(|| change(visit, round, typed, again))}
        }
    })
}

/// What can still be put right in a round that runs: more times, or no more of it.
fn change(visit: &Visit, round: &RoundRow, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let action = addresses::talk_round(round.class, round.round);
    let adding = typed.value("action") == MORE;
    let begun = Typed::default().with("from1", "16:00").with("until1", "21:00");
    let (ask_times, add) =
        if adding { (ask_blocks(t, typed), visit.command(typed, again)) } else { (ask_blocks(t, &begun), (visit.fresh)()) };
    let close = (visit.fresh)();
    let waiting = round.talks.iter().filter(|talk| talk.at.is_none() && talk.over.is_none()).count();
    view! {
        <details class="more no-print" open=adding>
            <summary>{say!(t, "round-more")}</summary>
            <Form action=action.clone() command=add>
                {ask_times}
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Calendar name="action" value=MORE>{say!(t, "round-more-save")}</Button></div>
            </Form>
        </details>
        <details class="more no-print">
            <summary>{say!(t, "round-close")}</summary>
            <Form action command=close>
                <p>{say!(t, "round-close-means", count = waiting)}</p>
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Minus name="action" value="close">{say!(t, "round-close")}</Button></div>
            </Form>
        </details>
    }
}

/// Who came into the class since: invited in one tap.
fn late(visit: &Visit, page: &RoundsPage, round: &RoundRow) -> impl IntoView + use<> {
    let t = visit.t;
    let invitable = |family: &&Invitable| !family.left_out && round.of(family.student).next().is_none();
    let late: Vec<_> = page.families.iter().filter(invitable).map(|family| {
        let hidden = vec![("invite_late", family.student.to_string())];
        let name = full_name(t, &family.name);
        let action = addresses::talk_round(page.class.class, round.round);
        view! {
            <li>{name.clone()}" "
                <Form action command=(visit.fresh)() hidden><Button kind=Kind::Slim>{say!(t, "round-late")}<Hidden words=format!(": {name}")/></Button></Form>
            </li>
        }
    }).collect();
    (!late.is_empty())
        .then(|| view! { <Card tone=Tone::Attention heading=say!(t, "round-late-title")><ul class="plain">{late}</ul></Card> })
}

fn marks(visit: &Visit, page: &RoundsPage, round: &RoundRow, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let table = Table::new(say!(t, "round-who"))
        .rows_id("gesprekken")
        .column(say!(t, "class-student"), Align::Start)
        .column(say!(t, "round-invited"), Align::Start)
        .column(say!(t, "round-answer"), Align::Start)
        .column(say!(t, "talk-sheet-open"), Align::End);
    // In the order of the families: those with several children first.
    let of = |family: &Invitable| round.of(family.student).cloned().collect::<Vec<_>>();
    let rows = page.families.iter().flat_map(|family| of(family).into_iter().map(move |talk| (family, talk)));
    let rows = rows.map(|(family, talk)| row(visit, page, family, round, &talk, typed));
    let boxes = table.show(rows);
    let ticks = Field::new(t, "talks", say!(t, "round-who"), typed).around(boxes);
    // Of a round that is over there is nothing left to mark, and a closed one asks nobody any longer.
    let open = round.talks.iter().any(|talk| talk.over.is_none() && round.keeps(talk));
    let asks = round.closed_on.is_none();
    let by: Vec<Choice> = Delivery::BY_HAND.iter().map(|by| by.choice(t)).collect();
    let by_typed =
        if typed.value("by").is_empty() { Typed::default().with("by", Delivery::Letter.code()) } else { typed.clone() };
    let ask_by = asks.then(|| Field::new(t, "by", say!(t, "round-by"), &by_typed).select(by));
    let invited =
        asks.then(|| view! { <Button kind=Kind::Quiet icon=Icon::Check name="action" value="invited">{say!(t, "round-mark-invited")}</Button> });
    let left = not_reached(round).count();
    let all = (asks && left > 0).then(|| {
        view! { <Button icon=Icon::Check name="action" value=ALL_INVITED>{say!(t, "round-mark-all", count = left)}</Button> }
    });
    view! {
        <Form action=addresses::talk_round(page.class.class, round.round) command=visit.command(typed, again)>
            {ticks}
            <div class="bulk" hidden=!open>
                {ask_by}
                <div class="actions">
                    {all}
                    {invited}
                    <Button kind=Kind::Quiet icon=Icon::Talk name="action" value="held">{say!(t, "round-mark-held")}</Button>
                </div>
                <p class="soft small">{say!(t, "round-held-means")}</p>
            </div>
        </Form>
    }
}

fn row(visit: &Visit, page: &RoundsPage, family: &Invitable, round: &RoundRow, talk: &RoundTalk, typed: &Typed) -> Row {
    let t = visit.t;
    let name = full_name(t, &family.name);
    let row = page.talks.iter().find(|row| row.talk == talk.talk);
    let ticked = typed.all("talks").any(|id| id == talk.talk.to_string());
    let kept = round.keeps(talk);
    let tick = if talk.over.is_some() || !kept {
        view! { <span>{name.clone()}</span> }.into_any()
    } else {
        view! { <label class="tick"><input type="checkbox" name="talks" value=talk.talk.to_string() checked=ticked/><span>{name.clone()}</span></label> }.into_any()
    };
    let siblings = family.siblings.then(|| view! { " "<Pill icon=Icon::People word=say!(t, "round-siblings")/> });
    let several = page.talks.iter().filter(|other| other.student == family.student).count() > 1;
    let who = several.then(|| view! { " "<span class="soft">{invited_words(t, family, &talk.invited)}</span> });
    let href = addresses::talk(family.student, talk.talk);
    Row::new()
        .cell(view! { <span>{tick}{who}{siblings}</span> })
        .cell(delivered(t, row, visit.now.today))
        .cell(answer(t, family, row, talk, visit.now.today, kept))
        .cell(view! { <LinkButton href=href kind=Kind::Slim>{say!(t, "talk-sheet-open")}<Hidden words=format!(": {name}")/></LinkButton> })
}

fn invited_words(t: Language, family: &Invitable, invited: &[PersonId]) -> String {
    let names = family.invitees.iter().filter(|brief| invited.contains(&brief.person));
    wording::list(t, &names.map(|brief| called(t, brief.whom, brief.name.as_ref())).collect::<Vec<_>>())
}

fn delivered(t: Language, row: Option<&TalkRow>, today: NaiveDate) -> impl IntoView + use<> {
    let last = row
        .and_then(|row| row.delivered.last())
        .map(|last| format!("{}, {}", wording::short_date(t, last.on, today), last.by.word(t)));
    let times = row.map_or(0, |row| {
        row.delivered.iter().map(|one| (one.on, one.by.code())).collect::<std::collections::BTreeSet<_>>().len()
    });
    let again = (times > 1).then(|| view! { " "<span class="soft">{say!(t, "round-times-invited", count = times)}</span> });
    match last {
        Some(words) => view! { <span>{words}{again}</span> }.into_any(),
        None => view! { <span class="soft">{say!(t, "round-not-yet")}</span> }.into_any(),
    }
}

/// What home said, and when the talk is or was.
fn answer(
    t: Language,
    family: &Invitable,
    row: Option<&TalkRow>,
    talk: &RoundTalk,
    today: NaiveDate,
    kept: bool,
) -> impl IntoView + use<> {
    let unanswered = matches!(talk.standing(), Standing::NotDelivered | Standing::Invited);
    let words = if kept || !unanswered { standing(t, talk, today) } else { say!(t, "standing-closed") };
    let booking = row.and_then(TalkRow::booking);
    let venue = booking.filter(|_| talk.over.is_none()).map(|booking| booking.venue.word(t));
    let interpreter =
        booking.is_some_and(Booking::has_interpreter).then(|| view! { " "<Pill word=say!(t, "talk-with-interpreter")/> });
    let who = |person| {
        let brief = family.invitees.iter().find(|brief: &&PersonBrief| brief.person == person);
        brief.map(|brief| called(t, brief.whom, None)).unwrap_or_default()
    };
    let others = row.map_or(&[][..], |row| row.answers.others.as_slice());
    let on_behalf = booking.map(|booking| (booking.by, booking.on_behalf)).into_iter();
    let on_behalf = on_behalf.chain(others.iter().map(|answer| (answer.by, answer.on_behalf)));
    let on_behalf = on_behalf.filter(|(_, on_behalf)| *on_behalf).map(|(by, _)| {
        view! { " "<span class="soft">{say!(t, "round-on-behalf", who = who(by))}</span> }
    });
    let on_behalf = on_behalf.collect_view();
    // Who said what, beside the time; a single answer stands there already.
    let said = others.iter().filter(|_| talk.over.is_none() && (booking.is_some() || others.len() > 1));
    let said = said.map(|answer| view! { " "<span class="soft">{format!("{} {}", who(answer.by), answer.what.word(t))}</span> });
    let said = said.collect_view();
    let words = venue.into_iter().fold(words, |words, venue| format!("{words}, {venue}"));
    view! { <span>{words}{interpreter}{said}{on_behalf}</span> }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use chrono::NaiveDate;
    use domain::talk::Block;

    fn shown(round: &RoundRow, typed: &Typed) -> String {
        page(&mentor(), &class_page(vec![round.clone()]), round, typed, None, None)
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().fold(Typed::default(), |typed, (name, value)| typed.with(name, *value))
    }

    fn read(pairs: &[(&str, &str)]) -> Result<RoundCommand, Errors> {
        let page = class_page(vec![round()]);
        parse(CLASS, ROUND, &page, &typed(pairs))
    }

    #[test]
    fn more_times_are_read_as_they_were_typed_and_nobody_has_to_be_ticked() {
        let sent = [("action", MORE), ("on2", "2026-03-12"), ("from1", "16:00"), ("from2", "16:00"), ("until2", "18.00")];
        let Ok(RoundCommand::More(AddTimes { round, class, blocks })) = read(&sent) else { panic!("more times") };
        let on = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        assert_eq!((round, class, blocks), (ROUND, CLASS, vec![Block { on, from: at(16), until: at(18) }]));
        assert!(matches!(read(&[("action", "close")]), Ok(RoundCommand::Closed(CloseRound { round: ROUND, class: CLASS }))));
    }

    #[test]
    fn what_is_wrong_with_more_times_stands_beside_its_field_with_everything_kept() {
        let wrong = |pairs: &[(&str, &str)]| {
            let Err(errors) = read(pairs) else { panic!("refused") };
            let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
            (fields, shown(&round(), &errors.render(Language::Nl, typed(pairs))))
        };
        let (fields, page) = wrong(&[("action", MORE), ("from1", "17:15")]);
        assert_eq!(fields, ["blocks"]);
        assert!(page.contains("id=\"blocks-error\"") && page.contains("value=\"17:15\""), "{page}");
        assert!(page.contains("<details open class=\"more no-print\""), "what is wrong is in sight");
        let (fields, page) = wrong(&[("action", MORE), ("on1", "2026-03-12"), ("from1", "kwart over 5"), ("until1", "")]);
        assert_eq!(fields, ["from1", "until1"]);
        assert!(page.contains("value=\"kwart over 5\""));
    }

    #[test]
    fn one_tap_marks_everybody_who_was_not_reached_yet() {
        let sent = [("action", ALL_INVITED), ("by", "letter")];
        let Ok(RoundCommand::Invited(marked)) = read(&sent) else { panic!("all invited") };
        // Amira's mother chose a time already, so she was reached.
        assert_eq!((marked.talks, marked.by), (vec![TalkId::of(ROUND, MILAN, 0)], Delivery::Letter));
        assert!(shown(&round(), &Typed::default()).contains("Dit gezin is uitgenodigd"));
    }

    #[test]
    fn a_round_that_runs_can_be_changed_and_a_closed_one_only_finished() {
        let page = shown(&round(), &Typed::default());
        assert!(page.contains("Tijden erbij") && page.contains("Ronde sluiten") && page.contains("value=\"invited\""));
        assert_eq!(page.matches("name=\"talks\"").count(), 2);

        let closed = shown(&RoundRow { closed_on: Some(TODAY), ..round() }, &Typed::default());
        assert!(closed.contains("Gesloten: vandaag.") && closed.contains("niet meer gevraagd"), "{closed}");
        assert!(!closed.contains("Tijden erbij") && !closed.contains("value=\"invited\""));
        assert_eq!(closed.matches("name=\"talks\"").count(), 1, "what was booked can still be told of");

        let mut over = round();
        over.times.blocks[0].on = TODAY.pred_opt().unwrap();
        assert!(!shown(&over, &Typed::default()).contains("Ronde sluiten"));
    }
}
