//! The line above a page that says what was just done.

use leptos::prelude::*;

use crate::{
    parts::Icon,
    wording::{self, Language},
};

/// What was just done, as `?gedaan=` names it after a form: codes whose sentence is `done-…`.
const DONE: &[&str] = &[
    "ronde-open",
    "tijden-erbij",
    "ronde-dicht",
    "uitgenodigd",
    "gehouden",
    "niet-doorgegaan",
    "tijd-gekozen",
    "gesprek-antwoord",
    "tijd-afgezegd",
    "stem",
    "alsnog-uitgenodigd",
    "gesprek-terug",
    "gesprek",
    "poging",
    "verbeterd",
    "ingetrokken",
    "avond",
    "gegevens",
    "gegeven-weg",
    "gegeven-fout",
    "wensen",
    "steun",
    "steun-weg",
    // Messages.
    "bericht",
    "berichten",
    "antwoord",
    "bericht-weg",
    // The student's line.
    "tegenvaller",
    "idee",
    "helpt",
    "regie",
    "erbij",
    "gedeeld",
    "stap-gezet",
    "stap-weg",
    "keuze-anders",
    "nieuw-idee",
    "laten-rusten",
    "lijn-verbeterd",
    "lijn-weg",
    // Assignments and agreements.
    "opdracht",
    "opdracht-ingetrokken",
    "gebruikt",
    "opzij",
    "afspraak",
    "afspraak-deel",
    "afspraak-aangepast",
    "afspraak-gestopt",
];

/// Says what was just done. Nothing for a code that we did not send.
#[component]
pub fn DoneLine(t: Language, done: Option<String>) -> impl IntoView {
    done.filter(|code| DONE.contains(&code.as_str())).map(|code| {
        view! { <p class="done" role="status">{Icon::Check}{wording::say(t, &format!("done-{code}"), &[])}</p> }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_done_is_told() {
        for code in DONE {
            let key = format!("done-{code}");
            assert_ne!(wording::say(Language::Nl, &key, &[]), key);
        }
    }
}
