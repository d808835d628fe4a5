//! Halls and their catalogs: loaded from files, checked as a whole, every fault reported at once.

pub mod http;
pub mod load;
pub mod pinyin;

use axum::body::Bytes;
use hall::api::{CatalogView, ItemShort};
use hall::catalog::Catalog;
use hall::profile::Hall;
use sha2::{Digest, Sha256};
use std::io::Write;

/// The catalog as kiosks browse it, serialised, compressed and tagged once.
#[derive(Clone, Debug)]
pub struct Published {
    /// The whole catalog.
    pub catalog: Catalog,
    /// The body of `GET …/catalog`, best coding first, plain last.
    pub variants: Vec<Variant>,
}

/// The catalog in one content coding.
#[derive(Clone, Debug)]
pub struct Variant {
    /// As in `Content-Encoding`; empty for plain.
    pub coding: &'static str,
    /// The bytes.
    pub body: Bytes,
    /// Its strong entity tag: another one for each coding.
    pub etag: String,
}

impl Variant {
    fn new(coding: &'static str, body: Vec<u8>) -> Self {
        let digest = Sha256::digest(&body);
        let etag = format!("\"{}\"", data_encoding::HEXLOWER.encode(digest.get(..12).unwrap_or_default()));
        Self { coding, body: body.into(), etag }
    }
}

impl Published {
    /// Publishes a checked catalog of a hall.
    ///
    /// # Errors
    /// When it cannot be serialised.
    pub fn new(catalog: Catalog, hall: &Hall) -> std::io::Result<Self> {
        let view = CatalogView {
            version: catalog.version.clone(),
            published_at: catalog.published_at.clone(),
            warning: catalog.warning.clone(),
            departments: catalog.departments.clone(),
            themes: catalog.themes.clone(),
            queues: hall.queues.clone(),
            items: catalog.items.iter().map(ItemShort::from).collect(),
            sounds: pinyin::sounds(catalog.searched()),
        };
        let plain = serde_json::to_vec(&view)?;
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
        brotli.write_all(&plain)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&plain)?;
        let variants = vec![
            Variant::new("br", brotli.into_inner()),
            Variant::new("gzip", gzip.finish()?),
            Variant::new("", plain),
        ];
        Ok(Self { catalog, variants })
    }
}
