//! Spans and attributes in running text, `[words]{.class}`, and superscript and subscript, `^2^` and `~2~`.

use std::borrow::Cow;

use super::attributes::Attributes;
use super::{Found, Marks};
use crate::label::Classes;

/// The maximum length of superscript or subscript, in bytes.
const MAX_SCRIPT: usize = 200;

/// Replaces the spans of a text by tags and removes other attributes.
pub(super) fn edits(text: &str, marks: &Marks, classes: &Classes) -> Found {
    let mut scan = Scan {
        text,
        marks,
        classes,
        open: Vec::new(),
        found: Found::default(),
    };
    scan.run();
    scan.headings();
    scan.languages();
    scan.found
}

struct Scan<'a> {
    text: &'a str,
    marks: &'a Marks,
    classes: &'a Classes,
    /// The open brackets of the paragraph.
    open: Vec<usize>,
    found: Found,
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut atoms = self.marks.atoms.iter().peekable();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            while atoms.next_if(|atom| atom.end <= at).is_some() {}
            if let Some(atom) = atoms.peek().filter(|atom| atom.start <= at) {
                at = self.drop_attributes(atom.end);
                continue;
            }
            let next = match byte {
                b'\\' => self.escape(at),
                b'[' => {
                    self.open.push(at);
                    at + 1
                }
                b']' => self.bracket_ends(at),
                b'^' => self.script(at, "sup"),
                b'~' => self.script(at, "sub"),
                b'\n' if ends_paragraph(&self.text[at + 1..]) => {
                    self.open.clear();
                    at + 1
                }
                _ => at + 1,
            };
            at = next.max(at + 1);
        }
    }

    /// A backslash escapes the next character. At the end of a paragraph, Pandoc drops it.
    fn escape(&mut self, at: usize) -> usize {
        let after = &self.text[at + 1..];
        let next = after
            .strip_prefix("\r\n")
            .or_else(|| after.strip_prefix('\n'));
        if next.is_some_and(ends_paragraph) {
            self.found.edits.push((at..at + 1, Cow::Borrowed("")));
            return at + 1;
        }
        at + 2
    }

    /// Removes the attributes at an offset and returns the offset after them.
    fn drop_attributes(&mut self, at: usize) -> usize {
        match self.attributes(at) {
            Some((_, end)) => {
                self.found.edits.push((at..end, Cow::Borrowed("")));
                end
            }
            None => at,
        }
    }

    /// The attributes at an offset, and the offset after them.
    fn attributes(&self, at: usize) -> Option<(Attributes, usize)> {
        let (attributes, length) = Attributes::parse(self.text.get(at..)?)?;
        Some((attributes, at + length))
    }

    /// Handles a closing bracket, which may end the words of a span or link.
    fn bracket_ends(&mut self, at: usize) -> usize {
        let Some(start) = self.open.pop() else {
            return at + 1;
        };
        if let Some(end) = self.marks.link_end(start) {
            let is_image = start > 0 && self.text.as_bytes()[start - 1] == b'!';
            return match self.attributes(end) {
                Some((attributes, after))
                    if !is_image && attributes.name_part_of_page("span", self.classes) =>
                {
                    self.span(start..start, end..after, &attributes);
                    after
                }
                _ => self.drop_attributes(end),
            };
        }
        let Some((attributes, end)) = self.attributes(at + 1) else {
            return at + 1;
        };
        // Others, too, write numbers in brackets, and braces may follow them.
        let is_number = |c: char| c.is_ascii_digit() || c == '^';
        let is_words = !self.text[start + 1..at].chars().all(is_number);
        self.found.is_pandoc |= is_words && attributes.name_part_of_page("span", self.classes);
        self.span(start..start + 1, at..end, &attributes);
        end
    }

    /// Puts the tags of a span in place of the two ranges.
    fn span(
        &mut self,
        start: std::ops::Range<usize>,
        end: std::ops::Range<usize>,
        attributes: &Attributes,
    ) {
        let is_underlined = attributes.class() == Some("underline");
        let name = if is_underlined { "u" } else { "span" };
        self.found.edits.push((start, attributes.tag(name).into()));
        self.found.edits.push((end, format!("</{name}>").into()));
    }

    /// Handles superscript or subscript, in which spaces have to be escaped.
    fn script(&mut self, at: usize, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mark = bytes[at];
        // Two marks in a row mean strikeout or something else.
        if bytes.get(at + 1) == Some(&mark) {
            return at + 2;
        }
        let mut spaces = Vec::new();
        let mut end = at + 1;
        let last = bytes.len().min(at + MAX_SCRIPT);
        while end < last && bytes[end] != mark {
            match bytes[end] {
                b'\\' => {
                    if bytes.get(end + 1) == Some(&b' ') {
                        spaces.push(end);
                    }
                    end += 1;
                }
                byte if byte.is_ascii_whitespace() => return at + 1,
                _ => {}
            }
            end += 1;
        }
        if end >= last || end == at + 1 {
            return at + 1;
        }
        let edits = &mut self.found.edits;
        edits.push((at..at + 1, format!("<{name}>").into()));
        edits.extend(spaces.into_iter().map(|at| (at..at + 1, Cow::Borrowed(""))));
        edits.push((end..end + 1, format!("</{name}>").into()));
        end + 1
    }

    /// Removes the attributes at the end of headings.
    fn headings(&mut self) {
        for heading in &self.marks.headings {
            let line = self.text[heading.clone()].trim_end();
            if !line.starts_with('#') || !line.ends_with('}') {
                continue;
            }
            let starts = memchr::memmem::find_iter(line.as_bytes(), b" {");
            let whole = |start: &usize| {
                Attributes::parse(&line[start + 1..])
                    .is_some_and(|(_, length)| start + 1 + length == line.len())
            };
            if let Some(start) = starts.into_iter().find(whole) {
                let start = line[..start].trim_end().len();
                let piece = heading.start + start..heading.start + line.len();
                self.found.edits.push((piece, Cow::Borrowed("")));
            }
        }
    }

    /// Replaces the attributes of fenced code by its language, as CommonMark has it.
    fn languages(&mut self) {
        for fence in &self.marks.fences {
            let Some(start) = self.text[fence.clone()].find('{') else {
                continue;
            };
            let start = fence.start + start;
            if let Some((attributes, end)) = self.attributes(start) {
                let language = attributes.class().unwrap_or_default().to_owned();
                self.found.edits.push((start..end, language.into()));
            }
        }
    }
}

/// Whether the first line of a text is blank or a fence.
fn ends_paragraph(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let content = line.trim_start_matches([' ', '\t', '>']).trim_end();
    content.is_empty() || content.starts_with(":::")
}
