//! What a difference says, and that it counts right.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SAMPLE: &str = include_str!("../../../../../assets/halls/shili/catalog.json");

fn sample() -> Catalog {
    serde_json::from_str(SAMPLE).unwrap()
}

#[test]
fn equal_catalogs_do_not_differ() {
    assert!(Diff::between(&sample(), &sample()).is_empty());
}

#[test]
fn a_change_names_the_fields_in_both_languages() {
    let (old, mut new) = (sample(), sample());
    let item = &mut new.items[0];
    item.consult_phone = "010-5550 0000".to_owned();
    item.hot = !item.hot;
    item.materials.remove(0);
    new.departments[0].name.en.push_str(" (new)");
    let id = item.id.clone();
    let diff = Diff::between(&old, &new);
    assert_eq!(diff.counts, DiffCounts { changed: 1, others: 1, ..DiffCounts::default() });
    let change = diff.changes.last().unwrap();
    assert_eq!(
        (change.subject, change.kind, change.id.as_str()),
        (Subject::Item, ChangeKind::Changed, id.as_str())
    );
    let names: Vec<&str> = change.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["consult_phone", "hot", "materials"]);
    assert_eq!(change.fields[0].label.zh, "咨询电话");
    assert_eq!(change.fields[0].new.en, "010-5550 0000");
    let documents = &change.fields[2];
    assert!(documents.old.zh.contains(&old.items[0].materials[0].name.zh), "{documents:?}");
    assert_eq!(documents.old.zh.lines().count(), 1, "what stays is not shown: {documents:?}");
    assert_eq!(documents.new, Text::default());
}

#[test]
fn another_order_is_a_change_and_shows_the_whole_list() {
    let (old, mut new) = (sample(), sample());
    let item = new.items.iter_mut().find(|item| item.keywords.len() > 1).unwrap();
    item.keywords.reverse();
    let diff = Diff::between(&old, &new);
    let field = &diff.changes[0].fields[0];
    assert_eq!(field.field, "keywords");
    assert!(!field.old.zh.is_empty() && field.old != field.new);
}

#[test]
fn every_field_of_the_sample_has_a_name() {
    fn names(value: &Value, all: &mut BTreeSet<String>) {
        match value {
            Value::Object(parts) => {
                for (name, value) in parts {
                    // what the questions are called is data
                    if name != "only_if" {
                        names(value, all);
                    }
                    all.insert(name.clone());
                }
            }
            Value::Array(parts) => parts.iter().for_each(|part| names(part, all)),
            _ => {}
        }
    }
    let mut all = BTreeSet::new();
    for item in &sample().items {
        names(&serde_json::to_value(item).unwrap(), &mut all);
    }
    let texts = ["zh", "en", "text_zh", "text_en"];
    let nameless: Vec<_> =
        all.iter().filter(|name| words::label(name).is_none() && !texts.contains(&name.as_str())).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
}

#[test]
fn a_plan_that_is_neither_kept_nor_in_force_is_lost() {
    let now = sample();
    let mut planned = now.clone();
    let mut text = planned.items[0].clone();
    text.name.zh.push('新');
    text.effective_on = Some("2099-01-01".parse().unwrap());
    planned.coming.push(text.clone());
    let lost = Diff::between(&planned, &now).lost_plans;
    assert_eq!((lost.len(), &lost[0].id, &lost[0].name), (1, &text.id, &text.name));
    assert_eq!(Diff::between(&now, &planned).lost_plans, []);
    assert_eq!(Diff::between(&planned, &planned).lost_plans, []);
    let mut came = now.clone();
    came.items[0] = text;
    assert_eq!(Diff::between(&planned, &came).lost_plans, [], "it is in force");
}

proptest! {
    /// Whatever is taken out, put in and changed, the counts say how many, and the other way round the same.
    #[test]
    fn counts_are_those_of_what_was_done(
        out in prop::collection::btree_set(0_usize..40, 0..10),
        changed in prop::collection::btree_set(0_usize..40, 0..10),
        turn in 0_usize..40,
    ) {
        let mut old = sample();
        old.items.truncate(40);
        let mut new = old.clone();
        for index in &changed {
            new.items[*index].consult_phone.push('1');
        }
        let ids: BTreeSet<_> = out.iter().map(|index| old.items[*index].id.clone()).collect();
        new.items.retain(|item| !ids.contains(&item.id));
        // where a matter stands in the list changes nothing
        let kept = new.items.len().max(1);
        new.items.rotate_left(turn % kept);
        let (forth, back) = (Diff::between(&old, &new), Diff::between(&new, &old));
        let removed = u32::try_from(out.len()).unwrap();
        let touched = u32::try_from(changed.difference(&out).count()).unwrap();
        let counts = DiffCounts { added: 0, removed, changed: touched, others: 0 };
        prop_assert_eq!(forth.counts, counts);
        prop_assert_eq!(back.counts, DiffCounts { added: removed, removed: 0, ..counts });
        prop_assert_eq!(forth.changes.len(), out.len() + usize::try_from(touched).unwrap());
    }
}
