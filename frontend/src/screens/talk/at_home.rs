//! `/thuis/gesprek/{talk}`: an invitation, answered in one tap or with a time.

use app::questions::TalkPage;
use domain::{
    ids::PersonId,
    talk::{AnswerOtherwise, BookTime, CancelTime, GiveVoice, OtherAnswer, Party},
    values::Words,
    views::Standing,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Choice, Field, Form, Head, Icon, Kind, Strong, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::short_name,
        talk::{
            booking::{book, time_value},
            prepare::{finished, said},
            voices::{ReadBy, greeting, voices},
            words::venues,
        },
        visit::Visit,
    },
    wording::{self, capital},
};

/// What home sent.
pub enum FromHome {
    Book(BookTime),
    Answer(AnswerOtherwise),
    Cancel(CancelTime),
    Voice(GiveVoice),
}

pub fn path(page: &TalkPage) -> Address {
    addresses::home_talk(page.talk.talk).of_child(page.student)
}

pub fn parse(page: &TalkPage, me: PersonId, typed: &Typed) -> Result<FromHome, Errors> {
    let mut errors = Errors::default();
    let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
    let sent = match typed.value("action") {
        "book" => book(page, Some(me), typed, &mut errors).map(FromHome::Book),
        "cancel" => Some(FromHome::Cancel(CancelTime { talk, round, student, by: me })),
        "voice" => said(page, Party::Home, typed, &mut errors).map(FromHome::Voice),
        other => OtherAnswer::parse(other).map(|what| FromHome::Answer(AnswerOtherwise { talk, round, student, by: me, what })),
    };
    finished(sent, errors)
}

/// The page of a parent or supporter.
pub fn page(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let child = short_name(t, &page.name);
    let title = say!(t, "invite-title", child = child.as_str());
    let open = page.talk.outcome.is_none() && page.is_kept();
    visit.show_form(title.clone(), typed, || {
        view! {
            <div class="column">
                <Back href=addresses::home().of_child(page.student) word=say!(t, "home-title")/>
                <Head title=title lede=view! { <Strong words=stands(visit, page, &child)/> }.into_any()/>
                <FormTop t typed=typed.clone() again/>
                {greeting(t, page)}
                {(open && page.round.closed_on.is_none()).then(|| choose(visit, page, typed, again))}
                {open.then(|| others(visit, page))}
                {voices(t, page, ReadBy::Home)}
                {open.then(|| own_words(visit, page, typed))}
            </div>
        }
    })
}

/// How it stands, in one sentence.
fn stands(visit: &Visit, page: &TalkPage, child: &str) -> String {
    let (t, today) = (visit.t, visit.now.today);
    // Who asked to be called or cannot come is heard; nobody else is asked any longer.
    let closed = page.round.closed_on.is_some();
    match page.standing().map(|talk| talk.standing()) {
        Some(Standing::Booked(at)) => say!(t, "invite-booked", at = wording::moment(t, at, today)),
        Some(Standing::Over(over)) if over.held => say!(t, "invite-held", day = wording::day(t, over.on, today)),
        Some(Standing::Over(_)) => say!(t, "invite-missed"),
        Some(Standing::Answered(OtherAnswer::CallMe)) => say!(t, "invite-call-me"),
        Some(Standing::Answered(OtherAnswer::CannotCome)) => say!(t, "invite-cannot"),
        _ if closed => say!(t, "invite-closed"),
        Some(Standing::Answered(OtherAnswer::NotNow)) => say!(t, "invite-not-now"),
        _ => say!(t, "invite-lede", child = child, kind = page.talk.kind.word(t)),
    }
}

/// The times, those beside a sibling's first.
fn choose(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let (t, today) = (visit.t, visit.now.today);
    let times: Vec<Choice> = page
        .offered()
        .into_iter()
        .map(|at| {
            let when = capital(&wording::moment(t, at, today));
            let beside = page.sibling_beside(at).map(|name| say!(t, "invite-beside", child = short_name(t, name)));
            Choice::new(time_value(at), beside.map_or_else(|| when.clone(), |beside| format!("{when} ({beside})")))
        })
        .collect();
    if times.is_empty() {
        return view! { <p>{say!(t, "invite-no-times")}</p> }.into_any();
    }
    let booked = page.talk.booking().is_some();
    let word = if booked { say!(t, "invite-change") } else { say!(t, "invite-yes") };
    let interpreter = vec![Choice::new("yes", say!(t, "invite-interpreter-yes"))];
    let cancel = booked.then(
        || view! { <Button kind=Kind::Quiet icon=Icon::Undo name="action" value="cancel">{say!(t, "invite-cancel")}</Button> },
    );
    let ask_at = Field::new(t, "at", say!(t, "invite-choose"), typed).select(times);
    let ask_venue = Field::new(t, "venue", say!(t, "invite-where"), typed).one_of(venues(t, &page.round.venues));
    let ask_interpreter = Field::new(t, "interpreter", say!(t, "invite-interpreter"), typed).any_of(interpreter);
    view! {
        <Form action=path(page) command=visit.command(typed, again)>
            {ask_at}
            {ask_venue}
            {ask_interpreter}
            <div class="actions"><Button icon=Icon::Check name="action" value="book">{word}</Button>{cancel}</div>
        </Form>
    }
    .into_any()
}

/// The answers without a time: one tap each.
fn others(visit: &Visit, page: &TalkPage) -> impl IntoView + use<> {
    let t = visit.t;
    view! { <h2>{say!(t, "invite-otherwise")}</h2>{other_answers(visit, path(page))} }
}

/// The buttons of the one-tap answers, for this page and for the card on `/thuis`.
pub(crate) fn other_answers(visit: &Visit, action: Address) -> impl IntoView + use<> {
    let t = visit.t;
    let buttons = OtherAnswer::EACH.iter().map(move |answer| {
        let icon = match answer {
            OtherAnswer::CallMe => Icon::Phone,
            OtherAnswer::CannotCome => Icon::Undo,
            OtherAnswer::NotNow => Icon::Clock,
        };
        view! { <Button kind=Kind::Quiet icon name="action" value=answer.code()>{wording::say(t, &format!("said-{}", answer.code()), &[])}</Button> }
    });
    view! { <Form action command=(visit.fresh)()><div class="actions">{buttons.collect_view()}</div></Form> }
}

fn own_words(visit: &Visit, page: &TalkPage, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let ask_says = Field::new(t, "says", say!(t, "invite-says"), typed).optional().area(Words::MAX as u32);
    let ask_asks = Field::new(t, "asks", say!(t, "invite-asks"), typed).optional().area(Words::MAX as u32);
    view! {
        <details class="more">
            <summary>{say!(t, "invite-own-words")}</summary>
            <Form action=path(page) command=(visit.fresh)()>
                {ask_says}
                {ask_asks}
                <p class="said-by">{Icon::Eye}<span>{say!(t, "invite-words-read")}</span></p>
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Check name="action" value="voice">{say!(t, "invite-words-save")}</Button></div>
            </Form>
        </details>
    }
}
