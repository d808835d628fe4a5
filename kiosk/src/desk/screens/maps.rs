//! The floor maps: which zones and windows of the hall each has, by the ids of its elements (R81, R82).

use super::Wall;
use super::dialog::{Ask, Asked};
use super::text as t;
use crate::live::path::Call;
use crate::live::signs::SignCall;
use hall::profile::Hall;
use hall::screen::FloorMap;
use hall::text::Phrase;
use leptos::prelude::*;

/// What a drawing has of the hall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Bound {
    /// Zones and windows of the hall.
    zones: usize,
    windows: usize,
    /// Those that the drawing has not.
    missing_zones: Vec<String>,
    missing_windows: Vec<String>,
    /// Elements that name a zone or window that the hall has not.
    unknown: Vec<String>,
}

fn bound(map: &FloorMap, hall: &Hall) -> Bound {
    let has =
        |kind: &str, id: &str| map.elements.iter().any(|element| element.strip_prefix(kind) == Some(id));
    let zones = hall.zones.iter().map(|zone| zone.id.as_str());
    let windows = hall.windows.iter().map(|window| window.id.as_str());
    let unknown = map.elements.iter().filter(|element| {
        let zone = element.strip_prefix("zone-").map(|id| hall.zone(id).is_none());
        let window =
            || element.strip_prefix("window-").map(|id| hall.windows.iter().all(|one| one.id.as_str() != id));
        zone.or_else(window) == Some(true)
    });
    Bound {
        zones: hall.zones.len(),
        windows: hall.windows.len(),
        missing_zones: zones.filter(|id| !has("zone-", id)).map(str::to_owned).collect(),
        missing_windows: windows.filter(|id| !has("window-", id)).map(str::to_owned).collect(),
        unknown: unknown.cloned().collect(),
    }
}

/// The page of the maps.
#[component]
pub fn Maps(
    /// The page.
    wall: Wall,
) -> impl IntoView {
    let desk = wall.desk;
    let all = Memo::new(move |_| wall.signage(|signage| signage.maps.clone()));
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let none = move || all.with(Vec::is_empty).then(|| desk.say(t::NONE_YET));
    let rows = move || all.get().into_iter().map(|map| view! { <Row wall map/> }).collect_view();
    view! {
        <section class="card stack" aria-labelledby="maps-title">
            <div class="ratings-head">
                <h2 id="maps-title">{desk.words(t::PART_MAPS)}</h2>
                <span class="quiet" role="status">{none}</span>
                <span class="fill"></span>
                <Show when=move || wall.may_change.get()>
                    <Ask wall phrase=t::MAP_ADD act="map-add" primary=true asks=|| Some(Asked::Map(None))/>
                </Show>
            </div>
            <p class="quiet">{desk.words(t::MAPS_HINT)}</p>
            <div class="scroll">
                <table class="list maps" aria-labelledby="maps-title">
                    <thead>
                        <tr>{head(t::NAME)} {head(t::COL_BOUND)} {head(t::COL_UNBOUND)} {head(t::COL_ACTS)}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(wall: Wall, map: FloorMap) -> impl IntoView {
    let desk = wall.desk;
    let (name, id) = (map.name.clone(), map.id.to_string());
    let drawing = {
        let map = map.id.clone();
        move || Some(Call::signs(desk.hall_id()?, SignCall::Drawing(map.clone())).path())
    };
    let (about, kept) = (StoredValue::new(id.clone()), StoredValue::new(map));
    let bound = Memo::new(move |_| {
        let of = |hall: &Hall| kept.with_value(|map| bound(map, hall));
        desk.hall.with(|hall| hall.as_ref().map(|hall| of(hall))).unwrap_or_default()
    });
    let count = move |phrase: Phrase, all: fn(&Bound) -> (usize, usize)| {
        move || {
            let (missing, all) = bound.with(all);
            desk.fill(phrase, &[&all.saturating_sub(missing).to_string(), &all.to_string()])
        }
    };
    let missing = move || {
        let line = |phrase: Phrase, ids: &[String]| {
            let words = desk.fill(phrase, &[&ids.join(" ")]);
            (!ids.is_empty()).then(|| view! { <li>{words}</li> })
        };
        bound.with(|bound| {
            let whole = bound.missing_zones.is_empty() && bound.missing_windows.is_empty();
            let whole = whole.then(|| view! { <li class="quiet">{desk.say(t::UNBOUND_NONE)}</li> });
            let zones = line(t::UNBOUND_ZONES, &bound.missing_zones);
            let windows = line(t::UNBOUND_WINDOWS, &bound.missing_windows);
            view! { {whole} {zones} {windows} {line(t::UNKNOWN_ELEMENTS, &bound.unknown)} }
        })
    };
    let remove = move || {
        let map = kept.with_value(|map| map.id.clone());
        Some(Asked::Remove(SignCall::Map(map), about.get_value(), t::REMOVE_HINT))
    };
    view! {
        <tr data-row=id.clone()>
            <th scope="row">
                <img class="drawing" src=drawing alt="" loading="lazy"/>
                <b>{move || name.get(desk.lang.get()).to_owned()}</b>
                <small lang="en">{id.clone()}</small>
            </th>
            <td>
                <ul>
                    <li>{count(t::BOUND_ZONES, |bound| (bound.missing_zones.len(), bound.zones))}</li>
                    <li>{count(t::BOUND_WINDOWS, |bound| (bound.missing_windows.len(), bound.windows))}</li>
                </ul>
            </td>
            <td><ul class="unbound">{missing}</ul></td>
            <td>
                <div class="acts">
                    <Show when=move || wall.may_change.get()>
                        <Ask
                            wall
                            phrase=t::EDIT
                            act="map-edit"
                            about=about.get_value()
                            asks=move || Some(Asked::Map(Some(kept.get_value())))
                        />
                        <Ask wall phrase=t::REMOVE act="map-remove" about=about.get_value() asks=remove/>
                    </Show>
                </div>
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_drawing_has_not_and_what_the_hall_has_not_are_both_named() {
        let hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let with = |elements: &[&str]| {
            let elements = elements.iter().map(ToString::to_string).collect();
            let (id, name) = ("one".parse().unwrap(), hall.name.clone());
            bound(&FloorMap { id, name, elements, hash: String::new() }, &hall)
        };
        let some = with(&["zone-A", "window-A01", "window-Z99", "way-1", "facility-lift", "zone-a"]);
        assert_eq!(some.missing_zones.len(), hall.zones.len() - 1);
        assert_eq!(some.missing_windows.len(), hall.windows.len() - 1);
        assert_eq!(some.unknown, ["window-Z99", "zone-a"]);
        let zones = hall.zones.iter().map(|zone| format!("zone-{}", zone.id));
        let all: Vec<_> =
            zones.chain(hall.windows.iter().map(|window| format!("window-{}", window.id))).collect();
        let all: Vec<_> = all.iter().map(String::as_str).collect();
        let whole = with(&all);
        assert!(
            whole.missing_zones.is_empty() && whole.missing_windows.is_empty() && whole.unknown.is_empty()
        );
    }
}
