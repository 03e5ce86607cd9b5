//! Every address of the product, in one list. The router takes its patterns from here, and links, forms and redirects their
//! paths; a guard visits each of them as every role. What an address may ask of its page is named here too.

use app::{
    Past,
    questions::{AuditScope, Figure, TimelineCursor},
};
use chrono::NaiveDate;
use domain::{
    contact::Means,
    ids::{AgreementId, AssignmentId, ClassId, ContactId, EntryId, GivingId, MessageId, PersonId, Position, RoundId, TalkId},
    line::CareerQuestion,
    support::SupportPart,
    time::day_in_address,
};
use leptos::attr::IntoAttributeValue;
use serde::Deserialize;
use std::fmt::{self, Display};

use crate::{
    done::{Done, DoneAtHome},
    screens::coded::Coded,
};

/// Each line becomes a function that makes the address from its ids, and a pattern of the same name for the router.
macro_rules! addresses {
    ($($(#[doc = $doc:literal])* $name:ident($($id:ident: $type:ty),*) = $path:literal;)+) => {
        $($(#[doc = $doc])* pub fn $name($($id: $type),*) -> Address { Address(format_args!($path, $($id = $id),*).to_string()) })+

        /// The same addresses as the router knows them, with a name in the place of each id.
        #[allow(non_upper_case_globals, reason = "a pattern has the name of the function that fills it in")]
        pub mod route {
            $(pub const $name: &str = $path;)+
            pub const ALL: &[&str] = &[$($name),+];
        }
    };
}

addresses! {
    // The way in and out.
    start() = "/";
    login_link(token: &str) = "/aanmelden/{token}";
    demo_sign_in() = "/demo/aanmelden";
    sign_out() = "/afmelden";
    switch() = "/wissel";
    language() = "/taal";

    // School, class, student and people.
    school() = "/school";
    /// The class of `of_class`, or else the mentor's own.
    my_class() = "/mijn-klas";
    class_overdue(class: ClassId) = "/mijn-klas/{class}/blijft-liggen";
    student(student: PersonId) = "/leerlingen/{student}";
    student_supporters(student: PersonId) = "/leerlingen/{student}/steun";
    /// Which supporters wait for a yes, for a school admin.
    admissions() = "/toelaten";
    admission(student: PersonId) = "/toelaten/{student}";
    student_support(student: PersonId) = "/leerlingen/{student}/helpt";
    student_steering(student: PersonId) = "/leerlingen/{student}/regie";
    details(person: PersonId) = "/personen/{person}/gegevens";

    // The auditor.
    evolution() = "/verloop";
    evolution_events() = "/verloop/gebeurtenissen";

    // Parents and supporters: `of_child` says which child.
    home() = "/thuis";
    home_done() = "/thuis/gelukt";
    home_supporters() = "/thuis/steun";
    home_support() = "/thuis/helpt";
    home_help_asked() = "/thuis/lukt-dat";
    home_wishes() = "/thuis/wensen";
    home_quality() = "/thuis/goed-in";

    // The student's line.
    own_line() = "/mijn-lijn";
    own_done() = "/mijn-lijn/gelukt";
    own_supporters() = "/mijn-lijn/steun";
    own_support() = "/mijn-lijn/helpt";
    own_steering() = "/mijn-lijn/regie";
    own_line_seen() = "/mijn-lijn/zo-ziet";
    own_entry_new() = "/mijn-lijn/erbij";
    own_entry_sharing(entry: EntryId) = "/mijn-lijn/{entry}/delen";
    own_entry_next(entry: EntryId) = "/mijn-lijn/{entry}/verder";
    own_entry_correction(entry: EntryId) = "/mijn-lijn/{entry}/verbeteren";
    setback_new(student: PersonId) = "/leerlingen/{student}/tegenvaller";
    setback(student: PersonId, entry: EntryId) = "/leerlingen/{student}/tegenvaller/{entry}";

    // Contact.
    contact_new(student: PersonId) = "/leerlingen/{student}/gesprek";
    contact_correction(student: PersonId, contact: ContactId) = "/leerlingen/{student}/gesprek/{contact}/verbeteren";
    contact_withdrawal(student: PersonId, contact: ContactId) = "/leerlingen/{student}/gesprek/{contact}/intrekken";
    class_evening(class: ClassId) = "/mijn-klas/{class}/avond";
    /// Who was not spoken with on the day of `until`.
    class_evening_missing(class: ClassId) = "/mijn-klas/{class}/avond/niet-gesproken";

    // Rounds of talks.
    talk_rounds(class: ClassId) = "/mijn-klas/{class}/gesprekken";
    talk_round(class: ClassId, round: RoundId) = "/mijn-klas/{class}/gesprekken/{round}";
    talk(student: PersonId, talk: TalkId) = "/leerlingen/{student}/gesprekken/{talk}";
    home_talk(talk: TalkId) = "/thuis/gesprek/{talk}";
    own_talk(talk: TalkId) = "/mijn-lijn/gesprek/{talk}";

    // Messages.
    inbox() = "/berichten";
    /// The thread with the person of `with_person`.
    message_thread(student: PersonId) = "/leerlingen/{student}/berichten";
    message_answer(student: PersonId, message: MessageId) = "/leerlingen/{student}/berichten/{message}/antwoord";
    message_withdrawal(student: PersonId, message: MessageId) = "/leerlingen/{student}/berichten/{message}/intrekken";
    class_message(class: ClassId) = "/mijn-klas/{class}/bericht";
    /// All messages of one send to a class, by the id that came with its form.
    class_message_withdrawal(class: ClassId, letters: MessageId) = "/mijn-klas/{class}/bericht/{letters}/intrekken";
    home_messages() = "/thuis/berichten";
    home_message_new() = "/thuis/berichten/nieuw";
    home_message(message: MessageId) = "/thuis/berichten/{message}";
    own_messages() = "/mijn-lijn/berichten";
    own_message_new() = "/mijn-lijn/berichten/nieuw";
    own_message(message: MessageId) = "/mijn-lijn/berichten/{message}";

    // Assignments for home.
    class_assignment_new(class: ClassId) = "/mijn-klas/{class}/opdracht";
    class_assignments(class: ClassId) = "/mijn-klas/{class}/opdrachten";
    class_assignment(class: ClassId, giving: GivingId) = "/mijn-klas/{class}/opdrachten/{giving}";
    class_assignment_withdrawal(class: ClassId, giving: GivingId) = "/mijn-klas/{class}/opdrachten/{giving}/intrekken";
    class_assignments_back(class: ClassId) = "/mijn-klas/{class}/terug";
    assignment_new(student: PersonId) = "/leerlingen/{student}/opdracht";
    assignment(student: PersonId, assignment: AssignmentId) = "/leerlingen/{student}/opdracht/{assignment}";
    assignment_withdrawal(student: PersonId, assignment: AssignmentId) = "/leerlingen/{student}/opdracht/{assignment}/intrekken";
    home_assignments() = "/thuis/opdrachten";
    home_assignment(assignment: AssignmentId) = "/thuis/opdrachten/{assignment}";
    own_assignment(assignment: AssignmentId) = "/mijn-lijn/opdrachten/{assignment}";

    // Agreements.
    agreement_new(student: PersonId) = "/leerlingen/{student}/afspraak";
    agreement(student: PersonId, agreement: AgreementId) = "/leerlingen/{student}/afspraak/{agreement}";
    agreement_adjustment(student: PersonId, agreement: AgreementId) = "/leerlingen/{student}/afspraak/{agreement}/aanpassen";
    agreement_end(student: PersonId, agreement: AgreementId) = "/leerlingen/{student}/afspraak/{agreement}/stoppen";
    home_agreements() = "/thuis/afspraken";
    home_agreement(agreement: AgreementId) = "/thuis/afspraken/{agreement}";
    own_agreement(agreement: AgreementId) = "/mijn-lijn/afspraken/{agreement}";

    // For those who watch over the machine.
    alive() = "/livez";
    ready() = "/readyz";
}

/// Where the built files are: the stylesheet and the islands, each under a name that carries a hash of its content.
pub const ASSETS: &str = "/pkg";

/// An address with what it asks of its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Values are ids, days, codes and pseudonyms that were found: none has a character that an address must escape.
    fn ask(mut self, key: &str, value: impl Display) -> Address {
        let joint = if self.0.contains('?') { '&' } else { '?' };
        self.0 += &format!("{joint}{key}={value}");
        self
    }

    fn ask_maybe(self, key: &str, value: Option<impl Display>) -> Address {
        match value {
            Some(value) => self.ask(key, value),
            None => self,
        }
    }

    /// The page as it was at the end of a day.
    pub fn on_day(self, day: NaiveDate) -> Address {
        self.ask(key::DAY, day)
    }

    /// A link from a page of the past leads to the past: the day goes along.
    pub fn keeping(self, past: Option<Past>) -> Address {
        self.ask_maybe(key::DAY, past.map(|past| past.day))
    }

    pub fn of_class(self, class: ClassId) -> Address {
        self.ask(key::CLASS, class)
    }

    /// At home: about which child.
    pub fn of_child(self, child: PersonId) -> Address {
        self.ask(key::CHILD, child)
    }

    /// Somebody's details, come to from this student.
    pub fn from_student(self, student: Option<PersonId>) -> Address {
        self.ask_maybe(key::STUDENT, student)
    }

    /// A thread or a contact with this person.
    pub fn with_person(self, person: PersonId) -> Address {
        self.ask(key::WITH, person)
    }

    /// A contact by this means.
    pub fn by(self, means: Means) -> Address {
        self.ask(key::MEANS, means.code())
    }

    /// A message that reminds of this assignment.
    pub fn about_assignment(self, giving: GivingId) -> Address {
        self.ask(key::ASSIGNMENT, giving)
    }

    /// After a send to a class: which one it was.
    pub fn after_send(self, letters: MessageId) -> Address {
        self.ask(key::LETTERS, letters)
    }

    /// A form that begins with this example.
    pub fn with_example(self, code: &str) -> Address {
        self.ask(key::EXAMPLE, code)
    }

    /// A form that begins with this sort, by its code.
    pub fn of_sort(self, code: &str) -> Address {
        self.ask(key::SORT, code)
    }

    /// The part of the support page to begin at.
    pub fn at_part(self, part: SupportPart) -> Address {
        self.ask(key::PART, part.code())
    }

    /// The line as this one sees it, by their code.
    pub fn seen_by(self, code: &str) -> Address {
        self.ask(key::SEEN_BY, code)
    }

    /// The line's entries about one of the five questions.
    pub fn about(self, question: CareerQuestion) -> Address {
        self.ask(key::QUESTION, question.code())
    }

    /// A page of a timeline, from here on.
    pub fn before(self, at: Option<TimelineCursor>) -> Address {
        self.ask_maybe(key::BEFORE, at.map(|at| format!("{}.{}", at.on, at.pos.0)))
    }

    pub fn of_figure(self, figure: Figure) -> Address {
        self.ask(key::FIGURE, figure.code())
    }

    /// What the auditor's numbers are about: the school unless it is said.
    pub fn of_scope(self, scope: &AuditScope) -> Address {
        match scope {
            AuditScope::School => self,
            AuditScope::Class(class) => self.of_class(*class),
            AuditScope::Family(pseudonym) => self.ask(key::FAMILY, pseudonym),
        }
    }

    /// A page of the past, held beside this later day.
    pub fn beside(self, day: NaiveDate) -> Address {
        self.ask(key::BESIDE, day)
    }

    /// Events counted up to a day.
    pub fn until(self, day: Option<NaiveDate>) -> Address {
        self.ask_maybe(key::UNTIL, day)
    }

    /// Events from a place in the log on.
    pub fn from_position(self, position: Option<Position>) -> Address {
        self.ask_maybe(key::FROM, position.map(|position| position.0))
    }

    /// The page that this leads to says in one line what was just done.
    pub fn done(self, done: Done) -> Address {
        self.ask(key::DONE, done.code())
    }

    /// The whole page that says what was just done.
    pub fn what(self, done: DoneAtHome) -> Address {
        self.ask(key::WHAT, done.code())
    }

    /// A part of the page, by the id of its element.
    pub fn at(mut self, element: &str) -> Address {
        self.0 += &format!("#{element}");
        self
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}

impl IntoAttributeValue for Address {
    type Output = String;

    fn into_attribute_value(self) -> String {
        self.0
    }
}

/// What an address may ask, by the name that it has there.
pub mod key {
    pub const DAY: &str = "op";
    pub const CLASS: &str = "klas";
    pub const FAMILY: &str = "gezin";
    pub const CHILD: &str = "kind";
    pub const STUDENT: &str = "leerling";
    pub const WITH: &str = "met";
    pub const MEANS: &str = "kanaal";
    pub const EXAMPLE: &str = "voorbeeld";
    pub const ASSIGNMENT: &str = "opdracht";
    pub const LETTERS: &str = "brieven";
    pub const SORT: &str = "soort";
    pub const SEEN_BY: &str = "wie";
    pub const PART: &str = "deel";
    pub const QUESTION: &str = "vraag";
    pub const BEFORE: &str = "voor";
    pub const FIGURE: &str = "getal";
    pub const BESIDE: &str = "naast";
    pub const UNTIL: &str = "tot";
    pub const FROM: &str = "vanaf";
    pub const DONE: &str = "gedaan";
    pub const WHAT: &str = "wat";
}

/// Which day the address of a page asks for. Read in one place for all pages, so that each of them says the same of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayAsked {
    /// None: the page is about now.
    #[default]
    Now,
    /// A day that is over.
    Past(NaiveDate),
    /// Today, or a day to come: what it will have been is not known yet.
    NotOver(NaiveDate),
    /// Something that is no day.
    NoDay,
}

impl DayAsked {
    /// The day to show instead of now.
    pub fn past(self) -> Option<NaiveDate> {
        match self {
            DayAsked::Past(day) => Some(day),
            DayAsked::Now | DayAsked::NotOver(_) | DayAsked::NoDay => None,
        }
    }
}

/// What the address of a page asks. What makes no sense is as if it were not there.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct PageQuery(Vec<(String, String)>);

impl PageQuery {
    /// What the address asks under this name, as text.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    fn read<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key)?.parse().ok()
    }

    /// Which day the page is asked to show. An empty field of the form that asks for a day asks for none.
    pub fn day_asked(&self, today: NaiveDate) -> DayAsked {
        self.day_under(key::DAY, today)
    }

    /// Which later day the page's own is to be held beside.
    pub fn day_beside(&self, today: NaiveDate) -> DayAsked {
        self.day_under(key::BESIDE, today)
    }

    fn day_under(&self, key: &str, today: NaiveDate) -> DayAsked {
        let Some(text) = self.get(key).filter(|text| !text.is_empty()) else { return DayAsked::Now };
        match day_in_address(text) {
            Some(day) if day < today => DayAsked::Past(day),
            Some(day) => DayAsked::NotOver(day),
            None => DayAsked::NoDay,
        }
    }

    pub fn class(&self) -> Option<ClassId> {
        self.read(key::CLASS)
    }

    pub fn child(&self) -> Option<PersonId> {
        self.read(key::CHILD)
    }

    pub fn student(&self) -> Option<PersonId> {
        self.read(key::STUDENT)
    }

    pub fn with_person(&self) -> Option<PersonId> {
        self.read(key::WITH)
    }

    /// Which assignment of a class a message reminds of.
    pub fn assignment(&self) -> Option<GivingId> {
        self.read(key::ASSIGNMENT)
    }

    /// Which send to a class was just done.
    pub fn letters(&self) -> Option<MessageId> {
        self.read(key::LETTERS)
    }

    pub fn question(&self) -> Option<CareerQuestion> {
        CareerQuestion::parse(self.get(key::QUESTION)?)
    }

    pub fn done(&self) -> Option<Done> {
        Done::parse(self.get(key::DONE)?)
    }

    /// What was done at home, for the whole page that says so.
    pub fn what(&self) -> Option<DoneAtHome> {
        DoneAtHome::parse(self.get(key::WHAT)?)
    }

    /// Where the page of a timeline begins, as `?voor=2025-11-06.14203` has it.
    pub fn before(&self) -> Option<TimelineCursor> {
        let (on, pos) = self.get(key::BEFORE)?.split_once('.')?;
        Some(TimelineCursor { on: day_in_address(on)?, pos: Position(pos.parse().ok()?) })
    }

    pub fn figure(&self) -> Option<Figure> {
        Figure::parse(self.get(key::FIGURE)?)
    }

    /// What the auditor's numbers are about. Nothing when the class has no id: it is not the whole school.
    pub fn scope(&self) -> Option<AuditScope> {
        let asked = |key| self.get(key).filter(|value| !value.is_empty());
        match (asked(key::CLASS), asked(key::FAMILY)) {
            (None, None) => Some(AuditScope::School),
            (Some(class), None) => class.parse().ok().map(AuditScope::Class),
            (_, Some(family)) => Some(AuditScope::Family(family.to_owned())),
        }
    }

    pub fn until(&self) -> Option<NaiveDate> {
        day_in_address(self.get(key::UNTIL)?)
    }

    pub fn from_position(&self) -> Option<Position> {
        self.read(key::FROM).map(Position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use uuid::Uuid;

    const ID: Uuid = Uuid::from_u128(7);
    const DAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 12, 1).unwrap();

    #[test]
    fn an_address_has_its_ids_and_what_it_asks() {
        let (student, contact) = (PersonId(ID), ContactId(Uuid::from_u128(8)));
        assert_eq!(start().as_str(), "/");
        assert_eq!(route::contact_correction, "/leerlingen/{student}/gesprek/{contact}/verbeteren");
        assert_eq!(contact_correction(student, contact).to_string(), format!("/leerlingen/{ID}/gesprek/{contact}/verbeteren"));
        let asking = my_class().of_class(ClassId(ID)).on_day(DAY).at("top");
        assert_eq!(asking.as_str(), format!("/mijn-klas?klas={ID}&op=2025-12-01#top"));
    }

    fn query(pairs: &[(&str, &str)]) -> PageQuery {
        serde_json::from_value(json!(pairs)).unwrap()
    }

    #[test]
    fn a_place_on_the_timeline_reads_back() {
        let at = TimelineCursor { on: NaiveDate::from_ymd_opt(2025, 11, 6).unwrap(), pos: Position(14_203) };
        assert_eq!(own_line().before(Some(at)).as_str(), "/mijn-lijn?voor=2025-11-06.14203");
        assert_eq!(query(&[("voor", "2025-11-06.14203")]).before(), Some(at));
        assert_eq!(query(&[("voor", "2025-11-06")]).before(), None);
        assert_eq!(query(&[("voor", "gisteren.1")]).before(), None);
    }

    #[test]
    fn a_day_is_over_or_not_or_no_day_and_of_two_the_first_counts() {
        let today = DAY.succ_opt().unwrap();
        let asked = |pairs: &[(&str, &str)]| query(pairs).day_asked(today);
        assert_eq!(asked(&[]), DayAsked::Now);
        assert_eq!(asked(&[("op", "")]), DayAsked::Now);
        assert_eq!(asked(&[("op", "2025-12-01")]), DayAsked::Past(DAY));
        assert_eq!(asked(&[("op", "2025-12-01"), ("op", "ooit")]), DayAsked::Past(DAY));
        assert_eq!(asked(&[("op", "2025-12-02")]), DayAsked::NotOver(today));
        for nonsense in ["gisteren", "2026-02-31", "01-12-2025", "20251201", "2025-12-1", "9999-12-31", " 2025-12-01"] {
            assert_eq!(asked(&[("op", nonsense)]), DayAsked::NoDay, "{nonsense}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_as_if_it_were_not_there() {
        let asked = query(&[("klas", "3A"), ("op", "ooit"), ("klas", "7")]);
        assert_eq!((asked.class(), asked.child(), asked.scope()), (None, None, None));
        assert_eq!(query(&[]).scope(), Some(AuditScope::School));
    }
}
