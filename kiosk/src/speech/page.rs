//! Finds on the page what is to be read: what is new on it, what is asked, what tells changes, where the focus is among
//! the other controls. It knows no page of the terminal, only HTML; how a thing is read is in [`super::read`].

use super::control::{Role, after_name};
use super::read::{label, name, privacy, read, role, standing, value};
use super::say::{Part, Privacy};
use super::words as w;
pub use crate::page::document;
use hall::text::Lang;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Everything that can be pressed or filled in.
pub const CONTROLS: &str =
    "button, input, textarea, [role=tab], [role=switch], [role=radio], [role=checkbox], [role=textbox]";
/// What holds controls that belong together.
const GROUPS: &str = "[role=group], [role=radiogroup], [role=tablist], fieldset";
/// What tells changes by itself.
const REGIONS: &str = "[role=status], [role=alert], [aria-live]";

/// The language of the screen.
#[must_use]
pub fn lang() -> Lang {
    document()
        .and_then(|document| document.document_element())
        .map_or(Lang::Zh, |root| lang_of(&root, Lang::Zh))
}

/// The language of an element, where the one above it has this.
#[must_use]
pub fn lang_of(element: &Element, above: Lang) -> Lang {
    match element.get_attribute("lang").as_deref() {
        None | Some("") => above,
        Some(tag) if tag.starts_with("zh") => Lang::Zh,
        Some(_) => Lang::En,
    }
}

/// The language a thing is in, by the nearest mark above it.
fn lang_at(element: &Element) -> Lang {
    let marked = element.closest("[lang]").ok().flatten();
    marked.map_or_else(lang, |marked| lang_of(&marked, Lang::Zh))
}

/// Whether an attribute of the page says yes.
#[must_use]
pub fn is_marked(name: &str) -> bool {
    document().and_then(|document| document.document_element()).is_some_and(|root| root.has_attribute(name))
}

/// Everything of a kind within an element.
#[must_use]
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// The first thing of a kind.
#[must_use]
pub fn first(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// The question that must be answered first; of two the later one lies above.
#[must_use]
pub fn dialog() -> Option<Element> {
    first("dialog[open]:not(:has(~ dialog[open]))")
}

/// What tells changes, with its words now.
#[must_use]
pub fn regions() -> Vec<(Element, String)> {
    let body = document().and_then(|document| document.body());
    let regions = body.map(|body| all(&body, REGIONS)).unwrap_or_default();
    regions.into_iter().map(|region| (region.clone(), region.text_content().unwrap_or_default())).collect()
}

/// A page after its title: what it is about, then what stands around it.
#[must_use]
pub fn rest() -> Vec<Part> {
    let mut parts = Vec::new();
    let buttons = first(".app > main").map(|main| all(&main, CONTROLS)).unwrap_or_default();
    let buttons = buttons.iter().filter(|button| is_shown(button)).count();
    if buttons > 1 {
        let lang = lang();
        parts.extend([Part::text(lang, w::ON_PAGE.fill(lang, &[&buttons.to_string()])), Part::Stop]);
    }
    let title = first(".main h1");
    for root in ["main", "header", "[role=status]", "footer", "nav"] {
        if let Some(root) = first(&format!(".app > {root}")) {
            read(&root, lang_at(&root), Privacy::Open, title.as_ref(), &mut parts);
            parts.push(Part::Stop);
        }
    }
    parts
}

/// Whether the page has more than its title already.
#[must_use]
pub fn has_content() -> bool {
    let mut parts = Vec::new();
    if let (Some(main), title) = (first(".app > main"), first(".main h1")) {
        read(&main, lang(), Privacy::Open, title.as_ref(), &mut parts);
    }
    parts.iter().any(|part| matches!(part, Part::Text { lang: in_lang, .. } if *in_lang == lang()))
}

/// A thing with all that is in it.
#[must_use]
pub fn thing(element: &Element) -> Vec<Part> {
    let mut parts = Vec::new();
    read(element, lang_at(element), Privacy::Open, None, &mut parts);
    parts
}

/// What a region tells; of a field that is filled in what is in it, because its name was said when it got the focus.
#[must_use]
pub fn told(region: &Element) -> Vec<Part> {
    if role(region) != Role::Field {
        return thing(region);
    }
    vec![Part::Text { lang: lang_at(region), text: value(region), privacy: privacy(region) }]
}

/// A control that has the focus: its name in the language of the screen where it has one, and where it is among the
/// others. The other language's name is on the page for who sees it; who listens has heard the first.
#[must_use]
pub fn focused(element: &Element) -> Vec<Part> {
    let mut parts = Vec::new();
    name(element, lang_at(element), &mut parts);
    let here = lang();
    let is_here = |part: &Part| matches!(part, Part::Text { lang, .. } if *lang == here);
    if parts.iter().any(is_here) {
        parts.retain(|part| is_here(part) || matches!(part, Part::Break));
    }
    parts.push(Part::Break);
    let standing = standing(element);
    if standing.busy {
        // what it is is known: it was pressed
        parts.push(Part::text(here, w::BUSY.get(here)));
    } else {
        parts.push(Part::text(here, after_name(role(element), standing, place(element), here)));
    }
    parts
}

/// The control that has the focus.
#[must_use]
pub fn focus() -> Option<Element> {
    document()?.active_element().filter(|focus| focus.matches(CONTROLS).unwrap_or_default())
}

/// Whether something that was asked for is on its way.
#[must_use]
pub fn is_busy() -> bool {
    first(".app [aria-busy=true]").is_some_and(|busy| is_shown(&busy))
}

/// Which of the controls of the page, of the question, or of the answers to one question this is.
fn place(element: &Element) -> Option<(usize, usize)> {
    let together = matches!(role(element), Role::Choice | Role::Tab).then(|| group(element)).flatten();
    let root = together.or_else(dialog).or_else(|| first(".app"))?;
    let controls: Vec<Element> = all(&root, CONTROLS).into_iter().filter(is_shown).collect();
    Some((controls.iter().position(|control| control == element)? + 1, controls.len()))
}

/// The controls that this one belongs to.
#[must_use]
pub fn group(element: &Element) -> Option<Element> {
    element.closest(GROUPS).ok().flatten()
}

/// The name of a group.
#[must_use]
pub fn group_name(group: &Element) -> Vec<Part> {
    label(group).map(|name| Part::text(lang_at(group), name)).into_iter().chain([Part::Break]).collect()
}

/// What somebody types, as it is now; none on a page without a field.
#[must_use]
pub fn typed() -> Option<String> {
    let field = first(".app input[type=text]")?;
    js_sys::Reflect::get(&field, &"value".into()).ok()?.as_string()
}

/// Whether letters on this page are typed or scanned.
#[must_use]
pub fn takes_letters() -> bool {
    first(".letters, .digits").is_some()
}

/// A key with a digit.
#[must_use]
pub fn is_digit(key: &Element) -> bool {
    let digit = key.text_content().is_some_and(|text| matches!(text.trim().as_bytes(), [b'0'..=b'9']));
    digit && key.closest(".digits, .letters").ok().flatten().is_some()
}

/// Whether it takes room on the page.
#[must_use]
pub fn is_shown(element: &Element) -> bool {
    let hidden = element.closest("[hidden], [aria-hidden=true]").ok().flatten().is_some();
    !hidden && element.get_bounding_client_rect().width() > 0.0
}
