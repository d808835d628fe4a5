//! How a catalog is kept in the database: JSON, compressed. And the digest by which two catalogs are told apart.

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use hall::catalog::Catalog;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::io::{BufReader, Read, Write};

/// A catalog ready to be kept.
#[derive(Clone, Debug)]
pub struct Packed {
    /// Compressed.
    pub body: Vec<u8>,
    /// Of what it says: version and date are no part of it.
    pub digest: String,
    /// Matters in it.
    pub items: u32,
}

impl Packed {
    /// Packs a catalog. Takes a second for tens of thousands of matters: call it where blocking is allowed.
    ///
    /// # Errors
    /// When it cannot be serialised.
    pub fn new(catalog: &Catalog) -> std::io::Result<Self> {
        Ok(Self {
            body: pack(catalog)?,
            digest: digest(catalog)?,
            items: u32::try_from(catalog.items.len()).unwrap_or(u32::MAX),
        })
    }
}

/// The digest of what a catalog says.
///
/// # Errors
/// When it cannot be serialised.
pub fn digest(catalog: &Catalog) -> std::io::Result<String> {
    let Catalog { version: _, published_at: _, warning, departments, themes, items, coming } = catalog;
    let mut said = serde_json::to_vec(&(warning, departments, themes, items))?;
    if !coming.is_empty() {
        serde_json::to_writer(&mut said, coming)?;
    }
    Ok(data_encoding::HEXLOWER.encode(&Sha256::digest(&said)))
}

/// Compresses anything.
///
/// # Errors
/// When it cannot be serialised.
pub fn pack<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    let mut gzip = std::io::BufWriter::new(GzEncoder::new(Vec::new(), Compression::default()));
    serde_json::to_writer(&mut gzip, value)?;
    gzip.flush()?;
    gzip.into_inner().map_err(std::io::IntoInnerError::into_error)?.finish()
}

/// Reads what [`pack`] has made.
///
/// # Errors
/// When it is anything else.
pub fn unpack<T: DeserializeOwned>(body: &[u8]) -> std::io::Result<T> {
    let mut json = Vec::new();
    BufReader::new(GzDecoder::new(body)).read_to_end(&mut json)?;
    Ok(serde_json::from_slice(&json)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_comes_back_and_its_date_is_no_part_of_what_it_says() {
        let (_, mut catalog) = crate::catalog::load::halls(None).unwrap().remove(0);
        let packed = Packed::new(&catalog).unwrap();
        assert_eq!(unpack::<Catalog>(&packed.body).unwrap(), catalog);
        catalog.published_at.push('x');
        assert_eq!(digest(&catalog).unwrap(), packed.digest);
        catalog.items[0].consult_phone.push('1');
        assert_ne!(digest(&catalog).unwrap(), packed.digest);
        assert!(unpack::<Catalog>(b"no gzip").is_err());
    }
}
