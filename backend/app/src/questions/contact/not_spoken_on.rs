use crate::{Asking, Problem, Question, questions::rows::class_with_cards};
use chrono::NaiveDate;
use domain::{
    holds_personal,
    ids::{ClassId, PersonId},
    personal::Personal,
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, StudentCard},
};
use store::PageReader;

/// With whom of a class nobody spoke on a day: after an evening at school, who was not there (nl: wie was er niet).
#[derive(Clone, Copy, Debug)]
pub struct NotSpokenOn {
    pub class: ClassId,
    /// Today when it is none.
    pub on: Option<NaiveDate>,
}

/// The families of a class that school did not speak with on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct NotSpokenPage {
    pub class: ClassRow,
    pub on: NaiveDate,
    pub spoken: usize,
    /// In the Dutch order of names.
    pub missing: Vec<MissingFamily>,
}

holds_personal!(NotSpokenPage { missing });

/// A student whose home was not spoken with.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingFamily {
    pub student: PersonId,
    pub name: Personal<PersonName>,
}

holds_personal!(MissingFamily { name });

impl Question for NotSpokenOn {
    type Deed = deeds::ReadClass;
    type Answer = NotSpokenPage;
    const SCREEN: &'static str = "not-spoken-on";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<NotSpokenPage, Problem> {
        let on = self.on.filter(|on| *on <= asking.today).unwrap_or(asking.today);
        let (class, cards) = class_with_cards(reader, asking, self.class).await?;
        let is_spoken = |card: &StudentCard| card.standing(on).any(|moment| moment.on == on && moment.kind.two_way().is_some());
        let (spoken, missing): (Vec<_>, Vec<_>) = cards.into_iter().partition(is_spoken);
        let missing = missing.into_iter().map(|card| MissingFamily { student: card.student, name: card.name }).collect();
        let mut page = NotSpokenPage { class, on, spoken: spoken.len(), missing };
        reader.open(&mut page).await?;
        page.missing.sort_by_cached_key(|family| family.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}
