//! For tests alone: a store on the one private server that the tests of a binary share, and a school with people in it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::{Actor, Role, Via},
    class::{ClassOpened, MentorAssigned},
    contact::{ContactAccount, ContactMade, Initiative, Means, Reason, Topic},
    facts::Fact,
    ids::{ClassId, CommandId, ContactId, PersonId, SchoolId},
    lookup::LookupChange,
    person::{
        details::DetailsChanged,
        parent::{Authority, ParentLinked, ParentRegistered, Relation},
        staff::StaffAppointed,
        student::StudentEnrolled,
        supporter::{Kinship, SupporterConfirmed, SupporterNamed},
    },
    personal::Personal,
    policy::{About, DeedType, Pass, Principal, Relations, deeds, permit},
    school::SchoolOpened,
    time::{Occurred, SchoolYear},
    values::{Channel, PersonName, Reachable, StudentNumber, Words},
};
use sqlx::{Connection, PgConnection};
use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use store::{
    APP, AppendResult, Appended, Clock, DatabaseKind, ERASURE, Entropy, Expected, NewCommand, NewEvent, OPERATOR, OWNER,
    PlatformKey, SIGN_IN, Settings, Store, StoreError, World,
    cluster::{Cluster, Durability, SUPERUSER},
    migrate, prepare_server,
};
use uuid::Uuid;

/// The server of this test binary. Gone, with its folder, when the last test that uses it ends.
struct TestServer {
    cluster: Option<Cluster>,
    folder: PathBuf,
}

static SERVER: Mutex<Weak<TestServer>> = Mutex::new(Weak::new());

impl TestServer {
    fn shared() -> Arc<TestServer> {
        let mut shared = SERVER.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return server;
        }
        let folder = PathBuf::from(format!("/tmp/kt-store-{}", Uuid::new_v4().simple()));
        let cluster = Cluster::open(&folder, Durability::ForTests).unwrap();
        let server = Arc::new(TestServer { cluster: Some(cluster), folder });
        *shared = Arc::downgrade(&server);
        server
    }

    fn url(&self, role: &str, database: &str) -> String {
        self.cluster.as_ref().unwrap().url(role, database)
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        drop(self.cluster.take());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A store with databases of its own.
pub struct TestStore {
    /// As on the command line: it asks for tickets by itself.
    pub store: Store,
    pub world: World,
    server: Arc<TestServer>,
    database: String,
}

impl TestStore {
    /// In the real world.
    pub async fn live() -> TestStore {
        TestStore::new(DatabaseKind::Live, World::real()).await
    }

    /// A demonstration, whose clock stands where the test puts it.
    pub async fn demo(clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> TestStore {
        let clock = Clock::Simulated(Arc::new(clock));
        TestStore::new(DatabaseKind::Demo, World { clock, entropy: Entropy::Seeded([7; 32]) }).await
    }

    /// With its own databases, of this kind and in this world.
    pub async fn new(kind: DatabaseKind, world: World) -> TestStore {
        let server = TestServer::shared();
        let database = format!("kt_{}", Uuid::new_v4().simple());
        let keys = format!("{database}_keys");
        prepare_server(&server.url(SUPERUSER, SUPERUSER), &database).await.unwrap();
        migrate(&server.url(OWNER, &database), &server.url(OWNER, &keys), kind).await.unwrap();
        let store = open(&server, &database, &world).await.unwrap().unattended();
        TestStore { store, world, server, database }
    }

    /// Another process on the same databases: nothing is in its memory yet.
    pub async fn another_store(&self) -> Store {
        self.open_in(self.world.clone()).await.unwrap()
    }

    /// The same databases, by another clock.
    pub async fn open_in(&self, world: World) -> Result<Store, StoreError> {
        Ok(self.open_pages(&world).await?.unattended())
    }

    /// Another process on the same databases, as pages have it: without a ticket but for the schools of those who signed in.
    pub async fn another_pages(&self) -> Store {
        self.open_pages(&self.world).await.unwrap()
    }

    async fn open_pages(&self, world: &World) -> Result<Store, StoreError> {
        open(&self.server, &self.database, world).await
    }

    /// A ticket for this school, as a job would be given.
    pub async fn ticket(&self, school: SchoolId) -> String {
        let ticket = sqlx::query_scalar("select ticket_make($1)").bind(school.0);
        ticket.fetch_one(&mut self.connect(SUPERUSER).await).await.unwrap()
    }

    /// A connection to the log that names this school for good, with a ticket for it.
    pub async fn inside(&self, role: &str, school: SchoolId) -> PgConnection {
        let mut conn = self.connect(role).await;
        let names = sqlx::query("select set_config('app.tenant', $1, false), set_config('app.ticket', $2, false)");
        names.bind(school.to_string()).bind(self.ticket(school).await).execute(&mut conn).await.unwrap();
        conn
    }

    /// Where its databases are, with this role in the place of the runtime role.
    pub fn settings(&self, role: &str) -> Settings {
        settings(&self.server, &self.database, role)
    }

    /// Migrates once more.
    pub async fn migrate(&self, kind: DatabaseKind) -> Result<(), StoreError> {
        let keys = format!("{}_keys", self.database);
        migrate(&self.server.url(OWNER, &self.database), &self.server.url(OWNER, &keys), kind).await
    }

    /// A connection to the log around the store: as the running product (`APP`), or as the superuser, who sees everything.
    pub async fn connect(&self, role: &str) -> PgConnection {
        PgConnection::connect(&self.server.url(role, &self.database)).await.unwrap()
    }

    /// The same, to the keys.
    pub async fn connect_keys(&self, role: &str) -> PgConnection {
        PgConnection::connect(&self.server.url(role, &format!("{}_keys", self.database))).await.unwrap()
    }

    /// The superuser's statement on the log.
    pub async fn meddle(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&mut self.connect(SUPERUSER).await).await.unwrap();
    }

    /// The superuser's statement on the keys.
    pub async fn meddle_with_keys(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&mut self.connect_keys(SUPERUSER).await).await.unwrap();
    }

    /// Everything in the log's database, as text: what a thief of a dump would have.
    pub async fn dump(&self) -> String {
        dump(self.connect(SUPERUSER).await).await
    }

    /// The same, of the keys.
    pub async fn dump_keys(&self) -> String {
        dump(self.connect_keys(SUPERUSER).await).await
    }

    /// A school with one event: its opening.
    pub async fn school(&self) -> TestSchool<'_> {
        let school = TestSchool { ground: self, id: SchoolId(Uuid::new_v4()) };
        let slug = format!("school-{}", school.id.0.simple());
        school.ground.store.add_school(&school.pass::<deeds::OpenSchool>(), &slug, "Het Kompas").await.unwrap();
        school.append([SchoolOpened { school: school.id, name: "Het Kompas".into(), city: "Almere".into() }.into()]).await;
        school
    }
}

async fn dump(mut all: PgConnection) -> String {
    let tables = "select tablename::text from pg_tables where schemaname = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut all).await.unwrap();
    let mut dump = String::new();
    for table in tables {
        let rows = sqlx::AssertSqlSafe(format!("select t::text from {table} t"));
        let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut all).await.unwrap();
        dump += &rows.join("\n");
    }
    dump
}

async fn open(server: &TestServer, database: &str, world: &World) -> Result<Store, StoreError> {
    let (key, _) = PlatformKey::load_or_make(&server.folder.join("platform.key")).unwrap();
    Store::open(&settings(server, database, APP), key, world.clone()).await
}

fn settings(server: &TestServer, database: &str, role: &str) -> Settings {
    let keys = format!("{database}_keys");
    Settings {
        log_url: server.url(role, database),
        keys_url: server.url(role, &keys),
        sign_in_url: server.url(SIGN_IN, database),
        unattended_url: server.url(OPERATOR, database),
        erasure_url: Some(server.url(ERASURE, &keys)),
        connections: 8,
    }
}

/// A school, and whatever a test writes in its log.
pub struct TestSchool<'a> {
    pub ground: &'a TestStore,
    pub id: SchoolId,
}

impl TestSchool<'_> {
    pub fn principal(&self, person: PersonId, role: Role) -> Principal {
        Principal::as_actor(Actor::Person { school: self.id, person, role, via: Via::Session, on_behalf_of: None })
    }

    /// What the operator may do in a school.
    pub fn pass<D: DeedType>(&self) -> Pass<D> {
        permit(&Principal::as_actor(Actor::Operator { school: self.id }), &Relations::default(), About::School).unwrap()
    }

    /// What somebody may do, by what the store knows of them.
    pub async fn pass_for<D: DeedType>(&self, person: PersonId, role: Role, about: About) -> Pass<D> {
        let principal = self.principal(person, role);
        let relations = self.ground.store.relations(&principal, about).await.unwrap();
        permit(&principal, &relations, about).unwrap()
    }

    /// A connection as the running product has it, that sees this school.
    pub async fn connect(&self) -> PgConnection {
        let mut app = self.ground.connect(APP).await;
        let tenant = sqlx::AssertSqlSafe(format!("set app.tenant = '{}'", self.id));
        sqlx::raw_sql(tenant).execute(&mut app).await.unwrap();
        app
    }

    /// Adds facts to the log, as the operator, in one command.
    pub async fn append(&self, facts: impl IntoIterator<Item = Fact>) -> Appended {
        let facts: Vec<Fact> = facts.into_iter().collect();
        let lookups = facts.iter().flat_map(Fact::lookups).collect();
        self.append_with(facts, lookups).await.unwrap()
    }

    pub async fn append_with(&self, facts: impl IntoIterator<Item = Fact>, lookups: Vec<LookupChange>) -> AppendResult {
        self.append_to(&self.ground.store, facts, lookups).await
    }

    /// As another process does it.
    pub async fn append_in(&self, store: &Store, facts: impl IntoIterator<Item = Fact>) -> AppendResult {
        let facts: Vec<Fact> = facts.into_iter().collect();
        let lookups = facts.iter().flat_map(Fact::lookups).collect();
        self.append_to(store, facts, lookups).await
    }

    async fn append_to(&self, store: &Store, facts: impl IntoIterator<Item = Fact>, lookups: Vec<LookupChange>) -> AppendResult {
        let pass = self.pass::<deeds::CommitBatch>();
        let command_id = CommandId(Uuid::new_v4());
        let digest = store.command_digest(self.id, "test", command_id.0.as_bytes()).await.unwrap();
        let events = facts.into_iter().map(new_event).collect();
        let seen = domain::ids::Position(i64::MAX);
        let (actor, effects) = (pass.actor().author(), vec![]);
        let command =
            NewCommand { command_id, digest, actor, events, consistency_tags: vec![], seen, lookups, effects, recorded_at: None };
        store.append(&pass, command).await
    }

    /// A class with a mentor, Amira (mother, father and uncle at home) and Milan (nobody yet), and a contact.
    pub async fn with_people(&self) -> TestPeople {
        let people = TestPeople::new();
        self.append(people.facts(self.id)).await;
        people
    }
}

fn new_event(fact: Fact) -> NewEvent {
    let occurred = match &fact {
        Fact::ContactMade(fact) => fact.occurred,
        _ => Occurred::on(day(1)),
    };
    NewEvent { stream: fact.stream(), expected: Expected::Any, occurred, fact }
}

/// A day of March 2026.
pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

pub struct TestPeople {
    pub class: ClassId,
    pub mentor: PersonId,
    pub admin: PersonId,
    pub auditor: PersonId,
    pub amira: PersonId,
    pub milan: PersonId,
    pub mother: PersonId,
    pub father: PersonId,
    pub uncle: PersonId,
}

impl TestPeople {
    fn new() -> TestPeople {
        let someone = || PersonId(Uuid::new_v4());
        TestPeople {
            class: ClassId(Uuid::new_v4()),
            mentor: someone(),
            admin: someone(),
            auditor: someone(),
            amira: someone(),
            milan: someone(),
            mother: someone(),
            father: someone(),
            uncle: someone(),
        }
    }

    fn facts(&self, school: SchoolId) -> Vec<Fact> {
        let staff = |person, role| StaffAppointed { school, person, role, name: Some(name(person, "Joke", "de Vries")) }.into();
        let parent = |parent, first| ParentRegistered { parent, name: name(parent, first, "Demir") }.into();
        let link = |parent, relation| ParentLinked { parent, student: self.amira, relation, authority: Authority::Full }.into();
        vec![
            staff(self.mentor, Role::Mentor),
            staff(self.admin, Role::SchoolAdmin),
            staff(self.auditor, Role::Auditor),
            ClassOpened {
                school,
                class: self.class,
                name: "3B".into(),
                school_year: SchoolYear(2025),
                year: Some(3),
                track: None,
            }
            .into(),
            MentorAssigned { class: self.class, mentor: self.mentor }.into(),
            enrolled(self.amira, self.class, "Amira", "1001"),
            enrolled(self.milan, self.class, "Milan", "1002"),
            parent(self.mother, "Elif"),
            link(self.mother, Relation::Mother),
            parent(self.father, "Cem"),
            link(self.father, Relation::Father),
            SupporterNamed {
                supporter: self.uncle,
                student: self.amira,
                kinship: Kinship::Uncle,
                name: name(self.uncle, "Kemal", "Demir"),
                by_student: false,
            }
            .into(),
            SupporterConfirmed { supporter: self.uncle, student: self.amira, knowing: vec![] }.into(),
            phone(self.mother, "06 0000 0012"),
            talk(self.amira, self.mother, day(3), "Over het open huis."),
        ]
    }
}

pub fn name(of: PersonId, first: &str, last: &str) -> Personal<PersonName> {
    Personal::open(of, PersonName::new(first, "", last).unwrap())
}

pub fn enrolled(student: PersonId, class: ClassId, first: &str, number: &str) -> Fact {
    let number = Personal::open(student, StudentNumber::parse(number).unwrap());
    StudentEnrolled { student, class, number, name: name(student, first, "Demir"), birth_date: None }.into()
}

pub fn phone(person: PersonId, number: &str) -> Fact {
    let reachable = Personal::open(person, Reachable::parse(Channel::Phone, number).unwrap());
    DetailsChanged { person, channel: Channel::Phone, reachable }.into()
}

/// A phone call about a student's future.
pub fn talk(student: PersonId, with: PersonId, on: NaiveDate, words: &str) -> Fact {
    let account = ContactAccount {
        means: Means::Phone,
        with: vec![with],
        student_present: false,
        initiative: Initiative::School,
        reason: Some(Reason::Positive),
        topics: vec![Topic::Future],
        words: Words::parse(words).unwrap().map(|words| Personal::open(student, words)),
    };
    ContactMade { contact: ContactId(Uuid::new_v4()), student, occurred: Occurred::on(on), account }.into()
}
