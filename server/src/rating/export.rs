//! The ratings of a hall as national records, as JSON Lines or CSV, for who hands them upward.

use super::{matter, store};
use crate::app::App;
use crate::problem::Refused;
use hall::catalog::HandlingClass;
use hall::code::Code;
use hall::id::HallId;
use hall::rating::{Known, NationalRecord};
use serde::Deserialize;

/// As what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A record a line.
    #[default]
    Jsonl,
    /// A table; its first line names the fields.
    Csv,
}

impl Format {
    /// Its content type.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jsonl => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// The records of ratings of services that ended on days `from` to `to`, in the order in which they came.
///
/// # Errors
/// `unknown_hall`; `unavailable` when the database fails.
pub async fn export(
    app: &App,
    hall: &HallId,
    (from, to): (&str, &str),
    format: Format,
) -> Result<Vec<u8>, Refused> {
    let records = records(app, hall, from, to).await?;
    match format {
        Format::Jsonl => lines(&records),
        Format::Csv => table(&records),
    }
}

async fn records(app: &App, hall: &HallId, from: &str, to: &str) -> Result<Vec<NationalRecord>, Refused> {
    let queue = app.queue(hall)?;
    let published = app.catalog(hall)?;
    let given = store::given(&app.pool, hall, from, to).await?;
    Ok(given
        .iter()
        .map(|rating| {
            let window = queue.hall.window(&rating.window);
            let item = rating.item.as_ref().and_then(|id| published.item(id));
            let theme = rating.theme.as_ref().and_then(|id| published.catalog.theme(id));
            let name = matter(item, theme, window);
            let department = item.map(|item| &item.department.name);
            let department = department.or_else(|| window.map(|window| &window.department));
            let codes = item.map(|item| &item.codes).filter(|codes| !codes.placeholder);
            NationalRecord::from(Known {
                project_no: rating.project_no(hall),
                channel: rating.channel,
                codes: codes.map_or(("", ""), |codes| (&codes.implementation, &codes.business_item)),
                name: &name.zh,
                theme: theme.map_or("", |theme| &theme.name.zh),
                department: department.map_or("", |department| &department.zh),
                handling: item.map_or("", |item| HandlingClass::phrase(item.handling_class).zh),
                level: rating.level,
                tags: &rating.tags,
                comment: rating.comment.as_deref().unwrap_or_default(),
                at: rating.at,
                assessment: rating.assessment,
                norm: &rating.norm,
                finding: rating.finding,
            })
        })
        .collect())
}

fn lines(records: &[NationalRecord]) -> Result<Vec<u8>, Refused> {
    let mut text = Vec::new();
    for record in records {
        serde_json::to_writer(&mut text, record).map_err(|_| Code::Internal)?;
        text.push(b'\n');
    }
    Ok(text)
}

fn table(records: &[NationalRecord]) -> Result<Vec<u8>, Refused> {
    // spreadsheets take a table for Latin letters unless it begins so
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    for record in records {
        let safe =
            NationalRecord { writing_evaluation: no_formula(&record.writing_evaluation), ..record.clone() };
        writer.serialize(safe).map_err(|_| Code::Internal)?;
    }
    writer.into_inner().map_err(|_| Code::Internal.into())
}

/// What a person wrote, so that no spreadsheet reckons with it.
fn no_formula(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky { format!("'{text}") } else { text.to_owned() }
}
