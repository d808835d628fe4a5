//! The program of a wall screen: reads which screen it is, starts the way to the server, and shows the
//! screen, the page for when the server is away, or which screens there are.

use super::care;
use super::emergency::EmergencyFace;
use super::fallback::Fallback;
use super::here::provide_here;
use super::layouts;
use super::legible::provide_legible;
use super::poster::Poster;
use super::report::report;
use super::route::{Route, Sound};
use super::signs::provide_signs;
use super::stage::provide_stage;
use super::unknown::Unknown;
use crate::live::{Link, Live, device, provide_live};
use crate::page;
use hall::board::Emergency;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{Layout, Outline, Screen};
use leptos::prelude::*;

/// What fills the screen.
#[derive(Clone, Debug, PartialEq)]
enum Face {
    /// The splash of the page stays.
    Starting,
    /// A message to everybody.
    Emergency(Emergency),
    /// What the screen is for.
    On(Box<Hall>, Layout),
    /// Its dark hours.
    Dark,
    Lost,
    Unknown(String, Option<Box<Hall>>),
}

/// What is known of the screen.
struct Known<'a> {
    route: &'a Route,
    hall: Option<Hall>,
    /// A board has been received.
    ready: bool,
    link: Link,
    /// What is told to the screens has been received.
    told: bool,
    screen: Option<Screen>,
    on: Option<Layout>,
    emergency: Option<Emergency>,
    /// The minute of the day.
    minute: Option<u16>,
}

fn face(known: Known<'_>) -> Face {
    let Known { route, hall, ready, link, told, screen, on, emergency, minute } = known;
    if let Some(emergency) = emergency {
        return Face::Emergency(emergency);
    }
    let unknown = |hall: Option<Hall>| Face::Unknown(route.path(), hall.map(Box::new));
    if let Route::Unknown(_) = route {
        return unknown(hall);
    }
    let (Some(hall), true) = (hall, ready) else {
        // with nothing to show, old data are as good as none
        return if link.is_broken() { Face::Lost } else { Face::Starting };
    };
    match (screen, on) {
        (Some(screen), _) if minute.is_some_and(|minute| screen.is_dark(minute)) => Face::Dark,
        (_, Some(layout)) if layout.grows_old() && matches!(link, Link::Lost { .. }) => Face::Lost,
        (_, Some(Layout::Window { window })) if hall.window(&window).is_none() => unknown(Some(hall)),
        (_, Some(layout)) => Face::On(Box::new(hall), layout),
        (_, None) if told => unknown(Some(hall)),
        (_, None) if link.is_broken() => Face::Lost,
        (_, None) => Face::Starting,
    }
}

/// Starts the program.
pub fn start() {
    // first of all, so that the address is clean before anything reads it
    device::enrol();
    let location = web_sys::window().map(|window| window.location());
    let read = |part: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        location.as_ref().and_then(|location| part(location).ok()).unwrap_or_default()
    };
    let route = Route::parse(&read(web_sys::Location::pathname));
    let sound = Sound::parse(&read(web_sys::Location::search));
    leptos::mount::mount_to_body(move || view! { <App route=route.clone() sound/> });
}

#[component]
fn App(route: Route, sound: Sound) -> impl IntoView {
    let live: Live = provide_live();
    let signs = provide_signs(live, |outline: Outline| outline);
    let stage = provide_stage(&route, sound);
    let here = provide_here(&route, live, signs, stage);
    provide_legible(here);
    stage.announce_on(here);
    let hall = Memo::new(move |_| live.hall.with(|view| view.as_ref().map(|view| view.hall.clone())));
    let minute = Memo::new(move |_| live.reckoned.get().map(Moment::minute_of_day));
    let shown = Memo::new(move |_| {
        face(Known {
            route: &route,
            hall: hall.get(),
            ready: live.ready.get(),
            link: live.link.get(),
            told: signs.outline.with(Option::is_some),
            screen: here.screen.get(),
            on: here.on.get().map(|on| on.layout),
            emergency: live.emergency(),
            minute: minute.get(),
        })
    });
    Effect::new(move |_| {
        if let Some(screen) = here.screen.get() {
            stage.give_voice(&screen, minute.get());
        }
    });
    let emergency = Memo::new(move |_| live.emergency().map(|emergency| emergency.seq));
    Effect::new(move |_| stage.alarm(emergency.get()));
    let poster = Poster::new();
    Effect::new(move |_| {
        poster.show(shown.with(|face| matches!(face, Face::On(_, layout) if layout.is_poster())));
    });
    report(live, signs, here, stage);
    care::begin(live, stage);
    Effect::new(move |_| {
        if shown.with(|face| *face != Face::Starting) {
            page::remove_splash();
        }
    });
    move || match shown.get() {
        Face::Starting => ().into_any(),
        Face::Emergency(emergency) => view! { <EmergencyFace emergency/> }.into_any(),
        Face::On(hall, layout) => layouts::board(*hall, layout),
        Face::Dark => view! { <main class="screen dark" data-screen="dark"></main> }.into_any(),
        Face::Lost => view! { <Fallback/> }.into_any(),
        Face::Unknown(path, hall) => view! { <Unknown path hall=hall.map(|hall| *hall)/> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;
    use hall::hours::Period;

    fn known<'a>(route: &'a Route, hall: Option<Hall>, ready: bool, link: Link) -> Known<'a> {
        let id = super::super::here::id(route);
        let layout = match route {
            Route::Main => Some(Layout::Main),
            Route::Window(window) => Some(Layout::Window { window: window.clone() }),
            Route::Named(_) | Route::Unknown(_) => None,
        };
        let screen = id.zip(layout.clone()).map(|(id, layout)| Screen::plain(id, layout));
        Known { route, hall, ready, link, told: true, screen, on: layout, emergency: None, minute: Some(540) }
    }

    #[test]
    fn a_screen_shows_what_it_can_stand_behind() {
        let (hall, _) = sample(Vec::new());
        let hall = || Some(hall.clone());
        let (stale, lost) = (Link::Stale { since_ms: 0.0 }, Link::Lost { since_ms: 0.0 });
        let main = |hall, ready, link| face(known(&Route::Main, hall, ready, link));
        assert_eq!(main(None, false, Link::Connecting), Face::Starting);
        assert_eq!(main(hall(), false, Link::Fresh), Face::Starting);
        assert!(matches!(main(hall(), true, Link::Fresh), Face::On(_, Layout::Main)));
        assert!(matches!(main(hall(), true, stale), Face::On(..)), "with a banner");
        assert_eq!(main(hall(), true, lost), Face::Lost);
        assert_eq!(main(None, false, stale), Face::Lost);
        let at = |path: &str, link| face(known(&Route::parse(path), hall(), true, link));
        assert!(
            matches!(at("/screen/window/g04", Link::Fresh), Face::On(_, Layout::Window { window }) if window.as_str() == "G04")
        );
        assert!(matches!(at("/screen/window/g04", lost), Face::On(..)), "without its state");
        let route = Route::parse("/screen/lobby");
        let on = |layout| face(Known { on: Some(layout), ..known(&route, hall(), true, lost) });
        assert_eq!(on(Layout::Ratings), Face::Lost);
        assert_eq!(on(Layout::Public { lists: Vec::new(), terminals: false }), Face::Lost);
        assert!(matches!(on(Layout::Six), Face::On(..)), "what is published of matters stays right");
        assert!(matches!(at("/screen/window/Z99", Link::Fresh), Face::Unknown(..)));
        assert!(matches!(at("/screen/nobody", Link::Fresh), Face::Unknown(..)), "nobody registered it");
        let route = Route::parse("/screen/nobody");
        let waiting = Known { told: false, ..known(&route, hall(), true, Link::Fresh) };
        assert_eq!(face(waiting), Face::Starting, "it may be registered");
    }

    #[test]
    fn an_emergency_comes_before_everything_and_lights_a_dark_screen() {
        let (hall, _) = sample(Vec::new());
        let emergency = Emergency {
            seq: 1,
            text: hall.name.clone(),
            since: Moment::from_unix_ms(0),
            until: Moment::from_unix_ms(1),
        };
        let route = Route::Main;
        let night = |emergency| {
            let known = known(&route, Some(hall.clone()), true, Link::Fresh);
            let dark = vec![Period { from: 0, to: 1440 }];
            let screen = known.screen.clone().map(|screen| Screen { dark, ..screen });
            face(Known { screen, emergency, ..known })
        };
        assert_eq!(night(None), Face::Dark);
        assert_eq!(night(Some(emergency.clone())), Face::Emergency(emergency));
    }
}
