//! Who will read what is about to be written (nl: wie leest dit). A form says so before it is sent.
//!
//! No rule stands here. For each form the fact is made that it would leave, folded as the log folds it, and shown to everybody
//! around the student by the very functions that their pages ask. So what a form promises is what they find.

use super::{
    custody::{is_own_child, is_supported},
    deed::Deed,
    grid::{ActorKind, DeedScope, scope},
    talk::talk_as_seen,
    timeline::{as_seen, sees},
    viewer::Viewer,
};
use crate::{
    actor::{Actor, Role, Via},
    agreement::{AgreementDeclined, AgreementMade, Otherwise, Parts, Party},
    assignment::{AssignmentGiven, AssignmentKind, AssignmentReturned, AssignmentUsed, UsedIn},
    contact::{AttemptOutcome, ContactAccount, ContactAttempted, ContactCorrected, ContactMade, Initiative, Means},
    facts::{Event, Fact},
    ids::{
        AgreementId, AssignmentId, ClassId, ContactId, EntryId, EventId, GivingId, MessageId, PersonId, Position, RoundId, TalkId,
    },
    line::{Piece, QualityNamed, ReflectionWritten, SetbackNoted, Voice},
    message::{MessageSent, Side},
    person::{parent::Relation, supporter::Kinship},
    personal::{Content, Personal},
    school::STUDENT_FIRST_HOURS_MAX,
    talk::{RoundKind, TalkGreeted, TalkInvited, VoiceGiven},
    time::Occurred,
    views::{Entry, EntryContent, StudentCard, TalkRow, TalkRows, TalkVoice, Timeline, View},
};
use chrono::TimeDelta;
use uuid::Uuid;

/// Somebody around a student, as a sentence about readers names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneReader {
    /// The student themselves.
    Student,
    /// A parent, by what they are to the student.
    Parent(PersonId, Relation),
    /// A supporter, by what they are to the student.
    Supporter(PersonId, Kinship),
    /// The mentors of the student's class.
    Mentors,
    /// Who leads career orientation at the school.
    CareerLead,
    /// Who keeps the school's lists.
    SchoolAdmins,
}

impl OneReader {
    /// Is it this person, as far as a reader is one person?
    pub fn is(self, person: PersonId) -> bool {
        matches!(self, OneReader::Parent(one, _) | OneReader::Supporter(one, _) if one == person)
    }
    /// Do they read it at home?
    pub fn is_home(self) -> bool {
        matches!(self, OneReader::Parent(..) | OneReader::Supporter(..))
    }
}

/// Something that a form is about to write about a student.
#[derive(Clone, Copy, Debug)]
pub enum Writing<'a> {
    /// A contact with these people at home.
    Contact {
        /// Who was spoken with.
        with: &'a [PersonId],
    },
    /// An attempt at contact that came to nothing.
    Attempt,
    /// Why a contact is told anew or taken back.
    Correction,
    /// An assignment for home.
    Assignment(AssignmentKind),
    /// What the writer brings back of an assignment.
    Return(AssignmentKind),
    /// What school does with what came back.
    Use(AssignmentKind),
    /// An agreement with these parts, each answer to it, and why it is stopped.
    Agreement(Parts),
    /// Own words with which the owner of a part says that it should be otherwise.
    Disagreement(Parts, Party),
    /// A message that school exchanges with this person.
    Message {
        /// The parent, supporter or student.
        with: PersonId,
    },
    /// The student's own words with an invitation.
    Greeting {
        /// Who is asked to come.
        invited: &'a [PersonId],
    },
    /// The writer's own words before a talk.
    Voice {
        /// Who is asked to come.
        invited: &'a [PersonId],
        /// Whose voice it is.
        party: Party,
        /// The others of home who come may read it too.
        with_home: bool,
    },
    /// What the student does not want to talk about.
    Avoids {
        /// Who is asked to come.
        invited: &'a [PersonId],
    },
    /// Something on the student's own line.
    OwnLine,
    /// What the writer says that the student is good at.
    Quality,
    /// A setback that the school notes.
    Setback,
    /// What stands on pages that these deeds open, whatever the moment.
    Pages(&'a [Deed]),
}

/// Those who will read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderSet {
    /// At once.
    pub now: Vec<OneReader>,
    /// After the student, who sees it first.
    pub later: Vec<OneReader>,
}

/// Everybody around a student who may read something about them, as they stand now (nl: de kring om de leerling).
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    student: PersonId,
    writer: Viewer,
    around: Vec<(OneReader, Viewer)>,
}

/// What a school sees is the same for every mentor, so the person does not matter.
const SCHOOL: [(OneReader, Role); 3] =
    [(OneReader::Mentors, Role::Mentor), (OneReader::CareerLead, Role::CareerLead), (OneReader::SchoolAdmins, Role::SchoolAdmin)];

fn as_viewer(writer: &Viewer, person: PersonId, role: Role) -> Viewer {
    let (school, via) = (writer.actor.school(), Via::Session);
    Viewer { actor: Actor::Person { school, person, role, via, on_behalf_of: None }, ..*writer }
}

/// What a form would leave, and whether a reader finds it there.
enum Left {
    Entry(Box<Entry>, Box<dyn Fn(&Entry) -> bool>),
    Talk(Box<TalkRow>, Box<dyn Fn(&TalkRow) -> bool>),
    Pages(Vec<Deed>),
}

impl Circle {
    /// The circle of this student, for somebody who is about to write. The card holds the ties of today.
    pub fn around(card: &StudentCard, writer: &Viewer) -> Circle {
        let student = card.student;
        let parents = card.parents.iter().filter(|tie| is_own_child(card, tie.person));
        let parents = parents.map(|tie| (OneReader::Parent(tie.person, tie.relation), tie.person, Role::Parent));
        let is_parent = |person| card.authority_of(person).is_some();
        let supporters = card.supporters.iter().filter(|tie| is_supported(card, tie.person) && !is_parent(tie.person));
        let supporters = supporters.map(|tie| (OneReader::Supporter(tie.person, tie.kinship), tie.person, Role::Supporter));
        let home = std::iter::once((OneReader::Student, student, Role::Student)).chain(parents).chain(supporters);
        let home = home.map(|(reader, person, role)| (reader, as_viewer(writer, person, role)));
        Circle { student, writer: *writer, around: home.chain(Circle::at_school(writer).around).collect() }
    }

    /// Of a page that is about nobody's child, those at the school.
    pub fn at_school(writer: &Viewer) -> Circle {
        let nobody = PersonId(Uuid::nil());
        let around = SCHOOL.map(|(reader, role)| (reader, as_viewer(writer, nobody, role)));
        Circle { student: nobody, writer: *writer, around: around.into() }
    }

    /// Who will read this, once it is written.
    pub fn readers(&self, writing: Writing<'_>) -> ReaderSet {
        let made = self.left_by(writing);
        self.readers_where(|viewer| finds(viewer, &made))
    }

    /// Who reads this entry of the student, as it stands.
    pub fn readers_of(&self, entry: &Entry) -> ReaderSet {
        self.readers_where(|viewer| sees(viewer, entry))
    }

    /// An entry as it may lie on the table where the student sits with these people: what each of them may read.
    pub fn entry_at_table(&self, with: &[PersonId], entry: Entry) -> Option<Entry> {
        self.table(with)?.into_iter().try_fold(entry, |entry, viewer| as_seen(viewer, entry))
    }

    /// The voices of a talk that may lie on the table where the student sits with these people.
    pub fn voices_at_table(&self, with: &[PersonId], talk: &TalkRow) -> Vec<TalkVoice> {
        let seen = self
            .table(with)
            .and_then(|table| table.into_iter().try_fold(talk.clone(), |talk, viewer| talk_as_seen(viewer, talk)));
        seen.map(|talk| talk.voices).unwrap_or_default()
    }

    /// Those who sit there, or nobody when one of them may read nothing of the student.
    fn table(&self, with: &[PersonId]) -> Option<Vec<&Viewer>> {
        let sits = |person: &PersonId| self.around.iter().find(|(reader, _)| reader.is(*person)).map(|(_, viewer)| viewer);
        let student = self.around.iter().find(|(reader, _)| *reader == OneReader::Student).map(|(_, viewer)| viewer);
        std::iter::once(student).chain(with.iter().map(sits)).collect()
    }

    fn readers_where(&self, reads: impl Fn(&Viewer) -> bool) -> ReaderSet {
        let mut readers = ReaderSet::default();
        for (reader, viewer) in &self.around {
            let much_later = viewer.now + TimeDelta::hours(STUDENT_FIRST_HOURS_MAX.into());
            if reads(viewer) {
                readers.now.push(*reader);
            } else if reads(&Viewer { now: much_later, ..*viewer }) {
                readers.later.push(*reader);
            }
        }
        readers
    }

    fn event(&self, fact: Fact) -> Event {
        Event {
            pos: Position::default(),
            id: EventId(Uuid::nil()),
            occurred: Occurred::on(self.writer.today),
            recorded_at: self.writer.now,
            author: self.writer.actor.author(),
            fact,
        }
    }

    fn fold<V: View>(&self, facts: Vec<Fact>) -> Option<V::Row> {
        let events: Vec<Event> = facts.into_iter().map(|fact| self.event(fact)).collect();
        let key = *V::keys(events.first()?).first()?;
        events.iter().fold(None, |row, event| V::fold(row, key, event))
    }

    fn entry(&self, facts: Vec<Fact>, is_there: impl Fn(&Entry) -> bool + 'static) -> Option<Left> {
        Some(Left::Entry(Box::new(self.fold::<Timeline>(facts)?), Box::new(is_there)))
    }

    fn talk(&self, invited: &[PersonId], fact: Fact, is_there: impl Fn(&TalkRow) -> bool + 'static) -> Option<Left> {
        let (talk, round, class) = (TalkId(Uuid::nil()), RoundId(Uuid::nil()), ClassId(Uuid::nil()));
        let (student, kind, on) = (self.student, RoundKind::Progress, self.writer.today);
        let asked = TalkInvited { talk, round, class, student, kind, invited: invited.to_vec(), on }.into();
        Some(Left::Talk(Box::new(self.fold::<TalkRows>(vec![asked, fact])?), Box::new(is_there)))
    }

    /// Words as readers who may not open them find them: whose they are is all that policy asks.
    fn sealed<T>(&self) -> Personal<T> {
        Personal { of: self.student, content: Content::Erased }
    }

    fn piece(&self) -> Piece {
        Piece { title: self.sealed(), words: None, questions: vec![], builds_on: None }
    }

    fn account(&self, with: &[PersonId]) -> ContactAccount {
        ContactAccount {
            means: Means::Phone,
            with: with.to_vec(),
            student_present: false,
            initiative: Initiative::School,
            reason: None,
            topics: vec![],
            words: Some(self.sealed()),
        }
    }

    fn contact(&self, with: &[PersonId]) -> Fact {
        let (contact, occurred) = (ContactId(Uuid::nil()), Occurred::on(self.writer.today));
        ContactMade { contact, student: self.student, occurred, account: self.account(with) }.into()
    }

    fn assignment(&self, kind: AssignmentKind) -> Fact {
        let (assignment, giving) = (AssignmentId(Uuid::nil()), GivingId(Uuid::nil()));
        let (student, due, sheet) = (self.student, self.writer.today, self.sealed());
        AssignmentGiven { assignment, giving, student, class: None, kind, minutes: 0, due, builds_on: None, sheet }.into()
    }

    fn agreement(&self, parts: Parts) -> Fact {
        let agreement = AgreementId(Uuid::nil());
        AgreementMade { agreement, student: self.student, from: None, parts, pledge: self.sealed() }.into()
    }

    fn left_by(&self, writing: Writing<'_>) -> Option<Left> {
        let (student, me) = (self.student, self.writer.actor.person());
        let occurred = Occurred::on(self.writer.today);
        let (contact, entry, assignment) = (ContactId(Uuid::nil()), EntryId(Uuid::nil()), AssignmentId(Uuid::nil()));
        match writing {
            Writing::Contact { with } => self.entry(vec![self.contact(with)], |_| true),
            Writing::Attempt => {
                let (means, outcome, words) = (Means::Phone, AttemptOutcome::NoAnswer, Some(self.sealed()));
                let attempt = ContactAttempted { contact, student, occurred, means, outcome, with: None, words };
                self.entry(vec![attempt.into()], |_| true)
            }
            Writing::Correction => {
                let with: Vec<PersonId> = self.around.iter().filter_map(|(_, viewer)| viewer.actor.person()).collect();
                let (account, because) = (self.account(&with), self.sealed());
                let told = ContactCorrected { contact, student, occurred, account, formerly_with: vec![], because };
                self.entry(vec![self.contact(&with), told.into()], |entry| !entry.earlier.is_empty())
            }
            Writing::Assignment(kind) => self.entry(vec![self.assignment(kind)], |_| true),
            Writing::Return(kind) => {
                let by = me?;
                let (with, others, brought, words) = (vec![], false, vec![], Some(self.sealed()));
                let back = AssignmentReturned { assignment, student, by, with, others, brought, words }.into();
                self.entry(vec![self.assignment(kind), back], move |entry| match &entry.told {
                    EntryContent::Assignment(told) => told.returned.iter().any(|back| back.by == by),
                    _ => false,
                })
            }
            Writing::Use(kind) => {
                let used = AssignmentUsed { assignment, student, used_in: UsedIn::Talk, words: Some(self.sealed()) };
                self.entry(vec![self.assignment(kind), used.into()], |_| true)
            }
            Writing::Agreement(parts) => self.entry(vec![self.agreement(parts)], |_| true),
            Writing::Disagreement(parts, party) => {
                let (agreement, by) = (AgreementId(Uuid::nil()), parts.of(party).owner);
                let (otherwise, words) = (Otherwise::SomethingElse, Some(self.sealed()));
                let declined = AgreementDeclined { agreement, student, party, by, otherwise, words }.into();
                self.entry(vec![self.agreement(parts), declined], move |entry| match &entry.told {
                    EntryContent::Agreement(told) => told.lane(party).words.is_some(),
                    _ => false,
                })
            }
            Writing::Message { with } => {
                let by = if self.writer.actor.role().is_some_and(Role::is_staff) { Side::School } else { Side::Home };
                let message = MessageId(Uuid::nil());
                self.entry(vec![MessageSent { message, student, with, by, asks: false, words: self.sealed() }.into()], |_| true)
            }
            Writing::Greeting { invited } => {
                let (talk, round) = (TalkId(Uuid::nil()), RoundId(Uuid::nil()));
                let greeted = TalkGreeted { talk, round, student, words: self.sealed() }.into();
                self.talk(invited, greeted, |talk| talk.greeting.is_some())
            }
            Writing::Voice { invited, party, with_home } => {
                self.talk(invited, self.voice(party, with_home, false), move |talk| talk.voice(party).is_some())
            }
            Writing::Avoids { invited } => {
                let avoids = |talk: &TalkRow| talk.voices.iter().any(|voice| voice.avoids.is_some());
                self.talk(invited, self.voice(Party::Student, false, true), avoids)
            }
            Writing::OwnLine => {
                self.entry(vec![ReflectionWritten { entry, student, occurred, piece: self.piece() }.into()], |_| true)
            }
            Writing::Quality => {
                let voice = if self.writer.actor.role().is_some_and(Role::is_staff) { Voice::School } else { Voice::Home };
                self.entry(vec![QualityNamed { entry, student, by: me?, voice, piece: self.piece() }.into()], |_| true)
            }
            Writing::Setback => {
                let (voice, piece) = (Voice::School, self.piece());
                self.entry(vec![SetbackNoted { entry, student, occurred, voice, piece }.into()], |_| true)
            }
            Writing::Pages(deeds) => Some(Left::Pages(deeds.to_vec())),
        }
    }

    fn voice(&self, party: Party, with_home: bool, avoids: bool) -> Fact {
        let (talk, round, student) = (TalkId(Uuid::nil()), RoundId(Uuid::nil()), self.student);
        let by = self.writer.actor.person().filter(|_| party == Party::Home);
        let avoids = avoids.then(|| self.sealed());
        VoiceGiven { talk, round, student, party, by, with_home, says: Some(self.sealed()), asks: None, avoids }.into()
    }
}

fn finds(viewer: &Viewer, made: &Option<Left>) -> bool {
    match made {
        None => false,
        Some(Left::Entry(entry, is_there)) => as_seen(viewer, (**entry).clone()).is_some_and(|entry| is_there(&entry)),
        Some(Left::Talk(talk, is_there)) => talk_as_seen(viewer, (**talk).clone()).is_some_and(|talk| is_there(&talk)),
        Some(Left::Pages(deeds)) => deeds.iter().any(|deed| scope(ActorKind::of(&viewer.actor), *deed) != DeedScope::Never),
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        agreement::Part,
        facts::Fact,
        policy::{DeedType, deeds},
        spec::*,
    };

    fn circle(person: PersonId, role: Role, change: impl FnOnce(&mut StudentCard)) -> Circle {
        let mut card = relations().students.remove(0);
        change(&mut card);
        Circle::around(&card, &viewer(person, role))
    }

    fn names(readers: &[OneReader]) -> String {
        let name = |reader: &OneReader| match reader {
            OneReader::Student => "student",
            OneReader::Parent(_, Relation::Mother) => "mother",
            OneReader::Parent(..) => "father",
            OneReader::Supporter(..) => "uncle",
            OneReader::Mentors => "mentors",
            OneReader::CareerLead => "lead",
            OneReader::SchoolAdmins => "admins",
        };
        readers.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    /// What a form says, written by hand: who reads at once, and who after the student.
    #[test]
    fn each_form_has_the_readers_that_policy_gives_it() {
        let owner = |owner| Part { owner, due: TOMORROW };
        let parts = Parts { student: owner(AMIRA), home: owner(FATHER), school: owner(MENTOR) };
        let (both, hers): (&[PersonId], &[PersonId]) = (&[MOTHER, FATHER], &[MOTHER]);
        let (home, others) = (AssignmentKind::Together, AssignmentKind::ImportantOthers);
        let voice = |invited, party, with_home| Writing::Voice { invited, party, with_home };
        let (mentor, amira) = ((MENTOR, Role::Mentor), (AMIRA, Role::Student));
        let (mother, father, uncle) = ((MOTHER, Role::Parent), (FATHER, Role::Parent), (UNCLE, Role::Supporter));
        let everybody = "student mother father mentors lead";
        for ((person, role), writing, now, later) in [
            (mentor, Writing::Contact { with: hers }, "student mother mentors lead", ""),
            (mentor, Writing::Attempt, "mentors lead", ""),
            (mentor, Writing::Correction, "mentors lead", ""),
            (mentor, Writing::Assignment(home), everybody, ""),
            (mentor, Writing::Assignment(others), "student mother father uncle mentors lead", ""),
            (mentor, Writing::Use(others), "student mother father uncle mentors lead", ""),
            (amira, Writing::Return(home), everybody, ""),
            (amira, Writing::Return(others), "student mother father uncle mentors lead", ""),
            (mother, Writing::Return(home), "student mother mentors lead", ""),
            (uncle, Writing::Return(others), "student uncle mentors lead", ""),
            (mentor, Writing::Agreement(parts), everybody, ""),
            (father, Writing::Disagreement(parts, Party::Home), "father mentors", ""),
            (amira, Writing::Disagreement(parts, Party::Student), "student mentors", ""),
            (mother, Writing::Message { with: MOTHER }, "mother mentors", ""),
            (amira, Writing::Message { with: AMIRA }, "student mentors", ""),
            (mentor, Writing::Message { with: UNCLE }, "uncle mentors", ""),
            (amira, Writing::Greeting { invited: hers }, "student mother mentors lead", ""),
            (amira, voice(both, Party::Student, false), everybody, ""),
            (amira, Writing::Avoids { invited: both }, "student mentors", ""),
            (mother, voice(both, Party::Home, false), "student mother mentors lead", ""),
            (mother, voice(both, Party::Home, true), everybody, ""),
            (mentor, voice(hers, Party::School, false), "student mentors lead", "mother"),
            (amira, Writing::OwnLine, "student", ""),
            (mother, Writing::Quality, "student mother", ""),
            (mentor, Writing::Quality, "student mentors lead", ""),
            (mentor, Writing::Setback, "student mentors lead", ""),
            (amira, Writing::Pages(&[deeds::ReadSupporters::DEED]), "student mother father mentors", ""),
        ] {
            let readers = circle(person, role, |_| ()).readers(writing);
            assert_eq!((names(&readers.now), names(&readers.later)), (now.to_owned(), later.to_owned()), "{role:?} {writing:?}");
        }
    }

    #[test]
    fn who_may_read_nothing_any_more_reads_nothing_that_is_written() {
        let contact = Writing::Contact { with: &[MOTHER, FATHER, UNCLE] };
        for (change, now) in [
            ((|_| ()) as fn(&mut StudentCard), "student mother father uncle mentors lead"),
            (|card| card.eighteen = true, "student uncle mentors lead"),
            (|card| card.parents_stopped = true, "student uncle mentors lead"),
            (|card| card.parents[1].authority = crate::person::parent::Authority::OnRequest, "student mother uncle mentors lead"),
            (|card| card.supporters.clear(), "student mother father mentors lead"),
        ] {
            assert_eq!(names(&circle(MENTOR, Role::Mentor, change).readers(contact).now), now);
        }
    }

    #[test]
    fn on_the_table_lies_what_all_who_sit_there_may_read() {
        use crate::spec::{line::*, talk::*};
        let mentors = circle(MENTOR, Role::Mentor, |_| ());
        let lies = |entry: &Entry, with: &[PersonId]| mentors.entry_at_table(with, entry.clone()).is_some();
        let one = |facts: Vec<Fact>| rows::<Timeline>(&recorded(facts)).into_values().next().unwrap();
        let (contact, attempt) = (contact_entry(), attempt_entry());
        assert!(lies(&contact, &[MOTHER]) && !lies(&contact, &[MOTHER, FATHER]), "what she told is not his to read");
        assert!(!lies(&attempt, &[MOTHER]));
        for with in [AMIRA, MOTHER] {
            assert!(!lies(&one(vec![message_to(with)]), &[MOTHER]), "a message is of the two who exchange it");
        }
        let shared = |with| one(vec![experience(), shared_with(with, None)]);
        assert!(lies(&shared(crate::line::ShareWith::Person(MOTHER)), &[MOTHER]));
        assert!(!lies(&shared(crate::line::ShareWith::School), &[MOTHER]));
        let says = "Zo zie ik het.";
        let asked = talk_invited(AMIRA, &[MOTHER, FATHER]);
        let facts = vec![asked, voice_given(Party::Student, says), voice_of(MOTHER, says)];
        let mut talk = rows::<TalkRows>(&recorded(facts)).into_values().next().unwrap();
        talk.voices[0].avoids = talk.voices[0].says.clone();
        let voices = |circle: &Circle, with: &[PersonId]| {
            let seen = circle.voices_at_table(with, &talk);
            (seen.len(), seen.iter().filter(|voice| voice.avoids.is_some()).count())
        };
        assert_eq!((voices(&mentors, &[MOTHER]), voices(&mentors, &[MOTHER, FATHER])), ((2, 0), (1, 0)));
        let grown_up = circle(MENTOR, Role::Mentor, |card| card.eighteen = true);
        assert_eq!(voices(&grown_up, &[MOTHER]), (0, 0), "who may read nothing leaves the table bare");
    }

    #[test]
    fn a_share_with_somebody_who_is_gone_is_seen_by_nobody() {
        use crate::{line::ShareWith, spec::line::*};
        let facts: Vec<Fact> = vec![experience(), shared_with(ShareWith::Person(UNCLE), None)];
        let entry = rows::<Timeline>(&recorded(facts)).into_values().next().unwrap();
        let readers = |change: fn(&mut StudentCard)| names(&circle(AMIRA, Role::Student, change).readers_of(&entry).now);
        assert_eq!(readers(|_| ()), "student uncle");
        assert_eq!(readers(|card| card.supporters.clear()), "student");
    }
}
