//! QR codes as SVG: level M, quiet zone of four modules, scalable.
//!
//! The mask is always the same. A code may carry any of the eight and every reader takes each of them;
//! to weigh all eight costs more than everything else a ticket needs, and the random letters of our
//! addresses make an even pattern under any.

use hall::code::Code;
use qrcode::bits::encode_auto;
use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::ec::construct_codewords;
use qrcode::types::QrError;
use qrcode::{Color, EcLevel};

const LEVEL: EcLevel = EcLevel::M;
/// Modules of white around a code, as ISO/IEC 18004 wants them.
const QUIET_ZONE: usize = 4;
/// Pixels of a module where nobody says otherwise.
const SCALE: usize = 4;

/// A QR code of a text.
///
/// # Errors
/// `internal` when the text is too long for a code; our URLs are below 100 characters.
pub fn svg(text: &str) -> Result<String, Code> {
    let (modules, width) = modules(text).map_err(|_| Code::Internal)?;
    let side = width + 2 * QUIET_ZONE;
    let pixels = side * SCALE;
    // one stroke for every run of dark modules, each from where the last one ended: few bytes, little work
    let mut path = String::with_capacity(2 * modules.len());
    for (y, row) in modules.chunks(width).enumerate() {
        let mut light = QUIET_ZONE;
        let mut begun = false;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() != Some(&Color::Dark) {
                light += run.len();
                continue;
            }
            if begun {
                path.push('m');
                push(&mut path, light);
                path.push_str(" 0h");
            } else {
                path.push('M');
                push(&mut path, light);
                path.push(' ');
                push(&mut path, y + QUIET_ZONE);
                path.push_str(".5h");
            }
            push(&mut path, run.len());
            (light, begun) = (0, true);
        }
    }
    Ok(format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{pixels}' height='{pixels}' viewBox='0 0 {side} {side}' \
         shape-rendering='crispEdges'><path d='M0 0h{side}v{side}H0z' fill='#fff'/>\
         <path d='{path}' stroke='#000'/></svg>"
    ))
}

/// A number below 1000, without the machinery of formatting, which took a fifth of a ticket's time.
fn push(text: &mut String, number: usize) {
    const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    for (unit, least) in [(100, 100), (10, 10), (1, 0)] {
        if number >= least {
            text.extend(DIGITS.get(number / unit % 10));
        }
    }
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

    /// Reads a picture with a decoder that is not the encoder's.
    fn read(text: &str) -> String {
        let svg = svg(text).unwrap();
        let number = |text: &str| text.parse::<usize>().unwrap();
        let side = number(svg.split("viewBox='0 0 ").nth(1).unwrap().split(' ').next().unwrap());
        let path = svg.rsplit("<path d='").next().unwrap().split('\'').next().unwrap();
        let mut dark = std::collections::HashSet::new();
        for row in path.split('M').skip(1) {
            let (x, rest) = row.split_once(' ').unwrap();
            let (y, strokes) = rest.split_once(".5h").unwrap();
            let (mut x, y) = (number(x), number(y));
            for stroke in strokes.split('m') {
                let (light, length) = stroke.split_once(" 0h").unwrap_or(("0", stroke));
                x += number(light);
                dark.extend((0..number(length)).map(|n| (x + n, y)));
                x += number(length);
            }
        }
        let pixels = side * SCALE;
        let grey = |x: usize, y: usize| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, grey);
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
