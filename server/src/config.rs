//! What a server is told when it starts. Every key can be given on the command line or in the
//! environment, and has a documented default.

use clap::Args;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// `server serve`.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where to listen. With `--demo` only loopback addresses are accepted.
    #[arg(long, env = "MINGTANG_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Folder of the embedded database; created when missing.
    #[arg(long, env = "MINGTANG_DATA", default_value = "./data")]
    pub data: PathBuf,

    /// PostgreSQL instead of the embedded database: `postgres://user:password@host/name`.
    #[arg(long, env = "MINGTANG_DATABASE", hide_env_values = true)]
    pub database: Option<String>,

    /// Folder with one sub-folder a hall (`hall.json`, `catalog.json`); the built-in sample hall when
    /// absent.
    #[arg(long, env = "MINGTANG_HALLS")]
    pub halls: Option<PathBuf>,

    /// Address that phones reach, for QR codes: `https://hall.example.gov.cn`. The listening address
    /// when absent.
    #[arg(long, env = "MINGTANG_PUBLIC_URL")]
    pub public_url: Option<String>,

    /// Fill an empty database with the sample hall and its accounts, take loopback clients for
    /// enrolled devices, and pretend that the hall is open at any hour.
    #[arg(long)]
    pub demo: bool,

    /// `real`: keep opening hours also with `--demo`.
    #[arg(long, value_enum, default_value_t = ClockMode::Auto)]
    pub clock: ClockMode,

    /// Bearer token of the hall's kiosks: at least 16 letters, digits, `-` or `_`. A kiosk gets it by opening
    /// `/kiosk#device=TOKEN` once.
    #[arg(long, env = "MINGTANG_DEVICE_TOKEN", hide_env_values = true)]
    pub device_token: Option<String>,

    /// Bearer token for `/metrics` from elsewhere than loopback.
    #[arg(long, env = "MINGTANG_METRICS_TOKEN", hide_env_values = true)]
    pub metrics_token: Option<String>,

    /// Address of a proxy in front of this server, whose `X-Forwarded-For` is believed; may be repeated.
    #[arg(long = "trusted-proxy", env = "MINGTANG_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,

    /// Sign-in and sessions.
    #[command(flatten)]
    pub staff: crate::staff::rules::Rules,

    /// Days a rating code stays valid.
    #[arg(long, env = "MINGTANG_RATING_DAYS", default_value_t = 7)]
    pub rating_days: u16,

    /// Days a notice (一次性告知书 and the like) and its page are kept.
    #[arg(long, env = "MINGTANG_NOTICE_DAYS", default_value_t = 180, value_parser = clap::value_parser!(u16).range(1..))]
    pub notice_days: u16,

    /// MiB of spoken sentences that are kept in the folder of data; those asked for longest ago go first.
    #[arg(long, env = "MINGTANG_SPEECH_CACHE", default_value_t = 256)]
    pub speech_cache: u32,

    /// Requests for a number that may wait at once in a hall; more are refused with 503 and `Retry-After`. Desks
    /// have a line of their own.
    #[arg(long, env = "MINGTANG_MAX_WAITING", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_waiting: u32,

    /// Event streams (screens, kiosks, desks, phones) open at once, three quarters of the connections at most;
    /// more are refused with 503 and `Retry-After`.
    #[arg(long, env = "MINGTANG_MAX_STREAMS", default_value_t = 20_000)]
    pub max_streams: u32,

    /// Connections open at once, as many as the system allows open files at most; more are refused with 503
    /// and `Retry-After`.
    #[arg(long, env = "MINGTANG_MAX_CONNECTIONS", default_value_t = 30_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_connections: u32,

    /// Form of the log on standard error.
    #[arg(long, env = "MINGTANG_LOG_FORMAT", value_enum, default_value_t = LogFormat::Json)]
    pub log: LogFormat,
}

/// Which opening hours count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum ClockMode {
    /// Always open with `--demo`, the hall's hours otherwise.
    Auto,
    /// The hall's hours.
    Real,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}
