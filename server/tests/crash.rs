//! What was acknowledged survives: the real program is killed with SIGKILL again and again while people take
//! numbers, for one matter or several, and check in, and clerks call, serve, miss, put back and hand on, and is
//! started again on the same data. On PostgreSQL two programs serve the hall; one is killed, the other goes on.

use crate::support::Data;
use crate::support::process::Process;
use hall::board::{Board, TicketState};
use hall::event::Event;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::appointments::store::{Booking, insert};
use server::ledger::Ledger;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

/// How often a program is killed.
const KILLS: usize = 50;
/// People at once at each program.
const PEOPLE: usize = 6;
/// Appointments that are kept while programs are killed; afterwards people come without.
const APPOINTMENTS: usize = 120;
/// Longest time under load before a kill, in milliseconds.
const LOAD_MS: u64 = 200;
/// Nothing here takes so long, unless something is broken.
const LIMIT: Duration = Duration::from_secs(30);

/// Random choices that can be repeated: `MINGTANG_SEED`.
struct Random(u64);

impl Random {
    fn new() -> Self {
        let seed = std::env::var("MINGTANG_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| {
            let mut bytes = [0; 8];
            getrandom::fill(&mut bytes).unwrap();
            u64::from_ne_bytes(bytes) | 1
        });
        println!("to repeat this: MINGTANG_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What people and clerks were told.
#[derive(Default)]
struct Told {
    /// Numbers by the ticket's id.
    tickets: Mutex<HashMap<String, String>>,
    /// Requests whose answer never came.
    unanswered: Mutex<Vec<String>>,
    /// What clerks did: the kind of the event, and the number.
    done: Mutex<Vec<(&'static str, String)>>,
    names: AtomicUsize,
    /// Codes of appointments; the n-th request for a number that is for one names the n-th.
    appointments: Vec<String>,
}

/// What a request with that name asks for; a retry must say the same as the request before.
fn wish(key: &str, appointments: &[String]) -> Value {
    let n: usize = key.rsplit('-').next().unwrap().parse().unwrap();
    match n % 5 {
        0 => json!({"items": ["hukou-birth", "marriage"]}),
        1 if n / 5 < appointments.len() => json!({"appointment": appointments[n / 5]}),
        2 | 3 => json!({"queue": "A"}),
        _ => json!({"queue": "G"}),
    }
}

impl Told {
    /// A request with a name of its own, or one whose answer never came once more. True when it was answered.
    async fn take(&self, client: &Client, url: &str, again: Option<String>) -> bool {
        let key = again.unwrap_or_else(|| format!("request-{}", self.names.fetch_add(1, Ordering::Relaxed)));
        let request =
            client.post(format!("{url}/api/v1/halls/shili/tickets")).header("idempotency-key", &key);
        let wish = wish(&key, &self.appointments);
        let Some((status, ticket)) = answer(request.json(&wish)).await else {
            self.unanswered.lock().unwrap().push(key);
            return false;
        };
        if ticket["code"] == "appointment_used" {
            // the answer was lost, and who had come in was served meanwhile
            assert!(wish["appointment"].is_string(), "{ticket}");
            return true;
        }
        assert_eq!(status, StatusCode::CREATED, "{ticket}");
        let text = |name: &str| ticket[name].as_str().unwrap().to_owned();
        let before = self.tickets.lock().unwrap().insert(text("id"), text("number"));
        assert_eq!(before, None, "two requests got one ticket");
        true
    }

    /// A clerk's next steps, another way each round; whatever the window is in the middle of. False when the
    /// program has gone.
    async fn steps(&self, client: &Client, url: &str, cookie: &str, window: &str, round: usize) -> bool {
        let other = if window == "A01" { "G" } else { "A" };
        let steps: &[&'static str] = match round % 4 {
            0 => &["open", "next", "miss", "requeue"],
            1 => &["open", "next", "start", "transfer"],
            _ => &["open", "next", "start", "finish"],
        };
        let mut ticket = String::new();
        for step in steps.iter().copied() {
            let path = match step {
                "requeue" => format!("{url}/api/v1/tickets/{ticket}/requeue"),
                _ => format!("{url}/api/v1/windows/{window}/{step}"),
            };
            let request = client.post(path).header("cookie", cookie);
            let request = if step == "transfer" { request.json(&json!({"queue": other})) } else { request };
            let Some((status, said)) = answer(request).await else { return false };
            assert!(
                matches!(status, StatusCode::OK | StatusCode::NO_CONTENT | StatusCode::CONFLICT)
                    || (step, status) == ("requeue", StatusCode::NOT_FOUND),
                "{step}: {status} {said}"
            );
            let kind = match step {
                "next" => "ticket_called",
                "start" => "service_started",
                "finish" => "served",
                "miss" => "ticket_missed",
                "requeue" => "ticket_requeued",
                "transfer" => "ticket_transferred",
                _ => continue,
            };
            if let Some(id) = said["ticket"]["id"].as_str() {
                id.clone_into(&mut ticket);
            }
            let number = said["ticket"]["number"].as_str().or(said["number"].as_str());
            if let (StatusCode::OK, Some(number)) = (status, number) {
                self.done.lock().unwrap().push((kind, number.to_owned()));
            }
        }
        true
    }

    fn count(&self) -> usize {
        self.tickets.lock().unwrap().len()
    }
}

/// The whole answer, or none when it did not come or says that nobody knows.
async fn answer(request: reqwest::RequestBuilder) -> Option<(StatusCode, Value)> {
    let answer = request.send().await.ok()?;
    let status = answer.status();
    let text = answer.text().await.ok()?;
    (status != StatusCode::SERVICE_UNAVAILABLE)
        .then(|| (status, serde_json::from_str(&text).unwrap_or_default()))
}

async fn sign_in(client: &Client, url: &str, account: &str) -> String {
    let body = json!({"account": account, "password": format!("demo-{account}")});
    let answer = client.post(format!("{url}/api/v1/session")).json(&body).send().await.unwrap();
    answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// People at one program, until it is gone or all are told to go.
fn people(tasks: &mut JoinSet<()>, told: &Arc<Told>, go: &Arc<AtomicBool>, url: &str) {
    let client = Client::builder().timeout(LIMIT).build().unwrap();
    for _ in 0..PEOPLE {
        let (told, go, client, url) = (told.clone(), go.clone(), client.clone(), url.to_owned());
        tasks.spawn(
            async move { while go.load(Ordering::Relaxed) && told.take(&client, &url, None).await {} },
        );
    }
}

/// The same for the clerk of a window.
fn desk(tasks: &mut JoinSet<()>, told: &Arc<Told>, go: &Arc<AtomicBool>, url: &str, at: (&str, &str)) {
    let client = Client::builder().timeout(LIMIT).build().unwrap();
    let (told, go, url) = (told.clone(), go.clone(), url.to_owned());
    let (window, cookie) = (at.0.to_owned(), at.1.to_owned());
    tasks.spawn(async move {
        let mut round = 0;
        while go.load(Ordering::Relaxed) && told.steps(&client, &url, &cookie, &window, round).await {
            round += 1;
        }
    });
}

/// Waits until more tickets were given than before.
async fn more_than(told: &Told, count: usize) {
    let waiting = async {
        while told.count() <= count {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(LIMIT, waiting).await.expect("numbers are given");
}

/// The codes of appointments of queue A for any hour of today.
async fn booked(data: &Data) -> Vec<String> {
    let pool = server::db::open(&data.url()).await.unwrap();
    let now = server::clock::Clock::default().now();
    let booking = Booking {
        hall: "shili".parse().unwrap(),
        queue: "A".parse().unwrap(),
        item: None,
        slot: hall::appointment::Slot { day: now.day(), from: 0, to: 1440 },
        name: "张三".to_owned(),
        phone: "13812345678".to_owned(),
        booked_at: now,
        booked_by: None,
        key: None,
    };
    let mut codes = Vec::new();
    for _ in 0..APPOINTMENTS {
        let row = insert(&pool, &booking, 200).await.unwrap_or_else(|refused| panic!("{refused:?}"));
        codes.push(row.code);
    }
    pool.close().await;
    codes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_fifty_kills() {
    let data = Data::new().await;
    let mut random = Random::new();
    let told = Told { appointments: booked(&data).await, ..Told::default() };
    let (told, client) = (Arc::new(told), Client::new());
    let mut programs = vec![Process::start(&data, &[]).serving().await];
    if data.database.is_some() {
        programs.push(Process::start(&data, &[]).serving().await);
    }
    let desks = [
        ("G01", sign_in(&client, &programs[0].url, "g01").await),
        ("A01", sign_in(&client, &programs[0].url, "a01").await),
    ];
    let mut kills = 0;
    while kills < KILLS {
        // whoever got no answer asks again, anywhere, and gets one ticket, whether it had been stored or not
        let unanswered = std::mem::take(&mut *told.unanswered.lock().unwrap());
        for key in unanswered {
            let program = usize::try_from(random.below(2)).unwrap() % programs.len();
            assert!(told.take(&client, &programs[program].url, Some(key)).await, "a healthy server answers");
        }
        let go = Arc::new(AtomicBool::new(true));
        let mut tasks = JoinSet::new();
        let before = told.count();
        for program in &programs {
            people(&mut tasks, &told, &go, &program.url);
        }
        for ((window, cookie), program) in desks.iter().zip(programs.iter().cycle()) {
            desk(&mut tasks, &told, &go, &program.url, (window, cookie));
        }
        more_than(&told, before).await;
        tokio::time::sleep(Duration::from_millis(random.below(LOAD_MS))).await;
        let victim = usize::try_from(random.below(2)).unwrap() % programs.len();
        programs[victim].kill();
        kills += 1;
        if programs.len() > 1 {
            // what the killed one had answered may still be counted; so many more come from the other
            let after = told.count();
            more_than(&told, after + PEOPLE + 1).await;
        }
        while kills < KILLS && random.below(5) == 0 {
            // and while it starts
            let mut program = Process::start(&data, &[]);
            tokio::time::sleep(Duration::from_millis(random.below(LOAD_MS))).await;
            program.kill();
            kills += 1;
        }
        programs[victim] = Process::start(&data, &[]).serving().await;
        go.store(false, Ordering::Relaxed);
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
    }
    let given = told.tickets.lock().unwrap().clone();
    let mut states = HashMap::new();
    for (id, number) in given {
        let path = format!("{}/api/v1/tickets/{id}", programs[0].url);
        let seen: Value = client.get(path).send().await.unwrap().json().await.unwrap();
        assert_eq!(seen["number"], number);
        states.insert(number, seen["state"].as_str().unwrap().to_owned());
    }
    drop(programs);
    check(&data, &told, &states).await;
}

/// Reads the whole ledger and compares it with what people were told, and with how the program that was
/// started last showed their tickets.
async fn check(data: &Data, told: &Told, states: &HashMap<String, String>) {
    let pool = server::db::open(&data.url()).await.unwrap();
    let hall = "shili".parse().unwrap();
    let events = Ledger::new(pool).after(&hall, 0, u32::MAX).await.unwrap();
    let (mut last, mut tickets, mut keys) = (BTreeMap::new(), HashMap::new(), HashSet::new());
    let mut stored: HashMap<(&'static str, String), usize> = HashMap::new();
    let (mut board, mut slips, mut arrived) = (Board::default(), 0, 0);
    for (recorded, seq) in events.into_iter().zip(1..) {
        assert_eq!(recorded.seq, seq, "the ledger has no gap");
        let state = |number| board.ticket(number).map(|ticket| ticket.state);
        let kind = recorded.event.kind();
        match &recorded.event {
            // numbers begin again; nobody here was told of two days
            Event::DayStarted { .. } => last.clear(),
            Event::TicketIssued { number, private, lane } => {
                let private = private.clone().unwrap();
                let before = last.insert(number.prefix().clone(), number.running()).unwrap_or(0);
                assert_eq!(number.running(), before + 1, "the sequence goes on");
                let key = private.key.unwrap().to_string();
                slips += usize::from(!lane.then.is_empty());
                arrived += usize::from(key.starts_with("appointment-"));
                assert!(keys.insert(key), "a request made two tickets");
                assert_eq!(tickets.insert(private.id.to_string(), number.to_string()), None);
            }
            Event::TicketCalled { number, window, .. } => {
                assert_eq!(state(number), Some(TicketState::Waiting), "{number} was called twice at once");
                assert_eq!(board.window(window).ticket, None, "{window} has two tickets");
                *stored.entry((kind, number.to_string())).or_default() += 1;
            }
            Event::ServiceStarted { number, .. } | Event::TicketMissed { number, .. } => {
                assert_eq!(state(number), Some(TicketState::Called), "{kind}: {number}");
                *stored.entry((kind, number.to_string())).or_default() += 1;
            }
            Event::Served { number, .. } => {
                assert_eq!(state(number), Some(TicketState::Serving), "{number} was served twice");
                *stored.entry((kind, number.to_string())).or_default() += 1;
            }
            Event::TicketRequeued { number, .. } | Event::TicketTransferred { number, .. } => {
                *stored.entry((kind, number.to_string())).or_default() += 1;
            }
            _ => {}
        }
        board.apply(&recorded);
    }
    let given = told.tickets.lock().unwrap();
    println!("{} tickets told, {} stored, {slips} slips, {arrived} arrivals", given.len(), tickets.len());
    assert!(slips > 0 && arrived > 0);
    for (id, number) in given.iter() {
        assert_eq!(tickets.get(id), Some(number), "an acknowledged number is there with its id");
        let state = board.ticket(&number.parse().unwrap()).map_or("served", |ticket| ticket.state.as_str());
        assert_eq!(states[number], state, "{number} is shown as it is stored");
    }
    let mut counts: HashMap<_, usize> = HashMap::new();
    let done = told.done.lock().unwrap();
    for step in done.iter() {
        *counts.entry(step.clone()).or_default() += 1;
    }
    for (step, times) in &counts {
        assert!(stored.get(step) >= Some(times), "an acknowledged step is there: {step:?}");
    }
    for kind in ["ticket_called", "served", "ticket_missed", "ticket_requeued", "ticket_transferred"] {
        assert!(done.iter().any(|(did, _)| *did == kind), "nobody was told of {kind}");
    }
}
