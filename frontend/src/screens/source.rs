//! What an assignment or agreement builds on: an entry of the timeline, as the value of a choice.

use domain::ids::{Tag, TagKind};

/// `contact.5b0f…`, as the choice of an entry has it.
pub(super) fn builds_on(text: &str) -> Option<Tag> {
    let (kind, id) = text.split_once('.')?;
    let kind = match kind {
        "contact" => TagKind::Contact,
        "assignment" => TagKind::Assignment,
        "agreement" => TagKind::Agreement,
        "moment" => TagKind::Moment,
        "talk" => TagKind::Talk,
        "entry" => TagKind::Entry,
        _ => return None,
    };
    Some(Tag { kind, id: id.parse().ok()? })
}

/// The value of an entry in a choice.
pub(crate) fn key_value(key: Tag) -> String {
    key.to_string().replacen(':', ".", 1)
}

/// Reads such a value back, for the forms that name where something comes from.
pub(crate) fn key_of(text: &str) -> Option<Tag> {
    builds_on(text)
}
