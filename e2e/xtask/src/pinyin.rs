//! The table by which the terminal's keyboard turns pinyin into characters: of a free dictionary the words and
//! characters that are used most, and the words of a service hall, as far as the font has every character. Its
//! format is told in `hall::pinyin`, which reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::files;
use crate::run::root;

/// Where the Debian package `rime-data-pinyin-simp` puts its dictionary.
pub const DICTIONARY: &str = "/usr/share/rime-data/pinyin_simp.dict.yaml";

/// The licence of the dictionary, which the table goes out with.
pub const LICENSE: &str = "assets/pinyin/LICENSE";

/// Whose the table is, as its first line, which no terminal reads.
const HEAD: &str = "# pinyin_simp of rime-pinyin-simp, (c) GONG Chen, of the Android Pinyin IME, (c) The Android Open Source \
    Project, Apache-2.0: {{pinyin-license.txt}}; cut, put into another form, and words added";

/// Words of a service hall.
const WORDS: &str = "assets/pinyin/words.txt";

/// Words and characters of the dictionary that are kept.
const ENTRIES: usize = 20_000;

/// How often a word of a service hall counts as used, at least: as often as words everybody uses.
const HALL: u32 = 2_000;

/// Syllables of the dictionary that are no syllables to type.
const SOUNDS_ONLY: [&str; 4] = ["hm", "m", "n", "ng"];

/// For each sequence of syllables, joined by `'`, its words and how often they are used.
type Entries = BTreeMap<String, BTreeMap<String, u32>>;

/// The table, with characters of the font alone; the place of its licence is still to be filled in.
pub fn build(glyphs: &str) -> Result<String> {
    let dictionary = files::text(Path::new(DICTIONARY)).with_context(|| {
        format!(
            "the dictionary for pinyin is missing: run `cargo xtask setup`, or `apt-get install \
             rime-data-pinyin-simp`, or put `pinyin_simp.dict.yaml` of Rime's repository `rime-pinyin-simp` at \
             {DICTIONARY}"
        )
    })?;
    let entries = entries(&dictionary, &files::text(&root().join(WORDS))?, &glyphs.chars().collect())?;
    let table = table(&entries);
    println!("  pinyin.txt: {} readings, {} KiB", entries.len(), table.len() / 1024);
    Ok(format!("{HEAD}\n{table}"))
}

/// What of the dictionary is used most, and the words of a service hall.
fn entries(dictionary: &str, words: &str, glyphs: &BTreeSet<char>) -> Result<Entries> {
    let mut known = BTreeSet::new();
    let mut all: Vec<(bool, u32, &str, String)> = Vec::new();
    for line in dictionary.lines() {
        let [word, sounds, count] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let sounds: Vec<&str> = sounds.split(' ').collect();
        let count = count.parse().with_context(|| format!("{DICTIONARY}: {line:?}"))?;
        let readable = word.chars().count() == sounds.len() && word.chars().all(|c| glyphs.contains(&c));
        if readable && !sounds.iter().any(|sound| SOUNDS_ONLY.contains(sound)) {
            known.extend(sounds.iter().map(|sound| (*sound).to_owned()));
            all.push((sounds.len() == 1, count, word, sounds.join("'")));
        }
    }
    ensure!(
        known.len() > 300,
        "{DICTIONARY} has only {} syllables: is it the right dictionary?",
        known.len()
    );
    // every character, then the commonest words
    all.sort_by(|a, b| (b.0, b.1, a.2, &a.3).cmp(&(a.0, a.1, b.2, &b.3)));
    all.truncate(ENTRIES);
    let mut entries = Entries::new();
    let mut add = |sounds: &str, word: &str, count: u32| {
        let found = entries.entry(sounds.to_owned()).or_default().entry(word.to_owned()).or_default();
        *found = count.max(*found);
    };
    for (_, count, word, sounds) in &all {
        add(sounds, word, *count);
        // both spellings are taught
        let other = sounds.replace("lue", "lve").replace("nue", "nve");
        add(&other, word, *count);
    }
    for line in words.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (word, sounds) =
            line.split_once(' ').with_context(|| format!("{WORDS}: {line:?} has no syllables"))?;
        let sounds: Vec<&str> = sounds.split(' ').collect();
        if let Some(sound) = sounds.iter().find(|sound| !known.contains(**sound)) {
            bail!("{WORDS}: {line:?}: {sound:?} is no syllable");
        }
        if let Some(c) = word.chars().find(|c| !glyphs.contains(c)) {
            bail!("{WORDS}: {line:?}: the font has no {c}");
        }
        ensure!(word.chars().count() == sounds.len(), "{WORDS}: {line:?}: not one syllable to a character");
        add(&sounds.join("'"), word, HALL);
    }
    Ok(entries)
}

/// As a file.
fn table(entries: &Entries) -> String {
    let mut table = String::new();
    for (sounds, words) in entries {
        let mut words: Vec<(&String, u32)> = words.iter().map(|(word, count)| (word, *count)).collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        table.push_str(sounds);
        table.push(' ');
        for (word, count) in words {
            // writing to a string never fails
            let _ = write!(table, "{}{word}", level(count));
        }
        table.push('\n');
    }
    table
}

/// Twice the binary logarithm of how often a word is used, as an ASCII sign from `A`.
fn level(count: u32) -> char {
    let square = (u64::from(count) + 1).saturating_pow(2);
    u8::try_from(square.ilog2())
        .ok()
        .and_then(|level| b'A'.checked_add(level))
        .map_or('~', |sign| char::from(sign.min(b'~')))
}

#[cfg(test)]
mod tests;
