use super::{
    AgreementContent, AssignmentContent, Exchange, ListPlace, OwnEntry, TalkContent, View, ViewName,
    agreement::whose as agreement_of,
    assignment::whose as assignment_of,
    line::{self, entry::Retold},
    talk,
};
use crate::{
    actor::Author,
    contact::{AttemptOutcome, ContactAccount, Means},
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Position, Tag},
    line::Voice,
    personal::{EachPersonal, HoldsPersonal, Personal, PersonalSlot},
    talk::{TalkAnswers, TalkOutcome},
    time::{Occurred, counted},
    values::Words,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A student's timeline (nl: tijdlijn): what happened, one row per thing that happened, with what was told before.
pub struct Timeline;

/// One thing that happened, as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub key: Tag,
    pub student: PersonId,
    /// The position of the first telling: it orders entries of one day.
    pub pos: Position,
    pub occurred: Occurred,
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    pub told: EntryContent,
    pub withdrawn: Option<Withdrawal>,
    /// Earlier tellings, oldest first; a correction never hides what stood there.
    pub earlier: Vec<Earlier>,
    /// News about the student that waits for the student: home sees it once it was opened, or the school's hours later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub student_first: bool,
    /// Up to which telling the student has seen it: the moment at which that was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<DateTime<Utc>>,
}

impl Entry {
    /// Has the student seen it as it stands now? What was told anew since is news again.
    pub fn is_opened(&self) -> bool {
        self.opened.is_some_and(|at| self.recorded_at <= at)
    }
    /// Is it news that the student has not seen yet?
    pub fn waits_for_the_student(&self) -> bool {
        self.student_first && self.author.person != Some(self.student) && !self.is_opened()
    }
}

holds_personal!(Entry { told, withdrawn, earlier });

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a page holds a few dozen of them, and a box would stand in every pattern")]
pub enum EntryContent {
    ContactMade(ContactAccount),
    ContactAttempted(Attempt),
    Enrolled {
        class: ClassId,
    },
    /// (nl: opdracht voor thuis)
    Assignment(Box<AssignmentContent>),
    /// (nl: afspraak)
    Agreement(Box<AgreementContent>),
    /// (nl: bericht)
    Message(Exchange),
    /// A planned talk, from its invitation until what came of it.
    Talk(TalkContent),
    // The student's line.
    Own(Box<OwnEntry>),
}

impl HoldsPersonal for EntryContent {
    fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
        match self {
            EntryContent::ContactMade(account) => account.each_personal(see),
            EntryContent::ContactAttempted(attempt) => attempt.each_personal(see),
            EntryContent::Enrolled { .. } => {}
            EntryContent::Talk(told) => told.each_personal(see),
            EntryContent::Assignment(told) => told.each_personal(see),
            EntryContent::Agreement(told) => told.each_personal(see),
            EntryContent::Message(exchange) => exchange.each_personal(see),
            EntryContent::Own(own) => own.each_personal(see),
        }
    }
}

impl PersonalSlot for EntryContent {
    fn walk(&mut self, _: &'static str, see: &mut EachPersonal<'_>) {
        self.each_personal(see);
    }
}

/// An attempt to speak with home that came to nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    pub means: Means,
    pub outcome: AttemptOutcome,
    pub with: Option<PersonId>,
    pub words: Option<Personal<Words>>,
}

holds_personal!(Attempt { words });

/// What was told before a correction, and why it was corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    pub occurred: Occurred,
    pub told: EntryContent,
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    /// Why the next telling replaced this one.
    pub because: Personal<Words>,
}

holds_personal!(Earlier { told, because });

/// That an entry was taken back, by whom and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Withdrawal {
    #[serde(with = "counted")]
    pub recorded_at: DateTime<Utc>,
    pub author: Author,
    pub because: Personal<Words>,
}

holds_personal!(Withdrawal { because });

impl View for Timeline {
    type Row = Entry;
    const VIEW: ViewName = ViewName::Timeline;
    const VERSION: i16 = 12;

    fn keys(event: &Event) -> Vec<Tag> {
        let key = match &event.fact {
            Fact::StudentEnrolled(fact) => Tag::moment(fact.student.0),
            Fact::ContactAttempted(fact) => Tag::contact(fact.contact),
            Fact::ContactMade(fact) => Tag::contact(fact.contact),
            Fact::ContactCorrected(fact) => Tag::contact(fact.contact),
            Fact::ContactWithdrawn(fact) => Tag::contact(fact.contact),
            Fact::EntryOpened(fact) => fact.entry,
            Fact::MessageSent(fact) => Tag::message(fact.message),
            Fact::MessageDelivered(fact) => Tag::message(fact.message),
            Fact::MessageAnswered(fact) => Tag::message(fact.message),
            Fact::MessageWithdrawn(fact) => Tag::message(fact.message),
            Fact::InvitationDelivered(_) | Fact::TalkGreeted(_) | Fact::VoiceGiven(_) => return vec![],
            other => {
                let assignment = assignment_of(other).map(|(_, id)| Tag::assignment(id));
                let agreement = || agreement_of(other).map(|(_, id)| Tag::agreement(id));
                let talk = || talk::whose(other).map(Tag::talk);
                let own = || line::about(other).map(|(_, entry)| Tag::entry(entry));
                return assignment.or_else(agreement).or_else(talk).or_else(own).into_iter().collect();
            }
        };
        vec![key]
    }

    /// Exhaustive, so that a new fact is asked for how it reads on a timeline.
    fn fold(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
        match &event.fact {
            Fact::StudentEnrolled(fact) => Some(first(key, fact.student, event, EntryContent::Enrolled { class: fact.class })),
            // News that the student opened is no news any more.
            Fact::EntryOpened(fact) => {
                let mut row = row?;
                if row.student == fact.student {
                    row.opened = row.opened.max(Some(fact.as_told));
                }
                Some(row)
            }
            Fact::ContactAttempted(_) | Fact::ContactMade(_) | Fact::ContactCorrected(_) | Fact::ContactWithdrawn(_) => {
                contact(row, key, event)
            }
            Fact::MessageSent(_) | Fact::MessageDelivered(_) | Fact::MessageAnswered(_) | Fact::MessageWithdrawn(_) => {
                message(row, key, event)
            }
            Fact::TalkInvited(_)
            | Fact::TalkBooked(_)
            | Fact::TalkAnswered(_)
            | Fact::BookingCancelled(_)
            | Fact::TalkParted(_)
            | Fact::TalkHeld(_)
            | Fact::TalkMissed(_)
            | Fact::TalkCorrected(_)
            | Fact::TalkReopened(_) => planned_talk(row, key, event),
            Fact::AssignmentGiven(_)
            | Fact::AssignmentOpened(_)
            | Fact::AssignmentReturned(_)
            | Fact::AssignmentUsed(_)
            | Fact::AssignmentParked(_)
            | Fact::AssignmentWithdrawn(_) => assignment(row, key, event),
            Fact::AgreementMade(_)
            | Fact::AgreementConfirmed(_)
            | Fact::AgreementDeclined(_)
            | Fact::AgreementPartDone(_)
            | Fact::AgreementAdjusted(_)
            | Fact::AgreementLapsed(_)
            | Fact::AgreementCancelled(_) => agreement(row, key, event),
            Fact::ExperienceRecorded(_)
            | Fact::ReflectionWritten(_)
            | Fact::ChoiceStated(_)
            | Fact::ChoiceRevised(_)
            | Fact::StepPlanned(_)
            | Fact::StepTaken(_)
            | Fact::StepDropped(_)
            | Fact::QualityNamed(_)
            | Fact::SetbackNoted(_)
            | Fact::SetbackTurned(_)
            | Fact::SetbackClosed(_)
            | Fact::EntryShared(_)
            | Fact::EntryUnshared(_)
            | Fact::EntryCorrected(_)
            | Fact::EntryWithdrawn(_) => own_line(row, key, event),
            // No timeline shows who is where, who helps, and what a talk needs before it.
            Fact::StudentMoved(_)
            | Fact::StudentDetailsCorrected(_)
            | Fact::StudentLeft(_)
            | Fact::StudentReturned(_)
            | Fact::StudentTurnedSixteen(_)
            | Fact::StudentTurnedEighteen(_)
            | Fact::ParentsFollowingChanged(_)
            | Fact::RoundOpened(_)
            | Fact::TimesAdded(_)
            | Fact::RoundClosed(_)
            | Fact::InvitationDelivered(_)
            | Fact::TalkGreeted(_)
            | Fact::VoiceGiven(_)
            | Fact::AccessLogSealed(_)
            | Fact::AccessLogPruned(_)
            | Fact::SchoolOpened(_)
            | Fact::SchoolSettingsChanged(_)
            | Fact::ClassOpened(_)
            | Fact::ClassCorrected(_)
            | Fact::ClassWithdrawn(_)
            | Fact::MentorAssigned(_)
            | Fact::MentorRelieved(_)
            | Fact::SupportExamined(_)
            | Fact::HelpAnswered(_)
            | Fact::LevelNamed(_)
            | Fact::StaffAppointed(_)
            | Fact::StaffRoleEnded(_)
            | Fact::StaffNameCorrected(_)
            | Fact::ParentRegistered(_)
            | Fact::ParentLinked(_)
            | Fact::ParentAuthorityChanged(_)
            | Fact::ParentLinkEnded(_)
            | Fact::ParentNameCorrected(_)
            | Fact::ParentRelationCorrected(_)
            | Fact::SupporterNamed(_)
            | Fact::SupporterConfirmed(_)
            | Fact::SupporterRefused(_)
            | Fact::SupporterEnded(_)
            | Fact::SupporterCorrected(_)
            | Fact::DetailsChanged(_)
            | Fact::DetailsFailed(_)
            | Fact::FailureTakenBack(_)
            | Fact::DetailsRemoved(_)
            | Fact::WishesSet(_) => row,
        }
    }

    fn place(row: &Entry) -> Option<ListPlace> {
        Some(ListPlace { list: Tag::student(row.student), on: row.occurred.on, pos: row.pos })
    }
}

/// A contact is told once: only a correction may change what stands, and it keeps what stood.
fn contact(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    match &event.fact {
        Fact::ContactMade(_) | Fact::ContactAttempted(_) if row.is_some() => row,
        Fact::ContactMade(fact) => Some(first(key, fact.student, event, EntryContent::ContactMade(fact.account.clone()))),
        Fact::ContactAttempted(fact) => {
            let attempt = Attempt { means: fact.means, outcome: fact.outcome, with: fact.with, words: fact.words.clone() };
            Some(first(key, fact.student, event, EntryContent::ContactAttempted(attempt)))
        }
        Fact::ContactCorrected(fact) => {
            let row = retold(row?, event, &fact.because);
            Some(Entry { told: EntryContent::ContactMade(fact.account.clone()), occurred: fact.occurred, ..row })
        }
        Fact::ContactWithdrawn(fact) => taken_back(row?, event, &fact.because),
        _ => row,
    }
}

/// A message is sent once, and answered in turn.
fn message(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    match &event.fact {
        Fact::MessageSent(fact) => {
            row.or_else(|| Some(first(key, fact.student, event, EntryContent::Message(Exchange::of(fact)))))
        }
        Fact::MessageWithdrawn(fact) => taken_back(row?, event, &fact.because),
        _ => grown(row?, event),
    }
}

/// A talk is invited to once. What was booked or answered last stands, and then what came of it.
fn planned_talk(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    match &event.fact {
        Fact::TalkInvited(fact) => row.or_else(|| {
            let (kind, invited, asked) = (fact.kind, fact.invited.clone(), event.occurred);
            let (answers, outcome) = (TalkAnswers::default(), None);
            let told = TalkContent { kind, invited, asked, answers, outcome };
            Some(first(key, fact.student, event, EntryContent::Talk(told)))
        }),
        Fact::TalkBooked(_) | Fact::TalkAnswered(_) | Fact::BookingCancelled(_) => {
            with_talk(row?, |told| told.answers.hear(&event.fact))
        }
        Fact::TalkParted(fact) => with_talk(row?, |told| {
            told.answers.hear(&event.fact);
            told.invited.retain(|person| *person != fact.person);
        }),
        Fact::TalkHeld(fact) => came(row?, event, fact.occurred, TalkOutcome::Held(fact.account.clone())),
        Fact::TalkMissed(fact) => came(row?, event, fact.occurred, TalkOutcome::Missed(fact.why.clone())),
        Fact::TalkCorrected(fact) => {
            let row = retold(row?, event, &fact.because);
            came(row, event, fact.occurred, fact.outcome.clone())
        }
        Fact::TalkReopened(fact) => {
            let mut row = retold(row?, event, &fact.because);
            // Nothing came of it yet, so it stands where it was asked for.
            if let EntryContent::Talk(told) = &row.told {
                row.occurred = told.asked;
            }
            with_talk(row, |told| told.outcome = None)
        }
        _ => row,
    }
}

/// An assignment is given once, and grows since.
fn assignment(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    match &event.fact {
        Fact::AssignmentGiven(fact) => row.or_else(|| {
            Some(first(key, fact.student, event, EntryContent::Assignment(Box::new(AssignmentContent::first(fact)))))
        }),
        Fact::AssignmentWithdrawn(fact) => taken_back(row?, event, &fact.because),
        _ => grown(row?, event),
    }
}

/// An agreement is made once, and grows since. Where it is adjusted, what stood is kept.
fn agreement(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    match &event.fact {
        Fact::AgreementMade(fact) => row
            .or_else(|| Some(first(key, fact.student, event, EntryContent::Agreement(Box::new(AgreementContent::first(fact)))))),
        Fact::AgreementAdjusted(fact) => grown(retold(row?, event, &fact.because), event),
        _ => grown(row?, event),
    }
}

/// The entry with its talk further along. It is not told anew by that, so a student who opened it has still seen it.
fn with_talk(mut row: Entry, change: impl FnOnce(&mut TalkContent)) -> Option<Entry> {
    if let EntryContent::Talk(told) = &mut row.told {
        change(told);
    }
    Some(row)
}

/// The entry with what became of it. It is not told anew by that, so a student who opened it has still seen it.
fn grown(mut row: Entry, event: &Event) -> Option<Entry> {
    match &mut row.told {
        EntryContent::Assignment(told) => told.hear(event),
        EntryContent::Agreement(told) => told.hear(event),
        EntryContent::Message(exchange) => exchange.hear(event),
        _ => {}
    }
    Some(row)
}

/// Something on a student's line: told once, and what becomes of it later.
fn own_line(row: Option<Entry>, key: Tag, event: &Event) -> Option<Entry> {
    let (student, _) = line::about(&event.fact)?;
    let Some(mut row) = row else {
        let own = line::entry::first_told(&event.fact)?;
        // What the school says of a setback is news to the student; what the student says is none.
        let student_first = own.is_setback() && own.voice == Voice::School;
        return Some(Entry { student_first, ..first(key, student, event, EntryContent::Own(Box::new(own))) });
    };
    let EntryContent::Own(own) = &mut row.told else { return Some(row) };
    if row.student != student {
        return Some(row);
    }
    let retold = line::entry::told_on(own, row.recorded_at, event);
    if retold != Retold::No {
        row.recorded_at = event.recorded_at;
    }
    if retold == Retold::Later {
        row.occurred = event.occurred;
    }
    Some(row)
}

/// The talk took place or did not: from now on the entry stands at that day.
fn came(mut row: Entry, event: &Event, occurred: Occurred, outcome: TalkOutcome) -> Option<Entry> {
    row.occurred = occurred;
    row.recorded_at = event.recorded_at;
    row.author = event.author.clone();
    with_talk(row, |told| told.outcome = Some(outcome))
}

/// The entry with what stood there kept, told anew by this event.
fn retold(mut row: Entry, event: &Event, because: &Personal<Words>) -> Entry {
    row.earlier.push(Earlier {
        occurred: row.occurred,
        told: row.told.clone(),
        recorded_at: row.recorded_at,
        author: std::mem::replace(&mut row.author, event.author.clone()),
        because: because.clone(),
    });
    row.recorded_at = event.recorded_at;
    row
}

/// The entry as it stands, taken back by this event.
fn taken_back(row: Entry, event: &Event, because: &Personal<Words>) -> Option<Entry> {
    let (recorded_at, author, because) = (event.recorded_at, event.author.clone(), because.clone());
    Some(Entry { withdrawn: Some(Withdrawal { recorded_at, author, because }), ..row })
}

fn first(key: Tag, student: PersonId, event: &Event, told: EntryContent) -> Entry {
    Entry {
        key,
        student,
        pos: event.pos,
        occurred: event.occurred,
        recorded_at: event.recorded_at,
        author: event.author.clone(),
        told,
        withdrawn: None,
        earlier: vec![],
        student_first: false,
        opened: None,
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{ids::EventId, spec::*};
    use chrono::{Days, NaiveDate};
    use std::collections::BTreeMap;

    fn timeline(facts: impl IntoIterator<Item = Fact>) -> BTreeMap<Tag, Entry> {
        rows::<Timeline>(&recorded(facts.into_iter().collect()))
    }

    fn entry(facts: impl IntoIterator<Item = Fact>) -> Entry {
        timeline(facts).remove(&Tag::contact(CONTACT)).unwrap()
    }

    #[test]
    fn a_contact_is_an_entry_at_the_day_on_which_it_happened() {
        let entry = entry([attempt(OTHER_CONTACT, TODAY).into(), spoke(CONTACT, YESTERDAY).into()]);
        assert_eq!(entry.told, EntryContent::ContactMade(spoke(CONTACT, YESTERDAY).account));
        assert_eq!((entry.student, entry.author.person), (AMIRA, Some(MENTOR)));
        let place = ListPlace { list: Tag::student(AMIRA), on: YESTERDAY, pos: Position(2) };
        assert_eq!(Timeline::place(&entry), Some(place));
    }

    #[test]
    fn an_attempt_is_an_entry_that_says_it_was_an_attempt() {
        let EntryContent::ContactAttempted(told) = entry([contact_attempted()]).told else { panic!("an attempt") };
        assert_eq!((told.means, told.outcome, told.with), (Means::Phone, AttemptOutcome::NoAnswer, Some(MOTHER)));
    }

    #[test]
    fn a_correction_moves_the_entry_and_keeps_what_was_told_before() {
        let long_ago = spoke(CONTACT, LONG_AGO);
        let mut with_father = spoke(CONTACT, YESTERDAY);
        with_father.account.with = vec![FATHER];
        let first = spoke(CONTACT, TODAY);
        let entry = entry([first.clone().into(), corrected(long_ago.clone()), corrected(with_father.clone())]);
        let place = Timeline::place(&entry).unwrap();
        assert_eq!((place.on, place.pos), (YESTERDAY, Position(1)), "the day moves, the first telling's position stays");
        assert_eq!(entry.told, EntryContent::ContactMade(with_father.account));
        let earlier: Vec<(NaiveDate, &EntryContent)> =
            entry.earlier.iter().map(|earlier| (earlier.occurred.on, &earlier.told)).collect();
        assert_eq!(
            earlier,
            [(TODAY, &EntryContent::ContactMade(first.account)), (LONG_AGO, &EntryContent::ContactMade(long_ago.account))]
        );
    }

    #[test]
    fn each_telling_keeps_who_told_it_when_and_each_correction_its_reason() {
        let mut events = recorded(vec![contact_made(), corrected(spoke(CONTACT, YESTERDAY))]);
        events[1].author = actor(OTHER_MENTOR, crate::actor::Role::Mentor).author();
        events[1].recorded_at = events[0].recorded_at + Days::new(1);
        let entry = rows::<Timeline>(&events).remove(&Tag::contact(CONTACT)).unwrap();
        assert_eq!((entry.author.person, entry.recorded_at), (Some(OTHER_MENTOR), events[1].recorded_at));
        let before = &entry.earlier[0];
        assert_eq!((before.author.person, before.recorded_at), (Some(MENTOR), events[0].recorded_at));
        assert_eq!(Some(unsealed(&before.because)), words("Verkeerd aangeklikt."));
    }

    #[test]
    fn a_withdrawal_stands_beside_what_it_takes_back() {
        let entry = entry([contact_made(), contact_withdrawn()]);
        assert_eq!(entry.told, EntryContent::ContactMade(spoke(CONTACT, TODAY).account));
        assert_eq!(Some(unsealed(&entry.withdrawn.unwrap().because)), words("Bij de verkeerde leerling."));
    }

    #[test]
    fn a_second_first_telling_hides_nothing() {
        let second: Fact = spoke(CONTACT, YESTERDAY).into();
        assert_eq!(entry([contact_made(), second]), entry([contact_made()]));
        assert_eq!(entry([contact_made(), contact_attempted()]), entry([contact_made()]));
    }

    #[test]
    fn what_was_never_told_cannot_be_corrected_or_withdrawn() {
        assert_eq!(timeline([corrected(spoke(CONTACT, TODAY)), contact_withdrawn()]).len(), 0);
    }

    #[test]
    fn an_enrolment_is_an_entry_and_coming_back_moves_it() {
        let moment = Tag::moment(AMIRA.0);
        let first = timeline([student_enrolled(AMIRA, CLASS_3B)]).remove(&moment).unwrap();
        assert_eq!((first.told, first.pos), (EntryContent::Enrolled { class: CLASS_3B }, Position(1)));
        let back = timeline([student_enrolled(AMIRA, CLASS_3B), student_left(), student_enrolled(AMIRA, CLASS_3C)]);
        let back = &back[&moment];
        assert_eq!((&back.told, back.pos), (&EntryContent::Enrolled { class: CLASS_3C }, Position(3)));
    }

    #[test]
    fn each_envelope_stays_the_one_of_the_event_that_it_was_sealed_in() {
        let mut entry = entry([contact_made(), corrected(spoke(CONTACT, YESTERDAY)), contact_withdrawn()]);
        let mut events = Vec::new();
        entry.each_personal(&mut |field, personal| events.push((field, personal.envelope().unwrap().event)));
        let at = |pos: u128| EventId(uuid::Uuid::from_u128(FIRST_EVENT + pos));
        assert_eq!(events, [("because", at(2)), ("because", at(1))]);
    }

    #[test]
    fn an_entry_remembers_up_to_which_telling_the_student_saw_it() {
        use crate::person::student::EntryOpened;
        let opened = |student| EntryOpened { student, entry: Tag::contact(CONTACT), as_told: now().recorded_at }.into();
        let entry = |facts: Vec<Fact>| timeline(facts).remove(&Tag::contact(CONTACT));
        let seen = entry(vec![contact_made(), opened(AMIRA)]).unwrap();
        assert!(seen.is_opened());
        let told_anew = Entry { recorded_at: seen.recorded_at + Days::new(1), student_first: true, ..seen.clone() };
        assert!(!told_anew.is_opened() && told_anew.waits_for_the_student() && !seen.waits_for_the_student());
        assert_eq!(entry(vec![contact_made(), opened(MILAN)]), entry(vec![contact_made()]), "only the student's own eyes count");
        assert_eq!(entry(vec![opened(AMIRA)]), None, "what is not there is not opened");
    }

    #[test]
    fn an_assignment_is_one_entry_that_grows() {
        use crate::spec::assignment::*;
        let facts = vec![
            assignment_given(),
            assignment_opened(MOTHER),
            returned_by_amira(),
            returned_by_father(),
            assignment_parked(),
            assignment_used(),
        ];
        let entry = timeline(facts).remove(&Tag::assignment(its_id())).unwrap();
        let EntryContent::Assignment(told) = entry.told else { panic!("an assignment") };
        assert_eq!((told.opened, told.returned.len()), (vec![MOTHER], 2));
        assert!(told.used.is_some() && told.parked.is_some());
        assert_eq!(entry.pos, Position(1), "it stands where it was first told");
        let withdrawn = timeline([assignment_given(), assignment_withdrawn()]).remove(&Tag::assignment(its_id())).unwrap();
        assert_eq!(Some(unsealed(&withdrawn.withdrawn.unwrap().because)), words("De open dag gaat niet door."));
        assert_eq!(timeline([assignment_given(), assignment_given()]).len(), 1);
        assert!(timeline([returned_by_amira(), assignment_withdrawn()]).is_empty());
    }

    #[test]
    fn an_agreement_is_one_entry_whose_lanes_change_and_which_keeps_what_it_was() {
        use crate::{
            agreement::{Answer, Party},
            spec::agreement::*,
        };
        let facts = vec![agreement_made(), declined(Party::Home), part_done(Party::School), agreement_adjusted()];
        let entry = timeline(facts).remove(&Tag::agreement(AGREEMENT)).unwrap();
        let EntryContent::Agreement(now) = &entry.told else { panic!("an agreement") };
        let EntryContent::Agreement(before) = &entry.earlier[0].told else { panic!("an agreement") };
        assert_eq!((now.parts.home.owner, before.parts.home.owner), (UNCLE, MOTHER));
        // What was done, was done under the words that stood then.
        assert_eq!((now.lane(Party::Home).answer, now.lane(Party::School).done), (Answer::None, None));
        assert_eq!(before.lane(Party::School).done, Some(TODAY));
        assert!(before.lane(Party::Home).words.is_some());
        assert_eq!(Some(unsealed(&entry.earlier[0].because)), words("Mama werkt dan."));
        let over = timeline([agreement_made(), agreement_cancelled()]).remove(&Tag::agreement(AGREEMENT)).unwrap();
        assert!(matches!(over.told, EntryContent::Agreement(told) if told.ended.is_some()));
        assert!(over.withdrawn.is_none(), "it was not told by mistake");
    }

    mod own {
        use super::*;
        use crate::{
            line::ShareWith,
            spec::line::*,
            views::{Became, OwnEntry, OwnKind},
        };

        fn row(facts: impl IntoIterator<Item = Fact>) -> Entry {
            timeline(facts).remove(&Tag::entry(ENTRY)).unwrap()
        }

        fn own(facts: impl IntoIterator<Item = Fact>) -> OwnEntry {
            match row(facts).told {
                EntryContent::Own(own) => *own,
                told => panic!("{told:?}"),
            }
        }

        #[test]
        fn what_the_student_tells_stands_at_the_day_on_which_it_happened() {
            let entry = row([experience()]);
            assert_eq!((entry.student, entry.occurred.on, entry.student_first), (AMIRA, YESTERDAY, false));
            let own = own([experience()]);
            assert!(matches!(own.kind, OwnKind::Experience { proud: true, .. }) && own.became.is_none());
        }

        #[test]
        fn a_choice_that_grew_keeps_what_it_grew_from_and_moves_to_that_day() {
            let facts = || [choice(), revised("Kok"), revised("Chef")];
            let told = own(facts());
            assert_eq!(unsealed(&told.piece.title), title("Chef"));
            let before: Vec<_> = told.grown.iter().map(|grown| unsealed(&grown.title)).collect();
            assert_eq!(before, [title("Bakker"), title("Kok")]);
            assert_eq!((told.revision, row(facts()).occurred.on), (3, TODAY));
        }

        #[test]
        fn a_step_and_a_setback_know_what_came_of_them() {
            assert!(own([step()]).is_open() && own([setback(Voice::Student)]).is_open() && !own([choice()]).is_open());
            assert!(matches!(own([step(), step_taken()]).became, Some(Became::Taken { on: TODAY, words: None })));
            let turned = own([setback(Voice::School), turned(Voice::Student)]);
            assert!(matches!(turned.became, Some(Became::Turned { on: TODAY, voice: Voice::Student, .. })));
            assert!(matches!(own([setback(Voice::School), setback_closed()]).became, Some(Became::Closed { on: TODAY })));
            assert_eq!(row([setback(Voice::School), setback_closed()]).occurred.on, YESTERDAY, "it stays where it happened");
        }

        #[test]
        fn only_what_the_school_says_of_a_setback_is_news() {
            assert!(row([setback(Voice::School)]).student_first);
            assert!(!row([setback(Voice::Student)]).student_first && !row([quality(Voice::Home)]).student_first);
        }

        #[test]
        fn a_correction_keeps_what_stood_there_and_where_it_came_from() {
            let Fact::ExperienceRecorded(mut from_a_talk) = experience() else { panic!("an experience") };
            from_a_talk.piece.builds_on = Some(Tag::contact(CONTACT));
            let told = own([from_a_talk.into(), corrected_entry()]);
            assert_eq!(unsealed(&told.piece.title), title("Mijn tweede brood"));
            assert_eq!(unsealed(&told.before[0].piece.title), title("Mijn eerste brood"));
            assert_eq!(told.piece.builds_on, Some(Tag::contact(CONTACT)));
        }

        #[test]
        fn shares_change_with_whom_and_not_what_stands_there() {
            let shared = own([experience(), shared_with(ShareWith::Person(MOTHER), Some(TOMORROW))]);
            assert!(shared.is_shared(ShareWith::Person(MOTHER), TODAY) && !shared.is_shared(ShareWith::School, TODAY));
            assert_eq!(shared.revision, 1);
            assert!(own([experience(), withdrawn()]).taken_away);
        }

        #[test]
        fn a_thing_is_told_once_and_nobody_else_s_facts_touch_it() {
            assert_eq!(row([experience(), choice()]), row([experience()]));
            assert_eq!(timeline([revised("Kok"), step_taken(), shared_with(ShareWith::School, None)]).len(), 0);
            let of_milan = crate::line::EntryWithdrawn { entry: ENTRY, student: MILAN, why: crate::line::Why::Mistake };
            assert!(!own([experience(), of_milan.into()]).taken_away);
        }
    }
}
