use super::rounds::rounds_of;
use crate::{Asking, Problem, questions::rows::card_of};
use domain::{
    ids::{ClassId, PersonId},
    policy::{DeedType, deeds},
    views::{RoundRow, RoundTalk},
};
use store::PageReader;

/// A talk that waits for an answer from home, or is about to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub student: PersonId,
    pub round: RoundRow,
    /// As its reader may know it.
    pub talk: RoundTalk,
    /// Who reads it.
    pub me: PersonId,
}

impl Invitation {
    /// Did its reader choose the time, or say something of their own?
    pub fn is_answered(&self) -> bool {
        self.is_booked_by_me() || self.talk.answer_of(self.me).is_some()
    }
    /// Did its reader choose the time?
    pub fn is_booked_by_me(&self) -> bool {
        self.talk.at.is_some() && self.talk.by == Some(self.me)
    }
}

/// How many invitations about this child this person has yet to answer.
pub(in crate::questions) async fn unanswered<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    class: ClassId,
    child: PersonId,
    me: PersonId,
) -> Result<usize, Problem> {
    let rounds = rounds_of(reader, asking, class).await?;
    let runs = |round: &&RoundRow| round.closed_on.is_none() && round.times.last_day().is_some_and(|last| last >= asking.today);
    let open = |talk: &&RoundTalk| {
        talk.invited.contains(&me) && talk.over.is_none() && talk.by != Some(me) && talk.answer_of(me).is_none()
    };
    Ok(rounds.iter().filter(runs).map(|round| round.of(child).filter(open).count()).sum())
}

/// The talks about this child to which the reader is invited and which are still to come.
pub(in crate::questions) async fn invitations(
    reader: &mut PageReader<deeds::ReadHome>,
    asking: &Asking,
    child: PersonId,
) -> Result<Vec<Invitation>, Problem> {
    let Some(me) = asking.principal.actor().person() else { return Ok(vec![]) };
    let card = card_of(reader, child).await?;
    let Some(class) = card.class else { return Ok(vec![]) };
    let mut waiting = Vec::new();
    for round in rounds_of(reader, asking, class).await? {
        let is_to_come = round.times.last_day().is_some_and(|last| last >= asking.today);
        let is_mine = |talk: &&RoundTalk| talk.invited.contains(&me) && talk.over.is_none() && round.keeps(talk);
        let mine = round.of(child).find(is_mine).map(|talk| talk.clone().seen_by(&card, me));
        if let Some(talk) = mine.filter(|_| is_to_come) {
            waiting.push(Invitation { student: child, round, talk, me });
        }
    }
    Ok(waiting)
}
