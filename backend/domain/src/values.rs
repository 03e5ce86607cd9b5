//! Parsed values: who holds one, holds something valid. Each file says how it is parsed and how it is compared.

mod birth_date;
mod change_reason;
mod channel_address;
mod direction;
mod interpreter;
mod line;
mod own_words;
mod person_name;
mod pledge;
mod sheet;
mod student_number;
mod visible;
mod wishes;
mod words;

pub use birth_date::BirthDate;
pub use change_reason::ChangeReason;
pub use channel_address::{Channel, EmailAddress, PhoneNumber, Reachable};
pub use direction::{ISOLATE, ISOLATE_END, apart, is_rtl_letter};
pub use interpreter::Interpreter;
pub use line::Line;
pub use own_words::{OwnWords, Title};
pub use person_name::PersonName;
pub use pledge::Pledge;
pub use sheet::Sheet;
pub use student_number::StudentNumber;
pub use visible::visible;
pub use wishes::{Reading, SpokenLanguage, Wishes};
pub use words::{CustodyNote, Words};

/// Why a typed text is not a value. The code names its sentence in the catalogue (`invalid-…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid(pub &'static str);

/// Trims, and folds runs of white space to one space. Control characters other than line ends count as white space, and signs
/// that nobody sees are left out.
pub fn tidy(text: &str) -> String {
    visible(text)
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
