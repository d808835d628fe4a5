//! The phone page of a notice: what is to be brought with a check box that works without a script and is kept by the
//! open page alone, then what else [`Paper`] has (R23–R25). [`sheet`] prints it, [`escpos`] prints it on a slip.

mod escpos;
mod item;
mod kept;
mod sheet;
mod text;

use super::layout::{PhonePage, both, both_text, both_with};
use crate::app::App;
use crate::notice::store::Row;
use crate::notice::{find, rating_url};
use crate::problem::{Path, Refused, status};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hall::api::NoticeKind;
use hall::code::Code;
use hall::notice::paper::{Line, Made, Mark, Paper, Part, Row as Entry};
use hall::notice::{number, text as t};
use hall::text::{Phrase, Text};
pub use item::routes;
pub use kept::print;
use maud::{Markup, html};
use std::sync::Arc;

/// `GET /n/{id}`.
pub async fn show(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    shown(&app, &said(id)).await.unwrap_or_else(|Refused(code)| unknown(&app, code))
}

/// The id of the address; what cannot even be read is an id that does not exist.
fn said(id: Result<Path<String>, Refused>) -> String {
    id.map(|Path(id)| id).unwrap_or_default()
}

/// A kept notice as every rendering draws it.
fn paper(row: &Row) -> Paper {
    Paper::of(&Made {
        kind: row.kind,
        facts: &row.facts,
        number: Some(&number(row.kind, row.day, row.running)),
        at: row.made_at,
        ticket: row.ticket.as_ref().map(|(number, _)| number),
    })
}

/// What the code of a notice is for: what can be ticked off there is said where there is something to tick.
fn caption(paper: &Paper) -> Phrase {
    let ticks = |part: &Part| matches!(part, Part::Documents(_, lines) if boxes(lines));
    if paper.parts.iter().any(ticks) { text::SCAN } else { text::OPEN }
}

fn boxes(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.mark == Mark::Box)
}

async fn shown(app: &App, id: &str) -> Result<Response, Refused> {
    let row = find(app, id).await?;
    let rating = rating_url(app, &row).await?;
    let paper = paper(&row);
    let named = paper.number.iter().map(|number| entry(t::NUMBER, &html! { (number) }));
    let owed = row.kind == NoticeKind::Refused || !paper.missing.is_empty();
    let body = html! {
        div.c { dl { @for name in named { (name) } @for row in &paper.head { (self::row(row)) } } }
        div.c.now[owed] {
            p { b { (both(paper.opening)) } }
            @if !paper.missing.is_empty() {
                ul { @for line in &paper.missing { li { (both_text(&line.name)) @if let Some(need) = line.need { " " (badge(need, false)) } } } }
            }
        }
        @if let Some(url) = &rating { p.a { a.k href=(super::track::path_of(url)) { (both(text::RATE)) } } }
        @for one in &paper.parts { (part(one)) }
        p.a { a.g href={ "/n/" (row.id) "/print?paper=a5" } { (both(text::PRINT_A5)) } }
        p.b {
            @for words in &paper.edition { (both_text(words)) " " }
            (both_with(text::KEPT, &[&row.expires_on.to_string()]))
        }
    };
    Ok(PhonePage {
        title: paper.title,
        hall: &paper.hall,
        phone: &row.facts.complaint_phone,
        status: StatusCode::OK,
        script: None,
        reload: None,
        body,
    }
    .into_response())
}

fn entry(name: Phrase, value: &Markup) -> Markup {
    html! { dt { (both(name)) } dd { (value) } }
}

/// A row; room to write by hand is for paper.
fn row(row: &Entry) -> Markup {
    html! {
        @if !row.lines.is_empty() {
            (entry(row.name, &html! { @for line in &row.lines { div { (once(line)) } } }))
        }
    }
}

fn part(part: &Part) -> Markup {
    html! {
        @match part {
            Part::Documents(title, lines) => {
                h2 { (both(*title)) }
                @if boxes(lines) { p.b { (both(text::CHECK_HERE)) } }
                @for line in lines { (document(line)) }
            }
            Part::List(title, lines) => {
                h2 { (both(*title)) }
                ul { @for line in lines { li { (once(line)) } } }
            }
            Part::Steps(title, lines) => {
                h2 { (both(*title)) }
                ol { @for line in lines { li { (once(line)) } } }
            }
            Part::Words(title, words) => {
                h2 { (both(*title)) }
                div.c { p { (once(words)) } }
            }
            Part::Rows(rows) => div.c { dl { @for row in rows { (self::row(row)) } } },
        }
    }
}

/// A text that may be the same in both languages, or have no English.
fn once(text: &Text) -> Markup {
    if text.en.is_empty() || text.zh == text.en {
        html! { (text.zh) }
    } else {
        both_text(text)
    }
}

fn badge(words: Phrase, strong: bool) -> Markup {
    html! { span.m.x[strong] { (words.zh) " " span lang="en" { (words.en) } } }
}

/// A document: to tick off, or with what is to be said of it.
fn document(line: &Line) -> Markup {
    let words = html! {
        span {
            b { (both_text(&line.name)) }
            span.ms {
                @if line.missing { (badge(t::MISSING, true)) }
                @if let Some(need) = line.need { (badge(need, false)) }
                @if !line.count.zh.is_empty() { span.b { (line.count.zh) " " span lang="en" { (line.count.en) } } }
            }
            @for note in &line.notes { span.e { (once(note)) } }
        }
    };
    html! {
        @match line.mark {
            Mark::Box => label.d { input type="checkbox" autocomplete="on"; (words) },
            Mark::Ticked => div.d { span.tk aria-hidden="true" { "✓" } (words) },
            Mark::None => div.d { (words) },
        }
    }
}

fn unknown(app: &App, code: Code) -> Response {
    let (title, detail) = match code {
        Code::NoticeUnknown => (text::UNKNOWN_TITLE, Some(text::UNKNOWN)),
        other => (other.phrase(), None),
    };
    let hall = app.default_hall_name();
    let body = html! { @if let Some(detail) = detail { div.c { p { (both(detail)) } } } };
    PhonePage {
        title,
        hall: &hall,
        phone: app.complaint_phone(),
        status: status(code),
        script: None,
        reload: None,
        body,
    }
    .into_response()
}
