//! The guide on paper (R19): one sheet A4, or A5, when it fits; with the code that opens the current one.

use super::draw::{badges, colon, glance, part, said};
use super::{Found, Page, address};
use crate::pages::text;
use hall::catalog::guide::{GlanceKind, PartKind, text as t};
use hall::code::Code;
use maud::{DOCTYPE, PreEscaped, html};
use serde::Deserialize;

/// The size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm.
    A5,
}

macro_rules! style {
    ($size:literal) => {
        concat!(include_str!("../../../../assets/styles/guide-sheet.css"), $size)
    };
}
const A4: &str = style!("@page{size:A4;margin:11mm}");
const A5: &str = style!("@page{size:A5;margin:8mm}html{font-size:7.2pt}.parts{columns:2;column-gap:5mm}");

/// The sheet.
///
/// # Errors
/// `internal` when the address is too long for a code.
pub fn page(found: &Found<'_>) -> Result<Page, Code> {
    let (lang, guide) = (found.asked.lang, &found.guide);
    let style = if found.asked.size == Size::A5 { A5 } else { A4 };
    let hall = found.hall;
    let code = crate::qr::svg(&address(found.app, &hall.id, &found.item.id, lang))?;
    let body = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (guide.name.words) " · " (hall.name.get(lang)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(style)) }
            }
            body {
                header {
                    div {
                        p.ha { (hall.name.get(lang)) " · " (text::GUIDE.get(lang)) }
                        h1 { (said(&guide.name, lang)) }
                        p { (badges(&guide.marks, lang)) }
                    }
                    figure { (PreEscaped(code)) figcaption { (text::SCAN_FOR_CURRENT.get(lang)) } }
                }
                main.sheet {
                    @if let Some(warning) = &guide.warning { p.wa { (said(warning, lang)) } }
                    @if let Some(closed) = &guide.closed {
                        p.cl { b { (closed.what.get(lang)) } @if let Some(why) = &closed.why { " " (said(why, lang)) } }
                    }
                    (glance(guide, GlanceKind::name))
                    div.parts { @for one in guide.parts.iter().filter(|one| one.kind != PartKind::Contact) { (part(one, lang, &[])) } }
                    div.parts.sm { @for one in guide.parts.iter().filter(|one| one.kind == PartKind::Contact) { (part(one, lang, &[])) } }
                }
                footer { p { (t::COMPLAINTS.get(lang)) (colon(lang)) b { (hall.complaint_phone) } " · " (hall.address.get(lang)) } }
            }
        }
    };
    Ok(Page { framed: true, ..Page::new(found, style, body) })
}
