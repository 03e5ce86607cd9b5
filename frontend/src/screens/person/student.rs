//! `/leerlingen/{id}` (`?voor=`, `?op=`): who is at home, and what happened between school and home, newest first.

use app::{
    Answered,
    questions::{AtHome, StudentPage, TimelineCursor},
};
use chrono::NaiveDate;
use domain::{
    person::parent::Authority,
    personal::Personal,
    policy::Deed,
    values::{Channel, Reachable, Reading, SpokenLanguage, Wishes},
    views::{ChannelRow, reach::Rung},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    done::Done,
    parts::{Back, Card, Empty, Head, Hidden, Icon, Kind, LinkButton, LookAt, Pill, Status, Timeline},
    say,
    screens::{
        class::heard::{heard, student_told},
        coded::{Coded, rung_shade},
        done::DoneLine,
        entry_text::{EntryText, TimelineReader},
        naming::{erased_or, full_name, short_name, whom},
        visit::{TimelinePager, Visit},
    },
    wording::{self, Language, capital},
};

pub fn page(visit: &Visit, answered: &Answered<StudentPage>, before: Option<TimelineCursor>, done: Option<Done>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let name = full_name(t, &page.name);
    let path = addresses::student(page.student);
    let above = match &page.class {
        Some(class) => (addresses::my_class().of_class(class.class), say!(t, "class-title", class = class.name.as_str())),
        None => (addresses::school(), say!(t, "nav-school")),
    };
    visit.show(name.clone(), past, || {
        let actions = actions(visit, answered);
        view! {
            <DoneLine t done/>
            <Back href=above.0.keeping(past) word=above.1/>
            <Head title=name lede=lede(t, page, answered.today)>{actions}</Head>
            <div class="split">
                {at_home(visit, answered)}
                <div>
                    {timeline(visit, answered)}
                    <TimelinePager t href=path.clone() past before older=page.timeline.older/>
                </div>
            </div>
            <LookAt t action=path day=answered.today today=visit.now.today/>
        }
    })
}

/// Where home stands, and how long it has been silent.
fn lede(t: Language, page: &StudentPage, today: NaiveDate) -> AnyView {
    if page.left {
        return say!(t, "student-left").into_any();
    }
    let silent = say!(t, "class-silent", days = wording::days(t, page.silence_days));
    let heard = page.heard.as_ref().map(|it| view! { " · "{heard(t, it, today)} });
    let told = page.student_told.filter(|_| page.rung < Rung::HomeTalkShown).map(|on| student_told(t, on, today));
    let told = told.map(|words| view! { <br/><span class="soft">{capital(&words)}</span> });
    view! { <Status shade=rung_shade(page.rung) word=page.rung.word(t)/>" · "<span class="num">{silent}</span>{heard}{told} }
        .into_any()
}

fn actions(visit: &Visit, answered: &Answered<StudentPage>) -> Option<AnyView> {
    let (t, page) = (visit.t, &answered.answer);
    if page.left || answered.past.is_some() {
        return None;
    }
    let student = page.student;
    let support = visit.may(Deed::NameSupporter).then(|| {
        view! { <LinkButton href=addresses::student_supporters(student) kind=Kind::Quiet icon=Icon::Hands>{say!(t, "student-support")}</LinkButton> }
    });
    let parts = visit.may(Deed::ExamineSupport).then(|| {
        view! { <LinkButton href=addresses::student_support(student) kind=Kind::Quiet icon=Icon::Hands>{say!(t, "support-title")}</LinkButton> }
    });
    let setback = visit.may(Deed::NoteSetback).then(|| {
        view! { <LinkButton href=addresses::setback_new(student) kind=Kind::Quiet icon=Icon::Undo>{say!(t, "student-setback")}</LinkButton> }
    });
    let talk = visit.may(Deed::RecordContact).then(|| {
        view! { <LinkButton href=addresses::contact_new(student) icon=Icon::Phone>{say!(t, "contact-title")}</LinkButton> }
    });
    let give = visit.may(Deed::GiveAssignment).then(|| {
        view! { <LinkButton href=addresses::assignment_new(student) kind=Kind::Quiet icon=Icon::Task>{say!(t, "assignment-form-title")}</LinkButton> }
    });
    let agree = visit.may(Deed::MakeAgreement).then(|| {
        view! { <LinkButton href=addresses::agreement_new(student) kind=Kind::Quiet icon=Icon::Table>{say!(t, "agreement-form-short")}</LinkButton> }
    });
    Some(view! { {talk}{give}{agree}{parts}{support}{setback} }.into_any())
}

/// A card for each parent and supporter.
fn at_home(visit: &Visit, answered: &Answered<StudentPage>) -> impl IntoView + use<> {
    let (t, page) = (visit.t, &answered.answer);
    let may = |deed| answered.past.is_none() && visit.may(deed);
    let (changes, names) = (may(Deed::ChangeDetails), may(Deed::NameSupporter));
    let writes = may(Deed::SendMessage) && !page.left;
    let people = page.home.iter().map(|person| {
        let change = changes.then(|| addresses::details(person.person).from_student(Some(page.student)));
        let has_say = person.authority.is_none_or(|authority| authority == Authority::Full) && !person.waits;
        let write = (writes && has_say).then(|| addresses::message_thread(page.student).with_person(person.person).at("schrijf"));
        one_at_home(t, person, answered.today, Ways { write, change })
    });
    let people = people.collect_view();
    let support = names.then(|| format!(" {}", say!(t, "student-nobody-yet")));
    let nobody = page.home.is_empty().then(|| view! { <Card><p class="soft">{say!(t, "student-nobody")}{support}</p></Card> });
    view! { <section class="steady at-home" id="thuis"><h2 class="unseen">{say!(t, "student-home")}</h2>{people}{nobody}</section> }
}

/// Where a card leads on to.
struct Ways {
    write: Option<Address>,
    change: Option<Address>,
}

fn one_at_home(t: Language, person: &AtHome, today: NaiveDate, ways: Ways) -> impl IntoView + use<> {
    let relation = capital(&whom(t, person.whom));
    let name = person.name.as_ref().map_or_else(|| relation.clone(), |name| full_name(t, name));
    let authority = person.authority.filter(|authority| *authority != Authority::Full);
    let authority = authority.map(|authority| view! { <p class="small">{Icon::Shield}" "{capital(&authority.word(t))}</p> });
    let waits = person.waits.then(|| view! { <p class="small">{Icon::Clock}" "{say!(t, "student-supporter-waits")}</p> });
    let channels = person.channels.iter().map(|row| view! { <li>{channel(t, row, today)}</li> }).collect_view();
    let channels = match person.channels.is_empty() {
        true => view! { <p class="soft">{say!(t, "student-no-details")}</p> }.into_any(),
        false => view! { <ul class="channels">{channels}</ul> }.into_any(),
    };
    let change = ways.change.map(|href| view! { <p><a href=href>{say!(t, "student-change")}</a></p> });
    let write = ways.write.map(|href| {
        let to = format!(": {name}");
        view! { <p><LinkButton href kind=Kind::Slim icon=Icon::Talk>{say!(t, "student-write")}<Hidden words=to/></LinkButton></p> }
    });
    let wishes = person.wishes.as_ref().map(|wishes| wished(t, wishes));
    view! {
        <Card over=relation heading=name>
            {authority}
            {waits}
            {channels}
            {write}
            {wishes}
            {change}
        </Card>
    }
}

/// A number to tap, or why it is of no use.
fn channel(t: Language, row: &ChannelRow, today: NaiveDate) -> AnyView {
    let icon = match row.channel {
        Channel::Phone => Icon::Phone,
        Channel::Email => Icon::Mail,
    };
    let written = || in_lines(erased_or(t, &row.reachable, Reachable::written));
    if let Some((failure, since)) = row.failed() {
        let words = say!(t, "student-failed", how = failure.word(t), day = wording::short_date(t, since, today));
        return view! { {icon}<span><s class="num">{written()}</s><br/><span class="soft">{words}</span></span> }.into_any();
    }
    let href = address(&row.reachable);
    view! { {icon}<a class="num" href=href>{written()}</a> }.into_any()
}

/// A mail address that is too long for one line goes on before its @ or a point, and not with its last letter.
fn in_lines(written: String) -> AnyView {
    let ends = written.match_indices(['@', '.']).map(|(at, _)| at).chain([written.len()]);
    let mut begin = 0;
    let parts = ends.map(|end| written[std::mem::replace(&mut begin, end)..end].to_owned());
    parts.map(|part| view! { {part}<wbr/> }).collect_view().into_any()
}

/// What a phone or mail program opens.
pub(crate) fn address(reachable: &Personal<Reachable>) -> Option<String> {
    let reachable = reachable.value()?;
    let scheme = match reachable.channel() {
        Channel::Phone => "tel",
        Channel::Email => "mailto",
    };
    Some(format!("{scheme}:{}", reachable.as_str()))
}

/// How somebody wishes to be spoken and written to, as far as it differs from the ordinary.
fn wished(t: Language, wishes: &Personal<Wishes>) -> impl IntoView + use<> {
    let wishes = wishes.value().copied();
    let language = wishes.filter(|wishes| wishes.language != SpokenLanguage::Dutch);
    let language = language.map(|wishes| say!(t, "student-speaks", language = wishes.language.word(t)));
    let reading = match wishes.map(|wishes| wishes.reading) {
        Some(Reading::Easy) => Some(say!(t, "student-reads-easy")),
        Some(Reading::Listen) => Some(say!(t, "student-listens")),
        Some(Reading::Standard) | None => None,
    };
    let interpreter = wishes.filter(|wishes| wishes.interpreter).map(|_| say!(t, "student-interpreter"));
    let pills = [language, reading, interpreter].into_iter().flatten().map(|word| view! { <Pill word/> });
    let pills = pills.collect_view();
    view! { <div class="pills">{pills}</div> }
}

fn timeline(visit: &Visit, answered: &Answered<StudentPage>) -> AnyView {
    let (t, page) = (visit.t, &answered.answer);
    if page.timeline.entries.is_empty() {
        return view! { <Empty icon=Icon::Talk words=say!(t, "student-empty")/> }.into_any();
    }
    let reader = TimelineReader::Staff { me: visit.me(), corrects: answered.past.is_none() && visit.may(Deed::CorrectContact) };
    let student = short_name(t, &page.name);
    let acts = answered.past.is_none() && visit.may(Deed::NoteSetback);
    let text = EntryText::new(visit, reader, &student, &page.people).of_page(&page.timeline, answered.today);
    let text = EntryText { acts, ..text };
    let moments = page.timeline.entries.iter().map(|entry| text.moment(entry)).collect();
    view! { <Timeline t heading=say!(t, "student-timeline") moments/> }.into_any()
}
