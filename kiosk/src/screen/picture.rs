//! A small picture of this screen, for the desk, taken when somebody there asks for it: the page as it stands, drawn by
//! the browser into an image. Styles and letters go into it as text, because such an image may load nothing.

use crate::live::{Call, api};
use crate::page::document;
use js_sys::{Promise, encode_uri_component};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleSheet, Document, HtmlCanvasElement, HtmlImageElement,
    XmlSerializer,
};

/// Pixels along the longer side.
const LONG: f64 = 640.0;

/// Takes it and sends it under the name by which it was asked for. What fails is asked for again at the desk.
pub async fn send(call: Call, name: String) {
    if let Some(blob) = take().await {
        let path = format!("{}?name={name}", call.path());
        // the desk waits for a while, and says so
        let _ = api::put_blob(&path, &blob).await;
    }
}

async fn take() -> Option<Blob> {
    let document = document()?;
    let window = web_sys::window()?;
    let side = |side: Result<JsValue, JsValue>| side.ok()?.as_f64();
    let (width, height) = (side(window.inner_width())?, side(window.inner_height())?);
    let scale = LONG / width.max(height);
    let image = HtmlImageElement::new().ok()?;
    let address = format!("data:image/svg+xml;charset=utf-8,{}", drawing(&document, width, height).await?);
    load(&image, &address).await?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(pixels(width * scale));
    canvas.set_height(pixels(height * scale));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width * scale, height * scale)
        .ok()?;
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        if canvas.to_blob_with_type(done.unchecked_ref(), "image/jpeg").is_err() {
            // nobody listens to why
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// The page as an SVG image, escaped for an address.
async fn drawing(document: &Document, width: f64, height: f64) -> Option<String> {
    let page = document.query_selector("body > main.screen, #poster:not([hidden]) > main.screen").ok()??;
    let page = XmlSerializer::new().ok()?.serialize_to_string(&page).ok()?;
    let style = inlined(styles(document)).await.replace("]]>", "");
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><style><![CDATA[{style}]]></style>\
         <foreignObject width='100%' height='100%'><body xmlns='http://www.w3.org/1999/xhtml'>{page}</body></foreignObject></svg>"
    );
    encode_uri_component(&svg).as_string()
}

/// Every rule of the page.
fn styles(document: &Document) -> String {
    let sheets = document.style_sheets();
    let mut all = String::new();
    for sheet in (0..sheets.length()).filter_map(|n| sheets.get(n)) {
        let Some(rules) = sheet.dyn_into::<CssStyleSheet>().ok().and_then(|sheet| sheet.css_rules().ok())
        else {
            continue;
        };
        for rule in (0..rules.length()).filter_map(|n| rules.get(n)) {
            all.push_str(&rule.css_text());
        }
    }
    all
}

/// Rules with the files that they name put into them.
async fn inlined(mut style: String) -> String {
    let mut from = 0;
    while let Some(begin) = style.get(from..).and_then(|rest| rest.find("url(\"/")).map(|at| from + at) {
        let path_at = begin + "url(\"".len();
        let Some(end) = style.get(path_at..).and_then(|rest| rest.find('"')).map(|at| path_at + at) else {
            break;
        };
        let path = style.get(path_at..end).unwrap_or_default().to_owned();
        let data = match api::bytes(&Call::File(path)).await {
            Ok(bytes) => format!("data:font/woff2;base64,{}", base64(&bytes).unwrap_or_default()),
            Err(_) => String::new(),
        };
        style.replace_range(path_at..end, &data);
        from = path_at + data.len();
    }
    style
}

fn base64(bytes: &[u8]) -> Option<String> {
    let latin: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    web_sys::window()?.btoa(&latin).ok()
}

async fn load(image: &HtmlImageElement, address: &str) -> Option<()> {
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok().map(|_| ())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 640, never below 0")]
fn pixels(side: f64) -> u32 {
    side.max(1.0) as u32
}
