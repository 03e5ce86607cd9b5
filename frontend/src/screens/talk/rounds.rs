//! `/mijn-klas/{class}/gesprekken`: the rounds of a class, and the form to open one.

use app::questions::RoundsPage;
use domain::{
    ids::ClassId,
    policy::Deed,
    talk::{OpenRound, RoundKind, TalkRefusal, Times, Venue},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Card, Choice, Empty, Field, Form, Head, Icon, Kind, LinkButton, Pill, Tone, Typed},
    say,
    screens::{
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::full_name,
        talk::{
            blocks::{ask_blocks, parse_blocks},
            words::{name_of, venues},
        },
        visit::Visit,
    },
    wording::{self, Language},
};

/// The form before anyone typed: twenty minutes and some air, at school or by phone.
pub fn begin(page: &RoundsPage) -> Typed {
    let kind = if page.rounds.is_empty() { RoundKind::Introduction } else { RoundKind::Progress };
    Typed::default()
        .with("kind", kind.code())
        .with("minutes", Times::MINUTES.to_string())
        .with("buffer", Times::BUFFER.to_string())
        .with("venues", Venue::School.code())
        .with("venues", Venue::Phone.code())
        .with("from1", "16:00")
        .with("until1", "21:00")
}

pub fn parse(class: ClassId, typed: &Typed) -> Result<OpenRound, Errors> {
    let mut errors = Errors::default();
    let (round, kind) = (errors.take_id(typed, "round"), errors.choose(typed, "kind"));
    let minutes = number(typed, "minutes").or_else(|| refused(&mut errors, TalkRefusal::MinutesOdd));
    let buffer = number(typed, "buffer").or_else(|| refused(&mut errors, TalkRefusal::BufferOdd));
    let blocks = parse_blocks(typed, &mut errors);
    let venues: Vec<Venue> = typed.all("venues").filter_map(Venue::parse).collect();
    if venues.is_empty() {
        errors.refuse(TalkRefusal::NoVenue);
    }
    let apart = typed.all("apart").filter_map(|id| id.parse().ok()).collect();
    let (Some(round), Some(kind), Some(minutes), Some(buffer)) = (round, kind, minutes, buffer) else { return Err(errors) };
    let times = Times { minutes, buffer, blocks };
    if errors.is_empty() { Ok(OpenRound { round, class, kind, times, venues, apart }) } else { Err(errors) }
}

fn number(typed: &Typed, field: &str) -> Option<u16> {
    typed.value(field).parse().ok()
}

fn refused<T>(errors: &mut Errors, refusal: TalkRefusal) -> Option<T> {
    errors.refuse(refusal);
    None
}

/// The rounds there were, and the form for a new one.
pub fn page(visit: &Visit, page: &RoundsPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "rounds-title");
    let class = say!(t, "class-title", class = page.class.name.as_str());
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=addresses::my_class().of_class(page.class.class) word=class.clone()/>
            <Head title=title lede=class.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {rounds(visit, page)}
            {if page.families.is_empty() {
                view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any()
            } else if visit.may(Deed::OpenRound) {
                open_form(visit, page, typed, again).into_any()
            } else {
                ().into_any()
            }}
        }
    })
}

fn rounds(visit: &Visit, page: &RoundsPage) -> impl IntoView + use<> {
    let t = visit.t;
    // The newest first: that is the one that is open.
    let lines: Vec<_> = page
        .rounds
        .iter()
        .rev()
        .map(|round| {
            let href = addresses::talk_round(page.class.class, round.round);
            let (held, all) =
                (round.talks.iter().filter(|talk| talk.over.is_some_and(|over| over.held)).count(), round.talks.len());
            let words = say!(t, "rounds-held", held = held, all = all);
            let closed = round.closed_on.map(|_| view! { " "<Pill word=say!(t, "rounds-closed")/> });
            view! { <li><a href=href>{name_of(t, round, visit.now.today)}</a>" "<span class="soft num">{words}</span>{closed}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="rounds">{lines}</ul> })
}

fn open_form(visit: &Visit, page: &RoundsPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let lacking = without_invitation(t, page, false, say!(t, "round-lacking"), say!(t, "round-lacking-why"));
    let left_out = without_invitation(t, page, true, say!(t, "round-left-out"), say!(t, "round-left-out-why"));
    let apart: Vec<Choice> = page
        .families
        .iter()
        .filter(|family| family.invitees.len() > 1)
        .map(|family| Choice::new(family.student.to_string(), full_name(t, &family.name)))
        .collect();
    let apart = (!apart.is_empty()).then(|| {
        view! { <details class="more"><summary>{say!(t, "round-apart")}</summary>{Field::new(t, "apart", say!(t, "round-apart-who"), typed).any_of(apart)}</details> }
    });
    let running: Vec<String> =
        page.rounds.iter().filter(|round| round.runs(visit.now.today)).map(|round| name_of(t, round, visit.now.today)).collect();
    let running = (!running.is_empty()).then(|| {
        let words = say!(t, "round-runs-already", rounds = wording::list(t, &running));
        view! { <Card tone=Tone::Attention><p>{words}</p></Card> }
    });
    let (homes, class) = (page.families.iter().filter(|family| !family.left_out).count(), page.class.class);
    let hidden = vec![("round", visit.id(typed, "round", again).to_string())];
    let ask_kind = Field::new(t, "kind", say!(t, "round-kind"), typed).one_of(RoundKind::choices(t));
    let ask_times = ask_blocks(t, typed);
    let ask_minutes = Field::new(t, "minutes", say!(t, "round-minutes"), typed).text(3);
    let ask_buffer = Field::new(t, "buffer", say!(t, "round-buffer"), typed).text(2);
    let ask_venues = Field::new(t, "venues", say!(t, "round-venues"), typed).any_of(venues(t, Venue::EACH));
    view! {
        <h2>{say!(t, "round-new")}</h2>
        {running}
        {lacking}
        {left_out}
        <Form action=addresses::talk_rounds(class) command=visit.command(typed, again) hidden>
            {ask_kind}
            {ask_times}
            <div class="at">
                {ask_minutes}
                {ask_buffer}
            </div>
            {ask_venues}
            {apart}
            <p class="soft">{say!(t, "round-promise", count = homes)}</p>
            <div class="actions">
                <Button icon=Icon::Calendar>{say!(t, "round-open", count = homes)}</Button>
                <LinkButton href=addresses::my_class().of_class(class) kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
            </div>
        </Form>
    }
}

/// The students whom nobody at home is invited for: adults, of whom that is right, or the others.
fn without_invitation(
    t: Language,
    page: &RoundsPage,
    adults: bool,
    heading: String,
    why: String,
) -> Option<impl IntoView + use<>> {
    let without = page.families.iter().filter(|family| family.invitees.is_empty() && family.left_out == adults);
    let names: Vec<_> = without
        .map(|family| {
            let href = addresses::student_supporters(family.student);
            view! { <li><a href=href>{full_name(t, &family.name)}</a></li> }
        })
        .collect();
    let tone = if adults { Tone::Plain } else { Tone::Attention };
    (!names.is_empty()).then(|| view! { <Card tone heading><p>{why}</p><ul>{names}</ul></Card> })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::screens::talk::round::page as overview;
    use domain::views::RoundRow;

    /// Who has nobody keeps the round from opening; an adult only is not in it, and is not asked for later either.
    #[test]
    fn an_adult_without_a_supporter_is_told_apart_from_who_still_has_to_be_invited() {
        let mut families = class_page(vec![]);
        families.families[1].left_out = true;
        let form = page(&mentor(), &families, &Typed::default(), None);
        let (lacking, left_out) = (form.find("Nog niemand om uit te nodigen"), form.find("Niet in deze ronde"));
        assert!(lacking.is_some() && lacking < left_out, "{form}");
        assert!(left_out < form.find("Milan Demir") && form.find("Amira Demir") < left_out, "{form}");
        assert!(form.contains("Ronde openen voor 1 gezin"), "{form}");

        let mut running = class_page(vec![RoundRow { talks: vec![], ..round() }]);
        running.families[1].left_out = true;
        let running = overview(&mentor(), &running, &running.rounds[0], &Typed::default(), None, None);
        assert!(running.contains("Amira Demir") && !running.contains("Milan Demir"), "{running}");
    }
}
