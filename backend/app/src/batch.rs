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
    ids::{CommandId, EventId, PersonId, Position, Stream, StreamKind, Tag},
    lookup::LookupChange,
    policy::{About, Granted, Pass, Principal, Relations, RelationsQuery, RowSource, deeds, permit},
    views::{AnyRow, ClassRows, PersonRows, RoundRows, SchoolRows, StudentCard, StudentCards, View, row_of},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use store::{AppendResult, NewCommand};
use uuid::Uuid;

/// Commands decided and not yet committed, on top of what the school's log holds.
pub struct Batch {
    app: App,
    /// The moment of all decisions; a demo moves it from day to day.
    instant: Option<DateTime<Utc>>,
    known: BatchState,
    pending: Vec<NewCommand>,
    undo: Vec<Undo>,
}

/// A view's name and a key in it.
type RowKey = (&'static str, Tag);

/// What the batch has read or decided so far.
#[derive(Default)]
struct BatchState {
    /// `None`: it was read, and there is no such row.
    rows: BTreeMap<RowKey, Option<AnyRow>>,
    streams: HashMap<Stream, StreamSoFar>,
    /// Who of these people share a number, until somebody's number changes.
    shared_reach: HashMap<Vec<PersonId>, Vec<(PersonId, PersonId)>>,
    /// The log held nothing when the batch began: what is not known here does not exist.
    everything: bool,
    /// All this is known at least up to this end of the log. What others add after it, the log holds against each command.
    head: Position,
}

/// A stream as far as it is decided.
#[derive(Clone, Default)]
struct StreamSoFar {
    version: u32,
    facts: Vec<Fact>,
}

/// How to take one change back.
enum Undo {
    Row(RowKey, Option<Option<AnyRow>>),
    Stream(Stream, usize),
}

/// A point in a batch to go back to, so that a row of an import happens whole or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Savepoint {
    pending: usize,
    undo: usize,
}

impl Batch {
    /// A batch that reads what it needs from the log. `head`: where the log ended when the caller looked. What others add after
    /// it is held against what the batch decides.
    pub fn begin(app: &App, head: Position) -> Batch {
        let known = BatchState { head, ..BatchState::default() };
        Batch { app: app.clone(), instant: None, known, pending: vec![], undo: vec![] }
    }

    /// For a school whose log is still empty: nothing has to be read, ever.
    pub fn begin_on_an_empty_log(app: &App) -> Batch {
        let mut batch = Batch::begin(app, Position(0));
        batch.known.everything = true;
        batch
    }

    /// For commands that were planned on what the log held at `head`. The ids of these people were made for that plan, so the
    /// log can hold nothing of them, and nothing is read. The commit checks it all the same.
    pub fn begin_with_new(app: &App, head: Position, people: &[PersonId]) -> Batch {
        let mut batch = Batch::begin(app, head);
        for person in people {
            let rows = [(PersonRows::NAME, Tag::person(*person)), (StudentCards::NAME, Tag::student(*person))];
            batch.known.rows.extend(rows.map(|row| (row, None)));
            let streams = [StreamKind::Student, StreamKind::Parent, StreamKind::Details].map(|kind| Stream::of(kind, person.0));
            batch.known.streams.extend(streams.map(|stream| (stream, StreamSoFar::default())));
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
        let relations = self.relations(principal, command.about(), &command.consistency_tags()).await?;
        let pass = command.permitted(principal, &relations)?;
        let past = self.past(pass, command.stream(), id).await?;
        let now = calendar::now_at(self.instant.unwrap_or_else(|| self.app.now().recorded_at));
        let context = Context { now, actor: principal.actor(), relations: &relations };
        let said = command.decided(&mut past.facts.iter(), &context)?;
        if said.is_empty() {
            return Ok(0);
        }
        let digest = self.app.digest(principal, command).await?;
        let events: Vec<Event> = said.iter().map(|said| event(principal, said, now.recorded_at)).collect();
        self.read_touched(principal, &events).await?;
        let facts = events.len();
        events.into_iter().for_each(|event| self.remember(event));
        let mut new = new_command(principal.actor(), id, digest, command, past.version, self.known.head, said);
        new.recorded_at = self.instant;
        if !new.lookups.is_empty() {
            self.known.shared_reach.clear();
        }
        self.pending.push(new);
        Ok(facts)
    }

    /// Where the batch stands now, to roll back to.
    pub fn savepoint(&self) -> Savepoint {
        Savepoint { pending: self.pending.len(), undo: self.undo.len() }
    }

    /// Forgets everything that was decided after the savepoint.
    pub fn roll_back_to(&mut self, savepoint: Savepoint) {
        self.pending.truncate(savepoint.pending);
        self.known.shared_reach.clear();
        for undo in self.undo.drain(savepoint.undo..).rev() {
            match undo {
                Undo::Row(key, Some(row)) => _ = self.known.rows.insert(key, row),
                Undo::Row(key, None) => _ = self.known.rows.remove(&key),
                Undo::Stream(stream, facts) => {
                    if let Some(past) = self.known.streams.get_mut(&stream) {
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
        let cards = self.known.rows.iter().filter(|((view, _), _)| *view == StudentCards::NAME);
        cards.filter_map(|(_, card)| row_of::<StudentCards>(card.as_ref()?))
    }

    /// Lets go of what was decided without storing it: the log holds it already, from a run that was interrupted.
    pub fn let_go(&mut self) {
        self.undo.clear();
        let events = self.pending.drain(..).map(|command| command.events.len() as i64).sum::<i64>();
        self.known.head = Position(self.known.head.0 + events);
    }

    /// Commits what was decided, in order, in one transaction. The answers stand in the same order: what lost a race against
    /// somebody else is stale, and the others are committed.
    pub async fn commit(&mut self, principal: &Principal) -> Result<Vec<AppendResult>, Problem> {
        let relations = self.relations(principal, About::School, &[]).await?;
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
            self.known = BatchState::default();
        }
        self.known.head = head;
    }

    /// The same relations that the store would answer, with what has been decided since.
    async fn relations(&mut self, principal: &Principal, about: About, consistency_tags: &[Tag]) -> Result<Relations, Problem> {
        let query = RelationsQuery::new(principal.actor(), about).to_decide(consistency_tags);
        loop {
            match query.follow(&self.known) {
                Ok(relations) => return self.compared(principal, relations).await,
                Err(missing) => self.known.learn(self.app.store().related_rows(principal, &query, missing).await?),
            }
        }
    }

    /// Compared as the store does it, with the numbers of what waits to be committed.
    async fn compared(&mut self, principal: &Principal, relations: Relations) -> Result<Relations, Problem> {
        let people = relations.to_compare();
        if people.is_empty() {
            return Ok(relations);
        }
        if let Some(same) = self.known.shared_reach.get(&people) {
            return Ok(relations.compared(same));
        }
        let waiting = self.pending.iter().flat_map(|command| &command.lookups);
        let waiting: Vec<LookupChange> = waiting.filter(|change| people.contains(&change.person)).cloned().collect();
        let same = self.app.store().shared_reach(principal, &people, &waiting).await?;
        let relations = relations.compared(&same);
        self.known.shared_reach.insert(people, same);
        Ok(relations)
    }

    /// Reads the rows that these facts change, as far as they are not known yet.
    async fn read_touched(&mut self, principal: &Principal, events: &[Event]) -> Result<(), Problem> {
        let unread: Vec<Tag> = events.iter().flat_map(|event| self.known.unread(event)).collect();
        if !unread.is_empty() {
            let query = RelationsQuery::new(principal.actor(), About::School);
            self.known.learn(self.app.store().related_rows(principal, &query, unread).await?);
        }
        Ok(())
    }

    async fn past(&mut self, pass: Granted, stream: Stream, id: CommandId) -> Result<StreamSoFar, Problem> {
        if let Some(past) = self.known.streams.get(&stream) {
            return Ok(past.clone());
        }
        if self.known.everything {
            return Ok(StreamSoFar::default());
        }
        let loaded = self.app.store().load(pass, stream, id).await?;
        let past = StreamSoFar { version: loaded.version, facts: loaded.facts };
        self.known.streams.insert(stream, past.clone());
        Ok(past)
    }

    /// Folds a decided fact into what is known, with the same views that the store runs.
    fn remember(&mut self, event: Event) {
        self.fold::<SchoolRows>(&event);
        self.fold::<PersonRows>(&event);
        self.fold::<StudentCards>(&event);
        self.fold::<ClassRows>(&event);
        self.fold::<RoundRows>(&event);

        let stream = event.fact.stream();
        let past = self.known.streams.entry(stream).or_default();
        self.undo.push(Undo::Stream(stream, past.facts.len()));
        past.facts.push(event.fact);
        past.version += 1;
    }

    fn fold<V: View>(&mut self, event: &Event) {
        if !V::VIEW.consumes(&event.fact) {
            return;
        }
        for key in V::keys(event) {
            let row = V::fold(self.known.row::<V>(key).flatten().cloned(), key, event);
            let row = row.map(|row| Arc::new(row) as AnyRow);
            let before = self.known.rows.insert((V::NAME, key), row);
            self.undo.push(Undo::Row((V::NAME, key), before));
        }
    }
}

/// A decided fact as an event that has no place in the log yet.
fn event(principal: &Principal, said: &NewFact, recorded_at: DateTime<Utc>) -> Event {
    Event {
        pos: Position(0),
        id: EventId(Uuid::nil()),
        occurred: said.occurred,
        recorded_at,
        author: principal.actor().author(),
        fact: said.fact.clone(),
    }
}

impl BatchState {
    /// What was read never replaces what has been decided since.
    fn learn(&mut self, read: impl IntoIterator<Item = (RowKey, Option<AnyRow>)>) {
        for (key, row) in read {
            self.rows.entry(key).or_insert(row);
        }
    }

    /// The keys of the rows that an event changes and that have not been read.
    fn unread(&self, event: &Event) -> Vec<Tag> {
        fn of<V: View>(known: &BatchState, event: &Event) -> Vec<Tag> {
            let keys = if V::VIEW.consumes(&event.fact) { V::keys(event) } else { vec![] };
            keys.into_iter().filter(|key| known.row::<V>(*key).is_none()).collect()
        }
        [
            of::<SchoolRows>(self, event),
            of::<PersonRows>(self, event),
            of::<StudentCards>(self, event),
            of::<ClassRows>(self, event),
            of::<RoundRows>(self, event),
        ]
        .concat()
    }
}

impl RowSource for BatchState {
    fn row<V: View>(&self, key: Tag) -> Option<Option<&V::Row>> {
        match self.rows.get(&(V::NAME, key)) {
            Some(row) => Some(row.as_ref().and_then(row_of::<V>)),
            None => self.everything.then_some(None),
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use domain::{
        actor::{Actor, Role},
        class::{AssignMentor, OpenClass},
        ids::ClassId,
        person::{
            details::ChangeDetails,
            parent::{Authority, ChangeAuthority, LinkParent, Relation},
            staff::{AppointStaff, EndRole},
            student::{EnrolStudent, MoveStudent},
            supporter::{Kinship, NameSupporter},
        },
        personal::HoldsPersonal,
        school::ChangeSettings,
        time::SchoolYear,
        values::{ChangeReason, CustodyNote, PersonName, PhoneNumber, Reachable, StudentNumber},
    };
    use store::AppendError;
    use testing::{TestSchool, TestStore};

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
            app.carry_out(&operator, id(), AppointStaff { person: mentor, name: Some(name), role: Role::Mentor }).await.unwrap();
            Office { school, app, operator, mentor }
        }

        async fn head(&self) -> Position {
            let heads = self.app.store().heads().await.unwrap();
            heads.into_iter().find(|(school, _)| *school == self.school.id).unwrap().1
        }

        async fn mentor_leaves(&self) {
            let end = EndRole { person: self.mentor, role: Role::Mentor, reason: ChangeReason::Changed };
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

    /// A school of two classes, decided and committed in one batch: a student with two parents, of whom one also supports
    /// another student, and a student who supports that one too. Everybody in it.
    async fn families(office: &Office<'_>, batch: &mut Batch) -> (Vec<ClassId>, Vec<PersonId>) {
        let (someone, name) = (|| PersonId(Uuid::new_v4()), || PersonName::new("Elif", "", "Demir").unwrap());
        let (amira, milan, mother, father) = (someone(), someone(), someone(), someone());
        let classes = [open_class(), open_class()];
        for open in &classes {
            batch.carry_out(&office.operator, id(), open).await.unwrap();
            let assign = AssignMentor { class: open.class, mentor: office.mentor };
            batch.carry_out(&office.operator, id(), &assign).await.unwrap();
        }
        for (student, class, number) in [(amira, classes[0].class, "1"), (milan, classes[1].class, "2")] {
            let number = StudentNumber::parse(number).unwrap();
            let enrol = EnrolStudent { student, class, number, name: name(), birth_date: None };
            batch.carry_out(&office.operator, id(), &enrol).await.unwrap();
        }
        for (parent, relation) in [(mother, Relation::Mother), (father, Relation::Father)] {
            let link = LinkParent { parent, student: amira, relation, authority: Authority::Full, name: Some(name()) };
            batch.carry_out(&office.operator, id(), &link).await.unwrap();
        }
        for supporter in [mother, amira] {
            let support = NameSupporter { supporter, name: name(), student: milan, kinship: Kinship::Other, phone: None };
            batch.carry_out(&office.operator, id(), &support).await.unwrap();
        }
        let admin = someone();
        let appoint = AppointStaff { person: admin, name: Some(name()), role: Role::SchoolAdmin };
        batch.carry_out(&office.operator, id(), &appoint).await.unwrap();
        let settings = ChangeSettings {
            school: office.school.id,
            name: Some("Het Kompas".into()),
            city: None,
            student_first_hours: Some(6),
            parents_follow_until: None,
            reason: ChangeReason::Mistake,
        };
        batch.carry_out(&office.school.principal(admin, Role::SchoolAdmin), id(), &settings).await.unwrap();
        (classes.map(|open| open.class).to_vec(), vec![amira, milan, mother, father, office.mentor, admin, someone()])
    }

    /// Their personal values are open in the batch and sealed in the log: erased, they are the same.
    fn erased(mut relations: Relations) -> Relations {
        fn erase(rows: &mut [impl HoldsPersonal]) {
            rows.iter_mut().for_each(|row| row.each_personal(&mut |_, personal| personal.put_erased()));
        }
        erase(relations.actor.as_mut_slice());
        erase(&mut relations.persons);
        erase(&mut relations.students);
        erase(&mut relations.classes);
        relations
    }

    #[tokio::test]
    async fn the_batch_knows_the_relations_that_the_store_would_answer() {
        let ground = TestStore::live().await;
        let office = Office::on(&ground).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        let (classes, people) = families(&office, &mut batch).await;
        assert!(office.commit(&mut batch).await.into_iter().all(|committed| committed));
        let abouts = [About::School].into_iter().chain(classes.into_iter().map(About::Class));
        let abouts = abouts.chain(people.iter().flat_map(|person| [About::Student(*person), About::Person(*person)]));
        for about in abouts {
            for role in Role::ALL {
                for person in &people {
                    let principal = office.school.principal(*person, role);
                    let stored = office.app.store().relations(&principal, about).await.unwrap();
                    let known = batch.relations(&principal, about, &[]).await.unwrap();
                    assert_eq!(erased(known), erased(stored), "{role:?} about {about:?}");
                }
            }
        }
    }

    /// A father without authority, and a helper of his child with his number, all in one batch or one by one.
    #[tokio::test]
    async fn a_number_that_waits_to_be_committed_is_compared_too() {
        let ground = TestStore::live().await;
        let office = Office::on(&ground).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        let (_, people) = families(&office, &mut batch).await;
        let (amira, mother, father, uncle) = (people[0], people[2], people[3], PersonId(Uuid::new_v4()));
        let name = PersonName::new("Kees", "", "Demir").unwrap();
        let number = |text| PhoneNumber::parse(text).unwrap();
        let named = NameSupporter {
            supporter: uncle,
            name,
            student: amira,
            kinship: Kinship::Other,
            phone: Some(number("06 0000 0099")),
        };
        let parent = office.school.principal(mother, Role::Parent);
        batch.carry_out(&parent, id(), &named).await.unwrap();
        let because = CustodyNote::parse("Uitspraak.").unwrap();
        let authority = ChangeAuthority { parent: father, student: amira, authority: Authority::None, because };
        batch.carry_out(&office.operator, id(), &authority).await.unwrap();
        let helper = office.school.principal(uncle, Role::Supporter);
        let comes_in = async |batch: &mut Batch| {
            let known = batch.relations(&helper, About::Student(amira), &[]).await.unwrap();
            permit::<deeds::ReadHome>(&helper, &known, About::Student(amira)).is_ok()
        };
        assert!(comes_in(&mut batch).await, "another number");
        let reachable = Reachable::Phone(number("06 0000 0099"));
        batch.carry_out(&office.operator, id(), &ChangeDetails { person: father, reachable }).await.unwrap();
        assert!(!comes_in(&mut batch).await, "both wait to be committed");
        office.commit(&mut batch).await;
        assert!(!comes_in(&mut batch).await, "both are committed");
        let stored = office.app.store().relations(&helper, About::Student(amira)).await.unwrap();
        assert!(permit::<deeds::ReadHome>(&helper, &stored, About::Student(amira)).is_err());
        let reachable = Reachable::Phone(number("06 0000 0098"));
        batch.carry_out(&office.operator, id(), &ChangeDetails { person: father, reachable }).await.unwrap();
        assert!(comes_in(&mut batch).await, "the last one waits and is another number again");
    }

    #[tokio::test]
    async fn a_stored_student_who_moves_in_the_batch_is_known_in_the_new_class() {
        let ground = TestStore::live().await;
        let office = Office::on(&ground).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        let (classes, people) = families(&office, &mut batch).await;
        office.commit(&mut batch).await;
        let mut batch = Batch::begin(&office.app, office.head().await);
        batch
            .carry_out(&office.operator, id(), &MoveStudent { student: people[0], to: classes[1], reason: ChangeReason::Changed })
            .await
            .unwrap();
        let moved = batch.relations(&office.operator, About::Student(people[0]), &[]).await.unwrap();
        assert_eq!(moved.students.iter().map(|card| card.class).collect::<Vec<_>>(), [Some(classes[1])]);
        let left = batch.relations(&office.operator, About::Class(classes[0]), &[]).await.unwrap();
        assert_eq!((left.classes.len(), left.students.len()), (1, 0));
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
