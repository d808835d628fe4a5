//! From a clerk's call to the last of many screens, beside one thread that writes the same bytes to as many
//! connections in a loop, read by the same readers. Loopback only. Prints
//! `{"last_ms":…,"raw_ms":…,"kib":…}`: medians, and the server's memory per connection.
//!
//! `fan_out 127.0.0.1:8080 PROCESS SCREENS ROUNDS`

use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What a call begins with on the wire.
const CALL: &[u8] = b"event: ticket_called\n";
/// A call as the server sends it, in its chunk.
const FRAME: &[u8] =
    b"a5\r\nid: 12345\nevent: ticket_called\ndata: {\"seq\":12345,\"at\":\"2026-11-23T09:00:00.\
000+08:00\",\"kind\":\"ticket_called\",\"number\":\"G123\",\"window\":\"G01\"}\n\n\r\n";
/// Screens that connect at once.
const CONNECTING: usize = 64;
/// Other events of a round have arrived after this, at the latest.
const SETTLED: Duration = Duration::from_millis(600);

#[tokio::main]
async fn main() -> Result<(), Failure> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().ok_or("ADDRESS")?;
    if first == "raw" {
        return raw(arguments.next().ok_or("SCREENS")?.parse()?);
    }
    let address: SocketAddr = first.parse()?;
    if !address.ip().is_loopback() {
        return Err("load goes to loopback only".into());
    }
    let process: u32 = arguments.next().ok_or("PROCESS")?.parse()?;
    let count: usize = arguments.next().ok_or("SCREENS")?.parse()?;
    let rounds: usize = arguments.next().ok_or("ROUNDS")?.parse()?;

    let desk = Desk::open(address).await?;
    let request = format!(
        "GET /api/v1/halls/shili/events HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\n\r\n"
    );
    // memory that the start and signing in took is given back when the first screens come
    let first = count / 2;
    let mut screens = Screens::default();
    screens.connect(address, first, request.as_bytes(), b"event: snapshot").await?;
    tokio::time::sleep(SETTLED).await;
    let before = resident_kib(process)?;
    screens.connect(address, count - first, request.as_bytes(), b"event: snapshot").await?;
    let mut last = Vec::new();
    let mut memory = 0.0;
    for _ in 0..rounds {
        desk.ask("halls/shili/tickets", r#"{"queue":"G"}"#).await?;
        tokio::time::sleep(SETTLED).await;
        let (called, arrived) = (Instant::now(), screens.expect());
        let ((), answered) = tokio::join!(arrived, desk.step("next"));
        answered?;
        last.push(screens.last_after(called));
        memory = (resident_kib(process)? - before) / (count - first) as f64;
        desk.step("start").await?;
        desk.step("finish").await?;
        tokio::time::sleep(SETTLED).await;
    }
    drop(screens);
    let raw = beside(count, rounds).await?;
    println!("{{\"last_ms\":{:.2},\"raw_ms\":{raw:.2},\"kib\":{memory:.1}}}", median(last));
    Ok(())
}

/// The same readers, and one thread of another process that writes to all of them.
async fn beside(count: usize, rounds: usize) -> Result<f64, Failure> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["raw", &count.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut said = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut said)?;
    let mut order = child.stdin.take().ok_or("no input")?;
    let mut screens = Screens::default();
    screens.connect(said.trim().parse()?, count, b"?", b"!").await?;
    let mut last = Vec::new();
    for _ in 0..rounds {
        tokio::time::sleep(SETTLED).await;
        let (called, arrived) = (Instant::now(), screens.expect());
        order.write_all(b"\n")?;
        arrived.await;
        last.push(screens.last_after(called));
    }
    drop(order);
    child.wait()?;
    Ok(median(last))
}

/// Greets so many connections, then writes a frame to each of them whenever a line comes in.
fn raw(count: usize) -> Result<(), Failure> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    let mut streams = Vec::new();
    for _ in 0..count {
        let (mut stream, _) = listener.accept()?;
        stream.set_nodelay(true)?;
        stream.write_all(b"!")?;
        streams.push(stream);
    }
    for line in std::io::stdin().lines() {
        line?;
        for stream in &mut streams {
            stream.write_all(FRAME)?;
        }
    }
    Ok(())
}

/// Many readers that wait for a call.
#[derive(Default)]
struct Screens {
    seen: Arc<Seen>,
    count: usize,
    readers: tokio::task::JoinSet<()>,
}

/// How many still wait, and when the last of them had its call.
#[derive(Default)]
struct Seen {
    left: AtomicUsize,
    last: std::sync::Mutex<Option<Instant>>,
    all: Notify,
}

impl Screens {
    /// Connects so many more.
    async fn connect(
        &mut self,
        address: SocketAddr,
        count: usize,
        request: &[u8],
        ready: &[u8],
    ) -> Result<(), Failure> {
        let (places, mut connecting) = (Arc::new(Semaphore::new(CONNECTING)), tokio::task::JoinSet::new());
        for _ in 0..count {
            let place = places.clone().acquire_owned().await?;
            let (request, ready) = (request.to_vec(), ready.to_vec());
            connecting.spawn(async move {
                let _place = place;
                let mut stream = TcpStream::connect(address).await?;
                stream.write_all(&request).await?;
                let mut text = Vec::new();
                while !holds(&text, &ready) {
                    if stream.read_buf(&mut text).await? == 0 {
                        return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
                    }
                }
                Ok(stream)
            });
        }
        while let Some(stream) = connecting.join_next().await {
            self.readers.spawn(read(stream??, self.seen.clone()));
        }
        self.count += count;
        Ok(())
    }

    /// Waits until every screen has had one call more than now.
    fn expect(&self) -> impl Future<Output = ()> {
        self.seen.left.store(self.count, Ordering::SeqCst);
        let seen = self.seen.clone();
        async move { seen.all.notified().await }
    }

    fn last_after(&self, called: Instant) -> Duration {
        let last = self.seen.last.lock().ok().and_then(|last| *last);
        last.map(|last| last - called).unwrap_or_default()
    }
}

async fn read(mut stream: TcpStream, seen: Arc<Seen>) {
    let mut text = Vec::with_capacity(512);
    while stream.read_buf(&mut text).await.is_ok_and(|read| read > 0) {
        if holds(&text, CALL) {
            text.clear();
            if seen.left.fetch_sub(1, Ordering::SeqCst) == 1 {
                if let Ok(mut last) = seen.last.lock() {
                    *last = Some(Instant::now());
                }
                seen.all.notify_one();
            }
        } else if text.len() > 4 * CALL.len() {
            // a call may come in two pieces
            text.drain(..text.len() - CALL.len());
        }
    }
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}

/// A clerk at a window that nobody else uses.
struct Desk {
    client: reqwest::Client,
    api: String,
    cookie: String,
}

impl Desk {
    async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let mut desk = Self {
            client: reqwest::Client::new(),
            api: format!("http://{address}/api/v1/"),
            cookie: String::new(),
        };
        let answer = desk.ask("session", r#"{"account":"g01","password":"demo-g01"}"#).await?;
        let cookie = answer.headers().get("set-cookie").ok_or("not signed in")?.to_str()?;
        desk.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        desk.step("open").await?;
        Ok(desk)
    }

    async fn step(&self, step: &str) -> Result<(), Failure> {
        self.ask(&format!("windows/G01/{step}"), "{}").await.map(|_| ())
    }

    async fn ask(&self, path: &str, body: &'static str) -> Result<reqwest::Response, Failure> {
        let request = self.client.post(format!("{}{path}", self.api)).header("cookie", &self.cookie);
        Ok(request.header("content-type", "application/json").body(body).send().await?.error_for_status()?)
    }
}

/// Memory of a process that is in use (Linux).
fn resident_kib(process: u32) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().next().ok_or("no size")?.parse()?)
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
