//! Everything that is told to the screens of a hall as one document: which screens there are, what they show when,
//! and the notices, lists and maps that they show. Public as a whole; it changes at the desk, and every change is
//! followed by an event, so that screens fetch it again at once.

use super::layout::Layout;
use super::list::PublicList;
use super::optics::Optics;
use crate::hours::Period;
use crate::id::{Prefix, ScreenId, SignId, WindowId};
use crate::moment::Day;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The screens of windows that nobody has registered are named so, with the window in small letters behind it.
pub const WINDOW_PREFIX: &str = "window-";
/// Loudest, in percent.
pub const SPEAKS_AT_MOST: u8 = 100;

/// The screens of a hall and all they show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Signage {
    /// Counts changes; grows.
    pub revision: u64,
    /// The screens, by id.
    pub screens: Vec<Screen>,
    /// What is shown when, by id.
    pub playlists: Vec<Playlist>,
    /// Notices that are still valid.
    pub notices: Vec<Notice>,
    /// Public lists that are still valid.
    pub lists: Vec<PublicList>,
    /// Floor maps; the drawing of each is fetched by itself.
    pub maps: Vec<FloorMap>,
    /// What of its calls the hall has recorded itself: `zh`, `en`, `chime`.
    pub calls: Vec<String>,
}

impl Signage {
    /// What decides what is on.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let piece = |id: &SignId, until| Piece { id: id.clone(), until };
        Outline {
            revision: self.revision,
            screens: self.screens.clone(),
            playlists: self.playlists.clone(),
            notices: self.notices.iter().map(|notice| piece(&notice.id, Some(notice.until))).collect(),
            lists: self.lists.iter().map(|list| piece(&list.id, Some(list.until))).collect(),
            maps: self.maps.iter().map(|map| piece(&map.id, None)).collect(),
            calls: self.calls.clone(),
        }
    }

    /// A screen by id.
    #[must_use]
    pub fn screen(&self, id: &ScreenId) -> Option<&Screen> {
        self.screens.iter().find(|screen| screen.id == *id)
    }

    /// A playlist by id.
    #[must_use]
    pub fn playlist(&self, id: &SignId) -> Option<&Playlist> {
        self.playlists.iter().find(|playlist| playlist.id == *id)
    }

    /// A notice by id.
    #[must_use]
    pub fn notice(&self, id: &SignId) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.id == *id)
    }

    /// A list by id.
    #[must_use]
    pub fn list(&self, id: &SignId) -> Option<&PublicList> {
        self.lists.iter().find(|list| list.id == *id)
    }

    /// A map by id.
    #[must_use]
    pub fn map(&self, id: &SignId) -> Option<&FloorMap> {
        self.maps.iter().find(|map| map.id == *id)
    }
}

/// The signage without what its notices, lists and maps say: what decides what is on. It is read from the same document;
/// the program of a board of calls reads no more of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Outline {
    /// Counts changes; grows.
    pub revision: u64,
    /// The screens, by id.
    pub screens: Vec<Screen>,
    /// What is shown when, by id.
    pub playlists: Vec<Playlist>,
    /// Notices that are still valid.
    pub notices: Vec<Piece>,
    /// Public lists that are still valid.
    pub lists: Vec<Piece>,
    /// Floor maps.
    pub maps: Vec<Piece>,
    /// What of its calls the hall has recorded itself.
    pub calls: Vec<String>,
}

/// Something that can be shown, and how long.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Piece {
    /// Its id.
    pub id: SignId,
    /// The last day on which it is shown; none for what does not expire.
    #[serde(default)]
    pub until: Option<Day>,
}

/// A wall screen as it hangs in the hall. Lengths in millimetres.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Screen {
    /// Its id, the last part of its address.
    pub id: ScreenId,
    /// Where it hangs.
    pub place: Text,
    /// Diagonal of the panel; 0 when nobody measured it.
    #[serde(default)]
    pub diagonal_mm: u32,
    /// Pixels across.
    #[serde(default = "full_hd_width")]
    pub width_px: u32,
    /// Pixels down.
    #[serde(default = "full_hd_height")]
    pub height_px: u32,
    /// How far the farthest reader stands.
    #[serde(default = "across_the_room")]
    pub distance_mm: u32,
    /// What it shows while nothing else is due, and while a call is announced.
    pub layout: Layout,
    /// What it shows when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub playlist: Option<SignId>,
    /// The zone in which its voice is heard; of all screens of a zone one speaks. None: it is silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice_zone: Option<String>,
    /// How loud it speaks when; 60 percent at other times. 0 is a quiet hour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<Volume>,
    /// When the panel is dark, to spare it and power; an emergency lights it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dark: Vec<Period>,
}

const fn full_hd_width() -> u32 {
    1920
}

const fn full_hd_height() -> u32 {
    1080
}

const fn across_the_room() -> u32 {
    5000
}

/// How loud it is from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Volume {
    /// When.
    pub period: Period,
    /// 0 to 100.
    pub percent: u8,
}

impl Screen {
    /// A screen that nobody has registered: of common size, read from where people wait.
    #[must_use]
    pub fn plain(id: ScreenId, layout: Layout) -> Self {
        Self {
            id,
            place: Text::default(),
            diagonal_mm: 0,
            width_px: full_hd_width(),
            height_px: full_hd_height(),
            distance_mm: across_the_room(),
            layout,
            playlist: None,
            voice_zone: None,
            volumes: Vec::new(),
            dark: Vec::new(),
        }
    }

    /// How its letters are seen; none when nobody measured the panel.
    #[must_use]
    pub fn optics(&self) -> Option<Optics> {
        let (width, height) = (f64::from(self.width_px), f64::from(self.height_px));
        (self.diagonal_mm > 0).then(|| Optics {
            diagonal_mm: f64::from(self.diagonal_mm),
            diagonal_px: width.hypot(height),
            distance_m: f64::from(self.distance_mm) / 1000.0,
        })
    }

    /// How loud it speaks in a minute of the day, in percent.
    #[must_use]
    pub fn volume(&self, minute: u16) -> u8 {
        let of = self.volumes.iter().find(|volume| volume.period.contains(minute));
        of.map_or(60, |volume| volume.percent.min(SPEAKS_AT_MOST))
    }

    /// True in its dark hours.
    #[must_use]
    pub fn is_dark(&self, minute: u16) -> bool {
        self.dark.iter().any(|period| period.contains(minute))
    }

    /// Whether a call to this window from this queue is shown by what the screen shows while calls are announced.
    #[must_use]
    pub fn shows_call(&self, queue: &Prefix, window: &WindowId) -> bool {
        match &self.layout {
            Layout::Main => true,
            Layout::Area { queues } => queues.contains(queue),
            Layout::Window { window: own } => own == window,
            _ => false,
        }
    }
}

/// What is shown when: entries that are due take turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Playlist {
    /// Its id.
    pub id: SignId,
    /// Its name at the desk.
    pub name: Text,
    /// In order.
    pub entries: Vec<Entry>,
}

/// Something that is shown at certain times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// What.
    pub layout: Layout,
    /// For how long at a time, in seconds, 5 to 3600.
    pub seconds: u16,
    /// Of the entries that are due only those of the highest priority are shown.
    #[serde(default)]
    pub priority: u8,
    /// On which days.
    #[serde(default)]
    pub days: Days,
    /// At which time of the day; the whole day without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Not before this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Day>,
    /// Not after this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
}

/// On which days an entry is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Days {
    /// Every day.
    #[default]
    Any,
    /// On the hall's workdays, make-up workdays among them.
    Workdays,
    /// On weekends that are not worked, and on holidays.
    DaysOff,
    /// On holidays alone.
    Holidays,
    /// On these days of the week, 1 for Monday to 7 for Sunday.
    Weekdays(Vec<u8>),
}

/// A notice (通知公告): words, and a picture when there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// Its id.
    pub id: SignId,
    /// Guide, warning or notice (R79).
    #[serde(default)]
    pub tone: Tone,
    /// Its title.
    pub title: Text,
    /// What it says; paragraphs with line breaks.
    #[serde(default)]
    pub body: Text,
    /// The address of a picture of this server, `/forms/…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The last day on which it is shown.
    pub until: Day,
}

/// What a notice is for (R79).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// It tells something.
    #[default]
    Notice,
    /// It shows a way.
    Guide,
    /// It warns.
    Warning,
}

/// A floor map. Elements of the drawing are bound by their ids: `zone-<zone>`, `window-<window>`; `way-…` is an
/// accessible route, `facility-…` a facility, anything else is drawn as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FloorMap {
    /// Its id.
    pub id: SignId,
    /// Its name, for example 一楼 / Floor 1.
    pub name: Text,
    /// Ids of the elements of the drawing.
    #[serde(default)]
    pub elements: Vec<String>,
    /// Changes with the drawing.
    #[serde(default)]
    pub hash: String,
}
