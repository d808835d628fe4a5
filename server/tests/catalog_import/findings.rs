//! What is wrong with a file is found at its place: one matter is left out alone, a file that is no catalog is refused
//! as a whole.

use super::*;
use hall::code::Code;

#[test]
fn one_wrong_matter_of_a_file_is_left_out_alone() {
    let with = |change: &dyn Fn(&mut Value)| {
        let (mut good, mut bad) = (exchange(), exchange());
        good["id"] = "good".into();
        change(&mut bad);
        let bytes = serde_json::to_vec(&json!([good, bad])).unwrap();
        let report = read("x.json", &bytes, Mode::Merge).report;
        assert_eq!((report.accepted, report.left_out), (1, 1), "{:#?}", report.refused);
        assert!(report.refused.iter().all(|one| one.row.is_some()));
        report.refused
    };
    find(&with(&|bad| bad["fee"]["items"][0]["basis"] = "".into()), "fee_without_basis");
    find(&with(&|bad| bad["fee"]["items"] = json!([])), "fee_missing");
    find(&with(&|bad| bad["promised_limit"]["value"] = 61.into()), "promise_too_long");
    find(&with(&|bad| bad["materials"] = json!({"a": 1})), "unreadable_entry");
    find(&with(&|bad| bad["materials"][0]["form"] = json!({"code": "9"})), "unknown_word");
    find(&with(&|bad| bad["name"]["zh"] = "<img src=x>".into()), "unsafe_html");
    find(&with(&|bad| bad["conditions"] = json!([])), "conditions_missing");
    let twice = with(&|bad| {
        bad["id"] = "good".into();
        bad["hot"] = true.into();
    });
    find(&twice, "duplicate_id");
    find(&with(&|bad| bad["materials"][0]["only_if"] = json!({"who": ["agent"]})), "unknown_answer");
    find(&with(&|bad| *bad = json!("matter")), "unreadable_entry");
    let fuzzy = with(&|bad| bad["materials"][0]["name"] = json!({"zh": "其他材料", "en": "Others"}));
    assert_eq!((find(&fuzzy, "fuzzy_document").sheet.as_deref(), fuzzy[0].row), (Some("documents"), Some(1)));
}

#[test]
fn one_document_stands_in_a_matter_once() {
    let mut twice = exchange();
    twice["materials"] = json!([{"name": "居民户口簿"}, {"name": "申请人的居民户口簿", "key": "居民户口簿"}]);
    let refused = read("x.json", &serde_json::to_vec(&json!([twice])).unwrap(), Mode::Merge).report.refused;
    let one = find(&refused, "duplicate_document");
    assert_eq!((one.sheet.as_deref(), one.row), (Some("documents"), Some(2)));
}

#[test]
fn every_text_is_looked_at_for_characters_that_the_screens_lack() {
    let rare = "\u{20bb7}";
    let change = |path: &str, text: &str| {
        let mut item = exchange();
        *item.pointer_mut(path).unwrap() = json!(format!("{text}{rare}"));
        let report = read("x.json", &serde_json::to_vec(&json!([item])).unwrap(), Mode::Merge).report;
        assert!(find(&report.warnings, "no_glyph").message.zh.contains("U+20BB7"), "{path}");
    };
    change("/legal_basis/0/title", "某法");
    change("/legal_basis/0/article", "第一条");
    change("/fee/items/0/basis", "发改价格〔2003〕2322号");
    change("/legal_limit/text_zh", "60日");
    change("/conditions/0", "本人申请");
    let mut item = exchange();
    item["keywords"] = json!([rare]);
    let (_, base) = sample();
    let mut file = json!({"items": [item], "departments": base.departments, "themes": base.themes});
    file["departments"][0]["name"]["zh"] = json!(format!("局{rare}"));
    file["themes"][0]["name"]["zh"] = json!(format!("主题{rare}"));
    let report = read("x.json", &serde_json::to_vec(&file).unwrap(), Mode::Merge).report;
    let sheets: Vec<_> = report
        .warnings
        .iter()
        .filter(|one| one.code == "no_glyph" && one.message.zh.contains("U+20BB7"))
        .map(|one| one.sheet.as_deref().unwrap())
        .collect();
    assert_eq!(sheets, ["departments", "themes", "items"]);
}

#[test]
fn a_department_or_theme_is_found_at_its_row_of_the_file() {
    let (_, base) = sample();
    let mut last = serde_json::to_value(base.departments.last().unwrap()).unwrap();
    last["name"]["zh"] = json!("局\u{20BB7}");
    let file = json!({"items": [exchange()], "departments": [base.departments[1], last]});
    let report = read("x.json", &serde_json::to_vec(&file).unwrap(), Mode::Merge).report;
    let found = find(&report.warnings, "no_glyph");
    assert_eq!((found.sheet.as_deref(), found.row), (Some("departments"), Some(2)));
}

#[test]
fn a_file_that_is_no_catalog_is_refused_as_a_whole() {
    let (hall, base) = sample();
    let code = |name: &str, bytes: &[u8]| {
        import::read(name, bytes, &Task::new(Mode::Merge, &hall, &base, today())).unwrap_err().code
    };
    assert_eq!(code("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Code::FileUnknown);
    assert_eq!(code("a.pdf", b"%PDF-1.7"), Code::FileUnknown);
    assert_eq!(code("a.xlsx", b"PK\x03\x04 and no more"), Code::FileBroken);
    assert_eq!(code("a.json", b"{\"items\": [{]}"), Code::FileBroken);
    assert_eq!(code("a.json", b"{\"items\": []}"), Code::FileEmpty);
    assert_eq!(code("a.csv", "甲,乙\n1,2".as_bytes()), Code::FileEmpty);
    assert_eq!(code("a.csv", &vec![b' '; import::MOST_BYTES + 1]), Code::FileTooLarge);
    assert_eq!(code("a.json", format!("[{}0]", "0,".repeat(100_001)).as_bytes()), Code::FileTooLarge);
}
