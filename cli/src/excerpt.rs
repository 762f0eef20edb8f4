//! Cuts out the piece of a text that a warning is about, for codespan-reporting to show.
//!
//! Some pages have a whole article on one line, so an excerpt is only as much around the position as fits the width
//! of a screen, with its true line and column.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};
use liens::Span;

/// How many characters are shown before and after the marked text.
const AROUND: usize = 30;
/// How many characters of the marked text are shown.
const MARKED: usize = 50;

/// A piece of one line.
pub(super) struct Excerpt<'a> {
    /// The name of the file.
    name: &'a str,
    text: String,
    /// The range to mark, in the excerpt's text.
    pub(super) marked: Range<usize>,
    line: usize,
    column: usize,
}

impl<'a> Excerpt<'a> {
    /// The piece of `source` around a span; `None` if the span is not within this text.
    pub(super) fn new(name: &'a str, source: &str, span: Span) -> Option<Self> {
        let (before, is_cut_before) = last_of_line(source.get(..span.start)?);
        let (inside, _) = first_of_line(source.get(span.range())?, MARKED);
        let rest = source.get(span.start + inside.len()..)?;
        let (after, is_cut_after) = first_of_line(rest, AROUND);

        let mut text = String::new();
        if is_cut_before {
            text.push('…');
        }
        push(&mut text, before);
        let start = text.len();
        push(&mut text, inside);
        let marked = start..text.len();
        push(&mut text, after);
        if is_cut_after {
            text.push('…');
        }
        Some(Self {
            name,
            text,
            marked,
            line: span.line,
            column: span.column,
        })
    }
}

/// The end of the last line of a text, and whether the line begins earlier.
fn last_of_line(text: &str) -> (&str, bool) {
    let start = text.char_indices().rev().nth(AROUND - 1);
    let (rest, part) = text.split_at(start.map_or(0, |(start, _)| start));
    match part.rfind('\n') {
        Some(newline) => (&part[newline + 1..], false),
        None => (part, !rest.is_empty() && !rest.ends_with('\n')),
    }
}

/// The beginning of the first line of a text, and whether the line goes on.
fn first_of_line(text: &str, count: usize) -> (&str, bool) {
    let (part, rest) = first_chars(text, count);
    match part.find(['\r', '\n']) {
        Some(line_end) => (&part[..line_end], false),
        None => (part, !rest.is_empty() && !rest.starts_with(['\r', '\n'])),
    }
}

/// Splits a text after this many characters.
fn first_chars(text: &str, count: usize) -> (&str, &str) {
    let end = text.char_indices().nth(count);
    text.split_at(end.map_or(text.len(), |(end, _)| end))
}

/// Adds text without characters that control the terminal.
fn push(text: &mut String, part: &str) {
    text.extend(part.chars().map(super::message::printable));
}

impl<'a> Files<'a> for Excerpt<'_> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), _byte: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_range(&'a self, (): (), _line: usize) -> Result<Range<usize>, Error> {
        Ok(0..self.text.len())
    }

    fn line_number(&'a self, (): (), _line: usize) -> Result<usize, Error> {
        Ok(self.line)
    }

    fn column_number(&'a self, (): (), _line: usize, _byte: usize) -> Result<usize, Error> {
        Ok(self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(source: &str, start: usize, end: usize) -> (String, String) {
        let span = Span {
            start,
            end,
            line: 1,
            column: 1,
        };
        let excerpt = Excerpt::new("x", source, span).expect("a span of the text");
        let marked = excerpt.text[excerpt.marked.clone()].to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn a_short_line_is_shown_as_it_is() {
        assert_eq!(
            excerpt("a\nbe [9]!\r\nc", 5, 8),
            ("be [9]!".into(), "[9]".into())
        );
        assert_eq!(excerpt("a", 1, 1), ("a".into(), String::new()));
        assert_eq!(excerpt("", 0, 0), (String::new(), String::new()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let source = format!("{}[9]{}", "é".repeat(1000), "à".repeat(1000));
        let (text, marked) = excerpt(&source, 2000, 2003);
        assert_eq!(
            text,
            format!("…{}[9]{}…", "é".repeat(AROUND), "à".repeat(AROUND))
        );
        assert_eq!(marked, "[9]");
    }

    #[test]
    fn a_long_place_is_cut_to_its_first_line_and_to_width() {
        assert_eq!(excerpt("ab\ncd", 0, 5), ("ab".into(), "ab".into()));
        let (text, marked) = excerpt(&"x".repeat(500), 0, 500);
        assert_eq!(marked, "x".repeat(MARKED));
        assert_eq!(text.chars().count(), MARKED + AROUND + 1);
    }

    #[test]
    fn control_characters_are_not_shown() {
        let (text, marked) = excerpt("\u{1b}[31m[9]", 5, 8);
        assert_eq!(text, "\u{FFFD}[31m[9]");
        assert_eq!(marked, "[9]");
    }

    #[test]
    fn a_span_of_another_text_is_none() {
        let span = Span {
            start: 1,
            end: 9,
            line: 1,
            column: 1,
        };
        assert!(Excerpt::new("x", "é", span).is_none());
    }
}
