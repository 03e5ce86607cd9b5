//! An invitation to a talk as the one thing to do: yes leads to the times, the other answers are one tap.

use app::questions::{HomePage, Invitation};
use chrono::NaiveDateTime;
use domain::talk::OtherAnswer;
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    parts::{Icon, Kind, LinkButton},
    say,
    screens::{
        coded::Coded,
        naming::short_name,
        talk::at_home::{answer_buttons, other_answers},
        to_do_card::ToDoCard,
        visit::Visit,
    },
    wording,
};

pub fn asked(visit: &Visit, home: &HomePage, invitation: &Invitation) -> ToDoCard {
    let (t, today) = (visit.t, visit.now.today);
    let href = addresses::home_talk(invitation.talk.talk).of_child(invitation.student);
    let child = short_name(t, &home.name);
    if let Some(at) = invitation.talk.at.filter(|_| !invitation.is_booked_by_me()) {
        return anothers_time(visit, invitation, at, &child, href);
    }
    if let Some(at) = invitation.talk.at {
        let heading = say!(t, "invite-booked", at = wording::moment(t, at, today));
        let closed = invitation.round.closed_on.is_some();
        let change = if closed { say!(t, "talk-open") } else { say!(t, "invite-change-open") };
        let change = view! { <LinkButton href=href.clone() kind=Kind::Quiet icon=Icon::Calendar>{change}</LinkButton> };
        let words = view! { <p>{say!(t, "invite-lede", child = child, kind = invitation.round.kind.word(t))}</p> }.into_any();
        return ToDoCard { icon: Icon::Calendar, heading, words, answers: change.into_any(), href };
    }
    let heading = say!(t, "invite-title", child = child.as_str());
    let said = invitation.talk.answer_of(invitation.me);
    let words = match said {
        Some(answer) => wording::say(t, &format!("invite-said-{}", answer.code()), &[]),
        None => say!(t, "invite-lede", child = child, kind = invitation.round.kind.word(t)),
    };
    let words = view! { <p>{words}</p> }.into_any();
    let yes =
        view! { <div class="actions"><LinkButton href=href.clone() icon=Icon::Check>{say!(t, "invite-yes")}</LinkButton></div> };
    let others = said.is_none().then(|| other_answers(visit, href.clone()));
    ToDoCard { icon: Icon::Calendar, heading, words, answers: view! { {yes}{others} }.into_any(), href }
}

/// Somebody else at home chose the time: one tap says whether this reader comes too.
fn anothers_time(visit: &Visit, invitation: &Invitation, at: NaiveDateTime, child: &str, href: Address) -> ToDoCard {
    let (t, today) = (visit.t, visit.now.today);
    let heading = say!(t, "invite-booked", at = wording::moment(t, at, today));
    let said = invitation.talk.answer_of(invitation.me);
    let words = match said {
        Some(answer) => wording::say(t, &format!("invite-said-{}", answer.code()), &[]),
        None => say!(t, "invite-lede", child = child, kind = invitation.round.kind.word(t)),
    };
    let words = view! { <p>{words}</p> }.into_any();
    let left: Vec<OtherAnswer> = OtherAnswer::TO_ANOTHERS_TIME.into_iter().filter(|what| said != Some(*what)).collect();
    let buttons = answer_buttons(visit, href.clone(), &left);
    let more = view! { <LinkButton href=href.clone() kind=Kind::Quiet>{say!(t, "said-apart")}</LinkButton> };
    ToDoCard { icon: Icon::Calendar, heading, words, answers: view! { {buttons}{more} }.into_any(), href }
}
