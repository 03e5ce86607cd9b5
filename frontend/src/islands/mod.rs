//! Everything that runs in the browser. Each island is a leaf that makes a page nicer and that no page needs; its
//! sentences arrive as props, so no catalogue travels.

mod count_left;
mod count_rows;
mod filter_list;

pub use count_left::CountLeft;
pub use count_rows::CountRows;
pub use filter_list::FilterList;

use leptos::prelude::*;

/// True once scripts run on this page: until then an island that only works with them stays hidden.
fn awake() -> ReadSignal<bool> {
    let (awake, wake) = signal(false);
    Effect::new(move || wake.set(true));
    awake
}
