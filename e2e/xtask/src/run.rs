//! Starting other programs, and the few paths everybody needs. Each step prints its name when it starts
//! and its time when it ends; output of a child is shown live, never kept back, and a child that fails
//! or is missing is named with the command line that was tried.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The top folder of the repository.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    // the crate stands at e2e/xtask, so two levels up is the top
    here.ancestors().nth(2).unwrap_or(Path::new(".")).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A child that starts in the top folder, without what `cargo run` told this process about itself:
/// build scripts that watch those variables would otherwise run again for every change of caller.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO_BIN_NAME" {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that started this program.
pub fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A child that starts in the `e2e` folder, where the node packages are.
pub fn in_e2e(program: &str) -> Command {
    let mut command = command(program);
    command.current_dir(root().join("e2e")).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Announces a piece of work, does it, and prints how long it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("▸ {name}");
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "✓" } else { "✗" };
    println!("{verdict} {name} ({:.1} s)", start.elapsed().as_secs_f64());
    result
}

/// Runs a child to its end with its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let line = describe(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed: {status}");
    }
    Ok(())
}

/// Runs a child, shows its standard output line by line and hands every line to `each` as well.
/// Returns whether it ended well, because some callers have to count before they give up.
pub fn tee(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    let line = describe(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{line}`"))?;
    let output = child.stdout.take().context("the child's output was not opened")?;
    let mut screen = std::io::stdout();
    for text in BufReader::new(output).split(b'\n') {
        let text = String::from_utf8_lossy(&text?).into_owned();
        writeln!(screen, "{text}")?;
        screen.flush()?;
        each(&text);
    }
    Ok(child.wait()?.success())
}

/// Runs a child and returns what it printed.
pub fn read(command: &mut Command) -> Result<String> {
    let line = describe(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` failed: {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be found on the search path.
pub fn has(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

/// Becomes another program: signals and the exit code are then its own business.
#[cfg(unix)]
pub fn replace_by(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    println!("▸ {}", describe(command));
    Err(command.exec()).with_context(|| format!("cannot start `{}`", describe(command)))
}

/// Where a process cannot be replaced, the other program runs as a child.
#[cfg(not(unix))]
pub fn replace_by(command: &mut Command) -> Result<()> {
    println!("▸ {}", describe(command));
    run(command)
}

/// The command line as a person would type it.
fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
