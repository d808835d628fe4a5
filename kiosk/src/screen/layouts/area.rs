//! The area board (等候区屏): the calls of some queues, and who is next in each. Who is called elsewhere is neither
//! shown nor announced here.

use crate::live::use_live;
use crate::screen::both::{Both, both};
use crate::screen::call_panel::CallPanel;
use crate::screen::call_table::CallTable;
use crate::screen::fit::{Room, room, rows_fit};
use crate::screen::frame::{frame, page_of};
use crate::screen::idle_panel::IdlePanel;
use crate::screen::page_turn::{page_at, pages};
use crate::screen::stage::use_stage;
use crate::screen::text;
use hall::board::{Board, Place};
use hall::id::{Number, Prefix};
use hall::profile::Hall;
use hall::screen::CALLS;
use hall::text::{Phrase, Text};
use leptos::html::Div;
use leptos::prelude::*;

/// Numbers that are shown of those who wait.
const NEXT: usize = 3;

/// Who is next in a queue.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    prefix: Prefix,
    name: Text,
    next: Vec<(Number, Option<Phrase>)>,
}

/// The first of each line in the order in which they will be called when nobody comes or goes, with why somebody may go
/// before others: in one word, never for what reason.
fn lines(board: &Board, hall: &Hall, queues: &[Prefix]) -> Vec<Line> {
    let line = |prefix: &Prefix| {
        let queue = hall.queue(prefix)?;
        let place = Place::Queue(prefix.clone());
        let order =
            board.waiting_at(&place).into_iter().flat_map(|waiting| waiting.order(hall.in_row(&place)));
        let why = |number: &Number| match board.ticket(number) {
            Some(ticket) if ticket.booked => Some(text::NEXT_BOOKED),
            Some(ticket) if ticket.priority => Some(text::NEXT_PRIORITY),
            _ => None,
        };
        let next = order.take(NEXT).map(|waiter| (waiter.number.clone(), why(&waiter.number))).collect();
        Some(Line { prefix: prefix.clone(), name: queue.short.clone(), next })
    };
    queues.iter().filter_map(line).collect()
}

/// The area board.
#[component]
pub fn AreaBoard(
    /// Whose screen.
    hall: Hall,
    /// Of which queues.
    queues: Vec<Prefix>,
) -> impl IntoView {
    let stage = use_stage();
    let (of_panel, of_idle) = (hall.clone(), queues.clone());
    let count = queues.len().to_string();
    let middle = view! {
        <div class="area-left" data-queues=count>
            <CallTable hall=hall.clone() queues=queues.clone() lines=*CALLS.start()/>
            {next(hall.clone(), queues)}
        </div>
        {move || {
            let (hall, queues) = (of_panel.clone(), of_idle.clone());
            match stage.current.get() {
                Some(call) => view! { <CallPanel hall call/> }.into_any(),
                None => view! { <IdlePanel hall queues/> }.into_any(),
            }
        }}
    };
    frame(hall, "area", middle.into_any())
}

/// Height of a line of those who are next: the number, and a word below it.
fn line_px(room: Room) -> f64 {
    room.digit(4.4) * 1.1 + room.han(2.0) * 1.2 + room.rem * 0.5
}

fn next(hall: Hall, queues: Vec<Prefix>) -> AnyView {
    let (live, stage) = (use_live(), use_stage());
    let list = NodeRef::<Div>::new();
    let room = room(list);
    let count = queues.len();
    let page = Memo::new(move |_| {
        let fit = room.with(|room| rows_fit(room.height, line_px(*room)));
        let pages = pages(count, fit);
        (page_at(stage.seconds.get(), pages), pages, fit)
    });
    let shown = Memo::new(move |_| {
        let (page, _, fit) = page.get();
        let lines = live.board.with(|board| lines(board, &hall, &queues));
        lines.into_iter().skip(page * fit).take(fit).collect::<Vec<_>>()
    });
    view! {
        <section class="next">
            <h2 class="next-title">
                {both(text::NEXT)}
                {move || {
                    let (page, pages, _) = page.get();
                    page_of(page, pages)
                }}
            </h2>
            <div class="next-lines" node_ref=list style=("--rows", move || page.get().2.to_string())>
                {move || shown.get().into_iter().map(line).collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn line(line: Line) -> impl IntoView {
    let number = |(number, why): (Number, Option<Phrase>)| {
        let word = why.map(|why| view! { <span class="next-why">{both(why)}</span> });
        view! {
            <li class="next-one" data-next=number.to_string()>
                <span class="digits">{number.to_string()}</span>
                {word}
            </li>
        }
    };
    let nobody = line.next.is_empty().then(|| view! { <p class="next-none">{both(text::NEXT_NOBODY)}</p> });
    view! {
        <div class="next-line" data-queue=line.prefix.to_string()>
            <span class="next-prefix digits">{line.prefix.to_string()}</span>
            <span class="next-name"><Both text=line.name/></span>
            <ol class="next-numbers">{line.next.into_iter().map(number).collect_view()}</ol>
            {nobody}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::{called, issued, sample};
    use hall::event::{Event, Lane};

    #[test]
    fn those_who_are_next_stand_in_the_order_of_the_line_with_a_word_for_who_goes_first() {
        let first = Event::TicketIssued {
            number: "A004".parse().unwrap(),
            lane: Lane { priority: true, ..Lane::default() },
            private: None,
        };
        let ordinary = ["A001", "A002", "A003"].map(issued);
        let events = ordinary.into_iter().chain([first, called("A001", "A01"), issued("B001")]).collect();
        let (hall, board) = sample(events);
        let queues: Vec<Prefix> = ["A", "C"].map(|prefix| prefix.parse().unwrap()).into();
        let lines = lines(&board, &hall, &queues);
        let said: Vec<_> = lines
            .iter()
            .map(|line| {
                let next =
                    line.next.iter().map(|(number, why)| format!("{number}{}", why.map_or("", |why| why.zh)));
                format!("{}: {}", line.prefix, next.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(said, ["A: A004优先 A002 A003", "C: "]);
    }
}
