use super::{Invalid, visible::visible};
use crate::personal::{PersonalValue, RetentionClass};
use serde::{Deserialize, Serialize};

/// A way to reach somebody (nl: kanaal).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// (nl: telefoon), for calls, text messages and apps alike.
    Phone,
    /// (nl: mail)
    Email,
}

/// Where somebody can be reached: a phone number or a mail address (nl: contactgegeven).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reachable {
    Phone(PhoneNumber),
    Email(EmailAddress),
}

impl PersonalValue for Reachable {
    const CLASS: RetentionClass = RetentionClass::Contact;
}

impl Reachable {
    /// Reads what somebody typed as the address of this channel.
    ///
    /// # Errors
    ///
    /// `phone-shape` or `email-shape` when it cannot be one.
    pub fn parse(channel: Channel, text: &str) -> Result<Reachable, Invalid> {
        match channel {
            Channel::Phone => PhoneNumber::parse(text).map(Reachable::Phone),
            Channel::Email => EmailAddress::parse(text).map(Reachable::Email),
        }
    }
    /// On which channel somebody is reached there.
    pub fn channel(&self) -> Channel {
        match self {
            Reachable::Phone(_) => Channel::Phone,
            Reachable::Email(_) => Channel::Email,
        }
    }
    /// The normalised form: what is compared, and what the blind index is made of.
    pub fn as_str(&self) -> &str {
        match self {
            Reachable::Phone(number) => &number.0,
            Reachable::Email(address) => &address.0,
        }
    }
    /// As people write it: `06 1234 5678` for a Dutch mobile number, else the normalised form.
    pub fn written(&self) -> String {
        let text = self.as_str();
        match text.strip_prefix("+316") {
            Some(rest) if matches!(self, Reachable::Phone(_)) && rest.len() == 8 => format!("06 {} {}", &rest[..4], &rest[4..]),
            _ => text.to_owned(),
        }
    }
}

/// A phone number (nl: telefoonnummer), kept as `+` and digits (ITU-T E.164).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads `06 12345678`, `06-12345678`, `0031 6 …`, `+31 (0)6 …` and any foreign number with `+` or `00`. A number without
    /// a country is Dutch. Spreadsheets drop the leading zero of `612345678`, so nine digits that start with 6 are mobile.
    pub fn parse(text: &str) -> Result<PhoneNumber, Invalid> {
        // A number that is copied from a telephone comes with signs of direction around it.
        let text = visible(text).replace("(0)", "");
        if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+-./()".contains(c))) {
            return Err(Invalid("phone-shape"));
        }
        let international = text.trim_start().starts_with('+');
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let full = if international {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if let Some(rest) = digits.strip_prefix('0') {
            format!("31{rest}")
        } else if digits.len() == 9 && digits.starts_with('6') {
            format!("31{digits}")
        } else {
            return Err(Invalid("phone-shape"));
        };
        // E.164 allows at most 15 digits; a Dutch number has exactly 11 with its country code.
        let fits = if full.starts_with("31") { full.len() == 11 } else { (8..=15).contains(&full.len()) };
        if !fits {
            return Err(Invalid("phone-shape"));
        }
        Ok(PhoneNumber(format!("+{full}")))
    }
}

/// A mail address (nl: mailadres), kept in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// One `@` with something on both sides and a dot in the domain: mistakes that people make are caught, and only
    /// delivery shows the rest. At most 254 characters (RFC 5321 §4.5.3.1).
    pub fn parse(text: &str) -> Result<EmailAddress, Invalid> {
        let address = visible(text).trim().to_lowercase();
        let (local, domain) = address.split_once('@').ok_or(Invalid("email-shape"))?;
        let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"@".contains(c);
        if local.is_empty() || address.len() > 254 || local.contains(is_odd) || domain.contains(is_odd) {
            return Err(Invalid("email-shape"));
        }
        let labels: Vec<&str> = domain.split('.').collect();
        if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) {
            return Err(Invalid("email-shape"));
        }
        Ok(EmailAddress(address))
    }
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn one_phone_number_is_written_in_many_ways() {
        for text in ["06 0000 0012", "06-00000012", "0031 6 00000012", "+31 (0)6 0000 0012", "600000012", "(06)00000012"] {
            assert_eq!(PhoneNumber::parse(text), Ok(PhoneNumber("+31600000012".into())), "{text}");
        }
        assert_eq!(PhoneNumber::parse("+48 600 000 012"), Ok(PhoneNumber("+48600000012".into())));
        for text in ["", "12345", "06 0000 001", "bel mij", "06 0000 00123"] {
            assert_eq!(PhoneNumber::parse(text), Err(Invalid("phone-shape")), "{text}");
        }
    }

    #[test]
    fn a_dutch_mobile_number_is_shown_as_people_write_it() {
        assert_eq!(Reachable::parse(Channel::Phone, "+31600000012").unwrap().written(), "06 0000 0012");
    }

    #[test]
    fn mail_addresses_are_compared_in_lower_case_and_mistakes_are_caught() {
        assert_eq!(EmailAddress::parse(" E.Demir@Ouders.Example "), Ok(EmailAddress("e.demir@ouders.example".into())));
        for text in [
            "",
            "demir",
            "demir@",
            "@ouders.example",
            "a@b",
            "a b@ouders.example",
            "a@b@c.example",
            "a@b..example",
            "a,b@c.example",
        ] {
            assert_eq!(EmailAddress::parse(text), Err(Invalid("email-shape")), "{text}");
        }
    }
}
