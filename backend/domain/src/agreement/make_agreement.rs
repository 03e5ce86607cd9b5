use super::{Agreement, AgreementRefusal, Part, Parts, owner_tags, stream_of, tags_of};
use crate::{
    facts::IsFact,
    grammar::{Command, Context, NewFact, Refusal},
    holds_personal,
    ids::{AgreementId, PersonId, Stream, Tag},
    personal::Personal,
    policy::{About, deeds, may_approach},
    values::{Line, Pledge},
    views::StudentCard,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Makes an agreement of student, home and school (nl: afspraak maken).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MakeAgreement {
    pub agreement: AgreementId,
    pub student: PersonId,
    /// The talk it comes from, when it comes from one.
    pub from: Option<Tag>,
    pub draft: AgreementDraft,
}

/// An agreement as somebody types it: what is missing is what a refusal names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgreementDraft {
    pub point: Option<Line>,
    pub student_does: Option<Line>,
    pub student_due: Option<NaiveDate>,
    pub home_does: Option<Line>,
    pub home_owner: Option<PersonId>,
    pub home_due: Option<NaiveDate>,
    pub school_does: Option<Line>,
    /// None: the one who writes it down.
    pub school_owner: Option<PersonId>,
    pub school_due: Option<NaiveDate>,
}

/// Student, home and school agreed on something (nl: afspraak gemaakt).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementMade {
    pub agreement: AgreementId,
    pub student: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Tag>,
    pub parts: Parts,
    pub pledge: Personal<Pledge>,
}

holds_personal!(AgreementMade { pledge });

impl IsFact for AgreementMade {
    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn tags(&self) -> Vec<Tag> {
        let mut tags = tags_of(self.agreement, self.student);
        tags.extend(owner_tags(&self.parts));
        tags
    }
}

impl AgreementDraft {
    /// Everything that is missing or has passed, in the order of the form. `before`: the parts as they were, of which a
    /// day that has passed may stay as it is.
    pub fn faults(&self, before: Option<&Parts>, today: NaiveDate) -> Vec<AgreementRefusal> {
        let passed = |due: Option<NaiveDate>, was: fn(&Parts) -> &Part| {
            due.is_some_and(|due| due < today && before.is_none_or(|before| was(before).due != due))
        };
        let faults = [
            (self.point.is_none(), AgreementRefusal::NoPoint),
            (self.student_does.is_none(), AgreementRefusal::NoStudentPart),
            (self.student_due.is_none(), AgreementRefusal::NoStudentDay),
            (passed(self.student_due, |parts| &parts.student), AgreementRefusal::StudentDueInPast),
            (self.home_does.is_none(), AgreementRefusal::NoHomePart),
            (self.home_owner.is_none(), AgreementRefusal::NoHomeOwner),
            (self.home_due.is_none(), AgreementRefusal::NoHomeDay),
            (passed(self.home_due, |parts| &parts.home), AgreementRefusal::HomeDueInPast),
            (self.school_does.is_none(), AgreementRefusal::NoSchoolPart),
            (self.school_due.is_none(), AgreementRefusal::NoSchoolDay),
            (passed(self.school_due, |parts| &parts.school), AgreementRefusal::SchoolDueInPast),
        ];
        faults.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fault)| fault).collect()
    }

    /// The parts and the words of this draft, or the first thing that is wrong with it.
    pub(super) fn check(
        &self,
        student: PersonId,
        card: &StudentCard,
        before: Option<&Parts>,
        context: &Context<'_>,
    ) -> Result<(Parts, Pledge), AgreementRefusal> {
        if let Some(first) = self.faults(before, context.now.today).first() {
            return Err(*first);
        }
        let home_owner = self.home_owner.ok_or(AgreementRefusal::NoHomeOwner)?;
        if !may_approach(card, home_owner) {
            return Err(AgreementRefusal::HomeOwnerStranger);
        }
        let school_owner =
            self.school_owner.or(context.actor.person()).filter(|owner| is_at_school(*owner, card, before, context));
        let parts = Parts {
            student: Part { owner: student, due: self.student_due.ok_or(AgreementRefusal::NoStudentDay)? },
            home: Part { owner: home_owner, due: self.home_due.ok_or(AgreementRefusal::NoHomeDay)? },
            school: Part {
                owner: school_owner.ok_or(AgreementRefusal::SchoolOwnerStranger)?,
                due: self.school_due.ok_or(AgreementRefusal::NoSchoolDay)?,
            },
        };
        let pledge = Pledge {
            point: self.point.clone().ok_or(AgreementRefusal::NoPoint)?,
            student: self.student_does.clone().ok_or(AgreementRefusal::NoStudentPart)?,
            home: self.home_does.clone().ok_or(AgreementRefusal::NoHomePart)?,
            school: self.school_does.clone().ok_or(AgreementRefusal::NoSchoolPart)?,
        };
        Ok((parts, pledge))
    }
}

/// The one who writes it down, a mentor of the student's class, or who had the school's part already.
fn is_at_school(owner: PersonId, card: &StudentCard, before: Option<&Parts>, context: &Context<'_>) -> bool {
    let mentors = card.class.and_then(|class| context.relations.class(class)).map(|class| class.mentors.as_slice());
    context.actor.person() == Some(owner)
        || mentors.is_some_and(|mentors| mentors.contains(&owner))
        || before.is_some_and(|parts| parts.school.owner == owner)
}

impl Command for MakeAgreement {
    type Story = Agreement;
    type Deed = deeds::MakeAgreement;

    fn stream(&self) -> Stream {
        stream_of(self.agreement)
    }
    fn about(&self) -> About {
        About::Student(self.student)
    }

    fn decide(&self, agreement: &Agreement, context: &Context<'_>) -> Result<Vec<NewFact>, Refusal> {
        if *agreement != Agreement::NotMade {
            return Err(AgreementRefusal::AlreadyMade.into());
        }
        let card = context.relations.enrolled(self.student).ok_or(AgreementRefusal::StudentGone)?;
        let (parts, pledge) = self.draft.check(self.student, card, None, context)?;
        let pledge = Personal::open(self.student, pledge);
        let (agreement, student, from) = (self.agreement, self.student, self.from);
        Ok(vec![context.new_fact(AgreementMade { agreement, student, from, parts, pledge })])
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        person::parent::Authority,
        spec::{agreement::*, *},
    };

    fn but(change: impl Fn(&mut AgreementDraft)) -> MakeAgreement {
        let mut command = make();
        change(&mut command.draft);
        command
    }

    #[test]
    fn three_parts_with_an_owner_and_a_day_make_an_agreement() {
        given([]).when(&make()).then([agreement_made()]);
    }

    #[test]
    fn who_makes_it_has_the_schools_part_unless_it_is_a_mentors() {
        let by_itself = but(|draft| draft.school_owner = None);
        given([]).when(&by_itself).then([agreement_made()]);
        let of_nobody_here = but(|draft| draft.school_owner = Some(ADMIN));
        given([]).when(&of_nobody_here).then_refused(AgreementRefusal::SchoolOwnerStranger);
    }

    #[test]
    fn no_part_may_be_empty() {
        let cases: [(MakeAgreement, AgreementRefusal); 8] = [
            (but(|draft| draft.point = None), AgreementRefusal::NoPoint),
            (but(|draft| draft.student_does = None), AgreementRefusal::NoStudentPart),
            (but(|draft| draft.student_due = None), AgreementRefusal::NoStudentDay),
            (but(|draft| draft.home_does = None), AgreementRefusal::NoHomePart),
            (but(|draft| draft.home_owner = None), AgreementRefusal::NoHomeOwner),
            (but(|draft| draft.home_due = None), AgreementRefusal::NoHomeDay),
            (but(|draft| draft.school_does = None), AgreementRefusal::NoSchoolPart),
            (but(|draft| draft.school_due = None), AgreementRefusal::NoSchoolDay),
        ];
        for (command, refusal) in cases {
            given([]).when(&command).then_refused(refusal);
        }
    }

    #[test]
    fn no_day_has_passed_when_it_is_made() {
        given([]).when(&but(|draft| draft.student_due = Some(YESTERDAY))).then_refused(AgreementRefusal::StudentDueInPast);
        given([]).when(&but(|draft| draft.home_due = Some(YESTERDAY))).then_refused(AgreementRefusal::HomeDueInPast);
        given([]).when(&but(|draft| draft.school_due = Some(YESTERDAY))).then_refused(AgreementRefusal::SchoolDueInPast);
    }

    #[test]
    fn homes_part_is_of_somebody_whom_the_school_may_approach() {
        given([]).when(&but(|draft| draft.home_owner = Some(STRANGER))).then_refused(AgreementRefusal::HomeOwnerStranger);
        given([]).when(&but(|draft| draft.home_owner = Some(UNCLE))).then_facts(|facts| facts.len() == 1);
        given([])
            .knowing(|relations| relations.students[0].parents[0].authority = Authority::OnRequest)
            .when(&make())
            .then_refused(AgreementRefusal::HomeOwnerStranger);
    }

    #[test]
    fn it_is_made_once_and_for_a_student_who_is_here() {
        given([agreement_made()]).when(&make()).then_refused(AgreementRefusal::AlreadyMade);
        given([agreement_made(), agreement_cancelled()]).when(&make()).then_refused(AgreementRefusal::AlreadyMade);
        given([])
            .knowing(|relations| relations.students[0].left_on = Some(TODAY))
            .when(&make())
            .then_refused(AgreementRefusal::StudentGone);
    }
}
