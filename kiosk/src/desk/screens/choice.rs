//! Choices in the forms about screens: one of several in a list, any of several to be ticked.

use super::field::{Fault, Faults};
use crate::desk::context::Desk;
use hall::text::Phrase;
use leptos::prelude::*;

/// Values with their names.
pub type Options = Signal<Vec<(String, String)>>;

/// One of several.
#[component]
pub fn Pick(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen.
    value: RwSignal<String>,
    /// The choices.
    options: Options,
    /// All faults.
    faults: Faults,
    /// The choice of none.
    #[prop(optional)]
    none: Option<Phrase>,
) -> impl IntoView {
    let desk = Desk::here();
    let (wrong, changed) = (id.clone(), id.clone());
    let option = move |(key, name): (String, String)| {
        let own = key.clone();
        view! { <option value=key selected=move || value.with(|value| *value == own)>{name}</option> }
    };
    let none = none.map(|none| {
        view! { <option value="" selected=move || value.with(String::is_empty)>{desk.words(none)}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id.clone()
                aria-describedby=format!("{id}-fault")
                aria-invalid=move || faults.has(&wrong).then_some("true")
                on:change:target=move |event| {
                    faults.forget(&changed);
                    value.set(event.target().value());
                }
            >
                {none}
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
            <Fault id faults/>
        </div>
    }
}

/// Any of several.
#[component]
pub fn Ticks(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What it is called.
    legend: Phrase,
    /// What is ticked.
    value: RwSignal<Vec<String>>,
    /// The choices.
    options: Options,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = Desk::here();
    let field = StoredValue::new(id.clone());
    let tick = move |(key, name): (String, String)| {
        let own = key.clone();
        let toggle = {
            let key = key.clone();
            move |_| {
                field.with_value(|field| faults.forget(field));
                value.update(|ticked| match ticked.iter().position(|one| *one == key) {
                    Some(at) => drop(ticked.remove(at)),
                    None => ticked.push(key.clone()),
                });
            }
        };
        let ticked = move || value.with(|ticked| ticked.contains(&own));
        view! {
            <label class="check">
                <input type="checkbox" value=key prop:checked=ticked on:change=toggle/>
                <span>{name}</span>
            </label>
        }
    };
    let about = format!("{id}-fault");
    view! {
        <fieldset id=id.clone() class="reasons" tabindex="-1" aria-describedby=about>
            <legend>{desk.words(legend)}</legend>
            <div class="ticks">{move || options.get().into_iter().map(tick).collect_view()}</div>
            <Fault id=id.clone() faults/>
        </fieldset>
    }
}
