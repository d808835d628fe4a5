//! The real program as a child: it can be killed, as a machine that loses its power.

use super::Data;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tokio::sync::oneshot;

/// A child that serves the data.
pub struct Process {
    child: Child,
    address: Option<oneshot::Receiver<String>>,
    /// Where it serves, once it does.
    pub url: String,
}

impl Process {
    /// Starts a server of the demonstration on a port that the system chooses.
    pub fn start(data: &Data, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"]).arg(data.folder.path());
        if let Some(database) = &data.database {
            command.args(["--database", database]);
        }
        let child = command
            .args(arguments)
            .env("RUST_LOG", "warn,server::serve=info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let (found, address) = oneshot::channel();
        std::thread::spawn(move || {
            let mut found = Some(found);
            for line in log.lines().map_while(Result::ok) {
                let said: Value = serde_json::from_str(&line).unwrap_or_default();
                match (said["address"].as_str(), said["message"] == "serving") {
                    (Some(address), true) => {
                        found.take().map(|found| found.send(address.to_owned()));
                    }
                    // shown when the test fails
                    _ => println!("{line}"),
                }
            }
        });
        Self { child, address: Some(address), url: String::new() }
    }

    /// Waits until it serves.
    pub async fn serving(mut self) -> Self {
        let address = self.address.take().unwrap().await.expect("the server has started");
        self.url = format!("http://{address}");
        self
    }

    /// Ends it as a power cut does: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // it may have ended already
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
