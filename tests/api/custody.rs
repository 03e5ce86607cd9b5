//! Custody outweighs everything: a father without authority does not come back as somebody who helps.

use crate::command_line::{done, link_path, run, serve};
use anyhow::{Context, Result};
use std::{fs, path::Path};
use tests::{
    family::id_after,
    somebody::{Answer, Somebody},
    world::fresh_folder,
};

const CLASS_LIST: &str = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas;Leerjaar;Leerweg;Mentor;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 gezag;Ouder 2 naam;Ouder 2 e-mail;Ouder 2 telefoon;Ouder 2 gezag
00201;Daan;;Bos;10-03-2013;3B;3;kader;A. de Vries;Elif Bos;elif@bos.example;06 0000 0001;ja;Kees Bos;kees@bos.example;06 0000 0005;nee
";
const FATHERS_NUMBER: &str = "06 0000 0005";
const NOBODYS_NUMBER: &str = "06 0000 0077";
const STUDENT_READS: &str = "Je mentor of je ouder beslist";

struct Town<'a> {
    folder: &'a Path,
    address: String,
}

impl Town<'_> {
    /// Signs in by a link from the command line, or says why there is none.
    fn comes_in(&self, option: &str, value: &str) -> Result<Result<Somebody, String>> {
        let made = run(self.folder, &["login-link", "--school", "rivier", option, value])?;
        if !made.status.success() {
            return Ok(Err(String::from_utf8_lossy(&made.stderr).into_owned()));
        }
        let path = link_path(&String::from_utf8(made.stdout)?)?;
        Ok(Ok(Somebody::stranger(&self.address).by_link(&path)?))
    }

    fn in_by(&self, option: &str, value: &str) -> Result<Somebody> {
        self.comes_in(option, value)?.map_err(anyhow::Error::msg)
    }

    /// Has this person no way in, and is that said in words?
    fn is_kept_out(&self, person: &str) -> Result<bool> {
        Ok(match self.comes_in("--person", person)? {
            Ok(_) => false,
            Err(said) => {
                assert!(said.contains("nobody with a say has let them in"), "{said}");
                true
            }
        })
    }
}

fn name_helper(student: &Somebody, name: &str, phone: &str) -> Result<Answer> {
    let form = student.get("/mijn-lijn/steun")?.form("/mijn-lijn/steun")?;
    let answer = student.send(&form.with("name", name).with("kinship", "other").with("phone", phone))?;
    assert_eq!(answer.status, 303, "{}", answer.text());
    student.follow(&answer)
}

/// The id behind this button in the row of somebody of this name.
fn id_of(page: &Answer, name: &str, button: &str) -> Result<String> {
    let row =
        page.body.split("<li>").find(|row| row.contains(&format!("<b>{name}</b>"))).with_context(|| format!("no {name}"))?;
    let id = row.split(&format!("name=\"{button}\" value=\"")).nth(1).and_then(|rest| rest.get(..36));
    Ok(id.with_context(|| format!("no button {button} for {name}: {row}"))?.to_owned())
}

#[test]
fn a_father_without_authority_does_not_come_back_as_a_helper() -> Result<()> {
    let folder = fresh_folder("custody")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let staff = |first, last, role| -> Result<String> {
        let args = ["school", "staff", "--school", "rivier", "--first", first, "--last", last, "--role", role];
        Ok(done(&folder, &args)?.trim().to_owned())
    };
    let (mentor, admin) = (staff("Anna", "de Vries", "mentor")?, staff("Bart", "Smit", "school-admin")?);
    let list = folder.join("lijst.csv");
    fs::write(&list, CLASS_LIST)?;
    let imported = run(&folder, &["import", "roster", &list.to_string_lossy(), "--school", "rivier"])?;
    assert!(matches!(imported.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&imported.stdout));
    let (_, address) = serve(&folder)?;
    let town = Town { folder: &folder, address };

    let father = town.comes_in("--mail", "kees@bos.example")?;
    assert!(father.is_err_and(|said| said.contains("no role")), "a father without authority");

    // The page says the same to the student, whether the number is known or not.
    let student = town.in_by("--number", "00201")?;
    let known = name_helper(&student, "Oom Kees", FATHERS_NUMBER)?;
    let unknown = name_helper(&student, "Oom Jan", NOBODYS_NUMBER)?;
    assert_eq!(known.body_without_tokens(), unknown.body_without_tokens());
    let own = student.get("/mijn-lijn/steun")?;
    assert_eq!(own.text().matches(STUDENT_READS).count(), 2, "{}", own.text());
    assert!(student.get("/mijn-lijn")?.text().contains(STUDENT_READS));

    // The mentor reads whose number it is; the mother does not.
    let mentor = town.in_by("--person", &mentor)?;
    let child = id_after(&mentor.get("/mijn-klas")?.body, "href=\"/leerlingen/")?;
    let helpers = format!("/leerlingen/{child}/steun");
    let sees = mentor.get(&helpers)?;
    assert!(sees.text().contains("Dit nummer of mailadres is ook van Kees Bos (Ouder)"), "{}", sees.text());
    let (kees, jan) = (id_of(&sees, "Oom Kees", "admit_known")?, id_of(&sees, "Oom Jan", "admit")?);
    let mother = town.in_by("--mail", "elif@bos.example")?;
    assert!(mother.get("/thuis")?.text().contains("Mag dat van u?"));
    let at_home = format!("/thuis/steun?kind={child}");
    let asked = mother.get(&at_home)?;
    assert!(!asked.text().contains("is ook van"), "{}", asked.text());
    assert!(town.is_kept_out(&kees)? && town.is_kept_out(&jan)?, "nobody has said yes");

    // Her yes lets in who may come in, and she is told the same of both.
    let said: Vec<Answer> =
        [&kees, &jan].iter().map(|id| mother.follow(&mother.presses(&at_home, "admit", id)?)).collect::<Result<_>>()?;
    assert_eq!(said[0].body_without_tokens(), said[1].body_without_tokens());
    assert_eq!(town.in_by("--person", &jan)?.get("/thuis")?.status, 200);
    assert!(town.is_kept_out(&kees)?, "a parent's yes lets no number in that is kept out");
    assert_eq!(student.get("/mijn-lijn/steun")?.text().matches(STUDENT_READS).count(), 1);

    // A yes that was said without knowing is none, and a no stays one under another name.
    let without_knowing = mentor.get(&helpers)?.press(&helpers, "admit_known", &kees)?;
    let without_knowing = mentor.send(&without_knowing.without("admit_known").with("admit", &kees))?;
    assert!(
        without_knowing.status >= 400 && without_knowing.text().contains("ook van iemand anders"),
        "{}",
        without_knowing.text()
    );
    assert_eq!(mentor.presses(&helpers, "refuse", &kees)?.status, 303);
    name_helper(&student, "Buurman Piet", FATHERS_NUMBER)?;
    let piet = id_of(&mentor.get(&helpers)?, "Buurman Piet", "admit_known")?;
    assert_eq!(mother.presses(&at_home, "admit", &piet)?.status, 303);
    assert!(town.is_kept_out(&kees)? && town.is_kept_out(&piet)?);

    // The school may decide knowingly: also its administration, which sees nothing else of the student.
    let admin = town.in_by("--person", &admin)?;
    assert!(admin.get("/toelaten")?.text().contains("Daan Bos"));
    assert_eq!(admin.get(&helpers)?.status, 403);
    let decides = format!("/toelaten/{child}");
    let decided = admin.presses(&decides, "admit_known", &piet)?;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert!(admin.follow(&decided)?.text().contains("mag meedoen"));
    assert_eq!(town.in_by("--person", &piet)?.get("/thuis")?.status, 200);
    assert!(town.is_kept_out(&kees)?, "the one who was turned away stays turned away");

    // Somebody who is in is out again from the next request on, and their session with it.
    let in_now = town.in_by("--person", &piet)?;
    assert_eq!(mentor.presses(&helpers, "end", &piet)?.status, 303);
    let out = in_now.get("/thuis")?;
    assert_eq!((out.status, out.location.as_deref()), (303, Some("/")));
    Ok(())
}

const OF_SIXTEEN: &str = "Leerlingnummer;Roepnaam;Tussenvoegsel;Achternaam;Geboortedatum;Klas;Leerjaar;Leerweg;Mentor;Ouder 1 naam;Ouder 1 e-mail;Ouder 1 telefoon;Ouder 1 gezag
00301;Sem;;Vink;01-02-2010;4B;4;kader;A. de Vries;Rosa Vink;rosa@vink.example;06 0000 0031;ja
00302;Isa;;Vink;01-02-2014;1A;1;kader;A. de Vries;Rosa Vink;rosa@vink.example;06 0000 0031;ja
";

/// From sixteen on the school may say that parents read along no longer, and it can take that back.
#[test]
fn a_school_lets_parents_follow_until_sixteen_or_eighteen() -> Result<()> {
    let folder = fresh_folder("sixteen")?;
    done(&folder, &["school", "add", "--slug", "rivier", "--name", "Riviercollege", "--city", "Waterstad"])?;
    let list = folder.join("lijst.csv");
    fs::write(&list, OF_SIXTEEN)?;
    let imported = run(&folder, &["import", "roster", &list.to_string_lossy(), "--school", "rivier"])?;
    assert!(matches!(imported.status.code(), Some(0 | 4)), "{}", String::from_utf8_lossy(&imported.stdout));
    let (_, address) = serve(&folder)?;
    let mother = Town { folder: &folder, address }.in_by("--mail", "rosa@vink.example")?;
    let page = mother.get("/thuis")?;
    let sem = page.link_after("Sem", "/thuis?")?;
    let reads_of_sem = || -> Result<bool> { Ok(mother.get(&sem)?.text().contains("Sem")) };
    assert!(reads_of_sem()?);

    let until = |age| done(&folder, &["school", "settings", "--school", "rivier", "--parents-follow-until", age]);
    until("16")?;
    assert!(!reads_of_sem()? && mother.get("/thuis")?.text().contains("Isa"), "at once, and not of her other child");
    until("18")?;
    assert!(reads_of_sem()?);
    let wrong = run(&folder, &["school", "settings", "--school", "rivier", "--student-first-hours", "73"])?;
    assert!(!wrong.status.success());
    Ok(())
}
