//! What every page knows of the one who asks for it: language, role and day; the page around a body, and links that keep
//! the day of the past.

use std::sync::{Arc, RwLock};

use app::{Past, questions::TimelineCursor};
use domain::{
    actor::{Actor, Role},
    ids::PersonId,
    policy::{ActorKind, Circle, Deed, DeedScope, scope},
    time::Now,
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    addresses::{self, Address, DayAsked, key},
    parts::{self, Icon, Pager, Typed},
    say,
    screens::form::Again,
    shell::{Assets, Elsewhere, Here, NavItem, Page, Who, render},
    wording::{self, Audience, Language},
};

/// What a page knows of the one who asks for it, besides the answer.
#[derive(Clone)]
pub struct Visit {
    pub t: Language,
    pub assets: Arc<Assets>,
    /// What the forms of this answer carry, when somebody is signed in.
    pub form_token: Option<String>,
    /// Path and query of this page.
    pub path: String,
    /// Which day this page is asked to show.
    pub asked: DayAsked,
    /// Who is signed in; nobody on the way in.
    pub reader: Option<Reader>,
    /// Those around the student whom this page is about, once its question was answered.
    pub circle: Arc<RwLock<Option<Circle>>>,
    pub now: Now,
    /// How much waits behind the menu's messages, where the page knows it.
    pub waiting: usize,
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

    /// The same visit, whose menu says how much waits behind its messages.
    pub fn with_waiting(&self, waiting: usize) -> Visit {
        Visit { waiting, ..self.clone() }
    }

    pub fn is_student(&self) -> bool {
        self.role() == Some(Role::Student)
    }

    pub fn audience(&self) -> Audience {
        if self.role().is_some_and(Role::is_staff) { Audience::Staff } else { Audience::Home }
    }

    /// Those around the student whom this page is about, as far as a question was answered.
    pub fn circle(&self) -> Option<Circle> {
        self.circle.read().ok().and_then(|circle| circle.clone())
    }

    /// The answer of this page is about a student with these around them.
    pub fn is_around(&self, circle: Option<&Circle>) {
        if let (Some(circle), Ok(mut known)) = (circle, self.circle.write()) {
            *known = Some(circle.clone());
        }
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
            form_token: self.form_token.clone(),
        };
        let note = past.is_none().then(|| self.note_of_day()).flatten();
        render(page, &self.assets, || view! { {note}{body()} })
    }

    /// A page that shows today says so when its address asks for another day. Said here, so that no page can forget it.
    /// Only staff look into the past.
    fn note_of_day(&self) -> Option<AnyView> {
        let t = self.t;
        let words = match self.asked {
            _ if self.audience() != Audience::Staff => return None,
            DayAsked::Now => return None,
            DayAsked::Past(day) => say!(t, "day-note-shows-now", day = wording::date(t, day)),
            DayAsked::NotOver(day) => wording::capital(&say!(t, "day-note-not-over", day = wording::date(t, day))),
            DayAsked::NoDay => say!(t, "day-note-no-day"),
        };
        let now = self.path_now();
        Some(
            view! { <p class="day-note">{Icon::Calendar}<span>{words}" "<a href=now>{say!(t, "day-note-now")}</a></span></p> }
                .into_any(),
        )
    }

    /// This page as it is now.
    pub fn path_now(&self) -> String {
        without_day(&self.path)
    }

    /// A page with a form: its title says so when something is wrong, for those to whom the title is read first.
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

    fn frame(&self, past: Past) -> parts::PastFrame {
        let (t, position, head) = (self.t, past.position.0, past.head.0);
        let more = say!(t, "past-position", position = position, head = head);
        parts::PastFrame { day: past.day, more: Some(more), now: self.path_now() }
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
            Some(Role::CareerLead | Role::SchoolAdmin) => {
                vec![school, (addresses::evolution(), Icon::Chart, "nav-evolution")]
            }
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
            waiting: if word == "nav-messages" { self.waiting } else { 0 },
        };
        menu.into_iter().enumerate().map(item).collect()
    }
}

impl Reader {
    fn who(&self) -> Who {
        Who { name: self.name.clone(), school: Some(self.school.clone()), elsewhere: self.elsewhere.clone() }
    }
}

/// The same address as it is now. It never begins with two slashes, which a browser would read as another site.
fn without_day(path: &str) -> String {
    let path = match path.trim_start_matches('/') {
        rest if path.starts_with("//") => &format!("/{rest}"),
        _ => path,
    };
    let Some((page, query)) = path.split_once('?') else { return path.to_owned() };
    let rest: Vec<_> = query.split('&').filter(|pair| pair.split('=').next() != Some(key::DAY)).collect();
    if rest.is_empty() { page.to_owned() } else { format!("{page}?{}", rest.join("&")) }
}

/// The other pages of the timeline at this address.
#[component]
pub fn TimelinePager(
    t: Language,
    href: Address,
    past: Option<Past>,
    before: Option<TimelineCursor>,
    older: Option<TimelineCursor>,
) -> impl IntoView {
    let older = older.map(|at| href.clone().before(Some(at)).keeping(past).into());
    let newest = before.map(|_| href.keeping(past).into());
    view! { <Pager t newer=newest older=older/> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use domain::ids::{ClassId, Position};

    #[test]
    fn links_from_the_past_stay_in_the_past_and_one_leads_back() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();
        let past = Some(Past { day, position: Position(14_203), head: Position(21_877) });
        let (class, school) = (addresses::my_class().of_class(ClassId(Uuid::nil())), addresses::school());
        assert_eq!(class.clone().keeping(past).to_string(), format!("{class}&op=2025-12-01"));
        assert_eq!(school.clone().keeping(past).to_string(), format!("{school}?op=2025-12-01"));
        assert_eq!(school.clone().keeping(None), school);
        assert_eq!(without_day("/klas?op=2025-12-01&klas=7"), "/klas?klas=7");
        assert_eq!(without_day("/klas?op=2025-12-01"), "/klas");
        assert_eq!(without_day("//elders.example/?op=2025-12-01"), "/elders.example/");
    }
}
