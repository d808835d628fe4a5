//! The font every screen shares: Noto Sans SC in two weights, cut down to the characters that can appear.
//! These are the everyday 3,755 of GB 2312, punctuation and signs, and every character that stands in
//! the sources and in the hall's own data. A character there that the font does not have fails the build
//! by name and file, because on a wall it would be an empty box.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider};
use skera::{Plan, SubsetFlags, parse_tag_list, subset_font};
use ttf2woff2::{BrotliQuality, EncodeOptions};

use crate::cache;
use crate::files::{self, walk};
use crate::run::root;

/// Name in the site, and file in the source package.
const WEIGHTS: [(&str, &str); 2] = [
    ("noto-sans-sc-400.woff2", "400Regular/NotoSansSC_400Regular.ttf"),
    ("noto-sans-sc-700.woff2", "700Bold/NotoSansSC_700Bold.ttf"),
];

/// The list of characters, in the site.
pub const GLYPHS: &str = "glyphs.txt";

const SOURCE: &str = "e2e/node_modules/@expo-google-fonts/noto-sans-sc";

/// Where texts come from that somebody will read on a screen.
const TEXTS: [&str; 4] = ["assets", "kiosk/src", "server/src", "server/hall/src"];

/// Signs worth having whether or not somebody used them yet, as far as the font has them: Latin-1,
/// punctuation, arrows, numbers in circles, CJK punctuation, full-width forms.
const SIGNS: [(u32, u32); 9] = [
    (0x20, 0x7e),
    (0xa0, 0xff),
    (0x2010, 0x205e),
    (0x2190, 0x2199),
    (0x2460, 0x2473),
    (0x3000, 0x301f),
    (0xff01, 0xff5e),
    (0xffe0, 0xffe6),
    (0x2776, 0x277f),
];

const SINGLE_SIGNS: &str = "★☆●○■□▲△▶◀▼✓✕×÷±≤≥≈€℃№™…·";

/// Layout features to keep: letter spacing and widths, no vertical text, no regional forms.
const FEATURES: &str = "kern,tnum,halt,chws,pwid,ccmp,mark,liga";

/// Tables for old renderers, for hinting and for vertical text.
const DROP: &str = "DSIG,BASE,STAT,vhea,vmtx,VORG,prep,fpgm,gasp";

/// Both weights as WOFF2, and the characters they have, for the server to warn of others.
pub fn build() -> Result<Vec<(String, Vec<u8>)>> {
    let used = used_in_texts()?;
    let (mut files, mut covered) = (Vec::new(), String::new());
    for (name, file) in WEIGHTS {
        let (woff2, list) = weight(name, file, &used)?;
        files.push((name.to_owned(), woff2));
        covered = list;
    }
    files.push((GLYPHS.to_owned(), covered.into_bytes()));
    Ok(files)
}

fn weight(name: &str, file: &str, used: &BTreeMap<char, PathBuf>) -> Result<(Vec<u8>, String)> {
    let path = root().join(SOURCE).join(file);
    let source = files::bytes(&path).context("the font source comes with `npm ci` in e2e")?;
    let font = FontRef::new(&source).map_err(|error| anyhow!("{file}: {error}"))?;
    let cmap = font.cmap().map_err(|error| anyhow!("{file}: {error}"))?;
    let has = |c: char| cmap.map_codepoint(c).is_some();

    let missing: Vec<String> = used
        .iter()
        .filter(|(c, _)| !has(**c))
        .map(|(c, file)| format!("{c} (U+{:04X}) in {}", u32::from(*c), file.display()))
        .collect();
    if !missing.is_empty() {
        bail!("the font has no glyph for:\n    {}", missing.join("\n    "));
    }
    let everyday = gb2312_level_1();
    if let Some(c) = everyday.iter().find(|c| !has(**c)) {
        bail!("{file} has no glyph for {c} of GB 2312 level 1: is it the right font?");
    }
    let mut characters: BTreeSet<char> = everyday.into_iter().chain(used.keys().copied()).collect();
    let signs = SIGNS.into_iter().flat_map(|(first, last)| first..=last).filter_map(char::from_u32);
    characters.extend(signs.chain(SINGLE_SIGNS.chars()).filter(|c| has(*c)));

    let list: String = characters.iter().collect();
    let key = cache::key([source.as_slice(), list.as_bytes(), FEATURES.as_bytes(), DROP.as_bytes()]);
    let woff2 = cache::remember("fonts", &format!("{key}.woff2"), || subset(&font, &characters))?;
    println!("  {name}: {} characters, {} KiB", characters.len(), woff2.len() / 1024);
    Ok((woff2, list))
}

fn subset(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Result<Vec<u8>> {
    let tags = |list: &str| parse_tag_list(list).map_err(|error| anyhow!("{list}: {error}"));
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    // who made it, what it is called, under which licence
    let names: IntSet<NameId> = (0..=6).chain([13, 14]).map(NameId::from).collect();
    let english: IntSet<u16> = [0x0409].into_iter().collect();
    let plan = Plan::new(
        &IntSet::empty(),
        &characters.iter().map(|c| u32::from(*c)).collect(),
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &tags(DROP)?,
        &scripts,
        &tags(FEATURES)?,
        &names,
        &english,
    );
    let small = subset_font(font, &plan).map_err(|error| anyhow!("cutting down the font: {error}"))?;
    let options = EncodeOptions {
        quality: BrotliQuality::from(11),
        transform_glyf_loca: true,
        ..EncodeOptions::default()
    };
    ttf2woff2::encode_with_options(&small, options).map_err(|error| anyhow!("packing the font: {error}"))
}

/// Each character outside ASCII in the texts, with the first file that holds it.
fn used_in_texts() -> Result<BTreeMap<char, PathBuf>> {
    let root = root();
    let mut used = BTreeMap::new();
    for folder in TEXTS {
        for path in walk(&root.join(folder))? {
            // a photograph or another file that is no text shows no characters
            let Ok(text) = String::from_utf8(files::bytes(&path)?) else { continue };
            let name = path.strip_prefix(&root).unwrap_or(&path);
            for c in text.chars().filter(|c| !c.is_ascii() && visible(*c)) {
                used.entry(c).or_insert_with(|| name.to_path_buf());
            }
        }
    }
    Ok(used)
}

/// Whether a character needs a glyph: not controls, joiners, marks of direction, variation selectors.
fn visible(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The 3,755 everyday characters: rows 16 to 55 of GB 2312, of which the last is not full.
pub fn gb2312_level_1() -> Vec<char> {
    let bytes: Vec<u8> = (0xb0..=0xd7_u8)
        .flat_map(|row| (0xa1..=0xfe_u8).map(move |cell| [row, cell]))
        .filter(|pair| *pair <= [0xd7, 0xf9])
        .flatten()
        .collect();
    encoding_rs::GBK.decode_without_bom_handling(&bytes).0.chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_everyday_characters_are_3755() {
        let list = gb2312_level_1();
        assert_eq!((list.len(), list.first(), list.last()), (3755, Some(&'啊'), Some(&'座')));
    }

    #[test]
    fn what_nobody_sees_needs_no_glyph() {
        assert!(visible('明') && visible('é') && !visible('\u{200b}') && !visible('\u{fe0f}'));
    }
}
