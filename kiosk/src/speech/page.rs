//! Reads the page as it stands, as a screen reader would: text in reading order, pictures by their words, controls by
//! name, role and state; nothing that is hidden. It knows no page of the terminal, only HTML.

use super::control::{Role, Standing, after_name};
use super::say::Part;
use hall::text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, Node};

/// Everything that can be pressed or filled in.
const CONTROLS: &str = "button, input, [role=tab], [role=switch]";
/// What tells changes by itself.
const REGIONS: &str = "[role=status], [role=alert], [aria-live]";

/// The page's document.
#[must_use]
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The language of the screen.
#[must_use]
pub fn lang() -> Lang {
    document()
        .and_then(|document| document.document_element())
        .map_or(Lang::Zh, |root| lang_of(&root, Lang::Zh))
}

fn lang_of(element: &Element, above: Lang) -> Lang {
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

fn all(within: &Element, selector: &str) -> Vec<Element> {
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
    let title = first(".main h1");
    for root in ["main", "header", "[role=status]", "footer", "nav"] {
        if let Some(root) = first(&format!(".app > {root}")) {
            read(&root, lang_at(&root), false, title.as_ref(), &mut parts);
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
        read(&main, lang(), false, title.as_ref(), &mut parts);
    }
    parts.iter().any(|part| matches!(part, Part::Text { lang: in_lang, .. } if *in_lang == lang()))
}

/// A thing with all that is in it.
#[must_use]
pub fn thing(element: &Element) -> Vec<Part> {
    let mut parts = Vec::new();
    read(element, lang_at(element), false, None, &mut parts);
    parts
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
    parts.push(Part::text(here, after_name(role(element), standing(element), place(element), here)));
    parts
}

/// Which of the controls of the page, or of the question, this is.
fn place(element: &Element) -> Option<(usize, usize)> {
    let root = dialog().or_else(|| first(".app"))?;
    let controls: Vec<Element> = all(&root, CONTROLS).into_iter().filter(is_shown).collect();
    Some((controls.iter().position(|control| control == element)? + 1, controls.len()))
}

fn is_shown(element: &Element) -> bool {
    let hidden = element.closest("[hidden], [aria-hidden=true]").ok().flatten().is_some();
    !hidden && element.get_bounding_client_rect().width() > 0.0
}

/// What it is; everything else that has the focus is read as a button.
fn role(element: &Element) -> Role {
    match element.get_attribute("role").as_deref() {
        Some("tab") => Role::Tab,
        Some("switch" | "checkbox") => Role::Switch,
        Some("radio") => Role::Option,
        _ if element.tag_name() == "INPUT" => Role::Field,
        _ => Role::Button,
    }
}

fn standing(element: &Element) -> Standing {
    let yes = |name: &str| element.get_attribute(name).as_deref() == Some("true");
    let one_of = role(element) == Role::Option;
    Standing {
        selected: yes("aria-selected") || one_of && yes("aria-checked"),
        checked: element.get_attribute("aria-checked").map(|on| on == "true").filter(|_| !one_of),
        pressed: yes("aria-pressed"),
        current: element.has_attribute("aria-current"),
        disabled: yes("aria-disabled") || element.has_attribute("disabled"),
        busy: yes("aria-busy"),
    }
}

fn name(element: &Element, lang: Lang, parts: &mut Vec<Part>) {
    let private = element.closest("[data-private]").ok().flatten().is_some();
    if let Some(label) = element.get_attribute("aria-label") {
        parts.push(Part::text(lang, label));
    } else {
        children(element, lang, private, None, parts);
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        parts.push(Part::Break);
        parts.push(Part::Text { lang, text: input.value(), private });
    }
}

/// A thing and what is in it, but for `without`.
fn read(element: &Element, above: Lang, private: bool, without: Option<&Element>, parts: &mut Vec<Part>) {
    let attribute = |name: &str| element.get_attribute(name);
    let closed = element.tag_name() == "DIALOG" && attribute("open").is_none();
    let silent = matches!(element.tag_name().as_str(), "SCRIPT" | "STYLE" | "IFRAME" | "svg");
    if closed || silent || without == Some(element) || attribute("aria-hidden").as_deref() == Some("true") {
        return;
    }
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let display = style.and_then(|style| style.get_property_value("display").ok()).unwrap_or_default();
    if display == "none" {
        return;
    }
    let lang = lang_of(element, above);
    let private = private || element.has_attribute("data-private");
    if element.matches(CONTROLS).unwrap_or_default() {
        parts.push(Part::Stop);
        name(element, lang, parts);
        parts.push(Part::Break);
        parts
            .push(Part::text(self::lang(), after_name(role(element), standing(element), None, self::lang())));
        parts.push(Part::Stop);
        return;
    }
    let flows = matches!(display.as_str(), "inline" | "contents");
    if !flows {
        parts.push(Part::Break);
    }
    let picture = attribute("role").as_deref() == Some("img") || element.tag_name() == "IMG";
    if picture {
        let words = attribute("aria-label").or_else(|| attribute("alt")).unwrap_or_default();
        parts.push(Part::Text { lang, text: words, private });
    } else {
        children(element, lang, private, without, parts);
    }
    if !flows {
        parts.push(Part::Break);
    }
}

fn children(element: &Element, lang: Lang, private: bool, without: Option<&Element>, parts: &mut Vec<Part>) {
    let mut child = element.first_child();
    while let Some(node) = child {
        if let Some(element) = node.dyn_ref::<Element>() {
            read(element, lang, private, without, parts);
        } else if node.node_type() == Node::TEXT_NODE {
            parts.push(Part::Text { lang, text: node.text_content().unwrap_or_default(), private });
        }
        child = node.next_sibling();
    }
}
