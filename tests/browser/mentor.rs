//! The mentor's errand: from the class list to a recorded talk in at most three clicks.

use anyhow::Result;
use fantoccini::Locator;
use tests::{
    browser::{Browser, LAPTOP, Look, PHONE},
    world::World,
};

async fn records_a_talk(look: Look) -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
    browser.go("/mijn-klas").await?;
    // From the student's row: to the form, and one button of what came of it. Two clicks.
    browser.click("tbody a[href*='/gesprek']").await?;
    browser.click("button[name=uitkomst][value=gelukt]").await?;
    browser.arrives("gedaan=gesprek").await?;
    if look.javascript {
        browser.is_accessible().await?;
    }
    browser.fits().await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_is_recorded_in_two_clicks_from_the_row() -> Result<()> {
    for look in [PHONE, LAPTOP, PHONE.without_javascript(), LAPTOP.without_javascript()] {
        records_a_talk(look).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_pages_fit_and_are_accessible() -> Result<()> {
    let world = World::shared();
    for look in [PHONE, LAPTOP, LAPTOP.in_the_dark()] {
        let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
        browser.go("/mijn-klas").await?;
        let student =
            browser.page.find(Locator::Css("tbody a[href^='/leerlingen/']")).await?.attr("href").await?.unwrap_or_default();
        let student = student.split('?').next().unwrap_or_default().trim_end_matches("/gesprek").to_owned();
        let pages = [
            ("class", "/mijn-klas".to_owned()),
            ("class-then", "/mijn-klas?op=2025-12-01".into()),
            ("student", student.clone()),
            ("contact", format!("{student}/gesprek")),
            ("supporter", format!("{student}/steun")),
            ("school", "/school".into()),
            ("missing", "/nergens".into()),
        ];
        for (name, path) in pages {
            browser.go(&path).await?;
            browser.is_accessible().await?;
            browser.fits().await?;
            browser.picture(&format!("{name}{}", if look.dark { "-dark" } else { "" })).await?;
        }
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_filters_as_one_types() -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.any("mentor"), LAPTOP).await?;
    browser.go("/mijn-klas").await?;
    let rows = async || -> Result<usize> {
        let shown = browser
            .page
            .execute("return [...document.querySelectorAll('tbody tr')].filter(r => r.offsetParent !== null).length", vec![])
            .await?;
        Ok(shown.as_u64().unwrap_or_default() as usize)
    };
    let all = rows().await?;
    let field = browser.page.wait().for_element(Locator::Css("leptos-island input")).await?;
    field.send_keys("zzzz").await?;
    assert_eq!(rows().await?, 0);
    field.clear().await?;
    field.send_keys(" ").await?;
    assert_eq!(rows().await?, all);
    browser.console_is_empty().await?;
    browser.close().await
}
