//! Everything that was found in a file (R7, R8): the report keeps the first thousand of each severity, here is the
//! whole list as csv for a spreadsheet, in parts, so that a bad file cannot fill the memory.

use axum::body::Bytes;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use hall::catalog::{Finding, Severity};
use hall::text::{Phrase, Text};
use sqlx::{Any, AnyPool, Row, Transaction};
use std::io::{Read, Write};
use tokio::sync::mpsc;

/// Bytes of a part before it is compressed, about.
const PART: usize = 1 << 20;

hall::phrases! {
    SEVERITY = "级别" / "severity";
    SHEET = "工作表" / "sheet";
    ROW = "行" / "row";
    ITEM = "事项标识" / "matter";
    NAME = "事项名称" / "name of the matter";
    FIELD = "字段" / "field";
    CODE = "代码" / "code";
    MESSAGE_ZH = "问题" / "message in Chinese";
    MESSAGE_EN = "问题英文" / "message";
    SUGGESTION_ZH = "建议" / "suggestion in Chinese";
    SUGGESTION_EN = "建议英文" / "suggestion";
    REFUSED = "退回" / "refused";
    WARNING = "提醒" / "warning";
    CLEANED = "已自动整理" / "corrected";
}

/// The columns.
const HEAD: [Phrase; 11] =
    [SEVERITY, SHEET, ROW, ITEM, NAME, FIELD, CODE, MESSAGE_ZH, MESSAGE_EN, SUGGESTION_ZH, SUGGESTION_EN];

/// A part of the list.
pub struct Part {
    severity: Severity,
    number: i64,
    body: Vec<u8>,
}

/// Writes findings as csv and sends every part that is full.
pub struct Writer {
    open: [(Severity, csv::Writer<Vec<u8>>, i64); 3],
    to: mpsc::Sender<Part>,
}

impl Writer {
    /// A writer whose parts go to `to`.
    #[must_use]
    pub fn new(to: mpsc::Sender<Part>) -> Self {
        let open = [Severity::Refused, Severity::Warning, Severity::Cleaned];
        Self { open: open.map(|severity| (severity, csv::Writer::from_writer(Vec::new()), 0)), to }
    }

    /// Writes a finding. Where blocking is allowed: it waits while earlier parts are stored.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, finding: &Finding) -> std::io::Result<()> {
        let Self { open, to } = self;
        let Some((severity, writer, number)) = open.iter_mut().find(|(own, ..)| *own == finding.severity)
        else {
            return Ok(());
        };
        writer.write_record(record(finding))?;
        writer.flush()?;
        if writer.get_ref().len() >= PART {
            send(to, *severity, writer, number)?;
        }
        Ok(())
    }

    /// Sends what is left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self) -> std::io::Result<()> {
        for (severity, writer, number) in &mut self.open {
            send(&self.to, *severity, writer, number)?;
        }
        Ok(())
    }
}

fn send(
    to: &mpsc::Sender<Part>,
    severity: Severity,
    writer: &mut csv::Writer<Vec<u8>>,
    number: &mut i64,
) -> std::io::Result<()> {
    let full = std::mem::replace(writer, csv::Writer::from_writer(Vec::new()));
    let text = full.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    if text.is_empty() {
        return Ok(());
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&text)?;
    let part = Part { severity, number: *number, body: gzip.finish()? };
    *number += 1;
    to.blocking_send(part).map_err(|_| std::io::Error::other("nobody stores the findings"))
}

fn record(finding: &Finding) -> [String; 11] {
    let suggestion = finding.suggestion.clone().unwrap_or_default();
    [
        words(finding.severity).zh.to_owned(),
        called(finding.sheet_name.as_ref(), finding.sheet.as_deref().unwrap_or_default()),
        finding.row.map(|row| row.to_string()).unwrap_or_default(),
        finding.item.clone().unwrap_or_default(),
        finding.item_name.as_ref().map(|name| name.zh.clone()).unwrap_or_default(),
        called(finding.field_name.as_ref(), &finding.field),
        finding.code.clone(),
        finding.message.zh.clone(),
        finding.message.en.clone(),
        suggestion.zh,
        suggestion.en,
    ]
    .map(harmless)
}

/// What people call something in both languages, or as the file writes it where it has no such name.
#[must_use]
pub fn called(name: Option<&Text>, own: &str) -> String {
    name.map_or_else(|| own.to_owned(), |name| format!("{} {}", name.zh, name.en))
}

/// A text that a spreadsheet does not take for a formula.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

/// What a severity is called.
#[must_use]
pub const fn words(severity: Severity) -> Phrase {
    match severity {
        Severity::Refused => REFUSED,
        Severity::Warning => WARNING,
        Severity::Cleaned => CLEANED,
    }
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "refused",
        Severity::Warning => "warning",
        Severity::Cleaned => "cleaned",
    }
}

/// The head of the list, with the mark by which spreadsheets know UTF-8.
fn head() -> String {
    let columns = HEAD.map(|phrase| format!("{} {}", phrase.zh, phrase.en));
    format!("\u{feff}{}\r\n", columns.join(","))
}

/// Stores a part of an import that is being read.
///
/// # Errors
/// When the database fails.
pub async fn store(
    transaction: &mut Transaction<'_, Any>,
    import: &str,
    part: Part,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO catalog_findings (import, severity, part, body) VALUES ($1, $2, $3, $4)")
        .bind(import.to_owned())
        .bind(name(part.severity))
        .bind(part.number)
        .bind(part.body)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Forgets the findings of an import.
///
/// # Errors
/// When the database fails.
pub async fn drop_of(transaction: &mut Transaction<'_, Any>, import: &str) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM catalog_findings WHERE import = $1";
    sqlx::query(sql).bind(import.to_owned()).execute(&mut **transaction).await?;
    Ok(())
}

/// Forgets the findings of imports that are gone, and of those sent before a moment.
///
/// # Errors
/// When the database fails.
pub async fn forget(transaction: &mut Transaction<'_, Any>, before: i64) -> Result<(), sqlx::Error> {
    let sql =
        "DELETE FROM catalog_findings WHERE import NOT IN (SELECT id FROM catalog_imports WHERE at >= $1)";
    sqlx::query(sql).bind(before).execute(&mut **transaction).await?;
    Ok(())
}

/// Whether any of the list is kept.
///
/// # Errors
/// When the database fails.
pub async fn kept(pool: &AnyPool, import: &str) -> Result<bool, sqlx::Error> {
    let sql = "SELECT part FROM catalog_findings WHERE import = $1 LIMIT 1";
    Ok(sqlx::query(sql).bind(import.to_owned()).fetch_optional(pool).await?.is_some())
}

/// Sends the list, or what is of one severity of it, part by part.
pub async fn send_all(
    pool: AnyPool,
    import: String,
    wanted: Option<Severity>,
    to: mpsc::Sender<std::io::Result<Bytes>>,
) {
    if to.send(Ok(head().into())).await.is_err() {
        return;
    }
    let all = [Severity::Refused, Severity::Warning, Severity::Cleaned];
    for severity in all.into_iter().filter(|one| wanted.is_none_or(|wanted| wanted == *one)) {
        for part in 0_i64.. {
            let body = match find(&pool, &import, severity, part).await {
                Ok(None) => break,
                Ok(Some(body)) => unpacked(&body).map(Bytes::from),
                // a download that breaks off is seen by whoever waits for it
                Err(error) => Err(std::io::Error::other(error)),
            };
            let broken = body.is_err();
            if to.send(body).await.is_err() || broken {
                return;
            }
        }
    }
}

async fn find(
    pool: &AnyPool,
    import: &str,
    severity: Severity,
    part: i64,
) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let sql = "SELECT body FROM catalog_findings WHERE import = $1 AND severity = $2 AND part = $3";
    let query = sqlx::query(sql).bind(import.to_owned()).bind(name(severity)).bind(part);
    query.fetch_optional(pool).await?.map(|row| row.try_get("body")).transpose()
}

fn unpacked(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut text = Vec::new();
    GzDecoder::new(body).read_to_end(&mut text)?;
    Ok(text)
}
