//! What was asked is answered, what was sent can be taken back, and after saving one is where one was.

use anyhow::{Context, Result};
use tests::{
    family::{Family, id_after, somebody},
    world::World,
};

/// The number behind these words on a page.
fn number_after(text: &str, words: &str) -> usize {
    let rest = text.split(words).nth(1).unwrap_or_default();
    rest.trim_start_matches([' ', '(']).split(')').next().and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

#[test]
fn an_answer_in_own_words_closes_the_question() -> Result<()> {
    let family = Family::of(World::shared())?;
    let (mentor, murat, question) = (&family.mentor, &family.murat, "Mag Amira vrijdag eerder naar huis voor de open dag?");
    let at = format!("/thuis/berichten/nieuw?kind={}", family.student);
    let sent = murat.send(&murat.get(&at)?.form(&at)?.with("words", question))?;
    assert_eq!(sent.status, 303, "{}", sent.text());

    // The mentor sees on the first page that somebody waits, and in the menu.
    let start = mentor.get("/mijn-klas")?;
    let waiting = number_after(&start.text(), "Wacht op jouw antwoord");
    assert!(waiting > 0 && start.text().contains(&format!("{waiting} wachten")) || waiting == 1, "{}", start.text());

    let inbox = mentor.get("/berichten")?;
    let link = inbox.link_after(question, &format!("{}/berichten/", family.file))?;
    let page = mentor.get(&link)?;
    let action = link.split('?').next().unwrap_or_default();
    let answered = mentor.send(&page.form(action)?.with("words", "Ja, dat is goed. Veel plezier!"))?;
    assert!(answered.location.as_deref().is_some_and(|to| to.starts_with("/berichten?klas=")), "{answered:?}");
    let inbox = mentor.follow(&answered)?;
    assert!(!inbox.body.contains(question), "it no longer waits");
    // In the thread, what is written while a question waits answers it too.
    let sent = murat.send(&murat.get(&at)?.form(&at)?.with("words", "En mag haar broer mee naar de open dag?"))?;
    assert_eq!(sent.status, 303);
    let inbox = mentor.get("/berichten")?.body;
    let (before, _) = inbox.split_once("En mag haar broer mee").context("it waits")?;
    let thread = format!("{}/berichten?met=", family.file);
    let thread = before.rsplit("href=\"").find(|rest| rest.starts_with(&thread)).and_then(|rest| rest.split('"').next());
    let page = mentor.get(thread.context("the way to the thread")?)?;
    let message = id_after(&page.body, &format!("action=\"{}/berichten/", family.file))?;
    let answer = format!("{}/berichten/{message}/antwoord", family.file);
    let sent = mentor.send(&page.form(&answer)?.with("words", "Ja hoor."))?;
    assert!(sent.location.as_deref().is_some_and(|to| to.starts_with(&format!("{}/berichten?met=", family.file))), "{sent:?}");
    assert!(!mentor.get("/berichten")?.body.contains("En mag haar broer mee"));
    Ok(())
}

#[test]
fn a_whole_send_to_a_class_is_taken_back_but_for_what_was_answered() -> Result<()> {
    let family = Family::of(World::shared())?;
    let (mentor, words) = (&family.mentor, "Zaterdag is de open dag. Gaat u mee?");
    let at = format!("{}/bericht", family.class);
    let sent = mentor.send(&mentor.get(&at)?.form(&at)?.with("words", words))?;
    let inbox = mentor.follow(&sent)?;
    assert!(inbox.text().contains("De berichten zijn verstuurd."), "{}", inbox.text());
    assert!(family.emine.get(&family.home)?.body.contains(words));
    let undo = inbox.link_after("<main", &format!("{}/bericht/", family.class))?;
    let page = mentor.get(&undo)?;
    let to = page.form(&undo)?.fields.iter().filter(|(name, _)| name == "sent").count();
    assert!(to > 20 && page.text().contains(&format!("{to} berichten worden ingetrokken")), "{to}: {}", page.text());
    let silent = mentor.send(&page.form(&undo)?)?;
    assert_eq!((silent.status, silent.wrong("because")?.as_str()), (422, "Schrijf in een paar woorden waarom."));
    let done = mentor.send(&page.form(&undo)?.with("because", "Het was de verkeerde zaterdag."))?;
    assert!(mentor.follow(&done)?.text().contains("De berichten zijn ingetrokken."));
    assert!(!family.emine.get(&family.home)?.body.contains(words), "she no longer finds it");
    assert!(mentor.get(&undo)?.text().contains("Er is niets meer in te trekken."));
    Ok(())
}

#[test]
fn who_did_not_bring_an_assignment_back_is_named_and_reminded_in_a_friendly_way() -> Result<()> {
    let family = Family::of(World::shared())?;
    let mentor = &family.mentor;
    let list = mentor.get(&format!("{}/opdrachten", family.class))?;
    let (before, _) = list.body.split_once("Samen langs een werkplek").context("the last assignment of the year")?;
    let link = before.rsplit("href=\"").next().and_then(|rest| rest.split('"').next()).context("its page")?;
    let page = mentor.get(link)?;
    let text = page.text();
    assert!(text.contains("Dit ging mee naar huis"), "{text}");
    let late = number_after(&text, "Nog niet terug");
    assert!(late > 0, "{text}");
    let remind = page.link_after("<main", &format!("{}/bericht?opdracht=", family.class))?;
    let form = mentor.get(&remind)?.form(&format!("{}/bericht", family.class))?;
    assert!(form.value("words").is_some_and(|words| words.contains("is nog niet terug op school")), "{form:?}");
    let families: std::collections::BTreeSet<&str> =
        form.fields.iter().filter(|(name, _)| name == "to").filter_map(|(_, value)| value.split('.').next()).collect();
    assert!(families.len() <= late, "only those who did not bring it back: {} of {late}", families.len());
    Ok(())
}

#[test]
fn after_a_call_from_the_list_of_the_class_one_is_back_on_it() -> Result<()> {
    let family = Family::of(World::shared())?;
    let mentor = &family.mentor;
    let list = mentor.get("/mijn-klas")?;
    let link = list.link_after("Amira Demir", &format!("{}/gesprek?klas=", family.file))?;
    let action = format!("{}/gesprek", family.file);
    let form = mentor.get(&link)?.form(&action)?.with("action", "no-answer");
    let saved = mentor.send(&form)?;
    assert!(saved.location.as_deref().is_some_and(|to| to.starts_with("/mijn-klas?klas=")), "{saved:?}");
    assert!(mentor.follow(&saved)?.text().contains("De poging staat op de tijdlijn."), "{}", mentor.follow(&saved)?.text());
    // From the student's own page one comes back to the student.
    let form = mentor.get(&action)?.form(&action)?.with("action", "no-answer");
    let asked = mentor.send(&form)?;
    assert!(asked.status == 422 && asked.wrong("sure")?.starts_with("Dubbel?"), "the same within minutes: {}", asked.text());
    let sure = asked.form(&action)?.with("sure", "yes").with("action", "no-answer");
    let saved = mentor.send(&sure)?;
    assert!(saved.location.as_deref().context("saved")?.starts_with(&family.file), "{saved:?}");
    Ok(())
}

#[test]
fn a_message_to_a_parent_starts_from_the_parent() -> Result<()> {
    let family = Family::of(World::shared())?;
    let page = family.mentor.get(&family.file)?;
    let write = page.link_after("id=\"thuis\"", &format!("{}/berichten?met=", family.file))?;
    // What stands behind # is for the browser alone.
    let thread = family.mentor.get(write.split('#').next().unwrap_or_default())?;
    assert!(thread.body.contains("id=\"schrijf\""), "{}", thread.text());
    Ok(())
}

#[test]
fn what_waits_is_counted_where_a_parent_of_several_children_and_a_student_begin() -> Result<()> {
    let world = World::shared();
    let senait = somebody(world, "senait")?.get("/thuis")?;
    let (_, children) = senait.body.split_once("class=\"children\"").context("several children")?;
    let children = children.split("</nav>").next().unwrap_or_default();
    assert!(children.contains("class=\"badge num\"") && children.contains("unseen"), "{children}");
    let family = Family::of(world)?;
    let page = family.amira.get("/mijn-lijn")?.text();
    assert!(page.contains("Bereid je gesprek voor"), "{page}");
    Ok(())
}
