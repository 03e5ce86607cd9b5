use chrono::{Days, NaiveDate};
use domain::{
    ids::{PersonId, Tag},
    views::{AssignmentContent, AssignmentState, OneAssignment},
};

/// Days after its day in which home is still asked for an assignment. Then it rests: home is not chased.
const ASK_LATE_DAYS: u64 = 21;

/// An assignment that home is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub struct AssignmentToDo {
    pub student: PersonId,
    pub key: Tag,
    pub told: Box<AssignmentContent>,
}

/// Is home asked for it on this day?
pub(in crate::questions) fn is_asked(one: &OneAssignment, today: NaiveDate) -> bool {
    let is_open = matches!(one.state(today), AssignmentState::Given | AssignmentState::Opened | AssignmentState::Late);
    is_open && one.due.checked_add_days(Days::new(ASK_LATE_DAYS)).is_some_and(|last| today <= last)
}
