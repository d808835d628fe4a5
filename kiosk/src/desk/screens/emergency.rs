//! A message to everybody (A69): written or chosen from ready texts, confirmed, then on all screens and kiosks at once.

use super::emergency_text as t;
use super::field::{Both, Fault, Faults, Pair, Typed, lead};
use super::hours::minute;
use super::text as shared;
use super::watch::Watch;
use super::wire;
use crate::desk::context::{Desk, Tone};
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::tasks::Tasks;
use hall::api::EmergencyRequest;
use hall::code::Code;
use hall::moment::Moment;
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Ready texts: what a button says, and the words.
const READY: [(&str, Phrase, Phrase); 5] = [
    ("fire", t::FIRE, t::FIRE_TEXT),
    ("leave", t::LEAVE, t::LEAVE_TEXT),
    ("system", t::SYSTEM, t::SYSTEM_TEXT),
    ("power", t::POWER, t::POWER_TEXT),
    ("cover", t::COVER, t::COVER_TEXT),
];
/// Minutes that can be chosen.
const MINUTES: [u16; 4] = [15, 30, 60, 120];

/// When it ends: so many minutes from now, or at the next time that a clock shows that.
fn until(minutes: Option<u16>, typed: &str, now: Moment) -> Option<Moment> {
    if let Some(minutes) = minutes {
        return Some(now.plus_seconds(i64::from(minutes) * 60));
    }
    let minute = minute(typed)?;
    let today = now.day().at_minute(minute);
    Some(if today > now { today } else { now.day().next().at_minute(minute) })
}

/// What is being written.
#[derive(Clone, Copy)]
struct Draft {
    words: Pair,
    /// None: at the time that is typed.
    minutes: RwSignal<Option<u16>>,
    time: RwSignal<String>,
    faults: Faults,
    /// What is to be confirmed.
    ready: RwSignal<Option<EmergencyRequest>>,
}

/// The button that opens the dialog; nothing for who may not.
#[component]
pub fn EmergencyButton() -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    view! {
        <button class="btn alarm" data-do="emergency" aria-haspopup="dialog" on:click=move |_| watch.asking.set(true)>
            {desk.words(t::BUTTON)}
        </button>
    }
}

/// The dialog.
#[component]
pub fn EmergencyDialog() -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    view! {
        <Modal open=watch.asking title=desk.words(t::TITLE) wide=true on_close=move || watch.asking.set(false)>
            {view! { <Write/> }.into_any()}
        </Modal>
    }
}

#[component]
fn Write() -> impl IntoView {
    let draft = Draft {
        words: Pair::of(&Text::default()),
        minutes: RwSignal::new(Some(30)),
        time: RwSignal::new(String::new()),
        faults: Faults::new(),
        ready: RwSignal::new(None),
    };
    let asks = Memo::new(move |_| draft.ready.with(Option::is_some));
    // what was written is kept in the draft, for the way back
    view! {
        <Show when=move || !asks.get()><Words draft/></Show>
        <Show when=move || asks.get()><Confirm draft/></Show>
    }
}

/// The words and how long they stay.
#[component]
fn Words(draft: Draft) -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    let faults = draft.faults;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        faults.clear();
        let text = faults.need(draft.words.whole(), "emergency-zh", shared::NEED_BOTH);
        let now = desk.live.now.get_untracked();
        let minutes = draft.minutes.get_untracked();
        let ends = now.and_then(|now| draft.time.with_untracked(|typed| until(minutes, typed, now)));
        let ends = faults.need(ends, "emergency-time", t::NEED_TIME);
        if let (Some(text), Some(until)) = (text, ends) {
            draft.ready.set(Some(EmergencyRequest { text, until }));
        }
    };
    let ready = move |(key, name, words): (&'static str, Phrase, Phrase)| {
        let fill = move |_| {
            draft.words.zh.set(words.zh.to_owned());
            draft.words.en.set(words.en.to_owned());
        };
        view! {
            <button type="button" class="btn" data-ready=key data-focus=(key == "fire").then_some("") on:click=fill>
                {desk.words(name)}
            </button>
        }
    };
    let choice = move |minutes: Option<u16>| {
        let label = move || match minutes {
            Some(minutes) => desk.fill(t::MINUTES, &[&minutes.to_string()]),
            None => desk.say(t::AT_TIME).to_owned(),
        };
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="emergency-ends"
                    value=minutes.map_or_else(|| "time".to_owned(), |minutes| minutes.to_string())
                    prop:checked=move || draft.minutes.get() == minutes
                    on:change=move |_| draft.minutes.set(minutes)
                />
                <span>{label}</span>
            </label>
        }
    };
    let choices = MINUTES.into_iter().map(Some).chain([None]);
    view! {
        <form novalidate on:submit=submit>
            <div class="tabs" role="group" aria-label=desk.words(t::READY)>
                <span class="strong">{desk.words(t::READY)}</span>
                {READY.map(ready).into_iter().collect_view()}
            </div>
            <Both id="emergency" label=t::WORDS value=draft.words faults long=true/>
            <fieldset class="reasons abreast-choices">
                <legend>{desk.words(t::ENDS)}</legend>
                {choices.map(choice).collect_view()}
            </fieldset>
            <Show when=move || draft.minutes.get().is_none()>
                <Typed id="emergency-time" label=desk.words(t::TIME) value=draft.time faults kind="time"/>
            </Show>
            <Foot confirm=t::NEXT act="emergency-next" busy=false on_back=move || watch.asking.set(false)/>
        </form>
    }
}

/// All screens and kiosks are replaced: is that meant?
#[component]
fn Confirm(draft: Draft) -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    let (tasks, busy) = (Tasks::new(), RwSignal::new(false));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let request = draft.ready.get_untracked().filter(|_| !busy.get_untracked());
        let (Some(hall), Some(request)) = (desk.hall_id(), request) else { return };
        busy.set(true);
        tasks.spawn(async move {
            let answer = wire::raise(hall, &request).await;
            busy.set(false);
            match answer {
                Ok(_) => {
                    watch.asking.set(false);
                    desk.tell(Tone::Done, t::DONE.text());
                    watch.ask();
                }
                Err(failure) if matches!(failure.code(), Some(Code::Unauthenticated | Code::Forbidden)) => {
                    desk.refuse(&failure);
                }
                Err(failure) => {
                    let typed = draft.minutes.get_untracked().is_none();
                    let at = match failure.code() {
                        // the field is there only for a time that is typed
                        Some(Code::EmergencyTimeInvalid) if typed => "emergency-time",
                        Some(_) => "emergency-zh",
                        // it may be on all the same: sending it once more is one message
                        None => "emergency-send",
                    };
                    if failure.code().is_some() {
                        draft.ready.set(None);
                    }
                    draft.faults.take(&failure, |_| (at.to_owned(), Text::default()));
                    lead(at);
                }
            }
        });
    };
    let words = move |half: fn(&Text) -> &String| {
        move || draft.ready.with(|ready| ready.as_ref().map(|ready| half(&ready.text).clone()))
    };
    let ask = move || {
        let until = draft.ready.with(|ready| ready.as_ref().map(|ready| ready.until.hh_mm()));
        desk.fill(t::ASK, &[&until.unwrap_or_default()])
    };
    lead("emergency-ask");
    let back = move || {
        draft.ready.set(None);
        lead("emergency-zh");
    };
    view! {
        <form novalidate on:submit=submit>
            <p id="emergency-ask" class="warning" tabindex="-1">{ask}</p>
            <blockquote class="emergency-words">
                <p lang="zh-CN">{words(|text| &text.zh)}</p>
                <p lang="en">{words(|text| &text.en)}</p>
            </blockquote>
            <Fault id="emergency-send" faults=draft.faults/>
            <Foot confirm=t::CONFIRM act="emergency-confirm" busy on_back=back/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::board::Board;
    use hall::profile::Hall;
    use hall::queue::{Command, decide};

    #[test]
    fn it_ends_after_minutes_or_at_the_next_such_time() {
        let now: Moment = "2026-11-25T22:10:00+08:00".parse().unwrap();
        let at = |typed: &str| until(None, typed, now).map(Moment::rfc3339);
        assert_eq!(until(Some(15), "", now), Some(now.plus_seconds(900)));
        assert_eq!(at("22:30").as_deref(), Some("2026-11-25T22:30:00+08:00"));
        assert_eq!(at("06:00").as_deref(), Some("2026-11-26T06:00:00+08:00"));
        assert_eq!(at("22:10").as_deref(), Some("2026-11-26T22:10:00+08:00"));
        assert_eq!(at(""), None);
    }

    #[test]
    fn every_ready_text_can_be_raised_as_it_is() {
        let hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let now = Moment::from_unix_ms(1_795_000_000_000);
        for (key, _, words) in READY {
            for minutes in MINUTES {
                let ends = until(Some(minutes), "", now).unwrap();
                let command = Command::RaiseEmergency { text: words.text(), until: ends };
                let raised = decide(&Board::default(), &hall, &command, now);
                assert!(raised.is_ok(), "{key}: {raised:?}");
            }
        }
    }
}
