//! What is sounded when: the chime, the sentence in Chinese twice, in English once (R29), as cues
//! relative to the beginning. Pure, so that timing is tested without a loudspeaker.

use crate::screen::announcer::{Announcement, Form};
use hall::screen::call_clips;
use hall::text::Lang;
use serde::Deserialize;
use std::collections::HashMap;

/// Silence between two clips of a sentence, seconds.
pub const GAP_S: f64 = 0.06;
/// Silence between two sentences, seconds.
pub const PAUSE_S: f64 = 0.35;

/// Where each word stands in a language's sprite: begin and length in seconds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Clips {
    /// By the word as `hall::screen::call_clips` names it.
    pub clips: HashMap<String, (f64, f64)>,
}

/// `voice.json` of the site.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Words {
    /// Chinese.
    #[serde(default)]
    pub zh: Clips,
    /// English.
    #[serde(default)]
    pub en: Clips,
}

impl Words {
    /// Takes the languages that others have.
    pub fn replace(&mut self, others: Self) {
        let there = |clips: Clips| (!clips.clips.is_empty()).then_some(clips);
        self.zh = there(others.zh).unwrap_or_else(|| std::mem::take(&mut self.zh));
        self.en = there(others.en).unwrap_or_else(|| std::mem::take(&mut self.en));
    }

    /// Whether anything can be said in this language.
    #[must_use]
    pub fn has(&self, lang: Lang) -> bool {
        !self.of(lang).clips.is_empty()
    }

    fn of(&self, lang: Lang) -> &Clips {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Clips {
    /// The places of a clip: its own, or those of the pieces it can be put together from (a pack that
    /// has 号 and 到 can say 号到).
    fn places(&self, name: &str) -> Option<Vec<(f64, f64)>> {
        let mut rest = name;
        let mut places = Vec::new();
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
            let (place, end) = ends.into_iter().rev().find_map(|end| {
                let piece = rest.get(..end)?;
                Some((*self.clips.get(piece)?, end))
            })?;
            places.push(place);
            rest = rest.get(end..).unwrap_or_default().trim_start();
        }
        Some(places)
    }
}

/// Which loaded sound a cue plays from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The chime.
    Chime,
    /// The words of a language.
    Words(Lang),
}

/// One piece of sound. Times in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cue {
    /// After the beginning.
    pub at: f64,
    /// Where from.
    pub source: Source,
    /// Where in it.
    pub offset: f64,
    /// How long.
    pub length: f64,
}

/// Something a listener hears as one: the chime or a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When it begins, seconds after the beginning.
    pub at: f64,
    /// What it is.
    pub source: Source,
    /// The clips by name.
    pub clips: Vec<String>,
}

/// A whole announcement in sound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The pieces, in order.
    pub cues: Vec<Cue>,
    /// The chime and the sentences, in order.
    pub lines: Vec<Line>,
    /// When all is over, seconds.
    pub length: f64,
}

/// Plans an announcement. `chime_s` is the chime's length, none when there is no chime; `has` tells
/// which sprites are loaded. A sentence that cannot be said completely is not said at all: half a
/// number is worse than the chime and the text.
#[must_use]
pub fn plan(
    call: &Announcement,
    window: &str,
    form: Form,
    words: &Words,
    chime_s: Option<f64>,
    has: impl Fn(Lang) -> bool,
) -> Plan {
    let mut plan = Plan::default();
    let mut at = 0.0;
    if let Some(length) = chime_s {
        plan.lines.push(Line { at, source: Source::Chime, clips: vec!["chime".to_owned()] });
        plan.cues.push(Cue { at, source: Source::Chime, offset: 0.0, length });
        plan.length = length;
        at = length + GAP_S;
    }
    let langs: &[Lang] = match form {
        Form::Full => &[Lang::Zh, Lang::Zh, Lang::En],
        Form::Short => &[Lang::Zh, Lang::En],
    };
    for lang in langs.iter().copied().filter(|lang| has(*lang)) {
        let names = call_clips(lang, &call.ticket, window);
        let places: Option<Vec<Vec<_>>> = names.iter().map(|name| words.of(lang).places(name)).collect();
        let Some(places) = places else { continue };
        plan.lines.push(Line { at, source: Source::Words(lang), clips: names });
        for (offset, length) in places.into_iter().flatten() {
            plan.cues.push(Cue { at, source: Source::Words(lang), offset, length });
            plan.length = at + length;
            at = plan.length + GAP_S;
        }
        at += PAUSE_S - GAP_S;
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let table = |names: &str| Clips {
            clips: names.split(',').enumerate().map(|(n, name)| (name.to_owned(), (n as f64, 0.5))).collect(),
        };
        Words {
            zh: table("请,号,到,号窗口办理,零,一,二,A"),
            en: table("ticket,please go to window,zero,one,two,A"),
        }
    }

    fn call(ticket: &str) -> Announcement {
        Announcement { id: 1, ticket: ticket.parse().unwrap(), window: "A01".parse().unwrap(), times: 1 }
    }

    fn spoken(plan: &Plan) -> Vec<String> {
        plan.lines.iter().map(|line| line.clips.join(" ")).collect()
    }

    #[test]
    fn a_call_is_chime_then_chinese_twice_then_english_once() {
        let plan = plan(&call("A012"), "A01", Form::Full, &words(), Some(0.8), |_| true);
        let zh = "请 A 零 一 二 号到 A 零 一 号窗口办理";
        assert_eq!(spoken(&plan), ["chime", zh, zh, "ticket A zero one two please go to window A zero one"]);
        // 号到 is put together from two clips
        assert_eq!(plan.cues.len(), 1 + 11 + 11 + 9);
    }

    #[test]
    fn clips_follow_each_other_with_the_planned_gaps_and_never_overlap() {
        let plan = plan(&call("A012"), "A01", Form::Full, &words(), Some(0.8), |_| true);
        for pair in plan.cues.windows(2) {
            let gap = pair[1].at - (pair[0].at + pair[0].length);
            assert!((gap - GAP_S).abs() < 1e-9 || (gap - PAUSE_S).abs() < 1e-9, "{gap}");
        }
        let pauses = plan.cues.windows(2).filter(|p| p[1].at - p[0].at - p[0].length > 0.3).count();
        assert_eq!(pauses, 2);
        let last = plan.cues.last().unwrap();
        assert!((plan.length - last.at - last.length).abs() < 1e-9);
        assert!(plan.lines.iter().all(|line| plan.cues.iter().any(|cue| cue.at == line.at)));
    }

    #[test]
    fn what_cannot_be_said_completely_is_not_said() {
        let plan_of = |ticket: &str, has: fn(Lang) -> bool| {
            spoken(&plan(&call(ticket), "A01", Form::Short, &words(), Some(0.8), has))
        };
        assert_eq!(plan_of("A019", |_| true), ["chime"], "nine is missing in both languages");
        assert_eq!(plan_of("A012", |_| false), ["chime"], "nothing was decoded");
        assert_eq!(plan_of("A012", |lang| lang == Lang::En).len(), 2);
        let nothing = plan(&call("A012"), "A01", Form::Full, &Words::default(), None, |_| true);
        assert_eq!(nothing, Plan::default());
    }

    #[test]
    fn the_sites_file_is_read() {
        let words: Words =
            serde_json::from_str(r#"{"zh":{"file":"/a/x.wav","clips":{"请":[0.5,0.25]}}}"#).unwrap();
        assert_eq!(words.zh.clips["请"], (0.5, 0.25));
        assert!(words.en.clips.is_empty());
    }
}
