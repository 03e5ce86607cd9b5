//! An entry on a student's timeline, told to whoever reads it: what happened, with whom and how, what stood there before
//! it was corrected, and what was taken back.

use app::questions::{People, TimelinePage};
use chrono::{Datelike, Days, NaiveDate};
use domain::{
    actor::Author,
    contact::{Account, Outcome},
    ids::{ContactId, PersonId, TagKind},
    time::{Occurred, Precision},
    views::{Attempt, ClassRow, Earlier, Entry, Told},
};
use leptos::prelude::*;

use crate::{
    addresses,
    parts::{Hidden, Icon, Moment, Pill, Prose},
    say,
    screens::{
        coded::{Coded, means_icon, outcome_icon},
        line::entry as own_entry,
        naming::{at_home_of, called, capital, erased_or, full_name, yours},
    },
    wording::{self, Language},
};

/// Who reads a timeline, and so from where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Staff: everything, with who wrote it. `mends`: corrects and withdraws.
    Staff { me: Option<PersonId>, mends: bool },
    /// A parent or supporter.
    Home { me: PersonId },
    /// The student.
    Own,
}

/// What is needed to tell the entries of one page.
pub struct EntryText<'a> {
    pub t: Language,
    /// The day the page is about.
    pub today: NaiveDate,
    pub eyes: Eyes,
    /// The student's first name.
    pub student: &'a str,
    pub people: &'a People,
    /// The classes that the entries name.
    pub classes: &'a [ClassRow],
    /// The page of the timeline, for what came from what.
    pub line: Option<&'a TimelinePage>,
    /// May this reader go on with what is on the student's line? Not in the past.
    pub acts: bool,
}

/// When something happened, as far as somebody knows.
pub fn when(t: Language, occurred: &Occurred, today: NaiveDate) -> String {
    match (occurred.precision, occurred.at) {
        (Precision::Week, _) => wording::week(t, monday(occurred.on), today),
        (_, Some(at)) => wording::moment(t, occurred.on.and_time(at), today),
        (_, None) => wording::day(t, occurred.on, today),
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())).unwrap_or(day)
}

impl EntryText<'_> {
    /// The entry as it stands on the line.
    pub fn moment(&self, entry: &Entry) -> Moment {
        self.stands(entry, self.mend(entry))
    }

    /// The entry as another finds it. Their ways to go on are not for who looks through their eyes.
    pub fn through_their_eyes(&self, entry: &Entry) -> Moment {
        self.stands(entry, None)
    }

    fn stands(&self, entry: &Entry, mend: Option<AnyView>) -> Moment {
        let month = wording::month(self.t, entry.occurred.on);
        let moment = Moment::new(month, icon(&entry.told), self.title_of(entry), self.meta(entry));
        let moment = moment.body(self.body(entry, mend));
        let moment = match &entry.told {
            _ if entry.withdrawn.is_some() => moment.withdrawn(),
            Told::ContactAttempted(_) => moment.slight(),
            Told::Own(own) => own_entry::dressed(own, moment),
            _ => moment,
        };
        if entry.earlier.is_empty() { moment } else { moment.earlier(self.corrected_on(entry), self.earlier(entry)) }
    }

    /// The entry on a page of its own, where what can be done with it stands below it.
    pub fn read(&self, entry: &Entry) -> Moment {
        let month = wording::month(self.t, entry.occurred.on);
        let moment = Moment::new(month, icon(&entry.told), self.title_of(entry), self.meta(entry));
        moment.body(self.substance(&entry.told))
    }

    /// What happened, in one sentence. Whoever mends the words later was not who spoke with home.
    pub fn title_of(&self, entry: &Entry) -> String {
        self.title(&entry.told, first_author(entry))
    }

    fn title(&self, told: &Told, author: &Author) -> String {
        match told {
            Told::ContactMade(account) => self.contact(account, author),
            Told::ContactAttempted(attempt) => self.attempt(attempt, author),
            Told::Enrolled { class } => self.enrolled(self.classes.iter().find(|row| row.class == *class)),
            Told::Assignment(told) => self.assignment(told),
            Told::Agreement(told) => self.agreement(told),
            Told::Message(exchange) => self.message(exchange, author),
            Told::Talk(told) => self.planned_talk(told),
            Told::Own(own) => self.own_title(own, author),
        }
    }

    fn contact(&self, account: &Account, author: &Author) -> String {
        let t = self.t;
        match self.eyes {
            Eyes::Staff { .. } => {
                let with = account.with.iter().map(|person| self.called(*person)).chain(self.present(account));
                let with = wording::list(t, &with.collect::<Vec<_>>());
                say!(t, "entry-contact", means = capital(&account.means.word(t)), with = with)
            }
            Eyes::Home { me } => {
                let others = account.with.iter().filter(|person| **person != me);
                let others = others.map(|person| {
                    self.people.get(*person).map_or_else(|| say!(t, "somebody"), |brief| at_home_of(t, brief, self.student))
                });
                self.together(account, say!(t, "entry-you"), others.chain(self.present(account)).collect(), author)
            }
            Eyes::Own => {
                let with = account
                    .with
                    .iter()
                    .map(|person| self.people.get(*person).map_or_else(|| say!(t, "somebody"), |brief| yours(t, brief)));
                if account.student_present {
                    return self.together(account, say!(t, "entry-me"), with.collect(), author);
                }
                let with = wording::list(t, &with.collect::<Vec<_>>());
                say!(t, "entry-about-you", how = how(account), staff = self.author(author), with = with)
            }
        }
    }

    /// "U sprak met Joke de Vries", or "U en Amira spraken met Joke de Vries".
    fn together(&self, account: &Account, reader: String, others: Vec<String>, author: &Author) -> String {
        let (t, how, staff) = (self.t, how(account), self.author(author));
        if others.is_empty() {
            return say!(t, "entry-alone", how = how, who = reader, staff = staff);
        }
        let who: Vec<_> = std::iter::once(reader).chain(others).collect();
        say!(t, "entry-together", how = how, who = wording::list(t, &who), staff = staff)
    }

    /// The student, as one of those who were there.
    fn present(&self, account: &Account) -> Option<String> {
        account.student_present.then(|| self.student.to_owned())
    }

    fn attempt(&self, attempt: &Attempt, author: &Author) -> String {
        let t = self.t;
        match (self.eyes, attempt.outcome) {
            (Eyes::Staff { .. }, Outcome::WrongDetails) => say!(t, "entry-wrong-details", means = attempt.means.code()),
            (Eyes::Staff { .. }, outcome) => capital(&outcome.word(t)),
            _ => say!(t, "entry-tried", staff = self.author(author)),
        }
    }

    fn enrolled(&self, class: Option<&ClassRow>) -> String {
        let (t, class) = (self.t, class.map(|class| class.name.as_str()));
        match (self.eyes, class) {
            (Eyes::Own, Some(class)) => say!(t, "entry-you-came-in-class", class = class),
            (Eyes::Own, None) => say!(t, "entry-you-came"),
            (_, Some(class)) => say!(t, "entry-came-in-class", student = self.student, class = class),
            (_, None) => say!(t, "entry-came", student = self.student),
        }
    }

    /// When, how and, for staff, by whom it was first written down.
    fn meta(&self, entry: &Entry) -> String {
        self.placed(&entry.occurred, &entry.told, first_author(entry))
    }

    fn placed(&self, occurred: &Occurred, told: &Told, author: &Author) -> String {
        let t = self.t;
        let when = when(t, occurred, self.today);
        let staff = matches!(self.eyes, Eyes::Staff { .. });
        let by = || say!(t, "entry-by", who = self.author(author));
        let places = match told {
            // The title of staff says the means already.
            Told::ContactMade(_) if staff => vec![when, by()],
            Told::ContactMade(account) => vec![when, account.means.word(t)],
            Told::ContactAttempted(attempt) => {
                let with = attempt.with.map(|person| self.called(person));
                let by = staff.then(by);
                [Some(when), Some(attempt.means.word(t)), with, by].into_iter().flatten().collect()
            }
            Told::Enrolled { .. } => vec![when],
            Told::Assignment(told) => [Some(when), self.assignment_due(told), staff.then(by)].into_iter().flatten().collect(),
            Told::Agreement(told) => [Some(when), self.agreement_from(told), staff.then(by)].into_iter().flatten().collect(),
            Told::Message(exchange) => [Some(when), self.message_state(exchange)].into_iter().flatten().collect(),
            Told::Talk(told) => [Some(when), self.talk_place(told), staff.then(by)].into_iter().flatten().collect(),
            Told::Own(own) => std::iter::once(when).chain(self.own_places(own)).collect(),
        };
        places.join(" · ")
    }

    fn body(&self, entry: &Entry, mend: Option<AnyView>) -> impl IntoView + use<> {
        let t = self.t;
        let staff = matches!(self.eyes, Eyes::Staff { .. });
        let taken_back = entry.withdrawn.as_ref().filter(|_| staff).map(|withdrawn| {
            let (day, who) = (self.recorded(withdrawn.recorded_at), self.author(&withdrawn.author));
            let why = erased_or(t, &withdrawn.because, |words| words.as_str().to_owned());
            view! { <p class="soft">{say!(t, "entry-withdrawn", day = day, who = who)}</p><Prose words=why/> }
        });
        let own = match &entry.told {
            Told::Own(own) => Some(self.own_body(entry, own)),
            _ => None,
        };
        view! { {self.substance(&entry.told)}{own}{taken_back}{mend} }
    }

    /// The words, and for staff what it was about.
    fn substance(&self, told: &Told) -> AnyView {
        let t = self.t;
        let (words, account) = match told {
            Told::Assignment(told) => return self.assignment_body(told).into_any(),
            Told::Agreement(told) => return self.agreement_body(told).into_any(),
            Told::Message(exchange) => return self.message_body(exchange).into_any(),
            Told::Talk(told) => return self.talk_body(told).into_any(),
            Told::ContactMade(account) => (account.words.as_ref(), Some(account)),
            Told::ContactAttempted(attempt) => (attempt.words.as_ref(), None),
            Told::Enrolled { .. } | Told::Own(_) => (None, None),
        };
        let words = words.map(|words| erased_or(t, words, |words| words.as_str().to_owned()));
        let words = words.map(|words| view! { <Prose words/> });
        let about = account.map(|account| {
            let staff = matches!(self.eyes, Eyes::Staff { .. });
            let reason = staff.then(|| view! { <Pill on=true word=capital(&account.reason.word(t))/> });
            let topics = account.topics.iter().map(|topic| view! { <Pill word=topic.word(t)/> }).collect_view();
            view! { <div class="pills">{reason}{topics}</div> }
        });
        view! { {words}{about} }.into_any()
    }

    /// Correcting and withdrawing, where this reader may.
    fn mend(&self, entry: &Entry) -> Option<AnyView> {
        match &entry.told {
            _ if entry.withdrawn.is_some() => return None,
            Told::Assignment(told) => return self.assignment_acts(entry, told),
            Told::Agreement(told) => return self.agreement_acts(entry, told),
            Told::Message(exchange) => return self.message_acts(entry, exchange),
            Told::Talk(told) => return self.talk_acts(entry, told),
            _ => {}
        }
        let Eyes::Staff { mends: true, .. } = self.eyes else { return None };
        if entry.key.kind != TagKind::Contact {
            return None;
        }
        let contact = ContactId(entry.key.id);
        let which = format!(": {}", self.title_of(entry));
        let correct = matches!(entry.told, Told::ContactMade(_)).then(|| {
            view! { <a href=addresses::contact_correction(entry.student, contact)>{say!(self.t, "entry-correct")}<Hidden words=which.clone()/></a> }
        });
        let withdraw = view! { <a href=addresses::contact_withdrawal(entry.student, contact)>{say!(self.t, "entry-withdraw")}<Hidden words=which/></a> };
        Some(view! { <p class="mend">{correct}{withdraw}</p> }.into_any())
    }

    fn corrected_on(&self, entry: &Entry) -> String {
        let (t, day) = (self.t, self.recorded(entry.recorded_at));
        match self.eyes {
            Eyes::Staff { .. } => say!(t, "entry-corrected-by", day = day, who = self.author(&entry.author)),
            _ => say!(t, "entry-corrected", day = day),
        }
    }

    /// Everything that stood here before, the newest first. Why it was corrected is for staff.
    fn earlier(&self, entry: &Entry) -> impl IntoView + use<> {
        let t = self.t;
        let staff = matches!(self.eyes, Eyes::Staff { .. });
        let revision = entry.earlier.iter().rev().map(|earlier| {
            let Earlier { occurred, told, author, because, .. } = earlier;
            let why = erased_or(t, because, |words| words.as_str().to_owned());
            let why = staff.then(|| view! { <p class="soft" dir="auto">{say!(t, "entry-because", why = why)}</p> });
            view! {
                <div class="telling">
                    <p><b>{self.title(told, author)}</b><br/><span class="soft">{self.placed(occurred, told, author)}</span></p>
                    {self.substance(told)}
                    {why}
                </div>
            }
        });
        let revision = revision.collect_view();
        view! { <p class="soft">{say!(t, "entry-before")}</p>{revision} }
    }

    pub(crate) fn recorded(&self, at: chrono::DateTime<chrono::Utc>) -> String {
        wording::date(self.t, wording::amsterdam(at).date())
    }

    pub(crate) fn called(&self, person: PersonId) -> String {
        let Some(brief) = self.people.get(person) else { return say!(self.t, "somebody") };
        called(self.t, brief.whom, brief.name.as_ref())
    }

    /// Who wrote it: "jij", a name, or the school when nobody in particular did.
    pub(crate) fn author(&self, author: &Author) -> String {
        let t = self.t;
        let Some(person) = author.person else { return say!(t, "entry-school") };
        if matches!(self.eyes, Eyes::Staff { me: Some(me), .. } if me == person) {
            return say!(t, "entry-yourself");
        }
        let name = self.people.get(person).and_then(|brief| brief.name.as_ref());
        name.map_or_else(|| say!(t, "entry-school"), |name| full_name(t, name))
    }
}

fn first_author(entry: &Entry) -> &Author {
    entry.earlier.first().map_or(&entry.author, |first| &first.author)
}

/// Nobody speaks in a mail: spoken or written, as the sentences know it.
fn how(account: &Account) -> &'static str {
    if account.means.is_a_talk() { "spoken" } else { "written" }
}

fn icon(told: &Told) -> Icon {
    match told {
        Told::ContactMade(account) => means_icon(account.means),
        Told::ContactAttempted(attempt) => outcome_icon(attempt.outcome),
        Told::Enrolled { .. } => Icon::Door,
        Told::Assignment(told) if !told.returned.is_empty() => Icon::Home,
        Told::Assignment(_) => Icon::Task,
        Told::Agreement(_) => Icon::Hands,
        Told::Message(_) => Icon::Mail,
        Told::Talk(told) => crate::screens::talk::entry::icon(told),
        Told::Own(own) => own_entry::kind_icon(&own.kind),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use app::questions::{PersonBrief, TieToStudent};
    use domain::{
        contact::{Initiative, Means, Reason, Topic},
        ids::ClassId,
        person::{parent::Relation, supporter::Kinship},
        personal::{Content, Personal},
        values::PersonName,
    };
    use uuid::Uuid;

    use super::*;

    const MOTHER: PersonId = PersonId(Uuid::from_u128(1));
    const SISTER: PersonId = PersonId(Uuid::from_u128(2));
    const MENTOR: PersonId = PersonId(Uuid::from_u128(3));
    const GONE: PersonId = PersonId(Uuid::from_u128(4));
    const COLLEAGUE: PersonId = PersonId(Uuid::from_u128(5));

    fn people() -> People {
        let name =
            |person, first: &str, infix: &str, last: &str| Personal::open(person, PersonName::new(first, infix, last).unwrap());
        let brief = |person, whom, name| (person, PersonBrief { person, whom, name: Some(name) });
        People(BTreeMap::from([
            brief(MOTHER, TieToStudent::Parent(Relation::Mother), name(MOTHER, "Elif", "", "Demir")),
            brief(SISTER, TieToStudent::Supporter(Kinship::Sister), name(SISTER, "Naima", "", "Demir")),
            brief(MENTOR, TieToStudent::Staff, name(MENTOR, "Joke", "de", "Vries")),
            brief(COLLEAGUE, TieToStudent::Staff, name(COLLEAGUE, "Bram", "", "Kok")),
            brief(GONE, TieToStudent::Staff, Personal { of: GONE, content: Content::Erased }),
        ]))
    }

    fn title(eyes: Eyes, told: &Told, author: Option<PersonId>) -> String {
        teller(eyes, &people()).title(told, &mentor(author))
    }

    fn teller(eyes: Eyes, people: &People) -> EntryText<'_> {
        let today = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();
        EntryText { t: Language::Nl, today, eyes, student: "Amira", people, classes: &[], line: None, acts: false }
    }

    fn mentor(person: Option<PersonId>) -> Author {
        Author { person, role: "mentor".into() }
    }

    fn contact(with: &[PersonId], student_present: bool) -> Told {
        Told::ContactMade(Account {
            means: Means::Phone,
            with: with.to_vec(),
            student_present,
            initiative: Initiative::School,
            reason: Reason::Positive,
            topics: vec![Topic::Future],
            words: None,
        })
    }

    fn by_mail() -> Told {
        let Told::ContactMade(account) = contact(&[MOTHER], false) else { panic!("a contact") };
        Told::ContactMade(Account { means: Means::Email, ..account })
    }

    #[test]
    fn a_talk_is_told_from_where_the_reader_stands() {
        let staff = Eyes::Staff { me: Some(MENTOR), mends: true };
        let mother = Eyes::Home { me: MOTHER };
        let cases = [
            (staff, contact(&[MOTHER], false), "Telefoon met moeder"),
            (staff, contact(&[MOTHER, SISTER], true), "Telefoon met moeder, zus Naima en Amira"),
            (mother, contact(&[MOTHER], false), "U sprak met Joke de Vries"),
            (mother, contact(&[MOTHER, SISTER], true), "U, Naima Demir en Amira spraken met Joke de Vries"),
            (Eyes::Home { me: SISTER }, contact(&[MOTHER, SISTER], false), "U en de moeder van Amira spraken met Joke de Vries"),
            (Eyes::Own, contact(&[MOTHER], false), "Joke de Vries sprak met je moeder"),
            (Eyes::Own, contact(&[SISTER], true), "Jij en je zus Naima spraken met Joke de Vries"),
            (mother, by_mail(), "U had contact met Joke de Vries"),
            (Eyes::Own, by_mail(), "Joke de Vries had contact met je moeder"),
        ];
        for (eyes, told, sentence) in cases {
            assert_eq!(title(eyes, &told, Some(MENTOR)), sentence);
        }
    }

    #[test]
    fn who_mends_the_words_later_is_named_as_that_and_not_as_who_spoke() {
        let (told, occurred) = (contact(&[MOTHER], false), Occurred::on(NaiveDate::from_ymd_opt(2025, 11, 7).unwrap()));
        let (recorded_at, because) = (chrono::DateTime::UNIX_EPOCH, Personal { of: MOTHER, content: Content::Erased });
        let first = Earlier { occurred, told: told.clone(), recorded_at, author: mentor(Some(MENTOR)), because };
        let entry = Entry {
            key: domain::ids::Tag::contact(domain::ids::ContactId(Uuid::nil())),
            student: GONE,
            pos: domain::ids::Position(1),
            occurred,
            recorded_at,
            author: mentor(Some(COLLEAGUE)),
            told,
            withdrawn: None,
            earlier: vec![first],
            student_first: false,
            opened: None,
        };
        let people = people();
        let staff = teller(Eyes::Staff { me: Some(MENTOR), mends: true }, &people);
        assert!(staff.meta(&entry).ends_with("door jou"), "{}", staff.meta(&entry));
        assert_eq!(staff.corrected_on(&entry), "Verbeterd op donderdag 1 januari 1970 door Bram Kok");
        let mother = teller(Eyes::Home { me: MOTHER }, &people);
        assert_eq!(mother.title_of(&entry), "U sprak met Joke de Vries");
        assert_eq!(mother.corrected_on(&entry), "Verbeterd op donderdag 1 januari 1970");
    }

    #[test]
    fn who_is_gone_or_was_nobody_in_particular_still_has_a_word() {
        assert_eq!(title(Eyes::Own, &contact(&[MOTHER], false), Some(GONE)), "(gewist) sprak met je moeder");
        assert_eq!(title(Eyes::Own, &contact(&[PersonId(Uuid::nil())], false), None), "de school sprak met iemand");
        let came = Told::Enrolled { class: ClassId(Uuid::nil()) };
        assert_eq!(title(Eyes::Own, &came, None), "Je kwam op deze school");
    }

    #[test]
    fn a_moment_is_as_exact_as_somebody_knew() {
        let today = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();
        let sunday = NaiveDate::from_ymd_opt(2025, 10, 26).unwrap();
        let said = |occurred| when(Language::Nl, &occurred, today);
        assert_eq!(said(Occurred::in_week_of(sunday)), "in de week van 20 oktober");
        assert_eq!(said(Occurred::on(sunday)), "zondag 26 oktober");
        let at = chrono::NaiveTime::from_hms_opt(19, 5, 0).unwrap();
        assert_eq!(said(Occurred::at(sunday, at)), "zondag 26 oktober, 19.05 uur");
    }
}
