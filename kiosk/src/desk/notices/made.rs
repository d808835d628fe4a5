//! The notice that was made: its number, its code for the phone, and the sheets to print.

use super::text as t;
use crate::desk::console::Work;
use crate::desk::counter::focus;
use crate::desk::text::CLOSE;
use hall::api::NoticeView;
use hall::notice::paper::owed;
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// Where the sheet is, in the clerk's language.
fn sheet(notice: &NoticeView, paper: &str, lang: Lang) -> String {
    let lang = if lang == Lang::En { "&lang=en" } else { "" };
    format!("{}?paper={paper}{lang}", notice.print_path)
}

/// The notice.
#[component]
pub fn Made(work: Work, notice: NoticeView, made: RwSignal<Option<NoticeView>>) -> impl IntoView {
    let desk = work.desk;
    Effect::new(|| focus("notice-print"));
    let kind = notice.kind;
    let (number, qr) = (notice.number.clone(), notice.qr_svg.clone());
    let (test, name) = (number.clone(), notice.facts.item.clone());
    let missing: Vec<_> = owed(kind, &notice.facts).map(|document| document.name.clone()).collect();
    let notice = StoredValue::new(notice);
    let print = move |paper: &'static str| {
        let address = notice.with_value(|notice| sheet(notice, paper, desk.lang.get_untracked()));
        // a browser that lets no page open has the sheet behind the code
        let _ = window().open_with_url_and_target(&address, "_blank");
    };
    let printer = move |paper: &'static str, phrase: Phrase, first: bool| {
        view! {
            <button
                type="button"
                class="btn"
                class:primary=first
                id=first.then_some("notice-print")
                data-paper=paper
                on:click=move |_| print(paper)
            >
                {desk.words(phrase)}
            </button>
        }
    };
    let other = move || desk.lang.get().other();
    view! {
        <div class="given" data-notice=test>
            <div class="qr" role="img" aria-label=desk.words(t::QR) inner_html=qr></div>
            <div class="words">
                <p class="strong">{desk.words(kind.phrase())}</p>
                <p>{move || name.get(desk.lang.get()).to_owned()}</p>
                <dl class="facts">
                    <div>
                        <dt>{desk.words(t::NUMBER)}</dt>
                        <dd>{number}</dd>
                    </div>
                </dl>
                <ul class="dots">
                    {missing.into_iter().map(|name| view! { <li>{move || name.get(desk.lang.get()).to_owned()}</li> }).collect_view()}
                </ul>
                <p class="ask">{desk.words(t::ASK)}</p>
                <p class="ask second" lang=move || other().tag()>{move || t::ASK.get(other())}</p>
            </div>
        </div>
        <div class="modal-foot">
            <button type="button" class="btn" data-do="notice-close" on:click=move |_| work.question.set(None)>
                {desk.words(CLOSE)}
            </button>
            <button type="button" class="btn" data-do="notice-another" on:click=move |_| made.set(None)>
                {desk.words(t::ANOTHER)}
            </button>
            {printer("80mm", t::PRINT_80, false)}
            {printer("a5", t::PRINT_A5, true)}
        </div>
    }
}
