//! QR codes as SVG: level M, quiet zone of four modules, scalable.

use hall::code::Code;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// A QR code of a text.
///
/// # Errors
/// `internal` when the text is too long for a code; our URLs are below 100 characters.
pub fn svg(text: &str) -> Result<String, Code> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| Code::Internal)?;
    let image = code
        .render()
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .quiet_zone(true)
        .module_dimensions(4, 4)
        .build();
    // without the XML declaration it can stand inside HTML
    Ok(image.split_once("?>").map_or(image.as_str(), |(_, svg)| svg).to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_one_svg_element() {
        let svg = super::svg("http://127.0.0.1:8080/r/v1.abc.def").unwrap();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
    }
}
