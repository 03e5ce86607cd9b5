use crate::{Asking, Problem, Question};
use domain::{
    ids::{PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    values::BirthDate,
    views::{ClassRows, PersonRows, SchoolRows, StudentCards},
};
use store::PageReader;

/// The students whose sixteenth or eighteenth birthday has passed without being stated, with their birth dates.
#[derive(Clone, Copy, Debug)]
pub struct AgesToState;

struct Births(Vec<(PersonId, Personal<BirthDate>)>);

impl HoldsPersonal for Births {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        for (_, born) in &mut self.0 {
            see("born", born);
        }
    }
}

impl Question for AgesToState {
    type Deed = deeds::StateAge;
    type Answer = Vec<(PersonId, BirthDate)>;
    const SCREEN: &'static str = "job:ages";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::StateAge>, asking: &Asking) -> Result<Self::Answer, Problem> {
        let Some(school) = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await? else { return Ok(vec![]) };
        let classes: Vec<Tag> = school.classes.iter().map(|class| Tag::class(class.class)).collect();
        let students: Vec<Tag> = reader
            .rows::<ClassRows>(&classes)
            .await?
            .iter()
            .flat_map(|class| class.students.iter().copied().map(Tag::student))
            .collect();
        let cards = reader.rows::<StudentCards>(&students).await?;
        let young: Vec<_> = cards.iter().filter(|card| !card.eighteen).collect();
        let persons: Vec<Tag> = young.iter().map(|card| Tag::person(card.student)).collect();
        let rows = reader.rows::<PersonRows>(&persons).await?;
        let mut births = Births(rows.into_iter().filter_map(|row| Some((row.person, row.born?))).collect());
        reader.open(&mut births).await?;

        let is_due = |student: PersonId, born: &BirthDate| {
            let stated = young.iter().find(|card| card.student == student);
            stated.is_some_and(|card| {
                (!card.sixteen && born.turns(16) <= asking.today) || (!card.eighteen && born.turns(18) <= asking.today)
            })
        };
        let opened = births.0.iter().filter_map(|(student, born)| Some((*student, *born.value()?)));
        Ok(opened.filter(|(student, born)| is_due(*student, born)).collect())
    }
}
