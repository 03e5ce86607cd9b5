//! Naming somebody who helps a student, and ending that: `/leerlingen/{id}/steun` for staff, `/mijn-lijn/steun` for the
//! student, `/thuis/steun?kind={id}` for a parent. One page, in the words of its reader.

use app::questions::{PersonBrief, SupportersPage};
use domain::{
    actor::Role,
    ids::PersonId,
    person::supporter::{EndSupport, Kinship, NameSupporter},
    values::{Invalid, PersonName, PhoneNumber},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Choice, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        line::own::helper,
        naming::short_name,
        visit::Visit,
    },
    wording::capital,
};

/// What the page asks for: one command for each button.
#[derive(Clone, Debug, PartialEq)]
pub enum SupporterCommand {
    Name(NameSupporter),
    End(EndSupport),
}

/// Reads `name`, `kinship` and `phone`, or `end` with the id of the supporter who no longer is one.
pub fn parse(student: PersonId, typed: &Typed) -> Result<SupporterCommand, Errors> {
    let mut errors = Errors::default();
    if !typed.value("end").is_empty() {
        let supporter = errors.take_id(typed, "end");
        return supporter.map(|supporter| SupporterCommand::End(EndSupport { supporter, student })).ok_or(errors);
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
    who_reads: String,
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
            who_reads: say!(t, "supporter-own-who-reads"),
            phone_hint: say!(t, "supporter-own-phone-hint"),
            at: addresses::own_supporters(),
            back: addresses::own_line(),
            back_word: say!(t, "line-title"),
        },
        Some(Role::Parent) => SupporterWords {
            title: say!(t, "supporter-home-title"),
            lede: say!(t, "supporter-home-lede", child = name),
            who_reads: say!(t, "supporter-home-who-reads", child = name),
            phone_hint: say!(t, "supporter-home-phone-hint"),
            at: addresses::home_supporters().of_child(student),
            back: addresses::home().of_child(student),
            back_word: say!(t, "home-title"),
        },
        _ => SupporterWords {
            title: say!(t, "supporter-title", student = name),
            lede: say!(t, "supporter-lede"),
            who_reads: say!(t, "supporter-who-reads", student = name),
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
    visit.show_form(voice.title.clone(), typed, || {
        let command = visit.command(typed, again);
        let kinships = Kinship::EACH.iter().map(|kinship| Choice::new(kinship.code(), capital(&kinship.word(t)))).collect();
        let name = Field::new(t, "name", say!(t, "supporter-name"), typed).text(PersonName::MAX as u32);
        let kinship = Field::new(t, "kinship", say!(t, "supporter-kinship"), typed).one_of(kinships);
        let phone = Field::new(t, "phone", say!(t, "supporter-phone"), typed).hint(voice.phone_hint).optional().phone();
        view! {
            <div class="column">
                <Back href=voice.back word=voice.back_word/>
                <Head title=voice.title lede=voice.lede.into_any()/>
                <FormTop t typed=typed.clone() again/>
                {present(visit, answer, &voice.at)}
                <Form action=voice.at command>
                    {name}
                    {kinship}
                    {phone}
                    <p class="said-by">{Icon::Eye}<span>{voice.who_reads}</span></p>
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "supporter-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// Who helps now; ending it takes a second tap.
fn present(visit: &Visit, answer: &SupportersPage, at: &Address) -> impl IntoView + use<> {
    let t = visit.t;
    let helpers = answer.supporters.iter().map(|brief: &PersonBrief| {
        let (name, what) = helper(t, brief);
        let (command, who) = ((visit.fresh)(), brief.person.to_string());
        view! {
            <li>
                {Icon::Person}
                <span><b>{name.clone()}</b><small>{what}</small></span>
                <details>
                    <summary>{say!(t, "supporter-stop")}</summary>
                    <Form action=at.clone() command>
                        <Button kind=Kind::Quiet name="end" value=who>{say!(t, "supporter-stop-sure", name = name)}</Button>
                    </Form>
                </details>
            </li>
        }
    });
    let helpers = helpers.collect_view();
    (!answer.supporters.is_empty())
        .then(|| view! { <section class="helpers"><h2>{say!(t, "supporter-now")}</h2><ul>{helpers}</ul></section> })
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
}
