//! 流程: the steps with the limit of each and who is responsible (R4, R14), and the limits of the whole.

use super::{Around, field, say, text as g};
use hall::catalog::Item;
use leptos::prelude::*;

/// The steps, one entry each, then the limits of the whole.
pub fn entries(item: &Item, around: &Around) -> Vec<AnyView> {
    let lang = around.lang;
    let steps = item.steps.iter().map(|step| {
        view! {
            <div class="step">
                <span class="step-number" aria-hidden="true">{step.no}</span>
                <div class="step-words">
                    <h2 class="document-name">{say(&step.name, lang)}</h2>
                    <p>{g::STEP_LIMIT.fill(lang, &[step.limit.get(lang)])}</p>
                    <p>{g::RESPONSIBLE.fill(lang, &[step.responsible.get(lang)])}</p>
                </div>
            </div>
        }
        .into_any()
    });
    let whole = g::LAW_AND_PROMISE.fill(lang, &[item.legal_limit.get(lang), item.promised_limit.get(lang)]);
    steps.chain(std::iter::once(field(g::WHOLE_LIMIT, lang, whole))).collect()
}
