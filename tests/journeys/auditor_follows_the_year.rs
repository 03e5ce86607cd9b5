//! An auditor follows how contact evolved, on any day, without ever meeting a name.

use anyhow::{Context, Result};
use tests::{somebody::Somebody, world::World};

fn auditor() -> Result<Somebody> {
    let world = World::shared();
    Somebody::sign_in(world, world.any("auditor"))
}

#[test]
fn the_year_is_there_on_every_day_and_the_past_has_its_frame() -> Result<()> {
    let auditor = auditor()?;
    let now = auditor.get("/verloop")?;
    assert_eq!(now.status, 200);
    let then = auditor.get("/verloop?op=2025-12-01")?;
    assert_eq!(then.status, 200);
    assert!(then.body.contains("1 december 2025"));
    assert!(then.body.contains("Terug naar nu"));
    assert_ne!(now.body, then.body);
    Ok(())
}

#[test]
fn each_number_opens_the_events_behind_it() -> Result<()> {
    let auditor = auditor()?;
    let page = auditor.get("/verloop?op=2025-12-01")?.body;
    let links: Vec<&str> =
        page.split("href=\"/verloop/gebeurtenissen").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 5, "numbers without events behind them");
    for link in links.iter().take(6) {
        let events = auditor.get(&format!("/verloop/gebeurtenissen{}", link.replace("&amp;", "&")))?;
        assert_eq!(events.status, 200, "{link}");
    }
    Ok(())
}

#[test]
fn no_name_of_a_student_or_parent_is_on_an_auditors_page() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let class = mentor.get("/mijn-klas")?.body;
    let names: Vec<String> = class
        .split("href=\"/leerlingen/")
        .skip(1)
        .filter_map(|rest| rest.split('>').nth(1)?.split('<').next())
        .map(|name| name.trim().to_owned())
        .filter(|name| name.split(' ').count() > 1 && !name.contains("esprek"))
        .collect();
    assert!(names.len() > 5, "no names to look for");
    let auditor = auditor()?;
    let page = auditor.get("/verloop")?.body;
    let class_link = page.split("href=\"/verloop?klas=").nth(1).and_then(|rest| rest.split('"').next()).context("no class")?;
    let of_class = auditor.get(&format!("/verloop?klas={class_link}"))?.body;
    for name in &names {
        assert!(!page.contains(name.as_str()) && !of_class.contains(name.as_str()), "{name} is on an auditor's page");
    }
    assert_eq!(auditor.get("/mijn-klas")?.status, 403, "staff are told that they may not");
    Ok(())
}
