//! The words of the specs about a student's line: one thing, `ENTRY`, that Amira tells.

use super::*;
use crate::{
    line::{
        AddToLine, Adding, CareerQuestion, ChoiceRevised, ChoiceStated, EntryCorrected, EntryShared, EntryWithdrawn,
        ExperienceKind, ExperienceRecorded, Piece, QualityNamed, ReflectionWritten, SetbackClosed, SetbackNoted, SetbackTurned,
        Share, ShareWith, StepPlanned, StepTaken, Voice, Why,
    },
    values::{OwnWords, Title},
};

pub fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

pub fn own_words(text: &str) -> Option<OwnWords> {
    OwnWords::parse(text).unwrap()
}

pub fn piece(text: &str, questions: &[CareerQuestion]) -> Piece {
    Piece { title: Personal::open(AMIRA, title(text)), words: None, questions: questions.to_vec(), builds_on: None }
}

/// Amira baked her first bread yesterday, and is proud of it.
pub fn bread() -> AddToLine {
    AddToLine {
        entry: ENTRY,
        student: AMIRA,
        occurred: Occurred::on(YESTERDAY),
        what: Adding::Experience { kind: ExperienceKind::Visit, proud: true },
        title: title("Mijn eerste brood"),
        words: None,
        questions: vec![],
        builds_on: None,
        share: vec![],
    }
}

pub fn experience() -> Fact {
    experienced(ENTRY)
}

pub fn experienced(entry: EntryId) -> Fact {
    let piece = piece("Mijn eerste brood", &[CareerQuestion::Work]);
    let (occurred, kind) = (Occurred::on(YESTERDAY), ExperienceKind::Visit);
    ExperienceRecorded { entry, student: AMIRA, occurred, kind, proud: true, piece }.into()
}

pub fn reflection(entry: EntryId) -> Fact {
    let piece = piece("Vroeg opstaan vond ik niet erg", &[CareerQuestion::Work]);
    ReflectionWritten { entry, student: AMIRA, occurred: Occurred::on(YESTERDAY), piece }.into()
}

pub fn choice() -> Fact {
    let piece = piece("Bakker", &[CareerQuestion::Motives]);
    ChoiceStated { entry: ENTRY, student: AMIRA, occurred: Occurred::on(YESTERDAY), piece }.into()
}

pub fn revised(text: &str) -> Fact {
    let because = Personal::open(AMIRA, own_words("Ik kook liever.").unwrap());
    ChoiceRevised { entry: ENTRY, student: AMIRA, title: Personal::open(AMIRA, title(text)), because }.into()
}

pub fn step() -> Fact {
    let piece = piece("Open dag bakkersschool", &[CareerQuestion::Steering]);
    StepPlanned { entry: ENTRY, student: AMIRA, by: Some(TOMORROW), piece }.into()
}

pub fn step_taken() -> Fact {
    StepTaken { entry: ENTRY, student: AMIRA, words: None }.into()
}

pub fn setback(voice: Voice) -> Fact {
    let piece = piece("Geen stageplek", &[]);
    SetbackNoted { entry: ENTRY, student: AMIRA, occurred: Occurred::on(YESTERDAY), voice, piece }.into()
}

pub fn turned(voice: Voice) -> Fact {
    let idea = Personal::open(AMIRA, own_words("Vragen bij oom Kemal.").unwrap());
    SetbackTurned { entry: ENTRY, student: AMIRA, voice, idea }.into()
}

pub fn setback_closed() -> Fact {
    SetbackClosed { entry: ENTRY, student: AMIRA }.into()
}

/// Her mother, or somebody else in that voice, says that Amira is patient.
pub fn quality(voice: Voice) -> Fact {
    let by = if voice == Voice::Home { MOTHER } else { MENTOR };
    QualityNamed { entry: ENTRY, student: AMIRA, by, voice, piece: piece("Geduldig", &[CareerQuestion::Qualities]) }.into()
}

pub fn corrected_entry() -> Fact {
    let piece = piece("Mijn tweede brood", &[CareerQuestion::Work]);
    EntryCorrected { entry: ENTRY, student: AMIRA, piece, why: Why::Mistake }.into()
}

pub fn withdrawn() -> Fact {
    EntryWithdrawn { entry: ENTRY, student: AMIRA, why: Why::RatherNot }.into()
}

pub fn shared_with(with: ShareWith, until: Option<NaiveDate>) -> Fact {
    EntryShared { entry: ENTRY, student: AMIRA, share: Share { with, until } }.into()
}
