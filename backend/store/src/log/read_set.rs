//! What decides over a batch of commands, and the one statement that reads it (`log_known`).

use super::{
    cached_writer::WriterTools,
    chain::Hash,
    head::LogHead,
    pending::PendingCommand,
    row_check::{AnsweredRow, StoredBody, check_last_states, check_proofs, may_be_behind},
};
use crate::{
    database::{error::StoreError, rights_types, sql_fn::SqlFn, tenant::TenantTx, tickets::Ticket},
    views::ViewRowKey,
};
use domain::{
    ids::{CommandId, Position, SchoolId, Tag},
    views::{self, AnyRow},
};
use sqlx::{PgConnection, Row, postgres::PgRow};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What decides over the commands of a batch, kept up to date as they are accepted one by one.
#[derive(Default)]
pub(crate) struct ReadSet {
    /// Digest, first and last position of commands that were carried out.
    pub commands: HashMap<Uuid, ([u8; 32], i64, i64)>,
    /// How many events a stream holds. A stream that is not in here holds none.
    pub streams: HashMap<Uuid, i32>,
    /// The last position under each consistency tag.
    pub tags: HashMap<Tag, LastPosition>,
    /// The view rows that may change, as far as they exist.
    pub rows: HashMap<ViewRowKey, AnyRow>,
    /// View rows that were not read, because they belong to something that only now begins.
    pub assumed_absent: HashSet<ViewRowKey>,
}

/// The last position under a tag.
pub(crate) struct LastPosition {
    /// Before this transaction; 0 when there is none.
    stored: i64,
    /// In this transaction, by the commands that were sent together.
    added: Vec<(CommandId, i64)>,
}

impl LastPosition {
    pub(crate) fn stored(pos: i64) -> LastPosition {
        LastPosition { stored: pos, added: vec![] }
    }

    /// Is there an event that this command has not seen, by a command that was not sent with it?
    pub(crate) fn is_after(&self, command: &PendingCommand) -> bool {
        let by_others = self.added.iter().filter(|(sent_with, _)| *sent_with != command.sent_with).map(|(_, pos)| *pos);
        by_others.chain([self.stored]).any(|pos| pos > command.seen.0)
    }

    pub(crate) fn add(&mut self, sent_with: CommandId, pos: i64) {
        match self.added.last_mut().filter(|(last, _)| *last == sent_with) {
            Some((_, last)) => *last = pos,
            None => self.added.push((sent_with, pos)),
        }
    }
}

/// What must be read before a batch is decided over.
pub(crate) struct ReadSetQuery {
    commands: Vec<Uuid>,
    streams: Vec<Uuid>,
    rows: Vec<ViewRowKey>,
    tags: Vec<Tag>,
}

impl ReadSetQuery {
    pub(crate) fn of(commands: &[PendingCommand]) -> ReadSetQuery {
        let events = || commands.iter().flat_map(|command| &command.events);
        ReadSetQuery {
            commands: commands.iter().map(|command| command.id.0).collect(),
            streams: distinct(events().map(|event| event.stream.id)),
            rows: distinct(events().flat_map(|event| &event.touches).copied()),
            tags: distinct(commands.iter().flat_map(|command| &command.consistency_tags).copied()),
        }
    }

    /// The head of the log, and then all of it. It is of one moment if the head is still there when the append comes.
    ///
    /// `own`: the chain where this writer's last append ended. As long as the log ends there, nobody else added anything, and no
    /// row is asked whether events come after it: that costs more than all the rest.
    pub(crate) async fn read(
        self,
        school: SchoolId,
        own: Option<Hash>,
        tools: &WriterTools,
        ticket: &Ticket,
        conn: &mut PgConnection,
    ) -> Result<(LogHead, ReadSet), StoreError> {
        let mut answered = self.ask(school, own.is_none(), ticket, conn).await?;
        if let Some(own) = own
            && head_of(&answered)?.chain != own
        {
            answered = self.ask(school, true, ticket, conn).await?;
        }
        let (head, answered) = (head_of(&answered)?, &answered[1..]);
        let rows = self.rows_in(answered)?;
        check(school, tools, &rows).await?;
        Ok((head, self.read_set(answered, &rows)?))
    }

    /// The call, with or without what comes after each row.
    async fn ask(
        &self,
        school: SchoolId,
        later: bool,
        ticket: &Ticket,
        conn: &mut PgConnection,
    ) -> Result<Vec<PgRow>, StoreError> {
        let view = |(view, _): &ViewRowKey| &views::ALL[*view];
        let types = |row: &ViewRowKey| rights_types::of(view(row).name).filter(|_| later);
        let call = SqlFn::default()
            .with(school.0)?
            .with(ticket.as_str())?
            .with(&self.commands)?
            .with(&self.streams)?
            .with(self.rows.iter().map(|row| view(row).name).collect::<Vec<_>>())?
            .with(self.rows.iter().map(|row| view(row).version).collect::<Vec<_>>())?
            .with(self.rows.iter().map(|(_, key)| key.to_string()).collect::<Vec<_>>())?
            .with(self.rows.iter().map(types).collect::<Vec<_>>())?
            .with(self.tags.iter().map(Tag::to_string).collect::<Vec<_>>())?;
        Ok(call.call("log_known").fetch_all(conn).await?)
    }

    /// The view rows, in the order in which they were asked for.
    fn rows_in(&self, answered: &[PgRow]) -> Result<Vec<AnsweredRow>, StoreError> {
        let none = |(view, key): &ViewRowKey| AnsweredRow::none(&views::ALL[*view], *key);
        let mut rows: Vec<AnsweredRow> = self.rows.iter().map(none).collect();
        for answer in answered {
            if answer.try_get::<&str, _>(0)? != "row" {
                continue;
            }
            let row = &mut rows[nth(answer)?];
            let body: Option<Vec<u8>> = answer.try_get(5)?;
            if let Some(body) = body {
                row.stored = Some(StoredBody { body, last: Position(answer.try_get(4)?), mac: answer.try_get(8)? });
            }
            row.later = answer.try_get::<Option<_>, _>(9)?.unwrap_or_default();
        }
        Ok(rows)
    }

    fn read_set(self, answered: &[PgRow], rows: &[AnsweredRow]) -> Result<ReadSet, StoreError> {
        let mut read = ReadSet::default();
        for (at, row) in self.rows.iter().zip(rows) {
            read.rows.extend(row.read()?.map(|(row, _)| (*at, row)));
        }
        let mut last_positions = vec![0; self.tags.len()];
        for row in answered {
            match row.try_get::<&str, _>(0)? {
                "command" => {
                    _ = read.commands.insert(row.try_get(1)?, (row.try_get(5)?, row.try_get(3)?, row.try_get(4)?));
                }
                "stream" => _ = read.streams.insert(row.try_get(1)?, row.try_get::<i64, _>(4)? as i32),
                "row" => {}
                _ => last_positions[nth(row)?] = row.try_get(4)?,
            }
        }
        read.tags = self.tags.into_iter().zip(last_positions.into_iter().map(LastPosition::stored)).collect();
        Ok(read)
    }
}

/// What is not proved, or is behind the log, would be made the last state by the append that folds on it.
async fn check(school: SchoolId, tools: &WriterTools, rows: &[AnsweredRow]) -> Result<(), StoreError> {
    check_proofs(&tools.keys, school, rows).await?;
    if !may_be_behind(rows) {
        return Ok(());
    }
    let mut tx = TenantTx::begin(&tools.db, school).await?;
    check_last_states(&mut tx, rows).await?;
    tx.rollback().await
}

/// Which of what was asked for this answers.
fn nth(answer: &PgRow) -> Result<usize, StoreError> {
    Ok(answer.try_get::<i64, _>(2)? as usize - 1)
}

fn head_of(answered: &[PgRow]) -> Result<LogHead, StoreError> {
    head_in(answered.first().ok_or(StoreError::NoSchool)?)
}

fn head_in(row: &PgRow) -> Result<LogHead, StoreError> {
    Ok(LogHead {
        pos: Position(row.try_get(3)?),
        view_epoch: row.try_get::<i64, _>(4)? as i32,
        chain: row.try_get(5)?,
        recorded_at: row.try_get(6)?,
        now: row.try_get(7)?,
    })
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
