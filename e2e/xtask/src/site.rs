//! Puts `target/site` together: every file a browser loads, under a name that holds the hash of its
//! content, beside a compressed copy; one page per program; and `manifest.json`, which tells the server
//! which name stands for which file. The folder is replaced as a whole, and only when something changed,
//! so that the server is not compiled again for nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::run::{root, step};
use crate::{cache, chime, files, fonts, pack, pinyin, styles, voice, wasm};

/// The style sheets: one per program, one for the pages the server writes for phones.
const STYLES: [&str; 4] = ["terminal", "screen", "desk", "phone"];

/// The files of a site that is being put together.
#[derive(Default)]
struct Site {
    /// Logical name (`terminal.js`) → address (`/a/terminal-….js`).
    addresses: BTreeMap<String, String>,
    /// Path below the site's folder → content.
    contents: BTreeMap<String, Vec<u8>>,
}

/// Builds everything and prints the size of each program.
pub fn build() -> Result<()> {
    let _alone = wait_until_alone()?;
    let site = collect()?;
    let packed = step("compress", || pack::compress(&site.contents))?;
    let changed = replace(&root().join("target").join("site"), &packed)?;
    println!("{} files in target/site, {}", packed.len(), if changed { "replaced" } else { "unchanged" });
    for program in wasm::PROGRAMS.into_iter().chain(wasm::PARTS) {
        let sizes = Sizes::of(program, &site.addresses, |path| packed.get(path).map(Vec::len))?;
        println!(
            "{program:<9} {:>9} bytes, {:>8} gzip, {:>8} brotli (wasm and js)",
            sizes.raw, sizes.gzip, sizes.brotli
        );
    }
    Ok(())
}

/// Holds off a second build of the same checkout for as long as the answer is kept.
fn wait_until_alone() -> Result<fs::File> {
    let path = cache::folder("lock");
    fs::create_dir_all(path.with_file_name(""))?;
    let lock = fs::File::create(&path).with_context(|| format!("cannot open {}", path.display()))?;
    if lock.try_lock().is_err() {
        println!("waiting for another build of the site");
        lock.lock()?;
    }
    Ok(lock)
}

/// How much a browser loads of one program: its wasm and its script.
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

impl Sizes {
    /// Sums up by means of `length`, which knows the length of a file of the site.
    fn of(
        program: &str,
        addresses: &BTreeMap<String, String>,
        length: impl Fn(&str) -> Option<usize>,
    ) -> Result<Self> {
        let sum = |suffix: &str| -> Result<usize> {
            let mut sum = 0;
            for name in [format!("{program}.js"), format!("{program}_bg.wasm")] {
                let address = addresses.get(&name).with_context(|| format!("the site has no {name}"))?;
                let path = format!("{}{suffix}", address.trim_start_matches('/'));
                sum += length(&path).with_context(|| format!("the site has no {path}"))?;
            }
            Ok(sum)
        };
        Ok(Self { raw: sum("")?, gzip: sum(".gz")?, brotli: sum(".br")? })
    }

    /// The sizes of a program in the site that was built last.
    pub fn read(program: &str) -> Result<Self> {
        let site = root().join("target").join("site");
        let manifest: Manifest = serde_json::from_slice(&files::bytes(&site.join("manifest.json"))?)?;
        Self::of(program, &manifest.files, |path| {
            usize::try_from(fs::metadata(site.join(path)).ok()?.len()).ok()
        })
    }
}

/// `manifest.json`.
#[derive(serde::Serialize, serde::Deserialize)]
struct Manifest {
    /// Stamped on every answer, so that a page knows when it is out of date.
    build: String,
    files: BTreeMap<String, String>,
}

/// Makes all files. The order matters: what is named in another file comes before it.
fn collect() -> Result<Site> {
    let assets = root().join("assets");
    let mut site = Site::default();
    for (name, bytes) in step("fonts", fonts::build)? {
        if name == fonts::GLYPHS {
            site.add("pinyin-license.txt", files::bytes(&root().join(pinyin::LICENSE))?);
            let table = step("pinyin", || pinyin::build(&String::from_utf8_lossy(&bytes)))?;
            site.add_text("pinyin.txt", &table)?;
        }
        site.add(&name, bytes);
    }
    let voice = step("voice", voice::build)?;
    for (name, bytes) in voice.sprites {
        site.add(&name, bytes);
    }
    let clips = site.fill("voice.json", &voice.clips)?;
    site.add("voice.json", clips.into_bytes());
    site.add("chime.wav", chime::build()?);
    for program in wasm::build()? {
        site.add(&format!("{}.js", program.name), program.script);
        site.add(&format!("{}_bg.wasm", program.name), program.wasm);
        site.contents.extend(
            program.snippets.into_iter().map(|(path, text)| (format!("a/snippets/{path}"), text.into())),
        );
    }
    for name in STYLES {
        let file = format!("{name}.css");
        let css = styles::bundle(&assets.join("styles").join(&file))?;
        site.add_text(&file, &css)?;
    }
    for path in scripts(&assets.join("scripts"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        site.add_text(&name, &files::text(&path)?)?;
    }
    let start = files::text(&assets.join("boot").join("start.js"))?;
    for part in wasm::PARTS {
        site.add_text(&format!("{part}.start.js"), &for_program(&start, part))?;
    }
    let boot = files::text(&assets.join("boot").join("boot.js"))?;
    let mut pages = Vec::new();
    for program in wasm::PROGRAMS {
        site.add_text(&format!("{program}.boot.js"), &for_program(&boot, program))?;
        let file = format!("{program}.html");
        let shell = files::text(&assets.join("shells").join(&file))?;
        pages.push((file, shell));
    }
    let parts =
        site.addresses.values().map(String::as_bytes).chain(pages.iter().map(|(_, page)| page.as_bytes()));
    let build = cache::key(parts)[..16].to_owned();
    for (file, shell) in pages {
        let page = site.fill(&file, &shell.replace("{{build}}", &build))?;
        site.contents.insert(file, page.into_bytes());
    }
    let manifest = Manifest { build, files: site.addresses.clone() };
    site.contents.insert("manifest.json".into(), serde_json::to_vec_pretty(&manifest)?);
    Ok(site)
}

impl Site {
    /// Adds a file under a name that holds its hash.
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("a/{stem}-{}.{extension}", cache::short(&bytes));
        self.addresses.insert(name.to_owned(), format!("/{path}"));
        self.contents.insert(path, bytes);
    }

    /// Adds a text whose placeholders are filled in first.
    fn add_text(&mut self, name: &str, text: &str) -> Result<()> {
        let text = self.fill(name, text)?;
        self.add(name, text.into_bytes());
        Ok(())
    }

    /// Replaces each `{{name.ext}}` by the address of that file.
    fn fill(&self, file: &str, text: &str) -> Result<String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) =
                after.split_once("}}").with_context(|| format!("{file}: a `{{{{` is never closed"))?;
            let Some(address) = self.addresses.get(name) else {
                bail!("{file}: there is no file `{name}` to put in place of {{{{{name}}}}}");
            };
            filled.push_str(before);
            filled.push_str(address);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

/// The template of the boot script, made out for one program.
fn for_program(template: &str, program: &str) -> String {
    template.replace("{{PROGRAM}}", program).replace("{{PROGRAM", &format!("{{{{{program}"))
}

/// Scripts for the pages that the server writes itself; there may be none.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "js"));
    paths.sort();
    Ok(paths)
}

/// Puts the files in place of the folder, unless it holds exactly them already.
fn replace(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<bool> {
    if holds_exactly(folder, files) {
        return Ok(false);
    }
    let (new, old) = (folder.with_extension("new"), folder.with_extension("old"));
    for path in [&new, &old] {
        if path.exists() {
            fs::remove_dir_all(path)?;
        }
    }
    for (path, bytes) in files {
        files::write(&new.join(path), bytes)?;
    }
    if folder.exists() {
        fs::rename(folder, &old)?;
    }
    fs::rename(&new, folder)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(true)
}

fn holds_exactly(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let same =
        files.iter().all(|(path, bytes)| fs::read(folder.join(path)).is_ok_and(|found| found == *bytes));
    same && files::walk(folder).is_ok_and(|found| found.len() == files.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_becomes_the_hashed_address_and_an_unknown_one_is_an_error() {
        let mut site = Site::default();
        site.add("terminal.js", b"1".to_vec());
        let text = for_program("{{PROGRAM}}: {{PROGRAM.js}}", "terminal");
        assert_eq!(site.fill("boot.js", &text).unwrap(), "terminal: /a/terminal-6b86b273ff34fce1.js");
        assert!(site.fill("boot.js", "{{desk.js}}").is_err());
    }
}
