//! The demonstration: three fictional schools with a year behind them, and the people whom a visitor can be.
//!
//! Read it in this order: `schools` (who is there), `year` (who does what, when), `scheduled_command` (one command of any
//! story), `fill` (through the door, in batches), `people` (whom one can be). Everything follows from one number, the seed.

mod chance;
mod clock;
mod fill;
mod names;
mod people;
mod scheduled_command;
mod schools;
mod words;
mod year;

pub use clock::{DemoClock, is_at, world};
pub use fill::{ClassCounts, SchoolCounts, fill};
pub use people::{FictionalPerson, people};
pub use schools::{DemoSchool, schools};
