//! Takes numbers over keep-alive HTTP connections as fast as they come, and checks that none comes
//! twice. Loopback only, bounded in time. Prints `{"per_second":…,"p50_ms":…,"p99_ms":…}`.
//!
//! `ticket_load 127.0.0.1:8080 CLIENTS SECONDS`

use std::collections::HashSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const BODY: &str = r#"{"queue":"G"}"#;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address: SocketAddr = arguments.next().ok_or("ADDRESS")?.parse()?;
    let clients: usize = arguments.next().ok_or("CLIENTS")?.parse()?;
    let seconds: u64 = arguments.next().ok_or("SECONDS")?.parse()?;
    if !address.ip().is_loopback() {
        return Err("load goes to loopback only".into());
    }
    let (started, length) = (Instant::now(), Duration::from_secs(seconds.min(60)));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..clients {
        tasks.spawn(client(address, started, length));
    }
    let (mut numbers, mut times, mut count) = (HashSet::new(), Vec::new(), 0_u64);
    for result in tasks.join_all().await {
        for (number, time) in result? {
            count += 1;
            times.push(time.as_secs_f64() * 1000.0);
            if !numbers.insert(number.clone()) {
                return Err(format!("{number} was given twice").into());
            }
        }
    }
    let elapsed = started.elapsed().as_secs_f64();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "{{\"per_second\":{:.0},\"p50_ms\":{:.2},\"p99_ms\":{:.2}}}",
        count as f64 / elapsed,
        at(0.5),
        at(0.99)
    );
    Ok(())
}

type Taken = Result<Vec<(String, Duration)>, std::io::Error>;

async fn client(address: SocketAddr, started: Instant, length: Duration) -> Taken {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let request = format!(
        "POST /api/v1/halls/shili/tickets HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{BODY}",
        BODY.len()
    );
    let (mut taken, mut buffer) = (Vec::new(), Vec::with_capacity(16 * 1024));
    while started.elapsed() < length {
        let asked = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        buffer.clear();
        let number = loop {
            if stream.read_buf(&mut buffer).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let text = String::from_utf8_lossy(&buffer);
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let size =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            if size.is_some_and(|size| body.len() >= size) {
                let number = body.split("\"number\":\"").nth(1).and_then(|rest| rest.split('"').next());
                break number.map(str::to_owned).ok_or(std::io::ErrorKind::InvalidData)?;
            }
        };
        taken.push((number, asked.elapsed()));
    }
    Ok(taken)
}
