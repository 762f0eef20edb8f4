//! Splits plain text into lines, and decides which of them were wrapped.
//!
//! Plain text does not mark where a paragraph continues. But a program that wraps breaks a line only where the next
//! word does not fit, so line lengths show the margin at which it wrapped ([`Margin`]).

use std::ops::Range;

use super::bullet::Bullet;
use crate::bytes;
use crate::grammar::marker::marker;
use crate::grammar::script::{columns, is_unspaced};

/// A line of the text, without indentation and quotation markers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The text without white space at either end.
    pub(super) text: &'a str,
    /// The offset of `text` in the whole text.
    pub(super) start: usize,
    /// The number of columns of white space before it.
    pub(super) indent: usize,
    /// The column after the last character.
    pub(super) end: usize,
    /// The width of the first word in columns, including markers after it: if it did not fit on the line above, they
    /// came to this line with it.
    first_word: usize,
    /// Whether the first and the last character are of a script without spaces.
    unspaced: [bool; 2],
    /// Whether the line has no space.
    pub(super) is_one_word: bool,
    /// Whether there are two or more spaces in a row between words.
    pub(super) has_gap: bool,
    /// Whether there is a bracket, as in markers.
    pub(super) has_bracket: bool,
    /// Whether the line is a rule, or underlines the line above.
    pub(super) is_rule: bool,
    /// Whether the line may start an item.
    pub(super) has_bullet: bool,
    /// How many quotation markers, `>`, are before it.
    pub(super) quotes: usize,
    /// Whether two spaces at its end show that it ends there on purpose.
    pub(super) is_final: bool,
    /// Whether a page of the document starts with the line.
    pub(super) new_page: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the text continues on the next line in a script without spaces.
    pub(super) fn continues_unspaced(&self, next: &Self) -> bool {
        self.unspaced[1] && next.unspaced[0]
    }

    /// Whether the line ends inside a word that continues on the next line after a hyphen.
    pub(super) fn breaks_word(&self, next: &Self) -> bool {
        let mut ends = self.text.chars().rev();
        let is_hyphen = ends
            .next()
            .is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
        let first = |line: &Self| line.text.chars().next();
        is_hyphen
            && ends.next().is_some_and(char::is_alphanumeric)
            && first(next).is_some_and(char::is_alphanumeric)
    }

    /// Whether the line starts with a lowercase letter or a digit, as the rest of a divided word does.
    pub(super) fn starts_lowercase(&self) -> bool {
        let first = self.text.chars().next();
        first.is_some_and(|c| c.is_lowercase() || c.is_numeric())
    }

    /// Whether a word starts beyond a column, which cannot happen in a text that was wrapped there, except in a
    /// table. Control characters do not count reliably: their width depends on their neighbours.
    fn has_word_beyond(&self, column: usize) -> bool {
        let last_word = || {
            self.text
                .rfind(' ')
                .map_or(self.text, |space| &self.text[space + 1..])
        };
        self.end > column && !self.has_gap && self.end.saturating_sub(columns(last_word())) > column
    }
}

impl<'a> Line<'a> {
    /// A part of the line as a line of its own.
    pub(super) fn piece(&self, place: Range<usize>) -> Self {
        let piece = line_of(&self.text[place.clone()], self.start + place.start, false);
        Self {
            indent: self.indent,
            end: self.indent + piece.end,
            quotes: self.quotes,
            new_page: self.new_page && place.start == 0,
            ..piece
        }
    }
}

/// Splits a text into lines. A form feed starts a page, and therefore also a line.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let has_pages = memchr::memchr(b'\x0c', text.as_bytes()).is_some();
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        if has_pages {
            let mut at = start;
            for (page, piece) in line.split('\x0c').enumerate() {
                lines.push(line_of(piece, at, page > 0));
                at += piece.len() + 1;
            }
        } else {
            lines.push(line_of(line, start, false));
        }
        start = end + 1;
    }
    lines
}

fn line_of(line: &str, start: usize, new_page: bool) -> Line<'_> {
    let (filled, quotes, indent) = if starts_with_letter(line) {
        (line, 0, 0)
    } else {
        let (rest, quotes) = unquoted(line);
        // elinks indents numbers with a no-break space.
        let filled = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
        (filled, quotes, indent(&rest[..rest.len() - filled.len()]))
    };
    let text = filled.trim_ascii_end();
    let marks = Marks::of(text);
    let unspaced = match marks.has(Marks::THREE_BYTES) {
        true => [text.chars().next(), text.chars().next_back()].map(|c| c.is_some_and(is_unspaced)),
        false => [false; 2],
    };
    let space = text.bytes().position(|byte| byte == b' ');
    Line {
        text,
        start: start + line.len() - filled.len(),
        indent,
        end: indent + marks.columns(text),
        first_word: match unspaced {
            [true, _] => 2,
            _ => first_word(text, space.unwrap_or(text.len()), marks),
        },
        unspaced,
        is_one_word: space.is_none(),
        has_gap: marks.has(Marks::GAP),
        has_bracket: marks.has(Marks::BRACKET),
        is_rule: is_rule(text),
        has_bullet: Bullet::of(text).is_some(),
        quotes,
        is_final: filled.len() > text.len() + 1 && filled.trim_end_matches('\r').ends_with("  "),
        new_page,
    }
}

/// Adds the width of removed pieces to the lines that they were removed from, as the lines were wrapped with them.
pub(super) fn widen(lines: &mut [Line<'_>], pieces: &[Range<usize>]) {
    let mut removed = 0;
    let mut at = 0;
    for piece in pieces {
        let start = piece.start - removed;
        removed += piece.len();
        let ends_before = |line: &Line<'_>| line.start + line.text.len() < start;
        at += lines[at..]
            .iter()
            .take_while(|line| ends_before(line))
            .count();
        // The piece was before the words of the line, or among them.
        let Some(line) = lines.get_mut(at) else {
            return;
        };
        line.end += piece.len();
        let first = line.text.split(' ').next().unwrap_or_default();
        if start <= line.start + first.len() {
            line.first_word += piece.len();
        }
    }
}

/// Whether a line starts with an ASCII letter or digit, as most lines do.
fn starts_with_letter(line: &str) -> bool {
    let first = line.as_bytes().first();
    first.is_some_and(u8::is_ascii_alphanumeric)
}

/// What a single pass over the bytes of a line finds.
#[derive(Clone, Copy)]
struct Marks(u8);

impl Marks {
    const BEYOND_ASCII: u8 = 1;
    /// Characters of three bytes or more, which all of [`is_unspaced`] are.
    const THREE_BYTES: u8 = 2;
    const GAP: u8 = 4;
    const BRACKET: u8 = 8;

    fn of(text: &str) -> Self {
        let mark = |is_such, mark| u8::from(is_such) * mark;
        Self(bytes::marks(text.as_bytes(), |byte, next| {
            mark(byte >= 0x80, Self::BEYOND_ASCII)
                | mark(byte >= 0xe2, Self::THREE_BYTES)
                | mark((byte == b' ') & (next == b' '), Self::GAP)
                | mark(byte == b'[', Self::BRACKET)
        }))
    }

    fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }

    /// The width of a part of the line in columns.
    fn columns(self, piece: &str) -> usize {
        match self.has(Self::BEYOND_ASCII) {
            true => columns(piece),
            false => piece.len(),
        }
    }
}

/// The maximum indent that is counted: no page is wider.
const MAX_INDENT: usize = 1000;

/// The width of the white space at the start of a line, in columns.
fn indent(space: &str) -> usize {
    let mut indent = 0;
    for c in space.chars() {
        // Tab stops are eight columns apart.
        indent = if c == '\t' {
            (indent / 8 + 1) * 8
        } else {
            indent + 1
        };
    }
    indent.min(MAX_INDENT)
}

/// Removes the quotation markers from a line and counts them.
fn unquoted(line: &str) -> (&str, usize) {
    let (mut rest, mut quotes) = (line, 0);
    while let Some(after) = rest
        .strip_prefix('>')
        .or_else(|| (quotes > 0).then(|| rest.strip_prefix(" >"))?)
    {
        rest = after;
        quotes += 1;
    }
    let rest = match rest.strip_prefix(' ') {
        Some(after) if quotes > 0 => after,
        _ => rest,
    };
    (rest, quotes)
}

/// The width in columns of a line's first word, which ends at `end`, including markers after it. Where a script
/// without spaces follows the word directly, only the part before it counts.
fn first_word(text: &str, end: usize, marks: Marks) -> usize {
    let word = &text[..end];
    if marks.has(Marks::THREE_BYTES) && !word.is_ascii() {
        if let Some(at) = word.find(is_unspaced) {
            return columns(&word[..at]);
        }
    }
    let mut rest = &text[end..];
    while rest.starts_with(" [") {
        let Ok((after, _)) = marker(&rest[1..]) else {
            break;
        };
        rest = after;
    }
    marks.columns(&text[..text.len() - rest.len()])
}

/// The right margin at which a text was wrapped, if it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// The column where the longest wrapped line ends.
    longest: Option<usize>,
}

/// No text is wrapped at a margin narrower than this.
const MIN_MARGIN: usize = 40;

impl Margin {
    /// Finds the margin at which the most lines could have been wrapped: they end before it, and would not if the
    /// first word of the next line were added.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        // The columns where lines end, and those where they would end with the next word.
        let (mut ends, mut needs) = (Vec::new(), Vec::new());
        for pair in lines.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            let apart = line.is_blank() || next.is_blank() || line.quotes != next.quotes;
            // Lines with columns, or that end on purpose, were not wrapped.
            if apart || line.is_final || line.has_gap || next.is_rule {
                continue;
            }
            let need = line.end + room_for(line, next);
            if need > MIN_MARGIN && !line.is_one_word && !starts_item(next.text) {
                ends.push(line.end.max(MIN_MARGIN));
                needs.push(need);
            }
        }
        ends.sort_unstable();
        needs.sort_unstable();
        let (mut most, mut best) = (0, None);
        let mut ended = 0;
        for same in ends.chunk_by(|a, b| a == b) {
            let column = same[0];
            ended += same.len();
            let with_room = needs.partition_point(|need| *need <= column);
            if ended - with_room >= most {
                most = ended - with_room;
                let next = ends.get(ended).into_iter().chain(needs.get(with_room));
                best = next.min().map(|next| column..*next);
            }
        }
        let pairs = ends.len();
        let is_margin = |margin: &Range<usize>| {
            // A heading may be on one line, however long.
            let is_heading = |at: usize| lines.get(at + 1).is_some_and(|next| next.is_rule);
            let across = lines.iter().enumerate();
            let across =
                across.filter(|(at, line)| line.has_word_beyond(margin.end) && !is_heading(*at));
            most * 3 >= pairs && across.count() < most
        };
        Self {
            longest: best.filter(is_margin).map(|margin| margin.start),
        }
    }

    /// Whether a line was wrapped before `next`: the first word of that line would not have fitted, or was divided.
    pub(super) fn wraps(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let has_no_room = |longest| line.end + room_for(line, next) > longest;
        // In text that is not wrapped, such as verse, short lines end on purpose.
        let is_prose = self.longest.is_some() || line.end >= MIN_MARGIN;
        let is_divided = || is_prose && next.starts_lowercase() && line.breaks_word(next);
        !line.is_final && (self.longest.is_some_and(has_no_room) || is_divided())
    }

    /// Whether a line has no room even for one more character.
    pub(super) fn is_full(&self, line: &Line<'_>) -> bool {
        self.longest.is_some_and(|longest| line.end >= longest)
    }
}

/// Whether a line may start an item or an entry, which few wrapped lines would.
fn starts_item(text: &str) -> bool {
    if text.starts_with(char::is_alphabetic) {
        // Most lines start with a letter.
        return false;
    }
    let is_number = |word: &str| word.len() <= 4 && word.starts_with(|c: char| c.is_ascii_digit());
    let space = text.bytes().position(|byte| byte == b' ');
    match &text[..space.unwrap_or(text.len())] {
        "•" | "□" | "☆" | "*" | "+" | "-" => true,
        word if word.starts_with('[') => {
            word.ends_with(']') && memchr::memchr(b':', text.as_bytes()).is_some()
        }
        word => word.ends_with(['.', ')']) && is_number(word),
    }
}

/// The width that the first word of the next line would add to a line, including the space between them.
fn room_for(line: &Line<'_>, next: &Line<'_>) -> usize {
    next.first_word + usize::from(!line.continues_unspaced(next))
}

fn is_rule(text: &str) -> bool {
    // The first byte excludes nearly all lines.
    if !matches!(
        text.as_bytes(),
        [b'-' | b'_' | b'=' | b'*' | b'~' | 0xe2, ..]
    ) {
        return false;
    }
    let mut chars = text.chars().filter(|c| *c != ' ');
    let Some(first) = chars.next() else {
        return false;
    };
    matches!(
        first,
        '-' | '_' | '=' | '*' | '~' | '─' | '━' | '═' | '—' | '–'
    ) && chars.clone().count() >= 2
        && chars.all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_and_indentation_are_removed() {
        let all = lines("a\r\n> > \tb \n  >c\n\x0cd");
        let seen: Vec<_> = all
            .iter()
            .map(|line| {
                (
                    line.text, line.start, line.indent, line.quotes, line.new_page,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("a", 0, 0, 0, false),
                ("b", 8, 8, 2, false),
                (">c", 13, 2, 0, false),
                ("", 16, 0, 0, false),
                ("d", 17, 0, 0, true)
            ]
        );
    }

    #[test]
    fn wrapped_lines_differ_from_short_ones() {
        let text = "one two three four five six seven eight nine ten\n\
                    eleven twelve thirteen fourteen fifteen sixteen\n\
                    seventeen\n\
                    eighteen";
        let all = lines(text);
        let margin = Margin::of(&all);
        assert!(margin.wraps(&all[0], &all[1]));
        assert!(margin.wraps(&all[1], &all[2]));
        assert!(!margin.wraps(&all[2], &all[3]));
        let short = lines("1 High Street\nAnytown");
        assert!(!Margin::of(&short).wraps(&short[0], &short[1]));
    }
    #[test]
    fn a_text_with_words_after_the_margin_was_not_wrapped() {
        let long = "one two three four five six seven eight nine ten eleven twelve";
        let term = "thirteen fourteen fifteen sixteen sev";
        let text = format!("{long}\n\n{term}\n    eighteen\n\n{long}");
        let all = lines(&text);
        assert!(!Margin::of(&all).wraps(&all[2], &all[3]));
    }
}
