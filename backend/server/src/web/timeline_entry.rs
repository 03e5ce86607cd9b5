//! One assignment or agreement of a student, on the pages of staff, of home and of the student.

use super::{answer::ProblemPage, caller::Caller};
use app::{
    Problem,
    questions::{OneEntry, OneEntryPage},
};
use domain::{
    ids::{PersonId, Tag},
    policy::{OpensEnvelopes, deeds},
};
use frontend::addresses::{PageQuery, route};

/// One entry of a student, when it is of the right sort.
pub async fn entry_of<D: OpensEnvelopes>(
    caller: &Caller,
    student: PersonId,
    key: Tag,
    is_meant: fn(&OneEntryPage) -> bool,
) -> Result<OneEntryPage, ProblemPage> {
    let page = caller.ask(OneEntry::<D>::of(student, key)).await?;
    if is_meant(&page) { Ok(page) } else { Err(caller.problem(Problem::NotFound)) }
}

/// The same at the address of those at home, or at that of the student: the policy says whose each address is.
pub async fn entry_at_home(
    caller: &Caller,
    query: &PageQuery,
    key: Tag,
    is_meant: fn(&OneEntryPage) -> bool,
) -> Result<OneEntryPage, ProblemPage> {
    if caller.visit.path.starts_with(route::own_line) {
        return entry_of::<deeds::ReadOwnLine>(caller, caller.me()?, key, is_meant).await;
    }
    entry_of::<deeds::ReadHome>(caller, caller.child(query).await?, key, is_meant).await
}
