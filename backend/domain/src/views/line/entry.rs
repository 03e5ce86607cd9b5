use crate::{
    facts::{Event, Fact},
    holds_personal,
    ids::PersonId,
    line::{CareerQuestion, ExperienceKind, Piece, Share, ShareWith, Voice, Why, share},
    personal::{EachPersonal, Personal, PersonalSlot},
    time::counted,
    values::{OwnWords, Title},
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Something on a student's own line, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnEntry {
    pub kind: OwnKind,
    pub voice: Voice,
    pub piece: Piece,
    /// What a choice grew from, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grown: Vec<Grown>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub became: Option<Became>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<Share>,
    /// What stood there before the student corrected it, oldest first; for the student alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<OwnBefore>,
    pub revision: u32,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_away: bool,
}

holds_personal!(OwnEntry { piece, grown, became, before });

/// What sort of thing it is, with what only that sort tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnKind {
    Experience { kind: ExperienceKind, proud: bool },
    Reflection,
    Choice,
    Step { by: Option<NaiveDate> },
    Setback,
    Quality { by: PersonId },
}

/// What a student wanted before, and why they want something else since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grown {
    pub title: Personal<Title>,
    /// Until when it stood.
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub because: Personal<OwnWords>,
}

holds_personal!(Grown { title, because });

/// What came of a step or a setback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    Taken { on: NaiveDate, words: Option<Personal<OwnWords>> },
    Dropped { on: NaiveDate, words: Option<Personal<OwnWords>> },
    Turned { on: NaiveDate, voice: Voice, idea: Personal<OwnWords> },
    Closed { on: NaiveDate },
}

impl PersonalSlot for Became {
    fn walk(&mut self, _: &'static str, see: &mut EachPersonal<'_>) {
        match self {
            Became::Taken { words, .. } | Became::Dropped { words, .. } => words.walk("words", see),
            Became::Turned { idea, .. } => idea.walk("idea", see),
            Became::Closed { .. } => {}
        }
    }
}

/// What stood there before a correction, and why the student corrected it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnBefore {
    pub piece: Piece,
    pub told_at: DateTime<Utc>,
    pub why: Why,
}

holds_personal!(OwnBefore { piece });

impl OwnEntry {
    /// Does a share with the school, or with this person, hold on this day?
    pub fn is_shared(&self, with: ShareWith, today: NaiveDate) -> bool {
        self.shared.iter().any(|share| share.with == with && share.holds_on(today))
    }
    /// Is it something that did not work out? What the school says of that is news to the student.
    pub fn is_setback(&self) -> bool {
        self.kind == OwnKind::Setback
    }
    /// A step or a setback of which nothing came yet.
    pub fn is_open(&self) -> bool {
        matches!(self.kind, OwnKind::Step { .. } | OwnKind::Setback) && self.became.is_none()
    }
    /// Does it help to answer this question?
    pub fn answers(&self, question: CareerQuestion) -> bool {
        self.piece.questions.contains(&question)
    }

    fn new(kind: OwnKind, voice: Voice, piece: &Piece) -> OwnEntry {
        let piece = piece.clone();
        OwnEntry {
            kind,
            voice,
            piece,
            grown: vec![],
            became: None,
            shared: vec![],
            before: vec![],
            revision: 1,
            taken_away: false,
        }
    }
}

/// The first telling of a thing on the line, if this is one.
pub(in crate::views) fn first_told(fact: &Fact) -> Option<OwnEntry> {
    let own = Voice::Student;
    Some(match fact {
        Fact::ExperienceRecorded(fact) => {
            OwnEntry::new(OwnKind::Experience { kind: fact.kind, proud: fact.proud }, own, &fact.piece)
        }
        Fact::ReflectionWritten(fact) => OwnEntry::new(OwnKind::Reflection, own, &fact.piece),
        Fact::ChoiceStated(fact) => OwnEntry::new(OwnKind::Choice, own, &fact.piece),
        Fact::StepPlanned(fact) => OwnEntry::new(OwnKind::Step { by: fact.by }, own, &fact.piece),
        Fact::SetbackNoted(fact) => OwnEntry::new(OwnKind::Setback, fact.voice, &fact.piece),
        Fact::QualityNamed(fact) => OwnEntry::new(OwnKind::Quality { by: fact.by }, fact.voice, &fact.piece),
        _ => return None,
    })
}

/// What a later fact makes of a thing on the line, and what that makes of its place. A choice and a step move to the day on
/// which they grew.
pub(in crate::views) fn told_on(own: &mut OwnEntry, told_at: DateTime<Utc>, event: &Event) -> Retold {
    let on = event.occurred.on;
    let retold = match &event.fact {
        Fact::EntryShared(fact) => {
            share(&mut own.shared, fact.share.with, Some(fact.share));
            return Retold::No;
        }
        Fact::EntryUnshared(fact) => {
            share(&mut own.shared, fact.with, None);
            return Retold::No;
        }
        Fact::EntryWithdrawn(_) => {
            own.taken_away = true;
            Retold::Here
        }
        Fact::EntryCorrected(fact) => {
            let piece = Piece { builds_on: own.piece.builds_on, ..fact.piece.clone() };
            let piece = std::mem::replace(&mut own.piece, piece);
            own.before.push(OwnBefore { piece, told_at, why: fact.why });
            Retold::Here
        }
        Fact::ChoiceRevised(fact) => {
            let title = std::mem::replace(&mut own.piece.title, fact.title.clone());
            own.grown.push(Grown { title, on, because: fact.because.clone() });
            Retold::Later
        }
        Fact::StepTaken(fact) => {
            own.became = Some(Became::Taken { on, words: fact.words.clone() });
            Retold::Later
        }
        Fact::StepDropped(fact) => {
            own.became = Some(Became::Dropped { on, words: fact.words.clone() });
            Retold::Later
        }
        Fact::SetbackTurned(fact) => {
            own.became = Some(Became::Turned { on, voice: fact.voice, idea: fact.idea.clone() });
            Retold::Here
        }
        Fact::SetbackClosed(_) => {
            own.became = Some(Became::Closed { on });
            Retold::Here
        }
        _ => return Retold::No,
    };
    own.revision += 1;
    retold
}

/// Does a fact tell a thing anew, and does the thing stay where it stands?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::views) enum Retold {
    No,
    Here,
    Later,
}
