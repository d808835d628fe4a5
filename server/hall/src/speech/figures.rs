//! Figures on the way through a text: dates, times, telephones, pages, amounts, and from where to where they go.

use super::number;
use super::scan::Scan;
use crate::text::Lang;

/// Things of which there are 两, not 二.
const COUNTED: &str = "个人项份张次件位名种天小家条本分秒年元套处步";

impl Scan {
    /// `2026-11-26`, `2026/11/26`.
    pub fn date(&mut self) -> Option<usize> {
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
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ];
            let month = usize::try_from(m).ok().and_then(|m| MONTHS.get(m.checked_sub(1)?))?;
            self.say(&format!("{d} {month} {year}"));
        }
        Some(day_at + day)
    }

    /// `9:30`, `09:30`.
    pub fn time(&mut self) -> Option<usize> {
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
    pub fn phone(&mut self) -> Option<usize> {
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
    pub fn fraction(&mut self) -> Option<usize> {
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
    pub fn amount(&mut self, from: usize) -> usize {
        let mut figures = self.text(from, self.digits(from));
        let mut used = from + figures.len();
        let mut grouped = false;
        while figures.len() <= 12
            && self.peek(used) == Some(',')
            && self.digits(used + 1) == 3
            && (grouped || figures.len() <= 3)
        {
            figures.push_str(&self.text(used + 1, 3));
            used += 4;
            grouped = true;
        }
        let part = if self.peek(used) == Some('.') { self.digits(used + 1) } else { 0 };
        let after = (used..used + 2).find_map(|ahead| self.peek(ahead).filter(|c| *c != ' '));
        let percent = part == 0 && self.peek(used) == Some('%');
        let year = figures.len() == 4 && after == Some('年');
        let counted = after.is_some_and(|after| COUNTED.contains(after) || "万亿%".contains(after))
            || from > 0
            || grouped
            || part > 0;
        let spelled =
            year || !counted && (figures.len() >= 5 || figures.len() > 1 && figures.starts_with('0'));
        if percent {
            self.say(if self.lang == Lang::Zh { "百分之" } else { "" });
            self.count(&figures);
            self.say(if self.lang == Lang::Zh { "" } else { " percent" });
            return used + 1;
        }
        if spelled && (self.lang == Lang::Zh || !year) {
            self.spell(&figures);
        } else if self.lang == Lang::Zh
            && figures == "2"
            && after.is_some_and(|after| COUNTED.contains(after))
        {
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

    /// A dash between two numbers or signs is a range; says so and how many characters it takes.
    pub fn to(&mut self, from: usize) -> usize {
        let dash = self.peek(from).is_some_and(|c| "-–—~～至".contains(c));
        let goes_on = self
            .peek(from + 1)
            .is_some_and(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '¥' | '￥'));
        if !dash || !goes_on {
            return 0;
        }
        self.say(if self.lang == Lang::Zh { "到" } else { " to " });
        1
    }
}
