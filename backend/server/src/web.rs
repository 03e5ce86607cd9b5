//! The edge: HTTP in, HTML out. A handler says who, what, do, reply; everything else stands here once.

mod answer;
mod assets;
mod contact;
mod deals;
mod demo_people;
mod evolution;
mod forms;
mod health;
mod home;
mod line;
mod messages;
mod origin;
mod people;
mod sign_in;
mod staff;
mod talk;
mod visitor;

pub use assets::read as read_assets;
pub use demo_people::{DemoPeople, Fictional};
pub use sign_in::start_of;

use app::App;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};
use frontend::{addresses::route, shell::Assets};
use std::{path::Path, sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, timeout::TimeoutLayer};

/// What every handler can reach.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

struct Shared {
    app: App,
    assets: Arc<Assets>,
    public_url: Option<String>,
    demo: Option<DemoPeople>,
}

impl Web {
    pub fn new(app: App, assets: Assets, public_url: Option<String>, demo: Option<DemoPeople>) -> Web {
        Web(Arc::new(Shared { app, assets: Arc::new(assets), public_url, demo }))
    }
    pub fn app(&self) -> &App {
        &self.0.app
    }
    fn assets(&self) -> &Arc<Assets> {
        &self.0.assets
    }
    fn demo(&self) -> Option<&DemoPeople> {
        self.0.demo.as_ref()
    }
    fn public_host(&self) -> Option<&str> {
        self.0.public_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| host)
    }
    /// Cookies are secure wherever people type https; on a loopback address without it they could not be set at all.
    fn is_https(&self) -> bool {
        self.0.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// The largest form: an evening with a whole class, every field filled, stays far below it.
const LARGEST_FORM: usize = 256 * 1024;
const LONGEST_REQUEST: Duration = Duration::from_secs(15);

/// Every address there is.
pub fn router(web: Web, site: &Path) -> Router {
    let pages = Router::new()
        .route(route::start, get(sign_in::start))
        .route(route::sign_out, post(sign_in::sign_out))
        .route(route::switch, post(sign_in::switch))
        .route(route::language, post(sign_in::language))
        .route(route::login_link, get(sign_in::link).post(sign_in::use_link))
        .route(route::my_class, get(staff::my_class))
        .route(route::class_evening, get(contact::evening).post(contact::record_evening))
        .route(route::student, get(staff::student))
        .route(route::contact_new, get(contact::form).post(contact::record))
        .route(route::contact_correction, get(contact::correction).post(contact::correct))
        .route(route::contact_withdrawal, get(contact::withdrawal).post(contact::withdraw))
        .route(route::student_supporters, get(people::name_supporter).post(people::supporter_named))
        .route(route::details, get(people::details).post(people::change_details))
        .route(route::school, get(staff::school))
        .route(route::evolution, get(evolution::evolution))
        .route(route::evolution_events, get(evolution::events))
        .route(route::home, get(home::home))
        .route(route::home_messages, get(home::part_messages))
        .route(route::home_assignments, get(home::assignments))
        .route(route::home_agreements, get(home::agreements))
        .route(route::home_supporters, get(people::name_supporter_at_home).post(people::supporter_named_at_home))
        .route(route::home_wishes, get(people::wishes).post(people::set_wishes))
        .route(route::own_line, get(home::own_line))
        .route(route::home_done, get(home::done))
        .route(route::own_done, get(home::done))
        .route(route::own_supporters, get(people::name_own_supporter).post(people::own_supporter_named))
        // The student's line.
        .route(route::own_entry_new, get(line::add_form).post(line::add))
        .route(route::own_line_seen, get(line::as_seen))
        .route(route::own_support, get(line::own_helps_form).post(line::own_helps))
        .route(route::own_steering, post(line::own_level))
        .route(route::own_entry_sharing, get(line::share_form).post(line::share))
        .route(route::own_entry_next, get(line::go_on_form).post(line::go_on))
        .route(route::own_entry_correction, get(line::mend_form).post(line::mend))
        .route(route::setback_new, get(line::setback_form).post(line::note_setback))
        .route(route::setback, get(line::turn_form).post(line::turn))
        .route(route::student_support, get(line::helps_form).post(line::helps))
        .route(route::student_steering, post(line::set_level))
        .route(route::home_quality, get(line::quality_form).post(line::name_quality))
        .route(route::home_support, get(line::home_helps_form).post(line::home_helps))
        // Talk rounds.
        .route(route::talk_rounds, get(talk::rounds).post(talk::open))
        .route(route::talk_round, get(talk::round).post(talk::mark))
        .route(route::talk, get(talk::sheet).post(talk::keep))
        .route(route::home_talk, get(talk::invitation).post(talk::answered))
        .route(route::own_talk, get(talk::own).post(talk::prepared))
        // Messages.
        .route(route::inbox, get(messages::inbox_page))
        .route(route::message_thread, get(messages::thread).post(messages::send_message))
        .route(route::message_answer, get(messages::to_answer).post(messages::answer_message))
        .route(route::message_withdrawal, get(messages::withdrawal).post(messages::withdraw))
        .route(route::class_message, get(messages::to_class).post(messages::send_to_class))
        .route(route::home_message_new, get(messages::new_at_home).post(messages::write_at_home))
        .route(route::home_message, get(messages::home_message).post(messages::answer_at_home))
        .route(route::own_messages, get(messages::own_messages))
        .route(route::own_message_new, get(messages::new_own).post(messages::write_own))
        .route(route::own_message, get(messages::own_message).post(messages::answer_own))
        // Assignments for home and agreements.
        .route(route::class_assignment_new, get(deals::to_class).post(deals::give_to_class))
        .route(route::class_assignments, get(deals::handed_out))
        .route(route::class_assignment_withdrawal, get(deals::withdrawal_of_all).post(deals::withdraw_all))
        .route(route::class_assignments_back, get(deals::came_back).post(deals::use_back))
        .route(route::class_overdue, get(deals::left_lying))
        .route(route::assignment_new, get(deals::to_student).post(deals::give_to_student))
        .route(route::assignment, get(deals::one_back).post(deals::use_one))
        .route(route::assignment_withdrawal, get(deals::withdrawal).post(deals::withdraw))
        .route(route::agreement_new, get(deals::agree).post(deals::make_agreement))
        .route(route::agreement, get(deals::one_agreement).post(deals::part_done))
        .route(route::agreement_adjustment, get(deals::adjustment).post(deals::adjust))
        .route(route::agreement_end, get(deals::stopping).post(deals::stop))
        .route(route::home_assignment, get(deals::assignment).post(deals::bring_back))
        .route(route::home_agreement, get(deals::agreement).post(deals::reply))
        .route(route::own_assignment, get(deals::assignment).post(deals::bring_back))
        .route(route::own_agreement, get(deals::agreement).post(deals::reply));
    let pages = match web.demo() {
        Some(_) => pages.route(route::demo_sign_in, post(sign_in::demo)),
        None => pages,
    };
    pages
        .fallback(answer::not_found)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn_with_state(web.clone(), origin::check))
        // A page is about people: no cache may keep it, and Back after sign-out must show nothing.
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST))
        .layer(middleware::map_response(answer::come_back))
        .merge(assets::router(site))
        .merge(health::router())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(web.clone(), security_headers))
        .with_state(web)
}

async fn security_headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if web.is_https() {
        // Half a year, for this name alone: whoever came once by https never comes by http again.
        let only_https = HeaderValue::from_static("max-age=15768000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, only_https);
    }
    response
}
