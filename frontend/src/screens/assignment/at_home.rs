//! Assignments and agreements for those at home and for the student: `/thuis/opdrachten/{id}` and
//! `/mijn-lijn/opdrachten/{id}` ("Doe dit samen"), `/thuis/afspraken/{id}` and `/mijn-lijn/afspraken/{id}` (three lanes, and
//! one tap to answer). A parent reads "u", a student "je"; nobody has to write.

use app::questions::{AgreementToDo, AssignmentToDo, OneEntryPage};
use domain::{
    agreement::{Answer, ConfirmAgreement, DeclineAgreement, DoPart, Otherwise, Party},
    assignment::{BringBack, Brought},
    ids::{AgreementId, AssignmentId, PersonId},
    values::Words,
    views::{AgreementTold, AssignmentTold, Told},
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    parts::{Back, Button, Card, Choice, Field, Form, Head, Icon, Kind, LinkButton, Strong, Typed},
    say,
    screens::{
        coded::Coded,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        home::child as home,
        line::own as own_line,
        naming::{capital, erased_or, short_name, whom},
        visit::Visit,
    },
    wording::{self, Language},
};

/// Where the page of an assignment or agreement is for this reader.
fn address(visit: &Visit, what: &str, id: Uuid, student: PersonId) -> String {
    match is_student(visit) {
        true => format!("{}/{what}/{id}", own_line::PATH),
        false => format!("{}/{what}/{id}?kind={student}", home::PATH),
    }
}

pub fn assignment_address(visit: &Visit, id: Uuid, student: PersonId) -> String {
    address(visit, "opdrachten", id, student)
}

pub fn agreement_address(visit: &Visit, id: Uuid, student: PersonId) -> String {
    address(visit, "afspraken", id, student)
}

fn is_student(visit: &Visit) -> bool {
    visit.role() == Some(domain::actor::Role::Student)
}

fn back(visit: &Visit, student: PersonId) -> impl IntoView + use<> {
    let t = visit.t;
    match is_student(visit) {
        true => view! { <Back href=own_line::PATH word=say!(t, "line-title")/> },
        false => view! { <Back href=format!("{}?kind={student}", home::PATH) word=say!(t, "home-title")/> },
    }
}

fn teller<'a>(visit: &Visit, page: &'a OneEntryPage, student: &'a str) -> EntryText<'a> {
    let eyes = match visit.me() {
        Some(me) if !is_student(visit) => Eyes::Home { me },
        _ => Eyes::Own,
    };
    EntryText { t: visit.t, today: visit.now.today, eyes, student, people: &page.people, classes: &[], acts: false, line: None }
}

/// Reads what came back. A parent's one tap is enough.
pub fn parse_back(student: PersonId, assignment: AssignmentId, typed: &Typed) -> Result<BringBack, Errors> {
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
const OTHERS: &str = "anders";

/// The assignment with its steps, and below it the way back to school.
pub fn assignment_page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Told::Assignment(told) = &page.entry.told else { return String::new() };
    let title = erased_or(t, &told.sheet, |sheet| sheet.title.as_str().to_owned());
    let student = short_name(t, &page.name);
    let mine = visit.me().is_some_and(|me| told.returned.iter().any(|back| back.by == me));
    visit.show_form(title.clone(), typed, || {
        let teller = teller(visit, page, &student);
        let became = !told.returned.is_empty() || told.used.is_some() || told.parked.is_some();
        let returned = became.then(|| {
            let body = teller.assignment_body(told);
            view! { <Card heading=say!(t, "task-became")>{body}</Card> }
        });
        let lede = format!("{} · {}", capital(&told.kind.word(t)), say!(t, "assignment-minutes", minutes = told.minutes));
        let form = (!mine && page.entry.withdrawn.is_none()).then(|| return_form(visit, page, &student, typed, again));
        let done = mine.then(|| view! { <p class="done" role="status">{Icon::Check}{say!(t, "task-mine-done")}</p> });
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
fn steps(t: Language, told: &AssignmentTold) -> impl IntoView + use<> {
    let steps = told.sheet.value().map(|sheet| sheet.steps.clone()).unwrap_or_default();
    let steps = steps.into_iter().map(|step| view! { <li dir="auto"><span>{step.as_str().to_owned()}</span></li> });
    view! { <section class="do-this"><h2>{say!(t, "assignment-steps")}</h2><ol>{steps.collect_view()}</ol></section> }
}

/// Why, what school does with it, and what it belongs to.
fn why(t: Language, page: &OneEntryPage, told: &AssignmentTold) -> impl IntoView + use<> {
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
    let own = is_student(visit);
    let action = assignment_address(visit, page.entry.key.id, page.student);
    let with = own.then(|| {
        let people = page.home.iter().map(|brief| {
            let choice = Choice::new(brief.person.to_string(), capital(&whom(t, brief.whom)));
            match &brief.name {
                Some(name) => choice.more(short_name(t, name)),
                None => choice,
            }
        });
        let others = Choice::new(OTHERS, capital(&say!(t, "assignment-back-others")));
        Field::new(t, "with", say!(t, "task-with"), typed).any_of(people.chain([others]).collect())
    });
    let brought = Field::new(t, "brought", say!(t, "task-brought"), typed).optional().any_of(Brought::choices(t));
    let hint = match own {
        true => say!(t, "task-words-hint-own"),
        false => say!(t, "task-words-hint", child = student),
    };
    let label = if own { say!(t, "task-words-own") } else { say!(t, "task-words") };
    let words = Field::new(t, "words", label, typed).optional().hint(hint).area(Words::MAX as u32);
    let (button, readers) = match own {
        true => (say!(t, "task-save-own"), say!(t, "task-readers-own")),
        false => (say!(t, "task-save"), say!(t, "task-readers", child = student)),
    };
    let more = match own {
        true => view! { {with}{brought}{words} }.into_any(),
        false => {
            let open = typed.is_wrong().then_some("");
            view! { <details class="more" open=open><summary>{say!(t, "task-tell-more")}</summary>{brought}{words}</details> }
                .into_any()
        }
    };
    let command = visit.command(typed, again);
    view! {
        <Card heading=if own { say!(t, "task-back-own") } else { say!(t, "task-back") }>
            <Form action command>
                {more}
                <div class="actions"><Button icon=Icon::Check>{button}</Button></div>
                <p class="said-by">{Icon::Eye}<span>{readers}</span></p>
            </Form>
        </Card>
    }
}

/// What somebody answers to an agreement.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Yes(ConfirmAgreement),
    Otherwise(DeclineAgreement),
    Done(DoPart),
}

impl Reply {
    /// What is said afterwards, as `?wat=` names it.
    pub const fn done(&self) -> &'static str {
        match self {
            Reply::Yes(_) => "afspraak-ja",
            Reply::Otherwise(_) => "afspraak-anders",
            Reply::Done(_) => "afspraak-klaar",
        }
    }
}

/// Reads the button `wat`: `ja`, `anders` with how, or `klaar` with the part in `deel`.
pub fn parse_reply(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<Reply, Errors> {
    let mut errors = Errors::default();
    let reply = match typed.value("wat") {
        "ja" => errors.take_id(typed, "seen").map(|seen| Reply::Yes(ConfirmAgreement { agreement, student, seen: Some(seen) })),
        "anders" => {
            let seen = errors.take_id(typed, "seen");
            let otherwise = errors.choose::<Otherwise>(typed, "otherwise");
            let words = errors.take("words", Words::parse(typed.value("words")));
            seen.zip(otherwise).zip(words).map(|((seen, otherwise), words)| {
                Reply::Otherwise(DeclineAgreement { agreement, student, otherwise, words, seen: Some(seen) })
            })
        }
        "klaar" => Party::parse(typed.value("deel")).map(|party| Reply::Done(DoPart { agreement, student, party })),
        _ => None,
    };
    if reply.is_none() && errors.is_empty() {
        errors.add("", "form-incomplete");
    }
    reply.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The agreement with its three lanes, and one tap for the reader's own part.
pub fn agreement_page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Told::Agreement(told) = &page.entry.told else { return String::new() };
    let student = short_name(t, &page.name);
    let point = erased_or(t, &told.pledge, |pledge| pledge.point.as_str().to_owned());
    let title = say!(t, "entry-agreement", point = point);
    visit.show_form(title.clone(), typed, || {
        let teller = teller(visit, page, &student);
        let party = visit.me().and_then(|me| told.parts.party_of(me));
        let asks = party.filter(|party| told.ended.is_none() && told.lane(*party).done.is_none());
        let answers = asks.map(|party| answers(visit, page, told, party, typed, again));
        view! {
            <div class="column">
                {back(visit, page.student)}
                <Head title=title lede=wording::date(t, page.entry.occurred.on).into_any()/>
                <FormTop t typed=typed.clone() again/>
                {answers}
                {teller.agreement_body(told)}
            </div>
        }
    })
}

/// "U zegt: ik ga mee naar de open dag." Ja · Anders; and once it is a yes: Gedaan.
fn answers(
    visit: &Visit,
    page: &OneEntryPage,
    told: &AgreementTold,
    party: Party,
    typed: &Typed,
    again: Option<Again>,
) -> impl IntoView + use<> {
    let t = visit.t;
    let action = agreement_address(visit, page.entry.key.id, page.student);
    let lane = told.lane(party);
    let hidden = || vec![("seen", told.revision.to_string()), ("deel", party.code().to_owned())];
    let said_yes = lane.answer == Answer::Yes;
    let tap = match said_yes {
        true => view! { <Button icon=Icon::Check name="wat" value="klaar">{say!(t, "deal-done")}</Button> }.into_any(),
        false => view! { <Button icon=Icon::Check name="wat" value="ja">{say!(t, "deal-yes")}</Button> }.into_any(),
    };
    let how = Otherwise::choices(t);
    let otherwise = Field::new(t, "otherwise", say!(t, "deal-how"), typed).one_of(how);
    let words =
        Field::new(t, "words", say!(t, "deal-words"), typed).optional().hint(say!(t, "deal-words-hint")).area(Words::MAX as u32);
    let open = (typed.is_wrong() || typed.value("wat") == "anders").then_some("");
    let readers = if is_student(visit) { say!(t, "deal-readers-own") } else { say!(t, "deal-readers") };
    let (command, other) = (visit.command(typed, again), (visit.fresh)());
    let (hidden, hidden_too) = (hidden(), hidden());
    let promise = promise(t, told, party, is_student(visit));
    view! {
        <Card>
            <p class="promise" dir="auto"><Strong words=promise/></p>
            <Form action=action.clone() command hidden>{tap}</Form>
            <details class="more" id="anders" open=open>
                <summary>{say!(t, "deal-otherwise")}</summary>
                <Form action command=other hidden=hidden_too>
                    {otherwise}
                    {words}
                    <Button kind=Kind::Quiet icon=Icon::Question name="wat" value="anders">{say!(t, "deal-otherwise-save")}</Button>
                </Form>
            </details>
            <p class="said-by">{Icon::Eye}<span>{readers}</span></p>
        </Card>
    }
}

/// "U zegt: **mama gaat mee.**"
fn promise(t: Language, told: &AgreementTold, party: Party, own: bool) -> String {
    let does = erased_or(t, &told.pledge, |pledge| {
        let line = match party {
            Party::Student => &pledge.student,
            Party::Home => &pledge.home,
            Party::School => &pledge.school,
        };
        // What somebody wrote never makes bold by itself.
        line.as_str().replace("**", "")
    });
    if own { say!(t, "deal-you-say-own", does = does) } else { say!(t, "deal-you-say", does = does) }
}

/// How an assignment waits: its heading, what one needs to know, and where it leads.
pub fn assignment_asked(visit: &Visit, child: &str, to_do: &AssignmentToDo) -> (String, AnyView, AnyView, String) {
    let t = visit.t;
    let title = erased_or(t, &to_do.told.sheet, |sheet| sheet.title.as_str().to_owned());
    let href = assignment_address(visit, to_do.key.id, to_do.student);
    let minutes = say!(t, "assignment-minutes", minutes = to_do.told.minutes);
    let words = match is_student(visit) {
        true => say!(t, "task-asked-own"),
        false => say!(t, "task-asked", child = child),
    };
    let by = (to_do.told.due >= visit.now.today).then(|| {
        let day = wording::on_day(t, to_do.told.due, visit.now.today);
        format!(" · {}", say!(t, "assignment-due", day = day))
    });
    let words = view! { <p>{words}</p><p class="soft">{minutes}{by}</p> }.into_any();
    let answers = view! { <LinkButton href=href.clone() icon=Icon::Task>{say!(t, "assignment-open")}</LinkButton> }.into_any();
    (title, words, answers, href)
}

/// How an agreement waits: one tap to say yes, or that it is done.
pub fn agreement_asked(visit: &Visit, to_do: &AgreementToDo) -> (String, AnyView, AnyView, String) {
    let t = visit.t;
    let href = agreement_address(visit, to_do.key.id, to_do.student);
    let heading = if to_do.done { say!(t, "deal-asked-done") } else { say!(t, "deal-asked") };
    let promise = promise(t, &to_do.told, to_do.party, is_student(visit));
    let day = wording::day(t, to_do.due, visit.now.today);
    let words = view! { <p dir="auto"><Strong words=promise/></p><p class="soft">{capital(&say!(t, "lane-due", day = day))}</p> }
        .into_any();
    let (value, word) = if to_do.done { ("klaar", say!(t, "deal-done")) } else { ("ja", say!(t, "deal-yes")) };
    let hidden = vec![("seen", to_do.told.revision.to_string()), ("deel", to_do.party.code().to_owned())];
    let other = format!("{href}#anders");
    let answers = view! {
        <Form action=href.clone() command=(visit.fresh)() hidden>
            <Button icon=Icon::Check name="wat" value=value>{word}</Button>
        </Form>
        <LinkButton href=other kind=Kind::Quiet>{say!(t, "deal-otherwise")}</LinkButton>
    }
    .into_any();
    (heading, words, answers, href)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    fn typed(values: &[(&str, &str)]) -> Typed {
        Typed::new(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn one_tap_brings_an_assignment_back_and_more_may_be_told() {
        let assignment = AssignmentId(Uuid::from_u128(3));
        let tap = parse_back(AMIRA, assignment, &typed(&[])).unwrap();
        assert_eq!((tap.with, tap.others, tap.words), (vec![], false, None));
        let mother = MOTHER.to_string();
        let more = [("with", mother.as_str()), ("with", "anders"), ("brought", "idea"), ("words", "Bij de bakker.")];
        let more = parse_back(AMIRA, assignment, &typed(&more)).unwrap();
        assert_eq!((more.with, more.others, more.brought), (vec![MOTHER], true, vec![Brought::Idea]));
        assert!(parse_back(AMIRA, assignment, &typed(&[("with", "niemand")])).is_err());
    }

    #[test]
    fn an_agreement_is_answered_with_yes_otherwise_or_done() {
        let reply = |values: &[(&str, &str)]| parse_reply(AMIRA, AgreementId(Uuid::from_u128(4)), &typed(values));
        assert!(matches!(reply(&[("wat", "ja"), ("seen", "2")]), Ok(Reply::Yes(yes)) if yes.seen == Some(2)));
        assert!(matches!(reply(&[("wat", "klaar"), ("deel", "home")]), Ok(Reply::Done(done)) if done.party == Party::Home));
        let otherwise = reply(&[("wat", "anders"), ("seen", "1"), ("otherwise", "other-day")]);
        assert!(matches!(otherwise, Ok(Reply::Otherwise(said)) if said.otherwise == Otherwise::OtherDay));
        assert_eq!(reply(&[("wat", "anders"), ("seen", "1")]).unwrap_err().0[0].0, "otherwise");
        assert!(reply(&[("wat", "ja")]).is_err(), "nobody says yes to what they did not see");
        assert!(reply(&[]).is_err());
    }
}
