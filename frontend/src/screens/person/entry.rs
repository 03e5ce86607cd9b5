//! How it reads on a timeline that a student came to the school.

use domain::ids::ClassId;

use crate::{
    say,
    screens::entry_text::{EntryText, TimelineReader},
};

impl EntryText<'_> {
    pub(crate) fn enrolled(&self, class: ClassId) -> String {
        let class = self.classes.iter().find(|row| row.class == class).map(|row| row.name.as_str());
        let t = self.t;
        match (self.reader, class) {
            (TimelineReader::Student, Some(class)) => say!(t, "entry-you-came-in-class", class = class),
            (TimelineReader::Student, None) => say!(t, "entry-you-came"),
            (_, Some(class)) => say!(t, "entry-came-in-class", student = self.student, class = class),
            (_, None) => say!(t, "entry-came", student = self.student),
        }
    }
}
