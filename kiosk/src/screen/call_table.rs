//! The table of the last calls, newest first (A66): number, window, service, and what became of it.

use super::both::{Both, both};
use super::legible::use_legible;
use super::rows::{Outcome, Row, kept, rows};
use super::text;
use crate::live::use_live;
use hall::id::Prefix;
use hall::profile::Hall;
use leptos::prelude::*;

/// The last calls.
#[component]
pub fn CallTable(
    /// Whose calls.
    hall: Hall,
    /// Those of these queues alone; of all when there are none.
    #[prop(optional)]
    queues: Vec<Prefix>,
    /// How many; as many as the hall's rules say without it.
    #[prop(optional)]
    lines: Option<usize>,
) -> impl IntoView {
    let board = use_live().board;
    let most = lines.unwrap_or_else(|| kept(&hall));
    let fit = use_legible().fit;
    let lines = Memo::new(move |_| most.min(fit.get().rows));
    let shown = Memo::new(move |_| board.with(|board| rows(board, &hall, &queues, lines.get())));
    view! {
        <div class="calls" role="table" data-lines=move || lines.get().to_string()>
            <div class="calls-head" role="row">
                <span role="columnheader">{both(text::TICKET)}</span>
                <span role="columnheader">{both(text::WINDOW)}</span>
                <span role="columnheader">{both(text::SERVICE)}</span>
                <span role="columnheader">{both(text::STATE)}</span>
            </div>
            // a group of rows without a row would be no group
            <div class="calls-rows" role=move || (!shown.with(Vec::is_empty)).then_some("rowgroup")>
                <For each=move || shown.get() key=Clone::clone children=line/>
                <Show when=Signal::derive(move || shown.with(Vec::is_empty))>
                    <p class="calls-none">{both(text::NO_CALLS)}</p>
                </Show>
            </div>
        </div>
    }
}

fn line(row: Row) -> impl IntoView {
    let said = row.said();
    let (ticket, window) = (row.ticket.to_string(), row.label);
    let again = matches!(row.outcome, Outcome::Called(times) if times > 1).then_some("");
    let [ticket_chars, window_chars] = [&ticket, &window].map(|text| text.chars().count().to_string());
    view! {
        <div
            class="line"
            role="row"
            data-call=ticket
            data-window=row.window.to_string()
            data-outcome=row.outcome.name()
            data-again=again
        >
            <span class="line-ticket digits" role="cell" data-chars=ticket_chars>{ticket.clone()}</span>
            <span class="line-window digits" role="cell" data-chars=window_chars>{window}</span>
            <span class="line-service" role="cell"><Both text=row.service/></span>
            <span class="line-outcome" role="cell"><Both text=said/></span>
        </div>
    }
}
