use crate::{Asking, Problem, Question};
use domain::{
    ids::{PersonId, Tag},
    person::student::StateAge,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    school::ParentsFollowUntil,
    values::BirthDate,
    views::{ClassRows, PersonRows, SchoolRows, StudentCards},
};
use store::PageReader;

/// What is to be stated of the age of students: a sixteenth or eighteenth birthday that has passed, and whether their parents follow.
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
    type Answer = Vec<StateAge>;
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

        let parents_follow_until = school.parents_follow_until;
        let due = |(student, born): &(PersonId, Personal<BirthDate>)| {
            let (card, born) = (young.iter().find(|card| card.student == *student)?, *born.value()?);
            let is_sixteen = born.turns(16) <= asking.today;
            let follow = parents_follow_until == ParentsFollowUntil::Eighteen || !is_sixteen;
            let says = (is_sixteen && !card.sixteen) || born.turns(18) <= asking.today || follow == card.parents_stopped;
            says.then_some(StateAge { student: *student, born, parents_follow_until })
        };
        Ok(births.0.iter().filter_map(due).collect())
    }
}
