//! What people see: a folder for each noun, one page a file, read top to bottom. A page is a pure function of an answer of
//! the door and of who visits; its form, if any, is read beside it.

// What every page stands on.
mod as_it_stands;
mod at_home;
pub mod coded;
mod day;
pub mod done;
pub mod entry;
pub mod entry_text;
pub mod form;
pub mod naming;
pub mod problem;
pub mod readers;
mod source;
mod to_do_card;
pub mod visit;

// The nouns.
pub mod agreement;
pub mod assignment;
pub mod audit;
pub mod class;
pub mod contact;
pub mod home;
pub mod line;
pub mod message;
pub mod person;
pub mod school;
pub mod sign_in;
pub mod support;
pub mod talk;
