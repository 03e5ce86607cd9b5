//! Who may do and see what: the whole answer.
//!
//! `scope` is the grid, one line per deed; `permit` asks it about the case at hand and hands out a `Pass`, the only thing
//! that opens the store; `sees` says what a reader finds of an entry on a timeline. Always today's roles, custody and ties,
//! also when the page shows the past. A test prints the grid to `WHO-MAY-WHAT.txt`.

use crate::{
    actor::{Actor, Role, Via},
    agreement::Party,
    assignment::AssignmentKind,
    contact::Account,
    ids::{ClassId, PersonId, RoundId, SchoolId},
    line::{ShareWith, Voice},
    parent::Authority,
    school::STUDENT_FIRST_HOURS_MAX,
    time::Now,
    views::{Answered, ClassRow, Entry, Exchange, OwnEntry, OwnThing, PersonRow, RoundRow, StudentCard, TalkRow, Told},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::{fmt, marker::PhantomData, ops::Deref};

/// Somebody who has come in: a school and an actor, and so far nothing that they may see but how they are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
}

impl Principal {
    /// Only for those who know who it is: sign-in, the job runner and the command line.
    pub fn as_actor(actor: Actor) -> Principal {
        Principal { actor }
    }
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    pub fn school(&self) -> SchoolId {
        self.actor.school()
    }
}

/// Whom or what a deed concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    School,
    Class(ClassId),
    Student(PersonId),
    /// A parent, supporter, student or member of staff, and through them the students they belong to.
    Person(PersonId),
}

/// What the policy and decisions may know of the actor and of whom it is about, as it stands now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// The actor's own row; none for a job, the operator and a stranger.
    pub actor: Option<PersonRow>,
    pub persons: Vec<PersonRow>,
    pub students: Vec<StudentCard>,
    pub classes: Vec<ClassRow>,
    /// The rounds of talks that the decision leans on.
    pub rounds: Vec<RoundRow>,
    /// How long this school lets news about a student wait for the student. Only read for those who may have to wait.
    pub student_first_hours: Option<u8>,
}

impl Relations {
    pub fn person(&self, person: PersonId) -> Option<&PersonRow> {
        self.persons.iter().find(|row| row.person == person)
    }
    pub fn student(&self, student: PersonId) -> Option<&StudentCard> {
        self.students.iter().find(|card| card.student == student)
    }
    /// The student, when they are at the school now.
    pub fn enrolled(&self, student: PersonId) -> Option<&StudentCard> {
        self.student(student).filter(|card| card.is_enrolled())
    }
    pub fn round(&self, round: RoundId) -> Option<&RoundRow> {
        self.rounds.iter().find(|row| row.round == round)
    }
    pub fn class(&self, class: ClassId) -> Option<&ClassRow> {
        self.classes.iter().find(|row| row.class == class)
    }
}

/// Why the policy turns somebody away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// What this actor may not know exists: of another school, class or family, or a staff page for somebody who is not staff.
    NotFound,
    /// What they know of and may not do.
    NotAllowed,
}

/// How far a deed reaches for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Never,
    /// Only about themselves.
    Self_,
    /// A child they have full authority over, and who is not yet eighteen.
    OwnChild,
    /// A student they support.
    Supported,
    /// The classes they mentor, the students in them and those students' homes.
    OwnClass,
    /// Everything in their school.
    School,
}

/// A deed as a type, so that a function can insist on one: `Pass<deeds::RecordContact>`.
pub trait DeedType: Send + Sync + 'static {
    const DEED: Deed;
}

/// A deed whose pass opens envelopes. An auditor's deeds are not among them, so opening there does not compile.
pub trait OpensEnvelopes: DeedType {}

macro_rules! deeds {
    ($( $(#[$doc:meta])* $name:ident $($opens:ident)? ),+ $(,)?) => {
        /// Everything that can be asked of the product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Deed { $( $(#[$doc])* $name ),+ }

        impl Deed {
            pub const ALL: &'static [Deed] = &[$( Deed::$name ),+];
            pub fn name(self) -> &'static str {
                match self { $( Deed::$name => stringify!($name) ),+ }
            }
        }

        /// Each deed as a type.
        pub mod deeds {
            use super::{Deed, DeedType};
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl DeedType for $name { const DEED: Deed = Deed::$name; }
                $( impl super::$opens for $name {} )?
            )+
        }
    };
}

deeds! {
    /// Open a school's log.
    OpenSchool,
    /// Change the school's settings.
    ChangeSettings,
    /// Make a class.
    OpenClass,
    /// Assign and relieve mentors.
    AssignMentor,
    /// Appoint staff and end their roles.
    AppointStaff,
    /// Enrol, move and correct students, and record that they left.
    EnrolStudent,
    /// State that a student turned sixteen or eighteen; opens the birth date.
    StateAge OpensEnvelopes,
    /// Link parents, correct their names and end links.
    LinkParent,
    /// Change a parent's authority over a child.
    ChangeAuthority,
    /// Change, remove and report contact details.
    ChangeDetails,
    /// Set somebody's wishes about language and reading.
    SetWishes,
    /// Name a supporter, and end the support.
    NameSupporter,
    /// Record a contact or an attempt.
    RecordContact,
    /// Record many contacts after an evening.
    RecordEvening,
    /// Correct and withdraw contacts.
    CorrectContact,

    // Assignments for home.
    /// Hand out an assignment for home, and take it back.
    GiveAssignment,
    /// Use at school what came back from home, or park it.
    UseAssignment,
    /// Open an assignment at home, and bring it back.
    ReturnAssignment,

    // Agreements.
    /// Make, adjust and cancel agreements.
    MakeAgreement,
    /// Say that an agreement is over without being kept.
    LapseAgreement,
    /// Say yes to one's part of an agreement, or that it should be otherwise.
    AnswerAgreement,
    /// Say that a part of an agreement is done.
    DoAgreementPart,
    /// Read which agreements ran out, to let them lapse.
    ReadOverdue,

    // Talk rounds.
    /// Open a round of talks for a class, with an invitation for everybody.
    OpenRound,
    /// Mark invitations as handed over, and talks as held or missed.
    KeepRound,
    /// Answer an invitation: choose a time, or say what suits better.
    AnswerInvitation,
    /// Prepare a talk in one's own words.
    PrepareTalk,
    /// Correct and withdraw what came of a talk.
    CorrectTalk,
    /// Read a class's round: invitations, answers and times.
    ReadRound OpensEnvelopes,
    /// Read a talk: its invitation and the three voices, as far as they are for the reader.
    ReadTalk OpensEnvelopes,
    /// Commit many decided commands at once: an import, the demo's year. Each had its own pass to be decided.
    CommitBatch,
    // Messages.
    /// Write to somebody at home, or to the student.
    SendMessage,
    /// Write the same to many of one class.
    SendToClass,
    /// Write to the mentor.
    WriteToSchool,
    /// Answer a message that is addressed to one.
    AnswerMessage,
    /// Note that a message arrived.
    OpenMessage,
    /// Take back what the school wrote.
    WithdrawMessage,
    /// Read the messages of a class, or of one student, as the school.
    ReadMessages OpensEnvelopes,
    // The student's line.
    /// Note what a student has opened of what there is about them.
    OpenEntries,
    /// Put things on one's own line, change them, take them away, and say who sees them.
    KeepLine,
    /// Note with a student what did not work out, and what came of it.
    NoteSetback,
    /// Read what is needed to note a setback, or to go on with one, as a mentor.
    WriteSetback OpensEnvelopes,
    /// Say what a student is good at.
    NameQuality,
    /// Say who helps a student with what.
    ExamineSupport,
    /// Say how far a student steers.
    NameLevel,
    /// Read one's own name, for the top of every page.
    ReadSelf OpensEnvelopes,
    /// Read a class list: who is in beeld, and why not.
    ReadClass OpensEnvelopes,
    /// Read a student's timeline as staff.
    ReadStudent OpensEnvelopes,
    /// Read one's own line, as a student.
    ReadOwnLine OpensEnvelopes,
    /// Read one's child's timeline, as a parent or supporter.
    ReadHome OpensEnvelopes,
    /// Read how to reach somebody and what they wish, to change it.
    ReadDetails OpensEnvelopes,
    /// Read who supports a student, to name or end one.
    ReadSupporters OpensEnvelopes,
    /// Read the school's classes and staff.
    ReadSchool OpensEnvelopes,
    /// Compare a school's list with who is known, to import it.
    ReadRoster OpensEnvelopes,
    /// Read how contact evolved: numbers and pseudonyms, no envelope opens.
    ReadEvolution,
}

/// Who is asking, as a column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Role(Role),
    Job,
    Operator,
}

impl Column {
    pub fn of(actor: &Actor) -> Column {
        match actor {
            Actor::Person { role, .. } => Column::Role(*role),
            Actor::Job { .. } => Column::Job,
            Actor::Operator { .. } => Column::Operator,
        }
    }
    pub fn all() -> Vec<Column> {
        Role::ALL.into_iter().map(Column::Role).chain([Column::Job, Column::Operator]).collect()
    }
}

/// The grid. Deny by default; the operator manages the registry at the command line and sees no content.
pub fn scope(who: Column, deed: Deed) -> Scope {
    use Column::{Job, Operator, Role as R};
    use Role::*;
    match deed {
        Deed::OpenSchool => match who {
            Operator => Scope::School,
            _ => Scope::Never,
        },
        Deed::ChangeSettings => match who {
            R(SchoolAdmin) => Scope::School,
            _ => Scope::Never,
        },
        Deed::OpenClass
        | Deed::AssignMentor
        | Deed::AppointStaff
        | Deed::EnrolStudent
        | Deed::LinkParent
        | Deed::ChangeAuthority
        | Deed::CommitBatch
        | Deed::ReadRoster => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            _ => Scope::Never,
        },
        Deed::StateAge => match who {
            Job => Scope::School,
            _ => Scope::Never,
        },
        Deed::ChangeDetails => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::SetWishes => match who {
            R(SchoolAdmin) | Operator => Scope::School,
            R(Mentor) => Scope::OwnClass,
            R(Parent) | R(Supporter) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::NameSupporter => match who {
            Operator => Scope::School,
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::RecordContact | Deed::RecordEvening | Deed::CorrectContact | Deed::ReadClass | Deed::ReadStudent => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        // Assignments for home.
        Deed::GiveAssignment | Deed::UseAssignment => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReturnAssignment => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        // Agreements. Who may say yes to which part is in the decision: it is the owner's.
        Deed::MakeAgreement => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::LapseAgreement => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) | Job => Scope::School,
            _ => Scope::Never,
        },
        Deed::AnswerAgreement | Deed::DoAgreementPart => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReadOverdue => match who {
            Job => Scope::School,
            _ => Scope::Never,
        },
        // No envelope opens for an auditor, not even the one with their own name.
        Deed::ReadSelf => match who {
            R(Auditor) | Job | Operator => Scope::Never,
            R(_) => Scope::Self_,
        },
        // Messages.
        Deed::SendMessage | Deed::SendToClass | Deed::WithdrawMessage | Deed::ReadMessages => match who {
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::WriteToSchool | Deed::OpenMessage => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        Deed::AnswerMessage => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        // Talk rounds.
        Deed::OpenRound | Deed::KeepRound | Deed::CorrectTalk | Deed::ReadRound => match who {
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::AnswerInvitation => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        Deed::PrepareTalk | Deed::ReadTalk => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            R(CareerLead) => Scope::School,
            _ => Scope::Never,
        },
        // The student's line.
        Deed::OpenEntries | Deed::KeepLine => match who {
            R(Student) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::NoteSetback | Deed::NameLevel => match who {
            R(Student) => Scope::Self_,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::WriteSetback => match who {
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::NameQuality => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ExamineSupport => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ReadOwnLine => match who {
            R(Student) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::ReadHome => match who {
            R(Parent) => Scope::OwnChild,
            R(Supporter) => Scope::Supported,
            _ => Scope::Never,
        },
        Deed::ReadDetails => match who {
            R(SchoolAdmin) => Scope::School,
            R(Mentor) => Scope::OwnClass,
            R(Parent) | R(Supporter) => Scope::Self_,
            _ => Scope::Never,
        },
        Deed::ReadSupporters => match who {
            R(Student) => Scope::Self_,
            R(Parent) => Scope::OwnChild,
            R(Mentor) => Scope::OwnClass,
            _ => Scope::Never,
        },
        Deed::ReadSchool => match who {
            R(Mentor) | R(CareerLead) | R(SchoolAdmin) => Scope::School,
            _ => Scope::Never,
        },
        Deed::ReadEvolution => match who {
            R(Auditor) => Scope::School,
            _ => Scope::Never,
        },
    }
}

/// Leave to do one deed about one thing in one school. Nobody but `permit` makes one, and the store opens to nothing else.
pub struct Pass<D> {
    granted: Granted,
    deed: PhantomData<D>,
}

impl<D> Clone for Pass<D> {
    fn clone(&self) -> Self {
        Pass { granted: self.granted, deed: PhantomData }
    }
}

/// What is granted is read from a pass as from itself.
impl<D> Deref for Pass<D> {
    type Target = Granted;

    fn deref(&self) -> &Granted {
        &self.granted
    }
}

impl<D: DeedType> fmt::Debug for Pass<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pass<{}>({:?})", D::DEED.name(), self.about)
    }
}

/// A pass whose deed is a value and no longer a type, for code that is the same for every deed. Only a pass makes one.
#[derive(Clone, Copy, Debug)]
pub struct Granted {
    principal: Principal,
    about: About,
    deed: Deed,
}

impl Granted {
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
    pub fn actor(&self) -> &Actor {
        self.principal.actor()
    }
    pub fn school(&self) -> SchoolId {
        self.principal.school()
    }
    pub fn about(&self) -> About {
        self.about
    }
    pub fn deed(&self) -> Deed {
        self.deed
    }
}

impl<D> From<&Pass<D>> for Granted {
    fn from(pass: &Pass<D>) -> Granted {
        pass.granted
    }
}

/// May this actor do this, about that? Relations are of today.
pub fn permit<D: DeedType>(principal: &Principal, relations: &Relations, about: About) -> Result<Pass<D>, Denied> {
    let who = Column::of(principal.actor());
    let scope = scope(who, D::DEED);
    if scope == Scope::Never {
        return Err(turned_away(who));
    }
    if let Column::Role(role) = who
        && !still_has(role, relations.actor.as_ref())
    {
        return Err(Denied::NotFound);
    }
    if !exists(relations, about) || !reaches(scope, principal.actor().person(), relations, about) {
        return Err(Denied::NotFound);
    }
    let granted = Granted { principal: *principal, about, deed: D::DEED };
    Ok(Pass { granted, deed: PhantomData })
}

/// Staff know which pages there are; others are not told.
fn turned_away(who: Column) -> Denied {
    match who {
        Column::Role(role) if role.is_staff() => Denied::NotAllowed,
        _ => Denied::NotFound,
    }
}

/// A role that ended counts from the next request on, whatever the session says.
fn still_has(role: Role, actor: Option<&PersonRow>) -> bool {
    let Some(actor) = actor else { return false };
    match role {
        Role::Student => actor.is_student,
        // A parent without authority over any child has no sign-in (design §6).
        Role::Parent => actor.children.iter().any(|tie| tie.authority == Authority::Full),
        Role::Supporter => !actor.supports.is_empty(),
        Role::Mentor | Role::CareerLead | Role::SchoolAdmin | Role::Auditor => actor.has_role(role),
    }
}

/// What this person is now, as far as it lets them in.
pub fn roles_of(person: &PersonRow) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| still_has(*role, Some(person))).collect()
}

fn exists(relations: &Relations, about: About) -> bool {
    match about {
        About::School => true,
        About::Class(class) => relations.class(class).is_some(),
        About::Student(student) => relations.student(student).is_some(),
        About::Person(person) => relations.person(person).is_some(),
    }
}

fn reaches(scope: Scope, actor: Option<PersonId>, relations: &Relations, about: About) -> bool {
    let Some(me) = actor else { return scope == Scope::School };
    match (scope, about) {
        (Scope::Never, _) => false,
        (Scope::School, _) => true,
        (Scope::Self_, About::Student(person) | About::Person(person)) => person == me,
        (Scope::OwnChild, About::Student(child)) => relations.student(child).is_some_and(|card| is_own_child(card, me)),
        (Scope::Supported, About::Student(student)) => relations.student(student).is_some_and(|card| is_supported(card, me)),
        (Scope::OwnClass, About::Class(class)) => relations.class(class).is_some_and(|class| class.mentors.contains(&me)),
        (Scope::OwnClass, About::Student(student)) => relations.student(student).is_some_and(|card| mentors(me, card, relations)),
        // Somebody at the home of a student in my class.
        (Scope::OwnClass, About::Person(person)) => {
            relations.students.iter().any(|card| card.concerns(person) && mentors(me, card, relations))
        }
        (Scope::Self_ | Scope::OwnChild | Scope::Supported | Scope::OwnClass, _) => false,
    }
}

/// Custody is data: without full authority, and from eighteen on, nothing is seen (BW 1:377c; WVO 2020 art. 2.97).
fn is_own_child(card: &StudentCard, parent: PersonId) -> bool {
    card.is_enrolled() && !card.eighteen && card.authority_of(parent) == Some(Authority::Full)
}

/// Those of a class as it was whom this reader may be shown. Who moved or left since is only for whoever reads the whole
/// school: the past moves what a page shows, never whom its reader may see.
pub fn still_shown(principal: &Principal, relations: &Relations, then: &ClassRow) -> Vec<PersonId> {
    let reads_everybody = scope(Column::of(principal.actor()), Deed::ReadStudent) == Scope::School;
    let is_here = |student: &PersonId| relations.class(then.class).is_some_and(|now| now.students.contains(student));
    then.students.iter().copied().filter(|student| reads_everybody || is_here(student)).collect()
}

/// The children whose timeline this parent or supporter may read, in the order in which they were linked.
pub fn children(principal: &Principal, relations: &Relations) -> Vec<PersonId> {
    let (Some(me), Some(actor)) = (principal.actor().person(), &relations.actor) else { return vec![] };
    let may_read = |student: &PersonId, reaches: fn(&StudentCard, PersonId) -> bool| {
        relations.student(*student).is_some_and(|card| reaches(card, me))
    };
    match principal.actor().role() {
        Some(Role::Parent) => {
            actor.children.iter().map(|tie| tie.student).filter(|child| may_read(child, is_own_child)).collect()
        }
        Some(Role::Supporter) => {
            actor.supports.iter().map(|tie| tie.student).filter(|child| may_read(child, is_supported)).collect()
        }
        _ => vec![],
    }
}

/// Custody outweighs support: who lost authority over a child does not come back in as its supporter.
fn is_supported(card: &StudentCard, supporter: PersonId) -> bool {
    card.is_enrolled() && card.is_supported_by(supporter) && may_approach(card, supporter)
}

/// May the school approach this person about the student of its own accord? A parent without full authority is told facts
/// on request, or nothing (BW 1:377c).
pub fn may_approach(card: &StudentCard, person: PersonId) -> bool {
    match card.authority_of(person) {
        Some(authority) => authority == Authority::Full,
        None => card.is_supported_by(person),
    }
}

/// May the school write to this person about the student? To the student always; to somebody at home who would also find
/// the answer: from eighteen on parents see nothing.
pub fn may_write_to(card: &StudentCard, person: PersonId) -> bool {
    let shut_out = card.eighteen && card.authority_of(person).is_some();
    person == card.student || (may_approach(card, person) && !shut_out)
}

/// May this person be asked to come and talk? From eighteen on a student's parents are no longer asked of the school's own
/// accord; whom the student has as a supporter still is.
pub fn may_invite(card: &StudentCard, person: PersonId) -> bool {
    may_approach(card, person) && !(card.eighteen && card.authority_of(person).is_some())
}

/// A talk's words as this reader finds them. Staff and the student read all three voices; home reads them when it was
/// invited, but never what the student does not want to talk about, and what school says only after the student has seen it
/// or the school's hours are over (S25). Nobody else reads a word. That somebody cannot come, or wants to be called, was said to
/// the mentor: neither the student nor the other parent reads it.
pub fn talk_as_seen(reading: &Reading, mut talk: TalkRow) -> Option<TalkRow> {
    let Actor::Person { person, role, .. } = &reading.actor else { return None };
    if !role.is_staff() {
        talk.answer = talk.answer.filter(|answer| answer.by == *person || !matches!(answer.what, Answered::OtherAnswer(_)));
    }
    match role {
        Role::Mentor | Role::CareerLead => Some(talk),
        Role::Student => (talk.student == *person).then_some(talk),
        Role::Parent | Role::Supporter if talk.invited.contains(person) => {
            let opened = talk.school_voice_is_opened();
            talk.voices.retain(|voice| voice.party != Party::School || opened || reading.hours_are_over(voice.recorded_at));
            for voice in &mut talk.voices {
                voice.avoids = None;
            }
            Some(talk)
        }
        Role::Parent | Role::Supporter | Role::SchoolAdmin | Role::Auditor => None,
    }
}

/// Do those who guide the student at school know of this thing on the line today? What is open among these waits for them
/// too (S67); what the student keeps private is not counted anywhere (I6).
pub fn school_knows(thing: &OwnThing, today: NaiveDate) -> bool {
    thing.voice == Voice::School || thing.is_shared(ShareWith::School, today)
}

/// May the student show this person something of their own? Whoever could never look at it is no one to share with.
pub fn may_share_with(card: &StudentCard, person: PersonId) -> bool {
    is_own_child(card, person) || is_supported(card, person)
}

fn mentors(me: PersonId, card: &StudentCard, relations: &Relations) -> bool {
    card.is_enrolled() && card.class.and_then(|class| relations.class(class)).is_some_and(|class| class.mentors.contains(&me))
}

/// Who reads, and when: with an entry, all that decides whether it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub actor: Actor,
    /// The real moment, also on a page of the past: the past never gives rights.
    pub now: DateTime<Utc>,
    /// The day on the calendar, for shares that end.
    pub today: NaiveDate,
    /// How long this school lets news about a student wait for the student.
    pub student_first_hours: u8,
}

impl Reading {
    /// A school whose setting was not read lets news wait as long as any school may.
    pub fn new(principal: &Principal, relations: &Relations, now: &Now) -> Reading {
        let student_first_hours = relations.student_first_hours.unwrap_or(STUDENT_FIRST_HOURS_MAX);
        Reading { actor: *principal.actor(), now: now.recorded_at, today: now.today, student_first_hours }
    }

    /// As this person would read about the student now, for the student who asks what they see (nl: zo ziet thuis het);
    /// `None` when they would see nothing at all.
    pub fn through(&self, card: &StudentCard, eyes: ShareWith) -> Option<Reading> {
        let (school, via) = (self.actor.school(), Via::Session);
        let (person, role) = match eyes {
            // What the school sees depends on no one person.
            ShareWith::School => (card.student, Role::Mentor),
            ShareWith::Person(person) if is_own_child(card, person) => (person, Role::Parent),
            ShareWith::Person(person) if is_supported(card, person) => (person, Role::Supporter),
            ShareWith::Person(_) => return None,
        };
        Some(Reading { actor: Actor::Person { school, person, role, via, on_behalf_of: None }, ..*self })
    }

    /// Has news that was recorded then waited for the student as long as the school lets it?
    fn hours_are_over(&self, recorded_at: DateTime<Utc>) -> bool {
        let hours = self.student_first_hours.min(STUDENT_FIRST_HOURS_MAX);
        self.now >= recorded_at + TimeDelta::hours(hours.into())
    }
}

/// Must this reader wait, because the student sees it first (S25, S61)? A short delay for those at home and never a block:
/// it ends when the student opens the entry, or when the school's hours are over, whichever comes first. Who wrote it knows
/// it already, and what the student wrote is no news to the student. Staff made it or guide the student through it.
fn waits_for_the_student(reading: &Reading, reader: PersonId, role: Role, entry: &Entry) -> bool {
    if !entry.student_first || !matches!(role, Role::Parent | Role::Supporter) {
        return false;
    }
    if [Some(reader), Some(entry.student)].contains(&entry.author.person) {
        return false;
    }
    !entry.is_opened() && !reading.hours_are_over(entry.recorded_at)
}

/// Who sees an entry on a student's timeline, decided at read time.
///
/// Attempts are the school's own effort and stay with staff. A contact is seen by the student it is about and by those who
/// took part; the other parent sees nothing of it, because what one parent told is not the other's to read.
pub fn sees(reading: &Reading, entry: &Entry) -> bool {
    let Actor::Person { person, role, .. } = &reading.actor else { return false };
    if waits_for_the_student(reading, *person, *role, entry) {
        return false;
    }
    if let Told::Message(exchange) = &entry.told {
        return is_of_the_two(*person, *role, exchange) && (*role == Role::Mentor || still_stands(entry));
    }
    if let Told::Own(own) = &entry.told {
        return sees_own(reading, *person, *role, entry, own);
    }
    match role {
        Role::Mentor | Role::CareerLead => true,
        Role::SchoolAdmin | Role::Auditor => false,
        Role::Student => match &entry.told {
            Told::ContactAttempted(_) | Told::Message(_) => false,
            Told::ContactMade(_) | Told::Enrolled { .. } => still_stands(entry),
            Told::Assignment(_) | Told::Agreement(_) => still_stands(entry),
            Told::Talk(_) => true,
            Told::Own(_) => false,
        },
        Role::Parent | Role::Supporter => match &entry.told {
            Told::ContactMade(account) if took_part(*person, account) => still_stands(entry),
            Told::ContactMade(_) | Told::ContactAttempted(_) | Told::Message(_) => false,
            // Assignments are addressed to home. A supporter finds those that are meant for important others …
            Told::Assignment(told) => still_stands(entry) && (*role == Role::Parent || is_for_helpers(told.kind)),
            // … and the agreements they have a part in; both parents know what was agreed about their child.
            Told::Agreement(told) => *role == Role::Parent || told.parts.home.owner == *person,
            Told::Enrolled { .. } if *role == Role::Parent => true,
            Told::Enrolled { .. } | Told::Own(_) => false,
            // A talk that was planned apart, or held with the other parent alone, is not theirs to read.
            Told::Talk(talk) => talk.people().any(|one| one == *person),
        },
    }
}

/// Who sees what is on a student's own line. Private means nobody else (I6, S61): the student, those it is shared with for as
/// long as it is, and whoever said it. A setback that the school noted is known at school and, after the student, at home.
/// What was taken away is gone for everybody.
fn sees_own(reading: &Reading, person: PersonId, role: Role, entry: &Entry, own: &OwnEntry) -> bool {
    if !still_stands(entry) || own.taken_away {
        return false;
    }
    let by_school = own.voice == Voice::School;
    let said_it = entry.author.person == Some(person);
    match role {
        Role::Student => entry.student == person,
        Role::Mentor | Role::CareerLead => by_school || own.is_shared(ShareWith::School, reading.today),
        Role::Parent if by_school && own.is_setback() => true,
        Role::Parent | Role::Supporter => said_it || own.is_shared(ShareWith::Person(person), reading.today),
        Role::SchoolAdmin | Role::Auditor => false,
    }
}

/// The entry as this reader finds it, if at all. What stood there before a correction may be about another family or what
/// the other parent told: like what was withdrawn, it stays with staff.
pub fn as_seen(reading: &Reading, mut entry: Entry) -> Option<Entry> {
    if !sees(reading, &entry) {
        return None;
    }
    if !reading.actor.role().is_some_and(Role::is_staff) {
        // Whoever mended the words later is not who spoke with home.
        if let Some(first) = entry.earlier.drain(..).next() {
            entry.author = first.author;
        }
        keep_own_words(reading.actor.person(), entry.student, &mut entry.told);
    }
    // With whom else somebody shares, and what they took back, is theirs alone.
    if let Told::Own(own) = &mut entry.told
        && reading.actor.role() != Some(Role::Student)
    {
        let reader = reading.actor.person();
        own.shared.retain(|share| matches!(share.with, ShareWith::Person(person) if Some(person) == reader));
        own.before.clear();
    }
    Some(entry)
}

/// What one person at home told school is not another's to read: each finds what the student brought back and what they
/// brought back themselves, of an agreement only their own words, and of an invitation only their own answer. The student finds
/// all that came back about them.
fn keep_own_words(reader: Option<PersonId>, student: PersonId, told: &mut Told) {
    match told {
        Told::Assignment(told) if reader != Some(student) => {
            told.returned.retain(|back| back.by == student || Some(back.by) == reader);
            told.opened.retain(|by| Some(*by) == reader);
        }
        Told::Assignment(told) => told.opened.retain(|by| *by == student),
        Told::Talk(told) => told.otherwise = told.otherwise.filter(|(_, by)| Some(*by) == reader),
        Told::Agreement(told) => {
            for party in Party::ALL {
                if Some(told.parts.of(party).owner) != reader {
                    told.lanes[party as usize].words = None;
                }
            }
        }
        _ => {}
    }
}

/// Does a supporter find this assignment too? Nothing else is addressed to them (S99; domain.md §4.4: a supporter sees only
/// what is shared).
pub fn is_for_helpers(kind: AssignmentKind) -> bool {
    kind == AssignmentKind::ImportantOthers
}

/// A message is private to the two who exchange it: a mentor of the class, and the one at home or the student (S60). The
/// career lead sees that there was one, in numbers, and not what it says.
fn is_of_the_two(person: PersonId, role: Role, exchange: &Exchange) -> bool {
    match role {
        Role::Mentor => true,
        Role::Student | Role::Parent | Role::Supporter => exchange.with == person,
        Role::CareerLead | Role::SchoolAdmin | Role::Auditor => false,
    }
}

/// What was told by mistake, perhaps about another family, is for staff only.
fn still_stands(entry: &Entry) -> bool {
    entry.withdrawn.is_none()
}

fn took_part(person: PersonId, account: &Account) -> bool {
    account.with.contains(&person)
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

    #[test]
    fn the_grid_is_printed_for_everyone_to_read() {
        let mut grid = String::from(
            "Who may do what. Written by a test from backend/domain/src/policy.rs; a change of policy is a changed cell.\n\n",
        );
        grid += &format!("{:<16}", "");
        for column in Column::all() {
            let title = match column {
                Column::Role(role) => role.name().to_owned(),
                Column::Job => "job".into(),
                Column::Operator => "operator".into(),
            };
            grid += &format!("{title:<13}");
        }
        grid = grid.trim_end().to_owned() + "\n";
        for deed in Deed::ALL {
            grid += &format!("{:<16}", deed.name());
            for column in Column::all() {
                let cell = match scope(column, *deed) {
                    Scope::Never => "-",
                    Scope::Self_ => "self",
                    Scope::OwnChild => "own child",
                    Scope::Supported => "supported",
                    Scope::OwnClass => "own class",
                    Scope::School => "school",
                };
                grid += &format!("{cell:<13}");
            }
            grid = grid.trim_end().to_owned() + "\n";
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/WHO-MAY-WHAT.txt");
        if std::env::var_os("WRITE_GRID").is_some() {
            std::fs::write(path, &grid).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), grid, "run with WRITE_GRID=1 and look at the difference");
    }

    #[test]
    fn a_mentor_reaches_the_students_of_their_own_class_and_nobody_else() {
        let relations = relations();
        assert!(
            permit::<deeds::RecordContact>(&principal(MENTOR, Role::Mentor), &relations.of(MENTOR), About::Student(AMIRA))
                .is_ok()
        );
        let other = permit::<deeds::RecordContact>(
            &principal(OTHER_MENTOR, Role::Mentor),
            &relations.of(OTHER_MENTOR),
            About::Student(AMIRA),
        );
        assert_eq!(other.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn another_familys_child_and_a_made_up_child_are_both_not_found() {
        let relations = relations();
        for child in [MILAN, STRANGER] {
            let answer =
                permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(child));
            assert_eq!(answer.unwrap_err(), Denied::NotFound);
        }
        assert!(
            permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA)).is_ok()
        );
    }

    #[test]
    fn custody_decides_at_once() {
        let mut relations = relations();
        for authority in [Authority::OnRequest, Authority::None] {
            relations.students[0].parents[0].authority = authority;
            let answer =
                permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA));
            assert_eq!(answer.unwrap_err(), Denied::NotFound);
        }
    }

    #[test]
    fn from_eighteen_on_parents_see_nothing() {
        let mut relations = relations();
        relations.students[0].eighteen = true;
        let answer = permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA));
        assert_eq!(answer.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn a_role_that_ended_is_over_whatever_the_session_says() {
        let mut relations = relations().of(MENTOR);
        relations.actor.as_mut().unwrap().roles.clear();
        let answer = permit::<deeds::ReadClass>(&principal(MENTOR, Role::Mentor), &relations, About::Class(CLASS_3B));
        assert_eq!(answer.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn staff_are_told_that_they_may_not_and_others_that_there_is_nothing() {
        let relations = relations();
        let admin =
            permit::<deeds::ReadStudent>(&principal(ADMIN, Role::SchoolAdmin), &relations.of(ADMIN), About::Student(AMIRA));
        assert_eq!(admin.unwrap_err(), Denied::NotAllowed);
        let mother = permit::<deeds::ReadClass>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Class(CLASS_3B));
        assert_eq!(mother.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn a_parent_reads_the_contacts_they_took_part_in_and_no_others() {
        let entry = contact_entry();
        assert!(sees(&reading(MOTHER, Role::Parent), &entry));
        assert!(!sees(&reading(FATHER, Role::Parent), &entry));
        assert!(!sees(&reading(UNCLE, Role::Supporter), &entry));
        assert!(sees(&reading(AMIRA, Role::Student), &entry));
        assert!(sees(&reading(MENTOR, Role::Mentor), &entry));
        assert!(!sees(&reading(ADMIN, Role::SchoolAdmin), &entry));
        assert!(!sees(&reading(AUDITOR, Role::Auditor), &entry));
    }

    #[test]
    fn assignments_are_for_home_and_a_supporter_finds_those_for_important_others() {
        use crate::spec::assignment::*;
        let seen = |facts: Vec<crate::facts::Fact>, person, role| {
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            as_seen(&reading(person, role), entry)
        };
        for (person, role) in [(AMIRA, Role::Student), (MOTHER, Role::Parent), (FATHER, Role::Parent), (MENTOR, Role::Mentor)] {
            assert!(seen(vec![assignment_given()], person, role).is_some(), "{role:?}");
        }
        for (person, role) in [(UNCLE, Role::Supporter), (ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor)] {
            assert!(seen(vec![assignment_given()], person, role).is_none(), "{role:?}");
        }
        assert!(seen(vec![given_for_others()], UNCLE, Role::Supporter).is_some());
        for (person, role) in [(AMIRA, Role::Student), (MOTHER, Role::Parent), (UNCLE, Role::Supporter)] {
            assert!(seen(vec![given_for_others(), assignment_withdrawn()], person, role).is_none(), "{role:?}");
        }
    }

    #[test]
    fn what_one_parent_brought_back_is_not_the_others_to_read() {
        use crate::spec::assignment::*;
        let returns = |person, role| {
            let facts = vec![
                assignment_given(),
                assignment_opened(MOTHER),
                assignment_opened(FATHER),
                returned_by_amira(),
                returned_by_father(),
            ];
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            let Some(Entry { told: Told::Assignment(told), .. }) = as_seen(&reading(person, role), entry) else {
                panic!("an assignment")
            };
            (told.returned.iter().map(|back| back.by).collect::<Vec<_>>(), told.opened)
        };
        assert_eq!(returns(MENTOR, Role::Mentor), (vec![AMIRA, FATHER], vec![MOTHER, FATHER]));
        assert_eq!(returns(AMIRA, Role::Student), (vec![AMIRA, FATHER], vec![]));
        assert_eq!(returns(FATHER, Role::Parent), (vec![AMIRA, FATHER], vec![FATHER]));
        assert_eq!(returns(MOTHER, Role::Parent), (vec![AMIRA], vec![MOTHER]));
    }

    #[test]
    fn an_agreement_is_known_to_all_it_concerns_and_words_stay_with_who_said_them() {
        use crate::spec::agreement::*;
        let lanes = |person, role| {
            let facts = vec![agreement_made(), declined(Party::Home)];
            let entry = rows::<crate::views::Timeline>(&recorded(facts)).into_values().next().unwrap();
            match as_seen(&reading(person, role), entry)?.told {
                Told::Agreement(told) => Some(told.lane(Party::Home).words.is_some()),
                _ => None,
            }
        };
        assert_eq!(lanes(MENTOR, Role::Mentor), Some(true));
        assert_eq!(lanes(MOTHER, Role::Parent), Some(true));
        assert_eq!(lanes(AMIRA, Role::Student), Some(false));
        assert_eq!(lanes(FATHER, Role::Parent), Some(false));
        for (person, role) in [(UNCLE, Role::Supporter), (ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor)] {
            assert_eq!(lanes(person, role), None, "{role:?}");
        }
        let with_uncle = entries([agreement_made(), agreement_adjusted()]).remove(0);
        assert!(sees(&reading(UNCLE, Role::Supporter), &with_uncle), "it is his part now");
    }

    #[test]
    fn attempts_and_what_was_withdrawn_stay_with_staff() {
        let mut entry = contact_entry();
        entry.withdrawn = Some(withdrawal());
        assert!(!sees(&reading(MOTHER, Role::Parent), &entry));
        assert!(!sees(&reading(AMIRA, Role::Student), &entry));
        assert!(sees(&reading(MENTOR, Role::Mentor), &entry));
        let attempt = attempt_entry();
        assert!(!sees(&reading(MOTHER, Role::Parent), &attempt));
        assert!(!sees(&reading(AMIRA, Role::Student), &attempt));
    }

    /// What this person is answered, in this role, when everything else is as in the specs' cast.
    fn answer<D: DeedType>(
        person: PersonId,
        role: Role,
        about: About,
        change: impl FnOnce(&mut Relations),
    ) -> Result<(), Denied> {
        let mut relations = relations();
        change(&mut relations);
        permit::<D>(&principal(person, role), &relations.of(person), about).map(|_| ())
    }

    fn as_it_is(_: &mut Relations) {}

    #[test]
    fn nothing_is_let_through_for_a_role_that_the_grid_denies() {
        for column in Column::all() {
            let Column::Role(role) = column else { continue };
            if scope(column, Deed::ChangeAuthority) == Scope::Never {
                let denied = if role.is_staff() { Denied::NotAllowed } else { Denied::NotFound };
                assert_eq!(answer::<deeds::ChangeAuthority>(MENTOR, role, About::Student(AMIRA), as_it_is), Err(denied));
            }
        }
    }

    #[test]
    fn a_parent_without_authority_over_any_child_has_no_sign_in() {
        let take_away = |relations: &mut Relations| {
            for row in relations.persons.iter_mut().filter(|row| row.person == FATHER) {
                row.children[0].authority = Authority::None;
            }
        };
        let self_ = About::Person(FATHER);
        assert_eq!(answer::<deeds::SetWishes>(FATHER, Role::Parent, self_, as_it_is), Ok(()));
        assert_eq!(answer::<deeds::SetWishes>(FATHER, Role::Parent, self_, take_away), Err(Denied::NotFound));
    }

    #[test]
    fn who_lost_authority_does_not_come_back_in_as_a_supporter() {
        let names_father = |relations: &mut Relations| {
            let kinship = crate::supporter::Kinship::Other;
            relations.students[0].supporters.push(crate::views::SupporterTie { person: FATHER, kinship });
            for row in relations.persons.iter_mut().filter(|row| row.person == FATHER) {
                row.supports.push(crate::views::SupportTie { student: AMIRA, kinship });
            }
        };
        let without_authority = |relations: &mut Relations| {
            names_father(relations);
            relations.students[0].parents[1].authority = Authority::None;
        };
        let amira = About::Student(AMIRA);
        assert_eq!(answer::<deeds::ReadHome>(FATHER, Role::Supporter, amira, names_father), Ok(()));
        assert_eq!(answer::<deeds::ReadHome>(FATHER, Role::Supporter, amira, without_authority), Err(Denied::NotFound));
    }

    #[test]
    fn home_and_mentor_lose_sight_of_a_student_who_left() {
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        let amira = About::Student(AMIRA);
        assert_eq!(answer::<deeds::ReadHome>(UNCLE, Role::Supporter, amira, as_it_is), Ok(()));
        assert_eq!(answer::<deeds::ReadHome>(UNCLE, Role::Supporter, amira, left), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::ReadHome>(MOTHER, Role::Parent, amira, left), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::ReadStudent>(MENTOR, Role::Mentor, amira, left), Err(Denied::NotFound));
    }

    #[test]
    fn a_mentor_who_was_relieved_or_whose_student_moved_finds_nothing() {
        let relieved = |relations: &mut Relations| relations.classes[0].mentors.clear();
        let moved = |relations: &mut Relations| relations.students[0].class = Some(CLASS_3C);
        let amira = About::Student(AMIRA);
        for change in [relieved, moved] {
            assert_eq!(answer::<deeds::ReadStudent>(MENTOR, Role::Mentor, amira, change), Err(Denied::NotFound));
            assert_eq!(
                answer::<deeds::ChangeDetails>(MENTOR, Role::Mentor, About::Person(MOTHER), change),
                Err(Denied::NotFound)
            );
        }
        assert_eq!(answer::<deeds::ReadStudent>(OTHER_MENTOR, Role::Mentor, amira, moved), Ok(()));
        assert_eq!(answer::<deeds::ReadClass>(MENTOR, Role::Mentor, About::Class(CLASS_3C), as_it_is), Err(Denied::NotFound));
    }

    #[test]
    fn a_class_as_it_was_holds_for_its_mentor_only_who_is_still_in_it() {
        let then = relations().class(CLASS_3B).unwrap().clone();
        let mut now = relations();
        now.classes[0].students.retain(|student| *student != AMIRA);
        let still =
            |person, role, now: &Relations| still_shown(&principal(person, role), &now.of(person), &then).contains(&AMIRA);
        assert!(still(MENTOR, Role::Mentor, &relations()));
        assert!(!still(MENTOR, Role::Mentor, &now));
        assert!(still(MENTOR, Role::CareerLead, &now), "reads the whole school");
    }

    #[test]
    fn somebody_is_only_what_lets_them_in() {
        let role = |person| roles_of(relations().person(person).unwrap());
        assert_eq!(role(MENTOR), [Role::Mentor]);
        assert_eq!(role(FATHER), [Role::Parent]);
        let mut father = relations().person(FATHER).unwrap().clone();
        father.children[0].authority = Authority::OnRequest;
        assert_eq!(roles_of(&father), []);
    }

    #[test]
    fn a_student_asks_only_about_themselves() {
        assert_eq!(answer::<deeds::ReadOwnLine>(AMIRA, Role::Student, About::Student(AMIRA), as_it_is), Ok(()));
        assert_eq!(answer::<deeds::ReadOwnLine>(AMIRA, Role::Student, About::Student(MILAN), as_it_is), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::NameSupporter>(AMIRA, Role::Student, About::Student(MILAN), as_it_is), Err(Denied::NotFound));
        let as_parent = answer::<deeds::ReadHome>(AMIRA, Role::Parent, About::Student(AMIRA), as_it_is);
        assert_eq!(as_parent, Err(Denied::NotFound), "a role that somebody does not have is a role that ended");
    }

    #[test]
    fn the_switch_offers_only_children_whose_timeline_may_be_read() {
        let of = |person, role, change: fn(&mut Relations)| {
            let mut relations = relations();
            change(&mut relations);
            children(&principal(person, role), &relations.of(person))
        };
        assert_eq!(of(MOTHER, Role::Parent, as_it_is), [AMIRA]);
        assert_eq!(of(UNCLE, Role::Supporter, as_it_is), [AMIRA]);
        assert_eq!(of(MOTHER, Role::Parent, |relations| relations.students[0].eighteen = true), []);
        assert_eq!(of(UNCLE, Role::Supporter, |relations| relations.students[0].left_on = Some(TODAY)), []);
        assert_eq!(of(MOTHER, Role::Supporter, as_it_is), []);
        assert_eq!(of(MENTOR, Role::Mentor, as_it_is), []);
    }

    #[test]
    fn jobs_and_the_operator_reach_what_the_grid_gives_them_and_no_more() {
        let asks = |actor, about| permit::<deeds::StateAge>(&Principal::as_actor(actor), &relations(), about).map(|_| ());
        let job = Actor::Job { school: SCHOOL, name: "ages" };
        assert_eq!(asks(job, About::Student(AMIRA)), Ok(()));
        assert_eq!(asks(job, About::Student(STRANGER)), Err(Denied::NotFound));
        assert_eq!(asks(Actor::Operator { school: SCHOOL }, About::Student(AMIRA)), Err(Denied::NotFound));
    }

    #[test]
    fn the_school_approaches_parents_with_authority_and_supporters() {
        let mut card = relations().students.remove(0);
        assert!([MOTHER, FATHER, UNCLE].iter().all(|person| may_approach(&card, *person)));
        assert!(!may_approach(&card, STRANGER));
        card.parents[1].authority = Authority::OnRequest;
        assert!(!may_approach(&card, FATHER));
    }

    #[test]
    fn what_stood_there_before_a_correction_stays_with_staff() {
        let mut with_father = spoke(CONTACT, TODAY);
        with_father.account.with = vec![FATHER];
        let entry = entries([contact_made(), corrected(with_father)]).remove(0);
        let earlier = |person, role| as_seen(&reading(person, role), entry.clone()).map(|seen| seen.earlier.len());
        assert_eq!(earlier(MENTOR, Role::Mentor), Some(1));
        assert_eq!(earlier(AMIRA, Role::Student), Some(0));
        assert_eq!(earlier(FATHER, Role::Parent), Some(0), "what the mother told is not his to read");
        assert_eq!(earlier(MOTHER, Role::Parent), None, "it was not she");
    }

    #[test]
    fn home_finds_who_spoke_and_not_who_mended_the_words() {
        let mut entry = entries([contact_made(), corrected(spoke(CONTACT, TODAY))]).remove(0);
        entry.author.person = Some(ADMIN);
        let author = |person, role| as_seen(&reading(person, role), entry.clone()).and_then(|seen| seen.author.person);
        assert_eq!(author(MENTOR, Role::Mentor), Some(ADMIN), "beside the first, which stays");
        assert_eq!(author(MOTHER, Role::Parent), entry.earlier[0].author.person);
        assert_ne!(author(MOTHER, Role::Parent), Some(ADMIN));
    }

    /// Amira's talk after her mother was invited and all three spoke.
    fn talk_with_voices() -> TalkRow {
        use crate::spec::talk::*;
        let voices = Party::ALL.map(|party| voice_given(party, "Zo zie ik het."));
        let facts = [vec![talk_invited(AMIRA, &[MOTHER])], voices.to_vec()].concat();
        let mut row = rows::<crate::views::TalkRows>(&recorded(facts)).into_values().next().unwrap();
        row.voices[0].avoids = row.voices[0].says.clone();
        row
    }

    #[test]
    fn home_reads_the_talk_it_was_invited_to_and_school_last() {
        let heard = |reading: &Reading| {
            talk_as_seen(reading, talk_with_voices()).map(|talk| talk.voices.iter().map(|voice| voice.party).collect::<Vec<_>>())
        };
        let (all, without_school) = (Some(Party::ALL.to_vec()), Some(vec![Party::Student, Party::Home]));
        let mother = reading(MOTHER, Role::Parent);
        assert_eq!(heard(&mother), without_school, "the student sees it first");
        assert_eq!(heard(&after(24, mother)), all);
        let opened = TalkRow { opened: Some(mother.now), ..talk_with_voices() };
        assert_eq!(talk_as_seen(&mother, opened).unwrap().voices.len(), 3);
        for (person, role) in [(MENTOR, Role::Mentor), (MENTOR, Role::CareerLead), (AMIRA, Role::Student)] {
            assert_eq!(heard(&reading(person, role)), all, "{role:?}");
        }
        for (person, role) in [
            (FATHER, Role::Parent),
            (UNCLE, Role::Supporter),
            (MILAN, Role::Student),
            (ADMIN, Role::SchoolAdmin),
            (AUDITOR, Role::Auditor),
        ] {
            assert_eq!(heard(&after(24, reading(person, role))), None, "{role:?}");
        }
    }

    #[test]
    fn what_the_student_does_not_want_to_talk_about_home_never_reads() {
        let avoids = |person, role| {
            let seen = talk_as_seen(&after(99, reading(person, role)), talk_with_voices()).unwrap();
            seen.voices.iter().filter(|voice| voice.avoids.is_some()).count()
        };
        assert_eq!((avoids(MOTHER, Role::Parent), avoids(AMIRA, Role::Student), avoids(MENTOR, Role::Mentor)), (0, 1, 1));
    }

    #[test]
    fn a_talk_on_the_timeline_is_for_who_was_invited_or_came() {
        use crate::spec::talk::*;
        let entry = entries([talk_invited(AMIRA, &[FATHER]), talk_held(TODAY)]).remove(0);
        for (person, role, seen) in [
            (MOTHER, Role::Parent, true),
            (FATHER, Role::Parent, true),
            (UNCLE, Role::Supporter, false),
            (AMIRA, Role::Student, true),
            (MENTOR, Role::Mentor, true),
            (ADMIN, Role::SchoolAdmin, false),
            (AUDITOR, Role::Auditor, false),
        ] {
            assert_eq!(sees(&reading(person, role), &entry), seen, "{role:?}");
        }
    }

    #[test]
    fn from_eighteen_on_parents_are_not_asked_and_supporters_are() {
        let mut card = relations().students.remove(0);
        assert!([MOTHER, UNCLE].iter().all(|person| may_invite(&card, *person)));
        card.eighteen = true;
        assert!(!may_invite(&card, MOTHER) && may_invite(&card, UNCLE));
    }

    /// A conversation with both parents that is news to the student, recorded now by the mentor.
    fn news() -> Entry {
        let mut with_both = spoke(CONTACT, TODAY);
        with_both.account.with = vec![MOTHER, FATHER, UNCLE];
        Entry { student_first: true, ..entries([with_both.into()]).remove(0) }
    }

    fn after(hours: i64, reading: Reading) -> Reading {
        Reading { now: reading.now + TimeDelta::hours(hours), ..reading }
    }

    #[test]
    fn the_student_sees_news_first_and_home_when_the_hours_are_over() {
        let news = news();
        for (person, role) in [(MOTHER, Role::Parent), (FATHER, Role::Parent), (UNCLE, Role::Supporter)] {
            let reader = reading(person, role);
            assert!(!sees(&reader, &news), "{role:?} waits");
            assert!(!sees(&Reading { now: after(24, reader).now - TimeDelta::microseconds(1), ..reader }, &news));
            assert!(sees(&after(24, reader), &news));
        }
    }

    #[test]
    fn nobody_else_waits_and_nobody_sees_more_because_of_it() {
        let news = news();
        for (person, role) in [(AMIRA, Role::Student), (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)] {
            assert!(sees(&reading(person, role), &news), "{role:?}");
        }
        for (person, role) in [(ADMIN, Role::SchoolAdmin), (AUDITOR, Role::Auditor), (STRANGER, Role::Parent)] {
            assert!(!sees(&after(24, reading(person, role)), &news), "{role:?}");
        }
        let withdrawn = Entry { withdrawn: Some(withdrawal()), ..news };
        assert!(!sees(&after(24, reading(MOTHER, Role::Parent)), &withdrawn));
    }

    #[test]
    fn what_the_student_opened_home_sees_at_once_and_what_is_told_anew_waits_again() {
        let mother = reading(MOTHER, Role::Parent);
        let opened = Entry { opened: Some(now().recorded_at), ..news() };
        assert!(sees(&mother, &opened));
        let told_anew = Entry { recorded_at: now().recorded_at + TimeDelta::microseconds(1), ..opened };
        assert!(!sees(&mother, &told_anew));
    }

    #[test]
    fn who_wrote_it_does_not_wait_and_what_the_student_wrote_is_no_news() {
        let by = |person, role| Entry { author: actor(person, role).author(), ..news() };
        let (mother, father) = (reading(MOTHER, Role::Parent), reading(FATHER, Role::Parent));
        assert!(sees(&mother, &by(MOTHER, Role::Parent)) && !sees(&father, &by(MOTHER, Role::Parent)));
        assert!(sees(&mother, &by(AMIRA, Role::Student)));
        let nobody = Entry { author: crate::actor::Author { person: None, role: "job:ages".into() }, ..news() };
        assert!(!sees(&mother, &nobody));
    }

    #[test]
    fn a_school_may_let_news_wait_for_nothing_or_three_days_and_no_longer() {
        let (news, mother) = (news(), reading(MOTHER, Role::Parent));
        let waiting = |hours| Reading { student_first_hours: hours, ..mother };
        assert!(sees(&waiting(0), &news));
        assert!(!sees(&after(71, waiting(72)), &news) && sees(&after(72, waiting(72)), &news));
        assert!(sees(&after(72, waiting(255)), &news), "a delay, never a block");
        let unread = Reading::new(&principal(MOTHER, Role::Parent), &relations(), &now());
        assert_eq!(unread.student_first_hours, STUDENT_FIRST_HOURS_MAX);
        let read = Relations { student_first_hours: Some(6), ..relations() };
        assert_eq!(Reading::new(&principal(MOTHER, Role::Parent), &read, &now()).student_first_hours, 6);
    }

    #[test]
    fn what_is_not_news_about_the_student_waits_for_nobody() {
        assert!(sees(&reading(MOTHER, Role::Parent), &contact_entry()));
    }

    #[test]
    fn a_message_is_private_to_the_two_who_exchange_it() {
        use crate::{facts::Fact, views::Timeline};
        let entry = |facts: &[Fact]| rows::<Timeline>(&recorded(facts.to_vec())).into_values().next().unwrap();
        let to_mother = entry(&[message_to(MOTHER), delivered(MOTHER)]);
        let readers = [
            (MOTHER, Role::Parent),
            (FATHER, Role::Parent),
            (UNCLE, Role::Supporter),
            (AMIRA, Role::Student),
            (MENTOR, Role::Mentor),
            (MENTOR, Role::CareerLead),
            (ADMIN, Role::SchoolAdmin),
            (AUDITOR, Role::Auditor),
        ];
        let who = |entry: &Entry| readers.map(|(person, role)| sees(&reading(person, role), entry));
        assert_eq!(who(&to_mother), [true, false, false, false, true, false, false, false]);
        assert_eq!(who(&entry(&[message_to(AMIRA)])), [false, false, false, true, true, false, false, false]);
        let taken_back = entry(&[message_to(MOTHER), message_withdrawn()]);
        assert_eq!(who(&taken_back), [false, false, false, false, true, false, false, false]);
    }

    mod own {
        use super::*;
        use crate::{facts::Fact, line::ShareWith, spec::line::*, views::reach};

        /// Everybody who could knock, each in their role.
        const READERS: [(PersonId, Role); 10] = [
            (AMIRA, Role::Student),
            (MILAN, Role::Student),
            (MOTHER, Role::Parent),
            (FATHER, Role::Parent),
            (UNCLE, Role::Supporter),
            (STRANGER, Role::Supporter),
            (MENTOR, Role::Mentor),
            (MENTOR, Role::CareerLead),
            (ADMIN, Role::SchoolAdmin),
            (AUDITOR, Role::Auditor),
        ];

        /// The entry that these facts make, told by somebody.
        fn entry(by: (PersonId, Role), facts: Vec<Fact>) -> Entry {
            let mut events = recorded(facts);
            events[0].author = actor(by.0, by.1).author();
            rows::<crate::views::Timeline>(&events).into_values().next().unwrap()
        }

        fn who_sees_of(entry: &Entry, change: impl Fn(Reading) -> Reading) -> Vec<(PersonId, Role)> {
            READERS.into_iter().filter(|(person, role)| sees(&change(reading(*person, *role)), entry)).collect()
        }

        fn who_sees(facts: Vec<Fact>) -> Vec<(PersonId, Role)> {
            who_sees_of(&entry((AMIRA, Role::Student), facts), |reading| reading)
        }

        const ME: (PersonId, Role) = (AMIRA, Role::Student);

        #[test]
        fn private_means_nobody_else() {
            for told in [experience(), choice(), step(), setback(Voice::Student)] {
                assert_eq!(who_sees(vec![told]), [ME]);
            }
        }

        #[test]
        fn each_share_shows_it_to_one_more_and_to_nobody_besides() {
            let mother = shared_with(ShareWith::Person(MOTHER), None);
            let uncle = shared_with(ShareWith::Person(UNCLE), None);
            let school = shared_with(ShareWith::School, None);
            assert_eq!(who_sees(vec![experience(), mother.clone()]), [ME, (MOTHER, Role::Parent)]);
            assert_eq!(who_sees(vec![experience(), uncle]), [ME, (UNCLE, Role::Supporter)]);
            assert_eq!(who_sees(vec![experience(), school]), [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)]);
            let back = crate::line::EntryUnshared { entry: ENTRY, student: AMIRA, with: ShareWith::Person(MOTHER) };
            assert_eq!(who_sees(vec![experience(), mother, back.into()]), [ME]);
        }

        #[test]
        fn the_school_counts_only_what_it_knows_of() {
            let thing = |facts: Vec<Fact>| {
                let row = rows::<crate::views::LineRows>(&recorded(facts)).into_values().next().unwrap();
                school_knows(&row.things[0], TODAY)
            };
            assert!(!thing(vec![setback(Voice::Student)]) && thing(vec![setback(Voice::School)]));
            assert!(thing(vec![setback(Voice::Student), shared_with(ShareWith::School, Some(TODAY))]));
            assert!(!thing(vec![setback(Voice::Student), shared_with(ShareWith::School, Some(YESTERDAY))]));
        }

        #[test]
        fn a_share_ends_with_its_last_day() {
            let shared = entry(ME, vec![experience(), shared_with(ShareWith::Person(MOTHER), Some(TODAY))]);
            let mother = reading(MOTHER, Role::Parent);
            assert!(sees(&mother, &shared));
            assert!(!sees(&Reading { today: TOMORROW, ..mother }, &shared));
        }

        #[test]
        fn what_was_taken_away_is_gone_for_everybody() {
            let shared = [shared_with(ShareWith::Person(MOTHER), None), shared_with(ShareWith::School, None)];
            assert_eq!(who_sees([vec![experience()], shared.to_vec(), vec![withdrawn()]].concat()), []);
        }

        #[test]
        fn with_whom_else_it_is_shared_and_what_stood_there_before_is_the_students_alone() {
            let shares = [ShareWith::Person(MOTHER), ShareWith::Person(FATHER), ShareWith::School];
            let shared = shares.iter().map(|with| shared_with(*with, None));
            let told = entry(ME, [experience(), corrected_entry()].into_iter().chain(shared).collect());
            let seen = |person, role| match as_seen(&reading(person, role), told.clone()).map(|entry| entry.told) {
                Some(Told::Own(own)) => (own.shared.iter().map(|share| share.with).collect(), own.before.len()),
                _ => panic!("{role:?} sees it"),
            };
            assert_eq!(seen(AMIRA, Role::Student), (shares.to_vec(), 1));
            assert_eq!(seen(MOTHER, Role::Parent), (vec![ShareWith::Person(MOTHER)], 0));
            assert_eq!(seen(MENTOR, Role::Mentor), (vec![], 0));
        }

        #[test]
        fn who_names_a_quality_sees_it_and_others_when_the_student_shares_it() {
            let mother = (MOTHER, Role::Parent);
            let named = entry(mother, vec![quality(Voice::Home)]);
            assert_eq!(who_sees_of(&named, |reading| reading), [ME, mother]);
            let shared = entry(mother, vec![quality(Voice::Home), shared_with(ShareWith::School, None)]);
            assert!(sees(&reading(MENTOR, Role::Mentor), &shared) && !sees(&reading(FATHER, Role::Parent), &shared));
            let at_school = entry((MENTOR, Role::Mentor), vec![quality(Voice::School)]);
            assert_eq!(who_sees_of(&at_school, |r| r), [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)]);
        }

        #[test]
        fn a_setback_that_the_school_noted_is_known_at_school_and_after_the_student_at_home() {
            let noted = entry((MENTOR, Role::Mentor), vec![setback(Voice::School)]);
            let at_once = [ME, (MENTOR, Role::Mentor), (MENTOR, Role::CareerLead)];
            assert_eq!(who_sees_of(&noted, |reading| reading), at_once);
            let parents = [(MOTHER, Role::Parent), (FATHER, Role::Parent)];
            let tomorrow = who_sees_of(&noted, |reading| after(24, reading));
            assert!(parents.iter().all(|parent| tomorrow.contains(parent)));
            assert!(!tomorrow.contains(&(UNCLE, Role::Supporter)), "a supporter sees what is shared and no more");
            let opened = Entry { opened: Some(noted.recorded_at), ..noted };
            assert!(parents.iter().all(|(person, role)| sees(&reading(*person, *role), &opened)));
        }

        #[test]
        fn a_mentors_new_idea_about_it_is_news_again() {
            let mut events = recorded(vec![setback(Voice::School), turned(Voice::School)]);
            events[1].recorded_at += TimeDelta::hours(1);
            let turned = rows::<crate::views::Timeline>(&events).into_values().next().unwrap();
            let opened = Entry { opened: Some(events[0].recorded_at), ..turned };
            assert!(!sees(&after(2, reading(MOTHER, Role::Parent)), &opened));
            assert!(sees(&after(25, reading(MOTHER, Role::Parent)), &opened));
        }

        #[test]
        fn the_student_is_shown_exactly_what_each_of_them_sees() {
            let card = relations().students.remove(0);
            let mine = reading(AMIRA, Role::Student);
            let through = |with| mine.through(&card, with).map(|reading| (reading.actor.person(), reading.actor.role()));
            assert_eq!(through(ShareWith::Person(MOTHER)), Some((Some(MOTHER), Some(Role::Parent))));
            assert_eq!(through(ShareWith::Person(UNCLE)), Some((Some(UNCLE), Some(Role::Supporter))));
            assert_eq!(through(ShareWith::School).map(|(_, role)| role), Some(Some(Role::Mentor)));
            assert_eq!(through(ShareWith::Person(STRANGER)), None);
            assert_eq!(through(ShareWith::Person(MILAN)), None);
            let mut grown_up = card.clone();
            grown_up.eighteen = true;
            assert_eq!(mine.through(&grown_up, ShareWith::Person(MOTHER)), None);
            assert!(!may_share_with(&grown_up, MOTHER) && may_share_with(&grown_up, UNCLE));
        }

        #[test]
        fn what_is_on_the_line_does_not_bring_home_in_beeld() {
            let card = amiras_card([experience(), shared_with(ShareWith::Person(MOTHER), None), quality(Voice::Home)]);
            assert!(!reach::rung(&card, &[], TODAY).is_in_view());
        }
    }
}
