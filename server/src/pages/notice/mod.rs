//! The phone page of a notice: every document with a check box that works without a script and is kept by the
//! open page alone, then conditions, steps, limits, fee, where, when and whom to ask (R23–R25). [`sheet`] prints it.

mod escpos;
mod item;
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
use hall::api::{NoticeDocument, NoticeFacts, NoticeKind};
use hall::catalog::{FeeItem, Need};
use hall::code::Code;
use hall::notice::number;
use hall::text::{Lang, Phrase, Text};
pub use item::routes;
use maud::{Markup, html};
pub use sheet::print;
use std::sync::Arc;

/// `GET /n/{id}`.
pub async fn show(State(app): State<Arc<App>>, id: Result<Path<String>, Refused>) -> Response {
    shown(&app, &said(id)).await.unwrap_or_else(|Refused(code)| unknown(&app, code))
}

/// The id of the address; what cannot even be read is an id that does not exist.
fn said(id: Result<Path<String>, Refused>) -> String {
    id.map(|Path(id)| id).unwrap_or_default()
}

async fn shown(app: &App, id: &str) -> Result<Response, Refused> {
    let row = find(app, id).await?;
    let rating = rating_url(app, &row).await?;
    let facts = &row.facts;
    let body = html! {
        div.c {
            dl {
                (entry(text::ITEM, &both_text(&facts.item)))
                (entry(text::NUMBER, &html! { (number(row.kind, row.day, row.running)) }))
                (entry(text::DATE, &html! { (row.made_at.day()) " " (row.made_at.hh_mm()) }))
                @if let Some((number, _)) = &row.ticket { (entry(text::TICKET, &html! { (number) })) }
                (entry(text::DEPARTMENT, &both_text(&facts.department)))
            }
        }
        (statement(&row))
        @if let Some(url) = &rating { p.a { a.k href=(super::track::path_of(url)) { (both(text::RATE)) } } }
        @if !facts.said.is_empty() {
            h2 { (both(text::SAID)) }
            ul { @for said in &facts.said { li { (both_text(&said.ask)) b { (both_text(&said.answer)) } } } }
        }
        h2 { (both(text::DOCUMENTS)) }
        @if facts.documents.is_empty() { p { (both(text::NO_DOCUMENTS)) } } @else {
            p.b { (both(text::CHECK_HERE)) }
            @for document in &facts.documents { (check(document)) }
        }
        @if !facts.conditions.is_empty() {
            h2 { (both(text::CONDITIONS)) }
            ul { @for condition in &facts.conditions { li { (both_text(condition)) } } }
        }
        @if !facts.steps.is_empty() {
            h2 { (both(text::STEPS)) }
            ol { @for step in &facts.steps { li { (both_text(&step.name)) p.b { (both_text(&step.limit)) } } } }
        }
        div.c {
            dl {
                (entry(text::LEGAL_LIMIT, &both_text(&facts.legal_limit)))
                (entry(text::PROMISED_LIMIT, &both_text(&facts.promised_limit)))
                (entry(text::FEE, &fee(facts)))
                (entry(text::PLACE, &html! { @for place in &facts.place { div { (both_text(place)) } } }))
                @if !facts.windows.is_empty() { (entry(text::WINDOWS, &html! { (facts.windows.join(" ")) })) }
                (entry(text::HOURS, &html! { @for hours in &facts.hours { div { (both_text(hours)) } } }))
                (entry(text::CONSULT, &html! { (facts.consult_phone) }))
                (entry(text::COMPLAINT, &html! { (facts.complaint_phone) }))
            }
        }
        p.a { a.g href={ "/n/" (row.id) "/print?paper=a5" } { (both(text::PRINT_A5)) } }
        p.b {
            (both_with(text::VERSION, &[&facts.version])) " "
            @if let Some(day) = facts.updated_on { (both_with(text::UPDATED, &[&day.to_string()])) " " }
            (both_with(text::KEPT, &[&row.expires_on.to_string()]))
        }
    };
    Ok(PhonePage {
        title: row.kind.phrase(),
        hall: &facts.hall,
        phone: &facts.complaint_phone,
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

/// What the notice says first: told, accepted or not, and what is missing.
fn statement(row: &Row) -> Markup {
    let facts = &row.facts;
    let missing = facts.missing().next().is_some();
    html! {
        div.c.now[row.kind == NoticeKind::Refused || missing] {
            p { b { (both(opening(row.kind, missing))) } }
            @if missing {
                ul { @for document in facts.missing() { li { (both_text(&document.name)) " " (need(document)) } } }
            }
            @if let Some(reason) = &facts.reason { p { (both(text::REASON)) } p { b { (reason) } } }
            @if let Some(remedy) = &facts.remedy { p { (both(text::REMEDY)) } p { (once(remedy)) } }
        }
    }
}

/// The sentence a notice begins with.
const fn opening(kind: NoticeKind, missing: bool) -> Phrase {
    match (kind, missing) {
        (NoticeKind::OneTime, false) => text::ONE_TIME,
        (NoticeKind::OneTime, true) => text::TO_ADD,
        (NoticeKind::Accepted, false) => text::ACCEPTED,
        (NoticeKind::Accepted, true) => text::ACCEPTED_TO_ADD,
        (NoticeKind::Refused, _) => text::REFUSED,
    }
}

/// A text that may be the same in both languages, because somebody typed it.
fn once(text: &Text) -> Markup {
    if text.zh == text.en {
        html! { (text.zh) }
    } else {
        both_text(text)
    }
}

fn need(document: &NoticeDocument) -> Markup {
    let phrase = document.need.phrase();
    html! { span.m { (phrase.zh) " " span lang="en" { (phrase.en) } } }
}

/// A document to tick off.
fn check(document: &NoticeDocument) -> Markup {
    html! {
        label.d {
            input type="checkbox" autocomplete="on";
            span {
                b { (both_text(&document.name)) }
                span.ms {
                    @if document.missing { span.m.x { (text::MISSING.zh) " " span lang="en" { (text::MISSING.en) } } }
                    (need(document))
                    span.b { (quantities(document, Lang::Zh)) " " span lang="en" { (quantities(document, Lang::En)) } }
                }
                @if document.e_licence { span.e { (both(text::E_LICENCE)) } }
                @if let Some(when) = &document.when { span.e { (both_text(when)) } }
                @if let Some((phrase, value)) = origin(document) { span.e { (both_with_text(phrase, value)) } }
            }
        }
    }
}

/// How to get a document, or else who issues it.
fn origin(document: &NoticeDocument) -> Option<(Phrase, &Text)> {
    let how = document.how.as_ref().map(|how| (text::HOW, how));
    how.or_else(|| Some((text::SOURCE, &document.source)).filter(|(_, source)| !source.zh.is_empty()))
}

/// How many of what, in which form.
fn quantities(document: &NoticeDocument, lang: Lang) -> String {
    if document.need == Need::Exempt {
        return String::new();
    }
    let counts = [(text::ORIGINAL, document.original), (text::COPY, document.copy)];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(phrase, count)| phrase.fill(lang, &[&count.to_string()]));
    let form = std::iter::once(document.form.phrase().get(lang).to_owned());
    counts.chain(form).collect::<Vec<_>>().join(" · ")
}

fn both_with_text(phrase: Phrase, value: &Text) -> Markup {
    html! {
        (phrase.fill(Lang::Zh, &[&value.zh]))
        @if !value.en.is_empty() { " " span.e lang="en" { (phrase.fill(Lang::En, &[&value.en])) } }
    }
}

fn fee(facts: &NoticeFacts) -> Markup {
    if !facts.fee.charged {
        return both(text::FREE);
    }
    html! {
        @for item in &facts.fee.items {
            div {
                (amount(item, Lang::Zh)) " " span.e lang="en" { (amount(item, Lang::En)) }
                p.b { (text::FEE_BASIS.fill(Lang::Zh, &[&item.basis])) }
            }
        }
    }
}

fn amount(item: &FeeItem, lang: Lang) -> String {
    let word = |text: &Text| text.get_or_zh(lang).0.trim().to_owned();
    let (name, yuan, unit) = (word(&item.name), item.amount_cny.to_string(), word(&item.unit));
    if unit.is_empty() {
        return text::YUAN_ALONE.fill(lang, &[&name, &yuan]);
    }
    text::YUAN.fill(lang, &[&name, &yuan, &unit])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_without_a_unit_has_no_empty_brackets() {
        let mut fee: FeeItem = serde_json::from_str(
            r#"{"name": {"zh": "工本费", "en": "Cost of the card"}, "amount_cny": 20, "unit": {"zh": "元/证", "en": ""}, "basis": "x"}"#,
        )
        .unwrap();
        assert_eq!(amount(&fee, Lang::Zh), "工本费 20 元（元/证）");
        fee.unit.zh.clear();
        assert_eq!(amount(&fee, Lang::Zh), "工本费 20 元");
        assert_eq!(amount(&fee, Lang::En), "Cost of the card CNY 20");
    }
}
