use domain::views::Told;

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
    pub const ALL: [HomePart; 3] = [HomePart::Messages, HomePart::Assignments, HomePart::Agreements];

    /// Does an entry of this kind stand under this tile?
    pub(super) fn holds(self, told: &Told) -> bool {
        let under = match told {
            Told::Assignment(_) => Some(HomePart::Assignments),
            Told::Agreement(_) => Some(HomePart::Agreements),
            Told::Message(_) => Some(HomePart::Messages),
            Told::ContactMade(_) | Told::ContactAttempted(_) | Told::Enrolled { .. } | Told::Talk(_) | Told::Own(_) => None,
        };
        under == Some(self)
    }
}
