//! Messages: what waits for home, one exchange, and the mentor's inbox and threads.

mod exchange;
mod inbox;
mod own_messages;
mod sent_to_class;
mod thread;
mod waiting;
mod write_home_message;
mod write_to_class;

pub use exchange::{ExchangePage, HomeMessage, OwnMessage, StaffMessage};
pub(super) use inbox::waiting_for_school;
pub use inbox::{Inbox, InboxLine, InboxPage};
pub use own_messages::{OwnMessages, OwnMessagesPage};
pub use sent_to_class::{SentLetter, SentToClass, SentToClassPage};
pub use thread::{Thread, ThreadPage};
pub use waiting::arriving;
pub(super) use waiting::{waiting_count, waiting_for_reader};
pub use write_home_message::{HomeMessageSheet, WriteHomeMessage};
pub use write_to_class::{Addressees, WriteToClass, WriteToClassPage};
