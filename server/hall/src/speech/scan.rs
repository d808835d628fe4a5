//! Reads a text from left to right and writes down how it is said.

use super::number;
use crate::text::Lang;

/// Marks at which a voice pauses by itself.
const STOPS: &str = "，。！？；：、,.!?;:";
/// Marks between words at which it would not.
const PAUSES: &str = "·•|/／（）()【】[]《》〈〉{}…—–-~～→›\n";

/// The way through a text.
pub struct Scan {
    chars: Vec<char>,
    at: usize,
    pub lang: Lang,
    said: String,
}

impl Scan {
    pub fn new(text: &str, lang: Lang) -> Self {
        Self { chars: text.chars().map(narrow).collect(), at: 0, lang, said: String::new() }
    }

    /// Goes on by one thing; false at the end.
    pub fn step(&mut self) -> bool {
        let Some(c) = self.peek(0) else { return false };
        let used = if c.is_ascii_digit() {
            let used = self.date().or_else(|| self.time()).or_else(|| self.phone());
            match used.or_else(|| self.fraction()) {
                Some(used) => used,
                None => {
                    let used = self.amount(0);
                    used + self.to(used)
                }
            }
        } else if c.is_ascii_alphabetic() {
            self.word()
        } else if matches!(c, '¥' | '￥') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            let used = self.amount(1);
            self.say(if self.lang == Lang::Zh { "元" } else { " yuan " });
            used + self.to(used)
        } else {
            self.mark(c);
            1
        };
        self.at += used.max(1);
        true
    }

    /// What was written down, without pauses that follow one another.
    pub fn said(self) -> String {
        let (mut out, mut stop): (String, Option<char>) = (String::new(), None);
        let mut space = false;
        let mut rest = self.said.chars().peekable();
        while let Some(c) = rest.next() {
            let figure = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
            if c == ' ' {
                space = true;
            } else if c == '.' && stop.is_none() && figure(out.chars().last().as_ref()) && figure(rest.peek())
            {
                // 12.50
                out.push(c);
            } else if STOPS.contains(c) {
                // of several the strongest counts: a full stop more than a comma
                if stop.is_none_or(|stop| "，,、".contains(stop)) {
                    stop = Some(c);
                }
            } else {
                if let Some(stop) = stop.take()
                    && !out.is_empty()
                {
                    out.push(stop);
                    space = stop.is_ascii();
                }
                // Chinese has no spaces but between words in other letters
                let apart = out.chars().last().is_some_and(|last| last.is_ascii_alphanumeric())
                    && c.is_ascii_alphanumeric();
                if space && !out.is_empty() && (self.lang == Lang::En || apart) {
                    out.push(' ');
                }
                space = false;
                out.push(c);
            }
        }
        out.extend(stop.filter(|stop| "。！？.!?".contains(*stop)));
        out
    }

    pub fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.chars.get(self.at.checked_sub(1)?).copied()
    }

    pub fn say(&mut self, words: &str) {
        self.said.push_str(words);
    }

    /// How many digits stand there.
    pub fn digits(&self, from: usize) -> usize {
        (from..).take_while(|ahead| self.peek(*ahead).is_some_and(|c| c.is_ascii_digit())).count()
    }

    pub fn text(&self, from: usize, length: usize) -> String {
        self.chars.iter().skip(self.at + from).take(length).collect()
    }

    /// A number by its value.
    pub fn value(&self, from: usize, length: usize) -> Option<u32> {
        self.text(from, length).parse().ok()
    }

    /// One digit after the other.
    pub fn spell(&mut self, figures: &str) {
        let said: Vec<String> = match self.lang {
            Lang::Zh => vec![number::digits(figures)],
            Lang::En => figures.chars().map(|figure| format!(" {figure}")).collect(),
        };
        self.say(&said.concat());
    }

    pub fn count(&mut self, figures: &str) {
        let said = match self.lang {
            Lang::Zh => number::chinese(figures),
            Lang::En => figures.to_owned(),
        };
        self.say(&said);
    }

    /// Letters: `A023` letter by letter and digit by digit, `PDF` letter by letter, other words as they are.
    fn word(&mut self) -> usize {
        let letters =
            (0..).take_while(|ahead| self.peek(*ahead).is_some_and(|c| c.is_ascii_alphabetic())).count();
        let word = self.text(0, letters);
        let capital = word.chars().all(|c| c.is_ascii_uppercase());
        let digits = self.digits(letters);
        let alone = !self.before().is_some_and(|c| c.is_ascii_alphanumeric());
        if capital && alone && (1..=2).contains(&letters) && (1..=4).contains(&digits) {
            let figures = self.text(letters, digits);
            self.letters(&word);
            self.spell(&figures);
            self.say(if self.lang == Lang::Zh { "" } else { " " });
            return letters + digits + self.to(letters + digits);
        }
        if capital && alone && (2..=5).contains(&letters) {
            self.letters(&word);
        } else {
            self.say(&word);
        }
        letters
    }

    fn letters(&mut self, word: &str) {
        for letter in word.chars() {
            // an English voice takes a capital A before a word for the article
            let pause = if letter == 'A' && self.lang == Lang::En { "," } else { "" };
            self.say(&format!(" {letter}{pause}"));
        }
        self.say(" ");
    }

    fn mark(&mut self, c: char) {
        let zh = self.lang == Lang::Zh;
        let words = match c {
            '+' | '＋' => {
                if zh {
                    "加"
                } else {
                    " plus "
                }
            }
            '&' | '＆' => {
                if zh {
                    "和"
                } else {
                    " and "
                }
            }
            '×' => {
                if zh {
                    "乘"
                } else {
                    " times "
                }
            }
            '℃' => {
                if zh {
                    "摄氏度"
                } else {
                    " degrees Celsius"
                }
            }
            '¥' | '￥' => {
                if zh {
                    "元"
                } else {
                    " yuan "
                }
            }
            '%' => {
                if zh {
                    "百分号"
                } else {
                    " percent "
                }
            }
            // part of a word: don't, o'clock, on-site
            '\'' | '’' if !zh => "'",
            '-' if self.peek(1).is_some_and(|c| c.is_ascii_alphabetic()) => " ",
            c if PAUSES.contains(c) => {
                if zh {
                    "，"
                } else {
                    ", "
                }
            }
            _ => "",
        };
        if !words.is_empty() {
            self.say(words);
        } else if c.is_whitespace() {
            self.said.push(' ');
        } else if STOPS.contains(c) || c.is_alphabetic() {
            self.said.push(c);
        }
    }
}

/// Full-width figures, letters and colons as their usual ones.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}
