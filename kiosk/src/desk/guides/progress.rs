//! A file on its way: sent, read, or not read and why. How far it is stands in a bar; who hears the page is
//! told the stage and every quarter of it, not every row.

use super::FileTitle;
use super::import::Import;
use super::text as t;
use crate::desk::context::Desk;
use hall::api::{ImportProgress, ImportStage};
use hall::text::Phrase;
use leptos::prelude::*;

/// What a stage is called.
const fn stage_phrase(stage: ImportStage) -> Phrase {
    match stage {
        ImportStage::Reading => t::STAGE_READING,
        ImportStage::Checking => t::STAGE_CHECKING,
        ImportStage::Comparing => t::STAGE_COMPARING,
        ImportStage::Storing => t::STAGE_STORING,
    }
}

/// Quarters of a stage that are done, 0 to 4; 0 while the whole is not known.
#[must_use]
fn quarters(progress: ImportProgress) -> u64 {
    let done = u64::from(progress.done) * 4;
    done.checked_div(u64::from(progress.total)).map_or(0, |quarters| quarters.min(4))
}

/// The file is being sent.
#[component]
pub fn Sending(name: String) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <section class="card stack" aria-labelledby="import-title">
            <FileTitle phrase=t::READING_TITLE file=name/>
            <p role="status">{desk.words(t::STAGE_SENDING)}</p>
            <progress aria-labelledby="import-title"></progress>
        </section>
    }
}

/// The file is being read.
#[component]
pub fn Reading(import: Import) -> impl IntoView {
    let desk = import.desk;
    let view = Memo::new(move |_| import.view());
    let name = move || view.with(|view| view.as_ref().map(|view| view.file.clone()).unwrap_or_default());
    let progress = Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.progress)));
    let words = move || {
        let progress = progress.get()?;
        let stage = desk.say(stage_phrase(progress.stage));
        Some(match progress.total {
            0 => stage.to_owned(),
            total => desk.fill(t::STAGE_OF, &[stage, &progress.done.to_string(), &total.to_string()]),
        })
    };
    let told = Memo::new(move |_| progress.get().map(|progress| (progress.stage, quarters(progress))));
    let told = move || {
        told.get().map(|(stage, quarters)| {
            desk.fill(t::STAGE_PERCENT, &[desk.say(stage_phrase(stage)), &(quarters * 25).to_string()])
        })
    };
    let value = move |get: fn(ImportProgress) -> u32| {
        progress.get().filter(|progress| progress.total > 0).map(|progress| get(progress).to_string())
    };
    view! {
        <section class="card stack" aria-labelledby="import-title">
            <FileTitle phrase=t::READING_TITLE file=Signal::derive(name)/>
            <p data-do="progress">{words}</p>
            <p class="unseen" role="status">{told}</p>
            <progress
                aria-labelledby="import-title"
                max=move || value(|progress| progress.total)
                value=move || value(|progress| progress.done)
            ></progress>
            <p class="quiet">{desk.words(t::READING_HINT)}</p>
            <div class="modal-foot">
                <button
                    class="btn"
                    data-do="stop"
                    aria-busy=move || import.busy.get().to_string()
                    on:click=move |_| {
                        if let Some(view) = view.get_untracked() {
                            import.forget(view.id);
                        }
                    }
                >
                    {desk.words(t::STOP)}
                </button>
            </div>
        </section>
    }
}

/// The file could not be read.
#[component]
pub fn Failed(import: Import) -> impl IntoView {
    let desk = import.desk;
    let view = Memo::new(move |_| import.view());
    let name = move || view.with(|view| view.as_ref().map(|view| view.file.clone()).unwrap_or_default());
    let why = move || {
        let lang = desk.lang.get();
        view.with(|view| Some(view.as_ref()?.fault.as_ref()?.get(lang).to_owned()))
    };
    view! {
        <section class="card stack" aria-labelledby="import-title">
            <FileTitle phrase=t::FAILED_TITLE file=Signal::derive(name)/>
            <p class="fault" role="alert">{why}</p>
            <p class="quiet">{desk.words(t::FAILED_HINT)}</p>
            <div class="modal-foot">
                <button
                    class="btn primary"
                    data-do="again"
                    aria-busy=move || import.busy.get().to_string()
                    on:click=move |_| {
                        if let Some(view) = view.get_untracked() {
                            import.forget(view.id);
                        }
                    }
                >
                    {desk.words(t::AGAIN)}
                </button>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_told_in_quarters() {
        let at = |done, total| quarters(ImportProgress { stage: ImportStage::Reading, done, total });
        assert_eq!([at(0, 0), at(9, 0), at(0, 100), at(24, 100), at(25, 100)], [0, 0, 0, 0, 1]);
        assert_eq!([at(99, 100), at(100, 100), at(200, 100), at(u32::MAX, 2)], [3, 4, 4, 4]);
    }
}
