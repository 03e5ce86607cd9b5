//! What home did since school last spoke with them: silence is school's measure, and an answer breaks it without a talk.

use super::class_list::whom;
use crate::questions::person::TieToStudent;
use chrono::NaiveDate;
use domain::{
    ids::TagKind,
    views::{MomentKind, StudentCard, reach},
};

/// What somebody at home did last since the last conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeardSince {
    pub on: NaiveDate,
    pub how: HeardHow,
    pub who: Vec<TieToStudent>,
}

/// By what home was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeardHow {
    /// They sent a message, or answered one.
    Message,
    /// They answered an invitation to a talk.
    Invitation,
    /// They said something of an agreement.
    Agreement,
    /// They told what came of an assignment.
    Assignment,
}

impl HeardSince {
    /// Nothing when school spoke with them since, or nobody said anything.
    pub fn of(card: &StudentCard, today: NaiveDate) -> Option<HeardSince> {
        let moment = reach::heard_since(card, today)?;
        let who = match &moment.kind {
            MomentKind::Responded { with } => std::slice::from_ref(with),
            MomentKind::HomeTalkShown { with } => with,
            _ => return None,
        };
        let how = match moment.thing.kind {
            TagKind::Message => HeardHow::Message,
            TagKind::Talk => HeardHow::Invitation,
            TagKind::Agreement => HeardHow::Agreement,
            _ => HeardHow::Assignment,
        };
        Some(HeardSince { on: moment.on, how, who: who.iter().map(|person| whom(card, *person)).collect() })
    }
}
