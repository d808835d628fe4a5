//! One order: what the person said, what was done so far, and the steps that this person may take now.

use super::text as t;
use super::{Book, level_phrase};
use crate::desk::accounts::moment;
use hall::api::OrderView;
use hall::order::{Act, Step};
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// What a step is called.
pub const fn act_phrase(name: &str) -> Option<Phrase> {
    Some(match name.as_bytes() {
        b"take" => t::TAKE,
        b"verify" => t::VERIFY,
        b"extend" => t::EXTEND,
        b"rectify" => t::RECTIFY,
        b"explain" => t::EXPLAIN,
        b"forward" => t::FORWARD,
        b"reply" => t::REPLY,
        b"revisit" => t::REVISIT,
        b"appeal" => t::APPEAL,
        b"review" => t::REVIEW,
        b"close" => t::CLOSE,
        _ => return None,
    })
}

/// The order that is looked at.
#[component]
pub fn OrderCard(book: Book, order: OrderView) -> impl IntoView {
    let desk = book.desk;
    let state = order.state;
    let (item, department, finding, proposed) = (order.item, order.department, order.finding, order.proposed);
    let level = level_phrase(order.level.get());
    let tag = |tag: hall::api::RatingWord| {
        let words = tag.words;
        view! { <li>{move || words.get(desk.lang.get()).to_owned()}</li> }
    };
    let contact = match (order.contact, order.has_contact) {
        (Some(contact), _) => view! { <b>{contact}</b> }.into_any(),
        (None, true) => view! { <span class="quiet">{desk.words(t::CONTACT_HIDDEN)}</span> }.into_any(),
        (None, false) => view! { <span class="quiet">{desk.words(t::CONTACT_NONE)}</span> }.into_any(),
    };
    let found = move || {
        let lang = desk.lang.get();
        match (finding, proposed) {
            (Some(finding), _) => finding.phrase().get(lang).to_owned(),
            (None, Some(proposed)) => t::PROPOSED.fill(lang, &[proposed.phrase().get(lang)]),
            (None, None) => "–".to_owned(),
        }
    };
    let fact = move |phrase: Phrase, value: AnyView| {
        view! { <div><dt>{desk.words(phrase)}</dt><dd>{value}</dd></div> }
    };
    let button = move |name: String| {
        let phrase = act_phrase(&name)?;
        let wanted = name.clone();
        Some(view! {
            <button
                class="btn"
                data-act=name
                aria-haspopup="dialog"
                on:click=move |_| book.asked.set(Some(wanted.clone()))
            >
                {desk.words(phrase)}
            </button>
        })
    };
    let handler = order.handler.map_or_else(|| "–".to_owned(), |handler| handler.to_string());
    let rated = order.rated.map_or_else(|| "–".to_owned(), |rated| rated.to_string());
    view! {
        <section class="card order" aria-labelledby="order-title" data-order-card=order.id.to_string()>
            <h2 id="order-title">
                {order.window.map(|window| view! { <b class="letter">{window.to_string()}</b> })}
                " "
                {move || item.get(desk.lang.get()).to_owned()}
            </h2>
            <dl class="facts">
                {fact(t::STATE, view! { {move || state.phrase().get(desk.lang.get())} }.into_any())}
                {fact(t::LEVEL, view! { {desk.words(level)} }.into_any())}
                {fact(t::DEPARTMENT, view! { {move || department.get(desk.lang.get()).to_owned()} }.into_any())}
                {fact(t::RATED, view! { {rated} }.into_any())}
                {fact(t::HANDLER, view! { {handler} }.into_any())}
                {fact(t::FINDING, view! { {found} }.into_any())}
                {fact(t::CONTACT, contact)}
            </dl>
            <h3>{desk.words(t::REASONS)}</h3>
            <ul class="order-tags">{order.tags.into_iter().map(tag).collect_view()}</ul>
            {order.comment.map(|comment| view! { <blockquote lang="zh-CN">{comment}</blockquote> })}
            <h3>{desk.words(t::STEPS)}</h3>
            <ol class="order-steps">{order.steps.into_iter().map(|step| view! { <Done book step/> }).collect_view()}</ol>
            <div class="order-acts" role="group" aria-label=desk.words(t::NEXT)>
                {order.possible.into_iter().filter_map(button).collect_view()}
            </div>
        </section>
    }
}

/// A step that was taken.
#[component]
fn Done(book: Book, step: Step) -> impl IntoView {
    let desk = book.desk;
    let Step { at, by, act } = step;
    let name = act_phrase(act.name()).unwrap_or(t::STEPS);
    let (more, note) = told(&act);
    view! {
        <li data-step=act.name()>
            <p>
                <time>{move || moment(at, desk.lang.get())}</time>
                " "
                <b>{by.to_string()}</b>
                " "
                {desk.words(name)}
                {more.map(|more| view! { " · " {move || more.said(desk.lang.get())} })}
            </p>
            {note.map(|note| view! { <p lang="zh-CN">{note}</p> })}
        </li>
    }
}

/// What a step says besides its name.
enum More {
    /// In the words of the field.
    Words(Phrase),
    /// As it was typed.
    Typed(String),
}

impl More {
    fn said(&self, lang: Lang) -> String {
        match self {
            Self::Words(phrase) => phrase.get(lang).to_owned(),
            Self::Typed(typed) => typed.clone(),
        }
    }
}

/// What a step says besides its name, and in the words of who took it.
fn told(act: &Act) -> (Option<More>, Option<String>) {
    match act.clone() {
        Act::Take | Act::Close => (None, None),
        Act::Verify { finding, note } | Act::Review { finding, note } => {
            (Some(More::Words(finding.phrase())), Some(note))
        }
        Act::Revisit { result, note } => (Some(More::Words(result.phrase())), Some(note)),
        Act::Forward { to, note } => (Some(More::Typed(to)), Some(note)),
        Act::Extend { note }
        | Act::Rectify { note }
        | Act::Explain { note }
        | Act::Reply { note }
        | Act::Appeal { note } => (None, Some(note)),
    }
}
