//! Where the lines of a Chinese title end. Chinese may be cut between any two characters, which tears 办不成事 apart; a
//! title is cut where it pauses, and anywhere only when a part is wider than its place (with `word-break: keep-all` and
//! `overflow-wrap: anywhere` in the style sheet).

use leptos::prelude::*;

/// A line may end behind this.
const JOINT: char = '·';

/// A text with places where a line may end.
#[must_use]
pub fn words(text: &str) -> AnyView {
    if !text.contains(JOINT) {
        return text.to_owned().into_any();
    }
    let part = |part: &str| {
        // no line begins with the joint
        let last = part.char_indices().rev().nth(1).filter(|_| part.ends_with(JOINT));
        let (head, tail) = part.split_at(last.map_or(part.len(), |(at, _)| at));
        view! {
            {head.to_owned()}
            <span class="whole">{tail.to_owned()}</span>
            <wbr />
        }
    };
    text.split_inclusive(JOINT).map(part).collect_view().into_any()
}
