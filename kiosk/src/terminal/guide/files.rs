//! The blank form and the sample of a document (R4, R10): a key for each that there is. A kiosk opens no files; the
//! code that the key shows leads a phone to the file itself.

use super::super::details::Details;
use super::super::text as t;
use super::draw::Hand;
use crate::session::use_session;
use crate::ui::{Button, Icon, Picture};
use hall::catalog::guide::Block;
use hall::form::FormView;
use leptos::prelude::*;

/// The file whose code is shown: its name, and the picture's address.
pub type Shown = RwSignal<Option<(String, String)>>;

/// An entry below a document that has files; of those that it names, the ones that the hall has.
pub fn entry(block: &Block, forms: &[FormView], shown: Shown, hand: Hand) -> Option<AnyView> {
    let Block::Entry(entry) = block else { return None };
    let lang = hand.lang;
    let keys = entry.files.iter().filter_map(|(phrase, name)| {
        let form = forms.iter().find(|form| form.name == *name)?;
        let label = format!("{} · {}", phrase.get(lang), form.kind.phrase().get(lang));
        // the address that phones reach, as this machine reaches it
        let code = format!("{}/qr.svg", form.url.get(form.url.find("/forms/")?..)?);
        let file = (format!("{} · {}", entry.title.words, phrase.get(lang)), code);
        let show = move |()| shown.set(Some(file.clone()));
        Some(view! { <Button label icon=Icon::Code on_press=show /> })
    });
    let keys: Vec<_> = keys.collect();
    (!keys.is_empty()).then(|| {
        view! {
            <div class="document more">
                <p class="small">{t::FILES.get(lang)}</p>
                <p class="files">{keys}</p>
            </div>
        }
        .into_any()
    })
}

/// The code of a file, over the guide.
#[component]
pub fn FileCode(shown: Shown) -> impl IntoView {
    let session = use_session();
    let title = Signal::derive(move || shown.with(|shown| shown.as_ref().map(|(name, _)| name.clone())));
    let code = move || {
        let (name, src) = shown.get()?;
        Some(view! { <img class="carry-code" src=src alt=name /> })
    };
    view! {
        <Details title on_close=move |()| shown.set(None)>
            {code}
            <p class="fact-line"><Picture icon=Icon::Camera /><span>{session.words(t::CARRY_HOW)}</span></p>
        </Details>
    }
}
