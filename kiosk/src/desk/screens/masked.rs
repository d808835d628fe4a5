//! A public list as everybody will see it, shown before it is published (A70).

use super::lists_text as t;
use crate::desk::context::Desk;
use crate::desk::counter::focus;
use hall::screen::{Column, PublicList};
use leptos::prelude::*;

/// The list as the public will see it.
#[component]
pub fn Masked(
    /// It, masked.
    list: PublicList,
) -> impl IntoView {
    let desk = Desk::here();
    let count = list.rows.len().to_string();
    let head = move |column: Column| {
        view! { <th scope="col">{move || column.name.get(desk.lang.get()).to_owned()}</th> }
    };
    let row = |row: Vec<String>| {
        view! { <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr> }
    };
    // the key that led here is another one now
    Effect::new(|| focus("masked"));
    view! {
        <section id="masked" class="masked" tabindex="-1" aria-labelledby="masked-title" data-do="masked">
            <h3 id="masked-title">{move || desk.fill(t::PREVIEW_TITLE, &[&count])}</h3>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="masked-title">
                <table class="list">
                    <thead><tr>{list.columns.into_iter().map(head).collect_view()}</tr></thead>
                    <tbody lang="zh-CN">{list.rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
