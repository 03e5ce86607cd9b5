//! /livez and /readyz

use anyhow::Result;
use tests::{somebody::Somebody, world::World};

#[test]
fn the_program_says_that_it_lives_and_that_it_can_serve() -> Result<()> {
    let stranger = Somebody::stranger(&World::shared().address);
    assert_eq!(stranger.get("/livez")?.status, 200);
    assert_eq!(stranger.get("/readyz")?.status, 200);
    Ok(())
}

#[test]
fn what_browsers_keep_for_ever_is_compressed_and_says_so() -> Result<()> {
    let stranger = Somebody::stranger(&World::shared().address);
    let page = stranger.get("/")?.body;
    let css = page.split("href=\"/pkg/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let answer = stranger.get(&format!("/pkg/{css}"))?;
    assert_eq!(answer.status, 200);
    assert!(answer.header("cache-control").is_some_and(|value| value.contains("immutable")));
    assert_eq!(answer.header("vary"), Some("accept-encoding"));
    assert_eq!(stranger.get("/pkg/../manifest.json")?.status, 404);
    Ok(())
}
