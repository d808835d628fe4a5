//! 流程: the steps with the limit of each and who is responsible (R4, R14), the limits of the whole, and
//! what may come between.

use super::{Block, Entry, Said, Stop, field, own, text as t};
use crate::catalog::{Item, SpecialProcedure};
use crate::text::Lang;

pub(super) fn blocks(item: &Item, lang: Lang) -> Vec<Block> {
    let stop = |step: &crate::catalog::Step| {
        Block::Stop(Stop {
            no: step.no,
            name: Said::of(&step.name, lang),
            limit: Said::of(&step.limit, lang),
            responsible: Said::of(&step.responsible, lang),
            by_case: !step.only_if.is_always(),
        })
    };
    let limits = [
        field(t::LEGAL_LIMIT, Said::of(&item.legal_limit.text(), lang)),
        field(t::PROMISED_LIMIT, Said::of(&item.promised_limit.text(), lang)),
        own(t::VISITS, visits(item, lang), lang),
    ];
    let special = item.special_procedures.iter().map(|one| Block::Entry(special(one, lang)));
    item.steps.iter().map(stop).chain(limits).chain(special).collect()
}

fn special(procedure: &SpecialProcedure, lang: Lang) -> Entry {
    let reason = procedure.reason.as_ref().map(|reason| (Some(t::GROUND), Said::of(reason, lang)));
    let limit = procedure.limit.as_ref().map(|limit| (Some(t::LIMIT), Said::of(&limit.text(), lang)));
    let counted = (None, Said::new(t::NOT_COUNTED.get(lang), lang));
    Entry {
        lines: reason.into_iter().chain(limit).chain([counted]).collect(),
        ..Entry::new(Some(t::SPECIAL), Said::of(&procedure.name, lang))
    }
}

/// How often one has to come.
pub(super) fn visits(item: &Item, lang: Lang) -> String {
    match item.max_visits {
        0 => t::NO_VISIT.get(lang).to_owned(),
        n => t::AT_MOST.fill(lang, &[&n.to_string()]),
    }
}
