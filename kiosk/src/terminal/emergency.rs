//! A message to everybody (A69) covers the terminal too, in both languages, whatever somebody was doing; when it ends
//! they go on where they were, as far as their time lasted. One that follows another at once is read aloud too. The
//! terminal confirms that it stands there, and that it lives: every ten seconds, and at once when the message changes.

use crate::live::clock::monotonic_ms;
use crate::live::signs::SignCall;
use crate::live::{Call, api, device, use_live};
use crate::page::{document, meta};
use crate::session::use_session;
use crate::text;
use crate::ui::Dialog;
use gloo_timers::callback::Interval;
use hall::device::NAMELESS;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often the page is looked at.
const LOOK_MS: u32 = 1_000;
/// What did not arrive is told again after this.
const AGAIN_MS: f64 = 4_000.0;
/// It reports at least so often.
const EVERY_MS: f64 = 10_000.0;

/// The message, while there is one.
#[component]
pub fn Emergency() -> impl IntoView {
    let (live, session) = (use_live(), use_session());
    let on = Memo::new(move |_| live.emergency());
    let open = Signal::derive(move || on.with(Option::is_some));
    report();
    view! {
        <Dialog open title=session.words(text::EMERGENCY) on_dismiss=|()| {}>
            {move || {
                on.get()
                    .map(|on| {
                        view! {
                            <div class="emergency" role="alert" data-emergency=on.seq.to_string()>
                                <p lang="zh-CN">{on.text.zh}</p>
                                <p lang="en">{on.text.en}</p>
                            </div>
                        }
                    })
            }}
        </Dialog>
    }
}

fn report() {
    let live = use_live();
    let sent = StoredValue::new((None::<String>, -EVERY_MS));
    let look = Interval::new(LOOK_MS, move || {
        let message =
            document().and_then(|document| document.query_selector("dialog[open] [data-emergency]").ok()?);
        let message = message.and_then(|message| message.get_attribute("data-emergency"));
        let now = monotonic_ms();
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let due = sent.try_update_value(|(known, at)| {
            let due = *known != message || now - *at >= EVERY_MS;
            if due && hall.is_some() {
                (*known, *at) = (message.clone(), now);
            }
            due
        });
        let (Some(true), Some(hall)) = (due, hall) else { return };
        let name = device::name().map_or_else(|| NAMELESS.to_owned(), |name| name.to_string());
        let build = meta("mingtang-build").unwrap_or_default();
        let seq = message.unwrap_or_else(|| "null".to_owned());
        // written by hand: what serde needs for it would be a hundredth of the program
        let body =
            format!(r#"{{"screen":"{name}","kiosk":true,"build":"{build}","on":"kiosk","emergency":{seq}}}"#);
        spawn_local(async move {
            if api::send_text(&Call::signs(hall, SignCall::Report), body).await.is_err() {
                // told again a little later; a server that is away is not asked every second
                sent.try_update_value(|(_, at)| *at = now - EVERY_MS + AGAIN_MS);
            }
        });
    });
    let look = StoredValue::new_local(Some(look));
    on_cleanup(move || {
        look.try_update_value(Option::take);
    });
}
