//! What the platform does by itself. Shallow: each job asks and acts through the door, as `Actor::Job`, and may run twice.

mod ages;
mod overdue;

pub use ages::Ages;
pub use overdue::Overdue;

use crate::{App, Problem};
use domain::{
    actor::Actor,
    agreement::LapseAgreement,
    ids::{CommandId, SchoolId},
    policy::Entered,
    student::StateAge,
};
use uuid::Uuid;

impl App {
    /// The daily job `ages`: states which students turned sixteen or eighteen. Says how many.
    pub async fn state_ages(&self, school: SchoolId) -> Result<usize, Problem> {
        let entered = Entered::as_actor(Actor::Job { school, name: "ages" });
        let due = self.ask(&entered, Ages, None).await?.answer;
        let (mut stated, mut trouble) = (0, None);
        for (student, born) in due {
            // One student who cannot be stated now keeps nobody else waiting; the job comes again.
            match self.carry_out(&entered, CommandId(Uuid::new_v4()), StateAge { student, born }).await {
                Ok(_) => stated += 1,
                Err(problem) => trouble = Some(problem),
            }
        }
        trouble.map_or(Ok(stated), Err)
    }

    /// The daily job `agreements`: lets agreements lapse whose days passed weeks ago. Says how many.
    pub async fn lapse_agreements(&self, school: SchoolId) -> Result<usize, Problem> {
        let entered = Entered::as_actor(Actor::Job { school, name: "agreements" });
        let overdue = self.ask(&entered, Overdue, None).await?.answer;
        let (mut lapsed, mut trouble) = (0, None);
        for (student, agreement) in overdue {
            match self.carry_out(&entered, CommandId(Uuid::new_v4()), LapseAgreement { agreement, student }).await {
                Ok(_) => lapsed += 1,
                Err(problem) => trouble = Some(problem),
            }
        }
        trouble.map_or(Ok(lapsed), Err)
    }
}
