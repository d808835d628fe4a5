//! What keeps a panel alive for years: everything moves by a few pixels every three minutes, and the sides of a board
//! change places every hour, so that no letter burns in. Both follow from the clock alone, and neither is a movement
//! that anybody sees (A57).

use super::stage::Stage;
use crate::live::Live;
use crate::page::document;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Everything moves after so many seconds.
const SHIFT_S: u32 = 180;
/// By so many CSS pixels at most, each way.
const SHIFT_PX: i32 = 8;

/// Where the page stands, in pixels right and down, after so many seconds.
fn shift(seconds: u32) -> (i32, i32) {
    const PLACES: [(i32, i32); 8] = [
        (0, 0),
        (SHIFT_PX, 0),
        (SHIFT_PX, SHIFT_PX),
        (0, SHIFT_PX),
        (-SHIFT_PX, SHIFT_PX),
        (-SHIFT_PX, 0),
        (-SHIFT_PX, -SHIFT_PX),
        (0, -SHIFT_PX),
    ];
    let place = usize::try_from(seconds / SHIFT_S).unwrap_or_default() % PLACES.len();
    PLACES.get(place).copied().unwrap_or_default()
}

/// Begins to care for the panel.
pub fn begin(live: Live, stage: Stage) {
    let place = Memo::new(move |_| shift(stage.seconds.get()));
    // the hour of the hall: all screens change sides at once, and nobody looks for the panel in vain twice
    let swapped = Memo::new(move |_| live.now.get().is_some_and(|now| now.minute_of_day() / 60 % 2 == 1));
    Effect::new(move |_| {
        let body = document().and_then(|document| document.body());
        if let Some(body) = body.and_then(|body| body.dyn_into::<HtmlElement>().ok()) {
            let (right, down) = place.get();
            let moved = if (right, down) == (0, 0) { String::new() } else { format!("{right}px {down}px") };
            // fails only for a property that no browser knows
            let _ = body.style().set_property("translate", &moved);
            let _ = body.class_list().toggle_with_force("swapped", swapped.get());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_comes_and_each_step_is_small() {
        let places: std::collections::BTreeSet<_> = (0..8).map(|turn| shift(turn * SHIFT_S)).collect();
        assert_eq!(places.len(), 8);
        assert_eq!(shift(0), (0, 0), "where a picture is compared");
        assert_eq!(shift(8 * SHIFT_S), (0, 0));
        for turn in 0..8 {
            let ((x, y), (next_x, next_y)) = (shift(turn * SHIFT_S), shift((turn + 1) * SHIFT_S));
            assert!((x - next_x).abs() <= SHIFT_PX && (y - next_y).abs() <= SHIFT_PX);
        }
    }
}
