//! Parses Pandoc's attributes in braces, `{#id .class key="value"}`.

use std::fmt::Write as _;

use crate::label::Classes;
use crate::read::page;

/// The maximum length of attributes in bytes, so that looking for the closing brace stays fast.
const MAX_LENGTH: usize = 4000;

/// Attributes in the form in which HTML has them.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    id: Option<String>,
    /// Separated by spaces.
    classes: String,
    others: Vec<(String, String)>,
}

impl Attributes {
    /// Parses the attributes at the start of a text, and returns them with their length.
    pub(super) fn parse(text: &str) -> Option<(Self, usize)> {
        let mut end = text.len().min(MAX_LENGTH);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let inside = text[..end].strip_prefix('{')?;
        let mut found = Self::default();
        let mut rest = skip_space(inside)?;
        while !rest.starts_with('}') {
            let after = found.item(rest)?;
            rest = skip_space(after)?;
            if rest.len() == after.len() && !rest.starts_with('}') {
                return None;
            }
        }
        (!found.is_empty()).then(|| (found, end - (rest.len() - 1)))
    }

    /// Attributes of a single class, which Pandoc writes after a fence without braces.
    pub(super) fn of_class(class: &str) -> Self {
        Self {
            classes: class.to_owned(),
            ..Self::default()
        }
    }

    /// Parses the first item of a text and returns the rest.
    fn item<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '}' | '{' | '"' | '\'' | '=');
        let word = |text: &'a str| {
            let end = text.find(is_end)?;
            (end > 0).then(|| text.split_at(end))
        };
        if let Some(class) = text.strip_prefix('.') {
            let (class, rest) = word(class)?;
            if !self.classes.is_empty() {
                self.classes.push(' ');
            }
            self.classes.push_str(class);
            return Some(rest);
        }
        if let Some(id) = text.strip_prefix('#') {
            let (id, rest) = word(id)?;
            self.id = Some(id.to_owned());
            return Some(rest);
        }
        let (key, rest) = word(text)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
        if !key.starts_with(|c: char| c.is_ascii_alphabetic()) || !key.chars().all(is_name) {
            return None;
        }
        let value = rest.strip_prefix('=')?;
        let (value, rest) = quoted(value).or_else(|| {
            let (value, rest) = word(value)?;
            Some((value.to_owned(), rest))
        })?;
        self.others.push((key.to_owned(), value));
        Some(rest)
    }

    fn is_empty(&self) -> bool {
        self.id.is_none() && self.classes.is_empty() && self.others.is_empty()
    }

    /// The first class.
    pub(super) fn class(&self) -> Option<&str> {
        self.classes.split(' ').find(|class| !class.is_empty())
    }

    /// Whether they mark the element as a part of a printed page.
    pub(super) fn name_part_of_page(&self, tag: &str, classes: &Classes) -> bool {
        page::is_part(tag, self, classes)
    }

    /// The start tag of an element with these attributes.
    pub(super) fn tag(&self, name: &str) -> String {
        let mut tag = format!("<{name}");
        let id = self.id.iter().map(|id| ("id", id));
        let classes = Some(("class", &self.classes)).filter(|(_, classes)| !classes.is_empty());
        let others = self.others.iter().map(|(key, value)| (key.as_str(), value));
        for (key, value) in id.chain(classes).chain(others) {
            // Writing to a string never fails.
            let _ = write!(tag, " {key}=\"{}\"", value.replace('"', "&quot;"));
        }
        tag.push('>');
        tag
    }
}

impl page::Attributes for Attributes {
    fn get(&self, name: &str) -> Option<&str> {
        match name {
            "id" => self.id.as_deref(),
            "class" => Some(&self.classes),
            _ => None,
        }
    }
}

/// Skips spaces and one line break; `None` at the end of the paragraph.
fn skip_space(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    let breaks = text[..text.len() - rest.len()].matches('\n').count();
    (breaks < 2 && !rest.is_empty()).then_some(rest)
}

/// Parses a value in double quotes, with backslash escapes, and returns it with the rest.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, &inside[at + 1..])),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            '\r' => {}
            '\n' => value.push(' '),
            c => value.push(c),
        }
    }
    None
}
