//! Parses the command line and calls a role.

use clap::Parser;
use server::cli::{Cli, run};
use std::process::ExitCode;

/// The system's own takes an eighth more of the processor for a ticket.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
