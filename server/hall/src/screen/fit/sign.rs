//! The sign of a window: its label and whose it is stay at any size (R31), and the number that is called.

use super::room::{EN_LINE, LABEL, Room, Shape, ZH_LINE, lines};
use super::{DEPARTMENT, Density, Short};

/// Up to this size of Han characters its plate stays, with services, hours and telephones.
const PLATE: f64 = 2.9;
/// Characters of a department's name.
const NAME: f64 = 14.0;

/// The richest density that keeps the sizes. It has one row.
pub fn richest(room: Room) -> Result<(Density, usize), Short> {
    let plate = if room.shape == Shape::Strip { room.is_as_drawn() } else { room.han <= PLATE };
    if plate {
        Ok((Density::Full, 1))
    } else if holds(room, true) {
        Ok((Density::Lean, 1))
    } else if holds(room, false) {
        Ok((Density::Bare, 1))
    } else {
        Err(Short::Room(DEPARTMENT))
    }
}

/// `worded`: the label a second time in words, below it, and what to do.
fn holds(room: Room, worded: bool) -> bool {
    if room.shape == Shape::Strip {
        let name = room.zh(3.3);
        let word = if worded { ZH_LINE * room.zh(3.2) } else { 0.0 };
        let label = word <= 0.0 || (LABEL + 2.25) * room.zh(3.2) <= 20.5;
        let state = 3.0 * room.zh(3.6) <= 17.4 && 2.0 * EN_LINE * room.zh(3.6) <= 20.0;
        return label && state && 10.0 + word <= 20.5 && lines(NAME, name, 31.5) * ZH_LINE * name <= 20.5;
    }
    let name = room.zh(3.6);
    let width = if room.is_standing() { room.width - 5.0 } else { 35.0 };
    let word = if worded { 1.0 + ZH_LINE * room.zh(3.9) } else { 0.0 };
    let plate = 5.0 + 15.3 + word + 2.2 + 2.5 + lines(NAME, name, width) * ZH_LINE * name;
    // what to do, the number, for which time it is called, and the banner over old data
    let again = if worded { ZH_LINE * room.zh(4.0) + 1.0 } else { 0.0 };
    let state_width = if room.is_standing() { room.width - 4.0 } else { room.width - 44.0 };
    let banner = lines(13.0, room.zh(3.25), state_width) * ZH_LINE * room.zh(3.25) + 2.0;
    let state = 4.0 + EN_LINE * room.zh(7.5) + 23.4 + again + banner;
    if room.is_standing() { plate + state <= room.height } else { plate.max(state) <= room.height }
}
