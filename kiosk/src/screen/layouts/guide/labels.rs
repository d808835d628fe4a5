//! Where the labels of a map stand, and how large: pure geometry. What cannot be read from where people stand is not
//! drawn; the legend beside the map says it.

use crate::screen::fit::{Room, ems};

/// A label is so much higher than its letters.
const LINE: f64 = 1.2;

/// A box in pixels of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Across.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Area {
    fn right(self) -> f64 {
        self.x + self.width
    }

    fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// Its middle, in percent of a whole.
    #[must_use]
    pub fn middle(self, whole: Room) -> (f64, f64) {
        let percent = |at: f64, of: f64| if of > 0.0 { (at / of * 1000.0).round() / 10.0 } else { 0.0 };
        (percent(self.x + self.width / 2.0, whole.width), percent(self.y + self.height / 2.0, whole.height))
    }

    fn size(self) -> f64 {
        self.width.max(0.0) * self.height.max(0.0)
    }

    /// True where they share some of the map.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The largest part of it beside what stands in it: above, below, left or right of all of that.
    #[must_use]
    pub fn free(self, inside: &[Self]) -> Self {
        let inside: Vec<Self> = inside.iter().copied().filter(|other| self.covers(*other)).collect();
        if inside.is_empty() {
            return self;
        }
        let least = |of: fn(Self) -> f64| inside.iter().map(|one| of(*one)).fold(f64::INFINITY, f64::min);
        let most = |of: fn(Self) -> f64| inside.iter().map(|one| of(*one)).fold(0.0, f64::max);
        let (top, left) = (least(|one| one.y), least(|one| one.x));
        let (bottom, right) = (most(Self::bottom), most(Self::right));
        let parts = [
            Self { height: top - self.y, ..self },
            Self { y: bottom, height: self.bottom() - bottom, ..self },
            Self { width: left - self.x, ..self },
            Self { x: right, width: self.right() - right, ..self },
        ];
        parts.into_iter().max_by(|one, other| one.size().total_cmp(&other.size())).unwrap_or(self)
    }
}

/// The box of a label with its middle there, moved into the whole where it would leave it.
#[must_use]
pub fn around(area: Area, width: f64, height: f64, whole: Room) -> Area {
    let x = (area.x + area.width / 2.0 - width / 2.0).clamp(0.0, (whole.width - width).max(0.0));
    let y = (area.y + area.height / 2.0 - height / 2.0).clamp(0.0, (whole.height - height).max(0.0));
    Area { x, y, width, height }
}

/// What is written into a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneLabel {
    /// Its letter and its name.
    Named,
    /// Its letter: the legend has the name.
    Letter,
    /// Nothing.
    None,
}

/// Whether a zone's name has room below its letter.
#[must_use]
pub fn zone_label(free: Area, zh: &str, en: &str, room: Room) -> ZoneLabel {
    let (letter, name) = (room.digit(4.4), room.han(2.7));
    if free.height < letter || free.width < letter {
        return ZoneLabel::None;
    }
    let wide = (name * ems(zh)).max(room.en(name) * ems(en));
    let high = letter + (name + room.en(name)) * LINE;
    if wide <= free.width && high <= free.height { ZoneLabel::Named } else { ZoneLabel::Letter }
}

/// Whether the label of a window has room: else it would cover its neighbours.
#[must_use]
pub fn window_label(area: Area, label: &str, room: Room) -> bool {
    let size = room.digit(2.0);
    area.height >= size && area.width >= size * ems(label)
}

/// Whether the icon of a facility has room.
#[must_use]
pub fn has_icon(area: Area, room: Room) -> bool {
    area.width.min(area.height) >= room.digit(2.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room =
        Room { width: 1000.0, height: 500.0, rem: 16.0, han: 0.0, digit: 0.0, in_turn: false, grown: false };

    fn area(x: f64, y: f64, width: f64, height: f64) -> Area {
        Area { x, y, width, height }
    }

    #[test]
    fn the_name_of_a_zone_stands_where_no_window_is() {
        let zone = area(0.0, 0.0, 400.0, 200.0);
        assert_eq!(zone.free(&[]), zone);
        assert_eq!(zone.free(&[area(900.0, 0.0, 50.0, 50.0)]), zone, "a window of another zone");
        let along_the_wall = [area(10.0, 5.0, 100.0, 45.0), area(150.0, 5.0, 100.0, 45.0)];
        assert_eq!(zone.free(&along_the_wall), area(0.0, 50.0, 400.0, 150.0));
        assert_eq!(zone.free(&along_the_wall).middle(ROOM), (20.0, 25.0));
        let at_the_left = [area(0.0, 0.0, 60.0, 200.0)];
        assert_eq!(zone.free(&at_the_left), area(60.0, 0.0, 340.0, 200.0));
    }

    #[test]
    fn a_label_at_the_edge_stays_on_the_map() {
        assert_eq!(around(area(0.0, 480.0, 10.0, 20.0), 200.0, 60.0, ROOM), area(0.0, 440.0, 200.0, 60.0));
        assert_eq!(
            around(area(500.0, 200.0, 10.0, 20.0), 200.0, 60.0, ROOM),
            area(405.0, 180.0, 200.0, 60.0)
        );
    }

    #[test]
    fn letters_that_have_no_room_are_left_to_the_legend() {
        let label =
            |width, height, room| zone_label(area(0.0, 0.0, width, height), "医疗保障区", "Healthcare", room);
        assert_eq!(label(300.0, 200.0, ROOM), ZoneLabel::Named);
        assert_eq!(label(100.0, 200.0, ROOM), ZoneLabel::Letter);
        let far = Room { han: 69.0, digit: 65.0, ..ROOM };
        assert_eq!((label(300.0, 200.0, far), label(300.0, 60.0, far)), (ZoneLabel::Letter, ZoneLabel::None));
        let window = |width, room| window_label(area(0.0, 0.0, width, 40.0), "A01", room);
        assert_eq!([window(70.0, ROOM), window(30.0, ROOM), window(70.0, far)], [true, false, false]);
        assert!(has_icon(area(0.0, 0.0, 90.0, 40.0), ROOM) && !has_icon(area(0.0, 0.0, 90.0, 30.0), ROOM));
    }
}
