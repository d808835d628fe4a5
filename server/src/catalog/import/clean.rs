//! Cleans text of real exports: HTML, doubly escaped characters, tabs, control and invisible characters,
//! repeated spaces; full-width letters and digits where they are codes, numbers or phones. Nothing that a
//! reader would read is lost: where that cannot be kept, the text is refused.

use hall::catalog::rules::{self, Rule};
use std::borrow::Cow;

/// What was put right in a text, each kind once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    html: bool,
    entities: bool,
    control: bool,
    invisible: bool,
    spaces: bool,
    width: bool,
}

impl Changes {
    /// The rules that name the changes.
    pub fn rules(self) -> impl Iterator<Item = Rule> {
        [
            (self.html, rules::HTML_REMOVED),
            (self.entities, rules::ENTITIES_DECODED),
            (self.control, rules::CONTROL_REMOVED),
            (self.invisible, rules::INVISIBLE_REMOVED),
            (self.spaces, rules::SPACES_JOINED),
            (self.width, rules::WIDTH_NARROWED),
        ]
        .into_iter()
        .filter_map(|(changed, rule)| changed.then_some(rule))
    }
}

/// Why a text cannot be cleaned: a rule and its value.
pub type Unsafe = (Rule, String);

/// Characters of one cell at most.
pub const LONGEST: usize = 10_000;
/// How often a text may have been escaped: `&amp;amp;lt;` is three times.
const ROUNDS: usize = 6;

/// A text as people should read it. With `lines`, line ends stay; otherwise they become spaces.
///
/// # Errors
/// When it is too long, broken, or holds HTML whose content would be lost.
pub fn prose(text: &str, lines: bool) -> Result<(Cow<'_, str>, Changes), Unsafe> {
    let mut changes = Changes::default();
    if text.chars().nth(LONGEST).is_some() {
        return Err((rules::CELL_TOO_LONG, LONGEST.to_string()));
    }
    if text.contains('\u{fffd}') {
        return Err((rules::BROKEN_CHARACTERS, text.to_owned()));
    }
    if is_plain(text) {
        return Ok((Cow::Borrowed(text), changes));
    }
    let mut text = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let Some(decoded) = entities(&text) else { break };
        changes.entities = true;
        text = Cow::Owned(decoded);
    }
    if let Some(stripped) = tags(&text)? {
        changes.html = true;
        text = Cow::Owned(stripped);
    }
    let text = characters(&text, lines, &mut changes);
    Ok((Cow::Owned(text), changes))
}

/// A code, number or phone: full-width letters and digits made half-width, all kinds of dashes made hyphens,
/// spaces removed.
#[must_use]
pub fn narrow(text: &str, changes: &mut Changes) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => {
                changes.width = true;
                char::from_u32(u32::from(c) - 0xfee0)
            }
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => {
                changes.width = true;
                Some('-')
            }
            c if c.is_whitespace() => {
                changes.spaces = true;
                None
            }
            c => Some(c),
        })
        .collect()
}

/// Nothing to do, as for most cells.
fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let odd = matches!(c, '<' | '&' | '\u{ad}')
            || (c == '_' && text.contains("_x00"))
            || c.is_control()
            || is_invisible(c)
            || (c.is_whitespace() && (c != ' ' || before == ' '));
        if odd {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{180e}')
}

/// Decodes one round of character references; none when there are none.
fn entities(text: &str) -> Option<String> {
    let mut out: Option<String> = None;
    let (mut done, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('&')).map(|at| from + at) {
        from = at + 1;
        let Some(rest) = text.get(from..) else { break };
        // the longest name known has 6 letters, the longest number 8 signs
        let Some(end) = rest.bytes().take(10).position(|byte| byte == b';') else { continue };
        let Some(c) = rest.get(..end).and_then(entity) else { continue };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push(c);
        from += end + 1;
        done = from;
    }
    let mut out = out?;
    out.push_str(text.get(done..).unwrap_or_default());
    Some(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" | "AMP" => '&',
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "middot" => '·',
        "bull" => '•',
        "times" => '×',
        "deg" => '°',
        "yen" => '¥',
        "le" => '≤',
        "ge" => '≥',
        "zwnj" | "zwj" | "shy" => '\u{200b}',
        _ => return None,
    })
}

/// Tags whose content is not text.
const LOST: [&str; 12] = [
    "script", "style", "iframe", "object", "embed", "img", "svg", "video", "audio", "input", "select",
    "textarea",
];
/// Tags that end a line.
const BLOCK: [&str; 16] = [
    "br", "p", "div", "li", "ul", "ol", "tr", "table", "tbody", "thead", "h1", "h2", "h3", "h4", "hr",
    "section",
];
/// Tags within a line.
const INLINE: [&str; 24] = [
    "a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "sub", "sup", "td", "th",
    "label", "code", "html", "body", "center", "article", "o:p", "st1", "pre",
];

/// Removes tags; none when there are none. A `<` that begins no tag of HTML stays: 年龄<18岁, <身份证>.
fn tags(text: &str) -> Result<Option<String>, Unsafe> {
    let mut out: Option<String> = None;
    let (mut done, mut from) = (0, 0);
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        from = at + 1;
        let Some(rest) = text.get(from..) else { break };
        let (end, instead) = if rest.starts_with("!--") {
            let Some(end) = rest.find("-->") else { continue };
            (end + 3, "")
        } else {
            let closing = usize::from(rest.starts_with('/'));
            let name: String = (rest.chars().skip(closing))
                .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
                .take(12)
                .collect();
            // a tag ends before another begins
            let end =
                rest.find(['>', '<']).filter(|end| rest.get(*end..).is_some_and(|r| r.starts_with('>')));
            let Some(end) = end else { continue };
            let name = name.to_ascii_lowercase();
            if LOST.contains(&name.as_str()) {
                return Err((rules::UNSAFE_HTML, name));
            }
            let instead = match name.as_str() {
                "td" | "th" => " ",
                name if BLOCK.contains(&name) => "\n",
                name if INLINE.contains(&name) => "",
                _ => continue,
            };
            (end + 1, instead)
        };
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(instead);
        from += end;
        done = from;
    }
    let Some(mut out) = out else { return Ok(None) };
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(Some(out))
}

/// Removes control and invisible characters, joins spaces, trims every line and drops empty ones.
fn characters(text: &str, lines: bool, changes: &mut Changes) -> String {
    // spreadsheets write control characters like this
    let unescaped = if text.contains("_x00") {
        let mut unescaped = text.replace("_x000D_", "").replace("_x000A_", "\n").replace("_x0009_", " ");
        for code in 0..0x20 {
            let written = format!("_x{code:04X}_");
            if unescaped.contains(&written) {
                unescaped = unescaped.replace(&written, "");
            }
        }
        Cow::Owned(unescaped)
    } else {
        Cow::Borrowed(text)
    };
    changes.control |= unescaped != text;
    let mut out = String::with_capacity(unescaped.len());
    let mut space = false;
    let mut chars = unescaped.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                if lines {
                    changes.spaces |= space;
                    space = false;
                    if !out.is_empty() && !out.ends_with('\n') {
                        out.push('\n');
                    }
                } else {
                    changes.spaces = true;
                    space = true;
                }
            }
            '\t' => {
                changes.control = true;
                space = true;
            }
            c if c.is_control() => changes.control = true,
            c if is_invisible(c) => changes.invisible = true,
            c if c.is_whitespace() => {
                changes.spaces |= space || c != ' ' || out.is_empty() || out.ends_with('\n');
                space = true;
            }
            c => {
                if space && !out.is_empty() && !out.ends_with('\n') {
                    out.push(' ');
                }
                space = false;
                out.push(c);
            }
        }
    }
    changes.spaces |= space;
    while out.ends_with('\n') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(text: &str) -> String {
        prose(text, false).unwrap().0.into_owned()
    }

    fn kinds(text: &str) -> Vec<&'static str> {
        prose(text, false).unwrap().1.rules().map(|rule| rule.code).collect()
    }

    #[test]
    fn what_exports_write_is_put_right() {
        for (dirty, clean, kind) in [
            ("<p>居民<b>身份证</b></p>", "居民身份证", "html_removed"),
            ("A&amp;amp;B", "A&B", "entities_decoded"),
            ("&amp;lt;p&amp;gt;原件&amp;lt;/p&amp;gt;", "原件", "html_removed"),
            ("原件\t1 份", "原件 1 份", "control_removed"),
            ("原\u{0}件\u{7}", "原件", "control_removed"),
            ("原件_x000D_", "原件", "control_removed"),
            ("\u{feff}原\u{200b}件", "原件", "invisible_removed"),
            ("  原件   和　复印件 ", "原件 和 复印件", "spaces_joined"),
            ("第一行<br/>第二行", "第一行 第二行", "html_removed"),
            ("&#23621;&#x6C11;", "居民", "entities_decoded"),
            ("<!-- 备注 -->原件", "原件", "html_removed"),
        ] {
            assert_eq!(cleaned(dirty), clean);
            assert!(kinds(dirty).contains(&kind), "{dirty:?}: {:?}", kinds(dirty));
        }
    }

    #[test]
    fn what_is_no_dirt_stays() {
        for text in
            ["年龄<18岁", "<身份证>原件", "AT&T", "a < b > c", "１２３ 号", "甲、乙；丙", "", "x&y;z", "R&D"]
        {
            assert_eq!(cleaned(text), text);
            assert_eq!(kinds(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        for text in ["<img src=1>", "见图<IMG alt='x'/>", "&lt;script&gt;x&lt;/script&gt;", "\u{fffd}料"] {
            assert!(prose(text, false).is_err(), "{text}");
        }
        assert_eq!(prose(&"长".repeat(LONGEST + 1), false).unwrap_err().0, rules::CELL_TOO_LONG);
        assert!(prose(&"长".repeat(LONGEST), false).is_ok());
    }

    #[test]
    fn lines_stay_where_they_count() {
        let (text, _) = prose("一、本人申请\r\n\r\n  二、年满十六周岁<br>三、在本地居住\n", true).unwrap();
        assert_eq!(text, "一、本人申请\n二、年满十六周岁\n三、在本地居住");
    }

    #[test]
    fn codes_are_made_half_width() {
        let mut changes = Changes::default();
        assert_eq!(narrow("０１０－１２３４ ５６７８", &mut changes), "010-12345678");
        assert!(changes.width && changes.spaces);
    }

    proptest! {
        #[test]
        fn cleaning_ends_and_is_whole(text in "[<>&;/a-z# x0-9_\u{200b}\t\n 原件p]{0,80}") {
            if let Ok((once, _)) = prose(&text, true) {
                prop_assert!(!once.chars().any(|c| (c.is_control() && c != '\n') || is_invisible(c)));
                prop_assert!(once.chars().count() <= text.chars().count() + 1);
            }
        }
    }
}
