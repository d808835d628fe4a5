//! A PostgreSQL server for the tests: a cluster of its own in a temporary folder, on loopback, ended and
//! deleted when the tests are over. The server refuses to run as root, so root runs it as `postgres`.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run;

/// A running cluster.
pub struct Postgres {
    programs: PathBuf,
    folder: String,
    port: u16,
}

/// Where the newest installed server has its programs.
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<PathBuf> = versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|programs| programs.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop()
}

/// A command run by somebody who may run the server.
fn as_server(program: impl AsRef<OsStr>) -> Result<Command> {
    let is_root = run::read(run::command("id").arg("-u"))?.trim() == "0";
    Ok(if is_root {
        let mut command = run::command("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        run::command(program)
    })
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let mut make = as_server("mktemp")?;
        let folder = run::read(make.args(["-d", "/tmp/mingtang-postgres-XXXXXX"]))?.trim().to_owned();
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { programs, folder, port };
        let data = server.data();
        let mut init = as_server(server.programs.join("initdb"))?;
        run::read(init.args(["--auth=trust", "--username=postgres", "--no-sync", "--pgdata", &data]))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} -c max_connections=400",
            server.folder
        );
        let log = format!("{}/log", server.folder);
        server.control(&["--pgdata", &data, "--options", &options, "--log", &log, "--wait", "start"])?;
        Ok(server)
    }

    /// Where it listens; the name of a database belongs behind it.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/", self.port)
    }

    /// Makes an empty database.
    pub fn create(&self, name: &str) -> Result<()> {
        let (port, folder) = (self.port.to_string(), &self.folder);
        run::run(
            as_server(self.programs.join("createdb"))?
                .args(["-U", "postgres", "-h", folder, "-p", &port, name]),
        )
    }

    fn data(&self) -> String {
        Path::new(&self.folder).join("data").to_string_lossy().into_owned()
    }

    fn control(&self, words: &[&str]) -> Result<()> {
        run::run(as_server(self.programs.join("pg_ctl"))?.arg("--silent").args(words))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data();
        if let Err(error) = self.control(&["--pgdata", &data, "--mode", "immediate", "stop"]) {
            eprintln!("error: PostgreSQL was not ended: {error:#}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            eprintln!("error: {} was not deleted: {error}", self.folder);
        }
    }
}
