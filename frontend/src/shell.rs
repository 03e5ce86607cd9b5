//! The HTML document around every screen: one stylesheet, no script unless an island is on the page.

use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, ASSETS},
    markup::{Markup, Script},
    parts::{FormToken, Hidden, Icon, PastBanner, PastFrame, Post},
    say,
    screens::coded::Coded,
    wording::{self, Audience, Language},
};

/// The names under `/pkg/` of the built files, as the build's manifest has them; they carry a hash of their content.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
    /// The script that wakes the islands of a page.
    pub start: String,
}

/// What stands around a screen.
pub struct Page {
    pub title: String,
    pub t: Language,
    pub audience: Audience,
    /// Path and query of this page, to come back to after a change of language.
    pub path: String,
    pub nav: Vec<NavItem>,
    pub who: Option<Who>,
    pub past: Option<PastFrame>,
    /// What proves that a form comes from a page that we made for this session.
    pub form_token: Option<String>,
}

/// A place to go, as a word in the menu; on a phone at home also as a picture.
pub struct NavItem {
    pub href: String,
    pub icon: Icon,
    pub word: String,
    /// How much waits there for the reader.
    pub waiting: usize,
    pub here: Option<Here>,
}

/// Where the reader is, seen from the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// On this very page.
    Page,
    /// Somewhere below it.
    Below,
}

impl Here {
    const fn aria_current(self) -> &'static str {
        match self {
            Here::Page => "page",
            Here::Below => "true",
        }
    }
}

/// Who is signed in, and where.
pub struct Who {
    pub name: String,
    pub school: Option<String>,
    pub elsewhere: Vec<Elsewhere>,
}

/// Another membership of the same human being, to go on in.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub school: SchoolId,
    pub school_name: String,
    pub person: PersonId,
    pub role: Role,
}

/// The whole document as text. The body is made inside the
/// rendering's own owner, so that islands and signals find one and leave nothing behind.
pub fn render<V: IntoView>(page: Page, assets: &Assets, body: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(FormToken(page.form_token.clone()));
        let body = Markup::of(body());
        Markup::document(document(page, assets, body))
    })
}

fn document(page: Page, assets: &Assets, body: Markup) -> impl IntoView + use<> {
    let (t, audience) = (page.t, page.audience);
    // Homes get no script at all, whatever a screen puts on the page.
    let script = (audience == Audience::Staff && body.has_islands()).then(|| wake_islands(assets));
    let class = match audience {
        Audience::Staff => "staff",
        Audience::Home => "home",
    };
    let title = format!("{} · {}", page.title, say!(t, "brand"));
    let past = page.past.is_some().then_some("past");
    let languages = languages(t, audience, page.path);
    let elsewhere = page.who.as_ref().map(|who| elsewhere(t, who));
    let who = page.who.map(|who| signed_in(t, who));
    // At home the language lies on top and the account out of the way; for staff the other way round.
    let (on_top, below) = match audience {
        Audience::Staff => (who.into_any(), languages.into_any()),
        Audience::Home => (languages.into_any(), who.into_any()),
    };
    view! {
        <html lang=t.lang() dir=t.dir() class=past>
            <head>
                <meta charset="utf-8"/>
                <title>{title}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" href=mark()/>
                <link rel="stylesheet" href=built(&assets.css)/>
                {script}
            </head>
            <body class=class>
                <a class="skip" href="#inhoud">{say!(t, "skip")}</a>
                {page.past.map(|past| view! { <PastBanner t past/> })}
                <header class="top">
                    <div class="wrap">
                        <a class="brand" href=addresses::start()>{Icon::Table}{say!(t, "brand")}</a>
                        {menu(t, page.nav)}
                        <div class="account">{elsewhere}{on_top}</div>
                    </div>
                </header>
                <main class="wrap" id="inhoud">{body}</main>
                <footer class="wrap">{below}</footer>
            </body>
        </html>
    }
}

fn menu(t: Language, items: Vec<NavItem>) -> impl IntoView + use<> {
    (!items.is_empty()).then(|| {
        let items = items.into_iter().map(|item| {
            let waiting = (item.waiting > 0).then(|| {
                let said = format!(": {}", say!(t, "menu-waiting", count = item.waiting));
                view! { <b class="badge num" aria-hidden="true">{item.waiting}</b><Hidden words=said/> }
            });
            view! { <a href=item.href aria-current=item.here.map(Here::aria_current)>{item.icon}<span>{item.word}{waiting}</span></a> }
        });
        view! { <nav class="menu" aria-label=say!(t, "menu")>{items.collect_view()}</nav> }
    })
}

fn signed_in(t: Language, who: Who) -> impl IntoView + use<> {
    let label = say!(t, "signed-in", name = who.name.as_str());
    view! {
        <Post class="who" action=addresses::sign_out() label>
            <span>
                {who.school.map(|school| view! { <span class="school">{wording::name(t, &school)}" · "</span> })}
                <span class="name">{wording::name(t, &who.name)}</span>
            </span>
            <button class="plain">{say!(t, "sign-out")}</button>
        </Post>
    }
}

fn elsewhere(t: Language, who: &Who) -> impl IntoView + use<> {
    who.elsewhere.iter().map(|other| switch(t, other, who)).collect_view()
}

/// One tap to another of one's own memberships, named by the school, and by the role where the school does not tell.
fn switch(t: Language, to: &Elsewhere, who: &Who) -> impl IntoView + use<> {
    let role = to.role.word(t);
    let twice = who.elsewhere.iter().filter(|other| other.school == to.school).count() > 1;
    let words = match who.school.as_ref() == Some(&to.school_name) {
        true => say!(t, "switch-role", role = role),
        false if twice => say!(t, "switch-school-role", school = to.school_name.as_str(), role = role),
        false => say!(t, "switch-school", school = to.school_name.as_str()),
    };
    let (school, person, role) = (to.school.to_string(), to.person.to_string(), to.role.name());
    view! {
        <Post action=addresses::switch()>
            <input type="hidden" name="school" value=school/>
            <input type="hidden" name="person" value=person/>
            <input type="hidden" name="role" value=role/>
            <button class="plain">{words}</button>
        </Post>
    }
}

/// The other languages in their own names, all in sight: who cannot read this page must still find the own one.
fn languages(t: Language, audience: Audience, path: String) -> impl IntoView + use<> {
    let others: Vec<_> = Language::released(audience).filter(|other| *other != t).collect();
    (!others.is_empty()).then(move || {
        let others = others.into_iter().map(|other| {
            view! { <button class="plain" name="language" value=other.code() lang=other.lang()>{other.own_name()}</button> }
        });
        view! {
            <Post class="languages" action=addresses::language() label=say!(t, "language")>
                <input type="hidden" name="back_to" value=path/>
                {Icon::World}
                {others.collect_view()}
            </Post>
        }
    })
}

/// The address of a built file.
fn built(name: &str) -> String {
    format!("{ASSETS}/{name}")
}

/// Fetches the script that wakes the islands, and what it will need.
fn wake_islands(assets: &Assets) -> impl IntoView + use<> {
    let (js, wasm) = (built(&assets.js), built(&assets.wasm));
    view! {
        <link rel="modulepreload" href=js/>
        <link rel="preload" href=wasm r#as="fetch" type="application/wasm" crossorigin="anonymous"/>
        <Script src=built(&assets.start)/>
    }
}

/// The kitchen table, for the tab of the browser. In the page itself, so that it costs no request.
fn mark() -> String {
    let line = Icon::Table.line();
    format!(
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%230e5a5a' stroke-width='2.4'><path d='{line}'/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::islands::CountLeft;
    use uuid::Uuid;

    fn page(audience: Audience, t: Language) -> Page {
        let nav = vec![NavItem {
            href: addresses::home().into(),
            icon: Icon::Home,
            word: "Thuis".into(),
            waiting: 2,
            here: Some(Here::Page),
        }];
        let who = Some(Who { name: "Noor <b>&".into(), school: Some("De Sluis".into()), elsewhere: vec![] });
        Page {
            title: "Mijn lijn".into(),
            t,
            audience,
            path: "/pagina?kind=1".into(),
            nav,
            who,
            past: None,
            form_token: Some("t0ken".into()),
        }
    }

    fn shown(page: Page) -> String {
        let assets =
            Assets { css: "app-1.css".into(), js: "app-2.js".into(), wasm: "app-3.wasm".into(), start: "start-4.js".into() };
        render(page, &assets, || view! { <p>"Hallo"</p><CountLeft field="words".into() max=9 words="#".into()/> })
    }

    #[test]
    fn a_page_at_home_ships_no_script() {
        let html = shown(page(Audience::Home, Language::Nl));
        assert!(html.starts_with("<!doctype html><html lang=\"nl\" dir=\"ltr\""), "{html}");
        assert!(!html.contains("<script") && !html.contains(".wasm") && !html.contains(".js"), "{html}");
        assert!(html.contains("href=\"/pkg/app-1.css\""));
    }

    #[test]
    fn a_page_with_an_island_fetches_what_wakes_it() {
        let html = shown(page(Audience::Staff, Language::Nl));
        assert!(html.contains("<script type=\"module\" src=\"/pkg/start-4.js\"></script>"), "{html}");
        assert!(html.contains("/pkg/app-2.js") && html.contains("/pkg/app-3.wasm"));
    }

    #[test]
    fn nothing_on_a_page_needs_what_the_content_policy_forbids() {
        for html in [Audience::Staff, Audience::Home].map(|audience| shown(page(audience, Language::Nl))) {
            for forbidden in [" style=", "<style", " onclick=", "javascript:"] {
                assert!(!html.contains(forbidden), "{forbidden} in {html}");
            }
        }
    }

    #[test]
    fn every_form_carries_the_token() {
        let html = shown(page(Audience::Home, Language::Nl));
        let forms = html.matches("method=\"post\"").count();
        assert!(forms >= 2, "{html}");
        assert_eq!(html.matches("name=\"form_token\" value=\"t0ken\"").count(), forms, "{html}");
    }

    #[test]
    fn names_are_text() {
        assert!(shown(page(Audience::Home, Language::Nl)).contains("Noor &lt;b&gt;&amp;"));
    }

    #[test]
    fn easy_dutch_is_dutch_to_a_screen_reader_and_arabic_runs_the_other_way() {
        assert!(shown(page(Audience::Home, Language::NlEasy)).contains("<html lang=\"nl\" dir=\"ltr\""));
        assert!(shown(page(Audience::Home, Language::Ar)).contains("<html lang=\"ar\" dir=\"rtl\""));
    }

    #[test]
    fn a_page_of_the_past_says_so() {
        let mut past = page(Audience::Staff, Language::Nl);
        past.past = Some(PastFrame { day: "2025-12-01".parse().unwrap(), more: None, now: addresses::evolution().into() });
        let html = shown(past);
        assert!(html.contains("class=\"past\""), "{html}");
        assert!(html.contains("Zoals het was op maandag 1 december 2025") && html.contains("Terug naar nu"));
    }

    #[test]
    fn somebody_with_several_memberships_goes_on_in_another_with_one_tap() {
        let (sluis, wissel) = (SchoolId(Uuid::from_u128(1)), SchoolId(Uuid::from_u128(2)));
        let at = |school, name: &str, role| Elsewhere { school, school_name: name.into(), person: PersonId(Uuid::nil()), role };
        let words = |elsewhere: Vec<Elsewhere>| {
            let mut page = page(Audience::Home, Language::Nl);
            page.who.as_mut().unwrap().elsewhere = elsewhere;
            let html = shown(page);
            let buttons = html.split("<button class=\"plain\">").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
            (html.matches("action=\"/wissel\"").count(), buttons.collect::<Vec<_>>())
        };
        assert_eq!(words(vec![]), (0, vec!["Uitloggen".into()]));
        let two = vec![at(wissel, "De Wissel", Role::Parent), at(sluis, "De Sluis", Role::Mentor)];
        assert_eq!(words(two), (2, vec!["Naar De Wissel".into(), "Verder als mentor".into(), "Uitloggen".into()]));
        let twice = vec![at(wissel, "De Wissel", Role::Parent), at(wissel, "De Wissel", Role::Mentor)];
        assert_eq!(words(twice).1[..2], ["Naar De Wissel als ouder", "Naar De Wissel als mentor"]);
    }

    #[test]
    fn the_menu_says_where_one_is() {
        let html = shown(page(Audience::Home, Language::Nl));
        assert!(html.contains("aria-current=\"page\""), "{html}");
        assert!(html.contains("value=\"/pagina?kind=1\""));
        assert!(html.contains(">2</b>") && html.contains(": 2 wachten"), "{html}");
    }
}
