//! A mentor writes to somebody at home, who answers with one tap; nobody else finds a word of it.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use tests::{somebody::Somebody, world::World};

const WORDS: &str = "Komt u donderdag naar de werkplaats kijken?";

/// The addresses in a page that begin so, without what was asked after a question mark.
fn links(body: &str, start: &str) -> BTreeSet<String> {
    let of = |rest: &str| rest.split(['"', '?']).next().map(str::to_owned);
    body.split("href=\"").skip(1).filter(|rest| rest.starts_with(start)).filter_map(of).collect()
}

#[test]
fn a_message_is_answered_in_one_tap_and_waits_for_the_mentor() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.person("mevrouw-de-vries"))?;
    let mother = Somebody::sign_in(world, world.person("emine"))?;

    // The mentor writes to the mother, on the page that begins with the first who can be written to.
    let class = mentor.get("/mijn-klas")?.body;
    let amira = links(&class, "/leerlingen/")
        .into_iter()
        .find(|path| mentor.get(path).is_ok_and(|page| page.body.contains("Amira Demir")));
    let amira = amira.context("Amira is in the class")?;
    let thread = mentor.get(&format!("{amira}/berichten"))?;
    let (command, message, to) = (thread.field("command_id")?, thread.field("message")?, thread.field("to")?);
    let form = [("command_id", command.as_str()), ("message", &message), ("to", &to), ("asks", "yes"), ("words", WORDS)];
    assert_eq!(mentor.post(&format!("{amira}/berichten"), &form)?.status, 303);
    assert_eq!(mentor.post(&format!("{amira}/berichten"), &form)?.status, 303, "the same form twice sends once");
    let thread = mentor.get(&format!("{amira}/berichten?met={to}"))?;
    assert_eq!(thread.body.matches(WORDS).count(), 1);

    // The mother finds it, and answers with one tap.
    let child = amira.rsplit('/').next().unwrap_or_default();
    let at = format!("/thuis/berichten/{message}?kind={child}");
    let page = mother.get(&at)?;
    assert!(page.status == 200 && page.body.contains(WORDS), "{}", page.status);
    let nothing = mother.post(&at, &[("command_id", &page.field("command_id")?)])?;
    assert!(nothing.status == 422 && nothing.body.contains("Kies een antwoord"), "{}", nothing.status);
    let answered = mother.post(&at, &[("command_id", &page.field("command_id")?), ("ready", "call-me")])?;
    assert!(answered.location.as_deref().is_some_and(|to| to.starts_with("/thuis/gelukt?wat=antwoord")), "{answered:?}");

    // Nobody else: not the father, not the student, not the career lead.
    for key in ["amira", "peter", "meneer-wolters", "auditor", "mevrouw-bakhuis"] {
        let other = Somebody::sign_in(world, world.person(key))?;
        for address in [at.clone(), format!("/mijn-lijn/berichten/{message}"), format!("{amira}/berichten")] {
            let answer = other.get(&address)?;
            assert!(answer.status >= 403 && !answer.body.contains(WORDS), "{key} at {address}: {}", answer.status);
        }
        for address in ["/thuis", "/mijn-lijn", amira.as_str()] {
            assert!(!other.get(address)?.body.contains(WORDS), "{key} at {address}");
        }
    }

    // It waits for the mentor, who says that she will call. What was answered is not taken back.
    let inbox = mentor.get("/berichten")?.body;
    assert!(inbox.contains(WORDS) && inbox.contains("Bel mij"));
    let answer = format!("{amira}/berichten/{message}/antwoord");
    let page = mentor.get(&answer)?;
    let sent = mentor.post(&answer, &[("command_id", &page.field("command_id")?), ("ready", "will-call")])?;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let withdraw = format!("{amira}/berichten/{message}/intrekken");
    let page = mentor.get(&withdraw)?;
    let refused = mentor.post(&withdraw, &[("command_id", &page.field("command_id")?), ("because", "Toch niet.")])?;
    assert_eq!(refused.status, 422);
    Ok(())
}
