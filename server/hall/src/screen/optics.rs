//! How large text must be to be read from where people stand (A64): the table that Japan's barrier-free guideline
//! gives for Han and Latin letters, as a rule for any panel.

/// Height of a Han character per metre of viewing distance, in millimetres (A64).
pub const HAN_MM_PER_METRE: f64 = 4.0;
/// Height of a digit or capital per metre of viewing distance, in millimetres (A64).
pub const DIGIT_MM_PER_METRE: f64 = 3.0;
/// Height of the Han box as a share of the font size, measured for Noto Sans SC.
const HAN_BOX: f64 = 0.92;
/// Height of a capital as a share of the font size, measured for Noto Sans SC.
const CAP_HEIGHT: f64 = 0.733;

/// A registered screen's optics.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optics {
    /// Diagonal in millimetres.
    pub diagonal_mm: f64,
    /// Pixels along the diagonal.
    pub diagonal_px: f64,
    /// Farthest reader in metres.
    pub distance_m: f64,
}

impl Optics {
    fn px(self, mm: f64) -> f64 {
        mm * self.distance_m * self.diagonal_px / self.diagonal_mm
    }

    /// Smallest font size in px for Han characters.
    #[must_use]
    pub fn han_px(self) -> f64 {
        self.px(HAN_MM_PER_METRE) / HAN_BOX
    }

    /// Smallest font size in px for digits and capitals.
    #[must_use]
    pub fn digit_px(self) -> f64 {
        self.px(DIGIT_MM_PER_METRE) / CAP_HEIGHT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_optics_give_the_measured_table() {
        let screen = Optics { diagonal_mm: 1397.0, diagonal_px: 2202.9, distance_m: 10.0 };
        assert!((screen.han_px() - 69.0).abs() < 1.0, "{}", screen.han_px());
        assert!((screen.digit_px() - 65.0).abs() < 1.0, "{}", screen.digit_px());
    }
}
