//! Values of the domain with a code in forms and a word on the page.

use app::questions::{ChangedField, Figure};
use domain::{
    actor::Role,
    agreement::{Otherwise, Party},
    assignment::{AssignmentKind, Brought, UsedIn},
    contact::{AttemptOutcome, Initiative, Means, Reason, Topic},
    line::{CareerQuestion, ExperienceKind, Why},
    message::Ready,
    person::{
        details::Failure,
        parent::{Authority, Relation},
        supporter::Kinship,
    },
    support::HelpAnswer,
    support::{SteeringLevel, SupportPart},
    talk::{Absence, Delivery, OtherAnswer, RoundKind, Venue, WhyMissed},
    values::{Channel, Reading, SpokenLanguage},
    views::{AssignmentState, reach::Rung},
};

use crate::{
    parts::{Choice, Icon, Shade},
    wording::{self, Language, capital},
};

/// Something of which the domain knows a few: its code is its value in a form and the end of its word's key.
pub trait Coded: Copy + PartialEq + Sized + 'static {
    const EACH: &'static [Self];
    /// The key of its word: `means-phone`.
    fn key(self) -> &'static str;
    fn code(self) -> &'static str;

    fn word(self, t: Language) -> String {
        wording::say(t, self.key(), &[])
    }
    fn parse(code: &str) -> Option<Self> {
        Self::EACH.iter().copied().find(|one| one.code() == code)
    }
    fn choice(self, t: Language) -> Choice {
        Choice::new(self.code(), capital(&self.word(t)))
    }
    fn choices(t: Language) -> Vec<Choice> {
        Self::EACH.iter().map(|one| one.choice(t)).collect()
    }
}

/// Without a wildcard: a new variant asks for its code here and its word in the catalogue.
macro_rules! coded {
    ($($type:ident $group:literal { $($variant:ident $code:literal),+ $(,)? })+) => {
        $(impl Coded for $type {
            const EACH: &'static [Self] = &[$($type::$variant),+];
            fn key(self) -> &'static str {
                match self { $($type::$variant => concat!($group, "-", $code)),+ }
            }
            fn code(self) -> &'static str {
                match self { $($type::$variant => $code),+ }
            }
        })+

        #[cfg(test)]
        fn every_key() -> Vec<&'static str> {
            let mut keys = vec![];
            $(keys.extend($type::EACH.iter().map(|one| one.key()));)+
            keys
        }
    };
}

coded! {
    Means "means" {
        Phone "phone", AtSchool "at-school", HomeVisit "home-visit", Video "video", Evening "evening", InPassing "in-passing",
        Text "text", Email "email", Letter "letter",
    }
    Reason "reason" { Introduction "introduction", Positive "positive", Concern "concern" }
    Topic "topic" {
        Future "future", Motives "motives", Qualities "qualities", Exploring "exploring", NextStep "next-step",
        Helpers "helpers", School "school",
    }
    Ready "ready" {
        Good "good", Question "question", CallMe "call-me", Thanks "thanks", WillCall "will-call",
    }
    Initiative "initiative" { School "school", Home "home" }
    AttemptOutcome "outcome" { NoAnswer "no-answer", WrongDetails "wrong-details", MessageLeft "message-left", DidNotCome "did-not-come" }
    // Talk rounds.
    RoundKind "round" { Introduction "introduction", Progress "progress" }
    Venue "venue" { School "school", Home "home", Phone "phone", Video "video" }
    Delivery "delivery" {
        Letter "letter", Phone "phone", Text "text", Email "email", InPerson "in-person", Opened "opened",
    }
    HelpAnswer "help" { Yes "yes", Together "together", RatherNot "rather-not" }
    OtherAnswer "answer" { CallMe "call-me", CannotCome "cannot-come", NotNow "not-now", ComesToo "comes-too", CannotThen "cannot-then" }
    Absence "absence" { Ill "ill", AtWork "at-work", HomeAsked "home-asked", DidNotWant "did-not-want", Other "other" }
    WhyMissed "missed" {
        NobodyCame "nobody-came", HomeCouldNot "home-could-not", SchoolCouldNot "school-could-not", StudentIll "student-ill",
    }
    Rung "rung" {
        NoDetails "no-details", NotApproached "not-approached", Invited "invited", Responded "responded", InContact "in-contact",
        TalkedTogether "talked-together", HomeTalkShown "home-talk-shown",
    }
    Relation "relation" {
        Mother "mother", Father "father", Guardian "guardian", FosterParent "foster-parent", StepParent "step-parent", Parent "parent",
    }
    Kinship "kinship" {
        Sister "sister", Brother "brother", Uncle "uncle", Aunt "aunt", Grandmother "grandmother", Grandfather "grandfather",
        Neighbour "neighbour", Coach "coach", Other "other",
    }
    AssignmentKind "assignment-kind" {
        Together "together", Outing "outing", ParentsWork "parents-work", ImportantOthers "important-others",
    }
    Brought "brought" { Quality "quality", Wish "wish", Idea "idea", Helper "helper", Question "question" }
    UsedIn "used-in" { Talk "talk", Lesson "lesson", Step "step" }
    Otherwise "otherwise" {
        OtherDay "other-day", SomebodyElse "somebody-else", SomethingElse "something-else", NotNow "not-now",
    }
    Party "party" { Student "student", Home "home", School "school" }
    AssignmentState "assignment-state" {
        Given "given", Opened "opened", Late "late", Back "back", Used "used", Parked "parked", Withdrawn "withdrawn",
    }
    Authority "authority" { Full "full", OnRequest "on-request", None "none" }
    Channel "channel" { Phone "phone", Email "email" }
    Failure "failure" { Wrong "wrong", Bounced "bounced", OptedOut "opted-out" }
    SpokenLanguage "language" {
        Dutch "dutch", Turkish "turkish", Arabic "arabic", English "english", Polish "polish", Ukrainian "ukrainian", Other "other",
    }
    CareerQuestion "question" {
        Motives "motives", Qualities "qualities", Work "work", Steering "steering", Network "network",
    }
    ExperienceKind "experience" {
        Visit "visit", Internship "internship", OpenDay "open-day", Fair "fair", Lesson "lesson", AtHome "at-home", Job "job",
        Other "other",
    }
    Why "why" { Mistake "mistake", NoLongerSo "no-longer-so", RatherNot "rather-not" }
    SupportPart "part" {
        HomeTalk "home-talk", Internship "internship", Interview "interview", Visit "visit", Practise "practise", Apply "apply",
    }
    SteeringLevel "level" { JoinsIn "joins-in", Together "together", Leads "leads", Alone "alone" }
    Reading "reading" { Standard "standard", Easy "easy", Listen "listen" }
    Role "role" {
        Student "student", Parent "parent", Supporter "supporter", Mentor "mentor", CareerLead "career-lead",
        SchoolAdmin "school-admin", Auditor "auditor",
    }
    ChangedField "changed" {
        Day "dag", Means "kanaal", With "met-wie", Student "leerling-erbij", Initiative "wie-begon", Reason "waarover",
        Topics "onderwerp", Outcome "uitkomst",
    }
    Figure "figure" {
        Invited "uitgenodigd", InView "in-beeld", TalkedTogether "samen-gesproken", HomeTalkShown "thuis-gepraat",
        InViewBySupporter "via-steun", SpokenWith "wel-gesproken", NotSpokenWith "nog-niet-gesproken", Contacts "contacten", BegunByHome "ouder-begon", Introduction "kennismaking",
        Positive "positief", Concern "zorg", Attempts "pogingen", Delivered "aangekomen", Answers "antwoorden", Talks "gesprekken",
        Shown "van-thuis", ToldByStudent "van-leerling", Corrected "verbeterd", Withdrawn "ingetrokken",
        ToldLate "laat-opgeschreven",
        Everything "alles",
    }
}

/// The picture that always stands with these means.
pub const fn means_icon(means: Means) -> Icon {
    match means {
        Means::Phone => Icon::Phone,
        Means::AtSchool => Icon::School,
        Means::HomeVisit => Icon::Home,
        Means::Video | Means::InPassing | Means::Text => Icon::Talk,
        Means::Evening => Icon::People,
        Means::Email => Icon::Mail,
        Means::Letter => Icon::Letter,
    }
}

/// The picture of an attempt that came to nothing.
pub const fn outcome_icon(outcome: AttemptOutcome) -> Icon {
    match outcome {
        AttemptOutcome::NoAnswer => Icon::Missed,
        AttemptOutcome::WrongDetails => Icon::Question,
        AttemptOutcome::MessageLeft => Icon::Mail,
        AttemptOutcome::DidNotCome => Icon::Calendar,
    }
}

/// How far a home has come, as a shade.
pub const fn rung_shade(rung: Rung) -> Shade {
    match rung {
        Rung::NoDetails | Rung::NotApproached => Shade::Blank,
        Rung::Invited | Rung::Responded => Shade::Begun,
        Rung::InContact => Shade::Some,
        Rung::TalkedTogether => Shade::Much,
        Rung::HomeTalkShown => Shade::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_word() {
        for key in every_key() {
            assert_ne!(wording::say(Language::Nl, key, &[]), key);
        }
    }

    #[test]
    fn every_code_reads_back() {
        assert!(Means::EACH.iter().all(|means| Means::parse(means.code()) == Some(*means)));
        assert_eq!(Topic::parse("next-step"), Some(Topic::NextStep));
        assert_eq!(Topic::parse(""), None);
    }
}
