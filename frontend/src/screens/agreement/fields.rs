//! What the forms of an agreement share.

use app::questions::{AgreementSheet, TieToStudent};
use domain::{
    agreement::{AgreementDraft, AgreementRefusal, Part, Parts},
    policy::Writing,
    time::Now,
    values::Line,
    views::{AgreementContent, Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Back, Button, Card, Choice, Field, Head, Icon, Kind, LinkButton, Typed},
    say,
    screens::{
        day::read_day,
        form::Errors,
        naming::{called, full_name, short_name, whom},
        readers::reader_list,
        visit::Visit,
    },
    wording::{Language, capital},
};

/// The agreement of an entry, when it is one.
pub(super) fn agreement_of(entry: &Entry) -> Option<&AgreementContent> {
    match &entry.told {
        EntryContent::Agreement(told) => Some(told),
        _ => None,
    }
}

pub(super) fn draft(typed: &Typed, before: Option<&Parts>, now: &Now, errors: &mut Errors) -> AgreementDraft {
    let mut line = |field: &'static str| errors.take(field, Line::parse(typed.value(field)));
    let (point, student) = (line("point"), line("student_does"));
    let (home, school) = (line("home_does"), line("school_does"));
    let mut day = |field: &'static str| if typed.value(field).is_empty() { None } else { read_day(typed, field, errors) };
    let (student_due, home_due, school_due) = (day("student_due"), day("home_due"), day("school_due"));
    let draft = AgreementDraft {
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

pub(super) fn head(t: Language, sheet: &AgreementSheet, title: String) -> impl IntoView + use<> {
    let name = full_name(t, &sheet.name);
    view! {
        <Back href=addresses::student(sheet.student) word=name.clone()/>
        <Head title=title lede=say!(t, "agreement-form-lede", student = name).into_any()/>
    }
}

pub(super) fn save(t: Language, href: Address, word: String) -> impl IntoView + use<> {
    view! {
        <div class="actions">
            <Button icon=Icon::Hands>{word}</Button>
            <LinkButton href kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
        </div>
    }
}

pub(super) fn fields(visit: &Visit, sheet: &AgreementSheet, typed: &Typed) -> impl IntoView + use<> {
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
    // One mentor needs no question: the one who writes it down has the school's part.
    let school_owner = (mentors.len() > 1).then(|| field("school_owner", say!(t, "agreement-form-who")).one_of(mentors));
    view! {
        {field("point", say!(t, "agreement-form-point")).hint(say!(t, "agreement-form-point-hint")).text(max)}
        <div class="lanes asked">
            <fieldset class="lane">
                <legend>{student.clone()}</legend>
                {field("student_does", say!(t, "agreement-form-student", student = student)).hint(say!(t, "agreement-form-student-hint")).text(max)}
                {field("student_due", say!(t, "agreement-form-day")).date(None)}
            </fieldset>
            <fieldset class="lane">
                <legend>{say!(t, "lane-home")}</legend>
                {field("home_owner", say!(t, "agreement-form-who")).one_of(home.collect())}
                {field("home_does", say!(t, "agreement-form-home")).hint(say!(t, "agreement-form-home-hint")).text(max)}
                {field("home_due", say!(t, "agreement-form-day")).date(None)}
            </fieldset>
            <fieldset class="lane">
                <legend>{say!(t, "lane-school")}</legend>
                {school_owner}
                {field("school_does", say!(t, "agreement-form-school")).hint(say!(t, "agreement-form-school-hint")).text(max)}
                {field("school_due", say!(t, "agreement-form-day")).date(None)}
            </fieldset>
        </div>
    }
}

/// Who will read it: of home the parents, and whoever has a part.
pub(super) fn readers(visit: &Visit, sheet: &AgreementSheet, typed: &Typed) -> impl IntoView + use<> {
    let (t, student) = (visit.t, short_name(visit.t, &sheet.name));
    let owner = typed.value("home_owner").parse().ok().or_else(|| sheet.home.first().map(|brief| brief.person));
    let part = |owner| Part { owner, due: visit.now.today };
    let mentor = visit.me().unwrap_or(sheet.student);
    let parts = Parts { student: part(sheet.student), home: part(owner.unwrap_or(sheet.student)), school: part(mentor) };
    let list = reader_list(visit, &student, &visit.readers(Writing::Agreement(parts)));
    view! {
        <Card heading=say!(t, "contact-readers")>
            {list}
            <p class="soft small">{say!(t, "agreement-form-readers-asked", student = student)}</p>
        </Card>
    }
}

/// The revision of the agreement when the form was made.
pub(super) fn seen(entry: Option<&Entry>) -> String {
    entry.and_then(agreement_of).map_or(0, |told| told.revision).to_string()
}
