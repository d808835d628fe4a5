//! Accounts as an administrator keeps them: added, listed, disabled and enabled, by the right role alone.

use super::*;

#[tokio::test]
async fn a_disabled_account_answers_as_a_wrong_password_and_its_sessions_end_at_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let (admin, clerk) = (hall.sign_in("admin").await, hall.sign_in("a01").await);
    clerk.step("A01", "open").await;
    let disabled =
        json_of(admin.post(&format!("{ACCOUNTS}/a01/disable"), json!({"reason": "调离"})).await).await;
    assert_eq!((&disabled["disabled"], &disabled["sessions"]), (&json!(true), &json!(0)));
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    assert_eq!(window(&hall, "A01").await, ("closed".to_owned(), Value::Null));
    let right = refused(try_in(&hall, "a01", "demo-a01").await, 401, "wrong_password").await;
    let wrong = refused(try_in(&hall, "a02", "guess").await, 401, "wrong_password").await;
    assert_eq!(right, wrong, "nobody learns that the account is there and disabled");
    let on_record = "SELECT COUNT(*) FROM audit WHERE act = 'sign_in_failed' AND object = 'a01' \
                     AND reason = 'disabled'";
    assert_eq!(number(&hall, on_record).await, 1);

    let enabled = json_of(admin.post(&format!("{ACCOUNTS}/a01/enable"), json!({})).await).await;
    assert_eq!(enabled["disabled"], false);
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    hall.sign_in("a01").await;
    refused(admin.post(&format!("{ACCOUNTS}/admin/disable"), json!({})).await, 409, "own_account").await;
    refused(admin.post(&format!("{ACCOUNTS}/nobody/disable"), json!({})).await, 404, "unknown_account").await;
    refused(admin.post(&format!("{ACCOUNTS}/nobody/enable"), json!({})).await, 404, "unknown_account").await;
}

#[tokio::test]
async fn only_the_right_role_sees_and_changes() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let people = [hall.sign_in("a01").await, hall.sign_in("supervisor").await, hall.sign_in("admin").await];
    let new = json!({"name": "x", "password": "long enough", "role": "clerk"});
    let reads = [
        (ACCOUNTS.to_owned(), [403, 403, 200]),
        ("/api/v1/halls/shili/audit".to_owned(), [403, 200, 200]),
        ("/api/v1/halls/shili/seats".to_owned(), [403, 200, 200]),
    ];
    for (path, expected) in reads {
        refused(hall.get(&path).send().await.unwrap(), 401, "unauthenticated").await;
        for (person, status) in people.iter().zip(expected) {
            assert_eq!(person.get(&path).await.status().as_u16(), status, "{path}");
        }
    }
    let changes = [
        (ACCOUNTS.to_owned(), new),
        (format!("{ACCOUNTS}/a02/disable"), json!({})),
        (format!("{ACCOUNTS}/a02/enable"), json!({})),
        (format!("{ACCOUNTS}/a02/reset"), json!({"password": "long enough"})),
        (format!("{ACCOUNTS}/a02/unlock"), json!({})),
    ];
    for (path, body) in changes {
        refused(hall.post(&path, &body).send().await.unwrap(), 401, "unauthenticated").await;
        refused(people[0].post(&path, body.clone()).await, 403, "forbidden").await;
        refused(people[1].post(&path, body.clone()).await, 403, "forbidden").await;
        assert!(people[2].post(&path, body).await.status().is_success(), "{path}");
    }
    let change = async |person: &Person<'_>| {
        let path = format!("{ACCOUNTS}/a02");
        person.request(Method::PATCH, &path).json(&json!({"display_name": "王"})).send().await.unwrap()
    };
    refused(change(&people[0]).await, 403, "forbidden").await;
    refused(change(&people[1]).await, 403, "forbidden").await;
    assert_eq!(change(&people[2]).await.status(), StatusCode::OK);
    refused(people[2].get("/api/v1/halls/nowhere/accounts").await, 404, "unknown_hall").await;
}

#[tokio::test]
async fn accounts_are_added_once_and_listed_without_what_is_kept_of_passwords() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let (name, password) = substitute(&admin).await;
    let with = |change: Value| {
        let mut new = json!({"name": "wang", "password": "long enough", "role": "clerk"});
        for (key, value) in change.as_object().unwrap() {
            new[key] = value.clone();
        }
        admin.post(ACCOUNTS, new)
    };
    refused(with(json!({"password": "1234567"})).await, 422, "weak_password").await;
    let own = json!({"name": "wang-xiao-ming", "password": "wang-xiao-ming"});
    refused(with(own).await, 422, "weak_password").await;
    refused(with(json!({"windows": ["Z99"]})).await, 404, "unknown_window").await;
    refused(with(json!({"post": "a"})).await, 400, "bad_request").await;
    refused(with(json!({"name": "a01"})).await, 409, "account_exists").await;
    refused(with(json!({"windows": ["A02", "A01"], "post": "b"})).await, 409, "post_taken").await;
    refused(with(json!({"name": "Not A Name"})).await, 400, "bad_json").await;
    assert_eq!(with(json!({"windows": ["A01"], "post": "a"})).await.status(), StatusCode::CREATED);
    // a post that somebody else holds meanwhile is not given back
    let act = async |name: &str, act: &str| admin.post(&format!("{ACCOUNTS}/{name}/{act}"), json!({})).await;
    assert_eq!(act("wang", "disable").await.status(), StatusCode::OK);
    let heir = json!({"name": "zhao", "windows": ["A01"], "post": "a"});
    assert_eq!(with(heir).await.status(), StatusCode::CREATED);
    refused(act("wang", "enable").await, 409, "post_taken").await;

    hall.sign_in_with(name, password).await;
    let list = admin.get(ACCOUNTS).await.text().await.unwrap();
    assert!(!list.contains("argon2") && !list.contains("password"), "{list}");
    let list: Value = serde_json::from_str(&list).unwrap();
    let one = |name: &str| {
        list["items"].as_array().unwrap().iter().find(|account| account["name"] == name).unwrap().clone()
    };
    let mut seen = one(name);
    assert!(seen["last_sign_in"].as_str().unwrap().ends_with("+08:00"));
    seen["last_sign_in"] = Value::Null;
    assert_eq!(
        seen,
        json!({"name": name, "display_name": "李娜", "role": "clerk", "windows": ["A01"], "post": "b",
               "disabled": false, "locked": false, "sessions": 1, "last_sign_in": null})
    );
    assert_eq!((&one("wang")["disabled"], &one("wang")["last_sign_in"]), (&json!(true), &Value::Null));
}

#[tokio::test]
async fn the_contract_names_every_call_of_staff() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let contract: Value = hall.get("/api/openapi.json").send().await.unwrap().json().await.unwrap();
    for (path, method) in [
        ("/api/v1/session/password", "post"),
        ("/api/v1/windows/{window}/handover", "post"),
        ("/api/v1/halls/{hall}/accounts", "get"),
        ("/api/v1/halls/{hall}/accounts", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/disable", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/enable", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}/reset", "post"),
        ("/api/v1/halls/{hall}/accounts/{name}", "patch"),
        ("/api/v1/halls/{hall}/accounts/{name}/unlock", "post"),
        ("/api/v1/windows/{window}/crew", "get"),
        ("/api/v1/halls/{hall}/seats", "get"),
        ("/api/v1/halls/{hall}/audit", "get"),
    ] {
        assert!(contract["paths"][path].get(method).is_some(), "{method} {path}");
    }
}
