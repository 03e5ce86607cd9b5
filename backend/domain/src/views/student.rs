use super::{View, ViewName, packed};
use crate::{
    agreement::{AgreementConfirmed, AgreementDeclined, Party},
    contact::{self, ContactAccount, Initiative, Means, Reason},
    facts::{Event, Fact},
    holds_personal,
    ids::{ClassId, PersonId, Tag, TalkId},
    message::Side,
    person::{
        parent::{Authority, EndReason, Relation},
        student::StudentReturned,
        supporter::{Admission, Kinship},
    },
    personal::Personal,
    talk::{self, RoundKind, TalkOutcome},
    time::counted,
    values::{ChangeReason, PersonName, StudentNumber},
};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde::{Deserialize, Serialize};

/// A student: their class, their home, and every moment of contact that counts towards reach.
pub struct StudentCards;

/// What is known of a student now: all that the policy and reach ask of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudentCard {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub number: Personal<StudentNumber>,
    /// The class, or the last one for somebody who left.
    pub class: Option<ClassId>,
    /// Every class they were in at this school, the first one first. A page about a class counts who was in it then.
    pub stays: Vec<ClassStay>,
    #[serde(with = "counted")]
    pub enrolled_on: NaiveDate,
    #[serde(with = "counted")]
    pub left_on: Option<NaiveDate>,
    pub sixteen: bool,
    pub eighteen: bool,
    /// May parents read along no longer, because the school lets them do so until sixteen?
    pub parents_stopped: bool,
    pub parents: Vec<ParentTie>,
    pub supporters: Vec<SupporterTie>,
    /// Supporters to whom somebody with a say said no.
    pub turned_away: Vec<SupporterTie>,
    /// Supporters who were let in and then left, or were sent away; the latest last.
    pub former_supporters: Vec<FormerSupporter>,
    /// Parents whose link has ended: what was said with them was said with a parent, unless it was a mistake.
    pub former_parents: Vec<FormerParent>,
    /// Kept one by one, never as a running maximum, so that corrections and withdrawals count.
    #[serde(with = "packed")]
    pub moments: Vec<Moment>,
}

holds_personal!(StudentCard { name, number });

/// A student was in a class from a day on, up to the day before they moved or left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassStay {
    pub class: ClassId,
    #[serde(with = "counted")]
    pub from: NaiveDate,
    #[serde(with = "counted")]
    pub until: Option<NaiveDate>,
}

/// A parent of the student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentTie {
    pub person: PersonId,
    pub relation: Relation,
    pub authority: Authority,
}

/// Somebody whose link with the student has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerParent {
    pub person: PersonId,
    pub reason: EndReason,
}

/// Somebody who was named as a supporter of the student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupporterTie {
    pub person: PersonId,
    pub kinship: Kinship,
    pub admission: Admission,
    /// The student named them.
    pub by_student: bool,
}

/// Somebody who supported the student until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerSupporter {
    pub person: PersonId,
    pub kinship: Kinship,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    /// Who ended it.
    pub by: Option<PersonId>,
}

/// Something that counts towards reach: when, what it was, and whether it still stands. One thing can give several: an
/// invitation, its answer and the talk itself each count from their own day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The contact, talk or assignment; also the key of its entry on the timeline.
    pub thing: Tag,
    #[serde(with = "counted")]
    pub on: NaiveDate,
    pub kind: MomentKind,
    pub corrected: bool,
    pub withdrawn: bool,
    /// When it was first written down.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub told_at: DateTime<Utc>,
    /// When it was last corrected or withdrawn.
    #[serde(with = "chrono::serde::ts_seconds_option")]
    pub changed_at: Option<DateTime<Utc>>,
}

/// What a moment was, with what counts of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    Attempt {
        means: Means,
        outcome: contact::AttemptOutcome,
        with: Option<PersonId>,
    },
    Made {
        means: Means,
        with: Vec<PersonId>,
        /// Was it about career orientation? Only then it brings home in beeld.
        career: bool,
        student_present: bool,
        initiative: Initiative,
        reason: Option<Reason>,
    },
    /// An invitation or message was delivered to this person (nl: uitgenodigd).
    Invited {
        with: PersonId,
    },
    /// Somebody at home answered, booked or confirmed (nl: reageert).
    Responded {
        with: PersonId,
    },
    /// A planned talk about LOB took place (nl: gesprek gehouden).
    Talked {
        means: Means,
        with: Vec<PersonId>,
        student_present: bool,
        /// A talk to get to know each other, not one about progress.
        introduction: bool,
    },
    /// Somebody at home told what came of an assignment, and so that they talked (nl: thuis gepraat).
    HomeTalkShown {
        with: Vec<PersonId>,
    },
    /// The student alone told that they talked at home, by bringing an assignment back (nl: leerling vertelde). It is shown
    /// apart, and is no evidence of home.
    StudentTold {
        with: Vec<PersonId>,
    },
}

/// School and home spoke, whatever it was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TwoWay<'a> {
    pub means: Means,
    pub with: &'a [PersonId],
    pub career: bool,
    pub student_present: bool,
    pub initiative: Initiative,
    /// A talk about progress is held with everybody and so says nothing of why.
    pub reason: Option<Reason>,
}

impl MomentKind {
    /// Was something spoken about with the student there: at school, or at home over an assignment?
    pub fn was_with_student(&self) -> bool {
        matches!(self, MomentKind::HomeTalkShown { .. }) || self.two_way().is_some_and(|talk| talk.student_present)
    }

    /// The conversation between school and home that this was, if it was one.
    pub fn two_way(&self) -> Option<TwoWay<'_>> {
        match self {
            MomentKind::Made { means, with, career, student_present, initiative, reason } => Some(TwoWay {
                means: *means,
                with,
                career: *career,
                student_present: *student_present,
                initiative: *initiative,
                reason: *reason,
            }),
            MomentKind::Talked { means, with, student_present, introduction } => Some(TwoWay {
                means: *means,
                with,
                career: true,
                student_present: *student_present,
                initiative: Initiative::School,
                reason: introduction.then_some(Reason::Introduction),
            }),
            MomentKind::Attempt { .. }
            | MomentKind::Invited { .. }
            | MomentKind::Responded { .. }
            | MomentKind::HomeTalkShown { .. }
            | MomentKind::StudentTold { .. } => None,
        }
    }

    /// Does it tell anew what the other one told of the same thing? Invitations and answers count for each person, and of
    /// an assignment everybody who brings it back tells something of their own.
    fn retells(&self, other: &MomentKind) -> bool {
        use MomentKind::{Attempt, Invited, Made, Responded, Talked};
        match (self, other) {
            (Attempt { .. } | Made { .. }, Attempt { .. } | Made { .. }) | (Talked { .. }, Talked { .. }) => true,
            (Invited { with }, Invited { with: before }) | (Responded { with }, Responded { with: before }) => with == before,
            _ => false,
        }
    }
}

impl StudentCard {
    /// Is the student at this school now?
    pub fn is_enrolled(&self) -> bool {
        self.left_on.is_none()
    }
    /// May parents with authority read how it goes?
    pub fn parents_follow(&self) -> bool {
        !self.eighteen && !self.parents_stopped
    }
    /// The class that they were in on this day; none before they came and after they left.
    pub fn class_on(&self, day: NaiveDate) -> Option<ClassId> {
        let is_in = |stay: &&ClassStay| stay.from <= day && stay.until.is_none_or(|until| day < until);
        self.stays.iter().rfind(is_in).map(|stay| stay.class)
    }
    /// The class whose year what happened on this day belongs to: for a day outside every stay, the nearest one before it, or else
    /// the first.
    pub fn class_of_day(&self, day: NaiveDate) -> Option<ClassId> {
        let before = self.stays.iter().rfind(|stay| stay.from <= day);
        before.or(self.stays.first()).map(|stay| stay.class)
    }
    /// Is this person a parent of the student, or were they one?
    pub fn is_or_was_parent(&self, person: PersonId) -> bool {
        let was_parent = |former: &FormerParent| former.person == person && former.reason != EndReason::Mistake;
        self.parents.iter().any(|tie| tie.person == person) || self.former_parents.iter().any(was_parent)
    }
    /// Is this person a parent or supporter of the student now?
    pub fn has_at_home(&self, person: PersonId) -> bool {
        self.parents.iter().any(|tie| tie.person == person) || self.is_supported_by(person)
    }
    /// Is this person named as a supporter of the student now? Being named lets nobody in.
    pub fn is_supported_by(&self, person: PersonId) -> bool {
        self.supporters.iter().any(|tie| tie.person == person)
    }
    /// Has somebody with a say let this supporter in?
    pub fn lets_in(&self, supporter: PersonId) -> bool {
        let is_in = |tie: &SupporterTie| tie.person == supporter && matches!(tie.admission, Admission::LetIn { .. });
        self.supporters.iter().any(is_in)
    }
    /// Does somebody who was named wait for a yes?
    pub fn has_waiting(&self) -> bool {
        self.supporters.iter().any(|tie| tie.admission == Admission::Waiting)
    }
    /// Those who have no say over the student: parents without authority, those whose link ended for whatever reason, and
    /// supporters who were turned away. Who shares a number with one of them may be them.
    pub fn kept_out(&self) -> impl Iterator<Item = PersonId> {
        let parents = self.parents.iter().filter(|tie| tie.authority != Authority::Full).map(|tie| tie.person);
        let former = self.former_parents.iter().map(|former| former.person);
        parents.chain(former).chain(self.turned_away.iter().map(|tie| tie.person))
    }
    /// Is this person the student, or somebody at their home?
    pub fn concerns(&self, person: PersonId) -> bool {
        self.student == person || self.has_at_home(person)
    }
    /// What the law gives this parent. `None`: they are no parent of the student, which is not `Authority::None`.
    pub fn authority_of(&self, parent: PersonId) -> Option<Authority> {
        self.parents.iter().find(|tie| tie.person == parent).map(|tie| tie.authority)
    }
    /// The moments that still stand and happened on or before this day, oldest first.
    pub fn standing(&self, until: NaiveDate) -> impl Iterator<Item = &Moment> {
        self.moments.iter().filter(move |moment| !moment.withdrawn && moment.on <= until)
    }

    /// A moment that says something new, or tells anew what was told of the same thing.
    fn tell(&mut self, thing: Tag, on: NaiveDate, kind: MomentKind, at: DateTime<Utc>) {
        let before = self.forget(thing, &kind);
        let changed_at = before.as_ref().map(|_| at);
        let told_at = before.map_or(at, |before| before.told_at);
        self.put(Moment { thing, on, kind, corrected: changed_at.is_some(), withdrawn: false, told_at, changed_at });
    }

    /// A moment of which the first day counts: somebody who is invited twice counts as invited from the first time.
    fn hear(&mut self, thing: Tag, on: NaiveDate, kind: MomentKind, at: DateTime<Utc>) {
        let first = self.forget(thing, &kind).filter(|before| before.on <= on);
        let (on, told_at) = first.map_or((on, at), |before| (before.on, before.told_at));
        self.put(Moment { thing, on, kind, corrected: false, withdrawn: false, told_at, changed_at: None });
    }

    /// A moment beside the others of the same thing: who answers again in another school year answers in both.
    fn add(&mut self, thing: Tag, on: NaiveDate, kind: MomentKind, at: DateTime<Utc>) {
        self.put(Moment { thing, on, kind, corrected: false, withdrawn: false, told_at: at, changed_at: None });
    }

    /// The tie of this supporter, wherever it stands, to put it where it belongs from now on.
    fn take_supporter(&mut self, supporter: PersonId) -> Option<SupporterTie> {
        let tie = self.supporters.iter().chain(&self.turned_away).find(|tie| tie.person == supporter).cloned();
        self.supporters.retain(|tie| tie.person != supporter);
        self.turned_away.retain(|tie| tie.person != supporter);
        tie
    }

    /// Keeps that somebody who was let in helps no longer, since when, and who said so.
    fn supporter_leaves(&mut self, supporter: PersonId, event: &Event) {
        if !self.lets_in(supporter) {
            return;
        }
        let tie = self.supporters.iter().find(|tie| tie.person == supporter);
        let (on, by) = (event.occurred.on, event.author.person);
        let former = tie.map(|tie| FormerSupporter { person: supporter, kinship: tie.kinship, on, by });
        self.former_supporters.retain(|known| known.person != supporter);
        self.former_supporters.extend(former);
    }

    /// They come into a class, and so out of the one before.
    fn comes_into(&mut self, class: ClassId, on: NaiveDate) {
        self.leaves_class(on);
        self.stays.push(ClassStay { class, from: on, until: None });
        self.class = Some(class);
    }

    /// They were put in a class by mistake, and are in another: their stay was in that one.
    fn never_was_in(&mut self, class: ClassId, but_in: ClassId, on: NaiveDate) {
        match self.stays.last_mut().filter(|stay| stay.class == class && stay.until.is_none()) {
            Some(stay) => (stay.class, self.class) = (but_in, Some(but_in)),
            None => self.comes_into(but_in, on),
        }
    }

    /// They are at the school again. By mistake: they never left.
    fn returns(&mut self, fact: &StudentReturned, on: NaiveDate) {
        self.left_on = None;
        let never_left = fact.reason == ChangeReason::Mistake;
        match self.stays.last_mut().filter(|stay| never_left && stay.class == fact.class) {
            Some(stay) => stay.until = None,
            None => self.comes_into(fact.class, on),
        }
        if !never_left {
            self.enrolled_on = on;
        }
    }

    fn leaves_class(&mut self, on: NaiveDate) {
        if let Some(stay) = self.stays.last_mut().filter(|stay| stay.until.is_none()) {
            stay.until = Some(on);
        }
    }

    fn forget(&mut self, thing: Tag, kind: &MomentKind) -> Option<Moment> {
        let at = self.moments.iter().position(|moment| moment.thing == thing && kind.retells(&moment.kind))?;
        Some(self.moments.remove(at))
    }

    fn put(&mut self, moment: Moment) {
        let at = self.moments.partition_point(|other| other.on <= moment.on);
        self.moments.insert(at, moment);
    }

    /// Home answered an invitation, whatever the answer was.
    fn answered(&mut self, talk: TalkId, event: &Event, by: PersonId) {
        self.hear(Tag::talk(talk), event.occurred.on, MomentKind::Responded { with: by }, to_the_second(event));
    }

    /// Nothing of this sort that was told of the thing counts any longer; it stays on the card.
    fn take_back(&mut self, thing: Tag, at: DateTime<Utc>, is_meant: impl Fn(&MomentKind) -> bool) {
        for moment in self.moments.iter_mut().filter(|moment| moment.thing == thing && is_meant(&moment.kind)) {
            (moment.withdrawn, moment.changed_at) = (true, Some(at));
        }
    }
}

fn made(account: &ContactAccount) -> MomentKind {
    MomentKind::Made {
        means: account.means,
        with: account.with.clone(),
        career: account.is_about_career(),
        student_present: account.student_present,
        initiative: account.initiative,
        reason: account.reason,
    }
}

fn talked(account: &talk::TalkAccount, kind: RoundKind) -> MomentKind {
    MomentKind::Talked {
        means: account.venue.means(),
        with: account.with.clone(),
        student_present: account.student_absent.is_none(),
        introduction: kind == RoundKind::Introduction,
    }
}

fn is_talk(kind: &MomentKind) -> bool {
    matches!(kind, MomentKind::Talked { .. })
}

/// A moment is stored to the second. It is folded so too, or a row would change by being stored.
fn to_the_second(event: &Event) -> DateTime<Utc> {
    event.recorded_at.trunc_subsecs(0)
}

impl View for StudentCards {
    type Row = StudentCard;
    const VIEW: ViewName = ViewName::StudentCard;
    const VERSION: i16 = 11;

    fn keys(event: &Event) -> Vec<Tag> {
        let student = match &event.fact {
            Fact::StudentEnrolled(fact) => fact.student,
            Fact::StudentMoved(fact) => fact.student,
            Fact::StudentDetailsCorrected(fact) => fact.student,
            Fact::StudentLeft(fact) => fact.student,
            Fact::StudentReturned(fact) => fact.student,
            Fact::StudentTurnedSixteen(fact) => fact.student,
            Fact::ParentsFollowingChanged(fact) => fact.student,
            Fact::StudentTurnedEighteen(fact) => fact.student,
            Fact::ParentLinked(fact) => fact.student,
            Fact::ParentAuthorityChanged(fact) => fact.student,
            Fact::ParentLinkEnded(fact) => fact.student,
            Fact::ParentRelationCorrected(fact) => fact.student,
            Fact::SupporterNamed(fact) => fact.student,
            Fact::SupporterConfirmed(fact) => fact.student,
            Fact::SupporterRefused(fact) => fact.student,
            Fact::SupporterEnded(fact) => fact.student,
            Fact::SupporterCorrected(fact) => fact.student,
            Fact::ContactAttempted(fact) => fact.student,
            Fact::ContactMade(fact) => fact.student,
            Fact::ContactCorrected(fact) => fact.student,
            Fact::ContactWithdrawn(fact) => fact.student,
            Fact::AssignmentOpened(fact) => fact.student,
            Fact::AssignmentReturned(fact) => fact.student,
            Fact::AssignmentWithdrawn(fact) => fact.student,
            Fact::AgreementConfirmed(fact) => fact.student,
            Fact::AgreementDeclined(fact) => fact.student,
            // Messages: those with the student say nothing of home.
            Fact::MessageSent(fact) if fact.with != fact.student && fact.by == Side::Home => fact.student,
            Fact::MessageDelivered(fact) if fact.with != fact.student => fact.student,
            Fact::MessageAnswered(fact) if fact.with != fact.student && fact.by == Side::Home => fact.student,
            Fact::MessageWithdrawn(fact) if fact.with != fact.student => fact.student,
            // Talk rounds.
            Fact::InvitationDelivered(fact) => fact.student,
            Fact::TalkBooked(fact) => fact.student,
            Fact::TalkAnswered(fact) => fact.student,
            Fact::BookingCancelled(fact) => fact.student,
            Fact::TalkHeld(fact) => fact.student,
            Fact::TalkCorrected(fact) => fact.student,
            Fact::TalkReopened(fact) => fact.student,
            _ => return vec![],
        };
        vec![Tag::student(student)]
    }

    fn fold(row: Option<StudentCard>, _: Tag, event: &Event) -> Option<StudentCard> {
        if let Fact::StudentEnrolled(fact) = &event.fact {
            let again = row.unwrap_or_else(|| StudentCard {
                student: fact.student,
                name: fact.name.clone(),
                number: fact.number.clone(),
                class: None,
                stays: vec![],
                enrolled_on: event.occurred.on,
                left_on: None,
                sixteen: false,
                eighteen: false,
                parents_stopped: false,
                parents: vec![],
                supporters: vec![],
                turned_away: vec![],
                former_supporters: vec![],
                former_parents: vec![],
                moments: vec![],
            });
            let (name, number) = (fact.name.clone(), fact.number.clone());
            let enrolled_on = event.occurred.on;
            let mut row = StudentCard { name, number, enrolled_on, left_on: None, ..again };
            row.comes_into(fact.class, enrolled_on);
            return Some(row);
        }
        let (mut row, at) = (row?, to_the_second(event));
        match &event.fact {
            Fact::StudentMoved(fact) if fact.reason == ChangeReason::Mistake => {
                row.never_was_in(fact.from, fact.to, event.occurred.on)
            }
            Fact::StudentMoved(fact) => row.comes_into(fact.to, event.occurred.on),
            Fact::StudentReturned(fact) => row.returns(fact, event.occurred.on),
            Fact::StudentDetailsCorrected(fact) => {
                row.name = fact.name.clone().unwrap_or(row.name);
                row.number = fact.number.clone().unwrap_or(row.number);
                if fact.birth_date.is_some() {
                    (row.sixteen, row.eighteen) = (false, false);
                }
            }
            Fact::StudentLeft(fact) => {
                row.left_on = Some(fact.on);
                row.leaves_class(fact.on);
            }
            Fact::StudentTurnedSixteen(_) => row.sixteen = true,
            Fact::StudentTurnedEighteen(_) => {
                row.sixteen = true;
                row.eighteen = true;
            }
            Fact::ParentsFollowingChanged(fact) => row.parents_stopped = !fact.follow,
            Fact::ParentLinked(fact) => {
                row.parents.retain(|tie| tie.person != fact.parent);
                row.former_parents.retain(|former| former.person != fact.parent);
                let (person, relation, authority) = (fact.parent, fact.relation, fact.authority);
                row.parents.push(ParentTie { person, relation, authority });
            }
            Fact::ParentAuthorityChanged(fact) => {
                for tie in row.parents.iter_mut().filter(|tie| tie.person == fact.parent) {
                    tie.authority = fact.authority;
                }
            }
            Fact::ParentRelationCorrected(fact) => {
                for tie in row.parents.iter_mut().filter(|tie| tie.person == fact.parent) {
                    tie.relation = fact.relation;
                }
            }
            Fact::ParentLinkEnded(fact) => {
                let was_linked = row.parents.iter().any(|tie| tie.person == fact.parent);
                row.parents.retain(|tie| tie.person != fact.parent);
                if was_linked {
                    row.former_parents.push(FormerParent { person: fact.parent, reason: fact.reason });
                }
            }
            Fact::SupporterNamed(fact) => {
                row.supporters.retain(|tie| tie.person != fact.supporter);
                row.former_supporters.retain(|former| former.person != fact.supporter);
                let (person, kinship, by_student) = (fact.supporter, fact.kinship, fact.by_student);
                row.supporters.push(SupporterTie { person, kinship, admission: Admission::Waiting, by_student });
            }
            Fact::SupporterConfirmed(fact) => {
                if let Some(tie) = row.take_supporter(fact.supporter) {
                    let admission = Admission::LetIn { knowing: fact.knowing.clone() };
                    row.supporters.push(SupporterTie { admission, ..tie });
                }
            }
            Fact::SupporterRefused(fact) => {
                row.supporter_leaves(fact.supporter, event);
                if let Some(tie) = row.take_supporter(fact.supporter) {
                    row.turned_away.push(SupporterTie { admission: Admission::TurnedAway, ..tie });
                }
            }
            Fact::SupporterCorrected(fact) => {
                let ties = row.supporters.iter_mut().chain(&mut row.turned_away);
                for tie in ties.filter(|tie| tie.person == fact.supporter) {
                    tie.kinship = fact.kinship.unwrap_or(tie.kinship);
                }
            }
            Fact::SupporterEnded(fact) => {
                row.supporter_leaves(fact.supporter, event);
                row.supporters.retain(|tie| tie.person != fact.supporter);
            }
            Fact::ContactAttempted(fact) => {
                let kind = MomentKind::Attempt { means: fact.means, outcome: fact.outcome, with: fact.with };
                row.tell(Tag::contact(fact.contact), fact.occurred.on, kind, at);
            }
            Fact::ContactMade(fact) => row.tell(Tag::contact(fact.contact), fact.occurred.on, made(&fact.account), at),
            Fact::ContactCorrected(fact) => row.tell(Tag::contact(fact.contact), fact.occurred.on, made(&fact.account), at),
            Fact::ContactWithdrawn(fact) => row.take_back(Tag::contact(fact.contact), at, |_| true),
            // Somebody other than the student opened it: it was delivered.
            Fact::AssignmentOpened(fact) if fact.by != fact.student => {
                row.add(Tag::assignment(fact.assignment), event.occurred.on, MomentKind::Invited { with: fact.by }, at);
            }
            Fact::AssignmentReturned(fact) if fact.shows_talk() => {
                let with = fact.with.clone();
                let by_student = fact.by == fact.student;
                let kind = if by_student { MomentKind::StudentTold { with } } else { MomentKind::HomeTalkShown { with } };
                row.tell(Tag::assignment(fact.assignment), event.occurred.on, kind, at);
            }
            // That it arrived goes with it; nothing that came back is ever withdrawn.
            Fact::AssignmentWithdrawn(fact) => {
                row.take_back(Tag::assignment(fact.assignment), at, |kind| matches!(kind, MomentKind::Invited { .. }));
            }
            Fact::AgreementConfirmed(AgreementConfirmed { agreement, party: Party::Home, by, .. })
            | Fact::AgreementDeclined(AgreementDeclined { agreement, party: Party::Home, by, .. }) => {
                row.add(Tag::agreement(*agreement), event.occurred.on, MomentKind::Responded { with: *by }, at);
            }
            // Messages.
            Fact::MessageSent(fact) => {
                row.hear(Tag::message(fact.message), event.occurred.on, MomentKind::Responded { with: fact.with }, at);
            }
            Fact::MessageAnswered(fact) => {
                row.hear(Tag::message(fact.message), event.occurred.on, MomentKind::Responded { with: fact.with }, at);
            }
            Fact::MessageDelivered(fact) => {
                row.hear(Tag::message(fact.message), event.occurred.on, MomentKind::Invited { with: fact.with }, at);
            }
            Fact::MessageWithdrawn(fact) => row.take_back(Tag::message(fact.message), at, |_| true),
            // Talk rounds.
            Fact::InvitationDelivered(fact) => {
                for with in &fact.to {
                    row.hear(Tag::talk(fact.talk), event.occurred.on, MomentKind::Invited { with: *with }, at);
                }
            }
            Fact::TalkBooked(fact) => row.answered(fact.talk, event, fact.booking.by),
            Fact::TalkAnswered(fact) => row.answered(fact.talk, event, fact.by),
            Fact::BookingCancelled(fact) => row.answered(fact.talk, event, fact.by),
            Fact::TalkHeld(fact) => row.tell(Tag::talk(fact.talk), fact.occurred.on, talked(&fact.account, fact.kind), at),
            Fact::TalkCorrected(fact) => match &fact.outcome {
                TalkOutcome::Held(account) => row.tell(Tag::talk(fact.talk), fact.occurred.on, talked(account, fact.kind), at),
                TalkOutcome::Missed(_) => row.take_back(Tag::talk(fact.talk), at, is_talk),
            },
            Fact::TalkReopened(fact) => row.take_back(Tag::talk(fact.talk), at, is_talk),
            _ => {}
        }
        Some(row)
    }
}

#[cfg(test)]
mod specs {
    use super::*;
    use crate::{
        contact::Topic,
        person::{
            parent::{ParentAuthorityChanged, ParentLinkEnded},
            student::{
                ParentsFollowingChanged, StudentDetailsCorrected, StudentMoved, StudentTurnedEighteen, StudentTurnedSixteen,
            },
            supporter::{SupporterConfirmed, SupporterEnded, SupporterRefused},
        },
        spec::*,
        values::CustodyNote,
    };

    const NOON: DateTime<Utc> = DateTime::<Utc>::UNIX_EPOCH;

    fn told(card: &StudentCard) -> Vec<(Tag, NaiveDate)> {
        card.moments.iter().map(|moment| (moment.thing, moment.on)).collect()
    }

    #[test]
    fn a_card_knows_class_and_home() {
        let card = amiras_card([]);
        assert_eq!((card.class, card.enrolled_on, card.left_on), (Some(CLASS_3B), TODAY, None));
        assert!([MOTHER, FATHER, UNCLE].iter().all(|person| card.has_at_home(*person)));
        assert!(card.concerns(AMIRA) && !card.has_at_home(AMIRA) && !card.has_at_home(STRANGER));
        assert!(card.is_supported_by(UNCLE) && !card.is_supported_by(MOTHER));
    }

    #[test]
    fn home_follows_authority_and_ends() {
        let because = Personal::open(AMIRA, CustodyNote::parse("Uitspraak.").unwrap().unwrap());
        let authority = Authority::None;
        let card = amiras_card([ParentAuthorityChanged { parent: FATHER, student: AMIRA, authority, because }.into()]);
        assert_eq!((card.authority_of(MOTHER), card.authority_of(FATHER)), (Some(Authority::Full), Some(authority)));
        let card = amiras_card([
            ParentLinkEnded { parent: FATHER, student: AMIRA, reason: EndReason::Mistake }.into(),
            SupporterEnded { supporter: UNCLE, student: AMIRA }.into(),
        ]);
        assert!(card.has_at_home(MOTHER) && !card.has_at_home(FATHER) && !card.has_at_home(UNCLE));
    }

    #[test]
    fn a_supporter_waits_is_let_in_and_can_be_turned_away() {
        let named_anew = || [SupporterEnded { supporter: UNCLE, student: AMIRA }.into(), supporter_named(AMIRA)];
        let with = |more: Vec<Fact>| amiras_card(named_anew().into_iter().chain(more));
        assert!(with(vec![]).is_supported_by(UNCLE) && !with(vec![]).lets_in(UNCLE));
        let refused = || SupporterRefused { supporter: UNCLE, student: AMIRA }.into();
        let card = with(vec![supporter_confirmed(AMIRA)]);
        assert!(card.lets_in(UNCLE) && card.kept_out().next().is_none());
        let card = with(vec![supporter_confirmed(AMIRA), refused()]);
        assert!(!card.is_supported_by(UNCLE) && card.kept_out().eq([UNCLE]));
        let knowing = SupporterConfirmed { supporter: UNCLE, student: AMIRA, knowing: vec![UNCLE] };
        let card = with(vec![refused(), knowing.into()]);
        assert!(card.lets_in(UNCLE) && card.kept_out().next().is_none());
        assert_eq!(card.supporters[0].kinship, Kinship::Uncle);
    }

    #[test]
    fn parents_without_authority_and_former_ones_are_kept_out() {
        let mut card = amiras_card([ParentLinkEnded { parent: FATHER, student: AMIRA, reason: EndReason::Mistake }.into()]);
        assert!(card.kept_out().eq([FATHER]));
        card.parents[0].authority = Authority::OnRequest;
        assert!(card.kept_out().eq([MOTHER, FATHER]));
        assert!(amiras_card([]).kept_out().next().is_none());
    }

    fn moved(reason: ChangeReason) -> Fact {
        StudentMoved { student: AMIRA, from: CLASS_3B, to: CLASS_3C, reason }.into()
    }

    fn details_corrected(name: Option<PersonName>, birth_date: Option<crate::values::BirthDate>) -> Fact {
        let (name, birth_date) =
            (name.map(|name| Personal::open(AMIRA, name)), birth_date.map(|born| Personal::open(AMIRA, born)));
        StudentDetailsCorrected { student: AMIRA, name, number: None, birth_date, reason: ChangeReason::Mistake }.into()
    }

    fn returned(class: ClassId, reason: ChangeReason) -> Fact {
        StudentReturned { student: AMIRA, class, reason }.into()
    }

    #[test]
    fn who_was_in_a_class_or_away_by_mistake_never_was() {
        let stays = |facts: Vec<Fact>| {
            let card = amiras_card(facts);
            assert!(card.is_enrolled());
            card.stays.iter().map(|stay| (stay.class, stay.until.is_none())).collect::<Vec<_>>()
        };
        assert_eq!(stays(vec![moved(ChangeReason::Mistake)]), [(CLASS_3C, true)]);
        assert_eq!(stays(vec![moved(ChangeReason::Request)]), [(CLASS_3B, false), (CLASS_3C, true)]);
        assert_eq!(stays(vec![student_left(), returned(CLASS_3B, ChangeReason::Mistake)]), [(CLASS_3B, true)]);
        assert_eq!(stays(vec![student_left(), returned(CLASS_3B, ChangeReason::Changed)]), [(CLASS_3B, false), (CLASS_3B, true)]);
        assert_eq!(stays(vec![student_left(), returned(CLASS_3C, ChangeReason::Mistake)]), [(CLASS_3B, false), (CLASS_3C, true)]);
    }

    #[test]
    fn names_are_corrected_and_classes_change() {
        let card = amiras_card([details_corrected(Some(name("Aamira", "Demir")), None), moved(ChangeReason::Changed)]);
        assert_eq!((unsealed(&card.name), card.class), (name("Aamira", "Demir"), Some(CLASS_3C)));
    }

    #[test]
    fn birthdays_stay_also_for_a_student_who_comes_back() {
        let sixteen = || StudentTurnedSixteen { student: AMIRA }.into();
        let follow = |follow| ParentsFollowingChanged { student: AMIRA, follow }.into();
        assert!(!amiras_card([sixteen(), follow(false)]).parents_follow());
        assert!(amiras_card([follow(false), follow(true)]).parents_follow());
        let card = amiras_card([sixteen()]);
        assert!(card.sixteen && !card.eighteen);
        let eighteen = StudentTurnedEighteen { student: AMIRA }.into();
        let card = amiras_card([sixteen(), eighteen, student_left(), student_enrolled(AMIRA, CLASS_3C)]);
        assert!(card.sixteen && card.eighteen);
    }

    #[test]
    fn another_birth_date_takes_back_what_was_stated_of_the_age() {
        let eighteen = StudentTurnedEighteen { student: AMIRA };
        let card = amiras_card([eighteen.clone().into(), details_corrected(None, Some(BORN))]);
        assert!(!card.sixteen && !card.eighteen);
        assert!(amiras_card([eighteen.into(), details_corrected(Some(name("Aamira", "Demir")), None)]).eighteen);
    }

    #[test]
    fn who_left_keeps_the_last_class_and_who_comes_back_keeps_home_and_history() {
        let card = amiras_card([contact_made(), student_left()]);
        assert_eq!((card.is_enrolled(), card.class, card.left_on), (false, Some(CLASS_3B), Some(TODAY)));
        let card = amiras_card([contact_made(), student_left(), student_enrolled(AMIRA, CLASS_3C)]);
        assert_eq!((card.is_enrolled(), card.class, card.moments.len()), (true, Some(CLASS_3C), 1));
        assert!(card.has_at_home(MOTHER));
    }

    #[test]
    fn a_card_knows_in_which_class_they_were_on_which_day() {
        let card = amiras_card([moved(ChangeReason::Changed), student_left()]);
        // The cast comes, moves and leaves on one day, and so was in no class at the end of it.
        assert_eq!(card.stays.iter().map(|stay| stay.class).collect::<Vec<_>>(), [CLASS_3B, CLASS_3C]);
        assert_eq!(
            (card.class_on(TODAY), card.class_of_day(YESTERDAY), card.class_of_day(TODAY)),
            (None, Some(CLASS_3B), Some(CLASS_3C))
        );
        let stay = |class, from, until| ClassStay { class, from, until };
        let stays = vec![stay(CLASS_3B, LONG_AGO, Some(YESTERDAY)), stay(CLASS_3C, YESTERDAY, Some(TODAY))];
        let card = StudentCard { stays, ..card };
        let on = |day| card.class_on(day);
        assert_eq!([on(LONG_AGO), on(YESTERDAY), on(TODAY)], [Some(CLASS_3B), Some(CLASS_3C), None]);
        assert_eq!(card.class_of_day(TODAY), Some(CLASS_3C), "what is told after they left belongs to the last class");
    }

    #[test]
    fn a_moment_knows_when_it_was_written_down_and_when_it_was_changed() {
        let card = amiras_card([contact_made()]);
        let told = card.moments[0].told_at;
        assert_eq!(card.moments[0].changed_at, None);
        let card = amiras_card([contact_made(), corrected(spoke(CONTACT, YESTERDAY))]);
        assert!(card.moments[0].told_at == told && card.moments[0].changed_at >= Some(told));
        let card = amiras_card([contact_made(), contact_withdrawn()]);
        assert!(card.moments[0].withdrawn && card.moments[0].changed_at.is_some());
    }

    #[test]
    fn who_was_a_parent_stays_known_as_one_unless_the_link_was_a_mistake() {
        let ended = |reason| amiras_card([ParentLinkEnded { parent: FATHER, student: AMIRA, reason }.into()]);
        let card = ended(EndReason::Died);
        assert!(card.is_or_was_parent(FATHER) && card.is_or_was_parent(MOTHER) && !card.is_or_was_parent(UNCLE));
        assert!(!card.has_at_home(FATHER));
        assert!(!ended(EndReason::Mistake).is_or_was_parent(FATHER));
    }

    #[test]
    fn moments_stand_in_the_order_in_which_they_happened_not_in_which_they_were_told() {
        let card = amiras_card([spoke(CONTACT, TODAY).into(), attempt(OTHER_CONTACT, YESTERDAY).into()]);
        assert_eq!(told(&card), [(Tag::contact(OTHER_CONTACT), YESTERDAY), (Tag::contact(CONTACT), TODAY)]);
    }

    #[test]
    fn a_correction_moves_a_moment_and_tells_it_anew() {
        let mut about_school = spoke(OTHER_CONTACT, LONG_AGO);
        about_school.account.topics = vec![Topic::School];
        about_school.account.with = vec![FATHER];
        let card =
            amiras_card([spoke(CONTACT, YESTERDAY).into(), spoke(OTHER_CONTACT, TODAY).into(), corrected(about_school.clone())]);
        assert_eq!(told(&card), [(Tag::contact(OTHER_CONTACT), LONG_AGO), (Tag::contact(CONTACT), YESTERDAY)]);
        assert_eq!((card.moments[0].corrected, &card.moments[0].kind), (true, &made(&about_school.account)));
        assert!(!card.moments[1].corrected);
    }

    #[test]
    fn what_was_withdrawn_stays_on_the_card_and_no_longer_stands() {
        let card = amiras_card([contact_made(), contact_withdrawn()]);
        assert!(card.moments[0].withdrawn);
        assert_eq!(card.standing(TODAY).count(), 0);
    }

    #[test]
    fn on_a_day_only_what_had_happened_by_then_stands() {
        let card = amiras_card([spoke(CONTACT, YESTERDAY).into(), spoke(OTHER_CONTACT, TODAY).into()]);
        assert_eq!(card.standing(YESTERDAY).map(|moment| moment.thing).collect::<Vec<_>>(), [Tag::contact(CONTACT)]);
        assert_eq!(card.standing(TODAY).count(), 2);
        assert_eq!(card.standing(LONG_AGO).count(), 0);
    }

    #[test]
    fn of_one_thing_an_invitation_its_answer_and_the_talk_each_count_from_their_own_day() {
        let thing = Tag::moment(uuid::Uuid::from_u128(7));
        let invited = |with| MomentKind::Invited { with };
        let talked = |student_present| MomentKind::Talked {
            means: Means::AtSchool,
            with: vec![MOTHER],
            student_present,
            introduction: true,
        };
        let mut card = amiras_card([]);
        card.tell(thing, LONG_AGO, invited(MOTHER), NOON);
        card.tell(thing, LONG_AGO, invited(FATHER), NOON);
        card.tell(thing, YESTERDAY, MomentKind::Responded { with: MOTHER }, NOON);
        card.tell(thing, TODAY, talked(false), NOON);
        assert_eq!(card.moments.len(), 4);
        assert!(card.moments.iter().all(|moment| !moment.corrected));
        card.tell(thing, YESTERDAY, invited(MOTHER), NOON);
        card.tell(thing, TODAY, talked(true), NOON);
        assert_eq!(card.moments.len(), 4, "told anew, each of its own sort and person");
        assert_eq!(card.moments.iter().filter(|moment| moment.corrected).count(), 2);
        card.take_back(thing, NOON, |kind| matches!(kind, MomentKind::Talked { .. }));
        assert_eq!(card.standing(TODAY).count(), 3, "the invitation and the answer still stand");
    }

    #[test]
    fn a_contact_and_a_talk_are_conversations_and_the_rest_is_not() {
        let talked = MomentKind::Talked { means: Means::Video, with: vec![UNCLE], student_present: true, introduction: false };
        let two_way = talked.two_way().unwrap();
        assert_eq!((two_way.with, two_way.career, two_way.student_present, two_way.reason), (&[UNCLE][..], true, true, None));
        let made = made(&spoke(CONTACT, TODAY).account);
        assert_eq!(made.two_way().and_then(|two_way| two_way.reason), Some(Reason::Positive));
        let one_way = [
            MomentKind::Attempt { means: Means::Phone, outcome: contact::AttemptOutcome::NoAnswer, with: None },
            MomentKind::Invited { with: MOTHER },
            MomentKind::Responded { with: MOTHER },
            MomentKind::HomeTalkShown { with: vec![MOTHER] },
            MomentKind::StudentTold { with: vec![MOTHER] },
        ];
        assert!(one_way.iter().all(|kind| kind.two_way().is_none()));
    }

    #[test]
    fn what_comes_home_and_back_counts_for_each_who_did_something() {
        use crate::spec::{agreement::*, assignment::*};
        let kinds = |facts: Vec<Fact>| amiras_card(facts).moments.into_iter().map(|moment| moment.kind).collect::<Vec<_>>();
        let card = kinds(vec![assignment_given(), assignment_opened(AMIRA), assignment_opened(MOTHER)]);
        assert_eq!(card, [MomentKind::Invited { with: MOTHER }], "the student's own eyes invite nobody");
        let back = kinds(vec![assignment_given(), returned_by_amira(), returned_by_father()]);
        let (told, shown) = (MomentKind::StudentTold { with: vec![MOTHER] }, MomentKind::HomeTalkShown { with: vec![FATHER] });
        assert_eq!(back, [told, shown], "what the student says alone stands apart");
        assert!(
            amiras_card([assignment_given(), returned_by_amira(), returned_by_father()]).moments.iter().all(|m| !m.corrected)
        );
        let said = kinds(vec![agreement_made(), confirmed(Party::Student), confirmed(Party::Home)]);
        assert_eq!(said, [MomentKind::Responded { with: MOTHER }]);
        assert_eq!(kinds(vec![agreement_made(), declined(Party::Home)]), [MomentKind::Responded { with: MOTHER }]);
    }
}
