//! The command line, one file per task. It acts as `Actor::Operator`: it manages the registry and sees no content.

pub mod class;
pub mod demo;
pub mod export;
pub mod import;
pub mod login_link;
pub mod migrate;
pub mod office;
pub mod parent;
pub mod person;
pub mod rebuild;
pub mod school;
pub mod staff;
pub mod student;
pub mod supporter;
pub mod verify;

use crate::platform::Platform;
use anyhow::{Result, bail};
use domain::{
    actor::Actor,
    ids::{CommandId, SchoolId},
    policy::Principal,
};
use store::SchoolEntry;

/// The operator at one school.
fn operator(school: SchoolId) -> Principal {
    Principal::as_actor(Actor::Operator { school })
}

fn new_command() -> CommandId {
    CommandId(uuid::Uuid::new_v4())
}

/// The school with this slug.
async fn school(platform: &Platform, slug: &str) -> Result<SchoolId> {
    Ok(schools(platform, Some(slug)).await?.remove(0).id)
}

/// The school with this slug, or all; never none.
async fn schools(platform: &Platform, slug: Option<&str>) -> Result<Vec<SchoolEntry>> {
    let (wanted, others): (Vec<_>, Vec<_>) =
        platform.store().schools().await?.into_iter().partition(|school| slug.is_none_or(|slug| slug == school.slug));
    match (slug, others.is_empty()) {
        _ if !wanted.is_empty() => Ok(wanted),
        (Some(slug), false) => {
            let known = others.into_iter().map(|school| school.slug).collect::<Vec<_>>().join(", ");
            bail!("there is no school {slug:?} here; there is: {known}")
        }
        _ => bail!("there is no school here yet; begin with: keukentafel school add"),
    }
}
