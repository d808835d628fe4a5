//! Joins what was taken of a file with what the hall has published. What is published is not lost by a slip: a text
//! that takes effect later waits beside the one in force, and a matter whose row was refused stays as it is.

use super::builder::{Taken, is_named};
use super::findings::Findings;
use super::{Mode, Task};
use hall::catalog::{Catalog, Department, Finding, Item, rules, scores};
use hall::id::ItemId;
use std::collections::{HashMap, HashSet};

/// The next catalog; themes without matters that are gone.
pub fn join(frame: Catalog, taken: Taken, task: &Task<'_>, found: &mut Findings<'_>) -> Catalog {
    let mut next = frame;
    let base = task.base;
    let published: HashMap<&ItemId, &Item> = base.items.iter().map(|item| (&item.id, item)).collect();
    let planned: HashMap<&ItemId, &Item> = base.coming.iter().map(|item| (&item.id, item)).collect();
    let Taken { items, refused, rows, .. } = taken;
    let told: HashSet<ItemId> = items.iter().map(|item| item.id.clone()).collect();
    let mut now: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let row = rows.get(&item.id).copied();
        if let Some(plan) = planned.get(&item.id).filter(|plan| ***plan != item) {
            let day = plan.effective_on.map(|day| day.to_string()).unwrap_or_default();
            let finding = rules::PLAN_REPLACED.finding("effective_on", &[&day]);
            found.about(finding, row, &item);
        }
        let in_force = published.get(&item.id).filter(|old| old.is_listed(task.today));
        match (in_force, item.effective_on.filter(|first| *first > task.today)) {
            (Some(old), Some(first)) => {
                let finding = rules::COMES_LATER.finding("effective_on", &[&first.to_string()]);
                found.about(finding, row, &item);
                now.push((*old).clone());
                next.coming.push(item);
            }
            _ => now.push(item),
        }
    }
    let stays =
        |item: &&Item| !told.contains(&item.id) && (task.mode == Mode::Merge || is_named(item, &refused));
    next.coming.extend(base.coming.iter().filter(stays).cloned());
    next.items = match task.mode {
        Mode::Replace => {
            for item in base.items.iter().filter(stays) {
                let finding = rules::KEPT_AS_PUBLISHED.finding("id", &[&item.name.zh]);
                found.about(finding, None, item);
                keep_department(&mut next.departments, base, item);
            }
            now.into_iter().chain(base.items.iter().filter(stays).cloned()).collect()
        }
        Mode::Merge => merged(&base.items, now),
    };
    departments(&mut next, found);
    themes(&mut next, found);
    found.report.scores = scores(&next);
    next
}

/// The old list with new texts in the place of those of the same id, and what is new after it.
fn merged(old: &[Item], new: Vec<Item>) -> Vec<Item> {
    let order: Vec<ItemId> = new.iter().map(|item| item.id.clone()).collect();
    let mut new: HashMap<ItemId, Item> = new.into_iter().map(|item| (item.id.clone(), item)).collect();
    let mut all: Vec<Item> =
        old.iter().map(|old| new.remove(&old.id).unwrap_or_else(|| old.clone())).collect();
    all.extend(order.iter().filter_map(|id| new.remove(id)));
    all
}

/// A matter that stays brings its department along, where the file has departments of its own.
fn keep_department(departments: &mut Vec<Department>, base: &Catalog, item: &Item) {
    let is = |department: &&Department| department.id == item.department.id;
    if !departments.iter().any(|department| is(&department)) {
        departments.extend(base.departments.iter().find(is).cloned());
    }
}

/// Every matter has a department, and calls it as the catalog does.
fn departments(next: &mut Catalog, found: &mut Findings<'_>) {
    let known: HashMap<_, _> =
        next.departments.iter().map(|department| (&department.id, &department.name)).collect();
    for list in [&mut next.items, &mut next.coming] {
        list.retain_mut(|item| {
            let Some(name) = known.get(&item.department.id) else {
                let finding = rules::UNKNOWN_DEPARTMENT.finding("department", &[item.department.id.as_str()]);
                found.about(finding, None, item);
                return false;
            };
            if item.department.name != **name {
                item.department.name = (*name).clone();
            }
            true
        });
    }
}

/// Themes name what is there.
fn themes(next: &mut Catalog, found: &mut Findings<'_>) {
    let ids: HashSet<&ItemId> = next.items.iter().map(|item| &item.id).collect();
    for theme in &mut next.themes {
        let gone: Vec<&str> = theme.items.iter().filter(|id| !ids.contains(id)).map(ItemId::as_str).collect();
        if !gone.is_empty() {
            let finding = rules::THEME_SHORTENED.finding("items", &[&theme.name.zh, &gone.join("、")]);
            let finding = Finding { item_name: Some(theme.name.clone()), ..finding };
            found.add(finding, "themes", None, Some(theme.id.as_str()));
        }
        theme.items.retain(|id| ids.contains(id));
    }
    next.themes.retain(|theme| !theme.items.is_empty());
}
