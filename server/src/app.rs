//! The application: what it knows, and its router, assembled from the capabilities. Middleware
//! stands in [`crate::middleware`], in one place.

use crate::catalog::{Published, Shelf};
use crate::client::{Client, Pace};
use crate::clock::Clock;
use crate::problem::Refused;
use crate::queue::Queue;
use crate::rating::token::Codes;
use crate::screens::Screens;
use crate::site::{self, Site};
use crate::{
    appointments, catalog, forms, health, help, middleware, notice, orders, pages, queue, rating, screens,
    speech, staff,
};
use axum::Router;
use axum::extract::State;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use hall::code::Code;
use hall::id::{AccountId, HallId, ServiceId, TicketId};
use hall::moment::Moment;
use hall::rating::Norm;
use hall::text::Text;
use metrics_exporter_prometheus::PrometheusHandle;
use sqlx::AnyPool;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// A hall in service: its queue and its published catalog.
pub struct InService {
    /// The queue, live.
    pub queue: Arc<Queue>,
    /// The catalog.
    pub catalog: Arc<Shelf>,
    /// The screens.
    pub screens: Arc<Screens>,
}

/// Tries to sign in with one account from one address, per minute.
const FROM_ONE: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Tries to sign in with one account from anywhere, per minute.
const FROM_ALL: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Tries to sign in from one address, per minute.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(120).unwrap();

/// Limits the tries to sign in.
pub struct SignIns {
    /// By account and address: who guesses soon has to wait, and nobody else with them.
    pub from_one: DefaultKeyedRateLimiter<(IpAddr, AccountId)>,
    /// By account alone, far more: for guesses that come from everywhere.
    pub from_all: DefaultKeyedRateLimiter<AccountId>,
    /// By address alone: for guesses at many accounts.
    pub of_address: DefaultKeyedRateLimiter<IpAddr>,
}

impl SignIns {
    /// Refuses a try that is one too many.
    ///
    /// # Errors
    /// `too_many_attempts`.
    pub fn check(&self, client: Client, account: &AccountId) -> Result<(), Code> {
        let one = self.from_one.check_key(&(client.address.unwrap_or(client.peer), account.clone()));
        // everybody behind a proxy that is not trusted has one address: nobody may use it up for all
        let fits = one.is_ok()
            && client.address.is_none_or(|address| self.of_address.check_key(&address).is_ok())
            && self.from_all.check_key(account).is_ok();
        if fits { Ok(()) } else { Err(Code::TooManyAttempts) }
    }

    /// Forgets who has not tried for a while.
    pub fn tidy(&self) {
        self.from_one.retain_recent();
        self.from_all.retain_recent();
        self.of_address.retain_recent();
    }
}

impl Default for SignIns {
    fn default() -> Self {
        Self {
            from_one: RateLimiter::keyed(Quota::per_minute(FROM_ONE)),
            from_all: RateLimiter::keyed(Quota::per_minute(FROM_ALL)),
            of_address: RateLimiter::keyed(Quota::per_minute(OF_ADDRESS)),
        }
    }
}

/// Everything a request may need.
pub struct App {
    /// The database.
    pub pool: AnyPool,
    /// Server time.
    pub clock: Clock,
    /// Embedded browser files.
    pub site: Site,
    /// The rating norm in force.
    pub norm: Norm,
    /// Mints and verifies rating codes.
    pub codes: Codes,
    /// Scheme and host that phones reach, without a slash at the end.
    pub public_url: String,
    /// Demonstration: loopback clients count as enrolled devices.
    pub demo: bool,
    /// Bearer token of devices.
    pub device_token: Option<String>,
    /// Bearer token of whoever reads metrics from elsewhere than loopback.
    pub metrics_token: Option<String>,
    /// Renders metrics.
    pub metrics: PrometheusHandle,
    /// Tries to sign in.
    pub sign_ins: SignIns,
    /// How long people stay signed in, and when guessing passwords ends.
    pub staff_rules: staff::rules::Rules,
    /// How fast appointments are booked.
    pub bookings: Pace,
    /// How fast devices look for what can be rated.
    pub rating_finds: Pace,
    /// How fast halls and windows are rated in general.
    pub general_ratings: Pace,
    /// How fast devices make notices.
    pub notices: Pace,
    /// How fast machines call for help.
    pub help: Pace,
    /// Days a notice is kept.
    pub notice_days: u16,
    /// Reads aloud.
    pub speech: speech::Speech,
    /// Reports of browsers that are written to the log.
    pub reports: governor::DefaultDirectRateLimiter,
    /// Places for open event streams.
    pub streams: Arc<tokio::sync::Semaphore>,
    /// Proxies whose word about a client's address is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Password hashes computed at once.
    pub hashing: Arc<tokio::sync::Semaphore>,
    /// A hash that no password has, so that unknown accounts take as long as wrong passwords.
    pub no_password: String,
    /// Files with a catalog that are received or read at once: each needs memory.
    pub imports: Arc<tokio::sync::Semaphore>,
    /// The difference of two versions that was asked for last: whoever reads it turns pages.
    pub differences: catalog::admin::Differences,
    /// The halls in service; never empty.
    pub halls: BTreeMap<HallId, InService>,
}

impl App {
    /// A hall's queue.
    ///
    /// # Errors
    /// `unknown_hall`.
    pub fn queue(&self, hall: &HallId) -> Result<Arc<Queue>, Code> {
        self.halls.get(hall).map(|hall| hall.queue.clone()).ok_or(Code::UnknownHall)
    }

    /// All halls' queues.
    pub fn queues(&self) -> impl Iterator<Item = &Arc<Queue>> {
        self.halls.values().map(|hall| &hall.queue)
    }

    /// A hall's catalog as it is served now; whoever holds it goes on with it when the next one comes.
    ///
    /// # Errors
    /// `unknown_hall`.
    pub fn catalog(&self, hall: &HallId) -> Result<Arc<Published>, Code> {
        Ok(self.shelf(hall)?.get())
    }

    /// Where a hall's catalog is swapped.
    ///
    /// # Errors
    /// `unknown_hall`.
    pub fn shelf(&self, hall: &HallId) -> Result<&Arc<Shelf>, Code> {
        self.halls.get(hall).map(|hall| &hall.catalog).ok_or(Code::UnknownHall)
    }

    /// A hall's screens.
    ///
    /// # Errors
    /// `unknown_hall`.
    pub fn screens(&self, hall: &HallId) -> Result<&Arc<Screens>, Code> {
        self.halls.get(hall).map(|hall| &hall.screens).ok_or(Code::UnknownHall)
    }

    /// The hall that pages without a hall in their address belong to.
    #[must_use]
    pub fn default_hall(&self) -> String {
        self.halls.keys().next().map(ToString::to_string).unwrap_or_default()
    }

    /// Its name.
    #[must_use]
    pub fn default_hall_name(&self) -> Text {
        self.queues().next().map(|queue| queue.hall.name.clone()).unwrap_or_default()
    }

    /// Where complaints go.
    #[must_use]
    pub fn complaint_phone(&self) -> &str {
        self.queues().next().map_or("12345", |queue| &queue.hall.complaint_phone)
    }

    /// Where the holder of a ticket follows it.
    #[must_use]
    pub fn track_url(&self, id: &TicketId) -> String {
        format!("{}/t/{id}", self.public_url)
    }

    /// Where a service that ended at `served_at` is rated.
    ///
    /// # Errors
    /// `internal` when no code can be minted.
    pub fn rating_url(&self, id: &ServiceId, served_at: Moment) -> Result<String, Code> {
        Ok(format!("{}/r/{}", self.public_url, self.codes.mint(id, served_at)?))
    }

    /// Ends all event streams.
    pub fn end_streams(&self) {
        self.queues().for_each(|queue| queue.end_streams());
    }

    /// Ends all keepers and event streams.
    pub fn stop(&self) {
        self.queues().for_each(|queue| queue.stop());
    }
}

/// The contract's head; paths and schemas come from the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Mingtang 明堂",
        description = "The HTTP contract of a government service hall: catalog, queue, ratings, staff. Errors are \
            application/problem+json with a stable `code`; `detail` is bilingual. Every change that is authorised by \
            the staff cookie must come from this origin."
    ),
    components(schemas(Code))
)]
struct Contract;

/// The router of an application.
pub fn router(app: Arc<App>) -> Router {
    let (api, contract) = OpenApiRouter::with_openapi(Contract::openapi())
        .merge(catalog::http::routes())
        .merge(catalog::search::routes())
        .merge(catalog::admin::routes())
        .merge(queue::http::routes())
        .merge(appointments::http::routes())
        .merge(rating::http::routes())
        .merge(orders::http::routes())
        .merge(notice::http::routes())
        .merge(pages::notice::routes())
        .merge(forms::http::routes())
        .merge(help::http::routes())
        .merge(speech::http::routes())
        .merge(screens::http::routes())
        .merge(staff::http::routes())
        .merge(health::routes())
        .split_for_parts();
    let docs = utoipa_swagger_ui::SwaggerUi::new("/api/docs").url("/api/openapi.json", contract);
    let routes = Router::new()
        .route("/", get(|| async { Redirect::temporary("/kiosk") }))
        .route("/kiosk", get(terminal))
        .route("/kiosk/{*page}", get(terminal))
        .route("/screen/{*screen}", get(screen))
        .route("/desk", get(desk))
        .route("/a/{*file}", get(site::file))
        .route("/site.json", get(site::manifest))
        .route("/r/{token}", get(pages::rate::show).post(pages::rate::submit))
        .route("/w/{hall}", get(pages::general::show).post(pages::general::submit))
        .route("/w/{hall}/sheet", get(pages::general::sheet))
        .route("/w/{hall}/{window}", get(pages::general::show).post(pages::general::submit))
        .route("/w/{hall}/{window}/sheet", get(pages::general::sheet))
        .route("/book", get(pages::book::start))
        .route("/book/{hall}", get(pages::book::show).post(pages::book::submit))
        .route("/b/{id}", get(pages::booked::show))
        .route("/b/{id}/cancel", post(pages::booked::cancel))
        .route("/b/{id}/qr.svg", get(pages::booked::code))
        .route("/t/{id}", get(pages::track::show))
        .route("/t/{id}/live", get(pages::track::live))
        .route("/t/{id}/cancel", post(pages::track::cancel))
        .route("/n/{id}", get(pages::notice::show))
        .route("/n/{id}/print", get(pages::notice::print))
        .route("/g/{hall}/{item}", get(pages::guide::show))
        .route("/g/{hall}/{item}/print", get(pages::guide::print))
        .route("/g/{hall}/{item}/qr.svg", get(pages::guide::code))
        .route("/forms/{hall}/{name}/qr.svg", get(forms::http::code))
        .route("/metrics", get(health::metrics))
        .merge(api)
        .with_state(app.clone())
        .merge(docs)
        .fallback(|| async { Refused(Code::NotFound) })
        .method_not_allowed_fallback(|| async { Refused(Code::MethodNotAllowed) });
    middleware::around(routes, app)
}

async fn terminal(State(app): State<Arc<App>>) -> Result<Response, Refused> {
    site::page(&app, "terminal.html")
}

async fn screen(State(app): State<Arc<App>>) -> Result<Response, Refused> {
    site::page(&app, "screen.html")
}

async fn desk(State(app): State<Arc<App>>) -> Result<Response, Refused> {
    site::page(&app, "desk.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_at_many_accounts_use_up_their_own_address_alone() {
        let limits = SignIns::default();
        let account = |n: u32| format!("x{n}").parse().unwrap();
        let from = |address: Option<&str>| Client {
            peer: "127.0.0.1".parse().unwrap(),
            address: address.map(|address| address.parse().unwrap()),
        };
        let guess = |address, n| limits.check(from(address), &account(n));
        assert!((0..120).all(|n| guess(Some("198.51.100.7"), n).is_ok()));
        assert!((120..240).any(|n| guess(Some("198.51.100.7"), n) == Err(Code::TooManyAttempts)));
        assert_eq!(guess(Some("198.51.100.8"), 500), Ok(()));
        assert!((1000..1500).all(|n| guess(None, n).is_ok()), "nobody uses a proxy's address up for all");
    }
}
