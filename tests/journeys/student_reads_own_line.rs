//! A student sees their own line, and decides who helps.

use anyhow::Result;
use tests::{somebody::Somebody, world::World};

#[test]
fn a_student_sees_their_line_and_nobody_elses_pages() -> Result<()> {
    let world = World::shared();
    let student = Somebody::sign_in(world, world.any("student"))?;
    assert_eq!(student.get("/mijn-lijn")?.status, 200);
    for path in ["/mijn-klas", "/school", "/thuis", "/verloop"] {
        assert_eq!(student.get(path)?.status, 404, "{path}");
    }
    Ok(())
}

#[test]
fn a_student_names_somebody_who_helps_and_ends_it() -> Result<()> {
    let world = World::shared();
    let student = Somebody::sign_in(world, world.any("student"))?;
    let form = student.get("/mijn-lijn/steun")?;
    let id = form.field("command_id")?;
    let named = [("command_id", id.as_str()), ("name", "Samira Bakkali"), ("kinship", "aunt"), ("phone", "06 0000 0099")];
    let answer = student.post("/mijn-lijn/steun", &named)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = student.get("/mijn-lijn")?.body;
    assert!(page.contains("Samira"));
    let wrong = [("command_id", id.as_str()), ("name", ""), ("kinship", ""), ("phone", "bel mij")];
    let answer = student.post("/mijn-lijn/steun", &wrong)?;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("bel mij"), "what was typed stays");
    Ok(())
}
