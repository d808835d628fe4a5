//! 材料: every document with how many originals and copies, its form, whether it is needed, how to get it
//! and what to write into it (R4, R7–R9).

use super::{Badge, Block, Entry, Said, Tone, text as t};
use crate::catalog::{Material, Necessity};
use crate::text::{Lang, Phrase};

/// The documents, one entry each.
pub(super) fn blocks(materials: &[Material], lang: Lang) -> Vec<Block> {
    if materials.is_empty() {
        // the part is called so already
        return vec![Block::Entry(Entry::new(None, Said::new(t::NO_MATERIALS.get(lang), lang)))];
    }
    materials.iter().map(|material| Block::Entry(entry(material, lang))).collect()
}

pub(super) fn entry(material: &Material, lang: Lang) -> Entry {
    let counts = [(t::ORIGINAL, material.original), (t::COPY, material.copy)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(phrase, count)| phrase.fill(lang, &[&count.to_string()]));
    let form = material.form.phrase().get(lang).to_owned();
    // what nobody has to bring is neither needed nor counted
    let exempt = material.shared;
    let always = material.when.is_none() && material.only_if.is_always();
    let needed = material.necessity == Necessity::Necessary;
    let by_case = material.when.is_none() && !always && !needed;
    let marks = [
        (by_case, Badge::plain(t::BY_CASE)),
        (material.e_license_exempt, Badge::good(t::LICENSE_EXEMPT)),
        (material.shared, Badge::good(t::SHARED)),
        (material.deferrable && material.necessity != Necessity::Deferrable, Badge::plain(t::MAY_FOLLOW)),
    ];
    // of documents that exclude each other none is needed as such
    let necessity = match (needed, always) {
        (true, true) => Badge { words: material.necessity.phrase(), tone: Tone::Strong },
        (true, false) => Badge::plain(t::NEEDED_IF),
        _ => Badge::plain(material.necessity.phrase()),
    };
    let text = |name: Phrase, text: Option<&crate::text::Text>| {
        text.filter(|text| !text.zh.trim().is_empty()).map(|text| (Some(name), Said::of(text, lang)))
    };
    let zh =
        |name: Phrase, words: Option<&String>| words.map(|words| (Some(name), Said::chinese(words, lang)));
    let lines = [
        text(t::WHEN, material.when.as_ref()),
        text(t::SOURCE, Some(&material.source)),
        text(t::HOW, material.how.as_ref()),
        text(t::FILL, material.fill.as_ref()),
        text(t::STANDARD, material.standard.as_ref()),
        zh(t::ASKED_BY, material.basis.as_ref()),
    ];
    let files = [(t::BLANK, &material.blank), (t::SAMPLE, &material.sample)];
    Entry {
        no: Some(material.no),
        badges: std::iter::once(necessity)
            .filter(|_| !exempt)
            .chain(marks.into_iter().filter(|(there, _)| *there).map(|(_, badge)| badge))
            .collect(),
        facts: counts.chain([form]).filter(|_| !exempt).collect(),
        lines: lines.into_iter().flatten().collect(),
        files: files.into_iter().filter_map(|(phrase, name)| Some((phrase, name.clone()?))).collect(),
        ..Entry::new(None, Said::of(&material.name, lang))
    }
}
