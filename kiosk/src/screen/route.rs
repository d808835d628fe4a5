//! Which screen this is: read once from the address. A screen has no links and no history, so a router
//! would only be weight.

use hall::id::{ScreenId, WindowId};

/// A wall screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The main board (综合屏).
    Main,
    /// The sign of one window (窗口屏, R31).
    Window(WindowId),
    /// A screen that is registered at the desk.
    Named(ScreenId),
    /// No screen has this address.
    Unknown(String),
}

impl Route {
    /// Reads `location.pathname`. The window may be written in small letters.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["screen", "main"] => Self::Main,
            ["screen", "window", window] => {
                WindowId::lenient(window).map_or_else(|_| Self::unknown(path), Self::Window)
            }
            ["screen", id] => id.parse().map_or_else(|_| Self::unknown(path), Self::Named),
            _ => Self::unknown(path),
        }
    }

    fn unknown(path: &str) -> Self {
        Self::Unknown(path.chars().take(60).collect())
    }

    /// The address of this screen.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Main => "/screen/main".to_owned(),
            Self::Window(window) => format!("/screen/window/{window}"),
            Self::Named(id) => format!("/screen/{id}"),
            Self::Unknown(path) => path.clone(),
        }
    }
}

/// How a screen may sound: `?sound=off` silences it, `?volume=40` sets per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sound {
    /// Whether it speaks at all.
    pub on: bool,
    /// 0 to 1.
    pub volume: f32,
}

impl Sound {
    /// Reads `location.search`. Whether the screen has a voice at all stands in its registration.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let value = |name: &str| {
            query
                .trim_start_matches('?')
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                .map(|(_, value)| value)
        };
        let per_cent = value("volume").and_then(|text| text.parse::<u8>().ok()).unwrap_or(100).min(100);
        Self { on: value("sound") != Some("off"), volume: f32::from(per_cent) / 100.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_one_address() {
        let sign = Route::Window("A01".parse().unwrap());
        assert_eq!(Route::parse("/screen/main"), Route::Main);
        assert_eq!(Route::parse("/screen/main/"), Route::Main);
        assert_eq!(Route::parse("/screen/window/a01"), sign);
        assert_eq!(Route::parse(&sign.path()), sign);
        for other in [
            "/",
            "/screen",
            "/screen/",
            "/screen/Hall",
            "/screen/hall/x",
            "/screen/window/%20/",
            "/screen/window/%20",
            "/x/main",
        ] {
            assert_eq!(Route::parse(other), Route::Unknown(other.to_owned()), "{other}");
        }
    }

    #[test]
    fn a_screen_can_be_silenced() {
        assert_eq!(Sound::parse(""), Sound { on: true, volume: 1.0 });
        assert_eq!(Sound::parse("?sound=off&volume=50"), Sound { on: false, volume: 0.5 });
        assert_eq!(Sound::parse("?volume=999"), Sound { on: true, volume: 1.0 });
    }
}
