//! The student's line: something is put on it, shared with one person, and taken back.

use anyhow::{Context, Result};
use fantoccini::Locator;
use tests::{
    browser::{Browser, LAPTOP, Look, PHONE},
    family::{Family, somebody},
    world::World,
};

/// Looks at the page where somebody arrived; a machine can judge it only with JavaScript.
async fn looks_well(browser: &Browser) -> Result<()> {
    if browser.look.javascript {
        browser.is_accessible().await?;
    }
    browser.fits().await
}

/// Where the entry with this title is shared.
async fn share_of(browser: &Browser, title: &str) -> Result<String> {
    let xpath = format!("//li[contains(@class,'moment')][.//h4[contains(., '{title}')]]//a[contains(@href, '/delen')]");
    let link = browser.find(Locator::XPath(&xpath)).await?;
    link.attr("href").await?.context("a link to share")
}

async fn keeps_a_line(look: Look, title: &str) -> Result<()> {
    let world = World::shared();
    let family = Family::of(world)?;
    let browser = Browser::signed_in(world, world.person("amira"), look).await?;
    browser.go("/mijn-lijn").await?;
    browser.click("a[href='/mijn-lijn/erbij']").await?;
    browser.arrives("/mijn-lijn/erbij").await?;
    looks_well(&browser).await?;
    browser.click("a[href='/mijn-lijn/erbij?soort=experience']").await?;
    browser.arrives("soort=experience").await?;

    // Without a title it comes back, with the words that were typed.
    let save = "form[action^='/mijn-lijn/erbij'] button.btn:not([type=button])";
    browser.type_in("#words", "De oven was warmer dan ik dacht.").await?;
    browser.click(save).await?;
    browser.page.wait().for_element(Locator::Css(".summary.wrong")).await?;
    let words = browser.find(Locator::Css("#words")).await?.prop("value").await?;
    assert_eq!(words.as_deref(), Some("De oven was warmer dan ik dacht."));
    looks_well(&browser).await?;
    browser.type_in("#title", title).await?;
    browser.click("input[name=kind][value=visit]").await?;
    browser.click(save).await?;
    browser.arrives("/mijn-lijn?").await?;
    browser.says(title).await?;
    looks_well(&browser).await?;
    assert!(!family.emine.get(&family.home)?.body.contains(title), "nobody sees it yet");

    // Shared with her mother, and with nobody any longer.
    let share = share_of(&browser, title).await?;
    for shared in [true, false] {
        browser.go(&share).await?;
        looks_well(&browser).await?;
        browser.click("#share-0").await?;
        browser.click(&format!("form[action^='{share}'] button.btn:not([type=button])")).await?;
        browser.arrives("/mijn-lijn?").await?;
        assert_eq!(family.emine.get(&family.home)?.body.contains(title), shared, "shared: {shared}");
        assert!(!somebody(world, "murat")?.get(&family.home)?.body.contains(title), "the other parent");
    }
    browser.picture(&format!("line-shared-{}", look.javascript)).await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_written_shared_and_taken_back_on_a_phone() -> Result<()> {
    keeps_a_line(PHONE, "Een dag aan de oven").await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_written_shared_and_taken_back_without_javascript() -> Result<()> {
    keeps_a_line(LAPTOP.without_javascript(), "Een nacht in de bakkerij").await
}
