//! Prints a notice from the kiosk: the server's own sheet is put into the page, where only a printer sees it.

use super::super::guide::carry::PRINTING_MS;
use super::super::visit::Visit;
use super::text as d;
use crate::live::{Call, api};
use gloo_timers::future::TimeoutFuture;
use hall::id::NoticeId;
use hall::text::Lang;
use leptos::prelude::*;

/// Fetches the sheet of a notice into `sheet` and prints it. It stays there until the page is left, so that it
/// can be printed once more; while it is `busy` a second tap prints no second sheet.
pub fn print(visit: Visit, id: NoticeId, lang: Lang, sheet: RwSignal<String>, busy: RwSignal<bool>) {
    busy.set(true);
    leptos::task::spawn_local(async move {
        let page = api::text(&Call::NoticeSheet(id, lang)).await;
        let Some(found) = page.as_deref().ok().and_then(main_of) else {
            visit.message.try_set(d::NOT_MADE.get(lang).to_owned());
            busy.try_set(false);
            return;
        };
        // none when the page was left meanwhile: then nothing is printed
        if sheet.try_set(found.to_owned()).is_some() {
            return;
        }
        visit.message.try_set(d::PRINTING.get(lang).to_owned());
        // the browser prints what is laid out
        TimeoutFuture::new(0).await;
        if let Some(window) = web_sys::window() {
            // fails where printing is switched off; the code can still be scanned
            let _ = window.print();
        }
        TimeoutFuture::new(PRINTING_MS).await;
        busy.try_set(false);
    });
}

/// The sheet alone: what the page has in its `main`, with it.
fn main_of(page: &str) -> Option<&str> {
    let from = page.find("<main")?;
    let to = page.rfind("</main>")? + "</main>".len();
    page.get(from..to).filter(|sheet| !sheet.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_the_main_part_of_its_page() {
        let page = "<html><body><main class=\"sheet roll\"><p>1</p></main></body></html>";
        assert_eq!(main_of(page), Some("<main class=\"sheet roll\"><p>1</p></main>"));
        for other in ["", "{\"code\":\"notice_unknown\"}", "</main><main>"] {
            assert_eq!(main_of(other), None, "{other}");
        }
    }
}
