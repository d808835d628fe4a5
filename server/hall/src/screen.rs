//! What a wall screen shows and says: the words of a call as clips (R29), and how large text must be
//! to be read from where people stand (A64).

use crate::id::{Number, WindowId};
use crate::text::{Lang, Phrase};

crate::phrases! {
    /// The sentence of a call, written: number, window.
    CALL_SENTENCE = "请 {} 号到 {} 号窗口办理" / "Ticket {}, please go to window {}";
}

/// The written call, the visual twin of [`call_clips`] (A30).
#[must_use]
pub fn call_sentence(lang: Lang, ticket: &Number, window: &WindowId) -> String {
    CALL_SENTENCE.fill(lang, &[&ticket.to_string(), window.as_str()])
}

/// The clips that speak a call in one language: ticket digits one by one, the window likewise with
/// its letter, leading zeros kept because the sign shows them.
#[must_use]
pub fn call_clips(lang: Lang, ticket: &Number, window: &WindowId) -> Vec<String> {
    let mut clips = vec![clip(lang, Phrase::new("请", "ticket"))];
    clips.extend(spelled(lang, &ticket.to_string()));
    clips.push(clip(lang, Phrase::new("号到", "please go to window")));
    clips.extend(spelled(lang, window.as_str()));
    if lang == Lang::Zh {
        clips.push("号窗口办理".to_owned());
    }
    clips
}

fn clip(lang: Lang, phrase: Phrase) -> String {
    phrase.get(lang).to_owned()
}

/// Digits and letters as clip names.
fn spelled(lang: Lang, text: &str) -> Vec<String> {
    const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    const EN: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let digits = match lang {
        Lang::Zh => ZH,
        Lang::En => EN,
    };
    text.chars()
        .map(|c| match c.to_digit(10).and_then(|d| digits.get(usize::try_from(d).ok()?)) {
            Some(word) => (*word).to_owned(),
            None => c.to_string(),
        })
        .collect()
}

/// Height of a Han character per metre of viewing distance, in millimetres (A64).
pub const HAN_MM_PER_METRE: f64 = 4.0;
/// Height of a digit or capital per metre of viewing distance, in millimetres (A64).
pub const DIGIT_MM_PER_METRE: f64 = 3.0;
/// Height of the Han box as a share of the font size, measured for Noto Sans SC.
const HAN_BOX: f64 = 0.92;
/// Height of a capital as a share of the font size, measured for Noto Sans SC.
const CAP_HEIGHT: f64 = 0.733;

/// A registered screen's optics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optics {
    /// Diagonal in inches.
    pub diagonal_inches: f64,
    /// Pixels along the diagonal.
    pub diagonal_px: f64,
    /// Farthest reader in metres.
    pub distance_m: f64,
}

impl Optics {
    fn px(self, mm: f64) -> f64 {
        mm * self.distance_m * self.diagonal_px / (self.diagonal_inches * 25.4)
    }

    /// Smallest font size in px for Han characters.
    #[must_use]
    pub fn han_px(self) -> f64 {
        self.px(HAN_MM_PER_METRE) / HAN_BOX
    }

    /// Smallest font size in px for digits and capitals.
    #[must_use]
    pub fn digit_px(self) -> f64 {
        self.px(DIGIT_MM_PER_METRE) / CAP_HEIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_spelled_as_the_sign_shows_it() {
        let (ticket, window) = ("A012".parse().unwrap(), "A03".parse().unwrap());
        assert_eq!(call_clips(Lang::Zh, &ticket, &window).join(" "), "请 A 零 一 二 号到 A 零 三 号窗口办理");
        assert_eq!(
            call_clips(Lang::En, &ticket, &window).join(" "),
            "ticket A zero one two please go to window A zero three"
        );
        assert_eq!(call_sentence(Lang::Zh, &ticket, &window), "请 A012 号到 A03 号窗口办理");
    }

    #[test]
    fn the_optics_give_the_measured_table() {
        let screen = Optics { diagonal_inches: 55.0, diagonal_px: 2202.9, distance_m: 10.0 };
        assert!((screen.han_px() - 69.0).abs() < 1.0, "{}", screen.han_px());
        assert!((screen.digit_px() - 65.0).abs() < 1.0, "{}", screen.digit_px());
    }
}
