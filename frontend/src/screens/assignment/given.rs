//! `/mijn-klas/{class}/opdrachten`: the assignments of a class this school year, each with how far it came; and
//! `…/opdrachten/{giving}/intrekken`, which takes one back from everybody of whom nothing came back yet.

use app::{
    Answered,
    questions::{Handed, HandedOutPage, Holder},
};
use domain::{
    assignment::{AssignmentRefusal, WithdrawAssignment},
    ids::GivingId,
    policy::Deed,
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses,
    done::Done,
    parts::{Align, Back, Button, Card, Empty, Field, Form, Head, Hidden, Icon, Kind, LinkButton, Row, Table, Typed},
    say,
    screens::{
        assignment::{
            entry::kind_icon,
            use_returned::{named, value_of},
        },
        done::DoneLine,
        form::{Again, Errors, FormTop},
        naming::{erased_or, full_name},
        visit::Visit,
    },
    wording::{self, Language},
};

pub fn page(visit: &Visit, answered: &Answered<HandedOutPage>, done: Option<Done>) -> String {
    let (t, page, past) = (visit.t, &answered.answer, answered.past);
    let writes = past.is_none() && visit.may(Deed::GiveAssignment);
    visit.show(say!(t, "given-title"), past, || {
        let back = addresses::my_class().of_class(page.class.class).keeping(past);
        let give = writes.then(|| {
            let href = addresses::class_assignment_new(page.class.class);
            view! { <LinkButton href icon=Icon::Plus>{say!(t, "assignment-form-title")}</LinkButton> }
        });
        let list = match page.handed.is_empty() {
            true => view! { <Empty icon=Icon::Task words=say!(t, "given-none")/> }.into_any(),
            false => table(t, answered, writes),
        };
        view! {
            <DoneLine t done/>
            <Back href=back word=say!(t, "class-title", class = page.class.name.as_str())/>
            <Head title=say!(t, "given-title") lede=say!(t, "given-lede").into_any()>{give}</Head>
            {list}
        }
    })
}

fn table(t: Language, answered: &Answered<HandedOutPage>, writes: bool) -> AnyView {
    let (page, today) = (&answered.answer, answered.today);
    let table = Table::new(say!(t, "given-title"))
        .column(say!(t, "given-what"), Align::Start)
        .column(say!(t, "given-whom"), Align::Start)
        .column(say!(t, "given-on"), Align::Start)
        .column(say!(t, "assignment-form-due"), Align::Start)
        .column(say!(t, "given-opened"), Align::End)
        .column(say!(t, "given-back"), Align::End);
    let table = if writes { table.column(say!(t, "given-do"), Align::End) } else { table };
    table.show(page.handed.iter().map(|handed| {
        let all = handed.with.len();
        let of = |count: usize| say!(t, "school-of", seen = count, all = all);
        let title = title_of(t, handed);
        let href = addresses::class_assignment(page.class.class, handed.giving).keeping(answered.past);
        let row = Row::new()
            .cell(view! { <span>{kind_icon(handed.kind)}" "<a href=href>{title.clone()}</a></span> })
            .cell(whom(t, handed))
            .cell(wording::short_date(t, handed.on, today))
            .cell(wording::short_date(t, handed.due, today))
            .cell(of(handed.with.iter().filter(|holder| holder.opened).count()))
            .cell(of(handed.with.iter().filter(|holder| holder.back).count()));
        if writes { row.cell(withdraw_link(t, page, handed, &title)) } else { row }
    }))
}

fn withdraw_link(t: Language, page: &HandedOutPage, handed: &Handed, title: &str) -> AnyView {
    if handed.not_back().next().is_none() {
        return view! { <span class="soft none">"–"</span> }.into_any();
    }
    let (href, which) = (addresses::class_assignment_withdrawal(page.class.class, handed.giving), format!(": {title}"));
    view! { <LinkButton href kind=Kind::Slim icon=Icon::Undo>{say!(t, "assignment-act-withdraw")}<Hidden words=which/></LinkButton> }
        .into_any()
}

pub(crate) fn title_of(t: Language, handed: &Handed) -> String {
    handed
        .sheet
        .as_ref()
        .map_or_else(|| say!(t, "assignment-form-title"), |sheet| erased_or(t, sheet, |sheet| sheet.title.as_str().to_owned()))
}

/// The class, or by name who of it has this.
fn whom(t: Language, handed: &Handed) -> String {
    match handed.with.as_slice() {
        [only] => full_name(t, &only.name),
        all => say!(t, "given-to", count = all.len()),
    }
}

/// Reads the form. `back` names each assignment that its reader saw, so that the form sent twice asks for the same.
pub fn parse_withdrawal(typed: &Typed) -> Result<Vec<WithdrawAssignment>, Errors> {
    let mut errors = Errors::default();
    let named = named(typed).filter(|named| !named.is_empty());
    if named.is_none() {
        errors.add("", "form-incomplete");
    }
    let because = errors.take_reason(typed, AssignmentRefusal::NoReason);
    if !errors.is_empty() {
        return Err(errors);
    }
    let withdraw = |(student, assignment)| WithdrawAssignment { assignment, student, because: because.clone() };
    Ok(named.unwrap_or_default().into_iter().map(withdraw).collect())
}

/// Says from whom it is taken back, and asks why. When everybody brought something back, there is nothing to take.
pub fn withdraw_page(visit: &Visit, page: &HandedOutPage, giving: GivingId, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let title = say!(t, "assignment-form-withdraw-title");
    visit.show_form(title.clone(), typed, || {
        let handed = page.handed(giving);
        let here = handed.map(|handed| {
            let names: Vec<String> = handed.not_back().map(|holder| full_name(t, &holder.name)).collect();
            let back = handed.with.len() - names.len();
            let stays = (back > 0).then(|| view! { <p class="soft">{say!(t, "given-stays", count = back)}</p> });
            let words = say!(t, "given-from", count = names.len());
            view! {
                <Card heading=title_of(t, handed)>
                    <p>{words}</p>
                    <p class="soft small">{wording::list(t, &names)}</p>
                    {stays}
                </Card>
            }
        });
        let why = Field::new(t, "because", say!(t, "withdraw-why"), typed).hint(say!(t, "assignment-form-withdraw-hint"));
        let why = why.counted().area(Words::MAX as u32);
        let list = addresses::class_assignments(page.class.class);
        let names = |holder: &Holder| ("back", value_of(holder.student, holder.assignment.0));
        let hidden: Vec<_> = handed.into_iter().flat_map(Handed::not_back).map(names).collect();
        let form = (!hidden.is_empty()).then(|| {
            let leave = list.clone();
            view! {
                <Form action=addresses::class_assignment_withdrawal(page.class.class, giving) command=visit.command(typed, again) hidden>
                    {why}
                    <div class="actions">
                        <Button icon=Icon::Undo>{say!(t, "withdraw-save")}</Button>
                        <LinkButton href=leave.clone() kind=Kind::Quiet>{say!(t, "withdraw-leave")}</LinkButton>
                    </div>
                </Form>
            }
        });
        view! {
            <Back href=list.clone() word=say!(t, "given-title")/>
            <Head title=title/>
            <FormTop t typed=typed.clone() again/>
            {here}
            {form}
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::PersonId;
    use uuid::Uuid;

    fn typed(because: &str) -> Typed {
        let back = |id: u128| ("back".to_owned(), value_of(PersonId(Uuid::from_u128(id)), Uuid::from_u128(id + 10)));
        Typed::new(vec![back(1), back(3), ("because".to_owned(), because.to_owned())])
    }

    #[test]
    fn it_is_taken_back_from_everybody_whom_the_page_named() {
        let commands = parse_withdrawal(&typed("De open dag gaat niet door.")).unwrap();
        let from: Vec<_> = commands.iter().map(|command| (command.student.0.as_u128(), command.assignment.0.as_u128())).collect();
        assert_eq!(from, [(1, 11), (3, 13)]);
    }

    #[test]
    fn a_reason_is_asked_and_a_form_that_names_nobody_is_not_one() {
        let errors = parse_withdrawal(&typed(" ")).unwrap_err();
        assert_eq!(errors.0, [("because", "refused-assignment-no-reason".to_owned())]);
        let errors = parse_withdrawal(&Typed::default().with("because", "Daarom.")).unwrap_err();
        assert_eq!(errors.0, [("", "form-incomplete".to_owned())]);
    }
}
