//! Messages: what waits for home, one exchange, and the mentor's inbox and threads.

mod exchange;
mod inbox;
mod own_messages;
mod thread;
mod waiting;
mod write_home_message;
mod write_to_class;

pub use exchange::{ExchangePage, HomeMessage, OwnMessage, StaffMessage};
pub use inbox::{Inbox, InboxLine, InboxPage};
pub use own_messages::{OwnMessages, OwnMessagesPage};
pub use thread::{Thread, ThreadPage};
pub use waiting::arriving;
pub(super) use waiting::waiting_for_reader;
pub use write_home_message::{HomeMessageSheet, WriteHomeMessage};
pub use write_to_class::{Addressees, WriteToClass, WriteToClassPage};
