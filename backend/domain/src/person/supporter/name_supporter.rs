use super::{Kinship, Supporter, SupporterRefusal, stream_of};
use crate::{
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

/// Names somebody who helps a student (nl: steunfiguur noemen).
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
        if supporter.students.contains(&self.student) {
            return Ok(vec![]);
        }
        let named = context.new_fact(SupporterNamed {
            supporter: self.supporter,
            student: self.student,
            kinship: self.kinship,
            name: Personal::open(self.supporter, self.name.clone()),
        });
        let reached = self.phone.clone().map(|phone| {
            let reachable = Personal::open(self.supporter, Reachable::Phone(phone));
            context.new_fact(DetailsChanged { person: self.supporter, channel: Channel::Phone, reachable }).next()
        });
        Ok([Some(named), reached].into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::spec::*;

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
