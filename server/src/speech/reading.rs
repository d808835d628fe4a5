//! How Chinese is read: pinyin with tones, characters with several readings by the word they stand in, and the two words
//! whose tone follows the next one (一, 不). What is not Chinese is left for another voice.

use pinyin::ToPinyin;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words whose reading differs, with a syllable for each character.
static WORDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("readings.txt").lines().filter(|line| !line.starts_with('#'));
    let word = |line: &'static str| {
        let mut parts = line.split(' ');
        Some((parts.next()?, parts.collect::<Vec<_>>()))
    };
    lines.filter_map(word).collect()
});
/// Characters of the longest word.
const WORD_MAX: usize = 4;
/// What 一 counts, so that it is no figure.
const COUNTED: &str = "个次项份件下张种条位名家天年本台元步套窗键站网码体生切半户同刻辆片段双对笔面时";
/// After these 一 is a figure.
const FIGURES: &str = "第零一二三四五六七八九十百千万点期周统唯初之";

/// A part of a text for one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Pinyin with pauses; otherwise words in Latin letters.
    pub pinyin: bool,
    /// What is said.
    pub text: String,
}

/// A Chinese text without figures as parts for two voices.
pub fn runs(text: &str) -> Vec<Run> {
    let chars: Vec<char> = text.chars().collect();
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |pinyin: bool, part: &str| match runs.last_mut() {
        Some(run) if run.pinyin == pinyin => run.text.push_str(part),
        _ => runs.push(Run { pinyin, text: part.trim_start().to_owned() }),
    };
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some(syllables) = word(&chars, at) {
            at += syllables.len();
            for syllable in syllables {
                push(true, &format!(" {syllable}"));
            }
            continue;
        }
        if let Some(syllable) = one(&chars, at) {
            // the dictionary writes the neutral tone without a figure
            let neutral = if syllable.ends_with(|c: char| c.is_ascii_digit()) { "" } else { "5" };
            push(true, &format!(" {syllable}{neutral}"));
        } else if c.is_ascii_alphabetic() || c == '\'' {
            push(false, &c.to_string());
        } else if c == ' ' {
            // between words in Latin letters alone
            push(false, " ");
        } else if let Some(stop) = stop(c) {
            push(true, stop);
        }
        at += 1;
    }
    runs.retain(|run| run.text.chars().any(char::is_alphanumeric));
    for run in runs.iter_mut().filter(|run| !run.pinyin) {
        // before a letter an English voice takes it for the article
        run.text = run
            .text
            .split(' ')
            .map(|word| if word == "A" { "A," } else { word })
            .collect::<Vec<_>>()
            .join(" ");
    }
    runs
}

/// The longest word of the list that begins here.
fn word(chars: &[char], at: usize) -> Option<&'static [&'static str]> {
    (2..=WORD_MAX).rev().find_map(|length| {
        let word: String = chars.get(at..at + length)?.iter().collect();
        WORDS.get(word.as_str()).map(Vec::as_slice)
    })
}

/// A single character.
fn one(chars: &[char], at: usize) -> Option<&'static str> {
    let c = *chars.get(at)?;
    let next = chars.get(at + 1).copied();
    let falls = || next.and_then(usual).is_some_and(|next| next.ends_with('4'));
    match c {
        '不' if falls() => Some("bu2"),
        '一' => {
            let figure =
                at.checked_sub(1).and_then(|before| chars.get(before)).is_some_and(|c| FIGURES.contains(*c));
            let counts = next.is_some_and(|next| COUNTED.contains(next));
            Some(if figure || !counts {
                "yi1"
            } else if falls() {
                "yi2"
            } else {
                "yi4"
            })
        }
        _ => usual(c),
    }
}

/// How a character is read by itself.
fn usual(c: char) -> Option<&'static str> {
    let mut buffer = [0; 4];
    let own = WORDS.get(&*c.encode_utf8(&mut buffer)).and_then(|syllables| syllables.first().copied());
    own.or_else(|| Some(c.to_pinyin()?.with_tone_num_end()))
}

const fn stop(c: char) -> Option<&'static str> {
    match c {
        '，' | '、' | ',' | '；' | ';' | '：' | ':' => Some(","),
        '。' | '.' | '！' | '!' => Some("."),
        '？' | '?' => Some("?"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        runs(text)
            .iter()
            .map(|run| if run.pinyin { run.text.clone() } else { format!("<{}>", run.text) })
            .collect()
    }

    #[test]
    fn characters_are_read_by_the_word_they_stand_in() {
        for (text, pinyin) in [
            ("银行", "yin2 hang2"),
            ("行政许可", "xing2 zheng4 xu3 ke3"),
            ("重新取号", "chong2 xin1 qu3 hao4"),
            ("重大疾病", "zhong4 da4 ji2 bing4"),
            ("长辈版", "zhang3 bei4 ban3"),
            ("长期", "chang2 qi1"),
            ("办理结果", "ban4 li3 jie2 guo3"),
            ("为您服务", "wei4 nin2 fu2 wu4"),
            ("标识为空白", "biao1 zhi4 wei2 kong4 bai2"),
            ("前面还有三人", "qian2 mian4 hai2 you3 san1 ren2"),
            ("还款", "huan2 kuan3"),
            ("为什么变更", "wei4 shen2 me5 bian4 geng1"),
            ("女士绿色", "nü3 shi4 lü4 se4"),
            ("转移上传数字", "zhuan3 yi2 shang4 chuan2 shu4 zi4"),
            ("教育教师角色", "jiao4 yu4 jiao4 shi1 jue2 se4"),
            ("跨省通办提供提前", "kua4 sheng3 tong1 ban4 ti2 gong1 ti2 qian2"),
            ("本地户籍的地区", "ben3 di4 hu4 ji2 de5 di4 qu1"),
            ("监护亲属只需清单", "jian1 hu4 qin1 shu3 zhi3 xu1 qing1 dan1"),
            ("存量房质量丈量", "cun2 liang4 fang2 zhi4 liang4 zhang4 liang2"),
            ("不强制交强险假肢", "bu4 qiang2 zhi4 jiao1 qiang2 xian3 jia3 zhi1"),
            ("恢复正常大厅正在", "hui1 fu4 zheng4 chang2 da4 ting1 zheng4 zai4"),
            ("取号成功请等候叫号", "qu3 hao4 cheng2 gong1 qing3 deng3 hou4 jiao4 hao4"),
            ("证明盖章复印件", "zheng4 ming2 gai4 zhang1 fu4 yin4 jian4"),
            ("社会保险参保缴费", "she4 hui4 bao3 xian3 can1 bao3 jiao3 fei4"),
            ("身份证户口簿营业执照", "shen1 fen4 zheng4 hu4 kou3 bu4 ying2 ye4 zhi2 zhao4"),
            ("不动产登记公积金", "bu2 dong4 chan3 deng1 ji4 gong1 ji1 jin1"),
            ("都可以重办没有", "dou1 ke3 yi3 chong2 ban4 mei2 you3"),
            ("一窗通办一网一键", "yi4 chuang1 tong1 ban4 yi4 wang3 yi2 jian4"),
            ("第一窗口一楼一号", "di4 yi1 chuang1 kou3 yi1 lou2 yi1 hao4"),
        ] {
            assert_eq!(read(text), pinyin, "{text}");
        }
    }

    #[test]
    fn one_and_not_follow_the_tone_of_what_comes() {
        for (text, pinyin) in [
            ("一个", "yi2 ge4"),
            ("一张", "yi4 zhang1"),
            ("第一项", "di4 yi1 xiang4"),
            ("十一个", "shi2 yi1 ge4"),
            ("零一", "ling2 yi1"),
            ("不是", "bu2 shi4"),
            ("不行", "bu4 xing2"),
        ] {
            assert_eq!(read(text), pinyin, "{text}");
        }
    }

    #[test]
    fn other_letters_are_for_the_other_voice_and_marks_are_pauses() {
        assert_eq!(
            read("您的号码是A零二三，请等候。"),
            "nin2 de5 hao4 ma3 shi4<A,>ling2 er4 san1, qing3 deng3 hou4."
        );
        assert_eq!(read("P D F文件"), "<P D F>wen2 jian4");
        assert!(runs("。，").is_empty());
    }

    #[test]
    fn the_list_has_a_syllable_for_each_character() {
        for (word, syllables) in WORDS.iter() {
            assert_eq!(word.chars().count(), syllables.len(), "{word}");
            assert!(word.chars().count() <= WORD_MAX, "{word}");
            for syllable in syllables {
                assert!(syllable.ends_with(|c: char| ('1'..='5').contains(&c)), "{word} {syllable}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_character_that_has_a_reading_is_said(text in "[一-龥]{1,30}") {
            let said = read(&text);
            let readable = text.chars().filter(|c| usual(*c).is_some()).count();
            prop_assert_eq!(said.split_whitespace().count(), readable, "{}", said);
        }
    }

    #[test]
    fn every_character_that_a_page_may_show_has_a_reading() {
        // GB2312, both levels
        for (high, low) in (0xb0..=0xf7_u8).flat_map(|high| (0xa1..=0xfe_u8).map(move |low| (high, low))) {
            let bytes = [high, low];
            let (text, _, invalid) = encoding_rs::GBK.decode(&bytes);
            let c = text.chars().next().filter(|c| !invalid && matches!(c, '\u{4e00}'..='\u{9fff}'));
            assert!(c.is_none_or(|c| usual(c).is_some()), "{text}");
        }
    }
}
