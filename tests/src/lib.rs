//! What every test is written with: a running product, an HTTP client that is somebody, and a real browser.

pub mod browser;
pub mod somebody;
pub mod world;
