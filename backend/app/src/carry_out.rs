//! The write path, top to bottom: policy, load, decide, append, receipt.

use crate::{App, Problem, calendar};
use domain::{
    actor::Actor,
    facts::Fact,
    grammar::{Command, Context, Expectation, NewFact, Refusal, Story},
    ids::{CommandId, PersonId, Position, Stream, Tag},
    message,
    policy::{About, Denied, Granted, Pass, Principal, Relations, deeds, permit, whose_rights_end},
    school::{OpenSchool, School, SchoolRefusal},
    values::tidy,
};
use store::{Appended, Expected, NewCommand, NewEvent, StoreError, detached};

/// What came of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The last position that the command wrote; `None` when it was so already.
    pub last: Option<Position>,
    /// The same form came a second time; nothing was done twice.
    pub repeated: bool,
}

impl App {
    /// Carries out a command, or says why not. Detached from the request: somebody who closes their browser half-way does
    /// not leave half a decision behind.
    pub async fn carry_out<C>(&self, principal: &Principal, id: CommandId, command: C) -> Result<Receipt, Problem>
    where
        C: Command + Send + 'static,
    {
        self.carry_out_any(principal, id, Box::new(command)).await
    }

    async fn carry_out_any(
        &self,
        principal: &Principal,
        id: CommandId,
        command: Box<dyn AnyCommand>,
    ) -> Result<Receipt, Problem> {
        let (app, principal) = (self.clone(), *principal);
        detached(async move { app.decide_and_append(&principal, id, &*command).await }).await
    }

    /// Registers a school and opens its log: the one command that comes before there is a log to append to.
    pub async fn open_school(
        &self,
        principal: &Principal,
        id: CommandId,
        slug: &str,
        command: OpenSchool,
    ) -> Result<Receipt, Problem> {
        let pass: Pass<deeds::OpenSchool> = permit(principal, &Relations::default(), Command::about(&command))?;
        // Said before anything is made: a name that is refused leaves no empty school behind.
        let context = Context { now: self.now(), actor: principal.actor(), relations: &Relations::default() };
        command.decide(&School::default(), &context)?;
        if !is_slug(slug) {
            return Err(Refusal::from(SchoolRefusal::SlugShape).into());
        }
        let half_open = self.store.half_open(slug).await?;
        if half_open.is_none_or(|school| school.id != pass.school()) {
            match self.store.add_school(&pass, slug, &tidy(&command.name)).await {
                Err(StoreError::SchoolExists) => return Err(Refusal::from(SchoolRefusal::SlugTaken).into()),
                added => added?,
            }
        }
        self.carry_out(principal, id, command).await
    }

    async fn decide_and_append(
        &self,
        principal: &Principal,
        id: CommandId,
        command: &dyn AnyCommand,
    ) -> Result<Receipt, Problem> {
        match self.once(principal, id, command).await {
            // The loser of a race is loaded and decided again, once.
            Err(Problem::Stale) => self.once(principal, id, command).await,
            answer => answer,
        }
    }

    async fn once(&self, principal: &Principal, id: CommandId, command: &dyn AnyCommand) -> Result<Receipt, Problem> {
        let mut relations = self.store.relations(principal, command.about()).await?;
        let pass = command.permitted(principal, &relations)?;
        let digest = self.digest(principal, command).await?;
        let loaded = self.store.load(pass, command.stream(), id).await?;
        if let Some(known) = loaded.command {
            // It was carried out before, and deciding again would refuse it. The same form gets the same answer.
            return if known.digest == digest {
                Ok(Receipt { last: Some(known.last), repeated: true })
            } else {
                Err(Problem::ReusedForm)
            };
        }
        if !command.consistency_tags().is_empty() {
            // The relations were read before the end of the log was known, so they are read again. What changed before that end
            // is in them; for what changes after it, the log refuses the command as stale.
            relations = self.store.relations_to_decide(principal, command.about(), &command.consistency_tags()).await?;
        }
        let context = Context { now: calendar::now_at(loaded.now), actor: principal.actor(), relations: &relations };
        let said = command.decided(&mut loaded.facts.iter(), &context)?;
        message::check_hour(principal.actor(), loaded.messages, &said).map_err(Refusal::from)?;
        if said.is_empty() {
            return Ok(Receipt { last: None, repeated: false });
        }
        let ended: Vec<PersonId> = said.iter().flat_map(|new| whose_rights_end(&new.fact, &relations)).collect();
        let new = new_command(principal.actor(), id, digest, command, loaded.version, loaded.head, said);
        let Appended { last, repeated, .. } = self.store.append(pass, new).await?;
        for person in ended {
            self.end_sessions(principal, person).await;
        }
        Ok(Receipt { last: Some(last), repeated })
    }

    /// The policy closes every door to them from now on, whatever their session says. That what is open on a screen goes too can fail
    /// without undoing what was decided.
    async fn end_sessions(&self, principal: &Principal, person: PersonId) {
        if let Err(error) = self.store.sign_out_person(principal.school(), person).await {
            tracing::warn!(%error, "sessions of somebody whose rights ended stay until they run out");
        }
    }

    /// What a repeat of the command is recognised by.
    pub(crate) async fn digest(&self, principal: &Principal, command: &dyn AnyCommand) -> Result<[u8; 32], Problem> {
        let json = command.json().map_err(|error| Problem::broken(&error))?;
        Ok(self.store.command_digest(principal.school(), command.name(), &json).await?)
    }
}

/// A command of any type, so that the way that all commands go is compiled once.
pub(crate) trait AnyCommand: Send + Sync {
    fn name(&self) -> &'static str;
    fn json(&self) -> serde_json::Result<Vec<u8>>;
    fn stream(&self) -> Stream;
    fn about(&self) -> About;
    fn consistency_tags(&self) -> Vec<Tag>;
    fn permitted(&self, principal: &Principal, relations: &Relations) -> Result<Granted, Denied>;
    /// Decides on the story that these facts tell, oldest first.
    fn decided(&self, facts: &mut dyn Iterator<Item = &Fact>, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal>;
}

impl<C: Command + Send> AnyCommand for C {
    fn name(&self) -> &'static str {
        C::NAME
    }
    fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
    fn stream(&self) -> Stream {
        Command::stream(self)
    }
    fn about(&self) -> About {
        Command::about(self)
    }
    fn consistency_tags(&self) -> Vec<Tag> {
        Command::consistency_tags(self)
    }
    fn permitted(&self, principal: &Principal, relations: &Relations) -> Result<Granted, Denied> {
        permit::<C::Deed>(principal, relations, Command::about(self)).map(|pass| Granted::from(&pass))
    }
    fn decided(&self, facts: &mut dyn Iterator<Item = &Fact>, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        self.decide(&facts.fold(C::Story::default(), |story, fact| story.evolve(fact)), context)
    }
}

/// Two to forty small letters, digits and hyphens, and no hyphen first: the registry takes nothing else.
fn is_slug(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    (2..=40).contains(&text.len()) && text.starts_with(is_letter) && text.chars().all(|c| is_letter(c) || c == '-')
}

/// What a decision hands to the log.
pub(crate) fn new_command(
    actor: &Actor,
    id: CommandId,
    digest: [u8; 32],
    command: &dyn AnyCommand,
    version: u32,
    seen: Position,
    said: Vec<NewFact>,
) -> NewCommand {
    let lookups = said.iter().flat_map(|new| new.fact.lookups()).collect();
    NewCommand {
        command_id: id,
        digest,
        actor: actor.author(),
        events: said.into_iter().map(|new| new_event(command.stream(), version, new)).collect(),
        consistency_tags: command.consistency_tags(),
        seen,
        lookups,
        effects: vec![],
        recorded_at: None,
    }
}

fn new_event(own: Stream, version: u32, new: NewFact) -> NewEvent {
    let stream = new.fact.stream();
    let expected = match new.expectation {
        _ if stream == own => Expected::Exactly(version),
        Expectation::Decided => Expected::Exactly(version),
        Expectation::First => Expected::NoStream,
        Expectation::Next => Expected::Any,
    };
    NewEvent { stream, expected, occurred: new.occurred, fact: new.fact }
}

#[cfg(test)]
mod specs {
    use super::*;
    use chrono::{DateTime, TimeDelta};
    use domain::{
        actor::Role,
        ids::{MessageId, SchoolId},
        message::{MessageRefusal, WriteToSchool},
        values::Words,
    };
    use std::sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    };
    use testing::{TestSchool, TestStore};
    use uuid::Uuid;

    #[tokio::test]
    async fn an_opening_that_was_interrupted_goes_on_and_a_short_name_is_taken_once() {
        let ground = TestStore::live().await;
        let app = App::new(ground.store.clone());
        let open = async |school| {
            let operator = Principal::as_actor(Actor::Operator { school });
            let command = OpenSchool { school, name: "Riviercollege".into(), city: "Waterstad".into() };
            app.open_school(&operator, CommandId(Uuid::new_v4()), "rivier", command).await
        };
        assert_eq!(ground.store.half_open("rivier").await.unwrap(), None);
        let half = TestSchool { ground: &ground, id: SchoolId(Uuid::new_v4()) };
        ground.store.add_school(&half.pass(), "rivier", "Riviercollege").await.unwrap();
        assert_eq!(ground.store.half_open("rivier").await.unwrap().map(|school| school.id), Some(half.id));
        open(half.id).await.unwrap();
        assert_eq!(ground.store.half_open("rivier").await.unwrap(), None, "it is open now");
        for another in [SchoolId(Uuid::new_v4()), half.id] {
            assert!(matches!(open(another).await, Err(Problem::Refused(_))));
        }
    }

    #[tokio::test]
    async fn somebody_sends_so_many_messages_an_hour_whichever_process_takes_them() {
        let minutes = Arc::new(AtomicI64::new(0));
        let clock = minutes.clone();
        let noon = DateTime::from_timestamp(1_772_535_600, 0).unwrap();
        let ground = TestStore::demo(move || noon + TimeDelta::minutes(clock.load(Ordering::SeqCst))).await;
        let school = ground.school().await;
        let people = school.with_people().await;
        let apps = [App::new(ground.store.clone()), App::new(ground.another_store().await)];
        let write = async |n: usize, who| {
            let words = Words::parse("Kunt u mij bellen?").unwrap();
            let message = WriteToSchool { message: MessageId(Uuid::new_v4()), student: people.amira, words };
            apps[n % 2].carry_out(&school.principal(who, Role::Parent), CommandId(Uuid::new_v4()), message).await
        };
        for n in 0..20 {
            minutes.store(n, Ordering::SeqCst);
            write(n as usize, people.mother).await.unwrap();
        }
        for n in 0..2 {
            let refused = write(n, people.mother).await;
            assert!(
                matches!(refused, Err(Problem::Refused(refusal)) if refusal == MessageRefusal::TooMany.into()),
                "{refused:?}"
            );
        }
        write(0, people.father).await.unwrap();
        // The first of them was an hour ago: one more.
        minutes.store(60, Ordering::SeqCst);
        write(1, people.mother).await.unwrap();
        assert!(write(0, people.mother).await.is_err());
    }

    #[test]
    fn a_short_name_is_what_the_registry_takes() {
        assert!(["rivier", "r2", "de-rivier-1"].into_iter().all(is_slug));
        assert!(!["", "r", "-rivier", "Rivier", "de rivier", "rivière"].into_iter().any(is_slug));
        assert!(is_slug(&"r".repeat(40)) && !is_slug(&"r".repeat(41)));
    }
}
