//! What is on a screen, why, and what is wrong with it, in words. Pure.

use super::text as t;
use crate::desk::accounts::moment;
use hall::api::ScreenStanding;
use hall::moment::Moment;
use hall::screen::{Face, Layout, Signage, Why};
use hall::text::{Lang, Phrase, Text};

/// The kinds of layout, by their names on the wire.
pub const KINDS: [(&str, Phrase); 8] = [
    ("main", t::MAIN),
    ("area", t::AREA),
    ("window", t::WINDOW),
    ("guide", t::GUIDE),
    ("public", t::PUBLIC),
    ("ratings", t::RATINGS),
    ("six", t::SIX),
    ("notice", t::NOTICE),
];
/// What a screen may show beside layouts.
const OTHERS: [(&str, Phrase); 4] =
    [("emergency", t::ON_EMERGENCY), ("stale", t::ON_STALE), ("lost", t::ON_LOST), ("dark", t::ON_DARK)];
/// Why, as a screen says it.
const WHYS: [(&str, Phrase); 5] = [
    ("call", t::WHY_CALL),
    ("playlist", t::WHY_SOME_PLAYLIST),
    ("nothing_due", t::WHY_NOTHING_DUE),
    ("fixed", t::WHY_FIXED),
    ("emergency", t::WHY_EMERGENCY),
];

fn known(all: &[(&str, Phrase)], name: &str, lang: Lang) -> Option<String> {
    all.iter().find(|(known, _)| *known == name).map(|(_, phrase)| phrase.get(lang).to_owned())
}

/// What is on, by its name in a report: a layout, or what a screen shows in trouble; a kiosk's page as it is.
#[must_use]
pub fn shown(name: &str, lang: Lang) -> String {
    known(&KINDS, name, lang).or_else(|| known(&OTHERS, name, lang)).unwrap_or_else(|| name.to_owned())
}

/// Why, by its name in a report.
#[must_use]
pub fn reported_why(name: &str, lang: Lang) -> String {
    known(&WHYS, name, lang).unwrap_or_else(|| name.to_owned())
}

/// A notice, list or map by its title, from its id in a report; the id when it is gone.
#[must_use]
pub fn title(id: &str, signage: &Signage, lang: Lang) -> String {
    let Ok(sign) = id.parse() else { return id.to_owned() };
    let notice = signage.notice(&sign).map(|notice| &notice.title);
    let list = signage.list(&sign).map(|list| &list.title);
    let title = notice.or(list).or_else(|| signage.map(&sign).map(|map| &map.name));
    title.map_or_else(|| id.to_owned(), |title| title.get(lang).to_owned())
}

/// A layout with what it shows.
#[must_use]
pub fn layout(layout: &Layout, signage: &Signage, lang: Lang) -> String {
    let of = |phrase: Phrase, name: Option<&Text>| {
        phrase.fill(lang, &[name.map_or(t::GONE.get(lang), |name| name.get(lang))])
    };
    match layout {
        Layout::Area { queues } => {
            let queues: Vec<_> = queues.iter().map(ToString::to_string).collect();
            t::AREA_OF.fill(lang, &[&queues.join(" ")])
        }
        Layout::Window { window } => t::WINDOW_OF.fill(lang, &[window.as_str()]),
        Layout::Guide { map, .. } => of(t::GUIDE_OF, signage.map(map).map(|map| &map.name)),
        Layout::Public { lists, .. } => match lists.as_slice() {
            [] => t::PUBLIC_ALL.get(lang).to_owned(),
            [only] => of(t::PUBLIC_OF, signage.list(only).map(|list| &list.title)),
            [first, ..] => {
                let one = of(t::PUBLIC_OF, signage.list(first).map(|list| &list.title));
                t::AND_MORE.fill(lang, &[&one, &lists.len().to_string()])
            }
        },
        Layout::Notice { notice } => of(t::NOTICE_OF, signage.notice(notice).map(|notice| &notice.title)),
        Layout::Main | Layout::Ratings | Layout::Six => shown(layout.name(), lang),
    }
}

/// Why something is on.
#[must_use]
pub fn why(why: &Why, signage: &Signage, lang: Lang) -> String {
    match why {
        Why::Call => t::WHY_CALL.get(lang).to_owned(),
        Why::NothingDue => t::WHY_NOTHING_DUE.get(lang).to_owned(),
        Why::Fixed => t::WHY_FIXED.get(lang).to_owned(),
        Why::Playlist { playlist, entry, due } => {
            let name = signage.playlist(playlist).map(|playlist| playlist.name.get(lang));
            let (name, entry) = (name.unwrap_or(playlist.as_str()), (entry + 1).to_string());
            match due {
                1 => t::WHY_PLAYLIST_ONE.fill(lang, &[name, &entry]),
                _ => t::WHY_PLAYLIST.fill(lang, &[name, &entry, &due.to_string()]),
            }
        }
    }
}

/// What a screen says of itself.
#[must_use]
pub fn reported(face: &Face, signage: &Signage, lang: Lang) -> String {
    let mut words = shown(&face.on, lang);
    if let Some(what) = &face.what {
        words.push_str(&format!(" · {}", title(what, signage, lang)));
    }
    if let Some(why) = &face.why {
        words.push_str(&format!(" · {}", reported_why(why, lang)));
    }
    words
}

/// What a screen is called: where it hangs, or its id.
#[must_use]
pub fn name(standing: &ScreenStanding, lang: Lang) -> String {
    let place = standing.place.get(lang);
    let place = if place.trim().is_empty() { standing.id.as_str() } else { place };
    if standing.kiosk { format!("{} {place}", t::KIOSK.get(lang)) } else { place.to_owned() }
}

/// What is wrong with a screen, the worst first. A page that somebody opened without registering it and closed again
/// is no screen that is missed.
#[must_use]
pub fn trouble(standing: &ScreenStanding, now: Option<Moment>, lang: Lang) -> Vec<String> {
    let state = &standing.standing;
    let mut said = Vec::new();
    if !state.here && !standing.registered {
        return said;
    }
    if let Some(number) = &state.not_shown {
        said.push(t::NOT_SHOWN.fill(lang, &[&number.to_string()]));
    }
    if let Some(number) = &state.not_spoken {
        said.push(t::NOT_SPOKEN.fill(lang, &[&number.to_string()]));
    }
    if let (false, Some(seen)) = (state.here, &standing.seen) {
        said.push(t::AWAY_SINCE.fill(lang, &[&since(seen.at, now, lang)]));
    }
    if state.doubled {
        said.push(t::DOUBLED.get(lang).to_owned());
    }
    if let (true, Some(seen)) = (state.misshapen, &standing.seen) {
        let (wide, high) = seen.face.size_px;
        said.push(t::MISSHAPEN.fill(lang, &[&wide.to_string(), &high.to_string()]));
    }
    if standing.speaks && audible(standing) == Some(false) {
        said.push(t::SOUND_MUTE.get(lang).to_owned());
    }
    said
}

/// When, with the day when that is another one.
#[must_use]
pub fn since(at: Moment, now: Option<Moment>, lang: Lang) -> String {
    match now {
        Some(now) if now.day() != at.day() => moment(at, lang),
        _ => at.hh_mm(),
    }
}

fn audible(standing: &ScreenStanding) -> Option<bool> {
    standing.seen.as_ref().and_then(|seen| seen.face.audible)
}

/// Whether it can be heard.
#[must_use]
pub fn sound(standing: &ScreenStanding) -> Phrase {
    match (audible(standing), standing.speaks) {
        (None, _) => t::SOUND_NONE,
        (Some(false), _) => t::SOUND_MUTE,
        (Some(true), true) => t::SOUND_SPEAKS,
        (Some(true), false) => t::SOUND_SILENT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(more: &str) -> ScreenStanding {
        let json = format!(
            r#"{{"id":"east","place":{{"zh":"东侧","en":"East side"}},"registered":true,"kiosk":false,{more}}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    fn seen(more: &str) -> String {
        format!(
            r#""seen":{{"at":"2026-11-25T10:32:00+08:00","face":{{"screen":"east","build":"b","on":"main","seq":3{more}}}}}"#
        )
    }

    #[test]
    fn what_failed_is_said_in_words_and_a_closed_page_is_not_missed() {
        let now = "2026-11-25T10:40:00+08:00".parse().ok();
        let mute = seen(r#","audible":false"#);
        let failed =
            standing(&format!(r#""speaks":true,"here":true,"not_shown":"A012","not_spoken":"A012",{mute}"#));
        assert_eq!(trouble(&failed, now, Lang::Zh), ["未显示 A012", "未播报 A012", "听不见"]);
        let two = seen(r#","size_px":[1080,1920]"#);
        let two = standing(&format!(r#""speaks":true,"here":true,"doubled":true,"misshapen":true,{two}"#));
        assert_eq!(
            trouble(&two, now, Lang::Zh),
            ["两块屏幕使用同一地址，其中一块不播报", "画面 1080 × 1920 与登记的面板比例不同"]
        );
        let away = standing(&format!(r#""speaks":false,"here":false,{}"#, seen("")));
        assert_eq!(trouble(&away, now, Lang::En), ["away since 10:32"]);
        assert_ne!(
            trouble(&away, now.map(|now: Moment| now.plus_seconds(86_400)), Lang::En),
            ["away since 10:32"]
        );
        let closed = ScreenStanding { registered: false, ..away };
        assert!(trouble(&closed, now, Lang::En).is_empty());
        let new = standing(r#""speaks":false,"here":false"#);
        assert!(trouble(&new, now, Lang::En).is_empty(), "it was never there");
        assert_eq!(name(&ScreenStanding { kiosk: true, ..new }, Lang::En), "Kiosk East side");
    }

    #[test]
    fn what_is_on_is_told_by_its_title_also_when_it_is_gone() {
        let signage: Signage = serde_json::from_str(
            r#"{"notices":[{"id":"n","title":{"zh":"停电通知","en":"Power cut"},"until":"2026-12-01"}],
                "playlists":[{"id":"p","name":{"zh":"工作日","en":"Workdays"},"entries":[]}]}"#,
        )
        .unwrap();
        let notice = |id: &str| layout(&Layout::Notice { notice: id.parse().unwrap() }, &signage, Lang::En);
        assert_eq!(notice("n"), "Notice “Power cut”");
        assert_eq!(notice("gone"), "Notice “removed or expired”");
        let of = |due| Why::Playlist { playlist: "p".parse().unwrap(), entry: 1, due };
        assert_eq!(why(&of(3), &signage, Lang::Zh), "节目单《工作日》第 2 项，3 项轮播");
        assert_eq!(why(&of(1), &signage, Lang::Zh), "节目单《工作日》第 2 项");
        for name in KINDS.iter().chain(&OTHERS).map(|(name, _)| name) {
            assert_ne!(shown(name, Lang::Zh), *name);
        }
        assert_eq!(shown("/guide", Lang::Zh), "/guide", "a kiosk's page");
    }
}
