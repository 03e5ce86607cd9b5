use super::write_to_class::addressees;
use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, named_in, rows_of},
        rows::{card_of, class_of},
        timeline::{TimelineCursor, TimelinePage, timeline_of},
    },
};
use domain::{
    ids::PersonId,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, EntryContent},
};
use store::PageReader;

/// The messages between the school and one person about a student, for the mentor, with everybody who can be written to.
#[derive(Clone, Copy, Debug)]
pub struct Thread {
    pub student: PersonId,
    /// With whom; the first who can be written to when it is nobody.
    pub with: Option<PersonId>,
    pub before: Option<TimelineCursor>,
}

/// One page of the messages with one person, with the others who can be written to.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Everybody who can be written to about this student: home first, then the student.
    pub to: Vec<PersonBrief>,
    pub with: PersonId,
    pub timeline: TimelinePage,
    pub people: People,
}

impl HoldsPersonal for ThreadPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        self.to.iter_mut().for_each(|brief| brief.each_personal(see));
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

impl Question for Thread {
    type Deed = deeds::ReadMessages;
    type Answer = ThreadPage;
    const SCREEN: &'static str = "thread";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<ThreadPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let to: Vec<PersonId> = addressees(&card).collect();
        let with = self.with.or_else(|| to.first().copied()).unwrap_or(self.student);
        let shown = |told: &EntryContent| matches!(told, EntryContent::Message(exchange) if exchange.with == with);
        let timeline = timeline_of(reader, asking, self.student, self.before, shown).await?;
        // Somebody who never was at this home has no thread, as little as somebody who does not exist.
        if !to.contains(&with) && timeline.entries.is_empty() {
            return Err(Problem::NotFound);
        }
        let mut named = named_in(&timeline.entries);
        named.extend(to.iter().copied().chain([with]));
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let to = people.briefs(to);
        let mut page = ThreadPage { student: self.student, name: card.name, class, to, with, timeline, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
