//! The commands that were carried out, held against the events: each event belongs to one command, whose events lie together,
//! and each command has events.

use super::findings::{Findings, VerifiedPart};
use crate::{database::error::StoreError, maintenance::copy_out::CopyOut};
use uuid::Uuid;

struct CommandRow {
    id: Uuid,
    first: i64,
    last: i64,
    /// Was an event found in its range?
    has_events: bool,
}

/// Rows in the order of their first position.
pub(super) struct CommandRows<'a> {
    rows: CopyOut<'a>,
    here: Option<CommandRow>,
    /// The end of the last range.
    covered: i64,
}

impl CommandRows<'_> {
    pub(super) fn of(rows: CopyOut<'_>) -> CommandRows<'_> {
        CommandRows { rows, here: None, covered: 0 }
    }

    /// Checks the command of the next event.
    pub(super) async fn check(&mut self, pos: i64, command: Uuid, findings: &mut Findings) -> Result<(), StoreError> {
        while self.here.as_ref().is_none_or(|here| here.last < pos) {
            if !self.next(findings).await? {
                break;
            }
        }
        let wrong = match &mut self.here {
            Some(here) if here.first <= pos && pos <= here.last => {
                here.has_events = true;
                (here.id != command).then_some("the event is not of the command that has it")
            }
            _ => Some("the command of the event is missing"),
        };
        if let Some(what) = wrong {
            findings.add(VerifiedPart::Commands, Some(pos), what);
        }
        Ok(())
    }

    /// Goes on to the next command. False: there is none.
    async fn next(&mut self, findings: &mut Findings) -> Result<bool, StoreError> {
        if let Some(done) = self.here.take().filter(|done| !done.has_events) {
            findings.add(VerifiedPart::Commands, Some(done.first), format!("command {} has no event", done.id));
        }
        loop {
            let Some(row) = self.rows.next().await? else { return Ok(false) };
            let mut columns = row.columns();
            let (first, last, id, digest): (i64, i64, Uuid, &[u8]) =
                (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
            if first <= self.covered || last < first || digest.len() != 32 {
                findings.add(VerifiedPart::Commands, Some(first), format!("command {id} was changed, or is not ours"));
                continue;
            }
            self.covered = last;
            self.here = Some(CommandRow { id, first, last, has_events: false });
            return Ok(true);
        }
    }

    /// Reads the rest: commands past the last event.
    pub(super) async fn finish(&mut self, last: i64, findings: &mut Findings) -> Result<(), StoreError> {
        while self.next(findings).await? {}
        if self.covered > last {
            findings.add(VerifiedPart::Commands, Some(last + 1), "a command says that it has more events");
        }
        Ok(())
    }
}
