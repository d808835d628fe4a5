//! A file of the server that is saved: fetched first, so that a refusal is said in words here and not as a download
//! that has failed.

use crate::desk::context::Desk;
use crate::desk::tasks::Tasks;
use crate::live::api::{self, Failure};
use crate::live::path::Call;
use hall::text::Phrase;
use js_sys::Array;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Blob, HtmlAnchorElement, Url};
use std::time::Duration;

/// A browser has taken a file over after so long.
const SAVED_WITHIN: Duration = Duration::from_secs(60);

/// A button that saves a file.
#[component]
pub fn Download(
    /// What it says.
    phrase: Phrase,
    /// What it is called in tests.
    act: &'static str,
    /// How the file is called.
    name: &'static str,
    /// Where it is; none while that is not known.
    call: impl Fn() -> Option<Call> + Send + Sync + 'static,
) -> impl IntoView {
    let desk = Desk::here();
    let (tasks, busy) = (Tasks::new(), RwSignal::new(false));
    let fetch = move |_| {
        let Some(call) = call().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        tasks.spawn(async move {
            let answer =
                api::file(&call).await.and_then(|file| save(&file, name).ok_or(Failure::Unreachable));
            busy.set(false);
            if let Err(failure) = answer {
                desk.refuse(&failure);
            }
        });
    };
    view! {
        <button class="btn" data-do=act aria-busy=move || busy.get().to_string() on:click=fetch>
            {desk.words(phrase)}
        </button>
    }
}

/// Gives a text to the browser to save as a file; none when it does not take it.
pub fn save_text(text: &str, name: &str) -> Option<()> {
    let parts = Array::of1(&JsValue::from_str(text));
    save(&Blob::new_with_str_sequence(&parts).ok()?, name)
}

/// Gives a file to the browser to save; none when it does not take it.
fn save(file: &Blob, name: &str) -> Option<()> {
    let address = Url::create_object_url_with_blob(file).ok()?;
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // it must be there while it is being saved; where nothing can wait for that, until the page goes
    let _ = set_timeout(move || drop(Url::revoke_object_url(&address)), SAVED_WITHIN);
    Some(())
}
