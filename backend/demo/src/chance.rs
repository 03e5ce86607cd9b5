//! Chance from a seed: no clock and no machine in it, so that the same seed tells the same year.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub struct Chance(ChaCha8Rng);

impl Chance {
    /// A source of its own for each label: what one thing draws never shifts what another draws.
    pub fn of(seed: u64, label: &str) -> Chance {
        let digest = Sha256::new_with_prefix(seed.to_be_bytes()).chain_update(label).finalize();
        Chance(ChaCha8Rng::from_seed(digest.into()))
    }

    /// 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }

    /// `low` up to and including `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A version 4 id.
    pub fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}
