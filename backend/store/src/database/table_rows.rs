//! Rows of the log's tables as they are sent to be written: whole, with a field for each column, in the order of the columns.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sqlx::{
    Encode, Postgres, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgHasArrayType, PgTypeInfo, types::PgRecordEncoder},
};
use uuid::Uuid;

/// A struct that is a row of the table of this name.
macro_rules! rows {
    ($($(#[$doc:meta])* $row:ident of $table:literal { $($column:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        pub(crate) struct $row<'a> { $(pub $column: $type),+ }

        // As sqlx's derive would write it. The derive itself would compile sqlx and tokio a second time, for its macro.
        impl Encode<'_, Postgres> for $row<'_> {
            fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
                let mut record = PgRecordEncoder::new(buffer);
                $(record.encode(&self.$column)?;)+
                record.finish();
                Ok(IsNull::No)
            }

            /// In bytes: of each field, and of its type and its length before it.
            fn size_hint(&self) -> usize {
                0 $(+ 8 + Encode::<Postgres>::size_hint(&self.$column))+
            }
        }
        impl Type<Postgres> for $row<'_> {
            fn type_info() -> PgTypeInfo {
                PgTypeInfo::with_name($table)
            }
        }
        impl PgHasArrayType for $row<'_> {
            fn array_type_info() -> PgTypeInfo {
                PgTypeInfo::array_of($table)
            }
        }
    )+};
}

rows! {
    EventRow of "event" {
        tenant_id: Uuid,
        pos: i64,
        event_id: Uuid,
        stream_id: Uuid,
        stream_kind: &'a str,
        stream_ver: i32,
        event_type: &'a str,
        schema_ver: i16,
        occurred_on: NaiveDate,
        occurred_at: Option<NaiveTime>,
        occurred_precision: &'a str,
        recorded_at: DateTime<Utc>,
        actor_id: Option<Uuid>,
        actor_role: &'a str,
        command_id: Uuid,
        body: &'a [u8],
        sealed_digests: Vec<&'a [u8]>,
        leaf_hash: &'a [u8],
        chain_hash: &'a [u8],
    }
    SealedRow of "event_sealed" {
        tenant_id: Uuid,
        pos: i64,
        n: i16,
        person_id: Uuid,
        retention_class: &'a str,
        field: &'a str,
        envelope: &'a [u8],
    }
    /// A run of `span` consecutive events that have the tag; the first is at `pos`.
    TagRow of "event_tag" {
        tenant_id: Uuid,
        tag: &'a str,
        pos: i64,
        span: i32,
    }
    CommandRow of "command" {
        tenant_id: Uuid,
        command_id: Uuid,
        digest: &'a [u8],
        first_pos: i64,
        last_pos: i64,
    }
    EffectRow of "effect" {
        tenant_id: Uuid,
        pos: i64,
        kind: &'a str,
        status: &'a str,
    }
    /// Of a row that goes, only the columns of its key matter.
    ViewRow of "view_row" {
        tenant_id: Uuid,
        view: &'a str,
        version: i16,
        key: String,
        list: Option<String>,
        occurred_on: Option<NaiveDate>,
        pos: Option<i64>,
        body: Option<&'a [u8]>,
        last_pos: Option<i64>,
        mac: Option<[u8; 32]>,
    }
    /// What a person can be found by. Without a digest: everything of that kind.
    LookupRow of "lookup" {
        tenant_id: Uuid,
        kind: &'a str,
        digest: Option<[u8; 32]>,
        person_id: Uuid,
    }
}
