//! The server as its clients meet it: the real router, a real database, real processes. One program, so that
//! everything is linked once and no test waits for the slowest of another file; but for what measures its own memory.

mod accounts;
mod appointment_days;
mod appointments;
mod catalog_import;
mod catalog_shelf;
mod catalog_versions;
mod clock;
mod counter;
mod crash;
mod evening;
mod forms;
mod guides;
mod help;
mod hours;
mod import_crash;
mod notices;
mod orders;
mod overload;
mod queue;
mod ratings;
mod ratings_kiosk;
mod refusals;
mod screens;
mod search_quality;
mod speech;
mod staff;
mod stream;
mod support;
mod track;
mod two_servers;

/// Programs of their own, named in Cargo.toml.
const APART: [&str; 3] = ["main", "mod", "import_fuzz"];

/// A file that nobody names would be a test that never runs.
#[test]
fn every_file_of_tests_is_run() {
    let tests = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    let mut folders = vec![(tests.to_owned(), "main.rs")];
    while let Some((folder, head)) = folders.pop() {
        let text = std::fs::read_to_string(folder.join(head)).unwrap();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push((entry.path(), "mod.rs"));
            }
            let module = name.strip_suffix(".rs").unwrap_or(&name);
            let named = text.lines().any(|line| line.trim_start_matches("pub ") == format!("mod {module};"));
            assert!(named || APART.contains(&module) || module.contains('.'), "{name} is in no module");
        }
    }
}
