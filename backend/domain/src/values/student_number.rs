use super::Invalid;
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// The number a school knows a student by (nl: leerlingnummer). Together with the school it identifies a student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StudentNumber(String);

impl PersonalValue for StudentNumber {
    const CLASS: RetentionClass = RetentionClass::Identity;
}

impl StudentNumber {
    /// Letters, digits, dot, dash and slash, 1 to 20 of them; spaces are dropped and letters made upper case. Leading
    /// zeros count: some spreadsheets drop them, and "007" and "7" may be two students.
    pub fn parse(text: &str) -> Result<StudentNumber, Invalid> {
        let number: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        if number.is_empty() {
            return Err(Invalid("student-number-missing"));
        }
        if number.len() > 20 || !number.chars().all(|c| c.is_ascii_alphanumeric() || ".-/".contains(c)) {
            return Err(Invalid("student-number-shape"));
        }
        Ok(StudentNumber(number))
    }
    /// The number as it is compared: without spaces and in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn a_number_is_tidied_and_checked() {
        assert_eq!(StudentNumber::parse(" 00 12a ").unwrap().as_str(), "0012A");
        assert_eq!(StudentNumber::parse(""), Err(Invalid("student-number-missing")));
        assert_eq!(StudentNumber::parse("12;34"), Err(Invalid("student-number-shape")));
    }
}
