//! Messages: what waits for home, one exchange to answer, and the mentor's inbox and threads.

use super::{
    Before, TimelinePage,
    class_list::own_among,
    people::{Brief, People, at_home, named_in, rows_of},
    student_page::{card_of, class_of, timeline_of},
};
use crate::{Asking, Problem, Question};
use chrono::{Days, NaiveDate};
use domain::{
    holds_personal,
    ids::{ClassId, MessageId, PersonId, Tag},
    message::Side,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, DeedType, OpensEnvelopes, as_seen, deeds, may_write_to},
    values::PersonName,
    views::{
        ClassRow, ClassRows, Entry, Letter, Mailbox, Mailboxes, SchoolClass, SchoolRows, StudentCard, StudentCards, Timeline,
        Told,
    },
};
use store::PageReader;

/// The day of the oldest message that anybody is still reminded of. What nobody answered for weeks is not asked after any more:
/// silence is an answer too. It stays on the timeline, where it can be answered.
fn asked_after_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(RECENT).unwrap_or(today)
}

/// What the school wrote lately and that this reader has yet to open or to answer, oldest first.
pub(super) async fn waiting_for_reader<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
) -> Result<Vec<Entry>, Problem> {
    let Some(me) = asking.principal.actor().person() else { return Ok(vec![]) };
    let Some(mailbox) = reader.row::<Mailboxes>(Tag::student(student)).await? else { return Ok(vec![]) };
    let oldest = asked_after_since(asking.today);
    let letters = mailbox.waiting_for(me).filter(|letter| letter.on >= oldest);
    let letters: Vec<MessageId> = letters.map(|letter| letter.message).collect();
    entries(reader, asking, &letters).await
}

/// These messages as this reader finds them.
async fn entries<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    messages: &[MessageId],
) -> Result<Vec<Entry>, Problem> {
    if messages.is_empty() {
        return Ok(vec![]);
    }
    let keys: Vec<Tag> = messages.iter().map(|message| Tag::message(*message)).collect();
    let found = reader.rows::<Timeline>(&keys).await?;
    let mut entries: Vec<Entry> = found.into_iter().filter_map(|entry| as_seen(&asking.viewer(), entry)).collect();
    entries.sort_by_key(|entry| (entry.occurred.on, entry.pos));
    Ok(entries)
}

/// The messages on a page that arrive by being shown to this reader: what the school said last, and was not there yet.
pub fn arriving<'a>(entries: impl IntoIterator<Item = &'a Entry>, reader: Option<PersonId>) -> Vec<MessageId> {
    let arrives = |entry: &&Entry| match &entry.told {
        Told::Message(exchange) => Some(exchange.with) == reader && !exchange.arrived,
        _ => false,
    };
    let mut found: Vec<MessageId> = entries.into_iter().filter(arrives).map(|entry| MessageId(entry.key.id)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn is_message(told: &Told) -> bool {
    matches!(told, Told::Message(_))
}

/// One exchange, for a parent, a supporter or the student.
#[derive(Clone, Debug, PartialEq)]
pub struct ExchangePage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub entry: Entry,
    pub people: People,
}

holds_personal!(ExchangePage { name, entry, people });

async fn exchange<D: OpensEnvelopes>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    message: MessageId,
) -> Result<ExchangePage, Problem> {
    let card = card_of(reader, student).await?;
    let entry =
        entries(reader, asking, &[message]).await?.pop().filter(|entry| entry.student == student && is_message(&entry.told));
    let entry = entry.ok_or(Problem::NotFound)?;
    let mut named = named_in(std::slice::from_ref(&entry));
    named.insert(student);
    let rows = rows_of(reader, named).await?;
    let people = People::around(&card, &rows);
    let mut page = ExchangePage { student, name: card.name, entry, people };
    reader.open(&mut page).await?;
    Ok(page)
}

/// One exchange at home.
#[derive(Clone, Copy, Debug)]
pub struct HomeMessage {
    pub child: PersonId,
    pub message: MessageId,
}

impl Question for HomeMessage {
    type Deed = deeds::ReadHome;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "home-message";

    fn about(&self) -> About {
        About::Student(self.child)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.child, self.message).await
    }
}

/// A child's name, to write about them to the mentor.
#[derive(Clone, Copy, Debug)]
pub struct HomeName {
    pub child: PersonId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct HomeNamePage {
    pub name: Personal<PersonName>,
}

holds_personal!(HomeNamePage { name });

impl Question for HomeName {
    type Deed = deeds::ReadHome;
    type Answer = HomeNamePage;
    const SCREEN: &'static str = "home-write";

    fn about(&self) -> About {
        About::Student(self.child)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadHome>, _: &Asking) -> Result<HomeNamePage, Problem> {
        let mut page = HomeNamePage { name: card_of(reader, self.child).await?.name };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// One exchange of a student's own.
#[derive(Clone, Copy, Debug)]
pub struct OwnMessage {
    pub student: PersonId,
    pub message: MessageId,
}

impl Question for OwnMessage {
    type Deed = deeds::ReadOwnLine;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "own-message";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.student, self.message).await
    }
}

/// One exchange for the mentor: to answer it, or to take it back.
#[derive(Clone, Copy, Debug)]
pub struct StaffMessage {
    pub student: PersonId,
    pub message: MessageId,
}

impl Question for StaffMessage {
    type Deed = deeds::ReadMessages;
    type Answer = ExchangePage;
    const SCREEN: &'static str = "message";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<ExchangePage, Problem> {
        exchange(reader, asking, self.student, self.message).await
    }
}

/// A student's messages with the mentor (nl: Berichten).
#[derive(Clone, Copy, Debug)]
pub struct OwnMessages {
    pub student: PersonId,
    pub before: Option<Before>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OwnMessagesPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub timeline: TimelinePage,
    pub people: People,
}

holds_personal!(OwnMessagesPage { name, timeline, people });

impl Question for OwnMessages {
    type Deed = deeds::ReadOwnLine;
    type Answer = OwnMessagesPage;
    const SCREEN: &'static str = "own-messages";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<OwnMessagesPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let timeline = timeline_of(reader, asking, self.student, self.before, is_message).await?;
        let rows = rows_of(reader, named_in(&timeline.entries)).await?;
        let people = People::around(&card, &rows);
        let mut page = OwnMessagesPage { student: self.student, name: card.name, timeline, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// The messages between the school and one person about a student, for the mentor, with everybody who can be written to.
#[derive(Clone, Copy, Debug)]
pub struct Thread {
    pub student: PersonId,
    /// With whom; the first who can be written to when it is nobody.
    pub with: Option<PersonId>,
    pub before: Option<Before>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ThreadPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub class: Option<ClassRow>,
    /// Everybody who can be written to about this student: home first, then the student.
    pub to: Vec<Brief>,
    pub with: PersonId,
    pub timeline: TimelinePage,
    pub people: People,
}

impl HoldsPersonal for ThreadPage {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        see("name", &mut self.name);
        self.to.iter_mut().for_each(|brief| brief.each_personal(see));
        self.timeline.each_personal(see);
        self.people.each_personal(see);
    }
}

impl Question for Thread {
    type Deed = deeds::ReadMessages;
    type Answer = ThreadPage;
    const SCREEN: &'static str = "thread";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<ThreadPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let class = class_of(reader, &card).await?;
        let to: Vec<PersonId> = addressees(&card).collect();
        let with = self.with.or_else(|| to.first().copied()).unwrap_or(self.student);
        let shown = |told: &Told| matches!(told, Told::Message(exchange) if exchange.with == with);
        let timeline = timeline_of(reader, asking, self.student, self.before, shown).await?;
        // Somebody who never was at this home has no thread, as little as somebody who does not exist.
        if !to.contains(&with) && timeline.entries.is_empty() {
            return Err(Problem::NotFound);
        }
        let mut named = named_in(&timeline.entries);
        named.extend(to.iter().copied().chain([with]));
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let to = people.briefs(to);
        let mut page = ThreadPage { student: self.student, name: card.name, class, to, with, timeline, people };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// Everybody whom the school may write to about this student: home first, then the student.
fn addressees(card: &StudentCard) -> impl Iterator<Item = PersonId> {
    at_home(card).chain([card.student]).filter(|person| may_write_to(card, *person))
}

/// Everybody in a class who can be written to, to write to all of them at once.
#[derive(Clone, Copy, Debug)]
pub struct WriteToClass {
    pub class: ClassId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct WriteToClassPage {
    pub class: ClassRow,
    /// In the Dutch order of names.
    pub families: Vec<Addressees>,
}

holds_personal!(WriteToClassPage { families });

/// A student with those who can be written to about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Addressees {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub to: Vec<Brief>,
}

holds_personal!(Addressees { name, to });

impl Question for WriteToClass {
    type Deed = deeds::ReadMessages;
    type Answer = WriteToClassPage;
    const SCREEN: &'static str = "write-to-class";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, _: &Asking) -> Result<WriteToClassPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let cards = reader.rows::<StudentCards>(&students_of(&class)).await?;
        let rows = rows_of(reader, cards.iter().flat_map(addressees)).await?;
        let family = |card: StudentCard| {
            let to = People::around(&card, &rows).briefs(addressees(&card));
            Addressees { student: card.student, name: card.name, to }
        };
        let mut page = WriteToClassPage { class, families: cards.into_iter().map(family).collect() };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| family.name.value().map(PersonName::sort_key));
        Ok(page)
    }
}

fn students_of(class: &ClassRow) -> Vec<Tag> {
    class.students.iter().map(|student| Tag::student(*student)).collect()
}

/// How long a message to home without an answer stays in the inbox.
const RECENT: Days = Days::new(42);

/// What waits for the mentor of a class, and what the class has yet to answer (nl: Berichten).
#[derive(Clone, Copy, Debug)]
pub struct Inbox {
    pub class: ClassId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InboxPage {
    pub class: ClassRow,
    /// The reader's own classes of the class's school year, to switch between.
    pub own: Vec<SchoolClass>,
    /// Who asks the school for something, the longest first.
    pub for_school: Vec<InboxLine>,
    /// What the school wrote and that has no answer yet, the last first.
    pub for_home: Vec<InboxLine>,
}

holds_personal!(InboxPage { for_school, for_home });

/// An exchange that waits, with whom and about which student.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxLine {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub since: NaiveDate,
    pub entry: Entry,
    pub people: People,
}

holds_personal!(InboxLine { name, entry, people });

impl Question for Inbox {
    type Deed = deeds::ReadMessages;
    type Answer = InboxPage;
    const SCREEN: &'static str = "inbox";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadMessages>, asking: &Asking) -> Result<InboxPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let keys = students_of(&class);
        let cards = reader.rows::<StudentCards>(&keys).await?;
        let mailboxes = reader.rows::<Mailboxes>(&keys).await?;
        let mut waiting = waiting(&cards, &mailboxes);
        let oldest = asked_after_since(asking.today);
        waiting.retain(|waits| waits.side == Side::School || waits.since >= oldest);
        let messages: Vec<MessageId> = waiting.iter().map(|waits| waits.message).collect();
        let entries = entries(reader, asking, &messages).await?;
        let rows = rows_of(reader, named_in(&entries)).await?;
        let line = |waits: &Waits| {
            let entry = entries.iter().find(|entry| entry.key == Tag::message(waits.message))?.clone();
            let people = People::around(waits.card, &rows);
            Some(InboxLine { student: waits.card.student, name: waits.card.name.clone(), since: waits.since, entry, people })
        };
        let of = |side: Side| waiting.iter().filter(move |waits| waits.side == side).filter_map(line).collect::<Vec<_>>();
        let (for_school, mut for_home) = (of(Side::School), of(Side::Home));
        for_home.reverse();
        let school = reader.row::<SchoolRows>(Tag::school(asking.principal.school())).await?;
        let own = own_among(school.map(|school| school.classes).unwrap_or_default(), asking, &class);
        let mut page = InboxPage { class, own, for_school, for_home };
        reader.open(&mut page).await?;
        Ok(page)
    }
}

/// One letter that waits, for this side, since this day.
struct Waits<'a> {
    card: &'a StudentCard,
    message: MessageId,
    side: Side,
    since: NaiveDate,
}

/// Every letter of a class that waits, the longest first.
fn waiting<'a>(cards: &'a [StudentCard], mailboxes: &[Mailbox]) -> Vec<Waits<'a>> {
    let mut waiting: Vec<Waits> = vec![];
    for mailbox in mailboxes {
        let Some(card) = cards.iter().find(|card| card.student == mailbox.student) else { continue };
        let waits = |letter: &Letter| {
            let (message, home) = (letter.message, letter.waits_for_home().then_some((Side::Home, letter.on)));
            let (side, since) = letter.waits_for_school_since(card).map(|since| (Side::School, since)).or(home)?;
            Some(Waits { card, message, side, since })
        };
        waiting.extend(mailbox.letters.iter().filter_map(waits));
    }
    waiting.sort_by_key(|waits| waits.since);
    waiting
}
