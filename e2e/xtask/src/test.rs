//! The one test command. It installs what is missing, runs every check in the order in which mistakes are
//! cheapest to find, shows all output live, and closes with one line that counts every test:
//! `N passed, N failed`. A check that counts nothing of its own adds one failure when it fails.

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::postgres::Postgres;
use crate::run::{self, root, step};
use crate::{files, licences, setup, site, wasm};

/// For developers: without options everything runs.
#[derive(Args)]
pub struct Options {
    /// Run one group of checks only
    #[arg(long, value_enum)]
    only: Option<Group>,
    /// Go on after a failure
    #[arg(long)]
    keep_going: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    /// Formatting, clippy, licences, and what the browser programs may depend on
    Lint,
    /// The tests of the Rust crates
    Rust,
    /// The tests in a real browser against the real server
    Browser,
}

/// Tests counted so far.
#[derive(Default, Debug, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
    skipped: u64,
}

/// A step of the test command, and the groups that need it.
struct Check {
    groups: &'static [Group],
    name: &'static str,
    run: fn(&mut Count) -> Result<()>,
}

const LINT: &[Group] = &[Group::Lint];

/// In this order: what is quick first, and the site before the server that carries it.
const CHECKS: [Check; 10] = [
    Check { groups: LINT, name: "format", run: |_| run::run(run::cargo().args(["fmt", "--all", "--check"])) },
    Check { groups: LINT, name: "wasm-check", run: |_| wasm::check() },
    Check { groups: LINT, name: "licences", run: |_| licences::check() },
    Check { groups: &[Group::Rust, Group::Browser], name: "site", run: |_| site::build() },
    Check { groups: LINT, name: "clippy", run: |_| clippy(&["--workspace", "--all-targets"]) },
    Check {
        groups: LINT,
        name: "clippy for the browser",
        run: |_| clippy(&["--package", "kiosk", "--package", "hall", "--target", "wasm32-unknown-unknown"]),
    },
    Check {
        groups: &[Group::Rust],
        name: "cargo test",
        run: |count| cargo_test(count, &["--workspace"], None),
    },
    Check { groups: &[Group::Rust], name: "cargo test on PostgreSQL", run: on_postgres },
    // as the Rust tests have built it, with its checks of overflow; the site lies beside it
    Check {
        groups: &[Group::Browser],
        name: "server",
        run: |_| run::run(run::cargo().args(["build", "--package", "server"])),
    },
    Check { groups: &[Group::Browser], name: "browser tests", run: playwright },
];

/// Runs the checks and prints the closing line, whatever happens.
pub fn run(options: &Options) -> ExitCode {
    let start = Instant::now();
    let mut count = Count::default();
    let mut failures = Vec::new();
    let mut times = Vec::new();
    if let Err(error) = step("set-up", set_up) {
        report(&mut failures, &mut count, "set-up", &error, 0);
    } else {
        for Check { groups, name, run } in CHECKS {
            if options.only.is_some_and(|only| !groups.contains(&only))
                || (!failures.is_empty() && !options.keep_going)
            {
                continue;
            }
            let (began, failed_before) = (Instant::now(), count.failed);
            if let Err(error) = step(name, || run(&mut count)) {
                report(&mut failures, &mut count, name, &error, failed_before);
            }
            times.push(format!("{name} {:.0} s", began.elapsed().as_secs_f64()));
        }
    }
    println!("\n{}", times.join(", "));
    println!("{:.0} s altogether", start.elapsed().as_secs_f64());
    for failure in &failures {
        println!("failed: {failure}");
    }
    println!("{}", count.line());
    if failures.is_empty() && count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Notes a failure; one that counted no failed test of its own counts as one.
fn report(
    failures: &mut Vec<String>,
    count: &mut Count,
    name: &str,
    error: &anyhow::Error,
    failed_before: u64,
) {
    eprintln!("error: {name}: {error:#}");
    failures.push(name.to_owned());
    if count.failed == failed_before {
        count.failed += 1;
    }
}

/// Even where only lints are wanted, the folder that the server embeds has to exist.
fn set_up() -> Result<()> {
    setup::for_test()?;
    Ok(fs::create_dir_all(root().join("target").join("site"))?)
}

fn clippy(what: &[&str]) -> Result<()> {
    run::run(run::cargo().arg("clippy").args(what).args(["--", "--deny", "warnings"]))
}

/// The server's tests once more, on the other database.
fn on_postgres(count: &mut Count) -> Result<()> {
    let postgres = Postgres::start()?;
    cargo_test(count, &["--package", "server", "--test", "*"], Some(&postgres.url()))
}

fn cargo_test(count: &mut Count, what: &[&str], postgres: Option<&str>) -> Result<()> {
    let mut cargo = run::cargo();
    cargo.arg("test").args(what).arg("--no-fail-fast");
    if let Some(url) = postgres {
        cargo.env("MINGTANG_TEST_POSTGRES", url);
    }
    let ended_well = run::tee(&mut cargo, |line| count.add_cargo(line))?;
    if !ended_well {
        bail!("cargo test failed");
    }
    Ok(())
}

fn playwright(count: &mut Count) -> Result<()> {
    let report = root().join("target").join("browser-tests.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    if root().join("e2e").join("tsconfig.json").exists() {
        run::run(run::in_e2e("npx").args(["--no-install", "tsc", "--noEmit"]))?;
    }
    let mut npx = run::in_e2e("npx");
    npx.args(["--no-install", "playwright", "test", "--workers=3", "--reporter=list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("MINGTANG_SERVER", run::target_dir().join("debug").join("server"));
    let ended_well = run::tee(&mut npx, |_| ())?;
    count.add_playwright(&report)?;
    if !ended_well {
        bail!("the browser tests failed");
    }
    Ok(())
}

impl Count {
    /// Adds a line such as `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`.
    fn add_cargo(&mut self, line: &str) {
        let Some((_, numbers)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in numbers.split(';') {
            let Some((number, what)) = part.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Adds what Playwright's JSON report says. A test that passed at a second try has passed.
    fn add_playwright(&mut self, report: &Path) -> Result<()> {
        let report: serde_json::Value = serde_json::from_str(&files::text(report)?)?;
        let stats = report.get("stats").context("the report of the browser tests has no `stats`")?;
        let number = |name: &str| stats.get(name).and_then(serde_json::Value::as_u64).unwrap_or(0);
        self.passed += number("expected") + number("flaky");
        self.failed += number("unexpected");
        self.skipped += number("skipped");
        Ok(())
    }

    fn line(&self) -> String {
        let mut line = format!("{} passed, {} failed", self.passed, self.failed);
        if self.skipped > 0 {
            line.push_str(&format!(", {} skipped", self.skipped));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_cargo_are_summed() {
        let mut count = Count::default();
        count.add_cargo(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.1s",
        );
        count.add_cargo(
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0s",
        );
        count.add_cargo("test queue::tests::something ... ok");
        assert_eq!(count, Count { passed: 13, failed: 2, skipped: 1 });
        assert_eq!(count.line(), "13 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn the_report_of_playwright_is_summed() {
        let path = crate::cache::folder("tests").join("report.json");
        let text = br#"{"stats":{"expected":5,"unexpected":1,"flaky":2,"skipped":0}}"#;
        files::write(&path, text).unwrap();
        let mut count = Count::default();
        count.add_playwright(&path).unwrap();
        assert_eq!(count.line(), "7 passed, 1 failed");
    }
}
