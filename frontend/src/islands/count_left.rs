//! How much still fits in a text area.

use leptos::{ev, prelude::*, web_sys::HtmlElement};

/// Says how much still fits in the text area with id `field`. In `words` the sign # stands for the number.
#[island]
pub fn CountLeft(field: String, max: u32, words: String) -> impl IntoView {
    let (left, set_left) = signal(None::<i64>);
    // In an effect, for the server has no window to listen to.
    Effect::new(move || {
        let field = field.clone();
        let listener = window_event_listener(ev::input, move |event| {
            if event_target::<HtmlElement>(&event).id() == field {
                set_left.set(Some(room_left(&event_target_value(&event), max)));
            }
        });
        on_cleanup(move || listener.remove());
    });
    view! { <p class="count small soft num">{move || left.get().map(|left| words.replace('#', &left.to_string()))}</p> }
}

/// Browsers count `maxlength` in UTF-16 code units; so do we.
fn room_left(text: &str, max: u32) -> i64 {
    i64::from(max) - text.encode_utf16().count() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_counted_as_a_browser_does() {
        assert_eq!(room_left("brood", 600), 595);
        assert_eq!(room_left("🍞é", 3), 0);
        assert_eq!(room_left("te lang", 2), -5);
    }
}
