//! The building blocks of every screen. They know no domain: words come in, markup goes out, nothing is fetched.
//! `cargo run -p frontend --features ssr --example gallery` shows them all.

mod button;
mod card;
mod chart;
mod field;
mod form;
mod icon;
mod layout;
mod mark;
mod notice;
mod past;
mod table;
mod text;
mod timeline;
mod todo;

pub use button::{Button, Kind, LinkButton};
pub use card::{Card, Tile, Tiles, Tone};
pub use chart::{BarShare, Chart, Ladder, Series, Shape};
pub use field::{Choice, Field};
pub use form::{ErrorSummary, Form, FormToken, Post, TOKEN_FIELD, Typed};
pub use icon::Icon;
pub use layout::{Back, Facts, Head, Pager};
pub use mark::{GridMark, Pill, Shade, Status};
pub use notice::{Broken, Busy, Denied, Empty, Foreign, Missing, Notice, Outage, Outdated, Stale};
pub use past::{AskDay, DayField, LookAt, PastBanner, PastFrame};
pub use table::{Align, Row, Table};
pub use text::{Hidden, Prose, Strong};
pub use timeline::{Timeline, TimelineItem};
pub use todo::{Todo, TodoList};
