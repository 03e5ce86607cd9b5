//! Rows as PostgreSQL sends them in binary, read column by column in the order of the query. The driver's own rows keep a place and
//! a type for each column of each row, which costs too much when a whole log is read.

use crate::database::{error::StoreError, tenant::TenantTx};
use bytes::Bytes;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use futures::{Stream, StreamExt};
use std::pin::Pin;
use uuid::Uuid;

/// The rows of a query while they come in, by `COPY … TO STDOUT (FORMAT binary)`, which sends a message for each row.
pub(crate) struct CopyOut<'c> {
    messages: Pin<Box<dyn Stream<Item = Result<Bytes, sqlx::Error>> + Send + 'c>>,
}

impl CopyOut<'_> {
    /// The query takes no parameters, so ids and numbers are in its text.
    pub(crate) async fn out<'c>(tx: &'c mut TenantTx, query: &str) -> Result<CopyOut<'c>, StoreError> {
        let copy = format!("copy ({query}) to stdout (format binary)");
        Ok(CopyOut { messages: tx.conn().copy_out_raw(&copy).await? })
    }

    /// The next row. After the last one the stream is read to its end: only then is the connection free again.
    pub(crate) async fn next(&mut self) -> Result<Option<CopiedRow>, StoreError> {
        /// Before the first row: a signature, flags, and an extension that no version of PostgreSQL has.
        const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
        /// After the last row, where the next one would say how many columns it has.
        const TRAILER: &[u8] = &[0xff, 0xff];
        while let Some(message) = self.messages.next().await.transpose()? {
            let start = if message.starts_with(HEADER) { HEADER.len() } else { 0 };
            if message[start..] != *TRAILER {
                return Ok(Some(CopiedRow { message, start }));
            }
        }
        Ok(None)
    }
}

/// A row that was copied out.
#[derive(Clone)]
pub(crate) struct CopiedRow {
    message: Bytes,
    start: usize,
}

impl CopiedRow {
    pub(crate) fn columns(&self) -> CopiedColumns<'_> {
        const COUNT: usize = size_of::<i16>();
        CopiedColumns { rest: self.message.get(self.start + COUNT..).unwrap_or_default() }
    }
}

/// The columns of a row, each read once and in order: its length, or -1 when it has no value, and its bytes.
pub(crate) struct CopiedColumns<'r> {
    rest: &'r [u8],
}

impl<'r> CopiedColumns<'r> {
    /// The next column, as the type that it has.
    pub(crate) fn next<T: FromColumn<'r>>(&mut self) -> Result<T, StoreError> {
        self.read().and_then(T::read).ok_or_else(|| StoreError::Damaged("a column cannot be read".into()))
    }

    /// Leaves out some columns.
    pub(crate) fn skip(&mut self, columns: usize) -> Result<(), StoreError> {
        (0..columns).try_for_each(|_| self.next::<Option<&[u8]>>().map(drop))
    }

    fn read(&mut self) -> Option<Option<&'r [u8]>> {
        let (length, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        let Ok(length) = usize::try_from(i32::from_be_bytes(*length)) else { return Some(None) };
        let (column, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Some(column))
    }
}

/// A value that is read from PostgreSQL's binary form of it.
pub(crate) trait FromColumn<'r>: Sized {
    /// `None`: the bytes are no such value.
    fn read(column: Option<&'r [u8]>) -> Option<Self>;
}

impl<'r> FromColumn<'r> for &'r [u8] {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        column
    }
}

impl<'r> FromColumn<'r> for &'r str {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        str::from_utf8(column?).ok()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl<'r> FromColumn<'r> for $number {
            fn read(column: Option<&'r [u8]>) -> Option<Self> {
                column?.try_into().ok().map(<$number>::from_be_bytes)
            }
        }
    )*};
}
numbers!(i16, i32, i64);

impl<'r> FromColumn<'r> for Uuid {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        Uuid::from_slice(column?).ok()
    }
}

/// PostgreSQL counts days and microseconds from 2000-01-01.
const EPOCH_DAYS: i32 = 10_957;

impl<'r> FromColumn<'r> for NaiveDate {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        NaiveDate::from_epoch_days(i32::read(column)?.checked_add(EPOCH_DAYS)?)
    }
}

impl<'r> FromColumn<'r> for NaiveTime {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        let micros = i64::read(column)?;
        let (seconds, rest) = (micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000));
        NaiveTime::from_num_seconds_from_midnight_opt(seconds.try_into().ok()?, rest as u32 * 1000)
    }
}

impl<'r> FromColumn<'r> for DateTime<Utc> {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        DateTime::from_timestamp_micros(i64::read(column)?.checked_add(i64::from(EPOCH_DAYS) * 86_400_000_000)?)
    }
}

impl<'r, T: FromColumn<'r>> FromColumn<'r> for Option<T> {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        match column {
            None => Some(None),
            some => T::read(some).map(Some),
        }
    }
}

/// An array of byte strings.
impl<'r> FromColumn<'r> for Vec<&'r [u8]> {
    fn read(column: Option<&'r [u8]>) -> Option<Self> {
        /// The number of dimensions, whether there are nulls, and the type of the elements.
        const HEAD: usize = 3 * size_of::<i32>();
        /// How many elements, and the number of the first.
        const DIMENSION: usize = 2 * size_of::<i32>();
        let column = column?;
        let mut elements = match i32::read(column.get(..size_of::<i32>()))? {
            0 => return Some(vec![]),
            1 => CopiedColumns { rest: column.get(HEAD + DIMENSION..)? },
            _ => return None,
        };
        let mut strings = Vec::new();
        while !elements.rest.is_empty() {
            strings.push(elements.read()??);
        }
        Some(strings)
    }
}
