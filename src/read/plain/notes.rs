//! Notes as [`PlainText`](crate::write::PlainText) writes them: `[^1]` in the words, and a paragraph `[^1]: …` below them,
//! whose further lines are set in.
//!
//! Anything else that looks like a note stays text: labels that do not count from 1, that nothing refers to from above,
//! or that refer to nothing.

use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;

use super::line::{Line, Margin};

/// How far the further lines of a note are set in.
const INDENT: usize = 4;
/// How deep notes stand in notes. What refers to further ones is text.
const LEVELS: usize = 3;

/// The notes of a text, in the order of their numbers.
pub(super) struct Notes<'a> {
    notes: Vec<Note<'a>>,
    /// How many notes are open.
    level: Cell<usize>,
    pub(super) margin: &'a Margin,
}

struct Note<'a> {
    /// Where it stands in the text.
    place: Range<usize>,
    /// What it says, as if it stood by itself.
    lines: Vec<Line<'a>>,
    /// Whether it is where the words refer to it.
    is_placed: Cell<bool>,
}

impl<'a> Notes<'a> {
    /// The notes in some lines: all of them, or none.
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
                is_placed: Cell::new(false),
            });
            at = end;
        }
        Self {
            notes,
            level: Cell::new(0),
            margin,
        }
    }

    /// What a note says that the words refer to, unless it stands elsewhere already.
    pub(super) fn begin(&self, number: u32) -> Option<&[Line<'a>]> {
        let note = self.notes.get(number.checked_sub(1)? as usize)?;
        if note.is_placed.get() || self.level.get() == LEVELS {
            return None;
        }
        note.is_placed.set(true);
        self.level.set(self.level.get() + 1);
        Some(&note.lines)
    }

    /// Ends the innermost note that has begun.
    pub(super) fn end(&self) {
        self.level.set(self.level.get() - 1);
    }

    /// Where the note ends that starts there in the text, if it is placed elsewhere.
    pub(super) fn placed_at(&self, start: usize) -> Option<usize> {
        let at = self.notes.partition_point(|note| note.place.start < start);
        let note = self.notes.get(at)?;
        (note.place.start == start && note.is_placed.get()).then_some(note.place.end)
    }
}

/// The label of a note at the start of a text: its number, and how many bytes it takes.
pub(super) fn label(text: &str) -> Option<(u32, usize)> {
    /// How many digits a number has at most.
    const DIGITS: usize = 5;
    let digits = text.strip_prefix("[^")?;
    let end = digits
        .bytes()
        .take(DIGITS + 1)
        .position(|byte| byte == b']')?;
    let is_number = digits[..end].bytes().all(|byte| byte.is_ascii_digit());
    let number = is_number.then(|| digits[..end].parse().ok())??;
    Some((number, end + "[^]".len()))
}

/// All labels in a text.
fn labels(text: &str) -> impl Iterator<Item = u32> {
    memchr::memchr_iter(b'[', text.as_bytes())
        .filter_map(|at| label(&text[at..]).map(|(number, _)| number))
}

/// The number of the note that starts with a line, and how many bytes stand before what it says.
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

/// The line after a note: all of it is set in but its first line.
fn end_of_note(lines: &[Line<'_>], at: usize) -> usize {
    let is_within = |line: &&Line<'_>| line.is_blank() || line.indent >= INDENT && line.quotes == 0;
    let further = lines[at + 1..].iter().take_while(is_within).count();
    let all = &lines[at..at + 1 + further];
    let last = all.iter().rposition(|line| !line.is_blank());
    at + last.map_or(0, |last| last + 1)
}

/// The lines of a note as they are without its label.
fn lines_of_note<'a>(lines: &[Line<'a>], label: usize) -> Vec<Line<'a>> {
    let mut own = lines.to_vec();
    for line in &mut own {
        line.indent = line.indent.saturating_sub(INDENT);
    }
    if let Some(first) = own.first_mut() {
        first.start += label;
        first.text = &first.text[label..];
    }
    own
}
