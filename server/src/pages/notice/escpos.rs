//! A notice as bytes for a printer of slips (ESC/POS), 80 mm: 48 columns, of which a Chinese character takes two.
//! Chinese in GB18030, as such printers have it; English below when it is wanted.

use super::{amount, opening, origin, quantities, text};
use encoding_rs::GB18030;
use hall::api::{ItemNotice, NoticeDocument, NoticeFacts, NoticeKind};
use hall::text::{Lang, Phrase, Text};

/// Columns of a line.
const COLUMNS: usize = 48;
/// Bytes that the command for a code can carry at most; our addresses have about a hundred.
const CODE_MAX: usize = 1000;

/// The bytes: made ready, printed, cut.
pub fn slip(notice: &ItemNotice, both: bool) -> Vec<u8> {
    let mut slip = Slip { out: Vec::new(), both };
    // reset, Chinese mode
    slip.out.extend(b"\x1b@\x1c&");
    slip.told(notice);
    slip.code(&notice.url);
    // feed and cut
    slip.out.extend(b"\n\x1dVB\x00");
    slip.out
}

struct Slip {
    out: Vec<u8>,
    both: bool,
}

impl Slip {
    fn told(&mut self, notice: &ItemNotice) {
        let facts = &notice.facts;
        let kind = NoticeKind::OneTime;
        self.centred(true);
        self.text(&facts.hall);
        self.out.extend(b"\x1d!\x11");
        self.line(kind.phrase().zh, COLUMNS / 2);
        self.out.extend(b"\x1d!\x00");
        if self.both {
            self.line(kind.phrase().en, COLUMNS);
        }
        self.centred(false);
        self.bold(|slip| slip.field(text::ITEM, &facts.item));
        self.field(text::DEPARTMENT, &facts.department);
        let at = format!("{} {}", notice.at.day(), notice.at.hh_mm());
        self.field(text::DATE, &Text { zh: at.clone(), en: at });
        self.phrase(opening(kind, false));
        self.documents(facts);
        self.list(text::CONDITIONS, &facts.conditions);
        let steps: Vec<Text> = facts.steps.iter().map(|step| joined(&step.name, &step.limit)).collect();
        self.list(text::STEPS, &steps);
        self.rule();
        self.field(text::LEGAL_LIMIT, &facts.legal_limit);
        self.field(text::PROMISED_LIMIT, &facts.promised_limit);
        if !facts.fee.charged {
            self.field(text::FEE, &text::FREE.text());
        }
        for fee in facts.fee.items.iter().filter(|_| facts.fee.charged) {
            let said = Text { zh: amount(fee, Lang::Zh), en: amount(fee, Lang::En) };
            self.field(text::FEE, &said);
            self.line(&text::FEE_BASIS.fill(Lang::Zh, &[&fee.basis]), COLUMNS);
        }
        facts.place.iter().for_each(|place| self.field(text::PLACE, place));
        if !facts.windows.is_empty() {
            let windows = facts.windows.join(" ");
            self.field(text::WINDOWS, &Text { zh: windows.clone(), en: windows });
        }
        facts.hours.iter().for_each(|hours| self.field(text::HOURS, hours));
        for (name, phone) in
            [(text::CONSULT, &facts.consult_phone), (text::COMPLAINT, &facts.complaint_phone)]
        {
            self.field(name, &Text { zh: phone.clone(), en: phone.clone() });
        }
        let version = |lang| text::VERSION.fill(lang, &[&facts.version]);
        self.text(&Text { zh: version(Lang::Zh), en: version(Lang::En) });
    }

    fn documents(&mut self, facts: &NoticeFacts) {
        let answered: Vec<Text> = facts.said.iter().map(|said| joined(&said.ask, &said.answer)).collect();
        self.list(text::SAID, &answered);
        self.title(text::DOCUMENTS);
        if facts.documents.is_empty() {
            self.phrase(text::NO_DOCUMENTS);
        }
        for document in &facts.documents {
            self.document(document);
        }
    }

    /// A document with a box to tick with a pen.
    fn document(&mut self, document: &NoticeDocument) {
        let need = document.need.phrase();
        let named = |lang| match lang {
            Lang::Zh => format!("[ ] {}（{}）", document.name.zh, need.zh),
            Lang::En => format!("{} ({})", document.name.en, need.en),
        };
        self.bold(|slip| slip.line(&named(Lang::Zh), COLUMNS));
        if self.both && !document.name.en.is_empty() {
            self.line(&named(Lang::En), COLUMNS);
        }
        let counts = |lang| quantities(document, lang);
        self.text(&Text { zh: counts(Lang::Zh), en: counts(Lang::En) });
        if document.e_licence {
            self.phrase(text::E_LICENCE);
        }
        if let Some(when) = &document.when {
            self.text(when);
        }
        if let Some((phrase, from)) = origin(document) {
            let said = Text {
                zh: phrase.fill(Lang::Zh, &[&from.zh]),
                en: if from.en.is_empty() { String::new() } else { phrase.fill(Lang::En, &[&from.en]) },
            };
            self.text(&said);
        }
    }

    fn list(&mut self, name: Phrase, lines: &[Text]) {
        if lines.is_empty() {
            return;
        }
        self.title(name);
        for line in lines {
            let marked = |text: &String| if text.is_empty() { String::new() } else { format!("- {text}") };
            self.text(&Text { zh: marked(&line.zh), en: marked(&line.en) });
        }
    }

    fn title(&mut self, name: Phrase) {
        self.rule();
        self.bold(|slip| slip.phrase(name));
    }

    fn rule(&mut self) {
        self.line(&"-".repeat(COLUMNS), COLUMNS);
    }

    fn field(&mut self, name: Phrase, value: &Text) {
        self.line(&format!("{}：{}", name.zh, value.zh), COLUMNS);
        if self.both && !value.en.is_empty() {
            self.line(&format!("{}: {}", name.en, value.en), COLUMNS);
        }
    }

    fn phrase(&mut self, phrase: Phrase) {
        self.text(&phrase.text());
    }

    fn text(&mut self, text: &Text) {
        self.line(&text.zh, COLUMNS);
        if self.both {
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
    fn code(&mut self, url: &str) {
        let Some(size) = u16::try_from(url.len() + 3).ok().filter(|_| url.len() <= CODE_MAX) else { return };
        self.centred(true);
        self.phrase(text::GUIDE);
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

fn joined(one: &Text, other: &Text) -> Text {
    let join = |one: &str, other: &str| match (one, other) {
        ("", other) => other.to_owned(),
        (one, "") => one.to_owned(),
        (one, other) => format!("{one} · {other}"),
    };
    Text { zh: join(&one.zh, &other.zh), en: join(&one.en, &other.en) }
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
    use proptest::prelude::*;

    #[test]
    fn chinese_takes_two_columns_and_words_stay_whole() {
        assert_eq!(wrapped("居民身份证", 4), ["居民", "身份", "证"]);
        assert_eq!(wrapped("Letter of authorization", 10), ["Letter of", "authorizat", "ion"]);
        assert_eq!(wrapped("", 10), [""; 0]);
        assert_eq!(encoded("证A\u{20bb7}"), [0xd6, 0xa4, b'A', b'?']);
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
