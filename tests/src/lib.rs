//! What every test is written with: a running product, people who sign in, the forms of a page, and a real browser.

pub mod browser;
pub mod family;
pub mod form;
pub mod page;
pub mod somebody;
mod without_sandbox;
pub mod world;
