use domain::views::EntryContent;

/// The three tiles of `/thuis`: what a parent looks for by its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomePart {
    /// (nl: Berichten)
    Messages,
    /// (nl: Opdrachten)
    Assignments,
    /// (nl: Afspraken)
    Agreements,
}

impl HomePart {
    /// In the order in which they stand on the page.
    pub const ALL: [HomePart; 3] = [HomePart::Messages, HomePart::Assignments, HomePart::Agreements];

    /// Does an entry of this kind stand under this tile?
    pub(super) fn holds(self, told: &EntryContent) -> bool {
        let under = match told {
            EntryContent::Assignment(_) => Some(HomePart::Assignments),
            EntryContent::Agreement(_) => Some(HomePart::Agreements),
            EntryContent::Message(_) => Some(HomePart::Messages),
            EntryContent::ContactMade(_)
            | EntryContent::ContactAttempted(_)
            | EntryContent::Enrolled { .. }
            | EntryContent::Talk(_)
            | EntryContent::Own(_) => None,
        };
        under == Some(self)
    }
}
