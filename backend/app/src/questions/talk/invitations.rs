use super::{one_talk::as_answered, rounds::rounds_of};
use crate::{Asking, Problem, questions::rows::card_of};
use domain::{
    ids::{ClassId, PersonId, Tag},
    policy::{DeedType, deeds, talk_as_seen},
    views::{RoundRow, RoundTalk, TalkRows},
};
use store::PageReader;

/// A talk that waits for an answer from home, or is about to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub student: PersonId,
    pub round: RoundRow,
    pub talk: RoundTalk,
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
    let open =
        |talk: &&RoundTalk| talk.invited.contains(&me) && talk.over.is_none() && talk.at.is_none() && talk.otherwise.is_none();
    Ok(rounds.iter().filter(runs).map(|round| round.of(child).filter(open).count()).sum())
}

/// The talks about this child to which the reader is invited and which are still to come.
pub(in crate::questions) async fn invitations(
    reader: &mut PageReader<deeds::ReadHome>,
    asking: &Asking,
    child: PersonId,
) -> Result<Vec<Invitation>, Problem> {
    let Some(me) = asking.principal.actor().person() else { return Ok(vec![]) };
    let class = card_of(reader, child).await?.class;
    let Some(class) = class else { return Ok(vec![]) };
    let mut waiting = Vec::new();
    for round in rounds_of(reader, asking, class).await? {
        let is_to_come = round.times.last_day().is_some_and(|last| last >= asking.today);
        let is_mine = |talk: &&RoundTalk| talk.invited.contains(&me) && talk.over.is_none() && round.keeps(talk);
        let mine = round.of(child).find(is_mine).cloned();
        if let Some(mut talk) = mine.filter(|_| is_to_come) {
            if talk.otherwise.is_some() {
                let row = reader.row::<TalkRows>(Tag::talk(talk.talk)).await?;
                row.and_then(|row| talk_as_seen(&asking.viewer(), row)).inspect(|row| as_answered(&mut talk, row));
            }
            waiting.push(Invitation { student: child, round, talk });
        }
    }
    Ok(waiting)
}
