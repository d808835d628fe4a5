//! The words of a call: as a sentence on the screen and as the clips that speak it (R29, A30).

use crate::id::Number;
use crate::text::{Lang, Phrase};

crate::phrases! {
    /// The sentence of a call, written: number, window.
    CALL_SENTENCE = "请 {} 号到 {} 号窗口办理" / "Ticket {}, please go to window {}";
}

/// The written call, the visual twin of [`call_clips`] (A30). `window`: as it is spoken, [`crate::profile::Window::spoken`].
#[must_use]
pub fn call_sentence(lang: Lang, ticket: &Number, window: &str) -> String {
    CALL_SENTENCE.fill(lang, &[&ticket.to_string(), window])
}

/// The clips that speak a call in one language: ticket digits one by one, the window as a number (十二号窗口). A window
/// with a letter is spelled as its sign shows it, leading zeros kept.
#[must_use]
pub fn call_clips(lang: Lang, ticket: &Number, window: &str) -> Vec<String> {
    let mut clips = vec![clip(lang, Phrase::new("请", "ticket"))];
    clips.extend(spelled(lang, &ticket.to_string()));
    clips.push(clip(lang, Phrase::new("号到", "please go to window")));
    clips.extend(counted(lang, window).unwrap_or_else(|| spelled(lang, window)));
    if lang == Lang::Zh {
        clips.push("号窗口办理".to_owned());
    }
    clips
}

fn clip(lang: Lang, phrase: Phrase) -> String {
    phrase.get(lang).to_owned()
}

const ZH: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number from 1 to 99 as clip names; none for anything else.
fn counted(lang: Lang, text: &str) -> Option<Vec<String>> {
    let number = text.parse::<usize>().ok().filter(|number| (1..=99).contains(number))?;
    let (tens, ones) = (number / 10, number % 10);
    let word = |words: &[&str], place: usize| words.get(place).map(|word| (*word).to_owned());
    Some(match lang {
        Lang::Zh => {
            let tens = match tens {
                0 => None,
                1 => Some(vec!["十".to_owned()]),
                _ => Some(vec![word(&ZH, tens)?, "十".to_owned()]),
            };
            let ones = if ones == 0 { None } else { word(&ZH, ones) };
            tens.into_iter().flatten().chain(ones).collect()
        }
        Lang::En if number < EN.len() => vec![word(&EN, number)?],
        Lang::En => {
            let ones = if ones == 0 { None } else { word(&EN, ones) };
            word(&TENS, tens).into_iter().chain(ones).collect()
        }
    })
}

/// Digits and letters as clip names.
fn spelled(lang: Lang, text: &str) -> Vec<String> {
    let digits: &[&str] = match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
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
        let (ticket, window) = ("A012".parse().unwrap(), "A03");
        assert_eq!(call_clips(Lang::Zh, &ticket, window).join(" "), "请 A 零 一 二 号到 A 零 三 号窗口办理");
        assert_eq!(
            call_clips(Lang::En, &ticket, window).join(" "),
            "ticket A zero one two please go to window A zero three"
        );
        assert_eq!(call_sentence(Lang::Zh, &ticket, window), "请 A012 号到 A03 号窗口办理");
    }

    #[test]
    fn a_window_of_digits_is_spoken_as_a_number() {
        let said = |lang, window: &str| {
            let clips = call_clips(lang, &"B107".parse().unwrap(), window);
            clips.join(" ")
        };
        assert_eq!(said(Lang::Zh, "12"), "请 B 一 零 七 号到 十 二 号窗口办理");
        assert_eq!(said(Lang::Zh, "3"), "请 B 一 零 七 号到 三 号窗口办理");
        assert_eq!(said(Lang::Zh, "40"), "请 B 一 零 七 号到 四 十 号窗口办理");
        assert_eq!(said(Lang::En, "12"), "ticket B one zero seven please go to window twelve");
        assert_eq!(said(Lang::En, "99"), "ticket B one zero seven please go to window ninety nine");
        assert_eq!(said(Lang::En, "105"), "ticket B one zero seven please go to window one zero five");
    }
}
