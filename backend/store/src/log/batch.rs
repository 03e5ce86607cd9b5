//! Adding commands to a school's log. The head and what decides over them is read, and what they add is written in one
//! transaction, if the head of the log is still where it was read (`migrations/log/functions/log_append.sql`). A writer that added
//! the last events itself knows all of that by heart, and only writes. Versions and conditions are checked before a position is
//! drawn, so a refusal leaves no gap.

use crate::{
    database::{
        Database,
        error::StoreError,
        sql_fn::{Call, RowChanges},
        table_rows::{CommandRow, EffectRow, EventRow, SealedRow, TagRow},
        world::Clock,
    },
    log::{
        append::{AppendError, AppendResult, Appended, Draft, Member, NewEffect},
        chain::{Hash, Leaf, link},
        head_cache::ByHeart,
        read::precision_name,
    },
    registry::lookup,
    views::row_cache::{AtHand, Change, Moment},
};
use chrono::{DateTime, Utc};
use domain::{
    facts::Event,
    ids::{CommandId, Position, SchoolId, Tag},
    personal::Envelope,
    views::{self, AnyRow, BrokenRow, StoredRow},
};
use sqlx::{
    AssertSqlSafe, PgConnection, Postgres, Row,
    postgres::{PgArguments, PgRow},
    query::Query,
    raw_sql,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// How often we begin anew because another process wrote to the school meanwhile, before we keep it out with the lock.
const TRIES: usize = 3;

/// What every writer works with.
pub(crate) struct Tools {
    pub db: Database,
    pub clock: Clock,
    pub at_hand: Arc<AtHand>,
}

/// What a school's writer keeps between two transactions.
pub(crate) struct Writer {
    school: SchoolId,
    /// Of the log whose last events it added itself.
    by_heart: Option<ByHeart>,
    /// Which of `views::ALL` follow the school's appends, as of an epoch of the head.
    inline: Option<(i32, Arc<[bool]>)>,
}

impl Writer {
    pub(crate) fn new(school: SchoolId) -> Writer {
        Writer { school, by_heart: None, inline: None }
    }

    pub(crate) fn school(&self) -> SchoolId {
        self.school
    }

    /// Accepts or refuses each command in turn, and commits what was accepted.
    pub(crate) async fn write(
        &mut self,
        tools: &Tools,
        conn: &mut PgConnection,
        members: &mut [Member],
    ) -> Result<Vec<AppendResult>, StoreError> {
        if let Some(answers) = self.write_by_heart(tools, conn, members).await? {
            return Ok(answers);
        }
        for _ in 0..TRIES {
            if let Some(answers) = self.write_as_read(tools, conn, members).await? {
                return Ok(answers);
            }
        }
        self.write_locked(tools, conn, members).await
    }

    /// Keeps everybody else out meanwhile. Nothing is known by heart or at hand of it before it is committed.
    async fn write_locked(
        &mut self,
        tools: &Tools,
        conn: &mut PgConnection,
        members: &mut [Member],
    ) -> Result<Vec<AppendResult>, StoreError> {
        raw_sql(AssertSqlSafe(begin_locked(self.school))).execute(&mut *conn).await?;
        let Some(written) = self.attempt(tools, conn, members).await? else {
            return Err(StoreError::Damaged(format!("the head of school {} moved under its lock", self.school)));
        };
        raw_sql("commit").execute(conn).await?;
        Ok(self.learn(tools, members, written, None))
    }

    /// `None`: not everything is known by heart, or it has changed. Then nothing was added, and nobody is refused yet.
    async fn write_by_heart(
        &mut self,
        tools: &Tools,
        conn: &mut PgConnection,
        members: &mut [Member],
    ) -> Result<Option<Vec<AppendResult>>, StoreError> {
        let Some(by_heart) = self.by_heart.take() else { return Ok(None) };
        let Some(inline) = self.inline.as_ref().map(|(_, inline)| inline.clone()) else { return Ok(None) };
        if by_heart.is_old() {
            return Ok(None);
        }
        let known = by_heart.known(self.school, &tools.at_hand, members, &inline);
        let Some(known) = known else {
            self.by_heart = Some(by_heart);
            return Ok(None);
        };
        let before = Head { now: by_heart.now(), ..by_heart.head };
        let decided = self.decide(tools, before, known, members, &inline)?;
        if decided.answers.iter().any(Result::is_err) || decided.leaves_unseen_alone() {
            return Ok(None);
        }
        match append(self.school, &decided, members)?
            .fetch_one(conn)
            .await
            .and_then(|row| row.try_get::<Option<DateTime<Utc>>, _>(0))
        {
            Ok(now) => Ok(now.map(|now| self.learn(tools, members, Written { decided, now }, Some(by_heart)))),
            Err(sqlx::Error::Database(said)) if is_news(&*said) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// `None`: somebody else wrote meanwhile, and nothing was added.
    async fn write_as_read(
        &mut self,
        tools: &Tools,
        conn: &mut PgConnection,
        members: &mut [Member],
    ) -> Result<Option<Vec<AppendResult>>, StoreError> {
        let written = self.attempt(tools, conn, members).await?;
        Ok(written.map(|written| self.learn(tools, members, written, None)))
    }

    async fn attempt(
        &mut self,
        tools: &Tools,
        conn: &mut PgConnection,
        members: &mut [Member],
    ) -> Result<Option<Written>, StoreError> {
        let (before, known) = Known::wanted(members).read(self.school, conn).await?;
        let inline = self.inline_at(before.view_epoch, conn).await?;
        let decided = self.decide(tools, before, known, members, &inline)?;
        if decided.accepted.is_empty() {
            return Ok(Some(Written { now: before.now, decided }));
        }
        let now: Option<DateTime<Utc>> = append(self.school, &decided, members)?.fetch_one(conn).await?.try_get(0)?;
        Ok(now.map(|now| Written { decided, now }))
    }

    /// Decides over each command on what is known, and gives those that are accepted their place.
    fn decide(
        &self,
        tools: &Tools,
        before: Head,
        mut known: Known,
        members: &mut [Member],
        inline: &[bool],
    ) -> Result<Decided, StoreError> {
        let mut head = Head { now: tools.clock.read(before.now), ..before };
        let mut answers = Vec::with_capacity(members.len());
        let mut accepted = Vec::with_capacity(members.len());
        let mut scratch = Vec::with_capacity(1024);
        for (i, member) in members.iter_mut().enumerate() {
            let answer = match known.check(member) {
                Some(answer) => answer,
                None => {
                    accepted.push(i);
                    Ok(known.number(member, &mut head, self.school, &mut scratch))
                }
            };
            answers.push(answer);
        }
        let rows = known.fold(accepted.iter().map(|i| &members[*i]), inline)?;
        Ok(Decided { answers, accepted, before, head, rows, unseen: known.unseen })
    }

    /// What was written is known by heart from now on, and rows at hand go along; gives the answers.
    fn learn(&mut self, tools: &Tools, members: &[Member], written: Written, by_heart: Option<ByHeart>) -> Vec<AppendResult> {
        let Written { decided: Decided { answers, accepted, before, head, rows, .. }, now } = written;
        if accepted.is_empty() {
            return answers;
        }
        let mut by_heart = by_heart.unwrap_or_else(|| ByHeart::from(before.pos, head));
        by_heart.learn(Head { now, ..head }, accepted.iter().flat_map(|i| &members[*i].drafts));
        self.by_heart = Some(by_heart);
        let changes = rows.into_iter().map(Touched::into_change).collect();
        tools.at_hand.advance(self.school, before.moment(), head.moment(), changes);
        answers
    }

    /// A change of it since the head was read is a change of the epoch, at which the append stops.
    async fn inline_at(&mut self, epoch: i32, conn: &mut PgConnection) -> Result<Arc<[bool]>, StoreError> {
        match &self.inline {
            Some((known, inline)) if *known == epoch => Ok(inline.clone()),
            _ => {
                let inline: Arc<[bool]> = inline_views(self.school, conn).await?.into();
                self.inline = Some((epoch, inline.clone()));
                Ok(inline)
            }
        }
    }
}

/// A transaction that holds the lock on the head of the log.
fn begin_locked(school: SchoolId) -> String {
    format!("begin; set local app.tenant = '{school}'; select pos from tenant_head where tenant_id = '{school}' for update")
}

/// Something is in the log that the writer did not know of.
fn is_news(said: &dyn sqlx::error::DatabaseError) -> bool {
    said.is_unique_violation() || said.code().is_some_and(|code| code == "KT001")
}

/// What becomes of the commands of a batch, if the log is still where it was.
struct Decided {
    answers: Vec<AppendResult>,
    /// Which of the commands.
    accepted: Vec<usize>,
    before: Head,
    /// Where the log ends with them.
    head: Head,
    rows: Vec<Touched>,
    unseen: HashSet<(usize, Tag)>,
}

impl Decided {
    /// A row that nobody looked for, and that would not be written: then nobody would find out that it is there.
    fn leaves_unseen_alone(&self) -> bool {
        self.unseen.len() != self.rows.iter().filter(|row| self.unseen.contains(&(row.view, row.key))).count()
    }
}

/// What was added, and what the database's clock said.
struct Written {
    decided: Decided,
    now: DateTime<Utc>,
}

/// A view row that the accepted commands change.
struct Touched {
    view: usize,
    key: Tag,
    before: Option<AnyRow>,
    /// `None`: gone.
    after: Option<StoredRow>,
}

impl Touched {
    fn into_change(self) -> Change {
        let view = &views::ALL[self.view];
        let stood = self.before.as_ref().and_then(view.place);
        let stands = self.after.as_ref().and_then(|row| row.place);
        let row = self.after.map(|row| (row.row, row.body.len()));
        Change { view: view.name, key: self.key, row, is_new: self.before.is_none(), places: [stood, stands] }
    }
}

/// The end of a school's log: as it was read, and then as it grows.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    pub pos: Position,
    pub chain: Hash,
    pub recorded_at: DateTime<Utc>,
    pub view_epoch: i32,
    /// What the clock said.
    pub now: DateTime<Utc>,
}

impl Head {
    pub(crate) fn moment(&self) -> Moment {
        Moment { pos: self.pos, chain: self.chain, view_epoch: self.view_epoch }
    }
}

/// Which of `views::ALL` follow each append. One that does and that we do not know is kept by another version of this
/// program: appending without it would leave it behind for ever.
async fn inline_views(school: SchoolId, conn: &mut PgConnection) -> Result<Vec<bool>, StoreError> {
    let rows = Call::default().with(school.0)?.of("log_inline_views").fetch_all(conn).await?;
    let kept =
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<Vec<(String, i16)>, sqlx::Error>>()?;
    let mut inline = vec![false; views::ALL.len()];
    for (name, version) in kept {
        let Some(ours) = views::ALL.iter().position(|view| view.name == name && view.version == version) else {
            let why = format!("another version of this program keeps version {version} of view {name}");
            return Err(StoreError::Unfit(why));
        };
        inline[ours] = true;
    }
    Ok(inline)
}

/// What decides over the commands of a batch, kept up to date as they are accepted one by one.
#[derive(Default)]
pub(crate) struct Known {
    /// Digest, first and last position of commands that were carried out.
    pub commands: HashMap<Uuid, ([u8; 32], i64, i64)>,
    pub streams: HashMap<Uuid, i32>,
    /// The last position under each tag that some command leans on.
    pub tags: HashMap<Tag, LastUnder>,
    /// The view rows that may change, as far as there are.
    pub rows: HashMap<(usize, Tag), AnyRow>,
    /// Rows that were not looked for: they belong to things that only now begin.
    pub unseen: HashSet<(usize, Tag)>,
}

/// The last position under a tag.
pub(crate) struct LastUnder {
    /// Before this transaction.
    read: i64,
    /// In it, by what was sent together.
    added: Vec<(CommandId, i64)>,
}

impl LastUnder {
    pub(crate) fn read(pos: i64) -> LastUnder {
        LastUnder { read: pos, added: vec![] }
    }

    /// Is there something under it that this command has not seen, and that was not sent with it?
    fn is_news_to(&self, member: &Member) -> bool {
        let by_others = self.added.iter().filter(|(sent_with, _)| *sent_with != member.sent_with).map(|(_, pos)| *pos);
        by_others.chain([self.read]).any(|pos| pos > member.seen.0)
    }

    fn add(&mut self, sent_with: CommandId, pos: i64) {
        match self.added.last_mut().filter(|(last, _)| *last == sent_with) {
            Some((_, last)) => *last = pos,
            None => self.added.push((sent_with, pos)),
        }
    }
}

/// What a batch needs to know before it is decided over.
struct Wanted {
    commands: Vec<Uuid>,
    streams: Vec<Uuid>,
    touched: Vec<(usize, Tag)>,
    tags: Vec<Tag>,
}

impl Wanted {
    /// The head of the log, and then all of it: of one moment if the head is still there when the append comes.
    async fn read(self, school: SchoolId, conn: &mut PgConnection) -> Result<(Head, Known), StoreError> {
        let view = |(view, _): &(usize, Tag)| &views::ALL[*view];
        let call = Call::default()
            .with(school.0)?
            .with(&self.commands)?
            .with(&self.streams)?
            .with(self.touched.iter().map(|touched| view(touched).name).collect::<Vec<_>>())?
            .with(self.touched.iter().map(|touched| view(touched).version).collect::<Vec<_>>())?
            .with(self.touched.iter().map(|(_, key)| key.to_string()).collect::<Vec<_>>())?
            .with(self.tags.iter().map(Tag::to_string).collect::<Vec<_>>())?;
        let rows = call.of("log_known").fetch_all(conn).await?;
        let (head, rows) = rows.split_first().ok_or(StoreError::NoSchool)?;
        Ok((head_in(head)?, self.known(rows)?))
    }

    fn known(self, rows: &[PgRow]) -> Result<Known, StoreError> {
        let mut known = Known::default();
        let mut last_under = vec![0; self.tags.len()];
        for row in rows {
            let nth = || row.try_get::<i64, _>(2).map(|n| n as usize - 1);
            match row.try_get::<&str, _>(0)? {
                "command" => {
                    _ = known.commands.insert(row.try_get(1)?, (row.try_get(5)?, row.try_get(3)?, row.try_get(4)?));
                }
                "stream" => _ = known.streams.insert(row.try_get(1)?, row.try_get::<i64, _>(4)? as i32),
                "row" => {
                    let (view, key) = self.touched[nth()?];
                    _ = known.rows.insert((view, key), read_stored(view, key, row.try_get(5)?)?);
                }
                _ => last_under[nth()?] = row.try_get(4)?,
            }
        }
        known.tags = self.tags.into_iter().zip(last_under.into_iter().map(LastUnder::read)).collect();
        Ok(known)
    }
}

fn read_stored(view: usize, key: Tag, body: &[u8]) -> Result<AnyRow, StoreError> {
    let view = &views::ALL[view];
    (view.read)(body).map_err(|why| BrokenRow { view: view.name, key, why }.into())
}

fn head_in(row: &PgRow) -> Result<Head, StoreError> {
    Ok(Head {
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

impl Known {
    fn wanted(members: &[Member]) -> Wanted {
        let drafts = || members.iter().flat_map(|member| &member.drafts);
        Wanted {
            commands: members.iter().map(|member| member.id.0).collect(),
            streams: distinct(drafts().map(|draft| draft.stream.id)),
            touched: distinct(drafts().flat_map(|draft| &draft.touches).copied()),
            tags: distinct(members.iter().flat_map(|member| &member.consistency_tags).copied()),
        }
    }

    /// The answer to a command that is not added; `None` when nothing stands in its way.
    fn check(&self, member: &Member) -> Option<AppendResult> {
        if let Some((digest, first, last)) = self.commands.get(&member.id.0) {
            if *digest != member.digest {
                return Some(Err(AppendError::ReusedCommand));
            }
            return Some(Ok(Appended { first: Position(*first), last: Position(*last), repeated: true }));
        }
        let moved =
            |draft: &Draft| draft.expected.version().is_some_and(|version| i64::from(self.version(draft)) != i64::from(version));
        let news = |tag: &Tag| self.tags.get(tag).is_some_and(|last| last.is_news_to(member));
        if member.drafts.iter().any(moved) || member.consistency_tags.iter().any(news) {
            return Some(Err(AppendError::Stale));
        }
        None
    }

    fn version(&self, draft: &Draft) -> i32 {
        self.streams.get(&draft.stream.id).copied().unwrap_or(0)
    }

    /// Gives each event its position, version, recorded time and link, and remembers them for the commands after it.
    fn number(&mut self, member: &mut Member, head: &mut Head, school: SchoolId, scratch: &mut Vec<u8>) -> Appended {
        head.recorded_at = member.recorded_at.unwrap_or(head.now).max(head.recorded_at);
        let first = Position(head.pos.0 + 1);
        for draft in &mut member.drafts {
            head.pos.0 += 1;
            draft.stream_ver = self.version(draft) + 1;
            self.streams.insert(draft.stream.id, draft.stream_ver);
            draft.event.pos = head.pos;
            draft.event.recorded_at = head.recorded_at;
            draft.leaf = leaf(draft, school, member.id.0).hash(scratch);
            head.chain = link(&head.chain, &draft.leaf);
            draft.chain = head.chain;
            for tag in &draft.tags {
                if let Some(last) = self.tags.get_mut(tag) {
                    last.add(member.sent_with, head.pos.0);
                }
            }
        }
        self.commands.insert(member.id.0, (member.digest, first.0, head.pos.0));
        Appended { first, last: head.pos, repeated: false }
    }

    /// The view rows that change, as they are after the accepted commands.
    fn fold<'a>(&self, accepted: impl Iterator<Item = &'a Member>, inline: &[bool]) -> Result<Vec<Touched>, StoreError> {
        let mut touching: BTreeMap<(usize, Tag), Vec<&Event>> = BTreeMap::new();
        for draft in accepted.flat_map(|member| &member.drafts) {
            for touched in draft.touches.iter().filter(|(view, _)| inline[*view]) {
                touching.entry(*touched).or_default().push(&draft.event);
            }
        }
        let mut rows = Vec::with_capacity(touching.len());
        for ((view, key), events) in touching {
            let before = self.rows.get(&(view, key));
            let after = (views::ALL[view].fold)(before, key, &events)?;
            if after.is_some() || before.is_some() {
                rows.push(Touched { view, key, before: before.cloned(), after });
            }
        }
        Ok(rows)
    }
}

fn leaf<'a>(draft: &'a Draft, school: SchoolId, command: Uuid) -> Leaf<'a, String> {
    let event = &draft.event;
    Leaf {
        school,
        pos: event.pos.0,
        event_id: event.id.0,
        stream_id: draft.stream.id,
        stream_kind: draft.stream.kind.name(),
        stream_ver: draft.stream_ver,
        type_name: event.fact.type_name(),
        schema_ver: event.fact.schema_ver() as i16,
        occurred_on: event.occurred.on,
        occurred_at: event.occurred.at,
        occurred_precision: precision_name(event.occurred.precision),
        recorded_at: event.recorded_at,
        actor_id: event.author.person.map(|person| person.0),
        actor_role: &event.author.role,
        command_id: command,
        tags: &draft.tag_names,
        body: &draft.body,
        sealed_digests: &draft.digests,
    }
}

/// Everything that the accepted commands add, in the order of `log_append`.
fn append<'q>(school: SchoolId, decided: &Decided, members: &[Member]) -> Result<Query<'q, Postgres, PgArguments>, StoreError> {
    let (before, head) = (&decided.before, &decided.head);
    let accepted: &[&Member] = &decided.accepted.iter().map(|i| &members[*i]).collect::<Vec<_>>();
    let call = Call::default()
        .with(school.0)?
        .with(before.pos.0)?
        .with(before.chain)?
        .with(head.view_epoch)?
        .with(head.pos.0)?
        .with(head.chain)?
        .with(head.recorded_at)?;
    let call = with_continued(call, accepted)?;
    let call = with_events(call, school.0, accepted)?;
    let call = with_commands(call, school.0, accepted)?;
    let mut changes = RowChanges::of(school);
    decided.rows.iter().for_each(|row| changes.push(&views::ALL[row.view], row.key, row.after.as_ref()));
    let call = changes.add_to(call, decided.unseen.iter().map(|(_, key)| *key))?;
    let lookups = accepted.iter().flat_map(|member| &member.lookups);
    Ok(lookup::add_changes(call, school, lookups)?.of("log_append"))
}

/// The streams that hold something already, and how many events.
fn with_continued(call: Call, accepted: &[&Member]) -> Result<Call, StoreError> {
    let mut continued: BTreeMap<Uuid, i32> = BTreeMap::new();
    for draft in accepted.iter().flat_map(|member| &member.drafts) {
        continued.entry(draft.stream.id).or_insert(draft.stream_ver - 1);
    }
    let (streams, held): (Vec<Uuid>, Vec<i32>) = continued.into_iter().filter(|(_, held)| *held > 0).unzip();
    call.with(streams)?.with(held)
}

/// The events, their sealed fields and their tags.
fn with_events(call: Call, tenant_id: Uuid, accepted: &[&Member]) -> Result<Call, StoreError> {
    let drafts = || accepted.iter().flat_map(|member| member.drafts.iter().map(move |draft| (*member, draft)));
    let events: Vec<EventRow<'_>> = drafts().map(|(member, draft)| event_row(tenant_id, member, draft)).collect();
    let sealed: Vec<SealedRow<'_>> = drafts()
        .flat_map(|(_, draft)| draft.envelopes.iter().map(|envelope| sealed_row(tenant_id, draft.event.pos, envelope)))
        .collect();
    let tags = tag_rows(tenant_id, drafts().map(|(_, draft)| draft));
    call.with(events)?.with(sealed)?.with(tags)
}

/// A row for each tag and each run of events that have it.
fn tag_rows<'a>(tenant_id: Uuid, drafts: impl Iterator<Item = &'a Draft>) -> Vec<TagRow<'a>> {
    let mut rows: Vec<TagRow<'_>> = vec![];
    let mut newest: HashMap<&str, usize> = HashMap::new();
    for draft in drafts {
        let pos = draft.event.pos.0;
        for tag in &draft.tag_names {
            match newest.get(tag.as_str()).map(|row| &mut rows[*row]) {
                Some(row) if row.pos + i64::from(row.span) == pos => row.span += 1,
                _ => {
                    newest.insert(tag, rows.len());
                    rows.push(TagRow { tenant_id, tag, pos, span: 1 });
                }
            }
        }
    }
    rows
}

fn event_row<'a>(tenant_id: Uuid, member: &Member, draft: &'a Draft) -> EventRow<'a> {
    let event = &draft.event;
    EventRow {
        tenant_id,
        pos: event.pos.0,
        event_id: event.id.0,
        stream_id: draft.stream.id,
        stream_kind: draft.stream.kind.name(),
        stream_ver: draft.stream_ver,
        event_type: event.fact.type_name(),
        schema_ver: event.fact.schema_ver() as i16,
        occurred_on: event.occurred.on,
        occurred_at: event.occurred.at,
        occurred_precision: precision_name(event.occurred.precision),
        recorded_at: event.recorded_at,
        actor_id: event.author.person.map(|person| person.0),
        actor_role: &event.author.role,
        command_id: member.id.0,
        body: &draft.body,
        sealed_digests: draft.digests.iter().map(|digest| &digest[..]).collect(),
        leaf_hash: &draft.leaf,
        chain_hash: &draft.chain,
    }
}

fn sealed_row(tenant_id: Uuid, pos: Position, envelope: &Envelope) -> SealedRow<'_> {
    SealedRow {
        tenant_id,
        pos: pos.0,
        n: envelope.n as i16,
        person_id: envelope.person.0,
        retention_class: envelope.class.name(),
        field: &envelope.field,
        envelope: &envelope.bytes,
    }
}

/// The commands, and the work that they leave.
fn with_commands(call: Call, tenant_id: Uuid, accepted: &[&Member]) -> Result<Call, StoreError> {
    let commands: Vec<CommandRow<'_>> = accepted.iter().map(|member| command_row(tenant_id, member)).collect();
    let of_member = |member: &&Member| -> Vec<EffectRow<'static>> {
        let pos = |effect: &NewEffect| member.drafts[effect.event].event.pos.0;
        member
            .effects
            .iter()
            .map(|effect| EffectRow { tenant_id, pos: pos(effect), kind: effect.kind, status: "waiting" })
            .collect()
    };
    let effects: Vec<EffectRow<'_>> = accepted.iter().flat_map(of_member).collect();
    call.with(commands)?.with(effects)
}

fn command_row(tenant_id: Uuid, member: &Member) -> CommandRow<'_> {
    CommandRow {
        tenant_id,
        command_id: member.id.0,
        digest: &member.digest,
        first_pos: member.drafts[0].event.pos.0,
        last_pos: member.drafts[member.drafts.len() - 1].event.pos.0,
    }
}
