//! Lines of plain text, and whether they were wrapped.

use std::ops::Range;

use super::bullet::Bullet;
use crate::bytes;
use crate::grammar::marker::marker;
use crate::grammar::script::{columns, is_unspaced};

/// A line of the text, without what indents and quotes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From the first character that is no white space to the last.
    pub(super) text: &'a str,
    /// Where that starts in the text, in bytes.
    pub(super) start: usize,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// The column after the last character.
    pub(super) end: usize,
    /// How many columns its first word takes, with a marker after it: it may have gone to this line with
    /// its word.
    first_word: usize,
    /// Whether its first and last characters are of a script without spaces.
    unspaced: [bool; 2],
    /// Whether it has no space.
    pub(super) is_one_word: bool,
    /// Whether its words stand apart by more than a space somewhere.
    pub(super) has_gap: bool,
    /// Whether it has a bracket, as markers do.
    pub(super) has_bracket: bool,
    /// Whether it is a rule, or underlines the one above.
    pub(super) is_rule: bool,
    /// Whether it starts as an item does.
    pub(super) has_bullet: bool,
    /// How many `>` quote the line.
    pub(super) quotes: usize,
    /// Whether two spaces at its end say that it ends there on purpose.
    pub(super) is_final: bool,
    /// Whether a new page starts with the line.
    pub(super) new_page: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a script without spaces goes on from this line to the next.
    pub(super) fn goes_on_unspaced(&self, next: &Self) -> bool {
        self.unspaced[1] && next.unspaced[0]
    }

    /// Whether it ends within a word that goes on with the next line, after a hyphen.
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

    /// Whether it starts with a small letter, or with a digit, as a line does that goes on with a word.
    pub(super) fn starts_small(&self) -> bool {
        let first = self.text.chars().next();
        first.is_some_and(|c| c.is_lowercase() || c.is_numeric())
    }

    /// Whether a word starts after a column, which none would in a text that was wrapped there. Columns of
    /// a table may. Control characters have a column or none by what stands next to them.
    fn goes_on_past(&self, column: usize) -> bool {
        let last_word = || {
            self.text
                .rfind(' ')
                .map_or(self.text, |space| &self.text[space + 1..])
        };
        self.end > column && !self.has_gap && self.end.saturating_sub(columns(last_word())) > column
    }
}

impl<'a> Line<'a> {
    /// A piece of the line as a line of its own.
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

/// The lines of a text. A form feed starts a page, and so also a line.
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
        // elinks sets numbers in with a no-break space.
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

/// Gives lines the room back that pieces took which were cut out of their text: they were wrapped with these.
pub(super) fn widen(lines: &mut [Line<'_>], pieces: &[Range<usize>]) {
    let mut missing = 0;
    let mut at = 0;
    for piece in pieces {
        let start = piece.start - missing;
        missing += piece.len();
        let ends_before = |line: &Line<'_>| line.start + line.text.len() < start;
        at += lines[at..]
            .iter()
            .take_while(|line| ends_before(line))
            .count();
        // Before the words of the line, or within them.
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

/// Whether a line starts with a letter or a digit, as most lines do by far.
fn starts_with_letter(line: &str) -> bool {
    let first = line.as_bytes().first();
    first.is_some_and(u8::is_ascii_alphanumeric)
}

/// What one look at all bytes of a line shows.
#[derive(Clone, Copy)]
struct Marks(u8);

impl Marks {
    const BEYOND_ASCII: u8 = 1;
    /// Characters of three bytes and more, as all of [`is_unspaced`] are.
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

    /// How many columns a piece of the line takes.
    fn columns(self, piece: &str) -> usize {
        match self.has(Self::BEYOND_ASCII) {
            true => columns(piece),
            false => piece.len(),
        }
    }
}

/// How far in a line can stand: no page is wider.
const DEEPEST: usize = 1000;

/// How many columns white space at the start of a line takes.
fn indent(space: &str) -> usize {
    let mut indent = 0;
    for c in space.chars() {
        // Tabs stop at every eighth column.
        indent = if c == '\t' {
            (indent / 8 + 1) * 8
        } else {
            indent + 1
        };
    }
    indent.min(DEEPEST)
}

/// A line without the marks that quote it, and how many those were.
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

/// How many columns the first word of a line takes, which ends there, with the markers after it; of words that
/// scripts without spaces go on with, what stands before these.
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

/// Where a text was wrapped, if it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// The end of the longest line that was wrapped.
    longest: Option<usize>,
}

/// Narrower than this no text is wrapped.
const NARROWEST: usize = 40;

impl Margin {
    /// The margin at which most lines could have been wrapped: they end before it, and with the first
    /// word of the next line they would not.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        // Where lines ended, and where they would have ended with the next word.
        let (mut ends, mut needs) = (Vec::new(), Vec::new());
        for pair in lines.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            let apart = line.is_blank() || next.is_blank() || line.quotes != next.quotes;
            // What stands in columns, or ends on purpose, was not wrapped.
            if apart || line.is_final || line.has_gap || next.is_rule {
                continue;
            }
            let need = line.end + room_for(line, next);
            if need > NARROWEST && !line.is_one_word && !starts_item(next.text) {
                ends.push(line.end.max(NARROWEST));
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
            // A heading may stand on one line, however long.
            let is_heading = |at: usize| lines.get(at + 1).is_some_and(|next| next.is_rule);
            let across = lines.iter().enumerate();
            let across =
                across.filter(|(at, line)| line.goes_on_past(margin.end) && !is_heading(*at));
            most * 3 >= pairs && across.count() < most
        };
        Self {
            longest: best.filter(is_margin).map(|margin| margin.start),
        }
    }

    /// Whether a line ended since the first word of the next one had no room, or only a part of it.
    pub(super) fn wraps(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let has_no_room = |longest| line.end + room_for(line, next) > longest;
        // Short lines of a text that is not wrapped, as verse has, end where they are meant to.
        let is_prose = self.longest.is_some() || line.end >= NARROWEST;
        let is_divided = || is_prose && next.starts_small() && line.breaks_word(next);
        !line.is_final && (self.longest.is_some_and(has_no_room) || is_divided())
    }

    /// Whether a line has no room for even a character.
    pub(super) fn is_full(&self, line: &Line<'_>) -> bool {
        self.longest.is_some_and(|longest| line.end >= longest)
    }
}

/// Whether a line starts as an item or an entry does, which hardly any wrapped line would.
fn starts_item(text: &str) -> bool {
    if text.starts_with(char::is_alphabetic) {
        // Most lines by far.
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

/// How many columns the first word of the next line would take after a line, with the space between them.
fn room_for(line: &Line<'_>, next: &Line<'_>) -> usize {
    next.first_word + usize::from(!line.goes_on_unspaced(next))
}

fn is_rule(text: &str) -> bool {
    // By its first byte no more than a few lines can be one.
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
    fn quotes_and_indentation_are_set_apart() {
        let all = lines("a\r\n> > \tb \n  >c\n\x0cd");
        let seen: Vec<_> = all
            .iter()
            .map(|line| {
                (
                    line.text,
                    line.start,
                    line.indent,
                    line.quotes,
                    line.new_page,
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
    fn wrapped_lines_are_told_from_short_ones() {
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
