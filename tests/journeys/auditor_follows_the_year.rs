//! An auditor follows how contact evolved, on any day, without ever meeting a name.

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, PgConnection, query_scalar};
use tests::{somebody::Somebody, world::World};

fn auditor() -> Result<Somebody> {
    let world = World::shared();
    Somebody::sign_in(world, world.any("auditor"))
}

#[test]
fn the_year_is_there_on_every_day_and_the_past_has_its_frame() -> Result<()> {
    let auditor = auditor()?;
    let now = auditor.get("/verloop")?;
    assert_eq!(now.status, 200);
    let then = auditor.get("/verloop?op=2025-12-01")?;
    assert_eq!(then.status, 200);
    assert!(then.body.contains("1 december 2025"));
    assert!(then.body.contains("Terug naar nu"));
    assert_ne!(now.body, then.body);
    Ok(())
}

#[test]
fn each_number_opens_the_events_behind_it() -> Result<()> {
    let auditor = auditor()?;
    let page = auditor.get("/verloop?op=2025-12-01")?.body;
    let links: Vec<&str> =
        page.split("href=\"/verloop/gebeurtenissen").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.len() >= 5, "numbers without events behind them");
    for link in links.iter().take(6) {
        let events = auditor.get(&format!("/verloop/gebeurtenissen{}", link.replace("&amp;", "&")))?;
        assert_eq!(events.status, 200, "{link}");
    }
    Ok(())
}

#[test]
fn no_name_of_a_student_or_parent_is_on_an_auditors_page() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let class = mentor.get("/mijn-klas")?.body;
    let names: Vec<String> = class
        .split("href=\"/leerlingen/")
        .skip(1)
        .filter_map(|rest| rest.split('>').nth(1)?.split('<').next())
        .map(|name| name.trim().to_owned())
        .filter(|name| name.split(' ').count() > 1 && !name.contains("esprek"))
        .collect();
    assert!(names.len() > 5, "no names to look for");
    let auditor = auditor()?;
    let page = auditor.get("/verloop")?.body;
    let class_link = page.split("href=\"/verloop?klas=").nth(1).and_then(|rest| rest.split('"').next()).context("no class")?;
    let of_class = auditor.get(&format!("/verloop?klas={class_link}"))?.body;
    for name in &names {
        assert!(!page.contains(name.as_str()) && !of_class.contains(name.as_str()), "{name} is on an auditor's page");
    }
    assert_eq!(auditor.get("/mijn-klas")?.status, 403, "staff are told that they may not");
    Ok(())
}

/// "21 van 24", as the page says how many of its families are in beeld.
fn in_view(page: &str) -> Result<String> {
    let told = page.split("gezinnen in beeld").next().context("no class list")?;
    let texts: Vec<&str> = told.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    let text = texts.join(" ");
    let words: Vec<&str> = text.split_whitespace().rev().take(3).collect();
    Ok(words.into_iter().rev().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_class_on_a_day_has_one_answer_for_mentor_career_lead_and_auditor() -> Result<()> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let (lead, auditor) = (Somebody::sign_in(world, world.any("career_lead"))?, auditor()?);
    let class = mentor.get("/mijn-klas")?.field("klas")?;
    let mut hidden = 0;
    for day in ["2025-09-30", "2025-10-31", "2025-12-01", "2026-03-02"] {
        let to_mentor = mentor.get(&format!("/mijn-klas?op={day}"))?.body;
        hidden += usize::from(to_mentor.contains("niet meer te zien"));
        let to_lead = lead.get(&format!("/mijn-klas?klas={class}&op={day}"))?.body;
        let to_auditor = auditor.get(&format!("/verloop?klas={class}&op={day}"))?.body;
        let told = in_view(&to_mentor)?;
        assert_eq!((told.clone(), told), (in_view(&to_lead)?, in_view(&to_auditor)?), "{day}");
    }
    assert!(hidden > 0, "the demo's first mentor has students who moved since");
    Ok(())
}

/// The number under this word among the figures of the day.
fn figure(page: &str, word: &str) -> Result<i64> {
    // What the word means stands before its number.
    let rest = page.rsplit_once(&format!("<dt>{word}</dt>")).with_context(|| format!("no {word}"))?.1;
    let cell = rest.split("</dd>").next().unwrap_or_default();
    let texts = cell.split('>').filter_map(|piece| piece.split('<').next()).map(|text| text.replace('.', ""));
    let number = texts.into_iter().find_map(|text| text.parse().ok());
    number.with_context(|| format!("no number in {cell}"))
}

/// Counted in the log itself, by the last thing that was said of every contact and talk, whoever has left since.
#[tokio::test]
async fn nobody_drops_out_of_the_accounts_of_the_year() -> Result<()> {
    let world = World::shared();
    let person = world.any("auditor");
    let page = Somebody::sign_in(world, person)?.get("/verloop")?.body;
    let socket = world.folder.join("postgres/socket");
    let address = format!("postgres://postgres@localhost/keukentafel?host={}", socket.display());
    let mut database = PgConnection::connect(&address).await?;
    const LAST: &str = "with told as (
            select distinct on (e.stream_id) e.type, e.occurred_on, convert_from(e.body, 'utf8')::json as body
            from event e join school s on s.id = e.tenant_id
            where s.name = $1 and e.type = any($2)
            order by e.stream_id, e.pos desc)
        select count(*) from told where occurred_on >= '2025-08-01' and ";
    let count = async |database: &mut PgConnection, types: &[&str], which: &str| -> Result<i64> {
        let sql = format!("{LAST}{which}");
        Ok(query_scalar(AssertSqlSafe(sql)).bind(&person.school).bind(types).fetch_one(database).await?)
    };
    let contact = ["contact.made", "contact.attempted", "contact.corrected", "contact.withdrawn"];
    let talk = ["talk.held", "talk.corrected", "talk.reopened"];
    let spoken = count(&mut database, &contact, "type in ('contact.made', 'contact.corrected')").await?;
    let held = "type = 'talk.held' or (type = 'talk.corrected' and body->'outcome'->'held' is not null)";
    let held = count(&mut database, &talk, &format!("({held})")).await?;
    let tried = count(&mut database, &contact, "type = 'contact.attempted'").await?;
    assert!(tried > 0 && held > 0, "nothing was counted of {}", person.school);
    assert_eq!((figure(&page, "Contacten")?, figure(&page, "Pogingen")?), (spoken + held, tried));
    assert!(page.contains("vertrokken leerlingen"), "the demo's school has students who left");
    Ok(())
}

/// The numbers of the table that holds two days beside each other: then, heard later, happened since, later.
fn two_days(page: &str) -> Result<Vec<Vec<i64>>> {
    let table = page.split("Elke rij telt op.").nth(1).and_then(|rest| rest.split("</table>").next()).context("no table")?;
    let numbers = |row: &str| -> Vec<i64> {
        let text: Vec<String> =
            row.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text).replace('.', "")).collect();
        text.iter().filter_map(|text| text.trim().replace('−', "-").trim_start_matches('+').parse().ok()).collect()
    };
    Ok(table.split("<tr").skip(2).map(numbers).collect())
}

/// In every row, what was known then, what was heard later and what happened since add up; and the later day is told as on
/// its own page.
#[test]
fn two_days_beside_each_other_add_up() -> Result<()> {
    let auditor = auditor()?;
    for (then, later) in [("2025-12-01", ""), ("2025-09-30", "2025-12-01"), ("2025-12-01", "2026-03-31")] {
        let rows = two_days(&auditor.get(&format!("/verloop?op={then}&naast={later}"))?.body)?;
        assert_eq!(rows.len(), 5);
        for row in &rows {
            assert!(row.len() == 4 && row[0] + row[1] + row[2] == row[3], "{row:?}");
        }
        let on = |day: &str| auditor.get(&if day.is_empty() { "/verloop".to_owned() } else { format!("/verloop?op={day}") });
        let (of_then, of_later) = (on(then)?.body, on(later)?.body);
        for (row, word) in rows.iter().zip(["Contacten", "Pogingen"]) {
            assert_eq!((row[0], row[3]), (figure(&of_then, word)?, figure(&of_later, word)?), "{word} {then} {later}");
        }
    }
    Ok(())
}

#[test]
fn a_day_that_cannot_be_held_beside_another_is_said_in_words() -> Result<()> {
    let auditor = auditor()?;
    for (later, words) in
        [("2025-11-30", "Kies een dag van"), ("2099-01-01", "Kies een dag van"), ("ooit", "Deze datum ken ik niet.")]
    {
        let page = auditor.get(&format!("/verloop?op=2025-12-01&naast={later}"))?;
        assert!(page.status == 200 && page.body.contains(words), "{later}");
    }
    Ok(())
}
