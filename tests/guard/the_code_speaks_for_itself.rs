//! Comments, documents and names can be understood with this repository alone: they refer to nothing that is not in it, and
//! the name of a type stands for that type alone.

use anyhow::Result;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tests::world::root;

/// Built, installed or generated; and pictures.
const NOT_OURS: [&str; 5] = [".git", "target", "node_modules", "pictures", "proptest-regressions"];
const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
/// Endings by which a backticked word is recognised as a file of the repository.
const ENDINGS: [&str; 9] = [".rs", ".sql", ".md", ".txt", ".json", ".ftl", ".toml", ".css", ".js"];

/// Every file of the repository, relative to its root.
fn files() -> Result<Vec<String>> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            match path.is_dir() {
                true if NOT_OURS.contains(&&*name) => {}
                true => walk(&path, found)?,
                false => found.push(path.clone()),
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(&root(), &mut found)?;
    Ok(found.iter().filter_map(|path| Some(path.strip_prefix(root()).ok()?.to_str()?.to_owned())).collect())
}

/// What of a line is written for people: a whole line of a document, the comment in a line of code.
fn comment<'a>(file: &str, line: &'a str) -> Option<&'a str> {
    let (_, ending) = file.rsplit_once('.')?;
    let marks = match ending {
        "md" => return Some(line),
        "rs" | "js" => "//",
        "sql" => "--",
        "ftl" | "toml" | "yml" => "#",
        "css" => "/*",
        _ => return None,
    };
    line.find(marks).map(|at| &line[at..])
}

/// The words of a text, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| !c.is_alphanumeric() && !"./_-*<>{}".contains(c);
    text.split(ends).map(|word| word.trim_matches(['.', '-'])).filter(|word| !word.is_empty())
}

/// The number of a requirement or invariant in a list that is kept elsewhere: a capital S or I and digits.
fn is_numbered_elsewhere(word: &str) -> bool {
    let parts = word.split(['–', '-', '/']);
    parts
        .filter_map(|part| part.strip_prefix(['S', 'I']))
        .any(|rest| (1..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `a/{b,c}.rs` is `a/b.rs` and `a/c.rs`.
fn alternatives(path: &str) -> Vec<String> {
    let braces = path.split_once('{').and_then(|(start, rest)| Some((start, rest.split_once('}')?)));
    let Some((start, (inner, end))) = braces else { return vec![path.to_owned()] };
    inner.split(',').flat_map(|one| alternatives(&format!("{start}{one}{end}"))).collect()
}

/// Is there a file or folder by this name, or by the end of it? `src` may be left out, `*` and `<name>` stand for any name.
fn is_there(path: &str, files: &[String]) -> bool {
    let asked: Vec<&str> = path.trim_end_matches('/').split('/').filter(|part| *part != "src").collect();
    let fits = |asked: &str, part: &str| {
        let open = asked.replace('>', "<").split('<').step_by(2).collect::<Vec<_>>().join("*");
        match open.split_once('*') {
            Some((start, end)) => part.starts_with(start) && part.ends_with(end.rsplit('*').next().unwrap_or_default()),
            None => part == asked,
        }
    };
    files.iter().any(|file| {
        let parts: Vec<&str> = file.split('/').filter(|part| *part != "src").collect();
        parts.windows(asked.len()).any(|window| window.iter().zip(&asked).all(|(part, asked)| fits(asked, part)))
    })
}

#[test]
fn no_comment_refers_to_what_is_not_here() -> Result<()> {
    let files = files()?;
    let mut read = 0;
    let mut found = Vec::new();
    for file in &files {
        let Ok(text) = fs::read_to_string(root().join(file)) else { continue };
        for (line, number) in text.lines().zip(1..) {
            let Some(comment) = comment(file, line) else { continue };
            read += 1;
            let foreign_document = |word: &&str| word.ends_with(".md") && !is_there(word, &files);
            let mut strange: Vec<&str> = words(comment).filter(|word| is_numbered_elsewhere(word)).collect();
            strange.extend(words(comment).filter(foreign_document));
            strange.extend(comment.contains(concat!("design", " §")).then_some(concat!("design", " §")));
            found.extend(strange.iter().map(|word| format!("{file}:{number}: {word}")));
        }
    }
    assert!(read > 3000, "only {read} lines of comment were read");
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Targets of links, and backticked paths. A path with an opening slash is an address of the product.
fn paths_in(text: &str) -> Vec<&str> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let links = links.filter(|target| !target.contains("://") && !target.starts_with(['#', '/']));
    let ticked = text.split('`').skip(1).step_by(2).filter(|word| {
        let is_path = !word.contains(char::is_whitespace) && !word.starts_with(['/', '.']) && !word.contains("://");
        let tops = ["backend/", "frontend/", "migrations/", "tests/", "deploy/"];
        is_path && (ENDINGS.iter().any(|ending| word.ends_with(ending)) || tops.iter().any(|top| word.starts_with(top)))
    });
    links.chain(ticked).map(|path| path.split('#').next().unwrap_or(path)).collect()
}

#[test]
fn every_link_and_every_path_in_the_documents_exists() -> Result<()> {
    let files = files()?;
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(root().join(document))?;
        // Blocks of code are no running text.
        let running: String = text.split("```").step_by(2).collect();
        let paths = paths_in(&running).into_iter().flat_map(alternatives);
        missing.extend(paths.filter(|path| !is_there(path, &files)).map(|path| format!("{document}: {path}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(())
}

/// The type that a line defines, as `pub struct Receipt {` does. An associated type has no name of its own.
fn type_defined(line: &str) -> Option<&str> {
    let (indent, line) = (line.starts_with(' '), line.trim_start());
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1.trim_start(),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let (keyword, rest) = line.split_once(' ')?;
    let defines = ["struct", "enum", "trait", "union"].contains(&keyword) || keyword == "type" && !indent;
    let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (defines && name.starts_with(|c: char| c.is_uppercase())).then_some(name)
}

/// A reader who meets a name in a signature need not ask which of several it is. Specs may name what they please.
#[test]
fn the_name_of_a_type_stands_for_one_type() -> Result<()> {
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files()?.into_iter().filter(|file| file.ends_with(".rs") && !file.split('/').any(|part| part == "tests")) {
        let text = fs::read_to_string(root().join(&file))?;
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for name in code.lines().filter_map(type_defined) {
            defined.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    assert!(defined.len() > 700, "only {} types were found", defined.len());
    let several: Vec<String> = defined
        .iter()
        .filter(|(_, files)| files.len() > 1)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(several.is_empty(), "{}", several.join("\n"));
    Ok(())
}

#[test]
fn the_guards_above_see_what_they_are_for() {
    let numbered = [concat!("S", "25"), concat!("I", "6"), concat!("S", "92–S", "99")];
    assert!(numbered.iter().all(|word| is_numbered_elsewhere(word)));
    assert!(!["S", "I", "SHA-256", "Stream", "A2", "ISO8601", "S1234"].iter().any(|word| is_numbered_elsewhere(word)));
    let files = ["backend/server/src/web/contact.rs".to_owned(), "README.md".to_owned()];
    for there in ["server/web/contact.rs", "backend/server", "web/*.rs", "web/<noun>.rs", "README.md"] {
        assert!(is_there(there, &files), "{there}");
    }
    for missing in ["server/contact.rs", "web/contacts.rs", "web/*.sql", "DESIGN.md", "ontact.rs"] {
        assert!(!is_there(missing, &files), "{missing}");
    }
    for (line, name) in [("pub struct Receipt {", Some("Receipt")), ("    pub(super) enum Kind<T> {", Some("Kind"))] {
        assert_eq!(type_defined(line), name);
    }
    for line in ["    type Error = Problem;", "impl Receipt {", "/// struct Receipt", "let structure = 1;"] {
        assert_eq!(type_defined(line), None, "{line}");
    }
    assert_eq!(alternatives("a/{b,c/d}.rs"), ["a/b.rs", "a/c/d.rs"]);
    assert_eq!(
        paths_in("[a](b.md), `c/d.rs`, `tests/x`, `/leerlingen/{id}`, `e f.rs` and [g](https://h.example)"),
        ["b.md", "c/d.rs", "tests/x"]
    );
}
