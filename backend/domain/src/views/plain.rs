//! How a row is written: one value after the other, without their names and types, because whoever reads a row knows what it
//! is. A page reads hundreds of rows, and with names it spent a third of its time on reading them.
//!
//! Numbers are as long as they need to be, texts and lists say their length first, and a struct says how many fields it has
//! and which of them were left out (`skip_serializing_if`). A row of another shape is refused where that shows, but two of
//! one shape are not told apart: a change of what rows hold is a new version of the view.

use serde::{
    Deserializer, Serialize, Serializer,
    de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor},
    ser,
};
use std::fmt::{self, Display};

/// The fields of one struct, at most: as many as there are bits to say which were left out.
const MOST_FIELDS: usize = 16;

pub fn write<T: Serialize>(row: &T) -> Result<Vec<u8>, Unfit> {
    let mut writer = Writer { out: Vec::with_capacity(512) };
    row.serialize(&mut writer)?;
    Ok(writer.out)
}

pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unfit> {
    let mut reader = Reader { rest: bytes };
    let row = T::deserialize(&mut reader)?;
    if reader.rest.is_empty() { Ok(row) } else { Err(Unfit("it goes on after its end".into())) }
}

/// Why something cannot be written or read.
#[derive(Debug)]
pub struct Unfit(String);

impl Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: Display>(why: T) -> Self {
        Unfit(why.to_string())
    }
}

impl de::Error for Unfit {
    fn custom<T: Display>(why: T) -> Self {
        Unfit(why.to_string())
    }
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    /// Seven bits at a time, the lowest first; the eighth says that there are more.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }
    fn signed(&mut self, number: i64) {
        // So that -1 is as short as 1.
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }
    fn length(&mut self, length: Option<usize>) -> Result<&mut Self, Unfit> {
        let length = length.ok_or_else(|| Unfit("a list must know its length".into()))?;
        self.number(length as u64);
        Ok(self)
    }
    fn fields(&mut self) -> Fields<'_> {
        let at = self.out.len();
        self.out.extend([0; 3]);
        Fields { writer: self, at, seen: 0, left_out: 0 }
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty => $write:ident $as:ty),+ $(,)?) => {
        $(fn $method(self, number: $type) -> Result<(), Unfit> {
            self.$write(<$as>::from(number));
            Ok(())
        })+
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Fields<'w>;
    type SerializeStructVariant = Fields<'w>;

    numbers!(
        serialize_bool bool => number u64, serialize_char char => number u64,
        serialize_u8 u8 => number u64, serialize_u16 u16 => number u64, serialize_u32 u32 => number u64, serialize_u64 u64 => number u64,
        serialize_i8 i8 => signed i64, serialize_i16 i16 => signed i64, serialize_i32 i32 => signed i64, serialize_i64 i64 => signed i64,
    );

    fn is_human_readable(&self) -> bool {
        false
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unfit> {
        Err(Unfit("rows hold no fractions".into()))
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unfit> {
        Err(Unfit("rows hold no fractions".into()))
    }
    fn serialize_str(self, text: &str) -> Result<(), Unfit> {
        self.serialize_bytes(text.as_bytes())
    }
    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Unfit> {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Unfit> {
        self.serialize_bool(false)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        self.number(1);
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unfit> {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, variant: u32, _: &'static str) -> Result<(), Unfit> {
        self.serialize_u32(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.number(variant.into());
        value.serialize(self)
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.length(length)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }
    fn serialize_tuple_variant(self, _: &'static str, variant: u32, _: &'static str, _: usize) -> Result<Self, Unfit> {
        self.number(variant.into());
        Ok(self)
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.length(length)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'w>, Unfit> {
        Ok(self.fields())
    }
    fn serialize_struct_variant(self, _: &'static str, variant: u32, _: &'static str, _: usize) -> Result<Fields<'w>, Unfit> {
        self.number(variant.into());
        Ok(self.fields())
    }
}

macro_rules! items {
    ($($trait:ident $method:ident),+ $(,)?) => {$(
        impl ser::$trait for &mut Writer {
            type Ok = ();
            type Error = Unfit;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        }
    )+};
}

items!(
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field,
);

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unfit;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        key.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

/// A struct while it is written. Its first three bytes are known at its end.
struct Fields<'w> {
    writer: &'w mut Writer,
    at: usize,
    seen: usize,
    left_out: u16,
}

impl Fields<'_> {
    fn field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.seen += 1;
        value.serialize(&mut *self.writer)
    }
    fn leave_out(&mut self) {
        self.left_out |= 1_u16.checked_shl(self.seen as u32).unwrap_or_default();
        self.seen += 1;
    }
    fn finish(self) -> Result<(), Unfit> {
        if self.seen > MOST_FIELDS {
            return Err(Unfit(format!("a struct in a row has at most {MOST_FIELDS} fields")));
        }
        let [low, high] = self.left_out.to_le_bytes();
        self.writer.out[self.at..self.at + 3].copy_from_slice(&[self.seen as u8, low, high]);
        Ok(())
    }
}

macro_rules! fields {
    ($($trait:ident),+) => {$(
        impl ser::$trait for Fields<'_> {
            type Ok = ();
            type Error = Unfit;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Unfit> {
                self.field(value)
            }
            fn skip_field(&mut self, _: &'static str) -> Result<(), Unfit> {
                self.leave_out();
                Ok(())
            }
            fn end(self) -> Result<(), Unfit> {
                self.finish()
            }
        }
    )+};
}

fields!(SerializeStruct, SerializeStructVariant);

struct Reader<'r> {
    rest: &'r [u8],
}

impl<'r> Reader<'r> {
    fn byte(&mut self) -> Result<u8, Unfit> {
        let (first, rest) = self.rest.split_first().ok_or_else(ends_early)?;
        self.rest = rest;
        Ok(*first)
    }
    fn number(&mut self) -> Result<u64, Unfit> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unfit("a number is too long".into()))
    }
    fn signed(&mut self) -> Result<i64, Unfit> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }
    fn length(&mut self) -> Result<usize, Unfit> {
        usize::try_from(self.number()?).map_err(|_| ends_early())
    }
    fn take(&mut self) -> Result<&'r [u8], Unfit> {
        let length = self.length()?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(ends_early)?;
        self.rest = rest;
        Ok(taken)
    }
    fn text(&mut self) -> Result<&'r str, Unfit> {
        std::str::from_utf8(self.take()?).map_err(|_| Unfit("a text is none".into()))
    }
    fn flag(&mut self) -> Result<bool, Unfit> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Unfit("neither yes nor no".into())),
        }
    }
    /// The fields of a struct, some of which were left out.
    fn fields(&mut self, known: usize) -> Result<Items<'_, 'r>, Unfit> {
        let (fields, low, high) = (self.byte()?, self.byte()?, self.byte()?);
        if usize::from(fields) != known {
            return Err(Unfit("it was written with other fields".into()));
        }
        Ok(Items { reader: self, left: known, left_out: u16::from_le_bytes([low, high]) })
    }
    fn items(&mut self, left: usize) -> Items<'_, 'r> {
        Items { reader: self, left, left_out: 0 }
    }
}

fn ends_early() -> Unfit {
    Unfit("it ends early".into())
}

macro_rules! read_numbers {
    ($($method:ident $visit:ident $read:ident),+ $(,)?) => {
        $(fn $method<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
            visitor.$visit(self.$read()?)
        })+
    };
}

impl<'r> Deserializer<'r> for &mut Reader<'r> {
    type Error = Unfit;

    read_numbers!(
        deserialize_u8 visit_u64 number, deserialize_u16 visit_u64 number, deserialize_u32 visit_u64 number, deserialize_u64 visit_u64 number,
        deserialize_i8 visit_i64 signed, deserialize_i16 visit_i64 signed, deserialize_i32 visit_i64 signed, deserialize_i64 visit_i64 signed,
        deserialize_bool visit_bool flag,
        deserialize_str visit_borrowed_str text, deserialize_string visit_borrowed_str text,
        deserialize_bytes visit_borrowed_bytes take, deserialize_byte_buf visit_borrowed_bytes take,
    );

    fn is_human_readable(&self) -> bool {
        false
    }
    fn deserialize_char<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let letter = u32::try_from(self.number()?).ok().and_then(char::from_u32);
        visitor.visit_char(letter.ok_or_else(|| Unfit("a letter is none".into()))?)
    }
    fn deserialize_option<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.flag()? { visitor.visit_some(self) } else { visitor.visit_none() }
    }
    fn deserialize_unit<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
    fn deserialize_unit_struct<V: Visitor<'r>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }
    fn deserialize_newtype_struct<V: Visitor<'r>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_seq<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let length = self.length()?;
        visitor.visit_seq(self.items(length))
    }
    fn deserialize_tuple<V: Visitor<'r>>(self, length: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.items(length))
    }
    fn deserialize_tuple_struct<V: Visitor<'r>>(self, _: &'static str, length: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.items(length))
    }
    fn deserialize_map<V: Visitor<'r>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let length = self.length()?;
        visitor.visit_map(self.items(length))
    }
    fn deserialize_struct<V: Visitor<'r>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.fields(fields.len())?)
    }
    fn deserialize_enum<V: Visitor<'r>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! { <V: Visitor<'r>> f32 f64 identifier ignored_any }

    fn deserialize_any<V: Visitor<'r>>(self, _: V) -> Result<V::Value, Unfit> {
        Err(Unfit("a row does not say what it holds".into()))
    }
}

/// So many values, one after the other; of a struct's fields those that were left out are none.
struct Items<'a, 'r> {
    reader: &'a mut Reader<'r>,
    left: usize,
    left_out: u16,
}

impl<'r> de::SeqAccess<'r> for Items<'_, 'r> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'r>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let is_left_out = self.left_out & 1 == 1;
        self.left_out >>= 1;
        match self.left.checked_sub(1) {
            None => Ok(None),
            Some(left) => {
                self.left = left;
                if is_left_out { Ok(None) } else { seed.deserialize(&mut *self.reader).map(Some) }
            }
        }
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'r> de::MapAccess<'r> for Items<'_, 'r> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'r>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        de::SeqAccess::next_element_seed(self, seed)
    }
    fn next_value_seed<T: DeserializeSeed<'r>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(&mut *self.reader)
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'r> de::EnumAccess<'r> for &mut Reader<'r> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'r>>(self, seed: T) -> Result<(T::Value, Self), Unfit> {
        let variant = u32::try_from(self.number()?).map_err(|_| Unfit("no such variant".into()))?;
        let deserializer: de::value::U32Deserializer<Unfit> = variant.into_deserializer();
        Ok((seed.deserialize(deserializer)?, self))
    }
}

impl<'r> de::VariantAccess<'r> for &mut Reader<'r> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Ok(())
    }
    fn newtype_variant_seed<T: DeserializeSeed<'r>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self)
    }
    fn tuple_variant<V: Visitor<'r>>(self, length: usize, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.items(length))
    }
    fn struct_variant<V: Visitor<'r>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(self.fields(fields.len())?)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    struct Row {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first: Option<u32>,
        numbers: Vec<i64>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        pairs: BTreeMap<u16, (bool, Option<char>)>,
        kinds: Vec<Kind>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Bare,
        One(Box<Row>),
        Two(i8, u64),
        Named { on: bool, words: String },
    }

    fn full() -> Row {
        let named = Kind::Named { on: true, words: "één".into() };
        Row {
            first: Some(u32::MAX),
            numbers: vec![0, -1, 63, 64, i64::MIN, i64::MAX],
            text: "tekst".into(),
            pairs: BTreeMap::from([(0, (true, Some('é'))), (u16::MAX, (false, None))]),
            kinds: vec![Kind::Bare, Kind::One(Box::default()), Kind::Two(-128, u64::MAX), named],
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        for row in [full(), Row::default(), Row { first: None, ..full() }, Row { text: String::new(), ..full() }] {
            assert_eq!(read::<Row>(&write(&row).unwrap()).unwrap(), row);
        }
    }

    #[test]
    fn a_row_of_another_shape_is_refused() {
        #[derive(Serialize)]
        struct Fewer {
            first: Option<u32>,
            numbers: Vec<i64>,
        }
        let why = read::<Row>(&write(&Fewer { first: None, numbers: vec![] }).unwrap()).unwrap_err();
        assert_eq!(why.to_string(), "it was written with other fields");
    }

    #[test]
    fn a_row_that_is_cut_off_or_too_long_is_refused_wherever_that_is() {
        let whole = write(&full()).unwrap();
        assert!((0..whole.len()).all(|end| read::<Row>(&whole[..end]).is_err()));
        assert!(read::<Row>(&[&whole[..], &[0]].concat()).is_err());
    }
}
