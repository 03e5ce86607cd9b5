//! What every page of a reader shows: their name on top, and the wishes that choose the language. It stands in sealed
//! envelopes, so it is kept for a few minutes once it was opened.

use domain::values::Wishes;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use store::SessionHash;

const LIFE: Duration = Duration::from_secs(5 * 60);
const CARDS_MAX: usize = 10_000;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReaderCard {
    pub name: String,
    pub wishes: Option<Wishes>,
}

/// Cards by session, so that signing out forgets.
pub struct ReaderCards<K = SessionHash>(Mutex<HashMap<K, (Instant, ReaderCard)>>);

impl<K> Default for ReaderCards<K> {
    fn default() -> ReaderCards<K> {
        ReaderCards(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash> ReaderCards<K> {
    pub fn get(&self, session: K) -> Option<ReaderCard> {
        self.cards().get(&session).filter(|(at, _)| at.elapsed() < LIFE).map(|(_, card)| card.clone())
    }

    /// Keeps a card, unless there are so many already that it is cheaper to open it again.
    pub fn keep(&self, session: K, card: ReaderCard) {
        let mut cards = self.cards();
        cards.retain(|_, (at, _)| at.elapsed() < LIFE);
        if cards.len() < CARDS_MAX {
            cards.insert(session, (Instant::now(), card));
        }
    }

    /// The next page opens the envelopes anew.
    pub fn forget(&self, session: K) {
        self.cards().remove(&session);
    }

    fn cards(&self) -> MutexGuard<'_, HashMap<K, (Instant, ReaderCard)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_card_is_kept_for_its_session_in_its_own_server_until_it_is_forgotten() {
        let (here, elsewhere) = (ReaderCards::default(), ReaderCards::default());
        let card = ReaderCard { name: "Noor".into(), wishes: None };
        here.keep(1, card.clone());
        assert_eq!(here.get(1), Some(card));
        assert_eq!((here.get(2), elsewhere.get(1)), (None, None));
        here.forget(1);
        assert_eq!(here.get(1), None);
    }
}
