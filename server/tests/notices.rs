//! Notices from the request to the paper: who may make which, what is refused, retries and servers side by side,
//! what was told then although the catalog changed, expiry; and documents checked before the number.

mod support;

use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use support::{Data, Hall, Person, SetClock, refused, serve_one};
use tempfile::TempDir;

const NOTICES: &str = "/api/v1/halls/shili/notices";
const ITEM: &str = "hukou-birth";
const TOKEN: &str = "0123456789abcdef-kiosk";

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

#[tokio::test]
async fn a_kiosk_makes_a_notice_of_the_exact_list() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let one = made(&hall, &agent(&["proxy"])).await;
    let (number, again) = (one["number"].as_str().unwrap(), made(&hall, &agent(&[])).await);
    let day = hall.app.clock.now().day().to_string().replace('-', "");
    assert_eq!(number, format!("G{day}-0001"));
    assert_eq!(again["number"], format!("G{day}-0002"));
    assert_ne!(id(&one), id(&again));
    let documents = one["facts"]["documents"].as_array().unwrap();
    let keys: Vec<&str> = documents.iter().map(|document| document["key"].as_str().unwrap()).collect();
    assert_eq!(keys[2..], ["proxy", "shared"]);
    let missing: Vec<&Value> = documents.iter().filter(|document| document["missing"] == true).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(one["facts"]["said"][0]["answer"]["zh"], "代办人");
    let own = made(&hall, &json!({"kind": "one_time", "item": ITEM, "answers": {"who": "self"}})).await;
    assert_eq!(own["facts"]["documents"].as_array().unwrap().len(), 2);
    let seen: Value =
        hall.get(&format!("/api/v1/notices/{}", id(&one))).send().await.unwrap().json().await.unwrap();
    assert_eq!(seen, one);

    // R23, R24: conditions, documents, steps, limits, phones, number and date, in both languages
    let html = page(&hall, &format!("/n/{}", id(&one))).await;
    for said in [
        "一次性告知书",
        "One-time notice",
        number,
        "授权委托书",
        "Letter of authorisation",
        "大厅填单台有空白表",
        "婴儿父母一方为本辖区户籍",
        "受理审核",
        "当场办结",
        "不收费",
        "12345",
        "type=\"checkbox\"",
        "示例县人民路1号",
    ] {
        assert!(html.contains(said), "{said}");
    }
    assert!(!html.contains("<script") && !html.contains("<form"));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(html.as_bytes()).unwrap();
    assert!(gzip.finish().unwrap().len() <= 14 * 1024);
    let slip = slip(&hall, id(&one)).await;
    assert!(slip.contains(number) && slip.contains("授权委托书") && slip.contains("签收"));
    refused(hall.get("/api/v1/notices/x/escpos").send().await.unwrap(), 404, "notice_unknown").await;
    for paper in ["a5", "80mm"] {
        let zh = page(&hall, &format!("/n/{}/print?paper={paper}", id(&one))).await;
        assert!(zh.contains(&format!("编号 {number} · 第 \" counter(page)")), "on every sheet");
        assert!(zh.contains("@page") && zh.contains("<svg") && !zh.contains("Letter of authorisation"));
        let en = page(&hall, &format!("/n/{}/print?paper={paper}&lang=en", id(&one))).await;
        assert!(en.contains("授权委托书") && en.contains("Letter of authorisation"));
        assert!(en.contains(&format!("编号 No. {number} · ")), "in the language of the sheet");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let send = async |request: Value| hall.post(NOTICES, &request).send().await.unwrap();
    let of = |answers: Value| json!({"kind": "one_time", "item": ITEM, "answers": answers});
    refused(send(json!({"kind": "one_time", "item": "nothing"})).await, 404, "unknown_item").await;
    refused(send(of(json!({}))).await, 422, "answers_invalid").await;
    refused(send(of(json!({"who": "nobody"}))).await, 422, "answers_invalid").await;
    refused(send(of(json!({"who": "self", "what": "x"}))).await, 422, "answers_invalid").await;
    refused(send(agent(&["nothing"])).await, 422, "document_unknown").await;
    refused(send(agent(&["shared"])).await, 422, "document_unknown").await;
    let mut own = agent(&[]);
    own["answers"] = json!({"who": "self"});
    own["missing"] = json!(["proxy"]);
    refused(send(own).await, 422, "document_unknown").await;
    for (field, value, status, code) in [
        ("ticket", json!("A999"), 404, "unknown_ticket"),
        ("ticket", json!("x"), 404, "unknown_ticket"),
        ("reason", json!("为什么"), 422, "notice_text_invalid"),
        ("name", json!("张三"), 400, "bad_json"),
    ] {
        let mut request = agent(&[]);
        request[field] = value;
        refused(send(request).await, status, code).await;
    }
    let other = hall.post("/api/v1/halls/nowhere/notices", &agent(&[])).send().await.unwrap();
    refused(other, 404, "unknown_hall").await;
    let keyed = hall.post(NOTICES, &agent(&[])).header("idempotency-key", "a b").send().await.unwrap();
    refused(keyed, 400, "bad_request").await;
    for unknown in ["/n/aaaaaaaaaaaaaaaa", "/n/x", "/n/aaaaaaaaaaaaaaaa/print?paper=a5"] {
        let answer = hall.get(unknown).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{unknown}");
        assert!(answer.text().await.unwrap().contains("没有找到这份告知书"));
    }
    refused(hall.get("/api/v1/notices/aaaaaaaaaaaaaaaa").send().await.unwrap(), 404, "notice_unknown").await;
}

#[tokio::test]
async fn a_device_tells_once_and_staff_accept_and_refuse() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    for kind in ["accepted", "refused"] {
        let request = json!({"kind": kind, "item": ITEM, "answers": {"who": "self"}, "reason": "x"});
        refused(hall.post(NOTICES, &request).send().await.unwrap(), 403, "forbidden").await;
    }
    let clerk = hall.sign_in("a01").await;
    let by = async |request: Value| clerk.post(NOTICES, request).await;
    let of = |kind: &str| json!({"kind": kind, "item": ITEM, "answers": {"who": "self"}});
    refused(by(of("refused")).await, 422, "notice_text_invalid").await;
    let mut request = of("refused");
    request["reason"] = json!("不属于本厅受理范围");
    let answer: Value = by(request).await.json().await.unwrap();
    assert!(answer["number"].as_str().unwrap().starts_with('B'));
    assert!(answer["facts"]["remedy"]["zh"].as_str().unwrap().contains("行政复议"));
    // only why, on what basis, where to turn and how to disagree: on paper, on the phone, as JSON, on a slip
    let facts = answer["facts"].as_object().unwrap();
    for told in ["reason", "basis", "turn_to", "remedy", "consult_phone", "complaint_phone"] {
        assert!(facts.contains_key(told), "{told}");
    }
    for left_out in ["documents", "steps", "conditions", "fee", "promised_limit", "said", "place"] {
        assert!(!facts.contains_key(left_out), "{left_out}");
    }
    let slip = slip(&hall, id(&answer)).await;
    for path in [format!("/n/{}/print?paper=a5", id(&answer)), format!("/n/{}", id(&answer))] {
        let html = page(&hall, &path).await;
        for words in ["不予受理通知书", "不属于本厅受理范围", "六十日", "六个月", "K01 窗口", "法律依据"]
        {
            assert!(html.contains(words), "{path}: {words}");
            assert!(slip.contains(words), "{words} on the slip: {slip}");
        }
        for words in ["材料清单", "办理程序", "逐项勾选", "承诺时限"] {
            assert!(!html.contains(words) && !slip.contains(words), "{path}: {words}");
        }
    }
    let mut request = of("refused");
    request["reason"] = json!("不属于本厅受理范围");
    request["turn_to"] = json!("请向示例市民政局申请");
    let other: Value = by(request).await.json().await.unwrap();
    assert!(page(&hall, &format!("/n/{}", id(&other))).await.contains("示例市民政局"));
    let mut request = of("refused");
    request["reason"] = json!("不属于本厅受理范围");
    request["remedy"] = json!("可以向示例市供水公司反映");
    let other: Value = by(request.clone()).await.json().await.unwrap();
    let html = page(&hall, &format!("/n/{}", id(&other))).await;
    assert!(html.contains("示例市供水公司反映") && !html.contains("行政复议"));
    request["remedy"] = json!("联系人电话 13800138000");
    refused(by(request).await, 422, "notice_text_personal").await;

    // R25: an acceptance leads to the rating once the service has ended
    let served = serve_one(&hall, &clerk, "A01", json!({"item": ITEM})).await;
    let mut request = of("accepted");
    request["ticket"] = served["ticket"]["number"].clone();
    let answer: Value = by(request).await.json().await.unwrap();
    assert!(answer["number"].as_str().unwrap().starts_with('S'));
    let rating = answer["rating_url"].as_str().unwrap();
    assert_eq!(rating, served["rating"]["url"]);
    // what was received is ticked, what nobody hands in has no box, and until when it is done
    let html = page(&hall, &format!("/n/{}/print?paper=a5", id(&answer))).await;
    assert!(html.contains("已收材料") && html.contains("✓") && !html.contains("<span class=\"box\"></span>"));
    let day = hall.app.clock.now().day();
    assert_eq!(answer["facts"]["promised_by"], day.to_string(), "done on the spot");
    assert_eq!(answer["facts"]["window"], "A01", "the clerk's only window");
    for words in ["承诺办结日期", "申请人（经办人）签收", "窗口人员（工号）", "（专用章）"]
    {
        assert!(html.contains(words), "{words}");
    }
    let html = page(&hall, &format!("/n/{}/print?paper=80mm", id(&answer))).await;
    assert_eq!(html.matches("<svg").count(), 2, "the notice itself, and the rating");
    // a colleague of another window may not name the ticket; a supervisor may, and gets no way to rate its service
    let mut request = of("accepted");
    request["ticket"] = served["ticket"]["number"].clone();
    let other = hall.sign_in("b01").await.post(NOTICES, request.clone()).await;
    assert_eq!(refused(other, 403, "not_your_ticket").await["fields"][0]["path"], "/ticket");
    let answer = hall.sign_in("supervisor").await.post(NOTICES, request).await;
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer.get("rating_url"), None);
    let html = page(&hall, &format!("/n/{}/print?paper=80mm", id(&answer))).await;
    assert_eq!(html.matches("<svg").count(), 1);
    // who still waits was called to nobody; once called, there is nothing to rate yet
    let waiting = hall.take(json!({"item": ITEM})).await;
    let mut request = of("accepted");
    request["ticket"] = waiting["number"].clone();
    refused(by(request.clone()).await, 403, "not_your_ticket").await;
    clerk.step("A01", "next").await;
    let answer: Value = by(request.clone()).await.json().await.unwrap();
    assert_eq!(answer.get("rating_url"), None, "nothing to rate yet");
    let html = page(&hall, &format!("/n/{}/print?paper=80mm", id(&answer))).await;
    assert_eq!(html.matches("<svg").count(), 1);
    clerk.step("A01", "miss").await;
    assert_eq!(by(request).await.status(), StatusCode::CREATED, "it was called here");
}

#[tokio::test]
async fn nothing_is_accepted_without_what_it_needs() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let clerk = hall.sign_in("a01").await;
    let accept = |missing: &str| json!({"kind": "accepted", "item": ITEM, "answers": {"who": "agent"}, "missing": [missing]});
    let catalog: Value =
        hall.get(&format!("/api/v1/halls/shili/items/{ITEM}")).send().await.unwrap().json().await.unwrap();
    let of = |key: &str| {
        let all = catalog["materials"].as_array().unwrap();
        all.iter().find(|material| material["key"] == key).unwrap().clone()
    };
    let proxy = of("proxy");
    assert!(proxy["deferrable"] == false && proxy["e_license_exempt"] == false, "{proxy}");
    let answer = clerk.post(NOTICES, accept("proxy")).await;
    assert_eq!(refused(answer, 422, "required_missing").await["fields"][0]["path"], "/missing");
    // told once it is no matter
    made(&hall, &agent(&["proxy"])).await;
    drop(hall);
    let path = halls.path().join("shili").join("catalog.json");
    let mut catalog: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut catalog, |item| item["materials"][2]["deferrable"] = json!(true));
    std::fs::write(&path, catalog.to_string()).unwrap();
    let hall = open(&data, &halls, &[]).await;
    let clerk = hall.sign_in("a01").await;
    let answer = clerk.post(NOTICES, accept("proxy")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let notice: Value = answer.json().await.unwrap();
    let html = page(&hall, &format!("/n/{}", id(&notice))).await;
    assert!(
        html.contains("已容缺受理") && !html.contains("type=\"checkbox\""),
        "nothing to tick on a receipt"
    );
    // what its commitment stands for is not asked for
    drop(hall);
    change(&mut catalog, |item| {
        item["materials"][2]["deferrable"] = json!(false);
        item["modes"]["notification_commitment"] = json!(true);
    });
    std::fs::write(&path, catalog.to_string()).unwrap();
    let hall = open(&data, &halls, &[]).await;
    let clerk = hall.sign_in("a01").await;
    let answer = clerk.post(NOTICES, accept("proxy")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let notice: Value = answer.json().await.unwrap();
    let html = page(&hall, &format!("/n/{}", id(&notice))).await;
    assert!(html.contains("以告知承诺代替") && !html.contains("已容缺受理") && !html.contains("请补交"));
}

#[tokio::test]
async fn the_notice_of_a_matter_has_an_address_of_its_own() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let at = |ending: &str| format!("/api/v1/halls/shili/items/{ITEM}/notice{ending}");
    let html = page(&hall, &at("?choices=who:agent")).await;
    assert!(html.contains("一次性告知书") && html.contains("授权委托书") && html.contains("<svg"));
    assert!(!html.contains("Letter of authorisation") && !html.contains("<script"));
    let html = page(&hall, &at("?choices=who:self&lang=en&paper=80mm")).await;
    assert!(html.contains("One-time notice") && !html.contains("授权委托书"));
    let json: Value = hall.get(&at(".json?choices=who:agent")).send().await.unwrap().json().await.unwrap();
    assert_eq!(json["facts"]["documents"].as_array().unwrap().len(), 4);
    assert!(json["url"].as_str().unwrap().ends_with(&format!("/g/shili/{ITEM}")));
    let slip = hall.get(&at(".escpos?choices=who:agent&lang=en")).send().await.unwrap();
    assert_eq!(slip.headers()["content-type"], "application/octet-stream");
    let slip = slip.bytes().await.unwrap();
    let has = |bytes: &[u8]| slip.windows(bytes.len()).any(|window| window == bytes);
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    assert!(slip.starts_with(b"\x1b@") && slip.ends_with(b"\x1dVB\x00"));
    assert!(
        has(&gb("授权委托书"))
            && has(b"Letter of authorisation")
            && has(format!("/g/shili/{ITEM}").as_bytes())
    );
    for ending in ["", ".json", ".escpos"] {
        refused(hall.get(&at(ending)).send().await.unwrap(), 422, "answers_invalid").await;
        let unknown = format!("/api/v1/halls/shili/items/nothing/notice{ending}");
        refused(hall.get(&unknown).send().await.unwrap(), 404, "unknown_item").await;
    }
    use sqlx::Row as _;
    let count = sqlx::query("SELECT COUNT(*) AS n FROM notices").fetch_one(&hall.app.pool).await.unwrap();
    assert_eq!(count.try_get::<i64, _>("n").unwrap(), 0, "nothing is kept");
}

#[tokio::test]
async fn without_a_demonstration_only_enrolled_devices_and_staff_make_notices() {
    let (data, halls) = (Data::new().await, halls());
    let arguments = ["--halls", halls.path().to_str().unwrap(), "--device-token", TOKEN];
    let hall = Hall::open_with(&data, &arguments).await;
    refused(hall.post(NOTICES, &agent(&[])).send().await.unwrap(), 401, "unauthenticated").await;
    let wrong = hall.post(NOTICES, &agent(&[])).bearer_auth("0123456789abcdef-wrong").send().await.unwrap();
    refused(wrong, 401, "unauthenticated").await;
    let device = || hall.post(NOTICES, &agent(&[])).bearer_auth(TOKEN);
    assert_eq!(device().send().await.unwrap().status(), StatusCode::CREATED);
    for _ in 0..40 {
        let answer = device().send().await.unwrap();
        if answer.status() != StatusCode::CREATED {
            refused(answer, 429, "too_many_attempts").await;
            return;
        }
    }
    panic!("a device makes notices without end");
}

#[tokio::test]
async fn a_retry_is_the_same_notice_and_two_servers_never_give_one_number_twice() {
    let (data, halls) = (Data::new().await, halls());
    let (one, two) = (open(&data, &halls, &[]).await, open(&data, &halls, &[]).await);
    let send =
        |hall: &Hall, key: &str| hall.post(NOTICES, &agent(&["proxy"])).header("idempotency-key", key).send();
    let first: Value = send(&one, "notice-key-1").await.unwrap().json().await.unwrap();
    let again: Value = send(&two, "notice-key-1").await.unwrap().json().await.unwrap();
    assert_eq!((id(&first), &first["number"]), (id(&again), &again["number"]));
    let tries: Vec<_> = (0..16)
        .map(|n| {
            tokio::spawn(send(if n % 2 == 0 { &one } else { &two }, &format!("notice-key-{}", 100 + n / 2)))
        })
        .collect();
    let (mut numbers, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for answer in tries {
        let answer = answer.await.unwrap().unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        let notice: Value = answer.json().await.unwrap();
        numbers.insert(notice["number"].as_str().unwrap().to_owned());
        ids.insert(id(&notice).to_owned());
    }
    assert_eq!((numbers.len(), ids.len()), (8, 8), "each key one notice, each notice a number of its own");
}

#[tokio::test]
async fn a_notice_says_what_was_told_then_and_expires() {
    let (data, halls) = (Data::new().await, halls());
    let clock = SetClock::at("2026-11-25T10:00:00");
    let path = halls.path().join("shili").join("catalog.json");
    let arguments = ["--demo", "--halls", halls.path().to_str().unwrap(), "--notice-days", "30"];
    let hall = Hall::open_at(&data, &arguments, clock.clock()).await.unwrap();
    let notice = made(&hall, &agent(&["proxy"])).await;
    assert_eq!(notice["number"], "G20261125-0001");
    assert_eq!(notice["expires_on"], "2026-12-25");
    let before = page(&hall, &format!("/n/{}", id(&notice))).await;
    drop(hall);

    let mut catalog: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut catalog, |item| {
        item["questions"] = json!([]);
        item["materials"].as_array_mut().unwrap().truncate(1);
        item["name"]["zh"] = json!("改了名的事项");
    });
    std::fs::write(&path, catalog.to_string()).unwrap();
    let hall = Hall::open_at(&data, &arguments, clock.clock()).await.unwrap();
    assert_eq!(page(&hall, &format!("/n/{}", id(&notice))).await, before, "as it was told");

    clock.set("2026-12-24T23:00:00");
    server::notice::forget(&hall.app).await.unwrap();
    page(&hall, &format!("/n/{}", id(&notice))).await;
    clock.set("2026-12-25T00:00:01");
    let gone = format!("/api/v1/notices/{}", id(&notice));
    refused(hall.get(&gone).send().await.unwrap(), 404, "notice_unknown").await;
    let count = async || -> i64 {
        use sqlx::Row as _;
        let row = sqlx::query("SELECT COUNT(*) AS n FROM notices").fetch_one(&hall.app.pool).await.unwrap();
        row.try_get("n").unwrap()
    };
    assert_eq!(count().await, 1);
    server::notice::forget(&hall.app).await.unwrap();
    assert_eq!(count().await, 0, "and is deleted");
}

#[tokio::test]
async fn what_was_checked_goes_with_the_number_to_the_clerk_and_nobody_else() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let tickets = "/api/v1/halls/shili/tickets";
    let checklist = json!({"answers": {"who": "agent"}, "missing": ["proxy", "csz"]});
    for (request, status, code) in [
        (json!({"queue": "A", "checklist": checklist}), 400, "bad_request"),
        (json!({"items": [ITEM], "checklist": checklist}), 400, "bad_request"),
        (json!({"item": ITEM, "checklist": {"answers": {}}}), 422, "answers_invalid"),
        (
            json!({"item": ITEM, "checklist": {"answers": {"who": "self"}, "missing": ["proxy"]}}),
            422,
            "document_unknown",
        ),
    ] {
        refused(hall.post(tickets, &request).send().await.unwrap(), status, code).await;
    }
    let taken = hall.take(json!({"item": ITEM, "checklist": checklist})).await;
    assert_eq!(taken.get("checklist"), None);
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let called = clerk.step("A01", "next").await;
    let told = &called["ticket"]["checklist"];
    let keys: Vec<&Value> =
        told["missing"].as_array().unwrap().iter().map(|document| &document["key"]).collect();
    assert_eq!(keys, ["csz", "proxy"]);
    assert_eq!(told["said"][0]["answer"]["en"], "An agent");
    assert_eq!(told.get("versions"), None, "it was checked in the version in force");
    let detail: Value = clerk.get("/api/v1/windows/A01").await.json().await.unwrap();
    assert_eq!(&detail["ticket"]["checklist"], told);

    // nothing of it is public: neither the ticket's page and view, nor the board, nor the stream
    let own = taken["id"].as_str().unwrap();
    for path in [&format!("/api/v1/tickets/{own}"), &format!("/t/{own}"), "/api/v1/halls/shili/board"] {
        let text = page(&hall, path).await;
        assert!(
            !text.contains("proxy") && !text.contains("checklist") && !text.contains("授权委托书"),
            "{path}"
        );
    }
    let public = hall.app.queue(&"shili".parse().unwrap()).unwrap();
    let board = serde_json::to_string(&public.live().board).unwrap();
    assert!(!board.contains("proxy"));

    // a number without it is as ever, and a restart forgets nothing
    let cookie = clerk.cookie.clone();
    drop(hall);
    let hall = open(&data, &halls, &[]).await;
    let clerk = Person::with(&hall, cookie);
    let detail: Value = clerk.get("/api/v1/windows/A01").await.json().await.unwrap();
    assert_eq!(detail["ticket"]["checklist"]["missing"].as_array().unwrap().len(), 2);

    // another version comes into force: the clerk is told in which one it was checked
    let admin = hall.sign_in("admin").await;
    let mut catalog: Value =
        serde_json::from_slice(&std::fs::read(halls.path().join("shili/catalog.json")).unwrap()).unwrap();
    let change = async |catalog: &Value| {
        let path = "/api/v1/halls/shili/catalog/imports?file=c.json&mode=replace";
        let sent = admin.request(reqwest::Method::POST, path).body(catalog.to_string()).send().await.unwrap();
        let id = sent.json::<Value>().await.unwrap()["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/halls/shili/catalog/imports/{id}");
        while admin.get(&path).await.json::<Value>().await.unwrap()["state"] == "reading" {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let done = admin.post(&format!("{path}/publish"), json!({})).await;
        assert_eq!(done.status(), StatusCode::OK);
        let detail: Value = clerk.get("/api/v1/windows/A01").await.json().await.unwrap();
        detail["ticket"]["checklist"].clone()
    };
    catalog["items"][0]["consult_phone"] = json!("010-55500001");
    let told = change(&catalog).await;
    assert_eq!(told["versions"], json!({"checked": 1, "current": 2}));
    assert_eq!(told["missing"].as_array().unwrap().len(), 2);
    // a document that is no longer asked for: nothing is taken for complete
    let items = catalog["items"].as_array_mut().unwrap();
    let item = items.iter_mut().find(|item| item["id"] == ITEM).unwrap();
    item["materials"].as_array_mut().unwrap().retain(|document| document["key"] != "proxy");
    let told = change(&catalog).await;
    assert_eq!((&told["void"], &told["versions"]["current"]), (&json!(true), &json!(3)));
    assert_eq!(told.get("missing"), None);
    // the matter has left the catalog: that is said, too
    catalog["items"].as_array_mut().unwrap().retain(|item| item["id"] != ITEM);
    for theme in catalog["themes"].as_array_mut().unwrap() {
        theme["items"].as_array_mut().unwrap().retain(|item| item != ITEM);
    }
    let told = change(&catalog).await;
    assert_eq!(told, json!({"versions": {"checked": 1, "current": 4}, "void": true}));
}

#[tokio::test]
async fn a_number_knows_the_version_that_was_ticked_not_the_one_at_its_issue() {
    let (data, halls) = (Data::new().await, halls());
    let hall = open(&data, &halls, &[]).await;
    let admin = hall.sign_in("admin").await;
    let clerk = hall.sign_in("a01").await;
    clerk.step("A01", "open").await;
    let mut catalog: Value =
        serde_json::from_slice(&std::fs::read(halls.path().join("shili/catalog.json")).unwrap()).unwrap();
    catalog["items"][0]["consult_phone"] = json!("010-55500001");
    let path = "/api/v1/halls/shili/catalog/imports?file=c.json&mode=replace";
    let sent = admin.request(reqwest::Method::POST, path).body(catalog.to_string()).send().await.unwrap();
    let path = format!(
        "/api/v1/halls/shili/catalog/imports/{}",
        sent.json::<Value>().await.unwrap()["id"].as_str().unwrap()
    );
    while admin.get(&path).await.json::<Value>().await.unwrap()["state"] == "reading" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(admin.post(&format!("{path}/publish"), json!({})).await.status(), StatusCode::OK);
    let ticked = json!({"checked": 1, "current": 2});
    for (version, told) in
        [(json!(1), ticked), (json!(2), Value::Null), (json!(3), Value::Null), (Value::Null, Value::Null)]
    {
        let checklist = json!({"answers": {"who": "agent"}, "missing": ["proxy"], "version": version});
        hall.take(json!({"item": ITEM, "checklist": checklist})).await;
        let called = clerk.step("A01", "next").await;
        assert_eq!(called["ticket"]["checklist"]["versions"], told, "{version}");
        clerk.step("A01", "start").await;
        clerk.step("A01", "finish").await;
    }
}
