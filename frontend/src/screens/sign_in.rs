//! `/` and `/aanmelden/{token}`: the way in. Read by everyone, so without "je" and without "u".

use domain::actor::Role;
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Button, Card, Head, Icon, Kind, LinkButton, Notice, Post, Tone},
    say,
    screens::{coded::Coded, visit::Visit},
    wording::{self, Language, capital},
};

/// Somebody a demonstration offers to be.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    pub key: String,
    pub name: String,
    pub role: Role,
    pub school: String,
    /// A few words more in Dutch, as "klas 3B" or "moeder van Amira": fictional, as the person is.
    pub about: Option<String>,
}

/// `/` of a real school: how to get in.
pub fn page(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "enter-title"), None, || {
        view! {
            <div class="column">
                {welcome(t)}
                <Card heading=say!(t, "enter-how")>
                    <ol class="steps">
                        <li>{say!(t, "enter-ask")}</li>
                        <li>{say!(t, "enter-open")}</li>
                        <li>{say!(t, "enter-press")}</li>
                    </ol>
                </Card>
                <p class="soft">{say!(t, "enter-help")}</p>
            </div>
        }
    })
}

/// `/` of a demonstration: whom to be, in one tap.
pub fn demo_page(visit: &Visit, people: &[DemoPerson]) -> String {
    let t = visit.t;
    visit.show(say!(t, "enter-title"), None, || {
        let people = schools(t, people).into_any();
        view! {
            {welcome(t)}
            <Card tone=Tone::Attention heading=say!(t, "demo-title")><p>{say!(t, "demo-text")}</p></Card>
            <Post action=addresses::demo_sign_in() class="as-whom">{people}</Post>
        }
    })
}

/// GET of a link from school. Looking does not use it up, for mail programs look too; pressing does.
pub fn link_page(visit: &Visit, token: &str) -> String {
    let (t, action) = (visit.t, addresses::login_link(token));
    visit.show(say!(t, "enter-title"), None, || {
        view! {
            <Notice icon=Icon::Door heading=say!(t, "link-title")>
                <p>{say!(t, "link-text")}</p>
                <Post action><Button icon=Icon::Next>{say!(t, "link-go")}</Button></Post>
            </Notice>
        }
    })
}

/// A link that is used, too old, or never was: one answer, for only its owner may know which.
pub fn spent_page(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "spent-title"), None, || {
        view! {
            <Notice icon=Icon::Clock heading=say!(t, "spent-title")>
                <p>{say!(t, "spent-text")}</p>
                <LinkButton href=addresses::start() kind=Kind::Quiet>{say!(t, "to-start")}</LinkButton>
            </Notice>
        }
    })
}

fn welcome(t: Language) -> impl IntoView + use<> {
    view! { <Head title=say!(t, "enter-welcome") lede=say!(t, "enter-what").into_any()/> }
}

/// By school and by role, each in the order in which it is first given.
fn schools(t: Language, people: &[DemoPerson]) -> impl IntoView + use<> {
    let schools = people.chunk_by(|a, b| a.school == b.school).map(|people| {
        let mut roles: Vec<Role> = Vec::new();
        for person in people {
            if !roles.contains(&person.role) {
                roles.push(person.role);
            }
        }
        let roles = roles.into_iter().map(|role| in_role(t, role, people)).collect_view();
        view! { <section><h2>{wording::name(t, &people[0].school)}</h2><div class="roles">{roles}</div></section> }
    });
    schools.collect_view()
}

fn in_role(t: Language, role: Role, people: &[DemoPerson]) -> impl IntoView + use<> {
    let people = people.iter().filter(|person| person.role == role).cloned().map(|person| {
        let about = person.about.map(|about| view! { <small>{wording::name(t, &about)}</small> });
        view! { <button name="person" value=person.key><b>{wording::name(t, &person.name)}</b>{about}</button> }
    });
    view! { <div><h3>{role_icon(role)}{capital(&role.word(t))}</h3><div class="people">{people.collect_view()}</div></div> }
}

const fn role_icon(role: Role) -> Icon {
    match role {
        Role::Student => Icon::Flag,
        Role::Parent => Icon::Home,
        Role::Supporter => Icon::Hands,
        Role::Mentor => Icon::People,
        Role::CareerLead => Icon::School,
        Role::SchoolAdmin => Icon::Pencil,
        Role::Auditor => Icon::Chart,
    }
}
