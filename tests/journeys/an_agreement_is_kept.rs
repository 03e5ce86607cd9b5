//! An agreement in three parts: made with an owner and a day each, answered with one tap by the party whose part it is, made otherwise,
//! kept, stopped or run out. Mentor, parent and student read the same card.

use anyhow::{Context, Result};
use tests::{
    family::{Family, id_after, somebody},
    form::Form,
    somebody::{Answer, Somebody},
    world::World,
};

const MADE_UP: &str = "5b0f3f0e-6d0c-4a55-9a70-3f5f6f2c9b11";

/// Amira does her part, her mother hers, and school its own.
fn filled(family: &Family, point: &str) -> Result<Form> {
    filled_for(family, &family.file, point)
}

fn filled_for(family: &Family, file: &str, point: &str) -> Result<Form> {
    let at = format!("{file}/afspraak");
    let form = family.mentor.get(&at)?.form(&at)?;
    assert_eq!(form.value("student_due"), Some("2026-06-16"), "two weeks, when nobody chooses");
    Ok(form
        .with("point", point)
        .with("student_does", "Ik bel zelf de bakker.")
        .with("home_does", "Mama oefent het bellen mee.")
        .with("school_does", "Ik geef het nummer.")
        .with("school_due", "2026-06-05"))
}

struct Agreed {
    family: Family,
    id: String,
    /// For staff, for her mother, and for Amira.
    staff: String,
    home: String,
    own: String,
}

fn agreed(point: &str) -> Result<Agreed> {
    let family = Family::of(World::shared())?;
    let form = filled(&family, point)?;
    for _ in 0..2 {
        let answer = family.mentor.send(&form)?;
        let page = family.mentor.follow(&answer)?;
        assert!(page.text().contains("De afspraak staat op de tijdlijn. Leerling en thuis worden gevraagd."));
        assert_eq!(page.body.matches(&format!("<h4>Afspraak: {point}</h4>")).count(), 1, "the same form twice makes it once");
    }
    let id = id_after(&family.mentor.get(&family.file)?.link_after(point, &format!("{}/afspraak/", family.file))?, "/afspraak/")?;
    Ok(Agreed {
        staff: format!("{}/afspraak/{id}", family.file),
        home: format!("/thuis/afspraken/{id}?kind={}", family.student),
        own: format!("/mijn-lijn/afspraken/{id}"),
        family,
        id,
    })
}

/// The card of this agreement on a timeline, as it is read.
fn card(page: &Answer, point: &str) -> Result<String> {
    let heading = format!("<h4>Afspraak: {point}</h4>");
    let at = page.body.find(&heading).with_context(|| format!("{point} is not on the timeline"))?;
    let rest = &page.body[at..];
    let end = rest.find("class=\"moment").or_else(|| rest.find("</ol>")).unwrap_or(rest.len());
    Ok(Answer { body: rest[..end].to_owned(), ..page.clone() }.text())
}

/// What each of the three has on their own timeline.
fn cards(agreed: &Agreed, point: &str) -> Result<[String; 3]> {
    let Family { home, file, mentor, amira, emine, .. } = &agreed.family;
    Ok([card(&mentor.get(file)?, point)?, card(&emine.get(home)?, point)?, card(&amira.get("/mijn-lijn")?, point)?])
}

/// What a part may not be, and what is said about it.
const FAULTS: &[(&str, &str, &str)] = &[
    ("point", "", "Waar werkt de leerling aan?"),
    ("student_does", "", "Wat doet de leerling zelf?"),
    ("student_due", "", "Voor welke dag doet de leerling dit?"),
    ("student_due", "2026-06-01", "Deze dag is al geweest. Kies vandaag of later."),
    ("home_does", " ", "Wat doet thuis?"),
    ("home_owner", "", "Wie van thuis doet dit?"),
    ("home_owner", MADE_UP, "Deze persoon hoort niet bij deze leerling. Kies iemand anders."),
    ("home_due", "", "Voor welke dag doet thuis dit?"),
    ("home_due", "2026-06-01", "Deze dag is al geweest. Kies vandaag of later."),
    ("school_does", "", "Wat doet school?"),
    ("school_due", "", "Voor welke dag doet school dit?"),
    ("school_due", "2026-06-01", "Deze dag is al geweest. Kies vandaag of later."),
];

#[test]
fn each_part_has_an_owner_and_a_day_or_it_is_refused_with_all_that_was_typed() -> Result<()> {
    let family = Family::of(World::shared())?;
    let good = filled(&family, "Deze afspraak komt er niet")?;
    for (field, value, sentence) in FAULTS {
        let bad = good.clone().with(field, value);
        let answer = family.mentor.send(&bad)?;
        assert_eq!((answer.status, answer.wrong(field)?.as_str()), (422, *sentence), "{field}={value}");
        // An owner whom the form does not know cannot be shown as chosen.
        if *value != MADE_UP {
            assert_eq!(answer.form(&good.action)?.typed(), bad.typed(), "{field}={value}");
        }
    }
    let empty = ["point", "student_does", "student_due", "home_does", "home_owner", "home_due", "school_does", "school_due"];
    let answer = family.mentor.send(&empty.into_iter().fold(good, |form, field| form.without(field)))?;
    for field in empty {
        assert!(!answer.wrong(field)?.is_empty(), "all that lacks is said at once");
    }
    assert!(!family.mentor.get(&family.file)?.body.contains("Deze afspraak komt er niet"));
    let readers = family.mentor.get(&format!("{}/afspraak", family.file))?.text();
    assert!(readers.contains("Wie leest dit? De mentoren en de decaan Amira Moeder en vader"));
    Ok(())
}

#[test]
fn everybody_says_yes_on_their_own_page_and_each_part_is_done() -> Result<()> {
    let point = "Zelf de bakker bellen";
    let agreed = agreed(point)?;
    let Agreed { family: Family { mentor, amira, emine, murat, home: thuis, .. }, staff, home, own, .. } = &agreed;

    // Three lanes, read by three people.
    let [at_school, at_home, of_student] = cards(&agreed, point)?;
    assert!(at_school.contains("Amira Ik bel zelf de bakker. voor dinsdag 16 juni nog geen antwoord"), "{at_school}");
    assert!(
        at_school.contains("Thuis · moeder Mama oefent het bellen mee. voor dinsdag 16 juni nog geen antwoord"),
        "{at_school}"
    );
    assert!(at_school.contains("School · Marieke de Vries Ik geef het nummer. voor vrijdag 5 juni zegt ja"), "{at_school}");
    assert!(at_home.contains("U Mama oefent het bellen mee.") && at_home.contains("School · Marieke de Vries"), "{at_home}");
    assert!(of_student.contains("Ik Ik bel zelf de bakker.") && of_student.contains("Thuis · je moeder"), "{of_student}");

    // Yes with one tap; twice is once.
    let yes = emine.get(home)?;
    assert!(yes.text().contains("U zegt: Mama oefent het bellen mee.") && !yes.body.contains("<script"));
    assert!(yes.text().contains("lezen dit"), "{}", yes.text());
    let form = yes.press(home, "action", "yes")?;
    for _ in 0..2 {
        let answer = emine.send(&form)?;
        assert!(emine.follow(&answer)?.text().contains("U zegt ja."));
    }
    let answer = amira.presses(own, "action", "yes")?;
    assert!(amira.follow(&answer)?.text().contains("Je zegt ja."));
    for card in cards(&agreed, point)? {
        assert_eq!((card.matches("zegt ja").count(), card.matches("nog geen antwoord").count()), (3, 0), "{card}");
    }

    // The father reads along, and answers for nobody.
    assert!(card(&murat.get(thuis)?, point)?.contains("Thuis · de moeder van Amira"));
    let his = murat.get(home)?;
    assert!(his.status == 200 && his.form(home).is_err(), "nothing to answer for who has no part");
    for forged in
        [form.clone(), form.clone().with("action", "done"), form.with("action", "otherwise").with("otherwise", "other-day")]
    {
        let refused = murat.send(&forged.with("command_id", MADE_UP))?;
        assert!([403, 422].contains(&refused.status), "{}", refused.status);
    }

    // Part by part.
    let answer = emine.presses(home, "action", "done")?;
    assert!(emine.follow(&answer)?.text().contains("Uw deel is klaar."));
    for card in cards(&agreed, point)? {
        assert!(card.contains("klaar vandaag") && card.contains("1 van 3 klaar"), "{card}");
    }
    assert!(emine.get(home)?.form(home).is_err(), "nothing is left to tap for her");
    let answer = amira.presses(own, "action", "done")?;
    assert!(amira.follow(&answer)?.text().contains("Jouw deel is klaar."));
    let form = mentor.get(staff)?.press(staff, "action", "school")?;
    for _ in 0..2 {
        let answer = mentor.send(&form)?;
        assert!(mentor.follow(&answer)?.text().contains("Dit deel is klaar."));
    }
    for card in cards(&agreed, point)? {
        assert!(
            card.contains("Alle drie klaar") && !card.contains("Aanpassen") && !card.contains("Bekijk de afspraak"),
            "{card}"
        );
    }
    let late = mentor.send(&form.with("command_id", MADE_UP).with("action", "home"))?;
    assert_eq!(late.status, 303, "what is done already is no news");
    Ok(())
}

#[test]
fn who_wants_it_otherwise_says_how_and_everybody_is_asked_anew() -> Result<()> {
    let point = "Samen naar de open dag";
    let agreed = agreed(point)?;
    let Agreed { family: Family { mentor, amira, emine, murat, file, home: thuis, .. }, staff, home, own, .. } = &agreed;
    let first = emine.get(home)?;
    let answer = amira.presses(own, "action", "yes")?;
    assert_eq!(answer.status, 303);

    // How, at the least; words may go with it, and only the mentor reads those.
    let otherwise = first.press(home, "action", "otherwise")?.with("words", "Op dinsdag werk ik tot zes uur.");
    let refused = emine.send(&otherwise)?;
    assert_eq!(refused.status, 422);
    assert!(!refused.wrong("otherwise")?.is_empty());
    assert_eq!(refused.press(home, "action", "otherwise")?.value("words"), Some("Op dinsdag werk ik tot zes uur."));
    let answer = emine.send(&otherwise.clone().with("otherwise", "other-day"))?;
    let done = emine.follow(&answer)?.text();
    assert!(done.contains("U wilt het anders."), "{done}");
    let [at_school, at_home, of_student] = cards(&agreed, point)?;
    for card in [&at_school, &at_home, &of_student] {
        assert!(card.contains("wil het anders: "), "{card}");
    }
    assert!(at_school.contains("Op dinsdag werk ik tot zes uur."));
    assert!(!of_student.contains("Op dinsdag werk ik"), "only the mentor reads the words: {of_student}");
    assert!(!murat.get(home)?.body.contains("Op dinsdag werk ik") && !amira.get(own)?.body.contains("Op dinsdag werk ik"));

    // The mentor makes it otherwise, with a reason that stays among colleagues.
    let at = format!("{staff}/aanpassen");
    let page = mentor.get(&at)?;
    assert!(page.text().contains("Op dinsdag werk ik tot zes uur."), "what was said against it stands above the form");
    let form = page.form(&at)?.with("home_due", "2026-06-18").with("home_does", "Mama gaat donderdag mee.");
    assert_eq!(form.value("point"), Some(point), "the form begins with what stands there");
    let refused = mentor.send(&form)?;
    assert_eq!((refused.status, refused.wrong("because")?), (422, "Schrijf in een paar woorden waarom.".into()));
    assert_eq!(refused.form(&at)?.typed(), form.typed());
    let adjusted = refused.form(&at)?.with("because", "Moeder werkt op dinsdag.");
    for _ in 0..2 {
        let answer = mentor.send(&adjusted)?;
        assert!(mentor.follow(&answer)?.text().contains("De afspraak is aangepast. Leerling en thuis worden opnieuw gevraagd."));
    }
    let [at_school, at_home, of_student] = cards(&agreed, point)?;
    for card in [&at_school, &at_home, &of_student] {
        assert_eq!(card.matches("nog geen antwoord").count(), 2, "asked anew: {card}");
        assert!(card.contains("Mama gaat donderdag mee. voor donderdag 18 juni"), "{card}");
    }
    assert!(
        !emine.get(thuis)?.body.contains("Moeder werkt op dinsdag.")
            && !amira.get("/mijn-lijn")?.body.contains("Moeder werkt op dinsdag.")
    );
    assert!(mentor.get(file)?.text().contains("Samen naar de open dag"));

    // Nobody says yes to what they did not see: a page that was open all the time, and a second tab of the mentor.
    let stale = emine.send(&first.press(home, "action", "yes")?)?;
    assert_eq!(stale.status, 409, "{}", stale.text());
    assert!(stale.text().contains("Iemand heeft dit net veranderd") && stale.text().contains("U zegt: Mama gaat donderdag mee."));
    let stale = emine.send(&otherwise.with("otherwise", "cannot").with("command_id", MADE_UP))?;
    assert!(stale.status == 409 || stale.status == 422, "{}", stale.status);
    assert!(stale.body.contains("Op dinsdag werk ik tot zes uur."), "what was typed stays");
    let second = mentor.send(&form.with("because", "Uit een tweede tabblad.").with("command_id", &agreed.id))?;
    assert_eq!((second.status, second.body.contains("Uit een tweede tabblad.")), (409, true), "{}", second.text());
    assert_eq!(emine.presses(home, "action", "yes")?.status, 303);

    // Stopped with a reason, which those at home and the student read.
    let at = format!("{staff}/stoppen");
    let page = mentor.get(&at)?;
    let refused = mentor.send(&page.press(&at, "action", "stop")?)?;
    assert_eq!((refused.status, refused.wrong("because")?), (422, "Schrijf in een paar woorden waarom.".into()));
    assert!(page.press(&at, "action", "lapse").is_err(), "its days are not over");
    let lapse = mentor.send(&page.form(&at)?.with("action", "lapse").with("command_id", &agreed.id.replace('a', "b")))?;
    assert_eq!(lapse.status, 422);
    assert!(lapse.text().contains("De dagen van deze afspraak zijn nog niet voorbij."), "{}", lapse.text());
    let answer = mentor.send(&page.press(&at, "action", "stop")?.with("because", "De open dag gaat niet door."))?;
    assert!(mentor.follow(&answer)?.text().contains("De afspraak is voorbij."));
    for card in cards(&agreed, point)? {
        assert!(card.contains("Gestopt op vandaag De open dag gaat niet door."), "{card}");
    }
    let late = first.press(home, "action", "yes")?.with("command_id", MADE_UP).without("form_token");
    let late = amira.send(&late)?;
    assert_eq!(late.status, 404, "a student has no business at an address of home");
    Ok(())
}

#[test]
fn what_nobody_kept_runs_out_without_a_reason() -> Result<()> {
    let world = World::shared();
    let mut ran_out = 0;
    for person in world.people.iter().filter(|person| person.role == "mentor") {
        let mentor = Somebody::sign_in(world, person)?;
        let class = id_after(&mentor.get("/mijn-klas")?.body, "href=\"/mijn-klas/")?;
        let page = mentor.get(&format!("/mijn-klas/{class}/blijft-liggen"))?;
        assert_eq!(page.status, 200);
        let links = page.body.split("href=\"/leerlingen/").skip(1).filter_map(|rest| rest.split('"').next());
        let overdue = links.filter(|link| link.contains("/afspraak/") && !link.contains("/aanpassen"));
        for link in overdue.take(2) {
            let at = format!("/leerlingen/{link}/stoppen");
            let Ok(form) = mentor.get(&at)?.press(&at, "action", "lapse") else { continue };
            let answer = mentor.send(&form)?;
            assert_eq!(answer.status, 303, "{}", answer.text());
            assert!(mentor.get(&format!("/leerlingen/{link}"))?.text().contains("Verlopen op vandaag"));
            assert!(!mentor.get(&format!("/mijn-klas/{class}/blijft-liggen"))?.body.contains(link), "it lies there no longer");
            ran_out += 1;
        }
    }
    assert!(ran_out > 0, "the demo has agreements whose days are over");
    Ok(())
}

#[test]
fn an_agreement_of_somebody_else_is_as_little_there_as_a_made_up_one() -> Result<()> {
    let world = World::shared();
    let agreed = agreed("Van niemand anders")?;
    let Agreed { family, id, .. } = &agreed;
    let nothing = |who: &Somebody, real: &str| -> Result<()> {
        let made_up = real.replace(id, MADE_UP);
        let form = [("command_id", MADE_UP), ("action", "yes"), ("seen", "1"), ("party", "home"), ("because", "Weg.")];
        for (one, other) in [(who.get(real)?, who.get(&made_up)?), (who.post(real, &form)?, who.post(&made_up, &form)?)] {
            assert_eq!((one.status, other.status), (404, 404), "{real}");
            assert_eq!(one.body_without_tokens(), other.body_without_tokens(), "{real}");
        }
        Ok(())
    };
    let yilmaz = somebody(world, "mevrouw-yilmaz")?;
    let theirs = id_after(&yilmaz.get("/mijn-klas")?.body, "href=\"/leerlingen/")?;
    for student in [&theirs, &family.student] {
        for what in ["", "/aanpassen", "/stoppen"] {
            nothing(&yilmaz, &format!("/leerlingen/{student}/afspraak/{id}{what}"))?;
            nothing(&somebody(world, "meneer-hoogland")?, &format!("/leerlingen/{student}/afspraak/{id}{what}"))?;
        }
    }
    // An uncle has a part in it or does not read it.
    for key in ["aukje", "peter", "kemal"] {
        nothing(&somebody(world, key)?, &format!("/thuis/afspraken/{id}?kind={}", family.student))?;
        nothing(&somebody(world, key)?, &format!("/thuis/afspraken/{id}"))?;
    }
    for key in ["finn", "milan"] {
        nothing(&somebody(world, key)?, &format!("/mijn-lijn/afspraken/{id}"))?;
    }
    Ok(())
}

#[test]
fn the_talk_that_was_chosen_stays_with_the_agreement() -> Result<()> {
    let family = Family::of(World::shared())?;
    let mut lost = Vec::new();
    for file in family.classmates()?.iter().skip(6).take(6) {
        let page = family.mentor.get(&format!("{file}/afspraak"))?.body;
        let select = page.split("<select id=\"from\"").nth(1).and_then(|rest| rest.split("</select>").next()).unwrap_or_default();
        let offered = select.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for choice in offered.filter(|choice| !choice.is_empty()) {
            let point = format!("Afspraak uit {choice}");
            assert_eq!(family.mentor.send(&filled_for(&family, file, &point)?.with("from", choice))?.status, 303);
            if !card(&family.mentor.get(file)?, &point)?.contains("uit een gesprek") {
                lost.push(choice.split('.').next().unwrap_or_default().to_owned());
            }
        }
    }
    assert!(lost.is_empty(), "offered, chosen and not kept: {lost:?}");
    Ok(())
}
