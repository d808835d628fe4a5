//! The addresses of the screens: what is told to them, what they report, and what the desk does with them.

use super::path::Call;
use hall::id::{HallId, ScreenId, SignId, WindowId};
use hall::moment::{Day, Moment};
use hall::text::Lang;

/// A call about the screens of a hall.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SignCall {
    /// GET → `screen::Signage`.
    Signage,
    /// GET → `Page<ScreenStanding>`; supervisors.
    Screens,
    /// PUT `screen::Screen` → the same; DELETE; administrators.
    Screen(ScreenId),
    /// PUT `screen::Playlist` → the same; DELETE; administrators.
    Playlist(SignId),
    /// PUT `screen::Notice` → the same; DELETE; administrators.
    Notice(SignId),
    /// PUT `screen::PublicList` → the same, masked; DELETE; administrators.
    List(SignId),
    /// POST `screen::PublicList` → the same, masked; nothing is stored; administrators.
    ListPreview,
    /// PUT `MapUpload` → `screen::FloorMap`; DELETE; administrators.
    Map(SignId),
    /// GET → the drawing as SVG.
    Drawing(SignId),
    /// POST `screen::Face` → `ReportAnswer`; screens and kiosks.
    Report,
    /// POST → nothing: asks for a small picture; GET → it; supervisors. PUT: the screen sends it.
    Picture(ScreenId),
    /// GET → the picture that was taken then, under an address of its own; supervisors.
    Taken(ScreenId, Moment),
    /// GET → `Page<Play>` of a day; supervisors.
    Plays(ScreenId, Day),
    /// POST `EmergencyRequest` → `EmergencyView`; DELETE → nothing; supervisors.
    Emergency,
    /// GET → `Page<PlateMatter>` of a window, or of the whole hall.
    Plate(Option<WindowId>),
    /// GET → `staff::StaffCard`, or null.
    Card(WindowId),
    /// GET → where the words of the hall's own recorded calls stand.
    CallWords,
    /// GET → a part of them as sound: `zh`, `en`, `chime`.
    CallSound(&'static str),
    /// GET → the message that is on as sound (WAV).
    EmergencyVoice(Lang),
}

impl Call {
    /// A call of this kind to a hall.
    #[must_use]
    pub fn signs(hall: HallId, call: SignCall) -> Self {
        Self::Below(hall, call.path())
    }
}

impl SignCall {
    /// The address below the hall's.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Signage => "signage".to_owned(),
            Self::Screens => "screens".to_owned(),
            Self::Screen(screen) => format!("screens/{screen}"),
            Self::Playlist(id) => format!("playlists/{id}"),
            Self::Notice(id) => format!("notices/{id}"),
            Self::List(id) => format!("lists/{id}"),
            Self::ListPreview => "lists/preview".to_owned(),
            Self::Map(id) => format!("maps/{id}"),
            Self::Drawing(id) => format!("maps/{id}/drawing"),
            Self::Report => "screens/reports".to_owned(),
            Self::Picture(screen) => format!("screens/{screen}/picture"),
            Self::Taken(screen, at) => format!("screens/{screen}/picture?at={}", at.unix_ms()),
            Self::Plays(screen, day) => format!("screens/{screen}/plays?day={day}"),
            Self::Emergency => "emergency".to_owned(),
            Self::Plate(None) => "plate".to_owned(),
            Self::Plate(Some(window)) => format!("plate?window={window}"),
            Self::Card(window) => format!("windows/{window}/card"),
            Self::CallWords => "calls".to_owned(),
            Self::CallSound(part) => format!("calls/{part}"),
            Self::EmergencyVoice(lang) => format!("emergency/voice?lang={}", lang.tag()),
        }
    }
}
