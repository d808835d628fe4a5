//! Drawings that are kept, and hostile ones that are not.

use super::*;
use proptest::prelude::*;

fn whole(inside: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90">{inside}</svg>"#)
}

fn kept(inside: &str) -> String {
    let drawing = read(&whole(inside)).unwrap();
    let head = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90">"#;
    drawing.svg.strip_prefix(head).unwrap().strip_suffix("</svg>").unwrap().to_owned()
}

#[test]
fn a_drawing_comes_back_with_its_ids_and_without_what_programs_add() {
    let drawing = read(
        r##"<?xml version="1.0" encoding="UTF-8"?><!-- by hand -->
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
            width="160mm" height="90mm" viewBox="0 0 160 90" class="x" inkscape:version="1">
          <metadata><inkscape:note>x</inkscape:note></metadata><style>.a{fill:red}</style>
          <defs><linearGradient id="grad"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
          <g id="zone-A" style="fill:#eef; stroke : url(#grad);font-family:Evil">
            <title>A &amp; B &#x4e2d;</title><rect id="window-A01" x="1" y="2" width="3" height="4" data-x="1"/></g>
          <use xlink:href="#zone-A" x="5"/><text x="1" y="1">一<tspan dy="2">二</tspan></text>
        </svg>"##,
    )
    .unwrap();
    assert_eq!(drawing.elements, ["grad", "zone-A", "window-A01"]);
    assert_eq!(
        drawing.svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><defs><linearGradient id="grad"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><g id="zone-A" fill="#eef" stroke="url(#grad)"><title>A &amp; B 中</title><rect id="window-A01" x="1" y="2" width="3" height="4"></rect></g><use href="#zone-A" x="5"></use><text x="1" y="1">一<tspan dy="2">二</tspan></text></svg>"##
    );
}

#[test]
fn what_runs_loads_links_or_moves_refuses_the_drawing() {
    for inside in [
        "<script>alert(1)</script>",
        "<g><SCRIPT/></g>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        "<metadata><script/></metadata>",
        "<rect onload='x()'/>",
        "<rect ONCLICK='x()'/>",
        "<metadata onload='x()'/>",
        "<foreignObject><body/></foreignObject>",
        "<image href='#a'/>",
        "<a href='#x'><rect/></a>",
        "<use href='https://example.org/x.svg#a'/>",
        "<use xlink:href='//example.org/x.svg#a'/>",
        "<use href='data:image/svg+xml,x'/>",
        "<use href=' javascript:alert(1)'/>",
        "<use href='java&#10;script:alert(1)'/>",
        "<rect fill='url(https://example.org/a)'/>",
        "<rect fill='URL( //example.org/a)'/>",
        "<rect style='fill:u\\72l(x)'/>",
        "<rect style='background:url(//example.org)'/>",
        "<rect style='@import x'/>",
        "<animate attributeName='x'/>",
        "<set attributeName='href' to='x'/>",
        "<rect>&bomb;</rect>",
        "<?xml-stylesheet href='x'?>",
    ] {
        assert_eq!(read(&whole(inside)), Err(Fault::Active), "{inside}");
    }
    let entity = r#"<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>"#;
    assert_eq!(read(entity), Err(Fault::Active));
    assert_eq!(read(&whole("<rect fill='&a;'/>")), Err(Fault::NotSvg));
}

#[test]
fn what_is_no_drawing_is_refused() {
    for text in ["", "hello", "<svg", "<html viewBox='0 0 1 1'/>", "<svg viewBox='0 0 1 1'>", "</svg>"] {
        assert_eq!(read(text), Err(Fault::NotSvg), "{text}");
    }
    for text in ["<g></svg>", "</g>", "<g a='1' a='2'/>", "<g>\u{0}</g>", "<g a=b/>"] {
        assert_eq!(read(&whole(text)), Err(Fault::NotSvg), "{text}");
    }
    assert_eq!(read("<svg viewBox='0 0 1 1'/><svg viewBox='0 0 1 1'/>"), Err(Fault::NotSvg));
    assert_eq!(read("<svg viewBox='0 0 1 1'/>x"), Err(Fault::NotSvg));
    assert_eq!(read("<svg xmlns='http://www.w3.org/1999/xhtml' viewBox='0 0 1 1'/>"), Err(Fault::NotSvg));
    for view in ["", "viewBox='0 0 1'", "viewBox='0 0 0 1'", "viewBox='0 0 NaN 1'", "viewBox='0 0 1e9 1'"] {
        assert_eq!(read(&format!("<svg {view}/>")), Err(Fault::NoViewBox), "{view}");
    }
}

#[test]
fn what_would_take_a_screen_too_long_is_refused() {
    assert_eq!(read(&whole(&" ".repeat(SIZE_MAX))), Err(Fault::TooLarge));
    assert_eq!(read(&whole(&"<g/>".repeat(ELEMENTS))), Err(Fault::TooLarge));
    assert_eq!(read(&whole(&"<g>".repeat(DEPTH + 1))), Err(Fault::TooLarge));
    assert_eq!(read(&whole(&"<x>".repeat(DEPTH + 1))), Err(Fault::TooLarge));
    assert_eq!(read(&whole(&"<use href='#a'/>".repeat(USES + 1))), Err(Fault::TooLarge));
    let laughs = "<g id='a'><rect/></g><g id='b'><use href='#a'/><use href='#a'/></g><use href='#b'/>";
    assert_eq!(read(&whole(laughs)), Err(Fault::TooLarge));
    assert_eq!(read(&whole("<g id='a'><use href='#a'/></g>")), Err(Fault::TooLarge));
    assert!(read(&whole("<g id='a'><rect/></g><use href='#a'/><use href='#a' x='9'/>")).is_ok());
}

#[test]
fn an_id_stands_once_and_words_stand_where_words_are() {
    assert_eq!(
        kept("<g id='a'/><g id='a'/><g id='9'/><g id='a b'/>"),
        "<g id=\"a\"></g><g></g><g></g><g></g>"
    );
    assert_eq!(kept("x<g>y</g><svg viewBox='0 0 1 1'/><tspan/>"), "<g></g>");
    assert_eq!(kept("<text><![CDATA[<script>]]></text>"), "<text>&lt;script&gt;</text>");
    assert_eq!(kept("<title>&quot;&#60;b&#62;</title>"), "<title>&quot;&lt;b&gt;</title>");
    assert_eq!(kept("<path d='M0 0&#34;/&gt;'/>"), "<path></path>");
}

/// Pieces of drawings and of attacks, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<g>",
        "</g>",
        "<rect ",
        "/>",
        ">",
        "<",
        "<text>",
        "</text>",
        "id='a'",
        "id=\"window-A01\" ",
        "<use href='#a'/>",
        "style='fill:red;stroke:url(#a)' ",
        "on",
        "onload='x' ",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&lt;",
        "&#x3c;script&#x3e;",
        "&amp;",
        "url(",
        "javascript:",
        "href='",
        "'",
        "\"",
        "x",
        " ",
        "字",
        "<title>",
        "</title>",
        "<svg viewBox='0 0 1 1'>",
        "</svg>",
        "fill='#fff' ",
        "d='M0 0L1 1' ",
        "<?x?>",
        "<!DOCTYPE x>",
        "\u{0}",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_that_is_kept_can_do_anything_and_reading_it_again_changes_nothing(inside in pieces()) {
        let Ok(drawing) = read(&whole(&inside)) else { return Ok(()) };
        // words have no angle brackets of their own
        for tag in drawing.svg.split('<').skip(1).filter_map(|part| part.split('>').next()) {
            let tag = tag.to_lowercase();
            let bad = ["script", "!", "?", "style=", " on", "href=\"j"].iter().any(|bad| tag.contains(bad));
            prop_assert!(!bad, "{}", drawing.svg);
        }
        prop_assert_eq!(read(&drawing.svg), Ok(drawing));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = read(&text);
        let _ = read(&whole(&text));
    }
}
