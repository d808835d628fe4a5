//! Ratings: the code, the rules, the phone page.

use crate::support::{Data, Hall, refused, serve_one, token};
use serde_json::{Value, json};

#[tokio::test]
async fn a73_a74_reading_never_uses_the_code_up_and_a_bad_rating_needs_a_reason() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"item": "id-renew"})).await;
    let path = format!("/api/v1/ratings/{}", token(&finished));
    assert!(finished["rating"]["url"].as_str().unwrap().len() <= 90);
    for _ in 0..3 {
        let form: Value = hall.get(&path).send().await.unwrap().json().await.unwrap();
        assert_eq!(form["rated"], false);
        assert_eq!(
            (form["levels"].as_array().unwrap().len(), form["tags"].as_array().unwrap().len()),
            (5, 40)
        );
        assert_eq!(form["window"], "A01");
    }
    let rate = |body: Value| hall.post(&path, &body).send();
    let problem = refused(rate(json!({"level": 1})).await.unwrap(), 422, "reason_required").await;
    assert_eq!(problem["fields"][0]["path"], "/tags");
    assert_eq!(problem["fields"][0]["code"], "reason_required");
    refused(rate(json!({"level": 1, "comment": "  "})).await.unwrap(), 422, "reason_required").await;
    refused(rate(json!({"level": 1, "tags": [510]})).await.unwrap(), 422, "tag_not_of_level").await;
    for level in [6, 300, -1] {
        refused(rate(json!({"level": level})).await.unwrap(), 422, "level_invalid").await;
    }
    refused(rate(json!({"level": 1, "tags": [70_000]})).await.unwrap(), 422, "tag_not_of_level").await;
    refused(rate(json!({"level": "x"})).await.unwrap(), 400, "bad_json").await;
    assert_eq!(rate(json!({"level": 1, "tags": [115]})).await.unwrap().status(), 201);
    refused(rate(json!({"level": 5})).await.unwrap(), 409, "already_rated").await;
}

#[tokio::test]
async fn of_many_at_once_one_rating_counts() {
    let data = Data::new().await;
    let hall = std::sync::Arc::new(Hall::open(&data).await);
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
    let path = format!("/api/v1/ratings/{}", token(&finished));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (hall, path) = (hall.clone(), path.clone());
        tasks.spawn(
            async move { hall.post(&path, &json!({"level": 4})).send().await.unwrap().status().as_u16() },
        );
    }
    let mut codes = tasks.join_all().await;
    codes.sort_unstable();
    assert_eq!(codes[0], 201);
    assert!(codes[1..].iter().all(|code| *code == 409), "{codes:?}");
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_and_another_one_comes_too_late() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
    let path = format!("/api/v1/ratings/{}", token(&finished));
    let rate =
        |key: &'static str| hall.post(&path, &json!({"level": 4})).header("idempotency-key", key).send();
    refused(rate("bad key").await.unwrap(), 400, "bad_request").await;
    let first = rate("rating-0001-abcd").await.unwrap();
    assert_eq!(first.status(), 201);
    let first: Value = first.json().await.unwrap();
    let again = rate("rating-0001-abcd").await.unwrap();
    assert_eq!(again.status(), 201);
    assert_eq!(again.json::<Value>().await.unwrap(), first);
    refused(rate("rating-0002-abcd").await.unwrap(), 409, "already_rated").await;
}

#[tokio::test]
async fn forged_foreign_and_expired_codes_are_refused() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
    let good = token(&finished);
    let mut forged = good.clone();
    forged.replace_range(10..11, if &good[10..11] == "A" { "B" } else { "A" });
    let get = |token: String| hall.get(&format!("/api/v1/ratings/{token}")).send();
    refused(get(forged.clone()).await.unwrap(), 404, "token_unknown").await;
    refused(get("rubbish".to_owned()).await.unwrap(), 404, "token_unknown").await;
    let page = hall.get(&format!("/r/{forged}")).send().await.unwrap();
    assert_eq!(page.status(), 404);
    let page = page.text().await.unwrap();
    assert!(page.contains("评价码无效或已过期") && page.contains("not valid or has expired"));

    let ended = Hall::open_with(&data, &["--demo", "--rating-days", "0"]).await;
    let clerk = ended.sign_in("a02").await;
    let finished = serve_one(&ended, &clerk, "A02", json!({"queue": "A"})).await;
    let response = ended.get(&format!("/api/v1/ratings/{}", token(&finished))).send().await.unwrap();
    refused(response, 410, "token_expired").await;
}

#[tokio::test]
async fn a71_a72_a75_the_phone_page_works_by_forms_alone() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"item": "hukou-birth"})).await;
    let path = format!("/r/{}", token(&finished));
    let page = hall.get(&path).send().await.unwrap();
    let headers = page.headers().clone();
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["x-robots-tag"], "noindex");
    assert!(headers.get("set-cookie").is_none());
    assert!(!headers["content-security-policy"].to_str().unwrap().contains("script"));
    let html = page.text().await.unwrap();
    assert!(!html.contains("<script") && !html.contains("src="), "one request, no script");
    assert!(
        html.contains("出生登记") && html.contains("Birth registration") && html.contains("服务态度差效率低")
    );
    assert!(!html.contains(" checked"), "no level is chosen beforehand");

    let send = |form: &'static str| {
        let request = hall.client.post(format!("{}{path}", hall.url)).body(form);
        request.header("content-type", "application/x-www-form-urlencoded").header("origin", "null").send()
    };
    let bare = send("level=1").await.unwrap();
    assert_eq!(bare.status(), 422);
    assert!(bare.text().await.unwrap().contains("role=\"alert\""));
    assert_eq!(send("comment=x").await.unwrap().status(), 422, "a level is needed");
    let confirm = send("level=1&tags=115&tags=510&comment=%E6%85%A2").await.unwrap();
    assert_eq!(confirm.status(), 200);
    assert!(confirm.text().await.unwrap().contains("请确认您的评价"), "A60: asked once more");
    let back = send("level=1&tags=115&comment=%3Cb%3E&change=1").await.unwrap().text().await.unwrap();
    assert!(back.contains("value=\"115\" checked") && back.contains("&lt;b&gt;"), "kept and escaped");
    let done = send("level=1&tags=115&tags=510&comment=%E6%85%A2&confirmed=1").await.unwrap();
    assert_eq!(done.status(), 200);
    assert!(done.text().await.unwrap().contains("谢谢您的评价"));
    let again = send("level=5").await.unwrap();
    assert_eq!(again.status(), 409);
    assert!(again.text().await.unwrap().contains("已经评价过了"));
    let summary: Value =
        hall.get("/api/v1/halls/shili/ratings/summary").send().await.unwrap().json().await.unwrap();
    assert_eq!(summary["total"]["levels"], json!([1, 0, 0, 0, 0]));
}

#[tokio::test]
async fn supervisors_see_groups_and_small_ones_are_folded() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for (account, count) in [("a01", 5), ("a02", 3), ("a03", 2)] {
        let clerk = hall.sign_in(account).await;
        for _ in 0..count {
            let finished =
                serve_one(&hall, &clerk, &account.to_uppercase(), json!({"item": "hukou-birth"})).await;
            let path = format!("/api/v1/ratings/{}", token(&finished));
            assert_eq!(hall.post(&path, &json!({"level": 5})).send().await.unwrap().status(), 201);
        }
    }
    let supervisor = hall.sign_in("supervisor").await;
    for (by, keys) in [
        ("window", vec!["A01", ""]),
        ("item", vec!["hukou-birth"]),
        ("department", vec!["公安局（户政）"]),
        // this machine is a kiosk of the demonstration
        ("channel", vec!["5"]),
    ] {
        let path = format!("/api/v1/halls/shili/ratings/summary?by={by}");
        let summary: Value = supervisor.get(&path).await.json().await.unwrap();
        let found: Vec<&str> =
            summary["groups"].as_array().unwrap().iter().map(|g| g["key"].as_str().unwrap()).collect();
        assert_eq!(found, keys, "{by}");
    }
}

#[tokio::test]
async fn the_ticket_page_shows_the_line_and_gives_the_number_back() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    hall.take(json!({"queue": "A"})).await;
    let ticket = hall.take(json!({"queue": "A"})).await;
    let path = format!("/t/{}", ticket["id"].as_str().unwrap());
    let html = hall.get(&path).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("A002") && html.contains("1 人") && html.contains("Waiting"));
    let gone = hall.client.post(format!("{}{path}/cancel", hall.url)).send().await.unwrap();
    let html = gone.text().await.unwrap();
    assert!(html.contains("已放弃") && !html.contains("/cancel"));
    assert_eq!(hall.get("/t/aaaaaaaaaaaaaaaa").send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn staff_who_are_signed_in_never_rate() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let clerk = hall.sign_in("a01").await;
    let finished = serve_one(&hall, &clerk, "A01", json!({"queue": "A"})).await;
    let token = token(&finished);
    let api = clerk.post(&format!("/api/v1/ratings/{token}"), json!({"level": 5})).await;
    refused(api, 403, "staff_may_not_rate").await;
    let form = clerk.request(reqwest::Method::POST, &format!("/r/{token}")).body("level=5");
    let page = form.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    assert_eq!(page.status(), 403);
    let citizen = hall.post(&format!("/api/v1/ratings/{token}"), &json!({"level": 2, "tags": [210]}));
    let answer = citizen.send().await.unwrap();
    assert!(answer.status() == 201 || answer.status() == 422, "the code is still good: {}", answer.status());
}

#[tokio::test]
async fn r52_ratings_are_handed_upward_with_the_names_of_the_nation() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (clerk, chief) = (hall.sign_in("a01").await, hall.sign_in("supervisor").await);
    let comment = "=1+1，\"慢\"\n两行";
    for rating in [
        json!({"level": 1, "tags": [115, 108], "comment": comment, "contact": "13812345678"}),
        json!({"level": 5}),
    ] {
        let finished = serve_one(&hall, &clerk, "A01", json!({"item": "id-renew"})).await;
        let path = format!("/api/v1/ratings/{}", token(&finished));
        assert_eq!(hall.post(&path, &rating).send().await.unwrap().status(), 201);
    }
    let url = "/api/v1/halls/shili/ratings/export";
    refused(hall.get(url).send().await.unwrap(), 401, "unauthenticated").await;
    refused(clerk.get(url).await, 403, "forbidden").await;
    let text = chief.get(url).await.text().await.unwrap();
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    let (bad, good) = (&records[0], &records[1]);
    assert_eq!(
        (&bad["satisfaction"], &bad["evalDetail"], &bad["pf"]),
        (&json!("1"), &json!("108,115"), &json!("5"))
    );
    assert_eq!(
        (&bad["writingEvaluation"], &bad["taskName"]),
        (&json!(comment), &json!("居民身份证换领（到期、损坏、信息变更）"))
    );
    assert!(bad["projectNo"].as_str().unwrap().ends_with("-A001"));
    assert_eq!(
        (&good["satisfaction"], &good["evalDetail"], &good["assessNumber"]),
        (&json!("5"), &json!(""), &json!("1"))
    );
    assert!(!text.contains("13812345678"), "the contact stays here");
    let table = chief.get(&format!("{url}?format=csv")).await;
    assert_eq!(table.headers()["content-type"], "text/csv; charset=utf-8");
    let table = table.text().await.unwrap();
    let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    assert!(rows.headers().unwrap().iter().any(|name| name == "satisfaction"));
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].iter().any(|cell| cell == format!("'{comment}")), "no spreadsheet reckons with it");
}
