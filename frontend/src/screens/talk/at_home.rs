//! `/thuis/gesprek/{talk}`: an invitation, answered in one tap or with a time.

use app::questions::TalkPage;
use domain::{
    ids::PersonId,
    policy::Writing,
    talk::{AnswerOtherwise, BookTime, CancelTime, ComeApart, GiveVoice, OtherAnswer, Party},
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
        naming::{at_home_of, short_name},
        readers::{names, who_reads},
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
    Apart(ComeApart),
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
        "apart" => Some(FromHome::Apart(ComeApart { talk, round, student, by: me })),
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
    let others_time = visit.me().is_some_and(|me| is_others_time(page, me));
    let may_choose = open && page.round.closed_on.is_none() && !others_time;
    visit.show_form(title.clone(), typed, || {
        view! {
            <div class="column">
                <Back href=addresses::home().of_child(page.student) word=say!(t, "home-title")/>
                <Head title=title lede=view! { <Strong words=stands(visit, page, &child)/> }.into_any()/>
                <FormTop t typed=typed.clone() again/>
                {greeting(t, page)}
                {may_choose.then(|| choose(visit, page, typed, again))}
                {(open && others_time).then(|| to_anothers_time(visit, page))}
                {(open && !others_time).then(|| others(visit, page))}
                {(open && may_part(visit, page)).then(|| apart(visit, path(page)))}
                {voices(visit, page, &page.talk.voices, ReadBy::Home)}
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
        Some(Standing::Booked(at)) => booked(visit, page, wording::moment(t, at, today), child),
        Some(Standing::Over(over)) if over.held => say!(t, "invite-held", day = wording::day(t, over.on, today)),
        Some(Standing::Over(_)) => say!(t, "invite-missed"),
        Some(Standing::Answered(OtherAnswer::CallMe)) => say!(t, "invite-call-me"),
        Some(Standing::Answered(OtherAnswer::CannotCome)) => say!(t, "invite-cannot"),
        _ if closed => say!(t, "invite-closed"),
        Some(Standing::Answered(OtherAnswer::NotNow)) => say!(t, "invite-not-now"),
        _ => say!(t, "invite-lede", child = child, kind = page.talk.kind.word(t)),
    }
}

/// Did somebody else at home choose the time?
fn is_others_time(page: &TalkPage, me: PersonId) -> bool {
    page.talk.booking().is_some_and(|booking| booking.by != me)
}

/// The time; and of another's time who chose it, and what this reader said to it.
fn booked(visit: &Visit, page: &TalkPage, at: String, child: &str) -> String {
    let (t, time) = (visit.t, say!(visit.t, "invite-booked", at = at));
    let Some(me) = visit.me().filter(|me| is_others_time(page, *me)) else { return time };
    let who = page.talk.booking().and_then(|booking| page.people.get(booking.by));
    let who = who.map_or_else(|| say!(t, "somebody"), |brief| at_home_of(t, brief, child));
    let answer = match page.talk.answers.of(me) {
        Some(OtherAnswer::ComesToo) => say!(t, "invite-comes-too"),
        Some(OtherAnswer::CannotThen) => say!(t, "invite-cannot-then"),
        _ => say!(t, "invite-together"),
    };
    format!("{time} {} {answer}", capital(&say!(t, "invite-booked-by", who = who)))
}

/// What is said to another's time: one tap each.
fn to_anothers_time(visit: &Visit, page: &TalkPage) -> impl IntoView + use<> {
    let said = visit.me().and_then(|me| page.talk.answers.of(me));
    let left: Vec<OtherAnswer> = OtherAnswer::TO_ANOTHERS_TIME.into_iter().filter(|what| said != Some(*what)).collect();
    answer_buttons(visit, path(page), &left)
}

/// Who is asked together with others, and did not choose the time, may ask for a talk alone.
fn may_part(visit: &Visit, page: &TalkPage) -> bool {
    let holds = visit.me().is_some_and(|me| page.talk.answers.is_booked_by(me));
    page.talk.invited.len() > 1 && !holds && page.round.closed_on.is_none()
}

fn apart(visit: &Visit, action: Address) -> impl IntoView + use<> {
    let t = visit.t;
    view! {
        <Form action command=(visit.fresh)()>
            <p class="soft small">{say!(t, "invite-apart")}</p>
            <div class="actions"><Button kind=Kind::Quiet icon=Icon::Person name="action" value="apart">{say!(t, "said-apart")}</Button></div>
        </Form>
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
    answer_buttons(visit, action, &OtherAnswer::WITHOUT_TIME)
}

/// The buttons of these answers.
pub(crate) fn answer_buttons(visit: &Visit, action: Address, answers: &[OtherAnswer]) -> impl IntoView + use<> {
    let t = visit.t;
    let buttons: Vec<_> = answers.iter().copied().map(move |answer| {
        let icon = match answer {
            OtherAnswer::CallMe => Icon::Phone,
            OtherAnswer::CannotCome => Icon::Undo,
            OtherAnswer::NotNow => Icon::Clock,
            OtherAnswer::ComesToo => Icon::Check,
            OtherAnswer::CannotThen => Icon::Undo,
        };
        view! { <Button kind=Kind::Quiet icon name="action" value=answer.code()>{wording::say(t, &format!("said-{}", answer.code()), &[])}</Button> }
    }).collect();
    view! { <Form action command=(visit.fresh)()><div class="actions">{buttons}</div></Form> }
}

fn own_words(visit: &Visit, page: &TalkPage, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let ask_says = Field::new(t, "says", say!(t, "invite-says"), typed).optional().area(Words::MAX as u32);
    let ask_asks = Field::new(t, "asks", say!(t, "invite-asks"), typed).optional().area(Words::MAX as u32);
    let (student, invited) = (short_name(t, &page.name), page.talk.invited.as_slice());
    let alone = Writing::Voice { invited, party: Party::Home, with_home: false };
    let (readers, more) = (who_reads(visit, &student, alone), more_readers(visit, page, &student));
    let with_home = (!more.is_empty()).then(|| {
        let hint = say!(t, "invite-with-home-who", who = wording::list(t, &more), count = more.len());
        let may = vec![Choice::new("yes", say!(t, "invite-with-home")).more(hint)];
        Field::new(t, "with_home", String::new(), typed).any_of(may)
    });
    view! {
        <details class="more">
            <summary>{say!(t, "invite-own-words")}</summary>
            <Form action=path(page) command=(visit.fresh)()>
                {ask_says}
                {ask_asks}
                {readers}
                {with_home}
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Check name="action" value="voice">{say!(t, "invite-words-save")}</Button></div>
            </Form>
        </details>
    }
}

/// Who reads the words of this reader only when they say so.
fn more_readers(visit: &Visit, page: &TalkPage, student: &str) -> Vec<String> {
    let invited = page.talk.invited.as_slice();
    let readers = |with_home| visit.readers(Writing::Voice { invited, party: Party::Home, with_home }).now;
    let alone = readers(false);
    let more: Vec<_> = readers(true).into_iter().filter(|reader| !alone.contains(reader)).collect();
    names(visit, student, &more)
}
