//! The digests of the access log: how they are hashed, how they are made, and how their rows are let go.
//!
//! A digest is of all rows whose transactions lie between two horizons. No transaction below its horizon runs any more, so nobody can
//! still add a row to it, however late they commit. A page waits for nothing of this.

use super::copy_out::{CopiedRow, CopyOut};
use crate::{
    Store,
    database::{error::StoreError, sql_literal::SqlLiteral, tenant::TenantTx},
    log::chain::{GENESIS, Hash, put, put_optional},
};
use chrono::{DateTime, Utc};
use domain::ids::SchoolId;
use sha2::{Digest, Sha256};
use sqlx::{query, query_as, query_scalar};
use uuid::Uuid;

/// Rows in one digest: its list of hashes is then 400 kB.
const DIGEST_ROWS_MAX: usize = 10_000;

/// The columns of a row, for `AccessRow`.
pub(super) const ROW: &str = "xid, id, seen_at, actor_id, actor_role, purpose, ground, screen, about_kind, about_id, pos";

/// A row of the access log.
pub(super) struct AccessRow<'r> {
    pub xid: i64,
    pub id: i64,
    pub seen_at: DateTime<Utc>,
    pub actor_id: Option<Uuid>,
    /// Role, purpose, ground, screen, and what kind of thing it was about.
    words: [&'r str; 5],
    about_id: Option<Uuid>,
    pos: i64,
}

impl AccessRow<'_> {
    pub(super) fn read(row: &CopiedRow) -> Result<AccessRow<'_>, StoreError> {
        let mut columns = row.columns();
        Ok(AccessRow {
            xid: columns.next()?,
            id: columns.next()?,
            seen_at: columns.next()?,
            actor_id: columns.next()?,
            words: [columns.next()?, columns.next()?, columns.next()?, columns.next()?, columns.next()?],
            about_id: columns.next()?,
            pos: columns.next()?,
        })
    }

    /// The row's hash: version 1 of a leaf, with every column that the row has.
    pub(super) fn leaf(&self, school: SchoolId) -> Hash {
        let mut bytes = vec![0, 1];
        put(&mut bytes, school.0.as_bytes());
        put(&mut bytes, &self.xid.to_be_bytes());
        put(&mut bytes, &self.id.to_be_bytes());
        put(&mut bytes, &self.seen_at.timestamp_micros().to_be_bytes());
        put_optional(&mut bytes, self.actor_id.map(Uuid::into_bytes));
        self.words.iter().for_each(|word| put(&mut bytes, word.as_bytes()));
        put_optional(&mut bytes, self.about_id.map(Uuid::into_bytes));
        put(&mut bytes, &self.pos.to_be_bytes());
        Sha256::digest(&bytes).into()
    }
}

/// What the link of a digest covers, besides the link before it.
pub(super) struct DigestLink<'a> {
    pub school: SchoolId,
    pub digest: i64,
    pub horizon: i64,
    pub rows: i32,
    pub hash: &'a [u8],
    pub sealed_at: DateTime<Utc>,
}

impl DigestLink<'_> {
    pub(super) fn after(&self, before: &Hash) -> Hash {
        let mut bytes = b"access/1".to_vec();
        bytes.extend(before);
        put(&mut bytes, self.school.0.as_bytes());
        put(&mut bytes, &self.digest.to_be_bytes());
        put(&mut bytes, &self.horizon.to_be_bytes());
        put(&mut bytes, &self.rows.to_be_bytes());
        put(&mut bytes, self.hash);
        put(&mut bytes, &self.sealed_at.timestamp_micros().to_be_bytes());
        Sha256::digest(&bytes).into()
    }
}

/// How far the chain of digests is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessHead {
    /// The number of the last digest.
    pub digest: u64,
    /// The link there.
    pub head: [u8; 32],
}

impl Store {
    /// Puts the rows of the access log that can be no more in number into digests, and says how far the digests are then; `None`
    /// when there are none. Rows of which none is a person's wait for one that is. When another process is at it already, nothing
    /// is done.
    ///
    /// # Errors
    /// When the access log cannot be read or the digests cannot be written.
    pub async fn seal_access_log(&self, school: SchoolId) -> Result<Option<AccessHead>, StoreError> {
        while self.seal_next(school).await? {}
        let mut tx = TenantTx::begin(&self.db, school).await?;
        let last = LastDigest::read(&mut tx).await?;
        tx.rollback().await?;
        Ok((last.digest > 0).then(|| AccessHead { digest: last.digest.unsigned_abs(), head: last.chain }))
    }

    /// Makes one more digest. False: there is nothing for one.
    async fn seal_next(&self, school: SchoolId) -> Result<bool, StoreError> {
        let mut tx = TenantTx::begin(&self.db, school).await?;
        let is_made = match lock(&mut tx).await? {
            true => self.seal_in(&mut tx).await?,
            false => false,
        };
        if is_made {
            tx.commit().await?
        } else {
            tx.rollback().await?
        }
        Ok(is_made)
    }

    async fn seal_in(&self, tx: &mut TenantTx) -> Result<bool, StoreError> {
        /// Every transaction below this has ended, so what it wrote is visible to the next statement, or never will be.
        const HORIZON: &str = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, clock_timestamp()";
        let last = LastDigest::read(tx).await?;
        let (horizon, now): (i64, DateTime<Utc>) = query_as(HORIZON).fetch_one(tx.conn()).await?;
        let (rows, horizon) = Unsealed::read(tx, last.horizon, horizon).await?;
        if !rows.iter().any(|row| row.by_person) {
            return Ok(false);
        }
        let leaves: Vec<u8> = rows.iter().flat_map(|row| row.id.to_be_bytes().into_iter().chain(row.leaf)).collect();
        let (hash, sealed_at) = (Sha256::digest(&leaves), self.world.clock.read(now));
        let (school, digest, rows) = (tx.school(), last.digest + 1, rows.len() as i32);
        let chain = DigestLink { school, digest, horizon, rows, hash: &hash, sealed_at }.after(&last.chain);
        const SQL: &str = "insert into access_digest (tenant_id, digest, horizon, rows, leaves, hash, sealed_at, chain_hash)
            values ($1, $2, $3::text::xid8, $4, $5, $6, $7, $8)";
        let insert = query(SQL).bind(school.0).bind(digest).bind(horizon.to_string()).bind(rows).bind(leaves);
        insert.bind(hash.to_vec()).bind(sealed_at).bind(chain).execute(tx.conn()).await?;
        Ok(true)
    }

    /// The last digest that was sealed before a moment and still has its rows.
    ///
    /// # Errors
    /// When the digests cannot be read.
    pub async fn access_digest_to_prune(&self, school: SchoolId, before: DateTime<Utc>) -> Result<Option<u64>, StoreError> {
        const SQL: &str = "select max(digest) from access_digest where tenant_id = $1 and sealed_at < $2 and leaves is not null";
        let mut tx = TenantTx::begin(&self.db, school).await?;
        let digest: Option<i64> = query_scalar(SQL).bind(school.0).bind(before).fetch_one(tx.conn()).await?;
        tx.rollback().await?;
        Ok(digest.map(i64::unsigned_abs))
    }

    /// Lets the rows go of every digest up to and including one, as far as they are two years old. The fact that says so is in the
    /// log before. Returns how many rows went.
    ///
    /// # Errors
    /// When the rows cannot be removed.
    pub async fn prune_access_log(&self, school: SchoolId, through: u64) -> Result<u64, StoreError> {
        let mut tx = TenantTx::begin(&self.db, school).await?;
        let through = i64::try_from(through).unwrap_or(i64::MAX);
        let prune = query_scalar("select access_log_prune($1, $2)").bind(school.0).bind(through);
        let gone: i64 = prune.fetch_one(tx.conn()).await?;
        tx.commit().await?;
        Ok(gone.unsigned_abs())
    }
}

/// One process seals a school's access log at a time. False: another one is at it.
async fn lock(tx: &mut TenantTx) -> Result<bool, StoreError> {
    const SQL: &str = "select pg_try_advisory_xact_lock(hashtextextended('access_digest' || $1::text, 0))";
    Ok(query_scalar(SQL).bind(tx.school().0).fetch_one(tx.conn()).await?)
}

/// Where the next digest goes on.
struct LastDigest {
    digest: i64,
    horizon: i64,
    chain: Hash,
}

impl LastDigest {
    async fn read(tx: &mut TenantTx) -> Result<LastDigest, StoreError> {
        const SQL: &str = "select digest, horizon::text::bigint, chain_hash from access_digest
            where tenant_id = $1 order by digest desc limit 1";
        let row: Option<(i64, i64, Vec<u8>)> = query_as(SQL).bind(tx.school().0).fetch_optional(tx.conn()).await?;
        let Some((digest, horizon, chain)) = row else { return Ok(LastDigest { digest: 0, horizon: 0, chain: GENESIS }) };
        let chain = chain.try_into().map_err(|_| StoreError::Damaged("the link of a digest is no hash".into()))?;
        Ok(LastDigest { digest, horizon, chain })
    }
}

/// A row that is in no digest yet.
struct Unsealed {
    xid: i64,
    id: i64,
    leaf: Hash,
    by_person: bool,
}

impl Unsealed {
    /// Those between two horizons, or as many as fit a digest; and the horizon that they reach.
    async fn read(tx: &mut TenantTx, from: i64, horizon: i64) -> Result<(Vec<Unsealed>, i64), StoreError> {
        let (school, from) = (tx.school(), SqlLiteral::text(from));
        let (id, below) = (SqlLiteral::uuid(school.0), SqlLiteral::text(horizon));
        let sql = format!(
            "select {ROW} from access_log where tenant_id = {id} and xid >= {from}::xid8 and xid < {below}::xid8
             order by xid, id limit {}",
            DIGEST_ROWS_MAX + 1
        );
        let mut rows = Vec::new();
        let mut read = CopyOut::out(tx, &sql).await?;
        while let Some(row) = read.next().await? {
            let row = AccessRow::read(&row)?;
            rows.push(Unsealed { xid: row.xid, id: row.id, leaf: row.leaf(school), by_person: row.actor_id.is_some() });
        }
        // Rows of one transaction stay together, so the digest ends before the transaction that does not fit.
        let horizon = rows.get(DIGEST_ROWS_MAX).map_or(horizon, |row| row.xid);
        rows.retain(|row| row.xid < horizon);
        Ok((rows, horizon))
    }
}
