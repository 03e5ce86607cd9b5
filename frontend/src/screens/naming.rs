//! How people are called in a sentence: as whom they are to the student, or by name.

use app::questions::{PersonBrief, TieToStudent};
use domain::{
    person::{parent::Relation, supporter::Kinship},
    personal::{Personal, PersonalValue},
    values::PersonName,
};

use crate::{
    say,
    screens::coded::Coded,
    wording::{self, Language},
};

/// The text of a value, or "(gewist)" when nobody can read it any more.
pub fn erased_or<T: PersonalValue>(t: Language, value: &Personal<T>, text: impl FnOnce(&T) -> String) -> String {
    value.value().map_or_else(|| say!(t, "erased"), text)
}

/// "Daan van den Berg".
pub fn full_name(t: Language, name: &Personal<PersonName>) -> String {
    erased_or(t, name, |name| wording::name(t, &name.full()))
}

/// The name among people who know each other: "Daan".
pub fn short_name(t: Language, name: &Personal<PersonName>) -> String {
    erased_or(t, name, |name| wording::name(t, name.short()))
}

/// What somebody is to a student, in a word: "moeder", "zus".
pub fn whom(t: Language, whom: TieToStudent) -> String {
    match whom {
        TieToStudent::Parent(relation) => relation.word(t),
        TieToStudent::Supporter(kinship) => kinship.word(t),
        TieToStudent::Student => say!(t, "whom-student"),
        TieToStudent::Staff => say!(t, "whom-staff"),
        TieToStudent::Former => say!(t, "whom-former"),
    }
}

/// How staff call somebody around a student: "moeder", "zus Naima", and by name when there is no better word.
pub fn called(t: Language, who: TieToStudent, name: Option<&Personal<PersonName>>) -> String {
    let Some(name) = name else { return whom(t, who) };
    match who {
        TieToStudent::Parent(Relation::Parent) | TieToStudent::Supporter(Kinship::Other) => full_name(t, name),
        TieToStudent::Parent(relation) => relation.word(t),
        TieToStudent::Supporter(kinship) => format!("{} {}", kinship.word(t), short_name(t, name)),
        TieToStudent::Student | TieToStudent::Staff | TieToStudent::Former => full_name(t, name),
    }
}

/// How somebody is called to the student: "je moeder", "je zus Naima".
pub fn yours(t: Language, brief: &PersonBrief) -> String {
    let called = called(t, brief.whom, brief.name.as_ref());
    match brief.whom {
        TieToStudent::Parent(Relation::Parent) | TieToStudent::Supporter(Kinship::Other) if brief.name.is_some() => called,
        TieToStudent::Parent(_) | TieToStudent::Supporter(_) => say!(t, "yours", whom = called),
        TieToStudent::Student | TieToStudent::Staff | TieToStudent::Former => called,
    }
}

/// How somebody is called to another at home: "de moeder van Amira", "Naima Demir".
pub fn at_home_of(t: Language, brief: &PersonBrief, child: &str) -> String {
    match (brief.whom, &brief.name) {
        (TieToStudent::Parent(relation), _) => say!(t, "whom-of", whom = relation.word(t), child = child),
        (_, Some(name)) => full_name(t, name),
        (whom_to_child, None) => whom(t, whom_to_child),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ids::PersonId, personal::Content};
    use uuid::Uuid;

    const WHO: PersonId = PersonId(Uuid::from_u128(1));

    fn naima() -> Personal<PersonName> {
        Personal::open(WHO, PersonName::new("Naima", "el", "Amrani").unwrap())
    }

    #[test]
    fn people_are_called_by_what_they_are_to_the_student() {
        let nl = |who| called(Language::Nl, who, Some(&naima()));
        assert_eq!(nl(TieToStudent::Parent(Relation::Mother)), "moeder");
        assert_eq!(nl(TieToStudent::Supporter(Kinship::Sister)), "zus Naima");
        assert_eq!(nl(TieToStudent::Parent(Relation::Parent)), "Naima el Amrani");
        assert_eq!(nl(TieToStudent::Staff), "Naima el Amrani");
        let brief = |whom| PersonBrief { person: WHO, whom, name: Some(naima()) };
        assert_eq!(yours(Language::Nl, &brief(TieToStudent::Supporter(Kinship::Sister))), "je zus Naima");
        assert_eq!(at_home_of(Language::Nl, &brief(TieToStudent::Parent(Relation::Mother)), "Amira"), "de moeder van Amira");
    }

    #[test]
    fn who_was_erased_stays_a_person_without_a_name() {
        let erased: Personal<PersonName> = Personal { of: WHO, content: Content::Erased };
        assert_eq!(full_name(Language::Nl, &erased), "(gewist)");
        assert_eq!(called(Language::Nl, TieToStudent::Parent(Relation::Mother), Some(&erased)), "moeder");
    }
}
