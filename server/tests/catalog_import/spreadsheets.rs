//! Workbooks and csv: dirty ones, long ones, in every encoding, and the template that is filled in.

use super::*;
use crate::support::{sheet, workbook};
use hall::catalog::KEPT;
use server::catalog::import::{Progress, template::template};
use std::cell::{Cell, RefCell};

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
