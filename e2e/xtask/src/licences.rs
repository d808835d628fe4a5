//! Every crate we build on must come from the registry and be licensed in a way that lets a hall use and
//! pass on the whole. Works offline from cargo's own metadata; a crate that fails is named with its
//! licence, and gets an entry here only after somebody has read it.

use anyhow::{Context, Result, bail};
use cargo_metadata::{MetadataCommand, Package};
use spdx::{Expression, LicenseReq, ParseMode};

use crate::run::root;

/// Licences without conditions beyond naming the author and, for MPL and CDLA, sharing changes to the
/// licensed files themselves.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Fails with a list of all crates that may not be used.
pub fn check() -> Result<()> {
    let metadata = MetadataCommand::new()
        .current_dir(root())
        .other_options(["--locked".to_owned()])
        .exec()
        .context("cargo metadata")?;
    let ours = metadata.workspace_packages();
    let foreign: Vec<&Package> = metadata.packages.iter().filter(|package| !ours.contains(package)).collect();
    let wrong: Vec<String> = foreign
        .iter()
        .filter_map(|package| {
            fault(package).map(|fault| format!("{} {}: {fault}", package.name, package.version))
        })
        .collect();
    if !wrong.is_empty() {
        bail!("crates that may not be used:\n    {}", wrong.join("\n    "));
    }
    println!("{} crates, all from the registry and under a free licence", foreign.len());
    Ok(())
}

/// What is wrong with a crate, if anything.
fn fault(package: &Package) -> Option<String> {
    let from_registry = package
        .source
        .as_ref()
        .is_some_and(|source| source.repr.starts_with("registry+") || source.repr.starts_with("sparse+"));
    if !from_registry {
        return Some("does not come from the registry".to_owned());
    }
    let Some(licence) = &package.license else {
        return Some("names no licence".to_owned());
    };
    match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(expression) if expression.evaluate(allowed) => None,
        Ok(_) => Some(format!("{licence} is not among the allowed licences")),
        Err(error) => Some(format!("{licence}: {error}")),
    }
}

/// An exception only ever permits more than its licence does, so it is not looked at.
fn allowed(requirement: &LicenseReq) -> bool {
    requirement.license.id().is_some_and(|id| ALLOWED.contains(&id.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_enough_but_every_demand_must_be_met() {
        let passes = |text: &str| Expression::parse_mode(text, ParseMode::LAX).unwrap().evaluate(allowed);
        assert!(passes("MIT OR GPL-3.0-only") && passes("MIT/Apache-2.0"));
        assert!(passes("Apache-2.0 WITH LLVM-exception"));
        assert!(!passes("MIT AND GPL-3.0-only") && !passes("AGPL-3.0-or-later"));
    }
}
