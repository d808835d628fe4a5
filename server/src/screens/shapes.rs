//! What a drawing of a floor map is made of: the elements and attributes that are kept, and what may not be in it.

/// The namespace of SVG.
pub const SVG: &str = "http://www.w3.org/2000/svg";

/// The elements that are kept, and whether words stand in them.
const ELEMENTS: [(&str, bool); 17] = [
    ("svg", false),
    ("g", false),
    ("path", false),
    ("rect", false),
    ("circle", false),
    ("ellipse", false),
    ("line", false),
    ("polyline", false),
    ("polygon", false),
    ("defs", false),
    ("title", true),
    ("desc", true),
    ("clipPath", false),
    ("linearGradient", false),
    ("stop", false),
    ("use", false),
    ("text", true),
];
/// A part of a text; it lies in one.
const SPAN: &str = "tspan";

/// What moves, loads, links or runs something: no part of a drawing.
const ACTIVE: [&str; 22] = [
    "script",
    "foreignObject",
    "image",
    "feImage",
    "a",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "canvas",
    "handler",
    "listener",
    "animate",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "set",
    "discard",
    "link",
    "meta",
    "base",
];

/// Attributes that say how something looks: they may also stand in a style.
const STYLES: [&str; 19] = [
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-dasharray",
    "stroke-dashoffset",
    "opacity",
    "clip-path",
    "clip-rule",
    "stop-color",
    "stop-opacity",
    "font-size",
    "font-weight",
    "text-anchor",
];
/// Attributes that say where and how large something is.
const PLACES: [&str; 26] = [
    "viewBox",
    "preserveAspectRatio",
    "transform",
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "dx",
    "dy",
    "width",
    "height",
    "offset",
    "clipPathUnits",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "dominant-baseline",
];
/// Letters of an id at most.
const ID_MAX: usize = 64;

/// An element as it is kept, and whether it may stand directly in `parent` (none for the whole drawing).
#[must_use]
pub fn element(name: &str, parent: Option<&str>) -> Option<&'static str> {
    let (name, _) = ELEMENTS.into_iter().chain([(SPAN, true)]).find(|(known, _)| *known == name)?;
    let fits = match parent {
        None => name == "svg",
        Some("text" | SPAN) => matches!(name, SPAN | "title" | "desc"),
        Some("title" | "desc") => false,
        Some(_) => name != "svg" && name != SPAN,
    };
    fits.then_some(name)
}

/// Whether words stand in an element.
#[must_use]
pub fn has_text(name: &str) -> bool {
    name == SPAN || ELEMENTS.contains(&(name, true))
}

/// Whether an element has no place in a drawing, in whatever spelling and namespace.
#[must_use]
pub fn is_active(local: &str) -> bool {
    ACTIVE.iter().any(|active| active.eq_ignore_ascii_case(local))
}

/// Whether an attribute runs something.
#[must_use]
pub fn is_handler(local: &str) -> bool {
    local.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// Whether a value names nothing outside of the drawing and runs nothing.
#[must_use]
pub fn is_inside(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let local = |rest: &str| rest.starts_with('#') && rest.contains(')');
    // what comes before the first is no address
    plain.split("url(").skip(1).all(local)
        && !["javascript:", "vbscript:", "data:", "expression(", "@import", "\\"]
            .iter()
            .any(|bad| plain.contains(bad))
}

/// The id that a reference names, when it names something in the drawing.
#[must_use]
pub fn target(value: &str) -> Option<&str> {
    value.trim().strip_prefix('#').filter(|id| is_id(id))
}

/// Whether an attribute may also stand in a style.
#[must_use]
pub fn is_style(name: &str) -> bool {
    STYLES.contains(&name)
}

/// Whether an attribute is kept.
#[must_use]
pub fn is_kept(name: &str, value: &str) -> bool {
    if name == "id" {
        return is_id(value);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || " .,#%()+-_\t\n".contains(c);
    (STYLES.contains(&name) || PLACES.contains(&name)) && is_inside(value) && value.chars().all(plain)
}

fn is_id(id: &str) -> bool {
    id.len() <= ID_MAX
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// Whether a value is a view box: four numbers, the last two above nothing.
#[must_use]
pub fn is_view_box(value: &str) -> bool {
    let parts = value.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = parts.map(|part| part.parse().unwrap_or(f64::NAN)).collect();
    let sane = numbers.iter().all(|number| number.abs() < 1e6);
    sane && matches!(numbers.as_slice(), [_, _, width, height] if *width > 0.0 && *height > 0.0)
}
