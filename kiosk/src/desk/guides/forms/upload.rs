//! Sending a form: a file, chosen or dropped, and the name under which documents refer to it. What can be seen here
//! is refused here; the rest the server says.

use super::Drawer;
use crate::desk::context::Tone;
use crate::desk::counter::focus;
use crate::desk::guides::file::size;
use crate::desk::guides::{lang_of, text as t, wire};
use crate::desk::text::filled;
use hall::form::{FormKind, NAME_MAX, SIZE_MAX};
use hall::text::Text;
use leptos::ev::{DragEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::{File, FileList};

/// Bytes of a file at most, as browsers count.
const BYTES_MAX: f64 = SIZE_MAX as f64;

/// The file that is to be sent, and its name.
#[derive(Clone, Copy)]
pub struct Sheet {
    // a file is the browser's: it stays in this thread
    file: RwSignal<Option<File>, LocalStorage>,
    name: RwSignal<String>,
    /// The name was chosen from the list: a file does not change it.
    fixed: RwSignal<bool>,
    wrong_file: RwSignal<Option<Text>>,
    wrong_name: RwSignal<Option<Text>>,
    field: NodeRef<html::Input>,
}

impl Sheet {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            file: RwSignal::new_local(None),
            name: RwSignal::new(String::new()),
            fixed: RwSignal::new(false),
            wrong_file: RwSignal::new(None),
            wrong_name: RwSignal::new(None),
            field: NodeRef::new(),
        }
    }

    /// A file is wanted for this name.
    pub fn named(self, name: &str) {
        self.clear();
        self.name.set(name.to_owned());
        self.fixed.set(true);
        focus("form-file");
    }

    fn clear(self) {
        self.file.set(None);
        self.name.set(String::new());
        self.fixed.set(false);
        self.wrong_file.set(None);
        self.wrong_name.set(None);
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
    }

    fn take(self, files: Option<FileList>) {
        match only(files) {
            Ok(file) => {
                self.wrong_file.set(None);
                self.wrong_name.set(None);
                if !self.fixed.get_untracked() {
                    self.name.set(plain(&file.name()));
                }
                self.file.set(Some(file));
            }
            Err(text) => {
                self.file.set(None);
                self.wrong_file.set(Some(text));
            }
        }
    }

    /// The file and its name when both can be; otherwise what is wrong is said where it is.
    fn checked(self) -> Option<(File, String, FormKind)> {
        let Some(file) = self.file.get_untracked() else {
            self.wrong_file.update(|wrong| {
                wrong.get_or_insert(t::NEED_FILE.text());
            });
            focus("form-file");
            return None;
        };
        let name = self.name.with_untracked(|name| name.trim().to_owned());
        let kind = kind_of(&file.name())?;
        let fault = match () {
            () if name.is_empty() => Some(t::FORMS_NEED_NAME.text()),
            () if !kind.fits(&name) => Some(filled(t::FORMS_BAD_NAME, &[&kind.endings().join(" / ")])),
            () => None,
        };
        if fault.is_some() {
            self.wrong_name.set(fault);
            focus("form-name");
            return None;
        }
        Some((file, name, kind))
    }
}

/// What a file is, by the end of its name; what is in it the server looks at.
fn kind_of(name: &str) -> Option<FormKind> {
    let name = name.to_lowercase();
    FormKind::ALL.into_iter().find(|kind| kind.endings().iter().any(|ending| name.ends_with(ending)))
}

/// A name as the hall takes it: what cannot stand in one becomes a stroke.
fn plain(name: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || "-_.（）()".contains(c);
    let name: String = name.trim().chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    name.trim_start_matches('.').to_owned()
}

/// The only file of a list, or why there is none to send.
fn only(files: Option<FileList>) -> Result<File, Text> {
    let files = files.filter(|files| files.length() > 0).ok_or(t::NEED_FILE.text())?;
    let file = files.get(0).filter(|_| files.length() == 1).ok_or(t::FILE_ONE.text())?;
    if kind_of(&file.name()).is_none() {
        return Err(t::FORMS_BAD_KIND.text());
    }
    if file.size() > BYTES_MAX {
        return Err(filled(t::FORMS_LARGE, &[&size(file.size()), &size(BYTES_MAX)]));
    }
    if file.size() < 1.0 {
        return Err(t::FORMS_EMPTY.text());
    }
    Ok(file)
}

/// The file and its name.
#[component]
pub fn Upload(drawer: Drawer) -> impl IntoView {
    let (desk, sheet) = (drawer.desk, drawer.sheet);
    let over = RwSignal::new(false);
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(field) = sheet.field.get_untracked() {
            // the browser's own field names the file, too
            field.set_files(files.as_ref());
        }
        sheet.take(files);
    };
    let dragged = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if drawer.busy.get_untracked() {
            return;
        }
        let (Some(hall), Some((file, name, kind))) = (desk.hall_id(), sheet.checked()) else { return };
        drawer.busy.set(true);
        drawer.tasks.spawn(async move {
            let answer = wire::put_form(hall, name, &file, kind).await;
            drawer.busy.set(false);
            match answer {
                Ok(form) => {
                    sheet.clear();
                    desk.tell(Tone::Done, filled(t::FORM_DONE, &[&form.name]));
                    drawer.find();
                }
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    let chosen = move || {
        match sheet.file.with(|file| file.as_ref().map(|file| (file.name(), file.size()))) {
        None => desk.say(t::FILE_NONE).into_any(),
        Some((name, bytes)) => {
            view! { {desk.say(t::FILE_CHOSEN)} <b lang=lang_of(&name)>{name.clone()}</b> {format!(" {}", size(bytes))} }
                .into_any()
        }
    }
    };
    let said = move |wrong: RwSignal<Option<Text>>| {
        move || wrong.with(|text| text.as_ref().map(|text| text.get(desk.lang.get()).to_owned()))
    };
    let replaces = Memo::new(move |_| sheet.name.with(|name| drawer.has(name.trim())));
    view! {
        <form class="card stack" novalidate aria-labelledby="form-upload-title" on:submit=submit>
            <h2 id="form-upload-title">{desk.words(t::FORMS_UPLOAD)}</h2>
            <p class="quiet">{move || desk.fill(t::FORMS_HINT, &[&size(BYTES_MAX)])}</p>
            <div
                class="field drop"
                class:over=over
                on:dragenter=dragged
                on:dragover=dragged
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <input
                    id="form-file"
                    type="file"
                    accept=".pdf,.png,.jpg,.jpeg,.docx"
                    node_ref=sheet.field
                    aria-describedby="form-file-state form-file-fault"
                    aria-invalid=move || sheet.wrong_file.with(Option::is_some).then_some("true")
                    on:change=move |_| sheet.take(sheet.field.get_untracked().and_then(|field| field.files()))
                />
                <label class="btn" for="form-file">{desk.words(t::FORMS_FILE)}</label>
                <p id="form-file-state" role="status">{chosen}</p>
                <p class="quiet">{desk.words(t::FORMS_DROP)}</p>
                <p id="form-file-fault" class="fault" role="alert">{said(sheet.wrong_file)}</p>
            </div>
            <div class="field">
                <label for="form-name">{desk.words(t::FORMS_NAME)}</label>
                <input
                    id="form-name"
                    type="text"
                    autocomplete="off"
                    maxlength=NAME_MAX.to_string()
                    aria-describedby="form-name-fault form-name-state"
                    aria-invalid=move || sheet.wrong_name.with(Option::is_some).then_some("true")
                    prop:value=sheet.name
                    on:input:target=move |event| {
                        sheet.wrong_name.set(None);
                        sheet.fixed.set(true);
                        sheet.name.set(event.target().value());
                    }
                />
                <p id="form-name-fault" class="fault" role="alert">{said(sheet.wrong_name)}</p>
                <p id="form-name-state" class="strong" role="status">
                    {move || replaces.get().then(|| desk.say(t::FORMS_REPLACES))}
                </p>
            </div>
            <div class="modal-foot">
                <button
                    type="submit"
                    class="btn primary"
                    data-do="form-send"
                    aria-busy=move || drawer.busy.get().to_string()
                >
                    {move || desk.say(if replaces.get() { t::FORM_REPLACE } else { t::FORMS_SEND })}
                </button>
            </div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_proposed_that_the_hall_takes() {
        for name in ["申请表 (1).pdf", "..a b&c.PDF", "样表：填写示例.pdf"] {
            assert!(FormKind::Pdf.fits(&plain(name)), "{}", plain(name));
        }
        assert_eq!(kind_of("A.JPEG"), Some(FormKind::Jpeg));
        assert_eq!(kind_of("a.doc"), None);
    }
}
