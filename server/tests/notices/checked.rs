//! Documents that a citizen checked before the number: the clerk is told, nobody else, and of which version they were.

use super::*;
use crate::support::Person;

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
