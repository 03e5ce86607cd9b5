use super::{Admission, Kinship, Supporter, SupporterConfirmed, SupporterRefusal, stream_of};
use crate::{
    actor::Role,
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{CommandId, PersonId, Stream, StreamKind, Tag},
    person::details::DetailsChanged,
    personal::Personal,
    policy::{About, deeds},
    values::{Channel, PersonName, PhoneNumber, Reachable},
};
use serde::{Deserialize, Serialize};

/// Names somebody who helps a student (nl: steunfiguur noemen). A parent has a say, so a parent's naming is also their yes; and
/// an adult student decides alone. Whoever else names somebody waits for a yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameSupporter {
    pub supporter: PersonId,
    pub name: PersonName,
    pub student: PersonId,
    pub kinship: Kinship,
    /// Whoever names a supporter may say how to reach them; afterwards only the school changes that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
}

impl NameSupporter {
    /// The id of somebody who is new here, made from the form that names them: sent twice it is one person, and no form
    /// can name somebody who is known already, to rename them or to take over their number.
    pub fn new_person(form: CommandId) -> PersonId {
        PersonId(Stream::of(StreamKind::Supporter, form.0).id)
    }
}

/// (nl: steunfiguur genoemd)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SupporterNamed {
    pub supporter: PersonId,
    pub student: PersonId,
    pub kinship: Kinship,
    pub name: Personal<PersonName>,
    /// The student named them: then the student ends it, or the school.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_student: bool,
}

holds_personal!(SupporterNamed { name });

impl IsFact for SupporterNamed {
    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::person(self.supporter), Tag::student(self.student)]
    }
}

impl NameSupporter {
    fn is_their_own_to_decide(&self, context: &Context<'_>) -> bool {
        let is_adult = context.relations.student(self.student).is_some_and(|card| card.eighteen);
        match context.actor.role() {
            Some(Role::Parent) => true,
            Some(Role::Student) => is_adult,
            _ => false,
        }
    }
}

impl Command for NameSupporter {
    type Story = Supporter;
    type Deed = deeds::NameSupporter;

    fn stream(&self) -> Stream {
        stream_of(self.supporter)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, supporter: &Supporter, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if context.relations.enrolled(self.student).is_none() {
            return Err(SupporterRefusal::StudentGone.into());
        }
        match supporter.students.get(&self.student) {
            Some(Admission::TurnedAway) => return Err(SupporterRefusal::TurnedAway.into()),
            Some(_) => return Ok(vec![]),
            None => {}
        }
        let named = context.new_fact(SupporterNamed {
            supporter: self.supporter,
            student: self.student,
            kinship: self.kinship,
            name: Personal::open(self.supporter, self.name.clone()),
            by_student: context.actor.role() == Some(Role::Student),
        });
        let let_in = self.is_their_own_to_decide(context).then(|| {
            let (supporter, student) = (self.supporter, self.student);
            context.new_fact(SupporterConfirmed { supporter, student, knowing: vec![] })
        });
        let reached = self.phone.clone().map(|phone| {
            let reachable = Personal::open(self.supporter, Reachable::Phone(phone));
            context.new_fact(DetailsChanged { person: self.supporter, channel: Channel::Phone, reachable }).next()
        });
        Ok([Some(named), let_in, reached].into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{person::supporter::SupporterRefused, spec::*};

    fn uncle_of(student: PersonId) -> NameSupporter {
        NameSupporter { supporter: UNCLE, name: name("Kemal", "Demir"), student, kinship: Kinship::Uncle, phone: None }
    }

    #[test]
    fn a_supporter_is_named_once_for_each_student() {
        given([]).when(&uncle_of(AMIRA)).then([supporter_named(AMIRA)]);
        given([supporter_named(AMIRA)]).when(&uncle_of(AMIRA)).then([]);
        given([supporter_named(AMIRA)]).when(&uncle_of(MILAN)).then([supporter_named(MILAN)]);
    }

    #[test]
    fn a_parents_naming_is_a_yes_and_so_is_that_of_a_grown_up_student() {
        let yes = SupporterConfirmed { supporter: UNCLE, student: AMIRA, knowing: vec![] };
        let both = || [supporter_named(AMIRA), yes.clone().into()];
        given([]).by(MOTHER, Role::Parent).when(&uncle_of(AMIRA)).then(both());
        given([]).by(AMIRA, Role::Student).when(&uncle_of(AMIRA)).then([supporter_named_by(AMIRA)]);
        given([]).by(MENTOR, Role::Mentor).when(&uncle_of(AMIRA)).then([supporter_named(AMIRA)]);
        given([])
            .knowing(|relations| relations.students[0].eighteen = true)
            .by(AMIRA, Role::Student)
            .when(&uncle_of(AMIRA))
            .then([supporter_named_by(AMIRA), yes.into()]);
    }

    #[test]
    fn who_was_turned_away_is_not_named_again() {
        let refused = SupporterRefused { supporter: UNCLE, student: AMIRA };
        given([supporter_named(AMIRA), refused.into()]).when(&uncle_of(AMIRA)).then_refused(SupporterRefusal::TurnedAway);
    }

    #[test]
    fn a_phone_number_comes_along() {
        let phone = Some(PhoneNumber::parse("06 0000 0012").unwrap());
        given([]).when(&NameSupporter { phone, ..uncle_of(AMIRA) }).then([supporter_named(AMIRA), phone_number(UNCLE)]);
    }

    #[test]
    fn a_form_makes_one_new_person_and_never_the_one_it_mentions() {
        let form = CommandId(MOTHER.0);
        assert_eq!(NameSupporter::new_person(form), NameSupporter::new_person(form));
        assert_ne!(NameSupporter::new_person(form), MOTHER);
    }

    #[test]
    fn the_student_is_here() {
        given([]).when(&uncle_of(ZUS_NAIMA)).then_refused(SupporterRefusal::StudentGone);
    }
}
