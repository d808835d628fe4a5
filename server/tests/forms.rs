//! Forms and samples (R4, R10): sent by an administrator, kept by their content, given to everybody, linked from the
//! guide on a phone; what is none is refused.

use crate::support::{Data, Hall, Person, refused};
use reqwest::{Method, StatusCode, redirect::Policy};
use serde_json::{Value, json};

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
    // whoever keeps the forms sees which document names which, and what is missing
    let line = async |name: &str| -> Value {
        let all = json_of(admin.get(FORMS).await).await;
        let items = all["items"].as_array().unwrap();
        items.iter().find(|one| one["name"] == name).cloned().unwrap_or_default()
    };
    let used = line(named[0]).await;
    assert!(used["uses"]["count"].as_u64().unwrap() > 0 && used["file"]["path"].is_string(), "{used}");
    let first = &used["uses"]["first"][0];
    assert!(first["item_name"]["zh"].is_string() && first["document"]["en"].is_string(), "{used}");
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
    let wanted = line(first).await;
    assert_eq!((&wanted["file"], &wanted["uses"]), (&Value::Null, &used["uses"]));
    let page = hall.get("/g/shili/hukou-birth").send().await.unwrap().text().await.unwrap();
    let left = forms.iter().filter(|form| page.contains(form["path"].as_str().unwrap())).count();
    assert_eq!(left, forms.iter().filter(|form| form["name"] != first).count());
}

#[tokio::test]
async fn what_a_person_removed_or_replaced_does_not_come_back_from_the_folder() {
    let halls = crate::support::halls_open(json!([{"from": 0, "to": 1440}]));
    let folder = halls.path().join("shili/forms");
    std::fs::create_dir(&folder).unwrap();
    for name in ["kept.pdf", "removed.pdf", "replaced.pdf"] {
        std::fs::write(folder.join(name), PDF).unwrap();
    }
    let data = Data::new().await;
    let arguments = ["--demo", "--halls", halls.path().to_str().unwrap()];
    let names = async |hall: &Hall| -> Vec<String> {
        let all = json_of(hall.sign_in("admin").await.get(FORMS).await).await;
        let there = all["items"].as_array().unwrap().iter().filter(|one| one["file"].is_object());
        there.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let hall = Hall::open_with(&data, &arguments).await;
    assert_eq!(names(&hall).await, ["kept.pdf", "removed.pdf", "replaced.pdf"]);
    let admin = hall.sign_in("admin").await;
    put(&admin, "replaced.pdf", b"%PDF-1.7\nnew").await;
    for name in ["removed.pdf", "replaced.pdf"] {
        let gone = admin.request(Method::DELETE, &format!("{FORMS}/{name}")).send().await.unwrap();
        assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    }
    drop(hall);
    let hall = Hall::open_with(&data, &arguments).await;
    assert_eq!(names(&hall).await, ["kept.pdf"], "removed is removed, after a restart too");
    drop(hall);
    // another content has its say
    std::fs::write(folder.join("removed.pdf"), b"%PDF-1.7\nanother").unwrap();
    let hall = Hall::open_with(&data, &arguments).await;
    assert_eq!(names(&hall).await, ["kept.pdf", "removed.pdf"]);
    let admin = hall.sign_in("admin").await;
    let gone = admin.request(Method::DELETE, &format!("{FORMS}/removed.pdf")).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    drop(hall);
    // the first content again has had its say; what is of the folder follows the folder, there and back
    let content = async |hall: &Hall, name: &str| {
        hall.get(&format!("/forms/shili/{name}")).send().await.unwrap().bytes().await.unwrap()
    };
    std::fs::write(folder.join("removed.pdf"), PDF).unwrap();
    for body in [b"%PDF-1.7\nanother".as_slice(), PDF] {
        std::fs::write(folder.join("kept.pdf"), body).unwrap();
        let hall = Hall::open_with(&data, &arguments).await;
        assert_eq!(names(&hall).await, ["kept.pdf"], "removed is removed");
        assert_eq!(content(&hall, "kept.pdf").await, body);
    }
}

#[tokio::test]
async fn what_is_sent_through_another_server_while_the_folder_is_taken_stays() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (pool, id, now) =
        (hall.app.pool.clone(), "shili".parse::<hall::id::HallId>().unwrap(), hall.app.clock.now());
    let theirs = server::forms::File::new("a.pdf", b"%PDF-1.7\ntheirs".to_vec()).unwrap();
    let mut transaction = pool.begin().await.unwrap();
    server::forms::store::put(&mut transaction, &id, "a.pdf", &theirs, now, Some("admin")).await.unwrap();
    let taking = tokio::spawn({
        let (pool, id) = (pool.clone(), id.clone());
        async move { server::forms::take_files(&pool, &id, vec![("a.pdf".to_owned(), PDF.to_vec())], now).await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    transaction.commit().await.unwrap();
    taking.await.unwrap().unwrap();
    let row = server::forms::store::named(&pool, &id, "a.pdf").await.unwrap().unwrap();
    assert_eq!((row.hash, row.by.as_deref()), (theirs.hash, Some("admin")));
}
