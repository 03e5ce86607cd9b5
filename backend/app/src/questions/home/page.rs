use super::{
    part::HomePart,
    to_do::{self, ToDo},
};
use crate::{
    App, Asking, OwnPage, Problem, Question,
    questions::{
        person::{NamedStudent, People, named_in, people_ahead, rows_of},
        rows::{card_of, class_of},
        support::help_asked,
        timeline::{TimelineCursor, TimelinePage, timeline_ahead, timeline_of},
    },
};
use chrono::NaiveDate;
use domain::{
    ids::{PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, Principal, children, deeds},
    values::PersonName,
    views::{ClassRow, EntryContent, StudentCards, SupportCell},
};
use std::collections::BTreeMap;
use store::{Ahead, PageReader, PageTransaction};

/// A child's timeline for a parent or supporter (nl: Thuis).
#[derive(Clone, Debug)]
pub struct Home {
    pub child: PersonId,
    /// All children of this reader, for the switch.
    pub children: Vec<PersonId>,
    /// Only what stands under this tile; none for the whole page.
    pub part: Option<HomePart>,
    pub before: Option<TimelineCursor>,
}

/// The page of the child that the address names, or of the reader's first.
#[derive(Clone, Debug)]
pub struct HomeOf {
    pub child: Option<PersonId>,
    pub part: Option<HomePart>,
    pub before: Option<TimelineCursor>,
}

/// A child's page at home: what waits for the reader, and the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct HomePage {
    pub child: PersonId,
    pub name: Personal<PersonName>,
    /// The reader.
    pub own_name: Option<Personal<PersonName>>,
    pub class: Option<ClassRow>,
    pub children: Vec<NamedStudent>,
    /// How much waits for the reader about each of them, when there are several.
    pub waits: BTreeMap<PersonId, usize>,
    pub part: Option<HomePart>,
    /// What waits for this reader, the most urgent first.
    pub to_do: Vec<ToDo>,
    pub timeline: TimelinePage,
    pub people: People,
    /// Somebody whom the child or the school named waits for a parent's yes.
    pub helper_waits: bool,
    /// What the reader was put down for by another.
    pub asked: Vec<SupportCell>,
}

impl HoldsPersonal for HomePage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        if let Some(name) = &mut self.own_name {
            see("own_name", name);
        }
        for child in &mut self.children {
            child.each_personal(see);
        }
        for to_do in &mut self.to_do {
            to_do.each_personal(see);
        }
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

impl App {
    /// The children whose timeline this parent or supporter may read today, in the order in which they were linked.
    pub async fn children(&self, principal: &Principal) -> Result<Vec<PersonId>, Problem> {
        let me = principal.actor().person().ok_or(Problem::NotFound)?;
        let relations = self.store().relations(principal, About::Person(me)).await?;
        Ok(children(principal, &relations))
    }
}

impl OwnPage for HomeOf {
    type Question = Home;

    async fn choose(self, principal: &Principal, _: NaiveDate, tx: &mut PageTransaction) -> Result<Option<Home>, Problem> {
        let Some(me) = principal.actor().person() else { return Ok(None) };
        let children = children(principal, &tx.relations(principal, About::Person(me)).await?);
        let child = self.child.or_else(|| children.first().copied());
        Ok(child.map(|child| Home { child, children, part: self.part, before: self.before }))
    }
}

impl Question for Home {
    type Deed = deeds::ReadHome;
    type Answer = HomePage;
    const SCREEN: &'static str = "home";

    fn about(&self) -> About {
        About::Student(self.child)
    }

    fn ahead(&self, asking: &Asking) -> Ahead {
        let people = people_ahead(Ahead::default(), asking, self.child);
        to_do::ahead(timeline_ahead(people, self.child, self.before), asking, self.child)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, asking: &Asking) -> Result<HomePage, Problem> {
        let card = card_of(reader, self.child).await?;
        let class = class_of(reader, &card).await?;
        let part = self.part;
        let shown = |told: &EntryContent| part.is_none_or(|part| part.holds(told));
        let timeline = timeline_of(reader, asking, self.child, self.before, shown).await?;
        let mut to_do = to_do::waiting(reader, asking, self.child).await?;
        let waits = to_do::waiting_about(reader, asking, &self.children).await?;
        to_do.retain(|to_do| part.is_none_or(|part| to_do.part() == part));
        let mut named = named_in(&timeline.entries);
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.child);
        named.extend(to_do.iter().flat_map(ToDo::names));
        // What the reader is to the child decides how they are greeted.
        named.extend(asking.principal.actor().person());
        let rows = rows_of(reader, named).await?;
        let keys: Vec<Tag> = self.children.iter().map(|child| Tag::student(*child)).collect();
        let siblings = reader.rows::<StudentCards>(&keys).await?;
        let children = siblings.into_iter().map(|card| NamedStudent { student: card.student, name: card.name }).collect();
        let people = People::around(&card, &rows);
        let own_name = asking.relations.actor.as_ref().and_then(|me| me.name.clone());
        let asked = help_asked(reader, asking, self.child).await?;
        let helper_waits = !asking.is_past() && card.has_waiting();
        let (child, name) = (self.child, card.name);
        let mut page =
            HomePage { child, name, own_name, class, children, waits, part, to_do, timeline, people, helper_waits, asked };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
