//! The columns of a public list: the head of each, and what it holds, which says whether it is masked.

use super::choice::Pick;
use super::field::{Fault, Faults, Pair, Typed, lead};
use super::lists_text as t;
use super::phrases;
use crate::desk::context::Desk;
use hall::screen::{Column, ColumnKind};
use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// Columns of a list at most.
const MOST: usize = 6;
/// What a column holds, as on the wire.
const HOLDS: [(ColumnKind, &str); 4] = [
    (ColumnKind::Plain, "plain"),
    (ColumnKind::Name, "name"),
    (ColumnKind::Phone, "phone"),
    (ColumnKind::IdNumber, "id_number"),
];
/// The same, to choose from.
const CHOICES: [(&str, Phrase); 4] =
    [("plain", t::PLAIN), ("name", t::NAME), ("phone", t::PHONE), ("id_number", t::ID_NUMBER)];

/// A value as on the wire.
pub fn key<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> String {
    all.iter().find(|(known, _)| known == value).map(|(_, key)| (*key).to_owned()).unwrap_or_default()
}

/// The value of what stands on the wire.
pub fn value<T: Copy>(all: &[(T, &'static str)], key: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == key).map(|(value, _)| *value)
}

/// A column that is being entered.
#[derive(Clone, Copy)]
struct Draft {
    name: Pair,
    kind: RwSignal<String>,
}

impl Draft {
    fn of(column: &Column) -> Self {
        Self { name: Pair::of(&column.name), kind: RwSignal::new(key(&HOLDS, &column.kind)) }
    }
}

/// Columns that are being entered.
#[derive(Clone, Copy)]
pub struct Columns {
    all: RwSignal<Vec<Draft>>,
    /// What is entered lives as long as the form.
    owner: StoredValue<Option<Owner>>,
}

impl Columns {
    /// Beginning with some; with an empty one when there are none.
    #[must_use]
    pub fn of(columns: &[Column]) -> Self {
        let all = RwSignal::new(columns.iter().map(Draft::of).collect());
        let columns = Self { all, owner: StoredValue::new(Owner::current()) };
        if all.with_untracked(Vec::is_empty) {
            columns.add();
        }
        columns
    }

    fn add(self) {
        let fresh = || Draft::of(&Column { name: Text::default(), kind: ColumnKind::Plain });
        let column = self.owner.with_value(|owner| owner.as_ref().map(|owner| owner.with(fresh)));
        self.all.update(|all| all.extend(column));
    }

    /// What is entered; follows it inside views.
    #[must_use]
    pub fn read(self) -> Vec<Column> {
        let column = |column: &Draft| {
            column.name.zh.track();
            column.name.en.track();
            let kind = column.kind.with(|kind| value(&HOLDS, kind)).unwrap_or_default();
            Column { name: column.name.read(), kind }
        };
        self.all.with(|all| all.iter().map(column).collect())
    }
}

/// The fields.
#[component]
pub fn ColumnFields(
    /// What is entered.
    columns: Columns,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = Desk::here();
    let count = Memo::new(move |_| columns.all.with(Vec::len));
    let label =
        move |phrase: Phrase, no: usize| Signal::derive(move || desk.fill(phrase, &[&(no + 1).to_string()]));
    let row = move |no: usize| {
        let column = columns.all.with_untracked(|all| all.get(no).copied())?;
        let (id, options) = (format!("list-column-{no}"), phrases(desk, &CHOICES));
        Some(view! {
            <div class="pair">
                <Typed id=format!("{id}-zh") label=label(t::COLUMN_ZH, no) value=column.name.zh faults lang="zh-CN"/>
                <Typed id=format!("{id}-en") label=label(t::COLUMN_EN, no) value=column.name.en faults lang="en"/>
                <Pick id=format!("{id}-kind") label=label(t::COLUMN_KIND, no) value=column.kind options faults/>
            </div>
        })
    };
    let drop_last = move |_| {
        columns.all.update(|all| all.truncate(all.len().saturating_sub(1)));
        // the button goes with the last one but one
        lead("list-columns");
    };
    view! {
        <fieldset id="list-columns" class="reasons stack" tabindex="-1" aria-describedby="list-columns-fault">
            <legend>{desk.words(t::COLUMNS)}</legend>
            <For each=move || 0..count.get() key=|no| *no children=row/>
            <Fault id="list-columns" faults/>
            <div class="acts">
                <Show when=move || count.get() < MOST>
                    <button type="button" class="btn" data-do="column-add" on:click=move |_| columns.add()>
                        {desk.words(t::ADD_COLUMN)}
                    </button>
                </Show>
                <Show when=move || { count.get() > 1 }>
                    <button type="button" class="btn" data-do="column-drop" on:click=drop_last>
                        {desk.words(t::DROP_COLUMN)}
                    </button>
                </Show>
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_entered_as_they_were_and_every_kind_can_be_chosen() {
        Owner::new().with(|| {
            let name = Text { zh: "姓名".to_owned(), en: "Name".to_owned() };
            let all: Vec<_> =
                HOLDS.iter().map(|(kind, _)| Column { name: name.clone(), kind: *kind }).collect();
            let columns = Columns::of(&all);
            assert_eq!(untrack(|| columns.read()), all);
            columns.add();
            assert_eq!(untrack(|| columns.read()).len(), all.len() + 1);
            assert_eq!(untrack(|| Columns::of(&[]).read()).len(), 1);
        });
    }
}
