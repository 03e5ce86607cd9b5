//! What home can be asked now (nl: Nu doen): one variant per story, gathered on one page.
//!
//! Each story says what waits in a function of its own, called from `waiting`. At most one thing is a card, the most urgent;
//! the others stand below it as a quiet list, so that a page never shouts twice.

use super::home::HomePart;
use crate::{Asking, Problem};
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    personal::{EachPersonal, HoldsPersonal},
    policy::deeds,
};
use store::Reader;

/// One thing that waits for an answer from home.
#[derive(Clone, Debug, PartialEq)]
pub enum ToDo {}

impl ToDo {
    /// Under which tile it is found again.
    pub fn part(&self) -> HomePart {
        match *self {}
    }

    /// What comes first: the smaller, the sooner. Of one kind the earlier day goes before.
    fn urgency(&self) -> (u8, NaiveDate) {
        match *self {}
    }
}

impl HoldsPersonal for ToDo {
    fn each_personal(&mut self, _: &mut EachPersonal<'_>) {
        match *self {}
    }
}

/// Everything that waits for this reader about this child, the most urgent first. A page of the past asks nothing.
pub(super) async fn waiting(
    _reader: &mut Reader<deeds::ReadHome>,
    _asking: &Asking,
    _child: PersonId,
) -> Result<Vec<ToDo>, Problem> {
    let mut waiting: Vec<ToDo> = vec![];
    waiting.sort_by_key(ToDo::urgency);
    Ok(waiting)
}
