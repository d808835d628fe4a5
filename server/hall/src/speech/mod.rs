//! What is read aloud: which texts may be, and how they are said. A voice reads `A023` as a word and `2026-11-26` as a
//! sum; here numbers of tickets and telephones become single digits, dates, times and amounts become what a person
//! would say (A29, R122).

mod figures;
mod number;
mod scan;

use crate::code::Code;
use crate::personal;
use crate::text::Lang;
use scan::Scan;

/// Characters of one text at most: a sentence or two.
pub const TEXT_MAX: usize = 300;
/// Characters of a recorded clip's name at most.
const NAME_MAX: usize = 80;

/// A text without control characters and with single spaces, if it may be read aloud to everybody and kept.
///
/// # Errors
/// Those of [`tidy`], and `speech_text_personal` when it holds the number of a person.
pub fn check(text: &str) -> Result<String, Code> {
    let text = tidy(text)?;
    if personal::holds_number(&text) { Err(Code::SpeechTextPersonal) } else { Ok(text) }
}

/// A text without control characters and with single spaces. It may hold numbers of a person, who hears it alone (A25).
///
/// # Errors
/// `speech_text_invalid` when there is nothing to say or too much.
pub fn tidy(text: &str) -> Result<String, Code> {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > TEXT_MAX || !text.chars().any(char::is_alphanumeric) {
        return Err(Code::SpeechTextInvalid);
    }
    Ok(text)
}

/// How a text is said. Chinese comes without figures, English with figures that every voice reads right.
#[must_use]
pub fn spoken(text: &str, lang: Lang) -> String {
    let mut scan = Scan::new(text, lang);
    while scan.step() {}
    scan.said()
}

/// The name of a recorded clip of a text, without its ending: the text itself, without what a file's name cannot hold
/// and without a stop at its end. None for a long text: it is always spoken by the synthesiser.
#[must_use]
pub fn clip_name(text: &str) -> Option<String> {
    let kept = |c: &char| !c.is_control() && !r#"/\:*?"<>|"#.contains(*c);
    let name: String = text.chars().filter(kept).collect();
    let name = name.trim().trim_end_matches(['。', '！', '？', '，', '；', '：', '.', '!', ',', ';', ' ']);
    let fits = !name.is_empty() && !name.starts_with('.') && name.chars().count() <= NAME_MAX;
    fits.then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
