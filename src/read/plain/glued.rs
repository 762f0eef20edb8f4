//! Headings on the same line as the first entry of their list, as in `Links[1] http://ex.org/`: removing the tags of
//! a page leaves such lines.

use super::line::Line;
use crate::grammar::entry::{address, entry};
use crate::grammar::source::heading;
use crate::grammar::space::trim_start;
use crate::grammar::url::starts_as_url;
use crate::label::{Part as Words, Vocabulary};

/// How many words of a label are examined after an address.
const LABEL_WORDS: usize = 8;

/// Splits the last such line before its first entry, and before its heading if a source line precedes that.
pub(super) fn split(lines: &mut Vec<Line<'_>>, vocabulary: &Vocabulary) {
    let glued = lines.iter().enumerate().rev().find_map(|(at, line)| {
        let (label, marker) = places(line, vocabulary)?;
        Some((at, label, marker))
    });
    let Some((at, label, marker)) = glued else {
        return;
    };
    let line = lines[at];
    let starts = [0, label, marker, line.text.len()];
    let pieces = starts.windows(2).filter(|place| place[0] < place[1]);
    lines.splice(at..=at, pieces.map(|place| line.piece(place[0]..place[1])));
}

/// The offsets of the heading and of the first entry in a line: known words, followed by number 1 with an address or
/// with nothing after it.
fn places(line: &Line<'_>, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    if !line.has_bracket {
        return None;
    }
    let mut brackets = memchr::memchr_iter(b'[', line.text.as_bytes());
    let marker = brackets.find(|at| line.text[*at..].starts_with("[1]"))?;
    let (rest, _) = entry(&line.text[marker..]).ok()?;
    if !rest.is_empty() && !starts_as_url(address(rest).url) {
        return None;
    }
    let label = heading(&line.text[..marker]);
    if vocabulary.knows(Words::Links, trim_start(label)) {
        return Some((0, marker));
    }
    let spaces = label.rmatch_indices(' ').take(LABEL_WORDS);
    let mut starts = spaces.map(|(space, _)| space + 1);
    let start = starts.find(|start| vocabulary.knows(Words::Links, &label[*start..]))?;
    is_source(&label[..start], vocabulary).then_some((start, marker))
}

/// Whether a text is a source line with a known label and its address.
fn is_source(text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary
        .labelled_line(text)
        .is_some_and(|found| found.is_known && starts_as_url(found.line.url))
}
