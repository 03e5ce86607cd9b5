//! The events behind a number (nl: de gebeurtenissen erachter).

use super::{
    events_shown::{EventsShown, LOOKED_UP_MAX, shown},
    evolution::{AuditScope, FamiliesInScope, Rows, found, standing},
    figure::{Figure, Figures, HomeOnDay, late},
};
use crate::{Asking, Problem, Question};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    audit::EventDetails,
    contact::{ContactCorrected, ContactMade, Topic},
    facts::{Event, Fact, FactKind},
    ids::{ClassId, PersonId, Position, Tag},
    policy::{About, deeds},
    talk::TalkOutcome,
    time::SchoolYear,
};
use std::collections::{BTreeMap, BTreeSet};
use store::PageReader;

/// The events that a number of the evolution rests on, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventsBehind {
    pub scope: AuditScope,
    pub figure: Figure,
    /// Counted up to the end of this day; the day of the page when none is given.
    pub on: Option<NaiveDate>,
    /// The page begins at this event; at the newest when none is given.
    pub from: Option<Position>,
}

/// A number with one page of the events behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventsPage {
    pub scope: AuditScope,
    /// The class that the number is about, or that the family belongs to, with its name.
    pub class: Option<(ClassId, String)>,
    pub figure: Figure,
    /// The last day that is counted.
    pub on: NaiveDate,
    pub number: usize,
    /// Homes behind the number.
    pub homes: usize,
    /// Events behind the number; more than it counts, because a correction is an event of its own. Nothing when they are so
    /// many that they are not counted.
    pub total: Option<usize>,
    pub events: Vec<EventLine>,
    /// Where the pages beside this one begin.
    pub newer: Option<Position>,
    pub older: Option<Position>,
}

/// One event, as far as an auditor sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine {
    pub pos: Position,
    pub kind: FactKind,
    pub said: EventDetails,
    pub occurred_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// How many days later it was written down, when that is so long that it may be remembered otherwise.
    pub days_late: Option<i64>,
    /// Role, job or operator; never a person.
    pub by: String,
    pub pseudonym: String,
    /// What it corrects, when it is a correction.
    pub correction: Option<Correction>,
}

/// What a correction is about, and what it changed: which fields, and never the words in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The event that said it before.
    pub of: Position,
    pub before: EventDetails,
    pub occurred_before: NaiveDate,
    pub changed: Vec<ChangedField>,
}

/// A field that a correction told anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangedField {
    Day,
    Means,
    /// Who was spoken with.
    With,
    Student,
    Initiative,
    Reason,
    Topics,
    /// Whether it took place.
    Outcome,
}

impl ChangedField {
    pub const ALL: [ChangedField; 8] = [
        ChangedField::Day,
        ChangedField::Means,
        ChangedField::With,
        ChangedField::Student,
        ChangedField::Initiative,
        ChangedField::Reason,
        ChangedField::Topics,
        ChangedField::Outcome,
    ];
}

impl Question for EventsBehind {
    type Deed = deeds::ReadEvolution;
    type Answer = EventsPage;
    const SCREEN: &'static str = "evolution-events";

    fn about(&self) -> About {
        About::School
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadEvolution>, asking: &Asking) -> Result<EventsPage, Problem> {
        let on = day_in_year(self.on, asking.today);
        let FamiliesInScope { class, families, within, .. } = found(reader, asking, &self.scope, Rows::OfThePage).await?;
        let mut homes = standing(&families, on, within);
        homes.retain(|home| home.is_behind(self.figure));
        let of_contact: BTreeMap<Tag, PersonId> = homes.iter().flat_map(|home| contacts(home, self.figure)).collect();
        let EventsShown { events, newer, older, total } = shown(reader, &of_contact, self.from, LOOKED_UP_MAX).await?;
        // A correction is read beside what it corrects: all that was told of the same thing.
        let corrected: Vec<Tag> =
            events.iter().filter(|event| is_correction(event)).filter_map(|event| thing(event, &of_contact)).collect();
        let told = if corrected.is_empty() { vec![] } else { reader.events(&corrected).await? };
        let (lines, students): (Vec<&Event>, Vec<PersonId>) =
            events.iter().filter_map(|event| Some((event, whose(event, &of_contact)?))).unzip();
        let pseudonyms = reader.pseudonyms(&students).await?;
        let line = |(event, pseudonym): (&Event, String)| EventLine {
            correction: thing(event, &of_contact).and_then(|thing| correction(event, thing, &told)),
            ..line(event, pseudonym)
        };
        Ok(EventsPage {
            class,
            on,
            number: Figures::count(&homes).of(self.figure),
            homes: homes.len(),
            total,
            events: lines.into_iter().zip(pseudonyms).map(line).collect(),
            newer,
            older,
            scope: self.scope,
            figure: self.figure,
        })
    }
}

/// A day of the running school year, up to the day of the page: for other days this year's classes say nothing.
fn day_in_year(asked: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    asked.unwrap_or(today).clamp(SchoolYear::of(today).first_day(), today)
}

/// The contacts, talks and assignments of this home that the number rests on.
fn contacts(home: &HomeOnDay<'_>, figure: Figure) -> impl Iterator<Item = (Tag, PersonId)> + use<> {
    let student = home.card.student;
    let contacts: Vec<Tag> = home.moments(figure).map(|moment| moment.thing).collect();
    contacts.into_iter().map(move |contact| (contact, student))
}

/// The student at whose home it happened. Every event here was found by the tag of its contact.
fn whose(event: &Event, of_contact: &BTreeMap<Tag, PersonId>) -> Option<PersonId> {
    event.fact.tags().iter().find_map(|tag| of_contact.get(tag)).copied()
}

/// The contact or talk that the event is about.
fn thing(event: &Event, of_contact: &BTreeMap<Tag, PersonId>) -> Option<Tag> {
    event.fact.tags().into_iter().find(|tag| of_contact.contains_key(tag))
}

fn is_correction(event: &Event) -> bool {
    matches!(event.fact, Fact::ContactCorrected(_) | Fact::ContactWithdrawn(_) | Fact::TalkCorrected(_) | Fact::TalkReopened(_))
}

/// What a correction is about. `told`: all that was told of the things on the page, oldest first.
fn correction(event: &Event, thing: Tag, told: &[Event]) -> Option<Correction> {
    let before = told.iter().rfind(|other| other.pos < event.pos && tells(other) && other.fact.tags().contains(&thing));
    let before = before.filter(|_| is_correction(event))?;
    Some(Correction {
        of: before.pos,
        before: EventDetails::of(&before.fact),
        occurred_before: before.occurred.on,
        changed: changed(before, event),
    })
}

/// Does it tell what a contact or a talk was like?
fn tells(event: &Event) -> bool {
    matches!(
        event.fact,
        Fact::ContactMade(_)
            | Fact::ContactAttempted(_)
            | Fact::ContactCorrected(_)
            | Fact::TalkHeld(_)
            | Fact::TalkMissed(_)
            | Fact::TalkCorrected(_)
    )
}

/// Which fields a correction tells anew. What was taken back altogether changes none.
fn changed(before: &Event, after: &Event) -> Vec<ChangedField> {
    if !tells(after) {
        return vec![];
    }
    let (was, is) = (EventDetails::of(&before.fact), EventDetails::of(&after.fact));
    let differs = |field: &ChangedField| match field {
        ChangedField::Day => before.occurred != after.occurred,
        ChangedField::Means => was.means != is.means,
        ChangedField::With => with(&before.fact) != with(&after.fact),
        ChangedField::Student => was.student_present != is.student_present,
        ChangedField::Initiative => was.begun_by_home != is.begun_by_home,
        ChangedField::Reason => was.reason != is.reason,
        ChangedField::Topics => topics(&before.fact) != topics(&after.fact),
        ChangedField::Outcome => was.outcome != is.outcome || was.means.is_some() != is.means.is_some(),
    };
    ChangedField::ALL.into_iter().filter(differs).collect()
}

fn with(fact: &Fact) -> Option<BTreeSet<PersonId>> {
    match fact {
        Fact::ContactMade(ContactMade { account, .. }) | Fact::ContactCorrected(ContactCorrected { account, .. }) => {
            Some(account.with.iter().copied().collect())
        }
        Fact::TalkHeld(fact) => Some(fact.account.with.iter().copied().collect()),
        Fact::TalkCorrected(fact) => match &fact.outcome {
            TalkOutcome::Held(account) => Some(account.with.iter().copied().collect()),
            TalkOutcome::Missed(_) => None,
        },
        _ => None,
    }
}

fn topics(fact: &Fact) -> Option<&[Topic]> {
    match fact {
        Fact::ContactMade(ContactMade { account, .. }) | Fact::ContactCorrected(ContactCorrected { account, .. }) => {
            Some(&account.topics)
        }
        _ => None,
    }
}

fn line(event: &Event, pseudonym: String) -> EventLine {
    EventLine {
        pos: event.pos,
        kind: event.fact.kind(),
        said: EventDetails::of(&event.fact),
        occurred_on: event.occurred.on,
        recorded_at: event.recorded_at,
        days_late: late(event.occurred.on, event.recorded_at),
        by: event.author.role.clone(),
        pseudonym,
        correction: None,
    }
}

#[cfg(test)]
mod specs {
    use super::{
        super::figure::specs::{DAY, LAST_YEAR, call, family, message, november},
        *,
    };
    use domain::{
        actor::Author,
        contact::{ContactAccount, ContactMade, Initiative, Means, Reason, Topic},
        ids::{ContactId, EventId},
        time::Occurred,
    };
    use uuid::Uuid;

    const STUDENT: PersonId = PersonId(Uuid::from_u128(20));

    /// A contact at this position, of this day, written down at noon of that day.
    fn event(pos: i64, on: NaiveDate, written: NaiveDate) -> Event {
        let account = ContactAccount {
            means: Means::HomeVisit,
            with: vec![],
            student_present: true,
            initiative: Initiative::Home,
            reason: Some(Reason::Positive),
            topics: vec![Topic::Future],
            words: None,
        };
        let contact = ContactId(Uuid::from_u128(40));
        Event {
            pos: Position(pos),
            id: EventId(Uuid::from_u128(1)),
            occurred: Occurred::on(on),
            recorded_at: written.and_hms_opt(11, 0, 0).unwrap().and_utc(),
            author: Author { person: Some(PersonId(Uuid::from_u128(10))), role: "mentor".into() },
            fact: ContactMade { contact, student: STUDENT, occurred: Occurred::on(on), account }.into(),
        }
    }

    #[test]
    fn a_line_says_what_happened_without_people_and_words() {
        let line = line(&event(7, november(3), november(4)), "k7h2m9qa".into());
        assert_eq!((line.pos, line.kind, line.by.as_str()), (Position(7), FactKind::ContactMade, "mentor"));
        let said = EventDetails {
            means: Some(Means::HomeVisit),
            outcome: None,
            reason: Some(Reason::Positive),
            career: true,
            student_present: true,
            begun_by_home: true,
        };
        assert_eq!(line.said, said);
    }

    #[test]
    fn what_is_written_down_more_than_a_week_later_is_late() {
        let late = |written| line(&event(7, november(3), written), String::new()).days_late;
        assert_eq!([late(november(3)), late(november(10)), late(november(11))], [None, None, Some(8)]);
    }

    #[test]
    fn a_number_is_opened_with_the_contacts_it_rests_on() {
        let family = family(vec![message(november(1)), call(november(2))]);
        let home = family.on(DAY, None).unwrap();
        let behind = |figure| contacts(&home, figure).map(|(_, student)| student).collect::<Vec<_>>();
        assert_eq!(behind(Figure::InView), [STUDENT]);
        assert_eq!(behind(Figure::Everything), [STUDENT, STUDENT]);
        assert_eq!(behind(Figure::Withdrawn), []);
        let of_contact: BTreeMap<Tag, PersonId> = contacts(&home, Figure::InView).collect();
        assert_eq!(whose(&event(7, DAY, DAY), &of_contact), Some(STUDENT));
    }

    #[test]
    fn a_correction_stands_beside_what_it_corrects_and_says_which_fields_it_changed() {
        let first = event(7, november(3), november(3));
        let Fact::ContactMade(made) = first.fact.clone() else { panic!("no contact") };
        let account = ContactAccount { topics: vec![Topic::School], with: vec![STUDENT], ..made.account.clone() };
        let occurred = Occurred::on(november(4));
        let because = domain::personal::Personal::open(STUDENT, domain::values::Words::parse("Verkeerd.").unwrap().unwrap());
        let formerly_with = made.account.with.clone();
        let fact = ContactCorrected { contact: made.contact, student: STUDENT, occurred, account, formerly_with, because };
        let second = Event { pos: Position(9), occurred, fact: fact.into(), ..event(9, november(4), november(9)) };
        let thing = Tag::contact(made.contact);
        let told = [first.clone(), second.clone()];
        let found = correction(&second, thing, &told).unwrap();
        assert_eq!((found.of, found.occurred_before), (Position(7), november(3)));
        assert_eq!(found.changed, [ChangedField::Day, ChangedField::With, ChangedField::Topics]);
        assert_eq!(correction(&first, thing, &told), None);
    }

    #[test]
    fn a_number_is_of_this_school_year_and_not_of_a_day_to_come() {
        assert_eq!(day_in_year(None, DAY), DAY);
        assert_eq!(day_in_year(Some(november(30)), DAY), november(30));
        assert_eq!(day_in_year(DAY.succ_opt(), DAY), DAY);
        assert_eq!(day_in_year(Some(LAST_YEAR), DAY), LAST_YEAR.succ_opt().unwrap());
    }
}
