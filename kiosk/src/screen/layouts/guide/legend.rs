//! Beside the map: which zone is what, on which floor, which of its windows are open, and the facilities. Zones of
//! other floors are there too: one floor is drawn, and people look for the whole hall.

use super::States;
use super::facility::facilities;
use crate::screen::both::{Both, both};
use crate::screen::fit::{Room, pack, room};
use crate::screen::frame::page_of;
use crate::screen::page_turn::page_at;
use crate::screen::stage::use_stage;
use crate::screen::text;
use hall::board::WindowState;
use hall::profile::{Hall, ranges};
use hall::screen::FloorMap;
use hall::text::{Phrase, Text};
use leptos::html::Div;
use leptos::prelude::*;

/// A zone as the legend has it.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    letter: String,
    name: Text,
    /// Where it is, when it is not on this map.
    floor: Option<Text>,
    /// Its open windows; none while nobody knows, or when it has no windows.
    open: Option<String>,
}

/// Zones of this map first.
fn lines(hall: &Hall, elements: &[String], states: &States) -> Vec<Line> {
    let drawn = |id: &str| elements.iter().any(|element| element.strip_prefix("zone-") == Some(id));
    let mut zones: Vec<_> = hall.zones.iter().map(|zone| (!drawn(&zone.id), zone)).collect();
    zones.sort_by_key(|(elsewhere, _)| *elsewhere);
    let line = |(elsewhere, zone): (bool, &hall::profile::Zone)| {
        let windows: Vec<_> = hall.windows.iter().filter(|window| window.zone == zone.id).collect();
        let open = states.as_ref().filter(|_| !windows.is_empty()).map(|states| {
            let open = windows.iter().filter(|window| states.get(&window.id) == Some(&WindowState::Open));
            ranges(&open.map(|window| window.label.as_str()).collect::<Vec<_>>()).join(" ")
        });
        let floor = elsewhere.then(|| zone.floor.clone());
        Line { letter: zone.id.clone(), name: zone.name.clone(), floor, open }
    };
    zones.into_iter().map(line).collect()
}

/// Which zones stand on which page: each as high as its name in both languages and its open windows are.
fn pages(lines: &[Line], room: Room) -> Vec<(usize, usize)> {
    let width = room.width - 6.0 * room.rem;
    let high = |line: &Line| {
        // the floor stands beside the name; below it where letters are larger
        let (beside, below) = match (&line.floor, room.grown) {
            (None, _) => (0.0, 0.0),
            (Some(_), false) => (9.0 * room.rem, 0.0),
            (Some(_), true) => (0.0, 1.2 * room.han(2.7)),
        };
        let open = line.open.as_deref().map_or(0.0, |open| {
            let words = format!("{} {} {open}", text::SIGN_OPEN.zh, text::SIGN_OPEN.en);
            room.high(&words, "", room.han(2.2).max(room.digit(2.2)), width)
        });
        let name = room.high(&line.name.zh, &line.name.en, room.han(2.7), width - beside);
        name + below + open + room.rem * 1.2
    };
    pack(&lines.iter().map(high).collect::<Vec<_>>(), room.height)
}

/// Which facilities stand on which page: in two columns on a panel that stands upright.
fn facility_pages(there: &[(Phrase, &'static str)], room: Room, upright: bool) -> Vec<(usize, usize)> {
    let (columns, width) = if upright { (2, room.width / 2.0) } else { (1, room.width) };
    // the icon is beside the words
    let high = |(phrase, _): &(Phrase, &str)| {
        room.high(phrase.zh, phrase.en, room.han(2.7), width - 5.5 * room.rem).max(3.4 * room.rem)
    };
    let rows = there.chunks(columns).map(|row| row.iter().map(high).fold(0.0, f64::max) + room.rem);
    let pages = pack(&rows.collect::<Vec<_>>(), room.height);
    pages.into_iter().map(|(from, count)| (from * columns, count * columns)).collect()
}

/// The legend.
#[component]
pub fn Legend(
    /// Whose.
    hall: Hall,
    /// The map.
    map: Memo<Option<FloorMap>>,
    /// The windows.
    states: Memo<States>,
) -> impl IntoView {
    let stage = use_stage();
    let list = NodeRef::<Div>::new();
    let room = room(list);
    let elements = move || map.with(|map| map.as_ref().map(|map| map.elements.clone())).unwrap_or_default();
    let all = Memo::new(move |_| lines(&hall, &elements(), &states.get()));
    let pages = Memo::new(move |_| {
        let room = room.get();
        if room.is_unknown() { Vec::new() } else { all.with(|lines| pages(lines, room)) }
    });
    // the facilities have pages of their own, behind the zones
    let of_facilities = Memo::new(move |_| {
        let (room, upright) = (room.get(), stage.upright.get());
        if room.is_unknown() { Vec::new() } else { facility_pages(&facilities(&elements()), room, upright) }
    });
    let page = Memo::new(move |_| {
        let count = pages.with(Vec::len) + of_facilities.with(Vec::len);
        (page_at(stage.seconds.get(), count), count)
    });
    let shown = move || {
        let page = page.get().0;
        match pages.with(|pages| pages.get(page).copied()) {
            Some((from, count)) => {
                all.get().into_iter().skip(from).take(count).map(line).collect_view().into_any()
            }
            None => {
                let place = page.saturating_sub(pages.with(Vec::len));
                let at = of_facilities.with(|pages| pages.get(place).copied());
                let (from, count) = at.unwrap_or_default();
                let there = facilities(&elements()).into_iter().skip(from).take(count).map(facility);
                view! { <ul class="legend-facilities">{there.collect_view()}</ul> }.into_any()
            }
        }
    };
    let name = move || map.with(|map| map.as_ref().map(|map| map.name.clone()));
    view! {
        <section class="legend">
            <h2 class="legend-title">
                {move || name().map(|text| view! { <Both text/> })}
                {move || {
                    let (page, pages) = page.get();
                    page_of(page, pages)
                }}
            </h2>
            <div class="legend-zones" node_ref=list>{shown}</div>
        </section>
    }
}

fn line(line: Line) -> impl IntoView {
    let closed = || view! { <span class="legend-closed">{both(text::SIGN_CLOSED)}</span> }.into_any();
    let open = line.open.map(|open| match open.is_empty() {
        true => closed(),
        false => view! {
            <span class="legend-open">{both(text::SIGN_OPEN)} <span class="digits">{open}</span></span>
        }
        .into_any(),
    });
    view! {
        <div class="legend-zone" data-zone=line.letter.clone()>
            <span class="legend-letter digits">{line.letter.clone()}</span>
            <span class="legend-name"><Both text=line.name/></span>
            {line.floor.map(|text| view! { <span class="legend-floor"><Both text/></span> })}
            {open}
        </div>
    }
}

fn facility((phrase, icon): (Phrase, &'static str)) -> impl IntoView {
    view! { <li><span class="icon" aria-hidden="true" inner_html=icon></span>{both(phrase)}</li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;

    #[test]
    fn every_zone_is_there_those_of_the_map_first_with_the_windows_that_are_open() {
        let (hall, _) = sample(Vec::new());
        let open = ["B01", "B02", "B03", "B04"].map(|id| (id.parse().unwrap(), WindowState::Open));
        let paused = [("C01".parse().unwrap(), WindowState::Paused)];
        let states = Some(open.into_iter().chain(paused).collect());
        let elements = ["zone-C", "zone-B", "window-B01"].map(str::to_owned);
        let lines = lines(&hall, &elements, &states);
        assert_eq!(lines.len(), hall.zones.len());
        let first: Vec<_> = lines
            .iter()
            .take(3)
            .map(|line| format!("{} {:?} {}", line.letter, line.open.as_deref(), line.floor.is_some()))
            .collect();
        assert_eq!(first, ["B Some(\"B01–B04\") false", "C Some(\"\") false", "A Some(\"\") true"]);
        assert!(self::lines(&hall, &elements, &None).iter().all(|line| line.open.is_none()));
    }
}
