//! Reads halls from a folder, or the built-in sample, and refuses them with every fault at once.

use hall::catalog::{Catalog, Department, Item, Theme};
use hall::hours::Calendar;
use hall::id::HallId;
use hall::profile::{Hall, Queue, Window, Zone};
use hall::rating::Norm;
use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../assets/halls"]
struct Sample;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../assets/calendars"]
struct Calendars;

/// The file of a hall's folder that holds its catalog.
pub const CATALOG: &str = "catalog.json";

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

/// The holiday calendars that are built in and those of `calendars/` beside the folder of halls; of two for
/// one year the folder's counts.
///
/// # Errors
/// Every fault of every calendar.
pub fn calendars(halls: Option<&Path>) -> Result<Vec<Calendar>, Faults> {
    let mut files: BTreeMap<String, Vec<u8>> = Calendars::iter()
        .filter_map(|name| Some((name.to_string(), Calendars::get(&name)?.data.into_owned())))
        .collect();
    let mut faults = Vec::new();
    let folder = halls.map(|halls| halls.with_file_name("calendars"));
    for entry in folder.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match std::fs::read(entry.path()) {
            _ if !name.ends_with(".json") => {}
            Ok(bytes) => drop(files.insert(name, bytes)),
            Err(error) => faults.push(format!("calendars/{name}: {error}")),
        }
    }
    let mut calendars = Vec::new();
    for (name, bytes) in files {
        match serde_json::from_slice::<Calendar>(&bytes) {
            Ok(calendar) => {
                if name != format!("{}.json", calendar.year) {
                    faults.push(format!("calendars/{name}: is for {}", calendar.year));
                }
                faults.extend(calendar.faults());
                calendars.push(calendar);
            }
            Err(error) => faults.push(format!("calendars/{name}: {error}")),
        }
    }
    if faults.is_empty() { Ok(calendars) } else { Err(Faults(faults)) }
}

/// All halls of a folder, or the built-in sample, with the holiday calendars merged into their hours.
///
/// # Errors
/// Every fault of every hall.
pub fn halls(folder: Option<&Path>) -> Result<Vec<(Hall, Catalog)>, Faults> {
    let names = match folder {
        None => vec!["shili".to_owned()],
        Some(folder) => list(folder)?,
    };
    let (mut halls, mut faults) = (Vec::new(), Vec::new());
    let calendars = calendars(folder).unwrap_or_else(|Faults(more)| {
        faults.extend(more);
        Vec::new()
    });
    for name in &names {
        let read = |file: &str| match folder {
            Some(folder) => std::fs::read(folder.join(name).join(file)).map_err(|error| error.to_string()),
            None => Sample::get(&format!("{name}/{file}"))
                .map(|file| file.data.into_owned())
                .ok_or_else(|| "not built in".to_owned()),
        };
        match one(name, read) {
            Ok((mut hall, catalog)) => {
                hall.hours.observe(&calendars);
                halls.push((hall, catalog));
            }
            Err(more) => faults.extend(more.into_iter().map(|fault| format!("{name}: {fault}"))),
        }
    }
    if halls.is_empty() && faults.is_empty() {
        faults.push("no hall found: a hall is a folder with hall.json and catalog.json".to_owned());
    }
    if faults.is_empty() { Ok(halls) } else { Err(Faults(faults)) }
}

/// The files of a hall's `forms/`, with their names, in order; what cannot be read is named in the log.
#[must_use]
pub fn forms(folder: Option<&Path>, hall: &HallId) -> Vec<(String, Vec<u8>)> {
    let within = format!("{hall}/forms/");
    let Some(folder) = folder else {
        let name = |path: &str| path.strip_prefix(&within).map(str::to_owned);
        let built_in =
            Sample::iter().filter_map(|path| Some((name(&path)?, Sample::get(&path)?.data.into_owned())));
        return built_in.collect();
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder.join(within)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match std::fs::read(entry.path()) {
            Ok(body) => files.push((name, body)),
            Err(error) => tracing::warn!(%hall, file = name, %error, "a form cannot be read"),
        }
    }
    files.sort();
    files
}

/// A file of a hall's folder, when it has it; one that cannot be read is named in the log.
#[must_use]
pub fn file(folder: Option<&Path>, hall: &HallId, path: &str) -> Option<Vec<u8>> {
    let within = format!("{hall}/{path}");
    let Some(folder) = folder else { return Some(Sample::get(&within)?.data.into_owned()) };
    match std::fs::read(folder.join(within)) {
        Ok(body) => Some(body),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            tracing::warn!(%hall, file = path, %error, "a file of the halls folder cannot be read");
            None
        }
    }
}

fn list(folder: &Path) -> Result<Vec<String>, Faults> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| Faults(vec![format!("{}: {error}", folder.display())]))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| ["hall.json", CATALOG].iter().any(|file| entry.path().join(file).is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    Ok(names)
}

fn one(name: &str, read: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<(Hall, Catalog), Vec<String>> {
    let mut faults = Vec::new();
    let mut left_out = Vec::new();
    let hall = parse::<Hall>("hall.json", read("hall.json"), HALL_LISTS, &mut faults, &mut left_out);
    let catalog = parse::<Catalog>(CATALOG, read(CATALOG), CATALOG_LISTS, &mut faults, &mut left_out);
    if let Some(hall) = &hall {
        faults.extend(hall.faults());
        if hall.id.as_str() != name {
            faults.push(format!("hall.json: id {} is not the folder's name", hall.id));
        }
    }
    if let Some(catalog) = &catalog {
        faults.extend(catalog.faults(hall.as_ref()));
    }
    // what could not be read was named once; that others refer to it is no fault of theirs
    let window_left_out = left_out.iter().any(|entry| entry.starts_with("window "));
    let follows = |fault: &String| {
        left_out.iter().any(|entry| fault.ends_with(&format!(" {entry} does not exist")))
            || (window_left_out && fault.ends_with("no window calls from it"))
    };
    faults.retain(|fault| !follows(fault));
    match (hall, catalog) {
        (Some(hall), Some(catalog)) if faults.is_empty() => Ok((hall, catalog)),
        _ => Err(faults),
    }
}

/// The lists of the two files whose entries are read one by one, each with its type.
type Lists = &'static [(&'static str, fn(Value) -> Result<(), serde_json::Error>)];
const HALL_LISTS: Lists = &[("zones", fits::<Zone>), ("queues", fits::<Queue>), ("windows", fits::<Window>)];
const CATALOG_LISTS: Lists =
    &[("departments", fits::<Department>), ("themes", fits::<Theme>), ("items", fits::<Item>)];

fn fits<T: DeserializeOwned>(entry: Value) -> Result<(), serde_json::Error> {
    serde_json::from_value::<T>(entry).map(drop)
}

/// Reads a file. Entries of its lists that cannot be read are reported each and left out, so that one
/// wrong entry does not hide what is wrong with the others; they come into `left_out`, as `queue A`.
fn parse<T: DeserializeOwned>(
    file: &str,
    bytes: Result<Vec<u8>, String>,
    lists: Lists,
    faults: &mut Vec<String>,
    left_out: &mut Vec<String>,
) -> Option<T> {
    let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()));
    let mut value: Value = read.map_err(|error| faults.push(format!("{file}: {error}"))).ok()?;
    for (list, fits) in lists {
        let Some(entries) = value.get_mut(list).and_then(Value::as_array_mut) else { continue };
        let mut position = 0;
        entries.retain(|entry| {
            position += 1;
            let Err(error) = fits(entry.clone()) else { return true };
            let id = ["id", "prefix"].iter().find_map(|name| entry.get(name)).and_then(Value::as_str);
            faults.push(format!("{file}: {list}, entry {position} ({}): {error}", id.unwrap_or("no id")));
            left_out.extend(id.map(|id| format!("{} {id}", list.trim_end_matches('s'))));
            false
        });
    }
    serde_json::from_value(value).map_err(|error| faults.push(format!("{file}: {error}"))).ok()
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

    /// A folder of halls with the sample hall, and a calendar beside it.
    fn beside(year: &str, calendar: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let halls = folder.path().join("halls");
        for (path, content) in [
            ("halls/shili/hall.json", Sample::get("shili/hall.json").unwrap().data.into_owned()),
            ("halls/shili/catalog.json", Sample::get("shili/catalog.json").unwrap().data.into_owned()),
            (&format!("calendars/{year}.json"), calendar.as_bytes().to_vec()),
        ] {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        (folder, halls)
    }

    const NEW_YEAR: &str = r#"{"year": 2031, "source": "a test", "holidays": [
        {"name": {"zh": "元旦", "en": "New Year's Day"}, "from": "2031-01-01", "to": "2031-01-01"}]}"#;

    #[test]
    fn every_hall_observes_the_calendars_that_are_built_in_and_those_beside_its_folder() {
        let closed =
            |halls: &[(Hall, Catalog)], day: &str| !halls[0].0.hours.is_workday(day.parse().unwrap());
        let built_in = halls(None).unwrap();
        assert!(closed(&built_in, "2026-02-17") && !closed(&built_in, "2026-02-28"));
        assert!(!closed(&built_in, "2031-01-01"));
        let (_folder, path) = beside("2031", NEW_YEAR);
        let both = halls(Some(&path)).unwrap();
        assert!(closed(&both, "2026-02-17") && closed(&both, "2031-01-01"));
        // a corrected year replaces the built-in one
        let (_folder, path) = beside("2026", &NEW_YEAR.replace("2031", "2026"));
        assert!(!closed(&halls(Some(&path)).unwrap(), "2026-02-17"));
    }

    #[test]
    fn a_wrong_calendar_is_a_fault_like_any_other() {
        let (_folder, path) = beside("2032", NEW_YEAR);
        let Faults(faults) = halls(Some(&path)).unwrap_err();
        assert_eq!(faults, ["calendars/2032.json: is for 2031"]);
        let (_folder, path) = beside("2031", "{");
        assert_eq!(halls(Some(&path)).unwrap_err().0.len(), 1);
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

    #[test]
    fn a_wrong_entry_hides_no_other_fault_and_is_named_once() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("shili");
        std::fs::create_dir(&place).unwrap();
        let sample = |file: &str| Sample::get(&format!("shili/{file}")).unwrap().data;
        std::fs::write(place.join("hall.json"), sample("hall.json")).unwrap();
        let mut catalog: Value = serde_json::from_slice(&sample("catalog.json")).unwrap();
        catalog["items"][0]["max_visits"] = "never".into();
        catalog["items"][1]["handling_class"] = "any".into();
        catalog["items"][2]["name"]["zh"] = "".into();
        std::fs::write(place.join("catalog.json"), catalog.to_string()).unwrap();
        let Faults(faults) = halls(Some(folder.path())).unwrap_err();
        let ids = [0, 1, 2].map(|n| catalog["items"][n]["id"].as_str().unwrap());
        assert_eq!(faults.len(), 3, "{faults:?}");
        for id in ids {
            assert_eq!(faults.iter().filter(|fault| fault.contains(id)).count(), 1, "{id} in {faults:?}");
        }
    }

    #[test]
    fn a_folder_with_a_catalog_alone_is_a_hall_that_lacks_something() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("half")).unwrap();
        std::fs::write(folder.path().join("half/catalog.json"), "{}").unwrap();
        let Faults(faults) = halls(Some(folder.path())).unwrap_err();
        assert!(faults.iter().any(|fault| fault.starts_with("half: hall.json")), "{faults:?}");
    }
}
