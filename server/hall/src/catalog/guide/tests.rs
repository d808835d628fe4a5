//! Every field of the record has its place in the guide, and every language is marked.

use super::*;
use crate::catalog::Catalog;

fn sample() -> (Hall, Catalog) {
    let read = |json| serde_json::from_str(json).unwrap();
    let hall = serde_json::from_str(include_str!("../../../../../assets/halls/shili/hall.json")).unwrap();
    (hall, read(include_str!("../../../../../assets/halls/shili/catalog.json")))
}

fn guides(lang: Lang) -> Vec<(Item, Guide)> {
    let (hall, catalog) = sample();
    let around = Around {
        hall: &hall,
        departments: &catalog.departments,
        version: &catalog.version,
        published_at: &catalog.published_at,
        warning: catalog.warning.as_ref(),
    };
    catalog.items.iter().map(|item| (item.clone(), Guide::of(item, &around, lang))).collect()
}

/// Everything a guide says, in one string.
fn said(guide: &Guide) -> String {
    format!("{guide:?}")
}

#[test]
fn every_value_of_a_full_record_is_said() {
    let (hall, catalog) = sample();
    let mut record = serde_json::to_value(&catalog.items[0]).unwrap();
    let zh = |words: &str| serde_json::json!({"zh": words, "en": ""});
    let extra = serde_json::json!({
        "joint": ["mz"], "quota": {"zh": "每年百名", "en": "Hundred a year"}, "online_depth": "precheck",
        "special_procedures": [{"name": {"zh": "现场勘验", "en": "Site visit"}, "reason": {"zh": "需要时", "en": "If needed"},
            "limit": {"value": 5, "unit": "workday", "text_zh": "五天内", "text_en": "Within five days"}}],
        "result": {"kind": "certificate", "name": {"zh": "户口簿页", "en": "Booklet page"}, "sample": "page.png"},
        "note": {"zh": "备注甲", "en": "Note A"}, "state": "suspended", "state_note": {"zh": "系统升级", "en": "System upgrade"},
        "alternatives": ["hukou-move"], "version": "V7", "updated_on": "2026-10-01", "effective_on": "2026-01-02",
        "cancelled_on": "2027-03-04", "provenance": "record of origin", "sources": ["http://source.example"],
        "verified_fields": ["checked field"], "location": {"zh": "别处一号", "en": "Elsewhere 1"},
        "coverage": {"cross_province": true, "province_wide": true, "city_wide": true, "county_wide": true},
        "modes": {"notification_commitment": true, "deferred_acceptance": true, "instant": true, "senior_zone": true,
            "agent_service": true, "free_post": true},
        "channels": {"window": true, "online": true, "self_service": true, "self_service_24h": true, "appointment": true,
            "post": true, "home_visit": true},
        "fee": {"charged": true, "items": [{"name": zh("工本费"), "amount_cny": 12.5, "unit": zh("元/证"),
            "basis": "发改价格七号", "waiver": zh("低保免收")}]},
        "legal_basis": [{"title": "某某条例", "title_en": "Regulation X", "article": "第七条", "doc_no": "国令九号"}],
    });
    for (name, value) in extra.as_object().unwrap() {
        record[name] = value.clone();
    }
    for (name, value) in serde_json::json!({
        "deferrable": true, "when": {"zh": "遗失时", "en": "When lost"}, "how": {"zh": "医院开具", "en": "At the hospital"},
        "fill": {"zh": "黑色笔", "en": "Black ink"}, "standard": {"zh": "字迹清楚", "en": "Readable"}, "basis": "条例第八条",
        "blank": "blank.pdf", "sample": "sample.pdf", "copy": 3,
    }).as_object().unwrap() {
        record["materials"][0][name] = value.clone();
    }
    record["materials"][1]["shared"] = true.into();
    let item: Item = serde_json::from_value(record).unwrap();
    let warning = Text { zh: "示例数据".to_owned(), en: "Sample data".to_owned() };
    let around = Around {
        hall: &hall,
        departments: &catalog.departments,
        version: "C9",
        published_at: "2026-11-11",
        warning: Some(&warning),
    };
    let words = [
        (
            Lang::Zh,
            vec![
                "每年百名",
                "互联网预审",
                "现场勘验",
                "需要时",
                "五天内",
                "户口簿页",
                "备注甲",
                "系统升级",
                "别处一号",
                "遗失时",
                "医院开具",
                "黑色笔",
                "字迹清楚",
                "示例数据",
                "全县通办",
                "容缺受理",
                "免费邮寄",
                "上门",
                "牵头",
                "民政局",
                "免提交",
                "县级",
                "12.50 元/证",
            ],
        ),
        (
            Lang::En,
            vec![
                "Hundred a year",
                "Checked online beforehand",
                "Site visit",
                "If needed",
                "Within five days",
                "Booklet page",
                "Note A",
                "System upgrade",
                "Elsewhere 1",
                "When lost",
                "At the hospital",
                "Black ink",
                "Readable",
                "Sample data",
                "Regulation X",
                "(lead)",
                "Copy × 3",
                "CNY 12.50 per certificate",
            ],
        ),
    ];
    for (lang, wanted) in words {
        let guide = said(&Guide::of(&item, &around, lang));
        let both = [
            "page.png",
            "blank.pdf",
            "sample.pdf",
            "条例第八条",
            "hukou-move",
            "V7",
            "2026-10-01",
            "2026-01-02",
            "2027-03-04",
            "C9",
            "2026-11-11",
            "12.50",
            "发改价格七号",
            "低保免收",
            "某某条例",
            "第七条",
            "国令九号",
            "12345",
        ];
        for word in wanted.into_iter().chain(both) {
            assert!(guide.contains(word), "{lang:?}: {word} is not said");
        }
        // where the record is from is for who keeps it
        for word in ["record of origin", "http://source.example", "checked field"] {
            assert!(!guide.contains(word), "{lang:?}: {word} is said to citizens");
        }
    }
}

#[test]
fn what_the_catalog_warns_of_is_said_before_anything_else_whatever_codes_a_matter_has() {
    let (hall, catalog) = sample();
    let warning = Text { zh: "以窗口为准".to_owned(), en: "Ask at the window".to_owned() };
    let mut item = catalog.items[0].clone();
    let said = |item: &Item, warning: Option<&Text>| {
        let departments = &catalog.departments;
        let around = Around { hall: &hall, departments, version: "1", published_at: "", warning };
        Guide::of(item, &around, Lang::En).warning.map(|said| said.words)
    };
    for placeholder in [true, false] {
        item.codes.placeholder = placeholder;
        assert_eq!(said(&item, Some(&warning)).as_deref(), Some("Ask at the window"));
        assert_eq!(said(&item, None), None, "codes for a time are no sample data");
    }
    let own = catalog.warning.as_ref().unwrap();
    assert_eq!(own.zh, "示例数据，仅供演示，不作为办事依据。");
}

#[test]
fn the_ways_to_pay_are_those_of_the_hall_and_the_hours_of_the_matter_count_before_the_halls() {
    let (mut hall, catalog) = sample();
    hall.payment = vec![crate::profile::PayWay::Bank, crate::profile::PayWay::Online];
    let mut item = catalog.items.iter().find(|item| item.fee.charged).unwrap().clone();
    item.hours = Some(Text { zh: "周二上午".to_owned(), en: "Tuesday mornings".to_owned() });
    let around = Around {
        hall: &hall,
        departments: &catalog.departments,
        version: "1",
        published_at: "2026-11-26",
        warning: None,
    };
    let guide = Guide::of(&item, &around, Lang::Zh);
    let line = |name: Phrase| {
        let blocks = guide.parts.iter().flat_map(|part| &part.blocks);
        let lines = blocks.filter_map(|block| match block {
            Block::Field(own, Value::Lines(lines)) if *own == name => Some(lines[0].words.clone()),
            _ => None,
        });
        lines.collect::<Vec<_>>().concat()
    };
    assert_eq!(
        (line(text::PAYING).as_str(), line(text::HOURS).as_str()),
        ("银行柜台代收、网上缴费", "周二上午")
    );
    assert!(hall.faults().is_empty());
    hall.payment = vec![crate::profile::PayWay::Phone];
    assert_eq!(hall.faults(), ["payment: people without a telephone cannot pay"]);
}

#[test]
fn the_parts_stand_in_their_order_and_none_is_empty() {
    for lang in [Lang::Zh, Lang::En] {
        for (item, guide) in guides(lang) {
            assert!(guide.parts.is_sorted_by_key(|part| part.kind), "{}", item.id);
            assert_eq!(guide.parts.len(), 6);
            assert!(guide.parts.iter().all(|part| !part.blocks.is_empty()), "{}", item.id);
            assert_eq!(guide.glance.len(), 4);
            assert!(guide.glance.iter().all(|glance| !glance.value.words.trim().is_empty()), "{}", item.id);
        }
    }
}

#[test]
fn nothing_is_said_without_words_and_english_is_never_called_chinese() {
    let han = |words: &str| words.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for lang in [Lang::Zh, Lang::En] {
        for (item, guide) in guides(lang) {
            let mut all = vec![guide.name.clone()];
            for block in guide.parts.iter().flat_map(|part| &part.blocks) {
                match block {
                    Block::Field(_, Value::Lines(lines)) => all.extend(lines.iter().cloned()),
                    Block::Field(..) => {}
                    Block::Entry(entry) => {
                        all.push(entry.title.clone());
                        all.extend(entry.lines.iter().map(|(_, said)| said.clone()));
                    }
                    Block::Stop(stop) => {
                        all.extend([stop.name.clone(), stop.limit.clone(), stop.responsible.clone()])
                    }
                }
            }
            for one in all {
                assert!(!one.words.trim().is_empty(), "{}", item.id);
                assert!(
                    one.lang == Lang::Zh || !han(&one.words),
                    "{}: {} is marked as English",
                    item.id,
                    one.words
                );
            }
        }
    }
}

#[test]
fn a_limit_without_english_is_told_in_chinese_and_marked_so() {
    let (hall, catalog) = sample();
    let mut item = catalog.items[0].clone();
    item.promised_limit.text_zh = "七日内".to_owned();
    item.promised_limit.text_en.clear();
    let around = Around {
        hall: &hall,
        departments: &catalog.departments,
        version: "1",
        published_at: "2026-11-26",
        warning: None,
    };
    let guide = Guide::of(&item, &around, Lang::En);
    let chinese = Said::new("七日内", Lang::Zh);
    assert_eq!(guide.glance[0].value, chinese);
    let said = Block::Field(text::PROMISED_LIMIT, Value::Lines(vec![chinese]));
    assert!(guide.blocks(PartKind::Procedure).any(|block| *block == said));
}

#[test]
fn the_hours_of_a_hall_are_those_of_the_whole_year() {
    let (mut hall, catalog) = sample();
    let item = Item { hours: None, ..catalog.items[0].clone() };
    hall.hours.seasons = serde_json::from_value(serde_json::json!([
        {"from": "06-01", "to": "09-30", "periods": [{"from": 450, "to": 720}]}
    ]))
    .unwrap();
    let around = Around {
        hall: &hall,
        departments: &catalog.departments,
        version: "1",
        published_at: "2026-11-26",
        warning: None,
    };
    let guide = said(&Guide::of(&item, &around, Lang::En));
    for words in ["Monday to Friday", "07:30", "On public holidays as announced in the hall"] {
        assert!(guide.contains(words), "{words}");
    }
}

#[test]
fn what_nobody_has_to_bring_is_neither_called_necessary_nor_counted() {
    let (_, catalog) = sample();
    let mut material = catalog.items[0].materials[0].clone();
    material.shared = true;
    let entry = documents::entry(&material, Lang::Zh);
    let words: Vec<&str> = entry.badges.iter().map(|badge| badge.words.zh).collect();
    assert!(
        words.contains(&text::SHARED.zh) && !words.contains(&material.necessity.phrase().zh),
        "{words:?}"
    );
    assert!(entry.facts.is_empty());
}
