//! Takes numbers over keep-alive HTTP connections as fast as they come, and checks that none comes
//! twice. Loopback only, bounded in time. Prints `{"per_second":…,"p50_ms":…,"p99_ms":…,"cpu_ms":…}`, the last
//! of them the processor time that the server needed for one ticket.
//!
//! `ticket_load 127.0.0.1:8080 PROCESS CLIENTS SECONDS`

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
    let process: u32 = arguments.next().ok_or("PROCESS")?.parse()?;
    let clients: usize = arguments.next().ok_or("CLIENTS")?.parse()?;
    let seconds: u64 = arguments.next().ok_or("SECONDS")?.parse()?;
    if !address.ip().is_loopback() {
        return Err("load goes to loopback only".into());
    }
    let cpu = cpu_ms(process)?;
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
    let cpu = cpu_ms(process)? - cpu;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "{{\"per_second\":{:.0},\"p50_ms\":{:.2},\"p99_ms\":{:.2},\"cpu_ms\":{:.4}}}",
        count as f64 / elapsed,
        at(0.5),
        at(0.99),
        cpu / count as f64
    );
    Ok(())
}

/// Processor time that a process has used, in milliseconds (Linux; its clock ticks every 10 ms).
fn cpu_ms(process: u32) -> Result<f64, Box<dyn std::error::Error>> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // the name before it may hold anything, also spaces
    let (_, fields) = stat.rsplit_once(')').ok_or("no name in stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks =
        |field: usize| fields.get(field).ok_or("stat is too short")?.parse::<f64>().map_err(|_| "no number");
    Ok((ticks(11)? + ticks(12)?) * 10.0)
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
