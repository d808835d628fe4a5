//! QR codes as SVG: level M, quiet zone of four modules, scalable.
//!
//! The mask is always the same. A code may carry any of the eight and every reader takes each of them;
//! to weigh all eight costs more than everything else a ticket needs, and the random letters of our
//! addresses make an even pattern under any.

use hall::code::Code;
use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::render::{Renderer, svg};
use qrcode::types::QrError;
use qrcode::{Color, EcLevel};

const LEVEL: EcLevel = EcLevel::M;
/// Modules of white around a code, as ISO/IEC 18004 wants them.
const QUIET_ZONE: u32 = 4;

/// A QR code of a text.
///
/// # Errors
/// `internal` when the text is too long for a code; our URLs are below 100 characters.
pub fn svg(text: &str) -> Result<String, Code> {
    let (modules, width) = modules(text).map_err(|_| Code::Internal)?;
    let image = Renderer::<svg::Color>::new(&modules, width, QUIET_ZONE).module_dimensions(4, 4).build();
    // without the XML declaration it can stand inside HTML
    Ok(image.split_once("?>").map_or(image.as_str(), |(_, svg)| svg).to_owned())
}

/// The modules row by row, and how many a row has.
fn modules(text: &str) -> Result<(Vec<Color>, usize), QrError> {
    let bits = encode_auto(text.as_bytes(), LEVEL)?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, LEVEL)?;
    let mut canvas = Canvas::new(version, LEVEL);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    let width = usize::from(version.width().unsigned_abs());
    Ok((canvas.into_colors(), width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_one_svg_element() {
        let svg = svg("http://127.0.0.1:8080/r/v1.abc.def").unwrap();
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
        assert!(super::svg(&"x".repeat(3000)).is_err());
    }

    /// Reads a code with a decoder that is not the encoder's.
    fn read(text: &str) -> String {
        let (modules, width) = modules(text).unwrap();
        let (scale, border) = (4, 16);
        let side = width * scale + 2 * border;
        let dark = |x: usize, y: usize| {
            let at = |n: usize| n.checked_sub(border).map(|n| n / scale).filter(|n| *n < width);
            let (Some(x), Some(y)) = (at(x), at(y)) else { return 255 };
            if modules[y * width + x] == Color::Dark { 0 } else { 255 }
        };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, dark);
        image.detect_grids()[0].decode().unwrap().1
    }

    proptest! {
        #[test]
        fn every_address_of_ours_can_be_read(
            host in "[a-z]{3,20}\\.gov\\.cn", id in "[a-z2-7]{16}", token in "v1\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{22}",
        ) {
            for address in [format!("https://{host}/t/{id}"), format!("https://{host}/r/{token}")] {
                prop_assert_eq!(read(&address), address);
            }
        }
    }
}
