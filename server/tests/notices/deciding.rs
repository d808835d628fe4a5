//! Notices of staff: accepted or refused, and what each of them says on every paper.

use super::*;
use crate::support::serve_one;

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
