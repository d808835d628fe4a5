//! The appointments of a day, found by their code, and given back when a citizen asks for it. Names and
//! numbers come masked from the server.

use super::finder::focus;
use super::text as t;
use crate::desk::context::{Desk, Tone};
use crate::desk::tasks::Tasks;
use crate::desk::text::filled;
use crate::desk::wire;
use crate::text::date;
use hall::api::{AppointmentState, AppointmentView};
use hall::appointment::grouped;
use hall::hours::Period;
use hall::moment::Day;
use hall::text::Phrase;
use leptos::html::Button;
use leptos::prelude::*;

/// What is known, and what is asked.
#[derive(Clone, Copy)]
struct Listed {
    tasks: Tasks,
    day: RwSignal<Option<Day>>,
    all: RwSignal<Option<Vec<AppointmentView>>>,
    /// The code of the one that is about to be given back.
    asked: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

/// The appointments of a day.
#[component]
pub fn Bookings(
    /// What was begun here.
    tasks: Tasks,
) -> impl IntoView {
    let desk = Desk::here();
    let today = desk.live.now.with_untracked(|now| {
        let starts = desk.hall.with_untracked(|hall| hall.as_ref().map(|hall| hall.rules.day_starts_at));
        now.map(|now| now.business_day(starts.unwrap_or(0)))
    });
    let listed = Listed {
        tasks,
        day: RwSignal::new(today),
        all: RwSignal::new(None),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let query = RwSignal::new(String::new());
    Effect::new(move || {
        let (Some(day), Some(hall)) = (listed.day.get(), desk.hall_id()) else { return };
        listed.all.set(None);
        tasks.spawn(async move {
            match wire::appointments(hall, day).await {
                // another day may have been chosen meanwhile
                Ok(list) if listed.day.try_get_untracked().flatten() == Some(day) => {
                    listed.all.try_set(Some(list.items));
                }
                Ok(_) => {}
                Err(failure) => desk.refuse(&failure),
            }
        });
    });
    Effect::new(|| focus("booking-code"));
    let shown = Memo::new(move |_| {
        let digits: String = query.with(|query| query.chars().filter(char::is_ascii_digit).collect());
        let all = listed.all.get().unwrap_or_default();
        all.into_iter().filter(|one| one.code.contains(&digits)).collect::<Vec<_>>()
    });
    let none = move || match (listed.all.with(Option::is_none), shown.with(Vec::is_empty)) {
        (true, _) => Some(t::BOOKINGS_LOADING),
        (false, true) if query.with(|query| query.trim().is_empty()) => Some(t::BOOKINGS_NONE),
        (false, true) => Some(t::BOOKINGS_NO_MATCH),
        (false, false) => None,
    };
    // as far as anything can be booked
    let ahead = desk.hall.with_untracked(|hall| {
        let rules = hall.iter().flat_map(|hall| &hall.queues).filter_map(|queue| queue.appointments.as_ref());
        rules.map(|rule| rule.days_ahead).max().unwrap_or(0)
    });
    let days = today.into_iter().flat_map(|today| (0..=ahead).map(move |n| today.plus(n)));
    let option = move |day: Day| {
        view! { <option value=day.to_string()>{move || date(day, desk.lang.get())}</option> }
    };
    view! {
        <div class="pair">
            <div class="field">
                <label for="booking-day">{desk.words(t::DAY)}</label>
                <select
                    id="booking-day"
                    on:change:target=move |event| listed.day.set(event.target().value().parse().ok())
                >
                    {days.map(option).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="booking-code">{desk.words(t::FIND_CODE)}</label>
                <input
                    id="booking-code"
                    type="search"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=query
                    on:input:target=move |event| query.set(event.target().value())
                />
            </div>
        </div>
        <p class="quiet" role="status">{move || none().map(|phrase| desk.say(phrase))}</p>
        <ul class="bookings" tabindex="0" aria-label=desk.words(t::TAB_BOOKED)>
            <For
                each=move || shown.get()
                key=|one| (one.code.clone(), one.state == AppointmentState::Booked)
                children=move |appointment| view! { <Row appointment listed/> }
            />
        </ul>
    }
}

const fn state_phrase(state: AppointmentState) -> Phrase {
    match state {
        AppointmentState::Booked => t::STATE_BOOKED,
        AppointmentState::Arrived => t::STATE_ARRIVED,
        AppointmentState::Cancelled => t::STATE_CANCELLED,
        AppointmentState::Expired => t::STATE_EXPIRED,
    }
}

const fn state_class(state: AppointmentState) -> &'static str {
    match state {
        AppointmentState::Booked => "chip asks",
        AppointmentState::Arrived => "chip open",
        AppointmentState::Cancelled | AppointmentState::Expired => "chip closed",
    }
}

#[component]
fn Row(appointment: AppointmentView, listed: Listed) -> impl IntoView {
    let desk = Desk::here();
    let AppointmentView { id, code, state, queue, queue_name, from, to, name, phone, .. } = appointment;
    let shown = grouped(&code);
    let whom = [name, phone].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let asked = {
        let code = code.clone();
        Memo::new(move |_| listed.asked.with(|asked| asked.as_ref() == Some(&code)))
    };
    let ask = {
        let code = code.clone();
        move |_| listed.asked.set(Some(code.clone()))
    };
    let done = shown.clone();
    let cancel = move |_| {
        if listed.busy.get_untracked() {
            return;
        }
        let (id, done) = (id.clone(), done.clone());
        listed.busy.set(true);
        listed.tasks.spawn(async move {
            let answer = wire::cancel_appointment(id).await;
            listed.busy.try_set(false);
            listed.asked.try_set(None);
            match answer {
                Ok(now) => {
                    desk.tell(Tone::Done, filled(t::CANCELLED, &[&done]));
                    listed.all.try_update(|all| {
                        for one in all.iter_mut().flatten().filter(|one| one.id == now.id) {
                            *one = now.clone();
                        }
                    });
                    focus("booking-code");
                }
                Err(failure) => desk.refuse(&failure),
            }
        });
    };
    let act = move || {
        let (ask, cancel) = (ask.clone(), cancel.clone());
        if asked.get() {
            // whenever it is drawn, also when the list is drawn anew under it
            let keep = NodeRef::<Button>::new();
            keep.on_load(|keep| {
                // fails for an element that cannot be focused
                let _ = keep.focus();
            });
            view! {
                <button
                    type="button"
                    node_ref=keep
                    class="btn"
                    data-do="booking-keep"
                    on:click=move |_| listed.asked.set(None)
                >
                    {desk.words(t::CANCEL_KEEP)}
                </button>
                <button
                    type="button"
                    class="btn primary"
                    data-do="booking-cancel-sure"
                    aria-busy=move || listed.busy.get().to_string()
                    on:click=cancel
                >
                    {desk.words(t::CANCEL_SURE)}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button type="button" class="btn" data-do="booking-cancel" on:click=ask>
                    {desk.words(t::CANCEL)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li data-code=code>
            <p class="line">
                <b>{Period { from, to }.label()}</b>
                <span class="code">{shown}</span>
                <span class=state_class(state)>{desk.words(state_phrase(state))}</span>
            </p>
            <p class="quiet">
                <b class="letter">{queue.to_string()}</b>
                " "
                <span>{move || queue_name.get(desk.lang.get()).to_owned()}</span>
                " "
                <span lang="zh-CN">{whom}</span>
            </p>
            {(state == AppointmentState::Booked).then(|| view! { <div class="acts">{act}</div> })}
        </li>
    }
}
