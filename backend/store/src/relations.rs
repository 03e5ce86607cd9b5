//! What the policy and decisions may know of the actor and of whom it is about, as it stands now.

use crate::{
    Store, StoreError,
    reader::{Doorstep, Found, Wanted, begin_with_rows, once_with_rows, read_row, stored_rows},
    tenant::TenantTx,
};
use domain::{
    actor::Role,
    ids::{PersonId, Tag, TagKind},
    policy::{About, Entered, Relations},
    views::{ClassRows, PersonRow, PersonRows, RoundRows, SchoolRows, StudentCards},
};
use std::collections::HashSet;

impl Store {
    /// The actor's own row, whom it is about, and the students and classes in between. Envelopes stay sealed.
    ///
    /// Needs no pass, because it is what a pass is made from. Every row is of one moment, in at most three round trips
    /// besides the end of the transaction.
    pub async fn relations(&self, entered: &Entered, about: About) -> Result<Relations, StoreError> {
        let (relations, tx, _) = self.relations_of(entered, about, &[], students_of).await?;
        tx.rollback().await?;
        Ok(relations)
    }

    /// The actor's own row, in one round trip: which classes are theirs. Needs no pass either.
    pub async fn own_row(&self, entered: &Entered) -> Result<Option<PersonRow>, StoreError> {
        let Some(me) = entered.actor().person() else { return Ok(None) };
        let found = once_with_rows(&self.db, entered.school(), &[Wanted::of::<PersonRows>(Tag::person(me))]).await?;
        found.iter().flatten().next().map(|body| read_row::<PersonRows>(body)).transpose()
    }

    /// The relations without the students of a class, enough for the policy and for a page that reads them anyway; and where
    /// that page goes on, with these rows at hand.
    pub async fn relations_to_read(&self, entered: &Entered, about: About) -> Result<(Relations, Doorstep), StoreError> {
        let students = |about, relations: &_| if let About::Class(_) = about { vec![] } else { students_of(about, relations) };
        let (relations, tx, found) = self.relations_of(entered, about, &[], students).await?;
        Ok((relations, Doorstep { tx, keys: self.keys.clone(), clock: self.world.clock.clone(), found }))
    }

    /// The same with the rounds of talks that a decision leans on, as it names them.
    pub async fn relations_to_decide(&self, entered: &Entered, about: About, leans_on: &[Tag]) -> Result<Relations, StoreError> {
        let rounds: Vec<Tag> = leans_on.iter().copied().filter(|tag| tag.kind == TagKind::TalkRound).collect();
        let (relations, tx, _) = self.relations_of(entered, about, &rounds, students_of).await?;
        tx.rollback().await?;
        Ok(relations)
    }

    async fn relations_of(
        &self,
        entered: &Entered,
        about: About,
        rounds: &[Tag],
        students: impl Fn(About, &Relations) -> Vec<PersonId>,
    ) -> Result<(Relations, TenantTx, Found), StoreError> {
        let (mut relations, mut found) = (Relations::default(), Found::default());
        let me = entered.actor().person();
        let mut keys: Vec<Tag> = me.map(Tag::person).into_iter().chain(whom(about)).chain(settings(entered)).collect();
        keys.extend(rounds);
        let mut asked: HashSet<Tag> = HashSet::new();
        keys.retain(|key| asked.insert(*key));
        let (mut tx, bodies) = begin_with_rows(&self.db, entered.school(), &wanted(&keys)).await?;
        put(&keys, &bodies, &mut relations)?;
        found.keep(&wanted(&keys), bodies);
        loop {
            // Each row leads to others: a class or a person to students, a student to their class.
            let classes = relations.students.iter().filter_map(|card| card.class).map(Tag::class);
            keys = students(about, &relations).into_iter().map(Tag::student).chain(classes).collect();
            keys.retain(|key| asked.insert(*key));
            if keys.is_empty() {
                break;
            }
            let bodies = stored_rows(&mut tx, &wanted(&keys)).await?;
            put(&keys, &bodies, &mut relations)?;
            found.keep(&wanted(&keys), bodies);
        }
        relations.actor = me.and_then(|me| relations.person(me)).cloned();
        relations.persons.retain(|row| about == About::Person(row.person));
        Ok((relations, tx, found))
    }
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

/// The school's row, for those whose pages depend on a setting: home may have to wait for the student (S25), and a student
/// is shown what home sees.
fn settings(entered: &Entered) -> Option<Tag> {
    let waits = matches!(entered.actor().role(), Some(Role::Student | Role::Parent | Role::Supporter));
    waits.then(|| Tag::school(entered.school()))
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
fn wanted(keys: &[Tag]) -> Vec<Wanted> {
    let of = |key: &Tag| match key.kind {
        TagKind::Class => Wanted::of::<ClassRows>(*key),
        TagKind::Student => Wanted::of::<StudentCards>(*key),
        TagKind::School => Wanted::of::<SchoolRows>(*key),
        TagKind::TalkRound => Wanted::of::<RoundRows>(*key),
        _ => Wanted::of::<PersonRows>(*key),
    };
    keys.iter().map(of).collect()
}

fn put(keys: &[Tag], bodies: &[Option<Vec<u8>>], relations: &mut Relations) -> Result<(), StoreError> {
    for (key, body) in keys.iter().zip(bodies) {
        let Some(body) = body else { continue };
        match key.kind {
            TagKind::Class => relations.classes.push(read_row::<ClassRows>(body)?),
            TagKind::Student => relations.students.push(read_row::<StudentCards>(body)?),
            TagKind::TalkRound => relations.rounds.push(read_row::<RoundRows>(body)?),
            TagKind::School => relations.student_first_hours = Some(read_row::<SchoolRows>(body)?.student_first_hours),
            _ => relations.persons.push(read_row::<PersonRows>(body)?),
        }
    }
    Ok(())
}
