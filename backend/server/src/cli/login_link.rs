//! `keukentafel login-link …`: a way in for a real school before it has federated sign-in.

use super::{
    operator, school,
    school::{StaffRole, said, write_line},
};
use crate::{Outcome, config::DataSettings, platform::Platform};
use anyhow::{Context, Result, bail};
use chrono::Utc;
use clap::{Args, ValueEnum};
use domain::{
    actor::Role,
    ids::PersonId,
    policy::{About, Entered, roles_of},
    views::PersonRow,
};

/// Prints a link that signs this person in once, within ten minutes. Hand it over yourself: whoever has it comes in.
#[derive(Debug, Args)]
pub struct LoginLink {
    /// The school's short name
    #[arg(long)]
    school: String,
    /// The person's id, as `school staff` and `import roster` print it
    #[arg(long)]
    person: PersonId,
    /// In which role; needed when the person has several
    #[arg(long)]
    role: Option<LinkRole>,
    /// The address that people type
    #[arg(long, value_name = "URL", env = "KEUKENTAFEL_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
    public_url: String,
    #[command(flatten)]
    data: DataSettings,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LinkRole {
    Student,
    Parent,
    Supporter,
    Mentor,
    CareerLead,
    SchoolAdmin,
    Auditor,
}

impl From<LinkRole> for Role {
    fn from(role: LinkRole) -> Role {
        match role {
            LinkRole::Student => Role::Student,
            LinkRole::Parent => Role::Parent,
            LinkRole::Supporter => Role::Supporter,
            LinkRole::Mentor => StaffRole::Mentor.into(),
            LinkRole::CareerLead => StaffRole::CareerLead.into(),
            LinkRole::SchoolAdmin => StaffRole::SchoolAdmin.into(),
            LinkRole::Auditor => StaffRole::Auditor.into(),
        }
    }
}

impl LoginLink {
    pub async fn run(self) -> Result<Outcome> {
        let platform = Platform::open(&self.data).await?;
        let id = school(&platform, &self.school).await?;
        let entered: Entered = operator(id);
        let relations =
            platform.store().relations(&entered, About::Person(self.person)).await.map_err(|error| said(error.into()))?;
        let row =
            relations.person(self.person).with_context(|| format!("nobody at {} has the id {}", self.school, self.person))?;
        let role = self.role_of(row)?;
        let secret = platform.store().create_login_link(id, self.person, role, Utc::now()).await?;
        write_line(&format!("{}/aanmelden/{}", self.public_url.trim_end_matches('/'), secret.reveal()))?;
        platform.close().await?;
        Ok(Outcome::Done)
    }

    fn role_of(&self, row: &PersonRow) -> Result<Role> {
        let roles = roles_of(row);
        match (self.role.map(Role::from), roles.as_slice()) {
            (Some(role), roles) if roles.contains(&role) => Ok(role),
            (None, [role]) => Ok(*role),
            (_, []) => bail!("this person has no role at {} now", self.school),
            (_, roles) => {
                let names: Vec<_> = roles.iter().map(|role| role.name().replace('_', "-")).collect();
                bail!("say which role: --role {}", names.join(" | --role "))
            }
        }
    }
}
