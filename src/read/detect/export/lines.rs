//! Print exports by their lines: a source line, and the list below it.

use std::borrow::Cow;

use crate::grammar::entry::{address, entry};
use crate::grammar::url::starts_as_url;
use crate::label::{Part, Vocabulary};
use crate::read::tags::{Piece, Pieces};

/// How many lines may stand between the source line and the list: the rest of a wrapped URL, and the heading.
const BETWEEN: usize = 4;

/// Elements that break no line.
const INLINE: [&str; 12] = [
    "a", "b", "bdi", "em", "font", "i", "small", "span", "strong", "sup", "tt", "u",
];

/// Whether a page of HTML has the lines of an export.
pub(super) fn in_html(page: &str, words: &Vocabulary) -> bool {
    let mut lines = Lines::new(words);
    let mut line = String::new();
    for (_, piece) in Pieces::new(page) {
        match piece {
            Piece::Text(text) => line.push_str(text),
            Piece::Start(tag) | Piece::End(tag) if !is_inline(tag.name) => {
                if lines.add(&spaced(&line)) {
                    return true;
                }
                line.clear();
            }
            _ => {}
        }
    }
    lines.add(&spaced(&line))
}

/// Whether a text has the lines of an export. There, a source line that nobody else writes is enough.
pub(super) fn in_text(text: &str, words: &Vocabulary) -> bool {
    let mut lines = Lines::new(words);
    text.lines().any(|line| lines.add(line)) || lines.has_clear_source
}

fn is_inline(name: &str) -> bool {
    INLINE
        .iter()
        .any(|inline| inline.eq_ignore_ascii_case(name))
}

/// White space as browsers show it.
fn spaced(text: &str) -> String {
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

/// The lines of a page, one after the other.
struct Lines<'a> {
    words: &'a Vocabulary,
    /// How many filled lines below this one may stand above the first entry of a list.
    may_precede: Option<usize>,
    /// The line above is a label of a source line without its URL; whether it is a clear one.
    awaits_url: Option<bool>,
    /// Whether there is a source line that nobody else writes.
    has_clear_source: bool,
}

impl<'a> Lines<'a> {
    fn new(words: &'a Vocabulary) -> Self {
        Self {
            words,
            may_precede: None,
            awaits_url: None,
            has_clear_source: false,
        }
    }

    /// Looks at the next line; whether it starts the list of an export.
    fn add(&mut self, line: &str) -> bool {
        let line = bare(line);
        let line = line.trim_ascii();
        if line.is_empty() {
            return false;
        }
        if self.may_precede.is_some() && is_first_entry(line) {
            return true;
        }
        self.may_precede = self.may_precede.and_then(|lines| lines.checked_sub(1));
        match self.awaits_url.take() {
            Some(is_clear) if starts_as_url(without_number(line)) => self.found_source(is_clear),
            _ if self.words.knows(Part::Links, line) => {
                self.may_precede = self.may_precede.or(Some(0));
            }
            _ => self.look_for_source(line),
        }
        false
    }

    fn look_for_source(&mut self, line: &str) {
        let Some(found) = self.words.labelled_line(line) else {
            return;
        };
        if !found.announces_source() {
            return;
        }
        // `URL: …` stands on many pages.
        let is_clear = found.is_known && found.line.label.contains([' ', '-']);
        let url = without_number(found.line.url);
        if url.is_empty() {
            self.awaits_url = Some(is_clear);
        } else if starts_as_url(url) {
            self.found_source(is_clear);
        }
    }

    fn found_source(&mut self, is_clear: bool) {
        self.may_precede = Some(BETWEEN);
        self.has_clear_source |= is_clear;
    }
}

/// A line without the marks of Markdown around its words, and those of quotation.
fn bare(line: &str) -> Cow<'_, str> {
    const MARKS: [char; 6] = ['*', '\\', '<', '>', '_', '|'];
    match line.contains(MARKS) {
        true => Cow::Owned(line.replace(MARKS, "")),
        false => Cow::Borrowed(line),
    }
}

/// A URL without the number that a text browser puts before it, or the bracket of Markdown.
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
