//! What people see: one screen, one file, read top to bottom. A screen is a pure function of an answer of the door and of
//! who visits; its form, if any, is read beside it.

mod agreement_told;
mod assignment_told;
mod choice;
mod message_told;
mod naming;
mod talk_told;

pub mod agreement_form;
pub mod assignment_form;
pub mod came_back;
pub mod contact_form;
pub mod deals_home;
pub mod details_form;
pub mod done;
pub mod entry;
pub mod evening;
pub mod events_behind;
pub mod evolution;
pub mod handed_out;
pub mod home;
pub mod inbox;
pub mod left_lying;
pub mod line_form;
pub mod line_seen;
pub mod message;
pub mod my_class;
pub mod own_entry;
pub mod own_line;
pub mod problems;
pub mod school;
pub mod sign_in;
pub mod student;
pub mod support;
pub mod supporter_form;
pub mod talk;
pub mod talk_round;
pub mod talk_sheet;

pub use choice::Coded;
pub use naming::{erased_or, full_name, short_name, whom};

use std::sync::Arc;

use app::{Past, questions::Before};
use chrono::NaiveDate;
use domain::{
    actor::{Actor, Role},
    grammar::Refusal,
    ids::{CommandId, PersonId, Position},
    policy::{ActorKind, Deed, DeedScope, scope},
    time::{Now, day_in_address},
    values::{Invalid, Words},
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    addresses::{self, Address},
    parts::{self, ErrorSummary, Icon, Pager, Stale, Typed},
    say,
    shell::{Assets, Elsewhere, Here, NavItem, Page, Who, render},
    wording::{self, Audience, Language},
};

/// What a page knows of the one who asks for it, besides the answer.
#[derive(Clone)]
pub struct Visit {
    pub t: Language,
    pub assets: Arc<Assets>,
    /// The nonce in the answer's Content-Security-Policy.
    pub nonce: String,
    /// Path and query of this page.
    pub path: String,
    /// Who is signed in; nobody on the way in.
    pub reader: Option<Reader>,
    pub now: Now,
    /// Makes ids: for a form, and for what it will bring about.
    pub fresh: fn() -> Uuid,
}

/// Somebody who is signed in, in one role at one school.
#[derive(Clone, Debug)]
pub struct Reader {
    pub actor: Actor,
    pub name: String,
    pub school: String,
    /// The other memberships of this human being.
    pub elsewhere: Vec<Elsewhere>,
}

impl Visit {
    pub fn me(&self) -> Option<PersonId> {
        self.reader.as_ref()?.actor.person()
    }

    pub fn role(&self) -> Option<Role> {
        self.reader.as_ref()?.actor.role()
    }

    pub fn audience(&self) -> Audience {
        if self.role().is_some_and(Role::is_staff) { Audience::Staff } else { Audience::Home }
    }

    /// How far this reader may go with a deed. Asks the policy, so that no button leads to a refusal.
    pub fn scope(&self, deed: Deed) -> DeedScope {
        self.reader.as_ref().map_or(DeedScope::Never, |reader| scope(ActorKind::of(&reader.actor), deed))
    }

    /// Is there a case in which this reader may do this?
    pub fn may(&self, deed: Deed) -> bool {
        self.scope(deed) != DeedScope::Never
    }

    /// The whole page around a body.
    pub fn show<V: IntoView>(&self, title: impl Into<String>, past: Option<Past>, body: impl FnOnce() -> V) -> String {
        let page = Page {
            title: title.into(),
            t: self.t,
            audience: self.audience(),
            path: self.path.clone(),
            nav: self.nav(past),
            who: self.reader.as_ref().map(Reader::who),
            past: past.map(|past| self.frame(past)),
        };
        render(page, &self.assets, &self.nonce, body)
    }

    /// A page with a form: its title says so when something is wrong, for those who hear the title first.
    pub fn show_form<V: IntoView>(&self, title: String, typed: &Typed, body: impl FnOnce() -> V) -> String {
        let title = if typed.is_wrong() { say!(self.t, "form-wrong-title", title = title) } else { title };
        self.show(title, None, body)
    }

    /// The command id of a form: the one that came with it, so that sending twice changes nothing twice. A form that was
    /// used before and now says something else needs a new one.
    pub fn command(&self, typed: &Typed, again: Option<Again>) -> Uuid {
        self.id(typed, "command_id", again)
    }

    /// An id that a form brings along in a hidden field.
    pub fn id(&self, typed: &Typed, field: &str, again: Option<Again>) -> Uuid {
        let came_in = typed.value(field).parse().ok().filter(|_| again != Some(Again::Reused));
        came_in.unwrap_or_else(self.fresh)
    }

    fn frame(&self, past: Past) -> parts::Past {
        let (t, position, head) = (self.t, past.position.0, past.head.0);
        let more = say!(t, "past-position", position = position, head = head);
        parts::Past { day: past.day, more: Some(more), now: without_day(&self.path) }
    }

    /// The menu of this reader. In the past it leads through the past; the way back to now is in the frame.
    fn nav(&self, past: Option<Past>) -> Vec<NavItem> {
        let school = (addresses::school(), Icon::School, "nav-school");
        let menu = match self.role() {
            Some(Role::Mentor) => vec![
                (addresses::my_class(), Icon::People, "nav-my-class"),
                (addresses::inbox(), Icon::Talk, "nav-messages"),
                school,
            ],
            Some(Role::CareerLead | Role::SchoolAdmin) => vec![school],
            Some(Role::Auditor) => vec![(addresses::evolution(), Icon::Chart, "nav-evolution")],
            Some(Role::Student) => {
                vec![(addresses::own_line(), Icon::Flag, "nav-my-line"), (addresses::own_messages(), Icon::Talk, "nav-messages")]
            }
            Some(Role::Parent | Role::Supporter) => vec![(addresses::home(), Icon::Home, "nav-home")],
            None => vec![],
        };
        let page = self.path.split('?').next().unwrap_or_default();
        let is_above = |href: &str| page == href || page.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
        // The pages about a student and their people stand below the first item of the menu. The first page stands below none.
        let first = (page != addresses::start().as_str()).then_some(0);
        // A page below two items belongs to the longer address.
        let above = menu.iter().enumerate().filter(|(_, (href, ..))| is_above(href.as_str()));
        let here = above.max_by_key(|(_, (href, ..))| href.as_str().len()).map(|(i, _)| i).or(first);
        let item = |(i, (href, icon, word)): (usize, (Address, Icon, &str))| NavItem {
            here: (here == Some(i)).then_some(if page == href.as_str() { Here::Page } else { Here::Below }),
            href: href.keeping(past).into(),
            icon,
            word: wording::say(self.t, word, &[]),
            waiting: 0,
        };
        menu.into_iter().enumerate().map(item).collect()
    }
}

impl Reader {
    fn who(&self) -> Who {
        Who { name: self.name.clone(), school: Some(self.school.clone()), elsewhere: self.elsewhere.clone() }
    }
}

/// A link from a page of the past leads to the past: the day goes along.
pub fn keeping(past: Option<Past>, href: impl Into<String>) -> String {
    match past {
        Some(past) => on_day(past.day, href),
        None => href.into(),
    }
}

/// The same page as it was at the end of a day.
pub fn on_day(day: NaiveDate, href: impl Into<String>) -> String {
    let href = href.into();
    let joint = if href.contains('?') { '&' } else { '?' };
    format!("{href}{joint}op={day}")
}

/// The same address as it is now.
fn without_day(path: &str) -> String {
    let Some((page, query)) = path.split_once('?') else { return path.to_owned() };
    let rest: Vec<_> = query.split('&').filter(|pair| !pair.starts_with("op=")).collect();
    if rest.is_empty() { page.to_owned() } else { format!("{page}?{}", rest.join("&")) }
}

/// Reads where an older page of a timeline starts, as `?voor=2025-11-06.14203` has it.
pub fn before_of(text: &str) -> Option<Before> {
    let (on, pos) = text.split_once('.')?;
    Some(Before { on: day_in_address(on)?, pos: Position(pos.parse().ok()?) })
}

/// The other pages of the timeline at this address.
#[component]
pub fn TimelinePager(
    t: Language,
    #[prop(into)] href: String,
    past: Option<Past>,
    before: Option<Before>,
    older: Option<Before>,
) -> impl IntoView {
    let joint = if href.contains('?') { '&' } else { '?' };
    let older = older.map(|at| keeping(past, format!("{href}{joint}voor={}.{}", at.on, at.pos.0)));
    let newest = before.map(|_| keeping(past, href));
    view! { <Pager t newer=newest older=older/> }
}

/// What is wrong with a form: fields, each with the key of a sentence. A field without a name stands for the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    pub fn add(&mut self, field: &'static str, key: impl Into<String>) {
        self.0.push((field, key.into()));
    }

    /// The value, or the reason why it is none is noted at its field.
    pub fn take<T>(&mut self, field: &'static str, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|Invalid(code)| self.add(field, format!("invalid-{code}"))).ok()
    }

    /// The reason for taking something back or telling it anew; without one it is refused.
    pub fn take_reason(&mut self, typed: &Typed, missing: impl Into<Refusal>) -> Option<Words> {
        let because = self.take("because", Words::parse(typed.value("because")))?;
        if because.is_none() {
            self.refuse(missing);
        }
        because
    }

    /// One of a few; a form always has one chosen.
    pub fn choose<T: Coded>(&mut self, typed: &Typed, field: &'static str) -> Option<T> {
        let chosen = T::parse(typed.value(field));
        if chosen.is_none() {
            self.add(field, "check-choose");
        }
        chosen
    }

    /// What the domain would say as well, said together with what else is wrong.
    pub fn refuse(&mut self, refusal: impl Into<Refusal>) {
        self.0.extend(Errors::from(refusal.into()).0);
    }

    /// An id of a hidden field. Without it nothing can be done, and sending again mends it.
    pub fn take_id<T: std::str::FromStr>(&mut self, typed: &Typed, field: &str) -> Option<T> {
        let id = typed.value(field).parse().ok();
        if id.is_none() && !self.0.contains(&("", "form-incomplete".into())) {
            self.add("", "form-incomplete");
        }
        id
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form as it was typed, with these sentences beside its fields.
    pub fn told(&self, t: Language, mut typed: Typed) -> Typed {
        for (field, key) in &self.0 {
            typed.wrong(field, wording::say(t, key, &[]));
        }
        typed
    }
}

impl From<Refusal> for Errors {
    fn from(refusal: Refusal) -> Errors {
        Errors(vec![(refusal.field.unwrap_or_default(), format!("refused-{}", refusal.code))])
    }
}

/// The id under which a form is carried out.
pub fn command_id(typed: &Typed) -> Option<CommandId> {
    typed.value("command_id").parse().ok()
}

/// Why a form in which nothing is wrong comes back all the same, with everything typed kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Somebody was just before.
    Stale,
    /// It was sent before with other content.
    Reused,
}

/// What stands above a form that came back.
#[component]
pub fn FormTop(t: Language, typed: Typed, again: Option<Again>) -> impl IntoView {
    let again = again.map(|again| match again {
        Again::Stale => view! { <Stale t/> }.into_any(),
        Again::Reused => view! {
            <section class="summary" role="alert">
                <h2>{Icon::Undo}{say!(t, "reused-title")}</h2>
                <p>{say!(t, "reused-text")}</p>
            </section>
        }
        .into_any(),
    });
    view! { {again}<ErrorSummary t typed/> }
}

/// What was just done, as `?gedaan=` names it after a form: codes whose sentence is `done-…`.
const DONE: &[&str] = &[
    "ronde-open",
    "tijden-erbij",
    "ronde-dicht",
    "uitgenodigd",
    "gehouden",
    "niet-doorgegaan",
    "tijd-gekozen",
    "gesprek-antwoord",
    "tijd-afgezegd",
    "stem",
    "alsnog-uitgenodigd",
    "gesprek-terug",
    "gesprek",
    "poging",
    "verbeterd",
    "ingetrokken",
    "avond",
    "gegevens",
    "gegeven-weg",
    "gegeven-fout",
    "wensen",
    "steun",
    "steun-weg",
    // Messages.
    "bericht",
    "berichten",
    "antwoord",
    "bericht-weg",
    // The student's line.
    "tegenvaller",
    "idee",
    "helpt",
    "regie",
    "erbij",
    "gedeeld",
    "stap-gezet",
    "stap-weg",
    "keuze-anders",
    "nieuw-idee",
    "laten-rusten",
    "lijn-verbeterd",
    "lijn-weg",
    // Assignments and agreements.
    "opdracht",
    "opdracht-ingetrokken",
    "gebruikt",
    "opzij",
    "afspraak",
    "afspraak-deel",
    "afspraak-aangepast",
    "afspraak-gestopt",
];

/// Says what was just done. Nothing for a code that we did not send.
#[component]
pub fn DoneLine(t: Language, done: Option<String>) -> impl IntoView {
    done.filter(|code| DONE.contains(&code.as_str())).map(|code| {
        view! { <p class="done" role="status">{Icon::Check}{wording::say(t, &format!("done-{code}"), &[])}</p> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::Position;

    #[test]
    fn links_from_the_past_stay_in_the_past_and_one_leads_back() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
        let past = Some(Past { day, position: Position(14_203), head: Position(21_877) });
        assert_eq!(keeping(past, "/mijn-klas?klas=7"), "/mijn-klas?klas=7&op=2025-12-01");
        assert_eq!(keeping(past, "/school"), "/school?op=2025-12-01");
        assert_eq!(keeping(None, "/school"), "/school");
        assert_eq!(without_day("/mijn-klas?op=2025-12-01&klas=7"), "/mijn-klas?klas=7");
        assert_eq!(without_day("/school?op=2025-12-01"), "/school");
    }

    #[test]
    fn a_place_on_the_timeline_reads_back() {
        let at = Before { on: NaiveDate::from_ymd_opt(2025, 11, 6).unwrap(), pos: Position(14_203) };
        assert_eq!(before_of("2025-11-06.14203"), Some(at));
        assert_eq!(before_of("2025-11-06"), None);
        assert_eq!(before_of("gisteren.1"), None);
    }

    #[test]
    fn every_refusal_has_its_sentence() {
        for refusal in domain::grammar::all_refusals() {
            let key = format!("refused-{}", refusal.code);
            assert_ne!(wording::say(Language::Nl, &key, &[]), key);
        }
    }

    /// The codes are read from the source of the values, so that a new one cannot be forgotten.
    #[test]
    fn every_invalid_value_has_its_sentence() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/domain/src/values");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let code = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for rest in code.split("Invalid(\"").skip(1) {
                let key = format!("invalid-{}", rest.split('"').next().unwrap());
                assert_ne!(wording::say(Language::Nl, &key, &[]), key);
                seen += 1;
            }
        }
        assert!(seen > 8, "the search itself is broken");
    }

    #[test]
    fn everything_that_is_done_is_told() {
        for code in DONE {
            let key = format!("done-{code}");
            assert_ne!(wording::say(Language::Nl, &key, &[]), key);
        }
    }
}
