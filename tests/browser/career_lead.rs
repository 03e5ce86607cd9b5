//! The career lead: classes side by side.

use anyhow::Result;
use fantoccini::Locator;
use tests::{
    browser::{Browser, LAPTOP, PHONE, TABLET},
    world::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_school_fits_is_accessible_and_leads_to_a_class() -> Result<()> {
    let world = World::shared();
    for look in [PHONE, TABLET, LAPTOP, LAPTOP.without_javascript()] {
        let browser = Browser::signed_in(world, world.any("career_lead"), look).await?;
        for (name, path) in [("lead", "/school"), ("lead-then", "/school?op=2025-12-01")] {
            browser.go(path).await?;
            if look.javascript {
                browser.is_accessible().await?;
                browser.picture(name).await?;
            }
            browser.fits().await?;
        }
        browser.go("/school").await?;
        let class = browser.find(Locator::Css("main a[href^='/mijn-klas?klas=']")).await?.attr("href").await?;
        browser.go(&class.unwrap_or_default()).await?;
        browser.says("Klas").await?;
        browser.fits().await?;
        browser.close().await?;
    }
    Ok(())
}
