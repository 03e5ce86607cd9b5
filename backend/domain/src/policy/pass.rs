//! Who gets leave to do what: the grid asked about the case at hand, and the pass that comes of it.

use super::{
    custody::{is_own_child, is_supported},
    deed::{Deed, DeedType},
    grid::{ActorKind, DeedScope, scope},
    ground::LegalGround,
    relations::{About, Relations},
};
use crate::{
    actor::{Actor, Role},
    ids::{PersonId, SchoolId},
    person::parent::Authority,
    views::{ClassRow, PersonRow, StudentCard},
};
use std::{fmt, marker::PhantomData, ops::Deref};

/// Who asks, and in which school. By itself it permits nothing: a `Pass` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
}

impl Principal {
    /// Only for code that has established who it is: sign-in, the job runner and the command line.
    pub fn as_actor(actor: Actor) -> Principal {
        Principal { actor }
    }
    /// Who it was established to be.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// The one school in which they can ask anything.
    pub fn school(&self) -> SchoolId {
        self.actor.school()
    }
}

/// Why the policy turns somebody away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// They may not know that it exists: it is of another school, class or family, or a staff page and they are not staff.
    NotFound,
    /// They know of it and may not do it.
    NotAllowed,
}

/// Leave to do one deed about one thing in one school. Only `permit` makes one, and the store opens to nothing else.
pub struct Pass<D> {
    granted: Granted,
    deed: PhantomData<D>,
}

impl<D> Clone for Pass<D> {
    fn clone(&self) -> Self {
        Pass { granted: self.granted, deed: PhantomData }
    }
}

/// A pass reads like what it grants.
impl<D> Deref for Pass<D> {
    type Target = Granted;

    fn deref(&self) -> &Granted {
        &self.granted
    }
}

impl<D: DeedType> fmt::Debug for Pass<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pass<{:?}>({:?})", D::DEED, self.about)
    }
}

/// A pass whose deed is a value and not a type, for code that is the same for every deed. It is made from a pass only.
#[derive(Clone, Copy, Debug)]
pub struct Granted {
    principal: Principal,
    about: About,
    deed: Deed,
}

impl Granted {
    /// To whom the pass was given.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
    /// To whom the pass was given, as an actor.
    pub fn actor(&self) -> &Actor {
        self.principal.actor()
    }
    /// The one school that it opens.
    pub fn school(&self) -> SchoolId {
        self.principal.school()
    }
    /// The one thing that it is good for.
    pub fn about(&self) -> About {
        self.about
    }
    /// The one deed that it allows.
    pub fn deed(&self) -> Deed {
        self.deed
    }
    /// On which legal ground.
    pub fn ground(&self) -> LegalGround {
        LegalGround::of(ActorKind::of(self.actor()))
    }
}

impl<D> From<&Pass<D>> for Granted {
    fn from(pass: &Pass<D>) -> Granted {
        pass.granted
    }
}

/// May this actor do this deed, about that? The relations are those of today.
///
/// # Errors
///
/// `NotAllowed` for staff whose role lacks the deed; `NotFound` in every other case.
pub fn permit<D: DeedType>(principal: &Principal, relations: &Relations, about: About) -> Result<Pass<D>, Denied> {
    let who = ActorKind::of(principal.actor());
    let scope = scope(who, D::DEED);
    if scope == DeedScope::Never {
        return Err(turned_away(who));
    }
    if let ActorKind::Role(role) = who
        && !relations.actor.as_ref().is_some_and(|actor| still_has(role, actor, relations))
    {
        return Err(Denied::NotFound);
    }
    if !exists(relations, about) || !reaches(scope, principal.actor().person(), relations, about) {
        return Err(Denied::NotFound);
    }
    let granted = Granted { principal: *principal, about, deed: D::DEED };
    Ok(Pass { granted, deed: PhantomData })
}

/// Staff know which pages exist; others are not told.
fn turned_away(who: ActorKind) -> Denied {
    match who {
        ActorKind::Role(role) if role.is_staff() => Denied::NotAllowed,
        _ => Denied::NotFound,
    }
}

/// A role that ended is over from the next request on, whatever the session says.
fn still_has(role: Role, actor: &PersonRow, relations: &Relations) -> bool {
    match role {
        Role::Student => actor.is_student,
        // A parent without authority over any child has no sign-in.
        Role::Parent => actor.children.iter().any(|tie| tie.authority == Authority::Full),
        // Whom nobody with a say has let in has none either.
        Role::Supporter => relations.students.iter().any(|card| is_supported(card, actor.person)),
        Role::Mentor | Role::CareerLead | Role::SchoolAdmin | Role::Auditor => actor.has_role(role),
    }
}

/// What this person is now, as far as it lets them in. The relations are those about this person.
pub fn roles_of(person: &PersonRow, relations: &Relations) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| still_has(*role, person, relations)).collect()
}

fn exists(relations: &Relations, about: About) -> bool {
    match about {
        About::School => true,
        About::Class(class) => relations.class(class).is_some(),
        About::Student(student) => relations.student(student).is_some(),
        About::Person(person) => relations.person(person).is_some(),
    }
}

fn reaches(scope: DeedScope, actor: Option<PersonId>, relations: &Relations, about: About) -> bool {
    let Some(me) = actor else { return scope == DeedScope::School };
    match (scope, about) {
        (DeedScope::Never, _) => false,
        (DeedScope::School, _) => true,
        (DeedScope::Self_, About::Student(person) | About::Person(person)) => person == me,
        (DeedScope::OwnChild, About::Student(child)) => relations.student(child).is_some_and(|card| is_own_child(card, me)),
        (DeedScope::YoungChild, About::Student(child)) => {
            relations.student(child).is_some_and(|card| is_own_child(card, me) && !card.sixteen)
        }
        (DeedScope::Supported, About::Student(student)) => relations.student(student).is_some_and(|card| is_supported(card, me)),
        (DeedScope::OwnClass, About::Class(class)) => relations.class(class).is_some_and(|class| class.mentors.contains(&me)),
        (DeedScope::OwnClass, About::Student(student)) => {
            relations.student(student).is_some_and(|card| mentors(me, card, relations))
        }
        // Somebody at the home of a student in my class.
        (DeedScope::OwnClass, About::Person(person)) => {
            relations.students.iter().any(|card| card.concerns(person) && mentors(me, card, relations))
        }
        (DeedScope::Self_ | DeedScope::OwnChild | DeedScope::YoungChild | DeedScope::Supported | DeedScope::OwnClass, _) => false,
    }
}

fn mentors(me: PersonId, card: &StudentCard, relations: &Relations) -> bool {
    card.is_enrolled() && card.class.and_then(|class| relations.class(class)).is_some_and(|class| class.mentors.contains(&me))
}

/// The students of a class as it was whom this reader may be shown. Those who moved or left since are only shown to readers
/// of the whole school: a page of the past shows older content, but never people that its reader may not see today.
pub fn still_shown(principal: &Principal, relations: &Relations, then: &ClassRow) -> Vec<PersonId> {
    let reads_everybody = scope(ActorKind::of(principal.actor()), Deed::ReadStudent) == DeedScope::School;
    let is_here = |student: &PersonId| relations.class(then.class).is_some_and(|now| now.students.contains(student));
    then.students.iter().copied().filter(|student| reads_everybody || is_here(student)).collect()
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::policy::deeds;
    use crate::spec::*;

    #[test]
    fn a_mentor_reaches_the_students_of_their_own_class_and_nobody_else() {
        let relations = relations();
        assert!(
            permit::<deeds::RecordContact>(&principal(MENTOR, Role::Mentor), &relations.of(MENTOR), About::Student(AMIRA))
                .is_ok()
        );
        let other = permit::<deeds::RecordContact>(
            &principal(OTHER_MENTOR, Role::Mentor),
            &relations.of(OTHER_MENTOR),
            About::Student(AMIRA),
        );
        assert_eq!(other.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn another_familys_child_and_a_made_up_child_are_both_not_found() {
        let relations = relations();
        for child in [MILAN, STRANGER] {
            let answer =
                permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(child));
            assert_eq!(answer.unwrap_err(), Denied::NotFound);
        }
        assert!(
            permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA)).is_ok()
        );
    }

    #[test]
    fn custody_decides_at_once() {
        let mut relations = relations();
        for authority in [Authority::OnRequest, Authority::None] {
            relations.students[0].parents[0].authority = authority;
            let answer =
                permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA));
            assert_eq!(answer.unwrap_err(), Denied::NotFound);
        }
    }

    #[test]
    fn from_sixteen_on_the_student_consents_and_the_parent_goes_on_following() {
        let sixteen = |relations: &mut Relations| relations.students[0].sixteen = true;
        let amira = About::Student(AMIRA);
        assert_eq!(answer::<deeds::NameSupporter>(MOTHER, Role::Parent, amira, as_it_is), Ok(()));
        assert_eq!(answer::<deeds::NameSupporter>(MOTHER, Role::Parent, amira, sixteen), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::NameSupporter>(AMIRA, Role::Student, amira, sixteen), Ok(()));
        // Custody goes on until eighteen: a parent still says no to somebody, and still reads.
        assert_eq!(answer::<deeds::DecideSupporter>(MOTHER, Role::Parent, amira, sixteen), Ok(()));
        assert_eq!(answer::<deeds::ReadHome>(MOTHER, Role::Parent, amira, sixteen), Ok(()));
    }

    #[test]
    fn from_eighteen_on_parents_see_nothing() {
        let mut relations = relations();
        relations.students[0].eighteen = true;
        let answer = permit::<deeds::ReadHome>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Student(AMIRA));
        assert_eq!(answer.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn a_role_that_ended_is_over_whatever_the_session_says() {
        let mut relations = relations().of(MENTOR);
        relations.actor.as_mut().unwrap().roles.clear();
        let answer = permit::<deeds::ReadClass>(&principal(MENTOR, Role::Mentor), &relations, About::Class(CLASS_3B));
        assert_eq!(answer.unwrap_err(), Denied::NotFound);
    }

    #[test]
    fn staff_are_told_that_they_may_not_and_others_that_there_is_nothing() {
        let relations = relations();
        let admin =
            permit::<deeds::ReadStudent>(&principal(ADMIN, Role::SchoolAdmin), &relations.of(ADMIN), About::Student(AMIRA));
        assert_eq!(admin.unwrap_err(), Denied::NotAllowed);
        let mother = permit::<deeds::ReadClass>(&principal(MOTHER, Role::Parent), &relations.of(MOTHER), About::Class(CLASS_3B));
        assert_eq!(mother.unwrap_err(), Denied::NotFound);
    }

    /// What this person is answered, in this role, when everything else is as in the specs' cast.
    fn answer<D: DeedType>(
        person: PersonId,
        role: Role,
        about: About,
        change: impl FnOnce(&mut Relations),
    ) -> Result<(), Denied> {
        let mut relations = relations();
        change(&mut relations);
        permit::<D>(&principal(person, role), &relations.of(person), about).map(|_| ())
    }

    fn as_it_is(_: &mut Relations) {}

    #[test]
    fn nothing_is_let_through_for_a_role_that_the_grid_denies() {
        for column in ActorKind::all() {
            let ActorKind::Role(role) = column else { continue };
            if scope(column, Deed::ChangeAuthority) == DeedScope::Never {
                let denied = if role.is_staff() { Denied::NotAllowed } else { Denied::NotFound };
                assert_eq!(answer::<deeds::ChangeAuthority>(MENTOR, role, About::Student(AMIRA), as_it_is), Err(denied));
            }
        }
    }

    #[test]
    fn a_parent_without_authority_over_any_child_has_no_sign_in() {
        let take_away = |relations: &mut Relations| {
            for row in relations.persons.iter_mut().filter(|row| row.person == FATHER) {
                row.children[0].authority = Authority::None;
            }
        };
        let self_ = About::Person(FATHER);
        assert_eq!(answer::<deeds::SetWishes>(FATHER, Role::Parent, self_, as_it_is), Ok(()));
        assert_eq!(answer::<deeds::SetWishes>(FATHER, Role::Parent, self_, take_away), Err(Denied::NotFound));
    }

    #[test]
    fn who_lost_authority_does_not_come_back_in_as_a_supporter() {
        let names_father = |relations: &mut Relations| {
            let kinship = crate::person::supporter::Kinship::Other;
            let admission = crate::person::supporter::Admission::LetIn { knowing: vec![] };
            relations.students[0].supporters.push(crate::views::SupporterTie {
                person: FATHER,
                kinship,
                admission,
                by_student: false,
            });
            for row in relations.persons.iter_mut().filter(|row| row.person == FATHER) {
                row.supports.push(crate::views::SupportTie { student: AMIRA, kinship });
            }
        };
        let without_authority = |relations: &mut Relations| {
            names_father(relations);
            relations.students[0].parents[1].authority = Authority::None;
        };
        let amira = About::Student(AMIRA);
        assert_eq!(answer::<deeds::ReadHome>(FATHER, Role::Supporter, amira, names_father), Ok(()));
        assert_eq!(answer::<deeds::ReadHome>(FATHER, Role::Supporter, amira, without_authority), Err(Denied::NotFound));
    }

    #[test]
    fn home_and_mentor_lose_sight_of_a_student_who_left() {
        let left = |relations: &mut Relations| relations.students[0].left_on = Some(TODAY);
        let amira = About::Student(AMIRA);
        assert_eq!(answer::<deeds::ReadHome>(UNCLE, Role::Supporter, amira, as_it_is), Ok(()));
        assert_eq!(answer::<deeds::ReadHome>(UNCLE, Role::Supporter, amira, left), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::ReadHome>(MOTHER, Role::Parent, amira, left), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::ReadStudent>(MENTOR, Role::Mentor, amira, left), Err(Denied::NotFound));
    }

    #[test]
    fn a_mentor_who_was_relieved_or_whose_student_moved_finds_nothing() {
        let relieved = |relations: &mut Relations| relations.classes[0].mentors.clear();
        let moved = |relations: &mut Relations| relations.students[0].class = Some(CLASS_3C);
        let amira = About::Student(AMIRA);
        for change in [relieved, moved] {
            assert_eq!(answer::<deeds::ReadStudent>(MENTOR, Role::Mentor, amira, change), Err(Denied::NotFound));
            assert_eq!(
                answer::<deeds::ChangeDetails>(MENTOR, Role::Mentor, About::Person(MOTHER), change),
                Err(Denied::NotFound)
            );
        }
        assert_eq!(answer::<deeds::ReadStudent>(OTHER_MENTOR, Role::Mentor, amira, moved), Ok(()));
        assert_eq!(answer::<deeds::ReadClass>(MENTOR, Role::Mentor, About::Class(CLASS_3C), as_it_is), Err(Denied::NotFound));
    }

    #[test]
    fn a_class_as_it_was_holds_for_its_mentor_only_who_is_still_in_it() {
        let then = relations().class(CLASS_3B).unwrap().clone();
        let mut now = relations();
        now.classes[0].students.retain(|student| *student != AMIRA);
        let still =
            |person, role, now: &Relations| still_shown(&principal(person, role), &now.of(person), &then).contains(&AMIRA);
        assert!(still(MENTOR, Role::Mentor, &relations()));
        assert!(!still(MENTOR, Role::Mentor, &now));
        assert!(still(MENTOR, Role::CareerLead, &now), "reads the whole school");
    }

    #[test]
    fn somebody_is_only_what_lets_them_in() {
        let role = |person| roles_of(relations().person(person).unwrap(), &relations());
        assert_eq!(role(MENTOR), [Role::Mentor]);
        assert_eq!(role(FATHER), [Role::Parent]);
        let mut father = relations().person(FATHER).unwrap().clone();
        father.children[0].authority = Authority::OnRequest;
        assert_eq!(roles_of(&father, &relations()), []);
        assert_eq!(role(UNCLE), [Role::Supporter]);
        let mut waiting = relations();
        waiting.students[0].supporters[0].admission = crate::person::supporter::Admission::Waiting;
        assert_eq!(roles_of(waiting.person(UNCLE).unwrap(), &waiting), []);
    }

    #[test]
    fn a_student_asks_only_about_themselves() {
        assert_eq!(answer::<deeds::ReadOwnLine>(AMIRA, Role::Student, About::Student(AMIRA), as_it_is), Ok(()));
        assert_eq!(answer::<deeds::ReadOwnLine>(AMIRA, Role::Student, About::Student(MILAN), as_it_is), Err(Denied::NotFound));
        assert_eq!(answer::<deeds::NameSupporter>(AMIRA, Role::Student, About::Student(MILAN), as_it_is), Err(Denied::NotFound));
        let as_parent = answer::<deeds::ReadHome>(AMIRA, Role::Parent, About::Student(AMIRA), as_it_is);
        assert_eq!(as_parent, Err(Denied::NotFound), "a role that somebody does not have is a role that ended");
    }

    #[test]
    fn jobs_and_the_operator_reach_what_the_grid_gives_them_and_no_more() {
        let asks = |actor, about| permit::<deeds::StateAge>(&Principal::as_actor(actor), &relations(), about).map(|_| ());
        let job = Actor::Job { school: SCHOOL, name: "ages" };
        assert_eq!(asks(job, About::Student(AMIRA)), Ok(()));
        assert_eq!(asks(job, About::Student(STRANGER)), Err(Denied::NotFound));
        assert_eq!(asks(Actor::Operator { school: SCHOOL }, About::Student(AMIRA)), Err(Denied::NotFound));
    }
}
