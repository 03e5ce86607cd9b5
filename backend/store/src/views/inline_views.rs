//! Which views follow the appends of a school, so that their rows are written in the append's own transaction.

use crate::database::{error::StoreError, sql_fn::SqlFn, tickets::Ticket};
use domain::{ids::SchoolId, views};
use sqlx::{PgConnection, Row};
use std::sync::Arc;

/// Which of `views::ALL` follow each append of a school, as of a view epoch. It is read once per epoch.
#[derive(Default)]
pub(crate) struct InlineViews(Option<(i32, Arc<[bool]>)>);

impl InlineViews {
    /// As last read.
    pub(crate) fn known(&self) -> Option<Arc<[bool]>> {
        self.0.as_ref().map(|(_, inline)| inline.clone())
    }

    /// As of this epoch of the head. When it changes later, so does the epoch, and the append is refused.
    pub(crate) async fn at(
        &mut self,
        view_epoch: i32,
        school: SchoolId,
        ticket: &Ticket,
        conn: &mut PgConnection,
    ) -> Result<Arc<[bool]>, StoreError> {
        if let Some((epoch, inline)) = &self.0
            && *epoch == view_epoch
        {
            return Ok(inline.clone());
        }
        let inline: Arc<[bool]> = read(school, ticket, conn).await?.into();
        self.0 = Some((view_epoch, inline.clone()));
        Ok(inline)
    }
}

/// A view that follows the appends and that this program does not know belongs to another version of it. Appending without
/// it would leave its rows behind for ever, so that is refused.
async fn read(school: SchoolId, ticket: &Ticket, conn: &mut PgConnection) -> Result<Vec<bool>, StoreError> {
    let rows = SqlFn::default().with(school.0)?.with(ticket.as_str())?.call("log_inline_views").fetch_all(conn).await?;
    let mut inline = vec![false; views::ALL.len()];
    for row in rows {
        let (name, version): (&str, i16) = (row.try_get(0)?, row.try_get(1)?);
        let Some(ours) = views::ALL.iter().position(|view| view.name == name && view.version == version) else {
            let why = format!("another version of this program keeps version {version} of view {name}");
            return Err(StoreError::Unfit(why));
        };
        inline[ours] = true;
    }
    Ok(inline)
}
