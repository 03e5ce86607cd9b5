//! The forms of a page, filled in and sent as a browser sends them: what is in a field is sent, unless somebody
//! changed it.

use crate::somebody::{Answer, Somebody};
use anyhow::{Context, Result};

/// A form of a page, with what would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// This value instead of all that stood there.
    pub fn with(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(known, _)| known != name);
        self.also(name, value)
    }
    /// One more value: another box that is ticked.
    pub fn also(mut self, name: &str, value: &str) -> Form {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
    /// Nothing under this name.
    pub fn without(mut self, name: &str) -> Form {
        self.fields.retain(|(known, _)| known != name);
        self
    }
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
    /// All that somebody typed or chose, in order, without the ids that each page makes anew and without empty fields.
    pub fn typed(&self) -> Vec<(String, String)> {
        let made = ["command_id", "giving", "agreement", "seen", "round", "form_token"];
        let mut typed: Vec<_> = self
            .fields
            .iter()
            .filter(|(name, value)| !made.contains(&name.as_str()) && !value.trim().is_empty())
            .cloned()
            .collect();
        typed.sort();
        typed
    }
}

impl Answer {
    /// The first form of the page that goes to this address.
    pub fn form(&self, action: &str) -> Result<Form> {
        let found = forms(&self.body).into_iter().find(|(form, _)| form.action == action).map(|(form, _)| form);
        found.with_context(|| format!("no form to {action} on the page:\n{}", self.body))
    }

    /// The form to this address that has this button, with the button pressed.
    pub fn press(&self, action: &str, name: &str, value: &str) -> Result<Form> {
        let button = (name.to_owned(), value.to_owned());
        let found = forms(&self.body).into_iter().find(|(form, buttons)| form.action == action && buttons.contains(&button));
        let (form, _) = found.with_context(|| format!("no button {name}={value} to {action} on the page:\n{}", self.body))?;
        Ok(form.also(name, value))
    }

    /// What is said to be wrong with a field: the same sentence beside it and in the summary on top.
    pub fn wrong(&self, field: &str) -> Result<String> {
        let beside = self.body.split(&format!("id=\"{field}-error\"")).nth(1).and_then(|rest| rest.split("</p>").next());
        let beside = beside.and_then(|rest| rest.split("</span>").nth(1)).map(plain);
        let beside = beside.with_context(|| format!("nothing is wrong beside {field}: {}", self.body))?;
        let summary = self.body.split("role=\"alert\"").nth(1).and_then(|rest| rest.split("</section>").next());
        let summary = summary.context("no summary on top")?;
        let above = summary.split(&format!("href=\"#{field}\">")).nth(1).and_then(|rest| rest.split("</a>").next()).map(plain);
        let above = above.with_context(|| format!("{field} is not in the summary: {summary}"))?;
        anyhow::ensure!(above == beside, "{field}: {above:?} on top and {beside:?} beside it");
        Ok(beside)
    }

    /// What a person reads, without the markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for piece in self.body.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
            text.push(' ');
        }
        plain(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The first address after these words that begins so.
    pub fn link_after(&self, words: &str, start: &str) -> Result<String> {
        let at = self.body.find(words).with_context(|| format!("{words:?} is not on the page"))?;
        let link = self.body[at..].split("href=\"").skip(1).find(|rest| rest.starts_with(start));
        let link = link.and_then(|rest| rest.split('"').next()).with_context(|| format!("no {start} after {words:?}"))?;
        Ok(plain(link))
    }
}

impl Somebody {
    pub fn send(&self, form: &Form) -> Result<Answer> {
        let fields: Vec<(&str, &str)> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&form.action, &fields)
    }

    /// Opens a page, presses one button there, and sees what comes of it.
    pub fn presses(&self, page: &str, name: &str, value: &str) -> Result<Answer> {
        self.send(&self.get(page)?.press(page, name, value)?)
    }

    /// The page that somebody comes to after a form.
    pub fn follow(&self, answer: &Answer) -> Result<Answer> {
        let to = answer.location.as_deref().with_context(|| format!("{}: {}", answer.status, answer.text()))?;
        self.get(to)
    }
}

type Buttons = Vec<(String, String)>;

fn forms(body: &str) -> Vec<(Form, Buttons)> {
    let parts = body.split("<form ").skip(1);
    parts.filter_map(|part| part.split("</form>").next()).map(read).collect()
}

/// Reads one form. The markup is our own, so this need not be a parser of all HTML.
fn read(html: &str) -> (Form, Buttons) {
    let action = attribute(html.split('>').next().unwrap_or_default(), "action").unwrap_or_default();
    // What stands behind # is for the browser alone.
    let action = action.split('#').next().unwrap_or_default().to_owned();
    let (mut form, mut buttons, mut select) = (Form { action, fields: vec![] }, vec![], String::new());
    let mut chosen: Option<(String, bool)> = None;
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
        match (tag.split([' ', '/']).find(|word| !word.is_empty()).unwrap_or_default(), name) {
            ("input", Some(name)) => {
                let ticks = matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox"));
                if !ticks || tag.split(' ').any(|word| word == "checked") {
                    form.fields.push((name, value.unwrap_or_default()));
                }
            }
            ("textarea", Some(name)) => form.fields.push((name, plain(text.strip_prefix('\n').unwrap_or(text)))),
            ("button", Some(name)) => buttons.push((name, value.unwrap_or_default())),
            ("select", Some(name)) => {
                select = name;
                chosen = None;
            }
            ("select", None) => {
                if let Some((value, _)) = chosen.take() {
                    form.fields.push((std::mem::take(&mut select), value));
                }
            }
            ("option", _) if !tag.starts_with('/') => {
                let selected = tag.split(' ').any(|word| word == "selected");
                if selected || chosen.is_none() {
                    chosen = Some((value.unwrap_or_default(), selected));
                }
            }
            _ => {}
        }
    }
    (form, buttons)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(plain(value))
}

/// Text as it was before it was escaped.
fn plain(text: &str) -> String {
    let text =
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_a_browser_sends_it() {
        let body = r##"<form method="post" action="/hier?a=1&amp;b=2"><input type="hidden" name="command_id" value="1">
            <input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b" checked>
            <input type="checkbox" name="who" value="x" checked><input type="checkbox" name="who" value="y" checked>
            <select name="at"><option value="">Kies</option><option value="2" selected>Twee</option></select>
            <select name="from"><option value="">Kies</option><option value="2">Twee</option></select>
            <textarea name="words">Zij &amp; ik</textarea><button class="btn" name="action" value="yes">Ja</button></form>"##;
        let page = Answer { status: 200, location: None, headers: vec![], body: body.into() };
        let form = page.press("/hier?a=1&b=2", "action", "yes").unwrap();
        let fields: Vec<_> = form.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(fields, ["command_id=1", "kind=b", "who=x", "who=y", "at=2", "from=", "words=Zij & ik", "action=yes"]);
        assert!(page.press("/hier?a=1&b=2", "action", "no").is_err() && page.form("/daar").is_err());
    }
}
