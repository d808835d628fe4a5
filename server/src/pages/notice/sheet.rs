//! A notice on paper: A5 for a printer, 80 mm for the printer of slips. Chinese, with English below each line
//! when that is asked for; with its codes, and at the foot what is signed and sealed. Every sheet has the number of
//! the notice and its own.

use super::text;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use hall::code::Code;
use hall::notice::paper::{Foot, Line, Mark, Paper, Part, Row};
use hall::notice::text as t;
use hall::text::{Lang, Phrase, Text};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// A notice to be laid out.
pub(super) struct Sheet<'a> {
    pub paper: &'a Paper,
    /// The addresses behind its codes, and what each is for.
    pub codes: Vec<(String, Phrase)>,
    pub asked: Asked,
}

const STYLE: &str = include_str!("../../../../assets/styles/sheet.css");

/// The size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
enum Size {
    /// A5, upright.
    #[default]
    #[serde(rename = "a5")]
    A5,
    /// A roll 80 mm wide, of which 72 are printed.
    #[serde(rename = "80mm")]
    Roll,
}

impl Size {
    const fn class(self) -> &'static str {
        match self {
            Self::A5 => "sheet a5",
            Self::Roll => "sheet roll",
        }
    }

    /// Its size and margins, with room for the line at its foot; a printer of slips cuts where the print ends.
    const fn page(self) -> &'static str {
        match self {
            Self::A5 => "size:148mm 210mm;margin:10mm 10mm 13mm",
            Self::Roll => "size:80mm 297mm;margin:4mm 4mm 9mm",
        }
    }
}

/// Which sheet.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    paper: Size,
    #[serde(default)]
    pub(super) lang: Lang,
}

impl Sheet<'_> {
    /// The whole page, which nobody keeps; this server's own programs may frame it, to print it.
    ///
    /// # Errors
    /// `internal` when an address is too long for a code.
    pub(super) fn page(&self) -> Result<Response, Code> {
        let (size, title) = (self.asked.paper, self.paper.title);
        let style = format!("{STYLE}@page{{{};{}}}", size.page(), self.margin());
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
                body { main class=(size.class()) { (self.body()?) } }
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

    /// The line at the foot of every sheet: the number of the notice, which sheet this is, and of how many.
    fn margin(&self) -> String {
        let counted = "\" counter(page) \" / \" counter(pages) \"";
        let name =
            if self.both() { format!("{} {}", t::NUMBER.zh, t::NUMBER.en) } else { t::NUMBER.zh.to_owned() };
        let number = self.paper.number.iter().map(|number| format!("{name} {number} · "));
        let pages = std::iter::once(text::PAGE.fill(Lang::Zh, &[counted]));
        let english = self.both().then(|| format!(" · {}", text::PAGE.fill(Lang::En, &[counted])));
        let words: String = number.chain(pages).chain(english).collect();
        format!(
            "@bottom-center{{content:\"{words}\";font:7.5pt sans-serif;vertical-align:top;padding-top:1.5mm}}"
        )
    }

    fn body(&self) -> Result<Markup, Code> {
        let paper = self.paper;
        let code = |(url, words): &(String, Phrase)| -> Result<Markup, Code> {
            let qr = crate::qr::svg(url)?;
            Ok(html! { div.code { div.qr { (PreEscaped(qr)) } p { (self.say(*words)) } } })
        };
        let codes = self.codes.iter().map(code).collect::<Result<Vec<_>, _>>()?;
        Ok(html! {
            p.hall { (self.text(&paper.hall)) }
            h1 { (self.say(paper.title)) }
            @if let Some(number) = &paper.number { p.number { (self.say(t::NUMBER)) " " (number) } }
            div.head {
                dl { @for row in &paper.head { (self.row(row)) } }
                div.codes { @for code in codes { (code) } }
            }
            p.opening { b { (self.say(paper.opening)) } }
            @if !paper.missing.is_empty() {
                ul.missing { @for line in &paper.missing { li { (self.text(&line.name)) @if let Some(need) = line.need { " " (self.badge(need)) } } } }
            }
            @for part in &paper.parts { (self.part(part)) }
            (self.foot(&paper.foot))
        })
    }

    fn part(&self, part: &Part) -> Markup {
        html! {
            @match part {
                Part::Documents(title, lines) => {
                    h2 { (self.say(*title)) }
                    ul.documents { @for line in lines { (self.document(line)) } }
                }
                Part::List(title, lines) => {
                    h2 { (self.say(*title)) }
                    ul { @for line in lines { li { (self.text(line)) } } }
                }
                Part::Steps(title, lines) => {
                    h2 { (self.say(*title)) }
                    ol { @for line in lines { li { (self.text(line)) } } }
                }
                Part::Words(title, words) => {
                    h2 { (self.say(*title)) }
                    p { (self.text(words)) }
                }
                Part::Rows(rows) => dl.rows { @for row in rows { (self.row(row)) } },
            }
        }
    }

    /// A document with a box to tick with a pen, with a ticked one, or with none.
    fn document(&self, line: &Line) -> Markup {
        html! {
            li {
                @match line.mark {
                    Mark::Box => span.box {},
                    Mark::Ticked => span.box { "✓" },
                    Mark::None => span.bar {},
                }
                b { (self.text(&line.name)) } " "
                @if line.missing { span.need.is-missing { (self.say(t::MISSING)) } " " }
                @if let Some(need) = line.need { (self.badge(need)) " " }
                @if !line.count.zh.is_empty() {
                    span.small { (line.count.zh) @if self.both() { " " span lang="en" { (line.count.en) } } }
                }
                @for note in &line.notes { div.small { (self.text(note)) } }
            }
        }
    }

    /// What is signed and sealed: what is not known is room to write.
    fn foot(&self, foot: &Foot) -> Markup {
        html! {
            div.foot {
                div.signed {
                    dl { @for row in &foot.rows { (self.row(row)) } }
                    div.seal {
                        p { (self.text(&foot.department)) }
                        p { (self.say(t::SEAL)) }
                        p { (self.text(&foot.date)) }
                    }
                }
                p.edition { @for words in &self.paper.edition { (self.text(words)) " " } }
            }
        }
    }

    fn row(&self, row: &Row) -> Markup {
        html! {
            div {
                dt { (self.say(row.name)) }
                dd.blank[row.lines.is_empty()] { @for line in &row.lines { div { (self.text(line)) } } }
            }
        }
    }

    fn badge(&self, words: Phrase) -> Markup {
        html! { span.need { (self.say(words)) } }
    }

    /// Also in English.
    fn both(&self) -> bool {
        self.asked.lang == Lang::En
    }

    fn say(&self, phrase: Phrase) -> Markup {
        html! { (phrase.zh) @if self.both() { " " span.en lang="en" { (phrase.en) } } }
    }

    /// A text; what is the same in both languages is said once.
    fn text(&self, text: &Text) -> Markup {
        let english = self.both() && !text.en.is_empty() && text.en != text.zh;
        html! { (text.zh) @if english { " " span.en lang="en" { (text.en) } } }
    }
}
