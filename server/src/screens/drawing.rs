//! Drawings of floor maps: SVG that somebody sends, read as XML and written anew from what a drawing needs. What is not
//! known is left out; what has no place in a drawing (scripts, links, pictures from elsewhere, entities) refuses it,
//! because who drew it meant something by it.

use super::shapes;
use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Bytes of a drawing at most.
pub const SIZE_MAX: usize = 500 * 1024;
/// Elements of a drawing at most.
const ELEMENTS: usize = 10_000;
/// How deep they lie in each other at most.
const DEPTH: usize = 32;
/// Elements that show another one again, at most; each costs the screen as much as what it shows.
const USES: usize = 200;

/// A drawing that is safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// As it is served.
    pub svg: String,
    /// The ids of its elements, in their order.
    pub elements: Vec<String>,
}

/// Why a drawing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is larger than it may be.
    #[error("too large")]
    TooLarge,
    /// It cannot be read as SVG.
    #[error("not an SVG drawing")]
    NotSvg,
    /// It has no `viewBox`, so nothing can be placed in it.
    #[error("no viewBox")]
    NoViewBox,
    /// It holds what a drawing may not hold.
    #[error("script, link or picture")]
    Active,
}

/// What is open while a drawing is read.
struct Open {
    name: &'static str,
    id: Option<String>,
}

#[derive(Default)]
struct Writer {
    svg: String,
    open: Vec<Open>,
    /// Elements below one that is left out.
    skipped: usize,
    count: usize,
    elements: Vec<String>,
    known: BTreeSet<String>,
    /// What is shown again, and what holds something that does so.
    used: Vec<String>,
    using: BTreeSet<String>,
    ended: bool,
}

/// Reads a drawing.
///
/// # Errors
/// [`Fault`].
pub fn read(svg: &str) -> Result<Drawing, Fault> {
    if svg.len() > SIZE_MAX {
        return Err(Fault::TooLarge);
    }
    if svg.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Fault::NotSvg);
    }
    let mut reader = Reader::from_str(svg.trim_start_matches('\u{feff}').trim_start());
    reader.config_mut().check_comments = true;
    let mut writer = Writer::default();
    loop {
        match reader.read_event().map_err(|_| Fault::NotSvg)? {
            Event::Start(start) => writer.start(&start)?,
            Event::Empty(start) => {
                writer.start(&start)?;
                writer.end();
            }
            Event::End(_) => writer.end(),
            Event::Text(text) => writer.text(&text.xml10_content())?,
            Event::CData(text) => writer.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| Fault::NotSvg)?.map(String::from);
                let known = || resolve_predefined_entity(&reference.xml10_content()).map(str::to_owned);
                writer.text(&letter.or_else(known).ok_or(Fault::Active)?)?;
            }
            Event::Comment(_) | Event::Decl(_) => {}
            Event::PI(_) | Event::DocType(_) => return Err(Fault::Active),
            Event::Eof => return writer.finish(),
        }
    }
}

impl Writer {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Fault> {
        if self.ended {
            return Err(Fault::NotSvg);
        }
        self.count += 1;
        if self.count > ELEMENTS || self.open.len() + self.skipped >= DEPTH {
            return Err(Fault::TooLarge);
        }
        let name = start.name();
        if shapes::is_active(name.local_name().as_ref()) {
            return Err(Fault::Active);
        }
        let attributes = self.attributes(start)?;
        let parent = self.open.last().map(|open| open.name);
        let known = shapes::element(name.as_ref(), parent).filter(|_| self.skipped == 0);
        match known {
            Some(name) => self.write(name, attributes),
            None if parent.is_none() => Err(Fault::NotSvg),
            None => {
                self.skipped += 1;
                Ok(())
            }
        }
    }

    /// The attributes that are kept, in their order; each name once.
    fn attributes(&self, start: &BytesStart<'_>) -> Result<Vec<(String, String)>, Fault> {
        let mut kept: Vec<(String, String)> = Vec::new();
        let mut keep = |name: &str, value: &str| {
            kept.retain(|(known, _)| known != name);
            kept.push((name.to_owned(), value.to_owned()));
        };
        let mut styles = String::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Fault::NotSvg)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::NotSvg)?;
            let name = attribute.key;
            let local = name.local_name();
            if shapes::is_handler(local.as_ref()) || !shapes::is_inside(&value) {
                return Err(Fault::Active);
            }
            match name.as_ref() {
                "style" => styles = value.into_owned(),
                "href" | "xlink:href" => match shapes::target(&value) {
                    Some(_) => keep("href", &value),
                    None => return Err(Fault::Active),
                },
                "xmlns" if self.open.is_empty() && value != shapes::SVG => return Err(Fault::NotSvg),
                name if shapes::is_kept(name, &value) => keep(name, &value),
                _ => {}
            }
        }
        // styles come before attributes; as attributes they need no leave of the page that shows them
        for (name, value) in styles.split(';').filter_map(|style| style.split_once(':')) {
            let (name, value) = (name.trim(), value.trim());
            if shapes::is_style(name) && shapes::is_kept(name, value) {
                keep(name, value);
            }
        }
        Ok(kept)
    }

    fn write(&mut self, element: &'static str, attributes: Vec<(String, String)>) -> Result<(), Fault> {
        self.svg.push('<');
        self.svg.push_str(element);
        if element == "svg" {
            let _ = write!(self.svg, " xmlns=\"{}\"", shapes::SVG);
            if !attributes.iter().any(|(name, value)| name == "viewBox" && shapes::is_view_box(value)) {
                return Err(Fault::NoViewBox);
            }
        }
        let mut id = None;
        for (name, value) in attributes {
            match name.as_str() {
                // the screen says how large it is
                "width" | "height" | "x" | "y" if element == "svg" => continue,
                "id" => {
                    if !self.known.insert(value.clone()) {
                        continue;
                    }
                    self.elements.push(value.clone());
                    id = Some(value.clone());
                }
                "href" if element == "use" => self.used.extend(shapes::target(&value).map(str::to_owned)),
                "href" if element != "linearGradient" => continue,
                _ => {}
            }
            let _ = write!(self.svg, " {name}=\"{}\"", escape(value.as_str()));
        }
        self.svg.push('>');
        if element == "use" {
            self.using.extend(self.open.iter().filter_map(|open| open.id.clone()).chain(id.clone()));
        }
        self.open.push(Open { name: element, id });
        Ok(())
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if let Some(open) = self.open.pop() {
            self.svg.push_str("</");
            self.svg.push_str(open.name);
            self.svg.push('>');
            self.ended = self.open.is_empty();
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        match self.open.last() {
            Some(open) if self.skipped == 0 && shapes::has_text(open.name) => {
                self.svg.push_str(&escape(text))
            }
            None if !text.trim().is_empty() => return Err(Fault::NotSvg),
            _ => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<Drawing, Fault> {
        if !self.ended || !self.open.is_empty() || self.skipped > 0 {
            return Err(Fault::NotSvg);
        }
        // what shows itself again, or something that does so, may grow without end
        if self.used.len() > USES || self.used.iter().any(|id| self.using.contains(id)) {
            return Err(Fault::TooLarge);
        }
        Ok(Drawing { svg: self.svg, elements: self.elements })
    }
}

#[cfg(test)]
mod tests;
