//! What was acknowledged survives: the real program is killed with SIGKILL again and again while people take
//! numbers and clerks call them, and is started again on the same data. On PostgreSQL two programs serve
//! the hall; one is killed, the other goes on.

mod support;

use hall::event::Event;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use server::ledger::Ledger;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::Data;
use support::process::Process;
use tokio::task::JoinSet;

/// How often a program is killed.
const KILLS: usize = 50;
/// People at once at each program.
const PEOPLE: usize = 6;
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
    /// Numbers that a clerk called, and numbers that one finished.
    called: Mutex<Vec<String>>,
    served: Mutex<Vec<String>>,
    names: AtomicUsize,
}

impl Told {
    /// A request with a name of its own, or one whose answer never came once more. True when it was answered.
    async fn take(&self, client: &Client, url: &str, again: Option<String>) -> bool {
        let key = again.unwrap_or_else(|| format!("request-{}", self.names.fetch_add(1, Ordering::Relaxed)));
        // a retry must say the same as the request before
        let queue = if key.ends_with(['0', '2', '4', '6', '8']) { "A" } else { "G" };
        let request =
            client.post(format!("{url}/api/v1/halls/shili/tickets")).header("idempotency-key", &key);
        let Some((status, ticket)) = answer(request.json(&json!({"queue": queue}))).await else {
            self.unanswered.lock().unwrap().push(key);
            return false;
        };
        assert_eq!(status, StatusCode::CREATED, "{ticket}");
        let text = |name: &str| ticket[name].as_str().unwrap().to_owned();
        let before = self.tickets.lock().unwrap().insert(text("id"), text("number"));
        assert_eq!(before, None, "two requests got one ticket");
        true
    }

    /// A clerk's next steps; whatever the window is in the middle of. False when the program has gone.
    async fn steps(&self, client: &Client, url: &str, cookie: &str, window: &str) -> bool {
        for step in ["open", "next", "start", "finish"] {
            let request =
                client.post(format!("{url}/api/v1/windows/{window}/{step}")).header("cookie", cookie);
            let Some((status, said)) = answer(request).await else { return false };
            let number = said["ticket"]["number"].as_str().map(str::to_owned);
            match (step, status, number) {
                ("next", StatusCode::OK, Some(number)) => self.called.lock().unwrap().push(number),
                ("finish", StatusCode::OK, Some(number)) => self.served.lock().unwrap().push(number),
                (_, StatusCode::OK | StatusCode::NO_CONTENT | StatusCode::CONFLICT, _) => {}
                _ => panic!("{step}: {status} {said}"),
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

/// People and a clerk at one program, until it is gone or all are told to go.
fn load(tasks: &mut JoinSet<()>, told: &Arc<Told>, go: &Arc<AtomicBool>, url: &str, desk: (&str, &str)) {
    let client = Client::builder().timeout(LIMIT).build().unwrap();
    for _ in 0..PEOPLE {
        let (told, go, client, url) = (told.clone(), go.clone(), client.clone(), url.to_owned());
        tasks.spawn(
            async move { while go.load(Ordering::Relaxed) && told.take(&client, &url, None).await {} },
        );
    }
    let (told, go, url) = (told.clone(), go.clone(), url.to_owned());
    let (window, cookie) = (desk.0.to_owned(), desk.1.to_owned());
    tasks.spawn(async move {
        while go.load(Ordering::Relaxed) && told.steps(&client, &url, &cookie, &window).await {}
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_fifty_kills() {
    let data = Data::new().await;
    let mut random = Random::new();
    let (told, client) = (Arc::new(Told::default()), Client::new());
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
        for (program, (window, cookie)) in programs.iter().zip(&desks) {
            load(&mut tasks, &told, &go, &program.url, (window, cookie));
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
    for (id, number) in given {
        let path = format!("{}/api/v1/tickets/{id}", programs[0].url);
        let seen: Value = client.get(path).send().await.unwrap().json().await.unwrap();
        assert_eq!(seen["number"], number);
    }
    drop(programs);
    check(&data, &told).await;
}

/// Reads the whole ledger and compares it with what people were told.
async fn check(data: &Data, told: &Told) {
    let pool = server::db::open(&data.url()).await.unwrap();
    let hall = "shili".parse().unwrap();
    let events = Ledger::new(pool).after(&hall, 0, u32::MAX).await.unwrap();
    let (mut last, mut tickets, mut keys) = (BTreeMap::new(), HashMap::new(), HashSet::new());
    let (mut called, mut served) = (BTreeSet::new(), BTreeSet::new());
    for (recorded, seq) in events.into_iter().zip(1..) {
        assert_eq!(recorded.seq, seq, "the ledger has no gap");
        match recorded.event {
            // numbers begin again; nobody here was told of two days
            Event::DayStarted { .. } => last.clear(),
            Event::TicketIssued { number, private, .. } => {
                let private = private.unwrap();
                let before = last.insert(number.prefix().clone(), number.running()).unwrap_or(0);
                assert_eq!(number.running(), before + 1, "the sequence goes on");
                assert!(keys.insert(private.key.unwrap()), "a request made two tickets");
                assert_eq!(tickets.insert(private.id.to_string(), number.to_string()), None);
            }
            Event::TicketCalled { number, .. } => {
                assert!(called.insert(number.to_string()), "{number} was called first twice");
            }
            Event::Served { number, .. } => assert!(served.insert(number.to_string())),
            _ => {}
        }
    }
    let given = told.tickets.lock().unwrap();
    println!("{} tickets told, {} stored, {} called", given.len(), tickets.len(), called.len());
    for (id, number) in given.iter() {
        assert_eq!(tickets.get(id), Some(number), "an acknowledged number is there with its id");
    }
    for (told, stored) in [(&told.called, called), (&told.served, served)] {
        let told = told.lock().unwrap();
        assert_eq!(
            told.iter().collect::<HashSet<_>>().len(),
            told.len(),
            "a clerk was told one number twice"
        );
        assert!(told.iter().all(|number| stored.contains(number)), "an acknowledged step is there");
    }
}
