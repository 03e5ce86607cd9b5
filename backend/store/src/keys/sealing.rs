//! Personal fields are sealed before a fact is stored, and opened for readers whose pass allows it.

use super::{
    cipher::{bound_to, open, seal},
    data_keys::{KEY_VERSION, KeySubject, Keys, SubjectKey},
};
use crate::database::{error::StoreError, world::Entropy};
use domain::{
    facts::Fact,
    ids::{EventId, SchoolId},
    personal::{Envelope, HoldsPersonal, PersonalField, SealError},
};
use std::collections::HashMap;

/// Why a fact cannot be sealed.
#[derive(Debug)]
pub(crate) enum SealFailure {
    /// The key was destroyed: nothing can be written about this person any more.
    Erased,
    Broken(StoreError),
}

impl From<StoreError> for SealFailure {
    fn from(error: StoreError) -> SealFailure {
        SealFailure::Broken(error)
    }
}

impl From<SealError> for SealFailure {
    fn from(error: SealError) -> SealFailure {
        SealFailure::Broken(damaged(error))
    }
}

/// A fact as it is stored: its body without personal data, and each personal field sealed.
pub(crate) struct SealedFact {
    pub body: Vec<u8>,
    pub envelopes: Vec<Envelope>,
}

/// The keys that these facts need.
pub(crate) fn subjects_of<'a>(facts: impl Iterator<Item = &'a mut Fact>) -> Vec<KeySubject> {
    let mut subjects = Vec::new();
    for fact in facts {
        fact.each_personal(&mut |_, field| subjects.push((field.of(), field.class())));
    }
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

/// Seals every personal field of a fact with the key of the person it is about. Afterwards the fact holds the envelopes.
pub(crate) fn seal_fact(
    fact: &mut Fact,
    school: SchoolId,
    event: EventId,
    keys: &HashMap<KeySubject, SubjectKey>,
    entropy: &Entropy,
) -> Result<SealedFact, SealFailure> {
    let mut envelopes = Vec::new();
    each::<_, SealFailure>(fact, |name, field| {
        let n = envelopes.len() as u16;
        envelopes.push(seal_field(name, n, field, school, event, keys, entropy)?);
        field.put_slot(n);
        Ok(())
    })?;
    let body = fact.encode().map_err(|error| StoreError::Unfit(format!("{} cannot be written: {error}", fact.type_name())))?;
    each::<_, SealFailure>(fact, |_, field| {
        let envelope = field.slot().and_then(|n| envelopes.get(usize::from(n)));
        field.put_envelope(envelope.ok_or(SealError::NotOpen)?.clone());
        Ok(())
    })?;
    Ok(SealedFact { body, envelopes })
}

fn seal_field(
    name: &str,
    n: u16,
    field: &dyn PersonalField,
    school: SchoolId,
    event: EventId,
    keys: &HashMap<KeySubject, SubjectKey>,
    entropy: &Entropy,
) -> Result<Envelope, SealFailure> {
    // An envelope of another event is bound to that event, so only an open value can be sealed into this one.
    let plaintext = field.plaintext()?.ok_or(SealError::NotOpen)?;
    let (person, class) = (field.of(), field.class());
    let key = match keys.get(&(person, class)) {
        Some(SubjectKey::Ready(key)) => key,
        Some(SubjectKey::Destroyed) => return Err(SealFailure::Erased),
        None => return Err(damaged(SealError::Unwritable).into()),
    };
    let nonce = entropy.draw_often(&[b"nonce", event.0.as_bytes(), &n.to_be_bytes()])?;
    let mut envelope = Envelope { event, n, person, class, field: name.to_owned(), bytes: KEY_VERSION.to_be_bytes().to_vec() };
    let sealed = seal(key, nonce, &place_of(&envelope, school), &plaintext)?;
    envelope.bytes.extend(sealed);
    Ok(envelope)
}

/// What an envelope is bound to: moved to another school, event, field or person, it does not open.
fn place_of(envelope: &Envelope, school: SchoolId) -> Vec<u8> {
    bound_to(&[
        b"field/1",
        school.0.as_bytes(),
        envelope.event.0.as_bytes(),
        &envelope.n.to_be_bytes(),
        envelope.field.as_bytes(),
        envelope.person.0.as_bytes(),
        envelope.class.name().as_bytes(),
        &envelope.bytes[..2],
    ])
}

/// Opens every envelope of an answer in place, with one look-up of keys for all of it. A field whose key was destroyed becomes
/// erased. Only for readers whose pass opens envelopes.
pub(crate) async fn open_all(
    keys: &Keys,
    school: SchoolId,
    answer: &mut [&mut (dyn HoldsPersonal + Send)],
) -> Result<(), StoreError> {
    let mut subjects = Vec::new();
    for part in answer.iter_mut() {
        part.each_personal(&mut |_, field| subjects.extend(field.envelope().map(|envelope| (envelope.person, envelope.class))));
    }
    subjects.sort_unstable();
    subjects.dedup();
    let found = keys.found_for(school, &subjects).await?;
    answer.iter_mut().try_for_each(|part| each(*part, |_, field| open_field(field, school, &found)))
}

fn open_field(field: &mut dyn PersonalField, school: SchoolId, keys: &HashMap<KeySubject, SubjectKey>) -> Result<(), StoreError> {
    let Some(envelope) = field.envelope() else { return Ok(()) };
    let Some(SubjectKey::Ready(key)) = keys.get(&(envelope.person, envelope.class)) else {
        field.put_erased();
        return Ok(());
    };
    let opened = envelope.bytes.get(2..).and_then(|sealed| open(key, sealed, &place_of(envelope, school)));
    let not_ours = || StoreError::Damaged(format!("field {} of event {} does not open", envelope.field, envelope.event));
    let opened = zeroize::Zeroizing::new(opened.ok_or_else(not_ours)?);
    field.put_plaintext(&opened).map_err(damaged)
}

/// Goes through the personal fields and keeps the first error, because `each_personal` itself cannot stop half-way.
fn each<H, E>(holder: &mut H, mut see: impl FnMut(&'static str, &mut dyn PersonalField) -> Result<(), E>) -> Result<(), E>
where
    H: HoldsPersonal + ?Sized,
{
    let mut outcome = Ok(());
    holder.each_personal(&mut |name, field| {
        if outcome.is_ok() {
            outcome = see(name, field);
        }
    });
    outcome
}

fn damaged(error: SealError) -> StoreError {
    StoreError::Damaged(match error {
        SealError::Unreadable => "what was sealed is no value of its field".into(),
        SealError::Unwritable => "a personal field could not be sealed".into(),
        SealError::NotOpen => "a fact carries the envelope of another event".into(),
    })
}
