//! The form in which a phone rates, without script: five neutral levels, official tags of the chosen level, words and a
//! contact if somebody likes, and a confirmation before a bad rating is sent (A60, A71–A75). The same for a service and
//! for a hall or window in general.

use super::layout::{PhonePage, alert, both, both_text};
use super::text;
use crate::app::App;
use crate::problem::status;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hall::code::Code;
use hall::rating::{COMMENT_MAX, CONTACT_MAX, Level, NormTag, Rating};
use hall::text::{Phrase, Text};
use maud::{Markup, html};

/// A form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The level, once one was chosen.
    pub level: Option<Level>,
    tags: Vec<u16>,
    comment: String,
    contact: String,
    /// A bad rating was shown once more, and is meant.
    pub confirmed: bool,
    /// It is to be changed after all.
    pub change: bool,
    /// Which form it is, where no code of a service says that.
    pub form: String,
}

impl Sent {
    /// An empty form of this name.
    #[must_use]
    pub fn new(form: String) -> Self {
        Self { form, ..Self::default() }
    }

    /// The same under another name.
    #[must_use]
    pub fn named(self, form: String) -> Self {
        Self { form, ..self }
    }

    /// Reads a form; what is strange in it counts for nothing.
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let mut sent = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match name.as_ref() {
                "level" => sent.level = value.parse::<u8>().ok().and_then(|level| level.try_into().ok()),
                "tags" => sent.tags.extend(value.parse::<u16>()),
                "comment" => sent.comment = value.into_owned(),
                "contact" => sent.contact = value.into_owned(),
                "confirmed" => sent.confirmed = true,
                "change" => sent.change = true,
                "form" => sent.form = value.into_owned(),
                _ => {}
            }
        }
        sent
    }

    /// As the contract's body. Tags of another level were ticked before the person chose this one and
    /// are no longer to be seen, so they are not meant.
    ///
    /// # Errors
    /// `level_invalid` without a level.
    pub fn rating(&self, app: &App) -> Result<Rating, Code> {
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

/// What is rated, as its pages say it.
pub struct Subject<'a> {
    /// The hall's name.
    pub hall: &'a Text,
    /// Where complaints go.
    pub phone: &'a str,
    /// Where the form is sent, and where it comes from.
    pub action: String,
    /// What it is, in words.
    pub facts: Markup,
    /// It may be skipped with a word of thanks.
    pub skip: bool,
}

impl Subject<'_> {
    /// A page about it.
    #[must_use]
    pub fn page(&self, title: Phrase, status: StatusCode, body: Markup) -> Response {
        PhonePage { title, hall: self.hall, phone: self.phone, status, script: None, reload: None, body }
            .into_response()
    }

    /// The form, as it was sent before, with what was wrong with it.
    #[must_use]
    pub fn form(&self, app: &App, sent: &Sent, error: Option<Code>) -> Response {
        let body = html! {
            @if let Some(code) = error { (alert(code)) }
            p.b { (both(text::RATE_VOLUNTARY)) }
            (self.facts)
            form method="post" action=(self.action) accept-charset="utf-8" {
                @if !sent.form.is_empty() { input type="hidden" name="form" value=(sent.form); }
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
                    @if self.skip { a.g href={ (self.action) "?skip" } { (both(text::SKIP)) } }
                    button.k type="submit" { (both(text::SUBMIT)) }
                }
            }
        };
        self.page(text::RATE_TITLE, error.map_or(StatusCode::OK, status), body)
    }

    /// A bad rating is shown once more before it is sent (A60); both ways are equally large.
    #[must_use]
    pub fn confirm(&self, app: &App, sent: &Sent) -> Response {
        let level = app.norm.levels.iter().find(|level| Some(level.code) == sent.level);
        let tags =
            app.norm.tags.iter().filter(|tag| sent.tags.contains(&tag.code) && Some(tag.level) == sent.level);
        let body = html! {
            (self.facts)
            div.c {
                @if let Some(level) = level { p.big { (both_text(&level.name)) } }
                @for tag in tags { p { (both_text(&tag.name)) } }
                @if !sent.comment.trim().is_empty() { p { (sent.comment) } }
                @if !sent.contact.trim().is_empty() { p { (sent.contact) } }
            }
            form method="post" action=(self.action) accept-charset="utf-8" {
                @if !sent.form.is_empty() { input type="hidden" name="form" value=(sent.form); }
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
        self.page(text::CONFIRM_TITLE, StatusCode::OK, body)
    }

    /// It was rated.
    #[must_use]
    pub fn thanks(&self, negative: bool) -> Response {
        let body = html! {
            div.c role="status" {
                p { (both(text::THANKS)) }
                @if negative { p { (both(text::THANKS_NEGATIVE)) } }
            }
        };
        self.page(text::THANKS_TITLE, StatusCode::OK, body)
    }
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
