//! From what stands on a page to sentences for the voice: what belongs together is said together, each in its own
//! language, none longer than a line below the header shows, and nothing private on the loudspeaker (A24, A25).

use super::words as w;
use hall::text::Lang;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The language it is in.
    pub lang: Lang,
    /// What is said, and shown while it is said.
    pub text: String,
    /// Of this person alone: the server keeps nothing of it.
    pub private: bool,
}

/// Who may hear a text, and whether its sound may be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// It stands there for everybody.
    #[default]
    Open,
    /// The person typed it: said to them in any case, and kept nowhere.
    Typed,
    /// Only for the person's own ears (A25), and kept nowhere.
    Secret,
}

impl Said {
    /// A sentence for everybody.
    #[must_use]
    pub fn new(lang: Lang, text: impl Into<String>) -> Self {
        Self { lang, text: text.into(), private: false }
    }
}

/// A piece of a page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A run of text.
    Text {
        /// The language it is marked with.
        lang: Lang,
        /// As it stands there.
        text: String,
        /// Whose it is.
        privacy: Privacy,
    },
    /// A new block: a short pause.
    Break,
    /// A new thing, for example a button: a new sentence.
    Stop,
}

impl Part {
    /// Text for everybody.
    #[must_use]
    pub fn text(lang: Lang, text: impl Into<String>) -> Self {
        Self::Text { lang, text: text.into(), privacy: Privacy::Open }
    }
}

/// Characters up to which blocks are put into one sentence.
const fn joined(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 40,
        Lang::En => 90,
    }
}

/// Characters of a sentence at most.
const fn most(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 60,
        Lang::En => 140,
    }
}

const FULL_STOPS: [char; 9] = ['。', '！', '？', '；', '.', '!', '?', ';', '…'];
const PAUSES: [char; 6] = ['，', '、', '：', ',', ':', '·'];

/// True for what may be somebody's number: no matter has so many digits in its name.
#[must_use]
pub fn is_number(text: &str) -> bool {
    text.chars().filter(|c| c.is_numeric()).count() > 4
}

/// The sentences of a part of a page. With headphones secrets are said, without them only that they are there; a
/// number that somebody typed is a secret, whatever the field is for (A25).
#[must_use]
pub fn sentences(parts: &[Part], headphones: bool) -> Vec<Said> {
    let mut all = Vec::new();
    let mut now: Option<Said> = None;
    let mut pause = false;
    for part in parts {
        let (lang, text, privacy) = match part {
            Part::Break => {
                pause = true;
                continue;
            }
            Part::Stop => {
                all.extend(now.take());
                continue;
            }
            Part::Text { lang, text, privacy } => (*lang, tidy(text), *privacy),
        };
        if !text.chars().any(char::is_alphanumeric) {
            // a dot between two words
            pause |= text.chars().any(|c| PAUSES.contains(&c) || FULL_STOPS.contains(&c));
            continue;
        }
        // an English voice cannot read characters
        let lang = if text.chars().any(is_han) { Lang::Zh } else { lang };
        let secret = privacy == Privacy::Secret || privacy == Privacy::Typed && is_number(&text);
        let (text, private) = if secret && !headphones {
            let count = text.chars().filter(|c| c.is_alphanumeric()).count();
            (w::SECRET.fill(lang, &[&count.to_string()]), false)
        } else {
            (text, privacy != Privacy::Open)
        };
        match &mut now {
            Some(said)
                if (said.lang, said.private) == (lang, private)
                    && said.text.chars().count() + text.chars().count() <= joined(lang) =>
            {
                if pause && !said.text.ends_with(FULL_STOPS) && !said.text.ends_with(PAUSES) {
                    said.text.push_str(if lang == Lang::Zh { "，" } else { ", " });
                } else if lang == Lang::En {
                    said.text.push(' ');
                }
                said.text.push_str(&text);
            }
            _ => {
                all.extend(now.take());
                now = Some(Said { lang, text, private });
            }
        }
        pause = false;
    }
    all.extend(now);
    all.into_iter().flat_map(cut).collect()
}

/// Without line ends and double spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A long sentence as several: after a stop, else after a pause, else between words, else anywhere.
fn cut(said: Said) -> Vec<Said> {
    let most = most(said.lang);
    let mut rest: Vec<char> = said.text.chars().collect();
    let mut all = Vec::new();
    while rest.len() > most {
        let last = |is: &dyn Fn(char) -> bool| rest.iter().take(most).rposition(|c| is(*c)).map(|at| at + 1);
        // not so early that a scrap would be left
        let late = |at: &usize| *at >= most / 4;
        let at = last(&|c| FULL_STOPS.contains(&c)).filter(late);
        let at = at.or_else(|| last(&|c| PAUSES.contains(&c)).filter(late));
        let at = at.or_else(|| last(&|c| c == ' ').filter(late)).unwrap_or(most);
        all.push(rest.drain(..at).collect::<String>());
    }
    all.push(rest.into_iter().collect());
    let sayable = |text: &String| text.chars().any(char::is_alphanumeric);
    let said = |text: String| Said { text: text.trim().to_owned(), ..said.clone() };
    all.into_iter().filter(sayable).map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zh(text: &str) -> Part {
        Part::text(Lang::Zh, text)
    }

    fn said(parts: &[Part]) -> Vec<String> {
        sentences(parts, false).into_iter().map(|said| format!("{}:{}", said.lang.tag(), said.text)).collect()
    }

    #[test]
    fn what_belongs_together_is_one_sentence_and_each_language_its_own() {
        let parts = [
            zh("您的号码"),
            Part::Break,
            zh("A023"),
            Part::Break,
            zh("前面还有"),
            zh("3 人"),
            Part::Break,
            Part::text(Lang::En, "Medical insurance"),
            Part::Stop,
            zh("结束"),
            Part::Break,
            zh("按钮"),
        ];
        assert_eq!(
            said(&parts),
            ["zh-CN:您的号码，A023，前面还有3 人", "en:Medical insurance", "zh-CN:结束，按钮"]
        );
        assert_eq!(said(&[zh(" · "), Part::Break, zh("…")]), [""; 0]);
        assert_eq!(said(&[zh("A 区"), zh("·"), zh("一楼")]), ["zh-CN:A 区，一楼"]);
        assert_eq!(said(&[Part::text(Lang::En, "张 (Zhang)")]), ["zh-CN:张 (Zhang)"]);
    }

    #[test]
    fn what_is_private_is_said_with_headphones_alone() {
        let of = |privacy, text: &str| Part::Text { lang: Lang::Zh, text: text.into(), privacy };
        let parts = [zh("姓名"), of(Privacy::Secret, "张三丰")];
        let plain =
            |headphones| sentences(&parts, headphones).into_iter().map(|said| said.text).collect::<String>();
        assert_eq!(plain(false), "姓名3 个字，请看屏幕");
        assert_eq!(plain(true), "姓名张三丰");
        let private: Vec<bool> = sentences(&parts, true).iter().map(|said| said.private).collect();
        assert_eq!(private, [false, true], "what is kept and what is not are asked for apart");
        for headphones in [false, true] {
            let typed = sentences(&[of(Privacy::Typed, "医保")], headphones);
            assert_eq!(typed, [Said { lang: Lang::Zh, text: "医保".into(), private: true }]);
            let number = sentences(&[of(Privacy::Typed, "11010119900101001X")], headphones);
            assert_eq!(number[0].text.contains("1990"), headphones);
        }
    }

    #[test]
    fn a_long_text_is_cut_at_its_stops() {
        let long = "请带身份证原件。".repeat(12);
        let said = said(&[zh(&long)]);
        assert!(said.len() > 1 && said.iter().all(|said| said.ends_with('。')), "{said:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_long(texts in prop::collection::vec("[一-二a-zA-Z0-9，。,. ]{0,200}", 0..6), english in any::<bool>()) {
            let lang = if english { Lang::En } else { Lang::Zh };
            let parts: Vec<Part> = texts.iter().flat_map(|text| [Part::text(lang, text), Part::Break]).collect();
            let said = sentences(&parts, false);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&said.iter().map(|said| said.text.as_str()).collect::<String>()), letters(&texts.concat()));
            for said in said {
                prop_assert!(said.text.chars().count() <= most(said.lang) && !said.text.is_empty());
                prop_assert!(said.text.chars().count() <= hall::speech::TEXT_MAX);
            }
        }

        #[test]
        fn no_private_character_is_said_on_the_loudspeaker(secret in "[丙-丣]{2,20}", around in "[工-己]{0,80}") {
            let parts = [zh(&around), Part::Text { lang: Lang::Zh, text: secret.clone(), privacy: Privacy::Secret }, zh(&around)];
            for said in sentences(&parts, false) {
                prop_assert!(!said.text.chars().any(|c| secret.contains(c)));
            }
        }
    }
}
