//! The assignments of a class this school year, each with how far it came (nl: opdrachten van de klas).

use crate::{Asking, Problem, Question, questions::rows::class_with_cards};
use chrono::NaiveDate;
use domain::{
    assignment::AssignmentKind,
    holds_personal,
    ids::{AssignmentId, ClassId, GivingId, PersonId, Tag},
    personal::Personal,
    policy::{About, as_seen, deeds},
    time::SchoolYear,
    values::{PersonName, Sheet},
    views::{AssignmentRow, AssignmentState, Assignments, ClassRow, EntryContent, OneAssignment, StudentCard, Timeline},
};
use std::collections::BTreeMap;
use store::PageReader;

/// Which assignments the students of a class got this school year.
#[derive(Clone, Copy, Debug)]
pub struct HandedOut {
    pub class: ClassId,
}

/// The assignments of a class, by handing out.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedOutPage {
    pub class: ClassRow,
    /// The newest first.
    pub handed: Vec<Handed>,
}

holds_personal!(HandedOutPage { handed });

/// One handing out: to the whole class, or to one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Handed {
    pub giving: GivingId,
    pub kind: AssignmentKind,
    pub sheet: Option<Personal<Sheet>>,
    pub on: NaiveDate,
    pub due: NaiveDate,
    /// Everybody of the class who has it, by name. Somebody from whom it was taken back no longer has it.
    pub with: Vec<Holder>,
}

holds_personal!(Handed { sheet, with });

/// A student who has an assignment, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub assignment: AssignmentId,
    pub state: AssignmentState,
    /// Did somebody at home open it?
    pub opened: bool,
    /// Did something come back of it?
    pub back: bool,
}

holds_personal!(Holder { name });

impl HandedOutPage {
    /// This handing out, if anybody of the class still has it.
    pub fn handed(&self, giving: GivingId) -> Option<&Handed> {
        self.handed.iter().find(|handed| handed.giving == giving)
    }
}

impl Handed {
    /// Those from whom it can be taken back: nothing came back of it yet.
    pub fn not_back(&self) -> impl Iterator<Item = &Holder> {
        self.with.iter().filter(|holder| !holder.back)
    }
}

impl Question for HandedOut {
    type Deed = deeds::ReadClass;
    type Answer = HandedOutPage;
    const SCREEN: &'static str = "handed-out";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<HandedOutPage, Problem> {
        let (class, cards) = class_with_cards(reader, asking, self.class).await?;
        let students: Vec<Tag> = cards.iter().map(|card| Tag::student(card.student)).collect();
        let rows = reader.rows::<Assignments>(&students).await?;
        let mut handed = by_giving(&cards, &rows, asking.today);
        // Everybody of a handing out has the same words, so they are read from one entry of each.
        let firsts: Vec<Tag> = handed.iter().map(|(first, _)| Tag::assignment(*first)).collect();
        let entries = reader.rows::<Timeline>(&firsts).await?;
        for entry in entries.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry)) {
            let (key, EntryContent::Assignment(told)) = (entry.key, entry.told) else { continue };
            if let Some((_, handed)) = handed.iter_mut().find(|(first, _)| Tag::assignment(*first) == key) {
                handed.sheet = Some(told.sheet);
            }
        }
        let mut page = HandedOutPage { class, handed: handed.into_iter().map(|(_, handed)| handed).collect() };
        page.handed.sort_by_key(|handed| std::cmp::Reverse((handed.on, handed.giving)));
        reader.open(&mut page).await?;
        for handed in &mut page.handed {
            handed.with.sort_by_cached_key(|holder| holder.name.value().map(PersonName::sort_key));
        }
        Ok(page)
    }
}

fn by_giving(cards: &[StudentCard], rows: &[AssignmentRow], today: NaiveDate) -> Vec<(AssignmentId, Handed)> {
    let mut all: BTreeMap<GivingId, (AssignmentId, Handed)> = BTreeMap::new();
    let is_now = |one: &&OneAssignment| !one.withdrawn && one.on <= today && SchoolYear::of(today).contains(one.on);
    for card in cards {
        for one in rows.iter().filter(|row| row.student == card.student).flat_map(|row| &row.all).filter(is_now) {
            let first = || Handed { giving: one.giving, kind: one.kind, sheet: None, on: one.on, due: one.due, with: vec![] };
            let (_, handed) = all.entry(one.giving).or_insert_with(|| (one.assignment, first()));
            handed.with.push(Holder {
                student: card.student,
                name: card.name.clone(),
                assignment: one.assignment,
                state: one.state(today),
                opened: one.opened.is_some() || one.back.is_some(),
                back: one.back.is_some(),
            });
        }
    }
    all.into_values().collect()
}
