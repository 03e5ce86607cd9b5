//! How many rows of a table have a tick, or how many ticks there are.

use leptos::{ev, prelude::*};

/// Says in how many rows something is ticked, or with `each` how many boxes are. `rows` is the id of the element whose children are
/// the rows, `name` that of the boxes. In `more` the sign # stands for the number.
#[island]
pub fn CountRows(rows: String, name: String, each: bool, none: String, one: String, more: String) -> impl IntoView {
    let (count, set_count) = signal(None::<usize>);
    // In an effect, for the server has no window to listen to.
    Effect::new(move || {
        let ticked = format!("input[name={name}]:checked");
        let rows = rows.clone();
        let recount = move || set_count.set(Some(if each { boxes_in(&rows, &ticked) } else { rows_with(&rows, &ticked) }));
        recount();
        let listener = window_event_listener(ev::change, move |_| recount());
        on_cleanup(move || listener.remove());
    });
    let said = move |count| match count {
        0 => none.clone(),
        1 => one.clone(),
        many => more.replace('#', &many.to_string()),
    };
    view! { <p class="num" role="status">{move || count.get().map(&said)}</p> }
}

fn boxes_in(rows: &str, selector: &str) -> usize {
    document().get_element_by_id(rows).map_or(0, |list| boxes_under(&list, selector))
}

fn boxes_under(element: &leptos::web_sys::Element, selector: &str) -> usize {
    let mut count = usize::from(element.matches(selector).unwrap_or(false));
    let mut next = element.first_element_child();
    while let Some(child) = next {
        count += boxes_under(&child, selector);
        next = child.next_element_sibling();
    }
    count
}

fn rows_with(rows: &str, selector: &str) -> usize {
    let mut count = 0;
    let mut next = document().get_element_by_id(rows).and_then(|list| list.first_element_child());
    while let Some(row) = next {
        count += usize::from(row.query_selector(selector).ok().flatten().is_some());
        next = row.next_element_sibling();
    }
    count
}
