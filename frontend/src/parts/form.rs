//! A form, what was typed into it, and what is wrong with it.

use leptos::prelude::*;
use uuid::Uuid;

use super::Icon;
use crate::{say, wording::Language};

/// The values of a form as they were typed and, after a refusal, what is wrong by field. A screen fills it with the
/// values to begin with; after a refusal it holds what came in, so nothing typed is lost, also what makes no sense.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    values: Vec<(String, String)>,
    errors: Vec<(&'static str, String)>,
}

impl Typed {
    pub fn new(values: Vec<(String, String)>) -> Self {
        Self { values, errors: Vec::new() }
    }

    /// What a field holds before anyone typed.
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.values.push((field.to_owned(), value.into()));
        self
    }

    /// Something is wrong with a field. An empty name means the form as a whole. The sentence says what is wrong and what
    /// to do about it.
    pub fn wrong(&mut self, field: &'static str, sentence: impl Into<String>) {
        self.errors.push((field, sentence.into()));
    }

    /// The value of a field, without white space around it; empty when there is none.
    pub fn value(&self, field: &str) -> &str {
        self.all(field).next().unwrap_or_default()
    }

    /// Every value of a field that can be ticked more than once.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.trim())
    }

    /// Every field with what it held, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every value but those of one field.
    pub fn values_but(&self, field: &str) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(name, _)| name != field).map(|(_, value)| value.trim())
    }

    /// Is something wrong with this field?
    pub fn is_wrong_in(&self, field: &str) -> bool {
        self.errors.iter().any(|(wrong, _)| *wrong == field)
    }

    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The title of the page the form is on: it begins with what is wrong, as a screen reader reads it first.
    pub fn title(&self, t: Language, title: String) -> String {
        if self.is_wrong() { say!(t, "form-wrong-title", title = title) } else { title }
    }

    pub(super) fn error(&self, field: &str) -> Option<String> {
        self.errors.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.clone())
    }
}

/// The name of the field with the token of the session.
pub const TOKEN_FIELD: &str = "form_token";
/// Where the browser goes when a form comes back wrong: a page without scripts may not move the focus by itself, but an
/// address that ends so does.
pub const WRONG: &str = "fouten";

/// What each form of a page carries. The page provides it, so no screen can leave it out.
#[derive(Clone, Debug, Default)]
pub struct FormToken(pub Option<String>);

/// Every form that changes something is one of these.
#[component]
pub fn Post(
    #[prop(into)] action: String,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional, into)] label: Option<String>,
    /// Says itself what is wrong, so the browser need not.
    #[prop(optional)]
    novalidate: bool,
    children: Children,
) -> impl IntoView {
    let token = use_context::<FormToken>().and_then(|token| token.0);
    let token = token.map(|token| view! { <input type="hidden" name=TOKEN_FIELD value=token/> });
    view! {
        <form class=class method="post" action=action aria-label=label novalidate=novalidate>
            {token}
            {children()}
        </form>
    }
}

/// A form that works as a plain form. `command` is the id of what will be asked. It is made when the page is, so that a form sent
/// twice is carried out once.
#[component]
pub fn Form(
    #[prop(into)] action: String,
    command: Uuid,
    #[prop(optional)] hidden: Vec<(&'static str, String)>,
    children: Children,
) -> impl IntoView {
    let hidden = hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    view! {
        <Post class="form" action=format!("{action}#{WRONG}") novalidate=true>
            <input type="hidden" name="command_id" value=command.to_string()/>
            {hidden}
            {children()}
        </Post>
    }
}

/// Everything that is wrong, on top, each line leading to its field. Nothing when nothing is wrong.
#[component]
pub fn ErrorSummary(t: Language, typed: Typed) -> impl IntoView {
    typed.is_wrong().then(|| {
        let errors = typed.errors.into_iter();
        let lines = errors.map(|(field, sentence)| match field {
            // About the form as a whole: there is no field to lead to.
            "" => view! { <li>{sentence}</li> }.into_any(),
            _ => view! { <li><a href=format!("#{field}")>{sentence}</a></li> }.into_any(),
        });
        let lines = lines.collect_view();
        view! {
            <section id=WRONG class="summary wrong" role="alert" tabindex="-1">
                <h2>{Icon::Warn}{say!(t, "form-wrong")}</h2>
                <ul>{lines}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came_in() -> Typed {
        let pairs = [("words", "  twee\nregels "), ("who", "mother"), ("who", "student")];
        Typed::new(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec())
    }

    #[test]
    fn what_was_typed_is_kept() {
        let typed = came_in();
        assert_eq!(typed.value("words"), "twee\nregels");
        assert_eq!(typed.value("date"), "");
        assert_eq!(typed.all("who").collect::<Vec<_>>(), ["mother", "student"]);
    }

    #[test]
    fn a_form_is_wrong_once_a_field_is() {
        let mut typed = came_in();
        assert_eq!(typed.title(Language::Nl, "Gesprek".into()), "Gesprek");
        typed.wrong("date", "Vul dit nog in.");
        assert!(typed.is_wrong());
        assert_eq!(typed.title(Language::Nl, "Gesprek".into()), "Fout: Gesprek");
        assert_eq!(typed.error("date").as_deref(), Some("Vul dit nog in."));
        assert_eq!(typed.error("words"), None);
    }
}
