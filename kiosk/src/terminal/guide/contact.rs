//! 咨询投诉: whom to ask, whom to complain to, where and when, and what people ask (R5).

use super::{Around, field, say, text as g};
use hall::catalog::Item;
use leptos::prelude::*;

/// The fields of this tab, one entry each.
pub fn entries(item: &Item, around: &Around) -> Vec<AnyView> {
    let lang = around.lang;
    let phone = |number: &str| view! { <strong class="phone">{number.to_owned()}</strong> };
    let questions = item.faq.iter().map(|faq| {
        let (question, answer) = (say(&faq.q, lang), say(&faq.a, lang));
        field(g::FAQ, lang, view! { <p><strong>{question}</strong></p><p>{answer}</p> })
    });
    [
        field(g::ENQUIRIES, lang, phone(&item.consult_phone)),
        field(g::COMPLAINTS, lang, phone(&item.complaint_phone)),
        field(g::ADDRESS, lang, around.address.clone()),
        field(g::HOURS, lang, around.hours.clone()),
    ]
    .into_iter()
    .chain(questions)
    .collect()
}
