//! The limit of each line: a bare table with one plain statement for what the log does with everything on. Same PostgreSQL,
//! same client, same run. No order, no chain, no tags, no sealing, no school that is fenced off.
//!
//! The workloads are those with which event stores are compared: one event; ten of one stream, atomically; a stream of fifty
//! loaded, decoded, and one more added to it; the whole log in pages of a thousand, each body decoded.

use crate::speed::{Work, work};
use anyhow::Result;
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Row, types::Json};
use std::{sync::Arc, time::Instant};
use uuid::Uuid;

pub const TENANTS: usize = 16;
/// Streams that are loaded, and how long each is at first.
pub const STREAMS: usize = 2000;
pub const LONG: usize = 50;
const PAGE: i64 = 1000;

/// About the size of a contact with a sentence.
#[derive(Serialize, Deserialize)]
struct Body {
    contact: Uuid,
    student: Uuid,
    with: Vec<Uuid>,
    means: String,
    topics: Vec<String>,
    words: String,
}

fn body() -> Json<Body> {
    Json(Body {
        contact: Uuid::new_v4(),
        student: Uuid::new_v4(),
        with: vec![Uuid::new_v4()],
        means: "phone".into(),
        topics: vec!["future".into(), "motives".into()],
        words: "Ze wil graag een dag meelopen in de bakkerij van haar oom, en haar moeder gaat mee.".into(),
    })
}

pub async fn make_table(pool: &PgPool) -> Result<()> {
    let sql = "create table bare(position bigint generated always as identity primary key, tenant int not null, stream uuid not null,
         version int not null, type text not null, body jsonb not null, at timestamptz not null default now(), unique(tenant, stream, version))";
    sqlx::raw_sql(sql).execute(pool).await?;
    Ok(())
}

async fn insert(pool: &PgPool, tenant: usize, stream: Uuid, version: i32) -> Result<()> {
    let insert = sqlx::query("insert into bare(tenant, stream, version, type, body) values ($1, $2, $3, 'contact', $4)");
    insert.bind(tenant as i32).bind(stream).bind(version).bind(body()).execute(pool).await?;
    Ok(())
}

async fn insert_stream(pool: &PgPool, tenant: usize, stream: Uuid, count: usize) -> Result<()> {
    let bodies: Vec<Json<Body>> = (0..count).map(|_| body()).collect();
    let insert = sqlx::query(
        "insert into bare(tenant, stream, version, type, body)
         select $1, $2, i::int, 'contact', b from unnest($3::jsonb[]) with ordinality as t(b, i)",
    );
    insert.bind(tenant as i32).bind(stream).bind(bodies).execute(pool).await?;
    Ok(())
}

/// Commits of one row each.
pub fn one(pool: &PgPool) -> Work {
    let pool = pool.clone();
    work(move |writer, n| {
        let pool = pool.clone();
        async move { insert(&pool, (writer + n as usize) % TENANTS, Uuid::new_v4(), 1).await }
    })
}

/// Ten rows of one stream at once.
pub fn ten_of_a_stream(pool: &PgPool) -> Work {
    let pool = pool.clone();
    work(move |writer, n| {
        let pool = pool.clone();
        async move { insert_stream(&pool, (writer + n as usize) % TENANTS, Uuid::new_v4(), 10).await }
    })
}

/// Ten rows at once, each of a stream of its own.
pub fn ten_streams(pool: &PgPool) -> Work {
    let pool = pool.clone();
    work(move |writer, n| {
        let pool = pool.clone();
        async move {
            let (streams, bodies): (Vec<Uuid>, Vec<Json<Body>>) = (0..10).map(|_| (Uuid::new_v4(), body())).unzip();
            let insert = sqlx::query(
                "insert into bare(tenant, stream, version, type, body)
                 select $1, s, 1, 'contact', b from unnest($2::uuid[], $3::jsonb[]) as t(s, b)",
            );
            insert.bind(((writer + n as usize) % TENANTS) as i32).bind(streams).bind(bodies).execute(&pool).await?;
            Ok(())
        }
    })
}

/// Streams of fifty are loaded and decoded, and each gets one more; every writer has streams of its own.
pub async fn load_and_insert(pool: &PgPool, writers: usize) -> Result<Work> {
    let streams: Arc<Vec<Uuid>> = Arc::new((0..STREAMS).map(|_| Uuid::new_v4()).collect());
    try_join_all((0..writers).map(|writer| {
        let streams = &streams;
        async move {
            for (n, stream) in streams.iter().enumerate().skip(writer).step_by(writers) {
                insert_stream(pool, n % TENANTS, *stream, LONG).await?;
            }
            anyhow::Ok(())
        }
    }))
    .await?;
    let pool = pool.clone();
    Ok(work(move |writer, turn| {
        let (pool, nth) = (pool.clone(), own_stream(writer, writers, turn));
        let stream = streams[nth];
        async move {
            let read = sqlx::query("select version, body from bare where tenant = $1 and stream = $2 order by version");
            let rows = read.bind((nth % TENANTS) as i32).bind(stream).fetch_all(&pool).await?;
            for row in &rows {
                row.try_get::<Json<Body>, _>("body")?;
            }
            anyhow::ensure!(rows.len() >= LONG);
            insert(&pool, nth % TENANTS, stream, rows.len() as i32 + 1).await
        }
    }))
}

/// The stream that is a writer's in a turn: of all tenants, each once before one comes again, in no order that a cache could like.
pub fn own_stream(writer: usize, writers: usize, turn: u64) -> usize {
    let own = STREAMS / TENANTS / writers * TENANTS;
    let nth = turn as usize * 97 % own;
    (writer + nth / TENANTS * writers) * TENANTS + nth % TENANTS
}

/// So many rows, ten at a time.
pub async fn fill(pool: &PgPool, rows: usize) -> Result<()> {
    for n in 0..rows / 10 {
        insert_stream(pool, n % TENANTS, Uuid::new_v4(), 10).await?;
    }
    Ok(())
}

/// Rows a second when all are read in their order.
pub async fn pages(pool: &PgPool) -> Result<f64> {
    let (begin, mut at, mut read) = (Instant::now(), 0i64, 0);
    loop {
        let sql =
            "select position, tenant, stream, version, type, body, at from bare where position > $1 order by position limit $2";
        let rows = sqlx::query(sql).bind(at).bind(PAGE).fetch_all(pool).await?;
        let Some(last) = rows.last() else { return Ok(read as f64 / begin.elapsed().as_secs_f64()) };
        at = last.try_get("position")?;
        for row in &rows {
            row.try_get::<Json<Body>, _>("body")?;
        }
        read += rows.len();
    }
}

/// Events a second when a cursor for each table goes over everything that `verify` reads of a school, and nothing is done with it.
pub async fn cursors(conn: &mut PgConnection, school: Uuid) -> Result<f64> {
    const ALL: [&str; 4] = ["event", "event_sealed", "event_tag", "command"];
    let (begin, mut events) = (Instant::now(), 0);
    for table in ALL {
        let declare = format!("begin; declare bare no scroll cursor for select * from {table} where tenant_id = '{school}'");
        sqlx::raw_sql(AssertSqlSafe(declare)).execute(&mut *conn).await?;
        loop {
            let rows = sqlx::query("fetch 1000 from bare").fetch_all(&mut *conn).await?;
            if rows.is_empty() {
                break;
            }
            events += if table == ALL[0] { rows.len() } else { 0 };
        }
        sqlx::raw_sql("rollback").execute(&mut *conn).await?;
    }
    Ok(events as f64 / begin.elapsed().as_secs_f64())
}
