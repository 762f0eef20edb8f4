//! Recognizes print exports by their lines: a source line with the list of links right below it.
//!
//! Generators differ in their markup, and text has none, but all of them print these lines.

use std::borrow::Cow;

use crate::grammar::entry::{address, entry};
use crate::grammar::url::starts_as_url;
use crate::label::{Part, Vocabulary};
use crate::read::tags::{Piece, Pieces};

/// How many lines may stand between the source line and the list: the rest of a wrapped URL, and a heading.
const BETWEEN: usize = 4;

/// Elements that do not start a new line.
const INLINE: [&str; 12] = [
    "a", "b", "bdi", "em", "font", "i", "small", "span", "strong", "sup", "tt", "u",
];

/// Whether a page of HTML has the lines of an export.
pub(super) fn in_html(page: &str, vocabulary: &Vocabulary) -> bool {
    let mut lines = Lines::new(vocabulary);
    let mut line = String::new();
    for (_, piece) in Pieces::new(page) {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Start(tag) | Piece::End(tag) if !is_inline(tag.name) => {
                if lines.add(&collapsed(&line)) {
                    return true;
                }
                line.clear();
            }
            _ => {}
        }
    }
    lines.add(&collapsed(&line))
}

/// Whether a text has the lines of an export. A source line that only generators print is enough here.
pub(super) fn in_text(text: &str, vocabulary: &Vocabulary) -> bool {
    let mut lines = Lines::new(vocabulary);
    text.lines().any(|line| lines.add(line)) || lines.has_clear_source
}

fn is_inline(name: &str) -> bool {
    INLINE
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(name))
}

/// Collapses white space as browsers do.
fn collapsed(text: &str) -> String {
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// Examines the lines of a page, one after another.
struct Lines<'a> {
    vocabulary: &'a Vocabulary,
    /// How many more non-empty lines may stand between here and the first entry of a list; `None` if no list is
    /// expected.
    allowed_between: Option<usize>,
    /// Set if the line above is the label of a source line without its URL: whether the label is unmistakable.
    awaits_url: Option<bool>,
    /// Whether there is a source line that only generators print.
    has_clear_source: bool,
}

impl<'a> Lines<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self {
            vocabulary,
            allowed_between: None,
            awaits_url: None,
            has_clear_source: false,
        }
    }

    /// Examines the next line and returns whether it starts the list of an export.
    fn add(&mut self, line: &str) -> bool {
        let line = without_marks(line);
        let line = line.trim_ascii();
        if line.is_empty() {
            return false;
        }
        if self.allowed_between.is_some() && is_first_entry(line) {
            return true;
        }
        self.allowed_between = self.allowed_between.and_then(|lines| lines.checked_sub(1));
        match self.awaits_url.take() {
            Some(is_clear) if starts_as_url(without_number(line)) => self.found_source(is_clear),
            _ if self.vocabulary.knows(Part::Links, line) => {
                self.allowed_between = self.allowed_between.or(Some(0));
            }
            _ => self.look_for_source(line),
        }
        false
    }

    fn look_for_source(&mut self, line: &str) {
        let Some(found) = self.vocabulary.labelled_line(line) else {
            return;
        };
        if !found.announces_source() {
            return;
        }
        // A label of one word, as in `URL: …`, occurs on many other pages.
        let is_clear = found.is_known && found.line.label.contains([' ', '-']);
        let url = without_number(found.line.url);
        if url.is_empty() {
            self.awaits_url = Some(is_clear);
        } else if starts_as_url(url) {
            self.found_source(is_clear);
        }
    }

    fn found_source(&mut self, is_clear: bool) {
        self.allowed_between = Some(BETWEEN);
        self.has_clear_source |= is_clear;
    }
}

/// Removes the marks of emphasis, quotations, tables and angle brackets from a line.
fn without_marks(line: &str) -> Cow<'_, str> {
    const MARKS: [char; 6] = ['*', '\\', '<', '>', '_', '|'];
    match line.contains(MARKS) {
        true => Cow::Owned(line.replace(MARKS, "")),
        false => Cow::Borrowed(line),
    }
}

/// Removes the number that a text browser puts before a URL, or the bracket of a Markdown link.
fn without_number(url: &str) -> &str {
    let rest = entry(url).map_or(url, |(rest, _)| rest);
    let rest = rest.trim_ascii_start();
    rest.strip_prefix('[').unwrap_or(rest)
}

/// Whether a line is the first entry of a list of links.
fn is_first_entry(line: &str) -> bool {
    let line = line
        .strip_prefix('[')
        .filter(|line| line.starts_with('['))
        .unwrap_or(line);
    let Ok((rest, 1)) = entry(line) else {
        return false;
    };
    starts_as_url(address(without_number(rest)).url)
}
