//! One transaction that adds commands to a school's log. Five round trips: begin, lock the head, read what decides, write
//! everything, commit. Versions and conditions are checked before a position is drawn, so a refusal leaves no gap.

use crate::{
    Database, StoreError,
    append::{Answer, AppendError, Appended, Draft, Expected, Member},
    chain::{Hash, Leaf, link},
    lookup,
    read_log::precision_name,
    tenant::TenantTx,
    view_rows::{GoneColumns, RowColumns, write_rows},
    world::Clock,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::{
    facts::Event,
    ids::{Position, SchoolId, Tag},
    views::{self, StoredRow},
};
use sqlx::{Row, query, query_as};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Accepts or refuses each command in turn, and commits what was accepted.
pub(crate) async fn write(
    db: &Database,
    clock: &Clock,
    school: SchoolId,
    members: &mut [Member],
) -> Result<Vec<Answer>, StoreError> {
    let mut tx = TenantTx::begin(db, school).await?;
    let mut head = lock_head(&mut tx, clock).await?;
    let before = head.pos;
    let mut known = Known::read(&mut tx, members).await?;
    let mut answers = Vec::with_capacity(members.len());
    let mut accepted = Vec::with_capacity(members.len());
    let mut scratch = Vec::with_capacity(1024);
    for member in members {
        let answer = match known.check(member) {
            Some(answer) => answer,
            None => {
                let appended = known.number(member, &mut head, school, &mut scratch);
                accepted.push(&*member);
                Ok(appended)
            }
        };
        answers.push(answer);
    }
    if accepted.is_empty() {
        tx.rollback().await?;
        return Ok(answers);
    }
    let rows = known.fold(&accepted)?;
    insert(&mut tx, before, &head, &accepted, &rows).await?;
    lookup::write(&mut tx, accepted.iter().flat_map(|member| &member.lookups)).await?;
    tx.commit().await?;
    Ok(answers)
}

/// The end of the log while we hold its lock.
struct Head {
    pos: Position,
    chain: Hash,
    recorded_at: DateTime<Utc>,
    now: DateTime<Utc>,
}

async fn lock_head(tx: &mut TenantTx, clock: &Clock) -> Result<Head, StoreError> {
    // A statement of its own: what is read after it, is read from a snapshot that was taken under the lock.
    const SQL: &str =
        "select pos, chain_hash, last_recorded_at, clock_timestamp() from tenant_head where tenant_id = $1 for update";
    let school = tx.school().0;
    let row: Option<(i64, Hash, DateTime<Utc>, DateTime<Utc>)> = query_as(SQL).bind(school).fetch_optional(tx.conn()).await?;
    let (pos, chain, recorded_at, database) = row.ok_or(StoreError::NoSchool)?;
    Ok(Head { pos: Position(pos), chain, recorded_at, now: clock.read(database) })
}

/// What decides over the commands of a batch, kept up to date as they are accepted one by one.
struct Known {
    /// Digest, first and last position of commands that were carried out.
    commands: HashMap<Uuid, ([u8; 32], i64, i64)>,
    streams: HashMap<Uuid, i32>,
    /// The last position under each tag that some command leans on.
    tags: HashMap<String, i64>,
    /// The views of `views::ALL` whose rows follow in this transaction.
    inline: Vec<bool>,
    /// Stored bodies of the view rows that may change.
    rows: HashMap<(usize, Tag), Vec<u8>>,
}

impl Known {
    /// One statement, one snapshot, several kinds of row. Each kind fills the columns that it needs.
    async fn read(tx: &mut TenantTx, members: &[Member]) -> Result<Known, StoreError> {
        const SQL: &str = "
            select 0::int2, command_id, null::text, 0::int2, digest, first_pos, last_pos
              from command where tenant_id = $1 and command_id = any($2)
            union all
            select 1::int2, s.id, null, 0::int2, null, v.ver, 0
              from unnest($3::uuid[]) s (id),
                   lateral (select max(e.stream_ver) from event e where e.tenant_id = $1 and e.stream_id = s.id) v (ver)
             where v.ver is not null
            union all
            select 2::int2, null, t.tag, 0::int2, null, p.pos, 0
              from unnest($4::text[]) t (tag),
                   lateral (select max(g.pos) from event_tag g where g.tenant_id = $1 and g.tag = t.tag) p (pos)
             where p.pos is not null
            union all
            select 3::int2, null, name, version, null, 0, 0
              from view_tenant where tenant_id = $1 and mode = 'inline'
            union all
            select 4::int2, null, null, 0::int2, r.body, w.n, 0
              from unnest($5::text[], $6::int2[], $7::text[]) with ordinality w (view, version, key, n)
              join view_row r on r.tenant_id = $1 and r.view = w.view and r.version = w.version and r.key = w.key";
        let drafts = || members.iter().flat_map(|member| &member.drafts);
        let commands: Vec<Uuid> = members.iter().map(|member| member.id.0).collect();
        let mut streams: Vec<Uuid> = drafts().map(|draft| draft.stream.id).collect();
        streams.sort_unstable();
        streams.dedup();
        let tags: HashMap<String, i64> = members.iter().flat_map(|member| &member.leans_on).map(|tag| (tag.clone(), 0)).collect();
        let watched: Vec<&str> = tags.keys().map(String::as_str).collect();
        let mut touched: Vec<(usize, Tag)> = drafts().flat_map(|draft| &draft.touches).copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let (names, versions): (Vec<&str>, Vec<i16>) =
            touched.iter().map(|(view, _)| (views::ALL[*view].name, views::ALL[*view].version)).unzip();
        let keys: Vec<String> = touched.iter().map(|(_, key)| key.to_string()).collect();
        let school = tx.school().0;
        let read = query(SQL).bind(school).bind(commands).bind(streams).bind(watched).bind(names).bind(versions).bind(keys);
        let rows = read.fetch_all(tx.conn()).await?;

        let mut known =
            Known { commands: HashMap::new(), streams: HashMap::new(), tags, inline: vec![false; views::ALL.len()], rows: HashMap::new() };
        for row in &rows {
            let number: i64 = row.try_get(5)?;
            match row.try_get::<i16, _>(0)? {
                0 => _ = known.commands.insert(row.try_get(1)?, (row.try_get(4)?, number, row.try_get(6)?)),
                1 => _ = known.streams.insert(row.try_get(1)?, number as i32),
                2 => _ = known.tags.insert(row.try_get(2)?, number),
                3 => known.inline[view_named(row.try_get(2)?, row.try_get(3)?)?] = true,
                _ => _ = known.rows.insert(touched[number as usize - 1], row.try_get(4)?),
            }
        }
        Ok(known)
    }

    /// The answer to a command that is not added; `None` when nothing stands in its way.
    fn check(&self, member: &Member) -> Option<Answer> {
        if let Some((digest, first, last)) = self.commands.get(&member.id.0) {
            if *digest != member.digest {
                return Some(Err(AppendError::ReusedCommand));
            }
            return Some(Ok(Appended { first: Position(*first), last: Position(*last), repeated: true }));
        }
        let moved = |draft: &Draft| match draft.expected {
            Expected::Exactly(version) => i64::from(self.version(draft)) != i64::from(version),
            Expected::Next => false,
        };
        let news = |tag: &String| self.tags.get(tag).is_some_and(|pos| *pos > member.seen.0);
        if member.drafts.iter().any(moved) || member.leans_on.iter().any(news) {
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
                    *last = head.pos.0;
                }
            }
        }
        self.commands.insert(member.id.0, (member.digest, first.0, head.pos.0));
        Appended { first, last: head.pos, repeated: false }
    }

    /// The view rows as they are after the accepted commands; `None`: gone.
    fn fold(&self, accepted: &[&Member]) -> Result<Vec<(usize, Tag, Option<StoredRow>)>, StoreError> {
        let mut touching: BTreeMap<(usize, Tag), Vec<&Event>> = BTreeMap::new();
        for draft in accepted.iter().flat_map(|member| &member.drafts) {
            for touched in draft.touches.iter().filter(|(view, _)| self.inline[*view]) {
                touching.entry(*touched).or_default().push(&draft.event);
            }
        }
        let fold = |((view, key), events): ((usize, Tag), Vec<&Event>)| {
            let stored = self.rows.get(&(view, key)).map(Vec::as_slice);
            Ok((view, key, (views::ALL[view].fold)(stored, key, &events)?))
        };
        touching.into_iter().map(fold).collect()
    }
}

/// Which of our views this is. A view that follows inline and that we do not know is kept by a newer program: appending
/// without it would leave it behind for ever.
fn view_named(name: &str, version: i16) -> Result<usize, StoreError> {
    let ours = views::ALL.iter().position(|view| view.name == name && view.version == version);
    ours.ok_or_else(|| StoreError::Unfit(format!("another version of this program keeps version {version} of view {name}")))
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
        causation_id: draft.causation.map(|id| id.0),
        tags: &draft.tags,
        body: &draft.body,
        sealed_digests: &draft.digests,
    }
}

/// Everything in one statement: events, sealed fields, tags, commands, effects, view rows, and last the head, which must
/// still be where we locked it.
async fn insert(
    tx: &mut TenantTx,
    before: Position,
    head: &Head,
    accepted: &[&Member],
    rows: &[(usize, Tag, Option<StoredRow>)],
) -> Result<(), StoreError> {
    const SQL: &str = concat!(
        "with events as (
            insert into event
            select $1, pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
                   occurred_precision, recorded_at, actor_id, actor_role, command_id, causation_id, body,
                   ($20::bytea[])[sealed_from:sealed_to], leaf_hash, chain_hash
              from unnest($2::int8[], $3::uuid[], $4::uuid[], $5::text[], $6::int4[], $7::text[], $8::int2[], $9::date[],
                          $10::time[], $11::text[], $12::timestamptz[], $13::uuid[], $14::text[], $15::uuid[], $16::uuid[],
                          $17::bytea[], $18::int4[], $19::int4[], $21::bytea[], $22::bytea[])
                   e (pos, event_id, stream_id, stream_kind, stream_ver, type, schema_ver, occurred_on, occurred_at,
                      occurred_precision, recorded_at, actor_id, actor_role, command_id, causation_id,
                      body, sealed_from, sealed_to, leaf_hash, chain_hash)
        ), sealed as (
            insert into event_sealed
            select $1, * from unnest($23::int8[], $24::int2[], $25::uuid[], $26::text[], $27::text[], $28::bytea[])
        ), tags as (
            insert into event_tag select $1, * from unnest($29::text[], $30::int8[])
        ), commands as (
            insert into command select $1, * from unnest($31::uuid[], $32::bytea[], $33::int8[], $34::int8[])
        ), effects as (
            insert into effect (tenant_id, pos, kind) select $1, * from unnest($35::int8[], $36::text[])
        ), ",
        write_rows!(
            "$37::text[], $38::int2[], $39::text[]",
            "$40::text[], $41::int2[], $42::text[], $43::text[], $44::date[], $45::int8[], $46::bytea[]"
        ),
        " update tenant_head set pos = $47, chain_hash = $48, last_recorded_at = $49 where tenant_id = $1 and pos = $50"
    );
    let drafts: Vec<(&Member, &Draft)> =
        accepted.iter().flat_map(|member| member.drafts.iter().map(move |draft| (*member, draft))).collect();
    let events = EventColumns::of(&drafts);
    let mut query = query(SQL).bind(tx.school().0);
    query = query.bind(events.pos).bind(events.event_id).bind(events.stream_id).bind(events.stream_kind);
    query = query.bind(events.stream_ver).bind(events.type_name).bind(events.schema_ver).bind(events.occurred_on);
    query = query.bind(events.occurred_at).bind(events.occurred_precision).bind(events.recorded_at).bind(events.actor_id);
    query = query.bind(events.actor_role).bind(events.command_id).bind(events.causation_id).bind(events.body);
    query = query.bind(events.sealed_from).bind(events.sealed_to).bind(events.digests).bind(events.leaf).bind(events.chain);

    let sealed: Vec<_> =
        drafts.iter().flat_map(|(_, draft)| draft.envelopes.iter().map(|envelope| (draft.event.pos.0, envelope))).collect();
    query = query.bind(sealed.iter().map(|(pos, _)| *pos).collect::<Vec<_>>());
    query = query.bind(sealed.iter().map(|(_, envelope)| envelope.n as i16).collect::<Vec<_>>());
    query = query.bind(sealed.iter().map(|(_, envelope)| envelope.person.0).collect::<Vec<_>>());
    query = query.bind(sealed.iter().map(|(_, envelope)| envelope.class.name()).collect::<Vec<_>>());
    query = query.bind(sealed.iter().map(|(_, envelope)| envelope.field.as_str()).collect::<Vec<_>>());
    query = query.bind(sealed.iter().map(|(_, envelope)| envelope.bytes.as_slice()).collect::<Vec<_>>());

    let (tags, tagged): (Vec<&str>, Vec<i64>) =
        drafts.iter().flat_map(|(_, draft)| draft.tags.iter().map(|tag| (tag.as_str(), draft.event.pos.0))).unzip();
    query = query.bind(tags).bind(tagged);

    query = query.bind(accepted.iter().map(|member| member.id.0).collect::<Vec<_>>());
    query = query.bind(accepted.iter().map(|member| member.digest).collect::<Vec<_>>());
    query = query.bind(accepted.iter().map(|member| member.drafts[0].event.pos.0).collect::<Vec<_>>());
    query = query.bind(accepted.iter().map(|member| member.drafts[member.drafts.len() - 1].event.pos.0).collect::<Vec<_>>());

    let effect_of = |member: &&Member| -> Vec<(i64, &'static str)> {
        member.effects.iter().map(|effect| (member.drafts[effect.event].event.pos.0, effect.kind)).collect()
    };
    let (effects, kinds): (Vec<i64>, Vec<&str>) = accepted.iter().flat_map(effect_of).unzip();
    query = query.bind(effects).bind(kinds);

    let (mut gone, mut kept) = (GoneColumns::default(), RowColumns::default());
    for (view, key, row) in rows {
        let view = &views::ALL[*view];
        match row {
            Some(row) => kept.push(view, view.version, *key, row),
            None => gone.push(view, view.version, *key),
        }
    }
    query = kept.bind(gone.bind(query));

    query = query.bind(head.pos.0).bind(head.chain).bind(head.recorded_at).bind(before.0);
    match query.execute(tx.conn()).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Damaged(format!("the head of school {} moved under its lock", tx.school()))),
    }
}

/// Events, a column at a time, as `unnest` takes them.
#[derive(Default)]
struct EventColumns<'a> {
    pos: Vec<i64>,
    event_id: Vec<Uuid>,
    stream_id: Vec<Uuid>,
    stream_kind: Vec<&'a str>,
    stream_ver: Vec<i32>,
    type_name: Vec<&'a str>,
    schema_ver: Vec<i16>,
    occurred_on: Vec<NaiveDate>,
    occurred_at: Vec<Option<NaiveTime>>,
    occurred_precision: Vec<&'a str>,
    recorded_at: Vec<DateTime<Utc>>,
    actor_id: Vec<Option<Uuid>>,
    actor_role: Vec<&'a str>,
    command_id: Vec<Uuid>,
    causation_id: Vec<Option<Uuid>>,
    body: Vec<&'a [u8]>,
    /// An array of arrays cannot be unnested, so each event takes its slice of all digests, counted from one.
    sealed_from: Vec<i32>,
    sealed_to: Vec<i32>,
    digests: Vec<&'a [u8]>,
    leaf: Vec<&'a [u8]>,
    chain: Vec<&'a [u8]>,
}

impl<'a> EventColumns<'a> {
    fn of(drafts: &[(&'a Member, &'a Draft)]) -> EventColumns<'a> {
        let mut columns = EventColumns::default();
        for (member, draft) in drafts {
            columns.push(member, draft);
        }
        columns
    }

    fn push(&mut self, member: &'a Member, draft: &'a Draft) {
        let event = &draft.event;
        self.pos.push(event.pos.0);
        self.event_id.push(event.id.0);
        self.stream_id.push(draft.stream.id);
        self.stream_kind.push(draft.stream.kind.name());
        self.stream_ver.push(draft.stream_ver);
        self.type_name.push(event.fact.type_name());
        self.schema_ver.push(event.fact.schema_ver() as i16);
        self.occurred_on.push(event.occurred.on);
        self.occurred_at.push(event.occurred.at);
        self.occurred_precision.push(precision_name(event.occurred.precision));
        self.recorded_at.push(event.recorded_at);
        self.actor_id.push(event.author.person.map(|person| person.0));
        self.actor_role.push(&event.author.role);
        self.command_id.push(member.id.0);
        self.causation_id.push(draft.causation.map(|id| id.0));
        self.body.push(&draft.body);
        self.sealed_from.push(self.digests.len() as i32 + 1);
        self.digests.extend(draft.digests.iter().map(|digest| digest.as_slice()));
        self.sealed_to.push(self.digests.len() as i32);
        self.leaf.push(&draft.leaf);
        self.chain.push(&draft.chain);
    }
}
