//! 基本信息: what, who, on what basis, how long, how much, where (R1, R3).

use super::{Around, chinese, field, lines, marked, say, text as g};
use crate::ui::{Icon, Picture};
use hall::catalog::{Channels, Fee, FeeItem, Item, LegalBasis};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// The fields of this tab, one entry each.
pub fn entries(item: &Item, around: &Around) -> Vec<AnyView> {
    let lang = around.lang;
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    let for_whom: Vec<&str> = item.service_objects.iter().map(|object| object.phrase().get(lang)).collect();
    let place = around.place.at(|place| &place.area, lang);
    let mut fields = vec![
        key_facts(item, lang),
        field(g::NAME, lang, say(&item.name, lang)),
        field(g::DEPARTMENT, lang, say(&item.department.name, lang)),
        field(g::CLASS, lang, item.handling_class.phrase().get(lang)),
        field(g::ITEM_TYPE, lang, item.item_type.phrase().get(lang)),
        field(g::SERVICE_OBJECTS, lang, for_whom.join(separator)),
        field(g::CONDITIONS, lang, lines(item.conditions.iter().map(|text| say(text, lang)))),
        field(g::LEGAL_LIMIT, lang, item.legal_limit.get(lang).to_owned()),
        field(g::PROMISED_LIMIT, lang, item.promised_limit.get(lang).to_owned()),
        field(g::VISITS, lang, visits(item, lang)),
    ];
    fields.extend(fees(&item.fee, lang));
    fields.extend([
        field(g::LOCATION, lang, lines([place, around.address.clone()].into_iter())),
        field(g::CHANNELS, lang, channels(&item.channels, lang).join(separator)),
        field(g::LEGAL_BASIS, lang, item.legal_basis.iter().map(basis).collect_view()),
    ]);
    if let Some(note) = &item.note {
        fields.push(field(g::NOTE, lang, say(note, lang)));
    }
    if lang == Lang::En {
        fields.push(field(g::LANGUAGE, lang, g::CHINESE_ONLY.get(lang)));
    }
    fields.push(field(g::PUBLISHED, lang, around.edition.clone()));
    fields
}

fn visits(item: &Item, lang: Lang) -> String {
    match item.max_visits {
        0 => g::NO_VISIT.get(lang).to_owned(),
        n => g::AT_MOST.fill(lang, &[&n.to_string()]),
    }
}

/// The three answers most people look for, first and large.
fn key_facts(item: &Item, lang: Lang) -> AnyView {
    let visits = visits(item, lang);
    // what it costs, when that is one amount
    let fee = match item.fee.items.as_slice() {
        _ if !item.fee.charged => g::FREE.get(lang).to_owned(),
        [fee] => g::YUAN.fill(lang, &[&fee.amount_cny.to_string()]),
        fees => match fees.iter().map(|fee| fee.amount_cny).min() {
            Some(least) => g::YUAN_FROM.fill(lang, &[&least.to_string()]),
            None => g::CHARGED.get(lang).to_owned(),
        },
    };
    let fact = |icon: Icon, name: Phrase, value: String| {
        view! {
            <div class="key-fact">
                <Picture icon />
                <span class="key-name">{name.get(lang)}</span>
                <strong class="key-value">{value}</strong>
            </div>
        }
    };
    view! {
        <div class="key-facts">
            {fact(Icon::Timer, g::PROMISED, item.promised_limit.get(lang).to_owned())}
            {fact(Icon::Footprints, g::VISITS_SHORT, visits)}
            {fact(Icon::Banknote, g::FEE_SHORT, fee)}
        </div>
    }
    .into_any()
}

/// Each fee with its amount, unit, basis and waiver (R110–R112), and that cash will do (R74). One entry a
/// fee: several would be higher than a page.
fn fees(fee: &Fee, lang: Lang) -> Vec<AnyView> {
    if !fee.charged {
        return vec![field(g::FEES, lang, g::FREE.get(lang))];
    }
    let last = fee.items.len().saturating_sub(1);
    let one = |(index, item): (usize, &FeeItem)| {
        let cash = (index == last).then(|| {
            view! { <p class="fact-line"><Picture icon=Icon::Banknote /><span>{g::CASH.get(lang)}</span></p> }
        });
        field(g::FEES, lang, view! { {amount(item, lang)}{cash} })
    };
    fee.items.iter().enumerate().map(one).collect()
}

fn amount(fee: &FeeItem, lang: Lang) -> impl IntoView + use<> {
    let filled = |phrase: Phrase, value: AnyView| {
        let (before, after) = phrase.get(lang).split_once("{}").unwrap_or_default();
        view! { <p>{before}{value}{after}</p> }
    };
    view! {
        <p>
            {marked(&fee.name, lang)}
            " "
            <strong>{g::YUAN.fill(lang, &[&fee.amount_cny.to_string()])}</strong>
        </p>
        {filled(g::PER, marked(&fee.unit, lang))}
        {filled(g::FEE_BASIS, chinese(fee.basis.clone()))}
        {fee.waiver.as_ref().map(|waiver| filled(g::WAIVER, marked(waiver, lang)))}
    }
}

fn basis(law: &LegalBasis) -> impl IntoView + use<> {
    let rest =
        [law.article.as_deref(), law.doc_no.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! { <p lang=Lang::Zh.tag()>{format!("《{}》{rest}", law.title)}</p> }
}

fn channels(channels: &Channels, lang: Lang) -> Vec<&'static str> {
    let Channels { window, online, self_service, self_service_24h, appointment, post, home_visit } =
        *channels;
    [
        (window, g::AT_WINDOW),
        (online, g::ONLINE),
        (self_service, g::SELF_SERVICE),
        (self_service_24h, g::SELF_SERVICE_24H),
        (appointment, g::APPOINTMENT),
        (post, g::POST),
        (home_visit, g::HOME_VISIT),
    ]
    .into_iter()
    .filter(|(offered, _)| *offered)
    .map(|(_, phrase)| phrase.get(lang))
    .collect()
}
