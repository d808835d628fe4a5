//! Notices of what a matter needs: at a kiosk, at an address of the matter's own, by enrolled devices; and what cannot
//! be is refused.

use super::*;
use std::io::Write as _;

const TOKEN: &str = "0123456789abcdef-kiosk";

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
