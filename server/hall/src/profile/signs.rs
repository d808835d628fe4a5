//! Windows by their signs, in words that are the same everywhere.

use crate::text::Lang;

/// Windows by their signs: `A01 A02 A03 A05` as `A01–A03` and `A05`: runs of three and more.
#[must_use]
pub fn ranges(labels: &[&str]) -> Vec<String> {
    let split = |label: &str| {
        let letters = label.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let digits = label.strip_prefix(letters.as_str())?.parse::<u32>().ok()?;
        Some((letters, digits))
    };
    let mut runs: Vec<Vec<&str>> = Vec::new();
    for label in labels {
        let follows = |run: &Vec<&str>| {
            let (Some((letters, last)), Some((same, next))) = (split(run.last()?), split(label)) else {
                return None;
            };
            (letters == same && last + 1 == next).then_some(())
        };
        match runs.last_mut() {
            Some(run) if follows(run).is_some() => run.push(label),
            _ => runs.push(vec![label]),
        }
    }
    runs.iter()
        .flat_map(|run| match (run.as_slice(), run.first(), run.last()) {
            ([_, _, _, ..], Some(first), Some(last)) => vec![format!("{first}–{last}")],
            _ => run.iter().map(|&label| label.to_owned()).collect(),
        })
        .collect()
}

crate::phrases! {
    ONE_WINDOW = "{} 窗口" / "Window {}";
    SOME_WINDOWS = "{} 窗口" / "Windows {}";
}

/// Windows by their signs in words, the same everywhere: `A01–A03、A05 窗口`, `Windows A01–A03, A05`; nothing for none.
#[must_use]
pub fn windows_said(labels: &[&str], lang: Lang) -> String {
    let phrase = match labels {
        [] => return String::new(),
        [_] => ONE_WINDOW,
        _ => SOME_WINDOWS,
    };
    phrase.fill(lang, &[&ranges(labels).join(if lang == Lang::Zh { "、" } else { ", " })])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_read_the_same_everywhere() {
        assert_eq!(windows_said(&["K01"], Lang::Zh), "K01 窗口");
        assert_eq!(windows_said(&["K01"], Lang::En), "Window K01");
        assert_eq!(windows_said(&["A01", "A02", "A03", "A05"], Lang::Zh), "A01–A03、A05 窗口");
        assert_eq!(windows_said(&["G01", "G04"], Lang::En), "Windows G01, G04");
        assert_eq!(windows_said(&[], Lang::Zh), "");
    }

    #[test]
    fn windows_are_named_shortly() {
        assert_eq!(ranges(&["A01", "A02", "A03", "A05"]), ["A01–A03", "A05"]);
        assert_eq!(ranges(&["G01", "G02"]), ["G01", "G02"]);
        assert_eq!(ranges(&["K01", "T01"]), ["K01", "T01"]);
        assert_eq!(ranges(&["1", "2", "3"]), ["1–3"]);
        assert!(ranges(&[]).is_empty());
    }
}
