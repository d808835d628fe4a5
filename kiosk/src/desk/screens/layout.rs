//! The layout of a screen or of an entry: its kind, and the fields of that kind.

use super::choice::{Options, Pick, Ticks};
use super::field::{Faults, Typed};
use super::text as t;
use super::words::KINDS;
use super::{Wall, phrases};
use hall::screen::Layout;
use hall::text::Phrase;
use leptos::prelude::*;

/// A layout that is being entered.
#[derive(Clone, Copy)]
pub struct Draft {
    kind: RwSignal<String>,
    queues: RwSignal<Vec<String>>,
    window: RwSignal<String>,
    map: RwSignal<String>,
    here: RwSignal<String>,
    lists: RwSignal<Vec<String>>,
    terminals: RwSignal<bool>,
    notice: RwSignal<String>,
}

impl Draft {
    /// Beginning with a layout.
    #[must_use]
    pub fn of(layout: &Layout) -> Self {
        let draft = Self {
            kind: RwSignal::new(layout.name().to_owned()),
            queues: RwSignal::new(Vec::new()),
            window: RwSignal::new(String::new()),
            map: RwSignal::new(String::new()),
            here: RwSignal::new(String::new()),
            lists: RwSignal::new(Vec::new()),
            terminals: RwSignal::new(false),
            notice: RwSignal::new(String::new()),
        };
        match layout {
            Layout::Area { queues } => draft.queues.set(queues.iter().map(ToString::to_string).collect()),
            Layout::Window { window } => draft.window.set(window.to_string()),
            Layout::Guide { map, here } => {
                draft.map.set(map.to_string());
                draft.here.set(here.clone().unwrap_or_default());
            }
            Layout::Public { lists, terminals } => {
                draft.lists.set(lists.iter().map(ToString::to_string).collect());
                draft.terminals.set(*terminals);
            }
            Layout::Notice { notice } => draft.notice.set(notice.to_string()),
            Layout::Main | Layout::Ratings | Layout::Six => {}
        }
        draft
    }

    /// What was entered.
    ///
    /// # Errors
    /// The end of the id of the field that is missing, and what is missing.
    pub fn read(self) -> Result<Layout, (&'static str, Phrase)> {
        let all = |of: RwSignal<Vec<String>>| of.get_untracked();
        Ok(match self.kind.get_untracked().as_str() {
            "main" => Layout::Main,
            "ratings" => Layout::Ratings,
            "six" => Layout::Six,
            "area" => {
                let queues: Vec<_> = all(self.queues).iter().filter_map(|queue| queue.parse().ok()).collect();
                if queues.is_empty() {
                    return Err(("queues", t::NEED_QUEUE));
                }
                Layout::Area { queues }
            }
            "window" => {
                let window = self.window.with_untracked(|window| window.parse().ok());
                Layout::Window { window: window.ok_or(("window", t::NEED_CHOICE))? }
            }
            "guide" => {
                let map = self.map.with_untracked(|map| map.parse().ok());
                let here = self.here.with_untracked(|here| here.trim().to_owned());
                let here = Some(here).filter(|here| !here.is_empty());
                Layout::Guide { map: map.ok_or(("map", t::NEED_CHOICE))?, here }
            }
            "public" => {
                let lists = all(self.lists).iter().filter_map(|list| list.parse().ok()).collect();
                Layout::Public { lists, terminals: self.terminals.get_untracked() }
            }
            "notice" => {
                let notice = self.notice.with_untracked(|notice| notice.parse().ok());
                Layout::Notice { notice: notice.ok_or(("notice", t::NEED_CHOICE))? }
            }
            _ => return Err(("kind", t::NEED_CHOICE)),
        })
    }
}

/// The fields.
#[component]
pub fn LayoutFields(
    /// The page.
    wall: Wall,
    /// The ids begin with this.
    id: String,
    /// What is entered.
    draft: Draft,
    /// All faults.
    faults: Faults,
) -> impl IntoView {
    let desk = wall.desk;
    let field = move |end: &str| format!("{id}-{end}");
    let kind = field("kind");
    let queues: Options = Signal::derive(move || {
        let lang = desk.lang.get();
        desk.hall.with(|hall| {
            let queues = hall.iter().flat_map(|hall| &hall.queues);
            queues
                .map(|queue| (queue.prefix.to_string(), format!("{} {}", queue.prefix, queue.name.get(lang))))
                .collect()
        })
    });
    let windows: Options = Signal::derive(move || {
        let lang = desk.lang.get();
        desk.hall.with(|hall| {
            let windows = hall.iter().flat_map(|hall| &hall.windows);
            windows
                .map(|window| (window.id.to_string(), format!("{} {}", window.label, window.name.get(lang))))
                .collect()
        })
    });
    let maps = wall.options(|signage| signage.maps.iter().map(|map| (&map.id, &map.name)).collect());
    let lists = wall.options(|signage| signage.lists.iter().map(|list| (&list.id, &list.title)).collect());
    let notices =
        wall.options(|signage| signage.notices.iter().map(|notice| (&notice.id, &notice.title)).collect());
    let chosen = Memo::new(move |_| draft.kind.get());
    let fields = move || {
        match chosen.get().as_str() {
        "area" => view! {
            <Ticks id=field("queues") legend=t::LAYOUT_QUEUES value=draft.queues options=queues faults/>
        }
        .into_any(),
        "window" => {
            let label = desk.words(t::LAYOUT_WINDOW);
            view! {
                <Pick id=field("window") label value=draft.window options=windows faults none=t::CHOOSE/>
            }
            .into_any()
        }
        "guide" => view! {
            <div class="pair">
                <Pick id=field("map") label=desk.words(t::LAYOUT_MAP) value=draft.map options=maps faults none=t::CHOOSE/>
                <Typed id=field("here") label=desk.words(t::LAYOUT_HERE) value=draft.here faults/>
            </div>
        }
        .into_any(),
        "public" => view! {
            <Ticks id=field("lists") legend=t::LAYOUT_LISTS value=draft.lists options=lists faults/>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=draft.terminals
                    on:change=move |_| draft.terminals.update(|on| *on = !*on)
                />
                <span>{desk.words(t::LAYOUT_TERMINALS)}</span>
            </label>
        }
        .into_any(),
        "notice" => {
            let label = desk.words(t::LAYOUT_NOTICE);
            view! {
                <Pick id=field("notice") label value=draft.notice options=notices faults none=t::CHOOSE/>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
    };
    view! {
        <Pick id=kind label=desk.words(t::LAYOUT) value=draft.kind options=phrases(desk, &KINDS) faults/>
        {fields}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_entered_as_it_was_and_what_is_missing_is_named() {
        let owner = Owner::new();
        owner.with(|| {
            for json in [
                r#"{"kind":"main"}"#,
                r#"{"kind":"area","queues":["A","B"]}"#,
                r#"{"kind":"window","window":"A01"}"#,
                r#"{"kind":"guide","map":"one","here":"door"}"#,
                r#"{"kind":"public","lists":["l"],"terminals":true}"#,
                r#"{"kind":"ratings"}"#,
                r#"{"kind":"six"}"#,
                r#"{"kind":"notice","notice":"n"}"#,
            ] {
                let layout: Layout = serde_json::from_str(json).unwrap();
                assert_eq!(Draft::of(&layout).read(), Ok(layout));
            }
            let draft = Draft::of(&Layout::Main);
            for (kind, field) in
                [("area", "queues"), ("window", "window"), ("guide", "map"), ("notice", "notice")]
            {
                draft.kind.set(kind.to_owned());
                assert_eq!(draft.read().unwrap_err().0, field);
            }
        });
    }
}
