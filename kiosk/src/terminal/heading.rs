//! The title of a page: it takes the focus when the page appears, so that a person who does not see the
//! page hears where they are, and it names the document (A19).

use super::text as t;
use crate::page;
use crate::session::use_session;
use crate::ui::fit::is_long;
use crate::ui::words;
use hall::text::Text;
use leptos::html::H1;
use leptos::prelude::*;

/// The title of a page in the person's language, and in the other one below it in the standard version.
#[component]
pub fn Heading(
    /// The title.
    #[prop(into)]
    title: Signal<Text>,
) -> impl IntoView {
    let session = use_session();
    let heading = NodeRef::<H1>::new();
    heading.on_load(|element| {
        // once the lists of the page are measured: to take the focus, the page is laid out
        queue_microtask(move || {
            // fails only when the element is gone
            let _ = element.focus();
        });
    });
    let name = move || title.with(|title| title.get(session.lang.get()).to_owned());
    Effect::new(move || {
        page::set_title(&format!("{} · {}", name(), session.say(t::TERMINAL)));
    });
    let other = move || {
        let lang = session.lang.get().other();
        let text = title.with(|title| title.get(lang).to_owned());
        (!session.elder.get()).then(|| view! { <p class="heading-other" lang=lang.tag()>{words(&text)}</p> })
    };
    view! {
        <div class="heading">
            <h1 node_ref=heading tabindex="-1" class:long=move || is_long(&name())>{move || words(&name())}</h1>
            {other}
        </div>
    }
}
