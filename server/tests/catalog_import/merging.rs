//! What a catalog is after a file: replaced or added to, with matters that wait for their day, and with what is
//! published where a row was refused.

use super::*;

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
