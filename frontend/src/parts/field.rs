//! One question of a form, with how it is answered.

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;

use super::{Icon, Typed};
use crate::{islands::CountLeft, markup::TextBox, say, wording::Language};

/// One question of a form: its label, a hint, what was typed and what is wrong with it. End with how it is answered:
/// `Field::new(t, "words", label, &typed).optional().area(600)`.
///
/// Its name is also its id: a page holds one form with such fields.
pub struct Field {
    t: Language,
    name: &'static str,
    label: String,
    hint: Option<String>,
    optional: bool,
    counted: bool,
    values: Vec<String>,
    error: Option<String>,
}

/// One answer to choose.
pub struct Choice {
    value: String,
    word: String,
    more: Option<String>,
    icon: Option<Icon>,
}

impl Choice {
    pub fn new(value: impl Into<String>, word: impl Into<String>) -> Self {
        Self { value: value.into(), word: word.into(), more: None, icon: None }
    }

    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// A line under the word that says what it means.
    pub fn more(self, words: impl Into<String>) -> Self {
        Self { more: Some(words.into()), ..self }
    }
}

impl Field {
    pub fn new(t: Language, name: &'static str, label: impl Into<String>, typed: &Typed) -> Self {
        let values = typed.all(name).map(str::to_owned).collect();
        Self { t, name, label: label.into(), hint: None, optional: false, counted: false, values, error: typed.error(name) }
    }

    pub fn hint(self, words: impl Into<String>) -> Self {
        Self { hint: Some(words.into()), ..self }
    }

    /// May stay empty, and says so.
    pub fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// Counts down what still fits where scripts run: for staff, whose pages have islands.
    pub fn counted(self) -> Self {
        Self { counted: true, ..self }
    }

    /// One line of text. `max` in characters, as browsers count them.
    pub fn text(self, max: u32) -> AnyView {
        self.line("text", None, Some(max), None)
    }

    /// A mail address, with the keyboard and the memory that phones have for it.
    pub fn mail(self) -> AnyView {
        self.line("email", Some("email"), Some(254), None)
    }

    /// A telephone number, typed in any form.
    pub fn phone(self) -> AnyView {
        self.line("tel", Some("tel"), Some(30), None)
    }

    /// A small whole number, with the keyboard that phones have for it.
    pub fn number(self) -> AnyView {
        let (name, value, described, invalid) = (self.name, self.value(), self.described(), self.invalid());
        self.frame(view! {
            <input type="text" inputmode="numeric" id=name name=name value=value maxlength="3" size="4"
                aria-describedby=described aria-invalid=invalid/>
        })
    }

    /// A day; a browser's own calendar offers none after `until`.
    pub fn date(self, until: Option<NaiveDate>) -> AnyView {
        let kind = self.kind_for::<NaiveDate>("date");
        self.line(kind, None, None, until)
    }

    /// A time of day.
    pub fn time(self) -> AnyView {
        let kind = self.kind_for::<NaiveTime>("time");
        self.line(kind, None, None, None)
    }

    /// A few sentences. `max` in characters, as browsers count them.
    pub fn area(mut self, max: u32) -> AnyView {
        self.hint.get_or_insert_with(|| say!(self.t, "form-max", max = max));
        let (name, value, described) = (self.name, self.value(), self.described());
        let left = self.counted.then(|| {
            let words = say!(self.t, "form-left", left = "#");
            view! { <CountLeft field=name.to_owned() max=max words=words/> }
        });
        let invalid = self.invalid();
        self.frame(view! {
            <TextBox name max value described invalid/>
            {left}
        })
    }

    /// One answer from a list too long to show at once.
    pub fn select(self, choices: Vec<Choice>) -> AnyView {
        let (name, value, described, invalid) = (self.name, self.value(), self.described(), self.invalid());
        let options = choices.into_iter().map(|choice| {
            let chosen = choice.value == value;
            view! { <option value=choice.value selected=chosen>{choice.word}</option> }
        });
        let options = options.collect_view();
        let none = say!(self.t, "form-choose");
        self.frame(view! {
            <select id=name name=name aria-describedby=described aria-invalid=invalid><option value="">{none}</option>{options}</select>
        })
    }

    /// One answer of a few, each as big as a thumb.
    pub fn one_of(self, choices: Vec<Choice>) -> AnyView {
        self.group("radio", choices)
    }

    /// Any number of a few.
    pub fn any_of(self, choices: Vec<Choice>) -> AnyView {
        self.group("checkbox", choices)
    }

    /// Any number of many, in a table that brings its own boxes.
    pub fn around(self, boxes: impl IntoView + 'static) -> AnyView {
        let (class, name, described) = (self.class(), self.name, self.described());
        view! {
            <fieldset class=class id=name aria-describedby=described>
                <legend class="unseen">{self.label()}</legend>
                {self.remarks()}
                {boxes}
            </fieldset>
        }
        .into_any()
    }

    /// Several fields that answer it together.
    pub fn together(self, fields: impl IntoView + 'static) -> AnyView {
        let (class, name, described) = (format!("{} blocks", self.class()), self.name, self.described());
        view! {
            <fieldset class=class id=name aria-describedby=described>
                <legend>{self.label()}</legend>
                {self.remarks()}
                {fields}
            </fieldset>
        }
        .into_any()
    }

    /// A browser shows nothing of a date or time it does not understand; as text what was typed stays in sight.
    fn kind_for<T: FromStr>(&self, kind: &'static str) -> &'static str {
        let value = self.value();
        if value.is_empty() || value.parse::<T>().is_ok() { kind } else { "text" }
    }

    fn value(&self) -> String {
        self.values.first().cloned().unwrap_or_default()
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described(&self) -> Option<String> {
        let ids = [self.hint.as_ref().map(|_| "hint"), self.error.as_ref().map(|_| "error")];
        let ids: Vec<_> = ids.into_iter().flatten().map(|part| format!("{}-{part}", self.name)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn line(self, kind: &'static str, memory: Option<&'static str>, max: Option<u32>, until: Option<NaiveDate>) -> AnyView {
        let (name, value, described, invalid) = (self.name, self.value(), self.described(), self.invalid());
        let until = until.map(|day| day.to_string());
        // Only words have a direction of their own; numbers and dates keep the page's.
        let dir = (kind == "text").then_some("auto");
        self.frame(view! {
            <input type=kind id=name name=name value=value maxlength=max max=until dir=dir autocomplete=memory
                aria-describedby=described aria-invalid=invalid/>
        })
    }

    fn frame(self, answer: impl IntoView + 'static) -> AnyView {
        let (class, name) = (self.class(), self.name);
        let label = self.label();
        view! { <div class=class><label for=name>{label}</label>{self.remarks()}{answer}</div> }.into_any()
    }

    fn group(self, kind: &'static str, choices: Vec<Choice>) -> AnyView {
        let choices = choices.into_iter().enumerate().map(|(i, choice)| self.choice(kind, i, choice)).collect_view();
        let (class, described, label) = (self.class(), self.described(), self.label());
        view! {
            <fieldset class=class aria-describedby=described>
                <legend>{label}</legend>
                {self.remarks()}
                <div class="choices">{choices}</div>
            </fieldset>
        }
        .into_any()
    }

    fn choice(&self, kind: &'static str, i: usize, choice: Choice) -> impl IntoView + use<> {
        let name = self.name;
        // The error summary leads to the field's name: the first answer carries it.
        let id = if i == 0 { name.to_owned() } else { format!("{name}-{i}") };
        let chosen = self.values.contains(&choice.value);
        view! {
            <div class="choice">
                <input type=kind id=id.clone() name=name value=choice.value checked=chosen/>
                <label for=id>
                    {choice.icon.map(Icon::draw)}
                    <span>{choice.word}{choice.more.map(|words| view! { <small>{words}</small> })}</span>
                </label>
            </div>
        }
    }

    fn class(&self) -> &'static str {
        if self.error.is_some() { "field wrong" } else { "field" }
    }

    fn label(&self) -> impl IntoView + use<> {
        let optional = self.optional.then(|| view! { " "<span class="soft">{say!(self.t, "form-optional")}</span> });
        view! { {self.label.clone()}{optional} }
    }

    fn remarks(&self) -> impl IntoView + use<> {
        let (name, t) = (self.name, self.t);
        let hint = self.hint.clone().map(|words| view! { <p class="hint" id=format!("{name}-hint")>{words}</p> });
        let error = self.error.clone().map(|words| {
            let mark = say!(t, "form-wrong-mark");
            view! { <p class="error" id=format!("{name}-error")>{Icon::Warn}<span class="unseen">{mark}" "</span>{words}</p> }
        });
        view! { {hint}{error} }
    }
}
