//! The edge: HTTP in, HTML out. A handler says who asks, what is asked, what is done and what goes back. Everything else
//! stands here once.

mod answer;
mod assets;
mod caller;
mod client_address;
pub mod connections;
mod cookies;
mod demo_people;
mod form_token;
mod forms;
mod health;
mod languages;
mod limits;
mod looks;
mod origin;
mod path_ids;
mod reader_cards;
mod sessions;
mod timeline_entry;
mod visitor;

mod agreement;
mod assignment;
mod audit;
mod class;
mod contact;
mod home;
mod line;
mod message;
mod person;
mod school;
mod sign_in;
mod support;
mod talk;

pub use assets::read as read_assets;
pub use demo_people::DemoPeople;
pub use sign_in::start_of;

use crate::{alarms::Alarms, config::ServeSettings};
use app::App;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use frontend::shell::Assets;
use reader_cards::ReaderCards;
use std::{net::IpAddr, path::Path, sync::Arc, time::Duration};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, timeout::TimeoutLayer};

/// What every handler can reach. Two of them in one process share nothing.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

struct Shared {
    app: App,
    assets: Arc<Assets>,
    public_url: Option<String>,
    demo: Option<DemoPeople>,
    proxies: Vec<IpAddr>,
    reader_cards: ReaderCards,
    alarms: Arc<Alarms>,
}

impl Web {
    pub fn new(app: App, assets: Assets, settings: &ServeSettings, demo: Option<DemoPeople>, alarms: Arc<Alarms>) -> Web {
        let (public_url, proxies) = (settings.public_url.clone(), settings.proxies.clone());
        let (assets, reader_cards) = (Arc::new(assets), ReaderCards::default());
        Web(Arc::new(Shared { app, assets, public_url, demo, proxies, reader_cards, alarms }))
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
    fn proxies(&self) -> &[IpAddr] {
        &self.0.proxies
    }
    fn reader_cards(&self) -> &ReaderCards {
        &self.0.reader_cards
    }
    fn alarms(&self) -> &Alarms {
        &self.0.alarms
    }
    fn public_host(&self) -> Option<&str> {
        self.0.public_url.as_deref().and_then(|url| url.split_once("://")).map(|(_, host)| host)
    }
    /// Cookies are `Secure` where people come by https. On a loopback address without it a browser would not take them.
    fn is_https(&self) -> bool {
        self.0.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// How long a page, or what a form asks, may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);

/// Each noun's pages; the addresses are those of `frontend::addresses`.
fn pages(web: &Web) -> Router<Web> {
    Router::new()
        .merge(sign_in::routes(web))
        .merge(school::routes())
        .merge(class::routes())
        .merge(person::routes())
        .merge(contact::routes())
        .merge(talk::routes())
        .merge(message::routes())
        .merge(assignment::routes())
        .merge(agreement::routes())
        .merge(line::routes())
        .merge(support::routes())
        .merge(home::routes())
        .merge(audit::routes())
}

pub fn router(web: Web, site: &Path) -> Router {
    pages(&web)
        .fallback(caller::not_found)
        .layer(middleware::from_fn_with_state(web.clone(), sessions::forget_ended))
        // From here outwards: what is not ours, too much or too slow never reaches a handler.
        .layer(middleware::from_fn_with_state(web.clone(), form_token::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_TIMEOUT))
        // Within the taking in of forms, so that what was typed is not lost with the handler that panicked.
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(middleware::from_fn(limits::take_in))
        .layer(middleware::from_fn_with_state(web.clone(), origin::check))
        .layer(middleware::from_fn(looks::answer_machines))
        .layer(middleware::from_fn_with_state(web.clone(), limits::in_words))
        // A page is about people: no cache may keep it, and Back after sign-out must show nothing.
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .layer(middleware::map_response(answer::retry_later))
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
        // Half a year, for this host alone: a browser that came by https once never comes by http again.
        let only_https = HeaderValue::from_static("max-age=15768000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, only_https);
    }
    response
}
