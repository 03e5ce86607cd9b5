//! What is in the product: a list in CycloneDX 1.6 (ECMA-424) for the server and one for what the browser gets. The same
//! checkout gives the same bytes, so there is no date in it and no random number.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{
    licences::spdx,
    workspace::{Package, Workspace},
};
use crate::{cargo, web::WASM_TARGET};

/// Something that is handed out whole.
pub struct Product {
    /// The package that it is built from.
    package: &'static str,
    target: &'static str,
    features: &'static [&'static str],
}

const PRODUCTS: [Product; 2] = [
    Product { package: "keukentafel", target: "x86_64-unknown-linux-gnu", features: &[] },
    Product { package: "frontend", target: WASM_TARGET, features: &["--no-default-features", "--features", "hydrate"] },
];

/// Which packages a product is made of, by [`Package::key`].
pub struct Contents {
    /// Compiled into it.
    pub inside: BTreeSet<String>,
    /// Only run while it compiles: macros and build scripts.
    pub around: BTreeSet<String>,
}

/// Returns the names of the files.
pub fn write_all(workspace: &Workspace, folder: &Path) -> Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    let mut names = Vec::new();
    for product in &PRODUCTS {
        let list = list(workspace, product.package, &product.contents()?)?;
        let name = format!("{}.cdx.json", product.package);
        fs::write(folder.join(&name), format!("{list:#}\n"))?;
        names.push(name);
    }
    Ok(names)
}

impl Product {
    fn contents(&self) -> Result<Contents> {
        let inside = self.tree("normal,no-proc-macro")?;
        let around = self.tree("normal,build")?.difference(&inside).cloned().collect();
        Ok(Contents { inside, around })
    }

    /// Cargo alone knows which features, and so which packages, a build has.
    fn tree(&self, edges: &str) -> Result<BTreeSet<String>> {
        let mut tree = cargo(["tree", "--locked", "--prefix", "none", "--format", "{p}", "--edges", edges]);
        let tree = tree.args(["--package", self.package, "--target", self.target]).args(self.features);
        let said = tree.output().context("cargo tree")?;
        ensure!(said.status.success(), "cargo tree: {}", String::from_utf8_lossy(&said.stderr));
        let said = String::from_utf8(said.stdout)?;
        Ok(said.lines().filter_map(package_in).collect())
    }
}

/// `serde v1.0.229 (*)` is the package `serde 1.0.229`.
fn package_in(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
}

/// The list of a product with these contents.
pub fn list(workspace: &Workspace, product: &str, contents: &Contents) -> Result<Value> {
    let is_in = |package: &&Package| contents.inside.contains(&package.key()) || contents.around.contains(&package.key());
    let mut packages: Vec<&Package> = workspace.packages.iter().filter(is_in).collect();
    packages.sort_by_key(|package| (&package.name, &package.version));
    let ours = packages.iter().find(|package| package.name == product && package.source.is_none());
    let ours = ours.with_context(|| format!("{product} is not in its own contents"))?;
    let components = packages.iter().filter(|package| package.id != ours.id).map(|package| {
        let scope = if contents.inside.contains(&package.key()) { "required" } else { "excluded" };
        component(workspace, package, "library", scope)
    });
    let dependencies = packages.iter().map(|package| {
        let wanted = workspace.built_from.get(&package.id).map_or(&[][..], Vec::as_slice);
        let used: BTreeSet<String> = packages.iter().filter(|other| wanted.contains(&other.id)).map(|p| reference(p)).collect();
        json!({ "ref": reference(package), "dependsOn": used })
    });
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(workspace, ours, "application", "required") },
        "components": components.collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    }))
}

fn component(workspace: &Workspace, package: &Package, kind: &str, scope: &str) -> Value {
    let mut component = json!({
        "type": kind,
        "bom-ref": reference(package),
        "name": package.name,
        "version": package.version.to_string(),
        "scope": scope,
        "licenses": package.license.iter().map(|licence| json!({ "expression": spdx(licence) })).collect::<Vec<_>>(),
    });
    if let Some(checksum) = workspace.checksums.get(&package.key()) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        component["purl"] = json!(reference(package));
    }
    component
}

/// The address of a package on crates.io; of one of ours, a name of the same shape that is no address.
fn reference(package: &Package) -> String {
    let kind = if package.source.is_some() { "pkg:cargo" } else { "workspace" };
    format!("{kind}/{}@{}", package.name, package.version)
}
