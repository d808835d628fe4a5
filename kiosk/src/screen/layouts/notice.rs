//! A notice or a picture (R79): what it is for in a mark and a word, its title, what it says, in both languages at once
//! and as large as it goes. Not shown after its last day.

mod measure;

use super::super::both::{Both, both, filled};
use super::super::fit::{Room, room};
use super::super::frame::{frame, page_of, quiet};
use super::super::mark::{Mark, mark};
use super::super::page_turn::{TURN_S, turns};
use super::super::signs::use_published;
use super::super::stage::use_stage;
use super::super::text;
use crate::live::use_live;
use hall::id::SignId;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{Notice, Tone};
use hall::text::Phrase;
use leptos::html::Div;
use leptos::prelude::*;
use measure::measure;

/// Space between the languages, in rem.
const GAP: f64 = 4.0;

const fn tone(tone: Tone) -> (&'static str, Mark, Phrase) {
    match tone {
        Tone::Notice => ("notice", Mark::Info, text::TONE_NOTICE),
        Tone::Guide => ("way", Mark::Arrow, text::TONE_GUIDE),
        Tone::Warning => ("warning", Mark::Warning, text::TONE_WARNING),
    }
}

/// How large a title is: in steps, by its length.
fn title_size(notice: &Notice) -> &'static str {
    match notice.title.zh.chars().count().max(notice.title.en.chars().count() / 2) {
        0..=12 => "few",
        13..=24 => "some",
        _ => "many",
    }
}

/// The room of one language: side by side, or one above the other.
fn half(room: Room, above: bool) -> Room {
    let gap = GAP * room.rem;
    match above {
        true => Room { height: (room.height - gap) / 2.0, ..room },
        false => Room { width: (room.width - gap) / 2.0, ..room },
    }
}

/// A picture of this server; nothing else is loaded.
fn picture(notice: &Notice) -> Option<String> {
    notice.picture.clone().filter(|address| address.starts_with('/') && !address.starts_with("//"))
}

/// A notice or a picture.
#[component]
pub fn NoticeFace(
    /// Whose screen.
    hall: Hall,
    /// Which notice.
    notice: SignId,
) -> impl IntoView {
    let (live, published) = (use_live(), use_published());
    let today = Memo::new(move |_| live.reckoned.get().map(Moment::day));
    let shown = Memo::new(move |_| {
        let today = today.get();
        let valid = |notice: &&Notice| today.is_none_or(|today| today <= notice.until);
        published.with(|signage| signage.as_ref()?.notice(&notice).filter(valid).cloned())
    });
    let of_quiet = hall.clone();
    let middle = move || match shown.get() {
        Some(notice) => face(notice),
        None => quiet(&of_quiet, text::NOTICE_NONE),
    };
    frame(hall, "notice", view! { <section class="notice-page">{middle}</section> }.into_any())
}

fn face(notice: Notice) -> AnyView {
    let broken = RwSignal::new(false);
    let picture = picture(&notice);
    let (class, shape, word) = tone(notice.tone);
    let size = title_size(&notice);
    let alone = notice.body.zh.trim().is_empty();
    let kind = match (&picture, alone) {
        (Some(_), true) => "full",
        (Some(_), false) => "beside",
        (None, _) => "plain",
    };
    let beside = kind == "beside";
    let image = picture.map(|address| {
        view! {
            <Show when=move || !broken.get()>
                <div class="notice-picture"><img src=address.clone() alt="" on:error=move |_| broken.set(true)/></div>
            </Show>
        }
    });
    let until = filled(text::NOTICE_UNTIL, &[&notice.until.to_string()]);
    let id = notice.id.to_string();
    let title = notice.title.clone();
    let body = (!alone).then(|| words(notice, beside));
    view! {
        <article
            class="notice-face"
            data-notice=id
            data-tone=class
            data-kind=move || if broken.get() { "plain" } else { kind }
        >
            <p class="notice-tone">{mark(shape)} {both(word)} <span class="notice-until"><Both text=until/></span></p>
            <h2 class="notice-title" data-size=size><Both text=title/></h2>
            {image}
            {body}
        </article>
    }
    .into_any()
}

/// What it says, page by page.
fn words(notice: Notice, beside: bool) -> AnyView {
    let stage = use_stage();
    let body = NodeRef::<Div>::new();
    let room = room(body);
    let turn = turns("notice", TURN_S);
    // beside a picture a line would be too short for half of it
    let above = Memo::new(move |_| beside || stage.upright.get());
    let pages = Memo::new(move |_| {
        let room = room.get();
        let known = !room.is_unknown();
        known.then(|| measure(&notice.body.zh, &notice.body.en, half(room, above.get())))
    });
    let up = move || {
        let (size, pages) = pages.get()?;
        let page = turn.get().checked_rem(pages.len())?;
        Some((size, pages.get(page).cloned()?, page, pages.len()))
    };
    let paragraphs = |text: &str| {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()
    };
    view! {
        <div class="notice-body" data-above=move || above.get().to_string() node_ref=body>
            {move || up().map(|(size, (zh, en), page, pages)| view! {
                <div class="notice-words zh" style:font-size=format!("{size}px")>{paragraphs(&zh)}</div>
                <div class="notice-words en" lang="en" style:font-size=format!("{}px", room.get().en(size))>
                    {paragraphs(&en)}
                </div>
                {page_of(page, pages)}
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::text::Text;

    fn notice(title: &str, picture: Option<&str>) -> Notice {
        Notice {
            id: "n".parse().unwrap(),
            tone: Tone::Warning,
            title: Text { zh: title.to_owned(), en: "Notice".to_owned() },
            body: Text::default(),
            picture: picture.map(str::to_owned),
            until: "2026-12-31".parse().unwrap(),
        }
    }

    #[test]
    fn a_long_title_is_set_smaller() {
        let size = |title: &str| title_size(&notice(title, None));
        assert_eq!(
            [size("停电通知"), size(&"停".repeat(20)), size(&"停".repeat(40))],
            ["few", "some", "many"]
        );
    }

    #[test]
    fn only_pictures_of_this_server_are_loaded() {
        let loaded = |address: &str| picture(&notice("图", Some(address))).is_some();
        assert_eq!(
            [loaded("/forms/a.png"), loaded("//example.org/a.png"), loaded("https://example.org/a")],
            [true, false, false]
        );
    }

    #[test]
    fn each_language_has_half_of_the_room() {
        let room = Room { width: 1064.0, height: 564.0, rem: 16.0, ..Room::default() };
        assert_eq!((half(room, false).width, half(room, true).height), (500.0, 250.0));
    }
}
