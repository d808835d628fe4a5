//! The question before a form goes: which documents lose it.

use super::Drawer;
use crate::desk::context::Tone;
use crate::desk::dialog::Modal;
use crate::desk::foot::Foot;
use crate::desk::guides::{text as t, wire};
use crate::desk::text::filled;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Does a form go?
#[component]
pub fn Remove(drawer: Drawer) -> impl IntoView {
    let desk = drawer.desk;
    let open = Memo::new(move |_| drawer.asked.with(Option::is_some));
    let title = Signal::derive(move || {
        let name = drawer.asked.with(|asked| asked.as_ref().map(|line| line.name.clone()));
        desk.fill(t::FORM_REMOVE_TITLE, &[&name.unwrap_or_default()])
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let line = drawer.asked.get_untracked().filter(|_| !drawer.busy.get_untracked());
        let (Some(hall), Some(line)) = (desk.hall_id(), line) else { return };
        drawer.busy.set(true);
        drawer.tasks.spawn(async move {
            let answer = wire::remove_form(hall, line.name.clone()).await;
            drawer.busy.set(false);
            drawer.asked.set(None);
            match answer {
                Ok(()) => desk.tell(Tone::Done, filled(t::FORM_REMOVED, &[&line.name])),
                Err(failure) => desk.refuse(&failure),
            }
            drawer.find();
        });
    };
    let used = move || {
        let count = drawer.asked.with(|asked| asked.as_ref().map(|line| line.uses.count))?;
        (count > 0).then(|| {
            view! { <p class="warning">{desk.fill(t::FORM_REMOVE_USED, &[&count.to_string()])}</p> }
        })
    };
    view! {
        <Modal open title on_close=move || drawer.asked.set(None)>
            {view! {
                <form novalidate on:submit=submit>
                    {used}
                    <p class="quiet">{desk.words(t::FORM_REMOVE_HINT)}</p>
                    <Foot
                        confirm=t::FORM_REMOVE_CONFIRM
                        act="form-remove-confirm"
                        busy=drawer.busy
                        on_back=move || drawer.asked.set(None)
                        back_first=true
                    />
                </form>
            }
                .into_any()}
        </Modal>
    }
}
