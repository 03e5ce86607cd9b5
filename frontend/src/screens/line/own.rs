//! `/mijn-lijn` (`?vraag=`, `?voor=`): a student's own line, the five questions it helps to answer, the next step, and who
//! helps.

use app::{
    Answered,
    questions::{AnswersTo, OwnLinePage, PersonBrief, TieToStudent, TimelineCursor, ToDo},
};
use domain::{
    line::CareerQuestion,
    policy::Deed,
    views::{EntryContent, OwnKind},
};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Back, Empty, Head, Icon, Kind, LinkButton, Timeline},
    say,
    screens::{
        agreement::at_home::asked as agreement_asked,
        assignment::at_home::asked as assignment_asked,
        coded::Coded,
        done::DoneLine,
        entry_text::{EntryText, TimelineReader},
        line::{
            self,
            entry::{entry_id, kind_icon},
        },
        naming::{called, erased_or, full_name, short_name, whom, yours},
        to_do_card::ToDoCard,
        visit::{TimelinePager, Visit},
    },
    wording::{self, Language, capital},
};

pub fn page(visit: &Visit, answered: &Answered<OwnLinePage>, before: Option<TimelineCursor>, done: Option<Done>) -> String {
    let (t, line, past) = (visit.t, &answered.answer, answered.past);
    let is_now = past.is_none();
    let visit = &visit.with_waiting(if is_now { line.unread } else { 0 });
    visit.show(say!(t, "line-title"), past, || {
        let acts = is_now && visit.may(Deed::KeepLine);
        let add = acts.then(|| view! { <div class="actions wide">{line::add::add_button(t)}</div> });
        let all = line.asked.map(|_| view! { <Back href=addresses::own_line() word=say!(t, "line-all")/> });
        view! {
            <DoneLine t done/>
            <div class="split">
                <div class="steady">
                    <Head title=say!(t, "line-title") lede=say!(t, "own-lede").into_any()/>
                    {add}
                    {is_now.then(|| waits(visit, line))}
                    {questions(t, line)}
                    {next_steps(visit, answered)}
                    {acts.then(|| to_talk_about(t, line))}
                    {helpers(visit, line, is_now)}
                    <p class="small"><a href=addresses::own_line_seen()>{Icon::Eye}" "{say!(t, "own-as-seen")}</a></p>
                </div>
                <div>
                    {all}
                    {happened(visit, answered, acts)}
                    <TimelinePager t href=addresses::own_line() past before older=line.timeline.older/>
                </div>
            </div>
        }
    })
}

/// Messages, talks to prepare, assignments and agreements that wait for the student: a line each, one tap away.
fn waits(visit: &Visit, line: &OwnLinePage) -> impl IntoView + use<> {
    let student = short_name(visit.t, &line.name);
    let lines = line.waits.iter().filter_map(|to_do| {
        let ToDoCard { icon, heading, href, .. } = match to_do {
            ToDo::Assignment(to_do) => assignment_asked(visit, &student, to_do),
            ToDo::Agreement(to_do) => agreement_asked(visit, to_do),
            // What else can wait stands above them.
            _ => return None,
        };
        Some(view! { <li><a href=href>{icon}<span>{heading}</span>{Icon::Next}</a></li> })
    });
    let lines = lines.collect_view();
    let messages = (visit.waiting > 0).then(|| {
        let words = say!(visit.t, "line-waits-messages", count = visit.waiting);
        view! { <li><a href=addresses::own_messages()>{Icon::Talk}<span>{words}</span>{Icon::Next}</a></li> }
    });
    let talks = line.talks.iter().map(|talk| {
        let words = match talk.at {
            Some(at) => say!(visit.t, "line-waits-talk-on", day = wording::date(visit.t, at.date())),
            None => say!(visit.t, "line-waits-talk"),
        };
        view! { <li><a href=addresses::own_talk(talk.talk)>{Icon::Calendar}<span>{words}</span>{Icon::Next}</a></li> }
    });
    let talks = talks.collect_view();
    (!line.waits.is_empty() || messages.is_some() || !line.talks.is_empty()).then(|| {
        view! { <section class="later"><h2>{say!(visit.t, "line-waits")}</h2><ul>{messages}{talks}{lines}</ul></section> }
    })
}

/// The five questions, each with how much helps to answer it and what that was last. Never a score: a question without an
/// answer is drawn open, and is as welcome as the others.
fn questions(t: Language, line: &OwnLinePage) -> impl IntoView + use<> {
    let helped = line.people.0.values().filter(|brief| matches!(brief.whom, TieToStudent::Supporter(_))).count();
    let rows = line.questions.iter().map(|answers| {
        let AnswersTo { question, count, last } = answers;
        // Who can help is answered by naming somebody as well.
        let count = if *question == CareerQuestion::Network { count + helped } else { *count };
        let last = last.as_ref().and_then(|entry| match &entry.told {
            EntryContent::Own(own) => Some(erased_or(t, &own.piece.title, |title| title.as_str().to_owned())),
            _ => None,
        });
        let last = last.map_or_else(|| say!(t, "question-open"), |title| say!(t, "question-last", title = title));
        let here = (line.asked == Some(*question)).then_some("page");
        let class = if count == 0 { "none" } else { "" };
        let words = view! { <span class="count-of" aria-hidden="true">{count}</span><span><b>{capital(&question.word(t))}</b><small>{last}</small></span> };
        let said = say!(t, "question-count", count = count as i64);
        view! {
            <li class=class><a href=addresses::own_line().about(*question) aria-current=here>{words}<span class="unseen">{said}</span></a></li>
        }
    });
    view! { <section><h2 class="unseen">{say!(t, "question-title")}</h2><ul class="questions">{rows.collect_view()}</ul></section> }
}

/// The steps that are planned, the soonest first, each with its one tap.
fn next_steps(visit: &Visit, answered: &Answered<OwnLinePage>) -> Option<AnyView> {
    let (t, line) = (visit.t, &answered.answer);
    let acts = answered.past.is_none() && visit.may(Deed::KeepLine);
    let steps = line.steps.iter().filter_map(|entry| match &entry.told {
        EntryContent::Own(own) => Some((entry, own)),
        _ => None,
    });
    let rows = steps.map(|(entry, own)| {
        let title = erased_or(t, &own.piece.title, |title| title.as_str().to_owned());
        let by = match own.kind {
            domain::views::OwnKind::Step { by } => by,
            _ => None,
        };
        let by = by.map(|by| view! { <small>{say!(t, "own-step-by", day = wording::day(t, by, answered.today))}</small> });
        let which = format!(": {title}");
        let go = acts.then(move || {
            let href = addresses::own_entry_next(entry_id(entry));
            view! { <LinkButton href kind=Kind::Slim>{say!(t, "own-go-step")}<span class="unseen">{which}</span></LinkButton> }
        });
        view! { <li>{Icon::Next}<span><b>{title}</b>{by}</span>{go}</li> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty())
        .then(|| view! { <section class="helpers"><h2>{say!(t, "own-next-step")}</h2><ul>{rows}</ul></section> }.into_any())
}

/// A choice of which nobody knows yet where it comes from, and what was seen and not spoken of: a question, never a task.
fn to_talk_about(t: Language, line: &OwnLinePage) -> impl IntoView + use<> {
    let lines = line.to_talk_about.iter().filter_map(|entry| {
        let EntryContent::Own(own) = &entry.told else { return None };
        let title = erased_or(t, &own.piece.title, |title| title.as_str().to_owned());
        let (href, words) = match own.kind {
            OwnKind::Choice => (addresses::own_entry_new(), say!(t, "line-choice-from", title = title)),
            _ => (addresses::own_entry_sharing(entry_id(entry)), say!(t, "line-not-talked", title = title)),
        };
        Some(view! { <li><a href=href>{kind_icon(&own.kind)}<span>{words}</span>{Icon::Next}</a></li> })
    });
    let lines = lines.collect_view();
    (!line.to_talk_about.is_empty())
        .then(|| view! { <section class="later"><h2>{say!(t, "line-talk-about")}</h2><ul>{lines}</ul></section> })
}

/// Whom the student named, and the mentor. Not the parents: a home is not always a help, and that is not ours to say.
fn helpers(visit: &Visit, line: &OwnLinePage, is_now: bool) -> impl IntoView + use<> {
    let t = visit.t;
    let mentors = line.class.iter().flat_map(|class| &class.mentors).filter_map(|mentor| line.people.get(*mentor));
    let mentors = mentors.filter_map(|mentor| Some((full_name(t, mentor.name.as_ref()?), capital(&say!(t, "role-mentor")))));
    let named = line.people.0.values().filter(|brief| matches!(brief.whom, TieToStudent::Supporter(_)));
    let waits = |brief: &PersonBrief| line.waiting.contains(&brief.person).then(|| say!(t, "supporter-own-waits"));
    let named: Vec<_> = named.map(|brief| (helper(t, brief), waits(brief))).collect();
    let nobody = named.is_empty().then(|| view! { <p class="soft">{say!(t, "line-nobody-named")}</p> });
    let all = named.into_iter().chain(mentors.map(|mentor| (mentor, None))).map(|((name, what), waits)| {
        let waits = waits.map(|waits| view! { <p class="small why">{waits}</p> });
        view! { <li>{Icon::Person}<span><b>{name}</b><small>{what}</small></span>{waits}</li> }
    });
    let gone = line.gone.iter().filter_map(|gone| {
        let name = line.people.get(gone.person).and_then(|brief| brief.name.as_ref()).map(|name| short_name(t, name))?;
        let who = gone.by.and_then(|by| line.people.get(by)).map_or_else(|| say!(t, "somebody"), |brief| yours(t, brief));
        let day = wording::short_date(t, gone.on, visit.now.today);
        Some(view! { <p class="small why">{Icon::Person}" "{say!(t, "supporter-own-gone", name = name, day = day, who = who)}</p> })
    });
    let gone = gone.collect_view();
    let add = (is_now && visit.may(Deed::NameSupporter)).then(|| {
        view! { <LinkButton href=addresses::own_supporters() kind=Kind::Quiet icon=Icon::Plus>{say!(t, "supporter-own-add")}</LinkButton> }
    });
    let parts = (is_now && visit.may(Deed::ExamineSupport)).then(|| {
        view! { <LinkButton href=addresses::own_support() kind=Kind::Quiet icon=Icon::Hands>{say!(t, "support-title")}</LinkButton> }
    });
    view! {
        <section class="helpers">
            <h2>{say!(t, "supporter-own-title")}</h2>
            {nobody}
            <ul>{all.collect_view()}</ul>
            {gone}
            <div class="actions">{add}{parts}</div>
        </section>
    }
}

/// A name, and what they are to the student.
pub(crate) fn helper(t: Language, brief: &PersonBrief) -> (String, String) {
    let what = capital(&whom(t, brief.whom));
    let name = brief.name.as_ref().map_or_else(|| capital(&called(t, brief.whom, None)), |name| full_name(t, name));
    (name, what)
}

fn happened(visit: &Visit, answered: &Answered<OwnLinePage>, acts: bool) -> impl IntoView + use<> {
    let (t, line) = (visit.t, &answered.answer);
    let student = short_name(t, &line.name);
    let text = EntryText::new(visit, TimelineReader::Student, &student, &line.people).of_page(&line.timeline, answered.today);
    let text = EntryText { acts, ..text };
    let moments: Vec<_> = line.timeline.entries.iter().map(|entry| text.moment(entry)).collect();
    let (heading, empty) = match line.asked {
        Some(question) => (capital(&question.word(t)), say!(t, "question-empty")),
        None => (say!(t, "line-happened"), say!(t, "line-empty")),
    };
    match moments.is_empty() {
        true => {
            let heading = line.asked.map(|_| view! { <h2>{heading}</h2> });
            view! { {heading}<Empty icon=Icon::Flag words=empty/> }.into_any()
        }
        false => view! { <Timeline t heading moments/> }.into_any(),
    }
}
