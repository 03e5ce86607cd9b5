//! What specs say about agreements.

use super::{assignment::line, *};
use crate::{
    agreement::{
        AdjustAgreement, AgreementAdjusted, AgreementCancelled, AgreementConfirmed, AgreementDeclined, AgreementDraft,
        AgreementLapsed, AgreementMade, AgreementPartDone, MakeAgreement, Otherwise, Part, Parts, Party,
    },
    ids::AgreementId,
    values::Pledge,
};
use chrono::Days;

pub const AGREEMENT: AgreementId = AgreementId(Uuid::from_u128(7));

fn in_days(days: u64) -> NaiveDate {
    TODAY + Days::new(days)
}

/// Amira signs up, her mother comes along, school gives her the day off.
pub fn make() -> MakeAgreement {
    let draft = AgreementDraft {
        point: Some(line("Zelf contact leggen")),
        student_does: Some(line("Ik schrijf me in.")),
        student_due: Some(in_days(3)),
        home_does: Some(line("Mama gaat mee.")),
        home_owner: Some(MOTHER),
        home_due: Some(in_days(10)),
        school_does: Some(line("School regelt vrij.")),
        school_owner: Some(MENTOR),
        school_due: Some(in_days(7)),
    };
    MakeAgreement { agreement: AGREEMENT, student: AMIRA, from: Some(Tag::contact(CONTACT)), draft }
}

fn pledge(home: &str) -> Personal<Pledge> {
    let pledge = Pledge {
        point: line("Zelf contact leggen"),
        student: line("Ik schrijf me in."),
        home: line(home),
        school: line("School regelt vrij."),
    };
    Personal::open(AMIRA, pledge)
}

pub fn made() -> AgreementMade {
    let parts = Parts {
        student: Part { owner: AMIRA, due: in_days(3) },
        home: Part { owner: MOTHER, due: in_days(10) },
        school: Part { owner: MENTOR, due: in_days(7) },
    };
    let from = Some(Tag::contact(CONTACT));
    AgreementMade { agreement: AGREEMENT, student: AMIRA, from, parts, pledge: pledge("Mama gaat mee.") }
}

pub fn agreement_made() -> Fact {
    made().into()
}

pub fn confirmed(party: Party) -> Fact {
    AgreementConfirmed { agreement: AGREEMENT, student: AMIRA, party, by: made().parts.of(party).owner }.into()
}

pub fn declined(party: Party) -> Fact {
    let words = words("Ik werk die zaterdag.").map(|words| Personal::open(AMIRA, words));
    let by = made().parts.of(party).owner;
    AgreementDeclined { agreement: AGREEMENT, student: AMIRA, party, by, otherwise: Otherwise::OtherDay, words }.into()
}

pub fn part_done(party: Party) -> Fact {
    AgreementPartDone { agreement: AGREEMENT, student: AMIRA, party }.into()
}

/// Not her mother but her uncle comes along.
pub fn adjust() -> AdjustAgreement {
    let mut draft = make().draft;
    draft.home_owner = Some(UNCLE);
    draft.home_does = Some(line("Kemal gaat mee."));
    AdjustAgreement { agreement: AGREEMENT, student: AMIRA, draft, because: words("Mama werkt dan."), seen: Some(1) }
}

pub fn agreement_adjusted() -> Fact {
    let mut parts = made().parts;
    parts.home.owner = UNCLE;
    AgreementAdjusted {
        agreement: AGREEMENT,
        student: AMIRA,
        parts,
        pledge: pledge("Kemal gaat mee."),
        formerly: vec![MOTHER, MENTOR],
        because: Personal::open(AMIRA, words("Mama werkt dan.").unwrap()),
    }
    .into()
}

pub fn agreement_lapsed() -> Fact {
    AgreementLapsed { agreement: AGREEMENT, student: AMIRA }.into()
}

pub fn agreement_cancelled() -> Fact {
    let because = Personal::open(AMIRA, words("Amira kiest iets anders.").unwrap());
    AgreementCancelled { agreement: AGREEMENT, student: AMIRA, because }.into()
}
