//! A kiosk as it is set up in a hall: where it stands, how large its panel is and from how far it is read. Text
//! sizes follow from the panel (EN 301 549 5.1.4, A01, A02), and so does how high a seated person reaches (A50).

use crate::id::DeviceId;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// A kiosk (自助服务终端). A machine learns which one it is when it is enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Where it stands, for who goes there.
    pub place: Text,
    /// Diagonal of the panel, in millimetres; 0 when it is not known.
    #[serde(default)]
    pub diagonal_mm: u32,
    /// From how far it is read, in millimetres.
    #[serde(default = "arm")]
    pub distance_mm: u32,
    /// A seated person reaches what lies below this part of the panel's height, in percent from the top.
    #[serde(default = "half")]
    pub reach_percent: u32,
}

const fn arm() -> u32 {
    600
}

const fn half() -> u32 {
    50
}

/// Where a machine that was enrolled without a name stands.
pub const NAMELESS: &str = "kiosk";

crate::phrases! {
    /// The place of a machine that was enrolled without a name.
    SOMEWHERE = "自助服务终端" / "Self-service kiosk";
}

/// Letters are enlarged by so much at most: what a page must hold needs its room.
const LARGEST_PERCENT: u32 = 125;
/// The smallest text of the elder version, in hundredths of the panel's width or height as the style sheet
/// counts them.
const ELDER_TEXT: f64 = 4.4;
/// Font size in millimetres for each millimetre of distance, so that a capital letter is seen under 0.7°: a
/// capital has 0.73 of the size.
const SIZE_BY_DISTANCE: f64 = 0.012_218 / 0.73;

impl Device {
    /// How much larger than usual text must be on a panel of `width` × `height` CSS pixels, in percent from 100
    /// to 125: so that in the elder version a capital letter is seen under at least 0.7° as far as that bound goes.
    #[must_use]
    pub fn text_percent(&self, width: f64, height: f64) -> u32 {
        let pixels = (width * width + height * height).sqrt();
        if self.diagonal_mm == 0 || pixels < 1.0 {
            return 100;
        }
        let by_mm = pixels / f64::from(self.diagonal_mm);
        let wanted = f64::from(self.distance_mm) * SIZE_BY_DISTANCE * by_mm;
        // one rem of the style sheet, before it is enlarged
        let rem = (width.min(height) / 108.0).min(width.max(height) / 192.0);
        (100..LARGEST_PERCENT)
            .find(|percent| f64::from(*percent) / 100.0 * ELDER_TEXT * rem >= wanted)
            .unwrap_or(LARGEST_PERCENT)
    }

    /// What is wrong with it; none when nothing is.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let checks = [
            (self.place.is_complete(), "its place is missing in a language"),
            (matches!(self.diagonal_mm, 0 | 150..=3000), "diagonal_mm from 150 to 3000, or 0"),
            (matches!(self.distance_mm, 200..=3000), "distance_mm from 200 to 3000"),
            (matches!(self.reach_percent, 30..=60), "reach_percent from 30 to 60"),
        ];
        checks.into_iter().find(|(right, _)| !right).map(|(_, fault)| fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(diagonal_mm: u32, distance_mm: u32) -> Device {
        let place = Text { zh: "大门".to_owned(), en: "Entrance".to_owned() };
        Device { id: "k1".parse().unwrap(), place, diagonal_mm, distance_mm, reach_percent: 50 }
    }

    #[test]
    fn the_usual_panel_needs_nothing_more() {
        // 21.5 inch at 600 mm wants 40 px, and the elder version has 44
        assert_eq!(device(546, 600).text_percent(1080.0, 1920.0), 100);
        assert_eq!(device(546, 600).text_percent(1920.0, 1080.0), 100);
        assert_eq!(device(0, 600).text_percent(1080.0, 1920.0), 100, "nobody measured it");
    }

    #[test]
    fn a_small_panel_and_one_that_is_far_away_have_larger_text_within_bounds() {
        // a tablet of a village, 10.1 inch, held at an arm's length
        assert_eq!(device(257, 350).text_percent(800.0, 1280.0), 118);
        assert_eq!(device(257, 600).text_percent(800.0, 1280.0), 125);
        assert_eq!(device(546, 5000).text_percent(1080.0, 1920.0), 125);
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(device(546, 600).fault(), None);
        assert!(device(10, 600).fault().is_some());
        assert!(device(546, 0).fault().is_some());
        assert!(Device { reach_percent: 90, ..device(546, 600) }.fault().is_some());
    }
}
