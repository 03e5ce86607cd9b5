//! `keukentafel login-link …`: a way in for a real school before it has federated sign-in.

use super::{operator, school, school::StaffRole};
use crate::{
    TaskOutcome,
    config::{DataSettings, public_url},
    output::{error_of, write_line},
    platform::Platform,
};
use anyhow::{Context, Result, anyhow, bail};
use chrono::Utc;
use clap::{Args, ValueEnum};
use domain::{
    actor::Role,
    ids::PersonId,
    lookup::LookupKind,
    policy::{About, Pass, Principal, Relations, deeds, permit, roles_of},
    values::{Channel, Reachable, StudentNumber},
    views::PersonRow,
};

/// Prints a link that signs this person in once, within ten minutes. Hand it over yourself: whoever has it comes in.
#[derive(Debug, Args)]
pub struct LoginLink {
    /// The school's short name
    #[arg(long)]
    school: String,
    #[command(flatten)]
    who: LinkFor,
    /// In which role; needed when the person has several
    #[arg(long)]
    role: Option<LinkRole>,
    /// The address that people type
    #[arg(long, value_name = "URL", env = "KEUKENTAFEL_PUBLIC_URL", default_value = "http://127.0.0.1:8080", value_parser = public_url)]
    public_url: String,
    #[command(flatten)]
    data: DataSettings,
}

/// Whom it is for: one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct LinkFor {
    /// The person's id, as `school staff` prints it
    #[arg(long, value_name = "ID")]
    person: Option<PersonId>,
    /// A student, by the number that the class list gave
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// A parent, by the mail address that the class list gave
    #[arg(long, value_name = "ADDRESS")]
    mail: Option<String>,
    /// A parent, by the phone number that the class list gave
    #[arg(long, value_name = "PHONE")]
    phone: Option<String>,
}

impl LinkFor {
    async fn find(&self, platform: &Platform, operator: &Principal) -> Result<PersonId> {
        if let Some(person) = self.person {
            return Ok(person);
        }
        let reachable = |channel, text: &str| {
            let reachable = Reachable::parse(channel, text).map_err(|invalid| anyhow!("{text:?}: {}", invalid.0))?;
            anyhow::Ok(reachable.as_str().to_owned())
        };
        let (kind, value) = match (&self.number, &self.mail, &self.phone) {
            (Some(number), ..) => {
                let number = StudentNumber::parse(number).map_err(|invalid| anyhow!("{number:?}: {}", invalid.0))?;
                (LookupKind::StudentNumber, number.as_str().to_owned())
            }
            (_, Some(mail), _) => (LookupKind::Email, reachable(Channel::Email, mail)?),
            (.., phone) => (LookupKind::Phone, reachable(Channel::Phone, phone.as_deref().unwrap_or_default())?),
        };
        let pass: Pass<deeds::ReadRoster> =
            permit(operator, &Relations::default(), About::School).map_err(|denied| error_of(denied.into()))?;
        let found = platform.store().find(&pass, kind, &[&value]).await.map_err(|error| error_of(error.into()))?;
        match found.as_slice() {
            [(_, person)] => Ok(*person),
            [] => bail!("nobody at this school has it"),
            several => {
                let ids: Vec<_> = several.iter().map(|(_, person)| format!("--person {person}")).collect();
                bail!("{} people have it; say which: {}", several.len(), ids.join(" | "))
            }
        }
    }
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
    pub async fn run(self) -> Result<TaskOutcome> {
        let platform = Platform::open_filled(&self.data).await?;
        let id = school(&platform, &self.school).await?;
        let principal: Principal = operator(id);
        let person = self.who.find(&platform, &principal).await?;
        let relations =
            platform.store().relations(&principal, About::Person(person)).await.map_err(|error| error_of(error.into()))?;
        let row = relations.person(person).with_context(|| format!("nobody at {} has the id {person}", self.school))?;
        let role = self.role_of(row, &relations)?;
        let secret = platform.store().create_login_link(id, person, role, Utc::now()).await?;
        write_line(&format!("{}/aanmelden/{}", self.public_url, secret.reveal()))?;
        platform.close().await?;
        Ok(TaskOutcome::Done)
    }

    fn role_of(&self, row: &PersonRow, relations: &Relations) -> Result<Role> {
        let roles = roles_of(row, relations);
        match (self.role.map(Role::from), roles.as_slice()) {
            (Some(role), roles) if roles.contains(&role) => Ok(role),
            (None, [role]) => Ok(*role),
            (_, []) if !row.supports.is_empty() => {
                bail!(
                    "this person was named as a supporter and nobody with a say has let them in: the mentor or the school admin decides"
                )
            }
            (_, []) => bail!("this person has no role at {} now", self.school),
            (_, roles) => {
                let names: Vec<_> = roles.iter().map(|role| role.name().replace('_', "-")).collect();
                bail!("say which role: --role {}", names.join(" | --role "))
            }
        }
    }
}
