//! What people typed, their names and addresses are in no log: not ours, not PostgreSQL's.

use anyhow::{Context, Result};
use std::fs;
use tests::{
    somebody::Somebody,
    world::{World, log_file},
};

#[test]
fn neither_our_log_nor_the_databases_repeats_what_people_typed() -> Result<()> {
    const CANARY: &str = "kanarie-in-de-keuken";
    let world = World::demo()?;
    let mentor = Somebody::sign_in(&world, world.any("mentor"))?;
    let class = mentor.get("/mijn-klas")?.body;
    let student = class.split("href=\"/leerlingen/").nth(1).and_then(|rest| rest.get(..36)).context("no student")?;
    let path = format!("/leerlingen/{student}/gesprek");
    let page = mentor.get(&path)?;
    let ids = [page.field("command_id")?, page.field("contact")?, page.field("with")?, page.field("occurred_on")?];
    for outcome in ["spoke-school", "geen-uitkomst"] {
        let form = [
            ("command_id", ids[0].as_str()),
            ("contact", &ids[1]),
            ("with", &ids[2]),
            ("occurred_on", &ids[3]),
            ("means", "phone"),
            ("reason", "positive"),
            ("topics", "future"),
            ("initiative", "school"),
            ("student_present", "no"),
            ("action", outcome),
            ("words", CANARY),
        ];
        mentor.post(&path, &form)?;
    }
    mentor.get(&format!("/{CANARY}"))?;
    for log in [log_file(&world.folder), world.folder.join("postgres.log"), world.folder.join("postgres/postgres.log")] {
        let Ok(text) = fs::read_to_string(&log) else { continue };
        assert!(!text.contains(CANARY), "{} repeats what was typed", log.display());
        for person in world.people.iter().filter(|person| ["parent", "student"].contains(&person.role.as_str())) {
            assert!(!text.contains(&person.name), "{} names somebody", log.display());
        }
    }
    Ok(())
}
