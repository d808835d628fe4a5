//! Blank forms and filled-in samples (R4, R10): files of the hall's folder (`forms/`) and files that an administrator
//! sends, kept in the database by their content, so that every server has them and an address of one never changes
//! what it gives.

pub mod http;
pub mod store;

use crate::app::App;
use data_encoding::HEXLOWER;
use hall::code::Code;
use hall::form::{FormKind, FormView, SIZE_MAX};
use hall::id::HallId;
use hall::moment::Moment;
use sha2::{Digest, Sha256};
use sqlx::AnyPool;
use std::collections::BTreeSet;

/// A file, looked at.
#[derive(Clone, Debug)]
pub struct File {
    /// Its SHA-256.
    pub hash: String,
    /// What it is, by its content.
    pub kind: FormKind,
    /// What is in it.
    pub body: Vec<u8>,
}

impl File {
    /// Looks at a file that is to have a name.
    ///
    /// # Errors
    /// `form_too_large`, `form_kind`, `form_name_invalid`.
    pub fn new(name: &str, body: Vec<u8>) -> Result<Self, Code> {
        if body.len() > SIZE_MAX {
            return Err(Code::FormTooLarge);
        }
        let kind = sniffed(&body).ok_or(Code::FormKind)?;
        if !kind.fits(name) {
            return Err(Code::FormNameInvalid);
        }
        Ok(Self { hash: HEXLOWER.encode(&Sha256::digest(&body)), kind, body })
    }
}

/// What a file is, by its first bytes; a text of Word by what is in its archive, and only without macros.
fn sniffed(body: &[u8]) -> Option<FormKind> {
    match body {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(FormKind::Pdf),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(FormKind::Png),
        [0xff, 0xd8, 0xff, ..] => Some(FormKind::Jpeg),
        [b'P', b'K', 3, 4, ..] => {
            let archive = zip::ZipArchive::new(std::io::Cursor::new(body)).ok()?;
            let has = |part: &str| archive.index_for_name(part).is_some();
            let is = has("[Content_Types].xml") && has("word/document.xml") && !has("word/vbaProject.bin");
            is.then_some(FormKind::Docx)
        }
        _ => None,
    }
}

/// The names a hall has files under.
///
/// # Errors
/// When the database fails.
pub async fn names(pool: &AnyPool, hall: &HallId) -> Result<BTreeSet<String>, sqlx::Error> {
    Ok(store::list(pool, hall).await?.into_iter().map(|row| row.name).collect())
}

/// The forms of a hall as anybody is told them, so without who sent them; of some names alone.
///
/// # Errors
/// When the database fails.
pub async fn views(app: &App, hall: &HallId, named: &[&str]) -> Result<Vec<FormView>, sqlx::Error> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store::list(&app.pool, hall).await?.into_iter();
    let rows = rows.filter(|row| named.contains(&row.name.as_str()));
    Ok(rows.map(|row| FormView { by: None, ..view(app, hall, row) }).collect())
}

fn view(app: &App, hall: &HallId, row: store::Row) -> FormView {
    let name: String = form_urlencoded::byte_serialize(row.name.as_bytes()).collect();
    FormView {
        kind: row.kind,
        size: row.size,
        path: format!("/forms/{}", row.hash),
        url: format!("{}/forms/{hall}/{name}", app.public_url),
        at: row.at,
        by: row.by,
        name: row.name,
    }
}

/// Takes the files of the hall's folder over. What a person has done under a name stays: a file that they sent, and that
/// they removed one, until the folder has a content that was never there under that name. What cannot be taken is named
/// in the log.
///
/// # Errors
/// When the database fails.
pub async fn take_files(
    pool: &AnyPool,
    hall: &HallId,
    files: Vec<(String, Vec<u8>)>,
    now: Moment,
) -> Result<(), sqlx::Error> {
    for (name, body) in files {
        let file = match File::new(&name, body) {
            Ok(file) => file,
            Err(code) => {
                tracing::warn!(%hall, file = name, %code, "a form of the halls folder cannot be taken");
                continue;
            }
        };
        let mut transaction = pool.begin().await?;
        store::take_of_folder(&mut transaction, hall, &name, &file, now).await?;
        transaction.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with parts of these names.
    fn archive(parts: &[&str]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for part in parts {
            zip.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut zip, b"<xml/>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_word_document_is_told_from_other_archives() {
        let parts = ["_rels/.rels", "docProps/app.xml", "word/document.xml", "[Content_Types].xml"];
        assert_eq!(File::new("a.docx", archive(&parts)).unwrap().kind, FormKind::Docx);
        let sheet = archive(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]);
        let macros = archive(&["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        for other in [sheet, macros, archive(&["word.exe", "b"]), b"PK\x03\x04 and no more".to_vec()] {
            assert_eq!(File::new("a.docx", other).unwrap_err(), Code::FormKind);
        }
    }

    #[test]
    fn what_a_file_is_comes_from_its_content() {
        let pdf = b"%PDF-1.7\n%".to_vec();
        assert_eq!(File::new("a.pdf", pdf.clone()).unwrap().kind, FormKind::Pdf);
        assert_eq!(File::new("a.png", pdf.clone()).unwrap_err(), Code::FormNameInvalid);
        assert_eq!(File::new("../a.pdf", pdf).unwrap_err(), Code::FormNameInvalid);
        assert_eq!(File::new("a.png", b"\x89PNG\r\n\x1a\n".to_vec()).unwrap().kind, FormKind::Png);
        assert_eq!(File::new("a.jpg", b"\xff\xd8\xff\xe0".to_vec()).unwrap().kind, FormKind::Jpeg);
        for page in [b"<html><script>".to_vec(), b"<svg xmlns='x'>".to_vec(), b"MZ".to_vec(), Vec::new()] {
            assert_eq!(File::new("a.pdf", page).unwrap_err(), Code::FormKind);
        }
        assert_eq!(File::new("a.pdf", vec![b'%'; SIZE_MAX + 1]).unwrap_err(), Code::FormTooLarge);
    }
}
