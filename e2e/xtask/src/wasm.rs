//! The browser programs: compiled for WebAssembly with their own profile, then given their
//! JavaScript side by wasm-bindgen as a library, so that no separate tool of a matching version has to be
//! installed. Also the check that no server crate ever becomes part of them.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::files;
use crate::run::{self, step};

/// The programs, each with a page, a style sheet and a wasm file of its own.
pub const PROGRAMS: [&str; 3] = ["terminal", "screen", "desk"];

/// Programs without a page of their own, loaded by another when they are needed.
pub const PARTS: [&str; 2] = ["speech", "poster"];

const TARGET: &str = "wasm32-unknown-unknown";

/// Crates that belong to the server. `regex` is here for its size.
const FORBIDDEN: [&str; 6] = ["tokio", "axum", "sqlx", "sqlx-core", "hyper", "regex"];

/// What a browser loads of one program.
pub struct Program {
    pub name: &'static str,
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
    /// Scripts that crates brought along: path below `snippets/` (already unique by a hash) → text.
    pub snippets: BTreeMap<String, String>,
}

/// Compiles and binds all programs; refuses to when a crate of the server is among their dependencies.
pub fn build() -> Result<Vec<Program>> {
    step("wasm: no server crates", check)?;
    step("wasm: compile", || {
        let mut cargo = run::cargo();
        cargo.args(["build", "--package", "kiosk", "--bins", "--profile", "wasm", "--target", TARGET]);
        run::run(&mut cargo)
    })?;
    step("wasm: bind", || PROGRAMS.into_iter().chain(PARTS).map(bind).collect())
}

/// The page-less program that measures the search in a browser; not part of the site.
pub fn search_bench() -> Result<Program> {
    let mut cargo = run::cargo();
    cargo.args([
        "build",
        "--package",
        "kiosk",
        "--example",
        "search_bench",
        "--profile",
        "wasm",
        "--target",
        TARGET,
    ]);
    run::run(&mut cargo)?;
    bind("examples/search_bench")
}

fn bind(name: &'static str) -> Result<Program> {
    let compiled = run::target_dir().join(TARGET).join("wasm").join(format!("{name}.wasm"));
    let name = name.rsplit('/').next().unwrap_or(name);
    let bytes = files::bytes(&compiled)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(name, bytes)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    let mut output = bindgen.generate_output().with_context(|| format!("wasm-bindgen on {name}.wasm"))?;
    let mut snippets: BTreeMap<String, String> =
        output.local_modules().iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    for (crate_id, scripts) in output.snippets() {
        for (i, text) in scripts.iter().enumerate() {
            snippets.insert(format!("{crate_id}/inline{i}.js"), text.clone());
        }
    }
    if let Some((package, _)) = output.npm_dependencies().iter().next() {
        bail!("{name} wants the node package {package}: browser programs carry no node packages");
    }
    let script = output.js().as_bytes().to_vec();
    Ok(Program { name, script, wasm: output.wasm_mut().emit_wasm(), snippets })
}

/// Fails when a crate of the server is among the normal dependencies of the browser programs.
pub fn check() -> Result<()> {
    let tree = |more: &[&str]| {
        let mut cargo = run::cargo();
        cargo.args(["tree", "--package", "kiosk", "--target", TARGET, "--edges", "normal,no-proc-macro"]);
        run::read(cargo.args(more))
    };
    let crates = tree(&["--prefix", "none", "--format", "{p}"])?;
    let found: Vec<&str> = FORBIDDEN
        .into_iter()
        .filter(|name| crates.lines().any(|line| line.split(' ').next() == Some(name)))
        .collect();
    for name in &found {
        println!("{}", tree(&["--invert", name])?);
    }
    if !found.is_empty() {
        bail!("the browser programs depend on {}: see the paths above", found.join(", "));
    }
    println!(
        "{} crates in the browser programs, none of the server's",
        crates.lines().filter(|l| !l.ends_with("(*)")).count()
    );
    Ok(())
}
