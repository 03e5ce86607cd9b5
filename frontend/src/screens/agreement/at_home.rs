//! `/thuis/afspraken/{id}` and `/mijn-lijn/afspraken/{id}`: an agreement with its three parts, and one tap to answer.

use app::questions::{AgreementToDo, OneEntryPage};
use domain::{
    agreement::{Answer, ConfirmAgreement, DeclineAgreement, DoPart, Otherwise, Party},
    ids::{AgreementId, PersonId},
    policy::Writing,
    values::Words,
    views::{AgreementContent, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Button, Card, Field, Form, Head, Icon, Kind, LinkButton, Strong, Typed},
    say,
    screens::{
        at_home::{back, text},
        coded::Coded,
        form::{Again, Errors, FormTop},
        naming::{erased_or, short_name},
        readers::{sentence, who_reads},
        to_do_card::ToDoCard,
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// Where its page is for this reader.
fn path(visit: &Visit, agreement: AgreementId, student: PersonId) -> Address {
    match visit.is_student() {
        true => addresses::own_agreement(agreement),
        false => addresses::home_agreement(agreement).of_child(student),
    }
}

/// What somebody answers to an agreement.
#[derive(Clone, Debug, PartialEq)]
pub enum AgreementReply {
    Yes(ConfirmAgreement),
    Otherwise(DeclineAgreement),
    Done(DoPart),
}

/// Reads the button `action`: `yes`, `otherwise` with how, or `done` with the part in `party`.
pub fn parse(student: PersonId, agreement: AgreementId, typed: &Typed) -> Result<AgreementReply, Errors> {
    let mut errors = Errors::default();
    let reply = match typed.value("action") {
        "yes" => errors
            .take_id(typed, "seen")
            .map(|seen| AgreementReply::Yes(ConfirmAgreement { agreement, student, seen: Some(seen) })),
        "otherwise" => {
            let seen = errors.take_id(typed, "seen");
            let otherwise = errors.choose::<Otherwise>(typed, "otherwise");
            let words = errors.take("words", Words::parse(typed.value("words")));
            seen.zip(otherwise).zip(words).map(|((seen, otherwise), words)| {
                AgreementReply::Otherwise(DeclineAgreement { agreement, student, otherwise, words, seen: Some(seen) })
            })
        }
        "done" => Party::parse(typed.value("party")).map(|party| AgreementReply::Done(DoPart { agreement, student, party })),
        _ => None,
    };
    if reply.is_none() && errors.is_empty() {
        errors.add("", "form-incomplete");
    }
    reply.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The agreement with its three lanes, and one tap for the reader's own part.
pub fn page(visit: &Visit, page: &OneEntryPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let EntryContent::Agreement(told) = &page.entry.told else { return String::new() };
    let student = short_name(t, &page.name);
    let point = erased_or(t, &told.pledge, |pledge| pledge.point.as_str().to_owned());
    let title = say!(t, "entry-agreement", point = point);
    visit.show_form(title.clone(), typed, || {
        let text = text(visit, page, &student);
        let party = visit.me().and_then(|me| told.parts.party_of(me));
        let asks = party.filter(|party| told.ended.is_none() && told.lane(*party).done.is_none());
        let answers = asks.map(|party| answers(visit, page, told, party, typed, again));
        view! {
            <div class="column">
                {back(visit, page.student)}
                <Head title=title lede=wording::date(t, page.entry.occurred.on).into_any()/>
                <FormTop t typed=typed.clone() again/>
                {answers}
                {text.agreement_body(told)}
            </div>
        }
    })
}

/// "U zegt: ik ga mee naar de open dag." Ja · Anders; and once it is a yes: Gedaan.
fn answers(
    visit: &Visit,
    page: &OneEntryPage,
    told: &AgreementContent,
    party: Party,
    typed: &Typed,
    again: Option<Again>,
) -> impl IntoView + use<> {
    let t = visit.t;
    let action = path(visit, AgreementId(page.entry.key.id), page.student);
    let lane = told.lane(party);
    let hidden = || vec![("seen", told.revision.to_string()), ("party", party.code().to_owned())];
    let said_yes = lane.answer == Answer::Yes;
    let tap = match said_yes {
        true => {
            view! { <Button icon=Icon::Check name="action" value="done">{say!(t, "agreement-reply-done")}</Button> }.into_any()
        }
        false => {
            view! { <Button icon=Icon::Check name="action" value="yes">{say!(t, "agreement-reply-yes")}</Button> }.into_any()
        }
    };
    let student = short_name(t, &page.name);
    let how = Otherwise::choices(t);
    let otherwise = Field::new(t, "otherwise", say!(t, "agreement-reply-how"), typed).one_of(how);
    let words = Field::new(t, "words", say!(t, "agreement-reply-words"), typed)
        .optional()
        .hint(sentence(visit, &student, &visit.readers(Writing::Disagreement(told.parts, party))))
        .area(Words::MAX as u32);
    let open = (typed.is_wrong() || typed.value("action") == "otherwise").then_some("");
    let (command, other) = (visit.command(typed, again), (visit.fresh)());
    let (hidden, hidden_too) = (hidden(), hidden());
    let readers = who_reads(visit, &student, Writing::Agreement(told.parts));
    let promise = promise(t, told, party, visit.is_student());
    view! {
        <Card>
            <p class="promise" dir="auto"><Strong words=promise/></p>
            <Form action=action.clone() command hidden>{tap}</Form>
            <details class="more" id="anders" open=open>
                <summary>{say!(t, "agreement-reply-otherwise")}</summary>
                <Form action command=other hidden=hidden_too>
                    {otherwise}
                    {words}
                    <Button kind=Kind::Quiet icon=Icon::Question name="action" value="otherwise">{say!(t, "agreement-reply-otherwise-save")}</Button>
                </Form>
            </details>
            {readers}
        </Card>
    }
}

/// "U zegt: **mama gaat mee.**"
fn promise(t: Language, told: &AgreementContent, party: Party, own: bool) -> String {
    let does = erased_or(t, &told.pledge, |pledge| {
        let line = match party {
            Party::Student => &pledge.student,
            Party::Home => &pledge.home,
            Party::School => &pledge.school,
        };
        // What somebody wrote never makes bold by itself.
        line.as_str().replace("**", "")
    });
    if own { say!(t, "agreement-reply-you-say-own", does = does) } else { say!(t, "agreement-reply-you-say", does = does) }
}

/// How an agreement waits: one tap to say yes, or that it is done.
pub fn asked(visit: &Visit, to_do: &AgreementToDo) -> ToDoCard {
    let t = visit.t;
    let href = path(visit, AgreementId(to_do.key.id), to_do.student);
    let heading = if to_do.done { say!(t, "agreement-reply-asked-done") } else { say!(t, "agreement-reply-asked") };
    let promise = promise(t, &to_do.told, to_do.party, visit.is_student());
    let day = wording::day(t, to_do.due, visit.now.today);
    let words = view! { <p dir="auto"><Strong words=promise/></p><p class="soft">{capital(&say!(t, "lane-due", day = day))}</p> }
        .into_any();
    let (value, word) =
        if to_do.done { ("done", say!(t, "agreement-reply-done")) } else { ("yes", say!(t, "agreement-reply-yes")) };
    let hidden = vec![("seen", to_do.told.revision.to_string()), ("party", to_do.party.code().to_owned())];
    let other = href.clone().at("anders");
    let answers = view! {
        <Form action=href.clone() command=(visit.fresh)() hidden>
            <Button icon=Icon::Check name="action" value=value>{word}</Button>
        </Form>
        <LinkButton href=other kind=Kind::Quiet>{say!(t, "agreement-reply-otherwise")}</LinkButton>
    }
    .into_any();
    ToDoCard { icon: Icon::Hands, heading, words, answers, href }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    fn typed(values: &[(&str, &str)]) -> Typed {
        Typed::new(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn an_agreement_is_answered_with_yes_otherwise_or_done() {
        let reply = |values: &[(&str, &str)]| parse(AMIRA, AgreementId(Uuid::from_u128(4)), &typed(values));
        assert!(matches!(reply(&[("action", "yes"), ("seen", "2")]), Ok(AgreementReply::Yes(yes)) if yes.seen == Some(2)));
        assert!(
            matches!(reply(&[("action", "done"), ("party", "home")]), Ok(AgreementReply::Done(done)) if done.party == Party::Home)
        );
        let otherwise = reply(&[("action", "otherwise"), ("seen", "1"), ("otherwise", "other-day")]);
        assert!(matches!(otherwise, Ok(AgreementReply::Otherwise(said)) if said.otherwise == Otherwise::OtherDay));
        assert_eq!(reply(&[("action", "otherwise"), ("seen", "1")]).unwrap_err().0[0].0, "otherwise");
        assert!(reply(&[("action", "yes")]).is_err(), "nobody says yes to what they did not see");
        assert!(reply(&[]).is_err());
    }
}
