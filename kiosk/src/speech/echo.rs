//! What somebody hears who types without seeing it: each letter as it comes, what was taken back, a word that was chosen.

use super::say::is_number;
use super::words as w;
use hall::text::Lang;

/// What is said when the text of a field has changed; none when it has not. Where others hear it, the digits of a
/// number are told as digits only (A25).
#[must_use]
pub fn echo(before: &str, now: &str, lang: Lang, headphones: bool) -> Option<String> {
    let hidden = !headphones && (is_number(now) || is_number(before));
    if before == now {
        None
    } else if let Some(added) = now.strip_prefix(before) {
        Some(apart(added, lang, hidden))
    } else if now.is_empty() {
        Some(w::EMPTIED.get(lang).to_owned())
    } else if let Some(gone) = before.strip_prefix(now) {
        Some(w::ERASED.fill(lang, &[&apart(gone, lang, hidden)]))
    } else {
        Some(now.to_owned())
    }
}

/// Letters as they are called, one by one.
fn apart(text: &str, lang: Lang, hidden: bool) -> String {
    let count = text.chars().count();
    if hidden && count > 2 {
        // a scanner
        return w::SECRET.fill(lang, &[&count.to_string()]);
    }
    let said = |c: char| match c {
        ' ' => w::SPACE.get(lang).to_owned(),
        c if hidden && c.is_numeric() => w::DIGIT.get(lang).to_owned(),
        c => c.to_ascii_uppercase().to_string(),
    };
    let said: Vec<String> = text.chars().map(said).collect();
    said.join(if text.is_ascii() { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_one_by_one_and_words_whole() {
        let zh = |before, now| echo(before, now, Lang::Zh, false);
        assert_eq!(zh("y", "y"), None);
        assert_eq!(zh("y", "yb").as_deref(), Some("B"));
        assert_eq!(zh("", "yb").as_deref(), Some("Y B"));
        assert_eq!(zh("yb ", "yb").as_deref(), Some("删除空格"));
        assert_eq!(zh("yb", "").as_deref(), Some("已清空"));
        assert_eq!(zh("yibao", "医保").as_deref(), Some("医保"));
        assert_eq!(zh("医", "医保").as_deref(), Some("保"));
        assert_eq!(echo("ab", "a", Lang::En, false).as_deref(), Some("B deleted"));
    }

    #[test]
    fn the_digits_of_a_number_are_heard_with_headphones_alone() {
        assert_eq!(echo("123", "1234", Lang::Zh, false).as_deref(), Some("4"));
        assert_eq!(echo("1234", "12345", Lang::Zh, false).as_deref(), Some("数字"));
        assert_eq!(echo("12345x", "12345", Lang::En, false).as_deref(), Some("X deleted"));
        assert_eq!(echo("12345", "1234", Lang::En, false).as_deref(), Some("digit deleted"));
        assert_eq!(echo("", "110105194912310021", Lang::Zh, false).as_deref(), Some("18 个字，请看屏幕"));
        assert_eq!(echo("1234", "12345", Lang::Zh, true).as_deref(), Some("5"));
    }
}
