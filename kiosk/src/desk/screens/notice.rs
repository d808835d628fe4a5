//! A notice: what it is for, its words in both languages, perhaps a picture of the hall's forms, and until when.

use super::choice::{Options, Pick};
use super::field::{Both, Faults, Pair, Typed, at};
use super::text as t;
use super::{Wall, phrases, wire};
use crate::desk::context::Desk;
use crate::desk::foot::Foot;
use crate::live::signs::SignCall;
use hall::form::{FormKind, FormLine};
use hall::id::{HallId, SignId};
use hall::moment::Day;
use hall::screen::{Notice, Tone};
use hall::text::Phrase;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What a notice is for.
pub const TONES: [(Tone, &str, Phrase); 3] = [
    (Tone::Notice, "notice", t::TONE_NOTICE),
    (Tone::Guide, "guide", t::TONE_GUIDE),
    (Tone::Warning, "warning", t::TONE_WARNING),
];
/// The same, to choose from.
const TONE_CHOICES: [(&str, Phrase); 3] =
    [("notice", t::TONE_NOTICE), ("guide", t::TONE_GUIDE), ("warning", t::TONE_WARNING)];
/// Where the fields of the server stand.
const PLACES: [(&str, &str); 6] = [
    ("/title", "notice-title-zh"),
    ("/id", "notice-id"),
    ("/tone", "notice-tone"),
    ("/body", "notice-body-zh"),
    ("/picture", "notice-picture"),
    ("/until", "notice-until"),
];

/// The day that was typed, when it is not over.
#[must_use]
pub fn until(desk: Desk, typed: RwSignal<String>) -> Option<Day> {
    let day: Day = typed.with_untracked(|typed| typed.trim().parse().ok())?;
    let today = desk.live.now.get_untracked().map(hall::moment::Moment::day);
    Some(day).filter(|day| today.is_none_or(|today| today <= *day))
}

/// A name as a part of an address.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The pictures among the forms of the hall: address and name.
fn pictures(hall: &HallId, forms: &[FormLine]) -> Vec<(String, String)> {
    let shown = |line: &&FormLine| {
        line.file.as_ref().is_some_and(|file| matches!(file.kind, FormKind::Png | FormKind::Jpeg))
    };
    let choice = |line: &FormLine| (format!("/forms/{hall}/{}", encoded(&line.name)), line.name.clone());
    forms.iter().filter(shown).map(choice).collect()
}

/// The form.
#[component]
pub fn NoticeForm(
    /// The page.
    wall: Wall,
    /// The notice, or none for another one.
    notice: Option<Notice>,
) -> impl IntoView {
    let desk = wall.desk;
    let is_new = notice.is_none();
    let begun = notice.as_ref();
    let typed = |of: Option<String>| RwSignal::new(of.unwrap_or_default());
    let id = typed(begun.map(|notice| notice.id.to_string()));
    let tone = begun.map(|notice| notice.tone).unwrap_or_default();
    let tone = typed(TONES.iter().find(|(known, ..)| *known == tone).map(|(_, key, _)| (*key).to_owned()));
    let title = Pair::of(&begun.map(|notice| notice.title.clone()).unwrap_or_default());
    let body = Pair::of(&begun.map(|notice| notice.body.clone()).unwrap_or_default());
    let picture = typed(begun.and_then(|notice| notice.picture.clone()));
    let last = typed(begun.map(|notice| notice.until.to_string()));
    let faults = Faults::new();
    let found = RwSignal::new(Vec::new());
    // one that was chosen stays there to be chosen, also while the list is not known
    let kept = begun.and_then(|notice| notice.picture.clone());
    let choices: Options = Signal::derive(move || {
        let mut all: Vec<(String, String)> = found.get();
        if let Some(kept) = kept.clone().filter(|kept| all.iter().all(|(address, _)| address != kept)) {
            let name = kept.rsplit('/').next().unwrap_or_default().to_owned();
            all.insert(0, (kept, name));
        }
        all
    });
    if let Some(hall) = desk.hall_id() {
        wall.tasks.spawn(async move {
            match wire::forms(hall.clone()).await {
                Ok(forms) => drop(found.try_set(pictures(&hall, &forms))),
                Err(failure) => faults.take(&failure, |_| ("notice-picture".to_owned(), Default::default())),
            }
        });
    }
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let known = id.with_untracked(|id| id.trim().parse::<SignId>().ok());
        let known = faults.need(known, "notice-id", t::ID_BAD);
        let title = faults.need(title.whole(), "notice-title-zh", t::NEED_BOTH);
        let body = body.read();
        let picture = Some(picture.get_untracked()).filter(|picture| !picture.is_empty());
        // words in one language alone are not words for all; a picture needs none
        let bare = body.zh.is_empty() && body.en.is_empty() && picture.is_some();
        let body = Some(body).filter(|body| body.is_complete() || bare);
        let body = faults.need(body, "notice-body-zh", t::NEED_BOTH);
        let day = faults.need(until(desk, last), "notice-until", t::UNTIL_BAD);
        let (Some(id), Some(title), Some(body), Some(until)) = (known, title, body, day) else { return };
        if is_new && untrack(|| wall.signage(|signage| signage.notice(&id).is_some())) {
            return faults.show("notice-id", t::ID_TAKEN.text());
        }
        let tone =
            tone.with_untracked(|tone| TONES.iter().find(|(_, key, _)| key == tone).map(|(tone, ..)| *tone));
        let (call, said) = (SignCall::Notice(id.clone()), id.to_string());
        let notice = Notice { id, tone: tone.unwrap_or_default(), title, body, picture, until };
        wall.put::<Notice, Notice>(call, notice, (t::DONE_NOTICE, said), faults, |problem| {
            at(&PLACES, problem)
        });
    };
    let id_field = is_new.then(|| {
        view! { <Typed id="notice-id" label=desk.words(t::ID) value=id faults most=32 lang="en" first=true/> }
    });
    view! {
        <form novalidate on:submit=submit>
            {id_field}
            <div class="pair">
                <Pick id="notice-tone" label=desk.words(t::TONE) value=tone options=phrases(desk, &TONE_CHOICES) faults/>
                <Typed id="notice-until" label=desk.words(t::UNTIL) value=last faults kind="date"/>
            </div>
            <Both id="notice-title" label=t::TITLE value=title faults/>
            <Both id="notice-body" label=t::BODY value=body faults long=true/>
            <Pick
                id="notice-picture"
                label=desk.words(t::NOTICE_PICTURE)
                value=picture
                options=choices
                faults
                none=t::NO_PICTURE
            />
            <Foot confirm=t::SAVE act="notice-save" busy=wall.busy on_back=move || wall.asked.set(None)/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_the_hall_may_be_chosen_and_other_forms_may_not() {
        let line = |name: &str, kind: Option<&str>| -> FormLine {
            let file = kind.map(|kind| {
                format!(
                    r#","file":{{"name":"{name}","kind":"{kind}","size":9,"path":"/forms/abc","url":"http://h/f",
                        "at":"2026-11-25T09:42:00+08:00"}}"#
                )
            });
            let json =
                format!(r#"{{"name":"{name}"{},"uses":{{"count":0,"first":[]}}}}"#, file.unwrap_or_default());
            serde_json::from_str(&json).unwrap()
        };
        let forms = [
            line("申请表.pdf", Some("pdf")),
            line("海报.png", Some("png")),
            line("a-1(b).jpg", Some("jpeg")),
            line("没有.png", None),
        ];
        let found = pictures(&"shili".parse().unwrap(), &forms);
        let addresses: Vec<_> = found.iter().map(|(address, _)| address.as_str()).collect();
        assert_eq!(addresses, ["/forms/shili/%E6%B5%B7%E6%8A%A5.png", "/forms/shili/a-1%28b%29.jpg"]);
    }
}
