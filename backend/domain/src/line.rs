//! The student's line (nl: mijn lijn): what a student did, thinks, wants and plans, in their own words and by the five career
//! questions, and setbacks that became something new.
//!
//! The student decides: what they tell is seen by nobody else until they share it, with one
//! person at a time and for as long as they choose. A choice that changes is growth and keeps what it grew from.

mod add_to_line;
mod correct_entry;
mod end_step;
mod name_quality;
mod note_setback;
mod revise_choice;
mod share_entry;
mod turn_setback;
mod withdraw_entry;

pub use add_to_line::{AddToLine, Adding, ChoiceStated, ExperienceRecorded, ReflectionWritten, StepPlanned};
pub use correct_entry::{CorrectEntry, EntryCorrected};
pub use end_step::{EndStep, StepDropped, StepTaken};
pub use name_quality::{NameQuality, QualityNamed};
pub use note_setback::{NoteSetback, SetbackNoted};
pub use revise_choice::{ChoiceRevised, ReviseChoice};
pub use share_entry::{EntryShared, EntryUnshared, ShareEntry};
pub use turn_setback::{CloseSetback, SetbackClosed, SetbackTurned, TurnSetback};
pub use withdraw_entry::{EntryWithdrawn, WithdrawEntry};

use crate::{
    facts::Fact,
    grammar::{Context, Story},
    holds_personal,
    ids::{EntryId, PersonId, Stream, StreamKind, Tag},
    personal::Personal,
    policy,
    time::Occurred,
    values::{OwnWords, Title},
    views::StudentCard,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The five questions that career orientation is about (nl: vijf loopbaanvragen). All five count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareerQuestion {
    /// (nl: wat wil ik?)
    Motives,
    /// (nl: waar ben ik goed in?)
    Qualities,
    /// (nl: welk werk past bij mij?)
    Work,
    /// (nl: hoe bereik ik dat?)
    Steering,
    /// (nl: wie kan mij helpen?)
    Network,
}

impl CareerQuestion {
    /// In the order in which a student finds them.
    pub const ALL: [CareerQuestion; 5] = [
        CareerQuestion::Motives,
        CareerQuestion::Qualities,
        CareerQuestion::Work,
        CareerQuestion::Steering,
        CareerQuestion::Network,
    ];
}

/// What a student saw or tried (nl: soort ervaring).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExperienceKind {
    /// (nl: bezoek aan een bedrijf)
    Visit,
    /// (nl: stage)
    Internship,
    /// (nl: open dag)
    OpenDay,
    /// (nl: beroepenmarkt)
    Fair,
    /// (nl: les of project)
    Lesson,
    /// (nl: thuis)
    AtHome,
    /// (nl: bijbaan)
    Job,
    /// (nl: iets anders)
    Other,
}

impl ExperienceKind {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [ExperienceKind; 8] = [
        ExperienceKind::Visit,
        ExperienceKind::Internship,
        ExperienceKind::OpenDay,
        ExperienceKind::Fair,
        ExperienceKind::Lesson,
        ExperienceKind::AtHome,
        ExperienceKind::Job,
        ExperienceKind::Other,
    ];
}

/// Why a student tells something anew or takes it away (nl: waarom). A code, so that it asks no writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Something was wrong in it (nl: er stond een fout in).
    Mistake,
    /// (nl: het klopt niet meer)
    NoLongerSo,
    /// (nl: ik wil het liever niet laten staan)
    RatherNot,
}

impl Why {
    /// Every one of them. A test keeps their stored names.
    pub const ALL: [Why; 3] = [Why::Mistake, Why::NoLongerSo, Why::RatherNot];
}

/// What is told of one thing on the line. Sealed under the student's key, whoever tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    pub title: Personal<Title>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Personal<OwnWords>>,
    pub questions: Vec<CareerQuestion>,
    /// What it came from: an experience led to a talk, a talk to a step (nl: bouwt voort op).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub builds_on: Option<Tag>,
}

holds_personal!(Piece { title, words });

impl Piece {
    fn of(student: PersonId, title: &Title, words: Option<&OwnWords>, questions: &[CareerQuestion]) -> Piece {
        let mut questions = questions.to_vec();
        questions.sort_unstable();
        questions.dedup();
        Piece {
            title: Personal::open(student, title.clone()),
            words: words.map(|words| Personal::open(student, words.clone())),
            questions,
            builds_on: None,
        }
    }
}

/// With whom something is shared (nl: wie ziet dit).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareWith {
    /// Those who guide the student at school: the mentor and the career lead, whoever that is.
    School,
    /// One parent or supporter.
    Person(PersonId),
}

/// A share (nl: delen): with whom, and up to and including which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Share {
    pub with: ShareWith,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Share {
    /// Does the share still hold on this day? Its last day counts.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

/// Sets who shares in something: replaces what was shared with the same, or takes it away.
pub(crate) fn share(shares: &mut Vec<Share>, with: ShareWith, until: Option<Share>) {
    shares.retain(|share| share.with != with);
    shares.extend(until);
}

/// Each share, each with whoever may be shown things of this student, and none that is over before it begins.
fn check_shares(shares: &[Share], student: PersonId, context: &Context<'_>) -> Result<(), LineRefusal> {
    let card = here(context, student)?;
    let reaches = |share: &Share| match share.with {
        ShareWith::School => true,
        ShareWith::Person(person) => policy::may_share_with(card, person),
    };
    if !shares.iter().all(reaches) {
        return Err(LineRefusal::ShareWithStranger);
    }
    if !shares.iter().all(|share| share.holds_on(context.now.today)) {
        return Err(LineRefusal::ShareIsOver);
    }
    Ok(())
}

/// A student may tell of what was up to four years ago, a whole vmbo: older is a slip of the finger.
const OLDEST_DAYS: u64 = 4 * 366;

fn check_moment(occurred: &Occurred, context: &Context<'_>) -> Result<(), LineRefusal> {
    if occurred.is_after(&context.now) {
        return Err(LineRefusal::InFuture);
    }
    if context.now.today.checked_sub_days(Days::new(OLDEST_DAYS)).is_some_and(|oldest| occurred.on < oldest) {
        return Err(LineRefusal::TooLongAgo);
    }
    Ok(())
}

/// The student, when they are here now.
fn here<'a>(context: &Context<'a>, student: PersonId) -> Result<&'a StudentCard, LineRefusal> {
    context.relations.enrolled(student).ok_or(LineRefusal::StudentGone)
}

fn stream_of(entry: EntryId) -> Stream {
    Stream::of(StreamKind::Line, entry.0)
}

fn tags_of(entry: EntryId, student: PersonId) -> Vec<Tag> {
    vec![Tag::entry(entry), Tag::student(student)]
}

crate::refusals! {
    /// Why something on a student's line is refused.
    pub enum LineRefusal {
        /// The student is not, or no longer, at this school.
        StudentGone = "line-student-gone",
        /// It was told before, with another form.
        AlreadyTold = "line-already-told",
        /// There is no such thing, or not for whoever asks to know.
        NotThere = "line-not-there",
        /// It was taken away.
        Withdrawn = "line-withdrawn",
        /// Only the student changes what the student told.
        NotYours = "line-not-yours",
        InFuture = "line-in-future" at "occurred_on",
        TooLongAgo = "line-too-long-ago" at "occurred_on",
        /// A thought answers at least one of the five questions.
        NoQuestion = "line-no-question" at "questions",
        /// A step is planned for today or later.
        StepInPast = "line-step-in-past" at "by",
        /// It cannot come from itself.
        BuildsOnItself = "line-builds-on-itself" at "builds_on",
        /// Somebody who is not, or no longer, around this student, or may see nothing of them.
        ShareWithStranger = "line-share-with-stranger" at "with",
        /// The share would be over before it begins.
        ShareIsOver = "line-share-is-over" at "until",
        /// A choice that changes says why: that is what others can learn from.
        NoReason = "line-no-reason" at "because",
        /// The step was taken or let go before.
        StepEnded = "line-step-ended",
        /// The setback was turned or closed before.
        SetbackEnded = "line-setback-ended",
        /// A new idea is told in words.
        NoIdea = "line-no-idea" at "idea",
        /// This cannot be done with a thing of this kind.
        OtherKind = "line-other-kind",
        /// Somebody told it anew since this page was opened.
        ChangedMeanwhile = "line-changed-meanwhile" => LookAgain,
    }
}

/// Who tells of something on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    Student,
    /// Somebody at home.
    Home,
    School,
}

impl Voice {
    fn of(context: &Context<'_>) -> Voice {
        match context.actor.role() {
            Some(role) if role.is_staff() => Voice::School,
            Some(crate::actor::Role::Student) => Voice::Student,
            _ => Voice::Home,
        }
    }
}

/// What sort of thing it is, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Experience,
    Reflection,
    Choice,
    Step { open: bool },
    Setback { open: bool },
    Quality,
}

/// One thing on a line, from the first telling on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Own {
    #[default]
    Untold,
    Told(Thing),
    Withdrawn {
        student: PersonId,
    },
}

/// What is remembered of a thing on a line that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    pub student: PersonId,
    pub voice: Voice,
    pub stage: Stage,
    pub shared: Vec<Share>,
    /// How often it was told: once, and once more for whatever became of it.
    pub revision: u32,
}

impl Own {
    /// The thing as it stands, when it is this student's.
    fn of(&self, student: PersonId) -> Result<&Thing, LineRefusal> {
        match self {
            Own::Told(thing) if thing.student == student => Ok(thing),
            Own::Withdrawn { student: whose } if *whose == student => Err(LineRefusal::Withdrawn),
            _ => Err(LineRefusal::NotThere),
        }
    }

    fn first(student: PersonId, voice: Voice, stage: Stage) -> Own {
        Own::Told(Thing { student, voice, stage, shared: vec![], revision: 1 })
    }

    fn told_anew(mut self, change: impl FnOnce(&mut Thing)) -> Own {
        if let Own::Told(thing) = &mut self {
            change(thing);
            thing.revision += 1;
        }
        self
    }

    fn shared(mut self, with: ShareWith, until: Option<Share>) -> Own {
        if let Own::Told(thing) = &mut self {
            share(&mut thing.shared, with, until);
        }
        self
    }
}

impl Thing {
    /// Was it told anew since somebody looked? `seen`: the revision that they saw; `None`: they did not look, and cannot have
    /// missed anything.
    fn changed_since(&self, seen: Option<u32>) -> bool {
        seen.is_some_and(|seen| seen != self.revision)
    }

    /// May those who guide the student at school know of it today?
    fn is_known_at_school(&self, today: NaiveDate) -> bool {
        self.voice == Voice::School || self.shared.iter().any(|share| share.with == ShareWith::School && share.holds_on(today))
    }
}

impl Story for Own {
    fn evolve(self, fact: &Fact) -> Own {
        match fact {
            Fact::ExperienceRecorded(fact) => Own::first(fact.student, Voice::Student, Stage::Experience),
            Fact::ReflectionWritten(fact) => Own::first(fact.student, Voice::Student, Stage::Reflection),
            Fact::ChoiceStated(fact) => Own::first(fact.student, Voice::Student, Stage::Choice),
            Fact::StepPlanned(fact) => Own::first(fact.student, Voice::Student, Stage::Step { open: true }),
            Fact::SetbackNoted(fact) => Own::first(fact.student, fact.voice, Stage::Setback { open: true }),
            Fact::QualityNamed(fact) => Own::first(fact.student, fact.voice, Stage::Quality),
            Fact::ChoiceRevised(_) | Fact::EntryCorrected(_) => self.told_anew(|_| {}),
            Fact::StepTaken(_) | Fact::StepDropped(_) => self.told_anew(|thing| thing.stage = Stage::Step { open: false }),
            Fact::SetbackTurned(_) | Fact::SetbackClosed(_) => {
                self.told_anew(|thing| thing.stage = Stage::Setback { open: false })
            }
            Fact::EntryShared(fact) => self.shared(fact.share.with, Some(fact.share)),
            Fact::EntryUnshared(fact) => self.shared(fact.with, None),
            Fact::EntryWithdrawn(fact) => Own::Withdrawn { student: fact.student },
            _ => self,
        }
    }
}
