//! The foot of the main board: where to complain and to ask, whether the hall is open, and short notices,
//! one at a time (A68).

use super::both::{Both, both, filled};
use super::page_turn::page_at;
use super::stage::use_stage;
use super::text;
use crate::live::use_live;
use hall::profile::{Hall, WindowKind};
use hall::text::Text;
use leptos::prelude::*;

/// What a hall has to say at the foot of its board, each short enough for one line.
fn notices(hall: &Hall) -> Vec<Text> {
    let mut notices: Vec<Text> =
        [text::NOTICE_LISTEN, text::NOTICE_MISSED, text::NOTICE_FOLLOW, text::NOTICE_RATE]
            .map(|p| p.text())
            .into();
    let helps = |kind| matches!(kind, WindowKind::Unresolved | WindowKind::Assistance);
    let help = hall.windows.iter().find(|window| helps(window.kind));
    notices.extend(help.map(|window| filled(text::NOTICE_UNRESOLVED, &[&window.label])));
    notices
}

/// The foot of the main board.
#[component]
pub fn Footer(
    /// Whose board.
    hall: Hall,
) -> impl IntoView {
    let (live, stage) = (use_live(), use_stage());
    let open = Memo::new(move |_| live.open_state().map(|open| open.message));
    let notices = notices(&hall);
    let notice = Memo::new(move |_| {
        let page = page_at(stage.seconds.get(), notices.len());
        notices.get(page).cloned().unwrap_or_default()
    });
    view! {
        <footer class="foot">
            <p class="foot-phone">
                {both(text::COMPLAINTS)} <span class="digits">{hall.complaint_phone}</span>
            </p>
            <p class="foot-open" data-open-state="">{move || open.get().map(|open| view! { <Both text=open/> })}</p>
            <p class="foot-notice" data-notice="">{move || view! { <Both text=notice.get()/> }}</p>
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;

    #[test]
    fn notices_fit_one_line_and_name_the_window_that_helps() {
        let notices = notices(&sample(Vec::new()).0);
        assert!(notices.iter().any(|notice| notice.en.ends_with("K01")));
        for notice in notices {
            assert!(notice.zh.chars().count() <= 24 && notice.en.len() <= 62, "{notice:?}");
        }
    }
}
