//! From pinyin to characters, for the terminal's own keyboard (A48): letters in, words and characters out, the
//! likeliest first. Full syllables, first letters (`sbk`) and mixtures are read alike, the last syllable may be
//! half typed, and `'` separates where two readings are possible (`xi'an`). The table is a file that the build
//! makes and a terminal fetches when somebody first wants it; nothing here keeps what was typed.
//!
//! A line of the table is the syllables of its words joined by `'`, a blank, and the words, each after the
//! sign of its level, the commonest first: `she'bao U社保F舍报`. The level of `A` is 0, of each later ASCII sign one
//! more, and two levels are a doubling of how often a word is used. Lines are in the order of their first letters; a
//! first line that begins with `#` says whose they are.

/// Letters that are looked up at once; more wait until the first are chosen.
pub const LETTERS_MAX: usize = 30;
/// Characters that are offered at most: more than any syllable has.
const FOUND_MAX: usize = 128;
/// Characters of a sentence at most: what fits the screen.
const SENTENCE_MAX: usize = 12;
/// Candidates on a page at most.
const PAGE_MAX: usize = 6;
/// What fits beside each other, in tenths of a character's width.
const PAGE_WIDTH: usize = 140;
/// What a candidate takes beyond its characters.
const BESIDE: usize = 13;
/// Levels that a syllable costs which is not typed in full.
const SHORT: u32 = 6;
/// The level of a word is counted from here, so that no cost makes it negative.
const GROUND: u32 = 64;
/// A word that is typed in full comes before all others: whoever types `ji` does not look for `jia`.
const FULL: u32 = 128;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The characters.
    pub text: String,
    /// How many of the typed letters they stand for, from the first.
    pub letters: usize,
    worth: u32,
}

/// The words and characters that can be chosen.
#[derive(Clone, Debug)]
pub struct Table {
    text: String,
    /// Where the lines of each first letter end, after the beginning of the first.
    ends: [usize; 27],
}

impl Table {
    /// Takes the file as it is; what cannot be read in it is offered to nobody.
    #[must_use]
    pub fn new(text: String) -> Self {
        let (mut ends, mut at) = ([0; 27], 0);
        for line in text.split_inclusive('\n') {
            at += line.len();
            let letter = usize::from(line.bytes().next().unwrap_or_default().wrapping_sub(b'a'));
            for end in ends.iter_mut().skip(letter.saturating_add(1)) {
                *end = at;
            }
        }
        Self { text, ends }
    }

    /// What letters may mean: what stands for most of them first, of that the commonest. When no word stands for
    /// all of them, words are put together, and that comes first.
    #[must_use]
    pub fn candidates(&self, typed: &str) -> Vec<Candidate> {
        let typed = typed.to_ascii_lowercase();
        let letters = typed.as_bytes();
        let letters = letters.get(..LETTERS_MAX).unwrap_or(letters);
        let mut found: Vec<Candidate> = Vec::new();
        self.each(letters, &mut |text, letters, worth| {
            let behind = |other: &Candidate| (other.letters, other.worth) < (letters, worth);
            if let Some(known) = found.iter().position(|other| other.text == text) {
                if !found.get(known).is_some_and(behind) {
                    return;
                }
                found.remove(known);
            }
            let at = found.iter().position(behind).unwrap_or(found.len());
            if at < FOUND_MAX {
                found.truncate(FOUND_MAX - 1);
                found.insert(at, Candidate { text: text.to_owned(), letters, worth });
            }
        });
        if found.first().is_none_or(|first| first.letters < letters.len())
            && let Some(text) = self.sentence(letters)
        {
            found.insert(0, Candidate { text, letters: letters.len(), worth: 0 });
        }
        found
    }

    /// The words that together stand for all the letters and are the likeliest.
    fn sentence(&self, letters: &[u8]) -> Option<String> {
        // the best for the last letter, the last two, and so on: its cost and its words
        let mut best = vec![Some((0, String::new()))];
        for len in 1..=letters.len() {
            let mut here: Option<(u32, String)> = None;
            self.each(letters.get(letters.len() - len..)?, &mut |text, letters, worth| {
                let rest = len.checked_sub(letters).and_then(|rest| best.get(rest)?.as_ref());
                let Some((cost, rest)) = rest else { return };
                let cost = cost + (2 * FULL).saturating_sub(worth);
                if here.as_ref().is_none_or(|(least, _)| cost < *least) {
                    here = Some((cost, [text, rest].concat()));
                }
            });
            best.push(here);
        }
        let (_, text) = best.pop()??;
        (1..=SENTENCE_MAX).contains(&text.chars().count()).then_some(text)
    }

    /// Calls `take` for each word that the letters may begin with: its characters, how many of the letters it
    /// stands for, and its worth.
    fn each(&self, letters: &[u8], take: &mut dyn FnMut(&str, usize, u32)) {
        let Some(first) = letters.first() else { return };
        let first = usize::from(first.wrapping_sub(b'a'));
        let (Some(from), Some(to)) = (self.ends.get(first), self.ends.get(first + 1)) else { return };
        for line in self.text.get(*from..*to).unwrap_or_default().lines() {
            let Some((sounds, mut words)) = line.split_once(' ') else { continue };
            let Some((stands_for, short)) = read(letters, sounds.as_bytes()) else { continue };
            while let Some(level) = words.bytes().next() {
                let rest = words.get(1..).unwrap_or_default();
                let end = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
                let Some((word, more)) = rest.split_at_checked(end) else { break };
                let full = if short == 0 { FULL } else { 0 };
                let worth =
                    (full + GROUND + u32::from(level.saturating_sub(b'A'))).saturating_sub(SHORT * short);
                if !word.is_empty() {
                    take(word, stands_for, worth);
                }
                words = more;
            }
        }
    }
}

/// How many letters stand for these syllables, and how many syllables are not typed in full.
fn read(letters: &[u8], sounds: &[u8]) -> Option<(usize, u32)> {
    let (sound, rest) = match sounds.iter().position(|letter| *letter == b'\'') {
        Some(end) => (sounds.get(..end)?, sounds.get(end + 1..)?),
        None => (sounds, &[][..]),
    };
    let after = |len: usize, short: u32| {
        let separated = usize::from(letters.get(len) == Some(&b'\''));
        let len = len + separated;
        if rest.is_empty() {
            return Some((len, short));
        }
        let (more, shorter) = read(letters.get(len..)?, rest)?;
        Some((len + more, short + shorter))
    };
    let same = letters.iter().zip(sound).take_while(|(typed, sound)| typed == sound).count();
    if same == 0 {
        return None;
    }
    if same == sound.len() {
        if let found @ Some(_) = after(same, 0) {
            return found;
        }
    } else if same == letters.len() && rest.is_empty() {
        return Some((same, 1));
    }
    // `zh`, `ch`, `sh`, or one letter; what a vowel follows is the beginning of a syllable, not all of it
    let vowel = |at: usize| letters.get(at).is_some_and(|letter| b"aeiouv".contains(letter));
    let hissing = matches!(letters, [b'z' | b'c' | b's', b'h', ..]) && vowel(2);
    let initials = if sound.get(1) == Some(&b'h') { [2, 1] } else { [1, 1] };
    let fits = |len: &usize| *len <= same && *len < sound.len() && !vowel(*len) && !(hissing && *len == 1);
    initials.into_iter().filter(fits).find_map(|len| after(len, 1))
}

/// The letters at the end of a text, which are still to become characters.
#[must_use]
pub fn open_letters(text: &str) -> &str {
    let closed = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '\'').len();
    text.get(closed..).unwrap_or_default()
}

/// The text after a choice: the characters in place of their letters, the other letters after them.
#[must_use]
pub fn choose(text: &str, chosen: &Candidate) -> String {
    let open = open_letters(text);
    let closed = text.get(..text.len() - open.len()).unwrap_or_default();
    [closed, &chosen.text, open.get(chosen.letters..).unwrap_or_default()].concat()
}

/// Candidates in pages of what fits beside each other, at most six on each.
#[must_use]
pub fn pages(candidates: Vec<Candidate>) -> Vec<Vec<Candidate>> {
    let (mut pages, mut page, mut width) = (Vec::new(), Vec::new(), 0);
    for candidate in candidates {
        let wide = candidate.text.chars().count() * 10 + BESIDE;
        if page.len() == PAGE_MAX || width + wide > PAGE_WIDTH {
            pages.push(std::mem::take(&mut page));
            width = 0;
        }
        width += wide;
        page.push(candidate);
    }
    pages.push(page);
    pages.retain(|page| !page.is_empty());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 西安 and 先 are both written `xian`.
    const LINES: &str = "# whose: 谁\nan R安K暗\nbao S保P包\nka R卡\nlv P绿\nshang'hai V上海\nshe S社R设\nshe'bao U社保\nshe'bao'ka W社保卡\n\
        shi a是V时\nxi R西\nxi'an T西安\nxian V先R县\n";

    fn texts(typed: &str) -> Vec<String> {
        let candidates = Table::new(LINES.to_owned()).candidates(typed);
        candidates.into_iter().map(|candidate| candidate.text).collect()
    }

    #[test]
    fn full_syllables_first_letters_and_mixtures_are_read() {
        for typed in ["shebaoka", "sbk", "SBK", "shbk", "shebk", "she'bao'ka", "shebaok", "sbaoka"] {
            assert_eq!(texts(typed).first().unwrap(), "社保卡", "{typed}");
        }
        assert_eq!(texts("shebaoka"), ["社保卡", "社保", "社", "设"]);
        assert_eq!(texts("lv"), ["绿"]);
        assert_eq!(texts("sh").first().unwrap(), "是");
        assert!(texts("sh").contains(&"上海".to_owned()));
    }

    #[test]
    fn an_apostrophe_decides_between_two_readings() {
        assert_eq!(texts("xian"), ["先", "西安", "县", "西"]);
        assert_eq!(texts("xi'an"), ["西安", "西"]);
    }

    #[test]
    fn words_are_put_together_when_none_is_all() {
        assert_eq!(texts("shebaokashi").first().unwrap(), "社保卡是");
        assert_eq!(texts("shebaokaq"), ["社保卡", "社保", "社", "设"], "no word begins with q");
        assert!(texts("passport").is_empty());
        assert!(texts("").is_empty() && texts("'").is_empty() && texts("社").is_empty());
    }

    #[test]
    fn a_choice_leaves_the_other_letters() {
        let table = Table::new(LINES.to_owned());
        let (mut text, mut steps) = ("办shebaoka".to_owned(), Vec::new());
        while let Some(last) = table.candidates(open_letters(&text)).pop() {
            text = choose(&text, &last);
            steps.push(text.clone());
        }
        assert_eq!(steps, ["办设baoka", "办设包ka", "办设包卡"]);
        assert_eq!(open_letters("ID card"), "card");
    }

    #[test]
    fn a_page_holds_what_fits() {
        let of = |text: &str| Candidate { text: text.to_owned(), letters: 1, worth: 0 };
        let sizes = |texts: &[&str]| -> Vec<usize> {
            pages(texts.iter().map(|text| of(text)).collect()).iter().map(Vec::len).collect()
        };
        assert_eq!(sizes(&["一"; 13]), [6, 6, 1]);
        assert_eq!(sizes(&["社保"; 5]), [4, 1]);
        assert_eq!(sizes(&["身份证", "十分钟", "社保卡", "一"]), [3, 1]);
        assert_eq!(sizes(&["一二三四五六七八九十一二", "一"]), [1, 1]);
        assert!(sizes(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_panics_and_every_candidate_stands_for_letters(typed in "\\PC{0,40}|[a-z']{0,40}", table in "\\PC{0,60}|([a-z' \n]{0,6}[A-Z]?社?){0,20}") {
            for table in [LINES.to_owned(), table] {
                let found = Table::new(table).candidates(open_letters(&typed));
                for candidate in &found {
                    prop_assert!(candidate.letters > 0 && candidate.letters <= LETTERS_MAX);
                    prop_assert!(choose(&typed, candidate).ends_with(open_letters(&typed).get(candidate.letters..).unwrap()));
                }
                let count = found.len();
                prop_assert_eq!(pages(found).iter().flatten().count(), count);
            }
        }
    }
}
