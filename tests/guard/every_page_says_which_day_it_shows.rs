//! Follows the links of the product as each role of staff, and asks for every address that is found on a day that is over. A page
//! either shows that day, in its frame and with nothing to send, or says that it shows now.

use anyhow::Result;
use frontend::addresses::route;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tests::{somebody::Somebody, world::World};

const DAY: &str = "2026-05-12";
const FRAME: &str = "Zoals het was op dinsdag 12 mei 2026";
const SHOWS_NOW: &str = "niet hoe het was op dinsdag 12 mei 2026";
const STAFF: [&str; 4] = ["mentor", "career_lead", "school_admin", "auditor"];
/// What stands around every page: it changes nothing at the school.
const AROUND: [&str; 3] = ["/afmelden", "/wissel", "/taal"];
/// Pages of staff that no link of a demo's day leads to, or that lead somewhere else.
const NOT_FOUND_BY_LINKS: [&str; 8] = [
    route::class_assignment_withdrawal,
    route::assignment_withdrawal,
    route::message_withdrawal,
    route::setback,
    route::student_steering,
    route::message_answer,
    // After a form alone.
    route::class_evening_missing,
    route::class_message_withdrawal,
];
/// How many pages of each address are visited on the way to the others.
const OF_EACH: usize = 3;

/// Which address of the list this path is.
fn pattern_of(path: &str) -> Option<&'static str> {
    let parts = || path.split('/');
    let fits = |pattern: &&&str| {
        pattern.split('/').count() == parts().count()
            && pattern
                .split('/')
                .zip(parts())
                .all(|(wanted, part)| wanted == part || (wanted.starts_with('{') && part.len() == 36))
    };
    route::ALL.iter().find(fits).copied()
}

fn links(html: &str) -> impl Iterator<Item = String> + '_ {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|href| href.starts_with('/')).map(|href| {
        let href = href.replace("&amp;", "&");
        href.split('#').next().unwrap_or_default().to_owned()
    })
}

/// A few pages of every address that this role's links lead to.
fn reached(somebody: &Somebody, start: &str) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let mut waiting = VecDeque::from([start.to_owned()]);
    while let Some(href) = waiting.pop_front() {
        // A link that names a day itself is about that day.
        if href.contains("op=") {
            continue;
        }
        let Some(pattern) = pattern_of(href.split('?').next().unwrap_or_default()) else { continue };
        let known = found.entry(pattern).or_default();
        if known.len() >= OF_EACH || known.contains(&href) {
            continue;
        }
        known.push(href.clone());
        waiting.extend(links(&somebody.get(&href)?.body));
    }
    Ok(found)
}

fn on_day(href: &str, day: &str) -> String {
    format!("{href}{}op={day}", if href.contains('?') { '&' } else { '?' })
}

/// Where the forms of a page send to, besides those that stand around every page.
fn sends_to(html: &str) -> Vec<&str> {
    let forms =
        html.split("<form").skip(1).filter_map(|rest| rest.split('>').next()).filter(|tag| tag.contains("method=\"post\""));
    let actions = forms.map(|tag| tag.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default());
    actions.filter(|to| !AROUND.contains(to)).collect()
}

#[test]
fn every_page_of_staff_shows_the_day_or_says_that_it_shows_now() -> Result<()> {
    let world = World::shared();
    let (mut wrong, mut visited) = (Vec::new(), BTreeSet::new());
    for role in STAFF {
        let person = world.any(role);
        let somebody = Somebody::sign_in(world, person)?;
        for (pattern, pages) in reached(&somebody, &person.start)? {
            visited.insert(pattern);
            for href in pages {
                let page = somebody.get(&on_day(&href, DAY))?;
                let (then, now) = (page.body.contains(FRAME), page.body.contains(SHOWS_NOW));
                match page.status {
                    200 if then == now => wrong.push(format!("{href} as {role}: neither the frame nor a sentence")),
                    200 if then && !sends_to(&page.body).is_empty() => {
                        wrong.push(format!("{href} as {role} sends from the past: {:?}", sends_to(&page.body)));
                    }
                    404 if !page.body.contains("Bekijk hoe het nu is") => wrong.push(format!("{href} as {role}: no way on")),
                    200 | 303 | 403 | 404 => {}
                    status => wrong.push(format!("{href} as {role}: {status}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let of_staff = |pattern: &&&str| {
        ["/mijn-klas", "/leerlingen", "/personen", "/school", "/berichten", "/verloop"]
            .iter()
            .any(|first| pattern.starts_with(first))
    };
    let missed: Vec<_> =
        route::ALL.iter().filter(of_staff).filter(|one| !visited.contains(*one) && !NOT_FOUND_BY_LINKS.contains(one)).collect();
    assert!(missed.is_empty(), "no link led to {missed:#?}");
    Ok(())
}

/// The first page of each role, and one page below it that needs an id.
#[test]
fn a_date_that_is_none_and_a_day_that_is_not_over_are_said_in_words() -> Result<()> {
    let world = World::shared();
    for role in STAFF {
        let person = world.any(role);
        let somebody = Somebody::sign_in(world, person)?;
        for (pattern, pages) in reached(&somebody, &person.start)? {
            let href = &pages[0];
            if somebody.get(href)?.status != 200 || pattern == route::start {
                continue;
            }
            for nonsense in ["2026-02-31", "gisteren", "01-12-2025", "20251201", "2025-12-1", "9999-01-01"] {
                let page = somebody.get(&on_day(href, nonsense))?;
                assert_eq!(page.status, 200, "{href} as {role}");
                assert!(page.body.contains("Deze datum ken ik niet."), "{href}, {nonsense} as {role}");
            }
            let page = somebody.get(&on_day(href, "2031-01-01"))?.body;
            assert!(page.contains("Woensdag 1 januari 2031 is nog niet voorbij."), "{href} as {role}");
            assert!(!page.contains("Zoals het was"));
            let twice = somebody.get(&on_day(&on_day(href, DAY), "ooit"))?;
            assert_ne!(twice.status, 400, "{href} as {role}: {}", twice.body);
            assert!(!twice.body.contains("Deze datum ken ik niet."), "of two the first counts: {href} as {role}");
        }
    }
    Ok(())
}

#[test]
fn a_day_before_the_school_is_one_answer_everywhere_with_a_way_on() -> Result<()> {
    let world = World::shared();
    for (role, path) in [("mentor", "/mijn-klas"), ("mentor", "/berichten"), ("career_lead", "/school"), ("auditor", "/verloop")]
    {
        let somebody = Somebody::sign_in(world, world.any(role))?;
        let page = somebody.get(&on_day(path, "2024-03-01"))?;
        assert_eq!(page.status, 404, "{path} as {role}");
        assert!(page.body.contains("Toen had de school hier nog niets opgeschreven."), "{path} as {role}: {}", page.body);
        assert!(page.body.contains(&format!("href=\"{path}\"")) && page.body.contains("name=\"op\""), "{path}: no way on");
    }
    Ok(())
}

#[test]
fn nobody_answers_a_message_from_the_past() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    // The autumn of the demo: some letter waited on one of these days.
    let days = ["2025-10-01", "2025-11-05", "2025-12-01", "2026-02-03", DAY];
    for day in days {
        let page = mentor.get(&on_day("/berichten", day))?;
        assert_eq!((page.status, page.body.contains("Zoals het was op")), (200, true), "{day}");
        assert!(sends_to(&page.body).is_empty(), "{day}: {:?}", sends_to(&page.body));
    }
    assert!(!sends_to(&mentor.get("/berichten")?.body).is_empty(), "now there is something to answer");
    Ok(())
}
