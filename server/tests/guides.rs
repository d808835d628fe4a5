//! Guides by their address: on a phone and on paper, in both languages, light, tagged; what is suspended says so
//! and gives out no number; the package of a theme.

use crate::support::{Data, Hall, refused};
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::io::Write;

/// What a phone page may weigh, compressed (A72).
const BUDGET: usize = 14 * 1024;

fn packed(html: &str) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(html.as_bytes()).unwrap();
    gzip.finish().unwrap().len()
}

async fn items(hall: &Hall) -> Vec<Value> {
    let catalog: Value = hall.get("/api/v1/halls/shili/catalog").send().await.unwrap().json().await.unwrap();
    catalog["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn every_guide_has_a_light_page_and_a_sheet_in_both_languages() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for item in items(&hall).await {
        let id = item["id"].as_str().unwrap();
        for (lang, tag, parts) in [
            ("zh", "zh-CN", ["材料", "流程", "收费依据", "咨询投诉"]),
            ("en", "en", ["Documents", "Steps", "Fees &amp; law", "Contact"]),
        ] {
            for path in [format!("/g/shili/{id}?lang={lang}"), format!("/g/shili/{id}/print?lang={lang}")] {
                let response = hall.get(&path).send().await.unwrap();
                assert_eq!(response.status(), 200, "{path}");
                let html = response.text().await.unwrap();
                assert!(
                    html.contains(&format!("<html lang=\"{tag}\"")) && !html.contains("<script"),
                    "{path}"
                );
                for part in parts {
                    assert!(html.contains(&format!("<h2>{part}</h2>")), "{path}: {part}");
                }
                assert!(packed(&html) <= BUDGET, "{path}: {} bytes", packed(&html));
            }
        }
    }
}

#[tokio::test]
async fn sample_data_says_so_and_where_it_is_from_is_not_for_citizens() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for path in ["/g/shili/hukou-birth", "/g/shili/hukou-birth?elder=true", "/g/shili/hukou-birth/print"] {
        let html = hall.get(path).send().await.unwrap().text().await.unwrap();
        assert_eq!(html.matches("示例数据，仅供演示，不作为办事依据。").count(), 1, "{path}");
        assert!(
            !html.contains("数据来源") && !html.contains("composed") && !html.contains("guide field"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_elder_version_has_less_first_keeps_both_switches_and_is_as_light() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let read = async |path: &str| hall.get(path).send().await.unwrap().text().await.unwrap();
    let (standard, elder) = (read("/g/shili/id-renew").await, read("/g/shili/id-renew?elder=true").await);
    assert!(standard.contains("href=\"/g/shili/id-renew?elder=true\"") && standard.contains("长辈版"));
    assert!(elder.contains("href=\"/g/shili/id-renew\"") && elder.contains("标准版"));
    assert!(elder.contains("href=\"/g/shili/id-renew?lang=en&amp;elder=true\""));
    assert!(elder.contains("要带什么") && elder.contains("几天办好") && !standard.contains("<details>"));
    assert_eq!(elder.matches("<details>").count(), 5, "everything but the documents is one touch away");
    assert!(elder.contains("打电话问："));
    for item in items(&hall).await {
        let path = format!("/g/shili/{}?elder=true&lang=en", item["id"].as_str().unwrap());
        let html = read(&path).await;
        assert!(packed(&html) <= BUDGET, "{path}: {} bytes", packed(&html));
    }
    let code = hall.get("/g/shili/id-renew/qr.svg?elder=true").send().await.unwrap().text().await.unwrap();
    assert_ne!(code, hall.get("/g/shili/id-renew/qr.svg").send().await.unwrap().text().await.unwrap());
}

#[tokio::test]
async fn no_field_is_called_as_its_part_is() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for item in items(&hall).await {
        for lang in ["zh", "en"] {
            let path = format!("/g/shili/{}?lang={lang}", item["id"].as_str().unwrap());
            let html = hall.get(&path).send().await.unwrap().text().await.unwrap();
            for section in html.split("<h2>").skip(1) {
                let (name, rest) = section.split_once("</h2>").unwrap();
                let label = |tag: &str| rest.contains(&format!("<{tag}>{name}</{tag}>"));
                assert!(!label("dt") && !label("h3"), "{path}: {name}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_is_tagged_dated_packed_and_not_framed_and_the_sheet_only_by_us() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let path = "/g/shili/id-renew";
    let plain = hall.get(path).send().await.unwrap();
    let header = |name: &str| plain.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let etag = header("etag").unwrap();
    assert!(etag.starts_with("W/\""));
    assert!(header("last-modified").unwrap().ends_with(" 00:00:00 GMT"));
    assert_eq!(header("cache-control").as_deref(), Some("no-cache"));
    assert_eq!(header("x-frame-options").as_deref(), Some("DENY"));
    assert_eq!((header("set-cookie"), header("content-encoding")), (None, None));
    assert!(header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    let length = plain.text().await.unwrap().len();
    let packed = hall.get(path).header("accept-encoding", "gzip").send().await.unwrap();
    assert_eq!(
        (&packed.headers()["content-encoding"], packed.headers()["etag"].to_str().unwrap()),
        (&"gzip".parse().unwrap(), &*etag)
    );
    assert!(packed.bytes().await.unwrap().len() < length / 2);
    let again = hall.get(path).header("if-none-match", &etag).send().await.unwrap();
    assert_eq!((again.status().as_u16(), again.headers()["etag"].to_str().unwrap()), (304, &*etag));
    assert_eq!(
        hall.get(&format!("{path}?lang=en")).header("if-none-match", &etag).send().await.unwrap().status(),
        200
    );

    let sheet = hall.get(&format!("{path}/print?size=a5")).send().await.unwrap();
    assert_eq!(sheet.headers()["x-frame-options"], "SAMEORIGIN");
    assert!(sheet.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'self'"));
    let sheet = sheet.text().await.unwrap();
    assert!(sheet.contains("@page{size:A5") && sheet.contains("<svg"));
    let code = hall.get(&format!("{path}/qr.svg?lang=en")).send().await.unwrap();
    assert_eq!(code.headers()["content-type"], "image/svg+xml");
}

#[tokio::test]
async fn an_address_of_no_guide_says_so_in_both_languages_and_strange_wishes_are_not_heard() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    for path in
        ["/g/shili/nothing", "/g/nowhere/id-renew", "/g/SH!/x", "/g/shili/%00", "/g/shili/nothing/print"]
    {
        let response = hall.get(path).send().await.unwrap();
        assert_eq!(response.status(), 404, "{path}");
        let html = response.text().await.unwrap();
        assert!(
            html.contains("没有找到这份办事指南")
                && html.contains("Guide not found")
                && html.contains("12345"),
            "{path}"
        );
    }
    refused(hall.get("/g/shili/nothing/qr.svg").send().await.unwrap(), 404, "unknown_item").await;
    let odd = hall.get("/g/shili/id-renew?lang=fr&size=poster&x=<script>").send().await.unwrap();
    assert_eq!(odd.status(), 200);
    assert!(odd.text().await.unwrap().contains("<html lang=\"zh-CN\""));
}

/// The sample hall with some matters changed.
fn changed(change: impl Fn(&mut Value)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("shili");
    std::fs::create_dir(&place).unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/halls/shili");
    std::fs::copy(format!("{sample}/hall.json"), place.join("hall.json")).unwrap();
    let mut catalog: Value =
        serde_json::from_slice(&std::fs::read(format!("{sample}/catalog.json")).unwrap()).unwrap();
    catalog["items"].as_array_mut().unwrap().iter_mut().for_each(change);
    std::fs::write(place.join("catalog.json"), catalog.to_string()).unwrap();
    folder
}

#[tokio::test]
async fn what_is_suspended_or_has_ended_says_so_offers_others_and_gives_out_no_number() {
    let folder = changed(|item| {
        let state = match item["id"].as_str().unwrap() {
            "passport" => "suspended",
            "id-renew" => "cancelled",
            _ => return,
        };
        item["state"] = state.into();
        item["state_note"] =
            json!({"zh": "系统升级到月底", "en": "System upgrade until the end of the month"});
        item["alternatives"] = json!(["hkm-permit"]);
    });
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--halls", folder.path().to_str().unwrap()]).await;
    let known = [
        ("passport", 200, "暂停办理", 409, "item_not_offered"),
        ("id-renew", 410, "已经取消", 404, "unknown_item"),
    ];
    for (id, status, words, refusal, code) in known {
        for path in [format!("/g/shili/{id}"), format!("/g/shili/{id}/print")] {
            let response = hall.get(&path).send().await.unwrap();
            assert_eq!(response.status(), status, "{path}");
            let html = response.text().await.unwrap();
            assert!(html.contains(words) && html.contains("系统升级到月底"), "{path}");
            assert!(!html.contains("/book/"), "{path}");
        }
        let html = hall.get(&format!("/g/shili/{id}")).send().await.unwrap().text().await.unwrap();
        assert!(html.contains("href=\"/g/shili/hkm-permit\""));
        for request in [json!({"item": id}), json!({"items": ["hkm-permit", id]})] {
            let taken = hall.post("/api/v1/halls/shili/tickets", &request).send().await.unwrap();
            refused(taken, refusal, code).await;
        }
    }
    hall.take(json!({"item": "hkm-permit"})).await;
}

#[tokio::test]
async fn a_theme_of_which_nothing_is_listed_does_not_exist() {
    let folder = changed(|item| item["state"] = "cancelled".into());
    let data = Data::new().await;
    let hall = Hall::open_with(&data, &["--demo", "--halls", folder.path().to_str().unwrap()]).await;
    refused(hall.get("/api/v1/halls/shili/themes/birth").send().await.unwrap(), 404, "unknown_theme").await;
}

#[tokio::test]
async fn a_theme_asks_for_each_document_once() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let package: Value =
        hall.get("/api/v1/halls/shili/themes/birth").send().await.unwrap().json().await.unwrap();
    let keys: Vec<&str> = package["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["document"]["key"].as_str().unwrap())
        .collect();
    let once: std::collections::BTreeSet<&&str> = keys.iter().collect();
    assert!(keys.len() > 3 && once.len() == keys.len());
    assert!(package["documents"][0]["wanted_by"].as_array().is_some_and(|matters| !matters.is_empty()));
    assert!(package["departments"].as_array().unwrap().len() > 1);
    refused(hall.get("/api/v1/halls/shili/themes/nothing").send().await.unwrap(), 404, "unknown_theme").await;
}

#[tokio::test]
async fn the_catalog_is_searched_by_everybody() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let search = async |query: &str| -> Vec<Value> {
        let answer = hall.get(&format!("/api/v1/halls/shili/search?{query}")).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{query}");
        let page: Value = answer.json().await.unwrap();
        assert_eq!(page["next"], Value::Null);
        page["items"].as_array().unwrap().clone()
    };
    for query in ["q=身份证到期", "q=sfzdq", "q=renew%20id%20card&lang=en", "q=shenfenzhengdaoqi"] {
        let hits = search(query).await;
        let first: Vec<&str> = hits.iter().take(3).map(|hit| hit["id"].as_str().unwrap()).collect();
        assert!(first.contains(&"id-renew"), "{query}: {first:?}");
    }
    let hits = search("q=出生登记新生儿落户&limit=1").await;
    assert_eq!((hits.len(), &hits[0]["id"]), (1, &json!("hukou-birth")));
    assert_eq!(hits[0]["matched"]["place"], "name");
    let pieces = hits[0]["matched"]["pieces"].as_array().unwrap();
    let whole: String = pieces.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
    assert_eq!(hits[0]["name"]["zh"], whole.as_str());
    let hit = |piece: &&Value| piece["hit"] == true;
    assert!(pieces.iter().find(hit).unwrap()["text"].as_str().unwrap().starts_with("出生登记"), "{pieces:?}");
    assert_eq!(hits[0]["department"]["id"], "gahz");
    assert!(search("q=").await.is_empty() && search("q=qqqzzzxxx").await.is_empty());
    assert!(search("q=登记&limit=9999").await.len() <= 100);
    refused(hall.get("/api/v1/halls/nowhere/search?q=x").send().await.unwrap(), 404, "unknown_hall").await;
}
