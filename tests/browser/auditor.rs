//! The auditor's pages, now and then.

use anyhow::Result;
use fantoccini::Locator;
use tests::{
    browser::{Browser, LAPTOP, PHONE, TABLET},
    world::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_year_fits_and_is_accessible_now_and_then() -> Result<()> {
    let world = World::shared();
    for look in [PHONE, TABLET, LAPTOP] {
        let browser = Browser::signed_in(world, world.any("auditor"), look).await?;
        for (name, path) in [("evolution", "/verloop"), ("evolution-then", "/verloop?op=2025-12-01")] {
            browser.go(path).await?;
            browser.is_accessible().await?;
            browser.fits().await?;
            browser.picture(name).await?;
        }
        let link = browser.find(Locator::Css("dd a[href^='/verloop/gebeurtenissen']")).await?.attr("href").await?;
        browser.go(&link.unwrap_or_default()).await?;
        browser.is_accessible().await?;
        browser.fits().await?;
        browser.picture("events").await?;
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_opens_its_events_without_javascript() -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.any("auditor"), PHONE.without_javascript()).await?;
    browser.go("/verloop?op=2025-12-01").await?;
    browser.says("1 december 2025").await?;
    browser.fits().await?;
    browser.click("dd a[href^='/verloop/gebeurtenissen']").await?;
    browser.arrives("/verloop/gebeurtenissen").await?;
    browser.fits().await?;
    browser.close().await
}
