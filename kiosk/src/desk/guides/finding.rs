//! What was found in a file or in the published catalog, as a table: filtered by kind, in pages.

use super::lang_of;
use super::leaves::{Leaf, Leaves, Turn};
use super::text as t;
use super::wire::After;
use crate::desk::context::Desk;
use crate::live::Failure;
use crate::live::guides::severity_key;
use hall::api::FindingPage;
use hall::catalog::{Finding, KEPT, Severity};
use hall::text::{Lang, Phrase, Text};
use leptos::prelude::*;
use std::future::Future;

/// What is asked for: everything, or one kind, the worst first.
const KINDS: [Option<Severity>; 4] =
    [None, Some(Severity::Refused), Some(Severity::Warning), Some(Severity::Cleaned)];

/// What a finding of a kind is called.
pub const fn kind_phrase(kind: Severity) -> Phrase {
    match kind {
        Severity::Refused => t::REFUSED,
        Severity::Warning => t::WARNING,
        Severity::Cleaned => t::CLEANED,
    }
}

/// Its style: a mark of its own shape beside its word (row A10).
const fn kind_class(kind: Severity) -> &'static str {
    match kind {
        Severity::Refused => "chip overloaded",
        Severity::Warning => "chip busy",
        Severity::Cleaned => "chip calm",
    }
}

/// What was found, one kind or all, in pages.
#[derive(Clone, Copy)]
pub struct Found {
    kind: RwSignal<Option<Severity>>,
    leaves: Leaves<FindingPage>,
}

impl Found {
    /// `ask` asks for a page of one kind or all, and for nothing while it cannot.
    #[must_use]
    pub fn new<F>(
        desk: Desk,
        ask: impl Fn(Option<Severity>, After) -> Option<F> + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<FindingPage, Failure>> + 'static,
    {
        let kind = RwSignal::new(None);
        let leaves = Leaves::new(desk, move |after| {
            let answer = ask(kind.get_untracked(), after)?;
            Some(async move {
                let page = answer.await?;
                Ok(Leaf { next: page.next.clone(), body: page })
            })
        });
        Self { kind, leaves }
    }

    /// Asks for the first page.
    pub fn anew(self) {
        self.leaves.anew();
    }
}

/// The filter, the table and its pages.
#[component]
pub fn Findings(
    /// What was found.
    found: Found,
    /// The id of the heading that names the table.
    titled: &'static str,
    /// Places are entries of a list, not rows of a sheet.
    #[prop(into)]
    listed: Signal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let filter = move |which: Option<Severity>| {
        let phrase = which.map_or(t::KIND_ALL, kind_phrase);
        let choose = move |_| {
            found.kind.set(which);
            found.anew();
        };
        view! {
            <button
                class="btn"
                data-kind=which.map_or("all", severity_key)
                aria-pressed=move || (found.kind.get() == which).to_string()
                on:click=choose
            >
                {desk.words(phrase)}
            </button>
        }
    };
    let head = move |phrase: Phrase| view! { <th scope="col">{desk.words(phrase)}</th> };
    let total = Memo::new(move |_| found.leaves.with(|page| page.total));
    let some = Memo::new(move |_| total.get().is_some_and(|total| total > 0));
    let state = move || match total.get() {
        None => desk.say(t::LOADING).to_owned(),
        Some(0) => desk.say(t::NO_FINDINGS).to_owned(),
        Some(total) if usize::try_from(total).is_ok_and(|total| total > KEPT) => {
            desk.fill(t::FOUND_MORE, &[&total.to_string(), &KEPT.to_string()])
        }
        Some(total) => desk.fill(t::FOUND, &[&total.to_string()]),
    };
    let lines = move || found.leaves.with(|page| page.items.clone()).unwrap_or_default();
    view! {
        <div class="lists" role="group" aria-label=desk.words(t::FILTER)>
            {KINDS.map(filter).collect_view()}
            <span class="quiet count" role="status">{state}</span>
        </div>
        <Show when=move || some.get()>
            <div class="scroll">
                <table class="list findings" aria-labelledby=titled>
                    <thead>
                        <tr>
                            {head(t::COL_KIND)} {head(t::COL_PLACE)} {head(t::COL_ITEM)} {head(t::COL_FIELD)}
                            {head(t::COL_REASON)} {head(t::COL_SUGGESTION)}
                        </tr>
                    </thead>
                    <tbody>{move || lines().into_iter().map(|finding| view! { <Line finding listed/> }).collect_view()}</tbody>
                </table>
            </div>
        </Show>
        <Turn leaves=found.leaves/>
    }
}

/// Where something stands: `材料 · 第 7 行`.
#[must_use]
pub fn place(desk: Desk, finding: &Finding, listed: bool) -> String {
    let row = if listed { t::ENTRY } else { t::ROW };
    let row = finding.row.map(|number| desk.fill(row, &[&number.to_string()]));
    let sheet = called(finding.sheet_name.as_ref(), finding.sheet.as_deref(), desk.lang.get());
    sheet.into_iter().chain(row).collect::<Vec<_>>().join(" · ")
}

/// What people call something, else as the file writes it; none for nothing.
fn called(name: Option<&Text>, own: Option<&str>, lang: Lang) -> Option<String> {
    let name = name.map(|name| name.get(lang)).filter(|name| !name.is_empty());
    name.or(own).filter(|words| !words.is_empty()).map(str::to_owned)
}

#[component]
fn Line(finding: Finding, listed: Signal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let kind = finding.severity;
    let code = finding.code.clone();
    let (message, suggestion) = (finding.message.clone(), finding.suggestion.clone());
    // a matter by its name, and below it as the file writes it
    let (own, name) = (finding.item.clone().unwrap_or_default(), finding.item_name.clone());
    let item = {
        let own = own.clone();
        move || {
            let lang = desk.lang.get();
            let name = called(name.as_ref(), None, lang).filter(|name| *name != own);
            match name {
                Some(name) => {
                    let tongue = lang_of(&name);
                    view! { <b lang=tongue>{name}</b> <small lang=lang_of(&own)>{own.clone()}</small> }
                        .into_any()
                }
                None => view! { <span lang=lang_of(&own)>{own.clone()}</span> }.into_any(),
            }
        }
    };
    let (field, field_name) = (finding.field.clone(), finding.field_name.clone());
    let field =
        Memo::new(move |_| called(field_name.as_ref(), Some(&field), desk.lang.get()).unwrap_or_default());
    let at = Memo::new(move |_| place(desk, &finding, listed.get()));
    view! {
        <tr data-code=code data-severity=severity_key(kind)>
            <td><span class=kind_class(kind)>{desk.words(kind_phrase(kind))}</span></td>
            <td lang=move || at.with(|at| lang_of(at))>{at}</td>
            <td class="whose">{item}</td>
            <td lang=move || field.with(|field| lang_of(field))>{field}</td>
            <td>{move || message.get(desk.lang.get()).to_owned()}</td>
            <td>{move || suggestion.as_ref().map(|words| words.get(desk.lang.get()).to_owned())}</td>
        </tr>
    }
}
