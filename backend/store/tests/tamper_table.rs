//! What somebody can do who may write anywhere in the database, and what finds it: one table, done for real, row by row. What the
//! product cannot find stands in it too, with the reason.
//!
//! A binary of its own, with a server of its own: roles belong to the whole server.

use domain::{
    access_log::AccessLogSealed,
    actor::Role,
    ids::PersonId,
    policy::{About, deeds},
    views,
};
use sqlx::{AssertSqlSafe, PgConnection, raw_sql};
use std::time::Duration;
use store::{AccessHead, KeptHead, VerifiedPart, VerifyScope, cluster::SUPERUSER};
use testing::{TestPeople, TestSchool, TestStore, day, talk};
use uuid::Uuid;

/// What finds it.
#[derive(Clone, Copy, Debug)]
enum Seen {
    /// `verify` names this part, and the position where there is one.
    At(VerifiedPart, i64),
    In(VerifiedPart),
    /// Everything in the house agrees, so only a head that was kept outside finds it. The rows of views are built again, as
    /// a thorough forger would.
    ByKeptHead,
    /// Nothing finds it yet, and why.
    Unseen(&'static str),
}
use Seen::{At, ByKeptHead, In, Unseen};
use VerifiedPart::{AccessLog, Commands, Effects, Fence, Log, Lookups, Registry, Views};

/// Number in the auditor's table, what was done, how, and what finds it. `A` and `B` are the schools. In A, events 1 to 16 are
/// the opening and the people, 17 what is said of the access log, 18 to 25 talks, one for each command: 20 is one of them. The last is
/// 25. The access log of A is in two digests, and that of B in none.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, Seen)] = &[
    ("1", "a body edited", "update event set body = body || ' '::bytea where tenant_id = A and pos = 20", At(Log, 20)),
    ("2", "a day edited", "update event set occurred_on = occurred_on + 1 where tenant_id = A and pos = 20", At(Log, 20)),
    ("3", "a moment edited", "update event set recorded_at = recorded_at + interval '1 second' where tenant_id = A and pos = 20", At(Log, 20)),
    ("4", "a role edited", "update event set actor_role = 'mentor' where tenant_id = A and pos = 20", At(Log, 20)),
    ("5", "the last event deleted", "delete from event where tenant_id = A and pos = 25", At(Log, 25)),
    ("6", "the last five cut off, all consistent", "select forger.cut(A, 20)", ByKeptHead),
    ("7", "the head put back, the events stay", "update tenant_head set pos = 20, chain_hash = (select chain_hash from event where tenant_id = A and pos = 20),
        last_recorded_at = (select recorded_at from event where tenant_id = A and pos = 20) where tenant_id = A", At(Log, 21)),
    ("8", "a middle event deleted", "delete from event where tenant_id = A and pos = 20", At(Log, 20)),
    ("9", "and the rest renumbered", "delete from event where tenant_id = A and pos = 20; update event set pos = -pos where tenant_id = A and pos > 20;
        update event set pos = -pos - 1 where tenant_id = A and pos < 0", At(Log, 20)),
    ("10", "two neighbours swapped", "update event set pos = -1 where tenant_id = A and pos = 20; update event set pos = 20 where tenant_id = A and pos = 21;
        update event set pos = 21 where tenant_id = A and pos = -1", At(Log, 20)),
    ("11", "a copy inserted past the head", "select forger.copy(A, 20, 26)", At(Log, 26)),
    ("12", "and the head told", "select forger.copy(A, 20, 26); update tenant_head set pos = 26 where tenant_id = A", At(Log, 26)),
    ("13", "an event at position 0", "select forger.copy(A, 20, 0)", At(Log, 0)),
    ("14", "one event swapped between schools", "update event set tenant_id = C where tenant_id = A and pos = 5; update event set tenant_id = A where tenant_id = B and pos = 5;
        update event set tenant_id = B where tenant_id = C", At(Log, 5)),
    ("15", "whole logs swapped between schools", "update event set tenant_id = C where tenant_id = A; update event set tenant_id = A where tenant_id = B;
        update event set tenant_id = B where tenant_id = C", At(Log, 1)),
    ("16", "a tag changed", "update event_tag set tag = 'student:x' where tenant_id = A and pos = 20 and tag like 'student:%'", At(Log, 20)),
    ("17", "a tag deleted", "delete from event_tag where tenant_id = A and pos = 20 and tag like 'student:%'", At(Log, 20)),
    ("18", "a tag added", "insert into event_tag values (A, 'student:x', 20, 1)", At(Log, 20)),
    ("19", "a run lengthened", "update event_tag set span = 2 where tenant_id = A and pos = 20 and tag like 'student:%'", At(Log, 21)),
    ("20", "a tag past the head", "insert into event_tag values (A, 'student:x', 30, 1)", At(Log, 30)),
    ("21", "an envelope flipped", "update event_sealed set envelope = set_byte(envelope, 5, get_byte(envelope, 5) # 1) where tenant_id = A and pos = 20", At(Log, 20)),
    ("22", "two envelopes swapped", "update event_sealed set pos = -1 where tenant_id = A and pos = 20; update event_sealed set pos = 20 where tenant_id = A and pos = 21;
        update event_sealed set pos = 21 where tenant_id = A and pos = -1", At(Log, 20)),
    ("23", "one envelope deleted", "delete from event_sealed where tenant_id = A and pos = 20", At(Log, 20)),
    ("24", "all envelopes deleted", "delete from event_sealed where tenant_id = A", In(Log)),
    ("25", "an envelope added", "insert into event_sealed select tenant_id, pos, 7, person_id, retention_class, field, envelope from event_sealed where tenant_id = A and pos = 20", At(Log, 20)),
    ("25b", "an envelope past the head", "update event_sealed set pos = 40 where tenant_id = A and pos = 25", At(Log, 25)),
    ("26", "the list of digests emptied", "update event set sealed_digests = '{}' where tenant_id = A and pos = 20", At(Log, 20)),
    ("27", "rows of a view altered", "update view_row x set body = y.body from view_row y where x.tenant_id = A and y.tenant_id = A and x.view = 'timeline' and y.view = 'timeline' and x.key < y.key", In(Views)),
    ("27b", "a row's place altered", "update view_row set occurred_on = occurred_on + 1 where tenant_id = A and view = 'timeline'", In(Views)),
    ("27c", "authority written into rows", r"update view_row set body = decode(replace(encode(body, 'hex'), 'a9617574686f72697479a466756c6c', 'a9617574686f72697479a46e6f6e65'), 'hex')
        where tenant_id = A and view in ('person', 'student')", In(Views)),
    ("27d", "a student's card put back from before", "update view_row x set (body, last_pos, mac) = (y.body, y.last_pos, y.mac) from forger.before y
        where x.tenant_id = A and y.tenant_id = A and x.view = 'student' and (x.view, x.version, x.key) = (y.view, y.version, y.key)", In(Views)),
    ("27e", "the last position of a row edited", "update view_row set last_pos = last_pos + 1 where tenant_id = A and view = 'student'", In(Views)),
    ("27f", "the proof of a row edited", "update view_row set mac = sha256(mac) where tenant_id = A and view = 'class'", In(Views)),
    ("27g", "a row moved to another key", "update view_row x set (body, last_pos, mac) = (y.body, y.last_pos, y.mac) from view_row y
        where x.tenant_id = A and y.tenant_id = A and x.view = 'person' and y.view = 'person' and x.key < y.key", In(Views)),
    ("27h", "a row moved to another school", "update view_row set tenant_id = B where tenant_id = A and view = 'person'", In(Views)),
    ("28", "rows of a view deleted", "delete from view_row where tenant_id = A and view = 'student'", In(Views)),
    ("28b", "a row of a view added", "insert into view_row select tenant_id, view, version, 'student:00000000-0000-0000-0000-000000000001', list, occurred_on, pos, body, last_pos, mac
        from view_row where tenant_id = A and view = 'student' limit 1", In(Views)),
    ("28c", "a view said not to be kept", "delete from view_tenant where tenant_id = A and name = 'student'", In(Views)),
    ("29a", "a command's range edited", "update command set last_pos = last_pos + 1 where tenant_id = A and first_pos = 20", At(Commands, 21)),
    ("29b", "a command deleted", "delete from command where tenant_id = A and first_pos = 20", At(Commands, 20)),
    ("29c", "a command inserted", "insert into command values (A, gen_random_uuid(), decode(repeat('00', 32), 'hex'), 20, 20)", At(Commands, 20)),
    ("29d", "a command inserted past the head", "insert into command values (A, gen_random_uuid(), decode(repeat('00', 32), 'hex'), 26, 26)", At(Commands, 26)),
    ("29e", "a command's id edited", "update command set command_id = gen_random_uuid() where tenant_id = A and first_pos = 20", At(Commands, 20)),
    ("29g", "the last command's range edited", "update command set last_pos = 26 where tenant_id = A and first_pos = 25", At(Commands, 26)),
    ("29f", "a command's digest edited", "update command set digest = decode(repeat('00', 32), 'hex') where tenant_id = A and first_pos = 20",
        Unseen("it is keyed, of a form that nobody kept; sent again, that form would be refused")),
    ("30a", "the access log emptied", "delete from access_log", In(AccessLog)),
    ("30b", "a row of the access log removed", "delete from access_log where id = (select min(id) from access_log where tenant_id = A)", In(AccessLog)),
    ("30c", "who looked, edited", "update access_log set actor_id = gen_random_uuid() where id = (select max(id) from access_log where tenant_id = A)", In(AccessLog)),
    ("30d", "when they looked, edited", "update access_log set seen_at = seen_at - interval '1 hour' where tenant_id = A", In(AccessLog)),
    ("30e", "on which ground, edited", "update access_log set ground = 'consent' where tenant_id = A", In(AccessLog)),
    ("30f", "whom it was about, edited", "update access_log set about_kind = 'school', about_id = null where tenant_id = A", In(AccessLog)),
    ("30g", "a look invented among the old ones", "insert into access_log overriding system value select tenant_id, xid, 999, seen_at, gen_random_uuid(), actor_role,
        purpose, ground, screen, about_kind, about_id, pos from access_log where tenant_id = A limit 1", In(AccessLog)),
    ("30h", "a look moved to the next digest", "update access_log set xid = (select max(xid::text::bigint)::text::xid8 from access_log) where tenant_id = A", In(AccessLog)),
    ("30i", "the last digest removed", "delete from access_digest where tenant_id = A and digest = 2", In(AccessLog)),
    ("30j", "the first digest removed", "delete from access_digest where tenant_id = A and digest = 1", In(AccessLog)),
    ("30k", "a digest's list edited", "update access_digest set leaves = set_byte(leaves, 9, get_byte(leaves, 9) # 1) where tenant_id = A and digest = 1", In(AccessLog)),
    ("30l", "rows and their list removed, as if they were old", "delete from access_log where tenant_id = A;
        update access_digest set leaves = null where tenant_id = A", In(AccessLog)),
    ("30m", "a digest's moment edited", "update access_digest set sealed_at = sealed_at - interval '3 years' where tenant_id = A", In(AccessLog)),
    ("30n", "a row removed and all digests computed again", "delete from access_log where id = (select min(id) from access_log where tenant_id = A and xid >= (
        select horizon from access_digest where tenant_id = A and digest = 1)); select forger.redigest(A)", In(AccessLog)),
    ("30o", "a digest added at the end, of nothing", "insert into access_digest select tenant_id, 3, horizon, 1, leaves, hash, sealed_at, chain_hash
        from access_digest where tenant_id = A and digest = 2", In(AccessLog)),
    ("30q", "when they looked, made unreadable", "update access_log set seen_at = 'infinity' where tenant_id = A", In(AccessLog)),
    ("30p", "the newest look removed before it was in a digest", "delete from access_log where id = (select max(id) from access_log where tenant_id = B)",
        Unseen("what is less than an hour old is in no digest")),
    ("31a", "the school's name edited", "update school set name = 'Een ander' where id = A", In(Registry)),
    ("31b", "the epoch edited", "update tenant_head set log_epoch = 2 where tenant_id = A", In(Registry)),
    ("31c", "an effect inserted", "insert into effect values (A, 99, 'mail')", In(Effects)),
    ("31d", "look-ups deleted", "delete from lookup where tenant_id = A and kind = 'phone'", In(Lookups)),
    ("31e", "a look-up edited", "update lookup set digest = sha256(digest) where tenant_id = A and kind = 'phone'", In(Lookups)),
    ("31f", "a look-up given to somebody else", "update lookup set person_id = gen_random_uuid() where tenant_id = A and kind = 'phone'", In(Lookups)),
    ("31g", "a short name edited", "update school set slug = 'een-ander' where id = A", Unseen("no fact says it: it is what the operator types")),
    ("32", "a whole school removed", "select forger.remove(A); delete from school where id = A", In(Registry)),
    ("33", "a school's log and head removed", "select forger.remove(A)", At(Log, 1)),
    ("34", "a body edited, all rechained", "update event set body = convert_to(replace(convert_from(body, 'UTF8'), 'positive', 'concern'), 'UTF8') where tenant_id = A and pos = 20;
        select forger.rechain(A)", ByKeptHead),
    ("35", "a middle event removed, all renumbered and rechained", "select forger.take_out(A, 20)", ByKeptHead),
    ("36", "a contact forged at the end and rechained", "select forger.copy(A, 20, 26); select forger.rechain(A)", At(Commands, 26)),
    ("36b", "the same with a command and rows of views", "select forger.copy(A, 20, 26); select forger.rechain(A);
        insert into command select tenant_id, command_id, decode(repeat('00', 32), 'hex'), 26, 26 from event where tenant_id = A and pos = 26",
        Unseen("it goes on from every head that was kept before; only a signature of the writer would tell")),
    ("37", "an old copy of the database put back", "select forger.cut(A, 18)", ByKeptHead),
    ("38a", "kt_app may update events", "grant update on event to kt_app", In(Fence)),
    ("38b", "kt_app may delete events", "grant delete on event to public", In(Fence)),
    ("38c", "row-level security off", "alter table event disable row level security", In(Fence)),
    ("38d", "row-level security not forced", "alter table view_row no force row level security", In(Fence)),
    ("38e", "a policy that lets everybody through", "create policy open on event using (true)", In(Fence)),
    ("38f", "kt_app passes row-level security", "alter role kt_app bypassrls", In(Fence)),
    ("38g", "kt_app acts as the owner", "grant kt_owner to kt_app", In(Fence)),
    ("38i", "no ticket asked for", "drop policy ticket on event", In(Fence)),
    ("38j", "kt_app gives itself tickets", "grant execute on function ticket_make to kt_app", In(Fence)),
    ("38k", "kt_app acts as the jobs", "grant kt_jobs to kt_app", In(Fence)),
    ("38h", "a trigger on the log", "create function forger.t() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on event execute function forger.t()", In(Fence)),
    ("–", "a type renamed to an unknown one", "update event set type = 'contact.guessed' where tenant_id = A and pos = 20", At(Log, 20)),
    ("–", "a body unreadable", r"update event set body = '\x00' where tenant_id = A and pos = 20", At(Log, 20)),
];

/// Undoes what is not in a table.
const UNDO: &str = "revoke update, delete on event from kt_app, public; alter table event enable row level security;
    alter table view_row force row level security; drop policy if exists open on event; alter role kt_app nobypassrls;
    drop policy if exists ticket on event; create policy ticket on event as restrictive to kt_app, kt_operator, kt_prune, kt_erasure
        using (tenant_id = (select ticket_school())) with check (tenant_id = (select ticket_school()));
    revoke execute on function ticket_make from kt_app; revoke kt_owner, kt_jobs from kt_app; drop trigger if exists t on event; drop function if exists forger.t";

const TABLES: [&str; 12] = [
    "school",
    "tenant_head",
    "event",
    "event_sealed",
    "event_tag",
    "command",
    "effect",
    "view_tenant",
    "view_row",
    "lookup",
    "access_log",
    "access_digest",
];

/// A thorough forger's tools: the chain computed again, from its description and not by our code.
const FORGER: &str = include_str!("forger.sql");

async fn meddle(all: &mut PgConnection, sql: &str) {
    raw_sql(AssertSqlSafe(sql)).execute(all).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

async fn save(all: &mut PgConnection) {
    for table in TABLES {
        meddle(all, &format!("create table forger.{table} as table {table}")).await;
    }
}

async fn restore(all: &mut PgConnection) {
    let mut sql = format!("{UNDO}; truncate {} cascade;", TABLES.join(", "));
    for table in TABLES {
        sql += &format!("insert into {table} overriding system value select * from forger.{table};");
    }
    meddle(all, &sql).await;
}

type Found = (VerifiedPart, Option<i64>, String);

/// Everything that is found, of every school that is there or was, and of the fence.
async fn verify(ground: &TestStore, school: &TestSchool<'_>, kept: &[KeptHead]) -> Vec<Found> {
    let mut found = ground.store.verify_fence().await.unwrap();
    for other in ground.store.schools_to_verify().await.unwrap() {
        let expected = if other.id == school.id { kept.to_vec() } else { vec![] };
        let scope = VerifyScope { expected, ..VerifyScope::default() };
        found.extend(ground.store.verify(other.id, scope, |_| ()).await.unwrap().findings);
    }
    found.into_iter().map(|found| (found.part, found.pos.map(|pos| pos.0), found.what)).collect()
}

/// As a forger who has the product too.
async fn rebuild(ground: &TestStore, school: &TestSchool<'_>) {
    for view in views::ALL {
        ground.store.rebuild(school.id, view, |_| ()).await.unwrap();
    }
}

async fn look(school: &TestSchool<'_>, people: &TestPeople) {
    let pass = school.pass_for::<deeds::ReadClass>(people.mentor, Role::Mentor, About::Class(people.class)).await;
    school.ground.store.reader(&pass, "class-list", None).await.unwrap().finish().await.unwrap();
}

async fn sealed(school: &TestSchool<'_>) -> Option<AccessHead> {
    school.ground.store.seal_access_log(school.id).await.unwrap()
}

/// Puts looks in two digests, and says in the log how far they are.
async fn looks(school: &TestSchool<'_>) -> TestPeople {
    let people = school.with_people().await;
    for digest in 1..=2 {
        look(school, &people).await;
        look(school, &people).await;
        // Work of the server itself may hold it up for a moment.
        while sealed(school).await.is_none_or(|head| head.digest < digest) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    let AccessHead { digest, head } = sealed(school).await.unwrap();
    school.append([AccessLogSealed { digest, head: head.iter().map(|byte| format!("{byte:02x}")).collect() }.into()]).await;
    people
}

#[tokio::test]
async fn each_row_of_the_table_is_found_or_it_says_why_not() {
    let ground = TestStore::live().await;
    let (school, other) = (ground.school().await, ground.school().await);
    look(&other, &other.with_people().await).await;
    let people = looks(&school).await;
    for _ in 0..7 {
        school.append([talk(PersonId(Uuid::new_v4()), PersonId(Uuid::new_v4()), day(3), "Over later.")]).await;
    }
    let mut all = ground.connect(SUPERUSER).await;
    meddle(&mut all, FORGER).await;
    meddle(&mut all, "create table forger.before as table view_row").await;
    school.append([talk(people.amira, people.mother, day(3), "Over later.")]).await;
    save(&mut all).await;
    let as_it_was = ground.store.verify(school.id, VerifyScope::default(), |_| ()).await.unwrap();
    assert_eq!((as_it_was.events, &as_it_was.findings), (25, &vec![]));
    let kept = [KeptHead { pos: domain::ids::Position(25), head: as_it_was.head }];
    assert_eq!(verify(&ground, &school, &kept).await, []);

    for (number, what, sql, seen) in TABLE {
        let id = |school: &TestSchool<'_>| format!("'{}'::uuid", school.id);
        let named = |sql: &str| {
            let word = |word: &str| match word {
                "A" => id(&school),
                "B" => id(&other),
                "C" => "'00000000-0000-0000-0000-00000000000c'::uuid".to_owned(),
                word => word.to_owned(),
            };
            sql.split_inclusive(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .map(|part| {
                    let end = part.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
                    word(end) + &part[end.len()..]
                })
                .collect::<String>()
        };
        meddle(&mut all, &named(sql)).await;
        let is_thorough = matches!(seen, ByKeptHead) || *number == "36b";
        if is_thorough {
            rebuild(&ground, &school).await;
            // Of the people whose keys are still there nothing is found, so what is left of them goes too.
            assert_eq!(
                verify(&ground, &school, &[]).await,
                [],
                "{number} {what}: a thorough forger was found without a kept head"
            );
        }
        let found = verify(&ground, &school, &kept).await;
        let told = || format!("{number} {what}: {found:?}");
        match seen {
            At(part, pos) => {
                let first = found.iter().filter(|found| found.0 == *part).map(|found| found.1).min();
                assert_eq!(first, Some(Some(*pos)), "{}", told());
            }
            In(part) => assert!(found.iter().any(|found| found.0 == *part), "{}", told()),
            ByKeptHead => assert!(found.iter().any(|found| found.0 == VerifiedPart::KeptHeads), "{}", told()),
            Unseen(why) => assert!(!why.is_empty() && found.is_empty(), "now it is found, so it is time to say so; {}", told()),
        }
        restore(&mut all).await;
    }
    assert_eq!(verify(&ground, &school, &kept).await, [], "all is put back");
}
