//! The command line, one file per task. It acts as `Actor::Operator`: it manages the registry and sees no content.

pub mod import;
pub mod login_link;
pub mod migrate;
pub mod rebuild;
pub mod school;
pub mod verify;

use crate::platform::Platform;
use anyhow::{Context, Result};
use domain::{
    actor::Actor,
    ids::{CommandId, SchoolId},
    policy::Entered,
};

/// The operator at one school.
fn operator(school: SchoolId) -> Entered {
    Entered::as_actor(Actor::Operator { school })
}

fn new_command() -> CommandId {
    CommandId(uuid::Uuid::new_v4())
}

/// The school with this slug.
async fn school(platform: &Platform, slug: &str) -> Result<SchoolId> {
    let schools = platform.store().schools().await?;
    let known = || schools.iter().map(|school| school.slug.as_str()).collect::<Vec<_>>().join(", ");
    let found = schools.iter().find(|school| school.slug == slug);
    Ok(found.with_context(|| format!("there is no school {slug:?} here; there is: {}", known()))?.id)
}
