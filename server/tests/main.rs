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
mod overload;
mod queue;
mod ratings;
mod ratings_kiosk;
mod refusals;
mod search_quality;
mod speech;
mod staff;
mod stream;
mod support;
mod track;
mod two_servers;

/// Programs of their own, named in Cargo.toml.
const APART: [&str; 2] = ["main", "import_fuzz"];

/// A file that nobody names would be a test that never runs.
#[test]
fn every_file_of_tests_is_run() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.strip_suffix(".rs").unwrap_or(&name);
        let named = include_str!("main.rs").lines().any(|line| line == format!("mod {module};"));
        assert!(named || APART.contains(&module) || module.contains('.'), "{name} is in no module");
    }
}
