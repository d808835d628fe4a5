//! Makes sure that the folder of embedded browser files exists, so that the server also compiles
//! before the site was built, and that a new site builds a new server.

fn main() {
    let site = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    if let Err(error) = std::fs::create_dir_all(&site) {
        println!("cargo::error=cannot create {}: {error}", site.display());
    }
    println!("cargo::rerun-if-changed={}", site.display());
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=../assets/halls");
    println!("cargo::rerun-if-changed=../assets/calendars");
}
