//! `/personen/{id}/gegevens`: how to reach somebody and what they wish, for the mentor and the school admin.

use app::questions::DetailsPage;
use domain::{
    ids::PersonId,
    person::details::{ChangeDetails, Failure, RemoveDetails, ReportFailed, SetWishes},
    values::{Channel, Reachable},
    views::ChannelRow,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    done::Done,
    parts::{Back, Button, Card, Field, Form, Head, Icon, Kind, Typed},
    say,
    screens::{
        coded::Coded,
        done::DoneLine,
        form::{Again, Errors, FormTop},
        naming::{erased_or, full_name},
        person::wishes::{WISHES, came_in, command, parse as parse_wishes, wishes_fields},
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// What the page asks for: one command for each button.
#[derive(Clone, Debug, PartialEq)]
pub enum DetailsCommand {
    Change(ChangeDetails),
    Remove(RemoveDetails),
    Fail(ReportFailed),
    Wish(SetWishes),
}

/// Reads the button `action`: `keep.phone` with the number in `phone`, `remove.phone`, `fails.phone.wrong` (each also with
/// `email`), or `wishes`.
pub fn parse(person: PersonId, typed: &Typed) -> Result<DetailsCommand, Errors> {
    let mut errors = Errors::default();
    let said: Vec<&str> = typed.value("action").split('.').collect();
    let act = match said.as_slice() {
        [WISHES] => return parse_wishes(person, typed).map(DetailsCommand::Wish),
        ["keep", channel] => Channel::parse(channel).and_then(|channel| {
            let reachable = errors.take(channel.code(), Reachable::parse(channel, typed.value(channel.code())));
            reachable.map(|reachable| DetailsCommand::Change(ChangeDetails { person, reachable }))
        }),
        ["remove", channel] => Channel::parse(channel).map(|channel| DetailsCommand::Remove(RemoveDetails { person, channel })),
        ["fails", channel, failure] => Channel::parse(channel)
            .zip(Failure::parse(failure))
            .map(|(channel, failure)| DetailsCommand::Fail(ReportFailed { person, channel, failure })),
        _ => None,
    };
    act.ok_or_else(|| {
        if errors.is_empty() {
            errors.add("", "form-incomplete");
        }
        errors
    })
}

/// The page for staff. `student`: from whose page it was opened, to go back to.
pub fn page(
    visit: &Visit,
    answer: &DetailsPage,
    student: Option<PersonId>,
    typed: &Typed,
    again: Option<Again>,
    done: Option<Done>,
) -> String {
    let t = visit.t;
    let name = answer.name.as_ref().map_or_else(|| say!(t, "somebody"), |name| full_name(t, name));
    let title = say!(t, "details-title", name = name);
    let at = addresses::details(answer.person).from_student(student);
    let (back, back_word) = match student {
        Some(student) => (addresses::student(student), say!(t, "details-to-student")),
        None => (addresses::school(), say!(t, "nav-school")),
    };
    visit.show_form(title.clone(), typed, || {
        let cards = Channel::EACH.iter().map(|channel| reachable(visit, *channel, answer, &at, typed, again)).collect_view();
        let (command, wishes) = (command(visit, WISHES, typed, again), wishes_fields(t, answer, typed));
        view! {
            <div class="column">
                <Back href=back word=back_word/>
                <Head title/>
                <DoneLine t done/>
                <FormTop t typed=typed.clone() again/>
                {cards}
                <Card heading=say!(t, "details-wishes")>
                    <Form action=at.clone() command>
                        {wishes}
                        <div class="actions"><Button kind=Kind::Quiet name="action" value=WISHES>{say!(t, "details-save")}</Button></div>
                    </Form>
                </Card>
            </div>
        }
    })
}

/// One way to reach them: its value, whether it works, and what can be done about it.
fn reachable(
    visit: &Visit,
    channel: Channel,
    answer: &DetailsPage,
    at: &Address,
    typed: &Typed,
    again: Option<Again>,
) -> impl IntoView + use<> {
    let t = visit.t;
    let known = answer.channels.iter().find(|row| row.channel == channel);
    let typed_now = match known {
        _ if came_in(typed, channel.code()) => typed.clone(),
        Some(row) => Typed::default().with(channel.code(), erased_or(t, &row.reachable, Reachable::written)),
        None => Typed::default(),
    };
    let value = Field::new(t, channel.code(), say!(t, "details-value", channel = channel.code()), &typed_now);
    let value = match channel {
        Channel::Phone => value.phone(),
        Channel::Email => value.mail(),
    };
    let (action, command) = (at.clone(), command(visit, channel.code(), typed, again));
    let (state, broken) = (known.map(|row| state(visit, row)), known.map(|row| does_not_work(t, row)));
    view! {
        <Card heading=capital(&channel.word(t))>
            {state}
            <Form action command>
                {value}
                <div class="actions">
                    <Button kind=Kind::Quiet name="action" value=format!("keep.{}", channel.code())>{say!(t, "details-save")}</Button>
                </div>
                {broken}
            </Form>
        </Card>
    }
}

fn state(visit: &Visit, row: &ChannelRow) -> impl IntoView + use<> {
    let t = visit.t;
    row.failed().map(|(failure, since)| {
        let since = wording::short_date(t, since, visit.now.today);
        view! { <p class="said-by">{Icon::Warn}<span>{say!(t, "details-failed", failure = capital(&failure.word(t)), since = since)}</span></p> }
    })
}

/// What can be wrong with it. Messages come back by mail only.
fn does_not_work(t: Language, row: &ChannelRow) -> impl IntoView + use<> {
    let channel = row.channel;
    let known = row.failed().map(|(failure, _)| failure);
    let offered = Failure::EACH.iter().filter(move |failure| Some(**failure) != known);
    let offered = offered.filter(move |failure| channel == Channel::Email || **failure != Failure::Bounced);
    let failures = offered.map(move |failure| {
        let value = format!("fails.{}.{}", channel.code(), failure.code());
        view! { <Button kind=Kind::Slim name="action" value=value>{capital(&failure.word(t))}</Button> }
    });
    view! {
        <details class="off">
            <summary>{say!(t, "details-off")}</summary>
            <div class="actions">
                {failures.collect_view()}
                <Button kind=Kind::Slim name="action" value=format!("remove.{}", channel.code())>{say!(t, "details-remove")}</Button>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const MOTHER: PersonId = PersonId(Uuid::from_u128(1));

    fn typed(values: &[(&str, &str)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn every_button_is_one_command() {
        let (person, channel) = (MOTHER, Channel::Phone);
        let number = Reachable::parse(channel, "06 0000 0012").unwrap();
        let cases = [
            (
                typed(&[("action", "keep.phone"), ("phone", "06-00000012")]),
                DetailsCommand::Change(ChangeDetails { person, reachable: number }),
            ),
            (typed(&[("action", "remove.phone")]), DetailsCommand::Remove(RemoveDetails { person, channel })),
            (
                typed(&[("action", "fails.phone.wrong")]),
                DetailsCommand::Fail(ReportFailed { person, channel, failure: Failure::Wrong }),
            ),
        ];
        for (typed, act) in cases {
            assert_eq!(parse(MOTHER, &typed), Ok(act));
        }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let wrong = |typed| parse(MOTHER, &typed).unwrap_err();
        let one = |field, key: &str| {
            let mut errors = Errors::default();
            errors.add(field, key);
            errors
        };
        assert_eq!(wrong(typed(&[("action", "keep.email"), ("email", "demir")])), one("email", "invalid-email-shape"));
        assert_eq!(wrong(typed(&[("action", "wishes"), ("language", "polish")])), one("reading", "check-choose"));
        for nonsense in ["", "remove", "remove.fax", "fails.phone.never", "keep.fax"] {
            assert_eq!(wrong(typed(&[("action", nonsense)])), one("", "form-incomplete"), "{nonsense}");
        }
    }
}
