//! The phone page behind the rating code: five neutral levels, official tags of the chosen level, a
//! reason for the two lowest, a confirmation before these are sent, all without script (A71–A75).

use super::layout::{PhonePage, alert, both, both_text};
use super::text;
use crate::app::App;
use crate::orders::{Answer, answer};
use crate::problem::{Path, Refused, status};
use crate::rating::{Rateable, look_up, rate};
use crate::staff::NoStaff;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::rating::{COMMENT_MAX, CONTACT_MAX, Channel, Level, NormTag, Rating};
use hall::text::{Phrase, Text};
use maud::{Markup, html};
use std::sync::Arc;

/// A form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sent {
    level: Option<Level>,
    tags: Vec<u16>,
    comment: String,
    contact: String,
    confirmed: bool,
    change: bool,
}

impl Sent {
    fn parse(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "level" => sent.level = value.parse::<u8>().ok().and_then(|level| level.try_into().ok()),
                "tags" => sent.tags.extend(value.parse::<u16>()),
                "comment" => sent.comment = value.into_owned(),
                "contact" => sent.contact = value.into_owned(),
                "confirmed" => sent.confirmed = true,
                "change" => sent.change = true,
                _ => {}
            }
        }
        sent
    }

    /// As the contract's body. Tags of another level were ticked before the person chose this one and
    /// are no longer to be seen, so they are not meant.
    fn rating(&self, app: &App) -> Result<Rating, Code> {
        let level = self.level.ok_or(Code::LevelInvalid)?;
        let tags = self.tags.iter().copied();
        let tags = tags.filter(|code| app.norm.tags_of(level).any(|tag| tag.code == *code)).map(i64::from);
        Ok(Rating {
            level: level.get().into(),
            tags: tags.collect(),
            comment: Some(self.comment.clone()),
            contact: Some(self.contact.clone()),
        })
    }
}

/// `GET /r/{token}`: the form. Reading, also by link scanners, never uses the code up (A73).
pub async fn show(State(app): State<Arc<App>>, token: Result<Path<String>, Refused>, uri: Uri) -> Response {
    let token = said(token);
    match look_up(&app, &token).await {
        // who rated reads the answer also when the code is too old to rate by
        Err(Refused(Code::TokenExpired)) => match answer(&app, &token).await {
            Ok(Some((rateable, answer))) => already(&rateable, Some(&answer)),
            Ok(None) => refused(&app, Code::TokenExpired),
            Err(Refused(code)) => refused(&app, code),
        },
        Err(Refused(code)) => refused(&app, code),
        Ok(rateable) if rateable.rated => rated(&app, &token, &rateable).await,
        Ok(rateable) if uri.query() == Some("skip") => {
            let body = html! {
                p { (both(text::SKIPPED)) }
                p.a { a.g href=(path(&token)) { (both(text::RATE_NOW)) } }
            };
            page(&rateable, text::SKIPPED_TITLE, StatusCode::OK, body)
        }
        Ok(rateable) => form(&app, &token, &rateable, &Sent::default(), None),
    }
}

/// `POST /r/{token}`: the form comes back.
pub async fn submit(
    State(app): State<Arc<App>>,
    citizen: Result<NoStaff, Refused>,
    token: Result<Path<String>, Refused>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let token = said(token);
    if let Err(Refused(code)) = citizen {
        return refused(&app, code);
    }
    let Ok(body) = body else { return refused(&app, Code::BodyTooLarge) };
    let rateable = match look_up(&app, &token).await {
        Err(Refused(code)) => return refused(&app, code),
        Ok(rateable) if rateable.rated => return rated(&app, &token, &rateable).await,
        Ok(rateable) => rateable,
    };
    let sent = Sent::parse(&body);
    if sent.change {
        return form(&app, &token, &rateable, &sent, None);
    }
    let rating = match sent.rating(&app).and_then(|rating| rating.clone().check(&app.norm).map(|_| rating)) {
        Err(code) => return form(&app, &token, &rateable, &sent, Some(code)),
        Ok(rating) => rating,
    };
    let negative = sent.level.is_some_and(Level::is_negative);
    if negative && !sent.confirmed {
        return confirm(&app, &token, &rateable, &sent);
    }
    match rate(&app, &token, rating, Channel::Qr, None).await {
        Ok(_) => thanks(&rateable, negative),
        Err(Refused(Code::AlreadyRated)) => rated(&app, &token, &rateable).await,
        Err(Refused(code)) => form(&app, &token, &rateable, &sent, Some(code)),
    }
}

/// The code of the address; what cannot even be read is a code that does not exist.
fn said(token: Result<Path<String>, Refused>) -> String {
    token.map(|Path(token)| token).unwrap_or_default()
}

fn path(token: &str) -> String {
    format!("/r/{token}")
}

fn page(rateable: &Rateable, title: Phrase, status: StatusCode, body: Markup) -> Response {
    let (hall, phone) = (&rateable.hall, rateable.phone.as_str());
    PhonePage { title, hall, phone, status, script: None, reload: None, body }.into_response()
}

fn facts(rateable: &Rateable) -> Markup {
    html! {
        div.c {
            dl {
                dt { (both(text::MATTER)) } dd { (both_text(&rateable.matter)) }
                dt { (both(text::WINDOW)) } dd { (rateable.row.window) }
            }
        }
    }
}

fn form(app: &App, token: &str, rateable: &Rateable, sent: &Sent, error: Option<Code>) -> Response {
    let body = html! {
        @if let Some(code) = error { (alert(code)) }
        p.b { (both(text::RATE_VOLUNTARY)) }
        (facts(rateable))
        form method="post" action=(path(token)) accept-charset="utf-8" {
            fieldset {
                legend { (both(text::OVERALL)) }
                @for level in &app.norm.levels { (level_option(level.code, &level.name, sent)) }
            }
            @for level in Level::ALL {
                fieldset class={ "t t" (level.get()) } {
                    legend { (both(text::REASONS)) }
                    @for tag in app.norm.tags_of(level) { (tag_option(tag, sent)) }
                }
            }
            h2 { label for="comment" { (both(text::COMMENT)) } }
            p.b { (text::OPTIONAL.zh) " " span lang="en" { (text::OPTIONAL.en) }
                span.n { (both(text::REASON_NEEDED)) } }
            textarea id="comment" name="comment" rows="3" maxlength=(COMMENT_MAX) { (sent.comment) }
            h2 { label for="contact" { (both(text::CONTACT)) } }
            p.b { (text::OPTIONAL.zh) " " span lang="en" { (text::OPTIONAL.en) } }
            input type="text" id="contact" name="contact" autocomplete="off" maxlength=(CONTACT_MAX) value=(sent.contact);
            p.b { (both(text::CONTACT_USE)) }
            div.a {
                a.g href={ (path(token)) "?skip" } { (both(text::SKIP)) }
                button.k type="submit" { (both(text::SUBMIT)) }
            }
        }
    };
    page(rateable, text::RATE_TITLE, error.map_or(StatusCode::OK, status), body)
}

/// The same size and colour for every level, no one chosen beforehand (domain 4.3).
fn level_option(level: Level, name: &Text, sent: &Sent) -> Markup {
    let full = usize::from(level.get());
    let stars = "★".repeat(full) + &"☆".repeat(5 - full);
    html! {
        label.o for={ "l" (level.get()) } {
            input type="radio" name="level" id={ "l" (level.get()) } value=(level.get()) checked[sent.level == Some(level)];
            span.s aria-hidden="true" { (stars) }
            span { (both_text(name)) }
        }
    }
}

fn tag_option(tag: &NormTag, sent: &Sent) -> Markup {
    html! {
        label.o {
            input type="checkbox" name="tags" value=(tag.code) checked[sent.tags.contains(&tag.code)];
            span { (both_text(&tag.name)) }
        }
    }
}

/// A negative rating is shown once more before it is sent (A60); both ways are equally large.
fn confirm(app: &App, token: &str, rateable: &Rateable, sent: &Sent) -> Response {
    let level = app.norm.levels.iter().find(|level| Some(level.code) == sent.level);
    let tags =
        app.norm.tags.iter().filter(|tag| sent.tags.contains(&tag.code) && Some(tag.level) == sent.level);
    let body = html! {
        (facts(rateable))
        div.c {
            @if let Some(level) = level { p.big { (both_text(&level.name)) } }
            @for tag in tags { p { (both_text(&tag.name)) } }
            @if !sent.comment.trim().is_empty() { p { (sent.comment) } }
            @if !sent.contact.trim().is_empty() { p { (sent.contact) } }
        }
        form method="post" action=(path(token)) accept-charset="utf-8" {
            @if let Some(level) = sent.level { input type="hidden" name="level" value=(level.get()); }
            @for tag in &sent.tags { input type="hidden" name="tags" value=(tag); }
            input type="hidden" name="comment" value=(sent.comment);
            input type="hidden" name="contact" value=(sent.contact);
            div.a {
                button.g type="submit" name="change" value="1" { (both(text::CHANGE)) }
                button.k type="submit" name="confirmed" value="1" { (both(text::CONFIRM)) }
            }
        }
    };
    page(rateable, text::CONFIRM_TITLE, StatusCode::OK, body)
}

fn thanks(rateable: &Rateable, negative: bool) -> Response {
    let body = html! {
        div.c role="status" {
            p { (both(text::THANKS)) }
            @if negative { p { (both(text::THANKS_NEGATIVE)) } }
        }
    };
    page(rateable, text::THANKS_TITLE, StatusCode::OK, body)
}

/// What is said of a service that has been rated.
async fn rated(app: &App, token: &str, rateable: &Rateable) -> Response {
    match answer(app, token).await {
        Ok(found) => already(rateable, found.map(|(_, answer)| answer).as_ref()),
        Err(Refused(code)) => refused(app, code),
    }
}

/// The rating is there; of a bad one what was answered, or that it is looked into (R46).
fn already(rateable: &Rateable, answer: Option<&Answer>) -> Response {
    let body = html! {
        div.c role="status" { p { (both(text::ALREADY)) } }
        @match answer {
            Some(Answer { reply: Some(reply), ended }) => {
                h2 { (both(text::REPLY)) }
                div.c { p { (reply) } }
                @if *ended { p { (both(text::REPLY_ENDED)) } }
            }
            Some(Answer { reply: None, .. }) => { div.c { p { (both(text::REPLY_LATER)) } } }
            None => {}
        }
    };
    page(rateable, text::ALREADY_TITLE, status(Code::AlreadyRated), body)
}

/// Unknown and expired codes look alike to a person.
fn refused(app: &App, code: Code) -> Response {
    let (title, body) = match code {
        Code::TokenUnknown | Code::TokenExpired => {
            (text::NOT_VALID_TITLE, html! { div.c { p { (both(text::NOT_VALID)) } } })
        }
        other => (other.phrase(), html! {}),
    };
    let (hall, phone) = (app.default_hall_name(), app.complaint_phone());
    PhonePage { title, hall: &hall, phone, status: status(code), script: None, reload: None, body }
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_repeated_tags_and_strange_fields() {
        let sent =
            Sent::parse("level=2&tags=213&tags=214&tags=x&comment=%E6%85%A2&x=1&confirmed=1".as_bytes());
        assert_eq!(sent.level.map(Level::get), Some(2));
        assert_eq!(
            (sent.tags.as_slice(), sent.comment.as_str(), sent.confirmed),
            (&[213, 214][..], "慢", true)
        );
        assert_eq!(Sent::parse(b"level=9").level, None);
    }
}
