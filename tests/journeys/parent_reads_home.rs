//! A parent sees their own child's timeline, the talks they took part in, and nothing that is the school's own.

use anyhow::Result;
use tests::{somebody::Somebody, world::World};

#[test]
fn a_parent_sees_the_child_and_no_jargon_and_no_script() -> Result<()> {
    let world = World::shared();
    for person in world.people.iter().filter(|person| person.role == "parent") {
        let parent = Somebody::sign_in(world, person)?;
        let page = parent.get("/thuis")?;
        assert_eq!(page.status, 200, "{}", person.key);
        assert!(!page.body.contains("LOB"), "jargon for {}", person.key);
        assert!(!page.body.contains("<script"), "a parent's page runs nothing");
        assert!(!page.body.contains("Niet opgenomen"), "attempts are the school's own");
    }
    Ok(())
}

#[test]
fn easy_dutch_is_one_tap_away_and_stays() -> Result<()> {
    let world = World::shared();
    let parent = Somebody::sign_in(world, world.any("parent"))?;
    let answer = parent.post("/taal", &[("language", "nl-easy"), ("back_to", "/thuis")])?;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/thuis")));
    assert!(answer.header("set-cookie").is_some_and(|cookie| cookie.starts_with("taal=nl-easy;")));
    let away = parent.post("/taal", &[("language", "nl"), ("back_to", "//elsewhere.example")])?;
    assert_eq!(away.location.as_deref(), Some("/"));
    Ok(())
}

#[test]
fn who_wishes_for_easy_dutch_reads_it_on_every_page() -> Result<()> {
    let world = World::shared();
    let parent = Somebody::as_they_wish(world, world.any("parent"))?;
    for reading in ["standard", "easy"] {
        let form = parent.get("/thuis/wensen")?;
        let wishes = [("command_id", &*form.field("command_id")?), ("language", "dutch"), ("reading", reading)];
        let saved = parent.post("/thuis/wensen", &wishes)?;
        assert_eq!((saved.status, saved.location.as_deref()), (303, Some("/thuis/gelukt?wat=wensen")));
        assert!(
            saved.header("set-cookie").is_some_and(|cookie| cookie.starts_with("taal=;")),
            "what was chosen before gives way"
        );
        let easy = parent.get("/thuis")?.body.contains(">Nederlands</button>");
        assert_eq!(easy, reading == "easy", "the page offers the other Dutch");
    }
    Ok(())
}
