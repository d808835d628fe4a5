//! The public board (公示, R6, R11, R115–R117): lists, one after another and each page by page, and the hall's
//! self-service machines. What has expired is left out.

mod table;

use super::super::both::{Both, both, filled};
use super::super::fit::{Room, pack, room};
use super::super::frame::{frame, page_of, quiet};
use super::super::page_turn::{TURN_S, turns};
use super::super::signs::use_published;
use super::super::text;
use crate::live::use_live;
use hall::device::Device;
use hall::id::SignId;
use hall::moment::{Day, Moment};
use hall::profile::Hall;
use hall::screen::{PublicList, Signage, word};
use leptos::html::Div;
use leptos::prelude::*;
use table::{Table, table};

/// What one page shows.
#[derive(Clone, Debug, PartialEq)]
enum Sheet {
    /// Rows of a list.
    List(Box<PublicList>, Page, Vec<u32>, Vec<Vec<String>>),
    /// Machines.
    Machines(Vec<Device>, Page),
    /// Nothing is published now.
    Empty,
}

/// Which page, from 0, of how many.
type Page = (usize, usize);

/// The lists that are shown: those that are named, in that order, or all; none that has expired.
fn shown(signage: &Signage, wanted: &[SignId], today: Option<Day>) -> Vec<PublicList> {
    let valid = |list: &&PublicList| today.is_none_or(|today| today <= list.until) && !list.rows.is_empty();
    match wanted {
        [] => signage.lists.iter().filter(valid).cloned().collect(),
        _ => wanted.iter().filter_map(|id| signage.list(id)).filter(valid).cloned().collect(),
    }
}

/// The page that is up after so many turns.
fn sheet(lists: &[PublicList], machines: &[Device], room: Room, turn: usize) -> Sheet {
    let tables: Vec<(&PublicList, Table)> = lists.iter().map(|list| (list, table(list, room))).collect();
    let high = |machine: &Device| {
        let (zh, en) = (&machine.place.zh, &machine.place.en);
        room.high(zh, en, room.han(3.25), room.width - 4.0 * room.rem) + 2.0 * room.rem
    };
    let of_machines = pack(&machines.iter().map(high).collect::<Vec<_>>(), room.height);
    let all = tables.iter().map(|(_, table)| table.pages.len()).sum::<usize>() + of_machines.len();
    let Some(mut page) = turn.checked_rem(all) else { return Sheet::Empty };
    for (list, table) in tables {
        let pages = table.pages.len();
        if let Some((from, count)) = table.pages.get(page).copied() {
            let rows = table.rows.into_iter().skip(from).take(count).collect();
            let head = PublicList { rows: Vec::new(), ..list.clone() };
            return Sheet::List(Box::new(head), (page, pages), table.columns, rows);
        }
        page -= pages;
    }
    let (from, count) = of_machines.get(page).copied().unwrap_or_default();
    Sheet::Machines(machines.iter().skip(from).take(count).cloned().collect(), (page, of_machines.len()))
}

/// The public board.
#[component]
pub fn PublicBoard(
    /// Whose screen.
    hall: Hall,
    /// Which lists; all when empty.
    lists: Vec<SignId>,
    /// The self-service machines as well.
    terminals: bool,
) -> impl IntoView {
    let (live, published) = (use_live(), use_published());
    let today = Memo::new(move |_| live.reckoned.get().map(Moment::day));
    let valid = Memo::new(move |_| {
        let today = today.get();
        published
            .with(|signage| signage.as_ref().map(|signage| shown(signage, &lists, today)).unwrap_or_default())
    });
    let machines = if terminals { hall.devices.clone() } else { Vec::new() };
    let body = NodeRef::<Div>::new();
    let room = room(body);
    let turn = turns("public", TURN_S);
    let up = Memo::new(move |_| valid.with(|lists| sheet(lists, &machines, room.get(), turn.get())));
    let of_empty = hall.clone();
    let middle = view! {
        <section class="paper">
            {move || head(up.get())}
            <div class="paper-body" node_ref=body>
                {move || match up.get() {
                    Sheet::List(_, _, columns, rows) => self::rows(&columns, rows),
                    Sheet::Machines(machines, _) => self::machines(machines),
                    Sheet::Empty => quiet(&of_empty, text::PUBLIC_NONE),
                }}
            </div>
        </section>
    };
    frame(hall, "public", middle.into_any())
}

/// Title and kind, page, until when; and the heads of the columns.
fn head(sheet: Sheet) -> AnyView {
    match sheet {
        Sheet::List(list, (page, pages), shares, _) => {
            let until = filled(text::PUBLIC_UNTIL, &[&list.until.to_string()]);
            // what the title says already is not said again
            let (kind, title) = (list.kind.phrase(), &list.title);
            let kind = (kind.zh != title.zh && kind.en != title.en).then(|| both(kind));
            let columns = list.columns.into_iter().map(|column| {
                view! { <span><Both text=column.name/></span> }
            });
            view! {
                <div class="paper-head" data-list=list.id.to_string()>
                    <h2 class="paper-title"><Both text=list.title/></h2>
                    <p class="paper-kind">{kind}</p>
                    <p class="paper-until"><Both text=until/></p>
                    {page_of(page, pages)}
                </div>
                <div class="table-head" style=("--columns", columns_css(&shares))>{columns.collect_view()}</div>
            }
            .into_any()
        }
        Sheet::Machines(_, (page, pages)) => view! {
            <div class="paper-head" data-list="machines">
                <h2 class="paper-title">{both(text::MACHINES)}</h2>
                {page_of(page, pages)}
            </div>
        }
        .into_any(),
        Sheet::Empty => ().into_any(),
    }
}

fn columns_css(shares: &[u32]) -> String {
    shares.iter().map(|share| format!("minmax(0, {share}fr)")).collect::<Vec<_>>().join(" ")
}

/// The heads stand above all pages of a list and stay while they turn: to who cannot see them rows are lists of cells.
fn rows(columns: &[u32], rows: Vec<Vec<String>>) -> AnyView {
    let cell = |cell: String| {
        let words = match word(&cell) {
            Some(phrase) => both(phrase).into_any(),
            None => view! { <span class="cell-plain">{cell}</span> }.into_any(),
        };
        view! { <span class="cell" role="cell">{words}</span> }
    };
    let row = |row: Vec<String>| {
        view! { <div class="row" role="row">{row.into_iter().map(cell).collect_view()}</div> }
    };
    view! {
        <div class="rows" role="table" style=("--columns", columns_css(columns))>
            {rows.into_iter().map(row).collect_view()}
        </div>
    }
    .into_any()
}

fn machines(machines: Vec<Device>) -> AnyView {
    let one = |machine: Device| {
        view! { <li class="machine" data-machine=machine.id.to_string()><Both text=machine.place/></li> }
    };
    view! { <ul class="rows">{machines.into_iter().map(one).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::table::tests::list;
    use super::*;
    use crate::screen::rows::tests::sample;

    const ROOM: Room =
        Room { width: 1920.0, height: 280.0, rem: 16.0, han: 0.0, digit: 0.0, in_turn: false, grown: false };

    #[test]
    fn lists_take_turns_page_by_page_and_the_machines_come_last() {
        let long = list("long", &["编号"], &[&["1"], &["2"], &["3"], &["4"], &["5"]]);
        let short = list("short", &["编号"], &[&["9"]]);
        let machines = sample(Vec::new()).0.devices;
        let at = |turn| match sheet(&[long.clone(), short.clone()], &machines, ROOM, turn) {
            Sheet::List(list, (page, pages), _, rows) => {
                format!("{} {}/{pages} {}", list.id, page + 1, rows.len())
            }
            Sheet::Machines(machines, ..) => format!("machines {}", machines.len()),
            Sheet::Empty => "empty".to_owned(),
        };
        assert_eq!(
            [0, 1, 2, 3, 4].map(at),
            ["long 1/2 3", "long 2/2 2", "short 1/1 1", "machines 2", "long 1/2 3"]
        );
        assert_eq!(sheet(&[], &[], ROOM, 7), Sheet::Empty);
    }

    #[test]
    fn what_has_expired_is_not_shown_from_the_next_day_on() {
        let signage = Signage {
            lists: vec![list("a", &["号"], &[&["1"]]), list("b", &["号"], &[&["1"]])],
            ..Signage::default()
        };
        let ids = |wanted: &[&str], today: &str| {
            let wanted: Vec<SignId> = wanted.iter().map(|id| id.parse().unwrap()).collect();
            let lists = shown(&signage, &wanted, today.parse().ok());
            lists.into_iter().map(|list| list.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&[], "2026-12-31"), ["a", "b"]);
        assert_eq!(ids(&["b", "gone"], "2026-12-31"), ["b"]);
        assert_eq!(ids(&[], "2027-01-01"), Vec::<String>::new());
    }
}
