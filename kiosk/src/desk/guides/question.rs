//! The questions before a file is published or dropped; publishing names what will change.

use super::diff::in_figures;
use super::import::Import;
use super::text as t;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use hall::api::ImportView;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Publish what was read?
    Publish(ImportView),
    /// Forget it?
    Drop(ImportView),
}

/// The dialog of an import.
#[component]
pub fn Questions(import: Import) -> impl IntoView {
    let desk = import.desk;
    let open = Memo::new(move |_| import.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        import.asked.with(|asked| match asked {
            None => String::new(),
            Some(Asked::Publish(_)) => desk.say(t::PUBLISH_TITLE).to_owned(),
            Some(Asked::Drop(_)) => desk.say(t::DROP_TITLE).to_owned(),
        })
    });
    view! {
        <Modal open title on_close=move || import.asked.set(None)>
            {view! {
                {move || match import.asked.get() {
                    None => ().into_any(),
                    Some(Asked::Publish(view)) => view! { <Publish import view/> }.into_any(),
                    Some(Asked::Drop(view)) => view! { <DropIt import view/> }.into_any(),
                }}
            }
                .into_any()}
        </Modal>
    }
}

#[component]
fn Publish(import: Import, view: ImportView) -> impl IntoView {
    let desk = import.desk;
    let ImportView { id, file, summary, .. } = view;
    let summary = summary.unwrap_or_default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        import.publish(id.clone());
    };
    let refused = (summary.refused > 0).then(|| {
        view! { <p class="warning">{move || desk.fill(t::PUBLISH_REFUSED, &[&summary.refused.to_string()])}</p> }
    });
    let removes = (summary.changes.removed > 0).then(|| {
        view! { <p class="warning">{desk.words(t::PUBLISH_REMOVES)}</p> }
    });
    view! {
        <form novalidate on:submit=submit>
            <p lang=super::lang_of(&file)>{file.clone()}</p>
            <p class="strong" data-do="counts">{move || in_figures(desk, summary.changes)}</p>
            {removes}
            {refused}
            <p class="quiet">{desk.words(t::PUBLISH_HINT)}</p>
            <Foot
                confirm=t::PUBLISH_CONFIRM
                act="publish-confirm"
                busy=import.busy
                on_back=move || import.asked.set(None)
                back_first=true
            />
        </form>
    }
}

#[component]
fn DropIt(import: Import, view: ImportView) -> impl IntoView {
    let desk = import.desk;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        import.forget(view.id.clone());
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::DROP_HINT)}</p>
            <Foot
                confirm=t::DROP_CONFIRM
                act="drop-confirm"
                busy=import.busy
                on_back=move || import.asked.set(None)
                back_first=true
            />
        </form>
    }
}
