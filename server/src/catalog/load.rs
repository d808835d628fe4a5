//! Reads halls from a folder, or the built-in sample, and refuses them with every fault at once.

use hall::catalog::Catalog;
use hall::profile::Hall;
use hall::rating::Norm;
use rust_embed::RustEmbed;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../assets/halls"]
struct Sample;

const NORM: &str = include_str!("../../../assets/norms/national-v2.json");

/// Everything that is wrong with the halls.
#[derive(Debug, thiserror::Error)]
#[error("the halls cannot be opened:\n  {}", .0.join("\n  "))]
pub struct Faults(pub Vec<String>);

/// The national rating norm that is built in.
///
/// # Errors
/// Its faults.
pub fn norm() -> Result<Norm, Faults> {
    let norm: Norm = serde_json::from_str(NORM).map_err(|error| Faults(vec![format!("norm: {error}")]))?;
    let faults = norm.faults();
    if faults.is_empty() { Ok(norm) } else { Err(Faults(faults)) }
}

/// All halls of a folder, or the built-in sample.
///
/// # Errors
/// Every fault of every hall.
pub fn halls(folder: Option<&Path>) -> Result<Vec<(Hall, Catalog)>, Faults> {
    let names = match folder {
        None => vec!["shili".to_owned()],
        Some(folder) => list(folder)?,
    };
    let (mut halls, mut faults) = (Vec::new(), Vec::new());
    for name in &names {
        let read = |file: &str| match folder {
            Some(folder) => std::fs::read(folder.join(name).join(file)).map_err(|error| error.to_string()),
            None => Sample::get(&format!("{name}/{file}"))
                .map(|file| file.data.into_owned())
                .ok_or_else(|| "not built in".to_owned()),
        };
        match one(name, read) {
            Ok(pair) => halls.push(pair),
            Err(more) => faults.extend(more.into_iter().map(|fault| format!("{name}: {fault}"))),
        }
    }
    if halls.is_empty() && faults.is_empty() {
        faults.push("no hall found: a hall is a folder with hall.json and catalog.json".to_owned());
    }
    if faults.is_empty() { Ok(halls) } else { Err(Faults(faults)) }
}

fn list(folder: &Path) -> Result<Vec<String>, Faults> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| Faults(vec![format!("{}: {error}", folder.display())]))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("hall.json").is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

fn one(name: &str, read: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<(Hall, Catalog), Vec<String>> {
    fn parse<T: serde::de::DeserializeOwned>(
        file: &str,
        bytes: Result<Vec<u8>, String>,
    ) -> Result<T, String> {
        serde_json::from_slice(&bytes.map_err(|error| format!("{file}: {error}"))?)
            .map_err(|error| format!("{file}: {error}"))
    }
    let hall = parse::<Hall>("hall.json", read("hall.json"));
    let catalog = parse::<Catalog>("catalog.json", read("catalog.json"));
    match (hall, catalog) {
        (Ok(hall), Ok(catalog)) => {
            let mut faults = hall.faults();
            faults.extend(catalog.faults(&hall));
            if hall.id.as_str() != name {
                faults.push(format!("hall.json: id {} is not the folder's name", hall.id));
            }
            if faults.is_empty() { Ok((hall, catalog)) } else { Err(faults) }
        }
        (hall, catalog) => Err([hall.err(), catalog.err()].into_iter().flatten().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_hall_and_norm_open() {
        let halls = halls(None).unwrap();
        assert_eq!(halls.len(), 1);
        assert_eq!(norm().unwrap().levels.len(), 5);
    }

    #[test]
    fn faults_of_several_halls_come_together() {
        let folder = tempfile::tempdir().unwrap();
        for (name, json) in [("one", "{"), ("two", "{}")] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("hall.json"), json).unwrap();
        }
        let Faults(faults) = halls(Some(folder.path())).unwrap_err();
        assert_eq!(faults.len(), 4, "{faults:?}");
    }
}
