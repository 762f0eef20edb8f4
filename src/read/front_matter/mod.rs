//! Front matter: the metadata that site generators, reader services and crawlers put above a text.
//!
//! - YAML between lines of `---`, TOML between lines of `+++`, and a JSON object from a line `{` to a line `}`;
//! - Pandoc's title block, lines that start with `%`;
//! - labelled lines without a fence ([`labels`]).
//!
//! Front matter that cannot be parsed stays in the text, line by line, with a warning: no word may be lost.

mod labels;
mod toml;
mod yaml;

use std::ops::Range;

use super::facts::{Facts, fact_of, plain_name};
use crate::label::Vocabulary;
use crate::model::{Block, Inline, Metadata, Value};
use crate::read::options::Reading;
use crate::read::page::{Builder, Kind, Page};
use crate::warning::WarningKind;

/// The front matter of a text.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    facts: Facts,
    /// The offset where it ends; 0 if there is none.
    pub(super) end: usize,
    /// Whether it occurs only in Markdown.
    pub(super) is_of_markdown: bool,
    /// Set if it is meant as front matter but cannot be parsed.
    broken: Option<Broken>,
}

/// Front matter that cannot be parsed.
#[derive(Debug)]
struct Broken {
    /// The span of its lines, without the fences.
    lines: Range<usize>,
    /// Whether its fences are those of YAML, which are thematic breaks in Markdown.
    is_yaml: bool,
    fault: Fault,
}

/// What is wrong with front matter, and the offset in its text where that shows.
#[derive(Clone, Debug, PartialEq)]
struct Fault {
    at: usize,
    message: String,
}

impl FrontMatter {
    /// Reads the front matter at the start of a text; the result is empty if there is none.
    pub(super) fn of(text: &str) -> Self {
        let first = text.lines().next().unwrap_or_default().trim_end();
        match first {
            "---" => Self::fenced_yaml(text),
            "+++" => Self::fenced_toml(text),
            "{" => Self::known(json_object(text)),
            line if line.starts_with("% ") => Self::known(title_block(text)),
            _ => labels::parse(text).map_or_else(Self::default, |head| Self {
                facts: Facts::of(head.metadata),
                end: head.end,
                is_of_markdown: head.is_above_markdown,
                broken: None,
            }),
        }
    }

    /// The same for plain text, where front matter that cannot be parsed is ordinary text.
    pub(super) fn readable(text: &str) -> Self {
        let found = Self::of(text);
        match found.broken {
            Some(_) => Self::default(),
            None => found,
        }
    }

    /// Whether there is front matter.
    pub(super) fn exists(&self) -> bool {
        self.end > 0
    }

    fn known(found: Option<(Metadata, usize)>) -> Self {
        found.map_or_else(Self::default, |(metadata, end)| Self {
            facts: Facts::of(metadata),
            end,
            is_of_markdown: true,
            broken: None,
        })
    }

    fn broken(lines: Range<usize>, end: usize, is_yaml: bool, fault: Fault) -> Self {
        let broken = Broken {
            lines,
            is_yaml,
            fault,
        };
        Self {
            end,
            is_of_markdown: true,
            broken: Some(broken),
            ..Self::default()
        }
    }

    fn fenced_yaml(text: &str) -> Self {
        let Some((lines, end)) = between(text, &["---", "..."]) else {
            return Self::unclosed(text);
        };
        let inside = &text[lines.clone()];
        // A `---` above a blank line is usually meant as a rule, and Pandoc reads it as one.
        let may_be_rule = inside.starts_with(['\n', '\r']);
        match yaml::parse(inside) {
            Ok(found) => Self::known(
                found
                    .filter(|metadata| !may_be_rule || states_a_fact(metadata))
                    .map(|metadata| (metadata, end)),
            ),
            Err(_) if labels::parse_all(inside).is_some() => {
                Self::known(labels::parse_all(inside).map(|metadata| (metadata, end)))
            }
            Err(fault) if is_meant_for_yaml(inside) => Self::broken(lines, end, true, fault),
            Err(_) => Self::default(),
        }
    }

    fn fenced_toml(text: &str) -> Self {
        let Some((lines, end)) = between(text, &["+++"]) else {
            return Self::default();
        };
        match toml::parse(&text[lines.clone()]) {
            Ok(metadata) => Self::known((!metadata.is_empty()).then_some((metadata, end))),
            Err(fault) => Self::broken(lines, end, false, fault),
        }
    }

    /// Lines that start like front matter and run up to a blank line, without a closing fence.
    fn unclosed(text: &str) -> Self {
        let start = text.split_inclusive('\n').next().map_or(0, str::len);
        let length: usize = text[start..]
            .split_inclusive('\n')
            .take_while(|line| !line.trim().is_empty())
            .map(str::len)
            .sum();
        let end = start + length;
        let first = text[start..].lines().next().and_then(yaml_name);
        let is_meant = first.is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && fact_of(&plain_name(name)).is_some()
        });
        if !is_meant || !is_meant_for_yaml(&text[start..end]) {
            return Self::default();
        }
        let fault = Fault {
            at: length,
            message: "expected a line `---` at its end, but found none".to_owned(),
        };
        Self::broken(start..end, end, true, fault)
    }

    /// Sets the title and the language before the text is searched for them, and warns of what cannot be parsed.
    /// `start` is the offset of the text in the input.
    pub(super) fn state(&self, page: &mut Page, start: usize) {
        if let (true, Some(title)) = (page.title.is_empty(), &self.facts.title) {
            page.title.push(Inline::text(title.as_str()));
        }
        page.about.language = page.about.language.take().or(self.facts.language.clone());
        if let Some(Broken { lines, fault, .. }) = &self.broken {
            let at = start + (lines.start + fault.at).min(lines.end);
            let message = format!("front matter stays text: {}", fault.message);
            let place = (at..at).into();
            page.notes
                .add(WarningKind::Unsupported, Some(place), message);
        }
    }

    /// Adds front matter that cannot be parsed to the page as text, line by line, so that nothing in it is read as
    /// markup.
    pub(super) fn show_broken(&self, text: &str, builder: &mut Builder) {
        let Some(Broken { lines, is_yaml, .. }) = &self.broken else {
            return;
        };
        let (shown, fence) = match is_yaml {
            true => (lines.clone(), Some(Block::Rule {})),
            false => (0..self.end, None),
        };
        fence.iter().cloned().for_each(|rule| builder.block(rule));
        let mut paragraph = None;
        for line in text[shown].lines() {
            if line.trim().is_empty() {
                paragraph
                    .take()
                    .into_iter()
                    .for_each(|level| builder.close(level));
                continue;
            }
            match paragraph {
                Some(_) => builder.inline(Inline::Break {}),
                None => paragraph = Some(builder.open(Kind::Paragraph)),
            }
            builder.inline(Inline::text(line));
        }
        paragraph.into_iter().for_each(|level| builder.close(level));
        let has_end = lines.end < self.end;
        let fence = fence.filter(|_| has_end);
        fence.into_iter().for_each(|rule| builder.block(rule));
    }

    /// Fills in facts that the text itself does not state.
    pub(super) fn fill(self, reading: &mut Reading, vocabulary: &Vocabulary) {
        if self.exists() && self.broken.is_none() {
            self.facts
                .fill(&mut reading.article, &mut reading.warnings, vocabulary);
        }
    }
}

/// Returns the span of the lines between the first and a closing fence, and the offset where that fence ends.
fn between(text: &str, ends: &[&str]) -> Option<(Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let start = lines.next()?.len();
    let mut at = start;
    for line in lines {
        if ends.contains(&line.trim_end()) {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether one of the names is known as that of a fact about a document.
fn states_a_fact(metadata: &Metadata) -> bool {
    metadata
        .iter()
        .any(|(name, _)| fact_of(&plain_name(name)).is_some())
}

/// Parses the JSON object at the start of a text, if it states a fact about the document. JSON is YAML, too.
fn json_object(text: &str) -> Option<(Metadata, usize)> {
    let (lines, end) = between(text, &["}"])?;
    let starts_with_name = text[lines].trim_start().starts_with('"');
    let metadata = yaml::parse(&text[..end]).ok().flatten()?;
    (starts_with_name && states_a_fact(&metadata)).then_some((metadata, end))
}

/// Returns the name at the start of a line of YAML.
fn yaml_name(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"' | '\'');
    let is_right = !name.is_empty()
        && name.chars().all(is_name)
        && (value.trim_end().is_empty() || value.starts_with([' ', '\t']));
    is_right.then_some(name)
}

/// Whether lines that are not valid YAML are meant as YAML: the first has a name, and the others have one or may
/// continue it.
fn is_meant_for_yaml(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_comment = |line: &&str| line.starts_with('#');
    let first = lines.clone().find(|line| !is_comment(line));
    if first.and_then(yaml_name).is_none() {
        return false;
    }
    let is_part =
        |line: &str| line.starts_with([' ', '\t', '#', '-', ']', '}']) || yaml_name(line).is_some();
    lines.all(is_part)
}

/// Parses Pandoc's title block: title, authors and date, each on a line that starts with `%`, above a blank line.
fn title_block(text: &str) -> Option<(Metadata, usize)> {
    let mut values: Vec<String> = Vec::new();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        end += line.len();
        let count = values.len();
        match (line.strip_prefix('%'), values.last_mut()) {
            (Some(value), _) if count < 3 => values.push(value.trim().to_owned()),
            (None, Some(value)) if line.starts_with(' ') => {
                *value += if count == 2 { "; " } else { " " };
                *value += line.trim();
            }
            _ => return None,
        }
    }
    let authors = |line: String| -> Value {
        let names = line
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        names.collect()
    };
    let mut values = values.into_iter();
    let title = values.next().map(|title| ("title", Value::from(title)));
    let author = values.next().map(|line| ("author", authors(line)));
    let date = values.next().map(|date| ("date", Value::from(date)));
    let is_empty = |value: &Value| {
        value.as_str() == Some("") || value.as_list().is_some_and(<[Value]>::is_empty)
    };
    let entries = [title, author, date].into_iter().flatten();
    let metadata: Metadata = entries.filter(|(_, value)| !is_empty(value)).collect();
    Some((metadata, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_has_four_kinds_of_fences() {
        for (text, title, rest) in [
            ("---\ntitle: a\n---\n\nText", "a", "\nText"),
            ("---\r\ntitle: a\r\n...\r\nText", "a", "Text"),
            ("---\n\ntitle: a\n\n---\nText", "a", "Text"),
            ("+++\ntitle = 'a'\n+++\nText", "a", "Text"),
            (
                "{\n\t\"title\": \"a\",\n\t\"tags\": [\n\t\t\"b\"\n\t]\n}\nText",
                "a",
                "Text",
            ),
            ("% a\n  b\n% Ana; Ben\n% 2020\n\nText", "a b", "\nText"),
            (
                "---\nurl: https://example.org/a\ntitle: a: b\n---\nText", "a: b", "Text",
            ),
        ] {
            let front = FrontMatter::of(text);
            assert_eq!(front.facts.title.as_deref(), Some(title));
            assert_eq!(&text[front.end..], rest);
        }
    }

    #[test]
    fn other_text_is_not_front_matter() {
        for text in [
            "---\n---\n", "---\n\nText\n\n---\n", "---\n\nNote: this is text.\n\n---\n",
            "---\nNote: \"a\n\nText that is none.\n\n---\n", "---\nNote that: a\n",
            "----\ntitle: a\n---\n", "% This is\n% a comment\n% of a program\n% for fog\n\nText",
            "+++ a\n", "{\n  \"fog\": 1\n}\n", "{\n  title: a\n}\n", "{\n  \"title\": \"a\"\n",
        ] {
            assert!(!FrontMatter::of(text).exists(), "{text}");
        }
    }

    #[test]
    fn broken_front_matter_is_reported() {
        for text in [
            "---\ntitle: \"a\ntags: b\n---\n", "---\ntitle: a: b\n---\n",
            "---\ntitle: a\n\ttags: [b\n---\n", "---\ntitle: a\ndate: 2020\n\nText\n",
            "+++\ntitle = a\n+++\n",
        ] {
            let front = FrontMatter::of(text);
            assert!(front.broken.is_some(), "{text}");
        }
    }
}
