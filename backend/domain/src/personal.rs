//! Personal data (nl: persoonsgegevens) inside commands, facts and view rows.
//!
//! A `Personal<T>` is open in a command and on a page, and an envelope in a fact and in a view row. decide, evolve and fold
//! move envelopes and never look inside; only the store seals and opens. An open value refuses to be
//! serialised, so a field that somebody forgot to seal stops the append instead of reaching the disk.

#![warn(missing_docs)]

use crate::ids::{EventId, PersonId};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};

/// How long data may be kept decides which key seals it. The stored names are for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionClass {
    /// Who somebody is: names, birth date, number.
    Identity,
    /// How to reach somebody, and in which language.
    Contact,
    /// The career orientation file: what was said about school and work.
    Lob,
    /// What somebody wrote for themselves.
    OwnWords,
    /// Why authority over a child changed.
    Custody,
}

impl RetentionClass {
    /// Every class. What is known of a person is sealed under another key for each.
    pub const ALL: [RetentionClass; 5] = [
        RetentionClass::Identity,
        RetentionClass::Contact,
        RetentionClass::Lob,
        RetentionClass::OwnWords,
        RetentionClass::Custody,
    ];
    /// The stored name, for ever.
    pub fn name(self) -> &'static str {
        match self {
            RetentionClass::Identity => "identity",
            RetentionClass::Contact => "contact",
            RetentionClass::Lob => "lob",
            RetentionClass::OwnWords => "own_words",
            RetentionClass::Custody => "custody",
        }
    }
    /// The class that bears this stored name, if one does.
    pub fn parse(name: &str) -> Option<RetentionClass> {
        RetentionClass::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// A value that may only be stored sealed. Its type says under which retention class.
pub trait PersonalValue: Serialize + DeserializeOwned + Clone + PartialEq + std::fmt::Debug {
    /// The retention class of every value of this type.
    const CLASS: RetentionClass;
}

/// A sealed field as it was stored with its event: the only form in which personal data rests on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The event it was sealed in; part of what the seal is bound to.
    pub event: EventId,
    /// Which of the event's sealed fields: 0, 1, 2 …
    pub n: u16,
    /// Under whose key.
    pub person: PersonId,
    /// Under which of the keys of that person.
    pub class: RetentionClass,
    /// The field's name in the fact; part of what the seal is bound to.
    pub field: String,
    /// Key version, nonce, ciphertext and authentication tag, as the store made them.
    #[serde(with = "bytes")]
    pub bytes: Vec<u8>,
}

/// Where a personal value stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<T> {
    /// Readable: in a command, and on a page after opening.
    Open(T),
    /// Stored: the n-th sealed field of the event that this body belongs to. After reading a body the store attaches its
    /// envelopes, and no slot is left.
    Slot(u16),
    /// Stored, with the envelope at hand: in a fact that was read, and in a view row.
    Sealed(Envelope),
    /// The key was destroyed or the envelope pruned; nobody can read this again.
    Erased,
}

/// A value about one person that is never stored readable.
#[derive(Clone, Debug, PartialEq)]
pub struct Personal<T> {
    /// Whose data it is: the person whose key seals it. Free text belongs to the student it is about.
    pub of: PersonId,
    /// Where the value stands: readable, sealed or gone.
    pub content: Content<T>,
}

impl<T: PersonalValue> Personal<T> {
    /// A readable value about this person, to put in a command or in a new fact.
    pub fn open(of: PersonId, value: T) -> Personal<T> {
        Personal { of, content: Content::Open(value) }
    }
    /// The value, when it has been opened for this reader.
    pub fn value(&self) -> Option<&T> {
        match &self.content {
            Content::Open(value) => Some(value),
            Content::Slot(_) | Content::Sealed(_) | Content::Erased => None,
        }
    }
    /// Can nobody read this any more?
    pub fn is_erased(&self) -> bool {
        matches!(self.content, Content::Erased)
    }
}

/// What can go wrong between an open value and its stored form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// The opened bytes are not a value of this type.
    Unreadable,
    /// The value could not be written as bytes.
    Unwritable,
    /// This event has no envelope with that number, yet the field expects one.
    NotOpen,
}

/// A personal field without its type, for the store: what to seal, where to put the envelope, what to open.
pub trait PersonalField {
    /// The person whose key seals it.
    fn of(&self) -> PersonId;
    /// The retention class of its type.
    fn class(&self) -> RetentionClass;
    /// The open value as bytes; `None` when it is not open.
    fn plaintext(&self) -> Result<Option<Vec<u8>>, SealError>;
    /// The number of the envelope that belongs here, when the field has just been read from a body.
    fn slot(&self) -> Option<u16>;
    /// The envelope, when the field is sealed and has it.
    fn envelope(&self) -> Option<&Envelope>;
    /// Puts the number of an envelope in place of what stood there. The body of a fact is written like this.
    fn put_slot(&mut self, n: u16);
    /// Puts the envelope itself in place of what stood there, such as its number.
    fn put_envelope(&mut self, envelope: Envelope);
    /// Says that nobody can read it again.
    fn put_erased(&mut self);
    /// Opens it: puts the value that was sealed in place of the envelope.
    ///
    /// # Errors
    ///
    /// `SealError::Unreadable` when the bytes are no value of the field's type. The field stays as it was.
    fn put_plaintext(&mut self, bytes: &[u8]) -> Result<(), SealError>;
}

impl<T: PersonalValue> PersonalField for Personal<T> {
    fn of(&self) -> PersonId {
        self.of
    }
    fn class(&self) -> RetentionClass {
        T::CLASS
    }
    fn plaintext(&self) -> Result<Option<Vec<u8>>, SealError> {
        match &self.content {
            Content::Open(value) => serde_json::to_vec(value).map(Some).map_err(|_| SealError::Unwritable),
            _ => Ok(None),
        }
    }
    fn slot(&self) -> Option<u16> {
        match self.content {
            Content::Slot(n) => Some(n),
            _ => None,
        }
    }
    fn envelope(&self) -> Option<&Envelope> {
        match &self.content {
            Content::Sealed(envelope) => Some(envelope),
            _ => None,
        }
    }
    fn put_slot(&mut self, n: u16) {
        self.content = Content::Slot(n);
    }
    fn put_envelope(&mut self, envelope: Envelope) {
        self.content = Content::Sealed(envelope);
    }
    fn put_erased(&mut self) {
        self.content = Content::Erased;
    }
    fn put_plaintext(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        let value = serde_json::from_slice(bytes).map_err(|_| SealError::Unreadable)?;
        self.content = Content::Open(value);
        Ok(())
    }
}

/// Called once for each personal field, with the field's name.
pub type EachPersonal<'a> = dyn FnMut(&'static str, &mut dyn PersonalField) + 'a;

/// Something with personal fields in it: a fact, a view row, an answer. `holds_personal!` writes the walk.
pub trait HoldsPersonal {
    /// Calls `see` for each personal field, in the order in which they are listed. That order numbers a fact's envelopes.
    fn each_personal(&mut self, see: &mut EachPersonal<'_>);
}

/// A field that is, or contains, personal data.
pub trait PersonalSlot {
    /// Calls `see` for the personal data in this field. `name`: what its struct calls the field; a struct in it has names of
    /// its own.
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>);
}

impl<T: PersonalValue> PersonalSlot for Personal<T> {
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>) {
        see(name, self);
    }
}

impl<S: PersonalSlot> PersonalSlot for Option<S> {
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>) {
        if let Some(inner) = self {
            inner.walk(name, see);
        }
    }
}

impl<S: PersonalSlot> PersonalSlot for Vec<S> {
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>) {
        for inner in self {
            inner.walk(name, see);
        }
    }
}

impl<S: PersonalSlot + ?Sized> PersonalSlot for Box<S> {
    fn walk(&mut self, name: &'static str, see: &mut EachPersonal<'_>) {
        (**self).walk(name, see);
    }
}

/// Lists the personal fields of a struct, and those of structs inside it:
/// `holds_personal!(Account { words })`, `holds_personal!(SchoolOpened {})`.
#[macro_export]
macro_rules! holds_personal {
    ($name:ty { $($field:ident),* $(,)? }) => {
        impl $crate::personal::HoldsPersonal for $name {
            fn each_personal(&mut self, _see: &mut $crate::personal::EachPersonal<'_>) {
                $( $crate::personal::PersonalSlot::walk(&mut self.$field, stringify!($field), _see); )*
            }
        }
        impl $crate::personal::PersonalSlot for $name {
            fn walk(&mut self, _name: &'static str, see: &mut $crate::personal::EachPersonal<'_>) {
                $crate::personal::HoldsPersonal::each_personal(self, see);
            }
        }
    };
}

impl<T> Serialize for Personal<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut stored = Stored { of: self.of, sealed: None, envelope: None, erased: false };
        match &self.content {
            Content::Open(_) => return Err(serde::ser::Error::custom("open personal data must be sealed before it is stored")),
            Content::Slot(n) => stored.sealed = Some(*n),
            Content::Sealed(envelope) => stored.envelope = Some(envelope.clone()),
            Content::Erased => stored.erased = true,
        }
        stored.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(deserializer)?;
        let content = match (stored.sealed, stored.envelope) {
            (Some(n), _) => Content::Slot(n),
            (None, Some(envelope)) => Content::Sealed(envelope),
            (None, None) => Content::Erased,
        };
        Ok(Personal { of: stored.of, content })
    }
}

/// The written form: `{"of": person, "sealed": 0}` in a body, `{"of": person, "envelope": {…}}` in a view row,
/// `{"of": person, "erased": true}` in a row whose envelope is gone.
#[derive(Serialize, Deserialize)]
struct Stored {
    of: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sealed: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    envelope: Option<Envelope>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    erased: bool,
}

/// Bytes as they are, or as text in a form that people read.
pub(crate) mod bytes {
    use super::*;
    use serde::de::{Error, Visitor};
    use std::fmt;

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&BASE64.encode(bytes));
        }
        serializer.serialize_bytes(bytes)
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(Either);
        }
        deserializer.deserialize_byte_buf(Either)
    }

    struct Either;

    impl Visitor<'_> for Either {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes, or base64")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
            BASE64.decode(text).map_err(Error::custom)
        }
        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
        fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(bytes)
        }
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::values::PersonName;
    use uuid::Uuid;

    fn name() -> Personal<PersonName> {
        Personal::open(PersonId(Uuid::from_u128(1)), PersonName::new("Amira", "", "Demir").unwrap())
    }

    #[test]
    fn an_open_value_refuses_to_be_written() {
        assert!(serde_json::to_string(&name()).is_err());
    }

    #[test]
    fn a_sealed_value_comes_back_as_it_was() {
        let mut sealed = name();
        let envelope = Envelope {
            event: EventId(Uuid::from_u128(2)),
            n: 0,
            person: sealed.of,
            class: RetentionClass::Identity,
            field: "name".into(),
            bytes: vec![1, 2, 3],
        };
        sealed.put_envelope(envelope);
        let json = serde_json::to_string(&sealed).unwrap();
        assert_eq!(serde_json::from_str::<Personal<PersonName>>(&json).unwrap(), sealed);

        sealed.put_slot(0);
        assert_eq!(serde_json::to_string(&sealed).unwrap(), format!(r#"{{"of":"{}","sealed":0}}"#, sealed.of));
        sealed.put_erased();
        let json = serde_json::to_string(&sealed).unwrap();
        assert!(serde_json::from_str::<Personal<PersonName>>(&json).unwrap().is_erased());
    }
}
