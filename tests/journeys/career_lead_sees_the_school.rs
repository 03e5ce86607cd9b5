//! What the career lead reads of each class is what the class's own pages say, on a day of the past that no other journey
//! changes.

use anyhow::{Context, Result};
use tests::{
    family::somebody,
    somebody::{Answer, Somebody},
    world::World,
};

const DAY: &str = "2026-05-29";

/// The words of a piece of a page.
fn words(html: &str) -> String {
    let text = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    text.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of each class, with the id of the class before them.
fn classes(page: &Answer) -> Vec<(String, Vec<String>)> {
    let rows = page.body.split("<tr").filter_map(|row| {
        let id = row.split("klas=").nth(1)?.get(..36)?.to_owned();
        let cells = row.split("<td").skip(1).map(|cell| words(&format!("<td{cell}")));
        Some((id, cells.collect()))
    });
    rows.collect()
}

/// A number in a cell; a dash, which is read out as "geen", is none.
fn number(cell: &str) -> usize {
    cell.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

fn lying(lead: &Somebody, class: &str, told: &str) -> Result<usize> {
    let page = lead.get(&format!("/mijn-klas/{class}/blijft-liggen?op={DAY}"))?;
    assert_eq!(page.status, 200);
    Ok(page.body.matches(told).count())
}

#[test]
fn each_class_has_the_figures_of_its_own_pages() -> Result<()> {
    let lead = somebody(World::shared(), "meneer-wolters")?;
    let school = lead.get(&format!("/school?op={DAY}"))?;
    let classes = classes(&school);
    assert!(classes.len() > 10, "{}", school.text());
    let (mut unused_at_all, mut setbacks_at_all) = (0, 0);
    for (class, cells) in &classes {
        let [_, students, in_view, _, _, unused, agreements, setbacks] = cells.as_slice() else { panic!("{cells:?}") };
        let page = lead.get(&format!("/mijn-klas?klas={class}&op={DAY}"))?.text();
        let told = page.split("gezinnen in beeld").next().context("a class list")?;
        let told: Vec<&str> = told.split_whitespace().rev().take(3).collect();
        assert_eq!(in_view.split(' ').rev().collect::<Vec<_>>(), told, "{class}");
        assert_eq!(Some(&students.as_str()), told.first(), "{class}");
        assert_eq!(number(unused), lying(&lead, class, "kwam terug en is nog niet gebruikt")?, "{class}");
        assert_eq!(number(setbacks), lying(&lead, class, "nog geen nieuw idee")?, "{class}");
        // The list also has those that nobody answered, which wait for home and not for school.
        let waiting = lying(&lead, class, "Moet anders")? + lying(&lead, class, "Dag voorbij")?;
        assert_eq!(number(agreements), waiting, "{class}");
        (unused_at_all, setbacks_at_all) = (unused_at_all + number(unused), setbacks_at_all + number(setbacks));
    }
    assert!(unused_at_all > 0 && setbacks_at_all > 0, "the demo has both");
    Ok(())
}

#[test]
fn another_role_reads_no_figures_of_other_classes() -> Result<()> {
    let mentor = somebody(World::shared(), "mevrouw-de-vries")?;
    let page = mentor.get(&format!("/school?op={DAY}"))?;
    let rows: Vec<usize> = page.body.split("<tr").skip(2).map(|row| row.matches("<td").count()).collect();
    assert!(rows.len() > 10, "{}", page.text());
    assert!(rows.iter().all(|cells| *cells == 2), "names and sizes only: {rows:?}");
    Ok(())
}
