//! Notes as [`PlainText`](crate::write::PlainText) writes them: `[^1]` in the words, and below them a paragraph
//! `[^1]: …` whose further lines are indented.
//!
//! Text that only looks like a note stays text: labels that do not count from 1, and labels without a reference above
//! them or without a note.

use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;

use super::line::{Line, Margin};

/// The indentation of a note's further lines.
const NOTE_INDENT: usize = 4;
/// How deep notes may nest in notes. References to deeper ones stay text.
const MAX_NESTING: usize = 3;

/// The notes of a text, in the order of their numbers.
pub(super) struct Notes<'a> {
    notes: Vec<Note<'a>>,
    /// How many notes are open at the moment.
    level: Cell<usize>,
    pub(super) margin: &'a Margin,
}

struct Note<'a> {
    /// Its span in the text.
    place: Range<usize>,
    /// Its lines, without label and indentation.
    lines: Vec<Line<'a>>,
    /// Whether it was moved to the reference to it.
    is_moved: Cell<bool>,
}

impl<'a> Notes<'a> {
    /// Reads the notes in some lines. If one is not numbered as expected, there are none at all.
    pub(super) fn of(lines: &[Line<'a>], margin: &'a Margin) -> Self {
        let mut notes = Vec::new();
        let mut referred = HashSet::new();
        let mut at = 0;
        while at < lines.len() {
            let line = &lines[at];
            let Some((number, length)) = label_of_note(lines, at) else {
                if line.has_bracket {
                    referred.extend(labels(line.text));
                }
                at += 1;
                continue;
            };
            let end = end_of_note(lines, at);
            if number as usize != notes.len() + 1 || !referred.contains(&number) {
                notes.clear();
                break;
            }
            let own = lines_of_note(&lines[at..end], length);
            referred.extend(own.iter().flat_map(|line| labels(line.text)));
            let last = &lines[end - 1];
            notes.push(Note {
                place: line.start..last.start + last.text.len(),
                lines: own,
                is_moved: Cell::new(false),
            });
            at = end;
        }
        Self {
            notes,
            level: Cell::new(0),
            margin,
        }
    }

    /// Begins a note at a reference and returns its lines, unless it was already moved to another reference.
    pub(super) fn begin(&self, number: u32) -> Option<&[Line<'a>]> {
        let note = self.notes.get(number.checked_sub(1)? as usize)?;
        if note.is_moved.get() || self.level.get() == MAX_NESTING {
            return None;
        }
        note.is_moved.set(true);
        self.level.set(self.level.get() + 1);
        Some(&note.lines)
    }

    /// Ends the innermost note that has begun.
    pub(super) fn end(&self) {
        self.level.set(self.level.get() - 1);
    }

    /// The offset where the note that starts at `start` ends, if it was moved to its reference.
    pub(super) fn end_if_moved(&self, start: usize) -> Option<usize> {
        let at = self.notes.partition_point(|note| note.place.start < start);
        let note = self.notes.get(at)?;
        (note.place.start == start && note.is_moved.get()).then_some(note.place.end)
    }
}

/// Parses the label of a note at the start of a text, and returns its number and length in bytes.
pub(super) fn label(text: &str) -> Option<(u32, usize)> {
    /// The maximum number of digits in a label.
    const MAX_DIGITS: usize = 5;
    let digits = text.strip_prefix("[^")?;
    let end = digits
        .bytes()
        .take(MAX_DIGITS + 1)
        .position(|byte| byte == b']')?;
    let is_number = digits[..end].bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| digits[..end].parse().ok())??;
    Some((number, end + "[^]".len()))
}

/// The numbers of all labels in a text.
fn labels(text: &str) -> impl Iterator<Item = u32> {
    memchr::memchr_iter(b'[', text.as_bytes())
        .filter_map(|at| label(&text[at..]).map(|(number, _)| number))
}

/// The number of the note that starts at a line, and the offset of its words in the line.
fn label_of_note(lines: &[Line<'_>], at: usize) -> Option<(u32, usize)> {
    let line = &lines[at];
    let is_apart = at
        .checked_sub(1)
        .is_none_or(|above| lines[above].is_blank());
    if !line.has_bracket || line.indent > 0 || line.quotes > 0 || !is_apart {
        return None;
    }
    let (number, length) = label(line.text)?;
    let words = line.text[length..].strip_prefix(": ")?;
    Some((number, line.text.len() - words.len()))
}

/// The line after a note, all of which is indented except its first line.
fn end_of_note(lines: &[Line<'_>], at: usize) -> usize {
    let is_within =
        |line: &&Line<'_>| line.is_blank() || line.indent >= NOTE_INDENT && line.quotes == 0;
    let further = lines[at + 1..].iter().take_while(is_within).count();
    let all = &lines[at..at + 1 + further];
    let last = all.iter().rposition(|line| !line.is_blank());
    at + last.map_or(0, |last| last + 1)
}

/// The lines of a note, without its label and indentation.
fn lines_of_note<'a>(lines: &[Line<'a>], label: usize) -> Vec<Line<'a>> {
    let mut own = lines.to_vec();
    for line in &mut own {
        line.indent = line.indent.saturating_sub(NOTE_INDENT);
    }
    if let Some(first) = own.first_mut() {
        first.start += label;
        first.text = &first.text[label..];
    }
    own
}
