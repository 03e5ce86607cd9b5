//! What goes beyond a limit is answered in words; who says nothing holds nothing up; a form that a page of ours did not make is
//! refused.

use anyhow::{Context, Result, ensure};
use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};
use tests::{
    form::Form,
    somebody::{Answer, Somebody},
    world::World,
};

const SIGN_OUT: &str = "/afmelden";

/// A whole page of ours, in Dutch, that says this.
fn says(answer: &Answer, status: u16, words: &str) -> Result<()> {
    let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
    ensure!(answer.status == status && is_page && answer.text().contains(words), "{status} {words}: {answer:?}");
    ensure!(answer.body.contains("<html lang=\"nl\""), "{}", answer.body);
    Ok(())
}

#[test]
fn what_is_too_much_or_no_form_is_answered_in_words() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    says(&mentor.post("/taal", &[("back_to", &"x".repeat(300 * 1024))])?, 413, "Dit is te veel")?;
    says(&mentor.post("/taal", &vec![("a", "1"); 3_000])?, 413, "Dit is te veel")?;
    let origin = ("origin", world.address.as_str());
    says(&mentor.send_bytes("/taal", &[origin, ("content-type", "text/plain")], b"a=1")?, 415, "kunnen we niet lezen")?;
    says(&mentor.send_bytes("/mijn-klas", &[origin], b"")?, 403, "niet meer van nu")?;
    says(&mentor.ask("GET", "/mijn-klas?op=%FF&op=%FE", &[])?, 200, "")?;
    let not_allowed = mentor.ask("DELETE", "/mijn-klas", &[origin])?;
    says(&not_allowed, 405, "kunnen we niet lezen")?;
    ensure!(not_allowed.header("allow").is_some(), "{not_allowed:?}");
    Ok(())
}

#[test]
fn a_form_that_our_page_did_not_make_is_refused_with_what_was_typed() -> Result<()> {
    let world = World::shared();
    let (mentor, other) = (Somebody::sign_in(world, world.any("mentor"))?, Somebody::sign_in(world, world.any("parent"))?);
    let forged = mentor.without_token();
    says(&forged.post(SIGN_OUT, &[("words", "Zij komt <b>mee</b>.")])?, 403, "Zij komt <b>mee</b>.")?;
    let theirs = other.get("/thuis")?.field("form_token")?;
    says(&forged.post(SIGN_OUT, &[("form_token", &theirs)])?, 403, "Open de pagina opnieuw")?;
    ensure!(mentor.get("/mijn-klas")?.status == 200, "nothing was done");
    let tokens = [mentor.get("/mijn-klas")?.field("form_token")?, mentor.get("/mijn-klas")?.field("form_token")?];
    ensure!(tokens[0] != tokens[1], "a token looks different on each page");
    ensure!(mentor.post(SIGN_OUT, &[("form_token", &tokens[0])])?.status == 303, "both are good");
    Ok(())
}

/// The answer to what went wrong too often, and when to come back.
fn says_too_often(answer: &Answer) -> Result<()> {
    says(answer, 429, "Dit ging te vaak mis")?;
    let seconds: u64 = answer.header("retry-after").context("when?")?.parse()?;
    ensure!((1..=900).contains(&seconds), "{seconds}");
    Ok(())
}

#[test]
fn a_link_is_tried_only_so_often_and_the_answer_tells_nothing_of_it() -> Result<()> {
    let world = World::shared();
    let stranger = Somebody::stranger(&world.address);
    let mut answers = Vec::new();
    for letter in ["A", "E"] {
        let path = format!("/aanmelden/{}", letter.repeat(43));
        // What a machine asks is answered without looking, so it does not count.
        ensure!(stranger.ask("HEAD", &path, &[])?.status < 400);
        for n in 0..10 {
            // A proxy on this machine says from whom it has each.
            let from = format!("198.51.100.{n}");
            let answer = stranger.ask("GET", &path, &[("x-forwarded-for", &from), ("accept-language", "nl")])?;
            says(&answer, 200, "Deze link werkt niet meer")?;
        }
        let again = stranger.ask("GET", &path, &[("accept-language", "nl")])?;
        says_too_often(&again)?;
        let tried = stranger.post(&path, &[])?;
        ensure!(tried.status == 429, "{tried:?}");
        answers.push(again.body.replace(&path, ""));
    }
    ensure!(answers[0] == answers[1], "the same for every link");
    let english = stranger.ask("GET", &format!("/aanmelden/{}", "A".repeat(43)), &[("cookie", "taal=en")])?;
    ensure!(english.status == 429, "{english:?}");
    Ok(())
}

#[test]
fn forged_forms_are_answered_so_often_and_good_ones_always() -> Result<()> {
    let world = World::shared();
    let lead = Somebody::sign_in(world, world.any("career_lead"))?;
    let forged = lead.without_token();
    for n in 0..60 {
        let answer = forged.post("/afmelden", &[("words", "Zij komt mee.")])?;
        ensure!(answer.status == 403, "{n}: {answer:?}");
    }
    let answer = forged.post("/afmelden", &[("words", "Zij komt mee.")])?;
    says_too_often(&answer)?;
    ensure!(answer.text().contains("Zij komt mee."), "{answer:?}");
    ensure!(lead.post("/taal", &[("language", "nl"), ("back_to", "/")])?.status == 303, "a form of ours is taken");
    Ok(())
}

#[test]
fn a_parent_sends_so_many_messages_and_the_next_form_comes_back_filled_in() -> Result<()> {
    let world = World::shared();
    let parent = Somebody::sign_in(world, world.any("parent"))?;
    let new = || -> Result<_> {
        let page = parent.get("/thuis/berichten/nieuw")?;
        let actions = page.body.split("action=\"").filter_map(|rest| rest.split(['"', '#']).next());
        let action =
            actions.map(|action| action.replace("&amp;", "&")).find(|action| action.starts_with("/thuis/berichten/nieuw"));
        page.form(&action.context("no form")?)
    };
    let send = |form: Form| parent.send(&form.with("words", "Kunt u mij bellen?"));
    for n in 0..20 {
        let answer = send(new()?)?;
        ensure!(answer.status == 303, "{n}: {answer:?}");
    }
    let answer = send(new()?)?;
    says(&answer, 422, "Wacht een uur")?;
    ensure!(answer.body.contains("Kunt u mij bellen?"), "{answer:?}");
    Ok(())
}

#[test]
fn a_session_that_ended_is_forgotten_by_the_browser() -> Result<()> {
    let world = World::shared();
    let parent = Somebody::sign_in(world, world.any("parent"))?;
    let page = parent.get("/thuis")?;
    ensure!(page.header("clear-site-data").is_none(), "{page:?}");
    let out = parent.post(SIGN_OUT, &[])?;
    let later = parent.get("/thuis")?;
    for answer in [&out, &later] {
        ensure!(answer.header("clear-site-data").is_some_and(|what| what.contains("cache")), "{answer:?}");
        ensure!(answer.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")), "{answer:?}");
    }
    Ok(())
}

fn connect(world: &World, said: &str) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(world.address.trim_start_matches("http://"))?;
    stream.write_all(said.as_bytes())?;
    Ok(stream)
}

const ASKED: &str = "GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n";

/// A demo of its own, because it is stopped.
#[test]
fn nobody_who_is_silent_holds_up_the_end() -> Result<()> {
    let world = World::demo()?;
    let mut silent = Vec::new();
    for said in ["", "GET / HT", "POST /taal HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99\r\n\r\na=", ASKED] {
        for _ in 0..10 {
            silent.push(connect(&world, said)?);
        }
    }
    std::thread::sleep(Duration::from_millis(300));
    let begin = Instant::now();
    ensure!(Command::new("kill").args(["-TERM", &world.process.to_string()]).status()?.success());
    for mut stream in silent {
        let left = Duration::from_secs(5).saturating_sub(begin.elapsed()).max(Duration::from_millis(1));
        stream.set_read_timeout(Some(left))?;
        // Closed with what was sent still unread is a reset.
        let ended = stream.read_to_end(&mut Vec::new()).map_or_else(|error| error.kind() == ErrorKind::ConnectionReset, |_| true);
        ensure!(ended, "it is still connected after five seconds");
    }
    // What is left is its private PostgreSQL, which writes what it has to a disk that other tests write to as well.
    let status = format!("/proc/{}/stat", world.process);
    let is_there = || std::fs::read_to_string(&status).is_ok_and(|stat| !stat.contains(") Z "));
    while is_there() {
        ensure!(begin.elapsed() < Duration::from_secs(30), "it is still there after half a minute");
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

#[test]
fn a_silent_connection_is_closed() -> Result<()> {
    let world = World::shared();
    let begin = Instant::now();
    for said in ["GET / HT", ASKED] {
        let mut stream = connect(world, said)?;
        stream.set_read_timeout(Some(Duration::from_secs(40)))?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all).context("it stays open")?;
    }
    ensure!(begin.elapsed() > Duration::from_secs(10), "nobody is hurried");
    Ok(())
}
