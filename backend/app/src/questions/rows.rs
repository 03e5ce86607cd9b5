//! The rows that several questions read: a student's card, their class, a class with its students.

use crate::{Asking, Problem};
use domain::{
    actor::Role,
    ids::{ClassId, PersonId, Tag},
    policy::{DeedType, deeds, still_shown},
    views::{ClassRow, ClassRows, SchoolClass, StudentCard, StudentCards, SupportRow, SupportRows},
};
use store::PageReader;

pub(super) async fn card_of<D: DeedType>(reader: &mut PageReader<D>, student: PersonId) -> Result<StudentCard, Problem> {
    reader.row::<StudentCards>(Tag::student(student)).await?.ok_or(Problem::NotFound)
}

/// A student with those around them, as the reader may know them: who may be somebody without a say waits. A parent finds what
/// was answered, and so learns nothing of a number by letting somebody in.
pub(super) async fn ties_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<StudentCard, Problem> {
    match asking.principal.actor().role() {
        Some(Role::Parent) => card_of(reader, student).await,
        _ => asking.relations.student(student).cloned().ok_or(Problem::NotFound),
    }
}

/// The cards of those of a class, as it was, whom this reader may be shown.
pub(super) async fn cards_in<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    class: &ClassRow,
) -> Result<Vec<StudentCard>, Problem> {
    Ok(reader.rows::<StudentCards>(&students_of(asking, class)).await?)
}

/// Those of a class, as it was, whom this reader may be shown.
pub(super) fn students_of(asking: &Asking, class: &ClassRow) -> Vec<Tag> {
    still_shown(&asking.principal, &asking.relations, class).into_iter().map(Tag::student).collect()
}

pub(super) async fn support_of<D: DeedType>(reader: &mut PageReader<D>, student: PersonId) -> Result<SupportRow, Problem> {
    Ok(reader.row::<SupportRows>(Tag::student(student)).await?.unwrap_or_else(|| SupportRow::none(student)))
}

pub(super) async fn class_of<D: DeedType>(reader: &mut PageReader<D>, card: &StudentCard) -> Result<Option<ClassRow>, Problem> {
    let Some(class) = card.class else { return Ok(None) };
    Ok(reader.row::<ClassRows>(Tag::class(class)).await?)
}

/// A class with the cards of those whom this reader may be shown.
pub(super) async fn class_with_cards(
    reader: &mut PageReader<deeds::ReadClass>,
    asking: &Asking,
    class: ClassId,
) -> Result<(ClassRow, Vec<StudentCard>), Problem> {
    let class = reader.row::<ClassRows>(Tag::class(class)).await?.ok_or(Problem::NotFound)?;
    let cards = cards_in(reader, asking, &class).await?;
    Ok((class, cards))
}

/// Of the school's classes the reader's own, of this class's school year: to switch between.
pub(super) fn own_classes(classes: Vec<SchoolClass>, asking: &Asking, class: &ClassRow) -> Vec<SchoolClass> {
    let mine = asking.relations.actor.as_ref().map(|me| me.mentor_of.as_slice()).unwrap_or_default();
    classes.into_iter().filter(|other| other.school_year == class.school_year && mine.contains(&other.class)).collect()
}
