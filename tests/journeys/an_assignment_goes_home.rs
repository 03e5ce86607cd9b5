//! An assignment for home from end to end: checked before it goes, handed out, done together, brought back, and used at school
//! or put aside with a reason. It is nobody else's.

use anyhow::{Context, Result};
use tests::{
    family::{Family, id_after, somebody},
    form::Form,
    somebody::Somebody,
    world::World,
};

const MADE_UP: &str = "5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11";

/// The form with an example, ready to go under this title.
fn example(mentor: &Somebody, at: &str, kind: &str, title: &str) -> Result<Form> {
    let form = mentor.get(&format!("{at}?voorbeeld={kind}"))?.form(at)?;
    let form = form.with("title", title).with("after", "De les over beroepen").with("without_writing", "yes");
    Ok(if form.value("builds_on").is_some() { form.with("builds_on", "") } else { form })
}

/// The id of what was handed to this student under this title, as the mentor finds it.
fn handed(family: &Family, title: &str) -> Result<String> {
    let page = family.mentor.get(&family.file)?;
    let link = page.link_after(title, &format!("{}/opdracht/", family.file))?;
    id_after(&link, "/opdracht/")
}

/// Hands something to Amira alone.
fn hand_to_amira(family: &Family, kind: &str, title: &str) -> Result<String> {
    let form = example(&family.mentor, &format!("{}/opdracht", family.file), kind, title)?;
    let answer = family.mentor.send(&form)?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    handed(family, title)
}

#[test]
fn what_cannot_go_home_is_said_beside_its_field_and_all_that_was_typed_stays() -> Result<()> {
    let family = Family::of(World::shared())?;
    let (title, at) = ("Een opdracht die zo niet \"mag\" <nog>", format!("{}/opdracht", family.class));
    let form = example(&family.mentor, &at, "outing", title)?;
    let bad = form
        .with("why", "")
        .with("after", "")
        .with("step_2", "Schrijf samen een verslag van dertien of meer woorden over alles wat jullie vandaag zagen.")
        .with("minutes", "45")
        .without("without_writing")
        .without("students");
    let answer = family.mentor.send(&bad)?;
    assert_eq!(answer.status, 422);
    for (field, sentence) in [
        ("why", "Schrijf waarom ze dit doen."),
        ("after", "Waar hoort dit bij? Noem iets wat al gebeurd is, zoals een bezoek of een gesprek."),
        ("minutes", "Kies een tijd tussen 1 en 20 minuten."),
        ("without_writing", "Niet iedereen thuis schrijft makkelijk. Maak de opdracht zo dat praten genoeg is."),
        ("students", "Kies voor wie de opdracht is."),
    ] {
        assert_eq!(answer.wrong(field)?, sentence);
    }
    assert!(answer.wrong("steps")?.contains("niet meer dan twaalf woorden"));
    assert_eq!(answer.form(&at)?.typed(), bad.typed(), "all that was typed is there again");
    assert!(!family.mentor.get(&family.file)?.text().contains(title), "nothing was handed out");
    Ok(())
}

/// What one field may not be, and what is said about it. A value of nothing leaves the field out.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("title", "", "title", "Geef de opdracht een naam."),
    ("why", "", "why", "Schrijf waarom"),
    ("why", " ", "why", "Schrijf waarom"),
    ("then", "", "then", "Schrijf wat school doet met wat er terugkomt."),
    ("after", "", "after", "Waar hoort dit bij?"),
    ("steps", "Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien.", "steps", "niet meer dan twaalf woorden"),
    ("minutes", "21", "minutes", "Kies een tijd tussen 1 en 20 minuten."),
    ("minutes", "0", "minutes", "Kies een tijd tussen 1 en 20 minuten."),
    ("minutes", "", "minutes", "Kies een tijd tussen 1 en 20 minuten."),
    ("without_writing", "", "without_writing", "Maak de opdracht zo dat praten genoeg is."),
    ("due", "2026-06-01", "due", "Deze dag is al geweest."),
    ("due", "2026-09-09", "due", "verder dan drie maanden weg"),
];

#[test]
fn each_thing_that_an_assignment_must_have_is_asked_for_alone() -> Result<()> {
    let family = Family::of(World::shared())?;
    let at = format!("{}/opdracht", family.file);
    let good = example(&family.mentor, &at, "together", "Dit gaat nooit naar huis")?;
    for (field, value, beside, sentence) in FAULTS {
        let answer = family.mentor.send(&good.clone().with(field, value))?;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(answer.wrong(beside)?.contains(sentence), "{field}={value}: {}", answer.wrong(beside)?);
        assert_eq!(answer.body.matches("class=\"error\"").count(), 1, "only {field} is wrong");
    }
    let no_step = ["steps", "step_2", "step_3"].into_iter().fold(good, |form, field| form.with(field, ""));
    assert_eq!(family.mentor.send(&no_step)?.wrong("steps")?, "Schrijf ten minste één stap.");
    assert!(!family.mentor.get(&family.file)?.body.contains("Dit gaat nooit naar huis"));
    Ok(())
}

#[test]
fn there_is_room_for_five_steps_and_no_more() -> Result<()> {
    let family = Family::of(World::shared())?;
    let (at, title) = (format!("{}/opdracht", family.file), "Vijf stappen en geen zes");
    let page = family.mentor.get(&at)?;
    assert_eq!(page.body.matches("name=\"step").count(), 5);
    let mut form = example(&family.mentor, &at, "together", title)?;
    for (i, field) in ["steps", "step_2", "step_3", "step_4", "step_5", "step_6"].iter().enumerate() {
        form = form.with(field, &format!("Praat over stap {}.", i + 1));
    }
    assert_eq!(family.mentor.send(&form)?.status, 303);
    let id = handed(&family, title)?;
    let page = family.emine.get(&format!("/thuis/opdrachten/{id}?kind={}", family.student))?.body;
    assert!(page.contains("Praat over stap 5.") && !page.contains("Praat over stap 6."));
    Ok(())
}

#[test]
fn a_class_does_it_at_home_and_school_uses_what_came_back() -> Result<()> {
    let world = World::shared();
    let family = Family::of(world)?;
    let Family { student, file, class, mentor, amira, emine, murat, kemal, home } = &family;
    let title = "Waar kijk jij graag naar?";

    // Who will read it is said before it goes; the same form twice hands it out once.
    let at = format!("{class}/opdracht");
    let page = mentor.get(&at)?.text();
    assert!(
        page.contains("Wie leest dit?")
            && page.contains("Elke leerling, de ouders, de mentoren en de decaan lezen dit. Verder niemand.")
    );
    let form = example(mentor, &at, "together", title)?;
    for _ in 0..2 {
        let answer = mentor.send(&form)?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(mentor.follow(&answer)?.text().contains("De opdracht is meegegeven."));
    }
    let marked = format!("<h4>Opdracht voor thuis: {title}</h4>");
    assert_eq!(mentor.get(file)?.body.matches(&marked).count(), 1);
    let changed = mentor.send(&form.clone().with("then", "Wij doen er iets anders mee."))?;
    assert_eq!(changed.status, 409, "other words under the same form");
    assert_eq!(changed.form(&at)?.value("then"), Some("Wij doen er iets anders mee."));
    let id = handed(&family, title)?;

    // The whole class: Milan and his father as well. Not an uncle, for whom this is not.
    let peter = somebody(world, "peter")?;
    assert!(peter.get("/thuis")?.body.contains(title));
    assert!(somebody(world, "milan")?.get("/mijn-lijn")?.body.contains(title));
    assert!(!kemal.get(home)?.body.contains(title));
    let address = format!("/thuis/opdrachten/{id}?kind={student}");
    assert_eq!(kemal.get(&address)?.status, 404);

    // Opened at home, which school sees.
    assert!(!mentor.get(file)?.text().contains(&format!("{title} vandaag · door jou terug op dinsdag 16 juni Thuis geopend")));
    let page = emine.get(&address)?;
    let text = page.text();
    for words in [
        "Waarom?",
        "Wat doet school ermee?",
        "Doe dit samen",
        "15 minuten",
        "De les over beroepen",
        "de decaan en Amira lezen dit.",
    ] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(!page.body.contains("<script"), "a parent's page runs nothing");
    let (_, on_file) = mentor.get(file)?.body.split_once(&marked).map(|(a, b)| (a.len(), b.to_owned())).context("on the file")?;
    let moment = on_file.split("</li>").next().unwrap_or_default();
    assert!(moment.contains("Thuis geopend"), "{moment}");

    // One tap brings it back, with what came of it; the same form twice does so once, and another form is refused.
    let form = page.form(&address)?.also("brought", "idea").with("words", "Zij keek naar de bakker op het plein.");
    for _ in 0..2 {
        let answer = emine.send(&form)?;
        let done = emine.follow(&answer)?.text();
        assert!(answer.location.is_some_and(|to| to.starts_with("/thuis/gelukt?wat=opdracht")));
        assert!(done.contains("Fijn dat u dit samen deed."), "{done}");
    }
    let after = emine.get(&address)?;
    assert!(after.text().contains("Gelukt. School weet dit.") && after.form(&address).is_err());
    let again = emine.send(&form.clone().with("command_id", MADE_UP))?;
    assert_eq!((again.status, again.text().contains("Dit was al teruggegeven aan school.")), (422, true), "{}", again.text());

    // The student brings it back too, and says with whom.
    let own = format!("/mijn-lijn/opdrachten/{id}");
    let page = amira.get(&own)?;
    assert!(page.text().contains("Je mentor, de decaan, je moeder en je vader lezen dit. Verder niemand."));
    let mother = id_after(&page.body, "name=\"with\" value=\"")?;
    let form = page
        .form(&own)?
        .also("with", &mother)
        .also("with", "otherwise")
        .also("brought", "quality")
        .with("words", "Ik let goed op.");
    let answer = amira.send(&form)?;
    assert!(amira.follow(&answer)?.text().contains("Je opdracht is terug op school."));
    let read = murat.get(&address)?.text();
    assert!(read.contains("Amira met de moeder van Amira en iemand anders") && read.contains("Ik let goed op."), "{read}");
    assert!(!read.contains("Zij keek naar de bakker op het plein."), "what one parent told is the mentor's and Amira's: {read}");
    assert!(amira.get(&own)?.text().contains("Zij keek naar de bakker op het plein."));
    let at_home = emine.get(&address)?.text();
    assert!(at_home.contains("Amira met u en iemand anders"), "{at_home}");

    // It waits in the mentor's list. The mentor uses Amira's and no other; the same form sent twice does so once.
    let back = format!("{class}/terug");
    let page = mentor.get(&back)?;
    assert!(page.text().contains("Zij keek naar de bakker op het plein."));
    let nobody = mentor.send(&page.form(&back)?.without("back").with("action", "use"))?;
    assert_eq!((nobody.status, nobody.wrong("back")?), (422, "Kies ten minste één leerling.".into()));
    let mine = page.form(&back)?.with("back", &format!("{student}.{id}")).with("used_in", "lesson").with("action", "use");
    let mine = mine.with("words", "Wij gaan vrijdag bij een bakker kijken.");
    for _ in 0..2 {
        let answer = mentor.send(&mine)?;
        assert!(mentor.follow(&answer)?.text().contains("Bewaard."));
    }
    assert!(!mentor.get(&back)?.body.contains(&format!("{student}.{id}")), "it does not lie there any longer");
    for (who, page) in [(emine, &address), (amira, &own), (murat, &address)] {
        let text = who.get(page)?.text();
        assert_eq!(text.matches("School gebruikte dit in de les.").count(), 1, "{text}");
        assert_eq!(text.matches("Wij gaan vrijdag bij een bakker kijken.").count(), 1, "{text}");
    }
    let peters = peter.get("/thuis")?.body;
    assert!(!peters.contains("bij een bakker kijken") && !peters.contains("bakker op het plein"), "another family reads nothing");
    Ok(())
}

#[test]
fn a_supporter_brings_back_what_is_for_somebody_else_and_school_puts_it_aside_with_a_reason() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { home, student, file, mentor, amira, emine, kemal, .. } = &family;
    let title = "Wie kan jou een bedrijf laten zien?";
    let id = hand_to_amira(&family, "important-others", title)?;
    let address = format!("/thuis/opdrachten/{id}?kind={student}");
    let page = kemal.get(&address)?;
    assert_eq!(page.status, 200, "an uncle is whom this is for");
    let answer = kemal.send(&page.form(&address)?.also("brought", "helper"))?;
    assert!(kemal.follow(&answer)?.text().contains("Fijn dat u dit samen deed."));

    let at = format!("{file}/opdracht/{id}");
    let page = mentor.get(&at)?;
    let refused = mentor.send(&page.press(&at, "action", "park")?)?;
    assert_eq!((refused.status, refused.wrong("words")?), (422, "Schrijf in een paar woorden waarom.".into()));
    let form = refused.press(&at, "action", "park")?.with("words", "Eerst is er stage; daarna kijken wij verder.");
    for _ in 0..2 {
        let answer = mentor.send(&form)?;
        assert!(mentor.follow(&answer)?.text().contains("Opzij gelegd."));
    }
    for (who, page) in [(emine, home.as_str()), (amira, "/mijn-lijn"), (kemal, address.as_str())] {
        let text = who.get(page)?.text();
        assert!(text.contains("School doet hier nu niets mee. Eerst is er stage; daarna kijken wij verder."), "{text}");
    }
    // What was put aside may still be used.
    let silent = mentor.send(&mentor.get(&at)?.press(&at, "action", "use")?)?;
    assert!(silent.status == 422 && silent.wrong("words")?.starts_with("Schrijf in een zin wat je ermee doet."));
    let used = mentor.send(&silent.press(&at, "action", "use")?.with("words", "Wij praten erover."))?;
    assert_eq!(used.status, 303, "{}", used.text());
    assert!(kemal.get(&address)?.text().contains("School gebruikte dit in een gesprek."));
    Ok(())
}

#[test]
fn what_is_withdrawn_is_gone_at_home_and_what_came_back_is_not_taken_away() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { home, student, file, mentor, amira, emine, .. } = &family;
    let title = "Deze was voor een andere klas";
    let id = hand_to_amira(&family, "parents-work", title)?;
    let address = format!("/thuis/opdrachten/{id}?kind={student}");
    assert!(emine.get(home)?.body.contains(title));
    let open = emine.get(&address)?.form(&address)?.with("words", "Dit typte ik al.");

    let at = format!("{file}/opdracht/{id}/intrekken");
    let refused = mentor.send(&mentor.get(&at)?.form(&at)?)?;
    assert_eq!((refused.status, refused.wrong("because")?), (422, "Schrijf in een paar woorden waarom.".into()));
    let form = refused.form(&at)?.with("because", "Ik koos de verkeerde klas.");
    for _ in 0..2 {
        let answer = mentor.send(&form)?;
        assert!(mentor.follow(&answer)?.text().contains("De opdracht is ingetrokken."));
    }
    assert!(mentor.get(file)?.text().contains("Ik koos de verkeerde klas."), "colleagues read why");
    for (who, page) in [(emine, home.as_str()), (amira, "/mijn-lijn")] {
        let page = who.get(page)?.body;
        assert!(!page.contains(title) && !page.contains("Ik koos de verkeerde klas."));
    }
    // It was opened at home.
    let late = emine.send(&open)?;
    assert!((400..500).contains(&late.status), "{}", late.status);
    assert!(!mentor.get(file)?.body.contains("Dit typte ik al."));

    // Once somebody at home did it, it is used or put aside, and not taken away.
    let title = "Deze blijft staan";
    let id = hand_to_amira(&family, "parents-work", title)?;
    let at = format!("{file}/opdracht/{id}/intrekken");
    let form = mentor.get(&at)?.form(&at)?.with("because", "Toch niet.");
    let address = format!("/thuis/opdrachten/{id}?kind={student}");
    assert_eq!(emine.send(&emine.get(&address)?.form(&address)?)?.status, 303);
    let refused = mentor.send(&form)?;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains("Thuis heeft dit al gedaan. Gebruik het, of leg het opzij met een reden."),
        "{}",
        refused.text()
    );
    assert_eq!(refused.form(&at)?.value("because"), Some("Toch niet."));
    Ok(())
}

#[test]
fn an_assignment_of_somebody_else_is_as_little_there_as_a_made_up_one() -> Result<()> {
    let world = World::shared();
    let family = Family::of(world)?;
    let id = hand_to_amira(&family, "together", "Alleen voor Amira thuis")?;
    let nothing = |who: &Somebody, real: &str, form: &[(&str, &str)]| -> Result<()> {
        let made_up = real.replace(&id, MADE_UP);
        let (one, other) = (who.get(real)?, who.get(&made_up)?);
        assert_eq!((one.status, other.status), (404, 404), "{real}");
        assert_eq!(one.body_without_tokens(), other.body_without_tokens(), "{real}");
        let (one, other) = (who.post(real, form)?, who.post(&made_up, form)?);
        assert_eq!((one.status, other.status), (404, 404), "POST {real}");
        assert_eq!(one.body_without_tokens(), other.body_without_tokens(), "POST {real}");
        Ok(())
    };
    let command = [("command_id", MADE_UP), ("because", "Weg."), ("action", "use"), ("used_in", "lesson")];
    // Another school: with their own student's address and with Amira's.
    let yilmaz = somebody(world, "mevrouw-yilmaz")?;
    let theirs = id_after(&yilmaz.get("/mijn-klas")?.body, "href=\"/leerlingen/")?;
    for student in [&theirs, &family.student] {
        nothing(&yilmaz, &format!("/leerlingen/{student}/opdracht/{id}"), &command)?;
        nothing(&yilmaz, &format!("/leerlingen/{student}/opdracht/{id}/intrekken"), &command)?;
    }
    let aukje = somebody(world, "aukje")?;
    nothing(&aukje, &format!("/thuis/opdrachten/{id}"), &command)?;
    nothing(&aukje, &format!("/thuis/opdrachten/{id}?kind={}", family.student), &command)?;
    nothing(&somebody(world, "finn")?, &format!("/mijn-lijn/opdrachten/{id}"), &command)?;
    // Another family and another class of the same school.
    let peter = somebody(world, "peter")?;
    nothing(&peter, &format!("/thuis/opdrachten/{id}"), &command)?;
    nothing(&peter, &format!("/thuis/opdrachten/{id}?kind={}", family.student), &command)?;
    nothing(&somebody(world, "milan")?, &format!("/mijn-lijn/opdrachten/{id}"), &command)?;
    nothing(&somebody(world, "meneer-hoogland")?, &format!("{}/opdracht/{id}", family.file), &command)?;
    // It is still there for whom it is.
    assert_eq!(family.emine.get(&format!("/thuis/opdrachten/{id}?kind={}", family.student))?.status, 200);
    Ok(())
}

#[test]
fn a_page_that_lay_open_says_that_the_assignment_was_withdrawn() -> Result<()> {
    let family = Family::of(World::shared())?;
    let id = hand_to_amira(&family, "parents-work", "Deze ging te vroeg mee")?;
    let address = format!("/thuis/opdrachten/{id}?kind={}", family.student);
    let open = family.emine.get(&address)?.form(&address)?.with("words", "Dit typte ik al.");
    let at = format!("{}/opdracht/{id}/intrekken", family.file);
    let withdrawn = family.mentor.send(&family.mentor.get(&at)?.form(&at)?.with("because", "Te vroeg."))?;
    assert_eq!(withdrawn.status, 303);
    let late = family.emine.send(&open)?;
    let text = late.text();
    assert!(text.contains("Deze opdracht is ingetrokken. Er hoeft niets meer te gebeuren."), "{}: {text}", late.status);
    Ok(())
}

#[test]
fn what_school_does_with_it_is_read_by_a_parent_who_did_not_bring_it_back() -> Result<()> {
    let family = Family::of(World::shared())?;
    let id = hand_to_amira(&family, "important-others", "Wie neemt jou mee?")?;
    let address = format!("/thuis/opdrachten/{id}?kind={}", family.student);
    assert_eq!(family.kemal.send(&family.kemal.get(&address)?.form(&address)?)?.status, 303);
    let at = format!("{}/opdracht/{id}", family.file);
    let used = family.mentor.get(&at)?.press(&at, "action", "use")?.with("words", "Wij bellen het bedrijf samen.");
    assert_eq!(family.mentor.send(&used)?.status, 303);
    for who in [&family.emine, &family.murat, &family.kemal] {
        let text = who.get(&address)?.text();
        assert!(text.contains("Wij bellen het bedrijf samen."), "{text}");
    }
    Ok(())
}

#[test]
fn whatever_is_offered_to_build_on_can_be_chosen() -> Result<()> {
    let family = Family::of(World::shared())?;
    let mut refused = Vec::new();
    for file in family.classmates()?.iter().take(6) {
        let at = format!("{file}/opdracht");
        let page = family.mentor.get(&at)?.body;
        let offered = page.split("name=\"builds_on\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for choice in offered.filter(|choice| !choice.is_empty()) {
            let form = example(&family.mentor, &at, "together", &format!("Bouwt op {choice}"))?;
            if family.mentor.send(&form.with("builds_on", choice).with("after", ""))?.status != 303 {
                refused.push(choice.split('.').next().unwrap_or_default().to_owned());
            }
        }
    }
    assert!(refused.is_empty(), "offered, and then said to be nothing: {refused:?}");
    Ok(())
}

#[test]
fn what_was_handed_to_a_class_by_mistake_is_taken_back_from_everybody_who_did_not_do_it() -> Result<()> {
    let family = Family::of(World::shared())?;
    let Family { class, student, file, mentor, emine, amira, .. } = &family;
    let (title, list) = ("Naar een open dag die niet doorgaat", format!("{class}/opdrachten"));
    let none = mentor.get(&list)?.text();
    assert!(none.contains("Opdrachten van de klas") && !none.contains(title));
    assert_eq!(mentor.send(&example(mentor, &format!("{class}/opdracht"), "together", title)?)?.status, 303);
    let id = handed(&family, title)?;

    // Emine did it already.
    let at = format!("/thuis/opdrachten/{id}?kind={student}");
    let back = emine.send(&emine.get(&at)?.form(&at)?.with("brought", "idea"))?;
    assert_eq!(back.status, 303, "{}", back.text());

    let page = mentor.get(&list)?;
    let withdraw = page.link_after(title, &format!("{class}/opdrachten/"))?;
    let row = page.text();
    let row = row.split(title).nth(1).context("a row")?;
    assert!(row.contains("24 leerlingen vandaag") && row.contains("1 van 24"), "{row}");
    let page = mentor.get(&withdraw)?;
    assert!(page.text().contains("23 leerlingen hebben deze opdracht nog open."), "{}", page.text());
    assert!(page.text().contains("Eén leerling bracht al iets terug. Dat blijft staan."));

    let form = page.form(&withdraw)?;
    let refused = mentor.send(&form.clone().with("because", " "))?;
    assert_eq!((refused.status, refused.wrong("because")?), (422, "Schrijf in een paar woorden waarom.".into()));
    let form = form.with("because", "De school heeft de dag afgezegd.");
    for _ in 0..2 {
        let done = mentor.send(&form)?;
        assert!(mentor.follow(&done)?.text().contains("De opdracht is ingetrokken."), "{}", done.status);
    }
    for classmate in family.classmates()?.into_iter().take(3) {
        let page = mentor.get(&classmate)?.text();
        assert!(page.contains("De school heeft de dag afgezegd."), "{classmate}");
    }
    assert!(!mentor.get(file)?.text().contains("De school heeft de dag afgezegd."), "what was done stays");
    assert!(amira.get(&format!("/mijn-lijn/opdrachten/{id}"))?.text().contains(title));
    let row = mentor.get(&list)?.text();
    let row = row.split(title).nth(1).context("a row")?.to_owned();
    assert!(row.contains("Amira") && row.contains("1 van 1"), "{row}");
    // Nobody is left to take it from: the page says so, and the list no longer offers it.
    assert!(mentor.get(&withdraw)?.text().contains("Niemand heeft deze opdracht nog open."));
    Ok(())
}
