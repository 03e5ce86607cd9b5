//! Asks for every address as every role. The table is compared with the product's list, so a new address cannot be forgotten,
//! and each address of that list has to be served.

use anyhow::Result;
use frontend::addresses::route;
use sqlx::{PgConnection, query_scalar};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tests::{
    somebody::Somebody,
    world::{World, root},
};

const MADE_UP: &str = "5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11";

/// Each address with what the roles get for it: student, parent, supporter, mentor, career lead, school admin, auditor.
/// Ids are made up, so where a role may come at all it finds nothing there: 404 all along the line.
const ADDRESSES: &[(&str, [u16; 7])] = &[
    ("/", [303, 303, 303, 303, 303, 303, 303]),
    ("/mijn-klas", [404, 404, 404, 200, 303, 403, 403]),
    ("/mijn-klas/{id}/avond", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/avond/niet-gesproken", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/gesprek", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/gesprek/{id}/verbeteren", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/gesprek/{id}/intrekken", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/steun", [404, 404, 404, 404, 403, 403, 403]),
    ("/toelaten", [404, 404, 404, 403, 403, 200, 403]),
    ("/toelaten/{id}", [404, 404, 404, 403, 403, 404, 403]),
    ("/personen/{id}/gegevens", [404, 404, 404, 404, 403, 404, 403]),
    ("/school", [404, 404, 404, 200, 200, 200, 403]),
    ("/thuis", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/berichten", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/opdrachten", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/afspraken", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/steun", [404, 200, 404, 404, 404, 404, 404]),
    ("/thuis/wensen", [404, 200, 200, 403, 403, 403, 403]),
    ("/mijn-lijn", [200, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/steun", [200, 404, 404, 404, 403, 403, 403]),
    // Assignments for home and agreements.
    ("/mijn-klas/{id}/opdracht", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/opdrachten", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/opdrachten/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/opdrachten/{id}/intrekken", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/terug", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/blijft-liggen", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/opdracht", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/opdracht/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/opdracht/{id}/intrekken", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/afspraak", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/afspraak/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/afspraak/{id}/aanpassen", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/afspraak/{id}/stoppen", [404, 404, 404, 404, 404, 403, 403]),
    ("/thuis/opdrachten/{id}", [404, 404, 404, 404, 404, 404, 404]),
    ("/thuis/afspraken/{id}", [404, 404, 404, 404, 404, 404, 404]),
    ("/mijn-lijn/opdrachten/{id}", [404, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/afspraken/{id}", [404, 404, 404, 403, 403, 403, 403]),
    ("/verloop", [404, 404, 404, 403, 200, 200, 200]),
    ("/verloop/gebeurtenissen?getal=in-beeld", [404, 404, 404, 403, 200, 200, 200]),
    // Talk rounds.
    ("/mijn-klas/{id}/gesprekken", [404, 404, 404, 404, 404, 403, 403]),
    ("/mijn-klas/{id}/gesprekken/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/leerlingen/{id}/gesprekken/{id}", [404, 404, 404, 404, 404, 403, 403]),
    ("/thuis/gesprek/{id}", [404, 404, 404, 404, 404, 404, 404]),
    ("/mijn-lijn/gesprek/{id}", [404, 404, 404, 404, 404, 404, 404]),
    // Messages.
    ("/berichten", [404, 404, 404, 200, 403, 403, 403]),
    ("/leerlingen/{id}/berichten", [404, 404, 404, 404, 403, 403, 403]),
    ("/leerlingen/{id}/berichten/{id}/antwoord", [404, 404, 404, 404, 403, 403, 403]),
    ("/leerlingen/{id}/berichten/{id}/intrekken", [404, 404, 404, 404, 403, 403, 403]),
    ("/mijn-klas/{id}/bericht/{id}/intrekken", [404, 404, 404, 404, 403, 403, 403]),
    ("/mijn-klas/{id}/bericht", [404, 404, 404, 404, 403, 403, 403]),
    ("/thuis/berichten/nieuw", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/berichten/{id}", [404, 404, 404, 404, 404, 404, 404]),
    ("/mijn-lijn/berichten", [200, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/berichten/nieuw", [200, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/berichten/{id}", [404, 404, 404, 403, 403, 403, 403]),
    // The student's line.
    ("/mijn-lijn/erbij", [200, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/zo-ziet", [200, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/helpt", [200, 404, 404, 404, 403, 403, 403]),
    ("/mijn-lijn/{id}/delen", [404, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/{id}/verder", [404, 404, 404, 403, 403, 403, 403]),
    ("/mijn-lijn/{id}/verbeteren", [404, 404, 404, 403, 403, 403, 403]),
    ("/leerlingen/{id}/tegenvaller", [404, 404, 404, 404, 403, 403, 403]),
    ("/leerlingen/{id}/tegenvaller/{id}", [404, 404, 404, 404, 403, 403, 403]),
    ("/leerlingen/{id}/helpt", [404, 404, 404, 404, 403, 403, 403]),
    ("/thuis/goed-in", [404, 200, 200, 404, 404, 404, 404]),
    ("/thuis/helpt", [404, 200, 404, 404, 404, 404, 404]),
    ("/thuis/lukt-dat", [404, 200, 200, 404, 404, 404, 404]),
];

/// Addresses that change something or need no role; each has a journey of its own.
const ELSEWHERE: &[&str] = &[
    "/afmelden",
    "/wissel",
    "/taal",
    "/aanmelden/{token}",
    "/demo/aanmelden",
    "/thuis/gelukt",
    "/mijn-lijn/gelukt",
    "/mijn-lijn/regie",
    "/leerlingen/{id}/regie",
    "/livez",
    "/readyz",
];

const ROLES: [&str; 7] = ["student", "parent", "supporter", "mentor", "career_lead", "school_admin", "auditor"];

#[test]
fn each_role_gets_what_the_policy_says_and_nothing_else() -> Result<()> {
    let world = World::shared();
    let mut wrong = Vec::new();
    for (at, role) in ROLES.iter().enumerate() {
        let somebody = Somebody::sign_in(world, world.any(role))?;
        for (address, expected) in ADDRESSES {
            let status = somebody.get(&address.replace("{id}", MADE_UP))?.status;
            if status != expected[at] {
                wrong.push(format!("{address} as {role}: {status} instead of {}", expected[at]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

/// No page of somebody who is signed in is kept by a browser, and every form on it is one of ours.
#[test]
fn every_page_is_kept_nowhere_and_its_forms_carry_a_token() -> Result<()> {
    let world = World::shared();
    for role in ROLES {
        let somebody = Somebody::sign_in(world, world.any(role))?;
        for (address, _) in ADDRESSES {
            let answer = somebody.get(&address.replace("{id}", MADE_UP))?;
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{address} as {role}");
            let count = |what: &str| answer.body.matches(what).count();
            assert_eq!(count("method=\"post\""), count("name=\"form_token\""), "{address} as {role}");
            let policy = answer.header("content-security-policy").unwrap_or_default();
            if answer.body.is_empty() {
                continue;
            }
            let has_scripts = answer.body.contains("<script");
            assert_eq!(policy.contains("script-src"), has_scripts, "{address} as {role}: {policy}");
            assert_eq!(policy.contains("sandbox "), !has_scripts, "{address} as {role}: {policy}");
        }
    }
    Ok(())
}

/// Machines look as well. A demo of its own: other tests read pages too.
#[tokio::test]
async fn what_is_no_look_of_a_person_reads_and_writes_nothing() -> Result<()> {
    let world = World::demo()?;
    let mut database = world.database().await?;
    let child = Somebody::sign_in(&world, world.any("parent"))?;
    let page = child.get("/thuis")?.body;
    let mut own: Vec<String> =
        page.split("href=\"/thuis").skip(1).filter_map(|rest| Some(format!("/thuis{}", rest.split('"').next()?))).collect();
    own.extend(ADDRESSES.iter().map(|(address, _)| address.replace("{id}", MADE_UP)));
    let looks: [(&str, &[(&str, &str)]); 4] = [
        ("HEAD", &[("sec-fetch-dest", "document"), ("sec-fetch-site", "same-origin")]),
        ("GET", &[("sec-purpose", "prefetch")]),
        ("GET", &[("purpose", "prefetch")]),
        ("GET", &[("x-moz", "prefetch")]),
    ];
    for role in ROLES {
        let somebody = Somebody::sign_in(&world, world.any(role))?;
        let before = rows(&mut database).await?;
        for address in &own {
            for (method, headers) in looks {
                let answer = somebody.ask(method, address, headers)?;
                assert_eq!((answer.body.as_str(), answer.header("cache-control")), ("", Some("no-store")), "{method} {address}");
            }
        }
        assert_eq!(rows(&mut database).await?, before, "as {role}");
    }
    // A page that a machine fetched whole is a view, but nobody had it before them.
    for role in ROLES {
        let somebody = Somebody::sign_in(&world, world.any(role))?;
        let (events, _) = rows(&mut database).await?;
        for address in &own {
            somebody.ask("GET", address, &[])?;
            somebody.ask("GET", address, &[("sec-fetch-dest", "document"), ("sec-fetch-site", "cross-site")])?;
        }
        assert_eq!(rows(&mut database).await?.0, events, "as {role}");
    }
    Ok(())
}

/// How many events and views there are of people: jobs add to both as well.
async fn rows(database: &mut PgConnection) -> Result<(i64, i64)> {
    let events = query_scalar("select count(*) from event where actor_id is not null").fetch_one(&mut *database).await?;
    let views = query_scalar("select count(*) from access_log where actor_id is not null").fetch_one(&mut *database).await?;
    Ok((events, views))
}

/// The addresses of the product, with the same name for each id.
fn listed() -> BTreeSet<String> {
    let with_ids = |pattern: &&str| {
        let parts = pattern.split('/').map(|part| if part.starts_with('{') && part != "{token}" { "{id}" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    route::ALL.iter().map(with_ids).collect()
}

#[test]
fn the_table_of_addresses_is_the_products_list() {
    let table = ADDRESSES.iter().filter_map(|(path, _)| path.split('?').next());
    let table: BTreeSet<String> = table.chain(ELSEWHERE.iter().copied()).map(str::to_owned).collect();
    assert_eq!(listed(), table);
}

/// No address answers to DELETE: one that is served says so, another that it is not there.
#[test]
fn each_address_of_the_list_is_served() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    for address in listed() {
        let path = address.replace("{id}", MADE_UP);
        assert_eq!(mentor.delete(&path)?.status, 405, "{address}");
    }
    assert_eq!(mentor.delete("/nergens")?.status, 404, "the search itself is broken");
    Ok(())
}

/// A path that is spelled out outside the list would be missed when its address changes.
#[test]
fn no_address_is_written_outside_the_list() -> Result<()> {
    let firsts: BTreeSet<&str> =
        route::ALL.iter().filter_map(|path| path.split('/').nth(1)).filter(|first| !first.is_empty()).collect();
    let mut files = Vec::new();
    for folder in ["backend/server/src/web", "frontend/src"] {
        rust_files(&root().join(folder), &mut files)?;
    }
    let (mut lists, mut found) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file)?;
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let raw: Vec<&str> = code.filter(|line| spells_out(line, &firsts)).collect();
        match file.ends_with("frontend/src/addresses.rs") {
            true => lists += raw.len(),
            false => found.extend(raw.into_iter().map(|line| format!("{}: {}", file.display(), line.trim()))),
        }
    }
    assert!(lists >= route::ALL.len() - 1, "the search itself is broken");
    assert!(found.is_empty(), "{} addresses outside the list: {found:#?}", found.len());
    Ok(())
}

/// Does a string in this line begin with one of the product's first path segments?
fn spells_out(line: &str, firsts: &BTreeSet<&str>) -> bool {
    line.split("\"/").skip(1).any(|rest| firsts.contains(rest.split(['/', '?', '#', '"']).next().unwrap_or_default()))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}
