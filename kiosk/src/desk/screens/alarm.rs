//! While a message to everybody is on: which screens and kiosks have painted it and which have not (A69), on every page
//! of who is responsible, with the way to end it.

use super::emergency_text as t;
use super::stay::recover;
use super::watch::Watch;
use super::{wire, words};
use crate::desk::context::{Desk, Tone};
use crate::desk::tasks::Tasks;
use hall::api::ScreenStanding;
use hall::text::Lang;
use leptos::prelude::*;

/// The button of the page that is open.
const PAGE: &str = "header [data-place][aria-current]";

/// Who has painted a message, by name, and who has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Answers {
    yes: Vec<String>,
    no: Vec<String>,
}

/// The names of those that have painted the message of this event, and of those that have not. What runs without having
/// been registered counts while it reports.
fn confirmed(all: &[ScreenStanding], seq: u64, lang: Lang) -> Answers {
    let counted = all.iter().filter(|screen| screen.registered || screen.standing.here);
    // by its own last word: the message before this one is another one
    let painted =
        |screen: &&ScreenStanding| screen.seen.as_ref().and_then(|seen| seen.face.emergency) == Some(seq);
    let (yes, no): (Vec<_>, Vec<_>) = counted.partition(painted);
    let names =
        |screens: Vec<&ScreenStanding>| screens.into_iter().map(|one| words::name(one, lang)).collect();
    Answers { yes: names(yes), no: names(no) }
}

/// The banner; nothing while there is no message, and for who is not responsible.
#[component]
pub fn Alarm() -> impl IntoView {
    let desk = Desk::here();
    let watch = Watch::here();
    let on = Memo::new(move |_| desk.live.emergency().filter(|_| watch.is_meant()));
    let some = Memo::new(move |_| on.with(Option::is_some));
    let said = move || {
        let lang = desk.lang.get();
        on.with(|on| on.as_ref().map(|on| on.text.get(lang).to_owned()))
    };
    let until = move || on.with(|on| on.as_ref().map(|on| desk.fill(t::UNTIL, &[&on.until.hh_mm()])));
    let names = Memo::new(move |_| {
        let (lang, seq) = (desk.lang.get(), on.with(|on| on.as_ref().map(|on| on.seq))?);
        watch.all.with(|all| Some(confirmed(all.as_ref()?, seq, lang)))
    });
    let count = move || {
        names.with(|names| match names {
            None => desk.say(t::ASKING).to_owned(),
            Some(Answers { yes, no }) => {
                let all = yes.len() + no.len();
                desk.fill(t::CONFIRMED, &[&yes.len().to_string(), &all.to_string()])
            }
        })
    };
    let list = move |phrase, get: fn(&Answers) -> &Vec<String>| {
        move || {
            let between = desk.say(t::LIST);
            names.with(|names| {
                let names = names.as_ref().map(get).filter(|names| !names.is_empty())?;
                Some(desk.fill(phrase, &[&names.join(between)]))
            })
        }
    };
    // the button that ends it goes with it, and the focus of who pressed it would be nowhere
    let (tasks, pressed) = (Tasks::new(), StoredValue::new(false));
    Effect::new(move || {
        if !some.get() && pressed.get_value() {
            pressed.set_value(false);
            tasks.spawn(recover(vec![PAGE.to_owned()]));
        }
    });
    view! {
        <Show when=move || some.get()>
            <section class="alarm" aria-labelledby="alarm-title" data-do="alarm">
                <div class="alarm-head">
                    <p role="alert"><b id="alarm-title">{desk.words(t::ON)}</b> <span>{said}</span></p>
                    <span>{until}</span>
                    <span class="fill"></span>
                    <End tasks pressed/>
                </div>
                <p class="strong" role="status">{count}</p>
                <p class="missing">{list(t::MISSING_OF, |answers| &answers.no)}</p>
                <p class="painted">{list(t::CONFIRMED_OF, |answers| &answers.yes)}</p>
            </section>
        </Show>
    }
}

#[component]
fn End(tasks: Tasks, pressed: StoredValue<bool>) -> impl IntoView {
    let desk = Desk::here();
    let busy = RwSignal::new(false);
    let end = move |_| {
        let Some(hall) = desk.hall_id().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        pressed.set_value(true);
        tasks.spawn(async move {
            let answer = wire::end(hall).await;
            // the message may be over, and this button gone, before the answer is here
            busy.try_set(false);
            match answer {
                Ok(()) => desk.tell(Tone::Done, t::ENDED.text()),
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    view! {
        <button class="btn primary" data-do="emergency-end" aria-busy=move || busy.get().to_string() on:click=end>
            {desk.words(t::END)}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_painted_this_message_and_who_has_not() {
        let screen = |id: &str, registered: bool, here: bool, emergency: Option<u64>| -> ScreenStanding {
            let emergency = emergency.map(|seq| format!(r#","emergency":{seq}"#)).unwrap_or_default();
            let json = format!(
                r#"{{"id":"{id}","place":{{"zh":"","en":""}},"registered":{registered},"kiosk":false,"speaks":false,
                    "here":{here},"seen":{{"at":"2026-11-25T10:32:00+08:00",
                    "face":{{"screen":"{id}","build":"b","on":"main","seq":3{emergency}}}}}}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        let all = [
            screen("painted", true, true, Some(9)),
            screen("before", true, true, Some(4)),
            screen("away", true, false, None),
            screen("guest", false, true, Some(9)),
            screen("closed", false, false, None),
        ];
        let Answers { yes, no } = confirmed(&all, 9, Lang::En);
        assert_eq!(yes, ["painted", "guest"]);
        assert_eq!(no, ["before", "away"]);
    }
}
