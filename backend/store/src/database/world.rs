//! The two things that a program cannot decide by itself: what time it is, and what is random.

use super::error::StoreError;
use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{fmt, sync::Arc};
use uuid::Uuid;

/// A clock and a source of randomness: the real ones in `serve`, simulated ones in a demonstration and in tests.
#[derive(Clone, Debug)]
pub struct World {
    /// What time it is.
    pub clock: Clock,
    /// Where randomness comes from.
    pub entropy: Entropy,
}

impl World {
    /// The database's clock and the system's randomness.
    pub fn real() -> World {
        World { clock: Clock::Database, entropy: Entropy::Real }
    }

    pub(crate) fn is_simulated(&self) -> bool {
        !matches!((&self.clock, &self.entropy), (Clock::Database, Entropy::Real))
    }
}

/// What time it is.
#[derive(Clone)]
pub enum Clock {
    /// The database's.
    Database,
    /// One that a demonstration or a test sets.
    Simulated(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>),
}

impl Clock {
    /// The time, in whole microseconds. `database`: what the database's clock said just now.
    pub(crate) fn read(&self, database: DateTime<Utc>) -> DateTime<Utc> {
        self.simulated().unwrap_or(database)
    }

    /// What it says, when it is not the database's.
    pub(crate) fn simulated(&self) -> Option<DateTime<Utc>> {
        match self {
            Clock::Database => None,
            Clock::Simulated(now) => Some(whole_micros(now())),
        }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Clock::Database => "Clock::Database",
            Clock::Simulated(_) => "Clock::Simulated",
        })
    }
}

/// The database keeps microseconds; what is hashed must be what is kept.
pub(crate) fn whole_micros(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(moment)
}

/// Where keys, nonces and ids come from.
#[derive(Clone)]
pub enum Entropy {
    /// The system.
    Real,
    /// Each draw is a function of the seed and of what it is for, so that the same work gives the same log in whatever
    /// order it was done.
    Seeded([u8; 32]),
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Entropy::Real => "Entropy::Real",
            Entropy::Seeded(_) => "Entropy::Seeded",
        })
    }
}

impl Entropy {
    /// Draws up to 32 bytes for the purpose that the labels name.
    pub(crate) fn draw<const N: usize>(&self, labels: &[&[u8]]) -> Result<[u8; N], StoreError> {
        const { assert!(N <= 32, "one draw gives 32 bytes at most") };
        let mut drawn = [0u8; N];
        match self {
            Entropy::Real => getrandom::fill(&mut drawn).map_err(|error| StoreError::Unfit(error.to_string()))?,
            Entropy::Seeded(seed) => drawn.copy_from_slice(&keyed(seed, labels)[..N]),
        }
        Ok(drawn)
    }

    /// As `draw`, for what is drawn often and is not a key: from a generator of this thread, which the system seeds.
    pub(crate) fn draw_often<const N: usize>(&self, labels: &[&[u8]]) -> Result<[u8; N], StoreError> {
        match self {
            Entropy::Real => Ok(rand::random()),
            Entropy::Seeded(_) => self.draw(labels),
        }
    }

    /// A version 7 id of this moment.
    pub(crate) fn uuid_at(&self, moment: DateTime<Utc>, labels: &[&[u8]]) -> Result<Uuid, StoreError> {
        let millis = moment.timestamp_millis().max(0).unsigned_abs();
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &self.draw_often(labels)?).into_uuid())
    }
}

/// HMAC-SHA256 over labels, each preceded by its length so that no two lists of labels read the same.
pub(crate) fn keyed(key: &[u8], labels: &[&[u8]]) -> [u8; 32] {
    // The fallback would only make an unusable key.
    MacKey::of(key).map_or([0; 32], |key| key.mac(labels))
}

/// A key that many lists of labels are authenticated under: it is mixed once.
pub(crate) struct MacKey(Hmac<Sha256>);

impl MacKey {
    /// A key of any length is accepted, so there is always one.
    pub(crate) fn of(key: &[u8]) -> Option<MacKey> {
        Hmac::<Sha256>::new_from_slice(key).ok().map(MacKey)
    }

    /// As `keyed`.
    pub(crate) fn mac(&self, labels: &[&[u8]]) -> [u8; 32] {
        self.over(labels).finalize().into_bytes().into()
    }

    /// Is it what `mac` makes of the same? How long the answer takes says nothing of how much of it was right.
    pub(crate) fn verifies(&self, labels: &[&[u8]], digest: &[u8]) -> bool {
        self.over(labels).verify_slice(digest).is_ok()
    }

    fn over(&self, labels: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        for label in labels {
            mac.update(&(label.len() as u64).to_be_bytes());
            mac.update(label);
        }
        mac
    }
}
