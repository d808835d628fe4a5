//! Giving out a number at the counter: what for, perhaps first because a card was seen, and once more when
//! there may be no time left today. Then the number, large enough to be read across the counter, and the
//! code by which the citizen follows it.

use super::finder::{Finder, Finding, focus, line};
use super::outcome::{Another, Ask};
use super::target::Target;
use super::text as t;
use crate::desk::context::{Desk, Tone};
use crate::desk::figures::waiting_time;
use crate::desk::tasks::Tasks;
use crate::desk::text::{CARD, CARD_SEEN, filled};
use crate::desk::wire;
use crate::terminal::attempt::{Attempt, fresh_key};
use hall::api::{IssuedTicket, PriorityRequest, TicketRequest};
use hall::code::Code;
use hall::id::ClassId;
use hall::profile::PriorityClass;
use hall::text::{Lang, Text};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A number that was given out, and what became of the priority that was asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    ticket: IssuedTicket,
    priority: Option<Result<(), Text>>,
}

/// The form, or the number that came of it.
#[component]
pub fn Give(
    /// What was begun here.
    tasks: Tasks,
) -> impl IntoView {
    let given = RwSignal::new(None::<Given>);
    move || match given.get() {
        None => view! { <Form tasks given/> }.into_any(),
        Some(ticket) => view! { <Shown ticket given/> }.into_any(),
    }
}

#[component]
fn Form(tasks: Tasks, given: RwSignal<Option<Given>>) -> impl IntoView {
    let desk = Desk::here();
    let finding = Finding::new(false);
    let class = RwSignal::new(None::<ClassId>);
    let attempt = RwSignal::new(Attempt::default());
    // what was asked for last: while its answer is missing, nothing else is asked under its name
    let sent = StoredValue::new(None::<(TicketRequest, Option<ClassId>)>);
    let lost = Signal::derive(move || attempt.with(Attempt::is_lost));
    let wrong = RwSignal::new(None::<Text>);
    // the clerk was told that there may be no time left for this
    let warned = RwSignal::new(None::<Target>);
    let busy = Signal::derive(move || attempt.with(Attempt::is_sending));
    let too_late = Memo::new(move |_| {
        let chosen = finding.chosen.get()?;
        let late = line(desk, &chosen.queue)?.reason == Some(Code::CutoffPassed);
        late.then_some(chosen)
    });
    let asks = Memo::new(move |_| warned.get().is_some() && warned.get() == too_late.get());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let same = sent.get_value().filter(|_| lost.get_untracked());
        let (request, class) = match same {
            Some(same) => same,
            None => {
                let Some(target) = finding.required() else { return };
                if too_late.with_untracked(Option::is_some) && !asks.get_untracked() {
                    return warned.set(Some(target));
                }
                let class = class.get_untracked();
                let request = TicketRequest {
                    queue: target.item.is_none().then(|| target.queue.to_string()),
                    item: target.item.as_ref().map(ToString::to_string),
                    priority: class.as_ref().map(ToString::to_string),
                    ..TicketRequest::default()
                };
                (request, class)
            }
        };
        let key = attempt.try_update(|attempt| attempt.begin(fresh_key)).flatten();
        let (Some(hall), Some(key)) = (desk.hall_id(), key) else { return };
        sent.set_value(Some((request.clone(), class.clone())));
        wrong.set(None);
        tasks.spawn(async move {
            match wire::issue(hall, &request, &key).await {
                Ok(ticket) => {
                    let priority = match class {
                        Some(class) => Some(prefer(&ticket, &class).await),
                        None => None,
                    };
                    desk.tell(Tone::Done, filled(t::GIVEN_SAID, &[&ticket.number.to_string()]));
                    given.try_set(Some(Given { ticket, priority }));
                }
                Err(failure) => {
                    let text = crate::desk::text::failed(&failure);
                    attempt.try_update(|attempt| attempt.failed(failure.clone()));
                    if failure.code() == Some(Code::Unauthenticated) {
                        desk.refuse(&failure);
                    }
                    wrong.try_set(Some(text));
                    if attempt.try_with_untracked(Attempt::is_lost) == Some(true) {
                        // the fields are locked now
                        focus("counter-give");
                    }
                }
            }
        });
    };
    let confirm = move || if asks.get() { t::GIVE_ALL_THE_SAME } else { t::GIVE };
    let warning = move || {
        asks.get().then(|| {
            let lang = desk.lang.get();
            let name = too_late.with(|late| late.as_ref().map(|late| late.name.get(lang).to_owned()));
            let words = desk.fill(t::TOO_LATE, &[&name.unwrap_or_default()]);
            view! { <p class="warning">{words}</p> }
        })
    };
    view! {
        <form novalidate on:submit=submit>
            <fieldset class="same" disabled=lost>
                <Finder finding/>
                <Class class/>
            </fieldset>
            <div role="alert">
                {warning}
                <p class="fault">
                    {move || wrong.with(|wrong| wrong.as_ref().map(|text| text.get(desk.lang.get()).to_owned()))}
                </p>
            </div>
            <div class="modal-foot">
                <button
                    type="submit"
                    id="counter-give"
                    class="btn primary"
                    data-do="give"
                    aria-busy=move || busy.get().to_string()>
                    {move || desk.say(confirm())}
                </button>
            </div>
        </form>
    }
}

/// The second step of a priority: a card was seen.
async fn prefer(ticket: &IssuedTicket, class: &ClassId) -> Result<(), Text> {
    let request =
        PriorityRequest { class: Some(class.to_string()), reason: CARD_SEEN.get(Lang::Zh).to_owned() };
    let answer = wire::prefer(ticket.id.clone(), &request).await;
    answer.map(|_| ()).map_err(|failure| crate::desk::text::failed(&failure))
}

/// Whose card was seen, if anybody's.
#[component]
fn Class(class: RwSignal<Option<ClassId>>) -> impl IntoView {
    let desk = Desk::here();
    let classes = desk
        .hall
        .with_untracked(|hall| hall.as_ref().map(|hall| hall.priorities.clone()))
        .unwrap_or_default();
    let card = {
        let classes = classes.clone();
        move || {
            let lang = desk.lang.get();
            let found = class.with(|class| classes.iter().find(|one| Some(&one.id) == class.as_ref()));
            found.map(|found| desk.fill(CARD, &[found.card.get(lang)]))
        }
    };
    let option = move |one: PriorityClass| {
        let PriorityClass { id, name, .. } = one;
        view! { <option value=id.to_string()>{move || name.get(desk.lang.get()).to_owned()}</option> }
    };
    view! {
        <div class="field">
            <label for="counter-class">{desk.words(t::PRIORITY_SEEN)}</label>
            <select
                id="counter-class"
                aria-describedby="counter-card"
                on:change:target=move |event| class.set(event.target().value().parse().ok())
            >
                <option value="">{desk.words(t::NO_PRIORITY)}</option>
                {classes.into_iter().map(option).collect_view()}
            </select>
            <p id="counter-card" class="card-seen">{card}</p>
        </div>
    }
}

/// The number, for the citizen to read and to scan.
#[component]
fn Shown(ticket: Given, given: RwSignal<Option<Given>>) -> impl IntoView {
    let desk = Desk::here();
    let Given { ticket, priority } = ticket;
    let number = ticket.number.to_string();
    let named = number.clone();
    let queue = ticket.queue.clone();
    let name = move || {
        let lang = desk.lang.get();
        desk.hall.with(|hall| Some(hall.as_ref()?.queue(&queue)?.name.get(lang).to_owned()))
    };
    let ahead = ticket.ahead.to_string();
    let estimate = ticket.estimate;
    let priority = move || {
        priority.clone().map(|priority| match priority {
            Ok(()) => view! { <p class="chip first">{desk.words(t::GIVEN_PRIORITY)}</p> }.into_any(),
            Err(why) => {
                let words = move || desk.fill(t::GIVEN_NO_PRIORITY, &[why.get(desk.lang.get())]);
                view! { <p class="warning">{words}</p> }.into_any()
            }
        })
    };
    view! {
        <div class="given" data-number=named>
            <div class="qr" role="img" aria-label=desk.words(t::GIVEN_QR) inner_html=ticket.qr_svg></div>
            <div class="words">
                <p class="quiet">{desk.words(t::GIVEN)}</p>
                <p class="number">{number}</p>
                {priority}
                <dl class="facts">
                    <div>
                        <dt>{desk.words(t::GIVEN_QUEUE)}</dt>
                        <dd>{name}</dd>
                    </div>
                    <div>
                        <dt>{desk.words(t::GIVEN_AHEAD)}</dt>
                        <dd>{move || desk.fill(t::GIVEN_PEOPLE, &[&ahead])}</dd>
                    </div>
                    <div>
                        <dt>{desk.words(t::GIVEN_WAIT)}</dt>
                        <dd>{move || waiting_time(estimate, desk.lang.get())}</dd>
                    </div>
                </dl>
                <Ask words=t::GIVEN_SCAN/>
            </div>
        </div>
        <Another words=t::ANOTHER_NUMBER on_press=move || given.set(None)/>
    }
}
