//! What somebody gets for the ids of another's things is what they get for ids of nothing: not a page, and not a hint that there
//! is one.
//!
//! Each of the demo's people opens what can be opened from their own first page. Everybody to whom they are a stranger then asks
//! for those addresses and sends those forms, and once more with ids that nobody has.

use anyhow::Result;
use sqlx::{PgConnection, query_scalar};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tests::{
    form::Form,
    page::Page,
    somebody::{Answer, Somebody},
    world::{Person, World},
};
use uuid::Uuid;

/// Pages that one of them opens.
const PAGES_MAX: usize = 20;
/// Addresses and forms of one shape that somebody tries of the people of one school.
const SAME_SHAPE_MAX: usize = 2;
const UUID_CHARS: usize = 36;

/// Those who share a child, or are one: what they may see of each other is in `WHO-MAY-WHAT.txt`.
const FAMILIES: [&[&str]; 3] = [&["emine", "murat", "amira", "kemal"], &["peter", "milan"], &["aukje", "finn"]];

/// What somebody can reach from their first page.
struct Reached {
    person: Person,
    somebody: Somebody,
    /// With an id in them.
    addresses: Vec<String>,
    forms: Vec<Form>,
    ids: BTreeSet<String>,
}

#[tokio::test]
async fn to_strangers_the_ids_of_somebody_are_those_of_nobody() -> Result<()> {
    let world = World::demo()?;
    let mut database = world.database().await?;
    let everybody: Vec<Reached> = world.people.iter().map(|person| reached(&world, person)).collect::<Result<_>>()?;
    let told = events(&mut database).await?;
    let (people, mut asked, mut sent) = (everybody.len(), 0, 0);
    for (at, one) in everybody.iter().enumerate() {
        let mut tried = Tried::default();
        // Each begins with somebody else, so that everybody's things are tried.
        let others = everybody.iter().cycle().skip(at + 1).take(people - 1);
        for other in others.filter(|other| are_strangers(&one.person, &other.person)) {
            asked += asks_for(one, other, &mut tried)?;
            sent += sends(one, other, &mut tried)?;
        }
    }
    assert!(asked > 500 && sent > 200, "only {asked} addresses and {sent} forms of {people}");
    assert_eq!(events(&mut database).await?, told, "somebody changed something of a stranger's");
    Ok(())
}

/// How often something of this shape was tried, of the people of a school.
#[derive(Default)]
struct Tried(BTreeMap<(String, String), usize>);

impl Tried {
    fn is_enough(&mut self, other: &Person, shape: String) -> bool {
        let count = self.0.entry((other.school.clone(), shape)).or_default();
        *count += 1;
        *count > SAME_SHAPE_MAX
    }
}

/// What an address is like: its path without ids, and which questions it asks.
fn like(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let asked: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", without_ids(path), asked.join("&"))
}

/// The same of a form, with its button.
fn form_like(form: &Form) -> String {
    without_ids(&format!("POST {} {:?}", like(&form.action), form.fields.last()))
}

/// Staff know which pages there are, and a mentor or career lead knows the families of their school: what of those they may not open
/// is said to be closed to them, and not to be missing.
fn are_strangers(one: &Person, other: &Person) -> bool {
    let is_staff = |person: &Person| ["mentor", "career_lead", "school_admin", "auditor"].contains(&person.role.as_str());
    if one.school != other.school {
        return true;
    }
    if is_staff(one) {
        return one.role == "mentor" && other.role == "mentor" && one.key != other.key;
    }
    if is_staff(other) {
        return true;
    }
    one.key != other.key
        && !FAMILIES.iter().any(|family| family.contains(&one.key.as_str()) && family.contains(&other.key.as_str()))
}

fn reached(world: &World, person: &Person) -> Result<Reached> {
    let somebody = Somebody::sign_in(world, person)?;
    let mut to_open = VecDeque::from([person.start.clone()]);
    let mut seen = BTreeSet::from([person.start.clone()]);
    let mut tried = Tried::default();
    let (mut forms, mut ids, mut opened) = (Vec::new(), BTreeSet::new(), 0);
    while let Some(address) = to_open.pop_front() {
        if opened == PAGES_MAX {
            break;
        }
        opened += 1;
        let answer = somebody.ask("GET", &address, &[])?;
        if answer.status != 200 || answer.header("content-type").is_none_or(|kind| !kind.starts_with("text/html")) {
            continue;
        }
        let page = Page::read(&answer.body);
        for link in page.links {
            ids.extend(ids_in(&link));
            if !tried.is_enough(person, like(&link)) && seen.insert(link.clone()) {
                to_open.push_back(link);
            }
        }
        forms.extend(page.forms.into_iter().filter(|form| !tried.is_enough(person, form_like(form))));
    }
    let addresses = seen.into_iter().filter(|address| !ids_in(address).is_empty()).collect();
    Ok(Reached { person: person.clone(), somebody, addresses, forms, ids })
}

/// How many of the other's addresses were asked for.
fn asks_for(one: &Reached, other: &Reached, tried: &mut Tried) -> Result<usize> {
    let mut asked = 0;
    for address in other.addresses.iter().filter(|address| names_anothers(one, other, address)) {
        if tried.is_enough(&other.person, like(address)) {
            continue;
        }
        let theirs = one.somebody.ask("GET", address, &[])?;
        let nobodys = one.somebody.ask("GET", &with_ids_of_nobody(address), &[])?;
        assert_eq!(comparable(&theirs), comparable(&nobodys), "{} asks for {address} of {}", one.person.key, other.person.key);
        asked += 1;
    }
    Ok(asked)
}

/// How many of the other's forms were sent.
fn sends(one: &Reached, other: &Reached, tried: &mut Tried) -> Result<usize> {
    let mut sent = 0;
    let names = |text: &str| names_anothers(one, other, text);
    let is_theirs = |form: &&Form| names(&form.action) || form.fields.iter().any(|(_, value)| names(value));
    for form in other.forms.iter().filter(is_theirs) {
        if tried.is_enough(&other.person, form_like(form)) {
            continue;
        }
        let form = form.clone().without("form_token");
        let fields = form.fields.iter().map(|(name, value)| (name.clone(), with_ids_of_nobody(value))).collect();
        let of_nobody = Form { action: with_ids_of_nobody(&form.action), fields };
        let (theirs, nobodys) = (one.somebody.send(&form)?, one.somebody.send(&of_nobody)?);
        assert_eq!(comparable(&theirs), comparable(&nobodys), "{} sends {form:?} of {}", one.person.key, other.person.key);
        sent += 1;
    }
    Ok(sent)
}

/// Is there an id in it that the other has links to, and this one has not?
fn names_anothers(one: &Reached, other: &Reached, text: &str) -> bool {
    ids_in(text).iter().any(|id| other.ids.contains(id) && !one.ids.contains(id))
}

/// Status, where it leads and what it says, without what differs each time.
fn comparable(answer: &Answer) -> (u16, Option<String>, String) {
    (answer.status, answer.location.as_deref().map(without_ids), without_ids(&answer.body_without_tokens()))
}

fn ids_in(text: &str) -> Vec<String> {
    let starts = text.char_indices().map(|(at, _)| at);
    let at = |start: usize| text.get(start..start + UUID_CHARS).filter(|part| Uuid::try_parse(part).is_ok());
    starts.filter_map(at).map(str::to_owned).collect()
}

fn without_ids(text: &str) -> String {
    ids_in(text).iter().fold(text.to_owned(), |text, id| text.replace(id, "{id}"))
}

/// The same id becomes the same other one.
fn with_ids_of_nobody(text: &str) -> String {
    let nobodys = |id: &String| Uuid::from_u128(!Uuid::parse_str(id).unwrap_or_default().as_u128()).to_string();
    ids_in(text).iter().fold(text.to_owned(), |text, id| text.replace(id, &nobodys(id)))
}

/// Events that people caused: jobs add some as well.
async fn events(database: &mut PgConnection) -> Result<i64> {
    Ok(query_scalar("select count(*) from event where actor_id is not null").fetch_one(database).await?)
}
