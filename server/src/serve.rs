//! The role `serve`: opens the database, puts the halls in service, listens, and ends gracefully.

use crate::app::{App, InService, SignIns, router};
use crate::catalog::{Shelf, load, versions};
use crate::clock::Clock;
use crate::config::{ClockMode, LogFormat, Serve};
use crate::db;
use crate::door::Door;
use crate::forms;
use crate::ledger::Ledger;
use crate::queue::{Queue, listen};
use crate::rating::store::keys;
use crate::rating::token::Codes;
use crate::screens::{self, Screens};
use crate::site::Site;
use crate::speech::Speech;
use crate::staff::audit::{Actor, By};
use crate::staff::{Account, Fault, Profile, hash_password, store};
use governor::{Quota, RateLimiter};
use hall::api::Role;
use hall::code::Code;
use hall::hours::{Hours, missing};
use hall::profile::Hall;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sqlx::AnyPool;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

type Failure = Box<dyn std::error::Error>;

/// A connection must have sent its request's head within this time.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How often [`tidy`] runs.
const TIDY: Duration = Duration::from_secs(5);
/// Files that are no connections of clients: the database, the log.
const OTHER_FILES: u64 = 64;
/// How often names and telephone numbers of old appointments are looked for.
const FORGET: Duration = Duration::from_secs(60 * 60);
/// Requests under way get this long when the server ends.
const GRACE: Duration = Duration::from_secs(5);
/// Reports of browsers written to the log, per minute.
const REPORTS: NonZeroU32 = NonZeroU32::new(60).unwrap();

/// Serves until the process is told to end.
///
/// # Errors
/// Whatever keeps it from serving, in words for the person at the terminal.
pub async fn run(config: Serve) -> Result<(), Failure> {
    start_log(config.log);
    if config.demo && !config.listen.ip().is_loopback() {
        return Err(
            "--demo listens on loopback only: its passwords are public. Use --listen 127.0.0.1:8080".into()
        );
    }
    if config.listen.ip().is_unspecified() && config.public_url.is_none() {
        return Err(format!(
            "--listen {} is every address of this machine, and QR codes must name one that phones reach: add --public-url",
            config.listen
        )
        .into());
    }
    // listen first: with port 0 the system chooses, and QR codes must name the port that it chose
    let listener = std::net::TcpListener::bind(config.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", config.listen))?;
    let address = listener.local_addr()?;
    // every connection is a file, and systems allow few of them until one asks for more
    let config = Serve { listen: address, ..fitting(config, rlimit::increase_nofile_limit(u64::MAX)?) };
    let app = Arc::new(build(&config, Site::load()?, start_metrics()?).await?);
    tokio::spawn(tidy(app.clone()));
    tokio::spawn(crate::staff::watch::run(app.clone()));
    if config.demo {
        greet(&app, address);
    }
    tracing::info!(%address, halls = app.halls.len(), build = app.site.build(), "serving");
    serve(app, listener, &config).await
}

/// Everything a server needs, ready to route.
///
/// # Errors
/// Faults of the halls, an unreachable database, a bad configuration.
pub async fn build(config: &Serve, site: Site, metrics: PrometheusHandle) -> Result<App, Failure> {
    build_at(config, site, metrics, Clock::default()).await
}

/// The same by another clock than the machine's.
///
/// # Errors
/// As [`build`].
pub async fn build_at(
    config: &Serve,
    site: Site,
    metrics: PrometheusHandle,
    clock: Clock,
) -> Result<App, Failure> {
    let plain = |token: &String| token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if config.device_token.as_ref().is_some_and(|token| token.len() < 16 || !plain(token)) {
        return Err("the device token has at least 16 letters, digits, - or _".into());
    }
    let url = match &config.database {
        Some(url) => url.clone(),
        None => {
            std::fs::create_dir_all(&config.data)
                .map_err(|error| format!("cannot create {}: {error}", config.data.display()))?;
            db::embedded_url(&config.data)
        }
    };
    let pool = db::open(&url).await.map_err(|error| format!("cannot open the database: {error}"))?;
    demo_mark(&pool, config.demo).await?;
    let ledger = Ledger::new(pool.clone());
    let max_waiting = usize::try_from(config.max_waiting)?;
    let always_open = config.demo && config.clock == ClockMode::Auto;
    let mut halls = BTreeMap::new();
    for (mut hall, catalog) in load::halls(config.halls.as_deref())? {
        if always_open {
            hall.hours = Hours::always();
        }
        if config.demo {
            demo_accounts(&pool, &hall).await?;
        }
        versions::take_file(&pool, &hall, &catalog, clock.now()).await?;
        let files = load::forms(config.halls.as_deref(), &hall.id);
        forms::take_files(&pool, &hall.id, files, clock.now()).await?;
        drop(catalog);
        screens::sample::take(&pool, config.halls.as_deref(), &hall, clock.now()).await?;
        let hall = Arc::new(hall);
        let queue = Arc::new(Queue::start(hall.clone(), ledger.clone(), clock, max_waiting).await?);
        let catalog = Shelf::open(hall.clone(), pool.clone(), clock, queue.published()).await?;
        let screens = Arc::new(Screens::start(&hall, pool.clone(), clock));
        halls.insert(hall.id.clone(), InService { queue, catalog, screens });
    }
    if let Some(url) = db::telling_url(&pool) {
        let queues = halls.values().map(|hall: &InService| hall.queue.clone()).collect();
        tokio::spawn(listen::listen(url, queues));
    }
    if !always_open {
        for warning in missing(&load::calendars(config.halls.as_deref())?, clock.now().day()) {
            tracing::warn!("{warning}");
        }
    }
    let room = u64::from(config.speech_cache) << 20;
    let speech = Speech::open(
        &config.data,
        room,
        config.halls.as_deref(),
        halls.values().map(|hall| hall.queue.hall.as_ref()),
    )?;
    for (id, hall) in &halls {
        if let Ok(calls) = speech.calls(id) {
            hall.screens.signs.has_recorded(calls.parts());
        }
    }
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    Ok(App {
        codes: Codes::new(keys(&pool, clock.now()).await?, config.rating_days),
        pool,
        clock,
        site,
        norm: load::norm()?,
        public_url: public_url.trim_end_matches('/').to_owned(),
        demo: config.demo,
        device_token: config.device_token.clone(),
        metrics_token: config.metrics_token.clone(),
        metrics,
        sign_ins: SignIns::default(),
        staff_rules: config.staff,
        bookings: crate::appointments::pace(),
        rating_finds: crate::rating::find::pace(),
        general_ratings: crate::rating::general::pace(),
        notices: crate::notice::pace(),
        help: crate::help::pace(),
        notice_days: config.notice_days,
        speech,
        reports: RateLimiter::direct(Quota::per_minute(REPORTS)),
        streams: places(config.max_streams),
        trusted_proxies: config.trusted_proxies.clone(),
        hashing: Arc::new(Semaphore::new(2)),
        no_password: hash_password("this account does not exist")?,
        imports: Arc::new(Semaphore::new(1)),
        differences: crate::catalog::admin::Differences::default(),
        halls,
    })
}

/// Limits that can be kept: no more connections than files, and never so many streams that nobody else can
/// connect any more.
fn fitting(mut config: Serve, files: u64) -> Serve {
    let room = u32::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(u32::MAX).max(1);
    if room < config.max_connections {
        tracing::info!(files, connections = room, "the system allows fewer open files than connections");
        config.max_connections = room;
    }
    config.max_streams = config.max_streams.min(config.max_connections - config.max_connections / 4);
    config
}

/// So many places that can be taken and given back.
fn places(count: u32) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(usize::try_from(count).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS)))
}

/// Keeps what grows with every request small: samples that nobody scrapes, names that tried to sign in; and
/// forgets whose appointments are long past, which notices have expired and what screens showed long ago.
async fn tidy(app: Arc<App>) {
    let mut every = tokio::time::interval(TIDY);
    let mut forget = tokio::time::interval(FORGET);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            _ = forget.tick() => {
                if let Err(error) = crate::appointments::forget(&app).await {
                    tracing::error!(%error, "cannot delete old names and telephone numbers");
                }
                if let Err(error) = crate::notice::forget(&app).await {
                    tracing::error!(%error, "cannot delete expired notices");
                }
                if let Err(error) = screens::forget(&app).await {
                    tracing::error!(%error, "cannot delete what screens showed long ago");
                }
            }
        }
        app.metrics.run_upkeep();
        app.sign_ins.tidy();
        app.bookings.tidy();
        app.rating_finds.tidy();
        app.general_ratings.tidy();
        app.notices.tidy();
        app.help.tidy();
        app.speech.tidy();
    }
}

/// The recorder of metrics; once a process.
///
/// # Errors
/// When there is one already.
pub fn start_metrics() -> Result<PrometheusHandle, Failure> {
    Ok(PrometheusBuilder::new().install_recorder()?)
}

async fn serve(app: Arc<App>, listener: std::net::TcpListener, config: &Serve) -> Result<(), Failure> {
    let handle = axum_server::Handle::new();
    let mut server = axum_server::from_tcp(listener)?
        .acceptor(Door::new(places(config.max_connections)))
        .handle(handle.clone())
        .first_request_timeout(HEAD_TIMEOUT)
        // looking for HTTP/2 first costs memory at every connection, and browsers ask for it over TLS only
        .http1_only();
    server.http_builder().http1().header_read_timeout(HEAD_TIMEOUT);
    let stopping = app.clone();
    tokio::spawn(async move {
        told_to_end().await;
        tracing::info!("ending");
        // event streams first: they would keep their connections for ever. The keepers go on until the
        // requests under way have their answers.
        stopping.end_streams();
        handle.graceful_shutdown(Some(GRACE));
    });
    server.serve(router(app.clone()).into_make_service_with_connect_info::<SocketAddr>()).await?;
    app.stop();
    app.pool.close().await;
    Ok(())
}

async fn told_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}

fn start_log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Json => log.json().flatten_event(true).init(),
        LogFormat::Text => log.init(),
    }
}

/// Keeps demonstration and reality apart. A demonstration only fills an empty database, which it marks;
/// what is marked is never served as a real hall, because the passwords in it are public.
async fn demo_mark(pool: &AnyPool, demo: bool) -> Result<(), Failure> {
    let there =
        async |sql: &'static str| sqlx::query(sql).fetch_optional(pool).await.map(|row| row.is_some());
    let marked = there("SELECT name FROM marks WHERE name = 'demo'").await?;
    match (demo, marked) {
        (true, true) | (false, false) => Ok(()),
        (true, false) => {
            if there("SELECT name FROM accounts LIMIT 1").await?
                || there("SELECT hall FROM ledger LIMIT 1").await?
            {
                return Err("this database belongs to a real hall, and --demo would let everybody in: use \
                            another --data or --database"
                    .into());
            }
            sqlx::query("INSERT INTO marks (name) VALUES ('demo') ON CONFLICT DO NOTHING")
                .execute(pool)
                .await?;
            Ok(())
        }
        (false, true) => Err("this database was filled by --demo, and everybody knows its passwords: use \
                              another --data or --database"
            .into()),
    }
}

/// One clerk a window, a supervisor and an administrator; those that are there stay as they are.
async fn demo_accounts(pool: &AnyPool, hall: &Hall) -> Result<(), Failure> {
    let clerk = |window: &hall::profile::Window| {
        (window.id.as_str().to_lowercase(), Role::Clerk, vec![window.id.clone()])
    };
    let mut people: Vec<_> = hall.windows.iter().map(clerk).collect();
    people.push(("supervisor".to_owned(), Role::Supervisor, Vec::new()));
    people.push(("admin".to_owned(), Role::Admin, Vec::new()));
    for (name, role, windows) in people {
        let account = Account { name: name.parse()?, hall: hall.id.clone(), role, windows };
        if store::account(pool, &account.name).await?.is_some() {
            continue;
        }
        let hash = hash_password(&format!("demo-{name}"))?;
        let profile = Profile { account, display_name: String::new(), post: None };
        let given = store::Given { hash: &hash, one_time: false };
        match store::add(pool, &By::plain(Actor::Server, Clock::default().now()), &profile, given).await {
            // another server on the same database may have been faster
            Ok(()) | Err(Fault::Refused(Code::AccountExists)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn greet(app: &App, address: SocketAddr) {
    let window =
        app.queues().next().and_then(|queue| queue.hall.windows.first().map(|window| window.id.clone()));
    let window = window.map(|window| window.as_str().to_lowercase()).unwrap_or_default();
    let name = app.default_hall_name();
    println!("\n  Mingtang 明堂 · {} {}\n", name.zh, name.en);
    println!("  kiosk    自助终端   http://{address}/kiosk");
    println!("  screen   综合屏     http://{address}/screen/main");
    println!("  sign     窗口屏     http://{address}/screen/window/{window}");
    println!("  desk     窗口工作台 http://{address}/desk");
    println!(
        "             {window} / demo-{window}   (every window: its name in lower case, demo- and its name)"
    );
    println!("             supervisor / demo-supervisor   admin / demo-admin");
    println!("  contract 接口文档   http://{address}/api/docs");
    println!("\n  Ctrl-C ends it.\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Arguments {
        #[command(flatten)]
        serve: Serve,
    }

    #[test]
    fn limits_leave_room_for_whoever_is_no_screen() {
        let limits = |connections: &str, files| {
            let config = Arguments::parse_from(["test", "--max-connections", connections]).serve;
            let config = fitting(config, files);
            (config.max_connections, config.max_streams)
        };
        assert_eq!(limits("30000", 1 << 20), (30_000, 20_000));
        assert_eq!(limits("30000", 20_064), (20_000, 15_000), "as many as there are files");
        assert_eq!(limits("400", 1024), (400, 300));
        assert_eq!(limits("1", 0), (1, 1), "a limit is never nothing");
    }
}
