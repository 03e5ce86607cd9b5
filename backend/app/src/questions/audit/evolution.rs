//! How contact with home evolved over a school year, for the auditor: numbers and pseudonyms, no name, no word.

use super::{
    compared::Compared,
    course::{LineMoment, MonthLine, WeekLine, line_of, month_line, silent_from, weeks},
    figure::{FamilyHome, Figure, Figures, HomeOnDay},
};
use crate::{Asking, Problem, Question, questions::person::at_home};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId, Position, Tag},
    policy::{About, deeds},
    time::SchoolYear,
    views::{ClassRow, ClassRows, PersonRow, PersonRows, SchoolRow, SchoolRows, StudentCard, StudentCards, View, reach::Rung},
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
    /// On a page of the past: the later day that it is held beside, if not beside now.
    pub beside: Option<NaiveDate>,
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
    pub not_spoken_with: Vec<ListedFamily>,
    /// Families whose student left, or is in another class than the page is about: they are in the numbers of the year.
    pub gone: Vec<ListedFamily>,
    /// Contacts and attempts, week by week up to the day.
    pub weeks: Vec<WeekLine>,
    /// In the scope of a family: all that happened this year, oldest first.
    pub line: Vec<LineMoment>,
    /// In the scope of a family: since when it was silent as the year began, or as the student came.
    pub silent_from: Option<NaiveDate>,
    /// On a page of the past: what was known then beside what was known later.
    pub compared: Option<Compared>,
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

/// A family in a list of the whole school, with the class of its student.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedFamily {
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
        let FamiliesInScope { classes, class, families, within } = found(reader, asking, &self.scope, Rows::OfThePage).await?;
        let (on, year) = (asking.today, SchoolYear::of(asking.today));
        let seen = standing(&families, on, within);
        let (there, gone): (Vec<_>, Vec<_>) = seen.iter().partition(|home| home.is_there);
        let is_school = self.scope == AuditScope::School;
        let compared = match asking.is_past() {
            true => Some(self.compared(reader, asking, &families, within).await?),
            false => None,
        };
        let shown: Vec<&HomeOnDay<'_>> = match self.scope {
            AuditScope::School => there.iter().copied().filter(|home| home.is_behind(Figure::NotSpokenWith)).collect(),
            AuditScope::Class(_) | AuditScope::Family(_) => there.clone(),
        };
        let lines = family_lines(&shown, &pseudonyms_of(reader, &shown).await?);
        let gone = match self.scope {
            AuditScope::Family(_) => vec![],
            _ => listed(&classes, &gone, &pseudonyms_of(reader, &gone).await?),
        };
        Ok(EvolutionPage {
            class,
            year,
            months: year.month_ends(on).into_iter().map(|end| month_line(&families, end, within)).collect(),
            homes: there.len(),
            figures: Figures::count(&seen),
            classes: if is_school { classes.iter().map(|class| class_line(class, &families, on)).collect() } else { vec![] },
            not_spoken_with: match is_school {
                true => listed(&classes, &shown, &pseudonyms_of(reader, &shown).await?),
                false => vec![],
            },
            families: if is_school { vec![] } else { lines },
            gone,
            weeks: weeks(&seen, year, on),
            silent_from: match self.scope {
                AuditScope::Family(_) => seen.first().map(|home| silent_from(home, year)),
                _ => None,
            },
            line: match self.scope {
                AuditScope::Family(_) => seen.iter().flat_map(line_of).collect(),
                _ => vec![],
            },
            compared,
            scope: self.scope,
        })
    }
}

async fn pseudonyms_of(reader: &mut PageReader<deeds::ReadEvolution>, homes: &[&HomeOnDay<'_>]) -> Result<Vec<String>, Problem> {
    let students: Vec<PersonId> = homes.iter().map(|home| home.card.student).collect();
    Ok(reader.pseudonyms(&students).await?)
}

/// Which rows a page of the past reads: those of its day, or later ones to hold beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    OfThePage,
    OfNow,
    At(Position),
}

async fn rows<V: View>(reader: &mut PageReader<deeds::ReadEvolution>, keys: &[Tag], which: Rows) -> Result<Vec<V::Row>, Problem> {
    Ok(match which {
        Rows::OfThePage => reader.rows::<V>(keys).await?,
        Rows::OfNow => reader.rows_now::<V>(keys).await?,
        Rows::At(position) => reader.rows_at::<V>(keys, position).await?,
    })
}

pub(super) struct FamiliesInScope {
    classes: Vec<ClassRow>,
    pub class: Option<(ClassId, String)>,
    pub families: Vec<FamilyHome>,
    /// The class that the numbers are about, when they are about one.
    pub within: Option<ClassId>,
}

/// The classes of this school year and the families in scope. On a day before the school was there, it had none.
pub(super) async fn found(
    reader: &mut PageReader<deeds::ReadEvolution>,
    asking: &Asking,
    scope: &AuditScope,
    which: Rows,
) -> Result<FamiliesInScope, Problem> {
    let school = rows::<SchoolRows>(reader, &[Tag::school(asking.principal.school())], which).await?.pop();
    let keys = school.map(|school| classes_of(&school, SchoolYear::of(asking.today))).unwrap_or_default();
    let mut classes = rows::<ClassRows>(reader, &keys, which).await?;
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
    let families = families_of(reader, &students, which).await?;
    let class = match scope {
        AuditScope::School => None,
        AuditScope::Class(class) => Some(named(&classes, *class).ok_or(Problem::NotFound)?),
        AuditScope::Family(_) => families.first().and_then(|family| named(&classes, family.card.class?)),
    };
    let within = class.as_ref().map(|(class, _)| *class).filter(|_| matches!(scope, AuditScope::Class(_)));
    Ok(FamiliesInScope { classes, class, families, within })
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

async fn families_of(
    reader: &mut PageReader<deeds::ReadEvolution>,
    students: &[PersonId],
    which: Rows,
) -> Result<Vec<FamilyHome>, Problem> {
    let keys: Vec<Tag> = students.iter().map(|student| Tag::student(*student)).collect();
    let cards = rows::<StudentCards>(reader, &keys, which).await?;
    let mut everybody: Vec<PersonId> = cards.iter().flat_map(at_home).collect();
    everybody.sort_unstable();
    everybody.dedup();
    let keys: Vec<Tag> = everybody.into_iter().map(Tag::person).collect();
    let rows = rows::<PersonRows>(reader, &keys, which).await?;
    let rows: BTreeMap<PersonId, PersonRow> = rows.into_iter().map(|row| (row.person, row)).collect();
    let family = |card: StudentCard| {
        let home = at_home(&card).filter_map(|person| rows.get(&person).cloned()).collect();
        FamilyHome { card, home }
    };
    Ok(cards.into_iter().map(family).collect())
}

/// The homes of the year as they stood on a day; those that were gone by then as well.
pub(super) fn standing(families: &[FamilyHome], on: NaiveDate, within: Option<ClassId>) -> Vec<HomeOnDay<'_>> {
    families.iter().filter_map(|family| family.on(on, within)).collect()
}

fn class_line(class: &ClassRow, families: &[FamilyHome], on: NaiveDate) -> ClassLine {
    let homes = standing(families, on, Some(class.class));
    let there = || homes.iter().filter(|home| home.is_there);
    ClassLine {
        class: class.class,
        name: class.name.clone(),
        homes: there().count(),
        figures: Figures::count(&homes),
        longest_silence_days: there().map(HomeOnDay::silence_days).max().unwrap_or(0),
    }
}

/// The longest silence first.
fn listed(classes: &[ClassRow], homes: &[&HomeOnDay<'_>], pseudonyms: &[String]) -> Vec<ListedFamily> {
    let line = |(home, pseudonym): (&&HomeOnDay<'_>, &String)| ListedFamily {
        family: family_line(home, pseudonym),
        class: home.card.class.and_then(|class| named(classes, class)),
    };
    let mut lines: Vec<ListedFamily> = homes.iter().zip(pseudonyms).map(line).collect();
    lines.sort_by(|a, b| {
        let place = |line: &ListedFamily| (Reverse(line.family.silence_days), line.family.pseudonym.clone());
        place(a).cmp(&place(b))
    });
    lines
}

fn family_line(home: &HomeOnDay<'_>, pseudonym: &str) -> FamilyLine {
    let (pseudonym, figures) = (pseudonym.to_owned(), Figures::count([home]));
    FamilyLine { pseudonym, rung: home.rung, figures, silence_days: home.silence_days() }
}

fn family_lines(homes: &[&HomeOnDay<'_>], pseudonyms: &[String]) -> Vec<FamilyLine> {
    let mut lines: Vec<FamilyLine> = homes.iter().zip(pseudonyms).map(|(home, pseudonym)| family_line(home, pseudonym)).collect();
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
            withdrawn: false,
        }
    }

    #[test]
    fn a_month_knows_who_was_there_and_how_far_they_were_by_then() {
        let mut came_later = family(vec![]);
        came_later.card.stays[0].from = november(30);
        let families = [family(vec![message(november(3)), call(DAY)]), came_later];
        let line = month_line(&families, november(29), None);
        assert_eq!((line.on, line.homes), (november(29), 1));
        assert_eq!(Figure::LADDER.map(|figure| line.figures.of(figure)), [1, 0, 0, 0]);
        let line = month_line(&families, DAY, None);
        assert_eq!(line.homes, 2);
        assert_eq!(Figure::LADDER.map(|figure| line.figures.of(figure)), [1, 1, 0, 0]);
    }

    #[test]
    fn a_class_counts_its_own_homes_and_the_longest_silence_among_them() {
        let mut elsewhere = family(vec![call(DAY)]);
        elsewhere.card.stays[0].class = ClassId(Uuid::from_u128(5));
        let families = [family(vec![call(november(29))]), family(vec![call(november(1))]), elsewhere];
        let line = class_line(&row(CLASS_3A), &families, DAY);
        assert_eq!((line.homes, line.figures.of(Figure::InView), line.longest_silence_days), (2, 2, 30));
        let empty = class_line(&row(ClassId(Uuid::from_u128(4))), &families, DAY);
        assert_eq!((empty.homes, empty.longest_silence_days), (0, 0));
    }

    #[test]
    fn families_stand_with_the_lowest_rung_and_then_the_longest_silence_first() {
        let families = [vec![call(november(29))], vec![message(november(1))], vec![call(november(1))], vec![]].map(family);
        let pseudonyms = ["a", "b", "c", "d"].map(String::from).to_vec();
        let homes = standing(&families, DAY, None);
        let lines = family_lines(&homes.iter().collect::<Vec<_>>(), &pseudonyms);
        let order: Vec<_> = lines.iter().map(|line| line.pseudonym.as_str()).collect();
        assert_eq!(order, ["d", "b", "c", "a"]);
        assert_eq!(lines[1].figures.of(Figure::Attempts), 1);
    }

    #[test]
    fn families_never_reached_stand_with_the_longest_silence_first_and_their_class() {
        let mut came_later = family(vec![message(november(1))]);
        came_later.card.stays[0].from = november(10);
        came_later.card.enrolled_on = november(10);
        let families = [family(vec![call(november(29))]), came_later, family(vec![])];
        let homes = standing(&families, DAY, None);
        let unreached: Vec<_> = homes.iter().filter(|home| home.is_behind(Figure::NotSpokenWith)).collect();
        let lines = listed(&[row(CLASS_3A)], &unreached, &["b".into(), "c".into()]);
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
