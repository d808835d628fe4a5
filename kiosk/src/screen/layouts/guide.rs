//! The entrance guide (办事指引图, R81): the floor map with its zones and windows as they are now, a legend beside it,
//! the accessible way, and where one stands. The drawing is the hall's own; what it names is bound by ids.

mod facility;
mod labels;
mod legend;

use super::super::both::{Both, both};
use super::super::fit::{Room, ems, room};
use super::super::frame::frame;
use super::super::signs::use_published;
use super::super::text;
use crate::live::signs::SignCall;
use crate::live::{Call, Link, api, use_live};
use gloo_timers::future::TimeoutFuture;
use hall::board::WindowState;
use hall::id::{HallId, SignId, WindowId};
use hall::profile::Hall;
use hall::screen::FloorMap;
use hall::text::Text;
use labels::{Area, ZoneLabel, around, has_icon, window_label, zone_label};
use legend::Legend;
use leptos::html::Div;
use leptos::prelude::*;
use std::collections::BTreeMap;
use web_sys::Element;

/// Asked again after this, when there was no answer.
const AGAIN_MS: u32 = 5_000;

/// The windows that are not closed; none while nobody knows.
type States = Option<BTreeMap<WindowId, WindowState>>;

/// A label on the map, with its middle in percent.
#[derive(Clone, Debug, PartialEq)]
struct Label {
    at: (f64, f64),
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Zone(String, Option<Text>),
    Window(String, Option<WindowState>),
    /// The drawing of its icon; the legend says what it is.
    Facility(&'static str),
    Here,
}

/// The entrance guide.
#[component]
pub fn EntranceGuide(
    /// Whose screen.
    hall: Hall,
    /// Which map.
    map: SignId,
    /// The element at which the screen hangs.
    here: Option<String>,
) -> impl IntoView {
    let (live, published) = (use_live(), use_published());
    let id = map.clone();
    let map = Memo::new(move |_| published.with(|signage| signage.as_ref()?.map(&id).cloned()));
    let states = Memo::new(move |_| match live.link.get() {
        Link::Lost { .. } => None,
        _ => Some(live.board.with(|board| {
            let there = board.windows.iter().filter(|(_, post)| post.state != WindowState::Closed);
            there.map(|(id, post)| (id.clone(), post.state)).collect()
        })),
    });
    let sheet = NodeRef::<Div>::new();
    let room = room(sheet);
    let drawing = drawing(hall.id.clone(), map);
    let labels = RwSignal::new(Vec::<Label>::new());
    let paper = NodeRef::<Div>::new();
    // drawn here, and not by the view: what follows finds the elements
    Effect::new(move |_| {
        if let (Some(paper), Some(svg)) = (paper.get(), drawing.get()) {
            paper.set_inner_html(&svg);
            scale(&paper);
        }
    });
    let (of_labels, at) = (hall.clone(), here);
    Effect::new(move |_| {
        let (Some(paper), true) = (paper.get(), drawing.with(Option::is_some)) else { return };
        let (room, states) = (room.get(), states.get());
        let elements = map.with(|map| map.as_ref().map(|map| map.elements.clone())).unwrap_or_default();
        let drawn = Drawn { paper: &paper, hall: &of_labels, elements: &elements, room };
        drawn.dress(states.as_ref(), at.as_deref());
        labels.set(drawn.labels(states.as_ref(), at.as_deref()));
    });
    let has_way = Memo::new(move |_| {
        map.with(|map| map.iter().flat_map(|map| &map.elements).any(|element| element.starts_with("way-")))
    });
    let empty = move || {
        let none = drawing.with(Option::is_none);
        none.then(|| view! { <p class="map-none">{both(text::MAP_NONE)}</p> })
    };
    let middle = view! {
        <section class="map" data-map=move || map.with(|map| map.as_ref().map(|map| map.hash.clone()))>
            <div class="map-sheet" node_ref=sheet>
                <div class="map-drawing" node_ref=paper></div>
                <div class="map-labels">{move || labels.get().into_iter().map(label).collect_view()}</div>
                {empty}
            </div>
            <ul class="map-key">
                <Show when=move || has_way.get()>
                    <li><span class="way-line"></span>{both(text::ACCESSIBLE_WAY)}</li>
                </Show>
                {key(WindowState::Open)}
                {key(WindowState::Paused)}
                {key(WindowState::Closed)}
            </ul>
        </section>
        <Legend hall=hall.clone() map states/>
    };
    frame(hall, "guide", middle.into_any())
}

/// The drawing of a map, fetched again when it has changed.
fn drawing(hall: HallId, map: Memo<Option<FloorMap>>) -> RwSignal<Option<String>> {
    let drawing = RwSignal::new(None);
    let wanted =
        Memo::new(move |_| map.with(|map| map.as_ref().map(|map| (map.id.clone(), map.hash.clone()))));
    Effect::new(move |_| {
        let Some(asked) = wanted.get() else { return };
        let call = Call::signs(hall.clone(), SignCall::Drawing(asked.0.clone()));
        leptos::task::spawn_local(async move {
            while wanted.try_get_untracked().flatten().as_ref() == Some(&asked) {
                if let Ok(svg) = api::text(&call).await {
                    if wanted.try_get_untracked().flatten().as_ref() == Some(&asked) {
                        drawing.try_set(Some(svg));
                    }
                    return;
                }
                TimeoutFuture::new(AGAIN_MS).await;
            }
        });
    });
    drawing
}

/// A drawing that has only a size, and no box to be scaled by, gets one.
fn scale(paper: &Element) {
    let Ok(Some(svg)) = paper.query_selector("svg") else { return };
    let size = |name: &str| {
        let value = svg.get_attribute(name)?;
        value.trim_end_matches("px").parse::<f64>().ok().filter(|size| *size > 0.0)
    };
    if !svg.has_attribute("viewBox")
        && let (Some(width), Some(height)) = (size("width"), size("height"))
    {
        // an attribute of a good name is always taken
        _ = svg.set_attribute("viewBox", &format!("0 0 {width} {height}"));
    }
    _ = svg.remove_attribute("width");
    _ = svg.remove_attribute("height");
    _ = svg.set_attribute("aria-hidden", "true");
}

/// A drawing on its paper.
struct Drawn<'a> {
    paper: &'a Element,
    hall: &'a Hall,
    elements: &'a [String],
    room: Room,
}

impl Drawn<'_> {
    fn element(&self, id: &str) -> Option<Element> {
        let document = self.paper.owner_document()?;
        document.get_element_by_id(id).filter(|element| self.paper.contains(Some(element)))
    }

    fn area(&self, id: &str) -> Option<Area> {
        let (rect, paper) =
            (self.element(id)?.get_bounding_client_rect(), self.paper.get_bounding_client_rect());
        let (x, y) = (rect.x() - paper.x(), rect.y() - paper.y());
        Some(Area { x, y, width: rect.width(), height: rect.height() })
    }

    /// Gives the elements that are known their looks.
    fn dress(&self, states: Option<&BTreeMap<WindowId, WindowState>>, here: Option<&str>) {
        for id in self.elements {
            let kind = match id.split_once('-') {
                Some(("zone", _)) => "zone",
                Some(("window", _)) => "window",
                Some(("way", _)) => "way",
                Some(("facility", _)) => "facility",
                _ => "",
            };
            let state = match id.strip_prefix("window-") {
                Some(window) => state(states, window).map_or("unknown", name),
                None => "",
            };
            let here = if here == Some(id.as_str()) { "here" } else { "" };
            let class = [kind, state, here].join(" ");
            // what is none of these is drawn as it is
            if let Some(element) = self.element(id).filter(|_| !class.trim().is_empty()) {
                // an attribute of a good name is always taken
                _ = element.set_attribute("class", class.trim());
            }
        }
    }

    fn labels(&self, states: Option<&BTreeMap<WindowId, WindowState>>, here: Option<&str>) -> Vec<Label> {
        if self.room.is_unknown() {
            return Vec::new();
        }
        let of = |prefix: &'static str| {
            let named = self.elements.iter().filter_map(move |id| Some((id, id.strip_prefix(prefix)?)));
            named.filter_map(|(id, name)| Some((name.to_owned(), self.area(id)?))).collect::<Vec<_>>()
        };
        let windows = of("window-");
        let here = here.and_then(|id| self.area(id)).map(|area| {
            let zh = self.room.han(2.7);
            let en = self.room.en(zh);
            let wide = (zh * ems(text::YOU_ARE_HERE.zh)).max(en * ems(text::YOU_ARE_HERE.en));
            let high = 1.2 * (zh + en);
            around(area, wide + 2.5 * self.room.rem, high + self.room.rem, self.room)
        });
        let boxes: Vec<Area> = windows.iter().map(|(_, area)| *area).chain(here).collect();
        let zone = |(name, area): (String, Area)| {
            let (free, known) = (area.free(&boxes), self.hall.zone(&name).map(|zone| zone.name.clone()));
            let (zh, en) = known.as_ref().map_or(("", ""), |text| (&text.zh, &text.en));
            let named = match zone_label(free, zh, en, self.room) {
                ZoneLabel::Named => known,
                ZoneLabel::Letter => None,
                ZoneLabel::None => return None,
            };
            Some(Label { at: free.middle(self.room), what: What::Zone(name, named) })
        };
        let window = |(name, area): (String, Area)| {
            let known = name.parse().ok().and_then(|id: WindowId| self.hall.window(&id));
            let sign = known.map_or_else(|| name.clone(), |window| window.label.clone());
            let area = here.map_or(area, |here| area.free(&[here]));
            let what = What::Window(sign.clone(), state(states, &name));
            window_label(area, &sign, self.room).then(|| Label { at: area.middle(self.room), what })
        };
        let seen = |area: Area| has_icon(area, self.room) && here.is_none_or(|here| !here.covers(area));
        let facilities = of("facility-").into_iter().filter(|(_, area)| seen(*area));
        let facility = |(name, area): (String, Area)| {
            let (_, icon) = facility::facility(&format!("facility-{name}"))?;
            Some(Label { at: area.middle(self.room), what: What::Facility(icon) })
        };
        let facilities = facilities.filter_map(facility);
        let here = here.map(|area| Label { at: area.middle(self.room), what: What::Here });
        of("zone-")
            .into_iter()
            .filter_map(zone)
            .chain(windows.into_iter().filter_map(window))
            .chain(facilities)
            .chain(here)
            .collect()
    }
}

/// How a window stands; none while nobody knows.
fn state(states: Option<&BTreeMap<WindowId, WindowState>>, window: &str) -> Option<WindowState> {
    let id: WindowId = window.parse().ok()?;
    states.map(|states| states.get(&id).copied().unwrap_or_default())
}

const fn name(state: WindowState) -> &'static str {
    match state {
        WindowState::Open => "open",
        WindowState::Paused => "paused",
        WindowState::Closed => "closed",
    }
}

fn key(state: WindowState) -> impl IntoView {
    let phrase = match state {
        WindowState::Open => text::SIGN_OPEN,
        WindowState::Paused => text::SIGN_PAUSED,
        WindowState::Closed => text::SIGN_CLOSED,
    };
    view! { <li><span class=format!("window-mark {}", name(state))></span>{both(phrase)}</li> }
}

fn label(label: Label) -> AnyView {
    let (x, y) = label.at;
    let (left, top) = (format!("{x}%"), format!("{y}%"));
    match label.what {
        What::Zone(letter, name) => view! {
            <div class="map-zone" style:left=left style:top=top data-zone=letter.clone()>
                <span class="digits">{letter.clone()}</span>
                {name.map(|text| view! { <Both text/> })}
            </div>
        }
        .into_any(),
        What::Window(sign, state) => {
            let class = format!("map-window digits {}", state.map_or("unknown", name));
            view! {
                <div class=class style:left=left style:top=top data-window=sign.clone()>{sign.clone()}</div>
            }
            .into_any()
        }
        What::Facility(icon) => view! {
            <span class="map-facility icon" style:left=left style:top=top aria-hidden="true" inner_html=icon></span>
        }
        .into_any(),
        What::Here => view! {
            <div class="map-here" style:left=left style:top=top data-here="">{both(text::YOU_ARE_HERE)}</div>
        }
        .into_any(),
    }
}
