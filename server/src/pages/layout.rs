//! The frame of every phone page: style inline (its hash in the policy), no font, no image, no
//! cookie, `no-referrer`, `noindex` (A72, A75).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::text::{Phrase, Text};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../../../assets/styles/phone.css");

static STYLE_HASH: LazyLock<String> =
    LazyLock::new(|| data_encoding::BASE64.encode(&Sha256::digest(STYLE.as_bytes())));

/// A page of its own, before it is sent.
pub struct PhonePage<'a> {
    /// Its title and heading.
    pub title: Phrase,
    /// The hall's name.
    pub hall: &'a Text,
    /// The complaint phone (R5); 12345 where no hall is known.
    pub phone: &'a str,
    /// The status it travels with.
    pub status: StatusCode,
    /// URL of its one script.
    pub script: Option<&'a str>,
    /// Reload after this many seconds where scripts do not run.
    pub reload: Option<u32>,
    /// What stands between header and footer.
    pub body: Markup,
}

/// Both languages of a phrase, the English in a line of its own.
#[must_use]
pub fn both(phrase: Phrase) -> Markup {
    html! { (phrase.zh) " " span.e lang="en" { (phrase.en) } }
}

/// Both languages of a text, the English in a line of its own.
#[must_use]
pub fn both_text(text: &Text) -> Markup {
    html! { (text.zh) " " span.e lang="en" { (text.en) } }
}

/// Both languages with values filled in.
#[must_use]
pub fn both_with(phrase: Phrase, values: &[&str]) -> Markup {
    use hall::text::Lang;
    html! { (phrase.fill(Lang::Zh, values)) " " span.e lang="en" { (phrase.fill(Lang::En, values)) } }
}

/// A refusal in words, for readers at the head of a form.
#[must_use]
pub fn alert(code: Code) -> Markup {
    html! { div.err role="alert" tabindex="-1" autofocus { (both(code.phrase())) } }
}

impl IntoResponse for PhonePage<'_> {
    fn into_response(self) -> Response {
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    title { (self.title.zh) " " (self.title.en) }
                    link rel="icon" href="data:,";
                    style { (PreEscaped(STYLE)) }
                    @if let Some(seconds) = self.reload {
                        noscript { meta http-equiv="refresh" content=(seconds); }
                    }
                }
                body {
                    header { p.b { (both_text(self.hall)) } }
                    main {
                        h1 { (both(self.title)) }
                        (self.body)
                    }
                    footer {
                        p {
                            (super::text::COMPLAINTS.zh) " " span lang="en" { (super::text::COMPLAINTS.en) } " " (self.phone)
                        }
                    }
                    @if let Some(script) = self.script { script type="module" src=(script) {} }
                }
            }
        };
        let scripts = if self.script.is_some() { "script-src 'self'; connect-src 'self'; " } else { "" };
        let policy = format!(
            "default-src 'none'; {scripts}style-src 'sha256-{}'; img-src data:; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
            *STYLE_HASH
        );
        let mut response = (self.status, page).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}
