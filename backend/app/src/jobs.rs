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
        let stated = due.len();
        for (student, born) in due {
            self.carry_out(&entered, CommandId(Uuid::new_v4()), StateAge { student, born }).await?;
        }
        Ok(stated)
    }
}
