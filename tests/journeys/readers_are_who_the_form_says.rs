//! What a form says about its readers, held against what each of them then finds: every form, every role, real pages.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use tests::{
    family::{Family, id_after, somebody},
    form::Form,
    page::Page,
    somebody::Somebody,
    world::World,
};

const ROLES: [&str; 7] = ["amira", "emine", "murat", "kemal", "mentor", "lead", "admin"];

/// What was written where it can be found again, by whom, and what the form said.
struct Written {
    form: &'static str,
    by: &'static str,
    marker: String,
    promised: BTreeSet<&'static str>,
}

struct Walk {
    people: BTreeMap<&'static str, Somebody>,
    written: Vec<Written>,
}

impl Walk {
    /// Sends what somebody writes in one field, after reading the sentence that stands behind these words.
    fn writes(
        &mut self,
        form: &'static str,
        by: &'static str,
        page: &str,
        behind: &str,
        fill: impl Fn(&str) -> Result<Form>,
    ) -> Result<()> {
        let marker = format!("Merkteken{}x", self.written.len());
        let text = self.people[by].get(page)?.text();
        let promised = promise(by, &text, behind).with_context(|| format!("{form}: {text}"))?;
        let sent = self.people[by].send(&fill(&marker)?)?;
        ensure!(sent.status == 303, "{form}: {} {}", sent.status, sent.text());
        self.written.push(Written { form, by, marker, promised });
        Ok(())
    }
}

/// Whom the first sentence about readers behind these words names. Who writes reads it as well.
fn promise(by: &'static str, text: &str, behind: &str) -> Result<BTreeSet<&'static str>> {
    let (_, rest) = text.split_once(behind).with_context(|| format!("no {behind:?}"))?;
    let ends = ["leest dit.", "lezen dit."];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().context("no sentence about readers")?;
    let begin = rest[..end].rfind(['.', '?']).map_or(0, |at| at + 1);
    let more = rest[end..].split("Verder niemand.").next().unwrap_or_default();
    let later = more.split("pas na").next().filter(|_| more.contains("pas na")).unwrap_or_default();
    let who = format!("{} {later}", &rest[begin..end]).replace("van Amira", "").to_lowercase();
    let named = [
        ("amira", "amira"),
        ("emine", "moeder"),
        ("murat", "vader"),
        ("kemal", "oom"),
        ("mentor", "mentor"),
        ("lead", "decaan"),
        ("admin", "schoolbeheerder"),
    ];
    let named = named.into_iter().filter(|(_, word)| who.contains(word)).map(|(role, _)| role);
    Ok(named.chain([by]).collect())
}

/// Everything that somebody finds about Amira, a few links deep from where they start.
fn all_they_find(who: &Somebody, starts: &[String], student: &str) -> Result<String> {
    let (mut seen, mut queue, mut all) = (BTreeSet::new(), Vec::from(starts), String::new());
    while let Some(at) = queue.pop() {
        if seen.len() > 160 || !seen.insert(at.clone()) {
            continue;
        }
        let page = who.get(&at)?;
        if page.status != 200 {
            continue;
        }
        all += &page.body;
        let is_near = |link: &String| {
            let about = link.contains(student)
                || link.starts_with("/mijn-lijn")
                || link.starts_with("/thuis")
                || link.starts_with("/berichten");
            about && !link.contains("op=") && !link.contains("voor=") && !link.contains("/gelukt")
        };
        queue.extend(Page::read(&page.body).links.into_iter().filter(is_near));
    }
    Ok(all)
}

/// Nothing is typed here, so the answer itself is what is looked for.
#[test]
fn who_is_asked_to_help_answers_and_only_those_who_were_named_find_it() -> Result<()> {
    let world = World::shared();
    let Family { student, file, mentor, amira, emine, murat, kemal, .. } = &Family::of(world)?;
    let at = format!("/thuis/lukt-dat?kind={student}");
    let asked = kemal.get(&at)?;
    let promised = promise("kemal", &asked.text(), "kunt u dit van Amira overnemen?")?;
    let form = asked.press(&at, "answer", "together")?;
    for _ in 0..2 {
        let answer = kemal.send(&form)?;
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let answered = kemal.get(&at)?;
    assert!(answered.press(&at, "answer", "together").is_err() && answered.press(&at, "answer", "rather-not").is_ok());

    let (lead, admin) = (somebody(world, "meneer-wolters")?, somebody(world, "mevrouw-bakhuis")?);
    let (at_home, at_school) = (format!("/thuis/helpt?kind={student}"), format!("{file}/helpt"));
    for (role, who, page) in [
        ("amira", amira, "/mijn-lijn/helpt"),
        ("emine", emine, &at_home),
        ("murat", murat, &at_home),
        ("mentor", mentor, &at_school),
        ("lead", &lead, &at_school),
        ("admin", &admin, &at_school),
    ] {
        assert_eq!(who.get(page)?.text().contains(": samen"), promised.contains(role), "{role}, of {promised:?}");
    }
    Ok(())
}

#[test]
fn every_role_finds_what_the_form_promised_them_and_nothing_more() -> Result<()> {
    // A demo of its own: what the others write there would be news in the wrong place.
    let world = World::demo()?;
    let family = Family::of(&world)?;
    let Family { home, student, file, class, .. } = &family;
    let people = BTreeMap::from([
        ("amira", family.amira.clone()),
        ("emine", family.emine.clone()),
        ("murat", family.murat.clone()),
        ("kemal", family.kemal.clone()),
        ("mentor", family.mentor.clone()),
        ("lead", somebody(&world, "meneer-wolters")?),
        ("admin", somebody(&world, "mevrouw-bakhuis")?),
    ]);
    let mut walk = Walk { people: people.clone(), written: vec![] };
    let get = |who: &str, at: &str| people[who].get(at);

    // A talk to which both parents are asked.
    let rounds = format!("{class}/gesprekken");
    let form = get("mentor", &rounds)?.form(&rounds)?.with("kind", "introduction").with("minutes", "10");
    let opened = people["mentor"].send(&form.with("on1", "2026-07-06").with("from1", "11:00").with("until1", "22:00"))?;
    let round = opened.location.as_deref().and_then(|to| to.split('?').next()).context("the round")?.to_owned();
    let talk = id_after(&get("mentor", &round)?.body, &format!("{file}/gesprekken/"))?;
    let (own, at_home, sheet) = (
        format!("/mijn-lijn/gesprek/{talk}"),
        format!("/thuis/gesprek/{talk}?kind={student}"),
        format!("{file}/gesprekken/{talk}"),
    );
    let voice = |who: &str, at: &str, field: &str, words: &str| -> Result<Form> {
        Ok(get(who, at)?.press(at, "action", "voice")?.with(field, words))
    };
    walk.writes("words before a talk", "amira", &own, "Dit wil ik niet bespreken", |m| voice("amira", &own, "avoids", m))?;
    walk.writes("words at home", "emine", &at_home, "Wat wilt u vragen?", |m| voice("emine", &at_home, "says", m))?;
    walk.writes("words at home, of the other", "murat", &at_home, "Wat wilt u vragen?", |m| voice("murat", &at_home, "says", m))?;
    walk.writes("words at school", "mentor", &sheet, "Schrijf wat school ziet", |m| voice("mentor", &sheet, "says", m))?;
    walk.writes("greeting", "amira", &own, "Jouw groet", |m| {
        Ok(get("amira", &own)?.press(&own, "action", "greet")?.with("greeting", m))
    })?;

    // Messages.
    let (to_school, own_new) = (format!("/thuis/berichten/nieuw?kind={student}"), "/mijn-lijn/berichten/nieuw".to_owned());
    for (by, at) in [("emine", &to_school), ("kemal", &to_school), ("amira", &own_new)] {
        walk.writes("message to school", by, at, "Schrijf", |m| Ok(get(by, at)?.form(at)?.with("words", m)))?;
    }
    let thread = format!("{file}/berichten");
    // Where a question of a parent waits, the form is its answer; here is written to one who asked nothing.
    let start = get("mentor", file)?.body;
    let threads: Vec<String> = start
        .split(&format!("href=\"{thread}?met="))
        .skip(1)
        .filter_map(|rest| rest.get(..36))
        .map(|to| format!("{thread}?met={to}"))
        .collect();
    let is_new = |at: &&String| get("mentor", at).is_ok_and(|page| page.field("to").is_ok());
    let to_her = threads.iter().find(is_new).context("a parent who asked nothing")?.clone();
    walk.writes("message from school", "mentor", &to_her, "Schrijf", |m| {
        Ok(get("mentor", &to_her)?.form(&to_her)?.with("words", m))
    })?;

    // What somebody is good at, and a setback.
    let quality = format!("/thuis/goed-in?kind={student}");
    for by in ["emine", "kemal"] {
        walk.writes("quality", by, &quality, "goed in", |m| Ok(get(by, &quality)?.form(&quality)?.with("title", m)))?;
    }
    let setback = format!("{file}/tegenvaller");
    walk.writes("setback", "mentor", &setback, "egenv", |m| Ok(get("mentor", &setback)?.form(&setback)?.with("title", m)))?;
    let line = "/mijn-lijn/erbij";
    walk.writes("own line", "amira", "/mijn-lijn/erbij?soort=reflection", "Niemand aangevinkt?", |m| {
        Ok(get("amira", "/mijn-lijn/erbij?soort=reflection")?.form(line)?.with("title", m).with("questions", "network"))
    })?;

    // Assignments, brought back by each.
    for (by, kind) in [
        ("emine", "together"),
        ("murat", "together"),
        ("amira", "together"),
        ("kemal", "important-others"),
        ("amira", "important-others"),
    ] {
        let title = format!("Opdracht {by} {kind}");
        let give = format!("{file}/opdracht");
        let form = get("mentor", &format!("{give}?voorbeeld={kind}"))?.form(&give)?.with("title", &title);
        let form = form.with("after", "De les over beroepen").with("without_writing", "yes");
        let form = if form.value("builds_on").is_some() { form.with("builds_on", "") } else { form };
        let given = people["mentor"].send(&form)?;
        ensure!(given.status == 303, "{}", given.text());
        let id = id_after(&get("mentor", file)?.link_after(&title, &format!("{file}/opdracht/"))?, "/opdracht/")?;
        let at =
            if by == "amira" { format!("/mijn-lijn/opdrachten/{id}") } else { format!("/thuis/opdrachten/{id}?kind={student}") };
        walk.writes("what came back", by, &at, &title, |m| {
            let form = get(by, &at)?.form(&at)?.with("words", m);
            Ok(if by == "amira" { form.with("with", "otherwise") } else { form })
        })?;
    }

    // An agreement, and why somebody wants it otherwise.
    let agree = format!("{file}/afspraak");
    let form = get("mentor", &agree)?.form(&agree)?.with("point", "Wie belt de bakker?").with("student_does", "Ik bel zelf.");
    let form =
        form.with("home_does", "Thuis oefenen.").with("school_does", "Ik geef het nummer.").with("school_due", "2026-06-05");
    let made = people["mentor"].send(&form)?;
    ensure!(made.status == 303, "{}", made.text());
    let id = id_after(&get("mentor", file)?.link_after("Wie belt de bakker?", &format!("{file}/afspraak/"))?, "/afspraak/")?;
    for (by, at) in [("emine", format!("/thuis/afspraken/{id}?kind={student}")), ("amira", format!("/mijn-lijn/afspraken/{id}"))]
    {
        walk.writes("otherwise", by, &at, "Anders", |m| {
            Ok(get(by, &at)?.press(&at, "action", "otherwise")?.with("otherwise", "something-else").with("words", m))
        })?;
    }

    // Who helps: named by the student.
    let helpers = "/mijn-lijn/steun";
    walk.writes("supporter", "amira", helpers, "elefoon", |m| {
        Ok(get("amira", helpers)?.form(helpers)?.with("name", &format!("Tante {m}")).with("kinship", "aunt"))
    })?;

    // Each of them finds what was promised, and nobody else does.
    let starts = |who: &str| match who {
        "amira" => vec!["/mijn-lijn".to_owned(), "/mijn-lijn/berichten".to_owned(), own.clone(), helpers.to_owned()],
        "emine" | "murat" | "kemal" => {
            vec![
                home.clone(),
                at_home.clone(),
                format!("/thuis/berichten?kind={student}"),
                format!("/thuis/steun?kind={student}"),
            ]
        }
        "admin" => vec!["/toelaten".to_owned(), format!("/toelaten/{student}"), file.clone(), sheet.clone()],
        _ => vec![file.clone(), sheet.clone(), thread.clone(), format!("{file}/steun")],
    };
    let found: BTreeMap<&str, String> =
        ROLES.iter().map(|role| Ok((*role, all_they_find(&people[role], &starts(role), student)?))).collect::<Result<_>>()?;
    let (mut untrue, mut compared) = (vec![], 0);
    for Written { form, by, marker, promised } in &walk.written {
        for role in ROLES {
            let (is_promised, is_found) = (promised.contains(role), found[role].contains(marker.as_str()));
            compared += 1;
            if is_promised != is_found {
                untrue.push(format!("{form} by {by}: {role} was promised {is_promised} and found {is_found}"));
            }
        }
    }
    assert!(compared >= 100, "only {compared} sentences were held against what a role finds");
    assert!(untrue.is_empty(), "{untrue:#?}");
    Ok(())
}
