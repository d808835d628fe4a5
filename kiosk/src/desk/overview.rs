//! The supervisor's page: how the hall is doing now, the emergency stop, the load of every queue, every
//! window and what it calls from, and the ratings in sum.

use super::assign::AssignDialog;
use super::bar::{state_class, state_phrase};
use super::context::Desk;
use super::figures::waiting_time;
use super::halt::EmergencyStop;
use super::lines::QueueTable;
use super::notice::NoticeLine;
use super::ratings::{RatingTotal, Ratings, Report};
use super::screens::{EmergencyButton, ScreenTrouble};
use super::seats::{SeatCell, Seats};
use super::text as t;
use hall::board::{TicketState, WindowState};
use hall::profile::{Hall, Window};
use leptos::prelude::*;
use std::sync::Arc;

/// The supervisor's page.
#[component]
pub fn Overview() -> impl IntoView {
    let desk = Desk::here();
    view! {
        <div class="overview">
            <h1 class="unseen">{desk.words(t::OVERVIEW)}</h1>
            {move || match desk.hall.get() {
                None => view! { <p class="lone" role="status">{desk.words(t::STARTING)}</p> }.into_any(),
                Some(hall) => {
                    let report = Report::new();
                    view! {
                        <div class="top-row">
                            <Tiles hall=hall.clone()/>
                            <EmergencyStop/>
                            <EmergencyButton/>
                        </div>
                        <ScreenTrouble/>
                        <NoticeLine/>
                        <QueueTable hall=hall.clone()/>
                        <div class="columns">
                            <Windows hall/>
                            <RatingTotal report/>
                        </div>
                        <Ratings report/>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[derive(Clone, PartialEq, Default)]
struct Sums {
    waiting: usize,
    open: usize,
    windows: usize,
    serving: usize,
    stopped: usize,
    /// The longest estimate of a queue in which somebody waits.
    longest: Option<hall::queue::Estimate>,
    /// Somebody waits in a queue that no open window calls from.
    unserved: bool,
}

/// How the hall is doing now, in five figures.
#[component]
fn Tiles(hall: Arc<Hall>) -> impl IntoView {
    let desk = Desk::here();
    let sums = Memo::new(move |_| {
        desk.live.board.with(|board| {
            let state = |window: &Window| board.window(&window.id).state;
            let estimates: Vec<_> = hall
                .queues
                .iter()
                .map(|queue| (&queue.prefix, board.waiting(&queue.prefix)))
                .filter(|(_, waiting)| *waiting > 0)
                .map(|(prefix, waiting)| hall::queue::estimate(board, &hall, prefix, waiting))
                .collect();
            Sums {
                waiting: board.all_waiting().len(),
                open: hall.windows.iter().filter(|window| state(window) == WindowState::Open).count(),
                windows: hall.windows.len(),
                serving: board.tickets.values().filter(|ticket| ticket.state == TicketState::Serving).count(),
                stopped: board.lines.values().filter(|line| line.closed).count(),
                unserved: estimates.iter().any(Option::is_none),
                longest: estimates.into_iter().flatten().max_by_key(|estimate| estimate.high_minutes),
            }
        })
    });
    let tile = move |phrase: hall::text::Phrase, figure: fn(&Sums) -> String| {
        view! {
            <div class="tile">
                <dt>{desk.words(phrase)}</dt>
                <dd>{move || sums.with(figure)}</dd>
            </div>
        }
    };
    let longest = move || {
        let lang = desk.lang.get();
        sums.with(|sums| match (sums.unserved, sums.longest) {
            (true, _) => waiting_time(None, lang),
            (false, None) => "–".to_owned(),
            (false, longest) => waiting_time(longest, lang),
        })
    };
    view! {
        <dl class="tiles">
            {tile(t::TILE_WAITING, |sums| sums.waiting.to_string())}
            <div class="tile">
                <dt>{desk.words(t::TILE_LONGEST)}</dt>
                <dd>{longest}</dd>
            </div>
            {tile(t::TILE_SERVING, |sums| sums.serving.to_string())}
            {tile(t::TILE_WINDOWS, |sums| format!("{} / {}", sums.open, sums.windows))}
            {tile(t::TILE_STOPPED, |sums| sums.stopped.to_string())}
        </dl>
    }
}

/// Every window.
#[component]
fn Windows(hall: Arc<Hall>) -> impl IntoView {
    let desk = Desk::here();
    let windows = hall.windows.clone();
    let asked = RwSignal::new(None::<Window>);
    let seats = Seats::follow();
    view! {
        <section class="card" aria-labelledby="windows-title">
            <h2 id="windows-title">{desk.words(t::WINDOWS)}</h2>
            <div class="scroll"><table class="list windows">
                <thead>
                    <tr>
                        <th scope="col">{desk.words(t::WINDOW)}</th>
                        <th scope="col">{desk.words(t::STATE)}</th>
                        <th scope="col">{desk.words(t::STAFF)}</th>
                        <th scope="col">{desk.words(t::TICKET)}</th>
                        <th scope="col">{desk.words(t::CALLS_FROM)}</th>
                    </tr>
                </thead>
                <tbody>
                    {windows.into_iter().map(|window| view! { <WindowRow window asked seats/> }).collect_view()}
                </tbody>
            </table></div>
        </section>
        <AssignDialog asked/>
    }
}

#[component]
fn WindowRow(window: Window, asked: RwSignal<Option<Window>>, seats: Seats) -> impl IntoView {
    let desk = Desk::here();
    let about = window.clone();
    let queues = {
        let window = window.clone();
        Memo::new(move |_| {
            desk.live.board.with(|board| {
                let letters: Vec<_> = board.queues_of(&window).iter().map(ToString::to_string).collect();
                (letters.join(" "), board.assigned.contains_key(&window.id))
            })
        })
    };
    let changed = move || queues.with(|(_, changed)| changed.then(|| desk.say(t::CHANGED)));
    let Window { id, label, department, .. } = window;
    let named = label.clone();
    let name = id.to_string();
    let seat_of = id.clone();
    let post = Memo::new(move |_| {
        desk.live.board.with(|board| {
            let post = board.window(&id);
            let state =
                post.ticket.as_ref().and_then(|number| board.ticket(number)).map(|ticket| ticket.state);
            (post.state, post.ticket, state)
        })
    });
    let state = move || post.with(|(state, ..)| *state);
    let number = move || post.with(|(_, ticket, _)| ticket.as_ref().map(ToString::to_string));
    let doing = move || {
        post.with(|(_, _, state)| match state {
            Some(TicketState::Serving) => Some(desk.say(t::SERVING)),
            Some(_) => Some(desk.say(t::CALLED)),
            None => None,
        })
    };
    view! {
        <tr data-window=name>
            <th scope="row">
                <span class="name">
                    <b class="letter">{label}</b>
                    <span>{move || department.get(desk.lang.get()).to_owned()}</span>
                </span>
            </th>
            <td>
                <span class=move || state_class(state())>{move || desk.say(state_phrase(state()))}</span>
            </td>
            <td><SeatCell seats window=seat_of/></td>
            <td class="ticket-cell">
                <b>{number}</b>
                <small>{doing}</small>
            </td>
            <td class="switch"><div>
                <span data-queues="">
                    <b>{move || queues.with(|(letters, _)| letters.clone())}</b>
                    <small>{changed}</small>
                </span>
                <button
                    class="btn"
                    data-do="assign"
                    aria-haspopup="dialog"
                    aria-label=move || format!("{} {named}", desk.say(t::ASSIGN))
                    on:click=move |_| asked.set(Some(about.clone()))
                >
                    {desk.words(t::ASSIGN)}
                </button>
            </div></td>
        </tr>
    }
}
