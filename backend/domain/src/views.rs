//! Views (nl: overzichten): what a screen knows, each as pure functions over facts.
//!
//! `keys` says which rows a fact touches, `fold` what a row becomes. The store runs them inside the append, for a rebuild
//! and in memory up to a position; there is no second implementation. Each row key is also a tag on every event that
//! touches the row, so one row's past is its tag up to a position.

mod agreement;
mod assignment;
mod class;
mod consumed;
mod line;
mod message;
mod person;
pub mod reach;
mod school;
mod student;
mod support;
#[cfg(test)]
mod taken_back;
mod talk;
mod timeline;

pub use agreement::{AgreementContent, AgreementRow, AgreementState, Agreements, Ended, Lane, OneAgreement, Over};
pub use assignment::{
    AssignmentContent, AssignmentRow, AssignmentState, Assignments, OneAssignment, Park, Return, UNUSED_DAYS, Use,
};
pub use class::{ClassRow, ClassRows};
pub use consumed::{ViewName, views_of};
pub use line::{Became, Grown, LineRow, LineRows, OwnBefore, OwnEntry, OwnKind, OwnThing, TALK_WITHIN, TURN_WITHIN, What};
pub use message::{Exchange, Letter, LetterAnswer, Mailbox, Mailboxes, Reply};
pub use person::{ChannelFailure, ChannelRow, ChildTie, PersonRow, PersonRows, SupportTie};
pub use school::{SchoolClass, SchoolRow, SchoolRows};
pub use student::{
    ClassStay, FormerParent, FormerSupporter, Moment, MomentKind, ParentTie, StudentCard, StudentCards, SupporterTie, TwoWay,
};
pub use support::{SupportCell, SupportRow, SupportRows};
pub use talk::{
    Concluded, Delivered, RoundRow, RoundRows, RoundTalk, Standing, TalkContent, TalkOver, TalkRow, TalkRows, TalkVoice,
};
pub use timeline::{Attempt, Earlier, Entry, EntryContent, Timeline, Withdrawal};

use crate::{
    facts::Event,
    ids::{Position, Tag},
    personal::HoldsPersonal,
};
use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};
use std::{any::Any, fmt, sync::Arc};

/// A view: a table of rows, each a fold over the facts that touch it.
pub trait View {
    /// What a row holds. Personal data in it stays in envelopes.
    type Row: Serialize + DeserializeOwned + Clone + PartialEq + fmt::Debug + HoldsPersonal + Send + Sync + 'static;
    /// Which one it is. `views_of` says which facts count in it.
    const VIEW: ViewName;
    /// A change of what rows hold is a new version, built beside the old one.
    const VERSION: i16;
    /// The stored name.
    const NAME: &'static str = Self::VIEW.as_str();

    /// The keys of the rows that the event touches. Each is one of the event's tags.
    fn keys(event: &Event) -> Vec<Tag>;
    /// What the row under `key` becomes. `None`: there is no such row (any more).
    fn fold(row: Option<Self::Row>, key: Tag, event: &Event) -> Option<Self::Row>;
    /// Where the row stands in a list, when rows are read as pages of a list.
    fn place(_row: &Self::Row) -> Option<ListPlace> {
        None
    }
}

/// A row's place in a list, newest first by (occurred, position).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// Whose list: a student's timeline.
    pub list: Tag,
    pub on: NaiveDate,
    pub pos: Position,
}

/// A row of any view, in memory. Shared, because whoever changes it makes a new one.
pub type AnyRow = Arc<dyn Any + Send + Sync>;

/// A row of any view and how it is stored.
#[derive(Clone)]
pub struct StoredRow {
    pub row: AnyRow,
    pub body: Vec<u8>,
    pub place: Option<ListPlace>,
    /// The position of the last event folded into it.
    pub last: Position,
}

impl PartialEq for StoredRow {
    fn eq(&self, other: &StoredRow) -> bool {
        (&self.body, self.place, self.last) == (&other.body, other.place, other.last)
    }
}

impl fmt::Debug for StoredRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredRow")
            .field("body", &self.body)
            .field("place", &self.place)
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// A stored row that its own view cannot read or write: the view must be rebuilt.
#[derive(Debug)]
pub struct BrokenRow {
    pub view: &'static str,
    pub key: Tag,
    pub why: String,
}

type Fold = fn(Option<&AnyRow>, Tag, &[&Event]) -> Result<Option<StoredRow>, BrokenRow>;

/// A view without the type of its rows, so that the store can go through all views in one list.
#[derive(Clone, Copy)]
pub struct AnyView {
    pub view: ViewName,
    pub name: &'static str,
    pub version: i16,
    pub keys: fn(&Event) -> Vec<Tag>,
    /// A row from its stored body.
    pub read: fn(&[u8]) -> Result<AnyRow, String>,
    /// Folds the events into a row, oldest first. They are all of those that touch the row and came after it.
    pub fold: Fold,
    pub place: fn(&AnyRow) -> Option<ListPlace>,
}

impl AnyView {
    /// Can this event touch a row? It goes by the sort of fact alone, so it is asked before `keys`.
    pub fn listens_to(&self, event: &Event) -> bool {
        self.view.consumes(&event.fact)
    }

    /// The view of these rows.
    pub const fn of<V: View>() -> AnyView {
        AnyView {
            view: V::VIEW,
            name: V::NAME,
            version: V::VERSION,
            keys: V::keys,
            read: read_row::<V>,
            fold: fold::<V>,
            place: |row| row_of::<V>(row).and_then(V::place),
        }
    }
}

/// Every view there is, in the order in which a screen would need them.
pub const ALL: &[AnyView] = &[
    AnyView::of::<SchoolRows>(),
    AnyView::of::<ClassRows>(),
    AnyView::of::<PersonRows>(),
    AnyView::of::<StudentCards>(),
    AnyView::of::<Timeline>(),
    AnyView::of::<Assignments>(),
    AnyView::of::<Agreements>(),
    AnyView::of::<Mailboxes>(),
    // Talk rounds.
    AnyView::of::<RoundRows>(),
    AnyView::of::<TalkRows>(),
    AnyView::of::<LineRows>(),
    AnyView::of::<SupportRows>(),
];

fn fold<V: View>(row: Option<&AnyRow>, key: Tag, events: &[&Event]) -> Result<Option<StoredRow>, BrokenRow> {
    let broken = |why: &dyn fmt::Display| BrokenRow { view: V::NAME, key, why: why.to_string() };
    let known = |row| row_of::<V>(row).cloned().ok_or_else(|| broken(&"it is another view's row"));
    let mut row = row.map(known).transpose()?;
    for event in events {
        row = V::fold(row, key, event);
    }
    let Some(row) = row else { return Ok(None) };
    let body = rmp_serde::to_vec_named(&row).map_err(|error| broken(&error))?;
    let last = events.last().map_or_else(Position::default, |event| event.pos);
    Ok(Some(StoredRow { body, place: V::place(&row), last, row: Arc::new(row) }))
}

/// A row from its stored body: MessagePack, because envelopes and ids are bytes, and a page reads hundreds of them.
pub fn read_row<V: View>(body: &[u8]) -> Result<AnyRow, String> {
    let row: V::Row = rmp_serde::from_slice(body).map_err(|error| error.to_string())?;
    Ok(Arc::new(row))
}

/// A row as what it is. `None`: it is a row of another view.
pub fn row_of<V: View>(row: &AnyRow) -> Option<&V::Row> {
    row.downcast_ref()
}

/// A long list in a row, by order alone: `#[serde(with = "packed")]`. Without names of variants it takes a third less
/// room, and a card with a year of contacts is written anew at each. Nothing in it may be left out when it is written, and a
/// golden row guards that its order stays.
mod packed {
    use crate::personal::bytes;
    use serde::{Deserializer, Serialize, Serializer, de::DeserializeOwned};

    pub fn serialize<T: Serialize, S: Serializer>(list: &Vec<T>, serializer: S) -> Result<S::Ok, S::Error> {
        let packed = postcard::to_allocvec(list).map_err(serde::ser::Error::custom)?;
        bytes::serialize(&packed, serializer)
    }
    pub fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        postcard::from_bytes(&bytes::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
