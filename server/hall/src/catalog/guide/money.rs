//! 收费依据: each fee with its amount, unit, basis and waiver (R110–R113), and the laws the matter rests on.

use super::join;
use super::{Block, Entry, Said, own, text as t};
use crate::catalog::{Fee, FeeItem, Item, LegalBasis};
use crate::profile::PayWay;
use crate::text::{Lang, Text};

pub(super) fn blocks(item: &Item, payment: &[PayWay], lang: Lang) -> Vec<Block> {
    let fee = &item.fee;
    let fees = if fee.charged {
        let ways: Vec<&str> = payment.iter().map(|way| way.phrase().get(lang)).collect();
        let paying = (!ways.is_empty()).then(|| own(t::PAYING, join(&ways, lang), lang));
        fee.items.iter().map(|fee| Block::Entry(one(fee, lang))).chain(paying).collect()
    } else {
        vec![own(t::FEES, t::FREE.get(lang), lang)]
    };
    let help = item.modes.agent_service.then(|| own(t::AGENT, t::AGENT_FREE.get(lang), lang));
    let laws = item.legal_basis.iter().map(|law| Block::Entry(basis(law, lang)));
    fees.into_iter().chain(help).chain(laws).collect()
}

fn one(fee: &FeeItem, lang: Lang) -> Entry {
    let basis = (Some(t::FEE_BASIS), Said::chinese(&fee.basis, lang));
    let waiver = fee.waiver.as_ref().map(|waiver| (Some(t::WAIVER), Said::of(waiver, lang)));
    Entry {
        amount: Some(fee.price(lang)),
        lines: std::iter::once(basis).chain(waiver).collect(),
        ..Entry::new(Some(t::FEES), Said::of(&fee.name, lang))
    }
}

/// A law with its article; its English title, when there is one, stands below: the Chinese one counts.
fn basis(law: &LegalBasis, lang: Lang) -> Entry {
    let Text { zh, en } = law.cited();
    let english = (lang == Lang::En && !en.is_empty()).then(|| (None, Said::new(en, Lang::En)));
    Entry {
        lines: english.into_iter().collect(),
        ..Entry::new(Some(t::LEGAL_BASIS), Said::new(zh, Lang::Zh))
    }
}

/// What it costs, when that is one amount; else from how much on.
pub(super) fn sum(fee: &Fee, lang: Lang) -> String {
    match fee.items.as_slice() {
        _ if !fee.charged => t::FREE.get(lang).to_owned(),
        [fee] => fee.price(lang),
        fees => match fees.iter().map(|fee| fee.amount_cny).min() {
            Some(least) => t::YUAN_FROM.fill(lang, &[&least.to_string()]),
            None => t::CHARGED.get(lang).to_owned(),
        },
    }
}
