//! Somebody asks for help (求助, A61): the staff are called at once, and the person reads what comes of it, that
//! windows and cash exist, and whom to telephone when nobody could be called. Nothing of the person is told.

use super::text as t;
use super::visit::use_visit;
use crate::live::{Call, api, device, use_live};
use crate::page::focus;
use crate::session::use_session;
use crate::text::TRY_AGAIN;
use crate::ui::{Button, Dialog, Icon, Look, Picture};
use hall::api::HelpRequest;
use hall::board::Help as Called;
use hall::code::Code;
use hall::hours::HallState;
use hall::moment::Moment;
use hall::profile::{Hall, PayWay, WindowKind};
use hall::text::Phrase;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// When nobody has seen a call for so long, the person reads whom else to call.
const UNSEEN_SECONDS: u32 = 60;

/// What a person reads who asks for help.
#[component]
pub fn Help() -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    // the desks know since then; none until they do
    let told = RwSignal::new(None::<Moment>);
    let (failed, seen) = (RwSignal::new(false), RwSignal::new(false));
    // an answer to an earlier call belongs to nobody
    let round = StoredValue::new(0_u32);
    // as it is enrolled when it asks: an address typed over the page enrols it without a page load
    let own = StoredValue::new(None::<String>);
    let call = move || {
        round.update_value(|round| *round = round.wrapping_add(1));
        told.set(None);
        failed.set(false);
        seen.set(false);
        let hall = live.hall.with_untracked(|hall| hall.as_ref().map(|view| view.hall.id.clone()));
        let Some(hall) = hall else { return failed.set(true) };
        own.set_value(device::name().map(|name| name.to_string()));
        let request = HelpRequest { device: own.get_value() };
        let this = round.get_value();
        spawn_local(async move {
            let answer = api::send::<_, Called>(&Call::AskHelp(hall), &request, None).await;
            if round.try_get_value() != Some(this) {
                return;
            }
            match answer {
                Ok(Some(called)) => told.set(Some(called.since)),
                Err(failure) if failure.code() == Some(Code::HelpTooSoon) => seen.set(true),
                _ => failed.set(true),
            }
        });
    };
    Effect::new(move || {
        if visit.help.get() {
            call();
        }
    });
    // told back by the stream
    let answered = move |since: Moment| {
        let mine = |called: &&Called| {
            own.with_value(|own| called.device.as_str() == own.as_deref().unwrap_or(hall::device::NAMELESS))
        };
        live.board.with(|board| {
            board.help.iter().find(mine).is_some_and(|called| called.since == since && called.seen.is_some())
        })
    };
    // told once: each fact of the board is looked at, and is no answer
    let unanswered = Memo::new(move |_| {
        visit.help.get() && !failed.get() && !seen.get() && !told.get().is_some_and(answered)
    });
    Effect::new(move || visit.unanswered.set(unanswered.get()));
    let hall = move |of: fn(&Hall) -> String| {
        live.hall.with(|hall| hall.as_ref().map(|view| of(&view.hall)).unwrap_or_default())
    };
    // a tick of the clock is no news
    let said = Memo::new(move |_| {
        let lang = session.lang.get();
        let phone = hall(|hall| hall.consult_phone.clone());
        let to_call = |phrase: Phrase| phrase.fill(lang, &[&phone]);
        let late =
            |since: Moment| live.now.get().is_some_and(|now| now.seconds_since(since) >= UNSEEN_SECONDS);
        match told.get() {
            // the hall was never loaded: its number is not known
            _ if failed.get() && phone.is_empty() => t::HELP_LOST.get(lang).to_owned(),
            _ if failed.get() => to_call(t::HELP_FAILED),
            None if !seen.get() => t::HELP_CALLING.get(lang).to_owned(),
            Some(since) if !answered(since) => match live.open_state() {
                Some(open) if open.state != HallState::Open => to_call(t::HELP_CLOSED),
                _ if late(since) => to_call(t::HELP_UNSEEN),
                _ => t::HELP_COMING.get(lang).to_owned(),
            },
            _ => t::HELP_SEEN.get(lang).to_owned(),
        }
    });
    let also = move || {
        let lang = session.lang.get();
        let label = hall(|hall| {
            let window = hall.windows.iter().find(|window| window.kind == WindowKind::Assistance);
            window.map(|window| window.label.clone()).unwrap_or_default()
        });
        let cash = live
            .hall
            .with(|hall| hall.as_ref().is_some_and(|view| view.hall.payment.contains(&PayWay::Cash)));
        let window = if label.is_empty() {
            t::HELP_WINDOW.get(lang).to_owned()
        } else {
            t::HELP_DESK.fill(lang, &[&label])
        };
        let cash = cash.then(|| (Icon::Banknote, t::HELP_CASH.get(lang).to_owned()));
        let lines = [(Icon::Hand, window)].into_iter().chain(cash);
        lines
            .map(|(icon, text)| view! { <p class="lead"><Picture icon /><span>{text}</span></p> })
            .collect_view()
    };
    let close = move |()| visit.help.set(false);
    let again = move |()| {
        call();
        // the button that was pressed goes until it is wanted again
        focus("dialog[open] .button");
    };
    view! {
        <Dialog open=visit.help title=session.words(t::HELP) on_dismiss=close>
            <p class="dialog-text countdown" role="status">{said}</p>
            <div class="dialog-text help-also">{also}</div>
            <div class="dialog-buttons">
                <Button label=session.words(t::HELP_DONE) icon=Icon::Check look=Look::Primary on_press=close />
                {move || {
                    failed.get().then(|| {
                        view! { <Button label=session.words(TRY_AGAIN) icon=Icon::Retry on_press=again /> }
                    })
                }}
            </div>
        </Dialog>
    }
}
