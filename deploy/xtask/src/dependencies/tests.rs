//! A made-up workspace: `house`, which is built from `brick`, with `tool` while it compiles and `scale` in its tests.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use serde_json::{Value, json};

use super::{
    exceptions::{Exceptions, unexcused},
    sbom::Contents,
    workspace::Workspace,
    *,
};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const ALLOWED: &str = r#"licences = ["EUPL-1.2", "MIT"]"#;

fn package(name: &str, version: &str, licence: &str) -> Value {
    json!({
        "id": format!("{name}@{version}"), "name": name, "version": version, "license": licence, "source": CRATES_IO,
        "manifest_path": format!("/registry/{name}/Cargo.toml"), "dependencies": [],
    })
}

fn house() -> Value {
    let mut house = package("house", "0.1.0", "EUPL-1.2");
    house["source"] = Value::Null;
    house["manifest_path"] = json!("/checkout/house/Cargo.toml");
    house["dependencies"] =
        json!([{ "name": "brick", "req": "^1.2.0" }, { "name": "shed", "req": "*", "path": "/checkout/shed" }]);
    house
}

fn brick() -> Value {
    package("brick", "1.2.3", "MIT OR Apache-2.0")
}

/// Everything in order.
fn calm() -> Vec<Value> {
    vec![house(), brick(), package("tool", "0.3.0", "MIT"), package("scale", "0.0.7", "MIT")]
}

fn workspace(packages: &[Value]) -> Workspace {
    let edge = |to: &str, kind: Value| json!({ "pkg": to, "dep_kinds": [{ "kind": kind, "target": null }] });
    let deps = [edge("brick@1.2.3", Value::Null), edge("tool@0.3.0", json!("build")), edge("scale@0.0.7", json!("dev"))];
    let nodes = packages.iter().map(|package| match &package["name"] {
        name if name == "house" => json!({ "id": package["id"], "deps": deps }),
        _ => json!({ "id": package["id"], "deps": [] }),
    });
    let nodes: Vec<Value> = nodes.collect();
    let metadata = json!({ "workspace_root": "/checkout", "packages": packages, "resolve": { "nodes": nodes } });
    let locked = packages.iter().map(|package| {
        let checksum = if package["source"].is_null() { String::new() } else { format!("checksum = \"{}\"\n", "5e".repeat(32)) };
        format!("[[package]]\nname = {}\nversion = {}\n{checksum}", package["name"], package["version"])
    });
    Workspace::read(metadata.to_string().as_bytes(), &locked.collect::<String>()).unwrap()
}

#[track_caller]
fn check(packages: &[Value], exceptions: &str, wrong: &[&str]) {
    let exceptions = Exceptions::parse(&format!("{ALLOWED}\n{exceptions}")).unwrap();
    assert_eq!(look(&workspace(packages), &exceptions).unwrap(), wrong);
}

/// All in order, and one package more.
#[track_caller]
fn check_with(more: Value, exceptions: &str, wrong: &[&str]) {
    check(&[calm(), vec![more]].concat(), exceptions, wrong);
}

fn exception(table: &str, key: &str) -> String {
    format!("[[{table}]]\nof = [\"{key}\"]\nwhy = \"Because.\"\n")
}

#[test]
fn what_is_in_order_needs_no_exception() {
    check(&calm(), "", &[]);
}

#[test]
fn a_licence_that_is_not_allowed_is_found() {
    let copyleft = || package("glue", "2.0.0", "GPL-3.0-only");
    check_with(copyleft(), "", &["glue 2.0.0 is under a licence that is not allowed: GPL-3.0-only"]);
    check_with(copyleft(), &exception("licence", "glue GPL-3.0-only"), &[]);
    check_with(
        copyleft(),
        &exception("licence", "glue MPL-2.0"),
        &["glue 2.0.0 is under a licence that is not allowed: GPL-3.0-only", "glue MPL-2.0: this exception is no longer needed"],
    );
    let mut silent = package("glue", "2.0.0", "");
    silent["license"] = Value::Null;
    check_with(silent, "", &["glue 2.0.0 is under a licence that is not allowed: (none)"]);
}

#[test]
fn a_licence_that_no_package_needs_is_found() {
    let bricks_only = [house(), brick()];
    check(&bricks_only, "", &[]);
    check(&[house()], "", &["MIT: no package needs this licence any more"]);
}

#[test]
fn licences_are_read_as_spdx_writes_them() {
    let permits = |licence: &str| {
        let allowed = ["MIT".to_owned(), "Zlib".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
        let packages = workspace(&[package("glue", "2.0.0", licence)]).packages;
        let found = licences::check(&packages, &allowed);
        found.map(|found| !found.iter().any(|finding| finding.key.starts_with("glue ")))
    };
    for licence in [
        "MIT",
        "GPL-3.0-only OR MIT",
        "GPL-3.0-only/MIT",
        "GPL-3.0-only AND ISC OR MIT",
        "(GPL-3.0-only OR MIT) AND Zlib",
        "Apache-2.0 WITH LLVM-exception OR GPL-3.0-only",
        "MIT WITH Classpath-exception-2.0",
    ] {
        assert!(permits(licence).unwrap(), "{licence}");
    }
    for licence in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "MIT AND (ISC OR Apache-2.0)", "Apache-2.0", "mit"] {
        assert!(!permits(licence).unwrap(), "{licence}");
    }
    for licence in ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT Zlib", "MIT WITH"] {
        assert!(permits(licence).is_err(), "{licence}");
    }
}

#[test]
fn a_new_duplicate_is_found() {
    let two = |version| [calm(), vec![package("brick", version, "MIT")]].concat();
    check(&two("1.9.0"), "", &["brick is there more than once: 1.2.3 beside 1.9.0"]);
    check(&two("2.0.0"), &exception("duplicate", "brick 1"), &[]);
    check(&two("0.4.1"), &exception("duplicate", "brick 0.4"), &[]);
    check(&two("0.0.4"), &exception("duplicate", "brick 0.0.4"), &[]);
    let three = [two("2.0.0"), vec![package("brick", "3.0.0", "MIT")]].concat();
    check(&three, &exception("duplicate", "brick 1"), &["brick is there more than once: 2.0.0 beside 3.0.0"]);
    check(&calm(), &exception("duplicate", "brick 1"), &["brick 1: this exception is no longer needed"]);
}

#[test]
fn code_comes_from_the_checkout_or_pinned_from_crates_io() {
    let from = |source: Value, manifest: &str| {
        let mut glue = package("glue", "2.0.0", "MIT");
        glue["source"] = source;
        glue["manifest_path"] = json!(manifest);
        glue
    };
    let git = "git+https://code.example/glue?branch=main#0123456";
    check_with(from(json!(git), "/git/glue/Cargo.toml"), "", &[&format!("glue 2.0.0 does not come from crates.io: {git}")]);
    let other = "registry+https://registry.example/index";
    check_with(from(json!(other), "/x/Cargo.toml"), "", &[&format!("glue 2.0.0 does not come from crates.io: {other}")]);
    check_with(
        from(Value::Null, "/elsewhere/glue/Cargo.toml"),
        "",
        &["glue 2.0.0 is a folder outside this checkout: /elsewhere/glue/Cargo.toml"],
    );
    check_with(from(Value::Null, "/checkout/glue/Cargo.toml"), "", &[]);

    let mut loose = house();
    loose["dependencies"] = json!([{ "name": "brick", "req": "*" }]);
    check(&[loose, brick()], "", &["house asks for any version of brick"]);

    let mut unpinned = workspace(&calm());
    unpinned.checksums.remove("tool 0.3.0");
    let found = unexcused(&sources::check(&unpinned), &[]);
    assert_eq!(found, ["tool 0.3.0 has no checksum in Cargo.lock"]);
}

#[test]
fn an_exception_gives_its_reason_and_names_a_check() {
    let silent = "[[duplicate]]\nof = [\"brick 1\"]\nwhy = \" \"";
    for wrong in [silent, "[[duplicat]]\nof = []\nwhy = \"Because.\"", "[[licence]]\nof = [\"brick MIT\"]"] {
        assert!(Exceptions::parse(&format!("{ALLOWED}\n{wrong}")).is_err(), "{wrong}");
    }
}

/// As the database writes one.
fn advisory(id: &str, lines: &str, versions: &str) -> String {
    format!(
        "```toml\n[advisory]\nid = \"{id}\"\npackage = \"brick\"\ndate = \"2026-01-31\"\ncategories = [\"denial-of-service\"]\n\
         {lines}\n[versions]\n{versions}\n```\n\n# A brick falls\n\nLook out.\n"
    )
}

#[test]
fn an_affected_version_is_found() {
    let database = env::temp_dir().join(format!("advisories-{}", std::process::id()));
    let bricks = database.join("crates/brick");
    fs::create_dir_all(&bricks).unwrap();
    for (id, lines, versions) in [
        ("RUSTSEC-2026-0001", "", "patched = [\">= 1.3.0\"]\nunaffected = [\"< 1.2.0\"]"),
        ("RUSTSEC-2026-0002", "", "patched = [\"^1.2.3\"]"),
        ("RUSTSEC-2026-0003", "", "patched = []\nunaffected = [\"< 2.0.0, >= 1.0.0\"]"),
        ("RUSTSEC-2026-0004", "withdrawn = \"2026-02-01\"", "patched = []"),
        ("RUSTSEC-2026-0005", "informational = \"unmaintained\"", "patched = []"),
    ] {
        fs::write(bricks.join(format!("{id}.md")), advisory(id, lines, versions)).unwrap();
    }
    let found = advisories::check(&database, &workspace(&calm()).packages).unwrap();
    let says = ["RUSTSEC-2026-0001 is about brick 1.2.3: A brick falls", "RUSTSEC-2026-0005 is about brick 1.2.3: A brick falls"];
    assert_eq!(unexcused(&found, &[]), says);

    let excused = ["RUSTSEC-2026-0001", "RUSTSEC-2026-0004", "RUSTSEC-2026-0005"].map(|id| exception("advisory", id)).concat();
    let exceptions = Exceptions::parse(&format!("{ALLOWED}\n{excused}")).unwrap();
    assert_eq!(unexcused(&found, &exceptions.advisory), ["RUSTSEC-2026-0004: this exception is no longer needed"]);

    fs::write(bricks.join("RUSTSEC-2026-0006.md"), "# A brick without a header").unwrap();
    assert!(advisories::check(&database, &workspace(&calm()).packages).is_err());
    fs::remove_dir_all(&database).unwrap();
    assert!(advisories::check(Path::new("/nowhere"), &[]).is_err());
}

fn contents() -> Contents {
    Contents { inside: ["house 0.1.0", "brick 1.2.3"].map(String::from).into(), around: ["tool 0.3.0".to_owned()].into() }
}

#[test]
fn the_list_of_the_product_is_whole() {
    let list = sbom::list(&workspace(&calm()), "house", &contents()).unwrap();
    assert_eq!(list["bomFormat"], "CycloneDX");
    assert_eq!(list["specVersion"], "1.6");
    assert_eq!(list["version"], 1);
    assert_eq!(list["metadata"]["component"]["name"], "house");
    assert_eq!(list["metadata"]["component"]["type"], "application");
    let hash = json!([{ "alg": "SHA-256", "content": "5e".repeat(32) }]);
    let component = |name: &str, version: &str, licence: &str, scope: &str| {
        let purl = format!("pkg:cargo/{name}@{version}");
        json!({
            "type": "library", "bom-ref": purl, "name": name, "version": version, "scope": scope,
            "licenses": [{ "expression": licence }], "hashes": hash, "purl": purl,
        })
    };
    let components =
        [component("brick", "1.2.3", "MIT OR Apache-2.0", "required"), component("tool", "0.3.0", "MIT", "excluded")];
    assert_eq!(list["components"], json!(components), "what only tests need is not in it");
    let dependencies = json!([
        { "ref": "pkg:cargo/brick@1.2.3", "dependsOn": [] },
        { "ref": "workspace/house@0.1.0", "dependsOn": ["pkg:cargo/brick@1.2.3", "pkg:cargo/tool@0.3.0"] },
        { "ref": "pkg:cargo/tool@0.3.0", "dependsOn": [] },
    ]);
    assert_eq!(list["dependencies"], dependencies);
}

#[test]
fn the_same_packages_give_the_same_list() {
    let list = |packages: &[Value]| sbom::list(&workspace(packages), "house", &contents()).unwrap().to_string();
    let turned: Vec<Value> = calm().into_iter().rev().collect();
    assert_eq!(list(&calm()), list(&turned));
    let missing = Contents { inside: ["brick 1.2.3".to_owned()].into(), around: Default::default() };
    assert!(sbom::list(&workspace(&calm()), "house", &missing).is_err());
}

/// Of this workspace itself: each component is whole, stands once, and is reached from the product.
#[test]
fn the_lists_of_our_own_products_are_whole() {
    let folder = env::temp_dir().join(format!("sbom-{}", std::process::id()));
    let names = sbom::write_all(&Workspace::here().unwrap(), &folder).unwrap();
    assert_eq!(names, ["keukentafel.cdx.json", "frontend.cdx.json"]);
    for name in names {
        let list: Value = serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap();
        sbom_is_whole(&list);
    }
    fs::remove_dir_all(&folder).unwrap();
}

fn sbom_is_whole(list: &Value) {
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(String::from);
    let components = list["components"].as_array().unwrap();
    assert!(components.len() > 50, "only {} components", components.len());
    let root = &list["metadata"]["component"];
    let mut known = BTreeSet::new();
    for component in components.iter().chain([root]) {
        for field in ["type", "name", "version", "bom-ref"] {
            assert!(text(&component[field]).is_some(), "{field} of {component}");
        }
        assert!(text(&component["licenses"][0]["expression"]).is_some(), "{component}");
        let is_ours = component["purl"].is_null();
        assert!(is_ours || text(&component["hashes"][0]["content"]).is_some_and(|hash| hash.len() == 64), "{component}");
        assert!(known.insert(text(&component["bom-ref"]).unwrap()), "{component} stands twice");
    }
    let built_from = list["dependencies"].as_array().unwrap().iter().map(|entry| {
        let used: Vec<String> = entry["dependsOn"].as_array().unwrap().iter().filter_map(text).collect();
        (text(&entry["ref"]).unwrap(), used)
    });
    let built_from: BTreeMap<String, Vec<String>> = built_from.collect();
    assert!(built_from.keys().eq(&known));
    let (mut reached, mut left) = (BTreeSet::new(), vec![text(&root["bom-ref"]).unwrap()]);
    while let Some(one) = left.pop() {
        if reached.insert(one.clone()) {
            left.extend(built_from[&one].clone());
        }
    }
    assert_eq!(reached, known);
}
