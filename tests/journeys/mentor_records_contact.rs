//! A mentor records a conversation, corrects it and takes it back. A double tap or a second tab loses nothing.

use anyhow::{Context, Result};
use tests::{somebody::Somebody, world::World};

struct Mentor {
    somebody: Somebody,
    student: String,
}

/// The first mentor of the demo, at the first student of their class list.
fn mentor() -> Result<Mentor> {
    let world = World::shared();
    let somebody = Somebody::sign_in(world, world.any("mentor"))?;
    let page = somebody.get("/mijn-klas")?;
    let student =
        page.body.split("href=\"/leerlingen/").nth(1).and_then(|rest| rest.get(..36)).context("no student in the list")?;
    Ok(Mentor { student: student.to_owned(), somebody })
}

impl Mentor {
    fn form(&self) -> Result<Vec<(String, String)>> {
        let page = self.somebody.get(&format!("/leerlingen/{}/gesprek", self.student))?;
        let hidden = ["command_id", "contact", "with", "occurred_on"];
        let mut form = vec![("action".to_owned(), "spoke-later".to_owned())];
        for name in hidden {
            form.push((name.to_owned(), page.field(name)?));
        }
        for (name, value) in [
            ("means", "phone"),
            ("reason", "positive"),
            ("topics", "future"),
            ("initiative", "school"),
            ("student_present", "no"),
        ] {
            form.push((name.to_owned(), value.to_owned()));
        }
        Ok(form)
    }
    fn send(&self, form: &[(String, String)]) -> Result<tests::somebody::Answer> {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.somebody.post(&format!("/leerlingen/{}/gesprek", self.student), &form)
    }
    fn timeline(&self) -> Result<String> {
        Ok(self.somebody.get(&format!("/leerlingen/{}", self.student))?.body)
    }
}

fn with(form: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let mut form: Vec<_> = form.iter().filter(|(known, _)| known != name).cloned().collect();
    form.push((name.to_owned(), value.to_owned()));
    form
}

#[test]
fn a_conversation_stands_on_the_timeline_once_however_often_the_form_is_sent() -> Result<()> {
    let mentor = mentor()?;
    let words = "Ze wil graag een dag meelopen in de bakkerij van haar oom.";
    let form = with(&mentor.form()?, "words", words);
    for _ in 0..3 {
        let answer = mentor.send(&form)?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert!(answer.location.is_some_and(|to| to.ends_with("?gedaan=gesprek")));
    }
    assert_eq!(mentor.timeline()?.matches(words).count(), 1);
    Ok(())
}

#[test]
fn the_same_form_with_other_words_is_a_conflict_and_keeps_what_was_typed() -> Result<()> {
    let mentor = mentor()?;
    let form = with(&mentor.form()?, "words", "Eerst zo verteld.");
    assert_eq!(mentor.send(&form)?.status, 303);
    let edited = mentor.send(&with(&form, "words", "Toch anders verteld."))?;
    assert_eq!(edited.status, 409);
    assert!(edited.body.contains("Toch anders verteld."));
    assert!(!mentor.timeline()?.contains("Toch anders verteld."));
    // The form that came back has ids of its own: sending it now works, and nothing typed was lost.
    let again = with(&with(&form, "words", "Toch anders verteld."), "command_id", &edited.field("command_id")?);
    let again = with(&again, "contact", &edited.field("contact")?);
    // It is a second record of the same within minutes, so it is asked whether that is meant.
    let asked = mentor.send(&again)?;
    assert!(asked.status == 422 && asked.wrong("sure")?.starts_with("Dubbel?") && asked.body.contains("Toch anders verteld."));
    assert_eq!(mentor.send(&with(&again, "sure", "yes"))?.status, 303);
    assert!(mentor.timeline()?.contains("Toch anders verteld."));
    Ok(())
}

#[test]
fn what_cannot_be_is_said_beside_its_field_and_on_top_with_everything_typed_kept() -> Result<()> {
    let mentor = mentor()?;
    let form = with(&with(&mentor.form()?, "occurred_on", "2031-01-01"), "words", "Dit bewaar ik.");
    let answer = mentor.send(&form)?;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Dit bewaar ik."));
    assert!(answer.body.contains("2031-01-01"));
    assert!(answer.body.contains("role=\"alert\""));
    assert!(answer.body.contains("aria-invalid=\"true\""));
    Ok(())
}

#[test]
fn an_attempt_is_not_a_contact() -> Result<()> {
    let mentor = mentor()?;
    let form = with(&with(&mentor.form()?, "action", "no-answer"), "words", "Later nog eens bellen.");
    let answer = mentor.send(&form)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.location.is_some_and(|to| to.ends_with("?gedaan=poging")));
    assert!(mentor.timeline()?.contains("Later nog eens bellen."));
    Ok(())
}

/// Of the form as it opens, what each button counts for: nobody has chosen anything yet.
#[test]
fn a_letter_that_was_sent_is_an_attempt_and_only_an_answer_is_contact() -> Result<()> {
    let mentor = mentor()?;
    let untouched = with(&with(&mentor.form()?, "topics", ""), "reason", "");
    let sends = |action: &str, means: &str| -> Result<_> {
        let form = with(&with(&untouched, "action", action), "means", means);
        let form = with(&with(&form, "command_id", &fresh()), "contact", &fresh());
        let answer = mentor.send(&form)?;
        Ok((answer.status, answer.location.unwrap_or_default().split("gedaan=").nth(1).map(str::to_owned)))
    };
    let (contact, attempt) = ((303, Some("gesprek".to_owned())), (303, Some("poging".to_owned())));
    for means in ["letter", "email", "text"] {
        assert_eq!(sends("sent", means)?, attempt, "{means}");
        assert_eq!(sends("answered", means)?, contact, "{means}");
        assert_eq!(sends("spoke-later", means)?.0, 422, "nobody speaks in a {means}");
    }
    let timeline = mentor.timeline()?;
    assert!(["Brief verstuurd", "Mail verstuurd", "Bericht verstuurd"].iter().all(|said| timeline.contains(said)));
    assert_eq!(sends("spoke-school", "phone")?, contact);
    assert_eq!(sends("sent", "phone")?.0, 422);
    let both = with(&with(&untouched, "action", "spoke-school"), "topics", "motives");
    let said = mentor.send(&both)?;
    assert!(said.wrong("topics")?.contains("Gesproken, ook over later"), "{}", said.text());
    Ok(())
}

fn fresh() -> String {
    uuid::Uuid::new_v4().to_string()
}

#[test]
fn a_number_that_was_called_wrong_by_mistake_works_again() -> Result<()> {
    let mentor = mentor()?;
    let form = with(&mentor.form()?, "action", "wrong-details");
    let contact = form.iter().find(|(name, _)| name == "contact").map(|(_, id)| id.clone()).context("the form has an id")?;
    let works = || -> Result<bool> { Ok(!mentor.timeline()?.contains("klopt niet sinds")) };
    assert!(works()?);
    assert_eq!(mentor.send(&form)?.status, 303);
    assert!(!works()?);
    let at = format!("/leerlingen/{}/gesprek/{contact}/intrekken", mentor.student);
    let page = mentor.somebody.get(&at)?;
    let sent = page.form(&at)?.with("because", "Verkeerd aangeklikt.");
    assert_eq!(mentor.somebody.send(&sent)?.status, 303);
    assert!(works()?);
    Ok(())
}

#[test]
fn a_correction_keeps_the_original_and_a_withdrawal_keeps_the_reason() -> Result<()> {
    let mentor = mentor()?;
    let form = with(&mentor.form()?, "words", "Wij spraken over de horeca.");
    assert_eq!(mentor.send(&form)?.status, 303);
    let contact = form.iter().find(|(name, _)| name == "contact").map(|(_, id)| id.clone()).context("the form has an id")?;

    let at = format!("/leerlingen/{}/gesprek/{contact}/verbeteren", mentor.student);
    let page = mentor.somebody.get(&at)?;
    assert!(page.body.contains("Wij spraken over de horeca."), "the correction begins with what stands there");
    let mut correction: Vec<(String, String)> =
        form.iter().filter(|(name, _)| !["contact", "action", "command_id", "words"].contains(&name.as_str())).cloned().collect();
    correction.push(("command_id".into(), page.field("command_id")?));
    correction.push(("seen".into(), page.field("seen")?));
    correction.push(("words".into(), "Wij spraken over de bakkerij.".into()));
    let sent: Vec<(&str, &str)> = correction.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(mentor.somebody.post(&at, &sent)?.status, 422, "a correction needs a reason");
    correction.push(("because".into(), "Ik haalde twee gesprekken door elkaar.".into()));
    let sent: Vec<(&str, &str)> = correction.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(mentor.somebody.post(&at, &sent)?.status, 303);
    let timeline = mentor.timeline()?;
    for text in ["Wij spraken over de bakkerij.", "Wij spraken over de horeca.", "Ik haalde twee gesprekken door elkaar."] {
        assert!(timeline.contains(text), "{text}");
    }

    let at = format!("/leerlingen/{}/gesprek/{contact}/intrekken", mentor.student);
    let page = mentor.somebody.get(&at)?;
    let (id, seen) = (page.field("command_id")?, page.field("seen")?);
    let stale = mentor.somebody.post(&at, &[("command_id", &id), ("seen", "0"), ("because", "Dit blijft staan.")])?;
    assert_eq!(stale.status, 409, "somebody told it anew since this page was opened");
    assert!(stale.body.contains("Dit blijft staan."));
    let answer =
        mentor.somebody.post(&at, &[("command_id", &id), ("seen", &seen), ("because", "Dit ging over een andere leerling.")])?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(mentor.timeline()?.contains("Dit ging over een andere leerling."));
    Ok(())
}

#[test]
fn a_page_of_the_past_has_its_frame_and_no_forms() -> Result<()> {
    let mentor = mentor()?;
    let page = mentor.somebody.get("/mijn-klas?op=2025-12-01")?;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("1 december 2025"));
    assert!(!page.body.contains("/gesprek\""), "nothing is recorded in the past");
    let today = mentor.somebody.get("/mijn-klas?op=2031-01-01")?;
    assert!(!today.body.contains("Zoals het was"), "a day that is not over yet is now");
    Ok(())
}
