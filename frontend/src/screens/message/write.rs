//! `/thuis/berichten/nieuw`, `/mijn-lijn/berichten/nieuw`: a new message to the mentor.

use domain::{ids::PersonId, message::WriteToSchool, policy::Writing, values::Words};
use leptos::prelude::*;

use crate::{
    parts::{Back, Button, Field, Form, Head, Icon, Typed},
    say,
    screens::{
        form::{Again, Errors, FormTop},
        message::fields::{list_path, words_for, write_path, written},
        readers::who_reads,
        visit::Visit,
    },
};

/// Reads `words`; `message` brings the id that the message will have.
pub fn parse(student: PersonId, typed: &Typed) -> Result<WriteToSchool, Errors> {
    let mut errors = Errors::default();
    let words = written(typed, &mut errors);
    match errors.take_id(typed, "message") {
        Some(message) if errors.is_empty() => Ok(WriteToSchool { message, student, words }),
        _ => Err(errors),
    }
}

/// A new message to the mentor. `name`: the student's first name.
pub fn page(visit: &Visit, student: PersonId, name: &str, typed: &Typed, again: Option<Again>) -> String {
    let t = visit.t;
    let voice = words_for(visit);
    let title = say!(t, "message-write");
    visit.show_form(title.clone(), typed, || {
        let words = Field::new(t, "words", voice.words, typed).area(Words::MAX as u32);
        let readers = who_reads(visit, name, Writing::Message { with: visit.me().unwrap_or(student) });
        let hidden = vec![("message", visit.id(typed, "message", again).to_string())];
        view! {
            <div class="column">
                <Back href=list_path(visit, student) word=voice.list/>
                <Head title/>
                <FormTop t typed=typed.clone() again/>
                <Form action=write_path(visit, student) command=visit.command(typed, again) hidden>
                    {words}
                    {readers}
                    <div class="actions"><Button icon=Icon::Check>{say!(t, "message-send")}</Button></div>
                </Form>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::MessageId;
    use uuid::Uuid;

    const AMIRA: PersonId = PersonId(Uuid::from_u128(1));

    const MESSAGE: MessageId = MessageId(Uuid::from_u128(2));

    #[test]
    fn a_new_message_has_words_and_its_id() {
        let typed = Typed::default().with("words", "Mag ik u bellen?");
        assert_eq!(parse(AMIRA, &typed), Err(Errors(vec![("", "form-incomplete".into())])));
        let typed = typed.with("message", MESSAGE.to_string());
        assert_eq!(parse(AMIRA, &typed).map(|new| new.message), Ok(MESSAGE));
        let silent = Typed::default().with("message", MESSAGE.to_string());
        assert_eq!(parse(AMIRA, &silent), Err(Errors(vec![("words", "refused-message-no-words".into())])));
    }
}
