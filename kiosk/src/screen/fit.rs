//! How much fits on a screen: rows on a page, letters on a line. Counted, not tried out: a page that was laid out to be
//! measured would be seen.

use leptos::html::Div;
use leptos::prelude::*;

use super::stage::use_stage;

/// Height of a line of Chinese, and of one of English, as shares of their sizes.
const ZH_LINE: f64 = 1.2;
/// As [`ZH_LINE`].
const EN_LINE: f64 = 1.15;
/// English is so much smaller than the Chinese above it, where it is read so.
const EN_SIZE: f64 = 0.75;
/// A line of Chinese is empty for so many letters at its end, as marks do not begin the next one; a line of English for
/// half a word.
const HAN_LOST: f64 = 1.0;
/// As [`HAN_LOST`].
const LATIN_LOST: f64 = 2.2;

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
    /// Smallest digit and letter, likewise.
    pub digit: f64,
    /// Letters are so large that one language has room at a time: they take turns.
    pub in_turn: bool,
    /// They are larger than the layouts are drawn with.
    pub grown: bool,
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

    /// The size of English below Chinese of a size: as in the style sheet.
    #[must_use]
    pub fn en(self, size_px: f64) -> f64 {
        self.digit.max(size_px * EN_SIZE)
    }

    /// How high a text is in pixels, English below Chinese of this size; where they take turns, the higher one.
    #[must_use]
    pub fn high(self, zh: &str, en: &str, size_px: f64, width_px: f64) -> f64 {
        let high = |text: &str, size: f64, line: f64| {
            f64::from(u32::try_from(lines(text, size, width_px)).unwrap_or(u32::MAX)) * size * line
        };
        let (zh, en) = (high(zh, size_px, ZH_LINE), high(en, self.en(size_px), EN_LINE));
        if self.in_turn { zh.max(en) } else { zh + en }
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
    let density = root.as_ref().and_then(|root| root.get_attribute("data-density"));
    Room {
        width: f64::from(element.client_width()),
        height: f64::from(element.client_height()),
        rem: root.as_ref().and_then(|root| style(root, "font-size")).unwrap_or_default(),
        han: style(element, "--han").unwrap_or_default(),
        digit: style(element, "--digit").unwrap_or_default(),
        in_turn: density.is_some_and(|density| density != "full"),
        grown: root.is_some_and(|root| root.has_attribute("data-grown")),
    }
}

/// How many rows of a height stand one above the other; at least one.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a screen has few rows")]
pub fn rows_fit(height_px: f64, row_px: f64) -> usize {
    if row_px > 0.0 { (height_px / row_px).floor().clamp(1.0, 100.0) as usize } else { 1 }
}

/// How wide a text is, in Han characters of its size: as the letters of the shipped font are on average, rounded up.
#[must_use]
pub fn ems(text: &str) -> f64 {
    let one = |c: char| match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '(' | ')'
        | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' => 0.66,
        c if u32::from(c) < 0x2000 => 0.58,
        _ => 1.0,
    };
    text.chars().map(one).sum()
}

fn is_han(text: &str) -> bool {
    text.chars().any(|c| u32::from(c) >= 0x2e80)
}

/// How many lines a text takes; none for an empty one.
#[must_use]
pub fn lines(text: &str, size_px: f64, width_px: f64) -> usize {
    let per_line = width_px / size_px.max(1.0);
    let one = |line: &str| {
        let wide = ems(line);
        if wide <= per_line {
            return 1;
        }
        let lost = if is_han(line) { HAN_LOST } else { LATIN_LOST };
        rows_fit((wide / (per_line - lost).max(1.0)).ceil(), 1.0)
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(one).sum()
}

/// The text, cut with an ellipsis where it would take more than so many lines; Chinese or English of its size.
#[must_use]
pub fn clip(text: &str, size_px: f64, width_px: f64, most: usize) -> String {
    if lines(text, size_px, width_px) <= most {
        return text.to_owned();
    }
    let lines = f64::from(u32::try_from(most).unwrap_or(u32::MAX));
    let lost = if is_han(text) { HAN_LOST } else { LATIN_LOST };
    let mut left = (width_px / size_px.max(1.0) - lost).max(1.0) * lines - 1.0;
    let fits = |c: &char| {
        left -= ems(c.encode_utf8(&mut [0; 4]));
        left >= 0.0
    };
    let cut: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).take_while(fits).collect();
    format!("{}…", cut.trim_end())
}

/// Rows of different heights on pages: where each page begins and how many rows it has; a row that is too high for any
/// page has one for itself.
#[must_use]
pub fn pack(heights: &[f64], page_px: f64) -> Vec<(usize, usize)> {
    let mut pages: Vec<(usize, usize)> = Vec::new();
    let mut left = 0.0;
    for (place, height) in heights.iter().enumerate() {
        match pages.last_mut() {
            Some((_, count)) if *height <= left => *count += 1,
            _ => {
                pages.push((place, 1));
                left = page_px;
            }
        }
        left -= height;
    }
    pages
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
        let near = Room::default();
        assert!(near.high("社保", "Social insurance", 40.0, 400.0) < 2.0 * 1.2 * 40.0);
        assert!(near.high("社保", "Social insurance and employment", 40.0, 200.0) > 3.0 * 0.75 * 40.0);
    }

    #[test]
    fn english_is_as_large_as_it_must_be_and_both_languages_may_share_a_place() {
        let far = Room { han: 69.0, digit: 65.0, ..Room::default() };
        assert_eq!((far.en(69.0), far.en(100.0), Room::default().en(40.0)), (65.0, 75.0, 30.0));
        let high = |room: Room| room.high("社保", "Insurance", 69.0, 900.0);
        assert!((high(far) - (69.0 * 1.2 + 65.0 * 1.15)).abs() < 1e-9);
        assert!((high(Room { in_turn: true, ..far }) - 69.0 * 1.2).abs() < 1e-9);
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis_within_its_lines() {
        assert_eq!(clip("户口簿", 50.0, 500.0, 1), "户口簿");
        let cut = clip(&"材料".repeat(30), 50.0, 500.0, 2);
        assert!(cut.ends_with('…') && lines(&cut, 50.0, 500.0) <= 2, "{cut}");
    }

    #[test]
    fn pages_hold_what_fits_and_lose_nothing() {
        assert_eq!(pack(&[50.0, 50.0, 80.0, 20.0, 200.0, 10.0], 100.0), [(0, 2), (2, 2), (4, 1), (5, 1)]);
        assert_eq!(pack(&[], 100.0), []);
    }

    #[test]
    fn letters_that_are_read_from_afar_are_never_smaller_than_that() {
        let room = Room { rem: 16.0, han: 69.0, digit: 65.0, ..Room::default() };
        assert_eq!((room.han(2.0), room.han(5.0), room.digit(4.0)), (69.0, 80.0, 65.0));
    }
}
