//! What people find in the browser: a round of talks that is open, an assignment at home and agreements that ask. Made once,
//! over HTTP, by their mentor.

use anyhow::{Context, Result};
use std::sync::OnceLock;
use tests::{
    family::{Family, id_after, somebody},
    world::World,
};

pub const ASSIGNMENT: &str = "Waar kijk je samen naar?";
pub const AGREEMENT: &str = "Samen een plek zoeken";

/// One family of the class, with the addresses of what waits for a parent.
pub struct AtHome {
    /// `/leerlingen/{student}`
    pub file: String,
    pub invitation: String,
    pub assignment: String,
    pub agreement: String,
    /// Those of staff.
    pub sheet: String,
    pub agreement_for_staff: String,
    pub assignment_for_staff: String,
}

pub struct Ground {
    /// `/mijn-klas/{3B}`
    pub class: String,
    /// `/mijn-klas/{3B}/gesprekken/{round}`
    pub round: String,
    /// Amira and her mother; Milan and his father.
    pub emine: AtHome,
    pub peter: AtHome,
}

pub fn ground() -> &'static Ground {
    static GROUND: OnceLock<Ground> = OnceLock::new();
    GROUND.get_or_init(|| make().unwrap_or_else(|error| panic!("nothing to look at: {error:#}")))
}

fn make() -> Result<Ground> {
    let world = World::shared();
    let family = Family::of(world)?;
    let (mentor, class) = (&family.mentor, family.class.clone());
    let page = mentor.get("/mijn-klas")?.body;
    let at = page.find("Milan de Jong").context("Milan is in the class")?;
    let milan = page[..at].rsplit("/leerlingen/").next().and_then(|rest| rest.get(..36)).context("a link to Milan")?;
    let files = [family.file.clone(), format!("/leerlingen/{milan}")];

    let rounds = format!("{class}/gesprekken");
    let mut form = mentor.get(&rounds)?.form(&rounds)?;
    for (i, day) in ["2026-06-22", "2026-06-23", "2026-06-24"].iter().enumerate() {
        let field = |name: &str| format!("{name}{}", i + 1);
        form = form.with(&field("on"), day).with(&field("from"), "12:00").with(&field("until"), "21:00");
    }
    let round = mentor.send(&form)?.location.context("the round is open")?;
    let round = round.split('?').next().unwrap_or_default().to_owned();

    let at = format!("{class}/opdracht");
    let form = mentor.get(&format!("{at}?voorbeeld=together"))?.form(&at)?.with("title", ASSIGNMENT);
    let given = mentor.send(&form.with("after", "De les over beroepen").with("without_writing", "yes"))?;
    anyhow::ensure!(given.status == 303, "{}", given.text());

    let mut homes = Vec::new();
    for (file, parent) in files.into_iter().zip(["emine", "peter"]) {
        let at = format!("{file}/afspraak");
        let form = mentor.get(&at)?.form(&at)?.with("point", AGREEMENT).with("student_does", "Ik bel zelf.");
        let made = mentor.send(&form.with("home_does", "Wij oefenen samen.").with("school_does", "Ik geef nummers."))?;
        anyhow::ensure!(made.status == 303, "{}", made.text());
        let staff = mentor.get(&file)?;
        let agreement = id_after(&staff.link_after(AGREEMENT, &format!("{file}/afspraak/"))?, "/afspraak/")?;
        let assignment = id_after(&staff.link_after(ASSIGNMENT, &format!("{file}/opdracht/"))?, "/opdracht/")?;
        let talk = id_after(&mentor.get(&round)?.body, &format!("{file}/gesprekken/"))?;
        let child = file.trim_start_matches("/leerlingen/").to_owned();
        homes.push(AtHome {
            invitation: format!("/thuis/gesprek/{talk}?kind={child}"),
            assignment: format!("/thuis/opdrachten/{assignment}?kind={child}"),
            agreement: format!("/thuis/afspraken/{agreement}?kind={child}"),
            sheet: format!("{file}/gesprekken/{talk}"),
            agreement_for_staff: format!("{file}/afspraak/{agreement}"),
            assignment_for_staff: format!("{file}/opdracht/{assignment}"),
            file,
        });
        anyhow::ensure!(somebody(world, parent)?.get("/thuis")?.body.contains("/thuis/gesprek/"), "{parent} is invited");
    }
    let (Some(peter), Some(emine)) = (homes.pop(), homes.pop()) else { anyhow::bail!("two families") };
    Ok(Ground { class, round, emine, peter })
}
