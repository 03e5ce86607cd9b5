//! Assignments for home: handing out, withdrawing, bringing back, using.

use super::{
    Web,
    answer::{PageResult, ProblemPage, page, see},
    caller::Caller,
    forms::{Fields, FormOutcome, FormState},
    home::done_at_home,
    path_ids::PathIds,
    timeline_entry::{entry_at_home, entry_of},
};
use app::{
    Problem,
    questions::{CameBack, GivePage, GiveToClass, GiveToStudent, HandedOut, OneEntryPage},
};
use axum::{Router, extract::Query, routing::get};
use domain::{
    assignment::{AssignmentRefusal, OpenAssignment},
    grammar::Refusal,
    ids::{AssignmentId, ClassId, GivingId, PersonId, Tag},
    policy::deeds,
};
use frontend::{
    addresses::{self, PageQuery, key, route},
    done::{Done, DoneAtHome},
    parts::Typed,
    screens::{
        assignment::{self, give::For},
        form::command_id,
    },
};

pub fn routes() -> Router<Web> {
    Router::new()
        .route(route::class_assignment_new, get(new_for_class).post(give_to_class))
        .route(route::class_assignments, get(given_to_class))
        .route(route::class_assignment, get(one_given))
        .route(route::class_assignment_withdrawal, get(class_withdrawal).post(withdraw_from_class))
        .route(route::class_assignments_back, get(back_from_class).post(use_from_class))
        .route(route::assignment_new, get(new_for_student).post(give_to_student))
        .route(route::assignment, get(back_from_student).post(use_from_student))
        .route(route::assignment_withdrawal, get(withdrawal).post(withdraw))
        .route(route::home_assignment, get(at_home).post(bring_back))
        .route(route::own_assignment, get(at_home).post(bring_back))
}

// Handing out.

async fn new_for_class(caller: Caller, PathIds(class): PathIds<ClassId>, Query(query): Query<PageQuery>) -> PageResult {
    new(&caller, For::Class(class), &query).await
}

async fn give_to_class(caller: Caller, PathIds(class): PathIds<ClassId>, Fields(typed): Fields) -> PageResult {
    give(&caller, For::Class(class), &typed).await
}

async fn new_for_student(caller: Caller, PathIds(student): PathIds<PersonId>, Query(query): Query<PageQuery>) -> PageResult {
    new(&caller, For::Student(student), &query).await
}

async fn give_to_student(caller: Caller, PathIds(student): PathIds<PersonId>, Fields(typed): Fields) -> PageResult {
    give(&caller, For::Student(student), &typed).await
}

async fn new(caller: &Caller, whom: For, query: &PageQuery) -> PageResult {
    let sheet = give_sheet(caller, whom).await?;
    let typed = assignment::give::begin(&caller.visit, &sheet, query.get(key::EXAMPLE));
    give_page(caller, &sheet, whom, FormState::begun(typed))
}

async fn give(caller: &Caller, whom: For, typed: &Typed) -> PageResult {
    let read = assignment::give::parse(whom, typed, &caller.visit.now);
    match caller.send(typed, read, Done::AssignmentGiven).await? {
        FormOutcome::Done(done) => see(whom.back().done(done)),
        FormOutcome::Again(form) => give_page(caller, &give_sheet(caller, whom).await?, whom, form),
    }
}

async fn give_sheet(caller: &Caller, whom: For) -> Result<GivePage, ProblemPage> {
    match whom {
        For::Class(class) => caller.ask(GiveToClass { class }).await,
        For::Student(student) => caller.ask(GiveToStudent { student }).await,
    }
}

fn give_page(caller: &Caller, sheet: &GivePage, whom: For, form: FormState) -> PageResult {
    form.show(&caller.visit, sheet, |visit, sheet, typed, again| assignment::give::page(visit, sheet, whom, typed, again))
}

// Withdrawing.

async fn assignment_of(caller: &Caller, student: PersonId, id: AssignmentId) -> Result<OneEntryPage, ProblemPage> {
    entry_of::<deeds::ReadStudent>(caller, student, Tag::assignment(id), assignment::withdraw::is_assignment).await
}

async fn withdrawal(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AssignmentId)>) -> PageResult {
    let assignment = assignment_of(&caller, student, id).await?;
    FormState::default().show(&caller.visit, &assignment, assignment::withdraw::page)
}

async fn withdraw(
    caller: Caller,
    PathIds((student, id)): PathIds<(PersonId, AssignmentId)>,
    Fields(typed): Fields,
) -> PageResult {
    let read = assignment::withdraw::parse(student, id, &typed);
    match caller.send(&typed, read, Done::AssignmentWithdrawn).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => {
            let assignment = assignment_of(&caller, student, id).await?;
            form.show(&caller.visit, &assignment, assignment::withdraw::page)
        }
    }
}

async fn given_to_class(caller: Caller, PathIds(class): PathIds<ClassId>, Query(query): Query<PageQuery>) -> PageResult {
    let answered = caller.ask_then(HandedOut { class }).await?;
    page(assignment::given::page(&caller.visit, &answered, query.done()))
}

/// Who brought it back and who did not. When nobody has it any more, the list is what is left to see.
async fn one_given(caller: Caller, PathIds((class, giving)): PathIds<(ClassId, GivingId)>) -> PageResult {
    let answered = caller.ask_then(HandedOut { class }).await?;
    match answered.answer.handed(giving) {
        Some(handed) => page(assignment::one_given::page(&caller.visit, &answered, handed)),
        None => see(addresses::class_assignments(class)),
    }
}

async fn class_withdrawal(caller: Caller, PathIds((class, giving)): PathIds<(ClassId, GivingId)>) -> PageResult {
    let given = caller.ask(HandedOut { class }).await?;
    // After taking it back from everybody, Back leads here: nobody has it any more, so the list is what is left to see.
    if given.handed(giving).is_none() {
        return see(addresses::class_assignments(class));
    }
    FormState::default().show(&caller.visit, &given, |visit, given, typed, again| {
        assignment::given::withdraw_page(visit, given, giving, typed, again)
    })
}

async fn withdraw_from_class(
    caller: Caller,
    PathIds((class, giving)): PathIds<(ClassId, GivingId)>,
    Fields(typed): Fields,
) -> PageResult {
    let given = caller.ask(HandedOut { class }).await?;
    let outcome = match assignment::given::parse_withdrawal(&typed) {
        Ok(all) => caller.carry_out_each(&typed, all, |one| one.assignment.0, is_done_already, Done::AssignmentWithdrawn).await?,
        Err(errors) => caller.wrong(&typed, errors),
    };
    match outcome {
        FormOutcome::Done(done) => see(addresses::class_assignments(class).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &given, |visit, given, typed, again| {
            assignment::given::withdraw_page(visit, given, giving, typed, again)
        }),
    }
}

// What came back.

async fn back_from_class(caller: Caller, PathIds(class): PathIds<ClassId>, Query(query): Query<PageQuery>) -> PageResult {
    let back = caller.ask(CameBack { class }).await?;
    let form = FormState::begun(assignment::returned::begin());
    form.show(&caller.visit, &back, |visit, back, typed, again| {
        assignment::returned::page(visit, back, typed, again, query.done())
    })
}

async fn use_from_class(caller: Caller, PathIds(class): PathIds<ClassId>, Fields(typed): Fields) -> PageResult {
    // Asked first, so that nobody learns from a form that a class is there.
    let back = caller.ask(CameBack { class }).await?;
    match use_or_park(&caller, &typed).await? {
        FormOutcome::Done(done) => see(addresses::class_assignments_back(class).done(done)),
        FormOutcome::Again(form) => form
            .show(&caller.visit, &back, |visit, back, typed, again| assignment::returned::page(visit, back, typed, again, None)),
    }
}

async fn back_from_student(caller: Caller, PathIds((student, id)): PathIds<(PersonId, AssignmentId)>) -> PageResult {
    let assignment = assignment_of(&caller, student, id).await?;
    FormState::begun(assignment::use_returned::begin(&assignment)).show(
        &caller.visit,
        &assignment,
        assignment::use_returned::page,
    )
}

async fn use_from_student(
    caller: Caller,
    PathIds((student, id)): PathIds<(PersonId, AssignmentId)>,
    Fields(typed): Fields,
) -> PageResult {
    let assignment = assignment_of(&caller, student, id).await?;
    match use_or_park(&caller, &typed).await? {
        FormOutcome::Done(done) => see(addresses::student(student).done(done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &assignment, assignment::use_returned::page),
    }
}

/// Uses or parks everything that was ticked.
async fn use_or_park(caller: &Caller, typed: &Typed) -> Result<FormOutcome<Done>, ProblemPage> {
    use assignment::use_returned::ReturnedCommand;
    match assignment::use_returned::parse(typed) {
        Ok(ReturnedCommand::Use(all)) => {
            caller.carry_out_each(typed, all, |one| one.assignment.0, is_done_already, Done::AssignmentUsed).await
        }
        Ok(ReturnedCommand::Park(all)) => {
            caller.carry_out_each(typed, all, |one| one.assignment.0, is_done_already, Done::AssignmentParked).await
        }
        Err(errors) => Ok(caller.wrong(typed, errors)),
    }
}

fn is_done_already(refusal: Refusal) -> bool {
    let done: [Refusal; 3] =
        [AssignmentRefusal::AlreadyUsed.into(), AssignmentRefusal::AlreadyParked.into(), AssignmentRefusal::AlreadyBack.into()];
    done.contains(&refusal)
}

// At home.

async fn at_home(caller: Caller, PathIds(id): PathIds<AssignmentId>, Query(query): Query<PageQuery>) -> PageResult {
    let assignment = home_assignment(&caller, &query, id).await?;
    caller.note(OpenAssignment { assignment: id, student: assignment.student }).await;
    FormState::default().show(&caller.visit, &assignment, assignment::at_home::page)
}

async fn home_assignment(caller: &Caller, query: &PageQuery, id: AssignmentId) -> Result<OneEntryPage, ProblemPage> {
    entry_at_home(caller, query, Tag::assignment(id), assignment::withdraw::is_assignment).await
}

async fn bring_back(
    caller: Caller,
    PathIds(id): PathIds<AssignmentId>,
    Query(query): Query<PageQuery>,
    Fields(typed): Fields,
) -> PageResult {
    let assignment = match home_assignment(&caller, &query, id).await {
        Ok(assignment) => assignment,
        Err(problem) => return Err(withdrawn_meanwhile(&caller, &query, id, &typed).await.unwrap_or(problem)),
    };
    let read = assignment::at_home::parse(assignment.student, id, &typed);
    match caller.send(&typed, read, DoneAtHome::AssignmentBroughtBack).await? {
        FormOutcome::Done(done) => see(done_at_home(&caller, assignment.student, done)),
        FormOutcome::Again(form) => form.show(&caller.visit, &assignment, assignment::at_home::page),
    }
}

/// While the page lay open the school may have withdrawn the assignment. Its reader is told so; to everybody else it does
/// not exist.
async fn withdrawn_meanwhile(caller: &Caller, query: &PageQuery, id: AssignmentId, typed: &Typed) -> Option<ProblemPage> {
    let student = query.child().or(caller.visit.me())?;
    let command = assignment::at_home::parse(student, id, typed).ok()?;
    match caller.web.app().carry_out(caller.principal(), command_id(typed)?, command).await {
        Err(Problem::Refused(refusal)) if refusal == AssignmentRefusal::Withdrawn.into() => {
            Some(caller.problem(Problem::Refused(refusal)))
        }
        _ => None,
    }
}
