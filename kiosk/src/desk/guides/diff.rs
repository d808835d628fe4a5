//! How one version of the catalog differs from another: what is new, gone, and changed field by field.

use super::leaves::{Leaves, Turn};
use super::text as t;
use crate::desk::context::Desk;
use hall::api::DiffView;
use hall::catalog::{Change, ChangeKind, DiffCounts, FieldChange, Subject};
use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// What happened, in words.
const fn kind_phrase(kind: ChangeKind) -> Phrase {
    match kind {
        ChangeKind::Added => t::ADDED,
        ChangeKind::Removed => t::REMOVED,
        ChangeKind::Changed => t::CHANGED,
    }
}

/// Its style and its name in tests.
const fn kind_class(kind: ChangeKind) -> (&'static str, &'static str) {
    match kind {
        ChangeKind::Added => ("chip added", "added"),
        ChangeKind::Removed => ("chip removed", "removed"),
        ChangeKind::Changed => ("chip changed", "changed"),
    }
}

/// What it is about; a matter needs no word.
const fn subject_phrase(subject: Subject) -> Option<Phrase> {
    match subject {
        Subject::Department => Some(t::A_DEPARTMENT),
        Subject::Theme => Some(t::A_THEME),
        Subject::Catalog | Subject::Item => None,
    }
}

/// True when nothing is different.
#[must_use]
pub const fn is_empty(counts: DiffCounts) -> bool {
    counts.added == 0 && counts.removed == 0 && counts.changed == 0 && counts.others == 0
}

/// A difference in figures, as a sentence.
#[must_use]
pub fn in_figures(desk: Desk, counts: DiffCounts) -> String {
    let [added, changed, removed] =
        [counts.added, counts.changed, counts.removed].map(|count| count.to_string());
    let mut words = desk.fill(t::COUNTS, &[&added, &changed, &removed]);
    if counts.others > 0 {
        words.push_str(&desk.fill(t::COUNTS_OTHERS, &[&counts.others.to_string()]));
    }
    words
}

/// The difference, in pages.
#[component]
pub fn Difference(
    /// What differs.
    leaves: Leaves<DiffView>,
    /// The id of the heading that names the table.
    titled: &'static str,
) -> impl IntoView {
    let desk = Desk::here();
    let counts = Memo::new(move |_| leaves.with(|page| page.counts));
    let some = Memo::new(move |_| counts.get().is_some_and(|counts| !is_empty(counts)));
    let state = move || match counts.get() {
        None => desk.say(t::LOADING).to_owned(),
        Some(counts) if is_empty(counts) => desk.say(t::DIFF_NONE).to_owned(),
        Some(counts) => in_figures(desk, counts),
    };
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let rows = move || leaves.with(|page| page.items.clone()).unwrap_or_default();
    view! {
        <p role="status">{state}</p>
        <Show when=move || some.get()>
            <div class="scroll">
                <table class="list changes" aria-labelledby=titled>
                    <thead>
                        <tr>
                            {head(t::COL_CHANGE)} {head(t::COL_ITEM)} {head(t::COL_FIELD)} {head(t::COL_OLD)}
                            {head(t::COL_NEW)}
                        </tr>
                    </thead>
                    {move || rows().into_iter().map(|change| view! { <Rows change/> }).collect_view()}
                </table>
            </div>
        </Show>
        <Turn leaves/>
    }
}

/// A change: a line for every field.
#[component]
fn Rows(change: Change) -> impl IntoView {
    let desk = Desk::here();
    let Change { subject, kind, id, name, fields } = change;
    let (class, test) = kind_class(kind);
    let subject = move || subject_phrase(subject).map(|phrase| view! { <small>{desk.say(phrase)}</small> });
    let span = fields.len().max(1).to_string();
    let mut fields = fields.into_iter();
    let first = fields.next();
    let first = match first {
        Some(field) => view! { <Cells field/> }.into_any(),
        None => view! { <td colspan="3"></td> }.into_any(),
    };
    view! {
        <tbody data-change=test data-id=id>
            <tr>
                <td rowspan=span.clone()><span class=class>{desk.words(kind_phrase(kind))}</span></td>
                <th scope="rowgroup" rowspan=span>
                    <b>{move || name.get(desk.lang.get()).to_owned()}</b>
                    {subject}
                </th>
                {first}
            </tr>
            {fields.map(|field| view! { <tr><Cells field/></tr> }).collect_view()}
        </tbody>
    }
}

#[component]
fn Cells(field: FieldChange) -> impl IntoView {
    let desk = Desk::here();
    let FieldChange { label, old, new, .. } = field;
    let value = move |words: Text| {
        move || {
            let said = words.get(desk.lang.get());
            if said.is_empty() {
                return view! { <p class="quiet">{desk.say(t::EMPTY)}</p> }.into_any();
            }
            said.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view().into_any()
        }
    };
    view! {
        <td>{move || label.get(desk.lang.get()).to_owned()}</td>
        <td class="old">{value(old)}</td>
        <td class="new">{value(new)}</td>
    }
}
