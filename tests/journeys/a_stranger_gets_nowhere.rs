//! Who is not signed in, not of this school, not of this class or not of this family finds nothing, and learns nothing.

use anyhow::{Context, Result};
use tests::{
    somebody::{Answer, Somebody},
    world::World,
};

const MADE_UP: &str = "5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11";

/// A student whom this person's page shows.
fn student_of(somebody: &Somebody, page: &str) -> Result<String> {
    let body = somebody.get(page)?.body;
    Ok(body.split("href=\"/leerlingen/").nth(1).and_then(|rest| rest.get(..36)).context("no student on the page")?.to_owned())
}

fn same_page(one: &Answer, other: &Answer) {
    assert_eq!((one.status, other.status), (404, 404));
    assert_eq!(one.body_without_tokens(), other.body_without_tokens(), "two pages of 404 differ");
}

#[test]
fn every_page_sends_a_stranger_to_the_first_page() -> Result<()> {
    let stranger = Somebody::stranger(&World::shared().address);
    for path in ["/mijn-klas", "/school", "/thuis", "/mijn-lijn", "/verloop", &format!("/leerlingen/{MADE_UP}")] {
        let answer = stranger.get(path)?;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{path}");
    }
    Ok(())
}

#[test]
fn a_student_of_another_class_is_as_little_there_as_a_made_up_one() -> Result<()> {
    let world = World::shared();
    let mentors: Vec<_> = world.people.iter().filter(|person| person.role == "mentor").collect();
    let mine = Somebody::sign_in(world, mentors.first().context("a mentor")?)?;
    let nobody = mine.get(&format!("/leerlingen/{MADE_UP}"))?;
    for other in mentors.iter().skip(1) {
        let theirs = student_of(&Somebody::sign_in(world, other)?, "/mijn-klas")?;
        if mine.get("/mijn-klas")?.body.contains(&theirs) {
            continue;
        }
        same_page(&mine.get(&format!("/leerlingen/{theirs}"))?, &nobody);
        same_page(&mine.get(&format!("/leerlingen/{theirs}/gesprek"))?, &nobody);
    }
    same_page(&mine.get("/leerlingen/geen-id")?, &nobody);
    Ok(())
}

#[test]
fn another_familys_child_is_not_there_for_a_parent() -> Result<()> {
    let world = World::shared();
    let parent = Somebody::sign_in(world, world.any("parent"))?;
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let own = parent.get("/thuis")?.body;
    let body = mentor.get("/mijn-klas")?.body;
    let students = body.split("href=\"/leerlingen/").skip(1).filter_map(|rest| rest.get(..36));
    let other = students.filter(|student| !own.contains(*student)).last().context("another family")?;
    same_page(&parent.get(&format!("/thuis?kind={other}"))?, &parent.get(&format!("/thuis?kind={MADE_UP}"))?);
    for staff_page in ["/mijn-klas", "/school", "/verloop", &format!("/leerlingen/{other}")] {
        assert_eq!(parent.get(staff_page)?.status, 404, "{staff_page}");
    }
    Ok(())
}

#[test]
fn a_form_from_elsewhere_changes_nothing() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    for origin in ["https://elsewhere.example", "null"] {
        let refused = mentor.post_from(origin, "/afmelden", &[])?;
        assert_eq!((refused.status, refused.body.contains("Er is niets veranderd.")), (403, true), "{origin}");
    }
    assert_eq!(mentor.get("/mijn-klas")?.status, 200, "still signed in");
    Ok(())
}

#[test]
fn who_signs_out_is_out() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let answer = mentor.post("/afmelden", &[])?;
    assert_eq!(answer.status, 303);
    assert_eq!(mentor.get("/mijn-klas")?.status, 303, "the old cookie opens nothing");
    Ok(())
}

#[test]
fn no_page_is_kept_by_a_cache_and_every_page_says_what_may_run() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    for path in ["/mijn-klas", "/nergens"] {
        let answer = mentor.get(path)?;
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert!(answer.header("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none'")));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    Ok(())
}
