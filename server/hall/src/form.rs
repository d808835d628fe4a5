//! Blank forms and filled-in samples (R4, R10): files of a hall that documents of matters name.

use crate::catalog::{Catalog, ItemState};
use crate::id::ItemId;
use crate::moment::Moment;
use crate::text::{Phrase, Text};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Characters of a name at most, its ending included.
pub const NAME_MAX: usize = 100;
/// Bytes of a file at most.
pub const SIZE_MAX: usize = 5 << 20;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// A document to print.
    Pdf,
    /// A picture.
    Png,
    /// A photograph.
    Jpeg,
    /// A text to fill in.
    Docx,
}

impl FormKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx];

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &[".pdf"],
            Self::Png => &[".png"],
            Self::Jpeg => &[".jpg", ".jpeg"],
            Self::Docx => &[".docx"],
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Pdf => Phrase::new("PDF", "PDF"),
            Self::Png | Self::Jpeg => Phrase::new("图片", "picture"),
            Self::Docx => Phrase::new("Word 文档", "Word document"),
        }
    }

    /// Whether a browser shows it; what it does not show is saved.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        !matches!(self, Self::Docx)
    }

    /// True for a name that says no more than it should: a file of no folder, which ends as its kind does.
    #[must_use]
    pub fn fits(self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let stem = self.endings().iter().find_map(|ending| lower.strip_suffix(ending));
        let plain = |c: char| c.is_alphanumeric() || "-_.（）()".contains(c);
        name.chars().count() <= NAME_MAX
            && stem.is_some_and(|stem| !stem.is_empty() && !stem.starts_with('.') && stem.chars().all(plain))
    }
}

/// A form or sample of a hall: `PUT`, part of [`FormLine`], and an entry of `forms` in a
/// guide ([`GuideView`](crate::api::GuideView)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormView {
    /// Its name, as `blank` and `sample` of a document write it.
    pub name: String,
    /// What it is.
    pub kind: FormKind,
    /// Bytes.
    pub size: u32,
    /// The path of this very content, which never changes: `/forms/{hash}`.
    pub path: String,
    /// The address that phones reach, for a code: it leads to what the name stands for then.
    pub url: String,
    /// When it was put there.
    pub at: Moment,
    /// Who put it there, for administrators; none for a file of the hall's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Documents of matters that are named at most where one form is told of.
pub const USES_MAX: usize = 20;

/// A document that names a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormUse {
    /// The matter.
    pub item: ItemId,
    /// What it is called.
    pub item_name: Text,
    /// The document.
    pub document: Text,
    /// It is the filled-in sample; otherwise the blank form.
    pub sample: bool,
}

/// How a form is used in the catalog in force and in its texts that are coming.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormUses {
    /// How many documents name it; one of which a new text is coming is one.
    pub count: u32,
    /// The first [`USES_MAX`] of them.
    pub first: Vec<FormUse>,
}

/// A form of the hall and what it is used for, for administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormLine {
    /// As documents write it.
    pub name: String,
    /// The file; none for one that documents name and nobody has sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FormView>,
    /// Which documents name it.
    pub uses: FormUses,
}

/// Which documents of a catalog name which form: also those of texts that are coming, which need it on their day.
#[must_use]
pub fn uses(catalog: &Catalog) -> BTreeMap<&str, FormUses> {
    let mut uses: BTreeMap<&str, FormUses> = BTreeMap::new();
    let mut seen = HashSet::new();
    let texts = catalog.items.iter().chain(&catalog.coming);
    for item in texts.filter(|item| item.state != ItemState::Cancelled) {
        for document in &item.materials {
            for (name, sample) in [(&document.blank, false), (&document.sample, true)] {
                let Some(name) = name else { continue };
                if !seen.insert((&item.id, &document.key, sample, name)) {
                    continue;
                }
                let of = uses.entry(name).or_default();
                of.count = of.count.saturating_add(1);
                if of.first.len() < USES_MAX {
                    of.first.push(FormUse {
                        item: item.id.clone(),
                        item_name: item.name.clone(),
                        document: document.name.clone(),
                        sample,
                    });
                }
            }
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_coming_uses_its_forms_and_its_document_is_one() {
        let mut catalog: Catalog =
            serde_json::from_str(include_str!("../../../assets/halls/shili/catalog.json")).unwrap();
        catalog.items.truncate(1);
        let documents = &mut catalog.items[0].materials;
        documents.truncate(1);
        (documents[0].blank, documents[0].sample) = (Some("a.pdf".to_owned()), None);
        let mut coming = catalog.items[0].clone();
        coming.materials[0].sample = Some("b.pdf".to_owned());
        catalog.coming = vec![coming];
        let told: Vec<(&str, u32, bool)> =
            uses(&catalog).into_iter().map(|(name, of)| (name, of.count, of.first[0].sample)).collect();
        assert_eq!(told, [("a.pdf", 1, false), ("b.pdf", 1, true)]);
        catalog.items[0].state = ItemState::Cancelled;
        assert_eq!(uses(&catalog).len(), 2, "the text that is coming still needs both");
    }

    #[test]
    fn a_name_is_a_file_of_no_folder_and_ends_as_it_is() {
        for (kind, name) in [
            (FormKind::Pdf, "hukou-form.pdf"),
            (FormKind::Pdf, "户口登记申请表（样表）.PDF"),
            (FormKind::Jpeg, "a.jpeg"),
            (FormKind::Docx, "v1.2.docx"),
        ] {
            assert!(kind.fits(name), "{name}");
        }
        for (kind, name) in [
            (FormKind::Pdf, "a.png"),
            (FormKind::Pdf, ".pdf"),
            (FormKind::Pdf, "../a.pdf"),
            (FormKind::Pdf, "..a.pdf"),
            (FormKind::Pdf, "a b.pdf"),
            (FormKind::Pdf, "a\"b.pdf"),
            (FormKind::Pdf, "a/b.pdf"),
        ] {
            assert!(!kind.fits(name), "{name}");
        }
        assert!(!FormKind::Pdf.fits(&format!("{}.pdf", "长".repeat(97))));
    }
}
