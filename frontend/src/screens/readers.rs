//! "Wie leest dit?": the policy says who will read what a form is about to write; here that set is put into words.

use domain::{
    actor::Role,
    person::{parent::Relation, supporter::Kinship},
    policy::{Circle, DeedType, OneReader, ReaderSet, Writing, deeds},
    views::Entry,
};
use leptos::prelude::*;

use crate::{
    parts::Icon,
    say,
    screens::{coded::Coded, visit::Visit},
    wording::{self, capital},
};

/// Who is named as a supporter stands on these pages.
pub(crate) const SUPPORTERS: Writing<'static> =
    Writing::Pages(&[deeds::ReadSupporters::DEED, deeds::ReadStudent::DEED, deeds::ReadAdmissions::DEED]);
/// Who helps with what stands on this page.
pub(crate) const WHO_HELPS: Writing<'static> = Writing::Pages(&[deeds::ReadSupporters::DEED]);
/// What somebody wishes stands on these pages.
pub(crate) const WISHES_READERS: Writing<'static> = Writing::Pages(&[deeds::ReadDetails::DEED, deeds::ReadStudent::DEED]);

impl Visit {
    /// Who will read what a form of this page is about to write. Nobody, on a page that is about no student or person.
    pub fn readers(&self, writing: Writing<'_>) -> ReaderSet {
        self.of_circle(|circle| circle.readers(writing))
    }

    /// Who reads this entry of the student as it stands.
    pub fn readers_of(&self, entry: &Entry) -> ReaderSet {
        self.of_circle(|circle| circle.readers_of(entry))
    }

    fn of_circle(&self, readers: impl FnOnce(&Circle) -> ReaderSet) -> ReaderSet {
        self.circle().as_ref().map(readers).unwrap_or_default()
    }

    /// From where this page's reader stands: "je mentor", "de mentor" or "de mentoren".
    pub fn reads_as(&self) -> &'static str {
        match self.role() {
            Some(Role::Student) => "own",
            Some(role) if role.is_staff() => "staff",
            _ => "home",
        }
    }
}

/// The line below a form.
pub(crate) fn who_reads(visit: &Visit, student: &str, writing: Writing<'_>) -> impl IntoView + use<> {
    let words = sentence(visit, student, &visit.readers(writing));
    view! { <p class="said-by">{Icon::Eye}<span>{words}</span></p> }
}

/// "Je mentor, de decaan en je moeder lezen dit. Verder niemand."
pub(crate) fn sentence(visit: &Visit, student: &str, readers: &ReaderSet) -> String {
    let (t, side) = (visit.t, visit.reads_as());
    let (now, later) = (names(visit, student, &readers.now), names(visit, student, &readers.later));
    let many = |who: &[String]| capital(&say!(t, "readers-many", who = wording::list(t, who), count = who.len()));
    match (now.as_slice(), later.as_slice()) {
        ([], []) => say!(t, "readers-nobody", reader = side),
        ([only], []) => say!(t, "readers-one", who = only.as_str()),
        (all, []) => format!("{} {}", many(all), say!(t, "readers-nobody-else")),
        (all, later) => {
            let who = capital(&wording::list(t, later));
            let after = say!(t, "readers-later", who = who, count = later.len(), student = student);
            format!("{} {after} {}", many(all), say!(t, "readers-nobody-else"))
        }
    }
}

/// The same as a list: school, student, home, and who of home only after the student.
pub(crate) fn reader_list(visit: &Visit, student: &str, readers: &ReaderSet) -> impl IntoView + use<> {
    let part = |icon: Icon, is_meant: fn(&OneReader) -> bool| {
        let part: Vec<OneReader> = readers.now.iter().copied().filter(is_meant).collect();
        let words = wording::list(visit.t, &names(visit, student, &part));
        (!words.is_empty()).then(|| view! { <li>{icon}{capital(&words)}</li> })
    };
    let later = wording::list(visit.t, &names(visit, student, &readers.later));
    let later = (!later.is_empty()).then(|| {
        let words = say!(visit.t, "readers-list-later", who = capital(&later), student = student);
        view! { <li>{Icon::Clock}{words}</li> }
    });
    view! {
        <ul class="readers">
            {part(Icon::School, is_school)}
            {part(Icon::Person, |reader| *reader == OneReader::Student)}
            {part(Icon::Home, |reader| reader.is_home())}
            {later}
        </ul>
    }
}

/// The same for a class: who reads it of every student, and that it is not so of everybody's home.
pub(crate) fn class_sentence(visit: &Visit, circles: &[Circle], readers: impl Fn(&Circle) -> ReaderSet) -> String {
    let t = visit.t;
    let all: Vec<Vec<OneReader>> =
        circles.iter().map(readers).map(|set| set.now.into_iter().chain(set.later).collect()).collect();
    let everywhere = |is_meant: fn(&OneReader) -> bool| !all.is_empty() && all.iter().all(|set| set.iter().any(is_meant));
    let somewhere = |is_meant: fn(&OneReader) -> bool| all.iter().any(|set| set.iter().any(is_meant));
    let is_parent = |reader: &OneReader| matches!(reader, OneReader::Parent(..));
    let student = everywhere(|reader| *reader == OneReader::Student).then(|| say!(t, "readers-each-student"));
    let parents = somewhere(is_parent).then(|| say!(t, "readers-parents"));
    let helpers = somewhere(|reader| matches!(reader, OneReader::Supporter(..))).then(|| say!(t, "readers-helpers"));
    let school = [OneReader::Mentors, OneReader::CareerLead, OneReader::SchoolAdmins];
    let school = school.into_iter().filter(|one| !all.is_empty() && all.iter().all(|set| set.contains(one)));
    let school = school.map(|one| name(visit, "", one));
    let who: Vec<String> = student.into_iter().chain(parents).chain(helpers).chain(school).collect();
    let many = capital(&say!(t, "readers-many", who = wording::list(t, &who), count = who.len()));
    let who = format!("{many} {}", say!(t, "readers-nobody-else"));
    let not_all = (somewhere(is_parent) && !everywhere(is_parent)).then(|| say!(t, "readers-not-all"));
    not_all.map_or(who.clone(), |not_all| format!("{who} {not_all}"))
}

/// Everybody but who writes, who knows. Staff are named as a whole, and so read with their colleagues.
pub(crate) fn names(visit: &Visit, student: &str, readers: &[OneReader]) -> Vec<String> {
    let is_me = |reader: &OneReader| match reader {
        OneReader::Student => visit.is_student(),
        other => visit.me().is_some_and(|me| other.is(me)),
    };
    let others = |at_school: bool| readers.iter().filter(move |one| is_school(one) == at_school).filter(|one| !is_me(one));
    let mut names: Vec<String> = others(true).chain(others(false)).map(|one| name(visit, student, *one)).collect();
    names.dedup();
    names
}

fn is_school(reader: &OneReader) -> bool {
    !reader.is_home() && *reader != OneReader::Student
}

fn name(visit: &Visit, student: &str, reader: OneReader) -> String {
    let (t, side) = (visit.t, visit.reads_as());
    match reader {
        OneReader::Student => student.to_owned(),
        OneReader::Mentors => say!(t, "readers-mentors", reader = side),
        OneReader::CareerLead => say!(t, "readers-lead"),
        OneReader::SchoolAdmins => say!(t, "readers-admins"),
        OneReader::Supporter(_, Kinship::Other) => say!(t, "readers-helper", student = student, reader = side),
        OneReader::Parent(_, Relation::Parent) => say!(t, "readers-parent", student = student, reader = side),
        OneReader::Parent(_, relation) => kin(visit, student, relation.word(t)),
        OneReader::Supporter(_, kinship) => kin(visit, student, kinship.word(t)),
    }
}

fn kin(visit: &Visit, student: &str, whom: String) -> String {
    let t = visit.t;
    match visit.role() {
        Some(Role::Student) => say!(t, "yours", whom = whom),
        Some(role) if role.is_staff() => whom,
        _ => say!(t, "whom-of", whom = whom, child = student),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{Audience, Language};
    use domain::policy::Deed;

    #[test]
    fn every_language_has_words_for_every_reader() {
        for t in Language::released(Audience::Home).chain([Language::En]) {
            for side in ["own", "home", "staff"] {
                assert!(!say!(t, "readers-mentors", reader = side).is_empty());
                assert!(!say!(t, "readers-nobody", reader = side).is_empty());
                assert!(!say!(t, "readers-helper", student = "Amira", reader = side).is_empty());
                assert!(!say!(t, "readers-parent", student = "Amira", reader = side).is_empty());
            }
        }
    }

    #[test]
    fn what_stands_on_pages_is_read_by_who_may_open_them() {
        for (writing, deed) in [(SUPPORTERS, deeds::ReadAdmissions::DEED), (WISHES_READERS, deeds::ReadDetails::DEED)] {
            let Writing::Pages(pages) = writing else { panic!("pages") };
            assert!(pages.contains(&deed) && pages.contains(&Deed::ReadStudent));
        }
    }
}
