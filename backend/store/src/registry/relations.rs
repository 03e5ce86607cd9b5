//! What the policy and decisions may know of the actor and of whom it is about, as it stands now.

use crate::{
    Store,
    database::error::StoreError,
    pages::{snapshot::Snapshot, transaction::PageTransaction},
    views::wanted::{Ahead, WantedRow},
};
use domain::{
    actor::Role,
    ids::{PersonId, Tag, TagKind},
    policy::{About, Principal, Relations},
    views::{ClassRows, PersonRows, RoundRows, SchoolRows, StudentCards},
};
use std::collections::HashSet;

impl Store {
    /// The actor's own row, whom it is about, and the students and classes in between. Envelopes stay sealed.
    ///
    /// Needs no pass, because it is what a pass is made from. Every row is of one moment, in at most three round trips
    /// besides the end of the transaction.
    pub async fn relations(&self, principal: &Principal, about: About) -> Result<Relations, StoreError> {
        self.relations_to_decide(principal, about, &[]).await
    }

    /// The same with the rounds of talks that a decision leans on, as it names them.
    pub async fn relations_to_decide(
        &self,
        principal: &Principal,
        about: About,
        consistency_tags: &[Tag],
    ) -> Result<Relations, StoreError> {
        let rounds = consistency_tags.iter().copied().filter(|tag| tag.kind == TagKind::TalkRound);
        let first: Vec<Tag> = first(principal, about).chain(rounds).collect();
        let mut snapshot = Snapshot::begin(&self.db, &self.row_cache, principal.school(), &wanted(&first)).await?;
        let relations = follow(&mut snapshot, principal, about, first, students_of).await?;
        snapshot.tx.rollback().await?;
        Ok(relations)
    }

    /// Where a page begins: with the rows that the policy asks for first, in the page's own transaction. Needs no pass either.
    pub async fn begin_page(&self, principal: &Principal, about: About) -> Result<PageTransaction, StoreError> {
        let first: Vec<Tag> = first(principal, about).collect();
        self.begin_page_with(principal.school(), &wanted(&first)).await
    }
}

impl PageTransaction {
    /// The relations without the students of a class, enough for the policy and for a page that reads them anyway. What was
    /// read on this doorstep before is at hand, so a page may first ask what is the reader's own, and then about that.
    pub async fn relations(&mut self, principal: &Principal, about: About) -> Result<Relations, StoreError> {
        let students = |about, relations: &_| if let About::Class(_) = about { vec![] } else { students_of(about, relations) };
        follow(&mut self.snapshot, principal, about, first(principal, about).collect(), students).await
    }
}

/// Reads from these keys on to what their rows lead to: a class or a person to students, a student to their class.
async fn follow(
    snapshot: &mut Snapshot,
    principal: &Principal,
    about: About,
    mut keys: Vec<Tag>,
    students: impl Fn(About, &Relations) -> Vec<PersonId>,
) -> Result<Relations, StoreError> {
    let (mut relations, mut asked) = (Relations::default(), HashSet::new());
    loop {
        keys.retain(|key| asked.insert(*key));
        if keys.is_empty() {
            break;
        }
        snapshot.read(Ahead::default().rows(wanted(&keys))).await?;
        keys.iter().for_each(|key| put(*key, snapshot, &mut relations));
        let classes = relations.students.iter().filter_map(|card| card.class).map(Tag::class);
        keys = students(about, &relations).into_iter().map(Tag::student).chain(classes).collect();
    }
    relations.actor = principal.actor().person().and_then(|me| relations.person(me)).cloned();
    relations.persons.retain(|row| about == About::Person(row.person));
    Ok(relations)
}

/// What the policy asks for whatever it finds: the actor, whom it is about, and the school.
fn first(principal: &Principal, about: About) -> impl Iterator<Item = Tag> {
    let me = principal.actor().person().map(Tag::person);
    me.into_iter().chain(whom(about)).chain(settings(principal))
}

/// The rows of whom it is about.
fn whom(about: About) -> Vec<Tag> {
    match about {
        About::School => vec![],
        About::Class(class) => vec![Tag::class(class)],
        About::Student(student) => vec![Tag::student(student)],
        // They may be a student themselves.
        About::Person(person) => vec![Tag::person(person), Tag::student(person)],
    }
}

/// The school's row, for those whose pages depend on a setting: home may have to wait for the student, and a student
/// is shown what home sees.
fn settings(principal: &Principal) -> Option<Tag> {
    let waits = matches!(principal.actor().role(), Some(Role::Student | Role::Parent | Role::Supporter));
    waits.then(|| Tag::school(principal.school()))
}

/// The students that the rows found so far lead to.
fn students_of(about: About, relations: &Relations) -> Vec<PersonId> {
    match about {
        About::School | About::Student(_) => vec![],
        About::Class(class) => relations.class(class).map_or(vec![], |class| class.students.clone()),
        About::Person(person) => relations.person(person).map_or(vec![], |row| {
            let children = row.children.iter().map(|tie| tie.student);
            children.chain(row.supports.iter().map(|tie| tie.student)).collect()
        }),
    }
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

fn put(key: Tag, snapshot: &Snapshot, relations: &mut Relations) {
    match key.kind {
        TagKind::Class => relations.classes.extend(snapshot.row::<ClassRows>(key).cloned()),
        TagKind::Student => relations.students.extend(snapshot.row::<StudentCards>(key).cloned()),
        TagKind::TalkRound => relations.rounds.extend(snapshot.row::<RoundRows>(key).cloned()),
        TagKind::School => {
            let hours = snapshot.row::<SchoolRows>(key).map(|school| school.student_first_hours);
            relations.student_first_hours = hours.or(relations.student_first_hours);
        }
        _ => relations.persons.extend(snapshot.row::<PersonRows>(key).cloned()),
    }
}
