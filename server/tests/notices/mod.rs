//! Notices from the request to the paper: who may make which, what is refused, retries and servers side by side,
//! what was told then although the catalog changed, expiry; and documents checked before the number.
//!
//! Here is what all of it needs: a hall in which a matter asks who applies, and how notices are made and looked at.

mod checked;
mod deciding;
mod keeping;
mod making;
use crate::support::{Data, Hall, refused};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

const NOTICES: &str = "/api/v1/halls/shili/notices";
const ITEM: &str = "hukou-birth";

/// The sample hall in which a matter asks who applies: an agent needs a proxy besides.
fn halls() -> TempDir {
    let sample = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/halls/shili"));
    let halls = tempfile::tempdir().unwrap();
    let folder = halls.path().join("shili");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(sample.join("hall.json"), folder.join("hall.json")).unwrap();
    let catalog = std::fs::read(sample.join("catalog.json")).unwrap();
    let mut catalog: Value = serde_json::from_slice(&catalog).unwrap();
    change(&mut catalog, |item| {
        let text = |zh: &str, en: &str| json!({"zh": zh, "en": en});
        item["questions"] = json!([{"id": "who", "ask": text("谁来办理？", "Who applies?"), "choices": [
            {"id": "self", "text": text("本人", "The applicant")}, {"id": "agent", "text": text("代办人", "An agent")}]}]);
        let materials = item["materials"].as_array_mut().unwrap();
        materials.truncate(2);
        materials.iter_mut().for_each(|material| material["only_if"] = json!({}));
        let mut proxy = materials[0].clone();
        proxy["no"] = json!(3);
        proxy["key"] = json!("proxy");
        proxy["name"] = text("授权委托书", "Letter of authorisation");
        proxy["only_if"] = json!({"who": ["agent"]});
        proxy["e_license_exempt"] = json!(false);
        proxy["how"] = text("大厅填单台有空白表", "Blank forms are in the hall");
        let mut shared = proxy.clone();
        shared["no"] = json!(4);
        shared["key"] = json!("shared");
        shared["shared"] = json!(true);
        materials.extend([proxy, shared]);
        item["steps"].as_array_mut().unwrap().iter_mut().for_each(|step| step["only_if"] = json!({}));
    });
    std::fs::write(folder.join("catalog.json"), catalog.to_string()).unwrap();
    halls
}

fn change(catalog: &mut Value, with: impl FnOnce(&mut Value)) {
    let item = catalog["items"].as_array_mut().unwrap().iter_mut().find(|item| item["id"] == ITEM).unwrap();
    with(item);
}

async fn open(data: &Data, halls: &TempDir, more: &[&str]) -> Hall {
    let mut arguments = vec!["--demo", "--halls", halls.path().to_str().unwrap()];
    arguments.extend(more);
    Hall::open_with(data, &arguments).await
}

fn agent(missing: &[&str]) -> Value {
    json!({"kind": "one_time", "item": ITEM, "answers": {"who": "agent"}, "missing": missing})
}

async fn made(hall: &Hall, request: &Value) -> Value {
    let answer = hall.post(NOTICES, request).send().await.unwrap();
    let status = answer.status();
    let body: Value = answer.json().await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{body}");
    body
}

async fn page(hall: &Hall, path: &str) -> String {
    let answer = hall.get(path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// What a printer of slips prints of a kept notice, as far as it is words.
async fn slip(hall: &Hall, id: &str) -> String {
    let answer = hall.get(&format!("/api/v1/notices/{id}/escpos")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
    let bytes = answer.bytes().await.unwrap();
    // lines are cut where they are full
    encoding_rs::GB18030.decode_without_bom_handling(&bytes).0.replace('\n', "")
}

fn id(notice: &Value) -> &str {
    notice["id"].as_str().unwrap()
}
