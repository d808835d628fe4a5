//! Notices at the window (R24, R25): a clerk tells a citizen once and completely what is missing, that the
//! application is accepted, or that it is not and why. What the citizen ticked as missing at the kiosk is
//! ticked already; what comes of it is a sheet to print and a page for the phone ([`made`]).

mod documents;
mod entry;
mod form;
mod made;
mod matter;
pub mod text;
mod typed;

use self::text as t;
use super::console::{Question, Work};
use super::dialog::Modal;
use form::NoticeForm;
use hall::api::NoticeView;
use leptos::prelude::*;
use made::Made;

/// The question which notice is made.
#[component]
pub fn NoticeDialog(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    let open = Memo::new(move |_| work.question.get() == Some(Question::Notice));
    let number = move || {
        work.standing.with(|standing| standing.ticket.as_ref().map(|ticket| ticket.number.to_string()))
    };
    let title = Signal::derive(move || match number() {
        Some(number) => desk.fill(t::TITLE_FOR, &[&number]),
        None => desk.say(t::TITLE).to_owned(),
    });
    desk.following.want();
    view! {
        <Modal open title wide=true on_close=move || work.question.set(None)>
            {view! { <Both work/> }.into_any()}
        </Modal>
    }
}

/// The form, or the notice that came of it.
#[component]
fn Both(work: Work) -> impl IntoView {
    let made = RwSignal::new(None::<NoticeView>);
    move || match made.get() {
        None => view! { <NoticeForm work made/> }.into_any(),
        Some(notice) => view! { <Made work notice made/> }.into_any(),
    }
}
