//! The glossary, Dutch to code, follows from the `(nl: …)` in the doc comments. `WRITE_GLOSSARY=1 cargo test -p domain --test
//! glossary` writes it.

use domain::commands;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const HEAD: &str = "# Glossary

The Dutch words of the product and what they are called in the code. Written by a test from the `(nl: …)` in the doc comments of
`backend/domain/src`; a name with `::` is one of the values of a type, a name in small letters a folder or a field. Paths begin in `backend/domain`.

| Dutch | English | what it is | file |
|---|---|---|---|
";

/// A Dutch term with the item whose doc comment gives it.
struct Term {
    dutch: String,
    english: String,
    meaning: String,
    file: String,
    is_type: bool,
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The first Dutch term of a comment, and the comment's first sentence without it.
fn term_in(comment: &str) -> Option<(String, String)> {
    let (before, rest) = comment.split_once("(nl: ")?;
    let (dutch, after) = rest.split_once(')')?;
    let dutch = dutch.split(';').next().unwrap_or(dutch).trim();
    let text = format!("{} {}", before.trim_end(), after.trim_start()).replace(" .", ".").replace(" ,", ",").replace(" :", ":");
    let sentence = text.split_inclusive(". ").find(|part| part.trim().len() > 1).unwrap_or_default();
    Some((dutch.to_owned(), sentence.trim().trim_end_matches('.').replace('|', "\\|")))
}

/// What a line declares: its name, and whether it is a type. A value bears the name of its type.
fn declared(line: &str, within: &str) -> Option<(String, bool)> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ").trim_start_matches("const ");
    for (keyword, is_type) in [("struct ", true), ("enum ", true), ("trait ", true), ("fn ", false)] {
        if let Some(rest) = code.strip_prefix(keyword) {
            return Some((name(rest), is_type));
        }
    }
    let name = name(code);
    match name.chars().next()? {
        first if first.is_uppercase() && !within.is_empty() => Some((format!("{within}::{name}"), false)),
        _ => Some((name, false)),
    }
}

fn terms_of(file: &str, source: &str) -> Vec<Term> {
    let term = |(dutch, meaning), english, is_type| Term { dutch, english, meaning, file: file.to_owned(), is_type };
    let module: String = source.lines().filter_map(|line| line.strip_prefix("//!")).collect();
    let folder = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut found: Vec<Term> = term_in(&module).map(|found| term(found, folder.to_owned(), false)).into_iter().collect();
    let (mut comment, mut within) = (String::new(), String::new());
    for line in source.lines().map(str::trim) {
        if let Some(more) = line.strip_prefix("///") {
            comment += more;
            continue;
        }
        if line.is_empty() || line.starts_with("#[") {
            continue;
        }
        let Some((english, is_type)) = declared(line, &within) else { continue };
        if is_type {
            within.clone_from(&english);
        }
        found.extend(term_in(&comment).map(|found| term(found, english, is_type)));
        comment.clear();
    }
    found
}

/// Every term, by its Dutch word. The list of facts repeats what stands at each fact.
fn terms() -> Vec<Term> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut terms: Vec<Term> = files
        .iter()
        .filter(|file| !file.ends_with("facts.rs"))
        .flat_map(|file| {
            let name = file.strip_prefix(root).unwrap().to_str().unwrap();
            terms_of(name, &fs::read_to_string(file).unwrap())
        })
        .collect();
    terms.sort_by_key(|term| (term.dutch.to_lowercase(), term.english.clone(), term.file.clone()));
    terms
}

#[test]
fn the_glossary_follows_from_the_doc_comments() {
    let row = |term: &Term| format!("| {} | `{}` | {} | `{}` |\n", term.dutch, term.english, term.meaning, term.file);
    let glossary = HEAD.to_owned() + &terms().iter().map(row).collect::<String>();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("GLOSSARY.md");
    if std::env::var_os("WRITE_GLOSSARY").is_some() {
        fs::write(&path, &glossary).unwrap();
    }
    let there = fs::read_to_string(path).unwrap_or_default();
    assert!(there == glossary, "run with WRITE_GLOSSARY=1 and look at the difference");
}

#[test]
fn a_type_and_a_dutch_term_belong_to_each_other() {
    let (mut dutch, mut english) = (BTreeMap::new(), BTreeMap::new());
    for term in terms().into_iter().filter(|term| term.is_type) {
        let other = dutch.insert(term.dutch.to_lowercase(), term.english.clone());
        assert!(other.as_ref().is_none_or(|other| *other == term.english), "{}: {other:?} and {}", term.dutch, term.english);
        let other = english.insert(term.english.clone(), term.dutch.to_lowercase());
        assert!(other.as_ref().is_none_or(|other| *other == term.dutch.to_lowercase()), "{}: {other:?}", term.english);
    }
}

#[test]
fn the_list_of_facts_says_the_same_as_the_facts() {
    let known: BTreeSet<(String, String)> = terms().into_iter().map(|term| (term.english, term.dutch)).collect();
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/facts.rs")).unwrap();
    let listed: Vec<(String, String)> = source
        .lines()
        .zip(source.lines().skip(1))
        .filter_map(|(comment, fact)| {
            let (dutch, _) = term_in(comment.trim().strip_prefix("///")?)?;
            Some((fact.trim().split_once(" = \"")?.0.to_owned(), dutch))
        })
        .collect();
    assert_eq!(listed.len(), domain::facts::Fact::TYPES.len());
    for fact in listed {
        assert!(known.contains(&fact), "{fact:?} is called otherwise where it is made");
    }
}

#[test]
fn commands_values_and_choices_carry_their_dutch_term() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let named: BTreeSet<String> = terms().into_iter().map(|term| term.english).collect();
    let mut without = Vec::new();

    let list = fs::read_to_string(root.join("commands.rs")).unwrap();
    let listed: Vec<&str> = list.lines().filter_map(|line| Some(line.trim().split_once(" = \"")?.0)).collect();
    assert_eq!(listed.len(), commands::NAMES.len());
    without.extend(listed.into_iter().filter(|command| !named.contains(*command)).map(str::to_owned));

    let mut files = Vec::new();
    sources(&root, &mut files);
    let is_inner = |file: &Path| ["ids.rs", "personal.rs"].iter().any(|inner| file.ends_with(inner));
    for file in files.iter().filter(|file| !is_inner(file)) {
        let source = fs::read_to_string(file).unwrap();
        let chosen = source.lines().filter_map(|line| line.trim().strip_prefix("pub const ALL: [")?.split_once(';'));
        without.extend(chosen.map(|(name, _)| name.to_owned()).filter(|name| !named.contains(name)));
        if file.parent().is_some_and(|folder| folder.ends_with("values")) {
            let types = source.lines().filter_map(|line| declared(line.strip_prefix("pub ")?, ""));
            without.extend(types.filter(|(name, is_type)| *is_type && !named.contains(name)).map(|(name, _)| name));
        }
    }
    assert!(without.is_empty(), "without a Dutch term: {without:?}");
}
