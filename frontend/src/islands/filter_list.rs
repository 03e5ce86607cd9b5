//! A search box over the rows of a table.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlElement, js_sys::JsString},
};

use super::awake;

/// Type a part of a name and the other rows step aside. `rows` is the id of the element whose children are the rows;
/// each is found by the text of its first cell.
#[island]
pub fn FilterList(rows: String, label: String, none: String) -> impl IntoView {
    let awake = awake();
    let (nothing, set_nothing) = signal(false);
    let filter = move |event| set_nothing.set(!show_matching(&rows, &event_target_value(&event)));
    view! {
        <div class="filter" hidden=move || !awake.get()>
            <label for="filter">{label}</label>
            <input type="search" id="filter" autocomplete="off" on:input=filter/>
            <p role="status">{move || nothing.get().then(|| none.clone())}</p>
        </div>
    }
}

/// Hides the rows that do not match and says whether any is left.
fn show_matching(rows: &str, typed: &str) -> bool {
    let wanted = plain(typed.trim());
    let mut any = false;
    let mut next = document().get_element_by_id(rows).and_then(|list| list.first_element_child());
    while let Some(row) = next {
        let name = row.first_element_child().and_then(|cell| cell.text_content()).unwrap_or_default();
        let matches = plain(&name).contains(&wanted);
        any |= matches;
        next = row.next_element_sibling();
        if let Ok(row) = row.dyn_into::<HtmlElement>() {
            row.set_hidden(!matches);
        }
    }
    any
}

/// As people type a name on a plain keyboard: lower case, without accents. The browser knows how to take them off.
fn plain(name: &str) -> String {
    let parts = String::from(JsString::from(name.to_lowercase()).normalize("NFD"));
    let bare = parts.chars().filter(|c| !('\u{300}'..='\u{36F}').contains(c));
    bare.map(|c| match c {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        other => other,
    })
    .collect()
}
