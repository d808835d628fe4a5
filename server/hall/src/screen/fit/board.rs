//! Boards of calls: head, table and panel, as assets/styles/screen.css lays them out. In full also what became of
//! each call and the foot; Chinese alone without them; at last the number and the window with the time.

use super::room::{DIGIT_LINE, EN_LINE, LABEL, NUMBER, Room, Shape, ZH_LINE, rows};
use super::{CALLS, CALLS_LISTED, Density, NUMBER_AND_WINDOW, Short};

/// Characters of a queue's short name at most.
const SERVICE: f64 = 8.0;
/// 第2次呼叫, the longest word for what became of a call, in characters.
const OUTCOME: f64 = 4.7;
/// Edges of the panel beside the table, together.
const EDGES: f64 = 3.0;

/// What there is of one density.
struct Board {
    /// Room for rows of the table.
    table: f64,
    /// Height of a row.
    row: f64,
    /// Everything beside the rows has its width and height.
    fits: bool,
}

/// Height of what an area board shows below its calls: who is next, of one queue at a time, a number and a word below it.
fn next(room: Room) -> f64 {
    ZH_LINE * room.zh(2.75) + 1.1 * room.en(4.4) + ZH_LINE * room.zh(2.0) + 1.9
}

/// The richest density that keeps the sizes, and how many calls it lists; `area`: of an area board.
pub fn richest(room: Room, area: bool) -> Result<(Density, usize), Short> {
    if room.is_as_drawn() && room.shape != Shape::Strip {
        return Ok((Density::Full, *CALLS.end()));
    }
    let below = if area { next(room) } else { 0.0 };
    let above_next = |board: Board| Board { table: board.table - below, ..board };
    let bare = above_next(bare(room));
    let listed = bare.listed();
    let holds = |board: &Board| board.fits && board.listed() >= *CALLS.start();
    let richest = [
        (Density::Full, above_next(full(room))),
        (Density::Lean, above_next(lean(room))),
        (Density::Bare, bare),
    ];
    match richest.iter().find(|(_, board)| holds(board)) {
        Some((density, board)) => Ok((*density, board.listed().min(*CALLS.end()))),
        None if listed < *CALLS.start() => Err(Short::Rows(listed, *CALLS.start(), CALLS_LISTED)),
        None => Err(Short::Room(NUMBER_AND_WINDOW)),
    }
}

impl Board {
    fn listed(&self) -> usize {
        rows(self.table, self.row)
    }
}

/// The size of the numbers in the table.
fn number(room: Room) -> f64 {
    room.en(if room.is_standing() { 4.4 } else { 5.0 })
}

fn full(room: Room) -> Board {
    let (zh, en) = (room.zh(2.7), room.en(2.0));
    let head = room.head(true).max(6.75);
    let titles = ZH_LINE * room.han + EN_LINE * room.digit + 0.6;
    let foot = (ZH_LINE * room.zh(2.5) + EN_LINE * room.en(2.0) + 0.8).max(7.0);
    let columns = (NUMBER + LABEL) * number(room) + OUTCOME * room.zh(2.3) + 3.0 + 3.0;
    let (width, above) = if room.is_standing() { (room.width, 38.0) } else { (0.6 * room.width, 0.0) };
    // the call: what to do, number, window, the sentence that is spoken, English in two lines
    let sentence = ZH_LINE * room.zh(2.6) + 2.0 * EN_LINE * room.en(2.2);
    let call = if room.is_standing() { 27.0 } else { 42.0 } + sentence;
    let panel = if room.is_standing() { above } else { room.height - head - foot };
    Board {
        table: room.height - head - above - titles - foot,
        // English in two lines
        row: ZH_LINE * zh + 2.0 * DIGIT_LINE * en + 0.2,
        fits: width - columns >= SERVICE * zh && call <= panel && room.shape != Shape::Strip,
    }
}

fn lean(room: Room) -> Board {
    let (zh, number) = (room.zh(2.7), number(room));
    let (head, titles) = (room.head(false), ZH_LINE * room.han + 0.6);
    let numbers = (NUMBER + LABEL) * number;
    if room.is_standing() {
        let beside = room.width - numbers - 5.0;
        // the name of a service in one line, or in two
        let lines = if beside >= SERVICE * zh { 1.0 } else { 2.0 };
        let panel = 16.0 + 1.4 * room.han;
        let side_by_side = NUMBER * room.digit + (LABEL + 2.25) * room.zh(4.75) + 2.5 + EDGES;
        // three queues: letters and how many wait
        let queues = 3.0 * (NUMBER * room.digit + 0.75) + 3.0 + EDGES;
        return Board {
            table: room.height - head - panel - titles,
            row: (DIGIT_LINE * number).max(lines * ZH_LINE * zh) + 0.3,
            fits: beside * lines >= SERVICE * zh && side_by_side.max(queues) <= room.width,
        };
    }
    let table = (0.6 * room.width).max(numbers + SERVICE * zh + 4.5);
    Board {
        table: room.height - head - titles,
        row: (DIGIT_LINE * number).max(ZH_LINE * zh) + 0.3,
        fits: panel_holds(room, room.width - table - EDGES, room.height - head),
    }
}

fn bare(room: Room) -> Board {
    let number = number(room);
    let (time, titles) = (DIGIT_LINE * room.en(5.0) + 0.8, ZH_LINE * room.han + 0.6);
    let columns = (NUMBER + LABEL) * number + 3.5;
    let row = DIGIT_LINE * number + 0.3;
    if room.is_standing() {
        let panel = (5.0 + 4.4 * room.han).max(30.0);
        return Board {
            table: room.height - time - panel - titles,
            row,
            fits: columns <= room.width && panel_holds(room, room.width - EDGES, panel),
        };
    }
    let table = (0.5 * room.width).max(columns);
    Board {
        table: room.height - titles,
        row,
        fits: panel_holds(room, room.width - table - EDGES, room.height - time),
    }
}

/// Whether a panel of this inner width and this height holds a call (请到窗口办理, number, window, one below the
/// other, each in one line or broken once), and three queues with how many wait in each.
fn panel_holds(room: Room, width: f64, height: f64) -> bool {
    let (lead, window) = (room.zh(3.75), room.zh(5.5));
    let broken = |needed: f64, least: f64| {
        if needed <= width { Some(1.0) } else { (least <= width).then_some(2.0) }
    };
    let (Some(lead_lines), Some(window_lines)) =
        (broken(6.0 * lead, 4.0 * lead), broken((LABEL + 2.25) * window, LABEL * window))
    else {
        return false;
    };
    let call = ZH_LINE * (lead_lines * lead + window_lines * window) + DIGIT_LINE * room.digit + EDGES;
    let queues = ZH_LINE * room.zh(3.25) + 3.0 * (DIGIT_LINE * room.digit + 0.3) + EDGES;
    NUMBER * room.digit + 0.5 <= width && call.max(queues) <= height
}
