//! `/thuis/opdrachten/{id}` and `/mijn-lijn/opdrachten/{id}`: an assignment to do together, and the way back to school. A
//! parent reads "u", a student "je"; nobody has to write.

use app::questions::{AssignmentToDo, OneEntryPage};
use domain::{
    assignment::{BringBack, Brought},
    ids::{AssignmentId, PersonId},
    policy::Writing,
    values::Words,
    views::{AssignmentContent, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Button, Card, Choice, Field, Form, Head, Icon, LinkButton, Typed},
    say,
    screens::{
        at_home::{back, text},
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::{erased_or, short_name, whom},
        readers::who_reads,
        to_do_card::ToDoCard,
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// Where its page is for this reader.
fn path(visit: &Visit, assignment: AssignmentId, student: PersonId) -> Address {
    match visit.is_student() {
        true => addresses::own_assignment(assignment),
        false => addresses::home_assignment(assignment).of_child(student),
    }
}

/// Reads what came back. A parent's one tap is enough.
pub fn parse(student: PersonId, assignment: AssignmentId, typed: &Typed) -> Result<BringBack, Errors> {
    let mut errors = Errors::default();
    let others = typed.all("with").any(|who| who == OTHERS);
    let with: Result<Vec<PersonId>, _> = typed.all("with").filter(|who| *who != OTHERS).map(str::parse).collect();
    if with.is_err() {
        errors.add("", "form-incomplete");
    }
    let words = errors.take("words", Words::parse(typed.value("words")));
    let brought = typed.all("brought").filter_map(Brought::parse).collect();
    let command = with.ok().zip(words).map(|(with, words)| BringBack { assignment, student, with, others, brought, words });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Somebody who is not among those at home, as the form has it.
const OTHERS: &str = "otherwise";

/// The assignment with its steps, and below it the way back to school.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let EntryContent::Assignment(told) = &page.entry.told else { return String::new() };
    let title = erased_or(t, &told.sheet, |sheet| sheet.title.as_str().to_owned());
    let student = short_name(t, &page.name);
    let mine = visit.me().is_some_and(|me| told.returned.iter().any(|back| back.by == me));
    visit.show_form(title.clone(), typed, || {
        let text = text(visit, page, &student);
        let became = !told.returned.is_empty() || told.used.is_some() || told.parked.is_some();
        let returned = became.then(|| {
            let body = text.assignment_body(told);
            view! { <Card heading=say!(t, "assignment-home-became")>{body}</Card> }
        });
        let lede = format!("{} · {}", capital(&told.kind.word(t)), say!(t, "assignment-minutes", minutes = told.minutes));
        let form = (!mine && page.entry.withdrawn.is_none()).then(|| return_form(visit, page, &student, typed, again));
        let done = mine.then(|| view! { <p class="done" role="status">{Icon::Check}{say!(t, "assignment-home-mine-done")}</p> });
        view! {
            <div class="column">
                {back(visit, page.student)}
                <Head title=title lede=lede.into_any()/>
                <FormTop t typed=typed.clone() again/>
                {done}
                {steps(t, told)}
                {form}
                {returned}
                {why(t, page, told)}
            </div>
        }
    })
}

/// 1, 2, 3: big, one idea each.
fn steps(t: Language, told: &AssignmentContent) -> impl IntoView + use<> {
    let steps = told.sheet.value().map(|sheet| sheet.steps.clone()).unwrap_or_default();
    let steps = steps.into_iter().map(|step| view! { <li dir="auto"><span>{step.as_str().to_owned()}</span></li> });
    view! { <section class="do-this"><h2>{say!(t, "assignment-steps")}</h2><ol>{steps.collect_view()}</ol></section> }
}

/// Why, what school does with it, and what it belongs to.
fn why(t: Language, page: &OneEntryPage, told: &AssignmentContent) -> impl IntoView + use<> {
    let sheet = told.sheet.value();
    let because = sheet.map(|sheet| (sheet.why.as_str().to_owned(), sheet.then.as_str().to_owned()));
    let because = because.map(|(why, then)| {
        view! {
            <div><dt>{say!(t, "assignment-why")}</dt><dd dir="auto">{why}</dd></div>
            <div><dt>{say!(t, "assignment-then")}</dt><dd dir="auto">{then}</dd></div>
        }
    });
    let after = sheet.and_then(|sheet| sheet.after.as_ref()).map(|after| after.as_str().to_owned());
    // What home may not read by itself is named by its day only.
    let after = after.or_else(|| page.before.as_ref().map(|before| wording::date(t, before.occurred.on)));
    let after = after.map(|after| view! { <div><dt>{say!(t, "assignment-after")}</dt><dd dir="auto">{after}</dd></div> });
    view! { <dl class="reasons">{because}{after}</dl> }
}

fn return_form(visit: &Visit, page: &OneEntryPage, student: &str, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let own = visit.is_student();
    let action = path(visit, AssignmentId(page.entry.key.id), page.student);
    let with = own.then(|| {
        let people = page.home.iter().map(|brief| {
            let choice = Choice::new(brief.person.to_string(), capital(&whom(t, brief.whom)));
            match &brief.name {
                Some(name) => choice.more(short_name(t, name)),
                None => choice,
            }
        });
        let others = Choice::new(OTHERS, capital(&say!(t, "assignment-back-others")));
        Field::new(t, "with", say!(t, "assignment-home-with"), typed).any_of(people.chain([others]).collect())
    });
    let brought = Field::new(t, "brought", say!(t, "assignment-home-brought"), typed).optional().any_of(Brought::choices(t));
    let label = if own { say!(t, "assignment-home-words-own") } else { say!(t, "assignment-home-words") };
    let words = Field::new(t, "words", label, typed).optional().area(Words::MAX as u32);
    let button = if own { say!(t, "assignment-home-save-own") } else { say!(t, "assignment-home-save") };
    let readers = match &page.entry.told {
        EntryContent::Assignment(told) => Some(who_reads(visit, student, Writing::Return(told.kind))),
        _ => None,
    };
    let more = match own {
        true => view! { {with}{brought}{words} }.into_any(),
        false => {
            let open = typed.is_wrong().then_some("");
            view! { <details class="more" open=open><summary>{say!(t, "assignment-home-tell-more")}</summary>{brought}{words}</details> }
                .into_any()
        }
    };
    let command = visit.command(typed, again);
    view! {
        <Card heading=if own { say!(t, "assignment-home-back-own") } else { say!(t, "assignment-home-back") }>
            <Form action command>
                {more}
                <div class="actions"><Button icon=Icon::Check>{button}</Button></div>
                {readers}
            </Form>
        </Card>
    }
}

/// How an assignment waits: its heading, what one needs to know, and where it leads.
pub fn asked(visit: &Visit, child: &str, to_do: &AssignmentToDo) -> ToDoCard {
    let t = visit.t;
    let title = erased_or(t, &to_do.told.sheet, |sheet| sheet.title.as_str().to_owned());
    let href = path(visit, AssignmentId(to_do.key.id), to_do.student);
    let minutes = say!(t, "assignment-minutes", minutes = to_do.told.minutes);
    let words = match visit.is_student() {
        true => say!(t, "assignment-home-asked-own"),
        false => say!(t, "assignment-home-asked", child = child),
    };
    let by = (to_do.told.due >= visit.now.today).then(|| {
        let day = wording::on_day(t, to_do.told.due, visit.now.today);
        format!(" · {}", say!(t, "assignment-due", day = day))
    });
    let words = view! { <p>{words}</p><p class="soft">{minutes}{by}</p> }.into_any();
    let answers = view! { <LinkButton href=href.clone() icon=Icon::Task>{say!(t, "assignment-open")}</LinkButton> }.into_any();
    ToDoCard { icon: Icon::Task, heading: title, words, answers, href }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    fn typed(values: &[(&str, &str)]) -> Typed {
        Typed::new(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn one_tap_brings_an_assignment_back_and_more_may_be_told() {
        let assignment = AssignmentId(Uuid::from_u128(3));
        let tap = parse(AMIRA, assignment, &typed(&[])).unwrap();
        assert_eq!((tap.with, tap.others, tap.words), (vec![], false, None));
        let mother = MOTHER.to_string();
        let more = [("with", mother.as_str()), ("with", "otherwise"), ("brought", "idea"), ("words", "Bij de bakker.")];
        let more = parse(AMIRA, assignment, &typed(&more)).unwrap();
        assert_eq!((more.with, more.others, more.brought), (vec![MOTHER], true, vec![Brought::Idea]));
        assert!(parse(AMIRA, assignment, &typed(&[("with", "niemand")])).is_err());
    }
}
