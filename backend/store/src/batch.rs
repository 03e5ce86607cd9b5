//! One transaction that adds commands to a school's log. Three round trips: begin with the lock on the head and what decides,
//! write everything, commit. Versions and conditions are checked before a position is drawn, so a refusal leaves no gap.

use crate::{
    Database, StoreError,
    append::{Answer, AppendError, Appended, Draft, Expected, Member},
    bulk::{Bulk, RowColumns},
    chain::{Leaf, link},
    lookup, named,
    read_log::precision_name,
    tenant::{Head, TenantTx},
    world::Clock,
};
use domain::{
    facts::Event,
    ids::{Position, SchoolId, Tag},
    personal::Envelope,
    views::{self, StoredRow},
};
use sqlx::{Row, postgres::PgRow, query_as};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What a school's writer keeps between two transactions.
pub(crate) struct Writer {
    school: SchoolId,
    /// Which of `views::ALL` follow the school's appends, as of an epoch of the head.
    inline: Option<(i32, Vec<bool>)>,
}

impl Writer {
    pub(crate) fn new(school: SchoolId) -> Writer {
        Writer { school, inline: None }
    }

    /// Accepts or refuses each command in turn, and commits what was accepted. Gives the ended transaction back: its
    /// connection can be the next one's `idle`.
    pub(crate) async fn write(
        &mut self,
        db: &Database,
        clock: &Clock,
        idle: Option<TenantTx>,
        members: &mut [Member],
    ) -> Result<(Vec<Answer>, TenantTx), StoreError> {
        let wanted = Known::wanted(members);
        let (mut tx, mut head, rows) = TenantTx::begin_locked(db, self.school, idle, &wanted.sql(self.school)).await?;
        head.now = clock.read(head.now);
        let before = head.pos;
        let inline = self.inline_at(head.view_epoch, &mut tx).await?;
        let mut known = wanted.read(&rows)?;
        let mut answers = Vec::with_capacity(members.len());
        let mut accepted = Vec::with_capacity(members.len());
        let mut scratch = Vec::with_capacity(1024);
        for member in members {
            let answer = match known.check(member) {
                Some(answer) => answer,
                None => {
                    let appended = known.number(member, &mut head, self.school, &mut scratch);
                    accepted.push(&*member);
                    Ok(appended)
                }
            };
            answers.push(answer);
        }
        if accepted.is_empty() {
            tx.end("rollback").await?;
        } else {
            let rows = known.fold(&accepted, &inline)?;
            insert(&mut tx, before, &head, &accepted, &rows).await?;
            lookup::write(&mut tx, accepted.iter().flat_map(|member| &member.lookups)).await?;
            tx.end("commit").await?;
        }
        Ok((answers, tx))
    }

    async fn inline_at(&mut self, epoch: i32, tx: &mut TenantTx) -> Result<Vec<bool>, StoreError> {
        match &self.inline {
            Some((known, inline)) if *known == epoch => Ok(inline.clone()),
            _ => {
                let inline = inline_views(tx).await?;
                self.inline = Some((epoch, inline.clone()));
                Ok(inline)
            }
        }
    }
}

/// Which of `views::ALL` follow each append. One that does and that we do not know is kept by another version of this
/// program: appending without it would leave it behind for ever.
async fn inline_views(tx: &mut TenantTx) -> Result<Vec<bool>, StoreError> {
    const SQL: &str = "select name, version from view_tenant where tenant_id = $1 and mode = 'inline'";
    let kept: Vec<(String, i16)> = query_as(SQL).bind(tx.school().0).fetch_all(tx.conn()).await?;
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
struct Known {
    /// Digest, first and last position of commands that were carried out.
    commands: HashMap<Uuid, ([u8; 32], i64, i64)>,
    streams: HashMap<Uuid, i32>,
    /// The last position under each tag that some command leans on.
    tags: HashMap<String, i64>,
    /// Stored bodies of the view rows that may change.
    rows: HashMap<(usize, Tag), Vec<u8>>,
}

/// What a batch needs to know before it is decided over.
struct Wanted {
    commands: Vec<Uuid>,
    streams: Vec<Uuid>,
    touched: Vec<(usize, Tag)>,
    tags: Vec<String>,
}

impl Wanted {
    fn sql(&self, school: SchoolId) -> String {
        let rows = self.touched.iter().map(|(view, key)| (views::ALL[*view].name, views::ALL[*view].version, key.to_string()));
        named::known(school, &self.commands, &self.streams, rows, &self.tags)
    }

    fn read(self, rows: &[PgRow]) -> Result<Known, StoreError> {
        let tags = self.tags.into_iter().map(|tag| (tag, 0)).collect();
        let mut known = Known { commands: HashMap::new(), streams: HashMap::new(), tags, rows: HashMap::new() };
        for row in rows {
            let number: i64 = row.try_get(4)?;
            match row.try_get::<i16, _>(0)? {
                0 => _ = known.commands.insert(row.try_get(1)?, (row.try_get(3)?, number, row.try_get(5)?)),
                1 => _ = known.streams.insert(row.try_get(1)?, number as i32),
                2 => _ = known.rows.insert(self.touched[number as usize - 1], row.try_get(3)?),
                _ => _ = known.tags.insert(row.try_get(2)?, number),
            }
        }
        Ok(known)
    }
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
            tags: distinct(members.iter().flat_map(|member| &member.leans_on).cloned()),
        }
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
    fn fold(&self, accepted: &[&Member], inline: &[bool]) -> Result<Vec<(usize, Tag, Option<StoredRow>)>, StoreError> {
        let mut touching: BTreeMap<(usize, Tag), Vec<&Event>> = BTreeMap::new();
        for draft in accepted.iter().flat_map(|member| &member.drafts) {
            for touched in draft.touches.iter().filter(|(view, _)| inline[*view]) {
                touching.entry(*touched).or_default().push(&draft.event);
            }
        }
        let mut rows = Vec::with_capacity(touching.len());
        for ((view, key), events) in touching {
            let stored = self.rows.get(&(view, key)).map(Vec::as_slice);
            let row = (views::ALL[view].fold)(stored, key, &events)?;
            if row.is_some() || stored.is_some() {
                rows.push((view, key, row));
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
    let drafts: Vec<(&Member, &Draft)> =
        accepted.iter().flat_map(|member| member.drafts.iter().map(move |draft| (*member, draft))).collect();
    let mut bulk = Bulk::of(tx.school().0)?;
    put_events(&mut bulk, &drafts)?;
    put_sealed(&mut bulk, &drafts)?;

    let (tags, tagged): (Vec<&str>, Vec<i64>) =
        drafts.iter().flat_map(|(_, draft)| draft.tags.iter().map(|tag| (tag.as_str(), draft.event.pos.0))).unzip();
    bulk.insert_into("event_tag").column("tag", tags)?.column("pos", tagged)?.done();

    let ends = |member: &Member| (member.drafts[0].event.pos.0, member.drafts[member.drafts.len() - 1].event.pos.0);
    let (first, last): (Vec<i64>, Vec<i64>) = accepted.iter().map(|member| ends(member)).unzip();
    bulk.insert_into("command")
        .column("command_id", accepted.iter().map(|member| member.id.0).collect::<Vec<_>>())?
        .column("digest", accepted.iter().map(|member| member.digest).collect::<Vec<_>>())?
        .column("first_pos", first)?
        .column("last_pos", last)?
        .done();

    let effects_of = |member: &&Member| -> Vec<(i64, &'static str)> {
        member.effects.iter().map(|effect| (member.drafts[effect.event].event.pos.0, effect.kind)).collect()
    };
    let (effects, kinds): (Vec<i64>, Vec<&str>) = accepted.iter().flat_map(effects_of).unzip();
    if !effects.is_empty() {
        bulk.insert_into("effect").column("pos", effects)?.column("kind", kinds)?.done();
    }

    let mut columns = RowColumns::default();
    rows.iter().for_each(|(view, key, row)| columns.push(&views::ALL[*view], *key, row.as_ref()));
    columns.put_in(&mut bulk)?;

    let [pos, chain] = [bulk.bind(head.pos.0)?, bulk.bind(head.chain)?];
    let [recorded_at, before] = [bulk.bind(head.recorded_at)?, bulk.bind(before.0)?];
    let end = bulk.ending(&format!(
        "update tenant_head set pos = {pos}, chain_hash = {chain}, last_recorded_at = {recorded_at}
          where tenant_id = $1 and pos = {before}"
    ));
    match end.execute(tx.conn()).await?.rows_affected() {
        1 => Ok(()),
        _ => Err(StoreError::Damaged(format!("the head of school {} moved under its lock", tx.school()))),
    }
}

fn put_events(bulk: &mut Bulk, drafts: &[(&Member, &Draft)]) -> Result<(), StoreError> {
    fn all<'a, T>(drafts: &[(&'a Member, &'a Draft)], of: impl Fn(&'a Member, &'a Draft) -> T) -> Vec<T> {
        drafts.iter().map(|(member, draft)| of(member, draft)).collect()
    }
    // An array of arrays cannot be unnested, so each event takes its slice, counted from one, of the digests of all.
    let digests: Vec<&[u8]> = drafts.iter().flat_map(|(_, draft)| &draft.digests).map(|digest| &digest[..]).collect();
    let to: Vec<i32> = drafts
        .iter()
        .scan(0, |end, (_, draft)| {
            *end += draft.digests.len() as i32;
            Some(*end)
        })
        .collect();
    let from: Vec<i32> = drafts.iter().zip(&to).map(|((_, draft), to)| to + 1 - draft.digests.len() as i32).collect();

    let mut insert = bulk.insert_into("event");
    let [digests, from, to] = [insert.bind(digests)?, insert.bind(from)?, insert.bind(to)?];
    insert
        .computed("sealed_digests", &format!("({digests})[unnest({from}):unnest({to})]"))
        .column("pos", all(drafts, |_, draft| draft.event.pos.0))?
        .column("event_id", all(drafts, |_, draft| draft.event.id.0))?
        .column("stream_id", all(drafts, |_, draft| draft.stream.id))?
        .column("stream_kind", all(drafts, |_, draft| draft.stream.kind.name()))?
        .column("stream_ver", all(drafts, |_, draft| draft.stream_ver))?
        .column("type", all(drafts, |_, draft| draft.event.fact.type_name()))?
        .column("schema_ver", all(drafts, |_, draft| draft.event.fact.schema_ver() as i16))?
        .column("occurred_on", all(drafts, |_, draft| draft.event.occurred.on))?
        .column("occurred_at", all(drafts, |_, draft| draft.event.occurred.at))?
        .column("occurred_precision", all(drafts, |_, draft| precision_name(draft.event.occurred.precision)))?
        .column("recorded_at", all(drafts, |_, draft| draft.event.recorded_at))?
        .column("actor_id", all(drafts, |_, draft| draft.event.author.person.map(|person| person.0)))?
        .column("actor_role", all(drafts, |_, draft| draft.event.author.role.as_str()))?
        .column("command_id", all(drafts, |member, _| member.id.0))?
        .column("causation_id", all(drafts, |_, draft| draft.causation.map(|id| id.0)))?
        .column("body", all(drafts, |_, draft| draft.body.as_slice()))?
        .column("leaf_hash", all(drafts, |_, draft| &draft.leaf[..]))?
        .column("chain_hash", all(drafts, |_, draft| &draft.chain[..]))?
        .done();
    Ok(())
}

fn put_sealed(bulk: &mut Bulk, drafts: &[(&Member, &Draft)]) -> Result<(), StoreError> {
    let sealed: Vec<(i64, &Envelope)> =
        drafts.iter().flat_map(|(_, draft)| draft.envelopes.iter().map(|envelope| (draft.event.pos.0, envelope))).collect();
    if sealed.is_empty() {
        return Ok(());
    }
    bulk.insert_into("event_sealed")
        .column("pos", sealed.iter().map(|(pos, _)| *pos).collect::<Vec<_>>())?
        .column("n", sealed.iter().map(|(_, envelope)| envelope.n as i16).collect::<Vec<_>>())?
        .column("person_id", sealed.iter().map(|(_, envelope)| envelope.person.0).collect::<Vec<_>>())?
        .column("retention_class", sealed.iter().map(|(_, envelope)| envelope.class.name()).collect::<Vec<_>>())?
        .column("field", sealed.iter().map(|(_, envelope)| envelope.field.as_str()).collect::<Vec<_>>())?
        .column("envelope", sealed.iter().map(|(_, envelope)| envelope.bytes.as_slice()).collect::<Vec<_>>())?
        .done();
    Ok(())
}
