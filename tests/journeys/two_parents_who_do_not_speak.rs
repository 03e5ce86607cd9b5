//! Two parents of one child who do not speak: what each says, answers and books is their own, as the child and the mentor see it.

use anyhow::{Context, Result};
use tests::{
    family::{Family, id_after, somebody},
    somebody::Somebody,
    world::World,
};

/// A round of Amira's class, of which her parents are asked together unless `apart`. Gives the pages of the round.
fn round(family: &Family, day: &str, apart: bool) -> Result<String> {
    let at = format!("{}/gesprekken", family.class);
    let form = family.mentor.get(&at)?.form(&at)?.with("kind", "introduction").with("minutes", "10");
    let form = form.with("on1", day).with("from1", "11:00").with("until1", "22:00");
    let form = if apart { form.with("apart", &family.student) } else { form };
    let opened = family.mentor.send(&form)?;
    let round = opened.location.as_deref().and_then(|to| to.split('?').next()).context("the round")?;
    Ok(round.to_owned())
}

/// The talks about Amira of a round, as the mentor has them.
fn talks(family: &Family, round: &str) -> Result<Vec<String>> {
    let body = family.mentor.get(round)?.body;
    let part = format!("href=\"{}/gesprekken/", family.file);
    let mut talks: Vec<String> = body.split(&part).skip(1).filter_map(|rest| rest.get(..36)).map(str::to_owned).collect();
    talks.sort_unstable();
    talks.dedup();
    Ok(talks)
}

fn at_home(family: &Family, talk: &str) -> String {
    format!("/thuis/gesprek/{talk}?kind={}", family.student)
}

/// Everything of this parent's that can be opened from their own page.
fn all_pages(who: &Somebody, home: &str) -> Result<String> {
    let start = who.get(home)?.body;
    let links = start.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut all = start.clone();
    for link in links.filter(|link| link.starts_with("/thuis")) {
        all += &who.get(&link.replace("&amp;", "&"))?.body;
    }
    Ok(all)
}

#[test]
fn what_one_says_the_other_neither_reads_nor_overwrites() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { home, mentor, amira, emine, murat, .. } = &family;
    let round = round(&family, "2026-07-06", false)?;
    let talk = talks(&family, &round)?.pop().context("one talk for both")?;
    let (page, sheet, own) =
        (at_home(&family, &talk), format!("{}/gesprekken/{talk}", family.file), format!("/mijn-lijn/gesprek/{talk}"));
    let (hers, his) = ("Zij is thuis heel rustig.", "Zij luistert nooit naar mij.");
    for (who, says, child) in [(emine, hers, "vader"), (murat, his, "moeder")] {
        let open = who.get(&page)?;
        assert_eq!(open.press(&page, "action", "voice")?.value("says"), Some(""), "nothing of the other fills the form");
        let promise = open.text();
        assert!(promise.contains("De mentor, de decaan en Amira lezen dit. Verder niemand."), "{promise}");
        assert!(promise.contains(&format!("Dan leest de {child} van Amira het ook.")), "{promise}");
        assert_eq!(who.send(&open.press(&page, "action", "voice")?.with("says", says))?.status, 303);
    }
    assert!(!all_pages(emine, home)?.contains(his) && !all_pages(murat, home)?.contains(hers));
    assert_eq!(emine.get(&page)?.press(&page, "action", "voice")?.value("says"), Some(hers));
    // The child and the school read both, each under its own name. On the table lies neither, for both sit there.
    let line = amira.get(&own)?.text();
    assert!(line.contains(&format!("Je moeder {hers}")) && line.contains(&format!("Je vader {his}")), "{line}");
    let whole = mentor.get(&sheet)?;
    assert!(whole.text().contains(&format!("Moeder {hers}")) && whole.text().contains(&format!("Vader {his}")));
    let (_, folded) = whole.body.split_once("id=\"voor-school\"").context("what is for school alone")?;
    let (folded, table) = folded.split_once("</details>").context("it ends")?;
    assert!(folded.contains(hers) && folded.contains(his) && !table.contains(hers) && !table.contains(his));
    // She says that he may read it, and no more than that one.
    let told = emine.get(&page)?.press(&page, "action", "voice")?.with("with_home", "yes");
    assert_eq!(emine.send(&told)?.status, 303);
    assert!(murat.get(&page)?.text().contains(&format!("De moeder van Amira {hers}")));
    assert!(!emine.get(&page)?.body.contains(his));
    let (_, table) = mentor.get(&sheet)?.body.split_once("</details>").map(|(a, b)| (a.len(), b.to_owned())).context("folded")?;
    assert!(table.contains(hers) && !table.contains(his), "what both may read lies on the table");
    Ok(())
}

#[test]
fn a_time_of_both_belongs_to_who_chose_it() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { mentor, emine, murat, amira, .. } = &family;
    let round = round(&family, "2026-07-08", false)?;
    let talk = talks(&family, &round)?.pop().context("one talk for both")?;
    let (page, sheet) = (at_home(&family, &talk), format!("{}/gesprekken/{talk}", family.file));
    let early = murat.get(&page)?;
    let time = emine.get(&page)?.press(&page, "action", "book")?.with("at", "2026-07-08T15:00");
    assert_eq!(emine.send(&time)?.status, 303);
    // The page that he had open asks in vain, and the one that he opens now does not ask.
    let late = murat.send(&early.press(&page, "action", "book")?.with("at", "2026-07-08T16:00"))?;
    assert_eq!((late.status, late.text().contains("Iemand anders van thuis koos deze tijd.")), (422, true), "{}", late.text());
    let his = murat.get(&page)?;
    assert!(his.press(&page, "action", "book").is_err() && his.press(&page, "action", "cancel").is_err());
    assert!(his.text().contains("De moeder van Amira koos deze tijd. Komt u ook?"), "{}", his.text());
    let cancel = early.press(&page, "action", "call-me")?.with("action", "cancel");
    assert_eq!(murat.send(&cancel)?.status, 422, "who did not choose it does not give it back");
    // He cannot then; the time stays, and she is told nothing of him.
    assert_eq!(murat.send(&his.press(&page, "action", "cannot-then")?)?.status, 303);
    assert!(murat.get(&page)?.text().contains("U zei: ik kan dan niet."));
    let hers = emine.get(&page)?.text();
    assert!(hers.contains("15.00 uur") && !hers.contains("kan dan niet"), "{hers}");
    assert!(mentor.get(&sheet)?.text().contains("Vader: kan dan niet"));
    assert!(!amira.get("/mijn-lijn")?.text().contains("kan dan niet"));
    assert_eq!(murat.send(&murat.get(&page)?.press(&page, "action", "comes-too")?)?.status, 303);
    assert!(mentor.get(&sheet)?.text().contains("Vader: komt ook"));
    // Another time is asked anew; the school moves it as well.
    let moved = emine.get(&page)?.press(&page, "action", "book")?.with("at", "2026-07-08T16:15");
    let answer = emine.send(&moved)?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(murat.get(&page)?.text().contains("16.15 uur") && murat.get(&page)?.text().contains("Komt u ook?"));
    let school = mentor.get(&sheet)?.press(&sheet, "action", "book")?.with("at", "2026-07-08T17:00");
    assert_eq!(mentor.send(&school)?.status, 303);
    assert!(emine.get(&page)?.text().contains("17.00 uur") && murat.get(&page)?.text().contains("17.00 uur"));
    Ok(())
}

#[test]
fn who_would_rather_come_apart_has_a_talk_of_their_own_that_the_other_never_finds() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { home, mentor, emine, murat, .. } = &family;
    let round = round(&family, "2026-07-10", false)?;
    let together = talks(&family, &round)?.pop().context("one talk for both")?;
    let page = at_home(&family, &together);
    let booked = emine.get(&page)?.press(&page, "action", "book")?.with("at", "2026-07-10T15:00");
    assert_eq!(emine.send(&booked)?.status, 303);
    let answer = murat.send(&murat.get(&page)?.press(&page, "action", "apart")?)?;
    assert!(murat.follow(&answer)?.text().contains("U krijgt een eigen gesprek."), "{}", answer.text());
    assert_eq!(murat.get(&page)?.status, 404, "it is hers alone now");
    let both = talks(&family, &round)?;
    let own = both.iter().find(|talk| **talk != together).context("a talk of his own")?;
    let his = at_home(&family, own);
    assert_eq!(emine.get(&his)?.status, 404);
    let time = murat.get(&his)?.press(&his, "action", "book")?;
    assert!(!murat.get(&his)?.body.contains("value=\"2026-07-10T15:00\""), "a time that somebody has is no choice");
    assert_eq!(murat.send(&time.with("at", "2026-07-10T18:00"))?.status, 303);
    // Neither finds the other's time, or that there is one.
    assert!(!all_pages(emine, home)?.contains("10 juli, 18.00") && !all_pages(murat, home)?.contains("10 juli, 15.00"));
    assert!(!emine.get(&page)?.body.contains("value=\"2026-07-10T18:00\""));
    let round = mentor.get(&round)?.text();
    assert!(round.contains("15.00") && round.contains("18.00"), "the mentor has both: {round}");
    Ok(())
}

#[test]
fn who_has_no_say_finds_nothing_of_a_talk() -> Result<()> {
    let family = Family::of(World::shared())?;
    let round = round(&family, "2026-07-13", true)?;
    let talks = talks(&family, &round)?;
    assert_eq!(talks.len(), 2, "one for each parent");
    let opens = |who: &Somebody| -> Result<Vec<bool>> {
        talks.iter().map(|talk| Ok(who.get(&at_home(&family, talk))?.status == 200)).collect()
    };
    let (hers, his) = (opens(&family.emine)?, opens(&family.murat)?);
    assert!(hers.iter().zip(&his).all(|(hers, his)| hers != his), "{hers:?} {his:?}");
    for key in ["kemal", "peter", "aukje"] {
        assert_eq!(opens(&somebody(World::shared(), key)?)?, [false, false], "{key}");
    }
    assert!(id_after(&family.mentor.get(&round)?.body, &format!("{}/gesprekken/", family.file)).is_ok());
    Ok(())
}
