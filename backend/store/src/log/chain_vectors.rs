//! The test vectors of `backend/store/CHAIN.md`, for whoever writes a verifier of their own: hashes of values that are easily got
//! wrong. The files are held against this code here, and against a program that was written from that page alone in
//! `backend/store/tests/log/second_verifier.rs`.

use super::chain::{GENESIS, Hash, Leaf, link, sealed_digest};
use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use domain::ids::SchoolId;
use serde_json::{Value, json};
use std::{env, fs, path::Path};
use uuid::Uuid;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn leaf<'a>() -> Leaf<'a, &'a str> {
    Leaf {
        school: SchoolId(Uuid::from_u128(1)),
        pos: 7,
        event_id: Uuid::from_u128(2),
        stream_id: Uuid::from_u128(3),
        stream_kind: "contact",
        stream_ver: 2,
        type_name: "contact.made",
        schema_ver: 1,
        occurred_on: NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(),
        occurred_at: NaiveTime::from_hms_opt(9, 30, 0),
        occurred_precision: "minute",
        recorded_at: DateTime::from_timestamp_micros(1_773_133_200_000_001).unwrap(),
        actor_id: Some(Uuid::from_u128(4)),
        actor_role: "mentor",
        command_id: Uuid::from_u128(5),
        tags: &["person:6", "student:7"],
        body: b"{}",
        sealed_digests: &[[9; 32]],
    }
}

/// What differs from `leaf` in each vector.
fn leaves() -> Vec<(&'static str, Leaf<'static, &'static str>)> {
    let long_ago = NaiveDate::from_ymd_opt(1969, 12, 31).unwrap();
    vec![
        ("everything has a value", leaf()),
        ("no time of the day, nobody by name", Leaf { occurred_at: None, actor_id: None, actor_role: "job:ages", ..leaf() }),
        ("the last microsecond of the day", Leaf { occurred_at: NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999), ..leaf() }),
        ("midnight is not no time", Leaf { occurred_at: NaiveTime::from_hms_opt(0, 0, 0), ..leaf() }),
        ("days before 1970 are negative", Leaf { occurred_on: long_ago, ..leaf() }),
        ("no tag, nothing sealed, no body", Leaf { tags: &[], sealed_digests: &[], body: b"", ..leaf() }),
        ("letters of more than one byte", Leaf { tags: &["klas:é"], body: "{\"naam\":\"Güneş\"}".as_bytes(), ..leaf() }),
        ("tags in the order of their bytes", Leaf { tags: &["Z:1", "a:10", "a:2", "é:1"], ..leaf() }),
        ("two sealed fields, in their own order", Leaf { sealed_digests: &[[255; 32], [0; 32]], ..leaf() }),
        ("large numbers", Leaf { pos: 1 << 40, stream_ver: 1 << 30, schema_ver: 300, ..leaf() }),
    ]
}

/// As `export rows` writes an event, with its tags beside it.
fn leaf_vector(name: &str, leaf: &Leaf<'_, &str>) -> Value {
    let micros = |at: NaiveTime| i64::from(at.num_seconds_from_midnight()) * 1_000_000 + i64::from(at.nanosecond() / 1000);
    let event = json!({
        "tenant_id": leaf.school.0, "pos": leaf.pos, "event_id": leaf.event_id, "stream_id": leaf.stream_id,
        "stream_kind": leaf.stream_kind, "stream_ver": leaf.stream_ver, "type": leaf.type_name, "schema_ver": leaf.schema_ver,
        "occurred_on": leaf.occurred_on.to_epoch_days(), "occurred_at": leaf.occurred_at.map(micros),
        "occurred_precision": leaf.occurred_precision, "recorded_at": leaf.recorded_at.timestamp_micros(),
        "actor_id": leaf.actor_id, "actor_role": leaf.actor_role, "command_id": leaf.command_id, "body": hex(leaf.body),
        "sealed_digests": leaf.sealed_digests.iter().map(|digest| hex(digest)).collect::<Vec<_>>(),
    });
    json!({ "name": name, "event": event, "tags": leaf.tags, "leaf": hex(&leaf.hash(&mut Vec::new())) })
}

fn link_vector(name: &str, before: Hash, leaf: Hash) -> Value {
    json!({ "name": name, "before": hex(&before), "leaf": hex(&leaf), "chain": hex(&link(&before, &leaf)) })
}

fn sealed_vector(name: &str, person: u128, class: &str, field: &str, envelope: &[u8]) -> Value {
    let person = Uuid::from_u128(person);
    let sealed = json!({ "person_id": person, "retention_class": class, "field": field, "envelope": hex(envelope) });
    json!({ "name": name, "sealed": sealed, "digest": hex(&sealed_digest(person, class, field, envelope)) })
}

/// Compares with the file. `WRITE_VECTORS=1` writes it, which is only right for vectors that were never given to anybody.
fn hold(file: &str, vectors: Vec<Value>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("chain_vectors").join(file);
    if env::var_os("WRITE_VECTORS").is_some() {
        fs::write(&path, serde_json::to_string_pretty(&vectors).unwrap() + "\n").unwrap();
    }
    let kept: Vec<Value> = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(kept.len(), vectors.len(), "{file}");
    for (kept, vector) in kept.iter().zip(&vectors) {
        assert_eq!(kept, vector, "{file}");
    }
}

#[test]
fn hashes_are_those_of_the_test_vectors() {
    hold("leaf.json", leaves().iter().map(|(name, leaf)| leaf_vector(name, leaf)).collect());
    let first = leaf().hash(&mut Vec::new());
    hold(
        "link.json",
        vec![link_vector("the first event", GENESIS, first), link_vector("the next one", link(&GENESIS, &first), [7; 32])],
    );
    hold(
        "sealed_digest.json",
        vec![
            sealed_vector("a sealed field", 1, "lob", "words", b"sealed"),
            sealed_vector("columns do not run into each other", 1, "lobw", "ords", b"sealed"),
            sealed_vector("an empty envelope", u128::MAX, "lob", "words", b""),
        ],
    );
}
