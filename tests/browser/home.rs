//! Parents, supporters and students, mostly on a phone.

use anyhow::Result;
use tests::{
    browser::{Browser, LAPTOP, PHONE},
    world::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn home_pages_fit_and_are_accessible() -> Result<()> {
    let world = World::shared();
    for look in [PHONE, LAPTOP, PHONE.in_the_dark()] {
        for (role, pages) in [
            ("parent", ["/thuis", "/thuis/wensen", "/thuis/steun", "/thuis/goed-in", "/thuis/helpt?deel=internship"].as_slice()),
            ("supporter", &["/thuis"]),
            (
                "student",
                &[
                    "/mijn-lijn",
                    "/mijn-lijn/steun",
                    "/mijn-lijn/erbij",
                    "/mijn-lijn/erbij?soort=experience",
                    "/mijn-lijn/zo-ziet",
                    "/mijn-lijn/helpt?deel=internship",
                ],
            ),
        ] {
            let browser = Browser::signed_in(world, world.any(role), look).await?;
            for path in pages {
                browser.go(path).await?;
                browser.is_accessible().await?;
                browser.fits().await?;
                let name = format!("{role}{}{}", path.replace(['/', '?', '='], "-"), if look.dark { "-dark" } else { "" });
                browser.picture(&name).await?;
            }
            browser.close().await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_sets_their_wishes_without_javascript() -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.any("parent"), PHONE.without_javascript()).await?;
    browser.go("/thuis/wensen").await?;
    browser.click("input[name=language][value=turkish]").await?;
    browser.click("input[name=reading][value=easy]").await?;
    browser.click("form[action='/thuis/wensen'] button:not([type=button])").await?;
    browser.arrives("/thuis/gelukt").await?;
    browser.close().await
}
