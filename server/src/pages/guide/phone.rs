//! The guide on a phone: dark on white, one column, what is most wanted first.

use super::draw::{badges, glance, part, said};
use super::{Asked, Found, Page};
use crate::pages::text;
use hall::catalog::ItemState;
use hall::catalog::guide::{GlanceKind, text as t};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = concat!(
    include_str!("../../../../assets/styles/phone.css"),
    include_str!("../../../../assets/styles/phone-guide.css")
);

pub fn page(found: &Found<'_>) -> Page {
    let (lang, guide) = (found.asked.lang, &found.guide);
    let query = found.asked.query();
    let sheet = format!("/g/{}/{}/print{query}", found.hall.id, found.item.id);
    let body = if found.asked.elder {
        super::elder::body(found)
    } else {
        html! {
            (glance(guide, GlanceKind::name))
            p.ms { (badges(&guide.marks, lang)) }
            (booking(found))
            @for one in &guide.parts { (part(one, lang, &found.forms)) }
            p.a { a.g href=(sheet) { (text::PRINT_VERSION.get(lang)) } }
        }
    };
    Page::new(found, STYLE, framed(found, &body))
}

/// The page around what it says: the switches, the name, and what must be said first.
fn framed(found: &Found<'_>, body: &Markup) -> Markup {
    let (hall, guide, asked) = (found.hall, &found.guide, found.asked);
    let (lang, other) = (asked.lang, asked.lang.other());
    let at = |asked: Asked| format!("/g/{}/{}{}", hall.id, found.item.id, asked.query());
    let size = if asked.elder { text::STANDARD } else { text::ELDER };
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex, nofollow";
                title { (guide.name.words) " · " (hall.name.get(lang)) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body.guide.elder[asked.elder] {
                header {
                    p.b { (hall.name.get(lang)) }
                    nav {
                        a.sw lang=(other.tag()) hreflang=(other.tag()) href=(at(Asked { lang: other, ..asked })) { (text::OWN_NAME.get(other)) }
                        a.sw href=(at(Asked { elder: !asked.elder, ..asked })) { (size.get(lang)) }
                    }
                }
                main {
                    h1 { (said(&guide.name, lang)) }
                    @if let Some(warning) = &guide.warning { p.wa { (said(warning, lang)) } }
                    (closed(found))
                    (body)
                }
                footer {
                    p { (t::COMPLAINTS.get(lang)) " " (hall.complaint_phone) }
                }
            }
        }
    }
}

/// That the matter is suspended or has ended, why, and what to do instead.
fn closed(found: &Found<'_>) -> Markup {
    let Some(closed) = &found.guide.closed else { return html! {} };
    let lang = found.asked.lang;
    let query = found.asked.query();
    let catalog = &found.catalog.catalog;
    let instead =
        closed.instead.iter().filter_map(|id| catalog.item(id)).filter(|item| item.state == ItemState::InUse);
    html! {
        div.err role="alert" {
            p.big { (closed.what.get(lang)) }
            @if let Some(why) = &closed.why { p { (said(why, lang)) } }
        }
        @for (n, item) in instead.enumerate() {
            @if n == 0 { h2 { (t::INSTEAD.get(lang)) } }
            a.o href={ "/g/" (found.hall.id) "/" (item.id) (query) } { span { (item.name.get_or_zh(lang).0) } }
        }
    }
}

/// The way to an appointment, where one can be had (R39, R68).
pub fn booking(found: &Found<'_>) -> Markup {
    let hall = found.hall;
    let queue = hall.queue(&found.item.queue_prefix).filter(|queue| queue.appointments.is_some());
    let offered = found.guide.closed.is_none() && found.item.channels.appointment;
    html! {
        @if let Some(queue) = queue.filter(|_| offered) {
            p.a { a.k href={ "/book/" (hall.id) "?queue=" (queue.prefix) } { (text::GUIDE_BOOK.get(found.asked.lang)) } }
        }
    }
}
