//! An entry on a student's timeline in words: what happened, with whom and how, what stood there before it was corrected,
//! and what was withdrawn. A new kind of entry has to be answered for in each `match` here.

use domain::{
    actor::Author,
    time::Occurred,
    views::{Earlier, Entry, EntryContent},
};
use leptos::prelude::*;

use crate::{
    parts::{Icon, Prose, TimelineItem},
    say,
    screens::{
        coded::{Coded, means_icon, outcome_icon},
        entry_text::{EntryText, TimelineReader, when},
        line,
        naming::erased_or,
        talk,
    },
    wording,
};

impl EntryText<'_> {
    /// The entry as it stands on the timeline, with what this reader can do about it.
    pub fn moment(&self, entry: &Entry) -> TimelineItem {
        self.stands(entry, self.links(entry))
    }

    /// The entry as another finds it, without what they could do about it.
    pub fn as_another_reads(&self, entry: &Entry) -> TimelineItem {
        self.stands(entry, None)
    }

    fn stands(&self, entry: &Entry, links: Option<AnyView>) -> TimelineItem {
        let month = wording::month(self.t, entry.occurred.on);
        let moment = TimelineItem::new(month, icon(&entry.told), self.title_of(entry), self.meta(entry));
        let moment = moment.body(self.body(entry, links));
        let moment = if entry.withdrawn.is_some() { moment.withdrawn() } else { weighed(&entry.told, moment) };
        if entry.earlier.is_empty() { moment } else { moment.earlier(self.corrected_on(entry), self.earlier(entry)) }
    }

    /// The entry on a page of its own, where what can be done about it stands below it.
    pub fn read(&self, entry: &Entry) -> TimelineItem {
        let month = wording::month(self.t, entry.occurred.on);
        let moment = TimelineItem::new(month, icon(&entry.told), self.title_of(entry), self.meta(entry));
        moment.body(self.substance(&entry.told))
    }

    /// What happened, in one sentence. Who corrected the words later was not who spoke with home.
    pub fn title_of(&self, entry: &Entry) -> String {
        self.title(&entry.told, first_author(entry))
    }

    fn title(&self, told: &EntryContent, author: &Author) -> String {
        match told {
            EntryContent::ContactMade(account) => self.contact(account, author),
            EntryContent::ContactAttempted(attempt) => self.attempt(attempt, author),
            EntryContent::Enrolled { class } => self.enrolled(*class),
            EntryContent::Assignment(told) => self.assignment(told),
            EntryContent::Agreement(told) => self.agreement(told),
            EntryContent::Message(exchange) => self.message(exchange, author),
            EntryContent::Talk(told) => self.planned_talk(told),
            EntryContent::Own(own) => self.own_title(own, author),
        }
    }

    /// When, how and, for staff, by whom it was first written down.
    fn meta(&self, entry: &Entry) -> String {
        self.placed(&entry.occurred, &entry.told, first_author(entry))
    }

    fn placed(&self, occurred: &Occurred, told: &EntryContent, author: &Author) -> String {
        let t = self.t;
        let when = when(t, occurred, self.today);
        let by = || self.is_staff().then(|| say!(t, "entry-by", who = self.author(author)));
        let places: Vec<Option<String>> = match told {
            // The title of staff says the means already.
            EntryContent::ContactMade(account) => vec![by().or_else(|| Some(account.means.word(t)))],
            EntryContent::ContactAttempted(attempt) => {
                vec![Some(attempt.means.word(t)), attempt.with.map(|person| self.called(person)), by()]
            }
            EntryContent::Enrolled { .. } => vec![],
            EntryContent::Assignment(told) => vec![self.assignment_due(told), by()],
            EntryContent::Agreement(told) => vec![self.agreement_from(told), by()],
            EntryContent::Message(exchange) => vec![self.message_state(exchange)],
            EntryContent::Talk(told) => vec![self.talk_place(told), by()],
            EntryContent::Own(own) => self.own_places(own).into_iter().map(Some).collect(),
        };
        std::iter::once(when).chain(places.into_iter().flatten()).collect::<Vec<_>>().join(" · ")
    }

    fn body(&self, entry: &Entry, links: Option<AnyView>) -> impl IntoView + use<> {
        let t = self.t;
        let taken_back = entry.withdrawn.as_ref().filter(|_| self.is_staff()).map(|withdrawn| {
            let (day, who) = (self.recorded(withdrawn.recorded_at), self.author(&withdrawn.author));
            let why = erased_or(t, &withdrawn.because, |words| words.as_str().to_owned());
            view! { <p class="soft">{say!(t, "entry-withdrawn", day = day, who = who)}</p><Prose words=why/> }
        });
        let body = match &entry.told {
            EntryContent::Own(own) => self.own_body(entry, own),
            told => self.substance(told),
        };
        view! { {body}{taken_back}{links} }
    }

    /// What there is to read, apart from the line that it is on.
    fn substance(&self, told: &EntryContent) -> AnyView {
        match told {
            EntryContent::ContactMade(account) => self.contact_body(account),
            EntryContent::ContactAttempted(attempt) => self.attempt_body(attempt),
            EntryContent::Enrolled { .. } | EntryContent::Own(_) => None::<AnyView>.into_any(),
            EntryContent::Assignment(told) => self.assignment_body(told).into_any(),
            EntryContent::Agreement(told) => self.agreement_body(told).into_any(),
            EntryContent::Message(exchange) => self.message_body(exchange).into_any(),
            EntryContent::Talk(told) => self.talk_body(told).into_any(),
        }
    }

    /// What this reader can do about it. The entries of the student's own line have theirs in the body.
    fn links(&self, entry: &Entry) -> Option<AnyView> {
        if entry.withdrawn.is_some() {
            return None;
        }
        match &entry.told {
            EntryContent::ContactMade(_) => self.contact_links(entry, true),
            EntryContent::ContactAttempted(_) => self.contact_links(entry, false),
            EntryContent::Enrolled { .. } | EntryContent::Own(_) => None,
            EntryContent::Assignment(told) => self.assignment_acts(entry, told),
            EntryContent::Agreement(told) => self.agreement_acts(entry, told),
            EntryContent::Message(exchange) => self.message_acts(entry, exchange),
            EntryContent::Talk(told) => self.talk_acts(entry, told),
        }
    }

    fn corrected_on(&self, entry: &Entry) -> String {
        let (t, day) = (self.t, self.recorded(entry.recorded_at));
        match self.reader {
            TimelineReader::Staff { .. } => say!(t, "entry-corrected-by", day = day, who = self.author(&entry.author)),
            _ => say!(t, "entry-corrected", day = day),
        }
    }

    /// Everything that stood here before, the newest first. Why it was corrected is for staff.
    fn earlier(&self, entry: &Entry) -> impl IntoView + use<> {
        let t = self.t;
        let revision = entry.earlier.iter().rev().map(|earlier| {
            let Earlier { occurred, told, author, because, .. } = earlier;
            let why = erased_or(t, because, |words| words.as_str().to_owned());
            let why = self.is_staff().then(|| view! { <p class="soft" dir="auto">{say!(t, "entry-because", why = why)}</p> });
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
}

fn first_author(entry: &Entry) -> &Author {
    entry.earlier.first().map_or(&entry.author, |first| &first.author)
}

/// How much an entry asks of the eye.
fn weighed(told: &EntryContent, moment: TimelineItem) -> TimelineItem {
    match told {
        EntryContent::ContactAttempted(_) => moment.slight(),
        EntryContent::Own(own) => line::entry::dressed(own, moment),
        EntryContent::ContactMade(_)
        | EntryContent::Enrolled { .. }
        | EntryContent::Assignment(_)
        | EntryContent::Agreement(_)
        | EntryContent::Message(_)
        | EntryContent::Talk(_) => moment,
    }
}

fn icon(told: &EntryContent) -> Icon {
    match told {
        EntryContent::ContactMade(account) => means_icon(account.means),
        EntryContent::ContactAttempted(attempt) => outcome_icon(attempt.outcome),
        EntryContent::Enrolled { .. } => Icon::Door,
        EntryContent::Assignment(told) if !told.returned.is_empty() => Icon::Home,
        EntryContent::Assignment(_) => Icon::Task,
        EntryContent::Agreement(_) => Icon::Hands,
        EntryContent::Message(_) => Icon::Mail,
        EntryContent::Talk(told) => talk::entry::icon(told),
        EntryContent::Own(own) => line::entry::kind_icon(&own.kind),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use app::questions::{People, PersonBrief, TieToStudent};
    use chrono::NaiveDate;
    use domain::{
        contact::{ContactAccount, Initiative, Means, Reason, Topic},
        ids::{ClassId, PersonId},
        person::{parent::Relation, supporter::Kinship},
        personal::{Content, Personal},
        values::PersonName,
    };
    use uuid::Uuid;

    use crate::wording::Language;

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

    fn title(reader: TimelineReader, told: &EntryContent, author: Option<PersonId>) -> String {
        text(reader, &people()).title(told, &mentor(author))
    }

    fn text(reader: TimelineReader, people: &People) -> EntryText<'_> {
        let today = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();
        EntryText {
            t: Language::Nl,
            today,
            reader,
            student: "Amira",
            people,
            classes: &[],
            line: None,
            acts: false,
            circle: None,
        }
    }

    fn mentor(person: Option<PersonId>) -> Author {
        Author { person, role: "mentor".into() }
    }

    fn contact(with: &[PersonId], student_present: bool) -> EntryContent {
        EntryContent::ContactMade(ContactAccount {
            means: Means::Phone,
            with: with.to_vec(),
            student_present,
            initiative: Initiative::School,
            reason: Some(Reason::Positive),
            topics: vec![Topic::Future],
            words: None,
        })
    }

    fn by_mail() -> EntryContent {
        let EntryContent::ContactMade(account) = contact(&[MOTHER], false) else { panic!("a contact") };
        EntryContent::ContactMade(ContactAccount { means: Means::Email, ..account })
    }

    #[test]
    fn a_talk_is_told_from_where_the_reader_stands() {
        let staff = TimelineReader::Staff { me: Some(MENTOR), corrects: true };
        let mother = TimelineReader::Home { me: MOTHER };
        let cases = [
            (staff, contact(&[MOTHER], false), "Telefoon met moeder"),
            (staff, contact(&[MOTHER, SISTER], true), "Telefoon met moeder, zus Naima en Amira"),
            (mother, contact(&[MOTHER], false), "U sprak met Joke de Vries"),
            (mother, contact(&[MOTHER, SISTER], true), "U, Naima Demir en Amira spraken met Joke de Vries"),
            (
                TimelineReader::Home { me: SISTER },
                contact(&[MOTHER, SISTER], false),
                "U en de moeder van Amira spraken met Joke de Vries",
            ),
            (TimelineReader::Student, contact(&[MOTHER], false), "Joke de Vries sprak met je moeder"),
            (TimelineReader::Student, contact(&[SISTER], true), "Jij en je zus Naima spraken met Joke de Vries"),
            (mother, by_mail(), "U had contact met Joke de Vries"),
            (TimelineReader::Student, by_mail(), "Joke de Vries had contact met je moeder"),
        ];
        for (reader, told, sentence) in cases {
            assert_eq!(title(reader, &told, Some(MENTOR)), sentence);
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
        let staff = text(TimelineReader::Staff { me: Some(MENTOR), corrects: true }, &people);
        assert!(staff.meta(&entry).ends_with("door jou"), "{}", staff.meta(&entry));
        assert_eq!(staff.corrected_on(&entry), "Verbeterd op donderdag 1 januari 1970 door Bram Kok");
        let mother = text(TimelineReader::Home { me: MOTHER }, &people);
        assert_eq!(mother.title_of(&entry), "U sprak met Joke de Vries");
        assert_eq!(mother.corrected_on(&entry), "Verbeterd op donderdag 1 januari 1970");
    }

    #[test]
    fn who_is_gone_or_was_nobody_in_particular_still_has_a_word() {
        assert_eq!(title(TimelineReader::Student, &contact(&[MOTHER], false), Some(GONE)), "(gewist) sprak met je moeder");
        assert_eq!(title(TimelineReader::Student, &contact(&[PersonId(Uuid::nil())], false), None), "de school sprak met iemand");
        let came = EntryContent::Enrolled { class: ClassId(Uuid::nil()) };
        assert_eq!(title(TimelineReader::Student, &came, None), "Je kwam op deze school");
    }
}
