//! What is overdue is found by the mentor in one list, and the class list counts what that list shows.

use anyhow::Result;
use std::collections::BTreeSet;
use tests::{family::id_after, somebody::Somebody, world::World};

/// What the list says of each overdue thing, and where its next step leads.
const SORTS: [(&str, &str); 5] = [
    ("kwam terug en is nog niet gebruikt", "/opdracht/"),
    ("Dag voorbij", "/afspraak/"),
    ("Moet anders", "/aanpassen"),
    ("nog geen nieuw idee", "/tegenvaller/"),
    ("Nog niet met thuis besproken: “", "/gesprek"),
];

#[test]
fn each_sort_of_loose_end_has_its_next_step_and_is_counted() -> Result<()> {
    let world = World::shared();
    let mut found = BTreeSet::new();
    for person in world.people.iter().filter(|person| person.role == "mentor") {
        let mentor = Somebody::sign_in(world, person)?;
        let class_page = mentor.get("/mijn-klas")?;
        let class = id_after(&class_page.body, "href=\"/mijn-klas/")?;
        let page = mentor.get(&format!("/mijn-klas/{class}/blijft-liggen"))?;
        let ends: Vec<&str> =
            page.body.split("<li").filter(|end| end.contains("class=\"silent") || end.contains("class=\"soft num\"")).collect();
        for (told, step) in SORTS {
            for end in ends.iter().filter(|end| end.contains(told)) {
                assert!(end.contains(step), "{end}");
                found.insert(told);
            }
        }
        let counted = format!("Blijft liggen ({})", ends.len());
        // Others may write meanwhile, so the class list is asked before and after.
        let is_counted = class_page.text().contains(&counted) || mentor.get("/mijn-klas")?.text().contains(&counted);
        assert!(ends.is_empty() || is_counted, "{}: {counted}", person.key);
        for end in ends.iter().filter(|end| end.contains("nog geen nieuw idee")).take(1) {
            let link = end.split("href=\"").find(|rest| rest.contains("/tegenvaller/")).and_then(|rest| rest.split('"').next());
            assert_eq!(mentor.get(link.unwrap_or_default())?.status, 200, "{link:?}");
        }
    }
    let told: BTreeSet<&str> = SORTS.into_iter().map(|(told, _)| told).collect();
    assert_eq!(found, told, "the demo has each of them");
    Ok(())
}
