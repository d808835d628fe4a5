//! Booking an appointment for a citizen: what for, on which day and at what time, and what to call them by.
//! Then its code, large, and as a QR code for their phone.

use super::finder::{Finder, Finding, focus};
use super::outcome::{Another, Ask};
use super::text as t;
use crate::desk::context::{Desk, Tone};
use crate::desk::tasks::Tasks;
use crate::desk::text::{failed, filled};
use crate::desk::wire;
use crate::live::Call;
use crate::terminal::attempt::{Attempt, fresh_key};
use crate::text::date;
use hall::api::{AppointmentRequest, AppointmentView, SlotView};
use hall::appointment::{NAME_MAX, days, grouped};
use hall::code::Code;
use hall::hours::Period;
use hall::id::Prefix;
use hall::moment::Day;
use hall::text::{Phrase, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The form, or the appointment that came of it.
#[component]
pub fn Book(
    /// What was begun here.
    tasks: Tasks,
) -> impl IntoView {
    let booked = RwSignal::new(None::<AppointmentView>);
    move || match booked.get() {
        None => view! { <Form tasks booked/> }.into_any(),
        Some(appointment) => view! { <Shown appointment booked/> }.into_any(),
    }
}

/// What is wrong, and the field it is about, by its id.
type Wrong = RwSignal<Option<(&'static str, Text)>>;

#[component]
fn Form(tasks: Tasks, booked: RwSignal<Option<AppointmentView>>) -> impl IntoView {
    let desk = Desk::here();
    let finding = Finding::new(true);
    let (day, from) = (RwSignal::new(None::<Day>), RwSignal::new(None::<u16>));
    let (name, phone) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let attempt = RwSignal::new(Attempt::default());
    // what was asked for last: while its answer is missing, nothing else is asked under its name
    let sent = StoredValue::new(None::<AppointmentRequest>);
    let lost = Signal::derive(move || attempt.with(Attempt::is_lost));
    let wrong: Wrong = RwSignal::new(None);
    let again = RwSignal::new(0_u32);
    let queue = Memo::new(move |_| finding.chosen.with(|chosen| Some(chosen.as_ref()?.queue.clone())));
    let show = move |field: &'static str, text: Text| {
        wrong.set(Some((field, text)));
        focus(field);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let same = sent.get_value().filter(|_| lost.get_untracked());
        let request = match same {
            Some(same) => same,
            None => {
                let Some(target) = finding.required() else { return };
                let (Some(day), Some(from)) = (day.get_untracked(), from.get_untracked()) else {
                    return show("slot", t::NEED_SLOT.text());
                };
                AppointmentRequest {
                    queue: target.item.is_none().then(|| target.queue.to_string()),
                    item: target.item.as_ref().map(ToString::to_string),
                    day: day.to_string(),
                    from,
                    name: name.get_untracked(),
                    phone: phone.get_untracked(),
                }
            }
        };
        let key = attempt.try_update(|attempt| attempt.begin(fresh_key)).flatten();
        let (Some(hall), Some(key)) = (desk.hall_id(), key) else { return };
        sent.set_value(Some(request.clone()));
        wrong.set(None);
        tasks.spawn(async move {
            match wire::book(hall, &request, &key).await {
                Ok(made) => {
                    desk.tell(Tone::Done, filled(t::BOOKED_SAID, &[&grouped(&made.code)]));
                    booked.try_set(Some(made));
                }
                Err(failure) => {
                    if failure.code() == Some(Code::Unauthenticated) {
                        desk.refuse(&failure);
                    }
                    let field = match failure.code() {
                        Some(Code::NameInvalid) => "citizen-name",
                        Some(Code::PhoneInvalid) => "citizen-phone",
                        _ => "slot",
                    };
                    attempt.try_update(|attempt| attempt.failed(failure.clone()));
                    let lost = attempt.try_with_untracked(Attempt::is_lost) == Some(true);
                    if !lost {
                        again.try_update(|again| *again += 1);
                    }
                    if wrong.try_set(Some((field, failed(&failure)))).is_none() {
                        // the fields are locked while it is not known what became of it
                        focus(if lost { "counter-book" } else { field });
                    }
                }
            }
        });
    };
    let busy = move || attempt.with(Attempt::is_sending);
    let field =
        move |id: &'static str, label: Phrase, value: RwSignal<String>, kind: &'static str, most: usize| {
            view! { <TextField id label value kind most wrong/> }
        };
    view! {
        <form class="booking" novalidate on:submit=submit>
            <fieldset class="same" disabled=lost>
                <Finder finding/>
                <Slots tasks queue day from again/>
                <Fault id="slot" wrong/>
                <div class="pair">
                    {field("citizen-name", t::NAME, name, "text", NAME_MAX)}
                    {field("citizen-phone", t::PHONE, phone, "tel", 20)}
                </div>
            </fieldset>
            <div class="modal-foot">
                <button
                    type="submit"
                    id="counter-book"
                    class="btn primary"
                    data-do="book"
                    aria-busy=move || busy().to_string()>
                    {desk.words(t::BOOK)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Fault(id: &'static str, wrong: Wrong) -> impl IntoView {
    let desk = Desk::here();
    let text = move || {
        wrong.with(|wrong| {
            let (_, text) = wrong.as_ref().filter(|(field, _)| *field == id)?;
            Some(text.get(desk.lang.get()).to_owned())
        })
    };
    view! { <p id=format!("{id}-fault") class="fault" role="alert">{text}</p> }
}

#[component]
fn TextField(
    id: &'static str,
    label: Phrase,
    value: RwSignal<String>,
    kind: &'static str,
    most: usize,
    wrong: Wrong,
) -> impl IntoView {
    let desk = Desk::here();
    let invalid = move || wrong.with(|wrong| wrong.as_ref().is_some_and(|(field, _)| *field == id));
    view! {
        <div class="field">
            <label for=id>{desk.words(label)}</label>
            <input
                id=id
                type=kind
                autocomplete="off"
                maxlength=most.to_string()
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=format!("{id}-fault")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <Fault id wrong/>
        </div>
    }
}

/// The days of the chosen queue, and the times of the chosen day with the seats that are left.
#[component]
fn Slots(
    tasks: Tasks,
    queue: Memo<Option<Prefix>>,
    day: RwSignal<Option<Day>>,
    from: RwSignal<Option<u16>>,
    again: RwSignal<u32>,
) -> impl IntoView {
    let desk = Desk::here();
    let slots = RwSignal::new(None::<Vec<SlotView>>);
    // once a minute is enough for what can be booked
    let minute = Memo::new(move |_| desk.live.now.get().map(|now| now.unix_ms() / 60_000));
    let open = Memo::new(move |_| {
        minute.track();
        let now = desk.live.now.get_untracked();
        desk.hall.with(|hall| {
            let (hall, now) = (hall.as_ref()?, now?);
            let line = hall.queue(queue.get().as_ref()?)?;
            Some(days(hall, line, now.business_day(hall.rules.day_starts_at), now))
        })
    });
    Effect::new(move || {
        let first = open.with(|open| open.as_ref().and_then(|open| open.first().copied()));
        let stays = open.with(|open| {
            open.as_ref().is_some_and(|open| day.get_untracked().is_some_and(|day| open.contains(&day)))
        });
        if !stays {
            day.set(first);
        }
    });
    Effect::new(move || {
        again.track();
        slots.set(None);
        from.set(None);
        let (Some(line), Some(chosen), Some(hall)) = (queue.get(), day.get(), desk.hall_id()) else {
            return;
        };
        tasks.spawn(async move {
            let answer = wire::slots(hall, line.clone(), chosen).await;
            // another day or queue may have been chosen meanwhile
            let now = (day.try_get_untracked().flatten(), queue.try_get_untracked().flatten());
            if now == (Some(chosen), Some(line)) {
                match answer {
                    Ok(list) => {
                        slots.try_set(Some(list.items));
                    }
                    Err(failure) => desk.refuse(&failure),
                }
            }
        });
    });
    let options = move || {
        let all = open.get().unwrap_or_default();
        all.into_iter()
            .map(|one| {
                view! {
                    <option value=one.to_string() selected=move || day.get() == Some(one)>
                        {move || date(one, desk.lang.get())}
                    </option>
                }
            })
            .collect_view()
    };
    let state = move || match (
        open.with(Option::is_none),
        open.with(|open| open.as_ref().is_some_and(Vec::is_empty)),
    ) {
        (true, _) => None,
        (false, true) => Some(t::NO_DAYS),
        (false, false) => match slots.with(|slots| slots.as_ref().map(Vec::len)) {
            None => Some(t::SLOTS_LOADING),
            Some(0) => Some(t::NO_SLOTS),
            Some(_) => None,
        },
    };
    let there = Memo::new(move |_| queue.get().is_some());
    view! {
        <Show when=there>
            <div class="field">
                <label for="day">{desk.words(t::DAY)}</label>
                <select id="day" on:change:target=move |event| day.set(event.target().value().parse().ok())>
                    {options}
                </select>
            </div>
            <fieldset id="slot" class="reasons" tabindex="-1" aria-describedby="slot-fault">
                <legend>{desk.words(t::SLOT)}</legend>
                <p class="quiet" role="status">{move || state().map(|phrase| desk.say(phrase))}</p>
                <div class="slots">{move || slots.get().unwrap_or_default().into_iter().map(|entry| view! { <SlotChoice entry from/> }).collect_view()}</div>
            </fieldset>
        </Show>
    }
}

#[component]
fn SlotChoice(entry: SlotView, from: RwSignal<Option<u16>>) -> impl IntoView {
    let desk = Desk::here();
    let SlotView { from: first, to, free } = entry;
    let seats = move || match free {
        0 => desk.say(t::SLOT_FULL).to_owned(),
        free => desk.fill(t::SLOT_SEATS, &[&free.to_string()]),
    };
    view! {
        <label class="check slot" class:full=free == 0>
            <input
                type="radio"
                name="slot"
                value=first.to_string()
                disabled=free == 0
                prop:checked=move || from.get() == Some(first)
                on:change=move |_| from.set(Some(first))
            />
            <span>
                <b>{Period { from: first, to }.label()}</b>
                <small>{seats}</small>
            </span>
        </label>
    }
}

/// The appointment, for the citizen to note and to scan.
#[component]
fn Shown(appointment: AppointmentView, booked: RwSignal<Option<AppointmentView>>) -> impl IntoView {
    let desk = Desk::here();
    let code = grouped(&appointment.code);
    let day = appointment.day;
    let period = Period { from: appointment.from, to: appointment.to }.label();
    let queue = appointment.queue_name.clone();
    let name = appointment.name.clone().unwrap_or_default();
    let (first, last) = (appointment.check_in_from.hh_mm(), appointment.check_in_until.hh_mm());
    let picture = Call::AppointmentCode(appointment.id.clone()).path();
    view! {
        <div class="given" data-appointment=appointment.code.clone()>
            <img class="qr" src=picture alt=move || desk.say(t::BOOKED_QR)/>
            <div class="words">
                <p class="quiet">{desk.words(t::CODE)}</p>
                <p class="number code">{code}</p>
                <dl class="facts">
                    <div>
                        <dt>{desk.words(t::WHEN)}</dt>
                        <dd>{move || format!("{} {period}", date(day, desk.lang.get()))}</dd>
                    </div>
                    <div>
                        <dt>{desk.words(t::GIVEN_QUEUE)}</dt>
                        <dd>{move || queue.get(desk.lang.get()).to_owned()}</dd>
                    </div>
                    <div>
                        <dt>{desk.words(t::FOR_WHOM)}</dt>
                        <dd lang="zh-CN">{name}</dd>
                    </div>
                </dl>
                <p class="quiet">{move || desk.fill(t::CHECK_IN, &[&first, &last])}</p>
                <Ask words=t::BOOKED_SCAN/>
            </div>
        </div>
        <Another words=t::ANOTHER_BOOKING on_press=move || booked.set(None)/>
    }
}
