//! A verifier in Python that was written from `backend/store/CHAIN.md` alone says the same as ours: of a log as it is, and of one that
//! was changed in hundreds of ways.

use crate::{
    appending::{a_talk, somebody},
    tampering::{changed, meddle},
};
use domain::{person::parent::ParentNameCorrected, values::ChangeReason};
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgConnection, query_as, raw_sql};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use store::{StoreError, Verified, VerifiedPart, VerifyScope, cluster::SUPERUSER};
use testing::{TestSchool, TestStore, name};
use uuid::Uuid;

const TAMPERINGS: usize = 240;
const SEED: u64 = 20_261_130;

/// Each table that the chain covers, and an order in which its rows are picked.
const TABLES: [(&str, &str); 5] =
    [("event", "pos"), ("event_sealed", "pos, n"), ("event_tag", "pos, tag"), ("command", "first_pos"), ("tenant_head", "pos")];

/// Columns that the chain does not cover. `tampering` says why; the school's own row is what the head refers to.
const NOT_COVERED: [(&str, &str); 3] =
    [("tenant_head", "view_epoch"), ("tenant_head", "log_epoch"), ("tenant_head", "tenant_id")];

fn python(args: &[&Path]) -> Output {
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/second_verifier/verify_chain.py");
    Command::new("python3").arg(verifier).args(args).output().expect("python3 is there; `cargo xtask setup` brings it")
}

/// The same chances each time.
struct Chance(u64);

impl Chance {
    /// Less than this.
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB) % count
    }
}

/// The log as it was written.
struct Log {
    columns: Vec<(String, String, String)>,
    rows: Vec<(&'static str, &'static str, u64)>,
    last: u64,
}

impl Log {
    async fn of(all: &mut PgConnection) -> Log {
        let names: Vec<&str> = TABLES.iter().map(|(table, _)| *table).collect();
        let sql = "select table_name::text, column_name::text, udt_name::text from information_schema.columns
            where table_name = any($1) order by table_name, ordinal_position";
        let columns: Vec<(String, String, String)> = query_as(sql).bind(names).fetch_all(&mut *all).await.unwrap();
        let mut rows = Vec::new();
        for (table, order) in TABLES {
            let count = AssertSqlSafe(format!("select count(*) from {table}"));
            let (count,): (i64,) = query_as(count).fetch_one(&mut *all).await.unwrap();
            rows.push((table, order, count as u64));
        }
        let covered = |(table, column, _): &(String, String, String)| !NOT_COVERED.contains(&(table.as_str(), column.as_str()));
        Log { columns: columns.into_iter().filter(covered).collect(), last: rows[0].2, rows }
    }

    /// A condition that picks one row of a table.
    fn one(&self, table: &str, chance: &mut Chance) -> String {
        let (table, order, count) = self.rows.iter().find(|(name, ..)| *name == table).unwrap();
        format!("ctid = (select ctid from {table} order by {order} offset {} limit 1)", chance.below(*count))
    }

    /// A statement that changes something which the chain covers.
    fn tampering(&self, chance: &mut Chance) -> String {
        let (p, q) = (1 + chance.below(self.last), 1 + chance.below(self.last));
        let anywhere = chance.below(self.last + 6) as i64 - 2;
        let table = self.rows[chance.below(4) as usize].0;
        let all_of = ["event", "event_sealed", "event_tag"];
        match chance.below(24) {
            0..9 => {
                let (table, column, of) = &self.columns[chance.below(self.columns.len() as u64) as usize];
                format!("update {table} set {column} = {} where {}", changed(column, of), self.one(table, chance))
            }
            9 => format!("delete from {table} where {}", self.one(table, chance)),
            10 => all_of.map(|table| format!("delete from {table} where pos = {p};")).concat(),
            11 => ["event", "event_sealed"].map(|table| swap(table, p, q)).concat(),
            12 => swap("event", p, q),
            13 => swap("event_sealed", p, q),
            14 => format!(
                "select forger.copy(tenant_id, {p}, {}) from tenant_head",
                [-3, 0, self.last as i64 + 1][(q % 3) as usize]
            ),
            15 => {
                let span = 1 + chance.below(5);
                format!(
                    "insert into event_tag select tenant_id, 'student:' || gen_random_uuid(), {anywhere}, {span} from tenant_head"
                )
            }
            16 => format!(
                "insert into event_sealed select tenant_id, {anywhere}, n + 7, person_id, retention_class, field, envelope
                   from event_sealed where {}",
                self.one("event_sealed", chance)
            ),
            17 => format!(
                "insert into command select tenant_id, gen_random_uuid(), decode(repeat('00', 32), 'hex'), {anywhere}, {}
                   from tenant_head",
                anywhere + chance.below(4) as i64
            ),
            18 => format!("update event_tag set span = span + {} where {}", 1 + chance.below(5), self.one("event_tag", chance)),
            19 => all_of.map(|table| format!("delete from {table} where pos > {p};"))[..1 + chance.below(3) as usize].concat(),
            20 => format!(
                "update tenant_head h set (pos, chain_hash, last_recorded_at) =
                    (select e.pos, e.chain_hash, e.recorded_at from event e where e.pos = {}) where h.pos = {}",
                p.min(self.last - 1),
                self.last
            ),
            21 => format!("update event set leaf_hash = sha256(leaf_hash) where pos = {p}; {RELINK}"),
            // Computed again, so that only the rule is broken and not the hash.
            _ => {
                let rechained = [
                    format!("update event set stream_ver = stream_ver + 1000 where pos = {p}"),
                    format!("update event set recorded_at = recorded_at - interval '1 day' where pos = {}", p.max(2)),
                    format!("update event set command_id = gen_random_uuid() where pos = {p}"),
                    format!("update event set sealed_digests = sealed_digests || sha256('x') where pos = {p}"),
                    all_of.map(|table| format!("delete from {table} where pos = {p};")).concat(),
                ];
                format!("{}; select forger.rechain(tenant_id) from tenant_head", rechained[(q % 5) as usize])
            }
        }
    }
}

/// Links what is stored, whatever the leaves are of.
const RELINK: &str = "do $$ declare e event; link bytea := decode(repeat('00', 32), 'hex'); begin
    for e in select * from event order by pos loop
        link := sha256(convert_to('chain/1', 'UTF8') || link || e.leaf_hash);
        update event set chain_hash = link where pos = e.pos;
    end loop;
    update tenant_head set chain_hash = link; end $$";

fn swap(table: &str, p: u64, q: u64) -> String {
    format!(
        "update {table} set pos = -pos where pos in ({p}, {q}) and {p} <> {q};
         update {table} set pos = {p} + {q} + pos where pos in (-{p}, -{q});"
    )
}

async fn restore(all: &mut PgConnection) {
    for (table, _) in TABLES {
        meddle(all, format!("truncate {table}; insert into {table} select * from saved_{table}")).await;
    }
}

async fn verify(school: &TestSchool<'_>) -> Verified {
    school.ground.store.verify(school.id, VerifyScope { views: false, ..VerifyScope::default() }, |_| ()).await.unwrap()
}

/// The first place that is bad, and by which rule: of the log, and of the commands.
type Verdict = [Option<(i64, u64)>; 2];

fn ours(verified: &Verified) -> Verdict {
    let commands = verified.findings.iter().filter(|found| found.part == VerifiedPart::Commands);
    let first = [verified.first_bad(), commands.min_by_key(|found| found.pos)];
    first.map(|found| found.map(|found| (found.pos.unwrap().0, u64::from(found.rule.unwrap().number()))))
}

fn theirs(said: &Value) -> Verdict {
    let place = |bad: &Value| Some((bad["pos"].as_i64()?, bad["rule"].as_u64()?));
    [place(&said["first_bad"]), place(&said["first_bad_command"])]
}

async fn export(school: &TestSchool<'_>, file: &Path) {
    let mut out = fs::File::create(file).unwrap();
    let write = |line: &[u8]| -> Result<(), StoreError> {
        out.write_all(&[line, b"\n"].concat()).unwrap();
        Ok(())
    };
    school.ground.store.export_rows(school.id, write).await.unwrap();
}

/// Streams of several versions, runs of tags, sealed fields, and commands of one event and of many.
async fn written(ground: &TestStore) -> TestSchool<'_> {
    let school = ground.school().await;
    school.with_people().await;
    for _ in 0..6 {
        let parent = somebody();
        let name_of =
            || ParentNameCorrected { parent, name: name(parent, "Elif", "Demir"), reason: ChangeReason::Mistake }.into();
        school.append([a_talk(), name_of(), a_talk(), name_of(), name_of()]).await;
        school.append([a_talk()]).await;
        school.append([name_of(), name_of()]).await;
    }
    school
}

#[tokio::test]
async fn a_verifier_of_somebody_else_says_the_same() {
    let ground = TestStore::live().await;
    let school = written(&ground).await;
    let mut all = ground.connect(SUPERUSER).await;
    meddle(&mut all, include_str!("../forger.sql").to_owned()).await;
    for (table, _) in TABLES {
        meddle(&mut all, format!("create table saved_{table} as table {table}")).await;
    }
    let log = Log::of(&mut all).await;
    let folder = PathBuf::from(format!("/tmp/kt-second-{}", Uuid::new_v4().simple()));
    fs::create_dir(&folder).unwrap();
    let file = |n: usize| folder.join(format!("{n:03}.jsonl"));

    let whole = verify(&school).await;
    export(&school, &file(0)).await;
    let mut expected = vec![("nothing".to_owned(), ours(&whole))];
    let mut chance = Chance(SEED);
    while expected.len() <= TAMPERINGS {
        // Every fourth time two at once, so that one shadows the other.
        let count = 1 + expected.len() / 2 % 2 * (expected.len() % 2);
        let sql = (0..count).map(|_| log.tampering(&mut chance) + ";").collect::<String>();
        let done = raw_sql(AssertSqlSafe(sql.clone())).execute(&mut all).await;
        // What a key of the tables forbids, or what found no row to change, is drawn again.
        if done.is_ok_and(|done| done.rows_affected() > 0) {
            let verified = verify(&school).await;
            let verdict = ours(&verified);
            assert_ne!(verdict, [None, None], "not found: {sql}");
            export(&school, &file(expected.len())).await;
            expected.push((sql, verdict));
        }
        restore(&mut all).await;
    }

    let files: Vec<PathBuf> = (0..expected.len()).map(file).collect();
    let said = python(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    let lines: Vec<Value> =
        String::from_utf8_lossy(&said.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), expected.len(), "{}", String::from_utf8_lossy(&said.stderr));
    for ((sql, ours), said) in expected.iter().zip(&lines) {
        assert_eq!(theirs(said), *ours, "{sql}: {said}");
    }
    let head: String = whole.head.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((&lines[0]["ok"], &lines[0]["head"]), (&Value::from(true), &Value::from(head)));
    let told: std::collections::BTreeSet<u64> =
        expected.iter().flat_map(|(_, all)| all.iter().flatten().map(|one| one.1)).collect();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>(), "every rule was broken");
    assert_eq!(said.status.code(), Some(3));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_verifier_of_somebody_else_finds_the_hashes_of_the_test_vectors() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("chain_vectors");
    let said = python(&[Path::new("--vectors"), &vectors]);
    assert!(said.status.success(), "{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
}
