//! Sends a rating, once however often it is tapped (A40), says that it is under way (A41), and what to do when no
//! answer came: nothing is lost without a word.

use super::state::Outcome;
use super::{here, leave, text as w};
use crate::live::{Call, Failure, api};
use crate::session::Session;
use crate::terminal::attempt::{Attempt, fresh_key};
use crate::terminal::under_way;
use crate::terminal::visit::Visit;
use crate::ui::{Icon, Picture};
use hall::code::Code;
use hall::text::Phrase;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

/// A rating on its way.
#[derive(Clone, Copy)]
pub struct Sending {
    attempt: RwSignal<Attempt>,
    slow: RwSignal<bool>,
    session: Session,
    visit: Visit,
}

impl Sending {
    /// Nothing is sent yet.
    pub fn new() -> Self {
        let (session, visit) = here();
        Self { attempt: RwSignal::new(Attempt::Idle), slow: RwSignal::new(false), session, visit }
    }

    /// Sends what was chosen, or sends it again.
    pub fn submit(self) {
        let Self { attempt, slow, visit, .. } = self;
        let opinion = visit.opinion.with_untracked(|opinion| {
            opinion.as_ref().and_then(|opinion| Some((opinion.rating()?, opinion.is_negative())))
        });
        let Some(((token, rating), negative)) = opinion else { return };
        let name =
            || visit.opinion.try_update(|opinion| opinion.as_mut()?.name(&rating, fresh_key)).flatten();
        let key = attempt.try_update(|attempt| {
            if attempt.is_lost() {
                // by its name the server knows whether it is still the same
                *attempt = Attempt::Idle;
            }
            attempt.begin(name)
        });
        let Some(key) = key.flatten() else { return };
        under_way::begin(slow, move || attempt.try_with_untracked(Attempt::is_sending));
        let turn = visit.turn.get_value();
        spawn_local(async move {
            let call = Call::Rate(token);
            let answer = api::send::<_, IgnoredAny>(&call, &rating, Some(&key)).await;
            // who has left or gone back meanwhile is not brought here again; the rating is where it belongs
            if visit.turn.try_get_value() != Some(turn) || attempt.try_with_untracked(|_| ()).is_none() {
                return;
            }
            let failure = match answer {
                Ok(Some(_)) => return leave(visit, Outcome::Sent(negative)),
                Ok(None) => Failure::Unreachable,
                Err(failure) => failure,
            };
            if let Some(code @ (Code::AlreadyRated | Code::TokenExpired)) = failure.code() {
                return leave(visit, Outcome::Refused(code));
            }
            slow.try_set(false);
            attempt.try_update(|attempt| attempt.failed(failure));
        });
    }

    /// True while an answer is awaited.
    pub fn busy(self) -> Signal<bool> {
        Signal::derive(move || self.attempt.with(Attempt::is_sending))
    }

    /// What the key says.
    pub fn word(self, label: Phrase) -> Signal<String> {
        under_way::word(self.session, self.attempt, self.slow, label)
    }

    /// Why it has not arrived.
    pub fn trouble(self) -> impl Fn() -> Option<AnyView> + Copy {
        move || {
            let lang = self.session.lang.get();
            let text = self.attempt.with(|attempt| match attempt {
                Attempt::Lost(_) => Some(w::LOST.get(lang).to_owned()),
                Attempt::Refused(failure) => Some(failure.text(lang)),
                Attempt::Idle | Attempt::Sending(_) => None,
            })?;
            Some(
                view! { <p class="trouble"><Picture icon=Icon::Warning /><span>{text}</span></p> }.into_any(),
            )
        }
    }
}
