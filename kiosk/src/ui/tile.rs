//! A large choice: title, perhaps an icon, a line below it and a remark. A tile is one button, so its
//! whole area is the target (A04).

use super::icon::{Icon, Picture};
use super::words::words;
use hall::text::Lang;
use leptos::prelude::*;

/// A tile.
#[component]
pub fn Tile(
    /// What it offers.
    #[prop(into)]
    title: Signal<String>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// A line below the title; none when empty.
    #[prop(optional, into)]
    sub: Signal<String>,
    /// The language of that line when it is not that of the page (A52).
    #[prop(optional, into)]
    sub_lang: Signal<Option<Lang>>,
    /// Its icon.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The one tile that stands out.
    #[prop(optional)]
    hero: bool,
    /// Laid out as a row of a list instead of a square.
    #[prop(optional)]
    row: bool,
    /// A remark, for example a badge or a live count.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let below = move || {
        let sub = sub.get();
        (!sub.is_empty()).then(|| {
            view! { <span class="tile-sub" lang=move || sub_lang.get().map(Lang::tag)>{words(&sub)}</span> }
        })
    };
    view! {
        <button type="button" class="tile" class:hero=hero class:row=row on:click=move |_| on_press.run(())>
            {icon.map(|icon| view! { <span class="tile-icon"><Picture icon /></span> })}
            <span class="tile-words">
                <span class="tile-title">{move || title.with(|title| words(title))}</span>
                {below}
                {children.map(|children| view! { <span class="tile-note">{children()}</span> })}
            </span>
            {row.then(|| view! { <span class="tile-more"><Picture icon=Icon::ChevronRight /></span> })}
        </button>
    }
}
