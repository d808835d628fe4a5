//! The command line: `serve`, `check`, `account`.

use crate::clock::Clock;
use crate::config::Serve;
use crate::staff::{Account, hash_password, store};
use crate::{catalog, db, serve};
use clap::{Parser, Subcommand, ValueEnum};
use hall::api::Role;
use hall::hours::missing;
use hall::id::{AccountId, HallId, WindowId};
use std::io::BufRead;
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
    /// Add or replace a staff account; the password is read from standard input.
    Account {
        /// Folder of the embedded database.
        #[arg(long, env = "MINGTANG_DATA", default_value = "./data")]
        data: PathBuf,
        /// PostgreSQL instead of the embedded database.
        #[arg(long, env = "MINGTANG_DATABASE", hide_env_values = true)]
        database: Option<String>,
        /// The hall.
        #[arg(long)]
        hall: HallId,
        /// What the person may do.
        #[arg(long, value_enum)]
        role: RoleName,
        /// A window the person serves; may be given several times.
        #[arg(long = "window")]
        windows: Vec<WindowId>,
        /// Account name.
        name: AccountId,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Clerk,
    Supervisor,
    Admin,
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
            for warning in missing(&catalog::load::calendars(Some(&halls))?, Clock.now().day()) {
                println!("warning: {warning}");
            }
            Ok(())
        }
        Command::Account { data, database, hall, role, windows, name } => {
            let mut password = String::new();
            std::io::stdin().lock().read_line(&mut password)?;
            let password = password.trim_end_matches(['\r', '\n']);
            if password.chars().count() < 8 {
                return Err("a password has at least 8 characters".into());
            }
            std::fs::create_dir_all(&data)?;
            let pool = db::open(&database.unwrap_or_else(|| db::embedded_url(&data))).await?;
            let role = match role {
                RoleName::Clerk => Role::Clerk,
                RoleName::Supervisor => Role::Supervisor,
                RoleName::Admin => Role::Admin,
            };
            let account = Account { name, hall, role, windows };
            store::put(&pool, &account, &hash_password(password)?).await?;
            println!("{} may now sign in ({})", account.name, Clock.now().rfc3339());
            Ok(())
        }
    }
}
