//! What pages read from the live hall and the catalog, as signals that change only when what they say
//! changed.

use super::refusal::said;
use super::text as t;
use super::visit::Visit;
use super::wait;
use crate::live::{Link, Live};
use crate::ui::{Icon, Picture};
use hall::api::{ItemShort, QueueView};
use hall::board::Board;
use hall::code::Code;
use hall::id::Prefix;
use hall::profile::Hall;
use hall::queue::Estimate;
use hall::search::by_demand;
use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// Something about the hall, once it is known.
pub fn of_hall<T>(live: Live, read: impl Fn(&Hall) -> T + Send + Sync + 'static) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| live.hall.with(|hall| hall.as_ref().map(|view| read(&view.hall))))
}

/// Something about the hall as it is now, once the hall is known.
pub fn of_board<T>(live: Live, read: impl Fn(&Board, &Hall) -> T + Send + Sync + 'static) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| {
        live.hall.with(|hall| {
            let hall = &hall.as_ref()?.hall;
            live.board.with(|board| Some(read(board, hall)))
        })
    })
}

/// True while waiting figures can be shown: they were received and are not too old (A67).
fn figures_known(live: Live) -> bool {
    live.ready.get() && !matches!(live.link.get(), Link::Lost { .. })
}

/// A queue, live; none while its figures are not known.
#[must_use]
pub fn queue(live: Live, prefix: Prefix) -> Memo<Option<QueueView>> {
    Memo::new(move |_| {
        let now = live.now.get().filter(|_| figures_known(live))?;
        live.hall.with(|hall| {
            let hall = &hall.as_ref()?.hall;
            live.board.with(|board| Some(QueueView::of(board, hall, hall.queue(&prefix)?, now)))
        })
    })
}

/// True while the hall is stopped: no numbers, no calls.
#[must_use]
pub fn stopped(live: Live) -> Memo<bool> {
    Memo::new(move |_| live.board.with(|board| board.stopped))
}

/// Why the hall gives out no numbers at all now, while that is so.
#[must_use]
pub fn closed(live: Live) -> Memo<Option<Phrase>> {
    let stopped = stopped(live);
    Memo::new(move |_| {
        if stopped.get() {
            return Some(said(Code::HallStopped));
        }
        let now = live.now.get().filter(|_| figures_known(live))?;
        live.hall.with(|hall| {
            let hall = &hall.as_ref()?.hall;
            live.board.with(|board| {
                let reason = |queue| QueueView::of(board, hall, queue, now).reason;
                let reasons: Vec<Code> = hall.queues.iter().map(reason).collect::<Option<_>>()?;
                Some(common(&reasons).map_or(t::NONE_GIVES, said)).filter(|_| !reasons.is_empty())
            })
        })
    })
}

/// The reason of all queues: the one they share, else that it is not the time, when that holds for most of them.
fn common(reasons: &[Code]) -> Option<Code> {
    let of = |code: Code| reasons.iter().filter(|reason| **reason == code).count();
    let first = reasons.first().copied().filter(|first| of(*first) == reasons.len());
    first.or_else(|| (of(Code::OutsideHours) * 2 > reasons.len()).then_some(Code::OutsideHours))
}

/// How many wait in the whole hall and how long that takes; none while that is not known.
#[must_use]
pub fn whole_hall(live: Live) -> Memo<Option<(u32, Option<Estimate>)>> {
    Memo::new(move |_| {
        let now = live.now.get().filter(|_| figures_known(live))?;
        live.hall.with(|hall| {
            let hall = &hall.as_ref()?.hall;
            live.board.with(|board| Some(wait::whole_hall(board, hall, now)))
        })
    })
}

/// Words of which each stays in one line, with an icon before them.
pub fn unbroken(icon: Icon, words: Vec<String>) -> impl IntoView {
    let words = words
        .into_iter()
        .map(|word| {
            // between Chinese words a line may break without a space
            let space = word.is_ascii().then_some(" ");
            view! { <span class="whole">{word}</span>{space} }
        })
        .collect_view();
    view! { <span class="fact-line"><Picture icon /><span>{words}</span></span> }
}

/// The places in the catalog of the matters that are wanted: those that most people ask for first. Places, as a
/// province has too many matters to be copied at each look.
pub fn items(visit: Visit, wanted: impl Fn(&ItemShort) -> bool + Send + Sync + 'static) -> Memo<Vec<usize>> {
    Memo::new(move |_| {
        visit.catalog.with(|catalog| {
            let all = catalog.as_ref().map(|catalog| catalog.items.as_slice()).unwrap_or_default();
            by_demand(all.iter().enumerate().filter(|(_, item)| wanted(item)).collect())
        })
    })
}

/// The name of a matter's department.
#[must_use]
pub fn department(visit: Visit, item: &ItemShort) -> Text {
    visit.catalog.with_untracked(|catalog| {
        let departments = catalog.as_ref().map(|catalog| &catalog.departments);
        let found =
            departments.and_then(|all| all.iter().find(|department| department.id == item.department));
        found.map(|department| department.name.clone()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_hall_is_what_its_queues_share_or_most_of_them_the_hour() {
        use Code::{OutsideHours, QueueClosed, QuotaReached};
        assert_eq!(common(&[]), None);
        assert_eq!(common(&[QuotaReached, QuotaReached]), Some(QuotaReached));
        assert_eq!(common(&[QueueClosed, OutsideHours, OutsideHours]), Some(OutsideHours));
        assert_eq!(common(&[OutsideHours, QueueClosed]), None);
        assert_eq!(common(&[QueueClosed, QueueClosed, QuotaReached]), None);
    }
}
