//! A floor map: an SVG of the administrator's, read here as text and looked through by the server.

use super::Wall;
use super::field::{Both, Fault, Faults, Pair, Typed, at};
use super::text as t;
use crate::desk::counter::focus;
use crate::desk::foot::Foot;
use crate::desk::guides::size;
use crate::live::signs::SignCall;
use hall::api::MapUpload;
use hall::id::SignId;
use hall::screen::FloorMap;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::File;
use wasm_bindgen_futures::JsFuture;

/// Bytes of a drawing at most, as browsers count.
const BYTES_MAX: f64 = 500.0 * 1024.0;
/// Where the fields of the server stand.
const PLACES: [(&str, &str); 4] =
    [("/svg", "map-file"), ("/id", "map-id"), ("/name", "map-name-zh"), ("/elements", "map-file")];

/// True for a file that may be a drawing.
fn fits(name: &str, bytes: f64) -> bool {
    name.to_lowercase().ends_with(".svg") && bytes > 0.0 && bytes <= BYTES_MAX
}

/// The form.
#[component]
pub fn MapForm(
    /// The page.
    wall: Wall,
    /// The map, or none for another one.
    map: Option<FloorMap>,
) -> impl IntoView {
    let desk = wall.desk;
    let is_new = map.is_none();
    let id = RwSignal::new(map.as_ref().map(|map| map.id.to_string()).unwrap_or_default());
    let name = Pair::of(&map.map(|map| map.name).unwrap_or_default());
    let faults = Faults::new();
    let field = NodeRef::<html::Input>::new();
    // a file is the browser's: it stays in this thread
    let file = RwSignal::new_local(None::<File>);
    let take = move |_| {
        let files = field.get_untracked().and_then(|field| field.files());
        let one = files.and_then(|files| files.get(0)).filter(|file| fits(&file.name(), file.size()));
        faults.clear();
        if one.is_none() {
            faults.show("map-file", t::MAP_FILE_BAD.text());
        }
        file.set(one);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let known = id.with_untracked(|id| id.trim().parse::<SignId>().ok());
        let known = faults.need(known, "map-id", t::ID_BAD);
        let name = faults.need(name.whole(), "map-name-zh", t::NEED_BOTH);
        let drawing = faults.need(file.get_untracked(), "map-file", t::MAP_FILE_BAD);
        let (Some(id), Some(name), Some(drawing)) = (known, name, drawing) else { return };
        if is_new && untrack(|| wall.signage(|signage| signage.map(&id).is_some())) {
            return faults.show("map-id", t::ID_TAKEN.text());
        }
        wall.tasks.spawn(async move {
            let text = JsFuture::from(drawing.text()).await.ok().and_then(|text| text.as_string());
            let Some(svg) = text else { return faults.show("map-file", t::MAP_FILE_BAD.text()) };
            let (call, said) = (SignCall::Map(id.clone()), id.to_string());
            let upload = MapUpload { name, svg };
            let place = |problem: Option<&_>| at(&PLACES, problem);
            wall.put::<MapUpload, FloorMap>(call, upload, (t::DONE_MAP, said), faults, place);
        });
    };
    let chosen = move || {
        let about = file.with(|file| file.as_ref().map(|file| (file.name(), file.size())));
        match about {
            None => desk.say(t::MAP_FILE_NONE).to_owned(),
            Some((name, bytes)) => desk.fill(t::MAP_FILE_CHOSEN, &[&name, &size(bytes)]),
        }
    };
    let id_field = is_new.then(|| {
        view! { <Typed id="map-id" label=desk.words(t::ID) value=id faults most=32 lang="en" first=true/> }
    });
    Effect::new(move || {
        if !is_new {
            focus("map-file");
        }
    });
    view! {
        <form novalidate on:submit=submit>
            {id_field}
            <Both id="map-name" label=t::NAME value=name faults/>
            <div class="field drop">
                <input
                    id="map-file"
                    type="file"
                    accept=".svg,image/svg+xml"
                    node_ref=field
                    aria-describedby="map-file-state map-file-fault"
                    on:change=take
                />
                <label class="btn" for="map-file">{desk.words(t::MAP_FILE)}</label>
                <p id="map-file-state" role="status">{chosen}</p>
                <p class="quiet">{desk.words(t::MAP_FILE_HINT)}</p>
                <Fault id="map-file" faults/>
            </div>
            <p class="quiet">{desk.words(t::MAPS_HINT)}</p>
            <Foot confirm=t::SAVE act="map-save" busy=wall.busy on_back=move || wall.asked.set(None)/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_drawings_of_the_servers_size_are_taken() {
        assert!(fits("一楼.SVG", 1000.0));
        assert!(!fits("一楼.png", 1000.0));
        assert!(!fits("一楼.svg", 0.0));
        assert!(!fits("一楼.svg", BYTES_MAX + 1.0));
    }
}
