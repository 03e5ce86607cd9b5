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
use frontend::shell::Assets;
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
        .route("/", get(sign_in::start))
        .route("/afmelden", post(sign_in::sign_out))
        .route("/wissel", post(sign_in::switch))
        .route("/taal", post(sign_in::language))
        .route("/aanmelden/{token}", get(sign_in::link).post(sign_in::use_link))
        .route("/mijn-klas", get(staff::my_class))
        .route("/mijn-klas/{class}/avond", get(contact::evening).post(contact::record_evening))
        .route("/leerlingen/{student}", get(staff::student))
        .route("/leerlingen/{student}/gesprek", get(contact::form).post(contact::record))
        .route("/leerlingen/{student}/gesprek/{contact}/verbeteren", get(contact::correction).post(contact::correct))
        .route("/leerlingen/{student}/gesprek/{contact}/intrekken", get(contact::withdrawal).post(contact::withdraw))
        .route("/leerlingen/{student}/steun", get(people::name_supporter).post(people::supporter_named))
        .route("/personen/{person}/gegevens", get(people::details).post(people::change_details))
        .route("/school", get(staff::school))
        .route("/verloop", get(evolution::evolution))
        .route("/verloop/gebeurtenissen", get(evolution::events))
        .route("/thuis", get(home::home))
        .route("/thuis/berichten", get(home::part_messages))
        .route("/thuis/opdrachten", get(home::assignments))
        .route("/thuis/afspraken", get(home::agreements))
        .route("/thuis/steun", get(people::name_supporter_at_home).post(people::supporter_named_at_home))
        .route("/thuis/wensen", get(people::wishes).post(people::set_wishes))
        .route("/mijn-lijn", get(home::own_line))
        .route("/thuis/gelukt", get(home::done))
        .route("/mijn-lijn/gelukt", get(home::done))
        .route("/mijn-lijn/steun", get(people::name_own_supporter).post(people::own_supporter_named))
        // The student's line.
        .route("/mijn-lijn/erbij", get(line::add_form).post(line::add))
        .route("/mijn-lijn/zo-ziet", get(line::as_seen))
        .route("/mijn-lijn/helpt", get(line::own_helps_form).post(line::own_helps))
        .route("/mijn-lijn/regie", post(line::own_level))
        .route("/mijn-lijn/{entry}/delen", get(line::share_form).post(line::share))
        .route("/mijn-lijn/{entry}/verder", get(line::go_on_form).post(line::go_on))
        .route("/mijn-lijn/{entry}/verbeteren", get(line::mend_form).post(line::mend))
        .route("/leerlingen/{student}/tegenvaller", get(line::setback_form).post(line::note_setback))
        .route("/leerlingen/{student}/tegenvaller/{entry}", get(line::turn_form).post(line::turn))
        .route("/leerlingen/{student}/helpt", get(line::helps_form).post(line::helps))
        .route("/leerlingen/{student}/regie", post(line::set_level))
        .route("/thuis/goed-in", get(line::quality_form).post(line::name_quality))
        .route("/thuis/helpt", get(line::home_helps_form).post(line::home_helps))
        // Talk rounds.
        .route("/mijn-klas/{class}/gesprekken", get(talk::rounds).post(talk::open))
        .route("/mijn-klas/{class}/gesprekken/{round}", get(talk::round).post(talk::mark))
        .route("/leerlingen/{student}/gesprekken/{talk}", get(talk::sheet).post(talk::keep))
        .route("/thuis/gesprek/{talk}", get(talk::invitation).post(talk::answered))
        .route("/mijn-lijn/gesprek/{talk}", get(talk::own).post(talk::prepared))
        // Messages.
        .route("/berichten", get(messages::inbox_page))
        .route("/leerlingen/{student}/berichten", get(messages::thread).post(messages::send_message))
        .route("/leerlingen/{student}/berichten/{message}/antwoord", get(messages::to_answer).post(messages::answer_message))
        .route("/leerlingen/{student}/berichten/{message}/intrekken", get(messages::withdrawal).post(messages::withdraw))
        .route("/mijn-klas/{class}/bericht", get(messages::to_class).post(messages::send_to_class))
        .route("/thuis/berichten/nieuw", get(messages::new_at_home).post(messages::write_at_home))
        .route("/thuis/berichten/{message}", get(messages::home_message).post(messages::answer_at_home))
        .route("/mijn-lijn/berichten", get(messages::own_messages))
        .route("/mijn-lijn/berichten/nieuw", get(messages::new_own).post(messages::write_own))
        .route("/mijn-lijn/berichten/{message}", get(messages::own_message).post(messages::answer_own))
        // Assignments for home and agreements.
        .route("/mijn-klas/{class}/opdracht", get(deals::to_class).post(deals::give_to_class))
        .route("/mijn-klas/{class}/opdrachten", get(deals::handed_out))
        .route("/mijn-klas/{class}/opdrachten/{giving}/intrekken", get(deals::withdrawal_of_all).post(deals::withdraw_all))
        .route("/mijn-klas/{class}/terug", get(deals::came_back).post(deals::use_back))
        .route("/mijn-klas/{class}/blijft-liggen", get(deals::left_lying))
        .route("/leerlingen/{student}/opdracht", get(deals::to_student).post(deals::give_to_student))
        .route("/leerlingen/{student}/opdracht/{assignment}", get(deals::one_back).post(deals::use_one))
        .route("/leerlingen/{student}/opdracht/{assignment}/intrekken", get(deals::withdrawal).post(deals::withdraw))
        .route("/leerlingen/{student}/afspraak", get(deals::agree).post(deals::make_agreement))
        .route("/leerlingen/{student}/afspraak/{agreement}", get(deals::one_agreement).post(deals::part_done))
        .route("/leerlingen/{student}/afspraak/{agreement}/aanpassen", get(deals::adjustment).post(deals::adjust))
        .route("/leerlingen/{student}/afspraak/{agreement}/stoppen", get(deals::stopping).post(deals::stop))
        .route("/thuis/opdrachten/{assignment}", get(deals::assignment).post(deals::bring_back))
        .route("/thuis/afspraken/{agreement}", get(deals::agreement).post(deals::reply))
        .route("/mijn-lijn/opdrachten/{assignment}", get(deals::assignment).post(deals::bring_back))
        .route("/mijn-lijn/afspraken/{agreement}", get(deals::agreement).post(deals::reply));
    let pages = match web.demo() {
        Some(_) => pages.route("/demo/aanmelden", post(sign_in::demo)),
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
