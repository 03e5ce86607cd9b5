//! The forms of a student's own line: what to put on it, how to go on with it, who sees it, and how to mend it or take it
//! away. Beside them the two that others fill in: a setback noted by the mentor, and a quality named at home.

use app::questions::{LineSheet, PersonBrief};
use chrono::NaiveDate;
use domain::{
    ids::{EntryId, PersonId, Tag, TagKind},
    line::{
        AddToLine, Adding, CareerQuestion, CloseSetback, CorrectEntry, EndStep, ExperienceKind, LineRefusal, NameQuality,
        NoteSetback, ReviseChoice, Share, ShareEntry, ShareWith, TurnSetback, Why, WithdrawEntry,
    },
    time::{Now, Occurred},
    values::{OwnWords, Title},
    views::{Entry, OwnEntry, OwnKind, Told},
};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Choice, Field, Form, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        coded::Coded,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        home::child as home,
        line::{
            entry::{around_word, kind_code},
            own as own_line,
        },
        naming::{capital, erased_or, short_name},
        visit::Visit,
    },
    wording::{self, Language},
};

/// What a student can add, in the order in which it is offered.
pub const KINDS: [&str; 5] = ["experience", "reflection", "choice", "step", "setback"];

fn icon_of(kind: &str) -> Icon {
    match kind {
        "experience" => Icon::Eye,
        "reflection" => Icon::Book,
        "choice" => Icon::Flag,
        "step" => Icon::Next,
        _ => Icon::Undo,
    }
}

// Reading.

/// Reads what a student puts on their line.
pub fn parse_new(student: PersonId, typed: &Typed, now: &Now) -> Result<AddToLine, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    let what = what(typed, now, &mut errors);
    let occurred = when(typed, now, &mut errors);
    let questions = questions(typed);
    if what == Some(Adding::Reflection) && questions.is_empty() {
        errors.refuse(LineRefusal::NoQuestion);
    }
    let builds_on = tag(typed.value("builds_on"));
    let until = until(typed.value("until"), now, &mut errors);
    let share = typed.all("with").filter_map(|code| Some(Share { with: with(code)?, until })).collect();
    match (entry, title, words, what, occurred) {
        (Some(entry), Some(title), Some(words), Some(what), Some(occurred)) if errors.is_empty() => {
            Ok(AddToLine { entry, student, occurred, what, title, words, questions, builds_on, share })
        }
        _ => Err(errors),
    }
}

fn what(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Adding> {
    match typed.value("soort") {
        "experience" => {
            let proud = typed.value("proud") == "ja";
            errors.choose::<ExperienceKind>(typed, "kind").map(|kind| Adding::Experience { kind, proud })
        }
        "reflection" => Some(Adding::Reflection),
        "choice" => Some(Adding::Choice),
        "step" => {
            let by = date(typed.value("by"), "by", errors);
            if by.is_some_and(|by| by < now.today) {
                errors.refuse(LineRefusal::StepInPast);
            }
            Some(Adding::Step { by })
        }
        "setback" => Some(Adding::Setback),
        _ => {
            errors.add("", "form-incomplete");
            None
        }
    }
}

/// The day; today when the form asks for none.
fn when(typed: &Typed, now: &Now, errors: &mut Errors) -> Option<Occurred> {
    let text = typed.value("occurred_on");
    let occurred = Occurred::on(if text.is_empty() { now.today } else { date(text, "occurred_on", errors)? });
    if occurred.is_after(now) {
        errors.refuse(LineRefusal::InFuture);
    }
    Some(occurred)
}

fn date(text: &str, field: &'static str, errors: &mut Errors) -> Option<NaiveDate> {
    if text.is_empty() {
        return None;
    }
    let read = text.parse().or_else(|_| NaiveDate::parse_from_str(text, "%d-%m-%Y")).ok();
    if read.is_none() {
        errors.add(field, "check-date");
    }
    read
}

fn until(text: &str, now: &Now, errors: &mut Errors) -> Option<NaiveDate> {
    let until = date(text, "until", errors);
    if until.is_some_and(|until| until < now.today) {
        errors.refuse(LineRefusal::ShareIsOver);
    }
    until
}

fn questions(typed: &Typed) -> Vec<CareerQuestion> {
    typed.all("questions").filter_map(CareerQuestion::parse).collect()
}

/// With whom, as a form and an address say it: `school`, or a person.
pub fn with(code: &str) -> Option<ShareWith> {
    match code {
        "school" => Some(ShareWith::School),
        person => person.parse().ok().map(ShareWith::Person),
    }
}

pub fn with_code(with: ShareWith) -> String {
    match with {
        ShareWith::School => "school".into(),
        ShareWith::Person(person) => person.to_string(),
    }
}

/// What it comes from, as `contact:…` or `entry:…`; anything else is nothing.
fn tag(text: &str) -> Option<Tag> {
    let (kind, id) = text.split_once(':')?;
    let kind = match kind {
        "entry" => TagKind::Entry,
        "contact" => TagKind::Contact,
        _ => return None,
    };
    Some(Tag { kind, id: id.parse().ok()? })
}

/// Who sees it from now on; each with a day of their own, or none.
pub fn parse_share(student: PersonId, entry: EntryId, typed: &Typed, now: &Now) -> Result<ShareEntry, Errors> {
    let mut errors = Errors::default();
    let mut share = vec![];
    for code in typed.all("with") {
        let Some(with) = with(code) else { continue };
        let text = typed.value(&format!("until-{code}"));
        let until = date(text, "with", &mut errors);
        if until.is_some_and(|until| until < now.today) && !was_over(typed, code, text) {
            errors.add("with", "refused-line-share-is-over");
        }
        share.push(Share { with, until });
    }
    if errors.is_empty() { Ok(ShareEntry { entry, student, share }) } else { Err(errors) }
}

/// A share that was over when the form was opened may stay as it is.
fn was_over(typed: &Typed, code: &str, until: &str) -> bool {
    typed.value(&format!("was-{code}")) == until
}

/// How a student goes on with a thing: one command for each button.
#[derive(Clone, Debug, PartialEq)]
pub enum GoOn {
    Step(EndStep),
    Choice(ReviseChoice),
    Turn(TurnSetback),
    Close(CloseSetback),
}

impl GoOn {
    pub const fn done(&self) -> &'static str {
        match self {
            GoOn::Step(EndStep { taken: true, .. }) => "stap-gezet",
            GoOn::Step(_) => "stap-weg",
            GoOn::Choice(_) => "keuze-anders",
            GoOn::Turn(_) => "nieuw-idee",
            GoOn::Close(_) => "laten-rusten",
        }
    }
}

pub fn parse_on(student: PersonId, entry: EntryId, typed: &Typed) -> Result<GoOn, Errors> {
    let mut errors = Errors::default();
    let read = match typed.value("doe") {
        code @ ("gedaan" | "toch-niet") => {
            let words = errors.take("words", OwnWords::parse(typed.value("words")));
            words.map(|words| GoOn::Step(EndStep { entry, student, taken: code == "gedaan", words }))
        }
        "anders" => {
            let title = errors.take("title", Title::parse(typed.value("title")));
            let because = errors.take("because", OwnWords::parse(typed.value("because")));
            if because == Some(None) {
                errors.refuse(LineRefusal::NoReason);
            }
            let seen = typed.value("seen").parse().ok();
            title.zip(because).map(|(title, because)| GoOn::Choice(ReviseChoice { entry, student, title, because, seen }))
        }
        "rust" => Some(GoOn::Close(CloseSetback { entry, student })),
        "idee" => idea(typed, &mut errors).map(|idea| GoOn::Turn(TurnSetback { entry, student, idea })),
        _ => {
            errors.add("", "form-incomplete");
            None
        }
    };
    read.filter(|_| errors.is_empty()).ok_or(errors)
}

fn idea(typed: &Typed, errors: &mut Errors) -> Option<Option<OwnWords>> {
    let idea = errors.take("idea", OwnWords::parse(typed.value("idea")));
    if idea == Some(None) {
        errors.refuse(LineRefusal::NoIdea);
    }
    idea
}

/// The mentor's new idea about a setback.
pub fn parse_turn(student: PersonId, entry: EntryId, typed: &Typed) -> Result<TurnSetback, Errors> {
    let mut errors = Errors::default();
    let idea = idea(typed, &mut errors);
    idea.filter(|_| errors.is_empty()).map(|idea| TurnSetback { entry, student, idea }).ok_or(errors)
}

/// A correction, or taking it away.
#[derive(Clone, Debug, PartialEq)]
pub enum Mend {
    Correct(CorrectEntry),
    Withdraw(WithdrawEntry),
}

impl Mend {
    pub const fn done(&self) -> &'static str {
        match self {
            Mend::Correct(_) => "lijn-verbeterd",
            Mend::Withdraw(_) => "lijn-weg",
        }
    }
}

pub fn parse_mend(student: PersonId, entry: EntryId, typed: &Typed) -> Result<Mend, Errors> {
    let mut errors = Errors::default();
    let read = if typed.value("doe") == "weg" {
        errors.choose(typed, "why-gone").map(|why| Mend::Withdraw(WithdrawEntry { entry, student, why }))
    } else {
        let title = errors.take("title", Title::parse(typed.value("title")));
        let words = errors.take("words", OwnWords::parse(typed.value("words")));
        let why = errors.choose::<Why>(typed, "why");
        let (questions, seen) = (questions(typed), typed.value("seen").parse().ok());
        title
            .zip(words)
            .zip(why)
            .map(|((title, words), why)| Mend::Correct(CorrectEntry { entry, student, title, words, questions, why, seen }))
    };
    read.filter(|_| errors.is_empty()).ok_or(errors)
}

/// What the mentor notes with the student.
pub fn parse_setback(student: PersonId, typed: &Typed, now: &Now) -> Result<NoteSetback, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    let occurred = when(typed, now, &mut errors);
    match (entry, title, words, occurred) {
        (Some(entry), Some(title), Some(words), Some(occurred)) if errors.is_empty() => {
            Ok(NoteSetback { entry, student, occurred, title, words })
        }
        _ => Err(errors),
    }
}

/// What somebody at home says that the student is good at.
pub fn parse_quality(student: PersonId, typed: &Typed) -> Result<NameQuality, Errors> {
    let mut errors = Errors::default();
    let entry = errors.take_id(typed, "entry");
    let title = errors.take("title", Title::parse(typed.value("title")));
    let words = errors.take("words", OwnWords::parse(typed.value("words")));
    match (entry, title, words) {
        (Some(entry), Some(title), Some(words)) => Ok(NameQuality { entry, student, title, words }),
        _ => Err(errors),
    }
}

// Showing.

/// What do you want to put on your line? Five answers, each a form of its own.
pub fn kinds_page(visit: &Visit) -> String {
    let t = visit.t;
    visit.show(say!(t, "own-add"), None, || {
        let kinds = KINDS.map(|kind| {
            view! {
                <li><a href=format!("{}/erbij?soort={kind}", own_line::PATH)>
                    {icon_of(kind)}
                    <span><b>{wording::say(t, &format!("own-add-{kind}"), &[])}</b><small>{wording::say(t, &format!("own-add-{kind}-more"), &[])}</small></span>
                </a></li>
            }
        });
        view! {
            <div class="column">
                <Back href=own_line::PATH word=say!(t, "line-title")/>
                <Head title=say!(t, "own-add") lede=say!(t, "own-add-lede").into_any()/>
                <ul class="kinds">{kinds.into_iter().collect_view()}</ul>
            </div>
        }
    })
}

/// A form to begin with: today, and the question that a thing of this kind usually answers.
pub fn begin_new(visit: &Visit, kind: &str) -> Typed {
    let typed = Typed::default().with("soort", kind).with("occurred_on", visit.now.today.to_string());
    match kind {
        "experience" => typed.with("questions", CareerQuestion::Work.code()),
        "choice" => typed.with("questions", CareerQuestion::Motives.code()),
        "step" => typed.with("questions", CareerQuestion::Steering.code()),
        _ => typed,
    }
}

pub fn new_page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let kind = KINDS.into_iter().find(|kind| *kind == typed.value("soort")).unwrap_or("experience");
    let title = wording::say(t, &format!("own-add-{kind}"), &[]);
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("entry", visit.id(typed, "entry", again).to_string()), ("soort", kind.to_owned())];
        let name = Field::new(t, "title", wording::say(t, &format!("own-{kind}-title"), &[]), typed).text(Title::MAX as u32);
        let words = Field::new(t, "words", wording::say(t, &format!("own-{kind}-words"), &[]), typed);
        let words = words.optional().area(OwnWords::MAX as u32);
        let sort =
            (kind == "experience").then(|| Field::new(t, "kind", say!(t, "own-kind"), typed).one_of(ExperienceKind::choices(t)));
        let asks_day = matches!(kind, "experience" | "setback");
        let day = asks_day.then(|| Field::new(t, "occurred_on", say!(t, "own-when"), typed).date(Some(visit.now.today)));
        let by = (kind == "step").then(|| Field::new(t, "by", say!(t, "own-by"), typed).optional().date(None));
        let proud = (kind == "experience").then(|| {
            let proud = Choice::new("ja", say!(t, "own-proud")).icon(Icon::Star);
            Field::new(t, "proud", say!(t, "own-proud-ask"), typed).optional().any_of(vec![proud])
        });
        let questions = (kind != "setback").then(|| question_field(t, typed, kind != "reflection"));
        let (from, who) = (comes_from(visit, sheet, typed), who_sees(t, sheet, typed, kind));
        view! {
            <div class="column">
                <Back href=format!("{}/erbij", own_line::PATH) word=say!(t, "own-add")/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                <Form action=format!("{}/erbij", own_line::PATH) command hidden>
                    {name}
                    {sort}
                    {words}
                    {day}
                    {by}
                    {proud}
                    {questions}
                    {from}
                    {who}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

fn question_field(t: Language, typed: &Typed, optional: bool) -> AnyView {
    let field = Field::new(t, "questions", say!(t, "own-questions"), typed);
    let field = if optional { field.optional() } else { field };
    field.any_of(CareerQuestion::choices(t))
}

/// Something that is on the line already, that this came from.
fn comes_from(visit: &Visit, sheet: &LineSheet, typed: &Typed) -> Option<AnyView> {
    if sheet.recent.is_empty() {
        return None;
    }
    let (t, today) = (visit.t, visit.now.today);
    let student = short_name(t, &sheet.name);
    let teller =
        EntryText { t, today, eyes: Eyes::Own, student: &student, people: &sheet.people, classes: &[], line: None, acts: false };
    let choices = sheet.recent.iter().map(|entry| {
        let day = wording::short_date(t, entry.occurred.on, today);
        Choice::new(entry.key.to_string(), format!("{} ({day})", teller.title_of(entry)))
    });
    let choices = choices.collect();
    Some(Field::new(t, "builds_on", say!(t, "own-builds-on"), typed).optional().select(choices))
}

/// Who sees it from the start. Nobody ticked is nobody: that is where it begins.
fn who_sees(t: Language, sheet: &LineSheet, typed: &Typed, kind: &str) -> impl IntoView + use<> {
    let ask = if kind == "setback" { say!(t, "own-share-setback") } else { say!(t, "own-share") };
    let people = sheet
        .around
        .iter()
        .map(|brief| Choice::new(brief.person.to_string(), capital(&around_word(t, brief))).more(named(t, brief)));
    let school = Choice::new("school", say!(t, "own-share-school"));
    let choices = people.chain([school]).collect();
    let with = Field::new(t, "with", ask, typed).optional().hint(say!(t, "own-share-hint")).any_of(choices);
    let until = Field::new(t, "until", say!(t, "own-share-until"), typed).optional().date(None);
    view! { {with}{until} }
}

fn named(t: Language, brief: &PersonBrief) -> String {
    brief.name.as_ref().map_or_else(String::new, |name| erased_or(t, name, |name| name.full()))
}

fn own(sheet: &LineSheet) -> Option<(&Entry, &OwnEntry)> {
    let entry = sheet.entry.as_ref()?;
    match &entry.told {
        Told::Own(own) => Some((entry, own)),
        _ => None,
    }
}

fn own_title(t: Language, own: &OwnEntry) -> String {
    erased_or(t, &own.piece.title, |title| title.as_str().to_owned())
}

/// How it is shared now, for the form to begin with.
pub fn begin_share(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = own(sheet) else { return Typed::default() };
    own.shared.iter().fold(Typed::default(), |typed, share| {
        let code = with_code(share.with);
        let typed = typed.with("with", code.clone());
        match share.until {
            None => typed,
            Some(until) => {
                let until = until.to_string();
                typed.with(&format!("until-{code}"), until.clone()).with(&format!("was-{code}"), until)
            }
        }
    })
}

pub fn share_page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = own(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = format!("{}/{}/delen", own_line::PATH, entry.key.id);
    let title = say!(t, "own-go-share");
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let people =
            sheet.around.iter().map(|brief| (brief.person.to_string(), capital(&around_word(t, brief)), named(t, brief)));
        let school = ("school".to_owned(), say!(t, "own-share-school"), String::new());
        // Who is no longer around stays in the list as long as it is shared with them, so that one tick takes it back.
        let former = own.shared.iter().filter_map(|share| match share.with {
            ShareWith::Person(person) if !sheet.around.iter().any(|brief| brief.person == person) => {
                let who = sheet.people.get(person).map_or_else(|| say!(t, "somebody"), |brief| capital(&around_word(t, brief)));
                Some((person.to_string(), who, say!(t, "own-share-former")))
            }
            _ => None,
        });
        let rows = people.chain([school]).chain(former).enumerate();
        let rows = rows.map(|(i, (code, who, more))| share_row(t, typed, i, code, who, more)).collect_view();
        let boxes = view! { <ul class="shares">{rows}</ul> };
        let field = Field::new(t, "with", say!(t, "own-share-legend"), typed).around(boxes);
        view! {
            <div class="column">
                <Back href=own_line::PATH word=say!(t, "line-title")/>
                <Head title lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <p class="said-by">{Icon::Lock}<span>{say!(t, "own-share-hint")}</span></p>
                <Form action=at command>
                    {field}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-share-save")}</Button></div>
                </Form>
                <p><a href=format!("{}/zo-ziet", own_line::PATH)>{Icon::Eye}" "{say!(t, "own-as-seen")}</a></p>
            </div>
        }
    })
}

fn share_row(t: Language, typed: &Typed, i: usize, code: String, who: String, more: String) -> impl IntoView + use<> {
    let chosen = typed.all("with").any(|with| with == code);
    let (until, was) = (format!("until-{code}"), format!("was-{code}"));
    let (until_value, was_value) = (typed.value(&until).to_owned(), typed.value(&was).to_owned());
    let id = format!("share-{i}");
    let label = say!(t, "own-share-until-who", who = who.as_str());
    let more = (!more.is_empty()).then(|| view! { <small>{more}</small> });
    let was = (!was_value.is_empty()).then(|| view! { <input type="hidden" name=was value=was_value/> });
    view! {
        <li>
            <div class="choice">
                <input type="checkbox" id=id.clone() name="with" value=code checked=chosen/>
                <label for=id><span>{who}{more}</span></label>
            </div>
            <label class="until"><span>{say!(t, "own-until")}<span class="unseen">" "{label}</span></span><input type="date" name=until value=until_value/></label>
            {was}
        </li>
    }
}

/// A choice begins with what it is now.
pub fn begin_on(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = own(sheet) else { return Typed::default() };
    Typed::default().with("seen", own.revision.to_string())
}

/// Going on: a step was taken or is let go, a choice grows, a setback gets a new idea or may rest.
pub fn on_page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = own(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = format!("{}/{}/verder", own_line::PATH, entry.key.id);
    let heading = wording::say(t, &format!("own-on-{}", kind_code(&own.kind)), &[]);
    visit.show_form(heading.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("seen", typed.value("seen").to_owned())];
        let fields = match &own.kind {
            _ if own.became.is_some() => view! { <p>{say!(t, "own-on-ended")}</p> }.into_any(),
            OwnKind::Step { .. } => {
                let words = Field::new(t, "words", say!(t, "own-step-how"), typed).optional().area(OwnWords::MAX as u32);
                view! {
                    {words}
                    <div class="actions">
                        <Button icon=Icon::Check name="doe" value="gedaan">{say!(t, "own-step-done")}</Button>
                        <Button kind=Kind::Quiet name="doe" value="toch-niet">{say!(t, "own-step-drop")}</Button>
                    </div>
                }
                .into_any()
            }
            OwnKind::Choice => {
                let title = Field::new(t, "title", say!(t, "own-choice-now"), typed).text(Title::MAX as u32);
                let because = Field::new(t, "because", say!(t, "own-choice-because"), typed);
                let because = because.hint(say!(t, "own-choice-because-hint")).area(OwnWords::MAX as u32);
                view! {
                    {title}
                    {because}
                    <div class="actions"><Button icon=Icon::Check name="doe" value="anders">{say!(t, "own-save")}</Button></div>
                }
                .into_any()
            }
            OwnKind::Setback => {
                let idea = Field::new(t, "idea", say!(t, "own-idea"), typed).hint(say!(t, "own-idea-hint"));
                let idea = idea.area(OwnWords::MAX as u32);
                view! {
                    {idea}
                    <div class="actions">
                        <Button icon=Icon::Check name="doe" value="idee">{say!(t, "own-idea-save")}</Button>
                        <Button kind=Kind::Quiet name="doe" value="rust">{say!(t, "own-let-rest")}</Button>
                    </div>
                }
                .into_any()
            }
            _ => view! { <p>{say!(t, "own-on-ended")}</p> }.into_any(),
        };
        view! {
            <div class="column">
                <Back href=own_line::PATH word=say!(t, "line-title")/>
                <Head title=heading lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=at command hidden>{fields}</Form>
            </div>
        }
    })
}

/// What stands there now, to mend it.
pub fn begin_mend(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = own(sheet) else { return Typed::default() };
    let title = own.piece.title.value().map(|title| title.as_str().to_owned()).unwrap_or_default();
    let words = own.piece.words.as_ref().and_then(|words| words.value()).map(|words| words.as_str().to_owned());
    let typed =
        Typed::default().with("seen", own.revision.to_string()).with("title", title).with("words", words.unwrap_or_default());
    own.piece.questions.iter().fold(typed, |typed, question| typed.with("questions", question.code()))
}

pub fn mend_page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = own(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = format!("{}/{}/verbeteren", own_line::PATH, entry.key.id);
    // What somebody else said can be taken away, not rewritten.
    let is_mine = !matches!(own.kind, OwnKind::Quality { .. });
    let heading = say!(t, "own-go-mend");
    visit.show_form(heading.clone(), typed, || {
        let (command, other) = (visit.command(typed, again), (visit.fresh)());
        let hidden = vec![("seen", typed.value("seen").to_owned())];
        let correct = is_mine.then(|| {
            let title = Field::new(t, "title", wording::say(t, &format!("own-{}-title", kind_code(&own.kind)), &[]), typed);
            let words = Field::new(t, "words", wording::say(t, &format!("own-{}-words", kind_code(&own.kind)), &[]), typed);
            let why = Field::new(t, "why", say!(t, "own-why"), typed).one_of(Why::choices(t));
            let (title, words) = (title.text(Title::MAX as u32), words.optional().area(OwnWords::MAX as u32));
            let questions = question_field(t, typed, true);
            view! {
                <Form action=at.clone() command hidden>
                    {title}
                    {words}
                    {questions}
                    {why}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-save")}</Button></div>
                </Form>
            }
        });
        let gone = Field::new(t, "why-gone", say!(t, "own-why-gone"), typed).one_of(Why::choices(t));
        view! {
            <div class="column">
                <Back href=own_line::PATH word=say!(t, "line-title")/>
                <Head title=heading lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                {correct}
                <section class="take-away">
                    <h2>{say!(t, "own-take-away")}</h2>
                    <p class="soft">{say!(t, "own-take-away-what")}</p>
                    <Form action=at command=other>
                        {gone}
                        <Button kind=Kind::Quiet name="doe" value="weg">{say!(t, "own-take-away-sure")}</Button>
                    </Form>
                </section>
            </div>
        }
    })
}

/// Who a form of staff or home is about.
pub struct AboutStudent {
    pub student: PersonId,
    pub name: String,
}

/// The mentor notes a setback: `/leerlingen/{id}/tegenvaller`.
pub fn setback_page(visit: &Visit, about: &AboutStudent, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "setback-title");
    let typed = if typed.value("occurred_on").is_empty() && !typed.is_wrong() {
        typed.clone().with("occurred_on", visit.now.today.to_string())
    } else {
        typed.clone()
    };
    visit.show_form(title.clone(), &typed, || {
        let command = visit.command(&typed, again);
        let hidden = vec![("entry", visit.id(&typed, "entry", again).to_string())];
        let name = Field::new(t, "title", say!(t, "setback-what"), &typed).text(Title::MAX as u32);
        let words = Field::new(t, "words", say!(t, "setback-words"), &typed).optional().counted().area(OwnWords::MAX as u32);
        let day = Field::new(t, "occurred_on", say!(t, "setback-when"), &typed).date(Some(visit.now.today));
        let who_reads = say!(t, "setback-who-reads", student = about.name.as_str());
        view! {
            <div class="column">
                <Back href=format!("/leerlingen/{}", about.student) word=about.name.clone()/>
                <Head title lede=say!(t, "setback-lede", student = about.name.as_str()).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=format!("/leerlingen/{}/tegenvaller", about.student) command hidden>
                    {name}
                    {words}
                    {day}
                    <p class="said-by">{Icon::Eye}<span>{who_reads}</span></p>
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "setback-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// The mentor writes down the new idea that they and the student had: `/leerlingen/{id}/tegenvaller/{entry}`.
pub fn turn_page(visit: &Visit, about: &AboutStudent, entry: &Entry, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "own-on-setback");
    let what = match &entry.told {
        Told::Own(own) => own_title(t, own),
        _ => String::new(),
    };
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let idea = Field::new(t, "idea", say!(t, "setback-idea"), typed).counted().area(OwnWords::MAX as u32);
        view! {
            <div class="column">
                <Back href=format!("/leerlingen/{}", about.student) word=about.name.clone()/>
                <Head title lede=what.into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=format!("/leerlingen/{}/tegenvaller/{}", about.student, entry.key.id) command>
                    {idea}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "setback-idea-save")}</Button></div>
                </Form>
            </div>
        }
    })
}

/// Somebody at home says what the student is good at: `/thuis/goed-in?kind=…`.
pub fn quality_page(visit: &Visit, about: &AboutStudent, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let child = about.name.as_str();
    let title = say!(t, "quality-title", child = child);
    let back = format!("{}?kind={}", home::PATH, about.student);
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let hidden = vec![("entry", visit.id(typed, "entry", again).to_string())];
        let name = Field::new(t, "title", say!(t, "quality-what", child = child), typed).hint(say!(t, "quality-hint"));
        let words = Field::new(t, "words", say!(t, "quality-when"), typed).optional();
        let (name, words) = (name.text(Title::MAX as u32), words.area(OwnWords::MAX as u32));
        let (who_reads, save) = (say!(t, "quality-who-reads", child = child), say!(t, "quality-save", child = child));
        view! {
            <div class="column">
                <Back href=back word=say!(t, "home-title")/>
                <Head title lede=say!(t, "quality-lede").into_any()/>
                <FormTop t typed=typed.clone() again/>
                <Form action=format!("{}/goed-in?kind={}", home::PATH, about.student) command hidden>
                    {name}
                    {words}
                    <p class="said-by">{Icon::Eye}<span>{who_reads}</span></p>
                    <div class="actions"><Button icon=Icon::Check>{save}</Button></div>
                </Form>
            </div>
        }
    })
}

/// A link to begin with, for pages that have no form of their own.
pub fn add_button(t: Language) -> impl IntoView + use<> {
    view! { <LinkButton href=format!("{}/erbij", own_line::PATH) icon=Icon::Plus>{say!(t, "own-add-button")}</LinkButton> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveTime, Utc};
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));
    const ENTRY: EntryId = EntryId(Uuid::from_u128(3));

    fn now() -> Now {
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        Now { recorded_at: DateTime::<Utc>::UNIX_EPOCH, today, time: NaiveTime::MIN }
    }

    fn typed(values: &[(&str, &str)]) -> Typed {
        let form = Typed::default().with("entry", ENTRY.to_string());
        values.iter().fold(form, |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn an_experience_reads_with_all_it_has() {
        let mother = MOTHER.to_string();
        let form = typed(&[
            ("soort", "experience"),
            ("title", "Mijn eerste brood"),
            ("kind", "visit"),
            ("occurred_on", "2026-03-08"),
            ("proud", "ja"),
            ("questions", "work"),
            ("builds_on", &format!("contact:{}", Uuid::from_u128(9))),
            ("with", &mother),
            ("with", "school"),
            ("until", "2026-04-01"),
        ]);
        let added = parse_new(AMIRA, &form, &now()).unwrap();
        assert_eq!(added.what, Adding::Experience { kind: ExperienceKind::Visit, proud: true });
        assert_eq!(added.occurred.on, NaiveDate::from_ymd_opt(2026, 3, 8).unwrap());
        assert_eq!(added.builds_on.map(|tag| tag.kind), Some(TagKind::Contact));
        let until = NaiveDate::from_ymd_opt(2026, 4, 1);
        let with = [ShareWith::Person(MOTHER), ShareWith::School];
        assert_eq!(added.share, with.map(|with| Share { with, until }));
    }

    #[test]
    fn nobody_ticked_is_nobody_and_no_day_is_today() {
        let added = parse_new(AMIRA, &typed(&[("soort", "choice"), ("title", "Bakker")]), &now()).unwrap();
        assert_eq!((added.share, added.occurred.on, added.builds_on), (vec![], now().today, None));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = typed(&[("soort", "reflection"), ("title", " "), ("occurred_on", "2026-03-11"), ("until", "2026-03-09")]);
        let mut expected = Errors::default();
        expected.add("title", "invalid-title-missing");
        expected.refuse(LineRefusal::InFuture);
        expected.refuse(LineRefusal::NoQuestion);
        expected.refuse(LineRefusal::ShareIsOver);
        assert_eq!(parse_new(AMIRA, &form, &now()).unwrap_err(), expected);
    }

    #[test]
    fn each_share_has_its_own_day_and_one_that_was_over_may_stay() {
        let mother = MOTHER.to_string();
        let until = format!("until-{mother}");
        let share = |values: &[(&str, &str)]| parse_share(AMIRA, ENTRY, &typed(values), &now());
        let read = share(&[("with", "school"), ("with", &mother), (&until, "2026-03-10")]).unwrap();
        assert_eq!(read.share[0], Share { with: ShareWith::School, until: None });
        assert_eq!(read.share[1].until, Some(now().today));
        assert!(share(&[("with", &mother), (&until, "2026-03-09")]).is_err());
        let was = format!("was-{mother}");
        assert!(share(&[("with", &mother), (&until, "2026-03-09"), (&was, "2026-03-09")]).is_ok());
        assert_eq!(share(&[("with", "iedereen")]).unwrap().share, []);
    }

    #[test]
    fn going_on_and_mending_read_by_their_button() {
        let on = |values: &[(&str, &str)]| parse_on(AMIRA, ENTRY, &typed(values));
        assert!(matches!(on(&[("doe", "gedaan")]), Ok(GoOn::Step(EndStep { taken: true, .. }))));
        assert!(matches!(on(&[("doe", "toch-niet")]), Ok(GoOn::Step(EndStep { taken: false, .. }))));
        assert!(matches!(on(&[("doe", "rust")]), Ok(GoOn::Close(_))));
        assert!(on(&[("doe", "idee"), ("idea", " ")]).is_err() && on(&[]).is_err());
        assert!(on(&[("doe", "anders"), ("title", "Kok")]).is_err(), "a choice that changes says why");
        let mend = |values: &[(&str, &str)]| parse_mend(AMIRA, ENTRY, &typed(values));
        assert!(matches!(mend(&[("doe", "weg"), ("why-gone", "rather-not")]), Ok(Mend::Withdraw(_))));
        assert!(matches!(mend(&[("title", "Kok"), ("why", "mistake")]), Ok(Mend::Correct(_))));
        assert!(mend(&[("title", "Kok")]).is_err());
    }
}
