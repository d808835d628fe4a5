//! A notice on paper: A5 for a printer, 80 mm for the printer of slips. Chinese, with English below each line
//! when that is asked for; with the code that opens the notice again, and of an acceptance the one that rates.

use super::{amount, opening, origin, quantities, said, text, unknown};
use crate::app::App;
use crate::notice::{find, rating_url, url};
use crate::problem::{Path, Query, Refused};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use hall::api::{NoticeDocument, NoticeFacts, NoticeKind};
use hall::code::Code;
use hall::id::Number;
use hall::moment::Moment;
use hall::notice::number;
use hall::text::{Lang, Phrase, Text};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A notice to be laid out.
pub(super) struct Sheet<'a> {
    pub kind: NoticeKind,
    pub facts: &'a NoticeFacts,
    /// Its number, when it is kept.
    pub number: Option<String>,
    pub made_at: Moment,
    /// The ticket it belongs to.
    pub ticket: Option<&'a Number>,
    /// The address behind its code, and what the code is for.
    pub code: (String, Phrase),
    pub asked: Asked,
}

/// How the sheet looks; a kiosk that prints it has the same rules in its own style sheet.
const STYLE: &str = include_str!("../../../../assets/styles/sheet.css");

/// The paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
enum Paper {
    /// A5, upright.
    #[default]
    #[serde(rename = "a5")]
    A5,
    /// A roll 80 mm wide, of which 72 are printed.
    #[serde(rename = "80mm")]
    Roll,
}

impl Paper {
    const fn class(self) -> &'static str {
        match self {
            Self::A5 => "sheet a5",
            Self::Roll => "sheet roll",
        }
    }

    /// Its size and margins; a printer of slips cuts where the print ends.
    const fn page(self) -> &'static str {
        match self {
            Self::A5 => "@page{size:148mm 210mm;margin:10mm}",
            Self::Roll => "@page{size:80mm 297mm;margin:4mm}",
        }
    }
}

/// Which sheet.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    paper: Paper,
    #[serde(default)]
    pub(super) lang: Lang,
}

/// `GET /n/{id}/print?paper=a5|80mm&lang=zh|en`.
pub async fn print(
    State(app): State<Arc<App>>,
    id: Result<Path<String>, Refused>,
    asked: Result<Query<Asked>, Refused>,
) -> Response {
    let asked = match asked {
        Ok(Query(asked)) => asked,
        Err(Refused(code)) => return unknown(&app, code),
    };
    printed(&app, &said(id), asked).await.unwrap_or_else(|Refused(code)| unknown(&app, code))
}

async fn printed(app: &App, id: &str, asked: Asked) -> Result<Response, Refused> {
    let row = find(app, id).await?;
    let rating = rating_url(app, &row).await?;
    let again = if row.kind == NoticeKind::Accepted { text::PROGRESS } else { text::SCAN };
    let sheet = Sheet {
        kind: row.kind,
        facts: &row.facts,
        number: Some(number(row.kind, row.day, row.running)),
        made_at: row.made_at,
        ticket: row.ticket.as_ref().map(|(number, _)| number),
        code: (url(app, &row.id), again),
        asked,
    };
    Ok(sheet.page(rating.as_deref())?)
}

impl Sheet<'_> {
    /// The whole page, which nobody keeps.
    ///
    /// # Errors
    /// `internal` when an address is too long for a code.
    pub(super) fn page(&self, rating: Option<&str>) -> Result<Response, Code> {
        let paper = self.asked.paper;
        let style = format!("{STYLE}{}", paper.page());
        let title = self.kind.phrase();
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    title { (title.zh) " " (title.en) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(&style)) }
                }
                body { main class=(paper.class()) { (self.body(rating)?) } }
            }
        };
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; frame-ancestors 'self'",
            BASE64.encode(&Sha256::digest(style.as_bytes()))
        );
        let mut response = page.into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        // a kiosk prints it from a frame of its own
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        Ok(response)
    }

    fn body(&self, rating: Option<&str>) -> Result<Markup, Code> {
        let Self { kind, facts, code: (url, again), .. } = self;
        let paper = self.asked.paper;
        let missing = facts.missing().next().is_some();
        let code = |url: &str, words: Phrase| -> Result<Markup, Code> {
            let qr = crate::qr::svg(url)?;
            Ok(html! { div.code { div.qr { (PreEscaped(qr)) } p { (self.say(words)) } } })
        };
        let codes = html! {
            div.codes {
                (code(url, *again)?)
                @if let Some(rating) = rating { (code(rating, text::RATE)?) }
            }
        };
        // beside the head where there is room, at the end of a roll
        let (beside, below) = if paper == Paper::A5 { (Some(codes), None) } else { (None, Some(codes)) };
        Ok(html! {
            p.hall { (self.text(&facts.hall)) }
            h1 { (self.say(kind.phrase())) }
            @if let Some(number) = &self.number { p.number { (text::NUMBER.zh) " " (number) } }
            div.head {
                dl {
                    (self.entry(text::ITEM, &html! { b { (self.text(&facts.item)) } }))
                    (self.entry(text::DEPARTMENT, &self.text(&facts.department)))
                    (self.entry(text::DATE, &html! { (self.made_at.day()) " " (self.made_at.hh_mm()) }))
                    @if let Some(number) = self.ticket { (self.entry(text::TICKET, &html! { (number) })) }
                }
                @if let Some(codes) = beside { (codes) }
            }
            p.opening { b { (self.say(opening(*kind, missing))) } }
            @if missing { ul.missing { @for document in facts.missing() { (self.lacking(document)) } } }
            @if let Some(reason) = &facts.reason {
                h2 { (self.say(text::REASON)) }
                p { (reason) }
            }
            @if let Some(remedy) = &facts.remedy {
                h2 { (self.say(text::REMEDY)) }
                p { @if remedy.zh == remedy.en { (remedy.zh) } @else { (self.text(remedy)) } }
            }
            (self.told(facts))
            @if let Some(codes) = below { (codes) }
            p.foot {
                (self.filled(text::VERSION, &facts.version)) " "
                @if let Some(day) = facts.updated_on { (self.filled(text::UPDATED, &day.to_string())) " " }
            }
        })
    }

    /// What applies to the matter, whatever the notice.
    fn told(&self, facts: &NoticeFacts) -> Markup {
        html! {
            @if !facts.said.is_empty() {
                h2 { (self.say(text::SAID)) }
                ul { @for said in &facts.said { li { (self.text(&said.ask)) " " b { (self.text(&said.answer)) } } } }
            }
            h2 { (self.say(text::DOCUMENTS)) }
            @if facts.documents.is_empty() { p { (self.say(text::NO_DOCUMENTS)) } }
            ul.documents { @for document in &facts.documents { (self.document(document)) } }
            @if !facts.conditions.is_empty() {
                h2 { (self.say(text::CONDITIONS)) }
                ul { @for condition in &facts.conditions { li { (self.text(condition)) } } }
            }
            @if !facts.steps.is_empty() {
                h2 { (self.say(text::STEPS)) }
                ol { @for step in &facts.steps { li { (self.text(&step.name)) " · " (self.text(&step.limit)) } } }
            }
            dl {
                (self.entry(text::LEGAL_LIMIT, &self.text(&facts.legal_limit)))
                (self.entry(text::PROMISED_LIMIT, &self.text(&facts.promised_limit)))
                (self.entry(text::FEE, &self.fee(facts)))
                (self.entry(text::PLACE, &html! { @for place in &facts.place { div { (self.text(place)) } } }))
                @if !facts.windows.is_empty() { (self.entry(text::WINDOWS, &html! { (facts.windows.join(" ")) })) }
                (self.entry(text::HOURS, &html! { @for hours in &facts.hours { div { (self.text(hours)) } } }))
                (self.entry(text::CONSULT, &html! { (facts.consult_phone) }))
                (self.entry(text::COMPLAINT, &html! { (facts.complaint_phone) }))
            }
        }
    }

    fn lacking(&self, document: &NoticeDocument) -> Markup {
        html! { li { (self.text(&document.name)) " " span.need { (self.say(document.need.phrase())) } } }
    }

    /// A document with a box to tick with a pen.
    fn document(&self, document: &NoticeDocument) -> Markup {
        html! {
            li {
                b { (self.text(&document.name)) } " "
                @if document.missing { span.need.is-missing { (self.say(text::MISSING)) } " " }
                span.need { (self.say(document.need.phrase())) } " "
                span.small { (quantities(document, Lang::Zh)) @if self.both() { " " span lang="en" { (quantities(document, Lang::En)) } } }
                @if document.e_licence { div.small { (self.say(text::E_LICENCE)) } }
                @if let Some(when) = &document.when { div.small { (self.text(when)) } }
                @if let Some((phrase, value)) = origin(document) {
                    div.small {
                        (phrase.fill(Lang::Zh, &[&value.zh]))
                        @if self.both() && !value.en.is_empty() {
                            " " span.en lang="en" { (phrase.fill(Lang::En, &[&value.en])) }
                        }
                    }
                }
            }
        }
    }

    fn fee(&self, facts: &NoticeFacts) -> Markup {
        if !facts.fee.charged {
            return self.say(text::FREE);
        }
        html! {
            @for item in &facts.fee.items {
                div { (amount(item, Lang::Zh)) @if self.both() { " " span.en lang="en" { (amount(item, Lang::En)) } } }
                div.small { (text::FEE_BASIS.fill(Lang::Zh, &[&item.basis])) }
            }
        }
    }

    fn entry(&self, name: Phrase, value: &Markup) -> Markup {
        html! { div { dt { (self.say(name)) } dd { (value) } } }
    }

    /// Also in English.
    fn both(&self) -> bool {
        self.asked.lang == Lang::En
    }

    fn say(&self, phrase: Phrase) -> Markup {
        html! { (phrase.zh) @if self.both() { " " span.en lang="en" { (phrase.en) } } }
    }

    fn text(&self, text: &Text) -> Markup {
        html! { (text.zh) @if self.both() && !text.en.is_empty() { " " span.en lang="en" { (text.en) } } }
    }

    fn filled(&self, phrase: Phrase, value: &str) -> Markup {
        html! {
            (phrase.fill(Lang::Zh, &[value]))
            @if self.both() { " " span.en lang="en" { (phrase.fill(Lang::En, &[value])) } }
        }
    }
}
