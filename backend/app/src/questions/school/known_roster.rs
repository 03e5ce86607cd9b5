use crate::{
    Asking, Problem, Question,
    roster::{KnownAdult, KnownClass, KnownSchool, KnownStudent},
};
use domain::{
    actor::Role,
    holds_personal,
    ids::{PersonId, Tag},
    policy::{About, deeds},
    views::{ClassRow, ClassRows, PersonRow, PersonRows, SchoolRows, StudentCard, StudentCards},
};
use std::collections::BTreeSet;
use store::PageReader;

/// Everybody a school's list is compared with: its classes, students, parents and mentors, opened.
#[derive(Clone, Debug)]
pub struct KnownRoster {
    /// People besides those who are at the school now: found in the blind index by a number or an address of the list.
    pub also: BTreeSet<PersonId>,
}

struct SealedRows {
    cards: Vec<StudentCard>,
    persons: Vec<PersonRow>,
}

holds_personal!(SealedRows { cards, persons });

impl Question for KnownRoster {
    type Deed = deeds::ReadRoster;
    type Answer = KnownSchool;
    const SCREEN: &'static str = "roster";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadRoster>, asking: &Asking) -> Result<KnownSchool, Problem> {
        let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?.ok_or(Problem::NotFound)?;
        let keys: Vec<Tag> = school.classes.iter().map(|class| Tag::class(class.class)).collect();
        let classes = reader.rows::<ClassRows>(&keys).await?;

        let students: BTreeSet<PersonId> = classes.iter().flat_map(|class| &class.students).chain(&self.also).copied().collect();
        let keys: Vec<Tag> = students.iter().copied().map(Tag::student).collect();
        let cards = reader.rows::<StudentCards>(&keys).await?;

        let parents = cards.iter().flat_map(|card| &card.parents).map(|tie| tie.person);
        let persons: BTreeSet<PersonId> = students.iter().copied().chain(parents).chain(school.staff).collect();
        let keys: Vec<Tag> = persons.into_iter().map(Tag::person).collect();
        let persons = reader.rows::<PersonRows>(&keys).await?;

        let mut rows = SealedRows { cards, persons };
        reader.open(&mut rows).await?;
        Ok(known(reader, classes, &rows))
    }
}

fn known(reader: &PageReader<deeds::ReadRoster>, classes: Vec<ClassRow>, rows: &SealedRows) -> KnownSchool {
    let is_student: BTreeSet<PersonId> = rows.cards.iter().map(|card| card.student).collect();
    let mut known =
        KnownSchool { head: reader.head(), classes: classes.into_iter().map(class).collect(), ..KnownSchool::default() };
    for card in &rows.cards {
        let row = rows.persons.iter().find(|row| row.person == card.student);
        known.students.extend(student(card, row));
    }
    for row in rows.persons.iter().filter(|row| !is_student.contains(&row.person)) {
        let Some(name) = row.name.as_ref().and_then(|name| name.value()) else { continue };
        if row.has_role(Role::Mentor) {
            known.mentors.push((row.person, name.clone()));
        }
        // Somebody who is only staff or a supporter is not taken for a parent of the same name.
        let is_other = row.children.is_empty() && !(row.roles.is_empty() && row.supports.is_empty());
        if !is_other {
            known.adults.add(adult(row, name.clone()));
        }
    }
    known
}

fn class(row: ClassRow) -> KnownClass {
    let ClassRow { class, name, school_year, year, track, mentors, .. } = row;
    KnownClass { class, name, school_year, year, track, mentors }
}

/// Somebody whose name or number was erased is not known any more.
fn student(card: &StudentCard, row: Option<&PersonRow>) -> Option<KnownStudent> {
    Some(KnownStudent {
        person: card.student,
        number: card.number.value()?.clone(),
        name: card.name.value()?.clone(),
        born: row.and_then(|row| row.born.as_ref()?.value().copied()),
        class: card.class,
        is_enrolled: card.is_enrolled(),
    })
}

fn adult(row: &PersonRow, name: domain::values::PersonName) -> KnownAdult {
    let channels = row.channels.iter().filter_map(|channel| Some((channel.channel, channel.reachable.value()?.clone())));
    let children = row.children.iter().map(|tie| (tie.student, tie.authority));
    KnownAdult { person: row.person, name, channels: channels.collect(), children: children.collect() }
}
