//! What a playlist shows now and in the next 24 hours: at the full hours, by the same rule as the screens. Pure.

use super::text as t;
use super::words;
use hall::hours::Hours;
use hall::moment::Moment;
use hall::screen::{Layout, Outline, Playlist, Screen, Signage, Why, on};
use hall::text::{Lang, Text};

/// Full hours that are looked at.
const HOURS: i64 = 24;
/// Layouts that are named in one run.
const NAMED: usize = 3;

/// The entries of a playlist that take turns at a moment, by their places from 0.
#[must_use]
pub fn due(playlist: &Playlist, signage: &Signage, hours: &Hours, at: Moment) -> Vec<usize> {
    let Ok(id) = "preview".parse() else { return Vec::new() };
    let screen = Screen { playlist: Some(playlist.id.clone()), ..Screen::plain(id, Layout::Main) };
    // each entry alone: is it due?
    let mut alone = Outline { screens: Vec::new(), ..signage.outline() };
    let mut found: Vec<(usize, u8)> = Vec::new();
    for (place, entry) in playlist.entries.iter().enumerate() {
        alone.playlists = vec![Playlist { entries: vec![entry.clone()], ..playlist.clone() }];
        if matches!(on(&screen, &alone, hours, at, false).why, Why::Playlist { .. }) {
            found.push((place, entry.priority));
        }
    }
    let highest = found.iter().map(|(_, priority)| *priority).max();
    found.into_iter().filter(|(_, priority)| Some(*priority) == highest).map(|(place, _)| place).collect()
}

/// The words of what takes turns.
fn words_of(playlist: &Playlist, due: &[usize], signage: &Signage, lang: Lang) -> String {
    let layouts = due.iter().filter_map(|place| playlist.entries.get(*place)).map(|entry| &entry.layout);
    let mut names: Vec<String> = layouts.map(|layout| words::layout(layout, signage, lang)).collect();
    let count = names.len();
    if names.is_empty() {
        return t::OWN_LAYOUT.get(lang).to_owned();
    }
    names.truncate(NAMED);
    let joined = names.join(super::emergency_text::LIST.get(lang));
    match count {
        1 => joined,
        _ if count > NAMED => t::TURNS.fill(lang, &[&t::AND_MORE.fill(lang, &[&joined, &count.to_string()])]),
        _ => t::TURNS.fill(lang, &[&joined]),
    }
}

/// What is on now and from which full hour on it is something else: times and words.
#[must_use]
pub fn day(playlist: &Playlist, signage: &Signage, hours: &Hours, now: Moment) -> Vec<(Text, Text)> {
    let hour = now.plus_seconds(-(now.unix_ms() / 1000).rem_euclid(3600));
    let later = (1..=HOURS).map(|hours| hour.plus_seconds(hours * 3600));
    let mut runs: Vec<(Text, Text)> = Vec::new();
    let mut before = None;
    for at in std::iter::once(now).chain(later) {
        let due = due(playlist, signage, hours, at);
        if before.as_ref() == Some(&due) {
            continue;
        }
        let when = |lang| words::since(at, Some(now), lang);
        let when =
            if runs.is_empty() { t::NOW.text() } else { Text { zh: when(Lang::Zh), en: when(Lang::En) } };
        let of = |lang| words_of(playlist, &due, signage, lang);
        runs.push((when, Text { zh: of(Lang::Zh), en: of(Lang::En) }));
        before = Some(due);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Moment {
        "2026-11-25T09:42:07+08:00".parse().unwrap()
    }

    fn playlist(entries: &str) -> (Playlist, Signage) {
        let json = format!(r#"{{"id":"p","name":{{"zh":"日","en":"Day"}},"entries":[{entries}]}}"#);
        let playlist: Playlist = serde_json::from_str(&json).unwrap();
        (playlist.clone(), Signage { playlists: vec![playlist], ..Signage::default() })
    }

    fn told(entries: &str) -> Vec<(String, String)> {
        let (playlist, signage) = playlist(entries);
        let day = day(&playlist, &signage, &Hours::always(), now());
        day.into_iter().map(|(when, what)| (when.zh, what.zh)).collect()
    }

    #[test]
    fn it_says_what_is_on_now_and_at_which_hour_that_changes() {
        let all_day = r#"{"layout":{"kind":"main"},"seconds":20},{"layout":{"kind":"six"},"seconds":35}"#;
        assert_eq!(told(all_day), [("现在".to_owned(), "综合屏、六公开 轮播".to_owned())]);
        let noon = r#"{"layout":{"kind":"ratings"},"seconds":20,"priority":1,"period":{"from":720,"to":840}},
            {"layout":{"kind":"main"},"seconds":20}"#;
        let said = told(noon);
        let said: Vec<_> = said.iter().map(|(when, what)| (when.as_str(), what.as_str())).collect();
        assert_eq!(said, [("现在", "综合屏"), ("12:00", "评价公示"), ("14:00", "综合屏")]);
        assert_eq!(told(""), [("现在".to_owned(), "本屏版式".to_owned())]);
    }

    #[test]
    fn another_day_is_named_with_its_date() {
        let said = told(r#"{"layout":{"kind":"main"},"seconds":20,"first":"2026-11-26"}"#);
        assert_eq!(said.len(), 2);
        assert!(said[1].0.contains("26日") && said[1].0.ends_with("00:00"), "{said:?}");
    }

    #[test]
    fn what_takes_turns_is_what_the_screens_rule_shows() {
        let (playlist, signage) = playlist(
            r#"{"layout":{"kind":"main"},"seconds":20},{"layout":{"kind":"six"},"seconds":35},
               {"layout":{"kind":"notice","notice":"gone"},"seconds":10}"#,
        );
        let hours = Hours::always();
        assert_eq!(due(&playlist, &signage, &hours, now()), [0, 1]);
        let screen = Screen {
            playlist: Some(playlist.id.clone()),
            ..Screen::plain("a".parse().unwrap(), Layout::Main)
        };
        for seconds in 0..120 {
            let at = now().plus_seconds(seconds);
            let Why::Playlist { entry, due: count, .. } =
                on(&screen, &signage.outline(), &hours, at, false).why
            else {
                panic!("something is due")
            };
            assert!(entry < 2 && count == 2);
        }
    }
}
