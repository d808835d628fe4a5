//! Files of json: the published catalog as it is, the exchange format, and fields that nobody reads or that stand there
//! twice.

use super::*;

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
    let sample = include_bytes!("../../../assets/halls/shili/catalog.json");
    let clean = read("catalog.json", sample, Mode::Replace);
    assert!(clean.report.warnings.iter().all(|one| one.code != "unknown_field"));
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
fn the_hours_of_a_matter_come_in() {
    let mut item = exchange();
    item["hours"] = json!("每周二、周四 9:00–11:00");
    let catalog = read("x.json", &serde_json::to_vec(&json!([item])).unwrap(), Mode::Merge).catalog;
    let hours = catalog.item(&"id-card".parse().unwrap()).unwrap().hours.clone().unwrap();
    assert_eq!(hours.zh, "每周二、周四 9:00–11:00");
}
