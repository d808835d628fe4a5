//! Who may go first: the hall's classes, each with the card to show. The terminal only asks; the number
//! is taken in the ordinary line, and a clerk grants the priority after seeing the card (domain §2.7).

use super::facts;
use super::heading::Heading;
use super::missing::Missing;
use super::route::Route;
use super::text as t;
use super::visit::use_visit;
use crate::live::use_live;
use crate::session::use_session;
use crate::ui::{Button, Icon, Paged, Picture, Tile};
use hall::code::Code;
use hall::profile::PriorityClass;
use leptos::prelude::*;

/// The page with the classes; one touch chooses and leads back.
#[component]
pub fn Priority() -> impl IntoView {
    let classes = facts::of_hall(use_live(), |hall| hall.priorities.clone());
    move || match classes.get() {
        None => view! { <Missing failure=None /> }.into_any(),
        Some(classes) if classes.is_empty() => view! { <Missing failure=Some(Code::NotFound) /> }.into_any(),
        Some(classes) => view! { <Classes classes /> }.into_any(),
    }
}

#[component]
fn Classes(classes: Vec<PriorityClass>) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let asked = visit.wishes.with_untracked(|wishes| wishes.priority.clone());
    let chosen = asked.clone();
    let tiles = move || {
        let class = |class: &PriorityClass| {
            let id = class.id.clone();
            let mark = (chosen.as_ref() == Some(&class.id)).then(|| {
                view! { <span class="badge good">{session.words(t::PRIORITY_CHOSEN)}</span> }
            });
            let choose = move |()| {
                visit.wishes.update(|wishes| wishes.priority = Some(id.clone()));
                visit.message.set(t::PRIORITY_ASKED.get(session.lang.get_untracked()).to_owned());
                visit.back();
            };
            view! {
                <Tile
                    title=session.text(class.name.clone())
                    sub=session.text(class.card.clone())
                    row=true
                    on_press=choose
                >
                    {mark}
                </Tile>
            }
            .into_any()
        };
        // what was chosen is seen at once, however many pages there are
        let is = |class: &&PriorityClass| chosen.as_ref() == Some(&class.id);
        classes.iter().filter(is).chain(classes.iter().filter(|class| !is(class))).map(class).collect()
    };
    let take_back = move |()| {
        visit.wishes.update(|wishes| wishes.priority = None);
        visit.back();
    };
    view! {
        <section class="page">
            <Heading title=Signal::derive(|| t::PRIORITY_TITLE.text()) />
            <p class="lead"><Picture icon=Icon::Info /><span>{session.words(t::PRIORITY_HOW)}</span></p>
            <Paged
                entries=tiles
                page=RwSignal::new(0)
                class="rows"
                label=session.words(t::PRIORITY_TITLE)
                lang=session.lang
                again=session.sizes()
            />
            {asked.map(|_| view! { <Button label=session.words(t::PRIORITY_TAKE_BACK) on_press=take_back /> })}
        </section>
    }
}

/// The button that leads to the classes, and says when one was chosen; nothing in a hall without classes.
#[component]
pub fn AskPriority(
    /// True while it cannot be used.
    #[prop(into)]
    off: Signal<bool>,
) -> impl IntoView {
    let (session, visit) = (use_session(), use_visit());
    let here = facts::of_hall(use_live(), |hall| !hall.priorities.is_empty());
    let asked = Memo::new(move |_| visit.wishes.with(|wishes| wishes.priority.is_some()));
    let label = Signal::derive(move || {
        session.say(if asked.get() { t::PRIORITY_ASKED } else { t::ASK_PRIORITY }).to_owned()
    });
    move || {
        (here.get() == Some(true)).then(|| {
            view! { <Button label icon=Icon::Priority off on_press=visit.to(Route::Priority) /> }
        })
    }
}
