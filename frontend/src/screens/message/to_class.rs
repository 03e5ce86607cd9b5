//! `/mijn-klas/{class}/bericht`: a message to everybody at home of a class.

use app::questions::{Addressees, Handed, PersonBrief, TieToStudent, WriteToClassPage};
use domain::{
    ids::{ClassId, MessageId, PersonId},
    message::{MessageRefusal, SendToClass, ToOne},
    values::Words,
    views::ClassRow,
};
use leptos::prelude::*;

use crate::{
    addresses,
    islands::CountRows,
    parts::{Align, Back, Button, Empty, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Row, Table, Typed},
    say,
    screens::{
        assignment::given::title_of,
        form::{Again, Errors, FormTop},
        message::{
            fields::written,
            thread::{self, asks, wants_answer},
        },
        naming::{full_name, short_name, whom},
        visit::Visit,
    },
    wording::{Language, capital},
};

/// Reads a message to a class: `to` is ticked per person as `student.person`; `letters` brings the id from which each
/// message's own id follows, so that the same form never sends twice.
pub fn parse(class: ClassId, typed: &Typed) -> Result<SendToClass, Errors> {
    let mut errors = Errors::default();
    let words = written(typed, &mut errors);
    let letters = errors.take_id::<MessageId>(typed, "letters");
    let pair = |text: &str| text.split_once('.').and_then(|(student, with)| Some((student.parse().ok()?, with.parse().ok()?)));
    let ticked: Option<Vec<(PersonId, PersonId)>> = typed.all("to").map(pair).collect();
    if ticked.is_none() {
        errors.add("", "form-incomplete");
    }
    let ticked = ticked.unwrap_or_default();
    if ticked.is_empty() && errors.is_empty() {
        errors.refuse(MessageRefusal::ToNobody);
    }
    match letters {
        Some(letters) if errors.is_empty() => {
            let one = |(student, with)| ToOne { message: letters.to_each(student, with), student, with };
            Ok(SendToClass { class, to: ticked.into_iter().map(one).collect(), asks: asks(typed), words })
        }
        _ => Err(errors),
    }
}

/// Before anyone typed: every parent, an answer welcome.
pub fn begin(page: &WriteToClassPage) -> Typed {
    let is_parent = |brief: &&PersonBrief| matches!(brief.whom, TieToStudent::Parent(_));
    let parents = page.families.iter().flat_map(|family| family.to.iter().filter(is_parent).map(|brief| tick_of(family, brief)));
    parents.fold(thread::begin(), |typed, value| typed.with("to", value))
}

/// A friendly reminder, to the parents of those who did not bring an assignment back yet. It is in the words of the school, which
/// home reads, whatever language the mentor's own pages are in.
pub fn begin_reminder(page: &WriteToClassPage, handed: &Handed) -> Typed {
    let is_parent = |brief: &&PersonBrief| matches!(brief.whom, TieToStudent::Parent(_));
    let late = page.families.iter().filter(|family| handed.not_back().any(|holder| holder.student == family.student));
    let parents = late.flat_map(|family| family.to.iter().filter(is_parent).map(|brief| tick_of(family, brief)));
    let words = say!(Language::Nl, "to-class-reminder", title = title_of(Language::Nl, handed));
    parents.fold(thread::begin().with("words", words), |typed, value| typed.with("to", value))
}

fn tick_of(family: &Addressees, brief: &PersonBrief) -> String {
    format!("{}.{}", family.student, brief.person)
}

pub fn page(visit: &Visit, page: &WriteToClassPage, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let class: &ClassRow = &page.class;
    let title = say!(t, "to-class-title");
    visit.show_form(title.clone(), typed, || {
        let hidden = vec![("letters", visit.id(typed, "letters", again).to_string())];
        let words = Field::new(t, "words", say!(t, "message-words-own"), typed).counted().area(Words::MAX as u32);
        let to = Field::new(t, "to", say!(t, "to-class-to"), typed).around(families(t, page, typed));
        let (wants, leave) = (wants_answer(t, typed), addresses::inbox().of_class(class.class));
        let form = view! {
            <Form action=addresses::class_message(class.class) command=visit.command(typed, again) hidden>
                {words}
                {wants}
                <h2>{say!(t, "to-class-to")}</h2>
                {to}
                <CountRows rows="to-each".into() name="to".into() each=true none=say!(t, "to-class-none") one=say!(t, "to-class-one") more=say!(t, "to-class-count", count = "#")/>
                <div class="actions">
                    <Button icon=Icon::Check>{say!(t, "message-send")}</Button>
                    <LinkButton href=leave kind=Kind::Quiet>{say!(t, "form-leave")}</LinkButton>
                </div>
            </Form>
        };
        let body = match page.families.is_empty() {
            true => view! { <Empty icon=Icon::People words=say!(t, "class-empty")/> }.into_any(),
            false => form.into_any(),
        };
        view! {
            <Back href=addresses::inbox().of_class(class.class) word=say!(t, "inbox-title")/>
            <Head title lede=say!(t, "to-class-lede", class = class.name.as_str()).into_any()/>
            <FormTop t typed=typed.clone() again/>
            {body}
        }
    })
}

fn families(t: Language, page: &WriteToClassPage, typed: &Typed) -> AnyView {
    let table = Table::new(say!(t, "to-class-to"))
        .rows_id("to-each")
        .column(say!(t, "class-student"), Align::Start)
        .column(say!(t, "to-class-parents"), Align::Start)
        .column(say!(t, "to-class-supporters"), Align::Start)
        .column(say!(t, "to-class-students"), Align::Start);
    table.show(page.families.iter().map(|family| {
        let ticks = |is: fn(TieToStudent) -> bool| {
            let some: Vec<_> =
                family.to.iter().filter(|brief| is(brief.whom)).map(|brief| tick(t, family, brief, typed)).collect();
            match some.is_empty() {
                true => view! { <span class="soft">"–"<Hidden words=say!(t, "to-class-nobody")/></span> }.into_any(),
                false => view! { <div class="ticks">{some}</div> }.into_any(),
            }
        };
        Row::new()
            .cell(full_name(t, &family.name))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Parent(_))))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Supporter(_))))
            .cell(ticks(|whom| matches!(whom, TieToStudent::Student)))
    }))
}

fn tick(t: Language, family: &Addressees, brief: &PersonBrief, typed: &Typed) -> impl IntoView + use<> {
    let value = tick_of(family, brief);
    let ticked = typed.all("to").any(|one| one == value);
    let word = match brief.whom {
        TieToStudent::Student => short_name(t, &family.name),
        other => capital(&whom(t, other)),
    };
    let unseen = format!(" {}", brief.name.as_ref().map(|name| full_name(t, name)).unwrap_or_default());
    view! { <label class="tick"><input type="checkbox" name="to" value=value checked=ticked/><span>{word}<Hidden words=unseen/></span></label> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    const FATHER: PersonId = PersonId(Uuid::from_u128(3));

    const MESSAGE: MessageId = MessageId(Uuid::from_u128(4));

    const CLASS_3B: ClassId = ClassId(Uuid::from_u128(5));

    fn typed(values: &[(&str, String)]) -> Typed {
        values.iter().fold(Typed::default(), |typed, (field, value)| typed.with(field, value.as_str()))
    }

    #[test]
    fn the_same_form_to_a_class_gives_the_same_messages_and_each_reader_another() {
        let form = typed(&[
            ("letters", MESSAGE.to_string()),
            ("words", "Komt u?".into()),
            ("to", format!("{AMIRA}.{MOTHER}")),
            ("to", format!("{AMIRA}.{FATHER}")),
        ]);
        let read = parse(CLASS_3B, &form).unwrap();
        assert_eq!(parse(CLASS_3B, &form).unwrap(), read);
        let [first, second] = read.to.as_slice() else { panic!("two") };
        assert_eq!((first.student, first.with, second.with), (AMIRA, MOTHER, FATHER));
        assert!(first.message != second.message && first.message != MESSAGE);
    }

    #[test]
    fn a_message_to_nobody_is_refused_and_a_broken_tick_is_not_nobody() {
        let form = |to: &[(&str, String)]| {
            let rest = [("letters", MESSAGE.to_string()), ("words", "Komt u?".into())];
            parse(CLASS_3B, &typed(&[&rest, to].concat())).unwrap_err()
        };
        assert_eq!(form(&[]), Errors(vec![("to", "refused-message-to-nobody".into())]));
        assert_eq!(form(&[("to", "onzin".into())]), Errors(vec![("", "form-incomplete".into())]));
    }
}
