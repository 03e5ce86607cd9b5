//! One stylesheet out of `frontend/style`, without comments and needless space.

use std::{fs, path::Path};

use anyhow::Result;

/// Later files win over earlier ones; any other file comes after these, by name.
const ORDER: [&str; 6] = ["tokens.css", "base.css", "parts.css", "screens.css", "talk.css", "print.css"];

pub fn bundle(folder: &Path) -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".css"));
    let place = |name: &String| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len());
    names.sort_by_key(|name| (place(name), name.clone()));
    let files: std::io::Result<String> = names.iter().map(|name| fs::read_to_string(folder.join(name))).collect();
    Ok(minify(&files?))
}

/// Takes out what no browser reads. Text between quotes is left alone; space stays where it can mean something
/// (`a :hover`, `calc(1px + 2px)`).
fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            space(&mut out);
        } else if next.is_whitespace() {
            rest = rest.trim_start();
            space(&mut out);
        } else if next == '"' || next == '\'' {
            let (quoted, after) = rest.split_at(quoted_len(rest, next));
            out.push_str(quoted);
            rest = after;
        } else {
            push(&mut out, next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out.trim_end().to_owned()
}

fn space(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',', ':']) {
        out.push(' ');
    }
}

fn push(out: &mut String, next: char) {
    if ['{', '}', ';', ','].contains(&next) && out.ends_with(' ') {
        out.pop();
    }
    if next == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(next);
}

fn quoted_len(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[track_caller]
    fn check(css: &str, small: &str) {
        assert_eq!(minify(css), small);
    }

    #[test]
    fn comments_and_needless_space_go() {
        check("/* why */\n:root {\n  --ink: #1E2A32;\n  --gap: 4px;\n}\n\n", ":root{--ink:#1E2A32;--gap:4px}");
        check("a,\nb > c { margin: 0 auto ; }", "a,b > c{margin:0 auto}");
        check("@media (min-width: 40em) { a { b: c } }", "@media (min-width:40em){a{b:c}}");
    }

    #[test]
    fn space_that_means_something_stays() {
        check("nav :hover { width: calc(100% - 2rem) }", "nav :hover{width:calc(100% - 2rem)}");
        check("a /* x */ b{}", "a b{}");
    }

    #[test]
    fn quoted_text_is_left_alone() {
        check(r#"q::before { content: "a  /* b */ ; }\" c" ; }"#, r#"q::before{content:"a  /* b */ ; }\" c"}"#);
        check("a{b:'it\\\\'} c {}", "a{b:'it\\\\'}c{}");
    }
}
