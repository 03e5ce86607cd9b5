//! Rounds of talks: how a class's round stands, one talk with what was said for it, and the invitations at home.

mod invitations;
mod one_talk;
mod rounds;

pub use invitations::Invitation;
pub(super) use invitations::{invitations, unanswered};
pub use one_talk::{OneTalk, TalkPage};
pub use rounds::{ClassRounds, Invitable, RoundsPage};
pub(super) use rounds::{rounds_ahead, rounds_of};
