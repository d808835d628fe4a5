//! The addresses of the catalog's administration: imports, versions, findings, forms. All stand below
//! `/halls/{hall}`.

use super::path::Call;
use hall::api::ImportMode;
use hall::catalog::Severity;
use hall::id::HallId;

/// Lines of a page, where a list comes in pages.
pub const LINES: u32 = 20;

/// Which page of a list: where it begins, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// As the server named it; none for the first.
    pub after: Option<String>,
    /// Lines at most.
    pub limit: u32,
}

impl Part {
    fn query(&self) -> String {
        let after = self.after.as_deref().map(|after| format!("&after={}", escaped(after)));
        format!("limit={}{}", self.limit, after.unwrap_or_default())
    }
}

/// A call about the catalog. The comment names the method and what is answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CatalogCall {
    /// GET → `Page<ImportView>`.
    Imports,
    /// POST a file → `ImportView`.
    Send {
        /// Its name.
        file: String,
        /// How it is taken.
        mode: ImportMode,
    },
    /// GET → `ImportView`; DELETE → nothing.
    Import(String),
    /// POST `PublishRequest` → `PublishedView`.
    PublishImport(String),
    /// GET → `FindingPage`.
    Findings(String, Option<Severity>, Part),
    /// GET → all of them, as csv.
    FindingsCsv(String),
    /// GET → `DiffView`.
    ImportDiff(String, Part),
    /// GET → `Page<VersionView>`.
    Versions,
    /// GET → `DiffView`: what changes from the second version to the first.
    VersionDiff(u32, u32, Part),
    /// POST `PublishRequest` → `PublishedView`.
    PublishVersion(u32),
    /// GET → a workbook.
    Template,
    /// GET → `LintView`.
    Lint(Option<Severity>, Part),
    /// GET → `Page<FormLine>`.
    Forms,
    /// PUT a file → `FormView`; DELETE → nothing.
    Form(String),
}

impl Call {
    /// A call of this kind to a hall.
    #[must_use]
    pub fn guides(hall: HallId, call: CatalogCall) -> Self {
        Self::Below(hall, call.path())
    }
}

impl CatalogCall {
    /// The address below the hall's.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Imports => "catalog/imports".to_owned(),
            Self::Send { file, mode } => {
                format!("catalog/imports?mode={}&file={}", mode_key(*mode), escaped(file))
            }
            Self::Import(id) => format!("catalog/imports/{id}"),
            Self::PublishImport(id) => format!("catalog/imports/{id}/publish"),
            Self::Findings(id, severity, part) => {
                format!("catalog/imports/{id}/findings?{}{}", part.query(), only(*severity))
            }
            Self::FindingsCsv(id) => format!("catalog/imports/{id}/findings.csv"),
            Self::ImportDiff(id, part) => format!("catalog/imports/{id}/diff?{}", part.query()),
            Self::Versions => "catalog/versions".to_owned(),
            Self::VersionDiff(of, with, part) => {
                format!("catalog/versions/{of}/diff?with={with}&{}", part.query())
            }
            Self::PublishVersion(version) => format!("catalog/versions/{version}/publish"),
            Self::Template => "catalog/template.xlsx".to_owned(),
            Self::Forms => "forms".to_owned(),
            Self::Form(name) => format!("forms/{}", escaped(name)),
            Self::Lint(severity, part) => format!("catalog/lint?{}{}", part.query(), only(*severity)),
        }
    }
}

/// As in the query.
#[must_use]
pub const fn mode_key(mode: ImportMode) -> &'static str {
    match mode {
        ImportMode::Merge => "merge",
        ImportMode::Replace => "replace",
    }
}

/// As in the query.
#[must_use]
pub const fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "refused",
        Severity::Warning => "warning",
        Severity::Cleaned => "cleaned",
    }
}

fn only(severity: Option<Severity>) -> String {
    severity.map(|severity| format!("&severity={}", severity_key(severity))).unwrap_or_default()
}

/// Text as it may stand in a query.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_contract() {
        let first = Part { after: None, limit: 20 };
        let second = Part { after: Some("20".to_owned()), limit: 20 };
        let send = CatalogCall::Send { file: "事项 1&2.xlsx".to_owned(), mode: ImportMode::Replace };
        for (call, path) in [
            (CatalogCall::Imports, "catalog/imports"),
            (send, "catalog/imports?mode=replace&file=%E4%BA%8B%E9%A1%B9%201%262.xlsx"),
            (CatalogCall::PublishImport("ab".to_owned()), "catalog/imports/ab/publish"),
            (
                CatalogCall::Findings("ab".to_owned(), Some(Severity::Refused), second.clone()),
                "catalog/imports/ab/findings?limit=20&after=20&severity=refused",
            ),
            (CatalogCall::FindingsCsv("ab".to_owned()), "catalog/imports/ab/findings.csv"),
            (CatalogCall::ImportDiff("ab".to_owned(), second), "catalog/imports/ab/diff?limit=20&after=20"),
            (CatalogCall::VersionDiff(3, 2, first.clone()), "catalog/versions/3/diff?with=2&limit=20"),
            (CatalogCall::Lint(None, first), "catalog/lint?limit=20"),
            (CatalogCall::Form("表.pdf".to_owned()), "forms/%E8%A1%A8.pdf"),
        ] {
            assert_eq!(call.path(), path);
        }
    }
}
