//! Kinds of cells: how each is cleaned and what it may hold.

use super::clean::{self, Changes};
use super::laws;
use hall::catalog::rules::{self, Rule};
use hall::catalog::{
    ExerciseLevel, HandlingClass, ItemState, ItemType, LimitUnit, MaterialForm, Necessity, OnlineDepth,
    ResultKind, ServiceObject, SourceKind, Yuan,
};
use hall::id::{DepartmentId, ItemId, Prefix, WindowId};
use hall::moment::Day;
use hall::text::Phrase;
use serde_json::{Map, Value, json};

/// What a cell may hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text of one line.
    Prose,
    /// Texts, one to a line; the place has `*` where their number goes.
    Lines,
    /// Laws, one to a line: 《title》article.
    Laws,
    /// Words, separated by 、 ； or line ends.
    List,
    /// A code, opaque.
    Code,
    /// A phone number.
    Phone,
    /// A whole number.
    Number,
    /// An amount in yuan.
    Amount,
    /// 是 or 否.
    YesNo,
    /// A date.
    Day,
    /// A checked id.
    Id(fn(&str) -> Option<String>),
    /// Several of them.
    Ids(fn(&str) -> Option<String>),
    /// A coded field.
    Word(&'static Words),
    /// Several of its values.
    Words(&'static Words),
    /// Cases: `who=agent|self；age=adult`.
    Cases,
    /// Choices of a question, one to a line: `agent=代理人`; the place has `*` where their number goes.
    Choices,
}

/// A coded field.
#[derive(Debug)]
pub struct Words {
    /// The key of a word.
    pub key: fn(&str) -> Option<&'static str>,
    /// The Chinese words, in the order of the codes.
    pub known: fn() -> Vec<&'static str>,
}

macro_rules! words {
    ($($name:ident: $type:ident;)+) => {
        $(#[doc = concat!("The values of [`", stringify!($type), "`].")]
        pub static $name: Words = Words {
            key: |word| $type::of_word(word).map($type::key),
            known: || $type::ALL.iter().map(|value| value.phrase().zh).collect(),
        };)+
    };
}

words! {
    ITEM_TYPE: ItemType;
    EXERCISE_LEVEL: ExerciseLevel;
    SERVICE_OBJECT: ServiceObject;
    HANDLING_CLASS: HandlingClass;
    LIMIT_UNIT: LimitUnit;
    NECESSITY: Necessity;
    MATERIAL_FORM: MaterialForm;
    SOURCE_KIND: SourceKind;
    ITEM_STATE: ItemState;
    RESULT_KIND: ResultKind;
    ONLINE_DEPTH: OnlineDepth;
}

/// The id of a matter.
pub fn item_id(text: &str) -> Option<String> {
    text.to_ascii_lowercase().parse::<ItemId>().ok().map(String::from)
}
/// The id of a department.
pub fn department_id(text: &str) -> Option<String> {
    text.to_ascii_lowercase().parse::<DepartmentId>().ok().map(String::from)
}
/// The letters of a queue.
pub fn prefix(text: &str) -> Option<String> {
    text.to_ascii_uppercase().parse::<Prefix>().ok().map(String::from)
}
/// The id of a window.
pub fn window_id(text: &str) -> Option<String> {
    text.to_ascii_uppercase().parse::<WindowId>().ok().map(String::from)
}
/// The name of a question.
pub fn question_id(text: &str) -> Option<String> {
    let fits = (1..=32).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    fits.then(|| text.to_owned())
}

/// Lines of one cell at most.
const MOST_LINES: usize = 200;

/// Why a cell is refused: a rule and its values.
pub type Refusal = (Rule, Vec<String>);

hall::phrases! {
    ABOUT_PROSE = "文字" / "Text";
    ABOUT_LINES = "一行一条" / "One to a line";
    ABOUT_LAWS = "一行一部，写成《名称》第几条" / "One law to a line: 《title》article";
    ABOUT_LIST = "几个词用顿号分开" / "Several words are separated by 、";
    ABOUT_CODE = "编码，原样填写" / "A code, as it is";
    ABOUT_PHONE = "数字和连字符" / "Digits and hyphens";
    ABOUT_NUMBER = "整数" / "A whole number";
    ABOUT_AMOUNT = "元，最多两位小数" / "Yuan, at most two decimals";
    ABOUT_YES_NO = "是或否" / "是 (yes) or 否 (no)";
    ABOUT_DAY = "日期，写成 2026-01-31" / "A date like 2026-01-31";
    ABOUT_ID = "小写字母、数字、连字符" / "Small letters, digits, hyphens";
    ABOUT_WORD = "从列表中选一个" / "One of the list";
    ABOUT_WORDS = "从列表中选，几个用顿号分开" / "Of the list; several are separated by 、";
    ABOUT_CASES = "适用情形：问题=选项，几个选项用 | 分开，几个问题用分号分开；空着表示都适用" / "Cases: question=choice, choices joined by |, questions by a semicolon; empty: always";
    ABOUT_CHOICES = "一行一个：选项=文字" / "One to a line: choice=words";
}

impl Kind {
    /// What to write, for the template.
    pub const fn about(self) -> Phrase {
        match self {
            Self::Prose => ABOUT_PROSE,
            Self::Lines => ABOUT_LINES,
            Self::Laws => ABOUT_LAWS,
            Self::List => ABOUT_LIST,
            Self::Code => ABOUT_CODE,
            Self::Phone => ABOUT_PHONE,
            Self::Number => ABOUT_NUMBER,
            Self::Amount => ABOUT_AMOUNT,
            Self::YesNo => ABOUT_YES_NO,
            Self::Day => ABOUT_DAY,
            Self::Id(_) | Self::Ids(_) => ABOUT_ID,
            Self::Word(_) => ABOUT_WORD,
            Self::Words(_) => ABOUT_WORDS,
            Self::Cases => ABOUT_CASES,
            Self::Choices => ABOUT_CHOICES,
        }
    }

    /// What a drop-down list offers.
    pub fn choices(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Word(words) | Self::Words(words) => Some((words.known)()),
            Self::YesNo => Some(vec!["是", "否"]),
            _ => None,
        }
    }

    /// True where each line counts.
    const fn keeps_lines(self) -> bool {
        matches!(
            self,
            Self::Lines
                | Self::Laws
                | Self::List
                | Self::Words(_)
                | Self::Ids(_)
                | Self::Choices
                | Self::Cases
        )
    }

    /// How many entries a cell of several has.
    fn entries(self, text: &str) -> usize {
        match self {
            Self::Lines | Self::Laws | Self::Choices => text.lines().count(),
            Self::Cases => text.split(['\n', ';', '；']).count(),
            _ => parts(text).count(),
        }
    }

    /// Cleans and reads a cell; none when nothing is left of it.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn read(self, cell: &str, changes: &mut Changes) -> Result<Option<Value>, Refusal> {
        let (text, made) =
            clean::prose(cell, self.keeps_lines()).map_err(|(rule, value)| (rule, vec![value]))?;
        *changes = made;
        if text.is_empty() {
            return Ok(None);
        }
        self.parse(&text, changes).map(Some)
    }

    fn parse(self, text: &str, changes: &mut Changes) -> Result<Value, Refusal> {
        let refuse = |rule: Rule| Err((rule, vec![text.to_owned()]));
        if self.keeps_lines() && self.entries(text) > MOST_LINES {
            return Err((rules::TOO_MANY_LINES, vec![MOST_LINES.to_string()]));
        }
        match self {
            Self::Prose => Ok(text.into()),
            Self::Lines => Ok(text.lines().collect()),
            Self::Laws => Ok(text.lines().flat_map(laws::of_line).collect()),
            Self::List => Ok(parts(text).map(Value::from).collect()),
            Self::Code => Ok(clean::narrow(text, changes).into()),
            Self::Phone => {
                let phones = phones(text, changes);
                let digits = phones.bytes().filter(u8::is_ascii_digit).count();
                let fits = phones.chars().all(|c| c.is_ascii_digit() || "-+()/ ".contains(c));
                if fits && (3..=40).contains(&digits) { Ok(phones.into()) } else { refuse(rules::BAD_PHONE) }
            }
            Self::Number => {
                let digits = clean::narrow(text, changes);
                let digits = digits.strip_suffix(".0").unwrap_or(&digits);
                digits.parse::<u32>().map(Value::from).or_else(|_| refuse(rules::BAD_NUMBER))
            }
            Self::Amount => {
                let amount = clean::narrow(text, changes);
                let amount = amount.trim_start_matches(['¥', '￥']).trim_end_matches('元').replace(',', "");
                match amount.parse::<Yuan>() {
                    Ok(yuan) => Ok(yuan.to_string().into()),
                    Err(_) => refuse(rules::BAD_AMOUNT),
                }
            }
            Self::YesNo => match clean::narrow(text, changes).to_lowercase().as_str() {
                "是" | "yes" | "y" | "true" | "1" | "√" | "有" => Ok(true.into()),
                "否" | "no" | "n" | "false" | "0" | "×" | "无" => Ok(false.into()),
                _ => refuse(rules::BAD_YES_NO),
            },
            // a time after the day goes first: `2026-01-31 00:00:00` would lose its space
            Self::Day => match day(&clean::narrow(date_part(text), changes)) {
                Some(day) => Ok(day.to_string().into()),
                None => refuse(rules::BAD_DAY),
            },
            Self::Id(check) => {
                check(&clean::narrow(text, changes)).map(Value::from).ok_or_else(|| bad_id(text))
            }
            Self::Ids(check) => parts(text)
                .map(|id| check(&clean::narrow(id, changes)).map(Value::from).ok_or_else(|| bad_id(id)))
                .collect(),
            Self::Word(words) => word(words, text, changes).map(Value::from),
            Self::Words(words) => parts(text).map(|one| word(words, one, changes).map(Value::from)).collect(),
            Self::Cases => cases(text).ok_or_else(|| (rules::BAD_CASES, vec![text.to_owned()])),
            Self::Choices => text
                .lines()
                .map(|line| {
                    let (id, words) = line.split_once(['=', '＝'])?;
                    let id = question_id(&clean::narrow(id, changes))?;
                    Some(json!({ "id": id, "text": words.trim() }))
                })
                .collect::<Option<Value>>()
                .ok_or_else(|| (rules::BAD_CASES, vec![text.to_owned()])),
        }
    }
}

fn bad_id(text: &str) -> Refusal {
    (rules::BAD_ID, vec![text.to_owned()])
}

fn word(words: &Words, text: &str, changes: &mut Changes) -> Result<&'static str, Refusal> {
    (words.key)(text)
        .or_else(|| (words.key)(&clean::narrow(text, changes)))
        .ok_or_else(|| (rules::UNKNOWN_WORD, vec![text.to_owned(), (words.known)().join("、")]))
}

/// Words of a list.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// Phones keep the marks that part them.
fn phones(text: &str, changes: &mut Changes) -> String {
    let text = text.replace(['、', '，', '；', ';', ','], "/");
    let numbers: Vec<String> = text.split('/').map(|number| clean::narrow(number, changes)).collect();
    numbers.iter().filter(|number| !number.is_empty()).map(String::as_str).collect::<Vec<_>>().join("/")
}

/// A date as people write it: 2026-1-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131.
fn day(text: &str) -> Option<Day> {
    let text = text.trim_end_matches('日');
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let iso = match *parts.as_slice() {
        // 26-1-31 could be a day of any century
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [digits] if digits.len() == 8 && digits.is_ascii() => {
            format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)
        }
        _ => return None,
    };
    iso.parse().ok().filter(|day: &Day| YEARS.contains(&day.ymd().0))
}

/// Years that a day of a catalog can be in; others are slips.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2199;

/// What stands before the time of a day.
fn date_part(text: &str) -> &str {
    let text = text.trim();
    let time = text.find([':', '：']).and_then(|colon| text.get(..colon)?.rfind(['T', ' ']));
    text.get(..time.unwrap_or(text.len())).unwrap_or(text)
}

/// `who=agent|self；age=adult`.
fn cases(text: &str) -> Option<Value> {
    let mut all = Map::new();
    let mut none = Changes::default();
    let narrow = clean::narrow(&text.replace(['\n', '；'], ";").replace('、', "|"), &mut none);
    for case in narrow.split(';').filter(|case| !case.is_empty()) {
        let (question, choices) = case.split_once('=')?;
        let choices: Option<Vec<String>> = choices.split('|').map(question_id).collect();
        all.insert(question_id(question)?, choices?.into());
    }
    (!all.is_empty()).then_some(Value::Object(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, cell: &str) -> Result<Option<Value>, &'static str> {
        kind.read(cell, &mut Changes::default()).map_err(|(rule, _)| rule.code)
    }

    #[test]
    fn cells_are_read_as_people_write_them() {
        let some = |value: Value| Ok(Some(value));
        assert_eq!(read(Kind::Number, " １５ "), some(15.into()));
        assert_eq!(read(Kind::Number, "5.0"), some(5.into()));
        assert_eq!(read(Kind::Number, "五"), Err("bad_number"));
        assert_eq!(read(Kind::Amount, "￥1,200.50元"), some("1200.50".into()));
        assert_eq!(read(Kind::Amount, "免费"), Err("bad_amount"));
        for date in
            ["2026-1-31", "2026/01/31", "2026年1月31日", "20260131", "2026-01-31T00:00:00", "２０２６.1.31"]
        {
            assert_eq!(read(Kind::Day, date), some("2026-01-31".into()), "{date}");
        }
        assert_eq!(read(Kind::Day, "2026-02-30"), Err("bad_day"));
        assert_eq!(read(Kind::YesNo, "√"), some(true.into()));
        assert_eq!(read(Kind::YesNo, "也许"), Err("bad_yes_no"));
        assert_eq!(read(Kind::Phone, "０１２３－４５６７８９０、12345"), some("0123-4567890/12345".into()));
        assert_eq!(read(Kind::Phone, "请咨询窗口"), Err("bad_phone"));
        assert_eq!(read(Kind::Word(&HANDLING_CLASS), "承诺件"), some("promised".into()));
        assert_eq!(read(Kind::Word(&ITEM_TYPE), "０１"), some("licence".into()));
        assert_eq!(read(Kind::Word(&ITEM_TYPE), "许可证"), Err("unknown_word"));
        assert_eq!(
            read(Kind::Words(&SERVICE_OBJECT), "自然人、企业法人"),
            some(json!(["natural_person", "enterprise"]))
        );
        assert_eq!(read(Kind::Id(item_id), "Hukou-Birth"), some("hukou-birth".into()));
        assert_eq!(read(Kind::Id(item_id), "户口"), Err("bad_id"));
        assert_eq!(
            read(Kind::Cases, "who=agent|self；age=adult"),
            some(json!({"who": ["agent", "self"], "age": ["adult"]}))
        );
        assert_eq!(read(Kind::Cases, "代理"), Err("bad_cases"));
        assert_eq!(
            read(Kind::Choices, "a=甲\nb=乙"),
            some(json!([{"id": "a", "text": "甲"}, {"id": "b", "text": "乙"}]))
        );
        assert_eq!(
            read(Kind::Laws, "《户口登记条例》第七条"),
            some(json!([{"title": "户口登记条例", "article": "第七条"}]))
        );
        assert_eq!(read(Kind::List, "落户、上户口\n新生儿"), some(json!(["落户", "上户口", "新生儿"])));
        assert_eq!(read(Kind::Prose, " \u{200b} "), Ok(None));
    }

    #[test]
    fn a_cell_with_more_than_can_be_taken_is_refused_and_not_cut() {
        let lines = |n: usize| vec!["a=甲"; n].join("\n");
        for kind in [Kind::Lines, Kind::Laws, Kind::List, Kind::Choices] {
            assert!(read(kind, &lines(MOST_LINES)).is_ok(), "{kind:?}");
            assert_eq!(read(kind, &lines(MOST_LINES + 1)), Err("too_many_lines"), "{kind:?}");
        }
        assert_eq!(read(Kind::Cases, &lines(MOST_LINES + 1)), Err("too_many_lines"));
    }
}
