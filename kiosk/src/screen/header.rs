//! The head of a screen: the hall's name, the date and the server's clock. Without a trustworthy clock
//! there is none.

use super::both::Both;
use crate::live::use_live;
use hall::profile::Hall;
use leptos::prelude::*;

/// The head of a screen.
#[component]
pub fn Header(
    /// Whose screen.
    hall: Hall,
    /// Something between name and clock.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="head">
            <h1 class="head-name"><Both text=hall.name/></h1>
            {children.map(|children| children())}
            <Clock/>
        </header>
    }
}

/// Date, weekday and time of the server.
#[component]
pub fn Clock() -> impl IntoView {
    let live = use_live();
    let day = Memo::new(move |_| live.now.get().map(|now| hall::dates::long(now.day())));
    let time = Memo::new(move |_| live.now.get().map(hall::moment::Moment::hh_mm));
    view! {
        <div class="clock" data-clock="">
            {move || day.get().map(|day| view! { <span class="clock-date"><Both text=day/></span> })}
            {move || time.get().map(|time| view! { <span class="clock-time">{time}</span> })}
        </div>
    }
}
