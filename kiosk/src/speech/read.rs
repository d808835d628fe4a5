//! Reads one thing of a page with all that is in it: text in reading order, pictures by their words, controls by name,
//! role and state, lists with their number of entries, cells with the head of their column; nothing that is hidden.

use super::control::{Role, Standing, after_name};
use super::page::{self, CONTROLS, lang_of};
use super::say::{Part, Privacy};
use super::words as w;
use hall::text::Lang;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

/// A list with fewer entries is heard whole before anybody could lose count.
const COUNTED_FROM: usize = 3;

/// What it is; everything else that has the focus is read as a button.
#[must_use]
pub fn role(element: &Element) -> Role {
    let kind = property(element, "type").as_string().unwrap_or_default();
    match (element.get_attribute("role").as_deref(), element.tag_name().as_str()) {
        (Some("tab"), _) => Role::Tab,
        (Some("switch"), _) => Role::Switch,
        (Some("radio"), _) => Role::Choice,
        (Some("checkbox"), _) => Role::Tick,
        (Some("textbox"), _) | (_, "TEXTAREA") => Role::Field,
        (_, "INPUT") => match kind.as_str() {
            "radio" => Role::Choice,
            "checkbox" => Role::Tick,
            _ => Role::Field,
        },
        _ => Role::Button,
    }
}

/// How it stands.
#[must_use]
pub fn standing(element: &Element) -> Standing {
    let yes = |name: &str| element.get_attribute(name).as_deref() == Some("true");
    let own = matches!(role(element), Role::Choice | Role::Tick)
        .then(|| property(element, "checked").as_bool())
        .flatten();
    Standing {
        selected: yes("aria-selected"),
        checked: element.get_attribute("aria-checked").map(|checked| checked == "true").or(own),
        pressed: yes("aria-pressed"),
        current: element.has_attribute("aria-current"),
        invalid: yes("aria-invalid"),
        disabled: yes("aria-disabled") || element.has_attribute("disabled"),
        busy: yes("aria-busy"),
    }
}

/// A property of an element, whatever element it is.
fn property(element: &Element, name: &str) -> JsValue {
    // throws only for what is no object
    Reflect::get(element, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The words that name it by an attribute: its own, or those of the element that it names.
#[must_use]
pub fn label(element: &Element) -> Option<String> {
    let named =
        || page::document()?.get_element_by_id(&element.get_attribute("aria-labelledby")?)?.text_content();
    element.get_attribute("aria-label").or_else(named)
}

/// The name of a control, and what is in it.
pub fn name(element: &Element, lang: Lang, parts: &mut Vec<Part>) {
    let privacy = privacy(element);
    let field = role(element) == Role::Field;
    match label(element) {
        Some(label) => parts.push(Part::text(lang, label)),
        None if field => {}
        None => children(element, lang, privacy, None, parts),
    }
    if field {
        parts.extend([Part::Break, Part::Text { lang, text: value(element), privacy }, Part::Break]);
    }
}

/// Whose a thing is: marked as a secret, or a field that the person fills in, or made of what they typed.
#[must_use]
pub fn privacy(element: &Element) -> Privacy {
    if element.closest("[data-private]").ok().flatten().is_some() {
        Privacy::Secret
    } else if role(element) == Role::Field || element.closest("[data-typed]").ok().flatten().is_some() {
        Privacy::Typed
    } else {
        Privacy::Open
    }
}

/// What is in a field; a code of digits digit by digit.
#[must_use]
pub fn value(field: &Element) -> String {
    let value = property(field, "value").as_string().or_else(|| field.text_content()).unwrap_or_default();
    if !value.chars().all(|c| c.is_ascii_digit() || " _-".contains(c)) {
        return value;
    }
    let digits: Vec<String> = value.chars().filter(char::is_ascii_digit).map(String::from).collect();
    digits.join(" ")
}

/// A thing and what is in it, but for `without`.
pub fn read(
    element: &Element,
    above: Lang,
    privacy: Privacy,
    without: Option<&Element>,
    parts: &mut Vec<Part>,
) {
    let attribute = |name: &str| element.get_attribute(name);
    let tag = element.tag_name();
    let closed = tag == "DIALOG" && attribute("open").is_none();
    let silent = matches!(tag.as_str(), "SCRIPT" | "STYLE" | "IFRAME");
    if closed || silent || without == Some(element) || attribute("aria-hidden").as_deref() == Some("true") {
        return;
    }
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let display = style.and_then(|style| style.get_property_value("display").ok()).unwrap_or_default();
    if display == "none" {
        return;
    }
    let lang = lang_of(element, above);
    let privacy = if element.has_attribute("data-private") {
        Privacy::Secret
    } else if element.has_attribute("data-typed") {
        Privacy::Typed
    } else {
        privacy
    };
    if element.matches(CONTROLS).unwrap_or_default() {
        parts.push(Part::Stop);
        name(element, lang, parts);
        parts.push(Part::Break);
        parts
            .push(Part::text(page::lang(), after_name(role(element), standing(element), None, page::lang())));
        parts.push(Part::Stop);
        return;
    }
    let flows = matches!(display.as_str(), "inline" | "contents");
    if !flows {
        parts.push(Part::Break);
    }
    let picture = attribute("role").as_deref() == Some("img") || matches!(tag.as_str(), "IMG" | "svg");
    if picture {
        let words = attribute("aria-label").or_else(|| attribute("alt")).unwrap_or_default();
        parts.push(Part::Text { lang, text: words, privacy });
    } else if !is_said_with_cells(element) {
        match tag.as_str() {
            "UL" | "OL" => parts.extend(entries(element).into_iter().flat_map(|said| [said, Part::Break])),
            "TD" => {
                parts.extend(head(element).into_iter().flat_map(|head| [Part::text(lang, head), Part::Break]))
            }
            _ => {}
        }
        children(element, lang, privacy, without, parts);
    }
    if !flows {
        parts.push(Part::Break);
    }
}

/// How many entries are shown, of a list that has some.
fn entries(list: &Element) -> Option<Part> {
    let shown = page::all(list, ":scope > li").into_iter().filter(page::is_shown).count();
    let lang = page::lang();
    (shown >= COUNTED_FROM).then(|| Part::text(lang, w::ENTRIES.fill(lang, &[&shown.to_string()])))
}

/// The head of a table is said with each of its cells.
fn is_said_with_cells(element: &Element) -> bool {
    let table = element.closest("table").ok().flatten();
    element.tag_name() == "THEAD" && table.is_some_and(|table| !page::all(&table, "td").is_empty())
}

/// The words above a cell.
fn head(cell: &Element) -> Option<String> {
    let column = property(cell, "cellIndex").as_f64()?;
    let table = cell.closest("table").ok().flatten()?;
    table.query_selector(&format!("thead th:nth-child({})", column + 1.0)).ok().flatten()?.text_content()
}

fn children(
    element: &Element,
    lang: Lang,
    privacy: Privacy,
    without: Option<&Element>,
    parts: &mut Vec<Part>,
) {
    let mut child = element.first_child();
    while let Some(node) = child {
        if let Some(element) = node.dyn_ref::<Element>() {
            read(element, lang, privacy, without, parts);
        } else if node.node_type() == Node::TEXT_NODE {
            parts.push(Part::Text { lang, text: node.text_content().unwrap_or_default(), privacy });
        }
        child = node.next_sibling();
    }
}
