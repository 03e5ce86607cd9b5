//! An invitation has other answers than a time, each one tap; and a talk that was written down by mistake is taken back.

use anyhow::{Context, Result};
use tests::{
    family::{Family, id_after, somebody},
    somebody::Somebody,
    world::World,
};

const MADE_UP: &str = "5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11";

/// A round of a class where no other journey plans talks, as one family has it.
struct Invited {
    mentor: Somebody,
    parent: Somebody,
    student: Somebody,
    /// `/mijn-klas/{class}/gesprekken/{round}`
    round: String,
    /// For staff, for the parent, and for the student.
    sheet: String,
    home: String,
    own: String,
    /// `/leerlingen/{student}`
    file: String,
}

fn invited(days: [&str; 2], kind: &str) -> Result<Invited> {
    let world = World::shared();
    let (mentor, parent) = (somebody(world, "mevrouw-yilmaz")?, somebody(world, "aukje")?);
    let class = id_after(&mentor.get("/mijn-klas")?.body, "href=\"/mijn-klas/")?;
    let at = format!("/mijn-klas/{class}/gesprekken");
    let form = mentor.get(&at)?.form(&at)?.with("kind", kind);
    let form = form.with("on1", days[0]).with("from1", "12:00").with("until1", "21:00");
    let form = form.with("on2", days[1]).with("from2", "12:00").with("until2", "21:00");
    let opened = mentor.send(&form)?;
    assert!(mentor.follow(&opened)?.text().contains("De ronde is open."), "{}", opened.text());
    let round = opened.location.and_then(|to| Some(to.split('?').next()?.to_owned())).context("the round")?;
    // Of all talks of the round, the one that Finn's mother can open.
    let page = mentor.get(&round)?.body;
    let talks = page.split("name=\"talks\" value=\"").skip(1).filter_map(|rest| rest.get(..36));
    let child = id_after(&parent.get("/thuis")?.body, "?kind=")?;
    let home = talks.map(|talk| format!("/thuis/gesprek/{talk}?kind={child}"));
    let home =
        home.into_iter().find(|at| parent.get(at).is_ok_and(|page| page.status == 200)).context("no invitation for Finn")?;
    let talk = home.strip_prefix("/thuis/gesprek/").and_then(|rest| rest.get(..36)).context("the talk")?;
    let (sheet, own) = (format!("/leerlingen/{child}/gesprekken/{talk}"), format!("/mijn-lijn/gesprek/{talk}"));
    Ok(Invited {
        student: somebody(world, "finn")?,
        file: format!("/leerlingen/{child}"),
        mentor,
        parent,
        round,
        sheet,
        home,
        own,
    })
}

#[test]
fn each_answer_is_one_tap_and_the_last_one_counts() -> Result<()> {
    let Invited { mentor, parent, student, round, sheet, home, own, .. } = invited(["2026-06-09", "2026-06-10"], "introduction")?;
    for (code, button, at_home, for_staff) in [
        ("call-me", "Bel mij", "U vroeg: bel mij. De mentor belt u.", "wil gebeld worden"),
        ("cannot-come", "Ik kan niet", "U zei: ik kan niet. De mentor zoekt met u iets anders.", "kan niet"),
        ("not-now", "Nu even niet", "U zei: nu even niet. Dat is goed. U kunt later nog kiezen.", "vraagt rust"),
    ] {
        let page = parent.get(&home)?;
        assert!(page.text().contains(button) && !page.body.contains("<script"));
        let form = page.press(&home, "action", code)?;
        for _ in 0..2 {
            let answer = parent.send(&form)?;
            let done = parent.follow(&answer)?.text();
            assert!(done.contains("Uw antwoord is aangekomen."), "{done}");
        }
        assert!(parent.get(&home)?.text().contains(at_home), "{at_home}");
        assert!(mentor.get(&sheet)?.text().contains(&format!("Finn Dijkstra · {for_staff}")), "{}", mentor.get(&sheet)?.text());
        assert!(mentor.get(&round)?.text().contains(for_staff));
        let students = student.get(&own)?.text();
        assert!(students.contains("de tijd komt nog") && !students.contains(for_staff), "only the mentor reads it: {students}");
    }
    let nothing = parent.send(&parent.get(&home)?.form(&home)?.with("action", "misschien"))?;
    assert_eq!(nothing.status, 422, "no such answer");

    // A time after all; and given back, once.
    let time = parent.get(&home)?.press(&home, "action", "book")?;
    let lacking = parent.send(&time.clone().with("at", "").with("interpreter", "yes"))?;
    assert_eq!((lacking.status, lacking.wrong("at")?), (422, "Kies een tijd uit de lijst.".into()));
    assert_eq!(lacking.form(&home)?.value("interpreter"), Some("yes"), "what was chosen stays");
    let answer = parent.send(&time.with("at", "2026-06-09T14:05").with("venue", "phone"))?;
    assert!(parent.follow(&answer)?.text().contains("U heeft een tijd gekozen."));
    for (who, page) in [(&parent, &home), (&mentor, &sheet), (&student, &own)] {
        let text = who.get(page)?.text();
        assert!(text.contains("14.05 uur"), "{page}: {text}");
    }
    let cancel = parent.get(&home)?.press(&home, "action", "cancel")?;
    let answer = parent.send(&cancel)?;
    assert!(parent.follow(&answer)?.text().contains("De tijd is afgezegd. U kunt een andere kiezen."));
    let again = parent.send(&cancel.with("command_id", MADE_UP))?;
    assert_eq!((again.status, again.text().contains("Er was geen tijd gekozen.")), (422, true));

    // A parent who is not invited cannot answer, and learns nothing.
    for key in ["peter", "kemal", "emine", "dirk"] {
        let other = somebody(World::shared(), key)?;
        let made_up = format!("/thuis/gesprek/{MADE_UP}?kind={}", home.rsplit('=').next().unwrap_or_default());
        let form = [("command_id", MADE_UP), ("action", "call-me")];
        for (one, no) in [(other.get(&home)?, other.get(&made_up)?), (other.post(&home, &form)?, other.post(&made_up, &form)?)] {
            assert_eq!((one.status, no.status), (404, 404), "{key}");
            assert_eq!(one.body_without_tokens(), no.body_without_tokens(), "{key}");
        }
    }
    Ok(())
}

#[test]
fn a_held_talk_is_taken_back_with_a_reason_and_can_still_come() -> Result<()> {
    let Invited { mentor, parent, student, sheet, home, file, .. } = invited(["2026-06-23", "2026-06-24"], "progress")?;
    let open = parent.get(&home)?;
    let page = mentor.get(&sheet)?;
    assert!(page.press(&sheet, "action", "withdraw").is_err(), "nothing was written down yet");
    let early = mentor.send(&page.press(&sheet, "action", "held")?.with("action", "withdraw"))?;
    assert!(early.status == 422 && early.text().contains("Er is nog niets opgeschreven over dit gesprek."), "{}", early.text());
    let second_tab = mentor
        .get(&sheet)?
        .press(&sheet, "action", "missed")?
        .with("why", "student-ill")
        .with("because", "Uit een tweede tabblad.");
    let held = page.press(&sheet, "action", "held")?;
    let answer = mentor.send(&held)?;
    assert!(mentor.follow(&answer)?.text().contains("Het gesprek staat op de tijdlijn."), "{}", answer.text());
    let (at_school, at_home, of_student) =
        ("<h4>Voortgangsgesprek met", "<h4>Voortgangsgesprek met u", "<h4>Voortgangsgesprek met");
    let count = |who: &Somebody, page: &str, words: &str| -> Result<usize> { Ok(who.get(page)?.body.matches(words).count()) };
    let before =
        (count(&mentor, &file, at_school)?, count(&parent, "/thuis", at_home)?, count(&student, "/mijn-lijn", of_student)?);
    assert!(before.0 > 0 && before.1 > 0 && before.2 > 0, "{before:?}");

    // The parent's page was open all the time; and so was a second tab of the mentor.
    let late = parent.send(&open.press(&home, "action", "call-me")?)?;
    assert_eq!(late.status, 422);
    assert!(late.text().contains("Dit gesprek is al geweest. Er is niets veranderd."), "{}", late.text());
    let late = parent.send(&open.press(&home, "action", "book")?.with("at", "2026-06-23T12:25"))?;
    assert_eq!(late.status, 422);
    let stale = mentor.send(&second_tab)?;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.body.contains("Uit een tweede tabblad.") && stale.text().contains("Iemand heeft dit net veranderd"));

    // Taken back: with a reason, and by somebody who saw the page as it is now.
    let page = mentor.get(&sheet)?;
    let back = page.press(&sheet, "action", "withdraw")?;
    let refused = mentor.send(&back)?;
    assert_eq!((refused.status, refused.wrong("because")?), (422, "Schrijf kort op waarom.".into()));
    let reason = "Ik vinkte het verkeerde gezin aan.";
    let stale = mentor.send(&back.clone().with("because", reason).with("seen", "0"))?;
    assert_eq!((stale.status, stale.body.contains(reason)), (409, true));
    let back = refused.press(&sheet, "action", "withdraw")?.with("because", reason);
    for _ in 0..2 {
        let answer = mentor.send(&back)?;
        assert!(mentor.follow(&answer)?.text().contains("Ingetrokken. Het gesprek kan nog komen."), "{}", answer.text());
    }
    let after =
        (count(&mentor, &file, at_school)?, count(&parent, "/thuis", at_home)?, count(&student, "/mijn-lijn", of_student)?);
    assert_eq!((after.1, after.2), (before.1 - 1, before.2 - 1), "home and student read it no longer");
    for (who, page) in [(&parent, "/thuis"), (&student, "/mijn-lijn")] {
        assert!(!who.get(page)?.body.contains(reason), "the reason is among staff");
    }

    // It can still come: home answers, and it is held after all.
    let answer = parent.send(&parent.get(&home)?.press(&home, "action", "call-me")?)?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let answer = mentor.send(&mentor.get(&sheet)?.press(&sheet, "action", "held")?)?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(count(&parent, "/thuis", at_home)?, before.1);
    Ok(())
}

#[test]
fn a_held_talk_is_written_down_once_however_often_the_form_is_sent() -> Result<()> {
    let Invited { mentor, sheet, .. } = invited(["2026-06-16", "2026-06-17"], "introduction")?;
    let held = mentor.get(&sheet)?.press(&sheet, "action", "held")?;
    for _ in 0..2 {
        let answer = mentor.send(&held)?;
        assert_eq!(answer.status, 303, "the same form is no other form: {}", answer.text());
    }
    Ok(())
}

#[test]
fn what_a_parent_answered_is_read_by_whom_the_page_says() -> Result<()> {
    let Invited { parent, student, home, .. } = invited(["2026-06-29", "2026-06-30"], "progress")?;
    for (code, said) in [("call-me", "Bel mij"), ("cannot-come", "Ik kan niet"), ("not-now", "Nu even niet")] {
        let answer = parent.send(&parent.get(&home)?.press(&home, "action", code)?)?;
        let done = parent.follow(&answer)?.text();
        let line = student.get("/mijn-lijn")?.text();
        let promised = done.contains("Uw antwoord is aangekomen. De mentor leest dit.") && !done.contains("kind");
        assert!(!(promised && line.contains(said)), "only the mentor was promised to read {said:?}, and the student does");
    }
    Ok(())
}

#[test]
fn the_other_parent_is_not_told_that_they_said_it() -> Result<()> {
    let family = Family::of(World::shared())?;
    let at = format!("{}/gesprekken", family.class);
    let form = family.mentor.get(&at)?.form(&at)?.with("kind", "introduction");
    let form = form.with("on1", "2026-06-29").with("from1", "11:00").with("until1", "22:00");
    let opened = family.mentor.send(&form.with("minutes", "10"))?;
    let round = family.mentor.follow(&opened)?.body;
    let talk = id_after(&round, &format!("{}/gesprekken/", family.file))?;
    let address = format!("/thuis/gesprek/{talk}?kind={}", family.student);
    assert_eq!(family.emine.send(&family.emine.get(&address)?.press(&address, "action", "cannot-come")?)?.status, 303);
    let his = family.murat.get(&address)?.text();
    assert!(!his.contains("U zei: ik kan niet."), "the mother said it: {his}");
    let time = family.emine.get(&address)?.press(&address, "action", "book")?.with("at", "2026-06-29T15:00");
    assert_eq!(family.emine.send(&time)?.status, 303);
    let his = family.murat.get(&address)?.text();
    assert!(!his.contains("U komt op"), "the mother comes: {his}");
    Ok(())
}

#[test]
fn what_one_parent_writes_is_text_on_the_page_of_the_other() -> Result<()> {
    const HOSTILE: &str = "</textarea><meta http-equiv=\"refresh\" content=\"0;url=http://127.0.0.1:9/\"></details></form>\
        <form action=/thuis/wensen><button>Verder gaan</button>";
    let family = Family::of(World::shared())?;
    let at = format!("{}/gesprekken", family.class);
    let form = family.mentor.get(&at)?.form(&at)?.with("kind", "introduction");
    let form = form.with("on1", "2026-06-25").with("from1", "11:00").with("until1", "22:00");
    let round = family.mentor.follow(&family.mentor.send(&form.with("minutes", "10"))?)?.body;
    let talk = id_after(&round, &format!("{}/gesprekken/", family.file))?;
    let address = format!("/thuis/gesprek/{talk}?kind={}", family.student);
    let before = family.murat.get(&address)?.body.matches("<form").count();
    let voice = family.emine.get(&address)?.press(&address, "action", "voice")?.with("says", HOSTILE);
    assert_eq!(family.emine.send(&voice)?.status, 303);
    for parent in [&family.emine, &family.murat] {
        let page = parent.get(&address)?;
        assert!(!page.body.contains("<meta http-equiv") && !page.body.contains("<form action=/thuis"), "{}", page.body);
        assert_eq!(page.body.matches("<form").count(), before);
    }
    // It is still there, letter for letter, for whoever wrote it.
    assert_eq!(family.emine.get(&address)?.press(&address, "action", "voice")?.value("says"), Some(HOSTILE));
    let sheet = family.mentor.get(&format!("{}/gesprekken/{talk}", family.file))?.body;
    assert!(!sheet.contains("<meta http-equiv") && sheet.contains("&lt;meta http-equiv"), "{sheet}");
    Ok(())
}

#[test]
fn a_student_is_called_jij_within_a_sentence() -> Result<()> {
    let Invited { mentor, student, sheet, .. } = invited(["2026-07-01", "2026-07-02"], "introduction")?;
    assert_eq!(mentor.send(&mentor.get(&sheet)?.press(&sheet, "action", "held")?)?.status, 303);
    let line = student.get("/mijn-lijn")?.text();
    assert!(line.contains("Kennismakingsgesprek met je moeder en ") && !line.contains("je moeder en Jij"), "{line}");
    Ok(())
}
