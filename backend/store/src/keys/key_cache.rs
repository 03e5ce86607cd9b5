//! Unwrapped keys, kept in memory for a short time.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How long an unwrapped key stays in memory.
const AGE_MAX: Duration = Duration::from_secs(300);
/// About five megabytes of keys.
const CACHED_KEYS_MAX: usize = 40_000;

/// Keys that were unwrapped in the last minutes.
pub(super) struct KeyCache<K, V>(HashMap<K, (Instant, V)>);

impl<K, V> Default for KeyCache<K, V> {
    fn default() -> Self {
        KeyCache(HashMap::new())
    }
}

impl<K: Hash + Eq, V: Clone> KeyCache<K, V> {
    pub(super) fn get(&mut self, key: &K) -> Option<V> {
        self.0.get(key).filter(|(since, _)| since.elapsed() < AGE_MAX).map(|(_, value)| value.clone())
    }
    pub(super) fn put(&mut self, key: K, value: V) {
        if self.0.len() >= CACHED_KEYS_MAX {
            self.0.retain(|_, (since, _)| since.elapsed() < AGE_MAX);
        }
        if self.0.len() >= CACHED_KEYS_MAX {
            self.0.clear();
        }
        self.0.insert(key, (Instant::now(), value));
    }
    pub(super) fn remove(&mut self, key: &K) {
        self.0.remove(key);
    }
}

/// Nothing panics while it holds one of these locks, and a half-filled cache is still a good one.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
