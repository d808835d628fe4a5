//! Accounts from the command line, while a server runs.

use super::*;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs `server accounts` on the data, with a password for standard input.
async fn accounts(data: &Data, arguments: &[&str], password: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.args(["accounts", "--data", data.folder.path().to_str().unwrap()]);
    if let Some(database) = &data.database {
        command.args(["--database", database]);
    }
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let password = format!("{password}\n");
    // the server of the test goes on meanwhile
    let run = move || {
        let mut child = command.spawn().unwrap();
        // a command that reads no password may have ended already
        let _ = child.stdin.take().unwrap().write_all(password.as_bytes());
        child.wait_with_output().unwrap()
    };
    tokio::task::spawn_blocking(run).await.unwrap()
}

#[tokio::test]
async fn the_command_line_adds_disables_enables_resets_and_lists_while_a_server_runs() {
    let data = Data::new().await;
    let hall = Hall::open(&data).await;
    let add = async |name: &str, password: &str| {
        let who = ["add", name, "--hall", "shili", "--role", "clerk", "--window", "A01"];
        let post = ["--post", "b", "--display-name", "李娜"];
        accounts(&data, &[who.as_slice(), &post].concat(), password).await
    };
    let run = async |arguments: &[&str], password: &str| {
        let output = accounts(&data, arguments, password).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    };
    for (name, password) in [("li-na-long", "1234567"), ("li-na-long", "li-na-long")] {
        let refusal = add(name, password).await;
        assert!(!refusal.status.success());
        assert!(String::from_utf8_lossy(&refusal.stderr).contains("8 characters"));
    }
    assert!(add("li-na", "long enough").await.status.success());
    let again = add("li-na", "another password").await;
    assert!(String::from_utf8_lossy(&again.stderr).contains("exists already"), "never replaced");
    let clerk = hall.sign_in_with("li-na", "long enough").await;
    clerk.step("A01", "open").await;

    run(&["disable", "li-na", "--reason", "离职"], "").await;
    refused(clerk.get("/api/v1/session").await, 401, "unauthenticated").await;
    refused(try_in(&hall, "li-na", "long enough").await, 401, "wrong_password").await;
    sweep(&hall).await;
    assert_eq!(window(&hall, "A01").await.0, "closed");
    let list = run(&["list", "--hall", "shili"], "").await;
    let line = list.lines().find(|line| line.starts_with("li-na\t")).unwrap();
    for part in ["shili", "clerk", "A01", "b", "disabled", "李娜"] {
        assert!(line.split('\t').any(|field| field == part), "{part}: {line}");
    }
    assert!(!list.contains("argon2"));
    run(&["enable", "li-na"], "").await;
    run(&["reset", "li-na"], "a new password").await;
    refused(try_in(&hall, "li-na", "long enough").await, 401, "wrong_password").await;
    hall.sign_in_with("li-na", "a new password").await;
    assert!(!accounts(&data, &["disable", "nobody"], "").await.status.success());

    let supervisor = hall.sign_in("supervisor").await;
    let mut done = acts(&record(&supervisor, "actor=@terminal").await);
    done.reverse();
    let expected = [
        ["@terminal", "account_added", "li-na clerk A01"],
        ["@terminal", "account_disabled", "li-na"],
        ["@terminal", "account_enabled", "li-na"],
        ["@terminal", "account_reset", "li-na"],
    ];
    assert_eq!(done, expected);
}
