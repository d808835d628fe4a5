//! The notices that are valid.

use super::Wall;
use super::dialog::{Ask, Asked};
use super::notice::TONES;
use super::text as t;
use crate::live::signs::SignCall;
use hall::screen::Notice;
use hall::text::Phrase;
use leptos::prelude::*;

/// The page of the notices.
#[component]
pub fn Notices(
    /// The page.
    wall: Wall,
) -> impl IntoView {
    let desk = wall.desk;
    let all = Memo::new(move |_| wall.signage(|signage| signage.notices.clone()));
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let none = move || all.with(Vec::is_empty).then(|| desk.say(t::NONE_YET));
    let rows = move || all.get().into_iter().map(|notice| view! { <Row wall notice/> }).collect_view();
    view! {
        <section class="card stack" aria-labelledby="notices-title">
            <div class="ratings-head">
                <h2 id="notices-title">{desk.words(t::PART_NOTICES)}</h2>
                <span class="quiet" role="status">{none}</span>
                <span class="fill"></span>
                <Show when=move || wall.may_change.get()>
                    <Ask wall phrase=t::NOTICE_ADD act="notice-add" primary=true asks=|| Some(Asked::Notice(None))/>
                </Show>
            </div>
            <p class="quiet">{desk.words(t::NOTICES_HINT)}</p>
            <div class="scroll">
                <table class="list" aria-labelledby="notices-title">
                    <thead>
                        <tr>{head(t::TITLE)} {head(t::TONE)} {head(t::COL_UNTIL)} {head(t::COL_ACTS)}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(wall: Wall, notice: Notice) -> impl IntoView {
    let desk = wall.desk;
    let (title, until) = (notice.title.clone(), notice.until);
    let tone = TONES.iter().find(|(tone, ..)| *tone == notice.tone).map(|(.., phrase)| *phrase);
    let id = notice.id.to_string();
    let about = StoredValue::new(id.clone());
    let kept = StoredValue::new(notice);
    let remove = move || {
        let notice = kept.with_value(|notice| notice.id.clone());
        Some(Asked::Remove(SignCall::Notice(notice), about.get_value(), t::REMOVE_HINT))
    };
    view! {
        <tr data-row=id.clone()>
            <th scope="row">
                <b>{move || title.get(desk.lang.get()).to_owned()}</b>
                <small lang="en">{id.clone()}</small>
            </th>
            <td>{move || tone.map(|tone| desk.say(tone))}</td>
            <td class="when"><time>{until.to_string()}</time></td>
            <td>
                <div class="acts">
                    <Show when=move || wall.may_change.get()>
                        <Ask
                            wall
                            phrase=t::EDIT
                            act="notice-edit"
                            about=about.get_value()
                            asks=move || Some(Asked::Notice(Some(kept.get_value())))
                        />
                        <Ask wall phrase=t::REMOVE act="notice-remove" about=about.get_value() asks=remove/>
                    </Show>
                </div>
            </td>
        </tr>
    }
}
