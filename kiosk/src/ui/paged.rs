//! A list that turns pages instead of scrolling (A44). All entries are laid out once, measured, and
//! those of other pages hidden; so it fits every screen, language and size of text by itself. It
//! measures again when its room, its entries, the language or the fonts change.
//!
//! Of a list of thousands only a window is built: the page that is shown, and what tells where the next one
//! begins. Its pages are not counted; which entries are shown is said instead.

use super::pack::{Span, pack};
use super::pager::Pager;
use crate::text::{ENTRIES_OF, PAGE_OF};
use gloo_timers::callback::Timeout;
use hall::text::Lang;
use leptos::html::Ul;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, FontFaceSetLoadStatus, HtmlElement, ResizeObserver};

/// What builds the entries of a list. Boxed: with a type for each list all of it would be in the program so often.
pub struct Entries(Box<dyn Fn() -> Vec<AnyView> + Send + Sync>);

impl<F: Fn() -> Vec<AnyView> + Send + Sync + 'static> From<F> for Entries {
    fn from(build: F) -> Self {
        Self(Box::new(build))
    }
}

/// As many entries of a long list are built at once: more than stand on a page.
pub const WINDOW: usize = 16;

/// What is built of a list that may be long.
#[derive(Clone, Copy)]
pub struct Window {
    /// The first entry that is built. The list sets it, and the entries follow.
    pub from: RwSignal<usize>,
    /// How many entries there are; none when all of them are built.
    pub total: Memo<Option<usize>>,
}

/// A list in pages. `entries` is called again when something it reads changes; the page that is shown
/// is kept by the caller, so that a change of language does not lose it (A53).
#[component]
pub fn Paged(
    /// Builds the entries.
    #[prop(into)]
    entries: Entries,
    /// The page that is shown, from 0.
    page: RwSignal<usize>,
    /// What kind of list it is: its class in the style sheet.
    class: &'static str,
    /// Its name for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// The language of the page buttons; entries that follow it by themselves are measured again with it.
    #[prop(into)]
    lang: Signal<Lang>,
    /// Measured again when this changes: what sizes of text and borders follow.
    #[prop(into)]
    again: Signal<(bool, bool)>,
    /// Told whether this is the last page.
    #[prop(optional)]
    at_end: Option<RwSignal<bool>>,
    /// For a list that may be long.
    #[prop(optional)]
    window: Option<Window>,
) -> impl IntoView {
    let list = NodeRef::<Ul>::new();
    let starts = RwSignal::new(Vec::<usize>::new());
    let long = move || window.and_then(|window| Some((window.from, window.total.try_get_untracked()??)));
    // how large the list was when it was measured last
    let room = StoredValue::new((0, 0));
    let measure = move || {
        let (Some(Some(element)), Some(shown)) = (list.try_get_untracked(), page.try_get_untracked()) else {
            return;
        };
        let measured = match long() {
            None => measured(&element),
            Some((from, total)) => {
                let first = starts.with_untracked(|starts| starts.get(shown).copied());
                let first = first.filter(|first| *first < total).unwrap_or_default();
                let shown = if first == 0 { 0 } else { shown };
                if page.get_untracked() != shown {
                    page.set(shown);
                }
                if first != from.get_untracked() {
                    // built anew from there, and measured again
                    return from.set(first);
                }
                let known = starts.with_untracked(|starts| starts.iter().copied().take(shown).collect());
                // a long list has more than one page
                turns(&element, true);
                onward(known, first, total, &element)
            }
        };
        turns(&element, measured.len() > 1);
        let pages = measured.len().max(1);
        if shown >= pages {
            page.set(pages - 1);
        }
        show(&element, &measured, page.get_untracked(), long().is_some());
        room.set_value(size(&element));
        if starts.with_untracked(|known| *known != measured) {
            starts.set(measured);
        }
    };
    // after the entries were put in place, and before anything is painted; once, whoever asks for it
    let asked = StoredValue::new(false);
    let soon = move || {
        if asked.try_get_value() == Some(false) {
            asked.set_value(true);
            queue_microtask(move || {
                asked.try_set_value(false);
                measure();
            });
        }
    };

    let rendered = move || {
        soon();
        (entries.0)().into_iter().map(|entry| view! { <li>{entry}</li> }).collect_view()
    };
    Effect::new(move |before: Option<()>| {
        again.track();
        lang.track();
        // the entries measure themselves when they are built
        if before.is_some() {
            soon();
        }
    });
    Effect::new(move || {
        let page = page.get();
        starts.with(|starts| match (long(), list.get()) {
            (Some((from, _)), _) => {
                if let Some(first) = starts.get(page).filter(|first| **first != from.get_untracked()) {
                    from.set(*first);
                }
            }
            (None, Some(element)) => show(&element, starts, page, false),
            _ => {}
        });
    });
    watch_room(list, room, measure);
    spawn_fonts(measure);

    let count = Signal::derive(move || starts.with(Vec::len));
    Effect::new(move || {
        let last = count.get() > 0 && page.get() + 1 >= count.get();
        if let Some(at_end) = at_end {
            at_end.set(last);
        }
    });
    let place = Signal::derive(move || {
        let (lang, page) = (lang.get(), page.get());
        let at = |page: usize| starts.with(|starts| starts.get(page).copied());
        let (phrase, [one, two, three]) = match window.and_then(|window| window.total.get()) {
            Some(total) => {
                (ENTRIES_OF, [at(page).unwrap_or_default() + 1, at(page + 1).unwrap_or(total), total])
            }
            None => (PAGE_OF, [page + 1, starts.with(Vec::len), 0]),
        };
        phrase.fill(lang, &[&one.to_string(), &two.to_string(), &three.to_string()])
    });
    view! {
        <ul node_ref=list class=format!("paged {class}") aria-label=label>{rendered}</ul>
        <Pager page count place lang />
    }
}

/// The first entry of each page of a long list that is known when the one that begins with `first` is shown.
fn onward(mut known: Vec<usize>, first: usize, total: usize, list: &HtmlElement) -> Vec<usize> {
    let built = usize::try_from(list.child_element_count()).unwrap_or(WINDOW);
    let next = first + pages(list).get(1).copied().unwrap_or(built);
    known.push(first);
    if next < total && built > 0 {
        known.push(next);
    }
    known
}

fn children(list: &HtmlElement) -> impl Iterator<Item = (usize, Element)> + use<> {
    let children = list.children();
    (0..children.length())
        .filter_map(move |index| Some((usize::try_from(index).ok()?, children.item(index)?)))
}

/// Shows what turns the pages, or not.
fn turns(list: &HtmlElement, shown: bool) {
    let buttons = list.next_element_sibling().filter(|next| next.class_list().contains("pager"));
    if let Some(buttons) = buttons {
        // fails for an invalid name only
        let _ = if shown { buttons.remove_attribute("hidden") } else { buttons.set_attribute("hidden", "") };
    }
}

/// Lays everything out and cuts it into pages. Whether one page is enough is judged without the page
/// buttons: were they in the way, a list that once needed them would keep them for ever.
fn measured(list: &HtmlElement) -> Vec<usize> {
    turns(list, false);
    let without = pages(list);
    if without.len() < 2 {
        return without;
    }
    turns(list, true);
    pages(list)
}

/// The first entry of each page in the room there is.
fn pages(list: &HtmlElement) -> Vec<usize> {
    let mut spans = Vec::new();
    for (_, child) in children(list) {
        // fails for an invalid name only
        let _ = child.remove_attribute("hidden");
    }
    let top = list.get_bounding_client_rect().top() + f64::from(list.client_top());
    for (_, child) in children(list) {
        let rect = child.get_bounding_client_rect();
        let goes_on = child.first_element_child().is_some_and(|entry| entry.class_list().contains("more"));
        spans.push(Span { top: rect.top() - top, bottom: rect.bottom() - top, goes_on });
    }
    // the padding is the same above and below
    let padding = spans.first().map_or(0.0, |first| first.top);
    let room = f64::from(list.client_height()) - 2.0 * padding;
    // a list that is not laid out (no room at all) is one page, not one page for each entry
    if room <= 0.0 { vec![0] } else { pack(&spans, room) }
}

/// Shows one page and hides the others; of a long list nothing stands before it.
fn show(list: &HtmlElement, starts: &[usize], page: usize, long: bool) {
    let first = starts.get(page).copied().unwrap_or_default();
    let before = if long { first } else { 0 };
    let from = first - before;
    let to = starts.get(page + 1).map_or(usize::MAX, |next| next - before);
    for (index, child) in children(list) {
        let _ = if (from..to).contains(&index) {
            child.remove_attribute("hidden")
        } else {
            child.set_attribute("hidden", "")
        };
    }
}

/// Width and height of a list, in pixels.
fn size(list: &HtmlElement) -> (i32, i32) {
    (list.client_width(), list.client_height())
}

/// Measures again when the list gets more or less room than it had when it was measured.
fn watch_room(list: NodeRef<Ul>, known: StoredValue<(i32, i32)>, measure: impl Fn() + Copy + 'static) {
    let observer = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    let pending = StoredValue::new_local(None::<Timeout>);
    list.on_load(move |element| {
        let watched = element.clone();
        // not inside the observer itself: it would be called again for what it changed
        let changed = Closure::<dyn FnMut()>::new(move || {
            if known.try_get_value().is_some_and(|known| known != size(&watched)) {
                pending.try_set_value(Some(Timeout::new(0, measure)));
            }
        });
        if let Ok(watching) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            watching.observe(&element);
            observer.try_set_value(Some((watching, changed)));
        }
    });
    on_cleanup(move || {
        observer.try_update_value(|observer| {
            if let Some((observer, _)) = observer.take() {
                observer.disconnect();
            }
        });
    });
}

/// Measures again when the fonts have arrived, if they have not yet.
fn spawn_fonts(measure: impl Fn() + 'static) {
    let fonts = web_sys::window().and_then(|window| window.document()).map(|document| document.fonts());
    let coming = fonts.filter(|fonts| fonts.status() != FontFaceSetLoadStatus::Loaded);
    if let Some(Ok(ready)) = coming.map(|fonts| fonts.ready()) {
        leptos::task::spawn_local_scoped_with_cancellation(async move {
            // a font that does not come leaves the page as it was measured
            if JsFuture::from(ready).await.is_ok() {
                measure();
            }
        });
    }
}
