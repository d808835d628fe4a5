//! What is published: lists, ratings, matters, notices, the map. They are paged, so that a page holds what it can;
//! each needs a least page, below which nobody reads it to its end.

use super::super::layout::Layout;
use super::room::{EN_LINE, Room, ZH_LINE, rows};
use super::{Density, Short};
use crate::text::Phrase;

crate::phrases! {
    LIST = "表格" / "the list";
    NAMES = "区域名称" / "names of areas";
    SCORES = "评价" / "ratings";
    FIELDS = "公开内容" / "what is published";
    WORDS = "文字" / "text";
    COLUMNS = "各列内容" / "the columns";
}

/// English below Chinese is so much smaller.
const ENGLISH: f64 = 0.75;
/// Rows of a page at most: more are not read.
const MOST: usize = 12;

/// The least page of a layout.
struct Sheet {
    /// Lines above the rows: title, heads of columns.
    above: f64,
    /// Lines of a row.
    lines: f64,
    /// Rows.
    least: usize,
    /// Characters across.
    across: f64,
    /// Share of the width that they have.
    share: f64,
    /// What its rows are.
    what: Phrase,
}

fn sheet(layout: &Layout, standing: bool) -> Sheet {
    let sheet = Sheet { above: 1.0, lines: 1.0, least: 5, across: 12.0, share: 1.0, what: SCORES };
    match layout {
        // four columns of four characters, a cell in two lines
        Layout::Public { .. } => {
            Sheet { above: 2.0, lines: 2.0, least: 4, across: 17.5, what: LIST, ..sheet }
        }
        // the map, and beside it the names that stand on it
        Layout::Guide { .. } => Sheet { above: 0.0, least: 8, across: 8.5, share: 0.5, what: NAMES, ..sheet },
        Layout::Six => Sheet { lines: 2.0, least: 6, across: 16.0, what: FIELDS, ..sheet },
        Layout::Notice { .. } => Sheet { above: 2.0, least: 6, what: WORDS, ..sheet },
        // upright the figures stand above the levels, and not beside them
        Layout::Ratings if standing => Sheet { above: 4.0, ..sheet },
        Layout::Ratings | Layout::Main | Layout::Area { .. } | Layout::Window { .. } => sheet,
    }
}

/// The richest density that keeps the sizes, and how many rows a page has.
pub fn richest(room: Room, layout: &Layout) -> Result<(Density, usize), Short> {
    let Sheet { above, lines, least, across, share, what } = sheet(layout, room.is_standing());
    let zh = room.zh(2.7);
    let wide = across * zh + 5.0 <= share * room.width;
    let of = |english: bool| {
        let line = zh * ZH_LINE + if english { room.en(ENGLISH * zh) * EN_LINE } else { 0.0 };
        let free = room.height - room.head(english) - above * (line + 0.5) - 2.0;
        rows(free, lines * line + 0.5)
    };
    let (full, lean) = (of(true), of(false));
    if room.is_as_drawn() {
        Ok((Density::Full, full.clamp(least, MOST)))
    } else if wide && full >= least {
        Ok((Density::Full, full.min(MOST)))
    } else if wide && lean >= least {
        Ok((Density::Lean, lean.min(MOST)))
    } else if lean < least {
        Err(Short::Rows(lean, least, what))
    } else {
        Err(Short::Room(COLUMNS))
    }
}
