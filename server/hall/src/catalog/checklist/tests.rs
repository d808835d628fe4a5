//! Questions and exact lists, for one matter and for any.

use super::*;
use crate::catalog::lint::{self, Known};
use crate::catalog::{Cases, Choice, Severity};
use crate::text::Text;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A matter with two questions, of which the second is for applicants alone.
pub fn sample_item() -> Item {
    let text = |zh: &str| serde_json::json!({"zh": zh, "en": zh});
    let document = |no: u32, key: &str, only_if: serde_json::Value, shared: bool| {
        serde_json::json!({"no": no, "key": key, "name": text(key), "original": 1, "copy": 0, "form": "paper",
            "source": text("申请人"), "necessity": "necessary", "deferrable": key == "photo", "e_license_exempt": false,
            "shared": shared, "only_if": only_if})
    };
    let choice = |id: &str| serde_json::json!({"id": id, "text": text(id)});
    let limit = serde_json::json!({"value": 5, "unit": "workday", "text_zh": "5个工作日", "text_en": "5 working days"});
    serde_json::from_value(serde_json::json!({
        "id": "sample", "name": text("样例事项"), "department": {"id": "gahz", "zh": "县公安局", "en": "Police"},
        "codes": {"basic": "", "implementation": "", "business_item": ""}, "item_type": "confirmation",
        "service_objects": ["natural_person"], "handling_class": "promised", "legal_limit": limit,
        "promised_limit": limit, "max_visits": 1, "conditions": [text("条件")],
        "questions": [
            {"id": "who", "ask": text("谁来办"), "choices": [choice("self"), choice("agent")]},
            {"id": "age", "ask": text("多大"), "choices": [choice("child"), choice("adult")], "only_if": {"who": ["self"]}},
        ],
        "materials": [
            document(1, "id", serde_json::json!({}), false),
            document(2, "proxy", serde_json::json!({"who": ["agent"]}), false),
            document(3, "photo", serde_json::json!({"age": ["child"]}), false),
            document(4, "shared", serde_json::json!({}), true),
        ],
        "steps": [
            {"no": 1, "name": text("受理"), "limit": text("当场"), "responsible": text("窗口")},
            {"no": 2, "name": text("核实委托"), "limit": text("当场"), "responsible": text("窗口"), "only_if": {"who": ["agent"]}},
        ],
        "fee": {"charged": false, "items": []}, "legal_basis": [{"title": "某法"}], "queue_prefix": "A",
        "consult_phone": "0898-1", "complaint_phone": "12345",
        "channels": {"window": true, "online": false, "self_service": false, "self_service_24h": false,
            "appointment": false, "post": false, "home_visit": false},
        "hot": false, "keywords": [], "faq": []
    }))
    .unwrap()
}

fn answers(given: &[(&str, &str)]) -> Answers {
    given.iter().map(|(question, choice)| ((*question).to_owned(), (*choice).to_owned())).collect()
}

fn keys<'a>(checklist: &Checklist<'a>) -> Vec<&'a str> {
    checklist.documents.iter().map(|document| document.key.as_str()).collect()
}

#[test]
fn questions_come_one_by_one_and_end_in_the_exact_list() {
    let item = sample_item();
    let next = |given: &Answers| item.next_question(given).map(|question| question.id.as_str());
    let none = Answers::new();
    assert_eq!(next(&none), Some("who"));
    assert_eq!(item.progress(&none), Progress { at: 1, of: 2 });
    let mine = answers(&[("who", "self")]);
    assert_eq!(next(&mine), Some("age"));
    assert_eq!(item.progress(&mine), Progress { at: 2, of: 2 });
    assert_eq!(item.checklist(&mine), Err(AnswerFault::Open("age".to_owned())));
    let child = answers(&[("who", "self"), ("age", "child")]);
    assert_eq!(next(&child), None);
    let checklist = item.checklist(&child).unwrap();
    assert_eq!(keys(&checklist), ["id", "photo", "shared"]);
    assert_eq!(checklist.steps.len(), 1);
}

#[test]
fn an_answer_that_no_longer_applies_is_dropped() {
    let item = sample_item();
    let changed = answers(&[("who", "agent"), ("age", "child")]);
    assert_eq!(item.kept(&changed), Ok(answers(&[("who", "agent")])));
    assert_eq!(item.next_question(&changed), None);
    assert_eq!(item.progress(&changed), Progress { at: 1, of: 1 });
    let checklist = item.checklist(&changed).unwrap();
    assert_eq!(keys(&checklist), ["id", "proxy", "shared"]);
    assert_eq!(checklist.steps.len(), 2);
    assert!(checklist.wanted("shared").is_none(), "what nobody has to bring cannot be missing");
}

#[test]
fn unknown_answers_are_refused() {
    let item = sample_item();
    assert_eq!(item.kept(&answers(&[("what", "x")])), Err(AnswerFault::Question("what".to_owned())));
    let choice = AnswerFault::Choice { question: "who".to_owned(), choice: "x".to_owned() };
    assert_eq!(item.checklist(&answers(&[("who", "x")])), Err(choice));
}

#[test]
fn the_need_of_a_document_is_one_of_four() {
    let item = sample_item();
    let mut document = item.materials[0].clone();
    assert_eq!(document.need(), Need::Necessary);
    document.necessity = Necessity::Conditional;
    assert_eq!(document.need(), Need::IfApplicable);
    document.only_if.0.insert("who".to_owned(), vec!["agent".to_owned()]);
    assert_eq!(document.need(), Need::Necessary, "the answer has decided that the case applies");
    document.deferrable = true;
    assert_eq!(document.need(), Need::MayFollow);
    document.shared = true;
    assert_eq!(document.need(), Need::Exempt);
}

#[test]
fn the_linter_hears_of_questions_that_lead_nowhere() {
    let refused = |item: &Item| -> BTreeSet<(String, Option<u32>, String)> {
        let department = item.department.id.clone();
        let known = Known {
            departments: [&department].into(),
            items: BTreeSet::new(),
            hall: None,
            covers: &|_| true,
            forms: None,
        };
        let mut found = Vec::new();
        lint::lint_item(item, &known, &mut found);
        let refused = found.into_iter().filter(|finding| finding.severity == Severity::Refused);
        refused.map(|finding| (finding.sheet.unwrap_or_default(), finding.row, finding.code)).collect()
    };
    assert_eq!(refused(&sample_item()), BTreeSet::new());
    let mut item = sample_item();
    item.questions.swap(0, 1);
    item.questions[1].choices.pop();
    item.materials[1].only_if = Cases(answers_of("who", "nobody"));
    item.materials[2].key = "id".to_owned();
    item.steps[1].only_if = Cases([("ask".to_owned(), Vec::new())].into());
    let refused = refused(&item);
    for (sheet, row, code) in [
        ("questions", 1, "unknown_answer"),
        ("questions", 2, "too_few_choices"),
        ("documents", 2, "unknown_answer"),
        ("documents", 3, "duplicate_document"),
        ("steps", 2, "unknown_answer"),
    ] {
        assert!(refused.contains(&(sheet.to_owned(), Some(row), code.to_owned())), "{sheet} {row} {code}");
    }
}

fn answers_of(question: &str, choice: &str) -> BTreeMap<String, Vec<String>> {
    [(question.to_owned(), vec![choice.to_owned()])].into()
}

/// Cases over questions `0..before`.
fn cases(before: usize) -> impl Strategy<Value = Cases> {
    let one = (0..before.max(1), prop::collection::btree_set(0..3_usize, 1..3));
    prop::collection::vec(one, 0..3).prop_map(move |all| {
        let named = all.into_iter().filter(|_| before > 0);
        Cases(
            named.map(|(q, set)| (format!("q{q}"), set.iter().map(|c| format!("c{c}")).collect())).collect(),
        )
    })
}

/// Any matter with up to five questions of three choices, and documents and steps that depend on them.
fn item() -> impl Strategy<Value = Item> {
    (0..6_usize).prop_flat_map(|count| {
        let questions = (0..count).map(cases).collect::<Vec<_>>();
        (questions, prop::collection::vec(cases(count), 0..6)).prop_map(|(asked, wanted)| {
            let mut item = sample_item();
            let text = Text { zh: "问".to_owned(), en: "ask".to_owned() };
            let choice = |c: usize| Choice { id: format!("c{c}"), text: text.clone() };
            let question = |(q, only_if): (usize, Cases)| Question {
                id: format!("q{q}"),
                ask: text.clone(),
                choices: (0..3).map(choice).collect(),
                only_if,
            };
            item.questions = asked.into_iter().enumerate().map(question).collect();
            let first = item.materials[0].clone();
            let document =
                |(m, only_if): (usize, Cases)| Material { key: format!("m{m}"), only_if, ..first.clone() };
            item.materials = wanted.into_iter().enumerate().map(document).collect();
            item.steps[1].only_if = Cases::default();
            item
        })
    })
}

/// Every way through the questions, as a citizen goes.
fn paths(item: &Item, so_far: Answers, out: &mut Vec<Answers>) {
    match item.next_question(&so_far) {
        None => out.push(so_far),
        Some(question) => {
            for choice in &question.choices {
                let mut next = so_far.clone();
                next.insert(question.id.clone(), choice.id.clone());
                paths(item, next, out);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn asking_ends_and_counts_down(item in item(), picks in prop::collection::vec(0..3_usize, 5)) {
        let (mut given, mut before) = (Answers::new(), usize::MAX);
        for n in 1..=item.questions.len() + 1 {
            let progress = item.progress(&given);
            prop_assert!(progress.of <= before && progress.at <= progress.of, "{:?} after {}", progress, before);
            before = progress.of;
            let Some(question) = item.next_question(&given) else { break };
            prop_assert!(n <= item.questions.len(), "asked more often than there are questions");
            prop_assert_eq!(progress.at, n);
            given.insert(question.id.clone(), format!("c{}", picks[n - 1]));
        }
        prop_assert!(item.checklist(&given).is_ok());
        prop_assert_eq!(item.kept(&given), Ok(given));
    }

    #[test]
    fn what_can_be_reached_appears_on_some_way(item in item()) {
        let mut ways = Vec::new();
        paths(&item, Answers::new(), &mut ways);
        let on_a_way: BTreeSet<String> = ways
            .iter()
            .flat_map(|way| item.checklist(way).unwrap().documents)
            .map(|document| document.key.clone())
            .collect();
        // by brute force over every combination of answers, of which those that do not apply are taken away
        let combinations = 3_usize.pow(u32::try_from(item.questions.len()).unwrap());
        let mut reachable = BTreeSet::new();
        for mut n in 0..combinations {
            let mut given = Answers::new();
            for question in &item.questions {
                if question.only_if.hold(&given) {
                    given.insert(question.id.clone(), format!("c{}", n % 3));
                }
                n /= 3;
            }
            let applies = item.materials.iter().filter(|material| material.only_if.hold(&given));
            reachable.extend(applies.map(|material| material.key.clone()));
        }
        prop_assert_eq!(on_a_way, reachable);
    }

    #[test]
    fn answers_to_questions_that_do_not_apply_change_nothing(item in item(), all in prop::collection::vec(0..3_usize, 5)) {
        let given: Answers = item.questions.iter().zip(all).map(|(q, c)| (q.id.clone(), format!("c{c}"))).collect();
        let kept = item.kept(&given).unwrap();
        prop_assert_eq!(item.checklist(&given).unwrap().documents, item.checklist(&kept).unwrap().documents);
        prop_assert_eq!(item.next_question(&given), None);
        prop_assert_eq!(item.progress(&given).at, kept.len());
    }
}
