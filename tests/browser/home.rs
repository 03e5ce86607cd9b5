//! Parents, supporters and students, mostly on a phone.

use crate::ground::{AGREEMENT, ASSIGNMENT, AtHome, ground};
use anyhow::Result;
use fantoccini::Locator;
use std::time::Duration;
use tests::{
    browser::{Browser, LAPTOP, Look, PHONE},
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
    browser.click("form[action^='/thuis/wensen'] button:not([type=button])").await?;
    browser.arrives("/thuis/gelukt").await?;
    browser.close().await
}

/// Puts a `meta refresh` on the page, as somebody would who found a way to write markup there, and says where it led.
async fn led_to(address: &str) -> Result<String> {
    const PUT: &str = "const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; \
        meta.content = '0;url=/thuis/steun'; document.head.append(meta)";
    let browser = Browser::signed_in_at(address, World::shared().any("parent"), LAPTOP).await?;
    browser.go("/thuis/goed-in").await?;
    browser.page.execute(PUT, vec![]).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let path = browser.path().await?;
    browser.page.clone().close().await?;
    Ok(path)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_scripts_does_not_lead_away_by_itself() -> Result<()> {
    let world = World::shared();
    assert_eq!(led_to(&world.address).await?, "/thuis/goed-in");
    assert_eq!(led_to(world.address_without_sandbox()?).await?, "/thuis/steun", "only the sandbox holds it");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_sandboxed_page_links_forms_and_errors_work_as_anywhere() -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in_at(&world.address, world.any("parent"), LAPTOP).await?;
    browser.go("/thuis/wensen").await?;
    browser.click("input[name=language][value=turkish]").await?;
    browser.click("form[action^='/thuis/wensen'] button:not([type=button])").await?;
    browser.arrives("/thuis/gelukt").await?;
    browser.page.back().await?;
    browser.arrives("/thuis/wensen").await?;
    browser.go("/thuis/steun").await?;
    browser.click("form[action^='/thuis/steun']:not(details *) button:not([type=button])").await?;
    browser.says("naam").await?;
    browser.close().await
}

/// Presses the button of the form that goes there, and reads who will read it.
async fn tap(browser: &Browser, form: &str, button: &str, done: &str) -> Result<()> {
    browser.click(&format!("form[action^='{form}'] button{button}")).await?;
    browser.arrives("/thuis/gelukt?wat=").await?;
    browser.says(done).await?;
    if browser.look.javascript {
        browser.is_accessible().await?;
    }
    browser.fits().await
}

/// A parent answers the invitation, brings back the assignment, and says yes: no keyboard needed.
async fn answers_everything(parent: &str, home: &AtHome, look: Look) -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.person(parent), look).await?;
    let mut faults = Vec::new();
    for page in ["/thuis", &home.invitation, &home.assignment, &home.agreement] {
        browser.go(page).await?;
        faults.extend(browser.faults().await);
        if look.javascript {
            browser.picture(&format!("{parent}{}", page.split(['?']).next().unwrap_or_default().replace('/', "-"))).await?;
        }
    }

    browser.go(&home.invitation).await?;
    tap(&browser, &home.invitation, "[value=call-me]", "Uw antwoord is aangekomen.").await?;
    browser.go(&home.invitation).await?;
    browser.says("U vroeg: bel mij. De mentor belt u.").await?;
    let times = browser.find(Locator::Css("select[name=at]")).await?;
    times.select_by_index(3).await?;
    tap(&browser, &home.invitation, "[value=book]", "U heeft een tijd gekozen.").await?;

    browser.go(&home.assignment).await?;
    browser.says(ASSIGNMENT).await?;
    tap(&browser, &home.assignment, ".btn", "Fijn dat u dit samen deed.").await?;
    browser.go(&home.assignment).await?;
    browser.says("Gelukt. School weet dit.").await?;

    browser.go(&home.agreement).await?;
    browser.says(AGREEMENT).await?;
    tap(&browser, &home.agreement, "[value=yes]", "U zegt ja.").await?;
    // Otherwise is folded away until somebody asks for it.
    browser.go(&home.agreement).await?;
    browser.click("details#anders > summary").await?;
    browser.click("details#anders input[name=otherwise]").await?;
    tap(&browser, &home.agreement, "[value=otherwise]", "U wilt het anders.").await?;
    assert!(faults.is_empty(), "{faults:#?}");
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_answers_everything_on_a_phone() -> Result<()> {
    answers_everything("emine", &tokio::task::block_in_place(ground).emine, PHONE).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_answers_everything_on_a_laptop_without_javascript() -> Result<()> {
    answers_everything("peter", &tokio::task::block_in_place(ground).peter, LAPTOP.without_javascript()).await
}
