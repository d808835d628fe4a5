//! The file that is to be read, and how: chosen with the browser's own field or dropped beside it.

use super::download::Download;
use super::import::Import;
use super::lang_of;
use super::text as t;
use crate::desk::context::Desk;
use crate::desk::counter::focus;
use crate::desk::text::filled;
use crate::live::guides::{CatalogCall, mode_key};
use crate::live::path::Call;
use hall::api::ImportMode;
use hall::text::{Phrase, Text};
use leptos::ev::{self, DragEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{File, FileList};

/// Bytes of a file at most, as the server takes it.
const SIZE_MAX: f64 = 128.0 * 1024.0 * 1024.0;
/// What can be read, by the end of its name, and how it is called in a request.
const KINDS: [(&str, &str); 3] = [
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".csv", "text/csv"),
    (".json", "application/json"),
];
/// The ways, in the order of the buttons.
const MODES: [(ImportMode, Phrase); 2] =
    [(ImportMode::Merge, t::MODE_MERGE), (ImportMode::Replace, t::MODE_REPLACE)];

/// How a file travels, by its name; none for what cannot be read.
#[must_use]
pub fn media_type(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    KINDS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, kind)| *kind)
}

/// A size for people: `12.5 MB`, `640 KB`.
#[must_use]
pub fn size(bytes: f64) -> String {
    let kb = bytes / 1024.0;
    if kb < 1000.0 { format!("{:.0} KB", kb.max(1.0)) } else { format!("{:.1} MB", kb / 1024.0) }
}

/// The only file of a list, or why there is none to read.
fn only(files: Option<FileList>) -> Result<File, Text> {
    let files = files.filter(|files| files.length() > 0).ok_or(t::NEED_FILE.text())?;
    let file = files.get(0).filter(|_| files.length() == 1).ok_or(t::FILE_ONE.text())?;
    if media_type(&file.name()).is_none() {
        return Err(t::FILE_WRONG.text());
    }
    if file.size() > SIZE_MAX {
        return Err(filled(t::FILE_LARGE, &[&size(SIZE_MAX)]));
    }
    Ok(file)
}

/// Asks for a file and how to read it.
#[component]
pub fn Choose(import: Import) -> impl IntoView {
    let desk = import.desk;
    let field = NodeRef::<html::Input>::new();
    // a file is the browser's: it stays in this thread
    let file = RwSignal::new_local(None::<File>);
    let wrong = RwSignal::new(None::<Text>);
    let over = RwSignal::new(false);
    let mode = RwSignal::new(ImportMode::Merge);
    let take = move |files: Option<FileList>| match only(files) {
        Ok(one) => {
            wrong.set(None);
            file.set(Some(one));
        }
        Err(text) => {
            file.set(None);
            wrong.set(Some(text));
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(field) = field.get_untracked() {
            // the browser's own field names the file, too
            field.set_files(files.as_ref());
        }
        take(files);
    };
    // a file that misses its place would be opened instead of this page
    let stay = |event: DragEvent| event.prevent_default();
    let listeners = [window_event_listener(ev::dragover, stay), window_event_listener(ev::drop, stay)];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match file.get_untracked() {
            Some(file) => import.send(file, mode.get_untracked()),
            None => {
                wrong.update(|wrong| {
                    wrong.get_or_insert(t::NEED_FILE.text());
                });
                focus("guides-file");
            }
        }
    };
    let chosen = move || {
        let Some((name, bytes)) = file.with(|file| file.as_ref().map(|file| (file.name(), file.size())))
        else {
            return desk.say(t::FILE_NONE).into_any();
        };
        view! {
            {desk.say(t::FILE_CHOSEN)}
            <b lang=lang_of(&name)>{name.clone()}</b>
            {format!(" {}", size(bytes))}
        }
        .into_any()
    };
    let template = move || Some(Call::guides(desk.hall_id()?, CatalogCall::Template));
    view! {
        <form class="card stack" novalidate aria-labelledby="import-title" on:submit=submit>
            <div class="ratings-head">
                <h2 id="import-title" tabindex="-1">{desk.words(t::CHOOSE_TITLE)}</h2>
                <span class="fill"></span>
                <Download phrase=t::TEMPLATE act="template" name="catalog.xlsx" call=template/>
            </div>
            <p class="quiet">{desk.words(t::CHOOSE_HINT)}</p>
            <div
                class="field drop"
                class:over=over
                on:dragenter=dragged
                on:dragover=dragged
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <input
                    id="guides-file"
                    type="file"
                    accept=".xlsx,.csv,.json"
                    node_ref=field
                    aria-describedby="guides-file-state guides-file-fault"
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                    on:change=move |_| take(field.get_untracked().and_then(|field| field.files()))
                />
                <label class="btn" for="guides-file">{desk.words(t::FILE)}</label>
                <p id="guides-file-state" role="status">{chosen}</p>
                <p class="quiet">{desk.words(t::FILE_DROP)}</p>
                <p id="guides-file-fault" class="fault" role="alert">
                    {move || wrong.with(|text| text.as_ref().map(|text| text.get(desk.lang.get()).to_owned()))}
                </p>
            </div>
            <Modes mode/>
            <div class="modal-foot">
                <button type="submit" class="btn primary" data-do="read">{desk.words(t::READ)}</button>
            </div>
        </form>
    }
}

#[component]
fn Modes(mode: RwSignal<ImportMode>) -> impl IntoView {
    let desk = Desk::here();
    let choice = move |(value, phrase): (ImportMode, Phrase)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="mode"
                    value=mode_key(value)
                    prop:checked=move || mode.get() == value
                    on:change=move |_| mode.set(value)
                />
                <span>{desk.words(phrase)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="reasons">
            <legend>{desk.words(t::MODE)}</legend>
            {MODES.map(choice).collect_view()}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_the_end_of_their_names() {
        assert_eq!(media_type("事项.XLSX"), Some(KINDS[0].1));
        assert_eq!(media_type("a.csv"), Some("text/csv"));
        assert_eq!(media_type("csv"), None);
        assert_eq!(media_type("a.xls"), None);
    }

    #[test]
    fn sizes_are_told_as_people_tell_them() {
        assert_eq!(size(10.0), "1 KB");
        assert_eq!(size(640.0 * 1024.0), "640 KB");
        assert_eq!(size(12.5 * 1024.0 * 1024.0), "12.5 MB");
    }
}
