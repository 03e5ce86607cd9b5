//! Every refusal of every story, in one list.

#![warn(missing_docs)]

use crate::grammar::Refusal;

macro_rules! register {
    ($( $refusals:path ),+ $(,)?) => {
        /// Each with its code, which no other has, and for which there is a sentence in every language.
        pub fn all() -> Vec<Refusal> {
            let each: &[Vec<Refusal>] = &[$( <$refusals>::ALL.iter().map(|refusal| Refusal::from(*refusal)).collect() ),+];
            each.concat()
        }
    };
}

register! {
    crate::agreement::AgreementRefusal,
    crate::assignment::AssignmentRefusal,
    crate::class::ClassRefusal,
    crate::contact::ContactRefusal,
    crate::line::LineRefusal,
    crate::message::MessageRefusal,
    crate::person::details::DetailsRefusal,
    crate::person::parent::ParentRefusal,
    crate::person::staff::StaffRefusal,
    crate::person::student::EntryRefusal,
    crate::person::student::StudentRefusal,
    crate::person::supporter::SupporterRefusal,
    crate::school::SchoolRefusal,
    crate::support::SupportRefusal,
    crate::talk::TalkRefusal,
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::grammar::Remedy;
    use std::collections::BTreeSet;

    #[test]
    fn each_code_stands_for_one_refusal() {
        let all = all();
        assert_eq!(all.iter().map(|refusal| refusal.code).collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn what_was_changed_meanwhile_is_looked_at_again_and_belongs_to_no_field() {
        let stale: Vec<_> = all().into_iter().filter(|refusal| refusal.remedy == Remedy::LookAgain).collect();
        let codes: Vec<_> = stale.iter().map(|refusal| refusal.code).collect();
        let meanwhile = |story| format!("{story}-changed-meanwhile");
        assert_eq!(codes, ["agreement", "contact", "line", "support", "talk"].map(meanwhile));
        assert!(stale.iter().all(|refusal| refusal.field.is_none()));
    }
}
