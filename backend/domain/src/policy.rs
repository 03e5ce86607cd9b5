//! Who may do and see what: the whole answer.
//!
//! `grid` holds one line per deed. `permit` asks it about the case at hand and hands out a `Pass`, which alone opens the
//! store. `as_seen` says what a viewer finds of an entry on a timeline, and `talk_as_seen` of a talk. All of it goes by the
//! roles, custody and ties of today, also when the page shows the past.
//!
//! Tests print it to `WHO-MAY-WHAT.txt` and `WHO-SEES-WHAT.txt`.

#![warn(missing_docs)]

mod custody;
mod deed;
mod ended;
mod grid;
mod ground;
#[cfg(test)]
mod kept_out;
mod own_line;
mod pass;
#[cfg(test)]
mod printed;
mod readers;
mod relations;
mod talk;
mod timeline;
mod viewer;

pub use custody::{children, may_approach, may_invite, may_share_with, may_write_to};
pub use deed::{Deed, DeedType, OpensEnvelopes, deeds};
pub use ended::whose_rights_end;
pub use grid::{ActorKind, DeedScope, scope};
pub use ground::LegalGround;
pub use own_line::school_knows;
pub use pass::{Denied, Granted, Pass, Principal, permit, roles_of, still_shown};
pub use readers::{Circle, OneReader, ReaderSet, Writing};
pub use relations::{About, Alike, RIGHTS_VIEWS, Relations, RelationsQuery, RowSource};
pub use talk::talk_as_seen;
pub use timeline::{as_seen, is_for_helpers, sees};
pub use viewer::Viewer;
