//! The rules of the line, theme by theme.

mod calls;
mod days;
mod evening;
mod halls;
mod help;
mod hours;
mod moves;
mod order;
mod steps;

use super::{Command, Issue, decide, settle};
use crate::board::{Assignment, Board, CallOrder, Place, TicketState, WindowState};
use crate::code::Code;
use crate::event::{Event, Recorded};
use crate::hours::{Hours, Overlay, OverlayKind, Period, Scope};
use crate::id::{Number, Prefix, WindowId};
use crate::moment::Moment;
use crate::profile::Hall;

fn hall() -> Hall {
    Hall { hours: Hours::always(), ..sample() }
}

/// The sample hall with its hours and services, and the national calendar.
fn sample() -> Hall {
    let mut hall: Hall =
        serde_json::from_str(include_str!("../../../../../assets/halls/shili/hall.json")).unwrap();
    let calendar = serde_json::from_str(include_str!("../../../../../assets/calendars/2026.json")).unwrap();
    hall.hours.observe(&[calendar]);
    hall
}

/// The sample hall from 09:00 to 12:00 and 13:00 to 17:00, with these services for everybody.
fn with(kinds: impl IntoIterator<Item = OverlayKind>) -> Hall {
    let periods = vec![Period { from: 540, to: 720 }, Period { from: 780, to: 1020 }];
    let overlay = |kind| Overlay { scope: Scope::default(), kind };
    let overlays = kinds.into_iter().map(overlay).collect();
    let hall = sample();
    let hours = Hours { periods, overlays, seasons: Vec::new(), ..hall.hours.clone() };
    Hall { hours, ..hall }
}

fn at(text: &str) -> Moment {
    format!("2026-11-23T{text}+08:00").parse().unwrap()
}

fn window(id: &str) -> WindowId {
    id.parse().unwrap()
}

fn wish(queues: &[&str]) -> Issue {
    Issue {
        id: "abcdefghijklmnop".parse().unwrap(),
        queues: queues.iter().map(|queue| queue.parse().unwrap()).collect(),
        items: Vec::new(),
        theme: None,
        key: None,
        requested: None,
        checklist: None,
        checked_version: None,
        booked: None,
        by_staff: false,
    }
}

fn issue(prefix: &str) -> Command {
    Command::Issue(Box::new(wish(&[prefix])))
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn grant(text: &str) -> Command {
    Command::Grant { number: number(text), class: "elderly".parse().unwrap(), reason: "老年证".into() }
}

fn finish(id: &str) -> Command {
    Command::Finish { window: window(id), items: Vec::new(), skip: Vec::new() }
}

fn queue(prefix: &str) -> Place {
    Place::Queue(prefix.parse().unwrap())
}

/// Calls, serves and finishes whoever is next; none when nobody waits.
fn serve(board: &mut Board, hall: &Hall, id: &str, now: Moment) -> Option<String> {
    let called = run(board, hall, &next(id), now).unwrap();
    let number = called.first().map(|_| board.window(&window(id)).ticket.unwrap().to_string())?;
    run(board, hall, &Command::Start { window: window(id) }, now).unwrap();
    run(board, hall, &finish(id), now).unwrap();
    Some(number)
}

fn open(id: &str) -> Command {
    Command::Open { window: window(id), staff: "a01".parse().unwrap() }
}

/// Decides and settles; gives back the events.
fn run(board: &mut Board, hall: &Hall, command: &Command, now: Moment) -> Result<Vec<Recorded>, Code> {
    let events = decide(board, hall, command, now)?;
    Ok(settle(board, &events, now))
}

fn next(id: &str) -> Command {
    Command::Next { window: window(id) }
}
