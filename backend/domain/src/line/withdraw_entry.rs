use super::{LineRefusal, Own, Voice, Why, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{EntryId, PersonId, Stream, Tag},
    policy::{About, deeds},
};
use serde::{Deserialize, Serialize};

/// Takes something off one's own line (nl: weghalen). Nobody sees it any more; that it was there stays in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WithdrawEntry {
    pub entry: EntryId,
    pub student: PersonId,
    pub why: Why,
}

/// (nl: weggehaald)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryWithdrawn {
    pub entry: EntryId,
    pub student: PersonId,
    pub why: Why,
}

holds_personal!(EntryWithdrawn {});

impl IsFact for EntryWithdrawn {
    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn tags(&self) -> Vec<Tag> {
        tags_of(self.entry, self.student)
    }
}

impl Command for WithdrawEntry {
    type Story = Own;
    type Deed = deeds::KeepLine;

    fn stream(&self) -> Stream {
        stream_of(self.entry)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, own: &Own, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        // What the school noted stays: a student answers it, and does not unsay it.
        if own.of(self.student)?.voice == Voice::School {
            return Err(LineRefusal::NotYours.into());
        }
        let WithdrawEntry { entry, student, why } = *self;
        Ok(vec![context.new_fact(EntryWithdrawn { entry, student, why })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{spec::line::*, spec::*};

    fn take_away() -> WithdrawEntry {
        WithdrawEntry { entry: ENTRY, student: AMIRA, why: Why::RatherNot }
    }

    #[test]
    fn the_student_takes_away_what_they_told_and_what_home_said_of_them() {
        given([experience()]).when(&take_away()).then([withdrawn()]);
        given([quality(Voice::Home)]).when(&take_away()).then([withdrawn()]);
    }

    #[test]
    fn not_what_the_school_noted_and_nothing_twice() {
        given([setback(Voice::School)]).when(&take_away()).then_refused(LineRefusal::NotYours);
        given([]).when(&take_away()).then_refused(LineRefusal::NotThere);
        given([experience(), withdrawn()]).when(&take_away()).then_refused(LineRefusal::Withdrawn);
        given([experience()]).when(&WithdrawEntry { student: MILAN, ..take_away() }).then_refused(LineRefusal::NotThere);
    }
}
