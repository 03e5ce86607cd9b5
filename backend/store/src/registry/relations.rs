//! What the policy and decisions may know of the actor and of whom it is about: read for `RelationsQuery`, which says what
//! leads to what.

use crate::{
    Store,
    database::error::StoreError,
    pages::{
        shared_reach::shared,
        snapshot::{KeyedRow, Snapshot},
        transaction::PageTransaction,
    },
    views::wanted::{Ahead, WantedRow},
};
use domain::{
    ids::{Tag, TagKind},
    policy::{About, Principal, Relations, RelationsQuery},
    views::{ClassRows, PersonRows, RoundRows, SchoolRows, StudentCards},
};

impl Store {
    /// The actor's own row, whom it is about, and the students and classes in between. Envelopes stay sealed.
    ///
    /// Needs no pass, because it is what a pass is made from. Every row is of one moment, in at most three round trips
    /// besides the end of the transaction.
    pub async fn relations(&self, principal: &Principal, about: About) -> Result<Relations, StoreError> {
        self.relations_to_decide(principal, about, &[]).await
    }

    /// The same with the rounds of talks that a decision depends on, as it names them.
    pub async fn relations_to_decide(
        &self,
        principal: &Principal,
        about: About,
        consistency_tags: &[Tag],
    ) -> Result<Relations, StoreError> {
        let query = RelationsQuery::new(principal.actor(), about).to_decide(consistency_tags);
        let (relations, snapshot) = self.follow(principal, &query, query.first_keys()).await?;
        snapshot.tx.rollback().await?;
        Ok(relations)
    }

    /// The rows that these relations are made of, for a caller that follows them itself through changes of its own: those
    /// under the keys that it misses, and those that the stored rows lead to.
    pub async fn related_rows(
        &self,
        principal: &Principal,
        query: &RelationsQuery<'_>,
        missing: Vec<Tag>,
    ) -> Result<Vec<KeyedRow>, StoreError> {
        let (_, snapshot) = self.follow(principal, query, [query.first_keys(), missing].concat()).await?;
        let rows = snapshot.read_rows();
        snapshot.tx.rollback().await?;
        Ok(rows)
    }

    async fn follow(
        &self,
        principal: &Principal,
        query: &RelationsQuery<'_>,
        mut first: Vec<Tag>,
    ) -> Result<(Relations, Snapshot), StoreError> {
        first.sort_unstable();
        first.dedup();
        let mut snapshot = Snapshot::begin(self, principal.school(), &wanted(&first)).await?;
        Ok((follow(&mut snapshot, query).await?, snapshot))
    }

    /// Where a page begins: with the rows that the policy asks for first, in the page's own transaction. Needs no pass either.
    pub async fn begin_page(&self, principal: &Principal, about: About) -> Result<PageTransaction, StoreError> {
        let first = RelationsQuery::new(principal.actor(), about).first_keys();
        self.begin_page_with(principal.school(), &wanted(&first)).await
    }
}

impl PageTransaction {
    /// The relations without the students of a class, enough for the policy and for a page that reads them anyway. Rows that
    /// this transaction has read are not read again, so a page may first ask what is the reader's own, and then about that.
    pub async fn relations(&mut self, principal: &Principal, about: About) -> Result<Relations, StoreError> {
        follow(&mut self.snapshot, &RelationsQuery::new(principal.actor(), about).without_class_students()).await
    }
}

async fn follow(snapshot: &mut Snapshot, query: &RelationsQuery<'_>) -> Result<Relations, StoreError> {
    loop {
        match query.follow(snapshot) {
            Ok(relations) => return compared(snapshot, relations).await,
            Err(missing) => snapshot.read(Ahead::default().rows(wanted(&missing))).await?,
        }
    }
}

/// Where somebody is kept away from a student, whoever was named to help that student is compared with them.
async fn compared(snapshot: &mut Snapshot, relations: Relations) -> Result<Relations, StoreError> {
    let people = relations.to_compare();
    if people.is_empty() {
        return Ok(relations);
    }
    let same = shared(&mut snapshot.tx, &people).await?;
    Ok(relations.compared(&same))
}

/// Rows of five views at once. The kind of a key tells which view it is of.
fn wanted(keys: &[Tag]) -> Vec<WantedRow> {
    let of = |key: &Tag| match key.kind {
        TagKind::Class => WantedRow::of::<ClassRows>(*key),
        TagKind::Student => WantedRow::of::<StudentCards>(*key),
        TagKind::School => WantedRow::of::<SchoolRows>(*key),
        TagKind::TalkRound => WantedRow::of::<RoundRows>(*key),
        _ => WantedRow::of::<PersonRows>(*key),
    };
    keys.iter().map(of).collect()
}
