//! The public lists that are valid.

use super::Wall;
use super::dialog::{Ask, Asked};
use super::lists_text as t;
use super::text as shared;
use crate::live::signs::SignCall;
use hall::screen::PublicList;
use hall::text::Phrase;
use leptos::prelude::*;

/// The page of the lists.
#[component]
pub fn Lists(
    /// The page.
    wall: Wall,
) -> impl IntoView {
    let desk = wall.desk;
    let all = Memo::new(move |_| wall.signage(|signage| signage.lists.clone()));
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let none = move || all.with(Vec::is_empty).then(|| desk.say(shared::NONE_YET));
    let rows = move || all.get().into_iter().map(|list| view! { <Row wall list/> }).collect_view();
    view! {
        <section class="card stack" aria-labelledby="lists-title">
            <div class="ratings-head">
                <h2 id="lists-title">{desk.words(shared::PART_LISTS)}</h2>
                <span class="quiet" role="status">{none}</span>
                <span class="fill"></span>
                <Show when=move || wall.may_change.get()>
                    <Ask wall phrase=t::ADD act="list-add" primary=true asks=|| Some(Asked::List(None))/>
                </Show>
            </div>
            <p class="quiet">{desk.words(t::HINT)}</p>
            <div class="scroll">
                <table class="list" aria-labelledby="lists-title">
                    <thead>
                        <tr>
                            {head(t::COL_TITLE)} {head(t::COL_KIND)} {head(t::COL_ROWS)} {head(shared::COL_UNTIL)}
                            {head(shared::COL_ACTS)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(wall: Wall, list: PublicList) -> impl IntoView {
    let desk = wall.desk;
    let (title, until, kind) = (list.title.clone(), list.until, list.kind.phrase());
    let count = list.rows.len().to_string();
    let id = list.id.to_string();
    let about = StoredValue::new(id.clone());
    let kept = StoredValue::new(list);
    let remove = move || {
        let list = kept.with_value(|list| list.id.clone());
        Some(Asked::Remove(SignCall::List(list), about.get_value(), shared::REMOVE_HINT))
    };
    view! {
        <tr data-row=id.clone()>
            <th scope="row">
                <b>{move || title.get(desk.lang.get()).to_owned()}</b>
                <small lang="en">{id.clone()}</small>
            </th>
            <td>{desk.words(kind)}</td>
            <td>{count}</td>
            <td class="when"><time>{until.to_string()}</time></td>
            <td>
                <div class="acts">
                    <Show when=move || wall.may_change.get()>
                        <Ask
                            wall
                            phrase=shared::EDIT
                            act="list-edit"
                            about=about.get_value()
                            asks=move || Some(Asked::List(Some(kept.get_value())))
                        />
                        <Ask wall phrase=shared::REMOVE act="list-remove" about=about.get_value() asks=remove/>
                    </Show>
                </div>
            </td>
        </tr>
    }
}
