//! What the browser gets, in `target/site/pkg`: the islands' wasm and script, and one stylesheet.
//!
//! Names carry a hash of the content, so that a browser may keep them for ever; `manifest.json` tells the server the
//! names. Beside each file stand its `.br` and `.gz`, so that nothing is compressed while somebody waits.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, css, root, run};

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// All that decides what comes out.
const INPUTS: [&str; 5] = ["frontend", "backend/domain", "deploy/xtask/src", "Cargo.toml", "Cargo.lock"];

/// The folder that the server serves from.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Does nothing when the inputs are those of the last time. A development build also makes do with a release one.
pub fn build(release: bool) -> Result<()> {
    let site = site();
    fs::create_dir_all(&site)?;
    let lock = fs::File::create(site.join("lock"))?;
    lock.lock()?; // a demo and a test may run in one checkout
    let stamp = site.join("stamp");
    let now = format!("{} {release}", inputs()?);
    let last = fs::read_to_string(&stamp).unwrap_or_default();
    if last == now || last == now.replace("false", "true") {
        return Ok(());
    }
    // Made aside: a server in this checkout never sees half a site.
    let making = site.join("making");
    start_empty(&making)?;
    let (js, wasm) = islands(release, &making)?;
    let css = put(&making, "app", "css", css::bundle(&root().join("frontend/style"))?.as_bytes())?;
    let start = put(&making, "start", "js", start_script(&js, &wasm).as_bytes())?;
    for name in [&js, &wasm, &css, &start] {
        compress(&making.join(name), release)?;
    }
    fs::write(making.join("manifest.json"), json!({ "js": js, "wasm": wasm, "css": css, "start": start }).to_string())?;
    let pkg = site.join("pkg");
    start_empty(&pkg)?;
    fs::rename(making, pkg)?;
    fs::write(stamp, now)?;
    Ok(())
}

/// Compiles the islands and writes script and wasm; returns their names. The script knows no address: the page's shell
/// hands it the wasm's.
fn islands(release: bool, folder: &Path) -> Result<(String, String)> {
    let profile = if release { "wasm-release" } else { "dev" };
    let mut compile = cargo(["rustc", "-p", "frontend", "--lib", "--crate-type", "cdylib"]);
    compile.args(["--target", WASM_TARGET, "--no-default-features", "--features", "hydrate", "--profile", profile]);
    run(&mut compile)?;
    let built = if release { "wasm-release" } else { "debug" };
    let built = root().join("target").join(WASM_TARGET).join(built).join("frontend.wasm");
    let mut output = Bindgen::new()
        .input_path(built)
        .web(true)?
        .typescript(false)
        .remove_name_section(release)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen")?;
    let wasm = put(folder, "app", "wasm", &output.wasm_mut().emit_wasm())?;
    let script = output.js();
    ensure!(!script.contains("./snippets/"), "the script imports a file beside it, which is not served");
    let js = put(folder, "app", "js", script.as_bytes())?;
    Ok((js, wasm))
}

/// Wakes each island by its name. Rows of an island are plain markup, never islands themselves, so their order does not
/// matter. It is a file of its own, because a page has no script in it.
fn start_script(js: &str, wasm: &str) -> String {
    format!(
        "import start,* as islands from './{js}';\n\
         await start({{module_or_path:new URL('./{wasm}',import.meta.url)}});\n\
         islands.hydrate();\n\
         for(const place of document.querySelectorAll('leptos-island'))islands[place.dataset.component](place);\n"
    )
}

/// Writes a file named after its content, and returns that name.
fn put(folder: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{extension}", &hex(&Sha256::digest(content))[..16]);
    fs::write(folder.join(&name), content)?;
    Ok(name)
}

/// Smallest for release; for development the brotli of a large debug bundle would take half a minute.
fn compress(file: &Path, release: bool) -> Result<()> {
    let content = fs::read(file)?;
    let beside = |extension: &str| fs::File::create(format!("{}.{extension}", file.display()));
    let quality = if release { 11 } else { 4 };
    brotli::CompressorWriter::new(beside("br")?, 1 << 16, quality, 22).write_all(&content)?;
    let mut gz = GzEncoder::new(beside("gz")?, if release { Compression::best() } else { Compression::fast() });
    gz.write_all(&content)?;
    gz.finish()?;
    Ok(())
}

fn start_empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// One hash over the names and contents of all inputs.
fn inputs() -> Result<String> {
    let mut files = Vec::new();
    for input in INPUTS {
        list(&root().join(input), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.as_os_str().as_encoded_bytes());
        hash.update(Sha256::digest(fs::read(&file)?));
    }
    Ok(hex(&hash.finalize()))
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.into());
        return Ok(());
    }
    for entry in fs::read_dir(path).with_context(|| path.display().to_string())? {
        list(&entry?.path(), files)?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
