//! A form that comes in: what is wrong with it, and why it comes back.

use domain::{
    grammar::Refusal,
    ids::CommandId,
    values::{Invalid, Words},
};
use leptos::prelude::*;

use crate::{
    parts::{ErrorSummary, Icon, Stale, Typed},
    say,
    screens::coded::Coded,
    wording::{self, Language},
};

/// What is wrong with a form: fields, each with the key of a sentence. A field without a name stands for the whole form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(pub(super) Vec<(&'static str, String)>);

impl Errors {
    pub fn add(&mut self, field: &'static str, key: impl Into<String>) {
        self.0.push((field, key.into()));
    }

    /// The value, or the reason why it is none is noted at its field.
    pub fn take<T>(&mut self, field: &'static str, read: Result<T, Invalid>) -> Option<T> {
        read.map_err(|Invalid(code)| self.add(field, format!("invalid-{code}"))).ok()
    }

    /// The reason for withdrawing or correcting something; without one it is refused.
    pub fn take_reason(&mut self, typed: &Typed, missing: impl Into<Refusal>) -> Option<Words> {
        let because = self.take("because", Words::parse(typed.value("because")))?;
        if because.is_none() {
            self.refuse(missing);
        }
        because
    }

    /// One of a few; a form always has one chosen.
    pub fn choose<T: Coded>(&mut self, typed: &Typed, field: &'static str) -> Option<T> {
        let chosen = T::parse(typed.value(field));
        if chosen.is_none() {
            self.add(field, "check-choose");
        }
        chosen
    }

    /// What the domain would say as well, said together with what else is wrong.
    pub fn refuse(&mut self, refusal: impl Into<Refusal>) {
        self.0.extend(Errors::from(refusal.into()).0);
    }

    /// An id of a hidden field. Without it nothing can be done, and sending again repairs it.
    pub fn take_id<T: std::str::FromStr>(&mut self, typed: &Typed, field: &str) -> Option<T> {
        let id = typed.value(field).parse().ok();
        if id.is_none() && !self.0.contains(&("", "form-incomplete".into())) {
            self.add("", "form-incomplete");
        }
        id
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The form as it was typed, with these sentences beside its fields.
    pub fn render(&self, t: Language, mut typed: Typed) -> Typed {
        for (field, key) in &self.0 {
            typed.wrong(field, wording::say(t, key, &[]));
        }
        typed
    }
}

impl From<Refusal> for Errors {
    fn from(refusal: Refusal) -> Errors {
        Errors(vec![(refusal.field.unwrap_or_default(), format!("refused-{}", refusal.code))])
    }
}

/// The id under which a form is carried out.
pub fn command_id(typed: &Typed) -> Option<CommandId> {
    typed.value("command_id").parse().ok()
}

/// Why a form in which nothing is wrong comes back all the same, with everything typed kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Somebody was just before.
    Stale,
    /// It was sent before with other content.
    Reused,
}

/// What stands above a form that came back.
#[component]
pub fn FormTop(t: Language, typed: Typed, again: Option<Again>) -> impl IntoView {
    let again = again.map(|again| match again {
        Again::Stale => view! { <Stale t/> }.into_any(),
        Again::Reused => view! {
            <section class="summary" role="alert">
                <h2>{Icon::Undo}{say!(t, "reused-title")}</h2>
                <p>{say!(t, "reused-text")}</p>
            </section>
        }
        .into_any(),
    });
    view! { {again}<ErrorSummary t typed/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_sentence() {
        for refusal in domain::refusals::all() {
            let key = format!("refused-{}", refusal.code);
            assert_ne!(wording::say(Language::Nl, &key, &[]), key);
        }
    }

    /// The codes are read from the source of the values, so that a new one cannot be forgotten.
    #[test]
    fn every_invalid_value_has_its_sentence() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../backend/domain/src/values");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let code = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for rest in code.split("Invalid(\"").skip(1) {
                let key = format!("invalid-{}", rest.split('"').next().unwrap());
                assert_ne!(wording::say(Language::Nl, &key, &[]), key);
                seen += 1;
            }
        }
        assert!(seen > 8, "the search itself is broken");
    }
}
