//! The home of measurements. It prints one table: the size of each browser program beside its goal, what the
//! rules cost by themselves, then what every `e2e/bench/*.mjs` reports as JSON lines. A figure means little by itself on an unknown
//! machine, so a row can carry a reference measured in the same run, and the ratio to it.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::postgres::Postgres;
use crate::run::{self, root, step};
use crate::site::Sizes;
use crate::{build_server, files, server_binary, setup, site, wasm};

/// Goals in KiB of brotli: what a kiosk fetches when a new version comes.
const GOALS: [(&str, f64); 2] = [("terminal", 450.0), ("screen", 250.0)];

/// One line of the table, and one line of a script's output.
#[derive(Deserialize)]
struct Row {
    name: String,
    value: f64,
    #[serde(default)]
    unit: String,
    /// The same thing done by what it is compared with.
    reference: Option<f64>,
    /// `value / reference`, worked out when missing.
    ratio: Option<f64>,
    /// What is to be reached, in words such as `≤ 1.0`.
    goal: Option<String>,
}

/// Builds, measures and prints the table; with `only`, the scripts with that in their name.
pub fn run(only: Option<&str>) -> Result<()> {
    setup::for_test()?;
    site::build()?;
    step("server", build_server)?;
    let examples = ["build", "--release", "--package", "server", "--examples"];
    step("load tools", || run::run(run::cargo().args(examples)))?;
    step("search in a browser", || {
        let program = wasm::search_bench()?;
        files::write(&search_bench().join("search_bench.js"), &program.script)?;
        files::write(&search_bench().join("search_bench.wasm"), &program.wasm)
    })?;
    let mut rows = sizes()?;
    let mut failed = Vec::new();
    if only.is_none()
        && let Err(error) = step("rules", || rules(&mut rows))
    {
        eprintln!("error: {error:#}");
        failed.push("rules".to_owned());
    }
    let postgres = Postgres::start()?;
    for database in ["bare", "hall"] {
        postgres.create(database)?;
    }
    for path in scripts()? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        if let Err(error) = step(&name, || measure(&name, &postgres, &mut rows)) {
            eprintln!("error: {error:#}");
            failed.push(name);
        }
    }
    print(&rows);
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

/// Where the program that measures the search is put.
fn search_bench() -> std::path::PathBuf {
    run::target_dir().join("search-bench")
}

fn sizes() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for program in wasm::PROGRAMS.into_iter().chain(wasm::PARTS) {
        let sizes = Sizes::read(program)?;
        let goal = GOALS.iter().find(|(name, _)| *name == program).map(|(_, goal)| *goal);
        for (kind, bytes) in [("raw", sizes.raw), ("gzip", sizes.gzip), ("brotli", sizes.brotli)] {
            let reference = goal.filter(|_| kind == "brotli");
            rows.push(Row {
                name: format!("size of {program}, {kind}"),
                value: bytes as f64 / 1024.0,
                unit: "KiB".to_owned(),
                reference,
                ratio: None,
                goal: reference.map(|_| "≤ 1.0".to_owned()),
            });
        }
    }
    Ok(rows)
}

/// The benchmarks of the crate `hall`, one line each: `test NAME ... bench:       123 ns/iter (+/- 4)`.
fn rules(rows: &mut Vec<Row>) -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["bench", "--package", "hall", "--", "--output-format", "bencher"]);
    let ended_well = run::tee(&mut cargo, |line| rows.extend(rule(line)))?;
    if !ended_well {
        bail!("cargo bench failed");
    }
    Ok(())
}

fn rule(line: &str) -> Option<Row> {
    let (name, time) = line.strip_prefix("test ")?.split_once(" ... bench:")?;
    let nanoseconds: f64 = time.split_whitespace().next()?.replace(',', "").parse().ok()?;
    Some(Row {
        name: format!("rules: {name}"),
        value: nanoseconds / 1000.0,
        unit: "µs".to_owned(),
        reference: None,
        ratio: None,
        goal: None,
    })
}

fn scripts() -> Result<Vec<std::path::PathBuf>> {
    let mut paths = files::walk(&root().join("e2e").join("bench"))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "mjs"));
    Ok(paths)
}

/// Runs one script; its JSON lines become rows, its other output is only shown.
fn measure(name: &str, postgres: &Postgres, rows: &mut Vec<Row>) -> Result<()> {
    let mut node = run::in_e2e("node");
    node.arg(format!("bench/{name}"))
        .env("MINGTANG_SERVER", server_binary())
        .env("MINGTANG_SEARCH_BENCH", search_bench())
        .env("MINGTANG_BENCH_POSTGRES", postgres.url());
    let mut broken = None;
    let ended_well = run::tee(&mut node, |line| {
        if line.starts_with('{') {
            match serde_json::from_str(line) {
                Ok(row) => rows.push(row),
                Err(error) => broken = Some(error),
            }
        }
    })?;
    if let Some(error) = broken {
        return Err(error).with_context(|| format!("{name}: a line that is not a row"));
    }
    if !ended_well {
        bail!("{name} failed");
    }
    Ok(())
}

fn print(rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    println!(
        "\n{:<width$}  {:>12}  {:<8}  {:>12}  {:>7}  goal",
        "what", "value", "unit", "reference", "ratio"
    );
    for row in rows {
        let ratio =
            row.ratio.or_else(|| row.reference.filter(|r| *r != 0.0).map(|reference| row.value / reference));
        println!(
            "{:<width$}  {:>12.2}  {:<8}  {:>12}  {:>7}  {}",
            row.name,
            row.value,
            row.unit,
            number(row.reference),
            number(ratio),
            row.goal.as_deref().unwrap_or("–"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_rules_is_a_row() {
        let line = "test decide next, 500 waiting ... bench:       1,234 ns/iter (+/- 5)";
        let row = rule(line).unwrap();
        assert_eq!((row.name.as_str(), row.value), ("rules: decide next, 500 waiting", 1.234));
        assert!(rule("Gnuplot not found, using plotters backend").is_none());
    }
}
