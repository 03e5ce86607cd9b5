//! `/mijn-lijn`: a student's own timeline, and who helps.

use app::{
    Answered,
    questions::{Before, Brief, OwnLinePage, Whom},
};
use domain::policy::Deed;
use leptos::prelude::*;

use super::{
    TimelinePager, Visit,
    entry::{Eyes, Teller},
    naming::{called, capital, full_name, short_name},
};
use crate::{
    parts::{Empty, Head, Icon, Kind, LinkButton, Timeline},
    tell,
    told::Tongue,
};

pub const PATH: &str = "/mijn-lijn";

pub fn page(visit: &Visit, answered: &Answered<OwnLinePage>, before: Option<Before>) -> String {
    let (t, line, past) = (visit.t, &answered.answer, answered.past);
    visit.show(tell!(t, "line-title"), past, || {
        view! {
            <div class="split">
                <div class="steady">
                    <Head title=tell!(t, "line-title") lede=tell!(t, "line-lede").into_any()/>
                    <p class="said-by">{Icon::Eye}<span>{tell!(t, "line-who-sees")}</span></p>
                    {helpers(visit, line, past.is_none())}
                </div>
                <div>
                    {happened(t, answered)}
                    <TimelinePager t href=PATH past before older=line.timeline.older/>
                </div>
            </div>
        }
    })
}

/// Whom the student named, and the mentor. Not the parents: a home is not always a help, and that is not ours to say.
fn helpers(visit: &Visit, line: &OwnLinePage, is_now: bool) -> impl IntoView + use<> {
    let t = visit.t;
    let mentors = line.class.iter().flat_map(|class| &class.mentors).filter_map(|mentor| line.people.get(*mentor));
    let mentors = mentors.filter_map(|mentor| Some((full_name(t, mentor.name.as_ref()?), capital(&tell!(t, "role-mentor")))));
    let named = line.people.0.values().filter(|brief| matches!(brief.whom, Whom::Supporter(_)));
    let named: Vec<_> = named.map(|brief| helper(t, brief)).collect();
    let nobody = named.is_empty().then(|| view! { <p class="soft">{tell!(t, "line-nobody-named")}</p> });
    let all = named
        .into_iter()
        .chain(mentors)
        .map(|(name, what)| view! { <li>{Icon::Person}<span><b>{name}</b><small>{what}</small></span></li> });
    let add = (is_now && visit.may(Deed::NameSupporter)).then(|| {
        view! { <LinkButton href=format!("{PATH}/steun") kind=Kind::Quiet icon=Icon::Plus>{tell!(t, "line-add-helper")}</LinkButton> }
    });
    view! {
        <section class="helpers">
            <h2>{tell!(t, "line-helper-title")}</h2>
            {nobody}
            <ul>{all.collect_view()}</ul>
            {add}
        </section>
    }
}

/// A name, and what they are to the student.
pub(super) fn helper(t: Tongue, brief: &Brief) -> (String, String) {
    let what = capital(&super::whom(t, brief.whom));
    let name = brief.name.as_ref().map_or_else(|| capital(&called(t, brief.whom, None)), |name| full_name(t, name));
    (name, what)
}

fn happened(t: Tongue, answered: &Answered<OwnLinePage>) -> impl IntoView + use<> {
    let line = &answered.answer;
    let student = short_name(t, &line.name);
    let teller = Teller {
        t,
        today: answered.today,
        eyes: Eyes::Own,
        student: &student,
        people: &line.people,
        classes: &line.timeline.classes,
    };
    let moments: Vec<_> = line.timeline.entries.iter().map(|entry| teller.moment(entry)).collect();
    match moments.is_empty() {
        true => view! { <Empty icon=Icon::Flag words=tell!(t, "line-empty")/> }.into_any(),
        false => view! { <Timeline t heading=tell!(t, "line-happened") moments/> }.into_any(),
    }
}
