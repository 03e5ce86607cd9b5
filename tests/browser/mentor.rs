//! The mentor's errand: from the class list to a recorded talk in at most three clicks.

use crate::ground::ground;
use anyhow::Result;
use fantoccini::Locator;
use tests::{
    browser::{Browser, LAPTOP, Look, PHONE, TABLET},
    world::World,
};

/// In the row of this place: the same record twice within minutes asks whether it is a double one.
async fn records_a_talk(look: Look, row: usize) -> Result<()> {
    let world = World::shared();
    let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
    browser.go("/mijn-klas").await?;
    // From the student's row: to the form, and one button of what came of it. Two clicks.
    browser.click(&format!("tbody tr:nth-child({row}) a[href*='/gesprek']")).await?;
    browser.click("button[name=action][value=spoke-later]").await?;
    browser.arrives("gedaan=gesprek").await?;
    if look.javascript {
        browser.is_accessible().await?;
    }
    browser.fits().await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_talk_is_recorded_in_two_clicks_from_the_row() -> Result<()> {
    let looks = [PHONE, LAPTOP, PHONE.without_javascript(), LAPTOP.without_javascript()];
    for (look, row) in looks.into_iter().zip(1..) {
        records_a_talk(look, row).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_pages_fit_and_are_accessible() -> Result<()> {
    let world = World::shared();
    for look in [PHONE, TABLET, LAPTOP, LAPTOP.in_the_dark()] {
        let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
        browser.go("/mijn-klas").await?;
        let student = browser.find(Locator::Css("tbody a[href^='/leerlingen/']")).await?.attr("href").await?.unwrap_or_default();
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
            browser.visit(&path, if name == "missing" { 404 } else { 200 }).await?;
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

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_work_fit_and_are_accessible() -> Result<()> {
    let world = World::shared();
    let ground = tokio::task::block_in_place(ground);
    let (class, home) = (&ground.class, &ground.emine);
    let file = &home.file;
    let pages = [
        ("rounds", format!("{class}/gesprekken")),
        ("round", ground.round.clone()),
        ("talk-sheet", home.sheet.clone()),
        ("give-class", format!("{class}/opdracht?voorbeeld=outing")),
        ("give-student", format!("{file}/opdracht")),
        ("withdraw-assignment", format!("{}/intrekken", home.assignment_for_staff)),
        ("came-back", format!("{class}/terug")),
        ("not-spoken", format!("{class}/avond/niet-gesproken")),
        ("lying", format!("{class}/blijft-liggen")),
        ("handed-out", format!("{class}/opdrachten")),
        ("agree", format!("{file}/afspraak")),
        ("agreement", home.agreement_for_staff.clone()),
        ("adjust", format!("{}/aanpassen", home.agreement_for_staff)),
        ("stop", format!("{}/stoppen", home.agreement_for_staff)),
        ("support", format!("{file}/helpt")),
        ("messages", format!("{file}/berichten")),
        ("message-class", format!("{class}/bericht")),
        ("inbox", "/berichten".into()),
    ];
    let mut faults = Vec::new();
    for look in [PHONE, TABLET, LAPTOP] {
        let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
        for (name, path) in &pages {
            browser.go(path).await?;
            browser.find(Locator::Css("main h1")).await?;
            faults.extend(browser.faults().await);
            browser.picture(name).await?;
        }
        // Forms that come back with everything that is wrong.
        for (name, path) in [("agree-wrong", format!("{file}/afspraak")), ("give-wrong", format!("{file}/opdracht"))] {
            browser.go(&path).await?;
            browser.click(&format!("form[action^='{path}'] button.btn:not([type=button])")).await?;
            browser.page.wait().for_element(Locator::Css(".summary.wrong")).await?;
            faults.extend(browser.faults().await);
            browser.picture(name).await?;
        }
        browser.close().await?;
    }
    assert!(faults.is_empty(), "{faults:#?}");
    Ok(())
}

/// From the example to the day's work of a whole class: three things to touch.
async fn hands_out(look: Look, title: &str) -> Result<()> {
    let world = World::shared();
    let class = &tokio::task::block_in_place(ground).class;
    let browser = Browser::signed_in(world, world.any("mentor"), look).await?;
    browser.go(&format!("{class}/opdracht?voorbeeld=together")).await?;
    browser.type_in("#title", title).await?;
    browser.type_in("#after", "De les over beroepen").await?;
    let save = format!("form[action^='{class}/opdracht'] button.btn:not([type=button])");
    browser.click(&save).await?;
    browser.page.wait().for_element(Locator::Css(".summary.wrong")).await?;
    browser.says("Maak de opdracht zo dat praten genoeg is.").await?;
    let kept = browser.find(Locator::Css("#title")).await?.prop("value").await?;
    assert_eq!(kept.as_deref(), Some(title), "what was typed stays");
    browser.click("#without_writing").await?;
    browser.click(&save).await?;
    browser.arrives("gedaan=opdracht").await?;
    browser.says("De opdracht is meegegeven.").await?;
    browser.fits().await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assignment_goes_to_the_class_with_and_without_javascript() -> Result<()> {
    hands_out(LAPTOP, "Wat zag je vandaag?").await?;
    hands_out(PHONE.without_javascript(), "Wat hoorde je vandaag?").await
}
