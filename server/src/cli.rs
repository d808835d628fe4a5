//! The command line: `serve`, `check`, `accounts`, `import`, `catalog`.

use crate::catalog::cli::{Import, Versions};
use crate::clock::Clock;
use crate::config::Serve;
use crate::staff::cli::Accounts;
use crate::{catalog, serve};
use clap::{Parser, Subcommand};
use hall::hours::missing;
use std::path::PathBuf;

/// Mingtang 明堂: the server of a government service hall.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve halls to kiosks, screens, desks and phones.
    Serve(Box<Serve>),
    /// Check a folder of halls and report every fault.
    Check {
        /// Folder with one sub-folder a hall.
        halls: PathBuf,
    },
    /// Add, disable, enable, reset and list staff accounts; also while a server runs.
    Accounts(Accounts),
    /// Read a file with a hall's catalog (xlsx, csv, json) and report every row; published only when asked; also
    /// while a server runs, which follows.
    Import(Import),
    /// Versions of a hall's catalog: list, compare, publish an old one again; the workbook to fill in.
    Catalog(Versions),
}

/// Does what the command line says.
///
/// # Errors
/// Whatever stops it, in words for the person at the terminal.
pub async fn run(cli: Cli) -> Result<(), Box<dyn std::error::Error>> {
    match cli.command {
        Command::Serve(config) => serve::run(*config).await,
        Command::Check { halls } => {
            for (hall, catalog) in catalog::load::halls(Some(&halls))? {
                println!(
                    "{}: {} windows, {} queues, {} departments, {} themes, {} items: no fault",
                    hall.id,
                    hall.windows.len(),
                    hall.queues.len(),
                    catalog.departments.len(),
                    catalog.themes.len(),
                    catalog.items.len()
                );
            }
            for warning in missing(&catalog::load::calendars(Some(&halls))?, Clock::default().now().day()) {
                println!("warning: {warning}");
            }
            Ok(())
        }
        Command::Accounts(accounts) => accounts.run().await,
        Command::Import(import) => import.run().await,
        Command::Catalog(versions) => versions.run().await,
    }
}
