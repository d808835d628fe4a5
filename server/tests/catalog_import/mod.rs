//! Import of whole files: what comes in, what is refused with its row, and what a catalog is afterwards.
//!
//! Here is what all of it needs: the sample, a matter as others write it, and how a file is read onto a catalog.

mod findings;
mod json_files;
mod merging;
mod spreadsheets;
use hall::catalog::{Catalog, Finding};
use hall::moment::Day;
use hall::profile::Hall;
use serde_json::{Value, json};
use server::catalog::import::{self, Mode, Outcome, Task};
use server::catalog::load;

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
