//! Getting in: guesses lock out whoever guesses and never a desk that the account knows; everybody changes the own
//! password.

use super::*;

/// Tries to sign in as seen by a trusted proxy, perhaps on a browser with a cookie.
async fn try_from(hall: &Hall, address: &str, password: &str, cookie: &str) -> Response {
    let body = json!({"account": "a01", "password": password});
    let request = hall.post("/api/v1/session", &body).header("x-forwarded-for", address);
    request.header("cookie", cookie).send().await.unwrap()
}

/// The cookie of a browser on which somebody has signed in.
fn desk_cookie(response: &Response) -> String {
    let mut cookies = response.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let desk = cookies.rfind(|cookie| cookie.starts_with("mingtang_desk=")).unwrap();
    assert!(desk.contains("HttpOnly") && desk.contains("SameSite=Strict"), "{desk}");
    desk.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_lockout_survives_a_restart_and_ends_with_its_time() {
    let data = Data::new().await;
    let arguments = ["--demo", "--lock-after", "3"];
    {
        let hall = Hall::open_with(&data, &arguments).await;
        for _ in 0..3 {
            refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
        }
        let locked = try_in(&hall, "a01", "demo-a01").await;
        let seconds: u32 = locked.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=901).contains(&seconds), "{seconds}");
        refused(locked, 429, "account_locked").await;
        hall.sign_in("a02").await;
    }
    let hall = Hall::open_with(&data, &arguments).await;
    refused(try_in(&hall, "a01", "demo-a01").await, 429, "account_locked").await;
    // what is tried while it lasts is not looked at and makes it no longer
    assert_eq!(number(&hall, "SELECT MAX(tries) FROM wrong_passwords").await, 3);
    sql(&hall, "UPDATE wrong_passwords SET last_at = last_at - 901000").await;
    refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
    refused(try_in(&hall, "a01", "demo-a01").await, 429, "account_locked").await;
    sql(&hall, "UPDATE wrong_passwords SET last_at = last_at - 901000").await;
    hall.sign_in("a01").await;
    for _ in 0..2 {
        refused(try_in(&hall, "a01", "guess").await, 401, "wrong_password").await;
    }
    hall.sign_in("a01").await;
    assert_eq!(number(&hall, "SELECT COUNT(*) FROM wrong_passwords").await, 0, "the right one begins anew");
}

#[tokio::test]
async fn guesses_that_come_at_once_gain_one_try_at_most() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "3"]).await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let guess = hall.post("/api/v1/session", &json!({"account": "a01", "password": "guess"}));
        tasks.spawn(async move { guess.send().await.unwrap().status().as_u16() });
    }
    let answers = tasks.join_all().await;
    let compared = answers.iter().filter(|status| **status == 401).count();
    // two passwords are compared at once, so one more may be under way when the lock falls
    assert!((3..=4).contains(&compared), "{answers:?}");
    assert!(answers.iter().all(|status| matches!(status, 401 | 429)), "{answers:?}");
}

#[tokio::test]
async fn strangers_lock_out_strangers_and_never_a_desk_that_the_account_knows() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--trusted-proxy", "127.0.0.1", "--lock-after", "2"]).await;
    let first = try_from(&hall, "198.51.100.1", "demo-a01", "").await;
    assert_eq!(first.status(), StatusCode::OK);
    let desk = desk_cookie(&first);
    // two guesses from each of ten addresses; each address is locked by itself
    for n in 1..=10 {
        let address = format!("203.0.113.{n}");
        for _ in 0..2 {
            refused(try_from(&hall, &address, "guess", "").await, 401, "wrong_password").await;
        }
        refused(try_from(&hall, &address, "demo-a01", "").await, 429, "account_locked").await;
    }
    let new_place = "203.0.113.99";
    refused(try_from(&hall, new_place, "demo-a01", "").await, 429, "account_locked").await;
    let invented = format!("mingtang_desk={}", "A".repeat(43));
    refused(try_from(&hall, new_place, "demo-a01", &invented).await, 429, "account_locked").await;
    for address in [new_place, "198.51.100.1"] {
        let known = try_from(&hall, address, "demo-a01", &desk).await;
        assert_eq!(known.status(), StatusCode::OK, "{address}");
        assert_eq!(desk_cookie(&known), desk, "a browser has one secret");
    }
    // the desk has a counter of its own
    for _ in 0..2 {
        refused(try_from(&hall, new_place, "guess", &desk).await, 401, "wrong_password").await;
    }
    refused(try_from(&hall, new_place, "demo-a01", &desk).await, 429, "account_locked").await;
    // an administrator's new password lifts every lock
    let admin = hall.sign_in("admin").await;
    let reset = json!({"password": "a new password"});
    assert_eq!(admin.post(&format!("{ACCOUNTS}/a01/reset"), reset).await.status(), StatusCode::OK);
    assert_eq!(try_from(&hall, new_place, "a new password", "").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_locked_like_one_that_does_and_is_written_down_nowhere() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    for _ in 0..2 {
        refused(try_in(&hall, "my-secret-word", "a01").await, 401, "wrong_password").await;
    }
    refused(try_in(&hall, "my-secret-word", "a01").await, 429, "account_locked").await;
    assert_eq!(number(&hall, "SELECT COUNT(*) FROM wrong_passwords").await, 2);
    for query in [
        "SELECT COUNT(*) FROM wrong_passwords WHERE account LIKE '%secret%'",
        "SELECT COUNT(*) FROM audit WHERE object LIKE '%secret%'",
    ] {
        assert_eq!(number(&hall, query).await, 0, "{query}");
    }
}

#[tokio::test]
async fn everybody_changes_the_own_password_and_is_then_signed_in_here_alone() {
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--lock-after", "2"]).await;
    let (here, elsewhere) = (hall.sign_in("a01").await, hall.sign_in("a01").await);
    let change = async |old: &str, new: &str| {
        here.post("/api/v1/session/password", json!({"old": old, "new": new})).await
    };
    refused(change("guess", "a better password").await, 401, "wrong_password").await;
    refused(change("demo-a01", "short").await, 422, "weak_password").await;
    assert_eq!(elsewhere.get("/api/v1/session").await.status(), StatusCode::OK, "two places at once");
    assert_eq!(change("demo-a01", "a better password").await.status(), StatusCode::NO_CONTENT);
    assert_eq!(here.get("/api/v1/session").await.status(), StatusCode::OK);
    refused(elsewhere.get("/api/v1/session").await, 401, "unauthenticated").await;
    refused(try_in(&hall, "a01", "demo-a01").await, 401, "wrong_password").await;
    hall.sign_in_with("a01", "a better password").await;
    // who found a desk unattended does not guess on
    for _ in 0..2 {
        refused(change("guess", "a worse password").await, 401, "wrong_password").await;
    }
    refused(change("a better password", "a worse password").await, 429, "account_locked").await;
}
