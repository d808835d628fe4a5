//! What a screen can show so that it is read from where people stand (A64). From its diagonal, its pixels and the
//! distance follow the smallest letters; from these how much of a layout fits. Richest first: everything in both
//! languages, Chinese alone, the bare numbers. A layout that cannot hold even those is refused, with the figures.
//!
//! Everything is reckoned in rem, as the style sheets are: a 120th of the width of a lying panel, a 67.5th of a
//! standing one. So a panel of four times the pixels gets the same answer.

mod board;
mod room;
mod sheets;
mod sign;

#[cfg(test)]
mod tests;

use self::room::Room;
use super::layout::Layout;
use super::signage::Screen;
use crate::text::{Lang, Phrase, Text};
use serde::{Deserialize, Serialize};

/// Fewest and most calls that a board lists (A66).
pub const CALLS: std::ops::RangeInclusive<usize> = 5..=8;

crate::phrases! {
    /// Inches, metres, pixels, rows that fit, what they are rows of, rows that are needed.
    TOO_FEW_ROWS = "{} 英寸屏在 {} 米处汉字至少要 {} 像素，只能放下 {} 行{}，至少要 {} 行"
        / "On a {}-inch screen that is read from {} m, Chinese characters need at least {} px: only {} rows of {} fit, at least {} are needed";
    /// Inches, metres, pixels, what does not fit.
    TOO_LITTLE_ROOM = "{} 英寸屏在 {} 米处汉字至少要 {} 像素，放不下{}"
        / "On a {}-inch screen that is read from {} m, Chinese characters need at least {} px: there is no room for {}";
    CALLS_LISTED = "叫号" / "calls";
    NUMBER_AND_WINDOW = "号码和窗口" / "the number and the window";
    DEPARTMENT = "窗口编号和单位名称" / "the window and its department";
    EMERGENCY = "六十字的紧急通知" / "an emergency message of 60 characters";
}

/// How much of a layout is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// The number and the window alone; Chinese alone.
    Bare,
    /// What is needed to find the way; Chinese alone.
    Lean,
    /// Everything, in both languages.
    #[default]
    Full,
}

impl Density {
    /// For the style sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Lean => "lean",
            Self::Full => "full",
        }
    }
}

/// What a screen can show of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// Smallest font size of Han characters in pixels of the panel; 0 when nobody measured it.
    pub han_px: u32,
    /// Smallest font size of digits and capitals in pixels of the panel; 0 when nobody measured it.
    pub digit_px: u32,
    /// Calls or rows that fit: 5 to 8 on boards of calls.
    pub rows: usize,
    /// How much is shown.
    pub density: Density,
    /// The letters are larger than the layout is drawn with, so that it makes room for them.
    pub grown: bool,
}

impl Fit {
    /// A panel that nobody measured: everything, as it is drawn.
    #[must_use]
    pub const fn unmeasured() -> Self {
        Self { han_px: 0, digit_px: 0, rows: *CALLS.end(), density: Density::Full, grown: false }
    }
}

/// Why a layout does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Short {
    /// So many rows of something fit, so many are needed.
    Rows(usize, usize, Phrase),
    /// There is no room for this.
    Room(Phrase),
}

/// What a screen can show of a layout, the richest that keeps all sizes.
///
/// # Errors
/// The reason in both languages, with the figures, when the layout cannot be read from where people stand.
pub fn fit(screen: &Screen, layout: &Layout) -> Result<Fit, Text> {
    measure(screen, layout).map_err(|(han_px, short)| sentence(screen, han_px, short))
}

/// As [`fit()`], without the words of a refusal, for a screen, which tells nobody.
#[must_use]
pub fn fitted(screen: &Screen, layout: &Layout) -> Option<Fit> {
    measure(screen, layout).ok()
}

/// What fits, or the smallest letters and why not.
fn measure(screen: &Screen, layout: &Layout) -> Result<Fit, (u32, Short)> {
    let Some((optics, room)) = screen.optics().and_then(|optics| Some((optics, Room::of(screen, optics)?)))
    else {
        return Ok(Fit::unmeasured());
    };
    let (han_px, digit_px) = (room::whole(optics.han_px()), room::whole(optics.digit_px()));
    let richest = match layout {
        Layout::Main => board::richest(room, false),
        Layout::Area { .. } => board::richest(room, true),
        Layout::Window { .. } => sign::richest(room),
        other => sheets::richest(room, other),
    };
    match richest {
        Ok(_) if !room.holds_emergency() => Err((han_px, Short::Room(EMERGENCY))),
        Ok((density, rows)) => Ok(Fit { han_px, digit_px, rows, density, grown: !room.is_as_drawn() }),
        Err(short) => Err((han_px, short)),
    }
}

fn sentence(screen: &Screen, han_px: u32, short: Short) -> Text {
    let inches = (screen.diagonal_mm * 10 + 127) / 254;
    // 5, 7.5: no more decimals than there are
    let metres = f64::from(screen.distance_mm / 10) / 100.0;
    let figures = [inches.to_string(), metres.to_string(), han_px.to_string()];
    let of = |lang| {
        let mut values: Vec<&str> = figures.iter().map(String::as_str).collect();
        match short {
            Short::Rows(fit, needed, what) => {
                let (fit, needed) = (fit.to_string(), needed.to_string());
                values.extend([fit.as_str(), what.get(lang), needed.as_str()]);
                TOO_FEW_ROWS.fill(lang, &values)
            }
            Short::Room(what) => {
                values.push(what.get(lang));
                TOO_LITTLE_ROOM.fill(lang, &values)
            }
        }
    };
    Text { zh: of(Lang::Zh), en: of(Lang::En) }
}
