//! `/thuis`: a child's timeline for a parent or supporter, in u-form and easy words.
//!
//! One family's page: nothing is counted here, nobody is compared, and nothing is red. First the one thing to do now, then
//! three tiles, then what happened. Behind each tile lies the same page with one kind of thing only.

use app::{
    Answered,
    questions::{HomePage, HomePart, NamedStudent, PersonBrief, TieToStudent, TimelineCursor},
};
use domain::{ids::PersonId, person::parent::Relation, policy::Deed, views::EntryContent};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Card, Empty, Head, Hidden, Icon, Kind, LinkButton, Notice, Strong, Tile, Tiles, Timeline},
    say,
    screens::{
        entry_text::{EntryText, TimelineReader},
        home::to_do,
        naming::{full_name, short_name},
        support::asked,
        visit::{TimelinePager, Visit},
    },
    wording::{self, Language, capital},
};

pub fn page(visit: &Visit, answered: &Answered<HomePage>, before: Option<TimelineCursor>) -> String {
    match answered.answer.part {
        None => whole_page(visit, answered, before),
        Some(part) => part_page(visit, answered, part, before),
    }
}

fn whole_page(visit: &Visit, answered: &Answered<HomePage>, before: Option<TimelineCursor>) -> String {
    let (t, home, past) = (visit.t, &answered.answer, answered.past);
    let child = short_name(t, &home.name);
    // An older page is for reading on: what waits stands on the first one.
    let is_first = before.is_none();
    visit.show(say!(t, "home-title"), past, || {
        view! {
            <div class="column">
                <Head title=greeting(t, visit.me(), home) lede=about(visit, home, &child)/>
                {children(t, home, &addresses::home())}
                {is_first.then(|| to_do::now(visit, home))}
                {is_first.then(|| help_asked(visit, home, &child))}
                {is_first.then(|| helper_waits(visit, home, &child))}
                {tiles(t, home)}
                {is_first.then(|| to_do::later(visit, home))}
                {mentors(t, home, &child)}
                {happened(visit, answered, before, &child)}
                <TimelinePager t href=addresses::home().of_child(home.child) past before older=home.timeline.older/>
                {past.is_none().then(|| choices(visit, home))}
            </div>
        }
    })
}

/// What the reader was put down for, under its own heading.
fn help_asked(visit: &Visit, home: &HomePage, child: &str) -> impl IntoView + use<> {
    let asked = asked::list(visit, home.child, child, &home.asked);
    (!home.asked.is_empty()).then(|| view! { <section><h2>{say!(visit.t, "help-asked-title")}</h2>{asked}</section> })
}

/// What lies behind a tile: what waits of this kind, and what there was.
fn part_page(visit: &Visit, answered: &Answered<HomePage>, part: HomePart, before: Option<TimelineCursor>) -> String {
    let (t, home, past) = (visit.t, &answered.answer, answered.past);
    let child = short_name(t, &home.name);
    let (path, title) = (path_of(part), part_word(t, part));
    let none = home.timeline.entries.is_empty() && home.to_do.is_empty() && before.is_none();
    visit.show(title.clone(), past, || {
        view! {
            <div class="column">
                <Back href=addresses::home().of_child(home.child) word=say!(t, "home-title")/>
                <Head title lede=about(visit, home, &child)/>
                {children(t, home, &path)}
                {to_do::now(visit, home)}
                {to_do::later(visit, home)}
                {none.then(|| view! { <Empty icon=part_icon(part) words=part_empty(t, part)/> })}
                {write(visit, home, part)}
                {line(visit, answered, &child, None)}
                <TimelinePager t href=path.of_child(home.child) past before older=home.timeline.older/>
            </div>
        }
    })
}

/// Among the messages: the way to write one.
fn write(visit: &Visit, home: &HomePage, part: HomePart) -> impl IntoView + use<> {
    let writes = part == HomePart::Messages && visit.may(Deed::WriteToSchool);
    writes.then(|| {
        let (t, href) = (visit.t, addresses::home_message_new().of_child(home.child));
        view! { <div class="actions"><LinkButton href kind=Kind::Quiet icon=Icon::Pencil>{say!(t, "message-write")}</LinkButton></div> }
    })
}

/// The address of what lies behind a tile.
fn path_of(part: HomePart) -> Address {
    match part {
        HomePart::Messages => addresses::home_messages(),
        HomePart::Assignments => addresses::home_assignments(),
        HomePart::Agreements => addresses::home_agreements(),
    }
}

fn part_word(t: Language, part: HomePart) -> String {
    match part {
        HomePart::Messages => say!(t, "home-messages"),
        HomePart::Assignments => say!(t, "home-assignments"),
        HomePart::Agreements => say!(t, "home-agreements"),
    }
}

fn part_empty(t: Language, part: HomePart) -> String {
    match part {
        HomePart::Messages => say!(t, "home-no-messages"),
        HomePart::Assignments => say!(t, "home-no-assignments"),
        HomePart::Agreements => say!(t, "home-no-agreements"),
    }
}

fn part_icon(part: HomePart) -> Icon {
    match part {
        HomePart::Messages => Icon::Talk,
        HomePart::Assignments => Icon::Task,
        HomePart::Agreements => Icon::Hands,
    }
}

fn tiles(t: Language, home: &HomePage) -> impl IntoView + use<> {
    let child = home.child;
    let tiles = HomePart::ALL.map(|part| {
        view! { <Tile href=path_of(part).of_child(child) icon=part_icon(part) word=part_word(t, part)/> }
    });
    view! { <Tiles label=say!(t, "home-tiles")>{tiles.into_iter().collect_view()}</Tiles> }
}

/// Somebody who has no child here whose page is theirs to read, now or any more: said without saying why.
pub fn without_child(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "home-title"), None, || {
        view! { <Notice icon=Icon::Home heading=say!(t, "home-none-title")><p>{say!(t, "home-none-text")}</p></Notice> }
    })
}

/// "Dag mevrouw Demir".
fn greeting(t: Language, me: Option<PersonId>, home: &HomePage) -> String {
    let me = me.and_then(|me| home.people.get(me));
    match me.and_then(|me| addressed(t, me)) {
        Some(name) => say!(t, "home-hello", name = name),
        None => say!(t, "home-hello-nobody"),
    }
}

/// How a letter would address them. Nobody's name tells whether they are a mevrouw or a meneer; being a mother does.
fn addressed(t: Language, me: &PersonBrief) -> Option<String> {
    let name = me.name.as_ref()?.value()?;
    let last = format!("{} {}", name.infix, name.last);
    let last = capital(last.trim());
    Some(match me.whom {
        TieToStudent::Parent(Relation::Mother) => say!(t, "home-mrs", name = last),
        TieToStudent::Parent(Relation::Father) => say!(t, "home-mr", name = last),
        _ => full_name(t, me.name.as_ref()?),
    })
}

fn about(visit: &Visit, home: &HomePage, child: &str) -> AnyView {
    let t = visit.t;
    let supports = is_supporter(visit, home);
    let words = match (supports, &home.class) {
        (false, Some(class)) => say!(t, "home-about-class", child = child, class = class.name.as_str()),
        (false, None) => say!(t, "home-about", child = child),
        (true, Some(class)) => say!(t, "home-helping-class", child = child, class = class.name.as_str()),
        (true, None) => say!(t, "home-helping", child = child),
    };
    view! { <Strong words/> }.into_any()
}

fn is_supporter(visit: &Visit, home: &HomePage) -> bool {
    let me = visit.me().and_then(|me| home.people.get(me));
    me.is_some_and(|me| matches!(me.whom, TieToStudent::Supporter(_)))
}

/// Several children: each by first name, one tap away.
fn children(t: Language, home: &HomePage, path: &Address) -> impl IntoView + use<> {
    (home.children.len() > 1).then(|| {
        let links = home.children.iter().map(|NamedStudent { student, name }| {
            let here = (*student == home.child).then_some("page");
            let waits = home.waits.get(student).copied().filter(|count| *count > 0).map(|count| {
                let said = format!(": {}", say!(t, "menu-waiting", count = count));
                view! { <b class="badge num" aria-hidden="true">{count}</b><Hidden words=said/> }
            });
            view! { <a href=format!("{path}?kind={student}") aria-current=here>{Icon::Person}{short_name(t, name)}{waits}</a> }
        });
        view! { <nav class="children" aria-label=say!(t, "home-children")>{links.collect_view()}</nav> }
    })
}

fn mentors(t: Language, home: &HomePage, child: &str) -> impl IntoView + use<> {
    let mentors = home.class.iter().flat_map(|class| &class.mentors).filter_map(|mentor| home.people.get(*mentor)?.name.as_ref());
    let names: Vec<_> = mentors.map(|name| full_name(t, name)).collect();
    let words = match names.as_slice() {
        [] => None,
        [one] => Some(say!(t, "home-mentor", child = child, mentor = one.as_str())),
        several => Some(say!(t, "home-mentors", child = child, mentors = wording::list(t, several))),
    };
    words.map(|words| view! { <p class="said-by">{Icon::School}<span><Strong words/></span></p> })
}

/// The timeline, and what will stand on it as long as nothing does but that the student came.
fn happened(visit: &Visit, answered: &Answered<HomePage>, before: Option<TimelineCursor>, child: &str) -> impl IntoView + use<> {
    let (t, home) = (visit.t, &answered.answer);
    let happened = home.timeline.entries.iter().any(|entry| !matches!(entry.told, EntryContent::Enrolled { .. }));
    let quiet = home.to_do.is_empty() && !happened && before.is_none() && home.timeline.older.is_none();
    let none = quiet.then(|| {
        let words = match is_supporter(visit, home) {
            true => say!(t, "home-empty-helping", child = child),
            false => say!(t, "home-empty", child = child),
        };
        view! { <Empty icon=Icon::Talk words/> }
    });
    view! { {none}{line(visit, answered, child, Some(say!(t, "home-happened")))} }
}

fn line(visit: &Visit, answered: &Answered<HomePage>, child: &str, heading: Option<String>) -> impl IntoView + use<> {
    let (t, home) = (visit.t, &answered.answer);
    let reader = visit.me().map_or(TimelineReader::Student, |me| TimelineReader::Home { me });
    let text = EntryText::new(visit, reader, child, &home.people).of_page(&home.timeline, answered.today);
    let moments: Vec<_> = home.timeline.entries.iter().map(|entry| text.moment(entry)).collect();
    (!moments.is_empty()).then(|| match heading {
        Some(heading) => view! { <Timeline t heading moments/> }.into_any(),
        None => view! { <Timeline t moments/> }.into_any(),
    })
}

/// Somebody was named who may help once a parent says yes.
fn helper_waits(visit: &Visit, home: &HomePage, child: &str) -> Option<AnyView> {
    let t = visit.t;
    (home.helper_waits && visit.may(Deed::DecideSupporter)).then(|| {
        let href = addresses::home_supporters().of_child(home.child);
        let words = say!(t, "home-helper-waits", child = child);
        let look = view! { <LinkButton href kind=Kind::Quiet icon=Icon::Hands>{say!(t, "home-helper-look")}</LinkButton> };
        view! { <Card><p>{words}</p><div class="actions">{look}</div></Card> }.into_any()
    })
}

fn choices(visit: &Visit, home: &HomePage) -> impl IntoView + use<> {
    let t = visit.t;
    let helps = visit.may(Deed::NameSupporter).then(|| {
        let href = addresses::home_supporters().of_child(home.child);
        view! { <LinkButton href kind=Kind::Quiet icon=Icon::Hands>{say!(t, "supporter-home-title")}</LinkButton> }
    });
    let good_at = visit.may(Deed::NameQuality).then(|| {
        let (href, child) = (addresses::home_quality().of_child(home.child), short_name(t, &home.name));
        view! { <LinkButton href kind=Kind::Quiet icon=Icon::Star>{say!(t, "home-quality", child = child)}</LinkButton> }
    });
    let parts = visit.may(Deed::ExamineSupport).then(|| {
        let href = addresses::home_support().of_child(home.child);
        view! { <LinkButton href kind=Kind::Quiet icon=Icon::Hands>{say!(t, "support-title")}</LinkButton> }
    });
    let wishes = visit.may(Deed::SetWishes).then(|| {
        view! { <LinkButton href=addresses::home_wishes() kind=Kind::Quiet icon=Icon::World>{say!(t, "wishes-title")}</LinkButton> }
    });
    view! { <div class="actions">{good_at}{parts}{helps}{wishes}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        person::supporter::Kinship,
        personal::{Content, Personal},
        values::PersonName,
    };
    use uuid::Uuid;

    #[test]
    fn people_are_greeted_as_a_letter_would() {
        let person = PersonId(Uuid::from_u128(1));
        let name = Personal::open(person, PersonName::new("Elif", "van den", "Berg").unwrap());
        let greeted = |whom| addressed(Language::Nl, &PersonBrief { person, whom, name: Some(name.clone()) });
        assert_eq!(greeted(TieToStudent::Parent(Relation::Mother)).as_deref(), Some("mevrouw Van den Berg"));
        assert_eq!(greeted(TieToStudent::Parent(Relation::Father)).as_deref(), Some("meneer Van den Berg"));
        assert_eq!(greeted(TieToStudent::Parent(Relation::Guardian)).as_deref(), Some("Elif van den Berg"));
        assert_eq!(greeted(TieToStudent::Supporter(Kinship::Aunt)).as_deref(), Some("Elif van den Berg"));
        let erased = PersonBrief {
            person,
            whom: TieToStudent::Parent(Relation::Mother),
            name: Some(Personal { of: person, content: Content::Erased }),
        };
        assert_eq!(addressed(Language::Nl, &erased), None);
    }
}
