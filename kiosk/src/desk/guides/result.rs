//! What was read from a file, before anybody publishes it: figures, the difference to the published version,
//! and what was found row by row.

use super::FileTitle;
use super::diff::{Difference, is_empty};
use super::download::Download;
use super::finding::{Findings, Found};
use super::import::Import;
use super::leaves::{Leaf, Leaves};
use super::question::Asked;
use super::text as t;
use super::wire;
use crate::desk::accounts::moment;
use crate::desk::record::actor;
use crate::live::guides::CatalogCall;
use crate::live::path::Call;
use hall::api::{DiffView, ImportMode, ImportSummary, ImportView};
use hall::text::Phrase;
use leptos::prelude::*;

/// What was read, and what can be done with it.
#[component]
pub fn Outcome(import: Import, id: String) -> impl IntoView {
    let desk = import.desk;
    let name = id.clone();
    let leaves = Leaves::<DiffView>::new(desk, move |after| {
        let answer = wire::import_diff(desk.hall_id()?, name.clone(), after);
        Some(async move {
            let page = answer.await?;
            Ok(Leaf { next: page.next.clone(), body: page })
        })
    });
    leaves.anew();
    let name = id.clone();
    let found =
        Found::new(desk, move |kind, after| Some(wire::findings(desk.hall_id()?, name.clone(), kind, after)));
    found.anew();
    let report = move || Some(Call::guides(desk.hall_id()?, CatalogCall::FindingsCsv(id.clone())));
    let listed =
        Signal::derive(move || import.view().is_some_and(|view| view.file.to_lowercase().ends_with(".json")));
    view! {
        <Figures import/>
        <section class="card stack" aria-labelledby="diff-title">
            <h2 id="diff-title">{desk.words(t::DIFF_TITLE)}</h2>
            <Difference leaves titled="diff-title"/>
        </section>
        <section class="card stack" aria-labelledby="findings-title">
            <div class="ratings-head">
                <h2 id="findings-title">{desk.words(t::FINDINGS_TITLE)}</h2>
                <span class="fill"></span>
                <Download phrase=t::CSV act="csv" name="findings.csv" call=report/>
            </div>
            <p class="quiet">{desk.words(t::FINDINGS_HINT)}</p>
            <Findings found titled="findings-title" listed/>
        </section>
    }
}

/// In figures, with the buttons.
#[component]
fn Figures(import: Import) -> impl IntoView {
    let desk = import.desk;
    let view = Memo::new(move |before: Option<&Option<ImportView>>| {
        // a card that is about to go keeps what it showed
        import.view().or_else(|| before.cloned().flatten())
    });
    let summary = Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.summary)));
    let name = move || view.with(|view| view.as_ref().map(|view| view.file.clone()).unwrap_or_default());
    let about = move || {
        let lang = desk.lang.get();
        view.with(|view| {
            let view = view.as_ref()?;
            let mode = match view.mode {
                ImportMode::Merge => t::MODE_MERGE_SHORT,
                ImportMode::Replace => t::MODE_REPLACE_SHORT,
            };
            let who = actor(view.by.as_deref(), lang);
            Some(desk.fill(t::RESULT_ABOUT, &[mode.get(lang), &moment(view.at, lang), &who]))
        })
    };
    let stale = Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|view| view.stale)));
    let same = Memo::new(move |_| summary.get().is_some_and(|summary| is_empty(summary.changes)));
    let warning = move || match (stale.get(), same.get()) {
        (true, _) => Some(t::STALE),
        (false, true) => Some(t::NOTHING_NEW),
        (false, false) => None,
    };
    let may_publish = move || !stale.get() && !same.get();
    let tile = move |phrase: Phrase, id: &'static str, get: fn(ImportSummary) -> u32| {
        view! {
            <div class="tile" data-tile=id>
                <dt>{desk.words(phrase)}</dt>
                <dd>{move || summary.get().map(|summary| get(summary).to_string())}</dd>
            </div>
        }
    };
    let ask = move |ask: fn(ImportView) -> Asked| import.asked.set(view.get_untracked().map(ask));
    view! {
        <section class="card stack" aria-labelledby="import-title">
            <div class="ratings-head">
                <FileTitle phrase=t::RESULT_TITLE file=Signal::derive(name)/>
                <span class="fill"></span>
                <button class="btn" data-do="drop" aria-haspopup="dialog" on:click=move |_| ask(Asked::Drop)>
                    {desk.words(t::DROP)}
                </button>
                <Show when=may_publish>
                    <button
                        class="btn primary"
                        data-do="publish"
                        aria-haspopup="dialog"
                        on:click=move |_| ask(Asked::Publish)
                    >
                        {desk.words(t::PUBLISH)}
                    </button>
                </Show>
            </div>
            <p class="quiet">{about}</p>
            <p class="warning" role="status" hidden=move || warning().is_none()>
                {move || warning().map(|phrase| desk.say(phrase))}
            </p>
            <dl class="tiles">
                {tile(t::ACCEPTED, "accepted", |summary| summary.accepted)}
                {tile(t::LEFT_OUT, "left-out", |summary| summary.left_out)}
                {tile(t::REFUSED, "refused", |summary| summary.refused)}
                {tile(t::WARNINGS, "warnings", |summary| summary.warnings)}
                {tile(t::CLEANED, "cleaned", |summary| summary.cleaned)}
            </dl>
        </section>
    }
}
