//! Reads a text from left to right and writes down how it is said.

use super::number;
use crate::text::Lang;

/// Things of which there are 两, not 二.
const COUNTED: &str = "个人项份张次件位名种天小家条本分秒年元套处步";
/// Marks at which a voice pauses by itself.
const STOPS: &str = "，。！？；：、,.!?;:";
/// Marks between words at which it would not.
const PAUSES: &str = "·•|/／（）()【】[]《》〈〉{}…—–-~～→›\n";

/// The way through a text.
pub struct Scan {
    chars: Vec<char>,
    at: usize,
    lang: Lang,
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
            } else if c == '.' && stop.is_none() && figure(out.chars().last().as_ref()) && figure(rest.peek()) {
                // 12.50
                out.push(c);
            } else if STOPS.contains(c) {
                // of several the strongest counts: a full stop more than a comma
                if stop.is_none_or(|stop| "，,、".contains(stop)) {
                    stop = Some(c);
                }
            } else {
                if let Some(stop) = stop.take() {
                    if !out.is_empty() {
                        out.push(stop);
                        space = stop.is_ascii();
                    }
                }
                // Chinese has no spaces but between words in other letters
                let apart = out.chars().last().is_some_and(|last| last.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric();
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

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn before(&self) -> Option<char> {
        self.chars.get(self.at.checked_sub(1)?).copied()
    }

    fn say(&mut self, words: &str) {
        self.said.push_str(words);
    }

    /// How many digits stand there.
    fn digits(&self, from: usize) -> usize {
        (from..).take_while(|ahead| self.peek(*ahead).is_some_and(|c| c.is_ascii_digit())).count()
    }

    fn text(&self, from: usize, length: usize) -> String {
        self.chars.iter().skip(self.at + from).take(length).collect()
    }

    /// A number by its value.
    fn value(&self, from: usize, length: usize) -> Option<u32> {
        self.text(from, length).parse().ok()
    }

    /// One digit after the other.
    fn spell(&mut self, figures: &str) {
        let said: Vec<String> = match self.lang {
            Lang::Zh => vec![number::digits(figures)],
            Lang::En => figures.chars().map(|figure| format!(" {figure}")).collect(),
        };
        self.say(&said.concat());
    }

    fn count(&mut self, figures: &str) {
        let said = match self.lang {
            Lang::Zh => number::chinese(figures),
            Lang::En => figures.to_owned(),
        };
        self.say(&said);
    }

    /// `2026-11-26`, `2026/11/26`.
    fn date(&mut self) -> Option<usize> {
        if self.digits(0) != 4 {
            return None;
        }
        let mark = self.peek(4).filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        let month = self.digits(5);
        let day_at = 5 + month + 1;
        let day = self.digits(day_at);
        let parted = self.peek(5 + month) == Some(mark);
        let (m, d) = (self.value(5, month)?, self.value(day_at, day)?);
        if !parted || !(1..=12).contains(&m) || !(1..=31).contains(&d) {
            return None;
        }
        let year = self.text(0, 4);
        if self.lang == Lang::Zh {
            let (m, d) = (number::chinese(&m.to_string()), number::chinese(&d.to_string()));
            self.say(&format!("{}年{m}月{d}日", number::digits(&year)));
        } else {
            const MONTHS: [&str; 12] = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ];
            let month = usize::try_from(m).ok().and_then(|m| MONTHS.get(m.checked_sub(1)?))?;
            self.say(&format!("{d} {month} {year}"));
        }
        Some(day_at + day)
    }

    /// `9:30`, `09:30`.
    fn time(&mut self) -> Option<usize> {
        let hours = self.digits(0);
        if !(1..=2).contains(&hours) || self.peek(hours) != Some(':') || self.digits(hours + 1) != 2 {
            return None;
        }
        let (h, m) = (self.value(0, hours)?, self.value(hours + 1, 2)?);
        if h > 24 || m > 59 {
            return None;
        }
        let minutes = self.text(hours + 1, 2);
        if self.lang == Lang::Zh {
            let hour = if h == 2 { "两".to_owned() } else { number::chinese(&h.to_string()) };
            self.say(&format!("{hour}点"));
            if m > 0 {
                let said = if m < 10 { number::digits(&minutes) } else { number::chinese(&minutes) };
                self.say(&format!("{said}分"));
            }
        } else if m == 0 {
            self.say(&format!("{h} o'clock"));
        } else if m < 10 {
            self.say(&format!("{h} oh {m}"));
        } else {
            self.say(&format!("{h} {m}"));
        }
        let used = hours + 3;
        Some(used + self.to(used))
    }

    /// `0898-66220000`, `400-123-4567`: groups of at least seven digits together, one of them of three.
    fn phone(&mut self) -> Option<usize> {
        let mut groups = vec![self.digits(0)];
        let mut used = self.digits(0);
        while self.peek(used) == Some('-') && self.digits(used + 1) >= 3 {
            groups.push(self.digits(used + 1));
            used += 1 + self.digits(used + 1);
        }
        if groups.len() < 2 || groups.iter().sum::<usize>() < 7 {
            return None;
        }
        let mut from = 0;
        for length in groups {
            let figures = self.text(from, length);
            if from > 0 {
                self.say(if self.lang == Lang::Zh { "，" } else { ", " });
            }
            self.spell(&figures);
            from += length + 1;
        }
        Some(used)
    }

    /// `2/7`: the second of seven.
    fn fraction(&mut self) -> Option<usize> {
        let first = self.digits(0);
        let second = self.digits(first + 1);
        let clear = self.peek(first) == Some('/') && second > 0 && self.peek(first + 1 + second) != Some('/');
        if !clear {
            return None;
        }
        let (this, all) = (self.text(0, first), self.text(first + 1, second));
        self.count(&this);
        let used = first + 1 + second;
        // 第 2/7 页: 第二页，共七页
        let after = (used..used + 2).find(|ahead| self.peek(*ahead).is_some_and(|c| c != ' '));
        let page = after.filter(|after| self.peek(*after) == Some('页'));
        self.say(match (self.lang, page) {
            (Lang::Zh, Some(_)) => "页，共",
            (Lang::Zh, None) => "，共",
            (Lang::En, _) => " of ",
        });
        self.count(&all);
        Some(used)
    }

    /// A number: counted, or spelled when it is a number of something that is dialled or looked up.
    fn amount(&mut self, from: usize) -> usize {
        let mut figures = self.text(from, self.digits(from));
        let mut used = from + figures.len();
        let mut grouped = false;
        while figures.len() <= 12 && self.peek(used) == Some(',') && self.digits(used + 1) == 3 && (grouped || figures.len() <= 3) {
            figures.push_str(&self.text(used + 1, 3));
            used += 4;
            grouped = true;
        }
        let part = if self.peek(used) == Some('.') { self.digits(used + 1) } else { 0 };
        let after = (used..used + 2).find_map(|ahead| self.peek(ahead).filter(|c| *c != ' '));
        let percent = part == 0 && self.peek(used) == Some('%');
        let year = figures.len() == 4 && after == Some('年');
        let counted = after.is_some_and(|after| COUNTED.contains(after) || "万亿%".contains(after)) || from > 0 || grouped || part > 0;
        let spelled = year || !counted && (figures.len() >= 5 || figures.len() > 1 && figures.starts_with('0'));
        if percent {
            self.say(if self.lang == Lang::Zh { "百分之" } else { "" });
            self.count(&figures);
            self.say(if self.lang == Lang::Zh { "" } else { " percent" });
            return used + 1;
        }
        if spelled && (self.lang == Lang::Zh || !year) {
            self.spell(&figures);
        } else if self.lang == Lang::Zh && figures == "2" && after.is_some_and(|after| COUNTED.contains(after)) {
            self.say("两");
        } else {
            self.count(&figures);
        }
        if part > 0 {
            let figures = self.text(used + 1, part);
            if self.lang == Lang::Zh {
                self.say("点");
                self.spell(&figures);
            } else {
                self.say(&format!(".{figures}"));
            }
            used += 1 + part;
        }
        used
    }

    /// Letters: `A023` letter by letter and digit by digit, `PDF` letter by letter, other words as they are.
    fn word(&mut self) -> usize {
        let letters = (0..).take_while(|ahead| self.peek(*ahead).is_some_and(|c| c.is_ascii_alphabetic())).count();
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

    /// A dash between two numbers or signs is a range; says so and how many characters it takes.
    fn to(&mut self, from: usize) -> usize {
        let dash = self.peek(from).is_some_and(|c| "-–—~～至".contains(c));
        let goes_on = self.peek(from + 1).is_some_and(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '¥' | '￥'));
        if !dash || !goes_on {
            return 0;
        }
        self.say(if self.lang == Lang::Zh { "到" } else { " to " });
        1
    }

    fn mark(&mut self, c: char) {
        let zh = self.lang == Lang::Zh;
        let words = match c {
            '+' | '＋' => if zh { "加" } else { " plus " },
            '&' | '＆' => if zh { "和" } else { " and " },
            '×' => if zh { "乘" } else { " times " },
            '℃' => if zh { "摄氏度" } else { " degrees Celsius" },
            '¥' | '￥' => if zh { "元" } else { " yuan " },
            '%' => if zh { "百分号" } else { " percent " },
            // part of a word: don't, o'clock, on-site
            '\'' | '’' if !zh => "'",
            '-' if self.peek(1).is_some_and(|c| c.is_ascii_alphabetic()) => " ",
            c if PAUSES.contains(c) => if zh { "，" } else { ", " },
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
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        other => other,
    }
}
