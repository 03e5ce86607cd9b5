//! What the platform does by itself. Shallow: each job asks and acts through the door, as `Actor::Job`, and may run twice.

mod ages_to_state;
mod agreements_to_lapse;

pub use ages_to_state::AgesToState;
pub use agreements_to_lapse::AgreementsToLapse;

use crate::{App, Problem, Receipt};
use chrono::Months;
use domain::{
    access_log::{ACCESS_LOG_YEARS, PruneAccessLog, SealAccessLog},
    actor::Actor,
    agreement::LapseAgreement,
    grammar::Command,
    ids::{CommandId, SchoolId},
    policy::Principal,
};
use store::AccessHead;
use uuid::Uuid;

impl App {
    /// The hourly job `ages`: states which students turned sixteen or eighteen, and whose parents follow no longer or again. Says of
    /// how many.
    pub async fn state_ages(&self, school: SchoolId) -> Result<usize, Problem> {
        let principal = Principal::as_actor(Actor::Job { school, name: "ages" });
        let due = self.ask(&principal, AgesToState, None).await?.answer;
        self.each(&principal, due.into_iter()).await
    }

    /// The daily job `agreements`: lets agreements lapse whose days passed weeks ago. Says how many.
    pub async fn lapse_agreements(&self, school: SchoolId) -> Result<usize, Problem> {
        let principal = Principal::as_actor(Actor::Job { school, name: "agreements" });
        let overdue = self.ask(&principal, AgreementsToLapse, None).await?.answer;
        self.each(&principal, overdue.into_iter().map(|(student, agreement)| LapseAgreement { agreement, student })).await
    }

    /// The hourly job `access_log`: puts the access log into digests and says in the school's log how far they are. Also before what
    /// leaves the house. Says whether there was something to say.
    ///
    /// # Errors
    ///
    /// What the store and the log meet.
    pub async fn seal_access_log(&self, school: SchoolId) -> Result<bool, Problem> {
        let Some(AccessHead { digest, head }) = self.store().seal_access_log(school).await? else { return Ok(false) };
        let head = head.iter().map(|byte| format!("{byte:02x}")).collect();
        let receipt = self.keep_access_log(school, SealAccessLog { digest, head }).await?;
        Ok(receipt.last.is_some())
    }

    /// The daily part of that job: lets the rows go that are older than they are kept. Says how many.
    ///
    /// # Errors
    ///
    /// What the store and the log meet.
    pub async fn prune_access_log(&self, school: SchoolId) -> Result<u64, Problem> {
        let before = self.store().now() - Months::new(ACCESS_LOG_YEARS * 12);
        let Some(through) = self.store().access_digest_to_prune(school, before).await? else { return Ok(0) };
        self.keep_access_log(school, PruneAccessLog { through }).await?;
        Ok(self.store().prune_access_log(school, through).await?)
    }

    async fn keep_access_log<C>(&self, school: SchoolId, command: C) -> Result<Receipt, Problem>
    where
        C: Command + Send + 'static,
    {
        let principal = Principal::as_actor(Actor::Job { school, name: "access_log" });
        self.carry_out(&principal, CommandId(Uuid::new_v4()), command).await
    }

    /// Carries out each of these, and says how many there were. What cannot be done now keeps nothing else waiting: the others
    /// are done first, and the job comes again.
    ///
    /// # Errors
    ///
    /// The last problem that was met, also when the others went well.
    async fn each<C>(&self, principal: &Principal, commands: impl Iterator<Item = C>) -> Result<usize, Problem>
    where
        C: Command + Send + 'static,
        C::Story: Send,
    {
        let (mut done, mut trouble) = (0, None);
        for command in commands {
            match self.carry_out(principal, CommandId(Uuid::new_v4()), command).await {
                Ok(_) => done += 1,
                Err(problem) => trouble = Some(problem),
            }
        }
        trouble.map_or(Ok(done), Err)
    }
}
