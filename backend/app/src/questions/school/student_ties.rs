use crate::{Asking, Problem, Question};
use domain::{
    holds_personal,
    ids::{PersonId, Tag},
    personal::Personal,
    policy::{About, deeds},
    values::StudentNumber,
    views::{ClassRow, ClassRows, StudentCard, StudentCards},
};
use store::PageReader;

/// Who belongs to a student, by ids alone: for whoever puts right a link, an authority or a class without reading a name.
#[derive(Clone, Copy, Debug)]
pub struct StudentTies {
    pub student: PersonId,
}

/// The answer. Only the number was opened.
#[derive(Clone, Debug)]
pub struct TiesPage {
    /// None when it was erased.
    pub number: Option<StudentNumber>,
    /// The class, or the last one of somebody who left.
    pub class: Option<ClassRow>,
    /// Class, parents, supporters and when they left. Name and number in it are closed.
    pub card: StudentCard,
}

/// The one envelope that is opened.
struct Number {
    number: Personal<StudentNumber>,
}

holds_personal!(Number { number });

impl Question for StudentTies {
    type Deed = deeds::ReadRoster;
    type Answer = TiesPage;
    const SCREEN: &'static str = "ties";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadRoster>, _: &Asking) -> Result<TiesPage, Problem> {
        let card = reader.row::<StudentCards>(Tag::student(self.student)).await?.ok_or(Problem::NotFound)?;
        let class = match card.class {
            Some(class) => reader.row::<ClassRows>(Tag::class(class)).await?,
            None => None,
        };
        let mut opened = Number { number: card.number.clone() };
        reader.open(&mut opened).await?;
        Ok(TiesPage { number: opened.number.value().cloned(), class, card })
    }
}
