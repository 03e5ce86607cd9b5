//! What is needed to write down contacts: with one family, or with several families of a class at once.

mod not_spoken_on;
mod write_class_contacts;
mod write_contact;

pub use not_spoken_on::{MissingFamily, NotSpokenOn, NotSpokenPage};
pub use write_class_contacts::{ClassContactSheet, FamilyToTick, WriteClassContacts};
pub use write_contact::{ContactSheet, WriteContact};
