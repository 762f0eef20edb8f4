//! Lines of plain text, and whether they were wrapped.

use std::ops::Range;

use crate::bytes;
use crate::reference::marker::marker;
use crate::reference::script::{columns, is_unspaced};

/// A line of the text, without what indents and quotes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From the first character that is no white space to the last.
    pub(super) text: &'a str,
    /// Where that starts in the text, in bytes.
    pub(super) start: usize,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// The column behind the last character.
    pub(super) end: usize,
    /// How many columns its first word takes, with a marker behind it: it may have gone to this line with
    /// its word.
    first_word: usize,
    /// Whether its first and last characters are of a script without spaces.
    unspaced: (bool, bool),
    /// Whether its words stand apart by more than a space somewhere.
    pub(super) has_gap: bool,
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

    /// Whether a word starts behind a column, which none would in a text that was wrapped there. Columns of
    /// a table may. Control characters have a column or none by what stands beside them.
    fn goes_on_past(&self, column: usize) -> bool {
        let last_word = || {
            self.text
                .rfind(' ')
                .map_or(self.text, |space| &self.text[space + 1..])
        };
        self.end > column && !self.has_gap && self.end.saturating_sub(columns(last_word())) > column
    }
}

/// The lines of a text. A form feed starts a page, and thereby a line.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        if memchr::memchr(b'\x0c', line.as_bytes()).is_none() {
            lines.push(line_of(line, start, false));
        } else {
            let mut at = start;
            for (page, piece) in line.split('\x0c').enumerate() {
                lines.push(line_of(piece, at, page > 0));
                at += piece.len() + 1;
            }
        }
        start = end + 1;
    }
    lines
}

/// How far in a line can stand: no page is wider.
const DEEPEST: usize = 1000;

fn line_of(line: &str, start: usize, new_page: bool) -> Line<'_> {
    let (rest, quotes) = unquoted(line);
    // elinks sets numbers in with a no-break space.
    let text = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}');
    let mut indent = 0;
    for c in rest[..rest.len() - text.len()].chars() {
        // Tabs stop at every eighth column.
        indent = if c == '\t' {
            (indent / 8 + 1) * 8
        } else {
            indent + 1
        };
    }
    let indent = indent.min(DEEPEST);
    let start = start + line.len() - text.len();
    let is_final = text.trim_end_matches('\r').ends_with("  ");
    let text = text.trim_ascii_end();
    let is_unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    let unspaced = (
        is_unspaced(text.chars().next()),
        is_unspaced(text.chars().next_back()),
    );
    Line {
        text,
        first_word: first_word(text, unspaced.0),
        unspaced,
        has_gap: has_gap(text),
        is_final,
        start,
        indent,
        end: indent + columns(text),
        quotes,
        new_page,
    }
}

/// A line without the marks that quote it, and how many those were.
fn unquoted(line: &str) -> (&str, usize) {
    let (mut rest, mut quotes) = (line, 0);
    while let Some(behind) = rest
        .strip_prefix('>')
        .or_else(|| (quotes > 0).then(|| rest.strip_prefix(" >"))?)
    {
        rest = behind;
        quotes += 1;
    }
    let rest = match rest.strip_prefix(' ') {
        Some(behind) if quotes > 0 => behind,
        _ => rest,
    };
    (rest, quotes)
}

/// How many columns the first word of a line takes, with the markers behind it; of scripts without spaces,
/// the first character.
fn first_word(text: &str, is_unspaced_first: bool) -> usize {
    if is_unspaced_first {
        return 2;
    }
    let bytes = text.as_bytes();
    let end = memchr::memchr(b' ', bytes).unwrap_or(bytes.len());
    let word = &text[..end];
    if !word.is_ascii() {
        if let Some(at) = word.find(is_unspaced) {
            return columns(&word[..at]);
        }
    }
    let mut rest = &text[end..];
    while rest.starts_with(" [") {
        let Ok((behind, _)) = marker(&rest[1..]) else {
            break;
        };
        rest = behind;
    }
    columns(&text[..text.len() - rest.len()])
}

/// Whether there are two spaces in a row.
fn has_gap(text: &str) -> bool {
    bytes::any_pair(text.as_bytes(), |a, b| (a == b' ') & (b == b' '))
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
        let mut edges = Vec::new();
        for pair in lines.windows(2) {
            let (line, next) = (&pair[0], &pair[1]);
            let apart = line.is_blank() || next.is_blank() || line.quotes != next.quotes;
            // What stands in columns, or ends on purpose, was not wrapped.
            if apart || line.is_final || line.has_gap || is_rule(next.text) {
                continue;
            }
            let need = line.end + room_for(line, next);
            if need > NARROWEST && !is_one_word(line.text) && !starts_item(next.text) {
                edges.push((line.end.max(NARROWEST), 1));
                edges.push((need, -1));
            }
        }
        let pairs = edges.len() / 2;
        edges.sort_unstable();
        let (mut open, mut most, mut best) = (0_isize, 0, None);
        let mut edges = edges.into_iter().peekable();
        while let Some((column, step)) = edges.next() {
            open += step;
            if step > 0 && open >= most {
                let next = edges.peek().map_or(column, |(next, _)| *next);
                (most, best) = (open, Some(column..next));
            }
        }
        let most = most.unsigned_abs();
        let is_margin = |margin: &Range<usize>| {
            // A heading may stand on one line, however long.
            let is_heading = |at: usize| lines.get(at + 1).is_some_and(|next| is_rule(next.text));
            let across = lines.iter().enumerate();
            let across =
                across.filter(|(at, line)| line.goes_on_past(margin.end) && !is_heading(*at));
            most * 3 >= pairs && across.count() < most
        };
        Self {
            longest: best.filter(is_margin).map(|margin| margin.start),
        }
    }

    /// Whether a line ended since the first word of the next one had no room.
    pub(super) fn wraps(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let has_no_room = |longest| line.end + room_for(line, next) > longest;
        !line.is_final && self.longest.is_some_and(has_no_room)
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
    match text.split_once(' ').map_or(text, |(word, _)| word) {
        "•" | "□" | "☆" | "*" | "+" | "-" => true,
        word if word.starts_with('[') => word.ends_with(']') && text.contains(':'),
        word => word.ends_with(['.', ')']) && is_number(word),
    }
}

/// How many columns the first word of the next line would take behind a line, with the space between them.
fn room_for(line: &Line<'_>, next: &Line<'_>) -> usize {
    let tight = line.unspaced.1 && next.unspaced.0;
    next.first_word + usize::from(!tight)
}

/// Whether a line is a rule, or underlines the one above.
pub(super) fn is_rule(text: &str) -> bool {
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

pub(super) fn is_one_word(text: &str) -> bool {
    memchr::memchr(b' ', text.as_bytes()).is_none()
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
    fn a_text_with_words_behind_the_margin_was_not_wrapped() {
        let long = "one two three four five six seven eight nine ten eleven twelve";
        let term = "thirteen fourteen fifteen sixteen sev";
        let text = format!("{long}\n\n{term}\n    eighteen\n\n{long}");
        let all = lines(&text);
        assert!(!Margin::of(&all).wraps(&all[2], &all[3]));
    }
}
