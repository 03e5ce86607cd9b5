use super::{School, SchoolRefusal};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{SchoolId, Stream, StreamKind, Tag},
    policy::{About, deeds},
    values::tidy,
};
use serde::{Deserialize, Serialize};

/// Opens a school's log (nl: school toevoegen).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenSchool {
    pub school: SchoolId,
    pub name: String,
    pub city: String,
}

/// The first event of every log (nl: school geopend).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchoolOpened {
    pub school: SchoolId,
    pub name: String,
    pub city: String,
}

holds_personal!(SchoolOpened {});

impl IsFact for SchoolOpened {
    fn stream(&self) -> Stream {
        Stream::of(StreamKind::School, self.school.0)
    }
    fn tags(&self) -> Vec<Tag> {
        vec![Tag::school(self.school)]
    }
}

/// Longest name of a school or a city, in characters.
pub(super) const NAME_MAX: usize = 100;

impl Command for OpenSchool {
    type Story = School;
    type Deed = deeds::OpenSchool;

    fn stream(&self) -> Stream {
        Stream::of(StreamKind::School, self.school.0)
    }
    fn about(&self) -> About {
        About::School
    }

    fn decide(&self, school: &School, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if school.open {
            return Ok(vec![]);
        }
        let (name, city) = (tidy(&self.name), tidy(&self.city));
        if name.is_empty() {
            return Err(SchoolRefusal::NoName.into());
        }
        if name.chars().count() > NAME_MAX || city.chars().count() > NAME_MAX {
            return Err(SchoolRefusal::NameTooLong.into());
        }
        Ok(vec![context.new_fact(SchoolOpened { school: self.school, name, city })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{actor::Actor, spec::*};

    fn noordrand() -> OpenSchool {
        OpenSchool { school: SCHOOL, name: " Noord\u{202E}rand  College\u{200B} ".into(), city: "Rotterdam\u{FEFF}".into() }
    }

    fn opened() -> SchoolOpened {
        SchoolOpened { school: SCHOOL, name: "Noordrand College".into(), city: "Rotterdam".into() }
    }

    #[test]
    fn a_school_opens_once() {
        let operator = Actor::Operator { school: SCHOOL };
        given([]).acting(operator).when(&noordrand()).then([opened().into()]);
        given([opened().into()]).acting(operator).when(&noordrand()).then([]);
    }

    #[test]
    fn a_school_has_a_name_that_fits_on_a_page() {
        let called = |name: &str| OpenSchool { name: name.into(), ..noordrand() };
        given([]).when(&called(" ")).then_refused(SchoolRefusal::NoName);
        given([]).when(&called(&"é".repeat(100))).then_facts(|facts| facts.len() == 1);
        given([]).when(&called(&"é".repeat(101))).then_refused(SchoolRefusal::NameTooLong);
        let city = OpenSchool { city: "é".repeat(101), ..noordrand() };
        given([]).when(&city).then_refused(SchoolRefusal::NameTooLong);
    }
}
