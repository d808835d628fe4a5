//! The program of a wall screen: reads which screen it is, starts the way to the server, and shows the
//! screen, the page for when the server is away, or which screens there are.

use super::board::MainBoard;
use super::fallback::Fallback;
use super::route::{Route, Sound};
use super::stage::provide_stage;
use super::unknown::Unknown;
use super::window_sign::WindowSign;
use crate::live::{Link, Live, provide_live};
use crate::page;
use hall::profile::{Hall, Window};
use leptos::prelude::*;

/// What fills the screen.
#[derive(Clone, Debug, PartialEq)]
enum Face {
    /// The splash of the page stays.
    Starting,
    Board(Box<Hall>),
    Sign(Box<Hall>, Box<Window>),
    Lost,
    Unknown(String, Option<Box<Hall>>),
}

fn face(route: &Route, hall: Option<Hall>, ready: bool, link: Link) -> Face {
    if let Route::Unknown(path) = route {
        return Face::Unknown(path.clone(), hall.map(Box::new));
    }
    let lost = matches!(link, Link::Lost { .. });
    match hall {
        Some(hall) if ready => match route {
            Route::Main if lost => Face::Lost,
            Route::Main => Face::Board(Box::new(hall)),
            // a sign keeps what cannot grow old: its label and its department
            Route::Window(id) => match hall.window(id).cloned() {
                Some(window) => Face::Sign(Box::new(hall), Box::new(window)),
                None => Face::Unknown(route.path(), Some(Box::new(hall))),
            },
            Route::Unknown(path) => Face::Unknown(path.clone(), None),
        },
        // with nothing to show, old data are as good as none
        _ if link.is_broken() => Face::Lost,
        _ => Face::Starting,
    }
}

/// Starts the program.
pub fn start() {
    let location = web_sys::window().map(|window| window.location());
    let read = |part: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        location.as_ref().and_then(|location| part(location).ok()).unwrap_or_default()
    };
    let route = Route::parse(&read(web_sys::Location::pathname));
    let sound = Sound::parse(&route, &read(web_sys::Location::search));
    leptos::mount::mount_to_body(move || view! { <App route=route.clone() sound/> });
}

#[component]
fn App(route: Route, sound: Sound) -> impl IntoView {
    let live: Live = provide_live();
    provide_stage(&route, sound);
    let hall = Memo::new(move |_| live.hall.with(|view| view.as_ref().map(|view| view.hall.clone())));
    let shown = Memo::new(move |_| face(&route, hall.get(), live.ready.get(), live.link.get()));
    Effect::new(move |_| {
        if shown.with(|face| *face != Face::Starting) {
            page::remove_splash();
        }
    });
    move || match shown.get() {
        Face::Starting => ().into_any(),
        Face::Board(hall) => view! { <MainBoard hall=*hall/> }.into_any(),
        Face::Sign(hall, window) => view! { <WindowSign hall=*hall window=*window/> }.into_any(),
        Face::Lost => view! { <Fallback/> }.into_any(),
        Face::Unknown(path, hall) => view! { <Unknown path hall=hall.map(|hall| *hall)/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;

    #[test]
    fn a_screen_shows_what_it_can_stand_behind() {
        let (hall, _) = sample(Vec::new());
        let hall = || Some(hall.clone());
        let (stale, lost) = (Link::Stale { since_ms: 0.0 }, Link::Lost { since_ms: 0.0 });
        let main = |hall, ready, link| face(&Route::Main, hall, ready, link);
        assert_eq!(main(None, false, Link::Connecting), Face::Starting);
        assert_eq!(main(hall(), false, Link::Fresh), Face::Starting);
        assert!(matches!(main(hall(), true, Link::Fresh), Face::Board(_)));
        assert!(matches!(main(hall(), true, stale), Face::Board(_)), "with a banner");
        assert_eq!(main(hall(), true, lost), Face::Lost);
        assert_eq!(main(None, false, stale), Face::Lost);
        let sign = |id: &str| face(&Route::parse(&format!("/screen/window/{id}")), hall(), true, Link::Fresh);
        assert!(matches!(sign("g04"), Face::Sign(_, window) if window.id.as_str() == "G04"));
        let sign_lost = face(&Route::parse("/screen/window/g04"), hall(), true, lost);
        assert!(matches!(sign_lost, Face::Sign(..)), "without its state");
        assert!(matches!(sign("Z99"), Face::Unknown(..)));
        assert!(matches!(face(&Route::parse("/screen/x"), None, false, Link::Connecting), Face::Unknown(..)));
    }
}
