//! `/mijn-lijn/{entry}/delen`: who sees it from now on, each with a day of their own or none.

use app::questions::LineSheet;
use domain::{
    ids::{EntryId, PersonId},
    line::{Share, ShareEntry, ShareWith, Voice},
    time::Now,
    views::{Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Back, Button, Field, Form, Head, Icon, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        line::{
            entry::around_word,
            fields::{date, entry_of, named, own_title, with, with_code},
        },
        readers::sentence,
        visit::Visit,
    },
    wording::{Language, capital},
};

/// Who sees it from now on; each with a day of their own, or none.
pub fn parse(student: PersonId, entry: EntryId, typed: &Typed, now: &Now) -> Result<ShareEntry, Errors> {
    let mut errors = Errors::default();
    let mut share = vec![];
    for code in typed.all("with") {
        let Some(with) = with(code) else { continue };
        let text = typed.value(&format!("until-{code}"));
        let until = date(text, "with", &mut errors);
        if until.is_some_and(|until| until < now.today) && !was_over(typed, code, text) {
            errors.add("with", "refused-line-share-is-over");
        }
        share.push(Share { with, until });
    }
    if errors.is_empty() { Ok(ShareEntry { entry, student, share }) } else { Err(errors) }
}

/// A share that was over when the form was opened may stay as it is.
fn was_over(typed: &Typed, code: &str, until: &str) -> bool {
    typed.value(&format!("was-{code}")) == until
}

/// How it is shared now, for the form to begin with.
pub fn begin(sheet: &LineSheet) -> Typed {
    let Some((_, own)) = entry_of(sheet) else { return Typed::default() };
    own.shared.iter().fold(Typed::default(), |typed, share| {
        let code = with_code(share.with);
        let typed = typed.with("with", code.clone());
        match share.until {
            None => typed,
            Some(until) => {
                let until = until.to_string();
                typed.with(&format!("until-{code}"), until.clone()).with(&format!("was-{code}"), until)
            }
        }
    })
}

pub fn page(visit: &Visit, sheet: &LineSheet, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let Some((entry, own)) = entry_of(sheet) else { return crate::screens::problem::page(visit, &app::Problem::NotFound, typed) };
    let at = addresses::own_entry_sharing(EntryId(entry.key.id));
    let title = say!(t, "own-go-share");
    visit.show_form(title.clone(), typed, || {
        let command = visit.command(typed, again);
        let nobody = sentence(visit, "", &visit.readers_of(&unshared(entry)));
        let people =
            sheet.around.iter().map(|brief| (brief.person.to_string(), capital(&around_word(t, brief)), named(t, brief)));
        let school = ("school".to_owned(), say!(t, "own-share-school"), String::new());
        // Who is no longer around stays in the list as long as it is shared with them, so that one tick takes it back.
        let former = own.shared.iter().filter_map(|share| match share.with {
            ShareWith::Person(person) if !sheet.around.iter().any(|brief| brief.person == person) => {
                let who = sheet.people.get(person).map_or_else(|| say!(t, "somebody"), |brief| capital(&around_word(t, brief)));
                Some((person.to_string(), who, say!(t, "own-share-former")))
            }
            _ => None,
        });
        // What the school said it knows already.
        let school = (own.voice != Voice::School).then_some(school);
        let rows = people.chain(school).chain(former).enumerate();
        let rows = rows.map(|(i, (code, who, more))| share_row(t, typed, i, code, who, more)).collect_view();
        let boxes = view! { <ul class="shares">{rows}</ul> };
        let field = Field::new(t, "with", say!(t, "own-share-legend"), typed).around(boxes);
        view! {
            <div class="column">
                <Back href=addresses::own_line() word=say!(t, "line-title")/>
                <Head title lede=own_title(t, own).into_any()/>
                <FormTop t typed=typed.clone() again/>
                <p class="said-by">{Icon::Lock}<span>{say!(t, "own-share-hint", sentence = nobody)}</span></p>
                <Form action=at command>
                    {field}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "own-share-save")}</Button></div>
                </Form>
                <p><a href=addresses::own_line_seen()>{Icon::Eye}" "{say!(t, "own-as-seen")}</a></p>
            </div>
        }
    })
}

/// The entry as it would be, shared with nobody.
fn unshared(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let EntryContent::Own(own) = &mut entry.told {
        own.shared.clear();
    }
    entry
}

fn share_row(t: Language, typed: &Typed, i: usize, code: String, who: String, more: String) -> impl IntoView + use<> {
    let chosen = typed.all("with").any(|with| with == code);
    let (until, was) = (format!("until-{code}"), format!("was-{code}"));
    let (until_value, was_value) = (typed.value(&until).to_owned(), typed.value(&was).to_owned());
    let id = format!("share-{i}");
    let label = say!(t, "own-share-until-who", who = who.as_str());
    let more = (!more.is_empty()).then(|| view! { <small>{more}</small> });
    let was = (!was_value.is_empty()).then(|| view! { <input type="hidden" name=was value=was_value/> });
    view! {
        <li>
            <div class="choice">
                <input type="checkbox" id=id.clone() name="with" value=code checked=chosen/>
                <label for=id><span>{who}{more}</span></label>
            </div>
            <label class="until"><span>{say!(t, "own-until")}<span class="unseen">" "{label}</span></span><input type="date" name=until value=until_value/></label>
            {was}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MOTHER: PersonId = PersonId(Uuid::from_u128(2));

    const ENTRY: EntryId = EntryId(Uuid::from_u128(3));

    fn now() -> Now {
        let today = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        Now { recorded_at: DateTime::<Utc>::UNIX_EPOCH, today, time: NaiveTime::MIN }
    }

    fn typed(values: &[(&str, &str)]) -> Typed {
        let form = Typed::default().with("entry", ENTRY.to_string());
        values.iter().fold(form, |typed, (field, value)| typed.with(field, *value))
    }

    #[test]
    fn each_share_has_its_own_day_and_one_that_was_over_may_stay() {
        let mother = MOTHER.to_string();
        let until = format!("until-{mother}");
        let share = |values: &[(&str, &str)]| parse(AMIRA, ENTRY, &typed(values), &now());
        let read = share(&[("with", "school"), ("with", &mother), (&until, "2026-03-10")]).unwrap();
        assert_eq!(read.share[0], Share { with: ShareWith::School, until: None });
        assert_eq!(read.share[1].until, Some(now().today));
        assert!(share(&[("with", &mother), (&until, "2026-03-09")]).is_err());
        let was = format!("was-{mother}");
        assert!(share(&[("with", &mother), (&until, "2026-03-09"), (&was, "2026-03-09")]).is_ok());
        assert_eq!(share(&[("with", "iedereen")]).unwrap().share, []);
    }
}
