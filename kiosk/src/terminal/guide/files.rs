//! The blank form and the sample of a document (R4, R10): a key for each that there is. A kiosk opens no files; the
//! code that the key shows leads a phone to the file itself.

use super::super::details::Detail;
use super::super::text as t;
use super::super::visit::Visit;
use super::draw::Hand;
use crate::ui::{Button, Icon};
use hall::catalog::guide::{Block, Said};
use hall::form::FormView;
use leptos::prelude::*;

/// An entry below a document that has files; of those that it names, the ones that the hall has.
pub fn entry(block: &Block, forms: &[FormView], visit: Visit, hand: Hand) -> Option<AnyView> {
    let Block::Entry(entry) = block else { return None };
    let lang = hand.lang;
    let keys = entry.files.iter().filter_map(|(phrase, name)| {
        let form = forms.iter().find(|form| form.name == *name)?;
        let label = format!("{} · {}", phrase.get(lang), form.kind.phrase().get(lang));
        // the address that phones reach, as this machine reaches it
        let code = format!("{}/qr.svg", form.url.get(form.url.find("/forms/")?..)?);
        let title =
            Said { words: format!("{} · {}", entry.title.words, phrase.get(lang)), ..entry.title.clone() };
        let detail = Detail { title, code: Some(code), lines: vec![Said::new(t::CARRY_HOW.get(lang), lang)] };
        let show = move |()| visit.detail.set(Some(detail.clone()));
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
