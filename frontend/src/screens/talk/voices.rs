//! The three voices of a talk, each in its own words: read, shown, and what the student wrote with the invitation.

use app::questions::TalkPage;
use domain::{
    talk::{GiveVoice, Party},
    values::Words,
    views::TalkVoice,
};
use leptos::prelude::*;

use crate::{
    parts::{Prose, Typed},
    say,
    screens::{
        form::Errors,
        naming::{erased_or, short_name},
    },
    wording::Language,
};

/// Somebody's own words; shared with the pages of home and student.
pub(crate) fn voice(page: &TalkPage, party: Party, typed: &Typed, errors: &mut Errors) -> Option<GiveVoice> {
    let says = errors.take("says", Words::parse(typed.value("says")))?;
    let asks = errors.take("asks", Words::parse(typed.value("asks")))?;
    let avoids = errors.take("avoids", Words::parse(typed.value("avoids")))?;
    Some(GiveVoice { talk: page.talk.talk, round: page.talk.round, student: page.student, party, says, asks, avoids })
}

/// What the student wrote with the invitation.
pub(crate) fn greeting(t: Language, page: &TalkPage) -> impl IntoView + use<> {
    page.talk.greeting.as_ref().map(|words| {
        let words = erased_or(t, words, |words| words.as_str().to_owned());
        let who = short_name(t, &page.name);
        view! { <figure class="greeting"><blockquote><Prose words/></blockquote><figcaption class="soft">{who}</figcaption></figure> }
    })
}

/// From which side of the table the voices are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReadBy {
    School,
    Home,
    Own,
}

/// The three voices, each in its own column and its own words.
pub(crate) fn voices(t: Language, page: &TalkPage, side: ReadBy) -> impl IntoView + use<> {
    let student = short_name(t, &page.name);
    let columns = Party::ALL.map(|party| {
        let heading = match (party, side) {
            (Party::Student, ReadBy::Own) => say!(t, "voice-me"),
            (Party::Student, _) => say!(t, "voice-student", student = student.as_str()),
            (Party::Home, ReadBy::Home) => say!(t, "voice-you"),
            (Party::Home, _) => say!(t, "voice-home"),
            (Party::School, _) => say!(t, "voice-school"),
        };
        let said = match page.talk.voice(party) {
            Some(voice) => spoken(t, voice).into_any(),
            None => view! { <p class="soft">{say!(t, "voice-nothing")}</p> }.into_any(),
        };
        view! { <section class="voice"><h3>{heading}</h3>{said}</section> }
    });
    view! { <section><h2>{say!(t, "voices-title")}</h2><div class="voices">{columns.collect_view()}</div></section> }
}

fn spoken(t: Language, voice: &TalkVoice) -> impl IntoView + use<> {
    let text = |words: &Option<domain::personal::Personal<Words>>| {
        words.as_ref().map(|words| erased_or(t, words, |words| words.as_str().to_owned()))
    };
    let says = text(&voice.says).map(|words| view! { <Prose words/> });
    let asks = text(&voice.asks).map(|words| view! { <p class="small over">{say!(t, "voice-asks")}</p><Prose words/> });
    let avoids = text(&voice.avoids).map(|words| view! { <p class="small over">{say!(t, "voice-avoids")}</p><Prose words/> });
    view! { {says}{asks}{avoids} }
}
