//! How contact with home evolved over a school year, for the auditor: numbers and pseudonyms, no name, no word.

use super::figure::{FamilyHome, Figure, Figures, HomeOnDay};
use crate::{
    Asking, Problem, Question,
    questions::person::{at_home, rows_of},
};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId, Tag},
    policy::{About, deeds},
    time::SchoolYear,
    views::{ClassRow, ClassRows, PersonRow, SchoolRow, SchoolRows, StudentCard, StudentCards, reach::Rung},
};
use std::{cmp::Reverse, collections::BTreeMap};
use store::PageReader;

/// What the numbers are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditScope {
    School,
    Class(ClassId),
    /// One family, known by a pseudonym only.
    Family(String),
}

/// How contact evolved (nl: Verloop).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evolution {
    pub scope: AuditScope,
}

/// The numbers of a school, of a class or of a family, on a day and month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct EvolutionPage {
    pub scope: AuditScope,
    /// The class that the numbers are about, or that the family belongs to, with its name.
    pub class: Option<(ClassId, String)>,
    pub year: SchoolYear,
    /// From August up to the day.
    pub months: Vec<MonthLine>,
    /// Homes of students who were there on the day.
    pub homes: usize,
    pub figures: Figures,
    /// In the scope of a school: its classes, by name.
    pub classes: Vec<ClassLine>,
    /// In the scope of a class its families, the lowest rung and then the longest silence first; in that of a family itself.
    pub families: Vec<FamilyLine>,
    /// In the scope of a school: the families that nobody spoke with this year, the longest silence first.
    pub never_reached: Vec<NeverReached>,
}

/// Where the homes stood at the end of a month, or on the day itself for the running month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthLine {
    pub on: NaiveDate,
    pub homes: usize,
    pub figures: Figures,
}

/// A class with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassLine {
    pub class: ClassId,
    pub name: String,
    pub homes: usize,
    pub figures: Figures,
    pub longest_silence_days: i64,
}

/// A family that nobody spoke with this year, and the class of its student.
#[derive(Clone, Debug, PartialEq)]
pub struct NeverReached {
    pub family: FamilyLine,
    pub class: Option<(ClassId, String)>,
}

/// A family, known by a pseudonym only, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyLine {
    pub pseudonym: String,
    pub rung: Rung,
    pub figures: Figures,
    pub silence_days: i64,
}

impl Question for Evolution {
    type Deed = deeds::ReadEvolution;
    type Answer = EvolutionPage;
    const SCREEN: &'static str = "evolution";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadEvolution>, asking: &Asking) -> Result<EvolutionPage, Problem> {
        let FamiliesInScope { classes, class, families } = found(reader, asking, &self.scope).await?;
        let (on, year) = (asking.today, SchoolYear::of(asking.today));
        let homes = standing(&families, on);
        Ok(EvolutionPage {
            class,
            year,
            months: year.month_ends(on).into_iter().map(|end| month_line(&families, end)).collect(),
            homes: homes.len(),
            figures: Figures::count(&homes),
            classes: match self.scope {
                AuditScope::School => classes.iter().map(|class| class_line(class, &homes)).collect(),
                AuditScope::Class(_) | AuditScope::Family(_) => vec![],
            },
            families: match self.scope {
                AuditScope::School => vec![],
                AuditScope::Class(_) | AuditScope::Family(_) => {
                    let students: Vec<PersonId> = homes.iter().map(|home| home.card.student).collect();
                    family_lines(&homes, reader.pseudonyms(&students).await?)
                }
            },
            never_reached: match self.scope {
                AuditScope::School => {
                    let homes: Vec<&HomeOnDay<'_>> = homes.iter().filter(|home| home.is_behind(Figure::NeverReached)).collect();
                    let students: Vec<PersonId> = homes.iter().map(|home| home.card.student).collect();
                    never_reached(&classes, &homes, reader.pseudonyms(&students).await?)
                }
                AuditScope::Class(_) | AuditScope::Family(_) => vec![],
            },
            scope: self.scope,
        })
    }
}

pub(super) struct FamiliesInScope {
    classes: Vec<ClassRow>,
    pub class: Option<(ClassId, String)>,
    pub families: Vec<FamilyHome>,
}

/// The classes of this school year and the families in scope. On a day before the school was there, it had none.
pub(super) async fn found(
    reader: &mut PageReader<deeds::ReadEvolution>,
    asking: &Asking,
    scope: &AuditScope,
) -> Result<FamiliesInScope, Problem> {
    let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?;
    let keys = school.map(|school| classes_of(&school, SchoolYear::of(asking.today))).unwrap_or_default();
    let mut classes = reader.rows::<ClassRows>(&keys).await?;
    classes.sort_by(|a, b| a.name.cmp(&b.name));

    let students = match scope {
        AuditScope::School => students_of(&classes),
        AuditScope::Class(class) => {
            reader.is_about(About::Class(*class));
            students_of(classes.iter().filter(|row| row.class == *class))
        }
        AuditScope::Family(pseudonym) => {
            let student = behind(reader, &students_of(&classes), pseudonym).await?;
            reader.is_about(About::Student(student));
            vec![student]
        }
    };
    let mut families = families_of(reader, &students).await?;
    let class = match scope {
        AuditScope::School => None,
        AuditScope::Class(class) => {
            families.retain(|family| family.card.class == Some(*class));
            Some(named(&classes, *class).ok_or(Problem::NotFound)?)
        }
        AuditScope::Family(_) => families.first().and_then(|family| named(&classes, family.card.class?)),
    };
    Ok(FamiliesInScope { classes, class, families })
}

fn classes_of(school: &SchoolRow, year: SchoolYear) -> Vec<Tag> {
    let classes = school.classes.iter().filter(|class| class.school_year == year);
    classes.map(|class| Tag::class(class.class)).collect()
}

/// Those who are in one of the classes or once were, each once.
fn students_of<'a>(classes: impl IntoIterator<Item = &'a ClassRow>) -> Vec<PersonId> {
    let students = classes.into_iter().flat_map(|class| class.students.iter().chain(&class.former));
    let mut students: Vec<PersonId> = students.copied().collect();
    students.sort_unstable();
    students.dedup();
    students
}

fn named(classes: &[ClassRow], class: ClassId) -> Option<(ClassId, String)> {
    classes.iter().find(|row| row.class == class).map(|row| (class, row.name.clone()))
}

/// The student behind a pseudonym. One-way for everybody but the store, which holds the school's key.
async fn behind(
    reader: &mut PageReader<deeds::ReadEvolution>,
    students: &[PersonId],
    pseudonym: &str,
) -> Result<PersonId, Problem> {
    let pseudonyms = reader.pseudonyms(students).await?;
    let mut known = students.iter().zip(pseudonyms);
    known.find(|(_, known)| known == pseudonym).map(|(student, _)| *student).ok_or(Problem::NotFound)
}

async fn families_of(reader: &mut PageReader<deeds::ReadEvolution>, students: &[PersonId]) -> Result<Vec<FamilyHome>, Problem> {
    let keys: Vec<Tag> = students.iter().map(|student| Tag::student(*student)).collect();
    let cards = reader.rows::<StudentCards>(&keys).await?;
    let mut everybody: Vec<PersonId> = cards.iter().flat_map(at_home).collect();
    everybody.sort_unstable();
    everybody.dedup();
    let rows = rows_of(reader, everybody).await?;
    let rows: BTreeMap<PersonId, PersonRow> = rows.into_iter().map(|row| (row.person, row)).collect();
    let family = |card: StudentCard| {
        let home = at_home(&card).filter_map(|person| rows.get(&person).cloned()).collect();
        FamilyHome { card, home }
    };
    Ok(cards.into_iter().map(family).collect())
}

pub(super) fn standing(families: &[FamilyHome], on: NaiveDate) -> Vec<HomeOnDay<'_>> {
    families.iter().filter_map(|family| family.on(on)).collect()
}

fn month_line(families: &[FamilyHome], on: NaiveDate) -> MonthLine {
    let homes = standing(families, on);
    MonthLine { on, homes: homes.len(), figures: Figures::count(&homes) }
}

fn class_line(class: &ClassRow, homes: &[HomeOnDay<'_>]) -> ClassLine {
    let in_class = || homes.iter().filter(|home| home.card.class == Some(class.class));
    ClassLine {
        class: class.class,
        name: class.name.clone(),
        homes: in_class().count(),
        figures: Figures::count(in_class()),
        longest_silence_days: in_class().map(HomeOnDay::silence_days).max().unwrap_or(0),
    }
}

/// The longest silence first.
fn never_reached(classes: &[ClassRow], homes: &[&HomeOnDay<'_>], pseudonyms: Vec<String>) -> Vec<NeverReached> {
    let line = |(home, pseudonym): (&&HomeOnDay<'_>, String)| NeverReached {
        family: family_line(home, pseudonym),
        class: home.card.class.and_then(|class| named(classes, class)),
    };
    let mut lines: Vec<NeverReached> = homes.iter().zip(pseudonyms).map(line).collect();
    lines.sort_by(|a, b| {
        let place = |line: &NeverReached| (Reverse(line.family.silence_days), line.family.pseudonym.clone());
        place(a).cmp(&place(b))
    });
    lines
}

fn family_line(home: &HomeOnDay<'_>, pseudonym: String) -> FamilyLine {
    FamilyLine { pseudonym, rung: home.rung, figures: Figures::count([home]), silence_days: home.silence_days() }
}

fn family_lines(homes: &[HomeOnDay<'_>], pseudonyms: Vec<String>) -> Vec<FamilyLine> {
    let line = |(home, pseudonym): (&HomeOnDay<'_>, String)| family_line(home, pseudonym);
    let mut lines: Vec<FamilyLine> = homes.iter().zip(pseudonyms).map(line).collect();
    lines.sort_by(|a, b| (a.rung, Reverse(a.silence_days), &a.pseudonym).cmp(&(b.rung, Reverse(b.silence_days), &b.pseudonym)));
    lines
}

#[cfg(test)]
mod specs {
    use super::{
        super::figure::specs::{CLASS_3A, DAY, call, family, message, november},
        *,
    };
    use uuid::Uuid;

    fn row(class: ClassId) -> ClassRow {
        ClassRow {
            class,
            name: "3A".into(),
            school_year: SchoolYear(2025),
            year: Some(3),
            track: None,
            mentors: vec![],
            students: vec![],
            former: vec![],
        }
    }

    #[test]
    fn a_month_knows_who_was_there_and_how_far_they_were_by_then() {
        let mut came_later = family(vec![]);
        came_later.card.enrolled_on = november(30);
        let families = [family(vec![message(november(3)), call(DAY)]), came_later];
        let line = month_line(&families, november(29));
        assert_eq!((line.on, line.homes), (november(29), 1));
        assert_eq!(Figure::LADDER.map(|figure| line.figures.of(figure)), [1, 0, 0, 0]);
        let line = month_line(&families, DAY);
        assert_eq!(line.homes, 2);
        assert_eq!(Figure::LADDER.map(|figure| line.figures.of(figure)), [1, 1, 0, 0]);
    }

    #[test]
    fn a_class_counts_its_own_homes_and_the_longest_silence_among_them() {
        let mut elsewhere = family(vec![call(DAY)]);
        elsewhere.card.class = None;
        let families = [family(vec![call(november(29))]), family(vec![call(november(1))]), elsewhere];
        let line = class_line(&row(CLASS_3A), &standing(&families, DAY));
        assert_eq!((line.homes, line.figures.of(Figure::InView), line.longest_silence_days), (2, 2, 30));
        let empty = class_line(&row(ClassId(Uuid::from_u128(4))), &standing(&families, DAY));
        assert_eq!((empty.homes, empty.longest_silence_days), (0, 0));
    }

    #[test]
    fn families_stand_with_the_lowest_rung_and_then_the_longest_silence_first() {
        let families = [vec![call(november(29))], vec![message(november(1))], vec![call(november(1))], vec![]].map(family);
        let pseudonyms = ["a", "b", "c", "d"].map(String::from).to_vec();
        let lines = family_lines(&standing(&families, DAY), pseudonyms);
        let order: Vec<_> = lines.iter().map(|line| line.pseudonym.as_str()).collect();
        assert_eq!(order, ["d", "b", "c", "a"]);
        assert_eq!(lines[1].figures.of(Figure::Attempts), 1);
    }

    #[test]
    fn families_never_reached_stand_with_the_longest_silence_first_and_their_class() {
        let mut came_later = family(vec![message(november(1))]);
        came_later.card.enrolled_on = november(10);
        let families = [family(vec![call(november(29))]), came_later, family(vec![])];
        let homes = standing(&families, DAY);
        let unreached: Vec<_> = homes.iter().filter(|home| home.is_behind(Figure::NeverReached)).collect();
        let lines = never_reached(&[row(CLASS_3A)], &unreached, vec!["b".into(), "c".into()]);
        let order: Vec<_> = lines.iter().map(|line| (line.family.pseudonym.as_str(), line.family.silence_days)).collect();
        assert_eq!(order, [("c", 122), ("b", 21)]);
        assert_eq!(lines[0].class, Some((CLASS_3A, "3A".into())));
    }

    #[test]
    fn a_student_who_moved_within_the_school_is_counted_once() {
        let student = PersonId(Uuid::from_u128(20));
        let now = ClassRow { students: vec![student], ..row(CLASS_3A) };
        let before = ClassRow { former: vec![student], ..row(ClassId(Uuid::from_u128(4))) };
        assert_eq!(students_of(&[before, now]), [student]);
    }
}
