//! How much fits on a screen: rows on a page, letters on a line. Counted, not tried out: a page that was laid out to be
//! measured would be seen.

use leptos::html::Div;
use leptos::prelude::*;

use super::stage::use_stage;

/// A letter that is no Han character takes this share of the size of its font, on average.
const LATIN: f64 = 0.56;
/// Height of a line of Chinese, and of English below it (three quarters as large), as shares of the size.
const ZH_LINE: f64 = 1.2;
/// As [`ZH_LINE`].
const EN_LINE: f64 = 0.75 * 1.15;
/// English is so much smaller than the Chinese above it.
pub const EN_SIZE: f64 = 0.75;
/// Lines break at words, so they hold less than they are wide.
const EN_SLACK: f64 = 1.15;

/// Room for text, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Room {
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
    /// One rem: a 120th of a screen's width.
    pub rem: f64,
    /// Smallest Han character that is read from where people stand; 0 when nobody measured the screen.
    pub han: f64,
    /// Smallest digit, likewise.
    pub digit: f64,
}

impl Room {
    /// The size of Han characters that would be so many rem: as in the style sheet.
    #[must_use]
    pub fn han(self, rem: f64) -> f64 {
        self.han.max(rem * self.rem)
    }

    /// The size of digits that would be so many rem: as in the style sheet.
    #[must_use]
    pub fn digit(self, rem: f64) -> f64 {
        self.digit.max(rem * self.rem)
    }

    /// True before anything was laid out.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self.width < 1.0 || self.height < 1.0 || self.rem <= 0.0
    }
}

/// The room of an element, looked at every second: when the screen is turned or its letters are made larger, pages are
/// made anew.
pub fn room(element: NodeRef<Div>) -> Memo<Room> {
    let stage = use_stage();
    // what was just drawn has no size yet
    let drawn = RwSignal::new(false);
    Effect::new(move |_| {
        if element.get().is_some() {
            drawn.set(true);
        }
    });
    Memo::new(move |_| {
        stage.seconds.track();
        stage.upright.track();
        drawn.track();
        element.get().map(|element| measure(&element)).unwrap_or_default()
    })
}

fn measure(element: &web_sys::Element) -> Room {
    let window = web_sys::window();
    let style = |of: &web_sys::Element, name: &str| {
        let style = window.as_ref()?.get_computed_style(of).ok()??;
        let value = style.get_property_value(name).ok()?;
        value.trim().trim_end_matches("px").parse::<f64>().ok()
    };
    let root = window.as_ref().and_then(web_sys::Window::document).and_then(|page| page.document_element());
    Room {
        width: f64::from(element.client_width()),
        height: f64::from(element.client_height()),
        rem: root.and_then(|root| style(&root, "font-size")).unwrap_or_default(),
        han: style(element, "--han").unwrap_or_default(),
        digit: style(element, "--digit").unwrap_or_default(),
    }
}

/// How many rows of a height stand one above the other; at least one.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a screen has few rows")]
pub fn rows_fit(height_px: f64, row_px: f64) -> usize {
    if row_px > 0.0 { (height_px / row_px).floor().clamp(1.0, 100.0) as usize } else { 1 }
}

/// How wide a text is, in Han characters of its size.
#[must_use]
pub fn ems(text: &str) -> f64 {
    text.chars().map(|c| if u32::from(c) < 0x2000 { LATIN } else { 1.0 }).sum()
}

/// How many lines a text takes; none for an empty one.
#[must_use]
pub fn lines(text: &str, size_px: f64, width_px: f64) -> usize {
    let per_line = width_px / size_px.max(1.0);
    let one = |line: &str| rows_fit((ems(line) / per_line.max(1.0)).ceil(), 1.0);
    text.lines().filter(|line| !line.trim().is_empty()).map(one).sum()
}

/// How high a text is in both languages, English below Chinese, in pixels.
#[must_use]
pub fn height(zh: &str, en: &str, size_px: f64, width_px: f64) -> f64 {
    let count = |lines: usize| f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
    let zh = count(lines(zh, size_px, width_px));
    let en = count(lines(en, size_px * EN_SIZE * EN_SLACK, width_px));
    (zh * ZH_LINE + en * EN_LINE) * size_px
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_whole_rows_and_never_none() {
        assert_eq!([700.0, 699.0, 50.0].map(|height| rows_fit(height, 100.0)), [7, 6, 1]);
        assert_eq!(rows_fit(700.0, 0.0), 1);
    }

    #[test]
    fn a_text_takes_as_many_lines_as_it_is_wide() {
        assert_eq!(lines("户政出入境", 50.0, 250.0), 1);
        assert_eq!(lines("户政出入境区", 50.0, 250.0), 2);
        assert_eq!(lines("一\n\n二", 50.0, 250.0), 2);
        assert_eq!(lines("", 50.0, 250.0), 0);
        assert!(height("社保", "Social insurance", 40.0, 400.0) < 2.0 * 1.2 * 40.0);
        assert!(height("社保", "Social insurance and employment", 40.0, 200.0) > 3.0 * 0.75 * 40.0);
    }

    #[test]
    fn letters_that_are_read_from_afar_are_never_smaller_than_that() {
        let room = Room { rem: 16.0, han: 69.0, digit: 65.0, ..Room::default() };
        assert_eq!((room.han(2.0), room.han(5.0), room.digit(4.0)), (69.0, 80.0, 65.0));
    }
}
