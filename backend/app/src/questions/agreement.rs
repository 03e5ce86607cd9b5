//! Agreements: what is needed to make or adjust one, and what of one waits for somebody.

mod to_do;
mod write_agreement;

pub use to_do::AgreementToDo;
pub(super) use to_do::asks_of;
pub use write_agreement::{AgreementSheet, WriteAgreement};
