//! A student puts things on their line, shares them with one person and for a while, and sees what that person sees. Nobody
//! else finds anything; the mentor and home find what is theirs to find.

use anyhow::{Context, Result};
use tests::{
    family::{Family, somebody},
    somebody::{Answer, Somebody},
    world::World,
};

/// The value of the box with which somebody is ticked: the first one is the mother.
fn boxes(page: &Answer) -> Vec<String> {
    let parts = page.body.split("name=\"with\"").skip(1);
    parts.filter_map(|rest| rest.split("value=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

fn tell(amira: &Somebody, title: &str, with: &[&str]) -> Result<()> {
    let form = amira.get("/mijn-lijn/erbij?soort=experience")?;
    let (command, entry) = (form.field("command_id")?, form.field("entry")?);
    let mut fields = vec![
        ("command_id", command.as_str()),
        ("entry", entry.as_str()),
        ("sort", "experience"),
        ("title", title),
        ("kind", "visit"),
        ("words", "Het was drukker dan ik dacht."),
    ];
    fields.extend(with.iter().map(|who| ("with", *who)));
    let answer = amira.post("/mijn-lijn/erbij", &fields)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    Ok(())
}

#[test]
fn private_means_nobody_else_and_a_share_shows_it_to_one() -> Result<()> {
    let world = World::shared();
    let Family { home, student, mentor, amira, emine, murat, kemal, .. } = Family::of(world)?;
    let form = amira.get("/mijn-lijn/erbij?soort=experience")?;
    let mother = boxes(&form).first().cloned().context("nobody to share with")?;

    tell(&amira, "Een geheime dag bij de smid", &[])?;
    tell(&amira, "Een gedeelde dag bij de slager", &[&mother])?;
    let own = amira.get("/mijn-lijn")?.body;
    assert!(own.contains("geheime dag") && own.contains("gedeelde dag"));
    assert!(emine.get(&home)?.body.contains("gedeelde dag bij de slager"));
    for (who, page) in [(&emine, &home), (&murat, &home), (&kemal, &home), (&mentor, &format!("/leerlingen/{student}"))] {
        assert!(!who.get(page)?.body.contains("geheime dag"), "{page}");
    }
    assert!(!murat.get(&home)?.body.contains("gedeelde dag"), "the other parent");
    assert!(!kemal.get(&home)?.body.contains("gedeelde dag"), "a supporter");

    let seen = amira.get(&format!("/mijn-lijn/zo-ziet?wie={mother}"))?.body;
    assert!(seen.contains("gedeelde dag") && !seen.contains("geheime dag"), "the preview is what she sees");
    let school = amira.get("/mijn-lijn/zo-ziet?wie=school")?.body;
    assert!(!school.contains("gedeelde dag"));
    Ok(())
}

#[test]
fn sharing_ends_when_the_student_takes_it_back() -> Result<()> {
    let world = World::shared();
    let Family { home, amira, emine, .. } = Family::of(world)?;
    let mother = boxes(&amira.get("/mijn-lijn/erbij?soort=experience")?).first().cloned().context("nobody to share with")?;
    tell(&amira, "Een dag die weer van mij is", &[&mother])?;
    assert!(emine.get(&home)?.body.contains("weer van mij"));
    let line = amira.get("/mijn-lijn")?.body;
    let at = line.find("weer van mij").context("it is on the line")?;
    let share = line[at..].split("href=\"").find(|rest| rest.contains("/delen\"")).and_then(|rest| rest.split('"').next());
    let share = share.context("a link to share")?.to_owned();
    let form = amira.get(&share)?;
    let id = form.field("command_id")?;
    assert_eq!(amira.post(&share, &[("command_id", &id)])?.status, 303);
    assert!(!emine.get(&home)?.body.contains("weer van mij"));
    Ok(())
}

#[test]
fn what_is_wrong_is_said_and_what_was_typed_is_kept() -> Result<()> {
    let world = World::shared();
    let amira = somebody(world, "amira")?;
    let form = amira.get("/mijn-lijn/erbij?soort=step")?;
    let (command, entry) = (form.field("command_id")?, form.field("entry")?);
    let fields = [
        ("command_id", command.as_str()),
        ("entry", entry.as_str()),
        ("sort", "step"),
        ("title", ""),
        ("words", "Dit blijft staan."),
        ("by", "2020-01-01"),
    ];
    let answer = amira.post("/mijn-lijn/erbij", &fields)?;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("Dit blijft staan.") && answer.body.contains("al geweest"));
    Ok(())
}

#[test]
fn home_says_what_a_student_is_good_at_and_only_the_student_reads_it() -> Result<()> {
    let world = World::shared();
    let Family { home, student, amira, emine, murat, .. } = Family::of(world)?;
    let form = emine.get(&format!("/thuis/goed-in?kind={student}"))?;
    let (command, entry) = (form.field("command_id")?, form.field("entry")?);
    let fields = [("command_id", command.as_str()), ("entry", entry.as_str()), ("title", "Vindingrijk"), ("words", "")];
    let answer = emine.post(&format!("/thuis/goed-in?kind={student}"), &fields)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(amira.get("/mijn-lijn")?.body.contains("Vindingrijk"));
    assert!(emine.get(&home)?.body.contains("Vindingrijk"));
    assert!(!murat.get(&home)?.body.contains("Vindingrijk"));
    Ok(())
}

#[test]
fn a_mentor_notes_a_setback_and_the_student_chooses_who_at_home_hears_of_it() -> Result<()> {
    let world = World::shared();
    let Family { home, student: id, mentor, amira, emine, kemal, .. } = Family::of(world)?;
    let page = format!("/leerlingen/{id}/tegenvaller");
    let form = mentor.get(&page)?;
    let (command, entry) = (form.field("command_id")?, form.field("entry")?);
    let fields = [("command_id", command.as_str()), ("entry", entry.as_str()), ("title", "De stage in de keuken ging niet door")];
    assert_eq!(mentor.post(&page, &fields)?.status, 303);
    assert!(mentor.get(&format!("/leerlingen/{id}"))?.body.contains("stage in de keuken"));
    assert!(!emine.get(&home)?.body.contains("stage in de keuken"), "the student sees it first");
    assert!(amira.get("/mijn-lijn")?.body.contains("stage in de keuken"));
    assert!(!emine.get(&home)?.body.contains("stage in de keuken"), "and then says who may");
    let sharing = format!("/mijn-lijn/{entry}/delen");
    let asked = amira.get(&sharing)?;
    let mother = boxes(&asked).first().cloned().context("nobody to share with")?;
    let shared = amira.send(&asked.form(&sharing)?.with("with", &mother))?;
    assert_eq!(shared.status, 303, "{}", shared.text());
    assert!(emine.get(&home)?.body.contains("stage in de keuken"), "now she sees it");
    assert!(!kemal.get(&home)?.body.contains("stage in de keuken"), "a supporter sees what is shared and no more");

    let turn = format!("{page}/{entry}");
    let form = mentor.get(&turn)?;
    let command = form.field("command_id")?;
    assert_eq!(mentor.post(&turn, &[("command_id", &command), ("idea", " ")])?.status, 422);
    assert_eq!(mentor.post(&turn, &[("command_id", &command), ("idea", "Bij de bakker vragen.")])?.status, 303);
    assert!(amira.get("/mijn-lijn")?.body.contains("Bij de bakker vragen."));
    Ok(())
}

#[test]
fn support_is_looked_at_part_by_part_and_nobody_undoes_what_they_did_not_see() -> Result<()> {
    let world = World::shared();
    let Family { student, amira, emine, .. } = Family::of(world)?;
    let page = format!("/thuis/helpt?kind={student}");
    let form = emine.get(&format!("{page}&deel=practise"))?;
    let (command, seen) = (form.field("command_id")?, form.field("seen")?);
    let at_home = [("command_id", command.as_str()), ("part", "practise"), ("seen", seen.as_str()), ("helper", "school")];
    assert_eq!(emine.post(&page, &at_home)?.status, 303);
    let form = amira.get("/mijn-lijn/helpt?deel=practise")?;
    let id = form.field("command_id")?;
    let unseen = [("command_id", id.as_str()), ("part", "practise"), ("seen", seen.as_str()), ("helper", "self")];
    assert_eq!(amira.post("/mijn-lijn/helpt", &unseen)?.status, 409);
    let id = amira.get("/mijn-lijn/helpt")?.field("command_id")?;
    assert_eq!(amira.post("/mijn-lijn/regie", &[("command_id", &id), ("level", "alone")])?.status, 303);
    Ok(())
}

#[test]
fn a_choice_from_nowhere_is_asked_after_until_something_stands_behind_it() -> Result<()> {
    let finn = somebody(World::shared(), "finn")?;
    let asks = "waar komt deze keuze vandaan?";
    assert!(finn.get("/mijn-lijn")?.text().contains(asks), "the demo's Finn chose, and nothing stands behind it");
    tell(&finn, "Een dag mee in de vrachtwagen", &[])?;
    let form = finn.get("/mijn-lijn/erbij?soort=reflection")?.form("/mijn-lijn/erbij")?;
    let answer = finn.send(&form.with("title", "Lang stilzitten kan ik wel").with("questions", "work"))?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(!finn.get("/mijn-lijn")?.text().contains(asks));
    Ok(())
}

/// What the student once shared with school and no longer does is not found by looking at an earlier day: the past moves
/// what a page shows, never who may see it.
#[test]
fn what_is_no_longer_shared_is_on_no_page_of_the_past_either() -> Result<()> {
    let world = World::shared();
    let milan = somebody(world, "milan")?;
    let line = milan.get("/mijn-lijn")?.body;
    let moments: Vec<&str> = line.split("<h4").skip(1).collect();
    let shared =
        moments.iter().find(|moment| moment.contains("ziet dit") && moment.contains("decaan") && moment.contains("/delen\""));
    let shared = shared.context("Milan shares something with school")?;
    let title = shared.split("</h4>").next().and_then(|title| title.split('>').next_back()).context("a title")?;
    let title = title.rsplit(": ").next().unwrap_or(title).to_owned();
    let share = shared.split("href=\"").find(|rest| rest.contains("/delen\"")).and_then(|rest| rest.split('"').next());
    let share = share.context("a link to share")?.to_owned();

    let school = world.people.iter().filter(|person| person.role == "mentor" || person.role == "career_lead");
    let mut read = 0;
    let mut pages = Vec::new();
    for person in school {
        let reader = Somebody::sign_in(world, person)?;
        let student = milan.get("/mijn-lijn/zo-ziet?wie=school")?;
        assert_eq!(student.status, 200);
        for file in files(&reader, "Milan")? {
            let page = format!("{file}?op=2026-06-01");
            if reader.get(&page)?.body.contains(&title) {
                read += 1;
                pages.push((reader.clone(), page));
            }
        }
    }
    assert!(read > 0, "school reads {title:?} on an earlier day");
    let form = milan.get(&share)?;
    assert_eq!(milan.post(&share, &[("command_id", &form.field("command_id")?)])?.status, 303);
    for (reader, page) in pages {
        assert!(!reader.get(&page)?.body.contains(&title), "{page}");
    }
    Ok(())
}

/// The files of the students with this first name in the reader's own class.
fn files(reader: &Somebody, first: &str) -> Result<Vec<String>> {
    let page = reader.get("/mijn-klas")?.body;
    let links = page
        .split("href=\"/leerlingen/")
        .skip(1)
        .filter(|rest| rest.split_once('>').is_some_and(|(_, name)| name.starts_with(first)));
    Ok(links.filter_map(|rest| rest.get(..36)).map(|id| format!("/leerlingen/{id}")).collect())
}
