//! Import of whole files: what comes in, what is refused with its row, and what a catalog is afterwards.

mod support {
    pub mod sheet;
    pub mod workbook;
}

use hall::catalog::{Catalog, Finding, KEPT};
use hall::code::Code;
use hall::moment::Day;
use hall::profile::Hall;
use serde_json::{Value, json};
use server::catalog::import::{self, Mode, Outcome, Progress, Task, template::template};
use server::catalog::load;
use std::cell::{Cell, RefCell};
use support::{sheet, workbook};

fn sample() -> (Hall, Catalog) {
    load::halls(None).unwrap().remove(0)
}

fn departments(catalog: &Catalog) -> Vec<String> {
    catalog.departments.iter().map(|department| department.id.to_string()).collect()
}

/// The day on which files are read.
fn today() -> Day {
    "2026-11-26".parse().unwrap()
}

fn read(name: &str, bytes: &[u8], mode: Mode) -> Outcome {
    read_onto(&sample().1, name, bytes, mode)
}

fn read_onto(base: &Catalog, name: &str, bytes: &[u8], mode: Mode) -> Outcome {
    let (hall, _) = sample();
    let outcome = import::read(name, bytes, &Task::new(mode, &hall, base, today())).unwrap();
    assert_eq!(outcome.catalog.faults(Some(&hall)), Vec::<String>::new(), "what comes out can be published");
    outcome
}

fn find<'a>(list: &'a [Finding], code: &str) -> &'a Finding {
    list.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code} is not in {list:#?}"))
}

#[test]
fn a_dirty_workbook_comes_in_and_every_row_left_out_has_its_reason() {
    let (hall, base) = sample();
    let bytes = workbook::workbook(1000, &departments(&base));
    let told: RefCell<Vec<Progress>> = RefCell::default();
    let progress = |p| told.borrow_mut().push(p);
    let heard = Cell::new(0_u32);
    let count = |_: &Finding| heard.set(heard.get() + 1);
    let task = Task { progress: &progress, found: &count, ..Task::new(Mode::Replace, &hall, &base, today()) };
    let outcome = import::read("export.xlsx", &bytes, &task).unwrap();
    let totals = outcome.report.totals;
    assert_eq!(heard.get(), totals.refused + totals.warnings + totals.cleaned, "everything is told");
    let report = &outcome.report;
    assert_eq!(report.accepted + report.left_out, 1000);
    assert!((900..1000).contains(&report.accepted), "{} {:#?}", report.accepted, &report.refused[..3]);
    assert_eq!(outcome.catalog.items.len(), report.accepted as usize);
    assert_eq!(outcome.catalog.faults(Some(&hall)), Vec::<String>::new());
    for code in ["fuzzy_document", "promise_too_long", "basis_missing"] {
        let one = find(&report.refused, code);
        assert!(one.row.is_some() && one.item.is_some() && one.suggestion.is_some(), "{one:?}");
        assert!(!one.message.zh.is_empty() && !one.message.en.is_empty());
    }
    assert_eq!(find(&report.refused, "fuzzy_document").sheet.as_deref(), Some("documents"));
    for code in [
        "html_removed",
        "entities_decoded",
        "control_removed",
        "spaces_joined",
        "width_narrowed",
        "duplicate_row",
    ] {
        find(&report.cleaned, code);
    }
    assert_eq!(find(&report.warnings, "unknown_column").field, "领导批示");
    for item in &outcome.catalog.items {
        assert!(
            !item.name.zh.contains(['<', '\t', '　']) && item.consult_phone.is_ascii(),
            "{:?}",
            item.name
        );
        assert_eq!(item.conditions.len(), 2);
    }
    assert_eq!(report.scores.len(), base.departments.len());
    // it tells how far it is, in order, to the end
    let told = told.into_inner();
    assert!(told.is_sorted_by_key(|progress| (progress.stage as u8, progress.done)), "{told:?}");
    assert_eq!(told.last().map(|last| last.done), told.last().map(|last| last.total));
}

#[test]
fn findings_are_counted_beyond_what_is_kept() {
    let (_, base) = sample();
    let outcome = read("x.xlsx", &workbook::workbook(3000, &departments(&base)), Mode::Replace);
    assert_eq!(outcome.report.cleaned.len(), KEPT);
    assert!(outcome.report.totals.cleaned as usize > KEPT);
}

#[test]
fn a_row_is_named_as_the_spreadsheet_counts_it() {
    let (_, base) = sample();
    let rows = |documents: &str| {
        format!(
            "事项标识,事项名称,部门,事项类型,办件类型,承诺时限,承诺时限单位,受理条件,是否收费,申报材料,设立依据\n\
            good,居民身份证申领,gahz,行政确认,承诺件,5,工作日,本人申请,否,居民户口簿,《居民身份证法》第十一条\n\
            bad,居民身份证换领,gahz,行政确认,承诺件,5,工作日,本人申请,否,{documents},《居民身份证法》第十一条\n"
        )
    };
    let outcome = read("x.csv", rows("有关材料").as_bytes(), Mode::Merge);
    assert_eq!((outcome.report.accepted, outcome.report.left_out), (1, 1));
    let one = find(&outcome.report.refused, "fuzzy_document");
    assert_eq!((one.sheet.as_deref(), one.row, one.item.as_deref()), (Some("items"), Some(3), Some("bad")));
    assert_eq!(outcome.catalog.items.len(), base.items.len() + 1);
    let good = outcome.catalog.item(&"good".parse().unwrap()).unwrap();
    assert_eq!(good.queue_prefix.as_str(), "A", "the queue of its department");
    assert_eq!(good.promised_limit.text_en, "5 working days");
    assert_eq!(good.legal_basis[0].article.as_deref(), Some("第十一条"));
    assert_eq!(good.materials[0].key, "居民户口簿");
    // an empty field, a wrong word, a wrong number: each with its column
    let wrong =
        rows("户口簿").replace("bad,居民身份证换领,gahz,行政确认,承诺件,5", "bad,,nowhere,许可证,承诺件,五");
    let refused = read("x.csv", wrong.as_bytes(), Mode::Merge).report.refused;
    for (code, field) in [
        ("missing_field", "name"),
        ("unknown_department", "department"),
        ("unknown_word", "item_type"),
        ("bad_number", "promised_value"),
    ] {
        assert_eq!((find(&refused, code).field.as_str(), find(&refused, code).row), (field, Some(3)));
    }
}

#[test]
fn csv_comes_in_every_encoding() {
    let (_, base) = sample();
    let text = sheet::csv(20, &departments(&base));
    let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
    let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let (plain, others) = (read("a.csv", text.as_bytes(), Mode::Replace), [gb18030, marked]);
    assert_eq!(plain.report.accepted, 20, "{:#?}", plain.report.refused);
    for bytes in others {
        assert_eq!(read("a.csv", &bytes, Mode::Replace).catalog, plain.catalog);
    }
}

#[test]
fn the_template_is_read_back_and_its_examples_are_skipped() {
    let (hall, base) = sample();
    let bytes = template(&hall);
    let outcome = read("template.xlsx", &bytes, Mode::Merge);
    assert_eq!(outcome.report.accepted, 0);
    assert_eq!(
        (outcome.report.refused.len(), outcome.report.warnings.len()),
        (0, 0),
        "{:#?}",
        outcome.report
    );
    find(&outcome.report.cleaned, "example_row");
    assert_eq!(outcome.catalog, base);
}

#[test]
fn the_published_catalog_comes_back_from_json_as_it_is() {
    let (_, base) = sample();
    let outcome = read("catalog.json", &serde_json::to_vec(&base).unwrap(), Mode::Replace);
    assert_eq!(outcome.report.refused, Vec::new());
    assert_eq!(outcome.report.accepted as usize, base.items.len());
    assert_eq!(outcome.catalog.items.len(), base.items.len());
    for (before, after) in base.items.iter().zip(&outcome.catalog.items) {
        assert_eq!(before, after);
    }
}

/// One matter as the exchange format has it.
fn exchange() -> Value {
    json!({
        "id": "id-card", "name": {"zh": "<b>居民身份证</b>申领", "en": "ID card"}, "department": {"id": "gahz"},
        "item_type": {"code": "07", "zh": "行政确认"}, "handling_type": {"code": "2", "zh": "承诺件"},
        "exercise_level": {"code": "4", "zh": "县级"}, "service_objects": [{"code": "1", "zh": "自然人"}],
        "legal_limit": {"value": 60, "unit": "day", "text_zh": "60日", "text_en": "60 days"},
        "promised_limit": {"value": "２０", "unit": "workday", "text_zh": null},
        "conditions": ["本人申请", {"zh": "年满十六周岁", "en": "16 or older"}],
        "materials": [{"name": "居民户口簿", "source_code": 20, "necessity": "必要", "form": "纸质和电子"}],
        "fee": {"charged": true, "items": [{"name": "工本费", "amount_cny": 20, "unit": "元/证", "basis": "发改价格〔2003〕2322号"}]},
        "legal_basis": [{"title": "居民身份证法", "article": "第十一条", "doc_no": null}],
        "consult_phone": "１２３４５", "note": null, "themes": ["birth"]
    })
}

#[test]
fn the_exchange_shape_is_read_and_cleaned() {
    let bytes = serde_json::to_vec(&json!({ "items": [exchange()] })).unwrap();
    let outcome = read("x.json", &bytes, Mode::Merge);
    assert_eq!(outcome.report.refused, Vec::new());
    let item = outcome.catalog.item(&"id-card".parse().unwrap()).unwrap();
    assert_eq!((item.name.zh.as_str(), item.consult_phone.as_str()), ("居民身份证申领", "12345"));
    assert_eq!((item.promised_limit.value, item.promised_limit.text_zh.as_str()), (Some(20), "20个工作日"));
    assert_eq!(item.conditions[0].zh, "本人申请");
    assert_eq!(item.materials[0].source.zh, "政府部门核发");
    for code in ["html_removed", "width_narrowed"] {
        find(&outcome.report.cleaned, code);
    }
    find(&outcome.report.warnings, "english_missing");
}

#[test]
fn a_field_that_nobody_reads_is_told_once_with_its_first_place() {
    let (_, base) = sample();
    let mut file = serde_json::to_value(&base).unwrap();
    file["generator"] = json!("a program");
    file["departments"][1]["floor"] = json!(2);
    for item in file["items"].as_array_mut().unwrap() {
        let item = item.as_object_mut().unwrap();
        item.insert("row_guid".to_owned(), json!("1"));
        item["materials"][0]["necesity"] = json!("必要");
    }
    // a name misspelt loses what must be there: the matter is refused, and it is said why
    let second = file["items"][1].as_object_mut().unwrap();
    let name = second.remove("name").unwrap();
    second.insert("nmae".to_owned(), name);
    let outcome = read("a.json", file.to_string().as_bytes(), Mode::Merge);
    let unknown: Vec<&Finding> =
        outcome.report.warnings.iter().filter(|one| one.code == "unknown_field").collect();
    let of =
        |field: &str| *unknown.iter().find(|one| one.field == field).unwrap_or_else(|| panic!("{field}"));
    assert_eq!(unknown.len(), 5, "{unknown:#?}");
    assert_eq!(of("generator").row, None);
    assert_eq!((of("floor").sheet.as_deref(), of("floor").row), (Some("departments"), Some(2)));
    assert_eq!((of("row_guid").sheet.as_deref(), of("row_guid").row), (Some("items"), Some(1)));
    assert!(of("row_guid").message.zh.contains(&format!("共 {} 处", base.items.len())));
    assert_eq!(of("nmae").row, Some(2));
    assert!(of("nmae").suggestion.as_ref().unwrap().zh.contains("“name”"));
    assert!(of("nmae").suggestion.as_ref().unwrap().en.contains("“name”"));
    let document = of("materials[].necesity");
    assert_eq!((document.sheet.as_deref(), document.row), (Some("documents"), Some(1)));
    assert!(document.suggestion.as_ref().unwrap().en.contains("“necessity”"));
    assert_eq!(find(&outcome.report.refused, "missing_field").row, Some(2));
    // the sample itself is clean
    let sample = include_bytes!("../../assets/halls/shili/catalog.json");
    let clean = read("catalog.json", sample, Mode::Replace);
    assert!(clean.report.warnings.iter().all(|one| one.code != "unknown_field"));
}

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
fn the_list_is_replaced_or_added_to_and_themes_follow() {
    let (_, base) = sample();
    let bytes = serde_json::to_vec(&json!({ "items": [exchange()] })).unwrap();
    let replaced = read("x.json", &bytes, Mode::Replace);
    assert_eq!((replaced.catalog.items.len(), replaced.catalog.themes.len()), (1, 0));
    find(&replaced.report.warnings, "theme_shortened");
    let merged = read("x.json", &bytes, Mode::Merge);
    assert_eq!(merged.catalog.items.len(), base.items.len() + 1);
    assert_eq!(merged.catalog.themes, base.themes);
    // a matter of the same id takes the place of the old one, and a refused one leaves it
    let mut same = exchange();
    same["id"] = base.items[3].id.to_string().into();
    let merged = read("x.json", &serde_json::to_vec(&json!([same])).unwrap(), Mode::Merge);
    assert_eq!(merged.catalog.items[3].name.zh, "居民身份证申领");
    same["legal_basis"] = json!([]);
    let merged = read("x.json", &serde_json::to_vec(&json!([same])).unwrap(), Mode::Merge);
    assert_eq!(merged.catalog, base);
}

/// A matter that is published, with another telephone and a first day.
fn later(base: &Catalog, day: Option<&str>) -> Vec<u8> {
    let mut item = serde_json::to_value(&base.items[3]).unwrap();
    item["consult_phone"] = json!("010-5555");
    if let Some(day) = day {
        item["effective_on"] = json!(day);
    }
    serde_json::to_vec(&json!([item])).unwrap()
}

#[test]
fn a_published_matter_stays_in_force_until_its_new_text_takes_effect() {
    let (_, base) = sample();
    for mode in [Mode::Merge, Mode::Replace] {
        let outcome = read("x.json", &later(&base, Some("2027-01-01")), mode);
        let (catalog, id) = (&outcome.catalog, &base.items[3].id);
        assert_eq!(catalog.item(id).unwrap(), &base.items[3], "{mode:?}");
        assert_eq!(catalog.coming.len(), 1);
        let told = find(&outcome.report.warnings, "comes_later");
        assert_eq!((told.item.as_deref(), told.row), (Some(id.as_str()), Some(1)));
        let diff = hall::catalog::Diff::between(&base, catalog);
        let change = diff.changes.iter().find(|change| change.id == id.as_str()).unwrap();
        let fields: Vec<&str> = change.fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(fields, ["consult_phone", "effective_on"]);
        let mut on_the_day = catalog.clone();
        on_the_day.settle("2027-01-01".parse().unwrap());
        assert_eq!(on_the_day.item(id).unwrap().consult_phone, "010-5555");
        assert_eq!(on_the_day.items.len(), catalog.items.len());
    }
    // a day that has come, or none, replaces at once
    let now = read("x.json", &later(&base, Some("2026-11-26")), Mode::Merge).catalog;
    assert_eq!((now.items[3].consult_phone.as_str(), now.coming.len()), ("010-5555", 0));
    // a new matter waits for its day as it always did
    let mut new = exchange();
    new["effective_on"] = json!("2027-01-01");
    let catalog = read("x.json", &serde_json::to_vec(&json!([new])).unwrap(), Mode::Merge).catalog;
    assert!(catalog.item(&"id-card".parse().unwrap()).is_some() && catalog.coming.is_empty());
}

#[test]
fn what_was_planned_is_replaced_aloud_and_stays_otherwise() {
    let (_, base) = sample();
    let planned = read("x.json", &later(&base, Some("2027-01-01")), Mode::Merge).catalog;
    let again = read_onto(&planned, "x.json", &later(&base, Some("2027-02-01")), Mode::Merge);
    let days: Vec<_> =
        again.catalog.coming.iter().map(|item| item.effective_on.unwrap().to_string()).collect();
    assert_eq!(days, ["2027-02-01"]);
    assert!(find(&again.report.warnings, "plan_replaced").message.zh.contains("2027-01-01"));
    let other =
        read_onto(&planned, "x.json", &serde_json::to_vec(&json!([exchange()])).unwrap(), Mode::Merge);
    assert_eq!(other.catalog.coming, planned.coming);
    let now = read_onto(&planned, "x.json", &later(&base, None), Mode::Merge);
    assert_eq!((now.catalog.items[3].consult_phone.as_str(), now.catalog.coming.len()), ("010-5555", 0));
}

#[test]
fn a_refused_row_keeps_what_is_published_whatever_the_mode() {
    let (_, base) = sample();
    let mut file = serde_json::to_value(&base).unwrap();
    file["items"].as_array_mut().unwrap().truncate(5);
    file["items"][1]["legal_basis"] = json!([]);
    file["items"][2]["name"]["zh"] = json!("<img src=x>");
    file["items"][3] = json!({"id": base.items[3].id.as_str(), "materials": "none"});
    let outcome = read("x.json", &serde_json::to_vec(&file).unwrap(), Mode::Replace);
    assert_eq!((outcome.report.accepted, outcome.report.left_out), (2, 3));
    assert_eq!(outcome.catalog.items.len(), 5);
    for kept in &base.items[1..4] {
        assert_eq!(outcome.catalog.item(&kept.id), Some(kept));
    }
    assert!(find(&outcome.report.warnings, "kept_as_published").message.zh.contains(&base.items[1].name.zh));
    assert!(outcome.catalog.item(&base.items[5].id).is_none(), "what the file does not name goes");
    // found by its code where it has no id, and by its name where it has neither
    let csv = |id: &str, code: &str| {
        format!(
            "事项标识,实施编码,事项名称,部门,事项类型,办件类型,承诺时限,承诺时限单位,受理条件,是否收费,申报材料,设立依据\n\
            good,,甲事项,gahz,行政确认,承诺件,5,工作日,本人申请,否,居民户口簿,《居民身份证法》第十一条\n\
            {id},{code},{},gahz,行政确认,承诺件,五,工作日,本人申请,否,居民户口簿,《居民身份证法》第十一条\n",
            base.items[0].name.zh
        )
    };
    let code = &base.items[0].codes.implementation;
    for (id, code) in [("", code.as_str()), ("", ""), (base.items[0].id.as_str(), "")] {
        let catalog = read("x.csv", csv(id, code).as_bytes(), Mode::Replace).catalog;
        assert_eq!(catalog.items.len(), 2, "{id} {code}");
        assert_eq!(catalog.item(&base.items[0].id), Some(&base.items[0]));
    }
}

#[test]
fn departments_are_called_as_the_catalog_calls_them_and_a_wrong_row_loses_none() {
    let (_, base) = sample();
    let department = &base.items[0].department;
    let mut renamed = serde_json::to_value(&base.departments).unwrap();
    let place = base.departments.iter().position(|one| one.id == department.id).unwrap();
    renamed[place]["name"]["zh"] = json!("新名称局");
    let file = |departments: &Value| {
        serde_json::to_vec(&json!({"departments": departments, "items": [exchange()]})).unwrap()
    };
    let merged = read("x.json", &file(&renamed), Mode::Merge).catalog;
    let of_it = |catalog: &Catalog| -> Vec<String> {
        let own = catalog.items.iter().filter(|item| item.department.id == department.id);
        own.map(|item| item.department.name.zh.clone()).collect()
    };
    assert!(of_it(&merged).iter().all(|name| name == "新名称局"));
    renamed[place]["queue_prefix"] = json!("ZZ");
    let outcome = read("x.json", &file(&renamed), Mode::Merge);
    find(&outcome.report.refused, "unknown_queue");
    assert_eq!(outcome.catalog.departments.len(), base.departments.len());
    assert!(of_it(&outcome.catalog).iter().all(|name| *name == department.name.zh));
}

#[test]
fn a_field_of_the_file_stands_in_it_once() {
    let (hall, base) = sample();
    let items = json!([exchange()]);
    for field in ["warning", "departments", "themes", "items"] {
        for (first, second) in [("null", "[]"), ("[]", "null"), ("null", "null")] {
            let rest = if field == "items" { String::new() } else { format!(", \"items\": {items}") };
            let file = format!("{{\"{field}\": {first}, \"{field}\": {second}{rest}}}");
            let read =
                import::read("x.json", file.as_bytes(), &Task::new(Mode::Merge, &hall, &base, today()));
            assert!(read.is_err(), "{file}");
        }
    }
    let twice = json!({"departments": base.departments, "items": items}).to_string();
    let twice = twice.replacen('{', "{\"departments\": [], ", 1);
    let task = Task::new(Mode::Merge, &hall, &base, today());
    assert!(
        import::read("x.json", twice.as_bytes(), &task)
            .is_err_and(|broken| broken.detail.contains("duplicate"))
    );
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
fn the_hours_of_a_matter_come_in() {
    let mut item = exchange();
    item["hours"] = json!("每周二、周四 9:00–11:00");
    let catalog = read("x.json", &serde_json::to_vec(&json!([item])).unwrap(), Mode::Merge).catalog;
    let hours = catalog.item(&"id-card".parse().unwrap()).unwrap().hours.clone().unwrap();
    assert_eq!(hours.zh, "每周二、周四 9:00–11:00");
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
