//! Values in the text of a statement.
//!
//! A message that holds several statements takes no parameters, so their values are in the text. A literal can only be made
//! by the functions here, and whatever the value is, what they write is one literal and nothing else.

use std::fmt::{self, Display};
use uuid::Uuid;

/// A value as SQL text.
pub(crate) struct SqlLiteral(String);

impl SqlLiteral {
    pub(crate) fn uuid(id: Uuid) -> SqlLiteral {
        SqlLiteral(format!("'{id}'"))
    }

    pub(crate) fn integer(number: impl Into<i64>) -> SqlLiteral {
        SqlLiteral(number.into().to_string())
    }

    /// Text, or anything that PostgreSQL reads from a quoted text, such as a moment. Quotes are doubled. A zero byte, which
    /// would end the message and which no text can hold, is left out. A backslash is an ordinary character, because
    /// `standard_conforming_strings` is on.
    pub(crate) fn text(value: impl Display) -> SqlLiteral {
        SqlLiteral(format!("'{}'", value.to_string().replace('\0', "").replace('\'', "''")))
    }

    pub(crate) fn bytes(bytes: &[u8]) -> SqlLiteral {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        SqlLiteral(format!("'\\x{hex}'"))
    }

    pub(crate) fn or_null(value: Option<SqlLiteral>) -> SqlLiteral {
        value.unwrap_or_else(|| SqlLiteral("null".to_owned()))
    }

    pub(crate) fn array<T: Display>(items: impl Iterator<Item = T>) -> SqlLiteral {
        let items: Vec<String> = items.map(|item| element(item.to_string())).collect();
        SqlLiteral::text(format!("{{{}}}", items.join(",")))
    }
}

impl Display for SqlLiteral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An element of an array. Ids, numbers and names, which nearly all elements are, need no quotes; but the word `null` does.
fn element(item: String) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
    if !item.is_empty() && item.chars().all(is_plain) && !item.eq_ignore_ascii_case("null") {
        return item;
    }
    format!("\"{}\"", item.replace('\\', r"\\").replace('"', "\\\""))
}

#[cfg(test)]
mod specs {
    use super::*;

    fn array<const N: usize>(items: [&str; N]) -> String {
        SqlLiteral::array(items.into_iter()).to_string()
    }

    #[test]
    fn no_text_ends_its_own_quotes() {
        assert_eq!(SqlLiteral::text("mentor").to_string(), "'mentor'");
        assert_eq!(SqlLiteral::text("x'; drop table event; --").to_string(), "'x''; drop table event; --'");
        assert_eq!(SqlLiteral::text("a\0b").to_string(), "'ab'");
    }

    #[test]
    fn ids_numbers_and_names_are_in_an_array_as_they_are() {
        assert_eq!(array(["student:1-2", "student_cards", "7", "true"]), "'{student:1-2,student_cards,7,true}'");
        assert_eq!(array([]), "'{}'");
    }

    #[test]
    fn anything_else_in_an_array_is_quoted() {
        assert_eq!(array(["a,b", "NULL", ""]), r#"'{"a,b","NULL",""}'"#);
        assert_eq!(array([r#"a"b\c'd}"#]), r#"'{"a\"b\\c''d}"}'"#);
    }

    #[test]
    fn bytes_are_hexadecimal_and_no_value_is_null() {
        assert_eq!(SqlLiteral::bytes(&[0, 255]).to_string(), r"'\x00ff'");
        assert_eq!(SqlLiteral::or_null(None).to_string(), "null");
        assert_eq!(SqlLiteral::integer(-1).to_string(), "-1");
    }
}
