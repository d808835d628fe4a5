//! Rates a service at the kiosk after it (好差评, R42–R44, channel 5): which slip, how satisfied, why, and for a bad
//! rating the question once more (A60). One page a file; what was chosen is in memory only and ends with the visit.
//! All levels have one size and colour, none is chosen beforehand, and not to rate is as easy as to rate (domain 4.3).

mod check;
mod done;
mod find;
mod level;
mod reasons;
mod send;
mod state;
mod text;

pub use state::{Opinion, Outcome};

use super::route::{Route, Step};
use super::visit::{Visit, use_visit};
use crate::session::{Session, use_session};
use crate::ui::{Button, Icon, Picture};
use leptos::prelude::*;
use text as w;

/// The page of a step; without a slip it leads to the one that asks for it.
#[component]
pub fn Rate(
    /// Which.
    step: Step,
) -> impl IntoView {
    let visit = use_visit();
    let known = step == Step::Find || visit.opinion.with_untracked(Option::is_some);
    Effect::new(move || {
        if !known {
            visit.show(&Route::Rate(Step::Find));
        }
    });
    match step {
        Step::Find => view! { <find::Find /> }.into_any(),
        _ if !known => ().into_any(),
        Step::Level => view! { <level::Levels /> }.into_any(),
        Step::Reasons => view! { <reasons::Reasons /> }.into_any(),
        Step::Check => view! { <check::Check /> }.into_any(),
        Step::Done => view! { <done::Done /> }.into_any(),
    }
}

/// What is rated: the matter, its department, the window, and which of several it is.
fn what(session: Session, visit: Visit) -> AnyView {
    let Some((service, (this, all))) = visit
        .opinion
        .with_untracked(|opinion| Some((opinion.as_ref()?.service()?.clone(), opinion.as_ref()?.place())))
    else {
        return ().into_any();
    };
    let (item, department, window) =
        (session.text(service.item), session.text(service.department), service.window);
    let place = move || {
        let lang = session.lang.get();
        let part = (all > 1).then(|| w::PART.fill(lang, &[&this.to_string(), &all.to_string()]));
        let window = w::WINDOW.fill(lang, &[window.as_str()]);
        [Some(department.get()), Some(window), part].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    view! {
        <div class="rate-what">
            <p class="rate-matter">{move || item.get()}</p>
            <p>{place}</p>
        </div>
    }
    .into_any()
}

/// One of the things to choose: a level (`radio`), with as many stars beside its words, or a reason (`checkbox`).
fn choice(
    role: &'static str,
    words: Signal<String>,
    stars: u8,
    on: Signal<bool>,
    press: Callback<()>,
) -> AnyView {
    let stars = (0..stars).map(|_| view! { <Picture icon=Icon::Star /> }).collect_view();
    view! {
        <button
            type="button"
            role=role
            class="switch"
            aria-checked=move || if on.get() { "true" } else { "false" }
            on:click=move |_| press.run(())
        >
            <span class="switch-box" aria-hidden="true">
                {move || on.get().then(|| view! { <Picture icon=Icon::Check /> })}
            </span>
            <span class="rate-words">{move || words.get()}</span>
            <span class="rate-stars" aria-hidden="true">{stars}</span>
        </button>
    }
    .into_any()
}

/// Leaves at once: what is shown is of a person (A38).
fn end(session: Session, visit: Visit) -> AnyView {
    view! { <Button label=session.words(w::LEAVE) on_press=move |()| visit.end() /> }.into_any()
}

/// Goes on without a rating of this service.
fn skip(visit: Visit) -> Callback<()> {
    Callback::new(move |()| leave(visit, Outcome::Skipped))
}

/// Ends this service and says how.
fn leave(visit: Visit, outcome: Outcome) {
    visit.opinion.update(|opinion| {
        if let Some(opinion) = opinion {
            opinion.leave(outcome);
        }
    });
    visit.go(&Route::Rate(Step::Done));
}

/// Whether something of the opinion is so.
fn is(visit: Visit, so: impl Fn(&Opinion) -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(move || visit.opinion.with(|opinion| opinion.as_ref().is_some_and(&so)))
}

/// A handler that changes the opinion.
fn change(visit: Visit, change: impl Fn(&mut Opinion) + Send + Sync + 'static) -> Callback<()> {
    Callback::new(move |()| {
        visit.opinion.update(|opinion| {
            if let Some(opinion) = opinion {
                change(opinion);
            }
        });
    })
}

/// The lines above what is touched.
fn lead(session: Session, icon: Icon, phrase: hall::text::Phrase) -> AnyView {
    view! { <p class="lead"><Picture icon /><span>{session.words(phrase)}</span></p> }.into_any()
}

/// Session and visit, as every page of a rating wants them.
fn here() -> (Session, Visit) {
    (use_session(), use_visit())
}
