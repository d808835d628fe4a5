//! The words of a call: as a sentence on the screen and as the clips that speak it (R29, A30).

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
}
