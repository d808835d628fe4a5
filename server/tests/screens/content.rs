//! What is shown must be readable, masked and small enough.

use super::*;

#[tokio::test]
async fn a64_letters_that_nobody_could_read_are_refused_with_the_numbers() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let far = json!({"id": "far", "place": {"zh": "远处", "en": "Far away"}, "diagonal_mm": 1092,
        "distance_mm": 25000, "layout": {"kind": "main"}});
    let problem = refused(put(&admin, "screens/far", far.clone()).await, 422, "layout_too_small").await;
    let said = problem["detail"]["en"].as_str().unwrap();
    assert!(said.contains("43-inch") && said.contains("25 m"), "{said}");
    assert_eq!(paths(&problem), ["/diagonal_mm"]);
    let mut large = far;
    large["diagonal_mm"] = json!(2489);
    assert_eq!(put(&admin, "screens/far", large).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a70_lists_are_masked_before_they_are_kept_and_end_on_their_day() {
    let data = Data::new().await;
    let clock = SetClock::at("2026-11-27T10:00:00");
    let hall = Hall::open_at(&data, &["--demo"], clock.clock()).await.unwrap();
    let admin = hall.sign_in("admin").await;
    let name = |zh: &str, en: &str| json!({"zh": zh, "en": en});
    let list = json!({"id": "help", "kind": "list", "title": name("救助名单", "Aid"), "until": "2026-11-28",
        "columns": [{"name": name("姓名", "Name"), "kind": "name"}, {"name": name("电话", "Phone"), "kind": "phone"}],
        "rows": [["李小明", "13800005678"], ["欧阳修", "13900005678"]]});
    let masked = json!([["李*明", "138****5678"], ["欧阳*", "139****5678"]]);
    let seen: Value = admin.post(&format!("{BASE}/lists/preview"), list.clone()).await.json().await.unwrap();
    assert_eq!(seen["rows"], masked);
    assert_eq!(signage(&hall).await["revision"], 1, "a preview keeps nothing");
    let kept: Value = put(&admin, "lists/help", list.clone()).await.json().await.unwrap();
    assert_eq!(kept["rows"], masked);
    let bodies = sqlx::query_scalar::<_, String>("SELECT body FROM signage").fetch_all(&hall.app.pool).await;
    assert!(!bodies.unwrap().concat().contains("李小明"), "nobody whole is stored");
    let told = signage(&hall).await;
    assert!(told["lists"].as_array().unwrap().iter().any(|list| list["rows"] == masked));

    let mut plain = list.clone();
    plain["columns"][1]["kind"] = json!("plain");
    let problem = refused(put(&admin, "lists/help", plain.clone()).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/rows"]);
    refused(admin.post(&format!("{BASE}/lists/preview"), plain).await, 422, "signage_invalid").await;

    clock.set("2026-11-29T00:00:01");
    let told = signage(&hall).await;
    assert!(!told["lists"].as_array().unwrap().iter().any(|list| list["id"] == "help"), "its day is over");
    let admin = hall.sign_in("admin").await;
    let problem = refused(put(&admin, "lists/help", list).await, 422, "signage_invalid").await;
    assert_eq!(paths(&problem), ["/until"]);
}

#[tokio::test]
async fn a_long_list_and_a_large_drawing_are_taken_and_larger_ones_are_not() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let admin = hall.sign_in("admin").await;
    let name = json!({"zh": "一", "en": "One"});
    let rows: Vec<Value> = (0..500).map(|n| json!(vec![format!("{n}-{}", "字".repeat(50)); 2])).collect();
    let list = json!({"id": "long", "kind": "progress", "title": name, "until": "2027-12-31",
        "columns": [{"name": name}, {"name": name}], "rows": rows});
    assert_eq!(put(&admin, "lists/long", list).await.status(), StatusCode::OK);
    let map = |bytes: usize| {
        let svg =
            format!("<svg viewBox='0 0 1 1'><path id='zone-A' d='{}'/></svg>", "M0 0 ".repeat(bytes / 5));
        json!({"name": {"zh": "一", "en": "One"}, "svg": svg})
    };
    let kept: Value = put(&admin, "maps/big", map(450_000)).await.json().await.unwrap();
    assert_eq!(kept["elements"], json!(["zone-A"]));
    refused(put(&admin, "maps/big", map(520_000)).await, 422, "map_invalid").await;
    refused(put(&admin, "maps/big", map(1_200_000)).await, 413, "body_too_large").await;
    for svg in ["<svg viewBox='0 0 1 1'><script/></svg>", "<svg/>", "<html/>", ""] {
        let body = json!({"name": {"zh": "一", "en": "One"}, "svg": svg});
        refused(put(&admin, "maps/big", body).await, 422, "map_invalid").await;
    }
}
