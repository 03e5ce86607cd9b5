use crate::{Asking, Problem, Question};
use chrono::Days;
use domain::{
    agreement::GRACE_DAYS,
    ids::{AgreementId, PersonId, Tag},
    policy::{About, deeds},
    views::{Agreements, ClassRows, SchoolRows},
};
use store::PageReader;

/// The agreements that are not kept and whose last day passed longer ago than the weeks of grace. No envelope opens.
#[derive(Clone, Copy, Debug)]
pub struct AgreementsToLapse;

impl Question for AgreementsToLapse {
    type Deed = deeds::ReadOverdue;
    type Answer = Vec<(PersonId, AgreementId)>;
    const SCREEN: &'static str = "job:agreements";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOverdue>, asking: &Asking) -> Result<Self::Answer, Problem> {
        let Some(school) = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await? else { return Ok(vec![]) };
        let classes: Vec<Tag> = school.classes.iter().map(|class| Tag::class(class.class)).collect();
        let classes = reader.rows::<ClassRows>(&classes).await?;
        let students: Vec<Tag> = classes.iter().flat_map(|class| class.students.iter().copied().map(Tag::student)).collect();
        let rows = reader.rows::<Agreements>(&students).await?;
        let ran_out = rows.iter().flat_map(|row| row.all.iter().map(|one| (row.student, one))).filter(|(_, one)| {
            let last = one.parts.last_due().checked_add_days(Days::new(GRACE_DAYS));
            one.is_open() && last.is_some_and(|last| last < asking.today)
        });
        Ok(ran_out.map(|(student, one)| (student, one.agreement)).collect())
    }
}
