use chrono::{Days, NaiveDate};
use domain::{
    agreement::{Answer, Party},
    ids::{PersonId, Tag},
    views::{AgreementContent, OneAgreement},
};

/// Days before its day from which somebody is asked whether their part is done.
const SOON_DAYS: u64 = 3;

/// An agreement that asks something of the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementToDo {
    pub student: PersonId,
    pub key: Tag,
    pub told: Box<AgreementContent>,
    /// The reader's own part, and by when.
    pub party: Party,
    pub due: NaiveDate,
    /// Asked is whether it is done; else, whether they say yes.
    pub done: bool,
}

/// What of an agreement waits for this person: an answer, or the word that their part is done.
pub(in crate::questions) fn asks_of(one: &OneAgreement, person: PersonId, today: NaiveDate) -> Option<(Party, bool)> {
    let party = one.parts.party_of(person).filter(|_| one.is_open())?;
    let soon = one.parts.of(party).due.checked_sub_days(Days::new(SOON_DAYS)).is_some_and(|from| from <= today);
    match one.answer(party) {
        Answer::None => Some((party, false)),
        Answer::Yes if soon && one.done_on(party).is_none() => Some((party, true)),
        _ => None,
    }
}
