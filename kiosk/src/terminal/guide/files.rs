//! The blank form and the sample of a document (R4, R10): what there is, and the way to the code. A kiosk opens no
//! files; the guide on the phone, which the code leads to, has each of them with its link.

use super::super::text as t;
use super::carry::ToPhone;
use super::draw::Hand;
use hall::catalog::guide::Block;
use hall::form::FormView;
use hall::id::ItemId;
use hall::text::Lang;
use leptos::prelude::*;

/// An entry below a document that has files; of those that it names, the ones that the hall has.
pub fn entry(block: &Block, forms: &[FormView], item: &ItemId, hand: Hand) -> Option<AnyView> {
    let Block::Entry(entry) = block else { return None };
    let lang = hand.lang;
    let there = entry.files.iter().filter_map(|(phrase, name)| {
        let form = forms.iter().find(|form| form.name == *name)?;
        Some(format!("{} · {}", phrase.get(lang), form.kind.phrase().get(lang)))
    });
    let there: Vec<String> = there.collect();
    (!there.is_empty()).then(|| {
        let there = there.join(if lang == Lang::Zh { "、" } else { ", " });
        view! {
            <div class="document more">
                <p class="small">{t::FILES.fill(lang, &[&there])}</p>
                <ToPhone item=item.clone() />
            </div>
        }
        .into_any()
    })
}
