//! A round of talks from end to end: the mentor opens it, home chooses a time, the student prepares, and what came of it is
//! written down, corrected and taken back.

use anyhow::{Context, Result};
use tests::{
    somebody::{Answer, Somebody},
    world::World,
};

/// The text between the first `before` and the next `after`.
fn between<'a>(body: &'a str, before: &str, after: char) -> Option<&'a str> {
    body.split(before).nth(1)?.split(after).next()
}

struct Round {
    world: &'static World,
    mentor: Somebody,
    /// `/mijn-klas/{class}/gesprekken`
    rounds: String,
}

/// The first mentor of the demo, in front of the form for a new round.
fn mentor() -> Result<Round> {
    let world = World::shared();
    let mentor = Somebody::sign_in(world, world.any("mentor"))?;
    let page = mentor.get("/mijn-klas")?.body;
    let class = between(&page, "href=\"/mijn-klas/", '/').context("no way to the talks")?;
    Ok(Round { world, rounds: format!("/mijn-klas/{class}/gesprekken"), mentor })
}

impl Round {
    /// Opens a round on these days; there is room for the whole class.
    fn open(&self, kind: &str, days: [&str; 3]) -> Result<Answer> {
        let page = self.mentor.get(&self.rounds)?;
        let (command, round) = (page.field("command_id")?, page.field("round")?);
        let mut form =
            vec![("command_id", command.as_str()), ("round", &round), ("kind", kind), ("minutes", "20"), ("buffer", "5")];
        form.extend([("venues", "school"), ("venues", "phone")]);
        for (day, (on, from, until)) in
            days.iter().zip([("on1", "from1", "until1"), ("on2", "from2", "until2"), ("on3", "from3", "until3")])
        {
            form.extend([(on, *day), (from, "12:00"), (until, "21:00")]);
        }
        self.mentor.post(&self.rounds, &form)
    }

    /// Somebody of this role who has a page of a talk of the round at this address, with its own address: other journeys
    /// invite the same class.
    fn invited(&self, role: &str, start: &str, link: &str, at: &str) -> Result<Vec<(Somebody, String)>> {
        let mut found = Vec::new();
        let round = self.mentor.get(at)?.body;
        let talks: Vec<_> = round.split("/gesprekken/").skip(1).filter_map(|rest| rest.get(..36)).collect();
        for person in self.world.people.iter().filter(|person| person.role == role) {
            let somebody = Somebody::sign_in(self.world, person)?;
            let page = somebody.get(start)?.body;
            let start = format!("\"{link}");
            let mut links = page.split(&start).skip(1).filter_map(|rest| rest.split('"').next());
            if let Some(rest) = links.find(|rest| rest.get(..36).is_some_and(|talk| talks.contains(&talk))) {
                found.push((somebody, format!("{link}{}", rest.replace("&amp;", "&"))));
            }
        }
        Ok(found)
    }
}

#[test]
fn from_the_invitation_to_what_came_of_it() -> Result<()> {
    let round = mentor()?;
    let opened = round.open("introduction", ["2026-06-09", "2026-06-10", "2026-06-11"])?;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let at = opened.location.context("the way to the round")?;
    let at = at.split('?').next().unwrap_or_default().to_owned();
    let page = round.mentor.get(&at)?;
    assert_eq!(page.status, 200);
    let talks: Vec<String> =
        page.body.split("name=\"talks\" value=\"").skip(1).filter_map(|rest| rest.get(..36)).map(str::to_owned).collect();
    assert!(talks.len() >= 20, "every student has an invitation: {}", talks.len());

    // Handed over to everybody at once, with one tap. A second round is not opened unawares.
    let form = round.mentor.get(at.rsplit_once('/').context("the rounds")?.0)?;
    assert!(form.body.contains("Deze klas heeft al een ronde"), "{}", form.body);
    let command = page.field("command_id")?;
    let marks = [("command_id", command.as_str()), ("by", "letter"), ("action", "all-invited")];
    assert_eq!(round.mentor.post(&at, &marks)?.status, 303);
    assert!(!round.mentor.get(&at)?.body.contains("nog niet uitgenodigd"));

    // Home chooses a time in one form.
    let parents = round.invited("parent", "/thuis", "/thuis/gesprek/", &at)?;
    let (parent, invitation) = parents.first().context("a parent of this class")?;
    let page = parent.get(invitation)?;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Kies een tijd") && !page.body.contains("<script"));
    let time =
        between(&page.body, "name=\"at\" value=\"", '"').or_else(|| between(&page.body, "value=\"2026-06-", '"').map(|_| ""));
    let time = time.filter(|time| !time.is_empty()).map_or("2026-06-09T12:00".to_owned(), str::to_owned);
    let command = page.field("command_id")?;
    let form = [("command_id", command.as_str()), ("action", "book"), ("at", &time), ("venue", "school"), ("interpreter", "yes")];
    let answer = parent.post(invitation, &form)?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.location.is_some_and(|to| to.starts_with("/thuis/gelukt?wat=gesprek-tijd")));
    assert!(parent.get("/thuis")?.body.contains("12.00 uur"));

    // Nobody else gets that time, and what was chosen stays on the page.
    let talk = invitation.strip_prefix("/thuis/gesprek/").and_then(|rest| rest.get(..36)).context("the talk")?.to_owned();
    let student = invitation.split("kind=").nth(1).context("the child")?.to_owned();
    let page = round.mentor.get(&at)?.body;
    let other = page
        .split("/gesprekken/")
        .zip(page.split("/gesprekken/").skip(1))
        .filter_map(|(before, rest)| Some((before.rsplit('/').next()?, rest.get(..36)?)))
        .find(|(_, id)| *id != talk && talks.iter().any(|known| known == id))
        .map(|(student, id)| format!("/leerlingen/{student}/gesprekken/{id}"))
        .context("another talk")?;
    let sheet = round.mentor.get(&other)?;
    assert_eq!(sheet.status, 200);
    let (command, by) = (sheet.field("command_id")?, sheet.field("by")?);
    let mut form = vec![("command_id", command.as_str()), ("action", "book"), ("by", &by), ("at", &time), ("venue", "phone")];
    let taken = round.mentor.post(&other, &form)?;
    assert_eq!(taken.status, 422, "{}", taken.body);
    assert!(taken.body.contains("net door iemand anders gekozen"));
    form.retain(|(name, _)| *name != "at");
    form.push(("at", "2026-06-09T12:25"));
    assert_eq!(round.mentor.post(&other, &form)?.status, 303, "by phone, on behalf");
    assert!(round.mentor.get(&at)?.body.contains("opgeschreven door school"));

    // The talk is for this family and this class.
    for (stranger, _) in parents.iter().filter(|(_, other)| !other.contains(&student)) {
        assert_eq!(stranger.get(invitation)?.status, 404);
    }

    // Afterwards: held today, corrected with a reason, and taken back.
    let sheet_at = format!("/leerlingen/{student}/gesprekken/{talk}");
    let sheet = round.mentor.get(&sheet_at)?;
    let (command, by) = (sheet.field("command_id")?, sheet.field("by")?);
    let held = |command: &str, because: &str, day: &str| {
        let form = [
            ("command_id", command),
            ("action", "held"),
            ("occurred_on", day),
            ("with", &by),
            ("held_at", "school"),
            ("absent", "erbij"),
            ("minutes", "25"),
            ("because", because),
        ];
        round.mentor.post(&sheet_at, &form)
    };
    assert_eq!(held(&command, "", "2031-01-01")?.status, 422, "not yet");
    let answer = held(&command, "", "2026-06-02")?;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(round.mentor.get(&format!("/leerlingen/{student}"))?.body.contains("Kennismakingsgesprek met"));
    assert!(parent.get("/thuis")?.body.contains("Kennismakingsgesprek met u"));
    let sheet = round.mentor.get(&sheet_at)?;
    let (command, seen) = (sheet.field("command_id")?, sheet.field("seen")?);
    let missed = |command: &str, because: &str, seen: &str| {
        let form = [
            ("command_id", command),
            ("action", "missed"),
            ("occurred_on", "2026-06-02"),
            ("why", "student-ill"),
            ("because", because),
            ("seen", seen),
        ];
        round.mentor.post(&sheet_at, &form)
    };
    assert_eq!(missed(&command, "", &seen)?.status, 422, "a correction needs a reason");
    let stale = missed(&command, "Dit blijft staan.", "0")?;
    assert_eq!((stale.status, stale.body.contains("Dit blijft staan.")), (409, true));
    assert_eq!(missed(&command, "Het was een ander gezin.", &seen)?.status, 303);
    assert!(round.mentor.get(&format!("/leerlingen/{student}"))?.body.contains("Het was een ander gezin."));
    Ok(())
}

#[test]
fn the_student_prepares_and_home_does_not_read_what_is_not_to_be_talked_about() -> Result<()> {
    let round = mentor()?;
    let opened = round.open("progress", ["2026-06-16", "2026-06-17", "2026-06-18"])?;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let again = round.open("progress", ["2026-06-18", "2026-06-19", "2026-06-22"])?;
    assert_eq!(again.status, 422, "one of a kind at a time");
    let at = opened.location.context("the way to the round")?;
    let students = round.invited("student", "/mijn-lijn", "/mijn-lijn/gesprek/", &at)?;
    let (student, own) = students.first().context("a student of this class")?;
    let page = student.get(own)?;
    assert_eq!(page.status, 200);
    let command = page.field("command_id")?;
    let empty = student.post(own, &[("command_id", &command), ("action", "voice")])?;
    assert_eq!(empty.status, 422);
    let form = [
        ("command_id", command.as_str()),
        ("action", "voice"),
        ("says", "Mijn foto van de keuken."),
        ("avoids", "Mijn cijfers voor wiskunde."),
    ];
    assert_eq!(student.post(own, &form)?.status, 303);
    let command = student.get(own)?.field("command_id")?;
    let greeting = [("command_id", command.as_str()), ("action", "greet"), ("greeting", "Kom je ook?")];
    assert_eq!(student.post(own, &greeting)?.status, 303);
    let talk = own.rsplit('/').next().unwrap_or_default();
    let mut read = 0;
    let invited = round.invited("parent", "/thuis", "/thuis/gesprek/", &at)?;
    for (parent, invitation) in invited.into_iter().filter(|(_, at)| at.contains(talk)) {
        let page = parent.get(&invitation)?.body;
        assert!(page.contains("Mijn foto van de keuken.") && page.contains("Kom je ook?"));
        assert!(!page.contains("Mijn cijfers voor wiskunde."));
        read += 1;
        let command = parent.get(&invitation)?.field("command_id")?;
        let answer = parent.post(&invitation, &[("command_id", &command), ("action", "call-me")])?;
        assert_eq!(answer.status, 303, "one tap: {}", answer.body);
    }
    assert!(read > 0, "a parent of this student can sign in");
    Ok(())
}
