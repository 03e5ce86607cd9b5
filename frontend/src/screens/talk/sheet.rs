//! `/leerlingen/{student}/gesprekken/{talk}`: the talk sheet for staff. Three voices side by side, what happened since the
//! last talk, and after the talk what came of it. On paper or on a laptop it lies on the table, so it holds what all who sit there
//! may read; what is for school alone is folded away, and not printed.

use app::questions::TalkPage;
use chrono::NaiveDate;
use domain::{
    ids::PersonId,
    policy::Writing,
    talk::{
        Absence, AnswerOtherwise, BookTime, Booking, CancelTime, CorrectTalk, GiveVoice, OtherAnswer, Party, RecordTalks,
        ReportedOutcome, RoundKind, TalkAccount, TalkConcluded, TalkOutcome, TalkRefusal, TalkReport, Venue, WhatCame, WhyMissed,
        WithdrawTalk,
    },
    time::{Now, Occurred},
    values::Words,
};
use leptos::prelude::*;

use crate::{
    addresses::{self, Address},
    done::Done,
    parts::{Back, Button, Choice, Field, Form, Head, Icon, Kind, Strong, Timeline, Typed},
    say,
    screens::{
        coded::Coded,
        day::read_occurred,
        done::DoneLine,
        entry_text::{EntryText, TimelineReader},
        form::{Again, Errors, FormTop},
        naming::{called, full_name, short_name},
        readers::sentence,
        talk::{
            booking::{book, time_value},
            voices::{ReadBy, greeting, voice, voices},
            words::{standing, venues},
        },
        visit::Visit,
    },
    wording::{self, Language, capital},
};

/// What came in from one of the forms on the sheet.
pub enum SheetCommand {
    Voice(GiveVoice),
    Book(BookTime),
    Answer(AnswerOtherwise),
    Cancel(CancelTime),
    Record(RecordTalks),
    Correct(CorrectTalk),
    Withdraw(WithdrawTalk),
}

pub fn path(page: &TalkPage) -> Address {
    addresses::talk(page.student, page.talk.talk)
}

/// Reads whichever form it was; `action` names it.
pub fn parse(page: &TalkPage, typed: &Typed, now: &Now) -> Result<SheetCommand, Errors> {
    let mut errors = Errors::default();
    let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
    let by: Option<PersonId> = typed.value("by").parse().ok();
    let because = errors.take("because", Words::parse(typed.value("because"))).flatten();
    let seen = typed.value("seen").parse().ok();
    let sent = match typed.value("action") {
        "voice" => voice(page, Party::School, typed, &mut errors).map(SheetCommand::Voice),
        "book" => book(page, by, typed, &mut errors).map(SheetCommand::Book),
        "cancel" => by.map(|by| SheetCommand::Cancel(CancelTime { talk, round, student, by })),
        "withdraw" => Some(SheetCommand::Withdraw(WithdrawTalk { talk, round, student, because, seen })),
        "held" | "missed" => {
            let came = concluded(typed, now, &mut errors, typed.value("action") == "held");
            came.map(
                |came| if corrects(page, typed, seen) { told_again(page, came, because, seen) } else { first_told(page, came) },
            )
        }
        other => {
            let what = OtherAnswer::parse(other);
            what.zip(by).map(|(what, by)| SheetCommand::Answer(AnswerOtherwise { talk, round, student, by, what }))
        }
    };
    if sent.is_none() && errors.is_empty() {
        errors.add("", "form-incomplete");
    }
    sent.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Whether the form corrects. The form says so, not the page as it is by now: sent twice, a form asks twice for the same.
const TOLD_BEFORE: &str = "corrects";

fn corrects(page: &TalkPage, typed: &Typed, seen: Option<u32>) -> bool {
    !typed.value(TOLD_BEFORE).is_empty() || (page.talk.outcome.is_some() && seen == Some(page.talk.revision))
}

fn first_told(page: &TalkPage, came: WhatCame) -> SheetCommand {
    let talks = vec![TalkConcluded { talk: page.talk.talk, student: page.student, came }];
    SheetCommand::Record(RecordTalks { class: page.round.class, round: page.talk.round, talks })
}

fn told_again(page: &TalkPage, came: WhatCame, because: Option<Words>, seen: Option<u32>) -> SheetCommand {
    let (talk, round, student) = (page.talk.talk, page.talk.round, page.student);
    SheetCommand::Correct(CorrectTalk { talk, round, student, came, because, seen })
}

fn concluded(typed: &Typed, now: &Now, errors: &mut Errors, held: bool) -> Option<WhatCame> {
    let occurred: Option<Occurred> = read_occurred(typed, now, errors);
    if !held {
        let why = errors.choose::<WhyMissed>(typed, "why");
        return Some(WhatCame { occurred: occurred?, outcome: ReportedOutcome::Missed(why?) });
    }
    let with: Vec<PersonId> = typed.all("with").filter_map(|id| id.parse().ok()).collect();
    if with.is_empty() {
        errors.refuse(TalkRefusal::WithNobody);
    }
    let venue = errors.choose::<Venue>(typed, "held_at");
    let absent = match typed.value("absent") {
        "" | "erbij" => None,
        code => Absence::parse(code),
    };
    let minutes = match typed.value("minutes") {
        "" => None,
        text => text.parse().ok().or_else(|| {
            errors.refuse(TalkRefusal::MinutesLong);
            None
        }),
    };
    let interpreter = typed.value("interpreter_there") == "yes";
    let report = TalkReport { venue: venue?, with, student_absent: absent, interpreter, minutes };
    Some(WhatCame { occurred: occurred?, outcome: ReportedOutcome::Held(report) })
}

/// Who was absent stays absent on the sheet, also when the reason was erased.
fn absent_code(account: &TalkAccount) -> &'static str {
    let Some(why) = &account.student_absent else { return "erbij" };
    why.value().copied().unwrap_or(Absence::Other).code()
}

/// The sheet before anyone typed: as it was booked, or as it was reported last.
pub fn begin(page: &TalkPage, now: &Now) -> Typed {
    let booking = page.talk.booking();
    let by = booking.map(|booking| booking.by).or(page.talk.invited.first().copied());
    let venue = booking.map(|booking| booking.venue).or(page.round.venues.first().copied()).unwrap_or(Venue::School);
    let typed = Typed::default()
        .with("by", by.map(|by| by.to_string()).unwrap_or_default())
        .with("at", booking.map(|booking| time_value(booking.at)).unwrap_or_default())
        .with("venue", venue.code())
        .with("interpreter", if booking.is_some_and(Booking::has_interpreter) { "yes" } else { "" });
    let typed = match page.talk.outcome.as_ref().map(|told| (&told.outcome, told.occurred.on)) {
        Some((TalkOutcome::Held(account), on)) => account
            .with
            .iter()
            .fold(typed, |typed, person| typed.with("with", person.to_string()))
            .with("held_at", account.venue.code())
            .with("absent", absent_code(account))
            .with("interpreter_there", if account.has_interpreter() { "yes" } else { "" })
            .with("minutes", account.minutes.map(|minutes| minutes.to_string()).unwrap_or_default())
            .with("occurred_on", on.to_string()),
        Some((TalkOutcome::Missed(why), on)) => typed
            .with("why", why.value().copied().map(Coded::code).unwrap_or_default())
            .with("held_at", venue.code())
            .with("occurred_on", on.to_string()),
        None => {
            let day = booking.map(|booking| booking.at.date()).filter(|day| *day <= now.today).unwrap_or(now.today);
            typed
                .with("with", by.map(|by| by.to_string()).unwrap_or_default())
                .with("held_at", venue.code())
                .with("absent", "erbij")
                .with("interpreter_there", if booking.is_some_and(Booking::has_interpreter) { "yes" } else { "" })
                .with("minutes", page.round.times.minutes.to_string())
                .with("occurred_on", day.to_string())
        }
    };
    let own = page.talk.voice(Party::School).and_then(|voice| voice.says.as_ref()).and_then(|says| says.value());
    typed.with("says", own.map(Words::as_str).unwrap_or_default())
}

pub fn page(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>, done: Option<Done>) -> String {
    let (t, today) = (visit.t, visit.now.today);
    let name = full_name(t, &page.name);
    let title = capital(&page.talk.kind.word(t));
    let lede = page.standing().map(|talk| standing(t, talk, today)).unwrap_or_default();
    let lede = say!(t, "sheet-lede", student = name.as_str(), standing = lede);
    visit.show_form(title.clone(), typed, || {
        view! {
            <Back href=addresses::student(page.student) word=name.clone()/>
            <DoneLine t done/>
            <Head title=title lede=view! { <Strong words=lede/> }.into_any()/>
            <FormTop t typed=typed.clone() again/>
            {greeting(t, page)}
            {private(visit, page)}
            {voices(visit, page, &page.at_table, ReadBy::School)}
            {page.talk.outcome.is_none().then(|| own_voice(visit, page, typed, again))}
            {blocks(t, page)}
            {(page.talk.outcome.is_none() && page.is_kept()).then(|| answer(visit, page, typed, again))}
            {conclusion(visit, page, typed, again)}
            {since(visit, page)}
        }
    })
}

/// What is for school alone: what the student does not want to talk about, what one told school and not the others, and who answered
/// what. Folded away, so that nobody at the table has it before them.
fn private(visit: &Visit, page: &TalkPage) -> impl IntoView + use<> {
    let t = visit.t;
    let answers = page.talk.answers.others.iter().filter(|_| page.talk.outcome.is_none()).map(|answer| {
        let brief = page.people.get(answer.by);
        let who = brief.map(|brief| called(t, brief.whom, brief.name.as_ref())).unwrap_or_default();
        view! { <li>{capital(&say!(t, "sheet-answered", who = who, what = answer.what.word(t)))}</li> }
    });
    let answers = answers.collect_view();
    let is_more = page.talk.voices != page.at_table || !page.talk.answers.others.is_empty();
    is_more.then(|| {
        view! {
            <details class="more no-print" id="voor-school">
                <summary>{say!(t, "sheet-private")}</summary>
                <ul>{answers}</ul>
                {voices(visit, page, &page.talk.voices, ReadBy::School)}
                <p class="soft small">{say!(t, "sheet-private-hint")}</p>
            </details>
        }
    })
}

fn own_voice(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let t = visit.t;
    let voice = Writing::Voice { invited: &page.talk.invited, party: Party::School, with_home: false };
    let hint = sentence(visit, &short_name(t, &page.name), &visit.readers(voice));
    let ask_says = Field::new(t, "says", say!(t, "voice-school"), typed).hint(hint).area(Words::MAX as u32);
    view! {
        <details class="more no-print">
            <summary>{say!(t, "voice-school-write")}</summary>
            <Form action=path(page) command=visit.command(typed, again)>
                {ask_says}
                <div class="actions"><Button kind=Kind::Quiet icon=Icon::Check name="action" value="voice">{say!(t, "voice-save")}</Button></div>
            </Form>
        </details>
    }
}

/// The agenda of a talk, with room to write on paper. After Lusse, Kuijpers and Strijk, "Ouderbetrokkenheid bij studiekeuze en loopbaanoriëntatie" (2016).
fn blocks(t: Language, page: &TalkPage) -> impl IntoView + use<> {
    let keys: &[&str] = match page.talk.kind {
        RoundKind::Introduction => &["sheet-know", "sheet-likes", "sheet-help"],
        RoundKind::Progress => &["sheet-steps", "sheet-work-on", "sheet-setback", "sheet-help"],
    };
    let blocks =
        keys.iter().map(|key| view! { <li>{wording::say(t, key, &[])}<span class="room" aria-hidden="true"></span></li> });
    view! { <section class="agenda"><h2>{say!(t, "sheet-agenda")}</h2><ol>{blocks.collect_view()}</ol></section> }
}

fn since(visit: &Visit, page: &TalkPage) -> impl IntoView + use<> {
    let t = visit.t;
    let student = short_name(t, &page.name);
    let classes: Vec<_> = page.class.iter().cloned().collect();
    let text = EntryText { classes: &classes, ..EntryText::new(visit, TimelineReader::staff(visit), &student, &page.people) };
    let moments: Vec<_> = page.since.iter().map(|entry| text.moment(entry)).collect();
    let heading = match page.last {
        Some(day) => say!(t, "sheet-since", day = wording::date(t, day)),
        None => say!(t, "sheet-since-ever"),
    };
    if moments.is_empty() {
        return view! { <h2>{heading}</h2><p class="soft">{say!(t, "sheet-nothing")}</p> }.into_any();
    }
    view! { <Timeline t heading moments/> }.into_any()
}

/// The mentor answers for home, on the phone.
fn answer(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let (t, today) = (visit.t, visit.now.today);
    let invited = page.home.iter().filter(|brief| page.talk.invited.contains(&brief.person));
    let by = invited
        .map(|brief| Choice::new(brief.person.to_string(), capital(&called(t, brief.whom, brief.name.as_ref()))))
        .collect();
    let times = page.free.iter().map(|at| Choice::new(time_value(*at), wording::moment(t, *at, today))).collect();
    // What is said to another's time makes sense only when there is one.
    let booked = page.talk.booking().is_some();
    let said = OtherAnswer::EACH.iter().filter(move |what| booked || !what.is_about_anothers_time());
    let others = said.map(move |answer| {
        view! { <Button kind=Kind::Quiet name="action" value=answer.code()>{capital(&answer.word(t))}</Button> }
    });
    let cancel = booked.then(
        || view! { <Button kind=Kind::Quiet icon=Icon::Undo name="action" value="cancel">{say!(t, "talk-cancel")}</Button> },
    );
    let ask_by = Field::new(t, "by", say!(t, "sheet-by"), typed).one_of(by);
    // In a closed round a time can be given back, and no other one chosen.
    let choose = page.round.closed_on.is_none().then(|| {
        let interpreter = vec![Choice::new("yes", capital(&say!(t, "talk-with-interpreter")))];
        let ask_at = Field::new(t, "at", say!(t, "sheet-at"), typed).select(times);
        let ask_venue = Field::new(t, "venue", say!(t, "sheet-venue"), typed).one_of(venues(t, &page.round.venues));
        let ask_interpreter = Field::new(t, "interpreter", say!(t, "sheet-interpreter"), typed).any_of(interpreter);
        view! { {ask_at}{ask_venue}{ask_interpreter} }
    });
    let book = choose.is_some().then(
        || view! { <Button kind=Kind::Quiet icon=Icon::Calendar name="action" value="book">{say!(t, "sheet-book")}</Button> },
    );
    view! {
        <section class="no-print">
            <h2>{say!(t, "sheet-answer")}</h2>
            <p class="soft">{say!(t, "sheet-answer-why")}</p>
            <Form action=path(page) command=visit.command(typed, again)>
                {ask_by}
                {choose}
                <div class="actions">{book}{cancel}</div>
                <div class="actions">{others.collect_view()}</div>
            </Form>
        </section>
    }
}

/// How it went; the same form to correct the report.
fn conclusion(visit: &Visit, page: &TalkPage, typed: &Typed, again: Option<Again>) -> impl IntoView + use<> {
    let (t, today): (Language, NaiveDate) = (visit.t, visit.now.today);
    let student = short_name(t, &page.name);
    let told = page.talk.outcome.is_some();
    let with = page
        .home
        .iter()
        .map(|brief| Choice::new(brief.person.to_string(), capital(&called(t, brief.whom, brief.name.as_ref()))))
        .collect();
    let absent = std::iter::once(Choice::new("erbij", say!(t, "sheet-present", student = student.as_str())));
    let absent = absent
        .chain(Absence::EACH.iter().map(|why| Choice::new(why.code(), say!(t, "sheet-absent", why = why.word(t)))))
        .collect();
    let interpreter = vec![Choice::new("yes", capital(&say!(t, "talk-with-interpreter")))];
    let hidden = [("seen", page.talk.revision.to_string())].into_iter();
    let hidden = hidden.chain(told.then(|| (TOLD_BEFORE, "yes".to_owned()))).collect();
    let because = told.then(|| Field::new(t, "because", say!(t, "sheet-because"), typed).area(Words::MAX as u32));
    let withdraw = told.then(
        || view! { <Button kind=Kind::Quiet icon=Icon::Undo name="action" value="withdraw">{say!(t, "sheet-withdraw")}</Button> },
    );
    let heading = if told { say!(t, "sheet-correct") } else { say!(t, "sheet-how") };
    let ask_occurred_on = Field::new(t, "occurred_on", say!(t, "contact-day"), typed).date(Some(today));
    let ask_with = Field::new(t, "with", say!(t, "sheet-with"), typed).any_of(with);
    let ask_absent = Field::new(t, "absent", say!(t, "sheet-student", student = student), typed).one_of(absent);
    let ask_held_at = Field::new(t, "held_at", say!(t, "sheet-venue"), typed).one_of(venues(t, Venue::EACH));
    let ask_minutes = Field::new(t, "minutes", say!(t, "sheet-minutes"), typed).optional().text(3);
    let ask_interpreter_there = Field::new(t, "interpreter_there", say!(t, "sheet-interpreter"), typed).any_of(interpreter);
    let ask_why = Field::new(t, "why", say!(t, "sheet-or-missed"), typed).select(WhyMissed::choices(t));
    view! {
        <section class="no-print">
            <h2>{heading}</h2>
            <Form action=path(page) command=visit.command(typed, again) hidden>
                {ask_occurred_on}
                {ask_with}
                {ask_absent}
                {ask_held_at}
                <div class="at">
                    {ask_minutes}
                    {ask_interpreter_there}
                </div>
                {because}
                <div class="actions"><Button icon=Icon::Check name="action" value="held">{say!(t, "sheet-held")}</Button></div>
                {ask_why}
                <div class="actions">
                    <Button kind=Kind::Quiet name="action" value="missed">{say!(t, "sheet-missed")}</Button>
                    {withdraw}
                </div>
            </Form>
        </section>
    }
}
