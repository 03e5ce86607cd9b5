//! Many commands in one go, for an import and for the demo's year: each through policy and decide, exactly as one by one,
//! and committed together. What has been decided in the batch is known to what follows, before it is stored.

use crate::{
    App, Problem, calendar,
    carry_out::{AnyCommand, new_command},
};
use chrono::{DateTime, Utc};
use domain::{
    facts::{Event, Fact},
    grammar::{Command, Context, NewFact},
    ids::{ClassId, CommandId, EventId, PersonId, Position, RoundId, Stream, StreamKind, Tag, TagKind},
    policy::{About, Granted, Pass, Principal, Relations, deeds, permit},
    views::{ClassRow, ClassRows, PersonRow, PersonRows, RoundRow, RoundRows, StudentCard, StudentCards, View},
};
use std::collections::{BTreeMap, HashMap, HashSet};
use store::{AppendResult, NewCommand};

/// Commands decided and not yet committed, on top of what the school's log holds.
pub struct Batch {
    app: App,
    /// The moment of all decisions; a demo moves it from day to day.
    instant: Option<DateTime<Utc>>,
    known: Known,
    pending: Vec<NewCommand>,
    undo: Vec<Undo>,
}

/// What the batch has read or decided so far. `None`: read, and there is no such row.
#[derive(Default)]
struct Known {
    persons: BTreeMap<PersonId, Option<PersonRow>>,
    students: BTreeMap<PersonId, Option<StudentCard>>,
    classes: BTreeMap<ClassId, Option<ClassRow>>,
    rounds: BTreeMap<RoundId, Option<RoundRow>>,
    stories: HashMap<Stream, Past>,
    asked: HashSet<About>,
    /// The log held nothing when the batch began: what is not known here does not exist.
    everything: bool,
    /// The end of the log, but for what is waiting, when the first of all this was read. What others add later is news to it.
    head: Position,
}

/// A stream as far as it is decided.
#[derive(Clone, Default)]
struct Past {
    version: u32,
    facts: Vec<Fact>,
}

/// How to take one change back.
enum Undo {
    Person(PersonId, Option<Option<PersonRow>>),
    Student(PersonId, Option<Option<StudentCard>>),
    Class(ClassId, Option<Option<ClassRow>>),
    Round(RoundId, Option<Option<RoundRow>>),
    Story(Stream, usize),
}

/// A point in a batch to go back to, so that a row of an import happens whole or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pending: usize,
    undo: usize,
}

impl Batch {
    /// On what the log held at `head`, or holds since.
    pub fn begin(app: &App, head: Position) -> Batch {
        let known = Known { head, ..Known::default() };
        Batch { app: app.clone(), instant: None, known, pending: vec![], undo: vec![] }
    }

    /// For a school whose log is still empty: nothing has to be read, ever.
    pub fn begin_on_an_empty_log(app: &App) -> Batch {
        let mut batch = Batch::begin(app, Position(0));
        batch.known.everything = true;
        batch
    }

    /// For commands that were planned on what the log held at `head`, with ids made for them: of these people nothing is
    /// known yet, so nothing is read. The log checks it all the same.
    pub fn begin_with_new(app: &App, head: Position, people: &[PersonId]) -> Batch {
        let mut batch = Batch::begin(app, head);
        for person in people {
            batch.known.persons.insert(*person, None);
            batch.known.students.insert(*person, None);
            batch.known.asked.extend([About::Person(*person), About::Student(*person)]);
            let streams = [StreamKind::Student, StreamKind::Parent, StreamKind::Details].map(|kind| Stream::of(kind, person.0));
            batch.known.stories.extend(streams.map(|stream| (stream, Past::default())));
        }
        batch
    }

    /// From now on decisions are made at this instant. Only a simulated clock allows it.
    pub fn at(&mut self, instant: DateTime<Utc>) {
        self.instant = Some(instant);
    }

    /// Decides a command; its facts count for the commands that follow. Says how many facts there were.
    pub async fn carry_out<C: Command + Send>(
        &mut self,
        principal: &Principal,
        id: CommandId,
        command: &C,
    ) -> Result<usize, Problem> {
        self.carry_out_any(principal, id, command).await
    }

    async fn carry_out_any(&mut self, principal: &Principal, id: CommandId, command: &dyn AnyCommand) -> Result<usize, Problem> {
        let mut relations = self.relations(principal, command.about()).await?;
        relations.rounds = self.rounds(principal, command).await?;
        let pass = command.permitted(principal, &relations)?;
        let past = self.past(pass, command.stream(), id).await?;
        let now = calendar::now_at(self.instant.unwrap_or_else(|| self.app.now().recorded_at));
        let context = Context { now, actor: principal.actor(), relations: &relations };
        let said = command.decided(&mut past.facts.iter(), &context)?;
        if said.is_empty() {
            return Ok(0);
        }
        let digest = self.app.digest(principal, command).await?;
        for said in &said {
            self.remember(principal, said, now.recorded_at);
        }
        let facts = said.len();
        let mut new = new_command(principal.actor(), id, digest, command, past.version, self.known.head, said);
        new.recorded_at = self.instant;
        self.pending.push(new);
        Ok(facts)
    }

    pub fn mark(&self) -> Mark {
        Mark { pending: self.pending.len(), undo: self.undo.len() }
    }

    /// Forgets everything that was decided after the mark.
    pub fn back_to(&mut self, mark: Mark) {
        self.pending.truncate(mark.pending);
        for undo in self.undo.drain(mark.undo..).rev() {
            match undo {
                Undo::Person(id, row) => put_back(&mut self.known.persons, id, row),
                Undo::Student(id, row) => put_back(&mut self.known.students, id, row),
                Undo::Class(id, row) => put_back(&mut self.known.classes, id, row),
                Undo::Round(id, row) => put_back(&mut self.known.rounds, id, row),
                Undo::Story(stream, facts) => {
                    if let Some(past) = self.known.stories.get_mut(&stream) {
                        past.version -= (past.facts.len() - facts) as u32;
                        past.facts.truncate(facts);
                    }
                }
            }
        }
    }

    /// How many commands wait to be committed.
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// Students as far as the batch knows them.
    pub fn students(&self) -> impl Iterator<Item = &StudentCard> {
        self.known.students.values().flatten()
    }

    /// Lets go of what was decided without storing it: the log holds it already, from a run that was interrupted.
    pub fn let_go(&mut self) {
        self.undo.clear();
        let events = self.pending.drain(..).map(|command| command.events.len() as i64).sum::<i64>();
        self.known.head = Position(self.known.head.0 + events);
    }

    /// Commits what was decided, in order, in one transaction. What lost a race meanwhile is said by its place.
    pub async fn commit(&mut self, principal: &Principal) -> Result<Vec<AppendResult>, Problem> {
        let relations = self.relations(principal, About::School).await?;
        let pass: Pass<deeds::CommitBatch> = permit(principal, &relations, About::School)?;
        self.undo.clear();
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return Ok(vec![]);
        }
        let events = pending.iter().map(|command| command.events.len() as i64).sum::<i64>();
        let answers = self.app.store().append_batch(&pass, pending).await?;
        self.settle(&answers, events);
        Ok(answers)
    }

    /// What is known goes on from the end of what was added. When somebody else added something before that, or when what
    /// was remembered of a command did not come about, all of it is read again.
    fn settle(&mut self, answers: &[AppendResult], events: i64) {
        let head = answers.iter().flatten().map(|appended| appended.last).max().unwrap_or(self.known.head).max(self.known.head);
        if head.0 != self.known.head.0 + events {
            self.known = Known::default();
        }
        self.known.head = head;
    }

    async fn relations(&mut self, principal: &Principal, about: About) -> Result<Relations, Problem> {
        let actor = principal.actor().person();
        if !self.known.everything && self.known.asked.insert(about) | self.actor_is_new(actor) {
            let found = self.app.store().relations(principal, about).await?;
            self.known.learn(found, actor, about);
        }
        Ok(self.known.relations(actor, about))
    }

    /// The rounds of talks that the command leans on.
    async fn rounds(&mut self, principal: &Principal, command: &dyn AnyCommand) -> Result<Vec<RoundRow>, Problem> {
        let consistency_tags = command.consistency_tags();
        let round = |tag: &Tag| (tag.kind == TagKind::TalkRound).then_some(RoundId(tag.id));
        let rounds: Vec<RoundId> = consistency_tags.iter().filter_map(round).collect();
        if !self.known.everything && rounds.iter().any(|round| !self.known.rounds.contains_key(round)) {
            let found = self.app.store().relations_to_decide(principal, command.about(), &consistency_tags).await?;
            for row in found.rounds {
                self.known.rounds.entry(row.round).or_insert(Some(row));
            }
        }
        Ok(rounds.iter().filter_map(|round| self.known.rounds.get(round).cloned().flatten()).collect())
    }

    fn actor_is_new(&self, actor: Option<PersonId>) -> bool {
        actor.is_some_and(|actor| !self.known.persons.contains_key(&actor))
    }

    async fn past(&mut self, pass: Granted, stream: Stream, id: CommandId) -> Result<Past, Problem> {
        if let Some(past) = self.known.stories.get(&stream) {
            return Ok(past.clone());
        }
        if self.known.everything {
            return Ok(Past::default());
        }
        let loaded = self.app.store().load(pass, stream, id).await?;
        let past = Past { version: loaded.version, facts: loaded.facts };
        self.known.stories.insert(stream, past.clone());
        Ok(past)
    }

    /// Folds a decided fact into what is known, with the same views that the store runs.
    fn remember(&mut self, principal: &Principal, said: &NewFact, recorded_at: DateTime<Utc>) {
        let stream = said.fact.stream();
        let past = self.known.stories.entry(stream).or_default();
        self.undo.push(Undo::Story(stream, past.facts.len()));
        past.facts.push(said.fact.clone());
        past.version += 1;

        let event = Event {
            pos: Position(0),
            id: EventId(uuid::Uuid::nil()),
            occurred: said.occurred,
            recorded_at,
            author: principal.actor().author(),
            fact: said.fact.clone(),
        };
        let (undo, known) = (&mut self.undo, &mut self.known);
        fold::<PersonRows, _>(&event, &mut known.persons, |tag| PersonId(tag.id), |id, row| undo.push(Undo::Person(id, row)));
        fold::<StudentCards, _>(&event, &mut known.students, |tag| PersonId(tag.id), |id, row| undo.push(Undo::Student(id, row)));
        fold::<ClassRows, _>(&event, &mut known.classes, |tag| ClassId(tag.id), |id, row| undo.push(Undo::Class(id, row)));
        fold::<RoundRows, _>(&event, &mut known.rounds, |tag| RoundId(tag.id), |id, row| undo.push(Undo::Round(id, row)));
    }
}

fn put_back<K: Ord, R>(rows: &mut BTreeMap<K, Option<R>>, id: K, row: Option<Option<R>>) {
    match row {
        Some(row) => rows.insert(id, row),
        None => rows.remove(&id),
    };
}

fn fold<V: View, K: Ord + Copy>(
    event: &Event,
    rows: &mut BTreeMap<K, Option<V::Row>>,
    id_of: impl Fn(Tag) -> K,
    mut undo: impl FnMut(K, Option<Option<V::Row>>),
) {
    if !V::VIEW.consumes(&event.fact) {
        return;
    }
    for key in V::keys(event) {
        let id = id_of(key);
        let before = rows.get(&id).cloned();
        let row = V::fold(before.clone().flatten(), key, event);
        undo(id, before);
        rows.insert(id, row);
    }
}

impl Known {
    /// What was read never replaces what has been decided since.
    fn learn(&mut self, found: Relations, actor: Option<PersonId>, about: About) {
        for row in found.actor.into_iter().chain(found.persons) {
            self.persons.entry(row.person).or_insert(Some(row));
        }
        for card in found.students {
            self.students.entry(card.student).or_insert(Some(card));
        }
        for row in found.classes {
            self.classes.entry(row.class).or_insert(Some(row));
        }
        if let Some(actor) = actor {
            self.persons.entry(actor).or_insert(None);
        }
        match about {
            About::School => {}
            About::Class(class) => {
                self.classes.entry(class).or_insert(None);
            }
            About::Student(student) => {
                self.students.entry(student).or_insert(None);
            }
            About::Person(person) => {
                self.persons.entry(person).or_insert(None);
            }
        }
    }

    /// The same rows that `Store::relations` would load.
    fn relations(&self, actor: Option<PersonId>, about: About) -> Relations {
        let mut relations = Relations { actor: actor.and_then(|actor| self.person(actor)), ..Relations::default() };
        match about {
            About::School => {}
            About::Class(class) => {
                relations.classes.extend(self.class(class));
                let students = relations.classes.iter().flat_map(|row| row.students.clone()).collect::<Vec<_>>();
                relations.students.extend(students.into_iter().filter_map(|student| self.student(student)));
            }
            About::Student(student) => {
                relations.students.extend(self.student(student));
                self.add_classes(&mut relations);
            }
            About::Person(person) => {
                relations.persons.extend(self.person(person));
                let ties = relations.persons.iter().flat_map(|row| {
                    let children = row.children.iter().map(|tie| tie.student);
                    children.chain(row.supports.iter().map(|tie| tie.student)).chain(row.is_student.then_some(row.person))
                });
                let students: Vec<_> = ties.collect();
                relations.students.extend(students.into_iter().filter_map(|student| self.student(student)));
                self.add_classes(&mut relations);
            }
        }
        relations
    }

    fn add_classes(&self, relations: &mut Relations) {
        let classes: Vec<_> = relations.students.iter().filter_map(|card| card.class).collect();
        relations.classes.extend(classes.into_iter().filter_map(|class| self.class(class)));
    }

    fn person(&self, person: PersonId) -> Option<PersonRow> {
        self.persons.get(&person).cloned().flatten()
    }
    fn student(&self, student: PersonId) -> Option<StudentCard> {
        self.students.get(&student).cloned().flatten()
    }
    fn class(&self, class: ClassId) -> Option<ClassRow> {
        self.classes.get(&class).cloned().flatten()
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use domain::{
        actor::{Actor, Role},
        class::{AssignMentor, OpenClass},
        person::staff::{AppointStaff, EndRole},
        time::SchoolYear,
        values::PersonName,
    };
    use store::AppendError;
    use testing::{TestSchool, TestStore};
    use uuid::Uuid;

    struct Office<'a> {
        school: TestSchool<'a>,
        app: App,
        operator: Principal,
        mentor: PersonId,
    }

    fn id() -> CommandId {
        CommandId(Uuid::new_v4())
    }

    fn open_class() -> OpenClass {
        OpenClass { class: ClassId(Uuid::new_v4()), name: "3B".into(), school_year: SchoolYear(2025), year: Some(3), track: None }
    }

    impl Office<'_> {
        async fn on(ground: &TestStore) -> Office<'_> {
            let school = ground.school().await;
            let operator = Principal::as_actor(Actor::Operator { school: school.id });
            let (app, mentor) = (App::new(ground.store.clone()), PersonId(Uuid::new_v4()));
            let name = PersonName::new("Joke", "", "Visser").unwrap();
            app.carry_out(&operator, id(), AppointStaff { person: mentor, name, role: Role::Mentor }).await.unwrap();
            Office { school, app, operator, mentor }
        }

        async fn head(&self) -> Position {
            let heads = self.app.store().heads().await.unwrap();
            heads.into_iter().find(|(school, _)| *school == self.school.id).unwrap().1
        }

        async fn mentor_leaves(&self) {
            let end = EndRole { person: self.mentor, role: Role::Mentor };
            self.app.carry_out(&self.operator, id(), end).await.unwrap();
        }

        /// A class with the mentor.
        async fn class(&self, batch: &mut Batch) -> Result<usize, Problem> {
            let open = open_class();
            batch.carry_out(&self.operator, id(), &open).await?;
            batch.carry_out(&self.operator, id(), &AssignMentor { class: open.class, mentor: self.mentor }).await
        }

        async fn commit(&self, batch: &mut Batch) -> Vec<bool> {
            let answers = batch.commit(&self.operator).await.unwrap();
            assert!(answers.iter().flatten().all(|appended| !appended.repeated));
            assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(AppendError::Stale))));
            answers.iter().map(Result::is_ok).collect()
        }
    }

    #[tokio::test]
    async fn news_that_came_before_something_else_was_read_is_news_all_the_same() {
        let ground = TestStore::live().await;
        let office = Office::on(&ground).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        office.class(&mut batch).await.unwrap();
        office.mentor_leaves().await;
        // Another class is read at a later end of the log. The mentor is not read again.
        office.class(&mut batch).await.unwrap();
        assert_eq!(office.commit(&mut batch).await, [true, false, true, false]);
        assert!(matches!(office.class(&mut batch).await, Err(Problem::Refused(_))), "and now they are");
    }

    #[tokio::test]
    async fn what_others_add_between_two_commits_is_read() {
        let ground = TestStore::live().await;
        let office = Office::on(&ground).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        office.class(&mut batch).await.unwrap();
        assert_eq!(office.commit(&mut batch).await, [true, true]);
        // Nobody else: it goes on from there, and what it added itself is no news.
        office.class(&mut batch).await.unwrap();
        assert_eq!(office.commit(&mut batch).await, [true, true]);
        batch.carry_out(&office.operator, id(), &open_class()).await.unwrap();
        office.mentor_leaves().await;
        assert_eq!(office.commit(&mut batch).await, [true]);
        assert!(matches!(office.class(&mut batch).await, Err(Problem::Refused(_))));
    }
}
