//! What was told and taken back leaves no more than the mark that it was taken back, in any view. What others said in between
//! stays theirs.

use super::{
    AgreementRow, Agreements, AssignmentRow, Assignments, ClassRows, Entry, EntryContent, LineRow, LineRows, Mailbox, Mailboxes,
    PersonRows, RoundRows, SchoolRows, StudentCard, StudentCards, SupportRows, TalkRow, TalkRows, Timeline, View, reach,
};
use crate::{
    actor::Role,
    agreement::AgreementCancelled,
    contact::{
        AttemptOutcome, ContactReport, CorrectContact, Initiative, Means, Reason, RecordAttempt, RecordContact, Topic,
        WithdrawContact,
    },
    facts::{Event, Fact},
    ids::{ContactId, EventId, PersonId, Position, RoundId, Tag, TalkId},
    line::{EntryUnshared, ShareWith},
    person::parent::{Authority, EndReason, ParentLinkEnded, ParentLinked, ParentRegistered, Relation},
    personal::Personal,
    spec::{
        AMIRA, CLASS_3B, ENTRY, MENTOR, MESSAGE, MILAN, MOTHER, TODAY, UNCLE, YESTERDAY, actor, agreement, assignment, delivered,
        given, histories, line, message_to, message_withdrawn, name, rows, talk, words,
    },
    talk::{RoundKind, RoundOpened, TalkHeld, TalkInvited, TalkMissed, TalkReopened, WhyMissed},
    time::Occurred,
};
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// No contact of a random history has this id.
const TAKEN_BACK: ContactId = ContactId(Uuid::from_u128(0x7A4E));
/// Between the positions of two events there is room for those that are put in.
const ROOM: i64 = 10;

/// What was recorded, and what taking it back said.
fn told(means: Means, outcome: Option<AttemptOutcome>, on: NaiveDate, topic: Topic, corrected: bool) -> (Vec<Fact>, Vec<Fact>) {
    let occurred = Occurred::on(on);
    let report = |with| ContactReport {
        occurred,
        means,
        with: vec![with],
        student_present: false,
        initiative: Initiative::Home,
        reason: Some(Reason::Concern),
        topics: vec![topic],
        words: words("Ze wil bakker worden."),
    };
    let (contact, student, because) = (TAKEN_BACK, AMIRA, words("Bij de verkeerde leerling."));
    let mut said = match outcome {
        Some(outcome) => {
            let with = Some(MOTHER);
            given([]).when(&RecordAttempt { contact, student, occurred, means, outcome, with, words: None }).facts()
        }
        None => given([]).when(&RecordContact { contact, student, report: report(MOTHER) }).facts(),
    };
    if corrected && outcome.is_none() {
        let correct = CorrectContact { contact, student, report: report(UNCLE), because: because.clone(), seen: None };
        said.extend(given([said[0].clone()]).when(&correct).facts());
    }
    let withdraw = WithdrawContact { contact, student, because, seen: None };
    let taken_back = given([said[0].clone()]).when(&withdraw).facts();
    (said, taken_back)
}

/// The history with these facts put in before the event at this index, so far behind the event before it.
fn put_in(events: &[Event], at: usize, facts: Vec<Fact>, on: NaiveDate, behind: i64) -> Vec<Event> {
    let before = &events[at - 1];
    let more = facts.into_iter().zip(behind..).map(|(fact, n)| {
        let pos = Position(before.pos.0 + n);
        let id = EventId(Uuid::from_u128(0x7A4E_0000 + pos.0 as u128));
        Event { pos, id, occurred: Occurred::on(on), fact, ..before.clone() }
    });
    events[..at].iter().cloned().chain(more).chain(events[at..].iter().cloned()).collect()
}

/// What can be taken back besides a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Withdrawable {
    Message,
    OpenedMessage,
    Assignment,
    OpenedAssignment,
    OwnEntry,
    Share,
    ShareWithSchool,
    HeldTalk,
    MissedTalk,
    Agreement,
    ParentByMistake,
}

impl Withdrawable {
    const ALL: [Withdrawable; 11] = [
        Withdrawable::Message,
        Withdrawable::OpenedMessage,
        Withdrawable::Assignment,
        Withdrawable::OpenedAssignment,
        Withdrawable::OwnEntry,
        Withdrawable::Share,
        Withdrawable::ShareWithSchool,
        Withdrawable::HeldTalk,
        Withdrawable::MissedTalk,
        Withdrawable::Agreement,
        Withdrawable::ParentByMistake,
    ];

    /// What was there before, what was said, and what took it back.
    fn facts(self) -> [Vec<Fact>; 3] {
        let opened_message = [message_to(MOTHER), delivered(MOTHER)];
        let opened_assignment = [assignment::assignment_given(), assignment::assignment_opened(MOTHER)];
        let (before, said, taken_back) = match self {
            Withdrawable::Message => (vec![], opened_message[..1].to_vec(), message_withdrawn()),
            Withdrawable::OpenedMessage => (vec![], opened_message.to_vec(), message_withdrawn()),
            Withdrawable::Assignment => (vec![], opened_assignment[..1].to_vec(), assignment::assignment_withdrawn()),
            Withdrawable::OpenedAssignment => (vec![], opened_assignment.to_vec(), assignment::assignment_withdrawn()),
            Withdrawable::OwnEntry => (vec![], vec![line::experience()], line::withdrawn()),
            Withdrawable::Share => shared(ShareWith::Person(MOTHER)),
            Withdrawable::ShareWithSchool => shared(ShareWith::School),
            Withdrawable::HeldTalk => (asked_to_talk(), vec![held()], reopened(vec![MOTHER])),
            Withdrawable::MissedTalk => (asked_to_talk(), vec![missed()], reopened(vec![])),
            Withdrawable::Agreement => (vec![], vec![agreement::agreement_made()], cancelled()),
            Withdrawable::ParentByMistake => {
                let linked = |student| {
                    let (parent, relation, authority) = (NEWCOMER, Relation::Mother, Authority::Full);
                    ParentLinked { parent, student, relation, authority }.into()
                };
                let name = Personal::open(NEWCOMER, name("Elif", "Demir"));
                let before = vec![ParentRegistered { parent: NEWCOMER, name }.into(), linked(MILAN)];
                let ended = ParentLinkEnded { parent: NEWCOMER, student: AMIRA, reason: EndReason::Mistake };
                (before, vec![linked(AMIRA)], ended.into())
            }
        };
        [before, said, vec![taken_back]]
    }
}

/// Nobody of the cast: no random history links her.
const NEWCOMER: PersonId = PersonId(Uuid::from_u128(0x7A4F));
/// No round of a random history.
const ROUND: RoundId = RoundId(Uuid::from_u128(0x7A50));

fn talk_id() -> TalkId {
    TalkId::of(ROUND, AMIRA, 0)
}

fn shared(with: ShareWith) -> (Vec<Fact>, Vec<Fact>, Fact) {
    let back = EntryUnshared { entry: ENTRY, student: AMIRA, with };
    (vec![line::experience()], vec![line::shared_with(with, None)], back.into())
}

fn asked_to_talk() -> Vec<Fact> {
    let (talk, round, class, student, kind) = (talk_id(), ROUND, CLASS_3B, AMIRA, RoundKind::Progress);
    let (times, venues, invited) = (talk::times(), vec![], vec![MOTHER]);
    vec![
        RoundOpened { round, class, kind, times, venues }.into(),
        TalkInvited { talk, round, class, student, kind, invited, on: TODAY }.into(),
    ]
}

fn held() -> Fact {
    let (talk, round, student, kind) = (talk_id(), ROUND, AMIRA, RoundKind::Progress);
    let (occurred, account) = (Occurred::on(YESTERDAY), talk::talk_account(&[MOTHER]));
    TalkHeld { talk, round, student, kind, occurred, account }.into()
}

fn missed() -> Fact {
    let (talk, round, student, occurred) = (talk_id(), ROUND, AMIRA, Occurred::on(YESTERDAY));
    TalkMissed { talk, round, student, occurred, why: Personal::open(AMIRA, WhyMissed::NobodyCame) }.into()
}

fn reopened(formerly_with: Vec<PersonId>) -> Fact {
    let because = Personal::open(AMIRA, words("Bij de verkeerde leerling.").unwrap());
    TalkReopened { talk: talk_id(), round: ROUND, student: AMIRA, formerly_with, because }.into()
}

fn cancelled() -> Fact {
    let because = Personal::open(AMIRA, words("Bij de verkeerde leerling.").unwrap());
    AgreementCancelled { agreement: agreement::AGREEMENT, student: AMIRA, because }.into()
}

/// A row without the marks that something in it was taken back; nothing when nothing is left of it.
trait WithoutMarks: Sized {
    fn without_marks(self) -> Option<Self>;
}

impl WithoutMarks for StudentCard {
    fn without_marks(mut self) -> Option<StudentCard> {
        let mine = [message_tag(), assignment_tag(), Tag::talk(talk_id())];
        self.moments.retain(|moment| !(mine.contains(&moment.thing) && moment.withdrawn));
        self.former_parents.retain(|former| former.person != NEWCOMER);
        Some(self)
    }
}

impl WithoutMarks for Mailbox {
    fn without_marks(mut self) -> Option<Mailbox> {
        self.letters.retain(|letter| !(letter.message == MESSAGE && letter.withdrawn));
        (!self.letters.is_empty()).then_some(self)
    }
}

impl WithoutMarks for AssignmentRow {
    fn without_marks(mut self) -> Option<AssignmentRow> {
        self.all.retain(|one| !(one.assignment == assignment::its_id() && one.withdrawn));
        (!self.all.is_empty()).then_some(self)
    }
}

impl WithoutMarks for AgreementRow {
    fn without_marks(mut self) -> Option<AgreementRow> {
        self.all.retain(|one| !(one.agreement == agreement::AGREEMENT && one.ended.is_some()));
        (!self.all.is_empty()).then_some(self)
    }
}

impl WithoutMarks for LineRow {
    fn without_marks(self) -> Option<LineRow> {
        (!self.things.is_empty()).then_some(self)
    }
}

impl WithoutMarks for TalkRow {
    /// How often something was told of it is the count of corrections.
    fn without_marks(self) -> Option<TalkRow> {
        Some(TalkRow { revision: 0, ..self })
    }
}

impl WithoutMarks for Entry {
    fn without_marks(mut self) -> Option<Entry> {
        let is_over = match &self.told {
            EntryContent::Own(own) => own.taken_away,
            EntryContent::Agreement(told) => self.key == agreement_tag() && told.ended.is_some(),
            _ => self.withdrawn.is_some() && [message_tag(), assignment_tag()].contains(&self.key),
        };
        // What stood there, who took it back and when are the mark; the talk itself is still asked for.
        if self.key == Tag::talk(talk_id()) {
            self.earlier.clear();
            (self.recorded_at, self.author) = (DateTime::default(), actor(MENTOR, Role::Mentor).author());
        }
        (!is_over).then_some(self)
    }
}

fn message_tag() -> Tag {
    Tag::message(MESSAGE)
}

fn assignment_tag() -> Tag {
    Tag::assignment(assignment::its_id())
}

fn agreement_tag() -> Tag {
    Tag::agreement(agreement::AGREEMENT)
}

fn same_but_for_marks<V: View>(with: &[Event], without: &[Event]) -> Result<(), TestCaseError>
where
    V::Row: WithoutMarks,
{
    let bare = |events| -> BTreeMap<Tag, V::Row> {
        rows::<V>(events).into_iter().filter_map(|(key, row)| Some((key, row.without_marks()?))).collect()
    };
    prop_assert_eq!(bare(with), bare(without), "{}", V::NAME);
    Ok(())
}

fn same<V: View>(with: &[Event], without: &[Event]) -> Result<(), TestCaseError> {
    prop_assert_eq!(rows::<V>(with), rows::<V>(without), "{}", V::NAME);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_was_taken_back_was_never_there(
        asked in histories::asked(),
        means in prop::sample::select(&Means::ALL[..]),
        outcome in prop::option::of(prop::sample::select(&AttemptOutcome::ALL[..])),
        topic in prop::sample::select(&Topic::ALL[..]),
        corrected in any::<bool>(),
        recorded in any::<prop::sample::Index>(),
        taken in any::<prop::sample::Index>(),
    ) {
        let start = histories::history(&[]).len();
        let mut without = histories::history(&asked);
        without.iter_mut().for_each(|event| event.pos.0 *= ROOM);
        let on = TODAY;
        let (said, taken_back) = told(means, outcome, on, topic, corrected);
        // The cast is there before anything is said of them.
        let recorded = start + recorded.index(without.len() - start + 1);
        let taken = recorded + taken.index(without.len() - recorded + 1);
        // Both may come before the same event: then what was recorded comes first.
        let with = put_in(&without, taken, taken_back, on, ROOM / 2);
        let with = put_in(&with, recorded, said, on, 1);

        same::<SchoolRows>(&with, &without)?;
        same::<ClassRows>(&with, &without)?;
        same::<PersonRows>(&with, &without)?;
        same::<Assignments>(&with, &without)?;
        same::<Agreements>(&with, &without)?;
        same::<TalkRows>(&with, &without)?;
        let thing = Tag::contact(TAKEN_BACK);
        let mut marked = rows::<StudentCards>(&with);
        for card in marked.values_mut() {
            prop_assert!(card.moments.iter().all(|moment| moment.thing != thing || moment.withdrawn));
            card.moments.retain(|moment| moment.thing != thing);
        }
        prop_assert_eq!(marked, rows::<StudentCards>(&without));
        let mut marked = rows::<Timeline>(&with);
        let entry = marked.remove(&thing);
        prop_assert!(entry.is_some_and(|entry| entry.withdrawn.is_some()), "its entry has the mark");
        prop_assert_eq!(marked, rows::<Timeline>(&without));
        let (cards, persons) = (rows::<StudentCards>(&with), rows::<PersonRows>(&with));
        let home: Vec<_> = persons.values().filter(|row| cards[&Tag::student(AMIRA)].has_at_home(row.person)).collect();
        let bare = rows::<StudentCards>(&without);
        let rung = |card| reach::rung(card, &home, on);
        prop_assert_eq!(rung(&cards[&Tag::student(AMIRA)]), rung(&bare[&Tag::student(AMIRA)]));
    }

    #[test]
    fn whatever_was_taken_back_was_never_there(
        asked in histories::asked(),
        thing in prop::sample::select(&Withdrawable::ALL[..]),
        recorded in any::<prop::sample::Index>(),
        taken in any::<prop::sample::Index>(),
    ) {
        let start = histories::history(&[]).len();
        let mut events = histories::history(&asked);
        events.iter_mut().for_each(|event| event.pos.0 *= ROOM);
        let [before, said, taken_back] = thing.facts();
        let recorded = start + recorded.index(events.len() - start + 1);
        let taken = recorded + taken.index(events.len() - recorded + 1);
        // What was there before is there in both.
        let there = before.len();
        let without = put_in(&events, start, before, TODAY, 1);
        let (recorded, taken) = (recorded + there, taken + there);
        let with = put_in(&without, taken, taken_back, TODAY, ROOM / 2 + 1);
        let with = put_in(&with, recorded, said, TODAY, ROOM / 2 - 1);

        same::<SchoolRows>(&with, &without)?;
        same::<ClassRows>(&with, &without)?;
        same::<PersonRows>(&with, &without)?;
        same::<RoundRows>(&with, &without)?;
        same::<SupportRows>(&with, &without)?;
        same_but_for_marks::<StudentCards>(&with, &without)?;
        same_but_for_marks::<Mailboxes>(&with, &without)?;
        same_but_for_marks::<Assignments>(&with, &without)?;
        same_but_for_marks::<Agreements>(&with, &without)?;
        same_but_for_marks::<LineRows>(&with, &without)?;
        same_but_for_marks::<TalkRows>(&with, &without)?;
        same_but_for_marks::<Timeline>(&with, &without)?;
    }
}
