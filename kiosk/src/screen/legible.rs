//! Letters that are read from where people stand (A64): from the measures of this screen and what is on it, the
//! smallest sizes and how much is shown, told to the style sheets by the root element.
//!
//! `--han` and `--digit` are the smallest font sizes, in CSS pixels; `data-density` is what is shown, `data-grown`
//! stands there when letters are larger than they are drawn. A screen that nobody measured has no sizes.

use super::here::Here;
use super::stage::use_stage;
use gloo_events::EventListener;
use hall::screen::{Fit, fitted};
use leptos::prelude::*;
use web_sys::{HtmlElement, wasm_bindgen::JsCast};

/// Both languages have had their turn after so many seconds.
const ROUND_S: u32 = 15;
/// English has its turn from this second on.
const ENGLISH_FROM_S: u32 = 9;

/// What fits on this screen.
#[derive(Clone, Copy)]
pub struct Legible {
    /// It, for what is on now.
    pub fit: Memo<Fit>,
}

/// Keeps the root element up to date; everything below the calling component may [`use_legible`].
pub fn provide_legible(here: Here) -> Legible {
    let fit = Memo::new(move |_| {
        let (screen, on) = (here.screen.get(), here.on.get());
        let fits = screen.zip(on).and_then(|(screen, on)| fitted(&screen, &on.layout));
        // what the desk would refuse now was let in before the screen was measured: better drawn small than dark
        fits.unwrap_or(Fit::unmeasured())
    });
    let width = RwSignal::new(width());
    let listener = web_sys::window().map(|window| {
        EventListener::new(&window, "resize", move |_| {
            width.try_set(self::width());
        })
    });
    // lives as long as the page
    let _kept = StoredValue::new_local(listener);
    Effect::new(move || {
        let panel = here.screen.with(|screen| screen.as_ref().map(|screen| screen.width_px));
        tell(fit.get(), scale(width.get(), panel.unwrap_or_default()));
    });
    // where one language at a time has room, each has its turn
    let stage = use_stage();
    let turn = Memo::new(move |_| if stage.seconds.get() % ROUND_S < ENGLISH_FROM_S { "zh" } else { "en" });
    Effect::new(move || {
        let root = web_sys::window().and_then(|window| window.document()?.document_element());
        // fails only for an invalid name
        root.into_iter().for_each(|root| _ = root.set_attribute("data-turn", turn.get()));
    });
    let legible = Legible { fit };
    provide_context(legible);
    legible
}

/// What fits on this screen.
///
/// # Panics
/// When no component above has called [`provide_legible`]: a fault of the program, found at its first start.
#[must_use]
pub fn use_legible() -> Legible {
    expect_context::<Legible>()
}

/// CSS pixels for each pixel of the panel.
fn scale(width: f64, panel_px: u32) -> f64 {
    if panel_px == 0 { 1.0 } else { width / f64::from(panel_px) }
}

/// A length for the style sheet, in thousandths: what writes any number as text would be a hundredth of the program.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred pixels")]
fn pixels(px: f64) -> String {
    let thousandths = (px.max(0.0) * 1000.0) as u32;
    format!("{}.{:03}px", thousandths / 1000, thousandths % 1000)
}

/// Writes it where the style sheets read it. A root that takes no attribute shows what is drawn for everybody.
fn tell(fit: Fit, scale: f64) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let style = root.style();
    for (name, px) in [("--han", fit.han_px), ("--digit", fit.digit_px)] {
        let _ = if px == 0 {
            style.remove_property(name).map(drop)
        } else {
            style.set_property(name, &pixels(f64::from(px) * scale))
        };
    }
    let _ = root.set_attribute("data-density", fit.density.name());
    let _ = root.set_attribute("data-rows", &fit.rows.to_string());
    let _ = root.toggle_attribute_with_force("data-grown", fit.grown);
}

fn width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_scaled_keeps_the_size_on_the_panel() {
        assert_eq!(scale(1920.0, 3840), 0.5);
        assert_eq!(scale(1920.0, 1920), 1.0);
        assert_eq!(scale(1920.0, 0), 1.0);
    }
}
