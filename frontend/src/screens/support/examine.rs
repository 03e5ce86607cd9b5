//! Who helps a student with what, part by part (nl: wie helpt waarmee?), and how far the student steers: one page, in the
//! words of its reader. `/mijn-lijn/helpt`, `/thuis/helpt?kind=…`, `/leerlingen/{id}/helpt`.

use app::questions::{PersonBrief, SupportPage};
use domain::{
    actor::Role,
    ids::PersonId,
    policy::Deed,
    support::{ExamineSupport, Helper, NameLevel, SteeringLevel, SupportPart},
    views::{SupportCell, SupportRow},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Align, Back, Button, Choice, Field, Form, GridMark, Head, Icon, Kind, LinkButton, Row, Table, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        line::entry::around_word,
        naming::{at_home_of, called, short_name},
        readers::{WHO_HELPS, who_reads},
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// Reads who helps with the part that the form is about.
pub fn parse(student: PersonId, typed: &Typed) -> Result<ExamineSupport, Errors> {
    let mut errors = Errors::default();
    let part = SupportPart::parse(typed.value("part"));
    if part.is_none() {
        errors.add("", "form-incomplete");
    }
    let helpers: Vec<_> = typed.all("helper").map(helper).collect();
    if helpers.contains(&None) {
        errors.add("helper", "form-incomplete");
    }
    let helpers = helpers.into_iter().flatten().collect();
    let seen = typed.value("seen").parse().ok();
    part.filter(|_| errors.is_empty()).map(|part| ExamineSupport { student, part, helpers, seen }).ok_or(errors)
}

fn helper(code: &str) -> Option<Helper> {
    match code.split_once(':') {
        None if code == "self" => Some(Helper::Myself),
        None if code == "school" => Some(Helper::School),
        Some(("shares", person)) => person.parse().ok().map(Helper::Shares),
        Some(("takes-over", person)) => person.parse().ok().map(Helper::TakesOver),
        _ => None,
    }
}

fn helper_code(helper: Helper) -> String {
    match helper {
        Helper::Myself => "self".into(),
        Helper::School => "school".into(),
        Helper::Shares(person) => format!("shares:{person}"),
        Helper::TakesOver(person) => format!("takes-over:{person}"),
    }
}

pub fn parse_level(student: PersonId, typed: &Typed) -> Result<NameLevel, Errors> {
    let mut errors = Errors::default();
    errors.choose(typed, "level").map(|level: SteeringLevel| NameLevel { student, level }).ok_or(errors)
}

/// Where the page stands, and how its reader calls people.
struct SupportWords {
    at: Address,
    steering: Address,
    back: Address,
    back_word: String,
    title: String,
    lede: String,
    myself: String,
}

fn words_for(visit: &Visit, page: &SupportPage) -> SupportWords {
    let (t, student) = (visit.t, page.student);
    let name = short_name(t, &page.name);
    match visit.role() {
        Some(Role::Student) => SupportWords {
            at: addresses::own_support(),
            steering: addresses::own_steering(),
            back: addresses::own_line(),
            back_word: say!(t, "line-title"),
            title: say!(t, "support-title"),
            lede: say!(t, "support-lede-own"),
            myself: say!(t, "support-myself"),
        },
        Some(Role::Parent) => SupportWords {
            at: addresses::home_support().of_child(student),
            steering: addresses::student_steering(student),
            back: addresses::home().of_child(student),
            back_word: say!(t, "home-title"),
            title: say!(t, "support-title"),
            lede: say!(t, "support-lede-home", child = name.as_str()),
            myself: name,
        },
        _ => SupportWords {
            at: addresses::student_support(student),
            steering: addresses::student_steering(student),
            back: addresses::student(student),
            back_word: name.clone(),
            title: say!(t, "support-title"),
            lede: say!(t, "support-lede-staff", student = name.as_str()),
            myself: name,
        },
    }
}

/// The column of somebody at home: "Je moeder", "U", "Oom Kemal".
fn column_of(visit: &Visit, brief: &PersonBrief, child: &str) -> String {
    let t = visit.t;
    match visit.role() {
        _ if visit.me() == Some(brief.person) => say!(t, "support-you"),
        Some(Role::Student) => capital(&around_word(t, brief)),
        Some(Role::Parent) => capital(&at_home_of(t, brief, child)),
        _ => capital(&called(t, brief.whom, brief.name.as_ref())),
    }
}

/// The page; with a part chosen, the form about that part on top.
pub fn page(visit: &Visit, page: &SupportPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let voice = words_for(visit, page);
    let part = SupportPart::parse(typed.value("part"));
    visit.show_form(voice.title.clone(), typed, || {
        let form = part.map(|part| part_form(visit, page, &voice, part, typed, again));
        let top = form.is_none().then(|| view! { <FormTop t typed=typed.clone() again/> });
        let level = steering(visit, page, &voice, typed);
        view! {
            <Back href=voice.back.clone() word=voice.back_word.clone()/>
            <Head title=voice.title.clone() lede=voice.lede.clone().into_any()/>
            {top}
            {form}
            {grid(visit, page, &voice)}
            {level}
        }
    })
}

/// How it is now, for the form to begin with.
pub fn begin(page: &SupportPage, part: &str) -> Typed {
    let typed = Typed::default().with("part", part);
    let cell = SupportPart::parse(part).and_then(|part| page.support.cell(part));
    let typed = typed.with("seen", cell.map_or(0, |cell| cell.times).to_string());
    let helpers = cell.map(|cell| cell.helpers.as_slice()).unwrap_or_default();
    helpers.iter().fold(typed, |typed, helper| typed.with("helper", helper_code(*helper)))
}

fn part_form(
    visit: &Visit,
    page: &SupportPage,
    voice: &SupportWords,
    part: SupportPart,
    typed: &Typed,
    again: Option<Again>,
) -> AnyView {
    let t = visit.t;
    let child = short_name(t, &page.name);
    let command = visit.command(typed, again);
    let hidden = vec![("part", part.code().to_owned()), ("seen", typed.value("seen").to_owned())];
    let me = match visit.role() {
        Some(Role::Student) => say!(t, "support-i-do"),
        _ => say!(t, "support-does-self", who = child.as_str()),
    };
    let mut choices = vec![Choice::new("self", me)];
    for brief in &page.around {
        let who = column_of(visit, brief, &child);
        let is_you = visit.me() == Some(brief.person);
        let you = if is_you { "you" } else { "other" };
        let shares = say!(t, "support-shares", who = who.as_str(), you = you);
        let takes = say!(t, "support-takes-over", who = who.as_str(), you = you);
        choices.push(Choice::new(helper_code(Helper::Shares(brief.person)), shares));
        choices.push(Choice::new(helper_code(Helper::TakesOver(brief.person)), takes));
    }
    choices.push(Choice::new("school", say!(t, "support-school-helps")));
    let field = Field::new(t, "helper", capital(&part.word(t)), typed).hint(say!(t, "support-nobody-hint")).any_of(choices);
    let readers = who_reads(visit, &child, WHO_HELPS);
    view! {
        <section class="card part-form" id="deel">
            <FormTop t typed=typed.clone() again/>
            <Form action=voice.at.clone() command hidden>
                {field}
                {readers}
                <div class="actions"><Button icon=Icon::Check>{say!(t, "own-save")}</Button></div>
            </Form>
        </section>
    }
    .into_any()
}

/// Part by person, as a table: who does it, who shares it, and where nobody is yet.
fn grid(visit: &Visit, page: &SupportPage, voice: &SupportWords) -> AnyView {
    let t = visit.t;
    let child = short_name(t, &page.name);
    let former = page.support.cells.iter().flat_map(|cell| &cell.helpers).filter_map(|helper| helper.person());
    let former = former.filter(|person| !page.around.iter().any(|brief| brief.person == *person));
    let former = former.filter_map(|person| page.people.get(person)).collect::<Vec<_>>();
    let mut people: Vec<&PersonBrief> = page.around.iter().collect();
    for brief in former {
        if !people.iter().any(|known| known.person == brief.person) {
            people.push(brief);
        }
    }
    let mut table = Table::new(say!(t, "support-title")).column(say!(t, "support-part"), Align::Start);
    table = table.column(voice.myself.clone(), Align::Middle);
    for brief in &people {
        table = table.column(column_of(visit, brief, &child), Align::Middle);
    }
    table = table.column(say!(t, "support-school"), Align::Middle).column(say!(t, "support-change"), Align::End);
    let may = visit.may(Deed::ExamineSupport);
    let rows = SupportPart::ALL.into_iter().map(|part| {
        let cell = page.support.cell(part);
        let helps = |helper: Helper| cell.is_some_and(|cell| cell.helpers.contains(&helper));
        let word = capital(&part.word(t));
        let nobody = cell.is_some_and(|cell| cell.helpers.is_empty());
        let note = nobody.then(|| view! { <small class="nobody-yet">{say!(t, "support-nobody")}</small> });
        let href = voice.at.clone().at_part(part).at("deel");
        let mark = |done: bool, label: String| {
            if done { GridMark::Done { label } } else { GridMark::Open { label: say!(t, "support-not") } }
        };
        let answered = cell.map(|cell| answers(visit, page, cell, &child)).unwrap_or_default();
        let answered = answered.into_iter().map(|words| view! { <small>{words}</small> }).collect_view();
        let mut row = Row::new().cell(GridCell(view! { <span class="what">{word.clone()}{note}{answered}</span> }.into_any()));
        row = row.cell(mark(helps(Helper::Myself), say!(t, "support-mark-self")));
        for brief in &people {
            row = row.cell(match helps(Helper::Shares(brief.person)) {
                true => GridMark::Under { shown: say!(t, "support-shown-shares"), label: say!(t, "support-mark-shares") },
                false => mark(helps(Helper::TakesOver(brief.person)), say!(t, "support-mark-takes-over")),
            });
        }
        row = row.cell(mark(helps(Helper::School), say!(t, "support-mark-school")));
        let change = may.then(|| {
            let which = format!(": {word}");
            view! {
                <LinkButton href kind=Kind::Slim>{say!(t, "support-change")}<span class="unseen">{which}</span></LinkButton>
            }
        });
        row.cell(GridCell(change.into_any()))
    });
    let table = table.show(rows);
    view! {
        {table}
        <p class="small soft">{say!(t, "support-legend")}</p>
    }
    .into_any()
}

/// What those who were put down for it said: "oom Kemal: ja".
fn answers(visit: &Visit, page: &SupportPage, cell: &SupportCell, child: &str) -> Vec<String> {
    let said = cell.answers.iter().filter_map(|(person, answer)| {
        let brief = page.people.get(*person)?;
        Some(format!("{}: {}", column_of(visit, brief, child), answer.word(visit.t)))
    });
    said.collect()
}

/// A cell with a view of its own.
struct GridCell(AnyView);

impl IntoRender for GridCell {
    type Output = AnyView;
    fn into_render(self) -> AnyView {
        self.0
    }
}

/// How far the student steers, in words: each of the two says it, and it is agreed when they say the same.
fn steering(visit: &Visit, page: &SupportPage, voice: &SupportWords, typed: &Typed) -> AnyView {
    let t = visit.t;
    let name = short_name(t, &page.name);
    let may = visit.may(Deed::NameLevel);
    let is_student = visit.role() == Some(Role::Student);
    let mine = if is_student { page.support.student_says } else { page.support.school_says };
    let form = may.then(|| {
        let begun = match (typed.value("level"), mine) {
            ("", Some(level)) => Typed::default().with("level", level.code()),
            _ => typed.clone(),
        };
        let words = |level: &SteeringLevel| Choice::new(level.code(), capital(&level_word(t, *level, is_student, &name)));
        let choices = SteeringLevel::EACH.iter().map(words).collect();
        let ask = if is_student { say!(t, "steering-ask-own") } else { say!(t, "steering-ask", student = name.as_str()) };
        let field = Field::new(t, "level", ask, &begun).one_of(choices);
        let at = voice.steering.clone();
        view! {
            <Form action=at command=(visit.fresh)()>
                {field}
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Check>{say!(t, "steering-save")}</Button></div>
            </Form>
        }
    });
    view! {
        <section class="steering" id="regie">
            <h2>{say!(t, "steering-title")}</h2>
            <p>{said(t, &page.support, is_student, &name)}</p>
            {form}
        </section>
    }
    .into_any()
}

fn level_word(t: Language, level: SteeringLevel, is_student: bool, name: &str) -> String {
    match is_student {
        true => level.word(t),
        false => wording::say(t, &format!("{}-of", level.key()), &[("student", name.to_owned().into())]),
    }
}

/// What is said of it so far.
pub fn said(t: Language, support: &SupportRow, is_student: bool, name: &str) -> String {
    let word = |level| level_word(t, level, is_student, name);
    if let Some(level) = support.agreed() {
        return say!(t, "steering-agreed", level = word(level));
    }
    match (support.student_says, support.school_says) {
        (None, None) => say!(t, "steering-open"),
        (Some(student), None) if is_student => say!(t, "steering-you-say", level = word(student)),
        (Some(student), None) => say!(t, "steering-student-says", student = name, level = word(student)),
        (None, Some(school)) => say!(t, "steering-mentor-says", level = word(school)),
        (Some(student), Some(school)) => say!(t, "steering-apart", student = word(student), mentor = word(school)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const UNCLE: PersonId = PersonId(Uuid::from_u128(2));

    fn typed(values: &[(&str, &str)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn who_helps_reads_back_as_it_was_sent() {
        for helper_sent in [Helper::Myself, Helper::Shares(UNCLE), Helper::TakesOver(UNCLE), Helper::School] {
            assert_eq!(helper(&helper_code(helper_sent)), Some(helper_sent));
        }
        let takes_over = helper_code(Helper::TakesOver(UNCLE));
        let read = parse(AMIRA, &typed(&[("part", "internship"), ("helper", &takes_over), ("seen", "2")])).unwrap();
        assert_eq!((read.part, read.helpers, read.seen), (SupportPart::Internship, vec![Helper::TakesOver(UNCLE)], Some(2)));
    }

    #[test]
    fn nobody_is_an_answer_and_nonsense_is_none() {
        assert_eq!(parse(AMIRA, &typed(&[("part", "apply")])).unwrap().helpers, []);
        assert!(parse(AMIRA, &typed(&[("part", "alles")])).is_err());
        assert!(parse(AMIRA, &typed(&[("part", "apply"), ("helper", "iedereen")])).is_err());
        assert!(parse_level(AMIRA, &typed(&[])).is_err());
        assert_eq!(parse_level(AMIRA, &typed(&[("level", "leads")])).unwrap().level, SteeringLevel::Leads);
    }
}
