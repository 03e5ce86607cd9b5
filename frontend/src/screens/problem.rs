//! The answers that are not the page someone asked for, in the reader's language and for the reader's eyes.

use app::Problem;
use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    addresses::DayAsked,
    parts::{
        Broken, Busy, Button, Card, Denied, Foreign, Form, Head, Icon, Kind, LinkButton, LookAt, Missing, Notice, Outage,
        Outdated, Prose, TOKEN_FIELD, Typed,
    },
    say,
    screens::{
        form::{Again, Errors, FormTop},
        visit::Visit,
    },
    wording::{self, Audience, Language},
};

/// The page for a problem. `typed`: what came in with it, if anything did.
///
/// A form that can be shown again is shown by its own screen; this is for when it cannot. What may not be known and what
/// does not exist get one answer, to the last byte: it tells nothing of the address.
pub fn page(visit: &Visit, problem: &Problem, typed: &Typed) -> String {
    let t = visit.t;
    // Looking again would begin a new form and lose this one.
    let again = (!can_be_sent_again(typed)).then(|| visit.path.clone());
    let anywhere = Visit { path: "/".into(), asked: DayAsked::Now, ..visit.clone() };
    match problem {
        Problem::NotFound => match visit.asked.past().filter(|_| visit.audience() == Audience::Staff) {
            Some(day) => not_there_then(visit, day, say!(t, "missing-title"), say!(t, "day-missing")),
            None => anywhere.show(say!(t, "missing-title"), None, || view! { <Missing t/> }),
        },
        Problem::BeforeSchool => {
            let day = visit.asked.past().unwrap_or(visit.now.today);
            not_there_then(visit, day, say!(t, "day-before-school-title"), say!(t, "day-before-school"))
        }
        Problem::NotAllowed => anywhere.show(say!(t, "denied-title"), None, || view! { <Denied t/> }),
        Problem::Busy => visit.show(say!(t, "busy-title"), None, || view! { <Busy t again/>{sent_again(visit, typed)} }),
        Problem::Outage => visit.show(say!(t, "outage-title"), None, || view! { <Outage t again/>{sent_again(visit, typed)} }),
        Problem::Broken(reference) => {
            let reference = reference.to_string();
            visit.show(say!(t, "broken-title"), None, || view! { <Broken t reference/>{sent_again(visit, typed)} })
        }
        Problem::Stale => came_back(visit, Errors::default(), Some(Again::Stale), typed),
        Problem::ReusedForm => came_back(visit, Errors::default(), Some(Again::Reused), typed),
        Problem::Refused(refusal) => came_back(visit, Errors::from(*refusal), None, typed),
    }
}

/// Nothing stands at this address on the day that was asked for: the way to the same page as it is now, and to another day. What
/// may not be known and what was not there yet get one answer: it tells nothing but the address that was typed.
fn not_there_then(visit: &Visit, day: NaiveDate, title: String, words: String) -> String {
    let (t, now, today) = (visit.t, visit.path_now(), visit.now.today);
    let (page, query) = now.split_once('?').unwrap_or((&now, ""));
    let page = page.to_owned();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let keep: Vec<(String, String)> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let here = Visit { asked: DayAsked::Now, ..visit.clone() };
    here.show(title.clone(), None, move || {
        view! {
            <Notice icon=Icon::Calendar heading=title>
                <p>{say!(t, "day-asked", day = wording::date(t, day))}" "{words}</p>
                <LinkButton href=now kind=Kind::Quiet>{say!(t, "day-note-now")}</LinkButton>
                <LookAt t action=page day=day today=today keep=keep/>
            </Notice>
        }
    })
}

/// Something was sent by a page that is not ours: nothing of it was done.
pub fn foreign_page(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "foreign-title"), None, || view! { <Foreign t/> })
}

/// A form of a page that belonged to another session, or to none of ours: nothing of it was done.
pub fn outdated_page(visit: &Visit, typed: &Typed) -> String {
    let t = visit.t;
    visit.show(say!(t, "outdated-title"), None, || view! { <Outdated t/>{kept(t, typed)} })
}

/// Something that went wrong too often: nothing was looked up or done, whatever it was. What was typed is shown with it.
pub fn too_often_page(visit: &Visit, typed: &Typed) -> String {
    let (t, title) = (visit.t, say!(visit.t, "too-often-title"));
    visit.show(title.clone(), None, || {
        view! {
            <Notice icon=Icon::Clock heading=title>
                <p>{say!(t, "too-often-text")}</p>
                <LinkButton href="/" kind=Kind::Quiet>{say!(t, "to-start")}</LinkButton>
            </Notice>
            {kept(t, typed)}
        }
    })
}

/// A form that took too long to carry out: perhaps it was, so it says to look first.
pub fn late_page(visit: &Visit, typed: &Typed) -> String {
    let t = visit.t;
    let title = say!(t, "late-title");
    if !can_be_sent_again(typed) {
        return told(visit, Icon::Clock, title, say!(t, "late-text"));
    }
    visit.show(title.clone(), None, || {
        view! {
            <Notice icon=Icon::Clock heading=title><p>{say!(t, "late-perhaps")}</p></Notice>
            {sent_again(visit, typed)}
        }
    })
}

/// More came in than a form can hold.
pub fn too_large_page(visit: &Visit) -> String {
    told(visit, Icon::Warn, say!(visit.t, "too-large-title"), say!(visit.t, "too-large-text"))
}

/// A form of which the end did not come.
pub fn slow_page(visit: &Visit) -> String {
    told(visit, Icon::Clock, say!(visit.t, "slow-title"), say!(visit.t, "slow-text"))
}

/// Something that no page of ours asks for.
pub fn not_understood_page(visit: &Visit) -> String {
    told(visit, Icon::Question, say!(visit.t, "not-understood-title"), say!(visit.t, "not-understood-text"))
}

fn told(visit: &Visit, icon: Icon, heading: String, text: String) -> String {
    let (t, title) = (visit.t, heading.clone());
    visit.show(title, None, || {
        view! {
            <Notice icon heading>
                <p>{text}</p>
                <LinkButton href="/" kind=Kind::Quiet>{say!(t, "to-start")}</LinkButton>
            </Notice>
        }
    })
}

/// Why a form came back, what was typed in it, and the way to a new one.
fn came_back(visit: &Visit, errors: Errors, again: Option<Again>, typed: &Typed) -> String {
    let (t, typed) = (visit.t, errors.render(visit.t, typed.clone()));
    visit.show_form(say!(t, "kept-title"), &typed, || {
        view! {
            <div class="column">
                <Head title=say!(t, "kept-title")/>
                <FormTop t typed=typed.clone() again/>
                {kept(t, &typed)}
                <div class="actions"><LinkButton href=visit.path.clone() icon=Icon::Undo>{say!(t, "kept-again")}</LinkButton></div>
            </div>
        }
    })
}

/// Does it bear the id of a command? Then it may be sent again without fear of doing something twice.
pub fn can_be_sent_again(typed: &Typed) -> bool {
    typed.value("command_id").parse::<Uuid>().is_ok()
}

/// What was typed, with a button that sends the very same form again. It bears the same command id, so what was stored after all
/// is not stored twice.
fn sent_again(visit: &Visit, typed: &Typed) -> Option<impl IntoView + use<>> {
    let t = visit.t;
    let command = typed.value("command_id").parse().ok()?;
    let fields = typed.fields().filter(|(name, _)| !["command_id", TOKEN_FIELD].contains(name));
    let fields = fields.map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> });
    let fields = fields.collect_view();
    let action = visit.path.clone();
    Some(view! {
        {kept(t, typed)}
        <div class="column">
            <Form action command>
                {fields}
                <p>{say!(t, "resend-safe")}</p>
                <div class="actions"><Button icon=Icon::Undo>{say!(t, "resend")}</Button></div>
            </Form>
        </div>
    })
}

/// What someone wrote in their own words, to take over into another form. Ids, codes and days are not words.
fn kept(t: Language, typed: &Typed) -> Option<impl IntoView + use<>> {
    let is_code = |value: &str| {
        let is_value = value.parse::<Uuid>().is_ok() || value.parse::<NaiveDate>().is_ok();
        is_value || value.chars().all(|c| c.is_ascii_lowercase() || "-.".contains(c))
    };
    let words: Vec<_> = typed.values_but(TOKEN_FIELD).filter(|value| !is_code(value)).map(str::to_owned).collect();
    let prose = words.iter().map(|words| view! { <Prose words=words.clone()/> }).collect_view();
    (!words.is_empty()).then(|| view! { <div class="column"><Card heading=say!(t, "kept-typed")>{prose}</Card></div> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::Assets;
    use app::Reference;
    use chrono::{DateTime, Utc};
    use domain::time::Now;

    fn visit(path: &str) -> Visit {
        let instant = DateTime::<Utc>::UNIX_EPOCH;
        Visit {
            circle: Default::default(),
            t: Language::NlEasy,
            assets: Assets { css: "site.css".into(), js: "site.js".into(), wasm: "site.wasm".into(), start: "start.js".into() }
                .into(),
            form_token: None,
            path: path.into(),
            asked: DayAsked::Now,
            reader: None,
            now: Now { recorded_at: instant, today: instant.date_naive(), time: instant.time() },
            waiting: 0,
            fresh: Uuid::nil,
        }
    }

    #[test]
    fn what_is_not_there_and_what_may_not_be_known_look_the_same() {
        let at = |path| page(&visit(path), &Problem::NotFound, &Typed::default());
        assert_eq!(at("/pagina/1"), at("/pagina/2?op=2025-12-01"));
    }

    #[test]
    fn what_was_typed_is_shown_back() {
        let typed =
            Typed::default().with("command_id", Uuid::nil()).with("toelichting", "Ze gaat <b>mee</b>.").with("op", "2026-06-16");
        for problem in
            [Problem::Stale, Problem::ReusedForm, Problem::Busy, Problem::Outage, Problem::Broken(Reference("7K3".into()))]
        {
            let page = page(&visit("/pagina/1"), &problem, &typed);
            assert!(page.contains("Ze gaat &lt;b&gt;mee&lt;/b&gt;."), "{problem:?}: {page}");
            let text = text_of(&page);
            assert!(!text.contains("00000000-0000") && !text.contains("2026-06-16"), "ids and days are nothing to read: {text}");
        }
    }

    /// What stands between the tags.
    fn text_of(page: &str) -> String {
        page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
    }

    #[test]
    fn what_could_not_be_stored_is_sent_again_as_the_very_same_form() {
        let (command, words) = (Uuid::max(), "Ze gaat \"mee\".");
        let typed = Typed::default().with("who", "moeder").with("command_id", command).with("words", words).with("who", "oma");
        for problem in [Problem::Busy, Problem::Outage, Problem::Broken(Reference("7K3".into()))] {
            let page = page(&visit("/pagina/1"), &problem, &typed);
            assert_eq!(page.matches(&format!("name=\"command_id\" value=\"{command}\"")).count(), 1, "{page}");
            assert!(page.contains("action=\"/pagina/1#"), "{page}");
            for field in ["name=\"who\" value=\"moeder\"", "name=\"who\" value=\"oma\"", "name=\"words\""] {
                assert!(page.contains(field), "{field}: {page}");
            }
        }
        // Where nothing was sent there is nothing to send again.
        assert!(!page(&visit("/pagina/1"), &Problem::Outage, &Typed::default()).contains("command_id"));
    }

    #[test]
    fn who_is_told_that_we_broke_gets_the_reference() {
        assert!(page(&visit("/"), &Problem::Broken(Reference("7K3Q9F".into())), &Typed::default()).contains("7K3Q9F"));
    }
}
