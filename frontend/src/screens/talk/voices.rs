//! The three voices of a talk, each in its own words: read, shown, and what the student wrote with the invitation.

use app::questions::{PersonBrief, TalkPage};
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
        naming::{at_home_of, called, erased_or, short_name, yours},
        visit::Visit,
    },
    wording::{Language, capital},
};

/// Somebody's own words; shared with the pages of home and student.
pub(crate) fn voice(page: &TalkPage, party: Party, typed: &Typed, errors: &mut Errors) -> Option<GiveVoice> {
    let says = errors.take("says", Words::parse(typed.value("says")))?;
    let asks = errors.take("asks", Words::parse(typed.value("asks")))?;
    let avoids = errors.take("avoids", Words::parse(typed.value("avoids")))?;
    let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
    let with_home = typed.value("with_home") == "yes";
    Some(GiveVoice { talk, round, student, party, says, asks, avoids, with_home })
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

/// The voices of student, home and school, each in its own column and its own words. Of home everybody has their own, under
/// their own name.
pub(crate) fn voices(visit: &Visit, page: &TalkPage, voices: &[TalkVoice], side: ReadBy) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let columns = Party::ALL.map(|party| {
        let heading = match (party, side) {
            (Party::Student, ReadBy::Own) => say!(t, "voice-me"),
            (Party::Student, _) => say!(t, "voice-student", student = student.as_str()),
            (Party::Home, ReadBy::Home) => say!(t, "voice-you"),
            (Party::Home, _) => say!(t, "voice-home"),
            (Party::School, _) => say!(t, "voice-school"),
        };
        let said: Vec<AnyView> = voices
            .iter()
            .filter(|voice| voice.party == party)
            .map(|voice| {
                let who = voice.by.filter(|by| visit.me() != Some(*by)).and_then(|by| page.people.get(by));
                let who = who.map(|brief| view! { <p class="small over">{capital(&said_by(t, brief, side, &student))}</p> });
                view! { {who}{spoken(t, voice)} }.into_any()
            })
            .collect();
        let said = match said.is_empty() {
            true => view! { <p class="soft">{say!(t, "voice-nothing")}</p> }.into_any(),
            false => said.into_any(),
        };
        view! { <section class="voice"><h3>{heading}</h3>{said}</section> }
    });
    view! { <section><h2>{say!(t, "voices-title")}</h2><div class="voices">{columns.collect_view()}</div></section> }
}

fn said_by(t: Language, brief: &PersonBrief, side: ReadBy, student: &str) -> String {
    match side {
        ReadBy::School => called(t, brief.whom, brief.name.as_ref()),
        ReadBy::Home => at_home_of(t, brief, student),
        ReadBy::Own => yours(t, brief),
    }
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
