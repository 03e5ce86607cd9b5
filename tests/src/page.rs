//! A page as a browser reads it: which names stand apart from the words around them, where one can go, what one can fill in.

use std::collections::BTreeSet;

use crate::form::Form;
use domain::values::{ISOLATE, ISOLATE_END, is_rtl_letter};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Page {
    /// Texts in which a letter from right to left could turn what stands beside it.
    pub turning: Vec<String>,
    /// Letters from right to left that stand apart.
    pub apart: usize,
    /// Addresses of ours.
    pub links: BTreeSet<String>,
    /// Each form, filled in once for each of its buttons.
    pub forms: Vec<Form>,
}

impl Page {
    pub fn read(html: &str) -> Page {
        let document = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let mut page = Page::default();
        page.node(&document.document, false, "");
        page
    }

    fn node(&mut self, node: &Handle, stands_apart: bool, place: &str) {
        let (mut stands_apart, mut place) = (stands_apart, place.to_owned());
        match &node.data {
            NodeData::Text { contents } => self.text(&contents.borrow(), stands_apart, &place),
            NodeData::Element { name, attrs, .. } => {
                place = format!("<{}>", name.local);
                for attr in attrs.borrow().iter() {
                    self.attribute(&attr.name.local, &attr.value, &place);
                }
                stands_apart |= &*name.local == "bdi" || attribute(node, "dir").as_deref() == Some("auto");
                if &*name.local == "form" {
                    self.forms.extend(filled(node));
                }
            }
            _ => {}
        }
        node.children.borrow().iter().for_each(|child| self.node(child, stands_apart, &place));
    }

    fn attribute(&mut self, name: &str, value: &str, place: &str) {
        match name {
            // What a form sends back is no text that stands beside another.
            "value" if value.contains([ISOLATE, ISOLATE_END]) => self.turning.push(format!("{place} {name}={value:?}")),
            "value" | "action" => {}
            "href" if place == "<a>" && value.starts_with('/') => {
                self.links.insert(value.split('#').next().unwrap_or_default().to_owned());
            }
            "href" => {}
            _ => self.text(value, false, &format!("{place} {name}")),
        }
    }

    fn text(&mut self, text: &str, stands_apart: bool, place: &str) {
        let mut open = 0;
        for c in text.chars() {
            match c {
                ISOLATE => open += 1,
                ISOLATE_END => open -= 1,
                c if !is_rtl_letter(c) => {}
                _ if stands_apart || open > 0 => self.apart += 1,
                _ => return self.turning.push(format!("{place}: {text:?}")),
            }
        }
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string())
}

/// As somebody in a hurry would fill it in: the first of each choice, every box, a few words.
fn filled(form: &Handle) -> Vec<Form> {
    let action = attribute(form, "action").unwrap_or_default().split('#').next().unwrap_or_default().to_owned();
    let mut whole = Filled::default();
    whole.fill(form);
    let form = Form { action, fields: whole.fields };
    match whole.buttons.is_empty() {
        true => vec![form],
        false => whole.buttons.iter().map(|(name, value)| form.clone().also(name, value)).collect(),
    }
}

#[derive(Default)]
struct Filled {
    fields: Vec<(String, String)>,
    buttons: Vec<(String, String)>,
}

impl Filled {
    fn fill(&mut self, node: &Handle) {
        if let (NodeData::Element { name: tag, .. }, Some(name)) = (&node.data, attribute(node, "name")) {
            let value = attribute(node, "value").unwrap_or_default();
            match &*tag.local {
                "button" => self.buttons.push((name, value)),
                "textarea" => self.fields.push((name, "Dat zien we dan.".into())),
                "select" => self.fields.push((name, first_choice(node))),
                "input" => self.input(node, name, value),
                _ => {}
            }
        }
        node.children.borrow().iter().for_each(|child| self.fill(child));
    }

    fn input(&mut self, node: &Handle, name: String, value: String) {
        let kind = attribute(node, "type").unwrap_or_default();
        let known = self.fields.iter().any(|(known, _)| *known == name);
        let value = match kind.as_str() {
            "radio" if known => return,
            "hidden" | "radio" | "checkbox" => value,
            _ if !value.is_empty() => value,
            "date" => chrono::Utc::now().date_naive().to_string(),
            "time" => "15:00".into(),
            "tel" => "06 0000 0077".into(),
            "email" => "iemand@ouders.example".into(),
            _ if attribute(node, "inputmode").as_deref() == Some("numeric") => "3".into(),
            _ if name == "name" => "דוד כהן".into(),
            _ => "Bakken".into(),
        };
        self.fields.push((name, value));
    }
}

fn first_choice(select: &Handle) -> String {
    let options = select.children.borrow();
    options.iter().filter_map(|option| attribute(option, "value")).find(|value| !value.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_does_not_stand_apart_is_seen() {
        let turning = |html: &str| Page::read(html).turning.len();
        for fine in [
            "<bdi>א</bdi>",
            "<p dir=auto>א</p>",
            "<title>\u{2068}א\u{2069} · b</title>",
            "<a title='\u{2068}א\u{2069}'>b</a>",
            "<input value='א'>",
        ] {
            assert_eq!(turning(fine), 0, "{fine}");
        }
        for bad in [
            "<p>א",
            "<p>\u{2068}b\u{2069} א",
            "<bdi>b</bdi>א",
            "<option>א",
            "<a title='א'>b</a>",
            "<input value='\u{2068}א\u{2069}'>",
        ] {
            assert_eq!(turning(bad), 1, "{bad}");
        }
    }

    #[test]
    fn a_form_is_filled_in_for_each_of_its_buttons() {
        let page = Page::read(
            "<a href='/x#y'></a><form action='/hier#f'><input type=hidden name=a value=1><input type=radio name=b value=2>\
             <input type=radio name=b value=3><input type=checkbox name=c value=4><input type=checkbox name=c value=5>\
             <select name=d><option value=''>Kies<option value=6>Zes</select><textarea name=e></textarea>\
             <button name=f value=7>Ja</button><button name=f value=8>Nee</button></form>",
        );
        assert_eq!(page.links, BTreeSet::from(["/x".to_owned()]));
        let sent = page.forms.iter().map(|form| form.fields.iter().map(|(name, value)| format!("{name}={value} ")).collect());
        let sent: Vec<String> = sent.collect();
        let common = "a=1 b=2 c=4 c=5 d=6 e=Dat zien we dan. ";
        assert_eq!(sent, [format!("{common}f=7 "), format!("{common}f=8 ")]);
        assert!(page.forms.iter().all(|form| form.action == "/hier"));
    }
}
