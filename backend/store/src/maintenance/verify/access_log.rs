//! The access log, held against its digests, and the digests against what the log of the school says of them.

use super::findings::{Findings, VerifiedPart};
use crate::{
    database::{error::StoreError, sql_literal::SqlLiteral, tenant::TenantTx},
    log::chain::{GENESIS, Hash},
    maintenance::{
        access_log::{AccessRow, DigestLink, ROW},
        copy_out::{CopiedRow, CopyOut},
    },
};
use domain::{facts::Fact, ids::SchoolId};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

/// How much of the access log was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AccessCounts {
    /// Digests, also those whose rows were let go.
    pub digests: u64,
    /// Rows in them that are there.
    pub rows: u64,
    /// Rows that are in no digest yet. Nothing proves them.
    pub waiting: u64,
}

/// What the log says of the digests.
#[derive(Default)]
pub(super) struct AccessFacts {
    /// The link at a digest, and the position of the fact that says it.
    heads: BTreeMap<u64, (i64, String)>,
    pruned: u64,
}

impl AccessFacts {
    pub(super) fn note(&mut self, pos: i64, type_name: &str, version: u16, body: &[u8]) {
        match Fact::decode(type_name, version, body) {
            Ok(Fact::AccessLogSealed(fact)) => _ = self.heads.insert(fact.digest, (pos, fact.head)),
            Ok(Fact::AccessLogPruned(fact)) => self.pruned = self.pruned.max(fact.through),
            _ => {}
        }
    }

    /// Holds a digest against the fact about it, if there is one.
    fn compare(&mut self, digest: u64, chain: &[u8], findings: &mut Findings) {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        if let Some((pos, head)) = self.heads.remove(&digest)
            && head != hex(chain)
        {
            findings.add(VerifiedPart::AccessLog, Some(pos), format!("the log says that digest {digest} was another"));
        }
    }

    /// Facts about digests that are not there.
    fn check_rest(self, findings: &mut Findings) {
        for (digest, (pos, _)) in self.heads {
            findings.add(VerifiedPart::AccessLog, Some(pos), format!("the log names digest {digest}, which is gone"));
        }
    }
}

/// Reads the digests and the rows side by side, in two transactions that see one moment.
pub(super) async fn check(
    [digests, rows]: [&mut TenantTx; 2],
    mut facts: AccessFacts,
    findings: &mut Findings,
) -> Result<AccessCounts, StoreError> {
    let school = digests.school();
    let all = |columns: &str, table: &str, order: &str| {
        format!("select {columns} from {table} where tenant_id = {} order by {order}", SqlLiteral::uuid(school.0))
    };
    let mut digests = CopyOut::out(digests, &all(DIGEST, "access_digest", "digest")).await?;
    let rows = CopyOut::out(rows, &all(ROW, "access_log", "xid, id")).await?;
    let mut check = AccessCheck { school, rows, next: None, last: 0, chain: GENESIS, counts: AccessCounts::default() };
    while let Some(row) = digests.next().await? {
        match StoredDigest::read(&row) {
            Ok(digest) => check.digest(&digest, &mut facts, findings).await?,
            Err(why) => findings.add(VerifiedPart::AccessLog, None, format!("a digest cannot be read: {why}")),
        }
    }
    while check.read().await?.is_some() {
        check.counts.waiting += 1;
    }
    facts.check_rest(findings);
    Ok(check.counts)
}

const DIGEST: &str = "digest, horizon, rows, leaves, hash, sealed_at, chain_hash";

/// A digest as it is stored.
struct StoredDigest<'r> {
    digest: i64,
    horizon: i64,
    rows: i32,
    leaves: Option<&'r [u8]>,
    hash: &'r [u8],
    sealed_at: chrono::DateTime<chrono::Utc>,
    chain_hash: &'r [u8],
}

impl StoredDigest<'_> {
    /// The columns of `DIGEST`.
    fn read(row: &CopiedRow) -> Result<StoredDigest<'_>, StoreError> {
        let mut columns = row.columns();
        Ok(StoredDigest {
            digest: columns.next()?,
            horizon: columns.next()?,
            rows: columns.next()?,
            leaves: columns.next()?,
            hash: columns.next()?,
            sealed_at: columns.next()?,
            chain_hash: columns.next()?,
        })
    }

    fn link(&self, school: SchoolId, before: &Hash) -> Hash {
        let StoredDigest { digest, horizon, rows, hash, sealed_at, .. } = *self;
        DigestLink { school, digest, horizon, rows, hash, sealed_at }.after(before)
    }

    /// Each row by its id, with the hash that it had. `None`: the list is not the one that was hashed.
    fn leaves(&self) -> Option<HashMap<i64, Hash>> {
        const LEAF: usize = size_of::<i64>() + size_of::<Hash>();
        let leaves = self.leaves.unwrap_or_default();
        let is_whole = Sha256::digest(leaves).as_slice() == self.hash && leaves.len() == self.rows.unsigned_abs() as usize * LEAF;
        if self.leaves.is_some() && !is_whole {
            return None;
        }
        let leaf = |leaf: &[u8]| {
            let (id, hash) = leaf.split_first_chunk()?;
            Some((i64::from_be_bytes(*id), hash.try_into().ok()?))
        };
        leaves.chunks(LEAF).map(leaf).collect()
    }
}

struct AccessCheck<'a> {
    school: SchoolId,
    rows: CopyOut<'a>,
    /// A row that is past the horizon of the current digest.
    next: Option<CopiedRow>,
    last: i64,
    chain: Hash,
    counts: AccessCounts,
}

impl AccessCheck<'_> {
    async fn digest(
        &mut self,
        digest: &StoredDigest<'_>,
        facts: &mut AccessFacts,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let n = digest.digest;
        let mut bad = |what: String| findings.add(VerifiedPart::AccessLog, None, what);
        let follows = n == self.last + 1;
        if !follows {
            bad(format!("digest {} is gone", self.last + 1));
        } else if digest.link(self.school, &self.chain) != digest.chain_hash {
            bad(format!("digest {n} was changed"));
        }
        if digest.leaves.is_none() && n.unsigned_abs() > facts.pruned {
            bad(format!("the rows of digest {n} are gone, and no fact says so"));
        }
        let leaves = digest.leaves();
        if leaves.is_none() {
            bad(format!("the list of digest {n} was changed"));
        }
        self.last = n;
        self.chain = digest.chain_hash.try_into().unwrap_or(GENESIS);
        self.counts.digests += 1;
        facts.compare(n.unsigned_abs(), digest.chain_hash, findings);
        // Where a digest is gone, or what was in this one is not known, nothing can be said of a row.
        self.rows_of(digest, leaves.filter(|_| follows), findings).await
    }

    /// The rows below the horizon of a digest, held against the hashes that they had.
    async fn rows_of(
        &mut self,
        digest: &StoredDigest<'_>,
        mut leaves: Option<HashMap<i64, Hash>>,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        while let Some(row) = self.read().await? {
            let Ok(found) = AccessRow::read(&row) else {
                findings.add(VerifiedPart::AccessLog, None, format!("a row cannot be read (digest {})", digest.digest));
                continue;
            };
            if found.xid >= digest.horizon {
                self.next = Some(row);
                break;
            }
            self.counts.rows += 1;
            let Some(leaves) = &mut leaves else { continue };
            let how = match leaves.remove(&found.id) {
                None => "added",
                Some(leaf) if leaf != found.leaf(self.school) => "changed",
                Some(_) => continue,
            };
            let (id, at) = (found.id, found.seen_at.to_rfc3339());
            findings.add(VerifiedPart::AccessLog, None, format!("row {id} of {at} was {how} (digest {})", digest.digest));
        }
        let mut gone: Vec<i64> = leaves.into_iter().flatten().map(|(id, _)| id).collect();
        gone.sort_unstable();
        for id in gone {
            findings.add(VerifiedPart::AccessLog, None, format!("row {id} was removed (digest {})", digest.digest));
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<Option<CopiedRow>, StoreError> {
        match self.next.take() {
            Some(row) => Ok(Some(row)),
            None => self.rows.next().await,
        }
    }
}
