//! Rounds of talks: how a class's round stands, and one talk with what was said for it.

use super::{
    people::{Brief, People, at_home, named_in, rows_of},
    student_page::{card_of, cards_in, class_of, seen},
};
use crate::{Asking, Problem, Question};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Tag, TalkId},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, DeedType, deeds, talk_as_seen},
    talk::{invitees, is_left_out},
    values::PersonName,
    views::{
        Answered, ClassRow, ClassRows, Entry, PersonRow, RoundRow, RoundRows, RoundTalk, StudentCard, StudentCards, TalkRow,
        TalkRows, Timeline, Told,
    },
};
use store::{Ahead, PageReader};

/// Rounds of one class that a page shows at most; a class lives one school year.
const MOST_ROUNDS: usize = 12;
/// Entries on a talk sheet: what happened since the last talk.
const SINCE: usize = 30;

/// What `rounds_of` will read.
pub(super) fn rounds_ahead(ahead: Ahead, class: ClassId) -> Ahead {
    ahead.page::<RoundRows>(Tag::class(class), None, MOST_ROUNDS)
}

/// A class's rounds, the oldest first.
pub(super) async fn rounds_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    class: ClassId,
) -> Result<Vec<RoundRow>, Problem> {
    let mut rounds = reader.page::<RoundRows>(Tag::class(class), None, MOST_ROUNDS).await?;
    if asking.today < asking.now.today {
        // In the past a list knows which rounds there were, and each round's own tag how it stood.
        let keys: Vec<Tag> = rounds.iter().map(|row| Tag::round(row.round)).collect();
        rounds = reader.rows::<RoundRows>(&keys).await?;
    }
    rounds.sort_by_key(|row| (row.times.first_day(), row.pos));
    Ok(rounds)
}

/// The rounds of a class, and whom a new one would invite (nl: gespreksrondes).
#[derive(Clone, Copy, Debug)]
pub struct ClassRounds {
    pub class: ClassId,
    /// The round that the page is about; none: the list, with the form for a new one.
    pub round: Option<RoundId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RoundsPage {
    pub class: ClassRow,
    pub rounds: Vec<RoundRow>,
    /// Families with several children here come first, then by name.
    pub families: Vec<Invitable>,
    /// The talks of the round that the page is about.
    pub talks: Vec<TalkRow>,
}

holds_personal!(RoundsPage { families, talks });

/// A student and who of their home would be, or is, invited.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitable {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub invitees: Vec<Brief>,
    /// An adult who named nobody: rounds are without them.
    pub left_out: bool,
    /// Has this home other children at the school? They talk first, and one after another.
    pub siblings: bool,
}

holds_personal!(Invitable { name, invitees });

impl RoundsPage {
    pub fn round(&self, round: RoundId) -> Option<&RoundRow> {
        self.rounds.iter().find(|row| row.round == round)
    }
    pub fn family(&self, student: PersonId) -> Option<&Invitable> {
        self.families.iter().find(|family| family.student == student)
    }
}

impl Question for ClassRounds {
    type Deed = deeds::ReadRound;
    type Answer = RoundsPage;
    const SCREEN: &'static str = "rounds";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadRound>, asking: &Asking) -> Result<RoundsPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let rounds = rounds_of(reader, asking, self.class).await?;
        let talks = match self.round {
            None => vec![],
            Some(id) => {
                let round = rounds.iter().find(|row| row.round == id).ok_or(Problem::NotFound)?;
                let keys: Vec<Tag> = round.talks.iter().map(|talk| Tag::talk(talk.talk)).collect();
                reader.rows::<TalkRows>(&keys).await?
            }
        };
        let cards = cards_in(reader, asking, &class).await?;
        let home = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let families = cards.iter().map(|card| family(card, &home)).collect();
        let mut page = RoundsPage { class, rounds, families, talks };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| (!family.siblings, family.name.value().map(PersonName::sort_key)));
        Ok(page)
    }
}

fn family(card: &StudentCard, home: &[PersonRow]) -> Invitable {
    let invited = invitees(card);
    let siblings = home.iter().any(|row| invited.contains(&row.person) && row.children.len() > 1);
    let (invitees, left_out) = (People::around(card, home).briefs(invited), is_left_out(card));
    Invitable { student: card.student, name: card.name.clone(), invitees, left_out, siblings }
}

/// One talk, for whoever it is for (nl: gespreksblad, gesprek).
#[derive(Clone, Debug)]
pub struct OneTalk {
    pub student: PersonId,
    pub talk: TalkId,
    /// The reader's other children, whose talks come right before or after.
    pub siblings: Vec<PersonId>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TalkPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    pub talk: TalkRow,
    pub round: RoundRow,
    /// Times that can be chosen, in order.
    pub free: Vec<NaiveDateTime>,
    /// A sibling's time to which one of the free ones is next, with the sibling's name.
    pub next_to: Vec<(NaiveDateTime, Personal<PersonName>)>,
    /// Those at home who were invited or may have come.
    pub home: Vec<Brief>,
    /// What happened since the talk before this one, for the talk sheet.
    pub since: Vec<Entry>,
    /// The day of the talk before, when there was one.
    pub last: Option<NaiveDate>,
    pub people: People,
}

impl HoldsPersonal for TalkPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        self.talk.each_personal(see);
        for (_, name) in &mut self.next_to {
            see("next_to", name);
        }
        for brief in &mut self.home {
            brief.each_personal(see);
        }
        for entry in &mut self.since {
            entry.each_personal(see);
        }
        self.people.each_personal(see);
    }
}

impl TalkPage {
    /// The talk as its round knows it.
    pub fn standing(&self) -> Option<&RoundTalk> {
        self.round.talks.iter().find(|talk| talk.talk == self.talk.talk)
    }

    /// Is the talk over, booked or still asked for? Not when its round was closed without a time for it.
    pub fn is_kept(&self) -> bool {
        self.standing().is_none_or(|talk| self.round.keeps(talk))
    }

    /// Is this time right before or after a sibling's?
    pub fn sibling_beside(&self, at: NaiveDateTime) -> Option<&Personal<PersonName>> {
        let near = |other: &NaiveDateTime| *other != at && (at - *other).abs() <= self.round.times.step();
        self.next_to.iter().find(|(other, _)| near(other)).map(|(_, name)| name)
    }

    /// The free times, those beside a sibling's first: a family comes once.
    pub fn offered(&self) -> Vec<NaiveDateTime> {
        let mut offered = self.free.clone();
        offered.sort_by_key(|at| (self.sibling_beside(*at).is_none(), *at));
        offered
    }
}

impl Question for OneTalk {
    type Deed = deeds::ReadTalk;
    type Answer = TalkPage;
    const SCREEN: &'static str = "talk";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadTalk>, asking: &Asking) -> Result<TalkPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let talk = reader.row::<TalkRows>(Tag::talk(self.talk)).await?.filter(|talk| talk.student == self.student);
        let talk = talk.and_then(|talk| talk_as_seen(&asking.viewer(), talk)).ok_or(Problem::NotFound)?;
        let mut round = reader.row::<RoundRows>(Tag::round(talk.round)).await?.ok_or(Problem::NotFound)?;
        if let Some(one) = round.talks.iter_mut().find(|one| one.talk == self.talk) {
            as_answered(one, &talk);
        }
        let class = class_of(reader, &card).await?;
        let next_to = sibling_times(reader, asking, &self.siblings, self.student).await?;
        let (last, since) = since_the_last(reader, asking, &card, &talk).await?;
        let mut named = named_in(&since);
        named.extend(at_home(&card));
        named.extend(talk.voices.iter().filter_map(|voice| voice.author.person));
        named.extend(talk.outcome.iter().filter_map(|outcome| outcome.author.person));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let home = people.briefs(at_home(&card));
        let free = round.free(self.talk, asking.now.today.and_time(asking.now.time));
        let (student, name) = (self.student, card.name);
        let mut page = TalkPage { student, name, class, talk, round, free, next_to, home, since, last, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// When the talks of the reader's other children are.
async fn sibling_times(
    reader: &mut PageReader<deeds::ReadTalk>,
    asking: &Asking,
    siblings: &[PersonId],
    but: PersonId,
) -> Result<Vec<(NaiveDateTime, Personal<PersonName>)>, Problem> {
    let mut times = Vec::new();
    for sibling in siblings.iter().filter(|sibling| **sibling != but) {
        let Some(card) = reader.row::<StudentCards>(Tag::student(*sibling)).await? else { continue };
        let Some(class) = card.class else { continue };
        for round in rounds_of(reader, asking, class).await? {
            times.extend(round.of(*sibling).filter_map(|talk| talk.at).map(|at| (at, card.name.clone())));
        }
    }
    Ok(times)
}

/// What happened between the talk that was held before and this one, newest first.
async fn since_the_last(
    reader: &mut PageReader<deeds::ReadTalk>,
    asking: &Asking,
    card: &StudentCard,
    talk: &TalkRow,
) -> Result<(Option<NaiveDate>, Vec<Entry>), Problem> {
    use domain::views::MomentKind::Talked;
    if !asking.principal.actor().role().is_some_and(domain::actor::Role::is_staff) {
        return Ok((None, vec![]));
    }
    let this = Tag::talk(talk.talk);
    let until = talk.outcome.as_ref().map_or(asking.today, |outcome| outcome.occurred.on);
    let before = card.standing(until).filter(|moment| moment.thing != this && matches!(moment.kind, Talked { .. }));
    let last = before.map(|moment| moment.on).last();
    let read = reader.page::<Timeline>(Tag::student(card.student), None, SINCE).await?;
    let since = read.into_iter().filter(|entry| entry.key != this && entry.occurred.on <= until);
    let since = since.filter(|entry| last.is_none_or(|last| entry.occurred.on >= last));
    // An attempt is the school's own effort and nothing to talk about.
    let since = since.filter(|entry| !matches!(entry.told, Told::ContactAttempted(_))).collect();
    Ok((last, seen(reader, asking, since).await?))
}

/// The round knows that somebody answered and not who; whom the answer is not for finds the talk without one.
fn as_answered(talk: &mut RoundTalk, seen: &TalkRow) {
    if !matches!(seen.answer.as_ref().map(|answer| &answer.what), Some(Answered::OtherAnswer(_))) {
        talk.otherwise = None;
    }
}

/// A talk that waits for an answer from home, or is about to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    pub student: PersonId,
    pub round: RoundRow,
    pub talk: RoundTalk,
}

/// The talks about this child to which the reader is invited and which are still to come.
pub(super) async fn invitations(
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
