//! Turns pages: 上一页, where one is, 下一页 (A44). The buttons stay where they are and keep the focus on
//! the first and last page; they only say that they lead nowhere.

use super::button::Button;
use super::icon::Icon;
use crate::text::{NEXT_PAGE, PAGES, PREVIOUS_PAGE};
use hall::text::Lang;
use leptos::prelude::*;

/// The buttons that turn pages; not shown when there is only one page.
#[component]
pub fn Pager(
    /// The page that is shown, from 0.
    page: RwSignal<usize>,
    /// How many there are, as far as that is known.
    #[prop(into)]
    count: Signal<usize>,
    /// Where one is, in words.
    place: Signal<String>,
    /// The language of its words.
    #[prop(into)]
    lang: Signal<Lang>,
) -> impl IntoView {
    let first = Signal::derive(move || page.get() == 0);
    let last = Signal::derive(move || page.get() + 1 >= count.get());
    let several = Memo::new(move |_| count.get() > 1);
    let word = move |phrase: hall::text::Phrase| Signal::derive(move || phrase.get(lang.get()).to_owned());
    let back = move |()| page.update(|page| *page = page.saturating_sub(1));
    let on = move |()| page.update(|page| *page += 1);
    view! {
        // there from the start: a list that is cut into pages makes room for them before anything is painted
        <nav class="pager" aria-label=move || PAGES.get(lang.get()) hidden=move || !several.get()>
            <Button label=word(PREVIOUS_PAGE) icon=Icon::ChevronLeft off=first on_press=back />
            {move || several.get().then(|| view! { <p class="pager-place" role="status">{move || place.get()}</p> })}
            <Button label=word(NEXT_PAGE) icon=Icon::ChevronRight off=last on_press=on />
        </nav>
    }
}
