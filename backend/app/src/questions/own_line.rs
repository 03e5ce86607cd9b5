use super::{
    Before, TimelinePage,
    people::{People, named_in, rows_of},
    student_page::{card_of, class_of, timeline},
};
use crate::{Asking, Problem, Question};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    values::PersonName,
    views::{ClassRow, Entry},
};
use store::Reader;

/// A student's own line (nl: Mijn lijn).
#[derive(Clone, Copy, Debug)]
pub struct OwnLine {
    pub student: PersonId,
    pub before: Option<Before>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OwnLinePage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    pub timeline: TimelinePage,
    pub people: People,
    /// News on this page that the student has not had before them until now.
    pub news: Vec<(Tag, DateTime<Utc>)>,
}

impl HoldsPersonal for OwnLinePage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

impl Question for OwnLine {
    type Deed = deeds::ReadOwnLine;
    type Answer = OwnLinePage;
    const SCREEN: &'static str = "own-line";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut Reader<deeds::ReadOwnLine>, asking: &Asking) -> Result<OwnLinePage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let timeline = timeline(reader, asking, self.student, self.before).await?;
        let is_news = |entry: &&Entry| entry.waits_for_the_student();
        let news = timeline.entries.iter().filter(is_news).map(|entry| (entry.key, entry.recorded_at)).collect();
        let mut named = named_in(&timeline.entries);
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.extend(card.parents.iter().map(|tie| tie.person));
        named.extend(card.supporters.iter().map(|tie| tie.person));
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let mut page = OwnLinePage { student: self.student, name: card.name, class, timeline, people, news };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
