//! What fills a screen, and how it is read.

use crate::id::{Prefix, SignId, WindowId};
use serde::{Deserialize, Serialize};

/// What fills a screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Layout {
    /// The main board (综合屏): the calls of all windows.
    Main,
    /// An area board (等候区屏): the calls of some queues, and who is next.
    Area {
        /// Which queues.
        queues: Vec<Prefix>,
    },
    /// The sign of one window (窗口屏, R16, R31).
    Window {
        /// Which window.
        window: WindowId,
    },
    /// The entrance guide (办事指引图, R81).
    Guide {
        /// Which map.
        map: SignId,
        /// The element of the drawing at which the screen hangs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        here: Option<String>,
    },
    /// The public board (公示, R6, R11, R115–R117): lists, one after another.
    Public {
        /// Which lists; all that are valid when empty.
        #[serde(default)]
        lists: Vec<SignId>,
        /// The hall's self-service machines as well.
        #[serde(default)]
        terminals: bool,
    },
    /// Ratings, in sums (R45).
    Ratings,
    /// What a township publishes of every matter (六公开, R15).
    Six,
    /// A notice or a picture.
    Notice {
        /// Which.
        notice: SignId,
    },
}

/// All that any layout may hold, from which its kind takes its own: small where it is read, as facts are.
#[derive(Default, Deserialize)]
#[serde(default)]
struct FlatLayout {
    kind: String,
    queues: Option<Vec<Prefix>>,
    window: Option<WindowId>,
    map: Option<SignId>,
    here: Option<String>,
    lists: Vec<SignId>,
    terminals: bool,
    notice: Option<SignId>,
}

impl<'de> Deserialize<'de> for Layout {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let FlatLayout { kind, queues, window, map, here, lists, terminals, notice } =
            FlatLayout::deserialize(input)?;
        let missing = <D::Error as serde::de::Error>::missing_field;
        Ok(match kind.as_str() {
            "main" => Self::Main,
            "area" => Self::Area { queues: queues.ok_or_else(|| missing("queues"))? },
            "window" => Self::Window { window: window.ok_or_else(|| missing("window"))? },
            "guide" => Self::Guide { map: map.ok_or_else(|| missing("map"))?, here },
            "public" => Self::Public { lists, terminals },
            "ratings" => Self::Ratings,
            "six" => Self::Six,
            "notice" => Self::Notice { notice: notice.ok_or_else(|| missing("notice"))? },
            _ => return Err(serde::de::Error::custom(format!("no layout: {kind}"))),
        })
    }
}

impl Layout {
    /// Its kind, as on the wire and in the style sheet.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Area { .. } => "area",
            Self::Window { .. } => "window",
            Self::Guide { .. } => "guide",
            Self::Public { .. } => "public",
            Self::Ratings => "ratings",
            Self::Six => "six",
            Self::Notice { .. } => "notice",
        }
    }

    /// True for what is published: maps, lists, ratings, notices. Boards and signs follow the queue instead.
    #[must_use]
    pub const fn is_poster(&self) -> bool {
        !matches!(self, Self::Main | Self::Area { .. } | Self::Window { .. })
    }

    /// True for what is wrong before long without the server: calls, how far cases are, where staff are. A map, a notice
    /// and what is published of matters stay right, and a sign keeps its name.
    #[must_use]
    pub const fn grows_old(&self) -> bool {
        matches!(self, Self::Main | Self::Area { .. } | Self::Public { .. } | Self::Ratings)
    }

    /// True where calls are announced.
    #[must_use]
    pub const fn has_calls(&self) -> bool {
        matches!(self, Self::Main | Self::Area { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_refused_by_what_it_lacks() {
        for (text, lacks) in [
            (r#"{"kind":"area"}"#, "queues"),
            (r#"{"kind":"window"}"#, "window"),
            (r#"{"kind":"guide","here":"door"}"#, "map"),
            (r#"{"kind":"notice","map":"floor-1"}"#, "notice"),
            (r#"{"kind":"wall"}"#, "no layout: wall"),
            (r#"{"map":"floor-1"}"#, "no layout"),
        ] {
            let error = serde_json::from_str::<Layout>(text).unwrap_err().to_string();
            assert!(error.contains(lacks), "{text}: {error}");
        }
    }
}
