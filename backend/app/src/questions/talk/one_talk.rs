use super::rounds::rounds_of;
use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, at_home, named_in, rows_of},
        rows::{card_of, class_of},
        timeline::seen,
    },
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    actor::Role,
    ids::{PersonId, Tag, TalkId},
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds, may_invite, talk_as_seen},
    values::PersonName,
    views::{
        ClassRow, Entry, MomentKind, RoundRow, RoundRows, RoundTalk, StudentCard, StudentCards, TalkRow, TalkRows, TalkVoice,
        Timeline,
    },
};
use store::PageReader;

/// Entries on a talk sheet: what happened since the last talk.
const SINCE: usize = 30;

/// One talk, for whoever it is for (nl: gespreksblad, gesprek).
#[derive(Clone, Debug)]
pub struct OneTalk {
    pub student: PersonId,
    pub talk: TalkId,
    /// The reader's other children, whose talks come right before or after.
    pub siblings: Vec<PersonId>,
}

/// One talk, with the times that can be chosen and what happened since the last one.
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
    pub home: Vec<PersonBrief>,
    /// For the talk sheet: the voices that may lie on the table, where everybody who was invited sits with the student.
    pub at_table: Vec<TalkVoice>,
    /// What happened since the talk before this one, as far as it may lie on the table.
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
        for voice in &mut self.at_table {
            voice.each_personal(see);
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
        let mut talk = talk.and_then(|talk| talk_as_seen(&asking.viewer(), talk)).ok_or(Problem::NotFound)?;
        let mut round = reader.row::<RoundRows>(Tag::round(talk.round)).await?.ok_or(Problem::NotFound)?;
        let free = round.free(self.talk, asking.now.today.and_time(asking.now.time));
        if let Some(me) = asking.principal.actor().person().filter(|_| !is_staff(asking)) {
            // The other talks of the round are of other homes, and may be of another parent who comes apart.
            round.talks.retain(|one| one.talk == self.talk);
            round.talks = round.talks.into_iter().map(|one| one.seen_by(&card, me)).collect();
            talk.answers.booking = talk.answers.booking.filter(|booking| may_invite(&card, booking.by));
        }
        let class = class_of(reader, &card).await?;
        let next_to = sibling_times(reader, asking, &self.siblings, self.student).await?;
        let (last, since) = since_the_last(reader, asking, &card, &talk).await?;
        let at_table = match asking.circle(About::Student(self.student)) {
            Some(circle) if is_staff(asking) => circle.voices_at_table(&talk.invited, &talk),
            _ => vec![],
        };
        let mut named = named_in(&since);
        named.extend(at_home(&card));
        named.extend(talk.voices.iter().filter_map(|voice| voice.author.person));
        named.extend(talk.answers.booking.iter().map(|booking| booking.by));
        named.extend(talk.outcome.iter().filter_map(|outcome| outcome.author.person));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let home = people.briefs(at_home(&card));
        let (student, name) = (self.student, card.name);
        let mut page = TalkPage { student, name, class, talk, round, free, next_to, home, at_table, since, last, people };
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
    let me = asking.principal.actor().person();
    let mut times = Vec::new();
    for sibling in siblings.iter().filter(|sibling| **sibling != but) {
        let Some(card) = reader.row::<StudentCards>(Tag::student(*sibling)).await? else { continue };
        let Some(class) = card.class else { continue };
        for round in rounds_of(reader, asking, class).await? {
            // A talk with the other parent alone is not theirs to know of.
            let mine = round.of(*sibling).filter(|talk| me.is_some_and(|me| talk.invited.contains(&me)));
            times.extend(mine.filter_map(|talk| talk.at).map(|at| (at, card.name.clone())));
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
    if !is_staff(asking) {
        return Ok((None, vec![]));
    }
    let this = Tag::talk(talk.talk);
    let until = talk.outcome.as_ref().map_or(asking.today, |outcome| outcome.occurred.on);
    let before = card.standing(until).filter(|moment| moment.thing != this && matches!(moment.kind, MomentKind::Talked { .. }));
    let last = before.map(|moment| moment.on).last();
    let read = reader.page::<Timeline>(Tag::student(card.student), None, SINCE).await?;
    let since = read.into_iter().filter(|entry| entry.key != this && entry.occurred.on <= until);
    let since = since.filter(|entry| last.is_none_or(|last| entry.occurred.on >= last));
    let since = seen(reader, asking, since.collect()).await?;
    let Some(circle) = asking.circle(About::Student(card.student)) else { return Ok((last, vec![])) };
    Ok((last, since.into_iter().filter_map(|entry| circle.entry_at_table(&talk.invited, entry)).collect()))
}

fn is_staff(asking: &Asking) -> bool {
    asking.principal.actor().role().is_some_and(Role::is_staff)
}
