//! Naming somebody who helps a student, letting them in, and ending that: `/leerlingen/{id}/steun` for a mentor,
//! `/toelaten/{id}` for a school admin, `/mijn-lijn/steun` for the student, `/thuis/steun?kind={id}` for a parent. One page, in
//! the words of its reader.

use app::questions::{NamedSupporter, SupportersPage};
use domain::{
    actor::Role,
    ids::PersonId,
    person::supporter::{Admission, ConfirmSupporter, EndSupport, Kinship, NameSupporter, RefuseSupporter},
    policy::{Deed, DeedScope},
    values::{Invalid, PersonName, PhoneNumber},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Choice, Empty, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        line::own::helper,
        naming::short_name,
        readers::{SUPPORTERS, who_reads},
        visit::Visit,
    },
    wording::{self, capital},
};

/// What the page asks for: one command for each button.
#[derive(Clone, Debug, PartialEq)]
pub enum SupporterCommand {
    Name(NameSupporter),
    End(EndSupport),
    Admit(ConfirmSupporter),
    Refuse(RefuseSupporter),
}

/// Reads `name`, `kinship` and `phone`, or the one button with the id of a supporter: who no longer is one, is let in, is let in
/// though their number is known, or is turned away.
pub fn parse(student: PersonId, typed: &Typed) -> Result<SupporterCommand, Errors> {
    let mut errors = Errors::default();
    if let Some(button) = ["end", "admit", "admit_known", "refuse"].into_iter().find(|name| !typed.value(name).is_empty()) {
        let supporter: PersonId = errors.take_id(typed, button).ok_or(errors)?;
        return Ok(match button {
            "end" => SupporterCommand::End(EndSupport { supporter, student }),
            "refuse" => SupporterCommand::Refuse(RefuseSupporter { supporter, student }),
            button => SupporterCommand::Admit(ConfirmSupporter { supporter, student, knowing: button == "admit_known" }),
        });
    }
    let name = errors.take("name", name(typed.value("name")));
    let kinship = errors.choose(typed, "kinship");
    let phone = Some(typed.value("phone")).filter(|text| !text.is_empty());
    let phone = errors.take("phone", phone.map(PhoneNumber::parse).transpose());
    let form = errors.take_id(typed, "command_id");
    match (name, kinship, phone, form) {
        (Some(name), Some(kinship), Some(phone), Some(form)) => Ok(SupporterCommand::Name(NameSupporter {
            supporter: NameSupporter::new_person(form),
            name,
            student,
            kinship,
            phone,
        })),
        _ => Err(errors),
    }
}

/// One box, for people know a helper as "Kemal" or as "Kemal Demir": the first word is the first name when more follow.
fn name(typed: &str) -> Result<PersonName, Invalid> {
    let (first, last) = typed.split_once(char::is_whitespace).unwrap_or(("", typed));
    PersonName::new(first, "", last)
}

/// The words and addresses that depend on who reads.
struct SupporterWords {
    title: String,
    lede: String,
    phone_hint: String,
    /// Where the page itself is.
    at: Address,
    back: Address,
    back_word: String,
}

fn words_for(visit: &Visit, student: PersonId, name: &str) -> SupporterWords {
    let t = visit.t;
    match visit.role() {
        Some(Role::Student) => SupporterWords {
            title: say!(t, "supporter-own-title"),
            lede: say!(t, "supporter-own-lede"),
            phone_hint: say!(t, "supporter-own-phone-hint"),
            at: addresses::own_supporters(),
            back: addresses::own_line(),
            back_word: say!(t, "line-title"),
        },
        Some(Role::Parent) => SupporterWords {
            title: say!(t, "supporter-home-title"),
            lede: say!(t, "supporter-home-lede", child = name),
            phone_hint: say!(t, "supporter-home-phone-hint"),
            at: addresses::home_supporters().of_child(student),
            back: addresses::home().of_child(student),
            back_word: say!(t, "home-title"),
        },
        Some(Role::SchoolAdmin) => SupporterWords {
            title: say!(t, "supporter-title", student = name),
            lede: say!(t, "supporter-lede"),
            phone_hint: say!(t, "supporter-phone-hint"),
            at: addresses::admission(student),
            back: addresses::admissions(),
            back_word: say!(t, "admissions-title"),
        },
        _ => SupporterWords {
            title: say!(t, "supporter-title", student = name),
            lede: say!(t, "supporter-lede"),
            phone_hint: say!(t, "supporter-phone-hint"),
            at: addresses::student_supporters(student),
            back: addresses::student(student),
            back_word: name.to_owned(),
        },
    }
}

/// The page, with what was typed and, after a refusal or a conflict, why it came back.
pub fn page(visit: &Visit, answer: &SupportersPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let voice = words_for(visit, answer.student, &short_name(t, &answer.name));
    let names = names(visit, answer);
    visit.show_form(voice.title.clone(), typed, || {
        let nobody = (!names && answer.supporters.is_empty())
            .then(|| view! { <Empty icon=Icon::Hands words=say!(t, "supporter-nobody")/> });
        view! {
            <div class="column">
                <Back href=voice.back.clone() word=voice.back_word.clone()/>
                <Head title=voice.title.clone() lede=voice.lede.clone().into_any()/>
                <FormTop t typed=typed.clone() again/>
                {present(visit, answer, &voice.at)}
                {nobody}
                {from_sixteen(visit, answer).map(|words| view! { <p class="soft">{words}</p> })}
                {names.then(|| name_form(visit, &short_name(t, &answer.name), typed, again, &voice))}
            </div>
        }
    })
}

/// May this reader name somebody for this student? From sixteen on a parent no longer may.
fn names(visit: &Visit, answer: &SupportersPage) -> bool {
    match visit.scope(Deed::NameSupporter) {
        DeedScope::YoungChild => !answer.sixteen,
        scope => scope != DeedScope::Never,
    }
}

/// What changes at sixteen, to the student and to a parent.
fn from_sixteen(visit: &Visit, answer: &SupportersPage) -> Option<String> {
    let (t, child) = (visit.t, short_name(visit.t, &answer.name));
    match visit.role() {
        Some(Role::Student) if answer.sixteen => Some(say!(t, "supporter-own-sixteen")),
        Some(Role::Parent) if answer.sixteen => Some(say!(t, "supporter-home-sixteen", child = child)),
        _ => None,
    }
}

fn name_form(visit: &Visit, student: &str, typed: &Typed, again: Option<Again>, voice: &SupporterWords) -> impl IntoView + use<> {
    let t = visit.t;
    let command = visit.command(typed, again);
    let kinships = Kinship::EACH.iter().map(|kinship| Choice::new(kinship.code(), capital(&kinship.word(t)))).collect();
    let name = Field::new(t, "name", say!(t, "supporter-name"), typed).text(PersonName::MAX as u32);
    let kinship = Field::new(t, "kinship", say!(t, "supporter-kinship"), typed).one_of(kinships);
    let phone = Field::new(t, "phone", say!(t, "supporter-phone"), typed).hint(voice.phone_hint.clone()).optional().phone();
    let at = voice.at.clone();
    let who_reads = who_reads(visit, student, SUPPORTERS);
    view! {
        <Form action=at command>
            {name}
            {kinship}
            {phone}
            {who_reads}
            <div class="actions"><Button icon=Icon::Check>{say!(t, "supporter-save")}</Button></div>
        </Form>
    }
}

/// Who waits for a yes, who helps now, and who was turned away.
fn present(visit: &Visit, answer: &SupportersPage, at: &Address) -> impl IntoView + use<> {
    let t = visit.t;
    let child = short_name(t, &answer.name);
    let part = |heading: String, is_meant: fn(&Admission) -> bool| {
        let people = answer.supporters.iter().filter(|named| is_meant(&named.admission));
        let people = people.map(|named| one(visit, &child, named, at, names(visit, answer))).collect::<Vec<_>>();
        (!people.is_empty()).then(|| view! { <section class="helpers"><h2>{heading}</h2><ul>{people}</ul></section> })
    };
    let waiting = part(say!(t, "supporter-waiting"), |admission| *admission == Admission::Waiting);
    let helping = part(say!(t, "supporter-now"), |admission| matches!(admission, Admission::LetIn { .. }));
    let refused = part(say!(t, "supporter-refused"), |admission| *admission == Admission::TurnedAway);
    view! { {waiting}{helping}{refused} }
}

fn one(visit: &Visit, child: &str, named: &NamedSupporter, at: &Address, ends: bool) -> impl IntoView + use<> {
    let t = visit.t;
    let (name, what) = helper(t, &named.brief);
    let decides = visit.may(Deed::DecideSupporter);
    let is_school = visit.role().is_some_and(Role::is_staff);
    let waits = named.admission == Admission::Waiting;
    let is_out = named.admission == Admission::TurnedAway;
    // After a no only the school can still say yes. Who cannot end somebody's support can still say no.
    // Whom the student chose and somebody let in, a parent does not send away.
    let chosen = visit.role() == Some(Role::Parent) && named.by_student && !waits && !is_out;
    let ends = ends && !chosen;
    let admits = decides && (waits || (is_out && is_school));
    let refuses = decides && !chosen && (waits || !(ends || is_out));
    let why = match named.admission {
        Admission::Waiting if !decides => Some(say!(t, "supporter-own-waits")),
        Admission::TurnedAway if !is_school => Some(say!(t, "supporter-school-decides")),
        _ if chosen => Some(say!(t, "supporter-home-chosen", child = child, name = name.as_str())),
        _ => why(visit, named),
    };
    let decide = (admits || refuses).then(|| answers(visit, named, &name, at, (admits, refuses)));
    let why = why.map(|why| view! { <p class="small why">{why}</p> });
    let end = (ends && !is_out && !refuses).then(|| {
        let (command, who) = ((visit.fresh)(), named.brief.person.to_string());
        let sure = say!(t, "supporter-stop-sure", name = name.as_str());
        view! {
            <details>
                <summary>{say!(t, "supporter-stop")}</summary>
                <Form action=at.clone() command>
                    <Button kind=Kind::Quiet name="end" value=who>{sure}</Button>
                </Form>
            </details>
        }
    });
    view! {
        <li>
            {Icon::Person}
            <span><b>{name}</b><small>{what}</small></span>
            {why}
            {decide}
            {end}
        </li>
    }
}

/// To the school: whose number it also is. Everybody else is told nothing of numbers.
fn why(visit: &Visit, named: &NamedSupporter) -> Option<String> {
    let t = visit.t;
    let of: Vec<String> =
        named.alike.iter().map(|brief| helper(t, brief)).map(|(name, what)| format!("{name} ({what})")).collect();
    (!of.is_empty()).then(|| say!(t, "supporter-alike", people = wording::list(t, &of)))
}

/// Yes and no, in one form, as far as the reader may say them.
fn answers(
    visit: &Visit,
    named: &NamedSupporter,
    name: &str,
    at: &Address,
    (admits, refuses): (bool, bool),
) -> impl IntoView + use<> {
    let t = visit.t;
    let (command, who) = ((visit.fresh)(), named.brief.person.to_string());
    let is_known = !named.alike.is_empty() || named.admission == Admission::TurnedAway;
    let (button, word) = match is_known {
        true => ("admit_known", say!(t, "supporter-admit-known", name = name)),
        false => ("admit", say!(t, "supporter-admit", name = name)),
    };
    let admit = admits.then(|| view! { <Button kind=Kind::Slim icon=Icon::Check name=button value=who.clone()>{word}</Button> });
    let refuse =
        refuses.then(|| view! { <Button kind=Kind::Slim name="refuse" value=who>{say!(t, "supporter-refuse")}</Button> });
    view! { <Form action=at.clone() command><div class="actions">{admit}{refuse}</div></Form> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    fn typed(values: &[(&str, &str)]) -> Typed {
        let form = Typed::default().with("command_id", Uuid::from_u128(7).to_string());
        values.iter().fold(form, |typed, (field, value)| typed.with(field, *value))
    }

    fn named(values: &[(&str, &str)]) -> NameSupporter {
        match parse(AMIRA, &typed(values)) {
            Ok(SupporterCommand::Name(command)) => command,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_helper_is_named_with_or_without_a_last_name_and_a_number() {
        let command = named(&[("name", "Kemal"), ("kinship", "uncle"), ("phone", "")]);
        assert_eq!((command.name.full().as_str(), command.phone), ("Kemal", None));
        let command = named(&[("name", "Jan van den Berg"), ("kinship", "neighbour"), ("phone", "06 0000 0012")]);
        assert_eq!((command.name.first.as_str(), command.name.last.as_str()), ("Jan", "van den Berg"));
        assert_eq!(command.phone, PhoneNumber::parse("06 0000 0012").ok());
    }

    #[test]
    fn the_same_form_names_the_same_person() {
        let values = [("name", "Kemal"), ("kinship", "uncle")];
        assert_eq!(named(&values).supporter, named(&values).supporter);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let told = parse(AMIRA, &typed(&[("name", " "), ("phone", "bel mij")])).unwrap_err();
        let mut expected = Errors::default();
        expected.add("name", "invalid-name-missing");
        expected.add("kinship", "check-choose");
        expected.add("phone", "invalid-phone-shape");
        assert_eq!(told, expected);
    }

    #[test]
    fn support_ends_by_its_own_button() {
        let uncle = PersonId(Uuid::from_u128(2));
        let ended = parse(AMIRA, &typed(&[("end", &uncle.to_string())]));
        assert_eq!(ended, Ok(SupporterCommand::End(EndSupport { supporter: uncle, student: AMIRA })));
        assert!(parse(AMIRA, &typed(&[("end", "iedereen")])).is_err());
    }

    #[test]
    fn a_yes_says_whether_it_was_said_knowing_whose_number_it_is() {
        let supporter = PersonId(Uuid::from_u128(2));
        let tapped = |button| parse(AMIRA, &typed(&[(button, &supporter.to_string())])).unwrap();
        let yes = |knowing| SupporterCommand::Admit(ConfirmSupporter { supporter, student: AMIRA, knowing });
        assert_eq!((tapped("admit"), tapped("admit_known")), (yes(false), yes(true)));
        assert_eq!(tapped("refuse"), SupporterCommand::Refuse(RefuseSupporter { supporter, student: AMIRA }));
    }
}
