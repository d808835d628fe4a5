//! The fields of the forms about screens: each with its label, and with what is wrong in it beside it.

use super::text as t;
use crate::desk::context::Desk;
use crate::desk::counter::focus;
use crate::desk::text::failed;
use crate::live::Failure;
use gloo_timers::future::TimeoutFuture;
use hall::api::FieldProblem;
use hall::text::{Phrase, Text};
use leptos::prelude::*;

/// What is wrong, by the fields it is about.
#[derive(Clone, Copy)]
pub struct Faults(RwSignal<Vec<(String, Text)>>);

impl Faults {
    /// Nothing.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Forgets all.
    pub fn clear(self) {
        self.0.set(Vec::new());
    }

    /// Says what is wrong with a field, and leads there.
    pub fn show(self, id: &str, text: Text) {
        let first = self.0.with_untracked(Vec::is_empty);
        self.0.update(|all| all.push((id.to_owned(), text)));
        if first {
            focus(id);
        }
    }

    /// A check: says what is wrong when it is.
    pub fn need<T>(self, value: Option<T>, id: &str, phrase: Phrase) -> Option<T> {
        if value.is_none() {
            self.show(id, phrase.text());
        }
        value
    }

    /// Takes what the server refused: each field where `place` says, the whole where it says for no field.
    pub fn take(self, failure: &Failure, place: impl Fn(Option<&FieldProblem>) -> (String, Text)) {
        self.clear();
        let fields = match failure {
            Failure::Refused(problem) => problem.fields.as_slice(),
            Failure::Unreachable => &[],
        };
        for field in fields {
            let (id, text) = place(Some(field));
            self.show(&id, text);
        }
        if fields.is_empty() {
            let (id, _) = place(None);
            self.show(&id, failed(failure));
        }
    }

    /// What is wrong with a field.
    fn of(self, id: &str, desk: Desk) -> Option<String> {
        let lang = desk.lang.get();
        self.0.with(|all| {
            let mine = all.iter().filter(|(field, _)| field == id);
            let words: Vec<_> = mine.map(|(_, text)| text.get(lang)).collect();
            (!words.is_empty()).then(|| words.join(" "))
        })
    }

    /// A field is being corrected: what was wrong with it is not said any longer.
    pub fn forget(self, id: &str) {
        if untrack(|| self.has(id)) {
            self.0.update(|all| all.retain(|(field, _)| field != id));
        }
    }

    /// True when something is wrong with a field.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.0.with(|all| all.iter().any(|(field, _)| field == id))
    }
}

/// Leads to what is drawn next: what had the focus goes, or is put elsewhere.
pub fn lead(id: impl Into<String>) {
    let id = id.into();
    // a frame belongs to what asks for it, and goes with it; this may be asked by what goes
    leptos::task::spawn_local(async move {
        TimeoutFuture::new(0).await;
        focus(&id);
    });
}

/// Where a field of the server stands on the page: the pair whose path is the longest beginning of its own; otherwise
/// the first pair.
#[must_use]
pub fn at(pairs: &[(&str, &str)], problem: Option<&FieldProblem>) -> (String, Text) {
    let found = problem.and_then(|problem| {
        let begins = pairs.iter().filter(|(path, _)| problem.path.starts_with(path));
        begins.max_by_key(|(path, _)| path.len())
    });
    let id = found.or(pairs.first()).map(|(_, id)| (*id).to_owned()).unwrap_or_default();
    (id, problem.map(|problem| problem.detail.clone()).unwrap_or_default())
}

/// A text in both languages that is being typed.
#[derive(Clone, Copy)]
pub struct Pair {
    /// Chinese.
    pub zh: RwSignal<String>,
    /// English.
    pub en: RwSignal<String>,
}

impl Pair {
    /// Beginning with a text.
    #[must_use]
    pub fn of(text: &Text) -> Self {
        Self { zh: RwSignal::new(text.zh.clone()), en: RwSignal::new(text.en.clone()) }
    }

    /// What was typed.
    #[must_use]
    pub fn read(self) -> Text {
        let trimmed = |half: RwSignal<String>| half.with_untracked(|half| half.trim().to_owned());
        Text { zh: trimmed(self.zh), en: trimmed(self.en) }
    }

    /// What was typed, when both halves are there.
    #[must_use]
    pub fn whole(self) -> Option<Text> {
        Some(self.read()).filter(Text::is_complete)
    }
}

/// What is wrong with a field.
#[component]
pub fn Fault(
    /// The field.
    #[prop(into)]
    id: String,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = Desk::here();
    let own = format!("{id}-fault");
    view! { <p id=own class="fault" role="alert">{move || faults.of(&id, desk)}</p> }
}

/// A line to type in.
#[component]
pub fn Typed(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// All faults.
    faults: Faults,
    /// More about it.
    #[prop(optional)]
    hint: Option<Phrase>,
    /// The browser's kind of field.
    #[prop(default = "text")]
    kind: &'static str,
    /// Characters at most.
    #[prop(default = 60)]
    most: u16,
    /// The language that is typed.
    #[prop(optional)]
    lang: Option<&'static str>,
    /// It has the focus when its dialog opens.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let desk = Desk::here();
    let (wrong, own) = (id.clone(), id.clone());
    let about = format!("{id}-hint {id}-fault");
    let hint = hint.map(|hint| view! { <p id=format!("{id}-hint") class="quiet">{desk.words(hint)}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id.clone()
                type=kind
                lang=lang
                autocomplete="off"
                maxlength=most.to_string()
                data-focus=first.then_some("")
                aria-describedby=about
                aria-invalid=move || faults.has(&wrong).then_some("true")
                prop:value=value
                on:input:target=move |event| {
                    faults.forget(&own);
                    value.set(event.target().value());
                }
            />
            {hint}
            <Fault id faults/>
        </div>
    }
}

/// Lines to type in.
#[component]
pub fn Lines(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// All faults.
    faults: Faults,
    /// More about it.
    #[prop(optional)]
    hint: Option<Phrase>,
    /// Lines that are seen.
    #[prop(default = 3)]
    rows: u8,
    /// The language that is typed.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let desk = Desk::here();
    let (wrong, own) = (id.clone(), id.clone());
    let about = format!("{id}-hint {id}-fault");
    let hint = hint.map(|hint| view! { <p id=format!("{id}-hint") class="quiet">{desk.words(hint)}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id.clone()
                rows=rows.to_string()
                lang=lang
                autocomplete="off"
                spellcheck="false"
                aria-describedby=about
                aria-invalid=move || faults.has(&wrong).then_some("true")
                prop:value=value
                on:input:target=move |event| {
                    faults.forget(&own);
                    value.set(event.target().value());
                }
            ></textarea>
            {hint}
            <Fault id faults/>
        </div>
    }
}

/// A text in both languages.
#[component]
pub fn Both(
    /// The ids are this with `-zh` and `-en` behind it; faults are shown at the first.
    id: &'static str,
    /// What it is called.
    label: Phrase,
    /// What is typed.
    value: Pair,
    /// All faults.
    faults: Faults,
    /// More than a line each.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let desk = Desk::here();
    let named = move |half: Phrase| Signal::derive(move || desk.fill(half, &[desk.say(label)]));
    let half = move |end: &str, phrase: Phrase, lang: &'static str, value: RwSignal<String>| {
        let id = format!("{id}-{end}");
        if long {
            view! { <Lines id label=named(phrase) value faults lang/> }.into_any()
        } else {
            // as long as the server takes names
            let most = if lang == "en" { 100 } else { 40 };
            view! { <Typed id label=named(phrase) value faults lang most/> }.into_any()
        }
    };
    view! {
        <div class="pair">
            {half("zh", t::IN_ZH, "zh-CN", value.zh)} {half("en", t::IN_EN, "en", value.en)}
        </div>
    }
}
