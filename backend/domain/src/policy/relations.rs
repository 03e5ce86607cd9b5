//! What the policy and decisions may know of the actor and of whom it is about, and how it is found.

use crate::{
    actor::{Actor, Role},
    ids::{ClassId, PersonId, RoundId, Tag, TagKind},
    person::supporter::Admission,
    views::{
        ClassRow, ClassRows, PersonRow, PersonRows, RoundRow, RoundRows, SchoolRows, StudentCard, StudentCards, View, ViewName,
    },
};

/// The views whose rows rights are read from. A row of them that is older than the log gives back what was taken away.
pub const RIGHTS_VIEWS: [ViewName; 4] = [ViewName::School, ViewName::Class, ViewName::Person, ViewName::StudentCard];

/// Whom or what a deed concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// The school as a whole.
    School,
    /// A class, and through it the students in it.
    Class(ClassId),
    /// One student.
    Student(PersonId),
    /// A parent, supporter, student or member of staff, and through them the students they belong to.
    Person(PersonId),
}

/// The actor, whom it is about, and the students and classes in between, as they are now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// The actor's own row; none for a job, the operator and a stranger.
    pub actor: Option<PersonRow>,
    /// The person that it is about, when it is about one who is known.
    pub persons: Vec<PersonRow>,
    /// The student that it is about, or the students that its class or person leads to.
    pub students: Vec<StudentCard>,
    /// The class that it is about, and the classes of those students.
    pub classes: Vec<ClassRow>,
    /// The rounds of talks that the decision depends on.
    pub rounds: Vec<RoundRow>,
    /// How many hours this school lets news about a student wait for the student. Only read for those it matters to.
    pub student_first_hours: Option<u8>,
    /// Supporters whose number or address is that of somebody who has no say, as `compared` found them.
    pub alike: Vec<Alike>,
}

/// A supporter of a student has a number or address of somebody who is kept away from that student. They may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The student.
    pub student: PersonId,
    /// Who was named as a supporter.
    pub supporter: PersonId,
    /// Who has no say over the student.
    pub kept_out: PersonId,
}

impl Relations {
    /// The row of this person, if it was asked for and there is one.
    pub fn person(&self, person: PersonId) -> Option<&PersonRow> {
        self.persons.iter().find(|row| row.person == person)
    }
    /// The card of this student, if it was asked for and there is one. Those who left have one too.
    pub fn student(&self, student: PersonId) -> Option<&StudentCard> {
        self.students.iter().find(|card| card.student == student)
    }
    /// The student, when they are at the school now.
    pub fn enrolled(&self, student: PersonId) -> Option<&StudentCard> {
        self.student(student).filter(|card| card.is_enrolled())
    }
    /// This round, when the decision depends on it.
    pub fn round(&self, round: RoundId) -> Option<&RoundRow> {
        self.rounds.iter().find(|row| row.round == round)
    }
    /// Those who have no say over this student and whose number or address this supporter has.
    pub fn alike(&self, student: PersonId, supporter: PersonId) -> Vec<PersonId> {
        let of_both = self.alike.iter().filter(|alike| alike.student == student && alike.supporter == supporter);
        of_both.map(|alike| alike.kept_out).collect()
    }
    /// Whose numbers and addresses must be compared before these relations decide anything: supporters of a student from whom
    /// somebody is kept away, and those who are kept away. For nearly every family there are none.
    pub fn to_compare(&self) -> Vec<PersonId> {
        let named = |card: &StudentCard| card.supporters.len() + card.turned_away.len() > 0;
        let families = self.students.iter().filter(|card| named(card) && card.kept_out().next().is_some());
        families.flat_map(|card| card.supporters.iter().map(|tie| tie.person).chain(card.kept_out())).collect()
    }
    /// The same relations, in which a supporter who may be somebody without a say waits, whoever else said yes, until the school
    /// lets them in knowing whose number it is. `same`: pairs of people who share a number or an address.
    pub fn compared(mut self, same: &[(PersonId, PersonId)]) -> Relations {
        for card in &mut self.students {
            let kept_out: Vec<PersonId> = card.kept_out().collect();
            let is_same = |a, b| a == b || same.contains(&(a, b)) || same.contains(&(b, a));
            for tie in card.supporters.iter_mut().chain(&mut card.turned_away) {
                let of: Vec<PersonId> = kept_out.iter().copied().filter(|person| is_same(tie.person, *person)).collect();
                let is_known = |knowing: &[PersonId]| of.iter().all(|person| knowing.contains(person));
                if matches!(&tie.admission, Admission::LetIn { knowing } if !is_known(knowing)) {
                    tie.admission = Admission::Waiting;
                }
                let (student, supporter) = (card.student, tie.person);
                self.alike.extend(of.into_iter().map(|kept_out| Alike { student, supporter, kept_out }));
            }
        }
        self
    }
    /// The row of this class, if it was asked for and there is one.
    pub fn class(&self, class: ClassId) -> Option<&ClassRow> {
        self.classes.iter().find(|row| row.class == class)
    }
}

/// Rows of views, as far as they have been read.
pub trait RowSource {
    /// The row of this view under this key. `None`: it has not been read yet. `Some(None)`: there is no such row.
    fn row<V: View>(&self, key: Tag) -> Option<Option<&V::Row>>;
}

/// Which relations are asked for.
#[derive(Clone, Copy, Debug)]
pub struct RelationsQuery<'a> {
    actor: &'a Actor,
    about: About,
    consistency_tags: &'a [Tag],
    class_students: bool,
}

impl<'a> RelationsQuery<'a> {
    /// What the policy asks for.
    pub fn new(actor: &'a Actor, about: About) -> RelationsQuery<'a> {
        RelationsQuery { actor, about, consistency_tags: &[], class_students: true }
    }

    /// With the rounds of talks among these tags, which a decision depends on.
    pub fn to_decide(self, consistency_tags: &'a [Tag]) -> RelationsQuery<'a> {
        RelationsQuery { consistency_tags, ..self }
    }

    /// Without the students of the class that it is about. That is enough for the policy, and for a page that reads them
    /// anyway.
    pub fn without_class_students(self) -> RelationsQuery<'a> {
        RelationsQuery { class_students: false, ..self }
    }

    /// The keys of the rows that are needed whatever they hold.
    pub fn first_keys(&self) -> Vec<Tag> {
        self.follow(&NothingRead).err().unwrap_or_default()
    }

    /// Follows each row to the rows that it leads to: a class or a person to students, a student to their class.
    ///
    /// # Errors
    ///
    /// The keys of rows that it needs next and that have not been read. After at most three such answers there are none.
    pub fn follow(&self, source: &impl RowSource) -> Result<Relations, Vec<Tag>> {
        let mut rows = FollowedRows { source, missing: vec![] };
        let actor = self.actor.person().and_then(|me| rows.get::<PersonRows>(Tag::person(me)));
        let school = self.needs_settings().then(|| rows.get::<SchoolRows>(Tag::school(self.actor.school())));
        let rounds = rows.all::<RoundRows>(self.consistency_tags.iter().copied().filter(|tag| tag.kind == TagKind::TalkRound));
        let (persons, classes) = match self.about {
            About::School | About::Student(_) => (vec![], vec![]),
            About::Class(class) => (vec![], rows.all::<ClassRows>([Tag::class(class)])),
            About::Person(person) => (rows.all::<PersonRows>([Tag::person(person)]), vec![]),
        };
        let mut relations = Relations { actor, persons, classes, rounds, ..Relations::default() };
        relations.student_first_hours = school.flatten().map(|school| school.student_first_hours);
        relations.students = rows.all::<StudentCards>(self.students(&relations).into_iter().map(Tag::student));
        let classes = relations.students.iter().filter_map(|card| card.class).filter(|class| relations.class(*class).is_none());
        let classes = rows.all::<ClassRows>(classes.map(Tag::class));
        relations.classes.extend(classes);
        if rows.missing.is_empty() { Ok(relations) } else { Err(rows.missing) }
    }

    /// Does it matter to this actor how long news waits for the student? Home waits, and a student is shown what home sees.
    fn needs_settings(&self) -> bool {
        matches!(self.actor.role(), Some(Role::Student | Role::Parent | Role::Supporter))
    }

    /// The students that the rows found so far lead to.
    fn students(&self, found: &Relations) -> Vec<PersonId> {
        // Whether a supporter is anybody here at all depends on the students who named them.
        let is_supporter = self.actor.role() == Some(Role::Supporter);
        let own = found.actor.iter().filter(|_| is_supporter).flat_map(|row| row.supports.iter().map(|tie| tie.student));
        self.students_about(found).into_iter().chain(own).collect()
    }

    fn students_about(&self, found: &Relations) -> Vec<PersonId> {
        match self.about {
            About::School => vec![],
            About::Student(student) => vec![student],
            About::Class(_) if !self.class_students => vec![],
            About::Class(_) => found.classes.iter().flat_map(|class| class.students.iter().copied()).collect(),
            About::Person(person) => {
                let children = found.persons.iter().flat_map(|row| row.children.iter().map(|tie| tie.student));
                let supported = found.persons.iter().flat_map(|row| row.supports.iter().map(|tie| tie.student));
                // They may be a student themselves.
                [person].into_iter().chain(children).chain(supported).collect()
            }
        }
    }
}

/// The source, and the keys that it could not answer.
struct FollowedRows<'s, S> {
    source: &'s S,
    missing: Vec<Tag>,
}

impl<S: RowSource> FollowedRows<'_, S> {
    fn get<V: View>(&mut self, key: Tag) -> Option<V::Row> {
        let row = self.source.row::<V>(key);
        if row.is_none() && !self.missing.contains(&key) {
            self.missing.push(key);
        }
        row.flatten().cloned()
    }

    /// The rows under these keys, each once.
    fn all<V: View>(&mut self, keys: impl IntoIterator<Item = Tag>) -> Vec<V::Row> {
        let mut distinct: Vec<Tag> = vec![];
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        distinct.into_iter().filter_map(|key| self.get::<V>(key)).collect()
    }
}

struct NothingRead;

impl RowSource for NothingRead {
    fn row<V: View>(&self, _: Tag) -> Option<Option<&V::Row>> {
        None
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        person::parent::Authority,
        school::SchoolOpened,
        spec::*,
        views::{AnyRow, row_of},
    };
    use std::{
        collections::{BTreeMap, BTreeSet},
        sync::Arc,
    };

    /// Everything that there is, of which some has been read.
    #[derive(Default)]
    struct Memory {
        rows: BTreeMap<(&'static str, Tag), AnyRow>,
        read: BTreeSet<Tag>,
    }

    impl Memory {
        fn of_the_cast() -> Memory {
            let opened = SchoolOpened { school: SCHOOL, name: "Het Kompas".into(), city: "Almere".into() };
            let events = recorded([vec![opened.into()], cast()].concat());
            let mut memory = Memory::default();
            memory.keep::<SchoolRows>(&events);
            memory.keep::<ClassRows>(&events);
            memory.keep::<PersonRows>(&events);
            memory.keep::<StudentCards>(&events);
            memory
        }

        fn keep<V: View>(&mut self, events: &[crate::facts::Event]) {
            let rows = rows::<V>(events).into_iter().map(|(key, row)| ((V::NAME, key), Arc::new(row) as AnyRow));
            self.rows.extend(rows);
        }

        /// Reads what is missing until nothing is, and says how often that was.
        fn follow(mut self, query: &RelationsQuery<'_>) -> (Relations, usize) {
            let mut reads = 0;
            loop {
                match query.follow(&self) {
                    Ok(relations) => return (relations, reads),
                    Err(missing) => self.read.extend(missing),
                }
                reads += 1;
                assert!(reads <= 3, "{query:?}");
            }
        }
    }

    impl RowSource for Memory {
        fn row<V: View>(&self, key: Tag) -> Option<Option<&V::Row>> {
            self.read.contains(&key).then(|| self.rows.get(&(V::NAME, key)).and_then(row_of::<V>))
        }
    }

    fn of<T>(rows: &[T], id: fn(&T) -> PersonId) -> Vec<PersonId> {
        rows.iter().map(id).collect()
    }

    #[test]
    fn at_most_three_reads_lead_to_whom_it_is_about() {
        for (about, persons, students, classes, reads) in [
            (About::School, vec![], vec![], vec![], 1),
            (About::Class(CLASS_3B), vec![], vec![AMIRA, MILAN], vec![CLASS_3B], 2),
            (About::Student(AMIRA), vec![], vec![AMIRA], vec![CLASS_3B], 2),
            (About::Student(STRANGER), vec![], vec![], vec![], 1),
            (About::Person(MOTHER), vec![MOTHER], vec![AMIRA], vec![CLASS_3B], 3),
            (About::Person(AMIRA), vec![AMIRA], vec![AMIRA], vec![CLASS_3B], 2),
        ] {
            let (found, read) = Memory::of_the_cast().follow(&RelationsQuery::new(&actor(MENTOR, Role::Mentor), about));
            assert_eq!(found.actor.map(|row| row.person), Some(MENTOR), "{about:?}");
            assert_eq!((of(&found.persons, |row| row.person), of(&found.students, |card| card.student)), (persons, students));
            assert_eq!(found.classes.iter().map(|row| row.class).collect::<Vec<_>>(), classes, "{about:?}");
            assert_eq!(read, reads, "{about:?}");
        }
    }

    #[test]
    fn a_supporter_finds_the_students_who_named_them_whatever_it_is_about() {
        let uncle = actor(UNCLE, Role::Supporter);
        for about in [About::Student(MILAN), About::Person(UNCLE), About::School] {
            let (found, _) = Memory::of_the_cast().follow(&RelationsQuery::new(&uncle, about));
            assert!(found.student(AMIRA).is_some(), "{about:?}");
        }
    }

    #[test]
    fn numbers_are_compared_only_where_somebody_is_kept_out_and_somebody_was_named() {
        assert_eq!(relations().to_compare(), []);
        let mut kept_out = relations();
        kept_out.students[0].parents[1].authority = Authority::None;
        assert_eq!(kept_out.to_compare(), [UNCLE, FATHER]);
        kept_out.students[0].supporters.clear();
        assert_eq!(kept_out.to_compare(), []);
    }

    #[test]
    fn who_may_be_somebody_without_a_say_waits_until_the_school_says_yes_knowingly() {
        let lets_in = |knowing: &[PersonId], same: &[(PersonId, PersonId)]| {
            let mut found = relations();
            found.students[0].parents[1].authority = Authority::None;
            found.students[0].supporters[0].admission = Admission::LetIn { knowing: knowing.to_vec() };
            let found = found.compared(same);
            (found.students[0].lets_in(UNCLE), found.alike(AMIRA, UNCLE))
        };
        assert_eq!(lets_in(&[], &[]), (true, vec![]));
        assert_eq!(lets_in(&[], &[(UNCLE, MOTHER)]), (true, vec![]));
        assert_eq!(lets_in(&[], &[(FATHER, UNCLE)]), (false, vec![FATHER]));
        assert_eq!(lets_in(&[FATHER], &[(UNCLE, FATHER)]), (true, vec![FATHER]));
    }

    #[test]
    fn only_those_who_wait_and_the_student_learn_how_long_the_school_lets_them_wait() {
        for (person, role, hours) in [
            (AMIRA, Role::Student, Some(24)),
            (MOTHER, Role::Parent, Some(24)),
            (UNCLE, Role::Supporter, Some(24)),
            (MENTOR, Role::Mentor, None),
            (ADMIN, Role::SchoolAdmin, None),
        ] {
            let (found, _) = Memory::of_the_cast().follow(&RelationsQuery::new(&actor(person, role), About::Student(AMIRA)));
            assert_eq!(found.student_first_hours, hours, "{role:?}");
        }
    }

    #[test]
    fn a_page_that_reads_a_class_anyway_leaves_its_students_out() {
        let mentor = actor(MENTOR, Role::Mentor);
        let query = RelationsQuery::new(&mentor, About::Class(CLASS_3B)).without_class_students();
        let (found, reads) = Memory::of_the_cast().follow(&query);
        assert_eq!((found.students.len(), found.classes.len(), reads), (0, 1, 1));
    }

    /// Notes which views are asked.
    struct Noted<'a>(&'a Memory, std::cell::RefCell<BTreeSet<ViewName>>);

    impl RowSource for Noted<'_> {
        fn row<V: View>(&self, key: Tag) -> Option<Option<&V::Row>> {
            self.1.borrow_mut().insert(V::VIEW);
            Some(self.0.rows.get(&(V::NAME, key)).and_then(row_of::<V>))
        }
    }

    #[test]
    fn rights_are_read_from_the_views_that_are_named_and_no_other() {
        let memory = Memory::of_the_cast();
        let noted = Noted(&memory, Default::default());
        for (person, role) in [(MENTOR, Role::Mentor), (MOTHER, Role::Parent), (AMIRA, Role::Student), (ADMIN, Role::SchoolAdmin)]
        {
            for about in [About::School, About::Class(CLASS_3B), About::Student(AMIRA), About::Person(MOTHER)] {
                RelationsQuery::new(&actor(person, role), about).follow(&noted).unwrap();
            }
        }
        assert_eq!(noted.1.into_inner(), RIGHTS_VIEWS.into());
    }
}
