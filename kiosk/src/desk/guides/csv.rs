//! The report of an import as a csv file for a table program, made in the browser: what was shown is what is
//! saved. Cells that a table program would take for a formula are kept as text.

use super::finding::{kind_phrase, place};
use super::text as t;
use crate::desk::context::Desk;
use hall::catalog::Finding;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Table programs on Windows read a file as UTF-8 when it begins with this.
const MARK: &str = "\u{feff}";

/// One cell: quoted, and never a formula.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

fn line(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// The whole report in the present language.
fn report(desk: Desk, findings: &[Finding]) -> String {
    let lang = desk.lang.get_untracked();
    let head = [t::COL_KIND, t::COL_PLACE, t::COL_ITEM, t::COL_FIELD, t::COL_REASON, t::COL_SUGGESTION];
    let mut text = MARK.to_owned() + &line(&head.map(|phrase| phrase.get(lang)));
    for finding in findings {
        let suggestion = finding.suggestion.as_ref().map_or("", |words| words.get(lang));
        text.push_str(&line(&[
            kind_phrase(finding.severity).get(lang),
            &untrack(|| place(desk, finding)),
            finding.item.as_deref().unwrap_or_default(),
            &finding.field,
            finding.message.get(lang),
            suggestion,
        ]));
    }
    text
}

/// Saves the report, in the present language, where the browser saves files.
pub fn save(desk: Desk, findings: &[Finding]) {
    let name = t::CSV_FILE.get(desk.lang.get_untracked());
    // a browser that refuses leaves the report on the page
    let _ = offer(&report(desk, findings), name);
}

fn offer(text: &str, name: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let url = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &kind)?)?;
    let link = document().create_element("a")?.unchecked_into::<HtmlAnchorElement>();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // the browser has taken hold of the file by then
    let forget = move || drop(Url::revoke_object_url(&url));
    let _ = set_timeout(forget, std::time::Duration::from_secs(60));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_run() {
        assert_eq!(line(&["a", "说“好”, \"ok\""]), "\"a\",\"说“好”, \"\"ok\"\"\"\r\n");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(cell(formula).starts_with("\"'"), "{formula}");
        }
        assert_eq!(cell("身份证"), "\"身份证\"");
    }
}
