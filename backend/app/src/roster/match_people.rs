//! Who is who. A parent in a list is somebody we know only on grounds that hold: the same child, or the same mail address or
//! phone, and a similar name. What is likely and not certain is a doubt for a person to settle, never a merge.

use super::{fold, names, row::ParentEntry};
use domain::{
    ids::PersonId,
    person::parent::Authority,
    values::{Channel, PersonName, Reachable},
};
use std::collections::{BTreeMap, HashMap};

/// How much two names are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Similarity {
    Different,
    /// The same but for a letter, a first name that is missing, or another last name.
    Near,
    /// One is a shorter or more formal way to write the other: initials, fewer first names, a double last name.
    Same,
    /// The same words in any order, but for accents, capitals and "van de".
    Exact,
}

/// Compares two names.
pub fn similarity(a: &PersonName, b: &PersonName) -> Similarity {
    let (a, b) = (NameWords::of(a), NameWords::of(b));
    if a.all() == b.all() {
        return Similarity::Exact;
    }
    match (a.lasts(&b), a.firsts(&b)) {
        (Lasts::Equal, Firsts::Equal | Firsts::Initials) | (Lasts::Overlap, Firsts::Equal) => Similarity::Same,
        (Lasts::Equal, Firsts::Unknown | Firsts::Close) => Similarity::Near,
        (Lasts::Overlap | Lasts::Close, Firsts::Unknown | Firsts::Initials | Firsts::Close) => Similarity::Near,
        (Lasts::Close | Lasts::Different, Firsts::Equal) => Similarity::Near,
        (_, Firsts::Different) | (Lasts::Different, _) => Similarity::Different,
    }
}

/// Does `new` tell more of the same name than `known`? Only then a name is replaced, so that two lists that each write it
/// in their own way do not take turns.
pub fn tells_more(new: &PersonName, known: &PersonName) -> bool {
    weight(new) > weight(known)
}

fn weight(name: &PersonName) -> (usize, usize, bool, usize, bool) {
    let words = NameWords::of(name);
    let spelled_out = words.first.iter().filter(|word| is_full(word)).count();
    let accents = name.full().chars().filter(|c| !c.is_ascii()).count();
    let is_mixed_case = name.last.chars().any(char::is_lowercase);
    (spelled_out, words.last.len(), !name.infix.is_empty(), accents, is_mixed_case)
}

/// A name as words to compare: folded, split at anything that is no letter, without "van den".
struct NameWords {
    first: Vec<String>,
    last: Vec<String>,
}

enum Lasts {
    Equal,
    /// One of the names of a double name.
    Overlap,
    /// But for one letter.
    Close,
    Different,
}

enum Firsts {
    Equal,
    Initials,
    Close,
    /// One of the two has none.
    Unknown,
    Different,
}

impl NameWords {
    fn of(name: &PersonName) -> NameWords {
        let words = |text: &str| {
            fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let mut last: Vec<String> = words(&name.last);
        last.retain(|word| !names::is_infix(word));
        // Somebody who is called "Ben" or "De" has no other last name.
        let last = if last.is_empty() { words(&name.last) } else { last };
        NameWords { first: words(&name.first), last }
    }

    fn all(&self) -> Vec<&String> {
        let mut all: Vec<_> = self.first.iter().chain(&self.last).collect();
        all.sort_unstable();
        all
    }

    fn lasts(&self, other: &NameWords) -> Lasts {
        if self.last == other.last {
            return Lasts::Equal;
        }
        if self.last.iter().any(|word| other.last.contains(word)) {
            return Lasts::Overlap;
        }
        if self.last.iter().any(|word| other.last.iter().any(|other| differ_by_a_letter(word, other))) {
            return Lasts::Close;
        }
        Lasts::Different
    }

    fn firsts(&self, other: &NameWords) -> Firsts {
        let (a, b) = (&self.first, &other.first);
        if a == b || a.iter().any(|word| is_full(word) && b.contains(word)) {
            return Firsts::Equal;
        }
        if a.is_empty() || b.is_empty() {
            return Firsts::Unknown;
        }
        let are_initials = |words: &[String]| !words.iter().any(|word| is_full(word));
        if are_initials(a) || are_initials(b) {
            let fit = a.iter().zip(b).all(|(a, b)| a.chars().next() == b.chars().next());
            return if fit { Firsts::Initials } else { Firsts::Different };
        }
        if differ_by_a_letter(&a[0], &b[0]) { Firsts::Close } else { Firsts::Different }
    }
}

fn is_full(word: &str) -> bool {
    word.chars().count() > 1
}

/// "Mohamed" and "Mohammed", "Jansen" and "Janssen". Short names that differ by a letter are other names.
fn differ_by_a_letter(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < 4 {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - front - back <= 1
}

/// A parent we know, as the plan goes along.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownAdult {
    pub person: PersonId,
    pub name: PersonName,
    pub channels: BTreeMap<Channel, Reachable>,
    pub children: BTreeMap<PersonId, Authority>,
}

/// Every parent we know, to be found by child and by mail address or phone. The values are compared as the blind index
/// compares them: in their normalised form.
#[derive(Clone, Debug, Default)]
pub struct KnownAdults {
    all: Vec<KnownAdult>,
    by_child: HashMap<PersonId, Vec<usize>>,
    by_reachable: HashMap<String, Vec<usize>>,
}

/// What became of the search for a parent.
#[derive(Clone, Debug, PartialEq)]
pub enum ParentMatch {
    Known(PersonId),
    Nobody,
    Doubt(Likeness),
}

/// Why somebody may or may not be the parent that a row names. `known`: the name we know.
#[derive(Clone, Debug, PartialEq)]
pub enum Likeness {
    /// The names are nearly the same.
    NearlyTheName { known: PersonName },
    /// The name is the same, and the address or number is another.
    OtherAddress { known: PersonName },
    /// The name is the same, shortened, and there is no address or number to compare.
    OnlyTheName { known: PersonName },
    /// Several people answer to it.
    Several,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SharedContact {
    Shared,
    /// Both have one of the same kind, and it differs.
    Other,
    /// There is nothing to compare.
    Silent,
}

impl KnownAdults {
    pub fn get(&self, person: PersonId) -> Option<&KnownAdult> {
        self.all.iter().find(|adult| adult.person == person)
    }

    pub fn of_child(&self, child: PersonId) -> impl Iterator<Item = &KnownAdult> {
        self.by_child.get(&child).into_iter().flatten().map(|at| &self.all[*at])
    }

    pub fn add(&mut self, adult: KnownAdult) {
        let at = self.all.len();
        for child in adult.children.keys() {
            self.by_child.entry(*child).or_default().push(at);
        }
        for reachable in adult.channels.values() {
            self.by_reachable.entry(reachable.as_str().to_owned()).or_default().push(at);
        }
        self.all.push(adult);
    }

    pub fn link(&mut self, person: PersonId, child: PersonId, authority: Authority) {
        let Some(at) = self.at(person) else { return };
        self.all[at].children.insert(child, authority);
        self.by_child.entry(child).or_default().push(at);
    }

    pub fn rename(&mut self, person: PersonId, name: PersonName) {
        let Some(at) = self.at(person) else { return };
        self.all[at].name = name;
    }

    pub fn reach(&mut self, person: PersonId, reachable: Reachable) {
        let Some(at) = self.at(person) else { return };
        self.by_reachable.entry(reachable.as_str().to_owned()).or_default().push(at);
        if let Some(before) = self.all[at].channels.insert(reachable.channel(), reachable)
            && let Some(there) = self.by_reachable.get_mut(before.as_str())
        {
            there.retain(|other| *other != at);
        }
    }

    /// Who among the people we know is the parent that a row names for this child. `taken`: the other parents of that row,
    /// who are somebody else by being named beside them.
    pub fn find(&self, entry: &ParentEntry, child: PersonId, taken: &[PersonId]) -> ParentMatch {
        let is_free = |adult: &&KnownAdult| !taken.contains(&adult.person);
        let at_home = choose(self.of_child(child).filter(is_free).filter_map(|adult| Some((adult, at_home(entry, adult)?))));
        if at_home != ParentMatch::Nobody {
            return at_home;
        }
        let shared = entry.reachables().filter_map(|reachable| self.by_reachable.get(reachable.as_str())).flatten();
        let mut elsewhere: Vec<usize> = shared.copied().filter(|at| !self.all[*at].children.contains_key(&child)).collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let elsewhere = elsewhere.into_iter().map(|at| &self.all[at]).filter(is_free);
        choose(elsewhere.filter_map(|adult| Some((adult, of_other_child(entry, adult)?))))
    }

    fn at(&self, person: PersonId) -> Option<usize> {
        self.all.iter().position(|adult| adult.person == person)
    }
}

/// How sure we are that a row names this adult.
enum MatchGround {
    Sure(Similarity),
    Unsure(Likeness),
}

/// Two parents of one child may share an address, so the name decides; but a name alone may have got a new number.
fn at_home(entry: &ParentEntry, adult: &KnownAdult) -> Option<MatchGround> {
    let alike = similarity(&entry.name, &adult.name);
    let known = adult.name.clone();
    Some(match (alike, contact(entry, adult)) {
        (Similarity::Different, _) => return None,
        (Similarity::Exact | Similarity::Same, SharedContact::Shared) | (Similarity::Exact, SharedContact::Silent) => {
            MatchGround::Sure(alike)
        }
        (Similarity::Exact | Similarity::Same, SharedContact::Other) => MatchGround::Unsure(Likeness::OtherAddress { known }),
        (Similarity::Same, SharedContact::Silent) => MatchGround::Unsure(Likeness::OnlyTheName { known }),
        (Similarity::Near, _) => MatchGround::Unsure(Likeness::NearlyTheName { known }),
    })
}

/// Across children only an address or number *and* the name together are ground enough. They share one here.
fn of_other_child(entry: &ParentEntry, adult: &KnownAdult) -> Option<MatchGround> {
    match similarity(&entry.name, &adult.name) {
        Similarity::Different => None,
        Similarity::Near => Some(MatchGround::Unsure(Likeness::NearlyTheName { known: adult.name.clone() })),
        alike => Some(MatchGround::Sure(alike)),
    }
}

fn contact(entry: &ParentEntry, adult: &KnownAdult) -> SharedContact {
    let pairs = entry.reachables().filter_map(|ours| Some((ours, adult.channels.get(&ours.channel())?)));
    pairs.fold(SharedContact::Silent, |contact, (ours, theirs)| match contact {
        SharedContact::Shared => SharedContact::Shared,
        _ if ours == theirs => SharedContact::Shared,
        _ => SharedContact::Other,
    })
}

/// The one who is surest; several who are equally sure are a doubt, and so is somebody likely when nobody is sure.
fn choose<'a>(candidates: impl Iterator<Item = (&'a KnownAdult, MatchGround)>) -> ParentMatch {
    let mut sure: Vec<(Similarity, PersonId)> = Vec::new();
    let mut unsure = Vec::new();
    for (adult, ground) in candidates {
        match ground {
            MatchGround::Sure(alike) => sure.push((alike, adult.person)),
            MatchGround::Unsure(likeness) => unsure.push(likeness),
        }
    }
    let best = sure.iter().map(|(alike, _)| *alike).max();
    sure.retain(|(alike, _)| Some(*alike) == best);
    match (&sure[..], unsure.len()) {
        ([(_, person)], _) => ParentMatch::Known(*person),
        ([], 0) => ParentMatch::Nobody,
        ([], 1) => ParentMatch::Doubt(unsure.remove(0)),
        _ => ParentMatch::Doubt(Likeness::Several),
    }
}

#[cfg(test)]
mod specs {
    use super::{super::row::ListedAuthority, *};
    use domain::person::parent::Relation;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn name(text: &str) -> PersonName {
        names::from_whole(text).unwrap()
    }

    fn reachable(text: &str) -> Reachable {
        let channel = if text.contains('@') { Channel::Email } else { Channel::Phone };
        Reachable::parse(channel, text).unwrap()
    }

    fn entry(text: &str, reachables: &[&str]) -> ParentEntry {
        let of = |channel| reachables.iter().map(|text| reachable(text)).find(|reachable| reachable.channel() == channel);
        let (email, phone) = (of(Channel::Email), of(Channel::Phone));
        ParentEntry { name: name(text), email, phone, relation: Relation::Parent, authority: ListedAuthority::NotAsked }
    }

    fn adult(n: u128, text: &str, reachables: &[&str], child: u128) -> KnownAdult {
        let channels = reachables.iter().map(|text| reachable(text)).map(|reachable| (reachable.channel(), reachable)).collect();
        KnownAdult { person: person(n), name: name(text), channels, children: [(person(child), Authority::Full)].into() }
    }

    #[test]
    fn names_are_compared() {
        use Similarity::*;
        let table = [
            ("Fatma Yıldız", "FATMA YILDIZ", Exact),
            ("Fatma Yıldız", "Yildiz Fatma", Exact),
            ("Anna van den Berg", "Anna Berg", Exact),
            ("Łukasz Wójcik", "Lukasz Wojcik", Exact),
            ("Mohamed El Amrani", "Mohamed Amrani", Exact),
            ("F. Yıldız", "Fatma Yıldız", Same),
            ("P.J. Bos", "Piet Bos", Same),
            ("P.J. Bos", "P. Bos", Same),
            ("Anna Maria de Vries", "Anna de Vries", Same),
            ("Anna Jansen-de Vries", "Anna Jansen", Same),
            ("Mohamed Amrani", "Mohammed Amrani", Near),
            ("Mevr. Demir", "Fatma Demir", Near),
            ("Fatma Demir", "Fatma Yıldız", Near),
            ("Piet Jansen", "Piet Janssen", Near),
            ("Fatma Demir", "Mehmet Demir", Different),
            ("J. Bos", "P. Bos", Different),
            ("P.J. Bos", "P.K. Bos", Different),
            ("Jan Bos", "Jaap Bos", Different),
            ("Piet Bos", "Piet Klein", Near),
            ("Piet Bos", "Anna Klein", Different),
        ];
        for (a, b, expected) in table {
            assert_eq!(similarity(&name(a), &name(b)), expected, "{a} and {b}");
            assert_eq!(similarity(&name(b), &name(a)), expected, "{b} and {a}");
        }
    }

    #[test]
    fn a_name_is_only_replaced_by_one_that_tells_more() {
        for (more, less) in [
            ("Fatma Demir", "F. Demir"),
            ("Fatma Yıldız", "Fatma Yildiz"),
            ("Fatma Demir", "Fatma DEMIR"),
            ("Daan van den Berg", "Daan Berg"),
        ] {
            assert!(tells_more(&name(more), &name(less)), "{more}");
            assert!(!tells_more(&name(less), &name(more)), "{less}");
        }
        assert!(!tells_more(&name("Fatma Demir"), &name("Fatma Demir")));
    }

    /// Known: mother and father of child 1, who share a mail address; the mother of child 2.
    fn known() -> KnownAdults {
        let mut known = KnownAdults::default();
        known.add(adult(10, "Fatma Demir", &["thuis@demir.example", "06 0000 0010"], 1));
        known.add(adult(11, "Mehmet Demir", &["thuis@demir.example"], 1));
        known.add(adult(12, "Anna Bos", &["06 0000 0012"], 2));
        known
    }

    #[test]
    fn a_parent_of_the_same_child_is_found_on_address_and_name() {
        let find = |text, reachables: &[&str]| known().find(&entry(text, reachables), person(1), &[]);
        assert_eq!(find("F. Demir", &["thuis@demir.example"]), ParentMatch::Known(person(10)));
        assert_eq!(find("Mehmet Demir", &["thuis@demir.example"]), ParentMatch::Known(person(11)));
        assert_eq!(find("Mehmet Demir", &["thuis@demir.example", "06 0000 0099"]), ParentMatch::Known(person(11)));
        assert_eq!(find("Fatma Demir", &[]), ParentMatch::Known(person(10)));
        assert_eq!(find("Emine Demir", &["thuis@demir.example"]), ParentMatch::Nobody);
    }

    #[test]
    fn what_is_likely_is_a_doubt() {
        let find = |text, reachables: &[&str]| known().find(&entry(text, reachables), person(1), &[]);
        let fatma = name("Fatma Demir");
        assert_eq!(find("Fatma Demir", &["06 0000 0099"]), ParentMatch::Doubt(Likeness::OtherAddress { known: fatma.clone() }));
        assert_eq!(find("F. Demir", &[]), ParentMatch::Doubt(Likeness::OnlyTheName { known: fatma.clone() }));
        assert_eq!(find("Fatma Yılmaz", &["06 0000 0010"]), ParentMatch::Doubt(Likeness::NearlyTheName { known: fatma }));
        assert_eq!(find("Mevr. Demir", &["thuis@demir.example"]), ParentMatch::Doubt(Likeness::Several));
    }

    #[test]
    fn across_children_address_and_name_are_both_needed() {
        let find = |text, reachables: &[&str]| known().find(&entry(text, reachables), person(1), &[]);
        assert_eq!(find("Anna Bos", &["06 0000 0012"]), ParentMatch::Known(person(12)));
        assert_eq!(find("A. Bos", &["06 0000 0012"]), ParentMatch::Known(person(12)));
        assert_eq!(find("Anna Bos", &["06 0000 0099"]), ParentMatch::Nobody);
        assert_eq!(find("Anna Bos", &[]), ParentMatch::Nobody);
        assert_eq!(find("Kees Bos", &["06 0000 0012"]), ParentMatch::Nobody);
        assert_eq!(find("Mevr. Bos", &["06 0000 0012"]), ParentMatch::Doubt(Likeness::NearlyTheName { known: name("Anna Bos") }));
    }

    #[test]
    fn people_named_side_by_side_are_two_people() {
        let found = known().find(&entry("F. Demir", &["thuis@demir.example"]), person(1), &[person(10)]);
        assert_eq!(found, ParentMatch::Nobody);
    }

    #[test]
    fn a_new_number_is_found_and_the_old_one_is_not() {
        let mut known = known();
        known.reach(person(12), reachable("06 0000 0013"));
        let find = |reachable| known.find(&entry("Anna Bos", &[reachable]), person(1), &[]);
        assert_eq!(find("06 0000 0013"), ParentMatch::Known(person(12)));
        assert_eq!(find("06 0000 0012"), ParentMatch::Nobody);
    }
}
