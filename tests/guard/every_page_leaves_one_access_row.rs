//! Every view of personal data leaves exactly one row in the school's access log, and a page that is refused none.

use anyhow::{Context, Result};
use sqlx::{PgConnection, query_scalar};
use tests::{somebody::Somebody, world::World};

/// A demo of its own: other tests read pages as well.
#[tokio::test]
async fn one_page_one_row() -> Result<()> {
    let world = World::demo()?;
    let mut database = world.database().await?;
    let mentor = Somebody::sign_in(&world, world.any("mentor"))?;
    let class = mentor.get("/mijn-klas")?.body;
    let student = class.split("href=\"/leerlingen/").nth(1).and_then(|rest| rest.get(..36)).context("no student")?.to_owned();
    let pages = [
        "/mijn-klas".to_owned(),
        "/school".to_owned(),
        format!("/leerlingen/{student}"),
        format!("/leerlingen/{student}/gesprek"),
    ];
    for page in &pages {
        let before = rows(&mut database).await?;
        assert_eq!(mentor.get(page)?.status, 200, "{page}");
        assert_eq!(rows(&mut database).await? - before, 1, "{page}");
    }
    let before = rows(&mut database).await?;
    assert_eq!(mentor.get("/verloop")?.status, 403);
    assert_eq!(mentor.get("/leerlingen/5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11")?.status, 404);
    assert_eq!(rows(&mut database).await?, before, "what is refused is not a view");
    Ok(())
}

/// Of the mentor alone: jobs look at the school as well.
async fn rows(database: &mut PgConnection) -> Result<i64> {
    Ok(query_scalar("select count(*) from access_log where actor_role = 'mentor'").fetch_one(database).await?)
}
