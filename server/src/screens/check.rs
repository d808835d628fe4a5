//! What is looked at before something of the signage is kept: everything it names is there, both languages are, and
//! letters can be read from where people stand.

use super::Item;
use super::fields::Fields;
use hall::hours::Period;
use hall::id::{Prefix, SignId, WindowId};
use hall::moment::Day;
use hall::personal;
use hall::profile::Hall;
use hall::screen::{Days, Entry, FloorMap, Layout, Notice, Playlist, PublicList, Screen, Signage, fit};
use hall::text::{Lang, Text};
use std::collections::BTreeSet;

hall::phrases! {
    BOTH = "请填写中文和英文" / "Please fill in Chinese and English";
    LONG = "文字太长" / "This text is too long";
    PERSONAL = "请不要写证件号码或手机号码，所有屏幕都会显示" / "Please leave out ID and mobile numbers: every screen shows this";
    DIAGONAL = "屏幕对角线为 150 至 6000 毫米，不清楚时填 0" / "The diagonal is 150 to 6000 mm, or 0 when nobody measured it";
    PIXELS = "分辨率为 320 至 16384 像素" / "320 to 16384 pixels, please";
    DISTANCE = "观看距离为 500 至 60000 毫米" / "The viewing distance is 500 to 60000 mm";
    ZONE = "语音分区为 1 至 32 个小写字母、数字或 -" / "A voice zone has 1 to 32 small letters, digits or -";
    NO_CALLS = "只有播报叫号的屏幕才有语音分区" / "Only a screen that shows calls has a voice zone";
    OTHER_CALLS = "同一语音分区的屏幕要显示同样的叫号：一次只有一块屏播报" / "Screens of one voice zone show the same calls, as one speaks for all";
    PERIOD = "时段要在一天之内，开始早于结束" / "A period lies within a day and ends after it begins";
    PERCENT = "音量为 0 至 100" / "A volume is 0 to 100";
    MANY = "太多了" / "Too many";
    NO_PLAYLIST = "没有这个节目单" / "There is no such playlist";
    NO_QUEUE = "请选择本大厅的队列" / "Please choose queues of this hall";
    NO_WINDOW = "本大厅没有这个窗口" / "This hall has no such window";
    NO_MAP = "没有这张平面图" / "There is no such map";
    NO_PLACE = "平面图上没有这个位置" / "The map has no such place";
    LOST_PLACE = "新图没有 {}，而有屏幕挂在那里" / "The drawing has no {}, and a screen hangs there";
    NO_LIST = "没有这份公示" / "There is no such list";
    NO_NOTICE = "没有这条通知" / "There is no such notice";
    ENTRIES = "节目单要有 1 至 50 项" / "A playlist has 1 to 50 entries";
    SECONDS = "每次 5 至 3600 秒" / "5 to 3600 seconds at a time";
    WEEKDAYS = "请选择星期一至星期日" / "Please choose days from Monday to Sunday";
    DATES = "结束日期要在开始日期之后" / "The last day comes after the first";
    PAST = "截止日期已过" / "This day is over";
    PICTURE = "图片要是本系统上传的文件（/forms/ 开头）" / "A picture is a file of this server, its address begins with /forms/";
}

/// Things of one kind at most.
const THINGS: usize = 200;
/// Periods of a screen at most.
const PERIODS: usize = 24;
/// Characters of a name at most, in Chinese and in English.
const NAME: (usize, usize) = (40, 100);
/// Characters of what a notice says at most.
const WORDS: (usize, usize) = (600, 1500);
/// What is wrong with a thing that is to join what the hall has; nothing when nothing is.
#[must_use]
pub fn faults(item: &Item, signage: &Signage, hall: &Hall, today: Day) -> Fields {
    let mut faults = Fields::default();
    let count = match item {
        Item::Screen(one) => {
            screen(&mut faults, one, signage, hall);
            signage.screens.iter().filter(|other| other.id != one.id).count()
        }
        Item::Playlist(one) => {
            playlist(&mut faults, one, signage, hall);
            signage.playlists.iter().filter(|other| other.id != one.id).count()
        }
        Item::Notice(one) => {
            notice(&mut faults, one, today);
            signage.notices.iter().filter(|other| other.id != one.id).count()
        }
        Item::List(one) => {
            faults = list(one, today);
            signage.lists.iter().filter(|other| other.id != one.id).count()
        }
        Item::Map(one, _) => {
            map(&mut faults, one, signage);
            signage.maps.iter().filter(|other| other.id != one.id).count()
        }
    };
    faults.need(count < THINGS, "/id", MANY);
    faults
}

fn named(faults: &mut Fields, path: &str, name: &Text, (zh, en): (usize, usize)) {
    faults.need(name.is_complete(), path, BOTH);
    faults.need(name.zh.chars().count() <= zh && name.en.chars().count() <= en, path, LONG);
    faults.need(!personal::holds_number(&name.zh) && !personal::holds_number(&name.en), path, PERSONAL);
}

fn is_within_a_day(period: Period) -> bool {
    period.from < period.to && period.to <= 1440
}

fn screen(faults: &mut Fields, screen: &Screen, signage: &Signage, hall: &Hall) {
    named(faults, "/place", &screen.place, NAME);
    faults.need(matches!(screen.diagonal_mm, 0 | 150..=6000), "/diagonal_mm", DIAGONAL);
    faults.need((320..=16_384).contains(&screen.width_px), "/width_px", PIXELS);
    faults.need((320..=16_384).contains(&screen.height_px), "/height_px", PIXELS);
    faults.need((500..=60_000).contains(&screen.distance_mm), "/distance_mm", DISTANCE);
    faults.within("/layout", layout(&screen.layout, signage, hall));
    let playlist = screen.playlist.as_ref();
    faults.need(playlist.is_none_or(|id| signage.playlist(id).is_some()), "/playlist", NO_PLAYLIST);
    let zone = |zone: &String| zone.parse::<SignId>().is_ok();
    faults.need(screen.voice_zone.as_ref().is_none_or(zone), "/voice_zone", ZONE);
    if let Some(zone) = &screen.voice_zone {
        faults.need(calls(&screen.layout).is_some(), "/voice_zone", NO_CALLS);
        let others = signage.screens.iter().filter(|other| other.id != screen.id);
        let mut others = others.filter(|other| other.voice_zone.as_ref() == Some(zone));
        let same = others.all(|other| calls(&other.layout) == calls(&screen.layout));
        faults.need(same, "/voice_zone", OTHER_CALLS);
    }
    faults.need(screen.volumes.len() <= PERIODS, "/volumes", MANY);
    for (n, volume) in screen.volumes.iter().enumerate() {
        faults.need(is_within_a_day(volume.period), &format!("/volumes/{n}/period"), PERIOD);
        faults.need(
            volume.percent <= hall::screen::SPEAKS_AT_MOST,
            &format!("/volumes/{n}/percent"),
            PERCENT,
        );
    }
    faults.need(screen.dark.len() <= PERIODS, "/dark", MANY);
    for (n, period) in screen.dark.iter().enumerate() {
        faults.need(is_within_a_day(*period), &format!("/dark/{n}"), PERIOD);
    }
    if faults.0.is_empty()
        && let Err(why) = legible(screen, signage)
    {
        faults.too_small("/diagonal_mm", why);
    }
}

/// Which calls a layout shows: those of all windows, of some queues, or of one window; none for what is published.
#[derive(PartialEq, Eq)]
enum Calls<'a> {
    All,
    Of(BTreeSet<&'a Prefix>),
    At(&'a WindowId),
}

fn calls(layout: &Layout) -> Option<Calls<'_>> {
    match layout {
        Layout::Main => Some(Calls::All),
        Layout::Area { queues } => Some(Calls::Of(queues.iter().collect())),
        Layout::Window { window } => Some(Calls::At(window)),
        _ => None,
    }
}

fn layout(layout: &Layout, signage: &Signage, hall: &Hall) -> Fields {
    let mut faults = Fields::default();
    match layout {
        Layout::Area { queues } => {
            let known = |queue: &Prefix| hall.queue(queue).is_some();
            faults.need(!queues.is_empty() && queues.iter().all(known), "/queues", NO_QUEUE);
        }
        Layout::Window { window } => {
            let known = |window: &WindowId| hall.window(window).is_some();
            faults.need(known(window), "/window", NO_WINDOW);
        }
        Layout::Guide { map, here } => match signage.map(map) {
            None => faults.add("/map", NO_MAP.text()),
            Some(map) => {
                faults.need(here.as_ref().is_none_or(|here| map.elements.contains(here)), "/here", NO_PLACE);
            }
        },
        Layout::Public { lists, .. } => {
            faults.need(lists.iter().all(|list| signage.list(list).is_some()), "/lists", NO_LIST);
        }
        Layout::Notice { notice } => faults.need(signage.notice(notice).is_some(), "/notice", NO_NOTICE),
        Layout::Main | Layout::Ratings | Layout::Six => {}
    }
    faults
}

fn playlist(faults: &mut Fields, playlist: &Playlist, signage: &Signage, hall: &Hall) {
    named(faults, "/name", &playlist.name, NAME);
    faults.need((1..=50).contains(&playlist.entries.len()), "/entries", ENTRIES);
    for (n, one) in playlist.entries.iter().enumerate() {
        faults.within(&format!("/entries/{n}"), entry(one, signage, hall));
    }
    // what the screens of this playlist will show is known only with it
    let with = Signage { playlists: vec![playlist.clone()], ..Signage::default() };
    if !faults.0.is_empty() {
        return;
    }
    for screen in signage.screens.iter().filter(|screen| screen.playlist.as_ref() == Some(&playlist.id)) {
        if let Err(Text { zh, en }) = legible(screen, &with) {
            let place = &screen.place;
            let why = Text { zh: format!("{}：{zh}", place.zh), en: format!("{}: {en}", place.en) };
            faults.too_small("/entries", why);
        }
    }
}

fn entry(entry: &Entry, signage: &Signage, hall: &Hall) -> Fields {
    let mut faults = Fields::default();
    faults.within("/layout", layout(&entry.layout, signage, hall));
    faults.need((5..=3600).contains(&entry.seconds), "/seconds", SECONDS);
    if let Days::Weekdays(days) = &entry.days {
        let right = !days.is_empty() && days.len() <= 7 && days.iter().all(|day| (1..=7).contains(day));
        faults.need(right, "/days", WEEKDAYS);
    }
    faults.need(entry.period.is_none_or(is_within_a_day), "/period", PERIOD);
    let ordered = entry.first.zip(entry.last).is_none_or(|(first, last)| first <= last);
    faults.need(ordered, "/last", DATES);
    faults
}

fn notice(faults: &mut Fields, notice: &Notice, today: Day) {
    named(faults, "/title", &notice.title, NAME);
    let empty = notice.body.zh.trim().is_empty() && notice.body.en.trim().is_empty();
    if !(empty && notice.picture.is_some()) {
        named(faults, "/body", &notice.body, WORDS);
    }
    let of_forms = |address: &String| {
        let name = address.strip_prefix("/forms/").unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.%/".contains(c);
        !name.is_empty() && name.len() <= 300 && name.chars().all(plain) && !name.contains("..")
    };
    faults.need(notice.picture.as_ref().is_none_or(of_forms), "/picture", PICTURE);
    faults.need(today <= notice.until, "/until", PAST);
}

/// What is wrong with a list; it is not masked yet.
#[must_use]
pub fn list(list: &PublicList, today: Day) -> Fields {
    let mut faults = Fields::default();
    if let Some(fault) = list.fault() {
        let path = match list {
            _ if !list.title.is_complete() => "/title",
            _ if list.columns.is_empty() || list.columns.iter().any(|column| !column.name.is_complete()) => {
                "/columns"
            }
            _ => "/rows",
        };
        faults.add(path, fault.text());
    }
    let long = |text: &Text| text.zh.chars().count() > NAME.0 || text.en.chars().count() > NAME.1;
    faults.need(!long(&list.title), "/title", LONG);
    faults.need(!list.columns.iter().any(|column| long(&column.name)), "/columns", LONG);
    faults.need(today <= list.until, "/until", PAST);
    faults
}

/// A place at which a screen hangs stays in the drawing, or the screen would lose “you are here” without a word.
fn map(faults: &mut Fields, map: &FloorMap, signage: &Signage) {
    named(faults, "/name", &map.name, NAME);
    let entries = signage.playlists.iter().flat_map(|playlist| &playlist.entries);
    let all = signage.screens.iter().map(|screen| &screen.layout).chain(entries.map(|entry| &entry.layout));
    for layout in all {
        if let Layout::Guide { map: of, here: Some(here) } = layout
            && *of == map.id
            && !map.elements.contains(here)
        {
            let say = |lang| LOST_PLACE.fill(lang, &[here]);
            faults.add("/svg", Text { zh: say(Lang::Zh), en: say(Lang::En) });
            return;
        }
    }
}

/// Everything that a screen shows at some time: its own layout, and those of its playlist.
fn layouts<'a>(screen: &'a Screen, signage: &'a Signage) -> impl Iterator<Item = &'a Layout> {
    let playlist = screen.playlist.as_ref().and_then(|id| signage.playlist(id));
    let entries = playlist.into_iter().flat_map(|playlist| &playlist.entries);
    std::iter::once(&screen.layout).chain(entries.map(|entry| &entry.layout))
}

/// Whether everything that a screen shows can be read from where people stand (A64), with what is in `signage`. This is
/// the one place where layouts are held against a screen's optics.
///
/// # Errors
/// Why not, with the numbers.
pub fn legible(screen: &Screen, signage: &Signage) -> Result<(), Text> {
    layouts(screen, signage).try_for_each(|layout| fit(screen, layout).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(diagonal_mm: u32, distance_mm: u32, layout: Layout) -> Screen {
        Screen { diagonal_mm, distance_mm, ..Screen::plain("s".parse().unwrap(), layout) }
    }

    #[test]
    fn a_screen_that_is_too_far_away_is_told_with_its_numbers() {
        let none = Signage::default();
        assert_eq!(legible(&screen(0, 60_000, Layout::Main), &none), Ok(()), "nobody measured it");
        assert_eq!(legible(&screen(1397, 10_000, Layout::Main), &none), Ok(()));
        let why = legible(&screen(1092, 20_000, Layout::Main), &none).unwrap_err();
        assert!(why.zh.contains("43 英寸屏在 20 米处") && why.en.contains("43-inch"), "{why:?}");
        let sign = Layout::Window { window: "A01".parse().unwrap() };
        assert_eq!(legible(&screen(1397, 15_000, sign), &none), Ok(()), "a sign needs less");
    }

    #[test]
    fn what_a_playlist_shows_counts_too() {
        let id: SignId = "p".parse().unwrap();
        let entry = Entry {
            layout: Layout::Six,
            seconds: 10,
            priority: 0,
            days: Days::Any,
            period: None,
            first: None,
            last: None,
        };
        let playlist = Playlist { id: id.clone(), name: Text::default(), entries: vec![entry] };
        let signage = Signage { playlists: vec![playlist], ..Signage::default() };
        let one = Screen { playlist: Some(id), ..screen(1092, 15_000, Layout::Main) };
        assert!(legible(&one, &signage).is_err());
        assert_eq!(legible(&one, &Signage::default()), Ok(()));
    }
}
