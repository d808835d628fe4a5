//! What somebody hears who types without seeing it: each letter as it comes, what was taken back, a word that was chosen.

use super::words as w;
use hall::text::Lang;

/// What is said when the text of a field has changed; none when it has not.
#[must_use]
pub fn echo(before: &str, now: &str, lang: Lang) -> Option<String> {
    if before == now {
        None
    } else if let Some(added) = now.strip_prefix(before) {
        Some(apart(added, lang))
    } else if now.is_empty() {
        Some(w::EMPTIED.get(lang).to_owned())
    } else if let Some(gone) = before.strip_prefix(now) {
        Some(w::ERASED.fill(lang, &[&apart(gone, lang)]))
    } else {
        Some(now.to_owned())
    }
}

/// Letters as they are called, one by one.
fn apart(text: &str, lang: Lang) -> String {
    let said =
        |c: char| if c == ' ' { w::SPACE.get(lang).to_owned() } else { c.to_ascii_uppercase().to_string() };
    let said: Vec<String> = text.chars().map(said).collect();
    said.join(if text.is_ascii() { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_one_by_one_and_words_whole() {
        let zh = |before, now| echo(before, now, Lang::Zh);
        assert_eq!(zh("y", "y"), None);
        assert_eq!(zh("y", "yb").as_deref(), Some("B"));
        assert_eq!(zh("", "yb").as_deref(), Some("Y B"));
        assert_eq!(zh("yb ", "yb").as_deref(), Some("删除空格"));
        assert_eq!(zh("yb", "").as_deref(), Some("已清空"));
        assert_eq!(zh("yibao", "医保").as_deref(), Some("医保"));
        assert_eq!(zh("医", "医保").as_deref(), Some("保"));
        assert_eq!(echo("ab", "a", Lang::En).as_deref(), Some("B deleted"));
    }
}
