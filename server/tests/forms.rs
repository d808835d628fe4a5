//! Forms and samples (R4, R10): sent by an administrator, kept by their content, given to everybody, linked from the
//! guide on a phone; what is none is refused.

mod support;

use reqwest::{Method, StatusCode, redirect::Policy};
use serde_json::{Value, json};
use support::{Data, Hall, Person, refused};

const FORMS: &str = "/api/v1/halls/shili/forms";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n rest";

async fn put(person: &Person<'_>, name: &str, body: &'static [u8]) -> reqwest::Response {
    person.request(Method::PUT, &format!("{FORMS}/{name}")).body(body).send().await.unwrap()
}

async fn json_of(answer: reqwest::Response) -> Value {
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_form_is_sent_kept_by_its_content_and_given_to_everybody() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let before = json_of(admin.get(FORMS).await).await["items"].as_array().unwrap().len();
    let one = json_of(put(&admin, "申请表.pdf", PDF).await).await;
    assert_eq!(
        (&one["name"], &one["kind"], &one["by"]),
        (&json!("申请表.pdf"), &json!("pdf"), &json!("admin"))
    );
    let path = one["path"].as_str().unwrap().to_owned();
    let got = hall.get(&path).send().await.unwrap();
    let header = |name: &str| got.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
    assert!(header("content-disposition").starts_with("inline; filename*=UTF-8''%E7%94%B3"));
    let etag = header("etag");
    assert_eq!(got.bytes().await.unwrap(), PDF);
    let again = hall.get(&path).header("if-none-match", &etag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    // another content under the name has another address, and the old one still gives what it gave
    let two = json_of(put(&admin, "申请表.pdf", b"%PDF-1.7\nnew").await).await;
    assert_ne!(two["path"], one["path"]);
    assert_eq!(hall.get(&path).send().await.unwrap().bytes().await.unwrap(), PDF);
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let named = client.get(format!("{}/forms/shili/申请表.pdf", hall.url)).send().await.unwrap();
    assert_eq!(named.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(named.headers()["location"].to_str().unwrap(), two["path"]);
    // another server on the same data has it too
    let other = Hall::open(&data).await;
    assert_eq!(other.get(two["path"].as_str().unwrap()).send().await.unwrap().status(), StatusCode::OK);
    let all = json_of(admin.get(FORMS).await).await;
    assert_eq!(all["items"].as_array().unwrap().len(), before + 1);
    let gone = admin.request(Method::DELETE, &format!("{FORMS}/申请表.pdf")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    refused(hall.get("/forms/shili/申请表.pdf").send().await.unwrap(), 404, "form_unknown").await;
    let record = json_of(admin.get("/api/v1/halls/shili/audit?kind=catalog").await).await;
    let acts: Vec<&Value> = record["items"].as_array().unwrap().iter().map(|line| &line["act"]).collect();
    assert_eq!(acts[..3], ["form_removed", "form_uploaded", "form_uploaded"]);
}

#[tokio::test]
async fn what_is_no_form_or_comes_from_no_administrator_is_refused() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    refused(put(&hall.sign_in("a01").await, "a.pdf", PDF).await, 403, "forbidden").await;
    let nobody = hall.client.put(format!("{}{FORMS}/a.pdf", hall.url)).body(PDF).send().await.unwrap();
    refused(nobody, 401, "unauthenticated").await;
    refused(put(&admin, "a.pdf", b"<html><script>alert(1)</script>").await, 415, "form_kind").await;
    refused(put(&admin, "a.pdf", PNG).await, 422, "form_name_invalid").await;
    refused(put(&admin, "..%2Fa.pdf", PDF).await, 422, "form_name_invalid").await;
    let large = vec![b'%'; 6 << 20];
    let large = admin.request(Method::PUT, &format!("{FORMS}/a.pdf")).body(large).send().await;
    // the connection may be closed before all of it was sent
    if let Ok(answer) = large {
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
    for path in
        ["/forms/none", "/forms/shili/none.pdf", "/forms/nowhere/a.pdf", "/forms/shili/none.pdf/qr.svg"]
    {
        refused(hall.get(path).send().await.unwrap(), 404, "form_unknown").await;
    }
}

#[tokio::test]
async fn the_guide_leads_to_the_forms_it_names_and_the_linter_misses_those_that_are_not_there() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let guide = json_of(hall.get("/api/v1/halls/shili/items/hukou-birth").send().await.unwrap()).await;
    // one of them sent by a person, whose name is nobody's but the administrators'
    let one = guide["forms"][0]["name"].as_str().unwrap();
    assert_eq!(json_of(put(&admin, one, PDF).await).await["by"], "admin");
    let guide = json_of(hall.get("/api/v1/halls/shili/items/hukou-birth").send().await.unwrap()).await;
    assert!(guide["forms"].as_array().unwrap().iter().all(|form| form["by"].is_null()));
    let named: Vec<&str> = guide["materials"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|material| [material["blank"].as_str(), material["sample"].as_str()])
        .flatten()
        .collect();
    assert!(!named.is_empty(), "the sample hall has sample forms");
    let forms = guide["forms"].as_array().unwrap();
    assert_eq!(forms.len(), named.len());
    let page = hall.get("/g/shili/hukou-birth").send().await.unwrap().text().await.unwrap();
    for form in forms {
        let path = form["path"].as_str().unwrap();
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
        let file = hall.get(path).send().await.unwrap();
        assert_eq!(file.status(), StatusCode::OK);
        let url = form["url"].as_str().unwrap();
        let code = format!("{}/qr.svg", &url[url.find("/forms/shili/").unwrap()..]);
        let code = hall.get(&code).send().await.unwrap();
        assert_eq!(code.headers()["content-type"], "image/svg+xml");
        assert!(code.text().await.unwrap().starts_with("<svg"));
    }
    let missing = async || {
        let path = "/api/v1/halls/shili/catalog/lint?severity=warning&limit=500";
        let lint = json_of(admin.get(path).await).await;
        let all = lint["findings"]["items"].as_array().unwrap().clone();
        all.into_iter().filter(|one| one["code"] == "file_missing").count()
    };
    assert_eq!(missing().await, 0);
    let first = named[0];
    let gone = admin.request(Method::DELETE, &format!("{FORMS}/{first}")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    assert!(missing().await > 0);
    let page = hall.get("/g/shili/hukou-birth").send().await.unwrap().text().await.unwrap();
    let left = forms.iter().filter(|form| page.contains(form["path"].as_str().unwrap())).count();
    assert_eq!(left, forms.iter().filter(|form| form["name"] != first).count());
}
