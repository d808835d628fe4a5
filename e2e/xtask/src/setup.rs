//! What has to be on the machine before a command can work, and how it gets there. Debian packages are
//! installed when this runs as root (or may become root without a password); otherwise the exact command
//! is printed and nothing is changed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::run::{self, step};
use crate::{cache, files, pinyin, postgres};

/// A Debian package and how to see that it is there.
struct Package {
    name: &'static str,
    is_there: fn() -> bool,
}

const ESPEAK: Package = Package { name: "espeak-ng", is_there: || run::has("espeak-ng") };
const PINYIN: Package =
    Package { name: "rime-data-pinyin-simp", is_there: || Path::new(pinyin::DICTIONARY).exists() };
const CHROMIUM: Package = Package { name: "chromium", is_there: || run::has("chromium") };
const POSTGRES: Package = Package { name: "postgresql", is_there: || postgres::programs().is_some() };
const POPPLER: Package = Package { name: "poppler-utils", is_there: || run::has("pdftoppm") };
const CJK_FONTS: Package = Package {
    name: "fonts-noto-cjk",
    is_there: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
};

/// What the site is made with.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    debian(&[ESPEAK, PINYIN])?;
    node_packages()
}

/// What the tests need beyond that.
pub fn for_test() -> Result<()> {
    wasm_target()?;
    debian(&[ESPEAK, PINYIN, CHROMIUM, CJK_FONTS, POSTGRES, POPPLER])?;
    node_packages()
}

/// The standard library for WebAssembly.
fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = run::read(run::command(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    if !run::has("rustup") {
        bail!(
            "the Rust standard library for {TARGET} is missing and there is no rustup to add it: install rustup, \
             or your distribution's package of it (Debian: `apt-get install libstd-rust-dev-wasm32`)"
        );
    }
    step("rustup target add", || run::run(run::command("rustup").args(["target", "add", TARGET])))
}

/// Installs the Debian packages that are missing.
fn debian(packages: &[Package]) -> Result<()> {
    let missing: Vec<&str> =
        packages.iter().filter(|package| !(package.is_there)()).map(|p| p.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {list}");
    if !run::has("apt-get") {
        bail!("missing: {list}. Install them with this system's package manager (on Debian: `{by_hand}`)");
    }
    let Some(become_root) = way_to_root() else {
        bail!("missing: {list}. Install them as root:\n    {by_hand}");
    };
    let apt = |words: &[&str]| {
        let line: Vec<&str> = become_root.iter().chain(&["apt-get"]).chain(words).copied().collect();
        run::run(run::command(line[0]).args(&line[1..]).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    step(&format!("apt-get install {list}"), || {
        apt(&["update", "-q"])?;
        let mut words = vec!["install", "-q", "-y", "--no-install-recommends"];
        words.extend(&missing);
        apt(&words).with_context(|| format!("by hand: {by_hand}"))
    })
}

/// The words to put before a command that needs root, or nothing when there is no way.
fn way_to_root() -> Option<&'static [&'static str]> {
    if run::read(run::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    let sudo = run::has("sudo") && run::read(run::command("sudo").args(["-n", "id", "-u"])).is_ok();
    sudo.then_some(&["sudo", "-n"])
}

/// The oldest Node.js that the browser tests' packages run on.
const NODE: u32 = 20;

fn node() -> Result<()> {
    let hint = format!(
        "install Node.js {NODE} or newer with npm (Debian 13: `apt-get install nodejs npm`; Debian 12 ships an older \
         one: use its NodeSource package or the archive of the Node.js project)"
    );
    if !run::has("npm") || !run::has("node") {
        bail!("node or npm is missing: {hint}");
    }
    let version = run::read(run::command("node").arg("--version"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < NODE) {
        bail!("node {} is too old: {hint}", version.trim());
    }
    Ok(())
}

/// The font source and the browser tests' packages, exactly as locked. The mark is kept among the
/// packages, so that deleting them deletes it too.
fn node_packages() -> Result<()> {
    let e2e = run::root().join("e2e");
    let lock = files::bytes(&e2e.join("package-lock.json"))?;
    let wanted = cache::short(&lock);
    let mark = e2e.join("node_modules").join(".installed-from");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    node()?;
    step("npm ci", || {
        run::run(run::in_e2e("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
        files::write(&mark, wanted.as_bytes())
    })
}
