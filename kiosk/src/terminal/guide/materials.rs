//! 材料: every document with how many originals and copies, its form, whether it is needed and where it
//! comes from (R4, R7).

use super::{Around, marked, say, text as g};
use crate::ui::{Icon, Picture};
use hall::catalog::{Item, Material, Necessity};
use hall::text::Lang;
use leptos::prelude::*;

/// The documents, one entry each.
pub fn entries(item: &Item, around: &Around) -> Vec<AnyView> {
    if item.materials.is_empty() {
        let text = g::NO_MATERIALS.get(around.lang);
        return vec![
            view! { <p class="lead"><Picture icon=Icon::Check /><span>{text}</span></p> }.into_any(),
        ];
    }
    item.materials.iter().map(|material| entry(material, around.lang)).collect()
}

fn entry(material: &Material, lang: Lang) -> AnyView {
    let number = material.no.to_string();
    let counts = [(g::ORIGINAL, material.original), (g::COPY, material.copy)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(phrase, count)| phrase.fill(lang, &[&count.to_string()]));
    let form = std::iter::once(material.form.phrase().get(lang).to_owned());
    let facts: Vec<String> = counts.chain(form).collect();
    let follows = material.deferrable.then(|| view! { <span class="badge">{g::MAY_FOLLOW.get(lang)}</span> });
    let exempt = material
        .e_license_exempt
        .then(|| view! { <span class="badge good">{g::LICENSE_EXEMPT.get(lang)}</span> });
    let (before, after) = g::SOURCE.get(lang).split_once("{}").unwrap_or_default();
    let when = material.when.as_ref().map(|when| {
        view! { <p class="small">{g::WHEN.fill(lang, &[when.get(lang)])}</p> }
    });
    view! {
        <div class="document">
            <h2 class="document-name">{g::NUMBERED.fill(lang, &[&number, &say(&material.name, lang)])}</h2>
            <p class="document-facts">
                <span class="badge" class:strong=material.necessity == Necessity::Necessary>{material.necessity.phrase().get(lang)}</span>
                {exempt}
                {follows}
                <span>{facts.join(" · ")}</span>
            </p>
            <p class="small">{before}{marked(&material.source, lang)}{after}</p>
            {when}
        </div>
    }
    .into_any()
}
