//! `/leerlingen/{student}/afspraak`: an agreement of student, home and school; `…/{agreement}` ticks what is done,
//! `…/aanpassen` makes it otherwise, `…/stoppen` ends it.

use app::questions::{AgreementSheet, OneEntryPage, TieToStudent};
use chrono::Days;
use domain::{
    agreement::{AdjustAgreement, AgreementRefusal, CancelAgreement, DoPart, Draft, LapseAgreement, MakeAgreement, Parts, Party},
    ids::{AgreementId, PersonId},
    time::Now,
    values::{Line, Words},
    views::{AgreementTold, Entry, Told},
};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Card, Choice, Empty, Field, Form, Head, Icon, Kind, LinkButton, Timeline, Typed},
    say,
    screens::{
        assignment::give::{as_it_stands, key_of, key_value},
        coded::Coded,
        contact::record::read_day,
        done::DoneLine,
        entry::{EntryText, Eyes},
        form::{Again, Errors, FormTop},
        naming::{called, capital, full_name, short_name, whom},
        visit::Visit,
    },
    wording::{self, Language},
};

/// Days that a part gets, when nobody chooses.
const USUAL_DAYS: u64 = 14;

/// The agreement of an entry, when it is one.
fn agreement_of(entry: &Entry) -> Option<&AgreementTold> {
    match &entry.told {
        Told::Agreement(told) => Some(told),
        _ => None,
    }
}

pub fn is_agreement(page: &OneEntryPage) -> bool {
    agreement_of(&page.entry).is_some()
}

/// The form before anyone typed: in two weeks, with the first at home, school's part by the one who writes.
pub fn begin(visit: &Visit, sheet: &AgreementSheet, from: Option<&str>) -> Typed {
    let due = visit.now.today.checked_add_days(Days::new(USUAL_DAYS)).unwrap_or(visit.now.today).to_string();
    let typed = Typed::default().with("student_due", due.clone()).with("home_due", due.clone()).with("school_due", due);
    let typed = typed.with("from", from.unwrap_or_default());
    match sheet.home.first() {
        Some(first) => typed.with("home_owner", first.person.to_string()),
        None => typed,
    }
}

/// The same to adjust one: as it stands now.
pub fn begin_adjusting(sheet: &AgreementSheet) -> Typed {
    let Some(told) = sheet.entry.as_ref().and_then(agreement_of) else { return Typed::default() };
    let parts = told.parts;
    let typed = Typed::default()
        .with("student_due", parts.student.due.to_string())
        .with("home_due", parts.home.due.to_string())
        .with("school_due", parts.school.due.to_string())
        .with("home_owner", parts.home.owner.to_string())
        .with("school_owner", parts.school.owner.to_string());
    match told.pledge.value() {
        Some(pledge) => typed
            .with("point", pledge.point.as_str())
            .with("student_does", pledge.student.as_str())
            .with("home_does", pledge.home.as_str())
            .with("school_does", pledge.school.as_str()),
        None => typed,
    }
}

fn draft(typed: &Typed, before: Option<&Parts>, now: &Now, errors: &mut Errors) -> Draft {
    let mut line = |field: &'static str| errors.take(field, Line::parse(typed.value(field)));
    let (point, student) = (line("point"), line("student_does"));
    let (home, school) = (line("home_does"), line("school_does"));
    let mut day = |field: &'static str| if typed.value(field).is_empty() { None } else { read_day(typed, field, errors) };
    let (student_due, home_due, school_due) = (day("student_due"), day("home_due"), day("school_due"));
    let draft = Draft {
        point: point.clone().flatten(),
        student_does: student.clone().flatten(),
        student_due,
        home_does: home.clone().flatten(),
        home_owner: typed.value("home_owner").parse().ok(),
        home_due,
        school_does: school.clone().flatten(),
        school_owner: typed.value("school_owner").parse().ok(),
        school_due,
    };
    // What makes no sense is said already, so it is not missing as well.
    let said = |fault: &AgreementRefusal| match fault {
        AgreementRefusal::NoPoint => point.is_none(),
        AgreementRefusal::NoStudentPart => student.is_none(),
        AgreementRefusal::NoHomePart => home.is_none(),
        AgreementRefusal::NoSchoolPart => school.is_none(),
        AgreementRefusal::NoStudentDay => !typed.value("student_due").is_empty(),
        AgreementRefusal::NoHomeDay => !typed.value("home_due").is_empty(),
        AgreementRefusal::NoSchoolDay => !typed.value("school_due").is_empty(),
        _ => false,
    };
    for fault in draft.faults(before, now.today).into_iter().filter(|fault| !said(fault)) {
        errors.refuse(fault);
    }
    draft
}

/// Reads the form. Everything that is wrong at once.
pub fn parse(student: PersonId, typed: &Typed, now: &Now) -> Result<MakeAgreement, Errors> {
    let mut errors = Errors::default();
    let agreement = errors.take_id(typed, "agreement");
    let draft = draft(typed, None, now, &mut errors);
    let from = key_of(typed.value("from"));
    let command = agreement.map(|agreement| MakeAgreement { agreement, student, from, draft });
    command.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The same for an adjustment. Days are checked against the agreement as it stood, which the decision knows.
pub fn parse_adjusting(
    student: PersonId,
    agreement: AgreementId,
    typed: &Typed,
    before: Option<&Parts>,
    now: &Now,
) -> Result<AdjustAgreement, Errors> {
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, AgreementRefusal::NoReason);
    let seen = errors.take_id(typed, "seen");
    let draft = draft(typed, before, now, &mut errors);
    if errors.is_empty() { Ok(AdjustAgreement { agreement, student, draft, because, seen }) } else { Err(errors) }
}

/// The parts as the page showed them, to adjust.
pub fn parts_of(sheet: &AgreementSheet) -> Option<&Parts> {
    sheet.entry.as_ref().and_then(agreement_of).map(|told| &told.parts)
}

pub fn page(visit: &Visit, sheet: &AgreementSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agree-title");
    visit.show_form(title.clone(), typed, || {
        let href = format!("/leerlingen/{}", sheet.student);
        if sheet.home.is_empty() {
            let href = format!("{href}/steun");
            return view! {
                {head(t, sheet, title)}
                <Empty icon=Icon::Home words=say!(t, "agree-nobody-home")>
                    <LinkButton href icon=Icon::Hands>{say!(t, "student-support")}</LinkButton>
                </Empty>
            }
            .into_any();
        }
        let hidden = vec![("agreement", visit.id(typed, "agreement", again).to_string())];
        let fields = view! { {fields(visit, sheet, typed)}{comes_from(visit, sheet, typed)} };
        let form = view! {
            <Form action=format!("{href}/afspraak") command=visit.command(typed, again) hidden>
                {fields}
                {save(t, href.clone(), say!(t, "agree-save"))}
            </Form>
        };
        view! {
            {head(t, sheet, title)}
            <FormTop t typed=typed.clone() again/>
            <div class="split end">{form}{readers(t, sheet)}</div>
        }
        .into_any()
    })
}

fn head(t: Language, sheet: &AgreementSheet, title: String) -> impl IntoView + use<> {
    let name = full_name(t, &sheet.name);
    view! {
        <Back href=format!("/leerlingen/{}", sheet.student) word=name.clone()/>
        <Head title=title lede=say!(t, "agree-lede", student = name).into_any()/>
    }
}

fn save(t: Language, href: String, word: String) -> impl IntoView + use<> {
    view! {
        <div class="actions">
            <Button icon=Icon::Hands>{word}</Button>
            <LinkButton href kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
        </div>
    }
}

fn fields(visit: &Visit, sheet: &AgreementSheet, typed: &Typed) -> impl IntoView + use<> {
    let t = visit.t;
    let max = Line::MAX as u32;
    let student = short_name(t, &sheet.name);
    let field = |name: &'static str, label: String| Field::new(t, name, label, typed);
    let home = sheet.home.iter().map(|brief| {
        let choice = Choice::new(brief.person.to_string(), capital(&whom(t, brief.whom)));
        match &brief.name {
            Some(name) => choice.more(full_name(t, name)),
            None => choice,
        }
    });
    let mentors: Vec<_> = sheet.class.iter().flat_map(|class| class.mentors.iter().copied()).collect();
    let mentors = mentors.iter().filter_map(|mentor| sheet.people.get(*mentor)).filter(|brief| brief.whom == TieToStudent::Staff);
    let mentors: Vec<_> =
        mentors.map(|brief| Choice::new(brief.person.to_string(), called(t, brief.whom, brief.name.as_ref()))).collect();
    // One mentor needs no question: whoever writes it down has school's part.
    let school_owner = (mentors.len() > 1).then(|| field("school_owner", say!(t, "agree-who")).one_of(mentors));
    view! {
        {field("point", say!(t, "agree-point")).hint(say!(t, "agree-point-hint")).text(max)}
        <div class="lanes asked">
            <fieldset class="lane">
                <legend>{student.clone()}</legend>
                {field("student_does", say!(t, "agree-student", student = student)).hint(say!(t, "agree-student-hint")).text(max)}
                {field("student_due", say!(t, "agree-day")).date(None)}
            </fieldset>
            <fieldset class="lane">
                <legend>{say!(t, "lane-home")}</legend>
                {field("home_owner", say!(t, "agree-who")).one_of(home.collect())}
                {field("home_does", say!(t, "agree-home")).hint(say!(t, "agree-home-hint")).text(max)}
                {field("home_due", say!(t, "agree-day")).date(None)}
            </fieldset>
            <fieldset class="lane">
                <legend>{say!(t, "lane-school")}</legend>
                {school_owner}
                {field("school_does", say!(t, "agree-school")).hint(say!(t, "agree-school-hint")).text(max)}
                {field("school_due", say!(t, "agree-day")).date(None)}
            </fieldset>
        </div>
    }
}

/// The talk it comes from: a choice of what happened lately, none at first.
fn comes_from(visit: &Visit, sheet: &AgreementSheet, typed: &Typed) -> Option<AnyView> {
    let (t, today) = (visit.t, visit.now.today);
    let student = short_name(t, &sheet.name);
    let eyes = Eyes::Staff { me: visit.me(), mends: false };
    let teller = EntryText { t, today, eyes, student: &student, people: &sheet.people, classes: &[], acts: false, line: None };
    let choices: Vec<_> = sheet
        .lately
        .iter()
        .map(|entry| {
            let word = format!("{}, {}", teller.title_of(entry), wording::short_date(t, entry.occurred.on, today));
            Choice::new(key_value(entry.key), word)
        })
        .collect();
    (!choices.is_empty()).then(|| Field::new(t, "from", say!(t, "agree-from"), typed).optional().select(choices))
}

fn readers(t: Language, sheet: &AgreementSheet) -> impl IntoView + use<> {
    let student = short_name(t, &sheet.name);
    view! {
        <Card heading=say!(t, "contact-readers")>
            <ul class="readers">
                <li>{Icon::Person}{say!(t, "contact-readers-student", student = student.clone())}</li>
                <li>{Icon::Home}{say!(t, "agree-readers-home")}</li>
                <li>{Icon::School}{say!(t, "contact-readers-staff")}</li>
            </ul>
            <p class="soft small">{say!(t, "agree-readers-asked", student = student)}</p>
        </Card>
    }
}

/// How often the agreement had been told when the form was made.
fn seen(entry: Option<&Entry>) -> String {
    entry.and_then(agreement_of).map_or(0, |told| told.revision).to_string()
}

pub fn adjust_page(visit: &Visit, sheet: &AgreementSheet, agreement: AgreementId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agree-adjust-title");
    visit.show_form(title.clone(), typed, || {
        let href = format!("/leerlingen/{}", sheet.student);
        let hidden = vec![("seen", seen(sheet.entry.as_ref()))];
        // What somebody said against it, or what it has become for who was overtaken, stands above the form.
        let now = sheet.entry.as_ref().map(|entry| sheet_as_it_stands(visit, sheet, entry));
        let hint = say!(t, "agree-adjust-hint");
        let why = Field::new(t, "because", say!(t, "agree-adjust-why"), typed).hint(hint).counted().area(Words::MAX as u32);
        let fields = fields(visit, sheet, typed);
        let form = view! {
            <div>
                {now}
                <Form action=format!("{href}/afspraak/{agreement}/aanpassen") command=visit.command(typed, again) hidden>
                    {why}
                    {fields}
                    {save(t, href.clone(), say!(t, "agree-adjust-save"))}
                </Form>
            </div>
        };
        view! {
            {head(t, sheet, title)}
            <FormTop t typed=typed.clone() again/>
            <div class="split end">{form}{readers(t, sheet)}</div>
        }
    })
}

fn sheet_as_it_stands(visit: &Visit, sheet: &AgreementSheet, entry: &Entry) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &sheet.name);
    let eyes = Eyes::Staff { me: visit.me(), mends: false };
    let teller = EntryText {
        t,
        today: visit.now.today,
        eyes,
        student: &student,
        people: &sheet.people,
        classes: &[],
        acts: false,
        line: None,
    };
    let moment = teller.moment(entry);
    view! { <Timeline t moments=vec![moment]/> }
}

/// How an agreement ends that is not kept.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    Cancel(CancelAgreement),
    Lapse(LapseAgreement),
}

pub fn parse_end(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<End, Errors> {
    if typed.value("wat") == "verlopen" {
        return Ok(End::Lapse(LapseAgreement { agreement, student }));
    }
    let mut errors = Errors::default();
    let because = errors.take_reason(typed, AgreementRefusal::NoReason);
    if errors.is_empty() { Ok(End::Cancel(CancelAgreement { agreement, student, because })) } else { Err(errors) }
}

/// Shows what is stopped, and asks why; or lets it run out, once its days have passed.
pub fn stop_page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "agree-stop-title");
    visit.show_form(title.clone(), typed, || {
        let href = format!("/leerlingen/{}", page.student);
        let at = format!("{href}/afspraak/{}/stoppen", page.entry.key.id);
        let ran_out = agreement_of(&page.entry).is_some_and(|told| told.parts.last_due() < visit.now.today);
        let lapse = ran_out.then(|| {
            view! { <Button kind=Kind::Quiet icon=Icon::Clock name="wat" value="verlopen">{say!(t, "agree-lapse")}</Button> }
        });
        let hint = say!(t, "agree-stop-hint");
        let why = Field::new(t, "because", say!(t, "agree-stop-why"), typed).hint(hint).counted().area(Words::MAX as u32);
        view! {
            <Back href=href.clone() word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            <Form action=at command=visit.command(typed, again)>
                {why}
                <div class="actions">
                    <Button icon=Icon::Pause name="wat" value="stoppen">{say!(t, "agree-stop-save")}</Button>
                    {lapse}
                    <LinkButton href=href.clone() kind=Kind::Quiet>{say!(t, "withdraw-leave")}</LinkButton>
                </div>
            </Form>
        }
    })
}

/// Which part is done, as the button says it.
pub fn parse_done(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<DoPart, Errors> {
    let party = Party::parse(typed.value("deel"));
    party.map(|party| DoPart { agreement, student, party }).ok_or_else(|| {
        let mut errors = Errors::default();
        errors.add("", "form-incomplete");
        errors
    })
}

/// One agreement for staff: a tap for each part that is done, as during a talk (S90).
pub fn one_page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>, done: Option<&str>) -> String {
    let t = visit.t;
    let title = say!(t, "agree-one-title");
    visit.show_form(title.clone(), typed, || {
        let href = format!("/leerlingen/{}", page.student);
        let at = format!("{href}/afspraak/{}", page.entry.key.id);
        let told = agreement_of(&page.entry).filter(|told| told.ended.is_none());
        let open: Vec<Party> =
            told.map(|told| Party::ALL.into_iter().filter(|party| told.lane(*party).done.is_none()).collect()).unwrap_or_default();
        let buttons = open.iter().map(|party| {
            let who = if *party == Party::Student { short_name(t, &page.name) } else { party.word(t) };
            view! { <Button kind=Kind::Quiet icon=Icon::Check name="deel" value=party.code()>{say!(t, "agree-done-by", who = who)}</Button> }
        });
        let buttons = buttons.collect_view();
        let form = (!open.is_empty()).then(|| {
            view! {
                <Form action=at.clone() command=visit.command(typed, again)>
                    <fieldset class="outcomes"><legend>{say!(t, "agree-done")}</legend>{buttons}</fieldset>
                </Form>
                <p class="mend">
                    <a href=format!("{at}/aanpassen")>{say!(t, "agreement-act-adjust")}</a>
                    <a href=format!("{at}/stoppen")>{say!(t, "agreement-act-stop")}</a>
                </p>
            }
        });
        view! {
            <DoneLine t done=done.map(str::to_owned)/>
            <Back href=href.clone() word=full_name(t, &page.name)/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {as_it_stands(visit, page)}
            {form}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));
    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));
    const AGREEMENT: AgreementId = AgreementId(Uuid::from_u128(3));

    fn now() -> Now {
        let day = NaiveDate::from_ymd_opt(2025, 11, 6).unwrap();
        let evening = chrono::NaiveTime::from_hms_opt(20, 0, 0).unwrap();
        Now { recorded_at: day.and_time(evening).and_utc(), today: day, time: evening }
    }

    fn typed(changes: &[(&str, &str)]) -> Typed {
        let (agreement, mother) = (AGREEMENT.to_string(), MOTHER.to_string());
        let filled = [
            ("agreement", agreement.as_str()),
            ("point", "Zelf bellen"),
            ("student_does", "Ik bel de bakker."),
            ("student_due", "20-11-2025"),
            ("home_owner", mother.as_str()),
            ("home_does", "Mama oefent mee."),
            ("home_due", "2025-11-18"),
            ("school_does", "School geeft het nummer."),
            ("school_due", "2025-11-10"),
        ];
        let kept = filled.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let all = kept.chain(changes).filter(|(_, value)| !value.is_empty());
        Typed::new(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_agreement_is_read_as_it_was_typed() {
        let command = parse(AMIRA, &typed(&[]), &now()).unwrap();
        assert_eq!((command.agreement, command.draft.home_owner, command.draft.school_owner), (AGREEMENT, Some(MOTHER), None));
        assert_eq!(command.draft.student_due, NaiveDate::from_ymd_opt(2025, 11, 20));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong =
            [("point", ""), ("student_due", "31-02-2025"), ("home_owner", ""), ("school_does", ""), ("school_due", "2025-11-05")];
        let errors = parse(AMIRA, &typed(&wrong), &now()).unwrap_err();
        let fields: Vec<_> = errors.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["student_due", "point", "home_owner", "school_does", "school_due"]);
    }

    #[test]
    fn an_adjustment_and_stopping_need_a_reason_and_running_out_does_not() {
        let adjusted = |changes: &[(&str, &str)]| parse_adjusting(AMIRA, AGREEMENT, &typed(changes), None, &now());
        assert_eq!(adjusted(&[("seen", "1")]).unwrap_err().0[0].0, "because");
        assert_eq!(adjusted(&[("seen", "1"), ("because", "Andere dag.")]).unwrap().seen, Some(1));
        assert!(parse_end(AMIRA, AGREEMENT, &typed(&[])).is_err());
        assert!(matches!(parse_end(AMIRA, AGREEMENT, &typed(&[("because", "Klaar.")])), Ok(End::Cancel(_))));
        assert!(matches!(parse_end(AMIRA, AGREEMENT, &typed(&[("wat", "verlopen")])), Ok(End::Lapse(_))));
        assert_eq!(parse_done(AMIRA, AGREEMENT, &typed(&[("deel", "home")])).unwrap().party, Party::Home);
        assert!(parse_done(AMIRA, AGREEMENT, &typed(&[])).is_err());
    }
}
