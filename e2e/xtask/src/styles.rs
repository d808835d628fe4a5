//! Style sheets: `@import "x.css";` lines are replaced by the file they name, so that a page loads one
//! sheet, and comments and indentation are taken out. Nothing else is rewritten: what stands in the
//! source is what the browser gets.

use std::path::Path;

use anyhow::{Result, bail};

use crate::files;

/// The style sheet at `path` with everything it imports, each imported file once.
pub fn bundle(path: &Path) -> Result<String> {
    let mut seen = Vec::new();
    inline(path, &mut seen).map(|css| tidy(&css))
}

fn inline(path: &Path, seen: &mut Vec<String>) -> Result<String> {
    let css = files::text(path)?;
    let mut all = String::with_capacity(css.len());
    for line in css.lines() {
        let Some(rest) = line.trim().strip_prefix("@import") else {
            all.push_str(line);
            all.push('\n');
            continue;
        };
        let name = rest
            .trim()
            .strip_suffix(';')
            .and_then(|name| name.strip_prefix('"')?.strip_suffix('"'))
            .filter(|name| !name.contains(['/', ':']));
        let Some(name) = name else {
            bail!("{}: write imports as `@import \"file.css\";`, not `{}`", path.display(), line.trim());
        };
        if !seen.iter().any(|other| other == name) {
            seen.push(name.to_owned());
            all.push_str(&inline(&path.with_file_name(name), seen)?);
        }
    }
    Ok(all)
}

/// Removes comments, indentation and empty lines, leaving strings as they are.
fn tidy(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    let mut quote = None;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            continue;
        }
        let mut length = c.len_utf8();
        match quote {
            Some(_) if c == '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_inlined_once_and_comments_go() {
        let dir = crate::cache::folder("tests").join("styles");
        files::write(&dir.join("tokens.css"), b":root { --a: 1; }\n").unwrap();
        files::write(&dir.join("more.css"), b"@import \"tokens.css\";\nb { content: \"/* kept */\"; }\n")
            .unwrap();
        let main = b"@import \"tokens.css\";\n@import \"more.css\";\n/* gone */ a {\n  top: 0;\n}\n";
        files::write(&dir.join("main.css"), main).unwrap();
        let css = bundle(&dir.join("main.css")).unwrap();
        assert_eq!(css, ":root { --a: 1; }\nb { content: \"/* kept */\"; }\na {\ntop: 0;\n}");
    }

    #[test]
    fn an_import_from_elsewhere_is_refused() {
        let path = crate::cache::folder("tests").join("styles").join("url.css");
        files::write(&path, b"@import url(https://example.org/x.css);\n").unwrap();
        assert!(bundle(&path).is_err());
    }
}
