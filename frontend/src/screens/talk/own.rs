//! `/mijn-lijn/gesprek/{talk}`: the student's own page of a talk, with a greeting and their own words.

use app::questions::TalkPage;
use domain::{
    policy::Writing,
    talk::{GiveVoice, Greet, Party},
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Field, Form, Head, Icon, Kind, Strong, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::short_name,
        readers::{sentence, who_reads},
        talk::{
            prepare::{finished, said},
            voices::{ReadBy, voices},
        },
        visit::Visit,
    },
    wording::{self, capital},
};

/// What the student sent.
pub enum FromStudent {
    Greeting(Greet),
    Voice(GiveVoice),
}

pub fn path(page: &TalkPage) -> Address {
    addresses::own_talk(page.talk.talk)
}

pub fn parse(page: &TalkPage, typed: &Typed) -> Result<FromStudent, Errors> {
    let mut errors = Errors::default();
    let sent = match typed.value("action") {
        "greet" => {
            let words = errors.take("greeting", Words::parse(typed.value("greeting"))).flatten();
            if words.is_none() && errors.is_empty() {
                errors.add("greeting", "refused-talk-nothing-said");
            }
            let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
            Some(FromStudent::Greeting(Greet { talk, round, student, words }))
        }
        "voice" => said(page, Party::Student, typed, &mut errors).map(FromStudent::Voice),
        _ => None,
    };
    finished(sent, errors)
}

/// The student's page (nl: Mijn gesprek).
pub fn page(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "own-talk-title");
    let open = page.talk.outcome.is_none() && page.is_kept();
    visit.show_form(title.clone(), typed, || {
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title=title lede=view! { <Strong words=own_stands(visit, page)/> }.into_any()/>
                <FormTop t typed=typed.clone() again/>
                {voices(visit, page, &page.talk.voices, ReadBy::Own)}
                {open.then(|| prepare(visit, page, typed, again))}
                {open.then(|| greet(visit, page, typed, again))}
            </div>
        }
    })
}

fn own_stands(visit: &Visit, page: &TalkPage) -> String {
    let (t, today) = (visit.t, visit.now.today);
    let kind = capital(&page.talk.kind.word(t));
    match page.talk.booking().filter(|_| page.talk.outcome.is_none()) {
        Some(booking) => {
            say!(t, "own-talk-booked", kind = kind, at = wording::moment(t, booking.at, today), venue = booking.venue.word(t))
        }
        _ if page.talk.outcome.is_some() => say!(t, "own-talk-over", kind = kind),
        _ if !page.is_kept() => say!(t, "own-talk-closed", kind = kind),
        _ => say!(t, "own-talk-waits", kind = kind),
    }
}

fn prepare(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let (student, invited) = (short_name(t, &page.name), page.talk.invited.as_slice());
    let avoids = sentence(visit, &student, &visit.readers(Writing::Avoids { invited }));
    let readers = who_reads(visit, &student, Writing::Voice { invited, party: Party::Student, with_home: false });
    let ask_says = Field::new(t, "says", say!(t, "own-talk-says"), typed).optional().area(Words::MAX as u32);
    let ask_asks = Field::new(t, "asks", say!(t, "own-talk-asks"), typed).optional().area(Words::MAX as u32);
    let ask_avoids = Field::new(t, "avoids", say!(t, "own-talk-avoids"), typed).optional().hint(avoids).area(Words::MAX as u32);
    view! {
        <h2>{say!(t, "own-talk-prepare")}</h2>
        <Form action=path(page) command=visit.command(typed, again)>
            {ask_says}
            {ask_asks}
            {readers}
            {ask_avoids}
            <div class="actions"><Button icon=Icon::Check name="action" value="voice">{say!(t, "own-talk-save")}</Button></div>
        </Form>
    }
}

fn greet(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let readers = who_reads(visit, &short_name(t, &page.name), Writing::Greeting { invited: &page.talk.invited });
    let ask_greeting = Field::new(t, "greeting", say!(t, "own-talk-greeting"), typed).area(Words::MAX as u32);
    view! {
        <h2>{say!(t, "own-talk-greet")}</h2>
        <Form action=path(page) command=visit.command(typed, again)>
            {ask_greeting}
            {readers}
            <div class="actions"><Button kind=Kind::Quiet icon=Icon::Check name="action" value="greet">{say!(t, "own-talk-greet-save")}</Button></div>
        </Form>
    }
}
