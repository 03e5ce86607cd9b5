use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, at_home, rows_of},
        rows::class_with_cards,
    },
};
use chrono::NaiveDate;
use domain::{
    assignment::AssignmentKind,
    holds_personal,
    ids::{ClassId, GivingId, PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot},
    policy::{About, Circle, deeds},
    values::PersonName,
    views::{
        AssignmentContent, AssignmentRow, AssignmentState, Assignments, ClassRow, Entry, EntryContent, OneAssignment,
        StudentCard, Timeline,
    },
};
use std::{cmp::Reverse, collections::BTreeSet};
use store::PageReader;

/// What came back from home and was not used yet (nl: Terug van thuis).
#[derive(Clone, Copy, Debug)]
pub struct CameBack {
    pub class: ClassId,
}

/// Everything of a class that came back and lies open.
#[derive(Clone, Debug, PartialEq)]
pub struct CameBackPage {
    pub class: ClassRow,
    /// The newest handing out first.
    pub givings: Vec<Giving>,
    pub people: Vec<(PersonId, People)>,
    /// Those around each student, for who will read it.
    pub circles: Vec<Circle>,
}

impl HoldsPersonal for CameBackPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        self.givings.walk("givings", see);
        for (_, people) in &mut self.people {
            people.each_personal(see);
        }
    }
}

/// One assignment of a class with everything that lies open of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Giving {
    pub giving: GivingId,
    pub kind: AssignmentKind,
    pub on: NaiveDate,
    /// How many students of the class have it, and of how many it came back.
    pub given: usize,
    pub back: usize,
    pub open: Vec<OpenBack>,
}

holds_personal!(Giving { open });

/// What came back of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenBack {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub key: Tag,
    pub told: Box<AssignmentContent>,
    /// Has it waited longer than the three weeks in which it should be used?
    pub long: bool,
}

holds_personal!(OpenBack { name, told });

impl Question for CameBack {
    type Deed = deeds::ReadClass;
    type Answer = CameBackPage;
    const SCREEN: &'static str = "came-back";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadClass>, asking: &Asking) -> Result<CameBackPage, Problem> {
        let (class, cards) = class_with_cards(reader, asking, self.class).await?;
        let keys: Vec<Tag> = cards.iter().map(|card| Tag::student(card.student)).collect();
        let rows = reader.rows::<Assignments>(&keys).await?;
        let today = asking.today;
        let open = |one: &&OneAssignment| one.state(today) == AssignmentState::Back;
        let keys: Vec<Tag> =
            rows.iter().flat_map(|row| row.all.iter().filter(open)).map(|one| Tag::assignment(one.assignment)).collect();
        let entries = reader.rows::<Timeline>(&keys).await?;
        let mut people = Vec::new();
        for card in cards.iter().filter(|card| entries.iter().any(|entry| entry.student == card.student)) {
            let mut named: BTreeSet<PersonId> = at_home(card).collect();
            named.insert(card.student);
            let rows = rows_of(reader, named).await?;
            people.push((card.student, People::around(card, &rows)));
        }
        let circles = cards.iter().map(|card| Circle::around(card, &asking.viewer())).collect();
        let mut page = CameBackPage { class, givings: givings(&rows, &cards, entries, today), people, circles };
        reader.open(&mut page).await?;
        for giving in &mut page.givings {
            giving.open.sort_by_cached_key(|open| open.name.value().map(PersonName::sort_key));
        }
        Ok(page)
    }
}

fn givings(rows: &[AssignmentRow], cards: &[StudentCard], entries: Vec<Entry>, today: NaiveDate) -> Vec<Giving> {
    let mut givings: Vec<Giving> = Vec::new();
    for entry in entries {
        let (EntryContent::Assignment(told), Some(card)) = (entry.told, cards.iter().find(|card| card.student == entry.student))
        else {
            continue;
        };
        let mine = |one: &&OneAssignment| one.giving == told.giving && !one.withdrawn;
        let of_all = rows.iter().flat_map(|row| &row.all).filter(mine);
        let long = of_all.clone().any(|one| Tag::assignment(one.assignment) == entry.key && one.lies_unused(today));
        let at = givings.iter().position(|giving| giving.giving == told.giving).unwrap_or_else(|| {
            givings.push(Giving {
                giving: told.giving,
                kind: told.kind,
                on: entry.occurred.on,
                given: of_all.clone().count(),
                back: of_all.clone().filter(|one| one.back.is_some()).count(),
                open: vec![],
            });
            givings.len() - 1
        });
        givings[at].open.push(OpenBack { student: card.student, name: card.name.clone(), key: entry.key, told, long });
    }
    givings.sort_by_key(|giving| Reverse((giving.on, giving.giving)));
    givings
}
