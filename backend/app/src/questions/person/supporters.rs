use super::around::{NamedStudent, People, PersonBrief, rows_of};
use crate::{Asking, Problem, Question, questions::rows::ties_of};
use domain::{
    actor::Role,
    holds_personal,
    ids::{PersonId, Tag},
    person::supporter::Admission,
    personal::Personal,
    policy::{About, DeedType, Relations, deeds},
    time::SchoolYear,
    values::PersonName,
    views::{ClassRows, SchoolRows, StudentCard, StudentCards},
};
use store::PageReader;

/// Who supports a student, to name or end one, and to let one in (nl: wie helpt).
#[derive(Clone, Copy, Debug)]
pub struct Supporters {
    pub student: PersonId,
}

/// The same for a school admin, who decides and sees nothing else of the student.
#[derive(Clone, Copy, Debug)]
pub struct Admissions {
    pub student: PersonId,
}

/// Which students of the school have a supporter who waits for a yes (nl: wie wacht op een ja).
#[derive(Clone, Copy, Debug)]
pub struct WaitingSupporters;

/// A student's supporters of today.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportersPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    /// From sixteen on the student alone says who is named.
    pub sixteen: bool,
    /// In the order in which they were named, and then those who were turned away.
    pub supporters: Vec<NamedSupporter>,
}

/// Somebody who was named, and how they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedSupporter {
    pub brief: PersonBrief,
    pub admission: Admission,
    /// The student named them themselves.
    pub by_student: bool,
    /// For the school only: those who have no say over the student and whose number or address it is.
    pub alike: Vec<PersonBrief>,
}

holds_personal!(NamedSupporter { brief, alike });
holds_personal!(SupportersPage { name, supporters });

/// The students for whom somebody waits, in the order of their classes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingPage {
    pub students: Vec<NamedStudent>,
}

holds_personal!(WaitingPage { students });

impl Question for Supporters {
    type Deed = deeds::ReadSupporters;
    type Answer = SupportersPage;
    const SCREEN: &'static str = "supporters";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadSupporters>, asking: &Asking) -> Result<SupportersPage, Problem> {
        let mut page = supporters_of(reader, asking, self.student).await?;
        reader.open(&mut page).await?;
        Ok(page)
    }
}

impl Question for Admissions {
    type Deed = deeds::ReadAdmissions;
    type Answer = SupportersPage;
    const SCREEN: &'static str = "admissions";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadAdmissions>, asking: &Asking) -> Result<SupportersPage, Problem> {
        let mut page = supporters_of(reader, asking, self.student).await?;
        reader.open(&mut page).await?;
        Ok(page)
    }
}

impl Question for WaitingSupporters {
    type Deed = deeds::ReadAdmissions;
    type Answer = WaitingPage;
    const SCREEN: &'static str = "waiting-supporters";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadAdmissions>, asking: &Asking) -> Result<WaitingPage, Problem> {
        let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?.ok_or(Problem::NotFound)?;
        let this_year = school.classes.iter().filter(|class| class.school_year == SchoolYear::of(asking.today));
        let classes: Vec<Tag> = this_year.map(|class| Tag::class(class.class)).collect();
        let classes = reader.rows::<ClassRows>(&classes).await?;
        let students: Vec<Tag> = classes.iter().flat_map(|class| &class.students).map(|student| Tag::student(*student)).collect();
        let students = reader.rows::<StudentCards>(&students).await?;
        let told = Relations { students, ..Relations::default() };
        let same = reader.shared_reach(&told.to_compare()).await?;
        let waiting = told.compared(&same).students.into_iter().filter(StudentCard::has_waiting);
        let students = waiting.map(|card| NamedStudent { student: card.student, name: card.name }).collect();
        let mut page = WaitingPage { students };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

async fn supporters_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<SupportersPage, Problem> {
    let card = ties_of(reader, asking, student).await?;
    let is_school = asking.principal.actor().role().is_some_and(Role::is_staff);
    let alike = |supporter: PersonId| match is_school {
        true => asking.relations.alike(student, supporter).into_iter().filter(|other| *other != supporter).collect(),
        false => vec![],
    };
    let ties = || card.supporters.iter().chain(&card.turned_away);
    let rows = rows_of(reader, ties().flat_map(|tie| [vec![tie.person], alike(tie.person)].concat())).await?;
    let people = People::around(&card, &rows);
    let supporters = ties().filter_map(|tie| {
        let brief = people.get(tie.person)?.clone();
        let (admission, by_student) = (tie.admission.clone(), tie.by_student);
        Some(NamedSupporter { brief, admission, by_student, alike: people.briefs(alike(tie.person)) })
    });
    let supporters = supporters.collect();
    Ok(SupportersPage { student, name: card.name, sixteen: card.sixteen, supporters })
}
