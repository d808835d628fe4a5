//! Who belongs to the window and who sits there (AB岗, R34): asked for when the page begins and whenever
//! the window is opened, taken over or closed. An account that has lost the window learns it here at once.

use super::console::Work;
use super::context::Desk;
use super::text as t;
use super::wire;
use crate::live::Heard;
use hall::code::Code;
use hall::event::Event;
use hall::staff::{CrewMember, DeskPost};
use hall::text::Phrase;
use leptos::prelude::*;

/// What a post is called.
pub const fn post_phrase(post: DeskPost) -> Phrase {
    match post {
        DeskPost::A => t::POST_A,
        DeskPost::B => t::POST_B,
    }
}

/// The language in which a name or an account is read out.
#[must_use]
pub const fn tongue(name: &str) -> &'static str {
    if name.is_ascii() { "en" } else { "zh-CN" }
}

/// `李娜 · B岗`, as somebody is named in a choice.
pub fn named(desk: Desk, member: &CrewMember) -> impl IntoView + use<> {
    let called = member.called().to_owned();
    let post = member.post;
    view! {
        <span>
            <span lang=tongue(&called)>{called.clone()}</span>
            {move || post.map(|post| format!(" · {}", desk.say(post_phrase(post))))}
        </span>
    }
}

/// Keeps [`Work::crew`] as it is on the server.
pub fn follow(work: Work) {
    ask(work);
    work.desk.live.on_heard(move |heard| {
        let about = match heard {
            Heard::Snapshot => true,
            Heard::Fact(fact) => match &fact.event {
                Event::WindowOpened { window, .. } | Event::WindowClosed { window } => {
                    *window == work.window()
                }
                _ => false,
            },
        };
        if about {
            ask(work);
        }
    });
}

/// Asks who belongs to the window and who sits there now.
pub fn ask(work: Work) {
    work.spawn(async move {
        match wire::crew(work.window()).await {
            Ok(crew) => work.crew.set(crew),
            Err(failure) if matches!(failure.code(), Some(Code::NotYourWindow | Code::Unauthenticated)) => {
                work.desk.refuse(&failure);
            }
            // the next event asks again
            Err(_) => {}
        }
    });
}

/// Posts A and B by name, and a mark at who sits there.
#[component]
pub fn CrewLine(
    /// The window.
    work: Work,
) -> impl IntoView {
    let desk = work.desk;
    // whoever sits there, also when the window is not theirs
    let people = Memo::new(move |_| {
        work.crew.with(|crew| {
            let seated = crew.seated.as_ref();
            let guest = seated.filter(|seated| crew.members.iter().all(|one| one.account != seated.account));
            let posts = crew.members.iter().filter(|member| member.post.is_some());
            let alone = seated.filter(|seated| seated.post.is_none() && guest.is_none());
            let people = posts.chain(alone).chain(guest).cloned();
            people
                .map(|member| {
                    let here = seated.is_some_and(|seated| seated.account == member.account);
                    (member, here)
                })
                .collect::<Vec<_>>()
        })
    });
    let row = move |(member, here): (CrewMember, bool)| {
        let post = member.post;
        view! {
            <li data-account=member.account.to_string() data-seated=here.then_some("")>
                {post.map(|post| view! { <span class="quiet">{desk.words(post_phrase(post))}</span> })}
                <b lang=tongue(member.called())>{member.called().to_owned()}</b>
                {here.then(|| view! { <span class="chip here">{desk.words(t::SEATED)}</span> })}
            </li>
        }
    };
    view! {
        <ul class="crew" aria-label=desk.words(t::CREW)>
            {move || people.get().into_iter().map(row).collect_view()}
        </ul>
    }
}
