//! The ticket that was just taken: its number, who is ahead, how long, where to, and a code to follow
//! it on a phone. Live until it is called. Paper is a help, not a need: it can be photographed (A62).

use super::facts;
use super::heading::Heading;
use super::route::Route;
use super::text as t;
use super::visit::{Taken, use_visit};
use super::wait::{self, Standing};
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::fit::is_long;
use crate::ui::{Button, Icon, Look, Picture};
use hall::appointment::grouped;
use hall::id::Prefix;
use hall::queue;
use hall::text::{Lang, Phrase, Text};
use leptos::prelude::*;

/// The page of the ticket; without one it leads home.
#[component]
pub fn Ticket() -> impl IntoView {
    let visit = use_visit();
    Effect::new(move || {
        if visit.ticket.with(Option::is_none) && visit.route.get() == Route::Ticket {
            visit.go(&Route::Home);
        }
    });
    move || visit.ticket.get().map(|taken| view! { <Shown taken /> })
}

#[component]
fn Shown(taken: Taken) -> impl IntoView {
    let (live, session, visit) = (use_live(), use_session(), use_visit());
    let Taken { issued, matter, priority } = taken;
    let (number, slip_code) = (issued.number.clone(), grouped(&issued.slip_code));
    // once the stream has brought the ticket, its absence from the board means that it is over
    let seen = Memo::new({
        let number = number.clone();
        move |before: Option<&bool>| {
            before.copied().unwrap_or(false) || live.board.with(|board| board.ticket(&number).is_some())
        }
    });
    let standing = Memo::new({
        let number = number.clone();
        move |_| {
            live.hall.with(|hall| {
                let Some(hall) = hall.as_ref() else { return Standing::Waiting(issued.ahead) };
                live.board.with(|board| wait::standing(board, &hall.hall, &number, issued.ahead, seen.get()))
            })
        }
    });
    // where it waits now, and where it goes afterwards; the last that was known when it is over
    let way = Memo::new({
        let number = number.clone();
        let first = wait::Way { queue: issued.queue.clone(), then: issued.then.clone(), first: false };
        move |before: Option<&wait::Way>| {
            live.board
                .with(|board| wait::way(board, &number))
                .unwrap_or_else(|| before.unwrap_or(&first).clone())
        }
    });
    // who does not see the page hears that the ticket has moved on
    Effect::new(move |before: Option<Prefix>| {
        let now = way.with(|way| way.queue.clone());
        let name = live.hall.with_untracked(|hall| Some(hall.as_ref()?.hall.queue(&now)?.short.clone()));
        if let Some(name) = name.filter(|_| before.is_some_and(|before| before != now)) {
            let lang = session.lang.get_untracked();
            visit.message.set(t::MOVED_ON.fill(lang, &[name.get(lang)]));
        }
        now
    });
    let estimate = Memo::new(move |_| match standing.get() {
        Standing::Waiting(ahead) => live.hall.with(|hall| {
            let hall = &hall.as_ref()?.hall;
            way.with(|way| live.board.with(|board| queue::estimate(board, hall, &way.queue, ahead)))
        }),
        _ => None,
    });
    let matter_of = matter.clone();
    let around = facts::of_board(live, move |board, hall| {
        let queue = way.with(|way| hall.queue(&way.queue))?;
        let place = wait::place(board, hall, queue, session.lang.get());
        // the queue is named too, unless the ticket is for the queue itself
        let queue = (queue.name != matter_of).then(|| queue.short.clone());
        Some((queue, place))
    });
    let queue_name = move || {
        let name = around.get().flatten().and_then(|(name, _)| name)?;
        Some(view! { <p class="ticket-queue">{name.get(session.lang.get()).to_owned()}</p> })
    };
    let windows = move || {
        let lang = session.lang.get();
        let windows = around.get().flatten().map(|(_, place)| place.windows);
        windows.map(|windows| if windows.is_empty() { t::WAIT_UNKNOWN.get(lang).to_owned() } else { windows })
    };
    let area = move || around.get().flatten().map(|(_, place)| place.area);
    let gone = move || matches!(standing.get(), Standing::Missed | Standing::Over);
    let then =
        facts::of_hall(live, move |hall| way.with(|way| wait::stops(hall, &way.then, session.lang.get())));
    let then = move || {
        let stops = then.get().flatten().filter(|_| !gone())?;
        let text = t::THEN.fill(session.lang.get(), &[&stops]);
        Some(
            view! { <p class="ticket-then fact-line"><Picture icon=Icon::Footprints /><span>{text}</span></p> },
        )
    };
    let class = facts::of_hall(live, move |hall| hall.priority(priority.as_ref()?).cloned());
    let card = move || {
        let class = class.get().flatten().filter(|_| !gone())?;
        let lang = session.lang.get();
        let text = if way.with(|way| way.first) {
            t::PRIORITY_GRANTED.get(lang).to_owned()
        } else {
            t::SHOW_CARD.fill(lang, &[class.name.get(lang), class.card.get(lang)])
        };
        Some(
            view! { <p class="ticket-then fact-line"><Picture icon=Icon::Priority /><span>{text}</span></p> },
        )
    };
    // how many are ahead is of interest only as long as there is somebody to wait for
    let waits = move || matches!(standing.get(), Standing::Waiting(_));
    let ahead = move || match standing.get() {
        Standing::Waiting(ahead) => t::PEOPLE.fill(session.lang.get(), &[&ahead.to_string()]),
        _ => "–".to_owned(),
    };
    let minutes = move || {
        let lang = session.lang.get();
        match standing.get() {
            Standing::Waiting(_) => {
                wait::minutes(estimate.get(), lang).unwrap_or_else(|| t::WAIT_UNKNOWN.get(lang).to_owned())
            }
            _ => "–".to_owned(),
        }
    };
    let news = move || {
        let lang = session.lang.get();
        match standing.get() {
            Standing::Waiting(_) => None,
            Standing::Called(window) => {
                let text = t::GO_TO.fill(lang, &[window.as_str()]);
                Some(view! { <p class="ticket-news"><Picture icon=Icon::ChevronRight /><span>{text}</span></p> }.into_any())
            }
            gone @ (Standing::Missed | Standing::Over) => {
                let text = if gone == Standing::Missed { t::WAS_MISSED } else { t::IS_OVER }.get(lang);
                Some(
                    view! { <p class="trouble"><Picture icon=Icon::Warning /><span>{text}</span></p> }
                        .into_any(),
                )
            }
        }
    };
    let fact = move |icon: Icon, name: Signal<Phrase>, value: AnyView| {
        view! {
            <div class="ticket-fact">
                <dt><Picture icon /><span>{move || session.say(name.get())}</span></dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let note = move |icon: Icon, text: Phrase| {
        view! { <li class="fact-line"><Picture icon /><span>{session.words(text)}</span></li> }
    };
    let place = Signal::derive(move || if waits() { t::WHERE } else { t::GO_WHERE });
    let matter_name = matter.clone();
    view! {
        <section class="page ticket">
            <Heading title=Signal::derive(|| t::YOUR_NUMBER.text()) />
            <div class="ticket-card">
                <p class="ticket-number">{number.to_string()}</p>
                {move || both(&matter_name, session.lang.get())}
                {queue_name}
                <div role="status">{news}</div>
                {then}
                {card}
                <dl class="ticket-facts">
                    {move || waits().then(|| view! {
                        {fact(Icon::Users, Signal::stored(t::AHEAD), ahead.into_any())}
                        {fact(Icon::Clock, Signal::stored(t::WAIT_TIME), minutes.into_any())}
                    })}
                    // whoever was missed goes to the guide desk, and not to where the line was
                    {move || (!gone()).then(|| view! {
                        {fact(Icon::Ticket, Signal::stored(t::WHICH_WINDOWS), windows.into_any())}
                        {fact(Icon::Pin, place, area.into_any())}
                    })}
                </dl>
            </div>
            <div class="ticket-side">
                <div class="ticket-qr" role="img" aria-label=session.words(t::FOLLOW) inner_html=issued.qr_svg></div>
                <div class="ticket-words">
                    <ul class="ticket-notes">
                        {note(Icon::Code, t::FOLLOW)}
                        <li class="fact-line">
                            <Picture icon=Icon::Camera />
                            <span>
                                {session.words(t::SLIP_CODE)}" "
                                <span class="whole" data-private="">{slip_code}</span>
                                <br />
                                {session.words(t::REMEMBER)}
                            </span>
                        </li>
                        {move || (!gone()).then(|| note(Icon::Info, t::MISSED))}
                    </ul>
                    <Button
                        label=session.words(t::END)
                        icon=Icon::Check
                        look=Look::Primary
                        on_press=move |()| visit.end()
                    />
                </div>
            </div>
        </section>
    }
}

/// A name in both languages, the person's first.
fn both(name: &Text, lang: Lang) -> impl IntoView + use<> {
    let other = lang.other();
    let (first, second) = (name.get(lang).to_owned(), name.get(other).to_owned());
    let long = is_long(&first);
    view! {
        <p class="ticket-matter" class:long=long>
            <span>{first}</span>
            <span class="ticket-other" lang=other.tag()>{second}</span>
        </p>
    }
}
