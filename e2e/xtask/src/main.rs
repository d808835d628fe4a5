//! The task runner: everything that is built, shown, tested or measured in this repository is one
//! `cargo xtask` command. It downloads nothing but packages from the ordinary registries, prints every
//! step with the time it took, and names the command that installs a tool when one is missing.

mod bench;
mod cache;
mod chime;
mod files;
mod fonts;
mod licences;
mod pack;
mod pinyin;
mod postgres;
mod run;
mod setup;
mod site;
mod styles;
mod test;
mod voice;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, shows, tests and measures Mingtang.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything a browser loads into target/site
    Build,
    /// Build everything and run the server with the sample hall; further arguments go to the server
    Demo {
        /// Passed on to `server serve --demo`, for example `--clock real` or `--listen 127.0.0.1:8090`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        server: Vec<String>,
    },
    /// Install what is missing, then run every check and every test
    Test(test::Options),
    /// Measure the product beside its references and print one table
    Bench {
        /// Only the browser scripts with this in their name, for example `search`
        #[arg(long)]
        only: Option<String>,
    },
    /// Let many people use one terminal after each other, and look for anything that grows; hours, not minutes
    Soak {
        /// How many people
        #[arg(default_value_t = 20_000)]
        people: u32,
    },
    /// Replay a day of a busy hall before its main board, sixty times as fast; eight minutes
    Day {
        /// How many people take a number; fewer make a shorter day
        #[arg(default_value_t = 1_500)]
        tickets: u32,
    },
    /// Fail when a server crate has found its way into the browser programs
    WasmCheck,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build => setup::for_build().and_then(|()| site::build()),
        Command::Demo { server } => demo(&server),
        Command::Test(options) => return test::run(&options),
        Command::Bench { only } => bench::run(only.as_deref()),
        Command::Soak { people } => soak("sessions", people),
        Command::Day { tickets } => soak("day", tickets),
        Command::WasmCheck => wasm::check(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the site and the server, then becomes the server, so that Ctrl-C ends both.
fn demo(arguments: &[String]) -> Result<()> {
    setup::for_build()?;
    site::build()?;
    run::step("server", build_server)?;
    run::replace_by(run::command(server_binary()).arg("serve").arg("--demo").args(arguments))
}

/// Builds everything and runs a script of `e2e/soak` with so many people.
fn soak(script: &str, people: u32) -> Result<()> {
    setup::for_test()?;
    site::build()?;
    run::step("server", build_server)?;
    let mut node = run::in_e2e("node");
    node.args([&format!("soak/{script}.mjs"), &people.to_string()]).env("MINGTANG_SERVER", server_binary());
    run::step(script, || run::run(&mut node))
}

/// Builds the release server, which carries the site inside.
fn build_server() -> Result<()> {
    run::run(run::cargo().args(["build", "--release", "--package", "server"]))
}

/// The server that `build_server` leaves behind.
fn server_binary() -> PathBuf {
    run::target_dir().join("release").join("server")
}
