//! What the platform does by itself. Shallow: each job asks and acts through the door, as `Actor::Job`, and may run twice.

mod ages;

pub use ages::Ages;

use crate::{App, Problem};
use domain::{
    actor::Actor,
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
}
