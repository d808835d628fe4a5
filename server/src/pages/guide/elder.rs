//! The guide on a phone in the elder version (A13, R72): what is most wanted stands first and in plain words, in large
//! type; the rest is one touch away, behind its name.

use super::Found;
use super::draw::{blocks, glance};
use super::phone::booking;
use crate::pages::text;
use hall::catalog::guide::{Block, Entry, GlanceKind, Part, PartKind, text as t};
use maud::{Markup, html};

/// Of a document stands here when it is wanted and how to get it; the standard version has all of it.
fn in_short(part: &Part) -> Part {
    let short = |block: &Block| match block {
        Block::Entry(entry) => {
            let wanted = |name| name == Some(t::WHEN) || name == Some(t::HOW);
            let lines = entry.lines.iter().filter(|(name, _)| wanted(*name)).cloned().collect();
            Block::Entry(Entry { lines, ..entry.clone() })
        }
        other => other.clone(),
    };
    Part { kind: part.kind, blocks: part.blocks.iter().map(short).collect() }
}

/// What stands below the name.
pub fn body(found: &Found<'_>) -> Markup {
    let (lang, guide) = (found.asked.lang, &found.guide);
    let phone = &found.item.consult_phone;
    let (first, rest): (Vec<&Part>, Vec<&Part>) =
        guide.parts.iter().partition(|part| part.kind == PartKind::Documents);
    html! {
        (glance(guide, GlanceKind::plain))
        @for part in first {
            section {
                h2 { (part.kind.plain().get(lang)) }
                (blocks(&in_short(part), lang, &found.forms))
            }
        }
        (booking(found))
        p.call { (text::CALL.fill(lang, &[phone])) }
        @for part in rest {
            details {
                summary { (part.kind.plain().get(lang)) }
                (blocks(part, lang, &found.forms))
            }
        }
    }
}
