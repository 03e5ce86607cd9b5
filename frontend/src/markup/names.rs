//! Names in a page. In text a name stands between two invisible marks (`wording::name`); in a page it stands in `<bdi>`, which
//! says the same and does not travel along when somebody copies the name.

use domain::values::{ISOLATE, ISOLATE_END};

/// Where a browser reads text alone, draws, or compares with what a script makes. There the marks stay, and do the same.
const WITHOUT_ELEMENTS: [&str; 5] = ["title", "option", "textarea", "svg", "leptos-island"];

/// Every marked name of a page in an element of its own. A sign `<` in `html` begins a tag, for text has none of its own.
pub(super) fn in_elements(html: String) -> String {
    if !html.contains(ISOLATE) {
        return html;
    }
    let mut page = String::with_capacity(html.len() + html.len() / 8);
    let mut without: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while !rest.is_empty() {
        let (text, after) = rest.split_at(text_len(rest));
        match without.is_empty() {
            true => push_text(text, &mut page),
            false => page.push_str(text),
        }
        let (tag, after) = after.split_at(tag_len(after));
        page.push_str(tag);
        enter_or_leave(tag, &mut without);
        rest = after;
    }
    page
}

/// Up to the next tag. What the framework sets between two texts (`<!>`) belongs to them.
fn text_len(html: &str) -> usize {
    let mut tags = html.match_indices('<').map(|(at, _)| at);
    tags.find(|at| !html[*at..].starts_with("<!>")).unwrap_or(html.len())
}

/// Up to its end; a sign `>` between quotes is not that.
fn tag_len(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn enter_or_leave<'a>(tag: &'a str, without: &mut Vec<&'a str>) {
    let tag = tag.trim_start_matches('<');
    let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
    if !WITHOUT_ELEMENTS.contains(&name) {
        return;
    }
    if !tag.starts_with('/') {
        without.push(name);
    } else if without.last() == Some(&name) {
        without.pop();
    }
}

/// A sentence with names in it gets an element around it as well: in a row of boxes it would fall apart into several.
fn push_text(text: &str, page: &mut String) {
    if !text.contains(ISOLATE) {
        return page.push_str(text);
    }
    let names = text.replace(ISOLATE, "<bdi>").replace(ISOLATE_END, "</bdi>");
    let inner = text.strip_prefix(ISOLATE).and_then(|rest| rest.strip_suffix(ISOLATE_END));
    if inner.is_some_and(|inner| !inner.contains([ISOLATE, ISOLATE_END])) {
        return page.push_str(&names);
    }
    page.push_str("<span>");
    page.push_str(&names);
    page.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::in_elements;

    #[track_caller]
    fn check(marked: &str, page: &str) {
        let with_marks = |text: &str| text.replace('[', "\u{2068}").replace(']', "\u{2069}");
        assert_eq!(in_elements(with_marks(marked)), with_marks(page));
    }

    #[test]
    fn a_name_alone_is_an_element() {
        check("<p>[أ]</p>", "<p><bdi>أ</bdi></p>");
        check("<b>[أ]</b>, <b>[ب]</b>", "<b><bdi>أ</bdi></b>, <b><bdi>ب</bdi></b>");
        check("<p>Amira</p>", "<p>Amira</p>");
    }

    #[test]
    fn a_sentence_stays_one_box() {
        check("<a>Bel [أ] terug</a>", "<a><span>Bel <bdi>أ</bdi> terug</span></a>");
        check("<a>[أ] en [ب]</a>", "<a><span><bdi>أ</bdi> en <bdi>ب</bdi></span></a>");
        check("<a>[oom [أ]]</a>", "<a><span><bdi>oom <bdi>أ</bdi></bdi></span></a>");
        check("<a>Bel <!>[أ]</a>", "<a><span>Bel <!><bdi>أ</bdi></span></a>");
    }

    #[test]
    fn the_marks_stay_where_no_element_can_stand() {
        for page in [
            "<title>[أ]</title>",
            "<option value=\"1\">[أ]</option>",
            "<textarea>\n[أ]</textarea>",
            "<svg><svg></svg><text>[أ]</text></svg>",
            "<leptos-island data-component=\"FilterList\"><label>[أ]</label></leptos-island>",
            "<a title=\"[أ] > [ب]\" href=\"/x\"></a>",
        ] {
            check(page, page);
        }
        check("<title>[أ]</title><p>[أ]</p>", "<title>[أ]</title><p><bdi>أ</bdi></p>");
    }
}
