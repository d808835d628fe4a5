//! What all that is published on a screen has around it: the head with name and clock, and the foot, or the banner over
//! old data.

use super::both::{Both, both};
use super::fallback::Stale;
use super::footer::Footer;
use super::header::Header;
use super::plate::hours;
use super::text;
use crate::live::use_live;
use hall::profile::Hall;
use hall::text::Phrase;
use leptos::prelude::*;

/// Draws a layout with head and foot.
pub fn frame(hall: Hall, kind: &'static str, middle: AnyView) -> AnyView {
    let live = use_live();
    let stale = Memo::new(move |_| live.link.get().is_broken());
    let of_foot = hall.clone();
    view! {
        <main class=format!("screen framed {kind}") class:stale=stale data-screen=kind>
            <Header hall/>
            {middle}
            {move || {
                let hall = of_foot.clone();
                if stale.get() { view! { <Stale/> }.into_any() } else { view! { <Footer hall/> }.into_any() }
            }}
        </main>
    }
    .into_any()
}

/// Which page of how many, in words for who cannot see that there are more.
pub fn page_of(page: usize, pages: usize) -> AnyView {
    (pages > 1)
        .then(|| {
            view! { <span class="page-of digits" data-page=(page + 1).to_string()>{format!("{}/{pages}", page + 1)}</span> }
        })
        .into_any()
}

/// When there is nothing to show: whose hall this is, when it is open, and that nothing is missing.
pub fn quiet(hall: &Hall, words: Phrase) -> AnyView {
    view! {
        <div class="quiet" data-quiet="">
            <p class="quiet-name"><Both text=hall.name.clone()/></p>
            <p class="quiet-hours">{both(text::HOURS)} <Both text=hours(hall)/></p>
            <p class="quiet-words">{both(words)}</p>
        </div>
    }
    .into_any()
}
