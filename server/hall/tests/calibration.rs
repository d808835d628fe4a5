//! How good the waiting times are that the hall tells its people: a simulated month of a whole hall, with
//! busy mornings, breaks, windows that open and close, people who do not come, priority. For each ticket
//! the range that was promised is compared with the wait that followed.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a test"
)]

use hall::board::{Board, TicketState, WindowState};
use hall::event::Event;
use hall::hours::Hours;
use hall::id::{Number, Prefix, WindowId};
use hall::moment::Moment;
use hall::profile::Hall;
use hall::queue::{Command, Issue, decide, settle};
use std::collections::BTreeMap;

/// A small generator with a fixed seed: the same month every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.roll()).sum::<f64>() - 6.0
    }

    /// Lengths of services: most are short, some are very long.
    fn length(&mut self, mean: f64) -> i64 {
        (mean * (0.6 * self.bell() - 0.18).exp()) as i64 + 15
    }
}

struct Promise {
    at: Moment,
    low: u32,
    high: u32,
}

struct Month {
    hall: Hall,
    board: Board,
    dice: Dice,
    promises: BTreeMap<Number, Promise>,
    /// By queue: promises kept, too short, too long; sum of ranges in minutes.
    kept: BTreeMap<Prefix, [u32; 3]>,
    breadth: u32,
}

impl Month {
    fn run(&mut self, command: &Command, now: Moment) {
        let Ok(events) = decide(&self.board, &self.hall, command, now) else { return };
        for recorded in settle(&mut self.board, &events, now) {
            match recorded.event {
                Event::DayStarted { .. } => self.promises.clear(),
                Event::TicketIssued { number, private: Some(private), .. } => {
                    if let Some(estimate) = private.estimate {
                        let (low, high) = (estimate.low_minutes, estimate.high_minutes);
                        self.promises.insert(number, Promise { at: now, low, high });
                    }
                }
                Event::TicketCalled { number, .. } => {
                    if let Some(promise) = self.promises.remove(&number) {
                        let waited = now.seconds_since(promise.at);
                        let kept = self.kept.entry(number.prefix().clone()).or_default();
                        self.breadth += promise.high - promise.low;
                        if waited < promise.low * 60 {
                            kept[2] += 1;
                        } else if waited > promise.high * 60 {
                            kept[1] += 1;
                        } else {
                            kept[0] += 1;
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn four_of_five_promised_waits_hold_over_a_simulated_month() {
    let mut hall: Hall = serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
    hall.hours = Hours::always();
    // what services really take here, which the hall's own figures only guess
    let real: BTreeMap<Prefix, f64> = hall
        .queues
        .iter()
        .zip([0.7, 1.3, 1.0, 0.8, 1.5])
        .map(|(queue, factor)| (queue.prefix.clone(), f64::from(queue.typical_minutes) * 60.0 * factor))
        .collect();
    let queues: Vec<Prefix> = real.keys().cloned().collect();
    let windows: Vec<WindowId> =
        hall.windows.iter().filter(|w| queues.contains(&w.queues[0])).map(|w| w.id.clone()).collect();
    let mut month = Month {
        hall,
        board: Board::default(),
        dice: Dice(0x9E37_79B9_7F4A_7C15),
        promises: BTreeMap::new(),
        kept: BTreeMap::new(),
        breadth: 0,
    };
    let first: Moment = "2026-11-02T09:00:00+08:00".parse().unwrap();
    for day in 0..22 {
        let morning = first.plus_seconds(day * 86_400);
        let mut free_at: BTreeMap<WindowId, Moment> = BTreeMap::new();
        for second in (0..8 * 3600).step_by(10) {
            let now = morning.plus_seconds(second);
            let hour = second / 3600;
            // two peaks a day; near a window's capacity there, below it otherwise
            let load = [0.7, 1.1, 1.0, 0.5, 0.5, 1.0, 0.9, 0.4][usize::try_from(hour).unwrap()];
            for queue in &queues {
                let serving = month.hall.windows_of(queue).count() as f64;
                if month.dice.roll() < 10.0 * load * serving / (real[queue] + 90.0) {
                    let wish = Issue::of("abcdefghijklmnop".parse().unwrap(), queue.clone());
                    month.run(&Command::Issue(Box::new(wish)), now);
                    if month.dice.roll() < 0.08 {
                        let line = &month.board.lines[queue].waiting;
                        if let Some(last) = line.ordinary.back().map(|waiter| waiter.number.clone()) {
                            let class = "elderly".parse().unwrap();
                            month.run(&Command::Grant { number: last, class, reason: "证".into() }, now);
                        }
                    }
                }
            }
            for window in &windows {
                let post = month.board.window(window);
                let here = window.clone();
                match (post.state, post.ticket) {
                    // a clerk is away now and then, and most come on time
                    (WindowState::Closed, _) if month.dice.roll() < 0.02 => {
                        month.run(&Command::Open { window: here, staff: "a01".parse().unwrap() }, now);
                    }
                    (WindowState::Open, None) if month.dice.roll() < 0.001 => {
                        month.run(&Command::Pause { window: here, reason: None }, now);
                    }
                    (WindowState::Paused, _) if month.dice.roll() < 0.02 => {
                        month.run(&Command::Open { window: here, staff: "a01".parse().unwrap() }, now);
                    }
                    (WindowState::Open, None) if month.dice.roll() < 0.5 => {
                        month.run(&Command::Next { window: here }, now)
                    }
                    (_, Some(number)) => {
                        match month.board.ticket(&number).map(|ticket| (ticket.state, ticket.queue.clone())) {
                            Some((TicketState::Called, _)) if month.dice.roll() < 0.02 => {
                                month.run(&Command::Miss { window: here }, now);
                            }
                            Some((TicketState::Called, queue)) if month.dice.roll() < 0.25 => {
                                month.run(&Command::Start { window: here.clone() }, now);
                                let length = month.dice.length(real[&queue]);
                                free_at.insert(here, now.plus_seconds(length));
                            }
                            Some((TicketState::Serving, _))
                                if free_at.get(window).is_some_and(|free| *free <= now) =>
                            {
                                month
                                    .run(&Command::Finish { window: here, items: vec![], skip: vec![] }, now);
                            }
                            _ => {}
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let (mut all, mut held) = (0, 0);
    println!("queue  kept  longer than said  shorter than said  promises");
    for (queue, [kept, longer, shorter]) in &month.kept {
        let sum = kept + longer + shorter;
        (all, held) = (all + sum, held + kept);
        let percent = |n: &u32| 100 * n / sum;
        println!(
            "{queue:<5} {:>4} % {:>17} % {:>16} % {sum:>9}",
            percent(kept),
            percent(longer),
            percent(shorter)
        );
    }
    println!(
        "{} of {all} promises held ({} %), ranges {} minutes wide on average",
        held,
        100 * held / all,
        month.breadth / all
    );
    assert!(all > 5_000, "a month of a busy hall: {all}");
    assert!((70..=95).contains(&(100 * held / all)), "neither false nor vague");
}
