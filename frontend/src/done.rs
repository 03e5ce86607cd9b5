//! What was just done, as the address of the next page names it.

use domain::actor::Role;

use crate::screens::coded::Coded;

/// Each variant with its code in an address, which is also the end of its sentence's key.
macro_rules! done {
    ($($(#[$doc:meta])* $name:ident $group:literal { $($variant:ident $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl Coded for $name {
            const EACH: &'static [$name] = &[$($name::$variant),+];
            fn key(self) -> &'static str {
                match self { $($name::$variant => concat!($group, "-", $code)),+ }
            }
            fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }
        }
    )+};
}

done! {
    /// Said in one line on the page that follows, as `?gedaan=` names it.
    Done "done" {
        ContactRecorded "gesprek",
        AttemptRecorded "poging",
        ContactCorrected "verbeterd",
        ContactWithdrawn "ingetrokken",
        EveningRecorded "avond",

        RoundOpened "ronde-open",
        TimesAdded "tijden-erbij",
        RoundClosed "ronde-dicht",
        Invited "uitgenodigd",
        InvitedLate "alsnog-uitgenodigd",
        TalkHeld "gehouden",
        TalkNotHeld "niet-doorgegaan",
        TimeChosen "tijd-gekozen",
        TalkAnswered "gesprek-antwoord",
        TimeCancelled "tijd-afgezegd",
        VoiceGiven "stem",
        TalkWithdrawn "gesprek-terug",

        DetailsChanged "gegevens",
        DetailRemoved "gegeven-weg",
        DetailFailed "gegeven-fout",
        WishesSet "wensen",
        SupporterNamed "steun",
        SupportEnded "steun-weg",
        SupporterAdmitted "steun-ja",
        SupporterRefused "steun-nee",

        MessageSent "bericht",
        ClassMessageSent "berichten",
        MessageAnswered "antwoord",
        MessageWithdrawn "bericht-weg",
        SendWithdrawn "berichten-weg",

        SetbackNoted "tegenvaller",
        SetbackTurned "idee",
        SupportExamined "helpt",
        LevelNamed "regie",
        EntryAdded "erbij",
        EntryShared "gedeeld",
        StepTaken "stap-gezet",
        StepDropped "stap-weg",
        ChoiceChanged "keuze-anders",
        IdeaFound "nieuw-idee",
        EntryClosed "laten-rusten",
        EntryCorrected "lijn-verbeterd",
        EntryWithdrawn "lijn-weg",

        AssignmentGiven "opdracht",
        AssignmentWithdrawn "opdracht-ingetrokken",
        AssignmentUsed "gebruikt",
        AssignmentParked "opzij",

        AgreementMade "afspraak",
        PartDone "afspraak-deel",
        AgreementAdjusted "afspraak-aangepast",
        AgreementStopped "afspraak-gestopt",
    }

    /// Said on a whole page at home, as `?wat=` names it.
    DoneAtHome "after" {
        WishesSet "wensen",
        SupporterNamed "steun",
        SupportEnded "steun-weg",
        SupporterAdmitted "steun-ja",
        SupporterRefused "steun-nee",
        MessageSent "bericht",
        MessageAnswered "antwoord",
        QualityNamed "goed-in",
        SupportExamined "helpt",
        HelpAnswered "lukt-dat",
        TimeChosen "gesprek-tijd",
        TalkAnswered "gesprek-antwoord",
        TimeCancelled "gesprek-afgezegd",
        ComesApart "gesprek-apart",
        VoiceGiven "gesprek-woorden",
        Greeted "gesprek-groet",
        AssignmentBroughtBack "opdracht",
        AgreementAccepted "afspraak-ja",
        AgreementDisputed "afspraak-anders",
        PartDone "afspraak-klaar",
    }
}

impl DoneAtHome {
    /// Can somebody in this role have done it?
    pub fn is_done_by(self, role: Role) -> bool {
        use DoneAtHome::*;
        let (at_home, by_student) = match self {
            WishesSet | SupporterAdmitted | SupporterRefused | QualityNamed | SupportExamined | HelpAnswered | TimeChosen
            | TalkAnswered | TimeCancelled | ComesApart => (true, false),
            Greeted => (false, true),
            SupporterNamed
            | SupportEnded
            | MessageSent
            | MessageAnswered
            | VoiceGiven
            | AssignmentBroughtBack
            | AgreementAccepted
            | AgreementDisputed
            | PartDone => (true, true),
        };
        match role {
            Role::Student => by_student,
            Role::Parent | Role::Supporter => at_home,
            Role::Mentor | Role::CareerLead | Role::SchoolAdmin | Role::Auditor => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Language;

    #[test]
    fn everything_that_is_done_has_its_sentence() {
        for done in Done::EACH {
            assert_ne!(done.word(Language::Nl), done.key());
        }
    }

    #[test]
    fn a_code_names_one_thing() {
        for done in Done::EACH {
            assert_eq!(Done::parse(done.code()), Some(*done));
        }
        for done in DoneAtHome::EACH {
            assert_eq!(DoneAtHome::parse(done.code()), Some(*done));
        }
        assert_eq!(Done::parse("onzin"), None);
    }
}
