//! A notice as bytes for a printer of slips (ESC/POS), 80 mm: 48 columns, of which a Chinese character takes two.
//! Chinese in GB18030, as such printers have it; English below when it is wanted.

use encoding_rs::GB18030;
use hall::notice::paper::{Line, Mark, Paper, Part, Row};
use hall::notice::text as t;
use hall::text::{Phrase, Text};

/// Columns of a line.
const COLUMNS: usize = 48;
/// Bytes that the command for a code can carry at most; our addresses have about a hundred.
const CODE_MAX: usize = 1000;
/// Room to write by hand.
const BLANK: &str = "____________________";

/// The bytes: made ready, printed, cut.
pub fn slip(paper: &Paper, codes: &[(String, Phrase)], both: bool) -> Vec<u8> {
    let mut slip = Slip { out: Vec::new(), both };
    // reset, Chinese mode
    slip.out.extend(b"\x1b@\x1c&");
    slip.told(paper);
    for (url, words) in codes {
        slip.code(url, *words);
    }
    // feed and cut
    slip.out.extend(b"\n\x1dVB\x00");
    slip.out
}

struct Slip {
    out: Vec<u8>,
    both: bool,
}

impl Slip {
    fn told(&mut self, paper: &Paper) {
        self.centred(true);
        self.text(&paper.hall);
        self.out.extend(b"\x1d!\x11");
        self.line(paper.title.zh, COLUMNS / 2);
        self.out.extend(b"\x1d!\x00");
        if self.both {
            self.line(paper.title.en, COLUMNS);
        }
        if let Some(number) = &paper.number {
            let line = format!("{} {number}", self.label(t::NUMBER));
            self.line(&line, COLUMNS);
        }
        self.centred(false);
        paper.head.iter().for_each(|row| self.row(row));
        self.rule();
        self.bold(|slip| slip.phrase(paper.opening));
        paper.missing.iter().for_each(|line| self.document(line, "- "));
        paper.parts.iter().for_each(|part| self.part(part));
        self.rule();
        paper.foot.rows.iter().for_each(|row| self.row(row));
        self.out.push(b'\n');
        self.text(&paper.foot.department);
        self.phrase(t::SEAL);
        // room for the seal
        self.out.extend(b"\n\n\n");
        self.text(&paper.foot.date);
        paper.edition.iter().for_each(|words| self.text(words));
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Documents(title, lines) => {
                self.title(*title);
                for line in lines {
                    let mark = match line.mark {
                        Mark::Box => "[ ] ",
                        Mark::Ticked => "[v] ",
                        Mark::None => "  - ",
                    };
                    self.document(line, mark);
                    self.text(&line.count);
                    line.notes.iter().for_each(|note| self.text(note));
                }
            }
            Part::List(title, lines) => {
                self.title(*title);
                lines.iter().for_each(|line| self.marked("- ", line));
            }
            Part::Steps(title, lines) => {
                self.title(*title);
                for (number, line) in (1..).zip(lines) {
                    self.marked(&format!("{number}. "), line);
                }
            }
            Part::Words(title, words) => {
                self.title(*title);
                self.text(words);
            }
            Part::Rows(rows) => {
                self.rule();
                rows.iter().for_each(|row| self.row(row));
            }
        }
    }

    /// A document with what stands before it, whether it must be there, and whether it was.
    fn document(&mut self, line: &Line, mark: &str) {
        let need = |words: fn(Phrase) -> String| line.need.map(words).unwrap_or_default();
        let missing = |words: &str| if line.missing { format!(" {words}") } else { String::new() };
        let zh = need(|need| format!("（{}）", need.zh));
        let zh = format!("{mark}{}{zh}{}", line.name.zh, missing(t::MISSING.zh));
        self.bold(|slip| slip.line(&zh, COLUMNS));
        if self.both {
            let en = need(|need| format!(" ({})", need.en));
            let en = format!("{}{en}{}", line.name.en, missing(t::MISSING.en));
            self.line(en.trim_start(), COLUMNS);
        }
    }

    /// A row; room to write where it has no lines.
    fn row(&mut self, row: &Row) {
        let (name, label) = (row.name, self.label(row.name));
        let english = row.lines.iter().filter(|line| !line.en.is_empty() && line.en != line.zh);
        let english: Vec<&str> = english.map(|line| line.en.as_str()).collect();
        let said = self.both && !english.is_empty();
        match row.lines.as_slice() {
            [] => self.line(&format!("{label}：{BLANK}"), COLUMNS),
            [first, rest @ ..] => {
                // what is the same in both languages stands beside both names
                let label = if said { name.zh } else { label.as_str() };
                self.line(&format!("{label}：{}", first.zh), COLUMNS);
                rest.iter().for_each(|line| self.line(&line.zh, COLUMNS));
                if said {
                    self.line(&format!("{}: {}", name.en, english.join("; ")), COLUMNS);
                }
            }
        }
    }

    /// A name on the line of what it names, in the languages of the slip.
    fn label(&self, name: Phrase) -> String {
        if self.both { format!("{} {}", name.zh, name.en) } else { name.zh.to_owned() }
    }

    fn marked(&mut self, mark: &str, line: &Text) {
        self.line(&format!("{mark}{}", line.zh), COLUMNS);
        if self.both && line.en != line.zh {
            self.line(&line.en, COLUMNS);
        }
    }

    fn title(&mut self, name: Phrase) {
        self.rule();
        self.bold(|slip| slip.phrase(name));
    }

    fn rule(&mut self) {
        self.line(&"-".repeat(COLUMNS), COLUMNS);
    }

    fn phrase(&mut self, phrase: Phrase) {
        self.text(&phrase.text());
    }

    fn text(&mut self, text: &Text) {
        self.line(&text.zh, COLUMNS);
        if self.both && text.en != text.zh {
            self.line(&text.en, COLUMNS);
        }
    }

    /// A text in lines of so many columns; nothing for an empty one.
    fn line(&mut self, text: &str, columns: usize) {
        for line in wrapped(text, columns) {
            self.out.extend(encoded(&line));
            self.out.push(b'\n');
        }
    }

    fn bold(&mut self, write: impl FnOnce(&mut Self)) {
        self.out.extend(b"\x1bE\x01");
        write(self);
        self.out.extend(b"\x1bE\x00");
    }

    fn centred(&mut self, yes: bool) {
        self.out.extend([0x1b, b'a', u8::from(yes)]);
    }

    /// The address as a QR code: model 2, six dots to a module, level M.
    fn code(&mut self, url: &str, words: Phrase) {
        let Some(size) = u16::try_from(url.len() + 3).ok().filter(|_| url.len() <= CODE_MAX) else { return };
        self.centred(true);
        self.phrase(words);
        for set in [&b"\x04\x001A2\x00"[..], b"\x03\x001C\x06", b"\x03\x001E1"] {
            self.out.extend(b"\x1d(k");
            self.out.extend(set);
        }
        self.out.extend(b"\x1d(k");
        self.out.extend(size.to_le_bytes());
        self.out.extend(b"1P0");
        self.out.extend(url.as_bytes());
        self.out.extend(b"\x1d(k\x03\x001Q0\n");
        self.centred(false);
    }
}

const fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// Lines of so many columns: words of letters stay whole where they can.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for c in text.chars().filter(|c| !c.is_control()) {
        if used + width(c) > columns {
            let mut next = String::new();
            if c.is_ascii()
                && c != ' '
                && let Some(space) = line.rfind(' ').filter(|at| *at > 0)
            {
                next = line.split_off(space).trim_start().to_owned();
                // a word that is longer than a line is cut
                if !next.is_ascii() {
                    line.push(' ');
                    line.push_str(&next);
                    next.clear();
                }
            }
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = next.chars().map(width).sum();
            line = next;
            if c == ' ' {
                continue;
            }
        }
        used += width(c);
        line.push(c);
    }
    lines.push(line.trim_end().to_owned());
    lines.retain(|line| !line.is_empty());
    lines
}

/// As the printer has it; what would take four bytes it has not.
fn encoded(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len());
    let mut buffer = [0; 4];
    for c in line.chars() {
        let (one, ..) = GB18030.encode(c.encode_utf8(&mut buffer));
        if one.len() <= 2 { bytes.extend(one.iter()) } else { bytes.push(b'?') }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::api::{NoticeFacts, NoticeKind};
    use hall::moment::Moment;
    use hall::notice::paper::Made;
    use proptest::prelude::*;

    #[test]
    fn chinese_takes_two_columns_and_words_stay_whole() {
        assert_eq!(wrapped("居民身份证", 4), ["居民", "身份", "证"]);
        assert_eq!(wrapped("Letter of authorization", 10), ["Letter of", "authorizat", "ion"]);
        assert_eq!(wrapped("", 10), [""; 0]);
        assert_eq!(encoded("证A\u{20bb7}"), [0xd6, 0xa4, b'A', b'?']);
    }

    /// What a slip says, as far as it is words, a line each.
    fn said(both: bool) -> Vec<String> {
        let missing = Line {
            mark: Mark::Box,
            name: Text { zh: "户口簿".to_owned(), en: "Household register".to_owned() },
            missing: true,
            need: None,
            count: Text::default(),
            notes: Vec::new(),
        };
        let facts = NoticeFacts { consult_phone: "010-55500001".to_owned(), ..NoticeFacts::default() };
        let made = Made {
            kind: NoticeKind::OneTime,
            facts: &facts,
            number: Some("G20261126-0001"),
            at: Moment::from_unix_ms(1_795_658_400_000),
            ticket: None,
        };
        let paper = Paper { missing: vec![missing], ..Paper::of(&made) };
        let bytes = slip(&paper, &[], both);
        let text = GB18030.decode_without_bom_handling(&bytes).0.into_owned();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn names_of_what_is_the_same_in_both_languages_are_in_the_languages_of_the_slip() {
        let (zh, en) = (said(false), said(true));
        let has = |lines: &[String], words: &str| lines.iter().any(|line| line.contains(words));
        for words in ["编号 G20261126-0001", "日期：2026-11-26", "咨询电话：010-55500001", "户口簿 还差"]
        {
            assert!(has(&zh, words), "{words}: {zh:?}");
        }
        for words in ["No.", "Date", "Missing", "Enquiries"] {
            assert!(!has(&zh, words), "{words}: {zh:?}");
        }
        for words in [
            "编号 No. G20261126-0001",
            "日期 Date：2026-11-26",
            "咨询电话 Enquiries：010-55500001",
            "Household register Missing",
        ] {
            assert!(has(&en, words), "{words}: {en:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_letter_is_lost(text in "[a-z 证件·]{0,120}") {
            let lines = wrapped(&text, 12);
            prop_assert!(lines.iter().all(|line| line.chars().map(width).sum::<usize>() <= 12), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
