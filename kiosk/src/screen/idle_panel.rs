//! The panel while nobody is called: how many wait in each queue, page by page, and how many windows
//! are open.

use super::both::{Both, both};
use super::legible::use_legible;
use super::page_turn::{page_at, pages};
use super::stage::use_stage;
use super::text;
use crate::live::use_live;
use hall::board::{Board, WindowState};
use hall::id::Prefix;
use hall::profile::{Hall, Window};
use hall::text::Text;
use leptos::prelude::*;

/// Queues on a page.
const PER_PAGE: usize = 4;
/// Queues on a page when letters are larger than they are drawn.
const PER_PAGE_GROWN: usize = 3;

/// A queue as the panel shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Line {
    prefix: Prefix,
    name: Text,
    waiting: u32,
    stopped: bool,
}

fn lines(board: &Board, hall: &Hall, queues: &[Prefix]) -> Vec<Line> {
    let shown = |queue: &&hall::profile::Queue| queues.is_empty() || queues.contains(&queue.prefix);
    let line = |queue: &hall::profile::Queue| Line {
        prefix: queue.prefix.clone(),
        name: queue.short.clone(),
        waiting: board.waiting(&queue.prefix),
        stopped: board.lines.get(&queue.prefix).is_some_and(|line| line.closed),
    };
    hall.queues.iter().filter(shown).map(line).collect()
}

/// How many of the windows that call from these queues (from any when none is named) are open, and of how many.
fn windows(board: &Board, hall: &Hall, queues: &[Prefix]) -> (usize, usize) {
    let serves = |window: &&Window| {
        queues.is_empty() || board.queues_of(window).iter().any(|queue| queues.contains(queue))
    };
    let serving: Vec<&Window> = hall.windows.iter().filter(serves).collect();
    let open = serving.iter().filter(|window| board.window(&window.id).state == WindowState::Open).count();
    (open, serving.len())
}

/// Who waits, while nobody is called.
#[component]
pub fn IdlePanel(
    /// Whose queues.
    hall: Hall,
    /// These alone; all when there are none.
    #[prop(optional)]
    queues: Vec<Prefix>,
) -> impl IntoView {
    let (live, stage) = (use_live(), use_stage());
    let (of_windows, wanted) = (hall.clone(), queues.clone());
    let open = Memo::new(move |_| live.board.with(|board| windows(board, &of_windows, &wanted)));
    let count = live.board.with_untracked(|board| lines(board, &hall, &queues).len());
    let fit = use_legible().fit;
    let per_page = Memo::new(move |_| if fit.get().grown { PER_PAGE_GROWN } else { PER_PAGE });
    let page = Memo::new(move |_| {
        let pages = pages(count, per_page.get());
        (page_at(stage.seconds.get(), pages), pages)
    });
    let shown = Memo::new(move |_| {
        let (page, per_page) = (page.get().0, per_page.get());
        let lines = live.board.with(|board| lines(board, &hall, &queues));
        lines.into_iter().skip(page * per_page).take(per_page).collect::<Vec<_>>()
    });
    view! {
        <section class="panel panel-idle" data-idle-panel="">
            <div class="idle-head">
                <h2 class="idle-title">{both(text::WAITING)}</h2>
                <span class="idle-page digits">
                    {move || {
                        let (page, pages) = page.get();
                        (pages > 1).then(|| format!("{}/{pages}", page + 1))
                    }}
                </span>
            </div>
            <ul class="idle-queues">
                <For each=move || shown.get() key=Clone::clone children=queue/>
            </ul>
            <p class="idle-windows">
                {both(text::OPEN_WINDOWS)}
                <span class="digits idle-open" data-open-windows="">
                    {move || {
                        let (open, all) = open.get();
                        format!("{open} / {all}")
                    }}
                </span>
            </p>
        </section>
    }
}

fn queue(line: Line) -> impl IntoView {
    let waiting = line.waiting.to_string();
    let stopped =
        line.stopped.then(|| view! { <span class="queue-stopped">{both(text::QUEUE_STOPPED)}</span> });
    view! {
        <li class="queue" data-queue=line.prefix.to_string() data-waiting=waiting>
            <span class="queue-prefix digits">{line.prefix.to_string()}</span>
            <span class="queue-name"><Both text=line.name/></span>
            {stopped}
            <span class="queue-count digits">{waiting.clone()}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::{called, issued, sample};
    use hall::event::Event;

    #[test]
    fn every_queue_is_there_with_those_who_still_wait() {
        let opened = Event::WindowOpened { window: "A01".parse().unwrap(), staff: None };
        let stopped = Event::QueueClosed { queue: "B".parse().unwrap() };
        let events =
            vec![issued("A001"), issued("A002"), issued("B001"), opened, called("A001", "A01"), stopped];
        let (hall, board) = sample(events);
        let lines = lines(&board, &hall, &[]);
        assert_eq!(lines.len(), hall.queues.len());
        let of = |prefix: &str| lines.iter().find(|line| line.prefix.as_str() == prefix).cloned().unwrap();
        assert_eq!((of("A").waiting, of("A").stopped), (1, false));
        assert_eq!((of("B").waiting, of("B").stopped), (1, true));
        assert_eq!(windows(&board, &hall, &[]), (1, hall.windows.len()));
        let area = ["B".parse().unwrap()];
        assert_eq!(self::lines(&board, &hall, &area).len(), 1);
        assert_eq!(windows(&board, &hall, &area), (0, 4), "those that call from it");
    }
}
