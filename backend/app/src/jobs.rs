//! What the platform does by itself. Shallow: each job asks and acts through the door, as `Actor::Job`, and may run twice.

mod ages_to_state;
mod agreements_to_lapse;

pub use ages_to_state::AgesToState;
pub use agreements_to_lapse::AgreementsToLapse;

use crate::{App, Problem};
use domain::{
    actor::Actor,
    agreement::LapseAgreement,
    grammar::Command,
    ids::{CommandId, SchoolId},
    person::student::StateAge,
    policy::Principal,
};
use uuid::Uuid;

impl App {
    /// The daily job `ages`: states which students turned sixteen or eighteen. Says how many.
    pub async fn state_ages(&self, school: SchoolId) -> Result<usize, Problem> {
        let principal = Principal::as_actor(Actor::Job { school, name: "ages" });
        let due = self.ask(&principal, AgesToState, None).await?.answer;
        self.each(&principal, due.into_iter().map(|(student, born)| StateAge { student, born })).await
    }

    /// The daily job `agreements`: lets agreements lapse whose days passed weeks ago. Says how many.
    pub async fn lapse_agreements(&self, school: SchoolId) -> Result<usize, Problem> {
        let principal = Principal::as_actor(Actor::Job { school, name: "agreements" });
        let overdue = self.ask(&principal, AgreementsToLapse, None).await?.answer;
        self.each(&principal, overdue.into_iter().map(|(student, agreement)| LapseAgreement { agreement, student })).await
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
