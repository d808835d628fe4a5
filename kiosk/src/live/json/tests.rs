use super::*;
use hall::api::{CatalogView, HallView};
use hall::event::{Event, Recorded};
use hall::profile::Hall;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One of every kind that serde tells apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct All {
    text: String,
    maybe: Option<i32>,
    list: Vec<Kind>,
    pair: (u8, bool),
    map: BTreeMap<String, f64>,
    #[serde(default)]
    absent: u16,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Alone,
    Of(i64),
    Both(u8, String),
    Record { a: u64, b: Option<String> },
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::Alone),
        any::<i64>().prop_map(Kind::Of),
        (any::<u8>(), any::<String>()).prop_map(|(a, b)| Kind::Both(a, b)),
        (any::<u64>(), any::<Option<String>>()).prop_map(|(a, b)| Kind::Record { a, b }),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::from(serde_json::Map::from_iter(map))),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        text in any::<String>(), maybe in any::<Option<i32>>(), list in prop::collection::vec(kind(), 0..5),
        pair in any::<(u8, bool)>(), map in prop::collection::btree_map(any::<String>(), -1e6..1e6, 0..5),
    ) {
        let all = All { text, maybe, list, pair, map, absent: 0 };
        let written = serde_json::to_string(&all).unwrap();
        prop_assert_eq!(read::<All>(&written), Ok(all.clone()));
        let spaced = serde_json::to_string_pretty(&all).unwrap();
        prop_assert_eq!(read::<All>(&spaced), Ok(all));
    }

    #[test]
    fn any_value_is_read_as_it_was(value in value()) {
        let written = value.to_string();
        prop_assert!(read::<de::IgnoredAny>(&written).is_ok());
        prop_assert_eq!(read::<Value>(&written), Ok(value));
    }

    #[test]
    fn it_takes_what_serde_json_takes_and_nothing_panics(
        text in r#"([\[\]{}:,"\\ntrufalse0-9.eE+\-u ]|\\u[dD][89a-f]..|é|null|true){0,24}"#
    ) {
        let taken = serde_json::from_str::<Value>(&text).is_ok();
        prop_assert_eq!(read::<Value>(&text).is_ok(), taken, "{}", &text);
        prop_assert_eq!(read::<de::IgnoredAny>(&text).is_ok(), taken, "{}", &text);
        let _ = read::<All>(&text);
    }

    #[test]
    fn what_is_cut_off_is_broken(value in value(), cut in any::<prop::sample::Index>()) {
        let written = json!([value]).to_string();
        let at = cut.index(written.len());
        if let Some(part) = written.get(..at) {
            prop_assert_eq!(read::<Value>(part), Err(Broken));
        }
    }
}

/// Reads it both ways.
fn same<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) {
    assert_eq!(read::<T>(text).ok(), Some(serde_json::from_str::<T>(text).unwrap()));
}

#[test]
fn what_the_server_sends_is_read() {
    same::<Hall>(include_str!("../../../../assets/halls/shili/hall.json"));
    let facts = [
        json!({"seq": 3, "at": "2026-11-22T09:42:00+08:00", "kind": "ticket_issued", "number": "A001"}),
        json!({"kind": "day_started", "date": "2026-11-22", "at": "2026-11-22T00:00:00+08:00", "seq": 1,
            "carry": {"learned": {"A": [[9, 300]]}}}),
        json!({"seq": 3, "at": "2026-11-22T09:42:00+08:00", "kind": "hall_resumed"}),
    ];
    for fact in facts {
        same::<Recorded>(&fact.to_string());
    }
    assert!(read::<Event>(r#"{"kind":"something_new"}"#).is_err());
    assert!(read::<HallView>("{}").is_err() && read::<CatalogView>("[]").is_err());
}

#[test]
fn it_goes_only_so_deep() {
    let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(read::<de::IgnoredAny>(&deep(100)).is_ok());
    assert_eq!(read::<de::IgnoredAny>(&deep(100_000)).err(), Some(Broken));
    assert_eq!(read::<Value>(&deep(100_000)), Err(Broken));
}
