//! What the search promises, on a small catalog and on anything at all. The time for anything at all is a
//! moment; `MINGTANG_FUZZ_SECONDS` makes it longer.

use super::slip::Slipped;
use super::walk::Straight;
use super::{Found, Index, Place, Query, Rank, Target};
use crate::api::CatalogView;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const SOUNDS: [(&str, &str); 30] = [
    ("ban", "办"),
    ("bao", "保"),
    ("bu", "补"),
    ("chang", "长"),
    ("deng", "登"),
    ("dao", "到"),
    ("di", "地"),
    ("diu", "丢"),
    ("fen", "份"),
    ("hu", "护户"),
    ("hui", "会"),
    ("hun", "婚"),
    ("ji", "记"),
    ("jie", "结"),
    ("kuai", "会"),
    ("ka", "卡"),
    ("ling", "领"),
    ("min", "民"),
    ("qi", "期"),
    ("ren", "人"),
    ("she", "社"),
    ("shen", "身"),
    ("tong", "通"),
    ("zhang", "长障"),
    ("zhao", "照"),
    ("zheng", "证"),
    ("yi", "异医"),
    ("xing", "行"),
    ("hang", "行"),
    ("yin", "银"),
];

fn catalog(items: &[(&str, &str, &[&str], bool, u32)]) -> CatalogView {
    let sounds: BTreeMap<String, String> =
        SOUNDS.iter().map(|(sound, signs)| ((*sound).to_owned(), (*signs).to_owned())).collect();
    let items: Vec<serde_json::Value> = items
        .iter()
        .enumerate()
        .map(|(n, (zh, en, keywords, hot, frequency))| {
            serde_json::json!({
                "id": format!("i{n}"), "name": { "zh": zh, "en": en }, "department": "d", "queue": "A",
                "handling_class": "即办件", "hot": hot, "frequency": frequency, "keywords": keywords,
                "channels": { "window": true, "online": false, "self_service": false, "self_service_24h": false,
                    "appointment": false, "post": false, "home_visit": false },
            })
        })
        .collect();
    serde_json::from_value(serde_json::json!({
        "version": "1", "published_at": "2026-01-01T00:00:00+08:00", "themes": [], "queues": [], "sounds": sounds, "items": items,
        "departments": [{ "id": "d", "name": { "zh": "民人会", "en": "Civil Bureau" }, "queue_prefix": "A", "consult_phone": "1" }],
    }))
    .unwrap()
}

const ITEMS: [(&str, &str, &[&str], bool, u32); 7] = [
    ("居民身份证补领", "Replacement of a lost resident ID card", &["身份证丢了"], false, 5),
    ("居民身份证换领（到期）", "Resident ID card renewal", &["身份证到期", "换身份证"], true, 5),
    ("居民身份证首次申领", "First resident ID card", &["身份证"], true, 9),
    ("社会保障卡申领", "Social security card", &["社保卡"], true, 0),
    ("银行登记", "Bank registration", &[], false, 0),
    ("结婚登记", "Marriage registration", &["领证"], true, 0),
    ("护照", "Passport", &[], false, 0),
];

fn index() -> Index {
    Index::new(&catalog(&ITEMS))
}

fn search(typed: &str) -> Found {
    index().search(&Query::new(typed), 10)
}

/// The places in the catalog of what was found.
fn found(typed: &str) -> Vec<usize> {
    let matter = |hit: &super::Hit| if let Target::Matter(place) = hit.target { Some(place) } else { None };
    search(typed).hits.iter().filter_map(matter).collect()
}

#[test]
fn the_same_matter_is_found_in_every_way_it_is_typed() {
    for typed in [
        "社保卡",
        "社 保 卡",
        "社保",
        "shebaoka",
        "SheBaoKa",
        "she bao ka",
        "ｓｂｋ",
        "sbk",
        "shebk",
        "she保k",
        "社bao卡",
        "shebaok",
        "social",
        "Social Security Card",
        "socialsec",
        "security card",
        "shebaka",
        "shebbaoka",
        "shebaoak",
        "sehbaoka",
        "shbeaoka",
        "dhebaoka",
        "socail security",
        "social securty card",
    ] {
        assert_eq!(found(typed).first(), Some(&3), "{typed}");
    }
}

#[test]
fn every_reading_of_a_character_is_one() {
    for typed in ["yinhang", "yinxing", "yh", "yx", "yhdj", "银xing"] {
        assert_eq!(found(typed), [4], "{typed}");
    }
}

#[test]
fn exact_then_beginning_then_hot_then_frequent() {
    assert_eq!(found("身份证"), [2, 1, 0]);
    assert_eq!(found("sfz"), [2, 1, 0]);
    assert_eq!(found("id card"), [2, 1, 0]);
    assert_eq!(found("resident id"), [1, 2, 0]);
    assert_eq!(
        search("身份证到期").hits[0],
        super::Hit { target: Target::Matter(1), rank: Rank::Exact, place: Place::Keyword(0) }
    );
    assert_eq!(search("sfzdq").hits[0].rank, Rank::ExactShort);
    assert_eq!(search("结婚").hits[0].rank, Rank::Prefix);
}

#[test]
fn other_words_and_another_order_do_not_hide_a_matter() {
    for typed in
        ["身份证丢了怎么办", "补办身份证", "lost id card", "card lost", "bubanshenfenzheng", "lostidcard"]
    {
        assert_eq!(found(typed).first(), Some(&0), "{typed}");
    }
    assert!(found("天空").is_empty());
    assert!(found("怎么办").is_empty());
}

#[test]
fn a_department_leads_to_its_matters_after_everything_else() {
    let found = search("civil bureau");
    assert_eq!((found.total, found.hits[0].rank), (7, Rank::Department));
}

#[test]
fn a14_words_from_elsewhere_lead_to_the_elder_version() {
    for typed in ["亲情版", "关爱版", "关怀版", "长辈版", "大字版", "关怀", "senior", "large print"]
    {
        assert_eq!(search(typed).hits[0].target, Target::ElderVersion, "{typed}");
    }
    assert!(search("长").hits.is_empty());
}

#[test]
fn what_was_typed_is_marked() {
    let index = index();
    let marked = |typed: &str, rank, text: &str| -> Vec<String> {
        let query = Query::new(typed);
        let marks = index.marker(&query).marks(rank, text);
        marks.into_iter().map(|range| text[range].to_owned()).collect()
    };
    assert_eq!(marked("身份", Rank::Inside, "居民身份证换领（到期）"), ["身份"]);
    assert_eq!(marked("sfz", Rank::InsideShort, "居民身份证换领（到期）"), ["身份证"]);
    assert_eq!(marked("she保k", Rank::Exact, "社保卡"), ["社保卡"]);
    assert_eq!(marked("id ca", Rank::Inside, "Resident ID card renewal"), ["ID ca"]);
    assert_eq!(marked("passprot", Rank::SlipExact, "Passport"), ["Passport"]);
    assert_eq!(
        marked("card lost", Rank::Scattered, "Replacement of a lost resident ID card"),
        ["lost", "card"]
    );
    assert_eq!(marked("身份证丢了怎么办", Rank::Scattered, "居民身份证补领"), ["身份证"]);
    assert_eq!(marked("civil", Rank::Department, "Passport"), Vec::<String>::new());
}

#[test]
fn no_more_than_asked_for_and_the_number_of_all() {
    let found = index().search(&Query::new("z"), 2);
    assert_eq!((found.hits.len(), found.total), (2, 6));
    assert_eq!(index().search(&Query::new("z"), 0).hits, []);
    assert_eq!(index().search(&Query::new(" "), 5), Found::default());
}

/// Letters and characters that mean something here, and any others.
fn typed() -> impl Strategy<Value = String> {
    let known: Vec<String> = SOUNDS
        .iter()
        .flat_map(|(sound, signs)| [(*sound).to_owned(), sound[..1].to_owned(), (*signs).to_owned()])
        .chain([" ", "'", "，", "ID", "card", "zh", "s"].map(str::to_owned))
        .collect();
    let part = prop_oneof![4 => proptest::sample::select(known), 1 => any::<char>().prop_map(String::from), 1 => ".{0,4}"];
    proptest::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

/// A place where something stands, but which the look at its first two units would have dropped.
fn dropped(index: &Index, query: &Query) -> Option<usize> {
    let (units, letters) = (index.from(0), query.letters.as_slice());
    if letters.is_empty() {
        return None;
    }
    let (straight, slipped) = (Straight::new(&index.lexicon, letters), Slipped::new(&index.lexicon, letters));
    (1..units.len()).map(|next| next - 1).find(|place| {
        let (unit, next) = (units[*place], units[place + 1]);
        straight.walk(&units[*place..]).is_some() && !(straight.begins(unit) && straight.goes_on(unit, next))
            || slipped.walk(&units[*place..]).is_some()
                && !(slipped.begins(unit) && slipped.goes_on(unit, next))
    })
}

/// Whatever is typed over whatever is in a catalog: an answer, within bounds, the same one again, and marks on
/// the borders of characters.
#[test]
fn anything_typed_over_anything_has_an_answer() {
    let seconds = std::env::var("MINGTANG_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(0));
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let names = proptest::collection::vec((typed(), typed(), typed()), 1..6);
    let given = (names, proptest::collection::vec(typed(), 1..8), 0_usize..9);
    loop {
        let run = runner.run(&given, |(names, queries, limit)| {
            let texts: Vec<[&str; 3]> =
                names.iter().map(|(a, b, c)| [a.as_str(), b.as_str(), c.as_str()]).collect();
            let items: Vec<_> =
                texts.iter().map(|[zh, en, word]| (*zh, *en, std::slice::from_ref(word), false, 0)).collect();
            let index = Index::new(&catalog(&items));
            let own: Vec<String> = texts.iter().flat_map(|three| three.map(str::to_owned)).collect();
            for typed in queries.into_iter().chain(own) {
                let query = Query::new(&typed);
                let found = index.search(&query, limit);
                prop_assert!(found.hits.len() <= limit && found.hits.len() <= found.total);
                prop_assert!(found.total <= items.len() + 1);
                prop_assert_eq!(&found, &index.search(&query, limit));
                let all = index.search(&query, usize::MAX);
                prop_assert_eq!(all.hits.len(), all.total);
                prop_assert!(all.hits.starts_with(&found.hits));
                prop_assert_eq!(dropped(&index, &query), None);
                for hit in &all.hits {
                    let Target::Matter(place) = hit.target else { continue };
                    for text in texts[place].iter().copied() {
                        let mut end = 0;
                        for mark in index.marker(&query).marks(hit.rank, text) {
                            prop_assert!(mark.start >= end && mark.end > mark.start);
                            prop_assert!(text.get(mark.clone()).is_some(), "{:?} of {:?}", mark, text);
                            end = mark.end;
                        }
                    }
                }
            }
            Ok(())
        });
        run.unwrap();
        if Instant::now() >= end {
            break;
        }
    }
}

/// A name is found by itself, and by every beginning of it.
#[test]
fn every_beginning_of_a_name_finds_it() {
    let index = index();
    for (place, (zh, en, keywords, ..)) in ITEMS.iter().enumerate() {
        for text in [zh, en].into_iter().chain(*keywords) {
            for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
                let found = index.search(&Query::new(&text[..end]), usize::MAX);
                assert!(found.hits.iter().any(|hit| hit.target == Target::Matter(place)), "{}", &text[..end]);
            }
        }
    }
}
