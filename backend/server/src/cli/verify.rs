//! `keukentafel verify`

use crate::{TaskOutcome, config::DataSettings, output::write_line, platform::Platform, progress::Progress};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use domain::ids::Position;
use serde::Serialize;
use store::{AccessCounts, ChainRule, Finding, KeptHead, SchoolToVerify, Verified, VerifyScope};

// What stands here is not shown: the task's own line in `main.rs` is. So what must be known is in `after_help`.
const MORE: &str = "Reads every event, sealed field, tag and command of a school, computes its chain again, and holds against the log \
what follows from it: look-ups, the registry and the rows of views. Holds the access log against its digests. Also looks at roles, rights and row-level security. A school \
that was removed is named, and the others are still checked.

The chain proves what is here against itself. Only a head that was kept elsewhere proves it against somebody who could rewrite the \
whole database: keep the position and head that this prints, and give them later as --expect.

Exit codes: 0 everything that was looked at holds · 3 something does not: each is named · 1 something could not be looked at, and \
nothing bad was found in the rest.";

/// Reads all that is kept of each school and proves that it is what was written.
#[derive(Debug, Args)]
#[command(after_help = MORE)]
pub struct Verify {
    /// Only this school, by its short name
    #[arg(long)]
    school: Option<String>,
    /// Leave out the rows of views, which takes most of the time
    #[arg(long)]
    no_views: bool,
    /// A head that was kept, to compare with: SCHOOL=POSITION:HEAD, and with --school also POSITION:HEAD. May be repeated
    #[arg(long, value_name = "[SCHOOL=]POSITION:HEAD", value_parser = ExpectedHead::parse)]
    expect: Vec<ExpectedHead>,
    /// One JSON object for each school, and a last one for roles and rights
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
}

/// A head that was kept, and of which school.
#[derive(Clone, Debug)]
struct ExpectedHead {
    school: Option<String>,
    kept: KeptHead,
}

impl ExpectedHead {
    fn parse(text: &str) -> Result<ExpectedHead, String> {
        let (school, kept) = text.split_once('=').map_or((None, text), |(school, kept)| (Some(school.to_owned()), kept));
        let kept = kept.split_once(':').and_then(|(pos, head)| {
            Some(KeptHead { pos: Position(pos.parse().ok().filter(|pos| *pos >= 0)?), head: unhex(head)? })
        });
        let kept = kept.ok_or("give a position and the 64 hexadecimal digits of the head: rivier=1204:9f86d0…")?;
        Ok(ExpectedHead { school, kept })
    }

    fn is_of(&self, slug: &str) -> bool {
        self.school.as_deref().is_none_or(|school| school == slug)
    }
}

/// What is wrong, and where.
#[derive(Serialize)]
struct Bad {
    part: &'static str,
    /// Its number in `backend/store/CHAIN.md`.
    rule: Option<u8>,
    pos: Option<i64>,
    what: String,
    #[serde(rename = "type")]
    type_name: Option<String>,
    recorded_at: Option<String>,
    stream: Option<String>,
}

impl From<&Finding> for Bad {
    fn from(finding: &Finding) -> Bad {
        let event = finding.event.clone();
        let (type_name, recorded_at, stream) = event
            .map(|event| (event.type_name, event.recorded_at.to_rfc3339(), event.stream))
            .map_or_else(Default::default, |e| (Some(e.0), Some(e.1), Some(e.2)));
        let pos = finding.pos.map(|pos| pos.0);
        let rule = finding.rule.map(ChainRule::number);
        Bad { part: finding.part.name(), rule, pos, what: finding.what.clone(), type_name, recorded_at, stream }
    }
}

impl Bad {
    fn sentence(&self) -> String {
        let place = self.pos.map(|pos| format!(" at {pos}")).unwrap_or_default();
        let rule = self.rule.map(|rule| format!(" (rule {rule})")).unwrap_or_default();
        let event = match (&self.type_name, &self.recorded_at, &self.stream) {
            (Some(type_name), Some(at), Some(stream)) => format!(" ({type_name} of {stream}, recorded {at})"),
            _ => String::new(),
        };
        format!("{}{place}{rule}: {}{event}", self.part, self.what)
    }
}

/// What is said of one school.
#[derive(Serialize)]
struct VerifiedSchool {
    school: String,
    ok: bool,
    events: i64,
    /// The last link of the chain: whoever keeps it can prove everything before it.
    head: String,
    sealed: i64,
    lookups: Option<u64>,
    view_rows: Option<u64>,
    access: AccessRows,
    expected: usize,
    first_bad: Option<Bad>,
    /// Events after the first bad one that still hold.
    hold_after: i64,
    found: u64,
    findings: Vec<Bad>,
    not_checked: Vec<String>,
}

impl VerifiedSchool {
    fn of(school: String, verified: &Verified) -> VerifiedSchool {
        VerifiedSchool {
            school,
            ok: verified.ok(),
            events: verified.events,
            head: hex(&verified.head),
            sealed: verified.sealed,
            lookups: verified.lookups,
            view_rows: verified.view_rows,
            access: AccessRows::from(verified.access),
            expected: verified.expected,
            first_bad: verified.first_bad().map(Bad::from),
            hold_after: verified.hold_after,
            found: verified.found,
            findings: verified.findings.iter().map(Bad::from).collect(),
            not_checked: verified.not_checked.clone(),
        }
    }

    /// In plain words, exactly what was looked at.
    fn lines(&self) -> Vec<String> {
        let (school, events, head) = (&self.school, self.events, &self.head);
        let mut lines = match &self.first_bad {
            None => vec![format!("{school}: unbroken from event 1 to {events}, head {events}:{head}")],
            Some(bad) => vec![
                format!("{school}: BAD, {}", bad.sentence()),
                format!("{school}: {events} events read; after the first bad one {} hold", self.hold_after),
            ],
        };
        let also =
            self.findings.iter().filter(|bad| self.first_bad.as_ref().is_none_or(|first| first.sentence() != bad.sentence()));
        lines.extend(also.map(|bad| format!("{school}: BAD, {}", bad.sentence())));
        if self.found > self.findings.len() as u64 {
            lines.push(format!("{school}: BAD in {} places; the first of each sort are told here", self.found));
        }
        lines.extend(self.not_checked.iter().map(|why| format!("{school}: NOT CHECKED, {why}")));
        let counted = |name: &str, count: Option<u64>| match count {
            Some(count) => format!("{count} {name}"),
            None => format!("no {name}"),
        };
        let kept = match self.expected {
            0 => "compare the head with the one that you kept (--expect)".to_owned(),
            heads => format!("{heads} kept heads compared"),
        };
        let (lookups, rows) = (counted("look-ups", self.lookups), counted("rows of views", self.view_rows));
        lines.push(format!("{school}: looked at {} sealed fields, commands, {lookups}, {rows}; {kept}", self.sealed));
        let AccessRows { digests, rows, waiting } = self.access;
        lines.push(format!("{school}: access log: {rows} rows in {digests} digests, {waiting} wait for theirs"));
        lines
    }
}

/// What is said of the access log.
#[derive(Serialize)]
struct AccessRows {
    digests: u64,
    rows: u64,
    /// Rows that are in no digest yet.
    waiting: u64,
}

impl From<AccessCounts> for AccessRows {
    fn from(AccessCounts { digests, rows, waiting }: AccessCounts) -> AccessRows {
        AccessRows { digests, rows, waiting }
    }
}

/// What is said of roles and rights.
#[derive(Serialize)]
struct VerifiedFence {
    ok: bool,
    fence: Vec<Bad>,
}

impl Verify {
    pub async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_any(&self.data).await?;
        let schools = self.schools(&platform).await?;
        let (mut all_ok, mut all_checked) = (true, true);
        for school in schools {
            let name = school.slug.clone().unwrap_or_else(|| school.id.to_string());
            let expected = self.expect.iter().filter(|expected| expected.is_of(&name)).map(|expected| expected.kept).collect();
            let progress = Progress::new(&name);
            let scope = VerifyScope { views: !self.no_views, expected };
            let verified = platform.store().verify(school.id, scope, progress.follow()).await?;
            progress.done();
            all_ok &= verified.ok();
            all_checked &= verified.not_checked.is_empty();
            self.say(&VerifiedSchool::of(name, &verified))?;
        }
        all_ok &= self.fence(&platform).await?;
        platform.close().await?;
        match (all_ok, all_checked) {
            (false, _) => Ok(TaskOutcome::Changed),
            (true, false) => bail!("not everything could be looked at"),
            (true, true) => Ok(TaskOutcome::Done),
        }
    }

    /// The school that is asked for, or every one that is there or was.
    async fn schools(&self, platform: &Platform) -> Result<Vec<SchoolToVerify>> {
        let all = platform.store().schools_to_verify().await?;
        ensure!(
            self.school.is_some() || self.expect.iter().all(|expected| expected.school.is_some()),
            "say of which school the head is: --expect SCHOOL=POSITION:HEAD"
        );
        let name = |school: &SchoolToVerify| school.slug.clone().unwrap_or_else(|| school.id.to_string());
        let known = all.iter().map(name).collect::<Vec<_>>().join(", ");
        for slug in self.school.iter().chain(self.expect.iter().filter_map(|expected| expected.school.as_ref())) {
            ensure!(all.iter().any(|school| name(school) == *slug), "there is no school {slug:?} here; there is: {known}");
        }
        let wanted: Vec<_> = all.into_iter().filter(|all| self.school.as_ref().is_none_or(|slug| name(all) == *slug)).collect();
        wanted.first().context("there is no school here yet; begin with: keukentafel school add")?;
        Ok(wanted)
    }

    fn say(&self, school: &VerifiedSchool) -> Result<()> {
        if self.json {
            return write_line(&serde_json::to_string(school)?);
        }
        school.lines().iter().try_for_each(|line| write_line(line))
    }

    async fn fence(&self, platform: &Platform) -> Result<bool> {
        let found = platform.store().verify_fence().await?;
        let fence: Vec<Bad> = found.iter().map(Bad::from).collect();
        let ok = fence.is_empty();
        if self.json {
            write_line(&serde_json::to_string(&VerifiedFence { ok, fence })?)?;
        } else if ok {
            write_line("roles, rights and row-level security are as they were made")?;
        } else {
            fence.iter().try_for_each(|bad| write_line(&format!("BAD, {}", bad.sentence())))?;
        }
        Ok(ok)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes().chunks_exact(2).map(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok());
    let bytes: Vec<u8> = digits.collect::<Option<_>>()?;
    (text.len() == 64).then(|| bytes.try_into().ok()).flatten()
}
