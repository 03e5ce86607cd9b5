//! What home can be asked now (nl: Nu doen): one variant per story, gathered on one page.
//!
//! Each story says what waits in a function of its own, called from `waiting`. At most one thing is a card, the most urgent;
//! the others stand below it as a quiet list, so that a page never shouts twice.

use super::part::HomePart;
use crate::{
    Asking, Problem,
    questions::{
        agreement::{AgreementToDo, asks_of},
        assignment::{AssignmentToDo, is_asked},
        message,
        talk::{self, Invitation},
    },
};
use chrono::NaiveDate;
use domain::{
    assignment::AssignmentKind,
    ids::{PersonId, Tag},
    personal::{EachPersonal, HoldsPersonal},
    policy::{DeedType, as_seen, deeds},
    views::{Agreements, Assignments, Entry, EntryContent, Mailboxes, OneAssignment, StudentCards, Timeline},
};
use std::collections::BTreeMap;
use store::{Ahead, PageReader, WantedRow};

/// One thing that waits for an answer from home.
#[derive(Clone, Debug, PartialEq)]
pub enum ToDo {
    /// A message from the school that has not arrived yet or asks for an answer; the entry on the timeline.
    Message(Box<Entry>),
    /// An invitation to a talk, or a time that was chosen.
    Talk(Box<Invitation>),
    /// An assignment to do together.
    Assignment(AssignmentToDo),
    /// An agreement to say yes to, or a part of one that could be done by now.
    Agreement(AgreementToDo),
}

impl ToDo {
    /// Under which tile it is found again.
    pub fn part(&self) -> HomePart {
        match self {
            ToDo::Message(_) | ToDo::Talk(_) => HomePart::Messages,
            ToDo::Assignment(_) => HomePart::Assignments,
            ToDo::Agreement(_) => HomePart::Agreements,
        }
    }

    /// What comes first: the smaller, the sooner. Of one kind the earlier day goes before.
    fn urgency(&self) -> (u8, NaiveDate) {
        match self {
            // An invitation waits for an answer; a time that was chosen only has to be remembered.
            ToDo::Talk(invitation) if !invitation.is_answered() => (0, invitation.talk.on),
            ToDo::Talk(invitation) => (3, invitation.talk.at.map_or(invitation.talk.on, |at| at.date())),
            ToDo::Message(entry) => (1, entry.occurred.on),
            ToDo::Agreement(to_do) if !to_do.done => (20, to_do.due),
            ToDo::Assignment(to_do) => (30, to_do.told.due),
            ToDo::Agreement(to_do) => (40, to_do.due),
        }
    }

    /// The message that its card shows whole.
    pub fn message(&self) -> Option<&Entry> {
        match self {
            ToDo::Message(entry) => Some(entry),
            ToDo::Talk(_) | ToDo::Assignment(_) | ToDo::Agreement(_) => None,
        }
    }

    /// Everybody whom its card names.
    pub(super) fn names(&self) -> Vec<PersonId> {
        match self {
            ToDo::Message(entry) => entry.author.person.into_iter().collect(),
            ToDo::Talk(_) | ToDo::Assignment(_) | ToDo::Agreement(_) => vec![],
        }
    }
}

impl HoldsPersonal for ToDo {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        match self {
            ToDo::Message(entry) => entry.each_personal(see),
            ToDo::Talk(_) => {}
            ToDo::Assignment(to_do) => to_do.told.each_personal(see),
            ToDo::Agreement(to_do) => to_do.told.each_personal(see),
        }
    }
}

/// What `waiting` reads first.
pub(super) fn ahead(ahead: Ahead, asking: &Asking, child: PersonId) -> Ahead {
    let key = Tag::student(child);
    let rows = [WantedRow::of::<Mailboxes>(key), WantedRow::of::<Assignments>(key), WantedRow::of::<Agreements>(key)];
    let class = asking.relations.student(child).and_then(|card| card.class);
    let ahead = ahead.rows(rows);
    match class {
        Some(class) => talk::rounds_ahead(ahead, class),
        None => ahead,
    }
}

/// Everything that waits for this reader about this child, the most urgent first. A page of the past asks nothing.
pub(super) async fn waiting(
    reader: &mut PageReader<deeds::ReadHome>,
    asking: &Asking,
    child: PersonId,
) -> Result<Vec<ToDo>, Problem> {
    let messages = message::waiting_for_reader(reader, asking, child).await?;
    let mut waiting: Vec<ToDo> = messages.into_iter().map(|entry| ToDo::Message(Box::new(entry))).collect();
    let invitations = talk::invitations(reader, asking, child).await?;
    waiting.extend(invitations.into_iter().map(|invitation| ToDo::Talk(Box::new(invitation))));
    waiting.extend(assignments_and_agreements(reader, asking, child).await?);
    waiting.sort_by_key(ToDo::urgency);
    Ok(waiting)
}

/// How much waits for this reader about each of these children, when there are several: enough to know whose page to open. No words
/// are read for it.
pub(super) async fn waiting_about(
    reader: &mut PageReader<deeds::ReadHome>,
    asking: &Asking,
    children: &[PersonId],
) -> Result<BTreeMap<PersonId, usize>, Problem> {
    let (Some(me), today) = (asking.principal.actor().person(), asking.today) else { return Ok(BTreeMap::new()) };
    if children.len() < 2 || asking.is_past() {
        return Ok(BTreeMap::new());
    }
    let keys: Vec<Tag> = children.iter().map(|child| Tag::student(*child)).collect();
    let cards = reader.rows::<StudentCards>(&keys).await?;
    let mailboxes = reader.rows::<Mailboxes>(&keys).await?;
    let assignments = reader.rows::<Assignments>(&keys).await?;
    let agreements = reader.rows::<Agreements>(&keys).await?;
    let mut waits = BTreeMap::new();
    for card in &cards {
        let child = card.student;
        let messages: usize =
            mailboxes.iter().filter(|row| row.student == child).map(|row| message::waiting_count(row, me, today)).sum();
        let asked = assignments.iter().filter(|row| row.student == child).flat_map(|row| &row.all);
        // A supporter is asked for what is meant for others than parents alone.
        let mine = |one: &&OneAssignment| card.authority_of(me).is_some() || one.kind == AssignmentKind::ImportantOthers;
        let asked = asked.filter(mine).filter(|one| is_asked(one, today)).count();
        let agreed = agreements.iter().filter(|row| row.student == child).flat_map(|row| &row.all);
        let agreed = agreed.filter(|one| asks_of(one, me, today).is_some()).count();
        let invited = match card.class {
            Some(class) => talk::unanswered(reader, asking, class, child, me).await?,
            None => 0,
        };
        waits.insert(child, messages + asked + agreed + invited);
    }
    Ok(waits)
}

/// The assignments and agreements that wait for this reader about this student: for those at home, and for the student.
pub(in crate::questions) async fn assignments_and_agreements<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<Vec<ToDo>, Problem> {
    let (Some(me), today) = (asking.principal.actor().person(), asking.today) else { return Ok(vec![]) };
    let key = Tag::student(student);
    let assignments = reader.row::<Assignments>(key).await?;
    let agreements = reader.row::<Agreements>(key).await?;
    let asked = |one: &&OneAssignment| is_asked(one, today);
    let mut keys: Vec<Tag> =
        assignments.iter().flat_map(|row| &row.all).filter(asked).map(|one| Tag::assignment(one.assignment)).collect();
    let asking_of = agreements.iter().flat_map(|row| &row.all).filter_map(|one| Some((one, asks_of(one, me, today)?)));
    let asking_of: Vec<_> = asking_of.collect();
    keys.extend(asking_of.iter().map(|(one, _)| Tag::agreement(one.agreement)));
    if keys.is_empty() {
        return Ok(vec![]);
    }
    let entries = reader.rows::<Timeline>(&keys).await?;
    let seen = entries.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry));
    let to_do = |entry: Entry| {
        let key = entry.key;
        Some(match entry.told {
            EntryContent::Assignment(told) => ToDo::Assignment(AssignmentToDo { student, key, told }),
            EntryContent::Agreement(told) => {
                let (one, (party, done)) = asking_of.iter().find(|(one, _)| Tag::agreement(one.agreement) == key)?;
                let (party, done, due) = (*party, *done, one.parts.of(*party).due);
                ToDo::Agreement(AgreementToDo { student, key, told, party, due, done })
            }
            _ => return None,
        })
    };
    Ok(seen.filter_map(to_do).collect())
}
