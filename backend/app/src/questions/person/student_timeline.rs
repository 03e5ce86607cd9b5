use super::around::{AtHome, People, at_home, named_in, people_ahead, rows_of};
use crate::{
    Asking, Problem, Question,
    questions::{
        class::HeardSince,
        rows::{card_of, class_of},
        timeline::{TimelineCursor, TimelinePage, timeline, timeline_ahead},
    },
};
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    values::PersonName,
    views::{
        ClassRow,
        reach::{self, Rung, Through},
    },
};
use store::{Ahead, PageReader};

/// A student's timeline for staff.
#[derive(Clone, Copy, Debug)]
pub struct StudentTimeline {
    pub student: PersonId,
    pub before: Option<TimelineCursor>,
}

/// A student as staff know them: home, reach, support and one page of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct StudentPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    pub left: bool,
    pub home: Vec<AtHome>,
    pub rung: Rung,
    pub through: Option<Through>,
    pub silence_days: i64,
    /// What home did since then.
    pub heard: Option<HeardSince>,
    /// The last day of the year on which the student alone told of a talk at home.
    pub student_told: Option<NaiveDate>,
    pub timeline: TimelinePage,
    pub people: People,
}

impl HoldsPersonal for StudentPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        for person in &mut self.home {
            person.each_personal(see);
        }
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

impl Question for StudentTimeline {
    type Deed = deeds::ReadStudent;
    type Answer = StudentPage;
    const SCREEN: &'static str = "student";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn ahead(&self, asking: &Asking) -> Ahead {
        timeline_ahead(people_ahead(Ahead::default(), asking, self.student), self.student, self.before)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadStudent>, asking: &Asking) -> Result<StudentPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let timeline = timeline(reader, asking, self.student, self.before).await?;
        let mut named = named_in(&timeline.entries);
        named.extend(named_in(&timeline.sources));
        named.extend(at_home(&card));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let home: Vec<_> = rows.iter().filter(|row| card.has_at_home(row.person)).collect();
        let today = asking.relations.student(self.student);
        let mut page = StudentPage {
            student: self.student,
            name: card.name.clone(),
            class,
            left: !card.is_enrolled(),
            home: AtHome::of(&card, &rows).into_iter().map(|person| person.by_todays_ties(today)).collect(),
            rung: reach::rung(&card, &home, asking.today),
            through: reach::through(&card, asking.today),
            silence_days: reach::silence_days(&card, asking.today),
            heard: HeardSince::of(&card, asking.today),
            student_told: reach::student_told(&card, asking.today),
            timeline,
            people: People::around(&card, &rows),
        };
        reader.open(&mut page).await?;
        Ok(page)
    }
}
