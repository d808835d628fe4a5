//! What fills a screen, a file a kind: the boards of calls and the sign of a window here, and what is published in a
//! program of its own ([`super::poster`]).

mod area;
mod guide;
mod notice;
mod public;
mod ratings;
mod six;

use super::board::MainBoard;
use super::window_sign::WindowSign;
use hall::profile::Hall;
use hall::screen::Layout;
use leptos::prelude::*;

/// Draws what follows the queue; nothing for what is published.
pub fn board(hall: Hall, layout: Layout) -> AnyView {
    match layout {
        Layout::Main => view! { <MainBoard hall/> }.into_any(),
        Layout::Area { queues } => view! { <area::AreaBoard hall queues/> }.into_any(),
        Layout::Window { window } => {
            let window = hall.window(&window).cloned();
            window.map(|window| view! { <WindowSign hall window/> }.into_any()).into_any()
        }
        _ => ().into_any(),
    }
}

/// Draws what is published; nothing for what follows the queue.
pub fn poster(hall: Hall, layout: Layout) -> AnyView {
    match layout {
        Layout::Guide { map, here } => view! { <guide::EntranceGuide hall map here/> }.into_any(),
        Layout::Public { lists, terminals } => {
            view! { <public::PublicBoard hall lists terminals/> }.into_any()
        }
        Layout::Ratings => view! { <ratings::RatingBoard hall/> }.into_any(),
        Layout::Six => view! { <six::OpenSix hall/> }.into_any(),
        Layout::Notice { notice } => view! { <notice::NoticeFace hall notice/> }.into_any(),
        Layout::Main | Layout::Area { .. } | Layout::Window { .. } => ().into_any(),
    }
}
