//! A panel as the style sheets see it, and what every layout shares: the head, the table's letters, the message to
//! everybody. Lengths in rem.

use super::super::optics::Optics;
use super::super::signage::Screen;
use crate::queue::{EMERGENCY_EN, EMERGENCY_ZH};

/// Height of a line of Chinese, of English below Chinese, and of digits, as shares of the font size.
pub const ZH_LINE: f64 = 1.2;
/// As [`ZH_LINE`].
pub const EN_LINE: f64 = 1.15;
/// As [`ZH_LINE`].
pub const DIGIT_LINE: f64 = 1.05;
/// Height of a line of a message to everybody.
const MESSAGE_LINE: f64 = 1.1;
/// Widths as shares of the font size, measured for Noto Sans SC: a number of five characters (TB001), the label of a
/// window of four (A003), the time.
pub const NUMBER: f64 = 3.1;
/// As [`NUMBER`].
pub const LABEL: f64 = 2.5;
/// As [`NUMBER`].
pub const TIME: f64 = 2.7;
/// Characters of a hall's name that the head has room for.
pub const NAME: f64 = 16.0;
/// A letter of English text on average, with what is lost where lines break.
const LETTER: f64 = 0.46 * 1.12;
/// Up to these sizes a layout holds as it is drawn: its smallest texts have them, or have room for them.
const DRAWN_HAN: f64 = 2.2;
/// As [`DRAWN_HAN`].
const DRAWN_DIGIT: f64 = 2.08;
/// Letters keep whole pixels of a panel of Full HD, on larger ones too: all get one answer.
const PIXELS: f64 = 16.0;

/// How a panel hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Wider than high.
    Lying,
    /// Higher than wide.
    Standing,
    /// A strip over a window: at least three times as wide as high.
    Strip,
}

/// A panel and the smallest letters on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// How it hangs.
    pub shape: Shape,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
    /// Smallest Han character.
    pub han: f64,
    /// Smallest digit or letter.
    pub digit: f64,
}

/// Whole pixels, rounded up.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
pub fn whole(px: f64) -> u32 {
    px.ceil().clamp(0.0, 1e6) as u32
}

/// Whole lines, rounded down.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
pub fn rows(height: f64, row: f64) -> usize {
    (height / row).floor().clamp(0.0, 100.0) as usize
}

/// Lines that so many characters of a size take.
pub fn lines(characters: f64, size: f64, width: f64) -> f64 {
    (characters / (width / size).floor().max(1.0)).ceil()
}

impl Room {
    /// None for a panel without pixels.
    pub fn of(screen: &Screen, optics: Optics) -> Option<Self> {
        let (width, height) = (f64::from(screen.width_px), f64::from(screen.height_px));
        if width < 1.0 || height < 1.0 {
            return None;
        }
        // as in screen.css
        let (shape, across, down) = if width <= height {
            (Shape::Standing, 67.5, 120.0)
        } else if width >= 3.0 * height {
            (Shape::Strip, 120.0, 22.5)
        } else {
            (Shape::Lying, 120.0, 67.5)
        };
        let rem = f64::min(width / across, height / down);
        let letters = |px: f64| (px / rem * PIXELS - 1e-6).ceil() / PIXELS;
        let (han, digit) = (letters(optics.han_px()), letters(optics.digit_px()));
        Some(Self { shape, width: width / rem, height: height / rem, han, digit })
    }

    /// The size of Chinese that is drawn with so many rem.
    pub fn zh(self, rem: f64) -> f64 {
        self.han.max(rem)
    }

    /// The size of digits, or of English, that are drawn with so many rem.
    pub fn en(self, rem: f64) -> f64 {
        self.digit.max(rem)
    }

    /// True where the layouts hold as they are drawn.
    pub fn is_as_drawn(self) -> bool {
        self.han <= DRAWN_HAN && self.digit <= DRAWN_DIGIT
    }

    /// True for a panel that stands upright.
    pub fn is_standing(self) -> bool {
        self.shape == Shape::Standing
    }

    /// Height of the head: the hall's name and the time; English below the name when there is some.
    pub fn head(self, english: bool) -> f64 {
        let (zh, en) = (self.zh(3.2), self.en(2.1));
        let beside = self.width - 5.0 - TIME * self.en(5.0) - 3.0;
        let zh_lines = lines(NAME, zh, beside);
        // a name of 48 letters
        let en_lines = if english { (48.0 * LETTER * en / beside).ceil() } else { 0.0 };
        let name = zh_lines * ZH_LINE * zh + en_lines * EN_LINE * en;
        name.max(DIGIT_LINE * self.en(5.0)) + 0.8
    }

    /// Whether the longest message to everybody fits: Chinese and English take turns where both are large.
    pub fn holds_emergency(self) -> bool {
        if self.is_as_drawn() {
            return true;
        }
        let (title, zh, en) = match self.shape {
            Shape::Strip => (self.zh(2.4), self.zh(2.7), self.en(2.2)),
            Shape::Lying | Shape::Standing => (self.zh(5.0), self.zh(6.0), self.en(4.5)),
        };
        let edges = if self.shape == Shape::Strip { 1.5 } else { 6.0 };
        let (width, height) = (self.width - 5.0, self.height - ZH_LINE * title - edges);
        let letters = EMERGENCY_EN as f64 * LETTER * en / width;
        lines(EMERGENCY_ZH as f64, zh, width) * MESSAGE_LINE * zh <= height
            && letters.ceil() * MESSAGE_LINE * en <= height
    }
}
