//! What is written out by hand: the three schools, and the people whom the product's drawings show or whom one can be.

use super::{FamilyYear, Tie, date};
use chrono::NaiveDate;
use domain::{
    actor::Role,
    class::Track::{self, Basic, Middle, Mixed, Theoretical},
    person::{
        parent::{Authority, Relation},
        supporter::Kinship,
    },
    values::SpokenLanguage,
};

pub(super) struct Outline {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) city: &'static str,
    /// The first of the demo's phone numbers `06 0000 nnnn` that this school's families have.
    pub(super) phones: usize,
    /// Name, year, learning path, students.
    pub(super) classes: &'static [(&'static str, u8, Track, usize)],
    pub(super) staff: &'static [(&'static str, &'static str, &'static str, &'static [Role])],
}

pub(super) const OUTLINES: [Outline; 3] = [
    Outline {
        slug: "noordrand",
        name: "Noordrand College",
        city: "Havenmonde",
        phones: 1000,
        classes: &[
            ("1A", 1, Basic, 26),
            ("1B", 1, Basic, 26),
            ("1C", 1, Middle, 26),
            ("1D", 1, Theoretical, 26),
            ("2A", 2, Basic, 26),
            ("2B", 2, Middle, 26),
            ("2C", 2, Middle, 26),
            ("2D", 2, Theoretical, 26),
            ("3A", 3, Basic, 25),
            ("3B", 3, Middle, 24),
            ("3C", 3, Mixed, 26),
            ("3D", 3, Theoretical, 26),
            ("4A", 4, Basic, 26),
            ("4B", 4, Middle, 26),
            ("4C", 4, Mixed, 26),
            ("4D", 4, Theoretical, 25),
        ],
        staff: &[
            ("mevrouw-bakhuis", "Tineke", "Bakhuis", &[Role::SchoolAdmin]),
            ("meneer-wolters", "Ruud", "Wolters", &[Role::CareerLead]),
            ("auditor", "Judith", "van Rossum", &[Role::Auditor]),
        ],
    },
    Outline {
        slug: "dewissel",
        name: "Vmbo De Wissel",
        city: "Rietveen",
        phones: 4000,
        classes: &[
            ("1A", 1, Basic, 23),
            ("1B", 1, Theoretical, 23),
            ("2A", 2, Basic, 23),
            ("2B", 2, Theoretical, 23),
            ("3A", 3, Middle, 22),
            ("3B", 3, Theoretical, 22),
            ("4A", 4, Middle, 22),
            ("4B", 4, Theoretical, 22),
        ],
        staff: &[
            ("mevrouw-oosterhof", "Hanneke", "Oosterhof", &[Role::SchoolAdmin]),
            ("meneer-ramlal", "Vishal", "Ramlal", &[Role::CareerLead]),
            ("auditor-wissel", "Gijsbert", "Nauta", &[Role::Auditor]),
        ],
    },
    Outline {
        slug: "desluis",
        name: "De Sluis",
        city: "Zandkerk",
        phones: 6000,
        classes: &[("1A", 1, Mixed, 20), ("2A", 2, Mixed, 20), ("3A", 3, Mixed, 20)],
        // In a small school one person does two things.
        staff: &[
            ("meneer-terpstra", "Sjoerd", "Terpstra", &[Role::SchoolAdmin, Role::CareerLead]),
            ("auditor-sluis", "Marga", "Evers", &[Role::Auditor]),
        ],
    },
];

/// A student written out: school, class, key, name, born, course, and the keys of who is at home.
pub(super) type CastStudent =
    (&'static str, &'static str, &'static str, (&'static str, &'static str), NaiveDate, FamilyYear, &'static [&'static str]);

pub(super) const CAST: &[CastStudent] = &[
    ("noordrand", "3B", "amira", ("Amira", "Demir"), date(2011, 3, 14), FamilyYear::Ordinary, &["emine", "murat", "kemal"]),
    ("noordrand", "3B", "milan", ("Milan", "de Jong"), date(2011, 1, 9), FamilyYear::Ordinary, &["peter", "sandra"]),
    ("noordrand", "3B", "selin", ("Selin", "Yıldız"), date(2010, 12, 2), FamilyYear::Drawn, &["gul", "hatice"]),
    ("noordrand", "3B", "youssef", ("Youssef", "el Amrani"), date(2011, 5, 30), FamilyYear::Drawn, &["khadija", "naima"]),
    ("noordrand", "3B", "zuzanna", ("Zuzanna", "Kowalska"), date(2011, 7, 21), FamilyYear::Drawn, &["agnieszka"]),
    ("noordrand", "3B", "daan", ("Daan", "van den Berg"), date(2010, 10, 17), FamilyYear::Drawn, &["rob"]),
    ("noordrand", "1C", "emir", ("Emir", "Demir"), date(2013, 2, 6), FamilyYear::Ordinary, &["emine", "murat"]),
    // Four children in one home, in four years of the school.
    ("noordrand", "1A", "yonas", ("Yonas", "Tesfay"), date(2013, 4, 11), FamilyYear::Ordinary, &["senait"]),
    ("noordrand", "2C", "feven", ("Feven", "Tesfay"), date(2012, 1, 27), FamilyYear::Ordinary, &["senait"]),
    ("noordrand", "3D", "meron", ("Meron", "Tesfay"), date(2010, 11, 8), FamilyYear::Ordinary, &["senait"]),
    ("noordrand", "4A", "samuel", ("Samuel", "Tesfay"), date(2009, 12, 19), FamilyYear::Ordinary, &["senait"]),
    // One mother, two schools.
    ("noordrand", "2A", "ilyas", ("Ilyas", "Bouzid"), date(2011, 12, 3), FamilyYear::Ordinary, &["latifa"]),
    ("dewissel", "1A", "imane", ("Imane", "Bouzid"), date(2013, 6, 25), FamilyYear::Ordinary, &["latifa"]),
    // Eighteen during the year: from then on his mother sees nothing that he does not share.
    ("noordrand", "4C", "kevin", ("Kevin", "Lobato"), date(2007, 11, 12), FamilyYear::Ordinary, &["mireille"]),
    ("dewissel", "3A", "finn", ("Finn", "Dijkstra"), date(2011, 2, 16), FamilyYear::Ordinary, &["aukje"]),
    ("desluis", "2A", "nora", ("Nora", "Hoekstra"), date(2012, 3, 8), FamilyYear::Ordinary, &["dirk"]),
];

/// An adult written out: key, name, tie, last digits of the phone number, mail, and which language they prefer.
pub(super) type CastAdult = (&'static str, (&'static str, &'static str), Tie, usize, bool, Option<SpokenLanguage>);

pub(super) const MOTHER: Tie = Tie::Parent(Relation::Mother, Authority::Full);
pub(super) const FATHER: Tie = Tie::Parent(Relation::Father, Authority::Full);

pub(super) const ADULTS: &[CastAdult] = &[
    ("emine", ("Emine", "Demir"), MOTHER, 11, true, Some(SpokenLanguage::Turkish)),
    ("murat", ("Murat", "Demir"), FATHER, 12, false, None),
    ("kemal", ("Kemal", "Demir"), Tie::Supporter(Kinship::Uncle), 13, false, None),
    ("peter", ("Peter", "de Jong"), FATHER, 14, true, None),
    ("sandra", ("Sandra", "Visser"), MOTHER, 15, true, None),
    ("gul", ("Gül", "Yıldız"), MOTHER, 16, false, Some(SpokenLanguage::Turkish)),
    ("hatice", ("Hatice", "Yıldız"), Tie::Supporter(Kinship::Grandmother), 17, false, Some(SpokenLanguage::Turkish)),
    ("khadija", ("Khadija", "el Amrani"), MOTHER, 18, false, Some(SpokenLanguage::Arabic)),
    ("naima", ("Naima", "el Amrani"), Tie::Supporter(Kinship::Sister), 19, false, None),
    ("agnieszka", ("Agnieszka", "Kowalska"), MOTHER, 20, true, Some(SpokenLanguage::Polish)),
    ("rob", ("Rob", "van den Berg"), FATHER, 21, false, None),
    ("senait", ("Senait", "Tesfay"), MOTHER, 22, false, Some(SpokenLanguage::Other)),
    ("latifa", ("Latifa", "Bouzid"), MOTHER, 23, true, Some(SpokenLanguage::Arabic)),
    ("mireille", ("Mireille", "Lobato"), MOTHER, 24, true, None),
    ("aukje", ("Aukje", "Dijkstra"), MOTHER, 25, true, None),
    ("dirk", ("Dirk", "Hoekstra"), FATHER, 26, true, None),
];
