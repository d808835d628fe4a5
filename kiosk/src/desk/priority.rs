//! The questions before a number goes first and before that is taken back: a card was seen, of which
//! class, and why? The kiosk only asks for priority; a clerk grants it (domain §2.7).

use super::console::{Question, Work};
use super::dialog::Modal;
use super::foot::Foot;
use super::reason::{Reason, ReasonField};
use super::text as t;
use super::wire::{Deed, Waits};
use hall::api::PriorityRequest;
use hall::id::ClassId;
use hall::profile::PriorityClass;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// What is asked, about which ticket, and the class that was asked for at the kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    ticket: Waits,
    grant: bool,
    requested: Option<ClassId>,
}

/// Priority: granted, or taken back.
#[component]
pub fn PriorityDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let asked = Memo::new(move |_| {
        work.question.with(|question| match question {
            Some(Question::Grant(ticket, requested)) => {
                Some(Asked { ticket: ticket.clone(), grant: true, requested: requested.clone() })
            }
            Some(Question::Withdraw(ticket)) => {
                Some(Asked { ticket: ticket.clone(), grant: false, requested: None })
            }
            _ => None,
        })
    });
    let open = Memo::new(move |_| asked.with(Option::is_some));
    let title = Signal::derive(move || {
        asked.with(|asked| {
            let Some(asked) = asked else { return String::new() };
            let phrase = if asked.grant { t::GRANT_TITLE } else { t::WITHDRAW_TITLE };
            desk.fill(phrase, &[&asked.ticket.number.to_string()])
        })
    });
    view! {
        <Modal open title on_close=move || work.question.set(None)>
            {match asked.get_untracked() {
                Some(Asked { ticket, grant: true, requested }) => view! { <Grant work ticket requested/> }.into_any(),
                Some(Asked { ticket, .. }) => view! { <Withdraw work ticket/> }.into_any(),
                None => ().into_any(),
            }}
        </Modal>
    }
}

/// Which class, after which card?
#[component]
fn Grant(work: Work, ticket: Waits, requested: Option<ClassId>) -> impl IntoView {
    let desk = work.desk;
    let known = requested.is_some();
    let chosen = RwSignal::new(requested);
    let missing = RwSignal::new(false);
    let list = NodeRef::<html::Select>::new();
    let reason = Reason::begun(t::CARD_SEEN.get(desk.lang.get_untracked()));
    let classes = desk
        .hall
        .with_untracked(|hall| hall.as_ref().map(|hall| hall.priorities.clone()))
        .unwrap_or_default();
    let card = {
        let classes = classes.clone();
        move || {
            let lang = desk.lang.get();
            let class = chosen.with(|chosen| classes.iter().find(|class| Some(&class.id) == chosen.as_ref()));
            class.map(|class| desk.fill(t::CARD, &[class.card.get(lang)]))
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let class = chosen.get_untracked();
        missing.set(class.is_none());
        let Some(class) = class else {
            if let Some(list) = list.get_untracked() {
                // a list that cannot take the focus still has its message
                let _ = list.focus();
            }
            return;
        };
        if let Some(reason) = reason.required() {
            let request = PriorityRequest { class: Some(class.to_string()), reason };
            work.run(Deed::Priority(ticket.clone(), request));
        }
    };
    let option = move |class: PriorityClass| {
        let PriorityClass { id, name, .. } = class;
        let value = id.to_string();
        view! {
            <option value=value selected=move || chosen.with(|chosen| chosen.as_ref() == Some(&id))>
                {move || name.get(desk.lang.get()).to_owned()}
            </option>
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::GRANT_HINT)}</p>
            <div class="field">
                <label for="class">{desk.words(t::CLASS)}</label>
                <select
                    id="class"
                    node_ref=list
                    data-focus=(!known).then_some("")
                    aria-invalid=move || missing.get().then_some("true")
                    aria-describedby="class-card class-fault"
                    on:change:target=move |event| {
                        chosen.set(event.target().value().parse().ok());
                        missing.set(false);
                    }
                >
                    <option value="" selected=!known>{desk.words(t::CHOOSE_CLASS)}</option>
                    {classes.into_iter().map(option).collect_view()}
                </select>
                <p id="class-card" class="card-seen">{card}</p>
                <p id="class-fault" class="fault" role="alert">
                    {move || missing.get().then(|| desk.say(t::NEED_CLASS))}
                </p>
            </div>
            <ReasonField reason label=t::REASON first=known/>
            <Foot confirm=t::GRANT_CONFIRM act="priority-confirm" busy=work.is_busy() on_back=move || work.question.set(None)/>
        </form>
    }
}

/// Why is the priority taken back?
#[component]
fn Withdraw(work: Work, ticket: Waits) -> impl IntoView {
    let desk = work.desk;
    let reason = Reason::begun("");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(reason) = reason.required() {
            work.run(Deed::Priority(ticket.clone(), PriorityRequest { class: None, reason }));
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <p>{desk.words(t::WITHDRAW_HINT)}</p>
            <ReasonField reason label=t::REASON first=true/>
            <Foot confirm=t::WITHDRAW act="priority-confirm" busy=work.is_busy() on_back=move || work.question.set(None)/>
        </form>
    }
}
