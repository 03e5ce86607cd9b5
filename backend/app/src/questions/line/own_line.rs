use super::answers::{AnswersTo, answers};
use crate::{
    Asking, Problem, Question,
    questions::{
        home::{ToDo, assignments_and_agreements},
        message::waiting_count,
        person::{People, at_home, named_in, rows_of},
        rows::{card_of, class_of, support_of},
        talk::rounds_of,
        timeline::{TimelineCursor, TimelinePage, seen, sources_of, timeline},
    },
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{
    ids::{PersonId, Tag},
    line::CareerQuestion,
    person::supporter::Admission,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, deeds},
    values::PersonName,
    views::{
        ClassRow, Entry, FormerSupporter, LineRow, LineRows, Mailboxes, RoundRow, RoundTalk, StudentCard, SupportRow, Timeline,
    },
};
use std::cmp::Reverse;
use store::PageReader;

/// A student's own line (nl: Mijn lijn).
#[derive(Clone, Copy, Debug)]
pub struct OwnLine {
    pub student: PersonId,
    /// Only what helps to answer this question, this school year; none for the whole line.
    pub asked: Option<CareerQuestion>,
    pub before: Option<TimelineCursor>,
}

/// A student's line, with what is open and what waits on it.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnLinePage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    pub asked: Option<CareerQuestion>,
    /// The five questions, each with what answers it so far this year.
    pub questions: Vec<AnswersTo>,
    /// Planned steps, the soonest first.
    pub steps: Vec<Entry>,
    pub support: SupportRow,
    pub timeline: TimelinePage,
    pub people: People,
    /// Those whom the student named and who wait for somebody's yes.
    pub waiting: Vec<PersonId>,
    /// Those who helped until lately, when it was not the student who ended it.
    pub gone: Vec<FormerSupporter>,
    /// Assignments and agreements that wait for the student.
    pub waits: Vec<ToDo>,
    /// Talks about the student that are still to come, the soonest first.
    pub talks: Vec<RoundTalk>,
    /// How many messages wait to be opened or answered.
    pub unread: usize,
    /// The newest choice, when nothing stands behind it yet, and then what nobody spoke of yet, the newest first.
    pub to_talk_about: Vec<Entry>,
    /// News on this page that the student has not had before them until now.
    pub news: Vec<(Tag, DateTime<Utc>)>,
}

impl HoldsPersonal for OwnLinePage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        for answers in &mut self.questions {
            answers.each_personal(see);
        }
        for entry in self.steps.iter_mut().chain(&mut self.to_talk_about) {
            entry.each_personal(see);
        }
        self.timeline.each_personal(see);
        self.people.each_personal(see);
        for to_do in &mut self.waits {
            to_do.each_personal(see);
        }
    }
}

impl Question for OwnLine {
    type Deed = deeds::ReadOwnLine;
    type Answer = OwnLinePage;
    const SCREEN: &'static str = "own-line";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<OwnLinePage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let line = reader.row::<LineRows>(Tag::student(self.student)).await?;
        let line = line.unwrap_or(LineRow { student: self.student, things: vec![] });
        let (questions, steps) = answers(reader, asking, &line).await?;
        let timeline = match self.asked {
            None => timeline(reader, asking, self.student, self.before).await?,
            Some(question) => answering(reader, asking, &line, question).await?,
        };
        let support = support_of(reader, self.student).await?;
        let is_news = |entry: &&Entry| entry.waits_for_the_student();
        let news = timeline.entries.iter().filter(is_news).map(|entry| (entry.key, entry.recorded_at)).collect();
        let waits = if asking.is_past() { vec![] } else { assignments_and_agreements(reader, asking, self.student).await? };
        let talks = talks_to_come(reader, asking, &card).await?;
        let mailbox = reader.row::<Mailboxes>(Tag::student(self.student)).await?;
        let unread = mailbox.map_or(0, |mailbox| waiting_count(&mailbox, self.student, asking.today));
        let to_talk_about = if asking.is_past() { vec![] } else { to_talk_about(reader, asking, &line, &card).await? };
        let mut named = named_in(&timeline.entries);
        named.extend(named_in(&timeline.sources));
        named.extend(class.iter().flat_map(|class| class.mentors.iter().copied()));
        named.extend(at_home(&card));
        let today = asking.relations.student(self.student);
        let gone = today.map(|card| gone_lately(card, asking.now.today)).unwrap_or_default();
        named.extend(gone.iter().flat_map(|gone| [Some(gone.person), gone.by].into_iter().flatten()));
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let named = today.iter().flat_map(|card| &card.supporters).filter(|tie| tie.admission == Admission::Waiting);
        let waiting = named.map(|tie| tie.person).collect();
        let mut page = OwnLinePage {
            student: self.student,
            name: card.name,
            class,
            asked: self.asked,
            questions,
            steps,
            support,
            timeline,
            people,
            waiting,
            gone,
            waits,
            talks,
            unread,
            to_talk_about,
            news,
        };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// Days for which a student reads that somebody helps no longer.
const GONE_DAYS: u64 = 30;

fn gone_lately(card: &StudentCard, today: NaiveDate) -> Vec<FormerSupporter> {
    let since = today - Days::new(GONE_DAYS);
    let by_another = |gone: &&FormerSupporter| gone.by != Some(card.student) && gone.on >= since;
    card.former_supporters.iter().filter(by_another).cloned().collect()
}

/// What the student can prepare: their talks that are not over, in rounds that still run.
async fn talks_to_come(
    reader: &mut PageReader<deeds::ReadOwnLine>,
    asking: &Asking,
    card: &StudentCard,
) -> Result<Vec<RoundTalk>, Problem> {
    let Some(class) = card.class.filter(|_| !asking.is_past()) else { return Ok(vec![]) };
    let rounds = rounds_of(reader, asking, class).await?;
    let runs = |round: &&RoundRow| round.times.last_day().is_some_and(|last| last >= asking.today);
    let of_round = |round: &RoundRow| {
        let open = round.of(card.student).filter(|talk| talk.over.is_none() && round.keeps(talk));
        open.map(|talk| talk.clone().seen_by(card, card.student)).collect::<Vec<_>>()
    };
    let mut talks: Vec<RoundTalk> = rounds.iter().filter(runs).flat_map(of_round).collect();
    talks.sort_by_key(|talk| (talk.at.is_none(), talk.at));
    Ok(talks)
}

/// Experiences to talk about on one page: a list of everything would be a reproach.
const TO_TALK_ABOUT: usize = 3;

async fn to_talk_about(
    reader: &mut PageReader<deeds::ReadOwnLine>,
    asking: &Asking,
    line: &LineRow,
    card: &StudentCard,
) -> Result<Vec<Entry>, Problem> {
    let mut experiences: Vec<_> = line.to_talk_about(card, asking.today).collect();
    experiences.sort_by_key(|thing| Reverse(thing.on));
    let things = line.choice_from_nowhere(asking.today).into_iter().chain(experiences.into_iter().take(TO_TALK_ABOUT));
    let keys: Vec<Tag> = things.map(|thing| Tag::entry(thing.entry)).collect();
    let entries = if keys.is_empty() { vec![] } else { reader.rows::<Timeline>(&keys).await? };
    seen(reader, asking, entries).await
}

/// What helps to answer a question this school year, newest first: all of it, for it is never more than a student lives.
async fn answering(
    reader: &mut PageReader<deeds::ReadOwnLine>,
    asking: &Asking,
    line: &LineRow,
    question: CareerQuestion,
) -> Result<TimelinePage, Problem> {
    let keys: Vec<Tag> = line.answers(question, asking.today).map(|thing| Tag::entry(thing.entry)).collect();
    let mut entries = reader.rows::<Timeline>(&keys).await?;
    entries.sort_by_key(|entry| Reverse((entry.occurred.on, entry.pos)));
    let entries = seen(reader, asking, entries).await?;
    let sources = sources_of(reader, asking, &entries).await?;
    Ok(TimelinePage { entries, older: None, classes: vec![], sources })
}
