//! Which screen this is, and what is on it: the registered one of its address, or a plain one for the main board and
//! for each window, which need no registration.

use super::route::Route;
use super::signs::Signs;
use super::stage::Stage;
use crate::live::Live;
use hall::id::ScreenId;
use hall::screen::{Layout, On, Outline, Screen, WINDOW_PREFIX, Why, on};
use leptos::prelude::*;

/// The id of the main board.
const MAIN: &str = "main";

/// This screen; none while it is not known, or at an address that no screen has.
#[derive(Clone, Copy)]
pub struct Here {
    /// It.
    pub screen: Memo<Option<Screen>>,
    /// What is on it now; none without a screen.
    pub on: Memo<Option<On>>,
}

/// Finds this screen.
pub fn provide_here(route: &Route, live: Live, signs: Signs, stage: Stage) -> Here {
    let route = route.clone();
    let screen = Memo::new(move |_| signs.outline.with(|outline| find(&route, outline.as_ref())));
    let calling = Memo::new(move |_| stage.current.with(Option::is_some));
    let on = Memo::new(move |_| {
        let screen = screen.get()?;
        let own = || On { layout: screen.layout.clone(), why: Why::Fixed };
        let (Some(now), false) = (live.reckoned.get(), screen.playlist.is_none()) else { return Some(own()) };
        let of = |outline: &Option<Outline>| {
            let hours = live.hall.with(|hall| hall.as_ref().map(|view| view.hall.hours.clone()))?;
            Some(on(&screen, outline.as_ref()?, &hours, now, calling.get()))
        };
        Some(signs.outline.with(of).unwrap_or_else(own))
    });
    Here { screen, on }
}

/// The id that a route names.
#[must_use]
pub fn id(route: &Route) -> Option<ScreenId> {
    match route {
        Route::Main => MAIN.parse().ok(),
        Route::Window(window) => {
            format!("{WINDOW_PREFIX}{}", window.as_str().to_ascii_lowercase()).parse().ok()
        }
        Route::Named(id) => Some(id.clone()),
        Route::Unknown(_) => None,
    }
}

fn find(route: &Route, outline: Option<&Outline>) -> Option<Screen> {
    let id = id(route)?;
    let registered =
        outline.and_then(|outline| outline.screens.iter().find(|screen| screen.id == id)).cloned();
    registered.or_else(|| match route {
        Route::Main => {
            let zone = Some(MAIN.to_owned());
            Some(Screen { voice_zone: zone, ..Screen::plain(id, Layout::Main) })
        }
        Route::Window(window) => Some(Screen::plain(id, Layout::Window { window: window.clone() })),
        Route::Named(_) | Route::Unknown(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_board_and_every_window_need_no_registration_others_do() {
        let route = |path: &str| Route::parse(path);
        let layout = |path: &str| find(&route(path), None).map(|screen| screen.layout.name());
        assert_eq!(layout("/screen/main"), Some("main"));
        assert_eq!(layout("/screen/window/A01"), Some("window"));
        assert_eq!(layout("/screen/gate"), None);
        assert_eq!(id(&route("/screen/window/A01")).map(|id| id.to_string()).as_deref(), Some("window-a01"));
        let gate = Screen::plain("gate".parse().unwrap(), Layout::Ratings);
        let outline = Outline { screens: vec![gate], ..Outline::default() };
        let found = find(&route("/screen/gate"), Some(&outline));
        assert_eq!(found.map(|screen| screen.layout), Some(Layout::Ratings));
    }
}
