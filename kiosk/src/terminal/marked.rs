//! A text with parts of it marked, as `<mark>`.

use leptos::prelude::*;
use std::ops::Range;

/// The text; `marks` are in order and apart, in bytes.
pub fn marked(text: &str, marks: &[Range<usize>]) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let plain = |part: Option<&str>| {
        let part = part.filter(|part| !part.is_empty()).map(str::to_owned);
        part.map(|part| view! { <span>{part}</span> }.into_any())
    };
    let mut done = 0;
    for mark in marks {
        parts.extend(plain(text.get(done..mark.start)));
        if let Some(part) = text.get(mark.clone()) {
            let part = part.to_owned();
            parts.push(view! { <mark>{part}</mark> }.into_any());
        }
        done = mark.end;
    }
    parts.extend(plain(text.get(done..)));
    parts
}
